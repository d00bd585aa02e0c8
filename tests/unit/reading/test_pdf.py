"""PDF pages, written by hand: an object a line, drawn with the standard fonts."""

from __future__ import annotations

import pytest

from sousveil.errors import DamagedDocument
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.source import Document
from sousveil.reading import pdf


def made(*pages: str, info: str = "") -> bytes:
    """Return a PDF of pages 600 points wide and 800 high, each with its drawing operators."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for content in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F"
            " << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(kids)}] >>"
    objects.append(f"<< {info} >>")
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def lines(*texts: str, left: int = 50, top: int = 750, size: int = 10, extra: str = "") -> str:
    drawn = "".join(
        f"1 0 0 1 {left} {top - 14 * n} Tm ({text}) Tj\n" for n, text in enumerate(texts)
    )
    return f"BT /F {size} Tf {extra}\n{drawn}ET\n"


def read(*pages: str, caps: Caps = CAPS, info: str = "") -> Document:
    return pdf.read(made(*pages, info=info), "sha256:0", caps)


def test_lines_of_a_paragraph_are_one_line_and_each_keeps_its_box() -> None:
    document = read(lines("The council of the port city bought", "forty cameras last year."))
    assert document.text.content == (
        "The council of the port city bought forty cameras last year.\n"
    )
    first, second = document.pieces
    assert document.text.content[second.start : second.end] == "forty cameras last year."
    assert first.place.page == second.place.page == 1
    assert first.place.box is not None and second.place.box is not None
    assert 35 < first.place.box[1] < 55 < second.place.box[3] < 75


def test_a_word_broken_at_the_end_of_a_line_is_mended() -> None:
    content = read(lines("The city has a sur-", "veillance plan, it says.")).text.content
    assert "surveillance plan" in content


def test_columns_are_read_one_after_the_other() -> None:
    left = lines(*(f"left column line {n} goes on and" for n in range(8)))
    right = lines(*(f"right column line {n} goes on and" for n in range(8)), left=320)
    content = read(left + right).text.content
    assert content.index("left column line 7") < content.index("right column line 0")


def test_rows_of_a_small_table_stay_rows() -> None:
    rows = "".join(
        lines(text, left=left, top=750 - 14 * n)
        for n, pair in enumerate([("Kenya", "Huawei"), ("Peru", "NEC"), ("Iran", "ZTE")] * 3)
        for text, left in zip(pair, (50, 320), strict=True)
    )
    assert "Kenya Huawei" in read(rows).text.content


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param("3 Tr", id="invisible-mode"),
        pytest.param("1 1 1 rg", id="white-on-white"),
    ],
)
def test_invisible_text_is_kept_apart(extra: str) -> None:
    document = read(
        lines("Everybody reads this.") + lines("Nobody reads this.", top=600, extra=extra)
    )
    shown = document.text.content[: document.shown]
    assert "Everybody" in shown and "Nobody" not in shown
    (piece,) = (p for p in document.pieces if p.state == "hidden")
    assert document.text.content[piece.start : piece.end] == "Nobody reads this."


def test_white_text_on_a_dark_ground_is_shown() -> None:
    ground = "0 0 0.4 rg 40 590 300 30 re f\n"
    document = read(ground + lines("White on blue.", top=600, extra="1 1 1 rg"))
    assert "White on blue." in document.text.content[: document.shown]


def test_running_heads_do_not_break_a_sentence() -> None:
    pages = [
        lines(f"Report on cameras, page {n}", top=790)
        + lines(
            f"{word} began on the page before goes on and on,",
            "and never comes to its end here, as each of these",
            "pages is short of room and the next of them has",
            f"all that is to be said by it about {word}, which",
        )
        for n, word in enumerate(("camera", "street", "window", "police"))
    ]
    document = read(*pages)
    shown = document.text.content[: document.shown]
    assert "said by it about camera, which street began on" in shown
    assert "page 2" not in shown
    assert "margin" in {piece.state for piece in document.pieces}


def test_pages_without_text_and_beyond_the_limit_are_told() -> None:
    document = read(lines("One."), "", lines("Three."), caps=Caps(pages=2))
    assert document.lost == (
        "page 2: no text",
        "pages 3 to 3: beyond the limit of 2 pages",
    )


def test_a_cut_file_is_told_or_refused() -> None:
    whole = made(lines("One line of text."))
    try:
        document = pdf.read(whole[:-40], "sha256:0")
    except DamagedDocument:
        return
    assert "the end of the file is missing" in document.lost


def test_the_document_says_its_title_author_and_day() -> None:
    info = "/Title (On cameras) /Author (Ana Example) /CreationDate (D:20191001120000Z)"
    about = read(lines("One."), info=info).about
    assert (about.title, about.authors, about.known) == (
        "On cameras",
        ("Ana Example",),
        "2019-10-01",
    )
