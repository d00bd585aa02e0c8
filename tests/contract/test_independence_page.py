"""What the page on independence shows is what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from sousveil.cli import cli

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "independence.md"


def transcript() -> list[tuple[str, str]]:
    """Return each command of the page with what it is said to print."""
    blocks = re.findall(r"```\n(\$ .*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    found = re.split(r"^\$ ", "".join(blocks), flags=re.MULTILINE)[1:]
    return [(call, shown) for call, _, shown in (step.partition("\n") for step in found)]


def test_the_page_shows_what_the_commands_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = []
    for call, shown in transcript():
        program, *arguments = shlex.split(call)
        if program == "cat":
            Path(arguments[0]).write_text(shown, encoding="utf-8")
            continue
        run.append(arguments[-1])
        assert CliRunner().invoke(cli, arguments).stdout == shown
    assert len(run) == 5
