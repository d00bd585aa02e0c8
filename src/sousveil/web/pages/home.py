"""The home page: three numbers, the way in, and the newest changes."""

from __future__ import annotations

from sousveil.web.library import Library
from sousveil.web.page import Asked, Page, Route

NUMBERS = ("countries", "china-tech", "facial-recognition")
"""Named figures that the home page shows, of the newest edition."""


def home(library: Library, asked: Asked) -> Page:
    """Show what this is, three numbers, and the ways in."""
    newest = library.of(library.newest.name)
    return Page(
        template="home.html",
        title="sousveil",
        about="Who supplies surveillance technology, and to whom: every figure down to its quote.",
        section="home",
        shown={
            "edition": newest.edition,
            "numbers": [newest.figures[id] for id in NUMBERS if id in newest.figures],
        },
    )


ROUTES = (Route(address="", make=home, each=lambda library: ({},)),)
