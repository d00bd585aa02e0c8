"""Saved web pages: the main text, without menus and notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sousveil.errors import Place
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.source import About, Document, Table
from sousveil.reading.html_lines import UNSEEN, blocks, lines, one_line, text_of
from sousveil.reading.html_tables import SIGN, Grid, take_tables, write_table
from sousveil.reading.markup import tidy
from sousveil.reading.plain import decode
from sousveil.reading.writer import Writer

READER = "html/2"

MANY = 20_000  # elements; of larger pages all is taken but menus and notices, to be in time
SHORT = 200  # characters; of a main text so short, the whole page may be meant

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

NOTICE = re.compile(
    r"""
    (?:^|[\s_-]) (?: cookies? | consent | gdpr | ccpa | onetrust | cmp
    | privacy-?(?:banner|notice|bar) | paywall | sign-?up | signin | login | register
    | newsletter | subscri(?:be|ption)s? | ads? | adslot | advert\w* | sponsor\w* | promo\w*
    | banner | popup | modal | overlay
    | related | recommended | recirc\w* | trending | most-?(?:read|popular) | more-?(?:news|stories)
    | share | sharing | social(?:-?(?:share|media|links|bar))? | breadcrumbs? | sidebar | widget
    | comments? | disqus | toolbar | skip-?link | navbar | nav | menu | masthead | footer
    ) (?:$|[\s_-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Names of parts that are about the site and not of the article."""

NOTICE_TAGS = frozenset({"nav", "aside", "footer", "form", "dialog", "button", "select", "menu"})
NOTICE_ROLES = frozenset(
    {
        "navigation",
        "banner",
        "contentinfo",
        "dialog",
        "alertdialog",
        "search",
        "complementary",
        "menu",
        "menubar",
        "form",
    }
)
AT_MOST = 0.4  # of all the text of a page may be in one such part; more is the article itself


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
    size = len(paths)
    hidden = list(_hidden(tree))
    for element in hidden:
        writer.aside(one_line(text_of(element)), Place(element=paths.get(element)))
        _remove(element)
    places = _places(tree, paths)
    tables = take_tables(tree, paths)
    _leave_out_notices(tree)
    found = _main_text(tree) if size <= MANY else _metadata(tree)
    title = found.title if found else None
    content = (found.text if found else None) or ""
    if (len(content) < SHORT or size > MANY) and (body := tree.find("body")) is not None:
        every = "\n".join(line for line in map(one_line, lines(body)) if line)
        content = every if not content or len(every) < 10 * SHORT else content
    if title and not content.startswith(title):
        content = f"{title}\n\n{content}"
    made = _write(writer, content, places, tables)
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


def _main_text(tree: Any) -> Any:
    """Find the main text; None where none can be told from the rest."""
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            tree, favor_recall=True, include_comments=False, with_metadata=True, as_dict=False
        )
    except MemoryError:
        raise
    except Exception:  # it stumbles over odd trees in many ways; all the text is taken then
        return None


def _metadata(tree: Any) -> Any:
    """Return what the head of a page says about it."""
    from lxml import html

    page = html.Element("html")
    page.extend(tree.findall("head"))
    page.append(html.Element("body"))
    return _main_text(page)


def _hidden(tree: Any) -> Iterator[Any]:
    """Yield the outermost elements that a reader of the page does not see."""
    named = _hiding_names(tree)
    lit = any(BACKGROUND.search(style.text or "") for style in tree.iter("style"))
    waiting = [(tree, lit)]
    while waiting:
        element, lit = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            continue
        style = element.get("style") or ""
        lit = lit or bool(BACKGROUND.search(style)) or element.get("bgcolor") is not None
        if _is_hidden(element, style, named, lit):
            yield element
            continue
        waiting.extend((child, lit) for child in reversed(element))


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


def _leave_out_notices(tree: Any) -> None:
    """Remove menus, adverts, notices about cookies and calls to subscribe.

    A part that holds much of the page's text is the article, whatever it is called.
    """
    sizes: dict[Any, int] = {}
    for element in reversed(list(tree.iter())):
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            continue
        own = len((element.text or "").strip())
        own += sum(sizes.get(child, 0) + len((child.tail or "").strip()) for child in element)
        sizes[element] = own
    whole = sizes.get(tree, 0)
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        if _is_notice(element) and sizes.get(element, 0) <= AT_MOST * whole:
            _remove(element)
            continue
        waiting.extend(element)


def _is_notice(element: Any) -> bool:
    if element.tag in ("html", "body", "main", "article", "head"):
        return False
    if element.tag in NOTICE_TAGS or (element.get("role") or "").lower() in NOTICE_ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return bool(NOTICE.search(names))


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


def _places(tree: Any, paths: dict[Any, str]) -> dict[str, list[str]]:
    """Return the paths of the elements that hold each line of text, in the page's order."""
    found: dict[str, list[str]] = {}
    for line, element in blocks(tree):
        if (line := one_line(line)) and element in paths:
            found.setdefault(line, []).append(paths[element])
    for places in found.values():
        places.reverse()
    return found


def _write(
    writer: Writer, content: str, places: dict[str, list[str]], tables: dict[str, Grid]
) -> tuple[Table, ...]:
    """Write the lines, each with its element where exactly this line stands in one."""
    made: list[Table] = []
    for number, line in enumerate(content.split("\n")):
        if number:
            writer.write("\n")
        if (grid := tables.get(line.strip(" -|"))) is not None:
            made.append(write_table(writer, grid, f"table {len(made) + 1}"))
            continue
        known = places.get(one_line(line)) or places.get(one_line(line.removeprefix("- ")))
        path = None if not known else known.pop() if len(known) > 1 else known[0]
        writer.write(line, Place(element=path) if path else None)
    return tuple(made)


def _remove(element: Any) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
        element.tail = None
    parent.remove(element)


def _authors(told: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in (told or "").split(";"))))


def _told_language(tree: Any) -> str | None:
    told = (tree.get("lang") or "")[:2].lower()
    return told if len(told) == 2 and told.isascii() and told.isalpha() else None
