"""How many suppliers an edition names for each country."""

from __future__ import annotations

from sousveil.checking.asking import Asking, Found
from sousveil.checking.recount import compute
from sousveil.model.figure import Figure, Rules, Unanswerable


def suppliers_by_country(ask: Asking, figure: Figure, rules: Rules) -> dict[str, float] | Found:
    """Return how many suppliers are named for each country of a figure."""
    computed = compute(figure, ask.edition, rules)
    if isinstance(computed, Unanswerable):
        return Found(status="unanswerable", why=computed.reason)
    named: dict[str, set[str]] = {c: set() for c in computed.countries}
    for entry in ask.edition.entries:
        if entry.kind != "supplier" or not entry.supplier or entry.country not in named:
            continue
        if "mult" not in entry.marks and ("stray" not in entry.marks or rules.stray == "included"):
            named[entry.country].add(entry.supplier)
    return {c: len(suppliers) for c, suppliers in named.items()}
