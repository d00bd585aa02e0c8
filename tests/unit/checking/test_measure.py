"""When a recounted number bears out a number in a text."""

from __future__ import annotations

import pytest

from sousveil.checking.measure import agrees
from sousveil.model.question import Question
from sousveil.model.source import Span


def said(value: float, bound: str = "exact", **more: object) -> Question:
    fields = {"type": "count", "strict": False, **more}
    return Question(evidence=Span(0, 0), quote="", value=value, bound=bound, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "found", "expected"),
    [
        pytest.param(said(52), 53, False, id="off-by-one"),
        pytest.param(said(75, "min"), 75, True, id="at-least-includes-equal"),
        pytest.param(said(60, "min", strict=True), 60, False, id="over-excludes-equal"),
        pytest.param(said(64, "max"), 64, True, id="up-to-includes-equal"),
        pytest.param(said(50, "max", strict=True), 50, False, id="fewer-excludes-equal"),
        pytest.param(said(50, "approx"), 49, True, id="about"),
        pytest.param(said(70, "approx"), 75, False, id="about-has-an-end"),
        pytest.param(said(65, "approx", near="nearly"), 64, True, id="nearly-from-below"),
        pytest.param(said(60, "approx", near="nearly"), 64, False, id="nearly-is-not-above"),
        pytest.param(said(60, "approx", near="odd"), 64, True, id="sixty-odd"),
        pytest.param(said(60, "min", strict=True, near="just over"), 63, True, id="just-over"),
        pytest.param(said(50, "min", strict=True, near="just over"), 63, False, id="far-over"),
        pytest.param(said(60, upper=65.0), 64, True, id="range"),
        pytest.param(said(43, type="share"), 42.6, True, id="rounded-share"),
        pytest.param(said(44, type="share"), 42.6, False, id="wrong-share"),
    ],
)
def test_agreement(question: Question, found: float, expected: bool) -> None:
    assert agrees(question, found) is expected
