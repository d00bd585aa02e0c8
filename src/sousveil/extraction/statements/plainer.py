"""Turns of phrase to plainer ones that say the same: "save for Chad" goes before its verb."""

from __future__ import annotations

from sousveil.extraction.statements.amounts import AMOUNTS
from sousveil.extraction.statements.between import WATCHED, across
from sousveil.extraction.statements.boths import in_both, of_names
from sousveil.extraction.statements.contrasts import AGAINST, set_against
from sousveil.extraction.statements.for_each import per_each
from sousveil.extraction.statements.foreign import SIGNS as ABROAD
from sousveil.extraction.statements.foreign import foreign_firms
from sousveil.extraction.statements.idioms import IDIOMS, plain_idioms
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.makers import MAKERS, without_descriptions
from sousveil.extraction.statements.moving import WORDS, who_moved
from sousveil.extraction.statements.nowhere import SOMEWHERE, nowhere
from sousveil.extraction.statements.orders import in_order
from sousveil.extraction.statements.peoples import GOVERNING, governing
from sousveil.extraction.statements.placing import PLACED_BY, placed
from sousveil.extraction.statements.pointing import HAS_IT, has_it, the_figure
from sousveil.extraction.statements.remarks import DASHES, OWN, unread_left, without_remarks
from sousveil.extraction.statements.returning import TURNS, said_again
from sousveil.extraction.statements.rows import ROWS, in_rows
from sousveil.extraction.statements.step import Step, run
from sousveil.extraction.statements.superlatives import SIGNS, plain_places
from sousveil.extraction.statements.topics import about_topics, valued
from sousveil.extraction.statements.tracked import TOLD, told_of_the_index
from sousveil.extraction.statements.tradings import in_trade
from sousveil.extraction.statements.turning import WITH, numbers_behind, numbers_out, placed_apart
from sousveil.extraction.statements.universals import (
    ALL_OF_THEM,
    BAR_NONE,
    all_of_them,
    alone_behind,
    bar_none,
    but_for,
    most_listed,
    one_exception,
    wide_world,
)
from sousveil.model.noun import replace


def made_plainer(found: list[Item]) -> list[Item]:
    """Return the items of a sentence in the words that the readers know."""
    return run(STEPS, found)


def _named(item: Item) -> bool:
    return item.place or item.kind in ("supplier", "technology")


def _excepted(found: list[Item]) -> list[Item]:
    """Read "Italy excepted" as "except Italy"."""
    made = list(found)
    for i in range(1, len(found) - 1):
        after, before = found[i + 1], found[i - 1]
        if "left_out" in found[i].roles and before.place and after.kind == "sign":
            word = replace(found[i], low="except", kind="word", roles=frozenset({"apart"}))
            made[i - 1 : i + 1] = [word, before]
    return made


ENTRIES = frozenset({"entry", "row", "line", "listing", "record", "'s row", "'s entry"})


IN_INDEX = frozenset({"in", "the", "of", "of the", "on", "for", "'s"})


def _entries(found: list[Item]) -> list[Item]:
    """Read "Romania's entry in the index mentions NEC" as "Romania has NEC"."""
    made = list(found)
    for i in range(len(found) - 3):
        near = found[i : i + 7]
        if not near[0].place or near[1].low != "'s" or near[2].low not in ENTRIES:
            continue
        rest = near[3:]
        told = next(
            (
                j
                for j, item in enumerate(rest)
                if item.roles & {"reported", "listed"}
                and not (item.roles & {"index"} or item.low.startswith(("in ", "on ")))
            ),
            None,
        )
        between = rest[: told or 0]
        if told is None or any(
            not (i.roles & {"index", "listed"} or i.low in IN_INDEX) for i in between
        ):
            continue
        verb = replace(rest[told], low="has", roles=frozenset({"use", "listed"}), kind="word")
        frame = [item for item in between if item.roles & {"listed"} and item.low.startswith("in ")]
        return [*found[: i + 1], verb, *found[i + 4 + told :], *frame[:0]]
    return made


HOLDING = frozenset(
    {
        "hold",
        "holds",
        "held",
        "take",
        "takes",
        "took",
        "occupy",
        "occupies",
        "claim",
        "claims",
        "fill",
        "fills",
        "form",
        "forms",
        "formed",
        "constitute",
        "constitutes",
        "provide",
        "provides",
        "contribute",
        "contributes",
        "represent",
        "represents",
        "account for",
        "accounts for",
        "make up",
        "makes up",
    }
)


PLACED = frozenset({"most", "least", "ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5", "rank"})


def _held(found: list[Item]) -> list[Item]:
    """Read "hold second place" as "are in second place"."""
    made = list(found)
    for i, item in enumerate(found[:-1]):
        after = next((j for j in found[i + 1 : i + 3] if j.low != "the"), None)
        if item.low in HOLDING and after is not None and after.roles & PLACED:
            made[i] = replace(item, kind="word", roles=frozenset({"be", "idle"}))
    return made


