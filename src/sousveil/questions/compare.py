"""Two editions set side by side: countries, cells, measures, and the named figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sousveil.codebook.names import Names
from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.diff import SEPARATOR, TICK, Change, Diff, Moved, diff
from sousveil.edition.reasons import Reasons
from sousveil.figures.published import Recount, recount
from sousveil.model.edition import Edition, Records
from sousveil.model.noun import replace


def compare(
    old: Edition, new: Edition, records: Callable[[str], Records], codebook: Codebook
) -> Diff:
    """Return what differs; `records` is asked only where claims of running text moved something."""
    reasons = None
    if old.living or new.living:
        reasons = Reasons(old, new, records(old.name), records(new.name))
    both = zip(recount(codebook, old), recount(codebook, new), strict=True)
    return diff(old, new, codebook, [_moved(a, b, reasons) for a, b in both], reasons)


def _moved(old: Recount, new: Recount, reasons: Reasons | None) -> Moved:
    """Return a figure on both editions; with reasons, the countries that came and went."""
    told = Moved(id=old.named.id, label=old.named.label, old=old.value, new=new.value)
    if reasons is None:
        return told
    missing = new.reason or old.reason
    both = old.value is not None and new.value is not None
    added = sorted(set(new.countries) - set(old.countries)) if both else []
    dropped = sorted(set(old.countries) - set(new.countries)) if both else []
    differ = set(new.countries) ^ set(old.countries)
    return replace(
        told,
        added=tuple(added),
        dropped=tuple(dropped),
        reason=missing,
        why=reasons.of_figure(old.named.figure, sorted(differ)),
    )


def change_words(change: Change, names: Names) -> Iterator[str]:
    """Yield what became of a cell: each name that came or went, or both values."""
    if change.column in ("origins", "suppliers"):
        vocabulary = "countries" if change.column == "origins" else "suppliers"
        was, now = (set(value.split(SEPARATOR)) - {""} for value in (change.old, change.new))
        yield from (f"+ {names.label(term, vocabulary)}" for term in sorted(now - was))
        yield from (f"- {names.label(term, vocabulary)}" for term in sorted(was - now))
    elif {change.old, change.new} == {"", TICK}:
        yield "ticked" if change.new else "no longer ticked"
    else:
        yield f"{change.old or '(empty)'} -> {change.new or '(empty)'}"
