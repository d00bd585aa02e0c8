from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sousveil.cli import cli, index
from sousveil.cli import editions as shelves
from sousveil.model.claim import Amount, Mention, Supply, Use
from sousveil.model.noun import replace
from sousveil.project import Project

from .small import SmallProject
from .told import DENIAL, FACES, HUAWEI, LUMIVEX, SCRAPPED, TALKS, accepted, told

Call = Callable[..., Result]


@pytest.fixture
def call(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a verb on a project with a denial, a plan, a disputed supply and an unlisted name."""
    accepted(project, tmp_path, HUAWEI, FACES, source="herald")
    denial = replace(FACES, technologies=())
    accepted(project, tmp_path, DENIAL, denial, source="star", polarity="negated")
    accepted(
        project,
        tmp_path,
        TALKS,
        Supply(supplier="nec", recipient="PRY", modality="planned"),
        amount=Amount(
            value=2.0,
            currency="USD",
            role="contract",
            mention=Mention(start=0, end=4, text="desk"),
        ),
    )
    odd = told(project, tmp_path, LUMIVEX, Supply(supplier="lumivex", recipient="PER"), "unlisted")
    project.accept([odd.id], by="anna", because="the words say so")
    folder = project.folder
    project.close()
    monkeypatch.setattr(shelves, "open_project", lambda given: SmallProject.open(given or folder))
    monkeypatch.setattr(index, "open_project", shelves.open_project)

    def run(*words: str) -> Result:
        return CliRunner().invoke(cli, ["-C", str(folder), *words])

    return run


def test_compile_says_what_it_did_and_what_it_held_back(call: Call) -> None:
    result = call("compile", "2026-1", "--base", "aigs-2022")
    assert result.exit_code == 0, result.output
    assert "3 accepted claims of running text; 2 entries are disputed" in result.stdout
    assert "held back: claim:" in result.stderr
    assert "umivex" not in result.output


def test_compile_answers_in_json(call: Call) -> None:
    answer = json.loads(call("compile", "2026-1", "--living", "--contracted", "--json").stdout)
    assert answer["policy"] == {
        "min_origins": "1",
        "contracted": "included",
        "disputed": "excluded",
    }
    assert (answer["base"], answer["withdrawn"], len(answer["held_back"])) == (None, [], 1)


def test_a_disputed_entry_is_an_alternative_of_the_count(call: Call) -> None:
    call("compile", "2026-1", "--living")
    having = ("--having", "supplier=huawei")
    answer = json.loads(call("count", "2026-1", *having, "--json").stdout)
    assert (answer["value"], answer["rule"]["disputed"]) == (0, "excluded")
    assert [(o["rule"], o["value"]) for o in answer["alternatives"]] == [
        ({"disputed": "included"}, 1)
    ]
    again = json.loads(
        call("count", "2026-1", *having, "--rule", "disputed=included", "--json").stdout
    )
    assert again["countries"] == ["KEN"]


def test_a_joint_question_says_how_many_it_is_sure_of(call: Call) -> None:
    call("compile", "2026-1", "--base", "aigs-2022", "--disputed")
    pair = "technology=facial_recognition,origin=CHN"
    result = call("count", "2026-1", "--having", pair, "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["at_least"] == {"value": 1, "countries": ["KEN"]}


def test_a_policy_has_nothing_to_change_in_a_table(call: Call) -> None:
    result = call("figures", "aigs-2022", "--rule", "min_origins=2")
    assert isinstance(result.exception, Exception) and "the table of an index" in str(
        result.exception
    )


def test_every_figure_is_recounted_with_two_origins(call: Call) -> None:
    call("compile", "2026-1", "--base", "aigs-2022")
    plain = json.loads(call("figures", "2026-1", "--json").stdout)
    strict = json.loads(call("figures", "2026-1", "--rule", "min_origins=2", "--json").stdout)
    of = {f["id"]: f["value"] for f in plain}
    assert of["countries"] == 97
    assert {f["value"] for f in strict if f["id"] in ("countries", "china-tech")} == {0}


def test_a_claim_that_repeats_the_table_moves_nothing(call: Call) -> None:
    call("compile", "2026-1", "--base", "aigs-2022", "--disputed")
    found = json.loads(call("diff", "aigs-2022", "2026-1", "--json").stdout)
    assert found["countries_added"] == found["countries_dropped"] == []
    assert found["figures_moved"] == []  # the table has Kenya, China and Huawei already
    assert "Figures that moved\nnone\n" in call("diff", "aigs-2022", "2026-1").stdout


def test_nothing_is_set_against_a_print_that_is_not_there(call: Call) -> None:
    call("compile", "2026-1", "--base", "aigs-2022")
    assert "Every printed figure" not in call("figures", "2026-1").stdout
    assert "Every printed figure" in call("figures", "aigs-2022").stdout


def test_whose_data_it_is_is_said_once(call: Call) -> None:
    for name in ("1", "2"):
        call("compile", name, "--living")
    told = call("show", "Kenya").stdout
    assert told.count("Data: desk; herald; star") == 1


def test_one_disputed_entry_is_one(call: Call, project: Project) -> None:
    assert (
        "2 accepted claims of running text; 1 entry is disputed"
        in call("compile", "2026-1", "--living", "--scope", "herald,star").stdout
    )


def test_diff_tells_which_denial_took_a_tick_out_of_the_count(
    call: Call, project: Project, tmp_path: Path
) -> None:
    with SmallProject.open(project.folder) as again:
        use = Use(user="PER", technology="facial_recognition")
        denial = accepted(again, tmp_path, SCRAPPED, use, source="b", polarity="negated")
    call("compile", "2026-1", "--base", "aigs-2022", "--scope", "b")
    found = json.loads(call("diff", "aigs-2022", "2026-1", "--json").stdout)
    (cell,) = found["changed_cells"]
    assert (cell["country"], cell["column"], cell["new"]) == ("PER", "facial_recognition", "")
    assert [(w["claim"], w["did"], w["by"]) for w in cell["why"]] == [
        (denial.id, "entered", "anna")
    ]
    (moved,) = found["figures_moved"]
    assert (moved["id"], moved["dropped"]) == ("facial-recognition", ["PER"])
    assert [w["claim"] for w in moved["why"]] == [denial.id]


def test_diff_tells_why_a_country_came(call: Call) -> None:
    call("compile", "1", "--living")
    call("compile", "2", "--living", "--disputed", "--since", "1")
    found = json.loads(call("diff", "1", "2", "--json").stdout)
    assert found["countries_added"] == ["KEN"]
    (policy,) = (m for m in found["measures_changed"] if m["id"] == "policy")
    assert "is disputed, and counts" in policy["what"]


def test_diff_tells_what_was_withdrawn(call: Call, project: Project) -> None:
    call("compile", "1", "--living", "--disputed")
    with SmallProject.open(project.folder) as again:
        (claim,) = (c.id for c in again.claims() if (c.quote, c.rule) == (HUAWEI, "by-hand/1"))
        decision = again.reject([claim], by="ben", because="another city")
    call("compile", "2", "--disputed", "--base", "1")
    found = json.loads(call("diff", "1", "2", "--json").stdout)
    assert found["countries_dropped"] == ["KEN"]
    ((listed),) = found["listed"]
    why = {w["claim"]: w for w in listed["why"]}[claim]
    assert (why["did"], why["by"], why["because"]) == ("withdrawn", "ben", "another city")
    assert why["decision"] == decision.id
    moved = {m["id"]: m for m in found["figures_moved"]}["supplier-huawei"]
    assert (moved["dropped"], [w["claim"] for w in moved["why"]]) == (["KEN"], [claim])
    assert "ben" in call("diff", "1", "2").stdout
    shown = call("show", "Kenya").stdout
    assert "withdrawn since 1" in shown and "another city" in shown


def test_show_has_both_sides_and_what_does_not_count(call: Call) -> None:
    call("compile", "2026-1", "--living")
    kenya = call("show", "Kenya").stdout
    assert "disputed, 1 origin" in kenya
    assert "for: " in kenya and "against: " in kenya and "Huawei said on Monday" in kenya
    paraguay = call("show", "Paraguay")
    assert paraguay.exit_code == 0
    assert "nothing that counts" in paraguay.stdout and "planned" in paraguay.stdout
    held = json.loads(call("show", "NEC", "--json").stdout)["found"][0]["editions"][-1]
    assert (held["state"], held["countries"]) == ("kept-apart", [])
    assert held["entries"][0]["status"] == "planned"


@pytest.mark.parametrize("base", [(), ("--base", "aigs-2022")])
def test_an_export_has_offsets_instead_of_cells(
    call: Call, tmp_path: Path, base: tuple[str, ...]
) -> None:
    call("compile", "2026-1", "--living", *base)
    assert call("export", "2026-1", "--to", str(tmp_path / "out")).exit_code == 0
    assert (
        call("export", "2026-1", "--to", str(tmp_path / "out"), "--format", "xlsx").exit_code == 0
    )

    def rows(name: str) -> list[dict[str, str]]:
        with (tmp_path / "out" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    quote = next(row for row in rows("evidence") if row["quote"] == HUAWEI)
    assert (quote["cell"], quote["iso3"]) == ("", "KEN")
    assert int(quote["end"]) - int(quote["start"]) == len(HUAWEI)
    statuses = {row["status"]: row["counts"] for row in rows("entries") if row["status"]}
    assert statuses == {"deployed": "0", "denied": "0", "planned": "0"}
    assert {row["polarity"] for row in rows("statements")} == {"asserted", "negated"}
    assert [(row["value"], row["currency"]) for row in rows("amounts")] == [("2", "USD")]
    assert len(rows("held_back")) == 1
    package = json.loads((tmp_path / "out" / "datapackage.json").read_bytes())
    assert "withdrawn" in {resource["name"] for resource in package["resources"]}
    assert all(b"umivex" not in path.read_bytes() for path in (tmp_path / "out").glob("*.csv"))


def test_a_check_against_a_living_edition_depends_on_what_is_disputed(
    call: Call, tmp_path: Path
) -> None:
    call("compile", "2026-1", "--living")
    article = tmp_path / "article.txt"
    article.write_text("One country uses facial recognition.", encoding="utf-8")
    answer = json.loads(call("check", str(article), "--against", "2026-1", "--json").stdout)
    assert answer["verdict"] != "supported"
