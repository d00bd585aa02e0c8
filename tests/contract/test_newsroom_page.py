"""What the page for newsrooms shows is what the commands print, and its recipes run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from sousveil.cli import cli

PAGE = (Path(__file__).parents[2] / "docs" / "how-to-newsroom.md").read_text(encoding="utf-8")

ID = re.compile(r"\b[0-9a-f]{12}\b")
"""Ids change with the codebook; the page has those of its day."""

DAY = re.compile(r"saved \d{4}-\d\d-\d\d")


def transcript() -> list[tuple[str, str]]:
    """Return each command of the page with what it is said to print."""
    blocks = re.findall(r"```\n(\$ .*?)```", PAGE, re.DOTALL)
    found = re.split(r"^\$ ", "".join(blocks), flags=re.MULTILINE)[1:]
    return [(call, shown) for call, _, shown in (step.partition("\n") for step in found)]


def block(language: str, word: str) -> str:
    blocks = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    (found,) = [block for block in blocks if word in block]
    return str(found)


def masked(text: str) -> str:
    return DAY.sub("saved then", ID.sub("ID", text))


def test_the_page_shows_what_the_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    real: dict[str, str] = {}
    run = []
    for call, shown in transcript():
        for known, now in real.items():
            call = call.replace(known, now)
        program, *arguments = shlex.split(call)
        if program == "cat":
            Path(arguments[0]).write_text(shown, encoding="utf-8")
            continue
        printed = CliRunner().invoke(cli, arguments).stdout
        assert masked(printed) == masked(shown), call
        real |= dict(zip(ID.findall(shown), ID.findall(printed), strict=True))
        run.append(" ".join(word for word in arguments if word in ("check", "checks", "recheck")))
    assert run.count("recheck") == 2 and run.count("checks") == 4 and run.count("check") == 3


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_the_hook_stops_a_contradicted_number(tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "sousveil").write_text(f'#!/bin/sh\nexec {sys.executable} -m sousveil "$@"\n')
    (tools / "sousveil").chmod(0o755)
    here = tmp_path / "repository"
    (here / "articles").mkdir(parents=True)
    source = str(Path(__file__).parents[2] / "src")
    path = f"{tools}:{os.environ['PATH']}"
    surroundings = {name: value for name, value in os.environ.items() if "GIT_" not in name}
    surroundings |= {"PATH": path, "PYTHONPATH": source, "HOME": str(tmp_path)}

    def git(*words: str) -> int:
        call = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words]
        return subprocess.run(call, cwd=here, env=surroundings, capture_output=True).returncode

    assert git("init", "-q") == 0
    hook = here / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(block("sh", "git diff --cached"))
    hook.chmod(0o755)
    article = here / "articles" / "a story.txt"
    article.write_text("4 November 2019\n\nSmart policing has reached 52 countries.\n")
    assert git("add", ".") == 0
    assert git("commit", "-q", "-m", "wrong") != 0
    article.write_text("4 November 2019\n\nSmart policing has reached 53 countries.\n")
    assert git("add", ".") == 0
    assert git("commit", "-q", "-m", "right") == 0
    (here / "other.txt").write_text("Smart policing has reached 52 countries.\n")
    assert git("add", ".") == 0
    assert git("commit", "-q", "-m", "no article") == 0


def test_the_recipes_are_yaml_that_calls_what_is_there(tmp_path: Path) -> None:
    (hook,) = yaml.safe_load(block("yaml", "repos:"))["repos"][0]["hooks"]
    assert re.search(hook["files"], "articles/2024/a.md")
    steps = yaml.safe_load(block("yaml", "runs-on"))["jobs"]["check"]["steps"]
    calls = [hook["entry"], *(step["run"] for step in steps if "sousveil check" in str(step))]
    assert len(calls) == 2
    for call in calls:
        for word in shlex.split(call)[2:]:
            shown = CliRunner().invoke(cli, ["check", "--help"]).stdout
            assert not word.startswith("--") or word in shown
