"""Word documents: paragraphs, tables, notes, in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sousveil.errors import DamagedDocument, LockedDocument, Place
from sousveil.guard.caps import Caps
from sousveil.guard.inflate import Budget, Zip, check_zipped
from sousveil.model.source import UNTOLD, About, Cell, Document, Span, Table
from sousveil.reading.notes import DENYING, NOTE
from sousveil.reading.writer import Writer

READER = "word/2"

BODY = "word/document.xml"
PROPERTIES = "docProps/core.xml"
NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
MARGINS = re.compile(r"word/(header|footer)(\d*)\.xml\Z")
COMMENTS = "word/comments.xml"

OLE = b"\xd0\xcf\x11\xe0"
"""How an encrypted document begins: it is wrapped in an old office file."""

WIDEST = 63  # columns that a table of Word may have; a cell claims no more
RULES = ("separator", "continuationSeparator", "continuationNotice")
"""Kinds of notes that are drawn lines and not text."""

NOT_TEXT = frozenset(
    "pPr rPr tblPr tblGrid trPr tcPr sectPr sdtPr sdtEndPr instrText delInstrText fldChar rt "
    "object".split()
)
"""Elements whose content nobody reads; what is in `pPr` and `rPr` is looked at apart."""

SYMBOLS = {
    "f0fc": "\u2714",
    "f0fb": "\u2718",
    "f0fe": "\u2611",
    "f0fd": "\u2612",
    "f0a8": "\u2610",
    "f06f": "\u2610",
    "f0b7": "\u2022",
    "f0a7": "\u25aa",
}
"""Signs of the fonts Wingdings and Symbol, by their code: ticks, boxes, bullets."""

TINY = 4  # half points: smaller letters are there and not seen

SHOWN, HIDDEN, DELETED, MARGIN = "shown", "hidden", "deleted", "margin"


class Run(NamedTuple):
    """A stretch of characters in one state; what is not shown stands apart from the text."""

    text: str
    state: str


class Filled(NamedTuple):
    """A cell of a table as far as it was read, and the tables inside it."""

    text: str
    nested: tuple[Any, ...]


class Reading:
    """What is known while one document is read: the writer, the styles, the numbers so far."""

    def __init__(
        self, writer: Writer, hiding: frozenset[str], striking: frozenset[str] = frozenset()
    ) -> None:
        self.writer = writer
        self.hiding = hiding
        self.striking = striking
        self.denying: set[tuple[str, str]] = set()
        """Kind and id of the notes that may take back what they are a note on."""

        self.part = ""
        self.paragraphs = 0
        self.tables: list[Table] = []
        self.cells = 0
        self.glued = False
        self.last = ""
        """The last sign shown in the paragraph that is being read."""

    def place(self, element: str) -> Place:
        """Return the place of an element of the part that is being read."""
        prefix = f"{self.part}, " if self.part else ""
        return Place(snapshot=self.writer.snapshot, element=prefix + element)


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """Read what a reader of the document sees; keep deletions and hidden text apart.

    Notes stand after the body, then headers and footers. Macros and pictures are not touched.
    """
    if data.startswith(OLE):
        raise LockedDocument("The document is encrypted. Save it without a password, and add that.")
    check_zipped(data, caps)
    archive = Zip(data, Budget(len(data), caps))
    names = archive.names()
    body = parsed(archive, BODY)
    writer = Writer(snapshot, READER, caps)
    styles = _optional(archive, "word/styles.xml", writer)
    reading = Reading(
        writer, _styles_with(styles, "vanish"), _styles_with(styles, "strike", "dstrike")
    )
    try:
        for name, kind in NOTES:
            if name in names:
                reading.denying |= _denying(_optional(archive, name, writer), kind)
        _blocks(reading, body)
        for name, kind in NOTES:
            if name in names:
                _notes(reading, _optional(archive, name, writer), kind)
        for name in sorted(names, key=_by_number):
            if MARGINS.match(name):
                _margin(reading, _optional(archive, name, writer), name)
        if COMMENTS in names:
            _comments(reading, _optional(archive, COMMENTS, writer))
    except RecursionError:
        raise DamagedDocument(
            "The parts of the document lie too deep inside each other. "
            "Save it as PDF, and add that."
        ) from None
    about = properties(_optional(archive, PROPERTIES, writer) if PROPERTIES in names else None)
    return writer.document(about, tables=tuple(reading.tables))


def parsed(archive: Zip, name: str) -> Any:
    """Return the root element of an XML part; raise `DamagedDocument` where it is none.

    Entities are not resolved, nothing is fetched, and a part with a document type is refused:
    no office program writes one.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(archive.read(name), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedDocument(
            f"The part {name} is damaged: {one_line(error)}. Save the document again, and add that."
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedDocument(
            f"The part {name} defines its own entities, which office programs never do. "
            "Save the document again, and add that."
        )
    return root


def properties(root: Any) -> About:
    """Return what the core properties of an office file say; `None` says nothing."""
    if root is None:
        return About()
    said: dict[str, str] = {}
    for element in root.iter("{*}*"):
        text = " ".join((element.text or "").split())
        if text:
            said.setdefault(_local(element), text)
    dates = (said.get(name, "") for name in ("modified", "created", "date", "creation-date"))
    known = next((date[:10] for date in dates if re.match(r"\d{4}-\d\d-\d\d", date)), None)
    language = re.match(r"([A-Za-z]{2})(?:[-_]|\Z)", said.get("language", ""))
    authors = (name.strip() for name in said.get("creator", "").split(";"))
    return About(
        title=said.get("title"),
        authors=tuple(name for name in authors if name),
        language=language[1].lower() if language else None,
        known=known,
    )


def one_line(error: BaseException) -> str:
    """Return an error's text in one line without a full stop; its type where it has none."""
    return " ".join(str(error).split()).rstrip(".")[:200] or type(error).__name__


def _optional(archive: Zip, name: str, writer: Writer) -> Any:
    """Return a part that the text can do without; tell where it cannot be read."""
    if name not in archive.names():
        return None
    try:
        return parsed(archive, name)
    except DamagedDocument as error:
        writer.lose(f"part {name}: {one_line(error)}")
        return None


def _blocks(reading: Reading, parent: Any, state: str = SHOWN) -> None:
    """Read paragraphs and tables in their order, through whatever wraps them."""
    for element in parent:
        if reading.writer.is_full:
            return
        kind = _local(element)
        if kind == "p":
            _paragraph(reading, element, state)
        elif kind == "tbl":
            _table(reading, element, state)
        elif kind in ("altChunk", "subDoc"):
            reading.writer.lose("a document inside the document (altChunk): it was not read")
        elif kind not in NOT_TEXT:
            _blocks(reading, _chosen(element), _state(kind, state))


def _paragraph(reading: Reading, element: Any, state: str) -> None:
    reading.paragraphs += 1
    place = reading.place(f"paragraph {reading.paragraphs}")
    boxes: list[Any] = []
    text = _settled(reading, _runs(reading, element, state, boxes), place)
    writer = reading.writer
    if not reading.glued:
        text = text.lstrip("\n")
    if text.strip():
        writer.write(text.rstrip("\n"), place)
    reading.glued = bool(text.strip()) and _mark_is_deleted(element)
    if text.strip() and not reading.glued:
        writer.write("\n\n")
    for box in boxes:
        _blocks(reading, box, state)


def _settled(reading: Reading, runs: Iterator[Run], place: Place) -> str:
    """Return the text that is shown; keep the rest aside, neighbours of one state together."""
    shown: list[str] = []
    for state, same in groupby(runs, key=attrgetter("state")):
        text = "".join(run.text for run in same)
        if state == SHOWN:
            shown.append(text)
        else:
            reading.writer.aside(text, place, state)
    return "".join(shown)


def _runs(reading: Reading, parent: Any, state: str, boxes: list[Any]) -> Iterator[Run]:
    """Yield the characters of a paragraph; put its text boxes aside, they come after it."""
    style = _style(parent, "pPr", "pStyle")
    hidden = style in reading.hiding
    if style in reading.striking and state == SHOWN:
        state = DELETED
    if _local(parent) == "p":
        reading.last = ""
    elif _local(parent) in ("bdo", "dir") and _value(parent, "val") == "rtl":
        yield Run(UNTOLD, state)
    for element in parent:
        kind = _local(element)
        if kind == "r":
            for run in _run(
                reading, element, HIDDEN if hidden and state == SHOWN else state, boxes
            ):
                if run.state == SHOWN and run.text and run.text != UNTOLD:
                    reading.last = run.text[-1]
                yield run
        elif kind not in NOT_TEXT:
            inner = HIDDEN if hidden and state == SHOWN else state
            yield from _runs(reading, _chosen(element), _state(kind, inner), boxes)


def _run(reading: Reading, run: Any, state: str, boxes: list[Any]) -> Iterator[Run]:
    if state == SHOWN and _is_hidden(reading, run):
        state = HIDDEN
    if state == SHOWN and _is_struck(reading, run):
        state = DELETED
    letters = list(_letters(reading, run, state, boxes))
    raised = _style(run, "rPr", "vertAlign") if state == SHOWN else None
    if raised in ("superscript", "subscript"):
        words = "".join(letter.text for letter in letters).strip()
        if raised == "superscript" and NOTE.fullmatch(words):
            # A mark of a note would change the number before it, and a power is no mark.
            yield from (Run(r.text, MARGIN) for r in letters)
            letters = []
        if words[:1].isdigit() and reading.last.isdigit():
            letters.append(Run(UNTOLD, SHOWN))
    yield from letters


def _is_struck(reading: Reading, run: Any) -> bool:
    own = [_switch(run, "rPr", name) for name in ("strike", "dstrike")]
    if any(one is not None for one in own):
        return any(own)
    return _style(run, "rPr", "rStyle") in reading.striking


def _letters(reading: Reading, parent: Any, state: str, boxes: list[Any]) -> Iterator[Run]:
    for element in parent:
        kind = _local(element)
        if kind in ("t", "delText"):
            yield Run(element.text or "", DELETED if kind == "delText" else state)
        elif kind in ("tab", "ptab"):
            yield Run("\t", state)
        elif kind in ("br", "cr"):
            yield Run("\n", state)
        elif kind == "noBreakHyphen":
            yield Run("-", state)
        elif kind == "sym":
            yield Run(_symbol(element, reading.writer), state)
        elif kind == "txbxContent":
            boxes.append(element)
        elif kind in ("footnoteReference", "endnoteReference"):
            if (kind.removesuffix("Reference"), _value(element, "id")) in reading.denying:
                yield Run(UNTOLD, state)
        elif kind == "rt":
            yield from _read_above(element, state)
        elif kind in ("drawing", "pict", "object") and reading.last.isalnum():
            yield Run(UNTOLD, state)
            yield from _letters(reading, element, state, boxes)
        elif kind not in NOT_TEXT:
            yield from _letters(reading, _chosen(element), _state(kind, state), boxes)


def _read_above(element: Any, state: str) -> Iterator[Run]:
    """Yield a sign for a reading above a word, where it may say something else than the word."""
    words = "".join(text.text or "" for text in element.iter("{*}t"))
    if any(sign.isascii() and sign.isalnum() for sign in words):
        yield Run(UNTOLD, state)


def _symbol(element: Any, writer: Writer) -> str:
    code = _value(element, "char").lower()
    if code in SYMBOLS:
        return SYMBOLS[code]
    writer.lose(f"the sign {code[:8]!r} of the font {_value(element, 'font')[:40]!r}")
    return "\ufffd"


def _table(reading: Reading, element: Any, state: str) -> None:
    """Read one table, then the tables inside its cells."""
    writer = reading.writer
    name = f"table {len(reading.tables) + 1}"
    reading.tables.append(Table(name=name, headings=(), rows=()))  # keeps its number
    at = len(reading.tables) - 1
    rows: list[tuple[Cell, ...]] = []
    nested: list[Any] = []
    width = 0
    if reading.glued:
        writer.write("\n\n")
        reading.glued = False
    for number, row in enumerate(_within(element, "tr"), 1):
        place = reading.place(f"{name}, row {number}")
        deleted = any(_local(e) == "del" for p in row if _local(p) == "trPr" for e in p)
        filled = list(_filled(reading, row, place, DELETED if deleted else state))
        nested += [inner for cell in filled for inner in cell.nested]
        texts = [cell.text for cell in filled]
        if deleted and not any(texts):
            continue
        texts += [""] * (width - len(texts))
        room = writer.caps.cells - reading.cells
        if len(texts) > room:
            writer.lose(f"cells: all beyond {writer.caps.cells}")
        if writer.is_full or len(texts) > room:
            break
        rows.append(_row(writer, texts, number, place))
        reading.cells += len(texts)
        if len(rows) == 1:
            width = len(texts)
            while width and not texts[width - 1]:
                width -= 1
    headings = tuple(cell.printed for cell in rows[0][:width]) if rows else ()
    reading.tables[at] = Table(name=name, headings=headings, rows=tuple(rows[1:]))
    writer.write("\n")
    for inner in nested:
        _table(reading, inner, state)


def _row(writer: Writer, texts: list[str], number: int, place: Place) -> tuple[Cell, ...]:
    """Write a row, tab between its cells."""
    cells = []
    for index, text in enumerate(texts):
        where = Place(
            snapshot=place.snapshot,
            element=place.element,
            cell=f"{_column(index)}{number}",
            row=texts[0],
        )
        start = writer.length
        writer.write(text, where)
        printed = text[: writer.length - start]
        cells.append(Cell(printed=printed, span=Span(start, writer.length), place=where))
        writer.write("\n" if index == len(texts) - 1 else "\t")
    return tuple(cells)


def _filled(reading: Reading, row: Any, place: Place, state: str) -> Iterator[Filled]:
    """Yield the cells of a row; a cell over several columns is followed by empty ones."""
    for _ in range(_count(row, "trPr", "gridBefore", 0)):
        yield Filled("", ())
    for cell in _within(row, "tc"):
        texts: list[str] = []
        nested: list[Any] = []
        _cell(reading, cell, place, state, texts, nested)
        yield Filled(" ".join(" ".join(texts).split()), tuple(nested))
        for _ in range(_count(cell, "tcPr", "gridSpan", 1) - 1):
            yield Filled("", ())


def _cell(
    reading: Reading, parent: Any, place: Place, state: str, texts: list[str], nested: list[Any]
) -> None:
    for element in parent:
        kind = _local(element)
        if kind == "p":
            boxes: list[Any] = []
            texts.append(_settled(reading, _runs(reading, element, state, boxes), place))
            for box in boxes:
                _cell(reading, box, place, state, texts, nested)
        elif kind == "tbl":
            nested.append(element)
        elif kind not in NOT_TEXT:
            _cell(reading, _chosen(element), place, _state(kind, state), texts, nested)


def _notes(reading: Reading, root: Any, kind: str) -> None:
    number = 0
    for note in root if root is not None else ():
        if _value(note, "type") not in RULES:
            number += 1
            _part(reading, note, f"{kind} {number}")


def _denying(root: Any, kind: str) -> set[tuple[str, str]]:
    """Return the notes that may say that what they are a note on is not so."""
    found = set()
    for note in root if root is not None else ():
        words = " ".join(text.text or "" for text in note.iter("{*}t"))
        if DENYING.search(words):
            found.add((kind, _value(note, "id")))
    return found


def _margin(reading: Reading, root: Any, name: str) -> None:
    """Read a header or footer; most are the same on every page and are stored once."""
    found = MARGINS.match(name)
    if root is not None and found:
        _part(reading, root, f"{found[1]} {found[2] or 1}")


def _part(reading: Reading, root: Any, name: str) -> None:
    reading.part, reading.paragraphs, reading.glued = name, 0, False
    _blocks(reading, root)
    reading.part = ""


def _comments(reading: Reading, root: Any) -> None:
    for number, comment in enumerate(root if root is not None else (), 1):
        lines = (
            "".join(run.text for run in _runs(reading, paragraph, SHOWN, []))
            for paragraph in comment.iter("{*}p")
        )
        reading.writer.aside("\n".join(lines), reading.place(f"comment {number}"))


def _within(parent: Any, wanted: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also those in content controls."""
    for element in parent:
        kind = _local(element)
        if kind == wanted:
            yield element
        elif kind not in NOT_TEXT and kind not in ("tbl", "p"):
            yield from _within(_chosen(element), wanted)


def _chosen(element: Any) -> Any:
    """Return the one of several forms of the same content that is read."""
    if _local(element) != "AlternateContent":
        return element
    forms = {_local(child): child for child in reversed(element)}
    chosen = forms.get("Choice")
    return chosen if chosen is not None else forms.get("Fallback", ())


def _state(kind: str, state: str) -> str:
    return DELETED if kind in ("del", "moveFrom") else state


def _is_hidden(reading: Reading, run: Any) -> bool:
    own = _switch(run, "rPr", "vanish")
    size = _style(run, "rPr", "sz") or ""
    if size.isdecimal() and int(size) <= TINY:
        return True
    behind = any(_style(run, "rPr", name) for name in ("highlight", "shd"))
    if (_style(run, "rPr", "color") or "").upper() == "FFFFFF" and not behind:
        return True
    return _style(run, "rPr", "rStyle") in reading.hiding if own is None else own


def _styles_with(root: Any, *properties_: str) -> frozenset[str]:
    """Return the styles that have a property on, also by the style that they are based on."""
    if root is None:
        return frozenset()
    hides: dict[str, bool | None] = {}
    based: dict[str, str] = {}
    for style in root.iter("{*}style"):
        name = _value(style, "styleId")
        told = [on for one in properties_ if (on := _switch(style, "rPr", one)) is not None]
        hides[name] = any(told) if told else None
        based[name] = next((_value(e, "val") for e in style if _local(e) == "basedOn"), "")
    found = set()
    for name in hides:
        seen: set[str] = set()
        at = name
        while at in hides and at not in seen and hides[at] is None:
            seen.add(at)
            at = based[at]
        if hides.get(at):
            found.add(name)
    return frozenset(found)


def _mark_is_deleted(paragraph: Any) -> bool:
    """Whether the end of a paragraph is a tracked deletion: the next one continues it."""
    marks = (rpr for ppr in paragraph if _local(ppr) == "pPr" for rpr in ppr)
    return any(_local(e) == "del" for rpr in marks if _local(rpr) == "rPr" for e in rpr)


def _switch(parent: Any, holder: str, name: str) -> bool | None:
    """Return whether a property is on; None where it is not mentioned."""
    for properties_ in parent:
        if _local(properties_) == holder:
            for element in properties_:
                if _local(element) == name:
                    return _value(element, "val").lower() not in ("0", "false", "off")
    return None


def _style(parent: Any, holder: str, name: str) -> str | None:
    held = (e for p in parent if _local(p) == holder for e in p if _local(e) == name)
    return next((_value(element, "val") for element in held), None)


def _count(parent: Any, holder: str, name: str, usual: int) -> int:
    text = _style(parent, holder, name)
    return min(int(text), WIDEST) if text and re.match(r"\d{1,6}\Z", text, re.ASCII) else usual


def _value(element: Any, name: str) -> str:
    """Return an attribute whatever its namespace; empty where there is none."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def _local(element: Any) -> str:
    """Return the name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _column(index: int) -> str:
    from sousveil.reading.rows import column_letters

    return column_letters(index)


def _by_number(name: str) -> tuple[str, int]:
    found = MARGINS.match(name)
    return (found[1], int(found[2][:9] or 0)) if found else (name, 0)
