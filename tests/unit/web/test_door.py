"""What the door turns away: other hosts, other sites, too much, and forms from elsewhere."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.web.test_pages import library

from sousveil.web import door
from sousveil.web.app import create_app
from sousveil.web.door import BODY, Keys
from sousveil.web.permissions import ROUTES
from sousveil.web.sessions import form_token

from .desk import PASSWORD, Served, Visitor, served
from .test_permissions import address_of


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A served project that no test changes."""
    with served(tmp_path_factory.mktemp("shared")) as found:
        yield found


class TestHost:
    @pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765"])
    def test_its_own_names_are_answered(self, desk: Served, host: str) -> None:
        assert desk.visitor().get("/", headers={"Host": host}).status_code == 200

    @pytest.mark.parametrize(
        "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "[::2]"]
    )
    @pytest.mark.parametrize("path", ["/", "/review/", "/api/queue", "/api/openapi.json"])
    def test_another_name_is_not_answered_even_on_loopback(
        self, desk: Served, host: str, path: str
    ) -> None:
        """So a name that was rebound to this machine reads nothing."""
        answer = desk.visitor("ada").get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "ada" not in answer.text

    def test_a_name_that_was_told_is_answered(self, tmp_path: Path) -> None:
        with served(tmp_path, hosts=("index.example.org",)) as desk:
            assert Visitor(desk.app, "http://index.example.org").get("/").status_code == 200
            assert Visitor(desk.app, "http://127.0.0.1").get("/").status_code == 421


class TestSite:
    @pytest.mark.parametrize(
        "headers",
        [
            pytest.param({"Origin": "https://evil.example"}, id="other"),
            pytest.param({"Origin": "null"}, id="null"),
            pytest.param({"Origin": "http://127.0.0.1:9999"}, id="other-port"),
            pytest.param({"Origin": "https://127.0.0.1:8765"}, id="other-scheme"),
            pytest.param({"Sec-Fetch-Site": "cross-site"}, id="cross-site"),
            pytest.param({"Sec-Fetch-Site": "same-site"}, id="same-site"),
        ],
    )
    def test_what_another_site_sends_is_refused_with_the_right_token_too(
        self, desk: Served, claims: Any, headers: dict[str, str]
    ) -> None:
        visitor = desk.visitor("rolf")
        body = {"kind": "reject", "claims": [claims[0].id], "because": "read"}
        answer = visitor.client.post(
            "/api/decisions", json=body, headers={"X-Form-Token": visitor.token, **headers}
        )
        assert answer.status_code == 403
        assert desk.project.rejected() == frozenset()

    def test_what_the_own_page_sends_is_taken(self, desk: Served, claims: Any) -> None:
        visitor = desk.visitor("rolf")
        headers = {"Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"}
        visitor.client.headers.update(headers)
        answer = visitor.post("/review/decide/", kind="reject", claims=claims[0].id, because="read")
        assert answer.status_code == 303
        assert desk.project.rejected() == {claims[0].id}

    def test_another_site_cannot_sign_somebody_in(self, desk: Served) -> None:
        visitor = desk.visitor()
        visitor.get("/sign-in/")
        visitor.client.headers["Origin"] = "https://evil.example"
        assert visitor.post("/sign-in/", name="ada", password=PASSWORD).status_code == 403


class TestToken:
    @pytest.mark.parametrize("token", ["", "0" * 64, "é"])
    def test_a_form_without_its_token_is_refused(
        self, desk: Served, claims: Any, token: str
    ) -> None:
        visitor = desk.visitor("rolf")
        visitor.token = token
        answer = visitor.post("/review/decide/", kind="reject", claims=claims[0].id, because="x")
        assert answer.status_code == 403
        assert desk.project.rejected() == frozenset()

    def test_the_token_of_another_session_of_the_same_person_is_refused(self, desk: Served) -> None:
        one, other = desk.visitor("rolf"), desk.visitor("rolf")
        assert one.token != other.token
        one.token = other.token
        assert one.post("/sign-out/").status_code == 403

    def test_an_upload_without_its_token_is_refused_and_leaves_nothing(self, desk: Served) -> None:
        visitor = desk.visitor("rolf")
        files = {"file": ("story.txt", b"Huawei supplies Kenya.")}
        answer = visitor.client.post("/add/file/", files=files, data={"token": "no"})
        assert answer.status_code == 403
        assert list(desk.project.holdings()) == []
        assert not (desk.project.folder / "uploads").exists()

    def test_no_address_and_no_page_of_somebody_else_holds_the_token_of_a_session(
        self, desk: Served
    ) -> None:
        visitor = desk.visitor("ada")
        for path in ("/review/", "/accounts/", "/audit/", "/"):
            text = visitor.get(path).text
            assert not re.search(rf'(?:href|src|action)="[^"]*{visitor.token}', text)
        assert visitor.token not in desk.visitor("rolf").get("/review/").text


class TestSize:
    def test_a_long_form_is_refused_with_a_sentence(self, desk: Served) -> None:
        answer = desk.visitor("rolf").post("/review/decide/", because="x" * (BODY + 1))
        assert answer.status_code == 413
        assert "2 MB" in answer.text

    def test_one_that_does_not_say_how_long_it_is_is_measured(self, desk: Served) -> None:
        def parts() -> Iterator[bytes]:
            for _ in range(30):
                yield b"x" * 100_000

        visitor = desk.visitor("rolf")
        headers = {"Content-Type": "application/json", "X-Form-Token": visitor.token}
        answer = visitor.client.post("/api/decisions", content=parts(), headers=headers)
        assert answer.status_code == 413

    @pytest.mark.parametrize("media", ["text/plain", "", "multipart/form-data; boundary=x"])
    def test_other_media_are_refused(self, desk: Served, media: str) -> None:
        visitor = desk.visitor("rolf")
        headers = {"Content-Type": media, "X-Form-Token": visitor.token}
        answer = visitor.client.post("/api/decisions", content=b"{}", headers=headers)
        assert answer.status_code == 415

    def test_an_upload_has_the_limit_of_the_project(self, desk: Served) -> None:
        visitor = desk.visitor("rolf")
        most = desk.project.settings.caps.file + BODY
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        request = visitor.client.build_request("POST", "/add/file/", content=b"", headers=headers)
        request.headers["Content-Length"] = str(most + 1)
        assert visitor.client.send(request).status_code == 413


