"""Review, as the doors use it: decisions into the ledger, and the queue out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from sousveil.codebook.names import Names
from sousveil.codebook.vocabulary import Codebook
from sousveil.errors import QueryError
from sousveil.model.claim import Claim
from sousveil.model.codec import claim_from_plain, claim_to_plain, from_plain, to_plain
from sousveil.model.decision import Decision
from sousveil.model.noun import replace
from sousveil.model.said import said as phrase
from sousveil.model.source import Finding
from sousveil.project import state
from sousveil.project.standing import CODEBOOK
from sousveil.project.state import Reading
from sousveil.project.worth import figures_moved, pairs
from sousveil.review.decide import Past, State, person
from sousveil.review.made import RULE, made_claim, says_the_same
from sousveil.review.queue import Item, Known, queue
from sousveil.review.same import Candidate, Likeness, candidates, similar
from sousveil.storage.ledger import Ledger, Row, View, Writer, last, row

Instead = str | Mapping[str, Any]
"""The id of a claim that is there, or an object of the claim schema; `text`, the digest of the
text that its evidence stands in, may be left out where it is that of the old claim."""

TAKEN_BACK = "taken back"

ROOM = 400  # characters of context before and after a quote
SIMILAR = 20  # similar claims shown beside an item


class Context(Struct, frozen=True, kw_only=True):
    """A quote in the text around it."""

    before: str
    quote: str
    after: str
    is_whole: bool
    """Whether this is all of the text that its readers see."""


class Passage(Struct, frozen=True, kw_only=True):
    """A claim with who says it, where, and what was decided."""

    claim: Claim
    state: State
    context: Context
    reading: Reading | None
    places: tuple[Finding, ...]
    """Where its document was found."""

    last: str
    """Id of the last decision that touched it; empty where none did. See `decide`, `seen`."""


class Waiting(Struct, frozen=True, kw_only=True):
    """One item of the queue with all that it takes to decide."""

    item: Item
    passages: tuple[Passage, ...]
    similar: tuple[Likeness, ...]
    """Open and accepted claims outside the item that may say the same."""


class Queue(Struct, frozen=True, kw_only=True):
    """A page of what waits for a decision, and how far the work is."""

    waiting: tuple[Waiting, ...]
    items: int
    """Of the whole queue."""

    claims: int
    """Open claims in it."""

    decided: int
    """Claims that people have decided about."""

    today: int
    """Decisions that people made on the day of asking, those taken back left out."""

    own: Decision | None = None
    """The last decision of who asks, which `undo` would take back."""


class DecidedMeanwhile(QueryError):
    """Somebody has decided about a claim since it was looked at."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.decisions = tuple(decisions)
        told = "; ".join(f"{d.by}: {d.kind}, because {d.because}" for d in self.decisions)
        super().__init__(f"Somebody has decided about it meanwhile ({told}). Look at it again.")


def decide(
    ledger: Ledger,
    names: Names,
    kind: str,
    claims: Iterable[str],
    *,
    by: str,
    because: str,
    at: str,
    instead: Iterable[Instead] | None = None,
    seen: Mapping[str, str] | None = None,
) -> Decision:
    """Write one decision of a person, with the claims that it makes; all of it or nothing.

    `seen` is the last decision about each claim when the person looked at it, empty for none.
    Raises `QueryError` where it names no claim, no person or no reason, where a claim is not
    there, and where an earlier decision stands against it; of these, `DecidedMeanwhile` where
    there is a decision that the person has not seen.
    """
    old = tuple(dict.fromkeys([claims] if isinstance(claims, str) else claims))
    by, because = signed(by, because)
    if not old:
        raise QueryError(phrase("A decision names the claims that it is about."))
    with ledger.writing(at) as writer:
        stored = [_claim(writer, claim) for claim in old]
        new: list[Claim] | None = None
        if instead is not None:
            given = [instead] if isinstance(instead, str | Mapping) else list(instead)
            new = [_stand_in(writer, one, stored, names) for one in given]
            kept = {claim.id for claim in new} if kind == "merge" else set()
            old = tuple(claim for claim in old if claim not in kept)
            if kind == "amend" and any(says_the_same(new[0], one) for one in stored):
                raise QueryError(phrase("The amended claim says the same as before."))
        past = state.past(writer)
        _nothing_since(writer, past, seen or {})
        ids = None if new is None else [claim.id for claim in new]
        made = state.decision(
            kind,
            old,
            by=by,
            at=at,
            because=because,
            instead=ids,
            after=past.last((*old, *(ids or ()))),
        )
        _write(writer, past, made, new or ())
    return made


