"""Who and what a sentence names: suppliers, financiers, places, technologies."""

from __future__ import annotations

from msgspec import Struct, field

from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.things import products
from sousveil.extraction.events.unlisted import (
    BODY,
    FIRM_WORDS,
    LEGAL,
    is_company,
    is_headline,
    like_a_company,
    may_be_name,
    name_end,
    slug,
)
from sousveil.extraction.events.veiled import Veiled, find_veiled, text_of
from sousveil.extraction.events.whence import datelines, of_regions, origins, spread, towns
from sousveil.extraction.events.word import Word
from sousveil.model.noun import replace

NO_FIRM = frozenset(("person", "body", "thing"))
"""Marks of names that are no company's."""


class Named(Struct):
    """Words that stand for one party, place or thing, where they stand in the sentence."""

    kind: str
    """supplier, origin (a country's companies), name (not in the codebook), place, technology."""

    id: str
    first: int
    stop: int
    clause: Clause
    group: Group | None
    how: str = ""
    """For a place: country, demonym, capital, place. For a supplier: how it stands by a thing."""

    role: str = ""
    marks: set[str] = field(default_factory=set)
    start: int = 0
    end: int = 0
    text: str = ""
    sentence: int = 0
    since: int = -1
    """The sentence in which the name itself stands, for what only points back; else -1."""


def as_party(place: Named, kind: str) -> Named:
    """Return a place as its state, or as the companies of its country."""
    return replace(place, kind=kind, id=f"country:{place.id}", since=-1)


def find_named(
    words: list[Word], clauses: list[Clause], lexicon: Lexicon, known: dict[str, str]
) -> list[Named]:
    """Return all that a sentence names, in its order.

    `known` holds the names that earlier sentences gave a party: lower-case form to id.
    """
    of_word: dict[int, tuple[Clause, Group | None]] = {}
    for clause in clauses:
        for i in range(clause.first, max(clause.stop, clause.first)):
            of_word.setdefault(i, (clause, None))
        for held in clause.groups:
            for i in range(held.first, held.stop):
                of_word[i] = (clause, held)
        if clause.at >= 0:
            of_word[clause.at] = (clause, None)
    found: list[Named] = []
    headline = is_headline(words)
    ran = 0  # where the capitals behind the last place end
    i = 0
    while i < len(words):
        word = words[i]
        clause, group = of_word.get(i, (clauses[-1], None))
        kinds = word.kinds
        step = 1
        if (veiled := find_veiled(words, i, lexicon)) is not None:
            stop = name_end(words, veiled.stop, bool(veiled.kinds))
            step = stop - i
            if (hidden := _hidden(words, veiled, stop, clause, group)) is not None:
                found.append(hidden)
        elif word.tag in ("N", "V", "D", "A") or kinds.keys() & {"technology", "supplier"}:
            made: Named | None = None
            if "supplier" in kinds or "financier" in kinds:
                step = name_end(words, i + 1, True) - i
                made = Named(
                    "supplier",
                    kinds.get("supplier") or kinds["financier"],
                    i,
                    i + step,
                    clause,
                    group,
                )
                if "financier" in kinds:
                    made.marks.add("financier")
            elif word.low in known and word.capital:
                made = Named("name", known[word.low], i, i + 1, clause, group)
            elif kinds.keys() & {"country", "demonym", "capital", "place"}:
                if not (i + 1 < ran and words[i + 1].capital):
                    ran = name_end(words, i + 1, False)
                end = ran
                longer = end > i + 1 and (
                    is_company(words, i, end) or like_a_company(words, i, end)
                )
                if longer and "demonym" not in kinds:
                    name = text_of(words, i, end)
                    made = Named("name", slug(name), i, end, clause, group)
                    step = end - i
                    found.append(_place(kinds, i, clause, group))
                    found[-1].marks.add("in-name")
                else:
                    made = _place(kinds, i, clause, group)
            elif may_be_name(words, i, headline, lexicon.common):
                end = name_end(words, i, False)
                step = max(1, end - i)
                inside = next(
                    (
                        k
                        for k in range(i, end)
                        if words[k].kinds.keys() & {"country", "demonym", "capital", "place"}
                    ),
                    None,
                )
                if inside is not None and not is_company(words, i, end):
                    made = _place(words[inside].kinds, inside, clause, group)
                else:
                    made = _unlisted(words, i, end, clause, group)
            elif "technology" in kinds:
                made = Named("technology", kinds["technology"], i, i + 1, clause, group)
            if made is not None:
                found.append(made)
        i += step
    for one in found:
        one.start, one.end = words[one.first].start, words[one.stop - 1].end
        one.role = role_of(one, words)
    origins(found, words)
    datelines(found, words)
    _bylines(found, words)
    products(found, words)
    spread(found)
    of_regions(found, words, lexicon)
    towns(found, words)
    return found


