from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.errors import NoProject, ProjectError
from sousveil.project import settings
from sousveil.project.settings import Settings


@pytest.mark.parametrize(
    "name",
    ["my-index", 'the "big" one', "back\\slash", "Ünïcode 索引", "line\nbreak", "\x7f\x00", ""],
)
def test_a_name_comes_back_as_it_was_given(tmp_path: Path, name: str) -> None:
    settings.write(tmp_path, settings.as_bytes(Settings(name=name)))
    assert settings.read(tmp_path) == Settings(name=name)
    assert [path.name for path in tmp_path.iterdir()] == ["sousveil.toml"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param('name = "a"\nscop = []\n', "'scop' is no setting", id="unknown-key"),
        pytest.param("", "the name is missing", id="empty"),
        pytest.param("name = 3\n", "the name is missing", id="number"),
        pytest.param("name = \n", "cannot be read", id="no-toml"),
        pytest.param("name = '\xff'\n", "cannot be read", id="no-utf8"),
    ],
)
def test_a_mistake_is_told_in_one_line(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "sousveil.toml").write_bytes(content.encode("latin-1"))
    with pytest.raises(ProjectError, match=said) as caught:
        settings.read(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_folder_without_settings_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(NoProject, match="sousveil init"):
        settings.read(tmp_path)
