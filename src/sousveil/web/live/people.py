"""Accounts and what happened, for admins."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response

from sousveil.errors import QueryError
from sousveil.web.accounts import Invited
from sousveil.web.catalogue import told_by
from sousveil.web.live.show import Form, accounts, name_of, one, project, shown, time, to
from sousveil.web.permissions import GIVEN

PAGE = 100  # rows of a page of what happened


def put(app: FastAPI) -> None:
    """Put these pages on a server."""
    get, post = app.get, app.post
    get("/accounts/", include_in_schema=False)(people)
    post("/accounts/invite/", include_in_schema=False)(invite)
    post("/accounts/role/", include_in_schema=False)(set_role)
    post("/accounts/remove/", include_in_schema=False)(remove)
    get("/audit/", include_in_schema=False)(audit)


def people(request: Request) -> Response:
    """Show the accounts."""
    return _people(request)


def invite(request: Request, form: Form) -> Response:
    """Invite somebody; the code is shown by this answer, and never again."""
    try:
        made = accounts(request).invite(
            one(form, "name"), one(form, "role"), name_of(request), bool(one(form, "again"))
        )
    except QueryError as error:
        return _people(request, 400, message=told_by(error))
    return _people(request, made=made)


def set_role(request: Request, form: Form) -> Response:
    """Give an account another role."""
    try:
        accounts(request).set_role(one(form, "name"), one(form, "role"), name_of(request))
    except QueryError as error:
        return _people(request, 400, message=told_by(error))
    return to(request, "accounts/")


def remove(request: Request, form: Form) -> Response:
    """Close an account."""
    try:
        accounts(request).remove(one(form, "name"), name_of(request))
    except QueryError as error:
        return _people(request, 400, message=told_by(error))
    return to(request, "accounts/")


def audit(request: Request, skip: int = 0) -> Response:
    """Show who signed in, who was refused, and who decided what."""
    skip = max(0, min(skip, 1_000_000))
    made = sorted(project(request).decisions(), key=lambda decision: decision.at, reverse=True)
    return shown(
        request,
        "audit.html",
        "What happened",
        "audit",
        events=[(time(event.at), event) for event in accounts(request).events(PAGE, skip)],
        decisions=made[skip : skip + PAGE],
        all_decisions=len(made),
        skip=skip,
        page_size=PAGE,
    )


def _people(
    request: Request, status: int = 200, message: str = "", made: Invited | None = None
) -> Response:
    return shown(
        request,
        "accounts.html",
        "Accounts",
        "people",
        status,
        people=accounts(request).all(),
        roles=GIVEN,
        message=message,
        made=made,
        ends=time(made.ends) if made else "",
        day=time,
    )
