"""A question on one edition: the recounted number, and what other counting rules give."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sousveil.checking.measure import agrees
from sousveil.checking.recount import alternatives, compute
from sousveil.checking.wholes import examined_in
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Figure, Rules, Unanswerable
from sousveil.model.noun import replace
from sousveil.model.question import Question
from sousveil.model.verdict import Alternative

ALWAYS = ("mult", "stray", "disputed")
"""Rules on which the edition itself is unclear, so that they count even where the default fits."""


class Answer(Struct, frozen=True, kw_only=True):
    """What one edition says to a question."""

    edition: Edition
    status: str
    """`holds`, `fails`, `depends`, or `unanswerable`."""

    rules: Rules
    computed: Computed | None = None
    value: float | None = None
    whole: int | None = None
    """The denominator that the edition gives, where the text has one or needs one."""

    alternatives: tuple[Alternative, ...] = ()
    why: str = ""
    """Why it is unanswerable, or what is wrong with the denominator."""


def answer(question: Question, edition: Edition, codebook: Codebook) -> Answer:
    """Answer a question on one edition, under the default rules or those that it names."""
    rules = Rules()
    for name, setting in question.rules:
        rules = rules.changed(name, setting)
    if question.examined:
        return _examined(question, edition, codebook, rules)
    results = [
        _reading(question, figure, edition, codebook, rules)
        for figure in (question.figure, *question.readings)
    ]
    first = results[0]
    if _of_a_group(question):
        listed = answer(replace(question, whole_examined=False), edition, codebook)
        return _of_either(first, listed)
    if _of_nothing_told(question):
        whole = Figure(among=question.figure.among, outside=question.figure.outside)
        if whole.among:
            return answer(replace(question, whole=whole, whole_examined=True), edition, codebook)
        listed = answer(replace(question, whole=whole), edition, codebook)
        return _of_either(first, listed) if first.status == "fails" else first
    statuses = {r.status for r in results}
    if len(statuses) == 1:
        return first
    if "unanswerable" in statuses:
        return next(r for r in results if r.status == "unanswerable")
    others = tuple(
        Alternative(
            rule="reading",
            setting="one of them is enough",
            value=r.value or 0,
            bears_out=r.status == "holds",
        )
        for r in results[1:]
    )
    return replace(first, status="depends", alternatives=(*first.alternatives, *others))


def _of_a_group(question: Question) -> bool:
    """Tell "half of the democracies use it", which may be of those examined or of those listed."""
    return (
        question.type == "share"
        and question.whole_examined
        and question.whole is not None
        and bool(question.whole.among)
        and bool(question.figure.rows())
        and question.denominator is None
    )


def _of_nothing_told(question: Question) -> bool:
    """Tell "two in three countries use it", which does not say of which countries."""
    return (
        question.unsaid
        and question.whole is None
        and question.denominator is None
        and bool(question.figure.rows())
    )


def _of_either(examined: Answer, listed: Answer) -> Answer:
    """Return what a share of a group is, of all examined and of those listed."""
    if "unanswerable" in (examined.status, listed.status) or examined.status == listed.status:
        return examined
    other = Alternative(
        rule="denominator",
        setting="only those listed are meant",
        value=listed.value or 0,
        bears_out=listed.status == "holds",
    )
    alternatives = (*examined.alternatives, other)
    return replace(examined, status="depends", alternatives=alternatives)


def _reading(
    question: Question, figure: Figure, edition: Edition, codebook: Codebook, rules: Rules
) -> Answer:
    base = compute(figure, edition, rules)
    if isinstance(base, Unanswerable):
        return Answer(edition=edition, status="unanswerable", rules=rules, why=base.reason)
    whole, wrong = _whole(question, figure, edition, codebook, rules)
    if whole is None and question.type == "share":
        return Answer(edition=edition, status="unanswerable", rules=rules, why=wrong)
    named = {name for name, _ in question.rules}
    value = _value(question, base, whole)
    fits = agrees(question, value)
    given = fits or len({row.origin for row in figure.having if row.origin}) > 1
    """True where only what is unclear may change it: whose home would several origins leave out?"""
    found = []
    for rule, setting, other in alternatives(figure, edition, rules):
        if rule in named or (rule not in ALWAYS and rule not in question.leans and given):
            continue
        changed_whole, _ = _whole(question, figure, edition, codebook, other.rules)
        number = _value(question, other, changed_whole)
        found.append(
            Alternative(
                rule=rule, setting=setting, value=number, bears_out=_bears_out(question, number)
            )
        )
    verdicts = {fits, *(a.bears_out for a in found)}
    status = "depends" if len(verdicts) == 2 else "holds" if fits else "fails"
    if wrong and status != "fails":
        status = "fails"
    if base.value == 0 and status == "fails" and figure.rows():
        why = f"{edition.name} records no such country, and not recorded is not absent."
        return Answer(edition=edition, status="unanswerable", rules=rules, why=why)
    absent = [c for c in question.examples if c not in base.countries]
    drawn = [g for g in figure.among if codebook.groups[g].kind == "region"]
    if status == "fails" and any(_lies_beyond(c, drawn, edition) for c in absent):
        why = f"{edition.name} draws {codebook.groups[drawn[0]].name} otherwise than the sentence."
        return Answer(edition=edition, status="unanswerable", rules=rules, why=why)
    if absent and status != "fails":
        names = " and ".join(codebook.countries[c].name for c in absent)
        classed = [g for g in figure.among if codebook.groups[g].kind != "membership"]
        known = [c for c in absent if c in edition.countries]
        if any(c not in edition.groups[g] for c in known for g in classed):
            status, wrong = "fails", f"{names} is not among the countries counted."
        else:
            why = f"{names} is not among the countries counted; not recorded is not absent."
            return Answer(edition=edition, status="unanswerable", rules=rules, why=why)
    return Answer(
        edition=edition,
        status=status,
        rules=rules,
        computed=base,
        value=value,
        whole=whole,
        alternatives=tuple(found),
        why=wrong,
    )


def _lies_beyond(code: str, regions: Sequence[str], edition: Edition) -> bool:
    """Tell "eighteen African countries, Egypt among them", whose Africa is not the index's."""
    return code in edition.countries and any(code not in edition.groups[g] for g in regions)


