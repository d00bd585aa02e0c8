"""Words that limit or unsay a number, and words that only look so."""

from __future__ import annotations

from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Core, Sentence, pieces
from sousveil.extraction.numbers.scope import Scope

REPORTED = frozenset(
    "name names show shows record records report reports reported list lists announce announces"
    " announced tell tells told declare declares declared state states stated say says said inform"
    " informed admit admits admitted confirm confirms confirmed claim claims claimed reveal reveals"
    " revealed acknowledge acknowledges acknowledged deny denies denied insist insists insisted"
    " note notes noted pledge pledged promise promised wrote writes".split()
)
"""As the verb of the countries themselves: "64 countries report it" is no use of it."""


POINTING = frozenset({"the", "this", "that", "its", "our"})
"""Before a noun: "on this list"."""


def untruths(s: Sentence, scope: Scope) -> list[str]:
    """Return words anywhere in the sentence that call its statement untrue, denied or invented."""
    untrue, limiting = "untruth" in s.places, "limiting" in s.places
    found = [s.phrase(m) for m in s.marks if "untruth" in m.kinds] if untrue else []
    around, frame = frozenset(scope.around), frozenset(scope.frame)
    found += [
        s.phrase(m)
        for m in (s.marks if limiting else ())
        if "limiting" in m.kinds and m.first in around and m.first not in frame
    ]
    found += _conditions(s, around) + _other_indexes(s, around) + _parts_of_years(s)
    lead = [i for i in scope.frame if i < scope.quantity.begin]
    that = [i for i in lead if s.tokens[i].low == "that"]
    denied = [i for i in lead if "negation" in s.kinds(i) and "negation_idle" not in s.kinds(i)]
    colon = any(s.tokens[i].text == ":" for i in range(denied[0] if denied else 0, scope.core[0]))
    if denied and not that and not colon and s.has("reporting", lead):
        found.append(s.tokens[denied[0]].text)
    if that:
        found += [
            s.tokens[i].text
            for i in lead
            if i < that[-1] and "negation" in s.kinds(i) and "negation_idle" not in s.kinds(i)
        ]
    return found


def _parts_of_years(s: Sentence) -> list[str]:
    """Return "end of 2022" and "Q2 2022": an edition tells of no part of a year."""
    return [
        s.words(range(j, i + 1))
        for i, token in enumerate(s.tokens)
        if token.low in s.grammar["edition_year"]
        for j in range(max(0, i - 2), i)
        if s.tokens[j].low in PARTS_OF_YEARS
    ]


PARTS_OF_YEARS = frozenset(
    "end start beginning middle close q1 q2 q3 q4 quarter half spring summer autumn winter fall"
    " late early mid turn fiscal".split()
)


def _conditions(s: Sentence, around: frozenset[int]) -> list[str]:
    """Return the word by which a piece makes the number a plan or a condition: "If it is right,".

    Not meant: "if you count the others, too".
    """
    first = [p.first for p in pieces(s) if p.first in around]
    lows = [t.low for t in s.tokens]
    if lows[0] in SUPPOSING and 1 in s.numbers:
        return [s.tokens[0].text]  # "Say 78 countries use it"
    if lows[0] in WHENEVER and not TO_COME.isdisjoint(lows):
        return [s.tokens[0].text]  # "When 78 countries use it, the law will apply"
    return [
        s.tokens[i].text
        for i in first
        if s.tokens[i].low in CONDITIONAL and i + 1 < len(s.tokens) and s.tokens[i + 1].low != "you"
    ]


SUPPOSING = frozenset({"say", "suppose", "assume", "imagine", "picture", "think"})
WHENEVER = frozenset({"when", "whenever", "once", "before", "after", "where", "wherever", "until"})
TO_COME = frozenset({"will", "would", "must", "shall", "should", "'ll"})
CONDITIONAL = frozenset({"if", "unless", "whether", "provided", "forecast", "forecasts"})
OTHER = frozenset(
    "another other older rival different second similar proposed planned future police"
    " military federal municipal local commercial private foreign domestic draft".split()
)
OURS = frozenset(
    {"ai", "surveillance", "global", "aigs", "carnegie", "feldstein", "new", "updated"}
)


