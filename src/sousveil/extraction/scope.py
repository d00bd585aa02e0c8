"""Which words of a sentence belong to one of its numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sousveil.extraction.clauses import DOMAIN, QUOTES, Piece, Sentence, pieces
from sousveil.extraction.marks import Mark
from sousveil.extraction.quantities import Quantity
from sousveil.model.figure import ANY_TECHNOLOGY

LEANING = frozenset(
    ["in", "from", "by", "with", "for", "to", "of", "at", "and", "or", "but", "the", "a", "an", "only", "just", "another", "also", "about", "some", "around", "over", "under", "than", "more", "as", "well", "too", "at", "least", "nearly", "almost", "respectively", "now", "while", "whereas", ",", "is", "it"]
)
"""Small words that may stand in a phrase that leans on the number before it."""

NAMES = frozenset({"technology", "supplier", "group", "country", "demonym"})

DATING = frozenset(["in", "as", "by", "since", "between", "until", "before", "after"])

APPOSITION = frozenset(["a", "an", "the", "one", "whose", "which", "who", "once", "itself", "already", "long", "now"])
"""Words with which a piece begins that only describes the name before it."""

TURNS = frozenset({"because", "but", "yet"})
"""Words after which a sentence starts anew; what stands before them does not limit the number."""

CUTS = {";": 4, ",": 3, "while": 3, "whereas": 3, "but": 3, "and": 2, "to": 1}
"""Words at which the reach of one number ends and that of the next begins, by strength."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The words that belong to one number."""

    quantity: Quantity
    core: tuple[int, ...]
    """Tokens that say what is counted."""

    unread: tuple[str, ...]
    """Phrases outside the core that limit it, and that nobody here can read."""

    frame: tuple[int, ...]
    """Tokens that say who reports it, and of which edition."""

    around: tuple[int, ...]
    """All tokens of its clause up to the numbers before and after it, asides among them."""

    examples: tuple[str, ...]
    """Countries that lists of examples beside the number name."""

    bare: bool
    """True where the words have no verb of their own, and lean on the number before."""


def scopes(sentence: Sentence, counted: list[Quantity]) -> list[Scope]:
    """Return the scope of each of the numbers, which stand in the order of the sentence."""
    all_pieces = pieces(sentence)
    found = []
    for position, quantity in enumerate(counted):
        before = counted[position - 1] if position else None
        after = counted[position + 1] if position + 1 < len(counted) else None
        found.append(_scope(sentence, all_pieces, quantity, before, after))
    found = _with_left_out(sentence, all_pieces, found)
    return [_with_frame(sentence, all_pieces, scope) for scope in found]


def _scope(
    s: Sentence,
    all_pieces: list[Piece],
    q: Quantity,
    before: Quantity | None,
    after: Quantity | None,
) -> Scope:
    home = next(p for p in all_pieces if p.first <= q.first < p.stop)
    core = list(range(home.first, home.stop))
    if before is not None and before.first >= home.first:
        cut = _cut(s, before.end, q.begin)
        core = [i for i in core if i >= cut]
    if after is not None and after.first < home.stop:
        cut = _cut(s, q.end, after.begin)
        core = [i for i in core if i < cut]
    unread: list[str] = []
    frame: list[int] = []
    core, reported = _without_report(s, core, q)
    frame += reported
    number_before = before.end if before is not None else 0
    number_after = after.begin if after is not None else len(s.tokens)
    if after is not None and (said := _only_number(s, all_pieces, after)) is not None:
        number_after = next((p.stop for p in all_pieces if p.first > said.first), len(s.tokens))
    left = [
        p
        for p in all_pieces
        if p.clause == home.clause and p.stop <= home.first and p.first >= number_before
    ]
    right = [
        p
        for p in all_pieces
        if p.first >= home.stop
        and p.stop <= number_after
        and (p.clause == home.clause or _enumerates(s, p, home))
    ]
    examples: list[str] = []
    if home.aside:
        core = _words_before(s, all_pieces, home, number_before) + core
        left, right = [], []
    else:
        core, more, also = _left(s, left, core, q)
        unread += more
        frame += also
        core, more, also, examples = _right(s, right, core, home.clause)
        unread += more
        frame += also
    if before is None and not s.has_verb(core):
        core = _heading(s, all_pieces, home) + core
    bare = all(_leans(s, i) for i in core)
    return Scope(
        quantity=q,
        core=tuple(core),
        unread=tuple(unread),
        frame=tuple(sorted(set(frame))),
        around=tuple(range(number_before, home.stop if after is not None else len(s.tokens))),
        examples=tuple(dict.fromkeys((*examples, *_examples_before(s, left)))),
        bare=bare,
    )


