"""Documents as witnesses."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from sousveil.model.claim import Claim


class Witness(Struct, frozen=True, kw_only=True):
    """One document, as far as its independence is concerned."""

    snapshot: str
    text: str
    """Digest of the text, as the claims name it."""

    content: str
    """What its readers see of the text."""

    title: str | None = None
    source: str | None = None
    """Id of who speaks; counts where the codebook has it."""

    publisher: str | None = None
    date: str | None = None
    claims: tuple[Claim, ...] = ()


class Words(Struct, frozen=True, kw_only=True):
    """Words of a document, `content[start:end]` of its text."""

    document: str
    start: int
    end: int
    text: str


class Reason(Struct, frozen=True, kw_only=True):
    """Why documents belong to one origin, or why one stands alone."""

    kind: str
    """`copy`, `attribution`, `quotation`, `number`, or `decision`."""

    documents: tuple[str, ...]
    """The two; one alone where it is about one: its own publisher, or a decision."""

    what: str
    """In plain words."""

    words: tuple[Words, ...] = ()
    """The words that show it."""

    weight: float = 1.0
    """`copy`: share of the shorter text; `quotation`: words; `number`: numbers; else 1."""


class Origin(Struct, frozen=True, kw_only=True):
    """Documents that are one witness."""

    id: str
    """That of the named origin where there is one, e.g. `source:carnegie`; else a digest."""

    documents: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    name: str | None = None
    """Who is named as the one who says so; None where nobody is."""


class Origins(Struct, frozen=True, kw_only=True):
    """All origins, and which of them stands behind each document and claim."""

    groups: tuple[Origin, ...]
    documents: dict[str, str]
    """Snapshot to id of its origin."""

    texts: dict[str, str]
    """Text to id of its origin: what its author says without naming anybody."""

    claims: dict[tuple[str, str], str]
    """Text and claim to the id of an origin, for claims that name who says so."""

    names: dict[str, str] = field(default_factory=dict)
    """Id of an origin to its name, also where no document of it is at hand."""

    def __iter__(self) -> Iterator[Origin]:
        return iter(self.groups)

    def __len__(self) -> int:
        return len(self.groups)
