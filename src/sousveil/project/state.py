"""What the ledger says when it is read from its beginning: readings, decisions, one digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata

from msgspec import Struct

from sousveil.edition import independence
from sousveil.errors import Problem
from sousveil.model.codec import from_plain, to_plain
from sousveil.model.decision import Decision
from sousveil.model.edition import PrintedCell, Repair
from sousveil.model.ids import canonical, content_id, digest
from sousveil.model.noun import replace
from sousveil.model.source import About, Finding
from sousveil.review.decide import Past, fold
from sousveil.storage.ledger import View


class Reading(Struct, frozen=True, kw_only=True):
    """What one reading of a snapshot gave, besides the text and its claims.

    With the same program and codebook, the snapshot gives the same again.
    """

    snapshot: str
    text: str
    reader: str
    """Name and version, e.g. `pdf/1`."""

    program: str
    """Version of sousveil."""

    codebook: str
    """Digest of the codebook."""

    date: str | None = None
    """The date on which the document speaks: as told, else as it shows itself."""

    about: About | None = None
    """What the document says about itself; None in what the first program wrote."""

    shown: int | None = None
    """How many code points of the text are shown; what is hidden stands after them. None: all."""

    layout: str | None = None
    """The layout that its tables fit; None for running text."""

    cells: tuple[PrintedCell, ...] = ()
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()
    lost: tuple[str, ...] = ()
    """What could not be read, one line each."""

    replaces: str | None = None
    """Id of the reading of the same snapshot that was made before."""


@cache
def program() -> str:
    """Return the version of sousveil."""
    return metadata.version("sousveil")


def decision(
    kind: str,
    claims: Iterable[str],
    *,
    by: str,
    at: str,
    because: str,
    instead: Iterable[str] | None = None,
    documents: Iterable[str] | None = None,
    verdicts: Iterable[str] | None = None,
    letters: Iterable[str] | None = None,
    after: str | None = None,
) -> Decision:
    """Make a decision, its id from all the rest; the order of the claims does not matter."""
    made = Decision(
        id="",
        kind=kind,
        claims=tuple(sorted(set(claims))),
        by=by,
        at=at,
        because=because,
        instead=None if instead is None else tuple(sorted(set(instead))),
        documents=None if documents is None else tuple(sorted(set(documents))),
        verdicts=None if verdicts is None else tuple(sorted(set(verdicts))),
        letters=None if letters is None else tuple(sorted(set(letters))),
        after=after,
    )
    plain = to_plain(made)
    del plain["id"]
    return replace(made, id=content_id("decision", plain))


def readings(view: View, *, up_to: int | None = None) -> dict[str, Reading]:
    """Return the last reading of each snapshot."""
    return {
        row.drawn["snapshot"]: from_plain(row.plain, Reading)
        for row in view.rows("reading", up_to=up_to)
    }


def findings(view: View, *, up_to: int | None = None) -> dict[str, tuple[Finding, ...]]:
    """Return where each snapshot was found, in the order of the finding."""
    found: dict[str, list[Finding]] = {}
    for row in view.rows("finding", up_to=up_to):
        found.setdefault(row.drawn["snapshot"], []).append(from_plain(row.plain, Finding))
    return {snapshot: tuple(places) for snapshot, places in found.items()}


def decisions(
    view: View, *, up_to: int | None = None, until: str | None = None
) -> Iterator[Decision]:
    """Yield all decisions in their order; `until` a day, YYYY-MM-DD."""
    for row in view.rows("decision", up_to=up_to):
        decision = from_plain(row.plain, Decision)
        if until is None or decision.at[:10] <= until:
            yield decision


def past(view: View, *, up_to: int | None = None, until: str | None = None) -> Past:
    """Take all decisions from the first one on: what stands of each claim."""
    return fold(decisions(view, up_to=up_to, until=until))


def decided(
    view: View, *, up_to: int | None = None, until: str | None = None
) -> dict[str, Decision]:
    """Return the last word on each claim that had one; `until` a day, YYYY-MM-DD."""
    return past(view, up_to=up_to, until=until).last_words()


def accepted(view: View, *, up_to: int | None = None, until: str | None = None) -> frozenset[str]:
    """Return the claims that stand: accepted, or put in the place of others."""
    return past(view, up_to=up_to, until=until).named("accepted")


def repaired(view: View) -> Iterator[tuple[str, ...]]:
    """Yield each recorded repair: the reason, then the claims that rest on it."""
    for row in view.rows("decision", kind="repair"):
        yield (row.plain["because"], *row.plain["claims"])


def state_digest(view: View) -> str:
    """Return one hash over what the project holds and what people decided.

    The order and the times of the steps do not enter it: two projects that hold the same
    have the same digest.
    """
    now = past(view)
    state = {
        "snapshots": sorted(row.id for row in view.rows("snapshot")),
        "found": sorted(
            {(row.drawn["snapshot"], row.drawn["source"]) for row in view.rows("finding")}
        ),
        "texts": sorted(row.id for row in view.rows("text")),
        "read": sorted(
            {(row.drawn["snapshot"], row.drawn["text"]) for row in view.rows("reading")}
        ),
        "claims": sorted(row.id for row in view.rows("claim")),
        "accepted": sorted(now.named("accepted")),
        "rejected": sorted(now.named("rejected")),
        "repairs": sorted(set(repaired(view))),
        "editions": sorted((row.id, row.drawn["digest"]) for row in view.rows("edition")),
    }
    for name in ("superseded", "doubted"):
        if claims := sorted(now.named(name)):
            state[name] = claims
    joined, parted = independence.decided(
        decisions(view), [row.id for row in view.rows("snapshot")]
    )
    if joined:
        state["one-origin"] = sorted({documents for _, documents in joined})
    if parted:
        state["own-origin"] = sorted(parted)
    if checks := sorted(row.id for row in view.rows("checked")):
        state["checks"] = checks
    verdicts: dict[str, str] = {}
    for made in decisions(view):
        verdicts |= dict.fromkeys(made.verdicts or (), made.kind)
    if confirmed := sorted(one for one, kind in verdicts.items() if kind == "confirm"):
        state["confirmed"] = confirmed
    for kind, name in (("reply", "replies"), ("report", "reports")):
        if letters := sorted(_told(row.plain) for row in view.rows(kind)):
            state[name] = letters
    answered = {one for made in decisions(view) for one in made.letters or ()}
    for kind, name in (("reply", "retracted"), ("report", "settled")):
        if letters := sorted(_told(row.plain) for row in view.rows(kind) if row.id in answered):
            state[name] = letters
    return digest(canonical(state))


def _told(plain: dict[str, object]) -> str:
    """Return the digest of what a reply or a report says, whenever it was entered."""
    return digest(canonical({name: plain[name] for name in plain if name not in ("id", "at")}))
