"""First and last places told round about, in plainer words: "America's number one"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, word_at
from sousveil.extraction.statements.places_told import is_supplier
from sousveil.extraction.statements.step import Step, run
from sousveil.model.noun import replace

ORDINALS = ("ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5")
PLACED = frozenset({"most", "least", *ORDINALS})
ENDS = frozenset({"edition_first", "edition_last", "between_editions", "three_years"})
NAMED = frozenset({"supplier", "technology"})
SMALL = frozenset({"the", "a", "an"})
BE = frozenset({"is", "are", "was", "were", "comes", "come", "stands", "ranks"})
LESS = frozenset({"rarer than", "less common than", "less widespread than", "scarcer than"})
LESS |= {"rarer", "less common", "less widespread", "scarcer", "less frequent", "less prevalent"}
KEEPING = frozenset({"kept", "keeps", "retained", "retains", "defended", "has kept", "held on to"})
KEEPING |= {"has retained", "holds on to", "clung to", "maintained", "has defended", "keep"}
PUSHING = frozenset({"pushed", "relegated", "knocked", "bumped", "forced", "demoted", "shoved"})


def _sign(like: Item) -> Item:
    return Item(like.first, like.first, ";", "sign")


def _tail(found: list[Item]) -> tuple[list[Item], list[Item]]:
    """Return the items before the signs that end a sentence, and those signs."""
    stop = len(found)
    while stop and found[stop - 1].kind == "sign":
        stop -= 1
    return found[:stop], found[stop:]


def _owned(found: list[Item]) -> list[Item]:
    """Read "America's most widespread vendor" as "the most widespread American vendor"."""
    for i in range(len(found) - 3):
        place, owner, most = found[i : i + 3]
        if not place.place or owner.low != "'s" or not most.roles & PLACED:
            continue
        at = i + 3 + (found[i + 3].low in RECORDED)
        noun = found[min(at, len(found) - 1)]
        firms = any(item.kind == "supplier" for item in found)
        demonym = replace(place, kind="demonym", roles=frozenset())
        the = word_at(owner, "the", "idle")
        if is_supplier(noun):
            return [*found[:i], the, most, *found[i + 3 : at], demonym, *found[at:]]
        if firms and ("be" in noun.roles or noun.kind == "sign"):
            supplier = word_at(most, "supplier", "supplier_noun", "origin_noun")
            return [*found[:i], the, most, demonym, supplier, *found[i + 3 :]]
    return found


RECORDED = frozenset({"named", "listed", "recorded", "mentioned", "represented"})
"""What may stand between "the most widely" and the noun."""

FROM = frozenset({"from", "based in", "headquartered in", "out of", "hailing from"})


def _from_home(found: list[Item]) -> list[Item]:
    """Read "the largest supplier from Japan" as "the largest Japanese supplier"."""
    for i in range(1, len(found) - 2):
        noun, word = found[i : i + 2]
        most = found[i - 1 - (i > 1 and found[i - 1].low in RECORDED)]
        at = i + 2 + (found[i + 2].low == "the")
        place = found[at] if at < len(found) else None
        if place is None or not most.roles & PLACED or not is_supplier(noun):
            continue
        if word.low in FROM and place.place and place.kind != "demonym":
            demonym = replace(place, kind="demonym", roles=frozenset())
            return [*found[:i], demonym, noun, *found[at + 1 :]]
    return found


def _fronted(found: list[Item]) -> list[Item]:
    """Read "Fourth, with nine countries, is Palantir" as "Palantir is fourth, with nine"."""
    body, ends = _tail(found)
    if len(body) < 6 or not body[0].roles & PLACED or body[1].low != ",":
        return found
    close = next((i for i in range(3, len(body)) if body[i].low == ","), 0)
    if not close or len(body) != close + 3 or body[close + 1].low not in BE:
        return found
    name = body[close + 2]
    if name.kind not in (*NAMED, "group") or body[2].low not in ("with", "in", "at", "on"):
        return found
    return [name, body[close + 1], body[0], body[1], *body[2:close], *ends]


def _and_not(found: list[Item]) -> list[Item]:
    """Read "Palantir and not Huawei is the largest" as "Palantir is the largest"."""
    for i in range(1, len(found) - 3):
        one, no = found[i - 1], found[i]
        width = 2 if no.low in ("and", "but", ",") and found[i + 1].low == "not" else 0
        width = 1 if no.low in ("and not", "rather than", "not") else width
        other = found[i + width] if width else None
        if other is None or one.kind not in NAMED or other.kind != one.kind:
            continue
        stop = i + width + 1
        stop += stop < len(found) and found[stop].low == "," and no.low == ","
        after = found[stop : stop + 4]
        if any(item.roles & {"be", "most"} for item in after[:1]) and any(
            item.roles & PLACED for item in after
        ):
            return [*found[:i], *found[stop:]]
    return found


def _rarer(found: list[Item]) -> list[Item]:
    """Read "no technology is rarer than X" as "X is the rarest technology"."""
    for i in range(len(found) - 3):
        if found[i].low not in ("no", "no other") or found[i + 2].low not in BE:
            continue
        noun, at = found[i + 1], i + 3
        if not noun.roles & {"technology_noun", "supplier_noun"} or found[at].low not in LESS:
            continue
        at += 1 + (at + 1 < len(found) and found[at + 1].low == "than")
        if at < len(found) and found[at].kind in NAMED:
            like = found[i]
            least = [word_at(like, "the", "idle"), word_at(like, "least common", "least"), noun]
            return [*found[:i], found[at], found[i + 2], *least, *found[at + 1 :]]
    return found


def _nowhere(found: list[Item]) -> list[Item]:
    """Read "nowhere is NEC named in more countries than in Asia" as "Asia has the most"."""
    if len(found) < 7 or found[0].low != "nowhere" or found[1].low not in BE:
        return found
    name = found[2]
    more = next((i for i in range(3, 6) if found[i].low == "more countries"), 0)
    if name.kind not in NAMED or not more or found[more + 1].low != "than":
        return found
    at = more + 2 + (found[more + 2].low == "in")
    if at >= len(found) or found[at].kind != "group":
        return found
    like = found[0]
    words = [
        word_at(like, "has", "use", "idle"),
        word_at(like, "the", "idle"),
        word_at(like, "most", "most"),
        word_at(like, "countries", "country_noun", "idle"),
        word_at(like, "with", "use"),
    ]
    noun = word_at(like, "of all regions", "region_noun", "idle")
    return [found[at], *words, name, noun, *found[at + 1 :]]


def _still_is(found: list[Item]) -> list[Item]:
    """Read "was first in 2019 and still is in 2022" as "was first in both editions"."""
    for i in range(2, len(found) - 2):
        if "edition_first" not in found[i].roles:
            continue
        stop = i + 1
        while stop < len(found) and found[stop].low in AGAIN:
            stop += 1
        link = {item.low for item in found[i + 1 : stop]}
        if stop >= len(found) or "edition_last" not in found[stop].roles:
            continue
        if "and" in link and link & {"still", "again", "so", "remains", "is still"}:
            both = word_at(found[i], "in both editions", "both_editions", "kept")
            back = i
            while found[back - 1].low in ("in", "the"):
                back -= 1
            return [*found[:back], both, *found[stop + 1 :]]
    return found


AGAIN = frozenset({"and", "still", "is", "was", "again", "so", "it", "in", "the", "remains", ","})


def _kept(found: list[Item]) -> list[Item]:
    """Read "kept first place" as "is in first place in both editions"."""
    for i in range(1, len(found) - 1):
        at = i + 1 + (found[i + 1].low in ("its", "the"))
        if found[i].low not in KEEPING or at >= len(found) or not found[at].roles & PLACED:
            continue
        if found[i - 1].kind not in (*NAMED, "group") and found[i - 1].low not in ("has", "have"):
            continue
        back = i - (found[i - 1].low in ("has", "have"))
        told = [item for item in found if item.roles & ENDS or "both_editions" in item.roles]
        both = word_at(found[i], "in both editions", "both_editions", "kept")
        rest = [item for item in found[at + 1 :] if "both_editions" not in item.roles]
        rest = [item for item in rest if not item.roles & {"between_editions", "three_years"}]
        if any(item.roles & {"edition_first", "edition_last"} for item in told):
            continue
        body, ends = _tail(rest)
        is_ = word_at(found[i], "is", "be", "idle")
        return [*found[:back], is_, found[at], *body, both, *ends]
    return found


def _pushed(found: list[Item]) -> list[Item]:
    """Read "pushed NEC into third place" as "overtook NEC; NEC is third"."""
    for i in range(1, len(found) - 3):
        if found[i].low not in PUSHING:
            continue
        other = found[i + 1]
        at = i + 2
        while at < len(found) and ("origin_noun" in found[at].roles or found[at].low in DOWN):
            at += 1
        placed = found[at] if at < len(found) else None
        if placed is None or other.kind not in NAMED or not placed.roles & set(ORDINALS):
            continue
        back = i - (found[i - 1].low in ("has", "have"))
        verb = word_at(found[i], "overtook", "overtaking")
        is_ = word_at(found[i], "is", "be", "idle")
        name = found[back - 1]
        if name.kind == other.kind and name.id != other.id:
            claims = [other, is_, placed, _sign(found[i]), name, verb, other]
            return [*found[: back - 1], *claims, *found[at + 1 :]]
    return found


DOWN = frozenset({"into", "to", "down", "back", "down to", "the", "down into"})


def _once(found: list[Item]) -> list[Item]:
    """Read "Once the second largest supplier, X is now third" as two claims on X."""
    if len(found) < 6 or found[0].low not in ("once", "formerly", "previously"):
        return found
    comma = next((i for i in range(2, 7) if found[i].low == ","), 0)
    head, rest = found[1:comma], found[comma + 1 :]
    named = [item for item in rest if item.kind in NAMED]
    if not comma or len(named) != 1 or rest[0] is not named[0] or rest[1].low not in BE:
        return found
    if not head[0].roles & PLACED and not any(item.roles & PLACED for item in head[1:2]):
        return found
    then = word_at(found[0], "in the first edition", "edition_first")
    was = word_at(found[0], "was", "be", "idle")
    now = word_at(found[0], "in the latest edition", "edition_last")
    body, ends = _tail(rest)
    if any(item.roles & ENDS for item in (*head, *body)):
        return found
    return [named[0], was, *head, then, _sign(found[0]), *body, now, *ends]


def _it(found: list[Item]) -> list[Item]:
    """Put the one name in the place of "it" in "... second in 2019, in 2022 it was third"."""
    names = {item.id for item in found if item.kind in NAMED}
    if len(names) != 1 or any(item.place or item.kind == "group" for item in found):
        return found
    name = next(item for item in found if item.kind in NAMED)
    for i in range(3, len(found) - 1):
        if found[i].low != "it" or not any(item is name for item in found[:i]):
            continue
        opens = found[i - 1].roles & ENDS or found[i - 1].low in (",", ";", "and", "but", "while")
        after = found[i + 1 : i + 5]
        acts = after[0].low in (*BE, "had", "has") or bool(after[0].roles & {"up", "down"})
        if opens and acts and any(item.roles & PLACED for item in after):
            return [*found[:i], name, *found[i + 1 :]]
    return found


def _tied_at(found: list[Item]) -> list[Item]:
    """Read "are tied at four countries" as "are tied, with four countries each"."""
    for i in range(2, len(found) - 3):
        number, noun = found[i + 2], found[i + 3]
        if "same" not in found[i].roles or found[i + 1].low not in ("at", "on", "with"):
            continue
        if number.kind == "number" and "country_noun" in noun.roles:
            each = word_at(noun, "each", "every")
            comma = Item(number.first, number.first, ",", "sign")
            with_ = word_at(found[i + 1], "with", "use")
            rest = found[i + 4 :]
            told = rest[:1] and rest[0].low in ("each", "apiece")
            rest = rest[1:] if told else rest
            return [*found[: i + 1], comma, with_, number, noun, each, *rest]
    return found


GROWING = frozenset({"up", "down"})
GROWTH = frozenset({"increase", "rise", "gain", "growth", "jump", "expansion", "gains"})
SHRINKING = frozenset({"fall", "drop", "decline", "loss", "decrease", "losses", "slump"})
CAME = frozenset({"came", "comes", "is", "was", "occurred", "happened", "took place", "seen"})
CAME |= {
    "came in",
    "recorded",
    "has",
    "been",
    "registered",
    "shown",
    "that",
    "found",
    "observed",
    "noted",
}


def _grew_most(found: list[Item]) -> list[Item]:
    """Make one word of "has spread most" and "has grown the most"."""
    for i in range(1, len(found) - 1):
        at = i + 1 + (found[i + 1].low == "the")
        if not found[i].roles & GROWING or found[i].roles & {"most", "more"} or at >= len(found):
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        plain = after is None or after.kind == "sign" or after.roles & ENDS or after.low == "of"
        if found[at].low == "most" and plain:
            way = "up" if "up" in found[i].roles else "down"
            most = word_at(found[i], f"{found[i].low} most", way, "most")
            return [*found[:i], most, *found[at + 1 :]]
    return found


def _increase_in(found: list[Item]) -> list[Item]:
    """Read "the biggest increase came in Asia" as "Asia gained the most countries"."""
    for i in range(len(found) - 3):
        words = found[i].low.split(" ")
        whole = "most" in found[i].roles and words[-1] in GROWTH | SHRINKING
        noun = words[-1] if whole else found[i + 1].low
        if not whole and ("most" not in found[i].roles or noun not in GROWTH | SHRINKING):
            continue
        at = i + 1 + (not whole)
        while at < len(found) and found[at].low in CAME:
            at += 1
        came_in = found[at - 1].low == "came in"
        if at + 1 >= len(found) or not (came_in or found[at].low in ("in", "for", "by", "among")):
            continue
        at += not came_in
        at += found[at].low == "the"
        name = found[at] if at < len(found) else None
        if name is None or name.kind not in (*NAMED, "group"):
            continue
        front = [item for item in found[:i] if item.low != "the"]
        if any(item.kind != "sign" and not item.roles & ENDS for item in front):
            continue
        like = found[i]
        way = "up" if noun in GROWTH else "down"
        verb = word_at(like, "gained the most" if way == "up" else "lost the most", way, "most")
        rest = found[at + 1 :]
        words_of = [name, verb, word_at(like, "countries", "country_noun", "idle")]
        if name.kind == "group":
            words_of.append(word_at(like, "of all regions", "region_noun", "idle"))
        words_of.append(word_at(like, "between the editions", "between_editions"))
        told = rest[1:] if rest and rest[0].low == "," else []
        if told and told[0].low == "from":
            went = [name, word_at(like, "countries", "country_noun", "idle")]
            went.append(word_at(like, "rose" if way == "up" else "fell", way))
            return [*words_of, _sign(like), *went, *told]
        return [*words_of, *rest]
    return found


def plain_places(found: list[Item]) -> list[Item]:
    """Return the items of a sentence that says who is first or last in plainer words."""
    return run(STEPS, found)


STEPS = (
    Step(_grew_most, GROWING, ("most",)),
    Step(_increase_in, ("most",), GROWING),
    Step(_owned, ("'s",), PLACED),
    Step(_from_home, FROM, PLACED),
    Step(_fronted, PLACED, BE),
    Step(_and_not, ("not", "and not", "rather than"), PLACED),
    Step(_rarer, LESS),
    Step(_nowhere, ("nowhere",), ("more countries",)),
    Step(_still_is, ("edition_first",), ("edition_last",), ("still", "again", "so", "remains")),
    Step(_kept, KEEPING, PLACED),
    Step(_pushed, PUSHING),
    Step(_once, ("once", "formerly", "previously"), PLACED),
    Step(_it, ("it",), PLACED),
    Step(_tied_at, ("same",), ("number",)),
)
SIGNS = PLACED | LESS | PUSHING | {"nowhere", "edition_first", "same"}
"""Words or roles without one of which nothing here is read."""
