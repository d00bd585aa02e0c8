"""What part each word plays in its sentence: verb, noun, preposition and so on."""

from __future__ import annotations

from sousveil.extraction.dates import MONTHS
from sousveil.extraction.events.verbs import is_owned, verb_here
from sousveil.extraction.events.word import NAMES, NO_ONE, SMALL, Word
from sousveil.extraction.numbers.numerals import NUMBER_WORDS

ALWAYS_PREPOSITION = frozenset(
    {"following", "including", "according to", "using", "regarding", "concerning", "excluding"}
)

PARTLY = frozenset("majority part wholly partly jointly fully half".split())
"""Words that with a hyphen say how much is owned: "is majority-owned by"."""

TIMES = frozenset("year month week day summer autumn spring winter time evening".split())

DOING_IT = frozenset("deny say allege end go".split())
"""Verbs behind which "using" is what somebody does, not with what: "denies using it"."""

FULL_VERBS = frozenset("have has had having get gets got getting do does did doing".split())
"""Helping verbs that also stand alone."""

FUNCTION = (
    ("negation", "NEG"),
    ("aux_be", "B"),
    ("aux_have", "H"),
    ("aux_do", "O"),
    ("modal_will", "M"),
    ("modal_may", "M"),
    ("modal_must", "M"),
    ("modal_can", "M"),
)


def _counted(words: list[Word], k: int) -> bool:
    """Tell the nouns of "54 African states" and "member states" from "the report states"."""
    before = words[k - 1] if k else None
    if before is None:
        return False
    if before.low in ("member", "customer", "client", "purchasing", "these", "those"):
        return True
    for word in reversed(words[max(0, k - 4) : k]):
        if word.tag == "#" or word.low in NUMBER_WORDS:
            return True
        if word.tag != "N" or word.low in ("it", "they"):
            return False
    return False


def tag_of(words: list[Word], k: int) -> str:
    """Return the tag of word k; the words before have theirs already."""
    word = words[k]
    kinds = word.kinds
    at = k - 1
    while at >= 0 and words[at].tag in ("A", "NEG", '"') and words[at].low not in NO_ONE:
        at -= 1
    before = words[at] if at >= 0 else None
    after = words[k + 1] if k + 1 < len(words) else None
    if kinds and any(name in kinds for name in NAMES):
        return "N"
    if word.low == "states" and _counted(words, k):
        return "N"
    if (
        word.capital
        and word.low in MONTHS
        and (
            (after is not None and after.low[:1].isdigit())
            or (before is not None and (before.low[:1].isdigit() or before.tag == "P"))
        )
    ):
        word.kinds, word.verbs = {"month": word.low}, ()
        return "N"
    does = before is not None and any(v.classes & DOING_IT for v in before.verbs)
    always = word.low in ALWAYS_PREPOSITION and not (word.low == "using" and before and does)
    if always or (word.low in ("called", "named") and _names(words, k)):
        return "P"
    if word.low in PARTLY and is_owned(words[k + 1 : k + 3]):
        return "A"
    if word.low == "as" and _names_only(words, k):
        return "P"  # "which it markets as Safe City"
    if word.low in ("since", "after", "before", "until", "as", "than", "once", "for") and _times(
        words, k
    ):
        return "P"
    for kind, tag in FUNCTION if kinds else ():
        if kind in kinds:
            held = tag in "BHO" and word.verbs and not _before_verb(words, k)
            if held and word.low in FULL_VERBS:
                return "V"
            return tag
    if word.low == "to":
        if (
            after is not None
            and any("base" in v.forms for v in after.verbs)
            and not (after.kinds.keys() & {"purchase_noun", "state_noun"} and after.tag)
        ):
            nxt = words[k + 2] if k + 2 < len(words) else None
            if not (nxt is not None and nxt.low == "of"):
                return "TO"
        return "P"
    if word.low == "back" and _backwards(before, after):
        return "A"
    if (
        (word.verbs and not word.capital)
        or (word.verbs and k == 0)
        or (word.verbs and _headline(words))
    ):
        verdict = verb_here(words, k, before, after)
        if verdict is not None:
            return verdict
    if (word.low in ("each", "all", "both") and k and words[k - 1].tag in ("H", "B", "M")) or (
        word.low in ("each", "all", "both")
        and k
        and words[k - 1].low in ("have", "has", "had")
        and after is not None
        and any(v.forms & {"participle"} for v in after.verbs)
    ):
        return "A"
    if (
        word.low in ("each", "both", "all")
        and k
        and words[k - 1].tag == "N"
        and after is not None
        and any(v.forms & {"past", "base"} for v in after.verbs)
    ):
        return "A"
    if word.low == "once" and before is not None and before.tag == "B":
        return "A"  # "was once the supplier"
    for kind, tag in SMALL if kinds else ():
        if kind in kinds:
            if word.low == "that" and after is not None and after.low in TIMES:
                return "D"
            if tag == "R" and word.low == "that" and not _that_is_relative(words, k):
                return "S" if not _that_is_determiner(words, k) else "D"
            return tag
    if kinds:
        return "N"
    if word.low.endswith("ly") and not word.capital:
        return "A"
    return "N"