def _other_indexes(s: Sentence, around: frozenset[int]) -> list[str]:
    """Return what tells another index: "the Democracy Index", "Freedom House", "another index"."""
    found = []
    for i in around:
        low = s.tokens[i].low
        before = s.tokens[i - 1] if i else None
        if low == "freedom" and s.words(range(i, min(i + 4, len(s.tokens)))).lower().startswith(
            ("freedom house", "freedom on the net")
        ):
            found.append(s.words(range(i, i + 2)))
        if low in EDITIONS and before is not None and _is_another(s, i):
            found.append(s.words((i - 1, i)))
        if low == "index" and (whose := _owner_of_index(s, i)):
            found.append(whose)
        if low != "index" or before is None or before.low in OURS:
            continue
        name = before.text[:1].isupper() and s.tokens[i].text[:1].isupper() and i > 1
        if name or before.low in OTHER or "demonym" in s.kinds(i - 1):
            found.append(s.words((i - 1, i)))
    return found


def _owner_of_index(s: Sentence, i: int) -> str:
    """Return "World" of "the World Surveillance Index", and "Amnesty" of one that is Amnesty's."""
    if not s.tokens[i].text[:1].isupper():
        return ""
    for j in range(i - 1, 0, -1):
        low = s.tokens[j].low
        if not (s.tokens[j].text[:1].isupper() or low == "'s"):
            return ""
        if low not in OWN_NAME:
            return s.tokens[j].text
    first = s.tokens[0].low
    return "" if first in OWN_NAME | {"the", "a", "new", "latest"} else s.tokens[0].text


OWN_NAME = OURS | frozenset(
    "'s endowment steven steve artificial intelligence index the latest first second"
    " original old both peace international for washington".split()
)


def _is_another(s: Sentence, i: int) -> bool:
    """Tell "the third edition", "the 2023 edition" and "the pocket edition" from the index's own.

    The first edition is one of its own; which it is, is told by another reader.
    """
    before = s.tokens[i - 1]
    if before.low.isdigit():
        return len(before.low) == len("2022") and before.low not in s.grammar["edition_year"]
    if before.low in FIRST:
        return s.has("reporting", [i + 1])
    if before.low in ORDINALS or "demonym" in s.kinds(i - 1):
        return True
    return before.text.isalpha() and before.text.islower() and not s.known(i - 1)


EDITIONS = frozenset({"edition", "editions"})
FIRST = frozenset("first previous earlier older former prior original initial".split())
ORDINALS = frozenset("third fourth fifth sixth next upcoming forthcoming draft beta".split())


def qualifies(s: Sentence, i: int) -> bool:
    """Tell whether a known word says more than an edition records: "first", "in parts of".

    Beside a word for the index it tells which one is meant: "the latest edition".
    """
    if "qualifying" not in s.kinds(i):
        return False
    stop = s.by_token[i].stop
    return not s.has("source_word", range(stop, stop + 2))


def direction(s: Sentence, core: Core, q: Quantity) -> list[str]:
    """Return words that make the countries something else than users or customers."""
    before = [s.tokens[i].low for i in core.between(q.begin - 3, q.begin)]
    moves = s.has("up_from", range(max(0, q.begin - 3), q.begin)) or any(
        s.tokens[i].low == "to" for i in range(q.end, min(q.end + 12, len(s.tokens)))
    )
    if before[-1:] == ["from"] and not moves:
        return ["from"]
    if event := _dated_event(s, core):
        return event
    if whose := _of_others(s, q):
        return whose
    words = [i for i in core if s.tokens[i].text.isalpha()]
    if words and s.tokens[words[-1]].low == "together" and words[-1] > q.end + 1:
        terms = {i for i in words if s.kinds(i) & {"technology", "supplier", "demonym", "country"}}
        if len({s.by_token[i].first for i in terms}) < len("ab"):
            return ["together"]
    tools = any(s.kinds(i) & {"technology"} for i in core if i < q.begin)
    tools = tools or any(s.tokens[i].low in ("intelligence", "technology") for i in core)
    if before[-1:] and before[-1] in CAUSING and not tools:
        return [before[-1]]
    if before[-1:] == ["in"] and len(before) > 1 and before[-2] in s.grammar["making"]:
        return [before[-2]]
    named = "supplier" in s.kinds(q.begin - 2)  # "NEC with 14"
    if before[-1:] == ["with"] and before[:-1] and before[-2].isalpha() and not named:
        return ["with"]
    if before[-1:] == ["and"] and not any(s.has_verb([i]) for i in core) and not s.quantities[1:]:
        return ["and"]
    narrow = [i for i in core if i not in s.numbers and s.tokens[i].low in s.grammar["exclusive"]]
    supplier = min(s.places.get("supplier", set()).intersection(core), default=None)
    for i in narrow:
        if s.tokens[i].low != "alone" or not _stresses(s, i, supplier):
            return [s.tokens[i].text]
    if turned := _of_the_countries(s, core, q):
        return turned
    inside = frozenset(core)
    owners = [i for i in core if s.tokens[i].low in ("their", "its")]
    for m in s.marks:
        if m.first not in inside or not m.kinds & {"country", "demonym", "capital", "supplier"}:
            continue
        near = core.between(m.first - 3, m.first)
        after = core.between(m.stop, m.stop + 1)
        agent = [i for i in near if s.tokens[i].low in s.grammar["agent"]]
        if agent and any(s.tokens[i].low in s.grammar["exclusive"] for i in (*near, *after)):
            return [s.words([*near, *after])]
        if agent and owners and min(owners) < m.first:
            return [s.words(i for i in owners if i < m.first)]
    return other_subject(s, core, q)


