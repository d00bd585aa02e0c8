"""What a sentence states as a whole, and what it confirms, by its clauses."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.beside.attribution import attribution
from sousveil.extraction.beside.firms_named import names_firms
from sousveil.extraction.ground import Ground
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.confirmations import confirmation
from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.plainly import Stated
from sousveil.extraction.statements.read import stated
from sousveil.model.claim import Mention
from sousveil.model.query import Compare, Examined, Fact, Indicator, Member, Moved, Part, Rank, Sole
from sousveil.model.question import Question

KINDS = {
    Member: "set",
    Part: "set",
    Sole: "set",
    Rank: "ranking",
    Compare: "comparison",
    Moved: "set",
    Indicator: "indicator",
    Examined: "set",
    Fact: "about",
}


def asks(s: Sentence) -> bool:
    """Tell whether a sentence is a question; "Whereas 75 ..., will it act?" asserts the 75."""
    asked = any(t.text == "?" for t in s.tokens[-2:]) or _denied(s)
    return asked and s.tokens[0].low not in ("whereas", "given", "considering")


def _denied(s: Sentence) -> bool:
    """Tell "Do most of them belong to it? No.", of which nothing is said as it stands."""
    if not s.tokens or s.tokens[0].low not in ASKING:
        return False
    at = next((i for i, t in enumerate(s.tokens) if t.text == "?"), len(s.tokens))
    return any(t.low in DENYING for t in s.tokens[at + 1 : at + 4])


ASKING = frozenset("do does did is are was were has have had can could will would".split())
DENYING = frozenset({"no", "not", "none", "hardly", "never", "wrong", "false", "neither", "nobody"})


def stated_by(g: Ground, s: Sentence) -> list[Question]:
    """Return what a sentence states without a count of its own, if every clause is read."""
    if asks(s):
        return []
    clauses = stated(s, g.filler.codebook)
    if not any(clause.query or clause.counted for clause in clauses):
        return []
    if any(not (clause.query or clause.counted) and _counts(s, clause) for clause in clauses):
        return []
    return [queried(g, s, clause) for clause in clauses]


def counted_by(g: Ground, s: Sentence) -> list[Question]:
    """Read the numbers of a sentence by its clauses, if every one of them is read."""
    if asks(s) or not s.numbers:
        return []
    clauses = stated(s, g.filler.codebook, counting=True)
    if not all(clause.query or clause.counted for clause in clauses):
        return []
    return [queried(g, s, clause) for clause in clauses]


def confirmed(g: Ground, s: Sentence, found: list[Question]) -> Iterator[Question]:
    """Yield that somebody confirms what this sentence, or the one beside it, states.

    It is unverifiable, whatever the number: all that is known here goes back to one index.
    """
    said = confirmation(s, g.filler.codebook)
    if said is not None and any(isinstance(q.query, Fact) for q in found):
        said = None  # read as a whole, with what it says of independence
    waiting, g.waiting = g.waiting, None
    if waiting is not None and found:
        yield waiting
    if said is None:
        return
    question = Question(
        type="about",
        evidence=s.span,
        quote=g.content[s.span.start : s.span.end],
        query=said,
        attribution=attribution(g.content, s),
    )
    if found or (g.stating is not None and g.stating == g.previous):
        yield question
    else:
        g.waiting = question


def _counts(s: Sentence, clause: Stated) -> bool:
    """Tell whether a clause that is not read holds a number, which may be a count."""
    return any(clause.first <= i < clause.stop for i in s.numbers)


def queried(g: Ground, s: Sentence, clause: Stated) -> Question:
    """Return the question that one clause of a sentence asks."""
    query = clause.query
    if clause.counted is not None:
        return _counted_question(g, s, clause, clause.counted)
    return Question(
        type="about" if query is None else KINDS[type(query)],
        evidence=s.span,
        quote=g.content[s.span.start : s.span.end],
        query=query,
        editions=tuple(clause.editions),
        still=clause.still,
        leans=leaning(s),
        attribution=attribution(g.content, s),
    )


def leaning(s: Sentence) -> tuple[str, ...]:
    """Return the rules of counting that the words of a sentence leave open."""
    return ("origin",) if s.has("companies_of", range(len(s.tokens))) or names_firms(s) else ()


def _counted_question(g: Ground, s: Sentence, clause: Stated, counted: Counted) -> Question:
    q = counted.quantity
    first = s.tokens[q.first]
    said = Mention(
        start=first.start,
        end=s.tokens[q.stop - 1].end,
        text=g.content[first.start : s.tokens[q.stop - 1].end],
    )
    sourced = any(row.supplier or row.origin for row in counted.figure.rows())
    of_whole = bool(q.share or q.whole or counted.size)
    return Question(
        type="share" if q.share else "count",
        evidence=s.span,
        quote=g.content[s.span.start : s.span.end],
        figure=counted.figure,
        readings=counted.readings,
        value=q.value,
        bound=q.bound,
        strict=q.strict,
        near=q.near,
        upper=q.upper,
        vague=q.vague,
        denominator=q.whole or counted.size,
        whole=counted.whole if of_whole else None,
        whole_examined=counted.whole_examined and of_whole,
        sized=counted.sized and of_whole,
        unsaid=counted.unsaid,
        rules=(("home", "excluded"),) if counted.abroad and sourced else (),
        editions=clause.editions,
        still=clause.still,
        leans=leaning(s),
        attribution=attribution(g.content, s),
        mentions=(("value", said),),
    )
