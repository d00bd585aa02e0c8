"""The lines of an element of a page, as its readers see them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

UNSEEN = frozenset({"template", "script", "style", "noscript", "head", "object", "datalist"})

BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd td th tr blockquote pre figcaption caption summary div section"
    " article main body address center".split()
)


def blocks(element: Any) -> Iterator[tuple[str, Any]]:
    """Yield the lines of an element as they are shown, each with the innermost block around it.

    Blocks and line breaks end a line.
    """
    parts: list[str] = []
    around = [element]
    waiting: list[tuple[Any, bool]] = [(element, False)]
    while waiting:
        node, done = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        if not isinstance(node.tag, str) or node.tag in UNSEEN:
            continue
        is_block = node.tag in BLOCKS
        if (node.tag == "br" or is_block) and parts:
            yield "".join(parts), around[-1]
            parts = []
        if done:
            if is_block:
                around.pop()
            continue
        if is_block:
            around.append(node)
        if len(node) or is_block:
            waiting.append((node, True))
        for child in reversed(node):
            if child.tail:
                waiting.append((child.tail, False))
            waiting.append((child, False))
        if node.text:
            waiting.append((node.text, False))
    if parts:
        yield "".join(parts), around[-1]


def lines(element: Any) -> Iterator[str]:
    """Yield the lines of an element as they are shown."""
    for line, _ in blocks(element):
        yield line


def text_of(element: Any) -> str:
    """Return all the text of an element, its lines one space apart."""
    return " ".join(lines(element))


def one_line(text: str) -> str:
    """Return text with every run of white space as one space."""
    return " ".join(text.split())
