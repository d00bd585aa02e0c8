"""The numbers of a sentence: their value, their bound, and the noun that they count."""

from __future__ import annotations

from collections.abc import Container

from msgspec import Struct

from sousveil.extraction.events.word import Word
from sousveil.extraction.marks import Token
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.numerals import NUMBER_WORDS
from sousveil.extraction.numbers.quantities import quantities
from sousveil.model.noun import replace

UNITS = {
    "countries": (
        "countries nations states governments country nation jurisdictions members democracies "
        "autocracies regimes dictatorships republics"
    ),
    "cities": "cities towns municipalities city capitals metropolises communes",
    "companies": (
        "companies firms vendors suppliers company firm manufacturers sellers makers exporters "
        "providers"
    ),
    "contracts": "contracts deals agreements contract",
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words.split()}
EXTRA = frozenset("other more additional further new another remaining next first last".split())
POINTING = frozenset("which whom them these those".split())
DEFINITE = frozenset("the these those its their all".split())
STOPS = frozenset(("V", "B", "H", "M", "O", "R", "S", "TO", ",", ";", ":", ".", "?", "(", ")", "-"))
REACH = 8  # words from a number to the noun that it counts


class Number(Struct, frozen=True, kw_only=True):
    """A number where it stands; all places are indices of words."""

    first: int
    stop: int
    begin: int
    """The first word of its bound."""

    value: float
    bound: str = "exact"
    strict: bool = False
    whole: float | None = None
    """The 176 of "75 of the 176"."""

    unit: str | None = None
    end: int
    """Where its words end: behind the noun, the whole, the bound."""

    subset: bool = False
    """Tells "of which 36", "12 of them"."""

    more: bool = False
    """Tells "nine more", that are beside those counted before."""

    definite: bool = False
    """Tells "the eleven", that only points back."""

    alone: bool = False
    """True where nothing behind it can be what it counts."""

    half: bool = False
    """Tells a half, third or quarter of a number not yet known."""


def numbers(words: list[Word], verbs: Container[str] = ()) -> list[Number]:
    """Return the numbers of a sentence that may count something, in its order.

    `verbs` are forms of verbs, by which "22 read faces" is told from "22 face readers".
    """
    tokens, owner = _tokens(words)
    found: list[Number] = []
    taken = 0
    for q in quantities(tokens):
        first, stop = owner[q.first], owner[q.stop - 1] + 1
        if first < taken:
            continue
        if q.share and not (q.vague and q.part is None):
            if q.part is None or q.of is None:
                continue
            q = replace(q, value=q.part, whole=q.of, share=False)
        made = _number(words, q, owner, first, stop, verbs)
        if made is None:
            continue
        found.append(made)
        taken = made.end if made.whole is not None else made.stop
    return _in_lists(words, _with_wholes(words, found))


def _with_wholes(words: list[Word], found: list[Number]) -> list[Number]:
    """Join "twelve democracies out of 40" and "18 countries, out of 65 assessed"."""
    joined: list[Number] = []
    for n in found:
        last = joined[-1] if joined else None
        if last is not None and last.unit is not None and last.whole is None:
            between = [w.low for w in words[last.end : n.begin] if w.tag != ","]
            out = between in (["out of"], ["out of", "the"], ["out", "of"])
            if out and n.value >= last.value and n.unit in (None, last.unit):
                joined[-1] = replace(last, whole=n.value)
                continue
        joined.append(n)
    return joined


def _in_lists(words: list[Word], found: list[Number]) -> list[Number]:
    """Give the numbers of "nine and seven countries" the noun behind the last."""
    given = list(found)
    for k in range(len(given) - 2, -1, -1):
        n, after = given[k], given[k + 1]
        between = words[n.end : after.begin]
        tied = bool(between) and all(w.tag == "," or w.low == "and" for w in between)
        if n.unit is None and n.alone and not n.subset and after.unit is not None and tied:
            given[k] = replace(n, unit=after.unit)
    return given


def _tokens(words: list[Word]) -> tuple[list[Token], list[int]]:
    """Return the words as the reader of numbers wants them, and the word of each."""
    tokens: list[Token] = []
    owner: list[int] = []
    for i, word in enumerate(words):
        parts = word.low.split(" ") if " " in word.low else [word.low]
        plain = len(parts) == 1
        for part in parts:
            text = word.text if plain else part
            tokens.append(Token(word.start, word.end, text, part))
            owner.append(i)
    return tokens, owner


def _number(
    words: list[Word],
    q: Quantity,
    owner: list[int],
    first: int,
    stop: int,
    verbs: Container[str],
) -> Number | None:
    begin = owner[q.begin]
    end = owner[q.end - 1] + 1
    if first and words[first - 1].text in "$€£¥₹₦":
        return None
    made = Number(
        first=first,
        stop=stop,
        begin=min(begin, first),
        end=max(end, stop),
        value=q.value,
        bound=q.bound,
        strict=q.strict,
        whole=q.whole,
        definite=first > 0 and words[first - 1].low in DEFINITE,
        half=q.share,
    )
    return _of_half(_counting(words, made, verbs))


def _of_half(made: Number) -> Number | None:
    """Make a number of "half of the 54"; a half of what is not known yet waits."""
    if not made.half or made.whole is None:
        return made
    value = part_of(made, made.whole)
    return None if value is None else replace(made, value=value, half=False)


