"""Whether a word that can be a verb is one where it stands."""

from __future__ import annotations

from sousveil.extraction.events.word import COUNTING, NAMES, NO_ONE, QUOTES, Word
from sousveil.extraction.numbers.numerals import NUMBER_WORDS

LIKE_ADJECTIVES = frozenset(
    """missing existing ageing aging leading remaining neighbouring neighboring outstanding growing
    increasing surrounding competing
    """.split()
)

NOUNS = frozenset(
    """contract_noun purchase_noun tender_noun mou_noun talks_noun loan_noun soft_loan buyer_credit
    grant_noun guarantee_noun lease_noun own_budget firm_noun state_noun source_noun private_noun
    trial_noun technology other_thing they_supplier they_recipient they_system they_deal
    media_noun bidder_noun court_noun market_noun sanction_noun launch_noun media_name people_noun
    plain_noun generic_thing person_title group finance_words country capital place supplier
    financier
    """.split()
)

COUNTED = frozenset(
    """countries nations states governments jurisdictions members democracies autocracies cities
    towns municipalities companies firms vendors suppliers capitals
    """.split()
)

OBJECTS = frozenset(("determiner", "pronoun", "they_system", "country", "demonym", "supplier"))

SOURCES = frozenset(("from", "by", "on", "with"))


def _counted_acts(words: list[Word], k: int, forms: frozenset[str]) -> bool:
    """Tell the verb of "61 use facial recognition", "40 countries film their streets".

    Behind a plural number a base form is no noun, unless it makes one with the word behind it.
    """
    i = k - 1
    if i >= 0 and words[i].low in COUNTED:
        while i > 0 and words[i].tag == "N" and words[i].low not in NUMBER_WORDS and k - i < 4:
            i -= 1
    if i < 0 or k + 1 >= len(words) or not forms & {"base", "past"}:
        return False
    number, after = words[i], words[k + 1]
    half = number.low == "half" and i + 1 == k
    if not (number.tag == "#" or number.low in NUMBER_WORDS - {"one", "zero"} or half):
        return False
    if i and words[i - 1].text in "$€£¥₹₦":
        return False
    if after.low in SOURCES or after.kinds.keys() & OBJECTS or words[k + 1].low in ("as",):
        return True
    regular = words[k].low.endswith("ed") and i + 1 == k
    return "technology" in after.kinds and not regular


