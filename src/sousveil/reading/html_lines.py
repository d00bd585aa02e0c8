"""The lines of an element of a page, as its readers see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

SOFT_HYPHEN = "\u00ad"

UNSEEN = frozenset(
    "template script style noscript head object datalist audio video canvas iframe noframes noembed"
    " title desc metadata".split()
)
"""Elements whose words are not shown, or only in place of something else."""

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd td th tr blockquote pre figcaption caption summary div section"
    " article main body address center header footer nav aside figure form ul ol dl table".split()
)


class Line(NamedTuple):
    """A line of a page as its readers see it."""

    text: str
    """Every run of white space as one space."""

    element: Any
    """The innermost block around it."""

    linked: int
    """How many of its characters are in links."""

    breaks: int = 0
    """How many line breaks stand right before it; 0 where a block begins."""


def lines_of(element: Any) -> Iterator[Line]:
    """Yield the lines of an element as they are shown: blocks and line breaks end one."""
    parts: list[str] = []
    linked = inside = breaks = 0
    around = [element]
    waiting: list[tuple[Any, bool]] = [(element, False)]
    while waiting:
        node, done = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            linked += len(node.strip()) if inside else 0
            continue
        if not isinstance(node.tag, str) or (node.tag in UNSEEN and node is not element):
            continue
        is_block = node.tag in BLOCKS
        if (node.tag == "br" or is_block) and parts:
            if text := one_line("".join(parts)):
                yield Line(text, around[-1], linked, breaks)
                breaks = 0
            parts, linked = [], 0
        if node.tag == "br" or is_block:
            breaks = (
                breaks + 1 if node.tag == "br" and not done else breaks if node.tag == "br" else 0
            )
        if node.tag == "a":
            inside += -1 if done else 1
        if done:
            if is_block:
                around.pop()
            continue
        if is_block:
            around.append(node)
        if len(node) or is_block or node.tag == "a":
            waiting.append((node, True))
        for child in reversed(node):
            if child.tail:
                waiting.append((child.tail, False))
            waiting.append((child, False))
        if node.text:
            waiting.append((node.text, False))
    if text := one_line("".join(parts)):
        yield Line(text, around[-1], linked, breaks)


def text_of(element: Any) -> str:
    """Return all the text of an element, its lines one space apart."""
    return " ".join(line.text for line in lines_of(element))


def one_line(text: str) -> str:
    """Return text with every run of white space as one space, and without soft hyphens."""
    return " ".join(text.replace(SOFT_HYPHEN, "").split())
