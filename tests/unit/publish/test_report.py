"""A check as a file: what stands in it, and that nothing of an article gets out of hand."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sousveil.checking.article import as_plain, check_text
from sousveil.checking.corrections import rewritten
from sousveil.codebook.loader import load_packaged
from sousveil.errors import QueryError
from sousveil.publish.correction import notes
from sousveil.publish.report import Checked, Report, Unread, format_of, write_report
from sousveil.storage import packaged

WRONG = "Smart policing has reached 52 countries."
EVIL = (
    'Smart policing "><script>alert(1)</script><img src=x onerror=y> & [a](http://b.c) *d* '
    "\u202egnp has reached 52 countries, and smart policing has reached 52 countries. "
    "The <b>bill</b> was $3 million."
)


@cache
def tools() -> tuple[Any, Any]:
    return tuple(packaged.load_edition(name) for name in packaged.names()), load_packaged()


def checked(text: str, name: str = "draft.txt", title: str | None = None) -> Checked:
    editions, codebook = tools()
    found = check_text(text, editions, codebook, "2019-10-01")
    return Checked(
        name=name,
        title=title,
        found=found,
        answer=as_plain(found, codebook),
        mended=rewritten(text, found, editions, codebook),
    )


def report(*checked: Checked, unread: tuple[Unread, ...] = ()) -> Report:
    editions, codebook = tools()
    return Report(checked=checked, unread=unread, editions=editions, codebook=codebook)


def written(made: Report, folder: Path, ending: str) -> str:
    path = folder / f"report{ending}"
    write_report(made, path)
    return path.read_text(encoding="utf-8")


class Page(HTMLParser):
    """The tags, the addresses that a browser would load, and the words that it shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "meta":
            self.open.append(tag)
        named = dict(attrs)
        self.loads += [str(named[name]) for name in ("src", "srcset", "data") if name in named]
        assert not any(name.startswith("on") for name in named)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += f"{data} "


def test_html_shows_all_that_a_verdict_rests_on(tmp_path: Path) -> None:
    html = written(report(checked(WRONG)), tmp_path, ".html")
    page = Page(html)
    words = " ".join(page.words.split())
    for part in (
        "✗ contradicted 52",
        f"“{WRONG}”",
        "countries with smart policing",
        "53 in aigs-2019",
        "the home market counts",
        "53 countries Country Code In the index Algeria DZA smart policing",
        "52, as the sentence says: aigs-2019: smart policing",
        "“Smart policing has reached 53 countries.”",
        "Steven Feldstein",
        "https://creativecommons.org/licenses/by/4.0/",
    ):
        assert part in words, part
    assert page.open == []


def test_html_needs_no_script_and_asks_for_nothing_outside(tmp_path: Path) -> None:
    html = written(report(checked(WRONG)), tmp_path, ".html")
    page = Page(html)
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(page.tags)
    assert page.loads == []
    assert "url(" not in html and "@import" not in html
    assert "default-src &#x27;none&#x27;" in html
    for medium in ("prefers-color-scheme: dark", "@media print", "max-width"):
        assert medium in html


def test_what_an_article_says_is_shown_and_never_run(tmp_path: Path) -> None:
    made = report(checked(EVIL, name="<i>.txt", title="<u>T</u>"), unread=(Unread("<s>", "<em>"),))
    page = Page(written(made, tmp_path, ".html"))
    assert {"script", "img", "i", "u", "s", "em"}.isdisjoint(page.tags)
    assert "<script>alert(1)</script>" in page.words and "<u>T</u>" in page.words
    assert "\u202e" not in page.words
    markdown = written(made, tmp_path, ".md")
    assert "<script" not in markdown and "<u>" not in markdown
    assert not re.search(r"(?<!\\)\]\(", markdown) and r"\*d\*" in markdown


def test_markdown_and_json_say_the_same(tmp_path: Path) -> None:
    made = report(checked(WRONG + " It cost 3 million dollars."), unread=(Unread("b.pdf", "No."),))
    markdown = written(made, tmp_path, ".md")
    assert (
        "1. ✗ 52: **contradicted**. The 2019 edition counts 53 countries with smart policing."
        in markdown
    )
    assert "It may read: “Smart policing has reached 53 countries.”" in markdown
    assert "“It cost 3 million dollars.” (money:" in markdown and "- b.pdf: No." in markdown
    plain = json.loads(written(made, tmp_path, ".json"))
    (one,) = plain["inputs"]
    assert (one["input"], one["verdict"]) == ("draft.txt", "contradicted")
    assert one["corrections"][0]["reads"] == "Smart policing has reached 53 countries."
    assert plain["unread"] == [{"input": "b.pdf", "error": "No."}]
    assert plain["sources"][0]["edition"] == "aigs-2019"


def test_the_same_check_gives_the_same_bytes(tmp_path: Path) -> None:
    for ending in (".html", ".md", ".json"):
        first = written(report(checked(WRONG)), tmp_path, ending)
        assert written(report(checked(WRONG)), tmp_path, ending) == first


def test_another_ending_is_refused() -> None:
    with pytest.raises(QueryError, match=r"none of \.html, \.md and \.json"):
        format_of(Path("report.docx"))


def test_a_note_tells_print_recount_proposal_and_source() -> None:
    one = checked("It is so. " + WRONG, name="stories/police.txt")
    ((head, as_printed, has, reads, source),) = notes(one, report(one))
    assert head == "Correction: police.txt"
    assert as_printed == f"As printed: “{WRONG}”"
    assert has.startswith(
        "The index has: The 2019 edition counts 53 countries with smart policing."
    )
    assert reads == "It should read: “Smart policing has reached 53 countries.”"
    assert "Steven Feldstein" in source and source.endswith("judged as of 2019-10-01.")


def test_there_is_no_note_where_nothing_fails() -> None:
    one = checked("Facial recognition is used in 64 countries. Huawei is in at least 50 countries.")
    assert list(notes(one, report(one))) == []
