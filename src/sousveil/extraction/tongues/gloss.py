"""A text to plain English, word by word; what no table knows stays as it is and is marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec import Struct

from sousveil.extraction.tokens import FOREIGN
from sousveil.extraction.tongues.clause_order import reordered
from sousveil.extraction.tongues.denying import denied
from sousveil.extraction.tongues.pieces import NAMED, Piece
from sousveil.extraction.tongues.table import Frame, Index, Meaning, Table
from sousveil.extraction.tongues.verb_second import subject_first
from sousveil.extraction.tongues.words import Token, english_number, tokenise
from sousveil.model.noun import replace
from sousveil.model.source import Span

STOPS = frozenset(".!?…;:")
NO_SPACE_BEFORE = frozenset(",.;:!?…%)]}”’'")
NO_SPACE_AFTER = frozenset("([{“")
SIGNS = {"«": "“", "»": "”", "„": "“", "‹": "“", "›": "”", "¿": "", "¡": "", "‘": "“", "'": "",
         "’": ""}  # fmt: skip
WIDEST = 14  # words and signs that a slot of a frame may take
MOST_FRAMES = 12  # of one sentence
LONGEST_INSIDE = 3  # words that may stand inside a phrase
SOME = frozenset({"of", "of the"})
"""English of French "des" and "de la", which stand before what somebody uses, too."""

OWN = frozenset({"its", "their"})

TAKING = frozenset(
    "use uses used using have has had buy buys bought deploy deploys deployed adopt adopts adopted"
    " install installs installed supply supplies supplied sell sells sold export exports exported"
    " possess possesses operate operates monitor receive receives are were by with for in"
    " to".split()
)
SUPPLYING = frozenset({"supplier", "suppliers", "exporter"})
NUMBERED = frozenset({"{n}", "{m}", "{k}", "{j}"})  # slots that hold a number


DROPPED = Meaning("")
"""Of words that English leaves out; they are gone before phrases are looked for."""


class Glossed(Struct, frozen=True):
    """The English of a text, and which part of it stands for which part of the text."""

    source: str
    text: str
    starts: tuple[int, ...]
    """Where each piece begins in the English."""

    spans: tuple[tuple[int, int, int], ...]
    """For each piece its end in the English, and start and end in the source."""

    names: tuple[int, ...] = ()
    """Where a country or supplier begins in the English."""

    def back(self, start: int, end: int) -> Span | None:
        """Return the part of the source that a part of the English stands for."""
        first = max(0, bisect_right(self.starts, start) - 1)
        held = self.spans[first : bisect_left(self.starts, end, first)]
        if held and held[0][0] <= start:
            held = held[1:]
        if not held:
            return None
        return Span(min([begin for _, begin, _ in held]), max([finish for *_, finish in held]))


def gloss(text: str, table: Table) -> Glossed:
    """Return the English of a text, in which every word is known to the table or marked."""
    source = text
    if "„" in text:
        text = text.replace("“", "”")  # which closes, where „ opens
    if table.dateline is not None:
        text = table.dateline.sub(lambda found: " " * len(found.group()), text)
    made: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int, int]] = []
    names: list[int] = []
    length, last = 0, 0
    for run in _runs(text, table):
        opening = True
        for piece in run:
            word = piece.english or ""
            between = text[last : piece.start] if piece.start >= last else ""
            if not word:
                continue
            if opening and text[min(one.start for one in run)].isupper():
                word = word[0].upper() + word[1:]
            opening = False
            gap = _gap(made[-1] if made else "", word, between)
            made += [gap, word] if gap else [word]
            length += len(gap)
            starts.append(length)
            if piece.kind in NAMED:
                names.append(length)
            length += len(word)
            spans.append((length, piece.start, piece.end))
            last = max(last, piece.end)
    return Glossed(source, "".join(made), tuple(starts), tuple(spans), tuple(names))


def _gap(before: str, word: str, between: str) -> str:
    lines = between.count("\n")
    if lines:
        return "\n" * min(lines, 2)
    if not before or word[0] in NO_SPACE_BEFORE or before in NO_SPACE_AFTER:
        return ""
    return " "


def _runs(text: str, table: Table) -> Iterator[list[Piece]]:
    """Yield the pieces of a text from stop to stop, each in its English order."""
    held: list[Piece] = []
    for piece in _counted(text, tokenise(text), table):
        newline = held and "\n" in text[held[-1].end : piece.start]
        if newline:
            yield _english(text, held, table)
            held = []
        held.append(piece)
        if piece.low in STOPS:
            yield _english(text, held, table)
            held = []
    if held:
        yield _english(text, held, table)


def _counted(text: str, tokens: list[Token], table: Table) -> Iterator[Piece]:
    """Yield the tokens as pieces; what has a stop inside and numbers in words are one already."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        length, meaning = _longest(table.phrases, tokens, at)
        numbered = meaning is not None and meaning.kind == "number"
        stopped = any(t.low in STOPS for t in tokens[at : at + length])
        if meaning is not None and meaning == DROPPED:
            at += length
            continue
        if meaning is not None and (numbered or stopped):
            end = tokens[at + length - 1].end
            low = token.low if length == 1 else ""
            yield Piece(token.start, end, low, meaning.english, meaning.kind)
            at += length
            continue
        named, name = _longest(table.names, tokens, at)
        if name is not None and any(t.low in STOPS for t in tokens[at : at + named]):
            end = tokens[at + named - 1].end
            if _fits(text[token.start : end], name):
                yield Piece(token.start, end, "", name.english or text[token.start : end], "name")
                at += named
                continue
        if token.text[0].isdigit() and token.text[-1].isdigit():
            yield Piece(token.start, token.end, token.low, english_number(token.text), "number")
        else:
            yield Piece(token.start, token.end, token.low)
        at += 1


