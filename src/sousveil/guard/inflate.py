"""The one gate for anything compressed: it counts what comes out, and stops in time."""

from __future__ import annotations

import bz2
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from sousveil.errors import Bomb, DamagedDocument, LockedDocument, TooLarge
from sousveil.guard.caps import CAPS, MIB, RATIO_FROM, Caps

CHUNK = 256 * 1024  # bytes inflated at once
FEED = 64 * 1024  # bytes put in at once, at most
FIRST_FEED = 1024  # bytes of a new part put in at first: there may be very many small ones
HOLLOW = 1000  # parts without content in a row; nobody but a mocker writes so many

GZIP = b"\x1f\x8b"
BZIP2 = b"BZh"

ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate", "br")
"""Content encodings of HTTP that are undone."""

LINE = 16 * 1024  # bytes of a line between chunks, at most
CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,16})[ \t]*(?:;[^\n]*|\r)?")
LAYERS = 5  # content encodings on top of each other that are undone

CODED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RuntimeError,
    EOFError,
)
"""What broken compressed data raises, in one library or another."""

END, END_SIZE = b"PK\x05\x06", 22
END_64, END_64_SIZE = b"PK\x06\x06", 56
LOCATOR_64, LOCATOR_64_SIZE = b"PK\x06\x07", 20
ENTRY, HEADER = b"PK\x01\x02", 46  # bytes at least of a member in a zip file's directory
MEMBER, LOCAL = b"PK\x03\x04", 30  # bytes at least before a member's data
STORED, DEFLATED = 0, 8
LOCKED = 0x2041  # flags of a member that is encrypted, in one of three ways
IN_UTF_8 = 0x0800  # flag of a member whose name is in UTF-8


class Budget:
    """Counts what one document unfolds to, through all its layers."""

    def __init__(self, size: int, caps: Caps = CAPS) -> None:
        self.size = max(size, 1)
        self.caps = caps
        self.spent = 0

    def spend(self, count: int) -> None:
        """Count bytes that came out; raise `Bomb` beyond the limits."""
        self.spent += count
        if self.spent > self.caps.inflated:
            raise Bomb(
                f"The document unfolds to more than {self.caps.inflated // MIB} MiB. "
                "If you trust it, unpack it and add its files, or raise the limit `inflated`."
            )
        if self.spent > RATIO_FROM and self.spent > self.caps.ratio * self.size:
            raise Bomb(
                f"The document unfolds to more than {self.caps.ratio} times its size. "
                "If you trust it, unpack it and add its files, or raise the limit `ratio`."
            )


