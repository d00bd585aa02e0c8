"""Turns of phrase for who is new in an edition, who is gone, and who stayed.

Rows as in `turns.py`.
"""

from __future__ import annotations

from sousveil.extraction.turn_words import (
    BARE,
    FIRST,
    FULL,
    IS,
    LAST,
    LIST,
    NOUN,
    START,
)

SINCE = (
    rf"(?:since {FIRST}|in {LAST}|between (?:the (?:two )?editions|2019 and 2022|{FIRST} and "
    rf"{LAST})"
    r"|from 2019 to 2022|from one edition to the next)"
)

MOVES: tuple[tuple[str, str, str], ...] = (
    # how much longer the list became
    (
        "grew grown grows longer expanded swelled",
        rf"{START}(?:the|its|carnegie 's|feldstein 's) (?:list|index|table) (?:has |have )?"
        rf"(?:grew|grown|grows|expanded|swelled|swollen) by (?P<n><n>)(?: {NOUN}| entries| names)?"
        rf"{FULL}",
        "the list grew by {n} countries between 2019 and 2022 {e}",
    ),
    (
        "longer",
        rf"{START}(?:[^ ]+ ){{0,3}}?, ?(?:the|its|carnegie 's|feldstein 's) (?:list|index|table) "
        rf"(?:is|was|had become|has become) (?P<n><n> {NOUN}) longer(?: than (?:in|that of) 2019"
        rf"| than {FIRST}| than before)?{FULL}",
        "the list grew by {n} between 2019 and 2022 {e}",
    ),
    (
        "still also too again well",
        rf"{START}(?P<n><n> {NOUN}) (?:of|in|from|on) {FIRST} {IS} (?:still |also |again )?"
        rf"(?:listed )?(?:on|in) (?:{LAST}|{BARE})(?: ,? ?(?:too|as well|again))?{FULL}",
        "{n} are listed in both editions {e}",
    ),
    (
        "as same unchanged",
        rf"{START}(?P<all>(?:[^ ]+ )*?(?P<n><n>)(?: [^ ]+)*?)(?: ,)? "
        r"(?:(?:exactly|just|precisely|still) )?"
        rf"(?:as many(?: {NOUN})? as|the same(?: (?:number|count|total|figure)(?: of {NOUN})?)?"
        rf" as|as|unchanged (?:from|since)|as {IS}(?: already)?(?: the case)?)"
        rf"(?: (?:it|they) (?:was|were|did|had))? (?:in )?{FIRST}{FULL}",
        "{all} in 2022 , and {n} in 2019 {e}",
    ),
    # new and gone
    (
        "adds added gained gains welcomed welcomes",
        rf"{START}(?P<last>{LAST}) (?:has )?(?:adds|added|gained|gains|welcomed|welcomes)"
        rf" (?P<n><n>) (?:new )?(?:{NOUN}|names|newcomers|entries)(?= [.,!])",
        "{n} countries are new in {last}",
    ),
    (
        "new",
        rf"{START}(?P<last>{LAST}) (?:has|had|brought|brings|includes|contains|lists) (?P<n><n>) "
        rf"new"
        rf" (?:{NOUN}|names|entries)(?= [.,!])",
        "{n} countries are new in {last}",
    ),
    (
        "gained added welcomed",
        rf"{START}{BARE} (?:has |have )?(?:gained|added|welcomed) (?P<n><n>) (?:new )?(?:{NOUN}"
        rf"|names|newcomers|entries) {SINCE}{FULL}",
        "{n} countries are new in the 2022 edition {e}",
    ),
    (
        "lost dropped shed",
        rf"{START}{BARE} (?:has |have )?(?:lost|dropped|shed) (?P<n><n>) (?:{NOUN}|names|entries)"
        rf" {SINCE}{FULL}",
        "{n} countries are gone from the 2022 edition {e}",
    ),
    (
        "lost dropped shed",
        rf"{START}(?P<last>{LAST}) (?:has )?(?:lost|dropped|shed) (?P<n><n>) (?:{NOUN}|names"
        rf"|entries)"
        rf"{FULL}",
        "{n} countries are gone from {last} {e}",
    ),
    (
        "new",
        rf"{START}(?:there are )?(?P<n><n>) new (?:{NOUN}|names|entries)(?: (?:are|have joined"
        rf"|joined|appear|stand|are listed))?(?: (?:on|in))? (?P<last>{LAST}|{BARE}){FULL}",
        "{n} countries are new in {last} {e}",
    ),
    (
        "not missing",
        rf"{START}(?P<n><n>)(?: of the)?(?: listed)? {NOUN}(?: (?:on|in) (?:{LAST}|{BARE}))? "
        rf"(?:were"
        rf"|are|had) (?:not (?:been )?(?:on|in|part of)|missing (?:from|in)) (?:{FIRST}|that of"
        rf" 2019){FULL}",
        "{n} countries are new in the 2022 edition {e}",
    ),
    (
        "missing gone longer not",
        rf"{START}(?P<n><n>) of the {NOUN} (?:listed |named )?(?:of|in|from|on) {FIRST} (?:are"
        rf"|were) "
        rf"(?:missing(?: (?:from|in) {LAST})?|gone(?: (?:from|in) {LAST})?|no longer (?:listed"
        rf"|(?:in|"
        rf"on) {LAST})|not (?:in|on) {LAST}){FULL}",
        "{n} countries are gone from the 2022 edition {e}",
    ),
    (
        "make",
        rf"{START}(?P<n><n> {NOUN}) did not make it (?:in)?to {LAST}{FULL}",
        "{n} are gone from the 2022 edition {e}",
    ),
    (
        "come came",
        rf"{START}(?P<n><n> {NOUN}) (?:have )?(?:come|came) (?:in|onto {BARE}|into {BARE}|on to "
        rf"{BARE}"
        rf") {SINCE}{FULL}",
        "{n} are new in the 2022 edition {e}",
    ),
    (
        "stayed remained common share",
        rf"{START}(?P<n><n> {NOUN}) (?:(?:have )?(?:stayed|remained) (?:on|in) {BARE}|are common to"
        rf" both (?:editions|lists|tables)){FULL}",
        "{n} are listed in both editions {e}",
    ),
    (
        "share",
        rf"{START}(?:the two|both) (?:editions|lists|tables) (?:share|have in common) (?P<n><n> "
        rf"{NOUN})"
        rf"{FULL}",
        "{n} are listed in both editions {e}",
    ),
    (
        "came joined newcomers",
        rf"{START}(?P<n><n>)(?: {NOUN})? (?:came in|joined|newcomers) ?(?:,|and|, and) (?P<k><n>) "
        rf"(?:dropped"
        rf" out|left|dropouts)(?: : that {IS} the balance of {LAST})?{FULL}",
        "{n} countries are new in the 2022 edition , and {k} countries are gone from the 2022 "
        "edition {e}",
    ),
    (
        "^new",
        rf"{START}new (?:in|to) (?P<last>{LAST}) : (?P<cs>{LIST})(?= $| \.)",
        "{cs} are new in {last}",
    ),
    (
        "^all",
        rf"{START}(?P<n>all <n> {NOUN}|<n> {NOUN}) (?:of|in|from|on) {FIRST} {IS} (?:(?:listed"
        rf"|named|found|present|there) )?(?:again |still |also )?(?:in|on) {LAST}{FULL}",
        "{n} are listed in both editions {e}",
    ),
    (
        "not",
        rf"(?P<n><n> {NOUN}) (?:of|in|from|on) (?P<last>{LAST}) (?:had not been|were not|are not"
        rf"|did not appear|did not figure|did not stand) (?:in|on) {FIRST}",
        "{n} are new in {last}",
    ),
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
        "added gained",
        rf"{START}(?P<last>{LAST}) (?:added|gained|brought in|took in) (?P<n><n> {NOUN}) and "
        r"(?:dropped|lost|removed|left out|shed) (?P<k><n>)(?= [.,])",
        "{n} are new in {last} , and {k} countries are gone from {last}",
    ),
    (
        "added",
        rf"{START}(?:since {FIRST} ,? ?)?(?P<n><n> {NOUN}) (?:have been|were) added"
        rf"(?: since {FIRST})? and (?P<k><n>)(?: (?:have been|were))? (?:dropped|removed|lost)",
        "{n} are new in the 2022 edition , and {k} countries are gone from the 2022 edition",
    ),
    (
        "new",
        rf"{START}of the (?P<n><n>) new (?:{NOUN}|names|entries)(?: (?:in|of|on) {LAST})? , "
        rf"(?P<k><n>|one|none) (?:belong to|{IS} in|lie in|come from|{IS} from) (?P<g>(?:the )?<r>)"
        rf"{FULL}",
        "{n} countries are new in the 2022 edition , {k} of them in {g} {e}",
    ),
    (
        "newcomers additions entries names arrivals",
        rf"{START}{BARE} had (?P<n><n>) (?:newcomers|additions|new entries|new names"
        rf"|new arrivals) in (?P<last>{LAST})",
        "{n} countries are new in {last}",
    ),
)
