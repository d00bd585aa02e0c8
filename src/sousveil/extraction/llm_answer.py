"""Answers of a language model, taken apart and believed in nothing."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal, TypeVar

import msgspec

MOST_CLAIMS = 40  # of one answer; a window of text holds no more
DATED = re.compile(r"(?:[-@:](?:\d[\d.-]*|latest))?", re.ASCII)
"""What may follow a model's name: gpt-4o-2024-08-06, and not gpt-4o-mini."""

EXCERPT = 120  # characters of what is dropped that are shown

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
Modality = Literal["deployed", "contracted", "planned", "trial", "ended"]
Polarity = Literal["asserted", "negated"]

S = TypeVar("S", bound=msgspec.Struct)


class NamedTechnology(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of system, and the words for it."""

    id: Words
    words: Words


class Proposed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A claim as a model words it: every name in words of the text, no positions."""

    type: Literal["supply", "use", "finance", "membership", "ownership"]
    quotes: Annotated[list[Words], msgspec.Meta(min_length=1, max_length=4)]
    actor: Words | None
    country: Words | None
    object: Words | None
    agency: Words | None
    technologies: Annotated[list[NamedTechnology], msgspec.Meta(max_length=6)]
    instrument: (
        Literal[
            "loan",
            "soft_loan",
            "buyer_credit",
            "grant",
            "guarantee",
            "lease",
            "own_budget",
            "unspecified",
        ]
        | None
    )
    share: Words | None
    modality: Modality
    polarity: Polarity
    attribution: Annotated[list[Words], msgspec.Meta(max_length=4)]
    hedges: Annotated[list[Words], msgspec.Meta(max_length=8)]


class Judged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a model makes of one item that rules found."""

    item: Annotated[int, msgspec.Meta(ge=1, le=10_000)]
    stated: Literal["yes", "no", "unclear"]
    modality: Literal["deployed", "contracted", "planned", "trial", "ended", "none"]
    polarity: Polarity
    attribution: Annotated[list[Words], msgspec.Meta(max_length=4)]


class Drop(Exception):
    """What a model says is not taken; `reason` is a word from the list in docs/how-to-models.md."""

    def __init__(self, reason: str, words: Any = "", count: int = 1) -> None:
        self.reason, self.count = reason, count
        self.words = str(words)[:EXCERPT]
        super().__init__(reason)


def entries(raw: str, model: str, field: str) -> list[Any]:
    """Return the entries of an answer as plain data; raise `Drop` where it is none.

    `raw` is the body of a chat completion, `field` the one field of the object in it.
    """
    plain = strictly(_content(strictly(raw), model))
    if not isinstance(plain, dict) or set(plain) != {field} or not isinstance(plain[field], list):
        raise Drop("wrong-schema", "the answer is not the object that was asked for")
    found: list[Any] = plain[field]
    if len(found) > MOST_CLAIMS:
        raise Drop("too-many", f"{len(found)} entries in one answer", len(found))
    return found


def entry(plain: Any, kind: type[S]) -> S:
    """Return one entry; raise `Drop` where it is not of the schema to the letter."""
    try:
        return msgspec.convert(plain, kind, strict=True)
    except msgspec.ValidationError as error:
        raise Drop("wrong-schema", error) from None


def strictly(text: str) -> Any:
    """Read JSON without NaN, without a name twice in one object, not too deep."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except Drop:
        raise
    except RecursionError:
        raise Drop("not-json", "it nests too deep") from None
    except ValueError:
        raise Drop("not-json", text) from None


def usage(raw: str) -> tuple[int, int] | None:
    """Return the tokens in and out that an answer says it took; None where it says nothing."""
    try:
        found = strictly(raw)["usage"]
        counts = (found["prompt_tokens"], found["completion_tokens"])
    except (Drop, KeyError, TypeError):
        return None
    if any(type(count) is not int or count < 0 for count in counts):
        return None
    return counts


def _content(envelope: Any, model: str) -> str:
    """Return what the model says."""
    if not isinstance(envelope, dict):
        raise Drop("wrong-schema", "the answer is no chat completion")
    named = envelope.get("model")
    if named is not None and not _is_model(named, model):
        raise Drop("other-model", named)
    choices = envelope.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(first, dict) or not isinstance(content, str) or not content.strip():
        raise Drop("no-answer", "the model says nothing")
    if first.get("finish_reason") == "length":
        raise Drop("cut-off", content)
    return content


def _is_model(named: Any, model: str) -> bool:
    """Tell whether an answer names the model that was asked, or a dated form of it."""
    if not isinstance(named, str):
        return False
    return named.startswith(model) and DATED.fullmatch(named[len(model) :]) is not None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Drop("not-json", "an object has a name twice")
    return found


def _no_number(word: str) -> Any:
    raise Drop("not-json", f"{word} is no number")
