"""Odd numbers and dates, odd mail, feeds and libraries, programs, polyglots, slow patterns."""

from __future__ import annotations

import pickle
from dataclasses import replace

from . import build as b
from .inputs import ANY, CUT, DAMAGED, EMPTY, HEAVY, TAKEN, UNREAD, Input, given
from .samples import SAMPLES

# numbers and dates


def cell(number: str, kind: str = "", style: str = "") -> str:
    told = f' t="{kind}"' if kind else ""
    styled = f' s="{style}"' if style else ""
    return f'<c r="?"{told}{styled}><v>{number}</v></c>'


CELLS = {
    "infinite": cell("1e309"),
    "nan": cell("NaN"),
    "minus-zero": cell("-0"),
    "words": cell("many"),
    "long": cell("9" * 5_000),
    "exponent": cell("1e-9999999999"),
    "date-minus": cell("-1", style="1"),
    "date-60": cell("60", style="1"),
    "date-infinite": cell("1e309", style="1"),
    "date-far": cell("99999999999", style="1"),
    "string-index": cell("999999", "s"),
    "string-minus": cell("-1", "s"),
    "string-words": cell("x", "s"),
    "style-index": cell("1", style="99999"),
    "style-minus": cell("1", style="-1"),
    "error": cell("#DIV/0!", "e"),
    "true": cell("7", "b"),
    "kind": cell("1", "nonesuch"),
    "iso-date": cell("9999-99-99T99:99:99", "d"),
    "empty": cell(""),
}
NUMBERS = [
    Input(
        name=f"number-{name}.xlsx",
        group="numbers",
        allowed=TAKEN,
        make=lambda site, odd=odd: b.xlsx(b.rows("oddnumber") + b.row(90, "Place", odd, "after")),
        holds=("oddnumber",),
    )
    for name, odd in CELLS.items()
]
NUMBERS += given(
    "numbers",
    TAKEN | DAMAGED,
    **{
        "all-odd.xlsx": lambda: b.xlsx(
            b.rows("allodd") + "".join(b.row(90 + n, c) for n, c in enumerate(CELLS.values()))
        ),
        "formulas.csv": "name,value\n=cmd|'/C calc'!A0,1\n+1+1,-5.25\n-2+3,@SUM(A1)\n\t=1,2\n" * 3,
        "formula.xlsx": lambda: b.xlsx(
            b.rows("formula") + b.row(90, '<c r="?"><f>WEBSERVICE("http://x/")</f><v>1</v></c>')
        ),
        "odd.csv": "a;b\n1e309;NaN\n-0;1/0\n0x41;1_000\n\u0661;\u2160\n" * 3,
        "odd-references.xlsx": lambda: b.xlsx(
            b.rows("oddreference")
            + "".join(
                f'<row r="{r}"><c r="{c}"><v>1</v></c></row>'
                for r, c in (
                    ("0", "A0"),
                    ("-1", "A-1"),
                    ("x", "1A"),
                    ("", ""),
                    ("5", "\u0410\u0661"),
                )
            )
        ),
        "typed.ods": lambda: b.ods(
            b.ods_rows("typed")
            + "<table:table-row>"
            + "".join(
                f"<table:table-cell office:value-type='{kind}' office:{name}='{value}'><text:p>x"
                "</text:p></table:table-cell>"
                for kind, name, value in (
                    ("float", "value", "1e309"),
                    ("float", "value", "NaN"),
                    ("date", "date-value", "9999-99-99"),
                    ("date", "date-value", "-0001-01-01"),
                    ("time", "time-value", "PT99999999999H"),
                    ("boolean", "boolean-value", "maybe"),
                    ("percentage", "value", "-0"),
                )
            )
            + "</table:table-row>"
        ),
        "words.ods": lambda: b.ods(
            b.ods_rows("words")
            + "<table:table-row><table:table-cell office:value-type='float' office:value='many'>"
            "<text:p>many</text:p></table:table-cell></table:table-row>"
        ),
        "date.eml": lambda: b.mail(b.PROSE).replace(b"17 Sep 2019", b"99 Foo 99999"),
        "date-zone.eml": lambda: b.mail(b.PROSE).replace(b"+0000", b"+99999999999999999999"),
        "date.rss": lambda: b.rss(b.item("odd", more="<pubDate>9999-99-99T99:99:99Z</pubDate>")),
        "date-words.rss": lambda: b.rss(b.item("odd", more=f"<pubDate>{'9' * 9_000}</pubDate>")),
        "date.json": lambda: b.csl(
            b.csl_item("oddcsl", issued={"date-parts": [[1e308, -5, "x"]]}),
            b.csl_item("oddcsl2", issued={"date-parts": [[9999, 99, 99]]}),
        ),
        "date.ris": lambda: b.ris("oddris").replace(b"2019", b"9999/99/99/odd"),
        "date.bib": lambda: b.bibtex("oddbib").replace(b"{2019}", b"{99999999999}"),
        "date.pdf": lambda: b.pdf(
            b.text_at("Dated."),
            more=[b"<< /CreationDate (D:99999999999999Z99'99') /Title <feff> >>"],
            trailer="/Info 4 0 R",
        ),
        "date.zip": lambda: b.zipped({"a.html": b.page("datedzip")}).replace(
            b"\xc3\x28\x64\x52", b"\0\0\0\0"
        ),
        "date.warc": lambda: b.warc(b.page("datedwarc")).replace(
            b.AT.encode(), b"9999-99-99T99:99:99Z"
        ),
        "numbers.txt": f"The index counts {'9' * 4_000} countries, 1e309 countries, -0 countries, "
        "1/0 countries and 61,,,000 countries. In 99999 countries cameras are used.",
    },
)

