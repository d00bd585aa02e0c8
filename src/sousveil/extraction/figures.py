"""Running text to the numbers that it states about countries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.clauses import QUOTES, Sentence, pieces
from sousveil.extraction.marks import Mark, Marker, tokenise
from sousveil.extraction.quantities import Quantity, quantities
from sousveil.extraction.scope import Scope, scopes
from sousveil.extraction.sentences import sentences
from sousveil.extraction.slots import Filler, Slots, figure_of
from sousveil.model.claim import Claim, Count, Mention
from sousveil.model.codec import with_id
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.question import Question
from sousveil.model.source import Span, Text

RULE = "count-in-sentence/1"
UNITS = ("unit_countries", "unit_cities", "unit_companies", "unit_contracts", "unit_other")
QUANTIFIERS = frozenset(["most", "majority", "each", "all", "half", "many", "some", "few", "none", "several", "any"])

LOOK_AHEAD = 7  # words between a number and its unit


def claims(text: Text, codebook: Codebook) -> tuple[Claim, ...]:
    """Return the count claims of a text: whole numbers of countries, cities, companies, contracts."""
    return tuple(
        with_id(
            Claim(
                id="",
                text=text.id,
                evidence=question.evidence,
                quote=question.quote,
                content=Count(
                    unit=question.unit,
                    figure=question.figure,
                    value=float(question.value),
                    bound=question.bound,
                    strict=question.strict,
                    denominator=None
                    if question.denominator is None
                    else float(question.denominator),
                ),
                attribution=question.attribution,
                mentions=question.mentions,
                rule=RULE,
            )
        )
        for question in questions(text.content, codebook)
        if question.type == "count"
        and question.unit in ("countries", "cities", "companies", "contracts")
    )


def questions(content: str, codebook: Codebook) -> tuple[Question, ...]:
    """Return every number of a text that asks something of an index, in the order of the text."""
    return tuple(_Reader(content, codebook).read())


class _Reader:
    """Walks through a text and remembers what was last spoken of."""

    def __init__(self, content: str, codebook: Codebook) -> None:
        self.content = content
        self.marker = Marker(codebook)
        self.filler = Filler(codebook)
        self.verbs = frozenset(codebook.wording["verb"])
        self.editions = {
            int(layout.in_force[:4]): layout.id for layout in codebook.layouts.values()
        }
        letters = [char for char in content if char.isalpha()]
        self.counts_countries = "countries" in content.casefold()
        self.whispering = not any(char.isupper() for char in letters)
        self.last: Question | None = None
        self.last_slots: Slots | None = None
        self.topic: Slots | None = None
        self.previous: Span | None = None
        self.counted: Span | None = None
        """The last sentence with a number of its own."""
        self.evidence_start: int | None = None

    def read(self) -> Iterator[Question]:
        for span in sentences(self.content):
            sentence = self._sentence(span)
            found = [] if _asks(sentence) else list(self._questions(sentence))
            yield from found
            yield from self._said_besides(sentence, bool(found))
            self._remember(sentence, found)

    def _sentence(self, span: Span) -> Sentence:
        tokens = tokenise(self.content, span.start, span.end)
        words = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 3]
        shouting = len(words) > 1 and all(word.isupper() for word in words)
        return Sentence(
            span,
            tokens,
            self.marker.marks(tokens, shouting, self.whispering),
            quantities(tokens),
            self.verbs,
        )

    def _questions(self, s: Sentence) -> Iterator[Question]:
        units = {q.first: self._unit(s, q) for q in s.quantities}
        counted = [q for q in s.quantities if units[q.first] not in (None, "other")]
        counted += [
            q for q in s.quantities if units[q.first] is None and self._elliptical(s, q, counted)
        ]
        counted.sort(key=lambda q: q.first)
        counted = _with_fronted_wholes(s, counted)
        first_in_sentence = True
        for run in self._lists(s, counted):
            lead = run[0]
            if len(run) > 1:
                lead = replace(lead, stop=run[-1].stop, end=run[-1].end)
            others = [q for q in counted if q not in run]
            ordered = sorted([*others, lead], key=lambda q: q.first)
            scope = scopes(s, ordered)[ordered.index(lead)]
            origins = scope.bare and self.last_slots is not None and bool(self.last_slots.origins)
            shared = self.filler.fill(s, scope, None, origins)
            parts = _zipped(s, scope, len(run)) if len(run) > 1 else [[]]
            for q, drop in zip(run, parts, strict=True):
                tokens = [i for i in scope.core if i not in drop]
                slots = self.filler.fill(s, scope, tokens) if drop else shared
                unit = next((units[p.first] for p in run if units[p.first]), None) or "countries"
                question = self._question(s, scope, q, slots, unit, first_in_sentence)
                first_in_sentence = False
                if question is not None:
                    self.last, self.last_slots = question, slots
                    yield question

    def _said_besides(self, s: Sentence, counted: bool) -> Iterator[Question]:
        """Yield what a sentence says of the subject beside its numbers: money, rank, "most of them"."""
        for piece in pieces(s):
            words = [i for i in range(piece.first, piece.stop) if s.tokens[i].text not in QUOTES]
            if not words or any(i in s.numbers for i in words):
                continue
            opens = "about_word" in s.kinds(words[0]) or _of_them(s, words)
            actor = any(s.kinds(i) & {"supplier", "financier"} for i in words) or (
                s.has("origin_noun", words)
                and any(s.kinds(i) & {"demonym", "country"} for i in words)
            )
            if (counted and opens) or (
                not counted
                and actor
                and any(s.kinds(i) & {"about_word", "financier"} for i in words)
            ):
                yield Question(
                    type="about",
                    evidence=s.span,
                    quote=self.content[s.span.start : s.span.end],
                    attribution=_attribution(self.content, s),
                )
                return

    def _lists(self, s: Sentence, counted: list[Quantity]) -> Iterator[list[Quantity]]:
        """Yield numbers one by one, but lists that answer to a list of names as a whole."""
        for run in _runs(s, counted):
            if len(run) > 1:
                lead = replace(run[0], stop=run[-1].stop, end=run[-1].end)
                others = [q for q in counted if q not in run]
                ordered = sorted([*others, lead], key=lambda q: q.first)
                if not _zipped(s, scopes(s, ordered)[ordered.index(lead)], len(run)):
                    yield from ([q] for q in run)
                    continue
            yield run

    def _unit(self, s: Sentence, q: Quantity) -> str | None:
        """Return what a number counts: countries, cities, companies, contracts, other; or None."""
        seen_of = False
        position = q.end
        while position < min(q.end + LOOK_AHEAD, len(s.tokens)):
            i = position
            kinds, low = s.kinds(i), s.tokens[i].low
            mark = s.by_token.get(i)
            position = mark.stop if mark else i + 1
            last_word = s.tokens[position - 1].low
            if "anaphora" in kinds:
                return "countries"
            for unit in UNITS:
                if unit in kinds and "technology" not in kinds:
                    return unit.removeprefix("unit_")
            if "member" in kinds or ("group" in kinds and last_word.endswith("ies")):
                return "countries"
            if "group" in kinds:
                continue
            if low in ("of", "out"):
                seen_of = True
                continue
            if (
                low in (".", ",", ";", ":", ")", "(", "–", "—")
                or ("verb" in kinds and low not in ("can",))
                or (
                    low in ("in", "to", "from", "at", "for", "with", "on", "by", "and", "or")
                    and not seen_of
                )
            ):
                break
        back = [s.kinds(i) for i in range(max(0, q.begin - 3), q.begin)]
        if any("anaphora" in kinds for kinds in back):
            return "countries"
        if q.share and self._share_in_sentence(s):
            return "countries"
        if self._fronted(s, q):
            return "countries"
        before = range(0, q.begin)
        if q.begin and s.tokens[q.begin - 1].text == ":" and s.has("unit_countries", before):
            return "countries"
        if s.has("nominal", before) and s.has("unit_countries", before):
            return "countries"
        return None

    def _fronted(self, s: Sentence, q: Quantity) -> bool:
        """Tell whether countries are named in front: "Of the countries with ..., 36 belong"."""
        opening = [i for i in range(min(3, q.begin)) if s.tokens[i].low in ("of", "among", "out")]
        return bool(opening) and any(
            s.kinds(i) & {"unit_countries", "member"} for i in range(opening[0], q.begin)
        )

    def _share_in_sentence(self, s: Sentence) -> bool:
        return s.has("unit_countries", range(len(s.tokens))) and any(
            "technology" in m.kinds or "group" in m.kinds for m in s.marks
        )

    def _elliptical(self, s: Sentence, q: Quantity, counted: Iterable[Quantity]) -> bool:
        """Tell whether a number without a unit leans on another that has one."""
        if q.value < 2 and not q.share:
            return False
        here = [c for c in counted if c.first != q.first]
        following = s.tokens[q.end].low if q.end < len(s.tokens) else "."
        kinds = s.kinds(q.end) if q.end < len(s.tokens) else frozenset()
        arrow = [t.text for t in s.tokens[q.end : q.end + 2]] == ["-", ">"] or following in (
            "→",
            "⇒",
        )
        if arrow and self.counts_countries:
            return True
        if here:
            noun = q.end in s.by_token and "unit_other" in kinds
            known = (
                following
                in (
                    ".",
                    ",",
                    ";",
                    ")",
                    "and",
                    "or",
                    "with",
                    "use",
                    "for",
                    "in",
                    "from",
                    "by",
                    "to",
                    "have",
                    "of",
                    "do",
                    "does",
                    "!",
                    "?",
                    ":",
                    "…",
                    '"',
                    "”",
                )
                or "verb" in kinds
                or "example" in kinds
                or "reporting" in kinds
                or "anaphora" in kinds
            )
            return not noun and known
        short = (
            len(s.tokens) < 12 and self.last is not None and not s.has("verb", range(len(s.tokens)))
        )
        marked = any(
            m.kinds & {"technology", "demonym", "country", "supplier", "group"} for m in s.marks
        )
        return short and marked and following in (".", ",", ";", ")", "!", "”", '"')

    def _question(
        self, s: Sentence, scope: Scope, q: Quantity, slots: Slots, unit: str, first: bool
    ) -> Question | None:
        following = [p for p in s.quantities if p.first > q.first]
        if slots.examined and not (
            slots.technologies or slots.suppliers or slots.origins or slots.among
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
        if unit == "countries" and not (inherited.named() or inherited.weak or inherited.examined):
            topic = self._topic(s, range(min(scope.core, default=0))) or self.topic
            if topic is None:
                inherited.unread.append("no word on what is counted")
            else:
                inherited = _inherit(inherited, topic)
        if not first and not inherited.among and parent is not None and _fronted_group(s):
            inherited = replace(inherited, among=list(parent.figure.among))
        if q.share and inherited.examined and not (inherited.named() or inherited.weak):
            inherited.unread.append("no word on what is counted")
        figure, readings = figure_of(inherited)
        made = self._make(s, scope, q, inherited, unit, figure, readings)
        if q.share and unit == "countries":
            return self._share(s, scope, q, made, inherited)
        if q.part is not None:
            return replace(made, type="count", value=q.part, denominator=q.of)
        return made

    def _group_before(self, s: Sentence, scope: Scope, first: bool) -> Slots | None:
        """Return the group that "of them" means where no number stands between: "its members: 43 of them"."""
        if not first:
            return None
        before = [i for i in range(scope.quantity.begin) if i not in scope.core]
        local = self._topic(s, before)
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
            for pair in zip(low, low[1:], strict=False)
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
                edge = stop if stop is not None else _piece_end(s, before)
                whole = [i for i in before if i < edge]
        slots = self.filler.fill(s, scope, whole)
        part, readings = figure_of(
            self.filler.fill(s, scope, [i for i in scope.core if i not in whole])
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
        group_only = slots.among and not s.has("listed_word", whole)
        examined = (
            s.has("examine", whole)
            or made.whole_examined
            or (group_only and slots.among != [] and not slots.technologies and not slots.origins)
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
            attribution=_attribution(self.content, s),
            mentions=tuple(mentions),
        )

    def _mention(self, s: Sentence, mark: Mark) -> Mention:
        start, end = s.tokens[mark.first].start, s.tokens[mark.stop - 1].end
        return Mention(start=start, end=end, text=self.content[start:end])

    def _remember(self, s: Sentence, found: list[Question]) -> None:
        """Keep what the sentence speaks of, for the pronouns of the next one."""
        topic = self._topic(s, range(len(s.tokens)))
        if topic is not None:
            self.topic = topic
        self.previous = s.span
        if found:
            self.counted = s.span

    def _topic(self, s: Sentence, tokens: Sequence[int]) -> Slots | None:
        """Return the first company or country, and technology, that some words name."""
        topic = Slots()
        for mark in s.marks:
            if mark.first not in tokens:
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


def _of_them(s: Sentence, words: list[int]) -> bool:
    """Tell "in most of them without a law", "where it has cost much", "each of which ..."."""
    low = [s.tokens[i].low for i in words]
    if low[0] == "where" or "there" in low[1:]:
        return True
    return any(
        low[i] in QUANTIFIERS
        and low[i + 1] == "of"
        and low[i + 2] in ("them", "which", "these", "those", "whom")
        for i in range(len(low) - 2)
    )


def _asks(s: Sentence) -> bool:
    """Tell whether a sentence is a question; "Whereas 75 ..., will it act?" asserts the 75."""
    asked = any(t.text == "?" for t in s.tokens[-2:])
    return asked and s.tokens[0].low not in ("whereas", "given", "considering")


def _with_fronted_wholes(s: Sentence, counted: list[Quantity]) -> list[Quantity]:
    """Read "Of the 86 countries in the Initiative, 36 ..." as 36 of 86."""
    if len(counted) < 2 or counted[0].share:
        return counted
    first, second = counted[:2]
    opening = [s.tokens[i].low for i in range(first.begin) if s.tokens[i].text not in QUOTES]
    fronted = opening in (["of"], ["out", "of"], ["among"], ["from", "among"]) or opening in (
        ["of", "the"],
        ["out", "of", "the"],
        ["among", "the"],
    )
    if not fronted or first.bound != "exact" or second.value >= first.value:
        return counted
    return [replace(second, whole=first.value), *counted[2:]]


def _runs(s: Sentence, counted: list[Quantity]) -> list[list[Quantity]]:
    """Group numbers that stand in one list: "64, 56 and 53 countries"."""
    runs: list[list[Quantity]] = []
    for q in counted:
        if runs:
            between = range(runs[-1][-1].end, q.begin)
            words = [s.tokens[i].low for i in between if "unit_countries" not in s.kinds(i)]
            linked = words and all(w in (",", "and", "&", "or", "in") for w in words)
            part = s.has("anaphora", range(q.begin - 2, min(q.end + 2, len(s.tokens))))
            if linked and not part and not q.share:
                runs[-1].append(q)
                continue
        runs.append([q])
    return runs


def _zipped(s: Sentence, scope: Scope, length: int) -> list[list[int]]:
    """Give each number of a list its own name of an equally long list of names.

    Returns for each number the tokens that belong to the others; nothing if no list fits.
    """
    kinds = (("technology",), ("supplier",), ("country", "demonym", "capital"), ("group",))
    for kind in kinds:
        marks = [m for m in s.marks if m.first in scope.core and any(k in m.kinds for k in kind)]
        if kind == ("technology",):
            marks = [m for m in marks if m.ids["technology"] != ANY_TECHNOLOGY]
        while len(marks) > length and _exceptive(s, marks[0]):
            marks = marks[1:]
        if len(marks) == length:
            return [
                [i for m in marks if m is not own for i in range(m.first, m.stop)] for own in marks
            ]
    return []


def _fronted_group(s: Sentence) -> bool:
    """Tell whether a sentence opens with "Of the Initiative's members, ...", for all its numbers."""
    opening = [i for i in range(min(3, len(s.tokens))) if s.tokens[i].low in ("of", "among")]
    comma = next((i for i, t in enumerate(s.tokens) if t.text == ","), 0)
    return bool(opening) and s.has("group", range(comma))


def _exceptive(s: Sentence, mark: Mark) -> bool:
    return s.has("apart_from", range(max(0, mark.first - 3), mark.first))


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
    """Tell "14 countries export it" from "it is exported to 14 countries"."""
    seen_unit = False
    for i in range(q.end, min(q.end + 7, len(s.tokens))):
        if i not in scope.core:
            break
        kinds = s.kinds(i)
        if seen_unit and s.tokens[i].low in (
            "are",
            "were",
            "is",
            "was",
            "been",
            "have",
            "has",
            "get",
            "got",
            "use",
        ):
            break
        if seen_unit and "supplying" in kinds and s.tokens[i].low not in ("has", "have", "counts"):
            return True
        if "unit_countries" in kinds or "member" in kinds or "group" in kinds:
            seen_unit = True
    return False


def _piece_end(s: Sentence, tokens: list[int]) -> int:
    """Return the first token after a gap, or the one after the last."""
    for before, after in zip(tokens, tokens[1:], strict=False):
        if after != before + 1:
            return after
    return tokens[-1] + 1


def _attribution(content: str, s: Sentence) -> tuple[str, ...]:
    """Return who is said to say so, in the words of the sentence."""
    tokens = s.tokens
    for i, token in enumerate(tokens):
        if token.low == "according" and i + 2 < len(tokens) and tokens[i + 1].low == "to":
            stop = i + 2
            while (
                stop < len(tokens)
                and tokens[stop].text not in ",.;:()–—"
                and tokens[stop].text not in QUOTES
            ):
                stop += 1
            if stop > i + 2:
                return (content[tokens[i + 2].start : tokens[stop - 1].end],)
    for i, token in enumerate(tokens):
        if "reporting" not in s.kinds(i) or not i or i in s.numbers:
            continue
        start = i
        while (
            start > 0
            and tokens[start - 1].text not in ",.;:()–—"
            and tokens[start - 1].text not in QUOTES
            and i - start < 8
        ):
            start -= 1
        stop = i
        while stop > start and tokens[stop - 1].low in (
            "also",
            "have",
            "has",
            "had",
            "now",
            "even",
        ):
            stop -= 1
        words = content[tokens[start].start : tokens[stop - 1].end] if stop > start else ""
        speaker = s.has("source_word", range(start, stop)) or words.lower() in (
            "it",
            "they",
            "he",
            "she",
        )
        if speaker and "unit_countries" not in s.kinds(stop - 1):
            return (words,)
    if tokens and tokens[-1].low == "report" and len(tokens) > 1 and tokens[-2].text == ":":
        return (tokens[-1].text,)
    return ()


def _mentions_with(
    own: tuple[tuple[str, Mention], ...], parent: tuple[tuple[str, Mention], ...]
) -> tuple[tuple[str, Mention], ...]:
    """Return a part's own mentions, and those it shares with the number before it."""
    named = {name for name, _ in own}
    return (*own, *((name, m) for name, m in parent if name not in named))


def row_of(question: Question) -> Row:
    """Return the first row that a question asks for; an empty one where it asks for none."""
    rows = question.figure.having or question.figure.any_of
    return rows[0] if rows else Row()
