"""The interface's words in the language of a site; English is its own key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from sousveil.errors import QueryError

ENGLISH = "en"

Translate = Callable[..., str]
"""`t("{n} place|{n} places", n=3)`: fills the braces, and chooses by `n` where there is a bar."""


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return English words to those of a language; raise `QueryError` where there are none."""
    if language == ENGLISH:
        return {}
    import yaml

    found = files("sousveil.web") / "texts" / f"{language}.yml"
    if not found.is_file():
        known = sorted(
            one.name.removesuffix(".yml")
            for one in (files("sousveil.web") / "texts").iterdir()
            if one.name.endswith(".yml")
        )
        raise QueryError(
            f"There is no interface in {language!r}. Languages: {', '.join([ENGLISH, *known])}."
        )
    loaded: dict[str, str] = yaml.load(found.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def translator(language: str) -> Translate:
    """Return the function that puts English words of the interface into a language."""
    words = catalogue(language)

    def t(english: str, /, **values: object) -> str:
        text = words.get(english, english)
        if "|" in text and "n" in values:
            one, many = text.split("|", 1)
            text = one if is_one(values["n"], language) else many
        return text.format(**values) if values else text

    return t


def is_one(number: object, language: str) -> bool:
    """Tell whether a language uses the singular for a number."""
    if not isinstance(number, int | float):
        return False
    return 0 <= number < 2 if language == "fr" else number == 1
