"""What a number in a text asks of an edition."""

from __future__ import annotations

from msgspec import Struct

from sousveil.model.claim import Mention
from sousveil.model.figure import Figure
from sousveil.model.query import Query
from sousveil.model.source import Span

EVERYWHERE = Figure()
"""All countries of an edition."""


class Question(Struct, frozen=True, kw_only=True):
    """One number of one sentence, with the query it answers and all that limits it."""

    type: str
    """`count`, `share` (the value is in per cent), `about`: said of the subject, no number; or
    with a `query`: `use`, `supply`, `membership`, `set`, `ranking`, `comparison`, `indicator`."""

    evidence: Span
    quote: str
    unit: str = "countries"
    figure: Figure = EVERYWHERE
    value: float = 0.0
    bound: str = "exact"
    strict: bool = False
    near: str = ""
    """"just over" or "nearly", where the words say so."""

    upper: float | None = None
    vague: bool = False
    """True for fractions in words, which speakers round."""

    examined: bool = False
    """True where the number counts the countries looked at."""

    denominator: float | None = None
    whole: Figure | None = None
    """What the denominator counts or the share is of; None if the text leaves it open."""

    whole_examined: bool = False
    """True where the denominator counts the countries looked at."""

    unsaid: bool = False
    """True where nothing says what a share is of, so that those listed may be meant."""

    sized: bool = False
    """True where the words say how many the whole is, so that it has to be so."""

    readings: tuple[Figure, ...] = ()
    """Further queries that the words allow."""

    scenes: tuple[Figure, ...] = ()
    """Sets spoken of just before, of which the number may be, though no word says so."""

    rules: tuple[tuple[str, str], ...] = ()
    """Counting rules that the sentence names, e.g. ("home", "excluded") for "abroad"."""

    leans: tuple[str, ...] = ()
    """Counting rules that the words lean to without saying so: "sold to"."""

    editions: tuple[str, ...] = ()
    """Editions that the sentence names."""

    years: tuple[int, ...] = ()
    """Years that the sentence puts the number in."""

    loose: bool = False
    """True where a group is named by words that mean something near to it."""

    examples: tuple[str, ...] = ()
    """Countries that the sentence says are among those counted, alpha-3."""

    unread: tuple[str, ...] = ()
    """Words that limit the number in a way that no edition records."""

    still: bool = False
    """True where the words say that it was so in the edition before, too."""

    grew: str = ""
    """`up` or `down` where the words say that the edition before had fewer, or more: "rose to"."""

    query: Query | None = None
    """What a statement without a count of its own asks."""

    finder: str = ""
    """Who is said to have found it, where that is not the index."""

    attribution: tuple[str, ...] = ()
    mentions: tuple[tuple[str, Mention], ...] = ()
