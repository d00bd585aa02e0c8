"""PDF files: what their pages show, and what they hide."""

from __future__ import annotations

import ctypes
import re
import struct
from collections.abc import Iterator
from functools import cache, partial
from itertools import repeat
from typing import Any

from msgspec import Struct

from sousveil.errors import DamagedDocument, LockedDocument, Place, Problem
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.noun import replace
from sousveil.model.source import About, Document
from sousveil.reading.pdf_lines import Char, Line, box, gathered
from sousveil.reading.pdf_prose import write_prose
from sousveil.reading.pdf_table import TableWriter, find_columns
from sousveil.reading.writer import Writer

READER = "pdf/2"

END = b"%%EOF"
TAIL = 2048  # bytes at the end of a file in which its last mark stands

UNSEEN_MODES = (3, 7)  # how text is drawn that leaves no mark: not at all, and as a clip
HYPHEN = "\ufffe"
"""Stands for the hyphen of a word that is broken at the end of a line."""

TINY = 1.5  # points; smaller letters are not seen
PALE = 245  # of 255, in each colour: on white paper it is not seen
DIFFERENT = 12  # of 255: what a drawn letter must differ by somewhere in its box

COVERING = 0.5  # of the page: a picture so large makes it a scan

DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?")


class Page(Struct, frozen=True):
    """What one page holds."""

    shown: tuple[Line, ...]
    hidden: tuple[Line, ...] = ()
    is_layer: bool = False
    """Whether the text is an invisible layer over a picture, as in a scan."""


def read(data: bytes, snapshot: str, caps: Caps = CAPS) -> Document:
    """Read all pages; raise `DamagedDocument` or `LockedDocument` if the file cannot be opened."""
    import pypdfium2

    writer = Writer(snapshot, READER, caps)
    try:
        pdf = pypdfium2.PdfDocument(data)
        count = len(pdf)
        metadata = pdf.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        # What the library names as its last error may be that of an earlier document.
        if "password" in str(error).lower() and b"/Encrypt" in data:
            raise LockedDocument(
                "The PDF is locked with a password. Save it without one, and add that."
            ) from None
        raise DamagedDocument(
            f"The PDF cannot be opened ({str(error).rstrip('.')}). It may be cut."
        ) from None
    pages = []
    for number in range(1, min(count, caps.pages) + 1):
        try:
            pages.append(_page(pdf, number))
        except pypdfium2.PdfiumError:
            writer.lose(f"page {number}: damaged")
            pages.append(Page(()))
            continue
        if not pages[-1].shown:
            writer.lose(f"page {number}: no text")
    if count > caps.pages:
        writer.lose(f"pages {caps.pages + 1} to {count}: beyond the limit of {caps.pages} pages")
    if END not in data[-TAIL:]:
        writer.lose("the end of the file is missing")
    document = _written(writer, pages, _about(metadata))
    return replace(document, problems=tuple(_layers(pages)))


def _written(writer: Writer, pages: list[Page], about: About) -> Document:
    """Write pages with rows of the table as they stand, and the others as prose."""
    for page in pages:
        for line in page.hidden:
            writer.aside(line.text, Place(page=line.page, box=box(line.chars)))
    lines = [line for page in pages for line in page.shown]
    edges, heading = find_columns(lines)
    if heading < 0:
        write_prose(writer, [page.shown for page in pages])
        return writer.document(about)
    table = TableWriter(writer, lines, edges, heading)
    return writer.document(about, tables=table.tables())


def _page(pdf: Any, number: int) -> Page:
    page = pdf[number - 1]
    try:
        chars, unseen, is_layer = _chars(page)
        return Page(
            shown=tuple(gathered(chars, number)),
            hidden=tuple(gathered(unseen, number)),
            is_layer=is_layer,
        )
    finally:
        page.close()


def _chars(page: Any) -> tuple[list[Char], list[Char], bool]:
    """Return the characters that a reader sees, those that none does, and if it is a scan."""
    import pypdfium2.raw as raw

    texts = page.get_textpage()
    try:
        chars = _drawn(page, texts)
        unseen = _unseen(page, texts, chars)
        if unseen is None:
            return chars, [], False
        shown: list[Char] = []
        hidden: list[Char] = []
        for char in chars:
            (hidden if not char.text.isspace() and unseen(char) else shown).append(char)
        is_layer = bool(hidden) and all(c.text.isspace() for c in shown) and _is_scan(page, raw)
        return (hidden, [], True) if is_layer else (shown, hidden, False)
    finally:
        texts.close()


