"""How many countries the index examines and lists, and which technologies it asks about."""

from __future__ import annotations

from sousveil.extraction.statements.about_parts import Part, of_edition
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.query import Said

EXAMINING = ("examine", "examine_more")
LISTING = ("list", "list_more")


def counted(part: Part) -> list[Said] | None:
    """Read "it looked at 176 countries", "97 of them made the list", "found it in each"."""
    numbers = part.kinds("number")
    if part.has("deny", "omit") or len(numbers) > 1:
        return None
    meant = part.index or part.has("all_listed") or part.told.family == "counted"
    if not meant and (len(numbers) != 1 or not part.has(*EXAMINING)):
        return None
    named = [i for i in part.kinds("technology") if part.words[i].id == ANY_TECHNOLOGY]
    if len(part.kinds("technology")) > len(named) or part.kinds("speaker", "month", "doi"):
        return None
    allowed = (*EXAMINING, *LISTING, "find", "found_all", "all_listed", "filler")
    if not part.only(allowed, ("number", "technology")):
        return None
    edition = part.edition()
    if edition is None:
        return None
    found = bool(named) and part.has("find")
    if part.has("all_listed") or (part.has("found_all") and (found or part.has(*LISTING))):
        if numbers and not part.has(*EXAMINING):
            return None
        everywhere = [Said(what="everywhere", edition=edition)]
        if numbers:
            number = part.words[numbers[0]]
            return [_number(number.value, number.bound, "examined", edition), *everywhere]
        return everywhere if part.told.what == "examined" else None
    if part.has(*EXAMINING) and (part.has(*LISTING) or found) and not part.has("found_all"):
        return _whole(part, numbers, edition)
    if len(numbers) != 1 or part.has("found_all"):
        return None
    number = part.words[numbers[0]]
    if number.share or number.bound == "other":
        return None
    examining, listing = part.has(*EXAMINING), part.has(*LISTING) or found
    if not (examining or listing) and part.told.family == "counted" and part.own_edition:
        examining = part.told.what == "examined"  # "and the second 179"
        listing = not examining
    if examining == listing or not _of_countries(part, numbers[0]):
        return None
    if listing and (edition == "both" or any(w.low == "gone" for w in part.words)):
        return None  # who stayed, and who is gone
    said = [_number(number.value, number.bound, "examined" if examining else "listed", edition)]
    if number.whole is not None:
        if examining:
            return None
        said.append(_number(number.whole, "exact", "examined", edition))
    return said


def unlisted(part: Part) -> list[Said] | None:
    """Read "82 of the 179 countries examined are not listed"."""
    numbers = part.kinds("number")
    if len(numbers) != 1 or len(part.denials()) != 1 or part.has("omit"):
        return None
    if not part.has(*EXAMINING) or not part.has(*LISTING) or part.at("deny")[0] < numbers[0]:
        return None
    if part.kinds("speaker", "month", "doi") or not part.only(
        (*EXAMINING, *LISTING, "deny", "filler"), ("number",)
    ):
        return None
    number, edition = part.words[numbers[0]], part.edition()
    if number.share or number.bound == "other" or edition is None or part.at("both"):
        return None
    if any(w.low in ("if", "who", "whose", "why") for w in part.words):
        return None
    said = [_number(number.value, number.bound, "unlisted", edition)]
    if number.whole is not None:
        said.append(_number(number.whole, "exact", "examined", edition))
    return said


def widened(part: Part) -> list[Said] | None:
    """Read "the number of countries examined grew by three"."""
    numbers = part.kinds("number")
    grown = part.at("grown")
    if len(numbers) != 1 or grown != [numbers[0] - 1] or not part.has(*EXAMINING):
        return None
    if part.has("deny", "omit") or part.kinds("speaker", "month", "doi"):
        return None
    if not part.only((*EXAMINING, "grown", "added", "filler"), ("number",)):
        return None
    number = part.words[numbers[0]]
    if number.share or number.whole is not None or number.bound == "other":
        return None
    return [_number(number.value, number.bound, "widened", "")]


