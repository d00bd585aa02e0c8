"""What the reader of spreadsheets makes of cells, hidden sheets, far cells and hostile bytes."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.errors import Bomb, DamagedDocument, LockedDocument, ReadingError, TooLarge
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.source import Document
from sousveil.reading import sheets

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODS = "urn:oasis:names:tc:opendocument:xmlns:"


def read(data: bytes, caps: Caps = CAPS) -> Document:
    return sheets.read(data, "sha256:test", caps)


def book(*tables: tuple[str, list[list[Any]]], hidden: str = "", title: str = "") -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, rows in tables:
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name == hidden:
            sheet.hide()
    if title:
        made.set_properties({"title": title, "created": datetime(2022, 3, 1)})
    made.close()
    return out.getvalue()


def swapped(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == name else content)
    return out.getvalue()


def with_sheet(cells: str) -> bytes:
    """A book of two sheets, the first with cells by hand; text 0 is "Kenya"."""
    made = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    data = book(("First", [["Kenya"]]), ("Second", [["Country"], ["Uganda"]]))
    return swapped(data, "xl/worksheets/sheet1.xml", lambda _: made)


def ods(rows: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet"
        )
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{ODS}manifest:1.0"/>')
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{ODS}office:1.0" xmlns:table="{ODS}table:1.0" '
            f'xmlns:text="{ODS}text:1.0"><office:body><office:spreadsheet>'
            '<table:table table:name="S">'
            f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def ods_cell(text: str, times: int = 1) -> str:
    return (
        '<table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="{times}"><text:p>{text}</text:p></table:table-cell>'
    )


TWO = [["Country", "Since"], ["Kenya", 2015], ["Uganda", 2.5]]


def test_each_sheet_is_a_table_under_its_name() -> None:
    document = read(book(("A", TWO), ("B", [["x"]])))
    assert document.text.content == "A\nCountry\tSince\nKenya\t2015\nUganda\t2.5\nB\nx\n"
    assert [(table.name, table.headings) for table in document.tables] == [
        ("A", ("Country", "Since")),
        ("B", ("x",)),
    ]
    assert document.pieces == ()


def test_every_cell_has_its_address_and_stands_where_its_span_says() -> None:
    document = read(book(("A", TWO)))
    cells = [cell for row in document.tables[0].rows for cell in row]
    assert [(cell.printed, cell.place.cell, cell.place.row) for cell in cells] == [
        ("Kenya", "A2", "Kenya"),
        ("2015", "B2", "Kenya"),
        ("Uganda", "A3", "Uganda"),
        ("2.5", "B3", "Uganda"),
    ]
    for cell in cells:
        assert document.text.content[cell.span.start : cell.span.end] == cell.printed
        assert (cell.place.snapshot, cell.place.sheet) == ("sha256:test", "A")


def test_a_hidden_sheet_is_hidden_text_and_no_table() -> None:
    document = read(book(("A", TWO), ("Draft", [["not", "shown"]]), hidden="Draft"))
    assert [table.name for table in document.tables] == ["A"]
    assert "Draft" not in document.text.content[: document.shown]
    (piece,) = document.pieces
    assert (piece.state, piece.place.sheet) == ("hidden", "Draft")
    assert document.text.content[piece.start : piece.end] == "Draft\nnot\tshown"


def test_a_sheet_of_a_chart_alone_is_no_loss() -> None:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    made.add_worksheet("A").write("A1", 1)
    chart = made.add_chart({"type": "bar"})
    chart.add_series({"values": "=A!$A$1:$A$1"})
    made.add_chartsheet("C").set_chart(chart)
    made.close()
    assert read(out.getvalue()).lost == ()


def test_two_cells_at_the_far_ends_of_a_sheet_are_both_read() -> None:
    document = read(
        with_sheet(
            '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'
        )
    )
    first, second = document.tables
    assert first.headings == ("Kenya",)
    assert [(c.place.cell, c.printed) for c in first.rows[0]] == [
        ("A1048576", ""),
        ("XFD1048576", "7"),
    ]
    assert second.headings == ("Country",)
    assert document.lost == ()


def test_a_far_cell_that_is_empty_changes_nothing() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>{}'
    far = cells.format('<row r="1048576"><c r="XFD1048576" s="0"/></row>')
    assert read(with_sheet(far)).text == read(with_sheet(cells.format(""))).text


def test_a_sheet_read_cell_by_cell_prints_what_the_library_prints() -> None:
    day, moment, hour = date(2020, 1, 2), datetime(2020, 1, 2, 3, 4, 5), time(2, 30)
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = made.add_worksheet("A")
    for column, (value, code) in enumerate(
        [(day, "d/m/yyyy"), (moment, "yyyy-mm-dd hh:mm"), (hour, "hh:mm"), (2.5, "[h]:mm")]
    ):
        sheet.write(0, column, value, made.add_format({"num_format": code}))
    sheet.write_row(0, 4, ["text", 12.0, 1.25, True])
    sheet.write_rich_string(0, 8, "a", made.add_format({"bold": True}), "b", " c")
    sheet.write_formula(0, 9, "=1+1", None, 2)
    near = read(out_of(made, out)).text.content
    far = read(out.getvalue(), Caps(cells=CAPS.cells)).text.content
    assert near == far
    beyond = swapped(
        out.getvalue(),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</row>", b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', 1
        ),
    )
    assert read(beyond).text.content.startswith(near)


def out_of(made: Any, out: io.BytesIO) -> bytes:
    made.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("cell", "lost"),
    [
        pytest.param('<c r="B1" t="s"><v>99</v></c>', "B1: there is no text number 99", id="text"),
        pytest.param('<c r="B99999999999"><v>1</v></c>', "lies outside", id="far-row"),
        pytest.param('<c r="AAAA1"><v>1</v></c>', "lies outside", id="far-column"),
    ],
)
def test_one_bad_cell_costs_only_itself(cell: str, lost: str) -> None:
    document = read(with_sheet(f'<row r="1"><c r="A1" t="s"><v>0</v></c>{cell}</row>'))
    assert document.text.content == "First\nKenya\nSecond\nCountry\nUganda\n"
    assert len(document.lost) == 1
    assert lost in document.lost[0]


def test_odd_numbers_and_dates_are_kept_as_they_can_be() -> None:
    document = read(
        with_sheet(
            '<row r="1"><c r="A1"><v>1e309</v></c><c r="B1"><v>NaN</v></c>'
            '<c r="C1" t="d"><v>no day</v></c><c r="D1"><v>abc</v></c></row>'
        )
    )
    assert document.text.content.startswith("First\ninf\tnan\tno day\tabc\n")


def test_a_sheet_that_is_no_xml_costs_only_itself() -> None:
    data = swapped(with_sheet(""), "xl/worksheets/sheet1.xml", lambda _: b"<worksheet><sheetData")
    document = read(data)
    assert [table.name for table in document.tables] == ["Second"]


def test_a_repeated_cell_of_an_opendocument_is_counted_before_it_is_made() -> None:
    row = '<table:table-row table:number-rows-repeated="1000000">{}</table:table-row>'
    with pytest.raises(TooLarge, match="cells"):
        read(ods(row.format(ods_cell("x", 1000))))
    empty = row.format('<table:table-cell table:number-columns-repeated="16384"/>')
    filled = f"<table:table-row>{ods_cell('x', 2)}</table:table-row>"
    assert read(ods(filled + empty)).text.content == "S\nx\tx\n"


def test_a_binary_book_whose_cells_lie_too_far_apart_is_refused() -> None:
    row, cell = b"\x00\x04" + b"\xff\xff\x0f\x00", b"\x02\x08" + b"\xff\x3f\0\0" + b"\0" * 4
    near = b"\x00\x04" + b"\0" * 4 + b"\x02\x08" + b"\0" * 8
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")
        archive.writestr("xl/worksheets/sheet1.bin", near + row + cell)
    with pytest.raises(TooLarge, match="cells"):
        read(out.getvalue())


def test_beyond_the_limits_cells_and_text_are_cut_and_told() -> None:
    document = read(book(("A", TWO)), Caps(cells=4))
    assert document.text.content == "A\nCountry\tSince\nKenya\t2015\n"
    assert document.lost == ("cells: all beyond 4",)
    cut = read(book(("A", TWO)), Caps(text=20))
    assert cut.lost == ("text: all beyond 20 characters",)
    for row in cut.tables[0].rows:
        for cell in row:
            assert cut.text.content[cell.span.start : cell.span.end] == cell.printed


def test_a_book_of_many_sheets_is_read_whole() -> None:
    document = read(book(*((f"S{n}", [["x"]]) for n in range(300))))
    assert len(document.tables) == 300


def test_properties_say_title_and_date() -> None:
    about = read(book(("A", TWO), title="The index")).about
    assert (about.title, about.known) == ("The index", "2022-03-01")


def test_an_encrypted_book_is_locked() -> None:
    with pytest.raises(LockedDocument):
        read(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))


def test_a_bomb_is_not_unfolded() -> None:
    with pytest.raises(Bomb):
        read(with_sheet(" " * 40_000_000))


def test_what_is_no_book_is_damaged() -> None:
    with pytest.raises(DamagedDocument):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)


GOOD = book(("A", TWO), ("B", [["x", 1], ["y", 2]]), hidden="B", title="T")
PARTS = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]


@settings(max_examples=80, deadline=None)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3)), max_size=4),
    keep=st.one_of(st.just(1.0), st.floats(0, 1)),
    part=st.sampled_from(["", *PARTS]),
)
def test_hostile_bytes_are_read_or_refused_and_nothing_else(
    changes: list[tuple[float, bytes]], keep: float, part: str
) -> None:
    def change(data: bytes) -> bytes:
        for at, new in changes:
            place = int(at * len(data))
            data = data[:place] + new + data[place + len(new or b"x") :]
        return data[: int(keep * len(data))]

    try:
        read(swapped(GOOD, part, change) if part else change(GOOD))
    except ReadingError as error:
        assert "\n" not in str(error)
