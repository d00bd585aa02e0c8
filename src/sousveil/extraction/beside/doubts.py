"""Parts of a sentence, and sentences beside it, that take back or limit what it states.

", a mere plan", "Primary schools:", ", almost" and "That is the plan." stand around words that are
read, and make something else of them. What only comments is passed by in `comments.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sousveil.extraction.beside.comment_shapes import PREPOSITIONS, leaves_open, parts
from sousveil.extraction.beside.comments import ENDS, LONGEST, NAMING
from sousveil.extraction.marks import Marker, Token
from sousveil.extraction.numbers.numerals import NUMBER_WORDS


def left_over(tokens: Sequence[Token], marker: Marker) -> str:
    """Return a part at the edge of a sentence that takes back or limits it; empty where none does.

    What only comments is no longer there; what names or counts something has a reader of its own.
    """
    if ahead := _to_come(tokens, marker):
        return ahead
    end = len(tokens) - (bool(tokens) and tokens[-1].text in ENDS)
    if (heard := _hearsay(tokens[:end])) or (heard := _rising_before(tokens, marker)):
        return heard
    cuts = [i for i in range(1, end) if parts(tokens, i)]
    that = next((i for i, t in enumerate(tokens[:LONGEST]) if t.low == "that" and i > 1), 0)
    if len(tokens) > 1 and tokens[1].low == "that" and _takes_back(tokens[:1], marker):
        return _words(tokens[:1])  # "Assume that"
    if that and not any(cut < that for cut in cuts):
        lead = tokens[:that]
        if lead[0].low == "to" and any(t.low in ("whether", "if") for t in lead):
            return _words(lead)  # "To ask the minister whether he believes that"
        open_ = lead[0].low != "if" and leaves_open(lead) and _nameless(lead, marker)
        open_ = open_ or _leaves_it_open(lead, marker)
        if (
            open_
            or _takes_back(lead, marker)
            or _found_apart(lead, marker)
            or _directs(lead, marker)
        ):
            return _words(lead)
    if not cuts:
        return ""
    if amid := _amid(tokens, cuts, end, marker):
        return amid
    first = tokens[: cuts[0]]
    colon = tokens[cuts[0]].text == ":"
    if colon and first[0].low == "what" and not OPEN.isdisjoint(t.low for t in first):
        return _words(first)
    if colon and _of_some(first, marker) and _judges([t.low for t in first[:4]], marker):
        return _words(first)
    if _takes_back(first, marker) or _limits(first, colon, marker) or _sets_against(first, marker):
        return _words(first)
    if tokens[end - 1].text == ")" and len(cuts) > 1:
        end = cuts.pop()
    last = tokens[cuts[-1] + 1 : end]
    if _takes_back(last, marker) or _adds(last, marker) or _sets_against(last, marker):
        return _words(last)
    return ""


def _amid(tokens: Sequence[Token], cuts: Sequence[int], end: int, marker: Marker) -> str:
    """Return ", as the blog joked," and ", the ministry says of airports," beside a claim."""
    g = marker.grammar
    for first, last in pairwise([*cuts, end]):
        part = tokens[first + 1 : last]
        lows = {t.low for t in part}
        said = any(t.low in g["passing"] and part[i - 1].low != "the" for i, t in enumerate(part))
        told = said and g["ours"].isdisjoint(lows)
        placed = [b for a, b in pairwise(part) if a.low in PREPOSITIONS]
        apart = any(t.low in g["sector"] for t in placed) or not NEVER_SAID.isdisjoint(lows)
        amid = last != end and bool(part) and _takes_back(part, marker)
        if amid or (told and apart and _nameless(part, marker)):
            return _words(part)
    return ""


NEVER_SAID = frozenset("no nobody never not hardly before until once wrongly falsely".split())


def _to_come(tokens: Sequence[Token], marker: Marker) -> str:
    """Return the words for what is not there yet: "the next edition", "the index will list"."""
    lows = [t.low for t in tokens]
    if not marker.grammar["latest_year"].isdisjoint(lows):
        return ""
    for at, low in enumerate(lows[:-1]):
        if low in COMING and lows[at + 1] in EDITIONS:
            return _words(tokens[at : at + 2])
        to = at + 1 + (lows[at + 1] == "to")
        verb = lows[to] if to < len(lows) else ""
        tried = low in TRYING and to > at + 1 and verb != "be"
        if verb in HOLDING and (low in MODAL or tried):
            near = set(lows[max(0, at - NEAR) : at])
            if near & EDITIONS:
                return _words(tokens[at : at + 2])
    return ""


COMING = frozenset("next coming future upcoming forthcoming planned third".split())
EDITIONS = frozenset("edition index report update version issue table list time round".split())
MODAL = frozenset("will shall would should might may could must can ought cannot".split())
TRYING = frozenset(
    "used hopes hoped plans planned wants wanted tries tried fails failed needs has had is was aims"
    " claims claimed claiming seems appears ought pretends pretended purports purported expects"
    " intends promises promised refuses refused stopped".split()
)
HOLDING = frozenset("list name include count have contain cover record feature hold be".split())
NEAR = 4  # tokens before "will" among which the index stands


def _leaves_it_open(lead: Sequence[Token], marker: Marker) -> bool:
    """Tell "It is inconceivable" and "It is vital" from "It is striking", before "that".

    What is known to be so is told by a word of comment, of certainty or of saying.
    """
    lows = [t.low for t in lead]
    be = next((i for i, low in enumerate(lows[:3]) if low in SEEMING), 0)
    if lows[0] not in ("it", "that", "this") or not be or len(lows) > BRIEF or len(lows) < be + 2:
        return False
    g = marker.grammar
    told = set(lows[be + 1 :])
    sure = SURE | g["comment_adjective"] | g["comment_noun"] | g["comment_verb"]
    sure |= g["comment_figure"] | g["ours"]
    said = any("reporting" in mark.kinds for mark in marker.marks(list(lead), False, False))
    return told.isdisjoint(sure) and not said and _nameless(lead, marker)


SEEMING = frozenset("is was seems seemed remains remained appears becomes became".split())
SURE = frozenset(
    "true certain sure fact facts clear known obvious plain evident undeniable undisputed well"
    " established public official proven proved documented secret news record common knowledge"
    " understood beyond apparent case truth reality here there thanks because only not no so"
    " generally widely often today now likely".split()
)


def _of_some(label: Sequence[Token], marker: Marker) -> bool:
    """Tell "The bad news for democracies" from "The list has grown"."""
    lows = [t.low for t in label]
    beside = {"for", "from", "about"} & set(lows)
    ours = marker.grammar["ours"]
    return lows[0] in OWNING and bool(beside) and len(lows) <= BRIEF and ours.isdisjoint(lows)


AHEAD = frozenset({"next", "coming", "tomorrow", "future"})
OPEN = frozenset({"nobody", "no", "not", "may", "might", "would", "could", "should", "will"})
OWNING = frozenset({"a", "an", "my", "our", "the", "one", "another"})


def _hearsay(tokens: Sequence[Token]) -> str:
    """Return "is what they say" behind what somebody is quoted with."""
    last = tokens[-HEARD:]
    lows = [t.low for t in last]
    heard = lows[:2] in (["is", "what"], ["was", "what"]) and lows[2] in ANYBODY
    return _words(last) if heard else ""


HEARD = 4  # tokens of "is what they say"
ANYBODY = frozenset({"they", "people", "some", "you", "others", "everybody", "everyone"})


def _rising_before(tokens: Sequence[Token], marker: Marker) -> str:
    """Return "The number of wars rose" before "while the index lists", which is another's count."""
    for i, token in enumerate(tokens[1:LONGEST], 1):
        if token.low in ALONGSIDE:
            if token.low == "as" and tokens[i + 1 : i + 2] and tokens[i + 1].low != "the":
                return ""
            part = tokens[:i]
            risen = not RISING.isdisjoint(t.low for t in part[-2:])
            ours = marker.grammar["ours"].isdisjoint(t.low for t in part)
            return _words(part) if risen and ours and _nameless(part, marker) else ""
        if parts(tokens, i) and token.text != ",":
            return ""
    return ""


