"""The live API: the queue, decisions, editions and work in progress, as JSON."""

from __future__ import annotations

import json
from enum import Enum
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, model_validator

from sousveil.model.policy import Policy
from sousveil.project import DecidedMeanwhile
from sousveil.project.plain import apply, plain_queue
from sousveil.web.api import Refused
from sousveil.web.catalogue import told_by
from sousveil.web.door import Refusal
from sousveil.web.live.desk import chosen, plain_decision
from sousveil.web.live.editions import compiled, moved
from sousveil.web.live.show import name_of, project
from sousveil.web.permissions import caller, may

LONGEST = 10_000  # signs of a reason


class Told(BaseModel):
    """What is sent has the fields below, and no others."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _is_text(cls, plain: Any) -> Any:
        """Refuse halves of surrogate pairs: JSON can write them, and no text can hold them."""
        json.dumps(plain, ensure_ascii=False).encode()
        return plain


class AskedDecision(Told):
    """A decision; it is signed with the name of who is signed in."""

    kind: Literal["accept", "reject", "amend", "merge", "split", "doubt", "reopen"]
    claims: Annotated[list[str], Field(max_length=10_000)]
    because: Annotated[str, Field(max_length=LONGEST)]
    instead: Annotated[list[str | dict[str, Any]] | None, Field(max_length=100)] = None
    """Ids of claims, or claims of the claim schema, that stand instead."""

    seen: dict[str, str] | None = None
    """For each claim the field `last` of the queue: refused where it is another one now."""


class AskedUndo(Told):
    """The wish to take back the own last decision."""

    because: Annotated[str, Field(max_length=LONGEST)] = ""
    decision: str | None = None
    """The one that is meant; refused where it is not the last any more."""


class AskedEdition(Told):
    """An edition to be compiled."""

    name: str
    base: str | None = None
    since: str | None = None
    as_of: str | None = None
    min_origins: Literal[1, 2] = 1
    contracted: bool = False
    disputed: bool = False


class Meanwhile(Refused):
    """Somebody else has decided; `decisions` are theirs."""

    decisions: list[dict[str, Any]]


TAGS: list[str | Enum] = ["desk"]

Responses = dict[int | str, dict[str, Any]]


def _refusal(status: int, description: str) -> Responses:
    return {status: {"model": Refused, "description": description}}


MISSING = {
    **_refusal(404, "This work is not known here any more."),
    **_refusal(422, "A field is not as it should be."),
}
READ = {
    **_refusal(401, "Nobody is signed in."),
    **_refusal(422, "A field is not as it should be."),
}
SENT = {
    **READ,
    **_refusal(400, "This cannot be done; nothing was changed."),
    **_refusal(403, "The role, the form's token or the sending page does not fit."),
    **_refusal(413, "More was sent than is taken."),
    **_refusal(415, "This is no JSON."),
    **_refusal(429, "Too much is sent from here."),
    **_refusal(503, "Somebody else is writing. Try again in a moment."),
}
MEANWHILE: dict[str, Any] = {"model": Meanwhile, "description": "Somebody decided meanwhile."}


def put(app: FastAPI) -> None:
    """Put the API on a server."""
    app.get("/api/session", tags=TAGS)(session)
    app.get("/api/jobs/{id}", tags=TAGS, responses=MISSING)(job)
    if app.state.sessions is None:
        return
    app.get("/api/queue", tags=TAGS, responses=READ)(queue)
    app.post("/api/decisions", tags=TAGS, responses={**SENT, 409: MEANWHILE})(decisions)
    app.post("/api/undo", tags=TAGS, responses=SENT)(undo)
    app.post("/api/editions", tags=TAGS, responses=SENT)(editions)


def session(request: Request) -> dict[str, str | None]:
    """Tell who is signed in, and the token that the header X-Form-Token sends back."""
    who = caller(request)
    return {"name": who.name, "role": who.role, "token": who.token or None}


def job(request: Request, id: str) -> dict[str, Any]:
    """Tell how far a piece of work is: state, done, of, messages, results."""
    found = request.app.state.jobs.of(id)
    if found is None or (
        found.owner is not None and found.owner != name_of(request) and not may(request, "add")
    ):
        raise Refusal(404, "This work is not known here any more.")
    plain: dict[str, Any] = found.plain()
    return plain


def queue(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    skip: Annotated[int, Query(ge=0)] = 0,
    find: str = "",
    second: bool = False,
) -> dict[str, Any]:
    """Return what waits for a decision, the most valuable first."""
    opened = project(request)
    found = opened.queue(limit, skip=skip, by=name_of(request), only=chosen(opened, find, second))
    return plain_queue(opened, found, skip)


def decisions(request: Request, asked: AskedDecision) -> Any:
    """Decide about claims; 409 with the other's decision where somebody decided meanwhile."""
    plain: dict[str, Any] = {
        "kind": asked.kind,
        "claims": asked.claims,
        "because": asked.because,
        "instead": asked.instead,
    }
    try:
        made = apply(project(request), plain, name_of(request), asked.seen)
    except DecidedMeanwhile as error:
        others = [dict(plain_decision(made)) for made in error.decisions]
        return JSONResponse({"detail": told_by(error), "decisions": others}, 409)
    return dict(plain_decision(made))


def undo(request: Request, asked: AskedUndo) -> dict[str, Any]:
    """Take back the own last decision by a new one."""
    made = project(request).undo(name_of(request), asked.because, decision=asked.decision)
    return dict(plain_decision(made))


def editions(request: Request, asked: AskedEdition) -> dict[str, Any]:
    """Compile an edition, and tell which figures moved against `since`, else `base`."""
    made = compiled(
        request,
        asked.name,
        base=asked.base,
        since=asked.since,
        as_of=asked.as_of,
        policy=Policy(
            min_origins=asked.min_origins, contracted=asked.contracted, disputed=asked.disputed
        ),
    )
    told: dict[str, Any] = {
        "edition": made.name,
        "countries": len(made.countries),
        "entries": len(made.entries),
    }
    before = asked.since or asked.base
    if before is None:
        return told
    library = request.app.state.site.library
    found = moved(library.of(before), library.of(made.name))
    figures = [
        {
            "id": one.id,
            "label": one.label,
            "old": one.old,
            "new": one.new,
            "added": list(one.added),
            "dropped": list(one.dropped),
        }
        for one in found.figures_moved
    ]
    return told | {"before": before, "figures_moved": figures}
