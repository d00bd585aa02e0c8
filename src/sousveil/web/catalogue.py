"""The interface's words in the language of a site; English is its own key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sousveil.errors import BadDate, EditionExists, QueryError, UnknownEdition
from sousveil.model.said import Said, said

__all__ = [
    "ENGLISH",
    "HELPERS",
    "Said",
    "Translate",
    "catalogue",
    "helper_texts",
    "said",
    "told_by",
    "translated",
    "translator",
]

ENGLISH = "en"

THIN = "\u202f"
"""What stands between groups of three digits in French."""

HELPERS = (
    "Copied",
    "Copying did not work. Select the text and copy it.",
    "Sort by",
    "Sorted as listed",
    "Sorted by {column}",
    "as listed",
    "{column}, downwards",
)
"""Words of the parts without data: copying and sorting."""

Translate = Callable[..., str]
"""`t("{n} place|{n} places", n=3)`: fills the braces, and chooses by `n` where there is a bar."""


def told_by(error: Exception) -> str:
    """Return what an error says, as `Said` where it was made so."""
    match error:
        case UnknownEdition():
            known = ", ".join(error.known)
            return said(
                "There is no edition {name!r}. Known editions: {known}.",
                name=error.name,
                known=known,
            )
        case EditionExists():
            return said(
                "The edition {name!r} is frozen with other content. Editions are never rewritten; "
                "compile under a new name.",
                name=error.name,
            )
        case BadDate():
            return said(
                "{text!r} is not a date. Write it as 2019, 2019-10 or 2019-10-01.", text=error.text
            )
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Said) else str(error)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return English words to those of a language; raise `QueryError` where there are none.

    Names of places may stand in a file of their own, `places-LANG.yml`.
    """
    if language == ENGLISH:
        return {}
    import yaml

    texts = files("sousveil.web") / "texts"
    known = sorted(
        one.name.removesuffix(".yml")
        for one in texts.iterdir()
        if one.name.endswith(".yml") and not one.name.startswith("places-")
    )
    if language not in known:
        raise QueryError(
            f"There is no interface in {language!r}. Languages: {', '.join([ENGLISH, *known])}."
        )
    loaded: dict[str, str] = {}
    for name in (f"places-{language}.yml", f"{language}.yml"):
        if (texts / name).is_file():
            loaded |= yaml.load((texts / name).read_text("utf-8"), Loader=yaml.CSafeLoader)
    return loaded


@cache
def translator(language: str) -> Translate:
    """Return the function that puts English words of the interface into a language."""
    words = catalogue(language)

    def t(english: str, /, **values: object) -> str:
        if isinstance(english, Said):
            if not words:
                return str(english)
            inner = {name: t(v) if isinstance(v, str) else v for name, v in english.values.items()}
            return t(english.key, **inner)
        text = words.get(english, english)
        return _filled(text, values, language) if values else text

    return t


def _filled(text: str, values: Mapping[str, object], language: str) -> str:
    if "|" in text and "n" in values:
        one, many = text.split("|", 1)
        text = one if is_one(values["n"], language) else many
    if language == "fr" and isinstance(n := values.get("n"), int) and abs(n) >= 10_000:
        values = {**values, "n": f"{n:,}".replace(",", THIN)}
    return text.format(**values) if values else text


def is_one(number: object, language: str) -> bool:
    """Tell whether a language uses the singular for a number."""
    if not isinstance(number, int | float):
        return False
    return 0 <= number < 2 if language == "fr" else number == 1


@cache
def helper_texts(language: str) -> Mapping[str, str]:
    """Return the words of copying and sorting; none in English."""
    words = catalogue(language)
    return {key: words.get(key, key) for key in HELPERS} if words else {}


def translated(plain: Mapping[str, Any], t: Translate) -> dict[str, Any]:
    """Return the data of an island with the names of its places and ids translated."""
    labels = {id: t(name) for id, name in plain["labels"].items()}
    return {
        **plain,
        "rows": [{**row, "name": t(row["name"])} for row in plain["rows"]],
        "labels": labels,
    }
