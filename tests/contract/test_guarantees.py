"""What the page on guarantees tells readers to run does what it says."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sousveil.project import Project

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "guarantees.md"


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    note = tmp_path / "note.txt"
    note.write_text("Facial recognition is used in 64 countries.", encoding="utf-8")
    with Project.create(tmp_path / "p") as project:
        list(project.add([note]))
    return tmp_path / "p"


def chain(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-c", block("python"), str(folder / "ledger.sqlite")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def originals(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", block("sh")], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_chain_can_be_followed_without_us_to_the_same_head(folder: Path) -> None:
    with Project.open(folder) as project:
        assert chain(folder).stdout.strip() == project.verify().head


def test_a_changed_row_breaks_the_chain(folder: Path) -> None:
    import sqlite3

    with sqlite3.connect(folder / "ledger.sqlite") as ledger:
        ledger.execute("drop trigger text_no_update")
        ledger.execute("update text set body = replace(body, '64', '65')")
    assert "rows have changed" in chain(folder).stderr


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_an_original_that_was_changed_is_named(folder: Path) -> None:
    assert originals(folder).stdout == originals(folder).stderr == ""
    (original,) = (folder / "archive" / "sha256").glob("*/*")
    original.chmod(0o644)
    original.write_bytes(b"something else")
    assert original.name in originals(folder).stdout
