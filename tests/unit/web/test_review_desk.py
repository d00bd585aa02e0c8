"""The review desk by plain forms and by its API."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from project.lines import tell

from sousveil.model.claim import Claim, Supply
from sousveil.project import Project
from sousveil.project.plain import plain_claim
from sousveil.review.disagree import disagreements

from .desk import Served, Visitor

XSS = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def rolf(desk: Served, claims: tuple[Claim, ...]) -> Visitor:
    return desk.visitor("rolf")


@pytest.fixture
def ruth(desk: Served, claims: tuple[Claim, ...]) -> Visitor:
    return desk.visitor("ruth")


def last(desk: Served) -> Any:
    return list(desk.project.decisions())[-1]


class TestByForms:
    def test_an_acceptance_is_signed_and_the_next_item_follows(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        answer = rolf.post("/review/decide/", kind="accept", claims=claims[1].id, at="1")
        assert answer.status_code == 303
        assert answer.headers["location"] == "../../review/?at=1&done=accept"
        assert desk.project.accepted() == {claims[1].id}
        assert (last(desk).by, last(desk).because) == ("rolf", "the words say so")
        assert "Accepted." in rolf.get("/review/?done=accept").text

    def test_who_signs_is_who_is_signed_in_whatever_the_form_says(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        rolf.post("/review/decide/", kind="accept", claims=claims[1].id, by="ada")
        assert last(desk).by == "rolf"
        answer = rolf.send(
            "/api/decisions",
            {"kind": "reject", "claims": [claims[1].id], "because": "x", "by": "ada"},
        )
        assert answer.status_code == 422

    def test_a_rejection_wants_its_reason(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        answer = rolf.post("/review/decide/", kind="reject", claims=claims[0].id)
        assert answer.status_code == 400
        assert "gives its reason" in answer.text
        assert desk.project.rejected() == frozenset()

    def test_where_something_is_odd_an_acceptance_wants_its_reason_too(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        page = rolf.get("/review/?find=Lumivex").text
        assert 'name="care" value="1"' in page
        answer = rolf.post("/review/decide/", kind="accept", claims=claims[2].id, care="1")
        assert answer.status_code == 400
        assert desk.project.accepted() == frozenset()

    def test_an_amended_claim_stands_and_keeps_what_was_not_changed(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        fields = {"1.modality": "planned", "1.supplier": "huawei", "1.quote": claims[0].quote}
        answer = rolf.post(
            "/review/decide/", kind="amend", claims=claims[0].id, because="a plan", **fields
        )
        assert answer.status_code == 303
        (new,) = last(desk).instead
        made = next(claim for claim in desk.project.claims() if claim.id == new)
        assert isinstance(made.content, Supply)
        assert (made.content.modality, made.content.supplier) == ("planned", "huawei")
        assert made.mentions == claims[0].mentions

    def test_a_claim_is_split_into_parts(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        page = rolf.get(f"/review/claim/{claims[0].id[6:]}/?parts=2").text
        assert "Part 2" in page
        answer = rolf.post(
            "/review/decide/",
            kind="split",
            claims=claims[0].id,
            parts="2",
            because="two things",
            back="claim",
            **{"1.modality": "planned", "2.modality": "trial"},
        )
        assert answer.status_code == 303
        assert len(desk.project.accepted()) == 2

    def test_similar_claims_are_merged(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...], tmp_path: Path
    ) -> None:
        (other,) = tell(desk.project, tmp_path, "echo", "Huawei supplies Kenya.")
        page = rolf.get("/review/?find=huawei").text
        assert page.count('name="stays"') >= 2
        rolf.post(
            "/review/decide/",
            kind="merge",
            claims=[claims[0].id, other.id],
            stays=claims[0].id,
            because="one thing",
        )
        assert desk.project.accepted() == {claims[0].id}
        assert last(desk).claims == (other.id,)

    def test_undo_takes_back_the_own_last_decision(
        self, desk: Served, rolf: Visitor, ruth: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        rolf.post("/review/decide/", kind="accept", claims=claims[0].id)
        ruth.post("/review/decide/", kind="accept", claims=claims[1].id)
        assert rolf.post("/review/undo/").status_code == 303
        assert desk.project.accepted() == {claims[1].id}

    def test_undo_from_an_old_page_takes_back_nothing_else(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        rolf.post("/review/decide/", kind="accept", claims=claims[0].id)
        old = last(desk).id
        rolf.post("/review/decide/", kind="accept", claims=claims[1].id)
        assert rolf.post("/review/undo/", decision=old).status_code == 409
        assert desk.project.accepted() == {claims[0].id, claims[1].id}

    def test_words_and_doubt_narrow_the_queue(
        self, desk: Served, rolf: Visitor, ruth: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        assert "1 of 1 items" in rolf.get("/review/?find=nec+peru").text
        assert "Nothing that waits fits" in rolf.get("/review/?find=zte").text
        rolf.post("/review/decide/", kind="doubt", claims=claims[1].id, because="is it NEC")
        assert "1 of 1 items" in ruth.get("/review/?second=1").text
        assert "Nothing that waits fits" in rolf.get("/review/?second=1").text

    def test_a_quote_leads_to_its_place_in_the_whole_text(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        page = rolf.get("/review/?find=huawei")
        (link,) = set(re.findall(r'href="(\S+/text/\S+)"', page.text))
        assert link.endswith("#c=0-22")
        text = rolf.get(str(page.url.join(link)))
        assert text.status_code == 200
        assert 'id="c=0-22"' in text.text

    def test_a_viewer_reads_and_has_no_buttons(
        self, desk: Served, claims: tuple[Claim, ...]
    ) -> None:
        page = desk.visitor("vera").get("/review/").text
        assert "Huawei" in page
        assert 'value="accept"' not in page

    @pytest.mark.parametrize("at", ["99999", "-5"])
    def test_a_place_beyond_the_queue_is_its_end(self, rolf: Visitor, at: str) -> None:
        assert "of 3 items" in rolf.get(f"/review/?at={at}").text

    def test_a_claim_that_is_not_there_is_a_page_that_is_not_there(self, rolf: Visitor) -> None:
        assert rolf.get(f"/review/claim/{'0' * 32}/").status_code == 404


class TestASecondPairOfEyes:
    def test_who_doubted_cannot_decide_and_somebody_else_can(
        self, desk: Served, rolf: Visitor, ruth: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        rolf.post("/review/decide/", kind="doubt", claims=claims[0].id, because="is it Kenya")
        answer = rolf.post("/review/decide/", kind="accept", claims=claims[0].id)
        assert answer.status_code == 400
        assert "somebody else has to decide" in answer.text
        assert desk.project.accepted() == frozenset()
        page = ruth.get("/review/").text
        assert "In doubt: rolf" in page
        ruth.post("/review/decide/", kind="accept", claims=claims[0].id, because="it is")
        assert desk.project.accepted() == {claims[0].id}


class TestDecidedMeanwhile:
    def test_the_others_decision_is_shown_and_stands(
        self, desk: Served, rolf: Visitor, ruth: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        seen = f"{claims[0].id}="
        assert seen in rolf.get("/review/?find=huawei").text
        ruth.post("/review/decide/", kind="reject", claims=claims[0].id, because="not Kenya")
        answer = rolf.post(
            "/review/decide/", kind="accept", claims=claims[0].id, because="it is", seen=seen
        )
        assert answer.status_code == 409
        assert "ruth" in answer.text and "not Kenya" in answer.text
        assert desk.project.rejected() == {claims[0].id}
        assert f"{claims[0].id}={last(desk).id}" in answer.text

    def test_one_may_decide_all_the_same_having_seen_it(
        self, desk: Served, rolf: Visitor, ruth: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        ruth.post("/review/decide/", kind="reject", claims=claims[0].id, because="not Kenya")
        seen = f"{claims[0].id}={last(desk).id}"
        rolf.post("/review/decide/", kind="accept", claims=claims[0].id, because="is", seen=seen)
        assert desk.project.accepted() == {claims[0].id}
        page = rolf.get("/review/conflicts/").text
        assert "not Kenya" in page and "rolf" in page and "ruth" in page

    def test_a_taken_back_decision_is_one_more_that_was_not_seen(
        self, desk: Served, rolf: Visitor, ruth: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        ruth.post("/review/decide/", kind="reject", claims=claims[0].id, because="no")
        seen = f"{claims[0].id}={last(desk).id}"
        ruth.post("/review/undo/")
        answer = rolf.post("/review/decide/", kind="accept", claims=claims[0].id, seen=seen)
        assert answer.status_code == 409

    def test_of_two_at_once_one_is_taken_and_the_other_told(
        self, desk: Served, claims: tuple[Claim, ...]
    ) -> None:
        """Both have seen the same; real threads, each with a browser of its own."""
        answers: dict[str, list[int]] = {"rolf": [], "ruth": []}
        gate = threading.Barrier(2)
        tokens = {name: desk.visitor(name) for name in answers}

        def sit(name: str, kind: str) -> None:
            for claim in claims:
                gate.wait()
                body = {"kind": kind, "claims": [claim.id], "because": name}
                answer = tokens[name].send("/api/decisions", body | {"seen": {claim.id: ""}})
                answers[name].append(answer.status_code)

        _both(sit, ("rolf", "accept"), ("ruth", "reject"))
        assert [sorted(pair) for pair in zip(*answers.values(), strict=True)] == [[200, 409]] * 3
        assert len(list(desk.project.decisions())) == 3
        assert desk.project.verify(deep=True).problems == ()

    def test_two_who_decide_about_different_claims_lose_nothing(
        self, desk: Served, tmp_path: Path
    ) -> None:
        count = 20
        lines = [f"Firm{number} supplies Kenya." for number in range(2 * count)]
        claims = tell(desk.project, tmp_path, "many", *lines)
        visitors = {name: desk.visitor(name) for name in ("rolf", "ruth")}
        answers: list[int] = []

        def sit(name: str, part: str) -> None:
            own = claims[:count] if part == "first" else claims[count:]
            for claim in own:
                answer = visitors[name].post(
                    "/review/decide/", kind="accept", claims=claim.id, seen=f"{claim.id}="
                )
                answers.append(answer.status_code)

        _both(sit, ("rolf", "first"), ("ruth", "second"))
        assert answers == [303] * 2 * count
        assert desk.project.accepted() == {claim.id for claim in claims}
        assert desk.project.verify(deep=True).problems == ()


class TestHostileWords:
    def test_nothing_that_people_type_becomes_markup(
        self, desk: Served, claims: tuple[Claim, ...], tmp_path: Path
    ) -> None:
        code = desk.accounts.invite(f"Bo {XSS[:60]}", "admin", "ada").code
        name = desk.accounts.redeem(code, "four quiet words here").name
        visitor = desk.visitor(name)
        tell(desk.project, tmp_path, "x", "<script>alert(1)</script> supplies Peru.")
        for kind, claim in (("doubt", claims[0]), ("reject", claims[1]), ("reject", claims[2])):
            visitor.post("/review/decide/", kind=kind, claims=claim.id, because=XSS)
        desk.project.accept([claims[1].id], by="rolf", because=XSS)
        ada = desk.visitor("ada")
        ada.get("/", headers={"User-Agent": XSS})
        stale = ada.post(
            "/review/decide/",
            kind="accept",
            claims=claims[1].id,
            because=XSS,
            seen=f"{claims[1].id}=",
        )
        refused = ada.post("/accounts/role/", name=XSS, role=XSS)
        addresses = (
            "/review/",
            f"/review/?find={XSS}",
            f"/review/?done={XSS}",
            f"/review/claim/{claims[1].id[6:]}/",
            "/review/conflicts/",
            "/accounts/",
            "/audit/",
            f"/sign-in/?next={XSS}",
            f"/{XSS}",
        )
        texts = [ada.get(address).text for address in addresses]
        for text in (*texts, stale.text, refused.text, visitor.get("/account/").text):
            assert "<script>alert" not in text
            assert "<img src=x" not in text
            assert 'onerror=alert(1)"' not in text

    def test_what_is_sent_is_not_told_back_where_it_does_not_fit(self, rolf: Visitor) -> None:
        answer = rolf.send("/api/decisions", {"kind": XSS, "claims": 3, XSS: 1})
        assert answer.status_code == 422
        assert "alert" not in answer.text


class TestTheApi:
    def test_what_the_queue_gives_can_be_sent_back_as_a_decision(
        self, desk: Served, rolf: Visitor
    ) -> None:
        while items := rolf.get("/api/queue?limit=1").json()["queue"]:
            told = items[0]["claims"]
            answer = rolf.send(
                "/api/decisions",
                {
                    "kind": "accept",
                    "claims": [one["id"] for one in told],
                    "because": "read",
                    "seen": {one["id"]: one["last"] for one in told},
                },
            )
            assert answer.status_code == 200
            assert answer.json()["by"] == "rolf"
        assert len(desk.project.accepted()) == 3

    def test_a_claim_is_amended_by_its_schema(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        instead = plain_claim(desk.project, claims[0]) | {"modality": "trial"}
        instead = {name: value for name, value in instead.items() if value is not None}
        answer = rolf.send(
            "/api/decisions",
            {"kind": "amend", "claims": [claims[0].id], "because": "x", "instead": [instead]},
        )
        assert answer.status_code == 200
        assert desk.project.accepted() == set(answer.json()["instead"])

    def test_a_conflict_tells_the_others_decision(
        self, rolf: Visitor, ruth: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        body = {"kind": "accept", "claims": [claims[0].id], "because": "read"}
        assert ruth.send("/api/decisions", body).status_code == 200
        answer = rolf.send("/api/decisions", body | {"seen": {claims[0].id: ""}})
        assert answer.status_code == 409
        assert [one["by"] for one in answer.json()["decisions"]] == ["ruth"]

    def test_undo_and_a_refusal_are_told(self, rolf: Visitor, claims: tuple[Claim, ...]) -> None:
        body = {"kind": "accept", "claims": [claims[0].id], "because": "read"}
        made = rolf.send("/api/decisions", body).json()["decision"]
        assert rolf.send("/api/undo", {"decision": made}).json()["kind"] == "undo"
        answer = rolf.send("/api/undo", {})
        assert answer.status_code == 400
        assert "no decision by rolf" in answer.json()["detail"]

    def test_who_is_signed_in_is_told_to_him_alone(self, desk: Served, rolf: Visitor) -> None:
        told = rolf.get("/api/session").json()
        assert told == {"name": "rolf", "role": "reviewer", "token": rolf.token}
        nobody = desk.visitor().get("/api/session").json()
        assert nobody == {"name": None, "role": "anonymous", "token": None}


class TestCompile:
    def test_a_new_edition_is_shown_by_the_running_server_with_what_moved(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        page = rolf.get("/compile/").text
        assert "aigs-2022" in page
        for claim in claims[1:]:
            rolf.post("/review/decide/", kind="accept", claims=claim.id, because="read")
        answer = rolf.post("/compile/", name="2026-1", base="aigs-2022")
        assert answer.status_code == 303
        shown = rolf.get("/compile/2026-1/?before=aigs-2022").text
        assert answer.headers["location"].endswith("compile/2026-1/?before=aigs-2022")
        assert "Figures that moved against aigs-2022" in re.sub(r"</?span[^>]*>", "", shown)
        now, was = (
            set(re.findall(rf"number/{name}/([\w-]+)/index.html", shown))
            for name in ("2026-1", "aigs-2022")
        )
        assert now == was != set()
        assert f"review/claim/{claims[2].id[6:]}" in shown.partition("Held back")[2]
        alone = rolf.get("/compile/2026-1/").text
        assert "diff/aigs-2019/2026-1/index.html" in alone
        assert "2026-1" in desk.app.state.site.library.held
        assert any(e.kind == "compiled" and e.account == "rolf" for e in desk.accounts.events())

    def test_an_edition_that_is_not_there_is_said(
        self, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        for address in ("/compile/2099-1/", "/compile/aigs-2022/?before=2099-1"):
            answer = rolf.get(address)
            assert answer.status_code == 404
            assert "2099-1" in answer.text

    def test_what_cannot_be_compiled_is_said_and_the_form_is_kept(
        self, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        answer = rolf.post("/compile/", name="2026 / 1", base="aigs-2022")
        assert answer.status_code == 400
        assert 'value="2026 / 1"' in answer.text

    def test_the_api_tells_the_figures(
        self, desk: Served, rolf: Visitor, claims: tuple[Claim, ...]
    ) -> None:
        desk.project.accept([claim.id for claim in claims[:2]], by="rolf", because="read")
        answer = rolf.send("/api/editions", {"name": "2026-1", "base": "aigs-2022"})
        assert answer.status_code == 200
        assert answer.json()["edition"] == "2026-1"
        again = rolf.send("/api/editions", {"name": "2026-1", "base": "aigs-2019"})
        assert again.status_code == 400
        assert "frozen with other content" in again.json()["detail"]


class TestDisagreements:
    def test_they_are_of_two_people_and_not_taken_back(
        self, desk: Served, claims: tuple[Claim, ...]
    ) -> None:
        project = desk.project
        one, two, three = (claim.id for claim in claims)
        project.accept([one, two, three], by="rolf", because="read")
        project.reject([one, three], by="ruth", because="no")
        project.reject([two], by="rolf", because="read again")
        project.undo("ruth")
        assert disagreements(project.decisions()) == {}
        project.reject([one, three], by="ruth", because="no")
        assert set(disagreements(project.decisions())) == {one, three}
        project.reopen([one], by="ada", because="let us talk")
        assert set(disagreements(project.decisions())) == {three}


def _both(sit: Any, *parts: tuple[str, str]) -> None:
    failed: list[BaseException] = []

    def run(*part: str) -> None:
        try:
            sit(*part)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=part) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed


def test_the_door_of_a_project_is_not_needed_to_decide(
    desk: Served, claims: tuple[Claim, ...]
) -> None:
    """What the server decides is what the command line decides: one ledger, one rule."""
    with Project.open(desk.project.folder) as other:
        other.accept([claims[0].id], by="cli", because="read")
    assert desk.project.accepted() == {claims[0].id}
