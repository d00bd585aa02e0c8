"""The fields of a claim as a form shows them, and a claim out of such a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from sousveil.codebook.names import Names
from sousveil.errors import QueryError
from sousveil.model.claim import CONTENTS, INSTRUMENTS, MODALITIES, POLARITIES, Claim
from sousveil.model.said import joined
from sousveil.model.said import said as phrase
from sousveil.review.words import label
from sousveil.web.live.show import Fields, one

CHOICES: Mapping[str, tuple[str, ...]] = {
    "modality": tuple(MODALITIES),
    "polarity": tuple(POLARITIES),
    "instrument": tuple(INSTRUMENTS),
    "unit": ("countries", "cities", "companies", "contracts"),
    "bound": ("exact", "min", "max", "approx"),
}
NUMBERS = ("value", "denominator")
HIDDEN = ("type", "text", "evidence", "marks")
PARTS = ("place", "quantity", "amount", "agency")
"""Fields with parts of their own, which a form leaves as they are."""

ALWAYS = ("time", "hedges", "attribution")
"""Fields that a form offers where a claim has none."""

LISTS = ("technologies", "hedges", "attribution")

LABELS: Mapping[str, str] = {
    "supplier": "supplier",
    "recipient": "recipient",
    "technologies": "technologies",
    "technology": "technology",
    "modality": "how real",
    "user": "user",
    "financier": "financier",
    "instrument": "instrument",
    "owner": "owner",
    "owned": "owned",
    "share": "share",
    "country": "country",
    "organisation": "organisation",
    "listed": "listed",
    "indicator": "indicator",
    "value": "value",
    "unit": "unit",
    "group": "group",
    "bound": "bound",
    "strict": "strictly",
    "denominator": "of how many",
    "polarity": "asserted or denied",
    "attribution": "who says so",
    "hedges": "hedges",
    "agency": "agency",
    "place": "place",
    "time": "time",
    "quantity": "quantity",
    "amount": "amount",
    "quote": "quote",
    "kind": "kind",
    "marks": "what is odd",
}
"""What each field is called."""

WORDS: tuple[str, ...] = (
    *("countries", "cities", "companies", "contracts", "exact", "min", "max", "approx"),
    *CONTENTS,
    *(how.replace("_", " ") for how in INSTRUMENTS),
    *("yes", "no", "look-alike", "unlisted"),
)
"""Values that are words of the interface."""


class Field(Struct, frozen=True, kw_only=True):
    """One field of a claim in a form."""

    name: str
    value: str
    choices: tuple[str, ...] = ()
    is_long: bool = False

    @property
    def label(self) -> str:
        """What it is called."""
        return LABELS.get(self.name, self.name.replace("_", " "))


def fields(plain: Mapping[str, Any], given: Fields | None = None, prefix: str = "") -> list[Field]:
    """Return the fields that a form offers; `given` is what somebody typed before."""
    names = [name for name in plain if _is_offered(name)]
    names += [name for name in ALWAYS if name not in plain]
    found = [
        Field(name=name, value=_shown(name, plain.get(name)), choices=CHOICES.get(name, ()))
        for name in names
    ]
    found.append(Field(name="quote", value=str(plain["evidence"]["quote"]), is_long=True))
    if not given:
        return found
    return [
        Field(
            name=field.name,
            value=one(given, f"{prefix}{field.name}") or field.value,
            choices=field.choices,
            is_long=field.is_long,
        )
        for field in found
    ]


def amended(plain: Mapping[str, Any], form: Fields, prefix: str) -> dict[str, Any]:
    """Return a claim with the fields changed that a form changed; raise `QueryError`."""
    made = dict(plain)
    for field in fields(plain):
        name = f"{prefix}{field.name}"
        if name not in form:
            continue
        said = one(form, name).replace("\r\n", "\n").strip()
        if said == field.value.strip():
            continue
        if field.name == "quote":
            made["evidence"] = {"quote": said}
        else:
            made[field.name] = _read(field.name, said)
    return {name: value for name, value in made.items() if value is not None}


def told(claim: Claim, plain: Mapping[str, Any], names: Names) -> list[tuple[str, str]]:
    """Return the fields of a claim, by what they are called, with their values for reading."""
    found: list[tuple[str, str]] = [(LABELS["kind"], claim.content.type)]
    for name, value in plain.items():
        if name in HIDDEN or name.endswith(("_mention", "mentions")):
            continue
        if said := _told(name, value, names):
            found.append((LABELS.get(name, name.replace("_", " ")), said))
    if claim.marks:
        found.append((LABELS["marks"], joined(claim.marks)))
    return found


def _told(name: str, value: Any, names: Names) -> str:
    """Return a value with the names of the ids in it."""
    if name == "time" and isinstance(value, Mapping) and value.get("end"):
        start, end = value.get("start", ""), value["end"]
        return str(start) if start == end else phrase("{start} to {end}", start=start, end=end)
    if isinstance(value, str):
        return value.replace("_", " ") if name in CHOICES else label(value, names)
    if name == "technologies" and value:
        return joined(label(term, names) for term in value)
    return _shown(name, value)


def _is_offered(name: str) -> bool:
    return name not in (*HIDDEN, *PARTS) and not name.endswith(("_mention", "mentions"))


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "time" and isinstance(value, Mapping):
        start, end = value.get("start", ""), value.get("end")
        return f"{start} to {end}" if end and end != start else str(start)
    if isinstance(value, Mapping):
        parts = (v for k, v in value.items() if k not in ("mention", "start", "end"))
        return " ".join(str(part) for part in parts if not isinstance(part, Mapping))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _read(name: str, said: str) -> Any:
    """Read a value as its field has it; an empty one removes it."""
    if name in LISTS:
        return [part.strip() for part in said.split(",") if part.strip()]
    if not said:
        return None
    if name == "time":
        start, _, end = (part.strip() for part in said.partition(" to "))
        return {"start": start, "end": end or start}
    if name == "strict":
        return said.lower() in ("yes", "true", "1")
    if name in NUMBERS:
        try:
            return float(said)
        except ValueError:
            raise QueryError(
                phrase("“{value}” is no number. Nothing was decided.", value=said)
            ) from None
    return said
