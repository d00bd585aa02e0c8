"""Full text search: an index file made from the ledger, and the places of what was found.

The index is derived: it may be deleted at any time and is made again. It is no evidence, and
nothing is quoted from it: `spans` and `snippet` look at the ledger's text. A file whose
structure or names are damaged is made again; what flipped bits do to its lists of words shows
as a hit too few, or as one without a place.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from msgspec import Struct

from sousveil.errors import LedgerBusy, ProjectError, QueryError
from sousveil.model.words import LONGEST, Word, blocks, folded, plain, words
from sousveil.storage.ledger import START, Head, Ledger, View

NAME = "index.sqlite"
"""The name of the index in a project folder."""

FORMAT = 1  # to be raised whenever tables, words or bands change; an older index is made anew
WAIT = 600.0  # seconds to wait while another process fills the index, which may take minutes
TERMS = 64  # parts of one query
LENGTH = 1000  # characters of one query
MOST = 1000  # places found in one text
WIDTH = 240  # code points of a snippet
NEAR_BLOCK = 1 << 13  # code points looked at together for the words of a query
BEYOND = 1 << 10  # code points in which a phrase that begins at the end of a block has to end

TABLES = (
    "create table state (stamp text not null, seq integer not null, head text not null) strict",
    "create table entry (number integer primary key, kind text not null, id text not null,"
    " seal integer not null, unique (kind, id)) strict",
    "create table band (band integer not null, value integer not null, entry integer not null,"
    " primary key (band, value, entry)) strict, without rowid",
    # Content is left out, words are told apart by blanks alone: all but ASCII is part of a word.
    "create virtual table word using fts5 (title, body, content = '', tokenize = 'ascii')",
)
TITLE, BODY = 4.0, 1.0  # what a word in the title weighs, and one in the body

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"'))
PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)(?:"|$)(?P<open>\*?)|(?P<bare>[^\s"]+))')

NO_ROOM = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL}
NO_ROOM |= {sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR}
TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}

T = TypeVar("T")


class IndexDamaged(ProjectError):
    """The file is no index of ours, or not any more; it is to be made again."""


class IndexUnwritable(ProjectError):
    """The file cannot be written where it lies; the index is to be made in memory."""


class Entry(Struct, frozen=True, kw_only=True):
    """What the index is to find: a text, or the quote of a claim."""

    kind: str
    """Kind of the ledger's row, e.g. `text`."""

    id: str
    text: str
    title: str = ""
    bands: tuple[int, ...] = ()
    """From `sousveil.edition.likeness.bands`; empty for what is not compared."""


class Hit(NamedTuple):
    """One entry that answers a query."""

    kind: str
    id: str
    rank: float
    """As bm25 gives it; the lower, the better."""


class Term(NamedTuple):
    """Folded words that stand one after the other."""

    words: tuple[str, ...]
    prefix: bool = False
    """Whether the last one may go on."""


class Query(NamedTuple):
    """What a person looks for: all of `find` and nothing of `without`."""

    find: tuple[Term, ...]
    without: tuple[Term, ...] = ()


class Snippet(NamedTuple):
    """A stretch `[start, end)` of a text, and the places found in it."""

    start: int
    end: int
    text: str
    spans: tuple[tuple[int, int], ...]
    """Counted from the beginning of the snippet."""


def parse_query(asked: str) -> Query:
    """Read what a person types: words, "phrases", begin*, -without.

    A word that is several to us (`face-recognition`, 华为) is a phrase. Nothing else has a
    meaning, so nothing can be written wrongly. Raises `QueryError` where no word is left to
    be found, or too many.
    """
    if len(asked) > LENGTH:
        raise QueryError(f"A search takes at most {LENGTH} characters; this one has {len(asked)}.")
    found: dict[bool, dict[Term, None]] = {False: {}, True: {}}
    for part in PART.finditer(asked.translate(QUOTES)):
        bare = part["bare"]
        open_end = bare.endswith("*") if bare else bool(part["open"])
        term = Term(tuple(folded(bare or part["phrase"] or "")), open_end)
        if term.words:
            found[bool(part["without"])][term] = None
    if not found[False]:
        raise QueryError("Please give at least one word to look for, such as: camera -traffic.")
    if len(found[False]) + len(found[True]) > TERMS:
        raise QueryError(f"A search takes at most {TERMS} words and phrases.")
    return Query(tuple(found[False]), tuple(found[True]))


