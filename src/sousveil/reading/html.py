"""Saved web pages: the main text, without menus and notices."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from typing import Any

from sousveil.errors import Place
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.source import About, Document, Table
from sousveil.reading.html_amid import sign_objects, take_marks
from sousveil.reading.html_lines import Line
from sousveil.reading.html_main import headline, leave_out_notices, main_lines, remove
from sousveil.reading.html_seen import take_unseen
from sousveil.reading.html_tables import SIGN, Grid, take_tables, write_table
from sousveil.reading.markup import tidy
from sousveil.reading.plain import decode
from sousveil.reading.writer import Writer

READER = "html/4"

MANY = 20_000  # elements; of larger pages the head alone is asked, to be in time
ITEMS = frozenset({"li", "dt", "dd", "td", "th", "tr"})
"""Blocks that stand line under line; between others an empty line ends what was said."""

EARLY = 40  # lines in which the headline is looked for; else it is put before them


def read(data: bytes, snapshot: str, caps: Caps = CAPS) -> Document:
    """Find the main text, what the page hides, and what it says about itself."""
    from lxml import etree

    page, encoding, lost = decode(data)
    writer = Writer(snapshot, READER, caps)
    for line in lost:
        writer.lose(line)
    tree = _parsed(tidy(page.replace(SIGN, "")))
    if tree is None:
        return writer.document(About(encoding=encoding))
    paths = dict(_paths(tree))
    for unseen in take_unseen(tree, partial(remove, tree)):
        writer.aside(unseen.words, Place(element=paths.get(unseen.element)), unseen.state)
    for mark in take_marks(tree):
        writer.aside(mark.words, Place(element=paths.get(mark.element)), mark.state)
    sign_objects(tree)
    tables = take_tables(tree, paths)
    title = headline(tree)
    found = _metadata(tree)
    leave_out_notices(tree)
    title = title or (found.title if found else None)
    lines = list(main_lines(tree, title))
    if title and not any(line.text.startswith(title) for line in lines[:EARLY]):
        writer.write(f"{title}\n\n")
    made = _write(writer, lines, paths, tables)
    etree.clear_error_log()
    return writer.document(
        tables=made,
        about=About(
            title=title,
            authors=_authors(found.author if found else None),
            publisher=found.sitename if found else None,
            language=_told_language(tree),
            date=found.date if found else None,
            encoding=None if encoding.startswith("utf-8") else encoding,
        ),
    )


def _parsed(page: str) -> Any:
    """Parse a page into a tree; None where there is nothing in it."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _metadata(tree: Any) -> Any:
    """Return what a page says about itself; None where it says nothing that can be read."""
    from lxml import html
    from trafilatura import extract_metadata

    page = tree
    if sum(1 for _ in tree.iter()) > MANY:
        page = html.Element("html")
        page.extend(deepcopy(head) for head in tree.findall("head"))
        page.append(html.Element("body"))
    try:
        return extract_metadata(page)
    except MemoryError:
        raise
    except Exception:  # it stumbles over odd pages in many ways; nothing is known of them then
        return None


def _paths(tree: Any) -> Iterator[tuple[Any, str]]:
    """Yield each element with its path, as a browser counts: /html/body/p[3]."""
    waiting = [(tree, "/html")]
    while waiting:
        element, path = waiting.pop()
        yield element, path
        counts: dict[str, int] = {}
        for child in element:
            if isinstance(child.tag, str):
                counts[child.tag] = counts.get(child.tag, 0) + 1
                waiting.append((child, f"{path}/{child.tag}[{counts[child.tag]}]"))


def _write(
    writer: Writer, lines: list[Line], paths: dict[Any, str], tables: dict[str, Grid]
) -> tuple[Table, ...]:
    """Write the lines, each with its element."""
    made: list[Table] = []
    for number, line in enumerate(lines):
        if number:
            together = line.element is lines[number - 1].element or line.element.tag in ITEMS
            writer.write("\n" if together else "\n\n")
        if (grid := tables.get(line.text)) is not None:
            made.append(write_table(writer, grid, f"table {len(made) + 1}"))
            continue
        path = paths.get(line.element)
        writer.write(line.text, Place(element=path) if path else None)
    return tuple(made)


def _authors(told: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in (told or "").split(";"))))


def _told_language(tree: Any) -> str | None:
    told = (tree.get("lang") or "")[:2].lower()
    return told if len(told) == 2 and told.isascii() and told.isalpha() else None
