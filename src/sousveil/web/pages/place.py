"""A place and all that the editions hold about it, with the words behind each thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from sousveil.edition.diff import Change
from sousveil.edition.reasons import Why
from sousveil.errors import Place
from sousveil.model.edition import HeldBack, PrintedCell, Tombstone
from sousveil.web.catalogue import said
from sousveil.web.dossier import citation, csv_file, json_file
from sousveil.web.index import part
from sousveil.web.library import Library
from sousveil.web.page import Asked, File, NoPage, Page, Route
from sousveil.web.told import BLANKS, STATUSES, Blank, Card, blank, cards
from sousveil.web.worded import joined


class Step(Struct, frozen=True, kw_only=True):
    """One edition in the strip: what it holds of the place, and what changed."""

    edition: str
    title: str
    in_force: str
    state: str
    is_listed: bool
    came: str
    """`newly listed`, `no longer listed`, or nothing."""

    changes: tuple[tuple[str, str, str, Change], ...]
    """What, old and new in words, and the change."""

    why: tuple[Why, ...]
    withdrawn: tuple[Tombstone, ...]
    held_back: tuple[HeldBack, ...]


class Fact(Struct, frozen=True, kw_only=True):
    """What one edition prints of a measure or a membership."""

    edition: str
    printed: str
    value: str
    place: Place | None
    source: str
    claim: str | None


class Line(Struct, frozen=True, kw_only=True):
    """A measure, with what each edition gives."""

    id: str
    name: str
    unit: str
    direction: str
    warning: str
    """Why the editions must not be compared; empty where they may."""

    facts: tuple[Fact | None, ...]


def place(library: Library, asked: Asked, place: str) -> Page:
    """Show a place: all editions on one page."""
    code = _code(library, place)
    country = library.codebook.countries[code]
    found = cards(library, lambda entry: entry.country == code)
    address = f"place/{place}/"
    return Page(
        template="place.html",
        title=country.name,
        about=said(
            "What the index records about {place}, each thing with its quote.", place=country.name
        ),
        section="map",
        shown={
            "country": country,
            "names": tuple(dict.fromkeys((*country.names, *country.historic))),
            "editions": library.editions,
            "steps": tuple(_steps(library, code)),
            "technologies": tuple(_technologies(library, code, found)),
            "suppliers": _suppliers(library, found),
            "origins": tuple(c for c in found if c.entry.kind == "origin"),
            "finance": tuple(c for c in found if c.entry.kind == "finance"),
            "groups": tuple(_groups(library, code)),
            "regions": tuple(_areas(library, code)),
            "lines": tuple(_lines(library, code)),
            "notes": tuple(_notes(library, code)),
            "replies": library.index.replies((), f"country:{code}"),
            "citation": citation(library, country.name, address),
            "files": (("CSV", f"place/{place}.csv"), ("JSON", f"place/{place}.json")),
            "words": STATUSES,
            "part": part,
        },
    )


def _code(library: Library, place: str) -> str:
    if place not in library.places:
        raise NoPage("No edition lists or names such a place. Not recorded is not absent.")
    return library.places[place]


def _steps(library: Library, code: str) -> Iterator[Step]:
    for name, held in library.held.items():
        edition, reviewed = held.edition, held.records.reviewed
        diff = library.index.diffs.get(name)
        listed = code in edition.countries
        came = ""
        if diff and code in diff.countries_added:
            came = "newly listed"
        if diff and code in diff.countries_dropped:
            came = "no longer listed"
        changes = [c for c in diff.changed_cells if c.country == code] if diff else []
        why = [w for one in diff.listed if one.country == code for w in one.why] if diff else []
        yield Step(
            edition=name,
            title=edition.title,
            in_force=edition.in_force,
            state="listed" if listed else blank(library, name, code).why,
            is_listed=listed,
            came=came,
            changes=tuple(
                (column_name(library, c.column), *_values(library, c), c) for c in changes
            ),
            why=tuple(why),
            withdrawn=tuple(
                t
                for t in (reviewed.tombstones if reviewed else ())
                if t.was and t.was.country == code
            ),
            held_back=tuple(
                h for h in (reviewed.held_back if reviewed else ()) if h.country == code
            ),
        )


def column_name(library: Library, column: str) -> str:
    """Return the name of what changed: an indicator, technology, group, origins or suppliers."""
    book = library.codebook
    known: Mapping[str, object] = {**book.measures, **book.technologies, **book.groups}
    named = known.get(column)
    fixed = {"origins": "supplier countries", "suppliers": "suppliers"}
    return fixed.get(column) or str(getattr(named, "name", column))


def _values(library: Library, change: Change) -> tuple[str, str]:
    return value_name(library, change.column, change.old), value_name(
        library, change.column, change.new
    )


def value_name(library: Library, column: str, value: str) -> str:
    """Return a value in words; an empty one is not recorded, which is no `no`."""
    if not value:
        return BLANKS["not-recorded"]
    if value == "1" and column not in library.codebook.measures:
        return STATUSES[None]
    if column == "origins":
        return joined([library.place_name(code) for code in value.split("; ")], ", ")
    if column == "suppliers":
        return ", ".join(library.supplier_name(one) for one in value.split("; "))
    groups = library.codebook.groups
    coded = (one for one in groups.values() if value in one.codes)
    group = groups.get(value) or next(coded, None)
    return said("{group} ({code})", group=group.name, code=value) if group else value


def _technologies(
    library: Library, code: str, found: tuple[Card, ...]
) -> Iterator[tuple[str, str, tuple[Card, ...], tuple[Blank, ...]]]:
    """Yield each technology with its cards, and the editions that hold nothing of it."""
    held = [card for card in found if card.entry.technology and card.entry.kind != "finance"]
    asked = {t for edition in library.editions for t in edition.technologies}
    ids = [t for t in library.codebook.technologies if t in asked]
    ids += sorted({str(card.entry.technology) for card in held} - set(ids))
    for id in ids:
        own = tuple(card for card in held if card.entry.technology == id)
        there = {edition for card in own for edition in card.editions}
        blanks = [blank(library, e, code, id) for e in library.held if e not in there]
        yield id, library.technology_name(id), own, tuple(blanks)


def _suppliers(
    library: Library, found: tuple[Card, ...]
) -> tuple[tuple[str, str, tuple[Card, ...]], ...]:
    """Return id, name and cards of each supplier; those that are not named come last.

    One without an id is told by the country that it comes from, or has no name: several.
    """
    groups: dict[tuple[str, str], list[Card]] = {}
    for card in found:
        if card.entry.kind in ("supplier", "supply"):
            id, origin = card.entry.supplier or "", card.entry.origin
            name = library.supplier_name(id) if id or origin is None else library.place_name(origin)
            groups.setdefault((id, name), []).append(card)
    ordered = sorted(groups, key=lambda one: (not one[0], not one[1], one[1].casefold(), one[0]))
    return tuple((*one, tuple(groups[one])) for one in ordered)


def _groups(library: Library, code: str) -> Iterator[tuple[str, str, tuple[Fact | None, ...]]]:
    """Yield the memberships that editions record, with the list that each used."""
    groups = library.codebook.groups.values()
    for group in (g for g in groups if g.kind == "membership"):
        asked = [e for e in library.editions if group.id in e.group_sources]
        if asked:
            yield (
                group.id,
                group.name,
                tuple(
                    _fact(library, e.name, code, group.id, e.group_sources.get(group.id, ""))
                    if group.id in e.group_sources
                    else None
                    for e in library.editions
                ),
            )


def _areas(library: Library, code: str) -> Iterator[tuple[str, tuple[Fact | None, ...]]]:
    """Yield region and regime, as each edition prints them."""
    for name, columns in (
        ("Region", ("region", "examined_region")),
        ("Regime", ("regime", "examined_regime")),
    ):
        facts = [
            next(
                (
                    fact
                    for column in columns
                    if (fact := _measured(library, edition.name, code, column)) is not None
                ),
                None,
            )
            for edition in library.editions
        ]
        if any(facts):
            yield name, tuple(facts)


def _lines(library: Library, code: str) -> Iterator[Line]:
    skipped = ("region", "regime", "examined_region", "examined_regime")
    for measure in library.codebook.measures.values():
        if measure.id in skipped:
            continue
        facts = tuple(_measured(library, e.name, code, measure.id) for e in library.editions)
        if not any(facts):
            continue
        moved = [
            one.what
            for diff in library.index.diffs.values()
            for one in diff.measures_changed
            if one.id == measure.id and one.kind == "meaning"
        ]
        directions = [
            f"{e.name}: {said}"
            for e in library.editions
            if (said := measure.direction.get(e.layout, measure.direction.get("*", "")))
        ]
        same = len({d.partition(": ")[2] for d in directions}) == 1
        yield Line(
            id=measure.id,
            name=measure.name,
            unit=measure.unit,
            direction=directions[0].partition(": ")[2] if same else "; ".join(directions),
            warning=moved[0] if moved and sum(f is not None for f in facts) > 1 else "",
            facts=facts,
        )


def _measured(library: Library, edition: str, code: str, measure: str) -> Fact | None:
    one = library.of(edition).edition
    if code not in one.indicators.get(measure, {}):
        return None
    source = library.codebook.measures[measure].source
    return _fact(library, edition, code, measure, source.get(one.layout, source.get("*", "")))


def _fact(library: Library, edition: str, code: str, column: str, source: str) -> Fact:
    held = library.of(edition)
    cell = next((c for c in held.cells.get(code, ()) if c.column == column), None)
    group = library.codebook.groups.get(column)
    member = code in held.edition.groups.get(column, ())
    value = held.edition.indicators.get(column, {}).get(code, "")
    value = value_name(library, column, value) if group is None else "member" if member else ""
    return Fact(
        edition=edition,
        printed=cell.printed.strip() if cell else "",
        value=value,
        place=cell.place if cell else None,
        source=source,
        claim=_claim_of(library, edition, cell),
    )


def _claim_of(library: Library, edition: str, cell: PrintedCell | None) -> str | None:
    if cell is None or not cell.printed.strip():
        return None
    return library.index.shelved[edition].at.get(cell.place)


def _notes(library: Library, code: str) -> Iterator[tuple[str, str, str]]:
    """Yield what is odd in the rows of a place: the edition, what, and how it is counted."""
    for name, held in library.held.items():
        places = {cell.place for cell in held.cells.get(code, ())}
        for problem in held.records.problems:
            if problem.where in places:
                yield name, problem.what, problem.hint


def _csv(library: Library, asked: Asked, place: str) -> File:
    code = _code(library, place)
    return csv_file(library, cards(library, lambda e: e.country == code), f"{place}.csv", code)


def _json(library: Library, asked: Asked, place: str) -> File:
    code = _code(library, place)
    found = cards(library, lambda e: e.country == code)
    return json_file(library, library.place_name(code), found, f"{place}.json", code)


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for place in library.places:
        yield {"place": place}


ROUTES = (
    Route(address="place/{place}/", make=place, each=_each),
    Route(address="place/{place}.csv", make=_csv, each=_each),
    Route(address="place/{place}.json", make=_json, each=_each),
)
