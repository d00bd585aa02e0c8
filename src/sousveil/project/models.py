"""Stored texts to a language model, and what it proposes to the ledger."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct, field

from sousveil.archive.endpoint import Endpoint, Limits, is_local, refused_url
from sousveil.codebook.names import Names
from sousveil.errors import QueryError
from sousveil.extraction.llm import (
    Answer,
    Dropped,
    Proposals,
    Question,
    Request,
    answered,
    questions,
)
from sousveil.extraction.llm_answer import usage
from sousveil.model.claim import Claim
from sousveil.model.codec import claim_from_plain, claim_to_plain
from sousveil.model.ids import canonical, digest
from sousveil.model.noun import replace
from sousveil.model.source import Finding
from sousveil.project.answers import keep, kept
from sousveil.project.model_settings import ModelSettings
from sousveil.project.state import Reading, findings, readings
from sousveil.storage.ledger import Ledger, View, row

SET_UP = (
    "No language model is set. Write into sousveil.toml a table [llm] with endpoint and model, "
    "for example http://127.0.0.1:8080/v1 and the name of a model that runs there; "
    "docs/how-to-models.md shows all lines."
)

BYTES_A_TOKEN = 3  # of ASCII, fewer than there are on average; of all else each counts for one
GIVE_UP = 3  # failed questions in a row, after which the endpoint is left alone
PREFIX = re.compile(r"(?:sha256:)?([0-9a-f]{6,64})")
SHOWN = 20  # of what was dropped in one document, that are shown in words


class Proposed(Struct, frozen=True, kw_only=True):
    """What became of one document."""

    snapshot: str
    text: str
    location: str
    source: str
    status: str
    """`ok`; `partial`, where questions have no answer; `skipped`; `planned` in a dry run."""

    code: str | None = None
    """Why it was skipped: `never-send`, `table`, `same-text`, `nothing-to-ask`."""

    mode: str
    model: str
    claims: tuple[str, ...] = ()
    """Ids of the claims that are new; all of them are proposals."""

    known: int = 0
    """How many more were proposed before, to the letter."""

    agreed: int = 0
    doubted: tuple[str, ...] = ()
    dropped: dict[str, int] = field(default_factory=dict)
    """How many were not taken, by reason."""

    examples: tuple[Dropped, ...] = ()
    """The first ones of them."""

    questions: int = 0
    cached: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    why: str = ""
    """The first failure in words."""

    spent: Decimal = Decimal(0)
    estimate: Decimal = Decimal(0)
    """What the questions without a kept answer would cost at most."""


def price(request: Request, settings: ModelSettings) -> Decimal:
    """Return what a question costs at most, by its length and the longest answer."""
    body = canonical(request.body())
    plain = len(body.decode().encode("ascii", "ignore"))
    tokens = plain // BYTES_A_TOKEN + 1 + len(body) - plain
    return _cost(tokens, request.most_tokens, settings)


class Asker:
    """Answers from the cache first, then from the endpoint, within the cap."""

    def __init__(self, project: Path, settings: ModelSettings, endpoint: Endpoint | None) -> None:
        """Take None for the endpoint to answer from the cache alone."""
        self.spent = Decimal(0)
        self.cached = 0
        self._project, self._settings, self._endpoint = project, settings, endpoint
        self._failed_in_a_row = 0

    def __call__(self, request: Request) -> Answer:
        """Answer one question; a failure is an answer, too."""
        if (raw := kept(self._project, request)) is not None:
            self.cached += 1
            return Answer(raw=raw)
        if self._endpoint is None:
            return Answer(failed="not-cached", what="no answer is kept for it")
        if self._failed_in_a_row >= GIVE_UP:
            what = f"the endpoint failed {GIVE_UP} times in a row, so it is left alone"
            return Answer(failed="given-up", what=what)
        most = price(request, self._settings)
        if most and self.spent + most > self._settings.cap:
            what = f"it may cost {most:f}, and {self.spent:f} of {self._settings.cap:f} are spent"
            return Answer(failed="budget", what=what)
        body = canonical(request.body())
        reply = self._endpoint.ask(body)
        if reply.body is None:
            self._failed_in_a_row += 1
            self.spent += most if reply.is_billed else 0
            return Answer(failed=reply.code, what=reply.what)
        self._failed_in_a_row = 0
        self.spent += _billed(body, reply.body, most, self._settings)
        keep(self._project, request, reply.body)
        return Answer(raw=reply.body)


def opened(
    project: Path, settings: ModelSettings, *, offline: bool, limits: Limits | None = None
) -> Asker:
    """Make ready to ask; raise `QueryError` where the settings do not allow it."""
    if offline:
        return Asker(project, settings, None)
    _check_endpoint(settings)
    key = None
    if settings.key_env is not None and not (key := os.environ.get(settings.key_env)):
        raise QueryError(
            f"The key is missing: set the environment variable {settings.key_env}, "
            "or take the line key_env out of [llm]."
        )
    limits = limits or Limits(seconds=settings.seconds)
    return Asker(project, settings, Endpoint(settings.endpoint, key=key, limits=limits))


def _check_endpoint(settings: ModelSettings) -> None:
    """Raise `QueryError` for an endpoint that cannot be asked, or whose price nobody gave."""
    if why := refused_url(settings.endpoint):
        raise QueryError(f"The endpoint in [llm] cannot be asked: {why}.")
    if not is_local(settings.endpoint) and None in (settings.price_in, settings.price_out):
        raise QueryError(
            "The endpoint in [llm] is not on this machine, and may cost money. Write price_in, "
            "price_out and cap, too; 0 where it costs nothing."
        )


def propose_claims(
    ledger: Ledger,
    project: Path,
    settings: ModelSettings | None,
    names: Names,
    clock: Callable[[], str],
    documents: Sequence[str],
    *,
    mode: str | None = None,
    offline: bool = False,
    dry_run: bool = False,
    limits: Limits | None = None,
) -> Iterator[Proposed]:
    """Ask about stored documents, one by one, and store what is proposed; see `Project.propose`.

    Raises `QueryError` before anything is asked. A document that fails costs only itself.
    """
    if settings is None:
        raise QueryError(SET_UP)
    if mode is not None:
        settings = replace(settings, mode=mode)
    if dry_run:
        _check_endpoint(settings)
        asker = None
    else:
        asker = opened(project, settings, offline=offline, limits=limits)
        with ledger.writing(clock()):
            pass  # what may only be read says so before anything is spent
    with ledger.reading() as view:
        wanted = list(_chosen(view, documents))
        _check_sources(view, settings.never_send)
        closed = _never_sent(view, frozenset(settings.never_send))
    return _each(ledger, project, settings, names, clock, wanted, closed, asker)


def _each(
    ledger: Ledger,
    project: Path,
    settings: ModelSettings,
    names: Names,
    clock: Callable[[], str],
    wanted: Iterable[tuple[Reading, Finding]],
    closed: frozenset[str],
    asker: Asker | None,
) -> Iterator[Proposed]:
    seen: set[str] = set()
    for reading, place in wanted:
        base = Proposed(
            snapshot=reading.snapshot,
            text=reading.text,
            location=place.location,
            source=place.source,
            status="skipped",
            mode=settings.mode,
            model=settings.model,
        )
        with ledger.reading() as view:
            stored = view.row("text", reading.text)
            claims = [claim_from_plain(r.plain) for r in view.rows("claim", text=reading.text)]
        content = "" if stored is None else str(stored.plain["content"])[: reading.shown]
        code = _not_asked(reading, _words(content) in closed, seen)
        seen.add(reading.text)
        asked: tuple[Question, ...] = ()
        if code is None:
            judged = claims if settings.mode == "judge" else None
            asked = questions(content, names, settings.model, claims=judged)
            code = None if asked else "nothing-to-ask"
        if code is not None:
            yield replace(base, code=code)
            continue
        open_ = [q.request for q in asked if kept(project, q.request) is None]
        base = replace(
            base,
            status="planned",
            questions=len(asked),
            cached=len(asked) - len(open_),
            estimate=sum((price(request, settings) for request in open_), Decimal(0)),
        )
        if asker is None:
            yield base
            continue
        spent, cached = asker.spent, asker.cached
        found = answered(reading.text, content, names, settings.model, asked, asker)
        known = {claim.id for claim in claims}
        new = [claim for claim in found.claims if claim.id not in known]
        if new:
            with ledger.writing(clock()) as writer:
                writer.append([row("claim", claim_to_plain(claim)) for claim in new])
        base = replace(base, spent=asker.spent - spent, cached=asker.cached - cached)
        yield _told(base, found, new)


def _told(base: Proposed, found: Proposals, new: Sequence[Claim]) -> Proposed:
    return replace(
        base,
        status="partial" if found.failed else "ok",
        claims=tuple(claim.id for claim in new),
        known=len(found.claims) - len(new),
        agreed=found.agreed,
        doubted=found.doubted,
        dropped=found.reasons(),
        examples=found.dropped[:SHOWN],
        failed=dict(sorted(Counter(str(a.failed) for a in found.failed).items())),
        why=found.failed[0].what if found.failed else "",
    )


def _not_asked(reading: Reading, is_closed: bool, seen: set[str]) -> str | None:
    """Say in a word why no model is asked about a document; None if it is."""
    if is_closed:
        return "never-send"
    if reading.layout is not None:
        return "table"
    return "same-text" if reading.text in seen else None


def _check_sources(view: View, never_send: Sequence[str]) -> None:
    """Raise `QueryError` where a source that is never sent is nearly, and not quite, one here."""
    there = {place.source for places in findings(view).values() for place in places}
    for source in never_send:
        if source not in there and (near := get_close_matches(source, there, n=1, cutoff=0.8)):
            raise QueryError(
                f"never_send in [llm] names {source!r}, and no document is of that source. "
                f"Is it {near[0]!r}? Mend the line, so that nothing is sent by mistake."
            )


def _never_sent(view: View, sources: frozenset[str]) -> frozenset[str]:
    """Return the words of all texts that documents of these sources give, or what is in them."""
    if not sources:
        return frozenset()
    places = findings(view)

    def is_closed(snapshot: str, above: frozenset[str]) -> bool:
        return any(
            place.source in sources
            or (
                place.inside is not None
                and place.inside not in above
                and is_closed(place.inside, above | {place.inside})
            )
            for place in places.get(snapshot, ())
        )

    found = set()
    for read in view.rows("reading"):
        stored = view.row("text", read.drawn["text"])
        if stored is not None and is_closed(read.drawn["snapshot"], frozenset()):
            found.add(_words(str(stored.plain["content"])[: read.plain.get("shown")]))
    return frozenset(found)


def _words(content: str) -> str:
    """Return a digest of a text that its spaces and line ends do not enter."""
    return digest("".join(content.split()).encode("utf-8", "surrogatepass"))


def _chosen(view: View, documents: Iterable[str]) -> Iterator[tuple[Reading, Finding]]:
    """Yield the documents that were named, or all, in the order in which they came."""
    places = findings(view)
    last = readings(view)
    order = [stored.id for stored in view.rows("snapshot") if stored.id in last]
    wanted = [_named(document, order, places) for document in documents]
    for snapshot in order if not wanted else [s for s in order if s in wanted]:
        if snapshot in places:
            yield last[snapshot], places[snapshot][0]


def _named(document: str, order: list[str], places: dict[str, tuple[Finding, ...]]) -> str:
    """Return the snapshot that a digest, its beginning or a location names."""
    found = [s for s in order if any(p.location == document for p in places.get(s, ()))]
    if found:
        return found[-1]
    begins = PREFIX.fullmatch(document)
    found = [s for s in order if begins and s.startswith(f"sha256:{begins[1]}")]
    if len(found) != 1:
        what = "several documents begin with" if found else "no document is called"
        raise QueryError(f"Here {what} {document!r}. See them with: sousveil documents")
    return found[0]


def _billed(body: bytes, raw: str, most: Decimal, settings: ModelSettings) -> Decimal:
    """Return what an answer cost: by its own count, if that can be true; else the estimate."""
    counts = usage(raw)
    length = len(body)
    if counts is None or not length // 16 <= counts[0] <= length or not 0 < counts[1] <= len(raw):
        return most
    return _cost(*counts, settings)


def _cost(tokens_in: int, tokens_out: int, settings: ModelSettings) -> Decimal:
    into, out = settings.price_in or Decimal(0), settings.price_out or Decimal(0)
    return (tokens_in * into + tokens_out * out) / 1000
