"""Whether a number is told, denied, or only planned and imagined."""

from __future__ import annotations

from sousveil.extraction.events.blocks import UNREAL
from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.cues import DOING, chain, clause_cues
from sousveil.extraction.events.polarity import is_false_rumour
from sousveil.extraction.events.scenes import Scene

FUTURE = frozenset({"m=modal_will", "m=modal_may", "m=modal_must"})
STUDIED = frozenset(("examine", "study", "look", "look at", "look into", "assess", "evaluate"))
"""What is found by studying is not planned."""

IMAGINED = frozenset({"if", "unless", "whether"})


def stance(scene: Scene, clause: Clause) -> str:
    """Return `asserted`, `negated`, or `untold` for what nobody says is so."""
    if scene.words[-1].text == "?" or UNREAL & scene.kinds:
        return "untold"
    cues = clause_cues(scene, clause)
    guessed = clause.modals == ("may",) and not clause.verb.classes & {"join", "sign", "get"}
    if (cues & FUTURE and not guessed) or clause.link in IMAGINED:
        return "untold"
    if clause.negated or is_false_rumour(scene, clause):
        return "negated"
    below = clause
    for above in chain(clause):
        if below.link == ":":
            break
        cues, verb = clause_cues(scene, above), above.verb.classes
        held = below.kind in ("that", "inf", "sub", "rel")
        if above.link in IMAGINED or "n=unclear" in cues:
            return "untold"
        studied = above.verb.lemma in STUDIED
        if held and verb & {"plan"} and not verb & (DOING | {"say"}) and not studied:
            return "untold"
        if held and verb & {"deny"} and not verb & (DOING | {"say"}) and not above.negated:
            return "negated"
        if held and "n=no_evidence" in cues:
            return "negated"
        if held and above.negated and not verb & {"say", "allege", "deny"}:
            return "negated"
        below = above
    return "asserted"
