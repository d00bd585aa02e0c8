"""What the index records, and what it does not: columns, prices, dates, who delivered what."""

from __future__ import annotations

from sousveil.extraction.statements.about_parts import Part, of_edition
from sousveil.model.noun import replace
from sousveil.model.query import Said

FRAME = ("record", "omit", "deny", "filler", "technology_noun", "ask", "format")
LINKING = frozenset(
    ", and or nor the a an its their of also & neither no even any about for on".split()
)
LINKING |= {"as well as", "together with"}
RELATIVE = frozenset({"that", "which", "who", "whose", "whom", "if", "where", "when"})
SWEEPING = frozenset(
    {"every", "all", "each", "all the", "complete", "full", "entire", "some", "certain", "any of"}
)
OF_EACH = frozenset({"for", "country 's"})
QUESTIONS = frozenset({"which", "what", "who"})
TYING = frozenset("link links tie ties match matches connect connects assign assigns".split())
AGAINST = frozenset({",", "and", "but", "-", "–", "—"})
GIVING = frozenset(
    "delivered supplied sold provided built made installed delivers supplies sells provides "
    "deliver supply sell provide ships shipped".split()
)
LINK = "link"
DATE = "purchase-date"
AGENCY = "agencies"
SOFT = frozenset({"suppliers", "region", "regime"})
"""Columns whose names are ordinary words, so that beside another thing they only describe it."""


def records(part: Part) -> list[Said] | None:
    """Read "the index names the suppliers", "what it cost is nowhere to be found in the table"."""
    if not part.index or part.kinds("number", "speaker", "month", "doi"):
        return None
    topics = _topics(part)
    if not topics:
        return None
    covered = {j for first, stop, _ in topics for j in range(first, stop)}
    rest = Part([w for i, w in enumerate(part.words) if i not in covered], part.book, part.told)
    if not rest.only((*FRAME, "buying", "operating", "only"), ("technology",)):
        return None
    if _of_countries(part, covered):
        return None
    opening = part.words[0].low == "which" and part.told.family in ("", "records", "made")
    if any(w.low in RELATIVE for w in part.words[int(opening) : topics[0][0]]) or not _described(
        part, covered
    ):
        return None
    edition = part.edition()
    if edition is None:
        return None
    follows = part.told.family == "records"
    verbs = [i for i in part.at("record", "omit") if i not in covered]
    verbs += [first for first, _, fact in topics if fact == LINK and _ties(part.words[first].low)]
    if not verbs and not follows:
        return None
    only = part.at("only")
    if only and (not of_edition(part, only) or edition in ("", "both")):
        return None
    negated = _negated(part, topics, covered)
    if negated is None:
        return None
    ids = _apart(part, topics, negated)
    if ids is None:
        return None
    said = Said(what="fact", ids=ids, negated=negated, edition=edition)
    if only:
        others = [other for other in part.years.values() if other != edition]
        return [said, *(replace(said, negated=not negated, edition=other) for other in others)]
    return [said]


def _of_countries(part: Part, covered: set[int]) -> bool:
    """Tell "every country in the index with American technology has Chinese technology"."""
    origins = [i for i in part.kinds("country", "demonym") if i in covered]
    return (
        bool(origins)
        and any(
            ("countries" in w.roles and w.low.split()[-1] in COUNTRIES) or w.low in HAVING
            for w in part.words
        )
        and not any("column" in w.low or "origin" in w.low for w in part.words)
    )


COUNTRIES = frozenset("country countries nation nations state states".split())
HAVING = frozenset("has have uses use buys buy".split())


def _described(part: Part, covered: set[int]) -> bool:
    """Tell whether what a relative clause says only describes: "the cities in which it stands"."""
    words = part.words
    for i, word in enumerate(words):
        if i in covered or word.low not in RELATIVE:
            continue
        if word.low in ("if", "whose", "whom"):
            return False
        if any(w.roles & {"index", "named", "deny", "omit"} for w in words[i + 1 : i + 3]):
            continue
    return True


def _ties(low: str) -> bool:
    return low.split()[0] in TYING


def _topics(part: Part) -> list[tuple[int, int, str]]:
    """Return [first, stop) and id of each thing that may be recorded."""
    words = part.words
    found: list[tuple[int, int, str]] = []
    linked = _link(part) or _tied(part)
    if linked is not None:
        found.append((*linked, LINK))
    taken = set(range(*linked)) if linked else set()
    for i in part.at("when"):
        verb = next((j for j in range(i + 1, len(words)) if words[j].roles & {"buying"}), None)
        if verb is not None and i not in taken:
            found.append((i, verb + 1, DATE))
            taken |= set(range(i, verb + 1))
    for i in part.at("who"):
        verb = next(
            (j for j in range(i + 1, min(len(words), i + 4)) if "operating" in words[j].roles), None
        )
        if verb is not None and i not in taken:
            found.append((i, verb + 1, AGENCY))
            taken |= set(range(i, verb + 1))
    for i in part.kinds("group"):
        if words[i].id in part.book.facts:
            found.append((i, i + 1, words[i].id))
            taken.add(i)
    for i in part.kinds("country", "demonym"):
        column = _origin(part, i)
        if column:
            found.append((i, i + 1, column))
            taken.add(i)
    for i, fact in part.facts("column"):
        if i not in taken:
            found.append((i, i + 1, fact))
            taken.add(i)
    return sorted(found)


