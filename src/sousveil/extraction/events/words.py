"""The words of a sentence, each with the part that it plays."""

from __future__ import annotations

from dataclasses import dataclass, field

from sousveil.extraction.events.lexicon import Lexicon, Term, Verb
from sousveil.extraction.quantities import NUMBER_WORDS
from sousveil.extraction.tokens import tokens

THINGS_OF = frozenset("technology technologies systems software security electronics".split())
"""What a company's name may end with; in small letters it is what the company makes."""

COUNTING = frozenset(
    """two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
    seventy eighty ninety hundred thousand million several some many
    """.split()
)

LIKE_ADJECTIVES = frozenset(
    """missing existing ageing aging leading remaining neighbouring neighboring outstanding growing
    increasing surrounding competing
    """.split()
)

SHORT = 3  # letters: names as short as this ("US", "NEC") must stand in capitals
NAMES = ("country", "demonym", "capital", "place", "supplier", "financier")
QUOTES = frozenset('"“”„«»‟')
SIGNS = {
    ",": ",",
    "、": ",",
    ";": ";",
    ":": ":",
    "—": "-",
    "–": "-",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    ".": ".",
    "!": ".",
    "?": "?",
    "…": ".",
    "/": "C",
    "|": ";",
    "•": ";",
}
DELICATE = frozenset(
    {"TCD", "JOR", "GEO", "TUR", "NER", "CUB", "ISR", "KEN", "IND", "PAN", "GUY", "MLI", "TGO"}
)
"""Countries whose name is also a person's, or a word."""

MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec
    """.split()
)
ALWAYS_PREPOSITION = frozenset(
    {"following", "including", "according to", "using", "regarding", "concerning", "excluding"}
)

OTHER, PAST = frozenset({"other"}), frozenset({"past", "participle"})
NO_PAST = frozenset(
    """hundred indeed speed need seed breed feed exceed proceed succeed naked sacred wicked biped
    bobsled
    """.split()
)

PARTLY = frozenset("majority part wholly partly jointly fully half".split())
"""Words that with a hyphen say how much is owned: "is majority-owned by"."""

TIMES = frozenset("year month week day summer autumn spring winter time evening".split())
NO_ONE = frozenset(("nobody", "no one"))
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
SMALL = (
    ("relative", "R"),
    ("conjunction", "C"),
    ("determiner", "D"),
    ("subordinator", "S"),
    ("preposition", "P"),
    ("pronoun", "N"),
    ("adverb", "A"),
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


@dataclass(slots=True)
class Word:
    """One word or known phrase of a sentence."""

    start: int
    end: int
    text: str
    low: str
    kinds: dict[str, str] = field(default_factory=dict)
    verbs: tuple[Verb, ...] = ()
    tag: str = ""
    """V verb, B H O auxiliaries, M modal, NEG, P preposition, D determiner, C conjunction,
    R relative, S subordinator, A adverb, N nominal, # number, ' possessive, or a sign."""

    joined: bool = False
    """True where a hyphen ties it to the word before."""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        text = self.text
        if text.islower():  # most words; the rest is asked of few
            return False
        return text[:1].isupper() or (text[:1].isalpha() and len(text) > 3)


