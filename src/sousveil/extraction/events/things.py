"""Which unlisted names are things, and no company: "Sergek, a network of cameras"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sousveil.extraction.events.word import Word

if TYPE_CHECKING:
    from sousveil.extraction.events.mentions import Named

CALLED = frozenset("called named dubbed nicknamed codenamed baptised known branded".split())

THING = frozenset(("technology", "generic_thing", "they_system"))


def products(found: list[Named], words: list[Word]) -> None:
    """Mark unlisted names of things: "Sergek, a network of cameras", "NEC's NeoFace"."""
    for one in found:
        if one.kind != "name" or one.marks & {"legal", "firm-word", "body", "person"}:
            continue
        if _is_thing(one, found, words):
            one.marks.add("thing")
            words[one.stop - 1].kinds.setdefault("generic_thing", "generic_thing")


def _is_thing(one: Named, found: list[Named], words: list[Word]) -> bool:
    last = words[one.stop - 1]
    if "firm_noun" in last.kinds:
        return False
    before = words[one.first - 1] if one.first else None
    if before is not None and before.tag == "'" and "." not in one.role:
        owner = next((o for o in found if o.stop == one.first - 1), None)
        if owner is not None and owner.kind in ("supplier", "name") and owner is not one:
            return not owner.marks & {"body", "person", "financier"}
    if before is not None and (before.low in CALLED or before.low == "known as"):
        return _head_is_thing(words, one.first - 2)
    return _described_as_thing(words, one.stop)


def _head_is_thing(words: list[Word], i: int) -> bool:
    """Tell whether a noun, or the one that "of" ties it to, is a system."""
    while i >= 0 and words[i].tag in ("N", "A", "B", "R"):
        if words[i].tag == "N":
            return bool(words[i].kinds.keys() & THING) and "firm_noun" not in words[i].kinds
        i -= 1
    return False


def _described_as_thing(words: list[Word], i: int) -> bool:
    """Tell ", a phone app for" and ", the web of cameras" from ", a maker of cameras"."""
    if i + 2 >= len(words) or words[i].tag not in (",", "(", "-"):
        return False
    if words[i + 1].tag != "D" and not words[i + 1].low.startswith("the "):
        return False
    k = i + 1
    head = None
    while k < len(words) and words[k].tag in ("N", "D", "#", "~", "A", "'"):
        if words[k].tag == "N":
            head = words[k]
        k += 1
    if head is None or head.kinds.keys() & {"firm_noun", "state_noun", "they_supplier"}:
        return False
    if head.kinds.keys() & THING:
        return True
    following = words[k + 1 : k + 4] if k < len(words) and words[k].low == "of" else ()
    collected = head.low in ("web", "set", "system", "family", "line", "piece", "array", "chain")
    return collected and any(w.kinds.keys() & THING for w in following)