def ask(
    path: Path,
    ledger: Ledger,
    entries: Callable[[View, int], Iterable[Entry]],
    question: Callable[[Index], T],
) -> T:
    """Put a question to the index, brought up to date before; whatever state its file is in.

    A damaged file is deleted and made again, once. Where it cannot be written or mended, the
    index is made in memory, for this one question. `entries` gives, from one state of the
    ledger, what its rows after a row of the log hold. An answer may name rows that are younger
    than a state of the ledger opened before; leave them out.
    """
    for _attempt in range(2):
        index: Index | None = None
        try:
            index = open_index(path)
            catch_up(index, ledger, entries)
            return question(index)
        except IndexDamaged:
            if index is not None and not _discard(path, index.file):
                break
        except IndexUnwritable:
            break
        finally:
            if index is not None:
                index.close()
    with open_index(None) as index:
        catch_up(index, ledger, entries)
        return question(index)


def open_index(path: Path | None, wait: float = WAIT) -> Index:
    """Open the index in a file, or a new one in memory.

    A file that is no index is deleted, and an empty one made. Raises `IndexUnwritable` where
    that cannot be done.
    """
    for attempt in range(2):
        index = Index(path, wait)
        try:
            index.prepare()
            return index
        except IndexDamaged as error:
            mended = attempt == 0 and path is not None and _discard(path, index.file)
            index.close()
            if not mended:
                raise IndexUnwritable(str(error)) from None
        except BaseException:
            index.close()
            raise
    raise AssertionError  # both attempts return or raise


def catch_up(index: Index, ledger: Ledger, entries: Callable[[View, int], Iterable[Entry]]) -> None:
    """Fill the index up to the head of the ledger, all or nothing.

    An index of another history (another project's, or of a ledger that was put back) is
    emptied first. The state of the ledger is opened after the index is ours alone: so it is
    never older than what another process has filled in.
    """
    with ledger.reading() as view:
        if view.head() == index.reached():
            return
    with index.writing(), ledger.reading() as view:
        reached = index.reached()
        if not _belongs(reached, view):
            index.clear()
            reached = index.reached()
        if view.head() != reached:
            for entry in entries(view, reached.seq):
                index.add(entry)
            index.reach(view.head())


class Index:
    """One open index; use it from one thread."""

    def __init__(self, path: Path | None, wait: float = WAIT) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(
                ":memory:" if path is None else path, timeout=wait, isolation_level=None
            )
        except sqlite3.Error as error:
            raise _explained(error, path) from None
        self.file = _identity(path)
        """Which file it is: another process may put a new one in its place."""

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def seq(self) -> int:
        """The row of the ledger's log up to which the index is filled; 0 for none."""
        return self.reached().seq

    @property
    def head(self) -> str:
        """The hash of that row."""
        return self.reached().hash

    def reached(self) -> Head:
        """Return how far the index is filled."""
        state = self._run("select seq, head from state")
        if len(state) != 1 or not isinstance(state[0][0], int):
            raise self._damaged("it does not say how far it is filled")
        return Head(*state[0])

    def find(self, query: Query, kinds: Iterable[str] = (), limit: int = 20) -> list[Hit]:
        """Return the best entries, of some kinds or of all; equal ones in the ledger's order."""
        chosen = tuple(kinds)
        found = self._run(
            f"""
            select entry.number, entry.seal, entry.kind, entry.id,
                bm25(word, {TITLE}, {BODY}) as score
            from word
            join entry on entry.number = word.rowid
            where word match ?
            {f"and entry.kind in ({', '.join('?' * len(chosen))})" if chosen else ""}
            order by score, entry.number
            limit ?
            """,
            (_match(query), *chosen, limit),
        )
        return [Hit(kind, id, rank) for *_, kind, id, rank in self._sealed(found)]

    def candidates(self, bands: tuple[int, ...], limit: int = 100) -> list[str]:
        """Return ids of entries that share a band; first those that share the most."""
        if not bands:
            return []
        found = self._run(
            f"""
            with asked (band, value) as (values {", ".join(["(?, ?)"] * len(bands))})
            select entry.number, entry.seal, entry.kind, entry.id
            from asked
            cross join band on band.band = asked.band and band.value = asked.value
            cross join entry on entry.number = band.entry
            group by entry.number
            order by count(*) desc, entry.number
            limit ?
            """,
            (*(field for pair in enumerate(bands) for field in pair), limit),
        )
        return [id for *_, id in self._sealed(found)]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Wait for the turn to write; keep all on leaving, nothing on an exception."""
        self._run("begin immediate")
        try:
            yield
            self._run("commit")
        except BaseException:
            if self._connection.in_transaction:
                self._run("rollback")
            raise

    def add(self, entry: Entry) -> None:
        """Make an entry findable; one that is there already stays as it is."""
        name = (entry.kind, entry.id)
        if self._run("select 1 from entry where kind = ? and id = ?", name):
            return
        number = self._run("select coalesce(max(number), 0) + 1 from entry")[0][0]
        self._run("insert into entry values (?, ?, ?, ?)", (number, *name, _seal(number, *name)))
        self._run(
            "insert into word (rowid, title, body) values (?, ?, ?)",
            (number, _encoded(folded(entry.title)), _encoded(folded(entry.text))),
        )
        for band, value in enumerate(entry.bands):
            self._run("insert into band values (?, ?, ?)", (band, value, number))

    def reach(self, head: Head) -> None:
        """Say how far the index is filled now."""
        self._run("update state set seq = ?, head = ?", (head.seq, head.hash))

    def clear(self) -> None:
        """Empty the index; inside `writing`."""
        for table in ("state", "entry", "band", "word"):
            self._run(f"drop table if exists {table}")
        self._create()

    def prepare(self) -> None:
        """See that the file holds an index of this format."""
        # The file may have come by mail: what is in it must not run, and cells are checked.
        for pragma in ("trusted_schema = off", "cell_size_check = on", "cache_size = -65536"):
            self._run(f"pragma {pragma}")
        if self._run("pragma journal_mode")[0][0] not in ("delete", "memory"):
            raise self._damaged("it is in another mode")
        if self._tables() and self._stamp() == _stamp():
            return
        with self.writing():
            if not self._tables():
                self._create()
            elif self._stamp() != _stamp():
                self.clear()

    def close(self) -> None:
        """Let go of the file; nothing is left beside it."""
        self._connection.close()

    def _create(self) -> None:
        for statement in TABLES:
            self._run(statement)
        self._run("insert into state values (?, 0, ?)", (_stamp(), START))

    def _tables(self) -> bool:
        return bool(self._run("select 1 from sqlite_master limit 1"))

    def _stamp(self) -> str | None:
        found = self._run("select stamp from state")
        return found[0][0] if len(found) == 1 else None

    def _run(self, statement: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise _explained(error, self.path) from None

    def _sealed(self, found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Refuse entries whose names are not as they were written."""
        if any(seal != _seal(number, kind, id) for number, seal, kind, id, *_ in found):
            raise self._damaged("its entries are not as they were written")
        return found

    def _damaged(self, said: str) -> IndexDamaged:
        return IndexDamaged(f"The search index {self.path} cannot be used: {said}.")


