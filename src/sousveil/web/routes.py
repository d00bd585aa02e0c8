"""The only list of addresses: the server answers them, and a static site is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from sousveil.web.library import Library
from sousveil.web.page import NOTHING, Asked, File, Page, Route
from sousveil.web.pages import (
    assets,
    changes,
    check,
    claim,
    document,
    downloads,
    embed,
    exports,
    figures,
    flow,
    home,
    map,
    matrix,
    method,
    number,
    origin,
    place,
    report,
    review,
    search,
    sources,
    supplier,
)

PAGES = (
    downloads,
    home,
    map,
    matrix,
    flow,
    figures,
    number,
    place,
    supplier,
    origin,
    sources,
    document,
    claim,
    changes,
    check,
    search,
    method,
    embed,
    exports,
    report,
    review,
    assets,
)
"""Modules that have addresses; the first that fits answers, and a site is written in this order:
pictures first, as they take longest, so that all processors are at work to the end."""

ROUTES: tuple[Route, ...] = tuple(route for page in PAGES for route in page.ROUTES)


def addresses(library: Library) -> Iterator[tuple[str, Route, Mapping[str, str]]]:
    """Yield every address that exists, with its route and keys."""
    for route in ROUTES:
        for keys in route.each(library):
            yield route.address.format(**keys), route, keys


def found(address: str) -> tuple[Route, Mapping[str, str]] | None:
    """Return the route and keys that an address fits; None where it fits none."""
    for route in ROUTES:
        match = _pattern(route.address).fullmatch(address)
        if match is not None:
            return route, match.groupdict()
    return None


def made(
    route: Route, keys: Mapping[str, str], library: Library, asked: Asked = NOTHING
) -> Page | File:
    """Make the page or file of an address; raise `NoPage` where there is none for its keys."""
    return route.make(library, asked=asked, **keys)


@cache
def _pattern(address: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", address)
    return re.compile(
        "".join(
            f"(?P<{part}>[^/]+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)
        )
    )
