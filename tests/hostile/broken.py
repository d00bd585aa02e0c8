"""Documents that are cut, changed at random, nested, locked, misnamed, or wrongly encoded."""

from __future__ import annotations

import random
from collections.abc import Callable

from . import build as b
from .inputs import (
    ANY,
    CUT,
    DAMAGED,
    DYING,
    EMPTY,
    LOCKED,
    READ,
    TAKEN,
    UNREAD,
    Input,
    Outcome,
    Site,
    given,
)
from .samples import SAMPLES

# cut

CUTS = {"tenth": 0.1, "half": 0.5, "most": 0.9, "end": -7}

AFTER_CUT: dict[str, frozenset[Outcome]] = {
    # A cut text is a shorter text: nothing in it tells of the loss.
    "html": TAKEN | UNREAD | EMPTY,
    "csv": TAKEN,
    "eml": TAKEN,
    "rss": CUT | DAMAGED,
    "bib": TAKEN | DAMAGED | EMPTY,
    "ris": TAKEN | DAMAGED | EMPTY,
    "csl": TAKEN | DAMAGED | EMPTY,
    "utf16": TAKEN,
    "pdf": CUT | DAMAGED | EMPTY,
    # Of a web archive or a packed file the first part may be whole.
    "warc": CUT | DAMAGED | EMPTY,
    "warc.gz": CUT | DAMAGED | EMPTY,
    "html.gz": CUT | DAMAGED | EMPTY,
    "html.bz2": CUT | DAMAGED | EMPTY,
}


def cut(kind: str, word: str, share: float) -> Callable[[Site], bytes]:
    def make(site: Site) -> bytes:
        data = SAMPLES[kind](word)
        return data[:share] if isinstance(share, int) else data[: int(len(data) * share)]

    return make


CUT_ONES = [
    Input(
        name=f"cut-{name}.{kind}",
        group="cut",
        allowed=AFTER_CUT.get(kind, DAMAGED),
        make=cut(kind, f"cut{name}", share),
    )
    for kind in SAMPLES
    for name, share in CUTS.items()
]

# changed at random

ROUNDS = 3


def changed(kind: str, seed: int) -> Callable[[Site], bytes]:
    """Change, drop, repeat bytes of a sample."""

    def make(site: Site) -> bytes:
        dice = random.Random(f"{kind} {seed}")
        data = bytearray(SAMPLES[kind](f"random{seed}"))
        for _ in range(2 + 6 * seed):
            at, length = dice.randrange(len(data)), dice.randrange(1, 24)
            match dice.randrange(4):
                case 0:
                    data[at : at + length] = dice.randbytes(length)
                case 1:
                    del data[at : at + length]
                case 2:
                    data[at:at] = data[at : at + length] * dice.randrange(2, 9)
                case _:
                    data[at] = dice.choice((0, 0x7F, 0x80, 0xFF, data[at] ^ 1))
        return bytes(data)

    return make


RANDOM_ONES = [
    Input(name=f"random-{seed}.{kind}", group="random", allowed=ANY, make=changed(kind, seed))
    for kind in SAMPLES
    for seed in range(ROUNDS)
]

# nested


def deep_html(tag: str, depth: int, closed: bool = True) -> Callable[[Site], bytes]:
    def make(site: Site) -> bytes:
        end = f"</{tag}>" * depth if closed else ""
        return b.html(f"<p>{b.PROSE}</p>{f'<{tag}>' * depth}bottomword{end}<p>afterword</p>")

    return make


def zips(depth: int) -> bytes:
    data = b.page(f"zipsof{depth}")
    for level in range(depth):
        data = b.zipped({f"level-{level}.zip" if level else "page.html": data})
    return data


def gzips(depth: int) -> bytes:
    data = b.page(f"gzipsof{depth}")
    for _ in range(depth):
        data = b.gzipped(data)
    return data


def multiparts(depth: int) -> bytes:
    opened = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth)
    )
    closed = "".join(f"\r\n--b{n}--\r\n" for n in reversed(range(depth)))
    inner = f"Content-Type: text/plain\r\n\r\n{b.PROSE}\r\n"
    start = b.mail("", kind="multipart/mixed; boundary=top")
    return start + f"\r\n--top\r\n{opened}{inner}{closed}\r\n--top--\r\n".encode()


