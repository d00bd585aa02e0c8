"""What a sentence states, without the words of those who only pass it on.

"Members may wish to note that", "Written answer:", ", the working group was told" and "As the
rapporteur observed," say nothing of the index. They are taken out before a sentence is read, unless
they name the index or anything that it holds, a number, a doubt or a denial.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.nothing_said import claims_nothing
from sousveil.extraction.beside.own_index import reported
from sousveil.extraction.beside.speakers import WAYS, Words, given, granted, speaks
from sousveil.extraction.marks import Marker, Token
from sousveil.extraction.numbers.numerals import NUMBER_WORDS

POLITE = frozenset("may might should must would can could will".split())
BEFORE_POLITE = frozenset(
    "wish want like note recall remember bear be also mention add say".split()
)
ASKING = frozenset("is are was were does do did has have can could will would may".split())


BLOCKING = frozenset(
    "fail fails failed corrected corrects liar liars so they independently independent"
    " confirmed confirms confirming not no never none neither nor nobody nothing without"
    " hardly barely if unless whether until n't cannot don't doesn't didn't isn't aren't false"
    " untrue wrong myth lie lies doubt doubts doubted deny denies denied denying reject"
    " rejected rejects dispute disputes disputed refute refutes claim claims claimed alleged"
    " allegedly supposedly rumour rumours rumor rumors novel film movie story fiction satire"
    " parody joke jokes joked dream dreams imagine imagined suppose supposed pretend fake hoax"
    " hypothetical fictional scenario plan plans planned hope hopes fear fears forecast"
    " predicts predicted expects expected future former mistaken mistakenly wrongly falsely"
    " absurd nonsense but although though because which who whose unlike except"
    " only contrary who why when where how before after once yet remains remain tried try tries"
    " forced paid lying exaggeration early hard difficult premature tempting rather instead stop"
    " stops love fun imaginary far anyone anybody once upon error errors mistake mistakes opposite"
    " misconception"
    " contrary reverse debunked propaganda disinformation misinformation believe believes think"
    " thinks thinking wish wishful proposal propose proposes idea next hypothesis theory".split()
)
"""Words with which a frame may change what it frames."""

DOMAIN = frozenset({"supplier", "technology", "group", "country", "demonym", "capital"})
LONGEST = 26  # tokens of a frame in front
LONGEST_TAIL = 12
QUOTES = frozenset("\"'“”‘’«»")


def unframed(
    tokens: list[Token], marker: Marker, codebook: Codebook, whispering: bool = False
) -> list[Token]:
    """Return the tokens of a sentence without those that only say who says so.

    All of them where nothing of the kind is sure.
    """
    tokens = _unlettered(tokens)
    if len(tokens) < LEAST:
        return tokens

    known = marker.grammar

    def plain(part: Sequence[Token]) -> bool:
        part = _unnumbered(part)
        if not says_nothing(part, marker.grammar["ours"]) or not _sources(codebook).isdisjoint(
            t.low for t in part
        ):
            return False
        if not marker.grammar["doubting"].isdisjoint(t.low for t in part):
            return False
        return not any(mark.kinds & DOMAIN for mark in marker.marks(list(part), False, whispering))

    first, last = given(tokens)
    if first and plain([t for t in tokens[last:] if t.low not in WAYS | POLITE]):
        tokens = tokens[first:last]
    stop = granted(tokens, known, LONGEST)
    if stop and plain([t for t in tokens[1:stop] if t.low not in WAYS]):
        tokens = _unasked(_uncomma(tokens[stop:]))
    for step in (_that, _as, partial(_label, codebook=codebook), _said):
        stop = step(tokens, known)
        if step is _said and not _people(codebook) & {t.low for t in tokens[:stop]}:
            continue
        if stop and plain(tokens[: stop - 1]):
            evidence = marker.grammar["evidence"]
            if step in (_that, _said) and not evidence.isdisjoint(
                t.low for t in tokens[: stop - 1]
            ):
                return tokens
            asked = tokens[0].low in ASKING or _asks_somebody(tokens[:stop])
            tokens = _unasked(tokens[stop:]) if asked else tokens[stop:]
    tokens = _without_tail(tokens, known, plain)
    inside = _inside(tokens, known)
    if inside and plain(tokens[inside[0] : inside[1]]):
        tokens = [*tokens[: inside[0]], *tokens[inside[1] :]]
    return tokens


def _unlettered(tokens: list[Token]) -> list[Token]:
    """Leave out "Q:" before a question, and "A:" before its answer."""
    made: list[Token] = []
    for i, token in enumerate(tokens):
        lettered = token.text == ":" and bool(made) and made[-1].low in LETTERS[len(made) > 1]
        if lettered and (i == 1 or tokens[i - 2].text == "?"):
            made.pop()
        else:
            made.append(token)
    return made


LETTERS = (frozenset({"q", "question", "q1", "q2", "q3"}), frozenset({"a", "answer", "a1", "a2"}))


@once_per_codebook
def _people(codebook: Codebook) -> frozenset[str]:
    """Return words for those who only say something: ministers, critics."""
    one = reported(codebook).get("officials", frozenset())
    return one | {f"{word}s" for word in one}


@once_per_codebook
def _sources(codebook: Codebook) -> frozenset[str]:
    """Return the words of the names of sources: what they say is theirs, and not the index's."""
    names = " ".join(source.name for source in codebook.sources.values()).casefold().split()
    return frozenset(word for word in names if len(word) > SHORT) - COMMON


