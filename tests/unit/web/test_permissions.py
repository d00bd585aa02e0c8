"""Every address of the live server times four callers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.routing import BaseRoute, Route

from sousveil.cli.accounts import ROLES as TOLD
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.names import Names
from sousveil.storage import packaged
from sousveil.web.app import create_app
from sousveil.web.library import Library
from sousveil.web.permissions import (
    ACTIONS,
    GIVEN,
    NOBODY,
    PAGES,
    ROLES,
    ROUTES,
    UPLOADS,
    Caller,
    asked,
    caller,
    has,
    may,
)
from sousveil.web.routes import addresses

from .desk import Served, Visitor, served

CALLERS = {"anonymous": None, "viewer": "vera", "reviewer": "rolf", "admin": "ada"}
KEYS = {
    "{id}": "0" * 32,
    "{claim}": "0" * 32,
    "{document}": "0" * 16,
    "{edition}": "aigs-2019",
    "{figure}": "china-tech",
    "{place}": "kenya",
    "{supplier}": "huawei",
    "{path:path}": "",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("roles")) as found:
        yield found


@cache
def library() -> Library:
    held = ((packaged.load_edition(n), packaged.load_records(n)) for n in packaged.names())
    return Library(Names(load_packaged()), held)


def address_of(route: str) -> str:
    for key, value in KEYS.items():
        route = route.replace(key, value)
    return route


def sent(visitor: Visitor, method: str, route: str) -> int:
    """Ask as a browser would, with a body that fits nothing; return the status."""
    address = address_of(route)
    if method == "GET":
        return visitor.client.get(address, follow_redirects=False).status_code
    if route in UPLOADS:
        files = {"file": ("", b"")}
        data = {"token": visitor.token}
        return visitor.client.post(
            address, data=data, files=files, follow_redirects=False
        ).status_code
    if route.startswith("/api/"):
        return visitor.send(address, {"nonsense": 1}).status_code
    return visitor.post(address, nonsense="1").status_code


def every(routes: Iterable[BaseRoute]) -> Iterator[Route]:
    """Yield the routes of a server, and those of the routers inside it."""
    for route in routes:
        if isinstance(route, Route):
            yield route
        elif (router := getattr(route, "original_router", None)) is not None:
            yield from every(router.routes)


class TestTheTable:
    def test_it_has_every_address_of_the_server_and_no_other(self, desk: Served) -> None:
        there = {
            (method, route.path)
            for route in every(desk.app.routes)
            for method in (route.methods or set()) - {"HEAD"}
            if not route.path.endswith("index.html")  # the door has taken that off
        }
        assert there | {("GET", "/api/openapi.json")} == set(ROUTES)

    def test_it_has_every_address_of_the_api(self, desk: Served) -> None:
        told = {
            (method.upper(), path)
            for path, methods in desk.app.openapi()["paths"].items()
            for method in methods
        }
        assert told <= set(ROUTES)
        assert ("POST", "/api/decisions") in told

    def test_each_action_has_a_role_and_is_used_or_asked_for_by_pages(self) -> None:
        assert set(ROUTES.values()) <= set(ACTIONS)
        assert set(ACTIONS.values()) == set(ROLES)

    def test_all_public_pages_are_for_everybody(self) -> None:
        for address, _, _ in addresses(library()):
            if ("GET", f"/{address}") not in ROUTES:
                assert asked("GET", f"/{address}", is_page=True) == (PAGES, "read")

    def test_the_command_line_names_the_roles_of_the_table(self) -> None:
        assert TOLD == GIVEN


@pytest.mark.parametrize("role", CALLERS)
@pytest.mark.parametrize(("method", "route"), sorted(ROUTES))
def test_an_address_answers_those_who_may_and_no_others(
    desk: Served, method: str, route: str, role: str
) -> None:
    action = ROUTES[method, route]
    desk.clock.pass_(1000)  # so that no earlier sign-in has to be waited for
    visitor = desk.visitor(CALLERS[role])
    if role == "anonymous":
        visitor.token = "0" * 64
    status = sent(visitor, method, route)
    if action == "sign-in" and method == "POST":
        assert status in (400, 401, 403)  # there is no such account; the token is another's
    elif has(role, ACTIONS[action]):
        assert status not in (401, 403), status
    else:
        assert status == (401 if role == "anonymous" else 403)


class TestWhatIsNotInTheTable:
    @pytest.mark.parametrize("role", CALLERS)
    @pytest.mark.parametrize("path", ["/secret/", "/api/secret", "/review/secret", "/add/secret"])
    def test_it_is_allowed_to_nobody_even_where_the_server_has_it(
        self, tmp_path: Path, path: str, role: str
    ) -> None:
        with served(tmp_path) as desk:
            routes = desk.app.router.routes
            desk.app.add_api_route(path, lambda: "secret", methods=["GET", "POST"])
            routes.insert(0, routes.pop())
            visitor = desk.visitor(CALLERS[role])
            assert visitor.get(path).status_code == 404
            assert visitor.post(path).status_code == 403
            assert "secret" not in visitor.get(path).text.replace("/secret", "")


class TestWithoutAProject:
    @pytest.mark.parametrize(("method", "route"), sorted(ROUTES))
    def test_what_would_change_something_says_what_to_do(self, method: str, route: str) -> None:
        visitor = Visitor(create_app(library))
        if method == "POST" and ROUTES[method, route] != "check":
            answer = visitor.client.post(address_of(route))
            assert answer.status_code == 403
            assert "sousveil init" in answer.text

    def test_pages_answer_and_the_desk_says_how_to_open_one(self) -> None:
        visitor = Visitor(create_app(library))
        assert visitor.get("/").status_code == 200
        assert "sousveil init" in visitor.get("/review/").text
        assert visitor.get("/accounts/").status_code == 403


class TestMay:
    def test_who_is_not_known_is_anonymous(self) -> None:
        request = SimpleNamespace(scope={})
        assert caller(request) is NOBODY
        assert may(request, "read")
        assert not may(request, "read-documents")

    def test_a_role_may_what_lesser_ones_may(self) -> None:
        rolf = Caller(role="reviewer", name="rolf")
        request = SimpleNamespace(scope={"state": {"caller": rolf}})
        assert [action for action in ACTIONS if not may(request, action)] == ["manage", "audit"]
