"""Two numbers beside each other."""

from __future__ import annotations

from sousveil.checking.asking import Asking, Found, changed_meaning
from sousveil.checking.measure import ABOUT_SHARE, EXACT_SHARE, NEARLY_SHARE, VAGUE_SHARE
from sousveil.checking.recount import compute
from sousveil.checking.wholes import examined_in
from sousveil.figures.words import counted, describe
from sousveil.model.figure import Rules, Unanswerable
from sousveil.model.noun import replace
from sousveil.model.query import (
    Compare,
)

APPROX = 0.15  # of a factor: "about twice as many" is 1.7 to 2.3 times


EXACT = 0.10  # "twice as many" is 1.8 to 2.2 times: factors are spoken round


NEARLY = 0.2  # "nearly twice as many" is 1.6 to 2 times


WIDE = 1.5  # times the next: "by far", "far more"


NARROW = 1.15  # times the next: "narrowly", "slightly more"


RATHER_WIDE, RATHER_NARROW = 1.25, 1.3  # between these and the ones above, it is a matter of degree


A_DEGREE = " How far that is, is a matter of degree."


A_FEW = 2  # countries more, which are few whatever the number


def answer_compare(ask: Asking, query: Compare, rules: Rules) -> Found:
    """Compare two numbers, of one edition or of two."""
    if query.gained:
        return _both_gained(ask, query, rules)
    if query.loosely:
        return _numbers_or_shares(ask, query, rules)
    if query.of_examined:
        return _of_either(ask, query, rules)
    numbers: list[float] = []
    texts: list[str] = []
    first = ask.edition
    for side, figure in enumerate((query.left, query.right)):
        edition = ask.edition
        if query.editions is not None:
            named = [e for e in ask.editions if e.index == query.editions[side]]
            if not named:
                return Found(status="unanswerable", why="One of the editions is not at hand.")
            edition = named[0]
            first = first if side else edition
            changed = changed_meaning(ask, figure, edition)
            if changed:
                return Found(status="unanswerable", why=changed)
        computed = compute(figure, edition, rules)
        if isinstance(computed, Unanswerable):
            return Found(status="unanswerable", why=computed.reason)
        if query.shares:
            base = replace(figure, having=(), any_of=(), lacking=(), measured=(), without=())
            whole = compute(base, edition, rules)
            if isinstance(whole, Unanswerable) or not whole.value:
                return Found(status="unanswerable", why="The whole is not counted.")
            numbers.append(computed.value / whole.value)
            said = counted(computed.value, figure, ask.codebook, rules)
            texts.append(f"{said} out of {whole.value} in {edition.name}")
            continue
        numbers.append(computed.value)
        there = "" if edition is first else f" in {edition.name}"
        same = bool(texts) and query.left == query.right
        number = counted(computed.value, figure, ask.codebook, rules)
        texts.append((f"{computed.value}" if same else number) + there)
    for figure in query.others:
        computed = compute(figure, ask.edition, rules)
        if isinstance(computed, Unanswerable):
            return Found(status="unanswerable", why=computed.reason)
        numbers[1] += computed.value
        texts[1] += f" and {counted(computed.value, figure, ask.codebook, rules)}"
    left, right = numbers
    start = "There are" if query.shares else f"{first.name} counts"
    why = f"{start} {texts[0]}, against {texts[1]}."
    holds = _compares(query, left, right)
    if holds is None:
        return Found(status="depends", why=why + A_DEGREE)
    if query.by is not None and right:
        why = f"{why[:-1]}, a change of {100 * (left / right - 1):+.1f} per cent."
    value = None if query.shares else int(left)
    if query.turnover and not query.negated and (query.of is not None or not holds):
        return _turned_over(ask, query, holds, Found(status="", why=why, value=value), right, rules)
    return Found(status="holds" if holds != query.negated else "fails", why=why, value=value)


def _numbers_or_shares(ask: Asking, query: Compare, rules: Rules) -> Found:
    """Judge "more common in Africa than in Asia" by the numbers, and by the shares of each."""
    plain = replace(query, loosely=False)
    numbers = answer_compare(ask, plain, rules)
    shares = answer_compare(ask, replace(plain, shares=True), rules)
    if numbers.status == shares.status or "unanswerable" in (numbers.status, shares.status):
        return numbers
    return replace(
        numbers, status="depends", why=f"{numbers.why} By share it is otherwise: {shares.why}"
    )


def _of_either(ask: Asking, query: Compare, rules: Rules) -> Found:
    """Compare shares of groups of the world: of all examined, and of those listed alone."""
    listed = answer_compare(ask, replace(query, of_examined=False), rules)
    shares: list[float] = []
    for figure in (query.left, query.right):
        computed = compute(figure, ask.edition, rules)
        whole, why = examined_in(figure.among, ask.edition, ask.codebook)
        if isinstance(computed, Unanswerable) or not whole:
            return replace(listed, status="unanswerable", why=why)
        shares.append(computed.value / whole)
    left, right = shares
    holds = bool(_compares(query, left, right)) != query.negated
    why = f"{listed.why} Of all those examined, it is {left:.0%} against {right:.0%}."
    same = (listed.status == "holds") == holds or listed.status == "unanswerable"
    return replace(listed, status=listed.status if same else "depends", why=why)