class Inflated(io.RawIOBase):
    """A gzip or bzip2 file, of one part or many, as a stream of what it holds.

    Where the data is cut or damaged, the stream ends there, and `broken` and `trouble` say so.
    """

    def __init__(self, data: bytes | memoryview, budget: Budget) -> None:
        self._data = memoryview(data)
        self._at = 0
        self._budget = budget
        self._engine: Any = None
        self._feed = FIRST_FEED
        self._ready = memoryview(b"")
        self._hollow = 0
        self._out = 0
        self._done = False
        self.broken = False
        self.trouble = ""
        """What is wrong with the file, in a few words; empty where nothing is."""

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer, wholly if there is enough; 0 at the end."""
        wanted = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(wanted):
            if not self._ready:
                if self._done:
                    break
                self._step()
                continue
            count = min(len(wanted) - filled, len(self._ready))
            wanted[filled : filled + count] = self._ready[:count]
            self._ready = self._ready[count:]
            filled += count
        return filled

    def _step(self) -> None:
        """Inflate some more."""
        if self._engine is None and not self._begin():
            return
        piece = bytes(self._data[self._at : self._at + self._feed])
        self._feed = min(FEED, self._feed * 4)
        try:
            out, rest = self._inflate(piece)
        except CODED:
            self._fail(f"it is damaged after {self._at} bytes")
            return
        self._at += len(piece) - rest
        self._out += len(out)
        self._budget.spend(len(out))
        self._ready = memoryview(out)
        if self._engine.eof:
            self._engine = None
            self._hollow = 0 if self._out else self._hollow + 1
            if self._hollow > HOLLOW:
                self._fail(f"it has more than {HOLLOW} empty parts in a row")
        elif not piece and not out:
            self._fail("its end is missing")

    def _begin(self) -> bool:
        """Start on the next part; False where there is none."""
        head = bytes(self._data[self._at : self._at + len(BZIP2)])
        self._feed, self._out = FIRST_FEED, 0
        if head.startswith(GZIP):
            self._engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        elif head == BZIP2:
            self._engine = bz2.BZ2Decompressor()
        elif self._at and not bytes(self._data[self._at :]).strip(b"\0"):
            self._done = True
        elif self._at and len(head) < len(GZIP) and GZIP.startswith(head):
            self._fail("its end is missing")
        elif self._at:
            self._fail(f"what follows after {self._at} bytes is no part of it")
        else:
            self._fail("it does not begin as one")
        return not self._done

    def _fail(self, trouble: str) -> None:
        self._done = self.broken = True
        self.trouble = trouble

    def _inflate(self, piece: bytes) -> tuple[bytes, int]:
        """Return what came out, and how many bytes of the piece were not taken.

        bzip2 takes a whole piece and gives the rest back at its end, which may be later: then
        more comes back than was put in.
        """
        if isinstance(self._engine, bz2.BZ2Decompressor):
            put = piece if self._engine.needs_input else b""
            out = self._engine.decompress(put, CHUNK)
            back = len(self._engine.unused_data) if self._engine.eof else 0
            return out, len(piece) - len(put) + back
        out = self._engine.decompress(piece, CHUNK)
        unused = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail
        return out, len(unused)


def is_packed(data: bytes) -> bool:
    """Tell a gzip or bzip2 file by its first bytes."""
    return data.startswith(GZIP) or (data.startswith(BZIP2) and data[4:10] == b"1AY&SY")


def decoded(data: bytes, encoding: str, budget: Budget) -> tuple[bytes, bool]:
    """Undo a content encoding of HTTP; return the bytes, and whether the end is missing.

    Several encodings stand in the order in which they were applied. Raises
    `DamagedDocument` for an encoding that nobody here can undo.
    """
    names = [part.strip().lower() for part in encoding.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if len(names) > LAYERS:
        raise DamagedDocument(f"It has more than {LAYERS} content encodings on top of each other.")
    whole = True
    for name in reversed(names):
        if name not in ENCODINGS:
            raise DamagedDocument(f"Nothing here undoes the content encoding {name[:40]!r}.")
        data, complete = _undone(data, name, budget)
        whole = whole and complete
    return data, not whole


def unchunked(data: bytes) -> tuple[bytes, int, bool]:
    """Undo the chunks in which HTTP sends a body.

    Return the body, how many bytes it took with its marks, and whether its end is there.
    """
    out: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\n", at, at + LINE)
        size = CHUNK_SIZE.fullmatch(data, at, max(end, at))
        if size is None:
            return b"".join(out), at, False
        length = int(size[1], 16)
        at = end + 1
        if not length:
            break
        out.append(data[at : at + length])
        if at + length > len(data):
            return b"".join(out), len(data), False
        at += length
        mark = 2 if data.startswith(b"\r\n", at) else 1 if data.startswith(b"\n", at) else 0
        if not mark:
            return b"".join(out), at, False
        at += mark
    while True:  # what may follow is headers that nobody needs, and an empty line
        end = data.find(b"\n", at, at + LINE)
        if end < 0:
            return b"".join(out), len(data), False
        is_last = not data[at:end].strip(b"\r")
        at = end + 1
        if is_last:
            return b"".join(out), at, True


def _undone(data: bytes, name: str, budget: Budget) -> tuple[bytes, bool]:
    if not data:
        return data, True
    if name == "br":
        return _unbrotlied(data, budget)
    if name == "deflate":
        wrapped = data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0
        return _undeflated(data, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, budget)
    if not data.startswith(GZIP):  # some servers say so and send it plain
        return data, data != GZIP[:1]
    stream = Inflated(data, budget)
    return stream.read() or b"", not stream.broken


def _undeflated(data: bytes, bits: int, budget: Budget) -> tuple[bytes, bool]:
    engine = zlib.decompressobj(bits)
    out: list[bytes] = []
    try:
        for piece in _unfolded(memoryview(data), engine):
            budget.spend(len(piece))
            out.append(piece)
    except zlib.error:
        return b"".join(out), False
    return b"".join(out), engine.eof


def _unfolded(data: memoryview, engine: Any) -> Iterator[bytes]:
    """Yield what zlib makes of data, little by little, until its end or that of the data."""
    at = 0
    while not engine.eof:
        piece = bytes(data[at : at + FEED])
        out = engine.decompress(piece, CHUNK)
        at += len(piece) - len(engine.unused_data if engine.eof else engine.unconsumed_tail)
        if out:
            yield out
        elif not piece:
            return


def _unbrotlied(data: bytes, budget: Budget) -> tuple[bytes, bool]:
    import brotli

    engine = brotli.Decompressor()
    out: list[bytes] = []
    try:
        for at in range(0, len(data), FEED):
            piece = engine.process(data[at : at + FEED], output_buffer_limit=CHUNK)
            while piece or not engine.can_accept_more_data():
                budget.spend(len(piece))
                out.append(piece)
                piece = engine.process(b"", output_buffer_limit=CHUNK)
        return b"".join(out), engine.is_finished()
    except brotli.error:
        return b"".join(out), False


class Zip:
    """The members of a zip file, each inflated only when asked for, and counted.

    Only what zip files nearly always use is undone, stored and deflated; the others inflate
    without measure in Python's library.
    """

    def __init__(self, data: bytes, budget: Budget) -> None:
        """Raise `DamagedDocument`, `TooLarge` or `Bomb` for what is not to be touched."""
        self._budget = budget
        self._data = memoryview(data)
        readable = _checked_directory(data, budget.caps)
        try:
            with zipfile.ZipFile(io.BytesIO(readable)) as file:
                found = file.infolist()
        except CODED as error:
            raise DamagedDocument(f"The zip file cannot be opened: {error}.") from None
        if len(found) > budget.caps.members:
            raise _too_many(budget.caps)
        self.members = tuple(info for info in found if not info.filename.endswith("/"))
        _check_overlap(data, self.members)

    def names(self) -> frozenset[str]:
        """Return the names of all members."""
        return frozenset(info.filename for info in self.members)

    def chunks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield what a member holds; raise `LockedDocument` or `DamagedDocument`.

        What is stored as it is counts nothing: it does not unfold, and cannot overlap.
        """
        packed = self._packed(member)
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        stored = member.compress_type == STORED
        check = size = 0
        try:
            for piece in _slices(packed) if stored else _unfolded(packed, engine):
                self._budget.spend(0 if stored else len(piece))
                check, size = zlib.crc32(piece, check), size + len(piece)
                yield piece
        except zlib.error as error:
            raise DamagedDocument(f"It cannot be unpacked: {error}.") from None
        if not stored and not engine.eof:
            raise DamagedDocument("It cannot be unpacked: its end is missing.")
        if check != member.CRC or size != member.file_size:
            raise DamagedDocument("It cannot be unpacked: it is not what its checksum says.")

    def read(self, member: zipfile.ZipInfo | str) -> bytes:
        """Return all that a member holds; raise `DamagedDocument` where there is none."""
        if isinstance(member, str):
            found = next((info for info in self.members if info.filename == member), None)
            if found is None:
                raise DamagedDocument(f"The part {member} is missing.")
            member = found
        return b"".join(self.chunks(member))

    def _packed(self, member: zipfile.ZipInfo) -> memoryview:
        """Return the bytes of a member as they are in the file."""
        at = member.header_offset
        if at < 0 or at + LOCAL > len(self._data) or self._data[at : at + 4] != MEMBER:
            raise DamagedDocument("It cannot be unpacked: its header is missing.")
        flags, method = struct.unpack_from("<2H", self._data, at + 6)
        if (flags | member.flag_bits) & LOCKED or member.compress_type == 99:
            raise LockedDocument("It is encrypted. Unpack it with its password and add its files.")
        if member.compress_type not in (STORED, DEFLATED):
            raise DamagedDocument(
                f"It is packed by method {member.compress_type}, which is not undone here."
            )
        length, extra = struct.unpack_from("<2H", self._data, at + 26)
        start = at + LOCAL + length
        if method != member.compress_type or self._data[at + LOCAL : start] != _raw_name(member):
            raise DamagedDocument("It cannot be unpacked: it has two headers that differ.")
        start += extra
        packed = self._data[start : start + member.compress_size]
        if len(packed) < member.compress_size:
            raise DamagedDocument("It cannot be unpacked: its end is missing.")
        return packed


