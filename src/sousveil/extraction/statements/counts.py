"""A number of countries, or a share of them, in words that the reader of numbers leaves unread."""

from __future__ import annotations

from msgspec import Struct

from sousveil.codebook.editions import years
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.beside import misplaced
from sousveil.extraction.statements.clause import BOUNDING, Clause
from sousveil.extraction.statements.items import items
from sousveil.extraction.statements.joints import unjoined
from sousveil.extraction.statements.moves import newly
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.figure import ANY_TECHNOLOGY, SUPPLIERS, TECHNOLOGIES, Figure

HANDLED = (
    "world",
    "both",
    "lack",
    "apart",
    "outside",
    "abroad",
    "examined",
    "approx",
    "none",
    "neither",
)
ACTING = frozenset({"use", "supply", "buy", "be", "found", "belong", "operate"})
FRONT = frozenset({"of", "among", "out", "amongst"})
AS_MANY = frozenset({"as many as", "as few as"})
"""Bounds of a number that compare nothing: "as many as 25 states"."""

NOUN_WITHIN = 6  # items between a number and the noun that it counts


class Counted(Struct, frozen=True, kw_only=True):
    """A number with its query, as the fields of a question."""

    quantity: Quantity
    figure: Figure
    whole: Figure | None = None
    whole_examined: bool = False
    examined: bool = False
    abroad: bool = False
    size: float | None = None
    """How large the words say that the whole is."""

    unsaid: bool = False
    """True where nothing says what a share is of."""

    listing: bool = False
    """True where the words speak of the index."""

    recorded: bool = False
    """True where they speak of what it names or ticks, so that a blank is a fact."""

    readings: tuple[Figure, ...] = ()
    """Further sets that the words may mean."""

    @property
    def sized(self) -> bool:
        """True where the whole is one of the index, so that its size has to be right."""
        return self.listing and self.whole is not None and not self.whole.measured


def count(clause: Clause, s: Sentence) -> Counted | None:
    """Read the one number of a clause, if every word of it is known."""
    if newly(clause):
        return None
    numbers = clause.kinds("number", "share")
    size = _size(clause, numbers)
    if size is not None:
        numbers = [i for i in numbers if i != size]
    if len(numbers) != 1:
        return None
    at = numbers[0]
    wholes = clause.kinds("whole")
    if wholes and wholes != [at + 1]:
        return None
    numbers = [*numbers, *wholes, *([] if size is None else [size])]
    if wholes and size is not None:
        return None
    q = s.numbers.get(clause.items[at].first) or _one(clause, at)
    if q is None:
        return None
    bounds = [
        i
        for i in clause.wanted
        if (i < at and s.numbers.get(clause.items[i].first) is q)
        or (i == at - 1 and clause.low(i) in ("only", "just"))
    ]
    if any(clause.items[i].roles & BOUNDING or clause.low(i) in AS_MANY for i in bounds):
        clause.wanted = [i for i in clause.wanted if i not in bounds]
        clause.places = clause.named = None
    operated = ("operate",) if clause.terms().technologies else ()
    if clause.unread((*HANDLED, *operated), numbers):
        return None
    front = clause.terms(-1, at) if _fronted(clause) and size is None else None
    whole_named = front is not None and (front.measured or front.among)
    behind = at + 1 + len(wholes)
    if size is None and _opens(clause, at):
        return None  # "of the 68 countries listed", of which another number is
    fronted = (size is not None or bool(whole_named)) and _verb(clause, behind) == behind
    if not (fronted or _of_countries(clause, at, q)) or len(clause.editions) > 1:
        return None
    if not (clause.verb() or clause.told):
        return None
    found = clause.terms()
    found.two = found.two or _two_sides(clause, at)
    opens = at - 1 if clause.low(at - 1) not in ("only", "just") else at - 2
    if clause.low(opens) in ("is", "was") and opens > 0:
        return None  # "is just one country ahead"
    if clause.low(at - 1).endswith("borders of") and not clause.has("outside", "apart", "abroad"):
        return None
    if clause.has("abroad") and _at_home(clause):
        return None  # "in its home market and twelve foreign countries"
    if _set_apart(clause) or (clause.has("region_noun") and not (found.among or found.outside)):
        return None
    if clause.low(at - 1) == "from" and not clause.has("supply"):
        return None  # "technology from 78 countries is used"
    if clause.low(at - 1) in ("one of", "among"):
        return None  # "Kenya? One of the 78 countries that use it": of which country, not how many
    if _denied(clause) or clause.unsourced(found) or _supplies(clause, at):
        return None
    own = items(s, clause.codebook)  # what a claim takes over may be of another sentence
    said = [item for item in map(clause.items.__getitem__, clause.wanted) if item in own]
    tokens = [t for item in said for t in range(item.first, item.stop)]
    if misplaced(s, tokens, q, clause.codebook) or unjoined(s, tokens, q, clause.codebook):
        return None
    if found.lacking and not (clause.recorded or _told_apart(clause, found)):
        return None
    if found.places or found.unread or found.loose or _members_of_nothing(clause, found):
        return None
    if len(found.suppliers) > 1 and not (clause.has("both") or found.joined):
        return None
    if found.suppliers and found.origins:
        return None
    if any("continent" in clause.low(i) for i in clause.at("region_noun")):
        return None  # "on the African continent" with North Africa
    if any(
        clause.items[i].kind == "demonym"
        and "country_noun" in clause.items[i + 1].roles
        and not clause.items[i + 1].roles & {"supplier_noun"}
        for i in clause.kinds("demonym")
        if i + 1 < len(clause.items)
    ):
        return None  # "16 American countries"
    if not found.sourced and not found.lacking and _of_origin(clause):
        return None
    if found.joined == "or" and len(figure(found).any_of) > 1 and not _chosen(clause):
        return None
    whole, examined = _whole(clause, at)
    examined = examined or (q.share and q.whole is None and _of_the_world(clause, whole))
    listing = clause.listing or clause.recorded or clause.has("listed")
    unsaid = q.share and whole == Figure() and not examined and not _listed(clause)
    if unsaid:
        whole = None
    if q.share and not examined and whole is not None and whole == figure(found):
        return None  # nothing is read that the share has
    told = found.technologies or found.sourced or found.lacking or _at_least(found)
    if not listing and not told:
        return None
    if clause.has("examined") and not (q.share or q.whole):
        return None
    return Counted(
        quantity=q,
        figure=figure(found),
        whole=whole,
        whole_examined=examined,
        abroad=clause.has("abroad"),
        size=None if size is None else clause.items[size].value,
        unsaid=unsaid and not clause.has("world") and not _reduced(clause, at),
        listing=clause.listing or clause.told,
        recorded=clause.recorded,
    )


