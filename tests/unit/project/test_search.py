from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.errors import QueryError
from sousveil.project import Project

PAGE = """<html><body><article>
<p>Cameras from Huawei stand in sixty-four countries, says the city of Nairobi.</p>
<p style="display:none">Nobody sees that cameras watch 99 countries.</p>
</article></body></html>"""


def note(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_words_are_found_with_exact_offsets(project: Project, tmp_path: Path) -> None:
    path = note(tmp_path, "n.txt", "Über Kameras.\n\nThe café has a Caméra\u0301 by 华为, no less.")
    (added,) = project.add([path])
    text = project.text(added.text or "")
    assert text is not None
    for asked, word in (("camera", "Caméra\u0301"), ("华为", "华为"), ("uber", "Über")):
        (found,) = project.search(asked)
        (span,) = found.spans
        assert text.content[slice(*span)] == word
        assert text.content[found.start : found.end] == found.quote
        assert found.location == str(path)


def test_arabic_is_found_behind_its_article(project: Project, tmp_path: Path) -> None:
    list(project.add([note(tmp_path, "n.txt", "اشترت المدينة كاميرات من الصين والهند.")]))
    (found,) = project.search("صين")
    assert found.kind == "document"


def test_hidden_text_is_found_and_told_as_hidden(project: Project, tmp_path: Path) -> None:
    (added,) = project.add([note(tmp_path, "p.html", PAGE)])
    (found,) = project.search("nobody", within="documents")
    assert found.state == "hidden"
    assert found.place is not None
    assert found.place.element == "/html/body[1]/article[1]/p[2]"
    (seen,) = project.search("Nairobi", within="documents")
    assert seen.state == "shown"
    assert all("99" not in claim.quote for claim in project.claims(added.text))


def test_claims_are_found_by_their_words(project: Project, table: Path) -> None:
    list(project.add([table]))
    found = list(project.search("Palantir", within="claims"))
    assert {hit.kind for hit in found} == {"claim"}
    assert all(hit.quote == "Palantir" for hit in found)


def test_a_text_that_a_new_reading_replaced_is_not_found(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = note(tmp_path, "p.html", PAGE)
    list(project.add([path]))
    monkeypatch.setattr("sousveil.project.collect.program", lambda: "9.9")
    monkeypatch.setattr("sousveil.reading.html.headline", lambda tree: "Another headline")
    list(project.add([path]))
    assert len(list(project.search("cameras", within="documents"))) == 1


def test_the_index_is_made_again_when_it_is_gone_or_damaged(
    project: Project, tmp_path: Path
) -> None:
    list(project.add([note(tmp_path, "n.txt", "A camera in Lima.")]))
    assert list(project.search("Lima"))
    index = project.folder / "index.sqlite"
    index.write_bytes(b"no index at all" * 100)
    assert list(project.search("Lima"))
    index.unlink()
    assert list(project.search("Lima"))
    assert project.verify().problems == project.verify().notes == ()


def test_a_search_for_nothing_says_what_to_do(project: Project) -> None:
    with pytest.raises(QueryError, match="at least one word"):
        list(project.search("  -  "))
