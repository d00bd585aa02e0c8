"""What the reader of Word documents makes of text, tables, deletions and hostile bytes."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document as NewDocument
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.errors import Bomb, DamagedDocument, LockedDocument, ReadingError
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.source import Document
from sousveil.reading import word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def read(data: bytes, caps: Caps = CAPS) -> Document:
    return word.read(data, "sha256:test", caps)


def saved(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def packed(body: str, **parts: str) -> bytes:
    """A document by hand; other parts are named by their file name without its ending."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {SPACES}>{content}</w:{name}>")
    return out.getvalue()


def p(text: str) -> str:
    return f"<w:p>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def shown(document: Document) -> str:
    return document.text.content[: document.shown].removesuffix("\f\n")


def apart(document: Document) -> list[tuple[str, str]]:
    content = document.text.content
    return [(i.state, content[i.start : i.end]) for i in document.pieces if i.state != "shown"]


def example() -> WordDocument:
    document = NewDocument()
    document.add_heading("AI surveillance", 1)
    document.add_paragraph("Kenya uses facial recognition.")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells),
        ("Country", "Supplier", "Kenya", "Huawei"),
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("Uganda follows.")
    return document


def test_paragraphs_and_tables_stand_in_the_order_of_the_document() -> None:
    document = read(saved(example()))
    assert document.text.content == (
        "AI surveillance\n\nKenya uses facial recognition.\n\n"
        "Country\tSupplier\nKenya\tHuawei\n\nUganda follows.\n\n"
    )
    assert document.text.reader == "word/2"


def test_each_piece_names_its_paragraph_or_row() -> None:
    document = read(saved(example()))
    content = document.text.content
    places = [(content[i.start : i.end], i.place.element, i.place.cell) for i in document.pieces]
    assert places == [
        ("AI surveillance", "paragraph 1", None),
        ("Kenya uses facial recognition.", "paragraph 2", None),
        ("Country", "table 1, row 1", "A1"),
        ("Supplier", "table 1, row 1", "B1"),
        ("Kenya", "table 1, row 2", "A2"),
        ("Huawei", "table 1, row 2", "B2"),
        ("Uganda follows.", "paragraph 3", None),
    ]


def test_every_cell_stands_where_its_span_says() -> None:
    document = read(saved(example()))
    (table,) = document.tables
    assert (table.name, table.headings) == ("table 1", ("Country", "Supplier"))
    for row in table.rows:
        for cell in row:
            assert document.text.content[cell.span.start : cell.span.end] == cell.printed
    assert [[cell.printed for cell in row] for row in table.rows] == [["Kenya", "Huawei"]]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    made = NewDocument()
    outer = made.add_table(2, 1)
    outer.cell(0, 0).text = "Outer"
    outer.cell(1, 0).text = "around"
    outer.cell(1, 0).add_table(1, 1).cell(0, 0).text = "inner"
    document = read(saved(made))
    assert [table.name for table in document.tables] == ["table 1", "table 2"]
    assert shown(document) == "Outer\naround\n\ninner\n\n"


def test_a_cell_over_two_columns_leaves_the_columns_in_line() -> None:
    made = NewDocument()
    table = made.add_table(2, 3)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(0, 2).text = "A", "B", "C"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "wide"
    table.cell(1, 2).text = "last"
    document = read(saved(made))
    assert [cell.printed for cell in document.tables[0].rows[0]] == ["wide", "", "last"]


def test_a_tracked_deletion_is_kept_apart_and_an_insertion_is_shown() -> None:
    deleted = "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
    document = read(
        packed(f"<w:p>{r('It does ')}{deleted}<w:ins>{r('really ')}</w:ins>{r('use it.')}</w:p>")
    )
    assert shown(document) == "It does really use it.\n\n"
    assert apart(document) == [("deleted", "not")]


def test_what_was_moved_away_is_deleted_there_and_shown_where_it_came_to() -> None:
    document = read(
        packed(
            f"<w:p><w:moveFrom>{r('Gone.')}</w:moveFrom></w:p><w:p><w:moveTo>{r('Gone.')}</w:moveTo></w:p>"
        )
    )
    assert shown(document) == "Gone.\n\n"
    assert apart(document) == [("deleted", "Gone.")]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    document = read(packed(f"<w:p>{mark}{r('One ')}</w:p>{p('sentence.')}"))
    assert shown(document) == "One sentence.\n\n"


