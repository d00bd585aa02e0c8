"""Everything a project holds against what its ledger says about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from sousveil.archive.blobs import Blobs
from sousveil.edition.compile import edition_digest
from sousveil.errors import ProjectDamaged
from sousveil.model.claim import by_reader
from sousveil.model.edition import Edition
from sousveil.model.ids import canonical, digest
from sousveil.project import checks, editions, replies, settings
from sousveil.project.editions import Manifest, Pinned
from sousveil.project.origins import unfounded
from sousveil.project.reviewing import replayed
from sousveil.review.made import RULE
from sousveil.storage.ledger import (
    DRAWN,
    START,
    Head,
    Ledger,
    LogRow,
    Row,
    View,
    log_hash,
    row,
    rows_digest,
)


class Fault(Struct, frozen=True, kw_only=True):
    """Something that is not as it was stored."""

    where: str
    """A file of the project, or a kind of row with its id."""

    kind: str
    """`ledger`, `row`, `quote`, `original`, `settings`, `edition`, `again` or `interrupted`."""

    what: str
    hint: str = "Take it from a backup."


class Report(Struct, frozen=True, kw_only=True):
    """The answer of `verify`."""

    problems: tuple[Fault, ...]
    """What has been changed, lost or planted; empty if the project is sound."""

    notes: tuple[Fault, ...]
    """What an interrupted run left, and what could not be compared; nothing is wrong with it."""

    counts: dict[str, int]
    """How many of each kind were looked at."""

    head: str
    """The hash that stands for the whole ledger; publish it, and a cut tail will show."""


class Gathered(Struct, kw_only=True):
    """Gathers what a check finds."""

    problems: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    head: str = START

    def problem(self, where: str, kind: str, what: str, **hint: str) -> None:
        """Add what is wrong."""
        self.problems.append(Fault(where=where, kind=kind, what=what, **hint))

    def note(self, where: str, kind: str, what: str, hint: str) -> None:
        """Add what is only worth knowing."""
        self.notes.append(Fault(where=where, kind=kind, what=what, hint=hint))


DAMAGED = (KeyError, TypeError, ValueError, AttributeError)
"""What it raises to look into a body that is not what it should be."""

INTERRUPTED = "An interrupted run left it; doing the same again heals it."


Check = Callable[[View, Gathered], None]
"""Looks at one state of a project, and adds to what was found."""


def verify(
    folder: Path, ledger: Ledger, blobs: Blobs, *more: Check, head: str | None = None
) -> Report:
    """Check rows, originals, quotes, settings and editions, and `more`, all at one state.

    `head` is one that was published before; the log must go through it.
    """
    found = Gathered()
    checks: tuple[Check, ...] = (
        _store,
        _rows,
        _decisions,
        lambda view, found: _published(view, head, found),
        lambda view, found: _originals(view, blobs, found),
        lambda view, found: _settings(view, folder, found),
        lambda view, found: _editions(view, folder / editions.FOLDER, found),
        *more,
    )
    try:
        with ledger.reading() as view:
            for check in checks:
                try:
                    check(view, found)
                except (ProjectDamaged, OSError, *DAMAGED) as error:
                    found.problem(str(folder), "ledger", f"this part cannot be checked: {error}")
    except ProjectDamaged as error:
        found.problem("ledger.sqlite", "ledger", str(error), hint="")
    return Report(
        problems=tuple(found.problems),
        notes=tuple(found.notes),
        counts=found.counts,
        head=found.head,
    )


def _store(view: View, found: Gathered) -> None:
    """Check the file, its tables and its triggers."""
    for fault in view.faults():
        found.problem("ledger.sqlite", "ledger", fault)


def _log(view: View, found: Gathered) -> dict[tuple[str, int], LogRow]:
    """Follow the chain; return what it vouches for, by kind and sequence."""
    vouched = {}
    seq, before = 0, START
    for entry in view.log():
        where = f"log {entry.seq}"
        if entry.seq != seq + 1:
            found.problem(where, "ledger", f"rows of the log between {seq} and it are gone")
        if entry.previous != before:
            found.problem(where, "ledger", "it does not follow the row before it")
        if entry.hash != log_hash(entry):
            found.problem(where, "ledger", "its hash is not that of its content")
        vouched[entry.kind, entry.seq] = entry
        seq, before = entry.seq, entry.hash
    found.counts["log"], found.head = len(vouched), before
    return vouched


def _published(view: View, head: str | None, found: Gathered) -> None:
    """Check that a head that was published is on the chain."""
    if head is None or head == START or any(entry.hash == head for entry in view.log()):
        return
    found.problem(
        "log",
        "ledger",
        f"the published head is not in this log: {head}",
        hint="The log has been cut or rewritten since, or the head is that of another project.",
    )


def _rows(view: View, found: Gathered) -> None:
    """Check each row by itself, and the rows of each transaction against the log."""

    @lru_cache(maxsize=4)
    def content(text: str) -> str:
        stored = view.row("text", text)
        return "" if stored is None else str(stored.plain["content"])

    claims: set[str] = set()
    left = _log(view, found)
    for kind in DRAWN:
        count = 0
        for seq, group in _by_seq(view.rows(kind)):
            count += len(group)
            for stored in group:
                where = f"{kind} {stored.id}"
                try:
                    _row(stored, where, found, content, claims)
                except DAMAGED:
                    found.problem(where, "row", "its body is damaged")
            entry = left.pop((kind, seq), None)
            if entry is None:
                found.problem(f"{kind}, log {seq}", "row", "the log does not know these rows")
            elif (entry.count, entry.digest) != (len(group), rows_digest(group)):
                found.problem(
                    f"{kind}, log {seq}", "row", "these are not the rows that were written together"
                )
        found.counts[kind] = count
    for kind, seq in left:
        found.problem(f"{kind}, log {seq}", "row", "the rows that were written together are gone")


def _by_seq(rows: Iterator[Row]) -> Iterator[tuple[int, list[Row]]]:
    group: list[Row] = []
    for stored in rows:
        if group and group[0].seq != stored.seq:
            yield group[0].seq, group
            group = []
        group.append(stored)
    if group:
        yield group[0].seq, group


def _row(
    stored: Row, where: str, found: Gathered, content: Callable[[str], str], claims: set[str]
) -> None:
    plain: Any = stored.plain
    due = row(stored.kind, plain)
    if canonical(plain).decode() != stored.body:
        found.problem(where, "row", "its body is not as it was written")
    if due.id != stored.id or plain.get("id", due.id) != due.id:
        found.problem(where, "row", "its id is not that of its content")
    if due.drawn != stored.drawn:
        found.problem(where, "row", "its columns do not say what its body says")
    if stored.kind == "claim":
        claims.add(stored.id)
        start, end = plain["evidence"]["start"], plain["evidence"]["end"]
        if content(plain["text"])[start:end] != plain["quote"]:
            found.problem(where, "quote", "its quote does not stand in its text where it says")
        if not by_reader(plain["rule"]) and not _is_verbatim(plain, content(plain["text"])):
            who = "a person" if plain["rule"] == RULE else "a language model"
            found.problem(where, "quote", f"{who} made it, and its words are not in its text")
    if stored.kind == "checked":
        for kind, what in checks.faults(plain):
            found.problem(where, kind, what)
    if stored.kind == "decision" and not claims.issuperset(plain["claims"]):
        found.problem(where, "row", "it decides about claims that are not there")
    if stored.kind == "decision" and not claims.issuperset(plain.get("instead", ())):
        found.problem(where, "row", "it puts claims that are not there in the place of others")


def _is_verbatim(plain: Any, content: str) -> bool:
    """Tell whether a claim has a quote, and all its mentions stand in the text to the letter."""
    spans = [span for _, span in plain["mentions"]]
    spans += [plain[name]["mention"] for name in ("time", "quantity", "amount") if name in plain]
    return bool(plain["quote"].strip()) and all(
        content[span["start"] : span["end"]] == span["text"] for span in spans
    )


def _decisions(view: View, found: Gathered) -> None:
    """Take all decisions again, from the first one on; each must follow from those before."""
    odd = (*replayed(view), *unfounded(view), *checks.unfounded(view), *replies.unfounded(view))
    for id, what in odd:
        found.problem(id.replace(":", " ", 1), "row", what)


def answered(view: View, printed: Callable[[], frozenset[str]], found: Gathered) -> None:
    """Look for the claims that replies answer to, in the ledger and in the editions at hand."""
    hint = "The packaged editions may be others than those it was entered beside."
    for id, what in replies.unknown(view, cache(printed)):
        found.note(id.replace(":", " ", 1), "row", what, hint)


def _originals(view: View, blobs: Blobs, found: Gathered) -> None:
    """Check the bytes of every snapshot and exchange, and that nothing else is in the archive."""
    sizes = {stored.id: stored.plain["size"] for stored in view.rows("snapshot")}
    exchanges = {stored.plain.get("exchange") for stored in view.rows("finding")} - {None}
    names = set(blobs.names())
    for name in sorted(names | sizes.keys() | exchanges):
        try:
            size = len(blobs.read(name))
        except ProjectDamaged as error:
            found.problem(f"original {name}", "original", str(error), hint="")
            continue
        if name not in sizes and name not in exchanges:
            found.note(f"original {name}", "interrupted", "no snapshot names it", INTERRUPTED)
        elif size != sizes.get(name, size):
            found.problem(f"original {name}", "original", "its size is not as recorded")
    for path in blobs.strays():
        found.problem(
            str(path), "original", "it does not belong into the archive", hint="Move it elsewhere."
        )
    for path in blobs.leftovers():
        found.note(str(path), "interrupted", "an original that was not finished", INTERRUPTED)
    found.counts["originals"] = len(names)


def _settings(view: View, folder: Path, found: Gathered) -> None:
    """Check sousveil.toml and the project's own codebook files."""
    there, due = settings.digests(folder), settings.recorded(view)
    for name in sorted(there.keys() | due.keys()):
        if there.get(name) == due.get(name):
            continue
        what = "is gone" if name not in there else "is new" if name not in due else "has changed"
        found.problem(
            name,
            "settings",
            f"it {what} since the settings were recorded last",
            hint="If that was you, record it: the next add or compile does so for the codebook, "
            "verify --record-settings for all. If not, take the file from a backup.",
        )
    found.counts["settings"] = len(due)


