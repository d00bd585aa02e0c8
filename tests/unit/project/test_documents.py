from __future__ import annotations

import os
from pathlib import Path

import pytest

from sousveil.project.documents import Given, Refused, contents, documents, printable


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def test_a_folder_gives_its_files_sorted_and_leaves_hidden_ones_out(tmp_path: Path) -> None:
    make(tmp_path, "b/c.txt", "a.txt", "b/a.txt", ".git/config", "b/.DS_Store")
    assert [Path(d.path).relative_to(tmp_path).as_posix() for d in documents([tmp_path])] == [
        "a.txt",
        "b/a.txt",
        "b/c.txt",
    ]


def test_what_was_named_comes_in_the_order_of_naming(tmp_path: Path) -> None:
    given = [str(tmp_path / "z.txt"), "https://example.org/a", str(tmp_path / "a.txt"), "x" * 5000]
    assert [d.path for d in documents(given)] == given


def test_a_project_never_adds_its_own_files(tmp_path: Path) -> None:
    make(tmp_path, "sousveil.toml", "ledger.sqlite", "ledger.sqlite-wal", "archive/sha256/ab/abc")
    make(tmp_path, "editions/x/edition.json", "codebook/suppliers.yml", "inbox/report.txt")
    assert [Path(d.path).name for d in documents([tmp_path])] == ["report.txt"]


def test_an_empty_folder_is_told_and_not_passed_over(tmp_path: Path) -> None:
    (given,) = documents([tmp_path])
    with pytest.raises(Refused) as caught:
        contents(given)
    assert caught.value.code == "empty"


def test_a_file_gives_its_bytes(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    assert contents(Given(str(tmp_path / "a.txt"))) == b"a.txt"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("nowhere.txt", "missing"),
        ("/dev/zero", "no-file"),
        ("a\0b.txt", "unreadable"),
        ("x" * 5000, "unreadable"),
    ],
)
def test_what_cannot_be_had_is_refused_with_a_word(given: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        contents(Given(given))
    assert caught.value.code == code
    assert "\n" not in caught.value.what


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused) as caught:
        contents(Given(str(tmp_path / "pipe")))
    assert caught.value.code == "no-file"


def test_a_name_that_is_no_text_can_be_shown_and_stored() -> None:
    assert printable("caf\udce9.txt") == "caf\\udce9.txt"


@pytest.mark.parametrize("target", ["../secret.txt", "/etc/passwd", "..", "loop"])
def test_a_link_in_a_folder_leads_no_further_than_the_folder(tmp_path: Path, target: str) -> None:
    make(tmp_path, "secret.txt", "inbox/a.txt")
    (tmp_path / "inbox" / "loop").symlink_to(target)
    a, link = documents([tmp_path / "inbox"])
    assert contents(a) == b"inbox/a.txt"
    with pytest.raises(Refused) as caught:
        contents(link)
    assert caught.value.code == "link"


def test_a_link_that_was_named_itself_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "report.txt")
    (tmp_path / "link").symlink_to("report.txt")
    (link,) = documents([tmp_path / "link"])
    assert contents(link) == b"report.txt"
