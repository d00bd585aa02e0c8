"""Words of French, Spanish and Portuguese cut where two are written as one."""

from __future__ import annotations

from typing import NamedTuple

from sousveil.codebook.names import TOKEN


class Piece(NamedTuple):
    """A word as it stands in the text, with the form under which it is looked up."""

    start: int
    end: int
    text: str
    low: str


ELIDED = {
    "l": "le",
    "d": "de",
    "n": "ne",
    "s": "se",
    "c": "ce",
    "j": "je",
    "m": "me",
    "t": "te",
    "qu": "que",
    "jusqu": "jusque",
    "lorsqu": "lorsque",
    "puisqu": "puisque",
    "quoiqu": "quoique",
}
"""French words before an apostrophe."""

POINTING = (
    "ele ela eles elas este esta estes estas esse essa esses essas isso isto "
    "aquele aquela aqueles aquelas outro outra"
)
CONTRACTED = {
    "fr": {
        "du": "de le",
        "des": "de les",
        "au": "à le",
        "aux": "à les",
        "auquel": "à lequel",
        "auxquels": "à lesquels",
        "auxquelles": "à lesquelles",
        "duquel": "de lequel",
        "desquels": "de lesquels",
        "desquelles": "de lesquelles",
    },
    "es": {"del": "de el", "al": "a el"},
    "pt": {
        f"{short}{article}": f"{long} {article}"
        for short, long, articles in (
            (
                "d",
                "de",
                f"o a os as um uma aquilo outros outras {POINTING}",
            ),
            (
                "n",
                "em",
                f"o a os as um uma uns umas {POINTING}",
            ),
            ("pel", "por", "o a os as"),
            ("a", "a", "o os"),
        )
        for article in articles.split()
    }
    | {
        "à": "a a",
        "às": "a as",
        "àquele": "a aquele",
        "àquela": "a aquela",
        "àqueles": "a aqueles",
    },
}
"""A preposition and an article written as one word."""

TWENTIES = {
    f"veinti{written}": name
    for written, name in zip(
        "uno dós trés cuatro cinco séis siete ocho nueve".split(),
        "uno dos tres cuatro cinco seis siete ocho nueve".split(),
        strict=True,
    )
}
ENCLITIC = {
    "fr": frozenset("t il elle ils elles on ce là ci".split()),
    "es": frozenset(),
    "pt": frozenset("se o a os as lo la los las no na nos nas lhe lhes me".split()),
}
"""Pronouns that a hyphen ties to the verb before."""

SPACES = frozenset(" \u00a0\u202f\u2009")
KEPT = frozenset(("aujourd'hui", "presqu'île", "prud'hommes", "quelqu'un", "d'ores"))


def tokens(phrase: str, language: str) -> tuple[str, ...]:
    """Return the words of a name or phrase in the forms under which they are looked up."""
    raw = [(m.start(), m.end(), m.group()) for m in TOKEN.finditer(phrase)]
    return tuple(piece.low for piece in cut(raw, language))


def cut(raw: list[tuple[int, int, str]], language: str) -> list[Piece]:
    """Return the words of a sentence; `raw` are start, end, text as blanks and signs part them."""
    found: list[Piece] = []
    i = 0
    while i < len(raw):
        start, end, text = raw[i]
        if text == "-" and (size := _enclitic(raw, i, language)):
            for a, b, t in raw[i + 1 : i + size : 2]:
                if language == "pt" and found:
                    low = "se" if t.casefold() == "se" else "lhe"
                    found.insert(len(found) - 1, Piece(a, b, t, low))
            i += size
            continue
        while i + 1 < len(raw) and _thousands(raw, i):
            i += 1
            gap = raw[i][0] - end
            text += " " * gap + raw[i][2]
            end = raw[i][1]
        found += _pieces(start, end, text, language)
        i += 1
    return found


def _pieces(start: int, end: int, text: str, language: str) -> list[Piece]:
    low = text.replace("’", "'").casefold()
    if language == "fr" and "'" in low and low not in KEPT:
        head, _, rest = low.partition("'")
        if head in ELIDED and rest:
            at = start + len(head) + 1
            first = Piece(start, at, text[: len(head) + 1], ELIDED[head])
            return [first, *_pieces(at, end, text[len(head) + 1 :], language)]
    if language == "es" and low in TWENTIES:
        return [Piece(start, end, text, part) for part in ("veinte", "y", TWENTIES[low])]
    both = CONTRACTED[language].get(low)
    if both is not None and not (len(text) > 1 and text.isupper()):
        return [Piece(start, end, text, part) for part in both.split(" ")]
    return [Piece(start, end, text, low)]


def _thousands(raw: list[tuple[int, int, str]], i: int) -> bool:
    """Tell "1 200", a number with a space in it."""
    (_, end, text), (start, _, more) = raw[i], raw[i + 1]
    digits = (text.isdigit() and len(text) < 4) or (
        i > 0 and text.isdigit() and raw[i - 1][2].isdigit()
    )
    return digits and more.isdigit() and len(more) == 3 and start - end == 1


def _enclitic(raw: list[tuple[int, int, str]], i: int, language: str) -> int:
    """Return how many words and hyphens from word i on are pronouns tied to the verb before."""
    size = 0
    while (
        i + size + 1 < len(raw)
        and raw[i + size][2] == "-"
        and i
        and raw[i + size - 1][1] == raw[i + size][0]
        and raw[i + size + 1][0] == raw[i + size][1]
        and raw[i + size + 1][2].casefold() in ENCLITIC[language]
        and raw[i + size + 1][2].islower()
    ):
        size += 2
    return size
