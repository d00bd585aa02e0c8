"""Formats are told by content, and bad documents are refused in one line."""

from __future__ import annotations

import pytest

from sousveil.errors import DamagedDocument, EmptyDocument, ReadingError, UnknownFormat
from sousveil.reading import read
from sousveil.reading.formats import media_type


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", EmptyDocument, id="empty"),
        pytest.param(b" \n\x00", EmptyDocument, id="blank"),
        pytest.param(b"\xff\xd8\xff\xe0 JFIF", UnknownFormat, id="jpeg"),
        pytest.param(b"%PDF-1.7\n1 0 obj\n<<", DamagedDocument, id="cut-pdf"),
        pytest.param(b"PK\x03\x04 cut", DamagedDocument, id="cut-zip"),
        pytest.param(bytes(range(256)) * 40, UnknownFormat, id="binary"),
    ],
)
def test_a_bad_document_is_refused_with_one_line(data: bytes, error: type[ReadingError]) -> None:
    with pytest.raises(error) as raised:
        read(data)
    assert "\n" not in str(raised.value)
    assert raised.value.code in {"empty", "damaged", "unknown-format"}


@pytest.mark.parametrize(
    ("data", "content"),
    [
        pytest.param("64 pays, déjà".encode(), "64 pays, déjà", id="utf-8"),
        pytest.param("64 pays, déjà".encode("utf-16"), "64 pays, déjà", id="utf-16"),
        pytest.param("64 pays, déjà".encode("cp1252"), "64 pays, déjà", id="windows"),
        pytest.param(b"one\r\ntwo", "one\ntwo", id="line-ends"),
    ],
)
def test_text_in_its_encoding(data: bytes, content: str) -> None:
    assert read(data).text.content == content


def test_a_page_gives_its_main_text() -> None:
    page = (
        b"<html><head><title>Watched</title></head><body><nav>Home | About</nav><article>"
        b"<p>Sixty-four countries use facial recognition, long enough to be main text.</p>"
        b"</article><footer>Imprint</footer></body></html>"
    )
    assert media_type(page) == "text/html"
    content = read(page).text.content
    assert "Sixty-four countries use facial recognition" in content
    assert "Imprint" not in content
