"""Options to a figure and its rules; a pair that is none is wrong usage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from sousveil.codebook.names import Names
from sousveil.figures import asked
from sousveil.figures.asked import KEYS
from sousveil.model.edition import Edition
from sousveil.model.figure import Figure, Rules

__all__ = ["KEYS", "figure_of", "policed", "rules_of"]


def figure_of(
    having: Iterable[str], among: Iterable[str], without: Iterable[str], names: Names
) -> Figure:
    """Return the figure that the options ask for; raise `UnknownTerm` with the nearest names."""
    with _usage():
        return asked.figure_of(having, among, without, names)


def rules_of(settings: Iterable[str]) -> Rules:
    """Return the counting rules with some of them set; raise `UnknownRule` for a wrong word."""
    with _usage():
        return asked.rules_of(settings)


def policed(settings: Iterable[str], edition: Edition) -> Edition:
    """Return an edition under another policy, where settings of one stand among the rules."""
    with _usage():
        return asked.policed(settings, edition)


@contextmanager
def _usage() -> Iterator[None]:
    try:
        yield
    except asked.NoPair as error:
        raise click.UsageError(f"--{error}") from None
