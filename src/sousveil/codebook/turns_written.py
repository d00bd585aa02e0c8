"""The rows of a turns.yml to turns of phrase that were tried out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Raw, structs

from sousveil.codebook.needed import needs
from sousveil.codebook.turns import TURNS, Told, spelled_out
from sousveil.codebook.vocabulary import Turn
from sousveil.codebook.written import by_word, convert
from sousveil.errors import InvalidCodebook
from sousveil.model.codec import encode

Needs = tuple[str, ...]
"""What a line has in which a turn is said; see `needed.py`."""

Spelled = tuple[str, str, str]
"""A turn of phrase in full: the pattern, the words that have it tried, the plain way."""


def read_turns(
    path: Path, known: dict[str, str], compiled: Mapping[Spelled, Needs]
) -> tuple[dict[str, str], dict[str, tuple[Turn, ...]]]:
    """Read the words of turns of phrase, and the turns by kind; every new one is tried out."""
    plain = by_word(path)
    words = plain.pop("words", {})
    found: dict[str, tuple[Turn, ...]] = dict.fromkeys(TURNS, ())
    for kind, rows in plain.items():
        if kind not in TURNS or not isinstance(rows, list):
            raise InvalidCodebook(
                path.name, None, f"{kind!r} is no kind of turns", f"Write {', '.join(TURNS)}."
            )
        found[kind] = tuple(convert(row, Turn, path, None) for row in rows)
        for turn in found[kind]:
            _try_out(turn, known | words, compiled, path)
    return words, found


def needing(
    turns: Iterable[Turn], words: dict[str, str], compiled: Mapping[Spelled, Needs]
) -> Iterable[Turn]:
    """Yield turns with what they need, by the words that all folders together give."""
    for turn in turns:
        spelled = spelled_in_full(turn, words)
        known = compiled.get(spelled)
        yield structs.replace(turn, needs=needs(spelled[0]) if known is None else known)


def spelled_in_full(turn: Turn, words: dict[str, str]) -> Spelled:
    """Return the pattern of a turn with the rest of its row; raise `KeyError` without words."""
    return spelled_out(turn.said, words), turn.tried, turn.plain


def _try_out(
    turn: Turn, words: dict[str, str], compiled: Mapping[Spelled, Needs], path: Path
) -> None:
    told = Told(Raw(encode(turn)), words)
    try:
        if spelled_in_full(turn, words) in compiled:
            return
        missing = told.missing()
    except KeyError as error:
        raise InvalidCodebook(
            path.name, None, f"{turn.said!r} names {error}", "Add it under words."
        ) from None
    except re.error as error:
        raise InvalidCodebook(
            path.name, None, f"{turn.said!r} is no pattern: {error}", "Mend it."
        ) from None
    if missing or not turn.tried.split():
        lack = ", ".join(sorted(missing)) or "words in tried"
        raise InvalidCodebook(
            path.name, None, f"{turn.said!r} has no {lack}", "Name what the plain way asks for."
        )
