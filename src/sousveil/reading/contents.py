"""The table of contents of an archive: one line a member, fit to be read as text."""

from __future__ import annotations

from sousveil.errors import Place
from sousveil.reading.writer import Writer

LONGEST = 2000  # characters shown of one name


def shown(name: str, longest: int = LONGEST) -> str:
    """Return a name in one line, with a mark for every sign that does not show.

    It is text and never a path, whatever it holds.
    """
    name = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return name if len(name) <= longest else f"{name[:longest]}..."


def entry(writer: Writer, element: str, *columns: str) -> None:
    """Write the line of one member; what is empty is left out."""
    line = "  ".join(shown(column) for column in columns if column)
    writer.write(line, Place(snapshot=writer.snapshot, element=shown(element)))
    writer.write("\n")


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun, e.g. `3 files`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
