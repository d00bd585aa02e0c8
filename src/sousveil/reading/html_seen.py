"""What the readers of a page see of its words, by its styles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from sousveil.model.noun import replace
from sousveil.model.source import UNTOLD
from sousveil.reading.html_lines import BLOCKS, UNSEEN, one_line, text_of
from sousveil.reading.html_style import Sheets, Styled, sheets_of, unescaped

NONE = re.compile(r"none")
HIDDEN = re.compile(r"hidden|collapse")
ZERO = re.compile(r"[+-]?(?:0+(?:\.0*)?|\.0+|0*\.0*[1-4]\d*)(?:%|[a-z]+)?")
"""Nothing, or so little that nobody sees it."""

TINY = re.compile(
    r"\+?(?:0+(?:\.\d*)?|\.\d+|1(?:\.0*)?)(?:px|pt|%)?|0+(?:\.0*)?[a-z]*|0?\.0\d*[a-z]+"
)
AWAY = re.compile(r"-\s*\d{3,}(?:\.\d*)?[a-z%]*|calc\(\s*-\s*\d{3,}.*")
CLEAR = re.compile(
    r"transparent|(?:rgb|hsl)a?\([^)]*[,/]\s*(?:0+(?:\.0*)?%?|\.0+|0?\.0\d*)\s*\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00"
)
CLIPPED = re.compile(
    r"rect\(\s*(?:0|1px)\D.*|rect\(0\)|inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%.*|circle\(\s*0.*"
)
SHRUNK = re.compile(
    r"(?:.*\s)?scale[xy3d]*\(\s*0?\.?0*\s*[,)].*|.*translate[xy3d]*\([^)]*-\s*\d{3,}.*"
)
FADED = re.compile(r".*opacity\(\s*(?:0+(?:\.0*)?%?|\.0+)\s*\).*")
SHORTHAND = re.compile(r"(?:.*\s)?0+(?:\.0*)?[a-z%]*\s*(?:/\S+)?\s.+")
WHITE = re.compile(r"white|\#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)|rgb\(255 255 255\)")
ABSOLUTE = re.compile(
    r"[\d.]+(?:px|pt|pc|cm|mm|in|rem|vw|vh)|(?:x{1,2}-)?(?:small|large)|medium|xxx-large|initial"
)
STRUCK = re.compile(r".*line-through.*")
TURNED = re.compile(r".*override.*")
LIT = re.compile(
    r"(?!none|transparent|inherit|initial|unset|white|#fff|rgba?\(\s*255\D+255\D+255)\S.*", re.S
)

GONE = {
    "display": NONE,
    "opacity": ZERO,
    "content-visibility": HIDDEN,
    "clip": CLIPPED,
    "clip-path": CLIPPED,
    "transform": SHRUNK,
    "scale": ZERO,
    "zoom": ZERO,
    "filter": FADED,
    "max-height": ZERO,
    "height": ZERO,
    "width": ZERO,
    "max-width": ZERO,
    "left": AWAY,
    "right": AWAY,
    "top": AWAY,
    "bottom": AWAY,
    "inset": AWAY,
    "margin-left": AWAY,
    "margin-top": AWAY,
    "text-indent": AWAY,
}
"""Values with which nothing inside an element is seen, whatever its own styles."""

MIRRORED = re.compile(r".*(?:rotate[xyz]?\(\s*-?1[78]\d|scale[xy3d]*\([^)]*-).*")
UNKNOWN = re.compile(r".*var\(.*")
MOVING = frozenset({"animation", "animation-name", "transition", "transition-property"})
BOXES = frozenset({"height", "width", "max-height", "max-width"})
"""Sizes that hide only what may not flow over."""

MOVES = frozenset({"left", "right", "top", "bottom", "inset", "clip"})
"""Properties that tell only of what is taken out of the flow of the page."""

OF_BLOCKS = frozenset({"transform", "scale", "text-indent", "content-visibility", "clip-path"})
"""Properties that do nothing to words amid a line."""

PASSED_ON = ("visibility", "font-size", "color")
"""Properties that what is inside takes over, and may change."""

BACKGROUNDS = ("background", "background-color", "background-image")
PROPERTIES = frozenset(
    {*GONE, *PASSED_ON, *BACKGROUNDS, "font", "content", "text-decoration", "unicode-bidi"}
    | {"min-width", "min-height", *MOVING}
    | {"overflow", "overflow-x", "overflow-y", "position", "float"}
    | {"text-decoration-line", "font-family", "-webkit-text-fill-color"}
)
OVERFLOW = ("overflow", "overflow-x", "overflow-y")
STRIKING = frozenset({"del", "s", "strike"})
ICONS = re.compile(r"icon|material|awesome|glyph|symbol", re.IGNORECASE)
STRING = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*""", re.S)
STOPS = re.compile(r"(?=[.!?…]+[\"”’»)\]]*(?:\s|$))")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

