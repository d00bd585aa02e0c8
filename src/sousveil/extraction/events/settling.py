"""The words of a Romance sentence tagged, with what English says in words of its own put in."""

from __future__ import annotations

from dataclasses import replace

from sousveil.extraction.events.arranging import arranged
from sousveil.extraction.events.lexicon import Lexicon, Verb
from sousveil.extraction.events.words import MONTHS, NAMES, SMALL, YEAR, Word

FINITE = frozenset(("third", "past", "future", "would"))
NUMBERS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    """.split()
)
EQUIP = frozenset(("equip", "outfit", "fit", "provide", "arm", "provision", "kit out"))
RECEIVE = frozenset(
    (
        "receive",
        "obtain",
        "borrow",
        "import",
        "get",
        "secure",
        "buy",
        "purchase",
        "acquire",
        "order",
        "rent",
        "procure",
        "source",
        "come",
    )
)
TO_RECIPIENT = frozenset(("give", "award", "pick", "lend", "win"))
BREAKS = frozenset(("R", "S", ";", ":", "."))
THING_KINDS = frozenset(("technology", "generic_thing"))
HOME = frozenset(("in", "to"))


def settle(words: list[Word], lexicon: Lexicon) -> list[Word]:
    """Return the words of a sentence, all tagged, in the order that English would have."""
    return arranged(_Settler(words, lexicon).run())


class _Settler:
    """Walks the words once, from left to right; `out` holds what is settled."""

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

    def run(self) -> list[Word]:
        for i, word in enumerate(self.words):
            if i in self.spent:
                continue
            if word.tag:
                self.out.append(word)
            elif any(kind in word.kinds for kind in NAMES):
                word.verbs = ()
                self.put(word, "N")
            else:
                self.word(i, word)
        self.out += self.clitics
        return self.out

    def put(self, word: Word, tag: str, low: str = "", kinds: dict[str, str] | None = None) -> None:
        word.tag = tag
        word.low = low or word.low
        if kinds is not None:
            word.kinds = kinds
        self.out.append(word)

    def add(self, of: Word, low: str, tag: str, kind: str) -> None:
        """Put in a word that the language does not write."""
        self.out.append(Word(of.start, of.end, of.text, low, {kind: kind} if kind else {}, (), tag))

    def at(self, i: int) -> Word | None:
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
        for word in reversed(self.out):
            if word.tag == "B" or (
                word.tag == "V" and not forms(word) <= {"participle", "ing", "base"}
            ):
                return True
            if word.tag in BREAKS:
                return False
        return False

    def verb_ahead(self, i: int, wanted: frozenset[str] | set[str]) -> int:
        """Return where a verb in some form stands right ahead, over pronouns and adverbs; else -1."""
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
        elif kinds.keys() & {"aux_be", "aux_have"} and not (
            before is not None
            and before.tag == "D"
            and before.low == "the"
            and after is not None
            and after.low == "of"
        ):
            self.auxiliary(i, word)
        elif low in ("will be", "will have"):
            self.add(word, "will", "M", "modal_will")
            self.put(
                word,
                "B" if low == "will be" else "H",
                "be" if low == "will be" else "have",
                {"aux_be" if low == "will be" else "aux_have": "aux"},
            )
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

    def linked(self, i: int) -> int:
        """Return how many words tie a modal to its verb: "va a", "tem de", "tiene que"."""
        after = self.at(i + 1)
        return int(after is not None and after.low in ("to", "of", "que"))

    def other(self, i: int, word: Word, before: Word | None) -> None:
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
        relative = (
            before is not None
            and before.tag in ("N", "#", ")")
            and not (before.kinds.keys() & {"no_evidence", "source_noun", "talks_noun"})
        )
        if (
            before is not None
            and self.out
            and self.out[-1].tag == "A"
            and self.out[-1].low in ("more", "less")
        ):
            self.put(word, "P", "than", {"preposition": "preposition"})
        elif relative:
            self.put(word, "R", "that", {"relative": "relative"})
        else:
            self.put(word, "S", "that", {"relative": "relative"})

    def auxiliary(self, i: int, word: Word) -> None:
        if self.reflexive and "aux_be" in word.kinds:
            word.kinds, word.low = {"aux_have": "aux_have"}, "has"
        verb = "use" if not self.out else ""
        del verb
        self.put(word, "B" if "aux_be" in word.kinds else "H")

    def clitic(self, i: int, word: Word, before: Word | None) -> None:
        """Settle "lui", "les", "lhe" before a verb; elsewhere they are pronouns or determiners."""
        ahead = self.verb_ahead(i + 1, FINITE | {"base"})
        after = self.at(i + 1)
        if ahead >= 0 or (
            after is not None
            and after.kinds.keys() & {"aux_have", "aux_be", "modal_will", "modal_can", "clitic"}
        ):
            self.put(word, "A")
        elif "determiner" in word.kinds:
            self.put(word, "D")
        else:
            self.put(word, "N")

    def determiner(self, i: int, word: Word, before: Word | None) -> None:
        after = self.at(i + 1)
        if word.low == "the" and after is not None:
            verb = forms(after) & FINITE and not after.kinds.keys() - {
                "word",
                "modal_can",
                "modal_will",
            }
            have = "aux_have" in after.kinds and self.verb_ahead(i + 2, {"participle"}) >= 0
            if (
                (verb or have)
                and not after.capital
                and not (before is not None and before.tag == "P")
            ):
                word.kinds = {"pronoun": "pronoun"}
                word.low = "them" if word.text.casefold().endswith("s") else "it"
                word.tag = "N"
                self.clitics.append(word)
                return
        self.put(word, "D")

    def portuguese_a(self, i: int, word: Word) -> None:
        """Settle "a": the article of a feminine noun, or "to"."""
        after = self.at(i + 1)
        towards = after is not None and (
            bool(after.kinds.keys() & {"capital", "place"})
            or "base" in forms(after)
            or "determiner" in after.kinds
            or after.tag == "#"
            or (after.kinds.get("country") in NO_ARTICLE)
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

    # ---- prepositions ----

    def preposition(self, i: int, word: Word, before: Word | None) -> None:
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
                verb.verbs = tuple(replace_forms(v, {"ing"}) for v in verb.verbs)
                self.put(word, "NEG" if low == "without" else "P", low)
            return
        if low == "in" and self.language == "fr" and self.verb_ahead(i + 1, {"ing"}) >= 0:
            self.put(word, "P", "by")
            return
        if low == "of" and self.partitive(i, before):
            after = self.at(i + 1)
            if after is not None and after.low == "the":
                after.low = "some"
            return
        self.put(word, "P", self.meant(i, word, before))

    def partitive(self, i: int, before: Word | None) -> bool:
        """Tell "achète des caméras", "ne livre pas de caméras", "se sert d'un outil": an object."""
        last = self.out[-1] if self.out else None
        after = self.at(i + 1)
        verb = self.governing()
        if (verb is not None and before is verb and self.takes_of(verb)) or (
            verb is not None
            and self.takes_of(verb)
            and self.out[self.out.index(verb) + 1 :]
            and self.out[self.out.index(verb) + 1].tag in ("P", "A")
            and not any(w.low == "of" for w in self.out[self.out.index(verb) :])
        ):
            return True
        if self.language != "fr" or after is None:
            return False
        named = self.head_after(i)
        if (
            before is not None
            and before.tag == "V"
            and named is not None
            and (named.capital or "firm_noun" in named.kinds)
        ):
            return False
        if last is not None and last.tag == "A" and last.low in ("more", "less", "a lot", "enough"):
            return True
        if (
            after.low == "the"
            and (before is None or before.tag in ("V", "P", "TO", ":", ";", "S"))
            and not (
                before is not None
                and before.tag == "V"
                and "participle" in forms(before)
                and not any(w.tag == "H" for w in self.out[-4:])
            )
        ):
            return True
        if (
            after.low == "the"
            and before is not None
            and before.tag in ("C", ",")
            and len(self.out) > 1
            and named is not None
            and not named.capital
        ):
            return any(w.low == "some" for w in self.out[-6:])
        denied = any(w.tag == "NEG" for w in self.out[-4:])
        return bool(denied and before is not None and before.tag == "V")

    def takes_of(self, verb: Word) -> bool:
        """Tell "se servir de" and "disposer de", whose object stands behind "de"."""
        return "of-object" in verb.kinds

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

    def meant(self, i: int, word: Word, before: Word | None) -> str:
        """Return the English preposition that plays the part of an ambiguous one."""
        low, verb = word.low, self.governing()
        classes = (
            frozenset().union(*(v.classes for v in verb.verbs)) if verb is not None else frozenset()
        )
        lemmas = {v.lemma for v in verb.verbs} if verb is not None else set()
        head = self.head_after(i)
        if low == "of":
            if (
                lemmas & EQUIP
                and not (
                    before is not None and before.tag == "N" and THING_KINDS & before.kinds.keys()
                )
                and head is not None
                and not head.capital
            ):
                return "with"
            party = self.party_after(i)
            place = head is not None and bool(head.kinds.keys() & {"country", "capital"})
            if before is verb and verb is not None and lemmas & RECEIVE and (party or place):
                return "from"
            if party and before is not None and before.kinds.keys() & THING_KINDS:
                return "from"
            return low
        if low == "to":
            if (
                before is not None
                and "technology" in before.kinds
                and head is not None
                and "technology" in head.kinds
                and head is self.at(i + 1)
            ):
                return "with"
            if self.party_after(i) and classes & {"get"} and not classes & {"give", "award"}:
                return "from"
            place = head is not None and bool(head.kinds.keys() & {"country", "capital", "place"})
            if self.language == "fr" and place and not classes & TO_RECIPIENT:
                return "in"
            return low
        if low == "at" and classes & {"get"} and self.party_after(i):
            return "from"
        if (
            low == "by"
            and head is not None
            and (head.tag == "#" or head.text in "$€£")
            and self.language != "fr"
        ):
            return "for"
        return low

    # ---- verbs ----

    def verb(self, i: int, word: Word, before: Word | None) -> None:
        kinds = forms(word)
        tag = before.tag if before is not None else ""
        after = self.at(i + 1)
        noun = bool(word.kinds.keys() - {"word", "hedge", "norm", "unclear", "planned_adjective"})
        if word.capital and i and not self.headline() and not self.after_stop():
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
        elif (
            "participle" in kinds
            and not (
                tag in ("D", "#")
                and (noun or after is None or after.tag or "preposition" in after.kinds)
            )
            and not noun
        ):
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

    def headline(self) -> bool:
        letters = [w for w in self.words if w.text[:1].isalpha()]
        return sum(w.capital for w in letters) * 3 > 2 * len(letters)

    def after_stop(self) -> bool:
        return bool(self.out) and self.out[-1].tag in ('"', ":", "-", ".")

    def is_finite(
        self, i: int, word: Word, before: Word | None, noun: bool, after: Word | None
    ) -> bool:
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
        if tag in ("D", "P", "#"):
            return False if noun or tag != "D" else not before_is_article(before)
        if noun:
            return (
                tag in ("N", "R", ")")
                and not (after is not None and after.low == "of")
                and not self.finite_seen()
            )
        return True

    def finite(self, i: int, word: Word, kinds: frozenset[str]) -> None:
        if kinds & {"future"} and not kinds & {"third", "past"}:
            self.add(word, "will", "M", "modal_will")
            self.finish(i, word, {"base"})
        elif kinds & {"would"} and not kinds & {"third", "past"}:
            self.add(word, "would", "M", "modal_will")
            self.finish(i, word, {"base"})
        else:
            self.finish(i, word, kinds & {"third", "past"})

    def reduced(self, i: int, word: Word, before: Word | None, after: Word | None) -> None:
        """Put "which was" before a participle where English would need it to tell it from a past."""
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
        known = tuple(replace_forms(v, wanted) for v in verbs if v.forms & wanted) or tuple(
            replace_forms(v, wanted) for v in verbs
        )
        word.verbs = known
        takes = "of-object" in word.kinds
        self.put(
            word,
            "V",
            kinds={"of-object": "of-object"}
            if takes
            else {
                k: v
                for k, v in word.kinds.items()
                if k
                in ("hedge", "norm", "unclear", "planned_adjective", "ended_adverb", "hypothetical")
            },
        )
        self.out += self.clitics
        self.clitics = []

    def phrase(self, i: int, word: Word) -> tuple[Verb, ...]:
        """Return the verb that a reflexive verb and its particle make, and spend the particle."""
        key = word.text.casefold()
        for at in (f"se {key}",) if self.reflexive else ():
            for particle, verb in self.lexicon.phrasal.get(at, ()):
                parts = particle.split(" ")
                if particle == "de":
                    word.kinds = {"of-object": "of-object"}
                    return (verb,)
                ahead = [w.text.casefold() for w in self.words[i + 1 : i + 1 + len(parts)]]
                if ahead == parts:
                    self.spent |= set(range(i + 1, i + 1 + len(parts)))
                    return (verb,)
        return ()


NO_ARTICLE = frozenset(
    """AGO MOZ PRT CPV STP ISR CUB GTM HND SLV NIC CRI MAR MCO MLT CYP AND SGP TWN HKG MMR LKA MDG
    BGD OMN TLS HTI BRB TTO UGA COL
    """.split()
)
"""Countries that Portuguese names without an article."""


def before_is_article(word: Word | None) -> bool:
    """Tell whether a determiner can only stand before a noun."""
    return word is not None and word.low not in ("the", "all", "each")


def forms(word: Word) -> frozenset[str]:
    """Return the forms that a word can be as a verb."""
    return frozenset().union(*(v.forms for v in word.verbs))


def replace_forms(verb: Verb, wanted: frozenset[str] | set[str]) -> Verb:
    """Return a verb in some forms only."""
    return verb._replace(forms=frozenset(wanted))


_ = replace
