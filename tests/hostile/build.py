"""Small documents of every format, written by hand, so that each can be broken on purpose."""

from __future__ import annotations

import gzip
import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape

WHEN = (2021, 3, 4, 5, 6, 0)
AT = "2019-09-17T10:00:00Z"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "http://schemas.openxmlformats.org"
WORDS = f'xmlns:w="{OFFICE}/wordprocessingml/2006/main"'
PROSE = (
    "The ministry of the interior bought cameras in the spring. The city council discussed the "
    "contract for two evenings. Residents asked who reads the recordings, and for how long they "
    "are kept. The mayor promised an answer by the end of the year. "
)


def zipped(
    files: Mapping[str, bytes] | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = BytesIO()
    pairs = files.items() if isinstance(files, Mapping) else files
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in pairs:
            file.writestr(zipfile.ZipInfo(name, WHEN), content, method)
    return out.getvalue()


def gzipped(data: bytes, name: bytes = b"") -> bytes:
    packed = gzip.compress(data, 6, mtime=0)
    if not name:
        return packed
    return packed[:3] + b"\x08" + packed[4:10] + name + b"\0" + packed[10:]


# pages and plain formats


def html(body: str, head: str = "") -> bytes:
    start = f"<!doctype html><html><head><title>A page</title>{head}</head>"
    return f"{start}<body>{body}</body></html>".encode()


def page(word: str, *more: str) -> bytes:
    return html(f"<article><p>{PROSE}</p><p>They call it {word}.</p>{''.join(more)}</article>")


def mail(body: str, *headers: str, kind: str = "text/plain; charset=utf-8") -> bytes:
    lines = [
        "From: Anna <anna@example.org>",
        "To: Ben <ben@example.org>",
        "Subject: Cameras",
        "Date: Tue, 17 Sep 2019 10:00:00 +0000",
        "MIME-Version: 1.0",
        *headers,
        f"Content-Type: {kind}",
        "",
        body,
    ]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


def parts(*inner: str, boundary: str = "b1") -> str:
    made = "".join(f"--{boundary}\r\n{part}\r\n" for part in inner)
    return f"{made}--{boundary}--\r\n"


def mail_of(*inner: str) -> bytes:
    return mail(parts(*inner), kind='multipart/mixed; boundary="b1"')


def rss(items: str, before: str = "", head: str = "<title>Notices</title>") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<rss version="2.0"><channel>{head}'
        f"<link>https://example.org/</link>{items}</channel></rss>"
    ).encode()


def item(title: str, text: str = PROSE, more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>https://example.org/{len(title)}</link>"
        f"<description>{text}</description>{more}</item>"
    )


def bibtex(word: str) -> bytes:
    entry = (
        "@article{{k{n}, title = {{{w} and the {{Cameras}} {n}}}, author = {{Feldstein, Steven}},"
        " year = {{2019}}}}\n"
    )
    return "".join(entry.format(n=n, w=word) for n in range(6)).encode()


def ris(word: str) -> bytes:
    entry = "TY  - JOUR\r\nTI  - {w} {n}\r\nAU  - Feldstein, Steven\r\nPY  - 2019\r\nER  - \r\n\r\n"
    return "".join(entry.format(w=word, n=n) for n in range(6)).encode()


def csl(*items: object) -> bytes:
    return json.dumps(items).encode()


def csl_item(word: str, **more: object) -> dict[str, object]:
    plain = {"id": word, "type": "article-journal", "title": f"{word} and cameras"}
    return {**plain, "issued": {"date-parts": [[2019, 9]]}, **more}


# office files


def docx(body: str, before: str = "", **parts_: bytes) -> bytes:
    """Return a document of these elements; `before` stands in front of its root."""
    xml = f"{XML}{before}<w:document {WORDS}><w:body>{body}</w:body></w:document>"
    return docx_of(xml.encode(), **parts_)


def docx_of(xml: bytes, **parts_: bytes) -> bytes:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        f'{XML}<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}"/></Types>'
    )
    links = (
        f'{XML}<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    more = {f"word/{name}.xml": content for name, content in parts_.items()}
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": links.encode(),
            "word/document.xml": xml,
            **more,
        }
    )


def docx_with_properties(before: str, title: str) -> bytes:
    """Return a document whose properties begin with a document type."""
    with zipfile.ZipFile(BytesIO(docx(para(PROSE)))) as file:
        made = {name: file.read(name) for name in file.namelist()}
    core = (
        f'{XML}{before}<cp:coreProperties xmlns:cp="{OFFICE}/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
        "</cp:coreProperties>"
    )
    return zipped(made | {"docProps/core.xml": core.encode()})


def para(text: str, mark: str = "") -> str:
    """Return a paragraph of Word in one run; `mark` stands among the run's properties."""
    return f"<w:p><w:r><w:rPr>{mark}</w:rPr><w:t>{escape(text)}</w:t></w:r></w:p>"