Told = bool | None
"""True for seen, False for not seen, None where it cannot be told."""


class State(Struct, frozen=True):
    """How the words right inside an element are shown."""

    seen: Told = True
    """Without what may be changed further inside."""

    visibility: Told = True
    size: Told = True
    colour: Told = True
    struck: Told = False
    turned: Told = False
    lit: bool = False
    """Whether something stands behind the words, on which white is seen."""

    @property
    def shown(self) -> Told:
        """Whether readers see the words."""
        told = (self.seen, self.visibility, self.size, self.colour)
        return False if False in told else None if None in told else True


class Unseen(Struct):
    """Words of a page that its readers do not see, or do not see as they stand."""

    words: str
    element: Any
    state: str = "hidden"


def take_unseen(tree: Any, remove: Any) -> list[Unseen]:
    """Take out of a page what its readers do not see or see struck out, and return it.

    Where that cannot be told the words stay, with a sign at the end of each sentence.
    """
    sheets = sheets_of(tree, PROPERTIES)
    sheets.elsewhere = any("stylesheet" in (e.get("rel") or "") for e in tree.iter("link"))
    states: dict[Any, State] = {}
    wholly: dict[Any, bool] = {}
    order: list[Any] = []
    waiting = [(tree, State())]
    while waiting:
        element, outer = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        if element.tag in UNSEEN and element.tag != "template":
            continue
        order.append(element)
        states[element] = state = _state(element, outer, sheets)
        if element.tag != "template":
            _draw(element, state, sheets)
            waiting.extend((child, _inside(element, child, state)) for child in reversed(element))
    for element in reversed(order):
        inside = [child for child in element if child in states]
        wholly[element] = _is_out(states[element]) and all(wholly[child] for child in inside)
    return _taken(order, states, wholly, remove)


def _is_out(state: State) -> bool:
    return state.shown is False or state.struck is True


def _taken(
    order: list[Any], states: dict[Any, State], wholly: dict[Any, bool], remove: Any
) -> list[Unseen]:
    found: list[Unseen] = []
    out: list[Any] = []
    inside: set[Any] = set()
    for element in order:
        state = states[element]
        if element.getparent() in inside:
            inside.add(element)
            continue
        if wholly[element] and element.tag not in ("html", "body"):
            kind = "deleted" if state.shown is not False else "hidden"
            found.append(Unseen(text_of(element), element, kind))
            out.append(element)
            inside.add(element)
        elif _is_out(state):
            kind = "deleted" if state.shown is not False else "hidden"
            found.extend(_own_words_taken(element, kind))
        elif state.shown is None or state.struck is None or state.turned is not False:
            _sign_words(element)
    remove(out)
    return found


def _own_words_taken(element: Any, kind: str) -> Iterator[Unseen]:
    words = [one_line(element.text or "")]
    element.text = None
    for child in element:
        words.append(one_line(child.tail or ""))
        child.tail = None
    if said := " ".join(filter(None, words)):
        yield Unseen(said, element, kind)


def _sign_words(element: Any) -> None:
    """Put a sign into each sentence right inside an element, of which nobody can tell."""
    if (element.text or "").strip():
        element.text = signed(element.text)
    for child in element:
        if (child.tail or "").strip():
            child.tail = signed(child.tail)