@pytest.mark.parametrize(
    "run",
    [
        pytest.param(r("secret", "<w:vanish/>"), id="of-its-own"),
        pytest.param(r("secret", '<w:rStyle w:val="Child"/>'), id="by-a-style-based-on-one"),
    ],
)
def test_hidden_text_is_kept_apart(run: str) -> None:
    styles = (
        '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Child"><w:basedOn w:val="Base"/></w:style>'
    )
    plain = r(" too", '<w:vanish w:val="0"/>')
    document = read(packed(f"<w:p>{r('seen ')}{run}{plain}</w:p>", styles=styles))
    assert shown(document) == "seen  too\n\n"
    assert apart(document) == [("hidden", "secret")]


def test_notes_stand_after_the_body_and_comments_are_hidden() -> None:
    document = read(
        packed(
            p("Body."),
            footnotes=f'<w:footnote w:type="separator">{p("----")}</w:footnote>'
            f"<w:footnote>{p('Foot.')}</w:footnote>",
            endnotes=f"<w:endnote>{p('End.')}</w:endnote>",
            comments=f"<w:comment>{p('Is this so?')}</w:comment>",
        )
    )
    assert shown(document) == "Body.\n\nFoot.\n\nEnd.\n\n"
    assert apart(document) == [("hidden", "Is this so?")]
    assert document.pieces[1].place.element == "footnote 1, paragraph 1"


def test_headers_and_footers_stand_at_the_end() -> None:
    document = read(packed(p("Body."), header1=p("Head."), footer1=p("Foot.")))
    assert shown(document) == "Body.\n\nFoot.\n\nHead.\n\n"
    assert document.pieces[-1].place.element == "header 1, paragraph 1"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = read(packed(f"<w:p>{r('Beside.')}<w:r>{both}</w:r></w:p>"))
    assert shown(document) == "Beside.\n\nIn the box.\n\n"


def test_links_fields_controls_and_ticks_give_their_text() -> None:
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    field = f"<w:fldSimple>{r('3')}</w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r>"
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Chosen.')}</w:sdtContent></w:sdt>"
    document = read(
        packed(f"<w:p><w:hyperlink>{r('link ')}</w:hyperlink>{field}{tick}</w:p>{control}")
    )
    assert shown(document) == "link 3\u2714\n\nChosen.\n\n"


def test_core_properties_say_title_authors_and_date() -> None:
    made = example()
    made.core_properties.title = "The report"
    made.core_properties.author = "Ann B; Cee D"
    made.core_properties.language = "en-GB"
    about = read(saved(made)).about
    assert (about.title, about.authors, about.language) == ("The report", ("Ann B", "Cee D"), "en")
    assert about.known == "2013-12-23"


def test_damaged_properties_cost_only_themselves() -> None:
    data = swapped(saved(example()), "docProps/core.xml", lambda _: b"<broken")
    document = read(data)
    assert "Kenya" in document.text.content
    assert document.lost[0].startswith("part docProps/core.xml: ")


def test_entities_are_neither_resolved_nor_fetched() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    with pytest.raises(DamagedDocument, match="entities"):
        read(swapped(saved(example()), "word/document.xml", lambda _: evil))


def test_a_document_nested_beyond_measure_is_damaged() -> None:
    with pytest.raises(DamagedDocument):
        read(packed("<w:sdt><w:sdtContent>" * 5000 + p("x") + "</w:sdtContent></w:sdt>" * 5000))


def test_tables_nested_as_deep_as_the_parser_goes_are_read() -> None:
    start, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    document = read(packed(start * 80 + p("deep") + end * 80))
    assert "deep" in document.text.content


def test_an_encrypted_document_is_locked() -> None:
    with pytest.raises(LockedDocument):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def test_a_bomb_is_not_unfolded() -> None:
    with pytest.raises(Bomb):
        read(packed(p("a" * 40_000_000)))


def test_beyond_the_limits_the_text_is_cut_and_told() -> None:
    document = read(saved(example()), Caps(text=30))
    assert len(document.text.content) == 30
    assert document.lost == ("text: all beyond 30 characters",)
    few = read(saved(example()), Caps(cells=3))
    assert "cells: all beyond 3" in few.lost


