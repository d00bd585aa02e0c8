"""What the words of a sentence can lead to, as signs.

A sentence without the signs of an event is passed by: whoever adds a rule that rests on other
words adds them here. `tests/unit/extraction/test_screen.py` compares with a reader that passes
nothing by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sousveil.extraction.events.belonging import INITIATIVE
from sousveil.extraction.events.deeds import DEED_NOUNS, DEED_VERBS
from sousveil.extraction.events.event import DEAL, LOAN
from sousveil.extraction.events.holdings import HOLDINGS, PARTS, SHARES
from sousveil.extraction.events.lending import COST, CURRENCY, PURE
from sousveil.extraction.events.lexicon import Lexicon, Term, Verb
from sousveil.extraction.events.numbers import UNIT_OF
from sousveil.extraction.events.owning import TAKINGS
from sousveil.extraction.events.suppliers import PROMISES, WITH
from sousveil.extraction.events.turns import DONE
from sousveil.extraction.events.unlisted import FIRM_WORDS, LEGAL, STARTERS
from sousveil.extraction.events.word import Word
from sousveil.extraction.numbers.numerals import NUMBER_WORDS
from sousveil.extraction.screen import ODD, RUN, Sieve, sieve

DIGIT = re.compile(r"[0-9]")
SHORT_FORM = re.compile(r"\bA[SsDd]\b")
"""Legal forms that are words of their own, too."""

TECHNOLOGY = 1 << 0
SUPPLIER = 1 << 1  # of the codebook, or a financier
PLACE = 1 << 2
NAME = 1 << 3  # that nobody has listed
COMPANY = 1 << 4  # words that make a name a company's, or stand for one: "Systems", "the firm"
POINTER = 1 << 5  # to a place or thing spoken of before: "police", "the contract"
BARGAIN = 1 << 6  # a contract, purchase, tender, plan
MONEY = 1 << 7  # a loan or grant, or a verb that says nothing else than lending
LENDING = 1 << 8  # a verb that may be about money
CASH = 1 << 9
PAYING = 1 << 10
FOR = 1 << 11
OWNING = 1 << 12  # by its verb, or by a word as "subsidiary" and "stake"
PART = 1 << 13  # per cent, shares
HAVING = 1 << 14  # a verb that with a part is owning
COUNTED = 1 << 15  # what numbers count: countries, cities, companies, contracts, or a group
NUMBER = 1 << 16
INITIATIVES = 1 << 17
GROUP = 1 << 18
TURN = 1 << 19  # a verb that changes the state of what was told before
THING = 1 << 20  # what may stand for a system spoken of before, or for a gift
ACTING = 1 << 21  # a verb that by itself makes its subject or object a supplier
TIED = 1 << 22  # a preposition that does
DEED = 1 << 23  # a verb that with what it is done to tells a technology
DONE_TO = 1 << 24
DENYING = 1 << 25  # a verb of denying, or a word for what is false
NOT = 1 << 26
SAYING = 1 << 27
EVERY = (1 << 28) - 1

PARTY = SUPPLIER | NAME | PLACE | COMPANY | POINTER
PLACES = frozenset(("country", "demonym", "capital", "place"))

KINDS = {
    "technology": TECHNOLOGY,
    "supplier": SUPPLIER,
    "financier": SUPPLIER,
    "group": GROUP | COUNTED,
    "percent": PART,
    "gift_noun": THING,
    "aux_have": HAVING,
    "negation": NOT,
    "no_evidence": DENYING,
    "generic_thing": POINTER | THING,
    "state_noun": POINTER,
    **dict.fromkeys(PLACES, PLACE),
    **dict.fromkeys(("firm_noun", "they_supplier"), COMPANY),
    "they_recipient": POINTER,
    **dict.fromkeys(("they_system", "they_deal"), POINTER | THING),
    **dict.fromkeys(DEAL, BARGAIN),
    **dict.fromkeys(LOAN, MONEY),
}
_OWNERS = """owned stake stakes share shares majority interest shareholder shareholders
    shareholding holding owner owners proprietor parent""".split()
_MADE = """made built supplied manufactured developed designed branded produced based owned
    headquartered listed registered linked founded incorporated""".split()
LOWS = {
    **dict.fromkeys("its their both all".split(), POINTER),
    **dict.fromkeys(("them", "same"), POINTER | THING),
    **dict.fromkeys(("it", "they"), POINTER | COMPANY | THING),
    **dict.fromkeys(("by", "from", *WITH), TIED),
    **dict.fromkeys(_MADE, COMPANY),
    **dict.fromkeys("funded financed backed sponsored".split(), MONEY),
    **dict.fromkeys((*(HOLDINGS - {"company", "firm"}), *PARTS, *TAKINGS, *_OWNERS), OWNING),
    **dict.fromkeys(NUMBER_WORDS, NUMBER),
    **dict.fromkeys((*CURRENCY, *"$€£¥₹₦"), CASH),
}
for _words, _sign in (
    (FIRM_WORDS, COMPANY),
    (LEGAL, COMPANY),
    (UNIT_OF, COUNTED),
    (SHARES, PART),
    (("for",), FOR),
    (DEED_NOUNS, DONE_TO),
    (COST, PAYING),
):
    LOWS |= {word: LOWS.get(word, 0) | _sign for word in _words}
OWNS = frozenset("own control acquire buy purchase belong".split()) | {
    "take over",
    "snap up",
    "swallow",
}
HAS = frozenset(
    "hold take have possess sell double raise increase lift keep retain pass go fall".split()
)
PAYS = frozenset("pay foot cover bear meet promise pledge owe repay".split()) | {"pay back"}
ACTS = frozenset("give make pick award lend".split())
SETTLES = DONE | set("sign award conclude ink".split())


@lru_cache(maxsize=4096)
def of_verbs(verbs: tuple[Verb, ...]) -> int:
    """Return the signs of a form of some verbs."""
    found = 0
    for verb in verbs:
        found |= MONEY if verb.lemma in PURE else PAYING if verb.lemma in PAYS else 0
        found |= OWNING if verb.lemma in OWNS else HAVING if verb.lemma in HAS else 0
        found |= DEED if verb.lemma in DEED_VERBS else 0
        found |= LENDING if "lend" in verb.classes else 0
        if verb.classes & ACTS or verb.lemma in (*PROMISES, "pay", "offer"):
            found |= ACTING
        found |= DENYING if "deny" in verb.classes else 0
        found |= SAYING if verb.classes & {"say", "allege"} else 0
        if "end" in verb.classes or verb.lemma.replace(" ", "-") in SETTLES:
            found |= TURN
    return found


def of_kinds(kinds: Mapping[str, str]) -> int:
    """Return the signs of what a phrase can be."""
    return _of_names(tuple(kinds)) | (INITIATIVES if kinds.get("group") == INITIATIVE else 0)


@lru_cache(maxsize=4096)
def _of_names(kinds: tuple[str, ...]) -> int:
    found = 0
    for kind in kinds:
        found |= KINDS.get(kind, 0)
    return found


def signs_of(words: list[Word]) -> int:
    """Return the signs of a sentence that has been read into words, but for veiled names."""
    found = 0
    for word in words:
        low, kinds = word.low, word.kinds
        if kinds:
            found |= of_kinds(kinds)
        if word.verbs:
            found |= of_verbs(word.verbs)
        if low in LOWS:
            found |= LOWS[low]
        elif low[-1] == "." and low.strip(".") in LEGAL:
            found |= COMPANY
        if word.capital and low not in STARTERS:
            found |= NAME
        if low[:1].isdigit():
            found |= NUMBER
    return found


def net(lexicon: Lexicon) -> Sieve:
    """Return the sieve that finds the signs of a sentence that nobody has read yet."""
    return sieve(_phrases(lexicon))


def _phrases(lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    for term in all_terms(lexicon):
        if sign := of_kinds(term.kinds):
            yield " ".join(term.words), sign
    for form, verbs in lexicon.verbs.items():
        if sign := of_verbs(verbs):
            yield form, sign
    for form, particles in lexicon.phrasal.items():
        for particle, verb in particles:
            if sign := of_verbs((verb,)):
                yield f"{form} {particle}", sign
    yield from ((low, sign) for low, sign in LOWS.items() if low not in ("as", "ad"))


def all_terms(lexicon: Lexicon) -> Iterator[Term]:
    """Yield all phrases of a lexicon."""
    for terms in lexicon.terms.values():
        yield from terms


def first_look(signs: Sieve, runs: frozenset[str], words: str, odd: bool = True) -> int:
    """Return the signs that an English sentence may have: all that it has, and perhaps more.

    Where nothing in the whole text is odd, nobody need look for it in a sentence.
    """
    if odd and ODD.search(words):
        return EVERY
    found = signs.of(runs, words)
    if not words[1:].islower() or found & SUPPLIER:
        found |= NAME
    elif words[:1].isupper() and (first := RUN.match(words)) is not None:
        found |= 0 if first.group().casefold() in STARTERS else NAME
    if DIGIT.search(words) or not words.isascii():
        found |= NUMBER
    if "A" in words and SHORT_FORM.search(words):
        found |= COMPANY
    return found
