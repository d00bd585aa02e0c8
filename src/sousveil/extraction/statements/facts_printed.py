"""What the report prints against what its table gives, and who goes back to it."""

from __future__ import annotations

from sousveil.extraction.statements.about_parts import Part
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.query import Said

PRINTING = ("print", "print_place")
PLACES = ("country", "demonym", "capital")
RECOUNTING = frozenset(
    {
        "recount",
        "recounts",
        "recounted",
        "a recount",
        "recount of",
        "recounting",
        "fresh count",
        "with a ruler",
        "count the rows",
        "counted the rows",
        "counting the rows",
        "count the ticks",
        "counted the ticks",
        "counting the ticks",
        "count of its table",
        "a count of its table",
        "count of its own table",
        "count of its rows",
        "count of the rows",
        "count of the table",
        "a count of the table",
        "tally of its rows",
        "tally of its table",
        "tally of the table",
    }
)
"""Without a word of printing, one of these says that two numbers are set side by side."""


def printed(part: Part) -> list[Said] | None:
    """Read "the summary prints 52 with smart policing, a recount of its table yields 53"."""
    anew = any(part.words[i].low in RECOUNTING for i in part.at("recount"))
    if not (part.has("print") or (part.has("print_place") and anew)):
        return None
    numbers = part.kinds("number")
    if len(numbers) > 2 or part.kinds("speaker", "month", "doi", "capital"):
        return None
    allowed = (
        *PRINTING,
        "recount",
        "gives",
        "same",
        "differ",
        "more_than",
        "fewer_than",
        "technology_noun",
        "column",
        "record",
        "list",
        "filler",
        "find",
        "only",
        "examine",
        "make",
        "publish",
        "list_more",
        "examine_more",
        "added",
    )
    if part.has("deny", "omit") or not part.only(
        allowed, ("number", "technology", "supplier", "group", *PLACES)
    ):
        return None
    if any(w.low in ("if", "because", "whose") for w in part.words):
        return None
    figure = _figure(part)
    if figure is None:
        return None
    edition = _edition(part)
    if edition is None:
        return None
    differ, same = part.has("differ"), part.has("same")
    sides = [_side(part, i) for i in numbers]
    values = [part.words[i] for i in numbers]
    if any(w.share or w.bound not in ("exact", "min") for w in values):
        return None
    made = [
        Said(
            what="printed" if side == "print" else "recounted",
            value=w.value,
            figure=figure,
            edition=edition,
            bound=w.bound,
        )
        for w, side in zip(values, sides, strict=True)
    ]
    gap = _gap(part, numbers)
    if gap is not None:
        more = Said(what="more", value=gap[1], figure=figure, edition=edition)
        return [*(m for i, m in zip(numbers, made, strict=True) if i != gap[0]), more]
    if len(made) == 2:
        if {m.what for m in made} == {"printed", "recounted"}:
            agree = values[0].value == values[1].value
            return made if not (differ and agree) and not (same and not agree) else None
        return None
    if len(made) == 1 and not part.has("recount"):
        return made if part.has("print") and not (differ or same) else None
    if len(made) == 1:
        if same == differ:
            return None
        return [*made, Said(what="agree", figure=figure, negated=differ, edition=edition)]
    if same == differ or not part.has("recount"):
        return None
    return [Said(what="agree", figure=figure, negated=differ, edition=edition)]


def _edition(part: Part) -> str | None:
    """The report is of 2019; the data set of 2022 has a description of its own."""
    edition = part.edition()
    if edition is None or edition == "both":
        return None
    if edition:
        return edition
    return (
        next(iter(part.years.values()))
        if any("report" in w.low or "summary" in w.low for w in part.words)
        else ""
    )


def _side(part: Part, at: int) -> str:
    """Tell whether a number is the printed or the recounted one, by the words around it."""
    signs = [
        i
        for i, w in enumerate(part.words)
        if w.low
        in (",", ";", ":", "and", "but", "while", "whereas", "—", "–", "though", "although")
    ]
    start = max((i for i in signs if i < at), default=-1)
    stop = min((i for i in signs if i > at), default=len(part.words))
    near = range(start + 1, stop)
    prints = [i for i in part.at("print") if i in near]
    places = [i for i in part.at("print_place") if i in near]
    counts = [i for i in part.at("recount") if i in near]
    if counts and not prints:
        return "recount" if not places or min(abs(i - at) for i in counts) < 9 else "print"
    if (prints or places) and not counts:
        return "print"
    if prints and counts:
        return (
            "print"
            if min(abs(i - at) for i in prints) < min(abs(i - at) for i in counts)
            else "recount"
        )
    before = [i for i in part.at("print", "print_place", "recount") if i < at]
    if not before:
        return "recount" if part.has("recount") else "print"
    last = part.words[before[-1]].roles
    return "recount" if "recount" in last and "print" not in last else "print"


