"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from sousveil.cli import cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TRANSCRIPTS = re.findall(r"`sousveil ([^`\n]+)` prints:\n\n```\n(.*?)\n```", README, re.DOTALL)


@pytest.mark.parametrize(("call", "shown"), TRANSCRIPTS, ids=[call for call, _ in TRANSCRIPTS])
def test_a_transcript_is_what_its_command_prints(
    call: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert CliRunner().invoke(cli, shlex.split(call)).stdout.rstrip() == shown


def test_the_readme_has_a_transcript_of_a_check_and_of_a_count() -> None:
    assert {call.split()[0] for call, _ in TRANSCRIPTS} == {"check", "count"}


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert printed.startswith("36 ('ARE', 'ARM',")
    assert "contradicted 53 The 2019 edition counts 53 countries with smart policing" in printed
