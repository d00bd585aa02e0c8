"""What stands amid the words of a page and is no word: marks of notes, pictures, fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sousveil.model.source import UNTOLD
from sousveil.reading.html_lines import BLOCKS, one_line, text_of
from sousveil.reading.html_seen import CONTROL, Unseen, is_sign
from sousveil.reading.notes import DENYING, NOTE

OBJECTS = frozenset(
    "object embed iframe video audio canvas input textarea select meter progress img picture applet"
    " math".split()
)
"""Elements in whose place a reader sees something that is no text of the page."""

FIELDS = frozenset({"input", "textarea", "select", "meter", "progress"})
"""Of these any may say something of the words in their line."""

SILENT = frozenset({"hidden", "submit", "button", "reset", "image", "checkbox", "radio"})
"""Kinds of fields that say nothing in a sentence."""

STOPS = (".", "!", "?", "…", ":", ";", '"', "”", "’", "»", ")", "]", "|", "–", "—")
NOTED = re.compile(r"note|fn|ref|cit|foot", re.IGNORECASE)
NEAR = 30  # elements before or after one that are looked at
SHORT = 40  # characters of words about a picture that may be all it shows
CHARS = 200  # of the words before or after an element that are looked at


def take_marks(tree: Any) -> Iterator[Unseen]:
    """Take out the marks of notes, which would change a number before them.

    What is raised or lowered behind a digit and may be part of the number leaves a sign.
    """
    noted = {one.get("id"): one for one in tree.iter("*") if one.get("id")}
    for element in list(tree.iter("sup", "sub", "rt", "rp")):
        words = text_of(element)
        before = words_before(element)
        if not words:
            continue
        if element.tag in ("rt", "rp"):
            doubted = element.tag == "rt" and any(c.isascii() and c.isalnum() for c in words)
        elif element.tag == "sup" and NOTE.fullmatch(words) and not before.endswith("10"):
            doubted = before[-1:].isdigit() and words.isdigit() and not _is_note(element)
        elif before[-1:].isdigit() and words[:1].isdigit():
            put(element, f"^{CONTROL.sub('', words)}{UNTOLD}")  # a power, or part of a formula
            continue
        else:
            continue
        doubted = doubted or _is_denied(element, noted)
        yield Unseen(words, element, "margin")
        put(element, UNTOLD if doubted else "")


def sign_objects(tree: Any) -> None:
    """Put a sign in the place of pictures and fields inside a sentence."""
    for element in list(tree.iter(*OBJECTS)):
        alt = (element.get("alt") or "").strip() if element.tag == "img" else ""
        if 0 < len(alt) <= SHORT and (DENYING.search(alt) or is_sign(alt)):
            put(element, f"{CONTROL.sub('', alt)} ")
            continue
        if _is_seen(element) and (
            (element.tag in FIELDS and _has_words(element)) or is_amid(element)
        ):
            put(element, UNTOLD)


def put(element: Any, words: str) -> None:
    """Make an element into words; what stands after it stays."""
    tail = element.tail
    element.clear(keep_tail=tail is not None)
    element.tag = "span"
    element.text = words or None


def is_amid(element: Any) -> bool:
    """Tell whether an element stands inside a sentence: without it, that may say something else."""
    before, after = words_before(element).rstrip(), words_after(element).lstrip()
    if before and not before.endswith(STOPS) and element.tag not in BLOCKS:
        return True
    return bool(after) and (after[0].islower() or after[0] in ",.;:)%!?")


def words_before(element: Any) -> str:
    """Return the words right before an element, back to the block or line break around them."""
    words = ""
    here = element
    for _ in range(NEAR):
        before = here.getprevious()
        if before is not None:
            words = (before.tail or "") + words
            if _ends_line(before):
                break
            if not isinstance(before.tag, str):
                here = before
                continue
            words = _last_words(before) + words
            here = before
            continue
        parent = here.getparent()
        if parent is None:
            break
        words = (parent.text or "") + words
        if _ends_line(parent):
            break
        here = parent
    return one_line(words[-CHARS:]) + (" " if words[-1:].isspace() else "")


def words_after(element: Any) -> str:
    """Return the words right after an element, up to the block or line break around them."""
    words = element.tail or ""
    here = element
    for _ in range(NEAR):
        after = here.getnext()
        if after is not None:
            if _ends_line(after):
                break
            words += "".join(islice(after.itertext(), NEAR))[:CHARS] + (after.tail or "")
            here = after
            continue
        parent = here.getparent()
        if parent is None or _ends_line(parent):
            break
        words += parent.tail or ""
        here = parent
    return (" " if words[:1].isspace() else "") + one_line(words[:CHARS])


def _last_words(element: Any) -> str:
    """Return the end of what an element says."""
    words = ""
    for _ in range(NEAR):
        if not len(element):
            return (element.text or "") + words
        element = element[-1]
        words = (element.tail or "") + words
        if words.strip():
            break
    return words


def _has_words(element: Any) -> bool:
    return bool(words_before(element).strip() or words_after(element).strip())


def _ends_line(element: Any) -> bool:
    return element.tag in BLOCKS or element.tag in ("br", "hr", "body", "html")


def _is_note(element: Any) -> bool:
    """Tell a mark of a note by its link or its name."""
    around = [element, element.getparent(), *element]
    return any(
        one is not None
        and isinstance(one.tag, str)
        and (
            (one.tag == "a" and one.get("href"))
            or (
                one is not element.getparent()
                and NOTED.search(f"{one.get('class') or ''} {one.get('id') or ''}")
            )
        )
        for one in around
    )


def _is_denied(element: Any, noted: dict[str, Any]) -> bool:
    """Tell a mark of which the note may say that what it is a note on is not so."""
    parent = element.getparent()
    links = [
        one.get("href") or "" for one in (element, *element.iter("a"), parent) if one is not None
    ]
    notes = [noted[link[1:]] for link in links if link.startswith("#") and link[1:] in noted]
    return any(DENYING.search("".join(islice(note.itertext(), NEAR))[:600]) for note in notes)


def _is_seen(element: Any) -> bool:
    if element.tag == "input":
        return (element.get("type") or "text").lower() not in SILENT
    if element.tag != "img":
        return True
    if "1" in (element.get("width"), element.get("height")):
        return False  # a picture of one point counts visitors
    return bool((element.get("alt") or "").strip()) or words_before(element)[-1:].isalnum()
