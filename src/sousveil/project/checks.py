"""Saved checks: kept in the ledger, confirmed by people, held to their text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sousveil.checking.judge import in_force
from sousveil.errors import QueryError
from sousveil.model.codec import from_plain, to_plain
from sousveil.model.decision import Decision
from sousveil.model.edition import Edition
from sousveil.model.ids import digest
from sousveil.model.saved import Kept, SavedCheck
from sousveil.project.reviewing import signed
from sousveil.project.state import decision, decisions
from sousveil.storage.ledger import Ledger, View, row, row_id

KINDS = ("confirm", "withdraw")
"""Kinds of decisions about verdicts; the last word counts."""

CONFIRMED = "looked at and found right"

OUTCOMES = frozenset({"contradicted", "outdated", "depends", "unverifiable", "supported"})

NAME = re.compile(r"(?:check:)?(?P<check>[0-9a-f]{4,32})(?:/(?P<number>[0-9]{1,6}))?")
"""A verdict or a check, by at least four digits of its id."""

SHOWN = 12  # digits of an id that are shown; they are enough to name it


def save(ledger: Ledger, made: SavedCheck) -> SavedCheck:
    """Write a check down; where it is there already, return it as it was."""
    plain = to_plain(made)
    plain["id"] = row_id("checked", plain)
    with ledger.writing(made.at) as writer:
        before = writer.row("checked", plain["id"])
        if before is not None:
            return from_plain(before.plain, SavedCheck)
        writer.append([row("checked", plain)])
    return from_plain(plain, SavedCheck)


def kept(view: View) -> Iterator[Kept]:
    """Yield the saved checks in their order, with the last word on each verdict."""
    last = last_words(view)
    for stored in view.rows("checked"):
        check = from_plain(stored.plain, SavedCheck)
        yield Kept(check=check, decisions=tuple(map(last.get, check.verdicts)))


def last_words(view: View) -> dict[str, Decision]:
    """Return the last decision about each verdict that had one."""
    found: dict[str, Decision] = {}
    for made in decisions(view):
        if made.kind in KINDS:
            found |= dict.fromkeys(made.verdicts or (), made)
    return found


def decide(
    ledger: Ledger, kind: str, names: Iterable[str], *, by: str, because: str, at: str
) -> Decision:
    """Write down that a person confirms verdicts, or withdraws what was confirmed.

    Raises `QueryError` where a name means no verdict or several, where the last word says the
    same already, and where a person or a reason is lacking.
    """
    by, because = signed(by, because)
    given = [names] if isinstance(names, str) else list(names)
    with ledger.writing(at) as writer:
        found = list(kept(writer))
        last = last_words(writer)
        named = {verdict(name, found) for name in given}
        for one in sorted(named):
            before = last.get(one)
            if before is not None and before.kind == kind:
                raise QueryError(f"{short(one)} was {PAST[kind]} by {before.by} on {before.at}.")
            if before is None and kind == "withdraw":
                raise QueryError(f"{short(one)} was never confirmed, so nothing is to withdraw.")
        if not named:
            raise QueryError("Name the verdicts. sousveil checks lists them.")
        made = decision(kind, (), by=by, at=at, because=because, verdicts=named)
        if writer.row("decision", made.id) is not None:
            raise QueryError("The same was decided within this second. Try again in a moment.")
        writer.append([row("decision", to_plain(made))])
    return made


PAST = {"confirm": "confirmed", "withdraw": "withdrawn"}


def verdict(name: str, found: Iterable[Kept]) -> str:
    """Return the id of the verdict that is meant: `3f2a/1`, or `3f2a` where it is the only one."""
    match = NAME.fullmatch(name.strip().lower())
    if match is None:
        raise QueryError(f"{name!r} names no verdict. sousveil checks lists them: 3f2a9c01b7de/1")
    check = named_check(name, found)
    number = match["number"]
    if number is None and len(check.claims) != 1:
        raise QueryError(
            f"{short(check.id)} has {len(check.claims)} verdicts. "
            f"Look at each, and name those you mean: {short(check.id)}/1"
        )
    place = int(number or 1)
    if not 1 <= place <= len(check.claims):
        raise QueryError(f"{short(check.id)} has no verdict {place}. sousveil checks lists them.")
    return check.verdict_id(place)


def judged_on(check: SavedCheck, claim: dict[str, Any], editions: Iterable[Edition]) -> str | None:
    """Return the name of the edition that a verdict is about; None where none was in force."""
    counted = claim.get("recomputed") or {}
    if "edition" in counted:
        return str(counted["edition"])
    if check.against is not None:
        return check.against
    ordered = sorted(editions, key=lambda edition: edition.in_force)
    found = in_force(tuple(ordered), check.as_of)
    return None if found is None else found.name


def named_check(name: str, found: Iterable[Kept]) -> SavedCheck:
    """Return the check that is meant by its id or the beginning of it, a number left aside."""
    match = NAME.fullmatch(name.strip().lower())
    digits = match["check"] if match else ""
    meant = [one.check for one in found if digits and one.check.id[6:].startswith(digits)]
    if len(meant) == 1:
        return meant[0]
    if not meant:
        raise QueryError(f"There is no saved check {name!r}. sousveil checks lists them.")
    several = ", ".join(short(check.id) for check in meant[:5])
    raise QueryError(f"{name!r} may be {len(meant)} checks: {several}. Give one of these.")


def short(id: str) -> str:
    """Return an id of a check or a verdict as people are shown it."""
    digits, _, number = id.removeprefix("check:").partition("/")
    return f"{digits[:SHOWN]}/{number}" if number else digits[:SHOWN]


def faults(plain: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a stored check: the kind of fault, and what it is in words."""
    check = from_plain(plain, SavedCheck)
    if digest(check.content.encode()) != check.text:
        yield "quote", "its text is not the one that its digest names"
    for number, claim in enumerate(check.claims, 1):
        place = claim["sentence"]
        if check.content[place["start"] : place["end"]] != place["quote"]:
            yield "quote", f"the sentence of verdict {number} does not stand in its text"
        if claim["outcome"] not in OUTCOMES:
            yield "row", f"verdict {number} is none"


def unfounded(view: View) -> Iterator[tuple[str, str]]:
    """Yield the decisions about verdicts that cannot hold: their id, and why in words."""
    known = {
        verdict
        for stored in view.rows("checked")
        for verdict in from_plain(stored.plain, SavedCheck).verdicts
    }
    last: dict[str, str] = {}
    for made in decisions(view):
        if made.kind not in KINDS:
            if made.verdicts:
                yield made.id, "it names verdicts, and is no decision about them"
            continue
        named = made.verdicts or ()
        if not known.issuperset(named):
            yield made.id, "it decides about verdicts that are not there"
        elif not named or made.claims or made.documents:
            yield made.id, "it does not say about which verdicts it decides"
        elif any(last.get(one) == made.kind for one in named):
            yield made.id, "it says again what was said before"
        elif made.kind == "withdraw" and not all(one in last for one in named):
            yield made.id, "it withdraws what was never confirmed"
        last |= dict.fromkeys(named, made.kind)
