"""Saved web pages: the main text, without menus and notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from sousveil.errors import Place
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.source import About, Document, Table
from sousveil.reading.html_lines import UNSEEN, Line, text_of
from sousveil.reading.html_main import headline, leave_out_notices, main_lines, remove
from sousveil.reading.html_tables import SIGN, Grid, take_tables, write_table
from sousveil.reading.markup import tidy
from sousveil.reading.notes import NOTE
from sousveil.reading.plain import decode
from sousveil.reading.writer import Writer

READER = "html/3"

MANY = 20_000  # elements; of larger pages the head alone is asked, to be in time
ITEMS = frozenset({"li", "dt", "dd", "td", "th", "tr"})
"""Blocks that stand line under line; between others an empty line ends what was said."""

EARLY = 40  # lines in which the headline is looked for; else it is put before them

HIDING = re.compile(
    r"""
    display \s* : \s* none | visibility \s* : \s* (?:hidden|collapse) | color \s* : \s* transparent
    | (?:font-size|opacity|max-height|height|width) \s* : \s* 0 (?:\.0+)?
      (?:px|em|rem|pt|%)? \s* (?:;|!|$)
    | (?:left|top|right|text-indent|margin-left) \s* : \s* - \d{3,} | clip \s* : \s* rect\(\s*0
    | clip-path \s* : \s* inset\(\s*(?:50|100)%
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Styles with which text is there and not seen."""

WHITE = re.compile(
    r"(?<![-\w])color\s*:\s*(?:white\b|\#fff(?:fff)?\b|rgb\(\s*255\s*,\s*255\s*,\s*255)", re.I
)
BACKGROUND = re.compile(r"background", re.IGNORECASE)

RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
NAMED = re.compile(r"[.#][A-Za-z_][\w-]{0,80}")
"""A selector of one class or one id; of others a style sheet's rules are not followed."""


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
    hidden = list(_hidden(tree))
    for element in hidden:
        writer.aside(text_of(element), Place(element=paths.get(element)))
    remove(tree, hidden)
    struck = list(_struck(tree))
    for element, state in struck:
        writer.aside(text_of(element), Place(element=paths.get(element)), state)
    remove(tree, [element for element, _ in struck])
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


def _hidden(tree: Any) -> Iterator[Any]:
    """Yield the outermost elements that a reader of the page does not see."""
    named = _hiding_names(tree)
    lit = any(BACKGROUND.search(style.text or "") for style in tree.iter("style"))
    waiting = [(tree, lit)]
    while waiting:
        element, lit = waiting.pop()
        if element.tag == "template":
            yield element
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            continue
        style = element.get("style") or ""
        lit = lit or bool(BACKGROUND.search(style)) or element.get("bgcolor") is not None
        if _is_hidden(element, style, named, lit):
            yield element
            continue
        waiting.extend((child, lit) for child in reversed(element))


def _struck(tree: Any) -> Iterator[tuple[Any, str]]:
    """Yield what is struck out, and the marks of notes, which would change a number before them."""
    for element in tree.iter("del", "s", "strike", "sup", "rt"):
        if element.tag in ("del", "s", "strike"):
            yield element, "deleted"
        elif element.tag == "rt" or (NOTE.fullmatch(text_of(element)) and not _is_power(element)):
            yield element, "margin"


def _is_power(mark: Any) -> bool:
    before = mark.getprevious()
    parent = mark.getparent()
    text = parent.text if before is None and parent is not None else getattr(before, "tail", "")
    return (text or "").rstrip().endswith("10")


def _is_hidden(element: Any, style: str, named: frozenset[str], lit: bool) -> bool:
    if element.tag in ("html", "body"):
        return False
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if style and (HIDING.search(style) or (WHITE.search(style) and not lit)):
        return True
    if element.tag == "font" and not lit and (element.get("color") or "").lower() in WHITES:
        return True
    if not named:
        return False
    names = {f".{name}" for name in (element.get("class") or "").split()}
    return not named.isdisjoint(names | {f"#{element.get('id')}"})


WHITES = ("white", "#fff", "#ffffff")


def _hiding_names(tree: Any) -> frozenset[str]:
    """Return the classes and ids that the page's own style sheets hide."""
    found: set[str] = set()
    for style in tree.iter("style"):
        for rule in RULE.finditer((style.text or "")[:200_000]):
            if HIDING.search(rule[2]) and "@media" not in rule[1]:
                selectors = [part.strip() for part in rule[1].split(",")]
                found.update(part for part in selectors if NAMED.fullmatch(part))
    return frozenset(found)


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
