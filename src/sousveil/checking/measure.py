"""Whether a number in a text and a number of an edition agree."""

from __future__ import annotations

from math import floor

from sousveil.model.question import Question

ABOUT_COUNT = 0.05  # "about 60": within 5 %, and at least 1
ODD = 9  # "sixty-odd": from 60 to 69
NEARLY_COUNT = 0.05  # "nearly 60": at most 5 % below, and at least 2
JUST_OVER = 0.10  # "just over 60", "just under 60": at most 10 % away, and at least 2
EXACT_SHARE = 0.5  # points: a percentage is taken to be rounded to a whole number
ABOUT_SHARE = 2.0  # points: "about 43 per cent", and fractions in words
VAGUE_SHARE = 3.0  # points: "about a third"
NEARLY_SHARE = 5.0  # points: "nearly half" may be so far below


def agrees(question: Question, found: float) -> bool:
    """Tell whether a recounted number bears out the number in the text, bound included."""
    claimed = question.value
    if question.upper is not None:
        return claimed <= found <= question.upper
    if question.bound == "min":
        holds = found > claimed if question.strict else found >= claimed
        return holds and (
            question.near != "just over" or found <= claimed + _width(question, JUST_OVER)
        )
    if question.bound == "max":
        holds = found < claimed if question.strict else found <= claimed
        return holds and (
            question.near != "nearly" or found >= claimed - _width(question, JUST_OVER)
        )
    if question.near == "odd":
        return claimed <= found <= claimed + ODD
    if question.near == "nearly":
        return claimed - _nearly(question) <= found < claimed
    return abs(found - claimed) <= tolerance(question) + 1e-9


def tolerance(question: Question) -> float:
    """Return how far the recounted number may lie from an exact or approximate one."""
    if question.type == "share":
        if question.vague:
            return VAGUE_SHARE if question.bound == "approx" else ABOUT_SHARE
        return ABOUT_SHARE if question.bound == "approx" else EXACT_SHARE
    if question.bound == "approx":
        return max(1.0, ABOUT_COUNT * question.value)
    return 0.0


def tolerance_in_words(question: Question) -> str:
    """Return the tolerance as a reader is told it; empty where there is none."""
    if question.near == "just over" or (question.near == "nearly" and question.bound == "max"):
        return f"at most {_told(_width(question, JUST_OVER), question)} away"
    if question.near == "odd":
        return f"from {question.value:g} to {question.value + ODD:g}"
    if question.near == "nearly":
        return f"at most {_told(_nearly(question), question)} below"
    if question.bound == "approx" or (question.type == "share" and question.bound == "exact"):
        return f"at most {_told(tolerance(question), question)} away"
    return ""


def _told(width: float, question: Question) -> str:
    """Return a width in points of a share, or in whole countries."""
    return f"{width:g} points" if question.type == "share" else f"{floor(width + 1e-9)}"


def _nearly(question: Question) -> float:
    if question.type == "share":
        return NEARLY_SHARE
    return max(2.0, NEARLY_COUNT * question.value)


def _width(question: Question, part: float) -> float:
    return NEARLY_SHARE if question.type == "share" else max(2.0, part * question.value)
