"""Fills the slots of one number, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sousveil.codebook.editions import editions
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.firms_named import names_firms
from sousveil.extraction.marks import Mark
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Core, Sentence
from sousveil.extraction.numbers.examples import examples_from_elsewhere, marks_of, without_examples
from sousveil.extraction.numbers.limits import direction, owner, qualifies, untruths
from sousveil.extraction.numbers.places import (
    PLACES,
    describes_supplier,
    is_example,
    is_origin,
    set_apart,
    tokens_after,
    tokens_before,
    wrong_home,
)
from sousveil.extraction.numbers.scope import Scope
from sousveil.extraction.numbers.slots import Slots
from sousveil.extraction.numbers.two_things import asks_two, at_home
from sousveil.model.figure import ANY_TECHNOLOGY

GROWTH = {"up": "growing_to", "down": "falling_to"}
"""Kinds of words before a number that tell how it came about."""

LABELLING = frozenset(":-–—")


class Filler:
    """Reads the scope of a number, word by word."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self.newest = max(editions(codebook), default=0)

    def fill(
        self,
        s: Sentence,
        scope: Scope,
        tokens: Sequence[int] | None = None,
        places_are_origins: bool = False,
    ) -> Slots:
        """Return the slots named in the scope, or in some of its tokens.

        `places_are_origins` is for words without a noun: "Chinese technology: 63. Japanese: 17".
        """
        slots = Slots()
        kept, examples, likened = without_examples(
            s, Core(scope.core if tokens is None else tokens)
        )
        core = Core(kept)
        slots.examples += [*examples, *scope.examples]
        slots.unread += [*scope.unread, *likened]
        slots.unread += examples_from_elsewhere(s, scope, core, self.codebook)
        marks = marks_of(s, core)
        self._groups(s, core, marks, slots)
        self._suppliers(s, core, marks, slots, scope.quantity)
        self._places(s, core, marks, slots, places_are_origins)
        self._technologies(s, core, marks, slots)
        self._words(s, core, marks, slots, scope)
        return slots

    def _groups(self, s: Sentence, core: Core, marks: list[Mark], slots: Slots) -> None:
        for mark in marks:
            if "group" not in mark.kinds:
                continue
            group = mark.ids["group"]
            if any(t.low == "continent" for t in s.tokens[mark.stop : mark.stop + 1]):
                slots.unread.append("continent")  # North Africa is on it
            before = tokens_before(s, core, mark, 8)
            after = tokens_after(s, core, mark, 6)
            near = [*before[:6], *after[:2]]
            if group == "bri":
                if (before and s.tokens[before[0]].low in s.grammar["through"]) or (
                    len(before) > 1 and s.tokens[before[1]].low in s.grammar["through"]
                ):
                    continue
                if (
                    s.has("not_joined", before)
                    or any(s.tokens[i].low in ("non", "non-bri") for i in before[:2])
                    or (s.has("negation", before) and s.has("joined", before))
                ):
                    slots.outside.append(group)
                elif (
                    s.has("joined", before)
                    or s.has("member", near)
                    or s.has("unit_countries", after[:3])
                    or s.has("member", after[:4])
                ):
                    slots.among.append(group)
                else:
                    slots.unread.append(s.words(range(mark.first, mark.stop)))
                    continue
            elif _acts(s, mark):
                slots.unread.append(s.words(range(mark.first, mark.stop)))
                continue
            elif s.has("apart_from", before[:2]) or s.has("not_joined", before[:2]):
                slots.outside.append(group)
            else:
                slots.among.append(group)
            slots.loose = slots.loose or mark.loose
            slots.words.setdefault("group", mark)

    def _idle(self, s: Sentence, core: list[int], mark: Mark, q: Quantity) -> bool:
        """Tell "51 countries watch Huawei", where it supplies nothing."""
        if mark.first < q.end:
            return False
        before = [s.tokens[i].low for i in range(max(q.end, mark.first - 3), mark.first)]
        after = range(mark.stop, min(mark.stop + 4, len(s.tokens)))
        return not (
            any(word in s.grammar["from_supplier"] for word in before)
            or any(
                s.kinds(i) & {"technology", "origin_noun", "supplying", "supplier"} for i in after
            )
            or "supplier" in s.kinds(mark.first - 2)
            or "supplier" in s.kinds(mark.first - 1)
        )

    def _suppliers(
        self, s: Sentence, core: Core, marks: list[Mark], slots: Slots, q: Quantity
    ) -> None:
        for mark in marks:
            if "supplier" not in mark.kinds:
                continue
            supplier = mark.ids["supplier"]
            if s.has(
                "apart_from", [i for i in tokens_before(s, core, mark, 1) if i == mark.first - 1]
            ):
                slots.unread.append(f"apart from {s.words(range(mark.first, mark.stop))}")
                continue
            if _turned(s, mark) or self._idle(s, core, mark, q):
                slots.unread.append(s.words(range(mark.first, mark.stop)))
                continue
            homes = {h.country for h in self.codebook.suppliers[supplier].head_office}
            if home_word := wrong_home(s, mark, homes):
                slots.unread.append(home_word)
            if supplier not in slots.suppliers:
                slots.suppliers.append(supplier)
            slots.words.setdefault("supplier", mark)

    def _places(self, s: Sentence, core: Core, marks: list[Mark], slots: Slots, bare: bool) -> None:
        """Tell origins from other countries by the words beside them."""
        included: list[str] = []
        for mark in marks:
            if not mark.kinds & PLACES or "supplier" in mark.kinds:
                continue
            kind = next(k for k in ("country", "demonym", "capital") if k in mark.kinds)
            country = mark.ids[kind]
            before, after = tokens_before(s, core, mark, 4), tokens_after(s, core, mark, 5)
            low = [s.tokens[i].low for i in after]
            skip = 1 if low[:1] == ["'s"] else 0
            if "group" in s.kinds(after[skip]) if len(after) > skip else False:
                continue
            if kind == "demonym" and s.tokens[min(mark.stop, len(s.tokens) - 1)].low in STATES:
                slots.unread.append(s.words(range(mark.first, mark.stop)))  # "American countries"
                continue
            if _turned(s, mark):
                slots.unread.append(s.words(range(mark.first - 2, mark.stop)))
            elif set_apart(s, mark, before, after):
                if kind != "demonym" or not s.has("origin_noun", after[skip : skip + 1]):
                    slots.without.append(country)  # "Besides Chinese companies, NEC supplies ..."
            elif s.has("included", after[:2]) or s.has("included", before[:1]):
                included.append(country)
            elif describes_supplier(s, mark, before, after) or is_example(s, after):
                if is_example(s, after):
                    slots.examples.append(country)
                continue
            elif is_origin(s, core, mark, before, after) or (
                bare and not s.has("state_noun", after[:2])
            ):
                if country not in slots.origins:
                    slots.origins.append(country)
                slots.words.setdefault("supplier", mark)
            elif low[skip : skip + 1] and s.has("state_noun", after[skip : skip + 1]):
                if not s.has("source_word", after[skip : skip + 1]):
                    slots.unread.append(s.words(range(mark.first, mark.stop)))
            else:
                slots.unread.append(s.words(range(mark.first, mark.stop)))
        others = [
            m
            for m in marks
            if m.kinds & PLACES
            and s.tokens[m.first - 1].low == "other"
            and next(m.ids[k] for k in PLACES if k in m.ids) in slots.origins
        ]
        if others:
            slots.suppliers.clear()
        actors = {
            *slots.origins,
            *(self.codebook.suppliers[name].home("9999-12-31") for name in slots.suppliers),
        }
        if actors:  # "aside from China, Japan supplies ..." sets a supplier apart, no customer
            rivals = _rivals(s)
            slots.without = [c for c in slots.without if c in actors or c not in rivals]
        for country in included:
            if country in actors:
                slots.rules["home"] = "included"
            else:
                slots.examples.append(country)
        homes = {self.codebook.suppliers[name].home("9999-12-31") for name in slots.suppliers}
        if slots.suppliers and slots.origins and homes == set(slots.origins):
            slots.origins.clear()

    def _technologies(self, s: Sentence, core: list[int], marks: list[Mark], slots: Slots) -> None:
        found = [m for m in marks if "technology" in m.kinds]
        for mark in found:
            technology = mark.ids["technology"]
            if technology not in slots.technologies:
                slots.technologies.append(technology)
            slots.words.setdefault("technology", mark)
        specific = [t for t in slots.technologies if t != ANY_TECHNOLOGY]
        if specific:
            slots.technologies = specific
        watching = any(s.tokens[i].low in s.grammar["watching"] for i in core)
        artificial = any(s.tokens[i].low in ("ai", "intelligence") for i in core)
        slots.weak = bool(found) or (artificial and watching)

    def _words(
        self, s: Sentence, core: Core, marks: list[Mark], slots: Slots, scope: Scope
    ) -> None:
        q = scope.quantity
        for i in core:
            if i in s.numbers:
                continue
            kinds, low = s.kinds(i), s.tokens[i].low
            if not s.known(i) and not owner(s, i):
                slots.unread.append(s.tokens[i].text)
            if kinds & {"modal", "untruth"} or qualifies(s, i):
                slots.unread.append(s.tokens[i].text)
            if low in ("them", "it") and i and s.tokens[i - 1].low in s.grammar["watching"]:
                slots.unread.append(low)  # "watch them with AI": who or what, stands before
            if "negation" in kinds and "negation_idle" not in kinds:
                slots.negated = True
            if low.isdigit() and len(low) == 4 and 1900 <= int(low) <= 2100:
                self._year(s, core, i, slots)
        slots.unread += untruths(s, scope)
        slots.unread += direction(s, core, q)
        if s.tokens[0].low in ("were", "should", "had"):
            slots.unread.append(s.tokens[0].text)  # "Were it to be used in 53 countries, ..."
        for i in scope.frame if not slots.years else ():
            low = s.tokens[i].low
            near = range(max(0, i - 3), min(len(s.tokens), i + 6))
            if low.isdigit() and len(low) == 4 and s.has("source_word", near):
                slots.years.append(int(low))
        if not slots.years:
            self._year_of_label(s, scope, slots)
        if s.has("abroad", core) or (q.end in core and s.tokens[q.end].low == "other"):
            slots.rules["home"] = "excluded"
            slots.unread += at_home(s, core)
        elif s.has("home_and_abroad", scope.around):
            slots.rules["home"] = "included"
            slots.examples += sorted(self._homes(slots))
        elif self._home_counted(s, scope, slots):
            slots.rules["home"] = "included"
        if "home" not in slots.rules and s.has("exporting", scope.around):
            slots.leans.append("home")
        slots.weak = slots.weak or s.has("listed_word", [*core, *scope.frame])
        if s.has("companies_of", core) or names_firms(s):
            slots.leans.append("origin")
        slots.still = s.has("persisting", core)
        self._growth(s, core, marks, slots, q)
        slots.anaphora = s.has(
            "anaphora", [i for i in core if i < q.end + 4 and not _points_on(s, i)]
        )
        slots.pronoun = any(
            "pronoun" in m.kinds and s.tokens[min(m.stop, len(s.tokens) - 1)].low != "of"
            for m in marks
        )
        words = [s.tokens[i].low for i in core]
        slots.together = "both" if asks_two(s, core, q) else "either" if _either(s, core) else ""
        if ("or", "both") in pairwise(words):  # "one or the other, or both"
            slots.together = "either"
        slots.examined = s.has("examine", core)
        after = s.tokens[q.end].low if q.end < len(s.tokens) else ""
        before = s.tokens[q.begin - 1].low if q.begin else ""
        if (
            after in s.grammar["extra_after"]
            or before in s.grammar["extra_before"]
            or s.tokens[q.begin].low in s.grammar["extra_before"]
        ):
            slots.unread.append(after if after in s.grammar["extra_after"] else before)

    def _year_of_label(self, s: Sentence, scope: Scope, slots: Slots) -> None:
        """Read the year of the nearest label before a number: "2019: 53 countries"."""
        for i in sorted(set(scope.frame).intersection(range(scope.quantity.begin)), reverse=True):
            low = s.tokens[i].low
            if low.isdigit() and len(low) == 4 and s.tokens[i + 1].text in LABELLING:
                self._year(s, Core(range(i)), i, slots)
                return

    def _growth(
        self, s: Sentence, core: Core, marks: list[Mark], slots: Slots, q: Quantity
    ) -> None:
        """Read "has risen to 69"; anywhere else than before the number such words are unread."""
        for mark in marks:
            way = next((way for way in GROWTH if GROWTH[way] in mark.kinds), "")
            if way and mark.stop == q.begin:
                slots.grew = way
            elif way and not s.has("up_from", range(mark.first, mark.stop)):
                slots.unread.append(s.phrase(mark))

    def _home_counted(self, s: Sentence, scope: Scope, slots: Slots) -> bool:
        """Tell "Including China, ..." before a number of countries that China supplies."""
        if not s.has("included", scope.frame):
            return False
        named = {s.by_token[i].ids.get("country") for i in scope.frame if i in s.by_token}
        return not named.isdisjoint(self._homes(slots))

    def _homes(self, slots: Slots) -> set[str]:
        """Return the countries from which comes what is counted."""
        homes = (self.codebook.suppliers[name].home("9999-12-31") for name in slots.suppliers)
        return {*slots.origins, *(home for home in homes if home)}

    def _year(self, s: Sentence, core: Core, i: int, slots: Slots) -> None:
        before = [s.tokens[j].low for j in core.between(i - 3, i)]
        if (
            "since" in before
            or "between" in before
            or "after" in before
            or before[-1:] == ["before"]
            or (i + 1 < len(s.tokens) and s.tokens[i + 1].low in ("on", "onward", "onwards"))
            or ("by" in before and int(s.tokens[i].text) > self.newest)
        ):
            slots.unread.append(f"{before[-1] if before else ''} {s.tokens[i].text}".strip())
        else:
            slots.years.append(int(s.tokens[i].text))