def check_zipped(data: bytes, caps: Caps) -> frozenset[str]:
    """Inflate a whole zipped document once, before a library does; return its parts' names.

    Raises `Bomb`, `TooLarge`, `LockedDocument` or `DamagedDocument`.
    """
    archive = Zip(data, Budget(len(data), caps))
    for member in archive.members:
        for _ in archive.chunks(member):
            pass
    return archive.names()


def zip_names(data: bytes, caps: Caps = CAPS) -> frozenset[str]:
    """Return the names of a zip file's members, inflating nothing; empty if it is damaged."""
    try:
        return Zip(data, Budget(len(data), caps)).names()
    except DamagedDocument:
        return frozenset()


def _slices(data: memoryview) -> Iterator[bytes]:
    for at in range(0, len(data), CHUNK):
        yield bytes(data[at : at + CHUNK])


def _raw_name(member: zipfile.ZipInfo) -> bytes:
    coding = "utf-8" if member.flag_bits & IN_UTF_8 else "cp437"
    return member.orig_filename.encode(coding, "surrogatepass")


def _too_many(caps: Caps) -> TooLarge:
    return TooLarge(
        f"The zip file has more than {caps.members} members. "
        "Unpack it and add its folders one by one, or raise the limit `members`."
    )


def _checked_directory(data: bytes, caps: Caps) -> bytes:
    """Refuse a directory that would fill the memory before a member is looked at.

    Its entries are counted one by one, as the number that it gives may be any. A name that
    claims to be in UTF-8 and is not would make Python give up the whole file: such an entry
    loses its claim in the bytes that are returned.
    """
    start, end = _directory(data)
    wrong: list[int] = []
    count = 0
    while start + HEADER <= end:
        if data[start : start + 4] != ENTRY:
            raise DamagedDocument("The zip file cannot be opened: its directory is damaged.")
        count += 1
        if count > caps.members:
            raise _too_many(caps)
        (flags,) = struct.unpack_from("<H", data, start + 8)
        name, extra, comment = struct.unpack_from("<3H", data, start + 28)
        if flags & IN_UTF_8:
            try:
                data[start + HEADER : start + HEADER + name].decode()
            except UnicodeDecodeError:
                wrong.append(start)
        start += HEADER + name + extra + comment
    if not wrong:
        return data
    mended = bytearray(data)
    for start in wrong:
        mended[start + 9] &= ~(IN_UTF_8 >> 8) & 0xFF
    return bytes(mended)


