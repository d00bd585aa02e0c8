"""A text to its possible events, each with the state that later sentences leave it in."""

from __future__ import annotations

from dataclasses import dataclass

from sousveil.extraction.events.belonging import memberships, ownerships
from sousveil.extraction.events.clauses import Clause
from sousveil.extraction.events.counts import Counted, counts, settle
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.finances import finance_pairs, finances
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.parties import Focus, Stage, stage
from sousveil.extraction.events.scenes import Scene, read_scenes
from sousveil.extraction.events.state import later_state
from sousveil.extraction.events.supplies import pairs, supplies
from sousveil.extraction.events.uses import uses
from sousveil.model.source import Span


@dataclass(frozen=True, slots=True)
class Found:
    """What a text may claim, before it is decided."""

    events: list[Event]
    """In the order of the text."""

    counts: list[Counted]
    spans: list[Span]
    """Of the sentences."""


def find_events(text: str, lexicon: Lexicon) -> Found:
    """Return all possible events and counts of a text."""
    focus = Focus()
    found: list[Event] = []
    counted: list[Counted] = []
    before: list[Counted] = []
    stages: list[Stage] = []
    scenes = read_scenes(text, lexicon)
    everything = {kind for scene in scenes for kind in scene.kinds}
    for scene in scenes:
        at = stage(scene, focus, lexicon, everything)
        stages.append(at)
        here = list(supplies(at))
        here += pairs(at, here)
        here += uses(at)
        here += finances(at)
        here += finance_pairs(at, here)
        here += memberships(at)
        here += ownerships(at)
        found += here
        before = counts(at, before)
        counted += before
        focus = _moved(focus, scene)
    for at in stages[1:]:
        for clause in at.scene.clauses:
            if (state := later_state(at, clause)) is not None:
                _apply(found, at, clause, state)
    return Found(found, settle(counted), [scene.span for scene in scenes])


def _apply(found: list[Event], at: Stage, clause: Clause, state: str) -> None:
    """Give a state to the events of earlier sentences that a clause speaks of."""
    before = [e for e in found if e.stage.scene.index < at.scene.index]
    if not before:
        return
    named = {
        n.id
        for g in clause.groups
        for n in at.in_group.get(g.first, ())
        if n.kind in ("supplier", "name")
    }
    if named:
        before = [e for e in before if e.keys[0] in named]
    else:
        nearest = max(e.stage.scene.index for e in before)
        before = [e for e in before if e.stage.scene.index == nearest]
    loan = any("loan_noun" in at.kinds(g) or "grant_noun" in at.kinds(g) for g in clause.groups)
    for event in before:
        if loan == (event.type == "finance"):
            event.cues.add(f"later={state}")


def _moved(focus: Focus, scene: Scene) -> Focus:
    """Return what the next sentence may point back to."""
    firms = [
        n
        for n in scene.named
        if n.kind in ("supplier", "name") and not n.marks & {"person", "body", "financier"}
    ]
    sure = [n for n in firms if n.kind == "supplier" or n.marks & {"legal", "firm-word"}] or firms
    places = [
        n
        for n in scene.of("place")
        if not n.marks & {"firms", "firms-of", "origin", "made", "funded", "in-name"}
    ]
    return Focus(
        suppliers=sure[:1] or focus.suppliers,
        places=places[:1] or focus.places,
        technologies=scene.of("technology") or focus.technologies,
        groups=frozenset(w.kinds["group"] for w in scene.words if "group" in w.kinds)
        or focus.groups,
    )
