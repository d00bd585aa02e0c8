"""Words that turns of phrase have in common, as patterns: states, the index, its editions."""

from __future__ import annotations

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
    rf"(?:it {IS} |they {IS} |exactly "
    rf"|(?:the |its |{BARE} 's )?(?:answer|short answer|reply|count|tally)(?: {IS})?(?: :)? "
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
EXAMINED = (
    r"(?:examined|surveyed|studied|assessed|reviewed|covered|covers|looked at|looked into"
    r"|examines|surveys|screened|went through)"
)
HAVING = r"(?:with|having|using|that have|that use|which have|which use|that has)"
NAMED = (
    r"(?:(?:is|was) (?:named|listed|found|recorded|present|active|noted|down)"
    r"|appears|stands|figures|shows up|turns up)"
)
ASIDE = (
    r"(?:in all|all told|all in all|in total|in relative terms|in percentage terms"
    r"|in percent|in percentages|in short|in a nutshell"
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
