"""How much of one set is in another: "every democracy has it", "only democracies have it"."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.lists import BOUNDS
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.figure import Figure
from sousveil.model.query import Part, Query

RELATIVE = frozenset({"that", "which", "who", "where", "whose", "whom"})

NOT_FINITE = frozenset(
    {
        "with",
        "in",
        "on",
        "from",
        "of",
        "by",
        "within",
        "inside",
        "having",
        "as",
        "under",
        "along",
        "without",
        "among",
        "a part of",
        "part of",
    }
)

LISTED_VERBS = frozenset(
    {
        "appears",
        "appear",
        "appeared",
        "figure",
        "figures",
        "features",
        "feature",
        "made it into",
        "made it onto",
        "made the list",
        "entered",
        "came into",
    }
)

QUANTIFIERS = ("notall", "every", "none", "mostly", "few", "some", "only")


def part(clause: Clause) -> Query | None:
    """Read how much of one set is in another: "every", "none", "only", "most"."""
    asked = [(i, role) for role in QUANTIFIERS for i in clause.at(role)]
    if not asked or len({i for i, _ in asked}) > 1:
        return None
    at, quantifier = min(asked, key=lambda pair: (pair[0], QUANTIFIERS.index(pair[1])))
    numbers = clause.kinds("number")
    operated = ("operate",) if clause.terms().technologies else ()
    if clause.unread(
        (quantifier, *operated, "lack", "apart", "outside", "only", "every", "none"), numbers
    ):
        return None
    if len(numbers) > 1 or clause.editions[1:]:
        return None
    verb = _main_verb(clause, at)
    before_verb = _main_verb(clause, -1)
    if verb is None and before_verb is None:
        return None
    if before_verb is not None and before_verb < at:
        left, right = clause.terms(-1, before_verb), clause.terms(at)
        if quantifier == "only":
            whole, piece = left, right
        else:
            whole, piece = right, left
    else:
        if verb is None:
            return None
        left, right = clause.terms(at, verb), clause.terms(verb)
        if not left.conditions:
            left = clause.terms(-1, verb)
        whole, piece = (right, left) if quantifier == "only" else (left, right)
    if not _only_first(clause, at, quantifier, before_verb):
        return None
    apart = tuple(c for c in (*whole.apart, *piece.apart) if c in clause.codebook.countries)
    if apart and quantifier != "every":
        return None
    whole.apart, piece.apart = list(apart), []
    if whole.places or piece.places or whole.unread or piece.unread or whole.loose or piece.loose:
        return None
    if not piece.conditions:
        return None
    if not whole.conditions and not clause.listing and not clause.has("listed"):
        return None
    if whole.joined or piece.joined:
        return None
    if quantifier == "every" and clause.low(at).startswith("any") and clause.told:
        lacked = whole.lacking + piece.lacking
        group = whole if whole.among else piece
        if len(lacked) == 1 and not (whole.sourced or piece.sourced or piece.technologies):
            rest = Terms(among=group.among, outside=group.outside)
            return Part(
                whole=figure(rest),
                part=Figure(having=tuple(lacked)),
                quantifier="none",
                listing=True,
            )
    for side in (whole, piece):
        if side.suppliers and side.origins:
            return None
    if len(whole.suppliers) > 1 or len(whole.origins) > 1:
        return None
    if quantifier == "none" and piece.lacking and not piece.technologies and not piece.sourced:
        having = figure(piece)
        if len(having.lacking) != 1 or having.among or having.outside or clause.negations[2:]:
            return None
        part = Figure(having=having.lacking)
        return Part(whole=figure(whole), part=part, quantifier="all")
    listing = clause.told or clause.recorded
    if (whole.lacking or piece.lacking) and not listing:
        return None
    denials = [i for i in clause.negations if i != at and not clause.beside_lacking(i)]
    if quantifier == "none" and clause.beside_lacking(at):
        return None
    told = {"only": "all", "every": "all", "mostly": "most"}.get(quantifier, quantifier)
    if len(denials) > 1:
        return None
    if denials:
        if told != "all":
            return None
        told = "none"
    size = clause.items[numbers[0]].value if numbers else None
    if size is not None and (
        quantifier not in ("every", "none")
        or at > numbers[0]
        or size != int(size)
        or BOUNDS & set(clause.low(numbers[0]).split())
    ):
        return None
    return Part(
        whole=figure(whole),
        part=figure(piece),
        quantifier=told,
        apart=apart,
        listing=listing,
        size=None if size is None else int(size),
    )


def _only_first(clause: Clause, at: int, quantifier: str, verb: int | None) -> bool:
    """Tell "only democracies use it" from "democracies only use it" and "not only democracies"."""
    if quantifier != "only":
        return True
    if clause.low(at - 1) == "not":
        return False
    named = any(item.kind in ("group", "supplier", "technology") for item in clause.items[:at])
    return not named or (verb is not None and verb < at)


def _main_verb(clause: Clause, start: int) -> int | None:
    """Return the first finite verb after an item that stands in no relative clause."""
    named = start < 0 or clause.terms(-1, start).conditions
    skip = False
    for i in clause.wanted:
        if i <= start:
            continue
        item = clause.items[i]
        if item.low in RELATIVE:
            skip = True
            continue
        if item.kind in ("technology", "supplier", "group") or item.place:
            named = True
        if item.roles & {"country_noun", "supplier_noun", "listed"} and not item.roles & {"use"}:
            named = True
        verb = item.roles & {
            "use",
            "supply",
            "buy",
            "found",
            "be",
            "belong",
            "lack",
            "listed",
            "operate",
        }
        if not verb or item.low in NOT_FINITE or item.low.endswith("ing"):
            continue
        if item.roles & {"country_noun", "origin_noun"} and not item.roles & {"be"}:
            continue
        if "listed" in item.roles and item.low not in LISTED_VERBS and "found" not in item.roles:
            continue
        if not named:
            continue
        if skip:
            skip = item.roles >= {"be"}
            continue
        return i
    return _bare_verb(clause, start)


def _bare_verb(clause: Clause, start: int) -> int | None:
    """Return "with" or "without" of "there is no country in Africa without it"."""
    return next(
        (
            i
            for i in clause.wanted
            if i > start and clause.low(i).split(" ")[0] in ("with", "without")
        ),
        None,
    )
