"""Prepositions, articles and small pronouns of a Romance sentence by their English counterparts."""

from __future__ import annotations

from sousveil.extraction.dates import MONTHS
from sousveil.extraction.events.walk import BREAKS, FINITE, classes, forms, in_forms
from sousveil.extraction.events.walk_verbs import Verbs
from sousveil.extraction.events.word import Word

EQUIP = frozenset("equip outfit fit provide arm provision".split()) | {"kit out"}
RECEIVE = frozenset(
    """receive obtain borrow import get secure buy purchase acquire order rent procure source
    come""".split()
)
TO_RECIPIENT = frozenset(("give", "award", "pick", "lend", "win"))
OPENS = frozenset(("V", "P", "TO", ":", ";", "S"))
THING_KINDS = frozenset(("technology", "generic_thing"))
NO_ARTICLE = frozenset(
    """AGO MOZ PRT CPV STP ISR CUB GTM HND SLV NIC CRI MAR MCO MLT CYP AND SGP TWN HKG MMR LKA MDG
    BGD OMN TLS HTI BRB TTO UGA
    """.split()
)
"""Countries that Portuguese names without an article."""


class Prepositions(Verbs):
    """Settles prepositions, articles and clitics."""

    def portuguese_a(self, i: int, word: Word) -> None:
        """Settle "a": the article of a feminine noun, or "to"."""
        after, last = self.at(i + 1), self.at(i - 1)
        if after is not None and after.start == word.start:  # "à"
            word.kinds, word.low = {"preposition": "preposition"}, "to"
            self.preposition(i, word, self.before())
            return
        if last is not None and last.start == word.start:
            self.put(word, "D", "the", {"determiner": "determiner"})
            return
        if after is not None and "base" in forms(after) and self.out and self.out[-1].tag == "B":
            after.verbs = tuple(in_forms(v, {"ing"}) for v in after.verbs)
            return
        towards = after is not None and (
            bool(after.kinds.keys() & {"capital", "place"})
            or "base" in forms(after)
            or "determiner" in after.kinds
            or after.tag == "#"
            or (after.kinds.get("country") in NO_ARTICLE and bool(self.out))
            or (
                after.text.islower()
                and after.low not in ("police",)
                and after.text.endswith(("os", "s", "o"))
                and not after.text.endswith(("ss",))
            )
        )
        if towards and not (
            after is not None
            and after.kinds.keys() & {"determiner"}
            and self.out
            and self.out[-1].tag == "P"
        ):
            word.kinds, word.low = {"preposition": "preposition"}, "to"
            self.preposition(i, word, self.before())
        else:
            word.kinds, word.low = {"determiner": "determiner"}, "the"
            self.determiner(i, word, self.before())

    def preposition(self, i: int, word: Word, before: Word | None) -> None:
        """Settle a preposition: before a verb, before an object, before anything else."""
        low = word.low
        at = self.verb_ahead(i + 1, {"base"})
        if (
            at < 0
            and low in ("to", "in")
            and (after := self.at(i + 1)) is not None
            and after.low == "the"
        ):
            at = self.verb_ahead(i + 2, {"base"})
            if at >= 0 and not self.words[at].kinds:  # "al comprar"
                self.spent.add(i + 1)
                low = "upon"
            else:
                at = -1
        if at >= 0 and not self.words[at].kinds.keys() & {"state_noun", "firm_noun"}:
            if low in ("to", "of", "for", "for whom"):
                self.put(word, "TO", "to")
            else:
                verb = self.words[at]
                verb.verbs = tuple(in_forms(v, {"ing"}) for v in verb.verbs)
                self.put(word, "NEG" if low == "without" else "P", low)
            return
        if low == "in" and self.language == "fr" and self.verb_ahead(i + 1, {"ing"}) >= 0:
            self.put(word, "P", "by")
            return
        if low == "to" and self.language == "es" and self.is_personal(i, before):
            return
        if low == "of" and self.partitive(i, before):
            after = self.at(i + 1)
            if after is not None and after.low == "the":
                after.low = "some"
            return
        self.put(word, "P", self.meant(i, word, before))

    def is_personal(self, i: int, before: Word | None) -> bool:
        """Tell the "a" before objects: "contrató a Huawei", "equipó a la policía"."""
        if before is None or before.tag != "V":
            return False
        picks = all(
            v.classes & {"pick"} and not v.classes & {"award", "give"} for v in before.verbs
        )
        equips = all(v.lemma in EQUIP for v in before.verbs)
        return (picks and self.party_after(i)) or equips

    def partitive(self, i: int, before: Word | None) -> bool:
        """Tell "achète des caméras", "ne livre pas de caméras", "se sert d'un outil": an object."""
        after, verb = self.at(i + 1), self.governing()
        if before is not None and before.low.startswith("roughly "):
            return True
        if verb is not None and "of-object" in verb.kinds and self.first_of(verb):
            return True
        if self.language != "fr" or after is None:
            return False
        named = self.head_after(i)
        last = self.out[-1] if self.out else None
        at_verb = before is not None and before.tag == "V"
        if at_verb and named is not None and (named.capital or "firm_noun" in named.kinds):
            return False
        if after.low == "the" and (before is None or before.tag in OPENS):
            reduced = at_verb and before is not None and "participle" in forms(before)
            if not reduced or any(w.tag == "H" for w in self.out[-4:]):
                return True
        if last is not None and last.tag in ("C", ","):
            listed = after.low == "the" and named is not None and not named.capital
            return listed and any(w.low == "some" for w in self.out[-6:])
        return at_verb and any(w.tag == "NEG" for w in self.out[-4:])

    def first_of(self, verb: Word) -> bool:
        """Tell whether nothing but a time stands between "se sert" and its "de"."""
        between = self.out[self.out.index(verb) + 1 :]
        direct = not between or between[0].tag in ("P", "A")
        return direct and not any(w.low == "of" for w in between)

    def meant(self, i: int, word: Word, before: Word | None) -> str:
        """Return the English preposition that plays the part of an ambiguous one."""
        head = self.head_after(i)
        match word.low:
            case "of":
                return self.of(i, before, head)
            case "to" if word.text.casefold() == "para":
                return "for" if head is not None and THING_KINDS & head.kinds.keys() else "to"
            case "to":
                return self.to(i, before, head)
            case "between":
                listed = head is not None and not head.capital and head.text.endswith("s")
                return "among" if listed and not (head is not None and head.tag) else "between"
            case "from":
                return "since" if self.is_time(i, head) else "from"
            case "on":
                return "of" if self.is_counted(head) else "on"
            case "at":
                buys = bool(classes(self.governing()) & {"get"})
                return "from" if buys and self.party_after(i) else "at"
            case "by":
                paid = head is not None and (
                    head.tag == "#"
                    or head.text in "$€£"
                    or (self.pays() and bool(THING_KINDS & head.kinds.keys()))
                )
                return "for" if paid and self.language != "fr" else "by"
        return word.low

    def of(self, i: int, before: Word | None, head: Word | None) -> str:
        """Return what "de" is here: of, from, with."""
        verb = self.governing()
        lemmas = {v.lemma for v in verb.verbs} if verb is not None else set()
        thing = before is not None and bool(THING_KINDS & before.kinds.keys())
        equips = lemmas & EQUIP and not (thing and before is not None and before.tag == "N")
        if equips and head is not None and not head.capital:
            return "with"
        party = self.party_after(i)
        place = head is not None and bool(head.kinds.keys() & {"country", "capital"})
        received = before is verb and lemmas & RECEIVE and (party or place)
        return "from" if received or (party and thing) else "of"

    def to(self, i: int, before: Word | None, head: Word | None) -> str:
        """Return what "à" is here: to, from, in, with."""
        known = classes(self.governing())
        tied = head is not None and head is self.at(i + 1) and "technology" in head.kinds
        if tied and before is not None and "technology" in before.kinds:
            return "with"
        buys = bool(known & {"get"} and not known & {"give", "award"}) and not self.pays()
        if self.party_after(i) and (buys or self.bought()):
            return "from"
        place = head is not None and bool(head.kinds.keys() & {"country", "capital", "place"})
        return "in" if self.language == "fr" and place and not known & TO_RECIPIENT else "to"

    def pays(self) -> bool:
        """Tell whether the verb before is paying: whom goes behind "à", what for behind "por"."""
        verb = self.governing()
        return verb is not None and any(v.lemma == "pay" for v in verb.verbs)

    def is_time(self, i: int, head: Word | None) -> bool:
        """Tell "depuis 2019" from "depuis Paris"."""
        after = self.at(i + 1)
        if after is not None and (after.tag == "#" or after.low in MONTHS):
            return True
        return head is not None and head.low in ("year", "monday")

    def is_counted(self, head: Word | None) -> bool:
        """Tell "sur les 54 pays", of which something is counted."""
        if head is None or head.tag != "#":
            return False
        counted = self.at(self.words.index(head) + 1)
        return counted is not None and counted.low in ("country", "city", "company")

    def bought(self) -> bool:
        """Tell whether a noun for a purchase stands between the last verb and here."""
        for word in reversed(self.out):
            if word.tag == "V" or word.tag in BREAKS:
                return False
            if word.low in ("purchase", "order", "import", "lease"):
                return True
        return False

    def determiner(self, i: int, word: Word, before: Word | None) -> None:
        """Settle an article, or the pronoun that looks like one: "la vende"."""
        after = self.at(i + 1)
        if word.low == "the" and after is not None and not after.capital:
            have = "aux_have" in after.kinds and self.verb_ahead(i + 2, {"participle"}) >= 0
            if (have and not (before is not None and before.tag == "P")) or self.is_pronoun(
                i, after, before
            ):
                word.kinds = {"pronoun": "pronoun"}
                word.low = "them" if word.text.casefold().endswith("s") else "it"
                word.tag = "N"
                self.clitics.append(word)
                return
        self.put(word, "D")

    def is_pronoun(self, i: int, verb: Word, before: Word | None) -> bool:
        """Tell "la vende", sells it, from "la visita", the visit."""
        if verb.kinds.keys() - {"modal_can", "modal_will"}:
            return False
        tag = before.tag if before is not None else ""
        if tag in ("TO", "M"):
            return "base" in forms(verb)
        kinds, behind = forms(verb) & FINITE, self.at(i + 2)
        if not kinds or tag == "P" or (behind is not None and behind.low == "of"):
            return False
        if kinds == {"third"}:
            return tag in ("N", "R") or bool(self.out and self.out[-1].tag in ("NEG", "A"))
        return True

    def clitic(self, i: int, word: Word, before: Word | None) -> None:
        """Settle "lui", "les", "lhe" before a verb; elsewhere they are pronouns or determiners."""
        ahead = self.verb_ahead(i + 1, FINITE | {"base"})
        after = self.at(i + 1)
        if word.low == "lo" and ahead == i + 1:
            word.kinds, word.low, word.tag = {"pronoun": "pronoun"}, "it", "N"
            self.clitics.append(word)
            return
        if ahead >= 0 or (
            after is not None
            and after.kinds.keys() & {"aux_have", "aux_be", "modal_will", "modal_can", "clitic"}
        ):
            self.put(word, "A")
        elif "determiner" in word.kinds:
            self.put(word, "D")
        else:
            self.put(word, "N")
