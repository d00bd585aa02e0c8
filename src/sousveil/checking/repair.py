"""When a number fails: the nearest queries that do give it, and the number that is right."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sousveil.checking.answer import Answer, answer, examined_count
from sousveil.checking.drafts import counting, sharing
from sousveil.checking.explain import percent, whole_in_words
from sousveil.checking.measure import agrees
from sousveil.checking.neighbours import Neighbour, neighbours
from sousveil.checking.recount import compute
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import describe, edition_in_words, listed
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Figure, Rules
from sousveil.model.noun import replace
from sousveil.model.question import Question
from sousveil.model.verdict import Published, Repaired

MOST = 3  # repairs of one claim
EXACT = ("exact", "min")
"""Bounds under which another query can be what was meant."""

QUALIFIERS = frozenset({"company", "home", "origin", "list"})
"""Kinds of neighbours that explain a number of another edition, too."""


class _Failed(Struct, frozen=True):
    """A number that failed, with all that looks for its repair."""

    question: Question
    now: Answer
    editions: tuple[Edition, ...]
    codebook: Codebook


def repair(
    question: Question,
    now: Answer,
    earlier: Answer | None,
    printed: Published | None,
    editions: tuple[Edition, ...],
    codebook: Codebook,
) -> Repaired | None:
    """Return the best repair with the others beside it, those with the fewest changed words first.

    What the number is the number of comes first, then what the query of the text gives. A number
    that the source does print for its query keeps the query. `earlier` bears out what is outdated.
    """
    if question.type not in ("count", "share") or question.unit != "countries":
        return None
    if question.type == "share" and question.examined:
        return None
    failed = _Failed(question, now, editions, codebook)
    found: list[Repaired] = []
    if earlier is not None:
        found = [_other_edition(failed, earlier)]
    elif _printed_here(printed, now.edition):
        found = list(_wholes(failed))
    else:
        found = _nearest(failed)
    right = _right(failed)
    room = MOST - 1 if right is not None else MOST
    found = [*found[:room], *([right] if right is not None else [])]
    return replace(found[0], others=tuple(found[1:])) if found else None


def _printed_here(printed: Published | None, edition: Edition) -> bool:
    """Tell whether the publication of this edition prints the number for this query."""
    return printed is not None and printed.faithful and printed.where.startswith(edition.index)


def changed(repaired: Repaired) -> int:
    """Return how many words of the sentence a repair changes."""
    dropped, instead = (
        len((words or "").split()) for words in (repaired.dropped, repaired.instead)
    )
    return len((repaired.missing or "").split()) + max(dropped, instead)


def named_figure(figure: Figure, codebook: Codebook) -> str:
    """Return the id under which a query is published; `ad-hoc` for any other."""
    named = [f.id for f in codebook.figures.values() if f.figure == figure and not f.examined]
    return named[0] if named else "ad-hoc"


def _nearest(failed: _Failed) -> list[Repaired]:
    """Return what gives the number; a class or another unit only where nothing else does."""
    near = sorted(_near(failed), key=changed)
    return [r for r in near if not r.far] or near


def _near(failed: _Failed) -> Iterator[Repaired]:
    """Yield what gives the number: another query, another unit, denominator or edition."""
    question, now, codebook = failed.question, failed.now, failed.codebook
    if question.examined or question.upper is not None or question.near:
        return
    yield from _wholes(failed)
    if question.type == "count" and question.bound in EXACT and not question.strict:
        near = neighbours(question.figure, now.edition, codebook, now.rules)
        met = [n for n in near if _recounted(n.figure, now, n.rules) == question.value]
        yield from (_query(failed, n) for n in _no_coincidence(met))
        swaps = [n for n in near if n.swap and n not in met]
        yield from _printed(failed, swaps)
    yield from _other_unit(failed)
    yield from _two_steps(failed)
    for edition in failed.editions:
        if edition is not now.edition:
            other = answer(replace(question, editions=()), edition, codebook)
            if other.status in ("holds", "depends") and other.value is not None:
                yield _other_edition(failed, other)
                break


def _no_coincidence(met: list[Neighbour]) -> list[Neighbour]:
    """Leave out what several of a kind give alike: that one of them is meant, nobody knows."""
    kinds = [n.kind for n in met]
    return [n for n in met if kinds.count(n.kind) == 1]


def _printed(failed: _Failed, swaps: list[Neighbour]) -> Iterator[Repaired]:
    """Yield what the publication prints this number for, though its table gives another."""
    for neighbour in swaps:
        for printed in failed.codebook.published:
            same = failed.codebook.figures[printed.figure].figure == neighbour.figure
            if same and printed.value == failed.question.value:
                found = _query(failed, neighbour)
                yield replace(found, edition=printed.edition, printed_only=True, drafts=())


def _query(failed: _Failed, near: Neighbour) -> Repaired:
    value, edition = failed.question.value, failed.now.edition
    rules = near.rules or failed.now.rules
    return Repaired(
        figure=named_figure(near.figure, failed.codebook),
        value=value,
        edition=edition.name,
        words=describe(near.figure, failed.codebook, rules),
        missing=near.missing,
        dropped=near.dropped,
        instead=near.instead,
        asks=near.figure,
        far=near.kind == "class",
        drafts=counting(value, near.figure, edition, failed.codebook, rules),
        source=edition.attribution,
    )


def _two_steps(failed: _Failed) -> Iterator[Repaired]:
    """Yield what gives the number in another edition, where a qualifier is missing besides."""
    question, now, codebook = failed.question, failed.now, failed.codebook
    if question.type != "count" or question.bound not in EXACT or question.strict:
        return
    for edition in failed.editions:
        if edition is now.edition:
            continue
        there = replace(now, edition=edition)
        near = neighbours(question.figure, edition, codebook, now.rules)
        told = [n for n in near if n.kind in QUALIFIERS]
        met = [n for n in told if _recounted(n.figure, there, n.rules) == question.value]
        for neighbour in _no_coincidence(met):
            found = _query(replace(failed, now=there), neighbour)
            missing = f"{found.missing or ''} in {edition_in_words(edition)}".strip()
            yield replace(found, missing=missing, far=True)


def _wholes(failed: _Failed) -> Iterator[Repaired]:
    """Yield the denominators under which the rest is right."""
    question, now, codebook = failed.question, failed.now, failed.codebook
    if now.computed is None:
        return
    words = describe(question.figure, codebook, now.rules)
    if question.type == "count":
        if question.denominator is None or not now.whole or now.whole == question.denominator:
            return
        if agrees(question, now.computed.value):
            known = [told.removeprefix("the ") for *_, told in _totals(now.edition, codebook)]
            clear = question.whole_examined or question.whole is not None
            yield _made(
                failed,
                now,
                kind="whole",
                value=question.value,
                words=words,
                dropped=f"{question.denominator:g}",
                instead=f"{now.whole}" if clear else listed(known, "or"),
            )
        return
    stated = None if now.whole is None else whole_in_words(question, now, codebook)
    for whole, number, other in _totals(now.edition, codebook):
        value = 100 * now.computed.value / number
        if number != now.whole and now.computed.value <= number and agrees(question, value):
            part = replace(question, whole=whole, whole_examined=whole is None, denominator=None)
            yield replace(
                _made(failed, now, kind="whole", value=question.value, words=words),
                dropped=stated,
                instead=other,
                drafts=sharing(part, value, now.computed.value, number, now, codebook),
            )


def _totals(edition: Edition, codebook: Codebook) -> Iterator[tuple[Figure | None, int, str]]:
    """Yield what shares are mostly of: the countries listed, and those examined."""
    yield Figure(), len(edition.countries), f"the {len(edition.countries)} countries listed"
    examined = examined_count(edition, codebook)
    if examined is not None:
        yield None, examined, f"the {examined} countries examined"


def _other_unit(failed: _Failed) -> Iterator[Repaired]:
    """Yield a share told as a count, and a count told as a share."""
    question, now, codebook = failed.question, failed.now, failed.codebook
    if now.computed is None or question.bound != "exact" or question.vague:
        return
    part, words = now.computed.value, describe(question.figure, codebook, now.rules)
    made = replace(_made(failed, now, kind="unit", value=question.value, words=words), far=True)
    if question.type == "share":
        if part == question.value:
            drafts = counting(part, question.figure, now.edition, codebook, now.rules)
            yield replace(made, dropped="per cent", instead="countries", drafts=drafts)
        return
    for whole, number, other in _totals(now.edition, codebook):
        share = replace(question, type="share", whole=whole, whole_examined=whole is None)
        value = 100 * part / number
        if question.denominator is None and part < number and agrees(share, value):
            yield replace(
                made,
                dropped="countries",
                instead=f"per cent of {other}",
                drafts=sharing(share, value, part, number, now, codebook),
            )


def _other_edition(failed: _Failed, other: Answer) -> Repaired:
    value = other.value or 0
    question = replace(failed.question, value=value)
    missing = f"in {edition_in_words(other.edition)}"
    made = _right_in(replace(failed, question=question, now=other))
    return replace(made, kind="edition", missing=missing, dropped=None, instead=None)


def _right(failed: _Failed) -> Repaired | None:
    """Return the number that the query of the text gives; None where the number is right."""
    now = failed.now
    if not now.value or agrees(failed.question, now.value):
        return None
    return _right_in(failed)


def _right_in(failed: _Failed) -> Repaired:
    question, now, codebook = failed.question, failed.now, failed.codebook
    value = now.value or 0
    words = (
        "countries examined"
        if question.examined
        else describe(question.figure, codebook, now.rules)
    )
    share = question.type == "share"
    made = _made(failed, now, kind="value", value=round(value, 1) if share else value, words=words)
    said = _as_told(question)
    right = percent(value) if share else f"{value:g}"
    if share and now.computed is not None and now.whole:
        drafts = sharing(question, value, now.computed.value, now.whole, now, codebook)
    else:
        drafts = counting(
            value, question.figure, now.edition, codebook, now.rules, question.examined
        )
    return replace(made, dropped=said, instead=right, drafts=drafts)


def _as_told(question: Question) -> str:
    """Return the number as the text has it: "two thirds"; a share in digits with "per cent"."""
    told = dict(question.mentions).get("value")
    if told is None or any(char.isdigit() for char in told.text):
        return percent(question.value) if question.type == "share" else f"{question.value:g}"
    return told.text.lower()


def _made(
    failed: _Failed,
    now: Answer,
    *,
    kind: str,
    value: float,
    words: str,
    dropped: str | None = None,
    instead: str | None = None,
) -> Repaired:
    question = failed.question
    figure = "examined" if question.examined else named_figure(question.figure, failed.codebook)
    return Repaired(
        kind=kind,
        figure=figure,
        value=value,
        edition=now.edition.name,
        words=words,
        dropped=dropped,
        instead=instead,
        asks=question.figure,
        drafts=counting(
            value, question.figure, now.edition, failed.codebook, now.rules, question.examined
        ),
        source=now.edition.attribution,
    )


def _recounted(figure: Figure, failed: Answer, rules: Rules | None) -> int | None:
    computed = compute(figure, failed.edition, rules or failed.rules)
    return computed.value if isinstance(computed, Computed) else None