def _dated_event(s: Sentence, core: Core) -> list[str]:
    """Return "bought" of "78 countries bought it in 2022", where no index is named."""
    if s.has("source_word", range(len(s.tokens))) or s.has("listed_word", range(len(s.tokens))):
        return []
    years = s.grammar["edition_year"]
    if not any(s.tokens[i].low in years and s.tokens[i - 1].low == "in" for i in core):
        return []
    return [
        s.tokens[i].text
        for i in core
        if s.tokens[i].low in s.grammar["event"]
        and s.tokens[i - 1].low not in ("has", "have", "had", "been", "-")
    ][:1]


def _of_others(s: Sentence, q: Quantity) -> list[str]:
    """Return "companies in" of "is used by companies in 78 countries", and "borders of"."""
    at = q.begin - 2
    if at < 1 or s.tokens[at + 1].low not in ("in", "of", "from"):
        return []
    low = s.tokens[at].low
    used = s.has_verb(range(at)) and not s.kinds(at) & {"supplier", "technology", "source_word"}
    used = used and s.known(at) and s.tokens[at - 1].low not in s.grammar["watching"]
    return [s.words((at, at + 1))] if used and (low in USERS or low in s.grammar["sector"]) else []


USERS = frozenset(
    "companies firms businesses citizens residents people inhabitants borders embassies consulates"
    " airports phones companies students employers landlords workers users visitors travellers"
    " nationals passports agencies forces officers elites leaders parties".split()
)
"""Whom and what a sentence counts by country, and an index does not."""


CAUSING = frozenset(
    "help helps helped helping let lets make makes made force forces forced enable enables enabled"
    " allow allows allowed teach teaches taught train trains trained advise advises advised urge"
    " urges urged persuade persuades persuaded forbid forbids forbade ask asks asked warn warns"
    " warned teaching training advising urging see sees saw watch watches watched"
    " want wants".split()
)
"""Verbs of what somebody does to countries: "Carnegie helped 78 countries use it"."""


def _stresses(s: Sentence, alone: int, supplier: int | None) -> bool:
    """Tell "Huawei alone" and "Huawei, a market leader, alone" from "from China alone"."""
    return bool(s.kinds(alone - 1) & {"supplier", "group"}) or (
        s.tokens[alone - 1].text == "," and supplier is not None and supplier < alone
    )


def _of_the_countries(s: Sentence, core: list[int], q: Quantity) -> list[str]:
    """Return what makes the countries owners of somebody, or of an industry, and no users."""
    unit = next((i for i in core if i >= q.end and "unit_countries" in s.kinds(i)), None)
    if unit is None:
        unit = q.end - 1  # "of the 97 listed countries, 78 claim it"
    after = [i for i in core if i > unit]
    if after and s.tokens[after[0]].text in ("'", "’"):
        return [s.words([unit, *after[:2]])]
    among = any(s.tokens[i].low == "among" for i in after)
    for i in after if not among else ():  # "have Huawei among their AI surveillance suppliers"
        last = "technology" in s.kinds(i - 1) and "technology" not in s.kinds(i)
        if last and "unit_companies" in s.kinds(i):
            return [s.tokens[i].text]
    after = [i for i in after if i <= unit + 3]
    made = [i for i in after if s.tokens[i].low in s.grammar["making"] and not _passive(s, i)]
    if any(s.tokens[i + 1].low != "it" for i in made):  # "made it onto the list"
        return [s.words(after)]
    verb = [
        i
        for i in after
        if s.tokens[i].low not in ("have", "has", "had", "also", "now")
        and (s.has_verb([i]) or "reporting" in s.kinds(i))
        and s.tokens[i - 1].low not in POINTING
    ][:1]
    told = [i for i in after if s.tokens[i].low in TOLD and s.tokens[i + 1].low in WHOM]
    if told:
        return [s.tokens[told[0]].text]
    sold = among and s.has("unit_companies", core)  # "name Huawei among their suppliers"
    if verb and not sold and "reporting" in s.kinds(verb[0]) and s.tokens[verb[0]].low in REPORTED:
        return [s.tokens[verb[0]].text]
    return []


