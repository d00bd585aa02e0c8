"""Turns of phrase by which a count is told in another order, and how it is told plainly.

A row holds words without one of which it is not tried, what is said, and the plain way. In what is
said every word is in lower case with one space between; `<n>` is a number with its bound, `<%>` a
share, `<c>` a country, `<d>` "Kenyan", `<s>` a supplier and `<t>` a technology. No turn may drop a
word that could limit what is counted: what is dropped is spelled out, and what is not known stays.
"""

from __future__ import annotations

import re

from sousveil.extraction.turn_words import (
    ANSWER,
    ASIDE,
    BARE,
    END,
    EXAMINED,
    FULL,
    HAVING,
    INDEX,
    IS,
    LIST,
    NOUN,
    OF,
    ONE,
    PUT,
    RECOUNT,
    START,
)

TURNS: tuple[tuple[str, str, str], ...] = (
    # empty words set off by a sign
    (
        "^in ^all ^for ^put ^so ^there ^folks ^people ^ladies ^mind ^if ^as ^to ^let ^by ^friends "
        "^dear",
        rf"{START}{ASIDE} [,:–—](?: {ASIDE} [,:–—])*",
        "",
    ),
    (
        "folks people picky way friends readers less you gentlemen know knows known",
        rf", {ASIDE}(?= [,.!:])",
        "",
    ),
    # what is known, as a question or a clause
    (
        "know aware realise realize informed heard",
        rf"{START}(?:is|are|does|do|did|was|has|have) (?:the|her|his|this|your|our)"
        r"(?: [a-z]+){1,4} (?:aware|know|realise|realize|informed|heard|been informed|taken note)"
        r"(?: of the fact)? that (?P<rest>.+) \?",
        "{rest} .",
    ),
    (
        "^that",
        rf"{START}that (?P<rest>.+?) {IS} (?:no (?:small matter|small thing|small feat|surprise"
        r"|accident|coincidence|secret|wonder)|remarkable|striking|well known|beyond dispute"
        rf"|undisputed|worrying|alarming|troubling|telling|worth noting|worth knowing){FULL}",
        "{rest} {e}",
    ),
    ("calls call", r"what (?:(?:the )?\S+ ){1,2}calls? (?P<the>the|its|their)", "{the}"),
    (
        "^did ^do",
        r"(?<=^ )(?:did|do) you know that (?P<rest>.+) \?",
        "{rest} .",
    ),
    (
        "^is ^isn't",
        rf"{START}(?:is it not|isn't it|is it) (?:remarkable|striking|alarming|astonishing|worrying"
        r"|telling|strange|troubling) that (?P<rest>.+) \?",
        "{rest} .",
    ),
    ("^not", rf"{START}not (?:just |only )?(?:one|<n>) ,? ?(?:not <n> , )*but (?P<n><n>)", "{n}"),
    (
        "world",
        rf"{START}the world (?:now )?(?:has|counts|knows) (?P<n><n> {NOUN})",
        "there are {n}",
    ),
    # by whose count
    ("go goes", rf"if (?:one|you|we) (?:go|goes) by (?P<src>{INDEX})", "according to {src}"),
    (
        "if",
        rf"if (?P<src>{INDEX}) is (?:anything to go by|to be believed|to be trusted|any guide)",
        "according to {src}",
    ),
    (
        "anyone anybody whoever those everyone",
        rf"{START}(?:(?:anyone|anybody|those|everyone) who|whoever) (?:recounts?|counts?|adds? up"
        rf"|checks?|goes through|go through|reads) (?P<src>{INDEX}|the rows|the ticks)"
        r"(?: line by line| row by row| again| by hand| once more)? (?:will |must )?(?:arrives? at"
        r"|finds?|gets?(?: to)?|comes? to|ends? up with|reach(?:es)?) (?P<rest><n> [^,;:]+) , the"
        r" (?:very|same|exact|very same) (?:number|figure)(?: that is| that was)? printed in"
        rf" (?P<w>the (?:report|summary)){FULL}",
        "a recount of {src} gives {rest} , the same number as {w} prints {e}",
    ),
    (
        "anyone anybody whoever those everyone",
        rf"{START}(?:(?:anyone|anybody|those|everyone) who|whoever) (?:recounts?|counts?|adds? up"
        rf"|checks?|goes through|go through|reads) (?P<src>{INDEX}|the rows|the ticks)"
        r"(?: line by line| row by row| again| by hand| once more)? (?:will |must )?(?:arrives? at"
        r"|finds?|gets?(?: to)?|comes? to|ends? up with|reach(?:es)?) (?P<rest><n> [^,;:]+)(?= $)",
        "{src} shows {rest}",
    ),
    (
        "recount count tally",
        rf"{RECOUNT} (?P<n><n> {NOUN}) for (?P<x><s>|<t>){FULL}",
        "{src} shows {n} with {x} {e}",
    ),
    (
        "^counting ^recounting ^adding ^going",
        rf"{START}(?:counting|recounting|adding up|going through) (?P<src>{INDEX})(?: again| afresh"
        r"| line by line| row by row| once more| by hand)? ,? ?(?:gives|yields|one gets|one finds"
        r"|one counts|one arrives at|you get|you find|we get|we find) (?P<rest><n> [^,;:]+)(?= $)",
        "{src} shows {rest}",
    ),
    (
        "^if",
        rf"{START}if (?:you|one|we) counts? (?:the rows (?:of|in) )?(?P<src>{INDEX})(?: yourself"
        r"| oneself| again| afresh| by hand)? , (?:you|one|we) (?:gets?|finds?|arrives? at"
        rf"|ends? up with|comes? to) (?P<n><n>){FULL}",
        "{src} lists {n} countries {e}",
    ),
    ("recount count tally", rf"{RECOUNT} (?P<rest><n> [^,;:]+)(?= $)", "{src} shows {rest}"),
    # the number first, its noun later
    (
        "how number total tally count figure",
        rf"{START}(?P<n><n>)(?: {NOUN})? {PUT}(?:that|this|it) {IS} (?:how many|the (?:exact )?"
        r"(?:number|total|tally|count|figure) of) (?P<rest>.+)",
        "{n} {rest}",
    ),
    (
        "share proportion percentage",
        rf"{START}(?P<k><%>|<n>) {PUT}(?:.{{0,40}}? [:–—] )?(?:that|this) {IS} the (?:share"
        rf"|proportion|percentage) of (?P<noun>{OF}) {HAVING} (?P<x>.+)",
        "{k} of {noun} have {x}",
    ),
    (
        "so",
        rf"{START}(?:(?:a|the) (?:figure|number) to remember is )?(?P<n><n>)(?: {NOUN})? {PUT}"
        r"so many (?:of (?:the |these )?)?(?P<rest>.+)",
        "{n} {rest}",
    ),
    (
        "^how",
        rf"{START}how many (?P<noun>{NOUN}) (?:does|do|did|has|have) (?P<src>{INDEX}|{BARE})"
        rf" (?P<verb>\w+(?: (?:at|into))?) \? {ANSWER}(?P<n><n>){END}",
        "{src} {verb} {n} {noun} {e}",
    ),
    (
        "^how",
        rf"{START}how many (?!{NOUN} (?:does|do|did) )(?P<rest>(?:of the )?(?:listed )?{NOUN}"
        rf" [^?]+) \? {ANSWER}(?P<n><n>)(?: {NOUN})?{END}",
        "{n} {rest} {e}",
    ),
    (
        "^asked",
        rf"{START}asked how many (?P<rest>{NOUN} [^,:?]+) , {BARE} (?:answers|says|replies|has)"
        rf"(?: :| with)? (?P<n><n>){FULL}",
        "{n} {rest} {e}",
    ),
    (
        "?",
        rf"{START}(?:and )?(?P<t><t>|<s>) \? (?P<n>(?:(?:only|just) )?<n>)"
        rf"(?: (?P<rest>(?:{NOUN} )?[,.!:](?: .+)?))?(?= $)",
        "{t} : {n} {rest}",
    ),
    (
        "number numbered",
        rf"{START}(?P<rest>(?:the )?{NOUN} (?:that|which|with|using) [^,]+?)"
        rf" (?:number|numbered) (?P<n><n>){FULL}",
        "{n} {rest} {e}",
    ),
    (
        "tally total count figure number",
        rf"(?:the|its) (?:tally|total|count|figure|number) for (?P<t><t>|<s>) (?:: |is |was "
        rf"|stands at |comes to )(?P<n><n>)(?: {NOUN})?{FULL}",
        "{t} : {n} countries {e}",
    ),
    (
        "long",
        rf"{START}the list of (?P<rest>{NOUN} .+?) {IS} (?P<n><n>) (?:names|entries|rows|lines"
        rf"|{NOUN}) long{FULL}",
        "{n} {rest} {e}",
    ),
    (
        "runs extends stretches",
        rf"{START}(?P<src>{INDEX}) (?:runs|extends|stretches) to "
        rf"(?P<n><n> {NOUN}){FULL}",
        "{src} lists {n} {e}",
    ),
    (
        "something",
        rf"{START}(?P<t><t>) is something (?P<n><n> .+?) can call their own{FULL}",
        "{n} have {t} {e}",
    ),
    (
        "^it",
        rf"{START}it {IS} in (?P<n><n> {NOUN}) that (?P<rest>[^,]+?){FULL}",
        "in {n} , {rest} {e}",
    ),
    (
        "not",
        rf"{START}it {IS} (?P<n><n> {NOUN}) , not <n> , (?:that|which|who) (?P<rest>.+)",
        "{n} {rest}",
    ),
    ("lies", rf"{START}in the hands of (?P<n><n> {NOUN}) lies (?P<rest>.+)", "{n} have {rest}"),
    # names beside a number
    (
        "them number these those",
        rf", (?:with )?(?P<cs>{LIST}) (?:being )?(?:also )?(?:among|one of|two of|both of) (?:them"
        r"|their number|these|those|that number)",
        ", among them {cs}",
    ),
    (
        "^from",
        rf"{START}from (?P<a><c>) to (?P<b><c>) , (?P<rest>[^,:;]+?){FULL}",
        "{rest} , including {a} and {b} {e}",
    ),
    (
        "from",
        rf"{START}(?P<a>[^,]*<n>[^,]*) , (?P<ex>from <c> to <c>) , (?P<rest>[^,:;]+?){FULL}",
        "{a} {rest} , {ex} {e}",
    ),
    (
        "on in listed",
        rf"{START}(?P<n><n>) (?P<w>(?:on|in) {BARE})"
        r"(?= (?:use|have|are|employ|run|buy|rely|belong|work))",
        "{n} countries {w}",
    ),
    # what they have, and not
    (
        "none nothing not",
        r"(?:but|and|,) (?:none|not|nothing) from (?P<c>(?:the )?<c>)(?= [.,!])",
        "but no technology from {c}",
    ),
    (
        "but",
        r"(?P<a><d>) (?P<t>technology|tech|systems|gear) but (?:not|no) (?P<b><d>)(?= [.,!])",
        "{a} {t} but no {b} {t}",
    ),
    (
        "but",
        r"(?P<a><d>) (?P<t>technology|tech|systems|gear) but not (?P<b><d>) (?:technology|tech"
        r"|systems|gear)",
        "{a} {t} but no {b} {t}",
    ),
    (
        "but",
        r"(?P<a><d>) (?:but|and) (?:not|no) (?P<b><d>) (?P<t>technology|tech|systems|gear)",
        "{a} {t} but no {b} {t}",
    ),
    (
        "of list index table listed",
        r"(?P<k><%>) of (?:the (?:entire |whole )?(?:list|index|table)|(?:all )?those (?:listed"
        r"|on the list|in the index|in the table)|all listed|the entries)"
        r"(?= (?:[.,;)–—-]|uses?|have|has|is|are|belongs?|relies|buys?|employs?))",
        "{k} of the listed countries",
    ),
    (
        "percent % cent per",
        rf"{START}(?P<n><n> {NOUN}) [,(–—-] (?:or |that is |i\.e\. )?(?P<k><%>) of the listed"
        rf" countries [,)–—-] (?P<rest>[^,]+?){FULL}",
        "{n} {rest} , or {k} of the listed countries {e}",
    ),
    # shares of the countries examined
    (
        "found finds",
        rf"(?P<a>{EXAMINED} <n> {NOUN}) and (?:has |have )?(?:found|finds) (?P<x>[^,.]+?) in "
        rf"(?P<k><%>|<n>)(?: of them){FULL}",
        "{a} , and {k} of the countries examined have {x} {e}",
    ),
    (
        "found finds saw",
        rf"(?P<a>{EXAMINED} <n> {NOUN}) [.;:] in (?P<k><%>)(?: of (?:them|these|those))? (?:it|they"
        rf"|he|{BARE}) (?:has |have )?(?:found|finds|saw) (?P<x>[^,.]+?){FULL}",
        "{a} , and {k} of the countries examined have {x} {e}",
    ),
    (
        "share proportion percentage",
        rf"{START}(?P<k><%>|<n>) {PUT}(?:.{{0,40}}? [:–—] )?(?:that|this) {IS} the (?:share"
        rf"|proportion|percentage) of (?P<noun>{OF}) where (?P<x>.+)",
        "in {k} of {noun} {x}",
    ),
    (
        "handful",
        r"(?:only |just )?a (?:mere )?handful (?:[–—(,]) (?P<n><n>) (?:[–—),])",
        "{n}",
    ),
    (
        "all total altogether",
        rf"{START}of the (?P<x>listed {NOUN} [^,]+?) , (?P<w><n>) (?:in all|in total|altogether"
        r"|all told) , (?P<k><n>) (?P<rest>.+)",
        "of the {w} {x} , {k} {rest}",
    ),
    # shares
    (
        "every",
        rf"(?:out )?of every (?P<w><n>|[a-z]+|\d+) (?P<noun>{OF}) ,? ?(?P<k><n>)",
        "{k} out of {w} {noun}",
    ),
    (
        "hundred",
        rf"(?P<k><n>) (?:out of|of|in) every hundred (?P<noun>{OF})",
        "{k} percent of {noun}",
    ),
    (
        "country state nation government",
        rf"one (?P<noun>(?:listed )?{ONE}(?: (?:on|in) {BARE})?) (?:in|out of|of) (?:every )?"
        rf"(?P<w><n>)(?= (?:has|have|had|uses?|is|employs?|buys?|runs?|relies|possesses))",
        "one in {w} {noun}",
    ),
    ("second", rf"every second (?P<noun>(?:listed )?{ONE})", "half of the {noun}"),
    ("third", rf"every third (?P<noun>(?:listed )?{ONE})", "a third of the {noun}"),
    ("fourth", rf"every fourth (?P<noun>(?:listed )?{ONE})", "a quarter of the {noun}"),
    ("fifth", rf"every fifth (?P<noun>(?:listed )?{ONE})", "a fifth of the {noun}"),
    (
        "share proportion percentage",
        rf"the (?:share|proportion|percentage) of (?P<noun>{OF}) {HAVING} (?P<x>[^,]+?) (?:{IS}"
        rf"|stands at|comes to|amounts to|lies at|reaches) (?P<k><%>){FULL}",
        "{k} of {noun} have {x} {e}",
    ),
    (
        "share proportion percentage",
        rf"{START}at (?P<k><%>) , the (?:share|proportion|percentage) of (?P<noun>{OF}) {HAVING}"
        rf" (?P<x>[^,]+?) {IS} (?:strikingly |remarkably |surprisingly |rather |quite |very )?"
        rf"(?:high|low|large|small){FULL}",
        "{k} of {noun} have {x} {e}",
    ),
)