def _longest(
    index: Index, tokens: list[Token] | list[Piece], at: int
) -> tuple[int, Meaning | None]:
    """Return the longest phrase that begins at a place, and what it means."""
    known = index.get(tokens[at].low)
    if known is None:
        return 0, None
    longest = len(next(iter(known[0])))
    if longest == 1:
        alone = known[0].get((tokens[at].low,))
        return (0, None) if alone is None else (1, alone)
    ahead = tuple([token.low for token in tokens[at : at + longest]])
    for phrases in known:
        length = len(next(iter(phrases)))
        meaning = phrases.get(ahead[:length])
        if meaning is not None:
            return length, meaning
    return 0, None


def _english(text: str, run: list[Piece], table: Table) -> list[Piece]:
    if table.order is not None:
        run = reordered(text, run, table.order)
    framed = _framed(run, table)
    told = _looked_up(text, framed, table)
    told = _swapped(told if table.order is not None else _parted(told))
    told = denied(told)
    return _tidied(subject_first(told, table.verbs_first) if table.verbs_first else told)


def _framed(run: list[Piece], table: Table) -> list[Piece]:
    """Put what a frame holds together in its English order."""
    for _ in range(MOST_FRAMES):
        for at, piece in enumerate(run):
            first = "{n}" if piece.kind == "number" else piece.low
            found = next(
                (
                    (frame, held)
                    for frame in table.frames.get(first, ())
                    if (held := _match(run, at, frame.pattern)) is not None
                ),
                None,
            )
            if found is not None:
                run = _filled(run, at, *found)
                break
        else:
            return run
    return run


def _match(
    run: list[Piece], at: int, pattern: tuple[frozenset[str] | str, ...]
) -> dict[str, tuple[int, int]] | None:
    """Return where slots and words ("#0", "#1") of a pattern stand; None where it does not fit."""
    if not pattern:
        return {"end": (at, at)}
    head, rest = pattern[0], pattern[1:]
    if isinstance(head, frozenset):
        open_ = at < len(run) and (run[at].english is None or run[at].kind == "number")
        if open_ and run[at].low in head:
            found = _match(run, at + 1, rest)
            return found if found is None else {f"#{at}": (at, at + 1), **found}
        return None
    if head in NUMBERED:
        if at < len(run) and run[at].kind == "number":
            found = _match(run, at + 1, rest)
            return found if found is None else {head: (at, at + 1), **found}
        return None
    for stop in range(at + 1, min(len(run), at + WIDEST) + 1):
        if run[stop - 1].low in STOPS or run[stop - 1].kind == "relative":
            return None
        found = _match(run, stop, rest)
        if found is not None:
            return {head: (at, stop), **found}
    return None


def _filled(
    run: list[Piece], at: int, frame: Frame, held: dict[str, tuple[int, int]]
) -> list[Piece]:
    end = held["end"][0]
    literal = [run[first] for name, (first, _) in held.items() if name[0] == "#"]
    made: list[Piece] = []
    for place, part in enumerate(frame.english):
        if part in held:
            first, stop = held[part]
            made += run[first:stop]
        else:
            mark = literal[min(place, len(literal) - 1)] if literal else run[at]
            made.append(Piece(mark.start, mark.end, "", part))
    return [*run[:at], *made, *run[end:]]


def _looked_up(text: str, run: list[Piece], table: Table) -> list[Piece]:
    """Put each phrase into English, the longest that begins at a word; names need a capital."""
    made: list[Piece] = []
    at = 0
    while at < len(run):
        piece = run[at]
        length, meaning = _longest(table.phrases, run, at)
        inside = _inside(run, at, length, table)
        if inside is not None:
            run = [*run[:at], *inside, *run[at + len(inside) :]]
            continue
        if piece.english is not None and (length < 2 or piece.kind != "number"):
            made.append(piece)
            at += 1
            continue
        named, name = _longest(table.names, run, at)
        misread = meaning is not None and meaning.kind == "unread"
        if name is not None and named >= length and not misread:
            printed = text[piece.start : run[at + named - 1].end]
            length, meaning = (named, name) if _fits(printed, name) else (length, meaning)
        if meaning is None or meaning.kind == "unread":
            made.append(_unknown(text, piece))
            at += 1
            continue
        end = run[at + length - 1].end
        english = text[piece.start : end] if meaning.kind == "supplier" else meaning.english
        made.append(Piece(piece.start, end, "", english, meaning.kind))
        at += length
    return made