def _bears_out(question: Question, number: float) -> bool:
    """Tell whether another rule agrees; "nearly 50" is not taken back by a rule that gives 50."""
    return agrees(question, number) or (question.near == "nearly" and number == question.value)


def examined_count(edition: Edition, codebook: Codebook) -> int | None:
    """Return how many countries were looked at: counted, or else as printed."""
    if edition.examined is not None:
        return len(edition.examined)
    for printed in codebook.published:
        if printed.edition == edition.index and codebook.figures[printed.figure].examined:
            return printed.value
    return None


def _unlisted(question: Question, edition: Edition, codebook: Codebook, rules: Rules) -> Answer:
    """Answer how many of the countries looked at are not listed."""
    among = Figure(among=question.figure.among)
    of_those = replace(question, whole=among, whole_examined=True)
    known = examined_count(edition, codebook)
    whole, why = _share_whole(of_those, among, edition, codebook, rules, known)
    listed = compute(among, edition, rules)
    if whole is None or isinstance(listed, Unanswerable):
        return Answer(edition=edition, status="unanswerable", rules=rules, why=why)
    absent = whole - listed.value
    value = 100 * absent / whole if question.type == "share" else float(absent)
    status = "holds" if agrees(question, value) else "fails"
    stated = question.denominator
    wrong = "" if stated in (None, whole) else f"{whole} were examined, not {stated:g}."
    status = "fails" if wrong else status
    return Answer(edition=edition, status=status, rules=rules, value=value, whole=whole, why=wrong)


def _examined(question: Question, edition: Edition, codebook: Codebook, rules: Rules) -> Answer:
    if question.figure.lacking:
        return _unlisted(question, edition, codebook, rules)
    if question.type == "share":
        why = "The sentence does not say what the share of the countries examined has."
        return Answer(edition=edition, status="unanswerable", rules=rules, why=why)
    known = examined_count(edition, codebook)
    if known is None:
        why = f"{edition.name} does not say how many countries were examined."
        return Answer(edition=edition, status="unanswerable", rules=rules, why=why)
    status = "holds" if agrees(question, known) else "fails"
    listed = len(edition.countries)
    found: tuple[Alternative, ...] = ()
    if question.readings and status == "fails" and agrees(question, listed):
        setting = "the countries listed are meant"
        found = (Alternative(rule="reading", setting=setting, value=listed, bears_out=True),)
        status = "depends"
    return Answer(edition=edition, status=status, rules=rules, value=known, alternatives=found)


def _value(question: Question, computed: Computed, whole: int | None) -> float:
    if question.type != "share":
        return computed.value
    return 100 * computed.value / whole if whole else 0.0


