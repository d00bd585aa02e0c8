"""What an address answers with: a page, or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from sousveil.errors import SousveilError

if TYPE_CHECKING:
    from sousveil.web.library import Library

Asked = Mapping[str, tuple[str, ...]]
"""The query of an address, each key with its values in order; empty on a static site."""

NOTHING: Asked = {}


class Page(Struct, frozen=True, kw_only=True):
    """A page to be rendered: its template, and what the template shows."""

    template: str
    """Name of a file in templates/."""

    title: str
    about: str = ""
    """One sentence for search engines and previews."""

    section: str = ""
    """Id of the entry of the navigation that it belongs to, see `navigation.SECTIONS`."""

    shown: Mapping[str, Any] = field(default_factory=dict)
    """Names for the template."""

    is_live: bool = False
    """True for a page of the server alone; it may differ for each visitor and is not kept."""


class File(Struct, frozen=True, kw_only=True):
    """Bytes that are served as they are."""

    body: bytes
    media: str
    """Media type, with its charset for text."""

    name: str | None = None
    """Given where the browser shall save it and not show it."""


class NoPage(SousveilError):
    """There is nothing at an address; the message says what to try instead."""


Make = Callable[..., Page | File]
"""Takes the library, the query as `asked`, and the keys of the address by their names."""


class Route(Struct, frozen=True, kw_only=True):
    """A family of addresses, and what answers there."""

    address: str
    """Relative to the root; keys in braces; a page's ends in a slash: `place/{place}/`."""

    make: Make
    each: Callable[[Library], Iterable[Mapping[str, str]]]
    """Yields the keys of every address that a static site has, in a fixed order. `make` raises
    `NoPage` for keys that have no page."""
