"""One number with the words that belong to it, to the question that it asks."""

from __future__ import annotations

from itertools import pairwise

from sousveil.extraction.before.pronouns import it_and_more, it_lists
from sousveil.extraction.beside.attribution import attribution
from sousveil.extraction.ground import Ground, topic_of, unread_before
from sousveil.extraction.marks import Mark
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.numbers.doing import delivered, takes_up
from sousveil.extraction.numbers.lists import fronted_group, fronted_region
from sousveil.extraction.numbers.scope import Scope
from sousveil.extraction.numbers.share_of import (
    in_two,
    nouns,
    of_all,
    said_again,
    share_of,
    unread_of,
)
from sousveil.extraction.numbers.slots import Slots, figure_of
from sousveil.extraction.numbers.units import told_of_all, told_of_an_edition, unit_of
from sousveil.extraction.statements.beside import misplaced
from sousveil.extraction.statements.joints import all_at_once, unjoined
from sousveil.model.claim import Mention
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.noun import replace
from sousveil.model.question import Question
from sousveil.model.source import Span

TOLD = frozenset({6.0, 7.0, 8.0, 9.0, 11.0, 12.0})
"""Wholes that are counted: "11 out of 12 countries", and not "three out of five"."""

RATIO = frozenset({"in", "every"})
"""Words that make a share of it: "seven in eight democracies"."""


