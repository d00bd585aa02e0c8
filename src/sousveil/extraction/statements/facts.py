"""A sentence about the index itself to what it says: part by part, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.framed import says_nothing
from sousveil.extraction.numbers.clauses import DOMAIN, Sentence
from sousveil.extraction.statements.about import BARE, MONTHS, SHORT_MONTHS, Word, name_of, words_of
from sousveil.extraction.statements.about_parts import Part, Told
from sousveil.extraction.statements.about_phrases import lexicon_of
from sousveil.extraction.statements.facts_asked import added, asks, counted, unlisted, widened
from sousveil.extraction.statements.facts_held import (
    QUESTIONS,
    TYING,
    change,
    drawn,
    records,
    scale,
)
from sousveil.extraction.statements.facts_made import (
    editions,
    format_,
    gap,
    identifier,
    licence,
    made,
)
from sousveil.extraction.statements.facts_printed import PRINTING, printed, traced
from sousveil.model.noun import replace
from sousveil.model.query import Fact, Said

Reading = Callable[[Part], "list[Said] | None"]
READINGS: dict[str, Reading] = {
    "traced": traced,
    "printed": printed,
    "scale": scale,
    "change": change,
    "drawn": drawn,
    "added": added,
    "editions": editions,
    "licence": licence,
    "doi": identifier,
    "records": records,
    "counted": counted,
    "unlisted": unlisted,
    "widened": widened,
    "asks": asks,
    "format": format_,
    "made": made,
    "gap": gap,
}
"""Tried in this order; the first that leaves no word of the part unread is taken."""

CUTTING = frozenset({",", ";", ":", "—", "–", "-", "(", ")", ".", "…", "!"})
JOINTS = frozenset(
    {
        "and",
        "but",
        "while",
        "whereas",
        "which",
        "who",
        "though",
        "although",
        "yet",
        "of which",
        "not",
    }
)
MOST_CUTS = 14  # of a sentence; what has more is no plain statement
COUNTS = frozenset({"examined", "listed"})
MORE = frozenset({"examine_more", "list_more"})
SUBJECTS = frozenset({"index", "named", "first", "last", "both", "publisher", "author"})
TELLING = SUBJECTS | {"body", "ask", "examine", "all_listed"}
"""Roles of words without one of which nothing is said of the index."""

KNOWN = frozenset((*BARE, *MONTHS, *SHORT_MONTHS, "one"))
"""Words that are read without a phrase."""

OPENING = frozenset({"when", "who"})
OPENERS = QUESTIONS | TYING
"""Roles and words between which and a verb any word may stand."""

NAMES = frozenset({"supplier", "country", "demonym", "capital", "group"})
RECORDING = frozenset({"record", "omit"})
OF_NAMES = RECORDING.union(PRINTING)
"""Roles of words without one of which no part reads a name."""


def facts(s: Sentence, codebook: Codebook) -> Fact | None:
    """Return what a sentence says of the index itself; None where a word of it is unread.

    Numbers of countries alone are left to the reader of counts, where it can read them.
    """
    if not codebook.about or _in_a_country(s, codebook):
        return None
    said = _said(s, 0, codebook)
    if not said and (first := _framed(s, codebook)):
        said = _said(s, first, codebook)
    if not said:
        return None
    compared = len({one.edition for one in said}) > 1
    if (
        {one.what for one in said} <= COUNTS
        and not compared
        and not any(w.roles & MORE for w in words_of(s, codebook))
    ):
        return None
    return Fact(said=tuple(dict.fromkeys(said)))


def _said(s: Sentence, first: int, codebook: Codebook) -> list[Said] | None:
    """Return what the words from a token on say; None where one of them is unread."""
    if _is_of_something_else(s, first, codebook):
        return None
    whole = words_of(s, codebook)
    words = [word for word in whole if word.first >= first]
    roles = frozenset().union(*(word.roles for word in words))
    if roles.isdisjoint(TELLING) or _holds_a_stranger(words, roles, codebook):
        return None
    if len(_cuts(words)) > MOST_CUTS or _may_be_anything(whole):
        return None
    told = Told(index=any(word.roles & SUBJECTS for word in whole))
    return _all_of(words, told, codebook) or _around_an_aside(words, told, codebook)


def _may_be_anything(words: Sequence[Word]) -> bool:
    """Tell "The former has three technologies", which may be a country, from an edition."""
    named = {w.low for w in words if w.roles & SUBJECTS}
    return bool(named) and named <= ORDINALS


ORDINALS = frozenset({"former", "latter", "first", "second", "the first", "the second"})


def _framed(s: Sentence, codebook: Codebook) -> int:
    """Return the token behind "A word of caution for the classroom:"; 0 where nothing frames.

    Whatever doubts, denies, counts or names a thing of the index is no frame.
    """
    colon = next((i for i, t in enumerate(s.tokens[:LONGEST_FRAME]) if t.text == ":"), 0)
    if not colon or len(s.tokens) < colon + SHORTEST:
        return 0
    front = s.tokens[:colon]
    if (s.grammar["line_label"] | FRAMES).isdisjoint(t.low for t in front):
        return 0
    doubt = any(s.has(kind, range(colon)) for kind in DOUBTS)
    ours = s.grammar["ours"]
    if doubt or not says_nothing([t for t in front if t.low not in ours | PLAIN], ours):
        return 0
    named = any(mark.kinds & DOMAIN for mark in s.marks if mark.first < colon)
    about = lexicon_of(codebook).with_roles(MEANING)
    spoken = any(about.may_stand_in({t.low}) for t in front)
    return 0 if named or spoken else colon + 1


def _all_of(words: Sequence[Word], told: Told, codebook: Codebook) -> list[Said] | None:
    return _read(words, _cuts(words), 0, told, codebook, set())


def _around_an_aside(words: Sequence[Word], told: Told, codebook: Codebook) -> list[Said] | None:
    """Read "Feldstein, a fellow at Carnegie, is behind the index" as if nothing stood between."""
    signs = [i for i, word in enumerate(words) if word.low in ASIDES]
    for first, last in pairwise(signs):
        if last + 1 == len(words) or not words[first + 1 : last]:
            continue
        aside = words[first + 1 : last + 1]
        family, said = _part(Part(aside, codebook, told, words))
        if said is None or family not in ("", "made", "format", "licence"):
            continue
        around = [*words[:first], *words[last + 1 :]]
        rest = _all_of(around, told, codebook)
        if rest:
            return [*rest, *said]
    return None


ASIDES = frozenset({",", "(", ")", "—", "–"})
LONGEST_FRAME = 16  # tokens before a colon
SHORTEST = 5  # tokens behind it
FRAMES = frozenset(
    "caution caveat caveats limit limits limitation limitations gap gaps warning lesson tip advice"
    " basics background context trivia sample method methodology scope coverage principle remember"
    " careful plainly clear tweet post publish publishing write writing quote cite forget mind"
    " omission omissions blank blind asterisk disclaimer proviso outside beyond stress emphasis"
    " worth knowing useful handy quick short word request plea".split()
)
"""Words of which a frame of a sentence about the index has one; others may doubt what follows."""

DOUBTS = ("untruth", "negation")
PLAIN = frozenset({"one", "must", "should", "before"})
"""Words of a frame that change nothing there: "One limit must be stated:", "Before you post:"."""

MEANING = frozenset({"deny", "omit", "did_not_have", "both", "only"})


def _is_of_something_else(s: Sentence, first: int, codebook: Codebook) -> bool:
    """Tell by its words alone that a sentence says nothing of the index that is read here.

    No reading passes by a word that no phrase holds, nor a name in a sentence that neither prints
    nor records; only what stands between a question word, or "link", and its verb may be any word.
    """
    lexicon = lexicon_of(codebook)
    words = {token.low for token in s.tokens[first:]}
    if words.isdisjoint(BARE) and not lexicon.with_roles(TELLING).may_stand_in(words):
        return True
    strange = words - lexicon.vocabulary - KNOWN
    if not strange or not words.isdisjoint(OPENERS):
        return False
    if lexicon.with_roles(OPENING).may_stand_in(words) or any("10" in low for low in words):
        return False
    named = False
    for i, token in enumerate(s.tokens[first:], first):
        if token.low in strange and i not in s.numbers and token.low.isalpha():
            mark = s.by_token.get(i)
            if mark is None or mark.kinds.isdisjoint(DOMAIN):
                return True
            name = name_of(mark) if mark.first == i else None
            named = named or (name is not None and name[0] in NAMES)
    return named and not lexicon.with_roles(OF_NAMES).may_stand_in(words)


def _holds_a_stranger(words: Sequence[Word], roles: frozenset[str], codebook: Codebook) -> bool:
    """Tell whether a word, or a name, stands there that no part reads."""
    if not roles.isdisjoint(OPENING) or any(w.low.split()[0] in OPENERS for w in words):
        return False
    if any(not w.kind and not w.roles and w.low not in ("'s", "'") for w in words):
        return True
    if not roles.isdisjoint(PRINTING):
        return False
    recorded = lexicon_of(codebook).recorded if not roles.isdisjoint(RECORDING) else frozenset()
    return any(word.kind in NAMES and word.id not in recorded for word in words)


def _in_a_country(s: Sentence, codebook: Codebook) -> bool:
    """Tell "records Japanese technology in China" and "for China", which is said of a country."""
    lows = [t.low for t in s.tokens]
    if not any(
        mark.kinds & {"country", "capital"} and _said_of(lows, mark.first) for mark in s.marks
    ):
        return False
    words = words_of(s, codebook)  # without the seat of an institution
    said = [word.low for word in words]
    return any(
        word.kind in ("country", "capital") and _said_of(said, i) for i, word in enumerate(words)
    )


def _said_of(lows: Sequence[str], at: int) -> bool:
    """Tell "in China" and "technology for China" from "a column for China"."""
    *_, thing, word = ["", "", *(low for low in lows[max(0, at - 4) : at] if low != "the")]
    return word == "in" or (word == "for" and thing in SUPPLIED)


SUPPLIED = frozenset({"technology", "technologies", "tech", "equipment", "systems"})


def _cuts(words: Sequence[Word]) -> list[int]:
    """Return where a new part may begin."""
    found = [0]
    for i, word in enumerate(words[1:], 1):
        if words[i - 1].low in CUTTING or (word.low in JOINTS and words[i - 1].low not in CUTTING):
            found.append(i)
    return found


def _read(
    words: Sequence[Word],
    cuts: Sequence[int],
    first: int,
    told: Told,
    codebook: Codebook,
    failed: set[tuple[int, Told]],
) -> list[Said] | None:
    """Read the words from a cut on, in as few parts as can be; None where it cannot be done."""
    if first == len(cuts):
        return []
    if (first, told) in failed:
        return None
    for stop in range(len(cuts), first, -1):
        end = cuts[stop] if stop < len(cuts) else len(words)
        part = Part(words[cuts[first] : end], codebook, told, words)
        if _begins_another(part.words):
            continue
        family, said = _part(part)
        if said is None:
            continue
        edition = part.edition()
        after = replace(
            part.told,
            index=told.index or any(w.roles & SUBJECTS for w in part.words),
            family=family or told.family,
            what=said[-1].what if said else told.what,
            negated=said[-1].negated if said else told.negated,
            ids=said[-1].ids if said else told.ids,
            edition=edition or "",
            high="high" if part.has("high") else "low" if part.has("low") else told.high,
        )
        rest = _read(words, cuts, stop, after, codebook, failed)
        if rest is not None:
            return [*said, *rest]
    failed.add((first, told))
    return None


def _begins_another(words: Sequence[Word]) -> bool:
    """Tell "looked at 176; the second", whose last words are what the next part is about."""
    signs = [i for i, word in enumerate(words) if word.low == ";"]
    end = [word for word in words[signs[-1] + 1 :] if word.kind != "sign"] if signs else []
    return bool(end) and all(
        w.roles & EDITIONS or w.kind == "year" or w.low in ("the", "of", "from", "in") for w in end
    )


EDITIONS = frozenset({"first", "last"})


def _part(part: Part) -> tuple[str, list[Said] | None]:
    """Return what a part says; nothing for one that only frames the rest."""
    part, owners = _owned(part)
    for family, reading in READINGS.items():
        said = reading(part)
        if said is not None:
            return family, [*said, *owners]
    short = _short(part)
    if short is not None:
        return part.told.family, short
    framing = part.only(()) and not part.kinds("number") and not _likened(part)
    return "", (owners if framing else None)


def _likened(part: Part) -> bool:
    """Tell "and the report is too", which says something of another thing."""
    return part.has(*SUBJECTS) and any(
        w.low in ("too", "as well", "also", "likewise", "so") for w in part.words
    )


def _short(part: Part) -> list[Said] | None:
    """Read "the 2019 edition does not", and "there are none", which say what was said before."""
    told = part.told
    families = ("records", "asks", "added")
    if told.family not in families or not told.ids or not part.has("deny"):
        return None
    said_of = ("deny", "record", "filler", "ask", "technology_noun")
    if not part.only(said_of) or part.kinds("number", "speaker", "technology"):
        return None
    if part.has("first", "last") or part.kinds("year"):
        edition = part.edition()
        if not edition or edition in (told.edition, "both"):
            return None
        what = "fact" if told.family == "records" else "asks"
        return [Said(what=what, ids=told.ids, negated=not told.negated, edition=edition)]
    return [] if told.negated else None


def _owned(part: Part) -> tuple[Part, list[Said]]:
    """Take out whose the index is said to be in passing: "Brookings' AIGS Index asks ..."."""
    words = part.words
    for i in part.kinds("speaker"):
        own = i + 2 < len(words) and words[i + 1].low in ("'s", "'")
        after = words[i + 2].roles if own else frozenset()
        if own and after & {"named", "first", "last"} and _is_stranger(part, words[i]):
            if part.book.sources[words[i].id].kind != "publisher":
                continue
            rest = replace_words(part, [*words[:i], *words[i + 2 :]])
            return rest, [Said(what="made", ids=(words[i].id,))]
    return part, []


def _is_stranger(part: Part, word: Word) -> bool:
    """Tell whoever neither wrote the index nor publishes it."""
    return not any(part.book.facts[f].kind in ("author", "publisher") for f in word.facts)


def replace_words(part: Part, words: Sequence[Word]) -> Part:
    """Return a part with other words and all else the same."""
    return Part(words, part.book, part.told, part.everything)
