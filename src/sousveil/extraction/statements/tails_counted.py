"""How many of the countries just counted: "12 of them in Africa", "all but one of the 14"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.framing import take_out_frame
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Made, Spoken, merged, spoken_of
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.figure import ANY_TECHNOLOGY, Figure
from sousveil.model.noun import replace
from sousveil.model.query import Member, Part, Query

OF_THEM = frozenset({"of them", "of these", "of those", "of which", "of whom", "them", "these"})
EACH_OF_THEM = frozenset({"each of them", "every one of them", "all of them", "each of these"})
HANDLED = ("outside", "apart", "both", "operate", "abroad")
NOUN = Item(-1, -1, "countries", "word", roles=frozenset({"country_noun", "idle", "customers"}))


def how_many(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read "12 of them in Africa", "all but one of the 14 have it from China", "none in Asia"."""
    at = 0
    while at < len(run) and (run[at].low in ("with", "and", "but", "the") or _only(run, at)):
        at += 1
    if at >= len(run):
        return None
    head = run[at]
    but = head.but
    quantifier = _quantifier(head)
    if quantifier == "none" and before.member is not None and not head.low.endswith(" them"):
        return None  # "Kenya is one of these, but not one of the nine with it"
    alone = _one_of_them(run, at)
    number = head if (head.kind in ("number", "share") or alone) and not quantifier else None
    if not (quantifier or number):
        return None
    at += 1
    bare = at
    whole, size, at = _whole_of(run, at, before, head)
    if whole is None:
        return None
    bare_number = at == bare and not quantifier and (before.across or whole == before.them)
    if before.across and at == bare and before.them is None and before.whole_size is None:
        return None  # "Kenya uses it. Half are in Africa": half of whom?
    predicate, lacking = _lacked(run[at:])
    if not predicate:
        return None
    said = _predicate(predicate, reading, whole, before)
    if said is None:
        return None
    what, places = said
    if lacking and (but or places or what != Figure(having=what.having[:1])):
        return None
    if bare_number and (number is None or _beside(whole, what, number.value, size, reading)):
        return None
    if number is not None:
        q = alone or reading.sentence.numbers.get(number.first)
        if lacking:
            what = Figure(lacking=what.having)
        if lacking and not before.listing:
            return None
        if q is None or places or (before.others is not None and q.share):
            return None
        if any("only" in item.roles for item in run[: run.index(head)]) and q.bound != "exact":
            return None
        counted = Counted(
            quantity=q,
            figure=merged(whole, what),
            whole=whole,
            size=size,
            listing=before.listing or q.whole is not None,
            readings=_readings(whole, what, before),
        )
        if q.whole is not None and size is not None and q.whole != size:
            return None
        stated = Stated(query=None, counted=counted, editions=before.editions, first=0, stop=0)
        spoken = replace(spoken_of(stated, run), editions=before.editions)
        return Made(said=(stated,), spoken=spoken)
    if places:
        if quantifier != "none" or what != Figure():
            return None
        return stated_of(
            Member(countries=tuple(places), figure=whole, negated=True, listing=True), run, before
        )
    if what.without and any("apart" in item.roles for item in predicate):
        return _all_except(quantifier, whole, what, size, run, before)
    if lacking and quantifier not in ("all", "none"):
        return None
    listing = lacking and quantifier == "all"
    if lacking:  # "none of them lacks it"
        quantifier = "none" if quantifier == "all" else "all"
    query = Part(
        whole=whole,
        part=what,
        quantifier=quantifier,
        listing=listing and before.listing,
        size=None if size is None else int(size),
        but=but,
        other=before.others if whole == before.group else None,
    )
    return stated_of(query, run, before)


def _one_of_them(run: Sequence[Item], at: int) -> Quantity | None:
    """Return the number of "only one of which"; "one of them" alone says no number."""
    if run[at].low not in ("one", "one of") or at == 0 or run[at - 1].low not in ONLY:
        return None
    first, stop = run[at].first, run[at].stop
    return Quantity(first=first, stop=stop, begin=first, end=stop, value=1.0)


ONLY = frozenset({"only", "just", "exactly"})
LACKS = frozenset("lack lacks without misses miss no".split()) | {"do without", "does without"}
LEADING = frozenset({"have", "has", "is", "are", "a", "an", "any"})


def _lacked(predicate: Sequence[Item]) -> tuple[Sequence[Item], bool]:
    """Return what some words deny, and True, for "lacks it" and "have no tick for it"."""
    at = next((i for i, item in enumerate(predicate[:2]) if item.low in LACKS), None)
    if at is None or any(item.low not in LEADING for item in predicate[:at]):
        return predicate, False
    return predicate[at + 1 :], True


