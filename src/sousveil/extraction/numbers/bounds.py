"""Words that bound a number: at least, nearly, or so."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from sousveil.extraction.marks import Token
from sousveil.model.noun import replace

EVALUATING = (
    "a staggering|a startling|a striking|a remarkable|an astonishing|an astounding|"
    "an amazing|a stunning|a shocking|an alarming|a worrying|a troubling|a disturbing|"
    "a sobering|a chilling|a disconcerting|an unsettling|an unnerving|a bewildering|"
    "a dizzying|a depressing|a dismal|a hefty|a whopping|an impressive|an imposing|"
    "a respectable|a considerable|a sizeable|a sizable|a substantial|a significant|"
    "a notable|a noteworthy|a modest|a meagre|a meager|a paltry|a puny|a scant|a measly|"
    "an unremarkable|a surprising|an unexpected|a symbolic|a princely|a mighty|a massive|"
    "a huge|an enormous|a colossal|a gigantic|a monumental|a formidable|an extraordinary|"
    "an incredible|an unbelievable|a phenomenal|a spectacular|a stupendous|a breathtaking|"
    "a daunting|an eye - catching|an eye - opening|an eye - watering|a jaw - dropping|"
    "a mind - boggling|a head - spinning|a record - breaking|an unprecedented|a historic|"
    "a proud|a grim|a grand|a solid|a cool|a lone|a lonely|a bare|a tidy|a neat|a handsome|"
    "a healthy|a chunky|a thumping|a merry|a motley|a happy|a pitiful|a pathetic|a piddling|"
    "a trifling|a tiny|a sorry|staggering|whopping|astonishing|impressive"
)
"""Words that admire a number, or deplore it, and do not change it."""

BEFORE = (
    (
        "min",
        False,
        "",
        "≥|at least|no fewer than|no less than|not fewer than|not less than|a minimum of|"
        "minimum of|nothing less than|at the very least",
    ),
    (
        "min",
        True,
        "just over",
        "a shade over|a touch over|a hair over|fractionally over|a shade more than|"
        "just over|just above|a little over|a little more than|slightly more than|"
        "slightly over|a bit over|a bit more than|a little above|marginally more than|"
        "barely more than|just more than|a good|a little better than|slightly better than|"
        "a smidgen over|a fraction over|a notch above|a whisker over|narrowly more than|"
        "marginally over|fractionally more than|a hair more than|a shade above",
    ),
    (
        "min",
        True,
        "",
        ">|more than|better than|over|above|upwards of|upward of|in excess of|exceeding|north of|"
        "well over|well above|far more than|many more than|greater than|beyond|"
        "comfortably more than|comfortably over|considerably more than|significantly more than|"
        "substantially more than|way more than|way over|easily more than|clearly more than|"
        "well in excess of|well past|topping|surpassing",
    ),
    (
        "max",
        False,
        "",
        "≤|at most|no more than|not more than|up to|a maximum of|maximum of|at the most|"
        "no greater than|not over",
    ),
    (
        "max",
        True,
        "nearly",
        "a shade under|a touch under|a hair under|fractionally under|just under|just below|"
        "a little under|a little less than|a little fewer than|slightly under|"
        "slightly fewer than|slightly less than|a bit under|not quite|just shy of|shy of|"
        "just short of|short of|a smidgen under|a fraction under|a notch below|a whisker under|"
        "narrowly under|narrowly less than|marginally under|marginally below|fractionally below|"
        "fractionally less than|a shade less than|a shade below",
    ),
    (
        "max",
        True,
        "",
        "<|not even|fewer than|less than|under|below|well under|well below|far fewer than|"
        "considerably fewer than|significantly fewer than|substantially fewer than|well short of|"
        "comfortably under|clearly fewer than|many fewer than",
    ),
    (
        "approx",
        False,
        "nearly",
        "nearly|almost|close to|approaching|virtually|nigh on|close on|getting on for|going on|"
        "the best part of|the better part of|verging on|bordering on|knocking on|nudging",
    ),
    (
        "approx",
        False,
        "",
        "barely|hardly|scarcely|about|around|roughly|approximately|some|circa|ca .|ca|c .|"
        "an estimated|estimated|somewhere around|in the region of|on the order of|or so|"
        "give or take|more or less|something like|somewhere near|in the neighbourhood of|"
        "in the neighborhood of|in the order of|in the vicinity of|round about|~|≈",
    ),
    (
        "exact",
        False,
        "",
        "exactly|precisely|just|only|merely|a total of|a grand total of|the grand total of|"
        "a full|fully|all|all of|all the|as many as|as few as|as much as|as little as|"
        "a mere|mere|a whopping|a staggering|"
        "a record|the|these|those",
    ),
    ("exact", False, "", EVALUATING),
)
"""(bound, strict, how near, words) before a number; the longest words that fit are taken."""


AFTER = (
    (
        "min",
        False,
        "",
        "or more|and more|and counting|at least|upwards|and up|at a minimum|"
        "at the very least|plus|+|- plus|or above",
    ),
    ("max", False, "", "or fewer|or less|at most|at the most|tops|or under"),
    ("approx", False, "odd", "- odd|odd"),
    ("approx", False, "", "or so|or thereabouts|give or take|more or less|ish|- ish"),
)


class Phrase(NamedTuple):
    """What the words of one phrase make of a number."""

    rank: int
    """Its place in the list above; of phrases that fit alike the first is taken."""

    length: int
    """Its words."""

    bound: str
    strict: bool
    near: str


def _by_words(
    rows: tuple[tuple[str, bool, str, str], ...],
) -> dict[tuple[str, ...], Phrase]:
    """Return the phrases by their words, so that a number costs no walk through all of them."""
    found: dict[tuple[str, ...], Phrase] = {}
    for bound, strict, near, phrases in rows:
        for phrase in phrases.split("|"):
            words = tuple(phrase.split(" "))
            found.setdefault(words, Phrase(len(found), len(words), bound, strict, near))
    return found


BY_WORDS_BEFORE = _by_words(BEFORE)
BY_WORDS_AFTER = _by_words(AFTER)
LAST_BEFORE = frozenset(words[-1] for words in BY_WORDS_BEFORE)
FIRST_AFTER = frozenset(words[0] for words in BY_WORDS_AFTER), frozenset({"or", "and"})
"""Without one of these words beside it a number has no bound: first right behind it, then with
a word between."""

REACH = max(len(words) for words in (*BY_WORDS_BEFORE, *BY_WORDS_AFTER))


class Quantity(Struct, frozen=True, kw_only=True):
    """A number as a sentence gives it."""

    first: int
    stop: int
    """Tokens [first, stop) of the number alone, without its bound."""

    begin: int
    """First token of the bound, or `first`."""

    end: int
    """Token after a bound that follows, or `stop`."""

    value: float
    bound: str = "exact"
    strict: bool = False
    near: str = ""
    """"just over" or "nearly", where the words say so."""

    upper: float | None = None
    """Upper end of a range such as "60 to 65"."""

    share: bool = False
    """True for percentages and fractions; the value is then in per cent."""

    whole: float | None = None
    """The denominator: 176 in "75 out of 176", 86 in "36 of 86"."""

    vague: bool = False
    """True for fractions in words, which speakers round."""

    part: float | None = None
    of: float | None = None
    """The two numbers of a share given as "three out of seven"."""


GOING = {
    "up": frozenset({"go", "goes", "going", "gone", "went", "shot", "crept", "edged", "inched"})
    | frozenset({"add", "adds", "added", "adding", "sum", "sums", "summed"}),
    "over": frozenset({"win", "wins", "won", "winning"}),
}
"""With one of these before it a word is part of a verb and no bound: "has gone up to 14"."""


def bounded(tokens: list[Token], q: Quantity) -> Quantity:
    """Read the words before and after a number that bound it; the longest that fit are taken."""
    q = _within(tokens, q)
    near = q.begin > 0 and tokens[q.begin - 1].low in LAST_BEFORE
    for length in range(min(REACH, q.begin), 0, -1) if near else ():
        phrase = BY_WORDS_BEFORE.get(_low(tokens, q.begin - length, q.begin))
        begin = q.begin - length
        arrow = tokens[begin].low == ">" and begin and tokens[begin - 1].low in ("-", "=")
        gone = begin and tokens[begin - 1].low in GOING.get(tokens[begin].low, ())
        if phrase is None or arrow or gone:
            continue
        if phrase.bound != "exact" or q.upper is None:
            q = replace(q, begin=begin, bound=phrase.bound, strict=phrase.strict, near=phrase.near)
            if (outer := _outer(tokens, begin)) is not None:
                q = replace(
                    q,
                    bound=outer.bound,
                    strict=outer.strict,
                    near=outer.near,
                    begin=begin - outer.length,
                )
        break
    return _bounded_after(tokens, q) if q.bound == "exact" else q


def _within(tokens: list[Token], q: Quantity) -> Quantity:
    """Read "80 give or take two" and "80 plus or minus two" as a range."""
    words = tuple(t.low for t in tokens[q.stop : q.stop + 4])
    width = next((len(told) for told in GIVE_OR_TAKE if words[: len(told)] == told), 0)
    if not width or q.upper is not None or len(words) <= width:
        return q
    few = words[width]
    by = float(few) if few.isdigit() else SMALL.get(few)
    if by is None:
        return q
    stop = q.stop + width + 1
    return replace(q, stop=stop, end=stop, value=q.value - by, upper=q.value + by)


GIVE_OR_TAKE = (("give", "or", "take"), ("plus", "or", "minus"), ("±",))
SMALL = {
    word: float(n)
    for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}


def _outer(tokens: list[Token], begin: int) -> Phrase | None:
    """Read a second bound word before the first: "at least some 60", "only about 60"."""
    if not begin or tokens[begin - 1].low not in LAST_BEFORE:
        return None
    found = (
        BY_WORDS_BEFORE.get(_low(tokens, begin - length, begin))
        for length in range(1, min(REACH, begin) + 1)
    )
    return min((p for p in found if p and p.bound != "exact"), key=_rank, default=None)


def _bounded_after(tokens: list[Token], q: Quantity) -> Quantity:
    """Read the words after a number: "64 or more", and "64 countries or more"."""
    found: list[tuple[int, int, Phrase]] = []
    for skipped in (0, 1):
        start = q.stop + skipped
        if start >= len(tokens) or tokens[start].low not in FIRST_AFTER[skipped]:
            continue
        for length in range(1, REACH + 1):
            phrase = BY_WORDS_AFTER.get(_low(tokens, start, start + length))
            if phrase:
                found.append((phrase.rank, skipped, phrase))
    if not found:
        return q
    _, skipped, phrase = min(found)
    end = q.end if skipped else q.stop + phrase.length
    return replace(q, bound=phrase.bound, strict=phrase.strict, near=phrase.near, end=end)


def _low(tokens: list[Token], start: int, stop: int) -> tuple[str, ...]:
    return tuple([t.low for t in tokens[start:stop]])


def _rank(phrase: Phrase) -> int:
    return phrase.rank
