"""What one row of a figure finds among the entries of an edition."""

from __future__ import annotations

from collections.abc import Mapping, Set

from sousveil.model.counted import counts, passes
from sousveil.model.edition import Edition, Entry
from sousveil.model.figure import ANY_TECHNOLOGY, Row, Rules
from sousveil.model.policy import TABLE_KINDS

LINKED = (
    frozenset({"technology"}),
    frozenset({"origin"}),
    frozenset({"supplier"}),
    frozenset({"supplier", "origin"}),
)
"""Fields that one entry of a table holds together; a supplier's origin is its head office."""

MULT_COUNTRY, MULT_SUPPLIER, MULT_ORIGIN = "CHN", "huawei", "CHN"


def unanswerable(row: Row, edition: Edition, rules: Rules) -> str | None:
    """Return why the table of an edition cannot tell; None where it can."""
    technology = row.technology
    if technology not in (None, ANY_TECHNOLOGY) and technology not in edition.technologies:
        return f"{edition.name} did not ask about {str(technology).replace('_', ' ')}."
    by_tick = row.origin is not None and row.supplier is None and rules.origin == "tick"
    if by_tick and row.origin not in edition.origins and not edition.other_origins:
        return f"{edition.name} has no column for technology from {row.origin}."
    fields = asked(row)
    if fields and fields not in LINKED:
        return (
            f"{edition.name} does not link {' with '.join(sorted(fields))}: its columns say which "
            "technologies a country uses and who supplies it, not who supplies which."
        )
    return None


def not_counted(row: Row, edition: Edition, rules: Rules) -> str | None:
    """Return why a living edition does not count a technology; None where it does.

    What reviewed claims say of it is told beside: it is no count of an index that did not ask.
    """
    technology = row.technology
    living = edition.living
    if living is None or technology in (None, ANY_TECHNOLOGY, *edition.technologies):
        return None
    recorded = {
        entry.country
        for entry in edition.entries
        if meets(entry, row, rules) and passes(entry, living.policy, (str(technology),))
    }
    below = (
        f": {living.base.table}, on which it stands, did not ask about it"
        if living.base and living.base.table
        else ""
    )
    return (
        f"{edition.name} does not count {str(technology).replace('_', ' ')}{below}. "
        f"Reviewed claims record it in {len(recorded)} countries"
        f"{': ' if recorded else ''}{', '.join(sorted(recorded))}."
    )


def met(row: Row, edition: Edition, rules: Rules) -> Mapping[str, Set[str]]:
    """Return the countries with an entry that meets the row, each with the entries that do."""
    known = next((known for of, known in _met if of is edition), None)
    if known is None:
        known = {}
        _met.append((edition, known))
        del _met[:-KEPT]
    if (found := known.get((row, rules))) is None:
        found = known[row, rules] = _met_by(row, edition, rules)
    return found


def _met_by(row: Row, edition: Edition, rules: Rules) -> dict[str, set[str]]:
    if not asked(row):
        return {country: set() for country in edition.countries}
    used: dict[str, set[str]] = {}
    field = next(f for f in ("supplier", "origin", "technology") if getattr(row, f) is not None)
    kind, linked = _kind(row, rules), asked(row) in LINKED
    for entry in _with_term(edition.entries, field, getattr(row, field)):
        if entry.kind in TABLE_KINDS and (entry.kind != kind or not linked):
            continue
        if meets(entry, row, rules) and counts(entry, edition):
            used.setdefault(entry.country, set()).add(entry.id)
    return used


MARKED = ("", "")
_held: list[tuple[tuple[Entry, ...], dict[tuple[str, str], list[Entry]]]] = []
_met: list[tuple[Edition, dict[tuple[Row, Rules], dict[str, set[str]]]]] = []
KEPT = 8  # editions whose entries are kept by what they have, and by the rows that they meet


