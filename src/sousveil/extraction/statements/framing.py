"""The words of a clause that say who says so, and of which edition."""

from __future__ import annotations

from sousveil.codebook.editions import years
from sousveil.extraction.statements.clause import Clause

LISTINGS = (
    "in the index",
    "in the table",
    "in the data",
    "on the list",
    "on carnegie",
    "in carnegie",
    "in the edition",
    "in the update",
    "index",
    "on the index",
    "in its table",
    "listed countr",
    "the listed",
    "in the published",
    "in the aigs",
    "listed",
    "on record",
    "make the list",
    "made the list",
    "make the 20",
    "made the 20",
    "in the tables",
)

PUBLISHED = ("index", "edition", "table", "list", "data", "report", "update", "sheet", "workbook")

NEWEST = frozenset({"latest", "newest", "current", "recent"})

ABSENT = frozenset({"absent from", "missing from", "left off", "left out of", "not in", "not on"})

TOPPING = frozenset({"heads", "tops", "leads", "headed", "topped", "led", "head", "top", "lead"})

FRAMING = frozenset(
    {
        "edition_first",
        "edition_last",
        "both_editions",
        "frame",
        "reported",
        "new",
        "gone",
        "listed",
        "belong",
        "kept",
    }
)

DENIED_VERBS = frozenset(
    {"name", "list", "show", "mention", "record", "have", "give", "credit", "mark", "tick"}
    | {"include", "contain", "count", "find", "report", "carry", "put", "place", "rate", "class"}
)

AFTER_INDEX = frozenset(
    {"index", "edition_first", "edition_last", "listed", "reported", "rank", "classed"}
    | {"most", "least", "ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5"}
)


def take_out_frame(clause: Clause, years: dict[str, str]) -> None:
    """Take out the words on edition and index."""
    out: set[int] = set()
    every = clause.items
    editions: list[str] = []
    newest: list[str] = []
    for i in clause.wanted:
        item = every[i]
        if item.kind in ("supplier", "technology", "group") or item.place:
            continue
        if not item.roles and not item.low.startswith(LISTINGS):
            continue
        for role, index in years.items():
            if role in item.roles:
                out.add(i)
                if _of_something(clause, i):
                    clause.wrong.append(item.low)
                if any(noun in item.low for noun in PUBLISHED):
                    report = _report(clause, i)
                    clause.listing = True
                    clause.told = clause.told or bool(report)
                    out.update(report)
                if NEWEST.isdisjoint(item.low.split(" ")):
                    editions.append(index)
                else:
                    newest.append(index)  # it is whichever is in force
        if "both_editions" in item.roles:
            clause.editions = list(years.values())
            clause.listing = clause.listing or "edition" in item.low or "list" in item.low
        if "index" in item.roles or item.low.startswith(LISTINGS):
            clause.listing = True
        if "index" in item.roles:
            out.add(i)
            report = _report(clause, i)
            clause.told = clause.told or bool(report)
            out.update(report)
            wrong = not (report or _framed(clause, i)) or _denies(clause, i)
            if wrong or _owned(clause, i):
                clause.wrong.append(item.low)
    named = editions + newest if editions else []
    clause.editions += [one for one in dict.fromkeys(named) if one not in clause.editions]
    clause.wanted = [i for i in clause.wanted if i not in out]
    event = _dated_event(clause, out) if editions and not clause.listing else ""
    if editions and (event := event or _dated_joining(clause, out)):
        clause.wrong.append(event)
    if clause.has("reported") and any(clause.low(i) == "according to" for i in clause.wanted):
        clause.wrong.append("according to")


def _dated_event(clause: Clause, out: set[int]) -> str:
    """Return "bought" of "bought it in 2022": an edition does not tell when something began."""
    if not any(clause.low(i).removeprefix("in ") in years(clause.codebook) for i in out):
        return ""
    events = clause.codebook.grammar["event"]
    for i in clause.wanted:
        if clause.low(i).split(" ")[0] in events and clause.low(i - 1) not in HELPING:
            moves = clause.items[i].roles & {"new", "gone"} and not clause.kinds("group")
            return "" if moves else clause.low(i)
    return ""


def _dated_joining(clause: Clause, out: set[int]) -> str:
    """Return "has joined" of "has joined the Initiative in 2019", whose year is not recorded."""
    if not any(clause.low(i).removeprefix("in ") in years(clause.codebook) for i in out):
        return ""
    events = clause.codebook.grammar["joining"]
    for i in clause.wanted:
        words = [word for word in clause.low(i).split(" ") if word not in JUST_DONE]
        if words and words[0] in events and _of_a_league(clause, i):
            return clause.low(i)
    return ""


