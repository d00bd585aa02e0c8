"""An edition as CSV files or as one XLSX workbook."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime
from typing import Any

from sousveil.errors import EditionError
from sousveil.publish.package import about, descriptor, readme
from sousveil.publish.schema import tables_of
from sousveil.publish.tables import Export, TableOf, Value

README, PACKAGE = "README.txt", "datapackage.json"

FORMULA = re.compile(r"[=+\-@\t\r]")
"""What a spreadsheet takes for the start of a formula."""

NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")

LONGEST = 32_767  # characters that a cell of a workbook can hold
WIDEST = 60  # characters of a worksheet's column


def files(export: Export, format: str) -> dict[str, bytes]:
    """Return the files of an export by their names."""
    if format == "csv":
        written = {f"{table.name}.csv": _csv(table, export) for table in tables_of(export)}
        others = {README: readme(export)}
    else:
        written, others = {f"{export.edition.name}.xlsx": _xlsx(export)}, {}
    package = json.dumps(descriptor(export, written), ensure_ascii=False, indent=2) + "\n"
    return {**written, **others, PACKAGE: package.encode()}


def names(export: Export, format: str) -> tuple[str, ...]:
    """Return the names of the files of an export, without making them."""
    if format == "csv":
        return (*(f"{table.name}.csv" for table in tables_of(export)), README, PACKAGE)
    return (f"{export.edition.name}.xlsx", PACKAGE)


def guarded(value: Value) -> Value:
    """Put an apostrophe before text that a spreadsheet would run; numbers stay as they are."""
    if isinstance(value, str) and FORMULA.match(value) and not NUMBER.fullmatch(value):
        return "'" + value
    return value


def _csv(table: TableOf, export: Export) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # RFC 4180; quotes a lone \r, too
    writer.writerow(field.name for field in table.fields)
    for row in table.rows(export):
        writer.writerow([guarded(value) for value in row])
    return text.getvalue().encode()


def _xlsx(export: Export) -> bytes:
    import xlsxwriter

    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    year, month, day = (int(part) for part in export.edition.in_force.split("-"))
    book.set_properties(
        {
            "title": export.edition.title,
            "comments": export.edition.attribution,
            "created": datetime(year, month, day),
        }
    )
    bold = book.add_format({"bold": True})
    first = book.add_worksheet("About")
    first.set_column(0, 0, 16)
    first.set_column(1, 1, 2 * WIDEST)
    for index, (word, said) in enumerate(about(export)):
        first.write_string(index, 0, word, bold)
        first.write_string(index, 1, said)
    for table in tables_of(export):
        _sheet(book.add_worksheet(table.name), table, export, bold)
    book.close()
    return data.getvalue()


def _sheet(sheet: Any, table: TableOf, export: Export, bold: Any) -> None:
    widths = [len(field.name) for field in table.fields]
    for column, field in enumerate(table.fields):
        sheet.write_string(0, column, field.name, bold)
    for index, row in enumerate(table.rows(export), 1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(index, column, value)
            elif value:
                _text(sheet, index, column, value)
            widths[column] = max(widths[column], len(str(value or "")))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width + 1, WIDEST))
    sheet.freeze_panes(1, 1)


def _text(sheet: Any, row: int, column: int, value: str) -> None:
    """Write text as text, whatever it begins with; raise `EditionError` rather than cut it."""
    if sheet.write_string(row, column, value) != 0:
        raise EditionError(
            f"A text of {len(value)} characters does not fit into a cell of a workbook, which "
            f"holds {LONGEST}. Export as csv instead."
        )
