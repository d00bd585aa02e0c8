"""One bad input: how it is made, and what may become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Outcome = tuple[str, str | None]

OK: Outcome = ("ok", None)
LOST: Outcome = ("partial", "lost")


def no(*codes: str) -> frozenset[Outcome]:
    """Return the outcomes of being rejected with one of these codes."""
    return frozenset(("rejected", code) for code in codes)


READ = frozenset({OK})
CUT = frozenset({LOST})
"""Something was lost, and that is told."""

TAKEN = READ | CUT
DAMAGED = no("damaged")
LOCKED = no("locked")
UNREAD = no("unknown-format")
EMPTY = no("empty")
HEAVY = no("bomb", "too-large", "too-slow", "out-of-memory", "too-deep", "damaged")
DYING = HEAVY | no("reader-crashed")
"""For what fills the memory inside a library that dies of it instead of saying so."""

ANY = TAKEN | HEAVY | EMPTY | UNREAD | LOCKED
"""For bytes at random: whatever is no fault of ours."""

SENTENCE = "Facial recognition is used in 61 countries."
"""What a stranger wants to be taken for said; where it is planted, no claim may come of it."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the inputs are made, and the traps around them."""

    secret: Path
    """A file that nothing may read; its content is `SECRET`."""

    canary: Path
    """A path at which nothing may ever be made."""

    address: str
    """Of a server that nobody may call, `http://127.0.0.1:PORT`."""


SECRET = "nightjar-6f1c-the-content-of-a-file-that-nobody-named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A document, or something in its place, that wishes us ill or is broken."""

    name: str
    group: str
    allowed: frozenset[Outcome]
    make: Callable[[Site], bytes] | None = None
    """Its bytes; None where `place` makes it."""

    place: Callable[[Path, Site], Path] | None = None
    """Makes it in a folder of its own, and returns the path to be added."""

    file: bytes | None = None
    """The name of its file; None for one made of `name`."""

    holds: tuple[str, ...] = ()
    """What must stand in the text that is stored, if any is: of it, or of a document inside."""

    lacks: tuple[str, ...] = ()
    """What must stand in no text that is stored."""

    is_mute: bool = False
    """Whether no claim may come of it."""

    seconds: float = 100.0
    """What it may take: the clock of the limits as they are, and some more."""


def put(folder: Path, one: Input, site: Site) -> Path:
    """Make an input in a new folder of its own; return the path to be added."""
    folder.mkdir(parents=True)
    if one.place is not None:
        return one.place(folder, site)
    assert one.make is not None
    name = one.name.encode() if one.file is None else one.file
    path = Path(str(folder), name.decode("utf-8", "surrogateescape"))
    path.write_bytes(one.make(site))
    return path


def given(
    group: str, allowed: frozenset[Outcome], **makers: bytes | str | Callable[..., bytes]
) -> list[Input]:
    """Return inputs by name: bytes, text, or what makes bytes, with or without the site."""
    return [
        Input(name=name.replace("_", "-"), group=group, allowed=allowed, make=as_maker(maker))
        for name, maker in makers.items()
    ]


def as_maker(maker: bytes | str | Callable[..., bytes]) -> Callable[[Site], bytes]:
    if isinstance(maker, str):
        return lambda site: maker.encode()
    if isinstance(maker, bytes):
        return lambda site: maker
    wants_site = maker.__code__.co_argcount if hasattr(maker, "__code__") else 0
    return maker if wants_site else lambda site: maker()
