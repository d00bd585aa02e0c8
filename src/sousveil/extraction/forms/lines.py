"""Lines of a form, told as sentences: "Huawei: 13" under the heading "Africa", "97 — countries".

A heading of names alone is about them, and what stands under it is said of them. Whatever else a
line or a heading holds leaves the line as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sousveil.extraction.forms.layout import Over
from sousveil.extraction.forms.values import ARROWS, BETWEEN, values_of
from sousveil.extraction.marks import NAMES, Mark, Marker, Token
from sousveil.extraction.numbers.quantities import quantities
from sousveil.extraction.sentences import LIST_MARKS
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.noun import replace

DASHES = frozenset({"–", "—", "|", "-"})
STOPS = frozenset({".", "!"})
OPENING = BETWEEN | {"("}
LONGEST = 40  # tokens of a line of a form
KINDS = ("technology", "supplier", "group", "demonym", "country", "origin_noun")


PARTED = re.compile(r"by (?:world )?(?:region|regime|regime type|type of regime)s?")


class Slots(Struct):
    """What labels and headings say of what is counted, in their words."""

    having: list[list[Token]]
    """Names of a technology, a supplier or an origin."""

    place: list[Token]
    kind: list[Token]
    """A regime, or democracies."""

    member: list[Token]
    """The Belt and Road Initiative."""

    year: list[Token]
    listed: bool = False
    countries: bool = False
    parts: bool = False
    """True under "By region", where all those listed are told apart."""


def laid_out(
    tokens: list[Token], over: Over | None, marker: Marker, whispering: bool, countries: bool
) -> tuple[list[Token], str]:
    """Return the tokens of a line as those of a sentence; of what is no form, as they are.

    Beside them stands a heading that limits the line and cannot be told with it.
    """
    if over is None or over.heading or len(tokens) > LONGEST or not tokens:
        return tokens, ""
    tokens = _like_the_last(tokens, over, marker, whispering)
    heads = [_here(part, tokens[0]) for part in over.heads]
    told = None if over.prose else _headed(tokens, heads, marker, whispering)
    heads = [] if over.loose else heads
    slots = Slots(having=[], place=[], kind=[], member=[], year=[])
    known = all(_fill(slots, part, marker, whispering, heading=True) for part in heads)
    if told is None and not over.prose:
        told = _named(tokens, slots, marker, whispering, countries, over.cut)
    if known and not over.prose:
        told = told or _counted(tokens, slots, marker, whispering, countries, over.cut)
    if told is not None:
        return told, ""
    if any(t.text in ARROWS for t in tokens):
        return tokens, "→"
    limits = slots.place or slots.kind or slots.year or not known
    if not limits or not _is_limited(tokens, slots, marker, whispering):
        return tokens, ""
    if known and not slots.having and bool(slots.place) + bool(slots.year) == 1 and not slots.kind:
        at = tokens[0]
        ahead = [Token(at.start, at.start, "In", "in"), *(slots.place or slots.year)]
        return [*ahead, Token(at.start, at.start, ",", ","), *_unmarked(tokens)], ""
    return tokens, "" if over.prose else over.words


def _like_the_last(
    tokens: list[Token], over: Over, marker: Marker, whispering: bool
) -> list[Token]:
    """Read "American: 31." behind "Chinese technology: 68." as "American technology: 31."."""
    last = over.heads[-1] if over.loose and over.heads else ()
    if len(last) < len("ab") or len(tokens) < len("a:1") or tokens[1].text not in {":", *DASHES}:
        return tokens
    both = (marker.marks([token], False, whispering) for token in (tokens[0], last[0]))
    if not all(any("demonym" in mark.kinds for mark in marks) for marks in both):
        return tokens
    return [tokens[0], *_here(last[1:], tokens[0]), *tokens[1:]]


def _here(part: Sequence[Token], at: Token) -> list[Token]:
    """Return the words of a heading, standing where the line begins."""
    shouting = _shouts(part)
    return [
        Token(at.start, at.start, t.text.capitalize() if shouting else t.text, t.low) for t in part
    ]


def _unmarked(tokens: list[Token]) -> list[Token]:
    first = tokens[0].text
    return tokens[1:] if first in LIST_MARKS or first in DASHES else tokens


def _is_limited(tokens: list[Token], slots: Slots, marker: Marker, whispering: bool) -> bool:
    """Tell whether what a heading names limits a line: one that counts, and names no other."""
    lows = {t.low for t in tokens}
    found = quantities(tokens)
    if not (found or lows & marker.grammar["form_counting"]):
        return False
    if found and all(q.whole is not None or q.of is not None for q in found):
        return False  # "12 of the 14" says of which they are
    if slots.year:
        return not lows & {*map(str, marker.editions), "edition", "editions"}
    if not lows.isdisjoint(marker.grammar["form_apart"]):
        return False
    if not (slots.place or slots.kind) and lows & marker.grammar["verb"]:
        return False
    marks = marker.marks(tokens, False, whispering)
    by_token = {mark.first: mark for mark in marks}
    placed = any(
        m.kinds & {"group", "country", "capital"} and _origin(tokens, m, by_token) < 0
        for m in marks
    )
    return not placed or not (slots.place or slots.kind)


def _named(
    tokens: list[Token],
    over: Slots,
    marker: Marker,
    whispering: bool,
    countries: bool,
    cut: int,
) -> list[Token] | None:
    """Read a line that names the place itself, whatever stands over it: "African countries: 14"."""
    own = Slots(having=[], place=[], kind=[], member=[], year=[])
    for part in _parts(tokens, marker, cut):
        if values_of(part, marker) is None and not _fill(own, part, marker, whispering):
            return None
    if not (over.place and own.place and own.listed) or over.kind or over.member or over.year:
        return None
    bare = Slots(having=[], place=[], kind=[], member=[], year=[])
    return _counted(tokens, bare, marker, whispering, countries, cut)


def _counted(
    tokens: list[Token],
    over: Slots,
    marker: Marker,
    whispering: bool,
    countries: bool,
    cut: int,
) -> list[Token] | None:
    """Read "Facial recognition: 6" under "Africa" as a number of countries; None if it is none."""
    parts = _parts(tokens, marker, cut)
    values = [values_of(part, marker) for part in parts]
    numbers = [i for i, value in enumerate(values) if value is not None]
    if len(numbers) != 1 or numbers[0] not in (0, len(parts) - 1) or len(parts) > 1 + 2:
        return None
    value = values[numbers[0]]
    labels = [part for i, part in enumerate(parts) if i != numbers[0]]
    slots = _copy(over)
    if value is None or not all(_fill(slots, part, marker, whispering) for part in labels):
        return None
    noun = any(t.low in marker.grammar["form_countries"] for t in value)
    slots.listed |= any(t.low == "listed" for t in value)
    if not (noun or slots.countries or slots.kind or countries):
        return None
    parted = over.parts and bool(slots.place) != bool(slots.kind)
    if not (slots.listed or slots.having or slots.member or parted):
        return None
    if over.having and slots.having == over.having and slots.listed and not over.listed:
        return None  # "Countries listed" under "Chinese technology" may be all of them
    return _told(slots, value, tokens[0], marker)


def _copy(slots: Slots) -> Slots:
    """Return slots that can be filled further."""
    return replace(slots, having=list(slots.having))


def _told(slots: Slots, value: list[Token], at: Token, marker: Marker) -> list[Token] | None:
    """Return "number of listed countries in Africa with Huawei: 13"."""
    years = {str(year) for year in marker.editions}

    def word(text: str) -> Token:
        return Token(at.start, at.start, text, text.casefold())

    made = [word("Number"), word("of"), *(slots.kind or [word("countries")])]
    if not slots.having:
        made.append(word("listed"))
    for i, name in enumerate(slots.having):
        made += [word("with" if not i else "and"), *name]
    if slots.member:
        made += [word("in"), word("the"), *slots.member]
    if slots.place:
        made += [word("in"), *slots.place]
    nouns = marker.grammar["form_countries"] | {"listed"}
    bare = [t for t in value if t.low not in nouns]
    dated = any(t.text in years for t in bare)
    if slots.year and dated:
        return None
    if not (slots.having or slots.kind or slots.member or slots.place) and "," in {
        t.text for t in bare
    }:
        behind = next(i for i, t in enumerate(bare) if t.low == "in")
        return [*bare[:behind], word("countries"), word("listed"), *bare[behind:]]
    if slots.year:
        made += [word("in"), *slots.year]
    joint = "is" if slots.year else ":"  # behind a colon nothing says of which year it is
    return [*made, word(joint), *bare]


def _parts(tokens: list[Token], marker: Marker, cut: int) -> list[list[Token]]:
    """Return what stands between the colons of a line; between its dashes where it has none."""
    tokens = _unmarked(tokens)
    end = len(tokens)
    while end and tokens[end - 1].text in STOPS | {";", ","}:
        end -= 1
    years = {str(year) for year in marker.editions}
    parts: list[list[Token]] = [[]]
    colon = any(t.text == ":" for t in tokens[:end])
    for i, token in enumerate(tokens[:end]):
        loose = i and tokens[i - 1].end < token.start
        dash = token.text in DASHES and loose and not colon
        after = tokens[i + 1].text if i + 1 < len(tokens) else ""
        begins = len(parts[-1]) == 1 or (len(parts[-1]) > 1 and parts[-1][-2].text in OPENING)
        dating = token.text == ":" and begins and tokens[i - 1].text in years and after.isdigit()
        if (token.text == ":" and not dating) or dash:
            parts.append([])
        elif i and tokens[i - 1].end <= cut <= token.start:
            parts.append([token])
        else:
            parts[-1].append(token)
    if len(parts) == 1 and end > 0 and tokens[end - 1].text == ")":
        opening = next((i for i, t in enumerate(tokens[:end]) if t.text == "("), 0)
        parts = [tokens[:opening], tokens[opening + 1 : end - 1]]
    return parts if all(parts) else [tokens]


def _fill(
    slots: Slots, part: list[Token], marker: Marker, whispering: bool, heading: bool = False
) -> bool:
    """Take what a label or a heading says; False if it says anything else.

    A heading without a name may say what it likes: "Key findings".
    """
    by_token = {
        mark.first: mark
        for mark in marker.marks(part, _shouts(part), whispering)
        if not mark.kinds.isdisjoint(KINDS)
    }
    years = {str(year) for year in marker.editions}
    named = any(
        mark.ids.get("technology") != ANY_TECHNOLOGY and mark.kinds & NAMES
        for mark in by_token.values()
    )
    told = _copy(slots)
    known, plain, at = True, True, 0
    while at < len(part):
        token, mark = part[at], by_token.get(at)
        if token.text == "/" and _same(by_token, at):
            at = by_token[at + 1].stop
            continue
        if mark is not None and not (mark.kinds & ALONE and _is_bare(part, mark)):
            taken = _take(slots, part, mark, by_token)
            known, at = known and taken > at, max(taken, mark.stop)
            continue
        if token.text in years and not slots.year:
            slots.year = [token]
        elif token.text == "," and slots.year and part[at - 1] is slots.year[0]:
            pass
        elif token.low not in marker.grammar["form_label"]:
            usual = heading and token.low in marker.grammar["form_beside"]
            known = known and (usual or (heading and not named and _says_nothing(token, marker)))
            plain = plain and (usual or token.low in marker.grammar["form_heading"])
        slots.parts |= heading and PARTED.fullmatch(" ".join([t.low for t in part])) is not None
        slots.listed |= token.low in marker.grammar["form_listed"]
        slots.countries |= token.low in marker.grammar["form_countries"]
        at += 1
    if not plain:  # "Countries planning to join the list" says nothing of those listed
        slots.year, slots.listed, slots.countries = told.year, told.listed, told.countries
    return known


ALONE = frozenset({"origin_noun"})


def _is_bare(part: Sequence[Token], mark: Mark) -> bool:
    """Tell "suppliers" and "technology" without the country that they are from."""
    return mark.kinds.isdisjoint(NAMES) and [t.low for t in part[mark.stop : mark.stop + 1]] != [
        "from"
    ]


def _same(marks: Mapping[int, Mark], at: int) -> bool:
    """Tell the two names of "smart city / safe city" from two technologies."""
    after = marks.get(at + 1)
    before = next((mark for mark in marks.values() if mark.stop == at), None)
    if before is None or after is None or "technology" not in after.kinds:
        return False
    return before.ids.get("technology") == after.ids["technology"]


def _says_nothing(token: Token, marker: Marker) -> bool:
    """Tell a word of a heading that does not limit what stands under it: "Key findings"."""
    return not token.text.isdigit() and token.low not in marker.grammar["form_limiting"]


def _take(slots: Slots, part: list[Token], mark: Mark, marks: Mapping[int, Mark]) -> int:
    """Take a name; return where what was taken stops, or -1 for a name that is not understood."""
    name = part[mark.first : mark.stop]
    if "group" in mark.kinds:
        kind, member = _is_kind(name), mark.ids["group"] == "bri"
        if slots.member if member else slots.kind if kind else slots.place:
            return -1
        if kind:
            slots.kind = name
        elif member:
            slots.member = name
        else:
            the = mark.first and part[mark.first - 1].low == "the"
            slots.place = [part[mark.first - 1], *name] if the else name
        return -1 if mark.loose else mark.stop
    if mark.ids.get("technology") == ANY_TECHNOLOGY:
        slots.listed = True
        return mark.stop
    stop = mark.stop if mark.kinds & {"technology", "supplier"} else _origin(part, mark, marks)
    if stop < 0 or slots.having[1:]:
        return -1
    slots.having.append(part[mark.first : stop])
    return stop


def _origin(part: list[Token], mark: Mark, marks: Mapping[int, Mark]) -> int:
    """Return where "Chinese technology" and "technology from China" stop; -1 for other words."""
    after = marks.get(mark.stop)
    if mark.kinds & {"demonym", "country"}:
        made = after is not None and after.kinds & {"technology", "origin_noun"}
        return after.stop if after is not None and made else -1
    home = marks.get(mark.stop + 1)
    if part[mark.stop : mark.stop + 1] and part[mark.stop].low == "from" and home is not None:
        return home.stop if "country" in home.kinds else -1
    return -1


def _is_kind(words: Sequence[Token]) -> bool:
    """Tell "liberal democracies" from "Africa"."""
    return words[-1].low in ("democracies", "autocracies", "democracy", "autocracy")


def _headed(
    tokens: list[Token], heads: list[list[Token]], marker: Marker, whispering: bool
) -> list[Token] | None:
    """Put the one country of a heading before a line of a label and a value."""
    tokens = _unmarked(tokens)
    colon = next((i for i, t in enumerate(tokens[:LABEL]) if t.text == ":"), 0)
    if not colon or len(heads) != 1:
        return None
    marks = marker.marks(heads[0], _shouts(heads[0]), whispering)
    marks = [m for m in marks if "neutral" not in m.kinds]
    if len(marks) != 1 or "country" not in marks[0].kinds or marks[0].first:
        return None
    if marks[0].stop != len(heads[0]):
        return None
    at = tokens[0]
    return [*heads[0], Token(at.start, at.start, ":", ":"), *tokens]


LABEL = 8  # tokens of a label


def _shouts(part: Sequence[Token]) -> bool:
    """Tell a heading in capitals."""
    words = [t.text for t in part if t.text.isalpha() and len(t.text) > len("USA")]
    return bool(words) and all(word.isupper() for word in words)
