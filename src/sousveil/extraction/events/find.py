"""A text to its possible events, each with the state that later sentences leave it in."""

from __future__ import annotations

from msgspec import Struct

from sousveil.extraction.events import denials, signs
from sousveil.extraction.events.asides import OFFICIAL
from sousveil.extraction.events.belonging import INITIATIVE, memberships
from sousveil.extraction.events.counted import Counted
from sousveil.extraction.events.counts import counts, settle
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.finances import finance_pairs, finances
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.mentions import NO_FIRM
from sousveil.extraction.events.owning import ownerships
from sousveil.extraction.events.parties import Focus, Stage, stage
from sousveil.extraction.events.scenes import Scene
from sousveil.extraction.events.supplies import pairs, supplies
from sousveil.extraction.events.told import Before, Told
from sousveil.extraction.events.turns import apply, later_state
from sousveil.extraction.events.uses import uses
from sousveil.extraction.screen import Sifted, sift
from sousveil.extraction.sentences import sentences
from sousveil.model.source import Span


class Found(Struct, frozen=True):
    """What a text may claim, before it is decided."""

    events: list[Event]
    """In the order of the text."""

    counts: list[Counted]
    spans: list[Span]
    """Of the sentences."""


def find_events(text: str, lexicon: Lexicon, sifted: Sifted | None = None) -> Found:
    """Return all possible events and counts of a text.

    Sentences that cannot hold any are not read, unless a later one points back to them.
    """
    told = told_of(text, lexicon, sifted)
    found: list[Event] = []
    counted: list[Counted] = []
    before: list[Counted] = []
    stages: list[Stage] = []
    for index in range(len(told.spans)):
        near = bool(found) and index - found[-1].stage.scene.index <= denials.REACH
        if not may_tell(told, index, bool(found), bool(before), near):
            before = []
            continue
        at = stage(told.scene(index), Before(told, index), lexicon, told.around(index))
        stages.append(carry(stages, at))
        found += events_of(at)
        before = counts(at, before)
        counted += before
    tell_later(found, stages)
    return Found(found, settle(counted), list(told.spans))


def carry(stages: list[Stage], at: Stage) -> Stage:
    """Return a sentence that knows whose owners the one before told."""
    if stages and stages[-1].scene.index == at.scene.index - 1 >= at.focus.start:
        at.owned_before = stages[-1].owned[-1:]
    return at


def events_of(at: Stage) -> list[Event]:
    """Return all possible events of one sentence."""
    here = list(supplies(at))
    here += pairs(at, here)
    here += uses(at)
    here += finances(at)
    here += finance_pairs(at, here)
    here += memberships(at)
    here += ownerships(at)
    return here


def tell_later(found: list[Event], stages: list[Stage]) -> None:
    """Give events the states that later sentences leave them in."""
    told: dict[int, list[Event]] = {}
    for event in found:
        told.setdefault(event.stage.scene.index, []).append(event)
    for at in stages:
        for clause in at.scene.clauses:
            if (state := later_state(at, clause)) is not None:
                apply(told, at, clause, state)
    denials.deny_later(found, stages)


def may_tell(told: Told, index: int, events: bool, counted: bool, near: bool = False) -> bool:
    """Tell whether a sentence may hold an event or a number, or change what was told before.

    `events` and `counted` say whether there are events before, and numbers in the sentence before;
    `near` whether events are near enough to be denied.
    """
    looked = _may_tell(told, index, told.may_have(index), events, counted, near)
    return looked and _may_tell(told, index, told.has(index), events, counted, near)


def _may_tell(told: Told, index: int, s: int, events: bool, counted: bool, near: bool) -> bool:
    if near and (s & signs.DENYING or (s & signs.NOT and s & signs.SAYING)):
        return True
    if s & (signs.TECHNOLOGY | signs.INITIATIVES):
        return True
    if s & signs.DEED and s & signs.DONE_TO:
        return True
    if s & signs.OWNING or (s & signs.PART and s & signs.HAVING):
        return True
    if s & signs.NUMBER and (s & signs.COUNTED or counted):
        return True
    if events and s & signs.TURN and s & (signs.POINTER | signs.BARGAIN):
        return True
    if INITIATIVE in told.groups_before(index):
        return True
    if not told.had(index, signs.PLACE):
        return False
    if s & signs.MONEY or (s & signs.LENDING and s & signs.CASH):
        return True
    if s & signs.PAYING and (s & signs.FOR or told.around(index) & {"technology", "they_system"}):
        return True
    if not s & signs.PARTY:
        return False
    kinds = told.around(index)
    if "technology" in kinds:
        named = signs.SUPPLIER | signs.COMPANY | signs.BARGAIN | signs.THING
        return bool(s & (named | signs.ACTING | signs.TIED))
    if s & (signs.SUPPLIER | signs.COMPANY) and "contract_noun" in kinds:
        return True
    supplier = s & signs.SUPPLIER or (s & signs.COMPANY and told.had(index, signs.SUPPLIER))
    return bool(supplier or s & signs.BARGAIN) and "other_thing" not in kinds


def leaves(scene: Scene) -> Focus:
    """Return what a sentence alone leaves to be pointed back to."""
    firms = [
        n
        for n in scene.named
        if n.kind in ("supplier", "name") and not n.marks & (NO_FIRM | {"financier"})
    ]
    sure = [n for n in firms if n.kind == "supplier" or n.marks & {"legal", "firm-word"}] or firms
    places = [
        n
        for n in scene.of("place")
        if not n.marks & {"firms", "firms-of", "origin", "made", "funded", "in-name"}
    ]
    asked = scene.words[-1].text == "?"  # what is asked for is not told
    if scene.kinds & {"private_noun", "trader_noun"} and not scene.kinds & OFFICIAL:
        places = []  # "Shops in Nairobi film their customers."
    return Focus(
        suppliers=[] if asked else sure[:1],
        places=places[:1],
        technologies=[t for t in scene.of("technology") if "deed" not in t.marks],
        groups=frozenset(w.kinds["group"] for w in scene.words if "group" in w.kinds),
    )


def told_of(text: str, lexicon: Lexicon, sifted: Sifted | None = None) -> Told:
    """Return a text whose sentences are read when somebody asks for them."""
    sifted = sifted or sift(text, sentences(text))
    return Told(sifted, lexicon, leaves)
