"""Hostile bytes for the readers, led by the branches that they take.

python bench/fuzz.py html --seconds 60
python bench/fuzz.py --all

Needs atheris, an extra: pip install sousveil[fuzz]. Starts from the good documents below. What is
written in C (PDF, spreadsheets, trees of XML and HTML) is fuzzed too, without its branches.

A crash is anything but a sound document or a `ReadingError` of one line. Its bytes are kept in the
folder `--to`. Exits 1 if there is one.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from sousveil.errors import ReadingError
from sousveil.guard.caps import MIB, Caps
from sousveil.model.ids import digest
from sousveil.model.source import Document, Member
from sousveil.reading import READERS

CAPS = Caps(inflated=4 * MIB, members=50, pages=5, text=MIB, cells=20_000)
"""Low limits, so that no one document takes long."""

LONGEST = 32_768  # bytes of one document
SLOW = 20  # seconds for one document; more is a crash
MEMORY = 3_000  # MiB of the process; more is a crash
STEERED = ("sousveil.reading", "sousveil.guard", "email", "feedparser", "bibtexparser", "zipfile")
"""Packages whose branches lead the search."""

PAGE = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Watched</title><style>
.x { display: none }</style></head><body><nav>Home</nav><article><h1>Watched</h1><p>64 countries
use <b>facial recognition</b>.</p><p class="x">Hidden.</p><table><tr><th>Country<th>Since</tr><tr>
<td>Kenya<td>2015</tr><tr><td>Uganda<td>2016</tr></table></article><footer>End</footer></body></html>
"""
TABLE = b'Country,Since,Note\nKenya,2015,"a ""b"", c"\nUganda,2016,"two\nlines"\nChad,2017,-\n'
TEXT = (
    "# Watched\n\nAt least 75 out of 176 countries use it \u2014 \u201cso it says\u201d.\n".encode()
)
MESSAGE = b"""From: Ann <ann@example.org>
To: bob@example.org
Subject: =?utf-8?q?Kenya_=C3=A9?=
Date: Tue, 17 Sep 2019 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Kenya uses cameras=2E
--b
Content-Type: text/html

<p>Kenya</p>
--b
Content-Type: application/pdf; name="a.pdf"
Content-Disposition: attachment; filename*=utf-8''a%20b.pdf
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--b--
"""
FEED = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>News</title>
<link>https://example.org/</link><language>en</language><item><title>Kenya</title>
<link>/a</link><pubDate>Tue, 17 Sep 2019 10:00:00 GMT</pubDate>
<description>&lt;p&gt;It &lt;b&gt;watches&lt;/b&gt;.&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>A</title>
<link href="https://example.org/a"/><updated>2019-09-17T10:00:00Z</updated><content type="html">
&lt;p&gt;It watches.&lt;/p&gt;</content></entry></feed>"""
CSL = b"""[{"id": "a", "type": "report", "title": "The <i>Expansion</i>", "author": [{"family": "F",
"given": "S"}, {"literal": "World Bank"}], "issued": {"date-parts": [[2019, "9", 17]]}, "URL":
"https://example.org/a"}, {"id": "b", "title": "Two", "DOI": "10.1000/a(1)"}]"""
BIBTEX = rb"""@string{car = "Carnegie"}
@techreport{a, author = {F, S and {World Bank}}, title = {The {Global} \'Expansion $x$},
institution = car, date = {2019-09-17}, url = {https://example.org/a\_b}}
@article{b, title = "Two", year = 2019, month = sep, doi = {10.1000/a(1)}}
"""
RIS = b"""TY  - RPRT
AU  - F, S
TI  - The Global
  Expansion
PY  - 2019
DA  - 2019/09/17/
UR  - https://example.org/a
ER  -
"""


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Pack files; stored, so that changed bytes reach what reads them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2019, 9, 17, 0, 0, 0)), content, method)
    return out.getvalue()


def pdf() -> bytes:
    """Return a PDF of two pages, one of them with columns of a table."""
    rows = "".join(
        f"1 0 0 1 {x} {y} Tm (Kenya {x}) Tj " for y in (700, 686, 672) for x in (72, 300)
    )
    drawn = [f"BT /F 11 Tf {rows}ET", "BT /F 11 Tf 72 700 Td (64 countries use it.) Tj ET"]
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, stream in enumerate(drawn):
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources "
            f"<< /Font << /F 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    objects.append("<< /Title (Watched) /Author (F; S) /CreationDate (D:20190917) >>")
    made, starts = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        starts.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{start:010d} 00000 n \n" for start in starts)
    size, info = len(objects) + 1, len(objects)
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {info} 0 R >>\nstartxref\n{len(made)}\n"
    return made + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}%%EOF\n".encode()


def xlsx() -> bytes:
    """Return a workbook of two sheets, the second hidden."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name in ("First", "Second"):
        sheet = book.add_worksheet(name)
        for number, row in enumerate([["Country", "Since"], ["Kenya", 2015], ["Uganda", 2.5]]):
            sheet.write_row(number, 0, row)
        sheet.write_number(3, 1, 43725, day)
    book.worksheets()[1].hide()
    book.close()
    with zipfile.ZipFile(out) as made:
        return zipped({name: made.read(name) for name in made.namelist()})


def ods() -> bytes:
    """Return an OpenDocument spreadsheet with a cell that is repeated."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    cells = "".join(
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{times}">'
        f"<text:p>{text}</text:p></table:table-cell>"
        for text, times in (("Kenya", 1), ("yes", 2))
    )
    content = (
        f'<office:document-content xmlns:office="{space}office:1.0" xmlns:table="{space}table:1.0" '
        f'xmlns:text="{space}text:1.0"><office:body><office:spreadsheet><table:table '
        f'table:name="S"><table:table-row>{cells}</table:table-row><table:table-row '
        f'table:number-rows-repeated="2">{cells}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{space}manifest:1.0"/>'.encode(),
            "content.xml": content.encode(),
        }
    )


def xls() -> bytes:
    """Return a workbook of 1997 with one sheet of two rows."""

    def record(kind: int, content: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def label(row: int, column: int, text: bytes) -> bytes:
        return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text)

    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1997, 0, 0))
    sheet += label(0, 0, b"Country") + label(0, 1, b"Since") + label(1, 0, b"Kenya")
    sheet += record(0x203, struct.pack("<HHHd", 1, 1, 0, 2015.0)) + record(0x0A)
    head = record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 1997, 0, 0))
    start = len(head) + 4 + 8 + 5 + 4
    head += record(0x85, struct.pack("<IHBB", start, 0, 5, 0) + b"First") + record(0x0A)
    stream = (head + sheet).ljust(4096, b"\0")
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0
    )
    header += struct.pack("<109I", 0, *[free] * 108)
    chain = [0xFFFFFFFD, end, *range(3, 10), end]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
    folder = b""
    for name, kind, child, first, size in (
        ("Root Entry", 5, 1, end, 0),
        ("Workbook", 2, free, 2, len(stream)),
        ("", 0, free, 0, 0),
        ("", 0, free, 0, 0),
    ):
        wide = name.encode("utf-16-le") + b"\0\0" if name else b""
        folder += wide.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(wide), kind, 1, free, free, child
        )
        folder += bytes(36) + struct.pack("<IQ", first, size)
    return header + table + folder + stream


def docx() -> bytes:
    """Return a document with a tracked deletion, hidden text, a table and a note."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = (
        "<w:p><w:r><w:t>64 countries</w:t></w:r><w:del w:author='A'><w:r><w:delText>gone"
        "</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:r><w:footnoteReference w:id='2'/></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan "
        "w:val='2'/></w:tcPr><w:p><w:r><w:t>Kenya</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    note = "<w:footnote w:id='2'><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>"
    core = (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>T</d:title>'
        "</c:coreProperties>"
    )
    document = f"<w:document {space}><w:body>{body}</w:body></w:document>"
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": document.encode(),
            "word/footnotes.xml": f"<w:footnotes {space}>{note}</w:footnotes>".encode(),
            "docProps/core.xml": core.encode(),
        }
    )


def warc() -> bytes:
    """Return a web archive of one answer, its body in chunks."""
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    block = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + body
    )
    return b"".join(
        b"WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:0-%d>\r\n"
        b"WARC-Date: 2019-09-17T10:00:00Z\r\nWARC-Target-URI: https://example.org/%d\r\n"
        b"Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        % (kind, number, number, media, len(content), content)
        for number, (kind, media, content) in enumerate(
            [
                (b"response", b"application/http; msgtype=response", block),
                (b"resource", b"text/plain", TEXT),
            ]
        )
    )


