from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sousveil.project import Project

from .small import KENYA, NORWAY, NOW, SmallProject, at, sheet


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project."""
    with SmallProject.create(tmp_path / "my-index", clock=at(NOW)) as opened:
        yield opened


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """An index table of two countries."""
    return sheet(tmp_path / "table.xlsx", KENYA, NORWAY)
