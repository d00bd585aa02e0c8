"""Words for several technologies, and for all that an edition asks about."""

from __future__ import annotations

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.how_many import held
from sousveil.extraction.statements.item import Item
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.noun import replace

WHOLE = {"all three": 3, "all four": 4, "all 3": 3, "all 4": 4}
GLUE = frozenset({"of", "of the", "the", "these", "those", "its", "of its"})
HEADS = frozenset({"boxes", "box", "ticks", "columns"})
KINDS = frozenset({"types", "kinds", "forms", "categories", "classes", "sorts", "type", "kind"})
ASKED = frozenset(
    "asks about|tracks|covers|records|examines|lists|distinguishes|counts|tracked|covered|"
    "asks after|asked about|monitors|looks at|considers|surveys|includes|knows|measures|"
    "asks for".split("|")
)
COVERED = frozenset(
    {"covered by", "tracked by", "asked about by", "recorded by", "listed by", "examined by"}
    | {"covered in", "recorded in", "listed in", "asked about in", "tracked in", "in"}
)


def technologies_in_full(found: list[Item], codebook: Codebook) -> list[Item]:
    """Read "all four technologies" as their names; leave the words unread where none are meant.

    Which they are depends on how many an edition asks about.
    """
    found = held(found)
    for i, item in enumerate(found[:-1]):
        many = WHOLE.get(item.low)
        head = _head(found, i + 1) if many else None
        if many is None or head is None:
            continue
        stop = _stop(found, head)
        named = any(j.kind == "technology" and j.id != ANY_TECHNOLOGY for j in found[stop:])
        names = asked_about(codebook).get(many, ())
        if named or not names:
            return found
        return [*found[:i], *_named(found[i], found[stop - 1], names), *found[stop:]]
    return found


@once_per_codebook
def asked_about(codebook: Codebook) -> dict[int, tuple[str, ...]]:
    """Return the technologies of the editions, by how many they are."""
    every = [
        tuple(c.id for table in layout.tables for c in table.columns if c.kind == "technology")
        for layout in codebook.layouts.values()
    ]
    return {len(dict.fromkeys(ids)): tuple(dict.fromkeys(ids)) for ids in every}


def _head(found: list[Item], at: int) -> int | None:
    """Return where the noun ends: "of the technologies", "types of AI surveillance", "boxes"."""
    while at < len(found) and found[at].low in GLUE:
        at += 1
    if at >= len(found):
        return None
    if found[at].low in KINDS:
        if at + 1 >= len(found) or found[at + 1].low != "of":
            return at + 1
        end = at + 2
        while end < len(found) and _general(found[end]):
            end += 1
        return end if end > at + 2 else None
    end = at
    while end < len(found) and (_general(found[end]) or found[end].low in HEADS):
        end += 1
    return end if end > at else None


def _general(item: Item) -> bool:
    """Tell a word for technology of any kind."""
    if item.kind == "technology":
        return item.id == ANY_TECHNOLOGY
    return bool(item.roles & {"technology_noun"}) or item.low in ("ai", "surveillance")


def _stop(found: list[Item], at: int) -> int:
    """Return where "that the index asks about" ends; `at` where nothing of the kind follows."""
    end = at
    relative = end < len(found) and found[end].low in ("that", "which")
    end += relative
    if not relative and end < len(found) and found[end].low in COVERED:
        end += 1
        while end < len(found) and found[end].low in GLUE:
            end += 1
        return end + 1 if end < len(found) and "index" in found[end].roles else at
    while end < len(found) and (
        found[end].low in GLUE or found[end].low in ("now", "it") or "index" in found[end].roles
    ):
        end += 1
    if end < len(found) and found[end].low in ASKED:
        return end + 1
    return at


def _named(first: Item, last: Item, names: tuple[str, ...]) -> list[Item]:
    made: list[Item] = []
    for n, name in enumerate(names):
        if n:
            low = "and" if n == len(names) - 1 else ","
            kind = "word" if low == "and" else "sign"
            roles = frozenset({"idle"}) if low == "and" else frozenset()
            made.append(Item(first.stop, first.stop, low, kind, roles=roles))
        made.append(
            replace(
                first,
                stop=last.stop,
                kind="technology",
                id=name,
                roles=frozenset({"in_full"}),
            )
        )
    return made
