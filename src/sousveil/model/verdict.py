"""A claim, an edition, and what the one says of the other."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct

from sousveil.model.figure import Computed, Figure, Rules
from sousveil.model.question import Question
from sousveil.model.source import Span


class Outcome(StrEnum):
    """What a check answers, worst news first."""

    CONTRADICTED = "contradicted"
    OUTDATED = "outdated"
    DEPENDS = "depends"
    UNVERIFIABLE = "unverifiable"
    SUPPORTED = "supported"


class Alternative(Struct, frozen=True, kw_only=True):
    """The value under one counting rule changed from those in force."""

    rule: str
    setting: str
    value: int | float
    bears_out: bool


class Published(Struct, frozen=True, kw_only=True):
    """What the cited source printed."""

    faithful: bool
    """True if it printed this number for this query."""

    value: int
    where: str
    words: str = ""
    """What it printed the number for and where, as a sentence has it."""


class Repaired(Struct, frozen=True, kw_only=True):
    """A claim near to the one in the text that an edition does bear out."""

    kind: str = "query"
    """`query`: another query gives the number of the text; `edition`: another edition bears the
    text out; `whole`: so does another denominator; `unit`: it is a share told as a count, or the
    other way round; `value`: what the query of the text gives; `statement`: how it stands with
    something that is no count."""

    figure: str
    """Id of a named figure, or `ad-hoc`."""

    value: int | float | None
    """The number that the query gives; None where no number is asked."""

    edition: str
    words: str
    """The query in words."""

    missing: str | None = None
    """Words that the sentence lacks."""

    dropped: str | None = None
    """Words that the sentence has too many."""

    instead: str | None = None
    """What should stand in place of `dropped`."""

    printed_only: bool = False
    """True where the source prints this number and the table gives another."""

    far: bool = False
    """True where a number is so often the same by chance that it explains little."""

    asks: Figure | None = None
    """The query of a count or share; None for other statements."""

    drafts: tuple[str, ...] = ()
    """Sentences that may say so, the best first; nobody has checked them yet."""

    sentence: str | None = None
    """The sentence as it should read; a check of it says `supported`. None where there is none."""

    source: str = ""
    """The line that names the edition as the source."""

    others: tuple[Repaired, ...] = ()
    """Further repairs, those with the fewest changed words first."""


class Verdict(Struct, frozen=True, kw_only=True):
    """One judged claim. `recomputed` is None where nothing could be counted."""

    outcome: Outcome
    edition: str | None
    recomputed: Computed | None
    value: int | float | None
    """The recomputed number in the claim's own unit: a count, or a share in per cent."""

    rules: Rules
    alternatives: tuple[Alternative, ...] = ()
    published: Published | None = None
    repair: Repaired | None = None
    reason: str


class Judged(Struct, frozen=True, kw_only=True):
    """One question of a text, with its verdict."""

    question: Question
    verdict: Verdict


class Uncheckable(Struct, frozen=True, kw_only=True):
    """A sentence that holds a number, and no claim that could be judged; or what is no sentence."""

    evidence: Span
    quote: str
    kind: str
    """What its numbers are of: `money`, `people`, `cities`, `companies`, `countries`, `dates`,
    `questions` or `other`; `too-long`, `table` or `litany` where it was not read."""

    why: str


class Check(Struct, frozen=True, kw_only=True):
    """All that a check of one text found."""

    outcome: Outcome
    """The worst outcome of any claim; unverifiable where there is none."""

    as_of: str | None
    """The date judged at: given, or shown by the text; None for the newest edition."""

    claims: tuple[Judged, ...]
    uncheckable: tuple[Uncheckable, ...] = ()
    """They change nothing in the outcome."""


class Rewritten(Struct, frozen=True, kw_only=True):
    """A sentence with claims that fail, and how it should read."""

    sentence: Span
    quote: str
    reads: str | None
    """The sentence changed so that a check finds nothing wrong in it; None where no such change
    was found, and where it would put words into a quotation."""

    claims: tuple[int, ...]
    """The claims that fail, by their place among those of the check, from 0."""


class Checked(Struct, frozen=True, kw_only=True):
    """One input with what was found in it."""

    name: str
    title: str | None
    found: Check
    answer: dict[str, Any]
    """The same as plain data, as `check --json` prints it."""

    mended: tuple[Rewritten, ...] = ()


class Unread(Struct, frozen=True):
    """An input that could not be read, and why."""

    name: str
    why: str