def signed(text: str) -> str:
    """Return words with a sign in each sentence that says: not told how this is seen."""
    text = STOPS.sub(UNTOLD, CONTROL.sub("", text))
    end = text.rstrip()
    last = end.rstrip('.!?…"”’»)]')
    return text if last.endswith(UNTOLD) else f"{end}{UNTOLD}{text[len(end) :]}"


def _state(element: Any, outer: State, sheets: Sheets) -> State:
    """Return how the words right inside an element are shown."""
    if element.tag == "template" or outer.seen is False:
        return State(seen=False, lit=outer.lit)
    values = sheets.of(element)
    seen: Told = outer.seen
    if element.tag not in ("html", "body"):
        seen = _all(seen, _told_at_rest(element, values))
    for name, hiding in GONE.items():
        if name in values:
            told = _told(values[name], hiding, outer_hides=False)
            if told is False and name in BOXES and f"min-{name}" in values:
                told = True
            elif told and _may_hide(name, values[name][-1].value):
                told = None
            seen = _all(seen, None if told is False and _may_not(element, name, values) else told)
    if element.tag in BLOCKS and (given := values.get("display")) and given[-1].value == "inline":
        element.tag = "span"  # it ends no line
    lit = outer.lit or element.get("bgcolor") is not None
    lit = lit or any(LIT.match(v.value) for name in BACKGROUNDS for v in values.get(name, ()))
    return State(
        seen=seen,
        visibility=_passed(values.get("visibility"), HIDDEN, outer.visibility),
        size=_size(values, outer.size),
        colour=_colour(element, values, outer.colour, lit, sheets.elsewhere),
        struck=_or(outer.struck, _struck(element, values)),
        turned=_turned(element, values, outer.turned),
        lit=lit,
    )


def _may_hide(name: str, value: str) -> bool:
    """Tell a value of which it cannot be told what it does to words."""
    if name in ("display", "opacity") and UNKNOWN.fullmatch(value):
        return True
    return name in ("transform", "scale") and MIRRORED.fullmatch(value) is not None


def _may_not(element: Any, name: str, values: dict[str, list[Styled]]) -> bool:
    """Tell whether a value that hides may do nothing to an element."""
    if name in ("opacity", "transform", "visibility", "max-height") and MOVING & values.keys():
        return True  # it may be shown a moment later
    inline = element.tag not in BLOCKS and not {"display", "float", "position"} & values.keys()
    if name in BOXES:
        over = [v[-1].value for n in OVERFLOW if (v := values.get(n))]
        return inline or not any(value.startswith(("hidden", "clip")) for value in over)
    if name in MOVES:
        position = values.get("position")
        return position is None or position[-1].value not in ("absolute", "fixed", "relative")
    return name in OF_BLOCKS and inline


def _inside(element: Any, child: Any, state: State) -> State:
    """Return what an element passes on to one inside it."""
    if element.tag == "details" and element.get("open") is None and child.tag != "summary":
        return replace(state, seen=_all(state.seen, None))
    return state


def _told_at_rest(element: Any, values: dict[str, list[Styled]]) -> Told:
    """Tell whether an element is shown by what it is, without a style."""
    told: Told = True
    if (hidden := element.get("hidden")) is not None:
        told = None if hidden == "until-found" else False
    elif element.get("popover") is not None:
        told = False
    elif element.tag == "dialog":
        told = element.get("open") is not None
    if told is False and (given := values.get("display")) and given[-1].value != "none":
        return True if given[-1].sure else None
    return told


def _told(values: list[Styled], hiding: re.Pattern[str], outer_hides: bool) -> Told:
    """Tell by the value that wins, and by those that may win over it."""
    told: set[bool] = set()
    for one in reversed(values):
        told.add(not hiding.fullmatch(one.value))
        if one.sure:
            break
    else:
        told.add(not outer_hides)
    return told.pop() if len(told) == 1 else None


