"""A question and its answer, a number and what it counts, all and who is excepted, joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sousveil.extraction.marks import Token
from sousveil.model.late import late
from sousveil.model.source import Span

STATES = r"(?:countries|states|nations|governments|jurisdictions)"
EXAMINED = (
    r"(?:examined|surveyed|studied|assessed|reviewed|covered|covers|looked at|looked into"
    r"|examines|surveys|screened|went through)"
)
ASKED = r"(?:(?:Q\d*|Question)[:.] )?[“\"]?(?:(?:And|and) )?"
ANSWERED = r"(?:(?:A\d*|Answer)[:.] )?"
QUESTION = late(rf"{ASKED}How many [^?.!]+\?")
WHETHER = late(rf"{ASKED}(?:Does|Do|Did|Is|Are|Was|Were|Has|Have) [^?.!:;]+\?")
YES_OR_NO = late(
    rf"{ANSWERED}(?:Yes|No)(?:, (?:it|they|he|she) (?:is|are|do|does|has|have|was|were)"
    r"(?: not|n['’]t)?|[,;:] (?:only )?(?:\d{1,3}|[a-z]+(?:-[a-z]+)?)(?: of them)?"
    r" (?:do|does|are|is|have|has)(?: not|n['’]t))?[.!](?=\s|$)"
)
DOES_SO = r"(?:it|they|he|she) (?:is|are|was|were|does|do|has|have)(?: indeed)?"
AFFIRMED = late(
    rf"{ANSWERED}(?:(?:Yes|Indeed|Correct|True|Right)(?:,? {DOES_SO})?|(?i:{DOES_SO})"
    r"|The answer is yes|That is (?:right|correct|true)"
    r"|(?:The index|Carnegie) (?:says|answers) (?:yes|so|that (?:it|they) (?:does|do|is|are))"
    r"|No(?:, (?:it|they) (?:is|are|do|does|has|have)(?: not|n['’]t))?|Not)"
    r"(?:,? (?:according to|in|on|says) [^.?!,:;]{3,50})?[.!](?=\s|$)"
)
ASKED_WHETHER = late(
    r"[“\"]?[A-Z][^?.!:;,]{1,60} (?:asked|asks|wanted to know|wants to know|wondered|wonders"
    r"|inquired|enquired|checked|looked up|verified)(?: us| me)? (?:whether|if) [^?.!;]+[.?]"
)
"""What somebody wants to know, before the answer: "A reader asked whether it does. It does."."""

TRUTH = r"(?:True or false|True or untrue|Fact or fiction|Fact or myth|Myth or fact|Right or wrong)"
TRUE_OR_FALSE = late(rf"{TRUTH}(?:\?|[?:] [^?.!]+[?.])")
ANSWERED_TRUE = late(rf"{TRUTH}\? (?:Answer: )?(?:True|Fact|Right|Correct)[:.!,]")
"""A question and its answer, in front of what is so."""

IT_IS_TRUE = late(r"(?:Answer: )?(?:True|Fact|Right|Correct)[:.!,]")
WHICH = late(
    rf"{ASKED}(?:Who|When|Which (?:[A-Z]\w+ )?(?:supplier|company|firm|vendor"
    r"|country|state|technology|region)|What (?:is|are) (?:the|[A-Z][\w -]{2,24}['’]s?)"
    r"|What does (?:the|its)) [^?.!:;]+\?"
)
BRIEFLY = late(
    rf"{ANSWERED}(?![^.!]*\b(?:is|are|was|were|has|have|had|uses?|lists?|counts?|names?|says|shows"
    r"|do(?:es)?|did|can|will|ranks?|belongs?|buys?|found|finds|but|not|nobody|it|they)\b)"
    r"[^?!.;:]{2,100}[.!](?=\s|$)"
)
TOPIC = late(r"[“\"]?[^\s?.!,:;]+(?: [^\s?.!,:;]+){0,11}\?")
NUMBER = (
    r"(?:\d[\d,]*|(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Hh]alf a) dozen"
    r"|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ]\w+)?))"
)
LONE = late(
    rf"[“\"]?(?:The (?:number|answer|figure|total|count) is )?{NUMBER}"
    rf"(?: (?:out )?of (?:the )?{NUMBER})?(?: {STATES})?[.!]"
)
STUDY = late(rf"[^.?!]{{0,60}}\b{EXAMINED} (?:[A-Za-z]+[ -]?){{0,2}}\d* ?{STATES}[.;]")
ASKED_OF_ALL = late(r"(?:(?:Do|Does) (?:all|every|each|no|none|only)|Which) [^?.!]+\?")
OF_ALL = late(r"[^.?!;]*\b(?:[Ee]very|[Aa]ll|[Ee]ach|[Nn]o|[Nn]one|[Nn]ot|[Oo]f)\b[^.?!;]*[.]")
EXCEPTED = late(
    r"(?:[^.?!;]{0,40}\bexceptions?\b[^.?!;]{0,80}"
    r"|(?:All, that is, )?(?:[Ee]xcept|[Ss]ave|Bar|But not|Apart from|Other than)\b"
    r"[^.?!;,]{3,60})[.!]"
)
PLACE = late(
    r"[“\"]?(?:And )?(?:[Ww]ho|[Tt]he|(?:[Ww]hich|[Ww]hat) (?!countr|state|nation|govern)\S+) "
    r"(?=[^?.!]*\b(?:most|largest|biggest|leading|top|tops|heads|first|second|third|fourth|fifth"
    r"|least|smallest|fewest|leads|last|ahead)\b)[^?.!]+\?"
)
BACK_TO = late(
    r"(?:(?:Q\d*|Question)[:.] )?(?:And |and )?"
    r"(?:[Ii]n [^?.!:;]{3,40}|[Hh]ow many of (?:them|those|these) [^?.!:;]+)\?"
)
"""A question that leans on the one before: "And in 2019?"."""

NAME = late(r"(?:The |It is |It['’]s )?[A-Z][\w&' -]{1,45}(?:[.!]|, with \w+ )")
RATING = (
    r"(?:(?:[Rr]ated |[Cc]lassed as )?(?:[Aa]n? )?(?i:closed|electoral|liberal) (?:auto|demo)cracy"
    rf"|(?:[Rr]ated )?[“\"‘']?(?i:not|partly) free[”\"’']?|{NUMBER}(?:/100| points| out of 100))"
)
"""A regime or a rating as the answer to a name: "Kenya? An electoral autocracy."."""

SELLER = r"(?:supplier|vendor|company|firm|provider)"
LONE_SUPPLIER = late(
    rf"[^.?!;:]*\b(?:one|(?i:a (?:single|sole|lone)))(?: \w+)? {SELLER}\b[^.?!;:]*\."
)
WHO_IT_IS = late(
    r"(?:(?:In|On|According to) [^.,;:?!]{3,40}, )?"
    r"(?i:that|it|this|the name|(?:the|that) (?:supplier|company))(?: is|['’]s| was) "
    r"[^.,;:?!]{2,40}[.!]"
)
"""One supplier, and its name: "Angola has one supplier. That is Huawei."."""

HAD_IT = late(r"(?=[^.?!;:]*\b(?:20\d\d|first edition|earlier edition)\b)[^.?!;:]* had [^.?!;:]*\.")
HAS_NONE = late(
    r"(?:In (?:20\d\d|the (?:20\d\d|second) \w+),? |Now,? )?"
    r"(?:[Ii]t (?:has none|no longer (?:does|has))"
    r"|[Tt]he (?:20\d\d|second) \w+ (?:has|shows|gives) (?:none|no tick))\b[^.?!;:,]{0,20}[.!]"
)
"""What a country had, and has no more: "Chad had a tick in 2019. In 2022 it has none."."""

WHO_SUPPLIES = late(
    r"(?:Who|Which (?:company|firm|supplier|vendor)) (?:supplies|equips|sells to|delivers to)"
    r" (?:the )?[A-Z][^?.!:;,]*\?"
)
NAMED_THERE = late(
    r"(?:The|Carnegie['’]s|Feldstein['’]s) (?:[\w-]+ ){0,4}(?:index|Index|edition|list|table)"
    r"(?: of 20\d\d)? (?:names|lists|has|gives|records|says|shows) [A-Z][\w-]+"
    r"(?:(?:,| and|, and)? [A-Z][\w-]+){0,4}[.!]"
)
"""A question and its answer: "Who supplies Georgia? The 2022 index names NEC."."""

OF_A_SUPPLIER = late(
    rf"{ASKED}(?:(?:For |In )?(?:[Ww]hich|[Hh]ow many|[Ww]hat) (?:countr(?:y|ies)|states?"
    rf"|{SELLER}s?|companies)|Who) (?:does|do) [^?.!:;,]+ (?:name|list|give|record) [^?.!:;,]+\?"
)
SELLERS_OR_BUYERS = late(
    rf"{ANSWERED}(?:(?:[Oo]nly |[Jj]ust )?{NUMBER}: )?(?:[Oo]nly |[Jj]ust )?(?:the )?"
    r"[A-Z][^?.!:;]{2,80}[.!]"
)
"""What the index names, and what it is: "Which supplier does the index name for Chad? Huawei."."""

CHOICE = late(r"[A-Z][^?.!:;,]+ or [A-Z][^?.!:;,]+[:,–—] which [^?.!:;,]+\?")

SAYS_SO = late(
    r"(?:And )?(?:[Tt]hat|[Tt]his|[Ss]o)\b"
    r"(?=[^.!]*\b(?:[Ii]ndex|edition|table|list|data|dataset|database|Carnegie|Feldstein)\b)"
    r"(?=[^.!]*\b(?:shows?|says?|confirm\w*|records?|recorded|states?|stated|tells|finds|found"
    r"|reports?|reveals?|has it|according to)\b)(?:['’]s| [A-Za-z’'-]+| 20(?:19|22)){2,12}[.!]"
)
"""Where it stands: "That is what the 2022 edition shows."."""

ASKING: tuple[tuple[int, re.Pattern[str], re.Pattern[str]], ...] = (
    (160, WHETHER, YES_OR_NO),
    (200, WHETHER, AFFIRMED),
    (200, ASKED_WHETHER, AFFIRMED),
    (200, TRUE_OR_FALSE, IT_IS_TRUE),
    (90, WHO_SUPPLIES, NAMED_THERE),
    (90, WHO_SUPPLIES, late(r"[A-Z][^?.!,:;]+,? and (?:nobody|no one) else\b[^?.!:;]{0,50}[.!]")),
    (160, WHICH, BRIEFLY),
    (160, OF_A_SUPPLIER, SELLERS_OR_BUYERS),
    (90, CHOICE, late(r"Both(?: of them)?(?: do| are| have)?[.!]")),
    (
        200,
        QUESTION,
        late(rf"{ANSWERED}(?:[Tt]he |[Ii]ts |[Cc]arnegie |[Aa]nswer|{NUMBER}\b)"),
    ),
    (160, BACK_TO, late(rf"{ANSWERED}(?:[Oo]nly |[Jj]ust )?{NUMBER}\b")),
    (120, PLACE, NAME),
    (160, ASKED_OF_ALL, late(r"(?:Yes|Indeed|They do|All|Every|Each)\b")),
    (90, TOPIC, late(r"(?:All|Every|Each)\b [^.?!;]{3,60} (?:it|them)[.!]")),
    (90, TOPIC, late(rf"(?:[Oo]nly |[Jj]ust )?{NUMBER}(?: {STATES})? ?[.!,]")),
    (90, TOPIC, late(rf"(?:[Oo]nly |[Jj]ust )?{RATING} ?[.!,;(–]")),
)
"""Longest question in letters, how it goes, and how the next sentence begins."""

TELLING: tuple[tuple[int, re.Pattern[str], re.Pattern[str]], ...] = (
    (200, ASKED_WHETHER, AFFIRMED),
    (200, TRUE_OR_FALSE, IT_IS_TRUE),
    (120, STUDY, late(r"In [\w -]{4,40}? (?:it|they|he|[Cc]arnegie|the \w+) (?:found|saw) ")),
    (200, OF_ALL, EXCEPTED),
    (160, LONE_SUPPLIER, WHO_IT_IS),
    (160, HAD_IT, HAS_NONE),
    (240, late(r"[^?!;]+[.]"), SAYS_SO),
    (
        50,
        LONE,
        late(
            r"(?:That|This)(?: is|['’]s| was) (?:how many|the (?:exact )?(?:number|total|tally"
            r"|count|figure|share|proportion)|\w+['’]s (?:tally|total|count|reach"
            r"|footprint|haul)\b)|So many "
        ),
    ),
)
"""The same for a first sentence that is no question."""


def joined(spans: Sequence[Span], content: str) -> list[Span]:
    """Join the sentences that tell one thing."""
    made: list[Span] = []
    for at, span in enumerate(spans):
        before = made[-1] if made else None
        if before is not None and (
            _affirmed_later(content, before, spans[at : at + 2]) or _led(content, before, span)
        ):
            made[-1] = Span(before.start, span.end)
        else:
            made.append(span)
    return made


def _affirmed_later(content: str, before: Span, later: Sequence[Span]) -> bool:
    """Tell the statement between "True or false?" and "True."."""
    if len(later) < 2 or not content.startswith(TRUTH_SIGNS, before.start):
        return False
    asked = content[before.start : before.end]
    return bool(
        TRUE_OR_FALSE.fullmatch(asked)
        and asked.endswith("?")
        and " " not in asked.rpartition("or ")[2]
        and IT_IS_TRUE.fullmatch(content[later[1].start : later[1].end])
    )


TRUTH_SIGNS = ("True or", "Fact or", "Myth or", "Right or")


def led_astray(tokens: Sequence[Token]) -> bool:
    """Tell whether a question was joined to what seemed its answer, and is not read as one.

    "How many countries use it? 64, by day." and "Cameras in schools? Sixty-four countries."
    """
    signs = {"?", '"', "”", "»", ")"}
    last = len(tokens)
    while last and tokens[last - 1].text in signs:
        last -= 1
    return any(token.text == "?" for token in tokens[:last])


def _led(content: str, before: Span, span: Span) -> bool:
    """Tell whether one sentence only leads to the next, which has its number or its noun."""
    asks = content[before.end - 1] == "?"
    for longest, leads, follows in ASKING if asks else TELLING:
        if before.end - before.start <= longest:
            first = content[before.start : before.end]
            if leads.fullmatch(first) and follows.match(content, span.start, span.end):
                return True
    return False