def undo(
    ledger: Ledger, *, by: str, because: str, at: str, decision: str | None = None
) -> Decision:
    """Take back the last decision of a person by a new one; all is as before it.

    `decision` is the one that the person means. Raises `QueryError` if there is none, if it is
    not the last one any more, or if somebody has decided about its claims since.
    """
    by, because = signed(by, because or TAKEN_BACK)
    with ledger.writing(at) as writer:
        past = state.past(writer)
        target = past.last_of(by)
        if target is None:
            raise QueryError(phrase("There is no decision by {by} to take back.", by=by))
        if decision is not None and target.id != decision:
            raise QueryError(
                phrase("This is not your last decision any more. Nothing was taken back.")
            )
        made = state.decision("undo", target.claims, by=by, at=at, because=because, after=target.id)
        _write(writer, past, made, ())
    return made


def waiting(
    view: View,
    names: Names,
    newest: Known,
    *,
    limit: int | None,
    skip: int,
    by: str | None,
    today: str,
    only: Callable[[Item], bool] | None = None,
) -> Queue:
    """Return a page of the queue; `by` leaves out what only somebody else may decide.

    `only` chooses among the items; the claims are counted before it does.
    Open are the claims of the texts as they were read last; `newest` is what the newest
    edition holds.
    """
    past = state.past(view)
    states = past.states()
    read = {reading.text: reading for reading in state.readings(view).values()}
    open_: list[Claim] = []
    accepted: list[Claim] = []
    for stored in view.rows("claim"):
        name = past.state(stored.id).name
        if name == "accepted":
            accepted.append(claim_from_plain(stored.plain))
        elif _is_open(past.state(stored.id), stored, by) and stored.drawn["text"] in read:
            open_.append(claim_from_plain(stored.plain))
    known = replace(newest, accepted=tuple(accepted))
    items = queue(open_, states, known, names)
    if only is not None:
        items = tuple(filter(only, items))
    page = items[skip:] if limit is None else items[skip : skip + limit]
    everything = (*open_, *accepted)
    content = cache(lambda text: _content(view, text))
    return Queue(
        waiting=tuple(_waiting(view, item, past, everything, content) for item in page),
        items=len(items),
        claims=len(open_),
        decided=sum(_by_a_person(last) for last in states.values()),
        today=sum(d.at[:10] == today and d.by != CODEBOOK for d in past.in_force()),
        own=None if by is None else past.last_of(by),
    )


def passage(view: View, claim: str) -> tuple[Passage, tuple[Decision, ...]]:
    """Return a claim, whatever was decided about it, and all decisions that name it."""
    found, past = _claim(view, claim), state.past(view)
    made = tuple(
        d for d in state.decisions(view) if claim in d.claims or claim in (d.instead or ())
    )
    return _passage(view, found, past, _content(view, found.text)), made


def newest_edition(codebook: Codebook) -> Known:
    """Return what the newest packaged edition holds."""
    from sousveil.storage import packaged

    editions = map(packaged.load_edition, packaged.names())
    edition = max(editions, key=lambda edition: edition.in_force, default=None)
    if edition is None:
        return Known()
    return Known(edition=edition.name, pairs=pairs(edition), moved=figures_moved(edition, codebook))


def context(view: View, claim: str, room: int) -> Context:
    """Return a claim's quote with so many characters before and after it."""
    found = _claim(view, claim)
    return _context(found, _content(view, found.text), room)


def unlisted_names(view: View, names: Names) -> tuple[Candidate, ...]:
    """Return the names that open and accepted claims use and the codebook does not have."""
    past = state.past(view)
    return candidates(
        (
            claim_from_plain(stored.plain)
            for stored in view.rows("claim")
            if past.state(stored.id).name in ("accepted", "doubted")
            or _is_open(past.state(stored.id), stored, None)
        ),
        names.codebook,
    )


def replayed(view: View) -> Iterator[tuple[str, str]]:
    """Take every decision again; yield each that does not follow, with what is wrong.

    A decision says which one came before it; so a lost, planted or exchanged one shows.
    """
    past = Past()
    made: set[str] = set()
    for decision in state.decisions(view):
        due = past.last((*decision.claims, *(decision.instead or ())))
        if decision.after is not None and decision.kind != "undo" and decision.after != due:
            yield decision.id, f"it does not follow the decision that it names: {decision.after}"
        if why := past.take(decision):
            yield decision.id, f"it cannot follow what was decided before: {why}"
        made.update(decision.instead or ())
    for stored in view.rows("claim"):
        if stored.plain["rule"] == RULE and stored.id not in made:
            yield stored.id, "it is a person's claim, and no decision put it there"