TOLD = frozenset({"told", "tell", "inform", "informed", "assure", "assured", "let"})
WHOM = frozenset("us me them him her reporters journalists parliament carnegie amnesty".split())


def _passive(s: Sentence, i: int) -> bool:
    """Tell "64 countries use Chinese-built systems" and "are made" from "64 countries made it"."""
    return s.tokens[i - 1].low in ("-", "is", "are", "was", "were", "been") or s.has(
        "origin_noun", [i - 1]
    )


def other_subject(s: Sentence, core: list[int], q: Quantity) -> list[str]:
    """Return a subject that is no technology and no supplier: "Intelligence services use ..."."""
    subject: list[int] = []
    for i in core:
        if i >= q.begin:
            inside = subject and s.tokens[subject[-1]].low in ("in", "across", "throughout", "of")
            if not inside or not any(s.has_verb([j]) for j in core if j >= q.end):
                return []
            subject = subject[:-1]
            break
        noun = i > 0 and s.tokens[i - 1].low in ("the", "of", "its", "their")
        if s.has_verb([i]) and not noun and not s.kinds(i) & {"technology", "supplier"}:
            break
        subject.append(i)
    placed = _place_of(s, subject)
    if placed:
        return [s.words(placed)]
    words = [s.tokens[i].low for i in subject if any(c.isalpha() for c in s.tokens[i].text)]
    fine = (
        not [w for w in words if w not in s.grammar["small"]]
        or any(w in s.grammar["quantifier"] or w in ("every", "one") for w in words)
        or s.has("pronoun", subject)
        or "artificial" in words
        or "ai" in words
        or any(
            s.kinds(i) & {"technology", "supplier", "group", "country", "demonym", "capital"}
            or s.kinds(i) & {"unit_countries", "source_word", "member", "nominal"}
            for i in subject
        )
    )
    return [] if fine else [s.words(subject)]


def _place_of(s: Sentence, subject: list[int]) -> list[int]:
    """Return "in Vietnam" behind a supplier, which may limit what is said of it.

    A group is read with the number: "Huawei in Africa is named in 13 countries".
    """
    for i in subject[1:-1]:
        behind = range(i + 1, min(i + 3, len(s.tokens)))
        if s.tokens[i].low == "in" and "supplier" in s.kinds(i - 1):
            grouped = any(s.kinds(j) & {"group", "source_word"} for j in behind)
            if not grouped and s.tokens[behind[0]].text[:1].isupper():
                return [i, behind[0]]
    return []


def owner(s: Sentence, i: int) -> bool:
    """Tell whether an unknown name says nothing of the number.

    "the Shenzhen company Huawei" names a seat.

    It may own what follows, "Xi Jinping's Silk Road project", or be a company's seat, "Cisco
    Systems of San Jose".
    """
    if s.tokens[i].low == "anti" and i + 2 < len(s.tokens) and s.tokens[i + 1].text == "-":
        return s.tokens[i + 2].text[:1].isupper()
    if s.tokens[i].low in ("borders", "frontiers", "shores") and s.tokens[i - 1].low == "'s":
        return s.has("apart_from", range(max(0, i - 5), i))
    if not s.tokens[i].text[:1].isupper():
        return False
    if [t.low for t in s.tokens[i + 1 : i + 3]] == ["-", "based"]:
        return True
    following = range(i + 1, min(i + 4, len(s.tokens)))
    if s.has("origin_noun", following) and s.has("supplier", following):
        return True
    if i >= 2 and s.tokens[i - 1].text == "-" and s.tokens[i - 2].low == "anti":
        return True  # "anti-Uyghur" colours the word after it, and counts nothing
    j = s.before_name(i)
    if j > 0 and s.tokens[j].low in ("of", "in", "from", ",") and "supplier" in s.kinds(j - 1):
        return True
    for j in (i + 1, i + 2):
        if j < len(s.tokens) and s.tokens[j].low == "'s":
            return any(
                s.kinds(k) & {"group", "supplier"} for k in range(j + 1, min(j + 4, len(s.tokens)))
            )
    return False