def verb_here(words: list[Word], k: int, before: Word | None, after: Word | None) -> str | None:
    """Return V or N where the word can be a verb; None leaves it to its other kinds."""
    word = words[k]
    forms = frozenset().union(*(v.forms for v in word.verbs))
    noun = bool(word.kinds.keys() & NOUNS)
    tag = before.tag if before is not None else ""
    if word.low == "state" and after is not None and after.low == "of":
        return "N"  # "the Indian state of Kerala"
    if word.joined:
        return "V" if word.low == "owned" and after is not None and after.low == "by" else "N"
    if after is not None and after.tag == "~":
        return "N" if not forms & {"past", "participle", "third"} or noun else None
    if tag in ("TO", "M", "O") and "base" in forms:
        return "V"
    if k and words[k - 1].tag == "NEG" and words[k - 1].low.endswith("to") and "base" in forms:
        return "V"
    if tag in ("B", "H") and forms & {"participle", "ing"}:
        return "V"
    if "ing" in forms and len(forms) == 1:
        if tag in ("D", "'") or (noun and tag in ("N", "~")):
            return "N"
        if word.low in LIKE_ADJECTIVES and tag != "B" and after is not None and _nominal(after):
            return "N"
        if noun and tag in ("P", "", ",", "C"):
            follows = after is not None and (
                "determiner" in after.kinds or after.capital or after.low[:1].isdigit()
            )
            return "V" if follows else "N"
        return "V"
    if _counted_acts(words, k, forms):
        return "V"
    if forms <= {"past", "participle"}:
        counted = tag == "#" or (before is not None and before.low in COUNTING)
        if (counted or tag in ("D", "'")) and after is not None and _nominal(after):
            return "N"
        if tag == "P" and before is not None and before.low not in ("as", "than", "by"):
            return "N"
        return "V"
    if after is not None and "base" in forms and _says_at_last(words, k, after):
        return "V"
    # base, third, or a past that looks like the base ("put")
    if (
        tag == "#"
        and "base" in forms
        and "past" not in forms
        and k > 1
        and words[k - 2].tag in ("C", ",", ":", "A", "P")
    ):
        subject = (
            words[k - 2].tag in ("C", ",", ":")
            or k == 2
            or words[k - 2].low
            in ("least", "about", "some", "over", "only", "fewer", "than", "nearly", "almost")
        )
        if (
            subject
            and after is not None
            and (after.kinds.keys() & {"technology", "determiner"} or after.low in ("it", "them"))
        ):
            return "V"
    if tag in ("D", "'", "P", "#", "~"):
        return "N"
    if (
        tag == "R"
        or (before is not None and "pronoun" in before.kinds and before.low not in ("one", "ones"))
        or (before is not None and before.low in NO_ONE)
    ):
        return "V"
    if tag == "C" and after is not None and after.low == "to" and word.low in ("plan", "plans"):
        return "V"  # "has drones and plans to buy more"
    if tag == "C" and k > 1:
        earlier = next((w for w in reversed(words[: k - 1]) if w.tag == "V"), None)
        if earlier is not None and any(forms & v.forms for v in earlier.verbs) and not noun:
            return "V"
    follows = after is not None and (
        "determiner" in after.kinds
        or after.low.startswith("the ")
        or "preposition" in after.kinds
        or after.low == "to"
        or after.low[:1].isdigit()
        or any(name in after.kinds for name in NAMES)
        or after.text in QUOTES
        or "adverb" in after.kinds
        or "technology" in after.kinds
        or after.capital
        or (
            not after.verbs
            and after.text.isalpha()
            and not after.kinds.keys()
            & {"conjunction", "relative", "aux_be", "aux_have", "modal_will", "modal_may"}
        )
    )
    if tag in ("N", ")", '"', ",", "#") and before is not None:
        governed = _governed(words, k)
        if governed and "third" in forms and "past" not in forms and (noun or not follows):
            return "N"
        if governed and "base" in forms and "past" not in forms:
            return "N"
        if noun and "demonym" in before.kinds and not governed and "base" in forms:
            return "N"  # "the Kenyan contract"
        singular = (
            before.capital or not before.low.endswith("s") or before.low.endswith(("ss", "us"))
        )
        plural = (
            before.low.endswith("s")
            or before.kinds.keys() & {"state_noun", "demonym"}
            or "police" in before.low
        )
        if "third" in forms and "base" not in forms:
            if noun and not (singular and follows):
                return "N"
            if not noun and before.kinds.keys() & {"technology"} and not follows:
                return "N"
            return "V" if follows or not noun else "N"
        if "past" in forms:
            return "V" if follows else "N" if noun else "V"
        if "base" in forms:
            if (tag == "N" and _joined_names(words, k)) or (tag == "," and _aside(words, k)):
                plural, tag = True, "N"
            if not plural and follows and tag == "N":
                plural = _plural_subject(words, k)
            if noun:
                return "V" if plural and follows and tag == "N" else "N"
            return "V" if plural and follows else None if word.kinds else "N"
    if tag in ("", ":", ";", "-", "S", "C") and (noun or "base" in forms):
        return "N" if noun else ("V" if follows and tag in ("S", "C") else None)
    return None if word.kinds else "V" if "third" in forms or "past" in forms else "N"


