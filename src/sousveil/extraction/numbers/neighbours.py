"""What the pieces beside that of a number say of it."""

from __future__ import annotations

from sousveil.extraction.numbers.clauses import QUOTES, Piece, Sentence
from sousveil.extraction.numbers.frames import (
    NAMES,
    group_again,
    home_included,
    is_apposition,
    is_frame,
    is_report,
    limits,
    names,
    starts_with_participle,
    starts_with_verb,
    whole_groups,
)
from sousveil.extraction.numbers.strays import limited_report, strays

FRONTS = frozenset({"of", "among", "amongst", "out"})
"""Words that begin a piece which says what a number behind it is of."""

BRIEF = 3
"""Words of a piece behind a number that is too short to be a statement of its own."""


def take_left(
    s: Sentence, left: list[Piece], core: list[int]
) -> tuple[list[int], list[str], list[int]]:
    """Take in what the pieces before say of the number; asides and reports are left out."""
    unread: list[str] = []
    frame: list[int] = []
    taken: list[int] = []
    participle = starts_with_participle(s, core)
    subject_needed = participle or starts_with_verb(s, core) or core == []
    main = [p for p in left if not p.aside]
    for place, piece in enumerate(main):
        tokens = list(range(piece.first, piece.stop))
        words = [i for i in tokens if s.tokens[i].text not in QUOTES]
        if not words:
            continue
        first = s.kinds(words[0])
        clean = all(s.known(i) for i in tokens)
        if home_included(s, words):
            frame += tokens
            continue
        if subject_needed and place == 0 and not is_frame(s, words):
            taken += names(s, tokens) if participle else tokens
            continue
        if s.tokens[words[0]].low in FRONTS and not clean:
            unread.append(s.words(words))  # "Of the listed countries that have a coast, ..."
        elif s.tokens[words[0]].low in FRONTS and any(s.kinds(i) & NAMES for i in words):
            taken += tokens  # "Of the 68 listed countries with Chinese technology, ..."
        elif is_report(s, words):
            frame += tokens
            if told := limited_report(s, words):
                unread.append(told)
        elif limits(s, words) and not clean:
            unread.append(s.words(words))
        elif "apart_from" in first or s.has("aside", words[-1:]):
            taken += tokens
        elif "example" in first and s.tokens[words[0]].low == "like":
            unread.append(s.words(words))  # "China, like the US, supplies ..." counts for both
        elif clean and (not is_apposition(s, words, left, piece)):
            if s.has("source_word", words) and not any(
                s.kinds(i) & {"technology", "supplier", "group"} for i in words
            ):
                frame += tokens
            else:
                taken += tokens
        elif ("time_limit" in first and any(s.tokens[i].low.isdigit() for i in words)) or (
            is_apposition(s, words, left, piece) and any("group" in s.kinds(i) for i in words)
        ):
            unread.append(s.words(words))
        elif "subordinate" in first or is_apposition(s, words, left, piece):
            dated = any(s.tokens[i].low.isdigit() for i in words)
            low = s.tokens[words[0]].low
            stray = strays(s, words)
            if low in ("since", "until", "till", "before") or (low == "as" and dated) or stray:
                unread.append(s.words(words))  # "As long ago as 2012", "Since the war began"
        elif is_frame(s, words) and not s.has("source_word", words):
            if not group_again(s, words, core):
                unread.append(s.words(words))
        elif s.tokens[words[0]].low in ("of", "to", "free", "out") and not s.has(
            "source_word", words
        ):
            unread.append(s.words(words))
        elif any(s.kinds(i) & NAMES for i in words):
            if s.has("source_word", words) and s.has("reporting", words):
                taken += names(s, tokens)
        elif strays(s, words):
            unread.append(s.words(words))
        elif s.has("source_word", words):
            frame += tokens
    return taken + core, unread, frame


def take_right(
    s: Sentence, right: list[Piece], core: list[int], home: Piece
) -> tuple[list[int], list[str], list[int], list[int]]:
    """Take in what the pieces after say of the number; lists of examples are left out."""
    unread: list[str] = []
    frame: list[int] = []
    shown: list[int] = []
    verb = s.has_verb([i for i in core if not _describing(s, i)])
    examples = False
    inside = s.tokens[home.first].low in ("which", "who", "that", "whose")
    for piece in right:
        if piece.aside:
            continue
        tokens = list(range(piece.first, piece.stop))
        words = [i for i in tokens if s.tokens[i].text not in QUOTES]
        if not words:
            continue
        first = s.kinds(words[0])
        clean_piece = all(s.known(i) for i in tokens)
        if is_report(s, words):
            frame += tokens
            if told := limited_report(s, words):
                unread.append(told)
            continue
        if s.tokens[words[0]].low == "from" and not any(s.tokens[i].low == "to" for i in words):
            core = core + tokens
            continue
        if "example" in first and not home_included(s, words):
            examples = True
            shown += words
            unnamed = not clean_piece and not any(s.kinds(i) & NAMES for i in words)
            if (unnamed and s.tokens[words[0]].low != "from") or whole_groups(s, words):
                unread.append(s.words(words))
            continue
        if examples and not s.has_verb(words):
            shown += words
            continue
        if not verb and s.has_verb(words):
            core = core + tokens
            verb = True
            continue
        if "about_word" in first or s.has("anaphora", words[:3]):
            continue
        if inside and not clean_piece and s.has_verb(words[:2]):
            unread.append(s.words(words))  # "Its technology, which 68 countries use, comes at ..."
            continue
        described = s.tokens[words[0]].low in s.grammar["apposition"]
        if clean_piece and (
            s.has("abroad", words)
            or s.has("apart_from", words[:1])
            or s.has("included", words)
            or s.has("group", words)
            or piece.clause != home.clause
            or (
                s.tokens[words[0]].low in s.grammar["dating"]
                and any(s.tokens[i].low.isdigit() for i in words)
            )
        ):
            core = core + tokens
        elif s.has("source_word", words) and not limits(s, words):
            frame += tokens
        elif (
            limits(s, words)
            or (
                not clean_piece
                and (is_frame(s, words) or not (verb or described) or _brief(s, words, right))
            )
            or strays(s, words)
        ):
            unread.append(s.words(words))
    return core, unread, frame, shown


def _describing(s: Sentence, i: int) -> bool:
    """Tell "listed countries" and "countries listed" from a verb of its own."""
    if s.tokens[i].low not in ("listed", "named", "covered", "surveyed", "indexed"):
        return False
    return any("unit_countries" in s.kinds(j) for j in (i - 1, i + 1) if j >= 0)


def _brief(s: Sentence, words: list[int], right: list[Piece]) -> bool:
    """Tell a piece that is no statement of its own, and no word thrown into a relative clause."""
    relative = any(s.tokens[p.first].low in ("which", "who") for p in right)
    return len(words) <= BRIEF and s.tokens[words[0]].low not in ("and", "but") and not relative