def _editions(view: View, folder: Path, found: Gathered) -> None:
    """Check every frozen file against its manifest, and every manifest against the ledger."""
    frozen = {stored.id: stored for stored in view.rows("edition")}
    hashes = {entry.seq: entry.hash for entry in view.log()}
    for name, stored in frozen.items():
        try:
            manifest = editions.load_manifest(folder / name, stored.drawn["manifest"])
            for file in editions.FILES:
                editions.load(folder / name, file, stored.drawn["manifest"])
            edition = editions.load_edition(folder / name, stored.drawn["manifest"])
            records = editions.load_records(folder / name, stored.drawn["manifest"])
        except ProjectDamaged as error:
            found.problem(f"edition {name}", "edition", str(error), hint="")
            continue
        if edition_digest(edition, records) != stored.drawn["digest"]:
            found.problem(f"edition {name}", "edition", "its digest is not that of its content")
        _earlier(view, f"edition {name}", manifest, edition, found)
        if hashes.get(manifest.ledger.seq, START) != manifest.ledger.hash:
            found.problem(
                f"edition {name}", "ledger", "the log that it was made from is not this one"
            )
    for path in sorted(folder.glob("*")):
        strays = [path] if path.name not in frozen else []
        if path.is_dir() and path.name in frozen:
            known = {editions.MANIFEST, *editions.FILES}
            strays = [stray for stray in path.iterdir() if stray.name not in known]
        elif path.is_dir():
            strays = []
            _unnamed(path, hashes, found)
        for stray in strays:
            found.problem(
                str(stray), "edition", "it does not belong there", hint="Move it elsewhere."
            )
    found.counts["editions"] = len(frozen)