class TestPace:
    def test_who_sends_too_much_waits(self, desk: Served) -> None:
        visitor = desk.visitor()
        answers = [visitor.post("/sign-in/").status_code for _ in range(door.SENT[False] + 1)]
        assert answers[-1] == 429
        assert 429 not in answers[:-1]
        assert visitor.get("/").status_code == 200
        assert desk.visitor("ada").post("/account/session/").status_code == 303


class TestHeaders:
    @pytest.mark.parametrize(
        ("path", "status"), [("/", 200), ("/review/", 401), ("/nothing/", 404), ("/api/x", 404)]
    )
    def test_every_answer_says_what_it_may_load(self, desk: Served, path: str, status: int) -> None:
        answer = desk.visitor().get(path)
        assert answer.status_code == status
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"

    def test_no_window_of_another_site_holds_a_page_where_people_sign_in(
        self, desk: Served
    ) -> None:
        for path in ("/", "/review/", "/sign-in/"):
            told = desk.visitor().get(path).headers
            assert told["cross-origin-opener-policy"] == "same-origin"

    def test_pages_of_a_server_without_accounts_start_no_process_of_their_own(self) -> None:
        told = Visitor(create_app(library), "http://127.0.0.1").get("/method/").headers
        assert "cross-origin-opener-policy" not in told
        assert told["referrer-policy"] == "same-origin"

    def test_a_page_of_the_desk_is_kept_nowhere(self, desk: Served) -> None:
        assert desk.visitor("ada").get("/review/").headers["cache-control"] == "no-store"

    def test_a_fault_of_the_program_tells_nothing(
        self, desk: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("canary-of-the-inside")

        visitor = desk.visitor("ada")
        monkeypatch.setattr(type(desk.project), "queue", broken)
        answer = visitor.get("/review/")
        assert answer.status_code == 500
        assert "script-src 'self'" in answer.headers["content-security-policy"]
        assert "canary" not in answer.text


def asked(app: Any, method: str, address: str, cookie: str) -> tuple[int, dict[str, str], bytes]:
    """Ask as a server does that leaves out no body by itself."""
    path, _, query = address.partition("?")
    headers = [(b"host", b"127.0.0.1:8765"), (b"cookie", cookie.encode())]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8765),
    }
    told: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        told.append(message)

    asyncio.run(app(scope, receive, send))
    start, *parts = told
    own = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], own, b"".join(part.get("body", b"") for part in parts)


class TestHead:
    @pytest.mark.parametrize(
        "address",
        [
            *(address_of(address) for method, address in ROUTES if method == "GET"),
            "/index.html",
            "/map/aigs-2019/",
            "/figure/aigs-2019/map.csv",
            "/assets/sousveil.css",
            "/nowhere/",
            "/api/nowhere",
        ],
    )
    @pytest.mark.parametrize("name", ["ada", None])
    def test_it_is_answered_as_get_without_the_body(
        self, shared: Served, address: str, name: str | None
    ) -> None:
        visitor = shared.visitor(name)
        cookie = "; ".join(f"{key}={value}" for key, value in visitor.client.cookies.items())
        status, headers, body = asked(shared.app, "GET", address, cookie)
        told = asked(shared.app, "HEAD", address, cookie)
        assert told[0] == status
        assert told[2] == b""
        assert body
        for one in (headers, told[1]):
            one.pop("set-cookie", None)  # a token of its own for each visit
        assert told[1] == headers
        assert int(headers["content-length"]) == len(body)


class TestCookies:
    def test_a_session_is_out_of_reach_of_scripts_and_other_sites(self, desk: Served) -> None:
        visitor = desk.visitor()
        cookie = _session_cookie(visitor.sign_in("ada").headers.get_list("set-cookie"))
        assert "; HttpOnly" in cookie and "; SameSite=Lax" in cookie and "; Path=/" in cookie
        assert "Secure" not in cookie

    def test_behind_tls_it_goes_by_https_alone(self, tmp_path: Path) -> None:
        with served(tmp_path, tls=True, hosts=("index.example.org",)) as desk:
            visitor = Visitor(desk.app, "https://index.example.org")
            visitor.client.headers["Origin"] = "https://index.example.org"
            answer = visitor.sign_in("ada")
            cookie = _session_cookie(answer.headers.get_list("set-cookie"))
            assert cookie.startswith("__Host-") and "; Secure" in cookie
            assert "max-age" in answer.headers["strict-transport-security"]

    def test_two_projects_on_one_machine_have_cookies_of_their_own(
        self, desk: Served, tmp_path: Path
    ) -> None:
        with served(tmp_path / "other") as other:
            assert Keys(sessions=desk.sessions).cookie != Keys(sessions=other.sessions).cookie


def _session_cookie(cookies: list[str]) -> str:
    (found,) = (cookie for cookie in cookies if "-form=" not in cookie)
    return found


def test_a_form_token_does_not_give_its_session_away() -> None:
    assert "secret" not in form_token("secret")
    assert form_token("secret") != form_token("secret2")
