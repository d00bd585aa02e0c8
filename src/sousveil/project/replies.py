"""Replies and reports of problems: entered in the ledger, withdrawn or settled by later records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from sousveil.codebook.names import Names
from sousveil.errors import BadDate, QueryError
from sousveil.model.codec import from_plain, to_plain
from sousveil.model.decision import Decision
from sousveil.model.noun import replace
from sousveil.model.reply import Answered, Filed, Reply, Report
from sousveil.model.said import said as phrase
from sousveil.model.time import parse_date
from sousveil.project.origins import document
from sousveil.project.reviewing import signed
from sousveil.project.state import decision, decisions, findings, past
from sousveil.review.decide import Past
from sousveil.storage.ledger import Ledger, View, row, row_id

KINDS = {"retract": "reply", "settle": "report"}
"""Kinds of decisions about replies and reports, and the kind of row that each speaks of."""

DONE = {"retract": "withdrawn", "settle": "settled"}

LONGEST = 20_000  # characters of a reply
LONGEST_REPORT = 4_000  # characters of a report of a problem
WIDEST = 300  # characters of a name or an address
OPEN = 200  # open reports of one person; a flood stays out of what is never erased
AHEAD = timedelta(days=1)  # somewhere it is tomorrow already

PARTY = re.compile(r"(supplier|country):(.+)")
ID = re.compile(r"(?:claim:)?([0-9a-f]{4,32})")
LETTER = re.compile(r"(?:reply:|report:)?([0-9a-f]{4,32})")

Printed = Callable[[], frozenset[str]]
"""The claims that editions at hand rest on, whether the ledger has them or not."""


def enter(
    ledger: Ledger,
    names: Names,
    printed: Printed,
    *,
    who: str,
    day: str,
    words: str,
    claims: Iterable[str],
    party: str | None,
    link: str | None,
    file: str | None,
    by: str,
    at: str,
) -> Reply:
    """Write down a reply of a named party.

    `claims` are ids or their beginnings; `party` is any name of a supplier or country; `file` is
    a stored document, named as `document` takes it. Raises `QueryError` where it does not say who
    answered, when, with which words, to what, and who enters it.
    """
    if not words.strip():
        raise QueryError("A reply has words, and this one has none. Add words, or --words.")
    by, words = signed(by, words)
    who = _line(who, "A reply says who answered. Add who, or --who.")
    if len(words) > LONGEST:
        raise QueryError(
            f"The reply has {len(words)} characters, and {LONGEST} may stand here. "
            "Enter its core, and name the whole as a document or a link."
        )
    given = [claims] if isinstance(claims, str) else list(claims)
    made = Reply(
        id="",
        who=who,
        day=_day(day, at),
        words=words,
        party=None if party is None else _party(party, names),
        link=None if link is None else _link(link),
        by=by,
        at=at,
    )
    if not given and made.party is None:
        raise QueryError("A reply answers to claims or to what is said of a party. Name one.")
    with ledger.writing(at) as writer:
        found = sorted({claim(name, writer, printed) for name in given})
        stored = None if file is None else document(file, findings(writer))
        made = replace(made, claims=tuple(found), document=stored)
        same = {_said(one.reply): one.reply for one in replies(writer) if one.retracted is None}
        if (before := same.get(_said(made))) is not None:
            raise QueryError(f"{before.by} entered this reply on {before.at}: {short(before.id)}.")
        plain = to_plain(made)
        made = replace(made, id=row_id("reply", plain))
        writer.append([row("reply", to_plain(made))])
    return made


def file(ledger: Ledger, *, about: str, words: str, by: str, at: str) -> Report:
    """Write down a problem that somebody reports; the same open report again is that one."""
    if not words.strip():
        raise QueryError(phrase("A report says in words what is wrong."))
    by, words = signed(by, words)
    by = _line(by, "A report says who sends it.")
    about = _line(about, "A report says which page or claim it is about.")
    if len(words) > LONGEST_REPORT:
        raise QueryError(
            phrase(
                "A report has at most {most} characters. Say it shorter.",
                most=LONGEST_REPORT,
            )
        )
    made = Report(id="", about=about, words=words, by=by, at=at)
    with ledger.writing(at) as writer:
        own = [f.report for f in reports(writer) if f.settled is None and f.report.by == by]
        for one in own:
            if _said(one) == _said(made):
                return one
        if len(own) >= OPEN:
            raise QueryError(
                phrase("{n} reports of yours wait already. Wait until some are settled.", n=OPEN)
            )
        made = replace(made, id=row_id("report", to_plain(made)))
        writer.append([row("report", to_plain(made))])
    return made


def decide(
    ledger: Ledger, kind: str, names: Iterable[str], *, by: str, because: str, at: str
) -> Decision:
    """Withdraw replies (`retract`), or say what was done about reports (`settle`).

    Raises `QueryError` where a name means none or several, and where it was done already.
    """
    by, because = signed(by, because)
    given = [names] if isinstance(names, str) else list(names)
    with ledger.writing(at) as writer:
        last = _last(writer)
        named = sorted({_letter(name, KINDS[kind], writer) for name in given})
        for one in named:
            if (before := last.get(one)) is not None:
                raise QueryError(f"{short(one)} was {DONE[kind]} by {before.by} on {before.at}.")
        if not named:
            raise QueryError(f"Name the {KINDS[kind]} that is meant.")
        made = decision(kind, (), by=by, at=at, because=because, letters=named)
        writer.append([row("decision", to_plain(made))])
    return made


def replies(view: View) -> Iterator[Answered]:
    """Yield the replies in their order, the withdrawn ones too."""
    stored = list(view.rows("reply"))
    if not stored:
        return
    last, now = _last(view), past(view)
    for one in stored:
        reply = from_plain(one.plain, Reply)
        claims = tuple(sorted({c for claim in reply.claims for c in _now(claim, now)}))
        yield Answered(reply=reply, retracted=last.get(reply.id), claims=claims)


def reports(view: View) -> Iterator[Filed]:
    """Yield the reports of problems in their order, the settled ones too."""
    last = _last(view)
    for one in view.rows("report"):
        yield Filed(report=from_plain(one.plain, Report), settled=last.get(one.id))


def claim(name: str, view: View, printed: Printed) -> str:
    """Return the id of the claim that is meant: in the ledger, or behind an edition at hand.

    Raises `QueryError` if there is none, or are several.
    """
    match = ID.fullmatch(name.strip().lower())
    start = f"claim:{match[1]}" if match else "claim:"
    found = {stored.id for stored in view.beginning("claim", start)} if match else set()
    if match and not found:
        found = {one for one in printed() if one.startswith(start)}
    if len(found) == 1:
        return found.pop()
    if not found:
        raise QueryError(f"There is no claim {name!r} in this project, and none in an edition.")
    raise QueryError(f"{name!r} may be several claims. Give more of its digits.")


def short(id: str) -> str:
    """Return an id of a reply or a report as people are shown it."""
    return id.partition(":")[2][:12]


def unfounded(view: View) -> Iterator[tuple[str, str]]:
    """Yield replies, reports and decisions about them that cannot hold: id, and why in words."""
    known = {kind: {stored.id for stored in view.rows(kind)} for kind in KINDS.values()}
    snapshots = {stored.id for stored in view.rows("snapshot")} if known["reply"] else set()
    for stored in view.rows("reply"):
        reply = from_plain(stored.plain, Reply)
        if not (reply.words.strip() and reply.who.strip() and reply.by.strip()):
            yield reply.id, "it does not say who answered, with which words, and who entered it"
        elif not reply.claims and reply.party is None:
            yield reply.id, "it does not say what it answers to"
        elif reply.document is not None and reply.document not in snapshots:
            yield reply.id, "it names a document that is not there"
    done: set[str] = set()
    for made in decisions(view):
        if made.kind not in KINDS:
            if made.letters:
                yield made.id, "it names replies or reports, and is no decision about them"
            continue
        named = made.letters or ()
        if not known[KINDS[made.kind]].issuperset(named):
            yield made.id, f"it decides about a {KINDS[made.kind]} that is not there"
        elif not named or made.claims or made.documents or made.verdicts:
            yield made.id, f"it does not say about which {KINDS[made.kind]} it decides"
        elif done.intersection(named):
            yield made.id, "it says again what was said before"
        done.update(named)


def unknown(view: View, printed: Printed) -> Iterator[tuple[str, str]]:
    """Yield the replies to claims that neither the ledger nor an edition at hand has."""
    for stored in view.rows("reply"):
        for one in from_plain(stored.plain, Reply).claims:
            if view.row("claim", one) is None and one not in printed():
                yield stored.id, f"it answers to {one}, which is in no edition at hand"


def _now(claim: str, past: Past) -> Iterator[str]:
    """Yield a claim, and whatever people put in its place since."""
    seen, waiting = {claim}, [claim]
    while waiting:
        one = waiting.pop()
        yield one
        new = [other for other in past.state(one).instead if other not in seen]
        seen.update(new)
        waiting += new


def _last(view: View) -> dict[str, Decision]:
    return {
        one: made for made in decisions(view) if made.kind in KINDS for one in made.letters or ()
    }


def _letter(name: str, kind: str, view: View) -> str:
    match = LETTER.fullmatch(name.strip().lower())
    found = view.beginning(kind, f"{kind}:{match[1]}") if match else ()
    if len(found) == 1:
        return found[0].id
    if not found:
        raise QueryError(f"There is no {kind} {name!r}. Lists: sousveil reply list, reports.")
    raise QueryError(f"{name!r} may be several. Give more of its digits.")


def _party(name: str, names: Names) -> str:
    """Return `supplier:ID` or `country:XXX` for any name of one."""
    if match := PARTY.fullmatch(name.strip()):
        vocabulary = names.codebook.suppliers | names.codebook.financiers
        known = vocabulary if match[1] == "supplier" else names.codebook.countries
        if match[2] in known:
            return name.strip()
    if supplier := names.supplier(name):
        return f"supplier:{supplier}"
    if country := names.country(name):
        return f"country:{country}"
    raise QueryError(f"{name!r} is no name of a supplier or a country in the codebook.")


def _day(text: str, at: str) -> str:
    day = parse_date(text)
    if len(day) != len("2026-01-01"):
        raise BadDate(text)
    if date.fromisoformat(day) > date.fromisoformat(at[:10]) + AHEAD:
        raise QueryError(f"{day} is yet to come. Give the day on which the answer was given.")
    return day


def _link(text: str) -> str:
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or len(text) > 2 * WIDEST:
        raise QueryError(f"{text!r} is no address of the web. Write it as https://example.org/x.")
    return text.strip()


def _line(text: str, lacking: str) -> str:
    told = " ".join(text.split())
    if not told:
        raise QueryError(lacking)
    if len(told) > WIDEST:
        raise QueryError(
            phrase(
                "{given!r}... is longer than {most} characters. Say it shorter.",
                given=told[:40],
                most=WIDEST,
            )
        )
    return told


def _said(letter: Reply | Report) -> tuple[object, ...]:
    plain = to_plain(letter)
    return tuple((name, str(plain[name])) for name in sorted(plain) if name not in ("id", "at"))
