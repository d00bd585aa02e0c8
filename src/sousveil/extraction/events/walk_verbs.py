"""Verbs of a Romance sentence: finite or not, active or passive."""

from __future__ import annotations

from sousveil.extraction.events.lexicon import Verb
from sousveil.extraction.events.walk import FINITE, NO_NOUN, Walk, forms, in_forms
from sousveil.extraction.events.word import Word

KEPT = NO_NOUN | {"of-object"}


class Verbs(Walk):
    """Settles verbs."""

    def verb(self, i: int, word: Word, before: Word | None) -> None:
        """Settle a word that can be a verb."""
        kinds = forms(word)
        tag = before.tag if before is not None else ""
        after = self.at(i + 1)
        noun = bool(word.kinds.keys() - NO_NOUN)
        if word.capital and self.out and not self.headline() and not self.after_stop():
            self.put(word, "N")
            return
        if "participle" in kinds and (
            tag in ("B", "H") or (tag == "V" and before is not None and before.low == "been")
        ):
            self.finish(i, word, {"participle"})
        elif "base" in kinds and (tag in ("M", "TO") or self.just):
            self.finish(i, word, {"participle"} if self.just else {"base"})
            self.just = False
        elif kinds & FINITE and self.is_finite(i, word, before, noun, after):
            self.finite(i, word, kinds)
        elif "participle" in kinds and tag not in ("D", "#") and not noun:
            self.reduced(i, word, before, after)
        elif kinds == {"ing"} or ("ing" in kinds and not noun):
            self.finish(i, word, {"ing"})
        elif "base" in kinds and not noun and tag not in ("D", "#", "P"):
            self.add(word, "to", "TO", "")
            self.finish(i, word, {"base"})
        elif "base" in kinds and tag == "P" and not noun:
            self.finish(i, word, {"ing"})
        else:
            self.other(i, word, before)

    def is_finite(
        self, i: int, word: Word, before: Word | None, noun: bool, after: Word | None
    ) -> bool:
        """Tell whether a form that may be finite is so here."""
        tag = before.tag if before is not None else ""
        kinds = forms(word)
        if self.clitics or self.reflexive:
            return True
        if tag in ("B", "H", "M", "TO"):
            return False
        if "participle" in kinds and kinds & {"third", "past"}:
            if after is not None and after.low in ("by",):
                return False
            return not self.finite_seen() and tag in ("N", "R", ")", "#", "")
        if tag == "#":
            return not noun
        if tag in ("D", "P"):
            return False if noun or tag != "D" else not before_is_article(before)
        if noun:
            return (
                tag in ("N", "R", ")")
                and not (after is not None and after.low == "of")
                and not self.finite_seen()
            )
        return True

    def finite(self, i: int, word: Word, kinds: frozenset[str]) -> None:
        """Put a finite verb, with "will" or "would" before what they are part of."""
        if kinds & {"future"} and not kinds & {"third", "past"}:
            self.add(word, "will", "M", "modal_will")
            self.finish(i, word, {"base"})
        elif kinds & {"would"} and not kinds & {"third", "past"}:
            self.add(word, "would", "M", "modal_will")
            self.finish(i, word, {"base"})
        else:
            self.finish(i, word, kinds & {"third", "past"})

    def reduced(self, i: int, word: Word, before: Word | None, after: Word | None) -> None:
        """Put "which was" before a participle where English would tell it from a past by it."""
        by = after is not None and after.low == "by"
        at_noun = (
            before is not None and before.tag in ("N", ")", "#") and self.out[-1].tag not in (",",)
        )
        plain = after is None or after.tag in (",", ".", ")", ";") or "preposition" in after.kinds
        if at_noun and not by and not (plain and self.finite_seen()):
            self.add(word, "which", "R", "relative")
            self.add(word, "was", "B", "aux_be")
        self.finish(i, word, {"participle"})

    def finish(self, i: int, word: Word, wanted: frozenset[str] | set[str]) -> None:
        """Put a verb in one form, as reflexive verb or passive where "se" went before."""
        verbs = word.verbs
        if self.reflexive:
            own = self.lexicon.verbs.get(f"se {word.text.casefold()}", ()) or self.phrase(i, word)
            if own:
                verbs = own
            elif self.language != "fr" and any(v.forms & {"third", "past"} for v in verbs):
                self.add(word, "was", "B", "aux_be")
                wanted = {"participle"}
            self.reflexive = False
        elif phrase := self.phrase(i, word):
            verbs = phrase
        known = tuple(in_forms(v, wanted) for v in verbs if v.forms & wanted) or tuple(
            in_forms(v, wanted) for v in verbs
        )
        word.verbs = known
        if any(v.lemma == "lose" for v in known) and self.object_is(i, "tender_noun"):
            word.kinds["lost_bid"] = "lost_bid"
        self.put(word, "V", kinds={k: v for k, v in word.kinds.items() if k in KEPT})
        self.out += self.clitics
        self.clitics = []

    def phrase(self, i: int, word: Word) -> tuple[Verb, ...]:
        """Return the verb that one and its particle or object make, and spend the particle."""
        key = word.text.casefold()
        for particle, verb in self.lexicon.phrasal.get(f"se {key}" if self.reflexive else key, ()):
            if particle.startswith("@"):
                if self.object_is(i, particle[1:]):
                    return (verb,)
            elif self.reflexive and particle == "de":
                word.kinds = {"of-object": "of-object"}
                return (verb,)
            elif self.reflexive:
                parts = particle.split(" ")
                ahead = [w.text.casefold() for w in self.words[i + 1 : i + 1 + len(parts)]]
                if ahead == parts:
                    self.spent |= set(range(i + 1, i + 1 + len(parts)))
                    return (verb,)
        return ()


def before_is_article(word: Word | None) -> bool:
    """Tell whether a determiner can only stand before a noun."""
    return word is not None and word.low not in ("the", "all", "each")
