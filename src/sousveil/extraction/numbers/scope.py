"""Which words of a sentence belong to one of its numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from msgspec import Struct

from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.brackets import id_of, read_brackets
from sousveil.extraction.numbers.clauses import DOMAIN, QUOTES, Piece, Sentence, pieces
from sousveil.extraction.numbers.frames import (
    NAMES,
    clean,
    countries,
    enumerates,
    examples_before,
    is_report,
    only_number,
    passed_by,
    relative,
    stands_for,
)
from sousveil.extraction.numbers.neighbours import take_left, take_right
from sousveil.extraction.numbers.strays import limited_report
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.noun import replace

SETTING_BESIDE = frozenset({"against", "versus", "vs", "compared", "opposed"})
"""Words that set one number beside another: "fourteen, as against twelve"."""

LEANING = DOMAIN | {"unit_countries", "anaphora", "origin_noun", "negation"}
CUTS = {";": 4, ",": 3, "while": 3, "whereas": 3, "but": 3, "and": 2, "to": 1}
CUTS |= {"against": 2, "versus": 2, "vs": 2, "compared": 2}
"""Words at which the reach of one number ends and that of the next begins, by strength."""


class Scope(Struct, frozen=True, kw_only=True):
    """The words that belong to one number."""

    quantity: Quantity
    core: tuple[int, ...]
    """Tokens that say what is counted."""

    unread: tuple[str, ...]
    """Phrases outside the core that limit it, and that nobody here can read."""

    frame: tuple[int, ...]
    """Tokens that say who reports it, and of which edition."""

    earlier: tuple[int, ...] = ()
    """Those of them in clauses before, which may say anything."""

    around: tuple[int, ...]
    """All tokens of its clause up to the numbers before and after it, asides among them."""

    examples: tuple[str, ...]
    """Countries that lists of examples beside the number name."""

    shown: tuple[int, ...]
    """Tokens of the lists of examples after it."""

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
    home = _home(all_pieces, q)
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
    if limiting_report := limited_report(s, reported):
        unread.append(limiting_report)
    number_before = before.end if before is not None else 0
    number_after = after.begin if after is not None else len(s.tokens)
    if after is not None and (said := only_number(s, all_pieces, after)) is not None:
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
        and (p.clause == home.clause or enumerates(s, p, home))
    ]
    reach = (number_before, number_after)
    more_in_asides, limiting, in_brackets, firms = read_brackets(s, all_pieces, home, reach)
    core = core + more_in_asides
    unread += limiting
    if home.aside:
        core = _words_before(s, all_pieces, home, number_before) + core
        left, right = [], []
        shown = firms
    else:
        core, more, also = take_left(s, left, core)
        unread += more
        frame += also
        core, more, also, shown = take_right(s, right, core, home)
        shown += firms
        unread += more
        frame += also
    if before is None and not s.has_verb(core):
        core = _heading(s, all_pieces, home) + core
        unread += _unread_heading(s, all_pieces, home) if home.first == q.begin else []
    bare = all(_leans(s, i) for i in core)
    return Scope(
        quantity=q,
        core=tuple(core),
        unread=tuple(unread),
        frame=tuple(sorted(set(frame))),
        around=tuple(range(number_before, home.stop if after is not None else len(s.tokens))),
        examples=tuple(
            dict.fromkeys((*countries(s, shown), *in_brackets, *examples_before(s, left)))
        ),
        shown=tuple(shown),
        bare=bare,
    )


def _with_frame(s: Sentence, all_pieces: list[Piece], scope: Scope) -> Scope:
    """Add what clauses before say of the edition: "In the 2019 index: 64 countries ..."."""
    home = _home(all_pieces, scope.quantity)
    earlier = [i for p in all_pieces if p.clause < home.clause for i in clean(s, p)]
    if not earlier:
        return scope
    return replace(scope, frame=tuple(sorted({*scope.frame, *earlier})), earlier=tuple(earlier))


def _with_left_out(s: Sentence, all_pieces: list[Piece], found: list[Scope]) -> list[Scope]:
    """Tell each number of the names beside it that no number has read: they may limit it.

    Asides, lists of examples, reports and subordinate clauses are passed by on purpose.
    """
    read = {i for scope in found for i in (*scope.core, *scope.frame)}
    named = {id_of(s.by_token[i]) for i in read if i in s.by_token}
    result = list(found)
    named.add(ANY_TECHNOLOGY)
    homes = [_home(all_pieces, scope.quantity) for scope in found]
    firsts = [scope.quantity.first for scope in found]
    for piece in all_pieces:
        words = [i for i in range(piece.first, piece.stop) if s.tokens[i].text not in QUOTES]
        if piece.aside or not words or passed_by(s, words):
            continue
        done = s.tokens[words[0]].low.endswith("ing") and not s.known(
            words[0]
        )  # "Deducting Japan,"
        missed = [
            m
            for i in words
            if i not in read
            and (m := s.by_token.get(i)) is not None
            and m.first == i
            and m.kinds & NAMES
            and (done or id_of(m) not in named)
        ]
        if not missed:
            continue
        phrases = tuple(s.words(range(m.first, m.stop)) for m in missed)
        for place, scope in enumerate(result):
            home = homes[place]
            near = piece.clause == home.clause or (scope.bare and piece.clause == home.clause - 1)
            low, high = sorted((piece.first, home.first))
            others = bisect_left(firsts, high) - bisect_right(firsts, low)
            if scope is found[place] and low < firsts[place] < high:
                others -= 1
            whose = range(scope.quantity.end, min(scope.quantity.end + 2, len(s.tokens)))
            if s.has("anaphora", whose) and all("group" in m.kinds for m in missed):
                continue  # "Liberal democracies are no exception, and twenty of them ..."
            if near and not others:
                result[place] = replace(scope, unread=(*scope.unread, *phrases))
    return result


def _home(all_pieces: list[Piece], q: Quantity) -> Piece:
    """Return the piece in which a number stands."""
    at = bisect_right(all_pieces, q.first, key=lambda p: p.first) - 1
    return all_pieces[at]


def _leans(s: Sentence, token: int) -> bool:
    """Tell whether a word can stand in a phrase without a verb of its own: "and Dahua in six"."""
    return (
        token in s.numbers
        or s.tokens[token].low in s.grammar["leaning"]
        or bool(s.kinds(token) & LEANING)
        or not any(char.isalnum() for char in s.tokens[token].text)
        or s.tokens[token].low in ("'s", "do", "does")
        or s.tokens[token].low.isdigit()
    )


def _cut(s: Sentence, start: int, stop: int) -> int:
    """Return the token at which the second of two neighbouring numbers begins to reach."""
    best, strength = stop, 0
    for i in range(start, stop):
        if i in s.by_token and s.kinds(i) & DOMAIN:
            continue  # "East Asia and the Pacific"
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
    turn = [
        i
        for i in lead
        if s.tokens[i].low in s.grammar["turn"] and i > core[0] and "negation" not in s.kinds(i)
    ]
    if turn:
        frame += [i for i in core if i < turn[-1]]
        core = [i for i in core if i > turn[-1]]
        lead = [i for i in core if i < q.begin]
    for i in reversed(lead):
        if s.tokens[i].low == "that" and i > lead[0] and not (relative(s, i) or stands_for(s, i)):
            frame += [j for j in core if j <= i]
            core = [j for j in core if j > i]
            lead = [j for j in lead if j > i]
            break
    first = lead[0] if lead else 0
    for i in reversed(lead):
        if not s.has("reporting", (i,)) or s.tokens[i - 1].low == "on":
            continue  # what "is on record" is said by nobody
        head = range(first, i)
        that = next(
            (j for j in range(i + 1, min(i + 5, q.begin)) if s.tokens[j].low == "that"), None
        )
        source = s.has("source_word", range(first, i + 1))
        named = any(s.has(k, head) for k in ("technology", "supplier", "group", "unit_countries"))
        if that is not None or (source and not named):
            cut = i + 1 if that is None else that + 1
            kept = _set_apart_before(s, lead, i)
            frame += [j for j in core if kept <= j < cut]
            core = [j for j in core if j < kept or j >= cut]
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


def _set_apart_before(s: Sentence, lead: list[int], stop: int) -> int:
    """Return where who reports begins: behind "Not counting China, the index finds ..."."""
    commas = [i for i in lead if i < stop and s.tokens[i].text == ","]
    ahead = [i for i in lead if commas and i < commas[-1]]
    return commas[-1] if s.has("apart_from", ahead[:1]) or s.has("aside", ahead[-1:]) else 0


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


def _unread_heading(s: Sentence, all_pieces: list[Piece], home: Piece) -> list[str]:
    """Return the words before a colon that are not known: "Social media: 38"."""
    before = [p for p in all_pieces if p.clause == home.clause - 1 and not p.aside]
    if len(before) != 1 or is_report(s, list(range(before[0].first, before[0].stop))):
        return []
    words = range(before[0].first, before[0].stop)
    return [] if clean(s, before[0]) else [s.words(words)]


def _heading(s: Sentence, all_pieces: list[Piece], home: Piece) -> list[int]:
    """Return a clean piece before a colon or dash: "Facial recognition: 64 countries"."""
    before = [p for p in all_pieces if p.clause == home.clause - 1 and not p.aside]
    if len(before) != 1:
        return []
    tokens = clean(s, before[0])
    if not any(s.kinds(i) & DOMAIN for i in tokens):
        return []
    own = any(s.kinds(i) & NAMES for i in range(home.first, home.stop))
    return tokens if not own or not s.has_verb(tokens) else []
