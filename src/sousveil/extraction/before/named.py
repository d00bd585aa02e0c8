"""What a sentence names, for the words of the next one that point back to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from sousveil.extraction.marks import Mark, Token
from sousveil.model.figure import ANY_TECHNOLOGY

VERBS = frozenset(
    "use uses used have has had buy buys bought run runs ran operate operates operated employ"
    " employs deploy deploys deployed get gets got receive receives source sources rely relies"
    " are is were was do does belong belongs appear appears count counts rank ranks score scores"
    " watch watches monitor monitors supply supplies sell sells import imports own owns make makes"
    " stand stands figure figures feature features come comes draw draws turn obtain obtains"
    " purchase purchases".split()
)
"""Verbs behind "both" and "all three" where they stand for names."""


class Named(Struct, frozen=True):
    """What a sentence names, for the one behind it."""

    suppliers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    lists: tuple[tuple[str, ...], ...] = ()
    """Runs of countries, or of suppliers, that are joined by commas and "and"."""

    capitals: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    subject: str = ""
    """The country that the sentence begins with, if it is the only one."""

    editions: bool = False
    """True where the sentence speaks of editions, or of one."""

    listing: bool = False
    """True where it speaks of the list, the index or the table."""

    groups: tuple[str, ...] = ()
    year: str = ""
    """The year of the one edition that it names."""

    initiative: str = ""
    """How it speaks of the Belt and Road Initiative, and of no other group to be joined: `joined`,
    `belong`, or `named`; empty where it does not."""

    index: tuple[str, ...] = ()
    """The words for the index, or for an edition, that the sentence begins with and is about."""

    asked: str = ""
    """The supplier that is all of it, with a question mark: "Verint?"."""


NOTHING = Named()


def named_in(tokens: Sequence[Token], marks: Sequence[Mark], years: frozenset[str]) -> Named:
    """Return what a sentence names; `years` are those of the editions."""
    suppliers: dict[str, None] = {}
    countries: dict[str, None] = {}
    capitals: dict[str, None] = {}
    technologies: dict[str, None] = {}
    runs: list[list[str]] = []
    end, kind = -1, ""
    for mark in marks:
        for what, found in (("supplier", suppliers), ("country", countries)):
            if what not in mark.kinds:
                continue
            name = mark.ids[what]
            found[name] = None
            between = {t.low for t in tokens[end : mark.first]} if end >= 0 else set()
            if kind == what and between and between <= {",", "and", "&", "the"}:
                runs[-1].append(name)
            else:
                runs.append([name])
            end, kind = mark.stop, what
            break
        else:
            if "capital" in mark.kinds:
                capitals[mark.ids["capital"]] = None
            if mark.ids.get("technology", ANY_TECHNOLOGY) != ANY_TECHNOLOGY:
                technologies[mark.ids["technology"]] = None
    return Named(
        suppliers=tuple(suppliers),
        countries=tuple(countries),
        lists=tuple(tuple(run) for run in runs if len(set(run)) == len(run) > 1),
        capitals=tuple(capitals),
        technologies=tuple(technologies),
        subject=_subject(tokens, marks),
        editions=any(t.low in ("edition", "editions") for t in tokens),
        listing=any(a.low == "the" and b.low in LISTS for a, b in pairwise(tokens)),
        groups=tuple(dict.fromkeys(m.ids["group"] for m in marks if "group" in m.kinds)),
        year=year_of(tokens, years),
        initiative=_joinable(tokens, marks),
        index=_index(tokens, years),
        asked=_asked(tokens, marks),
    )


def _asked(tokens: Sequence[Token], marks: Sequence[Mark]) -> str:
    """Return the supplier of "Verint?" and "And Verint?"; empty for any longer question."""
    if not tokens or tokens[-1].text != "?":
        return ""
    for mark in marks:
        beside = [t.low for t in (*tokens[: mark.first], *tokens[mark.stop : -1])]
        if "supplier" in mark.kinds and beside in ([], ["and"], ["but"], ["what", "about"]):
            return mark.ids["supplier"]
    return ""


def year_of(tokens: Sequence[Token], years: frozenset[str]) -> str:
    """Return the year of the one edition that a sentence names; empty for none and for two."""
    named = {t.text for t in tokens if t.text in years}
    return named.pop() if len(named) == 1 else ""


def _joinable(tokens: Sequence[Token], marks: Sequence[Mark]) -> str:
    """Tell whether the Initiative is all that a sentence names and a country may have joined."""
    groups = {m.ids["group"] for m in marks if "group" in m.kinds}
    lows = [t.low for t in tokens]
    named = "bri" in groups or ("the", "initiative") in pairwise(lows)
    if not named or not CLUBS.isdisjoint(lows):
        return ""
    return next((verb for verb in ("joined", "belong") if verb in lows), "named")


LISTS = frozenset({"list", "index", "table"})
CLUBS = frozenset("nato eu union oecd asean opec brics alliance treaty convention".split())


def _index(tokens: Sequence[Token], years: frozenset[str]) -> tuple[str, ...]:
    """Return "the 2019 index" of "The 2019 index covers 75 countries"; nothing where it is none."""
    for at, token in enumerate(tokens[:MOST_NAMED]):
        if token.low in INDEXES:
            told = at + 1 < len(tokens) and tells(tokens, at + 1)
            return tuple(t.text for t in tokens[: at + 1]) if told else ()
        if token.low not in NAMING | years:
            return ()
    return ()


def tells(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the verb at a place is one of an index: "does not say", "also names"."""
    later = (t.low for t in tokens[at : at + MOST_NAMED])
    return next((low for low in later if low not in HELPING), "") in TELLING