def wacz() -> bytes:
    """Return a package of one web archive."""
    told = {
        "profile": "data-package",
        "title": "A crawl",
        "resources": [{"name": "data.warc", "path": "archive/data.warc", "hash": "", "bytes": 1}],
    }
    return zipped(
        {
            "archive/data.warc": warc(),
            "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n{"url": "https://example.org/0"}\n',
            "datapackage.json": json.dumps(told).encode(),
            "datapackage-digest.json": b'{"path": "datapackage.json", "hash": "sha256:0"}',
        }
    )


DOCUMENTS: dict[str, tuple[bytes, ...]] = {
    "application/pdf": (pdf(),),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (xlsx(),),
    "application/vnd.oasis.opendocument.spreadsheet": (ods(),),
    "application/vnd.ms-excel": (xls(),),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (docx(),),
    "text/html": (PAGE,),
    "text/csv": (TABLE, TABLE.replace(b",", b"\t")),
    "message/rfc822": (MESSAGE,),
    "application/warc": (warc(), gzip.compress(warc(), mtime=0)),
    "application/wacz": (wacz(),),
    "application/zip": (zipped({"a.txt": TEXT, "b/c.html": PAGE}),),
    "application/gzip": (gzip.compress(TEXT, mtime=0),),
    "application/rss+xml": (FEED, ATOM),
    "application/vnd.citationstyles.csl+json": (CSL,),
    "application/x-bibtex": (BIBTEX,),
    "application/x-research-info-systems": (RIS,),
    "text/plain": (TEXT, TEXT.decode().encode("utf-16"), TEXT.decode().encode("cp1252", "replace")),
}
"""A good document or more of every media type."""