def _whole(part: Part, numbers: list[int], edition: str) -> list[Said] | None:
    """Read "all 176 countries that Carnegie examined are on the list"."""
    if not any(w.low in ("all", "every", "each", "every one") for w in part.words[:4]):
        return None
    said = [Said(what="everywhere", edition=edition)]
    if numbers:
        number = part.words[numbers[0]]
        if number.bound != "exact" or number.share or number.whole is not None:
            return None
        said.append(_number(number.value, "exact", "examined", edition))
    return said


def _number(value: float, bound: str, what: str, edition: str) -> Said:
    return Said(what=what, value=value, bound=bound, edition=edition)


def _of_countries(part: Part, at: int) -> bool:
    """Tell whether the number counts countries: named beside it, or spoken of before."""
    after = part.words[at + 1 : at + 5]
    return part.told.family == "counted" or any(
        w.low.split()[-1]
        in (
            "country",
            "countries",
            "nations",
            "states",
            "governments",
            "jurisdictions",
            "territories",
            "nation",
            "them",
            "places",
        )
        for w in after
    )


TICKING = frozenset({"ticks", "tick", "ticked", "records", "recorded"})
"""Verbs of what the index has for a country, and not for all."""


def asks(part: Part) -> list[Said] | None:
    """Read "it asks about three technologies: faces, smart cities and smart policing"."""
    named = _technologies(part, part.has("deny", "omit"))
    numbers = part.kinds("number")
    follows = part.told.family == "asks"
    if named is None or not part.index or len(numbers) > 1 or part.kinds("speaker", "month", "doi"):
        return None
    edition = part.edition()
    if not named and not numbers and _names_its_subject(part):
        return []
    dated = bool(edition) and bool(numbers)
    if not (named or numbers) or not (part.has("ask", "did_not_have", "omit") or follows or dated):
        return None
    allowed = ("ask", "technology_noun", "only", "deny", "did_not_have", "record", "omit", "format")
    if not part.only(allowed, ("number", "technology")):
        return None
    if any(
        w.low in ("if", "whose") or (w.low == "that" and not _subject_after(part, i))
        for i, w in enumerate(part.words)
    ):
        return None
    denials = part.denials("did_not_have", "omit")
    if edition is None or len(denials) > 1:
        return None
    alone = part.at("only")
    if alone and not edition and any(w.low in TICKING for w in part.words):
        return None  # "Vietnam is on it. The index ticks facial recognition and nothing else."
    one = bool(alone) and edition not in (None, "", "both") and of_edition(part, alone)
    only = (bool(alone) and not one) or bool(
        numbers and named and part.words[numbers[0]].value == len(named)
    )
    if one and (numbers or denials):
        return None
    if denials and (only or numbers or not named):
        return None
    if (
        denials
        and denials[0] > part.kinds("technology")[0]
        and part.has("ask")
        and not _passive(part)
    ):
        return None
    said = []
    if numbers:
        number = part.words[numbers[0]]
        beside = part.words[numbers[0] + 1 : numbers[0] + 4]
        bare = follows and edition and not any(w.roles & {"countries"} for w in beside)
        if not (bare or any(w.roles & {"technology_noun"} for w in beside)) or any(
            w.roles & {"countries"} and not w.roles & {"technology_noun"} for w in beside
        ):
            return None
        if number.bound == "other" or number.whole is not None or number.share:
            return None
        said.append(Said(what="questions", value=number.value, bound=number.bound, edition=edition))
    if named:
        said.append(
            Said(
                what="asks",
                ids=named,
                negated=bool(denials),
                only=only and not (follows and numbers),
                edition=edition,
            )
        )
    if one:
        others = [other for other in part.years.values() if other != edition]
        said += [Said(what="asks", ids=named, negated=True, edition=other) for other in others]
    return said


def _names_its_subject(part: Part) -> bool:
    """Tell "it tracks the spread of AI surveillance", which its name says, too."""
    allowed = ("ask", "record", "examine", "filler")
    return (
        bool(part.kinds("technology"))
        and part.has("ask")
        and not part.has("deny", "omit", "did_not_have", "first", "last", "both", "only")
        and part.only(allowed, ("technology",))
        and not any(w.low in ("if", "every", "all", "each") for w in part.words)
    )


