"""The reference software of the AI Global Surveillance Index.

    >>> import sousveil as sv
    >>> edition = sv.load_edition("aigs-2019")
    >>> china = sv.Figure(having=(sv.Row(origin="CHN"),), among=("bri",))
    >>> sv.compute(china, edition).value
    36

The names here are what other programs may rely on; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sousveil.charts import chart
    from sousveil.figures.compute import compute
    from sousveil.model.edition import Edition
    from sousveil.model.figure import Computed, Figure, Row, Rules, Unanswerable
    from sousveil.model.verdict import Check, Outcome
    from sousveil.project import Project
    from sousveil.project.examine import check
    from sousveil.storage.packaged import load_edition

__all__ = [
    "Check",
    "Computed",
    "Edition",
    "Figure",
    "Outcome",
    "Project",
    "Row",
    "Rules",
    "Unanswerable",
    "chart",
    "check",
    "compute",
    "load_edition",
]

_HOMES = {
    "Check": "model.verdict",
    "Computed": "model.figure",
    "Edition": "model.edition",
    "Figure": "model.figure",
    "Outcome": "model.verdict",
    "Project": "project",
    "Row": "model.figure",
    "Rules": "model.figure",
    "Unanswerable": "model.figure",
    "chart": "charts",
    "check": "project.examine",
    "compute": "figures.compute",
    "load_edition": "storage.packaged",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"sousveil.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'sousveil' has no attribute {name!r}")
