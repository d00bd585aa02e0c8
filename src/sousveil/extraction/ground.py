"""A text and what was last spoken of in it, for the sentence that is read next."""

from __future__ import annotations

from collections.abc import Container, Mapping
from itertools import pairwise

from msgspec import Struct, field

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.before.antecedents import may_point_back, with_names
from sousveil.extraction.before.headline import headline
from sousveil.extraction.before.index_named import index_named
from sousveil.extraction.before.named import Named, named_in
from sousveil.extraction.before.narrowed import Scene
from sousveil.extraction.before.seated import seated
from sousveil.extraction.before.sized import pointing
from sousveil.extraction.before.unsaid_country import may_have_moved, with_country
from sousveil.extraction.before.unsaid_group import may_leave_it, with_group
from sousveil.extraction.before.unsaid_place import may_leave_a_place, with_place
from sousveil.extraction.beside.assenting import assented
from sousveil.extraction.beside.comments import without_comments
from sousveil.extraction.beside.framed import unframed
from sousveil.extraction.beside.index_framing import framed_by_index
from sousveil.extraction.beside.own_index import is_own
from sousveil.extraction.forms.layout import Over
from sousveil.extraction.forms.lines import laid_out
from sousveil.extraction.joining import led_astray
from sousveil.extraction.marks import Marker, Token, marker_of, tokenise
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.bracketed import lifted
from sousveil.extraction.numbers.clauses import DOMAIN, Sentence
from sousveil.extraction.numbers.quantities import quantities
from sousveil.extraction.numbers.scope import Scope
from sousveil.extraction.numbers.slot_filling import Filler
from sousveil.extraction.numbers.slots import Slots
from sousveil.extraction.sentences import LIST_MARKS, has_capitals
from sousveil.extraction.statements.spoken import Spoken
from sousveil.extraction.turning import turned
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.question import Question
from sousveil.model.source import Span

FIRST_YEAR = 1900  # a number from here on is a year
TOPICAL = DOMAIN - {"financier"}
"""Kinds of names that later sentences may point back to."""


class Ground(Struct):
    """A text with what its words are looked up in, and what was last spoken of."""

    content: str
    marker: Marker
    filler: Filler
    counts_countries: bool
    """True where the text speaks of countries anywhere."""

    whispering: bool
    """True for a text without capitals."""

    last: Question | None = None
    last_slots: Slots | None = None
    of_whom: Question | None = None
    """Whose part the last number was: the 13 of "13 autocracies; eleven of these use it"."""

    topic: Slots | None = None
    """What the sentences before were about: the last company or country, and technology."""

    previous: Span | None = None
    counted: Span | None = None
    """The last sentence with a number of its own."""

    stating: Span | None = None
    """The last sentence that stated something."""

    spoken: Spoken | Sentence | None = None
    """The sentence before, where it was read, or what it spoke of, once somebody asked."""

    told: Sentence | None = None
    """The sentence of whose number `spoken` is, until somebody asks for its words."""

    waiting: Question | None = None
    """A confirmation in a sentence that states nothing; what it confirms may come next."""

    before: dict[int, Span] = field(default_factory=dict)
    """The sentence before, by where each one starts."""

    over: Mapping[int, Over] = field(default_factory=dict)
    """What stands over the lines of a form, by where each one starts."""

    limits: dict[int, str] = field(default_factory=dict)
    """Headings that limit what stands under them and are not read with it."""

    sized: dict[int, Question | None] = field(default_factory=dict)
    """Sets by their size, for "12 of the 14"; None where two are of one size."""

    pointed: dict[int, Question] = field(default_factory=dict)
    """What "of the 14" means in a sentence, by where it starts."""

    alone: set[int] = field(default_factory=set)
    """Where lines of a form start that say all of what they count."""

    within: tuple[str, ...] = ()
    """The region of which the sentence before counts countries; a line of a form may be of it."""

    scenes: dict[int, Scene] = field(default_factory=dict)
    """What sentences name that makes a set of countries, by where they start."""

    named: dict[int, Named] = field(default_factory=dict)
    """What a sentence names, by where it starts, once somebody asked."""

    sentence: Sentence | None = None
    scoped: tuple[Sentence, list[Quantity], list[Scope]] | None = None
    taken: set[int] = field(default_factory=set)
    """Tokens of the sentence that belong to one of its numbers, or frame it."""


