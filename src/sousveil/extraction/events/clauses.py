"""The words of a sentence to clauses: a verb each, what stands around it, what governs it."""

from __future__ import annotations

from sousveil.extraction.events.clause import REPORTS, Clause, Group
from sousveil.extraction.events.groups import begins_group, goes_on
from sousveil.extraction.events.lexicon import Verb
from sousveil.extraction.events.participles import reduced
from sousveil.extraction.events.word import Word

NOTHING = frozenset("no nothing none nobody".split()) | {"none of", "no one"}
FOCUS = frozenset(("not", "rather than", "instead of", "unlike", "far from"))

TELLS = frozenset(
    """say tell report announce claim add write confirm show find reveal believe think allege deny
    suggest estimate suspect know hope fear insist note warn
    """.split()
)
"""Verbs behind which a sentence often follows without "that"."""

ELLIPTIC = frozenset("have has had do does did is are was were".split())
"""Verbs that "not" follows: "Paraguay has not"."""


CONTROL = frozenset({"pick", "award", "plan"})
"""Verbs whose object does what the infinitive after them says: "hired Huawei to build"."""


def last_before(clause: Clause, at: int) -> bool:
    """Tell whether a group ends right before a word, as in "the tender it had awarded"."""
    return any(g.stop == at for g in clause.groups)