def _readings(whole: Figure, what: Figure, before: Spoken) -> tuple[Figure, ...]:
    """Return who else "nine of them" may be, where "them" may mean two sets."""
    if before.others is None or whole != before.group:
        return ()
    return (merged(before.others, what),)


def _all_except(
    quantifier: str,
    whole: Figure,
    what: Figure,
    size: float | None,
    run: Sequence[Item],
    before: Spoken,
) -> Made | None:
    """Read "all of them except Kenya have it" and "none of them except Kenya has it"."""
    apart, what = what.without, replace(what, without=())
    if quantifier == "none":
        only = Member(countries=apart, figure=merged(whole, what), only=True, listing=True)
        return stated_of(only, run, before)
    if quantifier != "all" or what == Figure():
        return None
    left = replace(whole, without=tuple(dict.fromkeys((*whole.without, *apart))))
    told = None if size is None else int(size)
    return stated_of(
        Part(whole=left, part=what, quantifier="all", size=told, apart=apart), run, before
    )


def _beside(
    whole: Figure, what: Figure, value: float, size: float | None, reading: Reading
) -> bool:
    """Tell "56 have smart cities" behind "64 use facial recognition", which need not be of them.

    Nor need the democracies be among the autocracies that were counted before.
    """
    kinds = {group: reading.codebook.groups[group].kind for group in reading.codebook.groups}

    def told(figure: Figure) -> set[str]:
        groups = {"regime" if kinds[g] == "union" else kinds[g] for g in figure.among}
        groups = {"region" if kind == "countries" else kind for kind in groups}
        rated = {one.measure for one in figure.measured}
        return groups | rated | ({"rows"} if figure.rows() else set())

    same = told(whole) & told(what)
    return bool(same) or (size is not None and value > size)


def _only(run: Sequence[Item], at: int) -> bool:
    if run[at].low not in ("only", "just") or at + 1 >= len(run):
        return False
    return run[at + 1].kind == "number" or run[at + 1].low in ("one", "one of")


def _quantifier(item: Item) -> str:
    if item.but or item.low in EACH_OF_THEM:
        return "all"
    for role, told in (
        ("notall", "notall"),
        ("none", "none"),
        ("every", "all"),
        ("almost", "almost"),
        ("vast", "vast"),
        ("ample", "ample"),
        ("slim", "slim"),
        ("mostly", "most"),
    ):
        if role in item.roles and item.low not in ("any", "anywhere", "everywhere", "a"):
            return told
    return ""


def _whole_of(
    run: Sequence[Item], at: int, before: Spoken, head: Item
) -> tuple[Figure | None, float | None, int]:
    """Return what "of them", "of the 14" or nothing means, its size, and where it ends."""
    them = before.group if before.them is None else before.them
    if head.low.endswith((" of them", " of these", " of those", " of which")):
        return them, before.size, at
    if head.kind == "number" and "every" in head.roles and head.value == before.size:
        return them, before.size, at  # "all nine"
    start = at
    while at < len(run) and run[at].low in ("of", "of the", "of those", "the", "of all"):
        at += 1
    which = at < len(run) and run[at].low in ("which", "whom") and head.low.endswith(" of")
    which = which or (start < at < len(run) and run[at].low in ("which", "whom"))
    if which or (at < len(run) and run[at].low in OF_THEM):
        return them, before.size, at + 1
    if (
        at < len(run)
        and run[at].kind in ("whole", "number")
        and (run[at].kind == "whole" or at > start or head.low.endswith(" of"))
    ):
        size = run[at].value
        at += 1
        if at < len(run) and "country_noun" in run[at].roles:
            at += 1
        if size == before.whole_size:
            return before.whole, size, at
        if size == before.size:
            return them, size, at
        if before.whole_size is None and before.whole is not None and before.size is None:
            return before.whole, size, at
        return None, None, at
    if at > start and run[at - 1].low == "of those":
        return them, before.size, at
    if at != start or head.low.endswith(" of"):
        return None, None, at
    of_them = head.but or (head.low in ALONE and not _of_what(run, at))
    if before.whole is None and before.counted is not None and of_them:
        return before.them, before.size, at  # "nine have it; all are democracies"
    if before.whole is None and _left_to_them(run, at, head, before):
        return before.them, before.size, at
    return before.whole, before.whole_size, at


ALONE = frozenset(
    {"all", "each", "every one", "none", "not one", "most", "almost all", "nearly all"}
)
"""Quantifiers that stand for countries without a noun: "nine have it; all are democracies"."""


def _of_what(run: Sequence[Item], at: int) -> bool:
    """Tell "but none from China", which is of a technology and of no country."""
    return at < len(run) and run[at].low in ("from", "for", "under", "of", "by")


