"""The review desk: one claim at a time, decided by forms; keys and lively parts come on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from fastapi import FastAPI, Request, Response

from sousveil.errors import QueryError
from sousveil.model.decision import Decision
from sousveil.model.said import joined
from sousveil.project import DecidedMeanwhile, Passage, Project, Waiting
from sousveil.project.documents import is_address
from sousveil.project.plain import apply, plain_claim
from sousveil.review.disagree import disagreements
from sousveil.review.queue import Item
from sousveil.review.words import details, said
from sousveil.web.catalogue import told_by
from sousveil.web.door import Refusal
from sousveil.web.live.fields import amended, fields, told
from sousveil.web.live.show import Fields, Form, name_of, one, project, shown, to
from sousveil.web.permissions import may

REASONS = (
    "the words do not say so",
    "it is another place",
    "it is another supplier",
    "it is no surveillance technology",
    "it is no use, only a plan or an offer",
    "the page is about something else",
    "it says the same as another claim",
)
"""Why a claim is rejected, to choose from."""

BECAUSE = "the words say so"
"""The reason of an acceptance where nothing is odd."""

CARE = ("look-alike", "unlisted", "disagreement", "negated", "doubted")
"""Reasons of the queue with which an acceptance wants a reason of its own."""

DONE = {
    "accept": "Accepted.",
    "reject": "Rejected.",
    "amend": "Amended: the corrected claim stands.",
    "merge": "Merged: one claim stands for all.",
    "split": "Split: the parts stand.",
    "doubt": "A second pair of eyes is asked for.",
    "reopen": "It is back in the queue.",
    "undo": "Your last decision is taken back.",
}
"""What is told after a decision."""

MOST_PARTS = 4
LISTED = 200  # disagreements on one page


def put(app: FastAPI) -> None:
    """Put these pages on a server."""
    get, post = app.get, app.post
    get("/review/", include_in_schema=False)(review)
    get("/review/claim/{claim}/", include_in_schema=False)(claim_page)
    get("/review/conflicts/", include_in_schema=False)(conflicts)
    post("/review/decide/", include_in_schema=False)(decide)
    post("/review/undo/", include_in_schema=False)(undo)


def review(
    request: Request, at: int = 0, find: str = "", second: int = 0, done: str = ""
) -> Response:
    """Show one item of the queue with all that it takes to decide."""
    opened, by = project(request), name_of(request)
    only = chosen(opened, find, bool(second))
    at = max(0, min(at, 10_000_000))
    queue = opened.queue(1, skip=at, by=by, only=only)
    if queue.items and not queue.waiting:
        at = queue.items - 1
        queue = opened.queue(1, skip=at, by=by, only=only)
    waiting = queue.waiting[0] if queue.waiting else None
    return shown(
        request,
        "review.html",
        "Review",
        "review",
        queue=queue,
        at=at,
        find=find,
        second=second,
        item=None if waiting is None else _item(opened, waiting),
        done=DONE.get(done, ""),
        **_choices(request),
    )


def claim_page(request: Request, claim: str, parts: int = 0) -> Response:
    """Show one claim, whatever was decided about it, with its history and the forms."""
    return _claim(request, f"claim:{claim}", parts=parts)


def conflicts(request: Request) -> Response:
    """Show the claims about which two people have decided otherwise."""
    opened = project(request)
    found = disagreements(opened.decisions())
    rows = []
    for claim in sorted(found)[:LISTED]:
        passage, _ = opened.passage(claim)
        rows.append((_passage(opened, passage), found[claim]))
    return shown(
        request, "conflicts.html", "Disagreements", "conflicts", rows=rows, count=len(found)
    )


def decide(request: Request, form: Form) -> Response:
    """Take a decision; where somebody decided meanwhile, show that instead."""
    opened = project(request)
    claims = form.get("claims", [])
    seen = dict(pair.split("=", 1) for pair in form.get("seen", []) if "=" in pair)
    seen = {claim: last for claim, last in seen.items() if claim in claims}
    try:
        made = apply(opened, _asked(opened, form), name_of(request), seen)
    except DecidedMeanwhile as error:
        return _meanwhile(request, form, claims, error)
    except QueryError as error:
        if not claims:
            raise
        return _claim(request, claims[0], 400, told_by(error), form)
    if one(form, "back") == "claim":
        stays = (made.instead or made.claims)[0]
        return to(request, f"review/claim/{short(stays)}/")
    return to(request, "review/", **_place(form), done=made.kind)


def undo(request: Request, form: Form) -> Response:
    """Take back the last decision of who asks."""
    try:
        made = project(request).undo(name_of(request), decision=one(form, "decision") or None)
    except QueryError as error:
        raise Refusal(409, told_by(error)) from None
    return to(request, "review/", **_place(form), done=made.kind)


def chosen(opened: Project, find: str, second: bool) -> Callable[[Item], bool] | None:
    """Return what chooses items by words in them, and those that somebody has doubted."""
    words = find.casefold().split()
    if not words and not second:
        return None

    def only(item: Item) -> bool:
        if second and not any(reason.kind == "doubted" for reason in item.reasons):
            return False
        if not words:
            return True
        parts = [said(item.claims[0], opened.names), *(claim.quote for claim in item.claims)]
        text = " ".join(parts).casefold()
        return all(word in text for word in words)

    return only


def short(claim: str) -> str:
    """Return the part of a claim's id that stands in addresses of the desk."""
    return claim.removeprefix("claim:")


