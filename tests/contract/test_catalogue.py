"""Every word of the interface is in the catalogue, and a French site has no English words."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.codebook.names import Names
from sousveil.figures.words import describe
from sousveil.storage import packaged
from sousveil.web.catalogue import catalogue, said, translator
from sousveil.web.library import Library
from sousveil.web.page import Page
from sousveil.web.render import render
from sousveil.web.routes import ROUTES
from sousveil.web.worded import described

SCRIPT = Path(__file__).parents[2] / "scripts" / "catalogue.py"

PLAIN = re.compile(
    r"\d|\.(csv|json|txt|md)$|^(PARTLY |NOT )?FREE$|^[A-Z]{1,4}$|^[a-z]+(-[a-z]+)+$"
    r"|sousveil|xlsx|^SHA|^https?:",
    re.ASCII,
)
"""Codes, ids, commands, files, and addresses."""

SAME = {
    # words that are the same in both languages
    *"Documents Document Code Codes Page Pages Sources Source Mentions Attribution Licence".split(),
    *"Technologies Type Description Date Verdicts drones interception pages".split(),
    *"correction source technologies".split(),
    # endings and formats
    *"CSV JSON BibTeX PNG SVG PDF XLSX Markdown Feed".split(),
    # names of indices and groups
    "Digital Repression Index",
    "V-Dem Electoral Democracy Index",
    "ASEAN",
    "Europe",
}


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def library() -> Library:
    held = ((packaged.load_edition(n), packaged.load_records(n)) for n in packaged.names())
    return Library(Names(load_packaged()), held)


def test_french_lacks_no_word() -> None:
    assert script().missing("fr") == {}


def test_french_has_no_word_that_nothing_uses() -> None:
    if not script().ISLANDS.is_file():
        pytest.skip("the front end is not built: its words are not known")
    assert script().unused("fr") == []


def test_placeholders_and_plurals_are_those_of_the_key() -> None:
    assert list(script().faults("fr")) == []


def test_a_fault_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"{n} place|{n} places": "{n} lieu", "in {edition}": "dans {année}"}
    monkeypatch.setattr(script(), "given", lambda language: wrong)
    assert len(list(script().faults("fr"))) == 2
    assert set(script().unused("fr")) == set()
    assert "Skip to the content" in script().missing("fr")


def test_every_place_has_a_french_name() -> None:
    words = catalogue("fr")
    names = {country.name for country in load_packaged().countries.values()}
    assert names <= words.keys()


def test_french_has_its_own_spaces_and_apostrophes() -> None:
    for key, text in script().given("fr").items():
        assert "'" not in text, key
        assert not re.search(r"[ \w][;?!](\s|$)| :|« | »", text), key


def test_words_of_figures_are_those_of_the_terminal() -> None:
    book = load_packaged()
    for named in book.figures.values():
        for number in (1, 5, None):
            spoken = described(named.figure, book, None, number)
            assert spoken == describe(named.figure, book, None, number)


def test_what_was_said_in_python_is_translated_with_its_values() -> None:
    t = translator("fr")
    assert t(said("Technology from {country}", country="Germany")).endswith("Allemagne")
    assert t("{n} place|{n} places", n=97_000) == "97\u202f000 lieux"


class Seen(HTMLParser):
    """Collects what a reader sees or hears outside of elements in a language of their own."""

    VOID = frozenset("meta link br input img path rect circle col wbr hr use".split())
    SILENT = frozenset("script style code pre time q".split())

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.stack: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        hidden = bool(self.stack and self.stack[-1])
        hidden = hidden or tag in self.SILENT or ("lang" in given and tag != "html")
        if not hidden:
            for name in ("title", "aria-label", "alt", "placeholder"):
                self._take(given.get(name))
            if given.get("name") == "description":
                self._take(given.get("content"))
        if tag not in self.VOID:
            self.stack.append(hidden)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        return

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        if not self.stack or not self.stack[-1]:
            self._take(data)

    def _take(self, text: str | None) -> None:
        words = " ".join((text or "").split()).strip(" .,;:·/()→")
        if any(map(str.isalpha, words)):
            self.found.add(words)


def seen(html: bytes) -> set[str]:
    reader = Seen()
    reader.feed(re.sub(r'<span class="nb">(.*?)</span>', r"\1", html.decode()))
    return reader.found


@cache
def names() -> frozenset[str]:
    """Names that are the same in every language."""
    book = library().codebook
    found = {one.name for one in (*book.suppliers.values(), *book.financiers.values())}
    found |= {edition.title for edition in library().editions}
    for source in book.sources.values():
        found |= {source.name, source.publisher or "", source.licence or "", source.title or ""}
    words = catalogue("fr")
    found |= {name for name in (c.name for c in book.countries.values()) if words[name] == name}
    for figure in book.figures.values():
        if words[figure.label] == figure.label:
            found.add(figure.label)
    return frozenset(found)


PAGES = [one.address for one in ROUTES if one.address.endswith("/") or not one.address]


@pytest.mark.parametrize("address", PAGES)
def test_no_english_word_of_the_interface_is_on_a_french_page(address: str) -> None:
    route = next(one for one in ROUTES if one.address == address)
    for keys in islice(route.each(library()), 0, 90, 30):
        page = route.make(library(), {}, **keys)
        assert isinstance(page, Page)
        at = address.format(**keys)
        english, french = (seen(render(page, at, library(), lang)) for lang in ("en", "fr"))
        own = {text for text in english & french if not PLAIN.search(text)}
        left = {text for text in own - SAME - names() if not _is_of_names(text)}
        assert not left, at


def _is_of_names(text: str) -> bool:
    return all(part.strip() in names() | SAME for part in re.split(r"[;,/→·]", text))
