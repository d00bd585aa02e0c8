"""Whether a sentence names the index and its makers, or somebody with a name like theirs.

"Carnegie counts 78" speaks of the index. "A rival of Carnegie", "Andrew Feldstein", "Carnegie
Mellon" and "the index of Freedom House" do not. The words are in reporting.yml.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sousveil.codebook.editions import years
from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.marks import Token

OF = frozenset({"of", "to", "for", "with", "from", "against", "about", "at"})
SMALL = frozenset("the 's a this its own latest global surveillance ai".split())
HOME = frozenset({"american", "washington"})
REACH = 5  # tokens behind "Carnegie's" among which stands what is Carnegie's
ENDING = frozenset(
    "in of on to is are was were has have had that which who by from for and".split()
)


@once_per_codebook
def reported(codebook: Codebook) -> dict[str, frozenset[str]]:
    """Return the words of each heading of reporting.yml, and the years of the editions."""
    known = {kind: frozenset(words) for kind, words in codebook.reporting.items()}
    return {**known, "edition_year": frozenset(years(codebook))}


def speaks_of_index(tokens: Sequence[Token], codebook: Codebook) -> bool:
    """Tell whether the index is named as the one that found it, or as what is spoken of."""
    known = reported(codebook)
    lows = [t.low for t in tokens]
    beside = {i for first, stop in besides_index(tokens, codebook) for i in range(first, stop)}
    return any(
        i not in beside
        and (low in known["own_name"] or is_own(lows, i, codebook))
        and known["contrasting"].isdisjoint(lows[max(0, i - 3) : i])
        for i, low in enumerate(lows)
    )


def is_own(lows: Sequence[str], i: int, codebook: Codebook) -> bool:
    """Tell "the index" and "the 2022 edition" from "the index of Freedom House"."""
    known = reported(codebook)
    return (
        lows[i] in known["own_index"]
        and i > 0
        and lows[i - 1] in known["own_pointing"]
        and lows[i + 1 : i + 2] not in (["by"], ["of"], ["from"])
        and not (lows[i + 1 : i + 2] == ["in"] and "'s" in lows[i + 3 : i + 6])
        and not _anothers(lows, i, known)
    )


def _anothers(lows: Sequence[str], i: int, known: dict[str, frozenset[str]]) -> bool:
    """Tell "Amnesty's AI surveillance index", whose owner is not that of the index."""
    at = i - 1
    while at > 0 and lows[at] in known["index_word"] - known["own_name"]:
        at -= 1
    own = known["own_name"] | known["own_rest"] | known["edition_year"]
    return 0 < at < i - 1 and lows[at] == "'s" and lows[at - 1] not in own


def besides_index(tokens: Sequence[Token], codebook: Codebook) -> Iterator[tuple[int, int]]:
    """Yield where another body or person stands that is told by a name of the index."""
    known = reported(codebook)
    names = known["own_name"]
    lows = [t.low for t in tokens]
    for i, low in enumerate(lows):
        if low == "index" and (topic := _other_topic(lows, i, codebook)):
            yield topic
        if low not in names and not is_own(lows, i, codebook):
            continue
        if low not in names and _made_before(tokens, i, codebook):
            yield i, i + 1
        if low == "carnegie" and not known["namesake"].isdisjoint(lows[i + 1 : i + 2]):
            yield i, i + 2
        elif low in names and _has_another_name(tokens, i, codebook):
            yield i - 1, i + 1
        stop = _end_of_name(lows, i, known["own_rest"])
        owner = low in names and lows[stop : stop + 1] == ["'s"]
        if owner and (end := _of_its_own(lows, stop + 1, codebook)):
            yield i, end
        if (end := _maker(tokens, stop, codebook)) and low in names | known["own_index"]:
            yield i, end
        first = i
        while first and lows[first - 1] in SMALL | known["own_given"] | names | known["own_title"]:
            first -= 1
        if first > 1 and lows[first - 1] in OF and lows[first - 2] in known["beside_index"]:
            yield first - 2, stop
        likening = known["likening"]
        said = next(
            (n for n in (2, 1) if first > n and " ".join(lows[first - n : first]) in likening), 0
        )
        if said and not known["likened"].isdisjoint(lows[max(0, first - said - 1) : first - said]):
            yield first - said - 1, stop


def _other_topic(lows: Sequence[str], i: int, codebook: Codebook) -> tuple[int, int] | None:
    """Return where "corruption index" and "index of press freedom" stand; None where none does."""
    topics = reported(codebook)["other_topic"]
    if i and lows[i - 1] in topics:
        return i - 1, i + 1
    behind = i + 2 + (lows[i + 2 : i + 3] == ["the"])
    if lows[i + 1 : i + 2] == ["of"] and not topics.isdisjoint(lows[behind : behind + 2]):
        return i, behind + 1
    return None


def _of_its_own(lows: Sequence[str], start: int, codebook: Codebook) -> int:
    """Return where "'s lawyers" and "'s protest tracker" end, which are not the index; 0."""
    heads = _heads(codebook)
    known = reported(codebook)
    passed = known["own_modifier"].union(known["own_name"], codebook.grammar["comment_adjective"])
    for i in range(start, min(start + REACH, len(lows))):
        low = lows[i]
        if not low.isalpha() and low not in ("-", "'s", "think-tank"):
            return 0  # "Carnegie's 97 countries"
        if low in heads and lows[i + 1 : i + 2] == ["of"] and lows[i + 2 : i + 3] != []:
            return 0 if lows[i + 2] in known["own_counted"] else i + 2
        if low in ENDING or low in heads:
            return 0
        if low not in passed:
            return i + 1
    return 0


@once_per_codebook
def _heads(codebook: Codebook) -> frozenset[str]:
    """Return the words for what the index and its makers may be called."""
    kinds = ("publication", "result", "people", "body", "work", "officials")
    words = {w for kind in kinds for phrase in codebook.reporting[kind] for w in phrase.split(" ")}
    words.update(codebook.grammar["comment_figure"])
    return frozenset(words) - reported(codebook)["beside_index"] - reported(codebook)["own_other"]


def _maker(tokens: Sequence[Token], stop: int, codebook: Codebook) -> int:
    """Return where "of Brookings" and "is kept by Amnesty" end behind the index; 0."""
    known = reported(codebook)
    lows = [t.low for t in tokens]
    if lows[stop : stop + 1] in (["that"], ["which"]):
        verb = next(
            (
                i
                for i in range(stop + 2, stop + REACH)
                if lows[i : i + 1] and lows[i] in known["index_keeping"]
            ),
            0,
        )
        names = [t for t in tokens[stop + 1 : verb] if t.text[:1].isupper()]
        own = known["own_name"] | known["own_given"]
        if names and own.isdisjoint(t.low for t in names):
            return verb
    at = stop
    while lows[at : at + 1] and lows[at] in known["kept_by"]:
        at += 1
    if lows[at : at + 1] not in (["by"], ["of"], ["from"]) or at > stop + 4:
        return 0
    if lows[at] != "by" and at > stop:
        return 0
    name = at + 1 + (lows[at + 1 : at + 2] == ["the"])
    if name >= len(tokens) or not tokens[name].text[:1].isupper():
        return 0
    near = lows[name : name + 8]
    own = known["own_name"] | known["own_given"]
    if not own.isdisjoint(near) or lows[name] in codebook.surfaces:
        return 0
    return name + 1


def _made_before(tokens: Sequence[Token], i: int, codebook: Codebook) -> bool:
    """Tell "Compiled in 2019 by Amnesty, the index", which is another's."""
    known = reported(codebook)
    lows = [t.low for t in tokens[:i]]
    if lows[:1] == [] or lows[0] not in known["made_by"] or "by" not in lows or "," not in lows:
        return False
    at = lows.index("by") + 1
    named = tokens[at : lows.index(",", at)] if "," in lows[at:] else []
    own = known["own_name"] | known["own_given"]
    passed = known["own_title"] | HOME
    others = [t for t in named if t.text[:1].isupper() and t.low not in passed]
    return bool(others) and own.isdisjoint(t.low for t in named)


