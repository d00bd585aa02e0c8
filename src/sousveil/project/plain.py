"""Review as plain data, for doors that speak JSON: the queue out of it, decisions into it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sousveil.errors import QueryError
from sousveil.model.claim import Claim
from sousveil.model.decision import Decision

if TYPE_CHECKING:
    from sousveil.project import Passage, Project, Queue, Waiting

FIELDS = ("kind", "claims", "because", "by", "instead")
PLAIN = ("accept", "reject", "doubt", "reopen")
REPLACING = ("amend", "merge", "split")


def plain_queue(project: Project, queue: Queue, skip: int) -> dict[str, Any]:
    """Return a page of the queue as plain data."""
    return {
        "items": queue.items,
        "claims": queue.claims,
        "decided": queue.decided,
        "today": queue.today,
        "skip": skip,
        "queue": [_plain_item(project, waiting) for waiting in queue.waiting],
    }


def plain_claim(project: Project, claim: Claim) -> dict[str, Any]:
    """Return a claim as an object of the claim schema, with the text that it stands in.

    With a field changed, it can be given back as what is to stand instead.
    """
    from sousveil.extraction.schema import schema_claim

    return {**schema_claim(claim, project.codebook), "text": claim.text}


def _plain_item(project: Project, waiting: Waiting) -> dict[str, Any]:
    from sousveil.review.words import said

    item = waiting.item
    return {
        "says": said(item.claims[0], project.names),
        "worth": item.worth,
        "reasons": [{"kind": r.kind, "words": r.words} for r in item.reasons],
        "claims": [_plain_passage(project, passage) for passage in waiting.passages],
        "against": [claim.id for claim in item.against],
        "similar": [
            {
                "id": one.claim.id,
                "why": one.why,
                "says": said(one.claim, project.names),
                "quote": one.claim.quote,
            }
            for one in waiting.similar
        ],
    }


def _plain_passage(project: Project, passage: Passage) -> dict[str, Any]:
    reading = passage.reading
    about = reading.about if reading else None
    return {
        "id": passage.claim.id,
        "last": passage.last,
        "claim": plain_claim(project, passage.claim),
        "rule": passage.claim.rule,
        "state": passage.state.name,
        "doubters": passage.state.doubters,
        "snapshot": reading.snapshot if reading else None,
        "title": about.title if about else None,
        "date": reading.date if reading else None,
        "places": [{"source": p.source, "location": p.location} for p in passage.places],
        "before": passage.context.before,
        "after": passage.context.after,
    }


def parsed(line: bytes) -> dict[str, Any]:
    """Read a decision from a line of JSON; raise `QueryError` where it is none."""

    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        plain = json.loads(line.decode("utf-8-sig"), parse_constant=refuse)
    except (ValueError, RecursionError):
        raise QueryError("This line is no JSON.") from None
    if not isinstance(plain, dict) or not isinstance(plain.get("kind"), str):
        raise QueryError("A decision is an object with kind, claims, because and by.")
    for name in plain:
        if name not in FIELDS:
            raise QueryError(f"{name!r} is no field of a decision. It has {', '.join(FIELDS)}.")
    return plain


def apply(
    project: Project,
    plain: Mapping[str, Any],
    by: str | None,
    seen: Mapping[str, str] | None = None,
) -> Decision:
    """Decide what a line asks for; `by` signs where it names nobody. Raises `QueryError`.

    `seen` is as in `Project.decide`.
    """
    kind, because = plain["kind"], plain.get("because", "")
    who, claims = plain.get("by", by) or "", plain.get("claims", [])
    instead = plain.get("instead")
    if not isinstance(who, str) or not isinstance(because, str):
        raise QueryError("by and because are text.")
    if not isinstance(claims, list) or not all(isinstance(claim, str) for claim in claims):
        raise QueryError("claims is a list of ids.")
    if kind == "undo":
        if claims or instead:
            raise QueryError("undo takes back the last decision of a person: name no claims.")
        return project.undo(who, because)
    if kind in PLAIN:
        if instead:
            raise QueryError(f"{kind} puts nothing in the place of a claim.")
        return project.decide(kind, claims, who, because, seen=seen)
    if kind not in REPLACING:
        known = ", ".join((*PLAIN, *REPLACING, "undo"))
        raise QueryError(f"{kind!r} is no kind of decision. Kinds: {known}.")
    if not isinstance(instead, list) or not instead:
        raise QueryError(f"{kind} needs instead: a list of claims.")
    if kind != "split" and len(instead) != 1:
        raise QueryError(f"{kind} puts one claim in the old place, and {len(instead)} are given.")
    if kind != "merge" and len(claims) != 1:
        raise QueryError(f"{kind} is for one claim, and {len(claims)} are named.")
    return project.decide(kind, claims, who, because, instead, seen=seen)
