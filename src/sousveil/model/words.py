"""The words of a text in any script, folded for comparison, with their offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

LONGEST = 64  # code points of one word; a longer run goes on as the next word
BLOCK = 1 << 18  # code points read at a time, so that a large text costs no memory beside itself
MARKS_OF_ONE = 16  # code points that may follow a character that is a word of its own
STEM = 3  # letters that an Arabic word keeps when the article or و is taken off
STEM_BARE = 4  # the same for ب ف ك ل, which are more often the first letter of the word itself

ALONE = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1100, 0x11FF),  # Hangul, single letters
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),  # Han iteration mark, closing mark, zero
    (0x3021, 0x31FF),  # Han numerals, Hiragana, Katakana, Bopomofo, Hangul letters
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),  # Han
    (0xA960, 0xA97F),  # Hangul, old letters
    (0xA9E0, 0xA9FF),  # Myanmar
    (0xAA60, 0xAA7F),  # Myanmar
    (0xAC00, 0xD7FF),  # Hangul
    (0xF900, 0xFAFF),  # Han
    (0xFF66, 0xFF9D),  # Katakana, half width
    (0xFFA0, 0xFFDC),  # Hangul, half width
    (0x1AFF0, 0x1B16F),  # Kana
    (0x20000, 0x3FFFD),  # Han
)
"""Blocks whose letters are words of their own: scripts written without spaces, and Hangul, whose
particles hang on to the words."""

FOLDED_MARKS = (
    (0x0300, 0x077F),  # accents; Cyrillic, Hebrew, Arabic and Syriac points
    (0x07C0, 0x08FF),  # N'Ko, Samaritan, Mandaic, Arabic
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)
"""Blocks whose marks are dropped. Marks of other scripts stay: they are vowels in Indic scripts,
Thai and Thaana, and か is not が."""

JOINERS = "\u00ad\u200c\u200d\u2060\ufeff"
"""What may stand inside a word unseen, such as the soft hyphen."""

LETTERS = {
    **{"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "þ": "th"},
    **{"æ": "ae", "œ": "oe"},
    **{"ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك"},
}
"""Letters that Unicode does not take apart, and what people type for them."""


class Word(NamedTuple):
    """One word; `text[start:end]` is how it stands there, in code points."""

    folded: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of a text in order; `start` and `end` should not lie within a word.

    `folded` is what `fold` makes of `text[start:end]`. Letters of scripts that do not part words
    by spaces, and syllables of Hangul, are words of their own: there, a word is found as a
    sequence of words. A run of more than 64 code points is several words.
    """
    stop = len(text) if end is None else end
    for match in _pattern(text).finditer(text, start, stop):
        first, last = match.span()
        if last - first <= LONGEST:
            if folded := fold(match[0]):
                yield Word(folded, first, last)
            continue
        for at in range(first, last, LONGEST):
            if folded := fold(text[at : min(at + LONGEST, last)]):
                yield Word(folded, at, min(at + LONGEST, last))


def folded(text: str) -> Iterator[str]:
    """Yield the words without their offsets, as `words` does but faster."""
    pattern = _pattern(text)
    for start, end in blocks(text, BLOCK):
        for found in pattern.findall(text, start, end):
            if len(found) <= LONGEST:
                if word := fold(found):
                    yield word
                continue
            for at in range(0, len(found), LONGEST):
                if word := fold(found[at : at + LONGEST]):
                    yield word


