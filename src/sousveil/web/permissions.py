"""Who may do what: the one table of the live server. What is not in it, nobody may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

ANONYMOUS, VIEWER, REVIEWER, ADMIN = ROLES = ("anonymous", "viewer", "reviewer", "admin")
"""From the least to the most; each may do what those before it may."""

GIVEN = (VIEWER, REVIEWER, ADMIN)
"""Roles that an account can have; anonymous is whoever has none."""

ACTIONS: Mapping[str, str] = {
    "read": ANONYMOUS,  # the pages and files of editions
    "check": ANONYMOUS,  # a text, of which nothing is stored
    "report": VIEWER,  # a problem with a page or a claim, for reviewers
    "read-documents": VIEWER,  # whole texts and originals of the project, open claims, the queue
    "save-check": REVIEWER,
    "add": REVIEWER,
    "decide": REVIEWER,
    "compile": REVIEWER,
    "manage": ADMIN,  # accounts, roles, invitations
    "audit": ADMIN,
}
"""What pages ask about, each with the least role; for `may`."""

PAGES = "/{path:path}"
"""The public pages: whatever `routes` has, and nothing of a project's desk."""

ROUTES: Mapping[tuple[str, str], str] = {
    ("GET", PAGES): "read",
    ("GET", "/api/openapi.json"): "read",
    ("GET", "/document/{document}/text/"): "read",  # says where, to those who may not
    ("GET", "/document/{document}/original"): "read-documents",
    ("GET", "/documents/"): "read-documents",
    ("GET", "/report/"): "read",  # without the form, for those who may not
    ("POST", "/report/"): "report",
}
"""Method and address, as the server's router writes it, to the action that it is."""

STATELESS = frozenset({"check"})
"""Actions that are sent by POST and change nothing: they need no form token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks."""

    role: str = ANONYMOUS
    name: str | None = None
    """The name of the account, under which decisions are signed; None for the anonymous."""

    session: str | None = None
    """The public id of the session, which opens nothing."""

    token: str = ""
    """What a form has to send back; it belongs to one session and browser."""


NOBODY = Caller()


class Asking(Protocol):
    """A request, as far as permissions look at it."""

    @property
    def scope(self) -> Any:
        """What the server knows of the request."""


def caller(request: Asking) -> Caller:
    """Return who asks; the anonymous one where the door has not said otherwise."""
    found = request.scope.get("state", {}).get("caller")
    return found if isinstance(found, Caller) else NOBODY


def may(request: Asking, action: str) -> bool:
    """Tell whether the caller of a request may do something; `action` is one of `ACTIONS`."""
    return has(caller(request).role, ACTIONS[action])


def has(role: str, least: str) -> bool:
    """Tell whether a role reaches another one."""
    return ROLES.index(role) >= ROLES.index(least)
