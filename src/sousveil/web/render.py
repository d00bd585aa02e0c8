"""A page to bytes: Jinja2 templates, links relative to the page, words of the site's language."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sousveil.web.addresses import link, root_of
from sousveil.web.catalogue import ENGLISH, Translate, translator
from sousveil.web.library import Library
from sousveil.web.navigation import sections
from sousveil.web.page import Page
from sousveil.web.pages.assets import is_built
from sousveil.web.program import version

HTML = "text/html; charset=utf-8"

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)
"""What a page may load: its own site's files, and no script or style inside it."""


@cache
def environment() -> Environment:
    """Return the templates' environment; what is shown is escaped, and nothing may be missing."""
    made = Environment(
        loader=PackageLoader("sousveil.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["props"] = props
    return made


def props(plain: Any) -> Markup:
    """Return data for a script as JSON that cannot end its element."""
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028"))


def render(
    page: Page,
    address: str,
    library: Library,
    language: str = ENGLISH,
    root: str | None = None,
) -> bytes:
    """Return a page as HTML; the same page, library and language give the same bytes.

    `root` is the way to the root where it is not that of the address, as on an error page.
    """
    root = root_of(address) if root is None else root
    t: Translate = translator(language)
    text = (
        environment()
        .get_template(page.template)
        .render(
            **page.shown,
            page=page,
            address=address,
            library=library,
            language=language,
            root=root,
            url=lambda to: link(root, to),
            t=t,
            sections=sections(library),
            policy=POLICY,
            built=is_built(),
            version=version(),
        )
    )
    return text.encode()
