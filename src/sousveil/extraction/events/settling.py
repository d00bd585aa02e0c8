"""The words of a Romance sentence tagged, with what English says in words of its own put in."""

from __future__ import annotations

import re

from sousveil.extraction.dates import MONTHS
from sousveil.extraction.events.arranging import arranged
from sousveil.extraction.events.fronted import straight, with_speaker
from sousveil.extraction.events.guessing import guess
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.walk import FINITE
from sousveil.extraction.events.walk_prepositions import Prepositions
from sousveil.extraction.events.word import NAMES, Word
from sousveil.extraction.events.written import joined

ASKED = {
    "fr": ("é", "ée", "és", "ées"),
    "es": ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"),
    "pt": ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas"),
}
"""How participles end that open a sentence."""

YEAR = re.compile(r"(?:19[89]|20[0-4])\d")


def settle(words: list[Word], lexicon: Lexicon) -> list[Word]:
    """Return the words of a sentence, all tagged, in the order that English would have."""
    guess(words, lexicon.language)
    told = joined(_Settler(words, lexicon).run())
    return arranged(with_speaker(straight(told, lexicon.language)))


class _Settler(Prepositions):
    """Walks the words once, from left to right."""

    def run(self) -> list[Word]:
        for i, word in enumerate(self.words):
            if i in self.spent:
                continue
            self.prepare(i, word)
            if word.tag:
                self.out.append(word)
            elif any(kind in word.kinds for kind in NAMES):
                word.verbs = ()
                self.put(word, "N")
            else:
                self.word(i, word)
        self.out += self.clitics
        return self.out

    def prepare(self, i: int, word: Word) -> None:
        """Take away what a word cannot be where it stands."""
        after, before = self.at(i + 1), self.at(i - 1)
        plain = word.kinds.keys() & {"firm_noun"} and (after is None or not after.capital)
        if not i and plain:
            word.kinds["word"] = "word"
        if word.text in "¿¡":
            word.tag = '"'
        if after is not None and after.text == "$" and after.start == word.end:
            word.kinds = {}
        if word.kinds.keys() >= {"aux_be", "state_noun"}:
            gone = before is not None and "aux_have" in before.kinds
            word.kinds = {"aux_be": "aux_be"} if gone else {"state_noun": "state_noun"}
            word.low = "been" if gone else "state"
        if word.kinds.keys() >= {"place", "supplier"} and not word.text.isupper():
            del word.kinds["supplier"]  # "Nice", the town
        if before is not None and before.low == "called" and "demonym" not in word.kinds:
            word.kinds = {k: v for k, v in word.kinds.items() if k not in NAMES or k == "supplier"}
        if not i and self.opening(word, after):
            word.tag = "A"
        if word.capital and not word.kinds and self.in_title(i):
            word.kinds, word.verbs = {"word": "word"}, ()

    def opening(self, word: Word, after: Word | None) -> bool:
        """Tell "Interrogée," and "Preguntada por este diario,", which are no names."""
        shut = after is not None and (after.text == "," or after.low == "by")
        return shut and not word.kinds and word.text.endswith(ASKED[self.language])

    def in_title(self, i: int) -> bool:
        """Tell the "Interior" of "Ministerio del Interior", which is no company."""
        k = i - 1
        while k >= 0 and i - k < 4 and self.words[k].low in ("of", "the", "à/la", "to"):
            k -= 1
        head = self.words[k] if k >= 0 else None
        if head is None or not head.capital or "firm_noun" in head.kinds:
            return False
        titles = {"state_noun", "word", "talks_noun"} | (
            {"source_noun", "media_noun"} if k or k == i - 1 else set()
        )
        return bool(head.kinds.keys() & titles) and not head.kinds.keys() & set(NAMES)

    def word(self, i: int, word: Word) -> None:
        low, kinds, before = word.low, word.kinds, self.before()
        after = self.at(i + 1)
        if low in MONTHS and self.month(i, word):
            self.put(word, "N", kinds={"month": low})
        elif low == "ne":
            self.denial(i, word)
        elif low == "pas":
            self.put(word, "NEG", "not", {"negation": "negation"})
        elif low == "se":
            self.reflex(i, word)
        elif low == "que":
            self.que(i, word, before)
        elif low == "been" and before is not None and before.tag == "D":
            self.put(word, "N", "year", {"word": "year"})
        elif kinds.keys() & {"aux_be", "aux_have"} and not (
            before is not None
            and before.tag == "D"
            and before.low == "the"
            and after is not None
            and after.low == "of"
        ):
            self.auxiliary(i, word)
        elif (
            low == "will have"
            and self.language == "pt"
            and self.verb_ahead(i + 1, {"participle"}) >= 0
        ):
            self.put(word, "H", "has", {"aux_have": "aux_have", "hedge": "hedge"})
        elif low in ("will be", "will have"):
            self.add(word, "will", "M", "modal_will")
            self.put(
                word,
                "B" if low == "will be" else "H",
                "be" if low == "will be" else "have",
                {"aux_be" if low == "will be" else "aux_have": "aux"},
            )
        elif low == "has just" and self.verb_ahead(i + 1, {"base"}) < 0:
            self.origin(word)
        elif low == "has just":
            self.just = True
            self.put(word, "H", "has", {"aux_have": "aux_have"})
        elif (
            any(k.startswith("modal_") for k in kinds)
            and (at := self.verb_ahead(i + 1 + self.linked(i), {"base"})) >= 0
        ):
            self.spent |= {k for k in range(i + 1, at) if self.words[k].low in ("to", "of", "que")}
            self.put(word, "M")
        elif "negation" in kinds:
            self.put(word, "NEG")
        elif "clitic" in kinds:
            self.clitic(i, word, before)
        elif "determiner" in kinds and not (kinds.keys() & {"preposition"}):
            self.determiner(i, word, before)
        elif low == "à/la":
            self.portuguese_a(i, word)
        elif "preposition" in kinds and not (
            word.verbs and before is not None and before.tag in ("B", "H")
        ):
            self.preposition(i, word, before)
        elif word.verbs:
            self.verb(i, word, before)
        else:
            self.other(i, word, before)

    def origin(self, word: Word) -> None:
        """Settle "viennent de Chine", which is no "have just"."""
        word.verbs = self.lexicon.verbs.get(word.text.split(" ")[0].casefold(), ())
        word.kinds = {}
        self.put(word, "V" if word.verbs else "N", word.text.casefold())
        self.add(word, "from", "P", "preposition")

    def linked(self, i: int) -> int:
        """Return how many words tie a modal to its verb: "va a", "tem de", "tiene que"."""
        after = self.at(i + 1)
        return int(after is not None and after.low in ("to", "of", "que"))

    def month(self, i: int, word: Word) -> bool:
        """Tell whether a word is a month here; "de" between the parts of a date goes."""
        k = i + 1
        after = self.at(k)
        if after is not None and after.low == "of":
            k += 1
            after = self.at(k)
        if after is not None and YEAR.fullmatch(after.low):
            self.spent |= set(range(i + 1, k))
            dated = True
        else:
            dated = False
        last = self.out[-1] if self.out else None
        if last is not None and last.low == "of" and len(self.out) > 1 and self.out[-2].tag == "#":
            self.out.pop()
            dated = True
        return dated or (last is not None and last.tag in ("#", "P"))

    def denial(self, i: int, word: Word) -> None:
        """Settle "ne": "ne ... pas", "ne ... plus" for no longer, "ne ... que" for only."""
        for k in range(i + 1, min(i + 9, len(self.words))):
            other = self.words[k]
            if other.tag in (",", ";", ":", "."):
                break
            if other.low == "que":
                self.spent.add(k)
                return
            if other.low == "plus":
                after = self.at(k + 1)
                self.spent.add(k)
                if after is not None and after.low == "que":
                    self.spent.add(k + 1)
                    return
                self.put(
                    word,
                    "NEG",
                    "no longer",
                    {"negation": "negation", "ended_adverb": "ended_adverb"},
                )
                return
            if other.low in ("pas", "never"):
                self.spent.add(k)
                self.put(
                    word, "NEG", "not" if other.low == "pas" else "never", {"negation": "negation"}
                )
                return
            if "negation" in other.kinds:
                break
        self.put(word, "NEG", "not", {"negation": "negation"})

    def reflex(self, i: int, word: Word) -> None:
        after = self.at(i + 1)
        if after is not None and self.language == "fr" and after.text.casefold() in ("en", "y"):
            self.spent.add(i + 1)
            i += 1
            after = self.at(i + 1)
        if after is not None and (
            self.verb_ahead(i + 1, FINITE | {"base", "ing", "participle"}) >= 0
            or after.kinds.keys() & {"aux_be", "aux_have"}
        ):
            self.reflexive = True
        elif self.language != "es":
            self.put(
                word, "S", "if", {"subordinator": "subordinator", "hypothetical": "hypothetical"}
            )

    def que(self, i: int, word: Word, before: Word | None) -> None:
        """Settle "que": that, which or than."""
        last = self.out[-1] if self.out else None
        said = any(w.tag == "S" and w.low == "that" for w in self.out)
        if last is not None and last.tag == "," and len(self.out) > 1 and not said:
            before = self.out[-2]
        relative = (
            before is not None
            and before.tag in ("N", "#", ")")
            and not before.kinds.keys() & {"no_evidence", "source_noun", "talks_noun"}
        )
        if last is not None and last.tag == "C":
            relative = not said and any(w.tag == "R" for w in self.out)
        if last is not None and last.tag == "A" and last.low in ("more", "less"):
            self.put(word, "P", "than", {"preposition": "preposition"})
        else:
            self.put(word, "R" if relative else "S", "that", {"relative": "relative"})

    def auxiliary(self, i: int, word: Word) -> None:
        if self.reflexive and "aux_be" in word.kinds:
            word.kinds, word.low = {"aux_have": "aux_have"}, "has"
        self.put(word, "B" if "aux_be" in word.kinds else "H")