def question_of(
    g: Ground, s: Sentence, scope: Scope, q: Quantity, slots: Slots, unit: str, first: bool
) -> Question | None:
    """Return what a number asks; None for the countries examined, which the next one is of.

    `slots` is what its words name, and `first` tells that no number of the sentence stands before.
    """
    if slots.examined and s.has("unlisted", scope.core):
        return _unlisted(g, s, scope, q, slots, unit)
    following = [p for p in s.quantities if p.first > q.first]
    if (
        slots.examined
        and not q.share
        and not (q.whole is not None and s.has("listed_word", range(q.end, len(s.tokens))))
        and not (slots.technologies or slots.suppliers or slots.origins or slots.among)
    ):
        if following and _anaphoric(s, following[0]):
            g.last = _make(g, s, scope, q, slots, unit, Figure(), ())
            g.last = replace(g.last, examined=True)
            g.last_slots = Slots()
            return None
        if slots.negated:
            slots.unread.append("not")
        if following and _examines_the_next(s, scope, following[0]):
            slots.unread.append("no word on what is counted")
        if q.whole is not None:  # "82 of the 179 countries examined", with nothing read of the 82
            slots.unread.append("no word on what is counted")
        loosely = any(s.tokens[i].low in COVERING for i in scope.core)
        made = _make(g, s, scope, q, slots, unit, Figure(), (Figure(),) if loosely else ())
        return replace(made, examined=True)
    if q.share and (said := said_again(g, s, q)) is not None:
        return of_all(s, q, said, _make(g, s, scope, q, slots, unit, said.figure, ()))
    parent = g.last
    inherited = slots
    if first and parent is not None and slots.anaphora and unread_before(g):
        slots.unread.append("of them")
    group = _group_before(g, s, scope, first)
    if not first and parent is not None and _included(s, q):
        return _part(g, s, scope, q, slots, unit, parent)
    if slots.anaphora and group is not None:
        inherited = inherit(slots, group)
    elif slots.anaphora and parent is not None:
        return _part(g, s, scope, q, slots, unit, parent)
    if g.of_whom is not None and _of_the_same(g, s, scope, slots, first):
        return _part(g, s, scope, q, slots, unit, g.of_whom)
    g.of_whom = None
    if first and not slots.named() and g.topic is not None and _asked_about(g):
        inherited = inherit(slots, g.topic)
    leans = _leans(g, s, scope, slots, first)
    leans = leans or (not slots.named() and unit_of(s, q) is None and told_of_an_edition(s, q))
    if leans and first and unread_before(g):
        slots.unread.append("no word on what is counted")
    if leans and g.last_slots is not None:
        inherited = inherit(slots, g.last_slots)
        if any(s.tokens[i].low in ("today", "now", "currently") for i in scope.core):
            inherited.years = list(slots.years)
    elif slots.pronoun and not slots.anaphora and not (slots.suppliers or slots.origins):
        if not first and g.last_slots is not None:
            inherited = inherit(slots, g.last_slots)
        elif slots.without:  # "Beyond China's borders, its technology ..."
            inherited = replace(slots, origins=list(slots.without))
        elif (topic := topic_of(s, range(min(scope.core))) or g.topic) is not None:
            inherited = inherit(slots, topic)
    inherited.unread += it_and_more(s, q) or it_lists(s, slots, inherited)
    if slots.negated and not slots.outside:
        if not slots.named() and parent is not None and parent.figure.among:
            figure = replace(
                parent.figure, among=parent.figure.among[:-1], outside=parent.figure.among[-1:]
            )
            return _make(g, s, scope, q, slots, unit, figure, ())
        inherited.unread.append("not")
    members = any(s.tokens[i].low in ("member", "members") for i in scope.core)
    if members and not (inherited.among or inherited.outside):
        inherited = _of_members(g, s, scope, inherited)
    counted = inherited.technologies or inherited.suppliers or inherited.origins
    named = "technology" in s.places or s.holds(s.grammar["watching"])
    alone = first and scope.bare and bool(s.quantities[1:]) and not s.has_verb(scope.core)
    named = named and not (alone and slots.among and not slots.technologies)
    if unit == "countries" and not (counted or inherited.weak or named) and inherited.among:
        inherited.unread.append("no word on what is counted")
    fragment = s.tokens[0].low == "to" and not any(s.has_verb([i]) for i in scope.core)
    if unit == "countries" and not (
        inherited.named() or inherited.examined or (inherited.weak and not fragment)
    ):
        topic = topic_of(s, range(min(scope.core, default=0))) or g.topic
        if topic is None or (topic.origins and takes_up(s, q.end)):
            inherited.unread.append("no word on what is counted")
        else:
            inherited = inherit(inherited, topic)
    fronted = fronted_group(s) or fronted_region(s, q)
    if not first and not (inherited.among or inherited.outside) and parent is not None and fronted:
        figure = parent.figure
        inherited = replace(inherited, among=list(figure.among), outside=list(figure.outside))
    if q.share and inherited.examined and not (inherited.named() or inherited.weak):
        inherited.unread.append("no word on what is counted")
    if q.whole is not None and (strange := unread_of(g, s, scope, q)):
        inherited.unread.append(strange)
    figure, readings = figure_of(inherited)
    figure = in_two(g, s, scope, q, figure)
    made = _make(g, s, scope, q, inherited, unit, figure, readings)
    told = bool(q.share and q.part is not None and q.of in TOLD and figure.rows() and figure.among)
    told = told and RATIO.isdisjoint(t.low for t in s.tokens[q.begin : q.stop])
    if q.share and unit == "countries" and not told:
        return share_of(g, s, scope, q, made, inherited)
    if q.part is not None and q.of is not None:
        return replace(made, type="count", value=q.part, denominator=q.of)
    every = any(s.tokens[i].low == "all" for i in range(q.begin, q.first))
    if every and figure.rows() and s.has("listed_word", scope.core):
        return replace(made, denominator=q.value)  # "all 12 African countries in the index"
    return made


def _examines_the_next(s: Sentence, scope: Scope, following: Quantity) -> bool:
    """Tell "97 countries, 179 examined", which says of the second number what was done."""
    return not s.has("examine", [i for i in scope.core if i < following.first])


def _unlisted(
    g: Ground, s: Sentence, scope: Scope, q: Quantity, slots: Slots, unit: str
) -> Question:
    """Read "82 of the 179 countries examined were unlisted"."""
    if slots.technologies or slots.suppliers or slots.origins or slots.outside or slots.without:
        slots.unread.append("unlisted")
    figure = Figure(lacking=(Row(technology=ANY_TECHNOLOGY),), among=tuple(slots.among))
    made = _make(g, s, scope, q, slots, unit, figure, ())
    return replace(made, examined=True, denominator=q.whole)


