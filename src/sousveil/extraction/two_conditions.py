"""Words that ask two things of one country: "both Chinese technology and smart policing".

In one breath, "smart policing from China" is one delivery, which no table links. Where two whole
things are joined by more than "and", each stands for itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.model.late import late

NAMED = {"technology": "t", "noun": "n", "supplier": "s", "demonym": "d", "country": "c"}
JOINS = {"both": "b", "and": "a", "also": "l", "with": "m", "from": "f"}
PHRASES = ("as well as", "along with", "together with", "alongside", "in addition to")
COMBINING = frozenset({"combine", "combines", "combined", "combining", "pair", "pairs"})
PLAIN = frozenset({"technology", "tech"})
EMPTY = frozenset({"the", "a", "an", "use of"})

_WHOLE = "(?:d[ng]|[ng]fc|s[ng]?)"  # Chinese technology, technology from China, Huawei technology
_SAFE = "(?:d[ng]|gfc|s[ng]?)"  # "cameras and software from China" may be one delivery
_JOIN = "(?:w|alv?|av)"
_ENDS = "(?![fngsdct])"
_JOINED = late(
    "|".join(
        (
            f"b{_WHOLE}al?v?tn?{_ENDS}|btn?al?v?{_SAFE}",
            f"(?<![dnts]){_WHOLE}{_JOIN}tn?{_ENDS}|(?<![dnts])tn?{_JOIN}{_WHOLE}",
            f"k{_WHOLE}[maw]tn?{_ENDS}|ktn?[maw]{_WHOLE}",
        )
    )
)


def letters_of(words: Sequence[tuple[str, str]]) -> str:
    """Return one letter for each word, by what it names or how it joins."""
    line = ""
    low = [word for word, _ in words]
    at = 0
    while at < len(words):
        word, kind = words[at]
        phrase = next((p for p in PHRASES if low[at : at + len(p.split())] == p.split()), "")
        if phrase or word in PHRASES:
            line += "w"
            at += len(phrase.split()) or 1
            continue
        at += 1
        if word in PLAIN and kind == "noun":
            line += "g"
        elif word in COMBINING:
            line += "k"
        elif all(part in JOINS for part in word.split()):
            line += "".join([JOINS[part] for part in word.split()])
        elif kind in NAMED:
            line += NAMED[kind]
        elif word not in EMPTY:
            line += "v" if kind == "verb" else "x"
    return line


def two_things(line: str) -> bool:
    """Tell whether one technology and one origin or supplier are joined, none of the other.

    `line` is of `letters_of`, and whoever asks knows that no more of them are named.
    """
    return line.count("t") == 1 and _JOINED.search(line) is not None
