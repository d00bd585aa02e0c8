"""A project: a folder with a ledger, an archive and editions; the one door to all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sousveil.archive.blobs import Blobs, sync_folder
from sousveil.checking.article import as_plain, check_text
from sousveil.codebook import loader
from sousveil.codebook.names import Names
from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.independence import Origins
from sousveil.errors import (
    NoProject,
    ProjectError,
    QueryError,
    UnknownEdition,
    UnknownTerm,
)
from sousveil.figures.compute import compute
from sousveil.model.claim import Claim
from sousveil.model.codec import claim_from_plain, from_plain
from sousveil.model.decision import Decision
from sousveil.model.edition import Edition, Evidence, Records
from sousveil.model.figure import Computed, Unanswerable
from sousveil.model.ids import digest
from sousveil.model.policy import Policy
from sousveil.model.reply import Answered, Filed, Reply
from sousveil.model.reply import Report as Reported
from sousveil.model.said import said as phrase
from sousveil.model.saved import Confirmed, Kept, SavedCheck
from sousveil.model.source import Finding, Refusal, Text
from sousveil.model.time import parse_date
from sousveil.model.verdict import Check
from sousveil.project import (
    again,
    backup,
    checks,
    editions,
    holdings,
    integrity,
    origins,
    replies,
    reviewing,
    settings,
    shown,
    state,
)
from sousveil.project.backup import Backup
from sousveil.project.checks import CONFIRMED
from sousveil.project.collect import Added, Collector
from sousveil.project.documents import Given, documents
from sousveil.project.holdings import Holding, Pair
from sousveil.project.integrity import Fault, Report
from sousveil.project.living import Request, freeze
from sousveil.project.models import Proposed, propose_claims
from sousveil.project.reader import Apart, Reader, fenced
from sousveil.project.recheck import Again, Rechecker
from sousveil.project.reviewing import (
    Context,
    DecidedMeanwhile,
    Instead,
    Passage,
    Queue,
    Waiting,
)
from sousveil.project.search import Found, search
from sousveil.project.settings import Settings
from sousveil.project.shown import Opened, Stood
from sousveil.project.watch import watch
from sousveil.review.queue import Item, Known
from sousveil.review.same import Candidate
from sousveil.storage.ledger import Ledger
from sousveil.storage.packaged import names as packaged_names

if TYPE_CHECKING:
    from sousveil.archive.fetch import Fetcher

__all__ = [
    "Added",
    "Backup",
    "Candidate",
    "Context",
    "DecidedMeanwhile",
    "Fault",
    "Found",
    "Holding",
    "Pair",
    "Passage",
    "Project",
    "Proposed",
    "Queue",
    "Report",
    "Settings",
    "Waiting",
    "utc_now",
]

LEDGER = "ledger.sqlite"
ARCHIVE = "archive"
INDEX = "index.sqlite"
"""Made from the ledger, and made again where it is missing; never evidence."""

LOOPBACK = "SOUSVEIL_ALLOW_LOOPBACK"
"""Set to 1 for tests alone: addresses of this very machine may then be fetched."""

Progress = Callable[[list[Given]], Iterable[Given]]
"""Hands on the documents one by one, and shows how far it is."""


def utc_now() -> str:
    """Return the time in UTC, to the second; the one place that asks for it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Project:
    """An open project. Close it, or use it as a context manager."""

    def __init__(
        self, folder: Path, ledger: Ledger, settings: Settings, clock: Callable[[], str]
    ) -> None:
        self.folder = folder
        self.settings = settings
        self._ledger = ledger
        self._blobs = Blobs(folder / ARCHIVE)
        self._clock = clock

    @classmethod
    def create(
        cls, path: str | Path, *, name: str | None = None, clock: Callable[[], str] = utc_now
    ) -> Self:
        """Make an empty project in a folder, and open it.

        The settings file comes last: a folder is a project when all of it is there.
        """
        from sousveil.storage.disks import refuse_network
        from sousveil.storage.ledger_sql import open_ledger

        folder = Path(path)
        refuse_network(folder)
        if (folder / settings.FILE).exists():
            raise ProjectError(f"{folder} is a project already. Choose another folder.")
        content = settings.as_bytes(Settings(name=name or folder.resolve().name))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            ledger = open_ledger(folder / LEDGER, create=True)
            try:
                with ledger.writing(clock()) as writer:
                    files = {**settings.digests(folder), settings.FILE: digest(content)}
                    if settings.recorded(writer) != files:
                        writer.append([settings.record(writer, files)])
            finally:
                ledger.close()
            for part in (ARCHIVE, editions.FOLDER):
                (folder / part).mkdir(exist_ok=True)
            sync_folder(folder)
            settings.write(folder, content)
        except OSError as error:
            raise ProjectError(
                f"{folder} cannot become a project: {error.strerror or error}. "
                "Choose another folder, or mend its permissions."
            ) from None
        return cls.open(folder, clock=clock)

    @classmethod
    def open(cls, path: str | Path, *, clock: Callable[[], str] = utc_now) -> Self:
        """Open the project in a folder; raise `NoProject` where there is none."""
        from sousveil.storage.ledger_sql import open_ledger

        folder = Path(path)
        read = settings.read(folder)
        return cls(folder, open_ledger(folder / LEDGER), read, clock)

    @classmethod
    def find(cls, start: str | Path | None = None, *, clock: Callable[[], str] = utc_now) -> Self:
        """Open the project at or above a folder.

        Without a folder: the one that `SOUSVEIL_PROJECT` names, else the one at or above the
        current folder.
        """
        named = os.environ.get("SOUSVEIL_PROJECT")
        if start is None and named:
            return cls.open(named, clock=clock)
        here = Path(start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / settings.FILE).is_file():
                return cls.open(folder, clock=clock)
        raise NoProject(
            f"There is no project at or above {here}. Make one with: sousveil init my-index; "
            "or name one with: sousveil -C DIR"
        )

    def close(self) -> None:
        """Let go of the ledger, and of the process that reads."""
        self._ledger.close()
        if "reader" in self.__dict__:
            self.reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @cached_property
    def codebook(self) -> Codebook:
        """The packaged codebook, under the project's own terms where it has some."""
        if any(path.suffix in (".yml", ".csv") for path in settings.codebook_files(self.folder)):
            return loader.load_own(self.folder / settings.CODEBOOK)
        return loader.load_packaged()

    @cached_property
    def names(self) -> Names:
        """Looks up names in the project's codebook."""
        return Names(self.codebook)

    @cached_property
    def reader(self) -> Reader:
        """Reads documents, in a process of its own."""
        own = self.folder / settings.CODEBOOK
        has_terms = any(p.suffix in (".yml", ".csv") for p in settings.codebook_files(self.folder))
        return Apart(own if has_terms else None, self.settings.caps)

    def add(
        self,
        paths: Iterable[str | Path],
        source: str | None = None,
        as_of: str | None = None,
        progress: Progress | None = None,
        *,
        robots: bool = True,
        delay: float | None = None,
    ) -> Iterator[Added]:
        """Archive, read and extract documents, and tell what became of each.

        Folders are walked, addresses fetched, archives opened. A document that cannot be taken
        is told as `rejected`, and the batch goes on. `source` says who speaks; `as_of`, on which
        date. `robots` heeds what sites ask of programs; `delay` is in seconds between two
        requests to one host.
        """
        self._check_source(source)
        date = None if as_of is None else parse_date(as_of)
        given = [paths] if isinstance(paths, str | Path) else paths
        found = documents(given)
        inputs = found if progress is None else progress(list(found))
        return self._add(inputs, source, date, robots, delay)

    def upload(
        self,
        file: str | Path,
        name: str,
        source: str | None = None,
        as_of: str | None = None,
    ) -> Iterator[Added]:
        """Add one file as `add` does; its place is told as `name`, and not as where it lies."""
        self._check_source(source)
        date = None if as_of is None else parse_date(as_of)
        return self._add([Given(str(file), name=Path(name).name)], source, date, True, None)

    def watch(
        self,
        lists: Iterable[str],
        source: str | None = None,
        *,
        robots: bool = True,
        delay: float | None = None,
    ) -> Iterator[Added]:
        """Read feeds and lists of addresses, and add what is new in them."""
        with self._collector(robots, delay) as collector:
            yield from watch(collector, lists, source)

    def propose(
        self,
        documents: Iterable[str] = (),
        *,
        mode: str | None = None,
        offline: bool = False,
        dry_run: bool = False,
    ) -> Iterator[Proposed]:
        """Let the language model that the settings name propose claims about stored documents.

        `documents` are digests, their beginnings, or locations; none: all. `mode` is `judge` or
        `propose`. `offline` takes answers that are kept from before, and asks nobody; `dry_run`
        asks nobody and stores nothing. What is proposed waits for a person. Raises `QueryError`
        where no model is set.
        """
        return propose_claims(
            self._ledger,
            self.folder,
            self.settings.llm,
            self.names,
            self._clock,
            (documents,) if isinstance(documents, str) else tuple(documents),
            mode=mode,
            offline=offline,
            dry_run=dry_run,
        )

    def search(self, query: str, *, within: str = "all", limit: int = 20) -> Iterator[Found]:
        """Find words in documents and claims; `within` is `documents`, `claims` or `all`."""
        return search(self.folder / INDEX, self._ledger, query, within=within, limit=limit)

    def holdings(self) -> Iterator[Holding]:
        """Yield all documents, in the order in which they came."""
        with self._ledger.reading() as view:
            yield from holdings.holdings(view)

    def some_holdings(self, skip: int, limit: int) -> tuple[tuple[Holding, ...], int]:
        """Return a stretch of the documents in their order, and how many there are in all."""
        with self._ledger.reading() as view:
            return holdings.some(view, skip, limit), view.count("snapshot")

    def holding(self, document: str) -> Holding | None:
        """Return one document by its digest, without its text; None where there is none."""
        with self._ledger.reading() as view:
            return holdings.one(view, document)

    def refusals(self) -> Iterator[Refusal]:
        """Yield what was refused, and why."""
        with self._ledger.reading() as view:
            yield from holdings.refusals(view)

    def copies(self) -> Iterator[Pair]:
        """Yield the pairs of documents that are copies of each other."""
        return holdings.copies(self.folder / INDEX, self._ledger)

    def origins(self) -> Origins:
        """Group the documents by origin: those that go back to one are one witness."""
        with self._ledger.reading() as view:
            return origins.found_origins(view, self.codebook)

    def join_origins(self, documents: Iterable[str], by: str, because: str) -> Decision:
        """Decide that documents are one witness; digests, their beginnings, or places."""
        return self._decide_origins("one-origin", documents, by, because)

    def part_origins(self, documents: Iterable[str], by: str, because: str) -> Decision:
        """Decide that each of the documents stands alone; a later decision supersedes it."""
        return self._decide_origins("own-origin", documents, by, because)

    def accept(self, claims: Iterable[str], by: str, because: str) -> Decision:
        """Decide that claims stand; a later decision supersedes it."""
        return self.decide("accept", claims, by, because)

    def reject(self, claims: Iterable[str], by: str, because: str) -> Decision:
        """Decide that claims do not stand; a later decision supersedes it."""
        return self.decide("reject", claims, by, because)

    def amend(self, claim: str, instead: Instead, by: str, because: str) -> Decision:
        """Put a corrected claim in the place of one; it stands, and the old one does not.

        `instead` is an object of the claim schema whose evidence stands in the text to the
        letter, or the id of a claim that is there.
        """
        return self.decide("amend", [claim], by, because, [instead])

    def merge(self, claims: Iterable[str], instead: Instead, by: str, because: str) -> Decision:
        """Let one claim stand for several: one of them, another one, or a new one."""
        return self.decide("merge", claims, by, because, [instead])

    def split(self, claim: str, instead: Iterable[Instead], by: str, because: str) -> Decision:
        """Put two or more claims in the place of one that says several things."""
        return self.decide("split", [claim], by, because, instead)

    def doubt(self, claims: Iterable[str], by: str, because: str) -> Decision:
        """Ask for a second pair of eyes: only somebody else may then accept the claims."""
        return self.decide("doubt", claims, by, because)

    def reopen(self, claims: Iterable[str], by: str, because: str) -> Decision:
        """Put claims back into the queue; what stood in their place stands no more."""
        return self.decide("reopen", claims, by, because)

    def decide(
        self,
        kind: str,
        claims: Iterable[str],
        by: str,
        because: str,
        instead: Iterable[Instead] | None = None,
        *,
        seen: Mapping[str, str] | None = None,
    ) -> Decision:
        """Decide about claims as `accept`, `amend` and the others do.

        `seen` is the id of the last decision about each claim when it was looked at, empty for
        none; raises `DecidedMeanwhile` where there is another one now.
        """
        return reviewing.decide(
            self._ledger,
            self.names,
            kind,
            claims,
            by=by,
            because=because,
            at=self._clock(),
            instead=instead,
            seen=seen,
        )

    def undo(self, by: str, because: str = "", *, decision: str | None = None) -> Decision:
        """Take back the last decision of a person by a new one; all is as before it.

        `decision` is the one that is meant: raises `QueryError` where it is not the last.
        """
        return reviewing.undo(
            self._ledger, by=by, because=because, at=self._clock(), decision=decision
        )

    def queue(
        self,
        limit: int | None = 20,
        *,
        skip: int = 0,
        by: str | None = None,
        only: Callable[[Item], bool] | None = None,
    ) -> Queue:
        """Return what waits for a decision, the most valuable first, `limit` items after `skip`.

        `by` leaves out what this person may not decide: what he or she has doubted. `only`
        chooses among the items.
        """
        with self._ledger.reading() as view:
            return reviewing.waiting(
                view,
                self.names,
                self._newest,
                limit=limit,
                skip=skip,
                by=by,
                today=self._clock()[:10],
                only=only,
            )

    def passage(self, claim: str) -> tuple[Passage, tuple[Decision, ...]]:
        """Return a claim in its text, and all decisions about it in their order."""
        with self._ledger.reading() as view:
            return reviewing.passage(view, claim)

    def context(self, claim: str, room: int = 400) -> Context:
        """Return the quote of a claim with so many characters of its text around it."""
        with self._ledger.reading() as view:
            return reviewing.context(view, claim, room)

    def candidates(self) -> tuple[Candidate, ...]:
        """Return the names that claims use and the codebook does not have, the most used first."""
        with self._ledger.reading() as view:
            return reviewing.unlisted_names(view, self.names)

    def compile(
        self,
        name: str,
        scope: Iterable[str] = (),
        as_of: str | None = None,
        *,
        base: str | None = None,
        since: str | None = None,
        policy: Policy | None = None,
    ) -> Edition:
        """Freeze accepted claims as an edition: those of one index, or those of running text.

        `scope` names the sources that enter (none: all); `as_of` leaves out what was found or
        decided later. `base` is the edition that a living one stands on, `since` an earlier one
        whose withdrawn claims are told; each of them, or a `policy`, asks for claims of running
        text, as does a project with no other claims accepted. The same content again under the
        same name changes nothing; other content raises `EditionExists`.
        """
        editions.check_name(name)
        asked = Request(
            name=name,
            scope=tuple(sorted({scope} if isinstance(scope, str) else set(scope))),
            as_of=None if as_of is None else parse_date(as_of),
            base=base,
            since=since,
            policy=Policy() if policy is None and (base or since) else policy,
        )
        self._record_codebook()
        with self._ledger.writing(self._clock()) as writer:
            return freeze(writer, self.folder / editions.FOLDER, self.names, asked)

    def editions(self) -> tuple[str, ...]:
        """Return the names of the editions at hand: the project's own, then the packaged."""
        from sousveil.storage import packaged

        with self._ledger.reading() as view:
            own = sorted(stored.id for stored in view.rows("edition"))
        return tuple(dict.fromkeys((*own, *packaged.names())))

    def edition(self, name: str) -> Edition:
        """Return an edition: the project's own, else the packaged one of this name."""
        from sousveil.storage import packaged

        if (manifest := self._manifest(name)) is not None:
            return editions.load_edition(self.folder / editions.FOLDER / name, manifest)
        return packaged.load_edition(name)

    def records(self, name: str) -> Records:
        """Return what stands behind an edition: cells, evidence, repairs, problems."""
        from sousveil.storage import packaged

        if (manifest := self._manifest(name)) is not None:
            return editions.load_records(self.folder / editions.FOLDER / name, manifest)
        return packaged.load_records(name)

    def claims(self, text: str | None = None) -> Iterator[Claim]:
        """Yield the claims of a text, or of all, whatever was decided about them."""
        with self._ledger.reading() as view:
            for stored in view.rows("claim") if text is None else view.rows("claim", text=text):
                yield claim_from_plain(stored.plain)

    def decisions(self) -> Iterator[Decision]:
        """Yield all decisions in their order."""
        with self._ledger.reading() as view:
            yield from state.decisions(view)

    def accepted(self) -> frozenset[str]:
        """Return the ids of the claims that stand."""
        with self._ledger.reading() as view:
            return state.accepted(view)

    def rejected(self) -> frozenset[str]:
        """Return the ids of the claims that somebody rejected."""
        with self._ledger.reading() as view:
            return state.past(view).named("rejected")

    def opened(self, document: str) -> Opened | None:
        """Return a document by its digest or the beginning of it, with its text; None for none."""
        start = "sha256:" + document.removeprefix("sha256:")
        with self._ledger.reading() as view:
            return shown.opened(view, start)

    def document_of(self, text: str) -> str | None:
        """Return the digest of the document that a text was read from last."""
        with self._ledger.reading() as view:
            return shown.snapshot_of(view, text)

    def claim(self, id: str) -> Stood | None:
        """Return a claim by its id or the beginning of it, with its decisions; None for none."""
        with self._ledger.reading() as view:
            found = shown.claim(view, "claim:" + id.removeprefix("claim:"))
        return None if found is None else self._fold.stood([found])[0]

    def stood(self, text: str) -> tuple[Stood, ...]:
        """Return the claims of a text in their order there, each with what was decided."""
        found = sorted(self.claims(text), key=lambda c: (c.evidence.start, c.evidence.end, c.id))
        return self._fold.stood(found)

    def head(self) -> str:
        """Return the hash that stands for the whole ledger; it changes with whatever is added."""
        with self._ledger.reading() as view:
            return view.head().hash

    def text(self, id: str) -> Text | None:
        """Return a text, or None."""
        with self._ledger.reading() as view:
            stored = view.row("text", id)
        return None if stored is None else from_plain(stored.plain, Text)

    def findings(self) -> dict[str, tuple[Finding, ...]]:
        """Return where each snapshot was found, in the order of the finding."""
        with self._ledger.reading() as view:
            return state.findings(view)

    def original(self, snapshot: str) -> bytes:
        """Return the bytes of a snapshot; raise `ProjectDamaged` if they are gone or others."""
        return self._blobs.read(snapshot)

    def figure(self, name: str, edition: str) -> Computed | Unanswerable:
        """Recount a named figure on an edition; raise `UnknownTerm` for a wrong name."""
        known = self.codebook.figures
        if name not in known:
            raise UnknownTerm("figures", name, tuple(get_close_matches(name, known)))
        return compute(known[name].figure, self.edition(edition))

    def evidence(self, computed: Computed, edition: str) -> Iterator[Evidence]:
        """Yield what is printed for each entry behind a number, with its place."""
        entries = {entry.id: entry for entry in self.edition(edition).entries}
        wanted = {claim for id in computed.entries for claim in entries[id].claims}
        for quote in self.records(edition).evidence:
            if quote.claim in wanted:
                yield quote

    def check(self, text: str, *, as_of: str | None = None, against: str | None = None) -> Check:
        """Check a text against the editions at hand, or against one of them."""
        editions = sorted(map(self.edition, packaged_names()), key=lambda e: e.in_force)
        return check_text(
            text,
            tuple(editions),
            self.codebook,
            as_of=None if as_of is None else parse_date(as_of),
            against=None if against is None else self.edition(against),
        )

    def save_check(
        self,
        text: str,
        *,
        name: str = "-",
        title: str | None = None,
        publisher: str | None = None,
        as_of: str | None = None,
        against: str | None = None,
    ) -> SavedCheck:
        """Check a text as `check` does, and keep text and answer; the same again changes nothing.

        `name` is the path or the address of the text.
        """
        found = self.check(text, as_of=as_of, against=against)
        answer = as_plain(found, self.codebook)
        names = dict.fromkeys((*packaged_names(), *([against] if against else ())))
        made = SavedCheck(
            id="",
            text=digest(text.encode()),
            content=text,
            name=name,
            title=title,
            publisher=publisher,
            as_of=found.as_of,
            against=against,
            editions={edition: self.edition_digest(edition) for edition in names},
            codebook=self.codebook.version,
            program=state.program(),
            verdict=answer["verdict"],
            claims=tuple(answer["claims"]),
            at=self._clock(),
        )
        return checks.save(self._ledger, made)

    def checks(self) -> Iterator[Kept]:
        """Yield the saved checks in their order, with the last decision about each verdict."""
        with self._ledger.reading() as view:
            yield from checks.kept(view)

    def confirm(self, verdicts: Iterable[str], by: str, because: str = CONFIRMED) -> Decision:
        """Decide that verdicts of saved checks are right; a later decision supersedes it."""
        return self._decide_verdicts("confirm", verdicts, by, because)

    def withdraw(self, verdicts: Iterable[str], by: str, because: str) -> Decision:
        """Decide that confirmed verdicts stand no more."""
        return self._decide_verdicts("withdraw", verdicts, by, because)

    def reply(
        self,
        *,
        who: str,
        day: str,
        words: str,
        claims: Iterable[str] = (),
        party: str | None = None,
        link: str | None = None,
        document: str | None = None,
        by: str,
    ) -> Reply:
        """Enter the answer of somebody who is named; it stands beside the claims from then on.

        `claims` are ids or their beginnings; `party` is any name of a supplier or a country, for
        an answer to all that is said of it; `document` a stored one that holds the answer. `by`
        is the reviewer. A later `withdraw_reply` takes it back, and nothing erases it.
        """
        return replies.enter(
            self._ledger,
            self.names,
            self._printed,
            who=who,
            day=day,
            words=words,
            claims=claims,
            party=party,
            link=link,
            file=document,
            by=by,
            at=self._clock(),
        )

    def replies(self) -> Iterator[Answered]:
        """Yield all replies in their order, each with the record that withdraws it, if any."""
        with self._ledger.reading() as view:
            yield from replies.replies(view)

    def withdraw_reply(self, reply: Iterable[str], by: str, because: str) -> Decision:
        """Decide that replies stand no more; they are told as withdrawn, with the reason."""
        at = self._clock()
        return replies.decide(self._ledger, "retract", reply, by=by, because=because, at=at)

    def report(self, about: str, words: str, by: str) -> Reported:
        """Enter a problem that somebody sees: on a page, by its address, or with a claim."""
        return replies.file(self._ledger, about=about, words=words, by=by, at=self._clock())

    def reports(self) -> Iterator[Filed]:
        """Yield all reports of problems in their order, the settled ones too."""
        with self._ledger.reading() as view:
            yield from replies.reports(view)

    def settle_report(self, report: Iterable[str], by: str, because: str) -> Decision:
        """Say what was done about reports of problems; they are open no more."""
        at = self._clock()
        return replies.decide(self._ledger, "settle", report, by=by, because=because, at=at)

    def confirmed(self, edition: str) -> tuple[Confirmed, ...]:
        """Return the verdicts on an edition that a person has confirmed, in their order."""
        at_hand = [self.edition(name) for name in packaged_names()]
        return tuple(
            Confirmed(check=kept.check, number=number, decision=decision)
            for kept in self.checks()
            for number, claim in enumerate(kept.check.claims, 1)
            if (decision := kept.confirmed(number)) is not None
            and checks.judged_on(kept.check, claim, at_hand) == edition
        )

    def recheck(
        self,
        checks: Iterable[str] = (),
        *,
        as_of: str | None = None,
        against: str | None = None,
    ) -> Iterator[Again]:
        """Judge saved checks again, all or those named, and tell which verdicts moved.

        An edition of the project is taken as it would be compiled now, the newest of its series.
        `as_of` and `against` replace those of the check. Nothing is written.
        """
        date = None if as_of is None else parse_date(as_of)
        with self._ledger.reading() as view:
            again = Rechecker(view, self.folder / editions.FOLDER, self.names, packaged_names())
            yield from again.recheck(checks, as_of=date, against=against)

    def edition_digest(self, name: str) -> str:
        """Return the digest of all that an edition says; raise `UnknownEdition` for another."""
        from sousveil.storage import packaged

        with self._ledger.reading() as view:
            stored = view.row("edition", name)
        if stored is not None:
            return stored.drawn["digest"]
        if name not in packaged.names():
            raise UnknownEdition(name, self.editions())
        return str(packaged.load_manifest(name)["digest"])

    def digest(self) -> str:
        """Return one hash of all that the project holds and of what was decided."""
        with self._ledger.reading() as view:
            return state.state_digest(view)

    def verify(self, deep: bool = False, head: str | None = None) -> Report:
        """Check every row, original, quote and edition; `deep` makes all of them again.

        `head` is one that was published before: the log must go through it.
        """
        checks: list[integrity.Check] = [
            lambda view, found: fenced(self.reader, found),
            lambda view, found: integrity.answered(view, self._printed, found),
        ]
        if deep:
            checks += [
                lambda view, found: again.read_again(
                    view, self._blobs, self.reader, self.names, found
                ),
                lambda view, found: again.compiled_again(
                    view, self.folder / editions.FOLDER, self.names, found
                ),
                lambda view, found: again.traced(view, self.folder / editions.FOLDER, found),
            ]
        return integrity.verify(self.folder, self._ledger, self._blobs, *checks, head=head)

    def backup(self, target: str | Path) -> Backup:
        """Write all of the project to one new file, as it is at one moment; others may write."""
        return backup.write_backup(self.folder, self._ledger, self._blobs, Path(target))

    @classmethod
    def restore(
        cls, file: str | Path, folder: str | Path, *, clock: Callable[[], str] = utc_now
    ) -> Self:
        """Make a project of a backup in a new folder, verify it, and open it.

        Raises `ProjectDamaged` if it is not what was written; the folder stays to be looked at.
        """
        written = backup.restore_backup(Path(file), Path(folder))
        project = cls.open(folder, clock=clock)
        try:
            backup.check_restored(written, project.verify(), project.digest())
        except BaseException:
            project.close()
            raise
        return project

    def record_settings(self) -> None:
        """Record sousveil.toml and the codebook files as they are now: the change was yours."""
        self._record(settings.digests(self.folder))

    def _check_source(self, source: str | None) -> None:
        if source is not None and not loader.SLUG.fullmatch(source):
            raise QueryError(
                phrase(
                    "{source!r} is no id of a source. Use letters, digits and hyphens: "
                    "reuters-2024.",
                    source=source,
                )
            )

    def _add(
        self,
        inputs: Iterable[Given],
        source: str | None,
        as_of: str | None,
        robots: bool,
        delay: float | None,
    ) -> Iterator[Added]:
        with self._collector(robots, delay) as collector:
            yield from collector.add(inputs, source, as_of)

    @contextmanager
    def _collector(self, robots: bool, delay: float | None) -> Iterator[Collector]:
        with self._ledger.writing(self._clock()):
            pass  # what may only be read says so before anything is archived
        self._record_codebook()
        with ExitStack() as open_things:
            yield Collector(
                ledger=self._ledger,
                blobs=self._blobs,
                names=self.names,
                reader=self.reader,
                clock=self._clock,
                caps=self.settings.caps,
                fetcher=cache(lambda: open_things.enter_context(self._fetcher(robots, delay))),
            )

    def _fetcher(self, robots: bool, delay: float | None) -> Fetcher:
        from sousveil.archive.fetch import DELAY, Fetcher

        return Fetcher(
            robots=robots,
            delay=DELAY if delay is None else delay,
            loopback=os.environ.get(LOOPBACK) == "1",
            now=self._clock,
        )

    @cached_property
    def _newest(self) -> Known:
        """What the newest packaged edition holds, and what would move its figures."""
        return reviewing.newest_edition(self.codebook)

    @cached_property
    def _fold(self) -> shown.Fold:
        """All decisions, taken once."""
        return shown.Fold(self._ledger)

    def _printed(self) -> frozenset[str]:
        """Return the claims that the editions at hand rest on."""
        return frozenset(e.claim for name in self.editions() for e in self.records(name).evidence)

    def _decide_origins(
        self, kind: str, documents: Iterable[str], by: str, because: str
    ) -> Decision:
        return origins.decide(
            self._ledger, kind, documents, by=by, at=self._clock(), because=because
        )

    def _decide_verdicts(
        self, kind: str, verdicts: Iterable[str], by: str, because: str
    ) -> Decision:
        return checks.decide(self._ledger, kind, verdicts, by=by, because=because, at=self._clock())

    def _manifest(self, name: str) -> str | None:
        """Return the digest of an own edition's manifest; None for a packaged edition."""
        with self._ledger.reading() as view:
            stored = view.row("edition", name)
        if stored is not None:
            return stored.drawn["manifest"]
        if name not in (known := self.editions()):
            raise UnknownEdition(name, known)
        return None

    def _record_codebook(self) -> None:
        """Record the codebook files that are about to be used."""
        with self._ledger.reading() as view:
            due = settings.recorded(view).get(settings.FILE)
        files = settings.digests(self.folder)
        if due is not None:
            files[settings.FILE] = due
        self._record(files)

    def _record(self, files: dict[str, str]) -> None:
        with self._ledger.reading() as view:
            if settings.recorded(view) == files:
                return
        with self._ledger.writing(self._clock()) as writer:
            if settings.recorded(writer) != files:
                writer.append([settings.record(writer, files)])
