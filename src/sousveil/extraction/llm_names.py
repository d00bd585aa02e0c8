"""Words that a language model points at, resolved by the codebook and never by likeness."""

from __future__ import annotations

import re

from sousveil.codebook.lookalike import listed_names, look_alike
from sousveil.codebook.names import Names
from sousveil.extraction.events.unlisted import LEGAL, slug
from sousveil.extraction.llm_answer import Drop
from sousveil.extraction.marks import SHORT, Marker, tokenise

LEAD = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
OF_A_COUNTRY = frozenset(
    "authority authorities bank companies company firm firms government governments maker makers "
    "manufacturer manufacturers ministry state supplier suppliers vendor vendors".split()
)
"""Words beside a country's name that leave nobody named but the country."""

COUNTRY_KINDS = ("country", "demonym", "capital")

SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|per\s?cent|percent)", re.IGNORECASE)


class Resolver:
    """Looks up what a model's words name."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._marker = Marker(names.codebook)
        self._listed = listed_names(names.codebook)

    def actor(self, words: str) -> tuple[str, tuple[str, ...]]:
        """Return the id of a supplier, financier or owner, and what is odd about its name.

        A name that the codebook does not have becomes its slug, marked `unlisted`. Raises `Drop`
        for words that are no name.
        """
        bare = LEAD.sub("", words.strip(), count=1) if LEAD.match(words.strip()) else words.strip()
        short = without_form(bare)
        is_odd = any(look_alike(form, self._listed) for form in (words, bare, short))
        odd = ("look-alike",) if is_odd else ()
        is_name = any(sign.isupper() or _has_no_case(sign) for sign in short)
        if not odd and is_name:
            for form in (words, bare, short):
                if known := self.names.supplier(form):
                    return known, ()
            if country := self._only_country(bare):
                return f"country:{country}", ()
        made = slug(short)
        if not made or not is_name or made in OF_A_COUNTRY:
            raise Drop("no-name", words)
        return made, (*odd, "unlisted")

    def country(self, words: str) -> str:
        """Return the one country that some words name; raise `Drop` where there is none."""
        book = self.names.codebook
        if look_alike(words):
            raise Drop("no-country", words)
        if found := self._whole_country(words):
            return found
        if words in book.places:
            return book.places[words][0]
        named = self._countries(words)
        if len(named) != 1:
            raise Drop("no-country", words)
        return named.pop()

    def technology(self, given: str, words: str) -> str:
        """Return the codebook's id for the words of a technology, else the given one."""
        found = None if look_alike(words) else self.names.technology(words)
        if given not in self.names.codebook.technologies:
            raise Drop("unknown-value", given)
        return found or given

    def organisation(self, words: str) -> str:
        """Return the id of the organisation that countries join; raise `Drop` for others."""
        group = None if look_alike(words) else self.names.group(words)
        if group is None or not self.names.codebook.groups[group].list:
            raise Drop("unknown-value", words)
        return group

    def _only_country(self, words: str) -> str | None:
        """Return the country of "Chinese firms", where nobody else is named."""
        tokens = tokenise(words, 0, len(words))
        while tokens and tokens[-1].low in OF_A_COUNTRY:
            tokens.pop()
        return self._whole_country(words[: tokens[-1].end]) if tokens else None

    def _whole_country(self, words: str) -> str | None:
        """Return the country of this name; no codes, which are words of other meaning: it, IN."""
        if len(words) > SHORT and any(sign.isupper() or _has_no_case(sign) for sign in words):
            return self.names.country(words)
        found = self._countries(words)
        return found.pop() if len(found) == 1 else None

    def _countries(self, words: str) -> set[str]:
        tokens = tokenise(words, 0, len(words))
        return {
            mark.ids[kind]
            for mark in self._marker.marks(tokens, shouting=False, whispering=False)
            for kind in COUNTRY_KINDS
            if kind in mark.ids
        }


def without_form(name: str) -> str:
    """Return a company's name without the words for its legal form."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and words[-1].casefold().strip(".") in LEGAL:
        words.pop()
    return " ".join(words)


def share_of(words: str) -> str:
    """Return a share in its normal form, `42%`; raise `Drop` where there is none."""
    found = SHARE.search(words)
    if found is None:
        raise Drop("unknown-value", words)
    return f"{found[1].replace(',', '.')}%"


def _has_no_case(sign: str) -> bool:
    return sign.isdigit() or (sign.isalpha() and sign.lower() == sign.upper())
