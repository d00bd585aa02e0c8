"""Turns of phrase for who is listed, who has a tick, and who is named for whom.

Rows as in `turns.py`; they need no number.
"""

from __future__ import annotations

from sousveil.extraction.turn_words import BARE, FULL, INDEX, LIST, NOUN, ONE

LISTS = r"(?:lists|names|includes|records|mentions|counts|has|shows|lists|contains)"
SUPPLIERS = r"<s>(?: (?:,|and|, and) <s>)*"
CAPITALS = r"<k>(?: (?:,|and|, and) <k>)*"
ROLES = r"(?:suppliers|vendors|providers|sources|named suppliers|listed suppliers)"
TICKS = r"(?:tick|ticks|tick mark|tick marks|mark|marks|cross|crosses|entry|entries)"
BESIDE = r"(?:for|against|beside|next to|by|under|at|in the rows? (?:for|of)|in the lines? of)"
EACH = r"(?:(?:each|both|all|every one) of )?"
TOLD = r"(?:(?:has|have|gives?|puts?|shows?|shows|records?|makes?|sets?|prints?|carries|places) )"

FELL = (
    r"(?:has |have )?(?:dropped|drops|slipped|slips|fell|falls|fallen|sank|sunk|slid|tumbled"
    r"|went down|moved down|went|declined|was pushed|was demoted|descended)"
)
ROSE = (
    r"(?:has |have )?(?:rose|rises|risen|climbed|climbs|jumped|advanced|moved up|went up|went"
    r"|improved|vaulted|was promoted)"
)
PLACES = ("first", "second", "third", "fourth", "fifth")
PLACE = r"(?: (?:place|spot|rank|position))?"


def _pairs(down: bool) -> str:
    """Return "second place to third" and the like, in one direction alone."""
    return "|".join(
        rf"{one}{PLACE} (?:to|into) (?:the )?{other}"
        for i, one in enumerate(PLACES)
        for j, other in enumerate(PLACES)
        if (i < j if down else i > j)
    )


def _moved(verbs: str, down: bool) -> str:
    names = "|".join(PLACES)
    return (
        r"(?<=^ )(?!.* (?:between|since|editions?|2019|2022|among|index) )"
        rf"(?P<s><s>) {verbs} from (?:the )?(?={_pairs(down)})(?P<a>{names}){PLACE} (?:to|into)"
        rf" (?:the )?(?P<b>{names}){PLACE}"
    )