ALONGSIDE = frozenset({"while", "whereas", "as", "when", "because", "since", "although", "though"})
RISING = frozenset(
    "rose risen rises rising fell fallen falls falling grew grown grows growing increased increases"
    " declined declines shrank shrunk dropped drops doubled tripled surged slumped climbed soared"
    " improved worsened ended began begun started stopped spread died continued continues vanished"
    " exploded boomed mushroomed".split()
)


def _directs(lead: Sequence[Token], marker: Marker) -> bool:
    """Tell "Campaigners demand" from "The table they asked for shows", before "that"."""
    return lead[-1].low in marker.grammar["directing"]


def _sets_against(part: Sequence[Token], marker: Marker) -> bool:
    """Tell "Pace Carnegie" and "Carnegie notwithstanding" from "Unlike its first edition"."""
    lows = [t.low for t in part]
    if not lows:
        return False
    words = {lows[0], lows[-1], *(lows[1:4] if lows[0] in ("with", "in", "at") else ())}
    if words.isdisjoint(marker.grammar["against_index"]) or len(lows) > BRIEF:
        return False
    named = lows[-2] if lows[-1] in marker.grammar["against_index"] and len(lows) > 1 else lows[-1]
    return named in OF_INDEX and (EDITION_WORDS | marker.grammar["edition_year"]).isdisjoint(lows)