def _whole(
    question: Question, figure: Figure, edition: Edition, codebook: Codebook, rules: Rules
) -> tuple[int | None, str]:
    """Return the denominator that the edition bears out, and what is wrong with the text's own."""
    stated = question.denominator
    examined = examined_count(edition, codebook)
    if question.type == "share" and stated is None:
        return _share_whole(question, figure, edition, codebook, rules, examined)
    if stated is None:
        return None, ""
    if question.whole is not None and not question.whole_examined:
        parent = compute(question.whole, edition, rules)
        if not isinstance(parent, Computed):
            return None, ""
        if stated == _members(question.whole, codebook):
            return int(stated), ""
        own = question.type == "share" or question.sized or question.value > stated
        if own and stated != parent.value:  # else the whole is a statement of its own
            return parent.value, f"The whole is {parent.value}, not {stated:g}."
        return parent.value, ""
    if question.whole_examined and (question.whole or figure).among:
        group = replace(question, whole=question.whole or Figure(among=figure.among))
        of_group, wrong = _share_whole(group, figure, edition, codebook, rules, examined)
        if of_group is None or stated in (of_group, examined):
            return of_group and int(stated), wrong
        listed = compute(Figure(among=figure.among), edition, rules)
        if isinstance(listed, Computed) and stated == listed.value:
            return listed.value, ""  # "11 of the 13 closed autocracies covered"
        return of_group, f"{of_group} of them were examined, not {stated:g}."
    if question.whole_examined:
        if question.whole is not None and question.whole.among:
            examined, why = _share_whole(question, figure, edition, codebook, rules, examined)
            if examined is None:
                return None, why
        if examined is None:
            return None, f"{edition.name} does not say how many countries were examined."
        wrong = "" if stated == examined else f"{examined} countries were examined, not {stated:g}."
        return examined, wrong
    if int(stated) in _wholes(figure, edition, codebook, rules, examined):
        return int(stated), ""
    right = examined if examined is not None else len(edition.countries)
    return right, f"{stated:g} is no total of this edition; {right} countries were examined."


def _share_whole(
    question: Question,
    figure: Figure,
    edition: Edition,
    codebook: Codebook,
    rules: Rules,
    examined: int | None,
) -> tuple[int | None, str]:
    if question.whole_examined:
        if not (question.whole and question.whole.among):
            return examined, "" if examined else "The number of examined countries is not known."
        return examined_in(question.whole.among, edition, codebook)
    if question.whole is not None:
        whole = compute(question.whole, edition, rules)
        return (whole.value, "") if isinstance(whole, Computed) else (None, whole.reason)
    if examined is None:
        return None, "The sentence does not say what the share is of."
    return examined, ""


def _wholes(
    figure: Figure, edition: Edition, codebook: Codebook, rules: Rules, examined: int | None
) -> set[int]:
    """Return every total that a denominator without a noun of its own may reasonably be."""
    found = {len(edition.countries)}
    if examined is not None:
        found.add(examined)
    for index in range(len(figure.having)):
        rest = replace(figure, having=figure.having[:index] + figure.having[index + 1 :])
        found |= _counted(rest, edition, rules)
    for index in range(len(figure.among)):
        rest = replace(figure, among=figure.among[:index] + figure.among[index + 1 :])
        found |= _counted(rest, edition, rules)
    if figure.outside or figure.lacking or figure.without:  # "8 of the 9 are outside the US"
        found |= _counted(replace(figure, outside=(), lacking=(), without=()), edition, rules)
    if figure.among:
        found |= _counted(Figure(among=figure.among), edition, rules)
    if (size := _members(Figure(among=figure.among), codebook)) is not None:
        found.add(size)
    for group in figure.among:  # "of the world's 30 closed autocracies"
        if group in edition.examined_groups:
            found.add(len(edition.examined_groups[group]))
    for printed in codebook.published:
        named = codebook.figures[printed.figure].figure
        if (
            printed.edition == edition.index
            and printed.of
            and named.among == figure.among
            and figure.among
        ):
            found.add(printed.of)
    return found


def _members(whole: Figure, codebook: Codebook) -> int | None:
    """Return how many members a list of the codebook has: "nine of the ten ASEAN states"."""
    if len(whole.among) != 1 or whole != Figure(among=whole.among):
        return None
    return len(codebook.groups[whole.among[0]].countries) or None


def _counted(figure: Figure, edition: Edition, rules: Rules) -> set[int]:
    computed = compute(figure, edition, rules)
    return {computed.value} if isinstance(computed, Computed) else set()
