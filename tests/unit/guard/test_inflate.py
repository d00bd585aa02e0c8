"""The gate for what is compressed: all comes out, and never too much."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import random
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.errors import Bomb, DamagedDocument, LockedDocument, ReadingError, TooLarge
from sousveil.guard.caps import CAPS, MIB, Caps
from sousveil.guard.inflate import (
    Budget,
    Inflated,
    Zip,
    check_zipped,
    decoded,
    unchunked,
    zip_names,
)

NOISE = random.Random(7).randbytes(700_000)
MIXED = NOISE[:300_000] + bytes(900_000) + NOISE[300_000:]


def inflated(data: bytes, caps: Caps = CAPS) -> tuple[bytes, str]:
    stream = Inflated(data, Budget(len(data), caps))
    out = stream.read() or b""
    assert stream.broken == bool(stream.trouble)
    return out, stream.trouble


def deflated(data: bytes, bits: int = -15) -> bytes:
    engine = zlib.compressobj(wbits=bits)
    return engine.compress(data) + engine.flush()


PACKERS = [pytest.param(gzip.compress, id="gzip"), pytest.param(bz2.compress, id="bzip2")]
CONTENTS = [
    pytest.param(b"", id="empty"),
    pytest.param(b"a", id="one-byte"),
    pytest.param(bytes(3 * MIB), id="zeros"),
    pytest.param(NOISE, id="noise"),
    pytest.param(MIXED, id="mixed"),
    pytest.param(b"ab" * 131_072, id="just-one-chunk"),
]


@pytest.mark.parametrize("pack", PACKERS)
@pytest.mark.parametrize("content", CONTENTS)
def test_all_that_was_packed_comes_out(pack: Callable[[bytes], bytes], content: bytes) -> None:
    assert inflated(pack(content)) == (content, "")


@pytest.mark.parametrize("pack", PACKERS)
@pytest.mark.parametrize("content", CONTENTS)
def test_parts_one_after_the_other_are_one_file(
    pack: Callable[[bytes], bytes], content: bytes
) -> None:
    """A bzip2 part gives the bytes behind it back only when it is drained."""
    data = pack(content) + pack(b"second") + pack(content)
    assert inflated(data) == (content + b"second" + content, "")


@pytest.mark.parametrize("pack", PACKERS)
@pytest.mark.parametrize("content", [MIXED, b"short"], ids=["long", "short"])
def test_a_cut_at_any_place_is_noticed(pack: Callable[[bytes], bytes], content: bytes) -> None:
    data = pack(content)
    for keep in {1, 2, 3, 9, len(data) // 3, len(data) // 2, len(data) - 9, len(data) - 1}:
        out, trouble = inflated(data[:keep])
        assert trouble and content.startswith(out)


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        pytest.param(gzip.compress(b"abc") + b"\0" * 99, "", id="zeros"),
        pytest.param(
            gzip.compress(b"abc") + b"rest", "what follows after 23 bytes is no part", id="others"
        ),
        pytest.param(gzip.compress(b"abc") + b"\x1f", "its end is missing", id="half-a-mark"),
        pytest.param(gzip.compress(b"abc")[:-8] + b"\0" * 8, "it is damaged", id="checksum"),
        pytest.param(b"PK\x03\x04", "it does not begin as one", id="another-format"),
        pytest.param(b"", "it does not begin as one", id="nothing"),
    ],
)
def test_what_stands_behind_the_end(data: bytes, trouble: str) -> None:
    assert inflated(data)[1].startswith(trouble)


@pytest.mark.parametrize("size", [1, 7, 8192, 10 * MIB])
def test_reading_in_any_size_gives_the_same(size: int) -> None:
    content = MIXED[:400_000] if size > 1 else MIXED[290_000:330_000]
    stream = Inflated(gzip.compress(content), Budget(1000, CAPS))
    out = bytearray()
    while piece := stream.read(size):
        assert len(piece) == size or len(out) + len(piece) == len(content)
        out += piece
    assert out == content
    assert stream.read(size) == b"" and not stream.broken


def test_lines_can_be_read_through_a_buffer() -> None:
    stream = io.BufferedReader(Inflated(gzip.compress(b"a\nb\n" * 9), Budget(99, CAPS)))
    assert stream.readline() == b"a\n"
    assert len(stream.read()) == 34


@pytest.mark.parametrize("pack", PACKERS)
def test_a_bomb_is_stopped_early(pack: Callable[[bytes], bytes]) -> None:
    data = pack(bytes(64 * MIB))
    budget = Budget(len(data), CAPS)
    with pytest.raises(Bomb):
        Inflated(data, budget).read()
    assert budget.spent < 18 * MIB


def test_a_bomb_in_many_parts_is_one() -> None:
    data = gzip.compress(bytes(MIB)) * 40
    with pytest.raises(Bomb):
        inflated(data)


def test_very_many_parts_take_no_more_time_than_their_number() -> None:
    """Each part once copied all that lay ahead of it."""
    data = gzip.compress(b"x") * 50_000
    before = time.process_time()
    assert inflated(data)[0] == b"x" * 50_000
    assert time.process_time() - before < 5


def test_parts_without_content_are_not_followed_for_ever() -> None:
    assert inflated(gzip.compress(b"") * 900 + gzip.compress(b"a")) == (b"a", "")
    assert "empty parts" in inflated(gzip.compress(b"") * 2000)[1]


# content encodings


ENCODED = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "br": brotli.compress,
    "deflate": zlib.compress,
}


@pytest.mark.parametrize("name", [*ENCODED, "raw deflate"])
@pytest.mark.parametrize("content", CONTENTS)
def test_an_encoding_is_undone(name: str, content: bytes) -> None:
    """Of zeros the last bytes came out only after all had been put in; they were lost once."""
    encode = ENCODED.get(name, deflated)
    assert decoded(encode(content), name.split()[-1], Budget(MIB, CAPS)) == (content, False)


@pytest.mark.parametrize("name", ENCODED)
@pytest.mark.parametrize("keep", [0.3, 0.9, 0.9999])
def test_a_cut_encoding_gives_its_beginning(name: str, keep: float) -> None:
    whole = ENCODED[name](MIXED)
    out, is_cut = decoded(whole[: int(len(whole) * keep)], name, Budget(MIB, CAPS))
    assert is_cut and MIXED.startswith(out)


@pytest.mark.parametrize("name", ENCODED)
def test_an_encoded_bomb_is_stopped_early(name: str) -> None:
    data = ENCODED[name](bytes(64 * MIB))
    budget = Budget(len(data), CAPS)
    with pytest.raises(Bomb):
        decoded(data, name, budget)
    assert budget.spent < 20 * MIB


def test_encodings_on_top_of_each_other() -> None:
    data = gzip.compress(brotli.compress(b"text"))
    assert decoded(data, "br, identity, GZIP", Budget(9, CAPS)) == (b"text", False)
    with pytest.raises(DamagedDocument):
        decoded(data, ", ".join(["gzip"] * 6), Budget(9, CAPS))
    with pytest.raises(DamagedDocument):
        decoded(data, "zstd", Budget(9, CAPS))


def test_a_large_body_is_undone_in_linear_time() -> None:
    """What was left of the body was once copied for every piece."""
    data = zlib.compress(os.urandom(30 * MIB), 1)
    before = time.process_time()
    out, is_cut = decoded(data, "deflate", Budget(len(data), CAPS))
    assert len(out) == 30 * MIB and not is_cut
    assert time.process_time() - before < 3


# chunks


@pytest.mark.parametrize(
    ("data", "body", "used", "is_whole"),
    [
        pytest.param(b"3\r\nabc\r\n0\r\n\r\n", b"abc", 13, True, id="plain"),
        pytest.param(b"3\nabc\n0\n\nrest", b"abc", 9, True, id="bare-line-ends"),
        pytest.param(
            b"A;x=y\r\n0123456789\r\n0\r\nT: v\r\n\r\n", b"0123456789", 30, True, id="all"
        ),
        pytest.param(b"3\r\nab", b"ab", 5, False, id="cut"),
        pytest.param(b"3\r\nabc\r\n", b"abc", 8, False, id="no-end"),
        pytest.param(b"3\r\nabc\r\n0\r\n", b"abc", 11, False, id="no-last-line"),
        pytest.param(b"3\r\nabcdef\r\n", b"abc", 6, False, id="too-long"),
        pytest.param(b"ffffffffffffffff\r\nab", b"ab", 20, False, id="absurd"),
        pytest.param(b"f" * 99 + b"\r\nab", b"", 0, False, id="more-absurd"),
        pytest.param(b"-3\r\nabc", b"", 0, False, id="negative"),
        pytest.param(b"<html>", b"", 0, False, id="no-chunks"),
        pytest.param(b"", b"", 0, False, id="nothing"),
    ],
)
def test_chunks(data: bytes, body: bytes, used: int, is_whole: bool) -> None:
    assert unchunked(data) == (body, used, is_whole)


# zip files


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in files:
            file.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def opened(data: bytes, caps: Caps = CAPS) -> Zip:
    return Zip(data, Budget(len(data), caps))


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED], ids=["deflated", "stored"]
)
@pytest.mark.parametrize("content", CONTENTS)
def test_a_member_comes_out(method: int, content: bytes) -> None:
    archive = opened(b"before" + zipped(("a", content), ("d/", b""), method=method))
    assert archive.names() == {"a"}
    assert archive.read("a") == content
    with pytest.raises(DamagedDocument):
        archive.read("b")


def test_a_streamed_zip_file_is_read() -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a", b"text" * 99)
    assert opened(out.getvalue()).read("a") == b"text" * 99


def test_a_zip_file_of_the_long_format_is_read() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file, file.open("a", "w", force_zip64=True) as member:
        member.write(b"text")
    data = out.getvalue()
    at = data.index(b"PK\x05\x06")
    start = data.index(b"PK\x01\x02")
    end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, at - start, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at, 1)
    short = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 2**32 - 1, 2**32 - 1, 0)
    assert opened(data[:at] + end + locator + short).read("a") == b"text"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
def test_methods_that_inflate_without_measure_are_refused(method: int) -> None:
    """Python gives all that 256 KiB of them hold at once, which may be gigabytes."""
    archive = opened(zipped(("a", bytes(50 * MIB)), method=method))
    with pytest.raises(DamagedDocument, match="method"):
        archive.read("a")


def test_a_directory_may_not_lie_about_its_number() -> None:
    """The number at the end was believed; Python does not look at it."""
    data = bytearray(zipped(*((str(n), b"") for n in range(50)), method=zipfile.ZIP_STORED))
    at = data.rindex(b"PK\x05\x06")
    data[at + 8 : at + 12] = struct.pack("<2H", 1, 1)
    with pytest.raises(TooLarge):
        opened(bytes(data), Caps(members=10))
    assert len(opened(bytes(data)).members) == 50


def test_members_that_share_bytes_through_their_headers_are_a_bomb() -> None:
    """The header of the second lies in the data of the first, by a long extra field."""
    kernel = deflated(b"kernel" * 9000)
    check, size = zlib.crc32(b"kernel" * 9000), 54_000

    def local(name: bytes, extra: bytes) -> bytes:
        fields = (b"PK\x03\x04", 20, 0, 8, 0, 0x21, check, len(kernel), size, len(name), len(extra))
        return struct.pack("<4s5H3L2H", *fields) + name + extra

    second = local(b"b", b"")
    first = local(b"a", bytes(len(kernel)) + second)
    body = first + kernel
    entries = b"".join(
        struct.pack(
            "<4s6H3L5H2L",
            *(b"PK\x01\x02", 20, 20, 0, 8, 0, 0x21, check, len(kernel), size, 1, 0, 0, 0, 0, 0, at),
        )
        + name
        for name, at in ((b"a", 0), (b"b", len(body) - len(kernel) - len(second)))
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(entries), len(body), 0)
    with pytest.raises(Bomb):
        opened(body + entries + end)


def test_a_member_that_holds_more_than_it_says_is_damaged() -> None:
    """Python cuts at the size that the directory gives, and is content with its checksum."""
    data = bytearray(zipped(("a", b"shown" + b"hidden" * 99)))
    for mark, at in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = data.index(mark)
        struct.pack_into("<L", data, start + at, zlib.crc32(b"shown"))
        struct.pack_into("<L", data, start + at + 8, 5)
    with pytest.raises(DamagedDocument):
        opened(bytes(data)).read("a")


def test_a_member_with_two_headers_that_differ_is_damaged() -> None:
    data = zipped(("a.txt", b"text")).replace(b"a.txt", b"b.txt", 1)
    with pytest.raises(DamagedDocument):
        opened(data).read("a.txt")


@pytest.mark.parametrize("at", [6, None], ids=["own-header", "directory"])
def test_a_locked_member_is_locked(at: int | None) -> None:
    data = bytearray(zipped(("a", b"text")))
    data[at or data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(LockedDocument):
        opened(bytes(data)).read("a")


def test_a_bomb_is_stopped_while_it_is_checked() -> None:
    with pytest.raises(Bomb):
        check_zipped(zipped(*((str(n), bytes(MIB)) for n in range(30))), CAPS)


def test_what_is_stored_does_not_count_as_unfolding() -> None:
    archive = opened(zipped(("a", NOISE), method=zipfile.ZIP_STORED), Caps(inflated=1000))
    assert archive.read("a") == NOISE


@pytest.mark.parametrize("keep", [0, 1, 21, 30, 60, 100])
def test_a_cut_zip_file_is_damaged(keep: int) -> None:
    data = zipped(("a", NOISE[:200]), ("b", b"text"))
    with pytest.raises(DamagedDocument):
        opened(data[:keep])
    assert zip_names(data[:keep]) == frozenset()


SEEDS = [
    zipped(("a.txt", b"text" * 99), ("b.txt", NOISE[:300])),
    zipped(("\u00e9.txt", b"text"), method=zipfile.ZIP_STORED),
    gzip.compress(b"text" * 99) * 2,
    bz2.compress(b"text" * 99) * 2,
    brotli.compress(b"text" * 99),
    zlib.compress(b"text" * 99),
]


@settings(max_examples=600, deadline=None)
@given(
    seed=st.sampled_from(SEEDS),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=8), st.integers(0, 12)), max_size=6
    ),
)
def test_changed_bytes_come_out_or_are_refused(
    seed: bytes, changes: list[tuple[float, bytes, int]]
) -> None:
    data = bytearray(seed)
    for where, new, drop in changes:
        at = int(where * len(data))
        data[at : at + drop] = new
    changed = bytes(data)
    for attempt in (
        lambda: check_zipped(changed, CAPS),
        lambda: inflated(changed),
        lambda: decoded(changed, "br", Budget(99, CAPS)),
        lambda: decoded(changed, "deflate", Budget(99, CAPS)),
        lambda: decoded(changed, "gzip", Budget(99, CAPS)),
        lambda: unchunked(changed),
    ):
        try:
            attempt()
        except ReadingError as error:
            assert "\n" not in str(error)
