"""Turns of phrase by which a count is told in another order, and how it is told plainly.

A row holds words without one of which it is not tried, what is said, and the plain way. In what is
said every word is in lower case with one space between; `<n>` is a number with its bound, `<%>` a
share, `<c>` a country, `<d>` "Kenyan", `<s>` a supplier and `<t>` a technology. No turn may drop a
word that could limit what is counted: what is dropped is spelled out, and what is not known stays.
"""

from __future__ import annotations

import re

NOUN = r"(?:countries|states|nations|governments|jurisdictions)"
ONE = r"(?:country|state|nation|government)"
BARE = (
    r"(?:(?:the|this|that|its|carnegie 's|feldstein 's|carnegie endowment 's)"
    r"(?: (?:aigs|ai|surveillance|<t>|global|carnegie|whole|same))*"
    r" (?:index|table|tables|list|count|tally|data|figures|numbers|survey|study|report|rows)"
    r"|carnegie|feldstein|the researchers|the authors)"
)
"""The index, without a word for its edition, so that nothing is lost where it is dropped."""

INDEX = (
    r"(?:the|this|that|its|carnegie 's|feldstein 's|carnegie endowment 's)"
    r"(?: (?:2019|2022|aigs|ai|surveillance|<t>|global|carnegie|first|second|latest|new|updated"
    r"|whole))*"
    r" (?:index|table|tables|list|count|tally|data|figures|numbers|edition|survey|study|report)"
    r"(?: of (?:the )?(?:2019|2022|index|aigs index))?"
)
LAST = (
    r"(?:the (?:2022|second|latest|new|updated|most recent)(?: (?:aigs|carnegie))?"
    r" (?:index|edition|table|list|one|version)|the (?:index|edition|table|list|one) of 2022"
    r"|2022)"
)
FIRST = (
    r"(?:the (?:2019|first|original|old)(?: (?:aigs|carnegie))?"
    r" (?:index|edition|table|list|one|version)|the (?:index|edition|table|list|one) of 2019"
    r"|the first|its predecessor|2019)"
)
SAYS = r"(?:says|reckons|counts|finds|found|writes|reports|say|find|count|report)"
IS = r"(?:is|'s|was|are|were)"
ANSWER = (
    rf"(?:(?:the |its |{BARE} 's )?(?:answer|short answer|reply|count|tally)(?: {IS})?(?: :)? "
    rf"|{BARE} (?:says|answers|counts|finds|has)(?: :)? )?"
)
END = rf"(?: , (?:{SAYS} {BARE}|{BARE} {SAYS}))?(?: (?P<e>[.!]))?(?= $)"
FULL = r"(?: (?P<e>[.!]))?(?= $)"
START = r"(?<=^ )"
LIST = r"<c>(?: (?:,|and|, and) <c>)*"
PUT = r"(?:[.:;!,–—-] )+"
OF = (
    rf"(?:(?:the|all|listed|all the|the listed|<n>|the <n>) )*(?:listed )?{NOUN}"
    rf"(?: listed| (?:on|in) {BARE})?"
)
HAVING = r"(?:with|having|using|that have|that use|which have|which use|that has)"
NAMED = (
    r"(?:(?:is|was) (?:named|listed|found|recorded|present|active|noted|down)"
    r"|appears|stands|figures|shows up|turns up)"
)
ASIDE = (
    r"(?:in relative terms|in percentage terms|in percent|in percentages|in short|in a nutshell"
    r"|in plain numbers|in plain figures|for the record|put simply|so there (?:we|you) have it"
    r"|there (?:we|you) have it|folks|people|ladies and gentlemen|mind you|if you 're picky"
    r"|in round numbers|as is well known|as everybody knows|as everyone knows|as we know"
    r"|as many know|as readers will know|to put it plainly|put plainly|let that sink in"
    r"|by the way|friends|dear readers|dear friends|no less|and counting heads)"
)
TOGETHER = r"(?:together|side by side|next to each other|beside each other|next to one another)"
NEXT = r"(?:next to|beside|alongside|together with|side by side with)"
RECORDED = r"(?: on record| named| listed| recorded| found| present)?"

RECOUNT = (
    rf"{START}(?:a|the|our|my|any)(?: (?:fresh|careful|quick|simple|second))? (?:recount|count"
    rf"|tally) of (?P<src>{INDEX}) (?:gives|yields|finds|shows|arrives at|comes to|turns up"
    r"|produces|results in)"
)

