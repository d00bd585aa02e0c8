"""Texts made to be slow: each is read, its claims found and checked, in time that grows evenly."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from functools import cache

import pytest

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.errors import ReadingError
from sousveil.extraction.running import claims
from sousveil.model.edition import Edition
from sousveil.model.source import Text
from sousveil.reading import read
from sousveil.storage import packaged

GROWTH = 2.5  # times as long for twice the length
TOLD = 0.5  # seconds; what takes less says nothing of its growth
ATTEMPTS = 6  # the least of as many says what the text costs, the rest what the machine did

KB = 1000
PAGE = b"<!doctype html><html><head><title>t</title></head><body>"
MESSAGE = b"From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\n"

Make = Callable[[int], bytes]


def again(part: str, before: str = "", after: str = "") -> Make:
    """Return what makes a file of a length out of one part, again and again."""
    repeated, head, tail = part.encode(), before.encode(), after.encode()
    return lambda size: head + (repeated * (size // len(repeated) + 1))[:size] + tail


def numbered(size: int) -> bytes:
    """Return a sentence without an end in which no number stands twice."""
    return b"".join(b"%d countries use it, " % n for n in range(64, 64 + size // 22))


MIXED = (
    "At least 64 of the 176 countries \u2014 \u201cHuawei\u2019s\u201d (and China\u2019s), "
    "1,000 U.S. firms: x/y; 75% of them, not "
)
LIST = "64, 56 and 53 countries have facial recognition, smart policing and safe cities, "
LONG = "sixty-four countries use facial recognition from China and Huawei supplies 50 of them "

FILES: dict[str, tuple[int, Make]] = {
    # claims upon claims
    "no-full-stop": (100, again(LONG)),
    "no-number-twice": (100, numbered),
    "at-least": (150, again("at least ")),
    "bullets": (100, again("\u2022 64 countries\n")),
    "sentences": (100, again("64 countries use facial recognition. ")),
    "lists": (100, again(LIST)),
    "brackets": (100, again("facial recognition (64 countries), ")),
    "mixed": (100, again(MIXED)),
    # words
    "of": (125, again("of ")),
    "and": (125, again("and ")),
    "countries": (125, again("countries ")),
    "said": (125, again("said ")),
    "said-of-64": (100, again("64 said ")),
    "capitals": (100, again("Xi Jinping Silk Road Project Shenzhen 64 ")),
    "a-country": (100, again("China ")),
    "countries-joined-with-numbers": (100, lambda n: again("64 " + "UK," * 950)(n)),
    "a-supplier": (100, again("Huawei ")),
    "months": (100, again("9 May 2019, May ")),
    "abbreviations": (100, again("U.S. ")),
    "number-words": (100, again("twenty one ")),
    "hundreds": (100, again("one hundred and ")),
    "one-long-word": (300, again("a")),
    "hyphened-word": (300, again("so-called-")),
    # signs
    "digits": (300, again("1,")),
    "digits-and-a-letter": (300, again("1" * 2000 + "a ")),
    "ratios": (100, again("64/")),
    "spaces": (300, again(" ", "64 countries", "x")),
    "spaces-after-a-stop": (300, again("end." + " " * 300 + "x ")),
    "line-ends": (300, again("\n", "64 countries", "x")),
    "line-end-and-spaces": (300, again("\n" + " " * 999, "64", "x")),
    "open-quotes": (100, again("\u201c64 countries ")),
    "straight-quotes": (100, again("\"'")),
    "apostrophes": (100, again("\u2019")),
    "round-brackets": (125, lambda n: b"(" * (n // 2) + b")" * (n // 2)),
    "dashes": (100, again("\u2014 64 ")),
    "hyphens": (100, again("-")),
    "commas": (125, again("x, ")),
    "stops": (125, again(".")),
    "short-lines": (100, again("\nA")),
    # scripts
    "chinese": (200, again("中国的面部识别技术")),
    "chinese-sentences": (100, again("中国。")),
    "accents": (125, again("\u0301", "e")),
    "emoji": (125, again("👩‍👩‍👧")),
    "unseen-signs": (100, again("64\u200b")),
    "letters-with-unseen-signs": (50, again("a\u200b")),
    "names-with-unseen-signs": (100, again("Hua\u200bwei supplies cameras to Kenya. ")),
    "look-alikes": (75, again("lBM-")),
    # events upon events
    "supplies": (100, again("Huawei supplied 300 cameras to Kenya. ")),
    "supplies-without-full-stop": (100, again("supplied by Huawei to Kenya, ")),
    "supplies-taken-back": (100, again("Huawei sold cameras to Kenya. It was cancelled. ")),
    # formats
    "page-of-paragraphs": (100, again("<p>64 countries", PAGE.decode())),
    "page-of-open-tags": (200, again("<p", PAGE.decode())),
    "page-of-divisions": (200, again("<div>", PAGE.decode())),
    "page-of-comments": (200, again("<!--", PAGE.decode())),
    "page-of-braces": (200, again("{", PAGE.decode() + "<style>", "</style>64")),
    "table-of-quotes": (200, again('"', "a,b\n1,2\n3,4\n")),
    "message-of-brackets": (200, again("(", MESSAGE.decode() + "Cc: ", "\n\n64")),
    "message-of-parts": (
        100,
        again("--b\n\nx\n", MESSAGE.decode() + "Content-Type: multipart/mixed; boundary=b\n\n"),
    ),
    "feed-of-tags": (
        150,
        again(
            "&lt;p",
            "<rss><channel><item><title>a</title><description>",
            "</description></item></channel></rss>",
        ),
    ),
    "references-of-brackets": (200, again("[", '[{"title": "a", "type": "b"},')),
    "references-that-are-none": (200, again(",1", '[{"title": "a", "type": "b"}', "]")),
    "references-in-a-damaged-list": (
        200,
        again(',{"title":"a"}', '[{"title": "a", "type": "b"}', "1"),
    ),
    "bibtex-of-spaces": (200, again(" ", "@a{b, title = {x}, author = {a", "}}")),
    "bibtex-of-open-entries": (150, again("@a{b\n", "@a{b, title = {x}}\n")),
}


@cache
def known() -> tuple[Codebook, tuple[Edition, ...]]:
    return load_packaged(), tuple(map(packaged.load_edition, ("aigs-2019", "aigs-2022")))


def seconds(data: bytes) -> float:
    """Return how long it takes to compute all; the clock on the wall would count others' work.

    The collector of garbage rests: a walk over what earlier tests left costs more than a text.
    """
    codebook, editions = known()
    gc.collect()
    gc.disable()
    began = time.process_time()
    try:
        try:
            text = read(data).text
        except ReadingError:  # then the signs are looked at as they stand
            text = Text(id="", snapshot="", content=data.decode("utf-8", "replace"), reader="")
        claims(text, codebook)
        check_text(text.content, editions, codebook)
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Load what is loaded once, before anything is timed."""
    for start in (b"64 countries use it.", PAGE + b"<p>64", b"<rss><channel><item>", MESSAGE):
        seconds(start)
    seconds(b"@a{b, title = {x}}")


@pytest.mark.parametrize("name", list(FILES))
def test_time_grows_with_the_length_and_no_faster(name: str) -> None:
    size, make = FILES[name]
    half, whole = make(size * KB // 2), make(size * KB)
    short, long = seconds(half), seconds(whole)
    for _ in range(ATTEMPTS - 1):
        if long <= max(TOLD, GROWTH * short):
            break
        short, long = min(short, seconds(half)), min(long, seconds(whole))
    assert long <= max(TOLD, GROWTH * short), f"{short:.2f} s for half, {long:.2f} s for all"