# mail


def letter(*lines: str) -> bytes:
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


HEAD = ("From: a@example.org", "To: b@example.org", "Subject: s", "MIME-Version: 1.0")
MAIL = given(
    "mail",
    TAKEN | DAMAGED | EMPTY | UNREAD,
    **{
        "no-boundary.eml": lambda: b.mail(b.PROSE, kind="multipart/mixed"),
        "empty-boundary.eml": lambda: b.mail(
            f"--\r\n\r\n{b.PROSE}", kind='multipart/mixed; boundary=""'
        ),
        "same-boundary.eml": lambda: b.mail(
            b.parts(f'Content-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\n\r\n{b.PROSE}')
            * 3,
            kind='multipart/mixed; boundary="b1"',
        ),
        "never-closed.eml": lambda: b.mail_of(f"Content-Type: text/plain\r\n\r\n{b.PROSE}")[:-10],
        "bad-base64.eml": lambda: b.mail(
            "Q2Ft!!!ZXJhc*yBhcmUg===d2F0Y2hpbmc", "Content-Transfer-Encoding: base64"
        ),
        "bad-quoted.eml": lambda: b.mail(
            f"{b.PROSE}=ZZ=\r\n=", "Content-Transfer-Encoding: quoted-printable"
        ),
        "bad-uu.eml": lambda: b.mail(
            "begin 666 x\r\n\xff\xfe\r\nend", "Content-Transfer-Encoding: x-uuencode"
        ),
        "no-such-coding.eml": lambda: b.mail(b.PROSE, "Content-Transfer-Encoding: rot13"),
        "no-such-charset.eml": lambda: b.mail(b.PROSE, kind="text/plain; charset=../../etc"),
        "header-bomb.eml": lambda: b.mail(
            b.PROSE, *(f"Received: from h{n} by x; odd" for n in range(120_000))
        ),
        "long-header.eml": lambda: b.mail(b.PROSE, f"X-Long: {'y ' * 2_000_000}"),
        "folded-header.eml": lambda: b.mail(b.PROSE, "X-Fold: a" + "\r\n b" * 300_000),
        "addresses.eml": lambda: letter(
            f"To: {', '.join(f'a{n}@example.org' for n in range(50_000))}", *HEAD, "", b.PROSE
        ),
        "address-brackets.eml": lambda: letter(
            f"From: {'<' * 9_000}a@b{'>' * 9_000}", *HEAD[1:], "", b.PROSE
        ),
        "address-comments.eml": lambda: letter(f"From: {'(' * 9_000}", *HEAD[1:], "", b.PROSE),
        "encoded-words.eml": lambda: letter(
            *HEAD[:2], f"Subject: {'=?utf-8?q?a?= ' * 20_000}", "", b.PROSE
        ),
        "parameters.eml": lambda: letter(
            *HEAD,
            "Content-Type: text/plain; " + "; ".join(f"x*{n}*=utf-8''a" for n in range(3_000)),
            "",
            b.PROSE,
        ),
        "parts-10000.eml": lambda: b.mail_of(
            *(f"Content-Type: text/plain\r\n\r\npart {n}" for n in range(10_000))
        ),
        "attachments-200.eml": lambda: b.mail_of(
            f"Content-Type: text/plain\r\n\r\n{b.PROSE}",
            *(
                f"Content-Type: text/plain\r\nContent-Disposition: attachment; filename={n}\r\n\r\n"
                for n in range(200)
            ),
        ),
        "no-headers-end.eml": lambda: letter(*HEAD),
        "nul-headers.eml": lambda: letter("From: a\0b", *HEAD[1:], "", b.PROSE),
        "bad-headers.eml": lambda: letter(
            *HEAD, "no colon here", ": empty", "\u00e9: x", "", b.PROSE
        ),
        "date-nested.eml": lambda: letter(*HEAD, f"Date: {'(' * 20_000}", "", b.PROSE),
        "mbox.eml": lambda: letter("From a Mon Jan  1 00:00:00 2024", *HEAD, "", b.PROSE) * 5,
        "rfc822-base64.eml": lambda: b.mail_of(
            "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nRnJvbTogYQ=="
        ),
        "tnef.eml": lambda: b.mail_of(
            "Content-Type: application/ms-tnef; name=winmail.dat\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\neJ8+IgEAAAAAAAA="
        ),
    },
)

