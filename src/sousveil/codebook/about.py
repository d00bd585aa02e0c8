"""The phrases of about.yml, facts.yml and sources.yml, packed with what they may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sousveil.codebook.names import key
from sousveil.codebook.phrases import pack
from sousveil.codebook.vocabulary import KnownFact
from sousveil.model.source import Source

PLAIN = re.compile("[a-z]+(?: [a-z]+)*").fullmatch
"""Tells phrases whose words are their tokens."""

OWN = frozenset({"publisher", "author", "named", "column"})
"""What speaks for the index itself, so that it names no other source."""


def about_phrases(
    about: Mapping[str, Iterable[str]],
    facts: Iterable[KnownFact],
    sources: Iterable[Source],
) -> dict[str, str]:
    """Return the phrases by their first word, each with its roles, its facts and its source.

    Roles and facts have a space between.
    """
    roles: dict[str, set[str]] = {}
    told: dict[str, list[str]] = {}
    speakers: dict[str, str] = {}
    for role, phrases in about.items():
        for phrase in map(_spoken, phrases):
            roles.setdefault(phrase, set()).add(role)
    for fact in facts:
        for phrase in map(_spoken, fact.words):
            roles.setdefault(phrase, set()).add(fact.kind)
            told.setdefault(phrase, []).append(fact.id)
    for source in sources:
        if not source.files and source.title is None:
            for phrase in map(_spoken, (source.name, *source.names)):
                roles.setdefault(phrase, set())
                speakers.setdefault(phrase, source.id)
    for phrase, has in roles.items():
        if has & OWN:
            speakers.pop(phrase, None)
        if "both" in has and f"{phrase} ".startswith(("neither ", "no ", "in neither ")):
            has.add("deny")
    return pack(
        {
            phrase: (
                " ".join(sorted(has)),
                " ".join(told.get(phrase, ())),
                speakers.get(phrase, ""),
            )
            for phrase, has in roles.items()
        }
    )


def _spoken(phrase: str) -> str:
    """Return a phrase as its tokens stand in a text, without hyphens."""
    if PLAIN(phrase):
        return phrase
    return " ".join(word for word in key(phrase).split(" ") if word != "-")