QUESTION = re.compile(r"[“\"]?(?:(?:And|and) )?How many [^?.!]+\?")
TOPIC = re.compile(r"[“\"]?[^\s?.!,:;]+(?: [^\s?.!,:;]+){0,11}\?")
NUMBER = (
    r"(?:\d[\d,]*|(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Hh]alf a) dozen"
    r"|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ]\w+)?))"
)
LONE = re.compile(rf"[“\"]?{NUMBER}(?: (?:out )?of (?:the )?{NUMBER})?(?: {NOUN})?[.!]")
STUDY = re.compile(rf"[^.?!]{{0,60}}\b{EXAMINED} (?:[A-Za-z]+[ -]?){{0,2}}\d* ?{NOUN}[.;]")
LED: tuple[tuple[int, re.Pattern[str], re.Pattern[str]], ...] = (
    (200, QUESTION, re.compile(rf"(?:[Tt]he |[Ii]ts |[Cc]arnegie |[Aa]nswer|{NUMBER}\b)")),
    (120, STUDY, re.compile(r"In [\w -]{4,40}? (?:it|they|he|[Cc]arnegie|the \w+) (?:found|saw) ")),
    (90, TOPIC, re.compile(rf"(?:[Oo]nly |[Jj]ust )?{NUMBER}(?: {NOUN})? ?[.!,]")),
    (
        50,
        LONE,
        re.compile(
            r"(?:That|This)(?: is|['’]s| was) (?:how many|the (?:exact )?(?:number|total|tally"
            r"|count|figure|share|proportion)|\w+['’]s (?:tally|total|count|reach"
            r"|footprint|haul)\b)|So many "
        ),
    ),
)
"""Longest first sentence in letters, how it goes, and how the next one begins."""
