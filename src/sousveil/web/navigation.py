"""The entries of the navigation that stands on every page."""

from __future__ import annotations

from sousveil.web.library import Library

SECTIONS = (
    ("map", "Map", "map/{edition}/"),
    ("matrix", "Matrix", "matrix/{edition}/"),
    ("flow", "Flows", "flow/{edition}/"),
    ("diff", "Changes", "diff/"),
    ("suppliers", "Suppliers", "suppliers/"),
    ("figures", "Figures", "figures/{edition}/"),
    ("sources", "Sources", "sources/"),
    ("check", "Check", "check/"),
    ("search", "Search", "search/"),
    ("method", "Method", "method/"),
)
"""Id, words, and address of each; `{edition}` is the newest one."""


def sections(library: Library) -> tuple[tuple[str, str, str], ...]:
    """Return id, words and address of each entry."""
    newest = library.newest.name
    return tuple((id, words, address.format(edition=newest)) for id, words, address in SECTIONS)