def _inside(run: list[Piece], at: int, length: int, table: Table) -> list[Piece] | None:
    """Return a phrase with what stands inside it put before it: "disposent tous trois de".

    None where nothing does, or where the phrase is not longer without it.
    """
    for first in (at + 1, at + 2):
        for stop in range(min(len(run), first + LONGEST_INSIDE), first, -1):
            if tuple([piece.low for piece in run[first:stop]]) not in table.floating:
                continue
            without = [*run[at:first], *run[stop : stop + WIDEST]]
            whole, meaning = _longest(table.phrases, without, 0)
            if whole > max(length, first - at) and meaning is not None and meaning.kind != "unread":
                return [*run[first:stop], *run[at:first], *run[stop : at + whole + stop - first]]
    return None


def _fits(printed: str, name: Meaning) -> bool:
    """Tell whether a name is printed as one: with a capital, or in capitals."""
    return printed.isupper() if name.capitals else not printed[0].islower()


def _unknown(text: str, piece: Piece) -> Piece:
    word = text[piece.start : piece.end]
    if any(char.isalnum() for char in word):
        return replace(piece, english=word.replace("'", "").replace("’", "") + FOREIGN)
    if word == "-":
        inside = (
            piece.start > 0
            and piece.end < len(text)
            and text[piece.start - 1].isalnum()
            and text[piece.end].isalnum()
        )
        return replace(piece, english="" if inside else "-")
    return replace(piece, english=SIGNS.get(word, word), kind="sign")


def _parted(run: list[Piece]) -> list[Piece]:
    """Part "the largest supplier" before an adjective, which belongs into it."""
    made: list[Piece] = []
    for place, piece in enumerate(run):
        after = run[place + 1].kind if place + 1 < len(run) else ""
        head, _, last = (piece.english or "").rpartition(" ")
        if after == "adjective" and head and piece.kind == "" and last in SUPPLYING:
            made += [replace(piece, english=head), replace(piece, english=last, kind="noun")]
        else:
            made.append(piece)
    return made


def _swapped(run: list[Piece]) -> list[Piece]:
    """Put adjectives before the noun that they follow: "technologie chinoise et japonaise"."""
    run = [piece for piece in run if piece.english]
    made: list[Piece] = []
    at = 0
    while at < len(run):
        stop = at + 1
        if run[at].kind == "noun":
            while (step := _adjective(run, stop, stop > at + 1)) > 0:
                stop += step
        made += [*run[at + 1 : stop], run[at]]
        at = stop
    return made


def _adjective(run: list[Piece], at: int, further: bool) -> int:
    """Return how many pieces from here are an adjective, with "and" or a comma before a further."""
    if at < len(run) and run[at].kind == "adjective":
        return 1
    joined = further and at + 1 < len(run) and run[at].english in ("and", "or", ",")
    return 2 if joined and run[at + 1].kind == "adjective" else 0


def _tidied(run: list[Piece]) -> list[Piece]:
    """Leave out the article before a name ("le Kenya") or another article.

    "Le japonais NEC" becomes "the Japanese company NEC".
    """
    made: list[Piece] = []
    named = False
    for place, piece in enumerate(run):
        if piece.kind == "closing" and not named:
            continue
        if piece.kind == "relative":  # "NEC, der in 14 Ländern vertreten ist"
            named = bool(made) and made[-1].kind in NAMED
            made.append(replace(piece, english=", which") if named else piece)
            continue
        following = run[place + 1] if place + 1 < len(run) else Piece(0, 0, "")
        word = piece.english or ""
        noun = bool(made) and made[-1].kind == "noun"
        if piece.kind == "adjective" and following.kind == "supplier" and not noun:
            made.append(replace(piece, english=f"{word} company"))
            continue
        name = following.kind in NAMED
        if word in OWN and (following.english or "")[:4] == "the ":
            continue  # "dans son édition 2022"
        if word in SOME and made and (made[-1].english or "") in TAKING and not name:
            continue  # "utilisent des technologies"
        if word == "of which" and (name or _names_behind(run, place + 1)):
            made.append(replace(piece, english="including"))  # "dont le Kenya"
            continue
        if word.split()[-1:] == ["the"] and (name or (following.english or "")[:4] == "the "):
            if shorter := word.removesuffix("the").strip():
                made.append(replace(piece, english=shorter))
            continue
        made.append(piece)
    return made


def _names_behind(run: list[Piece], at: int) -> bool:
    """Tell whether an article and a name stand at a place."""
    article = at < len(run) and run[at].english == "the"
    return article and at + 1 < len(run) and run[at + 1].kind in NAMED
