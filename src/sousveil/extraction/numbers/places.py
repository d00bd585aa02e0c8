"""Which part a country plays beside a number: origin, example, exception, or a place."""

from __future__ import annotations

from typing import NamedTuple

from sousveil.extraction.marks import Mark
from sousveil.extraction.numbers.clauses import Core, Sentence

PLACES = frozenset({"country", "demonym", "capital"})


def set_apart(s: Sentence, mark: Mark, before: list[int], after: list[int]) -> bool:
    """Tell "outside China" and "China aside"."""
    return s.has("apart_from", before[:2]) or (
        s.has("aside", after[:2]) and not s.has("side", after[:2])
    )


def describes_supplier(s: Sentence, mark: Mark, before: list[int], after: list[int]) -> bool:
    """Tell "Japan's NEC", "the Chinese giant Huawei" and "IBM Corp. of the United States"."""
    for i in after[:4]:
        if "supplier" in s.kinds(i):
            return True
        if not s.known(i) or "verb" in s.kinds(i):
            break
    back = [i for i in before if s.tokens[i].low not in ("the", ".")]
    if (back and s.tokens[back[0]].low in ("of", "in", "from")) or (
        back and s.tokens[back[0]].low == "'s"
    ):
        for i in back[1:3]:
            if "supplier" in s.kinds(i):
                return True
    return False


def is_example(s: Sentence, after: list[int]) -> bool:
    """Tell "Serbia is one of 64 countries in which ..."."""
    low = [s.tokens[i].low for i in after[:4]]
    return low[:3] in (["is", "one", "of"], ["was", "one", "of"]) or low[:2] in (
        ["is", "among"],
        ["are", "among"],
    )


def is_origin(s: Sentence, core: Core, mark: Mark, before: list[int], after: list[int]) -> bool:
    """Tell whether a country is where the technology comes from: "from China", "Chinese firms".

    In "China, Japan and France" it is what its neighbour is. What is found is kept for the whole
    list, so that a list of many countries is walked through once.
    """
    asked: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = []
    found: bool | _Neighbour = _Neighbour(mark, before, after)
    while not isinstance(found, bool):
        asked.append((found.mark.first, tuple(found.before), tuple(found.after)))
        known = core.origins.get(asked[-1])
        found = _origin(s, core, *found) if known is None else known
    core.origins.update(dict.fromkeys(asked, found))
    return found


class _Neighbour(NamedTuple):
    """The country whose part decides, with the tokens beside it."""

    mark: Mark
    before: list[int]
    after: list[int]


def _origin(
    s: Sentence, core: Core, mark: Mark, before: list[int], after: list[int]
) -> bool | _Neighbour:
    low = [s.tokens[i].low for i in after]
    if low[1:3] == ["home", "to"] or low[:2] == ["is", "home"] or low[:1] == ["is home to"]:
        return True
    skip = 1 if low[:1] == ["'s"] else 0
    for i in after[skip : skip + 4]:
        kinds = s.kinds(i)
        verb = s.has_verb([i]) and "supplying" not in kinds
        if verb and s.tokens[i].low not in s.grammar["auxiliary"]:
            break  # "China buys it from 63 countries"
        if "technology" in kinds or ("origin_noun" in kinds and "state_noun" not in kinds):
            return True
        if "state_noun" in kinds or not s.known(i) or s.tokens[i].low in ("in", "to", "for"):
            break
        if "supplying" in kinds and "demonym" not in mark.kinds:
            return True
        if kinds & PLACES and s.tokens[i - 1].low in ("and", "or", ",", "the"):
            continue
    back = [i for i in before if s.tokens[i].low not in ("the", "both", "either", "mainland")]
    if back:
        word = s.tokens[back[0]].low
        phrase = s.by_token.get(back[0])
        if word in s.grammar["agent"]:
            return True
        if phrase is not None and s.words(range(phrase.first, phrase.stop)).lower() in (
            "made in",
            "built in",
            "produced in",
            "developed in",
            "linked to",
            "tied to",
            "based in",
            "companies of",
            "firms of",
            "companies from",
            "firms from",
            "companies based in",
            "firms based in",
            "companies headquartered in",
            "made by",
            "built by",
            "produced by",
            "developed by",
        ):
            return True
        if (
            word in ("to", "in", "of")
            and len(back) > 1
            and s.tokens[back[1]].low
            in (
                "linked",
                "tied",
                "made",
                "built",
                "based",
                "produced",
                "developed",
                "origin",
                "manufactured",
                "designed",
            )
        ):
            return True
        if word in ("and", "or", ",") and len(back) > 1:
            other = s.by_token.get(back[1])
            if other is not None and other.kinds & PLACES:
                return _Neighbour(
                    other, tokens_before(s, core, other, 4), tokens_after(s, core, mark, 5)
                )
    if low[:1] in (["and"], ["or"], [","]):
        following = next((s.by_token.get(i) for i in after[1:3] if s.kinds(i) & PLACES), None)
        if following is not None and following.first > mark.first:
            return _Neighbour(following, [], tokens_after(s, core, following, 5))
    return False


def tokens_before(s: Sentence, core: Core, mark: Mark, reach: int) -> list[int]:
    """Return the tokens before a mark, nearest first."""
    return core.before(mark.first, reach)


def tokens_after(s: Sentence, core: Core, mark: Mark, reach: int) -> list[int]:
    """Return the tokens after a mark."""
    return core.after(mark.stop, reach)


def wrong_home(s: Sentence, mark: Mark, homes: set[str]) -> str | None:
    """Return the words of "the American company Huawei" or "NEC, a Chinese firm".

    `homes` are the countries of its head offices; empty where nobody knows them.
    """
    before = range(max(0, mark.first - 4), mark.first)
    after = range(mark.stop, min(mark.stop + 3, len(s.tokens)))
    described = [
        i for i in before if not any(s.tokens[j].text == "," for j in range(i, mark.first))
    ]
    if (
        len(after) > 1
        and s.tokens[after[0]].text == ","
        and s.tokens[after[1]].low in ("a", "an", "the")
    ):
        described += list(after)
    for i in described:
        place = s.by_token.get(i)
        if place is None or not place.kinds & PLACES or place.kinds & {"supplier"}:
            continue
        country = next(place.ids[k] for k in PLACES if k in place.ids)
        if homes and country not in homes and not s.has("unit_countries", range(i, mark.first)):
            linked = any(s.tokens[j].low in ("and", "or", "in", "to") for j in range(i, mark.first))
            if not linked:
                return s.words(range(place.first, place.stop))
    return None
