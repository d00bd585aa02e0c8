"""Who speaks, as the codebook has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.codebook.loader import load, packaged_folder
from sousveil.errors import InvalidCodebook


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("- {id: x, name: X, kind: paper}\n", "x: no kind paper", id="kind"),
        pytest.param(
            "- {id: x, name: X, names: [HRW]}\n", "'HRW' belongs to both hrw and x", id="name"
        ),
    ],
)
def test_a_mistake_in_the_sources_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "sources.yml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidCodebook, match=message):
        load(packaged_folder(), tmp_path)


def test_a_project_can_add_a_voice(tmp_path: Path) -> None:
    text = "- {id: quay-lab, name: Quay Lab, names: [QL]}\n"
    (tmp_path / "sources.yml").write_text(text, encoding="utf-8")
    assert load(packaged_folder(), tmp_path).sources["quay-lab"].names == ("QL",)


def test_no_two_sources_are_called_alike() -> None:
    book = load(packaged_folder())
    names = [name for s in book.sources.values() if not s.publisher for name in (s.name, *s.names)]
    assert len(names) == len(set(names))
