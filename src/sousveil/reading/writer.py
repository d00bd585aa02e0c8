"""One text, written piece by piece, with the place of each in the original."""

from __future__ import annotations

from sousveil.errors import Place
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.ids import digest
from sousveil.model.noun import replace
from sousveil.model.source import About, Address, Document, Piece, Table, Text

APART = "\f\n"
"""Stands between what is shown and what is hidden; no sentence goes across it."""


class Writer:
    """Gathers what a reader finds, within the limit of characters."""

    def __init__(self, snapshot: str, reader: str, caps: Caps = CAPS) -> None:
        self.snapshot = snapshot
        self.reader = reader
        self.caps = caps
        self.length = 0
        """Code points written so far."""

        self.lost: list[str] = []
        self._told: set[str] = set()  # the same, to ask fast in a document of many losses
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._asides: list[tuple[str, Place, str]] = []
        self._room = caps.text
        self._cut = False

    @property
    def is_full(self) -> bool:
        """Whether the limit of characters is reached; what is written then is dropped."""
        return self._cut

    def write(self, text: str, place: Place | None = None) -> None:
        """Add text; `place` says where it stands in the original."""
        if len(text) > self._room:
            text, self._cut = text[: self._room], True
        self._room -= len(text)
        if not text:
            return
        if place is not None:
            self._pieces.append(Piece(start=self.length, end=self.length + len(text), place=place))
        self._parts.append(text)
        self.length += len(text)

    def aside(self, text: str, place: Place, state: str = "hidden") -> None:
        """Keep text that readers of the original do not see, for the end of the text."""
        text = text.strip()
        if len(text) > self._room:
            text, self._cut = text[: self._room], True
        self._room -= len(text)
        if text:
            self._asides.append((text, place, state))

    def lose(self, what: str) -> None:
        """Tell what could not be read, in one line."""
        if what not in self._told:
            self._told.add(what)
            self.lost.append(what)

    def document(
        self,
        about: About | None = None,
        *,
        tables: tuple[Table, ...] = (),
        addresses: tuple[Address, ...] = (),
        has_members: bool = False,
    ) -> Document:
        """Return all that was written."""
        asides, self._asides = self._asides, []
        self._room += len(APART) + len(asides)
        for index, (text, place, state) in enumerate(asides):
            self.write("\n" if index else APART)
            self._room += len(text)
            self.write(text, place)
            self._pieces[-1] = replace(self._pieces[-1], state=state)
        if self._cut:
            self.lose(f"text: all beyond {self.caps.text} characters")
        content = "".join(self._parts)
        return Document(
            text=Text(
                id=digest(content.encode()),
                snapshot=self.snapshot,
                content=content,
                reader=self.reader,
            ),
            about=about or About(),
            tables=tables,
            pieces=tuple(self._pieces),
            addresses=addresses,
            has_members=has_members,
            lost=tuple(self.lost),
        )
