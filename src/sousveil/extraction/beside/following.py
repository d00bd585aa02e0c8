"""What a sentence says of the one before it: that it is wrong, narrower, or more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.before.leaning_by import counts_doers, counts_some, dates, gives_another
from sousveil.extraction.beside.assenting import only_assents
from sousveil.extraction.beside.attribution import attributed
from sousveil.extraction.beside.comments import comments
from sousveil.extraction.beside.doubts import takes_back as doubts
from sousveil.extraction.beside.fragments import narrows_briefly
from sousveil.extraction.ground import Ground, sentence_at
from sousveil.extraction.numbers.clauses import DOMAIN, Sentence
from sousveil.extraction.numbers.frames import countries
from sousveil.extraction.sentences import LIST_MARKS
from sousveil.extraction.statements.items import NAMES, items
from sousveil.extraction.statements.read import following, spoken, spoken_fully
from sousveil.extraction.stating import asks, queried
from sousveil.model.question import Question
from sousveil.model.source import Span

REFERRED = frozenset(
    "system systems technology contract deal project programme program scheme company firm claim "
    "statement index report figure number opposite reverse contrary same".split()
)
"""Nouns by which "the ..." speaks of the sentence before."""
POINTING = frozenset("it they this that these those its their each".split())
"""Words with which a sentence speaks of what the one before it counts or names."""
PARTS = frozenset("all many most half none both each some two several few one other others".split())
"""Words with which it speaks of some of them."""
SOME = PARTS | frozenset("only mostly mainly until before except or hardly nothing nobody".split())
"""Words with which it limits that, or takes some of it out."""
RANKING = frozenset(
    "atleast atmost between_editions down fewer gone least more most new ordinal_2 ordinal_3"
    " ordinal_4 only ordinal_5 same times_2 times_3 steady up".split()
)
"""Roles of words that compare what is counted with something else."""
SPEAKING = RANKING | {"belong", "buy", "lack", "none", "found", "supply"}
"""Roles of words that say what an index may record."""
BRIEF = 40  # characters of a sentence that says more of a number, too
LIMITING = 70  # characters of a sentence that may limit the one before it
LEANING = frozenset(
    "it that this they these those the not but only or until at though nothing as so its their"
    " some none nobody nor however except no never once yet for".split()
)
SHORT_SENTENCE = 14  # tokens
BRIEFEST = 7  # tokens of a sentence that may lean on the one before without a word that points
LEANS_BY = frozenset({"them", "these", "those", "so", "likewise", "ditto"})
"""Words with which a sentence states more of what the one before it speaks of."""
OPENING = PARTS | frozenset(
    "it they that this these those its their the only most among of".split()
)
"""Words with which such a sentence may begin."""

PIECES = frozenset(
    "story article piece page post site website newsletter text interview video photo photograph"
    " picture image podcast episode version copy column series feature blog section".split()
)
"""Nouns by which "this ..." speaks of the text, and not of what it says."""
STOPS = frozenset({".", "!", "?", "…", ":", ";", '"', "”", "’", ")", "]", "。"})

DENYING = frozenset("no none nobody not never neither nor few hardly nope nah".split())
PRONOUNS = frozenset("they it that this we he she".split())
HELPING = frozenset(
    "do does did has have had is are was were will would can could don't doesn't didn't hasn't"
    " haven't isn't aren't wasn't weren't won't wouldn't can't couldn't cannot".split()
)
"""Words with which a short sentence takes up the verb of the one before it."""

ECHOING = frozenset({"so", "neither", "nor", "ditto"})
AUXILIARIES = frozenset("do does did has have had is are was were will would can could".split())


def followed_by(g: Ground, s: Sentence) -> list[Question]:
    """Return what a sentence states by leaning on the one before it: "None of them is ..."."""
    if g.spoken is None or asks(s):
        return []
    leans = s.tokens[0].low in OPENING or any(t.low in LEANS_BY for t in s.tokens)
    brief = len(s.tokens) <= LONGEST_THEN
    leans = leans or (brief and bool(s.numbers) and dates(s))
    leans = leans or (brief and any(t.low in NEXT_PLACES for t in s.tokens))
    leans = leans or gives_another(s) or (brief and counts_doers(s))
    if len(s.tokens) >= BRIEFEST and not (leans or counts_some(s)):
        return []
    codebook = g.filler.codebook
    if isinstance(g.spoken, Sentence):
        g.spoken = spoken(g.spoken, codebook)
    elif g.told is not None:
        g.spoken, g.told = spoken_fully(g.spoken, g.told, codebook), None
    if g.spoken is None:
        return []
    return [queried(g, s, one) for one in following(s, codebook, g.spoken)]


NEXT_PLACES = frozenset({"second", "third", "fourth", "fifth", "next"})
LONGEST_THEN = 12  # tokens of "In 2019 it was named in 15 countries."


def takes_back(g: Ground, span: Span) -> bool:
    """Tell whether a sentence takes a number before it back, or says more of it."""
    return unsays(g, span) or _unsays_briefly(g, span)


def unsays(g: Ground, span: Span) -> bool:
    """Tell whether a short sentence takes back the one before it: "That is wrong"."""
    if span.end - span.start > 90:
        return False
    s = sentence_at(g, span)
    if comments(s.tokens, g.marker, g.filler.codebook):
        return False
    if narrows_briefly(s):
        return True
    short = len(s.tokens) < 4 or not s.tokens[1].text.isalnum()
    if s.tokens[0].low == "or" and s.tokens[-1].text == "?":
        return True  # "Or does it?"
    if s.tokens[0].low in ("not", "no", "wrong", "false") and short:
        return True  # "Not quite." and "No, they do not", but not "No country bans it"
    words = [t.low for t in s.tokens if t.text[:1].isalnum()]
    if len(words) > 1 and words[0] in DENYING and (words[-1] in HELPING or words[1] in PRONOUNS):
        return True  # "(No they don't.)" and "None of our clients does."
    named = any(m.kinds & DOMAIN for m in s.marks)
    if words and words[0] in RHETORICAL and len(words) == 1:
        return False
    if s.tokens[-1].text == "?" and words and not named and _doubts(words):
        return True  # "Really?" and "Who believes that?"
    if doubts(s.tokens, g.marker):
        return True  # "That is the plan."
    about = any(t.low in ("that", "this", "it", "he", "she", "they", ":") for t in s.tokens[:6])
    about = about or _refers(s)
    return any(
        "untruth" in m.kinds
        and (about or m.first < 2 or len(s.tokens) < 6 or _said_of_it(s, m.first))
        for m in s.marks
    )


def _doubts(words: list[str]) -> bool:
    """Tell a short question that doubts what was said."""
    asked = words[0] in HELPING and words[-1] in {"they", "it", "that", "so"} and len(words) < 5
    return len(words) == 1 or asked or words[:2] in (["who", "believes"], ["who", "says"])


def _said_of_it(s: Sentence, first: int) -> bool:
    """Tell "..., and it is wrong", with the words that point back beside those that deny."""
    return any(t.low in ("that", "this", "it", "they") for t in s.tokens[max(0, first - 4) : first])


def _unsays_briefly(g: Ground, span: Span) -> bool:
    """Tell "Not any more." and "Nobody does." after a number."""
    if span.end - span.start > BRIEF:
        return False
    s = sentence_at(g, span)
    named = any(m.kinds & DOMAIN for m in s.marks) or s.numbers
    if any(t.low.isdigit() for t in s.tokens) or comments(s.tokens, g.marker, g.filler.codebook):
        return False
    return not named and s.tokens[0].low in ("not", "nobody", "no")


def narrows(g: Ground, span: Span, of_index: bool) -> bool:
    """Tell whether a sentence without a name of its own says more of the one before.

    Behind a sentence `of_index`, which says what the index is, "The index ..." is another such.
    """
    if span.end - span.start > LIMITING:
        return False
    s = sentence_at(g, span)
    if comments(s.tokens, g.marker, g.filler.codebook):
        return False
    if s.tokens[0].low in ("not", "except", "never", "nor"):
        return True
    named = any(m.kinds & DOMAIN for m in s.marks) or s.numbers
    low = [t.low for t in s.tokens[:2]]
    if low[0] == "the" and (low[-1] not in REFERRED or (of_index and low[-1] == "index")):
        return False
    return not named and low[0] in LEANING


def names_one(g: Ground, s: Sentence) -> bool:
    """Tell "One of the 97 countries listed." behind "Portugal!", which is said of Portugal."""
    if g.previous is None or [t.low for t in s.tokens[:2]] != ["one", "of"]:
        return False
    before = sentence_at(g, g.previous)
    return len(before.tokens) < BRIEFEST and any("country" in m.kinds for m in before.marks)


def examples_in(g: Ground, span: Span) -> list[str]:
    """Return the countries of "Among them are Iceland and Cuba", after a number."""
    s = sentence_at(g, span)
    low = [t.low for t in s.tokens]
    listing = low[:2] in (["among", "them"], ["among", "these"], ["they", "include"])
    listing = listing or low[:2] in (["these", "include"], ["among", "those"])
    return [] if not listing or s.quantities else countries(s, list(range(len(s.tokens))))


def echoes(g: Ground, s: Sentence) -> Iterator[Question]:
    """Yield "So does Iceland." and "Peru also does since May", which say it of one more."""
    low = [t.low for t in s.tokens[:2]]
    if ((low[0] in ECHOING and low[-1] in AUXILIARIES) or _one_more(s)) and not asks(s):
        yield attributed(g.content, s)


def _one_more(s: Sentence) -> bool:
    """Tell "Peru also does since May", "Peru as well, in schools" and "The same is true of art"."""
    named = {i for m in s.marks if m.kinds & ECHOED for i in range(m.first, m.stop)}
    low = [t.low for i, t in enumerate(s.tokens[:ECHOING_BY]) if i not in named]
    whole = [t.low for t in s.tokens[:4]]
    if whole[:2] == ["the", "same"] or whole[:3] in (["it", "is", "also"], ["they", "are", "also"]):
        return True
    if named and (whole[0] in ("likewise", "ditto", "similarly") or "exception" in low):
        return True
    adding = {"also", "too", "likewise", "so"} & set(low) or ("as", "well") in pairwise(low)
    return bool(named & set(range(3)) and adding) and not AUXILIARIES.isdisjoint(
        [*low, "does" if ("as", "well") in pairwise(low) else ""]
    )


ECHOED = frozenset({"country", "supplier", "group"})
ECHOING_BY = 7  # tokens among which "also does" stands


def says_more(g: Ground, s: Sentence) -> Iterator[Question]:
    """Yield what a short sentence says of the one before: "It has grown", "Iceland is one"."""
    if s.span.end - s.span.start > LIMITING or asks(s) or _is_of_the_page(g, s):
        return
    if comments(s.tokens, g.marker, g.filler.codebook):
        return
    told = items(s, g.filler.codebook)
    compared = any(item.roles & RANKING for item in told[1:])
    spoken = compared or any(item.kind in NAMES or item.roles & SPEAKING for item in told)
    if not (_points_back(g, s) and (spoken or takes_some(s, 0) or _rest(s))):
        stated = compared and s.has_verb(range(len(s.tokens)))
        counted = bool(s.quantities) and (0 not in s.numbers or counts_some(s))
        if not (stated or counted) or _ours(s):
            return
    yield attributed(g.content, s)


def _is_of_the_page(g: Ground, s: Sentence) -> bool:
    """Tell a line that is no sentence of the text, such as a menu, and what is said of the text.

    A list goes on with what stands before it.
    """
    low = [t.low for t in s.tokens[:2]]
    if low[0] in POINTING and low[-1] in PIECES:
        return True
    apart = g.previous is not None and "\n" in g.content[g.previous.end : s.span.start]
    listed = g.content[s.span.start] in LIST_MARKS or g.content[s.span.start] in "-–—"
    return apart and not listed and s.tokens[-1].text not in STOPS


def _points_back(g: Ground, s: Sentence) -> bool:
    """Tell whether a sentence speaks of what the one before it says."""
    low = [t.low for t in s.tokens]
    if low[0] in POINTING or _rest(s) or takes_some(s, 0) or _stood_for(g, s):
        return True
    among = ("among", "them") in pairwise(low) or ("is", "one") in pairwise(low)
    if among and countries(s, list(range(len(low)))):
        return True
    again = {"it", "them", "this", "that"} & set(low[1:]) or _refers(s)
    named = {"supplier", "source_word", "country"} & s.places.keys()
    return bool(again and named) or ("source_word" in s.places and "negation" in s.places)


def _stood_for(g: Ground, s: Sentence) -> bool:
    """Tell "Both are Chinese" and "The firm is rich", whose first words stand for names."""
    low = g.content[s.span.start : s.span.end].casefold().split()[:2]
    return low[0] in ("both", "neither") or (
        low[0] == "the" and low[-1] in g.marker.grammar["firm"]
    )


def takes_some(s: Sentence, first: int) -> bool:
    """Tell whether words speak of some of those before: "Half are ...", "each with ...".

    Not meant: "One of the nations ...", "Other companies ...", which speak of more.
    """
    low = [t.low for t in s.tokens[first : first + 3]] + ["", ""]
    if low[0] not in PARTS:
        return low[0] in SOME
    if low[1] == "of":
        return low[2] in ("it", "them", "these", "those", "which", "whom")
    told = low[0] in ("other", "others") and low[1] in (
        "studies",
        "reports",
        "sources",
        "counts",
        "indexes",
    )
    return told or low[1] in ("with", "without") or s.has_verb([first + 1])


def _refers(s: Sentence) -> bool:
    """Tell whether a noun takes up the sentence before: "the figure", "the company"."""
    return any(a.low == "the" and b.low in REFERRED for a, b in pairwise(s.tokens))


def _rest(s: Sentence) -> bool:
    return [t.low for t in s.tokens[:2]] == ["the", "rest"]


def _ours(s: Sentence) -> bool:
    """Tell whether a sentence speaks of those who write or read it: "We call for rules"."""
    return any(t.low in ("we", "our", "us", "i", "my", "you", "your", "let") for t in s.tokens)


RHETORICAL = frozenset({"surprised", "surprise", "shocked", "ready", "curious", "impressed"})
"""Questions of one word that cast no doubt on what comes next."""

ONE_WORD = 2  # tokens of "Surprised?"


def leads_astray(s: Sentence, codebook: Codebook) -> bool:
    """Tell "The following is untrue." and "True or false?", which the next stands under."""
    if only_assents(s.tokens, codebook):
        return False
    if any(m.kinds & DOMAIN for m in s.marks) or len(s.tokens) > SHORT_SENTENCE:
        return False
    false = any(m.kinds & {"untruth"} for m in s.marks)
    if len(s.tokens) == ONE_WORD and s.tokens[0].low in RHETORICAL:
        return False
    if " ".join(t.low for t in s.tokens[:-1]) in s.grammar["comment_whole"]:
        return False
    if false or s.tokens[0].low in ("imagine", "suppose", "pretend"):
        return True
    return _doubts_before(s) if s.tokens[-1].text == "?" else _doubts_shortly(s)


ASKED = frozenset({"who", "what", "which", "where", "how", "why", "guess"})
LEAVING_OPEN = frozenset(
    "will would could should might may can if true false real right correct wrong believe believes"
    " say says said claim claims claimed think thinks thought promise promises promised want wants"
    " these following next sentence".split()
)


def _doubts_before(s: Sentence) -> bool:
    """Tell "Is it true?" from "How widespread is it?", which asks for what comes next."""
    lows = {t.low for t in s.tokens}
    asked = s.tokens[0].low in ASKED and LEAVING_OPEN.isdisjoint(lows)
    return not asked or not lows.isdisjoint(s.grammar["doubting"])


def _doubts_shortly(s: Sentence) -> bool:
    """Tell "I had a dream." and "Our novel opens in the dark." from what only comes before."""
    if s.numbers or len(s.tokens) > SHORT_SENTENCE or s.tokens[0].low not in POINTS_AHEAD:
        return False
    return any(t.low in s.grammar["doubting"] for t in s.tokens)


POINTS_AHEAD = frozenset({"here", "i", "we", "our", "my", "this", "these", "the", "it", "complete"})


def announces_untruth(s: Sentence, codebook: Codebook) -> bool:
    """Tell "The following is a lie." and "Fact or fiction?", which any number stands under."""
    if len(s.tokens) > SHORT_SENTENCE or only_assents(s.tokens, codebook):
        return False
    if not s.has("untruth", range(len(s.tokens))):
        named = any(m.kinds & DOMAIN for m in s.marks)
        asks_truth = s.tokens[-1].text == "?" and s.tokens[0].low not in ASKED
        true = any(t.low in ("true", "real", "right") for t in s.tokens)
        return not named and (_doubts_shortly(s) or (asks_truth and true))
    ahead = {"following", "here", "this", "these"} & {t.low for t in s.tokens}
    return bool(ahead) or s.tokens[-1].text in ("?", ":") or _doubts_shortly(s)
