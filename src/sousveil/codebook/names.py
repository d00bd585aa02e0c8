"""A name to an id; exactly, and never by likeness."""

from __future__ import annotations

import re
from functools import cached_property

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.figure import ANY_TECHNOLOGY

TOKEN = re.compile(
    r"""
    \d+ (?: [.,]\d+ )* (?: bn|tn|mn|m|k )? (?! [^\W_] )  # 1,250.5 and 1.2bn, and not the 5 of 5G
    | (?: [^\W\d_] [.] ){2,}                  # U.S. and the like, with the last dot
    | (?: [^\W_] [.] )+ [^\W_] \b
    | ['’]s \b                                # the possessive, apart from its word
    | [^\W_]+ (?: ['’] (?! s\b ) [^\W_]+ )*  # words, other apostrophes kept inside
    | [^\w\s] | _                            # signs, one by one
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Words, numbers and signs of a text, the same for names and for what is searched for them."""


def key(text: str) -> str:
    """Return the form under which names are compared: tokens in lower case, one space between."""
    return " ".join(TOKEN.findall(text.replace("’", "'").casefold()))


def letters(text: str) -> str:
    """Return letters and digits only, in lower case: headings are compared so."""
    return "".join(char for char in text.casefold() if char.isalnum())


class Names:
    """Looks up whole names, as cells of a table and the command line give them."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook

    @cached_property
    def _countries(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for country in self.codebook.countries.values():
            for name in (
                *country.historic,
                *country.demonyms,
                *country.names,
                country.iso2,
                country.iso3,
                country.name,
            ):
                if name:
                    found[key(name)] = country.iso3
        for country in self.codebook.countries.values():
            found[key(country.name)] = country.iso3
        return found

    @cached_property
    def _suppliers(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for supplier in (*self.codebook.financiers.values(), *self.codebook.suppliers.values()):
            for name in (supplier.id, *supplier.misprints, *supplier.aliases, supplier.name):
                found[key(name)] = supplier.id
        return found

    @cached_property
    def _technologies(self) -> dict[str, str]:
        return {
            key(name): technology.id
            for technology in self.codebook.technologies.values()
            for name in (*technology.phrases, technology.id, technology.name)
        }

    @cached_property
    def _groups(self) -> dict[str, str]:
        return {
            key(name): group.id
            for group in self.codebook.groups.values()
            for name in (*group.phrases, *group.codes, group.slug, group.id, group.name)
            if name
        }

    def country(self, name: str) -> str | None:
        """Return the alpha-3 code, or None where no country has this name."""
        return self._countries.get(key(name))

    def supplier(self, name: str) -> str | None:
        """Return the id of a supplier, or None."""
        return self._suppliers.get(key(name))

    def technology(self, name: str) -> str | None:
        """Return the id of a technology, or None."""
        return self._technologies.get(key(name)) or self._technologies.get(
            key(name.replace("-", "_"))
        )

    def group(self, name: str) -> str | None:
        """Return the id of a group, region or regime, or None."""
        words = name.replace("_", " ").replace("-", " ")
        return self._groups.get(key(name)) or self._groups.get(key(words))

    def is_misprint(self, supplier: str, printed: str) -> bool:
        """Tell whether this form of a supplier's name is one that a table misprints."""
        known = self.codebook.suppliers.get(supplier)
        return known is not None and key(printed) in {key(form) for form in known.misprints}

    def near(self, name: str, vocabulary: str) -> tuple[str, ...]:
        """Return up to three names of a vocabulary that look like this one, best first."""
        from difflib import get_close_matches

        known = {
            "countries": self._countries,
            "suppliers": self._suppliers,
            "technologies": self._technologies,
            "groups": self._groups,
        }[vocabulary]
        close = get_close_matches(key(name), known, n=6, cutoff=0.72)
        return tuple(dict.fromkeys(self.label(known[match], vocabulary) for match in close))[:3]

    def label(self, term: str, vocabulary: str) -> str:
        """Return the plain name of an id."""
        book = self.codebook
        if vocabulary == "countries":
            return book.countries[term].name
        if vocabulary == "technologies":
            return "any AI surveillance" if term == ANY_TECHNOLOGY else book.technologies[term].name
        if vocabulary == "groups":
            return book.groups[term].name
        known = book.suppliers.get(term) or book.financiers[term]
        return known.name
