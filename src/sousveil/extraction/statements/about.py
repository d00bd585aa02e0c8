"""The words of a sentence about the index itself, and the parts that it falls into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from sousveil.codebook.editions import editions
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.marks import Mark
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.about_phrases import NOTHING, AboutLexicon, lexicon_of
from sousveil.model.late import late
from sousveil.model.noun import replace

DOI = late(r"10\.\d{4,}/[\w.;()/-]*\w")
MARKED = ("supplier", "technology", "group", "country", "demonym", "capital")
AROUND = frozenset(
    {"idle", "index", "named", "first", "last", "both", "countries", "author", "publisher"}
)
"""Roles of words that may stand beside any fact."""

MOST_TOKENS = 200  # of a sentence
NEWEST = frozenset(
    {"latest edition", "newest edition", "current edition", "most recent edition", "latest version"}
    | {"latest update", "newest version", "current version", "most recent version"}
)
"""Names of the last edition that are those of the one before until it comes out."""

NOW = frozenset({"now", "today", "currently", "nowadays", "at present", "as of now"})


class Word(Struct, frozen=True):
    """Tokens [first, stop) of a sentence, with what they do."""

    first: int
    stop: int
    low: str
    roles: frozenset[str] = NOTHING
    """Kinds of about.yml, and the kinds of the facts."""

    facts: tuple[str, ...] = ()
    kind: str = ""
    """`sign`, `number`, `year`, `month`, `doi`, `speaker`, or the kind of a name."""

    id: str = ""
    value: float = 0.0
    whole: float | None = None
    bound: str = "exact"
    share: bool = False


MONTHS = (
    "january february march april may june july august september october november december"
).split()
SHORT_MONTHS = {"sept": 9, "sep": 9, "jan": 1, "feb": 2, "aug": 8, "oct": 10, "nov": 11, "dec": 12}
YEARS = range(1900, 2100)
DAY = late(r"(\d{1,6})(?:st|nd|rd|th)?")
BARE = {"first": "first", "second": "last", "latter": "last", "former": "first"}
AFTER_BARE = frozenset(
    "a an is was had has came did does not in as only to and or on adds added asks asked lists "
    "recorded records does did have about lie lies".split()
)
"""May stand after "the first" where an edition is meant."""


_last: list[tuple[Sentence, Codebook, list[Word]]] = []
"""The sentence that was read last; it is asked for what it confirms after what it says."""


def words_of(s: Sentence, codebook: Codebook) -> Sequence[Word]:
    """Return the words of a sentence from left to right; hyphens inside words are passed by.

    Nothing for what is too long to be a sentence.
    """
    for sentence, known, made in _last:
        if sentence is s and known is codebook:
            return made
    made = [] if len(s.tokens) > MOST_TOKENS else _read(s, codebook)
    _last[:] = [(s, codebook, made)]
    return made


def _read(s: Sentence, codebook: Codebook) -> list[Word]:
    found = _whole_names(list(_words(s, lexicon_of(codebook))))
    for i, word in enumerate(found):
        following = found[i + 1].low.split()[0] if i + 1 < len(found) else ""
        if word.low == "one" and following in ("more", "fewer", "less"):
            found[i] = replace(word, kind="number", value=1.0, bound="exact", roles=NOTHING)
        if (
            word.low in ("first", "second")
            and i + 1 < len(found)
            and (found[i + 1].roles & {"named"} or found[i + 1].low in ("index", "table"))
        ):
            found[i] = replace(word, roles=frozenset({BARE[word.low]}))
        if word.low in BARE and i and found[i - 1].low in ("the", "that", "which"):
            after = found[i + 1] if i + 1 < len(found) else None
            if (
                after is None
                or after.kind in ("sign", "number")
                or after.low in AFTER_BARE
                or (after.roles & {"did_not_have", "deny"})
            ):
                found[i] = replace(word, roles=frozenset({BARE[word.low]}))
    return found


NOUNS = frozenset(
    "platform platforms system systems tool tools technology technologies software programmes "
    "programs programme program initiatives initiative solutions applications".split()
)
"""Nouns that say no more than the technology before them."""


def _whole_names(found: list[Word]) -> list[Word]:
    """Join "platforms" to "smart city", and pass by the seat of an institution."""
    made: list[Word] = []
    for word in found:
        before = made[-1] if made else None
        if before is not None and before.kind == "technology" and word.low in NOUNS:
            made[-1] = replace(before, stop=word.stop)
            continue
        source = next((w for w in reversed(made) if w.low not in ("in", "of", ",")), None)
        seated = source is not None and (source.kind == "speaker" or source.roles & {"publisher"})
        if word.kind in ("capital", "country") and seated and made[-1].low in ("in", "of"):
            made.pop()
            continue
        made.append(word)
    return made


def _words(s: Sentence, lexicon: AboutLexicon) -> Iterator[Word]:
    tokens = s.tokens
    order = [i for i, t in enumerate(tokens) if t.text != "-" or not _joins(s, i)]
    lows = [tokens[i].low for i in order]
    dois = []
    if any("10" in low for low in lows):
        dois = [(m.start(), m.end(), m.group()) for m in DOI.finditer("".join(_padded(s)))]
    base = tokens[0].start if tokens else 0
    at = 0
    while at < len(order):
        i = order[at]
        place = tokens[i].start - base
        doi = next((d for d in dois if d[0] <= place < d[1]), None) if dois else None
        if doi is not None:
            taken = at
            while taken < len(order) and tokens[order[taken]].start - base < doi[1]:
                taken += 1
            yield Word(i, order[taken - 1] + 1, doi[2], kind="doi", id=doi[2])
            at = taken
            continue
        length, roles, facts, speaker = lexicon.at(lows, at)
        mark = s.by_token.get(i)
        named = name_of(mark) if mark is not None and mark.first == i else None
        inside = 0
        while mark and named and at + inside < len(order) and order[at + inside] < mark.stop:
            inside += 1
        if named and mark is not None and (length < inside or (length == inside and _plain(roles))):
            yield Word(i, mark.stop, " ".join(lows[at : at + inside]), kind=named[0], id=named[1])
            at += inside
            continue
        word = _word(s, i, lows, at, length, roles, facts, speaker, lexicon.terms)
        yield word
        at += 1
        while at < len(order) and order[at] < word.stop:
            at += 1


def _word(
    s: Sentence,
    i: int,
    lows: list[str],
    at: int,
    length: int,
    roles: frozenset[str],
    facts: tuple[str, ...],
    speaker: str,
    terms: Mapping[str, str],
) -> Word:
    low = lows[at]
    quantity = s.numbers.get(i)
    if quantity is not None and quantity.begin <= i < quantity.first and quantity.bound == "exact":
        quantity = None  # "the two": an article is no part of the number
    if length < 2 and low.isdigit() and len(low) == 4 and int(low) in YEARS:
        return Word(i, i + 1, low, kind="year", value=float(low))
    if (
        length < 2
        and (low in MONTHS or low in SHORT_MONTHS)
        and not (low in ("may", "march") and s.tokens[i].text.islower())
    ):
        month = MONTHS.index(low) + 1 if low in MONTHS else SHORT_MONTHS[low]
        return Word(i, i + 1, low, kind="month", value=float(month))
    if quantity is None and length < 2 and (day := DAY.fullmatch(low)):
        return Word(i, i + 1, low, kind="number", value=float(day[1]))
    if quantity is not None and length < 2 and not roles & {"high", "low"}:
        return Word(
            i,
            max(quantity.end, i + 1),
            s.tokens[quantity.first].low,
            roles,
            kind="number",
            value=quantity.value,
            whole=quantity.whole,
            bound=_bound(s, i, quantity),
            share=quantity.share,
        )
    if length:
        stop = _stop(s, i, length)
        term = next((terms[fact] for fact in facts if fact in terms), None)
        if term is not None:
            text = " ".join(lows[at : at + length])
            return Word(i, stop, text, kind="technology", id=term)
        kind = "speaker" if speaker else ""
        text = " ".join(lows[at : at + length])
        return Word(i, stop, text, roles, facts, kind=kind, id=speaker)
    sign = not any(char.isalnum() for char in s.tokens[i].text)
    return Word(i, i + 1, low, kind="sign" if sign else "")


def _bound(s: Sentence, i: int, quantity: Quantity) -> str:
    """Return the bound of a number; the "about" of "asks about three" is none."""
    if i > quantity.begin and s.tokens[quantity.begin].low in ("about", "up"):
        return "exact"
    return "other" if quantity.near or quantity.strict else quantity.bound


def _stop(s: Sentence, i: int, length: int) -> int:
    """Return the token after so many words."""
    left, j = length, i
    while left:
        if s.tokens[j].text != "-" or not _joins(s, j):
            left -= 1
        j += 1
    return j


def _padded(s: Sentence) -> Iterator[str]:
    """Yield the sentence as it was written, spaces in place of all that no token holds."""
    at = s.tokens[0].start if s.tokens else 0
    for token in s.tokens:
        yield " " * (token.start - at)
        yield token.text
        at = token.end


def _plain(roles: frozenset[str]) -> bool:
    return not roles - {"idle", "filler", "countries"}


def _joins(s: Sentence, i: int) -> bool:
    """Tell a hyphen inside a word from a dash between words."""
    tokens = s.tokens
    return (
        0 < i < len(tokens) - 1
        and tokens[i - 1].end == tokens[i].start
        and tokens[i].end == tokens[i + 1].start
    )


def name_of(mark: Mark) -> tuple[str, str] | None:
    """Return the kind and the id of what a mark names; None where it names nothing."""
    return next(((kind, mark.ids[kind]) for kind in MARKED if kind in mark.ids), None)


class Told(Struct, frozen=True):
    """What the parts before have told."""

    index: bool = False
    """True where the index has been named."""

    family: str = ""
    what: str = ""
    """Of the last thing said; see `Said`."""

    negated: bool = False
    edition: str = ""
    ids: tuple[str, ...] = ()
    """What the part before spoke of."""

    high: str = ""
    """`high` or `low`, of a scale that was spoken of."""


class Part(Struct):
    """Some words of a sentence that may state one fact or several."""

    words: Sequence[Word]
    book: Codebook
    told: Told = field(default_factory=Told)
    everything: Sequence[Word] = ()
    """All words of the sentence."""

    places: dict[str, list[int]] | None = None
    """Each role to where words with it stand, once somebody asked."""

    sorts: dict[str, list[int]] | None = None
    """Each kind to where words of it stand, once somebody asked."""

    @property
    def years(self) -> dict[int, str]:
        """Editions by the year from which they are in force, in order."""
        return editions(self.book)

    def at(self, *roles: str) -> list[int]:
        """Return where words with one of these roles stand."""
        return _merged(self._places(), roles)

    def has(self, *roles: str) -> bool:
        """Tell whether a word has one of these roles."""
        return not self._places().keys().isdisjoint(roles)

    def kinds(self, *kinds: str) -> list[int]:
        """Return where words of these kinds stand."""
        if self.sorts is None:
            self.sorts = {}
            for i, word in enumerate(self.words):
                self.sorts.setdefault(word.kind, []).append(i)
        return _merged(self.sorts, kinds)

    def _places(self) -> dict[str, list[int]]:
        if self.places is None:
            self.places = {}
            for i, word in enumerate(self.words):
                for role in word.roles:
                    self.places.setdefault(role, []).append(i)
        return self.places

    def facts(self, kind: str) -> list[tuple[int, str]]:
        """Return places and ids of the facts of a kind that are named."""
        return [
            (i, fact)
            for i, word in enumerate(self.words)
            for fact in word.facts
            if self.book.facts[fact].kind == kind
        ]

    def only(self, roles: tuple[str, ...], kinds: tuple[str, ...] = ()) -> bool:
        """Tell whether all words have one of these roles or kinds, or stand beside any fact."""
        allowed = AROUND | frozenset(roles)
        return all(
            word.kind == "sign"
            or word.kind in kinds
            or (word.kind in ("", "number") and word.kind != "number" and word.roles & allowed)
            or (word.kind == "speaker" and "speaker" in kinds)
            or (word.kind == "year" and int(word.value) in self.years)
            for word in self.words
        )

    @property
    def index(self) -> bool:
        """True where the index is named in this part or before it."""
        return self.told.index or self.has("index", "named", "first", "last", "both", "publisher")

    def edition(self) -> str | None:
        """Return the edition of the part; None where it names two; empty where it names none."""
        indexes = [*self.years.values()]
        first, last = indexes[0], indexes[-1]
        named = {edition for role, edition in (("first", first), ("last", last)) if self.has(role)}
        if self.newest:
            named.discard(last)  # the one that is in force
        named |= {
            self.years[int(self.words[i].value)]
            for i in self.kinds("year")
            if int(self.words[i].value) in self.years
        }
        if self.has("both"):
            return "both"
        if len(named) > 1:
            return None
        if named:
            return named.pop()
        if any(word.low in NOW for word in self.words):
            return ""
        return self.told.edition

    @property
    def own_edition(self) -> bool:
        """True where the part itself names an edition."""
        return bool(self.at("first", "last") or self.kinds("year"))

    @property
    def newest(self) -> bool:
        """True where the last edition is named as the newest, which it is until the next."""
        last = self.at("last")
        return bool(last) and all(self.words[i].low in NEWEST for i in last)

    def denials(self, *more: str) -> list[int]:
        """Return where the part denies; "not ... nor" and "neither ... nor" are one denial."""
        found = self.at("deny", *more)
        return [i for n, i in enumerate(found) if not n or self.words[i].low not in ("nor", "no")]


def of_edition(part: Part, only: list[int]) -> bool:
    """Tell "only the 2019 table" and "in the 2022 edition alone" from "only the prices"."""
    near = [
        w
        for i in only
        for w in (*part.words[i + 1 : i + 3], *part.words[max(0, i - 1) : i])
        if w.roles & {"first", "last"} or w.kind == "year"
    ]
    return len(only) == 1 and bool(near)


def _merged(places: Mapping[str, list[int]], names: Sequence[str]) -> list[int]:
    """Return the places of several names in their order."""
    found = [places[name] for name in names if name in places]
    if len(found) < 2:
        return list(found[0]) if found else []
    return sorted(set().union(*found))
