"""Numbers of countries, cities, companies and contracts, with what the clauses ask of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sousveil.extraction.events.clauses import Clause, Group
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.details import number
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, firms, places
from sousveil.extraction.events.stance import stance
from sousveil.extraction.events.words import Word

UNITS = {
    "countries": (
        "countries nations states governments country nation jurisdictions members democracies "
        "autocracies regimes"
    ),
    "cities": "cities towns municipalities city capitals metropolises communes",
    "companies": (
        "companies firms vendors suppliers company firm manufacturers sellers makers exporters "
        "providers"
    ),
    "contracts": "contracts deals agreements contract",
}
UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words.split()}
SMALL = {
    name: value
    for value, name in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen
        """.split()
    )
}
TENS = {
    name: 10 * value
    for value, name in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
MIN_STRICT = ("more than", "over", "upwards of", "above", "in excess of")
MIN = ("at least", "no fewer than", "no less than", "not fewer than", "as many as at least")
MAX = ("up to", "at most", "no more than", "not more than", "as many as")
MAX_STRICT = ("fewer than", "less than", "under", "just under", "below")
APPROX = (
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "close to",
    "an estimated",
)
EXTRA = frozenset("other more additional further new another remaining next first last".split())
DOING = frozenset("give make get use have be win sign join award try end plan go".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One number with its query."""

    unit: str
    value: float
    bound: str
    strict: bool
    supplier: str | None
    technology: str | None
    group: str | None
    denominator: float | None
    negated: bool
    first: Word
    last: Word
    clause: Clause
    stage: Stage
    supplier_named: Named | None = None
    technology_named: Named | None = None


@dataclass(frozen=True, slots=True)
class _Number:
    first: int
    stop: int
    value: float
    bound: str
    strict: bool


def counts(at: Stage, before: list[Counted]) -> list[Counted]:
    """Return the counts of a sentence; `before` are those of the sentence before."""
    if at.scene.words[-1].text == "?":
        return []
    found: list[Counted] = []
    whole = _whole(at)
    for clause in at.scene.clauses:
        for group in clause.groups:
            for num in _numbers(at.scene.words, group):
                if (made := _count(at, clause, group, num, found, before, whole)) is not None:
                    found.append(made)
    return found


def _numbers(words: list[Word], group: Group) -> list[_Number]:
    """Return the numbers of a group, with the bound that the words before them set."""
    found = []
    i = group.first
    while i < group.stop:
        value, stop = _value(words, i, group.stop)
        if value is None:
            i += 1
            continue
        bound, strict = _bound(words, i)
        if stop < len(words) and (
            "percent" in words[stop].kinds or words[stop].low in ("million", "billion", "bn", "%")
        ):
            i = stop
            continue
        if (i and words[i - 1].text in "$€£¥₹₦") or (stop < len(words) and words[stop].tag == "~"):
            i = stop
            continue
        found.append(_Number(i, stop, value, bound, strict))
        i = stop
    return found


def _value(words: list[Word], i: int, end: int) -> tuple[float | None, int]:
    word = words[i]
    if word.tag == "#" or word.low.isdigit():
        value = number(word.text)
        if value is not None and (
            1980 <= value <= 2045 and "," not in word.text and len(word.text) == 4
        ):
            return None, i + 1
        return value, i + 1
    if word.low in TENS:
        if i + 2 < end and words[i + 1].tag == "~" and words[i + 2].low in SMALL:
            return TENS[word.low] + SMALL[words[i + 2].low], i + 3
        return float(TENS[word.low]), i + 1
    if word.low == "dozen" and i and words[i - 1].low == "a":
        return 12.0, i + 1
    if word.low in SMALL and word.low != "one":
        return float(SMALL[word.low]), i + 1
    return None, i + 1


def _bound(words: list[Word], i: int) -> tuple[str, bool]:
    low = " ".join(w.low for w in words[max(0, i - 4) : i])
    if i and words[i - 1].low == "a":
        low = " ".join(w.low for w in words[max(0, i - 5) : i - 1])
    for names, bound, strict in (
        (MIN, "min", False),
        (MIN_STRICT, "min", True),
        (MAX_STRICT, "max", True),
        (MAX, "max", False),
        (APPROX, "approx", False),
    ):
        if any(low == n or low.endswith(" " + n) for n in names):
            return bound, strict
    return "exact", False


def _unit(at: Stage, group: Group, num: _Number) -> tuple[str | None, int]:
    """Return the unit that a number counts and where it stands."""
    words = at.scene.words
    for i in range(num.stop, group.stop):
        low = words[i].low
        if low in EXTRA:
            return None, i
        if low in UNIT_OF:
            later = [w for w in words[i + 1 : group.stop] if w.tag == "N"]
            return (None if later else UNIT_OF[low]), i
        kinds = words[i].kinds
        if kinds.get("group") and i == group.stop - 1:
            return "countries", i
        if words[i].tag in ("'", "#") or kinds.keys() & {"technology", "other_thing"}:
            return None, i
    return None, num.stop


def _whole(at: Stage) -> tuple[float, str, str | None] | None:
    """Return "of the 176 countries studied" at the head of a sentence."""
    words = at.scene.words
    for clause in at.scene.clauses[:2]:
        for group in clause.groups[:2]:
            if group.prep in ("of", "among", "out of") and (
                clause.at < 0 or group.first < clause.at
            ):
                for num in _numbers(words, group):
                    unit, _ = _unit(at, group, num)
                    if unit is not None:
                        return num.value, unit, _group(at, [group])
    return None


def _group(at: Stage, groups: list[Group]) -> str | None:
    for group in groups:
        for i in range(group.first, group.stop):
            term = at.scene.words[i].kinds.get("group")
            if term:
                return term
    return None


def _count(
    at: Stage,
    clause: Clause,
    group: Group,
    num: _Number,
    found: list[Counted],
    before: list[Counted],
    whole: tuple[float, str, str | None] | None,
) -> Counted | None:
    words = at.scene.words
    unit, _ = _unit(at, group, num)
    after = words[num.stop] if num.stop < len(words) else None
    held = found[-1] if found else before[-1] if before else None
    denominator: float | None = None
    of_group: Group | None = None
    k = next((n for n, g in enumerate(clause.groups) if g is group), 0)
    following = clause.groups[k + 1] if k + 1 < len(clause.groups) else None
    alone = num.stop >= group.stop and num.first - group.first <= 3
    if (
        unit is None
        and alone
        and following is not None
        and following.prep in ("of", "out of")
        and following.first - group.stop <= 2
    ):
        for other in _numbers(words, following)[:1]:
            other_unit, _ = _unit(at, following, other)
            if other_unit is not None:
                unit, denominator, of_group = other_unit, other.value, following
        if (
            unit is None
            and any(words[i].low in UNIT_OF for i in range(following.first, following.stop))
            and any(
                words[i].low in ("the", "these", "those", "all")
                for i in range(following.first, following.stop)
            )
        ):
            unit, of_group = (
                next(
                    UNIT_OF[words[i].low]
                    for i in range(following.first, following.stop)
                    if words[i].low in UNIT_OF
                ),
                following,
            )
    if (
        group.prep in ("of", "among", "out of")
        and clause.groups
        and whole is not None
        and num.value == whole[0]
        and not (
            k
            and clause.groups[k - 1].stop >= group.first - 2
            and _numbers(words, clause.groups[k - 1])
        )
    ):
        return None
    if (
        group.prep in ("of", "out of")
        and k
        and _numbers(words, clause.groups[k - 1])
        and group.first - clause.groups[k - 1].stop <= 2
    ):
        return None
    subset = False
    if unit is None and alone:
        which = words[num.stop : num.stop + 3]
        subset = (
            bool(which)
            and which[0].low == "of"
            and any(w.low in ("which", "them", "these", "those", "whom") for w in which[1:])
        )
        if (
            after is not None
            and after.low not in (",", ".", ";", "and", "of", "in", ")", "use", "have", "from")
            and after.tag
            not in ("V", "P", "C", ",", ".", ")", "H", "B", "M", "A", "NEG", "R", ":", "-", "S")
        ):
            return None
        if held is not None and (subset or _parallel(at, clause, group, held)):
            unit = held.unit
        elif whole is not None:
            unit = whole[1]
    if unit is None:
        return None
    if any(words[i].low in EXTRA for i in range(group.first, num.first)):
        return None
    if (
        whole is not None
        and denominator is None
        and whole[1] == unit
        and not (group.prep in ("of", "among") and num.value == whole[0])
    ):
        denominator = whole[0]
    supplier, supplier_named = _supplier(at, clause, group)
    technology, technology_named = _technology(at, clause)
    term = _group(
        at,
        [
            group,
            *([of_group] if of_group else []),
            *[
                g
                for g in clause.groups
                if g.prep in ("in", "across", "of", "among") and g is not group
            ],
        ],
    )
    elliptical = unit is not None and _unit(at, group, num)[0] is None
    joins = bool(clause.verb.classes & {"join", "sign"}) or (
        clause.verb.classes & {"be"}
        and any("join" in str(w.kinds) for w in words[clause.first : clause.stop])
    )
    if subset and held is not None:
        denominator = held.value
        supplier, supplier_named = supplier or held.supplier, supplier_named or held.supplier_named
        technology, technology_named = (
            technology or held.technology,
            technology_named or held.technology_named,
        )
    elif elliptical and held is not None:
        if supplier is None and not _new_subject(at, clause, group):
            supplier, supplier_named = held.supplier, held.supplier_named
        if technology is None:
            technology, technology_named = held.technology, held.technology_named
        if term is None:
            term = held.group
        if denominator is None:
            denominator = held.denominator
    if whole is not None and term is None and denominator == whole[0]:
        term = whole[2]
    if "bri" in {w.kinds.get("group") for w in words[clause.first : clause.stop]} and (
        joins or term is None
    ):
        term = "bri"
    if not (supplier or technology or (term == "bri" and unit == "countries" and joins)):
        return None
    if not _relates(at, clause) and not subset:
        return None
    told = stance(at.scene, clause)
    if told == "untold":
        return None
    if unit == "companies" and not (
        supplier and (denominator or clause.verb.classes & {"give", "make"})
    ):
        return None
    if unit in ("cities", "contracts") and supplier is None and denominator is None:
        return None
    if (
        unit == "cities"
        and [p for g in clause.groups for p in places(at, g) if p.how == "country"]
        and denominator is None
    ):
        return None
    last = words[num.stop - 1]
    return Counted(
        unit=unit,
        value=num.value,
        bound=num.bound,
        strict=num.strict,
        supplier=supplier,
        technology=technology,
        group=term,
        denominator=denominator,
        negated=told == "negated",
        first=words[num.first],
        last=last,
        clause=clause,
        stage=at,
        supplier_named=supplier_named,
        technology_named=technology_named,
    )


def _relates(at: Stage, clause: Clause) -> bool:
    """Tell whether a clause says of what it counts that it has, gets or supplies something."""
    if clause.at < 0:
        return clause.parent is not None or bool(at.scene.kinds & {"technology"})
    if clause.verb.lemma in (
        "talk",
        "attend",
        "ask",
        "take",
        "discuss",
        "visit",
        "examine",
        "study",
        "regulate",
        "pass",
        "send",
        "bid",
    ):
        return False
    return bool(clause.verb.classes & DOING) or clause.verb.lemma in (
        "reach",
        "turn",
        "find",
        "employ",
        "identify",
        "have",
        "present",
        "exist",
        "do",
        "equip",
        "count",
        "list",
        "contain",
        "host",
        "film",
        "scan",
        "tag",
        "track",
        "found",
        "operate",
        "appear",
        "say",
        "put",
        "place",
        "lead",
    )


def _parallel(at: Stage, clause: Clause, group: Group, held: Counted) -> bool:
    """Tell a number that leaves out its noun: "and IBM 11", "47 have safe cities"."""
    if held.stage is not at:
        return any(
            n for g in [*clause.groups, *clause.subjects()] for n in firms(at, g)
        ) and group.prep in ("in", "to", "", "with", "from")
    return True


def _new_subject(at: Stage, clause: Clause, group: Group) -> bool:
    return bool([n for g in clause.subjects() if g is not group for n in firms(at, g)])


def _supplier(at: Stage, clause: Clause, group: Group) -> tuple[str | None, Named | None]:
    """Return who supplies what is counted: beside the number, else before it, else after."""
    own = firms(at, group, strict=True)
    own = [n for n in own if n.first < group.stop]
    if own and any(n.start < at.scene.words[group.first].end for n in own):
        return own[0].id, own[0]
    before = [n for g in clause.groups if g.first < group.first for n in firms(at, g, strict=True)]
    if not before:
        before = [n for g in clause.subjects() if g is not group for n in firms(at, g, strict=True)]
    origin = [
        (f"country:{p.id}", p)
        for g in clause.subjects()
        if g is not group and clause.verb.classes & {"give"} and not before
        for p in places(at, g)
    ]
    after = [
        n
        for g in clause.groups
        if g.first >= group.first and g.prep in ("from", "by", "with", "of", "")
        for n in firms(at, g, strict=True)
    ]
    if before:
        return before[-1].id, before[-1]
    if origin:
        return origin[-1]
    if after:
        return after[0].id, after[0]
    country = [p for g in clause.groups if g.prep == "from" for p in places(at, g)]
    if country:
        return f"country:{country[0].id}", country[0]
    if any(
        at.scene.words[g.first].low == "its" and at.named(g, "technology")
        for g in clause.groups
        if g.first > group.first
    ):
        for one in at.focus.suppliers[:1]:
            return one.id, one
    return None, None


def _technology(at: Stage, clause: Clause) -> tuple[str | None, Named | None]:
    held = [t for g in clause.groups for t in at.named(g, "technology")]
    held = held or [t for t in at.scene.of("technology") if t.clause is clause]
    held = held or [
        t
        for c in chain(clause)[:1]
        for t in at.scene.of("technology")
        if t.clause is c and clause.kind in ("rel", "inf", "part")
    ]
    if not held:
        return None, None
    named = [t for t in held if t.id != "ai_surveillance"] or held
    return named[0].id, named[0]


def settle(found: list[Counted]) -> list[Counted]:
    """Return the counts without the doubles of one value."""
    seen: dict[tuple[object, ...], Counted] = {}
    for one in found:
        seen.setdefault((one.unit, one.value, one.supplier, one.technology, one.group), one)
    return [replace(one) for one in seen.values()]
