from __future__ import annotations

import pytest

from sousveil.model.source import Document
from sousveil.reading import html

PROSE = "The council of the port city bought forty cameras, and nobody was told who watches them."


def page(body: str, head: str = "") -> Document:
    source = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return html.read(source.encode(), "sha256:0")


def shown(document: Document) -> str:
    return document.text.content[: document.shown]


def hidden(document: Document) -> list[str]:
    content = document.text.content
    return [content[p.start : p.end] for p in document.pieces if p.state == "hidden"]


@pytest.mark.parametrize(
    "part",
    [
        pytest.param('<p style="display: none">{}</p>', id="not-displayed"),
        pytest.param('<p style="visibility:hidden">{}</p>', id="invisible"),
        pytest.param("<p hidden>{}</p>", id="hidden"),
        pytest.param('<span style="font-size:0px">{}</span>', id="no-size"),
        pytest.param('<span style="opacity:0">{}</span>', id="transparent"),
        pytest.param('<div style="position:absolute;left:-9999px">{}</div>', id="off-the-page"),
        pytest.param('<span style="color:#fff">{}</span>', id="white-on-white"),
        pytest.param('<font color="white">{}</font>', id="white-font"),
        pytest.param('<style>.gone{{display:none}}</style><p class="gone">{}</p>', id="by-class"),
        pytest.param("<style>#g{{display:none}}</style><p id=g>{}</p>", id="by-id"),
        pytest.param("<template><p>{}</p></template>", id="template"),
    ],
)
def test_what_a_page_hides_is_kept_apart(part: str) -> None:
    planted = "Planted words about 99 countries."
    document = page(f"<p>{PROSE}</p>{part.format(planted)}<p>{PROSE[:60]} again.</p>")
    assert planted not in shown(document)
    assert hidden(document) == [planted]


@pytest.mark.parametrize(
    "part",
    [
        pytest.param('<div style="background:#036;color:#fff">{}</div>', id="white-on-blue"),
        pytest.param('<p style="opacity:0.9">{}</p>', id="nearly-opaque"),
        pytest.param('<p style="height:0.5em">{}</p>', id="low"),
        pytest.param('<p style="margin-left:-20px">{}</p>', id="set-out"),
    ],
)
def test_what_a_page_shows_is_not_taken_for_hidden(part: str) -> None:
    words = "These words are there for every reader of the page, in some colour or other."
    assert words in shown(page(f"<p>{PROSE}</p>{part.format(words)}"))


def test_nothing_is_lost_however_deep_it_nests() -> None:
    deep = "".join(f"<div>word{n} " for n in range(600))
    content = page(f"{deep}<p>{PROSE}</p>").text.content
    assert {f"word{n}" for n in range(600)} <= set(content.split())
    assert PROSE in content


def test_a_tag_with_a_hundred_thousand_attributes_keeps_its_words() -> None:
    tag = " ".join(f"a{n}=1" for n in range(100_000))
    assert PROSE in page(f"<p {tag}>{PROSE}</p>").text.content


def test_each_line_says_its_element() -> None:
    document = page(f"<nav>Home</nav><article><h1>Cameras</h1><p>{PROSE}</p></article>")
    places = {document.text.content[p.start : p.end]: p.place.element for p in document.pieces}
    assert places[PROSE] == "/html/body[1]/article[1]/p[1]"
    assert places["Cameras"] == "/html/body[1]/article[1]/h1[1]"


def test_a_table_of_data_is_a_table_and_one_that_lays_out_is_not() -> None:
    data = "<table><tr><th>Country<th>Company<tr><td>Kenya<td>Huawei<tr><td>Peru<td>NEC</table>"
    document = page(f"<table><tr><td><p>{PROSE}</p>{data}</td><td><p>x</p></td></tr></table>")
    (table,) = document.tables
    assert table.headings == ("Country", "Company")
    for row in table.rows:
        for cell in row:
            span = cell.span
            assert document.text.content[span.start : span.end] == cell.printed
    assert PROSE in shown(document)


def test_a_sentence_set_again_as_a_quote_stands_once() -> None:
    content = shown(page(f"<p>{PROSE} And more.</p><blockquote>“{PROSE}”</blockquote><p>End.</p>"))
    assert content.count(PROSE) == 1


def test_a_repeated_headline_stands_once() -> None:
    title = "Port city buys forty cameras"
    document = page(f"<h1>{title}</h1><p>{PROSE}</p>", f"<title>{title} | The Example</title>")
    assert shown(document).count(title) == 1
    assert document.about.title == title


def test_a_page_whose_names_mean_something_else_keeps_its_text() -> None:
    content = shown(page(f'<div class="sidebar menu"><p>{PROSE}</p><p>{PROSE[:70]}.</p></div>'))
    assert PROSE in content


def test_a_page_of_links_keeps_them() -> None:
    links = "".join(f'<li><a href="/{n}">Story {n} on cameras</a></li>' for n in range(5))
    assert "Story 3 on cameras" in shown(page(f"<ul>{links}</ul>"))


def test_what_a_page_says_about_itself_is_taken() -> None:
    head = """<title>Cameras</title><meta name="author" content="Ana Example">
    <meta property="og:site_name" content="The Example">
    <meta property="article:published_time" content="2019-10-01T08:00:00Z">"""
    about = page(f"<article><p>{PROSE}</p></article>", head).about
    assert (about.publisher, about.date) == ("The Example", "2019-10-01")
    assert about.authors == ("Ana Example",)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param("in 6<sup>4</sup> countries", "in 6\ufffc countries", id="note-or-number"),
        pytest.param("in 6<sup><a href='#n4'>4</a></sup> countries", "in 6 countries", id="note"),
        pytest.param("in 64<sup>[3]</sup> countries", "in 64 countries", id="mark-in-brackets"),
        pytest.param("10<sup>6</sup> coins", "10^6\ufffc coins", id="power"),
        pytest.param("in <del>64</del> 12 countries", "in 12 countries", id="deleted"),
        pytest.param("in <s>64</s> 12 countries", "in 12 countries", id="struck"),
        pytest.param("is <b class='ad'>not</b> used", "is not used", id="word-named-as-an-advert"),
        pytest.param("is <button>not</button> used", "is not used", id="word-on-a-button"),
    ],
)
def test_no_mark_or_name_changes_what_a_sentence_says(body: str, words: str) -> None:
    assert words in shown(
        page(f"<p>{PROSE}</p><p>It {body}, as the report says.</p><p>{PROSE}</p>")
    )


def test_a_part_between_two_lines_does_not_join_them() -> None:
    body = "<div>This is not true<div class='advert'>Buy.</div>Cameras stand in 64 countries</div>"
    assert "true Cameras" not in shown(page(f"<p>{PROSE}</p>{body}<p>{PROSE} Yes.</p>"))