def _with_frame(s: Sentence, all_pieces: list[Piece], scope: Scope) -> Scope:
    """Add what clauses before say of the edition: "In the 2019 index: 64 countries ..."."""
    home = next(p for p in all_pieces if p.first <= scope.quantity.first < p.stop)
    earlier = [i for p in all_pieces if p.clause < home.clause for i in _clean(s, p)]
    return replace(scope, frame=tuple(sorted({*scope.frame, *earlier})))


def _with_left_out(s: Sentence, all_pieces: list[Piece], found: list[Scope]) -> list[Scope]:
    """Tell each number of the names beside it that no number has read: they may limit it.

    Asides, lists of examples, reports and subordinate clauses are passed by on purpose.
    """
    read = {i for scope in found for i in (*scope.core, *scope.frame)}
    named = {_id(s.by_token[i]) for i in read if i in s.by_token}
    result = list(found)
    for piece in all_pieces:
        words = [i for i in range(piece.first, piece.stop) if s.tokens[i].text not in QUOTES]
        if piece.aside or not words or _passed_by(s, words):
            continue
        missed = [
            m
            for m in s.marks
            if m.first in words
            and m.first not in read
            and m.kinds & NAMES
            and _id(m) not in {*named, ANY_TECHNOLOGY}
        ]
        if not missed:
            continue
        phrases = tuple(s.words(range(m.first, m.stop)) for m in missed)
        for place, scope in enumerate(result):
            home = next(p for p in all_pieces if p.first <= scope.quantity.first < p.stop)
            near = piece.clause == home.clause or (scope.bare and piece.clause == home.clause - 1)
            between = not any(
                min(piece.first, home.first) < o.quantity.first < max(piece.first, home.first)
                for o in found
                if o is not scope
            )
            whose = range(scope.quantity.end, min(scope.quantity.end + 2, len(s.tokens)))
            if s.has("anaphora", whose) and all("group" in m.kinds for m in missed):
                continue  # "Liberal democracies are no exception, and twenty of them ..."
            if near and between:
                result[place] = replace(scope, unread=(*scope.unread, *phrases))
    return result


def _passed_by(s: Sentence, words: list[int]) -> bool:
    first = s.kinds(words[0])
    if s.tokens[words[0]].low in APPOSITION and not s.has("unit_countries", words):
        return True
    return bool(first & {"example", "subordinate", "anaphora"}) or _is_report(s, words)


def _id(mark: Mark) -> str:
    """Return the term that a mark of a name stands for."""
    return next((mark.ids[k] for k in sorted(mark.ids) if k in NAMES or k == "capital"), "")


def _leans(s: Sentence, token: int) -> bool:
    """Tell whether a word can stand in a phrase without a verb of its own: "and Dahua in six"."""
    return (
        token in s.numbers
        or s.tokens[token].low in LEANING
        or bool(
            s.kinds(token) & (DOMAIN | {"unit_countries", "anaphora", "origin_noun", "negation"})
        )
        or not any(char.isalnum() for char in s.tokens[token].text)
        or s.tokens[token].low in ("'s", "do", "does")
        or s.tokens[token].low.isdigit()
    )


def _cut(s: Sentence, start: int, stop: int) -> int:
    """Return the token at which the second of two neighbouring numbers begins to reach."""
    best, strength = stop, 0
    for i in range(start, stop):
        low = s.tokens[i].low
        power = CUTS.get(low, 0)
        if s.has("rise_to", [i]):
            power = 3
        if power > strength:
            best, strength = i, power
    return best