# feeds

FEEDS = given(
    "feeds",
    TAKEN | DAMAGED | EMPTY | UNREAD,
    **{
        "unclosed.rss": lambda: b.rss(b.item("unclosed")).replace(b"</item>", b""),
        "entities.rss": lambda: b.rss(b.item("entities", "&nbsp;&eacute;&nonesuch;&#0; cameras")),
        "control.rss": lambda: b.rss(b.item("control", "a\x01\x0b\x1b[31m cameras")),
        "html-inside.rss": lambda: b.rss(
            b.item("inside", "<![CDATA[<script>alert(1)</script><p onclick=x()>cameras</p>]]>")
        ),
        "links.rss": lambda site: b.rss(
            b.item("links").replace("https://example.org/5", "javascript:alert(1)")
            + b.item("local").replace("https://example.org/5", site.secret.as_uri())
        ),
        "enclosure.rss": lambda site: b.rss(
            b.item("enclosed", more=f'<enclosure url="{site.address}e" length="-1"/>')
        ),
        "namespaces.rss": lambda: b.rss(
            b.item("names", more="<x:y " + " ".join(f"xmlns:n{n}='u'" for n in range(9)) + "/>")
        ),
        "empty.rss": b.rss(""),
        "two-roots.rss": b.rss(b.item("one")) + b.rss(b.item("two")),
        "rdf.rss": '<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/">x</rdf:RDF>',
    },
)

# libraries