def _earlier(view: View, where: str, manifest: Manifest, edition: Edition, found: Gathered) -> None:
    """Check that the editions which a living one names are those that it was made from."""
    below = edition.living.base if edition.living else None
    if (below and Pinned(below.name, below.digest)) != manifest.base:
        found.problem(where, "edition", "its manifest names another base than its content")
    for pinned in (manifest.base, manifest.since):
        if pinned is None:
            continue
        stored = view.row("edition", pinned.name)
        if stored is not None and stored.seq <= manifest.ledger.seq:
            if stored.drawn["digest"] != pinned.digest:
                found.problem(where, "edition", f"{pinned.name} is not what it was made from")
        elif _packaged_digest(pinned.name) != pinned.digest:
            found.note(
                where,
                "edition",
                f"the packaged {pinned.name} is not the one that it was made from",
                "The program has changed since; all that was taken over stands in the edition.",
            )


def _packaged_digest(name: str) -> str | None:
    from sousveil.storage import packaged

    if name not in packaged.names():
        return None
    return str(packaged.load_manifest(name)["digest"])


def _unnamed(folder: Path, hashes: dict[int, str], found: Gathered) -> None:
    """Check an edition that no row names: unfinished, or made from a log that went further.

    An edition is made from what is committed; so the log has the head that it names, whatever
    was interrupted.
    """
    head = _head_of(folder)
    if head is None or hashes.get(head.seq, START) == head.hash:
        found.note(str(folder), "interrupted", "an edition that was not finished", INTERRUPTED)
        return
    what = "made from a later state" if head.seq not in hashes else "made from another state"
    found.problem(
        str(folder),
        "ledger",
        f"the log has been cut: the edition {folder.name} was {what}",
        hint="Take the ledger from a backup. If the folder came from another project, move it "
        "elsewhere.",
    )


def _head_of(folder: Path) -> Head | None:
    """Return the end of the log that a whole edition names; None where a part of it lacks."""
    try:
        sealed = digest((folder / editions.MANIFEST).read_bytes())
        manifest = editions.load_manifest(folder, sealed)
        if manifest.files.keys() != set(editions.FILES):
            return None
        editions.check_files(folder, sealed)
    except (OSError, ProjectDamaged):
        return None
    return manifest.ledger