def _says_at_last(words: list[Word], k: int, after: Word) -> bool:
    """Tell ", researchers at the university say." from a noun: a comma, and a plural behind it."""
    if after.tag not in (".", ",", ";") and after.text not in (".", ",", ";"):
        return False
    if not any("say" in v.classes or "allege" in v.classes for v in words[k].verbs):
        return False
    for i in range(k - 1, max(-1, k - 12), -1):
        if words[i].tag in ("V", "B", "H", "M", "O", ";", ":"):
            return False
        if words[i].tag in (",", '"'):
            heads = [w for w in words[i + 1 : k] if w.tag in ("N", "D", "P", "A", "'", "#")]
            until = next((j for j, w in enumerate(heads) if w.tag == "P"), len(heads))
            head = next((w for w in reversed(heads[:until]) if w.tag == "N"), None)
            return head is not None and (
                head.low.endswith("s") or bool(head.kinds.keys() & {"state_noun", "demonym"})
            )
    return False


def _governed(words: list[Word], k: int) -> bool:
    """Tell whether a preposition or a verb governs the nouns before: "at railway stations"."""
    for i in range(k - 1, max(-1, k - 7), -1):
        word = words[i]
        if word.tag in ("P", "V"):
            inside = words[i + 1 : k]
            if (
                word.tag == "V"
                and word.verbs
                and word.verbs[0].classes & {"say", "allege", "deny", "plan"}
            ):
                return False
            return not any(w.capital and w.tag == "N" for w in inside) or (
                word.tag == "P"
                and len(inside) < 3
                and i > 0
                and any(_rules(words, j) for j in range(i))
            )
        if word.tag in (",", ";", ":", "-", "(", ")", "S", "R", '"', "C", "B", "M", "H", "O"):
            return False
    return False


def _rules(words: list[Word], i: int) -> bool:
    """Tell a verb from the participle of "cameras supplied by": a sentence needs another."""
    if words[i].tag == "V":
        return not (i + 1 < len(words) and words[i + 1].low == "by")
    return words[i].tag == "B"


def _aside(words: list[Word], k: int) -> bool:
    """Tell "Twenty countries, half of them in Europe, use": a plural, an aside, and no verb yet."""
    head = None
    for i, word in enumerate(words[:k]):
        if word.tag in ("V", "B", "H", "O", "M", "S", ";", ":"):
            return False
        if word.tag == "," and head is None:
            head = words[i - 1] if i else None
    return (
        head is not None
        and head is not words[k - 1]
        and head.tag == "N"
        and (head.low.endswith("s") or "state_noun" in head.kinds)
    )


def _joined_names(words: list[Word], k: int) -> bool:
    """Tell "Argentina, Chile and Uruguay use" from "Uruguay use"."""
    for i in range(k - 1, max(-1, k - 6), -1):
        if words[i].tag == "C":
            return words[i].low in ("and", "&") and i > 0 and words[i - 1].tag == "N"
        if words[i].tag not in ("N", "'", "D", "A"):
            return False
    return False


def _plural_subject(words: list[Word], k: int) -> bool:
    """Tell "Police in Amsterdam use": a plural before a phrase, and no verb yet."""
    for i in range(k - 1, -1, -1):
        word = words[i]
        by = i + 1 < k and words[i + 1].low == "by"
        if word.tag in ("V", "B", "H", "O", "M", "R", "S", ";", ":") and not by:
            return False
        made = i + 2 < k and words[i + 1].tag == "V" and words[i + 2].low == "by"
        if word.tag == "N" and i + 1 < k and (words[i + 1].tag == "P" or made):
            head = word.low
            return (
                head.endswith(("s", "police", "military"))
                or "state_noun" in word.kinds
                or "demonym" in word.kinds
            )
    return False


def is_owned(behind: list[Word]) -> bool:
    """Tell whether "-owned" stands behind a word."""
    lows = [w.low for w in behind]
    return len(lows) == 2 and lows[0] == "-" and lows[1] in ("owned", "held", "controlled")


def _nominal(word: Word) -> bool:
    return (
        bool(word.kinds.keys() & NOUNS)
        or (not word.verbs and not word.kinds and word.text[:1].isalpha())
        or "demonym" in word.kinds
    )
