"""Who made the index, when it came out, how it comes, and how it may be used."""

from __future__ import annotations

from sousveil.extraction.statements.about_parts import Part
from sousveil.model.late import late
from sousveil.model.query import Said

FIRSTS = frozenset({"first", "for the first time"})
SEASONS = ("season_spring", "season_summer", "season_autumn", "season_winter")


def made(part: Part) -> list[Said] | None:
    """Read "Feldstein wrote it, and Carnegie published it in September 2019"."""
    allowed = ("make", "publish", "renew", "since", "relative", "deny", *SEASONS)
    kinds = ("year", "month", "speaker")
    days = _days(part)
    spare = [i for i in part.kinds("number") if i not in days]
    if spare or not part.index:
        return None
    if not _read(part, allowed, kinds, days):
        return None
    edition = _edition(part)
    if edition is None:
        return None
    said = _makers(part, edition)
    if said is None:
        return None
    dates = _date(part, edition, days)
    if dates is None:
        return None
    if dates and part.has("deny"):
        return None
    if not said and not dates:
        who = any(w.low == "who" for w in part.words) and part.has("make", "publish")
        return [] if who and not part.has("deny") else None
    return [*said, *dates]


def _edition(part: Part) -> str | None:
    """Return the edition that words name; a year alone is a date here."""
    if part.has("first") and part.has("last"):
        return None
    named = Part([w for w in part.words if w.kind != "year"], part.book, part.told)
    dated = [i for i in part.kinds("year") if _names_edition(part, i)]
    return part.edition() if dated else named.edition()


def _read(part: Part, allowed: tuple[str, ...], kinds: tuple[str, ...], days: list[int]) -> bool:
    return Part(
        [w for i, w in enumerate(part.words) if i not in days],
        part.book,
        part.told,
    ).only(allowed, kinds)


def _makers(part: Part, edition: str) -> list[Said] | None:
    """Return who is said to have made it; None for a name that cannot be read."""
    words = part.words
    names = [i for i, w in enumerate(words) if w.roles & {"author", "publisher"} and w.facts]
    others = part.kinds("speaker")
    verbs = [i for i in part.at("make", "publish") if words[i].low not in ("from",)]
    asked = part.told.family == "made" and any(w.low in ("it", "he", "she") for w in words[:2])
    said = []
    denied = False
    for i, word in enumerate(words):
        if "deny" in word.roles:
            denied = True
        elif word.low == "but":
            denied = False
        if i in others:
            if i and words[i - 1].low.split()[-1] == "at":
                return None  # "a fellow at Brookings"
            source = part.book.sources[word.id]
            known = any(w.roles & {"named", "first", "last"} for w in (part.everything or words))
            owns = (
                i + 2 < len(words)
                and words[i + 1].low in ("'s", "'")
                and words[i + 2].roles & {"named", "first", "last", "index"}
            )
            after = denied and part.told.family == "made"  # ", not Freedom House"
            if source.kind != "publisher" or not (known or after) or not (verbs or owns or after):
                return None
            said.append(Said(what="made", ids=(word.id,), negated=denied, edition=edition))
        elif i in names:
            owned = i + 1 < len(words) and words[i + 1].low in ("'s", "'")
            if not (verbs or owned or denied or asked):
                continue
            if _wrong_noun(part, i):
                return None
            said.append(Said(what="made", ids=word.facts[:1], negated=denied, edition=edition))
    if part.has("deny") and not any(one.negated for one in said):
        return None
    return said


def _wrong_noun(part: Part, i: int) -> bool:
    """Tell "Feldstein is the publisher" and "Carnegie is the author", which say too much."""
    lows = {w.low for w in part.words}
    roles = {r for w in part.words for r in w.roles}
    if "author" in part.words[i].roles:
        return bool(lows & {"publisher", "publisher of"}) and "publisher" not in roles
    return bool(lows & {"author", "author of", "penned", "wrote"}) and "author" not in roles


def _days(part: Part) -> list[int]:
    """Return where the number of a day stands beside a month: "17 September 2019"."""
    words = part.words
    found = []
    for i in part.kinds("month"):
        for j in (i - 1, i + 1):
            if 0 <= j < len(words) and words[j].kind == "number" and 1 <= words[j].value <= 31:
                found.append(j)
                break
    return found


