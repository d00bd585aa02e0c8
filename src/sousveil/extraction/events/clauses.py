"""The words of a sentence to clauses: a verb each, what stands around it, what governs it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from sousveil.extraction.events.lexicon import Verb
from sousveil.extraction.events.word import COUNTING, Word

NO_VERB = Verb("", frozenset(), frozenset())
NOTHING = frozenset("no nothing none nobody".split()) | {"none of", "no one"}
FOCUS = frozenset(("not", "rather than", "instead of", "unlike", "far from"))
REPORTS = frozenset({"say", "allege", "deny", "plan", "end"})
"""Verbs behind which a sentence may follow without "that"."""

TELLS = frozenset(
    """say tell report announce claim add write confirm show find reveal believe think allege deny
    suggest estimate suspect know hope fear insist note warn
    """.split()
)
"""Those among them behind which it often does."""

RECEIVERS = frozenset("country capital place they_recipient state_noun supplier".split())
TIMES = frozenset(
    """year month week decade century spring summer autumn winter night monday tuesday wednesday
    thursday friday saturday sunday weekend quarter
    """.split()
)
ELLIPTIC = frozenset("have has had do does did is are was were".split())
"""Verbs that "not" follows: "Paraguay has not"."""

ALONE = frozenset("expire lapse collapse cease elapse".split())
"""Verbs that nobody does to anything."""

CONTROL = frozenset({"pick", "award", "plan"})
"""Verbs whose object does what the infinitive after them says: "hired Huawei to build"."""


class Group(Struct, eq=False):
    """A noun with its determiners, adjectives and owners; `words` are indices."""

    first: int
    stop: int
    prep: str = ""
    joined: bool = False
    """True where a conjunction or the comma of a list ties it to the group before."""

    before: Group | None = None
    """The group that it is tied to."""


class Clause(Struct, eq=False):
    """A stretch of a sentence with at most one verb."""

    index: int
    kind: str = "main"
    """main, rel, sub, that, inf, part, coord, resume, aside."""

    link: str = ""
    """The word that opens it."""

    parent: Clause | None = None
    antecedent: Group | None = None
    groups: list[Group] = field(default_factory=list)
    verb: Verb = NO_VERB
    at: int = -1
    """Index of the verb; -1 where there is none."""

    passive: bool = False
    form: str = ""
    negated: bool = False
    modals: tuple[str, ...] = ()
    perfect: bool = False
    first: int = 0
    stop: int = 0
    held: list[Group] | None = None
    """What `subjects` found, who are asked again and again; None before."""

    def before_verb(self) -> Iterator[Group]:
        """Yield the groups before the verb."""
        return (g for g in self.groups if self.at >= 0 and g.first < self.at)

    def after_verb(self) -> Iterator[Group]:
        """Yield the groups after the verb."""
        return (g for g in self.groups if self.at < 0 or g.first > self.at)

    def subjects(self) -> list[Group]:
        """Return the groups that do what the verb says, or have it done to them in the passive.

        To be asked when all clauses of the sentence are there.
        """
        clause, below = self, [self]
        while (found := clause._known_subjects()) is None and clause.parent is not None:
            clause = clause.parent
            below.append(clause)
        found = found or []
        for one in below:
            one.held = found
        return found

    def _known_subjects(self) -> list[Group] | None:
        """Return the subjects that no other clause has to tell; None where the parent has them."""
        if self.held is not None:
            return self.held
        own = [g for g in (self.before_verb() if self.at >= 0 else self.groups) if not g.prep]
        if own:
            return own
        if self.antecedent is not None:
            return family(self.antecedent)
        inherits = self.parent is not None and self.kind in ("coord", "inf", "part", "resume")
        return None if inherits else []


def family(group: Group) -> list[Group]:
    """Return a group and those that it is tied to, backwards."""
    found = [group]
    while group.joined and group.before is not None:
        group = group.before
        found.append(group)
    return found


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
        self.stack: list[Clause] = []

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

    def _begins(self, at: int) -> bool:
        """Tell whether a word begins a group of its own right behind another."""
        word, before = self.words[at], self.words[at - 1]
        if before.tag == "D" and "pronoun" not in word.kinds:
            return False
        if "pronoun" in word.kinds and word.tag == "N" and word.low not in ("one", "ones"):
            return True
        if word.low.startswith("the "):
            return True  # "in May 2019 the contract"
        if word.tag == "D":
            return before.tag in ("N", "#") and "determiner" in word.kinds
        if self._second_object(at) or self._when(at):
            return True
        return word.text in "$€£¥₹₦" and before.tag == "N"

    def _second_object(self, at: int) -> bool:
        """Tell "gave the police of Kenya | six drones" from "lot 3" and "phase 2"."""
        word, before = self.words[at], self.words[at - 1]
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        return (
            (word.tag == "#" or word.low in COUNTING)
            and self.current.at >= 0
            and bool(before.kinds.keys() & RECEIVERS)
            and after is not None
            and after.tag in ("N", "#", "D")
        )

    def _when(self, at: int) -> bool:
        """Tell "from Baykar | last year"."""
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        return (
            self.words[at].low in ("last", "this", "next", "late", "early")
            and after is not None
            and (after.low in TIMES or "month" in after.kinds)
        )

    def _only_a_word(self, at: int) -> bool:
        """Tell "not Hikvision but Axis", where a name alone is denied, from "did not buy"."""
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        return after is not None and after.tag in ("N", "D", "P", "#") and not self.aux

    def _turns(self, at: int) -> bool:
        """Tell whether ", but" stands before a word."""
        words = self.words
        return at > 1 and words[at - 1].low == "but" and words[at - 2].tag == ","

    def start_group(self, at: int) -> None:
        before = self.current.groups[-1] if self.current.groups else None
        if self.prep in ("called", "named") and before is not None:
            k = len(self.current.groups) - 1
            while k > 0 and before.prep in ("in", "of", "from", "at", "near"):
                k -= 1
                before = self.current.groups[k]
            self.prep, self.tie = "", True
        joined = self.tie and before is not None and not self.prep
        comma = joined and at > 0 and self.words[at - 1].tag == ","
        if joined and before is not None and before.prep and self._turns(at):
            joined = False  # "in 2024, but Tuvalu and Palau stayed outside"
        if comma and before is not None and before.prep:
            kinds = self.words[at].kinds
            held = {k for i in range(before.first, before.stop) for k in self.words[i].kinds}
            named = (
                self.words[at].capital
                or self.words[at].low[:1].isdigit()
                or self.words[at].tag == "#"
            )
            last = (
                self.words[before.stop - 1]
                if before.stop > before.first
                else self.words[before.first]
            )
            described = "firm_noun" in last.kinds and named
            if not described and (
                self._is_subject(at)
                or self._is_gap(at, before.prep)
                or self.words[at].tag == "D"
                or before.prep == "according to"
                or ("supplier" in kinds and "supplier" not in held)
                or (named and not last.capital and last.tag != "'")
                or (not named and last.kinds.keys() & {"country", "capital", "place"})
            ):
                joined = False
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

    def _is_subject(self, at: int) -> bool:
        """Tell "among the buyers of A, researchers named" from a list: a verb follows."""
        if self.aux:
            return False
        within: tuple[str, ...] = ("N", "D", "#", "'", "~", "A")
        if self.current.at < 0 and len(self.current.groups) == 1:
            within = (*within, "P")  # "On the border, drones from Ankara fly"
        k = at
        while k < len(self.words) and self.words[k].tag in within:
            k += 1
        return k < len(self.words) and self.words[k].tag in ("V", "B", "H", "M", "O")

    def _is_gap(self, at: int, prep: str) -> bool:
        """Tell "from A, Kampala from B", where the verb is left out, from "from A, B and C"."""
        k = at
        while k < len(self.words) and self.words[k].tag in ("N", "D", "#", "'", "~"):
            k += 1
        return self.current.at >= 0 and k < len(self.words) and self.words[k].low == prep

    def verb(self, at: int) -> None:
        word = self.words[at]
        forms = frozenset().union(*(v.forms for v in word.verbs))
        bare = not self.aux
        ing = "ing" in forms and bare
        passive_part = (
            bare and not self.to and forms <= {"past", "participle"} and self._reduced(at, forms)
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

    def _reduced(self, at: int, forms: frozenset[str]) -> bool:
        """Tell "cameras supplied by Huawei" from "Huawei supplied cameras"."""
        words = self.words
        current = self.current
        if at and words[at - 1].low in ("both", "all", "each"):
            return False  # "Denmark and the city of Eindhoven both turned to"
        if words[at].verbs and all(v.lemma in ALONE for v in words[at].verbs):
            return False  # "the licences from Tarrek expired in May"
        if at and words[at - 1].low in ("it", "they", "he", "she", "we") and forms & {"past"}:
            return False  # "the drones it ordered from"
        if current.at >= 0 and self.cut is not None and self.cut > current.at:
            behind = [g for g in current.groups if g.first > self.cut]
            fresh = behind and (not behind[0].prep or behind[0].joined)
            if fresh and not (at + 1 < len(words) and words[at + 1].low == "by"):
                return False
            up = current
            while up.kind in ("rel", "part") and up.parent is not None:
                up = up.parent
                if up.at < 0 and up.groups and not behind and words[self.cut].tag != "C":
                    return False
        if self._tells_of_object(at, forms):
            return True
        k = at + 1
        while k < len(words) and words[k].tag in ("A", "NEG"):
            k += 1
        after = words[k] if k < len(words) else None
        if "participle" not in forms:
            return False
        if after is None or after.tag in (".", ",", ")", ";"):
            subject = any(not g.prep for g in current.groups)
            return current.at >= 0 or (current.kind == "rel" and not subject)
        if after.tag == "P":
            if after.low == "by":
                return True
            if self.current.kind == "rel" and self.current.at < 0:
                return False
            later = False
            for word in words[k:]:
                if word.tag in ("R", "S", ";", ":"):
                    break
                if word.tag in ("B", "H", "M", "O") or (
                    word.tag == "V" and any(v.forms & {"third", "past"} for v in word.verbs)
                ):
                    later = True
                    break
            return self.current.at >= 0 or later
        if after.tag in ("TO",):
            return self.current.at >= 0
        empty = not self.current.groups and self.current.at < 0
        return empty and self.current.kind in ("main", "sub", "coord")

    def _tells_of_object(self, at: int, forms: frozenset[str]) -> bool:
        """Tell "under a contract | signed last month" where a clause is whole already."""
        current = self.current
        if current.at < 0 or "participle" not in forms or not current.groups:
            return False
        last = current.groups[-1]
        whole = last.first > current.at and last.stop == at
        uncut = self.cut is None or self.cut <= current.at
        return whole and uncut and not current.verb.classes & REPORTS

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
                if self.group is not None and self._begins(at):
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
