"""Whether countries were examined, which only some editions tell of those they do not list."""

from __future__ import annotations

from sousveil.checking.asking import Asking, Found, names_of
from sousveil.model.query import Examined


def answer_examined(ask: Asking, query: Examined) -> Found:
    """Tell whether countries were examined; who is listed was, whatever else is known."""
    edition, known = ask.edition, ask.edition.examined
    among = {*edition.countries, *(known or ())}
    inside = [c for c in query.countries if c in among]
    outside = [c for c in query.countries if c not in among]
    if known is None and outside:
        why = f"{edition.name} does not say which countries were examined."
        return Found(status="unanswerable", why=why)
    if (query.negated and inside) or (outside and not query.negated):
        names = names_of(ask, inside if query.negated else outside)
        said = "has" if query.negated else "does not have"
        why = f"{edition.name} {said} {names} among the countries examined."
        return Found(status="fails", why=why, countries=tuple(inside))
    said = "does not have" if query.negated else "has"
    names = names_of(ask, query.countries)
    why = f"{edition.name} {said} {names} among the countries examined."
    return Found(status="holds", why=why, countries=tuple(inside))
