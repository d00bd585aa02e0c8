"""What may be the same: claims that say one thing, names that mean one company."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from msgspec import Struct

from sousveil.codebook.lookalike import listed_names, look_alike, skeleton
from sousveil.codebook.names import key
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.claim import (
    Claim,
    Content,
    Count,
    Coverage,
    Finance,
    Indicator,
    Membership,
    Ownership,
    Supply,
    Use,
)
from sousveil.model.codec import encode
from sousveil.model.said import said as phrase

NEAR = 0.8
"""How alike two names must be, from 0 to 1, to be shown side by side."""

MOST = 5  # near names shown beside one


class Likeness(Struct, frozen=True, kw_only=True):
    """Another claim that may say the same."""

    claim: Claim
    why: str
    """In words."""


class Candidate(Struct, frozen=True, kw_only=True):
    """A name that claims use and the codebook does not have."""

    id: str
    """As in the claims."""

    name: str
    """The form that texts use most."""

    vocabulary: str
    """suppliers or financiers."""

    claims: tuple[str, ...]
    countries: tuple[str, ...]
    near: tuple[str, ...]
    """Listed names that look like it; it may be one of them, and nothing is merged."""

    odd: str | None
    """What is odd about its letters; None where nothing is."""

    yaml: str
    """An entry for the project's own codebook; empty where the letters are odd."""


def subject(content: Content) -> tuple[str, ...]:
    """Return what a claim is about: its key in the claim schema, a count without its value."""
    match content:
        case Supply():
            return ("supply", content.supplier, content.recipient)
        case Use():
            return ("use", content.user, content.technology)
        case Finance():
            return ("finance", content.financier, content.recipient)
        case Membership():
            return ("membership", content.country, content.organisation)
        case Ownership():
            return ("ownership", content.owner, content.owned)
        case Coverage():
            return ("coverage", content.country)
        case Indicator():
            return ("indicator", content.country, content.indicator)
        case Count():
            return ("count", content.unit, encode(content.figure).decode())
    raise TypeError(type(content).__name__)


def countries(content: Content) -> tuple[str, ...]:
    """Return the countries that a claim speaks of; none for a count and for ownership."""
    match content:
        case Supply() | Finance():
            return (content.recipient,)
        case Use():
            return (content.user,)
        case Membership() | Coverage() | Indicator():
            return (content.country,)
    return ()


def actors(content: Content) -> tuple[str, ...]:
    """Return the suppliers, banks and companies that a claim names."""
    match content:
        case Supply():
            return (content.supplier,)
        case Finance():
            return (content.financier,)
        case Ownership():
            return (content.owner, content.owned)
    return ()


def unlisted(actor: str, codebook: Codebook) -> bool:
    """Tell whether a supplier or financier is missing from the codebook."""
    if actor.startswith("country:") or actor == "mult":
        return False
    return actor not in codebook.suppliers and actor not in codebook.financiers


def similar(claim: Claim, others: Iterable[Claim]) -> Iterator[Likeness]:
    """Yield the claims that may say the same: one subject, or one country and near names."""
    own, places = subject(claim.content), set(countries(claim.content))
    for other in others:
        if other.id == claim.id:
            continue
        theirs = subject(other.content)
        if theirs == own:
            yield Likeness(claim=other, why=phrase("the same subject"))
        elif theirs[0] == own[0] and places & set(countries(other.content)):
            pairs = ((a, b) for a in actors(claim.content) for b in actors(other.content))
            for one, two in pairs:
                if "country:" not in one + two and alike(one, two):
                    why = phrase("the same country, and {two} is near {one}", one=one, two=two)
                    yield Likeness(claim=other, why=why)
                    break


def alike(one: str, other: str) -> bool:
    """Tell whether two names are so near that somebody should compare them."""
    a, b = skeleton(one), skeleton(other)
    matcher = SequenceMatcher(None, a, b)
    return matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR


def near_names(name: str, listed: Iterable[str]) -> tuple[str, ...]:
    """Return listed names that look like this one, best first; a proposal, never a merger."""
    own = skeleton(name)
    rated = []
    for other in sorted(set(listed)):
        matcher = SequenceMatcher(None, own, skeleton(other))
        if matcher.quick_ratio() >= NEAR and (ratio := matcher.ratio()) >= NEAR:
            rated.append((-ratio, other))
    return tuple(other for _, other in sorted(rated)[:MOST])


def candidates(claims: Iterable[Claim], codebook: Codebook) -> tuple[Candidate, ...]:
    """Return the names that claims use and the codebook does not have, the most used first."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        vocabulary = "financiers" if isinstance(claim.content, Finance) else "suppliers"
        for actor in dict.fromkeys(actors(claim.content)):
            if unlisted(actor, codebook):
                found.setdefault((vocabulary, actor), []).append(claim)
    listed = listed_names(codebook)
    made = (_candidate(actor, kind, named, listed) for (kind, actor), named in found.items())
    return tuple(sorted(made, key=lambda one: (-len(one.claims), one.id, one.vocabulary)))


def surface(claim: Claim, actor: str) -> str:
    """Return the words by which a claim's text names a supplier, bank or company."""
    spoken = {name: mention.text for name, mention in claim.mentions}
    for role in ("supplier", "financier", "owner", "owned"):
        if getattr(claim.content, role, None) == actor:
            return spoken.get(role, actor)
    return actor


def _candidate(
    actor: str, vocabulary: str, claims: list[Claim], listed: tuple[str, ...]
) -> Candidate:
    forms: dict[str, int] = {}
    for claim in claims:
        form = " ".join(surface(claim, actor).split())
        forms[form] = forms.get(form, 0) + 1
    name = min(forms, key=lambda form: (-forms[form], form))
    marked = any("look-alike" in claim.marks for claim in claims)
    odd = next((why for form in (*forms, actor) if (why := look_alike(form, listed))), None)
    odd = odd or ("letters that a reader found odd" if marked else None)
    places = tuple(sorted({c for claim in claims for c in countries(claim.content)}))
    return Candidate(
        id=actor,
        name=name,
        vocabulary=vocabulary,
        claims=tuple(sorted({claim.id for claim in claims})),
        countries=places,
        near=near_names(name, listed),
        odd=odd,
        yaml="" if odd else _yaml(actor, name, forms, places, len(claims)),
    )


def _yaml(
    actor: str, name: str, forms: Mapping[str, int], places: tuple[str, ...], count: int
) -> str:
    """Write an entry by hand: text in double quotes, with unprintable signs written out."""
    plain = unicodedata.normalize("NFKD", actor).encode("ascii", "ignore").decode()
    slug = "-".join("".join(c if c.isalnum() else " " for c in plain.lower()).split())
    aliases = ", ".join(_quoted(form) for form in sorted(forms) if key(form) != key(name))
    where = f" on {', '.join(places)}" if places else ""
    named = "1 claim" if count == 1 else f"{count} claims"
    return (
        f"- id: {_quoted(slug or f'unnamed-{actor.encode().hex()[:12]}')}\n"
        f"  name: {_quoted(name)}\n"
        "  head_office: []\n"
        + (f"  aliases: [{aliases}]\n" if aliases else "")
        + f"  note: {_quoted(f'Named in {named}{where}; head office not looked up yet.')}\n"
    )


def _quoted(text: str) -> str:
    signs = (f"\\{c}" if c in '"\\' else c if c.isprintable() else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(signs)}"'