def xlsx(cells: str, strings: str = "", before: str = "", **parts_: bytes) -> bytes:
    """Return a workbook of one sheet with these rows."""
    return xlsx_of(xlsx_sheet(cells, before), strings, **parts_)


def xlsx_sheet(cells: str, before: str = "") -> bytes:
    main = f"{OFFICE}/spreadsheetml/2006/main"
    return (
        f'{XML}{before}<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
    ).encode()


def xlsx_with_strings(before: str, text: str) -> bytes:
    """Return a workbook whose shared strings begin with a document type."""
    cell = '<row r="90"><c r="A90" t="s"><v>0</v></c></row>'
    data = xlsx(rows("carrier") + cell, f"<si><t>{text}</t></si>")
    with zipfile.ZipFile(BytesIO(data)) as file:
        made = {name: file.read(name) for name in file.namelist()}
    strings = made["xl/sharedStrings.xml"]
    made["xl/sharedStrings.xml"] = strings.replace(b"<sst", before.encode() + b"<sst")
    return zipped(made)


def xlsx_of(sheet: bytes, strings: str = "", **parts_: bytes) -> bytes:
    main = f"{OFFICE}/spreadsheetml/2006/main"
    kinds = f"{OFFICE}/officeDocument/2006/relationships"
    sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = (
        f'{XML}<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheets}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sheets}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{sheets}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{sheets}.styles+xml"/></Types>'
    )
    book = (
        f'{XML}<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets>'
        '<sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    top = (
        f'{XML}<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    links = (
        f'{XML}<Relationships xmlns="{OFFICE}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{kinds}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{kinds}/styles" Target="styles.xml"/></Relationships>'
    )
    styles = (
        f'{XML}<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
    )
    shared = f'{XML}<sst xmlns="{main}">{strings}</sst>'
    made = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": top.encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": links.encode(),
        "xl/styles.xml": styles.encode(),
        "xl/sharedStrings.xml": shared.encode(),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return zipped(made | {f"xl/{name}.xml": content for name, content in parts_.items()})


def row(number: int, *cells: str) -> str:
    """Return a row of inline strings; what begins with `<` stands as it is."""
    made = []
    for at, cell in enumerate(cells):
        name = f"{chr(65 + at)}{number}"
        text = f'<c r="{name}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        made.append(cell.replace("?", name, 1) if cell.startswith("<c ") else text)
    return f'<row r="{number}">{"".join(made)}</row>'


def rows(word: str) -> str:
    made = [row(1, "Country", "Note", "Year"), row(2, "Kenya", word, "2019")]
    made += [row(n, f"Place {n}", PROSE[n : n + 60], f"{n}") for n in range(3, 60)]
    return "".join(made)


def ods(table: str, before: str = "", **parts_: bytes) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content '
        f'xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
        f'xmlns:text="{names}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="'
        f'{names}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        "</manifest:manifest>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        kind = b"application/vnd.oasis.opendocument.spreadsheet"
        file.writestr(zipfile.ZipInfo("mimetype", WHEN), kind, zipfile.ZIP_STORED)
        made = {"content.xml": xml.encode(), "META-INF/manifest.xml": manifest.encode()}
        for name, content in (made | {f"{n}.xml": c for n, c in parts_.items()}).items():
            file.writestr(zipfile.ZipInfo(name, WHEN), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def ods_row(*cells: str, repeated: str = "") -> str:
    made = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
        "</table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row{repeated}>{made}</table:table-row>"


def ods_rows(word: str) -> str:
    return ods_row("Country", "Note") + ods_row("Kenya", word) + ods_row("Peru", PROSE[:80]) * 20


def ole(*streams: str) -> bytes:
    """Return an old office file with empty streams of these names."""
    sector, free, end = 512, 0xFFFFFFFF, 0xFFFFFFFE
    header = struct.pack(
        "<8s16x5H6x9L",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, end, 0, end, 0),
    )
    header += struct.pack("<109L", 0, *[free] * 108)
    table = struct.pack("<128L", 0xFFFFFFFD, end, *[free] * 126)
    folder = b""
    for number, name in enumerate(("Root Entry", *streams)):
        wide = name.encode("utf-16-le")
        folder += struct.pack(
            "<64sH2B3L16x3Q2L",
            *(wide, len(wide) + 2, 5 if not number else 2, 1),
            *(free, free, 1 if not number else free, 0, 0, 0, end, 0),
        )[:128].ljust(128, b"\0")
    return header[:sector] + table + folder.ljust(sector, b"\0") + bytes(4096)


# PDF


def stream(content: bytes, entries: str = "") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (
        len(content),
        entries.encode(),
        content,
    )


def pdf_of(objects: list[bytes], trailer: str = "", version: str = "1.4") -> bytes:
    """Return a file of these objects, numbered from 1; the first is the catalogue."""
    out = bytearray(f"%PDF-{version}\n".encode())
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer.encode(),
        start,
    )
    return bytes(out)


