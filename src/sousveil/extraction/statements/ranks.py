"""Who comes first, second or last: "Huawei is the largest supplier in Africa"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.query import Query, Rank

PLACES = {"most": 1, "ordinal_2": 2, "ordinal_3": 3, "ordinal_4": 4, "ordinal_5": 5, "least": -1}
LEADING = (*PLACES, "anyother", "more", "same")
"""Roles of words without one of which a single place is not given."""

HANDLED = (
    "world",
    *PLACES,
    "behind",
    "ahead",
    "more",
    "both_editions",
    "customers",
    "mostly",
    "abroad",
    "lack",
    "none",
    "only",
    "score",
    "apart",
    "some",
    "rank",
    "fewer",
    "same",
    "anyother",
    "outdoing",
    "wide",
    "narrow",
)
SUMMED = frozenset({"combined", "together", "put together", "taken together", "in all"})
MOST_TOP = 10  # places that "the top so many" may mean


def rank(clause: Clause) -> Query | None:
    """Read the place of something among its kind, or the order of several."""
    found = clause.terms()
    if found.unread or found.loose:
        return None
    if clause.has("anyother") and any(clause.low(i) in SUMMED for i in clause.wanted):
        return None
    pairs = _pairs(clause)
    if pairs is not None and not clause.unread(HANDLED):
        return pairs
    if not clause.has(*LEADING):
        return None
    outdone = _only_outdone(clause)
    if outdone is not None:
        return outdone
    place = _place(clause)
    if clause.has("anyother") and (clause.has("more") or clause.has("fewer")):
        place = 1 if clause.has("more") else -1
    no_more = _nobody_has_more(clause)
    if place is None and not no_more:
        return None
    numbers = [i for i in clause.kinds("number") if clause.items[i].value <= MOST_TOP]
    top = _top(clause, numbers)
    groups = [i for i in numbers if _of_kind(clause, i)]
    if clause.unread(HANDLED, numbers if top else groups):
        return None
    denied = bool(clause.at("lack")) and not no_more
    made = _subject(clause, found)
    if made is None or not _of_countries(clause, made):
        return None
    narrow = {i for i in clause.at("only") if _merely(clause, i)}
    if any(clause.low(i) not in NO_OTHER for i in clause.at("only") if i not in narrow):
        return None
    others = clause.at("behind")
    ahead = clause.at("ahead")
    subjects = made.subjects
    margin = "wide" if clause.has("wide") else "narrow" if clause.has("narrow") else ""
    if margin and (top or len(subjects) > 1 or place != 1 or denied):
        return None
    made = replace(made, margin=margin)
    if top:
        if len(subjects) != top or clause.kinds("demonym"):
            return None
        return replace(made, top=top, negated=denied)
    if no_more:
        return replace(made, place=1) if len(subjects) == 1 else None
    assert place is not None
    if len(subjects) > 1 and top == 0 and place == 1 and not (others or ahead):
        return None
    if others and len(subjects) > 1:
        return _after(clause, made, subjects, others[0], place, denied)
    if ahead and len(subjects) > 1 and place == 1:
        return replace(made, place=place, ordered=True, negated=denied)
    if len(subjects) > 1:
        return None
    return replace(made, place=place, negated=denied)


def _pairs(clause: Clause) -> Rank | None:
    """Read "Huawei first, NEC second, Hikvision third"."""
    found: list[tuple[int, str]] = []
    names = clause.kinds("supplier")
    if len(names) < 2:
        return None
    for i in names:
        following = clause.items[i + 1] if i + 1 < len(clause.items) else None
        if following is None:
            return None
        places = [PLACES[role] for role in PLACES if role in following.roles]
        if len(places) != 1:
            return None
        found.append((places[0], clause.items[i].id))
    found.sort()
    if len(found) < 2 or [place for place, _ in found] != list(range(1, len(found) + 1)):
        return None
    named = clause.terms()
    conditions = Terms(among=named.among, outside=named.outside)
    return Rank(
        dimension="supplier",
        subjects=tuple(term for _, term in found),
        figure=figure(conditions),
        ordered=True,
    )


def _merely(clause: Clause, i: int) -> bool:
    """Tell "is only the fifth largest" and "just ahead", where "only" makes it less."""
    after = [item for item in clause.items[i + 1 : i + 3] if item.low != "the"]
    least = clause.low(i) in ("only", "just") and bool(after)
    return "narrow" in clause.items[i].roles or (least and bool(after[0].roles & RANKED))


RANKED = {"ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5", "rank"}


def _only_outdone(clause: Clause) -> Rank | None:
    """Read "only Huawei is named in more countries than NEC": NEC is second."""
    only = [i for i in clause.at("only") if clause.low(i) in ("only", "just", "no one but")]
    more, than = clause.at("more"), clause.at("than")
    than = [i for i in than if clause.low(i) == "than"]
    if len(only) != 1 or len(more) != 1 or len(than) != 1 or only[0] > 1 or clause.negations:
        return None
    if clause.unread(HANDLED) or not only[0] < more[0] < than[0]:
        return None
    for kind in ("supplier", "technology"):
        left = [i for i in clause.kinds(kind) if only[0] < i < more[0]]
        right = [i for i in clause.kinds(kind) if i > than[0]]
        if len(left) != 1 or len(right) != 1 or left[0] != only[0] + 1:
            continue
        found = clause.terms()
        if found.origins or found.places or (kind == "technology" and found.suppliers):
            return None
        if kind == "supplier" and found.technologies:
            return None
        conditions = Terms(among=found.among, outside=found.outside)
        return Rank(
            dimension=kind,
            subjects=(clause.items[right[0]].id,),
            figure=figure(conditions),
            place=2,
            apart=(clause.items[left[0]].id,),
        )
    return None


def _of_countries(clause: Clause, made: Rank) -> bool:
    """Tell whether the rank is one by countries: a supplier's, not a company's by its worth."""
    counted = clause.listing or clause.has("country_noun", "customers", "found", "listed")
    if made.dimension in ("region", "regime"):
        return counted or clause.has("region_noun", "regime_noun")
    groups = [
        g
        for g in made.figure.among
        if clause.codebook.groups[g].kind in ("region", "regime", "union")
    ]
    if made.dimension == "technology" and groups and not counted and _subject_group(clause):
        return False  # "closed autocracies use the most facial recognition"
    if made.dimension != "supplier":
        return True
    return (
        counted
        or clause.has("ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5", "supply")
        or any(clause.low(i) in SUPPLIERS for i in clause.at("supplier_noun"))
    )


def _subject_group(clause: Clause) -> bool:
    """Tell whether a group is what the clause speaks of: it stands first."""
    first = next((i for i in clause.wanted if clause.low(i) not in ("the", "a")), None)
    return first is not None and clause.items[first].kind == "group"


SUPPLIERS = frozenset(
    {
        "supplier",
        "suppliers",
        "vendor",
        "vendors",
        "provider",
        "providers",
        "seller",
        "sellers",
        "exporter",
        "exporters",
        "name",
        "names",
    }
)
NO_OTHER = frozenset({"no other", "nobody else", "no one else", "the one"})


def _after(
    clause: Clause, made: Rank, subjects: tuple[str, ...], word: int, place: int, denied: bool
) -> Query | None:
    """Read "after Huawei, NEC is the largest", "NEC is second, behind Huawei"."""
    named = [
        (i, clause.items[i].id)
        for i in clause.wanted
        if clause.items[i].id in subjects and (clause.items[i].kind != "group")
    ]
    behind = [term for i, term in named if i > word][:1]
    if clause.low(word) == "followed" or clause.low(word) == "following":
        return None
    rest = tuple(term for term in subjects if term not in behind)
    if len(rest) != 1 or len(behind) != 1:
        return None
    if place == 1:
        place = 2
    if denied or place < 2:
        return None
    return replace(made, subjects=rest, place=place, apart=tuple(behind))


def _place(clause: Clause) -> int | None:
    """Return the place that the words give; None where they give none, or two."""
    found = []
    for i in clause.wanted:
        item = clause.items[i]
        roles = [role for role in PLACES if role in item.roles]
        if not roles or (
            item.low in ("second", "third", "fourth", "fifth", "first") and not _ordinal(clause, i)
        ):
            continue
        if item.low == "most" and not _superlative(clause, i):
            continue
        found.append(PLACES[roles[-1]] if len(roles) == 1 else PLACES[roles[0]])
    places = set(found)
    if len(places) == 2 and 1 in places:  # "the second most", "third largest"
        places.discard(1)
    if len(places) == 2 and -1 in places and any(p > 1 for p in places):
        return None
    return places.pop() if len(places) == 1 else None


def _of_kind(clause: Clause, i: int) -> bool:
    """Tell "the four regimes" and "the three technologies", which only name the kind."""
    following = clause.items[i + 1 : i + 3]
    return any(j.roles & {"region_noun", "regime_noun", "technology_noun"} for j in following)


def _ordinal(clause: Clause, i: int) -> bool:
    """Tell "comes second" and "the second most" from "the second edition"."""
    following = clause.items[i + 1] if i + 1 < len(clause.items) else None
    if following is None or following.kind == "sign":
        return True
    return bool(following.roles & {"most", "least", "supplier_noun", "behind", "origin_head"}) or (
        following.low.startswith("among ")
        or following.low
        in ("place", "in", "by", "with", "among", "only", "spot", "position", "after", "behind")
    )


def _superlative(clause: Clause, i: int) -> bool:
    """Tell "has the most countries" and "the most common" from "most countries"."""
    before, after = clause.low(i - 1), clause.low(i + 1)
    if after in ("countries", "nations", "states") and before.endswith(" in"):
        kinds = [clause.low(j) for j in range(max(0, i - 4), i)]
        nouns = {"supplier", "vendor", "company", "firm", "technology", "name", "kind", "one"}
        return any(x == "the" and y in nouns for x, y in pairwise(kinds))
    return before in ("the", "'s", "its", "their") or after in (
        "common",
        "often",
        "widely",
        "frequent",
        "clients",
    )


def _nobody_has_more(clause: Clause) -> bool:
    """Tell "no company is in more countries than Huawei", "nobody equips as many"."""
    denied = clause.at("none", "only")
    more = clause.at("more", "same")
    if not denied or not more or clause.has("fewer"):
        return False
    opens = [
        i
        for i in denied
        if clause.low(i)
        in ("no", "nobody", "no one", "no other", "not one", "none", "nobody else", "no single")
    ]
    return bool(opens) and opens[0] < more[0]


def _top(clause: Clause, numbers: list[int]) -> int:
    """Return the number of "the top three", "the three largest"; 0 for none."""
    for i in numbers:
        near = [*clause.items[max(0, i - 2) : i], *clause.items[i + 1 : i + 3]]
        if any("most" in j.roles for j in near):
            return int(clause.items[i].value)
    return 0


def _subject(clause: Clause, found: Terms) -> Rank | None:
    """Tell what is ranked, and among which countries."""
    conditions = Terms(among=found.among, outside=found.outside)
    if found.suppliers and not found.places:
        if len(found.origins) > 1:
            return None
        home = _home(clause, found)
        conditions.technologies = list(found.technologies)
        query = figure(conditions)
        return Rank(
            dimension="supplier",
            subjects=tuple(found.suppliers),
            figure=query,
            home=home,
            abroad=clause.has("abroad"),
        )
    regional = clause.has("region_noun", "regime_noun") and bool(found.among)
    if found.technologies and not (found.origins or found.places or regional):
        return Rank(
            dimension="technology", subjects=tuple(found.technologies), figure=figure(conditions)
        )
    richest = _richest(clause, found, conditions)
    if richest is not None:
        return richest
    countries = [*found.origins, *found.places]
    if (
        countries
        and clause.has("origin_head", "supplier_noun", "supply", "origin_noun")
        and not found.suppliers
    ):
        conditions.technologies = list(found.technologies)
        return Rank(
            dimension="origin",
            subjects=tuple(dict.fromkeys(countries)),
            figure=figure(conditions),
            abroad=clause.has("abroad"),
        )
    groups = [g for g in found.among if clause.codebook.groups[g].kind in ("region", "regime")]
    if groups and not countries:
        kind = clause.codebook.groups[groups[0]].kind
        subjects = tuple(g for g in groups if clause.codebook.groups[g].kind == kind)
        rest = Terms(
            technologies=found.technologies,
            suppliers=found.suppliers,
            origins=found.origins,
            among=[g for g in found.among if g not in subjects],
            outside=found.outside,
        )
        return Rank(dimension=kind, subjects=subjects, figure=figure(rest))
    return None


def _richest(clause: Clause, found: Terms, conditions: Terms) -> Rank | None:
    """Read "Singapore has more suppliers than any other country"."""
    nouns = {"suppliers", "vendors", "companies", "firms", "named suppliers"}
    plural = [i for i in clause.wanted if clause.low(i) in nouns]
    led = [i for role in ("most", "more", "least", "fewer") for i in clause.at(role)]
    if len(found.places) != 1 or found.sourced or found.technologies:
        return None
    if not any(i - 3 <= j < i for i in plural for j in led):
        return None
    return Rank(
        dimension="country",
        subjects=(found.places[0],),
        figure=figure(conditions),
        measure="suppliers",
    )


def _home(clause: Clause, found: Terms) -> str | None:
    """Return the country of "the largest American supplier"."""
    if found.origins:
        return found.origins[0]
    for i in clause.kinds("demonym", "country"):
        after = [j for j in clause.items[i + 1 : i + 4] if j.low != "'s"]
        named = len(after) > 1 and after[1].kind == "supplier"  # "the Japanese group NEC"
        if after and not named and after[0].roles & {"supplier_noun"}:
            return clause.items[i].id
    return None
