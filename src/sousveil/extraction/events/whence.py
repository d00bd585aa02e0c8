"""What a place beside a name tells: where a company is from, who made a thing."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.veiled import text_of
from sousveil.extraction.events.word import Word

if TYPE_CHECKING:
    from sousveil.extraction.events.mentions import Named

FEDERAL = frozenset({"USA", "CAN", "AUS", "BRA", "DEU", "IND", "MEX"})
"""Countries whose regions are written behind a town: "Lebanon, Ohio"."""


def datelines(found: list[Named], words: list[Word]) -> None:
    """Mark the place that only tells where a report was written: "TOKYO (Kyodo) --"."""
    dash = next((i for i, w in enumerate(words[:9]) if w.tag == "-"), None)
    if dash is None or any(w.tag in ("V", "B", "H", "M") for w in words[:dash]):
        return
    opening = words[0].text.isupper() or any(w.tag == "(" for w in words[:dash]) or dash <= 4
    if opening and (words[dash].text == "-" or words[dash].text in "–—"):
        for one in found:
            if one.first < dash:
                one.marks.add("origin" if one.kind == "place" else "body")


def of_regions(found: list[Named], words: list[Word], lexicon: Lexicon) -> None:
    """Let "Lebanon, Ohio" stand for the country of the region behind the comma."""
    for one, other in itertools.pairwise(found):
        if (
            {one.kind, other.kind} == {"place"}
            and one.id != other.id
            and other.id in FEDERAL
            and other.first == one.stop + 1
            and words[one.stop].text == ","
            and lexicon.levels.get(text_of(words, other.first, other.stop)) == "region"
            and (other.stop == len(words) or words[other.stop].tag in (",", ".", ")"))
        ):
            one.id = other.id


TOWNS = frozenset(
    "town village city hamlet suburb municipality borough settlement district".split()
)


def towns(found: list[Named], words: list[Word]) -> None:
    """Let "Cuba, a small town in Portugal" stand for the country that it is said to be in."""
    for one, other in itertools.pairwise(found):
        between = words[one.stop : other.first]
        if (
            {one.kind, other.kind} == {"place"}
            and one.id != other.id
            and len(between) in range(4, 9)
            and between[0].tag == ","
            and any(w.low in TOWNS for w in between)
            and any(w.low in ("in", "of") for w in between)
            and not any(w.tag in ("V", "B", "H") for w in between)
        ):
            one.id = other.id


def spread(found: list[Named]) -> None:
    """Let "Chinese, Belgian and Turkish cameras" be made in all three."""
    by_group: dict[int, list[Named]] = {}
    for one in found:
        if one.group is not None:
            by_group.setdefault(one.group.first, []).append(one)
    for one in found:
        if one.kind != "place" or one.how != "demonym" or one.group is None:
            continue
        marks = one.marks & {"made", "firms"}
        group = one.group
        while marks and group.joined and group.before is not None:
            group = group.before
            held = by_group.get(group.first, [])
            if group.stop - group.first != 1 or not held or held[0].how != "demonym":
                break
            held[0].marks |= marks


def origins(found: list[Named], words: list[Word]) -> None:
    """Mark places that say where a company comes from, and countries' companies without a name."""
    for one in found:
        if one.kind != "place":
            continue
        group = one.group
        if group is None:
            continue
        rest = range(one.stop, group.stop)
        company = next(
            (
                o
                for o in found
                if o.kind in ("supplier", "name")
                and o.group is group
                and o.first >= one.stop
                and "body" not in o.marks
            ),
            None,
        )
        if company is not None and _is_body(company, words):
            company.marks.add("body")
            company = None
        firm = any(_is_firm(words[i]) for i in rest)
        agency = any("state_noun" in words[i].kinds for i in rest)
        system = any("technology" in words[i].kinds for i in rest)
        if (company is not None and not (agency and not firm) and not system) or (
            company is not None and one.how == "demonym" and firm
        ):
            one.marks.add("origin")
        elif firm and not agency and "in-name" not in one.marks:
            one.marks.add("origin" if _beside(one, found, words) else "firms")
        elif system and not agency and _makes(one, words):
            one.marks.add("made")
        if one.role == "compound":
            nxt = words[one.stop + 1] if one.stop + 1 < len(words) else None
            if nxt is not None and nxt.low in ("funded", "financed", "backed", "sponsored"):
                one.marks = (one.marks - {"made"}) | {"funded"}
            elif nxt is not None and nxt.low in (
                "made",
                "built",
                "supplied",
                "manufactured",
                "developed",
                "designed",
                "branded",
                "produced",
            ):
                one.marks.add("made")
            elif nxt is not None and nxt.low in (
                "based",
                "owned",
                "headquartered",
                "listed",
                "registered",
                "linked",
            ):
                one.marks.add("origin")
                if firm and company is None:
                    one.marks.add("firms")
        if group.prep in ("from", "of", "in") and group.first > 0:
            k = group.first - 1  # the preposition
            head = words[k - 1] if k > 0 else None
            aside = k > 0 and words[k - 1].tag == "," and _closed(words, group.stop)
            ends = (k, k - 1) if aside else (k,)
            beside = any(
                o.kind in ("supplier", "name") and o.stop in ends and "body" not in o.marks
                for o in found
            )
            if beside and group.prep in ("of", "from"):
                one.marks.add("origin")
            if head is not None and (_is_firm(head) or "supplier" in head.kinds):
                one.marks.add(
                    "origin"
                    if "supplier" in head.kinds or _named_beside(found, k, words)
                    else "firms-of"
                )
            elif head is not None and head.low in (
                "based",
                "headquartered",
                "registered",
                "founded",
                "incorporated",
            ):
                one.marks.add("origin")
            elif (
                head is not None
                and head.low in ("made", "manufactured", "produced", "designed", "developed")
                and group.prep == "in"
            ):
                one.marks.add("made")


