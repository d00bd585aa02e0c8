"""Every address answers, live as in the folder; what a page links to is there."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import islice
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.codebook.names import Names
from sousveil.storage import packaged
from sousveil.web.app import Site
from sousveil.web.folder import answer, files
from sousveil.web.library import Library
from sousveil.web.pages.assets import is_built
from sousveil.web.routes import ROUTES, addresses, made

pytestmark = pytest.mark.xdist_group("pages")  # what it makes once takes long

HREF = re.compile(r'(?:href|src|action)="([^"]*)"')


@cache
def library() -> Library:
    held = ((packaged.load_edition(n), packaged.load_records(n)) for n in packaged.names())
    return Library(Names(load_packaged()), held)


@cache
def static() -> dict[str, bytes]:
    return dict(files(library()))


def test_no_path_is_written_twice() -> None:
    paths = [address for address, _, _ in addresses(library())]
    assert len(paths) == len(set(paths))


def test_a_page_is_the_same_each_time_it_is_made() -> None:
    again = library.__wrapped__()
    for route in ROUTES:
        for keys in islice(route.each(again), 2):
            address = route.address.format(**keys)
            path = address + "index.html" if address.endswith("/") or not address else address
            assert answer(made(route, keys, again), address, again, "en") == static()[path], path


def test_the_server_answers_with_the_bytes_of_the_folder() -> None:
    site = Site(library())
    for path, body in static().items():
        status, answered, _ = site.answer(path.removesuffix("index.html"), ())
        assert status == 200, path
        assert answered == body, path


def test_every_link_inside_the_site_has_its_page() -> None:
    missing = set()
    for path, body in static().items():
        if not path.endswith(".html"):
            continue
        for given in HREF.findall(body.decode()):
            to = urlsplit(urldefrag(urljoin(f"http://site/{path}", given.replace("&amp;", "&")))[0])
            if to.netloc == "site" and to.path.lstrip("/") not in static():
                missing.add(to.path)
    assert not missing, sorted(missing)[:40]


def test_a_page_loads_the_scripts_of_islands_where_it_has_some() -> None:
    if not is_built():
        pytest.skip("the front end is not built")
    for path, body in static().items():
        if path.endswith(".html") and not path.startswith("embed/"):
            script = b"app.js" if b"data-island" in body else b"page.js"
            assert re.findall(rb'<script defer src="[^"]*/?assets/([^"]*)"', body)[:1] == [
                script
            ], path


def test_every_template_with_an_island_asks_for_its_script() -> None:
    templates = resources.files("sousveil.web") / "templates"
    for one in templates.iterdir():
        if one.name.endswith(".html") and "data-island" in one.read_text("utf-8"):
            assert re.search(r"{% block script %}.*app\.js", one.read_text("utf-8")), one.name


@pytest.mark.parametrize("address", ["nothing/", "assets/../app.py", "place/atlantis/"])
def test_an_address_without_a_page_says_so(address: str) -> None:
    status, body, _ = Site(library()).answer(address, ())
    assert status == 404
    assert b'role="alert"' in body
