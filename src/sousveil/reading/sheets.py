"""Spreadsheets: every sheet as one table, every cell with its address."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zipfile import ZipInfo

from msgspec import Struct, field

from sousveil.errors import DamagedDocument, LockedDocument, Place, TooLarge
from sousveil.guard.caps import Caps
from sousveil.guard.inflate import Budget, Zip, check_zipped
from sousveil.model.source import About, Document, Table
from sousveil.reading.rows import Rows, column_letters
from sousveil.reading.word import one_line, parsed, properties
from sousveil.reading.writer import Writer

READER = "sheets/1"

ZIPPED = b"PK"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
LOCKED = "The spreadsheet is encrypted. Save it without a password, and add that."
AGAIN = "Save it again as XLSX, and add that."

ROWS, COLUMNS = 1_048_576, 16_384
"""Rows and columns that a sheet may have in any program."""

GAP = 64  # empty columns after which a heading is none: it is a stray cell

REFERENCE = re.compile(rb"""\br\s{0,8}=\s{0,8}["']([A-Za-z]{0,9})([0-9]{1,20})["']""")
TAIL = 80  # bytes kept from one chunk to the next; no reference is longer
CELL = re.compile(r"([A-Za-z]{1,9})([0-9]{1,20})\Z")

DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Number formats that every program knows, and that show a date or a time."""

QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""What in a number format is shown as it stands, and says nothing of the kind of number."""

SMALL = 8 * 1024 * 1024  # bytes of a part that is looked at as a whole
USUAL = b'<?xml version="1.0" encoding="UTF-8"'
REPEATED = re.compile(rb"""repeated\s{0,8}=\s{0,8}["']([0-9]{1,9})["']""")

ROW_RECORD, CELL_RECORDS = 0, range(1, 12)
"""Kinds of records in a binary workbook that begin a row, and that are cells."""


class Sparse(NamedTuple):
    """The cells that a sheet has, by row and column counted from 0, and what is wrong with some."""

    cells: dict[int, dict[int, Any]]
    wrong: tuple[str, ...]


class Line(NamedTuple):
    """A row of a sheet and the columns of its cells, counted from 0."""

    row: int
    columns: Sequence[int]
    values: Sequence[Any]


class Extent(Struct):
    """The smallest rectangle around all cells seen so far, counted from 0."""

    top: int = 2**64
    left: int = 2**64
    bottom: int = -1
    right: int = -1

    def take(self, top: int, left: int, bottom: int, right: int) -> None:
        """Make it include another rectangle."""
        self.top, self.left = min(self.top, top), min(self.left, left)
        self.bottom, self.right = max(self.bottom, bottom), max(self.right, right)

    def is_beyond(self, cells: int) -> bool:
        """Whether a grid of this size would be too large to make, or lie outside any sheet."""
        area = (self.bottom - self.top + 1) * (self.right - self.left + 1)
        outside = self.bottom >= ROWS or self.right >= COLUMNS
        return self.bottom >= 0 and (area > cells or outside)


class Book(Struct):
    """What the XML of a workbook says apart from its sheets; read only where calamine fails."""

    parts: dict[str, str] = field(default_factory=dict)
    """Name of a sheet to the name of its part."""

    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    """For each cell style the letters of its number format: `d`, `h` for spans of time, or none."""

    since: datetime = datetime(1899, 12, 30)


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """Read all sheets; the first row of a sheet gives its headings.

    Hidden sheets stand at the end, as hidden text. A sheet whose cells lie too far apart for a
    grid is read cell by cell.
    """
    import python_calamine

    writer = Writer(snapshot, READER, caps)
    if ENCRYPTED in data and not data.startswith(ZIPPED):
        raise LockedDocument(LOCKED)
    archive = None
    far: frozenset[str] = frozenset()
    if data.startswith(ZIPPED):
        check_zipped(data, caps)
        archive = Zip(data, Budget(len(data), caps))
        _check_binary(archive, caps)
        _check_opendocument(archive, caps)
        far = frozenset(_far_parts(archive, caps))
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [(sheet.name, *_kind(sheet)) for sheet in book.sheets_metadata]
    except python_calamine.PasswordError:
        raise LockedDocument(LOCKED) from None
    except BaseException as error:  # calamine raises several types, and panics, on damage
        if _is_ours(error):
            raise
        raise DamagedDocument(
            f"The spreadsheet cannot be opened: {one_line(error)}. {AGAIN}"
        ) from None
    tables = tuple(_tables(writer, book, sheets, archive, far))
    if sheets and not writer.length and len(writer.lost) >= len(sheets):
        raise DamagedDocument(f"No sheet can be read; {writer.lost[0]}. {AGAIN}")
    return writer.document(_about(archive, writer), tables=tables)


def printed(value: Any) -> str:
    """Return a cell's value as the file has it; whole numbers without a decimal point."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).replace("\r", " ").replace("\n", " ").replace("\t", " ")


def _tables(
    writer: Writer,
    book: Any,
    sheets: list[tuple[str, bool, bool]],
    archive: Zip | None,
    far: frozenset[str],
) -> Iterator[Table]:
    """Write sheet after sheet, within the limit of cells; a hidden one gives no table."""
    details = _details(archive) if far and archive else None
    room = writer.caps.cells
    for name, is_shown, has_cells in sheets:
        if not has_cells or writer.is_full:
            continue
        rows: Iterable[Line]
        try:
            if details and details.parts.get(name) in far:
                found = _sparse(archive, details, name)
                rows = _sparse_rows(found, writer, name)
                if not found.wrong and not _extent(found).is_beyond(writer.caps.cells):
                    rows = _rows(book, name, writer.caps.cells)
            else:
                rows = _rows(book, name, writer.caps.cells)
        except BaseException as error:  # calamine raises several types, and panics, on damage
            if _is_ours(error):
                raise
            details = details or _details(archive)
            rows = _saved(archive, details, name, writer, error)
        kept = []
        for row in rows:
            if room < len(row.values):
                writer.lose(f"cells: all beyond {writer.caps.cells}")
                break
            room -= len(row.values)
            kept.append(row)
        if kept and is_shown:
            yield _table(writer, name, kept)
        elif kept:
            lines = ("\t".join(map(printed, row.values)) for row in kept)
            place = Place(snapshot=writer.snapshot, sheet=_safe(name))
            writer.aside("\n".join((_safe(name), *lines)), place)


def _rows(book: Any, name: str, most: int) -> list[Line]:
    """Return the rows of a sheet as calamine gives them, each cell with its column."""
    sheet = book.get_sheet_by_name(name)
    top, left = sheet.start or (0, 0)
    if sheet.height * sheet.width > most:  # of the old format, whose grids are never huge
        every = {
            top + at: {left + n: value for n, value in enumerate(row) if value != ""}
            for at, row in enumerate(sheet.iter_rows())
        }
        return _filled(Sparse({at: row for at, row in every.items() if row}, ()))
    rows = sheet.to_python()
    columns = range(left, left + sheet.width)
    return [Line(at, columns, row) for at, row in enumerate(rows, top)]


def _sparse_rows(found: Sparse, writer: Writer, name: str) -> list[Line]:
    for what in found.wrong:
        writer.lose(f"sheet {_safe(name)}: {what}")
    return _filled(found)


def _filled(found: Sparse) -> list[Line]:
    """Return rows with a cell under every heading; what stands beyond them is stray."""
    if not found.cells:
        return []
    left = min(min(row) for row in found.cells.values())
    last = left - 1
    for column in sorted(found.cells[min(found.cells)]):
        if column - last > GAP:
            break
        last = column
    rows = []
    for index in sorted(found.cells):
        row = found.cells[index]
        columns = [*range(left, last + 1), *sorted(n for n in row if n > last)]
        rows.append(Line(index, columns, [row.get(column, "") for column in columns]))
    return rows


def _table(writer: Writer, name: str, rows: list[Line]) -> Table:
    name = _safe(name)
    writer.write(f"{name}\n")
    written = Rows(writer.snapshot, name, [])
    for row in rows:
        written.write(writer, row.row + 1, row.columns, list(map(printed, row.values)))
    headings = tuple(cell.printed.strip() for cell in written[0])
    while headings and not headings[-1]:
        headings = headings[:-1]
    return Table(name=name, headings=headings, rows=written[1:])


def _kind(sheet: Any) -> tuple[bool, bool]:
    """Return whether a sheet is shown, and whether it is one that has cells."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    no_cells = (SheetTypeEnum.ChartSheet, SheetTypeEnum.Vba)
    return sheet.visible == SheetVisibleEnum.Visible, sheet.typ not in no_cells


def _about(archive: Zip | None, writer: Writer) -> About:
    names = archive.names() if archive else frozenset()
    part = next((name for name in ("docProps/core.xml", "meta.xml") if name in names), None)
    if archive is None or part is None:
        return About()
    try:
        return properties(parsed(archive, part))
    except DamagedDocument as error:
        writer.lose(f"part {part}: {one_line(error)}")
        return About()


def _is_ours(error: BaseException) -> bool:
    """Whether an exception is not of calamine: what ends the program, or is no fault of the file.

    A panic of Rust comes as a `BaseException` of its own.
    """
    if isinstance(error, MemoryError | TooLarge):
        return True
    return not isinstance(error, Exception) and type(error).__name__ != "PanicException"


# How far a workbook reaches, found before a library makes a grid of it.


def _far_parts(archive: Zip, caps: Caps) -> Iterator[str]:
    """Yield the sheets whose cells seem to lie too far apart for a grid.

    Looks only at what is written like an address; in doubt a sheet is among them.
    """
    for member in archive.members:
        name = member.filename
        if not name.startswith("xl/") or not name.endswith(".xml") or "sheet" not in name:
            continue
        extent = Extent()
        tail = b""
        odd = False
        for chunk in archive.chunks(member):
            odd = odd or (not tail and chunk[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))
            piece = tail + chunk
            found = REFERENCE.findall(piece)
            columns = [_number(c.decode()) if c else 0 for c in {c for c, _ in found}]
            rows = [int(digits) - 1 for digits in {r for _, r in found}]
            if found:
                extent.take(min(rows), min(columns), max(rows), max(columns))
            tail = piece[-TAIL:]
        if odd or extent.is_beyond(caps.cells):
            yield name


def _number(letters: str) -> int:
    """Return the number of a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _check_binary(archive: Zip, caps: Caps) -> None:
    """Refuse a binary workbook whose cells lie too far apart; its records are easily walked."""
    for member in archive.members:
        if not (member.filename.startswith("xl/worksheets/") and member.filename.endswith(".bin")):
            continue
        extent, row = Extent(), 0
        for kind, at, data in _records(archive.read(member)):
            if kind == ROW_RECORD and at + 4 <= len(data):
                row = struct.unpack_from("<I", data, at)[0]
            elif kind in CELL_RECORDS and at + 4 <= len(data):
                column = struct.unpack_from("<I", data, at)[0]
                extent.take(row, column, row, column)
        _refuse_beyond(extent, caps)


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the kind of each record of a binary part, and where its content begins."""
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = (kind & 0x7F) | (data[at] & 0x7F) << 7
            at += 1
        size = 0
        for shift in (0, 7, 14, 21):
            if at >= end:
                return
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, at, data
        at += size


def _check_opendocument(archive: Zip, caps: Caps) -> None:
    """Refuse an OpenDocument whose cells, repeated as it says, make too large a grid."""
    if "mimetype" not in archive.names():
        return
    member = next((m for m in archive.members if m.filename == "content.xml"), None)
    if member is None or _is_small(archive, member, caps):
        return
    extent = Extent()
    row = column = height = filled_to = 0
    first: int | None = None
    for event, element in _events(archive, member, ("table", "table-row", *SPREAD), starts=True):
        name = element.tag.rpartition("}")[2]
        if name == "table":
            if event == "end":
                _refuse_beyond(extent, caps)
            extent, row = Extent(), 0
        elif name == "table-row":
            if event == "start":
                height, column, first, filled_to = _repeated(element, "rows"), 0, None, -1
                continue
            if first is not None:
                extent.take(row, first, row + height - 1, filled_to)
            row += height
        elif event == "end":
            wide = _repeated(element, "columns")
            if len(element) or any(key.endswith("}value-type") for key, _ in element.items()):
                first = column if first is None else first
                filled_to = column + wide - 1
            column += wide


SPREAD = ("table-cell", "covered-table-cell")


def _is_small(archive: Zip, member: ZipInfo, caps: Caps) -> bool:
    """Whether even a careless count of cells stays within the limit: nothing is to be walked then.

    Tags are counted twice, and what is repeated is taken to be so in every row.
    """
    if member.file_size > SMALL:
        return False
    content = archive.read(member)
    if not content.startswith(USUAL) or b"<!" in content:
        return False
    rows = columns = repeated = 0
    for row in content.split(b"</table:table-row>"):
        row = _without_empty_end(row)
        rows += row.count(b"table-row") + 1
        columns = max(columns, row.count(b"-cell"))
        if b"repeated" in row:
            numbers = REPEATED.findall(row)
            if len(numbers) < row.count(b"repeated"):  # also where a text has the word
                return False
            repeated += sum(map(int, numbers))
    rows, columns = rows + repeated, columns + repeated
    return rows <= ROWS and columns <= COLUMNS and rows * columns <= caps.cells


def _without_empty_end(row: bytes) -> bytes:
    """Leave out the empty cell that ends a row, and a row that has no other."""
    at = row.rfind(b"<")
    if not row.startswith(b"<table:table-cell", at) or not row.endswith(b"/>"):
        return row
    if b"value-type" in row[at:]:
        return row
    row = row[:at]
    at = row.rfind(b"<")
    return row[:at] if row.startswith(b"<table:table-row", at) else row


def _repeated(element: Any, what: str) -> int:
    for key, value in element.items():
        if key.endswith(f"}}number-{what}-repeated"):
            return int(value) if re.match(r"[0-9]{1,18}\Z", value) else 1
    return 1


def _refuse_beyond(extent: Extent, caps: Caps) -> None:
    if extent.is_beyond(caps.cells):
        raise TooLarge(
            f"A sheet of it has more than {caps.cells} cells, many of them empty or repeated. "
            "Save its filled part as CSV and add that, or raise the limit `cells`."
        )


# A workbook's XML read cell by cell, for what calamine cannot open.


def _saved(
    archive: Zip | None, details: Book, name: str, writer: Writer, error: BaseException
) -> list[Line]:
    """Read a sheet cell by cell that calamine gave up; tell what is lost of it."""
    try:
        found = _sparse(archive, details, name) if name in details.parts else Sparse({}, ())
    except DamagedDocument as damage:
        writer.lose(f"sheet {_safe(name)}: {one_line(damage)}")
        return []
    if not found.cells and not found.wrong:
        writer.lose(f"sheet {_safe(name)}: {one_line(error)}")
    return _sparse_rows(found, writer, name)


def _details(archive: Zip | None) -> Book:
    """Read what a workbook says apart from its sheets; leave out what cannot be read."""
    book = Book()
    names = archive.names() if archive else frozenset()
    if archive is None or "xl/workbook.xml" not in names:
        return book
    for part, take in (
        ("xl/workbook.xml", _take_sheets),
        ("xl/sharedStrings.xml", _take_strings),
        ("xl/styles.xml", _take_formats),
    ):
        if part in names:
            try:
                take(book, archive, part)
            except DamagedDocument:
                continue  # the cells that need it are told one by one
    return book


def _take_sheets(book: Book, archive: Zip, part: str) -> None:
    targets = {
        element.get("Id"): element.get("Target", "")
        for element in parsed(archive, "xl/_rels/workbook.xml.rels")
    }
    for element in parsed(archive, part).iter("{*}sheet", "{*}workbookPr"):
        if element.get("date1904", "0") in ("1", "true"):
            book.since = datetime(1904, 1, 1)
        linked = next((v for key, v in element.items() if key.endswith("}id")), None)
        if linked in targets:
            target = targets[linked]
            target = target[1:] if target.startswith("/") else f"xl/{target}"
            book.parts[element.get("name", "")] = target


def _take_strings(book: Book, archive: Zip, part: str) -> None:
    member = next(m for m in archive.members if m.filename == part)
    for _, element in _events(archive, member, ("si",)):
        book.strings.append(_words(element))


def _take_formats(book: Book, archive: Zip, part: str) -> None:
    root = parsed(archive, part)
    own = {e.get("numFmtId"): e.get("formatCode", "") for e in root.iter("{*}numFmt")}
    for styles in root.iter("{*}cellXfs"):
        for style in styles:
            number = style.get("numFmtId", "0")
            code = QUOTED.sub("", own.get(number, "")).lower()
            if number in own:
                is_span = re.search(r"\[[hms]+\]", code)
                book.formats.append("h" if is_span else "d" if re.search("[dmyhs]", code) else "")
            else:
                book.formats.append("h" if number == "46" else "d" if _is_date(number) else "")


def _is_date(number: str) -> bool:
    return number.isascii() and number.isdigit() and int(number[:6]) in DATES


def _sparse(archive: Zip | None, book: Book, name: str) -> Sparse:
    """Read the cells of a sheet one by one."""
    part = book.parts.get(name, "")
    member = next((m for m in archive.members if m.filename == part), None) if archive else None
    if archive is None or member is None:
        raise DamagedDocument(f"The part {part} is missing.")
    cells: dict[int, dict[int, Any]] = {}
    wrong: list[str] = []
    row = column = -1
    for event, element in _events(archive, member, ("row", "c"), starts=True):
        if element.tag.endswith("}row") or element.tag == "row":
            if event == "start":
                said = element.get("r", "")
                row = int(said) - 1 if re.match(r"[0-9]{1,20}\Z", said) else row + 1
                column = -1
        elif event == "end":
            found = CELL.match(element.get("r", ""))
            column = _number(found[1]) if found else column + 1
            at = int(found[2]) - 1 if found else row
            address = element.get("r") or f"{column_letters(column)}{at + 1}"
            value, fault = _value(element, book)
            if fault or not (0 <= at < ROWS and column < COLUMNS):
                wrong.append(f"cell {address[:20]}: {fault or 'lies outside of any sheet'}")
            elif value != "":
                cells.setdefault(at, {})[column] = value
    few = wrong if len(wrong) <= 20 else [*wrong[:20], f"{len(wrong) - 20} more cells"]
    return Sparse(cells, tuple(few))


def _value(cell: Any, book: Book) -> tuple[Any, str]:
    """Return a cell's value, and what is wrong with it, where something is."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _words(cell), ""
    text = next((e.text or "" for e in cell if e.tag.rpartition("}")[2] == "v"), "")
    if not text or kind == "e":
        return "", ""
    if kind == "s":
        if re.match(r"[0-9]{1,9}\Z", text) and int(text) < len(book.strings):
            return book.strings[int(text)], ""
        return "", f"there is no text number {text[:20]}"
    if kind == "b":
        return text.strip() == "1", ""
    if kind != "n":
        return text, ""
    try:
        number = float(text)
    except ValueError:
        return text, ""
    style = cell.get("s", "0")
    known = re.match(r"[0-9]{1,6}\Z", style) and int(style) < len(book.formats)
    return _dated(number, book.formats[int(style)] if known else "", book.since), ""


def _dated(number: float, letters: str, since: datetime) -> Any:
    """Return the date, time or span that a number stands for; the number where it is none."""
    try:
        if letters == "h":
            return timedelta(days=number)
        if letters != "d":
            return number
        moment = since + timedelta(milliseconds=round(number * 86_400_000))
    except (OverflowError, ValueError):
        return number
    if 0 <= number < 1:
        return moment.time()
    return moment.date() if number.is_integer() else moment


def _extent(found: Sparse) -> Extent:
    extent = Extent()
    for row, cells in found.cells.items():
        extent.take(row, min(cells), row, max(cells))
    return extent


def _words(element: Any) -> str:
    """Return the letters of a text, without the reading aids of Japanese."""
    aids = {id(t) for aid in element.iter("{*}rPh") for t in aid.iter("{*}t")}
    return "".join(t.text or "" for t in element.iter("{*}t") if id(t) not in aids)


def _events(
    archive: Zip, member: Any, names: tuple[str, ...], *, starts: bool = False
) -> Iterator[tuple[str, Any]]:
    """Yield the elements of a part that have one of the names, and forget them behind."""
    from lxml import etree

    parser = etree.XMLPullParser(
        events=("start", "end") if starts else ("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for chunk in archive.chunks(member):
            parser.feed(chunk)
            yield from _forgetting(parser)
        parser.close()
        yield from _forgetting(parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedDocument(
            f"The part {member.filename} is damaged: {one_line(error)}."
        ) from None


def _forgetting(parser: Any) -> Iterator[tuple[str, Any]]:
    for event, element in parser.read_events():
        yield event, element
        if event == "end":
            element.clear(keep_tail=False)
            before = element.getprevious()
            if before is not None and element.getparent() is not None:
                element.getparent().remove(before)


def _safe(name: str) -> str:
    """Return a name in one line."""
    return name if name.isprintable() else " ".join(name.split())