SHORT = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.ms-excel": "xls",
}
NAMES = {SHORT.get(media, module): media for media, module in READERS.items()}
"""What each is called on the command line."""


def unsound(document: Document) -> str | None:
    """Return what is wrong with a document as a reader gives it; None where it is sound."""
    text, about = document.text.content, document.about
    said = (about.title, *about.authors, about.publisher, about.language, about.date, about.known)
    listed = [part for a in document.addresses for part in (a.url, a.title, a.date)]
    for part in (text, *said, *listed, *document.lost):
        try:
            (part or "").encode()
        except UnicodeEncodeError:
            return f"a lone surrogate in {part!r:.80}"
    if any(not 0 <= piece.start <= piece.end <= len(text) for piece in document.pieces):
        return "a piece outside the text"
    cells = [cell for table in document.tables for row in table.rows for cell in row]
    if any(not 0 <= cell.span.start <= cell.span.end <= len(text) for cell in cells):
        return "a cell outside the text"
    if any(text[cell.span.start : cell.span.end] != cell.printed for cell in cells):
        return "a cell that does not stand where its span says"
    if any(len(line.splitlines()) != 1 for line in document.lost):
        return "a loss that is not one line"
    return None


def fault(module: ModuleType, data: bytes, caps: Caps = CAPS) -> str | None:
    """Read bytes and what is inside; return what is wrong with the answer, None where it is sound.

    A `ReadingError` of one line is a sound answer. Any other exception is raised.
    """
    try:
        if wrong := unsound(module.read(data, digest(data), caps)):
            return wrong
    except ReadingError as error:
        if len(str(error).splitlines()) != 1:
            return f"an error that is not one line: {error!r:.200}"
    listing: Callable[..., Any] | None = getattr(module, "members", None)
    try:
        found: list[Member] = list(islice(listing(data, caps), 200)) if listing else []
        for member in found:
            member.name.encode()
    except ReadingError as error:
        if len(str(error).splitlines()) != 1:
            return f"an error that is not one line: {error!r:.200}"
    return None


