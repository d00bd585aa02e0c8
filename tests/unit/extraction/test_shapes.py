"""What is no sentence, and what still is one."""

from __future__ import annotations

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.figures import questions
from sousveil.extraction.sentences import LONGEST
from sousveil.extraction.shapes import (
    LITANY,
    MANY_WORDS,
    MOST_NUMBERS,
    TABLE,
    TOO_LONG,
    no_sentence,
)
from sousveil.model.source import Span

NAMES = [country.name for country in load_packaged().countries.values()][:100]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Kenya and " * (LONGEST // 10) + "Ghana use it.", TOO_LONG, id="no-end"),
        pytest.param("Kenya " * (MANY_WORDS - 1), None, id="as-long-as-may-be"),
        pytest.param("Kenya " * MANY_WORDS, LITANY, id="one-word"),
        pytest.param("Kenya and Ghana use Huawei, " * 12 + "it says.", None, id="few-said-again"),
        pytest.param("Kenya and Ghana use Huawei, " * 20 + "it says.", LITANY, id="over-and-over"),
        pytest.param("64 countries and " * (MOST_NUMBERS + 1), TABLE, id="digits"),
        pytest.param("sixty-four countries and " * (MOST_NUMBERS + 1), TABLE, id="words"),
        pytest.param(
            f"sixty-four {' sixty-four '.join(NAMES[: MOST_NUMBERS - 1])}", None, id="as-many"
        ),
        pytest.param("5G and COVID-19 and " * 12, None, id="digits-in-names"),
        pytest.param("<p>Kenya</p>" * 20, TABLE, id="code"),
        pytest.param(", ".join(NAMES) + ".", None, id="a-list-of-names"),
        pytest.param("(((Kenya)))", None, id="few-signs"),
    ],
)
def test_what_is_no_sentence(text: str, kind: str | None) -> None:
    assert no_sentence(text, Span(0, len(text.strip()))) == kind


@pytest.mark.parametrize(
    "run",
    [
        pytest.param("64 countries and " * 400, id="too-long"),
        pytest.param("64 countries and " * 30, id="table"),
        pytest.param("In <p>(64)</p> countries " * 20, id="code"),
    ],
)
def test_it_is_not_read_and_nothing_leans_across_it(run: str) -> None:
    codebook = load_packaged()
    first, last = "Huawei supplies 50 countries.", "It has grown since."
    together = questions(f"{first} {last}", codebook)
    apart = questions(f"{first} {run}Ghana. {last}", codebook)
    assert [question.type for question in together] == ["count", "about"]
    assert [question.value for question in apart] == [50]