def _asked(opened: Project, form: Fields) -> dict[str, Any]:
    """Return a decision as plain data, made of a form."""
    kind, claims = one(form, "kind"), form.get("claims", [])
    because = ": ".join(filter(None, (one(form, "why").strip(), one(form, "because").strip())))
    if kind == "accept" and not because and not one(form, "care"):
        because = BECAUSE
    asked: dict[str, Any] = {"kind": kind, "claims": claims, "because": because}
    if kind == "merge":
        asked["claims"] = list(dict.fromkeys((*claims, *form.get("with", []))))
        asked["instead"] = [one(form, "stays")]
    elif kind in ("amend", "split") and claims:
        plain = plain_claim(opened, opened.passage(claims[0])[0].claim)
        count = 1 if kind == "amend" else max(2, min(_number(one(form, "parts")), MOST_PARTS))
        asked["claims"] = claims[:1]
        asked["instead"] = [amended(plain, form, f"{part}.") for part in range(1, count + 1)]
    return asked


def _meanwhile(
    request: Request, form: Fields, claims: list[str], error: DecidedMeanwhile
) -> Response:
    """Show what somebody else has decided, and the own decision ready to be sent again."""
    opened = project(request)
    now = [_passage(opened, opened.passage(claim)[0]) for claim in claims]
    again = [
        (name, value)
        for name, values in form.items()
        if name not in ("token", "seen")
        for value in values
    ]
    again += [("seen", f"{passage['id']}={passage['last']}") for passage in now]
    return shown(
        request,
        "meanwhile.html",
        "Somebody has decided meanwhile",
        "review",
        409,
        passages=now,
        decisions=error.decisions,
        again=again,
        kind=one(form, "kind"),
        place=_place(form),
    )


def _claim(
    request: Request,
    claim: str,
    status: int = 200,
    message: str = "",
    form: Fields | None = None,
    parts: int = 0,
) -> Response:
    opened = project(request)
    try:
        passage, decisions = opened.passage(claim)
    except QueryError as error:
        raise Refusal(404, told_by(error)) from None
    form = form or {}
    count = max(0, min(parts or _number(one(form, "parts")), MOST_PARTS))
    plain = plain_claim(opened, passage.claim)
    return shown(
        request,
        "review-claim.html",
        "A claim",
        "review",
        status,
        passage=_passage(opened, passage),
        decisions=decisions,
        message=message,
        given={name: values[0] for name, values in form.items()},
        forms=[fields(plain, form, f"{n}.") for n in range(1, max(count, 1) + 1)],
        parts=count,
        **_choices(request),
    )


def _choices(request: Request) -> dict[str, Any]:
    return {"may_decide": may(request, "decide"), "reasons": REASONS, "because": BECAUSE}


