"""Names in a sentence that may be those of who found something out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.own_index import (
    reported,
)
from sousveil.extraction.marks import Mark, Token, tokenise
from sousveil.extraction.sentences import LIST_MARKS

OWN = "carnegie"  # the source of sources.yml that publishes the index

WITHIN = frozenset("of for the and de du on der van".split())
"""May stand inside a name."""

DATES = frozenset(
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)
NO_NAMES = DATES | frozenset(
    "carnegie carnegieendow feldstein aigs a an the in on at by from as this our its some ai ngo"
    " i'll we'll you'll"
    " ngos us u.s usa uk i cctv tv phd pdf".split()
)
"""Words with a capital that name nobody who finds things out."""

PLACES = ("country", "demonym", "capital")
HOUSES = frozenset({"house", "pentagon"})
KNOWN = frozenset({"technology", "group", "supplier"})
TITLED = 0.75  # of the words of a headline begin with a capital
OPENERS = frozenset(".!?:-–—\"“‘'„«")


class Lexicon(Struct):
    """What tells a finder: names of sources, and the words of reporting.yml."""

    names: dict[tuple[str, ...], str]
    """Names of sources.yml, in lower case, to the ids."""

    passing: frozenset[str]
    """Ids of newspapers and agencies, which pass on what others found."""

    rating: frozenset[str]
    """Ids of those whose indicators the index takes over."""

    kinds: dict[str, frozenset[str]]
    screen: set[str] = field(default_factory=set)
    """Without one of these words a sentence tells of no finder."""

    @property
    def reports(self) -> frozenset[str]:
        """Words for what somebody publishes or finds."""
        return self.of("publication", "result", "work")

    joined: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    """The words of some headings together, once somebody asked."""

    longest: dict[str, int] = field(default_factory=dict)
    """How many words the longest name has that begins with a word."""

    def of(self, *kinds: str) -> frozenset[str]:
        """Return the words of some headings of reporting.yml."""
        words = self.joined.get(kinds)
        if words is None:
            words = frozenset[str]().union(*(self.kinds.get(kind, ()) for kind in kinds))
            self.joined[kinds] = words
        return words


class Name(Struct, frozen=True):
    """Tokens [first, stop) of a name, with what is known of whose it is."""

    first: int
    stop: int
    listed: bool = False
    rates: bool = False
    """Its ratings are in the index, so that it may be named for those."""

    passes_on: bool = False
    party: bool = False
    """A supplier, whose numbers the index has, too."""


def names_in(
    tokens: Sequence[Token], marks: Sequence[Mark], lexicon: Lexicon, shouting: bool
) -> Iterator[Name]:
    """Yield the names of a sentence: those that are listed, then those that capitals tell."""
    taken: set[int] = set()
    for i, token in enumerate(tokens):
        reach = min(LONGEST, lexicon.longest.get(token.low, 0))
        for stop in range(min(len(tokens), i + reach), i, -1):
            source = lexicon.names.get(tuple(t.low for t in tokens[i:stop]))
            if source is None or i in taken:
                continue
            if shouting or any(t.text[:1].isupper() for t in tokens[i:stop]):
                taken.update(range(i, stop))
                if source != OWN:
                    rates, passes_on = source in lexicon.rating, source in lexicon.passing
                    yield Name(i, stop, True, rates, passes_on)
                break
    if shouting or _is_title(tokens):
        return
    for mark in marks:
        if tokens[mark.stop - 1].low in HOUSES:
            continue
        if mark.kinds & KNOWN or not mark.kinds.isdisjoint(PLACES):
            taken.update(range(mark.first, mark.stop))
        if "supplier" in mark.kinds:
            yield Name(mark.first, mark.stop, party=True)
    i = 0
    while i < len(tokens):
        if not _is_capital(tokens, i, taken):
            i += 1
            continue
        stop = i + 1
        while stop < len(tokens) and (
            _is_capital(tokens, stop, taken)
            or (
                tokens[stop].low in WITHIN
                and stop + 1 < len(tokens)
                and _is_capital(tokens, stop + 1, taken)
            )
        ):
            stop += 1
        alone = stop == i + 1 and not tokens[i].text[1:].isupper()
        begins = i == 0 or (i == 1 and tokens[0].text in LIST_MARKS)
        begins = begins or (tokens[i - 1].text in OPENERS and not _is_credit(tokens, i))
        if not (begins and alone and [t.low for t in tokens[1:2]] != ["'s"]):
            words = {t.low for t in tokens[i:stop]}
            yield Name(i, stop, passes_on=bool(words & lexicon.of("outlets")))
        i = stop


LONGEST = 8  # words of a listed name


def _is_capital(tokens: Sequence[Token], i: int, taken: set[int]) -> bool:
    token = tokens[i]
    return (
        token.text[:1].isupper()
        and i not in taken
        and token.low.rstrip(".") not in NO_NAMES
        and token.low not in WITHIN
    )


def _is_credit(tokens: Sequence[Token], i: int) -> bool:
    """Tell a name behind "source:"."""
    return tokens[i - 1].text == ":" and i > 1 and tokens[i - 2].low in ("source", "sources")


def _is_title(tokens: Sequence[Token]) -> bool:
    """Tell a headline, in which capitals tell no name."""
    words = [t.text for t in tokens if t.text[:1].isalpha() and len(t.text) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > TITLED * len(words)


@once_per_codebook
def lexicon_of(codebook: Codebook) -> Lexicon:
    """Return what tells a finder, made once for a codebook."""
    names = {}
    for source in codebook.sources.values():
        if source.authors:
            continue
        for name in (source.name, *source.names):
            words = tuple(t.low for t in tokenise(name, 0, len(name)))
            names[words] = source.id
    passing = {s.id for s in codebook.sources.values() if s.kind in ("news", "wire")}
    rated = {words for f in codebook.facts.values() if f.kind == "body" for words in f.words}
    rating = {i for words, i in names.items() if " ".join(w for w in words if w != "-") in rated}
    lexicon = Lexicon(names, frozenset(passing), frozenset(rating), reported(codebook))
    lexicon.screen |= lexicon.of("finding", "publication", "result", "people", "institute")
    lexicon.screen |= {"(", "according", "per", "citing", "quoting", "source", "sources"}
    for words in names:
        lexicon.longest[words[0]] = max(len(words), lexicon.longest.get(words[0], 0))
    lexicon.screen |= lexicon.longest.keys()
    return lexicon
