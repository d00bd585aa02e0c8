"""Addresses: parts made of names, and links from one page to another."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, urlsplit

INDEX = "index.html"


def slug(name: str) -> str:
    """Return a name as a part of an address: ascii letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def depth(address: str) -> int:
    """Return how many folders an address lies below the root."""
    return urlsplit(address).path.count("/")


def root_of(address: str) -> str:
    """Return the way from a page up to the root, relative: empty, or `../../`."""
    return "../" * depth(address)


@lru_cache(maxsize=16_384)
def link(root: str, address: str) -> str:
    """Return the relative link to an address.

    A page's link ends in index.html, so that a folder of pages opens from a disk.
    """
    path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
    if path.endswith("/") or not path:
        path += INDEX
    return f"{root}{quote(path, safe='/.-_~')}{mark}{rest}"


def canonical(path: str) -> str:
    """Return the address that a requested path stands for: `place/kenya/` for its index.html."""
    path = path.removeprefix("/")
    return path.removesuffix(INDEX) if path == INDEX or path.endswith("/" + INDEX) else path