SHORT = 3  # letters of a word that no name is known by
COMMON = frozenset(
    "national international house government ministry state the this committee council commission"
    " institute group union centre center".split()
)
LEAST = 7  # tokens of a sentence that has a frame


def says_nothing(part: Sequence[Token], ours: frozenset[str]) -> bool:
    """Tell whether no word of a frame doubts, counts, or is of the index."""
    for i, token in enumerate(part):
        low = token.low
        if low in BLOCKING or low in ours or low in NUMBER_WORDS:
            return False
        if any(map(str.isdigit, low)) and not (i and part[i - 1].low in ("question", "answer")):
            return False
        if low in POLITE and i:
            after = part[i + 1].low if i + 1 < len(part) else ""
            if after not in BEFORE_POLITE:
                return False
    return bool(part)


def _that(tokens: Sequence[Token], known: Words) -> int:
    """Return where what is said begins: behind "Members may wish to note that"; 0."""
    for i, token in enumerate(tokens[:LONGEST]):
        if token.text in ";:–—":
            return 0
        if token.low == "that" and i:
            said = [j for j in range(max(0, i - 4), i) if _verb(tokens, j, known)]
            return i + 1 if said and i + 3 < len(tokens) else 0
    return 0


def _verb(tokens: Sequence[Token], i: int, known: Words) -> bool:
    """Tell "they report that" from "its report that"; to confirm is only asked of somebody."""
    before = tokens[i - 1].low if i else ""
    noting = known.get("noting", NONE)
    if tokens[i].low == "confirm":
        return tokens[0].low in ASKING or _asks_somebody(tokens[:i])
    if before == "to":
        return tokens[i].low in noting and i > 1 and tokens[i - 2].low in WISHING
    return tokens[i].low in noting and before not in OWNING


WISHING = frozenset({"wish", "wishes", "like", "want", "wants", "have", "has", "need"})
"""Before "to note that"; it is too early, hard or tempting to say other things."""

OWNING = frozenset("a an the this its his her their our my your to of that earlier".split())


def _said(tokens: Sequence[Token], known: Words) -> int:
    """Return where a number, or a name, behind "The president said" begins; 0."""
    for i, token in enumerate(tokens[1 : INSIDE + 2], 1):
        if token.text in SIGNS:
            return 0
        if token.low in known.get("passing", NONE):
            after = tokens[i + 1].low if i + 3 < len(tokens) else ""
            named = i + 3 < len(tokens) and tokens[i + 1].text[:1].isupper()
            return i + 1 if named or after in NUMBER_WORDS or after[:1].isdigit() else 0
    return 0


SIGNS = frozenset(",;:–—-().")


def _as(tokens: Sequence[Token], known: Words) -> int:
    """Return where "As the rapporteur observed," and "In the words of one critic," end; 0."""
    comma = next((i for i, t in enumerate(tokens[:LONGEST_TAIL]) if t.text == ","), 0)
    if not comma or comma + 3 >= len(tokens):
        return 0
    led = tokens[0].low in ("as", "in", "to") and speaks(tokens[:comma], known)
    return comma + 1 if led else 0


