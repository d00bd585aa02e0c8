"""What a walk through the words of a Romance sentence knows at each step."""

from __future__ import annotations

from sousveil.extraction.events.lexicon import Lexicon, Verb
from sousveil.extraction.events.word import SMALL, Word

FINITE = frozenset(("third", "past", "future", "would"))
BREAKS = frozenset(("R", "S", ";", ":", "."))
NO_NOUN = frozenset(
    ("hedge", "norm", "unclear", "planned_adjective", "ended_adverb", "hypothetical", "lost_bid")
)
"""Classes that leave a verb what it is."""

NUMBERS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    """.split()
)
BOUNDS = frozenset(
    ("at least", "more than", "roughly", "nearly", "fewer than", "up to", "respectively")
)


def forms(word: Word) -> frozenset[str]:
    """Return the forms that a word can be as a verb."""
    return frozenset().union(*(v.forms for v in word.verbs))


def classes(word: Word | None) -> frozenset[str]:
    """Return the classes of the verbs that a word can be."""
    return frozenset().union(*(v.classes for v in word.verbs)) if word is not None else frozenset()


def in_forms(verb: Verb, wanted: frozenset[str] | set[str]) -> Verb:
    """Return a verb in some forms only."""
    return verb._replace(forms=frozenset(wanted))


class Walk:
    """The words of a sentence; `out` holds those that are settled."""

    def __init__(self, words: list[Word], lexicon: Lexicon) -> None:
        self.words = words
        self.lexicon = lexicon
        self.language = lexicon.language
        self.out: list[Word] = []
        self.spent: set[int] = set()
        """Words that an earlier one has spoken for: the second half of "ne ... pas"."""

        self.reflexive = False
        self.clitics: list[Word] = []
        self.just = False
        """True behind "vient de": the infinitive tells of what is done."""

    def put(self, word: Word, tag: str, low: str = "", kinds: dict[str, str] | None = None) -> None:
        """Settle a word with its tag, and with another low form or other kinds if given."""
        word.tag = tag
        word.low = low or word.low
        if kinds is not None:
            word.kinds = kinds
        self.out.append(word)

    def add(self, of: Word, low: str, tag: str, kind: str) -> None:
        """Put in a word that the language does not write."""
        self.out.append(Word(of.start, of.end, of.text, low, {kind: kind} if kind else {}, (), tag))

    def at(self, i: int) -> Word | None:
        """Return word i; None outside the sentence."""
        return self.words[i] if 0 <= i < len(self.words) else None

    def before(self) -> Word | None:
        """Return the last settled word that is no adverb, denial or quotation mark."""
        return next((w for w in reversed(self.out) if w.tag not in ("A", "NEG", '"')), None)

    def governing(self) -> Word | None:
        """Return the nearest verb before, in the same clause."""
        for word in reversed(self.out):
            if word.tag == "V":
                return word
            if word.tag in BREAKS:
                return None
        return None

    def finite_seen(self) -> bool:
        """Tell whether the clause has a finite verb already."""
        for word in reversed(self.out):
            if word.tag == "B" or (
                word.tag == "V" and not forms(word) <= {"participle", "ing", "base"}
            ):
                return True
            if word.tag in BREAKS:
                return False
        return False

    def verb_ahead(self, i: int, wanted: frozenset[str] | set[str]) -> int:
        """Return where a verb in some form comes next, over pronouns or adverbs; else -1."""
        for k in range(i, min(i + 5, len(self.words))):
            word = self.words[k]
            if forms(word) & wanted and not (
                word.kinds.keys() - {"word"} and k > i and not forms(word) - {"third"}
            ):
                return k
            passed = word.kinds.keys() & {
                "adverb",
                "negation",
                "clitic",
                "pronoun",
            } or word.low in ("se", "ne", "pas", "the")
            if not passed:
                return -1
        return -1

    def head_after(self, i: int) -> Word | None:
        """Return the word that a preposition leads to, over articles and demonyms."""
        for k in range(i + 1, min(i + 6, len(self.words))):
            word = self.words[k]
            if (
                "determiner" in word.kinds
                or word.low in ("à/la", "the")
                or (
                    "demonym" in word.kinds
                    and (nxt := self.at(k + 1)) is not None
                    and (nxt.capital or "firm_noun" in nxt.kinds)
                )
            ):
                continue
            return word
        return None

    def party_after(self, i: int) -> bool:
        """Tell whether a company or a name stands behind a preposition."""
        for k in range(i + 1, min(i + 7, len(self.words))):
            word = self.words[k]
            if word.kinds.keys() & {"supplier", "financier", "firm_noun"}:
                return True
            if word.kinds.keys() & {"country", "capital", "place", "state_noun"} or word.tag:
                return False
            if word.capital and not word.kinds.keys() - {"word"} and not word.verbs:
                return True
            if not ("determiner" in word.kinds or "demonym" in word.kinds or word.low == "à/la"):
                return False
        return False

    def headline(self) -> bool:
        """Tell whether most words begin with a capital."""
        letters = [w for w in self.words if w.text[:1].isalpha()]
        return sum(w.capital for w in letters) * 3 > 2 * len(letters)

    def after_stop(self) -> bool:
        """Tell whether a sign goes before that a capital may follow."""
        return bool(self.out) and self.out[-1].tag in ('"', ":", "-", ".")

    def object_is(self, i: int, kind: str) -> bool:
        """Tell whether a noun of some kind stands behind a verb, up to the next verb or comma."""
        for other in self.words[i + 1 : i + 9]:
            if other.tag or (other.verbs and not other.kinds):
                return False
            if kind in other.kinds or kind == other.low:
                return True
            if kind == "technology" and other.kinds.keys() & {"contract_noun", "tender_noun"}:
                return False  # "décroche le marché des caméras"
        return False

    def other(self, i: int, word: Word, before: Word | None) -> None:
        """Settle a word that is no verb, by its classes."""
        kinds = word.kinds
        if (
            word.low == "and"
            and before is not None
            and before.low in NUMBERS
            and (after := self.at(i + 1)) is not None
            and after.low in NUMBERS
        ):
            self.put(word, "~")
            return
        if word.low in BOUNDS:
            self.put(word, "A")
            return
        if word.low.startswith("roughly "):  # "une quinzaine", "una docena"
            self.put(word, "#")
            return
        for kind, tag in SMALL:
            if kind in kinds:
                self.put(word, tag)
                return
        if (
            not kinds
            and not word.capital
            and word.low.endswith(("ment", "mente"))
            and len(word.low) > 6
            and not (before is not None and before.tag in ("D", "P"))
        ):
            self.put(word, "A")
            return
        self.put(word, "N")
