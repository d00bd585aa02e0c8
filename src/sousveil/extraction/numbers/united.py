"""Groups of one kind joined by "and", which are counted together: "Africa and the Americas"."""

from __future__ import annotations

from itertools import pairwise

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.question import Question

KINDS = ("region", "regime")
"""Kinds of groups of which every country is in one, and in no other."""

LINKS = frozenset({"and", "or", "plus", "the", ",", "&", "in", "across", "of", "from"})
EACH = frozenset(
    {"each", "both", "respectively", "apiece", "every", "neither", "nor", "not", "than", "per"}
)
"""Words by which each of the groups is counted for itself, or set against the other."""

TOGETHER = frozenset({"together", "combined", "between"})
FRONT = frozenset({"of", "among", "out"})


def united(s: Sentence, found: list[Question], codebook: Codebook) -> list[Question]:
    """Read several regions, or kinds of regime, of one number as all of them together.

    To be of one of two regions is to be outside all the others.
    """
    if len(s.marks) < len(KINDS) or not any(len(q.figure.among) > 1 for q in found):
        return found
    words = {token.low for token in s.tokens}
    if words & EACH or not (_of_one_number(s) or words & TOGETHER):
        return found
    runs = [run for kind in KINDS if (run := _run(s, kind, codebook))]
    for run in runs:
        found = [_united(q, run, codebook) for q in found]
    return found


def _of_one_number(s: Sentence) -> bool:
    """Tell a lone number, or one behind the size of its whole: "Of the 97 countries, 30"."""
    fronted = s.tokens[0].low in FRONT
    return len(s.quantities) == 1 + fronted


def _run(s: Sentence, kind: str, codebook: Codebook) -> tuple[str, ...]:
    """Return the groups of a kind that a sentence names, if they stand in one list."""
    named = [m for m in s.marks if "group" in m.kinds and _kind(m.ids["group"], codebook) == kind]
    for first, second in pairwise(named):
        between = {s.tokens[i].low for i in range(first.stop, second.first)}
        if not between or between - LINKS or between == {"the"}:
            return ()
    return tuple(dict.fromkeys(m.ids["group"] for m in named))


def _kind(group: str, codebook: Codebook) -> str:
    return codebook.groups[group].kind if group in codebook.groups else ""


def _united(q: Question, run: tuple[str, ...], codebook: Codebook) -> Question:
    """Return a question with the groups of a list as one; also in what a share is of."""
    if q.query is not None or len(run) < 2 or not set(run) <= set(q.figure.among):
        return q
    whole = q.whole
    if whole is not None and set(run) <= set(whole.among):
        whole = _outside_the_others(whole, run, codebook)
    return replace(q, figure=_outside_the_others(q.figure, run, codebook), whole=whole)


def _outside_the_others(figure: Figure, run: tuple[str, ...], codebook: Codebook) -> Figure:
    kind = codebook.groups[run[0]].kind
    others = [g.id for g in codebook.groups.values() if g.kind == kind and g.id not in run]
    kept = tuple(group for group in figure.among if group not in run)
    return replace(figure, among=kept, outside=(*figure.outside, *others))