def _origin(part: Part, at: int) -> str:
    """Return the column that marks technology from a country, or the columns in general."""
    own = [f.id for f in part.book.facts.values() if f.of == (part.words[at].id,)]
    ahead = part.words[:at]
    if ahead and "use" in ahead[-1].roles and any("every" in word.roles for word in ahead):
        return ""  # "in every country with Chinese technology"
    if not own:
        return ""
    named = any("column" in w.low.split() or "columns" in w.low.split() for w in part.words)
    return own[0] if named else "origin" if part.has("technology_noun") else ""


def _tied(part: Part) -> tuple[int, int] | None:
    """Find "tie the companies to the technologies"."""
    words = part.words
    for i, word in enumerate(words):
        if not _ties(word.low) or any("column" in w.roles for w in words[i : i + 1]):
            continue
        near = [
            j
            for j in range(i + 1, min(len(words), i + 5))
            if "suppliers" in words[j].facts or words[j].low in ("supplier", "company")
        ]
        for j in near:
            after = range(j + 1, min(len(words), j + 6))
            join = any(words[k].low in ("to", "with", "and") for k in after)
            nouns = [
                k
                for k in after
                if words[k].roles & {"technology_noun"} or words[k].kind == "technology"
            ]
            if join and nouns:
                return i, nouns[-1] + 1
    return None


def _link(part: Part) -> tuple[int, int] | None:
    """Find "which of them delivered which system"."""
    lows = [w.low for w in part.words]
    for i, low in enumerate(lows):
        if low.split()[0] not in QUESTIONS:
            continue
        for j in range(i + 1, min(len(lows), i + 6)):
            if lows[j].split()[0] not in GIVING:
                continue
            after = lows[j].split()[1:] + [w for low in lows[j + 1 : j + 2] for w in low.split()]
            if after and after[0] in ("which", "what"):
                stop = j + 2
                while stop < len(lows) and (
                    part.words[stop].roles & {"technology_noun"}
                    or part.words[stop].kind == "technology"
                ):
                    stop += 1
                return i, stop
    return None


def _negated(part: Part, topics: list[tuple[int, int, str]], covered: set[int]) -> bool | None:
    """Tell whether the part denies; None where it does so twice, or not of all."""
    words = part.words
    denies = [i for i in part.at("deny") if i not in covered and "both" not in words[i].roles]
    omits = [i for i in part.at("omit") if i not in covered]
    edition_denies = [i for i in part.at("both") if "deny" in words[i].roles]
    contrast = any(
        w.low in ("but", "yet", "though", "although", "while", "whereas") for w in words[1:]
    )
    lows = [words[i].low for i in denies]
    if not denies and not omits and not edition_denies:
        if part.told.family == "records" and not part.at("record"):
            if words[0].low == "but":
                return not part.told.negated
            return part.told.negated
        return None if contrast else False
    if contrast:
        return None
    tied = any(fact == LINK and _ties(words[first].low) for first, _, fact in topics)
    bare = part.told.family == "records" and not part.at("record", "omit") and not tied
    if bare and lows and lows[0] not in ("not", "nor", "no", "neither", "none"):
        return None
    if omits and (denies or edition_denies):
        return None
    verbal = [low for low in lows if low not in ("no", "nor", "neither", "none", "no such")]
    nominal = [low for low in lows if low in ("no", "neither", "none", "no such")]
    if len(verbal) > 1 or (verbal and nominal) or (edition_denies and (verbal or nominal)):
        return None
    if edition_denies and len(edition_denies) > 1:
        return None
    marks = sorted([*denies, *omits, *edition_denies])
    if edition_denies or not topics:
        return True
    inside = [first for first, _, _ in topics]
    last = words[marks[-1]]
    if last.low == "not" and words[marks[-1] - 1].low in AGAINST and marks[-1] > inside[-1]:
        return None  # "whether it is used, not how": what is denied is not read
    if marks[0] > inside[0] and any(first > marks[0] for first in inside):
        return None  # "prices it lists, not dates"
    return True


