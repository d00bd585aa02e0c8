"""What may be the same: claims that say one thing, names that mean one company."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

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

NEAR = 0.8
"""How alike two names must be, from 0 to 1, to be shown side by side."""

MOST = 5  # near names shown beside one

LETTERS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
"""Scripts with letters that look like those of another one; words mix none of them."""

JOINERS = "\u200c\u200d"
"""Belong to the spelling of Persian, Hindi and others, between letters of such scripts."""

BLANK = "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5"
"""Letters and marks that nobody sees, though they are no format characters."""

TWINS = {
    ord(twin): latin
    for latin, twins in {
        "a": "аαɑա",
        "b": "вβь",
        "c": "сϲ",
        "d": "ԁ",
        "e": "еεє",
        "g": "ɡց",
        "h": "нһηհ",
        "i": "іӏιıl1|!",
        "j": "јϳ",
        "k": "кκ",
        "m": "мμ",
        "n": "νпո",
        "o": "оοօ0",
        "p": "рρ",
        "q": "ԛզ",
        "s": "ѕտ",
        "t": "тτ",
        "u": "ս",
        "v": "ѵ",
        "w": "ԝω",
        "x": "хχ",
        "y": "уυγ",
        "z": "ζ",
    }.items()
    for twin in twins
}
"""Letters and signs to the Latin letter that they, or their capitals, can be taken for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Another claim that may say the same."""

    claim: Claim
    why: str
    """In words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
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
            yield Likeness(claim=other, why="the same subject")
        elif theirs[0] == own[0] and places & set(countries(other.content)):
            pairs = ((a, b) for a in actors(claim.content) for b in actors(other.content))
            for one, two in pairs:
                if "country:" not in one + two and alike(one, two):
                    yield Likeness(claim=other, why=f"the same country, and {two} is near {one}")
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


def look_alike(name: str, listed: Iterable[str] = ()) -> str | None:
    """Say in words what is odd about the letters of a name; None where nothing is.

    With `listed` names, letters that make it look like one of them are told, too.
    """
    if hidden := [char for at, char in enumerate(name) if _is_hidden(name, at)]:
        return f"a sign that nobody sees ({_named(hidden[0])})"
    for word in _words(name):
        scripts = {_script(char): char for char in reversed(word) if _script(char) in LETTERS}
        if len(scripts) > 1:
            both = " and ".join(script.capitalize() for script in sorted(scripts)[:2])
            foreign = next(char for script, char in scripts.items() if script != "LATIN")
            return f"letters of two scripts in one word: {both} ({_named(foreign)})"
        if styled := [c for c in word if unicodedata.name(c, "").startswith("MATHEMATICAL ")]:
            return f"letters in a special form ({_named(styled[0])})"
        wide = [c for c in word if unicodedata.name(c, "").startswith("FULLWIDTH ")]
        if wide and len(wide) < len(word):
            return f"letters in a special form ({_named(wide[0])})"
    return _taken_for(name, listed)


def skeleton(name: str) -> str:
    """Return the form in which letters that look alike are one."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    seen = "".join(c for c in folded if unicodedata.category(c) not in ("Mn", "Cf"))
    return seen.translate(TWINS).replace("rn", "m").replace("vv", "w")


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


def listed_names(codebook: Codebook) -> tuple[str, ...]:
    """Return every name and alias of suppliers and financiers."""
    known = (*codebook.suppliers.values(), *codebook.financiers.values())
    return tuple(name for term in known for name in (term.name, *term.aliases) if name)


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


def _taken_for(name: str, listed: Iterable[str]) -> str | None:
    keys, seen = _index(tuple(listed))
    other = None if key(name) in keys else seen.get(skeleton(name))
    if other is None or (name.isascii() and not other.isascii()):
        return None
    return f"letters that make it look like {other}"


@lru_cache(maxsize=8)
def _index(listed: tuple[str, ...]) -> tuple[frozenset[str], dict[str, str]]:
    """Return the keys of listed names, and the first name that has each skeleton."""
    seen = {skeleton(name): name for name in reversed(listed)}
    return frozenset(map(key, listed)), seen


def _words(name: str) -> Iterator[str]:
    word = ""
    for char in f"{name} ":
        if unicodedata.category(char)[0] in "LMN":
            word += char
        elif word:
            yield word
            word = ""


def _script(char: str) -> str:
    return _family(char) if char.isalpha() else ""


def _family(char: str) -> str:
    """Return the first word of the name of a letter or mark: its script."""
    is_written = unicodedata.category(char)[0] in "LM"
    return unicodedata.name(char, "").partition(" ")[0] if is_written else ""


def _is_hidden(name: str, at: int) -> bool:
    char = name[at]
    if char in JOINERS:
        around = name[max(at - 1, 0) : at] + name[at + 1 : at + 2]
        scripts = {_family(c) for c in around}
        return len(around) < 2 or bool(scripts & {*LETTERS, "COMBINING", ""})
    variant = 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF
    return variant or char in BLANK or unicodedata.category(char) in ("Cf", "Cc", "Co", "Cs")


def _named(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}").lower()
