"""Running text to the numbers that it states about countries."""

from __future__ import annotations

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.reader import read
from sousveil.model.question import Question


def questions(content: str, codebook: Codebook) -> tuple[Question, ...]:
    """Return every number of a text that asks something of an index, in the order of the text."""
    return tuple(read(content, codebook))