def _apart(part: Part, topics: list[tuple[int, int, str]], negated: bool) -> tuple[str, ...] | None:
    """Return the ids of what is recorded; None where one thing may only describe another."""
    words = part.words
    kept = [topics[0]]
    for topic in topics[1:]:
        book = part.book.facts
        none = not (book[topic[2]].editions or book[kept[-1][2]].editions)
        if topic[2] == kept[-1][2] or (none and not negated):
            continue  # of two things that no table records, one is enough to be wrong
        between = [words[j].low for j in range(kept[-1][1], topic[0])]
        if all(low in LINKING for low in between) and any(
            low in (",", "and", "or", "nor", "as well as", "together with", "&", "neither")
            for low in between
        ):
            kept.append(topic)
        elif topic[2] in SOFT:
            continue
        elif kept[-1][2] in SOFT and negated:
            kept[-1] = topic
        elif not negated:
            return None
        else:
            kept.append(topic)
    if (
        negated
        and all(fact in SOFT for _, _, fact in kept)
        and any(
            w.roles & {"technology_noun", "buying"} and not w.roles & {"index"}
            for w in words[kept[0][1] :]
        )
    ):
        return None  # "does not name the companies that sold it"
    firms = {*part.book.grammar["firm"], *part.book.grammar["firms"]}
    for first, _, _ in kept:
        near = [words[j].low for j in range(max(0, first - 2), first)]
        if not negated and _of_another(part, kept):
            return None
        recorded = any(part.book.facts[fact].editions for _, _, fact in kept)
        if (negated or recorded) and SWEEPING & set(near) and OF_EACH.isdisjoint(near):
            return None  # "names all suppliers", "does not give every price"
        if recorded and not firms.isdisjoint(near):
            return None  # "each company's regime type"
    return tuple(dict.fromkeys(fact for _, _, fact in kept))


def _of_another(part: Part, kept: list[tuple[int, int, str]]) -> bool:
    """Tell "the region of each supplier", which no table records, from that of a country."""
    words = part.words
    for _, stop, fact in kept:
        if fact.startswith("origin") or not part.book.facts[fact].editions:
            continue
        after = words[stop : stop + 4]
        if (
            after
            and after[0].low in ("of", "for")
            and any(
                (w.roles & {"technology_noun"} and not w.roles & {"index"})
                or w.kind == "technology"
                or w.low in ("supplier", "company")
                or "suppliers" in w.facts
                for w in after
            )
        ):
            return True
    return False


def drawn(part: Part) -> list[Said] | None:
    """Read "regime types come from V-Dem"."""
    bodies = part.facts("body") + part.facts("part")
    columns = [fact for _, fact in part.facts("column")]
    speakers = [part.words[i].id for i in part.kinds("speaker") if not part.words[i].facts]
    if not columns or not (bodies or speakers) or not part.has("draw"):
        return None
    if part.kinds("number", "month", "doi", "technology"):
        return None
    allowed = ("draw", "column", "body", "part", "record", "deny", "filler", "publish", "format")
    if not part.only(allowed, ("speaker",)) or any(w.low in RELATIVE for w in part.words):
        return None
    edition, denials = part.edition(), part.denials()
    if edition is None or len(denials) > 1:
        return None
    columns = [c for c in columns if c not in SOFT or len(columns) == 1 or c == "regime"]
    ids = tuple(dict.fromkeys([*(fact for _, fact in bodies), *speakers]))
    return [
        Said(
            what="drawn",
            ids=ids,
            about=tuple(dict.fromkeys(columns)),
            negated=bool(denials),
            edition=edition,
        )
    ]


def scale(part: Part) -> list[Said] | None:
    """Read "a high number was bad news in the 2019 table"."""
    senses = part.facts("scale")
    follows = part.told.family == "scale"
    topic = any("freedom-on-the-net" in w.facts for w in (part.everything or part.words))
    ends = [role for role in ("high", "low") if part.has(role)] or (
        [part.told.high] if follows else []
    )
    if len(senses) != 1 or len(ends) != 1 or not topic or not part.index:
        return None
    allowed = ("scale", "high", "low", "column", "deny", "record", "change")
    if not part.only(allowed) or part.kinds("speaker", "month", "technology"):
        return None
    edition, denials = part.edition(), part.denials()
    if edition is None or len(denials) > 1:
        return None
    fact = senses[0][1]
    if ends[0] == "low":
        same = [f.id for f in part.book.facts.values() if f.kind == "scale" and f.id != fact]
        fact = same[0]
    return [Said(what="fact", ids=(fact,), negated=bool(denials), edition=edition)]


def change(part: Part) -> list[Said] | None:
    """Read "the scale was turned round between the editions"."""
    named = part.facts("change")
    if not named:
        return None
    topics = {fact for w in (part.everything or part.words) for fact in w.facts}
    topics &= {"freedom-on-the-net", "regime"}
    if len(topics) != 1:
        return None
    meant = [fact for _, fact in named if set(part.book.facts[fact].of) & topics]
    if len(set(meant)) != 1:
        return None
    allowed = ("change", "scale", "column", "deny", "draw", "record", "filler", "publish", "make")
    if not part.only(allowed, ("speaker",)) or part.kinds("number", "month", "technology"):
        return None
    if any(not part.words[i].facts for i in part.kinds("speaker")):
        return None
    denials = part.denials()
    two = part.has("both") or (part.has("first", "last") or len(part.kinds("year")) > 1)
    if len(denials) > 1 or not (two or part.index):
        return None
    if not two and not any(w.roles & {"both", "first", "last"} for w in part.everything):
        return None
    return [Said(what="fact", ids=(meant[0],), negated=bool(denials))]
