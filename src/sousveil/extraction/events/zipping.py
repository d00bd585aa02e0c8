"""Lists that answer to each other: "Dahua and Hikvision turned up in nine and seven"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.numbers import Number
from sousveil.extraction.events.parties import Stage
from sousveil.extraction.events.queries import listed_firms
from sousveil.extraction.events.word import Word

IN_ORDER = "respectively"


def zipped(at: Stage, found: list[Number]) -> dict[int, Named]:
    """Return what each number of a list has of its own, by the first word of the number.

    A sentence says "respectively", or has two names and two numbers, each with "and".
    """
    words = at.scene.words
    said = any(w.low == IN_ORDER for w in words)
    for run in _runs(words, found):
        before, after = run[0].begin, run[-1].end
        names = [s for s in listed_firms(at) if s.stop <= before]
        things = at.scene.of("technology")
        for held in (
            _last(words, names, len(run)),
            _last(words, [t for t in things if t.stop <= before], len(run)),
            _last(words, [t for t in things if t.first >= after][: len(run)], len(run)),
        ):
            if held and (said or held[0].kind != "technology"):
                return {n.first: one for n, one in zip(run, held, strict=True)}
    return {}


def _runs(words: list[Word], found: list[Number]) -> list[list[Number]]:
    """Return the numbers that stand in a list, with nothing between but their nouns."""
    runs: list[list[Number]] = []
    for n in found:
        last = runs[-1][-1] if runs else None
        between = words[last.end : n.begin] if last is not None else []
        if last is not None and between and all(w.tag in (",", "C") for w in between):
            runs[-1].append(n)
        else:
            runs.append([n])
    return [run for run in runs if len(run) > 1 and not any(n.subset for n in run)]


def _last(words: list[Word], held: Sequence[Named], size: int) -> list[Named]:
    """Return the last names, if they make a list of that size and no longer one."""
    runs: list[list[Named]] = []
    for one in held:
        last = runs[-1][-1] if runs else None
        between = words[last.stop : one.first] if last is not None else []
        plain = all(w.tag in (",", "C", "D", "N", "'") and not w.verbs for w in between)
        tied = any(w.tag in (",", "C") for w in between)
        if last is not None and plain and tied and len(between) < 5 and one.id != last.id:
            runs[-1].append(one)
        else:
            runs.append([one])
    fitting = [run for run in runs if len(run) == size]
    return fitting[-1] if fitting else []
