"""The home page: what this is, three numbers, the ways in, and the newest changes."""

from __future__ import annotations

from typing import Any

from sousveil.edition.diff import Diff, diff
from sousveil.web.library import Held, Library
from sousveil.web.page import Asked, Page, Route
from sousveil.web.pages.choices import choices
from sousveil.web.pictures import drawable

NUMBERS = ("countries", "china-tech", "facial-recognition")
"""Named figures that the home page shows, of the newest edition."""

FEW = 8  # suppliers and origins that it names


def home(library: Library, asked: Asked) -> Page:
    """Show what this is, three numbers, and the ways in."""
    newest = library.of(library.newest.name)
    found = choices(newest, library)["choices"]
    ranked = {
        key: sorted(found[key], key=lambda one: (-one[2], one[1]))[:FEW]
        for key in ("supplier", "origin")
    }
    return Page(
        template="home.html",
        title="sousveil",
        about="Who supplies surveillance technology, and to whom: every figure down to its quote.",
        section="home",
        shown={
            "edition": newest.edition,
            "held": newest,
            "numbers": [
                newest.figures[id]
                for id in NUMBERS
                if id in newest.figures and newest.figures[id].value is not None
            ],
            "thumbnail": drawable(newest, "map"),
            "technologies": found["technology"],
            "regions": found["region"],
            "suppliers": ranked["supplier"],
            "origins": ranked["origin"],
            "pages": {id: part for part, id in library.suppliers.items()},
            "changes": _changes(library),
        },
    )


def _changes(library: Library) -> dict[str, Any] | None:
    """Return what moved between the two newest editions; None where there is one alone."""
    if len(library.editions) < 2:
        return None
    old, new = (library.of(edition.name) for edition in library.editions[-2:])
    found: Diff = diff(old.edition, new.edition, library.codebook, ())
    return {
        "old": old.edition,
        "new": new.edition,
        "added": new.ordered(found.countries_added),
        "dropped": old.ordered(found.countries_dropped),
        "cells": len(found.changed_cells),
        "measures": len(found.measures_changed),
        "moved": _moved(old, new),
    }


def _moved(old: Held, new: Held) -> list[tuple[str, str, int, int]]:
    """Return id, words and both values of each of the three numbers that moved."""
    both = [(old.figures[id], new.figures[id]) for id in NUMBERS if id in new.figures]
    return [
        (b.named.id, b.named.label, a.value, b.value)
        for a, b in both
        if a.value is not None and b.value is not None and a.value != b.value
    ]


ROUTES = (Route(address="", make=home, each=lambda library: ({},)),)
