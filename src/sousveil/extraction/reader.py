"""Sentence after sentence to questions, remembering what was last spoken of."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import pairwise

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.attribution import attribution
from sousveil.extraction.bounds import Quantity
from sousveil.extraction.clauses import DOMAIN, QUOTES, Sentence, pieces
from sousveil.extraction.frames import countries
from sousveil.extraction.lists import (
    fronted_group,
    fronted_region,
    piece_end,
    runs,
    with_fronted_wholes,
    zipped,
)
from sousveil.extraction.marks import Mark, marker_of, tokenise
from sousveil.extraction.quantities import quantities
from sousveil.extraction.scope import Scope, scopes
from sousveil.extraction.sentences import has_capitals, spans_of
from sousveil.extraction.slots import Filler, Slots, figure_of
from sousveil.extraction.statements.confirmations import confirmation
from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.read import Stated, stated
from sousveil.extraction.units import elliptical, unit_of
from sousveil.model.claim import Mention
from sousveil.model.figure import ANY_TECHNOLOGY, Figure
from sousveil.model.query import Compare, Fact, Indicator, Member, Moved, Part, Rank, Sole
from sousveil.model.question import Question
from sousveil.model.source import Span

KINDS = {
    Member: "set",
    Part: "set",
    Sole: "set",
    Rank: "ranking",
    Compare: "comparison",
    Moved: "set",
    Indicator: "indicator",
    Fact: "about",
}
REFERRED = frozenset(
    "system systems technology contract deal project programme program scheme company firm claim "
    "statement index report opposite reverse contrary same".split()
)
"""Nouns by which "the ..." speaks of the sentence before."""
BRIEF = 40  # characters of a sentence that says more of a number, too
LIMITING = 70  # characters of a sentence that may limit the one before it
LEANING = frozenset(
    {
        "it",
        "that",
        "this",
        "they",
        "these",
        "those",
        "the",
        "not",
        "but",
        "only",
        "or",
        "until",
        "at",
        "though",
        "nothing",
        "as",
        "so",
        "its",
        "their",
        "some",
        "none",
        "nobody",
        "nor",
        "however",
        "except",
        "no",
        "never",
        "once",
        "yet",
        "for",
    }
)
TOPICAL = DOMAIN - {"financier"}
"""Kinds of names that later sentences may point back to."""

MOST_NUMBERS = 24  # of one sentence; what holds more is a table, and is not read as a sentence


class Reader:
    """Walks through a text and remembers what was last spoken of."""

    def __init__(self, content: str, codebook: Codebook) -> None:
        self.content = content
        self.spans = spans_of(content)
        self.marker = marker_of(codebook)
        self.grammar = self.marker.grammar
        self.editions = self.marker.editions
        self.filler = Filler(codebook)
        self.counts_countries = "countries" in content.casefold()
        self.whispering = not has_capitals(content)
        self.last: Question | None = None
        self.last_slots: Slots | None = None
        self.topic: Slots | None = None
        """What the sentences before were about: the last company or country, and technology."""

        self.previous: Span | None = None
        self.counted: Span | None = None
        """The last sentence with a number of its own."""

        self.stating: Span | None = None
        """The last sentence that stated something."""

        self.waiting: Question | None = None
        """A confirmation in a sentence that states nothing; what it confirms may come next."""

        self.sentence: Sentence | None = None
        self.scoped: tuple[Sentence, list[Quantity], list[Scope]] | None = None

    def read(self) -> Iterator[Question]:
        """Yield the questions of the text, in its order."""
        spans = self.spans
        astray = False
        for place, span in enumerate(spans):
            sentence = self._sentence(span)
            before, astray = astray, _leads_astray(sentence)
            found = []
            said = self._stated(sentence)
            if said and before:
                said = [replace(q, unread=(*q.unread, "the sentence before")) for q in said]
            if said:
                later = spans[place + 1] if place + 1 < len(spans) else None
                if later is not None and (self._unsays(later) or self._limits(later)):
                    words = self.content[later.start : later.end]
                    said = [replace(q, unread=(*q.unread, words)) for q in said]
                yield from said
                yield from self._confirmed(sentence, said)
                self._remember(sentence, [])
                self.stating = span
                continue
            if sentence.quantities and not _asks(sentence):
                found = _said_twice(list(self._questions(sentence)))
                found = self._changed(sentence, _dated(found))
            if _fronts_a_number(sentence):
                found = [
                    replace(q, unread=(*q.unread, "no word on what the share has"))
                    if _of_nothing(q)
                    else q
                    for q in found
                ]
            doubtful = not found or any(q.unread or _of_nothing(q) for q in found)
            if doubtful and (again := self._counted(sentence)):
                yield from again
                yield from self._confirmed(sentence, again)
                self._remember(sentence, again)
                continue
            following = spans[place + 1] if place + 1 < len(spans) else None
            if found and following is not None and self._takes_back(following):
                words = self.content[following.start : following.end]
                found = [replace(q, unread=(*q.unread, words)) for q in found]
            elif found and following is not None and (named := self._examples(following)):
                found[-1] = replace(found[-1], examples=(*found[-1].examples, *named))
            yield from found
            yield from self._confirmed(sentence, found)
            yield from self._said_besides(sentence, bool(found))
            if not found and self.counted is not None and self.counted == self.previous:
                yield from self._said_of_all(sentence)
            self._remember(sentence, found)

    def _stated(self, s: Sentence) -> list[Question]:
        """Return what a sentence states without a count of its own, if every clause is read."""
        if _asks(s):
            return []
        clauses = stated(s, self.filler.codebook)
        if not clauses or not any(clause.query is not None for clause in clauses):
            return []
        if any(clause.query is None and self._counts(s, clause) for clause in clauses):
            return []
        return [self._queried(s, clause) for clause in clauses]

    def _counted(self, s: Sentence) -> list[Question]:
        """Read the numbers of a sentence by its clauses, if every one of them is read."""
        if _asks(s) or not s.numbers:
            return []
        clauses = stated(s, self.filler.codebook, counting=True)
        if not all(clause.query or clause.counted for clause in clauses):
            return []
        return [self._queried(s, clause) for clause in clauses]

    def _confirmed(self, s: Sentence, found: list[Question]) -> Iterator[Question]:
        """Yield that somebody confirms what this sentence, or the one beside it, states.

        It is unverifiable, whatever the number: all that is known here goes back to one index.
        """
        said = confirmation(s, self.filler.codebook)
        if said is not None and any(isinstance(q.query, Fact) for q in found):
            said = None  # read as a whole, with what it says of independence
        waiting, self.waiting = self.waiting, None
        if waiting is not None and found:
            yield waiting
        if said is None:
            return
        question = Question(
            type="about",
            evidence=s.span,
            quote=self.content[s.span.start : s.span.end],
            query=said,
            attribution=attribution(self.content, s),
        )
        if found or (self.stating is not None and self.stating == self.previous):
            yield question
        else:
            self.waiting = question

    def _counts(self, s: Sentence, clause: Stated) -> bool:
        """Tell whether a clause that is not read holds a number, which may be a count."""
        return any(clause.first <= i < clause.stop for i in s.numbers)

    def _queried(self, s: Sentence, clause: Stated) -> Question:
        query = clause.query
        if clause.counted is not None:
            return self._counted_question(s, clause, clause.counted)
        return Question(
            type="about" if query is None else KINDS[type(query)],
            evidence=s.span,
            quote=self.content[s.span.start : s.span.end],
            query=query,
            editions=tuple(clause.editions),
            still=clause.still,
            attribution=attribution(self.content, s),
        )

    def _counted_question(self, s: Sentence, clause: Stated, counted: Counted) -> Question:
        q = counted.quantity
        first = s.tokens[q.first]
        said = Mention(
            start=first.start,
            end=s.tokens[q.stop - 1].end,
            text=self.content[first.start : s.tokens[q.stop - 1].end],
        )
        sourced = any(row.supplier or row.origin for row in counted.figure.rows())
        of_whole = bool(q.share or q.whole or counted.size)
        return Question(
            type="share" if q.share else "count",
            evidence=s.span,
            quote=self.content[s.span.start : s.span.end],
            figure=counted.figure,
            value=q.value,
            bound=q.bound,
            strict=q.strict,
            near=q.near,
            upper=q.upper,
            vague=q.vague,
            denominator=q.whole or counted.size,
            whole=counted.whole if of_whole else None,
            whole_examined=counted.whole_examined and of_whole,
            rules=(("home", "excluded"),) if counted.abroad and sourced else (),
            editions=clause.editions,
            attribution=attribution(self.content, s),
            mentions=(("value", said),),
        )

    def _changed(self, s: Sentence, found: list[Question]) -> list[Question]:
        """Give the first number of "rose from 64 to 78" the edition before, the second the last.

        A year between the two belongs to the first: "from 75 countries in 2019 to 97".
        """
        if len(found) != 2 or found[0].figure != found[1].figure:
            return found
        base, now = found
        first, second = (dict(q.mentions)["value"].start for q in found)
        rises = any("up_from" in m.kinds and s.tokens[m.stop - 1].start < first for m in s.marks)
        between = [t.low for t in s.tokens if first < t.start < second]
        if not rises or "to" not in between:
            return found
        dated = [
            t
            for t in s.tokens
            if t.start > second and t.low in map(str, (*now.years, *self.editions))
        ]
        if not dated and (now.editions, now.years) == (base.editions, base.years):
            now = replace(now, editions=(), years=())
        if not (base.editions or base.years) and len(self.editions) > 1:
            base = replace(base, editions=(self.editions[sorted(self.editions)[-2]],))
        return [base, now]

    def _unsays(self, span: Span) -> bool:
        """Tell whether a short sentence takes back the one before it: "That is wrong"."""
        if span.end - span.start > 90:
            return False
        s = self._sentence(span)
        short = len(s.tokens) < 4 or not s.tokens[1].text.isalnum()
        if s.tokens[0].low == "or" and s.tokens[-1].text == "?":
            return True  # "Or does it?"
        if s.tokens[0].low in ("not", "no", "wrong", "false") and short:
            return True  # "Not quite." and "No, they do not", but not "No country bans it"
        about = any(t.low in ("that", "this", "it", "he", "she", "they", ":") for t in s.tokens[:6])
        return any(
            "untruth" in m.kinds and (about or m.first < 2 or len(s.tokens) < 6) for m in s.marks
        )

    def _takes_back(self, span: Span) -> bool:
        """Tell whether a sentence takes a number before it back, or says more of it."""
        return self._unsays(span) or self._unsays_briefly(span)

    def _unsays_briefly(self, span: Span) -> bool:
        """Tell "Not any more." and "Nobody does." after a number."""
        if span.end - span.start > BRIEF:
            return False
        s = self._sentence(span)
        named = any(m.kinds & DOMAIN for m in s.marks) or s.numbers
        if any(t.low.isdigit() for t in s.tokens):
            return False
        return not named and s.tokens[0].low in ("not", "nobody", "no")

    def _limits(self, span: Span) -> bool:
        """Tell whether a sentence without a name of its own says more of the one before."""
        if span.end - span.start > LIMITING:
            return False
        s = self._sentence(span)
        if s.tokens[0].low in ("not", "except", "never", "nor"):
            return True
        named = any(m.kinds & DOMAIN for m in s.marks) or s.numbers
        low = [t.low for t in s.tokens[:2]]
        if low[0] == "the" and low[-1] not in REFERRED:
            return False
        return not named and low[0] in LEANING

    def _examples(self, span: Span) -> list[str]:
        """Return the countries of "Among them are Iceland and Cuba", after a number."""
        s = self._sentence(span)
        low = [t.low for t in s.tokens]
        listing = low[:2] in (["among", "them"], ["among", "these"], ["they", "include"])
        listing = listing or low[:2] in (["these", "include"], ["among", "those"])
        return [] if not listing or s.quantities else countries(s, list(range(len(s.tokens))))

    def _scopes(self, s: Sentence, ordered: list[Quantity]) -> list[Scope]:
        """Return the scopes of some numbers; mostly they are those asked for just before."""
        if self.scoped is None or self.scoped[0] is not s or self.scoped[1] != ordered:
            self.scoped = (s, ordered, scopes(s, ordered))
        return self.scoped[2]

    def _sentence(self, span: Span) -> Sentence:
        """Return a sentence; the one after a number is asked for more than once."""
        if self.sentence is None or self.sentence.span != span:
            self.sentence = self._read(span)
        return self.sentence

    def _read(self, span: Span) -> Sentence:
        tokens = tokenise(self.content, span.start, span.end)
        found = quantities(tokens)
        words = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 3]
        shouting = len(words) > 1 and all(word.isupper() for word in words)
        return Sentence(
            span,
            tokens,
            self.marker.marks(tokens, shouting, self.whispering),
            found,
            self.grammar,
        )

    def _questions(self, s: Sentence) -> Iterator[Question]:
        units = {q.first: unit_of(s, q) for q in s.quantities}
        counted = [q for q in s.quantities if units[q.first] not in (None, "other")]
        counted += [
            q
            for q in s.quantities
            if units[q.first] is None
            and elliptical(s, q, counted, self.last, self.counts_countries)
        ]
        counted = sorted(counted, key=lambda q: q.first)[:MOST_NUMBERS]
        again = [q for q in counted if _again(s, q, counted)]
        counted = [q for q in counted if q not in again]
        counted = with_fronted_wholes(s, counted)
        first_in_sentence = True
        for run in self._lists(s, counted):
            lead = run[0]
            if len(run) > 1:
                lead = replace(lead, stop=run[-1].stop, end=run[-1].end)
            others = [q for q in counted if q not in run]
            ordered = sorted([*others, lead], key=lambda q: q.first)
            scope = self._scopes(s, ordered)[ordered.index(lead)]
            origins = scope.bare and self.last_slots is not None and bool(self.last_slots.origins)
            shared = self.filler.fill(s, scope, None, origins)
            parts = zipped(s, scope, len(run)) if len(run) > 1 else [[]]
            for q, drop in zip(run, parts, strict=True):
                dropped = frozenset(drop)
                tokens = [i for i in scope.core if i not in dropped]
                slots = self.filler.fill(s, scope, tokens) if drop else shared
                unit = next((units[p.first] for p in run if units[p.first]), None) or "countries"
                question = self._question(s, scope, q, slots, unit, first_in_sentence)
                first_in_sentence = False
                if question is not None:
                    self.last, self.last_slots = question, slots
                    yield question
                    yield from self._repeated(s, question, q, again)

    def _repeated(
        self, s: Sentence, question: Question, q: Quantity, again: list[Quantity]
    ) -> Iterator[Question]:
        """Yield the share that only says a count again: "11 of the 12, or 92 per cent,"."""
        for share in again:
            if q.end <= share.first <= q.end + AGAIN and question.denominator:
                first = s.tokens[share.first]
                end = s.tokens[share.stop - 1].end
                said = Mention(start=first.start, end=end, text=self.content[first.start : end])
                yield replace(
                    question,
                    type="share",
                    value=share.value,
                    bound=share.bound,
                    strict=share.strict,
                    near=share.near,
                    vague=share.vague,
                    mentions=_mentions_with((("value", said),), question.mentions),
                )

    def _said_besides(self, s: Sentence, counted: bool) -> Iterator[Question]:
        """Yield what a sentence says beside its numbers: money, rank, "most of them"."""
        if not counted and not ("about_word" in s.places or "financier" in s.places):
            return
        for piece in pieces(s):
            words = [i for i in range(piece.first, piece.stop) if s.tokens[i].text not in QUOTES]
            if not words:
                continue
            ranks = _ranks(s, words)
            if any(i in s.numbers for i in words) and not ranks:
                continue
            opens = "about_word" in s.kinds(words[0]) or _of_them(s, words) or ranks
            actor = any(s.kinds(i) & {"supplier", "financier"} for i in words) or (
                s.has("origin_noun", words)
                and any(s.kinds(i) & {"demonym", "country"} for i in words)
            )
            if (counted and (opens or _adds_a_name(s, words))) or (
                not counted
                and actor
                and any(s.kinds(i) & {"about_word", "financier"} for i in words)
            ):
                yield Question(
                    type="about",
                    evidence=s.span,
                    quote=self.content[s.span.start : s.span.end],
                    attribution=attribution(self.content, s),
                )
                return

    def _said_of_all(self, s: Sentence) -> Iterator[Question]:
        """Yield "All are dictatorships" and "Iceland is one", said of a number just before."""
        low = [t.low for t in s.tokens]
        of_all = (
            low[0] in ("all", "most", "many", "none", "half", "each", "they")
            and low[1:2]
            and (low[1] in ("of", "are", "were", "have", "had", "is", "all"))
        )
        one = ("is", "one") in pairwise(low) and bool(countries(s, list(range(len(low)))))
        if (of_all or one) and not s.quantities:
            yield Question(
                type="about",
                evidence=s.span,
                quote=self.content[s.span.start : s.span.end],
                attribution=attribution(self.content, s),
            )

    def _lists(self, s: Sentence, counted: list[Quantity]) -> Iterator[list[Quantity]]:
        """Yield numbers one by one, but lists that answer to a list of names as a whole."""
        for run in runs(s, counted):
            if len(run) > 1:
                lead = replace(run[0], stop=run[-1].stop, end=run[-1].end)
                others = [q for q in counted if q not in run]
                ordered = sorted([*others, lead], key=lambda q: q.first)
                if not zipped(s, self._scopes(s, ordered)[ordered.index(lead)], len(run)):
                    yield from ([q] for q in run)
                    continue
            yield run

    def _question(
        self, s: Sentence, scope: Scope, q: Quantity, slots: Slots, unit: str, first: bool
    ) -> Question | None:
        following = [p for p in s.quantities if p.first > q.first]
        if (
            slots.examined
            and not q.share
            and not (slots.technologies or slots.suppliers or slots.origins or slots.among)
        ):
            if following and self._anaphoric(s, following[0]):
                self.last = self._make(s, scope, q, slots, unit, Figure(), ())
                self.last = replace(self.last, examined=True)
                self.last_slots = Slots()
                return None
            made = self._make(s, scope, q, slots, unit, Figure(), ())
            return replace(made, examined=True)
        parent = self.last
        inherited = slots
        group = self._group_before(s, scope, first)
        if slots.anaphora and group is not None:
            inherited = _inherit(slots, group)
        elif slots.anaphora and parent is not None:
            return self._part(s, scope, q, slots, unit, parent)
        if self._leans(s, scope, slots, first) and self.last_slots is not None:
            inherited = _inherit(slots, self.last_slots)
        elif slots.pronoun and not slots.anaphora and not (slots.suppliers or slots.origins):
            if not first and self.last_slots is not None:
                inherited = _inherit(slots, self.last_slots)
            elif slots.without:  # "Beyond China's borders, its technology ..."
                inherited = replace(slots, origins=list(slots.without))
            elif (topic := self._topic(s, range(min(scope.core))) or self.topic) is not None:
                inherited = _inherit(slots, topic)
        if slots.negated and not slots.outside:
            if not slots.named() and parent is not None and parent.figure.among:
                figure = replace(
                    parent.figure, among=parent.figure.among[:-1], outside=parent.figure.among[-1:]
                )
                return self._make(s, scope, q, slots, unit, figure, ())
            slots.unread.append("not")
        counted = inherited.technologies or inherited.suppliers or inherited.origins
        named = "technology" in s.places or s.holds(s.grammar["watching"])
        if unit == "countries" and not (counted or inherited.weak or named) and inherited.among:
            inherited.unread.append("no word on what is counted")
        fragment = s.tokens[0].low == "to" and not any(s.has_verb([i]) for i in scope.core)
        if unit == "countries" and not (
            inherited.named() or inherited.examined or (inherited.weak and not fragment)
        ):
            topic = self._topic(s, range(min(scope.core, default=0))) or self.topic
            if topic is None:
                inherited.unread.append("no word on what is counted")
            else:
                inherited = _inherit(inherited, topic)
        fronted = fronted_group(s) or fronted_region(s, q)
        if not first and not inherited.among and parent is not None and fronted:
            inherited = replace(inherited, among=list(parent.figure.among))
        if q.share and inherited.examined and not (inherited.named() or inherited.weak):
            inherited.unread.append("no word on what is counted")
        figure, readings = figure_of(inherited)
        made = self._make(s, scope, q, inherited, unit, figure, readings)
        if q.share and unit == "countries":
            return self._share(s, scope, q, made, inherited)
        if q.part is not None:
            return replace(made, type="count", value=q.part, denominator=q.of)
        every = any(s.tokens[i].low == "all" for i in range(q.begin, q.first))
        if every and figure.rows() and s.has("listed_word", scope.core):
            return replace(made, denominator=q.value)  # "all 12 African countries in the index"
        return made

    def _group_before(self, s: Sentence, scope: Scope, first: bool) -> Slots | None:
        """Return the group that "of them" means in "the Initiative's members: 43 of them"."""
        if not first:
            return None
        local = self._topic(s, frozenset(range(scope.quantity.begin)).difference(scope.core))
        if local is not None and local.among:
            return local
        if (
            local is None
            and self.topic is not None
            and self.topic.among
            and self.counted != self.previous
        ):
            return self.topic
        return None

    def _anaphoric(self, s: Sentence, q: Quantity) -> bool:
        return s.has("anaphora", range(max(0, q.begin - 3), min(len(s.tokens), q.end + 3)))

    def _leans(self, s: Sentence, scope: Scope, slots: Slots, first: bool) -> bool:
        """Tell whether the words lean on the number before: "... in eight and Dahua in six"."""
        if self.last is None:
            return False
        low = [s.tokens[i].low for i in scope.core]
        so = any(
            pair
            in (
                ("so", "do"),
                ("so", "does"),
                ("so", "have"),
                ("so", "has"),
                ("as", "do"),
                ("as", "does"),
                ("do", "so"),
                ("does", "so"),
                ("does", "the"),
                ("do", "the"),
            )
            for pair in pairwise(low)
        )
        return so or (scope.bare and not (first and slots.technologies))

    def _part(
        self, s: Sentence, scope: Scope, q: Quantity, slots: Slots, unit: str, parent: Question
    ) -> Question:
        """Read "36 of which have joined": the query of the number before, and more."""
        figure, readings = figure_of(slots)
        if slots.negated and not slots.outside:
            slots.unread.append("not")
        merged = replace(
            parent.figure,
            having=tuple(dict.fromkeys(parent.figure.having + figure.having)),
            among=tuple(dict.fromkeys(parent.figure.among + figure.among)),
            outside=parent.figure.outside + figure.outside,
            without=tuple(dict.fromkeys(parent.figure.without + figure.without)),
        )
        made = self._make(s, scope, q, slots, unit, merged, readings)
        made = replace(
            made,
            unread=tuple(dict.fromkeys((*parent.unread, *made.unread))),
            rules=made.rules or parent.rules,
            leans=tuple(dict.fromkeys((*parent.leans, *made.leans))),
            editions=made.editions or parent.editions,
            years=made.years or parent.years,
            mentions=_mentions_with(made.mentions, parent.mentions),
        )
        if q.share:
            return replace(
                made,
                whole=None if parent.examined else parent.figure,
                whole_examined=parent.examined,
            )
        if parent.examined:
            return replace(made, denominator=parent.value, whole_examined=True)
        return replace(made, denominator=parent.value, whole=parent.figure)

    def _share(
        self, s: Sentence, scope: Scope, q: Quantity, made: Question, inherited: Slots
    ) -> Question:
        """Find what a share is of: "of" after the number, or in front of the sentence."""
        after = [i for i in scope.core if i >= q.end]
        whole: list[int] = []
        if after and s.tokens[after[0]].low == "of":
            for i in after[1:]:
                relative = s.tokens[i - 1].low in ("that", "which", "who", "are", "were")
                if (
                    s.has_verb([i])
                    and not relative
                    and not s.kinds(i) & {"examine", "listed_word"}
                    and whole
                ):
                    break
                whole.append(i)
        elif any("unit_countries" in s.kinds(i) or "group" in s.kinds(i) for i in after[:3]):
            for i in after:
                relative = s.tokens[i - 1].low in ("that", "which", "who", "are", "were")
                if s.has_verb([i]) and not relative and not s.kinds(i) & {"examine", "listed_word"}:
                    break
                whole.append(i)
        else:
            before = [i for i in scope.core if i < q.begin]
            if before and s.tokens[before[0]].low in ("of", "among", "out"):
                stop = next((i for i in before if s.tokens[i].text == ","), None)
                edge = stop if stop is not None else piece_end(s, before)
                whole = [i for i in before if i < edge]
        slots = self.filler.fill(s, scope, whole)
        inside = frozenset(whole)
        part, readings = figure_of(
            self.filler.fill(s, scope, [i for i in scope.core if i not in inside])
        )
        base, _ = figure_of(slots)
        if part == Figure():
            part, readings = figure_of(inherited)
        figure = Figure(
            having=tuple(dict.fromkeys(base.having + part.having)),
            any_of=part.any_of,
            among=tuple(dict.fromkeys(base.among + part.among)),
            outside=base.outside + part.outside,
            without=base.without + part.without,
        )
        group_only = bool(slots.among) and not s.has("listed_word", whole)
        examined = (
            s.has("examine", whole)
            or made.whole_examined
            or (group_only and not slots.technologies and not slots.origins)
        )
        if figure == base and not readings and not examined:
            made = replace(made, unread=(*made.unread, "no word on what the share has"))
        listed = (
            slots.technologies or slots.origins or slots.suppliers or s.has("listed_word", whole)
        )
        return replace(
            made,
            figure=figure,
            readings=readings,
            whole=base if whole and (slots.named() or listed) else None,
            whole_examined=examined,
        )

    def _make(
        self,
        s: Sentence,
        scope: Scope,
        q: Quantity,
        slots: Slots,
        unit: str,
        figure: Figure,
        readings: tuple[Figure, ...],
    ) -> Question:
        unread = list(slots.unread)
        if len(slots.suppliers) > 1:
            unread.append("one number for several suppliers")
        if unit == "countries" and _supply_of_countries(s, scope, q):
            unread.append("countries as suppliers")
        if s.tokens[q.begin - 1].low == "by" and s.has(
            "supplying", range(max(0, q.begin - 3), q.begin)
        ):
            unread.append("by")
        actor = slots.words.get("supplier")
        if actor is not None and actor.stop <= q.begin:
            unread += [
                t.text for t in s.tokens[actor.stop : q.begin] if t.low in s.grammar["buying"]
            ]
        if "home" in slots.rules and not any(r.supplier or r.origin for r in figure.rows()):
            unread.append("abroad" if slots.rules["home"] == "excluded" else "included")
        start = s.span.start
        if self.content[s.span.start : s.span.start + 1] in '“"' and self.previous is not None:
            between = self.content[self.previous.end : s.span.start]
            if "\n" not in between:
                start = self.previous.start
        years = tuple(dict.fromkeys(slots.years))
        named = tuple(self.editions[y] for y in years if y in self.editions)
        first = s.tokens[q.first]
        mentions = [
            (
                "value",
                Mention(
                    start=first.start,
                    end=s.tokens[q.stop - 1].end,
                    text=self.content[first.start : s.tokens[q.stop - 1].end],
                ),
            )
        ]
        mentions += [(name, self._mention(s, mark)) for name, mark in slots.words.items()]
        return Question(
            type="share" if q.share else "count",
            evidence=Span(start, s.span.end),
            quote=self.content[start : s.span.end],
            unit=unit,
            figure=figure,
            value=q.value,
            bound=q.bound,
            strict=q.strict,
            near=q.near,
            upper=q.upper,
            vague=q.vague,
            denominator=q.whole,
            whole_examined=slots.examined,
            readings=readings,
            rules=tuple(slots.rules.items()),
            leans=tuple(dict.fromkeys(slots.leans)),
            editions=named,
            years=tuple(y for y in years if y not in self.editions),
            loose=slots.loose,
            examples=tuple(dict.fromkeys(slots.examples)),
            unread=tuple(dict.fromkeys(unread)),
            attribution=attribution(self.content, s),
            mentions=tuple(mentions),
        )

    def _mention(self, s: Sentence, mark: Mark) -> Mention:
        start, end = s.tokens[mark.first].start, s.tokens[mark.stop - 1].end
        return Mention(start=start, end=end, text=self.content[start:end])

    def _remember(self, s: Sentence, found: list[Question]) -> None:
        """Keep what the sentence speaks of, for the pronouns of the next one."""
        topic = self._topic(s, range(len(s.tokens))) if s.marks else None
        if topic is not None:
            self.topic = topic
        self.previous = s.span
        if found:
            self.counted = self.stating = s.span

    def _topic(self, s: Sentence, tokens: Container[int]) -> Slots | None:
        """Return the first company or country, and technology, that some words name."""
        topic = Slots()
        for mark in s.marks:
            if mark.kinds.isdisjoint(TOPICAL) or mark.first not in tokens:
                continue
            if "supplier" in mark.kinds:
                topic.suppliers = topic.suppliers or [mark.ids["supplier"]]
            elif mark.kinds & {"country", "demonym", "capital"} and not topic.suppliers:
                place = next(
                    mark.ids[k] for k in ("country", "demonym", "capital") if k in mark.ids
                )
                topic.origins = topic.origins or [place]
            if "technology" in mark.kinds:
                technology = mark.ids["technology"]
                if technology != ANY_TECHNOLOGY and technology not in topic.technologies:
                    topic.technologies.append(technology)
                topic.weak = True
            if "group" in mark.kinds and (
                mark.ids["group"] != "bri"
                or s.has("member", range(max(0, mark.first - 3), min(mark.stop + 3, len(s.tokens))))
                or s.has("joined", range(max(0, mark.first - 3), mark.first))
            ):
                topic.among = topic.among or [mark.ids["group"]]
        if topic.suppliers:
            topic.origins = []
        return topic if topic.named() or topic.weak else None


def _fronts_a_number(s: Sentence) -> bool:
    """Tell "Of the twenty democracies, seven in ten ...", where the whole stands in front."""
    return s.tokens[0].low in ("of", "among") and any(i < 4 for i in s.numbers)


def _of_nothing(question: Question) -> bool:
    """Tell whether nothing says what a share is of."""
    return question.type == "share" and question.whole is None and not question.denominator


def _of_them(s: Sentence, words: list[int]) -> bool:
    """Tell "in most of them without a law", "where it has cost much", "each of which ..."."""
    low = [s.tokens[i].low for i in words]
    if low[0] == "where" or "there" in low[1:]:
        return True
    return any(
        low[i] in s.grammar["quantifier"]
        and low[i + 1] == "of"
        and low[i + 2] in ("them", "which", "these", "those", "whom")
        for i in range(len(low) - 2)
    )


def _leads_astray(s: Sentence) -> bool:
    """Tell "The following is untrue." and "True or false?", which the next stands under."""
    if any(m.kinds & DOMAIN for m in s.marks) or len(s.tokens) > SHORT_SENTENCE:
        return False
    false = any(m.kinds & {"untruth"} for m in s.marks)
    return false or s.tokens[-1].text == "?" or s.tokens[0].low in ("imagine", "suppose", "pretend")


SHORT_SENTENCE = 14  # tokens
AGAIN = 12  # tokens between a count and the share that says it again


def _again(s: Sentence, q: Quantity, counted: list[Quantity]) -> bool:
    """Tell ", or 92 per cent," and "(92 per cent)", right after a count with its whole."""
    before = s.tokens[q.begin - 1].low if q.begin else ""
    after = s.tokens[q.end].text if q.end < len(s.tokens) else ""
    if not q.share or before not in ("or", "(", "i.e.") or after not in (",", ")", ".", "—", "–"):
        return False
    return any(p.whole is not None and not p.share and 0 < q.first - p.end < AGAIN for p in counted)


def _said_twice(found: list[Question]) -> list[Question]:
    """Give "two thirds of the countries, 22 of 34," one query: a number leans on its neighbour."""
    made = list(found)
    for place, question in enumerate(found):
        for other in (found[i] for i in (place - 1, place + 1) if 0 <= i < len(found)):
            share_again = question.type == "share" and question.whole is None
            if share_again and other.type == "count" and other.denominator:
                made[place] = _as_said(other, question)
            count_again = question.type == "count" and question.denominator
            bare = not question.figure.rows() and not question.figure.among
            if count_again and bare and other.type == "share":
                made[place] = replace(_as_said(other, question), denominator=question.denominator)
    return made


def _as_said(query: Question, number: Question) -> Question:
    """Return the query of one question with the number of another."""
    return replace(
        query,
        type=number.type,
        value=number.value,
        bound=number.bound,
        strict=number.strict,
        near=number.near,
        vague=number.vague,
        mentions=number.mentions,
    )


def _dated(found: list[Question]) -> list[Question]:
    """Give each of two numbers its edition: "from the 2019 to the 2022 index, from 53 to 69"."""
    if len(found) == 2 and len(found[0].editions) == 2 and found[0].editions == found[1].editions:
        return [
            replace(question, editions=(edition,))
            for question, edition in zip(found, found[0].editions, strict=True)
        ]
    if len(found) == 1 and len(found[0].editions) > 1:
        return [replace(found[0], unread=(*found[0].unread, "two editions for one number"))]
    return found


def _adds_a_name(s: Sentence, words: list[int]) -> bool:
    """Tell "; Huawei supplies it" and "; Iceland is one of them", beside a number."""
    last = [i for i in words if s.tokens[i].text.isalnum()][-1:]
    return (
        bool(last)
        and s.tokens[last[0]].low in ("it", "them")
        and not any(i in s.numbers and s.numbers[i].value > 1 for i in words)
        and any(s.kinds(i) & {"supplier", "country", "demonym"} for i in words)
    )


def _ranks(s: Sentence, words: list[int]) -> bool:
    """Tell whether a piece gives a rank: "China is the largest supplier", ", the biggest buyer"."""
    asserted = s.has("origin_noun", words) and any(
        "about_word" in s.kinds(i) and s.has("copula", range(max(0, i - 2), i)) for i in words
    )
    apposed = s.tokens[words[0]].low in s.grammar["apposition"] and s.has("about_word", words[:3])
    return asserted or (apposed and not any(i in s.numbers for i in words))


def _asks(s: Sentence) -> bool:
    """Tell whether a sentence is a question; "Whereas 75 ..., will it act?" asserts the 75."""
    asked = any(t.text == "?" for t in s.tokens[-2:])
    return asked and s.tokens[0].low not in ("whereas", "given", "considering")


def _inherit(slots: Slots, last: Slots) -> Slots:
    """Fill what the words leave out from the number before; what they name stands in its place."""
    filled = replace(slots)
    if not slots.technologies:
        filled.technologies = list(last.technologies)
    elif slots.technologies == [ANY_TECHNOLOGY] and not slots.suppliers and not slots.origins:
        filled.technologies = list(slots.technologies)
    if not (slots.suppliers or slots.origins):
        filled.suppliers, filled.origins = list(last.suppliers), list(last.origins)
    if not (slots.among or slots.outside):
        filled.among, filled.outside = list(last.among), list(last.outside)
    filled.unread = list(dict.fromkeys([*last.unread, *slots.unread]))
    filled.leans = list(dict.fromkeys([*last.leans, *slots.leans]))
    filled.years = slots.years or list(last.years)
    return filled


def _supply_of_countries(s: Sentence, scope: Scope, q: Quantity) -> bool:
    """Tell "14 countries have exported it" from "14 countries have been supplied with it"."""
    seen_unit = passive = False
    for i in range(q.end, min(q.end + 9, len(s.tokens))):
        if i not in scope.core:
            break
        kinds, low = s.kinds(i), s.tokens[i].low
        if seen_unit and low in s.grammar["be"]:
            passive = True
        elif seen_unit and "supplying" in kinds and low not in ("has", "have", "counts"):
            return not passive or low.endswith("ing")
        elif seen_unit and low in ("use", "uses", "using", "used"):
            break
        if kinds & {"unit_countries", "member", "group"}:
            seen_unit = True
    return False


def _mentions_with(
    own: tuple[tuple[str, Mention], ...], parent: tuple[tuple[str, Mention], ...]
) -> tuple[tuple[str, Mention], ...]:
    """Return a part's own mentions, and those it shares with the number before it."""
    named = {name for name, _ in own}
    return (*own, *((name, m) for name, m in parent if name not in named))