def ground_of(content: str, codebook: Codebook) -> Ground:
    """Return a text of which nothing was read yet."""
    return Ground(
        content=content,
        marker=marker_of(codebook),
        filler=Filler(codebook),
        counts_countries="countries" in content.casefold(),
        whispering=not has_capitals(content),
    )


def sentence_at(g: Ground, span: Span) -> Sentence:
    """Return a sentence; the one after a number is asked for more than once."""
    if g.sentence is None or g.sentence.span != span:
        g.sentence = _read(g, span)
    return g.sentence


def counted_in(g: Ground, span: Span) -> list[Quantity]:
    """Return the numbers of a sentence before, without its years."""
    found = quantities(tokenise(g.content, span.start, span.end))
    return [q for q in found if q.share or q.value < FIRST_YEAR]


def _names_before(g: Ground, span: Span) -> Named:
    """Return what the sentence before names; nothing where there is none."""
    before = g.before.get(span.start)
    if before is None:
        return Named()
    if before.start not in g.named:
        tokens = _plain_tokens(g, before)
        marks = g.marker.marks(tokens, False, g.whispering)
        g.named[before.start] = named_in(tokens, marks, g.marker.grammar["edition_year"])
    return g.named[before.start]


def unread_before(g: Ground) -> bool:
    """Tell whether the sentence before has a number that is not the last one read."""
    if g.previous is None or (g.last is not None and g.last.evidence.end == g.previous.end):
        return False
    here = g.sentence
    counts = bool(sentence_at(g, g.previous).numbers)
    g.sentence = here
    return counts


def only_of_those(g: Ground, s: Sentence) -> str:
    """Return "Only Kenya" behind "Kenya and Ghana ...", which may mean only one of the two."""
    lows = [t.low for t in s.tokens[:3]]
    at = 1 if lows[:1] in (["only"], ["just"]) else 0
    mark = s.by_token.get(at)
    alone = mark is not None and [t.low for t in s.tokens[mark.stop : mark.stop + 1]] == ["alone"]
    if mark is None or "country" not in mark.kinds or not (at or alone):
        return ""
    listed = _names_before(g, s.span).lists
    among = any(mark.ids["country"] in run for run in listed)
    return s.words(range(mark.stop)) if among else ""


def others_than_named(g: Ground, s: Sentence) -> str:
    """Return the "other" of "50 other countries do", which may leave out who was named before."""
    for other, noun in pairwise(s.tokens):
        if other.low == "other" and noun.low in STATES:
            return other.text if _names_before(g, s.span).countries else ""
    return ""


STATES = frozenset({"countries", "states", "nations", "governments"})


def _plain_tokens(g: Ground, span: Span) -> list[Token]:
    """Return the tokens of a sentence, with names for the words that point back to them."""
    tokens = tokenise(g.content, span.start, span.end)
    if len(tokens) > 1 and tokens[0].text in LIST_MARKS:
        tokens = tokens[1:]
    over, whole = g.over.get(span.start), tokens
    tokens, limit = laid_out(tokens, over, g.marker, g.whispering, g.counts_countries)
    if limit:
        g.limits[span.start] = limit
    if tokens is not whole and tokens[0].low == "number":
        g.alone.add(span.start)
    if tokens[0].text.isupper() and (head := headline(tokens, g.marker)) is not None:
        return with_names(tokens[head[0] :], head[1], g.filler.codebook, g.marker)
    if may_leave_it(tokens) and (told := _names_before(g, span).initiative):
        tokens = with_group(tokens, told)
    if may_leave_a_place(tokens):
        tokens = with_place(tokens, _names_before(g, span), g.filler.codebook, g.marker)
    if may_have_moved(tokens):
        tokens = with_country(tokens, _names_before(g, span), g.filler.codebook, g.marker)
    if not may_point_back(tokens, g.marker):
        return tokens
    return with_names(tokens, _names_before(g, span), g.filler.codebook, g.marker)


