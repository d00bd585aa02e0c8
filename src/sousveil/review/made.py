"""A claim as a person words it: an object of the claim schema, held to its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from sousveil.codebook.lookalike import look_alike
from sousveil.codebook.names import Names
from sousveil.errors import BadDate, ProjectDamaged, QueryError
from sousveil.model.claim import (
    CONTENTS,
    INSTRUMENTS,
    MODALITIES,
    POLARITIES,
    Claim,
    Count,
    Period,
)
from sousveil.model.codec import claim_from_plain, to_plain, with_id
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.noun import replace
from sousveil.model.said import said as phrase
from sousveil.model.time import first_day, last_day, parse_date
from sousveil.review.same import actors, unlisted

RULE = "person/1"
"""The rule of claims that people make."""

ACTORS = ("supplier", "financier", "owner", "owned")
COUNTRIES = ("recipient", "user", "country")
CLOSED = {
    "modality": MODALITIES,
    "polarity": POLARITIES,
    "instrument": INSTRUMENTS,
    "unit": ("countries", "cities", "companies", "contracts"),
    "bound": ("exact", "min", "max", "approx"),
}
BESIDE: dict[str, dict[str, tuple[str, ...]]] = {
    "locality": {"level": ("region", "city", "site")},
    "quantity": {
        "unit": ("cameras", "sites", "drones", "licences", "other"),
        "bound": CLOSED["bound"],
    },
    "amount": {
        "role": ("contract", "loan", "grant", "guarantee", "budget"),
        "bound": CLOSED["bound"],
    },
}
"""Fields of what stands beside a claim whose words are from a list."""
CURRENCY = re.compile(r"[A-Z]{3}")
COUNT = ("unit", "supplier", "technology", "group", "value", "bound", "strict", "denominator")
COMMON = ("type", "text", "evidence", "polarity", "attribution", "hedges", "marks", "agency")
NOUNS = {"place": "locality", "time": "time", "quantity": "quantity", "amount": "amount"}
MENTION = "_mention"
SLUG = re.compile(r"[\w.-]+")
KEPT_MARKS = ("stray", "mult", "misprint", "clipped", "damaged")
"""Marks of a printed cell, which stay whatever a person makes of the claim."""


def made_claim(
    plain: Mapping[str, Any], content: str, names: Names, *, text: str, like: Claim | None = None
) -> Claim:
    """Make a claim from an object of the claim schema.

    `content` is the text of digest `text`; the quote and every mention must stand in it to the
    letter. `like` is the claim that it replaces: the printed place and the parts of a query
    that the schema does not have are taken from there. Raises `QueryError`.
    """
    kind = plain.get("type")
    if not isinstance(kind, str) or kind not in CONTENTS:
        raise QueryError(
            phrase(
                "{kind!r} is no type of claim. Types: {known}.",
                kind=kind,
                known=", ".join(CONTENTS),
            )
        )
    _known_fields(plain, kind)
    start, end = _evidence(plain.get("evidence"), content)
    own = _content(plain, kind, names, like)
    mentions = list(_mentions(plain, kind))
    noun = {
        "id": "",
        "text": text,
        "evidence": {"start": start, "end": end},
        "quote": content[start:end],
        "content": own,
        "polarity": plain.get("polarity", "asserted"),
        "attribution": plain.get("attribution", []),
        "hedges": plain.get("hedges", []),
        "mentions": mentions,
        "rule": RULE,
    }
    whole = {"start": start, "end": end, "text": content[start:end]}
    for given, name in NOUNS.items():
        if plain.get(given) is not None:
            noun[name] = plain[given]
            if given != "place" and isinstance(plain[given], Mapping):
                noun[name] = {"mention": whole, **plain[given]}
                mentions.append([given, noun[name]["mention"]])
    for name, span in mentions:
        _verbatim(name, span, content)
    noun["mentions"] = [pair for pair in mentions if pair[0] not in NOUNS]
    if (
        like is not None
        and like.text == text
        and (like.evidence.start, like.evidence.end)
        == (
            start,
            end,
        )
    ):
        noun["place"] = to_plain(like.place) if like.place else None
    try:
        made = claim_from_plain({k: v for k, v in noun.items() if v is not None})
    except ProjectDamaged as error:
        said = str(error).partition("damaged: ")[2]
        raise QueryError(phrase("This is no claim: {said}", said=said)) from None
    _check_terms(own | {"polarity": made.polarity}, names, like)
    _check_numbers(made)
    _check_beside(made)
    try:
        return with_id(replace(made, marks=_marks(made, like, names)))
    except UnicodeEncodeError:
        raise QueryError(phrase("A field of the claim holds half a character.")) from None


def says_the_same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims differ in nothing but who found them."""
    same = ("text", "evidence", "content", "polarity", "attribution", "hedges")
    more = ("locality", "time", "quantity", "amount")
    return _spans(one) == _spans(other) and all(
        getattr(one, name) == getattr(other, name) for name in (*same, *more)
    )


def _spans(claim: Claim) -> set[tuple[str, int, int]]:
    return {(name, mention.start, mention.end) for name, mention in claim.mentions}


