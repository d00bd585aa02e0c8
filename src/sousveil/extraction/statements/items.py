"""The words of a sentence as items: names, numbers, and words by what they do."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.phrases import Phrases
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.marks import Mark
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.numbers.numerals import TENS, UNITS
from sousveil.extraction.statements.every_technology import technologies_in_full
from sousveil.extraction.statements.item import NOTHING, Item
from sousveil.extraction.statements.measures import conditions
from sousveil.extraction.statements.peoples import made_countries
from sousveil.extraction.statements.plainer import made_plainer
from sousveil.extraction.statements.spending import with_sums
from sousveil.extraction.statements.unnamed import no_supplier
from sousveil.model.noun import replace

ORDINALS = {
    word: float(place)
    for place, word in enumerate(
        (
            "sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
            "sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        6,
    )
}
LONGEST_NUMBER = 7  # digits
NTH = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\Z")
"""The rank of "36th"."""

NAMES = ("supplier", "technology", "group", "country", "demonym", "capital")
NAMED = frozenset(NAMES)
LYING = frozenset({"lie", "lies"})
LIMITED = frozenset(
    {
        "only",
        "same",
        "most",
        "more",
        "new",
        "up",
        "down",
        "between_editions",
        "steady",
        "anyother",
        "both_editions",
        "kept",
        "gone",
        "almost",
        "example",
        "likewise",
    }
)
"""Roles of words that wording.yml takes to limit a number, and that are read here."""


NOT_IN = frozenset({"not in", "not on"})


class Lexicon:
    """Finds the longest phrase of statements.yml at a word."""

    def __init__(self, codebook: Codebook) -> None:
        self.historic = {
            code: frozenset(name.casefold() for name in country.historic)
            for code, country in codebook.countries.items()
            if country.historic
        }
        """Names of states that are no more, by the country that they are found under."""

        self.phrases = Phrases(codebook.statements, frozenset)

    def at(self, words: list[str], place: int) -> tuple[int, frozenset[str]]:
        """Return the length of the phrase at a place, and its roles; 0 where there is none."""
        begun = self.phrases.begun(words[place])
        if begun is None:
            return 0, NOTHING
        for length in begun.reaching(words[place + 1] if place + 1 < len(words) else ""):
            if length == 1:
                return 1, begun.means[words[place]]
            roles = begun.means.get(" ".join(words[place : place + length]))
            if roles is not None and place + length <= len(words):
                return length, roles
        return 0, NOTHING


@once_per_codebook
def lexicon_of(codebook: Codebook) -> Lexicon:
    """Return the lexicon of a codebook, made once."""
    return Lexicon(codebook)


_itemised: list[tuple[Sentence, Codebook, list[Item]]] = []
"""The sentence that was read last; its statements and its numbers are read one after the other."""


def items(s: Sentence, codebook: Codebook) -> list[Item]:
    """Return the items of a sentence from left to right; hyphens inside words are passed by."""
    for sentence, known, made in _itemised:
        if sentence is s and known is codebook:
            return made
    found = made_countries(_limited(s, list(_items(s, lexicon_of(codebook)))), codebook)
    found = made_plainer(technologies_in_full(found, codebook))
    found = _described(s, no_supplier(found), codebook)
    made = conditions(with_sums(found))
    _itemised[:] = [(s, codebook, made)]
    return made


LONGEST_DESCRIPTION = 8  # items between the commas of an apposition


def _described(s: Sentence, found: list[Item], codebook: Codebook) -> list[Item]:
    """Make one idle item of "Palantir, the American data company," behind the name.

    Only where it says nothing that the codebook knows to be wrong: the country is that of the
    head office, and the noun is one for a firm.
    """
    if "supplier" not in s.places:
        return found
    made: list[Item] = []
    at = 0
    while at < len(found):
        item = found[at]
        made.append(item)
        at += 1
        if item.kind != "supplier" or at >= len(found) or found[at].low != ",":
            continue
        stop = next(
            (
                i
                for i in range(at + 1, min(len(found), at + LONGEST_DESCRIPTION + 2))
                if found[i].kind == "sign"
            ),
            0,
        )
        inside = found[at + 1 : stop]
        if stop and found[stop].low in (",", ".") and _describes(s, inside, item.id, codebook):
            made.append(_idle(found[at : stop + (found[stop].low == ",")]))
            at = stop + (found[stop].low == ",")
    return made


def _describes(s: Sentence, inside: list[Item], supplier: str, codebook: Codebook) -> bool:
    """Tell whether the items between two commas only describe a supplier."""
    if len(inside) < 2 or not (inside[0].low in ("a", "an", "the") or inside[0].place):
        return False
    if "supplier_noun" not in inside[-1].roles:
        return False
    homes = {home.country for home in codebook.suppliers[supplier].head_office}
    trades = s.grammar["of_firm"] | _of_nicknames(codebook)[supplier]
    for item in inside[:-1]:
        if item.place and item.id not in homes:
            return False
        named = item.kind in ("supplier", "group", "number", "share") or item.roles & SPEAKING
        known = item.roles and "country_noun" not in item.roles
        if named or not (item.kind not in ("word", "unknown") or known or item.low in trades):
            return False  # "the scandal-ridden giant", "a trusted brand"
    return True


@once_per_codebook
def _of_nicknames(codebook: Codebook) -> Mapping[str, frozenset[str]]:
    """Return the words by which each supplier is called: "arms" and "defence" of BAE Systems."""
    told = codebook.nicknames.get("suppliers", {})
    return {
        name: frozenset(WORD.findall(" ".join(told.get(name, ())))) for name in codebook.suppliers
    }


WORD = re.compile(r"\w+")
SPEAKING = frozenset({"lack", "none", "only", "most", "least", "more", "fewer", "every", "cannot"})
SPEAKING |= {"ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5", "rank", "same", "new", "gone"}


def _idle(part: list[Item]) -> Item:
    low = " ".join(item.low for item in part)
    return Item(part[0].first, part[-1].stop, low, "word", roles=frozenset({"idle"}))


def _items(s: Sentence, lexicon: Lexicon) -> Iterator[Item]:
    tokens = s.tokens
    order = [i for i, t in enumerate(tokens) if t.text != "-" or not _joins(s, i)]
    words = [tokens[i].low for i in order]
    beginning, phrase_at = lexicon.phrases.packed, lexicon.at
    # words that make a plan, a doubt or a limit of what is said
    stopping = s.places.get("modal", NOTHING) | s.places.get("untruth", NOTHING)
    at = 0
    while at < len(order):
        i = order[at]
        mark = s.by_token.get(i)
        named = None
        if mark is not None and mark.first == i and not mark.kinds.isdisjoint(NAMED):
            named = _name(mark)
        length, roles = phrase_at(words, at) if words[at] in beginning else (0, NOTHING)
        the_most = at and words[at - 1] == "the" and words[at] in ("most", "least")
        if (
            length > 1
            and not the_most  # "the most liberal democracies" are not most of them
            and (free := _before_a_name(s, order, at, length)) < length
        ):
            length, roles = phrase_at(words[: at + free], at)  # "is New Zealand" is not "is new"
        if named is not None and mark is not None:
            inside = bisect_left(order, mark.stop, at) - at
            if length <= inside:
                kind, term = named
                if _historic(s, mark, lexicon):
                    kind, term = "unknown", ""
                low = " ".join(words[at : at + inside])
                roles = roles - STILL if length < inside else roles  # "keeps watch on"
                yield Item(i, mark.stop, low, kind, term, _also(roles, length), mark.loose)
                at += inside
                continue
        quantity = s.numbers.get(i)
        if quantity is not None and length < 2:
            stop = max(quantity.end, i + 1)
            taken = max(1, bisect_left(order, stop, at) - at)
            low = " ".join(words[at : at + taken])
            kind = "share" if quantity.share else "number"
            whole = _whole(quantity, words[at : at + taken])
            if whole:
                cut = order[at + taken - whole]
                low = " ".join(words[at : at + taken - whole])
                yield Item(i, cut, low, kind, value=quantity.value, roles=roles)
                low = " ".join(words[at + taken - whole : at + taken])
                yield Item(cut, stop, low, "whole", value=quantity.whole or 0.0)
            else:
                yield Item(i, stop, low, kind, value=quantity.value, roles=roles)
            at += taken
        elif words[at] == "one" and words[at + 1 : at + 2] in (["country"], ["state"], ["nation"]):
            yield Item(i, i + 1, "one", "number", value=1.0)
            at += 1
        elif length:
            stop = order[at + length - 1] + 1
            stops = bool(stopping) and not stopping.isdisjoint(order[at : at + length])
            if stops and roles & {"outside", "belong"}:  # "lies outside the scheme"
                said = (k for k in order[at : at + length] if tokens[k].low not in LYING)
                stops = not stopping.isdisjoint(said)
            kind = "unknown" if stops and "frame" not in roles else "word"
            low = words[at] if length == 1 else " ".join(words[at : at + length])
            yield Item(i, stop, low, kind, roles=roles)
            at += length
        elif (nth := NTH.match(words[at])) is not None:
            roles = frozenset({"rank"})
            yield Item(i, i + 1, words[at], "number", roles=roles, value=float(nth[1]))
            at += 1
        elif words[at] in ORDINALS:
            roles = frozenset({"rank"})
            yield Item(i, i + 1, words[at], "number", roles=roles, value=ORDINALS[words[at]])
            at += 1
        elif (number := _number(words[at])) is not None:
            yield Item(i, i + 1, words[at], "number", value=number)
            at += 1
        else:
            yield Item(i, i + 1, words[at], _plain(s, i))
            at += 1


def _before_a_name(s: Sentence, order: list[int], at: int, length: int) -> int:
    """Return how many words of a phrase stand before a name that it would cut in two."""
    stop = order[at + length - 1] + 1
    for n in range(1, length):
        mark = s.by_token.get(order[at + n])
        if mark is not None and mark.first == order[at + n] and mark.stop > stop:
            return length if mark.kinds.isdisjoint(NAMED) else n
    return length


def _joins(s: Sentence, i: int) -> bool:
    """Tell a hyphen inside a word from a dash between words."""
    tokens = s.tokens
    return (
        0 < i < len(tokens) - 1
        and (tokens[i - 1].end == tokens[i].start)
        and (tokens[i].end == tokens[i + 1].start)
    )


def _historic(s: Sentence, mark: Mark, lexicon: Lexicon) -> bool:
    """Tell the name of a state that is no more: "East Germany", "Austria-Hungary"."""
    ends = ((mark.first - 1, mark.first - 2), (mark.stop, mark.stop + 1))
    for hyphen, name in ends if "country" in mark.kinds else ():
        inside = 0 < hyphen < len(s.tokens) - 1 and s.tokens[hyphen].text == "-"
        if inside and _joins(s, hyphen) and "country" in s.kinds(name):
            return True
    historic = lexicon.historic.get(mark.ids.get("country", ""))
    if historic is None:
        return False
    return " ".join([t.low for t in s.tokens[mark.first : mark.stop]]) in historic


def _name(mark: Mark) -> tuple[str, str] | None:
    return next(((kind, mark.ids[kind]) for kind in NAMES if kind in mark.ids), None)


STILL = frozenset({"still"})


def _also(roles: frozenset[str], length: int) -> frozenset[str]:
    return roles if length else NOTHING


def _number(word: str) -> float | None:
    """Return a plain number that counts nothing by itself: "the top three", "number 39"."""
    if word.isascii() and word.isdigit() and len(word) < LONGEST_NUMBER:
        return float(word)
    if word in TENS:
        return float(TENS[word])
    return float(UNITS[word]) if word in UNITS and word != "one" else None


def _whole(quantity: Quantity, words: list[str]) -> int:
    """Return how many words of "nine of the ten" or "66/100" are the whole; 0 if none is given."""
    signs = [at for at, word in enumerate(words) if word in ("of", "/")]
    return len(words) - signs[0] if signs and quantity.whole is not None else 0


def _limited(s: Sentence, found: list[Item]) -> list[Item]:
    """Leave unread what limits a number in a way that no role tells: "thanks to", "in part"."""
    if "limiting" not in s.places:
        return found
    made = list(found)
    firsts, stops = [item.first for item in found], [item.stop for item in found]
    for mark in s.marks:
        if "limiting" not in mark.kinds:
            continue
        inside = range(bisect_right(stops, mark.first), bisect_left(firsts, mark.stop))
        if not any(found[i].roles & LIMITED or found[i].low in NOT_IN for i in inside):
            for i in inside:
                made[i] = replace(made[i], kind="unknown")
    return made


def _plain(s: Sentence, i: int) -> str:
    word = s.tokens[i]
    return "unknown" if any(map(str.isalnum, word.text)) else "sign"
