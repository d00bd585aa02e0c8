"""Documents a second, read apart in a fenced process, against the bare library in this one.

python bench/readers.py --documents 1000
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import json
import os
import random
import re
import statistics
import textwrap
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from email.message import EmailMessage
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import msgspec

from sousveil.codebook import loader
from sousveil.codebook.names import Names
from sousveil.errors import ReaderCrashed, ReadingError
from sousveil.guard.caps import CAPS, Caps
from sousveil.guard.child import Child, Crew, Work
from sousveil.model.codec import to_plain
from sousveil.model.ids import canonical
from sousveil.project import reader
from sousveil.project.extract import Extract, document_of, without_claims

TARGET = 0.7  # of what the bare library reads in a second
ROUNDS = 10  # parts of a batch; each is read by both, one after the other
FEW = 100  # documents after which the memory is looked at first
CRASHES = 5
WARM = 4  # documents read beforehand, uncounted, so that all is loaded
CLAIMED, SOME = 5, 6  # claims are looked for in every so manieth part, in so many documents

MAKER = "readers:work"

WORDS = (
    "the of and to in a is that for it was on are as with his they at be this from have or by one "
    "had not but what all were when we there can an your which their said if do will each about "
    "how up out them then she many some so these would other into has more her two like him see "
    "time could no make than first been its who now people my made over did down only way find "
    "use may water long little very after words called just where most know cameras police city "
    "ministry contract company government software network watch database court law citizens "
    "privacy report journalist border passport biometric system vendor budget parliament tender "
    "officials deployment oversight regulation election protest district station traffic public "
    "safety project agreement loan delegation engineers export licence procurement minister "
    "analysis evidence archive published according researchers region capital security "
).split()
CLAIMS = (
    "At least 75 out of 176 countries globally are actively using AI technologies for "
    "surveillance purposes.",
    "Huawei alone is responsible for providing AI surveillance technology to at least fifty "
    "countries worldwide.",
    "Facial recognition systems are used in 64 countries.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of document: how one is made, and how the bare library reads it."""

    name: str
    library: str
    make: Callable[[random.Random], bytes]
    bare: Callable[[bytes], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What the rounds gave for one format."""

    format: str
    library: str
    size: float
    """KiB of one document, median."""

    bare: float
    """Documents a second by the bare library, median over the rounds."""

    alone: float
    """The same by one process apart that reads, and answers with what is stored but claims."""

    many: float
    """The same by a process for each processor, the documents handed over as a batch."""

    claims: float
    """The same with the claims found besides; measured on a few documents."""

    ratio_alone: float
    ratio: float
    """Of `many` and `bare`: median of the rounds' ratios."""

    work: float
    """Computing time of the bare library over that of `many`, here and apart: the ratio of one
    processor, which a busy machine changes little."""

    memory: tuple[float, float, float, float]
    """MiB at most: this process after the first documents and at the end, then a child's."""

    digest: str
    """Of all that was read; the same for the same program and number."""


def main() -> None:
    """Read batches of every format and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000, help="documents a format [1000]")
    parser.add_argument("--formats", help="names with commas between them [all]")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    given = parser.parse_args()
    names = given.formats.split(",") if given.formats else [kind.name for kind in FORMATS]
    kinds = [kind for kind in FORMATS if kind.name in names]
    if given.documents < ROUNDS or len(kinds) < len(names):
        parser.error(f"--documents is {ROUNDS} at least; formats are those of a run without any.")
    if not given.json:
        print(f"{given.documents} documents a format, in {ROUNDS} rounds; documents a second")
        print(
            f"{'format':<9}{'KiB':>6}{'bare':>9}{'alone':>8}{'ratio':>7}{'many':>9}{'ratio':>7}"
            f"{'':<4}{'work':>6}{'claims':>8}   {'MiB here':<10}{'MiB apart':<11}{'digest':<10}"
            "library"
        )
    timings = []
    for kind in kinds:
        t = run(kind, given.documents)
        timings.append(t)
        if not given.json:
            here = f"{t.memory[0]:.0f} {t.memory[1]:.0f}"
            apart = f"{t.memory[2]:.0f} {t.memory[3]:.0f}"
            met = "" if t.ratio >= TARGET else " -"
            print(
                f"{t.format:<9}{t.size:>6.1f}{t.bare:>9.1f}{t.alone:>8.1f}{t.ratio_alone:>7.2f}"
                f"{t.many:>9.1f}{t.ratio:>7.2f}{met:<4}{t.work:>6.2f}{t.claims:>8.1f}   "
                f"{here:<10}{apart:<11}{t.digest:<10}{t.library}",
                flush=True,
            )
    seconds = crash()
    if given.json:
        found = {"documents": given.documents, "timings": [asdict(t) for t in timings]}
        print(json.dumps(found | {"crash": seconds}))
        return
    print(f"{seconds:.2f} s from the death of the process to the next answer")


def run(kind: Format, number: int) -> Timing:
    """Read a batch, part after part, each by the bare library and by us."""
    _forget_peak()
    ours, whole = Ours(), Ours(claims=True)
    ways: dict[str, Callable[[list[bytes]], Iterable[object]]] = {
        "alone": ours.alone,
        "bare": lambda items: map(kind.bare, items),
        "claims": lambda items: whole.many(items[:SOME]),
        "many": ours.many,
    }
    warm = [kind.make(random.Random(f"{kind.name} warm {n}")) for n in range(WARM)]
    for name, way in ways.items():
        assert list(way(warm)), name
    taken: dict[str, list[float]] = {name: [] for name in ways}
    sizes: list[int] = []
    content = hashlib.sha256()
    memory: list[float] = []
    computed = dict.fromkeys(ways, 0.0)
    before = ours.worked()
    first = max(1, round(FEW * ROUNDS / number))
    for part in range(ROUNDS):
        span = range(number * part // ROUNDS, number * (part + 1) // ROUNDS)
        batch = [kind.make(random.Random(f"{kind.name} {n}")) for n in span]
        sizes += map(len, batch)
        for name in sorted(ways, reverse=bool(part % 2)):
            if name == "claims" and part % CLAIMED:
                continue
            here = time.process_time()
            found, seconds = _timed(ways[name], batch)
            computed[name] += time.process_time() - here
            taken[name].append(len(found) / seconds)
            if name == "many":
                for one in found:
                    content.update(canonical(to_plain(one)))
        if part in (first - 1, ROUNDS - 1):
            ours.look()
            memory += [_peak("self"), ours.peak]
    computed["many"] += ours.worked() - before
    ours.close()
    whole.close()
    return Timing(
        format=kind.name,
        library=kind.library,
        size=statistics.median(sizes) / 1024,
        bare=statistics.median(taken["bare"]),
        alone=statistics.median(taken["alone"]),
        many=statistics.median(taken["many"]),
        claims=statistics.median(taken["claims"]),
        ratio_alone=_ratio(taken["alone"], taken["bare"]),
        ratio=_ratio(taken["many"], taken["bare"]),
        work=computed["bare"] / computed["many"],
        memory=(memory[0], memory[-2], memory[1], memory[-1]),
        digest=content.hexdigest()[:8],
    )


def _ratio(ours: list[float], bare: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(ours, bare, strict=True))


class Ours:
    """Reads apart, in one process or in several, and keeps the most memory that one took."""

    def __init__(self, *, claims: bool = False) -> None:
        self._apart = reader.Apart(None) if claims else None
        self._child = Child(MAKER, "", CAPS)
        self._crew = Crew(MAKER, "", CAPS)
        self.peak = 0.0

    def alone(self, items: Iterable[bytes]) -> Iterator[Extract | ReadingError]:
        return (read(self._child, data) for data in items)

    def many(self, items: Iterable[bytes]) -> Iterator[Extract | ReadingError]:
        return self._apart.extract_many(items) if self._apart else self._crew.each(read, items)

    def look(self) -> None:
        """See how much memory the processes have taken so far."""
        children = (self._child, *self._crew.children)
        running = [child._process.pid for child in children if child._process is not None]
        self.peak = max([self.peak, *map(_peak, running)])

    def worked(self) -> float:
        """Return the seconds of computing of the crew so far."""
        running = [c._process.pid for c in self._crew.children if c._process is not None]
        return sum(map(_worked, running))

    def close(self) -> None:
        self._child.close()
        self._crew.close()
        if self._apart is not None:
            self._apart.close()


def read(child: Child, data: bytes) -> Extract | ReadingError:
    """Have one document read, and check the answer as the program does."""
    found = None
    for answer in child.answers("read", data):
        found = reader._checked(reader._read_from(answer), data)
    assert found is not None
    return found


def work(settings: str, caps: Caps) -> Work:
    """Make the work of a process apart that reads and does not look for claims."""
    names = Names(loader.load_packaged())

    def answer(task: str, data: bytes) -> Iterator[bytes]:
        if task == "die":
            os.abort()
        yield msgspec.json.encode(without_claims(data, document_of(data, caps), names))

    return answer


def crash() -> float:
    """Return the seconds from the death of a process to its next answer, median."""
    child = Child(MAKER, "", CAPS)
    data = note(random.Random(1))
    taken = []
    read(child, data)
    for _ in range(CRASHES):
        with suppress(ReaderCrashed):
            list(child.answers("die", data))
        taken.append(_timed(lambda items: [read(child, one) for one in items], [data])[1])
    child.close()
    return statistics.median(taken)


def _timed(
    way: Callable[[list[bytes]], Iterable[object]], items: list[bytes]
) -> tuple[list[Any], float]:
    start = time.perf_counter()
    found = list(way(items))
    return found, time.perf_counter() - start


def _peak(process: int | str) -> float:
    """Return the MiB of memory that a process has taken at most; 0 where nobody tells."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def _worked(process: int) -> float:
    """Return the seconds of computing of a process; 0 where nobody tells."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _forget_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


# The documents. All are made from a seed, so that every run reads the same ones.


def sentence(dice: random.Random) -> str:
    words = dice.choices(WORDS, k=dice.randint(8, 26))
    if dice.random() < 0.2:
        words.insert(len(words) // 2, f"{dice.randint(2, 4000)}")
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


def paragraph(dice: random.Random, words: int = 70) -> str:
    out: list[str] = []
    while sum(len(one.split()) for one in out) < words:
        out.append(dice.choice(CLAIMS) if dice.random() < 0.01 else sentence(dice))
    return " ".join(out)


def title(dice: random.Random) -> str:
    return " ".join(dice.choices(WORDS, k=7)).capitalize()


def page(dice: random.Random, paragraphs: int = 12) -> bytes:
    """A page of a newspaper: menus, scripts, adverts, and the article among them."""

    def links(count: int) -> str:
        return "".join(
            f'<li class="item"><a href="/{dice.randrange(10**6)}">{title(dice)}</a></li>'
            for _ in range(count)
        )

    name, day = (
        title(dice),
        f"20{dice.randint(10, 25)}-0{dice.randint(1, 9)}-{dice.randint(10, 28)}",
    )
    script = "".join(f"var v{n}=function(a){{return a*{dice.random()};}};" for n in range(120))
    style = "".join(f".c{n}{{color:#{dice.randrange(16**6):06x};margin:{n}px}}" for n in range(80))
    body = "".join(
        f'<p class="body">{escape(paragraph(dice))} <a href="/t">{dice.choice(WORDS)}</a> '
        f"<em>{sentence(dice)}</em></p>" + ("<h2>" + title(dice) + "</h2>" if n % 4 == 3 else "")
        for n in range(paragraphs)
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{name} | The Post'
        f'</title><meta property="og:title" content="{name}"><meta name="author" content="Jo Doe">'
        f'<meta property="article:published_time" content="{day}T08:00:00Z">'
        f'<meta property="og:site_name" content="The Post"><meta name="description" content='
        f'"{sentence(dice)}"><style>{style}</style><script>{script}</script></head><body>'
        f'<header class="masthead"><nav><ul>{links(30)}</ul></nav></header><main><article>'
        f'<h1>{name}</h1><div class="byline">By Jo Doe</div><time datetime="{day}">{day}</time>'
        f'{body}</article></main><aside class="related"><ul>{links(20)}</ul></aside>'
        f'<div class="newsletter">Sign up for our newsletter</div><footer><ul>{links(20)}</ul>'
        f"<p>All rights reserved.</p></footer><script>{script}</script></body></html>"
    ).encode()


def pdf(dice: random.Random) -> bytes:
    """Two to four pages of prose in one column."""
    objects = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for number in range(dice.randint(2, 4)):
        lines = textwrap.wrap(" ".join(paragraph(dice) for _ in range(9)), 88)[:46]
        drawn = "".join(f"({line}) Tj T*\n" for line in lines)
        stream = f"BT /F1 10 Tf 14 TL 72 770 Td\n{drawn}0 -20 Td ({number + 1}) Tj ET".encode()
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    out, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(out))
    )


def docx(dice: random.Random) -> bytes:
    """Forty paragraphs, some words of them bold, and a table, in the usual template."""
    run = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'
    body = []
    for _ in range(40):
        words = paragraph(dice, 50).split()
        runs = (" ".join(words[:9]), " ".join(words[9:12]), " ".join(words[12:]))
        bold = ("", "<w:rPr><w:b/></w:rPr>", "")
        body.append("".join(run.format(b, f"{r} ") for b, r in zip(bold, runs, strict=True)))
    cell = "<w:tc><w:tcPr/><w:p>{}</w:p></w:tc>"
    rows = (
        "".join(cell.format(run.format("", title(dice)[:30])) for _ in range(4)) for _ in range(12)
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    inner = "".join(f"<w:p>{runs}</w:p>" for runs in body)
    part = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas'
        f'.openxmlformats.org/wordprocessingml/2006/main"><w:body>{inner}<w:tbl><w:tblPr/><w:tblGrid'
        f"/>{table}</w:tbl><w:p/><w:sectPr/></w:body></w:document>"
    )
    return _zip({**_template(), "word/document.xml": part.encode()})


@cache
def _template() -> dict[str, bytes]:
    import docx as library

    out = io.BytesIO()
    library.Document().save(out)
    with zipfile.ZipFile(out) as file:
        return {name: file.read(name) for name in file.namelist()}


def values(dice: random.Random, rows: int) -> list[list[Any]]:
    """Rows of a table of eight columns under headings: words, numbers, days."""
    head = ["Country", "Year", "Supplier", "System", "Spending", "Share", "Since", "Remark"]
    return [head] + [
        [
            dice.choice(WORDS).title(),
            dice.randint(1990, 2025),
            dice.choice(WORDS),
            " ".join(dice.choices(WORDS, k=2)),
            dice.randint(1, 10**7),
            round(dice.random(), 4),
            f"20{dice.randint(10, 25)}-0{dice.randint(1, 9)}-{dice.randint(10, 28)}",
            " ".join(dice.choices(WORDS, k=5)) if dice.random() < 0.7 else "",
        ]
        for _ in range(rows)
    ]


def xlsx(dice: random.Random) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2025, 3, 3)})
        for _ in range(2):
            sheet = book.add_worksheet()
            for number, row in enumerate(values(dice, 150)):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def ods(dice: random.Random) -> bytes:
    def cell(value: Any) -> str:
        if value == "":
            return "<table:table-cell/>"
        if isinstance(value, str):
            return (
                '<table:table-cell office:value-type="string">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )

    sheets = "".join(
        f'<table:table table:name="Sheet{n}">'
        + "".join(
            f"<table:table-row>{''.join(map(cell, row))}</table:table-row>"
            for row in values(dice, 150)
        )
        + '<table:table-row table:number-rows-repeated="1048425"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        for n in (1, 2)
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "manifest")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f"<office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {spaces}><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return _zip(
        {
            "mimetype": kind.encode(),
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )


def table(dice: random.Random) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(values(dice, 300))
    return out.getvalue().encode()


def mail(dice: random.Random) -> bytes:
    """A message in two forms, as most are; every fourth has something attached."""
    message = EmailMessage()
    for n in range(3):
        message["Received"] = (
            f"from mx{n}.example.org by mail.example.org; Mon, 3 Mar 2025 10:00:00"
        )
    message["From"], message["To"] = "Jo Doe <jo@example.org>", "desk@example.org, a@example.org"
    message["Date"], message["Subject"] = "Mon, 03 Mar 2025 10:00:00 +0000", title(dice)
    message["Message-ID"] = f"<{dice.randrange(10**12)}@example.org>"
    texts = [paragraph(dice) for _ in range(6)]
    message.set_content("\n\n".join(texts))
    message.add_alternative("".join(f"<p>{text}</p>" for text in texts), subtype="html")
    if dice.random() < 0.25:
        data = dice.randbytes(30_000)
        message.add_attachment(data, maintype="application", subtype="pdf", filename="a.pdf")
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=={number}==")
    return message.as_bytes()


def note(dice: random.Random) -> bytes:
    parts = [f"# {title(dice)}", *(paragraph(dice) for _ in range(20))]
    return "\n\n".join(parts).encode()


def warc(dice: random.Random) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number in range(12):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                f"https://example.org/{number}",
                "response",
                payload=io.BytesIO(page(dice, 4)),
                http_headers=head,
                warc_headers_dict={
                    "WARC-Date": "2025-03-03T10:00:00Z",
                    "WARC-Record-ID": f"<urn:uuid:{dice.randrange(10**12)}>",
                },
            )
        )
    return out.getvalue()


def wacz(dice: random.Random) -> bytes:
    data = warc(dice)
    name = "archive/data.warc.gz"
    package = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "resources": [
            {
                "name": "data.warc.gz",
                "path": name,
                "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
                "bytes": len(data),
            }
        ],
    }
    return _zip({"datapackage.json": json.dumps(package).encode(), name: data}, zipfile.ZIP_STORED)


def folder(dice: random.Random) -> bytes:
    return _zip({f"notes/{number}.md": note(dice) for number in range(10)})


def packed(dice: random.Random) -> bytes:
    return gzip.compress(table(dice), mtime=0)


def feed(dice: random.Random) -> bytes:
    entries = "".join(
        f"<item><title>{title(dice)}</title><link>https://example.org/{n}</link><pubDate>Mon, 03 "
        f"Mar 2025 10:00:00 GMT</pubDate><guid>https://example.org/{n}</guid><description>"
        f"{escape('<p>' + paragraph(dice) + '</p><p><b>' + sentence(dice) + '</b></p>')}"
        "</description></item>"
        for n in range(25)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>The Post</title>'
        "<link>https://example.org/</link><description>News</description><language>en</language>"
        f"{entries}</channel></rss>"
    ).encode()


def bibtex(dice: random.Random) -> bytes:
    return "\n".join(
        f"@article{{key{n},\n  title = {{{title(dice)}}},\n  author = {{Doe, Jo and Roe, Ann}},\n"
        f"  year = {{{dice.randint(1990, 2025)}}},\n  journal = {{{title(dice)}}},\n"
        f"  volume = {{{n}}},\n  doi = {{10.1234/{dice.randrange(10**6)}}},\n"
        f"  abstract = {{{paragraph(dice)}}}\n}}\n"
        for n in range(40)
    ).encode()


def ris(dice: random.Random) -> bytes:
    return "\n".join(
        f"TY  - JOUR\nID  - {n}\nTI  - {title(dice)}\nAU  - Doe, Jo\nAU  - Roe, Ann\n"
        f"PY  - {dice.randint(1990, 2025)}\nJO  - {title(dice)}\nVL  - {n}\n"
        f"DO  - 10.1234/{dice.randrange(10**6)}\nAB  - {paragraph(dice)}\nER  - \n"
        for n in range(40)
    ).encode()


def csl(dice: random.Random) -> bytes:
    entries = [
        {
            "id": f"key{n}",
            "type": "article-journal",
            "title": title(dice),
            "author": [{"family": "Doe", "given": "Jo"}, {"family": "Roe", "given": "Ann"}],
            "issued": {"date-parts": [[dice.randint(1990, 2025)]]},
            "container-title": title(dice),
            "DOI": f"10.1234/{dice.randrange(10**6)}",
            "abstract": paragraph(dice),
        }
        for n in range(40)
    ]
    return json.dumps(entries, indent=1).encode()


def _zip(parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as file:
        for name, data in parts.items():
            stored = name == "mimetype"
            info = zipfile.ZipInfo(name)
            file.writestr(info, data, zipfile.ZIP_STORED if stored else how)
    return out.getvalue()


# What a competent user would write with the library alone.


def bare_html(data: bytes) -> object:
    import trafilatura

    return trafilatura.bare_extraction(data, favor_recall=True, with_metadata=True)


def bare_pdf(data: bytes) -> object:
    """Read the text, and where each letter stands: without that nothing can be shown in place."""
    import pypdfium2

    out = []
    document = pypdfium2.PdfDocument(data)
    for leaf in document:
        texts = leaf.get_textpage()
        boxes = [texts.get_charbox(n, loose=True) for n in range(texts.count_chars())]
        out.append((texts.get_text_range(), boxes))
    document.close()
    return out


def bare_docx(data: bytes) -> object:
    import docx as library
    from docx.table import Table

    return [
        [[cell.text for cell in row.cells] for row in block.rows]
        if isinstance(block, Table)
        else block.text
        for block in library.Document(io.BytesIO(data)).iter_inner_content()
    ]


def bare_sheets(data: bytes) -> object:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def bare_table(data: bytes) -> object:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def bare_mail(data: bytes) -> object:
    import email
    from email import policy

    body = email.message_from_bytes(data, policy=policy.default).get_body(("plain", "html"))
    return body.get_content() if body is not None else None


def bare_note(data: bytes) -> object:
    return data.decode()


def bare_warc(data: bytes) -> object:
    from warcio.archiveiterator import ArchiveIterator

    records = ArchiveIterator(io.BytesIO(data), check_digests=True)
    return [len(record.content_stream().read()) for record in records]


def bare_wacz(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return [bare_warc(file.read(name)) for name in file.namelist() if ".warc" in name]


def bare_folder(data: bytes) -> object:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return [len(file.read(name)) for name in file.namelist()]


def bare_feed(data: bytes) -> object:
    import feedparser

    return feedparser.parse(io.BytesIO(data))


def bare_bibtex(data: bytes) -> object:
    import bibtexparser

    return bibtexparser.parse_string(data.decode())


def bare_ris(data: bytes) -> object:
    import rispy

    return rispy.loads(data.decode())


FORMATS = (
    Format(name="html", library="trafilatura", make=page, bare=bare_html),
    Format(name="pdf", library="pypdfium2", make=pdf, bare=bare_pdf),
    Format(name="docx", library="python-docx", make=docx, bare=bare_docx),
    Format(name="xlsx", library="python-calamine", make=xlsx, bare=bare_sheets),
    Format(name="ods", library="python-calamine", make=ods, bare=bare_sheets),
    Format(name="csv", library="csv", make=table, bare=bare_table),
    Format(name="eml", library="email", make=mail, bare=bare_mail),
    Format(name="text", library="bytes.decode", make=note, bare=bare_note),
    Format(name="warc", library="warcio", make=warc, bare=bare_warc),
    Format(name="wacz", library="zipfile, warcio", make=wacz, bare=bare_wacz),
    Format(name="zip", library="zipfile", make=folder, bare=bare_folder),
    Format(name="gzip", library="gzip", make=packed, bare=gzip.decompress),
    Format(name="feed", library="feedparser", make=feed, bare=bare_feed),
    Format(name="bibtex", library="bibtexparser", make=bibtex, bare=bare_bibtex),
    Format(name="ris", library="rispy", make=ris, bare=bare_ris),
    Format(name="csl", library="json", make=csl, bare=json.loads),
)

if __name__ == "__main__":
    main()
