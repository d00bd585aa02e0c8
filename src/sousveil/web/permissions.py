"""Who may do what: the one table of the live server. What is not in it, nobody may do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol

from msgspec import Struct

ANONYMOUS, VIEWER, REVIEWER, ADMIN = ROLES = ("anonymous", "viewer", "reviewer", "admin")
"""From the least to the most; each may do what those before it may."""

GIVEN = (VIEWER, REVIEWER, ADMIN)
"""Roles that an account can have; anonymous is whoever has none."""

ACTIONS: Mapping[str, str] = {
    "read": ANONYMOUS,  # the pages and files of editions
    "check": ANONYMOUS,  # a text, of which nothing is stored
    "report": VIEWER,  # a problem with a page or a claim, for reviewers
    "sign-in": ANONYMOUS,  # by a password, or by an invitation
    "own": VIEWER,  # the own account and its sessions
    "read-documents": VIEWER,  # whole texts and originals of the project, open claims, the queue
    "save-check": REVIEWER,
    "add": REVIEWER,
    "decide": REVIEWER,
    "compile": REVIEWER,
    "manage": ADMIN,  # accounts, roles, invitations
    "audit": ADMIN,
}
"""What pages ask about, each with the least role; for `may`."""

WITHOUT_PROJECT = frozenset({"read", "check"})
"""Actions that need no project; packaged editions allow nothing else."""

PAGES = "/{path:path}"
"""The public pages: whatever `routes` has, and nothing of a project's desk."""

ROUTES: Mapping[tuple[str, str], str] = {
    ("GET", PAGES): "read",
    ("GET", "/api/openapi.json"): "read",
    ("GET", "/api/editions"): "read",
    ("GET", "/api/editions/{edition}"): "read",
    ("GET", "/api/editions/{edition}/figures"): "read",
    ("GET", "/api/editions/{edition}/figures/{figure}"): "read",
    ("GET", "/api/editions/{edition}/count"): "read",
    ("GET", "/api/editions/{edition}/places"): "read",
    ("GET", "/api/places/{place}"): "read",
    ("GET", "/api/suppliers/{supplier}"): "read",
    ("GET", "/check/"): "check",
    ("POST", "/check/"): "check",
    ("GET", "/document/{document}/text/"): "read",  # says where, to those who may not
    ("GET", "/document/{document}/original"): "read-documents",
    ("GET", "/documents/"): "read-documents",
    ("GET", "/report/"): "read",  # without the form, for those who may not
    ("POST", "/report/"): "report",
    ("GET", "/api/session"): "read",
    ("GET", "/api/jobs/{id}"): "read",  # who started it, or may add; see jobs.py
    ("GET", "/sign-in/"): "sign-in",
    ("POST", "/sign-in/"): "sign-in",
    ("GET", "/invitation/"): "sign-in",
    ("POST", "/invitation/"): "sign-in",
    ("POST", "/sign-out/"): "own",
    ("GET", "/account/"): "own",
    ("POST", "/account/session/"): "own",
    ("GET", "/accounts/"): "manage",
    ("POST", "/accounts/invite/"): "manage",
    ("POST", "/accounts/role/"): "manage",
    ("POST", "/accounts/remove/"): "manage",
    ("GET", "/audit/"): "audit",
    ("GET", "/review/"): "read-documents",
    ("GET", "/review/claim/{claim}/"): "read-documents",
    ("GET", "/review/conflicts/"): "read-documents",
    ("POST", "/review/decide/"): "decide",
    ("POST", "/review/undo/"): "decide",
    ("GET", "/api/queue"): "read-documents",
    ("POST", "/api/decisions"): "decide",
    ("POST", "/api/undo"): "decide",
    ("GET", "/compile/"): "compile",
    ("POST", "/compile/"): "compile",
    ("GET", "/compile/{edition}/"): "compile",
    ("POST", "/api/editions"): "compile",
    ("GET", "/add/"): "add",
    ("POST", "/add/address/"): "add",
    ("POST", "/add/file/"): "add",
    ("GET", "/jobs/{id}/"): "add",
}
"""Method and address, as the server's router writes it, to the action that it is."""

STATELESS = frozenset({"check"})
"""Actions that are sent by POST and change nothing: they need no form token."""

UPLOADS = frozenset({"/add/file/"})
"""Addresses that take a form with a file; what answers there checks the form's token itself."""


class Caller(Struct, frozen=True, kw_only=True):
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


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str, str], ...]:
    """Return method, pattern, address and action of each entry, but for the public pages."""
    return tuple(
        (method, re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(address))), address, action)
        for (method, address), action in ROUTES.items()
        if address != PAGES
    )


@cache
def _reserved() -> frozenset[str]:
    """Return the first parts of addresses that are no public pages."""
    return frozenset(address.split("/")[1] for _, address in ROUTES if address != PAGES)


def asked(method: str, path: str, is_page: bool) -> tuple[str, str] | None:
    """Return the address of the table that a request fits, and its action; None for none.

    `is_page` tells whether `routes` has a public page at this path.
    """
    for known, pattern, address, action in _patterns():
        if known == method and pattern.fullmatch(path):
            return address, action
    is_own = path.split("/")[1] in _reserved() and not path.endswith("/")
    if method == "GET" and is_page and not is_own:
        return PAGES, ROUTES["GET", PAGES]
    return None


def may(request: Asking, action: str) -> bool:
    """Tell whether the caller of a request may do something; `action` is one of `ACTIONS`."""
    return has(caller(request).role, ACTIONS[action])


def has(role: str, least: str) -> bool:
    """Tell whether a role reaches another one."""
    return ROLES.index(role) >= ROLES.index(least)