def _subject_after(part: Part, i: int) -> bool:
    """Tell "the technologies that the index asks about" from "the countries that use it"."""
    after = part.words[i + 1 : i + 4]
    return any(
        w.roles & {"index", "named", "first", "last", "both"} or w.low == "it" for w in after
    )


def _passive(part: Part) -> bool:
    """Tell "social media is not asked about", where the denial stands behind."""
    return any(w.roles & {"ask"} and w.low.split()[0].endswith("ed") for w in part.words) or any(
        w.low.split()[0] in ("is", "are", "was", "were") for w in part.words
    )


def _technologies(part: Part, denied: bool = False) -> tuple[str, ...] | None:
    """Return the technologies named; None for one that no table has a column for.

    Such a one may be denied, but for cameras in general, which other columns touch on.
    """
    asked = {
        column.id
        for layout in part.book.layouts.values()
        for table in layout.tables
        for column in table.columns
        if column.kind == "technology"
    }
    found = [part.words[i].id for i in part.kinds("technology")]
    found = [name for name in dict.fromkeys(found) if name != ANY_TECHNOLOGY]
    if denied and "video_surveillance" not in found:
        return tuple(found)
    return tuple(found) if set(found) <= asked else None


def added(part: Part) -> list[Said] | None:
    """Read "the second edition adds social media surveillance, which the first did not have"."""
    named = _technologies(part)
    if named == () and part.told.family in ("asks", "added") and _points_back(part):
        named = part.told.ids
    if not named or not part.has("added", "dropped", "did_not_have"):
        return None
    if part.kinds("speaker", "month", "doi", "number"):
        return None
    allowed = (
        "added",
        "dropped",
        "did_not_have",
        "ask",
        "technology_noun",
        "only",
        "record",
        "deny",
        "format",
        "since",
        "publish",
    )
    if not part.only(allowed, ("technology",)):
        return None
    indexes = [*part.years.values()]
    first, last = indexes[0], indexes[-1]
    events = part.at("added", "dropped", "did_not_have")
    subject = _edition_near(part, part.at("did_not_have")[:1], first, last)
    if any(not part.words[i].roles & {"did_not_have"} for i in part.at("deny")):
        return None
    if subject:
        if part.has("dropped") or subject == "?":
            return None
        other = last if subject == first else first
        if not (part.has("first", "last") or part.kinds("year")):
            return None
        what = "added" if subject == first else "dropped"
        return [Said(what=what, ids=named)] if other else None
    where = _edition_near(part, events[:1], first, last, both_sides=True)
    if where == "" and part.told.edition:
        where = part.told.edition
    if where != last or part.has("first", "both"):
        return None
    what = "dropped" if part.has("dropped") else "added"
    if what == "dropped" and part.has("added"):
        return None
    return [Said(what=what, ids=named)]


def _points_back(part: Part) -> bool:
    """Tell "it", and "a category that its predecessor did not have", of what was named before."""
    opening = [w.low for w in part.words[:3]]
    noun = any(w.roles & {"technology_noun"} for w in part.words[:3])
    return "it" in opening[:2] or opening[:1] == ["which"] or (noun and opening[:1] != ["the"])


def _edition_near(
    part: Part, at: list[int], first: str, last: str, both_sides: bool = False
) -> str:
    """Return the edition named nearest before some word; `?` where it cannot be told."""
    if not at:
        return ""
    named: list[tuple[int, str]] = []
    for i, word in enumerate(part.words):
        if "first" in word.roles:
            named.append((i, first))
        elif "last" in word.roles:
            named.append((i, last))
        elif word.kind == "year":
            named.append((i, part.years.get(int(word.value), "?")))
    before = [name for i, name in named if i < at[0]]
    if before:
        return before[-1]
    after = [name for i, name in named if i > at[0]]
    if both_sides:
        return after[0] if after else ""
    return "?"
