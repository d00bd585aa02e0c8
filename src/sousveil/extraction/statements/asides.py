"""What is said of a name beside commas, as a claim of its own: "Kenya, which scores 32, buys"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.model.noun import replace

Claim = Callable[[list[Item], Reading], list[Stated]]
"""Reads some items as a sentence of their own; nothing unless all of it is read."""

Cut = tuple[list[Item], list[Item]]
"""A sentence without its aside, and the aside as a sentence."""

CLOSING = {",": ",", "(": ")", "–": "–", "—": "—"}
LONGEST = 18  # items of an aside
WHO = frozenset({"which", "who", "that"})
WITH = frozenset({"with", "having", "boasting", "sporting"})
NOUNS = frozenset({"a", "an", "one of", "one of the", "the", "another", "member of", "members of"})
NOUNS |= {"both", "each", "all", "the only", "the sole", "the one", "the lone", "a member of"}
PASSIVE = frozenset({"classed", "score", "rank", "listed", "reported", "found"})
STATUSES = frozenset({"free", "partly_free", "not_free"})
MEASURES = STATUSES | {"freedom_score", "military_rank", "odi_rank", "electoral_democracy"}
MEASURES |= {"regime_score", "digital_repression"}
PLACED = frozenset({"most", "least", "ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5"})
DEGREES = frozenset({"itself", "themselves", "also", "already", "currently", "today", "now"})
TELLERS = frozenset({"internet", "index"})
SAYING = frozenset({"reported", "score", "classed", "listed"})
ALL_OF = frozenset({"both of them", "all of them", "each of them", "both of", "all of"})
SINGULAR = frozenset({"is", "has", "was", "does"})
PLURAL = frozenset({"are", "have", "were", "do"})
LIKE = frozenset({"like", "just like", "much like", "together with", "along with", "as well as"})
LIKE |= {"alongside", "in common with", "and like", "same as", "as with", "exactly like"}
BETWEEN = frozenset({"and", ",", "the", "both", "or", "as well as"})

SOME = frozenset(
    {
        "some",
        "several",
        "even",
        "a few",
        "a number of",
        "certain",
        "at least",
        "the",
        "at least one",
    }
)
SOME |= {"a handful of", "a", "an", "various", "other", "some of the", "a couple of", "many a"}
SUCH_AS = frozenset({"such as", "like", "including", "among them", "notably", "for example"})
SUCH_AS |= {"for instance", "say", "e.g", "namely", "not least", "amongst them", "among these"}
FOR_INSTANCE = frozenset({"for instance", "for example", "among them", "included", "say"})
LONGEST_HEAD = 4  # items before the group of "at least two democracies"

IS = Item(-1, -1, "is", "word", roles=frozenset({"be", "idle"}))
ARE = replace(IS, low="are")
HAS = Item(-1, -1, "has", "word", roles=frozenset({"use", "idle"}))
OWN = Item(-1, -1, "'s", "word", roles=frozenset({"be", "idle"}))
IN = Item(-1, -1, "in", "word", roles=frozenset({"belong", "idle"}))
AN = Item(-1, -1, "a", "word", roles=frozenset({"idle"}))


def with_asides(whole: Sequence[Item], reading: Reading, claim: Claim) -> list[Stated]:
    """Return what a sentence states, and what its asides state of the names beside them."""
    for rest, said in (*_examples(whole), *_cuts(whole)):
        if not reading.tries.spend():
            break
        aside = claim(said, reading)
        main = (claim(rest, reading) or with_asides(rest, reading, claim)) if aside else []
        if main:
            return _of_one_edition(main, aside)
    return []


def _of_one_edition(main: list[Stated], aside: list[Stated]) -> list[Stated]:
    """Return both, the aside of the edition that the sentence names."""
    if len({one.editions for one in main}) == 1:
        aside = [one if one.editions else replace(one, editions=main[0].editions) for one in aside]
    return [*main, *aside]


def _cuts(whole: Sequence[Item]) -> Iterator[Cut]:
    """Yield the ways to take one aside out of a sentence."""
    stop = next((i for i, item in enumerate(whole[:LONGEST]) if item.low == ","), 0)
    named = _first_names(whole, stop + 1) if stop else []
    if named:
        inside = whole[:stop]
        said = _likened(inside, whole[stop + 1 :], named) or (
            None if inside[0].low in WHO else _predicate(inside, named)
        )
        if said is not None:
            yield list(whole[stop + 1 :]), said
    for at, item in enumerate(whole):
        close = CLOSING.get(item.low) if item.kind == "sign" else None
        if not close or (at and at + 1 < len(whole) and whole[at + 1].kind == whole[at - 1].kind):
            continue  # what stands between the names of a list is no aside
        names = _names_before(whole, at)
        if not names:
            continue
        for end in range(at + 2, min(len(whole), at + LONGEST + 1) + 1):
            closes = end == len(whole) if close != ")" else False
            if not (closes or (end < len(whole) and whole[end].low == close)):
                continue
            rest = [*whole[:at], *whole[end + 1 :]]
            inside = whole[at + 1 : end]
            said = _likened(inside, rest, names) or _predicate(inside, names)
            if said is not None:
                yield rest, said


def _examples(whole: Sequence[Item]) -> Iterator[Cut]:
    """Yield that Denmark buys it, and is a democracy, of "some democracies, among them Denmark"."""
    at = next((i for i, item in enumerate(whole[:LONGEST]) if item.kind == "group"), -1)
    if at < 0 or at > LONGEST_HEAD:
        return
    head, rest = whole[: at + 1], whole[at + 1 :]
    many = [item for item in head if item.kind == "number"]
    if any(item.low not in SOME and item not in many for item in head[:-1]) or len(many) > 1:
        return
    while rest and ("country_noun" in rest[0].roles or rest[0].low in ("of the world", "'s")):
        head, rest = [*head, rest[0]], rest[1:]
    comma = bool(rest) and rest[0].low == ","
    rest = rest[comma:]
    opens = bool(rest) and rest[0].low in SUCH_AS
    bare = len(head) == 1 or head[0].low == "even"
    if not (comma or opens) or (bare and not opens):
        return
    names = _first_names(rest[opens:], 0)
    if not names or names[0].kind == "supplier":
        return
    stop = rest.index(names[-1]) + 1
    while stop < len(rest) and (rest[stop].low in FOR_INSTANCE or rest[stop].low == ","):
        stop += 1
    if many and not ("least" in many[0].low or many[0].value == len(names)):
        return
    if not rest[opens:] or rest[opens].kind not in ("country", "capital") or stop >= len(rest):
        return
    group = [item for item in head if item.kind == "group" or "country_noun" in item.roles]
    are = [IS, AN] if len(names) == 1 else [ARE]
    yield [*_list(names), *rest[stop:]], [*_list(names), *are, *group]


def _names_before(whole: Sequence[Item], at: int) -> list[Item]:
    """Return the countries, or the supplier, that stand right before a sign."""
    last = whole[at - 1] if at else None
    if last is None or last.kind not in ("country", "capital", "supplier"):
        return []
    names = [last]
    back = at - 2
    while back >= 0 and (whole[back].kind == last.kind or whole[back].low in BETWEEN):
        if whole[back].kind == last.kind:
            names.insert(0, whole[back])
        back -= 1
    return names


def _first_names(whole: Sequence[Item], at: int) -> list[Item]:
    """Return the countries, or the supplier, that a sentence begins with."""
    names: list[Item] = []
    for item in whole[at:]:
        if item.kind in ("country", "capital", "supplier") and (
            not names or item.kind == names[0].kind
        ):
            names.append(item)
        elif item.low not in BETWEEN:
            break
    return names


def _list(names: Sequence[Item]) -> list[Item]:
    made: list[Item] = []
    for i, name in enumerate(names):
        if i:
            low = "and" if i == len(names) - 1 else ","
            made.append(Item(-1, -1, low, "sign" if low == "," else "word", roles=AN.roles))
        made.append(name)
    return made


def _likened(inside: Sequence[Item], rest: Sequence[Item], names: list[Item]) -> list[Item] | None:
    """Put the names of "like Belgium" in the place of those that the rest begins with."""
    if inside[0].low not in LIKE or not all(
        item.kind == names[0].kind or item.low in BETWEEN for item in inside[1:]
    ):
        return None
    subject = _first_names(rest, 0)
    if [item.first for item in subject] != [item.first for item in names]:
        return None
    others = [item for item in inside if item.kind == names[0].kind]
    stop = rest.index(subject[-1]) + 1
    return [*_list(others), *rest[stop:]] if others else None


def _predicate(inside: Sequence[Item], names: list[Item]) -> list[Item] | None:
    """Return an aside as a sentence of its own; None where it is none."""
    while len(inside) > 1 and inside[0].low in DEGREES:
        inside = inside[1:]
    opens, rest = inside[0], list(inside[1:])
    low, after = opens.low, inside[1].low if len(inside) > 1 else ""
    if not rest and not (opens.roles & STATUSES or opens.kind == "group"):
        return None
    copula = IS if len(names) == 1 else ARE
    every = _list(names)
    if low in ALL_OF:
        rest = rest[1:] if after in ("which", "whom", "them") else rest
        verb = rest and _finite(rest[0])
        return [*every, *([] if verb else [copula]), *rest] if len(names) > 1 else None
    if low in WHO:
        return _relative(rest, names)
    if low == "whose":
        return [*every, OWN, *rest]
    if low == "where" and len(names) == 1 and names[0].kind != "supplier":
        return [*rest, IN, names[0]]
    if low in WITH:
        return [*every, HAS, *rest] if _measures(rest) else None
    if low in NOUNS or opens.roles & PLACED or "only" in opens.roles or opens.roles & STATUSES:
        return [*every, copula, *inside]
    if opens.kind == "group":
        return [*every, copula, *([AN] if len(names) == 1 else []), *inside]
    participle = low.split(" ")[0].endswith(("ed", "ted")) or "rank" in opens.roles
    if opens.roles & PASSIVE and participle:
        return [*every, copula, *inside]
    return None


def _measures(rest: Sequence[Item]) -> bool:
    """Tell "with a score of 66" from "with Huawei", by whom it uses what the sentence says."""
    return any(item.roles & MEASURES for item in rest) and not any(
        item.place or item.kind in ("supplier", "technology") for item in rest
    )


def _finite(item: Item) -> bool:
    return bool(item.roles & {"use", "buy", "be", "supply", "score", "rank", "belong"}) and (
        "country_noun" not in item.roles and item.low not in ("members of", "member of")
    )


def _relative(rest: list[Item], names: list[Item]) -> list[Item] | None:
    """Read "which scores 32", and "which Freedom House rates Free", of the name before it."""
    if not rest:
        return None
    word = rest[0].low.split(" ")[0]
    if len(names) > 1 and rest[0].roles.isdisjoint(TELLERS):
        if word in SINGULAR or (word.endswith("s") and word not in PLURAL):
            names = names[-1:]
        elif word not in PLURAL:
            return None  # "Kenya and Ghana, which scored 32": one, or both
    if rest[0].roles & TELLERS:
        told = 1
        if len(rest) > 1 and rest[1].roles & SAYING:
            told = 2
        return [*rest[:told], *_list(names), *rest[told:]]
    return [*_list(names), *rest]