COVERING = frozenset("cover covers covered covering includes".split())
"""Words for countries looked at, which may also be said of those listed."""


def _included(s: Sentence, q: Quantity) -> bool:
    """Tell ", including 45 democracies", which are some of those counted before."""
    before = s.tokens[q.begin - 1].low if q.begin else ""
    return before in ("including", "comprising") or (
        before == "them" and q.begin > 1 and s.tokens[q.begin - 2].low == "among"
    )


def _of_the_same(g: Ground, s: Sentence, scope: Scope, slots: Slots, first: bool) -> bool:
    """Tell "and nine buy from China" behind "eleven of these use it": nine of these, too."""
    said = not first and g.last is not None and g.last.evidence.end == s.span.end
    if not said or g.of_whom is None or g.of_whom.figure.rows():
        return False
    acts = scope.quantity.end < len(s.tokens) and s.has_verb([scope.quantity.end])
    named = bool(slots.technologies or slots.suppliers or slots.origins)
    return acts and named and not slots.among and not nouns(s, scope)


def _asked_about(g: Ground) -> bool:
    """Tell whether the sentence before only asks about a name: "ZTE? Nine countries."."""
    before = g.previous
    asked = before is not None and g.content[before.end - 1 : before.end] == "?"
    return asked and before is not None and before.end - before.start <= LONGEST_NAME


LONGEST_NAME = 40  # characters of a question that is no more than a name


def _of_members(g: Ground, s: Sentence, scope: Scope, slots: Slots) -> Slots:
    """Give "53 of its members" the group that was named before; without one they are unread."""
    named = [m for m in s.marks if "group" in m.kinds and m.stop <= scope.quantity.begin]
    ids = [named[-1].ids["group"]] if named else g.topic.among if g.topic is not None else []
    if ids:
        unread = [words for words in slots.unread if words != "its"]
        return replace(slots, among=list(ids), unread=unread)
    return replace(slots, unread=[*slots.unread, "members"])


def _group_before(g: Ground, s: Sentence, scope: Scope, first: bool) -> Slots | None:
    """Return the group that "of them" means in "the Initiative's members: 43 of them"."""
    if not first:
        return None
    local = topic_of(s, frozenset(range(scope.quantity.begin)).difference(scope.core))
    if local is not None and local.among:
        return local
    if local is None and g.topic is not None and g.topic.among and g.counted != g.previous:
        return g.topic
    return None


def _anaphoric(s: Sentence, q: Quantity) -> bool:
    return s.has("anaphora", range(max(0, q.begin - 3), min(len(s.tokens), q.end + 3)))


def _leans(g: Ground, s: Sentence, scope: Scope, slots: Slots, first: bool) -> bool:
    """Tell whether the words lean on the number before: "... in eight and Dahua in six"."""
    if g.last is None or told_of_all(s, scope.quantity):
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
    so = so or (bool(slots.among or slots.outside) and takes_up(s, scope.quantity.end))
    named = slots.technologies or slots.suppliers or slots.origins
    verbless = not first and (slots.among or slots.outside) and not named and not _acts(s, scope)
    return so or bool(verbless) or (scope.bare and not (first and slots.technologies))


def _acts(s: Sentence, scope: Scope) -> bool:
    """Tell whether a number has a verb of its own, outside longer phrases."""
    marks = ((i, s.by_token.get(i)) for i in scope.core)
    return s.has_verb([i for i, mark in marks if mark is None or mark.stop - mark.first == 1])


