"""What a project sets for its language model: the table [llm] of sousveil.toml."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct

from sousveil.errors import ProjectDamaged

MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}")
KEY = re.compile(r"SOUSVEIL_[A-Z0-9_]{1,60}")
"""Variables that may hold a key. Another name would let a project from a stranger send away what
this computer keeps for other programs."""

MODES = ("judge", "propose")


class ModelSettings(Struct, frozen=True, kw_only=True):
    """One endpoint, one model, and what they may cost."""

    endpoint: str
    """Base address, e.g. `http://127.0.0.1:8080/v1`."""

    model: str
    """As the endpoint calls it; it stands in the rule of each claim that it proposes."""

    mode: str = "judge"
    """`judge` or `propose`, see `sousveil.extraction.llm.MODES`."""

    key_env: str | None = None
    """The environment variable that holds the key, SOUSVEIL_...; None: no key is sent."""

    price_in: Decimal | None = None
    price_out: Decimal | None = None
    """For 1,000 tokens, in the currency of the bill. None: nothing, and on this machine alone."""

    cap: Decimal = Decimal(0)
    """What one run may cost at most, in the same currency; 0: nothing that has a price."""

    seconds: int = 120
    """How long one try may take."""

    never_send: tuple[str, ...] = ()
    """Sources whose documents no model ever sees."""


def model_settings(path: Path, plain: Any) -> ModelSettings:
    """Read the table; raise `ProjectDamaged` for what it cannot hold."""
    if not isinstance(plain, dict):
        raise ProjectDamaged(f"{path}: llm is a table. Write [llm], then its lines.")
    known = ModelSettings.__struct_fields__
    for name, value in plain.items():
        if name not in known:
            raise _bad(path, name, f"is no setting of [llm]; these are: {', '.join(known)}")
        if why := _refusal(name, value):
            raise _bad(path, name, why)
    for name in ("endpoint", "model"):
        if name not in plain:
            raise _bad(path, name, "is missing; write the endpoint's address and the model's name")
    money = {n: Decimal(str(plain[n])) for n in ("price_in", "price_out", "cap") if n in plain}
    return ModelSettings(**plain | money | {"never_send": tuple(plain.get("never_send", ()))})


def _refusal(name: str, value: Any) -> str | None:
    """Say in words why a setting cannot have a value; None where it can."""
    match name:
        case "endpoint":
            fine, why = isinstance(value, str), "is an address: http://127.0.0.1:8080/v1"
        case "model":
            fine = isinstance(value, str) and MODEL.fullmatch(value) is not None
            why = "is a name of letters, digits and . _ : / @ + -"
        case "mode":
            fine, why = value in MODES, f"is one of {', '.join(MODES)}"
        case "key_env":
            fine = isinstance(value, str) and KEY.fullmatch(value) is not None
            why = "names a variable that begins with SOUSVEIL_, never a key itself"
        case "seconds":
            fine = type(value) is int and 1 <= value <= 3600
            why = "is a whole number from 1 to 3600"
        case "never_send":
            fine = isinstance(value, list) and all(isinstance(item, str) for item in value)
            why = 'is a list of sources: ["reuters-2024"]'
        case _:
            number = isinstance(value, int | float) and not isinstance(value, bool)
            fine, why = number and 0 <= value < 1e9, "is a number, 0 or above"
    return None if fine else why


def _bad(path: Path, name: str, why: str) -> ProjectDamaged:
    return ProjectDamaged(f"{path}: in [llm], {name!r} {why}.")
