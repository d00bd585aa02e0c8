"""Containers: zip files, packed files, web archives; whole, cut and hostile ones."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import brotli
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sousveil.errors import (
    Bomb,
    DamagedDocument,
    EmptyDocument,
    LockedDocument,
    ReadingError,
    TooLarge,
)
from sousveil.guard.caps import CAPS, MIB, Caps
from sousveil.model.ids import digest
from sousveil.model.source import Document, Member
from sousveil.reading import folder, packed, wacz, warc

PAGE = b"<html><body><p>Facial recognition in 64 countries.</p></body></html>"
URL = "https://example.org/report"
AT = "2019-09-17T10:00:00Z"


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in files.items():
            file.writestr(zipfile.ZipInfo(name, (2021, 3, 4, 5, 6, 0)), content, method)
    return out.getvalue()


def read_with(module: object, data: bytes, caps: Caps = CAPS) -> tuple[Document, list[Member]]:
    document = module.read(data, digest(data), caps)  # type: ignore[attr-defined]
    return document, list(module.members(data, caps))  # type: ignore[attr-defined]


def pieces(document: Document) -> list[str]:
    return [document.text.content[piece.start : piece.end] for piece in document.pieces]


# zip files


def test_a_zip_file_is_listed_and_its_files_come_out() -> None:
    document, members = read_with(
        folder, zipped({"a/report.txt": b"64 countries", "b.csv": b"x,y"})
    )
    assert document.has_members and document.lost == ()
    assert document.text.reader == "folder/1"
    assert pieces(document) == [
        "a/report.txt  12 bytes  2021-03-04 05:06",
        "b.csv  3 bytes  2021-03-04 05:06",
    ]
    assert [(member.name, member.data) for member in members] == [
        ("a/report.txt", b"64 countries"),
        ("b.csv", b"x,y"),
    ]


def test_system_files_are_listed_and_no_members() -> None:
    files = {"a.txt": b"a", "__MACOSX/._a.txt": b"x", ".git/config": b"x", "b/Thumbs.db": b"x"}
    document, members = read_with(folder, zipped(files))
    assert [member.name for member in members] == ["a.txt"]
    assert document.text.content.count("left alone") == 3


def test_a_zip_file_without_files_is_empty() -> None:
    with pytest.raises(EmptyDocument):
        folder.read(zipped({}), "sha256:0", CAPS)


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_zip_file_is_damaged(keep: float) -> None:
    data = zipped({f"{n}.txt": bytes(range(256)) * 9 for n in range(9)})
    with pytest.raises(DamagedDocument):
        folder.read(data[: int(len(data) * keep)], "sha256:0", CAPS)


def test_a_damaged_file_is_told_and_the_others_come_out() -> None:
    data = bytearray(zipped({"a.txt": b"first" * 50, "b.txt": b"second" * 50}))
    at = data.index(b"b.txt") + 5
    data[at : at + 4] = b"\xff\xff\xff\xff"
    document, members = read_with(folder, bytes(data))
    assert [member.name for member in members] == ["a.txt"]
    assert len(document.lost) == 1 and document.lost[0].startswith("member b.txt: ")


def locked(data: bytes, *names: bytes) -> bytes:
    out = bytearray(data)
    for mark, flag, name_at in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = out.find(mark)
        while at >= 0:
            if any(out.startswith(name, at + name_at) for name in names):
                out[at + flag] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def test_a_locked_file_is_told_and_the_others_come_out() -> None:
    document, members = read_with(folder, locked(zipped({"a.txt": b"a", "b.txt": b"b"}), b"a.txt"))
    assert [member.name for member in members] == ["b.txt"]
    assert document.lost[0].startswith("member a.txt: It is encrypted.")


def test_a_zip_file_all_locked_is_locked() -> None:
    data = locked(zipped({"a.txt": b"a", "b.txt": b"b"}), b"a.txt", b"b.txt")
    with pytest.raises(LockedDocument):
        folder.read(data, "sha256:0", CAPS)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
def test_a_rare_method_is_told(method: int) -> None:
    document, members = read_with(folder, zipped({"a.txt": b"a" * 99}, method))
    assert members == []
    assert "method" in document.lost[0]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("../../etc/passwd", id="upwards"),
        pytest.param("/etc/passwd", id="absolute"),
        pytest.param("C:\\windows\\win.ini", id="drive"),
        pytest.param("line\nbreak\r\x1b[31m\u202etxt.exe", id="controls"),
        pytest.param("\u2028\u2029\x85", id="line-separators"),
        pytest.param("a" * 60_000, id="long"),
        pytest.param("\N{COLLISION SYMBOL}", id="astral"),
    ],
)
def test_hostile_names_are_only_text(name: str) -> None:
    document, members = read_with(folder, zipped({name: b"content"}))
    assert [member.data for member in members] == [b"content"]
    assert len(document.text.content.splitlines()) == 1
    assert document.text.content.removesuffix("\n").isprintable()
    assert document.pieces[0].place.element is not None
    document.text.content.encode()


def test_a_name_that_lies_about_utf_8_costs_nothing() -> None:
    data = bytearray(zipped({"\u00e9\u00e9.txt": b"one", "b.txt": b"two"}))
    data = bytearray(bytes(data).replace("\u00e9\u00e9".encode(), b"\xff\xfe\xff\xfe"))
    document, members = read_with(folder, bytes(data))
    assert [member.data for member in members] == [b"one", b"two"]
    assert document.lost == ()


def test_ten_thousand_and_one_files_are_too_many() -> None:
    data = zipped({f"{n}": b"" for n in range(CAPS.members + 1)}, zipfile.ZIP_STORED)
    with pytest.raises(TooLarge):
        folder.read(data, "sha256:0", CAPS)


def test_files_that_unfold_too_much_are_a_bomb() -> None:
    with pytest.raises(Bomb):
        folder.read(zipped({"a.txt": bytes(20 * MIB)}), "sha256:0", CAPS)


def test_files_that_overlap_are_a_bomb() -> None:
    data = zipped({"a.txt": b"kernel" * 999})
    at = data.index(b"PK\x01\x02")
    entry = data[at : data.index(b"PK\x05\x06")]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(entry) * 9, at, 0)
    with pytest.raises(Bomb):
        folder.read(data[:at] + entry * 9 + end, "sha256:0", CAPS)


def test_a_nested_bomb_comes_out_as_a_member_and_is_refused_there() -> None:
    inner = zipped({"zeros": bytes(30 * MIB)})
    _, members = read_with(folder, zipped({"inner.zip": inner}))
    with pytest.raises(Bomb):
        folder.read(members[0].data, "sha256:0", CAPS)


# packed files


@pytest.mark.parametrize(
    ("data", "name"),
    [
        pytest.param(gzip.compress(b"64 countries"), "content", id="gzip"),
        pytest.param(bz2.compress(b"64 countries"), "content", id="bzip2"),
        pytest.param(gzip.compress(b"64 ") + gzip.compress(b"countries"), "content", id="parts"),
    ],
)
def test_a_packed_file_holds_one(data: bytes, name: str) -> None:
    document, members = read_with(packed, data)
    assert document.text.content == "content  12 bytes\n"
    assert members == [Member(name=name, data=b"64 countries")]
    assert document.lost == ()


def named_gzip(name: str) -> bytes:
    out = BytesIO()
    with gzip.GzipFile(filename=name, mode="wb", fileobj=out) as file:
        file.write(b"text")
    return out.getvalue()


def test_a_packed_file_has_the_name_of_its_header() -> None:
    _, members = read_with(packed, named_gzip("table\n.csv"))
    assert members[0].name == "table\N{REPLACEMENT CHARACTER}.csv"


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress], ids=["gzip", "bzip2"])
def test_a_cut_packed_file_says_so(pack: Callable[[bytes], bytes]) -> None:
    data = pack(bytes(range(256)) * 9000)
    document, members = read_with(packed, data[:-3])
    assert members[0].data
    assert document.lost == ("member content: its end is missing",)


def test_a_packed_file_with_nothing_in_it_is_empty_or_damaged() -> None:
    with pytest.raises(EmptyDocument):
        packed.read(gzip.compress(b""), "sha256:0", CAPS)
    with pytest.raises(DamagedDocument):
        packed.read(gzip.compress(b"abc")[:8], "sha256:0", CAPS)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress], ids=["gzip", "bzip2"])
def test_a_packed_bomb_is_one(pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Bomb):
        packed.read(pack(bytes(20 * MIB)), "sha256:0", CAPS)


# web archives


class Archive:
    """Writes records by warcio, or as they are given."""

    def __init__(self, *, is_packed: bool = False) -> None:
        self.out = BytesIO()
        self.writer = WARCWriter(self.out, gzip=is_packed, warc_version="1.1")
        self.is_packed = is_packed

    def answer(
        self,
        payload: bytes = PAGE,
        url: str = URL,
        status: str = "200 OK",
        kind: str = "response",
        **headers: str,
    ) -> Archive:
        known = {"Content_Type": "text/html", **headers}
        http = [(key.replace("_", "-"), value) for key, value in known.items()]
        record = self.writer.create_warc_record(
            url,
            kind,
            payload=BytesIO(payload),
            length=len(payload),
            http_headers=StatusAndHeaders(status, http, protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": AT},
        )
        self.writer.write_record(record)
        return self

    def resource(self, payload: bytes, media_type: str, kind: str = "resource") -> Archive:
        self.writer.write_record(
            self.writer.create_warc_record(
                URL,
                kind,
                payload=BytesIO(payload),
                length=len(payload),
                warc_content_type=media_type,
                warc_headers_dict={"WARC-Date": AT},
            )
        )
        return self

    def raw(self, block: bytes, *lines: str, length: str | None = None) -> Archive:
        head = [
            "WARC/1.1",
            "WARC-Type: response",
            f"WARC-Target-URI: {URL}",
            f"WARC-Date: {AT}",
            "Content-Type: application/http; msgtype=response",
            f"Content-Length: {len(block) if length is None else length}",
            *lines,
        ]
        data = "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
        self.out.write(gzip.compress(data) if self.is_packed else data)
        return self

    @property
    def data(self) -> bytes:
        return self.out.getvalue()


HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE


@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
def test_a_web_archive_is_listed_and_its_documents_come_out(is_packed: bool) -> None:
    archive = Archive(is_packed=is_packed).answer().answer(b"\x89PNG....", Content_Type="image/png")
    archive.answer(b"", status="301 Moved", Location="/").answer(b"", kind="revisit")
    archive.answer(b"GET", kind="request").resource(b"a,b", "text/csv")
    archive.resource(b"text", "text/plain", "conversion").answer(b"x", status="404 Not Found")
    document, members = read_with(warc, archive.data)
    first, *lines = document.text.content.splitlines()
    assert first == (
        "8 records: 3 documents, 1 error, 1 picture, 1 redirect, 1 request, 1 revisit."
    )
    assert lines[0] == f"{AT}  response  {URL}  200  text/html  {len(PAGE)} bytes"
    assert len(document.pieces) == len(lines) == 8
    assert document.pieces[7].place.element == "record 8"
    assert [member.data for member in members] == [PAGE, b"a,b", b"text"]
    assert members[0] == Member(name=URL, data=PAGE, at=AT)
    assert document.lost == ()


def test_warcio_and_we_read_the_same() -> None:
    archive = Archive(is_packed=True).answer().resource(b"a,b", "text/csv").answer(b"x" * 99)
    theirs = [record.raw_stream.read() for record in ArchiveIterator(BytesIO(archive.data))]
    budget = warc.Budget(len(archive.data), CAPS)
    ours = [
        warc._answer(record).payload for record in warc.records(archive.data, budget, warc.Losses())
    ]
    assert ours == theirs


def chunked(data: bytes, size: int = 20) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(brotli.compress(PAGE), {"Content_Encoding": "br"}, id="br"),
        pytest.param(gzip.compress(PAGE), {"Content_Encoding": "gzip"}, id="gzip"),
        pytest.param(zlib.compress(PAGE), {"Content_Encoding": "deflate"}, id="deflate"),
        pytest.param(chunked(PAGE), {"Transfer_Encoding": "chunked"}, id="chunked"),
        pytest.param(
            chunked(gzip.compress(PAGE)),
            {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"},
            id="gzip-chunked",
        ),
        pytest.param(PAGE, {"Transfer_Encoding": "chunked"}, id="chunks-undone-before"),
        pytest.param(PAGE, {"Content_Encoding": "gzip"}, id="gzip-undone-before"),
        pytest.param(PAGE, {"Content_Encoding": "br"}, id="br-undone-before"),
        pytest.param(PAGE, {"Content_Encoding": "zstd"}, id="zstd-undone-before"),
    ],
)
def test_encodings_are_undone(body: bytes, headers: dict[str, str]) -> None:
    document, members = read_with(warc, Archive().answer(body, **headers).data)
    assert [member.data for member in members] == [PAGE]
    assert document.lost == ()


def test_an_encoding_that_cannot_be_undone_is_told() -> None:
    archive = Archive().answer(b"(\xb5/\xfdxyz", Content_Encoding="zstd").answer()
    document, members = read_with(warc, archive.data)
    assert len(members) == 1
    assert document.lost == (f"{URL}: its content encoding 'zstd' cannot be undone",)


@pytest.mark.parametrize(
    ("body", "media_type", "is_member"),
    [
        pytest.param(b"%PDF-1.7 ...", "application/octet-stream", True, id="pdf-unsaid"),
        pytest.param(b"%PDF-1.7 ...", "image/png", True, id="pdf-called-picture"),
        pytest.param(b"PK\x03\x04...", "", True, id="office-without-type"),
        pytest.param(PAGE, "", True, id="html-without-type"),
        pytest.param(b"\x89PNG\r\n", "text/html", False, id="picture-called-html"),
        pytest.param(b"body{}", "text/css", False, id="style"),
        pytest.param(b"var x", "application/javascript", False, id="script"),
        pytest.param(b"<svg/>", "image/svg+xml", False, id="drawing"),
        pytest.param(b"<rss/>", "application/rss+xml; charset=utf-8", True, id="feed"),
        pytest.param(b"{}", "application/ld+json", True, id="json"),
        pytest.param(b"", "text/html", False, id="empty"),
    ],
)
def test_documents_are_told_by_type_and_first_bytes(
    body: bytes, media_type: str, is_member: bool
) -> None:
    _, members = read_with(warc, Archive().answer(body, Content_Type=media_type).data)
    assert len(members) == is_member


@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("cut", [7, 60, 200, 400])
def test_a_cut_web_archive_says_so(is_packed: bool, cut: int) -> None:
    data = Archive(is_packed=is_packed).answer().answer(bytes(range(256)) * 2).data
    document, members = read_with(warc, data[:-cut])
    assert members[0].data == PAGE
    assert len(members) == 1 or (is_packed and cut < 8), "but for its checksum it is whole"
    assert document.lost


@pytest.mark.parametrize("name", ["WARC-Block-Digest", "WARC-Payload-Digest"])
@pytest.mark.parametrize("form", ["sha1:AAAA", "sha256:" + "0" * 64, "sha-256:AA==", "md5:zz"])
def test_a_wrong_digest_is_told_and_keeps_nothing_out(name: str, form: str) -> None:
    document, members = read_with(warc, Archive().raw(HTTP, f"{name}: {form}").answer().data)
    assert len(members) == 2
    assert document.lost == (f"{URL}: it differs from its {name}",)


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "sha512"])
@pytest.mark.parametrize("form", ["hex", "base32", "base64"])
def test_a_right_digest_is_right_in_any_form(algorithm: str, form: str) -> None:
    import base64

    value = hashlib.new(algorithm, HTTP).digest()
    written = {
        "hex": value.hex(),
        "base32": base64.b32encode(value).decode(),
        "base64": base64.b64encode(value).decode(),
    }[form]
    document, _ = read_with(
        warc, Archive().raw(HTTP, f"WARC-Block-Digest: {algorithm}:{written}").data
    )
    assert document.lost == ()


@pytest.mark.parametrize(
    "length", ["1000000000000000000", "-5", "", "12abc", "0x10", "٣", "9" * 5000, "+44"]
)
def test_an_absurd_length_is_told_and_the_next_record_is_found(length: str) -> None:
    document, members = read_with(warc, Archive().raw(HTTP, length=length).answer().data)
    assert len(members) == 1
    assert any("none that can be" in line for line in document.lost)


def test_losses_of_one_kind_are_one_line() -> None:
    archive = Archive()
    for _ in range(5):
        archive.raw(HTTP, "WARC-Block-Digest: sha1:AAAA")
    document, _ = read_with(warc, archive.data)
    assert document.lost == (f"5 records: it differs from its WARC-Block-Digest, first in {URL}",)


def test_a_body_shorter_than_promised_and_one_that_was_cut_are_told() -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n" + PAGE
    document, members = read_with(warc, Archive().raw(block, "WARC-Truncated: length").data)
    assert len(members) == 1
    assert document.lost == (
        f"{URL}: its body is shorter than the answer says",
        f"{URL}: its end was not captured (length)",
    )


def test_records_beyond_the_limit_are_told() -> None:
    archive = Archive()
    for _ in range(12):
        archive.answer()
    document, members = read_with(warc, archive.data, Caps(members=10))
    assert len(members) == 10
    assert document.lost == ("records: all beyond 10",)


def test_what_is_no_record_is_told_and_passed() -> None:
    data = Archive().answer().data + b"garbage\r\n\r\n" + Archive().answer().data
    document, members = read_with(warc, data)
    assert len(members) == 2
    assert document.lost == ("record 1: what follows on it is no record",)


def test_hostile_heads_of_records_are_only_text() -> None:
    url = "https://example.org/\x1b[31m\u202e\u2028" + "x" * 9000
    head = ["WARC/1.1", "WARC-Type: \x07", f"WARC-Target-URI: {url}", "Content-Length: 0"]
    document, _ = read_with(warc, "\r\n".join([*head, "", "", ""]).encode())
    assert document.text.content.replace("\n", "").isprintable()
    too_long = b"WARC/1.1\r\n" + b"a" * 200_000 + b"\r\n\r\n" + Archive().answer().data
    document, members = read_with(warc, too_long)
    assert len(members) == 1 and document.lost


def test_gzip_inside_gzip_is_not_inflated_behind_our_back() -> None:
    inner = gzip.compress(Archive().answer().data)
    with pytest.raises(DamagedDocument):
        warc.read(gzip.compress(inner), "sha256:0", CAPS)


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    with contextlib.suppress(ReadingError):
        read_with(warc, Archive().answer().data + b"\x1b[31mgarbage" * 9)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_an_answer_that_unfolds_too_much_is_a_bomb(encoding: str) -> None:
    pack = {"gzip": gzip.compress, "br": brotli.compress}[encoding]
    archive = Archive().answer(pack(bytes(20 * MIB)), Content_Encoding=encoding)
    with pytest.raises(Bomb):
        warc.read(archive.data, "sha256:0", CAPS)


# packages of web archives


def package(
    files: dict[str, bytes] | None = None,
    *,
    signed: bool = False,
    chain: bool = True,
    **changes: object,
) -> bytes:
    files = files or {
        "archive/data.warc.gz": Archive(is_packed=True).answer().data,
        "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n'
        b'{"url": "https://example.org/report", "title": "A report", "ts": "2019-09-17"}\n',
    }
    resources = [
        {
            "name": name,
            "path": name,
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "bytes": len(content),
        }
        for name, content in files.items()
    ]
    told = {"profile": "data-package", "title": "A crawl", "resources": resources, **changes}
    files = {**files, "datapackage.json": json.dumps(told).encode()}
    if chain:
        head = f"sha256:{hashlib.sha256(files['datapackage.json']).hexdigest()}"
        chained: dict[str, object] = {"path": "datapackage.json", "hash": head}
        if signed:
            chained["signedData"] = {
                "hash": head,
                "signature": "MEUC",
                "domain": "archive.example.org",
                "created": "2021-03-04T05:06:07Z",
            }
        files["datapackage-digest.json"] = json.dumps(chained).encode()
    return zipped(files, zipfile.ZIP_STORED)


def test_a_package_is_listed_and_its_documents_come_out() -> None:
    document, members = read_with(wacz, package())
    assert [(member.name, member.data) for member in members] == [(URL, PAGE)]
    assert "Not signed. 4 files, none with a wrong digest." in document.text.content
    assert f"2019-09-17  page  {URL}  A report" in document.text.content
    assert "archive/data.warc.gz, record 1" in {piece.place.element for piece in document.pieces}
    assert document.about.title == "A crawl"
    assert document.lost == ()


def test_a_signature_is_told_and_not_taken_for_proof() -> None:
    document, _ = read_with(wacz, package(signed=True))
    assert (
        "Signed by archive.example.org at 2021-03-04T05:06:07Z; the signature was not verified."
        in document.text.content
    )
    assert document.lost == ()


def test_a_package_without_a_digest_file_is_not_signed() -> None:
    document, _ = read_with(wacz, package(chain=False))
    assert "Not signed." in document.text.content


def rezipped(data: bytes, **changes: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as file:
        files = {name: file.read(name) for name in file.namelist()}
    named = {"page": "pages/pages.jsonl", "package": "datapackage.json"}
    named |= {"head": "datapackage-digest.json", "warc": "archive/data.warc.gz", "more": "more.txt"}
    return zipped(files | {named[key]: value for key, value in changes.items()}, 0)


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        pytest.param(
            {"page": b"{}"}, "pages/pages.jsonl: its sha256 is not the one in", id="changed-file"
        ),
        pytest.param(
            {"warc": Archive(is_packed=True).answer(PAGE * 2).data},
            "archive/data.warc.gz: its sha256 is not the one in",
            id="changed-archive",
        ),
        pytest.param(
            {"package": b'{"resources": []}'},
            "datapackage.json: its sha256 is not the one in datapackage-digest.json",
            id="changed-package",
        ),
        pytest.param({"package": b"[" * 99999}, "datapackage.json: it is no JSON", id="deep-json"),
        pytest.param({"package": b'{"resources": [1, {}]}'}, "names no file", id="odd-list"),
        pytest.param({"package": b"\xff\xfe"}, "datapackage.json: it is no JSON", id="no-json"),
        pytest.param({"head": b"[]"}, "datapackage-digest.json: it is no JSON", id="odd-head"),
        pytest.param({"more": b"x"}, "more.txt: it is not listed", id="added-file"),
        pytest.param({"warc": b"nothing"}, "no record of a web archive", id="no-archive"),
    ],
)
def test_a_digest_that_fails_is_told(changes: dict[str, bytes], lost: str) -> None:
    document, _ = read_with(wacz, rezipped(package(signed=True), **changes))
    assert any(lost in line for line in document.lost), document.lost


def test_a_file_that_is_missing_is_told() -> None:
    document, _ = read_with(
        wacz, package(resources=[{"path": "archive/gone.warc.gz", "hash": "sha256:0"}])
    )
    assert "archive/gone.warc.gz: it is listed in datapackage.json and missing" in document.lost


# all of them


SEEDS = {
    "folder": zipped({"a.txt": b"64 countries" * 20, "b/c.html": PAGE}),
    "packed": named_gzip("a.txt"),
    "bzip2": bz2.compress(PAGE * 20),
    "warc": Archive().answer().answer(brotli.compress(PAGE), Content_Encoding="br").data,
    "warc-gzip": Archive(is_packed=True)
    .answer()
    .answer(chunked(PAGE), Transfer_Encoding="chunked")
    .data,
    "wacz": package(signed=True),
}
MODULES = {"bzip2": packed, "folder": folder, "packed": packed, "wacz": wacz}


@settings(max_examples=400, deadline=None)
@given(
    name=st.sampled_from(sorted(SEEDS)),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 9)), max_size=5
    ),
    keep=st.floats(0.3, 1),
)
@example(name="folder", changes=[], keep=1)
def test_changed_bytes_are_read_or_refused(
    name: str, changes: list[tuple[float, bytes, int]], keep: float
) -> None:
    data = bytearray(SEEDS[name])
    for where, new, drop in changes:
        at = int(where * len(data))
        data[at : at + drop] = new
    del data[max(1, int(len(data) * keep)) if keep < 0.9 else len(data) :]
    with contextlib.suppress(ReadingError):
        document, _ = read_with(MODULES.get(name, warc), bytes(data), Caps(inflated=MIB))
        document.text.content.encode()
        assert all("\n" not in line for line in document.lost)