def _item(opened: Project, waiting: Waiting) -> dict[str, Any]:
    """Return an item of the queue as its page shows it."""
    item = waiting.item
    passages = [_passage(opened, passage) for passage in waiting.passages]
    against = {claim.id for claim in item.against}
    return {
        "says": said(item.claims[0], opened.names),
        "reasons": [reason.words for reason in item.reasons],
        "care": any(reason.kind in CARE for reason in item.reasons),
        "passages": passages,
        "fields": fields(plain_claim(opened, item.claims[0])),
        "similar": [
            {
                "id": one.claim.id,
                "short": short(one.claim.id),
                "why": one.why,
                "says": said(one.claim, opened.names),
                "quote": one.claim.quote,
                "against": one.claim.id in against,
            }
            for one in waiting.similar
        ],
        "documents": len({passage.claim.text for passage in waiting.passages}),
        "origins": _origins(opened, waiting),
    }


def _doubts(opened: Project, passage: Passage) -> list[Decision]:
    """Return who asks for a second pair of eyes, and why; the last word of each."""
    if not passage.state.doubters:
        return []
    _, decisions = opened.passage(passage.claim.id)
    last = {made.by: made for made in decisions if made.kind == "doubt"}
    return [last[who] for who in passage.state.doubters if who in last]


def _origins(opened: Project, waiting: Waiting) -> int | None:
    """Count the independent voices behind the claims of an item; None where there is one text."""
    from sousveil.edition.independence import count_origins

    if len({claim.text for claim in waiting.item.claims}) < 2:
        return None
    return count_origins(waiting.item.claims, opened.origins())


def _passage(opened: Project, passage: Passage) -> dict[str, Any]:
    claim, reading = passage.claim, passage.reading
    about = reading.about if reading else None
    place = passage.places[0] if passage.places else None
    span = f"#c={claim.evidence.start}-{claim.evidence.end}"
    return {
        "id": claim.id,
        "short": short(claim.id),
        "last": passage.last,
        "says": said(claim, opened.names),
        "details": details(claim),
        "state": passage.state.name,
        "doubts": _doubts(opened, passage),
        "instead": [short(other) for other in passage.state.instead],
        "rule": claim.rule,
        "voices": joined(claim.attribution, "{first}, citing {rest}") if claim.attribution else "",
        "segments": segments(passage),
        "told": told(claim, plain_claim(opened, claim), opened.names),
        "title": (about.title if about else None)
        or (_name(place.location) if place else claim.text[7:23]),
        "source": place.source if place else None,
        "date": reading.date if reading else None,
        "document": f"document/{reading.snapshot[7:23]}/text/{span}" if reading else None,
        "is_whole": passage.context.is_whole,
    }


def _name(location: str) -> str:
    """Return a location, of a file its name alone: where it lay is nobody's business here."""
    return location if is_address(location) else location.rpartition("/")[2] or location


def segments(passage: Passage) -> list[tuple[str, bool, bool]]:
    """Return the text around a claim in pieces: its words, in the quote or not, named or not.

    Named are the words that stand for a part of the claim, such as its supplier.
    """
    claim, context = passage.claim, passage.context
    first = claim.evidence.start - len(context.before)
    text = context.before + context.quote + context.after
    spans = [(mention.start - first, mention.end - first) for _, mention in claim.mentions]
    start, end = len(context.before), len(context.before) + len(context.quote)
    cuts = {0, start, end, len(text)}
    cuts |= {cut for span in spans for cut in span if 0 <= cut <= len(text)}
    ordered = sorted(cuts)
    return [
        (
            text[a:b],
            start <= a < end,
            any(from_ <= a and b <= until for from_, until in spans),
        )
        for a, b in pairwise(ordered)
        if a < b
    ]


def plain_decision(made: Decision) -> Mapping[str, Any]:
    """Return a decision as the API tells it."""
    return {
        "decision": made.id,
        "kind": made.kind,
        "claims": list(made.claims),
        "instead": list(made.instead or ()),
        "by": made.by,
        "at": made.at,
        "because": made.because,
    }


def _place(form: Fields) -> dict[str, str]:
    """Return where in the queue somebody stands, as the address of the desk has it."""
    at, second = _number(one(form, "at")), one(form, "second")
    return {
        "at": str(at) if at else "",
        "find": one(form, "find"),
        "second": "1" if second == "1" else "",
    }


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else 0