def _part(
    g: Ground, s: Sentence, scope: Scope, q: Quantity, slots: Slots, unit: str, parent: Question
) -> Question:
    """Read "36 of which have joined": the query of the number before, and more."""
    g.of_whom = parent
    figure, readings = figure_of(slots)
    if slots.negated and not slots.outside:
        slots.unread.append("not")
    slots.unread += delivered(s, scope.core, figure, parent.figure)
    merged = replace(
        parent.figure,
        having=tuple(dict.fromkeys(parent.figure.having + figure.having)),
        among=tuple(dict.fromkeys(parent.figure.among + figure.among)),
        outside=parent.figure.outside + figure.outside,
        without=tuple(dict.fromkeys(parent.figure.without + figure.without)),
    )
    if merged == parent.figure and not (q.share or parent.examined or parent.unread):
        slots.unread.append("of them")  # nothing that is said of them is read
    made = _make(g, s, scope, q, slots, unit, merged, readings)
    made = replace(
        made,
        unread=tuple(dict.fromkeys((*parent.unread, *made.unread))),
        rules=made.rules or parent.rules,
        leans=tuple(dict.fromkeys((*parent.leans, *made.leans))),
        editions=made.editions or parent.editions,
        years=made.years or parent.years,
        mentions=mentions_with(made.mentions, parent.mentions),
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


def _make(
    g: Ground,
    s: Sentence,
    scope: Scope,
    q: Quantity,
    slots: Slots,
    unit: str,
    figure: Figure,
    readings: tuple[Figure, ...],
) -> Question:
    unread = list(slots.unread)
    unread += misplaced(s, scope.core, q, g.filler.codebook)
    unread += unjoined(s, scope.core, q, g.filler.codebook)
    unread += all_at_once(s, g.filler.codebook)
    unread += [] if slots.examples else _one_of(s, q)
    if len(slots.suppliers) > 1:
        unread.append("one number for several suppliers")
    if "home" in slots.rules and not any(r.supplier or r.origin for r in figure.rows()):
        unread.append("abroad" if slots.rules["home"] == "excluded" else "included")
    start = s.span.start
    if g.content[s.span.start : s.span.start + 1] in '“"' and g.previous is not None:
        between = g.content[g.previous.end : s.span.start]
        if "\n" not in between:
            start = g.previous.start
    years = tuple(dict.fromkeys(slots.years))
    named = tuple(g.marker.editions[y] for y in years if y in g.marker.editions)
    if named:
        unread += [str(y) for y in years if y not in g.marker.editions]
    first = s.tokens[q.first]
    mentions = [
        (
            "value",
            Mention(
                start=first.start,
                end=s.tokens[q.stop - 1].end,
                text=g.content[first.start : s.tokens[q.stop - 1].end],
            ),
        )
    ]
    mentions += [(name, _mention(g, s, mark)) for name, mark in slots.words.items()]
    return Question(
        type="share" if q.share else "count",
        evidence=Span(start, s.span.end),
        quote=g.content[start : s.span.end],
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
        years=tuple(y for y in years if y not in g.marker.editions),
        loose=slots.loose,
        examples=tuple(dict.fromkeys(slots.examples)),
        unread=tuple(dict.fromkeys(unread)),
        still=slots.still,
        grew=slots.grew,
        attribution=attribution(g.content, s),
        mentions=tuple(mentions),
    )


def _one_of(s: Sentence, q: Quantity) -> list[str]:
    """Return the words that speak of one of those counted: "Kenya: one of 78 countries"."""
    before = [t.low for t in s.tokens[max(0, q.begin - 3) : q.begin] if t.low != "the"]
    return ["one of"] if before[-2:] == ["one", "of"] and not q.share else []


def _mention(g: Ground, s: Sentence, mark: Mark) -> Mention:
    start, end = s.tokens[mark.first].start, s.tokens[mark.stop - 1].end
    return Mention(start=start, end=end, text=g.content[start:end])


def inherit(slots: Slots, last: Slots) -> Slots:
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


def mentions_with(
    own: tuple[tuple[str, Mention], ...], parent: tuple[tuple[str, Mention], ...]
) -> tuple[tuple[str, Mention], ...]:
    """Return a part's own mentions, and those it shares with the number before it."""
    named = {name for name, _ in own}
    return (*own, *((name, m) for name, m in parent if name not in named))
