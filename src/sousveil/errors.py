"""All errors, as one tree; `Problem`, for data that is odd."""

from __future__ import annotations

from msgspec import Struct

FEW = 4  # names that a message offers as a guess; more are listed


class SousveilError(Exception):
    """The program cannot go on; the message says what happened and what to do next."""


class CodebookError(SousveilError):
    """The vocabulary is broken or lacks a term."""


class InvalidCodebook(CodebookError):
    """A codebook file breaks its own rules; names file, line and the way out."""

    def __init__(self, file: str, line: int | None, what: str, hint: str) -> None:
        self.file, self.line, self.what, self.hint = file, line, what, hint
        where = file if line is None else f"{file}, line {line}"
        super().__init__(f"{where}: {what}. {hint}")


class UnknownTerm(CodebookError):
    """A name has no entry in the codebook.

    Raised, not guessed: an unknown supplier counted as a new one would change
    a published figure without anybody having decided so.
    """

    def __init__(self, vocabulary: str, term: str, near: tuple[str, ...] = ()) -> None:
        self.vocabulary, self.term, self.near = vocabulary, term, near
        hint = " Check its spelling."
        if near:
            hint = f" Did you mean {' or '.join(map(repr, near))}?"
        if len(near) > FEW:
            hint = f" It has: {', '.join(near)}."
        super().__init__(f"{term!r} is not in the list of {vocabulary}.{hint}")


class EditionError(SousveilError):
    """An edition is missing, damaged or cannot be made."""


class UnknownEdition(EditionError):
    """There is no edition of this name here."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        super().__init__(f"There is no edition {name!r}. Known editions: {', '.join(known)}.")


class EditionExists(EditionError):
    """A frozen edition of this name exists, with other content."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"The edition {name!r} is frozen with other content. Editions are never rewritten; "
            "compile under a new name."
        )


class NothingToCompile(EditionError):
    """No accepted claims lie within the scope."""

    def __init__(
        self,
        scope: tuple[str, ...],
        known: tuple[str, ...],
        as_of: str | None = None,
        first: str = "Add the table of an index, or accept claims with: sousveil review",
    ) -> None:
        self.scope, self.known, self.as_of = scope, known, as_of
        wanted = f"from {', '.join(scope)} " if scope else ""
        wanted += f"found and decided by {as_of} " if as_of else ""
        have = (
            f"Sources with accepted claims: {', '.join(known)}."
            if known
            else "Leave --as-of out, or give a later date."
            if as_of
            else first
        )
        super().__init__(f"No accepted claims {wanted}are in this project. {have}")


class QueryError(SousveilError):
    """A question is not one that can be put."""


class UnknownRule(QueryError):
    """No counting rule has this name or value."""


class BadDate(QueryError):
    """A date is not written YYYY, YYYY-MM or YYYY-MM-DD."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is not a date. Write it as 2019, 2019-10 or 2019-10-01.")


class ChartError(SousveilError):
    """A figure cannot be drawn, or not into this file."""


class ReadingError(SousveilError):
    """A document cannot be read; it is rejected and the batch goes on.

    `code` is one of the documented codes (docs/reference/status.md).
    """

    code = "unreadable"


class EmptyDocument(ReadingError):
    """The document has no bytes or no text."""

    code = "empty"


class DamagedDocument(ReadingError):
    """The bytes are not what the format demands."""

    code = "damaged"


class UnknownFormat(ReadingError):
    """No reader takes this format."""

    code = "unknown-format"


class LockedDocument(ReadingError):
    """The document is encrypted."""

    code = "locked"


class TooLarge(ReadingError):
    """The document goes beyond a limit, see `sousveil.guard.caps`."""

    code = "too-large"


class Bomb(ReadingError):
    """Few bytes that unfold to very many."""

    code = "bomb"


class TooDeep(ReadingError):
    """Archives inside archives, beyond the limit."""

    code = "too-deep"


class TooSlow(ReadingError):
    """Reading took more time than the limits allow, and was ended."""

    code = "too-slow"


class OutOfMemory(ReadingError):
    """Reading took more memory than the limits allow."""

    code = "out-of-memory"


class ReaderCrashed(ReadingError):
    """The process that read the document died of it."""

    code = "reader-crashed"


class ReaderFailed(ReadingError):
    """A reader has a fault on this document."""

    code = "reader-failed"


class FetchError(SousveilError):
    """An address could not be fetched; the message says why and what to do next.

    `code` is one of `bad-address`, `private-address`, `robots`, `unreachable`, `http-error`,
    `too-many-redirects`, `too-slow`, `too-large` and `bomb` (docs/reference/status.md).
    """

    def __init__(self, code: str, url: str, what: str, hint: str) -> None:
        self.code, self.url, self.what, self.hint = code, _one_line(url), _one_line(what), hint
        super().__init__(f"{self.url} was not fetched: {self.what}. {hint}")


def _one_line(text: str, longest: int = 300) -> str:
    """Return text fit for a message: in one line, not too long, no password in an address."""
    text = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    scheme, mark, rest = text.partition("//")
    host, *_ = rest.replace("\\", "/").replace("?", "/").replace("#", "/").split("/")
    if mark and "@" in host:
        text = scheme + mark + rest[host.rindex("@") + 1 :]
    return text if len(text) <= longest else f"{text[:longest]}..."


class ProjectError(SousveilError):
    """A project folder is missing, taken or damaged."""


class NoProject(ProjectError):
    """No project was named and none lies at or above the current folder."""


class ProjectDamaged(ProjectError):
    """A file of the project is missing or unreadable."""


class LedgerBusy(ProjectError):
    """Another program has been writing to the ledger for too long."""


class NewerProject(ProjectError):
    """The project was written by a newer program."""


class Place(Struct, frozen=True, kw_only=True):
    """Where in a document something stands; only what the format has is filled."""

    snapshot: str | None = None
    """Digest of the archived bytes, `sha256:...`."""

    page: int | None = None
    """Page of a PDF, from 1."""

    box: tuple[float, float, float, float] | None = None
    """Left, top, right, bottom in points from the top left corner of the page."""

    sheet: str | None = None
    """Name of a worksheet."""

    cell: str | None = None
    """Cell of a worksheet, e.g. `W29`."""

    row: str | None = None
    """What the first cell of the row prints."""

    element: str | None = None
    """Path of an element, e.g. `/html/body/p[3]`; in other formats the name of a part."""

    def __str__(self) -> str:
        parts = []
        if self.page is not None:
            parts.append(f"page {self.page}")
        if self.sheet is not None:
            parts.append(f"sheet {self.sheet}")
        if self.cell is not None:
            parts.append(f"cell {self.cell}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.element is not None:
            parts.append(f"element {self.element}")
        return ", ".join(parts) or "the document"


class Problem(Struct, frozen=True, kw_only=True):
    """Odd data, found and left as it is; a reviewer sees where, what and what to do."""

    where: Place
    kind: str
    """A word from the list in docs/reference/problems.md, e.g. `misprint`."""

    what: str
    hint: str
