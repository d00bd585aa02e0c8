"""A question and the editions to a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sousveil.checking.answer import Answer, answer
from sousveil.checking.explain import plain, quoted, reason, without_ids
from sousveil.checking.measure import agrees
from sousveil.checking.narrower import of_scene
from sousveil.checking.persisting import not_before, otherwise_before
from sousveil.checking.published import published
from sousveil.checking.queries import respond
from sousveil.checking.recount import compute
from sousveil.checking.repair import repair
from sousveil.checking.restate import restated
from sousveil.codebook.lookalike import look_alike
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Figure, Rules
from sousveil.model.noun import replace
from sousveil.model.query import Indicator, Moved, Query
from sousveil.model.question import Question
from sousveil.model.source import UNTOLD
from sousveil.model.time import last_day
from sousveil.model.verdict import Outcome, Verdict

GAPS = frozenset({"no word on what is counted", "no word on what the share has"})
"""What a reader notes where words are missing and none is unread."""


APART = re.compile(r" (?=['’,])")
"""A space that words have before an apostrophe or a comma once they are cut into tokens."""

NOTES = {
    "one number for several suppliers": "The sentence gives one number for several suppliers.",
    "two editions for one number": "The sentence gives one number for two editions.",
}
"""What a reader notes in words of its own, and how a reason says it."""


def judge(
    question: Question,
    editions: tuple[Edition, ...],
    codebook: Codebook,
    as_of: str | None,
    against: Edition | None = None,
    mend: bool = True,
) -> Verdict:
    """Judge one question.

    `editions` are ordered by the day on which they came into force. Without `as_of` the newest
    is in force; `against` is taken to be in force whatever the date. A sentence that names its
    edition or year is judged on that one. Who asks for the outcome alone says so by `mend`: then
    no repair is looked for.
    """
    verdict = _judged(question, editions, codebook, as_of, against, mend and not question.finder)
    if verdict.outcome in (Outcome.CONTRADICTED, Outcome.OUTDATED):
        verdict = _of_a_scene(verdict, question, editions, codebook, as_of, against)
    if question.finder and verdict.outcome is not Outcome.UNVERIFIABLE:
        why = f"What {quoted((question.finder,))} found is not known here. {verdict.reason}"
        verdict = replace(verdict, outcome=Outcome.UNVERIFIABLE, reason=why)
    known = (*editions, against) if against is not None else editions
    why = without_ids(verdict.reason, known)
    return verdict if why == verdict.reason else replace(verdict, reason=why)


def _of_a_scene(
    verdict: Verdict,
    question: Question,
    editions: tuple[Edition, ...],
    codebook: Codebook,
    as_of: str | None,
    against: Edition | None,
) -> Verdict:
    """Return what is right of the countries spoken of just before as `depends`."""
    for scene in question.scenes:
        narrower = of_scene(question, scene, codebook)
        if narrower is None:
            continue
        found = _judged(narrower, editions, codebook, as_of, against, False)
        if found.outcome in (Outcome.SUPPORTED, Outcome.DEPENDS):
            why = f"{verdict.reason} Of those spoken of before: {found.reason}"
            return replace(verdict, outcome=Outcome.DEPENDS, repair=None, reason=why)
    return verdict


def _judged(
    question: Question,
    editions: tuple[Edition, ...],
    codebook: Codebook,
    as_of: str | None,
    against: Edition | None,
    mend: bool,
) -> Verdict:
    named = _named(question, editions)
    current = named or against or in_force(editions, as_of)
    if question.years and not named:
        current = in_force(editions, f"{max(question.years)}-12-31")
    unread = (
        _unread(question)
        or _of_the_future(question, as_of)
        or _of_two(question, codebook)
        or _across_what_was_not(question, editions, as_of)
        or _of_all_alone(question, editions)
    )
    if unread is not None or current is None:
        why = unread or "No edition of the index was in force at that date."
        return Verdict(
            outcome=Outcome.UNVERIFIABLE,
            edition=current.name if current else None,
            recomputed=None,
            value=None,
            rules=Rules(),
            reason=why,
        )
    if question.query is not None:
        return _queried(question, current, editions, codebook, bool(named), mend)
    now = answer(question, current, codebook)
    if now.status == "fails" and _fits_a_wider_group(question, current, codebook):
        question = replace(question, loose=True)
    earlier = None
    outcome = _outcome(question, now)
    if outcome is Outcome.CONTRADICTED and not named and not question.years:
        before = [e for e in editions if e.in_force < current.in_force]
        for edition in reversed(before):
            past = answer(question, edition, codebook)
            if past.status in ("holds", "depends"):
                outcome, earlier = Outcome.OUTDATED, past
                break
    printed = published(question, (earlier or now).edition, codebook)
    mended = None
    if mend and outcome in (Outcome.OUTDATED, Outcome.CONTRADICTED):
        mended = repair(question, now, earlier, printed, editions, codebook)
    why = reason(question, outcome, now, earlier, printed, mended, codebook)
    if outcome is Outcome.SUPPORTED and (not_so := not_before(question, now, editions, codebook)):
        outcome, why = Outcome.UNVERIFIABLE, f"{why} {not_so}"
    if outcome is Outcome.SUPPORTED:
        outcome, otherwise = otherwise_before(question, now, editions, codebook)
        why = f"{why} {otherwise}".strip()
    return Verdict(
        outcome=outcome,
        edition=current.name,
        recomputed=now.computed,
        value=now.value,
        rules=now.rules,
        alternatives=now.alternatives,
        published=printed,
        repair=mended,
        reason=why,
    )


def _of_two(question: Question, codebook: Codebook) -> str | None:
    """Tell that no country is of two regions, or of two kinds of regime, as a count has it."""
    kinds = [codebook.groups[g].kind for g in {*question.figure.among} if g in codebook.groups]
    if question.query is None and any(kinds.count(kind) > 1 for kind in ("region", "regime")):
        return "The sentence names two groups that no country is both of: which are counted?"
    return None


def _of_all_alone(question: Question, editions: tuple[Edition, ...]) -> str | None:
    """Tell that "78 of 97" does not say what the 78 have."""
    part = question.type == "count" and question.query is None and not question.examined
    if not part or question.figure != Figure() or question.denominator is None:
        return None
    whole = question.denominator in [len(edition.countries) for edition in editions]
    if not whole or question.value >= question.denominator:
        return None
    return "The sentence does not say what the number counts in words that are read here."


def _worst(found: Answer) -> int:
    """Return how bad the news is; of two editions the worse decides."""
    return ("fails", "unanswerable", "absent", "depends", "holds").index(found.status)


def _queried(
    question: Question,
    current: Edition,
    editions: tuple[Edition, ...],
    codebook: Codebook,
    named: bool,
    mend: bool,
) -> Verdict:
    """Judge a statement without a count of its own."""
    assert question.query is not None
    across = isinstance(question.query, Moved) or getattr(question.query, "editions", None)
    both = [e for e in editions if e.index in question.editions]
    now = respond(question.query, current, editions, codebook, question.leans)
    if len(both) > 1 and not across:
        now = min(
            (respond(question.query, e, editions, codebook, question.leans) for e in both),
            key=_worst,
        )
    outcome = {
        "holds": Outcome.SUPPORTED,
        "fails": Outcome.CONTRADICTED,
        "depends": Outcome.DEPENDS,
    }.get(now.status, Outcome.UNVERIFIABLE)
    why = now.why if now.status != "unanswerable" else plain(now.why, editions, codebook)
    earlier = None
    if question.still and not across and outcome is Outcome.SUPPORTED:
        for edition in (e for e in editions if e.in_force < current.in_force):
            before = respond(question.query, edition, editions, codebook)
            if before.status != "holds":
                outcome = Outcome.UNVERIFIABLE
                why = f"{now.why} The words say that it was so before, too. {before.why}"
    across = across or _bound_of_turned(question.query, codebook)
    if now.status in ("fails", "absent") and not named and not across and not question.years:
        for edition in reversed([e for e in editions if e.in_force < current.in_force]):
            past = respond(question.query, edition, editions, codebook, question.leans)
            if past.status in ("holds", "depends"):
                outcome, why, earlier = Outcome.OUTDATED, f"{now.why} {past.why}", past
                break
    mended = None
    if mend and outcome in (Outcome.OUTDATED, Outcome.CONTRADICTED):
        mended = restated(question, now, earlier, editions, codebook)
    return Verdict(
        outcome=outcome,
        edition=current.name,
        recomputed=now.computed,
        value=now.value,
        rules=now.rules,
        repair=mended,
        reason=why,
    )


def in_force(editions: tuple[Edition, ...], as_of: str | None) -> Edition | None:
    """Return the newest edition in force at a date; the newest of all without a date."""
    if as_of is None:
        return editions[-1] if editions else None
    known = [edition for edition in editions if edition.in_force <= last_day(as_of)]
    return known[-1] if known else None


def text_outcome(outcomes: list[Outcome]) -> Outcome:
    """Return the worst of the outcomes; a text without a claim is unverifiable."""
    return next((o for o in Outcome if o in outcomes), Outcome.UNVERIFIABLE)


def _named(question: Question, editions: tuple[Edition, ...]) -> Edition | None:
    named = [e for e in editions if e.index in question.editions]
    return named[-1] if named else None


def _of_the_future(question: Question, as_of: str | None) -> str | None:
    """Return why a number of a year after the text cannot be judged; None where it is of none."""
    if as_of is None or not question.years or max(question.years) <= int(as_of[:4]):
        return None
    return f"The number is of {max(question.years)}, which is after the date of the text."


def _across_what_was_not(
    question: Question, editions: tuple[Edition, ...], as_of: str | None
) -> str | None:
    """Return why a change is not judged in a text older than the edition that it leads to."""
    query, last = question.query, editions[-1] if editions else None
    across = isinstance(query, Moved) or getattr(query, "editions", None)
    if as_of is None or last is None or last.in_force <= last_day(as_of):
        return None
    later = query is not None and last.index in question.editions  # "has replaced NEC"
    if not across and not (later and as_of[:4] < last.in_force[:4]):
        return None
    return f"{last.name[:1].upper()}{last.name[1:]} came into force after the date of the text."


def _unread(question: Question) -> str | None:
    if UNTOLD in question.quote:
        return (
            "The sentence has a part that is no text, or that readers may not see as it stands: a "
            "picture, a field, a raised number, a part of the page, or words that a style may hide."
        )
    if (odd := _odd_letters(question.quote)) is not None:
        return (
            f"The sentence may not say what is read in it: it has {odd}. Type it anew to check it."
        )
    if question.type == "about" and question.query is None:
        return "This says more than the index records: it counts countries, and this is no count."
    if question.unit != "countries":
        return f"The index counts countries, not {question.unit}."
    if GAPS & set(question.unread):
        return "The sentence does not say what the number counts in words that are read here."
    for note, words in NOTES.items():
        if note in question.unread:
            return words
    if question.unread:
        words = quoted(_widest(question.unread))
        what = "number" if question.query is None else "statement"
        return f"The {what} may be limited by {words}: not recorded in the index, or not read here."
    return None


def _widest(unread: Iterable[str]) -> list[str]:
    """Return each of the words left unread once: "systems" stands in "countries' systems"."""
    once = dict.fromkeys(APART.sub("", " ".join(words.split())).strip(" .!?") for words in unread)
    others = {one: [f" {other} " for other in once if other != one] for one in once}
    return [one for one in once if not any(f" {one} " in other for other in others[one])]


def _odd_letters(quote: str) -> str | None:
    """Say what is odd about a word, such as a "not" with a letter of another script.

    Whoever reads the sentence sees the word, and no list of words has it. Signs between words come
    with many pages and hide nothing.
    """
    if quote.isascii():
        return None
    for word in quote.split():
        letters = [at for at, sign in enumerate(word) if sign.isalnum()]
        odd = look_alike(word[letters[0] : letters[-1] + 1]) if letters else None
        if odd is not None:
            return odd
    return None


def _fits_a_wider_group(question: Question, edition: Edition, codebook: Codebook) -> bool:
    """Tell whether the number is right of a group as ordinary speech has it: Africa with Egypt."""
    figure = question.figure
    for group in figure.among if question.type == "count" else ():
        near = set(codebook.groups[group].near)
        rest = replace(figure, among=tuple(other for other in figure.among if other != group))
        computed = compute(rest, edition, Rules())
        if near and isinstance(computed, Computed):
            wider = near | set(edition.groups.get(group, ()))
            if agrees(question, len(wider & set(computed.countries))):
                return True
    return False


def _outcome(question: Question, now: Answer) -> Outcome:
    if now.status == "unanswerable":
        return Outcome.UNVERIFIABLE
    if question.loose or (now.status == "fails" and question.years):
        return Outcome.UNVERIFIABLE
    return {
        "holds": Outcome.SUPPORTED,
        "fails": Outcome.CONTRADICTED,
        "depends": Outcome.DEPENDS,
    }[now.status]


def _bound_of_turned(query: Query, codebook: Codebook) -> bool:
    """Tell a bound of a measure that has changed, which no earlier edition bears out."""
    if not isinstance(query, Indicator) or query.relation == "is" or query.better:
        return False
    measure = codebook.measures.get(query.measure)
    return measure is not None and bool(measure.changed)