class _Builder:
    """Walks the words once and cuts them into clauses."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.clauses: list[Clause] = []
        self.current = Clause(0)
        self.clauses.append(self.current)
        self.cut: int | None = None
        """Where the clause may be cut if a second verb comes: the last comma or conjunction."""

        self.aux: list[int] = []
        self.negation = False
        self.group: Group | None = None
        self.prep = ""
        self.to = False
        self.tie = False

    def open(self, kind: str, link: str, at: int, parent: Clause | None = None) -> Clause:
        self.close_group(at)
        self.current.stop = at
        made = Clause(
            len(self.clauses), kind=kind, link=link, parent=parent or self.current, first=at
        )
        self.clauses.append(made)
        self.current = made
        self.cut = None
        self.aux = []
        self.negation = False
        self.prep = ""
        self.tie = False
        return made

    def close_group(self, at: int) -> None:
        if self.group is not None:
            self.group.stop = at
            self.group = None

    def _only_a_word(self, at: int) -> bool:
        """Tell "not Hikvision but Axis", where a name alone is denied, from "did not buy"."""
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        return after is not None and after.tag in ("N", "D", "P", "#") and not self.aux

    def start_group(self, at: int) -> None:
        before = self.current.groups[-1] if self.current.groups else None
        if self.prep in ("called", "named") and before is not None:
            k = len(self.current.groups) - 1
            while k > 0 and before.prep in ("in", "of", "from", "at", "near"):
                k -= 1
                before = self.current.groups[k]
            self.prep, self.tie = "", True
        joined = self.tie and before is not None and not self.prep
        if joined and before is not None:
            joined = goes_on(self.words, at, before, self.current, bool(self.aux))
        self.group = Group(
            at,
            at + 1,
            prep=before.prep if joined and before is not None else self.prep,
            joined=joined,
            before=before if joined else None,
        )
        self.current.groups.append(self.group)
        self.prep = ""
        self.tie = False

    def verb(self, at: int) -> None:
        word = self.words[at]
        forms = frozenset().union(*(v.forms for v in word.verbs))
        bare = not self.aux
        ing = "ing" in forms and bare
        passive_part = (
            bare
            and not self.to
            and forms <= {"past", "participle"}
            and reduced(self.words, at, self.current, self.cut)
        )
        group, prep, tie, aux, to, negation = (
            self.group,
            self.prep,
            self.tie,
            self.aux,
            self.to,
            self.negation,
        )
        self.close_group(at)
        start = self.aux[0] if self.aux else at
        if self.to and bare:
            parent = self.current
            if parent.at >= 0 or parent.groups:
                self.open("inf", "to", start)
                self._control(parent)
        elif ing or passive_part:
            parent = self.current
            gerund = prep and group is None
            comma = self.words[at - 1].tag if at else ""
            if tie and comma == "C" and passive_part:
                while parent.kind == "part" and not parent.passive and parent.parent is not None:
                    parent = parent.parent
            if parent.at >= 0 or parent.groups or at > 0:
                link = prep if gerund else "and" if comma == "C" else "," if comma == "," else ""
                made = self.open("part", link, start, parent)
                if not gerund and comma not in (",", "C", "-", "("):
                    made.antecedent = self._antecedent(parent)
                elif not gerund and passive_part and parent.at < 0:
                    made.antecedent = parent.groups[0] if parent.groups else None
        elif self.current.at >= 0:
            self._split(start)
        clause = self.current
        clause.verb = self._choose(word, clause)
        clause.at = at
        clause.first = min(clause.first, start)
        lows = [self.words[i] for i in aux]
        be = any("aux_be" in w.kinds for w in lows)
        have = any("aux_have" in w.kinds for w in lows)
        clause.modals = tuple(w.low for w in lows if w.tag == "M")
        if to and be and not have and not clause.modals:
            clause.modals = ("to",)  # "is to install"
        clause.negated = negation or any(w.low.endswith("n't") or w.low == "cannot" for w in lows)
        clause.form = (
            "ing"
            if "ing" in forms and len(forms) == 1
            else ("base" if "base" in forms and (to or clause.modals) else "fin")
        )
        clause.passive = (be and bool(forms & {"participle"}) and clause.form != "ing") or (
            passive_part and not (have and not be)
        )
        clause.perfect = have
        self.aux, self.negation, self.to, self.prep, self.cut, self.tie = (
            [],
            False,
            False,
            "",
            None,
            False,
        )

    def _choose(self, word: Word, clause: Clause) -> Verb:
        merged = word.verbs
        if len(merged) == 1:
            return merged[0]
        classes = frozenset().union(*(v.classes for v in merged))
        forms = frozenset().union(*(v.forms for v in merged))
        return Verb(merged[0].lemma, classes, forms)

    def _control(self, parent: Clause) -> None:
        """Give the infinitive its subject."""
        made = self.current
        objects = [g for g in parent.after_verb() if not g.prep]
        if parent.at >= 0 and parent.verb.classes & CONTROL and not parent.passive and objects:
            last = objects[-1] if len(objects) == 1 else objects[0]
            made.antecedent = last

    def _antecedent(self, parent: Clause) -> Group | None:
        groups = parent.groups
        return groups[-1] if groups else None

    def _leaves_open(self, clause: Clause) -> bool:
        """Tell "the equipment with which A recorded calls | came": what is above has no verb."""
        above = clause.parent
        if clause.kind not in ("rel", "part") or above is None or above.at >= 0:
            return False
        uncut = self.cut is None or self.cut <= clause.at
        return bool(above.groups) and uncut and clause.verb.lemma not in TELLS

    def _split(self, at: int) -> None:
        """Begin a new clause for a second verb: at the last comma, else before its subject."""
        parent = self.current
        cut = self.cut
        if cut is None or cut <= parent.at:
            last = parent.groups[-1] if parent.groups else None
            complement = parent.verb.classes & REPORTS
            if last is not None and last.first > parent.at and not last.prep:
                first = last
                while first.joined and first.before is not None and first.before.first > parent.at:
                    first = first.before
                cut = first.first
                kind = "that" if complement else "coord"
            else:
                cut, kind = at, "coord"
        else:
            tag = self.words[cut].tag
            kind = "coord" if tag == "C" else "resume"
        contact = (
            kind in ("that", "coord")
            and cut < len(self.words)
            and "pronoun" in self.words[cut].kinds
            and last_before(parent, cut)
        )
        moved = [g for g in parent.groups if g.first >= cut]
        if kind in ("that", "coord") and self._leaves_open(parent):
            cut, kind = at, "resume"
            moved = [g for g in parent.groups if g.first >= at]
        if moved and parent.kind in ("rel", "part") and all(g.joined and g.prep for g in moved):
            above = parent.parent
            if (
                above is not None and above.at < 0 and above.groups
            ):  # "that ZTE built in Abuja and Lagos was"
                cut, kind = at, "resume"
                moved = [g for g in parent.groups if g.first >= at]
        parent.groups = [g for g in parent.groups if g.first < cut]
        while (
            kind == "resume"
            and parent.kind in ("rel", "part")
            and parent.parent is not None
            and not any(not g.prep for g in moved)
        ):
            parent = parent.parent
        if kind == "resume" and any(not g.prep for g in moved):
            kind = "coord"
        made = self.open(kind, self.words[cut].low, cut, parent)
        if contact and not parent.verb.classes & {"say", "allege", "deny"}:
            made.kind, made.link = "rel", "that"
            made.antecedent = parent.groups[-1] if parent.groups else None
        made.groups = moved
        for group in moved:
            if group.joined and (group.before is None or group.before not in moved):
                group.joined, group.prep, group.before = False, "", None
        if kind == "resume" and parent.at < 0:
            made.kind = "resume"

    def run(self) -> list[Clause]:
        words = self.words
        for at, word in enumerate(words):
            tag = word.tag
            if tag == "~" and at and words[at - 1].tag == "A":
                continue  # "majority-owned"
            if tag in ("N", "#", "D", "'", "~"):
                if self.group is not None and begins_group(words, at, self.current):
                    self.close_group(at)
                if self.group is None:
                    if tag in ("'", "~") and self.current.groups:
                        self.group = self.current.groups[-1]
                    else:
                        self.start_group(at)
                assert self.group is not None
                self.group.stop = at + 1
            elif tag == "V":
                self.verb(at)
            elif tag in ("B", "H", "O", "M"):
                if self.group is not None:
                    self.close_group(at)
                self.prep, self.tie = "", False
                self.aux.append(at)
            elif tag == "NEG":
                if word.low in ("no longer", "yet to") or (
                    word.low in FOCUS and self._only_a_word(at)
                ):
                    self.close_group(at)
                elif word.low in NOTHING and not self.aux and self.current.at >= 0 and not self.tie:
                    after = words[at + 1] if at + 1 < len(words) else None
                    begins = after is not None and after.tag in ("M", "B", "H", "O", "V")
                    if not begins and self.current.verb.lemma not in ("cost", "know"):
                        self.current.negated = True
                    elif begins:
                        self.negation = True
                elif word.low == "without":
                    self.close_group(at)
                    self.negation = any(w.tag == "V" for w in words[at + 1 : at + 4])
                    self.prep = "without"
                elif at and self.current.at == at - 1 and words[at - 1].low in ELLIPTIC:
                    self.current.negated = self.negation = True
                elif word.low in ("no", "none of", "neither", "without") and not self.aux:
                    self.negation = True
                else:
                    self.negation = True
                    self.close_group(at)
            elif tag == "TO":
                self.close_group(at)
                self.to = True
            elif tag == "P":
                self._copula(at)
                self.close_group(at)
                self.prep = word.low
                self.tie = False
            elif tag == "A":
                continue
            elif tag == "C":
                self.close_group(at)
                self.tie = True
                self.cut = at if self.cut is None or words[at - 1].tag != "," else self.cut
            elif tag in (",", "-", "(", ")"):
                self._copula(at)
                self.close_group(at)
                self.prep = ""
                self.tie = tag == ","
                self.cut = at
                self.to = False
            elif tag == '"':
                continue
            elif tag == "R":
                self._copula(at)
                parent = self.current
                antecedent = self._antecedent(parent)
                self.open("rel", word.low, at).antecedent = antecedent
            elif tag == "S":
                self._copula(at)
                self.open("sub" if word.low != "that" else "that", word.low, at)
            elif tag in (";", ":", "."):
                self._copula(at)
                self.close_group(at)
                if at + 1 < len(words):
                    self.open("coord" if tag != ":" else "that", tag, at)
        self._copula(len(words))
        self.close_group(len(words))
        self.current.stop = len(words)
        return self.clauses

    def _copula(self, at: int) -> None:
        """An auxiliary without a verb is one: "are Axon's", "has 300 cameras"."""
        if not self.aux:
            return
        first = self.aux[0]
        if self.current.at < 0 or self.current.at < first:
            aux, negation = self.aux, self.negation
            group = self.group
            if self.current.at >= 0:
                self._split(first)
            clause = self.current
            clause.at = first
            kinds = self.words[aux[-1]].kinds
            lemma = "have" if "aux_have" in kinds else "do" if "aux_do" in kinds else "be"
            clause.verb = Verb(
                lemma, frozenset({"use" if lemma == "have" else "be"}), frozenset({"fin"})
            )
            clause.modals = tuple(self.words[i].low for i in aux if self.words[i].tag == "M")
            clause.negated = negation
            clause.form = "fin"
            self.group = group
        self.aux, self.negation = [], False


def read_clauses(words: list[Word]) -> list[Clause]:
    """Cut the words of a sentence into clauses."""
    return _Builder(words).run()
