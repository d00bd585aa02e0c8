"""Words, numbers and signs of a text with their places."""

from __future__ import annotations

from sousveil.codebook.names import TOKEN


def tokens(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return start, end and text of each token of text[start:end].

    Only white space stands between tokens, so each is looked for behind the one before; that is
    quicker than to ask every match for its place.
    """
    found = []
    at, find = start, text.find
    for token in TOKEN.findall(text, start, end):
        first = find(token, at)
        at = first + len(token)
        found.append((first, at, token))
    return found
