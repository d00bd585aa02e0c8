"""Tables as text: values with commas, semicolons, tabs or upright strokes between them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.errors import DamagedDocument
from sousveil.guard.caps import Caps
from sousveil.model.late import late
from sousveil.model.source import About, Document, Table
from sousveil.reading.writer import Writer

READER = "delimited/1"

NAME = "table"
DELIMITERS = "\t;|,"
SAMPLE = 64 * 1024  # bytes looked at to tell a table from other text
ENOUGH = 200  # rows looked at; more say nothing new
ALIKE = 0.7  # share of the rows that have the usual number of cells
LONGEST_FIELD = 2**31 - 1  # characters; the limit of the library is 131072

SEPARATOR = late(r"sep=(.)\s*\Z", re.IGNORECASE)
"""A first line by which Excel is told what stands between the values."""

STAMP = late(r"\W?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\W?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d")
LEVEL = late(r"\b(?:trace|debug|info|notice|warn(?:ing)?|error|critical|fatal)\b", re.I)
RULE = late(r"\s*:?-{2,}:?\s*\Z")
"""A cell of the line under the headings of a Markdown table."""

LABEL = late(r"[\w .%/&$#'-]{1,40}\Z")
"""What may head a column where spaces follow the commas, as they do in prose."""

THOUSANDS = late(r"\d{1,3}(?:,\d{3})+\Z")
END = "\ue000end\ue000"
"""A line put at the end; where it does not come out alone, a quote was never closed."""

TRIES = 20  # quotes that are never closed; after so many all quotes are letters
TOLD = 20  # stray quotes told one by one


class Row(NamedTuple):
    """One record, the number of the line on which it begins, and how many lines it takes."""

    values: list[str]
    line: int
    lines: int


def is_delimited(data: bytes) -> bool:
    """Tell a table of two columns and two rows or more by its first 64 KiB.

    Prose, verse, logs, Markdown and programs are none, whatever commas they have.
    """
    sample = _sample(data)
    first, _, rest = sample.partition("\n")
    if told := SEPARATOR.match(first):
        return told[1] in rest
    lines = sample.split("\n")
    if len(data) > SAMPLE and len(lines) > 1:
        lines.pop()  # it may be cut
    return any(_fits(lines, delimiter) for delimiter in DELIMITERS)


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """Read one table; its first row gives the headings.

    A cell's place counts rows as a spreadsheet would that opened the file.
    """
    from sousveil.reading.plain import decode

    decoded = decode(data)
    writer = Writer(snapshot, READER, caps)
    for what in decoded.lost:
        writer.lose(what)
    text = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\x00", "")
    first, _, rest = text.partition("\n")
    told = SEPARATOR.match(first)
    lines = (rest if told else text).split("\n")
    delimiter = told[1] if told else _best(lines[:ENOUGH])
    if delimiter in '"\n':
        raise DamagedDocument("Its first line names a sign that cannot part values. Correct it.")
    csv.field_size_limit(LONGEST_FIELD)
    try:
        table = _table(writer, _rows(lines, delimiter, writer, 2 if told else 1))
    except csv.Error as error:
        raise DamagedDocument(
            f"The table cannot be read: {error}. Save it again as CSV or XLSX, and add that."
        ) from None
    about = About(encoding=None if decoded.encoding.startswith("utf-8") else decoded.encoding)
    return writer.document(about, tables=(table,) if table else ())


def _table(writer: Writer, rows: Iterator[Row]) -> Table | None:
    """Write row after row, tab between cells, within the limit of cells."""
    from sousveil.reading.rows import Rows  # not to tell that a text is no table

    written = Rows(writer.snapshot, None, [])
    room = writer.caps.cells
    width = wanted = 0
    odd: list[int] = []
    for number, row in enumerate(rows, 1):
        values = list(map(_printed, row.values))
        if not any(values):
            continue
        if not written:
            wanted = len(values)
            width = max(n for n, value in enumerate(values, 1) if value)
        elif len(values) < wanted or any(values[wanted:]):
            odd.append(number)
        if len(values) < width:
            values += [""] * (width - len(values))
        if len(values) > room:
            writer.lose(f"cells: all beyond {writer.caps.cells}")
            break
        if writer.is_full:
            break
        room -= len(values)
        written.write(writer, number, range(len(values)), values)
    if odd:
        have = "has" if len(odd) == 1 else "have"
        writer.lose(
            f"rows: {len(odd)} {have} another number of cells than the headings "
            f"(first: row {odd[0]})"
        )
    if not written:
        return None
    headings = tuple(cell.printed for cell in written[0][:width])
    return Table(name=NAME, headings=headings, rows=written[1:])


def _printed(value: str) -> str:
    """Return a cell in one line, its edges stripped."""
    if "\n" in value:
        value = " ".join(line.strip() for line in value.split("\n"))
    return value.replace("\t", " ").strip()


def _rows(lines: list[str], delimiter: str, writer: Writer, first: int) -> Iterator[Row]:
    """Yield the records; where a quote goes astray, its line is read without quotes.

    `first` is the number of the first line in the file.
    """
    while lines and not lines[-1]:
        lines.pop()
    at = open_to_the_end = stray = columns = 0
    while at < len(lines) and open_to_the_end <= TRIES:
        astray = None
        for row in _parsed(lines, at, delimiter):
            if row.values == [END]:
                break
            columns = columns or len(row.values)
            if row.lines > 1 and _is_astray(row, lines, delimiter, columns):
                astray = row.line
                break
            yield row
            at = row.line + row.lines
        if at >= len(lines):
            break
        if astray is None:  # the last record took the end in: its quote is never closed
            open_to_the_end += 1
        stray += 1
        if stray <= TOLD:
            writer.lose(f"line {first + at}: a quote is not closed; it is taken for a letter")
        yield Row(lines[at].split(delimiter), at, 1)
        at += 1
    if stray > TOLD:
        writer.lose(f"{stray - TOLD} more lines: a quote is not closed; it is taken for a letter")
    if at < len(lines):
        writer.lose(f"line {first + at}: from here on quotes are taken for letters")
    for number in range(at, len(lines)):
        yield Row(lines[number].split(delimiter), number, 1)


def _parsed(lines: list[str], at: int, delimiter: str) -> Iterator[Row]:
    """Yield the records from a line on, and `END` where no quote is left open."""
    fed = (f"{lines[n]}\n" if n < len(lines) else END for n in range(at, len(lines) + 1))
    taken = at
    reader = csv.reader(fed, delimiter=delimiter)
    for values in reader:
        end = at + reader.line_num
        if values == [END] or end <= len(lines):
            yield Row(values, taken, end - taken)
        taken = end


def _is_astray(row: Row, lines: list[str], delimiter: str, columns: int) -> bool:
    """Whether a record that takes several lines has swallowed others.

    It has where most of the lines that it took in are whole records by themselves.
    """
    inner = [line for line in lines[row.line + 1 : row.line + row.lines] if line.strip()]
    whole = sum(line.count(delimiter) == columns - 1 for line in inner)
    if columns < 2:
        return False
    if len(row.values) != columns:
        return whole * 2 > len(inner)
    return len(inner) > 1 and whole >= len(inner) - 1


def _sample(data: bytes) -> str:
    head = data[:SAMPLE]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "ignore")
    else:
        text = head.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _best(lines: list[str]) -> str:
    """Return what stands between the values, a comma in doubt."""
    fitting = [delimiter for delimiter in DELIMITERS if _fits(lines, delimiter)]
    if fitting:
        return max(fitting, key=lambda delimiter: _score(lines, delimiter))
    return max(",\t;|", key=lambda delimiter: lines[0].count(delimiter) if lines else 0)


def _score(lines: list[str], delimiter: str) -> tuple[bool, float, int]:
    rows = _sampled(lines, delimiter)
    usual, count = Counter(map(len, rows)).most_common(1)[0]
    return len(rows[0]) == usual, round(count / len(rows), 1), usual


def _sampled(lines: list[str], delimiter: str) -> list[list[str]]:
    """Return the first records that are not blank; quotes may hold delimiters and line ends."""
    rows: list[list[str]] = []
    try:
        for values in csv.reader((f"{line}\n" for line in lines), delimiter=delimiter):
            if any(value.strip() for value in values):
                rows.append(values)
            if len(rows) >= ENOUGH:
                break
    except csv.Error:  # a field beyond the library's limit is no value of a table
        return []
    return rows


def _fits(lines: list[str], delimiter: str) -> bool:
    """Whether the lines look like a table with this delimiter."""
    if not any(delimiter in line for line in lines[:ENOUGH]):
        return False
    rows = _sampled(lines, delimiter)
    if len(rows) < 2:
        return False
    usual, count = Counter(map(len, rows)).most_common(1)[0]
    alike = [row for row in rows if len(row) == usual]
    if usual < 2 or count < 2 or count < ALIKE * len(rows):
        return False
    filled = sum(any(row[n].strip() for row in alike) for n in range(usual))
    if filled < 2 or _is_bracketed(rows) or _is_markdown(rows) or _is_log(rows):
        return False
    if delimiter == "," and all(THOUSANDS.match(",".join(row)) for row in alike):
        return False
    if delimiter == "," and usual == 2 and _is_decimal(alike):
        return False
    after = [value for row in alike for value in row[1:] if value.strip()]
    if delimiter != "\t" and sum(value[0] == " " for value in after) * 2 > len(after):
        return _is_spaced_table(rows, usual)
    return _is_tidy(alike)


def _is_tidy(rows: list[list[str]]) -> bool:
    """Whether most rows have two values or more: lines of a program or verse end in their sign."""
    return sum(sum(bool(v.strip()) for v in row) >= 2 for row in rows) * 2 >= len(rows)


def _is_spaced_table(rows: list[list[str]], usual: int) -> bool:
    """Whether rows with spaces after their signs are a table all the same, and not prose."""
    return (
        usual >= 3
        and len(rows) >= 2
        and all(len(row) == usual for row in rows)
        and all(LABEL.match(value.strip()) for value in rows[0])
        and not any(row[-1].rstrip()[-1:] in (".", "!", "?", ";", ":", "", "{") for row in rows)
        and sum(len(value) for row in rows for value in row) < 30 * usual * len(rows)
    )


def _is_bracketed(rows: list[list[str]]) -> bool:
    """Whether most lines begin as those of a program or of JSON do."""
    starts = sum(row[0].lstrip()[:1] in ("{", "[", "(", "}", "]", ")", "<", "@") for row in rows)
    return starts * 2 > len(rows)


def _is_markdown(rows: list[list[str]]) -> bool:
    return any(
        all(RULE.match(value) for value in row if value.strip()) for row in rows[:3] if len(row) > 1
    )


def _is_log(rows: list[list[str]]) -> bool:
    """Whether the lines begin with the time, from the first on, and tell how grave they are."""
    if not STAMP.match(rows[0][0]):
        return False
    stamped = sum(bool(STAMP.match(row[0])) for row in rows)
    levels = sum(any(LEVEL.search(value) for value in row) for row in rows)
    return stamped * 5 >= len(rows) * 4 and levels * 2 >= len(rows)


def _is_decimal(rows: list[list[str]]) -> bool:
    """Whether the comma of each line stands inside a number within other words."""
    inside = sum(
        left[-1:].isdigit()
        and right[:1].isdigit()
        and not (left.strip().isdigit() and right.strip().isdigit())
        and bool(re.match(r"\d{3}(?!\d)", right))
        for left, right in rows
    )
    return inside * 2 > len(rows)
