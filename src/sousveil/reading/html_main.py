"""The main text of a page, told from menus, adverts and notices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sousveil.model.source import UNTOLD
from sousveil.reading.html_amid import is_amid, put
from sousveil.reading.html_lines import BLOCKS, UNSEEN, Line, lines_of, one_line
from sousveil.reading.html_tables import CELL
from sousveil.reading.notes import DENYING

LONG = 60  # characters: a line so long, mostly without links, is prose
MOST = 0.7  # of the prose of a page lies in the element that is the article
FEW = 3  # lines of prose; with fewer nothing tells the article
GONE = "sousveil-gone"  # what an element is called that is about to be taken out
AT_MOST = 0.4  # of all the text of a page may be in one notice; more is the article itself
KEPT = 0.25  # of the prose at least stays; else the names of the parts mean something else
LINKED = 0.5  # of a line's characters may be in links; more is a menu or a teaser
REPEATED = 40  # characters: a line so long that stands in another line is said once

NOTICE = re.compile(
    r"""
    (?:^|[\s_-]) (?: eu-cookie[\w-]* | cookies? | consent | gdpr | ccpa | onetrust[\w-]* | cmp\d*
    | cmplz[\w-]* | privacy-?(?:banner|notice|bar) | paywall | sign-?up | signin | login | register
    | newsletter | subscri(?:be|ption)s? | ads? | adslot | advert\w* | sponsor\w* | promo\w*
    | banner | popup | modal | overlay | related(?:-?(?:posts?|stories|articles|links))?
    | recommended | recirc\w* | trending | most-?(?:read|popular) | more-?(?:news|stories)
    | outbrain | taboola | share | sharing | social(?:-?(?:share|media|links|bar))? | breadcrumbs?
    | sidebar | comments? | disqus | toolbar | skip-?link | navbar | nav | menu | masthead
    | footer | statistics_counter | usercentrics[\w-]* | uc-banner | teaser[\w-]* | news-list[\w-]*
    | summary-(?:excerpt|heading)[\w-]* | donat\w* | epic | quiz | poll | inread[\w-]* | ticker
    | instream[\w-]* | sub-?wall
    ) (?:$|[\s_-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Names of parts that are about the site and not of the article."""

RELATED = re.compile(r"\w*-?relatedposts?[\w-]*", re.IGNORECASE)

NOTICE_TAGS = frozenset(
    "nav aside footer form dialog button select textarea menu amp-ad amp-embed amp-consent"
    " amp-sidebar amp-user-notification amp-list amp-social-share".split()
)
NOTICE_ROLES = frozenset(
    "navigation banner contentinfo dialog alertdialog search complementary menu menubar"
    " form".split()
)

CUE = re.compile(
    r"(?:read (?:more|also|next|on)|also read|see also|more on this|related|watch|listen)\b\W*",
    re.IGNORECASE,
)
"""How a line begins that sends its reader to another article."""

RIGHTS = re.compile(r"(?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4}))", re.IGNORECASE)
FOOT = re.compile(r"(?:©|\(c\)|copyright)\W{0,3}(?:©\s*)?(?:19|20)\d\d\b", re.IGNORECASE)
"""How the foot of a page begins: from there on it speaks of the site."""

FOOT_AT_MOST = 0.15  # of the lines' characters; more is no foot

FURTHER = re.compile(
    r"(?:more (?:news|stories|from|on|articles|in)|keep reading"
    r"|other (?:headlines|news|stories|articles)|donate|subscribe|related"
    r"|read (?:more|next|also)|most (?:read|popular)|trending|recommended"
    r"|you (?:may|might) also|latest (?:news|stories)|also in this issue|support (?:us|our)"
    r"|newsletter|further reading|weitere|lire aussi|sur le même sujet)\b",
    re.IGNORECASE,
)
"""How a heading begins under which a site offers something else."""

POINTING = re.compile(
    r"(?:that|this|it|these|they|not|no|wrong|false|untrue|incorrect|correction|nope)\b",
    re.IGNORECASE,
)
"""How a line begins that may take back the one before, though it is a link."""

REMARK = 300  # characters; a part of the site that is longer is no remark on a sentence
REMARKS = frozenset("aside footer div section p span small figure dialog form".split())

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
HEAD = 20  # lines that may stand between a headline and the article
WRAPPED = 50  # characters: a line so long may be broken only to fit the width of a page
ENDS = (".", "!", "?", ":", ";", '"', "”", "»", "。", ")")

COOKIES = re.compile(
    r"\bcookies?\b|\bconsent\b|\b(?:our|\d+) partners\b|\bon your device\b|\bprivacy policy\b"
    r"|\baccept all\b|\bmanage (?:your )?(?:choices|preferences|settings)\b"
    r"|\bpersonali[sz]ed ads\b",
    re.IGNORECASE,
)
JOINING = re.compile(
    r"^(?:join|sign up|subscribe|register)\b.{0,200}\b(?:newsletter|subscribers?|readers|inbox)\b",
    re.IGNORECASE,
)


def leave_out_notices(tree: Any) -> None:
    """Remove menus, adverts, notices about cookies and calls to subscribe.

    A part that holds much of the page's text is the article, whatever it is called; and where
    the names would leave next to nothing, only the tags are heeded.
    """
    sizes = _sizes(tree)
    whole = sizes.get(tree, 0)
    named, tagged = list(_further_parts(tree, sizes)), []
    waiting = [tree]
    quiet: set[Any] = set()
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        size = sizes.get(element, 0)
        within = element.getparent()
        same = within in quiet and sizes.get(within, 0) == size  # its words are those around it
        if not same and _takes_back(element, sizes):
            continue
        if same or (0 < size <= REMARK and element.tag in REMARKS):
            quiet.add(element)
        small = sizes.get(element, 0) <= AT_MOST * whole and not _is_amid_words(element)
        if small and _has_notice_tag(element):
            tagged.append(element)
        elif small and _has_notice_name(element):
            named.append(element)
        else:
            waiting.extend(element)
    _leave_out(tree, tagged)
    prose = sum(_prose(lines_of(tree)).values())
    gone = sum(sum(_prose(lines_of(element)).values()) for element in named)
    if prose - gone >= KEPT * prose:
        _leave_out(tree, named)


def _leave_out(tree: Any, parts: list[Any]) -> None:
    """Remove parts that readers see; inside a sentence a sign stays in the place of one."""
    plain = []
    for part in parts:
        if (part.text or len(part)) and is_amid(part):
            put(part, f" {UNTOLD} ")
        else:
            plain.append(part)
    remove(tree, plain)


def _takes_back(element: Any, sizes: dict[Any, int]) -> bool:
    """Tell a part that may say of the article that something in it is not so; it stays."""
    if not 0 < sizes.get(element, 0) <= REMARK or element.tag not in REMARKS:
        return False
    return bool(DENYING.search(one_line(" ".join(element.itertext())))) and not any(
        True for _ in element.iterdescendants("a", "button", "form")
    )


def main_lines(tree: Any, headline: str | None = None) -> Iterator[Line]:
    """Yield the lines of the article in their order, each said once.

    What stands between the headline and the article, such as a standfirst or a caption, belongs
    to it; what stands before the headline does not.
    """
    body = tree.find("body")
    body = tree if body is None else body
    every = list(lines_of(body))
    found = _from_headline(every, _within(every, _article(body, every)), headline)
    kept = [line for line in _without_foot(found) if not _is_about_site(line)]
    if _length(kept) < KEPT * _length(found):
        kept = found  # a page of links, or one that is one link: nothing tells the article
    kept = _unwrapped(kept, headline)
    bare = [line.text.strip("“”\"'‘’ ") for line in kept]
    seen: set[str] = set()
    repeats = _repeats(bare)
    for line, words in zip(kept, bare, strict=True):
        if len(words) >= REPEATED:
            if words in seen or words in repeats:
                continue
            seen.add(words)
        yield line


def _within(every: list[Line], article: Any) -> range:
    """Return the numbers of the lines inside an element, from the first to the last."""
    inside = set(article.iter())
    numbers = [number for number, line in enumerate(every) if line.element in inside]
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def _from_headline(every: list[Line], inside: range, headline: str | None) -> list[Line]:
    """Return the article's lines, from its headline on where that can be told."""
    lines = [every[number] for number in inside]
    if not headline:
        return lines
    places = [n for n, line in enumerate(every[: inside.stop]) if line.text == headline]
    before = [n for n in places if n < inside.start and inside.start - n <= HEAD]
    if before:
        return every[before[-1] : inside.stop]
    within = [n for n in places if n in inside]
    if within and _length(every[inside.start : within[0]]) <= FOOT_AT_MOST * _length(lines):
        dated = [line for line in every[inside.start : within[0]] if YEAR.search(line.text)]
        return [*dated, *every[within[0] : inside.stop]]
    return lines


def _unwrapped(lines: list[Line], headline: str | None) -> list[Line]:
    """Join lines that a page breaks only to fit its width."""
    made: list[Line] = []
    for line in lines:
        last = made[-1] if made else None
        if (
            last is not None
            and line.breaks == 1
            and line.element is last.element
            and len(last.text) >= WRAPPED
            and last.text != headline
            and not last.text.endswith(ENDS)
        ):
            text = f"{last.text} {line.text}"
            made[-1] = last._replace(text=text, linked=last.linked + line.linked)
        else:
            made.append(line)
    return made


def headline(tree: Any) -> str | None:
    """Return the longest heading with which the page's own title begins, or None."""
    told = one_line(tree.findtext(".//title") or "")
    found = [
        one_line(" ".join(line.text for line in lines_of(heading)))
        for heading in tree.iter("h1", "h2", "h3", "h4")
    ]
    return max(
        (text for text in found if len(text) > 15 and told.startswith(text)), key=len, default=None
    )


def remove(tree: Any, elements: Iterable[Any]) -> None:
    """Take elements out of a tree, all at once; the text after each stays.

    Joining that text by hand takes long where many stand side by side, and fails on control
    signs, which the library takes from a page and refuses to be given.
    """
    from lxml import etree

    for element in elements:
        if element is tree:
            continue
        if element.tag in BLOCKS and (element.tail or "").strip():
            element.clear(keep_tail=True)
            element.tag = "br"  # what stood around a block is not one sentence
        else:
            element.tag = GONE
    etree.strip_elements(tree, GONE, with_tail=False)


def _sizes(tree: Any) -> dict[Any, int]:
    """Return the characters of text in each element."""
    sizes: dict[Any, int] = {}
    for element in reversed(list(tree.iter())):
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            continue
        own = len((element.text or "").strip())
        own += sum(sizes.get(child, 0) + len((child.tail or "").strip()) for child in element)
        sizes[element] = own
    return sizes


def _further_parts(tree: Any, sizes: dict[Any, int]) -> Iterator[Any]:
    """Yield parts that begin with a heading under which a site offers something else."""
    for heading in tree.iter("h2", "h3", "h4", "h5", "h6"):
        text = one_line(" ".join(heading.itertext()))
        if len(text) > LONG or not FURTHER.match(text):
            continue
        part = heading
        while (parent := part.getparent()) is not None:
            is_first = parent[0] is part and not (parent.text or "").strip()
            if not is_first or sizes.get(parent, 0) > AT_MOST / 2 * sizes.get(tree, 0):
                break
            part = parent
        if part is not heading and part.tag not in ("body", "article", "main"):
            yield part


def _is_amid_words(element: Any) -> bool:
    """Tell a part of a sentence: without it, the sentence would say something else."""
    parent = element.getparent()
    if element.tag in BLOCKS or element.tag.startswith("amp-") or parent is None:
        return False
    before = element.getprevious()
    text = parent.text if before is None else before.tail
    return bool((text or "").strip() or (element.tail or "").strip())


def _has_notice_tag(element: Any) -> bool:
    if element.tag in ("html", "body", "main", "article", "head"):
        return False
    return element.tag in NOTICE_TAGS or (element.get("role") or "").lower() in NOTICE_ROLES


def _has_notice_name(element: Any) -> bool:
    if element.tag in ("html", "body", "main", "article", "head"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return bool(NOTICE.search(names) or RELATED.search(names))


def _prose(lines: Iterable[Line]) -> dict[Any, int]:
    """Return the characters of prose that stand right in each block."""
    found: dict[Any, int] = {}
    for line in lines:
        if _is_prose(line):
            found[line.element] = found.get(line.element, 0) + len(line.text)
    return found


def _is_prose(line: Line) -> bool:
    is_long = len(line.text) >= LONG and line.linked <= LINKED * len(line.text)
    return is_long and not _is_about_site(line)


def _article(body: Any, lines: list[Line]) -> Any:
    """Return the innermost element that holds nearly all of the prose.

    It does not go into one of several like parts: they are sections of one article. A page
    of only a few paragraphs is taken as a whole.
    """
    own = _prose(lines)
    total: dict[Any, int] = {}
    for element in reversed(list(body.iter())):
        total[element] = own.get(element, 0) + sum(total.get(child, 0) for child in element)
    if sum(map(_is_prose, lines)) < FEW:
        return body
    here = body
    while True:
        inside = [child for child in here if isinstance(child.tag, str) and total.get(child, 0)]
        best = max(inside, key=lambda child: total[child], default=None)
        if best is None or total[best] < MOST * total[body] or own.get(here, 0):
            return here
        twins = [c for c in inside if c is not best and _is_like(c, best)]
        if twins or best.tag in ("p", "span", "font", "b", "li", "blockquote"):
            return here
        here = best


def _is_like(one: Any, other: Any) -> bool:
    names = (one.get("class") or "").split()[:1], (other.get("class") or "").split()[:1]
    if one.tag != other.tag or one.tag == "article" or CELL in one.attrib:
        return False
    return names[0] == names[1]


def _is_about_site(line: Line) -> bool:
    """Tell lines of links, and those that sites put into any text."""
    text = line.text
    if len(text) <= REMARK and POINTING.match(text) and DENYING.search(text):
        return False
    if line.linked > LINKED * len(text):
        return len(text) < 2 * LONG or line.linked > 0.9 * len(text)
    if line.linked and (cue := CUE.match(text)) and line.linked >= len(text) - cue.end() - 2:
        return True
    if RIGHTS.match(text) or JOINING.search(text):
        return True
    return len(text) < 600 and len({m.group().lower() for m in COOKIES.finditer(text)}) >= 2


def _without_foot(lines: list[Line]) -> list[Line]:
    left = FOOT_AT_MOST * _length(lines)
    found = lines
    for number in range(len(lines) - 1, -1, -1):
        left -= len(lines[number].text)
        if left < 0:
            break
        if FOOT.match(lines[number].text) or _is_further(lines[number]):
            found = lines[:number]
    return found


def _is_further(line: Line) -> bool:
    """Tell a heading under which a site offers something else."""
    return len(line.text) <= LONG and FURTHER.match(line.text) is not None


def _length(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _repeats(bare: list[str]) -> set[str]:
    """Return the lines that stand word for word inside a longer line, as pull quotes do."""
    long = sorted({words for words in bare if len(words) >= REPEATED}, key=len)
    if len(long) > 2000:  # a page of so many lines is no article with pull quotes
        return set()
    whole = "\n".join(long)
    return {words for words in long if whole.count(words) > 1}