def _turned_over(
    ask: Asking, query: Compare, balance: bool, found: Found, before: float, rules: Rules
) -> Found:
    """Judge "lost six": the balance, or how many left; where they differ it depends."""
    members: list[set[str]] = []
    for index in query.editions or ():
        edition = next(e for e in ask.editions if e.index == index)
        computed = compute(query.left, edition, rules)
        if isinstance(computed, Unanswerable):
            return replace(found, status="unanswerable", why=computed.reason)
        members.append(set(computed.countries))
    late, early = members
    left, joined = len(early - late), len(late - early)
    moved = (joined if query.relation == "more" else left) == query.difference
    why = f"{found.why} Of these, {left} left and {joined} came."
    if query.of not in (None, before) or not (balance or moved):
        return replace(found, status="fails", why=why)
    return replace(found, status="holds" if balance and moved else "depends", why=why)


def _both_gained(ask: Asking, query: Compare, rules: Rules) -> Found:
    """Tell which of two gained, or lost, more between the editions."""
    pairs: list[tuple[int, int]] = []
    texts: list[str] = []
    for figure in (query.left, query.right):
        pair: list[int] = []
        for index in query.editions or ():
            edition = next((e for e in ask.editions if e.index == index), None)
            if edition is None:
                return Found(status="unanswerable", why="One of the editions is not at hand.")
            computed = compute(figure, edition, rules)
            changed = changed_meaning(ask, figure, edition)
            if changed or isinstance(computed, Unanswerable):
                why = changed or getattr(computed, "reason", "")
                return Found(status="unanswerable", why=why)
            pair.append(computed.value)
        late, early = pair
        pairs.append((late, early))
        went = "" if texts else " went"
        texts.append(f"{describe(figure, ask.codebook, rules)}{went} from {early} to {late}")
    why = f"Between the editions {texts[0]}, and {texts[1]}."
    sign = 1 if query.relation == "more" else -1
    (late, early), (later, earlier) = pairs
    mine, yours = sign * (late - early), sign * (later - earlier)
    holds = mine > yours and mine > 0
    if query.gained == "pace" and early and earlier:
        faster = mine / early > yours / earlier and mine > 0
        if faster != holds:
            why += " By countries it is one way, and by per cent the other."
            return Found(status="unanswerable", why=why)
    return Found(status="holds" if holds != query.negated else "fails", why=why)


def by_margin(margin: str, more: float, fewer: float) -> bool | None:
    """Tell whether one number is far above, or just above, another; None near the border."""
    if not more > fewer:
        return False
    if margin == "wide":
        return more >= WIDE * fewer or (None if more >= RATHER_WIDE * fewer else False)
    near = more <= RATHER_NARROW * fewer or 1 < more <= fewer + A_FEW
    return more <= NARROW * fewer or (None if near else False)


def _changed_by(query: Compare, left: float, right: float) -> bool:
    """Tell whether one number is so many per cent above, or below, the other."""
    if not right or query.by is None:
        return False
    change = 100 * (left / right - 1) * (1 if query.relation == "more" else -1)
    match query.bound:
        case "above":
            return change > query.by
        case "min":
            return change >= query.by
        case "max":
            return 0 < change <= query.by
        case "nearly":
            return query.by - NEARLY_SHARE <= change < query.by
    width = VAGUE_SHARE if query.vague and query.bound == "approx" else ABOUT_SHARE
    if not query.vague and query.bound == "exact":
        width = EXACT_SHARE
    return abs(change - query.by) <= width + 1e-9


def _compares(query: Compare, left: float, right: float) -> bool | None:
    if query.by is not None:
        return _changed_by(query, left, right)
    if query.difference is not None:
        gap = left - right if query.relation == "more" else right - left
        gap = abs(gap) if query.relation == "apart" else gap
        match query.bound:
            case "above":
                return gap > query.difference
            case "min":
                return gap >= query.difference
            case "max":
                return 0 < gap <= query.difference
            case "approx" | "nearly":
                return abs(gap - query.difference) <= max(1.0, APPROX * query.difference)
        return gap == query.difference
    if query.margin:
        return by_margin(
            query.margin, *((left, right) if query.relation == "more" else (right, left))
        )
    match query.relation:
        case "more":
            return left > right
        case "fewer":
            return left < right
        case "same" if query.factor is None:
            return left == right
    assert query.factor is not None
    if not right:
        return False
    ratio, factor = left / right, query.factor
    match query.bound:
        case "above":
            return ratio > factor
        case "precise":
            return ratio == factor
        case "min":
            return ratio >= factor
        case "max":
            return ratio <= factor
        case "nearly":
            return factor * (1 - NEARLY) <= ratio < factor
        case "approx":
            return abs(ratio - factor) <= APPROX * factor
    return abs(ratio - factor) <= EXACT * factor