OF_INDEX = frozenset({"carnegie", "feldstein", "index", "endowment", "table", "dataset"})
EDITION_WORDS = frozenset("first second latest earlier original old".split())


def _words(part: Sequence[Token]) -> str:
    return " ".join(t.text for t in part)


def takes_back(tokens: Sequence[Token], marker: Marker) -> bool:
    """Tell whether a short sentence doubts the one beside it: "That is the plan."."""
    part = [t for t in tokens if t.text not in ENDS]
    if not 0 < len(part) <= BRIEF:
        return False
    told = {t.low for t in part} & marker.grammar["scoping"]
    if part[0].low in ("a", "an") and told:
        return True
    if not _takes_back(part, marker):
        return False
    return part[0].low in POINTING or part[0].low in PREPOSITIONS


POINTING = frozenset(
    "that this it they these those the i we here our my such believe a an one".split()
)


BRIEF = 8  # tokens


def _takes_back(part: Sequence[Token], marker: Marker) -> bool:
    """Tell "in the words of a satire" and "a figure now withdrawn"."""
    if len(part) > LONGEST:
        return False
    doubting = [t.low for t in part if t.low in marker.grammar["doubting"]]
    if not doubting or not _nameless(part, marker):
        return False
    told = marker.marks(list(part), False, False)
    idle = {t.low for m in told if "negation_idle" in m.kinds for t in part[m.first : m.stop]}
    return not idle.issuperset(doubting)


def _nameless(part: Sequence[Token], marker: Marker) -> bool:
    """Tell whether a part names nothing that the index holds, and counts nothing."""
    if any(any(map(str.isdigit, t.low)) for t in part):
        return False
    return not any(mark.kinds & NAMING for mark in marker.marks(list(part), False, False))


def _limits(part: Sequence[Token], colon: bool, marker: Marker) -> bool:
    """Tell "Primary schools:", "Until the law changes," and "Secretly,"."""
    g = marker.grammar
    lows = [t.low for t in part]
    if len(lows) == 1 and not colon:
        known = bool(marker.marks(list(part), False, False))
        return not known and lows[0].endswith("ly") and lows[0] not in g["comment_adverb"]
    labelled = len(lows) < FEW or (colon and lows[0] in OWNING and len(lows) <= BRIEF)
    beside = not g["sector"].isdisjoint(lows) and (lows[0] in PREPOSITIONS or labelled)
    beside = beside or (colon and labelled and not AHEAD.isdisjoint(lows))
    away = lows[0] in AWAY and OWN.isdisjoint(lows)
    turned = (away or lows[0] in TURNING) and not colon
    turned = turned or " ".join(lows) in ONE_DAY
    turned = turned or (lows[0] in ("for", "last", "over") and not SPANS.isdisjoint(lows))
    return (beside or turned) and _nameless(part, marker)


