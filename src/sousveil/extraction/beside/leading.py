"""What the lines around a sentence make of it: a heading "Myth", an unfinished line before it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.labels import beside, denies, is_crossed
from sousveil.model.late import late
from sousveil.model.noun import replace
from sousveil.model.question import Question
from sousveil.model.source import Span

LEADING = frozenset(
    "a an and as at because but by can cannot do does for from had has have if in is it its neither"
    " never no nor not of on only or our should than that the their these those to unless until"
    " were whether which while who whose with without would".split()
)
"""Words with which no line ends that is complete."""

ONWARDS = frozenset(
    "is are was were isn't aren't wasn't weren't has have had hasn't haven't does do did don't"
    " doesn't didn't would could should may might can can't cannot will won't must and but or nor"
    " yet though although if unless until except which who that so say says said claim claims only"
    " not never no none neither because while whereas according than as with without".split()
)
"""Words with which a line goes on with the sentence of the line before."""

HEADING = 70  # characters: a line without a stop that is so short may stand over what follows
FEW = 4  # words of a heading that says nothing but what is under it

FALSE = late(
    r"\b(?:myths?|misconceptions?|falsehoods?|fallac(?:y|ies)|untruths?|lies?|hoax(?:es)?|fictions?"
    r"|rumou?rs?|fake|false|untrue|wrong|incorrect|debunked|nonsense|(?:dis|mis)information|satire"
    r"|retracted|withdrawn|unverified|unconfirmed|unproven|fakes|rejected|disputed|refuted"
    r"|parody|not\ true|not\ so)\b",
    re.IGNORECASE,
)
LISTED = late(r"\b(?:myths|misconceptions?|falsehoods|fallacies|untruths|hoaxes)\b", re.I)
"""What a heading calls all that stands under it, however long it is."""

SAID = late(
    r"""
    (?: the\  | their\  | his\  | her\  | our\  )?
    (?: claim | allegation | accusation | assertion | rumou?r | post | tweet ) s?
    | (?: \S+\  ){0,4} \S+['’]s?\  (?: claim | allegation | assertion | version ) s?
    | (?: do\ not | don['’]t | never | avoid | not ) (?: \  \w+ ){0,2}
    | what\  (?: \S+\  ){1,4}
      (?: say | says | said | claim | claims | claimed | think | believe | heard | want | wants )
    | (?: they | he | she | some | many | people | critics | you )\  (?: \S+\  )?
      (?: say | says | said | claim | claims | heard )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Headings over what somebody else says."""

UNREAL = late(
    r"\b(?:once upon a time|scenarios?|forecasts?|predictions?|(?:my|a|the|our) novel"
    r"|(?:short|tall) (?:story|stories|tale)|fairy tales?|our (?:goals|plans|targets)|errata"
    r"|errors in|thought experiment|never happened)\b",
    re.IGNORECASE,
)
"""What a heading calls what nobody says is so."""

LABEL = late(
    r"""
    [\W\d_]* (?: the\  )? (?: common\  | popular\  | viral\  )?
    (?: myth | fiction | falsehood | lie | misconception | hoax | fake | untrue | wrong | not\ true
      | false (?:\ \w+)? | what\ \w+\ (?:say|claim|think) | they\ (?:say|claim) ) s?
    \s* (?: (?: no\.\s* | nr\.\s* | \#\s* )? \d+ \s* )? [:–—|]
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""How a paragraph begins that gives what it then denies: "Myth 2: ..."."""

LINE = 160  # characters of a sentence that announces a list
ANNOUNCES = late(
    r"""
    \b (?: none | not\ one | not\ all | neither | nothing )\b .{0,30}
      \b (?: following | these | below )\b
    | \b (?: following | next | below | here )\b .{0,40}
      \b (?: myths? | lies? | wrong | false | untrue | fake | hoax(?:es)? | mistakes? | errors?
        | misconceptions? | falsehoods? | not\ true )\b
    | \b (?: wrong | false | untrue | nonsense | lies? )\b .{0,20} : $
    | \b (?: mistakes | errors | myths | lies | falsehoods | misconceptions | fallacies | untruths
      | false\ claims | rumou?rs ) (?: \ in\ it | \ about\ \w+ | \ on\ \w+ )? [.:] $
    | ^ (?: which | what )\b .{0,30}
      \b (?: true | false | right | correct | wrong )\b .{0,10} [?:] $
    | \b true\ or\ false\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Sentences after which a list gives what is not so, or may not be."""

DENIES = late(r"(?:no|not|never|none|nobody|nope|wrong|false)(?:\W|$)", re.IGNORECASE)
ANSWERED = late(r":\s+no$", re.IGNORECASE)
STOPPED = late(r"[.!?…。！？][\"”’»)\]*]*$")
MARKED = late(r"[•*·▪‣–—-]|\d+[.)]")
DIGIT = late(r"\d[.,'’]?$")
WORD = late(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LAST = late(r"[^\W_]+$")

THOUSANDS = late(r"(?<![\w.,])\d{1,3}[ \u00a0\u2007\u2009\u202f]$")
THOUSANDS_AFTER = late(r"[ \u00a0\u2007\u2009\u202f'’]\d{3}(?![\w.,]\d|\w)")
SIGNED = late(r"(?:^|[^\w])[−－﹣‐‑±/\\^]$")
SIGNED_AFTER = late(r"\s?[/\\^½⅓¼¾⅔⁄±]|[⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]|-\d")


def led(
    content: str, spans: Sequence[Span], asking: Collection[int], codebook: Codebook
) -> dict[int, str]:
    """Return by their start the sentences of which what is around them says more, and what.

    Of the sentences at the places `asking` all is told that is there; of others perhaps not.
    """
    found = dict(reversed(list(beside(content, spans, asking, codebook))))
    over = label = listed = ""
    announced = -1
    for place, span in enumerate(spans):
        words = content[span.start : span.end]
        gap = content[spans[place - 1].end : span.start] if place else "\n"
        if "\n" in gap:
            label = ""
        if listed and gap.count("\n") > 1 and spans[place - 1].start != announced:
            listed = ""
        if ANNOUNCES.search(words[:LINE]):
            listed, announced = _short(words), span.start
        elif listed:
            found.setdefault(span.start, listed)
        if LABEL.match(words[:HEADING]):
            label = words.partition(":")[0][:HEADING]
        after = content[span.end : spans[place + 1].start] if place + 1 < len(spans) else "\n"
        if _is_heading(words, after):
            if not MARKED.match(words):
                over = words if _stands_over(words) else ""
        elif over or label:
            found[span.start] = over or label
    for place, (one, other) in enumerate(pairwise(spans)):
        gap = content[one.end : other.start]
        if "\n" not in gap or (place not in asking and place + 1 not in asking):
            continue
        before, after = content[one.start : one.end], content[other.start : other.end]
        if _leads_into(before, gap, after):
            found.setdefault(other.start, _short(before))
        if not STOPPED.search(before) and _goes_on(after):
            found.setdefault(one.start, _short(after))
    return found


def doubted(question: Question, content: str, around: dict[int, str]) -> Question:
    """Return a question with what the lines and signs around it say, where that is not read."""
    unread = list(question.unread)
    if (words := around.get(question.evidence.start)) is not None:
        unread.append(words)
    for name, said in question.mentions:
        if name != "value" or not said.text[:1].isdigit():
            continue
        before, after = (
            content[max(question.evidence.start, said.start - 8) : said.start],
            content[said.end :][:6],
        )
        signs = [THOUSANDS.search(before) or SIGNED.search(before)]
        if said.text[-1:].isdigit() and not _of_whole(question, content[said.end :][:8]):
            signs.append(THOUSANDS_AFTER.match(after) or SIGNED_AFTER.match(after))
        unread += [sign.group().strip() for sign in signs if sign is not None]
    if len(unread) == len(question.unread):
        return question
    return replace(question, unread=tuple(unread))


def _of_whole(question: Question, after: str) -> bool:
    """Tell "75/176", where the number behind the stroke was read as the whole."""
    stroke = STROKE.match(after)
    return stroke is not None and float(stroke[1]) == question.denominator


STROKE = late(r"\s?/\s?(\d{1,3})(?![\w/]|[.,]\d)")


def _is_heading(words: str, after: str) -> bool:
    """Tell a short line of its own without a stop."""
    return "\n" in after and len(words) <= HEADING and not STOPPED.search(words.rstrip("?"))


def _stands_over(words: str) -> bool:
    """Tell a heading that says that what stands under it is not so, or what others say."""
    bare = words.strip(' :#*_|0123456789.?"“”')
    if SAID.fullmatch(bare) or is_crossed(words) or denies(words):
        return True
    if UNREAL.search(bare):
        return True
    return bool(LISTED.search(bare) or (FALSE.search(bare) and len(WORD.findall(bare)) <= FEW))


def _leads_into(before: str, gap: str, after: str) -> bool:
    """Tell a line that is not complete, or that says that what follows is not so."""
    if STOPPED.search(before):
        return False
    last = LAST.search(before)
    if last is not None and last.group() in LEADING and not ANSWERED.search(before):
        return True
    if DIGIT.search(before) and after[:1].isdigit() and gap.count("\n") == 1:
        return True
    if len(before) > HEADING:
        return False
    return bool(FALSE.search(before) or (DENIES.match(before) and len(before.split()) <= FEW))


def _goes_on(after: str) -> bool:
    """Tell a line that goes on with the sentence of the line before: "is what they say"."""
    first = WORD.match(after)
    if first is None or not after[:1].islower():
        return False
    return first.group() in ONWARDS or bool(FALSE.search(after[:HEADING]))


def _short(words: str) -> str:
    return words if len(words) <= HEADING else f"{words[:HEADING].rsplit(' ', 1)[0]} …"