PROJECT = frozenset(
    """project programme program scheme initiative network centre center database register
    city cities
    """.split()
)


def _makes(one: Named, words: list[Word]) -> bool:
    """Tell "Chinese cameras" from "the Rwandan safe city project", which is Rwanda's."""
    if one.how != "demonym" or one.group is None:
        return one.role == "compound"
    definite = one.first > 0 and words[one.first - 1].low in ("the", "this", "that")
    return not (definite and words[one.group.stop - 1].low.split(" ")[-1] in PROJECT)


def _closed(words: list[Word], stop: int) -> bool:
    """Tell whether a comma closes what stands aside: "Tiandy, from Tianjin, lists"."""
    return stop < len(words) and words[stop].tag == ","


def _beside(one: Named, found: list[Named], words: list[Word]) -> bool:
    """Tell whether a group only describes the company right before or behind it."""
    group = one.group
    if group is None:
        return False
    before = group.first - 1
    if (
        before > 0
        and words[before].tag in (",", "-", "(")
        and any(
            o.kind in ("supplier", "name")
            and o.stop in (before, before - 1)
            and "body" not in o.marks
            for o in found
        )
    ):
        return True
    behind = group.stop
    if (behind < len(words) and words[behind].tag in (",", "-", "(")) or (
        behind < len(words) and words[behind].low in ("called", "named")
    ):
        return any(
            o.kind in ("supplier", "name")
            and o.first in (behind + 1, behind + 2)
            and "body" not in o.marks
            for o in found
        )
    return False


WEAK = frozenset(
    """unit units arm group groups shop operator industry enterprise winner bidder business outfit
    affiliate
    """.split()
)
"""Words for a company that are as often something else."""


def _is_firm(word: Word) -> bool:
    return "firm_noun" in word.kinds and "state_noun" not in word.kinds and word.low not in WEAK


def _is_body(company: Named, words: list[Word]) -> bool:
    """Tell "Portugal's GNR ordered", an authority, from "Japan's NEC"."""
    if company.kind != "name" or company.marks & {"legal", "firm-word", "body"}:
        return False
    clause = company.clause
    subject = company.group is not None and clause.at > company.first and not company.group.prep
    verb = clause.verb.classes
    return (
        subject
        and bool(verb & {"get", "use", "try", "pick", "award"})
        and not verb & {"give", "win"}
        and not clause.passive
    )


def _named_beside(found: list[Named], k: int, words: list[Word]) -> bool:
    """Tell "Lumivex, a vendor from Tallinn" from "vendors from Estonia"."""
    for one in found:
        if one.kind in ("supplier", "name") and one.stop <= k and k - one.stop < 9:
            between = words[one.stop : k]
            if (
                between
                and between[0].tag in (",", "-", "(")
                and not any(w.tag == "V" for w in between)
            ):
                return True
    return False