def _drawn(page: Any, texts: Any) -> list[Char]:
    """Return the characters that the page draws, in the coordinates that a reader sees."""
    import pypdfium2.raw as raw

    rotation = page.get_rotation()
    wide, high = page.get_size()
    count = texts.count_chars()
    handle = ctypes.cast(texts.raw, ctypes.c_void_p).value
    unicode, loose = _questions()
    codes = map(unicode, repeat(handle), range(count))
    places = (ctypes.c_float * (4 * count))()
    at = ctypes.addressof(places)
    placed = list(map(loose, repeat(handle), range(count), range(at, at + 16 * count, 16)))
    boxes = struct.iter_unpack("4f", places)
    made = partial(tuple.__new__, Char)  # skips a step through Python for each one
    chars: list[Char] = []
    high_half = 0
    for index, code, (left, top, right, low) in zip(range(count), codes, boxes, strict=True):
        if code <= 32:
            if raw.FPDFText_IsGenerated(texts.raw, index) == 1:
                continue
        elif 0xD800 <= code < 0xDC00:
            high_half = code
            continue
        elif 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high_half - 0xD800) << 10) + (code - 0xDC00) if high_half else 0xFFFD
        high_half = 0
        if code in (0, 10, 13) or code > 0x10FFFF or not placed[index]:
            continue
        text = HYPHEN if code == 2 else chr(code)
        if rotation == 0:
            chars.append(made((text, left, right, high - top, high - low, index)))
        elif rotation == 90:
            chars.append(Char(text, low, top, left, right, index))
        elif rotation == 180:
            chars.append(Char(text, wide - right, wide - left, low, top, index))
        else:
            chars.append(Char(text, wide - top, wide - low, high - right, high - left, index))
    return chars


@cache
def _questions() -> tuple[Any, Any]:
    """Return two functions of the library, for a character's code and for the box around it.

    They are asked once a letter: here they take plain numbers, which is twice as fast.
    """
    import pypdfium2.raw as raw

    number, pointer = ctypes.c_int, ctypes.c_void_p
    code = ctypes.cast(raw.FPDFText_GetUnicode, pointer).value
    box = ctypes.cast(raw.FPDFText_GetLooseCharBox, pointer).value
    assert code is not None and box is not None
    return (
        ctypes.PYFUNCTYPE(ctypes.c_uint, pointer, number)(code),
        ctypes.PYFUNCTYPE(number, pointer, number, pointer)(box),
    )


def _unseen(page: Any, texts: Any, chars: list[Char]) -> Any:
    """Return a test for characters that leave no mark on the page; None where none can be such.

    Pages are drawn only where a text object is pale or set over with something.
    """
    import pypdfium2.raw as raw

    wide, high = page.get_size()
    modes, pale = set(), False
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
        modes.add(raw.FPDFTextObj_GetTextRenderMode(thing.raw))
        pale = pale or _is_pale(thing.raw, raw)
    has_mode = not modes.isdisjoint(UNSEEN_MODES)
    picture = _picture(page, wide, high) if pale else None

    def is_off(char: Char) -> bool:
        _, left, right, top, bottom, _ = char
        return bottom - top < TINY or right < 0 or left > wide or bottom < 0 or top > high

    def unseen(char: Char) -> bool:
        if is_off(char):
            return True
        thing = raw.FPDFText_GetTextObject(texts.raw, char.order)
        if has_mode and raw.FPDFTextObj_GetTextRenderMode(thing) in UNSEEN_MODES:
            return True
        return picture is not None and _is_pale(thing, raw) and _is_flat(picture, char)

    if has_mode or picture is not None:
        return unseen
    return is_off if any(map(is_off, chars)) else None


def _is_pale(thing: Any, raw: Any) -> bool:
    """Tell whether an object is drawn in nearly white, or so thin that it is not seen."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(thing, *map(ctypes.byref, parts)):
        return False
    red, green, blue, alpha = (part.value for part in parts)
    return alpha < 255 - PALE or min(red, green, blue) >= PALE


def _picture(page: Any, wide: float, high: float) -> Any:
    """Draw the page in greys, a point a pixel."""
    if wide * high > 4_000_000:
        return None
    bitmap = page.render(scale=1, grayscale=True)
    return bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height


def _is_flat(picture: Any, char: Char) -> bool:
    """Tell whether nothing can be made out where a character stands."""
    pixels, stride, wide, high = picture
    left, right = max(0, int(char.left)), min(wide, int(char.right) + 1)
    top, bottom = max(0, int(char.top)), min(high, int(char.bottom) + 1)
    rows = [pixels[row * stride + left : row * stride + right] for row in range(top, bottom)]
    values = [value for row in rows for value in row]
    return not values or max(values) - min(values) < DIFFERENT


def _is_scan(page: Any, raw: Any) -> bool:
    """Tell whether a picture covers most of the page."""
    wide, high = page.get_size()
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        left, low, right, top = thing.get_bounds()
        if (right - left) * (top - low) >= COVERING * wide * high:
            return True
    return False


def _layers(pages: list[Page]) -> Iterator[Problem]:
    for number, page in enumerate(pages, 1):
        if page.is_layer:
            yield Problem(
                where=Place(page=number),
                kind="invisible-layer",
                what="the text is an invisible layer over a picture, as scanners make it",
                hint="compare the words with the picture",
            )


def _about(metadata: dict[str, str]) -> About:
    author = metadata.get("Author", "").strip()
    known = DATE.match(metadata.get("CreationDate", ""))
    return About(
        title=" ".join(metadata.get("Title", "").split()) or None,
        authors=tuple(filter(None, (name.strip() for name in author.split(";")))),
        publisher=None,
        known="-".join(filter(None, known.groups())) if known else None,
    )
