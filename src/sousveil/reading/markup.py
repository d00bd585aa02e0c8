"""Markup that parsers stumble over, made harmless without losing text."""

from __future__ import annotations

import re

DEEP = 200  # elements inside each other; lxml silently drops text beyond 256
LONG = 8192  # characters of one tag; beyond it a tag loses its attributes
QUOTED = 4  # closing brackets that may stand inside the quotes of one tag

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})")
LONG_TAG = re.compile(rf"<[^<>]{{{LONG}}}")

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
CLOSED_BY_OTHERS = frozenset("p li td th tr dt dd option thead tbody tfoot".split())
"""Elements whose end may be left out: they do not nest in themselves."""

LEVELS = {"table": 4, "ul": 2, "ol": 2, "dl": 2, "select": 2}
"""Elements that bring others along whose ends may be left out; the rest is one level each."""

RAW = ("script", "style", "textarea", "title", "xmp", "noembed", "noframes")
"""Elements inside which a tag is no tag."""

INLINE = frozenset(
    "a abbr b bdi bdo cite code data em font i kbd label mark q s samp small span strong sub sup"
    " time tt u var".split()
)


def tidy(page: str) -> str:
    """Return the page flattened where it nests too deep, and bare where a tag is too long.

    A page that has neither comes back as it is.
    """
    if _depth(page) <= DEEP and not LONG_TAG.search(page):
        return page
    return "".join(_flat(page))


def _depth(page: str) -> int:
    """Return how deep elements nest, at most: an end that is left out is not guessed at."""
    depth = deepest = 0
    for end, name in TAG.findall(page):
        name = name.lower()
        if name in VOID or name in CLOSED_BY_OTHERS:
            continue
        depth += -LEVELS.get(name, 1) if end else LEVELS.get(name, 1)
        deepest = max(deepest, depth)
        depth = max(depth, 0)
    return deepest


def _flat(page: str) -> list[str]:
    """Leave out the tags that nest too deep; blocks among them become line breaks."""
    out: list[str] = []
    depth = at = 0
    ends: dict[str, int] = {}
    while (found := TAG.search(page, at)) is not None:
        out.append(page[at : found.start()])
        name, is_end = found[2].lower(), bool(found[1])
        stop = _end_of_tag(page, found.end())
        tag = page[found.start() : stop]
        levels = 0 if name in VOID or name in CLOSED_BY_OTHERS else LEVELS.get(name, 1)
        depth += 0 if is_end else levels
        if depth <= DEEP or name in VOID:
            out.append(tag if len(tag) < LONG else f"<{found[1]}{name}>")
        else:
            out.append("" if name in INLINE else "<br>")
        depth = max(0, depth - levels) if is_end else depth
        at = stop
        if name in RAW and not is_end:
            at = _end_of_raw(page, at, name, ends)
            out.append(page[stop:at])
    out.append(page[at:])
    return out


def _end_of_tag(page: str, at: int) -> int:
    """Return the place after a tag's closing bracket; brackets inside quotes do not close it."""
    start = at
    for _ in range(QUOTED):
        stop = page.find(">", at)
        if stop < 0:
            return len(page)
        inside = page[start:stop]
        if len(inside) > LONG or (inside.count('"') % 2 == 0 and inside.count("'") % 2 == 0):
            return stop + 1
        at = stop + 1
    return page.find(">", start) + 1


def _end_of_raw(page: str, at: int, name: str, none: dict[str, int]) -> int:
    """Return where the end tag of a raw element stands; where there is none, no text is taken."""
    if none.get(name, len(page) + 1) <= at:
        return at
    found = re.compile(rf"</{name}", re.IGNORECASE).search(page, at)
    if found is None:
        none[name] = at
        return at
    return found.start()
