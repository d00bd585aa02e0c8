"""When a statement without a count of its own fails: how it stands in the edition."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from sousveil.checking.answer import Answer
from sousveil.checking.asked import measure_name, query_in_words, ranked_among, term_name
from sousveil.checking.drafts import called, predicate
from sousveil.checking.queries import standings
from sousveil.checking.recount import compute
from sousveil.checking.repair import MOST, changed, named_figure
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import (
    capital,
    counted,
    country,
    describe,
    edition_in_words,
    listed,
    ordinal,
)
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Figure, Rules
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Indicator, Member, Moved, Part, Query, Rank
from sousveil.model.question import Question
from sousveil.model.verdict import Repaired

NAMED = 6  # countries that a sentence names
INDICATORS = {
    "": "In {edition}, the {measure} of {country} is {value}.",
    "fotn_status": "In {edition}, {country} is rated {value} on Freedom on the Net.",
    "military_rank": "In {edition}, the rank of {country} by military expenditure is {value}.",
}
"""How a sentence gives a measure; the first for those without a sentence of their own."""

TOLD = {"kept": "in both editions", "new": "new", "gone": "gone"}
WAYS = {
    "kept": "listed in both editions",
    "new": "new in {last}",
    "gone": "gone from {last}",
}
QUANTIFIERS = {
    "all": "all",
    "none": "none",
    "some": "some",
    "most": "most",
    "notall": "not all",
    "almost": "almost all",
    "vast": "the vast majority",
    "ample": "a clear majority",
    "slim": "a narrow majority",
}
CHANGE = {"more": "fewer", "fewer": "more"}


class _Truth(Struct, frozen=True):
    """How one thing stands: the words that change, and sentences that say so."""

    drafts: tuple[str, ...]
    value: float | None = None
    missing: str | None = None
    dropped: str | None = None
    instead: str | None = None


class _Here(Struct, frozen=True):
    """An edition, with all that it takes to ask it."""

    edition: Edition
    editions: tuple[Edition, ...]
    codebook: Codebook
    rules: Rules

    def compute(self, figure: Figure, edition: Edition | None = None) -> Computed | None:
        found = compute(figure, edition or self.edition, self.rules)
        return found if isinstance(found, Computed) else None

    def names(self, codes: list[str]) -> str:
        return listed([country(code, self.codebook) for code in codes])

    @property
    def name(self) -> str:
        return called(self.edition)

    @property
    def beginning(self) -> str:
        return capital(self.name)


def restated(
    question: Question,
    now: Answer,
    earlier: Answer | None,
    editions: tuple[Edition, ...],
    codebook: Codebook,
) -> Repaired | None:
    """Return how the statement stands: first in the edition that bears it out, then in this one.

    A blank that is no fact is not restated.
    """
    if question.query is None:
        return None
    found: list[Repaired] = []
    for answer in (earlier, now):
        if answer is None or (answer is now and now.status != "fails"):
            continue
        here = _Here(answer.edition, editions, codebook, answer.rules)
        truths = _truths(question.query, here, answer is earlier)
        made = sorted((_repaired(question.query, truth, here) for truth in truths), key=changed)
        if answer is earlier:
            missing = f"in {edition_in_words(answer.edition)}"
            made = [
                replace(m, kind="edition", missing=missing, dropped=None, instead=None)
                for m in made[:1]
            ]
        found += made
    return replace(found[0], others=tuple(found[1:MOST])) if found else None


def _repaired(query: Query, truth: _Truth, here: _Here) -> Repaired:
    figure = query.figure if isinstance(query, Member | Moved) else None
    named = named_figure(figure, here.codebook) if figure is not None else "ad-hoc"
    return Repaired(
        kind="statement",
        figure=named,
        value=truth.value,
        edition=here.edition.name,
        words=query_in_words(query, here.codebook),
        missing=truth.missing,
        dropped=truth.dropped,
        instead=truth.instead,
        drafts=truth.drafts,
        source=here.edition.attribution,
    )


def _truths(query: Query, here: _Here, holds: bool) -> Iterator[_Truth]:
    """Yield how it stands: what is wrong about the query, or that it `holds`."""
    match query:
        case Member():
            yield from _members(query, here)
        case Part():
            yield from _part(query, here)
        case Rank() if query.measure == "countries":
            yield from _rank(query, here, holds)
        case Compare():
            yield from _compare(query, here)
        case Moved():
            yield from _moved(query, here)
        case Indicator():
            yield from _indicator(query, here)


def _members(query: Member, here: _Here) -> Iterator[_Truth]:
    computed = here.compute(query.figure)
    if computed is None:
        return
    inside = [c for c in query.countries if c in computed.countries]
    outside = [c for c in query.countries if c not in computed.countries]
    words = describe(query.figure, here.codebook, here.rules)
    has = f"{here.beginning} lists {here.names(inside)} among the {words}."
    lacks = f"{here.beginning} does not list {here.names(outside)} among the {words}."
    if query.only:
        others = [c for c in computed.countries if c not in query.countries]
        also = here.names(others) if len(others) <= NAMED else f"{len(others)} others"
        yield _Truth(
            value=computed.value,
            missing=f"and {also}" if others else None,
            dropped=here.names(outside) if outside and not others else None,
            drafts=(
                *(
                    (f"{here.beginning} lists {here.names([*inside, *others])} among the {words}.",)
                    if len(others) <= NAMED
                    else ()
                ),
                f"{here.beginning} counts "
                f"{counted(computed.value, query.figure, here.codebook, here.rules)}.",
            ),
        )
    elif query.negated or not outside:
        yield _Truth(
            value=len(inside),
            dropped="not" if query.negated and inside else None,
            drafts=(has,) if inside else (lacks,),
        )
    elif outside:
        yield _Truth(
            value=len(inside),
            dropped=here.names(outside) if inside else None,
            missing=None if inside else "not",
            drafts=(has, lacks) if inside else (lacks,),
        )


def _part(query: Part, here: _Here) -> Iterator[_Truth]:
    whole, part = here.compute(query.whole), here.compute(query.part)
    if whole is None or part is None or not whole.value:
        return
    both = [c for c in whole.countries if c in part.countries]
    rest = [c for c in whole.countries if c not in part.countries]
    odd = rest if 2 * len(rest) <= whole.value else both
    said = predicate(query.part, query.whole, here.codebook, here.rules)
    of = counted(whole.value, query.whole, here.codebook, here.rules)
    missing, dropped = f"{len(both)} of {whole.value}", QUANTIFIERS.get(query.quantifier)
    if query.quantifier in ("all", "none") and 0 < len(odd) <= NAMED:
        missing, dropped = f"except {here.names(odd)}", None
    yield _Truth(
        value=len(both),
        missing=missing if dropped is None else None,
        dropped=dropped,
        instead=missing if dropped is not None else None,
        drafts=(
            f"In {here.name}, {len(both)} of the {of} {said}.",
            f"Of the {of} in {here.name}, {len(both)} {said}.",
        ),
    )


def _rank(query: Rank, here: _Here, holds: bool) -> Iterator[_Truth]:
    if query.editions is not None or query.above is not None or not query.place:
        return
    numbers = standings(query, here.edition, here.editions, here.codebook, here.rules)
    ranked = sorted(numbers, key=lambda term: (-numbers[term], term))
    if not ranked:
        return
    kind, where = ranked_among(query, here.codebook), _where(query, here.codebook)
    if (query.top or query.ordered) and not query.within:
        first = ranked[: query.top or len(query.subjects)]
        names = listed([term_name(query, term, here.codebook) for term in first])
        yield _Truth(
            dropped=listed([term_name(query, term, here.codebook) for term in query.subjects]),
            instead=names,
            drafts=(
                f"In {here.name}, the {len(first)} largest {kind}{where} are {names}.",
                f"In {here.name}, {names} are the {len(first)} most common {kind}{where}.",
            ),
        )
        return
    subject = query.subjects[0]
    in_order = sorted(numbers.values())
    places = {t: 1 + len(in_order) - bisect_right(in_order, numbers[t]) for t in ranked}
    claimed = query.place if query.place > 0 else len(ranked)
    if subject in places and (holds or places[subject] != claimed):
        yield _Truth(
            value=places[subject],
            dropped=ordinal(claimed) if query.place > 0 else "last",
            instead=_shared(places, subject),
            drafts=_placed(query, subject, places[subject], kind, where, here),
        )
    holders = [term for term in ranked if places[term] == claimed and term != subject]
    if len(holders) == 1:
        holder = holders[0]
        yield _Truth(
            value=numbers[holder],
            dropped=term_name(query, subject, here.codebook),
            instead=term_name(query, holder, here.codebook),
            drafts=_placed(query, holder, claimed, kind, where, here),
        )


def _shared(places: dict[str, int], subject: str) -> str:
    """Return "third", or "third with others" where several hold the place."""
    place = ordinal(places[subject])
    return place if list(places.values()).count(places[subject]) == 1 else f"{place} with others"


def _placed(
    query: Rank, term: str, place: int, kind: str, where: str, here: _Here
) -> tuple[str, ...]:
    name = term_name(query, term, here.codebook)
    many = query.dimension in ("technology", "regime") and name.endswith("s")
    come, be = ("come", "are") if many else ("comes", "is")
    most = "most common" if place == 1 else f"{ordinal(place)} most common"
    return (
        f"In {here.name}, {name} {come} {ordinal(place)} among {kind}{where}.",
        f"In {here.name}, {name} {be} the {most} of the {kind}{where}.",
    )


def _where(query: Rank, codebook: Codebook) -> str:
    labels = [codebook.groups[group].label for group in query.figure.among]
    return "".join(f" {label}" for label in labels) + (" abroad" if query.abroad else "")


def _compare(query: Compare, here: _Here) -> Iterator[_Truth]:
    if query.shares or query.gained or query.others:
        return
    there = [here.edition, here.edition]
    if query.editions is not None:
        named = {e.index: e for e in here.editions}
        there = [named[index] for index in query.editions if index in named]
    figures = (query.left, query.right)
    found = [here.compute(f, e) for f, e in zip(figures, there, strict=False)]
    if len(found) < 2 or found[0] is None or found[1] is None:
        return
    left, right = found[0].value, found[1].value
    counts = [
        counted(n, f, here.codebook, here.rules)
        for n, f in zip((left, right), figures, strict=True)
    ]
    relation = "more" if left > right else "fewer" if left < right else "as many"
    right_told = query.relation == relation or query.relation not in CHANGE
    names = [called(edition) for edition in there]
    drafts = (
        (f"{capital(names[0])} counts {counts[0]}, and {names[1]} counts {counts[1]}.",)
        if query.editions is not None
        else (f"{here.beginning} counts {counts[0]} and {counts[1]}.",)
    )
    yield _Truth(
        value=left,
        dropped=query.relation if not right_told else None,
        instead=relation if not right_told else None,
        missing=f"{left} against {right}" if right_told else None,
        drafts=drafts,
    )


def _moved(query: Moved, here: _Here) -> Iterator[_Truth]:
    if len(here.editions) < 2:
        return
    first, last = here.editions[0], here.editions[-1]
    sets = [here.compute(query.figure, edition) for edition in (first, last)]
    if sets[0] is None or sets[1] is None:
        return
    was, now = set(sets[0].countries), set(sets[1].countries)
    words = describe(query.figure, here.codebook, here.rules)
    told = {"kept": was & now, "new": now - was, "gone": was - now}
    for way, members in told.items():
        codes = [c for c in query.countries if c in members]
        if not codes or (way == query.how) != query.negated:
            continue
        names, many = here.names(codes), len(codes) > 1
        both = [f"{called(edition)} lists {names} among the {words}" for edition in (first, last)]
        stands = {"kept": ", and ".join(both), "new": both[1], "gone": both[0]}[way]
        short = f"{capital(names)} {'are' if many else 'is'} {WAYS[way].format(last=called(last))}."
        yield _Truth(
            dropped=TOLD[query.how] if not query.negated else "not",
            instead=TOLD[way] if not query.negated else None,
            drafts=(*((short,) if query.figure == Figure() else ()), f"{capital(stands)}."),
        )


def _indicator(query: Indicator, here: _Here) -> Iterator[_Truth]:
    raw = here.edition.indicators.get(query.measure, {}).get(query.country, "")
    if not raw:
        return
    measure = measure_name(query.measure, here.codebook)
    name = country(query.country, here.codebook)
    digits = raw.replace(".", "", 1).lstrip("-").isdigit()
    said = query.text or (f"{query.value:g}" if query.value is not None else None)
    yield _Truth(
        value=float(raw) if digits else None,
        dropped="not" if query.negated else said,
        instead=None if query.negated else raw,
        drafts=(
            INDICATORS.get(query.measure, INDICATORS[""]).format(
                edition=here.name, country=name, measure=measure, value=raw
            ),
        ),
    )