def messages(depth: int) -> bytes:
    head = "From: a@example.org\r\nTo: b@example.org\r\nSubject: {n}\r\nMIME-Version: 1.0\r\n"
    made = "".join(head.format(n=n) + "Content-Type: message/rfc822\r\n\r\n" for n in range(depth))
    return (made + head.format(n="last") + f"\r\n{b.PROSE}\r\n").encode()


def page_tree(depth: int) -> bytes:
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for n in range(depth):
        objects.append(
            b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (n + 3, n + 1)
        )
    objects.append(b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 9 9] >>" % (depth + 1))
    return b.pdf_of(objects)


def form_in_itself() -> bytes:
    form = b.stream(
        b"/X1 Do " + b.text_at("in a form"),
        "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X1 4 0 R >> "
        "/Font << /F1 3 0 R >> >>",
    )
    return b.pdf(
        b.text_at("A page.") + b"/X1 Do", more=[form], resources="/XObject << /X1 4 0 R >>"
    )


def nested_tables(depth: int) -> bytes:
    opened, closed = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return b.docx(b.para(b.PROSE) + opened * depth + b.para("bottomword") + closed * depth)


NESTED = [
    Input(
        name=f"{tag}-{depth}{'' if closed else '-open'}.html",
        group="nested",
        allowed=TAKEN,
        make=deep_html(tag, depth, closed),
        holds=("bottomword", "afterword") if closed else ("bottomword",),
        seconds=30,
    )
    for tag, depth, closed in (
        ("div", 300, True),
        ("div", 5_000, True),
        ("div", 100_000, True),
        ("div", 100_000, False),
        ("span", 20_000, True),
        ("b", 100_000, False),
        ("font", 20_000, False),
        ("blockquote", 10_000, True),
        ("ul><li", 10_000, False),
        ("table><tr><td", 3_000, False),
        ("section", 1_000, True),
    )
]
NESTED += given(
    "nested",
    TAKEN | DAMAGED,
    **{
        "array-100000.json": "[" * 100_000 + "]" * 100_000,
        "array-with-items.json": lambda: (
            b.csl(b.csl_item("deepjson"))[:-1]
            + b', {"note": '
            + b"[" * 100_000
            + b"]" * 100_000
            + b"}]"
        ),
        "object-50000.json": '[{"title": "a", "type": "b", "x": '
        + '{"a":' * 50_000
        + "1"
        + "}" * 50_000
        + "}]",
        "messages-300.eml": lambda: messages(300),
        "multiparts-50.eml": lambda: multiparts(50),
        "multiparts-1000.eml": lambda: multiparts(1_000),
        "multiparts-20000.eml": lambda: multiparts(20_000),
        "tables-200.docx": lambda: nested_tables(200),
        "tables-3000.docx": lambda: nested_tables(3_000),
        "runs-50000.docx": lambda: b.docx(
            b.para(b.PROSE)
            + "<w:p>"
            + "<w:smartTag>" * 50_000
            + "</w:smartTag>" * 50_000
            + "</w:p>"
        ),
        "elements-100000.xlsx": lambda: b.xlsx(
            b.rows("deepxlsx") + "<x>" * 100_000 + "</x>" * 100_000
        ),
        "elements-100000.ods": lambda: b.ods(
            b.ods_rows("deepods") + "<x>" * 100_000 + "</x>" * 100_000
        ),
        "elements-100000.rss": lambda: b.rss(
            b.item("deeprss") + "<x>" * 100_000 + "</x>" * 100_000
        ),
        "outlines-2000.rss": lambda: b.rss(b.item("deeprss", "&lt;div&gt;" * 50_000 + b.PROSE)),
        "braces-100000.bib": lambda: (
            b.bibtex("deepbib")
            + b"@misc{deep, title = "
            + b"{" * 100_000
            + b"x"
            + b"}" * 100_000
            + b"}"
        ),
        "accents-20000.bib": lambda: (
            b.bibtex("deeptex")
            + b"@misc{deep, title = {"
            + b'\\"{' * 20_000
            + b"x"
            + b"}" * 20_000
            + b"}}"
        ),
        "quotes-20000.md": ">" * 20_000 + " " + b.PROSE,
        "brackets-100000.txt": "(" * 100_000 + b.PROSE + ")" * 100_000,
        "blocks-50000.html": lambda: b.html(
            f"<p>{b.PROSE}</p>", "<style>" + "@media all{" * 50_000 + "}" * 50_000 + "</style>"
        ),
    },
)
NESTED += given(
    "nested",
    TAKEN | DAMAGED | EMPTY | DYING,
    **{
        "arrays-100000.pdf": lambda: b.pdf(
            b.text_at("Deep arrays.") + b"[" * 100_000 + b"]" * 100_000 + b" TJ"
        ),
        "dictionaries-100000.pdf": lambda: b.pdf(
            b.text_at("Deep dictionaries."), more=[b"<< /A " * 100_000 + b"1" + b">>" * 100_000]
        ),
        "catalogue-arrays.pdf": lambda: b.pdf_of(
            [b"<< /Type /Catalog /Pages " + b"[" * 100_000 + b"]" * 100_000 + b" >>"]
        ),
        "states-300000.pdf": lambda: b.pdf(b.text_at("Deep states.") + b"q " * 300_000),
        "page-tree-5000.pdf": lambda: page_tree(5_000),
        "form-in-itself.pdf": form_in_itself,
    },
)
NESTED += given(
    "nested",
    TAKEN,
    **{
        "six.zip": lambda: zips(6),
        "forty.zip": lambda: zips(40),
        "ten.gz": lambda: gzips(10),
    },
)

