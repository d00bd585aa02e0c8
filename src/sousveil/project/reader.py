"""Documents read in a process of their own, which is cut off from everything else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import msgspec

from sousveil import errors
from sousveil.codebook import loader
from sousveil.codebook.names import Names
from sousveil.errors import ReaderCrashed, ReaderFailed, ReadingError, SousveilError, TooSlow
from sousveil.guard.caps import CAPS, Caps
from sousveil.guard.child import Child, Crew, Work
from sousveil.model.claim import Claim
from sousveil.model.codec import claim_from_plain, claim_to_plain
from sousveil.model.ids import digest
from sousveil.model.noun import replace
from sousveil.model.source import Address, Member, Piece, Snapshot, Text
from sousveil.project.extract import Extract, document_of, extract, with_claims, without_claims
from sousveil.project.integrity import Gathered
from sousveil.project.state import Reading
from sousveil.reading import members

MAKER = "sousveil.project.reader:work"

READ, UNDERSTOOD, MEMBER, ERROR = b"r", b"u", b"m", b"e"
"""How an answer of the process begins."""

NOT_SEARCHED = "claims: the text was not searched for them to the end"

CODES = {
    kind.code: kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ReadingError)
}


class Reader(Protocol):
    """Turns bytes into what is stored about them."""

    def extract(self, data: bytes) -> Extract:
        """Read bytes and find the claims; raise a `ReadingError` where that cannot be done."""

    def extract_many(self, items: Iterable[bytes]) -> Iterator[Extract | ReadingError]:
        """Do the same with many, in their order; an error is an answer. A few are taken ahead."""

    def members(self, data: bytes) -> Iterator[Member]:
        """Yield the documents inside a document."""

    def fenced(self) -> dict[str, bool]:
        """Tell what the reading process has given up, see `guard.fence.raise_fence`."""

    def close(self) -> None:
        """Let go of the process."""


class Apart:
    """Reads in processes of their own: a hang, a crash or a bomb costs one document."""

    def __init__(self, codebook: Path | None, caps: Caps = CAPS) -> None:
        """Take the folder of the project's own terms, None for the packaged codebook alone."""
        self._settings = "" if codebook is None else str(codebook.resolve())
        self._caps = caps
        self._child = Child(MAKER, self._settings, caps)
        self._crew = Crew(MAKER, self._settings, caps)

    def extract(self, data: bytes) -> Extract:
        """Read bytes and find the claims; raise a `ReadingError` where that cannot be done.

        If only the search for claims takes too long, the rest is kept, and told as lost.
        """
        return self._extract(self._child, data)

    def extract_many(self, items: Iterable[bytes]) -> Iterator[Extract | ReadingError]:
        """Do the same with many, in their order, in a process for each processor."""
        return self._crew.each(self._tried, items)

    def _tried(self, child: Child, data: bytes) -> Extract | ReadingError:
        try:
            return self._extract(child, data)
        except ReadingError as error:
            return error

    def _extract(self, child: Child, data: bytes) -> Extract:
        found: Extract | None = None
        whole: Extract | None = None
        refused: ReadingError | None = None
        try:
            # To the end of the answers: a process that is left before it is ended.
            for answer in child.answers("extract", data):
                match answer[:1]:
                    case b"r" if found is None:
                        found = _checked(_read_from(answer[1:]), data)
                    case b"u" if found is not None and whole is None:
                        whole = _with_claims(found, answer[1:])
                    case _ if refused is None:
                        refused = _error_from(answer[1:])
                    case _:
                        raise refused
        except (TooSlow, errors.OutOfMemory, ReaderCrashed):
            if found is None:
                raise
            if whole is None and refused is None:
                lost = (*found.reading.lost, NOT_SEARCHED)
                return replace(found, reading=replace(found.reading, lost=lost))
        if refused is not None:
            raise refused
        if whole is not None:
            return whole
        raise ReaderCrashed("The process that read it gave no answer. Add the document again.")

    def document(self, data: bytes) -> Extract:
        """Read bytes and find no claims; raise a `ReadingError` where that cannot be done."""
        with closing(self._child.answers("extract", data)) as answers:
            for answer in answers:
                if answer[:1] != READ:
                    raise _error_from(answer[1:])
                return _checked(_read_from(answer[1:]), data)
        raise ReaderCrashed("The process that read it gave no answer. Try again.")

    def members(self, data: bytes) -> Iterator[Member]:
        """Yield the documents inside a document, one at a time, from a process of their own."""
        child = Child(MAKER, self._settings, self._caps)
        try:
            for answer in child.answers("members", data):
                if answer[:1] != MEMBER:
                    raise _error_from(answer[1:])
                head, _, body = answer[1:].partition(b"\n")
                plain = json.loads(head)
                yield Member(name=str(plain["name"]), data=body, at=plain["at"])
        finally:
            child.close()

    def fenced(self) -> dict[str, bool]:
        """Tell what the reading process has given up."""
        return self._child.fenced

    def close(self) -> None:
        """Let go of the processes."""
        self._child.close()
        self._crew.close()


