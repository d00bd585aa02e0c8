"""Which language a text is in, by its small words."""

from __future__ import annotations

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.marks import marker_of
from sousveil.extraction.tongues.words import words_of

SAMPLE = 4000  # characters looked at
ENGLISH = "en"


def told(text: str, codebook: Codebook, lang: str | None = None) -> str | None:
    """Return the language in which a text is to be read, if the codebook has a table for it.

    `lang` is what a caller says (`pt`, `pt-BR`); without it the small words of the text tell, and
    for a few words the rest of the table. None: read the text as English.
    """
    if lang:
        plain = lang.replace("_", "-").split("-")[0].lower()
        return plain if plain in codebook.tongues and plain != ENGLISH else None
    found = words_of(text[:SAMPLE])
    scores = {name: sum(map(small.__contains__, found)) for name, small in _small(codebook).items()}
    english = scores.pop(ENGLISH, 0)
    most = max(scores.values(), default=0)
    if not most or most < english:
        return None
    near = [name for name, score in scores.items() if score == most]
    if most > english and len(near) == 1:
        return near[0]
    best = max(near, key=lambda name: _own(found, codebook, name))
    return best if most > english or _own(found, codebook, best) > 1 else None


@once_per_codebook
def _small(codebook: Codebook) -> dict[str, frozenset[str]]:
    """Return the small words of each language that has any."""
    return {
        name: frozenset(word.casefold() for word in words)
        for name, words in codebook.small_words.items()
    }


def _own(found: list[str], codebook: Codebook, name: str) -> int:
    """Count the words that a table has and English has not."""
    from sousveil.extraction.tongues.table import table_of  # loaded for few texts

    table = table_of(codebook, name)
    if table is None:
        return 0
    english = marker_of(codebook).surfaces
    return sum(word in table.phrases and word not in english for word in found)