def _label(tokens: Sequence[Token], known: Words, codebook: Codebook) -> int:
    """Return where "A note for colleagues:" ends; 0 if a word of it may claim something."""
    colon = next((i for i, t in enumerate(tokens[: LONGEST_TAIL + 2]) if t.text == ":"), 0)
    if not colon or colon + 3 >= len(tokens):
        return 0
    part = [t.low for t in _unnumbered(tokens[:colon]) if not t.low.isdigit()]
    named = claims_nothing(part, codebook) or (
        speaks(tokens[:colon], known) and tokens[colon + 1].text not in QUOTES
    )
    return colon + 1 if named else 0


def _without_tail(
    tokens: list[Token], known: Words, plain: Callable[[Sequence[Token]], bool]
) -> list[Token]:
    """Leave out ", the working group was told." and ", writes the blog" before "citing"."""
    source = next((i for i in range(len(tokens) - 1, 2, -1) if tokens[i].text == ","), 0)
    cited: Sequence[Token] = ()
    if 0 < source < len(tokens) - 1 and tokens[source + 1].low in CITING:
        cited = tokens[source:]
        start = _told(tokens[: source + 1], known)
    else:
        start = _told(tokens, known)
    stop = len(tokens) - len(cited)
    if not start or not plain(tokens[start:stop]):
        return tokens
    return [*tokens[:start], *(cited or _end(tokens))]


CITING = frozenset({"citing", "quoting", "referring", "pointing"})


def _told(tokens: Sequence[Token], known: Words) -> int:
    """Return where ", the working group was told." begins; 0."""
    end = len(tokens) - 1
    reach = range(end - 1, max(1, len(tokens) - LONGEST_TAIL), -1)
    sign = next((i for i in reach if _parts(tokens, i)), 0)
    if not sign:
        return 0
    part = tokens[sign + 1 : end]
    return sign if speaks(part, known) else 0


def _parts(tokens: Sequence[Token], i: int) -> bool:
    """Tell a comma or a dash; a hyphen is one only between spaces."""
    if tokens[i].text == "-":
        return tokens[i - 1].end < tokens[i].start
    return tokens[i].text in ",–—"


def _inside(tokens: Sequence[Token], known: Words) -> tuple[int, int] | None:
    """Return where ", critics say," stands."""
    signs = [i for i, t in enumerate(tokens) if i and (_parts(tokens, i) or t.text in "()")]
    for first, last in pairwise(signs):
        if tokens[last].text != PAIRS.get(tokens[first].text):
            continue
        part = tokens[first + 1 : last]
        if speaks(part, known) and QUOTES.isdisjoint(t.text for t in part):
            return first, last + 1
    return None


PAIRS = {",": ",", "–": "–", "—": "—", "-": "-", "(": ")"}
INSIDE = 5
NONE: frozenset[str] = frozenset()


def _uncomma(tokens: list[Token]) -> list[Token]:
    """Leave out the comma behind "is he aware that, according to the index,"."""
    return tokens[1:] if tokens and tokens[0].text == "," else tokens


def _unnumbered(part: Sequence[Token]) -> list[Token]:
    """Leave out what counts or dates nothing in who says so: "one former regulator", "data desk".

    "I would remind" says no more than "I remind".
    """
    made = []
    for i, token in enumerate(part):
        after = part[i + 1].low if i + 1 < len(part) else ""
        before = part[i - 1].low if i else ""
        one = token.low == "one" and after.isalpha() and after not in ("more", "in", "or")
        was = token.low == "former" and before in ("one", "a", "the", "another", "our")
        desk = token.low in ("data", "table") and after in DESKS
        own = token.low in POLITE and before in ("i", "we")
        if not (one or was or desk or own):
            made.append(token)
    return made


DESKS = frozenset({"desk", "team", "editor", "journalist", "journalists", "unit", "reporter"})


def _asks_somebody(part: Sequence[Token]) -> bool:
    """Tell "Question to the Minister: is the government aware that"."""
    colon = next((i for i, t in enumerate(part) if t.text == ":"), -1)
    return 0 <= colon < len(part) - 1 and part[colon + 1].low in ASKING


def _unasked(tokens: list[Token]) -> list[Token]:
    """Leave out the sign of a question that was put to somebody about what is so."""
    return [t for t in tokens if t.text != "?"]


def _end(tokens: Sequence[Token]) -> list[Token]:
    last = tokens[-1]
    return [last] if last.text in ".!?…" else []