def _without_report(s: Sentence, core: list[int], q: Quantity) -> tuple[list[int], list[int]]:
    """Split off "X found that ..." before the number and "according to X" after it."""
    frame: list[int] = []
    lead = [i for i in core if i < q.begin]
    turn = [i for i in lead if s.tokens[i].low in TURNS and i > core[0]]
    if turn:
        frame += [i for i in core if i < turn[-1]]
        core = [i for i in core if i > turn[-1]]
        lead = [i for i in core if i < q.begin]
    for i in reversed(lead):
        if s.tokens[i].low == "that" and i > lead[0] and not _relative(s, i):
            frame += [j for j in core if j <= i]
            core = [j for j in core if j > i]
            lead = [j for j in lead if j > i]
            break
    for i in reversed(lead):
        mark = s.by_token.get(i)
        if mark is None or "reporting" not in mark.kinds:
            continue
        head = [j for j in lead if j < i]
        that = next((j for j in lead if i < j <= i + 4 and s.tokens[j].low == "that"), None)
        source = s.has("source_word", head) or s.has("source_word", [i])
        known = [j for j in head if s.kinds(j) & {"technology", "supplier", "group"}]
        units = [j for j in head if "unit_countries" in s.kinds(j)]
        if that is not None or (source and not known and not units):
            cut = i + 1 if that is None else that + 1
            frame += [j for j in core if j < cut]
            core = [j for j in core if j >= cut]
            break
    for i in [j for j in core if j >= q.end]:
        if s.tokens[i].low in (
            "according",
            "says",
            "said",
            "reports",
            "reported",
            "writes",
            "wrote",
        ) and (s.tokens[i].low != "according" or i + 1 < len(s.tokens)):
            if s.tokens[i].low != "according" and not s.has("source_word", range(i, core[-1] + 1)):
                continue
            frame += [j for j in core if j >= i]
            core = [j for j in core if j < i]
            break
    return core, frame


def _relative(s: Sentence, that: int) -> bool:
    """Tell "countries that use it" from "the minister knows that 64 countries use it"."""
    before = s.kinds(that - 1)
    return bool(
        before & {"unit_countries", "member", "group", "technology", "supplier", "origin_noun"}
    )


def _left(
    s: Sentence, left: list[Piece], core: list[int], q: Quantity
) -> tuple[list[int], list[str], list[int]]:
    """Take in what the pieces before say of the number; asides and reports are left out."""
    unread: list[str] = []
    frame: list[int] = []
    taken: list[int] = []
    participle = _starts_with_participle(s, core)
    subject_needed = participle or _starts_with_verb(s, core) or core == []
    main = [p for p in left if not p.aside]
    for place, piece in enumerate(main):
        tokens = list(range(piece.first, piece.stop))
        words = [i for i in tokens if s.tokens[i].text not in QUOTES]
        if not words:
            continue
        first = s.kinds(words[0])
        clean = all(s.known(i) for i in tokens)
        if subject_needed and place == 0 and not _is_frame(s, words):
            taken += _names(s, tokens) if participle else tokens
            continue
        if _is_report(s, words):
            frame += tokens
        elif "apart_from" in first or s.has("aside", words[-1:]):
            taken += tokens
        elif clean and not _is_apposition(s, words, left, piece):
            if s.has("source_word", words) and not any(
                s.kinds(i) & {"technology", "supplier", "group"} for i in words
            ):
                frame += tokens
            else:
                taken += tokens
        elif "time_limit" in first and any(s.tokens[i].low.isdigit() for i in words):
            unread.append(s.words(words))
        elif "subordinate" in first or _is_apposition(s, words, left, piece):
            if s.tokens[words[0]].low == "as" and any(s.tokens[i].low.isdigit() for i in words):
                unread.append(s.words(words))  # "As long ago as 2012, ..."
        elif _is_frame(s, words) and not s.has("source_word", words):
            if not _group_again(s, words, core):
                unread.append(s.words(words))
        elif s.tokens[words[0]].low in ("of", "to", "free", "out") and not s.has(
            "source_word", words
        ):
            unread.append(s.words(words))
        elif any(s.kinds(i) & NAMES for i in words):
            if s.has("source_word", words) and s.has("reporting", words):
                taken += _names(s, tokens)
        elif s.has("source_word", words):
            frame += tokens
    return taken + core, unread, frame