def text_at(text: str, x: int = 50, y: int = 700, before: str = "", size: int = 12) -> bytes:
    safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {before} /F1 {size} Tf {x} {y} Td ({safe}) Tj ET\n".encode("latin-1")


def lines_of(text: str, top: int = 740) -> bytes:
    words, lines = text.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > 80:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return b"".join(text_at(line, y=top - 15 * n) for n, line in enumerate(lines))


FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(
    *contents: bytes,
    font: bytes = FONT,
    resources: str = "",
    more: Iterable[bytes] = (),
    trailer: str = "",
    size: str = "0 0 612 792",
) -> bytes:
    """Return a file with a page for each content stream; object 3 is the font, further from 4."""
    more = list(more)
    first = 4 + len(more)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>".encode(),
        font,
        *more,
    ]
    for n, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents {first + 2 * n + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> >>".encode()
        )
        objects.append(content if content.startswith(b"<<") else stream(content))
    return pdf_of(objects, trailer)


def flated(content: bytes, layers: int = 1) -> bytes:
    for _ in range(layers):
        content = zlib.compress(content, 9)
    names = " ".join(["/FlateDecode"] * layers)
    return stream(content, f"/Filter [{names}]")


PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    at = 0
    for n in range(256):
        at = (at + box[n] + key[n % len(key)]) % 256
        box[n], box[at] = box[at], box[n]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def locked_pdf(word: str, password: bytes) -> bytes:
    """Return a file encrypted by RC4 with 40 bits; without a password anybody may open it."""

    def md5(data: bytes) -> bytes:
        return hashlib.md5(data, usedforsecurity=False).digest()

    user, owner = (password + PAD)[:32], (b"owner" + PAD)[:32]
    identity, rights = b"0123456789abcdef", struct.pack("<l", -4)
    own = rc4(md5(owner)[:5], user)
    key = md5(user + own + rights + identity)[:5]
    content = text_at(f"They call it {word}.")
    content = rc4(md5(key + b"\x05\0\0\0\0")[:10], content)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        FONT,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
        stream(content),
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
        % (own.hex().encode(), rc4(key, PAD).hex().encode()),
    ]
    name = identity.hex()
    return pdf_of(objects, f"/Encrypt 6 0 R /ID [<{name}> <{name}>]")


# web archives


def record(kind: str, block: bytes, url: str = "", **headers: str) -> bytes:
    lines = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Date: {AT}"]
    number = hashlib.sha256(url.encode("utf-8", "replace") + block[:4096]).hexdigest()
    ident = f"{number[:8]}-{number[8:12]}-4{number[13:16]}-8{number[17:20]}-{number[20:32]}"
    lines.append(f"WARC-Record-ID: <urn:uuid:{ident}>")
    lines += [f"WARC-Target-URI: {url}"] if url else []
    told = {"Content-Length": str(len(block)), "Content-Type": "application/http; msgtype=response"}
    told |= {key.replace("_", "-"): value for key, value in headers.items()}
    lines += [f"{key}: {value}" for key, value in told.items()]
    head = "\r\n".join(lines).encode("utf-8", "surrogateescape")
    return head + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(body: bytes, url: str = "https://example.org/a", **headers: str) -> bytes:
    told = {"Content-Type": "text/html; charset=utf-8"}
    told |= {key.replace("_", "-"): value for key, value in headers.items()}
    head = "HTTP/1.1 200 OK\r\n" + "".join(f"{key}: {value}\r\n" for key, value in told.items())
    return record("response", head.encode() + b"\r\n" + body, url)


def info() -> bytes:
    fields = b"software: by hand\r\nformat: WARC File Format 1.1\r\n"
    return record("warcinfo", fields, Content_Type="application/warc-fields")


def warc(*bodies: bytes, packed: bool = False) -> bytes:
    made = [info(), *(response(b, f"https://example.org/{n}") for n, b in enumerate(bodies))]
    return b"".join(gzipped(one) if packed else one for one in made)


def wacz(*bodies: bytes) -> bytes:
    archive = warc(*bodies, packed=True)
    pages = b'{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}\n'
    files = {"archive/data.warc.gz": archive, "pages/pages.jsonl": pages}
    resources = [
        {
            "name": path.rpartition("/")[2],
            "path": path,
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "bytes": len(content),
        }
        for path, content in files.items()
    ]
    package = json.dumps(
        {"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}
    ).encode()
    digest = json.dumps(
        {
            "path": "datapackage.json",
            "hash": f"sha256:{hashlib.sha256(package).hexdigest()}",
        }
    ).encode()
    return zipped(
        {**files, "datapackage.json": package, "datapackage-digest.json": digest},
        zipfile.ZIP_STORED,
    )


def tampered(data: bytes, offset: int, flag: int) -> bytes:
    """Set bits in the flags of every member of a zip file."""
    out = bytearray(data)
    for mark, at_flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + at_flag + offset] |= flag
            at = out.find(mark, at + 4)
    return bytes(out)