def spans(text: str, query: Query, most: int = MOST) -> list[tuple[int, int]]:
    """Return where the words and phrases of a query stand, in order, without overlaps.

    Code points of `text`, a phrase as one span; the first `most`. Looks closely only where
    the folded text has the characters, so that a large text costs little. Not found: a
    phrase torn apart by more than a thousand characters that are no words, and the end of a
    run of more than 64 letters.
    """
    looks = [_look(term) for term in query.find]
    singles = {term.words[0] for term in query.find if len(term.words) == 1 and not term.prefix}
    begins = tuple(t.words[0] for t in query.find if len(t.words) == 1 and t.prefix)
    phrases: dict[str, list[Term]] = {}
    for term in query.find:
        if len(term.words) > 1:
            phrases.setdefault(term.words[0], []).append(term)
    reach = max((len(term.words) for term in query.find), default=1) - 1
    found: list[tuple[int, int]] = []
    for start, end in blocks(text, NEAR_BLOCK):
        near = plain(text[start : end + BEYOND])
        if not any(look(near) for look in looks):
            continue
        here = list(words(text, start, end))
        inside = len(here)
        here += islice(words(text, end), reach)
        for at in range(inside):
            word = here[at]
            last = 0
            if word.folded in singles or (begins and word.folded.startswith(begins)):
                last = word.end
            for term in phrases.get(word.folded, ()):
                if _stands(term, here, at):
                    last = max(last, here[at + len(term.words) - 1].end)
            if not last:
                continue
            if found and word.start < found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], last))
            elif len(found) == most:
                return found
            else:
                found.append((word.start, last))
    return found


