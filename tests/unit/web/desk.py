"""A served project with four callers, to be asked from a test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from httpx import Response
from project.lines import ToldProject
from project.small import NOW, at
from starlette.testclient import TestClient

from sousveil.project import Project
from sousveil.web import accounts
from sousveil.web.app import create_app
from sousveil.web.door import Keys
from sousveil.web.library import from_project
from sousveil.web.sessions import Sessions

PASSWORD = "four quiet words here"
TOKEN = re.compile(r'name="token" value="([^"]*)"')
PEOPLE = {"vera": "viewer", "rolf": "reviewer", "ruth": "reviewer", "ada": "admin"}
LINES = ("Huawei supplies Kenya.", "NEC supplies Peru.", "Lumivex supplies Kenya.")


class Clock:
    """Seconds since 1970, which pass when told."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


class Visitor:
    """A browser: it keeps cookies, and sends back the token of the form that it was given."""

    def __init__(self, app: FastAPI, base: str = "http://127.0.0.1:8765") -> None:
        self.client = TestClient(app, base_url=base, raise_server_exceptions=False)
        self.token = ""

    def get(self, address: str, **more: Any) -> Response:
        return self.client.get(address, **more)

    def post(self, address: str, /, **fields: Any) -> Response:
        """Send a form with its token, and do not go where the answer points."""
        return self.client.post(
            address, data={"token": self.token, **fields}, follow_redirects=False
        )

    def send(self, address: str, plain: Any) -> Response:
        """Send JSON with the token."""
        return self.client.post(address, json=plain, headers={"X-Form-Token": self.token})

    def sign_in(self, name: str, password: str = PASSWORD) -> Response:
        self.token = shown_token(self.get("/sign-in/"))
        answer = self.post("/sign-in/", name=name, password=password)
        if answer.status_code == 303:
            self.token = shown_token(self.get("/account/"))
        return answer


class Served:
    """A project on a server, with accounts for everybody in `PEOPLE`."""

    def __init__(self, project: Project, **how: Any) -> None:
        self.project = project
        self.clock = Clock()
        self.app = create_app(lambda: from_project(project), clock=self.clock, **how)
        self.sessions: Sessions = self.app.state.sessions
        self.accounts = self.sessions.accounts
        for name, role in PEOPLE.items():
            self.accounts.redeem(self.accounts.invite(name, role, "test").code, PASSWORD)

    def visitor(self, name: str | None = None) -> Visitor:
        """Return a browser in which somebody is signed in, or nobody."""
        found = Visitor(self.app)
        if name is not None:
            account = self.accounts.of(name)
            assert account is not None
            token = self.sessions.start(account, "127.0.0.1", "test")
            found.client.cookies.set(Keys(sessions=self.sessions).cookie, token)
            found.token = shown_token(found.get("/account/"))
        return found


def shown_token(answer: Response) -> str:
    found = TOKEN.search(answer.text)
    assert found is not None, answer.text
    return found[1]


@contextmanager
def cheap_hashes(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hash passwords at no cost; what a hash costs is a test of its own."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    patch.setattr(accounts, "hasher", lambda: cheap)
    accounts._nobodys.cache_clear()
    yield
    accounts._nobodys.cache_clear()


@contextmanager
def served(folder: Path, **how: Any) -> Iterator[Served]:
    with (
        pytest.MonkeyPatch.context() as patch,
        cheap_hashes(patch),
        ToldProject.create(folder / "my-index", clock=at(NOW)) as project,
    ):
        yield Served(project, **how)