def _two_sides(clause: Clause, at: int) -> bool:
    """Tell "30 countries with cameras have Chinese technology", which asks two things of each."""
    verb = _verb(clause, at + 1)
    if verb >= len(clause.items) or clause.low(verb) not in ("have", "has", "use"):
        return False
    left, right = clause.terms(-1, verb), clause.terms(verb)
    things = [t for t in right.technologies if t != ANY_TECHNOLOGY]
    pointing = any("pronoun" in clause.items[i].roles for i in clause.wanted if i > verb)
    said = left.technologies and right.sourced and not (left.sourced or things or pointing)
    return bool(said) and clause.low(at + 1) != "of"


def _set_apart(clause: Clause) -> bool:
    """Tell "use it other than from Huawei" and "bar one", which no count leaves out."""
    return any(
        clause.items[i + 1].kind == "supplier" or clause.low(i + 1) in ("one", "from")
        for i in clause.at("apart")
        if i + 1 < len(clause.items)
    )


def _at_home(clause: Clause) -> bool:
    """Tell whether the home market is named beside countries abroad, and not set apart."""
    apart = {"abroad", "apart", "outside", "lack"}
    return any(
        HOME & {*clause.low(i).split(" ")}
        and not any(apart & {*item.roles} for item in clause.items[max(0, i - 2) : i + 1])
        and not clause.has("apart")
        for i in clause.wanted
    )


HOME = frozenset({"home", "homeland", "domestic"})


def _at_least(found: Terms) -> bool:
    """Tell "three or more technologies", or suppliers, which no blank bears upon."""
    return bool(found.measured) and all(
        one.measure in (SUPPLIERS, TECHNOLOGIES) and one.at_most is None for one in found.measured
    )


def _reduced(clause: Clause, at: int) -> bool:
    """Tell "of the countries supplied by China", which says what the share is of."""
    verb = _verb(clause, at + 1)
    return clause.low(verb).endswith(("ed by", "ed with")) or (
        clause.low(verb).endswith("ed") and clause.low(verb + 1) in ("by", "with")
    )


def _members_of_nothing(clause: Clause, found: Terms) -> bool:
    """Tell "68 member states" and "those that have not joined", which do not say of what."""
    told = any(
        clause.low(i).split(" ")[0] in ("member", "members")
        or (clause.items[i].roles & {"belong", "outside"} and "joined" in clause.low(i))
        for i in clause.wanted
    )
    return told and not (found.among or found.outside)


def _one(clause: Clause, at: int) -> Quantity | None:
    """Return the number of "only one country"; "one country" alone says no number."""
    item = clause.items[at]
    if item.low != "one" or clause.low(at - 1) not in ("only", "just", "exactly"):
        return None
    first, stop = item.first, item.stop
    return Quantity(first=first, stop=stop, begin=first, end=stop, value=1.0)


def _told_apart(clause: Clause, found: Terms) -> bool:
    """Tell "listed countries with American but no Chinese technology", a set of the table.

    "Nineteen listed countries have no smart city" says what is not there, which no table records.
    """
    listed = clause.listing or clause.has("listed")
    return listed and (found.sourced or bool(found.technologies) or clause.has("neither"))


def _of_origin(clause: Clause) -> bool:
    """Tell "technology from all the big origins", which names none."""
    return any(
        clause.items[i].roles & {"origin_head"} and "idle" not in clause.items[i].roles
        for i in clause.wanted
    )


def _fronted(clause: Clause) -> bool:
    first = next(iter(clause.wanted), 0)
    return clause.low(first).split(" ")[0] in FRONT