def blocks(text: str, size: int) -> Iterator[tuple[int, int]]:
    """Part a text into ranges of at least `size` code points; no word lies across two of them."""
    border = _border() if not text.isascii() else _ASCII_BORDER
    start = 0
    while start < len(text):
        found = border.search(text, start + size)
        end = len(text) if found is None else found.end()
        yield start, end
        start = end


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return what words are compared by; empty if only marks are left out of which to make it.

    Case, accents, widths, ligatures and digits of other scripts are folded (`plain`), and
    clitics are taken off Arabic words (`stem`).
    """
    made = plain(word)
    return stem(made) if made[:1] in _ARABIC else made


def plain(text: str) -> str:
    """Fold the characters of any stretch of text: NFKD, case, marks, a few letters, digits.

    What parts words still does: ™ does not become a part of the word before it.
    """
    if text.isascii():
        return text.lower()
    signs, dropped, odd, instead = _tables()
    apart = dropped.sub("", unicodedata.normalize("NFKD", signs.sub(" ", text))).casefold()
    return odd.sub(lambda match: instead[match[0]], apart)


def stem(word: str) -> str:
    """Take the article ال and the clitics و ف ب ك ل off an Arabic word, as often as they stand.

    A light stemmer after light10, without its suffixes. As it goes on until nothing more
    can be taken off, a word and the same word with clitics before it end alike: الصين, والصين and
    بالصين are صين. The price:

    - A first letter that only looks like a clitic goes too: فرنسا is رنسا, and so it is in
      every word that has it. A word may so meet another one.
    - ب ف ك ل stay where fewer than four letters would be left: مصر is not found in بمصر, but
      in ومصر. Else بين, "between", would be found for الفلبين.
    - Persian, Urdu and other languages in this script are treated as if they were Arabic.
    - Suffixes stay: صيني and صين are two words.
    """
    at, length = 0, len(word)
    while True:
        left = length - at
        if left >= STEM + 2 and word[at : at + 2] in ("ال", "لل"):
            at += 2
        elif (left > STEM and word[at] == "و") or (left > STEM_BARE and word[at] in "فبكل"):
            at += 1
        else:
            return word[at:]


_ARABIC = frozenset("والفبك")
_ASCII = re.compile(r"[^\W_]+", re.ASCII)
_ASCII_BORDER = re.compile(r"[\W_]+", re.ASCII)


def _pattern(text: str) -> re.Pattern[str]:
    return _ASCII if text.isascii() else _any_script()


@cache
def _any_script() -> re.Pattern[str]:
    """Match one character that stands alone, with its marks, or one run of other letters.

    No text makes it go back, so its time is linear. The group is atomic and not possessive: a
    possessive group forgets what it refused in Python 3.11.2, which Debian 12 has.
    """
    alone, marks = _classes()
    return re.compile(
        rf"[{alone}][{marks}\u1160-\u11ff\ud7b0-\ud7fb]{{0,{MARKS_OF_ONE}}}+"
        rf"|(?>(?:[^\W_{alone}\uff9e\uff9f]+|(?![\0-\x7f])[{marks}]+)+)"
    )


@cache
def _border() -> re.Pattern[str]:
    """Match where a word certainly ends: at a separator, or before a character that stands alone.

    Not before a single letter of Hangul, which may belong to the syllable before it.
    """
    return re.compile(
        r"[\0-/:-@\[-`{-\x7f\u2010-\u201f\u3000-\u3003]+|(?=[\u0e01-\u0e2e\u3041-\u3096\u30a1-\u30fa"
        r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3])"
    )


@cache
def _classes() -> tuple[str, str]:
    """Return what stands alone, and marks, as the inside of a regular expression's class."""
    category = unicodedata.category
    alone = (
        c for first, last in ALONE for c in range(first, last + 1) if category(chr(c))[0] == "L"
    )
    marks = [c for c in (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0)) if _is_mark(c)]
    return _class([*alone, 0x3007, *range(0x3021, 0x302A)]), _class(
        [*marks, *map(ord, JOINERS), 0xFF9E, 0xFF9F]
    )


@cache
def _tables() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Return signs that would become letters, what is dropped, what is replaced, and by what."""
    signs = [c for c in range(0x80, 0x20000) if _is_lettered_sign(chr(c))]
    dropped = [c for first, last in FOLDED_MARKS for c in range(first, last + 1) if _is_mark(c)]
    digits = {
        chr(c): str(unicodedata.decimal(chr(c))) for c in range(0x80, 0x20000) if chr(c).isdecimal()
    }
    instead = LETTERS | digits
    return (
        re.compile(f"[{_class(signs)}]"),
        re.compile(f"[{_class([*dropped, *map(ord, JOINERS), 0x640])}]+"),  # 0640 is the tatweel
        re.compile(f"[{_class(map(ord, instead))}]"),
        instead,
    )


def _is_mark(code: int) -> bool:
    return unicodedata.category(chr(code))[0] == "M"


def _is_lettered_sign(character: str) -> bool:
    return not character.isalnum() and any(
        part.isalnum() for part in unicodedata.normalize("NFKD", character)
    )


def _class(codes: Iterable[int]) -> str:
    """Write code points as ranges."""
    ranges: list[list[int]] = []
    for code in sorted(set(codes)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