# encrypted

ARMOURED = (
    "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA5vJrQ0kZ0k3AQf/Q2FtZXJhcyBhcmUgd2F0Y2hpbmcgdXMu\r\n"
    "=abcd\r\n-----END PGP MESSAGE-----\r\n"
)
FORMS = SAMPLES["zip"]

ENCRYPTED = given(
    "encrypted",
    LOCKED,
    **{
        "user.pdf": lambda: b.locked_pdf("lockedpdf", b"sesame"),
        "package.docx": lambda: b.ole("EncryptedPackage", "EncryptionInfo"),
        "all.zip": lambda: b.tampered(SAMPLES["zip"]("lockedzip"), 0, 1),
        "strong.zip": lambda: b.tampered(SAMPLES["zip"]("strongzip"), 0, 0x41),
        "flagged.docx": lambda: b.tampered(SAMPLES["docx"]("lockeddocx"), 0, 1),
        "flagged.xlsx": lambda: b.tampered(SAMPLES["xlsx"]("lockedxlsx"), 0, 1),
        "flagged.ods": lambda: b.tampered(SAMPLES["ods"]("lockedods"), 0, 1),
    },
)
ENCRYPTED += given(
    "encrypted",
    TAKEN | LOCKED | DAMAGED | UNREAD | EMPTY,
    **{
        "owner-only.pdf": lambda: b.locked_pdf("ownerpdf", b""),
        "unknown-way.pdf": lambda: b.locked_pdf("waypdf", b"").replace(b"/Standard", b"/Nonesuch"),
        "armoured.eml": lambda: b.mail(ARMOURED),
        "enveloped.eml": lambda: b.mail(
            "MIAGCSqGSIb3DQEHA6CAMIACAQAxggE",
            "Content-Transfer-Encoding: base64",
            kind='application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
        ),
        "workbook.xls": lambda: b.ole("Workbook"),
        "letter.doc": lambda: b.ole("WordDocument"),
    },
)

# under the name of another format

MISNAMED = [
    Input(
        name=f"{kind}-called.{other}",
        group="misnamed",
        allowed=READ,
        make=lambda site, kind=kind: SAMPLES[kind](f"misnamed{kind.replace('.', '')}"),
        holds=(f"misnamed{kind.replace('.', '')}",),
    )
    for kind, other in zip(
        SAMPLES,
        "pdf html xlsx docx csv exe pdf txt html zip warc jpg py doc png txt mp4 csv".split(),
        strict=True,
    )
]

# encodings

RUSSIAN = "В городе установили камеры наблюдения. Жители спрашивают, кто смотрит записи. "
JAPANESE = "警察は顔認証システムを導入した。市民は説明を求めている。まだ答えはない。"
CHINESE = "市政府安装了摄像头。居民询问谁在看录像。市长答应年底前回复。"
TRADITIONAL = "市政府安裝了攝像頭。居民詢問誰在看錄像。市長答應年底前回覆。"
KOREAN = "시는 카메라를 설치했다. 주민들은 누가 영상을 보는지 묻는다. "
GREEK = (
    "Ο δήμος εγκατέστησε κάμερες στις πλατείες και στους δρόμους. "
    "Οι κάτοικοι ρωτούν ποιος βλέπει τις εικόνες και για πόσο "
    "καιρό φυλάσσονται. Ο δήμαρχος υποσχέθηκε να απαντήσει ως το "
    "τέλος του χρόνου. "
)

