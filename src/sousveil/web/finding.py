"""What the search finds in editions: places, suppliers, technologies, figures and printed cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from msgspec import Struct

from sousveil.web.library import Library

KINDS = ("place", "supplier", "technology", "figure", "cell", "page")
"""Kinds of item, the first ones first."""

PAGES = (
    ("Method, limits and borders", "method/"),
    ("Check a text", "check/"),
    ("Change log", "changes/"),
    ("Sources", "sources/"),
)


class Item(Struct, frozen=True, kw_only=True):
    """Something that a search can find."""

    kind: str
    title: str
    to: str
    """Its address."""

    words: str = ""
    """What it says, or by which other names it is known; shown with the hit marked."""

    edition: str = ""


def items(library: Library) -> Iterator[Item]:
    """Yield all there is to find, in a fixed order."""
    book = library.codebook
    for part, code in library.places.items():
        country = book.countries[code]
        other = dict.fromkeys((*country.names, *country.demonyms, *country.capitals, code))
        yield Item(
            kind="place",
            title=country.name,
            to=f"place/{part}/",
            words=", ".join(filter(None, other)),
        )
    for part, id in library.suppliers.items():
        supplier = book.suppliers.get(id)
        words = ", ".join(supplier.aliases) if supplier else ""
        name = library.supplier_name(id)
        yield Item(kind="supplier", title=name, to=f"supplier/{part}/", words=words)
    for held in library.held.values():
        edition = held.edition.name
        for id in held.edition.technologies:
            yield Item(
                kind="technology",
                title=library.technology_name(id),
                to=f"map/{edition}/?technology={id}",
                edition=edition,
            )
        for id, one in held.figures.items():
            if one.value is not None:
                yield Item(
                    kind="figure",
                    title=one.named.label,
                    to=f"number/{edition}/{id}/",
                    words=str(one.value),
                    edition=edition,
                )
        for code, cells in held.cells.items():
            if code in library.place_slugs:
                printed = " · ".join(cell.printed for cell in cells if cell.printed.strip())
                yield Item(
                    kind="cell",
                    title=library.place_name(code),
                    to=f"place/{library.place_slugs[code]}/",
                    words=printed,
                    edition=edition,
                )
    for title, to in PAGES:
        yield Item(kind="page", title=title, to=to)


def folded(text: str) -> str:
    """Return text as it is compared: small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def find(among: Iterable[Item], asked: str) -> list[Item]:
    """Return the items in which every word asked for begins a word; titles come first."""
    words = folded(asked).split()
    if not words:
        return []
    found = []
    for place, item in enumerate(among):
        title, rest = folded(item.title), folded(item.words)
        in_title = [_begins(word, title) for word in words]
        if all(hit or _begins(word, rest) for hit, word in zip(in_title, words, strict=True)):
            exact = title == " ".join(words)
            rank = (not exact, not all(in_title), KINDS.index(item.kind), place)
            found.append((rank, item))
    return [item for _, item in sorted(found, key=lambda one: one[0])]


def _begins(word: str, text: str) -> bool:
    at = text.find(word)
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False


def marked(text: str, asked: str, room: int = 160) -> list[tuple[str, bool]]:
    """Return a stretch of text around the first hit, in pieces; True for what was asked for."""
    words = sorted(set(folded(asked).split()), key=len, reverse=True)
    small = folded(text)
    if len(small) != len(text) or not words:  # accents folded away: nothing can be marked exactly
        return [(text[:room], False)]
    hits = sorted(
        (at, at + len(word))
        for word in words
        for at in range(len(small))
        if small.startswith(word, at) and (at == 0 or not small[at - 1].isalnum())
    )
    start = max(0, hits[0][0] - room // 2) if hits else 0
    end = min(len(text), start + room)
    pieces, at = [("… " if start else "", False)], start
    for begin, stop in hits:
        if begin >= at and stop <= end:
            pieces += [(text[at:begin], False), (text[begin:stop], True)]
            at = stop
    pieces += [(text[at:end], False), (" …" if end < len(text) else "", False)]
    return [(piece, is_hit) for piece, is_hit in pieces if piece]
