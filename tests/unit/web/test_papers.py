"""A document without a title is told from others by what is known of it."""

from __future__ import annotations

import pytest

from sousveil.model.source import Finding
from sousveil.project.holdings import Holding
from sousveil.web.papers import called, reference

DIGEST = "sha256:" + "0123456789abcdef" * 4


def held(
    *locations: str, title: str | None = None, date: str | None = None, kind: str = "text/html"
) -> Holding:
    places = tuple(
        Finding(snapshot=DIGEST, source="valley-voice", location=one, at="2026-05-01T08:00:00Z")
        for one in locations
    )
    return Holding(
        snapshot=DIGEST,
        status="ok",
        media_type=kind,
        title=title,
        authors=(),
        publisher=None,
        language=None,
        date=date,
        known=None,
        claims=1,
        lost=(),
        places=places,
    )


@pytest.mark.parametrize(
    ("holding", "expected"),
    [
        pytest.param(held("a.html", title="Who counts"), "Who counts", id="title"),
        pytest.param(
            held("https://voice.example/a?b=1", date="2024-05-01"),
            "Web page without a title, voice.example, 2024-05-01, 01234567",
            id="address",
        ),
        pytest.param(
            held("/home/ruth/papers/report.pdf", kind="application/pdf"),
            "PDF without a title, report.pdf, 01234567",
            id="file-without-its-folder",
        ),
        pytest.param(
            held("a[1].txt", kind="text/plain"), "Text without a title, a[1].txt, 01234567", id="["
        ),
        pytest.param(
            held(kind="application/zip"), "Document without a title, 01234567", id="nothing"
        ),
    ],
)
def test_a_document_is_called(holding: Holding, expected: str) -> None:
    assert called(holding) == expected


def test_a_document_of_which_nothing_is_known_has_its_digest() -> None:
    assert reference(None, DIGEST) == "Document 0123456789abcdef"