LIBRARIES = given(
    "libraries",
    TAKEN | DAMAGED | EMPTY,
    **{
        "unbalanced.bib": lambda: b.bibtex("unbalanced") + b"@article{a, title = {{{{open}, x = 1}",
        "unbalanced-first.bib": lambda: b"@article{a, title = {open\n" + b.bibtex("second"),
        "strings.bib": lambda: b'@string{a = b # "x"}\n@string{b = a # a}\n' + b.bibtex("strings"),
        "strings-grow.bib": lambda: (
            b"".join(
                f'@string{{s{n} = {parts} "x"}}\n'.encode()
                for n, parts in enumerate(["", *(f"s{n} # " * 9 for n in range(11))])
            )
            + b"@misc{a, title = s11, year = 2019}\n"
            + b.bibtex("grown")
        ),
        "preamble.bib": lambda: b'@preamble{"\\input{/etc/passwd}"}\n' + b.bibtex("preamble"),
        "tex.bib": lambda: b.bibtex("tex").replace(
            b"Cameras", b"\\immediate\\write18{touch canary}"
        ),
        "same-keys.bib": lambda: b.bibtex("samekey") * 30,
        "no-end.ris": lambda: b.ris("noend").replace(b"ER  - ", b""),
        "no-type.ris": lambda: b.ris("notype") + b"TI  - lost\r\nER  - \r\n",
        "odd-tags.ris": lambda: b.ris("oddtag").replace(b"AU", b"Z9") + b"??  - x\r\n",
        "types.json": lambda: b.csl(
            {"type": 5, "title": ["a"], "issued": "yesterday", "author": "x", "id": None},
            {"type": None, "title": {"a": 1}, "author": [1, None, {"family": []}], "URL": 7},
            b.csl_item("oddtypes", author=[{"family": "F", "given": 3}, {"literal": None}]),
            7,
            None,
            [[]],
            "text",
        ),
        "numbers.json": lambda: (
            b.csl(b.csl_item("big"))[:-1]
            + b', {"title": "n", "type": "x", "volume": '
            + b"9" * 20_000
            + b', "page": 1e999, "x": NaN}]'
        ),
        "same-names.json": lambda: (
            b.csl(b.csl_item("dup"))[:-1] + b', {"title": "a", "title": "b", "type": "x"}]'
        ),
        "surrogates.json": lambda: b.csl(b.csl_item("surrogate", note="\ud800\udfff")),
        "object.json": lambda: b"{" + b'"title": "x", "type": "y", "items": []}',
        "prototype.json": lambda: b.csl(b.csl_item("proto", __proto__={"a": 1}, constructor="x")),
    },
)

# programs and data of others