def _past(found: list[Item]) -> list[Item]:
    """Read "had" as "has" beside an edition or a measure of a year, and in "had grown"."""
    every = any(item.roles & DATED for item in found)
    use = frozenset({"use", "idle"})
    made = list(found)
    for i, item in enumerate(found):
        grown = any(after.roles & {"up", "down"} for after in found[i + 1 : i + 2])
        if item.low == "had" and (every or grown):
            made[i] = replace(item, low="has", kind="word", roles=use)
    return made


DATED = frozenset({"edition_first", "edition_last", "military_rank"})
"""Roles of words that tell of when it was; both editions rank by the military spending of 2018."""


def _there_is(found: list[Item]) -> list[Item]:
    """Read "there is not a single country that lacks it" as "not a single country lacks it"."""
    if len(found) >= LEAST_OF_CLAUSE and found[0].low in ("there is no", "there are no"):
        no = replace(found[0], low="no", kind="word", roles=frozenset({"none", "lack"}))
        return _in_which([no, *found[1:]])
    if len(found) < LEAST_OF_CLAUSE or found[0].low not in ("there is", "there are"):
        return found
    if not found[1].roles & {"none", "every"}:
        return found
    for i, item in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        if item.low in ("that", "which", "who") and after is not None:
            verb = after.roles & {"lack", "use", "be", "buy", "belong", "found"}
            return [*found[1:i], *found[i + 1 :]] if verb else found
    return found


LEAST_OF_CLAUSE = 5  # items
WHEREIN = frozenset({"where", "in which", "for which"})


def _in_which(found: list[Item]) -> list[Item]:
    """Read "no country in which Palantir is listed" as "no country has Palantir"."""
    for i, item in enumerate(found):
        two = item.low in ("in", "for") and i + 1 < len(found) and found[i + 1].low == "which"
        if item.low not in WHEREIN and not two:
            continue
        name = i + 1 + two
        rest = found[name + 1 :]
        named = name < len(found) and _named(found[name]) and not found[name].place
        if not named or len(rest) < 2 or "be" not in rest[0].roles:
            return found
        if not rest[1].roles & {"listed", "found", "use"}:
            return found
        has = replace(item, low="has", kind="word", roles=frozenset({"use", "idle"}))
        return [*found[:i], has, found[name], *rest[2:]]
    return found


def _named_as(found: list[Item]) -> list[Item]:
    """Read "Hikvision's name appears" as "Hikvision appears"."""
    made: list[Item] = []
    for item in found:
        owner = made[-2] if len(made) > 1 else None
        owned = made[-1:] and made[-1].low == "'s" and owner is not None
        if item.low == "name" and owned and owner is not None and owner.kind == "supplier":
            made.pop()
            continue
        made.append(item)
    return made


def _turned(found: list[Item]) -> list[Item]:
    """Read "technology from none of Chad, Mali and Peru" as "no technology from" them."""
    made = list(found)
    for i in range(2, len(found) - 1):
        after = next((j for j in found[i + 1 : i + 3] if j.low != "the"), None)
        origin = "origin_noun" in found[i - 2].roles and found[i - 1].low == "from"
        if found[i].low == "none of" and origin and after is not None and after.place:
            no = replace(found[i], low="no", roles=frozenset({"none", "lack"}))
            made[i - 2 : i + 1] = [no, found[i - 2], found[i - 1]]
    return made


ALL_BUT = frozenset({"all but", "all except", "all save", "all bar"})


def _all_but(found: list[Item]) -> list[Item]:
    """Make one item of "all but three" and "all but one of"."""
    made: list[Item] = []
    at = 0
    while at < len(found):
        item = found[at]
        at += 1
        if item.low in ALL_BUT and at < len(found):
            number = found[at]
            one = number.low in ("one", "one of")
            value = 1.0 if one else number.value
            whole = not one and number.kind == "number" and value == int(value) and value > 0
            if one or (whole and not number.roles and " " not in number.low):
                low = f"{item.low} {number.low}"
                made.append(
                    Item(
                        item.first,
                        number.stop,
                        low,
                        "word",
                        roles=frozenset({"every"}),
                        but=int(value),
                    )
                )
                at += 1
                continue
        made.append(item)
    return made


def _said_by(found: list[Item]) -> list[Item]:
    """Make one idle item of "a reader has heard that" and ", a columnist claims"."""
    for i, item in enumerate(found):
        if "person" not in item.roles or i + 1 >= len(found):
            continue
        told = found[i + 1]
        if "saying" not in told.roles:
            continue
        first = i
        if i and found[i - 1].low in ("a", "an", "one", "my", "our", "the", "some"):
            first = i - 1
        stop = i + 2
        if stop < len(found) and found[stop].low == "that":
            stop += 1
        opens = first == 0 and found[stop - 1].low == "that"
        ends = (
            first
            and found[first - 1].kind == "sign"
            and (stop >= len(found) or found[stop].kind == "sign")
        )
        if opens or ends:
            return [*found[:first], *found[stop:]]
    return found


