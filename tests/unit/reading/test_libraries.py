"""What the readers of reference lists make of whole, damaged and hostile lists."""

import json
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.errors import DamagedDocument, ReadingError
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.source import Address, Document
from sousveil.reading import bibtex, csl, ris

PARAGRAPH = (
    "Steven Feldstein; World Bank. 2019. The Global Expansion of AI. Working Papers. "
    "Carnegie. https://example.org/a_b\n\n"
)
ADDRESS = Address(
    url="https://example.org/a_b", title="The Global Expansion of AI", date="2019-09-17"
)
CSL = json.dumps(
    [
        {
            "id": "f19",
            "type": "report",
            "title": "The Global Expansion of <i>AI</i>",
            "author": [{"family": "Feldstein", "given": "Steven"}, {"literal": "World Bank"}],
            "issued": {"date-parts": [[2019, "9", 17]]},
            "container-title": "Working Papers",
            "publisher": "Carnegie",
            "URL": "https://example.org/a_b",
        },
        {"id": "two", "title": "Two", "DOI": "https://doi.org/10.1000/Ab(1)"},
    ],
    indent=1,
)
BIBTEX = r"""
@string{car = "Carnegie"}
@techreport{f19,
  author = {Feldstein, Steven and {World Bank}},
  title = {The {Global} Expansion of {AI}},
  series = "Working Papers", institution = car, date = {2019-09-17},
  url = {https://example.org/a\_b}
}
@article{two, title = {Two}, doi = {10.1000/Ab(1)}}
"""
RIS = """TY  - RPRT
AU  - Feldstein, Steven
AU  - World Bank
TI  - The Global
  Expansion of AI
T2  - Working Papers
PY  - 2019
DA  - 2019/09/17/
PB  - Carnegie
UR  - https://example.org/a_b
ID  - f19
ER  -

TY  - JOUR
TI  - Two
DO  - 10.1000/Ab(1)
ID  - two
ER  -
"""
LISTS = [
    pytest.param(csl, CSL, id="csl"),
    pytest.param(bibtex, BIBTEX, id="bibtex"),
    pytest.param(ris, RIS, id="ris"),
]


def read(reader: ModuleType, text: str | bytes, caps: Caps = CAPS) -> Document:
    data = text.encode() if isinstance(text, str) else text
    document: Document = reader.read(data, "sha256:test", caps)
    return document


@pytest.mark.parametrize(("reader", "text"), LISTS)
def test_each_entry_is_a_paragraph(reader: ModuleType, text: str) -> None:
    document = read(reader, text)
    assert document.text.content == PARAGRAPH + "Two. https://doi.org/10.1000/Ab(1)\n\n"
    assert [piece.place.element for piece in document.pieces] == ["entry f19", "entry two"]
    first = document.pieces[0]
    assert document.text.content[first.start : first.end] == PARAGRAPH.rstrip()
    assert document.lost == ()


@pytest.mark.parametrize(("reader", "text"), LISTS)
def test_each_entry_with_an_address_or_doi_gives_it(reader: ModuleType, text: str) -> None:
    assert read(reader, text).addresses == (
        ADDRESS,
        Address(url="https://doi.org/10.1000/Ab(1)", title="Two"),
    )


@pytest.mark.parametrize(("reader", "text"), LISTS)
def test_no_more_entries_are_read_than_the_limit(reader: ModuleType, text: str) -> None:
    document = read(reader, text, Caps(members=1))
    assert document.text.content == PARAGRAPH
    assert document.lost == ("entries: all beyond 1",)


@pytest.mark.parametrize("reader", [csl, bibtex, ris])
@pytest.mark.parametrize("text", ["", "Some prose.", "[]", "{}", "[1, 2]", "null", "[" * 100_000])
def test_a_list_without_any_reference_is_damaged(reader: ModuleType, text: str) -> None:
    with pytest.raises(DamagedDocument):
        read(reader, text)


def test_an_entry_that_is_no_reference_is_told() -> None:
    document = read(csl, '[{"title":"A"}, 5, {"title":"B"}]')
    assert document.text.content == "A.\n\nB.\n\n"
    assert document.lost == ("entry 2: it is no reference",)