LISTING: tuple[tuple[str, str, str], ...] = (
    # from one place to another
    ("from", rf"{_moved(FELL, True)}", "{s} was {a} in 2019 and {b} in 2022"),
    ("from", rf"{_moved(ROSE, False)}", "{s} was {a} in 2019 and {b} in 2022"),
    (
        "longer",
        r"(?<=^ )(?P<s><s>|<t>) (?:is|are) no longer (?P<x>(?:the )?(?:(?:second|third|fourth"
        r"|fifth) )?(?:most|largest|biggest|top|leading|main|number one)(?: [^ ]+){0,3}?"
        rf"(?: (?:suppliers?|vendors?|providers?|technology|technologies))?){FULL}",
        "{s} was {x} in 2019 , and {s} is not {x} in 2022 {e}",
    ),
    # who is left out, told behind
    (
        "excluded excepted aside out counted included",
        r"(?<=^ )(?P<a>(?:[^ ]+ )*?<n>(?: [^ ,]+)*?) , (?P<c>(?:the )?(?:<c>|home market))"
        r"(?: itself)? "
        r"(?:excluded|excepted|aside|left out|left aside|not counted|not included)"
        rf"{FULL}",
        "{a} , excluding {c} {e}",
    ),
    # a difference told between the number and its verb
    (
        "more fewer",
        rf"(?<=^ )(?P<n><n> {NOUN}) , (?P<k><n> (?:more|fewer) than in 2019) , (?P<rest>[^,]+?)"
        rf"{FULL}",
        "{n} {rest} , {k} {e}",
    ),
    # "all listed countries but Namibia", ", or 14 more than smart city technology"
    (
        "but",
        rf"(?<=^ )(?P<a>(?:all|every)(?: [^ ,]+){{0,5}}? (?:{NOUN}|{ONE}|<g>|members?)) but "
        rf"(?P<c>{LIST})(?! (?:not|none|only))",
        "{a} except {c}",
    ),
    ("or", r", or (?P<k><n> (?:more|fewer) than)", ", {k}"),
    # who leads where
    (
        "leads comes lead",
        r"(?P<s><s>) (?:leads|comes first|is in the lead|has the lead|is in front) in "
        rf"(?P<r>(?:the )?(?:<r>|<g>)){FULL}",
        "{s} is the leading supplier in {r} {e}",
    ),
    (
        "leads comes lead",
        r"(?:in|among) (?P<r>(?:the )?(?:<r>|<g>)) ,? ?(?P<s><s>) (?:leads|comes first"
        rf"|is in the lead|has the lead|is in front){FULL}",
        "{s} is the leading supplier in {r} {e}",
    ),
    # "no American technology in any country of Africa"
    (
        "any",
        rf"(?<= )(?P<a>(?:no|not|never|without|nowhere)(?: [^ ]+)*?) (?:in|for|by|to) any"
        rf"(?: single)?(?: listed)? {ONE} (?:of|in|across|from|within) (?P<r>(?:the )?<r>)",
        "{a} in {r}",
    ),
    # who is named for whom
    (
        "among",
        rf"{BARE} {LISTS} (?P<s>{SUPPLIERS}) among (?P<c><c>) 's {ROLES}",
        "in the index {s} are among {c} 's suppliers",
    ),
    (
        "among",
        rf"(?P<i>{INDEX}) {LISTS} (?P<s>{SUPPLIERS}) among (?P<c><c>) 's {ROLES}",
        "in {i} {s} are among {c} 's suppliers",
    ),
    (
        "customer client customers clients",
        rf"(?P<c>{LIST}) (?:is|are|was|were)(?: (?P<all>all|both|each))? (?:an? )?(?P<s><s>) "
        r"(?:customers?|clients?|buyers?|users?)(?= [.,!])",
        "{c} {all} use {s}",
    ),
    (
        "customer client",
        rf"(?P<s><s>) 's (?:customer|client|buyer) list (?:includes|contains|has|shows) "
        rf"(?P<c>{LIST})",
        "{s} supply {c}",
    ),
    # ticks
    (
        "tick ticks mark marks cross crosses",
        rf"(?:there (?:is|are) |{BARE} {TOLD})(?:an? |one )?(?P<t><t>) {TICKS} {BESIDE} "
        rf"{EACH}(?:the names? of )?(?P<c>{LIST})",
        "{c} have a tick for {t}",
    ),
    (
        "tick ticks mark marks cross crosses",
        rf"(?:there (?:is|are) |{BARE} {TOLD})(?:an? |one )?{TICKS} for (?P<t><t>) {BESIDE} "
        rf"{EACH}(?:the names? of )?(?P<c>{LIST})",
        "{c} have a tick for {t}",
    ),
    (
        "tick ticks mark marks cross crosses",
        rf"(?P<i>{INDEX}) {TOLD}(?:an? |one )?(?P<t><t>) {TICKS} {BESIDE} "
        rf"{EACH}(?:the names? of )?(?P<c>{LIST})",
        "in {i} {c} have a tick for {t}",
    ),
    (
        "tick ticks mark marks",
        rf"(?P<i>{INDEX}) {TOLD}(?:an? |one )?{TICKS} for (?P<t><t>) {BESIDE} "
        rf"{EACH}(?:the names? of )?(?P<c>{LIST})",
        "in {i} {c} have a tick for {t}",
    ),
    # governments
    (
        "governments government authorities officials rulers administrations administration",
        rf"(?:the )?(?:governments?|authorities|officials|rulers|administrations?) (?:in|of) "
        rf"(?P<c>{CAPITALS}|{LIST})",
        "{c}",
    ),
    # "only for Chad does the table name no supplier"
    (
        "only",
        rf"only (?:for|in) (?P<c>{LIST}) (?:does|do|did) {BARE} "
        r"(?:name|list|record|give|mention|have) no (?P<x>suppliers?|vendors?)(?: at all)?",
        "only {c} have no named {x}",
    ),
    # "are all missing from"
    (
        "missing absent gone",
        rf"(?P<c>{LIST}) (?P<be>are|were) all (?P<gone>missing|absent|gone)",
        "{c} {be} {gone}",
    ),
    (
        "lie lies sit sits located situated",
        r"(?P<all>all|all of them|(?:all )?<n>) (?:lie|sit|are located|are situated|can be found"
        r"|are to be found) (?P<in>in)",
        "{all} are {in}",
    ),
)
