"""The words of a sentence, each with the part that it plays."""

from __future__ import annotations

from sousveil.extraction.events.lexicon import Lexicon, Term, Verb
from sousveil.extraction.events.tagging import tag_of
from sousveil.extraction.events.word import QUOTES, Word
from sousveil.extraction.tokens import tokens

THINGS_OF = frozenset("technology technologies systems software security electronics".split())
"""What a company's name may end with; in small letters it is what the company makes."""

SHORT = 3  # letters: names as short as this ("US", "NEC") must stand in capitals

SIGNS = {
    ",": ",",
    "、": ",",
    ";": ";",
    ":": ":",
    "—": "-",
    "–": "-",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    ".": ".",
    "!": ".",
    "?": "?",
    "…": ".",
    "/": "C",
    "|": ";",
    "•": ";",
}

DELICATE = frozenset(
    {"TCD", "JOR", "GEO", "TUR", "NER", "CUB", "ISR", "KEN", "IND", "PAN", "GUY", "MLI", "TGO"}
)
"""Countries whose name is also a person's, or a word."""

OTHER, PAST = frozenset({"other"}), frozenset({"past", "participle"})

NO_PAST = frozenset(
    """hundred indeed speed need seed breed feed exceed proceed succeed naked sacred wicked biped
    bobsled
    """.split()
)