def test_a_damaged_entry_costs_only_itself_in_csl() -> None:
    document = read(csl, '[{"title":"A"},\n{"title":"B",},\n{"title":"C"}]')
    assert document.text.content == "A.\n\nC.\n\n"
    assert document.lost == ("line 2: a damaged entry",)


def test_a_cut_list_gives_the_entries_before_the_cut() -> None:
    document = read(csl, '[{"title":"A"},{"title":"B"}')
    assert document.text.content == "A.\n\nB.\n\n"
    assert document.lost == ("the list is cut or damaged; entries may be missing",)


def test_odd_values_of_csl_are_read() -> None:
    text = '[{"id":%s,"title":"A","volume":NaN,"issued":{"date-parts":[[1e999,13]]},' % ("9" * 5000)
    text += '"author":[{"family":"\\ud800X"},7,null],"title":"A again","URL":"http://[x"}]'
    document = read(csl, text)
    assert document.text.content == "X; 7. A.\n\n"
    assert "'title' is given twice" in document.lost[0]
    assert document.addresses == ()


def test_a_damaged_entry_costs_only_itself_in_bibtex() -> None:
    document = read(bibtex, "@book{a, title={A}}\n@book{b, title={B\n@book{c, title={C}}\n")
    assert document.text.content == "A.\n\nC.\n\n"
    assert document.lost == ("line 2: a damaged entry",)


def test_a_key_given_twice_loses_no_entry() -> None:
    document = read(bibtex, '@book{a, title="A"}\n@book{a, title="B"}\n')
    assert document.text.content == "A.\n\nB.\n\n"


def test_a_field_given_twice_is_told() -> None:
    document = read(bibtex, "@book{a, title={A}, title={B}}")
    assert document.text.content == "A.\n\n"
    assert document.lost == ("line 1: a field is given twice; the first is kept",)


def test_latex_is_undone() -> None:
    document = read(
        bibtex, r"@book{a, author={M{\"u}ller, J{\o}rn}, title={A \& B}, year=2020, month=mar}"
    )
    assert document.text.content == "Jørn Müller. 2020. A & B.\n\n"


def test_latex_that_never_ends_is_kept_as_it_stands() -> None:
    assert read(bibtex, "@book{a, title={" + r"\x{" * 3000 + "}" * 3000 + "}}")


def test_lines_of_ris_that_are_no_fields_are_told() -> None:
    document = read(ris, "TY  - JOUR\nTI  - A\nER  - \nrubbish\nTY  - JOUR\nTI  - B\n")
    assert document.text.content == "A.\n\nB.\n\n"
    assert document.lost == (
        "line 4: it belongs to no entry",
        "the last entry has no end; the list may be cut",
    )


def test_references_of_other_encodings_are_read() -> None:
    text = "TY  - JOUR\r\nAU  - Müller, Jörg\r\nTI  - Überwachung für Größere\r\nER  - \r\n"
    assert "Jörg Müller" in read(ris, text.encode("cp1252")).text.content


@settings(max_examples=120, deadline=None)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=3)), max_size=5),
    keep=st.one_of(st.just(1.0), st.floats(0, 1)),
    good=st.sampled_from([(csl, CSL), (bibtex, BIBTEX), (ris, RIS)]),
)
def test_hostile_bytes_are_read_or_refused_and_nothing_else(
    changes: list[tuple[float, bytes]], keep: float, good: tuple[ModuleType, str]
) -> None:
    data = good[1].encode()
    for at, new in changes:
        place = int(at * len(data))
        data = data[:place] + new + data[place + len(new or b"x") :]
    try:
        read(good[0], data[: int(keep * len(data))])
    except ReadingError as error:
        assert "\n" not in str(error)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["title", "author", "issued", "date-parts", "URL", "DOI", "id", "family"]
            ),
            inner,
            max_size=4,
        )
    ),
)


@settings(max_examples=150)
@given(value=JSON)
def test_any_json_is_read_or_refused(value: Any) -> None:
    try:
        read(csl, json.dumps([value]))
    except ReadingError as error:
        assert "\n" not in str(error)