def _gap(part: Part, numbers: list[int]) -> tuple[int, float] | None:
    """Return where "one more than the report prints" stands, and how many more the recount has."""
    for i in numbers:
        after = [w.low for w in part.words[i + 1 : i + 4]]
        if after[:1] and after[0] in (
            "more",
            "more than",
            "fewer",
            "fewer than",
            "less",
            "less than",
        ):
            number = part.words[i].value
            rest = range(i + 1, len(part.words))
            prints = [j for j in part.at("print", "print_place") if j in rest]
            counts = [j for j in part.at("recount") if j in rest]
            ahead_is_print = bool(prints) and (not counts or prints[0] < counts[0])
            sign = 1 if after[0].startswith("more") else -1
            if not (prints or counts):
                return None
            return i, sign * number if ahead_is_print else -sign * number
    return None


def _figure(part: Part) -> Figure | None:
    """Return the one set of countries that the words name."""
    words = part.words
    rows = [
        Row(technology=words[i].id)
        for i in part.kinds("technology")
        if words[i].id != ANY_TECHNOLOGY
    ]
    rows += [Row(supplier=words[i].id) for i in part.kinds("supplier")]
    for i in part.kinds(*PLACES):
        after = words[i + 1 : i + 3]
        if words[i].kind == "country" and not (i and words[i - 1].low in ("from", "by")):
            return None
        if words[i].kind == "demonym" and not any(
            w.roles & {"technology_noun"} or w.kind in ("technology", "supplier") for w in after
        ):
            return None
        rows.append(Row(origin=words[i].id))
    among = tuple(dict.fromkeys(words[i].id for i in part.kinds("group")))
    rows = list(dict.fromkeys(rows))
    if len(rows) > 1 or len(among) > 1:
        return None
    return Figure(having=tuple(rows), among=among)


def traced(part: Part) -> list[Said] | None:
    """Read "Nikkei and AsiaNews both go back to the Carnegie report"."""
    names = part.facts("quoting")
    back, forth = part.at("trace"), part.at("trace_back")
    others = [i for i in part.kinds("speaker") if not part.words[i].facts]
    alone = part.has("one_witness") and not (back or forth)
    if not names or others or len(back) + len(forth) > 2:
        return None
    if bool(back) == bool(forth) and not alone:
        return None
    if part.has("deny", "independent", "omit"):
        return None
    allowed = (
        "trace",
        "trace_back",
        "one_witness",
        "quoting",
        "print_place",
        "gives",
        "record",
        "draw",
        "confirmer",
        "same",
        "countries",
        "make",
        "story",
        "filler",
    )
    kinds = ("technology", "demonym", "group")
    if not part.only(allowed, ("speaker", "number", *kinds)) or part.kinds("month", "doi"):
        return None
    quoted = _quoted_numbers(part, [fact for _, fact in names])
    if any(part.words[i].value not in {len(names), *quoted} for i in part.kinds("number")):
        return None  # "all three, Nikkei, AsiaNews and TechNode", "Kyodo's 63 countries"
    if part.kinds("demonym", "group") and not (part.kinds("number") and part.has("countries")):
        return None
    places = [i for i, _ in names]
    indexes = [i for i in part.at("index", "named", "publisher", "first") if i not in places]
    if alone:
        holds = not part.has("deny") and not part.kinds("technology")
    elif back:
        holds = max(places) < back[0] and any(i > back[0] for i in indexes)
    else:
        holds = min(places) > forth[0] and any(i < forth[0] for i in indexes)
    if not holds:
        return None
    edition = part.edition()
    if edition is None:
        return None
    return [
        Said(
            what="traced",
            ids=tuple(dict.fromkeys(fact for _, fact in names)),
            edition="" if edition == "both" else edition,
        )
    ]


def _quoted_numbers(part: Part, ids: list[str]) -> set[float]:
    """Return the printed numbers that all of some papers quote."""
    names = [name for fact in ids for name in part.book.facts[fact].of]
    return {
        float(printed.value)
        for printed in part.book.published
        if all(any(name in quote for quote in printed.quoted_by) for name in names)
    }
