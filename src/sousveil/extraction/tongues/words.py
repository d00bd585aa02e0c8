"""Words, numbers and signs of a text in a language other than English."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from sousveil.model.late import late

TOKEN = late(
    r"""
    \d{1,3} (?: [ \u00a0\u202f]\d{3} )+ (?! \d )  # 1 250
    | \d+ (?: [.,]\d+ )* (?! [^\W_] )             # 1.250 and 12,5
    | \d+ [^\W\d_]+                               # 2e, 2º, 5G
    | [^\W\d_]{1,8} ['’] (?= [^\W_] | \Z )        # l', d', qu', aujourd'
    | [^\W\d_]+ \d* | \d+
    | [^\w\s] | _
    """,
    re.VERBOSE,
)
DECIMAL = late(r"(\d+),(\d{1,2})")


class Token(NamedTuple):
    """A word, number or sign with its place in the text."""

    start: int
    end: int
    text: str
    low: str


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a text; "l'" and "d'" are words of their own."""
    return [Token(m.start(), m.end(), m.group(), folded(m.group())) for m in TOKEN.finditer(text)]


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are looked up, without their places."""
    return [folded(word) for word in TOKEN.findall(text)]


def folded(word: str) -> str:
    """Return a word as it is looked up: in small letters, composed, with the plain apostrophe."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word).replace("’", "'").casefold()


def words(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as they are looked up."""
    return tuple(token.low for token in tokenise(phrase))


def bare(word: str) -> str:
    """Return a word without accents, as it is often typed."""
    split = unicodedata.normalize("NFD", word)
    return "".join(char for char in split if not unicodedata.combining(char))


UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def spelt_out(word: str) -> str:
    """Return a German word as it is typed where there are no umlauts: "laender"."""
    return word.translate(UMLAUTS)


def english_number(text: str) -> str:
    """Return a number as English writes it: "12.5" for "12,5", "1,250" for "1.250".

    With its comma, for without it "1.800 Kameras" would be of the year 1800.
    """
    if found := DECIMAL.fullmatch(text):
        return f"{found[1]}.{found[2]}"
    groups = re.split(r"[ \u00a0\u202f.]", text)
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]):
        return ",".join(groups)
    return text