def snippet(text: str, spans: list[tuple[int, int]], width: int = WIDTH) -> Snippet:
    """Return the stretch with the most places found, the first of equals; cut between words.

    The text in it is as it stands in the original, with its line ends. Without places, the
    beginning.
    """
    ordered = sorted(spans)
    first, last = _densest(ordered, width)
    room = max(0, width - (last - first))
    start = max(0, first - room // 2)
    end = min(len(text), start + max(width, 1))
    start = max(0, min(start, end - width))
    start, end = _between_words(text, start, end, first, min(last, start + width))
    inside = ordered[bisect_left(ordered, (start, 0)) : bisect_right(ordered, (end, 0))]
    return Snippet(
        start, end, text[start:end], tuple((a - start, min(b, end) - start) for a, b in inside)
    )


def _densest(ordered: list[tuple[int, int]], width: int) -> tuple[int, int]:
    """Return where the most spans begin and end that fit into a width."""
    best, most, tail = (ordered[0] if ordered else (0, 0)), 1, 0
    for at, (_start, end) in enumerate(ordered):
        while end - ordered[tail][0] > width and tail < at:
            tail += 1
        if at - tail + 1 > most:
            best, most = (ordered[tail][0], end), at - tail + 1
    return best


def _between_words(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Draw a stretch in to whole words, but not beyond the places it is for."""
    low, high = max(0, start - LONGEST), min(len(text), end + LONGEST)
    near = list(words(text, low, high))
    if start > 0:
        start = next((w.start for w in near if start <= w.start <= first), first)
    if end < len(text):
        end = next((w.end for w in reversed(near) if max(last, start) <= w.end <= end), end)
    return start, end


def _stands(term: Term, here: list[Word], at: int) -> bool:
    """Whether the words of a phrase stand one after the other from `at` on."""
    if at + len(term.words) > len(here):
        return False
    *firm, final = term.words
    if any(here[at + n].folded != word for n, word in enumerate(firm)):
        return False
    there = here[at + len(firm)].folded
    return there.startswith(final) if term.prefix else there == final


def _look(term: Term) -> Callable[[str], bool]:
    """Return what tells of folded text whether a term may stand in it; it may yet not.

    An Arabic word may have clitics before it: there the words alone are looked for.
    """
    if any("\u0600" <= word[0] <= "\u08ff" for word in term.words):
        return lambda near: all(word in near for word in term.words)
    body = r"[\W_]*[والفبك]{0,64}?".join(map(re.escape, term.words))
    before = r"(?<![0-9a-z])" if _is_ascii(term.words[0][0]) else ""
    after = r"(?![0-9a-z])" if _is_ascii(term.words[-1][-1]) and not term.prefix else ""
    if any(len(word) >= LONGEST for word in term.words):
        before = after = ""  # pieces of a longer run touch each other
    pattern = re.compile(before + body + after)
    return lambda near: pattern.search(near) is not None


def _is_ascii(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _match(query: Query) -> str:
    """Write a query for FTS5: nothing but quoted strings of our own words, and operators."""
    wanted = " AND ".join(map(_quoted, query.find))
    if not query.without:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(map(_quoted, query.without))})"


def _quoted(term: Term) -> str:
    return f'"{_encoded(term.words)}"{" *" if term.prefix else ""}'


_ODD = re.compile(r"[\0-/:-`{-\x7f]")


def _encoded(folded: Iterable[str]) -> str:
    """Join words by blanks so that each is one token to FTS5.

    A few ligatures fold to words with a blank or a bar in them; a character for private use
    stands in.
    """
    return " ".join(w if w.isalnum() else _ODD.sub("\ue000", w) for w in folded)


def _seal(number: int, kind: str, id: str) -> int:
    return crc32(f"{number} {kind} {id}".encode())


def _stamp() -> str:
    """Return what an index has to be made by: words depend on Python's tables of Unicode."""
    return f"sousveil index {FORMAT}, Unicode {unicodedata.unidata_version}"


def _belongs(reached: Head, view: View) -> bool:
    """Whether the log has this hash at this row."""
    if reached == Head(0, START):
        return True
    return any(row.hash == reached.hash for row in view.log() if row.seq == reached.seq)


def _explained(error: Exception, path: Path | None) -> Exception:
    """Turn what SQLite says into what is to be done."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if "no such module" in str(error):
        return ProjectError("This Python has an SQLite without FTS5. Take one from python.org.")
    if path is None:
        return error  # nothing in memory is damaged: a fault of ours
    if code in TAKEN:
        return LedgerBusy(
            f"Another program has been writing to {path} for too long. "
            "Wait until it is done or end it, then search again; nothing is lost."
        )
    if code in NO_ROOM:
        return IndexUnwritable(f"The search index {path} cannot be written: {error}.")
    return IndexDamaged(f"The search index {path} cannot be used: {error}.")


def _identity(path: Path | None) -> tuple[int, int] | None:
    try:
        status = path.stat() if path is not None else None
    except OSError:
        return None
    return None if status is None else (status.st_dev, status.st_ino)


def _discard(path: Path, file: tuple[int, int] | None) -> bool:
    """Delete a damaged index with what SQLite put beside it, unless it was replaced meanwhile.

    Called while the file is still open: so its number cannot be given to a new one. Returns
    whether another attempt makes sense.
    """
    if _identity(path) != file:
        return True
    try:
        for suffix in ("-journal", "-wal", "-shm", ""):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError:
        return False
    return True
