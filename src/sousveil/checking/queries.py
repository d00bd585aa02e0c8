"""A query on one edition: whether it holds, with the countries that tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from msgspec import Struct

from sousveil.checking.answer import ALWAYS, Answer
from sousveil.checking.asked import KINDS, measure_name, measured, term_name
from sousveil.checking.facts import judge_fact
from sousveil.checking.measure import ABOUT_SHARE, EXACT_SHARE, NEARLY_SHARE, VAGUE_SHARE
from sousveil.checking.recount import KEPT, Same, compute
from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import RULE_WORDS, capital, counted, country, describe, listed
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Figure, Row, Rules, Unanswerable
from sousveil.model.noun import replace
from sousveil.model.query import (
    Compare,
    Fact,
    Indicator,
    Member,
    Moved,
    Part,
    Query,
    Rank,
    Sole,
)

APPROX = 0.15  # of a factor: "about twice as many" is 1.7 to 2.3 times
EXACT = 0.10  # "twice as many" is 1.8 to 2.2 times: factors are spoken round
NEARLY = 0.2  # "nearly twice as many" is 1.6 to 2 times
WHOLE = 0.5  # points: a whole number stands for what rounds to it
WIDE = 1.5  # times the next: "by far", "far more"
NARROW = 1.15  # times the next: "narrowly", "slightly more"
ALMOST = 0.9  # of all: "almost all"; from 0.8, and where it is every one, it depends
MANY = 0.8
MAJORITIES = {"vast": (0.75, 1.0), "ample": (0.6, 1.0), "slim": (0.5, 0.6)}
"""Shares that a "vast", a "clear" and a "narrow" majority are; a tenth beside them, it depends."""

BESIDE = 0.1
NAMED = 8  # countries that a reason names
SHOWN = 5  # places of a ranking that a reason names
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def _almost(share: float) -> str:
    """Return what "almost all" is worth where a share of them has it."""
    if share < MANY:
        return "fails"
    return "holds" if ALMOST <= share < 1 else "depends"


def _majority(share: float, kind: str) -> str:
    """Return what a majority of some size is worth where a share of them has it."""
    least, most = MAJORITIES[kind]
    if share <= HALF:
        return "fails"
    if least <= share <= most:
        return "holds"
    return "depends" if least - BESIDE < share < most + BESIDE else "fails"


HALF = 0.5


class Found(Struct, frozen=True, kw_only=True):
    """What one reading of a query gives under one set of rules."""

    status: str
    """`holds`, `fails`, `absent` (a blank, which is no no), or `unanswerable`."""

    why: str
    countries: tuple[str, ...] = ()
    value: int | None = None
    entries: tuple[str, ...] = ()


def respond(
    query: Query, edition: Edition, editions: tuple[Edition, ...], codebook: Codebook
) -> Answer:
    """Answer a query on one edition; `depends` where the rules on unclear cells disagree."""
    return _responding(codebook)(query, Same(edition), tuple(map(Same, editions)))


@once_per_codebook
def _responding(codebook: Codebook) -> Callable[..., Answer]:
    return lru_cache(KEPT)(partial(_responded, codebook))


def _responded(
    codebook: Codebook, query: Query, current: Same[Edition], known: tuple[Same[Edition], ...]
) -> Answer:
    edition, editions = current.thing, tuple(one.thing for one in known)
    rules = Rules()
    if getattr(query, "abroad", False):
        rules = rules.changed("home", "excluded")
    ask = _Asking(edition, editions, codebook)
    found = ask.found(query, rules)
    status, why = found.status, found.why
    for rule in ALWAYS[:2]:
        other = ask.found(query, rules.changed(rule, "included"))
        pair = {found.status, other.status}
        if "holds" in pair and pair & {"fails", "absent"}:
            words = RULE_WORDS[(rule, "included")]
            status, why = "depends", f"{found.why} It is otherwise if {words}: {other.why}"
            break
    computed = None
    if found.countries:
        computed = Computed(
            value=len(found.countries) if found.value is None else found.value,
            countries=found.countries,
            entries=found.entries,
            rules=rules,
        )
    return Answer(
        edition=edition, status=status, rules=rules, computed=computed, value=found.value, why=why
    )


def standings(
    query: Rank, edition: Edition, editions: tuple[Edition, ...], codebook: Codebook, rules: Rules
) -> dict[str, float]:
    """Return the number for each thing ranked; empty where the edition cannot tell."""
    counted = _Asking(edition, editions, codebook)._counted(query, rules)
    return {} if isinstance(counted, Found) else dict(counted)


@once_per_codebook
def _counting(codebook: Codebook) -> Callable[..., dict[str, float] | Found]:
    return lru_cache(KEPT)(partial(_counted_once, codebook))


def _counted_once(
    codebook: Codebook, query: Rank, edition: Same[Edition], rules: Rules
) -> dict[str, float] | Found:
    return _Asking(edition.thing, (), codebook).count(query, rules)


class _Asking(Struct, frozen=True):
    edition: Edition
    editions: tuple[Edition, ...]
    codebook: Codebook

    def found(self, query: Query, rules: Rules) -> Found:
        match query:
            case Member():
                return self._member(query, rules)
            case Sole():
                return self._sole(query)
            case Part():
                return self._part(query, rules)
            case Rank():
                return self._rank(query, rules)
            case Compare():
                return self._compare(query, rules)
            case Moved():
                return self._moved(query, rules)
            case Indicator():
                return self._indicator(query)
            case Fact():
                status, why = judge_fact(query, self.edition, self.editions, self.codebook, rules)
                return Found(status=status, why=why)

    # --- members and parts

    def _member(self, query: Member, rules: Rules) -> Found:
        computed = compute(query.figure, self.edition, rules)
        if isinstance(computed, Unanswerable):
            return Found(status="unanswerable", why=computed.reason)
        absent = [c for c in query.countries if c not in self.edition.countries]
        if absent and query.figure.measured:
            why = f"{self.edition.name} does not list {self._names(absent)}."
            return Found(status="unanswerable", why=why)
        words = describe(query.figure, self.codebook, rules)
        classed = set() if query.listing else self._classed(query.figure)
        beyond = [c for c in query.countries if c in classed - set(computed.countries)]
        if beyond and not query.only and set(query.countries) <= classed | set(computed.countries):
            return self._only_classed(query, beyond)
        among = set(computed.countries) | classed
        inside = [c for c in query.countries if c in among]
        outside = [c for c in query.countries if c not in among]
        found = Found(status="", why="", countries=tuple(inside), entries=computed.entries)
        if query.size is not None and query.size != computed.value:
            why = f"{self.edition.name} has {computed.value} {words}, not {query.size}."
            return replace(found, status="fails", why=why)
        if query.only:
            return self._only(query, computed, words, found)
        name = self.edition.name
        if query.figure.lacking and not query.listing and not query.negated:
            why = f"{name} does not have {self._names(outside or inside)} among the {words}."
            if outside:
                return replace(found, status="fails", why=why)
            return replace(found, status="absent", why="A blank in the table is no absence.")
        if query.negated:
            if inside:
                why = f"{name} has {self._names(inside)} among the {words}."
                return replace(found, status="fails", why=why)
            closed = all(self._closed(c, query) for c in outside)
            why = f"{name} does not have {self._names(outside)} among the {words}."
            return replace(
                found,
                status="holds" if closed else "absent",
                why=why if closed else why + " Not recorded is not absent.",
            )
        if not outside or (query.among == "any" and inside):
            why = f"{name} has {self._names(inside)} among the {words}."
            return replace(found, status="holds", why=why)
        why = f"{name} does not have {self._names(outside)} among the {words}."
        if any(self._closed(c, query) for c in outside):
            return replace(found, status="fails", why=why)
        return replace(found, status="absent", why=why + " Not recorded is not absent.")

    def _only(self, query: Member, computed: Computed, words: str, found: Found) -> Found:
        others = [c for c in computed.countries if c not in query.countries]
        missing = [c for c in query.countries if c not in computed.countries]
        name = self.edition.name
        if not others and not missing:
            why = f"These are all the {words} in {name}: {self._names(query.countries)}."
            return replace(found, status="fails" if query.negated else "holds", why=why)
        if query.negated:
            return replace(
                found, status="unanswerable", why="The sentence denies too much at once."
            )
        if others:
            why = f"{name} has {self._names(others)} among the {words}, too."
            return replace(found, status="fails", why=why, countries=computed.countries)
        why = f"{name} does not have {self._names(missing)} among the {words}."
        return replace(found, status="fails" if query.listing else "absent", why=why)

    def _sole(self, query: Sole) -> Found:
        name = self.edition.name
        kind = {"supplier": "supplier", "technology": "technology"}[query.field]
        whys = []
        status = "holds"
        for code in query.countries:
            ids = {
                str(getattr(entry, query.field))
                for entry in self.edition.entries
                if entry.country == code
                and entry.kind == kind
                and not set(entry.marks) & {"stray", "mult"}
            }
            words = [self._term(query.field, i) for i in sorted(ids)]
            whys.append(
                f"{name} has for {country(code, self.codebook)}: {', '.join(words) or 'none'}."
            )
            if code not in self.edition.countries:
                return Found(status="absent", why=whys[-1])
            if query.ids and set(query.ids) - ids:
                status = "fails" if ids else "absent"
            elif (
                query.ids
                and ids - set(query.ids)
                and (query.size is None or query.size != len(ids))
            ) or (query.size is not None and query.size != len(ids)):
                status = "fails"
        return Found(status=status, why=" ".join(whys))

    def _term(self, field: str, term: str) -> str:
        known = self.codebook.suppliers if field == "supplier" else self.codebook.technologies
        return known[term].name if term in known else term

    def _closed(self, code: str, query: Member) -> bool:
        """Tell whether a blank is a fact: of the index itself, or of a class each country has."""
        if query.listing:
            return True
        figure = query.figure
        classed = [g for g in figure.among if self.codebook.groups[g].kind != "membership"]
        if not classed:
            return bool(figure.among) and not figure.rows() and code in self.edition.countries
        members = {c for g in classed for c in self._members(g)}
        return (code in self.edition.countries and code not in members) or (
            not figure.rows() and code in self._examined_class(classed[0])
        )

    def _only_classed(self, query: Member, beyond: list[str]) -> Found:
        """Answer for countries that the edition examined and classed, and does not list."""
        labels = " and ".join(self.codebook.groups[g].label for g in query.figure.among)
        names = self._names(query.countries)
        why = (
            f"{self.edition.name} examined {names} among the countries {labels}. It does not list "
        )
        why += f"{self._names(beyond)} with AI surveillance."
        return Found(status="fails" if query.negated else "holds", why=why)

    def _classed(self, figure: Figure) -> set[str]:
        """Return the countries of a class that were examined and are not listed."""
        kinds = {self.codebook.groups[g].kind for g in figure.among}
        if (
            figure != Figure(among=figure.among)
            or not kinds
            or kinds - {"region", "regime", "union"}
        ):
            return set()
        return set.intersection(*(self._members(g) for g in figure.among))

    def _examined_class(self, group: str) -> set[str]:
        kind = self.codebook.groups[group].kind
        same = [g.id for g in self.codebook.groups.values() if g.kind == kind]
        return {c for g in same for c in self.edition.examined_groups.get(g, ())}

    def _members(self, group: str) -> set[str]:
        return set(self.edition.groups.get(group, ())) | set(
            self.edition.examined_groups.get(group, ())
        )

    def _unlisted(self, query: Part) -> list[str]:
        """Return the members of a group of named countries that are meant and not listed."""
        if query.quantifier != "all" or query.but or not query.beyond or query.apart:
            return []
        whole = query.whole
        if whole.rows() or whole.measured or whole.outside or len(whole.among) != 1:
            return []
        members = self.codebook.groups[whole.among[0]].countries
        return [c for c in members if c not in self.edition.countries]

    def _part(self, query: Part, rules: Rules) -> Found:
        whole = compute(query.whole, self.edition, rules)
        part = compute(query.part, self.edition, rules)
        for computed in (whole, part):
            if isinstance(computed, Unanswerable):
                return Found(status="unanswerable", why=computed.reason)
        assert isinstance(whole, Computed)
        assert isinstance(part, Computed)
        both = [c for c in whole.countries if c in part.countries]
        rest = [c for c in whole.countries if c not in part.countries]
        name = self.edition.name
        wholes, parts = (
            describe(query.whole, self.codebook, rules),
            describe(query.part, self.codebook, rules),
        )
        many = counted(whole.value, query.whole, self.codebook, rules)
        verb = "is" if len(both) == 1 else "are"
        why = f"Of the {many} in {name}, {len(both) or 'none'} {verb} among the {parts}."
        found = Found(
            status="", why=why, countries=tuple(both), value=len(both), entries=part.entries
        )
        if not whole.countries:
            return replace(found, status="unanswerable", why=f"{name} has no {wholes}.")
        wrongly = [c for c in query.apart if c in part.countries]
        if wrongly:
            why = f"{name} has {self._names(wrongly)} among the {parts}."
            return replace(found, status="fails", why=why)
        if query.size is not None and query.size != whole.value:
            return replace(found, status="fails", why=f"{why} That is not {query.size}.")
        unlisted = self._unlisted(query)
        if unlisted and not rest:
            why = f"{why} It does not list {self._names(unlisted)}."
            if query.listing:
                return replace(found, status="fails", why=why)
            return replace(found, status="absent", why=why + " Not recorded is not absent.")
        match query.quantifier:
            case "all" if query.but:
                left = len(rest) + len([c for c in query.apart if c not in whole.countries])
                why = f"{why} {self._exceptions(rest)}" if rest else why
                return replace(found, status="holds" if left == query.but else "fails", why=why)
            case "all":
                if not rest:
                    return replace(found, status="holds")
                return replace(found, status="fails", why=f"{why} {self._exceptions(rest)}")
            case "notall":
                return replace(found, status="holds" if rest else "fails")
            case "none":
                if both:
                    return replace(found, status="fails", why=f"{why} {self._those(both)}")
                closed = query.listing or not query.part.rows()
                return replace(found, status="holds" if closed else "absent")
            case "almost":
                return replace(found, status=_almost(len(both) / whole.value))
            case "vast" | "ample" | "slim" as kind:
                return replace(found, status=_majority(len(both) / whole.value, kind))
            case "most":
                return replace(found, status="holds" if 2 * len(both) > whole.value else "fails")
            case "few":
                return replace(found, status="holds" if 2 * len(both) < whole.value else "fails")
            case _:
                return replace(found, status="holds" if both else "absent")

    def _exceptions(self, codes: list[str]) -> str:
        head = "The exception is" if len(codes) == 1 else "The exceptions are"
        return f"{head} {self._names(codes)}."

    def _those(self, codes: list[str]) -> str:
        return f"{'It is' if len(codes) == 1 else 'They are'} {self._names(codes)}."

    # --- ranks

    def _rank(self, query: Rank, rules: Rules) -> Found:
        counted = self._counted(query, rules)
        if isinstance(counted, Found):
            return counted
        missing = [s for s in query.subjects if s not in counted]
        if missing:
            return Found(
                status="absent" if query.dimension == "supplier" else "unanswerable",
                why=f"{self.edition.name} does not have {self._label(query, missing[0])} among the "
                f"{KINDS.get(query.dimension, query.dimension)}.",
            )
        ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        why = self._ranking(query, ranked)
        own = counted[query.subjects[0]]
        found = Found(status="", why=why, value=int(own) if own == int(own) else None)
        holds = self._stands(query, counted)
        if holds is None:
            return replace(found, status="unanswerable", why=why + " Several share the place.")
        return replace(found, status="holds" if holds != query.negated else "fails")

    def _ranking(self, query: Rank, ranked: list[tuple[str, float]]) -> str:
        """Return the first five in words, or the last; with the subjects, wherever they are."""
        shown = ranked[:SHOWN] if query.place > 0 else ranked[: -SHOWN - 1 : -1]
        below = [pair for pair in ranked if pair[0] in query.subjects and pair not in shown]
        told = [
            listed(
                [f"{self._label(query, term)} {_printed(query, number)}" for term, number in pairs]
            )
            for pairs in (shown, below)
        ]
        ends = ("", ", the fewest first" if query.measure == "countries" else ", the lowest first")
        if query.better:
            ends = (", the freest first", ", the least free first")
        order = ends[query.place < 0]
        if query.editions is not None and query.place < 0:
            order = ", the losses first"
        rest = f"; further on {told[1]}" if below else ""
        measure = measured(query, self.codebook)
        return f"{self.edition.name} has, by the {measure}{order}: {told[0]}{rest}."

    def _stands(self, query: Rank, counted: dict[str, float]) -> bool | None:
        """Tell whether the subjects stand where they are said to; None for a shared place."""
        if query.above is not None:
            return {t for t, v in counted.items() if v > query.above} == set(query.subjects)
        values = sorted(counted.values(), reverse=True)
        mine = [counted[s] for s in query.subjects]
        if query.within:
            worst = [sum(v >= own for v in values) for own in mine]
            best = [sum(v > own for v in values) + 1 for own in mine]
            if any(place > query.top for place in best):
                return False
            return None if any(place > query.top for place in worst) else True
        if query.top and query.ordered and mine != sorted(set(mine), reverse=True):
            return False
        if query.top:
            cut = values[: query.top]
            if len(values) > query.top and values[query.top] == cut[-1]:
                return None if sorted(mine, reverse=True) == cut else False
            return sorted(mine, reverse=True) == cut
        if query.ordered:
            places = [sum(v > own for v in values) for own in mine]
            return places == list(range(len(mine)))
        own = mine[0]
        if query.editions is not None and own * query.place <= 0:
            return False  # nothing was gained, or nothing lost
        if any(counted.get(term, 0) <= own for term in query.apart):
            return False
        if query.place < 0 and query.margin and len(values) > 1 and own == values[-1]:
            return _by_margin(query.margin, values[-2], own)
        if query.place < 0:
            place = sum(v < own for v in values) + 1
            shared = place == -query.place and values.count(own) > 1
            return None if shared else place == -query.place
        place = sum(v > own for v in values) + 1
        if query.margin and place == 1 and len(values) > 1:
            return _by_margin(query.margin, own, values[1])
        if place == query.place and values.count(own) > 1:
            return None
        return place == query.place

    def _counted(self, query: Rank, rules: Rules) -> dict[str, float] | Found:
        """Return the number of countries for each thing of the dimension."""
        if query.editions is not None:
            return self._gained(query, query.editions, rules)
        asked = Rank(
            dimension=query.dimension,
            subjects=(),
            figure=query.figure,
            home=query.home,
            measure=query.measure,
            better=query.better,
        )
        return _counting(self.codebook)(asked, Same(self.edition), rules)

    def _gained(
        self, query: Rank, indexes: tuple[str, str], rules: Rules
    ) -> dict[str, float] | Found:
        """Return how many countries more each thing has in the later edition; below 0 for fewer."""
        if query.dimension == "regime":
            return Found(status="unanswerable", why=self.codebook.measures["regime"].changed)
        if changed := self._changed(query.figure, self.edition):
            return Found(status="unanswerable", why=changed)
        counts: list[dict[str, float]] = []
        for index in indexes:
            edition = next((e for e in self.editions if e.index == index), None)
            if edition is None:
                return Found(status="unanswerable", why="One of the editions is not at hand.")
            one = _Asking(edition, self.editions, self.codebook)
            counted = one._counted(replace(query, editions=None), rules)
            if isinstance(counted, Found):
                return counted
            counts.append(counted)
        late, early = counts
        terms = late.keys() & early.keys() if query.dimension == "technology" else late | early
        return {term: late.get(term, 0) - early.get(term, 0) for term in terms}

    def count(self, query: Rank, rules: Rules) -> dict[str, float] | Found:
        """Count for each thing of the dimension, whatever is said of which."""
        counted: dict[str, float] = {}
        if query.dimension == "country" and query.measure in self.codebook.measures:
            return self._measured_by_country(query, rules)
        if query.dimension == "country":
            return self._suppliers_by_country(query, rules)
        for term, row, groups in self._ranked(query):
            figure = replace(
                query.figure,
                having=query.figure.having + ((row,) if row else ()),
                among=query.figure.among + groups,
            )
            if query.figure.having and row and (row.supplier or row.origin):
                figure = replace(
                    query.figure,
                    having=tuple(
                        replace(r, supplier=row.supplier, origin=row.origin)
                        for r in query.figure.having
                    ),
                )
            computed = compute(figure, self.edition, rules)
            if isinstance(computed, Unanswerable):
                return Found(status="unanswerable", why=computed.reason)
            counted[term] = computed.value
        if query.dimension in ("supplier", "origin"):
            counted = {term: number for term, number in counted.items() if number}
        return counted

    def _measured_by_country(self, query: Rank, rules: Rules) -> dict[str, float] | Found:
        """Return the value that is printed for each country of the figure; of a rank, below 0."""
        computed = compute(query.figure, self.edition, rules)
        if isinstance(computed, Unanswerable):
            return Found(status="unanswerable", why=computed.reason)
        printed = self.edition.indicators.get(query.measure, {})
        sign = -1 if query.measure.endswith("_rank") else 1
        if query.better:
            says = self.codebook.measures[query.measure].direction
            told = says.get(self.edition.index, says.get("*", ""))
            if not told.startswith("higher is "):
                why = f"What a high value means in {self.edition.name} is not recorded."
                return Found(status="unanswerable", why=why)
            sign = -1 if "less" in told else 1
        return {c: sign * _whole(printed[c]) for c in computed.countries if printed.get(c)}

    def _suppliers_by_country(self, query: Rank, rules: Rules) -> dict[str, float] | Found:
        """Return how many suppliers are named for each country of the figure."""
        computed = compute(query.figure, self.edition, rules)
        if isinstance(computed, Unanswerable):
            return Found(status="unanswerable", why=computed.reason)
        named: dict[str, set[str]] = {c: set() for c in computed.countries}
        for entry in self.edition.entries:
            if entry.kind != "supplier" or not entry.supplier or entry.country not in named:
                continue
            if "mult" not in entry.marks and (
                "stray" not in entry.marks or rules.stray == "included"
            ):
                named[entry.country].add(entry.supplier)
        return {c: len(suppliers) for c, suppliers in named.items()}

    def _ranked(self, query: Rank) -> Iterable[tuple[str, Row | None, tuple[str, ...]]]:
        edition = self.edition
        if query.dimension == "supplier":
            named = {e.supplier for e in edition.entries if e.supplier}
            for supplier in sorted(named):
                known = self.codebook.suppliers.get(supplier)
                if query.home and (known is None or known.home(edition.in_force) != query.home):
                    continue
                yield supplier, Row(supplier=supplier), ()
        elif query.dimension == "origin":
            named = {e.origin for e in edition.entries if e.kind == "origin" and e.origin}
            for origin in sorted(named | set(edition.origins)):
                yield origin, Row(origin=origin), ()
        elif query.dimension == "technology":
            for technology in edition.technologies:
                yield technology, Row(technology=technology), ()
        else:
            for group in self.codebook.groups.values():
                if group.kind == query.dimension:
                    yield group.id, None, (group.id,)

    def _label(self, query: Rank, term: str) -> str:
        return term_name(query, term, self.codebook)

    # --- comparisons

    def _compare(self, query: Compare, rules: Rules) -> Found:
        if query.gained:
            return self._both_gained(query, rules)
        numbers: list[float] = []
        texts: list[str] = []
        first = self.edition
        for side, figure in enumerate((query.left, query.right)):
            edition = self.edition
            if query.editions is not None:
                named = [e for e in self.editions if e.index == query.editions[side]]
                if not named:
                    return Found(status="unanswerable", why="One of the editions is not at hand.")
                edition = named[0]
                first = first if side else edition
                changed = self._changed(figure, edition)
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
                said = counted(computed.value, figure, self.codebook, rules)
                texts.append(f"{said} out of {whole.value} in {edition.name}")
                continue
            numbers.append(computed.value)
            there = "" if edition is first else f" in {edition.name}"
            same = bool(texts) and query.left == query.right
            number = counted(computed.value, figure, self.codebook, rules)
            texts.append((f"{computed.value}" if same else number) + there)
        for figure in query.others:
            computed = compute(figure, self.edition, rules)
            if isinstance(computed, Unanswerable):
                return Found(status="unanswerable", why=computed.reason)
            numbers[1] += computed.value
            texts[1] += f" and {counted(computed.value, figure, self.codebook, rules)}"
        left, right = numbers
        start = "There are" if query.shares else f"{first.name} counts"
        why = f"{start} {texts[0]}, against {texts[1]}."
        holds = _compares(query, left, right)
        if query.by is not None and right:
            why = f"{why[:-1]}, a change of {100 * (left / right - 1):+.1f} per cent."
        value = None if query.shares else int(left)
        return Found(status="holds" if holds != query.negated else "fails", why=why, value=value)

    def _both_gained(self, query: Compare, rules: Rules) -> Found:
        """Tell which of two gained, or lost, more between the editions."""
        pairs: list[tuple[int, int]] = []
        texts: list[str] = []
        for figure in (query.left, query.right):
            pair: list[int] = []
            for index in query.editions or ():
                edition = next((e for e in self.editions if e.index == index), None)
                if edition is None:
                    return Found(status="unanswerable", why="One of the editions is not at hand.")
                computed = compute(figure, edition, rules)
                changed = self._changed(figure, edition)
                if changed or isinstance(computed, Unanswerable):
                    why = changed or getattr(computed, "reason", "")
                    return Found(status="unanswerable", why=why)
                pair.append(computed.value)
            late, early = pair
            pairs.append((late, early))
            went = "" if texts else " went"
            texts.append(f"{describe(figure, self.codebook, rules)}{went} from {early} to {late}")
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

    def _changed(self, figure: Figure, edition: Edition) -> str:
        """Return the warning where a measure has changed its meaning between the editions."""
        for group in (*figure.among, *figure.outside):
            if self.codebook.groups[group].kind in ("regime", "union"):
                return self.codebook.measures["regime"].changed
        for row in figure.rows():
            for other in self.editions:
                if row.technology and row.technology not in (
                    *other.technologies,
                    "ai_surveillance",
                ):
                    return f"{other.name} did not ask about {row.technology.replace('_', ' ')}."
        return ""

    def _moved(self, query: Moved, rules: Rules) -> Found:
        if len(self.editions) < 2:
            return Found(status="unanswerable", why="There is one edition only.")
        sets = []
        for edition in (self.editions[0], self.editions[-1]):
            computed = compute(query.figure, edition, rules)
            if isinstance(computed, Unanswerable):
                return Found(status="unanswerable", why=computed.reason)
            sets.append(set(computed.countries))
        first, last = sets
        words = describe(query.figure, self.codebook, rules)
        told = {"new": last - first, "gone": first - last, "kept": first & last}
        wrong = [c for c in query.countries if (c in told[query.how]) == query.negated]
        if query.only and set(query.countries) != told[query.how]:
            wrong = list(query.countries) or ["only"]
        if query.size is not None and query.size != len(told[query.how]):
            wrong = ["size"]
        pair = f"{self.editions[0].name}", f"{self.editions[-1].name}"
        named = [c for c in wrong if c in self.codebook.countries] or query.countries
        ways = {code: _way(code, told) for code in named}
        why = " ".join(
            f"{self._names([c for c in named if ways[c] == way], True)} among the {words} {how}."
            for way, how in _ways(*pair).items()
            if way in ways.values()
        )
        if query.size is not None or query.only or not why:
            gone, new = (self._names(sorted(told[way])) or "none" for way in ("gone", "new"))
            counts = f"{len(told['gone'])} are gone ({gone}) and {len(told['new'])} new ({new})"
            why = f"Between {pair[0]} and {pair[1]}, of the {words}, {counts}."
        return Found(status="fails" if wrong else "holds", why=why, countries=tuple(sorted(last)))

    # --- indicators

    def _indicator(self, query: Indicator) -> Found:
        values = self.edition.indicators.get(query.measure, {})
        raw = values.get(query.country, "")
        name = country(query.country, self.codebook)
        measured = measure_name(query.measure, self.codebook)
        if not raw:
            why = f"{self.edition.name} gives no {measured} for {name}."
            return Found(status="unanswerable", why=why)
        told = raw if query.measure != "military_spending" else f"${float(raw):,.0f} million"
        why = f"{self.edition.name} gives {name} {told} as its {measured}."
        if query.other is not None:
            second = values.get(query.other, "")
            label = country(query.other, self.codebook)
            if not second:
                return Found(status="unanswerable", why=f"{why} It gives none for {label}.")
            ahead = float(raw) > float(second)
            if query.measure.endswith("_rank"):
                ahead = float(raw) < float(second)  # rank 1 spends most
            holds = ahead == (query.relation == "above")
            why = f"{why} That of {label} is {second}."
            return Found(status="holds" if holds != query.negated else "fails", why=why)
        if query.text:
            holds = raw.upper() == query.text
        else:
            assert query.value is not None
            holds = _has_value(query, float(raw), query.value)
        return Found(status="holds" if holds != query.negated else "fails", why=why)

    def _names(self, codes: Iterable[str], verb: bool = False) -> str:
        """Return countries as a list; with a `verb`, as the beginning of a sentence."""
        names = [country(c, self.codebook) for c in codes]
        more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
        found = listed(names[:NAMED] + more)
        return f"{capital(found)} {'is' if len(names) == 1 else 'are'}" if verb else found


def _whole(printed: str) -> float:
    """Return a printed value, as an int where it is one."""
    value = round(float(printed), 3)
    return int(value) if value == int(value) else value


def _has_value(query: Indicator, printed: float, said: float) -> bool:
    """Tell whether a printed value is the one that is said, as far as the words round it."""
    match query.relation:
        case "above":
            return printed > said
        case "below":
            return printed < said
        case "min":
            return printed >= said
    if query.within is not None:
        return abs(printed - said) <= query.within + 1e-9
    return abs(printed - said) < WHOLE


def _printed(query: Rank, number: float) -> str:
    """Return a number as a ranking shows it: a change with its sign, a rank without."""
    return f"{number:+}" if query.editions is not None else f"{abs(number)}"


def _way(code: str, told: dict[str, set[str]]) -> str:
    return next((name for name, members in told.items() if code in members), "neither")


def _ways(first: str, last: str) -> dict[str, str]:
    """Return how a sentence says that a country came, went or stayed."""
    return {
        "new": f"in {last} and not in {first}",
        "gone": f"in {first} and not in {last}",
        "kept": f"in both {first} and {last}",
        "neither": f"in neither {first} nor {last}",
    }


def _by_margin(margin: str, more: float, fewer: float) -> bool:
    """Tell whether one number is far above, or just above, another."""
    if not more > fewer:
        return False
    return more >= WIDE * fewer if margin == "wide" else more <= NARROW * fewer


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


def _compares(query: Compare, left: float, right: float) -> bool:
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
        return _by_margin(
            query.margin, *((left, right) if query.relation == "more" else (right, left))
        )
    match query.relation:
        case "more":
            return left > right
        case "fewer":
            return left < right
        case "same":
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