def _points_on(s: Sentence, i: int) -> bool:
    """Tell "of those with smart policing", which says itself what it is of."""
    mark = s.by_token.get(i)
    if mark is None or mark.stop >= len(s.tokens) or s.tokens[mark.stop - 1].low != "those":
        return False
    after = s.tokens[mark.stop].low
    return after in ("with", "that", "using", "which", "who", "in", "where", "having", "listed")


def _turned(s: Sentence, mark: Mark) -> bool:
    """Tell "non-Chinese" and "anti-Huawei"."""
    before = [t.low for t in s.tokens[max(0, mark.first - 2) : mark.first]]
    return bool(before) and (
        before[-1] in s.grammar["turning"]
        or (before[-1] == "-" and before[0] in s.grammar["turning"])
    )


def _rivals(s: Sentence) -> set[str]:
    """Return the countries set apart right before another one: "besides China, the US supplies"."""
    found: set[str] = set()
    for first, second in pairwise(m for m in s.marks if m.kinds & (PLACES | {"supplier"})):
        between = {s.tokens[i].low for i in range(first.stop, second.first)}
        ahead = {t.low for t in s.tokens[max(0, first.first - 2) : first.first]}
        if between <= {",", "the"} and not ahead & {"outside", "beyond"}:
            found |= {first.ids[kind] for kind in PLACES if kind in first.ids}
    return found


def _either(s: Sentence, core: list[int]) -> bool:
    """Tell "facial recognition or smart policing", "either American or Chinese"."""
    marks = marks_of(s, core)
    for kinds in ({"technology"}, {"supplier"}, {"country", "demonym"}):
        named = [m for m in marks if kinds & m.kinds]
        for first, second in pairwise(named):
            if any(s.tokens[i].low == "or" for i in range(first.stop, second.first)):
                return True
    return False


STATES = frozenset({"countries", "states", "nations", "governments"})


def _acts(s: Sentence, mark: Mark) -> bool:
    """Tell "checked by the OECD", which does something, from "used by 45 democracies"."""
    ahead = [t.low for t in s.tokens[max(0, mark.first - 2) : mark.first]]
    return s.tokens[mark.first].text.isupper() and (ahead[-1:] == ["by"] or ahead == ["by", "the"])
