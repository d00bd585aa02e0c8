"""What a site without a project says where the review desk would be."""

from __future__ import annotations

from sousveil.web.library import Library
from sousveil.web.page import Asked, Page, Route


def review(library: Library, asked: Asked) -> Page:
    """Say what the desk is, and how to open one."""
    return Page(
        template="review-static.html",
        title="The review desk",
        about="Where people decide which claims stand, and how to open one.",
        section="review",
    )


ROUTES = (Route(address="review/", make=review, each=lambda library: ({},)),)