def _left_to_them(run: Sequence[Item], at: int, head: Item, before: Spoken) -> bool:
    """Tell "13 autocracies are listed; ten belong to it", which are ten of them."""
    them, counted = before.them, before.counted
    if before.across or counted is None or them is None or them != Figure(among=them.among):
        return False
    if before.run[0].low.split(" ")[0] in ("of", "among", "out"):
        return False  # "of the 68 members, 53 have it", which is one claim
    acts = (
        at < len(run) and run[at].roles & {"use", "be", "belong"} and "listed" not in run[at].roles
    )
    fits = before.size is not None and head.kind == "number" and head.value <= before.size
    return bool(them.among and acts and fits)


def _predicate(
    predicate: Sequence[Item], reading: Reading, whole: Figure, before: Spoken
) -> tuple[Figure, list[str]] | None:
    """Return the set that some words put countries in, and the countries that they name."""
    predicate = _at_home(predicate, reading, before)
    made = [NOUN, *predicate]
    clause = Clause(made, list(range(len(made))), reading.codebook)
    take_out_frame(clause, reading.years)
    if clause.editions:
        return None
    found = clause.terms()
    if clause.unread(HANDLED) or clause.negations or found.unread or found.loose:
        return None
    if any(item.kind in ("number", "share", "whole") or item.but for item in predicate):
        return None
    if (found.suppliers and found.origins) or found.lacking or _unsourced(clause, found):
        return None
    if len(found.suppliers) > 1 or (len(found.technologies) > 1 and found.joined):
        return None
    technologies = [t for t in found.technologies if t != ANY_TECHNOLOGY]
    if found.sourced and (technologies or _delivered(clause, whole)):
        return None  # which supplier delivered which technology is not recorded
    if (found.sourced and found.places) or (found.places and found.conditions):
        return None
    said = figure(found)
    if not found.places and said == Figure() and not (before.examined and found.technologies):
        return None
    return said, found.places


def _unsourced(clause: Clause, found: Terms) -> bool:
    """Tell whether firms or supply are spoken of without a name."""
    firms = [i for i in clause.at("supplier_noun") if "country_noun" not in clause.items[i].roles]
    supplies = [i for i in clause.at("supply") if not clause.items[i].roles & {"found", "use"}]
    return bool(firms or supplies) and not found.sourced


OWN = frozenset(
    {"the", "company", "firm", "group", "vendor", "supplier", "'s", "its", "own", "native", "home"}
    | {"home market", "home country", "country", "of", "market"}
)


def _at_home(predicate: Sequence[Item], reading: Reading, before: Spoken) -> list[Item]:
    """Leave out "the company's native" before the country that its head office is in."""
    firms = [item.id for item in before.run if item.kind == "supplier"]
    if len(set(firms)) != 1:
        return list(predicate)
    homes = {home.country for home in reading.codebook.suppliers[firms[0]].head_office}
    for i, item in enumerate(predicate):
        if item.place and item.id in homes:
            back = i
            while back > 0 and (
                predicate[back - 1].low in OWN or predicate[back - 1].low in (",", "home")
            ):
                back -= 1
            return [*predicate[:back], *predicate[i:]]
    return list(predicate)


def _delivered(clause: Clause, whole: Figure) -> bool:
    """Tell "12 of them from Huawei" after a technology, where it is the technology that is."""
    asked = any(row.technology and row.technology != ANY_TECHNOLOGY for row in whole.rows())
    linked = {"it", "its", "theirs", "them", "through", "via", "by", "thanks"}
    told = any(clause.low(i) in linked for i in clause.wanted)
    opens = clause.low(1) in ("from", "by", "of", "through", "via")
    return asked and (told or opens)


def of_those_examined(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read "more than half use it" after the countries examined, as a share of all of them."""
    q = reading.sentence.numbers.get(run[0].first) if before.examined and before.across else None
    if q is None or not q.share or q.whole is not None:
        return None
    rest = run[2:] if len(run) > 1 and run[1].low in OF_THEM else run[1:]
    said = _predicate(rest, reading, Figure(), before)
    if said is None or said[1]:
        return None
    counted = Counted(quantity=q, figure=said[0], whole=Figure(), whole_examined=True)
    stated = Stated(query=None, counted=counted, editions=before.editions, first=0, stop=0)
    return Made(said=(stated,), spoken=before)


def stated_of(query: Query, run: Sequence[Item], before: Spoken) -> Made:
    """Return a query on what was counted, in the editions of the claim before."""
    stated = Stated(query=query, editions=before.editions, first=0, stop=0)
    if isinstance(query, Part):
        before = replace(before, whole=query.whole, whole_size=query.size, part=query)
    return Made(said=(stated,), spoken=before)
