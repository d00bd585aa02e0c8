"""Signing in and out, using an invitation, and the own account with its sessions."""

from __future__ import annotations

import re

from fastapi import FastAPI, Request, Response

from sousveil.errors import QueryError
from sousveil.web.catalogue import told_by
from sousveil.web.live.show import (
    Form,
    accounts,
    address_of,
    keys,
    name_of,
    one,
    sessions,
    shown,
    time,
    to,
)
from sousveil.web.permissions import caller
from sousveil.web.sessions import TooMany, Wrong, form_token, of_network
from sousveil.web.vault import secret

INSIDE = re.compile(r"[a-z]+(?:/[\w.-]+)*/(?:\?[\w=&%.-]*)?", re.ASCII)
"""An address of this server; nothing else is gone to after signing in."""


def put(app: FastAPI) -> None:
    """Put these pages on a server."""
    get, post = app.get, app.post
    get("/sign-in/", include_in_schema=False)(sign_in_page)
    post("/sign-in/", include_in_schema=False)(sign_in)
    get("/invitation/", include_in_schema=False)(invitation_page)
    post("/invitation/", include_in_schema=False)(invitation)
    post("/sign-out/", include_in_schema=False)(sign_out)
    get("/account/", include_in_schema=False)(account)
    post("/account/session/", include_in_schema=False)(end_session)


def sign_in_page(request: Request, next: str = "") -> Response:
    """Show the form to sign in."""
    return _form(request, "sign-in.html", "Sign in", next=next)


def sign_in(request: Request, form: Form) -> Response:
    """Begin a session, or say that name and password do not fit."""
    name, password, next = one(form, "name"), one(form, "password"), one(form, "next")
    agent = request.headers.get("user-agent", "")
    try:
        token = sessions(request).sign_in(
            name, password, address_of(request), agent, request.state.cookie
        )
    except (Wrong, TooMany) as error:
        status = 429 if isinstance(error, TooMany) else 401
        answer = _form(
            request, "sign-in.html", "Sign in", status, message=told_by(error), name=name, next=next
        )
        if isinstance(error, TooMany):
            answer.headers["Retry-After"] = str(error.seconds)
        return answer
    return _signed_in(request, token, next if INSIDE.fullmatch(next) else "review/")


def invitation_page(request: Request) -> Response:
    """Show the form to use an invitation."""
    return _form(request, "invitation.html", "Use your invitation")


def invitation(request: Request, form: Form) -> Response:
    """Set the password of an account by a code, and begin a session."""
    password, address = one(form, "password"), address_of(request)
    place = [of_network(address)]
    try:
        if password != one(form, "again"):
            raise QueryError("The two passwords are not the same. Type them again.")
        sessions(request).attempt(place)
        account = accounts(request).redeem(one(form, "code"), password, address)
    except (QueryError, TooMany) as error:
        status = 429 if isinstance(error, TooMany) else 400
        return _form(
            request, "invitation.html", "Use your invitation", status, message=told_by(error)
        )
    sessions(request).forgive(place)
    agent = request.headers.get("user-agent", "")
    token = sessions(request).start(account, address, agent, request.state.cookie)
    return _signed_in(request, token, "review/")


def sign_out(request: Request) -> Response:
    """End the session of this browser."""
    own = caller(request)
    sessions(request).end(name_of(request), own.session or "", address_of(request))
    answer = to(request, "")
    answer.headers.append("Set-Cookie", keys(request).set_cookie(keys(request).cookie, ""))
    return answer


def account(request: Request) -> Response:
    """Show the own account and the browsers in which it is signed in."""
    own = caller(request)
    return shown(
        request,
        "account.html",
        "My account",
        "account",
        open_sessions=sessions(request).of(name_of(request)),
        current=own.session,
        day=time,
    )


def end_session(request: Request, form: Form) -> Response:
    """End a session of the own account."""
    session = one(form, "session")
    if session == caller(request).session:
        return sign_out(request)
    sessions(request).end(name_of(request), session, address_of(request))
    return to(request, "account/")


def _form(
    request: Request,
    template: str,
    title: str,
    status: int = 200,
    message: str = "",
    name: str = "",
    next: str = "",
) -> Response:
    """Show a form to somebody who is not signed in, held to the browser by a cookie."""
    token, new = caller(request).token, ""
    if not token:
        new = secret()
        token = form_token(new)
    values = {"message": message, "name": name, "next": next, "token": token}
    is_empty = not any(one.has_password for one in accounts(request).all())
    answer = shown(request, template, title, status=status, is_empty=is_empty, **values)
    if new:
        own = keys(request)
        answer.headers.append("Set-Cookie", own.set_cookie(own.form_cookie, new))
    return answer


def _signed_in(request: Request, token: str, next: str) -> Response:
    own = keys(request)
    answer = to(request, next)
    answer.headers.append("Set-Cookie", own.set_cookie(own.cookie, token))
    answer.headers.append("Set-Cookie", own.set_cookie(own.form_cookie, ""))
    return answer