def _known_fields(plain: Mapping[str, Any], kind: str) -> None:
    own = COUNT if kind == "count" else _own_fields(kind)
    known = {*COMMON, *NOUNS, *own, "technology_mentions"}
    for name in plain:
        if name not in known and not name.endswith(MENTION):
            raise QueryError(
                phrase(
                    "{name!r} is no field of a {kind} claim. It has: {known}.",
                    name=name,
                    kind=kind,
                    known=", ".join(sorted(known)),
                )
            )


def _own_fields(kind: str) -> tuple[str, ...]:
    return tuple(name for name in CONTENTS[kind].__annotations__ if name != "type")


def _evidence(given: Any, content: str) -> tuple[int, int]:
    """Return where the quote stands; without offsets it must stand in the text just once."""
    quote = given.get("quote") if isinstance(given, Mapping) else None
    if not isinstance(quote, str) or not quote.strip():
        raise QueryError(phrase("A claim needs evidence: the words of the text, as its quote."))
    start, end = given.get("start"), given.get("end")
    if start is None and end is None:
        if quote not in content:
            raise QueryError(
                phrase(
                    "The quote does not stand in the text, to the letter. If it is from another "
                    "document, say which: text."
                )
            )
        if content.count(quote) != 1:
            raise QueryError(
                phrase("The quote stands more than once in the text. Say where: start, end.")
            )
        start = content.index(quote)
        end = start + len(quote)
    if not _is_span(start, end) or content[start:end] != quote:
        raise QueryError(
            phrase(
                "The quote does not stand in the text from {start!r} to {end!r}, to the letter.",
                start=start,
                end=end,
            )
        )
    return start, end


def _is_span(start: Any, end: Any) -> bool:
    return type(start) is int and type(end) is int and 0 <= start < end


def _verbatim(name: str, span: Any, content: str) -> None:
    if not isinstance(span, Mapping) or not _is_span(span.get("start"), span.get("end")):
        raise QueryError(phrase("The mention of {name} needs start, end and text.", name=name))
    if content[span["start"] : span["end"]] != span.get("text"):
        raise QueryError(
            phrase("The mention of {name} does not stand in the text, to the letter.", name=name)
        )


def _mentions(plain: Mapping[str, Any], kind: str) -> Iterator[list[Any]]:
    for name, span in plain.items():
        if span is None:
            continue
        if name.endswith(MENTION):
            yield [name.removesuffix(MENTION), span]
        elif name == "agency":
            yield [name, span]
        elif name == "technology_mentions":
            if not isinstance(span, list | tuple):
                raise QueryError(phrase("technology_mentions is a list of mentions."))
            for one in span:
                yield ["technology", one]


def _content(
    plain: Mapping[str, Any], kind: str, names: Names, like: Claim | None
) -> dict[str, Any]:
    if kind == "count":
        return _count(plain, names, like)
    own = {name: plain[name] for name in _own_fields(kind) if name in plain}
    for name in ACTORS:
        if isinstance(own.get(name), str):
            own[name] = names.supplier(own[name]) or own[name]
    return {"type": kind, **own}


def _count(plain: Mapping[str, Any], names: Names, like: Claim | None) -> dict[str, Any]:
    """Make a query of supplier, technology and group; one that is not changed stays whole."""
    asked = {name: plain.get(name) for name in ("supplier", "technology", "group")}
    figure = _figure(asked, names)
    if like is not None and isinstance(like.content, Count) and asked == query(like.content, names):
        figure = like.content.figure
    own = {name: plain[name] for name in COUNT if name in plain and name not in asked}
    return {
        "type": "count",
        **{name: value for name, value in own.items() if value is not None},
        "figure": to_plain(figure),
    }


def query(count: Count, names: Names) -> dict[str, str | None]:
    """Return supplier, technology and group of a count, in the words of the claim schema."""
    rows = count.figure.having or count.figure.any_of
    if not rows and not count.figure.among:
        rows = (Row(),)
    row = next((r for r in rows if r.supplier or r.origin), Row())
    technologies = [r.technology for r in rows if r.technology]
    group = count.figure.among[0] if count.figure.among else None
    origin = f"country:{row.origin}" if row.origin else None
    return {
        "supplier": row.supplier or origin,
        "technology": technologies[0] if technologies else ANY_TECHNOLOGY if rows else None,
        "group": (names.codebook.groups[group].slug or group) if group else None,
    }


def _figure(asked: Mapping[str, Any], names: Names) -> Figure:
    supplier, technology, group = asked["supplier"], asked["technology"], asked["group"]
    row = Row(technology=None if technology == ANY_TECHNOLOGY else technology)
    if isinstance(supplier, str) and supplier:
        country = supplier.removeprefix("country:")
        row = (
            Row(technology=row.technology, origin=country)
            if country != supplier
            else Row(technology=row.technology, supplier=names.supplier(supplier) or supplier)
        )
    among: tuple[str, ...] = ()
    if group:
        known = names.group(str(group))
        if known is None:
            raise QueryError(phrase("{group!r} is no group of the codebook.", group=group))
        among = (known,)
    if among and technology == ANY_TECHNOLOGY and not row.fields():
        row = Row(technology=ANY_TECHNOLOGY)  # of a group alone, nothing is asked
    return Figure(having=(row,) if row.fields() else (), among=among)


