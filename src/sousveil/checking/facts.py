"""What a sentence says of the index itself, judged on an edition."""

from __future__ import annotations

from sousveil.checking.answer import examined_count
from sousveil.checking.recount import compute
from sousveil.codebook.vocabulary import Codebook, KnownFact
from sousveil.figures.words import describe
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Figure, PublishedFigure, Rules
from sousveil.model.query import Fact, Said
from sousveil.model.source import Source

HOLDS, FAILS, UNKNOWN = "holds", "fails", "unanswerable"
Judged = tuple[str, str]
"""Whether it holds, and the reason in words."""

DENIAL = "It does not"
"""So begins what facts.yml says of a thing that no table records."""

ABOUT = 0.05  # of a number: "about 180 countries" is within 5 %
ORDER = (FAILS, UNKNOWN, HOLDS)
SEASONS = {"spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11), "winter": (12, 1, 2)}
BORDER = {"spring": (6, 3), "summer": (6, 9), "autumn": (9, 12), "winter": (12, 3)}
"""Months of which a part belongs to the season by the sun."""


def judge_fact(
    query: Fact, edition: Edition, editions: tuple[Edition, ...], codebook: Codebook, rules: Rules
) -> Judged:
    """Judge all that a sentence says; one wrong thing makes it wrong, one unknown unanswerable."""
    answers = []
    for said in query.said:
        on = [edition]
        if said.edition == "both":
            on = list(editions)
        elif said.edition not in ("", "newest"):
            on = [e for e in editions if e.index == said.edition]
        if not on:
            answers.append((UNKNOWN, "One of the editions is not at hand."))
        answers += [_Asking(e, editions, codebook, rules).said(said) for e in on]
    status = next(s for s in ORDER if any(a[0] == s for a in answers))
    reasons = dict.fromkeys(why for s, why in answers if s == status)
    return status, " ".join(reasons)


class _Asking:
    def __init__(
        self, edition: Edition, editions: tuple[Edition, ...], codebook: Codebook, rules: Rules
    ) -> None:
        self.edition, self.editions = edition, editions
        self.codebook, self.rules = codebook, rules

    def said(self, said: Said) -> Judged:
        """Judge one thing said."""
        return {
            "fact": self._fact,
            "made": self._made,
            "date": self._date,
            "gap": self._gap,
            "editions": self._out,
            "doi": self._doi,
            "examined": self._examined,
            "listed": self._listed,
            "unlisted": self._unlisted,
            "widened": self._widened,
            "everywhere": self._everywhere,
            "asks": self._asks,
            "questions": self._questions,
            "added": self._moved,
            "dropped": self._moved,
            "drawn": self._drawn,
            "printed": self._printed,
            "recounted": self._recounted,
            "agree": self._agree,
            "more": self._agree,
            "traced": self._traced,
            "confirmed": self._confirmed,
        }[said.what](said)

    def _source(self, edition: Edition | None = None) -> Source | None:
        layout = self.codebook.layouts.get((edition or self.edition).index)
        return self.codebook.sources.get(layout.source) if layout else None

    def _known(self, id: str) -> KnownFact:
        return self.codebook.facts[id]

    # --- what facts.yml tells

    def _fact(self, said: Said) -> Judged:
        facts = [self._known(id) for id in said.ids]
        right = [self.edition.index in fact.editions for fact in facts]
        if said.negated:
            wrong = [f for f, holds in zip(facts, right, strict=True) if holds]
            if wrong:
                return FAILS, self._told(_says(wrong), wrong[0])
            return HOLDS, self._told(self._instead(facts), facts[0])
        wrong = [f for f, holds in zip(facts, right, strict=True) if not holds]
        if wrong:
            return FAILS, self._told(self._instead(wrong), wrong[0])
        return HOLDS, self._told(_says(facts), facts[0])

    def _told(self, says: str, fact: KnownFact) -> str:
        """Return what is so, of which edition, and whence it is known."""
        words = says.replace("It ", f"{self.edition.name} ", 1) if says.startswith("It ") else says
        return f"{words} That is known from {fact.where}."

    def _instead(self, wrong: list[KnownFact]) -> str:
        """Say what is so in place of what is not."""
        told = []
        for fact in wrong:
            if fact.says.startswith(DENIAL):
                told.append(fact.says)
                continue
            true = [
                f.says
                for f in self.codebook.facts.values()
                if f.kind == fact.kind != "column"
                and f.of == fact.of
                and self.edition.index in f.editions
            ]
            told += true or [f"Not so: {fact.says}"]
        return " ".join(dict.fromkeys(told))

    # --- who made it, and when

    def _made(self, said: Said) -> Judged:
        source = self._source()
        if source is None:
            return UNKNOWN, f"Who made {self.edition.name} is not recorded."
        names = {*source.authors, source.publisher}
        fact = self.codebook.facts.get(said.ids[0])
        mine = fact is not None and self.edition.index in fact.editions
        why = f"It is by {', '.join(source.authors)}, published by {source.publisher}."
        speaker = self.codebook.sources.get(said.ids[0])
        if speaker is not None and speaker.name in names:
            mine = True
        return (HOLDS if mine != said.negated else FAILS), why

    def _date(self, said: Said) -> Judged:
        year, month, day, season = said.text.split("/")
        known = [e for e in self.editions if e.in_force <= self.edition.in_force]
        if said.edition:
            known = [self.edition]
        elif said.only:
            known = known[:1]
        results = []
        for edition in known:
            source = self._source(edition)
            if source is None or source.date is None:
                return UNKNOWN, f"When {edition.name} came out is not recorded."
            results.append((_dated(source.date, year, month, day, season), edition, source.date))
        why = " ".join(f"{e.name} is of {date}." for _, e, date in results)
        for status in (HOLDS, UNKNOWN):
            if any(r[0] == status for r in results):
                return status, why
        return FAILS, why

    def _gap(self, said: Said) -> Judged:
        years = [int(e.in_force[:4]) for e in self.editions]
        if len(years) != 2 or said.value is None or said.bound == "other":
            return UNKNOWN, "The time between the editions cannot be told."
        gap = years[1] - years[0]
        why = f"The editions are of {years[0]} and {years[1]}."
        return (HOLDS if _meets(said, gap) else FAILS), why

    def _out(self, said: Said) -> Judged:
        out = [e for e in self.editions if e.in_force <= self.edition.in_force]
        why = f"Editions so far: {', '.join(e.name for e in out)}."
        return (HOLDS if _meets(said, len(out)) else FAILS), why

    def _doi(self, said: Said) -> Judged:
        source = self._source()
        if source is None or source.url is None:
            return UNKNOWN, f"The DOI of {self.edition.name} is not recorded."
        known = source.url.split("doi.org/")[-1].casefold()
        asked = said.text.casefold()
        why = f"The DOI of {self.edition.name} is {known}."
        return (HOLDS if asked in (known, known.rpartition(".")[0]) else FAILS), why

    # --- how many

    def _examined(self, said: Said) -> Judged:
        known = examined_count(self.edition, self.codebook)
        if known is None:
            return UNKNOWN, f"{self.edition.name} does not say how many countries were examined."
        why = f"{known} countries were examined for {self.edition.name}."
        return (HOLDS if _meets(said, known) else FAILS), why

    def _listed(self, said: Said) -> Judged:
        known = len(self.edition.countries)
        why = f"{known} countries are listed in {self.edition.name}."
        return (HOLDS if _meets(said, known) else FAILS), why

    def _unlisted(self, said: Said) -> Judged:
        known = examined_count(self.edition, self.codebook)
        listed = len(self.edition.countries)
        if known is None:
            return UNKNOWN, f"{self.edition.name} does not say how many countries were examined."
        why = f"Of {known} countries examined for {self.edition.name}, {listed} are listed."
        return (HOLDS if _meets(said, known - listed) else FAILS), why

    def _widened(self, said: Said) -> Judged:
        known = [examined_count(e, self.codebook) for e in self.editions]
        if len(known) != 2 or known[0] is None or known[1] is None:
            return UNKNOWN, "How many countries each edition examined is not recorded."
        why = f"The editions examined {known[0]} and {known[1]} countries."
        return (HOLDS if _meets(said, known[1] - known[0]) else FAILS), why

    def _everywhere(self, said: Said) -> Judged:
        known = examined_count(self.edition, self.codebook)
        listed = len(self.edition.countries)
        why = f"Of {known} countries examined for {self.edition.name}, {listed} are listed."
        return (HOLDS if known == listed else FAILS), why

    # --- which technologies

    def _names(self, ids: tuple[str, ...]) -> str:
        return ", ".join(self.codebook.technologies[id].name for id in ids)

    def _asks(self, said: Said) -> Judged:
        asked = self.edition.technologies
        why = f"{self.edition.name} asks about {self._names(asked)}."
        if said.negated:
            return (FAILS if set(said.ids) & set(asked) else HOLDS), why
        fits = set(said.ids) == set(asked) if said.only else set(said.ids) <= set(asked)
        return (HOLDS if fits else FAILS), why

    def _questions(self, said: Said) -> Judged:
        number = len(self.edition.technologies)
        why = f"{self.edition.name} asks about {number} technologies."
        return (HOLDS if _meets(said, number) else FAILS), why

    def _moved(self, said: Said) -> Judged:
        first, last = self.editions[0], self.editions[-1]
        if first is last:
            return UNKNOWN, "There is one edition only."
        before, after = set(first.technologies), set(last.technologies)
        moved = after - before if said.what == "added" else before - after
        why = (
            f"{first.name} asks about {self._names(first.technologies)}; "
            f"{last.name} about {self._names(last.technologies)}."
        )
        return (HOLDS if set(said.ids) <= moved else FAILS), why

    # --- whose the indicators are

    def _drawn(self, said: Said) -> Judged:
        index, facts = self.edition.index, self.codebook.facts
        here = [f for f in facts.values() if index in f.editions]
        for column in said.about:
            bodies = {f.id for f in here if f.kind == "body" and column in f.of}
            parts = {f.id for f in here if f.kind == "part" and column in f.of}
            label = facts[column].says
            if parts and not bodies:
                if parts <= set(said.ids) and not said.negated:
                    continue
                return UNKNOWN, f"{self.edition.name} mixes several measures here. {label}"
            if not bodies:
                return UNKNOWN, f"{self.edition.name} does not state a source. {label}"
            right = bool(bodies & set(said.ids)) and not self._strangers(said)
            if right == said.negated:
                return FAILS, " ".join(facts[id].says for id in sorted(bodies))
        return HOLDS, f"So {self.edition.name} states it."

    def _belongs(self, id: str, columns: tuple[str, ...]) -> bool:
        fact = self.codebook.facts.get(id)
        return fact is not None and any(column in fact.of for column in columns)

    def _strangers(self, said: Said) -> list[str]:
        """Return the bodies named that none of the columns is from, whatever their other parts."""
        words = {
            word
            for id in said.ids
            if self._belongs(id, said.about)
            for word in self.codebook.facts[id].words
        }
        return [
            id
            for id in said.ids
            if not self._belongs(id, said.about)
            and not (id in self.codebook.facts and words & set(self.codebook.facts[id].words))
        ]

    # --- printed and recounted

    def _print(self, figure: Figure | None) -> PublishedFigure | None:
        for printed in self.codebook.published:
            named = self.codebook.figures[printed.figure]
            same = named.figure == figure and not named.examined
            if same and printed.edition == self.edition.index:
                return printed
        return None

    def _count(self, figure: Figure | None) -> int | None:
        computed = compute(figure or Figure(), self.edition, self.rules)
        return computed.value if isinstance(computed, Computed) else None

    def _printed(self, said: Said) -> Judged:
        printed = self._print(said.figure)
        if printed is None:
            return UNKNOWN, f"What is printed of this with {self.edition.name} is not recorded."
        why = f"{printed.value} is printed: {printed.where}."
        return (HOLDS if printed.value == said.value else FAILS), why

    def _recounted(self, said: Said) -> Judged:
        number = self._count(said.figure)
        if number is None:
            return UNKNOWN, f"{self.edition.name} cannot be counted so."
        words = describe(said.figure or Figure(), self.codebook, self.rules)
        why = f"A recount gives {number} {words} in {self.edition.name}."
        return (HOLDS if _meets(said, number) else FAILS), why

    def _agree(self, said: Said) -> Judged:
        printed, number = self._print(said.figure), self._count(said.figure)
        if printed is None or number is None:
            return UNKNOWN, f"What is printed of this with {self.edition.name} is not recorded."
        why = f"Printed {printed.value}, recounted {number}."
        if said.what == "more":
            return (HOLDS if number - printed.value == said.value else FAILS), why
        return (HOLDS if (printed.value == number) != said.negated else FAILS), why

    # --- who goes back to it, and who confirms it

    def _traced(self, said: Said) -> Judged:
        quoting = [q for p in self.codebook.published for q in p.quoted_by]
        names = [name for id in said.ids for name in self._known(id).of]
        unknown = [n for n in names if not any(n in q for q in quoting)]
        elsewhere = said.edition and any(
            said.edition not in self._known(id).editions for id in said.ids
        )
        if unknown or elsewhere:
            return UNKNOWN, "Who quotes it is not recorded for all that are named."
        return HOLDS, f"{' and '.join(names)} quote the report of 2019 (figures.yml, quoted_by)."

    def _confirmed(self, said: Said) -> Judged:
        return UNKNOWN, (
            "All that is known here goes back to one index; that others confirm it independently "
            "is not recorded."
        )


def _says(facts: list[KnownFact]) -> str:
    return " ".join(fact.says for fact in facts)


def _meets(said: Said, known: float) -> bool:
    assert said.value is not None
    match said.bound:
        case "min":
            return known >= said.value
        case "max":
            return known <= said.value
        case "approx":
            return abs(known - said.value) <= ABOUT * said.value
    return known == said.value


def _dated(date: str, year: str, month: str, day: str, season: str) -> str:
    """Compare a date of publication, as partial as it is known, with that of a text."""
    parts = date.split("-")
    if month and len(parts) > 1 and int(month) != int(parts[1]):
        return FAILS
    if year not in ("", "last") and int(year) != int(parts[0]):
        return FAILS
    if season and len(parts) > 1:
        own = int(parts[1])
        if own not in SEASONS[season]:
            return UNKNOWN if own in BORDER[season] else FAILS
    if day:
        if len(parts) < 3:
            return UNKNOWN
        if int(day) != int(parts[2]):
            return FAILS
    if year == "last":
        return UNKNOWN
    return HOLDS