def _of_a_league(clause: Clause, i: int) -> bool:
    """Tell whether a group that states join, such as the Initiative, stands behind a verb."""
    groups = [item.id for item in clause.items[i + 1 : i + 5] if item.kind == "group"]
    return any(clause.codebook.groups[g].kind in LEAGUES for g in groups)


LEAGUES = frozenset({"membership", "countries"})
JUST_DONE = frozenset({"has", "have", "having"})
HELPING = frozenset({"has", "have", "had", "having", "been"})


def _owned(clause: Clause, i: int) -> bool:
    """Tell "Kenya's list" and "Huawei's report"."""
    back = i - 1
    while back >= 0 and clause.items[back].low in ("own", "customer", "annual"):
        back -= 1
    return (
        back > 0
        and clause.low(back) == "'s"
        and (clause.items[back - 1].place or clause.items[back - 1].kind == "supplier")
    )


def _of_something(clause: Clause, i: int) -> bool:
    """Tell "the latest update of Huawei's technology" from "the latest update"."""
    rest = clause.items[i + 1 : i + 3]
    return (
        bool(rest)
        and rest[0].low in ("of", "from")
        and any(item.kind in ("technology", "supplier") for item in rest[1:])
    )


def _denies(clause: Clause, i: int) -> bool:
    """Tell "no report lists Kenya"."""
    back = [item for item in clause.items[max(0, i - 2) : i] if item.low not in ("the", "such")]
    if not back or back[-1].low in ABSENT:
        return False
    from_it = back[-1].low.endswith(" from")  # "missing from the list"
    return bool(back[-1].roles & {"none", "lack"}) and not from_it


def _framed(clause: Clause, i: int) -> bool:
    """Tell whether a word for the index only says where something is read: "in the index"."""
    every = clause.items
    back = i - 1
    while back >= 0 and every[back].low in ("the", "'s", "own", "its", "this", "that"):
        back -= 1
    kinds = back > 1 and every[back].low in ("supplier", "vendor", "country", "company")
    if kinds and every[back - 1].low == "the":
        back -= 2  # "in the supplier table"
    before = every[back] if back >= 0 else None
    if before is not None and before.low in ABSENT:
        return True
    if before is not None and before.roles & {"none", "lack"}:
        return before.low.endswith(" from")  # "missing from the list"
    if before is not None and (
        before.low.split(" ")[-1]
        in ("in", "of", "on", "from", "by", "per", "to", "for", "with", "at", "the", "among")
        or "index" in before.roles
        or before.low.split(" ")[-1] in PUBLISHED
        or before.roles & FRAMING
        or before.low in TOPPING
    ):
        return True
    after = [item for item in every[i + 1 : i + 4] if item.low not in ("'s", "own", "the")]
    return bool(after) and (bool(after[0].roles & AFTER_INDEX) or after[0].low in HOLDING)


HOLDING = frozenset({"has", "have", "had", "holds", "held", "comprises", "numbers", "boasts"})
HOLDING |= {"has a tick for", "has a mark for"}


def _report(clause: Clause, i: int) -> set[int]:
    """Return the items of "according to the index", "the index shows that"."""
    found: set[int] = set()
    every = clause.items
    back = i - 1
    while back >= 0 and every[back].low in ("the", "own", "'s", "in", "on", "of"):
        back -= 1
    if back >= 0 and every[back].low in (
        "according to",
        "says",
        "said",
        "per",
        "by",
        "as",
        "going by",
    ):
        found.add(back)
    rows = back >= 0 and "country_noun" in every[back].roles and clause.low(back + 1) == "of"
    rows = rows or (back >= 0 and "country_noun" in every[back].roles and clause.low(i - 1) != "'s")
    if rows and every[back].low in ("row", "rows", "country", "countries", "state", "states"):
        return found  # "no row of the index carries"
    nxt = i + 1
    denied = nxt + 2 < len(every) and every[nxt].low in ("does", "do", "did")
    if (
        denied
        and every[nxt + 1].low in ("not", "n't")
        and every[nxt + 2].low in DENIED_VERBS
        and (clause.low(nxt + 3) != "that")
    ):
        return found | {nxt, nxt + 2}  # "the index does not name Huawei for Israel"
    short = nxt + 1 < len(every) and every[nxt].low in ("doesn't", "didn't", "don't")
    if short and every[nxt + 1].low in DENIED_VERBS and clause.low(nxt + 2) != "that":
        return found | {nxt + 1}  # "the index doesn't list Norway"
    while nxt < len(every) and every[nxt].low in ("'s", "has", "'"):
        nxt += 1
    if (
        nxt < len(every)
        and "reported" in every[nxt].roles
        and every[nxt].low not in ("has", "had", "as", "by", "per", "according to")
    ):
        found.add(nxt)
        if nxt + 1 < len(every) and every[nxt + 1].low == "that":
            found.add(nxt + 1)
    return found