DOING = frozenset(
    {
        "monitor",
        "watch",
        "track",
        "scour",
        "comb",
        "keep",
        "spy",
        "spie",
        "surveil",
        "police",
        "scan",
    }
    | {"trawl", "mine", "sift", "screen", "sweep", "patrol", "read", "follow", "snoop", "watche"}
)


def _done(found: list[Item]) -> list[Item]:
    """Read "Kenya monitors social media" as "Kenya uses" what has this name."""
    made: list[Item] = []
    for i, item in enumerate(found):
        first = item.low.split(" ")[0]
        verb = item.kind == "technology" and (first in DOING or first.removesuffix("s") in DOING)
        noun = i + 1 < len(found) and found[i + 1].roles & {"technology_noun", "origin_noun"}
        if verb and not noun:
            made.append(
                Item(item.first, item.first, "use", "word", roles=frozenset({"use", "idle"}))
            )
        made.append(item)
    return made


def _ships(found: list[Item]) -> list[Item]:
    """Leave the noun of "uses Chinese ships" unread, which is no verb there."""
    made = list(found)
    for i in range(2, len(found)):
        used = any(item.roles & {"use", "buy"} for item in found[max(0, i - 3) : i - 1])
        if found[i].low in SHIPS and found[i - 1].kind == "demonym" and used:
            made[i] = replace(found[i], kind="unknown", roles=frozenset())
    return made


def _one_of_the_first(found: list[Item]) -> list[Item]:
    """Leave "one of the biggest suppliers" unread, which gives no place."""
    made = list(found)
    for i, item in enumerate(found[:-2]):
        after = found[i + 1 + (found[i + 1].low in ("the", "its")) :][:2]
        first = item.low in ONE_OF and after and after[0].roles & {"most", "least"}
        if first and after[-1].kind != "number":
            made[i] = replace(item, kind="unknown", roles=frozenset())
    return made


ONE_OF = frozenset({"one of", "one of the", "is one of"})
SHIPS = frozenset({"ships", "ship", "supplies", "serves", "furnished", "deliveries", "sells"})

NAMES = frozenset({"country", "capital", "demonym"})
STEPS = (
    Step(without_descriptions, ("internet", "measurer", "index"), MAKERS),
    Step(without_remarks, (*DASHES, "remark_opener")),
    Step(about_topics, NAMES, ("topic_opener", ":", "?", "…", *DASHES)),
    Step(told_of_the_index, TOLD),
    Step(plain_idioms, IDIOMS),
    Step(in_trade, ("supplier",)),
    Step(said_again, NAMES, TURNS, ("use",)),
    Step(in_order, NAMES),
    Step(set_against, NAMES, AGAINST),
    Step(_done, ("technology",)),
    Step(_said_by, ("person",), ("saying",)),
    Step(of_names, ("both",), ("of", "of the")),
    Step(in_both, ("in both",)),
    Step(_all_but, ALL_BUT),
    Step(_ships, SHIPS, ("demonym",)),
    Step(_one_of_the_first, ONE_OF, ("most", "least")),
    *AMOUNTS,
    Step(one_exception, ("exception", "with the exception of")),
    Step(_entries, NAMES, ("'s",), ENTRIES),
    Step(_turned, ("none of",)),
    Step(_excepted, ("left_out",)),
    Step(_named_as, ("name",), ("'s",)),
    Step(_past, ("edition_first", "edition_last", "between_editions", "military_rank"), ("had",)),
    Step(the_figure, ("figure",)),
    Step(has_it, HAS_IT),
    Step(in_rows, ROWS),
    Step(nowhere, SOMEWHERE),
    Step(alone_behind, ("only",), ("group",)),
    Step(most_listed, ("most listed",)),
    Step(wide_world, ("world",), ("country_noun",), ("every", "none", "only")),
    Step(but_for, ("but",), ("none", "every")),
    Step(governing, GOVERNING, ("capital",)),
    Step(all_of_them, ALL_OF_THEM, (",",)),
    Step(valued, (":",), NAMES),
    Step(bar_none, BAR_NONE),
    Step(_there_is, ("there is", "there are", "there is no", "there are no")),
    Step(_held, HOLDING, PLACED),
    Step(numbers_behind, ("number",), WITH),
    Step(numbers_out, ("number",), ("'s",)),
    Step(placed_apart, ("be",), PLACED),
    Step(plain_places, SIGNS),
    Step(who_moved, WORDS),
    Step(placed, PLACED_BY),
    Step(foreign_firms, ("supplier",), ABROAD),
    Step(across, WATCHED),
    Step(per_each, ("for",), ("every",)),
    Step(unread_left, OWN),
)
"""In this order. What a step needs stands first in it; the rest of its conditions it tells."""