ENCODINGS = [
    Input(
        name=f"{name}.txt",
        group="encodings",
        allowed=READ,
        make=lambda site, text=text, coding=coding: (text * 12).encode(coding),
        holds=(text[:20].strip(),),
    )
    for name, text, coding in (
        ("cp1251", RUSSIAN, "cp1251"),
        ("koi8-r", RUSSIAN, "koi8-r"),
        ("shift-jis", JAPANESE, "shift_jis"),
        ("euc-jp", JAPANESE, "euc_jp"),
        ("gb18030", CHINESE, "gb18030"),
        ("big5", TRADITIONAL, "big5"),
        ("euc-kr", KOREAN, "euc_kr"),
        ("cp1253", GREEK, "cp1253"),
        ("utf-16-mark", RUSSIAN, "utf-16"),
        ("utf-32-mark", RUSSIAN, "utf-32"),
        ("utf-8-mark", RUSSIAN, "utf-8-sig"),
    )
]
ENCODINGS += given(
    "encodings",
    TAKEN | UNREAD,
    **{
        "utf-16-le-bare.txt": (b.PROSE * 3 + "widele").encode("utf-16-le"),
        "utf-16-be-bare.txt": (b.PROSE * 3 + "widebe").encode("utf-16-be"),
        "utf-16-be-russian.txt": (RUSSIAN * 9).encode("utf-16-be"),
        "utf-7.txt": (RUSSIAN * 9).encode("utf-7"),
        "ebcdic.txt": (b.PROSE * 3).encode("cp500"),
        "nul-between.txt": (b.PROSE * 3).encode().replace(b" ", b" \0"),
        "nul-only-few.txt": (b.PROSE * 9).encode() + b"\0\0",
        "two-marks.txt": b"\xef\xbb\xbf\xef\xbb\xbf" + (b.PROSE + "twomarks").encode(),
        "mark-and-other.txt": b"\xff\xfe" + (b.PROSE + "falsemark").encode(),
    },
)
ENCODINGS += given(
    "encodings",
    CUT,
    **{
        "utf-8-cut-in-a-letter.txt": (RUSSIAN * 9).strip().encode()[:-2],
        "utf-16-half-a-letter.txt": (b.PROSE * 3).encode("utf-16") + b"\xd8",
    },
)
ENCODINGS += given(
    "encodings",
    TAKEN,
    **{
        "mixed.txt": RUSSIAN.encode() * 4 + RUSSIAN.encode("cp1251") * 4,
        "overlong.txt": (b.PROSE * 3).encode() + b"\xc0\xaf\xe0\x80\xaf\xf8\x88\x80\x80\xaf",
        "surrogates.txt": (RUSSIAN * 3).encode() + b"\xed\xa0\xbd\xed\xb8\x80",
        "lying-meta.html": b.html(f"<article><p>{RUSSIAN * 5}</p></article>").replace(
            b"<head>", b'<head><meta charset="shift_jis">'
        ),
        "lying-meta-cp1251.html": b.html("<article><p>@</p></article>")
        .replace(b"<head>", b'<head><meta charset="utf-8">')
        .replace(b"@", (RUSSIAN * 5).encode("cp1251")),
        "no-such-charset.html": b.page("nosuch").replace(
            b"<head>", b'<head><meta charset="rot13"><meta charset="../../etc/passwd">'
        )
        + "\u00e9".encode("latin-1"),
        "unicode-escape.html": b.page("escaped \\u0041").replace(
            b"<head>", b'<head><meta charset="unicode_escape">'
        )
        + b"\xe9",
        "lying-xml.rss": b.rss(b.item("lyingxml")).replace(b'"utf-8"', b'"utf-16"'),
        "lying-mail.eml": b.mail(RUSSIAN, kind="text/plain; charset=us-ascii"),
        "lying-mail-utf-7.eml": b.mail(
            "+ADw-script+AD4- " + b.PROSE, kind="text/plain; charset=utf-7"
        ),
        "idna.eml": b.mail("xn--" + "a" * 50_000, kind="text/plain; charset=idna"),
        "ebcdic.csv": "Land;Wert\n\u00c4gypten;1\n\u00d6sterreich;2\n".encode("cp1252") * 3,
    },
)

ALL = [*CUT_ONES, *RANDOM_ONES, *NESTED, *ENCRYPTED, *MISNAMED, *ENCODINGS]