def signed(by: str, because: str) -> tuple[str, str]:
    """Return the name and the reason of a decision; raise `QueryError` where one is no good."""
    by, because = by.strip(), because.strip()
    if not _is_whole(by) or not _is_whole(because):
        raise QueryError(phrase("The name or the reason holds half a character. Type it again."))
    if not by:
        raise QueryError(
            phrase("A decision names who decides, and this one does not. Add by, or --by.")
        )
    if not because:
        raise QueryError(phrase("A decision gives its reason, and this one does not. Add because."))
    if person(by) == CODEBOOK:
        raise QueryError(phrase("Nobody may sign as {name!r}. Use your own name.", name=CODEBOOK))
    return by, because


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)


def _write(writer: Writer, past: Past, made: Decision, new: Iterable[Claim]) -> None:
    if why := past.refusal(made):
        raise QueryError(phrase("This cannot be decided so: {why}.", why=why))
    rows = [row("claim", claim_to_plain(claim)) for claim in new]
    writer.append([*rows, row("decision", to_plain(made))])


def _claim(view: View, id: str) -> Claim:
    stored = view.row("claim", id)
    if stored is None:
        raise QueryError(phrase("There is no claim {id!r} in this project.", id=id))
    return claim_from_plain(stored.plain)


def _stand_in(view: View, given: Instead, old: list[Claim], names: Names) -> Claim:
    """Return the claim that is to stand instead: one that is there, or one made of words."""
    if isinstance(given, str):
        return _claim(view, given)
    if not isinstance(given, Mapping):
        raise QueryError(
            phrase("What stands instead is the id of a claim, or an object of its schema.")
        )
    texts = [given["text"]] if given.get("text") else [claim.text for claim in old]
    refused: QueryError | None = None
    for text in dict.fromkeys(texts):
        content = _content(view, str(text))
        like = next((claim for claim in old if claim.text == text), None)
        try:
            return made_claim(given, content, names, text=text, like=like)
        except QueryError as error:
            refused = refused or error
    raise refused or QueryError(phrase("A claim needs a text that its evidence stands in."))


def _content(view: View, text: str) -> str:
    """Return what readers of a text see: what is hidden in the original is no evidence."""
    stored = view.row("text", text)
    if stored is None:
        raise QueryError(phrase("There is no text {text!r} in this project.", text=text))
    read = last(view.rows("reading", text=text))
    shown = None if read is None else from_plain(read.plain, Reading).shown
    return str(stored.plain["content"])[:shown]


def _is_open(state: State, stored: Row, by: str | None) -> bool:
    """Tell whether a claim waits for a decision of this person.

    One that a person made waits only where it is doubted, or was itself put back.
    """
    if state.name == "doubted":
        return by is None or person(by) not in map(person, state.doubters)
    put_back = state.decision is not None and stored.id in state.decision.claims
    return state.name == "proposed" and (put_back or stored.plain["rule"] != RULE)


def _by_a_person(state: State) -> bool:
    decided = state.name not in ("proposed", "doubted")
    return decided and state.decision is not None and state.decision.by != CODEBOOK


def _waiting(view: View, item: Item, past: Past, others: Iterable[Claim], content: Any) -> Waiting:
    own = {claim.id for claim in item.claims}
    found = []
    for likeness in similar(item.claims[0], others):
        if likeness.claim.id not in own:
            found.append(likeness)
        if len(found) == SIMILAR:
            break
    passages = (_passage(view, claim, past, content(claim.text)) for claim in item.claims)
    return Waiting(item=item, passages=tuple(passages), similar=tuple(found))


def _passage(view: View, claim: Claim, past: Past, content: str) -> Passage:
    read = last(view.rows("reading", text=claim.text))
    reading = None if read is None else from_plain(read.plain, Reading)
    places = () if reading is None else view.rows("finding", snapshot=reading.snapshot)
    return Passage(
        claim=claim,
        state=past.state(claim.id),
        context=_context(claim, content, ROOM),
        reading=None if reading is None else replace(reading, cells=()),
        places=tuple(from_plain(place.plain, Finding) for place in places),
        last=past.last([claim.id]) or "",
    )


def _nothing_since(view: View, past: Past, seen: Mapping[str, str]) -> None:
    """Raise `DecidedMeanwhile` where the last decision about a claim is another than was seen."""
    new = {past.last([claim]) for claim, was in seen.items() if (past.last([claim]) or "") != was}
    if new:
        raise DecidedMeanwhile(d for d in state.decisions(view) if d.id in new)


def _context(claim: Claim, content: str, room: int) -> Context:
    start, end = claim.evidence.start, claim.evidence.end
    first, final = max(0, start - room), min(len(content), end + room)
    return Context(
        before=content[first:start],
        quote=claim.quote,
        after=content[end:final],
        is_whole=first == 0 and final == len(content),
    )