def _with_term(entries: tuple[Entry, ...], field: str, term: str) -> list[Entry]:
    """Return the entries that have a term, and those with a mark, which may say otherwise."""
    held = next((held for known, held in _held if known is entries), None)
    if held is None:
        held = {}
        for entry in entries:
            if entry.marks:
                held.setdefault(MARKED, []).append(entry)
                continue
            for name in ("supplier", "origin", "technology"):
                if (value := getattr(entry, name)) is not None:
                    held.setdefault((name, value), []).append(entry)
        _held.append((entries, held))
        del _held[:-KEPT]
    return held.get((field, term), []) + held.get(MARKED, [])


def _kind(row: Row, rules: Rules) -> str:
    """Return the kind of entry that can meet the row."""
    if row.supplier is None and row.origin is None:
        return "technology"
    return "supplier" if row.supplier is not None or rules.origin == "supplier" else "origin"


def meets(entry: Entry, row: Row, rules: Rules) -> bool:
    """Tell whether an entry has what a row asks; whether it counts is another question."""
    if entry.kind not in TABLE_KINDS:
        return _text_meets(entry, row, rules)
    if entry.kind != _kind(row, rules):
        return False
    if row.supplier is not None or row.origin is not None:
        supplier, origin = entry.supplier, entry.origin
        if "mult" in entry.marks:
            if rules.mult == "excluded" or entry.country != MULT_COUNTRY:
                return False
            supplier, origin = MULT_SUPPLIER, MULT_ORIGIN
        if "stray" in entry.marks and rules.stray == "excluded":
            return False
        if "misprint" in entry.marks and rules.misprints == "as_printed":
            return False
        if row.supplier is not None and supplier != row.supplier:
            return False
        if row.origin is not None and origin != row.origin:
            return False
        return rules.home == "included" or entry.country != origin
    return entry.technology == row.technology


def asked(row: Row) -> frozenset[str]:
    """Return the fields that a row asks of one entry; being listed at all is none of them."""
    return row.fields() - ({"technology"} if row.technology == ANY_TECHNOLOGY else set())


def open_to(row: Row, edition: Edition, rules: Rules) -> tuple[set[str], str]:
    """Return the countries of which a living edition cannot tell if they meet a row, and why.

    It holds a technology there and, apart from it, a supply that fits; or the table below did
    not ask. Countries that meet the row by one entry are among them, too.
    """
    base = edition.living.base if edition.living else None
    ticked = row.origin is not None and row.supplier is None and rules.origin == "tick"
    if (
        base
        and base.table
        and ticked
        and not edition.other_origins
        and row.origin not in edition.origins
    ):
        why = f"{base.table}, on which it stands, has no column for technology from {row.origin}"
        return set(base.countries), why
    if "technology" not in asked(row) or len(asked(row)) == 1:
        return set(), ""
    what = Row(technology=row.technology)
    who = Row(supplier=row.supplier, origin=row.origin)
    used, served = set(), set()
    for entry in edition.entries:
        if not counts(entry, edition):
            continue
        if meets(entry, what, rules) and _leaves_open(entry, who):
            used.add(entry.country)
        if meets(entry, who, rules) and _leaves_open(entry, what):
            served.add(entry.country)
    why = "it holds both there and does not link them: nothing says who supplies which technology"
    return used & served, why


def _leaves_open(entry: Entry, row: Row) -> bool:
    """Tell whether an entry says nothing that stands against a row."""
    return all(getattr(entry, name) in (None, getattr(row, name)) for name in asked(row))


def _text_meets(entry: Entry, row: Row, rules: Rules) -> bool:
    """Tell whether an entry of running text has all that a row asks."""
    if entry.kind == "finance" or any(getattr(entry, f) != getattr(row, f) for f in asked(row)):
        return False
    if row.supplier is None and row.origin is None:
        return True
    if row.supplier is None and rules.origin == "supplier" and entry.supplier is None:
        return False
    return rules.home == "included" or entry.country != entry.origin
