from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from project.lines import tell

from sousveil.model.claim import Claim

from .desk import LINES, Served, served


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    """A served project without documents."""
    with served(tmp_path) as found:
        yield found


@pytest.fixture
def claims(desk: Served, tmp_path: Path) -> tuple[Claim, ...]:
    """Three open claims of one story: Huawei in Kenya, NEC in Peru, the unlisted Lumivex."""
    return tell(desk.project, tmp_path, "story", *LINES)
