"""What is said of a whole group of the world, of which an edition lists a part."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sousveil.checking.asking import Asking, Found, members_of, names_of
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.query import Part

SHARES = frozenset({"almost", "most", "vast", "ample", "slim", "few"})


def of_the_world(
    ask: Asking,
    query: Part,
    found: Found,
    both: Collection[str],
    rest: Collection[str],
    told: Callable[[str, int, int], str],
) -> Found:
    """Judge "every African country", of which an edition examines more than it lists.

    What is right of those listed alone is not known of the others; a share `depends`. `told`
    answers for a quantifier, how many are in the part, and how many are not.
    """
    if not _is_of_group(query) or query.size == len(both) + len(rest):
        return found
    known = [_members(ask, group) for group in query.whole.among]
    others = set.intersection(*known) - set(ask.edition.countries) - set(query.apart)
    if all(known) and not others:
        return found
    inside = _classed_so(ask, query, others) if all(known) else None
    if inside is not None:
        status = told(query.quantifier, len(both) + len(inside), len(rest) + len(others - inside))
        why = f"{found.why} Of {len(others)} more that it examined, {len(inside)} are."
        share = query.quantifier in SHARES and status != found.status
        return replace(found, status="depends" if share else status, why=why)
    why = f"{found.why} {_not_listed(ask, others)}"
    if query.quantifier in SHARES:
        status = found.status
        if all(known) and others:
            status = told(query.quantifier, len(both), len(rest) + len(others))
        elif query.quantifier != "few":
            status = "depends"
        same = status == found.status or found.status == "fails"
        return found if same else replace(found, status="depends", why=why)
    wide = {"all": "holds", "notall": "fails"}.get(query.quantifier)
    if query.quantifier == "none" and not query.part.rows():
        wide = "holds"  # of a class that the others may be in
    if wide is None or found.status != wide:
        return found
    if query.listing and wide == "holds" and _named(ask, query):
        return replace(found, status="fails", why=why)
    return replace(found, status="absent", why=why + " Not recorded is not absent.")


def _is_of_group(query: Part) -> bool:
    """Tell a group of the world from a set that the index alone makes: "countries with NEC"."""
    whole = query.whole
    group = Figure(among=whole.among, without=whole.without)
    return query.beyond and bool(whole.among) and whole == group


def _named(ask: Asking, query: Part) -> bool:
    """Tell whether the group is a list of countries, each of which is meant by name."""
    return bool(ask.codebook.groups[query.whole.among[0]].countries)


def _members(ask: Asking, group: str) -> set[str]:
    """Return all members of a group; nothing where an edition knows only those it lists."""
    known = ask.codebook.groups[group]
    if known.countries or known.kind == "membership":
        return set(known.countries)
    return members_of(ask, group) if group in ask.edition.examined_groups else set()


def _classed_so(ask: Asking, query: Part, others: set[str]) -> set[str] | None:
    """Return which of the others are in a part made of groups; None where that is not known."""
    part = query.part
    if not part.among or part != Figure(among=part.among):
        return None
    known = [_members(ask, group) for group in part.among]
    return set.intersection(*known) & others if all(known) else None


def _not_listed(ask: Asking, others: Collection[str]) -> str:
    name = ask.edition.name
    if not others:
        return f"{name} lists only those with AI surveillance."
    return f"It does not list {names_of(ask, sorted(others))}."