def part_of(share: Number, whole: float) -> float | None:
    """Return a half, third or quarter of a number; None where it is not whole."""
    value = share.value * whole / 100
    return float(round(value)) if abs(value - round(value)) < 1e-6 else None


def _counting(words: list[Word], made: Number, verbs: Container[str]) -> Number:
    """Find what a number counts: "54 African states", "five of Africa's 54 states"."""
    start, partitive = made.end, False
    if start < len(words) and words[start].low == "more":
        made, start = replace(made, more=True), start + 1
    opens = words[start].low if start < len(words) else ""
    if opens == "of" and made.whole is not None:
        start += 1
    elif opens in ("of", "out of") and made.whole is None:
        pointing = [w.low for w in words[start + 1 : start + 3]]
        if pointing and _points_back(words, start + 1):
            return replace(made, subset=True, end=start + 2, alone=True)
        partitive, start = True, start + 1
    unit, at, whole = _noun(words, start, partitive or made.whole is not None)
    if whole is not None:
        made = replace(made, whole=whole)
    if unit is not None and not (partitive and not made.half and not _specific(words, start, at)):
        return replace(made, unit=unit, end=at + 1)
    if partitive and _buyers(words, start):
        return replace(made, subset=True, alone=True)
    if partitive and start < len(words) and words[start].low in DEFINITE:
        held = _noun(words, start, True)[2]
        if held is not None:
            return replace(made, whole=held, alone=True, definite=False)
    return replace(made, alone=_alone(words, start, verbs))


def _specific(words: list[Word], start: int, stop: int) -> bool:
    """Tell "three of the countries" from "dozens of countries"."""
    return any(w.low in DEFINITE or w.tag in ("'", "#") for w in words[start:stop])


def _points_back(words: list[Word], i: int) -> bool:
    """Tell "of them" and "of those" from "of those countries"."""
    if words[i].low not in POINTING:
        return False
    after = words[i + 1] if i + 1 < len(words) else None
    firm = words[i].low in ("them", "which", "whom")
    return firm or after is None or not (after.low in UNIT_OF or after.tag in ("#", "N"))


BUYERS = frozenset("customers clients buyers users recipients purchasers".split())


def _buyers(words: list[Word], start: int) -> bool:
    """Tell "eight of the Turkish customers" as a part of those counted before."""
    definite = start < len(words) and words[start].low in DEFINITE
    return definite and any(w.low in BUYERS for w in words[start + 1 : start + 4])


def _noun(words: list[Word], start: int, partitive: bool) -> tuple[str | None, int, float | None]:
    """Return the unit that the words from `start` name, its place, and a number among them."""
    whole: float | None = None
    i = start
    while i < min(len(words), start + REACH):
        word = words[i]
        if word.low in EXTRA:
            return None, i, None
        if word.low == "members" and not _of_states(words, i):
            return None, i, None
        if word.low in UNIT_OF and not _goes_on(words, i):
            return UNIT_OF[word.low], i, whole
        if word.tag == "#" or word.low in NUMBER_WORDS:
            if not partitive or whole is not None:
                return None, i, None
            tokens, owner = _tokens(words[i : i + 4])
            held = quantities(tokens)
            if not held or held[0].first != 0 or held[0].share:
                return None, i, None
            whole, i = held[0].value, i + owner[held[0].stop - 1] + 1
            continue
        if word.tag in STOPS and word.low not in UNIT_OF:
            return None, i, None
        if "group" in word.kinds and word.low.rpartition(" ")[2] in UNIT_OF:
            return "countries", i, whole
        if "group" in word.kinds and (i + 1 == len(words) or words[i + 1].tag in (*STOPS, "P")):
            plural = word.low.endswith("s")
            return ("countries" if plural else None), i, whole
        if word.tag == "P" or (word.tag == "C" and not _adjectives(words, i)):
            return None, i, None
        i += 1
    return None, i, None


def _of_states(words: list[Word], i: int) -> bool:
    """Tell the members of a union of states from those of a committee or a parliament."""
    if i and ("group" in words[i - 1].kinds or words[i - 1].text.isupper()):
        return True
    after = [w for w in words[i + 1 : i + 4] if w.tag != "D"]
    return len(after) > 1 and after[0].low == "of" and after[1].capital


def _goes_on(words: list[Word], i: int) -> bool:
    """Tell "14 city projects" and "12 state police forces" from "14 cities"."""
    after = words[i + 1] if i + 1 < len(words) else None
    if after is None or after.tag not in ("N", "~") or after.capital:
        return False
    if after.tag == "~":
        return True
    plural = words[i].low.endswith("s")
    return not plural and not after.kinds.keys() & {"pronoun", "adverb"}


def _adjectives(words: list[Word], i: int) -> bool:
    """Tell the "and" of "12 African and Asian countries"."""
    held = ("group", "demonym")
    return 0 < i < len(words) - 1 and all(
        any(kind in words[k].kinds for kind in held) for k in (i - 1, i + 1)
    )


def _alone(words: list[Word], i: int, verbs: Container[str]) -> bool:
    """Tell whether a number stands for a noun that is left out: "and IBM 11"."""
    if i >= len(words):
        return True
    word = words[i]
    if word.tag in ("#", "'", "~", '"') and word.tag != '"':
        return False
    acts = "technology" in word.kinds and word.low.partition(" ")[0] in verbs
    return word.tag != "N" or word.low in ("it", "they") or (acts and " " in word.low)