MOST_NAMED = 7  # words of a name of the index, or before its verb
INDEXES = frozenset({"index", "edition", "dataset"})
NAMING = frozenset(
    "the this carnegie carnegie's feldstein feldstein's 's ai aigs global surveillance"
    " first second original new latest".split()
)
HELPING = frozenset(
    "does do did not n't also can cannot can't doesn't didn't only merely further explicitly"
    " expressly either even thus therefore moreover however ,".split()
)
TELLING = frozenset(
    "say says said record records recorded name names named list lists listed track tracks tracked"
    " cover covers covered count counts counted give gives gave show shows showed tell tells told"
    " distinguish distinguishes distinguished measure measures measured rank ranks ranked ask asks"
    " asked mark marks marked note notes noted report reports reported examine examines examined"
    " include includes included contain contains look looks looked reveal reveals state states"
    " document documents differentiate differentiates assess assesses assessed mention mentions"
    " specify specifies capture captures establish".split()
)
"""Verbs of an index, and not of a country, a company or a technology."""


def _subject(tokens: Sequence[Token], marks: Sequence[Mark]) -> str:
    """Return the country that a sentence begins with and is about; empty where there is none."""
    first = next((m for m in marks if m.kinds & {"country", "supplier", "capital"}), None)
    if first is None or "country" not in first.kinds:
        return ""
    ahead = [t.low for t in tokens[: first.first]]
    rest = {t.low for t in tokens[first.stop :]}
    if rest <= EXAMPLE and ahead and ahead[0] in TAKING and len(ahead) <= len("the"):
        return first.ids["country"]  # "Take Kenya."
    after = tokens[first.stop].low if first.stop < len(tokens) else ""
    others = {m.ids["country"] for m in marks if "country" in m.kinds} - {first.ids["country"]}
    told = any(m.kinds & TOPICAL for m in marks)
    behind = tokens[first.stop + 1].low if first.stop + 1 < len(tokens) else ""
    after = "is" if after == "'s" and behind in OWNED else after
    plain = not ahead or ahead[-1] in ("-", "–", "—", ":", "the", "yet", "but", "and", "so")
    return first.ids["country"] if told and plain and after in VERBS and not others else ""


TAKING = frozenset({"take", "consider", "look", "think", "picture"})
EXAMPLE = frozenset({".", "!", ":", ",", "for", "example", "instance"})
OWNED = frozenset({"suppliers", "vendors", "score", "police", "government", "list", "row"})
"""Nouns behind "India's" that leave "it" to India."""

TOPICAL = frozenset(
    {"technology", "supplier", "demonym", "group", "source_word", "listed_word", "origin_noun"}
)
"""Kinds of words without which "it" may be anything: "Kenya has a new airport. It uses ..."."""
