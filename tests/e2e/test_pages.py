"""The five articles saved as web pages give the claims and verdicts of their plain texts."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from pages import TEMPLATES, Article
from test_articles import ASIANEWS, HUAWEI, KYODO, SHARED, TECHNODE, WORLDWIDE, article

from sousveil.checking.article import as_plain, check_text
from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.model.claim import Count
from sousveil.model.source import Text
from sousveil.reading import read
from sousveil.storage import packaged

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the articles are not beside the project"
)

ARTICLES = {
    "kyodo": KYODO,
    "asianews": ASIANEWS,
    "worldwide": WORLDWIDE,
    "technode": TECHNODE,
    "huawei": HUAWEI,
}
CASES = [
    pytest.param(name, template, id=f"{template}-{name}")
    for template in TEMPLATES
    for name in ARTICLES
]


@cache
def shown(name: str, template: str) -> str:
    """Return what the readers of the page see, as the program reads it."""
    page = TEMPLATES[template](Article.of(article(ARTICLES[name]).splitlines()))
    document = read(page)
    return document.text.content[: document.shown]


@cache
def given(name: str) -> str:
    return article(ARTICLES[name])


@cache
def tools() -> tuple[Any, Any]:
    return tuple(packaged.load_edition(e) for e in ("aigs-2019", "aigs-2022")), load_packaged()


def verdicts(text: str, as_of: str | None) -> list[tuple[Any, ...]]:
    """Return what is judged; words that lean on the sentence before are cut off by a heading."""
    editions, codebook = tools()
    checked = as_plain(check_text(text, editions, codebook, as_of), codebook)
    return [
        (c["claim"]["type"], c["claim"]["value"], c["outcome"], c["claim"].get("words"))
        for c in checked["claims"]
        if c["claim"]["type"] != "about"
    ]


def said(text: str) -> list[tuple[Any, ...]]:
    """Return what a text claims, without the places where it stands."""
    _, codebook = tools()
    whole = Text(id="sha256:0", snapshot="sha256:0", content=text, reader="given")
    return sorted(((c.polarity, c.content) for c in claims(whole, codebook)), key=str)


def counts(text: str) -> list[tuple[Any, ...]]:
    return [one for one in said(text) if isinstance(one[1], Count)]


def test_the_words_around_the_articles_would_change_the_claims() -> None:
    import pages

    for words in (
        *(pages.COOKIES, pages.NEWSLETTER, pages.PAYWALL, pages.ADVERT, pages.FOOTER),
        *(pages.HIDDEN, pages.ABOUT_SITE, pages.BIO),
        *(pages.MOST_READ[:4] + pages.RELATED + pages.TEASERS[:1]),
        *(what for _, what in pages.COMMENTS),
    ):
        assert verdicts(words, None), words


@pytest.mark.parametrize(("name", "template"), CASES)
def test_a_page_gives_the_verdicts_of_its_article_in_2019(name: str, template: str) -> None:
    assert verdicts(shown(name, template), "2019-12-01") == verdicts(given(name), "2019-12-01")


@pytest.mark.parametrize(("name", "template"), CASES)
def test_a_page_gives_the_verdicts_of_its_article_on_its_own_date(name: str, template: str) -> None:
    assert verdicts(shown(name, template), None) == verdicts(given(name), None)


@pytest.mark.parametrize(("name", "template"), CASES)
def test_a_page_gives_the_counts_of_its_article(name: str, template: str) -> None:
    assert counts(shown(name, template)) == counts(given(name))


@pytest.mark.parametrize(
    "text",
    [
        "By Ana Example\n\nChina has become one of the main exporters of surveillance systems.",
        "Beijing exports surveillance technologies to 63 countries\n\nBy Ana Example\n\nIt is so.",
    ],
)
def test_who_wrote_an_article_supplies_nothing(text: str) -> None:
    assert "ana-example" not in str(said(text))
