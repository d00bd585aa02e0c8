"""Turns of phrase for sets that are counted: suppliers together, abroad and at home, ticks.

Rows as in `turns.py`.
"""

from __future__ import annotations

from sousveil.extraction.turn_words import (
    BARE,
    FULL,
    INDEX,
    IS,
    NAMED,
    NEXT,
    NOUN,
    PUT,
    RECORDED,
    START,
    TOGETHER,
)

SHOWN = (
    rf"(?: of the (?:entries|rows|names|listed {NOUN}|{NOUN} listed)| entries| rows"
    rf"|(?: {NOUN})? (?:to|on|in) {BARE})"
)
"""What tells that entries of the index are counted, and no countries of the world."""

SETS: tuple[tuple[str, str, str], ...] = (
    # rows and ticks
    (
        "ticks marks",
        rf"{START}(?P<src>{INDEX}) (?:has|shows|counts|contains) (?P<n><n>) (?:ticks|marks) "
        rf"(?:in the column )?for (?P<x>[^,]+?){FULL}",
        "in {src} , {n} countries have {x} {e}",
    ),
    (
        "ticks marks",
        rf"{START}(?P<n><n>) (?:ticks|marks) {PUT}that {IS} what the column for (?P<x>[^,]+?) "
        rf"(?:adds up to|counts|holds|has){FULL}",
        "{n} countries have {x} {e}",
    ),
    (
        "ticks marks",
        rf"{START}(?:in )?the column for (?P<x>[^,]+?) (?:one counts|one finds|there are|adds up to"
        rf"|has|holds|counts|shows) (?P<n><n>) (?:ticks|marks){FULL}",
        "{n} countries have {x} {e}",
    ),
    (
        "ticks marks",
        rf"{START}(?:we|i) counted the (?:ticks|marks) for (?P<x>[^,]+?) and (?:got to|came to"
        rf"|arrived at|found) (?P<n><n>){FULL}",
        "{n} countries have {x} {e}",
    ),
    (
        "rows lines",
        rf"{START}(?P<n><n>) (?:rows|lines) (?:of|in) (?P<src>{INDEX}) (?:mention|bear|show|carry"
        r"|name|list|have) (?:the name (?:of )?)?(?P<s><s>)(?: 's name)?",
        "in {src} , {n} countries have {s} as a supplier",
    ),
    (
        "rows lines",
        rf"(?P<s><s>)(?: 's name)? (?:comes up|turns up|appears|stands|is found|crops up) in "
        rf"(?P<n><n>) (?:rows|lines|entries)(?: (?:of|in) (?P<src>{INDEX}))?",
        "{s} is named in {n} countries",
    ),
    # groups and how many of them are there
    (
        "brings contributes accounts account sends makes make number",
        rf"{START}(?P<g><r>) (?:brings|contributes|accounts for|sends|makes up) (?P<n><n>){SHOWN}"
        rf"{FULL}",
        "{n} listed countries are in {g} {e}",
    ),
    (
        "account make number",
        rf"{START}(?P<g><g>) (?:account for|make up|number) (?P<n><n>){SHOWN}{FULL}",
        "{n} listed countries are {g} {e}",
    ),
    (
        "represented",
        rf"{START}(?P<g><g>) are represented (?:on|in) {BARE} (?:by|with) (?P<n><n>)"
        rf"(?: (?:{NOUN}|entries|names|rows))?{FULL}",
        "{n} listed countries are {g} {e}",
    ),
    (
        "represented",
        rf"{START}(?P<g><r>) is represented (?:on|in) {BARE} (?:by|with) (?P<n><n>)"
        rf"(?: (?:{NOUN}|entries|names|rows))?{FULL}",
        "{n} listed countries are in {g} {e}",
    ),
    (
        "represented",
        rf"{START}with (?P<n><n>) entries , (?P<g><r>) is (?:well |best |strongly |poorly )?"
        rf"represented(?: (?:on|in) {BARE})?{FULL}",
        "{n} listed countries are in {g} {e}",
    ),
    (
        "of",
        rf"(?P<k><n>) of (?P<g>(?:the )?<r>) 's (?P<w><n>) (?P<noun>(?:listed )?{NOUN})",
        "{k} of the {w} {noun} in {g}",
    ),
    # two suppliers in one row
    (
        "together side each one",
        rf"(?P<a><s>) and (?P<b><s>) (?:are|were|stand|appear|sit|occur|figure|feature){RECORDED}"
        rf" {TOGETHER}{RECORDED} in (?:the rows of )?(?P<n><n> (?:listed )?{NOUN})",
        "{n} have both {a} and {b}",
    ),
    (
        "share",
        rf"(?P<a><s>) and (?P<b><s>) share (?P<n><n> (?:listed )?{NOUN})(?= [.,!])",
        "{n} have both {a} and {b}",
    ),
    (
        "common",
        rf"(?P<a><s>) and (?P<b><s>) have (?P<n><n> (?:listed )?{NOUN}) in common",
        "{n} have both {a} and {b}",
    ),
    (
        "^in",
        rf"{START}in (?P<n><n> (?:listed )?{NOUN}) ,? ?(?P<a><s>) (?:stands|is|appears|sits)"
        rf"{RECORDED} {NEXT} (?P<b><s>)",
        "{n} have both {a} and {b}",
    ),
    # without its home
    (
        "out",
        rf"{START}(?:leave|take|leaving|taking|count|counting) (?P<c>(?:the )?<c>)(?: itself)? out"
        r"(?: of (?:account|the count|it|the reckoning|consideration))?(?: and| ,) (?P<rest>.+)",
        "apart from {c} , {rest}",
    ),
    (
        "^abroad",
        rf"{START}abroad , (?:that is|i\.e\.|meaning) ,? ?(?:without|outside) "
        r"(?P<c>(?:the )?<c>) ,",
        "outside {c} ,",
    ),
    (
        "case combination mix pair found holds",
        rf"{START}(?P<x>[^:]+) : (?:that|this)(?: combination| pair| mix| pairing)?"
        rf" (?:{IS} the case|{IS} so|{IS} found|{IS} to be found|holds|exists|occurs) in"
        rf" (?P<n><n> (?:of the )?(?:listed )?{NOUN}(?: on the list)?)",
        "{n} have {x}",
    ),
    # how often a supplier is named
    (
        "times mentions",
        rf"{START}(?P<s><s>)(?: 's name)? (?:appears|is named|is mentioned|is listed|comes up"
        rf"|figures|turns up|stands)(?: in {INDEX})? (?P<n>[a-z]+(?: - [a-z]+)?|\d+) times"
        rf"(?: in {INDEX})?{FULL}",
        "{s} is named in {n} countries {e}",
    ),
    (
        "tally total count footprint reach haul",
        rf"{START}(?P<n><n> {NOUN}) {PUT}(?:that|this) {IS} (?P<s><s>) 's (?:tally|total|count"
        rf"|footprint|reach|haul)(?: in {BARE})?",
        "{s} is named in {n}",
    ),
    (
        "^that ^this",
        rf"{START}(?:that|this) makes (?P<n><n> {NOUN}) for (?P<s><s>)",
        "{s} is named in {n}",
    ),
    (
        "can",
        rf"(?P<s><s>) can (?:claim|point to|boast|show|boast of) (?P<n><n> {NOUN})",
        "{s} is named in {n}",
    ),
    # all of several origins
    (
        "all both two three",
        r"from (?:all|all three|both|the two|all four)(?: of)?(?: the)?(?: (?:big|great|main|rival"
        r"|major))*(?: (?:origins|rivals|powers|sources))? [:,] (?P<cs>(?:the )?<c>(?: (?:,|and|, "
        r"and)"
        r" (?:the )?<c>)+)(?P<s> ,)?",
        "from {cs} at once",
    ),
    # where it comes from
    (
        "bought purchased acquired procured sourced obtained coming comes originating originates "
        "stemming stems",
        r"(?P<t>technology|tech|systems|gear|kit|equipment|tools|products) (?:(?:that|which) "
        r"(?:comes?|originates?|stems?)|bought|purchased|acquired|procured|sourced|obtained|coming"
        r"|originating|stemming) (?:from|in) (?P<c>(?:the )?<c>)",
        "{t} from {c}",
    ),
    (
        "make provenance manufacture design",
        r"of (?P<d><d>) (?:make|provenance|manufacture|design)",
        "of {d} origin",
    ),
    # abroad and at home
    (
        "other foreign more further",
        rf"(?P<s><s>) (?P<v>{NAMED}|{IS} on record) in (?P<c>(?:the )?<c>) and(?: in)? (?P<n><n>) "
        rf"(?:other|foreign|more|further) (?P<noun>{NOUN})",
        "{s} {v} in {n} {noun} abroad , and {s} is named in {at_home}",
    ),
    (
        "abroad",
        rf"(?P<s><s>) (?P<v>{NAMED}) in (?P<n><n> {NOUN}) , all(?: of them)? abroad",
        "{s} {v} in {n} , and {s} {v} in {n} abroad",
    ),
    (
        "abroad",
        rf"{START}(?P<s><s>) : (?P<n><n> {NOUN}) , all(?: of them)? abroad",
        "{s} is named in {n} , and {s} is named in {n} abroad",
    ),
    (
        "aside excluded apart out",
        rf"{START}(?:its|the) (?:own|home) (?:country|market) (?:aside|excluded|apart|left out) , "
        rf"(?P<s><s>) (?P<v>{NAMED}) in (?P<n><n> {NOUN})",
        "{s} {v} in {n} abroad",
    ),
    (
        "^subtract ^deduct ^remove ^strike ^discount",
        rf"{START}(?:subtract|deduct|remove|strike|discount) (?P<c>(?:the )?<c>) and (?P<rest>.+?)"
        rf" (?:remain|are left){FULL}",
        "apart from {c} , there are {rest} {e}",
    ),
    (
        "home",
        rf"(?P<s><s>) (?P<v>{NAMED}) in (?P<n><n> {NOUN}) (?:abroad|overseas) ,? ?and(?: also)? "
        r"at home in (?P<c><c>)(?: besides| too| as well)?",
        "{s} {v} in {n} abroad , and {s} {v} in {c}",
    ),
    (
        "home",
        rf"(?P<s><s>) (?P<v>{NAMED}) in (?P<n><n> {NOUN}) (?:abroad|overseas) ,? ?and(?: also)? "
        r"at home(?: besides| too| as well)?(?= [.,!])",
        "{s} {v} in {n} abroad , and {s} {v} in {home}",
    ),
    (
        "home",
        rf"(?P<s><s>) (?P<v>{NAMED}) at home(?: in <c>)? and in (?P<n><n>) other (?P<noun>{NOUN})",
        "{s} {v} in {n} {noun} abroad , and {s} {v} in {home}",
    ),
    (
        "abroad overseas",
        rf"(?P<s><s>) (?P<v>{NAMED}) in (?P<n><n> {NOUN}) (?:abroad|overseas) (?:and in|plus"
        r"(?: in)?) (?P<c>(?:the )?<c>)(?= [.,!])",
        "{s} {v} in {n} abroad , and {s} {v} in {c}",
    ),
    (
        "plus",
        rf"{START}(?P<s><s>) : (?P<n><n>) foreign (?P<noun>{NOUN}) plus (?P<c>(?:the )?<c>)",
        "{s} is named in {n} {noun} abroad , and {s} is named in {c}",
    ),
    (
        "footprint tally",
        rf"{START}(?P<n><n> {NOUN}) abroad plus its home (?:market|country) : that {IS} (?P<s><s>)"
        rf" 's (?:footprint|tally|reach)(?: in (?P<src>{INDEX}))?",
        "{s} is named in {n} abroad , and {s} is named in {home}",
    ),
    (
        "home",
        rf"(?P<s><s>) has (?P<n><n>) foreign (?P<noun>{NOUN}) to its name in addition to its home "
        r"(?:market|country) , (?P<c>(?:the )?<c>)",
        "{s} is named in {n} {noun} abroad , and {s} is named in {c}",
    ),
    (
        "home",
        rf"{START}(?:besides|in addition to|beyond|apart from) its home (?:market|country) ,? ?"
        rf"(?P<c><c>) , (?P<s><s>) (?P<v>{NAMED}) in (?P<n><n> {NOUN})",
        "{s} {v} in {n} abroad , and {s} {v} in {c}",
    ),
    (
        "abroad overseas",
        rf"(?P<s><s>) (?P<v>{NAMED}) in (?P<n><n> {NOUN}) [:,] (?P<k><n>) abroad (?:plus|and) "
        r"(?P<c>(?:the )?<c>)(?= [.,!])",
        "{s} {v} in {n} , {s} {v} in {k} countries abroad , and {s} {v} in {c}",
    ),
    (
        "abroad overseas",
        rf"(?P<s><s>) (?P<v>{NAMED}) in (?P<n><n> {NOUN}) , (?P<k><n>) of them abroad",
        "{s} {v} in {n} , and {s} {v} in {k} countries abroad",
    ),
)
