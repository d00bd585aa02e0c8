"""What the words around one number name, as slots of the query that they state."""

from __future__ import annotations

from msgspec import Struct, field

from sousveil.extraction.marks import Mark
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.noun import replace


class Slots(Struct):
    """What the words around one number name; everything empty until found."""

    technologies: list[str] = field(default_factory=list)
    suppliers: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    among: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    leans: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    loose: bool = False
    anaphora: bool = False
    pronoun: bool = False
    together: str = ""
    """`both` or `either`, where the words join several technologies or origins."""

    examined: bool = False
    negated: bool = False
    still: bool = False
    """True where the words say that it was so before, too."""

    grew: str = ""
    """`up` or `down`, where the words say that there were fewer or more before."""

    weak: bool = False
    """True where only "AI", and no surveillance, is named."""

    examples: list[str] = field(default_factory=list)
    """Countries that the sentence says are among those counted."""

    words: dict[str, Mark] = field(default_factory=dict)
    """The mark of each argument."""

    def named(self) -> bool:
        """Tell whether the words name anything that can be asked of an edition."""
        return bool(
            self.technologies
            or self.suppliers
            or self.origins
            or self.among
            or self.outside
            or self.without
        )


def figure_of(slots: Slots) -> tuple[Figure, tuple[Figure, ...]]:
    """Return the query that the slots state, and other readings that the words allow.

    A technology and an origin or supplier in one breath must be met by one entry.
    """
    technologies: list[str | None] = list(slots.technologies) or [ANY_TECHNOLOGY]
    actors: list[tuple[str | None, str | None]] = [
        *((supplier, None) for supplier in slots.suppliers),
        *((None, origin) for origin in slots.origins),
    ] or [(None, None)]
    rows = tuple(
        Row(technology=technology, supplier=supplier, origin=origin)
        if technology != ANY_TECHNOLOGY or (supplier is None and origin is None)
        else Row(supplier=supplier, origin=origin)
        for technology in technologies
        for supplier, origin in actors
    )
    having = tuple(row for row in rows if row != Row(technology=ANY_TECHNOLOGY))
    every = Figure(
        having=having,
        among=tuple(slots.among),
        outside=tuple(slots.outside),
        without=tuple(slots.without),
    )
    if len(having) < 2 or slots.together == "both":
        return every, ()
    if slots.together == "either":
        return replace(every, having=(), any_of=having), ()
    some = Figure(
        any_of=having,
        among=tuple(slots.among),
        outside=tuple(slots.outside),
        without=tuple(slots.without),
    )
    return every, (some,)
