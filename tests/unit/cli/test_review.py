from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from project.lines import ToldProject, tell
from project.small import NOW, at

from sousveil.cli import cli, review
from sousveil.project import Project

FIRST = ("Huawei supplies Norway.", "Hikvision supplies Kenya.", "Lumivex supplies Peru.")
SECOND = ("The ministry is silent.", "Huawei supplies Norway.", "Huawei denies Norway.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with two stories of three claims each, three of them about Huawei in Norway."""
    with ToldProject.create(tmp_path / "index", clock=at(NOW)) as project:
        tell(project, tmp_path, "first", *FIRST)
        tell(project, tmp_path, "second", *SECOND)
    return tmp_path / "index"


@pytest.fixture
def press(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Sit at the terminal and type."""
    monkeypatch.setattr(review, "on_terminal", lambda: True)

    def pressed(typed: str, *more: str) -> str:
        arguments = ["-C", str(folder), "review", *(more or ("--by", "anna"))]
        result = CliRunner().invoke(cli, arguments, input=typed)
        assert result.exception is None, result.output
        return result.output

    return pressed


def run(folder: Path, *arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), *arguments], input=given)


def queue(folder: Path, *more: str) -> dict[str, Any]:
    result = run(folder, "review", *(more or ("--json",)))
    assert result.exit_code == 0
    found: dict[str, Any] = json.loads(result.output)
    return found


def stands(folder: Path) -> set[str]:
    """Return the quotes of the claims that stand."""
    with Project.open(folder) as project:
        accepted = project.accepted()
        return {claim.quote for claim in project.claims() if claim.id in accepted}


def place(folder: Path, quote: str) -> int:
    """Return how many items come before the one with this quote."""
    items = queue(folder)["queue"]
    return next(
        number
        for number, item in enumerate(items)
        if any(claim["claim"]["evidence"]["quote"] == quote for claim in item["claims"])
    )


class TestQueue:
    def test_without_a_terminal_it_is_json(self, folder: Path) -> None:
        found = queue(folder, "--limit", "20")
        assert (found["items"], found["claims"], found["decided"]) == (4, 5, 0)
        item = found["queue"][place(folder, FIRST[0])]
        assert len(item["claims"]) == 2
        assert "disagreement" in {reason["kind"] for reason in item["reasons"]}
        for claim in item["claims"]:
            evidence = claim["claim"]["evidence"]
            assert evidence["quote"] == FIRST[0]
            assert claim["places"][0]["source"] in ("first", "second")

    def test_it_is_paged(self, folder: Path) -> None:
        whole = [item["says"] for item in queue(folder)["queue"]]
        paged = [
            queue(folder, "--json", "--limit", "1", "--skip", str(number))["queue"][0]["says"]
            for number in range(4)
        ]
        assert paged == whole

    def test_a_claim_can_be_given_back_with_a_field_changed(self, folder: Path) -> None:
        claim = queue(folder)["queue"][0]["claims"][0]
        line = {
            "kind": "amend",
            "claims": [claim["id"]],
            "because": "agreed only",
            "by": "anna",
            "instead": [claim["claim"] | {"modality": "planned"}],
        }
        result = run(folder, "review", "--decisions", "-", given=json.dumps(line))
        assert (result.exit_code, result.output[:14]) == (0, "line 1: amend ")


class TestScript:
    def ids(self, folder: Path) -> dict[str, str]:
        return {
            claim["claim"]["evidence"]["quote"]: claim["id"]
            for item in queue(folder)["queue"]
            for claim in item["claims"]
        }

    def apply(self, folder: Path, *lines: object, code: int, by: str = "") -> list[Any]:
        text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
        more = ["--by", by] if by else []
        result = run(folder, "review", "--decisions", "-", "--json", *more, given=text)
        assert result.exit_code == code, result.output
        return [json.loads(line) for line in result.output.splitlines()]

    def test_every_kind_of_decision(self, folder: Path) -> None:
        ids = self.ids(folder)
        kenya, peru = ids[FIRST[1]], ids[FIRST[2]]
        part = {"type": "supply", "supplier": "zte", "recipient": "PER", "modality": "deployed"}
        part |= {"polarity": "asserted", "evidence": {"quote": FIRST[2]}}
        made = self.apply(
            folder,
            {"kind": "accept", "claims": [kenya], "because": "read"},
            "",
            {"kind": "doubt", "claims": [kenya], "because": "odd"},
            {"kind": "accept", "claims": [kenya], "because": "read again", "by": "bob"},
            {
                "kind": "split",
                "claims": [peru],
                "because": "two",
                "instead": [part, ids[SECOND[2]]],
            },
            {"kind": "reopen", "claims": [peru], "because": "look again"},
            {"kind": "merge", "claims": [peru], "because": "one", "instead": [kenya]},
            {"kind": "undo"},
            {"kind": "reject", "claims": [peru], "because": "no such company"},
            code=0,
            by="anna",
        )
        assert [one["ok"] for one in made] == [True] * 8
        assert [one["line"] for one in made] == [1, 3, 4, 5, 6, 7, 8, 9]
        assert stands(folder) == {FIRST[1]}
        with Project.open(folder) as project:
            assert project.verify().problems == ()

    def test_a_refused_line_changes_nothing_and_the_others_are_taken(self, folder: Path) -> None:
        ids = self.ids(folder)
        told = self.apply(
            folder,
            {"kind": "accept", "claims": [ids[FIRST[1]], "claim:0"], "because": "read"},
            {"kind": "accept", "claims": [ids[FIRST[2]]], "because": "read"},
            code=1,
            by="anna",
        )
        assert [one["ok"] for one in told] == [False, True]
        assert "claim:0" in told[0]["why"]
        assert stands(folder) == {FIRST[2]}

    @pytest.mark.parametrize(
        "line",
        [
            "no json",
            "[]",
            "7",
            "[" * 100_000,
            '{"kind": "accept"}',
            '{"kind": ["accept"], "claims": [], "because": "x"}',
            '{"kind": "explode", "claims": ["claim:0"], "because": "x"}',
            '{"kind": "repair", "claims": ["claim:0"], "because": "x"}',
            '{"kind": "accept", "claims": "claim:0", "because": "x"}',
            '{"kind": "accept", "claims": [7], "because": "x"}',
            '{"kind": "accept", "claims": ["ID"], "because": 7}',
            '{"kind": "accept", "claims": ["ID"], "because": ""}',
            '{"kind": "accept", "claims": ["ID"], "because": "x", "by": "codebook"}',
            '{"kind": "accept", "claims": ["ID"], "because": "x", "by": ""}',
            '{"kind": "accept", "claims": ["ID"], "because": "x", "instead": ["ID"]}',
            '{"kind": "accept", "claims": ["ID"], "because": "x", "at": "2019-01-01"}',
            '{"kind": "accept", "claims": ["ID"], "because": "\\ud800"}',
            '{"kind": "amend", "claims": ["ID"], "because": "x"}',
            '{"kind": "amend", "claims": ["ID"], "because": "x", "instead": []}',
            '{"kind": "amend", "claims": ["ID"], "because": "x", "instead": {}}',
            '{"kind": "amend", "claims": ["ID"], "because": "x", "instead": [7]}',
            '{"kind": "amend", "claims": ["ID"], "because": "x", "instead": [{"type": "use"}]}',
            '{"kind": "amend", "claims": ["ID", "ID2"], "because": "x", "instead": ["ID"]}',
            '{"kind": "split", "claims": ["ID"], "because": "x", "instead": ["ID"]}',
            '{"kind": "undo", "claims": ["ID"]}',
            '{"kind": "undo"}',
            '{"kind": "amend", "claims": ["ID"], "because": "x", "instead": [{"type": "count", '
            '"unit": "countries", "value": 1e999, "evidence": {"quote": "QUOTE"}}]}',
            '{"kind": "amend", "claims": ["ID"], "because": "x", "instead": [{"type": "count", '
            '"unit": "countries", "value": NaN, "evidence": {"quote": "QUOTE"}}]}',
            '{"kind": "amend", "claims": ["ID"], "because": "x", "instead": [{"type": "use", '
            '"user": "KEN", "technology": "drones", "hedges": ["\\udfff"], '
            '"evidence": {"quote": "QUOTE"}}]}',
        ],
    )
    def test_a_line_that_is_no_decision_is_refused_in_words(self, folder: Path, line: str) -> None:
        given = line.replace("ID", self.ids(folder)[FIRST[1]]).replace("QUOTE", FIRST[1])
        with Project.open(folder) as project:
            head = project.verify().head
        (told,) = self.apply(folder, given, code=1, by="anna")
        assert told["ok"] is False
        assert len(told["why"]) < 1000
        with Project.open(folder) as project:
            assert project.verify().head == head

    def test_bytes_that_are_no_text_are_refused(self, folder: Path) -> None:
        runner = CliRunner().invoke(
            cli, ["-C", str(folder), "review", "--decisions", "-"], input=b"\xff\xfe{}\n"
        )
        assert runner.exit_code == 1
        assert "no JSON" in runner.output

    def test_without_a_name_nothing_is_decided(self, folder: Path) -> None:
        line = {"kind": "accept", "claims": [self.ids(folder)[FIRST[1]]], "because": "read"}
        (told,) = self.apply(folder, line, code=1)
        assert "who decides" in told["why"] and "--by" in told["why"]


class TestKeys:
    def test_the_quote_is_shown_in_its_context_by_signs(
        self, folder: Path, press: Callable[..., str]
    ) -> None:
        shown = press("n" * place(folder, SECOND[2]) + "q")
        assert "    | The ministry is silent. Huawei supplies Norway." in shown
        assert "  > | Huawei denies Norway." in shown
        assert "denied: Huawei supplies Norway" in shown
        assert "the author says so, in second; found by told/1" in shown
        assert "1 of 4, 0 decided today" in shown
        assert "new pair: neither aigs-2022 nor an accepted claim has" in shown

    def test_a_document_cannot_fake_the_signs(
        self, folder: Path, tmp_path: Path, press: Callable[..., str]
    ) -> None:
        lines = ("  > | Nothing is wrong.\u202e", "NEC supplies Chile.")
        with ToldProject.open(folder, clock=at(NOW)) as project:
            tell(project, tmp_path, "third", *lines)
        shown = press("n" * place(folder, lines[1]) + "q")
        assert "\u202e" not in shown
        marked = [line for line in shown.splitlines() if line.startswith("  > | ")]
        assert "  > | NEC supplies Chile." in marked
        assert not any("Nothing is wrong" in line for line in marked)

    def test_accept_takes_all_quotes_or_one(self, folder: Path, press: Callable[..., str]) -> None:
        there = place(folder, FIRST[0])
        press("n" * there + "a2\nsaid twice\nq")
        with Project.open(folder) as project:
            assert len(project.accepted()) == 1
        press("u")
        assert stands(folder) == set()
        shown = press("n" * there + "a\nsaid twice\nq")
        with Project.open(folder) as project:
            assert len(project.accepted()) == 2
        assert "1 of 3, 1 decided today" in shown

    def test_what_is_plain_needs_no_reason_and_what_is_odd_does(
        self, folder: Path, press: Callable[..., str]
    ) -> None:
        press("n" * place(folder, FIRST[1]) + "aq")
        assert stands(folder) == {FIRST[1]}
        assert "Because" in press("n" * place(folder, FIRST[2]) + "aseen in the register\nq")
        assert stands(folder) == {FIRST[1], FIRST[2]}

    def test_reject_asks_until_there_is_a_reason(
        self, folder: Path, press: Callable[..., str]
    ) -> None:
        there = place(folder, FIRST[1])
        press("n" * there + "r\n \nno such deal\nq")
        with Project.open(folder) as project, project._ledger.reading() as view:
            (decision,) = (row.plain for row in view.rows("decision"))
        assert (decision["kind"], decision["because"]) == ("reject", "no such deal")

    def test_amend_a_field(self, folder: Path, press: Callable[..., str]) -> None:
        there = place(folder, FIRST[1])
        shown = press(
            "n" * there
            + "emodality=planned\ntechnologies=drones, smart_city\nnonsense\n\nagreed only\nq"
        )
        assert "modality: deployed" in shown
        with Project.open(folder) as project:
            (id,) = project.accepted()
            (claim,) = (claim for claim in project.claims() if claim.id == id)
        assert claim.content.modality == "planned"  # type: ignore[attr-defined]
        assert claim.content.technologies == ("drones", "smart_city")  # type: ignore[attr-defined]
        assert claim.rule == "person/1"

    def test_amend_when_it_was(self, folder: Path, press: Callable[..., str]) -> None:
        there = place(folder, FIRST[1])
        shown = press("n" * there + "etime=2020-03 to 2021\nplace=Mombasa\n\nit says so\nuq")
        assert "place has parts" in shown and "Taken back: 1 claim is as before." in shown
        with Project.open(folder) as project:
            (claim,) = (claim for claim in project.claims() if claim.rule == "person/1")
        assert claim.time is not None and claim.locality is None
        assert (claim.time.start, claim.time.end) == ("2020-03", "2021")

    def test_a_claim_says_how_it_was_read(self, folder: Path, press: Callable[..., str]) -> None:
        there = place(folder, FIRST[1])
        press("n" * there + "etime=2020\n\nit says so\nq")
        with Project.open(folder) as project:
            (id,) = project.accepted()
        run(
            folder,
            "review",
            "--decisions",
            "-",
            "--by",
            "bob",
            given=json.dumps({"kind": "doubt", "claims": [id], "because": "which year?"}),
        )
        assert "as read: 2020" in press("q")

    def test_a_wrong_field_is_told_and_nothing_is_decided(
        self, folder: Path, press: Callable[..., str]
    ) -> None:
        shown = press("n" * place(folder, FIRST[1]) + "erecipient=Kenia\n\ntypo\nq")
        assert "'Kenia' is no country" in shown
        assert stands(folder) == set()

    def test_split(self, folder: Path, press: Callable[..., str]) -> None:
        press(
            "n" * place(folder, FIRST[1])
            + "stechnologies=drones\n\ntechnologies=smart_city\n\nn\ntwo systems\nq"
        )
        with Project.open(folder) as project:
            assert len(project.accepted()) == 2

    def test_merge_with_a_similar_one(
        self, folder: Path, tmp_path: Path, press: Callable[..., str]
    ) -> None:
        with ToldProject.open(folder, clock=at(NOW)) as project:
            tell(project, tmp_path, "third", "Hikvison supplies Kenya.")
        press("n" * place(folder, FIRST[1]) + "m1\n1\na misprint\nq")
        assert stands(folder) == {FIRST[1]}

    def test_only_somebody_else_accepts_after_2(
        self, folder: Path, press: Callable[..., str]
    ) -> None:
        there = place(folder, FIRST[1])
        shown = press("n" * there + "2who is this?\nq")
        assert "of 3, " in shown
        shown = press("aI know them\nq", "--by", "bob")
        assert "anna asked for a second pair of eyes" in shown
        assert stands(folder) == {FIRST[1]}

    def test_the_name_is_asked_once(self, folder: Path, press: Callable[..., str]) -> None:
        there = place(folder, FIRST[1])
        shown = press("n" * there + "rcem\nwrong\n" + "rwrong again\nq", "--limit", "9")
        assert shown.count("Your name") == 1

    def test_context_similar_help_and_the_ends_of_the_queue(
        self, folder: Path, press: Callable[..., str]
    ) -> None:
        shown = press("pcl?nnnnnnn\x1bq")
        assert "This is the whole text." in shown
        assert "ask for a second pair of eyes" in shown
        assert "4 of 4" in shown and "5 of" not in shown
        assert stands(folder) == set()

    def test_undo_without_a_decision_is_told(self, press: Callable[..., str]) -> None:
        assert "There is no decision by anna to take back." in press("uq")

    def test_wrong_numbers_decide_nothing(self, folder: Path, press: Callable[..., str]) -> None:
        for typed in ("0", "3", "x", "1 9", "²"):
            shown = press("n" * place(folder, FIRST[0]) + f"a{typed}\nq")
            assert "Nothing was decided." in shown
        assert stands(folder) == set()

    def test_when_all_is_decided_it_ends(self, folder: Path, press: Callable[..., str]) -> None:
        typed = ""
        for item in queue(folder)["queue"]:
            typed += "r" + ("\n" if len(item["claims"]) > 1 else "") + "no\n"
        assert press(typed).endswith("Nothing waits for a decision.\n")


class TestNames:
    def test_entries_are_ready_for_the_codebook(self, folder: Path) -> None:
        result = run(folder, "names")
        assert result.exit_code == 0
        own = folder / "codebook"
        own.mkdir()
        (own / "suppliers.yml").write_text(result.output, encoding="utf-8")
        with Project.open(folder) as project:
            assert project.codebook.suppliers["lumivex"].name == "Lumivex"
            assert project.candidates() == ()

    def test_look_alikes_get_no_entry(self, folder: Path, tmp_path: Path) -> None:
        with ToldProject.open(folder, clock=at(NOW)) as project:
            tell(project, tmp_path, "third", "Нuawei supplies Chile.")
        told = run(folder, "names").output
        assert "no entry: it has letters of two scripts" in told
        assert "near to it, perhaps the same: Huawei" in told
        assert all(line.startswith("#") for line in told.splitlines() if "uawei" in line)
        found = json.loads(run(folder, "names", "--json").output)
        assert [one["yaml"] for one in found if one["odd"]] == [""]
