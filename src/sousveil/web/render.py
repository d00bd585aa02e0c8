"""A page to bytes: Jinja2 templates, links relative to the page, words of the site's language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from sousveil.web.addresses import link, root_of, slug
from sousveil.web.catalogue import (
    ENGLISH,
    Translate,
    catalogue,
    helper_texts,
    translated,
    translator,
)
from sousveil.web.library import Library
from sousveil.web.lines import unbroken
from sousveil.web.navigation import sections
from sousveil.web.page import Page
from sousveil.web.pages.assets import built, is_built
from sousveil.web.program import version

HTML = "text/html; charset=utf-8"

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)
"""What a page may load: its own site's files, and no script or style inside it."""


WORDS = "words.json"
"""All words of the islands, written by the build of the front end."""


class Worded(NodeTransformer):
    """Puts the fixed words of a template into a language: `t("Map")` is no call any more."""

    def __init__(self, t: Translate) -> None:
        self._t = t

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """Return the words where all of a call is known, and the call where it is not."""
        self.generic_visit(node)
        match node:
            case nodes.Call(
                node=nodes.Name(name="t"), args=[nodes.Const(value=str(english))], kwargs=[]
            ):
                return nodes.Const(self._t(english), lineno=node.lineno)
        return node


class Templates(Environment):
    """The templates in one language."""

    def __init__(self, language: str, **given: Any) -> None:
        super().__init__(**given)
        self._worded = Worded(translator(language))

    def _generate(self, source: nodes.Template, *given: Any, **named: Any) -> str:
        """Make the code of a template; Jinja leaves this to be overridden."""
        return super()._generate(self._worded.visit(source), *given, **named)


@cache
def environment(language: str = ENGLISH) -> Environment:
    """Return the templates' environment; what is shown is escaped, and nothing may be missing."""
    made = Templates(
        language,
        loader=PackageLoader("sousveil.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["props"] = props
    made.filters["signed"] = signed
    made.filters["t_of"] = lambda english, t: t(english)
    return made


def signed(number: int) -> str:
    """Return a difference with its sign: +3, −3 with a true minus, 0."""
    return f"{number:+d}".replace("-", "\u2212") if number else "0"


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
    template = environment(language).get_template(page.template)
    text = template.render(
        **page.shown,
        **_common(library, language),
        page=page,
        address=address,
        root=root,
        url=lambda to: link(root, to),
    )
    return unbroken(text, library.held).encode()


@lru_cache(maxsize=1)
def _common(library: Library, language: str) -> Mapping[str, Any]:
    """Return what all pages of a site are given."""
    t: Translate = translator(language)
    is_english = language == ENGLISH
    return {
        "library": library if is_english else Named(library, t),
        "language": language,
        "t": t,
        "en": Markup("") if is_english else Markup(' lang="en"'),
        "foreign": Markup("") if is_english else Markup(' lang=""'),
        "lang_of": lambda words: Markup(' lang="en"') if _is_left(words, t, language) else "",
        "colon": "\u202f:" if language == "fr" else ":",
        "by_name": _by_name(library, t, language),
        "texts": island_texts(language),
        "helpers": helper_texts(language),
        "translated": lambda data: data if is_english else translated(data, t),
        "sections": sections(library),
        "policy": POLICY,
        "built": is_built(),
        "version": version(),
    }


def _is_left(words: str, t: Translate, language: str) -> bool:
    """Tell whether words stay English on a page of another language."""
    return language != ENGLISH and t(words) == words


class Named:
    """A library that gives its names in the language of a site."""

    def __init__(self, library: Library, t: Translate) -> None:
        self._library, self._t = library, t

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def place_name(self, code: str) -> str:
        """Return the name of a place."""
        return self._t(self._library.place_name(code))

    def place_in_text(self, code: str) -> str:
        """Return it as a sentence has it."""
        return self._t(self._library.place_in_text(code))

    def technology_name(self, id: str) -> str:
        """Return the name of a technology."""
        return self._t(self._library.technology_name(id))


@cache
def island_texts(language: str) -> Mapping[str, str]:
    """Return the words of the islands; none in English, and none where nothing is built."""
    found = built(WORDS)
    if language == ENGLISH or not found.is_file():
        return {}
    words = catalogue(language)
    return {key: words.get(key, key) for key in json.loads(found.read_bytes())}


def _by_name(
    library: Library, t: Translate, language: str
) -> Callable[[Iterable[Any]], Iterable[Any]]:
    """Return what puts codes or rows of places into the order of their names in the language."""

    def by_name(places: Iterable[Any]) -> Iterable[Any]:
        if language == ENGLISH:
            return places
        return sorted(
            places,
            key=lambda one: slug(
                t(
                    library.place_name(one if isinstance(one, str) else one.country)
                    if not isinstance(one, dict)
                    else str(one["name"])
                )
            ),
        )

    return by_name
