"""Saved checks judged again on the editions as they are now: what moved, and by which rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from sousveil.checking.article import as_plain, check_text
from sousveil.codebook.names import Names
from sousveil.edition.reasons import Reasons, Why
from sousveil.errors import NothingToCompile, SousveilError
from sousveil.figures.compute import compute
from sousveil.model.codec import prune
from sousveil.model.edition import Edition, Evidence, Records
from sousveil.model.figure import Computed
from sousveil.model.ids import canonical
from sousveil.model.noun import replace
from sousveil.model.saved import Kept, SavedCheck
from sousveil.model.verdict import Judged, Outcome
from sousveil.project import editions
from sousveil.project.again import asked
from sousveil.project.checks import kept, named_check
from sousveil.project.index import Compiled
from sousveil.project.living import Request, compiled
from sousveil.project.living import kept as frozen
from sousveil.storage.ledger import View

GONE = "No claim behind the edition stands any more."
LOST = "This program finds no claim in the sentence any more."


class Now(Struct, frozen=True, kw_only=True):
    """An edition as the project would make it now."""

    edition: Edition
    records: Records
    digest: str
    anew: bool = False
    """True where decisions since its making would change it; nothing of it is written."""

    gone: bool = False
    """True where none of its claims stands any more."""

    @property
    def label(self) -> str:
        """Its name, and whether it is that of the frozen one."""
        more = ", with what was decided since" if self.anew else ""
        return f"{self.edition.name}{', of which nothing stands any more' if self.gone else more}"


class Told(Struct, frozen=True, kw_only=True):
    """A verdict, as it was or as it is."""

    outcome: str
    value: float | None
    edition: str | None
    reason: str


class Moved(Struct, frozen=True, kw_only=True):
    """A country that counts now and did not, or the other way round."""

    country: str
    did: str
    """`entered` or `left`."""

    entries: tuple[str, ...] = ()
    """Ids of the entries that make it count, in the edition that has it."""

    evidence: tuple[Evidence, ...] = ()
    """What is printed for them; empty where that edition is not at hand any more."""


class Changed(Struct, frozen=True, kw_only=True):
    """A verdict that is not what it was."""

    id: str
    sentence: str
    was: Told
    now: Told
    confirmed: bool
    """Whether a person has confirmed what it was."""

    reread: bool
    """True where the program reads the sentence otherwise than when the check was saved."""

    rows: tuple[Moved, ...] = ()
    why: tuple[Why, ...] = ()
    """The claims of running text that moved the rows, with their decisions."""

    @property
    def worse(self) -> bool:
        """Whether the news is worse than before."""
        order = list(map(str, Outcome))
        return order.index(self.now.outcome) < order.index(self.was.outcome)


class Again(Struct, frozen=True, kw_only=True):
    """A saved check and what became of its verdicts."""

    check: SavedCheck
    editions: tuple[str, ...]
    """What it was judged on now."""

    changed: tuple[Changed, ...]
    same: int
    found: int
    """Claims that this program finds and the saved check does not have."""


class Rechecker:
    """Judges saved checks again at one state of the ledger; editions are made once."""

    def __init__(self, view: View, folder: Path, names: Names, packaged: Iterable[str]) -> None:
        self._view = view
        self._folder = folder
        self._names = names
        self._packaged = tuple(packaged)
        self._made: dict[str, Now] = {}

    def recheck(
        self, ids: Iterable[str] = (), *, as_of: str | None = None, against: str | None = None
    ) -> Iterator[Again]:
        """Yield each saved check, or those named; `as_of` and `against` replace its own."""
        found = list(kept(self._view))
        wanted = {named_check(id, found).id for id in ids}
        for one in found:
            if not wanted or one.check.id in wanted:
                yield self._again(one, as_of, against)

    def _again(self, one: Kept, as_of: str | None, against: str | None) -> Again:
        check = one.check
        named = against or (check.against and self._latest(check.against))
        chosen = self._now(named) if named else None
        ordered = sorted(map(self._now, self._packaged), key=lambda now: now.edition.in_force)
        at_hand = tuple(now.edition for now in ordered)
        book = self._names.codebook
        found = check_text(
            check.content,
            at_hand,
            book,
            as_of or check.as_of,
            chosen.edition if chosen else None,
        )
        plain = prune(as_plain(found, book))["claims"]
        gone = chosen is not None and chosen.gone
        pairs = _paired(check.claims, [] if gone else plain)
        changed = []
        for number, (claim, place) in enumerate(zip(check.claims, pairs, strict=True), 1):
            judged = None if place is None else found.claims[place]
            answer = None if place is None else plain[place]
            if made := self._changed(one, number, claim, judged, answer, GONE if gone else LOST):
                changed.append(made)
        labels = [chosen.label] if chosen else [now.label for now in ordered]
        return Again(
            check=check,
            editions=tuple(labels),
            changed=tuple(changed),
            same=len(check.claims) - len(changed),
            found=len(plain) - sum(place is not None for place in pairs),
        )

    def _changed(
        self,
        one: Kept,
        number: int,
        claim: dict[str, Any],
        judged: Judged | None,
        answer: dict[str, Any] | None,
        lost: str,
    ) -> Changed | None:
        """Return what moved; None where outcome and number are what they were."""
        was = _told(claim)
        if judged is None or answer is None:
            now = Told(outcome="unverifiable", value=None, edition=None, reason=lost)
        else:
            now = _told(answer)
        if (was.outcome, was.value) == (now.outcome, now.value):
            return None
        rows: tuple[Moved, ...] = ()
        why: tuple[Why, ...] = ()
        if judged is not None and answer is not None:
            rows, why = self._rows(one.check, claim, judged, answer)
        return Changed(
            id=one.check.verdict_id(number),
            sentence=claim["sentence"]["quote"],
            was=was,
            now=now,
            confirmed=one.confirmed(number) is not None,
            reread=lost == LOST
            and (answer is None or canonical(answer["claim"]) != canonical(claim["claim"])),
            rows=rows,
            why=why,
        )

    def _rows(
        self,
        check: SavedCheck,
        claim: dict[str, Any],
        judged: Judged,
        answer: dict[str, Any],
    ) -> tuple[tuple[Moved, ...], tuple[Why, ...]]:
        """Return the countries that came and went, with what is printed for them."""
        before, after = _countries(claim), _countries(answer)
        computed, figure = judged.verdict.recomputed, judged.question.figure
        if before == after or computed is None:
            return (), ()
        new = self._now(str(judged.verdict.edition))
        old = self._then(check, _told(claim).edition)
        counted = compute(figure, old.edition, judged.verdict.rules) if old else None
        rows = [
            *_moved(after - before, "entered", computed, new),
            *_moved(before - after, "left", counted, old),
        ]
        why: tuple[Why, ...] = ()
        if old is not None:
            reasons = Reasons(old.edition, new.edition, old.records, new.records)
            why = reasons.of_figure(figure, sorted(before ^ after))
        return tuple(sorted(rows, key=lambda row: (row.did, row.country))), why

    def _now(self, name: str) -> Now:
        """Return an edition as it would be compiled now; one of a table has nothing to add."""
        if name not in self._made:
            self._made[name] = self._as_decided(name)
        return self._made[name]

    def _as_decided(self, name: str) -> Now:
        before = frozen(self._view, self._folder, name)
        as_it_is = Now(edition=before.edition, records=before.records, digest=before.digest)
        stored = self._view.row("edition", name)
        if stored is None:
            return as_it_is
        request = asked(editions.load_manifest(self._folder / name, stored.drawn["manifest"]))
        made = self._compiled(request)
        if made is not None and made.digest == before.digest:
            return as_it_is
        if request.policy is not None:  # tell what was withdrawn since, with the reason
            made = self._compiled(replace(request, since=name))
        if made is None:
            return replace(as_it_is, gone=True)
        return Now(edition=made.edition, records=made.records, digest=made.digest, anew=True)

    def _compiled(self, request: Request) -> Compiled | None:
        """Compile without writing; None where nothing is left to compile."""
        try:
            return compiled(self._view, self._folder, self._names, request)
        except NothingToCompile:
            return None

    def _then(self, check: SavedCheck, name: str | None) -> Now | None:
        """Return the edition that a verdict rested on; None where it is another one by now."""
        if name is None:
            return None
        try:
            before = frozen(self._view, self._folder, name)
        except SousveilError:
            return None
        if before.digest != check.editions.get(name):
            return None
        return Now(edition=before.edition, records=before.records, digest=before.digest)

    def _latest(self, name: str) -> str:
        """Return the newest edition of the series that an edition begins."""
        series, last = {name}, name
        for stored in self._view.rows("edition"):
            home = self._folder / stored.id
            manifest = editions.load_manifest(home, stored.drawn["manifest"])
            before = {pinned.name for pinned in (manifest.base, manifest.since) if pinned}
            if before & series and name not in self._packaged:
                series.add(stored.id)
                last = stored.id
        return last


def _paired(old: Iterable[dict[str, Any]], new: Iterable[dict[str, Any]]) -> tuple[int | None, ...]:
    """Return for each old claim the place of the same one among the new; None for none.

    The same is what asks the same in the same sentence; else what is said of the same number.
    """
    before, after = list(old), list(new)
    found: dict[int, int] = {}
    left = dict(enumerate(after))
    for key in (_asks, _number):
        for number, claim in enumerate(before):
            if number in found or key(claim) is None:
                continue
            place = next((p for p, one in left.items() if key(one) == key(claim)), None)
            if place is not None:
                found[number] = place
                del left[place]
    return tuple(found.get(number) for number in range(len(before)))


def _asks(claim: dict[str, Any]) -> bytes | None:
    return canonical([claim["sentence"], claim["claim"]])


def _number(claim: dict[str, Any]) -> tuple[int, int] | None:
    said = claim["claim"].get("value_mention")
    return None if said is None else (said["start"], said["end"])


def _told(claim: dict[str, Any]) -> Told:
    counted = claim.get("recomputed") or {}
    return Told(
        outcome=claim["outcome"],
        value=counted.get("value"),
        edition=counted.get("edition"),
        reason=claim["reason"],
    )


def _countries(claim: dict[str, Any]) -> set[str]:
    return set((claim.get("recomputed") or {}).get("countries", ()))


def _moved(countries: Iterable[str], did: str, counted: Any, there: Now | None) -> Iterator[Moved]:
    """Yield countries with the entries that make them count, in the edition that has them."""
    wanted = set(counted.entries) if isinstance(counted, Computed) else set()
    for country in sorted(countries):
        entries = [
            e
            for e in (there.edition.entries if there else ())
            if e.country == country and e.id in wanted
        ]
        claims = {claim for entry in entries for claim in entry.claims}
        yield Moved(
            country=country,
            did=did,
            entries=tuple(entry.id for entry in entries),
            evidence=tuple(
                e for e in (there.records.evidence if there else ()) if e.claim in claims
            ),
        )