def _date(part: Part, edition: str, days: list[int]) -> list[Said] | None:
    """Return the date that the part gives; None where it is no date of publication."""
    words = part.words
    months, years = part.kinds("month"), part.kinds("year")
    seasons = [role for role in SEASONS if part.has(role)]
    relative = [i for i in part.at("relative") if _dates(part, i + 1)]
    if len(part.at("relative")) > len(relative):
        return None
    years = [i for i in years if not _names_edition(part, i)]
    if any(words[i - 1].low in LIMITS for i in years if i):
        return None  # "by 2030"
    if not (months or years or seasons):
        return [] if not relative and not part.has("since") else None
    if (
        not (part.has("publish", "make", "renew") or part.told.family == "made")
        or len(months) > 1
        or len(years) > 1
        or len(seasons) > 1
    ):
        return None
    year = f"{int(words[years[0]].value)}" if years else "last" if relative else ""
    if edition and years and not part.has("first", "last", "both"):
        edition = ""  # the year is the date, and names no edition
    text = "/".join(
        (
            year,
            f"{int(words[months[0]].value)}" if months else "",
            f"{int(words[days[0]].value)}" if days else "",
            seasons[0].removeprefix("season_") if seasons else "",
        )
    )
    if part.newest and not edition:
        edition = "newest"
    if part.has("renew") and not part.has("first", "publish"):
        edition = part.years[max(part.years)]
    first = any(w.low.startswith("first ") or w.low in FIRSTS for w in words)
    return [Said(what="date", text=text, edition=edition, only=first)]


LIMITS = frozenset({"by", "until", "till", "before", "after", "as of"})
"""Words before a year in which nothing is said to have come out."""


def _dates(part: Part, i: int) -> bool:
    return i < len(part.words) and (
        part.words[i].kind in ("month", "year") or bool(part.words[i].roles & set(SEASONS))
    )


def _names_edition(part: Part, i: int) -> bool:
    """Tell the year of "the 2019 index" from that of "out in 2019"."""
    after = part.words[i + 1 : i + 2]
    return bool(after) and bool(after[0].roles & {"index", "named"})


EDITIONS = late(r"(?:two |both )?(?:editions|versions|issues|instalments|installments)")


def editions(part: Part) -> list[Said] | None:
    """Read "there are two editions of the index"."""
    words = part.words
    at = next((i for i, w in enumerate(words) if EDITIONS.fullmatch(w.low)), None)
    if at is None or part.has("deny", "omit") or not part.index:
        return None
    numbers = part.kinds("number")
    two = words[at].low.startswith("two ")
    if two == bool(numbers) or len(numbers) > 1 or part.kinds("speaker", "month", "technology"):
        return None
    if numbers and (at - 1 != numbers[0] or words[numbers[0]].bound != "exact"):
        return None
    exist = part.has("exist") or any(w.low in ("has", "had", "knows") for w in words[:at])
    roles = ("exist", "publish", "make", "only", "record")
    if not exist or not part.only(roles, ("number",)):
        return None
    return [Said(what="editions", value=2.0 if two else words[numbers[0]].value)]


def gap(part: Part) -> list[Said] | None:
    """Read "the update followed three years later"."""
    numbers = part.kinds("number")
    if len(numbers) != 1 or not part.has("gap") or not part.index:
        return None
    if not part.only(("gap", "publish", "make", "renew"), ("number",)) or part.has("deny"):
        return None
    number = part.words[numbers[0]]
    after = part.words[numbers[0] + 1].low if numbers[0] + 1 < len(part.words) else ""
    if not after.startswith("years"):
        return None
    if after == "years" and not (part.has("first") and part.has("last")):
        return None
    return [Said(what="gap", value=number.value, bound=number.bound)]


def licence(part: Part) -> list[Said] | None:
    """Read "the data set is under CC BY 4.0"."""
    named = part.facts("licence")
    roles = ("licence", "deny", "publish", "make")
    if not named or not part.index or not part.only(roles):
        return None
    if part.kinds("number", "doi", "speaker"):
        return None
    denials = part.denials()
    edition = part.edition()
    if len(denials) > 1 or edition is None:
        return None
    if denials and (len(named) > 1 or denials[0] > named[0][0]):
        return None
    ids = tuple(dict.fromkeys(fact for _, fact in named))
    return [Said(what="fact", ids=ids, negated=bool(denials), edition=edition)]


def identifier(part: Part) -> list[Said] | None:
    """Read "its DOI is 10.17632/..."."""
    found = part.kinds("doi")
    if len(found) != 1 or not part.index or part.has("deny"):
        return None
    if not part.only(("publish", "record", "licence"), ("doi",)):
        return None
    edition = part.edition()
    if edition is None:
        return None
    return [Said(what="doi", text=part.words[found[0]].id, edition=edition)]


def format_(part: Part) -> list[Said] | None:
    """Read "the first edition came as a PDF"."""
    named = part.facts("format")
    if not named or not part.index or part.kinds("number"):
        return None
    if not part.only(("format", "publish", "make", "deny", "licence", "record", "filler")):
        return None
    at = named[0][0]
    before = [w for w in part.words[:at] if w.roles & {"index", "named", "first", "last"}]
    if not (before or part.told.index) or not any(
        w.low in ("as", "is", "was", "a", "in", "are", "were", "an") for w in part.words[:at]
    ):
        return None
    if part.words[at - 1].low in ("the", "this", "its"):
        return None
    edition, denials = part.edition(), part.denials()
    if edition is None or len(denials) > 1:
        return None
    ids = tuple(dict.fromkeys(fact for _, fact in named))
    if len(ids) > 1:
        return None
    return [Said(what="fact", ids=ids, negated=bool(denials), edition=edition)]
