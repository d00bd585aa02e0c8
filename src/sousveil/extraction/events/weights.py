"""The weights that turn what speaks for an event into a score."""

from __future__ import annotations

import math
from collections.abc import Mapping, Set

BIAS = "bias"

THRESHOLDS = {"supply": 0.52, "use": 0.4, "finance": 0.42, "membership": 0.0, "ownership": 0.0}
"""The score from which an event is proposed; memberships and ownerships rest on rules alone."""


def score(weights: Mapping[str, float], features: Set[str]) -> float:
    """Return a number from 0 to 1; a feature without a weight counts nothing."""
    known = weights.keys() & features
    total = math.fsum((weights.get(BIAS, 0.0), *map(weights.__getitem__, known)))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