def _bylines(found: list[Named], words: list[Word]) -> None:
    """Mark the names of "By Ana Example", a line without a verb, as persons'."""
    if words[0].low == "by" and not any(w.tag in ("V", "B", "H", "M") for w in words):
        for one in found:
            if one.kind == "name":
                one.marks.add("person")


def _place(kinds: dict[str, str], i: int, clause: Clause, group: Group | None) -> Named:
    for how in ("country", "capital", "demonym", "place"):
        if how in kinds:
            return Named("place", kinds[how][:3], i, i + 1, clause, group, how)
    raise AssertionError(kinds)


def _hidden(
    words: list[Word], veiled: Veiled, stop: int, clause: Clause, group: Group | None
) -> Named | None:
    """Return a veiled name; one that looks like a listed one has an id of its own."""
    if not veiled.kinds:
        return _unlisted(words, veiled.first, stop, clause, group)
    id = slug(text_of(words, veiled.first, veiled.stop))
    made = Named("supplier", id, veiled.first, stop, clause, group)
    if "financier" in veiled.kinds:
        made.marks.add("financier")
    for word in words[veiled.first : veiled.stop]:
        word.kinds = dict.fromkeys(sorted(veiled.kinds), id)
    return made


def _of_a_region(word: Word, after: Word) -> bool:
    """Tell "the Bavarian company", which names a region, from "the Lumivex company"."""
    firm = "firm_noun" in after.kinds and after.text.islower()
    return firm and word.low.endswith(("ian", "ish", "ese", "ean"))


def _unlisted(
    words: list[Word], first: int, stop: int, clause: Clause, group: Group | None
) -> Named | None:
    lows = [w.low for w in words[first : max(stop, first + 1)]]
    if stop == first + 1 < len(words) and _of_a_region(words[first], words[stop]):
        return None
    made = Named("name", slug(text_of(words, first, stop)), first, stop, clause, group)
    if not made.id or stop <= first:
        return None
    if lows[-1].strip(".") in LEGAL:
        made.marks.add("legal")
    if lows[-1] in FIRM_WORDS:
        made.marks.add("firm-word")
    of_body = (
        first > 1
        and words[first - 1].low == "of"
        and (words[first - 2].low in BODY or "state_noun" in words[first - 2].kinds)
    )
    if (set(lows) & BODY or of_body) and lows[-1].strip(".") not in LEGAL:
        made.marks.add("body")
    if any("month" in w.kinds for w in words[first:stop]):
        return None
    after = words[stop] if stop < len(words) else None
    if (
        after is not None
        and "legal" not in made.marks
        and (after.low in BODY or ("state_noun" in after.kinds and "firm_noun" not in after.kinds))
    ):
        made.marks.add("body")
    title = words[first - 1].kinds if first else {}
    if "person_title" in title:
        made.marks.add("person")
    return made


def role_of(one: Named, words: list[Word]) -> str:
    """Return the part of a mention in its clause."""
    group, clause = one.group, one.clause
    after = words[one.stop] if one.stop < len(words) else None
    behind = words[one.stop + 1] if one.stop + 1 < len(words) else None
    if after is not None and after.tag == "~" and behind is not None:
        return "compound"
    if group is None:
        return "loose"
    backwards = range(group.stop - 1, group.first - 1, -1)
    last = next((i for i in backwards if words[i].tag in ("N", "#")), one.first)
    if after is not None and after.tag == "'" and one.stop < group.stop:
        inside = "poss" if last >= one.stop else "head"
    elif one.stop - 1 >= last:
        inside = "head"
    else:
        inside = "mod"
    if group.prep:
        outer = group.prep
    elif clause.at >= 0 and group.first < clause.at:
        outer = "psubj" if clause.passive else "subj"
    elif clause.at < 0:
        outer = "none"
    else:
        outer = "obj"
    return outer if inside == "head" else f"{outer}.{inside}"