class Planted:
    """Runs when somebody unpickles it."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (self.path, "w")


PROGRAMS = given(
    "programs",
    TAKEN | UNREAD | EMPTY,
    **{
        "planted.pickle": lambda site: pickle.dumps(Planted(str(site.canary)), 2),
        "planted-text.pickle": lambda site: pickle.dumps(Planted(str(site.canary)), 0),
        "planted.py": lambda site: f"import os\nopen({str(site.canary)!r}, 'w')\n".encode(),
        "planted.sh": lambda site: f"#!/bin/sh\ntouch {site.canary}\n".encode(),
        "planted.yml": lambda site: (
            f"a: !!python/object/apply:os.system ['touch {site.canary}']\n"
        ).encode(),
        "planted.desktop": lambda site: f"[Desktop Entry]\nExec=touch {site.canary}\n".encode(),
        "planted.toml": lambda site: b'name = "x"\n[caps]\nmemory = 1\n',
        "program.exe": b"MZ\x90\0" + bytes(range(256)) * 4,
        "program": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4,
        "library.sqlite": b"SQLite format 3\x00" + bytes(4_000),
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "picture.svg": lambda site: (
            f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{site.secret.as_uri()}"/>'
            f"<script>1</script><text>{b.PROSE}</text></svg>"
        ).encode(),
        "words.rtf": b"{\\rtf1\\ansi{\\*\\objdata 0105}" + b.PROSE.encode() + b"}",
        "random.bin": lambda: bytes((n * n * 31 + n // 7) % 256 for n in range(20_000)),
        "zeros.bin": bytes(100_000),
        "archive.7z": b"7z\xbc\xaf\x27\x1c" + bytes(64),
        "archive.rar": b"Rar!\x1a\x07\x00" + bytes(64),
        "archive.tar": lambda: b"a.txt".ljust(100, b"\0") + b"0000644\0" + bytes(404) + b"text",
    },
)
PROGRAMS += given(
    "programs",
    TAKEN | DAMAGED,
    **{
        "chunk.docx": lambda: b.docx(b.para("chunk") + "<w:altChunk/>", vbaProject=b"\0macro"),
        "remote.docx": lambda site: b.docx(
            b.para("remote")
            + f"<w:p><w:r><w:instrText>DDEAUTO cmd '/C touch {site.canary}'</w:instrText></w:r>"
            "</w:p>"
        ),
        "external.xlsx": lambda site: b.xlsx(
            b.rows("external"),
            externalLink1=f'<externalLink r="{site.address}"/>'.encode(),
            connections=f'<connections><c url="{site.address}"/></connections>'.encode(),
        ),
    },
)

# two formats at once

POLYGLOTS = given(
    "polyglots",
    ANY,
    **{
        "pdf-zip.pdf": lambda: SAMPLES["pdf"]("pdfzip") + SAMPLES["zip"]("pdfzip"),
        "html-pdf.html": lambda: b"<!doctype html><p>x</p><!-- " + SAMPLES["pdf"]("htmlpdf"),
        "gif-script.gif": b"GIF89a/*" + bytes(32) + b"*/=1;alert(1)",
        "script-gif.js": b"GIF89a = 1; alert(1);",
        "zip-after-text.zip": lambda: b.PROSE.encode() + SAMPLES["zip"]("aftertext"),
        "html-zip.html": lambda: b.page("htmlzip") + SAMPLES["zip"]("htmlzip"),
        "docx-xlsx.zip": lambda: b.docx_of(b"<a/>", **{"../xl/workbook": b"<a/>"}),
        "jpeg-zip.jpg": lambda: b"\xff\xd8\xff\xe0" + SAMPLES["zip"]("jpegzip"),
        "pdf-in-head.txt": lambda: b.PROSE.encode() + b"%PDF-1.7 is how a PDF begins.",
        "mail-html.eml": lambda: b.mail(b.page("mailhtml").decode(), kind="text/html"),
        "csv-html.csv": lambda: b"a,b\n<html>,1\n<body>,2\n" * 5,
        "gzip-zip.gz": lambda: b.gzipped(b.page("gzipzip")) + SAMPLES["zip"]("gzipzip"),
        "warc-html.warc": lambda: b.page("warchtml") + SAMPLES["warc"]("warchtml"),
        "zip-zip.zip": lambda: SAMPLES["zip"]("first") + SAMPLES["zip"]("second"),
    },
)

# text on which patterns are slow; each of 0.2 to 0.6 MB

SIZE = 400_000


def repeated(text: str, end: str = "") -> str:
    return text * (SIZE // len(text.encode())) + end


REDOS = given(
    "patterns",
    TAKEN | EMPTY,
    **{
        "at-least.txt": repeated("at least more than over "),
        "reportedly.txt": repeated("reportedly ", "61 countries"),
        "capitals.txt": repeated("Huawei Zte Hikvision Dahua "),
        "capital-letters.txt": repeated("A"),
        "commas.txt": repeated("1,", " of"),
        "digits.txt": repeated("1", " countries"),
        "thousands.txt": repeated("111,111,111,111,"),
        "spaces.txt": repeated(" ", "x"),
        "tabs-lines.txt": repeated(" \t\n", "x"),
        "and.txt": repeated("Kenya and Peru and "),
        "brackets.txt": repeated("(64 countries) ("),
        "quotes.txt": repeated("\u201c64 "),
        "hyphens.txt": repeated("facial-"),
        "countries.txt": repeated("61 countries, "),
        "sentences.txt": repeated("U.S. a. "),
        "no-spaces.txt": repeated("facialrecognition"),
        "chinese.txt": repeated("\u6444\u50cf\u5934"),
        "per-cent.txt": repeated("61 per cent of "),
        "of-the.txt": repeated("of the 61 of the "),
        "in-countries.txt": repeated("in 61 countries in "),
        "claims.txt": "Facial recognition is used in 61 countries. " * 4_600,
        "emphasis.md": repeated("*_[a](b)`"),
        "tags.html": "<html><body>" + repeated("<p <!-- <"),
        "styles.html": lambda: b.html(f"<p>{b.PROSE}", f"<style>{repeated('a{b:c;')}</style>"),
        "style-hiding.html": lambda: b.page("x", f"<p style='{repeated('display : ')}'>y</p>"),
        "references.bib": "@article{a, title = {" + repeated("{\\'e}") + "}}",
        "header.eml": lambda: b.mail(b.PROSE, f"Subject: {repeated('=?utf-8?b?')}"),
        "quoted.csv": 'a,b\n"' + repeated('""'),
    },
)
REDOS = [replace(one, seconds=30.0) for one in REDOS]
REDOS = [
    replace(one, allowed=one.allowed | CUT | HEAVY | DAMAGED) if one.name[-3:] != "txt" else one
    for one in REDOS
]

ALL = [*NUMBERS, *MAIL, *FEEDS, *LIBRARIES, *PROGRAMS, *POLYGLOTS, *REDOS]
