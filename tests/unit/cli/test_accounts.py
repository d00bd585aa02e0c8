from __future__ import annotations

import json
from pathlib import Path

import pytest

from sousveil.cli import run
from sousveil.project import Project
from sousveil.web.accounts import Accounts
from sousveil.web.vault import Vault


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Project.create(tmp_path / "my-index").close()
    return tmp_path / "my-index"


def say(folder: Path, *words: str) -> int:
    return run(["-C", str(folder), "accounts", *words])


def test_an_invitation_prints_the_code_alone_so_that_a_pipe_can_take_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say(folder, "invite", "anna", "--role", "admin") == 0
    told = capsys.readouterr()
    code = told.out.strip()
    assert len(code) == 43 and code not in told.err
    assert "anna becomes admin" in told.err
    vault = Vault.open(folder)
    assert Accounts(vault).redeem(code, "four quiet words here").role == "admin"
    vault.close()


def test_roles_are_listed_and_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(folder, "list") == 0
    assert "Nobody has an account" in capsys.readouterr().out
    for words in (["invite", "anna"], ["role", "anna", "reviewer"], ["list", "--json"]):
        assert say(folder, *words) == 0
    (one,) = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (one["name"], one["role"], one["state"]) == ("anna", "reviewer", "invited")
    assert say(folder, "remove", "anna") == 0
    assert "can sign in no more" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["role", "nobody", "admin"], "no account"),
        (["remove", "nobody"], "no account"),
        (["invite", "nobody", "--again"], "no account yet"),
        (["invite", "codebook"], "Nobody may sign"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert say(folder, *words) == 2
    told = capsys.readouterr().err
    assert says in told and told.count("\n") == 1


def test_it_needs_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(tmp_path, "list") == 2
    assert "sousveil init" in capsys.readouterr().err