def _passed(values: list[Styled] | None, hiding: re.Pattern[str], outer: Told) -> Told:
    """The same for a property that what is inside takes over."""
    told: set[Told] = set()
    for one in reversed(values or ()):
        inherits = one.value in ("inherit", "unset")
        told.add(outer if inherits else not hiding.fullmatch(one.value))
        if one.sure:
            break
    else:
        told.add(outer)
    return told.pop() if len(told) == 1 else None


def _size(values: dict[str, list[Styled]], outer: Told) -> Told:
    told = outer
    for name, hiding in (("font", SHORTHAND), ("font-size", TINY)):
        found = values.get(name)
        if not found:
            continue
        own = _passed(found, hiding, outer)
        relative = outer is not True and not ABSOLUTE.fullmatch(found[-1].value)
        told = outer if relative and own is True and name == "font-size" else own
    return told


def _colour(
    element: Any, values: dict[str, list[Styled]], outer: Told, lit: bool, elsewhere: bool
) -> Told:
    """Tell words that have no colour, or white ones where nothing lies behind them.

    With a style sheet `elsewhere` something may lie there.
    """
    told = outer
    behind = [found[-1].value for name in BACKGROUNDS if (found := values.get(name))]
    for name in ("color", "-webkit-text-fill-color"):
        if found := values.get(name):
            told = _passed(found, CLEAR, told)
            if found[-1].value in behind:
                told = False
            if not lit and WHITE.fullmatch(found[-1].value):
                told = None if elsewhere else False
    if element.tag == "font" and not lit and WHITE.fullmatch((element.get("color") or "").lower()):
        told = None if elsewhere else False
    return told


def _struck(element: Any, values: dict[str, list[Styled]]) -> Told:
    told: Told = element.tag in STRIKING
    for name in ("text-decoration", "text-decoration-line"):
        if found := values.get(name):
            clean = _told(found, STRUCK, outer_hides=bool(told))
            told = None if clean is None else (not clean)
    return told


def _turned(element: Any, values: dict[str, list[Styled]], outer: Told) -> Told:
    if element.tag == "bdo":
        return (element.get("dir") or "").lower() == "rtl"
    found = values.get("unicode-bidi")
    return outer if not found else not _told(found, TURNED, outer_hides=False)


def _draw(element: Any, state: State, sheets: Sheets) -> None:
    """Put the words that a style sheet draws before and after an element where they are seen."""
    if not sheets.by_key or element.tag in ("html", "head", "br", "img", "input"):
        return
    for place in ("before", "after"):
        values = sheets.of(element, place)
        content = values.get("content")
        if not content or any(not _told(values[n], GONE[n], False) for n in GONE if n in values):
            continue
        words = _drawn(content, values)
        if not words:
            continue
        if place == "before":
            element.text = words + CONTROL.sub("", element.text or "")
        elif len(element):
            element[-1].tail = CONTROL.sub("", element[-1].tail or "") + words
        else:
            element.text = CONTROL.sub("", element.text or "") + words


def _drawn(content: list[Styled], values: dict[str, list[Styled]]) -> str:
    value = content[-1].value
    family = values.get("font-family")
    if family and ICONS.search(family[-1].value):
        return ""
    strings, at = [], 0
    while (part := STRING.match(value, at)) is not None:
        strings.append(unescaped(part[1] if part[1] is not None else part[2]))
        at = part.end()
    rest = value[at:].partition("/")[0].strip().lower()
    words = "".join(strings)
    if rest and rest not in ("none", "normal", "open-quote", "close-quote", "no-open-quote"):
        return UNTOLD if re.match(r"counter|attr|var|url|[\w-]*gradient|image", rest) else ""
    glued = words[-1:] in ("-", "−", "%")
    if not (any(sign.isalnum() for sign in words) or is_sign(words) or glued):
        return ""
    return CONTROL.sub("", words) + ("" if content[-1].sure else UNTOLD)


def is_sign(words: str) -> bool:
    """Tell pictures in words, such as a cross."""
    return any(unicodedata.category(sign) == "So" for sign in words)


def _all(one: Told, other: Told) -> Told:
    return False if False in (one, other) else None if None in (one, other) else True


def _or(one: Told, other: Told) -> Told:
    return True if True in (one, other) else None if None in (one, other) else False
