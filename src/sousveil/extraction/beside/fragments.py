"""A fragment that stands behind a sentence as one of its own, and narrows it: "At airports."."""

from __future__ import annotations

from sousveil.extraction.numbers.clauses import DOMAIN, Sentence

SETTING = frozenset(
    "at on in for with without since until till by before after during under against via through"
    " inside near per as like unlike mostly mainly partly chiefly largely sometimes once".split()
)
"""Words with which a fragment begins that says where, when, how or for whom."""

AT_LARGE = frozenset(
    "words short fact sum total all other any measure precise record context fairness brief case"
    " conclusion plain numbers truth reality perspective comparison clarity starters example"
    " instance now contrast addition part turn you we i".split()
)
"""Words of a fragment that only comments."""

CLAIMING = frozenset("claim claims claimed say says said hope hopes hoped think thinks".split())
POINTING = frozenset({"that", "this", "it", "the", "which"})
WHEN = frozenset({"in", "before", "until", "till", "during", "under", "by", "then"})
LONGEST = 5  # words


def narrows_briefly(s: Sentence) -> bool:
    """Tell "On phones.", "By 2030, that is.", "That was in 2019." and "So the ministry claims."."""
    lows = [t.low for t in s.tokens if t.text[:1].isalnum()]
    if not lows or s.tokens[-1].text == "?" or any(m.kinds & DOMAIN for m in s.marks):
        return False
    years = [low for low in lows if low.isdigit()]
    line = f" {' '.join(lows)} "
    if len(lows) <= 2 * LONGEST and any(f" {w} " in line for w in s.grammar["of_all_times"]):
        return lows[0] in POINTING or lows[0] == "never"
    if lows[0] in ("that", "this", "it") and lows[1:2] == ["was"]:
        return lows[2:3] != [] and lows[2] in WHEN and len(lows) <= LONGEST
    if lows[0] == "so" and lows[-1] in CLAIMING and len(lows) <= LONGEST:
        return True
    if lows[0] not in SETTING or len(lows) > LONGEST or not AT_LARGE.isdisjoint(lows[1:]):
        return False
    if lows[-2:] == ["that", "is"] and years:
        return s.grammar["latest_year"].isdisjoint(years)
    if years:
        latest = not s.grammar["latest_year"].isdisjoint(years)
        return not latest and not s.has_verb(range(1, len(s.tokens)))
    return not s.numbers and not s.has_verb(range(1, len(s.tokens)))