def _end_of_name(lows: Sequence[str], i: int, rest: frozenset[str]) -> int:
    """Return where "Carnegie Endowment for International Peace" and "AIGS Index" end."""
    stop = i + 1
    while stop < len(lows) and lows[stop] in rest:
        stop += 1
    return stop


def _has_another_name(tokens: Sequence[Token], i: int, codebook: Codebook) -> bool:
    """Tell "Andrew Feldstein" and "Dale Carnegie" from "Steven Feldstein" and "Washington's"."""
    if not i or tokens[i].low == "aigs" or not tokens[i].text[:1].isupper():
        return False
    before = tokens[i - 1]
    if not before.text.isalpha() or not before.text[:1].isupper() or before.text.isupper():
        return False
    known = reported(codebook)
    if before.low in known["own_given"] | known["own_name"] | known["own_title"]:
        return tokens[i].low == "carnegie" and before.low in known["own_given"]
    return before.low not in codebook.surfaces and not any(
        before.low in words for words in (*known.values(), *codebook.grammar.values())
    )


def points_at_index(lows: Sequence[str], codebook: Codebook) -> bool:
    """Tell "The index lists", "By the think tank's count," and "There," at a head."""
    known = reported(codebook)
    at = 2 if lows[:2] == ["according", "to"] else int(lows[:1] in (["in"], ["by"], ["on"]))
    if lows[:1] == ["there"] and lows[1:2] == [","]:
        return True
    near = lows[at + 1 : at + 3]
    pointing = lows[at : at + 1] in (["the"], ["this"], ["that"])
    own = known["own_name"].isdisjoint(near) and not known["own_index"].isdisjoint(near)
    return pointing and (own or near == ["think", "tank"])


def owned(tokens: Sequence[Token], codebook: Codebook) -> tuple[int, int] | None:
    """Return where "His own index" and "Some table" stand, which may be anybody's."""
    known = reported(codebook)
    lows = [t.low for t in tokens]
    at = next((i for i, low in enumerate(lows) if low in known["whose_own"]), len(lows))
    stop = at + 1
    while stop < min(at + REACH, len(lows)) and lows[stop] in known["own_modifier"]:
        if lows[stop] in known["own_index"]:
            return at, stop + 1
        stop += 1
    return None


def tells_of_an_index(tokens: Sequence[Token], codebook: Codebook) -> int | None:
    """Return where a sentence tells of an index, and not of the index; None where it does not."""
    if speaks_of_index(tokens, codebook):
        return None
    lows = [t.low for t in tokens]
    for i, low in enumerate(lows):
        near = lows[max(0, i - 5) : i]
        if low in ("index", "table") and not reported(codebook)["some_index"].isdisjoint(near):
            return i
    return None
