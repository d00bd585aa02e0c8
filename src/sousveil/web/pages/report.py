"""Where a reader reports a problem: what to send, and to whom. A live server has a form instead."""

from __future__ import annotations

from sousveil.web.library import Library
from sousveil.web.page import Asked, Page, Route


def report(library: Library, asked: Asked) -> Page:
    """Say how to report a problem with a page or a claim."""
    return Page(
        template="report.html",
        title="Report a problem",
        about="What to send, and to whom, where something on a page is wrong.",
        section="sources",
        shown={"contact": library.contact, "form": None, "sent": None, "wrong": "", "about": ""},
    )


ROUTES = (Route(address="report/", make=report, each=lambda library: ({},)),)
