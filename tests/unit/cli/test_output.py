import pytest

from sousveil.cli.output import bars, one_line, table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("two\nlines", "two lines", id="line-end"),
        pytest.param("\x1b[31mred", "\\x1b[31mred", id="colour-of-a-terminal"),
        pytest.param("a\u202eb", "a\\u202eb", id="direction-of-writing"),
        pytest.param("Côte d’Ivoire", "Côte d’Ivoire", id="letters"),
    ],
)
def test_what_steers_a_terminal_is_written_out(text: str, expected: str) -> None:
    assert one_line(text) == expected


def test_a_table_into_a_pipe_has_columns_and_no_rules(capsys: pytest.CaptureFixture[str]) -> None:
    table(("name", "n"), [("Kenya", 7), ("Peru", None)])
    assert capsys.readouterr().out == "name   n\nKenya  7\nPeru\n"


def test_a_table_without_rows_has_its_headings(capsys: pytest.CaptureFixture[str]) -> None:
    table(("name", "n"), [])
    assert capsys.readouterr().out == "name  n\n"


def test_bars_read_without_colour(capsys: pytest.CaptureFixture[str]) -> None:
    bars([("one", 10, ""), ("half", 5, "printed 6, DIFFERS")], of=10)
    whole, half = capsys.readouterr().out.splitlines()
    assert whole.count("█") == 2 * half.count("█")
    assert half.endswith("  5  printed 6, DIFFERS")