def read_words(text: str, start: int, end: int, lexicon: Lexicon) -> list[Word]:
    """Return the words of text[start:end] with their tags."""
    raw = tokens(text, start, end)
    lows = [t.replace("’", "'").casefold() for _, _, t in raw]
    foreign = lexicon.language != "en"
    if foreign:
        from sousveil.extraction.events import cutting, settling

        pieces = cutting.cut(raw, lexicon.language)
        raw, lows = [p[:3] for p in pieces], [p.low for p in pieces]
    shouting = sum(t.isupper() and len(t) > 3 for _, _, t in raw) > max(3, len(raw) // 3)
    words: list[Word] = []
    begun = _begun_of(lexicon)
    i, n = 0, len(raw)
    while i < n:
        a, b, t = raw[i]
        low = lows[i]
        term = _term(begun, raw, lows, i, shouting)
        if term is not None and low == "the" and i + 1 < n:
            longer = _term(begun, raw, lows, i + 1, shouting)
            if longer is not None and len(longer.words) >= len(term.words) > 1:
                term = _term(begun, raw, lows[: i + 1], i, shouting)  # "the | police force"
        word = Word(a, b, t, low)
        step = 1
        if term is not None:
            step = len(term.words)
            word = Word(
                a,
                raw[i + step - 1][1],
                text[a : raw[i + step - 1][1]],
                term.low or " ".join(term.words),
                dict(term.kinds),
            )
        if step == 1:
            word.verbs = lexicon.verbs.get(low, ())
            if not word.verbs and not word.kinds and not foreign and _past(low, t):
                word.verbs = (Verb(low, OTHER, PAST),)
            for particle, verb in lexicon.phrasal.get(low, ()):
                parts = particle.split(" ")
                if lows[i + 1 : i + 1 + len(parts)] == parts:
                    word.verbs = (verb,)
                    word.kinds = {}
                    step = 1 + len(parts)
                    word.end = raw[i + step - 1][1]
                    word.text = text[a : word.end]
                    break
        if low == "'s" or (
            t in ("'", "’") and words and words[-1].low.endswith("s") and words[-1].end == a
        ):
            word.tag = "'"
        elif t in QUOTES:
            word.tag = '"'
        elif t == "-":
            tight = words and words[-1].end == a and i + 1 < n and raw[i + 1][0] == b
            if tight:
                i += 1
                words.append(Word(a, b, t, low, tag="~"))
                continue
            word.tag = "-"
        elif t == "." and _decimal(raw, i):
            word.tag = "#"
        elif t in SIGNS and term is None:
            word.tag = SIGNS[t]
        elif low[:1].isdigit():
            word.tag = "#"
        words.append(word)
        i += step
    if foreign:
        words = settling.settle(words, lexicon)
    for k, word in enumerate(words):
        word.joined = k > 0 and words[k - 1].tag == "~"
    _drop_persons(words)
    for k in range(len(words)):
        if not words[k].tag:
            words[k].tag = _tag(words, k)
    return words


def _decimal(raw: list[tuple[int, int, str]], i: int) -> bool:
    """Tell the point of "4.6m"."""
    if not 0 < i < len(raw) - 1:
        return False
    (_, end, before), (start, _, after) = raw[i - 1], raw[i + 1]
    close = end == raw[i][0] and start == raw[i][1]
    return close and before[-1:].isdigit() and after[:1].isdigit()


def _past(low: str, text: str) -> bool:
    """Tell whether a word that nobody listed looks like a verb in the past."""
    return (
        low.endswith("ed")
        and len(low) > 4
        and text.islower()
        and low.isalpha()
        and low not in NO_PAST
        and low[-3] != "e"
    )


_begun: list[tuple[Lexicon, dict[str, Begun]]] = []
Begun = tuple[tuple[Term, ...], dict[str, tuple[Term, ...]]]
"""Phrases of one word; and those of more by their second word, the longest first."""


def _begun_of(lexicon: Lexicon) -> dict[str, Begun]:
    """Return the phrases of a lexicon by their first two words, sorted once."""
    for known, held in _begun:
        if known is lexicon:
            return held
    made: dict[str, Begun] = {}
    for first, terms in lexicon.terms.items():
        longer: dict[str, tuple[Term, ...]] = {}
        for term in terms:
            if len(term.words) > 1:
                longer[term.words[1]] = (*longer.get(term.words[1], ()), term)
        made[first] = tuple(t for t in terms if len(t.words) == 1), longer
    _begun.append((lexicon, made))
    return made


USED_TO = ("used", "to")
BEING = frozenset("is are was were be been being".split())


def _term(
    begun: dict[str, Begun],
    raw: list[tuple[int, int, str]],
    lows: list[str],
    i: int,
    shouting: bool,
) -> Term | None:
    if lows[i] not in begun:
        return None
    alone, longer = begun[lows[i]]
    following = longer.get(lows[i + 1], ()) if i + 1 < len(lows) else ()
    for term in (*following, *alone) if following else alone:
        size = len(term.words)
        if size > 1 and tuple(lows[i : i + size]) != term.words:
            continue
        if term.words == USED_TO and BEING & set(lows[max(i - 2, 0) : i]):
            continue  # "drones are used to guard the border"
        if term.exact and not shouting:
            if all(w[2].islower() or not w[2][:1].isalpha() for w in raw[i : i + size]):
                continue
            letters = "".join(w[2] for w in raw[i : i + size]).replace(".", "")
            short = len(letters) <= SHORT and letters.isascii() and letters != term.printed
            if short and not letters.isupper():
                continue
            if size > 1 and raw[i + size - 1][2] in THINGS_OF and "supplier" in term.kinds:
                continue
        return term
    return None


def _drop_persons(words: list[Word]) -> None:
    """Take the country out of "Michael Jordan", and of names that only hold a country's."""
    for k, word in enumerate(words):
        iso = word.kinds.get("country") or word.kinds.get("place", "")[:3]
        if not iso:
            continue
        before = words[k - 1] if k else None
        after = words[k + 1] if k + 1 < len(words) else None
        delicate = iso in DELICATE or "place" in word.kinds
        named = (
            before is not None
            and k > 1
            and before.capital
            and not before.kinds
            and not before.tag
            and before.text.isalpha()
            and len(before.text) > 1
        )
        if (
            (delicate and named and before is not None and not before.verbs)
            or (
                iso in ("TCD", "JOR", "GEO")
                and after is not None
                and after.capital
                and not after.kinds
                and after.text.isalpha()
                and not after.tag
            )
            or (
                before is not None
                and "person_title" in before.kinds
                and iso in ("TCD", "JOR", "GEO")
            )
            or (word.low == "turkey" and not word.capital)
            or (delicate and [w.low for w in words[k + 1 : k + 3]] == [",", "who"])
        ):
            word.kinds = {}


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


def _tag(words: list[Word], k: int) -> str:
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
    if word.low in PARTLY and _is_owned(words[k + 1 : k + 3]):
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
        verdict = _verb_here(words, k, before, after)
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


def _verb_here(words: list[Word], k: int, before: Word | None, after: Word | None) -> str | None:
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
        if tag == "N" and before is not None and after is not None and _nominal(after) and False:
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


def _is_owned(behind: list[Word]) -> bool:
    """Tell whether "-owned" stands behind a word."""
    lows = [w.low for w in behind]
    return len(lows) == 2 and lows[0] == "-" and lows[1] in ("owned", "held", "controlled")


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


def _nominal(word: Word) -> bool:
    return (
        bool(word.kinds.keys() & NOUNS)
        or (not word.verbs and not word.kinds and word.text[:1].isalpha())
        or "demonym" in word.kinds
    )