def _backwards(before: Word | None, after: Word | None) -> bool:
    """Tell "sent them back" and "gave the drones back to" from "back the plan"."""
    if before is not None and before.tag in ("TO", "M", "D"):
        return False
    return after is None or not after.text[:1].isalpha() or "preposition" in after.kinds


def _headline(words: list[Word]) -> bool:
    caps = sum(w.capital for w in words if w.text[:1].isalpha())
    return caps * 3 > 2 * sum(w.text[:1].isalpha() for w in words)


def _before_verb(words: list[Word], k: int) -> bool:
    """Tell whether a verb, adjective or "to" follows an auxiliary."""
    for word in words[k + 1 : k + 5]:
        if (
            "negation" in word.kinds
            or "adverb" in word.kinds
            or word.low in ("each", "all", "both")
            or word.low.endswith("ly")
            or "hedge" in word.kinds
        ):
            continue
        if word.kinds.keys() & {"aux_be", "aux_have"}:
            return True
        return any(v.forms & {"participle", "ing", "base"} for v in word.verbs)
    return False


def _that_is_relative(words: list[Word], k: int) -> bool:
    before = words[k - 1] if k else None
    if before is None:
        return False
    if before.tag in ("V", "A", "B", '"', ",", ":", "H"):
        return False
    if before.kinds.keys() & {"no_evidence", "source_noun", "talks_noun"} and before.tag == "N":
        return False
    return before.tag in ("N", "#", ")")


def _that_is_determiner(words: list[Word], k: int) -> bool:
    after = words[k + 1] if k + 1 < len(words) else None
    before = words[k - 1] if k else None
    if before is not None and before.tag == "P":
        return True
    return k == 0 and after is not None and not after.capital and "determiner" not in after.kinds


def _names(words: list[Word], k: int) -> bool:
    """Tell "is owned by a fund called Orlenne" from "a court named Orlenne"."""
    after = words[k + 1] if k + 1 < len(words) else None
    if after is None or not after.capital:
        return False
    for i in range(k - 1, max(-1, k - 7), -1):
        if words[i].tag not in ("N", "P", "~"):
            firm = any(w.kinds.keys() & {"firm_noun", "finance_words"} for w in words[i:k])
            behind = i > 1 and words[i - 1].tag == "P"
            return firm and words[i].low in ("a", "an") and (behind or _acts(words, k + 1))
    return False


def _acts(words: list[Word], k: int) -> bool:
    """Tell whether a name does something: "Orlenne sold"."""
    while k < len(words) and words[k].capital:
        k += 1
    return k < len(words) and any(v.forms & {"past", "third"} for v in words[k].verbs)


def _times(words: list[Word], k: int) -> bool:
    """Tell "since 2018" and "before the summer" from "since it won"."""
    if words[k].low == "since" and k and words[k - 1].kinds.keys() & {"aux_have"}:
        return False
    for word in words[k + 1 : k + 8]:
        if word.kinds.keys() & {"aux_be", "aux_have", "aux_do", "modal_will", "relative"} or (
            "pronoun" in word.kinds and word.low != "who"
        ):
            return False
        if (
            word.verbs
            and not word.kinds
            and not word.capital
            and any(v.forms & {"past", "third"} for v in word.verbs)
            and word.low.endswith(("ed", "s"))
        ):
            return False
        if word.text in (",", ".", ";", ")") or "preposition" in word.kinds:
            break
    return words[k].low in ("since", "after", "before", "until")


def _names_only(words: list[Word], k: int) -> bool:
    """Tell "as Safe City," from "as it won": no verb before the next sign."""
    for i, word in enumerate(words[k + 1 : k + 10]):
        if word.tag in (",", ".", ";", ")", ":") or word.text in (",", ".", ";", ")", ":"):
            return i > 0
        small = {"aux_be", "aux_have", "aux_do", "modal_will", "modal_may", "modal_can", "pronoun"}
        if word.kinds.keys() & small or (word.verbs and not word.kinds and not word.capital):
            return False
    return False