def test_a_table_cut_in_a_cell_still_has_true_spans() -> None:
    document = read(saved(example()), Caps(text=68))
    for table in document.tables:
        for row in table.rows:
            for cell in row:
                assert document.text.content[cell.span.start : cell.span.end] == cell.printed


def swapped(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == name else content)
    return out.getvalue()


GOOD = saved(example())
BYTES = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3)), max_size=4)


def mutated(data: bytes, changes: list[tuple[float, bytes]], keep: float) -> bytes:
    for at, new in changes:
        place = int(at * len(data))
        data = data[:place] + new + data[place + len(new or b"x") :]
    return data[: int(keep * len(data))]


@settings(max_examples=60, deadline=None)
@given(changes=BYTES, keep=st.one_of(st.just(1.0), st.floats(0, 1)), inside=st.booleans())
def test_hostile_bytes_are_read_or_refused_and_nothing_else(
    changes: list[tuple[float, bytes]], keep: float, inside: bool
) -> None:
    def change(data: bytes) -> bytes:
        return mutated(data, changes, keep)

    data = swapped(GOOD, "word/document.xml", change) if inside else change(GOOD)
    try:
        read(data)
    except ReadingError as error:
        assert "\n" not in str(error)


def test_no_raised_mark_and_no_struck_word_changes_a_sentence() -> None:
    made = NewDocument()
    paragraph = made.add_paragraph("Cameras stand in 6")
    paragraph.add_run("4").font.superscript = True
    paragraph.add_run(" countries, ")
    paragraph.add_run("not ").font.strike = True
    paragraph.add_run("in all.")
    out = io.BytesIO()
    made.save(out)
    document = word.read(out.getvalue(), "sha256:0", CAPS)
    shown = document.text.content[: document.shown]
    assert shown.strip() == "Cameras stand in 6\ufffc countries, in all."
    assert {piece.state for piece in document.pieces} == {"shown", "margin", "deleted"}


RAISED = '<w:vertAlign w:val="superscript"/>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param(
            r("In 63") + r("0", '<w:vertAlign w:val="subscript"/>') + r(" countries."),
            "In 630\ufffc countries.",
            id="lowered-digit",
        ),
        pytest.param(r("In all") + r("3", RAISED) + r(" states."), "In all states.", id="note"),
        pytest.param(
            f'{r("In ")}<w:bdo w:val="rtl">{r("36")}</w:bdo>{r(" states.")}',
            "In \ufffc36 states.",
            id="turned-round",
        ),
        pytest.param(r("In 63") + r("0", '<w:color w:val="FFFFFF"/>'), "In 63", id="white"),
        pytest.param(r("In 63") + r("0", '<w:sz w:val="2"/>'), "In 63", id="tiny"),
        pytest.param(r("It is ") + r("not", '<w:rStyle w:val="Out"/>'), "It is", id="struck-style"),
        pytest.param(
            f'{r("In 63 states")}<w:r><w:footnoteReference w:id="7"/></w:r>{r(".")}',
            "In 63 states\ufffc.",
            id="note-that-denies",
        ),
        pytest.param(
            f'{r("In 63 states")}<w:r><w:footnoteReference w:id="8"/></w:r>{r(".")}',
            "In 63 states.",
            id="note-with-a-source",
        ),
        pytest.param(
            f"{r('In 63 ')}<w:r><w:drawing/></w:r>{r(' states.')}",
            "In 63  states.",
            id="picture-between-words",
        ),
        pytest.param(
            f"{r('In 63')}<w:r><w:drawing/></w:r>{r(' states.')}",
            "In 63\ufffc states.",
            id="picture-right-behind-a-number",
        ),
    ],
)
def test_what_is_no_plain_word_leaves_a_sign(body: str, words: str) -> None:
    document = read(
        packed(
            f"<w:p>{body}</w:p>",
            styles='<w:style w:styleId="Out"><w:rPr><w:strike/></w:rPr></w:style>',
            footnotes='<w:footnote w:id="7">'
            + p("This is not true.")
            + '</w:footnote><w:footnote w:id="8">'
            + p("See the annex.")
            + "</w:footnote>",
        )
    )
    assert document.text.content.split("\n\n")[0].rstrip() == words
