"""The grammar of comments: what a part looks like that only comments on what stands beside it.

Each function tells one kind; whether the other words of the part do no harm is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sousveil.extraction.marks import Token

Words = Mapping[str, frozenset[str]]
SIGNS = frozenset({",", ":", ";", "–", "—", "(", ")"})
ARTICLES = frozenset({"a", "an", "the", "no", "another", "such", "quite", "something", "our", "my"})
BARE = frozenset({"food", "proof", "testimony", "testament", "evidence", "cause", "reason", "bad"})
BARE |= {"good", "grim", "sad", "hardly", "small", "music", "grist", "fodder", "ammunition"}
TOWARDS = frozenset({"to", "much", "for", "with", "at", "in", "on"})
NOBODY: frozenset[str] = frozenset()
SPEAKERS = frozenset({"we", "i"})
POINTERS = frozenset({"it", "that", "this", "we", "nobody", "i"})
POLITE = frozenset({"would", "could", "might", "may", "can", "will", "cannot"})
SURELY = frozenset(
    "surprise surprises surprising surprised surprisingly wonder forget secret news overlook mean"
    " coincidence accident shock escape lost miss astonish astonished amaze amazed prizes prize"
    " care cares mind minds matter stranger mention mentions mentioned quoted noticed expected tire"
    " comfort".split()
)
"""What no one doubts beside a word of nothing: "no secret", "do not forget", "surprise nobody"."""
CONTRARY = frozenset(
    "contrary to what one you we many most some people might may would could hope hoped hopes"
    " expect expected expects think believe assume suppose popular common general received belief"
    " wisdom opinion expectation expectations intuition appearances the all a widespread have"
    " fears like assumed thought impression unlike imagine guess suspect first sight"
    " cliché cliche stereotype stereotypes legend caricature".split()
)
GOSSIP = frozenset(
    "post posts tweet tweets rumour rumours rumor rumors meme memes video videos blog blogs message"
    " messages gossip headline headlines claims reports".split()
)
GOSSIPING = GOSSIP | frozenset(
    "contrary unlike to what a an some several many most recent recently widely viral much shared"
    " circulated circulating read quoted popular common persistent online on social media the web"
    " internet in of these days say says said claim claimed suggest suggests suggested assert"
    " asserts may might imply implies one numerous".split()
)
THINKING = frozenset(
    "think thinks thinking wonder wonders wondered wondering explains bears rating know knows known"
    " consider learned".split()
)
CLAUSE = frozenset({"that", "which", "whose"})
FEELING = frozenset(
    "surprise dismay delight relief credit discredit shame embarrassment regret sorrow sake benefit"
    " talk hype fuss rhetoric note respect fairness honesty candour frankness amusement annoyance"
    " chagrin horror amazement astonishment alarm concern worry joy pleasure irritation"
    " consternation anger fury clarity completeness transparency sadness unease disgrace noise"
    " excitement disgust brevity attention praise criticism scrutiny publicity controversy"
    " debate".split()
)
"""Nouns behind "to the", "with" or "for all the": "to the dismay of campaigners"."""
Plain = Callable[[Sequence[Token]], bool]
TOLD = frozenset("mentioned noticed noted quoted told discussed shown found".split())
OPENING = frozenset(
    "think thinks thinking wonder wonders wondered dream dreams some heard hear hears late risk"
    " danger worry concern fear fears would once widely often little opinion debate question open"
    " story headline talk talks chatter idea expected likely possible too man dispute"
    " vital desirable imperative essential".split()
)
ESCAPING = frozenset("denying escaping avoiding hiding ignoring disputing doubt secret".split())
FACTS = frozenset({"the", "fact", "from", "around", "away", "simple", "plain"})
NOTING = frozenset({"note", "know", "remember", "recall", "realise", "realize"})
SMALL = frozenset({"the", "our", "and", "of", "this", "you", "all", "my", "dear"})
CURIOUS = frozenset(
    "for to those anyone anybody everyone readers people who whoever like likes love loves enjoy"
    " enjoys count collect keep keeps care cares numbers figures statistics lists trivia details"
    " facts data tables maps are is curious interested wondering score track counting still about"
    " and in the a all of us prefer prefers want wants".split()
)
LABELLING = frozenset(
    "more last first second third final before after today tonight still year week weekend month"
    " once again just and".split()
)
PREPOSITIONS = frozenset(
    "in on at by for from of with among amongst across under over within outside beyond between"
    " during through to as per counting leaving using like via if when where while since".split()
)
BEHIND = frozenset(
    "of for to that which who in on by among at from worth with every our we".split()
)
"""Words with which what stands behind a noun begins."""
NEUTRAL = frozenset(
    "rather very quite truly most such political diplomatic commercial export sales market business"
    " public parliamentary civic ethical moral democratic legal historical international policy"
    " privacy of sorts geopolitical strategic and yet but uncomfortably".split()
)
RHETORICAL = frozenset({"who knew", "who would have thought", "did you know", "guess what"})
SPOKEN_TO = frozenset(
    {"one", "many", "anyone", "you", "we", "i", "everyone", "everybody", "readers", "colleagues"}
)
CLAUSES = frozenset({"which", "that", "this", "it", "we", "i", "you", "one", "nobody"})


def parts(tokens: Sequence[Token], i: int) -> bool:
    """Tell a sign between parts; a hyphen is one only between spaces."""
    token = tokens[i]
    if token.text in SIGNS:
        return True
    return token.text == "-" and bool(i) and tokens[i - 1].end < token.start


def judges(lows: Iterable[str], g: Words) -> bool:
    """Tell whether a noun, verb or adjective of comment is among some words."""
    told = frozenset(lows)
    return not (
        told.isdisjoint(g["comment_verb"])
        and told.isdisjoint(g["comment_noun"])
        and told.isdisjoint(g["comment_adjective"])
    )


def leaves_open(part: Sequence[Token]) -> bool:
    """Tell "The risk is" and "It would be news" before "that", which do not say that it is so."""
    lows = {t.low for t in part}
    if lows & {"never", "nobody", "not"} and lows & TOLD:
        return True  # "It was never noted"
    if lows & {"may", "might", "could"} and SURELY.isdisjoint(lows):
        return True
    return not OPENING.isdisjoint(lows) and lows.isdisjoint({"secret", "fact", "no"})


def is_inescapable(part: Sequence[Token]) -> bool:
    """Tell "There is no denying" and "There is no escaping the fact"."""
    lows = [t.low for t in part]
    rest = lows[4:]
    return (
        lows[:3] == ["there", "is", "no"]
        and "".join(lows[3:4]) in ESCAPING
        and FACTS.issuperset(rest)
    )


def is_advice(part: Sequence[Token]) -> bool:
    """Tell "Those who buy should note": whatever they are, they are told what is so."""
    return part[-1].low in NOTING and part[-2].low in ("should", "must", "ought", "to")


def is_whole(part: Sequence[Token], g: Words) -> bool:
    """Tell "mind you" and "believe it or not"."""
    said = " ".join(t.low for t in part if t.text not in SIGNS and t.text != "?")
    if part[-1].text == "?" and said not in RHETORICAL:
        return False  # "really?"
    return said.replace(" 's", "'s") in g["comment_whole"]


def is_address(part: Sequence[Token], g: Words) -> bool:
    """Tell "Madam Chair" and "Dear colleagues"."""
    lows = [t.low for t in part]
    return len(lows) <= len("1234567") and lows[-1] not in SMALL and g["addressed"].issuperset(lows)


def is_adverb(part: Sequence[Token], g: Words) -> bool:
    """Tell "Predictably", "Oddly enough" and "Worryingly for parliament"."""
    lows = [t.low for t in part]
    if lows[0] in ("quite", "rather", "very", "most") and len(lows) > 1:
        lows = lows[1:]
    if lows[0] not in g["comment_adverb"]:
        return False
    return len(lows) == 1 or lows[1:] == ["enough"] or lows[1] == "for"


def is_feeling(part: Sequence[Token]) -> bool:
    """Tell "to the dismay of campaigners" and "For all the talk of values"."""
    if [t.low for t in part[:3]] == ["with", "respect", "to"]:
        return False
    return part[0].low in TOWARDS and any(t.low in FEELING for t in part[1:6])


def is_whatever(part: Sequence[Token]) -> bool:
    """Tell "Sanctions or no sanctions" and "Fair or not"."""
    lows = [t.low for t in part]
    if lows[0] in ("true", "real", "right", "correct"):
        return False
    return lows[1:3] in (["or", "no"], ["or", "not"]) and lows[3:4] in ([], lows[:1])


def is_contrary(part: Sequence[Token]) -> bool:
    """Tell "Contrary to what one might hope", which denies nothing of what comes next."""
    lows = [t.low for t in part]
    told = lows[:2] in (["contrary", "to"], ["unlike", "what"]) and len(lows) > len("to")
    return told and (CONTRARY.issuperset(lows) or _denies_gossip(lows))


def _denies_gossip(lows: Sequence[str]) -> bool:
    """Tell "contrary to what a widely shared post says" from "contrary to the report"."""
    return not GOSSIP.isdisjoint(lows) and GOSSIPING.issuperset(lows)


def is_for_the_curious(part: Sequence[Token]) -> bool:
    """Tell "For those who like numbers"; its "who" limits nothing."""
    lows = [t.low for t in part]
    return lows[0] in ("for", "to", "if") and "who" in lows and CURIOUS.issuperset(lows)


def is_label(part: Sequence[Token], g: Words, plain: Plain) -> bool:
    """Tell "One more number before the weekend", whatever it says of the number."""
    lows = [t.low for t in part]
    if lows[0] not in ("one", "another", "a", "my", "our", "today", "this"):
        return False
    head = {t for t in lows[1:5] if t in g["comment_figure"] or t in g["comment_noun"]}
    said = [low for low in lows if low not in LABELLING]
    if not head or any(low in g["doubting"] or low in g["sector"] for low in said):
        return False
    return plain([t for t in part if t.low not in LABELLING and t.low not in ("one", "no")])


def is_apposition(part: Sequence[Token], g: Words) -> bool:
    """Tell "a sobering thought" and "a figure every rival would envy"."""
    lows = [t.low for t in part]
    if lows[:2] == ["one", "of"]:
        return judges(lows[2:6], g)
    if lows[0] not in ARTICLES and lows[0] not in BARE:
        return False
    noun, figure, adjective = g["comment_noun"], g["comment_figure"], g["comment_adjective"]
    start = 1 if lows[0] in ARTICLES else 0
    stop = len(lows)
    head = next((i for i in range(start, stop) if lows[i] in BEHIND), stop) - 1
    while head > start and lows[head] not in noun and lows[head] not in figure:
        head -= 1
    if lows[0] == "something":
        return not g["comment_verb"].isdisjoint(lows)
    if head < start or not (lows[head] in noun or lows[head] in figure):
        return False
    before = [low for low in lows[start:head] if low not in BARE and low != "-"]
    if any(low not in adjective and low not in NEUTRAL and low not in noun for low in before):
        return False
    rest = frozenset(lows[head + 1 :])
    remarked = bool(rest & (g["comment_verb"] | adjective))
    if lows[head] in figure and lows[head] not in noun:
        by_adjective = any(low in adjective for low in before)
        return remarked or (by_adjective and (not rest or lows[head + 1] == "for"))
    return remarked or rest.isdisjoint(CLAUSE)


def is_clause(part: Sequence[Token], g: Words, speakers: frozenset[str] = NOBODY) -> bool:
    """Tell "which should worry us", "and that matters", "we note with alarm"."""
    lows = [t.low for t in part]
    if lows[:3] == ["so", "much", "for"]:
        return True
    rest = lows[1:]
    if lows[0] == "and" and rest and rest[0] in POINTERS:
        rest = rest[1:]
    elif lows[0] == "as" and rest and rest[0] in SPOKEN_TO:
        rest = [low for low in rest[-1:] if low in g["comment_verb"]]
    elif lows[0] not in (speakers or CLAUSES):
        told = g["comment_verb"] & set(lows[-2:]) and POLITE & set(lows)
        if speakers or not told or lows[0] not in g["addressed"]:
            return False
    for relative in ("that", "which"):
        if relative in rest and not g["comment_adjective"].issuperset(
            rest[rest.index(relative) + 1 :] or [""]
        ):
            return False
    return judges([low for low in rest if low not in THINKING], g)
