"""The words of a sentence about the index itself: names, facts, years, and what they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.marks import Mark
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.about_phrases import NOTHING, AboutLexicon, lexicon_of
from sousveil.model.late import late
from sousveil.model.noun import replace

DOI = late(r"10\.\d{4,}/[\w.;()/-]*\w")
MARKED = ("supplier", "technology", "group", "country", "demonym", "capital")

MOST_TOKENS = 200  # of a sentence


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
