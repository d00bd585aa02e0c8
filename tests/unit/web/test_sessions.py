"""Signing in and out, and the patience with wrong passwords."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from statistics import median

import pytest

from sousveil.web import accounts, sessions
from sousveil.web.door import Keys
from sousveil.web.sessions import IDLE, LONGEST, WINDOW, TooMany, Wrong, network

from .desk import PASSWORD, Served, served

HERE = "192.0.2.7"


def wrong(desk: Served, name: str = "ada", address: str = HERE) -> None:
    with pytest.raises(Wrong):
        desk.sessions.sign_in(name, "a wrong password", address, "test")


class TestSessions:
    def test_one_is_over_after_twelve_hours_without_use(self, desk: Served) -> None:
        visitor = desk.visitor("ada")
        desk.clock.pass_(IDLE - 60)
        assert visitor.get("/review/").status_code == 200
        desk.clock.pass_(IDLE - 60)
        assert visitor.get("/review/").status_code == 200
        desk.clock.pass_(IDLE + 61)
        assert visitor.get("/review/").status_code == 401

    def test_one_is_over_after_thirty_days_in_any_case(self, desk: Served) -> None:
        visitor = desk.visitor("ada")
        for _ in range(LONGEST // (IDLE - 60) + 1):
            desk.clock.pass_(IDLE - 60)
            answer = visitor.get("/review/")
        assert answer.status_code == 401

    @pytest.mark.parametrize("what", ["role", "removed", "password"])
    def test_a_change_of_the_account_ends_all_of_its_sessions(
        self, desk: Served, what: str
    ) -> None:
        visitor, other = desk.visitor("rolf"), desk.visitor("ruth")
        if what == "role":
            desk.accounts.set_role("rolf", "admin", "ada")
        elif what == "removed":
            desk.accounts.remove("rolf", "ada")
        else:
            code = desk.accounts.invite("rolf", "reviewer", "ada", again=True).code
            desk.accounts.redeem(code, "another four quiet words")
        assert visitor.get("/review/").status_code == 401
        assert other.get("/review/").status_code == 200

    def test_a_session_that_was_planted_is_not_taken_on(self, desk: Served) -> None:
        """Whoever puts a cookie of his own into a browser does not get into its session."""
        visitor = desk.visitor()
        name = Keys(sessions=desk.sessions).cookie
        visitor.client.cookies.set(name, "planted")
        visitor.sign_in("ada")
        stolen = desk.visitor()
        stolen.client.cookies.set(name, "planted")
        assert stolen.get("/review/").status_code == 401

    def test_signing_in_again_ends_the_session_of_the_browser(self, desk: Served) -> None:
        visitor = desk.visitor()
        visitor.sign_in("rolf")
        assert len(desk.sessions.of("rolf")) == 1
        visitor.sign_in("ada")
        assert desk.sessions.of("rolf") == ()

    def test_signing_out_ends_it_on_the_server(self, desk: Served) -> None:
        visitor = desk.visitor("ada")
        kept = dict(visitor.client.cookies)
        assert visitor.post("/sign-out/").status_code == 303
        visitor.client.cookies.update(kept)
        assert visitor.get("/review/").status_code == 401

    def test_one_may_end_the_own_sessions_and_nobody_elses(self, desk: Served) -> None:
        rolf, other, ada = desk.visitor("rolf"), desk.visitor("rolf"), desk.visitor("ada")
        (session,) = desk.sessions.of("ada")
        rolf.post("/account/session/", session=session.id)
        assert ada.get("/review/").status_code == 200
        token = rolf.client.cookies[Keys(sessions=desk.sessions).cookie]
        own = desk.sessions.caller(token)
        assert own is not None
        other.post("/account/session/", session=own.session)
        assert other.get("/review/").status_code == 200
        assert rolf.get("/review/").status_code == 401

    @pytest.mark.parametrize(
        ("next", "expected"),
        [
            ("review/?at=3", "../review/?at=3"),
            ("//evil.example/", "../review/"),
            ("https://evil.example/", "../review/"),
            ("/\\evil.example/", "../review/"),
            ("javascript:alert(1)/", "../review/"),
            ("review/\r\nSet-Cookie: a=b/", "../review/"),
        ],
    )
    def test_after_signing_in_one_stays_on_this_server(
        self, desk: Served, next: str, expected: str
    ) -> None:
        visitor = desk.visitor()
        visitor.sign_in("nobody", "x")
        answer = visitor.post("/sign-in/", name="ada", password=PASSWORD, next=next)
        assert answer.headers["location"] == expected


class TestPatience:
    def test_after_five_wrong_ones_the_right_one_has_to_wait(self, desk: Served) -> None:
        for _ in range(5):
            wrong(desk)
        with pytest.raises(TooMany):
            desk.sessions.sign_in("ada", PASSWORD, "198.51.100.1", "test")
        desk.clock.pass_(61)
        assert desk.sessions.sign_in("ada", PASSWORD, "198.51.100.1", "test")

    def test_the_wait_grows(self, desk: Served) -> None:
        for _ in range(5):
            wrong(desk)
        waits = []
        for _ in range(3):
            with pytest.raises(TooMany) as refused:
                wrong(desk)
            waits.append(refused.value.seconds)
            desk.clock.pass_(refused.value.seconds)
            wrong(desk)
        assert waits == [60, 120, 240]

    def test_it_is_counted_by_address_too(self, desk: Served) -> None:
        for number in range(5):
            wrong(desk, f"name-{number}")
        with pytest.raises(TooMany):
            desk.sessions.sign_in("ada", PASSWORD, HERE, "test")
        assert desk.sessions.sign_in("ada", PASSWORD, "198.51.100.1", "test")

    def test_old_ones_are_forgotten(self, desk: Served) -> None:
        for _ in range(4):
            wrong(desk)
        desk.clock.pass_(WINDOW + 1)
        for _ in range(4):
            wrong(desk)
        assert desk.sessions.sign_in("ada", PASSWORD, HERE, "test")

    def test_the_right_one_forgives_the_account_and_not_the_address(self, desk: Served) -> None:
        """An account of one's own gives no new tries at the others."""
        for _ in range(4):
            wrong(desk)
        desk.sessions.sign_in("rolf", PASSWORD, HERE, "test")
        wrong(desk)
        with pytest.raises(TooMany):
            wrong(desk)

    def test_many_at_once_are_not_looked_at_more_than_five_times(self, desk: Served) -> None:
        looked = []

        def fits(name: str, password: str) -> None:
            looked.append(password)

        desk.accounts.fits = fits  # type: ignore[method-assign]

        def knock() -> None:
            with pytest.raises((Wrong, TooMany)):
                desk.sessions.sign_in("ada", "a wrong password", HERE, "test")

        threads = [threading.Thread(target=knock) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(looked) == 5

    def test_invitations_are_not_guessed_either(self, desk: Served) -> None:
        visitor = desk.visitor()
        visitor.token = ""
        visitor.sign_in("nobody", "x")
        codes = {"code": "guess", "password": PASSWORD, "again": PASSWORD}
        answers = [visitor.post("/invitation/", **codes).status_code for _ in range(6)]
        assert answers == [400, 400, 400, 400, 429, 429]

    def test_a_page_says_how_long_to_wait(self, desk: Served) -> None:
        visitor = desk.visitor()
        for _ in range(5):
            assert visitor.sign_in("ada", "a wrong password").status_code == 401
        answer = visitor.sign_in("ada")
        assert answer.status_code == 429
        assert answer.headers["retry-after"] == "60"
        assert "Wait a minute" in answer.text

    @pytest.mark.parametrize(
        ("one", "other", "same"),
        [
            ("2001:db8::1", "2001:db8::ffff", True),
            ("2001:db8::1", "2001:db8:0:1::1", False),
            ("::ffff:192.0.2.7", "192.0.2.7", True),
            ("192.0.2.7", "192.0.2.8", False),
            ("fe80::1%eth0", "fe80::2", True),
        ],
    )
    def test_of_version_6_a_network_counts_as_one_address(
        self, one: str, other: str, same: bool
    ) -> None:
        assert (network(one) == network(other)) is same


class TestNobodyIsToldWhoHasAnAccount:
    def test_the_answer_is_the_same(self, desk: Served) -> None:
        desk.accounts.invite("invited", "viewer", "ada")
        desk.accounts.remove("ruth", "ada")
        texts = set()
        for name in ("ada", "nobody", "invited", "ruth"):
            answer = desk.visitor().sign_in(name, "a wrong password")
            text = answer.text.replace(f'value="{name}"', "")
            texts.add((answer.status_code, text[: text.index('name="token"')]))
            desk.clock.pass_(WINDOW + 1)
        assert len(texts) == 1

    @pytest.mark.parametrize("name", ["ada", "nobody"])
    def test_patience_ends_for_both(self, desk: Served, name: str) -> None:
        for _ in range(5):
            wrong(desk, name)
        with pytest.raises(TooMany):
            wrong(desk, name)

    def test_it_takes_the_same_time(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Promised is a fifth; a busy machine is given twice that. Real hashes are made here."""
        with served(tmp_path) as desk:
            real = accounts.PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
            monkeypatch.setattr(accounts, "hasher", lambda: real)
            accounts._nobodys.cache_clear()
            code = desk.accounts.invite("ada", "admin", "x", again=True).code
            desk.accounts.redeem(code, PASSWORD)
            taken: dict[str, list[float]] = {"ada": [], "nobody": []}
            wrong(desk, "warm-up")
            for _ in range(15):
                for name, times in taken.items():
                    began = time.perf_counter()
                    wrong(desk, name)
                    times.append(time.perf_counter() - began)
                    desk.clock.pass_(WINDOW + 1)
            known, unknown = median(taken["ada"]), median(taken["nobody"])
            assert 0.6 < known / unknown < 1.67, (known, unknown)

    def test_what_was_typed_as_a_name_is_not_written_down(self, desk: Served) -> None:
        """It may be the password, in the wrong field."""
        wrong(desk, "hunter2-canary")
        assert not any("canary" in f"{event}" for event in desk.accounts.events())
        wrong(desk, "ada")
        assert next(iter(desk.accounts.events())).account == "ada"


def test_the_same_patience_stands_in_the_documentation() -> None:
    assert (sessions.WRONG, sessions.WINDOW, sessions.IDLE) == (5, 15 * 60, 12 * 3600)