def _right(
    s: Sentence, right: list[Piece], core: list[int], home_clause: int
) -> tuple[list[int], list[str], list[int], list[str]]:
    """Take in what the pieces after say of the number; lists of examples are left out."""
    unread: list[str] = []
    frame: list[int] = []
    named: list[str] = []
    verb = s.has_verb(core)
    examples = False
    for piece in right:
        if piece.aside:
            continue
        tokens = list(range(piece.first, piece.stop))
        words = [i for i in tokens if s.tokens[i].text not in QUOTES]
        if not words:
            continue
        first = s.kinds(words[0])
        clean = all(s.known(i) for i in tokens)
        if _is_report(s, words):
            frame += tokens
            continue
        if "example" in first and not _home_included(s, words):
            examples = True
            named += _countries(s, words)
            continue
        if examples and not s.has_verb(words):
            named += _countries(s, words)
            continue
        if not verb and s.has_verb(words):
            core = core + tokens
            verb = True
            continue
        if "about_word" in first or s.has("anaphora", words[:3]):
            continue
        if clean and (
            s.has("abroad", words)
            or s.has("apart_from", words[:1])
            or s.has("included", words)
            or s.has("group", words)
            or piece.clause != home_clause
            or (s.tokens[words[0]].low in DATING and any(s.tokens[i].low.isdigit() for i in words))
        ):
            core = core + tokens
        elif s.has("source_word", words):
            frame += tokens
    return core, unread, frame, named


def _examples_before(s: Sentence, left: list[Piece]) -> list[str]:
    """Return the countries of a list between the number and its verb: "53 countries, from ... to"."""
    return [
        country
        for piece in left
        if s.kinds(piece.first) & {"example"}
        for country in _countries(s, list(range(piece.first, piece.stop)))
    ]


def _countries(s: Sentence, words: list[int]) -> list[str]:
    """Return the countries named among some words."""
    return [m.ids["country"] for m in s.marks if m.first in words and "country" in m.kinds]


def _only_number(s: Sentence, all_pieces: list[Piece], q: Quantity) -> Piece | None:
    """Return the piece of a number that only says the one before it again: ", 56 of 75,"."""
    piece = next(p for p in all_pieces if p.first <= q.first < p.stop)
    again = all(
        i in s.numbers
        or s.tokens[i].low in ("of", "the", "out", "or", "precisely", "exactly", "i.e.")
        for i in range(piece.first, piece.stop)
    )
    return piece if again else None


def _enumerates(s: Sentence, piece: Piece, home: Piece) -> bool:
    """Tell whether a piece lists what the words before a colon announce: "all three: ..."."""
    return (
        piece.clause == home.clause + 1
        and s.has("both", range(home.first, home.stop))
        and bool(_clean(s, piece))
        and not s.has_verb(range(piece.first, piece.stop))
    )


def _words_before(
    s: Sentence, all_pieces: list[Piece], home: Piece, number_before: int
) -> list[int]:
    """Return the words that a number in brackets belongs to: the piece before the bracket."""
    before = [
        p for p in all_pieces if p.stop <= home.first and p.first >= number_before and not p.aside
    ]
    if not before:
        return []
    piece = before[-1]
    start = piece.first
    for i in range(piece.stop - 1, piece.first - 1, -1):
        if s.tokens[i].low in (",", "and") and i > number_before:
            start = i
            break
    tokens = [i for i in range(start, piece.stop) if i >= number_before]
    marks = [s.by_token[i] for i in tokens if i in s.by_token and s.kinds(i) & DOMAIN]
    if not marks:
        return tokens
    last = marks[-1]
    kind = next(iter(last.kinds & DOMAIN))
    keep = last.first
    for mark in reversed(marks[:-1]):
        if kind in mark.kinds and mark.ids.get(kind) != last.ids.get(kind):
            break
        keep = min(keep, mark.first)
    return [i for i in tokens if i >= keep]


