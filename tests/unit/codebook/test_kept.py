"""What is made of a codebook is made once."""

from __future__ import annotations

from sousveil.codebook.kept import KEPT, once_per_codebook
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.noun import replace


def test_a_thing_is_made_once_for_each_codebook() -> None:
    asked: list[Codebook] = []

    @once_per_codebook
    def number(codebook: Codebook) -> int:
        asked.append(codebook)
        return len(asked)

    one = load_packaged()
    other = replace(one)
    assert [number(one), number(other), number(one)] == [1, 2, 1]


def test_what_was_not_asked_for_lately_is_made_again() -> None:
    made: list[Codebook] = []

    @once_per_codebook
    def keep(codebook: Codebook) -> None:
        made.append(codebook)

    books = [replace(load_packaged()) for _ in range(KEPT + 1)]
    for book in (*books, books[0]):
        keep(book)
    assert len(made) == KEPT + 2
