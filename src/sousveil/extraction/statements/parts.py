"""How much of one set is in another: "every democracy has it", "only democracies have it"."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.lists import BOUNDS
from sousveil.extraction.statements.main_verb import main_verb
from sousveil.extraction.statements.part_senses import of_amounts, of_technology, sells
from sousveil.extraction.statements.regions import in_some, not_in
from sousveil.extraction.statements.rivals import no_majority, of_firms
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.extraction.statements.those_listed import of_listed
from sousveil.model.figure import ANY_TECHNOLOGY, Figure
from sousveil.model.noun import replace
from sousveil.model.query import Member, Part, Query

ELSEWHERE = frozenset({"there", "row", "entry", "rows", "entries", "line", "lines"})

MAJORITIES = ("vast", "ample", "slim", "mostly")
QUANTIFIERS = ("notall", "almost", "every", "none", *MAJORITIES, "few", "some", "only")


SIZED = frozenset({"every", "none", "notall", "almost", *MAJORITIES})
"""Quantifiers that may stand behind the size of the whole: "of the eight, not all"."""

FRONTED = frozenset({"in", "across", "throughout", "within", "for", "inside", "all over"})


def _in_a_group_first(clause: Clause) -> bool:
    """Tell "In Asia, ..." at the beginning of a clause."""
    low = clause.low(clause.wanted[0])
    after = next((i for i in clause.wanted[1:3] if clause.low(i) != "the"), None)
    return low in FRONTED and after is not None and clause.items[after].kind == "group"


def part(clause: Clause) -> Query | None:
    """Read how much of one set is in another: "every", "none", "only", "most"."""
    asked = [(i, role) for role in QUANTIFIERS for i in clause.at(role)]
    if len({i for i, _ in asked}) > 1:
        asked = [(i, role) for i, role in asked if role != "some" or not _some_of_it(clause, i)]
    if clause.has("region_noun"):
        return None  # "in all six regions"
    if not asked:
        return not_in(clause) or in_some(clause)
    if len({i for i, _ in asked}) > 1:
        return None
    at, quantifier = min(asked, key=lambda pair: (pair[0], QUANTIFIERS.index(pair[1])))
    no_states = of_technology(clause, at) or of_amounts(clause, at) or no_majority(clause, at)
    if quantifier in MAJORITIES and no_states:
        return None
    if _of_others(clause, at) or (quantifier == "only" and _counts_few(clause, at)):
        return None
    if quantifier == "only" and of_firms(clause, at):
        return None
    numbers = clause.kinds("number", "whole")
    if quantifier == "every" and clause.kinds("number") and clause.low(at - 1) == "for":
        return None  # "for every country with NEC, three have Huawei"
    operated = ("operate",) if clause.terms().technologies else ()
    spared = ("some",) if any(_some_of_it(clause, i) for i in clause.at("some")) else ()
    if clause.unread(
        (quantifier, *operated, *spared, "lack", "apart", "outside", "only", "every", "none"),
        numbers,
    ):
        return None
    if len(numbers) > 1 or clause.editions[1:]:
        return None
    verb = main_verb(clause, at)
    before_verb = main_verb(clause, -1)
    found_in = verb is None and before_verb is None and clause.told and quantifier == "every"
    if verb is None and before_verb is None and not found_in:
        return None
    if found_in:  # "in Asia, the index finds it in all but one of the twelve"
        whole, piece = clause.terms(at), clause.terms(-1, at)
        if whole.technologies or whole.sourced or not (piece.technologies or piece.sourced):
            return None
        whole.among, piece.among = [*piece.among, *whole.among], []
    elif before_verb is not None and before_verb < at:
        left, right = clause.terms(-1, before_verb), clause.terms(at)
        things = right.origins and not right.among
        if things and left.among and "be" in clause.items[at - 1].roles:
            return None  # "Asia is all Chinese"
        if quantifier == "only" or _are_all(clause, at, right):
            whole, piece = left, right
        else:
            whole, piece = right, left
            if not whole.among and _in_a_group_first(clause):
                whole.among, piece.among = piece.among, []  # "in Asia, it is used by every"
    else:
        if verb is None or sells(clause, verb):
            return None
        left, right = clause.terms(at, verb), clause.terms(verb)
        if not left.conditions:
            left = clause.terms(-1, verb)
        turned = quantifier == "only" and not _the_only(clause, at)
        whole, piece = (right, left) if turned else (left, right)
    if whole == Terms() and any(clause.low(i) in ELSEWHERE for i in clause.wanted):
        return None  # "all are named there", "each row carries it": of what was named before
    if not _only_first(clause, at, quantifier, before_verb):
        return None
    left_out = (*clause.terms().apart, *whole.apart, *piece.apart)
    apart = tuple(dict.fromkeys(c for c in left_out if c in clause.codebook.countries))
    if apart and quantifier == "none":
        return _nobody_but(clause, apart, whole, piece)
    if apart and quantifier != "every":
        return None
    whole.apart, piece.apart = list(apart), []
    if _left_out(clause.terms(), whole, piece):
        return None
    if whole.places or piece.places or whole.unread or piece.unread or whole.loose or piece.loose:
        return None
    if not piece.conditions:
        return _all_listed(clause, at, whole)
    if not whole.conditions and (listed := _all_listed(clause, at, piece)) is not None:
        return listed
    spoken = clause.listing or clause.has("listed") or _no_country(clause, at)
    if not whole.conditions and not (spoken or numbers):
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
        if not (whole.conditions or clause.listing or clause.has("listed")):
            return None  # "no country does without it": of the world
        if len(having.lacking) != 1 or having.among or having.outside or clause.negations[2:]:
            return None
        part = Figure(having=having.lacking)
        beyond = not of_listed(clause)
        return Part(whole=figure(whole), part=part, quantifier="all", beyond=beyond)
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
    size = size or None  # "zero listed countries" are none, and not a group of no members
    but = clause.items[at].but
    trivial = figure(piece) == Figure()
    if but and (denials or told != "all" or trivial or (apart and len(apart) != but)):
        return None
    if size is not None and (
        _behind_verb(clause, at, numbers[0])
        or quantifier not in SIZED
        or (at > numbers[0] and not _fronted(clause))
        or size != int(size)
        or BOUNDS & set(clause.low(numbers[0]).split())
    ):
        return None
    return Part(
        whole=figure(whole),
        part=figure(piece),
        quantifier=told,
        apart=apart if clause.has("apart") else (),
        but=but,
        listing=listing,
        size=None if size is None else int(size),
        beyond=not of_listed(clause),
    )


def _left_out(every: Terms, whole: Terms, piece: Terms) -> bool:
    """Tell whether something that the clause names is in neither of its sets."""
    return any(
        one not in (*getattr(whole, name), *getattr(piece, name))
        for name in ("technologies", "suppliers", "origins", "among", "outside", "measured")
        for one in getattr(every, name)
        if one != ANY_TECHNOLOGY
    )


def _nobody_but(clause: Clause, apart: tuple[str, ...], whole: Terms, piece: Terms) -> Query | None:
    """Read "no African country but Kenya has it" as "only Kenya has it" in Africa."""
    whole.apart = piece.apart = []
    several = whole.technologies and piece.technologies
    if clause.kinds("number") or whole.sourced or whole.lacking or piece.lacking or several:
        return None
    if whole.unread or piece.unread or whole.loose or piece.loose or piece.places or whole.places:
        return None
    if len(clause.negations) > 1 or piece.joined or whole.joined or not piece.conditions:
        return None
    among = dict.fromkeys([*whole.among, *piece.among])
    asked = replace(
        figure(piece),
        among=tuple(among),
        outside=tuple(dict.fromkeys([*whole.outside, *piece.outside])),
        measured=tuple(dict.fromkeys([*whole.measured, *piece.measured])),
    )
    return Member(countries=apart, figure=asked, only=True, listing=clause.told or clause.recorded)


def _all_listed(clause: Clause, at: int, whole: Terms) -> Query | None:
    """Read "each of the Baltic states is on the list" as said of its members."""
    quantifier = clause.items[at].roles & {"every", "none"}
    if not quantifier or len(whole.among) != 1:
        return None
    members = clause.codebook.groups[whole.among[0]].countries
    if any(clause.items[i].value != len(members) for i in clause.kinds("number")):
        return None
    terms = clause.terms()
    alone = terms.among == whole.among and not (terms.technologies or terms.sourced)
    alone = alone and not (terms.lacking or terms.measured or terms.outside or terms.apart)
    listed = clause.listing or clause.has("listed")
    if not (members and alone and listed and clause.verb()) or whole.loose:
        return None
    if len(clause.editions) > 1 or clause.has("new", "gone", "kept", "only"):
        return None
    if any(i != at for i in clause.negations) or of_listed(clause):
        return None
    denied = "none" in quantifier
    return Member(countries=members, figure=Figure(), negated=denied, listing=True)


def _no_country(clause: Clause, at: int) -> bool:
    """Tell "no country has it", which one that has it shows to be wrong."""
    after = clause.low(at + 1)
    return clause.low(at) in ("no", "not a single", "not one") and after in ("country", "nation")


def _counts_few(clause: Clause, at: int) -> bool:
    """Tell "only one African country uses it", a number, from "only African countries use it"."""
    after = clause.items[at + 1] if at + 1 < len(clause.items) else None
    if clause.low(at).split(" ")[-1] in ("single", "lone"):
        return clause.low(at - 1) in ("a", "one") or clause.low(at).startswith("a ")
    return after is not None and (after.kind == "number" or after.low in ("one", "a single"))


def _behind_verb(clause: Clause, at: int, number: int) -> bool:
    """Tell "all have it and four have the other", where the number is no size of all."""
    between = range(at + 1, number)
    if any("found" in clause.items[i].roles for i in between if i in clause.wanted):
        return True  # "are all used in 40 countries"
    return any(
        clause.items[i].roles & {"use", "buy", "supply"} for i in between if i in clause.wanted
    ) and any(clause.low(i) in ("and", "but", "while") for i in between)


def _of_others(clause: Clause, at: int) -> bool:
    """Tell "none of them" where nothing before it in the clause says who they are."""
    after = clause.low(at + 1)
    if not (clause.low(at).endswith(" them") or after in ("them", "of them", "those", "of those")):
        return False
    return not any(
        item.kind in ("group", "supplier", "technology") or item.measured is not None
        for item in clause.items[:at]
    )


def _fronted(clause: Clause) -> bool:
    return clause.low(clause.wanted[0]).split(" ")[0] in ("of", "among")


def _are_all(clause: Clause, at: int, right: Terms) -> bool:
    """Tell "its customers are all democracies" from "it is in all democracies"."""
    told = bool(clause.items[at - 1].roles & {"be"}) if at else False
    after = clause.items[at + 1 : at + 4]
    classed = any(item.kind == "group" for item in after) and bool(right.among)
    if told and any("customers" in item.roles for item in after) and right.sourced:
        return not (right.among or right.technologies)  # "are all Huawei clients"
    return told and classed and not (right.technologies or right.sourced)


def _some_of_it(clause: Clause, i: int) -> bool:
    """Tell "some technology" and "some kind of it", which counts no country."""
    after = clause.items[i + 1] if i + 1 < len(clause.items) else None
    if after is None or clause.low(i) != "some":
        return False
    counts = "country_noun" in after.roles or after.kind == "group"
    return not counts and (after.kind in ("technology", "demonym") or "origin_noun" in after.roles)


def _only_first(clause: Clause, at: int, quantifier: str, verb: int | None) -> bool:
    """Tell "only democracies use it" from "democracies only use it" and "not only democracies"."""
    if quantifier != "only":
        return True
    if clause.low(at - 1) == "not":
        return False
    named = any(item.kind in ("group", "supplier", "technology") for item in clause.items[:at])
    return not named or (verb is not None and verb < at)


def _the_only(clause: Clause, at: int) -> bool:
    """Tell "the only countries with it are African", all of them, from "only democracies"."""
    return "the" in (clause.low(at).split(" ")[0], clause.low(at - 1))
