"""The check page of a static site: what a check does, and the command that does it."""

from __future__ import annotations

from sousveil.publish.report.content import MEANS, SIGNS
from sousveil.web.library import Library
from sousveil.web.page import Asked, Page, Route

ADDRESS = "check/"
TITLE = "Check a text"
ABOUT = "Paste an article and get every checkable statement judged, with the rows behind it."


def check(library: Library, asked: Asked) -> Page:
    """Say how to check a text on one's own machine."""
    return Page(
        template="check_static.html",
        title=TITLE,
        about=ABOUT,
        section="check",
        shown={"means": MEANS, "signs": SIGNS},
    )


ROUTES = (Route(address=ADDRESS, make=check, each=lambda library: ({},)),)