def _opens(clause: Clause, at: int) -> bool:
    """Tell whether a number stands right behind the word that a whole opens with: "of the 68"."""
    first = next(iter(clause.wanted), 0)
    share = clause.items[at].kind == "share" or clause.kinds("whole")
    said = [clause.items[i] for i in range(first, at)]
    plain = all(item.kind == "word" and "country_noun" not in item.roles for item in said)
    return _fronted(clause) and plain and first < at <= first + 2 and not share


def _size(clause: Clause, numbers: list[int]) -> int | None:
    """Return where a sentence opens with the size of the whole: "Of the 20 democracies, 14"."""
    first = next(iter(clause.wanted), 0)
    if len(numbers) != 2 or clause.low(first).split(" ")[0] not in FRONT:
        return None
    at = numbers[0]
    low = clause.low(at)
    definite = low.startswith("the ") or clause.low(at - 1) in ("the", "of the", "among the", "'s")
    plain = clause.items[at].kind == "number" and not {"least", "over", "more", "than"} & set(
        low.split()
    )
    return at if definite and plain and at <= first + 3 else None


def _chosen(clause: Clause) -> bool:
    return clause.has("either") or any(clause.low(i) == "or" for i in clause.wanted)


def _of_countries(clause: Clause, at: int, q: Quantity) -> bool:
    """Tell whether the number counts countries."""
    after = clause.items[at + 1 : at + 1 + NOUN_WITHIN]
    before = clause.items[max(0, at - 12) : at]
    if q.share:
        return any("country_noun" in i.roles or i.kind == "group" for i in (*before, *after))
    for item in after:
        if item.measured is not None or item.kind == "group":
            return True
        if item.roles & {"country_noun"} and not item.roles & {"supplier_noun", "technology_noun"}:
            return True
        if item.kind == "unknown" or (item.kind == "sign" and item.low != ","):
            return False
        if item.roles & {"supplier_noun", "technology_noun", "region_noun"}:
            return False
    return False


def _supplies(clause: Clause, at: int) -> bool:
    """Tell "68 countries sell Chinese technology", where they are the suppliers."""
    for i in clause.at("supply"):
        active = clause.low(i + 1) != "by" and "be" not in clause.items[i - 1].roles
        if i > at and active and not clause.items[i].roles & {"found", "use", "buy"}:
            return True
    return False


def _denied(clause: Clause) -> bool:
    """Tell whether a verb is denied; "without" before a name is no such thing."""
    return any(not clause.beside_lacking(i) for i in clause.negations)


def _whole(clause: Clause, at: int) -> tuple[Figure | None, bool]:
    """Return what a share is of, and whether all countries examined are meant."""
    first = next(iter(clause.wanted), at)
    fronted = clause.low(first).split(" ")[0] in FRONT and first < at
    comma = next((i for i in range(first, at) if clause.low(i) == ","), at)
    start, stop = (-1, comma) if fronted else (at, _verb(clause, at + 1))
    examined = any("examined" in clause.items[i].roles for i in clause.wanted if start < i < stop)
    named = clause.terms(start, stop)
    if not fronted and clause.kinds("whole"):  # "in Africa, 13 of the 14 listed countries"
        ahead = clause.terms(-1, at)
        named.among = list(dict.fromkeys([*ahead.among, *named.among]))
        named.outside = list(dict.fromkeys([*ahead.outside, *named.outside]))
    return figure(named), examined


def _of_the_world(clause: Clause, whole: Figure | None) -> bool:
    """Tell "half of the democracies", which are those of the world, from "of those listed"."""
    group = whole is not None and bool(whole.among) and whole == Figure(among=whole.among)
    return group and not (_listed(clause) or clause.recorded or clause.told)


def _listed(clause: Clause) -> bool:
    """Tell whether the words say that the share is of the countries listed."""
    named = [item.low for item in clause.items if item.roles & {"edition_first", "edition_last"}]
    known = years(clause.codebook)
    bare = named and all(low.removeprefix("in ") in known for low in named)
    of_index = bool(clause.editions) and not bare  # in a year the world's may be counted, too
    return clause.listing or of_index or clause.has("listed")


def _verb(clause: Clause, start: int) -> int:
    """Return the first finite verb after an item."""
    relative = False
    for i in clause.wanted:
        if i < start:
            continue
        item = clause.items[i]
        if item.low == "," and not _listing_comma(clause, i):
            return i
        if item.low in ("that", "which", "who", "where"):
            relative = True
        elif item.roles & ACTING and item.low not in (
            "of",
            "in",
            "with",
            "from",
            "by",
            "within",
            "among",
            "as",
            "on",
            "listed",
            "examined",
        ):
            if not relative:
                return i
            relative = False
    return len(clause.items)


def _listing_comma(clause: Clause, i: int) -> bool:
    """Tell whether a comma stands between two names of a list."""
    near = (clause.items[i - 1], clause.items[i + 1]) if 0 < i < len(clause.items) - 1 else ()
    return bool(near) and all(item.place or item.kind in LISTED for item in near)


LISTED = frozenset({"group", "supplier", "technology"})