def _read(g: Ground, span: Span) -> Sentence:
    tokens = _plain_tokens(g, span)
    if (pointed := pointing(tokens, g.sized)) is not None:
        tokens, g.pointed[span.start] = pointed
    tokens = index_named(tokens, g.filler.codebook)
    tokens = framed_by_index(tokens, g.filler.codebook)
    tokens = assented(tokens, g.marker, g.filler.codebook)
    tokens = unframed(tokens, g.marker, g.filler.codebook, g.whispering)
    tokens = without_comments(tokens, g.marker, g.filler.codebook, g.whispering)
    tokens, asides = lifted(tokens, g.marker, g.whispering)
    tokens = seated(tokens, g.marker, g.filler.codebook, g.whispering)
    tokens, seen = turned(tokens, g.marker, g.filler.codebook, g.whispering)
    found = seen.quantities if seen else quantities(tokens)
    words = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 3]
    shouting = len(words) > 1 and all(word.isupper() for word in words)
    if seen is None or shouting:
        marks = g.marker.marks(tokens, shouting, g.whispering)
    else:
        marks = seen.marks
    numbers = [] if led_astray(tokens) else found
    return Sentence(span, tokens, marks, numbers, g.marker.grammar, asides)


def remember(g: Ground, s: Sentence, found: list[Question]) -> None:
    """Keep what the sentence speaks of, for the pronouns of the next one."""
    topic = topic_of(s, range(len(s.tokens))) if s.marks else None
    if topic is None and _is_of_the_index(g, s):
        g.topic = None
    if topic is not None:
        g.topic = None if topic.suppliers and _makes_something(s) else topic
    if s.span.start in g.alone:
        g.last_slots, g.topic = Slots(), None
    g.previous = s.span
    if found:
        g.counted = g.stating = s.span


def _is_of_the_index(g: Ground, s: Sentence) -> bool:
    """Tell "The index has its flaws.", behind which "it" is the index."""
    lows = [t.low for t in s.tokens[:SUBJECT]]
    return any(is_own(lows, i, g.filler.codebook) for i in range(1, len(lows)))


SUBJECT = 4  # tokens


def forget(g: Ground, span: Span) -> None:
    """Keep nothing of what was spoken of before some words that were not read."""
    g.last = g.last_slots = g.topic = g.spoken = g.told = g.waiting = g.counted = g.stating = None
    g.previous = span


def topic_of(s: Sentence, tokens: Container[int]) -> Slots | None:
    """Return the first company or country, and technology, that some words name."""
    topic = Slots()
    for mark in s.marks:
        if mark.kinds.isdisjoint(TOPICAL) or mark.first not in tokens:
            continue
        if "supplier" in mark.kinds:
            joined = mark.first and s.tokens[mark.first - 1].low in ("and", "or")
            beside = joined and "supplier" in s.kinds(mark.first - 2) and len(topic.suppliers) == 1
            if beside or not topic.suppliers:  # "Huawei and NEC": "it" may be either
                topic.suppliers = [*topic.suppliers, mark.ids["supplier"]]
        elif mark.kinds & {"country", "demonym", "capital"} and not topic.suppliers:
            place = next(mark.ids[k] for k in ("country", "demonym", "capital") if k in mark.ids)
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


def _makes_something(s: Sentence) -> bool:
    """Tell "Huawei sells a camera", where "it" in the next sentence may be the camera."""
    return any(
        a.low in MAKING and b.low in ("a", "an") and "supplier_noun" not in s.kinds(i + TWO_ON)
        for i, (a, b) in enumerate(pairwise(s.tokens))
        if i + TWO_ON < len(s.tokens)
    )


MAKING = frozenset(
    "announced assembles builds built created creates designed designs developed develops"
    " introduced invented launched launches made makes manufactures markets offered offers owns"
    " presented produced produces promotes released sells sold unveiled".split()
)
"""Verbs before "a camera", which is what "it" in the next sentence may mean."""
TWO_ON = 2