def main() -> None:
    """Fuzz one reader or all of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reader", nargs="?", choices=sorted(NAMES), help="one of these")
    parser.add_argument("--all", action="store_true", help="all readers, one after the other")
    parser.add_argument("--seconds", type=int, default=60, metavar="N", help="for each reader")
    parser.add_argument("--to", type=Path, default=Path("crashes"), metavar="FOLDER")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if find_spec("atheris") is None:
        sys.exit("atheris is not installed. Install it with: pip install sousveil[fuzz]")
    if given.inside:
        _inside(given.reader, given.seconds, given.to)
    if not given.all and given.reader is None:
        parser.error("name a reader, or --all")
    print(f"{'reader':<10}{'executions':>12}{'crashes':>9}{'seconds':>9}")
    crashes = sum(_run(name, given) for name in (NAMES if given.all else [given.reader]))
    sys.exit(crashes > 0)


def _run(name: str, given: argparse.Namespace) -> int:
    """Fuzz one reader in a process of its own, begun again where it dies; return its crashes."""
    began, executions = time.monotonic(), 0
    found: dict[str, str] = {}
    while (left := given.seconds - int(time.monotonic() - began)) > 0:
        with tempfile.TemporaryDirectory() as folder:
            words = [sys.executable, __file__, name, "--inside", "--seconds", str(left)]
            ended = subprocess.run([*words, "--to", folder], capture_output=True, check=False)
            told = Path(folder, "told.json")
            state = (
                json.loads(told.read_text()) if told.exists() else {"executions": 0, "found": {}}
            )
            executions += state["executions"]
            found.update(state["found"])
            died = sorted(Path(folder).glob("died-*"))
            for path in [*Path(folder).glob("crash-*"), *died]:
                given.to.mkdir(parents=True, exist_ok=True)
                (given.to / f"{name}-{path.name}").write_bytes(path.read_bytes())
            for path in died:
                found[path.name] = f"the process died, {ended.returncode}"
            if not told.exists():
                print(ended.stderr.decode("utf-8", "replace")[-2000:], file=sys.stderr)
                found["start"] = "it does not start"
                break
    seconds = time.monotonic() - began
    print(f"{name:<10}{executions:>12}{len(found):>9}{seconds:>9.0f}", flush=True)
    for where, what in found.items():
        print(f"  {where}  {what}", flush=True)
    return len(found)


def _inside(name: str, seconds: int, folder: Path) -> None:
    """Fuzz in this process until the time is over; it does not return."""
    import atheris

    with atheris.instrument_imports(include=list(STEERED)):
        module = import_module(f"sousveil.reading.{READERS[NAMES[name]]}")
    state: dict[str, Any] = {"executions": 0, "found": {}}
    written = 0.0

    def one(data: bytes) -> None:
        nonlocal written
        state["executions"] += 1
        try:
            wrong = fault(module, data)
        except MemoryError:
            wrong = None
        except Exception as error:
            trace = error.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            line = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
            wrong = f"{type(error).__name__} at {line}: {error!s:.100}"
        known = wrong is None or wrong.partition(": ")[0] in {
            what.partition(": ")[0] for what in state["found"].values()
        }
        if not known:
            kept = f"crash-{digest(data)[7:23]}"
            (folder / kept).write_bytes(data)
            state["found"][kept] = wrong
        if not known or time.monotonic() - written > 1:
            (folder / "told.json").write_text(json.dumps(state))
            written = time.monotonic()

    def changed(data: bytes, most: int, seed: int) -> bytes:
        """Change a file inside a zip or gzip file, or the file as it is."""
        if seed % 3 and data.startswith(b"PK"):
            try:
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    files = {name: archive.read(name) for name in archive.namelist()}
                names = [n for n in files if files[n]]
                name = names[seed // 3 % len(names)]
                files[name] = atheris.Mutate(files[name], max(len(files[name]) + 64, 64))
                return zipped(files)[:most]
            except Exception:
                pass
        if seed % 3 and data.startswith(b"\x1f\x8b"):
            try:
                inside = gzip.decompress(data)
                return gzip.compress(atheris.Mutate(inside, len(inside) + 64), mtime=0)[:most]
            except Exception:
                pass
        return bytes(atheris.Mutate(data, most))

    start = folder / "start"
    start.mkdir()
    for number, document in enumerate(DOCUMENTS[NAMES[name]]):
        (start / str(number)).write_bytes(document)
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOW}",
        f"-rss_limit_mb={MEMORY}",
        f"-artifact_prefix={folder}/died-",
        "-verbosity=0",
        str(start),
    ]
    atheris.Setup([sys.argv[0], *options], one, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
