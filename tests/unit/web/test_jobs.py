"""Work in threads, and documents that are added from the browser."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from sousveil.errors import QueryError
from sousveil.web import jobs
from sousveil.web.jobs import DONE, FAILED, Job, Jobs, TooBusy
from sousveil.web.live.add import file_name

from .desk import Served, Visitor

SOON = 20.0  # seconds


def over(job: Job | None) -> Job:
    assert job is not None
    end = time.monotonic() + SOON
    while not job.is_over and time.monotonic() < end:
        time.sleep(0.01)
    assert job.is_over
    return job


class TestJobs:
    def test_steps_are_told_as_they_are_done(self) -> None:
        go, told = threading.Event(), threading.Event()

        def work(job: Job) -> None:
            job.step("one of two", {"input": "one"})
            told.set()
            go.wait(SOON)
            job.step("two of two")

        job = Jobs().start("two steps", work, of=2)
        assert told.wait(SOON)
        assert (job.state, job.done, job.plain()["messages"]) == ("running", 1, ["one of two"])
        go.set()
        assert over(job).plain()["state"] == DONE
        assert job.results == [{"input": "one"}]

    def test_an_error_with_words_is_told_and_any_other_only_named(self) -> None:
        def known(job: Job) -> None:
            raise QueryError("Give a date.")

        def unknown(job: Job) -> None:
            raise ValueError("canary")

        ends: list[str] = []
        first = over(Jobs().start("a", known, after=lambda: ends.append("a")))
        second = over(Jobs().start("b", unknown, after=lambda: ends.append("b")))
        assert (first.state, first.messages) == (FAILED, ["Give a date."])
        assert second.state == FAILED and "canary" not in second.messages[0]
        time.sleep(0.05)
        assert ends == ["a", "b"]

    def test_what_is_in_one_line_is_done_one_after_the_other(self) -> None:
        at_once, most = [0], [0]

        def work(job: Job) -> None:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
            time.sleep(0.02)
            at_once[0] -= 1

        all_ = Jobs()
        for job in [all_.start("x", work, line="add") for _ in range(5)]:
            over(job)
        assert most == [1]

    def test_not_everything_may_wait(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(jobs, "WAITING", 2)
        go, all_ = threading.Event(), Jobs()
        started = [all_.start("x", lambda job: void(go), line="add") for _ in range(3)]
        with pytest.raises(TooBusy):
            all_.start("x", lambda job: None, line="add")
        go.set()
        for job in started:
            over(job)

    def test_old_ones_are_forgotten(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(jobs, "KEPT", 2)
        all_ = Jobs()
        first = over(all_.start("x", lambda job: None))
        for _ in range(4):
            over(all_.start("x", lambda job: None))
        assert all_.of(first.id) is None


def void(go: threading.Event) -> None:
    go.wait(SOON)


class TestAdding:
    def upload(self, visitor: Visitor, name: str, data: bytes, **fields: str) -> Any:
        return visitor.client.post(
            "/add/file/",
            files={"file": (name, data)},
            data={"token": visitor.token, **fields},
            follow_redirects=False,
        )

    def done(self, desk: Served, visitor: Visitor, answer: Any) -> dict[str, Any]:
        assert answer.status_code == 303, answer.text
        id = answer.headers["location"].rstrip("/").rpartition("/")[2]
        over(desk.app.state.jobs.of(id))
        told: dict[str, Any] = visitor.get(f"/api/jobs/{id}").json()
        assert visitor.get(f"/jobs/{id}/").status_code == 200
        return told

    def test_a_file_is_read_and_its_claims_wait(self, desk: Served) -> None:
        visitor = desk.visitor("rolf")
        data = b"Huawei supplies Kenya.\n"
        answer = self.upload(visitor, "story.txt", data, source="story", as_of="2024-05-01")
        told = self.done(desk, visitor, answer)
        assert told["state"] == DONE
        assert [(one["status"], one["claims"]) for one in told["results"]] == [("ok", 1)]
        (holding,) = desk.project.holdings()
        assert [place.location for place in holding.places] == ["story.txt"]
        assert "Huawei" in visitor.get("/review/").text
        folder = desk.project.folder / "uploads"
        end = time.monotonic() + SOON
        while list(folder.iterdir()) and time.monotonic() < end:
            time.sleep(0.01)
        assert list(folder.iterdir()) == []

    @pytest.mark.parametrize(
        "address", ["/etc/passwd", "file:///etc/passwd", "ftp://x.example/", "https://", "C:\\x"]
    )
    def test_only_addresses_of_the_web_are_fetched(self, desk: Served, address: str) -> None:
        """A path would be a file of the server."""
        answer = desk.visitor("rolf").post("/add/address/", address=address)
        assert answer.status_code == 400
        assert "https://" in answer.text
        assert list(desk.project.holdings()) == []

    def test_an_address_of_this_very_machine_is_refused_and_told(self, desk: Served) -> None:
        visitor = desk.visitor("rolf")
        answer = visitor.post("/add/address/", address="http://127.0.0.1/secret")
        told = self.done(desk, visitor, answer)
        assert [one["code"] for one in told["results"]] == ["private-address"]

    @pytest.mark.parametrize("fields", [{"source": "No Id!"}, {"as_of": "tomorrow"}])
    def test_what_no_document_can_have_is_said_at_once(
        self, desk: Served, fields: dict[str, str]
    ) -> None:
        answer = self.upload(desk.visitor("rolf"), "story.txt", b"x", **fields)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text

    def test_no_file_is_said(self, desk: Served) -> None:
        visitor = desk.visitor("rolf")
        answer = visitor.client.post(
            "/add/file/",
            data={"token": visitor.token},
            files={"other": ("a", b"b")},
            follow_redirects=False,
        )
        assert answer.status_code == 400

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\anna\\story.pdf", "story.pdf"),
            ("https://evil.example/story", "story"),
            ("https:", "https"),
            ("a\x00b\u202ec.txt", "abc.txt"),
            ("...", "document"),
            ("x" * 500 + ".pdf", "x" * 146 + ".pdf"),
        ],
    )
    def test_a_name_is_recorded_without_a_path_and_is_no_address(
        self, given: str, kept: str
    ) -> None:
        assert file_name(given) == kept

    def test_a_page_of_work_loads_itself_again_until_it_is_over(self, desk: Served) -> None:
        go, told = threading.Event(), threading.Event()

        def work(job: Job) -> None:
            job.step("one of two")
            told.set()
            go.wait(SOON)
            job.step("two of two")

        visitor = desk.visitor("rolf")
        job = desk.app.state.jobs.start("two", work, owner="rolf", of=2)
        assert told.wait(SOON)
        page = visitor.get(f"/jobs/{job.id}/").text
        assert '<meta http-equiv="refresh" content="2">' in page
        assert "1 of 2 done" in page
        assert "two of two" not in page
        go.set()
        over(job)
        page = visitor.get(f"/jobs/{job.id}/").text
        assert 'http-equiv="refresh"' not in page
        assert "2 of 2 done" in page

    def test_the_work_of_somebody_is_not_shown_to_everybody(self, desk: Served) -> None:
        job = desk.app.state.jobs.start("story.txt", lambda job: None, owner="rolf")
        assert desk.visitor("rolf").get(f"/api/jobs/{job.id}").status_code == 200
        assert desk.visitor("ruth").get(f"/api/jobs/{job.id}").status_code == 200
        for name in (None, "vera"):
            assert desk.visitor(name).get(f"/api/jobs/{job.id}").status_code == 404
