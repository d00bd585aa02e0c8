"""One number: its rule, the rows behind it, who is left out, and what other rules would give."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping

from sousveil.errors import CodebookError, QueryError
from sousveil.figures.published import Recount
from sousveil.figures.words import RULE_WORDS
from sousveil.model.figure import Computed, Figure, Unanswerable
from sousveil.model.policy import POLICIES
from sousveil.web.catalogue import Said, said, told_by
from sousveil.web.cite import Citation, cite
from sousveil.web.explained import Explained, command, explain, in_words
from sousveil.web.library import Held, Library
from sousveil.web.page import Asked, NoPage, Page, Route
from sousveil.web.pages.choices import choices, props_of
from sousveil.web.pages.downloads import drawn_live, offered
from sousveil.web.question import Question, question
from sousveil.web.rows import not_asked

BOUNDS = {"exact": "{n}", "min": "at least {n}", "max": "at most {n}", "approx": "about {n}"}


def held_of(library: Library, edition: str) -> Held:
    """Return an edition by its name; raise `NoPage` where there is none."""
    if edition not in library.held:
        known = ", ".join(library.held)
        raise NoPage(
            said(
                "There is no edition “{edition}”. Editions: {known}.", edition=edition, known=known
            )
        )
    return library.of(edition)


def understood(asked: Asked, held: Held, library: Library) -> Question:
    """Read the query of an address; raise `NoPage` with the reason where it cannot be asked."""
    try:
        return question(asked, held, library.names)
    except (QueryError, CodebookError) as error:
        raise NoPage(told_by(error)) from None


def _named(library: Library, asked: Asked, edition: str, figure: str) -> Page:
    """Show a named figure of an edition."""
    held = held_of(library, edition)
    if figure not in held.figures:
        known = ", ".join(held.figures)
        raise NoPage(
            said("There is no figure “{figure}”. Figures: {known}.", figure=figure, known=known)
        )
    recount = held.figures[figure]
    if recount.named.examined:
        return _examined(library, held, recount)
    told = held.explained(figure)
    return _page(library, held, told, recount)


def _asked(library: Library, asked: Asked, edition: str) -> Page:
    """Show the count of any conditions, and the form that asks for them; without one, of all."""
    held = held_of(library, edition)
    put = understood(asked, held, library)
    if put.figure is None:
        raise NoPage("States of technologies are filters of the map; no count has them.")
    told = explain(put.figure, held, put.edition, put.rules)
    return _page(library, held, told, None, put)


def _page(
    library: Library,
    held: Held,
    told: Explained,
    recount: Recount | None,
    put: Question | None = None,
) -> Page:
    edition = told.edition
    value = told.computed.value if isinstance(told.computed, Computed) else None
    words = in_words(told.figure, held, told.rules, value)
    address = f"number/{edition.name}/" + (f"{recount.named.id}/" if recount else "")
    query = f"?{put.written}" if put and put.given else ""
    policies = edition.living.policy.as_dict() if edition.living else {}
    return Page(
        template="number.html",
        title=_title(value, words, edition.name),
        about=said(
            "How the number of {words} in {edition} is counted, row by row.",
            words=words,
            edition=edition.name,
        ),
        section="figures",
        shown={
            "held": held,
            "edition": edition,
            "told": told,
            "value": value,
            "words": words,
            "recount": recount,
            "reason": told.computed.reason if isinstance(told.computed, Unanswerable) else None,
            "at_least": _at_least(told, held),
            "printed": _printed(recount),
            "rules": [(n, v, RULE_WORDS[n, v]) for n, v in _rules(told, policies).items()],
            "others": [_other(held, told, *one) for one in told.alternatives],
            "command": _command(told, recount, put, policies),
            "query": query,
            "not_asked": _not_asked(told.figure, held),
            "is_open": put is not None,
            "data": props_of(held, library) if put is not None else None,
            "id": recount.named.id if recount else None,
            "downloads": offered(held, recount.named.id) if recount else (),
            "drawn_live": drawn_live(held, recount.named.id) if recount else None,
            "citation": _citation(held, address + query, _counted(value, words)),
            **choices(held, library, put),
        },
    )


def _counted(value: int | None, words: Said) -> str:
    """Return what is cited: the number with its words, or that there is none."""
    return f"No answer: {words}" if value is None else f"{value} {words}"


def _title(value: int | None, words: Said, edition: str) -> Said:
    if value is None:
        return said("No answer: {words}, {edition}", words=words, edition=edition)
    return said("{value}: {words}, {edition}", value=value, words=words, edition=edition)


def _examined(library: Library, held: Held, recount: Recount) -> Page:
    """Show the figure that counts the countries looked at, listed or not."""
    listed = set(held.edition.countries)
    rows = [
        (code, code in listed, next(iter(held.cells.get(code, ())[-1:]), None))
        for code in held.ordered(recount.countries)
    ]
    name = held.edition.name
    return Page(
        template="examined.html",
        title=said("Countries examined, {edition}", edition=name),
        about=said("The countries that {edition} looked at, listed or not.", edition=name),
        section="figures",
        shown={
            "held": held,
            "edition": held.edition,
            "recount": recount,
            "printed": _printed(recount),
            "rows": rows,
            "command": f"sousveil figures {name}",
            "downloads": offered(held, recount.named.id),
            "citation": _citation(
                held, f"number/{name}/{recount.named.id}/", f"{recount.value} countries examined"
            ),
        },
    )


def _printed(recount: Recount | None) -> dict[str, object] | None:
    """Return the printed number in words, with where it is printed."""
    if recount is None or recount.published is None:
        return None
    printed = recount.published
    return {
        "bound": BOUNDS[printed.bound],
        "value": printed.value,
        "of": printed.of,
        "where": printed.where,
        "quoted_by": printed.quoted_by,
        "agrees": recount.agrees,
        "difference": None if recount.value is None else recount.value - printed.value,
        "disputed_by": printed.disputed_by,
    }


def _at_least(told: Explained, held: Held) -> tuple[int, list[str]] | None:
    if isinstance(told.computed, Computed) or told.computed.at_least is None:
        return None
    return told.computed.at_least, held.ordered(told.computed.countries)


def _rules(told: Explained, policies: Mapping[str, str]) -> dict[str, str]:
    """Return the rules that can matter: none is about a figure without a source."""
    sourced = any(row.supplier or row.origin for row in told.figure.rows())
    return {**(told.rules.as_dict() if sourced else {}), **policies}


def _other(
    held: Held, told: Explained, name: str, setting: str, other: Computed
) -> dict[str, object]:
    before = set(told.computed.countries)
    return {
        "words": RULE_WORDS[name, setting],
        "setting": f"{name}={setting}",
        "value": other.value,
        "added": held.ordered(set(other.countries) - before),
        "dropped": held.ordered(before - set(other.countries)),
    }


def _command(
    told: Explained, recount: Recount | None, put: Question | None, policies: Mapping[str, str]
) -> str:
    """Return the call that counts the same again."""
    own = [one for key, one in put.given if key == "rule"] if put else []
    also = [one for one in own if one.partition("=")[0].strip() in POLICIES] if policies else []
    said = command(told.figure, told.edition.name, told.rules, also)
    if said is not None:
        return said
    if recount is not None:
        return f"sousveil figures {told.edition.name} --json"
    query = f"?{put.written}" if put and put.given else ""
    address = f"http://127.0.0.1:8765/api/editions/{told.edition.name}/count{query}"
    return shlex.join(["curl", address])


def _not_asked(figure: Figure, held: Held) -> list[str]:
    """Return the technologies of a figure that the edition did not ask about."""
    missing = not_asked(held)
    return [str(row.technology) for row in figure.rows() if row.technology in missing]


def _citation(held: Held, address: str, title: str) -> Citation:
    return cite(held, address, title)


def _each_named(library: Library) -> Iterator[Mapping[str, str]]:
    for edition, held in library.held.items():
        for figure in held.figures:
            yield {"edition": edition, "figure": figure}


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for edition in library.held:
        yield {"edition": edition}


ROUTES = (
    Route(address="number/{edition}/", make=_asked, each=_each),
    Route(address="number/{edition}/{figure}/", make=_named, each=_each_named),
)