FEW = 5  # tokens of a label that has no verb
ONE_DAY = ("sooner or later", "in due course", "one day", "some day", "before long", "by and by")
SPANS = frozenset("years decades months weeks days centuries century decade millennium".split())
OWN = frozenset("its their home own itself themselves border borders abroad".split())
AWAY = frozenset({"outside", "beyond", "except", "away"})
TURNING = frozenset({"until", "unless", "once", "despite"})


def _adds(part: Sequence[Token], marker: Marker) -> bool:
    """Tell ", a steep fall" and ", which was true once", which say more of a number."""
    if not part or len(part) > LONGEST:
        return False
    lows = [t.low for t in part]
    if lows == ["not"] or _hedges(lows, part, marker):
        return True
    if lows[0] in ("a", "an") and not COMPARING.isdisjoint(lows):
        return True
    if not _nameless(part, marker):
        paged = any(low.isdigit() and lows[i + 1 : i + 2] == ["-"] for i, low in enumerate(lows))
        judged = lows[0] in TELLING and _judges(lows[:5], marker)
        return judged and not paged and not _says_so(part, marker)
    told = {kind for mark in marker.marks(list(part), False, False) for kind in mark.kinds}
    if lows[0] in PREPOSITIONS and not marker.grammar["sector"].isdisjoint(lows):
        return True
    if lows[0] in TURNING or (len(lows) < len("abc") and lows[0] in HEDGING):
        return "source_word" not in told
    if lows[0] == "which":
        return RANKED.isdisjoint(lows) and not marker.grammar["scoping"].isdisjoint(lows)
    if lows[0] not in ("a", "an") or _counts(lows):
        return False
    return not _says_so(part, marker)


def _counts(lows: Sequence[str]) -> bool:
    """Tell "a mere nineteen of the listed countries have one", which is what a sentence counts."""
    return lows[1] == "mere" and not NUMBER_WORDS.isdisjoint(lows[2:4]) and "countries" in lows


def _hedges(lows: Sequence[str], part: Sequence[Token], marker: Marker) -> bool:
    """Tell ", or so it seems", ", or not" and ", as far as anyone knows"."""
    if not marker.grammar["ours"].isdisjoint(lows):
        return False
    if lows[0] == "or":
        return NUMBER_WORDS.isdisjoint(lows) and _nameless(part, marker)
    said = " ".join(lows)
    return said.startswith(HEDGED)


HEDGED = (
    *("so to speak", "as it were", "as far as", "so far as", "insofar as", "to a degree"),
    *("to some degree", "to an extent", "to some extent", "in a manner of speaking", "at a push"),
    *("one way or another", "one way or the other", "at least officially", "at least on paper"),
    *("at least in theory", "if at all", "after a fashion", "in name only", "on a good day"),
    *("for what it 's worth", "to the best of", "in all likelihood", "in all probability"),
    *(
        "in part",
        "at times",
        "on and off",
        "off and on",
        "now and then",
        "in places",
        "nominally",
    ),
)


def _says_so(part: Sequence[Token], marker: Marker) -> bool:
    """Tell ", a columnist claims" and ", a check of the table shows"."""
    said = [m for m in marker.marks(list(part), False, False) if "reporting" in m.kinds]
    return any(m.stop == len(part) and part[-1].low[-1] in "sd" for m in said)


TELLING = frozenset({"a", "an", "which", "hardly", "something"})


def _judges(lows: Sequence[str], marker: Marker) -> bool:
    g = marker.grammar
    judging = g["comment_noun"] | g["comment_figure"]
    return any(low in judging and lows[i + 1 : i + 2] != ["of"] for i, low in enumerate(lows))


RANKED = frozenset({"most", "least", "half", "second", "third", "fourth", "largest", "biggest"})
COMPARING = frozenset({"than", "twice", "thrice", "times", "double", "doubling", "half"})
HEDGING = frozenset({"almost", "nearly", "soon", "once", "mostly", "sort", "kind", "partly"})


def _found_apart(lead: Sequence[Token], marker: Marker) -> bool:
    """Tell "A second investigation has established", which is not what the index found."""
    lows = {t.low for t in lead}
    return bool(lows & marker.grammar["evidence"] and lows & APART)


APART = frozenset("second third another other different further parallel rival".split())