TURNS: tuple[tuple[str, str, str], ...] = (
    # empty words set off by a sign
    (
        "^in ^for ^put ^so ^there ^folks ^people ^ladies ^mind ^if ^as ^to ^let ^by ^friends ^dear",
        rf"{START}{ASIDE} [,:–—](?: {ASIDE} [,:–—])*",
        "",
    ),
    (
        "folks people picky way friends readers less you gentlemen know knows known",
        rf", {ASIDE}(?= [,.!:])",
        "",
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
        r"|finds?|gets?(?: to)?|comes? to|ends? up with|reach(?:es)?) (?P<rest><n> .+)",
        "{src} shows {rest}",
    ),
    (
        "recount count tally",
        rf"{RECOUNT} (?P<n><n> {NOUN}) for (?P<x><s>|<t>){FULL}",
        "{src} shows {n} with {x} {e}",
    ),
    ("recount count tally", rf"{RECOUNT} (?P<rest><n> .+)", "{src} shows {rest}"),
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
        "not",
        rf"{START}it {IS} (?P<n><n> {NOUN}) , not <n> , (?:that|which|who) (?P<rest>.+)",
        "{n} {rest}",
    ),
    ("lies", rf"{START}in the hands of (?P<n><n> {NOUN}) lies (?P<rest>.+)", "{n} have {rest}"),
    # all that the index asks about
    (
        "four",
        r"all (?:of the )?four(?: of the)? (?:ai )?(?:technologies|<t> technologies|categories)"
        rf"(?: (?:that )?(?:{BARE}) (?:now )?(?:tracks|asks about|covers|looks at|records|counts))?"
        r"(?! [:–—(])",
        "facial recognition , smart cities , smart policing and social media surveillance",
    ),
    # names beside a number
    (
        "them number these those",
        rf", (?P<cs>{LIST}) (?:being )?(?:also )?(?:among|one of|two of|both of) (?:them"
        r"|their number|these|those|that number)",
        ", among them {cs}",
    ),
    (
        "^from",
        rf"{START}from (?P<a><c>) to (?P<b><c>) , (?P<rest>[^,:;]+?){FULL}",
        "{rest} , including {a} and {b} {e}",
    ),
    # what they have, and not
    (
        "none nothing not",
        r"(?:but|and|,) (?:none|not|nothing) from (?P<c>(?:the )?<c>)(?= [.,!])",
        "but no technology from {c}",
    ),
    (
        "but",
        r"(?P<a><d>) (?:but|and) (?:not|no) (?P<b><d>) (?P<t>technology|tech|systems|gear)",
        "{a} {t} but no {b} {t}",
    ),
    # shares
    (
        "every",
        rf"(?:out )?of every (?P<w><n>) (?P<noun>{OF}) ,? ?(?P<k><n>)",
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
        "majority",
        r"a majority of (?P<n><n>)(?= (?:use|have|had|employ|run|rely|buy|deploy|possess|work))",
        "{n}",
    ),
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
    # abroad and at home
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
    # new and gone
    (
        "not lacked",
        rf"(?P<n><n> {NOUN}) (?:appear|figure|stand|are|feature|are listed|show up) (?:in|on) "
        rf"(?P<last>{LAST}) (?:that|which) {FIRST} (?:did not have|lacked|did not list"
        r"|did not contain|did not include|did not name)",
        "{n} are new in {last}",
    ),
    (
        "longer missing gone",
        rf"(?P<n><n> {NOUN}) (?:that|which) (?:stood|were|appeared|figured|were listed) (?:in|on) "
        rf"{FIRST} (?:are|have) (?:no longer (?:in|on)|missing from|gone from|not in) "
        rf"(?P<last>{LAST})",
        "{n} are gone from {last}",
    ),
    (
        "newcomers additions entries names arrivals",
        rf"{START}(?P<last>{LAST}) (?:had|has|counts|contains|brought|brings) (?P<n><n>) "
        r"(?:newcomers|additions|new entries|new names|new arrivals)",
        "{n} countries are new in {last}",
    ),
    (
        "newcomers additions entries names arrivals",
        rf"{START}{BARE} had (?P<n><n>) (?:newcomers|additions|new entries|new names"
        rf"|new arrivals) in (?P<last>{LAST})",
        "{n} countries are new in {last}",
    ),
)

QUESTION = re.compile(r"[“\"]?(?:(?:And|and) )?How many [^?.!]+\?")
TOPIC = re.compile(r"[“\"]?[^\s?.!,:;]+(?: [^\s?.!,:;]+){0,3}\?")
NUMBER = (
    r"(?:\d[\d,]*|(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Hh]alf a) dozen"
    r"|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ]\w+)?))"
)
LONE = re.compile(rf"[“\"]?{NUMBER}(?: (?:out )?of (?:the )?{NUMBER})?(?: {NOUN})?[.!]")
LED: tuple[tuple[int, re.Pattern[str], re.Pattern[str]], ...] = (
    (200, QUESTION, re.compile(rf"(?:[Tt]he |[Ii]ts |[Cc]arnegie |[Aa]nswer|{NUMBER}\b)")),
    (50, TOPIC, re.compile(rf"(?:[Oo]nly |[Jj]ust )?{NUMBER}(?: {NOUN}\b|[.!])")),
    (
        50,
        LONE,
        re.compile(
            r"(?:That|This)(?: is|['’]s| was) (?:how many|the (?:exact )?(?:number|total|tally"
            r"|count|figure|share|proportion)) |So many "
        ),
    ),
)
"""Longest first sentence in letters, how it goes, and how the next one begins."""