def _heading(s: Sentence, all_pieces: list[Piece], home: Piece) -> list[int]:
    """Return a clean piece before a colon or dash: "Facial recognition: 64 countries"."""
    before = [p for p in all_pieces if p.clause == home.clause - 1 and not p.aside]
    if len(before) != 1:
        return []
    tokens = _clean(s, before[0])
    if not any(s.kinds(i) & DOMAIN for i in tokens):
        return []
    own = any(s.kinds(i) & NAMES for i in range(home.first, home.stop))
    return tokens if not own or not s.has_verb(tokens) else []


def _clean(s: Sentence, piece: Piece) -> list[int]:
    tokens = list(range(piece.first, piece.stop))
    return tokens if all(s.known(i) for i in tokens) else []


def _starts_with_verb(s: Sentence, core: list[int]) -> bool:
    """Tell whether the words begin with a verb, so that their subject stands before."""
    for i in core:
        if s.tokens[i].text in QUOTES:
            continue
        if i in s.numbers:
            return False
        kinds = s.kinds(i)
        if "verb" in kinds and not kinds & DOMAIN and "source_word" not in kinds:
            return True
        return s.tokens[i].low in ("alone", "also", "now", "already", "itself", "too") and any(
            "verb" in s.kinds(j) for j in core if i < j <= i + 2
        )
    return False


def _starts_with_participle(s: Sentence, core: list[int]) -> bool:
    """Tell "..., supplying its technology to 50 countries", whose subject stands before."""
    words = [i for i in core if s.tokens[i].text not in QUOTES][:2]
    return any(s.tokens[i].low.endswith("ing") and "supplying" in s.kinds(i) for i in words)


def _names(s: Sentence, tokens: list[int]) -> list[int]:
    """Return the tokens of names, with what tells their part in the sentence."""
    return [i for i in tokens if s.kinds(i) & (DOMAIN | {"origin_noun"}) or s.tokens[i].low == "'s"]


def _is_report(s: Sentence, words: list[int]) -> bool:
    """Tell whether a piece only says who says so."""
    if s.tokens[words[0]].low in ("according", "this"):
        return s.has("reporting", words[:2])
    if any(i in s.numbers and s.numbers[i].value > 1 for i in words) and len(words) > 8:
        return False
    if s.has("technology", words) and s.has("unit_countries", words):
        return False
    reports = any("reporting" in s.kinds(i) and "unit_countries" not in s.kinds(i) for i in words)
    return reports and not any(
        s.kinds(i) & {"technology", "group", "supplier", "financier"} for i in words
    )


def _is_frame(s: Sentence, words: list[int]) -> bool:
    """Tell whether a piece begins with a preposition that sets time, place or manner."""
    return s.tokens[words[0]].low in (
        ["in", "at", "on", "along", "across", "among", "amongst", "within", "under", "for", "with", "using", "through", "throughout", "during", "by", "near", "around", "against", "over", "inside", "beyond"]
    )


def _is_apposition(s: Sentence, words: list[int], left: list[Piece], piece: Piece) -> bool:
    """Tell whether a piece only describes the name before it."""
    low = s.tokens[words[0]].low
    position = left.index(piece)
    if position == 0:
        return False
    return low in APPOSITION and not s.has("unit_countries", words)


def _group_again(s: Sentence, words: list[int], core: list[int]) -> bool:
    """Tell whether a frame only paints the group that the words beside the number name."""
    groups = {s.by_token[i].ids["group"] for i in words if "group" in s.kinds(i)}
    return bool(groups) and groups <= {
        s.by_token[i].ids["group"] for i in core if "group" in s.kinds(i)
    }


def _home_included(s: Sentence, words: list[int]) -> bool:
    """Tell "including China itself" from "including Iran, Myanmar and others"."""
    places = [i for i in words if s.kinds(i) & {"country", "capital"}]
    rest = [s.tokens[i].low for i in words[1:] if i not in places]
    return len({s.by_token[i].first for i in places}) == 1 and all(
        word in ("itself", "at", "home", "the") for word in rest
    )