class Within:
    """Reads in this very process: for documents that are trusted, and for tests."""

    def __init__(self, names: Names, caps: Caps = CAPS) -> None:
        self._names = names
        self._caps = caps

    def extract(self, data: bytes) -> Extract:
        """Read bytes and find the claims; raise a `ReadingError` where that cannot be done."""
        return extract(data, self._names, self._caps)

    def extract_many(self, items: Iterable[bytes]) -> Iterator[Extract | ReadingError]:
        """Do the same with many, one after the other."""
        for data in items:
            try:
                yield self.extract(data)
            except ReadingError as error:
                yield error

    def members(self, data: bytes) -> Iterator[Member]:
        """Yield the documents inside a document."""
        return members(data, self._caps)

    def fenced(self) -> dict[str, bool]:
        """Nothing has been given up."""
        return {}

    def close(self) -> None:
        """Do nothing: there is no other process."""


MISSING = {
    "network": "it cannot be cut off from the network here",
    "files": "it cannot be kept from this user's files here",
    "limits": "its memory and its time cannot be limited here",
}


def fenced(reader: Reader, found: Gathered) -> None:
    """Tell what the process that reads documents could not give up on this system."""
    try:
        state = reader.fenced()
    except ReadingError as error:
        found.note("the process that reads documents", "guard", "it does not start", str(error))
        return
    for what, given_up in state.items():
        if not given_up:
            hint = "Add documents that you do not trust on a current Linux system."
            found.note("the process that reads documents", "guard", MISSING[what], hint)


def work(settings: str, caps: Caps) -> Work:
    """Make the work of the process: tasks `extract` and `members`, bytes in, answers out."""
    book = loader.load_own(Path(settings)) if settings else loader.load_packaged()
    names = Names(book)

    def answer(task: str, data: bytes) -> Iterator[bytes]:
        try:
            if task == "members":
                for member in members(data, caps):
                    head = json.dumps({"name": member.name, "at": member.at}).encode()
                    yield MEMBER + head + b"\n" + member.data
                return
            document = document_of(data, caps)
            before = without_claims(data, document, names)
            yield READ + msgspec.json.encode(before)
            found = with_claims(before, document, names)
            claims = [claim_to_plain(claim) for claim in found.claims]
            yield UNDERSTOOD + msgspec.json.encode({"reading": found.reading, "claims": claims})
        except ReadingError as error:
            yield ERROR + json.dumps([error.code, str(error)]).encode()
        except RecursionError:
            yield ERROR + json.dumps(["reader-failed", "It nests too deep to be read."]).encode()

    return answer


class _Understood(msgspec.Struct, forbid_unknown_fields=True):
    """What the second answer about a document holds."""

    reading: Reading
    claims: list[Any]


class _Read(msgspec.Struct, forbid_unknown_fields=True):
    """What the first answer about a document holds: an `Extract` without claims."""

    snapshot: Snapshot
    text: Text
    reading: Reading
    claims: list[Any]
    pieces: tuple[Piece, ...]
    addresses: tuple[Address, ...]
    has_members: bool


@contextmanager
def _strictly() -> Iterator[None]:
    """Take nothing from the process on trust: a stranger's bytes may have talked it round."""
    try:
        yield
    except (msgspec.MsgspecError, SousveilError, KeyError, TypeError, ValueError) as error:
        raise ReaderFailed(
            f"The process that read it gave an answer that is none ({type(error).__name__}). "
            "Please report the document."
        ) from None


def _read_from(answer: bytes) -> Extract:
    with _strictly():
        read = msgspec.json.decode(answer, type=_Read)
        return Extract(
            snapshot=read.snapshot,
            text=read.text,
            reading=read.reading,
            pieces=read.pieces,
            addresses=read.addresses,
            has_members=read.has_members,
        )


def _checked(found: Extract, data: bytes) -> Extract:
    """Compare with the bytes and the text what can be compared."""
    with _strictly():
        name, length = digest(data), len(found.text.content)
        if digest(found.text.content.encode()) != found.text.id:
            raise ValueError("text")
        if {found.snapshot.id, found.text.snapshot, found.reading.snapshot} != {name}:
            raise ValueError("snapshot")
        if found.snapshot.size != len(data) or found.reading.text != found.text.id:
            raise ValueError("reading")
        if any(not 0 <= piece.start <= piece.end <= length for piece in found.pieces):
            raise ValueError("pieces")
        return found


def _with_claims(found: Extract, answer: bytes) -> Extract:
    with _strictly():
        told = msgspec.json.decode(answer, type=_Understood)
        claims = tuple(claim_from_plain(plain) for plain in told.claims)
        same = replace(
            told.reading,
            layout=found.reading.layout,
            cells=found.reading.cells,
            repairs=found.reading.repairs,
            problems=found.reading.problems,
        )
        if same != found.reading or not all(_stands(claim, found.text) for claim in claims):
            raise ValueError("claims")
        return replace(found, reading=told.reading, claims=claims)


def _stands(claim: Claim, text: Text) -> bool:
    evidence = claim.evidence
    return claim.text == text.id and text.content[evidence.start : evidence.end] == claim.quote


def _error_from(answer: bytes) -> ReadingError:
    with _strictly():
        code, what = json.loads(answer)
        return CODES[code](str(what))
