"""How to cite a figure: in words, and as BibTeX."""

from __future__ import annotations

import re

from msgspec import Struct

from sousveil.web.addresses import slug
from sousveil.web.library import Held
from sousveil.web.program import version

SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "&%$#_{}"},
}
"""What LaTeX takes for its own."""


class Citation(Struct, frozen=True, kw_only=True):
    """All that a reader needs to find the same figure again."""

    title: str
    edition: str
    address: str
    """Part of an address, below wherever the pages are."""

    digest: str
    """Of all that the edition says."""

    attribution: str
    year: str
    """In which the edition came into force."""

    @property
    def words(self) -> str:
        """The citation as a sentence."""
        return (
            f"{self.title.rstrip('.')}. {self.attribution}. Recounted with sousveil {version()}, "
            f"edition {self.edition}, {self.address}, data {self.digest}."
        )


def cite(held: Held, address: str, title: str) -> Citation:
    """Return the citation of a figure of an edition."""
    return Citation(
        title=title,
        edition=held.edition.name,
        address=address,
        digest=held.digest,
        attribution=held.edition.attribution,
        year=held.edition.in_force[:4],
    )


def bibtex(citation: Citation) -> bytes:
    """Return a citation as an entry of BibTeX; the name is made of its address."""
    fields = {
        "title": f"{{{_escaped(citation.title)}}}",
        "year": citation.year,
        "howpublished": _escaped(f"sousveil {version()}, {citation.address}"),
        "note": _escaped(
            f"{citation.attribution}. Edition {citation.edition}, data {citation.digest}"
        ),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{sousveil-{slug(citation.address)},\n{body}}}\n".encode()


def _escaped(text: str) -> str:
    return re.sub(r"[\\~^&%$#_{}]", lambda sign: SPECIAL[sign.group()], " ".join(text.split()))
