"""The words of one number to the query that they state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.clauses import Sentence
from sousveil.extraction.marks import Mark
from sousveil.extraction.quantities import Quantity
from sousveil.extraction.scope import Scope
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row

PLACES = frozenset({"country", "demonym", "capital"})
FROM = frozenset(["from", "by"])
THROUGH = frozenset(["through", "via", "under", "thanks"])
AUXILIARY = frozenset(["is", "are", "was", "were", "has", "have", "had", "do", "does", "did", "been"])
MAKING = frozenset(["made", "manufactured", "produced", "developed", "designed", "built", "assembled", "invented"])
SMALL = frozenset(
    ["the", "a", "an", "it", "its", "they", "there", "that", "this", "in", "at", "on", "of", "and", "also", "now", "today", "already", "so", "yes", "no", "all", "currently", "presently", "'s", "is", "are", "was", "were", "has", "have", "had"]
)
EXTRA = frozenset(["more", "fewer", "additional", "extra", "further", "remaining"])
EXTRA_BEFORE = frozenset(["another", "further", "additional", "extra", "remaining", "other"])


@dataclass(slots=True)
class Slots:
    """What the words around one number name; everything empty until found."""

    technologies: list[str] = field(default_factory=list)
    suppliers: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    among: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    leans: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    unit: str | None = None
    loose: bool = False
    anaphora: bool = False
    pronoun: bool = False
    together: str = ""
    """`both` or `either`, where the words join several technologies or origins."""

    examined: bool = False
    negated: bool = False
    weak: bool = False
    """True where only "AI", and no surveillance, is named."""

    examples: list[str] = field(default_factory=list)
    """Countries that the sentence says are among those counted."""

    words: dict[str, Mark] = field(default_factory=dict)
    """The mark of each argument."""

    def named(self) -> bool:
        """Tell whether the words name anything that can be asked of an edition."""
        return bool(
            self.technologies
            or self.suppliers
            or self.origins
            or self.among
            or self.outside
            or self.without
        )


class Filler:
    """Reads the scope of a number, word by word."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook

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
        core = list(scope.core if tokens is None else tokens)
        core, examples = _without_examples(s, core)
        slots.examples += [*examples, *scope.examples]
        slots.unread += scope.unread
        marks = _marks(s, core)
        self._groups(s, core, marks, slots)
        self._suppliers(s, core, marks, slots)
        self._places(s, core, marks, slots, places_are_origins)
        self._technologies(s, core, marks, slots)
        self._words(s, core, marks, slots, scope)
        return slots

    def _groups(self, s: Sentence, core: list[int], marks: list[Mark], slots: Slots) -> None:
        for mark in marks:
            if "group" not in mark.kinds:
                continue
            group = mark.ids["group"]
            before = _before(s, core, mark, 8)
            after = _after(s, core, mark, 6)
            near = [*before[:6], *after[:2]]
            if group == "bri":
                if (
                    (before
                    and s.tokens[before[0]].low in THROUGH)
                    or (len(before) > 1 and s.tokens[before[1]].low in THROUGH)
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
            elif s.has("apart_from", before[:2]) or s.has("not_joined", before[:2]):
                slots.outside.append(group)
            else:
                slots.among.append(group)
            slots.loose = slots.loose or mark.loose
            slots.words.setdefault("group", mark)

    def _suppliers(self, s: Sentence, core: list[int], marks: list[Mark], slots: Slots) -> None:
        for mark in marks:
            if "supplier" not in mark.kinds:
                continue
            supplier = mark.ids["supplier"]
            if s.has("apart_from", [i for i in _before(s, core, mark, 1) if i == mark.first - 1]):
                slots.unread.append(f"apart from {s.words(range(mark.first, mark.stop))}")
                continue
            if supplier not in slots.suppliers:
                slots.suppliers.append(supplier)
            slots.words.setdefault("supplier", mark)

    def _places(
        self, s: Sentence, core: list[int], marks: list[Mark], slots: Slots, bare: bool
    ) -> None:
        """Tell origins from other countries by the words beside them."""
        for mark in marks:
            if not mark.kinds & PLACES or "supplier" in mark.kinds:
                continue
            kind = next(k for k in ("country", "demonym", "capital") if k in mark.kinds)
            country = mark.ids[kind]
            before, after = _before(s, core, mark, 4), _after(s, core, mark, 5)
            low = [s.tokens[i].low for i in after]
            skip = 1 if low[:1] == ["'s"] else 0
            if "group" in s.kinds(after[skip]) if len(after) > skip else False:
                continue
            if _set_apart(s, mark, before, after):
                if not s.has("origin_noun", after[skip : skip + 2]):
                    slots.without.append(country)
            elif s.has("included", after[:2]) or s.has("included", before[:1]):
                slots.rules["home"] = "included"
            elif _describes_supplier(s, mark, before, after) or _is_example(s, after):
                if _is_example(s, after):
                    slots.examples.append(country)
                continue
            elif _is_origin(s, core, mark, before, after) or (
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
            slots.without = [country for country in slots.without if country in actors]
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
        slots.weak = bool(found) or any(s.tokens[i].low in ("ai", "intelligence") for i in core)

    def _words(
        self, s: Sentence, core: list[int], marks: list[Mark], slots: Slots, scope: Scope
    ) -> None:
        q = scope.quantity
        for i in core:
            if i in s.numbers:
                continue
            kinds, low = s.kinds(i), s.tokens[i].low
            if not s.known(i) and not _owner(s, core, i):
                slots.unread.append(s.tokens[i].text)
            if kinds & {"modal", "untruth"}:
                slots.unread.append(s.tokens[i].text)
            if "negation" in kinds and "negation_idle" not in kinds:
                slots.negated = True
            if low.isdigit() and len(low) == 4 and 1900 <= int(low) <= 2100:
                self._year(s, core, i, slots)
        slots.unread += _untruths(s, scope)
        slots.unread += _direction(s, core, q, slots)
        if s.tokens[0].low in ("were", "should", "had"):
            slots.unread.append(s.tokens[0].text)  # "Were it to be used in 53 countries, ..."
        for i in scope.frame if not slots.years else ():
            low = s.tokens[i].low
            near = range(max(0, i - 3), min(len(s.tokens), i + 4))
            if low.isdigit() and len(low) == 4 and s.has("source_word", near):
                slots.years.append(int(low))
        if s.has("abroad", core) or (q.end in core and s.tokens[q.end].low == "other"):
            slots.rules["home"] = "excluded"
        if s.has("exporting", scope.around):
            slots.leans.append("home")
        slots.weak = slots.weak or s.has("listed_word", [*core, *scope.frame])
        if s.has("companies_of", core):
            slots.leans.append("origin")
        slots.anaphora = s.has("anaphora", [i for i in core if i < q.end + 4])
        slots.pronoun = s.has("pronoun", core)
        slots.together = "both" if s.has("both", core) else ""
        slots.examined = s.has("examine", core)
        after = s.tokens[q.end].low if q.end < len(s.tokens) else ""
        before = s.tokens[q.begin - 1].low if q.begin else ""
        if after in EXTRA or before in EXTRA_BEFORE or s.tokens[q.begin].low in EXTRA_BEFORE:
            slots.unread.append(after if after in EXTRA else before)

    def _year(self, s: Sentence, core: list[int], i: int, slots: Slots) -> None:
        before = [s.tokens[j].low for j in core if i - 3 <= j < i]
        if (
            "since" in before
            or "between" in before
            or "after" in before
            or before[-1:] == ["before"]
        ):
            slots.unread.append(f"{before[-1] if before else ''} {s.tokens[i].text}".strip())
        else:
            slots.years.append(int(s.tokens[i].text))


def _untruths(s: Sentence, scope: Scope) -> list[str]:
    """Return words anywhere in the sentence that call its statement untrue, denied or invented."""
    found = [s.tokens[m.first].text for m in s.marks if "untruth" in m.kinds]
    lead = [i for i in scope.frame if i < scope.quantity.begin]
    that = [i for i in lead if s.tokens[i].low == "that"]
    if that:
        found += [
            s.tokens[i].text
            for i in lead
            if i < that[-1] and "negation" in s.kinds(i) and "negation_idle" not in s.kinds(i)
        ]
    return found


def _direction(s: Sentence, core: list[int], q: Quantity, slots: Slots) -> list[str]:
    """Return words that make the countries something else than users or customers."""
    before = [s.tokens[i].low for i in core if q.begin - 3 <= i < q.begin]
    moves = s.has("up_from", range(max(0, q.begin - 3), q.begin)) or any(
        s.tokens[i].low == "to" for i in range(q.end, min(q.end + 12, len(s.tokens)))
    )
    if before[-1:] == ["from"] and not moves:
        return ["from"]
    if before[-1:] == ["in"] and len(before) > 1 and before[-2] in MAKING:
        return [before[-2]]
    return _other_subject(s, core, q, slots)


def _other_subject(s: Sentence, core: list[int], q: Quantity, slots: Slots) -> list[str]:
    """Return a subject that is neither a technology nor a supplier: "Intelligence services use ..."."""
    subject: list[int] = []
    for i in core:
        if i >= q.begin:
            return []
        if s.has_verb([i]) and not s.kinds(i) & {"technology", "supplier"}:
            break
        subject.append(i)
    words = [s.tokens[i].low for i in subject if any(c.isalpha() for c in s.tokens[i].text)]
    fine = (
        not [w for w in words if w not in SMALL]
        or s.has("pronoun", subject)
        or "artificial" in words
        or "ai" in words
        or any(
            s.kinds(i) & {"technology", "supplier", "group", "country", "demonym", "capital"}
            or s.kinds(i) & {"unit_countries", "source_word", "member", "nominal"}
            for i in subject
        )
    )
    return [] if fine else [s.words(subject)]


def figure_of(slots: Slots) -> tuple[Figure, tuple[Figure, ...]]:
    """Return the query that the slots state, and other readings that the words allow.

    A technology and an origin or supplier in one breath must be met by one entry.
    """
    technologies: list[str | None] = list(slots.technologies) or [ANY_TECHNOLOGY]
    actors: list[tuple[str | None, str | None]] = [
        *((supplier, None) for supplier in slots.suppliers),
        *((None, origin) for origin in slots.origins),
    ] or [(None, None)]
    rows = tuple(
        Row(technology=technology, supplier=supplier, origin=origin)
        if technology != ANY_TECHNOLOGY or (supplier is None and origin is None)
        else Row(supplier=supplier, origin=origin)
        for technology in technologies
        for supplier, origin in actors
    )
    having = tuple(row for row in rows if row != Row(technology=ANY_TECHNOLOGY))
    every = Figure(
        having=having,
        among=tuple(slots.among),
        outside=tuple(slots.outside),
        without=tuple(slots.without),
    )
    if len(having) < 2 or slots.together == "both":
        return every, ()
    some = Figure(
        any_of=having,
        among=tuple(slots.among),
        outside=tuple(slots.outside),
        without=tuple(slots.without),
    )
    return every, (some,)


def _marks(s: Sentence, core: list[int]) -> list[Mark]:
    wanted = set(core)
    return [m for m in s.marks if m.first in wanted]


def _before(s: Sentence, core: list[int], mark: Mark, reach: int) -> list[int]:
    """Return the tokens before a mark, nearest first."""
    return [i for i in reversed(core) if i < mark.first][:reach]


def _after(s: Sentence, core: list[int], mark: Mark, reach: int) -> list[int]:
    return [i for i in core if i >= mark.stop][:reach]


def _without_examples(s: Sentence, core: list[int]) -> tuple[list[int], list[str]]:
    """Split off "such as Iran, Myanmar and Venezuela" up to the end of the list, and its countries."""
    kept: list[int] = []
    examples: list[str] = []
    skipping = False
    for i in core:
        mark = s.by_token.get(i)
        if mark is not None and mark.first == i and "example" in mark.kinds:
            following = [j for j in core if j >= mark.stop][:3]
            listed = any(s.kinds(j) & (PLACES | {"supplier"}) for j in following)
            home = len([j for j in core if j >= mark.stop]) <= 2
            if listed and s.tokens[i].low not in ("from",) and not home:
                skipping = True
        if skipping and "verb" in s.kinds(i) and not s.kinds(i) & {"example", "supplier"}:
            skipping = False
        if not skipping:
            kept.append(i)
        elif mark is not None and mark.first == i and "country" in mark.kinds:
            examples.append(mark.ids["country"])
    return kept, examples


def _set_apart(s: Sentence, mark: Mark, before: list[int], after: list[int]) -> bool:
    return s.has("apart_from", before[:2]) or (
        s.has("aside", after[:2]) and not s.has("side", after[:2])
    )


def _describes_supplier(s: Sentence, mark: Mark, before: list[int], after: list[int]) -> bool:
    """Tell "Japan's NEC", "the Chinese giant Huawei" and "IBM Corp. of the United States"."""
    for i in after[:4]:
        if "supplier" in s.kinds(i):
            return True
        if not s.known(i) or "verb" in s.kinds(i):
            break
    back = [i for i in before if s.tokens[i].low not in ("the", ".")]
    if (
        (back
        and s.tokens[back[0]].low in ("of", "in", "from"))
        or (back and s.tokens[back[0]].low == "'s")
    ):
        for i in back[1:3]:
            if "supplier" in s.kinds(i):
                return True
    return False


def _is_example(s: Sentence, after: list[int]) -> bool:
    """Tell "Serbia is one of 64 countries in which ..."."""
    low = [s.tokens[i].low for i in after[:4]]
    return low[:3] in (["is", "one", "of"], ["was", "one", "of"]) or low[:2] in (
        ["is", "among"],
        ["are", "among"],
    )


def _is_origin(
    s: Sentence, core: list[int], mark: Mark, before: list[int], after: list[int]
) -> bool:
    low = [s.tokens[i].low for i in after]
    if low[1:3] == ["home", "to"] or low[:2] == ["is", "home"] or low[:1] == ["is home to"]:
        return True
    skip = 1 if low[:1] == ["'s"] else 0
    for i in after[skip : skip + 4]:
        kinds = s.kinds(i)
        verb = s.has_verb([i]) and "supplying" not in kinds
        if verb and s.tokens[i].low not in AUXILIARY:
            break  # "China buys it from 63 countries"
        if "technology" in kinds or ("origin_noun" in kinds and "state_noun" not in kinds):
            return True
        if "state_noun" in kinds or not s.known(i) or s.tokens[i].low in ("in", "to", "for"):
            break
        if "supplying" in kinds and "demonym" not in mark.kinds:
            return True
        if kinds & PLACES and s.tokens[i - 1].low in ("and", "or", ",", "the"):
            continue
    back = [i for i in before if s.tokens[i].low not in ("the", "both", "either", "mainland")]
    if back:
        word = s.tokens[back[0]].low
        phrase = s.by_token.get(back[0])
        if word in FROM:
            return True
        if phrase is not None and s.words(range(phrase.first, phrase.stop)).lower() in (
            "made in",
            "built in",
            "produced in",
            "developed in",
            "linked to",
            "tied to",
            "based in",
            "companies of",
            "firms of",
            "companies from",
            "firms from",
            "companies based in",
            "firms based in",
            "companies headquartered in",
            "made by",
            "built by",
            "produced by",
            "developed by",
        ):
            return True
        if (
            word in ("to", "in", "of")
            and len(back) > 1
            and s.tokens[back[1]].low
            in (
                "linked",
                "tied",
                "made",
                "built",
                "based",
                "produced",
                "developed",
                "origin",
                "manufactured",
                "designed",
            )
        ):
            return True
        if word in ("and", "or", ",") and len(back) > 1:
            other = s.by_token.get(back[1])
            if other is not None and other.kinds & PLACES:
                return _is_origin(
                    s, core, other, _before(s, core, other, 4), _after(s, core, mark, 5)
                )
    if low[:1] in (["and"], ["or"], [","]):
        following = next((s.by_token.get(i) for i in after[1:3] if s.kinds(i) & PLACES), None)
        if following is not None and following.first > mark.first:
            return _is_origin(s, core, following, [], _after(s, core, following, 5))
    return False


def _owner(s: Sentence, core: list[int], i: int) -> bool:
    """Tell whether an unknown name says nothing of the number.

    "the Shenzhen company Huawei" names a seat.

    It may own what follows, "Xi Jinping's Silk Road project", or be a company's seat, "Cisco
    Systems of San Jose".
    """
    if s.tokens[i].low == "anti" and i + 2 < len(s.tokens) and s.tokens[i + 1].text == "-":
        return s.tokens[i + 2].text[:1].isupper()
    if s.tokens[i].low in ("borders", "frontiers", "shores") and s.tokens[i - 1].low == "'s":
        return s.has("apart_from", range(max(0, i - 5), i))
    if not s.tokens[i].text[:1].isupper():
        return False
    if [t.low for t in s.tokens[i + 1 : i + 3]] == ["-", "based"]:
        return True
    following = range(i + 1, min(i + 4, len(s.tokens)))
    if s.has("origin_noun", following) and s.has("supplier", following):
        return True
    if i >= 2 and s.tokens[i - 1].text == "-" and s.tokens[i - 2].low == "anti":
        return True  # "anti-Uyghur" colours the word after it, and counts nothing
    j = i - 1
    while j >= 0 and s.tokens[j].text[:1].isupper() and j not in s.by_token:
        j -= 1
    if j > 0 and s.tokens[j].low in ("of", "in", "from", ",") and "supplier" in s.kinds(j - 1):
        return True
    for j in (i + 1, i + 2):
        if j < len(s.tokens) and s.tokens[j].low == "'s":
            return any(
                s.kinds(k) & {"group", "supplier"} for k in range(j + 1, min(j + 4, len(s.tokens)))
            )
    return False
