"""What those say who are named, and what readers report: kept beside the claims, never erased."""

from __future__ import annotations

from msgspec import Struct

from sousveil.model.decision import Decision


class Reply(Struct, frozen=True, kw_only=True):
    """The answer of a named party, as a reviewer entered it. Never changed."""

    id: str
    """Digest of all the rest."""

    who: str
    """Who answered, in words: "Huawei, press office"."""

    day: str
    """Day of the answer, YYYY-MM-DD."""

    words: str
    """Its words, to the letter."""

    claims: tuple[str, ...] = ()
    """Ids of the claims that it answers to."""

    party: str | None = None
    """`supplier:ID` or `country:XXX` where it answers to all that is said of one."""

    link: str | None = None
    """Where it was published."""

    document: str | None = None
    """Digest of the stored document that holds it."""

    by: str
    """The reviewer who entered it."""

    at: str
    """UTC, to the second."""


class Answered(Struct, frozen=True, kw_only=True):
    """A reply with what came after it."""

    reply: Reply
    retracted: Decision | None = None
    """The record that withdraws it; None while it stands."""

    claims: tuple[str, ...] = ()
    """The claims that it answers to, and those that people put in their place since."""


class Report(Struct, frozen=True, kw_only=True):
    """A problem that somebody sees on a page; for reviewers, and never published."""

    id: str
    """Digest of all the rest."""

    about: str
    """Address of the page: `place/kenya/`; or the id of a claim."""

    words: str
    by: str
    """Who reports it: an account, or a name as typed."""

    at: str
    """UTC, to the second."""


class Filed(Struct, frozen=True, kw_only=True):
    """A report with what came of it."""

    report: Report
    settled: Decision | None = None
    """The record that says what was done; None while it is open."""
