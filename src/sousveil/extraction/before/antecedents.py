"""Names in place of the words that point back to them: "the company", "both", "there"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.before.asked_about import asked_about
from sousveil.extraction.before.listing_it import on_the_list
from sousveil.extraction.before.named import NOTHING, TOPICAL, VERBS, Named, named_in, tells
from sousveil.extraction.marks import Marker, Token
from sousveil.extraction.numbers.clauses import Sentence

COUNTRIES = frozenset({"country", "kingdom", "sultanate", "emirate", "republic", "nation"})
AROUND = frozenset({"across", "around", "throughout", "over", "all", "per", "of", "up"})
"""Words before "the country" that make it no name: "across the country"."""

GOING_ON = frozenset(
    "that which who whose whom where with from of for called behind named known such as or"
    " in".split()
)
"""Words behind such a noun that tell which one is meant."""

NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4}
TRIGGERS = COUNTRIES | {"there", "both", "neither", "all", "none", "it", "its"} | set(NUMBERS)
TRIGGERS |= {
    "second",
    "first",
    "former",
    "latter",
    "them",
    "technology",
    "systems",
    "system",
    "software",
    "tools",
}
OPENING = frozenset(
    "the there both neither all none it its them such this that these those".split()
)
BETWEEN = frozenset({",", ";", "and", "but", "while", "whereas", "–", "—"})
"""What stands before a clause that may point back to the one before it."""

MOST_WORDS = 4  # between "the" and the noun


def may_point_back(tokens: Sequence[Token], marker: Marker) -> bool:
    """Tell by its words alone whether a sentence may hold what is read here."""
    triggers = TRIGGERS | marker.grammar["firm"]
    return any(t.low in triggers for t in tokens)


def with_names(
    tokens: list[Token], before: Named, codebook: Codebook, marker: Marker
) -> list[Token]:
    """Return the tokens of a sentence with the names that it points back to.

    `before` is what the sentence before it names. What may mean another thing stays as it is.
    """
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        found = None
        if tokens[at].low in OPENING:
            near = _nearest(tokens, at, before, marker)
            tried = (one(tokens, at, near, codebook, marker) for one in READERS)
            found = next((one for one in tried if one is not None), None)
        if found is None:
            made.append(tokens[at])
            at += 1
            continue
        stop, words = found
        start, end = tokens[at].start, tokens[stop - 1].end
        made += [Token(start, end, word, word.casefold()) for word in words]
        at = stop
    return made if len(made) != len(tokens) or made != tokens else tokens


def _nearest(tokens: list[Token], at: int, before: Named, marker: Marker) -> Named:
    """Return what was named last: in a clause before, or in the sentence before."""
    if not at or tokens[at - 1].low not in BETWEEN:
        return before
    ahead = tokens[:at]
    own = named_in(ahead, marker.marks(ahead, False, False), marker.grammar["edition_year"])
    return own if own != NOTHING else before


Found = tuple[int, list[str]] | None
"""Where the words that point back stop, and what is to stand there."""


def _firm(tokens: list[Token], at: int, before: Named, codebook: Codebook, marker: Marker) -> Found:
    """Read "the Chinese camera maker" as the one supplier that was named."""
    stop = described(tokens, at, marker) if tokens[at].low == "the" else None
    if stop is None:
        return None
    seats = _seats(tokens, at, stop, marker)
    named = [
        name
        for name in before.suppliers
        if not seats or seats & {home.country for home in codebook.suppliers[name].head_office}
    ]
    if len(named) != 1:
        return None
    ahead = marker.marks(tokens[: at - 1], False, False) if at > 1 else []
    apposed = any("supplier" in m.kinds and m.stop >= at - 2 for m in ahead)
    if apposed and tokens[at - 1].text in APART:
        return None  # "NEC Corp, the Japanese group founded in 1899,"
    return stop, codebook.suppliers[named[0]].name.split(" ")


def described(tokens: Sequence[Token], at: int, marker: Marker) -> int | None:
    """Return where "the American giant", which stands for one firm, stops; None if it does not."""
    firms, of_firms = marker.grammar["firm"], marker.grammar["of_firm"]
    i = at + 1
    while i < len(tokens) and i - at <= MOST_WORDS and tokens[i].low not in firms:
        if tokens[i].low not in of_firms and not _is_home(tokens, i, marker):
            return None
        i += 1
    if i >= len(tokens) or tokens[i].low not in firms:
        return None
    lone = i == at + 1
    if lone and tokens[i].low in marker.grammar["firm_loose"]:
        return None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return i + 1
    named = marker.marks(list(tokens[i + 1 : i + 4]), False, False)
    apposed = any(m.first == 0 and m.kinds & {"supplier", "country"} for m in named)
    if after.low in GOING_ON - {"in", "as"} or apposed:
        return None
    return i + 1


SUPPLYING = frozenset(
    "is are was has had supplies supplied serves served equips equipped provides provided sells"
    " sold exports exported delivers delivered appears operates operated reaches works does"
    " counts".split()
)
"""Verbs behind "a Chinese company" where it is one firm that supplies, and no origin."""


def one_firm(s: Sentence, marker: Marker) -> str:
    """Return words that stand for one firm which nothing names: "the Chinese company".

    What one firm does is not what all those of its home do.
    """
    for at, token in enumerate(s.tokens):
        if token.low not in ("the", "a", "an") or (at and s.tokens[at - 1].low in BEING):
            continue
        stop = described(s.tokens, at, marker)
        if stop is None or stop == at + 2 or _names_it(s, at, stop):
            continue
        low = s.tokens[stop].low if stop < len(s.tokens) else ""
        if token.low == "the" or low in SUPPLYING:
            return " ".join(t.text for t in s.tokens[at:stop])
    return ""


def _names_it(s: Sentence, at: int, stop: int) -> bool:
    """Tell "the Shenzhen company" and "Huawei, the Chinese company,"."""
    near = list(range(at, stop))
    if at > 1 and s.tokens[at - 1].text in APART:
        near += [at - 2, max(0, at - 3)]
    marks = [s.by_token[i] for i in near if i in s.by_token]
    return any("supplier" in m.kinds for m in marks) or not any("demonym" in m.kinds for m in marks)


BEING = frozenset({"is", "are", "was", "were", "as", "remains", "became", "becomes"})
APART = frozenset({",", "(", "–", "—", "-"})


def _is_home(tokens: Sequence[Token], i: int, marker: Marker) -> bool:
    marks = marker.marks([tokens[i]], False, False)
    return any(m.kinds & {"demonym", "capital", "country"} for m in marks)


def _seats(tokens: Sequence[Token], at: int, stop: int, marker: Marker) -> set[str]:
    """Return the countries that a description names."""
    return {
        mark.ids[kind]
        for i in range(at, stop)
        for mark in marker.marks([tokens[i]], False, False)
        for kind in ("demonym", "capital", "country")
        if kind in mark.ids
    }


def _one_country(before: Named) -> str | None:
    places = before.countries or before.capitals
    return places[0] if len({*before.countries, *before.capitals}) == 1 and places else None


def _country(
    tokens: list[Token], at: int, before: Named, codebook: Codebook, marker: Marker
) -> Found:
    """Read "the country" and "the sultanate" as the one country that was named."""
    if tokens[at].low != "the" or at + 1 >= len(tokens) or tokens[at + 1].low not in COUNTRIES:
        return None
    code = _one_country(before)
    if code is None or (at and tokens[at - 1].low in AROUND) or _names_a_place(tokens, marker):
        return None
    after = tokens[at + 2].low if at + 2 < len(tokens) else ""
    if after in GOING_ON:
        return None
    return at + 2, codebook.countries[code].name.split(" ")


def _names_a_place(tokens: list[Token], marker: Marker) -> bool:
    marks = marker.marks(tokens, False, False)
    return any(m.kinds & {"country", "capital"} for m in marks)


def _there(
    tokens: list[Token], at: int, before: Named, codebook: Codebook, marker: Marker
) -> Found:
    """Read "there" as "in Kenya", if that is the one country that was named."""
    if tokens[at].low != "there":
        return None
    after = tokens[at + 1].text if at + 1 < len(tokens) else "."
    if after not in (".", ",", "!", ";", "too", "as", "and"):
        return None
    code = _one_country(before)
    if code is None or _names_a_place(tokens, marker):
        return None
    return at + 1, ["in", *codebook.countries[code].name.split(" ")]


def _all_of(
    tokens: list[Token], at: int, before: Named, codebook: Codebook, marker: Marker
) -> Found:
    """Read "all three", "both" and "none of the three" as what was listed before."""
    if at and tokens[at - 1].low not in BETWEEN | {"in"}:
        return None
    low = [t.low for t in tokens[at : at + 6]] + [""] * 6
    stop, size, how = 0, 0, ""
    if low[0] == "all" and low[1] in NUMBERS:
        stop, size, how = 2, NUMBERS[low[1]], "all"
    elif low[0] == "all" and low[1:3] == ["of", "them"]:
        stop, how = 3, "all"
    elif low[0] == "both":
        stop, size, how = 1, 2, "all"
    elif low[0] == "neither":
        stop, size, how = 1, 2, "none"
    elif low[0] == "none" and low[1:3] == ["of", "the"] and low[3] in NUMBERS:
        stop, size, how = 4, NUMBERS[low[3]], "none"
    elif low[0] == "none" and low[1:3] == ["of", "them"]:
        stop, how = 3, "none"
    elif low[0] == "the" and low[1] in NUMBERS:
        stop, size, how = 2, NUMBERS[low[1]], "the"
    else:
        return None
    if low[stop : stop + 2] == ["of", "them"]:
        stop += 2
    listed = _listed(before, size)
    if listed is None:
        return None
    countries = listed[0] in codebook.countries
    if low[stop] in (("country", "countries", "states", "nations") if countries else PLURALS):
        stop += 1
    inside = bool(at) and tokens[at - 1].low == "in"
    ends = low[stop] in ("", ".", "!", ",", ";")
    if not (ends if inside else low[stop] in VERBS) or (how == "the" and inside):
        return None
    known = codebook.countries if countries else codebook.suppliers
    names = [known[name].name.split(" ") for name in listed]
    joint = "nor" if how == "none" else "and"
    words = []
    for i, name in enumerate(names):
        words += [] if not i else [joint] if i == len(names) - 1 else [","]
        words += name
    if how == "none":
        words = ["neither", *words]
    elif not inside:
        words += ["both" if len(names) == TWO else "all"]
    return at + stop, words


def _it(tokens: list[Token], at: int, before: Named, codebook: Codebook, marker: Marker) -> Found:
    """Read "it uses" and "its only supplier" as said of the country that was spoken of."""
    if (asked := asked_about(tokens, at, before, codebook)) is not None:
        return asked
    if not before.subject or tokens[at].low not in ("it", "its"):
        return None
    if at and tokens[at - 1].low not in BETWEEN | {"is", "are", "among", "not", "but", "in"}:
        return None
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    name = codebook.countries[before.subject].name.split(" ")
    if tokens[at].low == "it":
        rest = marker.marks(tokens[at:], False, False)
        told = any(m.kinds & TOPICAL for m in rest) or after in TRADING
        return (at + 1, name) if told and after in ACTING and at < len("ab") else None
    ahead = {t.low for t in tokens[at + 1 : at + 4]}
    return (at + 1, [*name, "'s"]) if ahead & OWNED else None


ACTING = frozenset(
    "uses has buys runs operates employs deploys gets receives sources relies belongs scores ranks"
    " monitors watches does also".split()
)
"""Verbs of a country."""

TRADING = frozenset({"buys", "sources", "imports"})
OWNED = frozenset({"supplier", "suppliers", "vendor", "vendors"})


def _index(
    tokens: list[Token], at: int, before: Named, codebook: Codebook, marker: Marker
) -> Found:
    """Read "It does not say who delivered what" as said of the index that was spoken of."""
    if at or not before.index or tokens[at].low != "it" or not tells(tokens, 1):
        return None
    if (before.technologies or before.suppliers) and not LISTING.isdisjoint(
        t.low for t in tokens[1:3]
    ):
        return None  # "The index records who uses smart policing. It lists Kenya."
    return 1, list(before.index)


LISTING = frozenset({"lists", "names", "includes", "counts", "shows", "mentions", "records"})


def _edition(
    tokens: list[Token], at: int, before: Named, codebook: Codebook, marker: Marker
) -> Found:
    """Read "the second" and "the latter" as an edition, where editions were spoken of before."""
    low = [t.low for t in tokens[at : at + 3]] + ["", ""]
    which = ORDER.get(low[1]) if low[0] == "the" else None
    starts = not at or tokens[at - 1].low in BETWEEN
    if not before.editions or not starts or which is None:
        return None
    return (at + 2, ["the", which, "edition"]) if low[2] in OF_EDITIONS else None


ORDER = {"first": "first", "second": "second", "former": "first", "latter": "second"}


OF_EDITIONS = frozenset(
    "covers covered lists listed examined examines asks asked adds added names named has had came"
    " comes is was counts counted looked looks appeared records recorded dates".split()
)


def _thing(
    tokens: list[Token], at: int, before: Named, codebook: Codebook, marker: Marker
) -> Found:
    """Read "Uganda uses it, too" and "It is also used in Uganda" as said of the technology."""
    if len(before.technologies) != 1:
        return None
    stop = at + 1
    if tokens[at].low in ("the", "such", "this", "that", "these", "those"):
        stop += at + 1 < len(tokens) and tokens[at + 1].low in ("same", "very")
        if stop >= len(tokens) or tokens[stop].low not in THINGS:
            return None
        stop += 1
    elif tokens[at].low not in ("it", "them"):
        return None
    low = [t.low for t in tokens]
    after = [word for word in low[stop : stop + 4] if word not in ADDING]
    used = after[:1] in (["is"], ["are"]) and after[1:3] in USED and not at
    acts = at and low[at - 1] in USING and low[stop : stop + 1] and low[stop] in CLOSING
    if not (used or acts) or len(low) > SHORT or not _names_a_place(tokens, marker):
        return None
    return stop, codebook.technologies[before.technologies[0]].name.split(" ")


THINGS = frozenset({"technology", "systems", "system", "software", "tool", "tools"})
ADDING = frozenset({"also", "likewise", "too"})
CLOSING = ADDING | {".", "!", ",", "as"}
USED = (["used", "in"], ["used", "by"], ["deployed", "in"], ["deployed", "by"], ["in", "use"])
USING = frozenset({"uses", "use", "deploys", "deploy", "employs", "employ", "runs", "run"})
SHORT = 14  # tokens of a sentence in which "it" is the technology
READERS = (_firm, _country, _there, _all_of, on_the_list, _thing, _it, _index, _edition)
PLURALS = frozenset({"companies", "firms", "suppliers", "vendors", "makers"})
TWO = 2


def _listed(before: Named, size: int) -> tuple[str, ...] | None:
    """Return the one list of names of this size; of any size where none is given."""
    lists = [run for run in before.lists if len(run) == size or not size]
    return lists[0] if len(lists) == 1 else None