def read_words(text: str, start: int, end: int, lexicon: Lexicon) -> list[Word]:
    """Return the words of text[start:end] with their tags."""
    raw = tokens(text, start, end)
    lows = [t.replace("’", "'").casefold() for _, _, t in raw]
    foreign = lexicon.language != "en"
    if foreign:
        from sousveil.extraction.events import cutting, settling

        pieces = cutting.cut(raw, lexicon.language)
        raw, lows = [p[:3] for p in pieces], [p.low for p in pieces]
    shouting = sum(t.isupper() and len(t) > 3 for _, _, t in raw) > max(3, len(raw) // 3)
    words: list[Word] = []
    begun = _begun_of(lexicon)
    i, n = 0, len(raw)
    while i < n:
        a, b, t = raw[i]
        low = lows[i]
        term = _term(begun, raw, lows, i, shouting)
        if term is not None and low == "the" and i + 1 < n:
            longer = _term(begun, raw, lows, i + 1, shouting)
            if longer is not None and len(longer.words) >= len(term.words) > 1:
                term = _term(begun, raw, lows[: i + 1], i, shouting)  # "the | police force"
        word = Word(a, b, t, low)
        step = 1
        if term is not None:
            step = len(term.words)
            word = Word(
                a,
                raw[i + step - 1][1],
                text[a : raw[i + step - 1][1]],
                term.low or " ".join(term.words),
                dict(term.kinds),
            )
        if step == 1:
            word.verbs = lexicon.verbs.get(low, ())
            if not word.verbs and not word.kinds and not foreign and _past(low, t):
                word.verbs = (Verb(low, OTHER, PAST),)
            for particle, verb in lexicon.phrasal.get(low, ()):
                parts = particle.split(" ")
                if lows[i + 1 : i + 1 + len(parts)] == parts:
                    word.verbs = (verb,)
                    word.kinds = {}
                    step = 1 + len(parts)
                    word.end = raw[i + step - 1][1]
                    word.text = text[a : word.end]
                    break
        if low == "'s" or (
            t in ("'", "’") and words and words[-1].low.endswith("s") and words[-1].end == a
        ):
            word.tag = "'"
        elif t in QUOTES:
            word.tag = '"'
        elif t == "-":
            tight = words and words[-1].end == a and i + 1 < n and raw[i + 1][0] == b
            if tight:
                i += 1
                words.append(Word(a, b, t, low, tag="~"))
                continue
            word.tag = "-"
        elif t == "." and _decimal(raw, i):
            word.tag = "#"
        elif t in SIGNS and term is None:
            word.tag = SIGNS[t]
        elif low[:1].isdigit():
            word.tag = "#"
        words.append(word)
        i += step
    if foreign:
        words = settling.settle(words, lexicon)
    for k, word in enumerate(words):
        word.joined = k > 0 and words[k - 1].tag == "~"
    _drop_persons(words)
    for k in range(len(words)):
        if not words[k].tag:
            words[k].tag = tag_of(words, k)
    return words


def _decimal(raw: list[tuple[int, int, str]], i: int) -> bool:
    """Tell the point of "4.6m"."""
    if not 0 < i < len(raw) - 1:
        return False
    (_, end, before), (start, _, after) = raw[i - 1], raw[i + 1]
    close = end == raw[i][0] and start == raw[i][1]
    return close and before[-1:].isdigit() and after[:1].isdigit()


def _past(low: str, text: str) -> bool:
    """Tell whether a word that nobody listed looks like a verb in the past."""
    return (
        low.endswith("ed")
        and len(low) > 4
        and text.islower()
        and low.isalpha()
        and low not in NO_PAST
        and low[-3] != "e"
    )


_begun: list[tuple[Lexicon, dict[str, Begun]]] = []

Begun = tuple[tuple[Term, ...], dict[str, tuple[Term, ...]]]
"""Phrases of one word; and those of more by their second word, the longest first."""


def _begun_of(lexicon: Lexicon) -> dict[str, Begun]:
    """Return the phrases of a lexicon by their first two words, sorted once."""
    for known, held in _begun:
        if known is lexicon:
            return held
    made: dict[str, Begun] = {}
    for first, terms in lexicon.terms.items():
        longer: dict[str, tuple[Term, ...]] = {}
        for term in terms:
            if len(term.words) > 1:
                longer[term.words[1]] = (*longer.get(term.words[1], ()), term)
        made[first] = tuple(t for t in terms if len(t.words) == 1), longer
    _begun.append((lexicon, made))
    return made


USED_TO = ("used", "to")

BEING = frozenset("is are was were be been being".split())


def _term(
    begun: dict[str, Begun],
    raw: list[tuple[int, int, str]],
    lows: list[str],
    i: int,
    shouting: bool,
) -> Term | None:
    if lows[i] not in begun:
        return None
    alone, longer = begun[lows[i]]
    following = longer.get(lows[i + 1], ()) if i + 1 < len(lows) else ()
    for term in (*following, *alone) if following else alone:
        size = len(term.words)
        if size > 1 and tuple(lows[i : i + size]) != term.words:
            continue
        if term.words == USED_TO and BEING & set(lows[max(i - 2, 0) : i]):
            continue  # "drones are used to guard the border"
        if term.exact and not shouting:
            if all(w[2].islower() or not w[2][:1].isalpha() for w in raw[i : i + size]):
                continue
            letters = "".join(w[2] for w in raw[i : i + size]).replace(".", "")
            short = len(letters) <= SHORT and letters.isascii() and letters != term.printed
            if short and not letters.isupper():
                continue
            if size > 1 and raw[i + size - 1][2] in THINGS_OF and "supplier" in term.kinds:
                continue
        return term
    return None


def _drop_persons(words: list[Word]) -> None:
    """Take the country out of "Michael Jordan", and of names that only hold a country's."""
    for k, word in enumerate(words):
        iso = word.kinds.get("country") or word.kinds.get("place", "")[:3]
        if not iso:
            continue
        before = words[k - 1] if k else None
        after = words[k + 1] if k + 1 < len(words) else None
        delicate = iso in DELICATE or "place" in word.kinds
        named = (
            before is not None
            and k > 1
            and before.capital
            and not before.kinds
            and not before.tag
            and before.text.isalpha()
            and len(before.text) > 1
        )
        if (
            (delicate and named and before is not None and not before.verbs)
            or (
                iso in ("TCD", "JOR", "GEO")
                and after is not None
                and after.capital
                and not after.kinds
                and after.text.isalpha()
                and not after.tag
            )
            or (
                before is not None
                and "person_title" in before.kinds
                and iso in ("TCD", "JOR", "GEO")
            )
            or (word.low == "turkey" and not word.capital)
            or (delicate and [w.low for w in words[k + 1 : k + 3]] == [",", "who"])
        ):
            word.kinds = {}
