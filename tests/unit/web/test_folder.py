"""A static site: its manifest, what is removed, its sitemap."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pytest
from tests.unit.web.test_pages import library

from sousveil.errors import QueryError
from sousveil.web import folder, routes
from sousveil.web.folder import SignedOff, checked_base, differences, write
from sousveil.web.library import Library
from sousveil.web.page import Route

Address = tuple[str, Route, Mapping[str, str]]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a site have one address of each family: what is tested is the same for all."""

    def addresses(library: Library) -> Iterator[Address]:
        for route in routes.ROUTES:
            for keys in islice(route.each(library), 1):
                yield route.address.format(**keys), route, keys

    monkeypatch.setattr(folder, "addresses", addresses)


def test_the_manifest_lists_every_file_with_its_digest(tmp_path: Path) -> None:
    written = list(write(library(), tmp_path, signed=SignedOff(by="the desk", on="2026-01-02")))
    assert written[-1] == "manifest.json"
    plain = json.loads((tmp_path / "manifest.json").read_text())
    assert plain["signed_off"] == {"by": "the desk", "on": "2026-01-02"}
    assert plain["files"].keys() == {path for path, _ in folder.files(library())}
    for path, told in plain["files"].items():
        assert sha256((tmp_path / path).read_bytes()).hexdigest() == told["sha256"]
    assert not list(differences(library(), tmp_path))


def test_files_of_an_earlier_site_go_and_others_stay(tmp_path: Path) -> None:
    list(write(library(), tmp_path))
    plain = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "old").mkdir()
    for path in ("old/index.html", "CNAME"):
        (tmp_path / path).write_text("x")
    outside = tmp_path.parent / f"{tmp_path.name}-kept"
    outside.write_text("mine")
    plain["files"] |= {"old/index.html": {}, f"../{outside.name}": {}}
    (tmp_path / "manifest.json").write_text(json.dumps(plain))
    list(write(library(), tmp_path))
    assert not (tmp_path / "old").exists()
    assert (tmp_path / "CNAME").read_text() == "x"
    assert outside.read_text() == "mine"


def test_a_changed_file_is_told(tmp_path: Path) -> None:
    list(write(library(), tmp_path))
    (tmp_path / "index.html").write_text("75 became 76")
    (tmp_path / "method" / "index.html").unlink()
    assert len(list(differences(library(), tmp_path))) == 2


def test_a_sitemap_names_the_pages_below_the_address(tmp_path: Path) -> None:
    list(write(library(), tmp_path, base=checked_base("https://example.org/index")))
    text = (tmp_path / "sitemap.xml").read_text()
    assert "<loc>https://example.org/index/method/</loc>" in text


@pytest.mark.parametrize(
    "given", ["example.org", "ftp://example.org/", "https://x/?a=1", "https://"]
)
def test_what_is_no_address_of_a_site_is_refused(given: str) -> None:
    with pytest.raises(QueryError):
        checked_base(given)


def test_several_processes_write_what_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = list(write(library(), tmp_path / "alone"))
    monkeypatch.setattr(folder, "MANY", 1)
    assert list(write(library(), tmp_path / "together")) == alone
    for path in alone:
        one, other = ((tmp_path / at / path).read_bytes() for at in ("alone", "together"))
        assert one == other, path


def test_the_files_of_a_figure_are_written_by_one_process() -> None:
    places = list(routes.addresses(library()))
    batches = list(folder._batches(places))
    assert [place for batch in batches for place in batch] == places
    of_map = [b for b in batches if any(a == "figure/aigs-2019/map.csv" for a, _, _ in b)]
    assert [{a for a, _, _ in batch} for batch in of_map] == [
        {a for a, _, _ in places if a.startswith("figure/aigs-2019/map.")}
    ]
    assert max(map(len, batches)) == folder.BATCH
