"""Good documents: one of each format with a given word, and the twelve that must be found."""

from __future__ import annotations

import bz2
from collections.abc import Callable
from dataclasses import dataclass

from . import build as b

SAMPLES: dict[str, Callable[[str], bytes]] = {
    "html": b.page,
    "pdf": lambda word: b.pdf(
        *(b.lines_of(f"Page {n}. {b.PROSE} They call it {word}.") for n in range(1, 6))
    ),
    "docx": lambda word: b.docx("".join(b.para(f"{n}. {b.PROSE}{word}.") for n in range(20))),
    "xlsx": lambda word: b.xlsx(b.rows(word)),
    "ods": lambda word: b.ods(b.ods_rows(word)),
    "csv": lambda word: (
        "Country,Note,Year\n" + "".join(f"Place {n},{word} {n},20{n}\n" for n in range(10, 90))
    ).encode(),
    "eml": lambda word: b.mail_of(
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{b.PROSE * 4} {word}.",
        "Content-Type: text/html; charset=utf-8\r\nContent-Disposition: attachment; "
        f'filename="page.html"\r\n\r\n{b.page(word).decode()}',
    ),
    "zip": lambda word: b.zipped({f"{n}.html": b.page(f"{word} {n}") for n in range(3)}),
    "warc": lambda word: b.warc(b.page(word), b.page(f"{word} again")),
    "warc.gz": lambda word: b.warc(b.page(word), b.page(f"{word} again"), packed=True),
    "wacz": lambda word: b.wacz(b.page(word)),
    "rss": lambda word: b.rss("".join(b.item(f"{word} {n}") for n in range(8))),
    "bib": b.bibtex,
    "ris": b.ris,
    "csl": lambda word: b.csl(*(b.csl_item(f"{word}-{n}") for n in range(8))),
    "html.gz": lambda word: b.gzipped(b.page(word), b"page.html"),
    "html.bz2": lambda word: bz2.compress(b.page(word)),
    "utf16": lambda word: f"{b.PROSE * 4}\n{word}.\n".encode("utf-16"),
}
"""Format to the maker of a small whole document that holds a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A good document that must be found after any batch of bad ones."""

    file: str
    word: str
    """What stands in it and in no other document."""

    make: Callable[[], bytes]
    member: bool = False
    """Whether the word stands in a document inside it."""


def _word_document(text: str) -> bytes:
    from io import BytesIO

    import docx

    document = docx.Document()
    document.add_heading("Cameras", 1)
    document.add_paragraph(b.PROSE)
    document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return _fixed(out.getvalue())


def _workbook(text: str) -> bytes:
    from datetime import datetime
    from io import BytesIO

    import xlsxwriter

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2021, 3, 4)})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, ["Country", "Note"])
    sheet.write_row(1, 0, ["Kenya", text])
    book.close()
    return _fixed(out.getvalue())


def _fixed(data: bytes) -> bytes:
    """Return a zip file with the same files and one date."""
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(data)) as file:
        return b.zipped({name: file.read(name) for name in file.namelist()})


CHINESE = (
    "\u5e02\u653f\u5e9c\u5b89\u88c5\u4e86\u96ea\u4eae\u5de5\u7a0b\u7684\u6444\u50cf\u5934\u3002"
)
SHARP_EYES = "\u96ea\u4eae\u5de5\u7a0b"
ARABIC = (
    "\u0643\u0627\u0645\u064a\u0631\u0627\u062a \u0627\u0644\u0645\u0631\u0627\u0642\u0628\u0629"
)
CAPITAL = "\u0627\u0644\u0639\u0627\u0635\u0645\u0629"

CONTROLS = (
    Control(file="page.html", word="quokkaville", make=lambda: b.page("quokkaville")),
    Control(file="report.pdf", word="zephyrmark", make=lambda: SAMPLES["pdf"]("zephyrmark")),
    Control(
        file="\u062a\u0642\u0631\u064a\u0631.docx",
        word=CAPITAL,
        make=lambda: _word_document(f"{ARABIC} \u0641\u064a {CAPITAL}."),
    ),
    Control(file="table.xlsx", word="brumalith", make=lambda: _workbook("brumalith")),
    Control(file="table.ods", word="ferrowick", make=lambda: SAMPLES["ods"]("ferrowick")),
    Control(file="table.csv", word="glasswren", make=lambda: SAMPLES["csv"]("glasswren")),
    Control(file="letter.eml", word="hollowmere", make=lambda: b.mail(f"{b.PROSE}hollowmere.")),
    Control(
        file="notes.md",
        word="ivorygate",
        make=lambda: f"# Notes\n\n{b.PROSE}\n\n- ivorygate\n".encode(),
    ),
    Control(
        file="wide.txt",
        word="jasperfold",
        make=lambda: f"{b.PROSE}\njasperfold na\u00efve.\n".encode("utf-16"),
    ),
    Control(file="\u96ea\u4eae.txt", word=SHARP_EYES, make=lambda: CHINESE.encode()),
    Control(
        file="pages.zip",
        word="kestrelbay",
        member=True,
        make=lambda: b.zipped({"in/page.html": b.page("kestrelbay")}),
    ),
    Control(
        file="crawl.warc.gz",
        word="lanternrow",
        member=True,
        make=lambda: b.warc(b.page("lanternrow"), packed=True),
    ),
)
