"""Which texts are tables, and what becomes of their cells, stray quotes and hostile bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.errors import ReadingError
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.source import Document
from sousveil.reading import delimited
from sousveil.reading.delimited import is_delimited


def read(text: str | bytes, caps: Caps = CAPS) -> Document:
    data = text.encode() if isinstance(text, str) else text
    return delimited.read(data, "sha256:test", caps)


def rows(document: Document) -> list[list[str]]:
    (table,) = document.tables
    return [list(table.headings), *([cell.printed for cell in row] for row in table.rows)]


TABLES = {
    "commas": "Country,Supplier\nKenya,Huawei\n",
    "semicolons": "Country;Share\nKenya;1,5\nUganda;2,5\nGhana;3,5\nTogo;4,5\n",
    "tabs": "Country\tSupplier\nKenya\tHuawei\n",
    "strokes": "Country|Supplier\nKenya|Huawei\n",
    "numbers": "1,2\n3,4\n5,6\n",
    "years": "Country,2019,2020\nKenya,1,2\n",
    "crlf": "a,b\r\n1,2\r\n",
    "quoted": 'a,b\n"x, y","line\nand line"\n1,2\n',
    "spaces-after-commas": "Country, Year, Supplier\nKenya, 2019, Huawei\nUganda, 2020, ZTE\n",
    "one-stray-row": "a,b,c\n1,2,3\n4,5,6\n7,8\n9,1,2\n",
    "told-to-excel": "sep=;\na;b\n1;2\n",
    "half-empty": "a,b,c\n1,,\n2,x,\n3,,y\n4,z,\n",
}

OTHERS = {
    "prose": "In Kenya, the police use cameras.\nIn Uganda, they do too.\nIn Togo, they do not.\n",
    "one-paragraph": "A sentence, with commas, and more; and so on.",
    "verse": "Roses are red,\nviolets are blue,\nsugar is sweet,\nand so are you.\n",
    "verse-with-commas": "O rose, thou art sick,\nO worm, in the night,\nO storm, that howls,\n",
    "markdown-table": "| Country | Supplier |\n|---------|----------|\n| Kenya | Huawei |\n",
    "markdown": "# Title\n\n- one, two\n- three, four\n\nText, and text.\n",
    "log": "2024-01-02 10:00:00,123 INFO started\n2024-01-02 10:00:01,456 INFO done\n"
    "2024-01-02 10:00:02,789 ERROR gone\n",
    "log-with-strokes": "2024-01-02 10:00 | INFO | started\n2024-01-02 10:01 | INFO | done\n",
    "python": "def f(a, b):\n    return g(a, b)\n\n\ndef h(c, d):\n    return f(c, d)\n",
    "c": "int a = 1;\nint b = 2;\nint c = 3;\n",
    "css": "p { color: red; }\na { color: blue; }\n",
    "json": '{"a": 1,\n "b": 2,\n "c": 3,\n "d": 4}\n',
    "json-lines": '{"a":1,"b":2}\n{"a":3,"b":4}\n',
    "names": "Feldstein, Steven\nMuller, Jo\nSmith, Ann\n",
    "thousands": "1,000\n2,500\n3,750\n",
    "counted-prose": "There are 1,000 cameras\nand 2,000 more to come\nof 3,000 in all\n",
    "one-column": "Kenya\nUganda\nTogo\n",
    "one-row": "Kenya,Huawei,ZTE\n",
    "sql": "INSERT INTO t VALUES\n(1,'a'),\n(2,'b'),\n(3,'c');\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_a_table_is_known_as_one(text: str) -> None:
    assert is_delimited(text.encode())
    assert is_delimited(b"\xef\xbb\xbf" + text.encode())
    assert is_delimited(text.encode("utf-16"))


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_other_text_is_no_table(text: str) -> None:
    assert not is_delimited(text.encode())


def test_only_the_first_part_of_a_long_table_is_looked_at() -> None:
    assert is_delimited(b"Country,Supplier\n" + b"Kenya,Huawei\n" * 1_000_000)


def test_the_first_row_gives_the_headings() -> None:
    document = read("Country,Supplier\nKenya,Huawei\nUganda,ZTE\n")
    assert document.text.content == "Country\tSupplier\nKenya\tHuawei\nUganda\tZTE\n"
    assert document.tables[0].name == "table"
    assert rows(document) == [["Country", "Supplier"], ["Kenya", "Huawei"], ["Uganda", "ZTE"]]
    assert document.lost == ()


def test_every_cell_has_its_address_and_stands_where_its_span_says() -> None:
    document = read('Country;Supplier\n"Kenya";"Hua\nwei"\n\nUganda;ZTE\n')
    cells = [cell for row in document.tables[0].rows for cell in row]
    assert [(cell.printed, cell.place.cell, cell.place.row) for cell in cells] == [
        ("Kenya", "A2", "Kenya"),
        ("Hua wei", "B2", "Kenya"),
        ("Uganda", "A4", "Uganda"),
        ("ZTE", "B4", "Uganda"),
    ]
    for cell in cells:
        assert document.text.content[cell.span.start : cell.span.end] == cell.printed


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_the_sign_between_the_values_is_found(text: str) -> None:
    assert len(rows(read(text))[0]) >= 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_undone(encoding: str) -> None:
    text = "Land,Anbieter\nÖsterreich,Müller\nKöln,Böhm\nÜbersee,Größe\n"
    assert rows(read(text.encode(encoding)))[1] == ["Österreich", "Müller"]


def test_a_quote_that_is_never_closed_swallows_nothing() -> None:
    body = "".join(f"C{n},{n}\n" for n in range(5000))
    document = read(f'Country,Number\nKenya,"1\n{body}')
    assert rows(document)[1] == ["Kenya", '"1']
    assert rows(document)[2] == ["C0", "0"]
    assert len(document.tables[0].rows) == 5001
    assert document.lost == ("line 2: a quote is not closed; it is taken for a letter",)


def test_a_quote_closed_by_that_of_a_later_row_swallows_nothing() -> None:
    document = read('a,b\nKenya,"Huawei\nUganda,ZTE\nTogo,NEC\nGhana,"IBM"\nPeru,Cisco\n')
    assert [row[0] for row in rows(document)] == ["a", "Kenya", "Uganda", "Togo", "Ghana", "Peru"]
    assert document.lost == ("line 2: a quote is not closed; it is taken for a letter",)


def test_a_cell_of_many_lines_is_one_cell() -> None:
    text = 'a,b\n"one, two\nthree\nfour, five, six",x\n1,2\n'
    assert rows(read(text))[1] == ["one, two three four, five, six", "x"]
    assert read(text).lost == ()


def test_many_stray_quotes_do_not_take_long() -> None:
    document = read("a,b\n" + 'x,"\n"",y\n' * 20_000 + '"')
    assert document.lost


def test_rows_of_another_length_are_kept_and_told() -> None:
    document = read("a,b\n1,2\n3\n4,5,6\n7,8\n9,1\n")
    assert rows(document)[2:4] == [["3", ""], ["4", "5", "6"]]
    assert document.lost == (
        "rows: 2 have another number of cells than the headings (first: row 3)",
    )


def test_huge_fields_and_nul_bytes_are_read() -> None:
    document = read(b"a,b\n1\x00,2\n3," + b"x" * 300_000 + b"\n")
    assert rows(document)[1] == ["1", "2"]
    assert len(rows(document)[2][1]) == 300_000


def test_the_line_for_excel_is_no_row() -> None:
    document = read("sep=;\na;b\n1;2,5\n")
    assert rows(document) == [["a", "b"], ["1", "2,5"]]
    assert document.tables[0].rows[0][0].place.cell == "A2"


def test_beyond_the_limits_cells_and_text_are_cut_and_told() -> None:
    text = "a,b\n" + "1,2\n" * 100
    assert read(text, Caps(cells=10)).lost == ("cells: all beyond 10",)
    assert len(read(text, Caps(cells=10)).tables[0].rows) == 4
    cut = read(text, Caps(text=11))
    assert cut.lost == ("text: all beyond 11 characters",)
    for row in cut.tables[0].rows:
        for cell in row:
            assert cut.text.content[cell.span.start : cell.span.end] == cell.printed


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet='a1,;|\t"\n\r\x00é', max_size=80), cut=st.binary(max_size=4))
def test_hostile_bytes_are_read_or_refused_and_nothing_else(text: str, cut: bytes) -> None:
    data = text.encode() + cut
    is_delimited(data)
    try:
        document = read(data)
    except ReadingError as error:
        assert "\n" not in str(error)
        return
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                assert document.text.content[cell.span.start : cell.span.end] == cell.printed


@given(text=st.text(alphabet='ab1,"\n', max_size=60))
def test_no_letter_of_a_table_is_lost(text: str) -> None:
    letters = [letter for letter in text if letter.isalnum()]
    assert [letter for letter in read(text).text.content if letter.isalnum()] == letters
