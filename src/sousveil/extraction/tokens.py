"""Words, numbers and signs of a text with their places."""

from __future__ import annotations

from sousveil.codebook.names import TOKEN
from sousveil.model.source import UNTOLD

FOREIGN = "ǂ"
"""Ends a word that the table of its language lacks; no reader takes it for an English one."""


def tokens(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return start, end and text of each token of text[start:end].

    Only white space stands between tokens, so each is looked for behind the one before; that is
    quicker than to ask every match for its place. The sign for what is no text is passed over.
    """
    found = []
    signed = text.find(UNTOLD, start, end) >= 0
    at, find = start, text.find
    for token in TOKEN.findall(text, start, end):
        first = find(token, at)
        at = first + len(token)
        if not signed or token != UNTOLD:
            found.append((first, at, token))
    return found or ([(at - 1, at, UNTOLD)] if signed else found)