def _directory(data: bytes) -> tuple[int, int]:
    """Return where the directory begins and ends."""
    at = data.rfind(END, max(0, len(data) - END_SIZE - 0xFFFF))
    if at < 0 or len(data) < at + END_SIZE:
        raise DamagedDocument("The zip file cannot be opened: its end is missing.")
    (size,) = struct.unpack_from("<L", data, at + 12)
    locator = at - LOCATOR_64_SIZE
    before = locator - END_64_SIZE
    has_64 = before >= 0 and data[locator : locator + 4] == LOCATOR_64
    if has_64 and data[before : before + 4] == END_64:
        (size,) = struct.unpack_from("<Q", data, before + 40)
        at = before
    if size > at:
        raise DamagedDocument("The zip file cannot be opened: its directory is missing.")
    return at - size, at


def _check_overlap(data: bytes, members: tuple[zipfile.ZipInfo, ...]) -> None:
    """Refuse members that share their bytes: so a few bytes are made to unfold many times."""
    end = 0
    for member in sorted(members, key=lambda info: info.header_offset):
        at = member.header_offset
        if at < 0:  # refused when it is asked for
            continue
        if at < end:
            raise Bomb("The members of the zip file overlap, as in a bomb. Nothing was unpacked.")
        lengths = struct.unpack_from("<2H", data, at + 26) if at + LOCAL <= len(data) else ()
        end = at + LOCAL + sum(lengths) + member.compress_size
