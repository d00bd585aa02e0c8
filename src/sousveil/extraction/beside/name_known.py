"""Whether every word of who is said to count belongs to the index, its makers or its editions.

"The AIGS Index counts 97" and "according to Carnegie's 2022 list" name the index. "The index's
rival lists", "AIGS II shows that", "the index nearly lists" and "according to the AIGS Index of
the UN" hold its name and a word that may make it another's. Which words may stand there is in
reporting.yml; with any other the sentence stays unread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.own_index import reported
from sousveil.extraction.marks import Token, tokenise
from sousveil.extraction.tokens import FOREIGN
from sousveil.model.noun import replace
from sousveil.model.query import Fact, Indicator
from sousveil.model.question import Question
from sousveil.model.source import Span

SIGNS = frozenset(',;:.!?()[]–—…"“”„/')


def named_whole(
    content: str, spans: Sequence[Span], codebook: Codebook
) -> Callable[[Question], Question]:
    """Return what leaves unread a question of a sentence that names somebody unknown."""
    ends = {span.start: span.end for span in spans}
    found: dict[int, str] = {}

    def whole(question: Question) -> Question:
        start = question.evidence.start
        if isinstance(question.query, Fact | Indicator) or question.type == "about":
            return question
        if start not in ends or not codebook.reporting:
            return question
        if start not in found:
            found[start] = unknown_name(content, Span(start=start, end=ends[start]), codebook)
        words = found[start]
        return replace(question, unread=(*question.unread, words)) if words else question

    return whole


def unknown_name(content: str, span: Span, codebook: Codebook) -> str:
    """Return the name of who counts, where a word of it is not known; empty where none is."""
    tokens = tokenise(content, span.start, span.end)
    lows = [t.low.rstrip(FOREIGN) for t in tokens]
    names, passed = reported(codebook)["name_trigger"], _passed(codebook)
    if names.isdisjoint(lows):
        return ""
    known = reported(codebook)
    if (hedged := _hedged(lows, known) or _odd(lows, known)) is not None:
        return content[tokens[hedged[0]].start : tokens[hedged[1] - 1].end]
    ages = reported(codebook)["name_age"]
    nouns = reported(codebook)["name_trigger"] | reported(codebook)["index_noun"]
    for first, stop in _parts(lows, tokens, reported(codebook)):
        part = lows[first:stop]
        if names.isdisjoint(part):
            continue
        behind = next(i for i in range(len(part), 0, -1) if part[i - 1] in nouns)
        other = part[0] in ("a", "an") and not reported(codebook)["index_first"].isdisjoint(part)
        if other or not passed.issuperset(part) or not ages.isdisjoint(part[behind:]):
            return content[tokens[first].start : tokens[stop - 1].end]
    return ""


def _hedged(lows: Sequence[str], known: dict[str, frozenset[str]]) -> tuple[int, int] | None:
    """Return where "the index seems to show" and "nothing in the index shows" stand; None."""
    for i, low in enumerate(lows):
        if low not in known["name_trigger"]:
            continue
        for length in (1, 2, 3):
            stop = i + 1 + length
            words = " ".join(lows[i + 1 : stop])
            if words in known["name_hedge"] and _says(lows, stop, known):
                return i, stop
        first = i - (lows[i - 1 : i] == ["the"])
        for length in (1, 2, 3):
            words = " ".join(lows[max(0, first - length) : first])
            if words in known["name_denied"] and _says(lows, i + 1, known):
                return first - length, i + 1
    return None


def _odd(lows: Sequence[str], known: dict[str, frozenset[str]]) -> tuple[int, int] | None:
    """Return where "the newest edition but one" and "the would-be index" stand; None."""
    for i, low in enumerate(lows):
        if low not in known["name_trigger"] or "".join(lows[i - 2 : i - 1]).endswith("ing"):
            continue  # "counting the table again gives"
        before = " " + " ".join(lows[max(0, i - REACH) : i])
        behind = lows[i + 1 : i + 1 + REACH]
        aged = any(before.endswith(f" {age}") for age in _aged(known))
        if aged and min(known["edition_year"]) in behind and not OF.isdisjoint(behind):
            return i, min(i + REACH, len(lows))
        if any(before.endswith(f" {odd}") for odd in known["name_odd_before"]):
            return max(0, i - REACH), i + 1
        for length in (1, 2):
            if " ".join(behind[:length]) in known["name_odd_behind"] and _tells(
                behind, length, known
            ):
                return i, i + 1 + length
    return None


def _tells(behind: Sequence[str], at: int, known: dict[str, frozenset[str]]) -> bool:
    """Tell whether a verb of counting stands there: "again lists"."""
    return behind[at : at + 1] != [] and behind[at] in known["name_verb"]


def _aged(known: dict[str, frozenset[str]]) -> list[str]:
    """Return how the edition in force is called, with and without the name of the index."""
    return [f"{age}{own}" for age in known["index_in_force"] for own in ("", " aigs", " carnegie")]


OF = frozenset({"of", "one"})
REACH = 4  # tokens beside a name


def _says(lows: Sequence[str], at: int, known: dict[str, frozenset[str]]) -> bool:
    """Tell "show that" and "says", with what is said behind it or before."""
    return lows[at : at + 1] != [] and lows[at] in known["name_hedged"]


@once_per_codebook
def _passed(codebook: Codebook) -> frozenset[str]:
    """Return the words that may stand in the name of who counts."""
    known = reported(codebook)
    phrases = (*known["index_owner"], *known["index_first"], *known["index_last"])
    words = {word for phrase in phrases for word in phrase.split(" ")}
    words |= known["index_keeping"] | known["name_beside_verb"] | known["people"]
    words |= known["index_noun"] | known["index_noun_second"] | known["index_word"]
    words |= known["name_trigger"] | known["own_given"] | known["frame_of"] | known["name_passed"]
    words |= known["frame_that"] | known["frame_made"]
    return frozenset(words | known["edition_year"]) - known["name_others"]


def _parts(
    lows: Sequence[str], tokens: Sequence[Token], known: dict[str, frozenset[str]]
) -> Iterator[tuple[int, int]]:
    """Yield where it is told who counts: before a verb, behind "according to" and "says"."""
    for i, low in enumerate(lows):
        before = lows[i - 1] if i else ""
        if _leads(before, low, known) and not (
            low == ":" and BEING & {*lows[max(0, i - REACH) : i]}
        ):
            yield i + 1, _end(lows, tokens, i + 1, known)
        elif low in known["name_verb"] and i and lows[i - 1] not in known["name_before_noun"]:
            ages = known["name_age"] | known["index_first"] | known["index_last"]
            if (
                low in known["index_noun"] | known["frame_of"]
                and lows[i - 1] in ages | known["edition_year"]
            ):
                continue  # "the index's current count"
            first = _behind_place(lows, tokens, _start(lows, i, known), i, known)
            first = _behind_does(lows, first, i, known)
            if first < i and _is_subject(lows[first:i], known):
                yield first, i


def _behind_does(
    lows: Sequence[str], first: int, verb: int, known: dict[str, frozenset[str]]
) -> int:
    """Return where the subject begins in "so many countries does the index list"."""
    for i in range(first, verb - 1):
        if lows[i] in DOES and not known["name_trigger"].isdisjoint(lows[i + 1 : verb]):
            return i + 1
    return first


DOES = frozenset({"does", "do", "did"})


BEING = frozenset({"is", "was", "remains", "are"})
"""Before "the main source:", which tells of whom the technology comes, and not who counts."""


def _leads(before: str, low: str, known: dict[str, frozenset[str]]) -> bool:
    """Tell "according to", ", says" and "(source:", with who counts behind them."""
    if low == "to":
        return before == "according"
    if low == ":":
        return before in ("source", "sources")
    return before in SIGNS and low in known["name_inverted"]


def _is_subject(part: Sequence[str], known: dict[str, frozenset[str]]) -> bool:
    """Tell "the index's rival" from "countries in the index" and "the index lists Kenya and"."""
    at = next((i for i, low in enumerate(part) if low in known["name_trigger"]), -1)
    if at < 0 or not known["name_preposition"].isdisjoint(part[:1]):
        return False
    if not known["name_placing"].isdisjoint(part[:at]) or not known["name_finite"].isdisjoint(part):
        return False
    told = [low for low in part if low not in known["name_beside_verb"]]
    if (
        told[-1:] == []
        or told[-1] in known["name_subject"]
        or ("'s" in part and known["name_loose"].issuperset(known["name_trigger"] & {*part}))
    ):
        return False  # "and no country has", "IBM's list has"
    if any(part[i] in known["name_country"] and part[i + 1] == "of" for i in range(at)):
        return False  # "each country of the index"
    return not any(" ".join(part).startswith(lead) for lead in known["name_lead"])


def _start(lows: Sequence[str], verb: int, known: dict[str, frozenset[str]]) -> int:
    """Return where the subject of a verb begins: behind a sign, or "that" before the index.

    It is the verb's own place where the subject is that of the verb before: "and now lists".
    """
    first = verb
    named = bare = False
    while first and lows[first - 1] not in SIGNS:
        bare = known["name_beside_verb"].issuperset(lows[first:verb])
        if lows[first - 1] in known["name_joint"] and (
            named or bare or lows[first - 1] not in known["name_and"]
        ):
            return first if named and not bare else verb
        if named and lows[first] == "the" and lows[first - 1] in known["name_listed"]:
            return first  # "most of the suppliers the index names"
        first -= 1
        named = named or lows[first] in known["name_trigger"]
    return first + (lows[first - 1 : first] == ["/"])  # "1/3 The index lists"


def _behind_place(
    lows: Sequence[str],
    tokens: Sequence[Token],
    first: int,
    verb: int,
    known: dict[str, frozenset[str]],
) -> int:
    """Return where "the index" begins in "in Germany, France and Italy the index records"."""
    the = next((i for i in range(first + 1, verb) if lows[i] == "the"), first)
    named = lows[the - 1] not in known["name_preposition"] and tokens[the - 1].text[:1].isupper()
    whole = not known["name_whole"].isdisjoint(lows[:the])
    return the if known["name_fronted"].issuperset(lows[:1]) and named and not whole else first


def _end(
    lows: Sequence[str], tokens: Sequence[Token], first: int, known: dict[str, frozenset[str]]
) -> int:
    """Return where a name without a verb ends: at a sign, or before what it is said of."""
    stop = first
    while stop < len(lows) and lows[stop] not in SIGNS:
        goes_on = stop + 1 < len(lows) and lows[stop + 1] not in SIGNS
        fresh = lows[stop][:1].isdigit() and lows[stop] not in known["edition_year"]
        if stop > first and lows[stop - 1] in known["name_trigger"] | known["index_noun"]:
            own = known["name_trigger"] | known["index_word"] | known["index_noun"]
            fresh = fresh or lows[stop] in ("the", "a", "no", "all", "does", "do", "is", "are")
            fresh = fresh or (tokens[stop].text[:1].isupper() and lows[stop] not in own)
        if stop > first and fresh and goes_on:
            break
        stop += 1
    return stop