def _check_terms(own: Mapping[str, Any], names: Names, like: Claim | None) -> None:
    """Raise `QueryError` for a word that the closed lists and the codebook do not have."""
    book = names.codebook
    for name, allowed in CLOSED.items():
        if name in own and own[name] not in allowed:
            raise QueryError(
                phrase(
                    "{given!r} is no {name}. It is {known}.",
                    given=own[name],
                    name=name,
                    known=", ".join(allowed),
                )
            )
    for name in COUNTRIES:
        if name in own and own[name] not in book.countries:
            raise QueryError(
                phrase(
                    "{given!r} is no country. Write its code of three letters: KEN.",
                    given=own[name],
                )
            )
    technologies = own.get("technologies", ())
    figure = own.get("figure") or {}
    rows = (*figure.get("having", ()), *figure.get("any_of", ()))
    asked = (row["technology"] for row in rows if "technology" in row)
    for technology in (*technologies, *filter(None, [own.get("technology")]), *asked):
        if technology != "other" and technology not in book.technologies:
            known = ", ".join((*book.technologies, "other"))
            raise QueryError(
                phrase(
                    "{technology!r} is no technology. It is one of: {known}.",
                    technology=technology,
                    known=known,
                )
            )
    if "organisation" in own and own["organisation"] not in book.groups:
        raise QueryError(
            phrase("{given!r} is no group of the codebook.", given=own["organisation"])
        )
    named = (own[name] for name in ACTORS if name in own)
    for actor in (*named, *(r[f] for r in rows for f in ("supplier",) if f in r)):
        _check_actor(actor, names, in_table=like is not None and like.place is not None)
    for origin in (row["origin"] for row in rows if "origin" in row):
        _check_actor(f"country:{origin}", names, in_table=False)


def _check_numbers(made: Claim) -> None:
    """Raise `QueryError` for a number that is none, which JSON lets through."""
    count = made.content if isinstance(made.content, Count) else None
    given = [noun.value for noun in (count, made.quantity, made.amount) if noun is not None]
    given += [count.denominator] if count is not None and count.denominator is not None else []
    if not all(map(isfinite, given)):
        raise QueryError(phrase("A number of the claim is not finite."))
    if any(number < 0 for number in given):
        raise QueryError(phrase("A number of the claim is less than nothing."))


def _check_beside(made: Claim) -> None:
    """Raise `QueryError` for a place, time, quantity or amount that an edition cannot hold."""
    for name, closed in BESIDE.items():
        noun = getattr(made, name)
        for field, allowed in closed.items() if noun is not None else ():
            if (word := getattr(noun, field)) not in allowed:
                raise QueryError(
                    phrase(
                        "{word!r} is no {field}. It is {known}.",
                        word=word,
                        field=field,
                        known=", ".join(allowed),
                    )
                )
    if made.amount is not None and not CURRENCY.fullmatch(made.amount.currency):
        raise QueryError(
            phrase(
                "{currency!r} is no currency. Write its code of three letters: USD.",
                currency=made.amount.currency,
            )
        )
    if made.time is not None:
        _check_days(made.time)


def _check_days(time: Period) -> None:
    """Raise `QueryError` for days that are in no calendar, and for an end before the start."""
    for said in (time.start, time.end):
        if said is not None and parse_date(said) != said:
            raise BadDate(said)
    if time.end is not None and first_day(time.start) > last_day(time.end):
        raise QueryError(
            phrase(
                "The time ends in {end}, before it starts in {start}.",
                end=time.end,
                start=time.start,
            )
        )


def _check_actor(actor: str, names: Names, *, in_table: bool) -> None:
    if not SLUG.fullmatch(actor.removeprefix("country:")):
        raise QueryError(
            phrase(
                "{actor!r} names no supplier, bank or company. Write the id of the codebook, "
                "country:CHN for an origin, or a short name with hyphens for an unlisted one.",
                actor=actor,
            )
        )
    if actor.startswith("country:"):
        if actor.removeprefix("country:") not in names.codebook.countries:
            raise QueryError(
                phrase("{actor!r} names no country. Write its code of three letters.", actor=actor)
            )
        return
    if odd := look_alike(actor):
        raise QueryError(
            phrase("{actor!r} has {odd}. Write the id of the codebook.", actor=actor, odd=odd)
        )
    if in_table and actor != "mult" and unlisted(actor, names.codebook):
        raise QueryError(
            phrase(
                "{actor!r} is not in the codebook, and an edition cannot count it. Add it to "
                "codebook/suppliers.yml first.",
                actor=actor,
            )
        )


def _marks(made: Claim, like: Claim | None, names: Names) -> tuple[str, ...]:
    kept = [mark for mark in (like.marks if like else ()) if mark in KEPT_MARKS]
    if "mult" in kept and "mult" not in actors(made.content):
        kept.remove("mult")
    is_unlisted = any(unlisted(actor, names.codebook) for actor in actors(made.content))
    return (*kept, *(["unlisted"] if is_unlisted else []))
