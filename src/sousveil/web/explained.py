"""A number taken apart: the rows that count with their quotes, and who is left out and why."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator

from msgspec import Struct

from sousveil.errors import Place
from sousveil.figures.compute import alternatives, compute
from sousveil.figures.rows import meets
from sousveil.model.counted import counts
from sousveil.model.edition import Edition, Entry
from sousveil.model.figure import ANY_TECHNOLOGY, Computed, Figure, Row, Rules, Unanswerable
from sousveil.model.noun import replace
from sousveil.web.catalogue import Said as Words
from sousveil.web.catalogue import said
from sousveil.web.library import Held
from sousveil.web.worded import conditions, described, joined, listed

FEW = 3  # quotes shown of one condition in one place; the place's own page has all

AREA_COLUMNS = {"region": "region", "regime": "regime"}


class Said(Struct, frozen=True, kw_only=True):
    """Printed words that a row rests on, or an empty cell that leaves it out."""

    quote: str
    heading: str = ""
    """Of the column, as printed; empty for running text."""

    place: Place | None = None
    claim: str | None = None
    """Id of the claim; None where no claim says it."""

    why: str = ""
    """Why it does not count: a key of `WHY`; empty where it does."""


class Condition(Struct, frozen=True, kw_only=True):
    """One thing that a country must meet."""

    words: Words
    row: Row | None = None
    group: str | None = None
    area: str | None = None
    """`region` or `regime`, where it asks for one of several."""

    without: str | None = None
    figure: Figure
    """The figure that has all other conditions."""


class Counted(Struct, frozen=True, kw_only=True):
    """A country that counts, and what it rests on, condition by condition."""

    country: str
    said: tuple[tuple[Said, ...], ...]
    more: tuple[int, ...]
    """For each condition, how many quotes are not shown."""


class Missed(Struct, frozen=True, kw_only=True):
    """A country that meets every condition but one."""

    country: str
    said: tuple[Said, ...]


class Explained(Struct, frozen=True, kw_only=True):
    """All that a reader needs to contest a number."""

    figure: Figure
    edition: Edition
    rules: Rules
    computed: Computed | Unanswerable
    conditions: tuple[Condition, ...]
    counted: tuple[Counted, ...]
    missed: tuple[tuple[Condition, tuple[Missed, ...]], ...]
    unlisted: tuple[Missed, ...]
    """Countries of which something is held that fits, and nothing that counts, so that the edition
    does not list them."""

    alternatives: tuple[tuple[str, str, Computed], ...]
    command: str | None
    """The call that counts the same; None where no call can say it."""


def explain(figure: Figure, held: Held, edition: Edition, rules: Rules) -> Explained:
    """Take a figure apart; `edition` is that of `held`, perhaps under another policy."""
    computed = compute(figure, edition, rules)
    asked = tuple(_conditions(figure, held))
    looking = _Looking(held, edition, rules)
    counted: tuple[Counted, ...] = ()
    if isinstance(computed, Computed):
        used = set(computed.entries)
        counted = tuple(
            looking.counted(code, asked, used) for code in held.ordered(computed.countries)
        )
    missed = tuple(
        (condition, tuple(looking.missed(country, condition) for country in countries))
        for condition in asked
        if (countries := _only_without(condition, computed, held, edition, rules))
    )
    return Explained(
        figure=figure,
        edition=edition,
        rules=rules,
        computed=computed,
        conditions=asked,
        counted=counted,
        missed=missed,
        unlisted=looking.unlisted(figure),
        alternatives=tuple(alternatives(figure, edition, rules)),
        command=command(figure, edition.name, rules),
    )


def command(figure: Figure, edition: str, rules: Rules, also: Iterable[str] = ()) -> str | None:
    """Return the call that counts a figure; None where the options cannot say it."""
    sayable = {"having", "among", "without"}
    if any(getattr(figure, name) for name in figure.__struct_fields__ if name not in sayable):
        return None
    words = ["sousveil", "count", edition]
    for row in figure.having:
        pairs = [f"{name}={getattr(row, name)}" for name in sorted(row.fields())]
        words += ["--having", ",".join(pairs)] if pairs else []
    for group in figure.among:
        words += ["--among", group]
    for country in figure.without:
        words += ["--without", country]
    default = Rules().as_dict()
    for name, value in rules.as_dict().items():
        words += ["--rule", f"{name}={value}"] if value != default[name] else []
    for setting in also:
        words += ["--rule", setting]
    return shlex.join(words)


def _conditions(figure: Figure, held: Held) -> Iterator[Condition]:
    book = held.codebook
    for at, row in enumerate(figure.having):
        rest = replace(figure, having=(*figure.having[:at], *figure.having[at + 1 :]))
        yield Condition(words=conditions(Figure(having=(row,)), book), row=row, figure=rest)
    for group in figure.among:
        rest = replace(figure, among=tuple(g for g in figure.among if g != group))
        yield Condition(words=said(book.groups[group].label), group=group, figure=rest)
    for kind, words in areas(figure, held):
        kept = tuple(g for g in figure.outside if book.groups[g].kind != kind)
        yield Condition(words=words, area=kind, figure=replace(figure, outside=kept))
    for code in figure.without:
        rest = replace(figure, without=tuple(c for c in figure.without if c != code))
        words = said("not {what}", what=book.countries[code].name)
        yield Condition(words=words, without=code, figure=rest)


def areas(figure: Figure, held: Held) -> Iterator[tuple[str, Words]]:
    """Yield each kind of area of which a figure takes several, with their labels.

    To lie in one of two regions is to lie outside all the others.
    """
    book = held.codebook
    for kind in AREA_COLUMNS:
        left = [g for g in figure.outside if book.groups[g].kind == kind]
        all_of = [
            g for g in held.edition.groups if g in book.groups and book.groups[g].kind == kind
        ]
        if left:
            labels = [book.groups[g].label for g in all_of if g not in left]
            yield kind, listed(labels, "{first} or {last}")


def in_words(figure: Figure, held: Held, rules: Rules, number: float | None = None) -> Words:
    """Return a figure in words, several regions as those that it takes."""
    named = dict(areas(figure, held))
    book = held.codebook
    rest = replace(
        figure, outside=tuple(g for g in figure.outside if book.groups[g].kind not in named)
    )
    return joined((described(rest, book, rules, number), *named.values()), ", ")


def _only_without(
    condition: Condition,
    computed: Computed | Unanswerable,
    held: Held,
    edition: Edition,
    rules: Rules,
) -> list[str]:
    """Return the countries that would count if the condition were not asked."""
    wider = compute(condition.figure, edition, rules)
    return held.ordered(set(wider.countries) - set(computed.countries))


class _Looking:
    """Looks up what is printed about a country."""

    def __init__(self, held: Held, edition: Edition, rules: Rules) -> None:
        self.held, self.edition, self.rules = held, edition, rules
        layout = held.codebook.layouts.get(edition.layout)
        columns = [c for table in layout.tables for c in table.columns] if layout else []
        self.headings = {c.id: c.heading for c in columns}
        self.by_origin = {c.country: c.id for c in columns if c.kind == "origin"}
        self.of_kind = {
            kind: [c.id for c in columns if c.kind == kind] for kind in ("suppliers", "origins")
        }
        self.own: dict[str, list[Entry]] = {}
        for entry in edition.entries:
            self.own.setdefault(entry.country, []).append(entry)

    def counted(self, country: str, conditions: tuple[Condition, ...], used: set[str]) -> Counted:
        found = [list(self._for(country, condition, used)) for condition in conditions]
        found = found or [list(self._cells(country, ["country"]))[:1]]
        return Counted(
            country=country,
            said=tuple(tuple(said[:FEW]) for said in found),
            more=tuple(max(0, len(said) - FEW) for said in found),
        )

    def _for(self, country: str, condition: Condition, used: set[str]) -> Iterator[Said]:
        if condition.row is not None:
            for entry in self.own.get(country, ()):
                if entry.id in used and meets(entry, condition.row, self.rules):
                    yield from self._claims(entry)
            if condition.row.technology == ANY_TECHNOLOGY:
                yield from list(self._cells(country, ["country"]))[:1]
        elif condition.group is not None:
            yield from self._membership(country, condition.group)
        elif condition.area is not None:
            yield from self._cells(country, [AREA_COLUMNS[condition.area]])

    def missed(self, country: str, condition: Condition) -> Missed:
        said: list[Said] = []
        if condition.row is not None:
            said = list(self._apart(country, condition.row))
            said = said or list(self._cells(country, self._columns(condition.row), "blank"))
        elif condition.group is not None:
            said = list(self._membership(country, condition.group, "blank"))
        elif condition.area is not None:
            said = list(self._cells(country, [AREA_COLUMNS[condition.area]], "blank"))
        return Missed(country=country, said=tuple(said[:FEW]))

    def unlisted(self, figure: Figure) -> tuple[Missed, ...]:
        rows = [row for row in figure.having if row.technology != ANY_TECHNOLOGY]
        outside = self.own.keys() - set(self.edition.countries) - set(figure.without)
        found = []
        for country in self.held.ordered(outside if rows else ()):
            said = [list(self._apart(country, row)) for row in rows]
            if all(said):
                told = tuple(one for part in said for one in part)[:FEW]
                found.append(Missed(country=country, said=told))
        return tuple(found)

    def _apart(self, country: str, row: Row) -> Iterator[Said]:
        """Yield what names the thing and does not count, with the reason."""
        wide = Rules(origin=self.rules.origin, mult="included", stray="included")
        for entry in self.own.get(country, ()):
            if meets(entry, row, wide):
                yield from self._claims(entry, self._why(entry))

    def _why(self, entry: Entry) -> str:
        for mark in entry.marks:
            if mark in ("stray", "mult", "misprint"):
                return mark
        if not counts(entry, self.edition):
            if entry.disputed:
                return "contested"
            return entry.status if entry.status not in (None, "deployed") else "single"
        return "home"

    def _claims(self, entry: Entry, why: str = "") -> Iterator[Said]:
        for claim in entry.claims:
            for one in self.held.evidence.get(claim, ()):
                column = self.held.column_at.get(one.place, "") if one.place else ""
                yield Said(
                    quote=one.quote,
                    heading=self.headings.get(column, ""),
                    place=one.place,
                    claim=claim,
                    why=why,
                )

    def _columns(self, row: Row) -> list[str]:
        if row.technology is not None:
            return [row.technology]
        if row.supplier is not None:
            return self.of_kind["suppliers"]
        own = self.by_origin.get(row.origin)
        return [own] if own else self.of_kind["origins"]

    def _membership(self, country: str, group: str, why: str = "") -> Iterator[Said]:
        known = self.held.codebook.groups[group]
        reviewed = self.held.records.reviewed
        for one in reviewed.memberships if reviewed else ():
            if one.country == country and one.organisation in (group, known.slug):
                for claim in one.claims if not why else one.against:
                    for words in self.held.evidence.get(claim, ()):
                        yield Said(quote=words.quote, place=words.place, claim=claim, why=why)
        yield from self._cells(country, [AREA_COLUMNS.get(known.kind, group)], why)

    def _cells(self, country: str, columns: list[str], why: str = "") -> Iterator[Said]:
        for cell in self.held.cells.get(country, ()):
            if cell.column in columns:
                empty = not cell.printed.strip()
                yield Said(
                    quote=cell.printed.strip(),
                    heading=self.headings.get(cell.column, ""),
                    place=cell.place,
                    claim=self.held.claim_at.get(cell.place),
                    why=("blank" if empty else "other") if why else "",
                )
