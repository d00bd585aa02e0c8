"""Sums of money that a country spends on its military, in millions of dollars."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.model.late import late
from sousveil.model.noun import replace

NUMBER = late(r"(\d{1,3}(?:,\d{3})+|\d{1,6})(\.\d{1,3})?(bn|b|mn|m|tn)?\Z")
MILLIONS = {"bn": 1e3, "b": 1e3, "billion": 1e3, "mn": 1.0, "m": 1.0, "million": 1.0}
MILLIONS |= {"billions": 1e3, "millions": 1.0}
CURRENCY = frozenset({"dollars", "dollar", "usd", "us dollars", "us dollar", "bucks"})
SPENDING = frozenset({"spends", "spend", "spent", "spending", "puts", "put", "pours", "pour"})
SPENDING |= {
    "devotes",
    "devote",
    "allocates",
    "allocate",
    "invests",
    "invest",
    "earmarks",
    "earmark",
}
SPENDING |= {"lavishes", "lavish", "reserves", "devoted", "allocated", "earmarked"}
INTO = frozenset({"on", "into", "in", "to", "towards", "for"})
OWN = frozenset({"its", "their", "the", "his", "her"})
MILITARY = frozenset({"military", "militaries", "army", "armies", "armed forces", "defence"})
MILITARY |= {"defense", "arms", "troops", "soldiers", "armaments", "national defence"}
MILITARY |= {"national defense", "armed services", "forces"}
MERELY = frozenset({"just", "only", "a mere", "merely", "a paltry", "a modest", "a full", "a"})
A_YEAR = frozenset({"a year", "annually", "per year", "every year", "each year", "yearly"})
LONGEST_YEAR = 2  # items of "a year"


def with_sums(found: list[Item]) -> list[Item]:
    """Make one item of "$27.8 billion", and "military spending" of what it is spent on.

    Only where the military is spoken of; all other money stays unread.
    """
    spends = any(item.low in SPENDING for item in found)
    if not spends and not any("military_rank" in item.roles for item in found):
        return found
    made: list[Item] = []
    at = 0
    while at < len(found):
        stop, value = _sum(found, at)
        if stop:
            low = " ".join(item.low for item in found[at:stop])
            while made and made[-1].low in MERELY:
                made.pop()
            roles = frozenset({"money"})
            item = Item(found[at].first, found[stop - 1].stop, low, "money", "", roles)
            made.append(replace(item, value=value))
            at = stop
        else:
            made.append(found[at])
            at += 1
    if len(made) == len(found):
        return found
    return _spent(made) if spends else made


def _sum(found: Sequence[Item], at: int) -> tuple[int, float]:
    """Return where a sum of dollars ends, and its millions; 0 where none stands there."""
    i = at
    if found[i].low == "us" and i + 1 < len(found) and found[i + 1].low == "$":
        i += 1
    signed = found[i].low == "$"
    i += signed
    number = NUMBER.match(found[i].low) if i < len(found) else None
    if number is None:
        return 0, 0.0
    i += 1
    unit = number[3] or ""
    if not unit and i < len(found) and found[i].low in MILLIONS:
        unit = found[i].low
        i += 1
    if i < len(found) and found[i].low in ("us", "american") and i + 1 < len(found):
        i += found[i + 1].low in CURRENCY
    told = i < len(found) and found[i].low in CURRENCY
    if unit not in MILLIONS or not (signed or told):
        return 0, 0.0
    value = float((number[1] + (number[2] or "")).replace(",", ""))
    return i + told, value * MILLIONS[unit]


def _spent(found: list[Item]) -> list[Item]:
    """Read "spends $27.8 billion a year on its army" as "military spending $27.8 billion"."""
    for at, item in enumerate(found):
        if item.low not in SPENDING:
            continue
        sums = [i for i in range(at + 1, min(len(found), at + 4)) if found[i].kind == "money"]
        if not sums:
            continue
        stop = sums[0] + 1
        for length in range(1, LONGEST_YEAR + 1):
            if " ".join(i.low for i in found[stop : stop + length]) in A_YEAR:
                stop += length
                break
        end = _on_the_military(found, stop)
        if not end:
            continue
        noun = replace(item, low="military spending", kind="word", stop=found[end - 1].stop)
        noun = replace(noun, roles=frozenset({"military_rank"}))
        return [*found[:at], noun, *found[at + 1 : sums[0] + 1], *found[end:]]
    return found


def _on_the_military(found: Sequence[Item], at: int) -> int:
    """Return where "on its armed forces" ends; 0 where it does not stand there."""
    if at < len(found) and "military_rank" in found[at].roles and found[at].low.startswith("on "):
        return at + 1
    if at >= len(found) or found[at].low not in INTO:
        return 0
    at += 1
    at += at < len(found) and found[at].low in OWN
    for length in (2, 1):
        if " ".join(item.low for item in found[at : at + length]) in MILITARY:
            return at + length
    return 0


def roundings(low: str) -> float:
    """Return half of the last place that the words of a sum give, in millions."""
    number = next((m for word in low.split() if (m := NUMBER.match(word))), None)
    if number is None:
        return 0.0
    unit = number[3] or next((word for word in low.split() if word in MILLIONS), "")
    places = len(number[2] or ".") - 1
    return 0.5 * 10.0**-places * MILLIONS.get(unit, 1.0)
