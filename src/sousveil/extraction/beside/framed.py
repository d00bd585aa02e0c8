"""What a sentence states, without the words of those who only pass it on.

"Members may wish to note that", "Written answer:", ", the working group was told" and "As the
rapporteur observed," say nothing of the index. They are taken out before a sentence is read, unless
they name the index or anything that it holds, a number, a doubt or a denial.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.own_index import reported
from sousveil.extraction.marks import Marker, Token
from sousveil.extraction.numbers.quantities import NUMBER_WORDS

SAYING = frozenset(
    "note notes noted noting say says said recall recalls recalled observe observes observed"
    " state states stated write writes wrote reply replies replied answer answers answered"
    " report reports reported point points pointed add adds added stress stresses stressed"
    " emphasise emphasises emphasised emphasize emphasizes emphasized underline underlines"
    " underlined remark remarks remarked mention mentions mentioned tell tells told explain"
    " explains explained conclude concludes concluded remind reminds reminded acknowledge"
    " acknowledges acknowledged recognise recognises recognised recognize recognizes"
    " recognized record records recorded declare declares declared announce announces"
    " announced learn learns learned learnt hear hears heard read reads find finds found show"
    " shows showed shown argue argues argued insist insists insisted maintain maintains"
    " maintained highlight highlights highlighted submit submits submitted remember remembers"
    " know knows knew aware agree agrees appears emerges turns see sees saw warn warns warned"
    " complain complains complained lament laments lamented".split()
)
"""Verbs of saying and knowing. Whoever doubts, denies, hopes or plans is not among them."""

PASSED_ON = frozenset(
    "say says said told heard noted observed reported wrote writes write added adds replied"
    " answered recalled remarked pointed stated states explained concluded argued argue argues"
    " warned insisted informed reads notes".split()
)
"""Verbs that may stand behind or inside a sentence: ", critics say,"."""

POLITE = frozenset("may might should must would can could will".split())
BEFORE_POLITE = frozenset(
    "wish want like note recall remember bear be also mention add say".split()
)
ASKING = frozenset("is are was were does do did has have can could will would may".split())

LABELS = frozenset(
    "note notes noted question questions answer answers briefing brief fact facts reminder"
    " memo minutes summary statement statistic stat statistics finding findings conclusion"
    " takeaway thread breaking exclusive update news analysis comment surprise headline"
    " submission remark observation footnote caption figure number point limit detail result"
    " results reply record letter minister colleagues members readers verdict paragraph"
    " bulletin psa fyi icymi til explainer listen look nb ps recap correspondent dispatch".split()
)
"""A line's own name, before a colon."""

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
    " stops love fun imaginary once upon error errors mistake mistakes misconception opposite"
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

    def plain(part: Sequence[Token]) -> bool:
        if not says_nothing(part, marker.grammar["ours"]) or not _sources(codebook).isdisjoint(
            t.low for t in part
        ):
            return False
        if not marker.grammar["doubting"].isdisjoint(t.low for t in part):
            return False
        return not any(mark.kinds & DOMAIN for mark in marker.marks(list(part), False, whispering))

    for step in (_that, _as, _label, _said):
        stop = step(tokens)
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
    start = _told(tokens)
    if start and plain(tokens[start:]):
        tokens = tokens[:start] + _end(tokens)
    inside = _inside(tokens)
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


def _that(tokens: Sequence[Token]) -> int:
    """Return where what is said begins: behind "Members may wish to note that"; 0."""
    for i, token in enumerate(tokens[:LONGEST]):
        if token.text in ";:–—":
            return 0
        if token.low == "that" and i:
            said = [j for j in range(max(0, i - 4), i) if _verb(tokens, j)]
            return i + 1 if said and i + 3 < len(tokens) else 0
    return 0


def _verb(tokens: Sequence[Token], i: int) -> bool:
    """Tell "they report that" from "its report that"; to confirm is only asked of somebody."""
    before = tokens[i - 1].low if i else ""
    if tokens[i].low == "confirm":
        return tokens[0].low in ASKING or _asks_somebody(tokens[:i])
    if before == "to":
        return tokens[i].low in SAYING and i > 1 and tokens[i - 2].low in WISHING
    return tokens[i].low in SAYING and before not in OWNING


WISHING = frozenset({"wish", "wishes", "like", "want", "wants", "have", "has", "need"})
"""Before "to note that"; it is too early, hard or tempting to say other things."""

OWNING = frozenset("a an the this its his her their our my your to of that earlier".split())


def _said(tokens: Sequence[Token]) -> int:
    """Return where a number, or a name, behind "The president said" begins; 0."""
    for i, token in enumerate(tokens[1 : INSIDE + 2], 1):
        if token.text in SIGNS:
            return 0
        if token.low in PASSED_ON:
            after = tokens[i + 1].low if i + 3 < len(tokens) else ""
            named = i + 3 < len(tokens) and tokens[i + 1].text[:1].isupper()
            return i + 1 if named or after in NUMBER_WORDS or after[:1].isdigit() else 0
    return 0


SIGNS = frozenset(",;:–—-().")


def _as(tokens: Sequence[Token]) -> int:
    """Return where "As the rapporteur observed," ends; 0."""
    if tokens[0].low != "as":
        return 0
    comma = next((i for i, t in enumerate(tokens[:LONGEST_TAIL]) if t.text == ","), 0)
    near = {t.low for t in tokens[1:comma]}
    return comma + 1 if comma and near & PASSED_ON and comma + 3 < len(tokens) else 0


def _label(tokens: Sequence[Token]) -> int:
    """Return where "A note for colleagues:" ends; 0."""
    colon = next((i for i, t in enumerate(tokens[: LONGEST_TAIL + 2]) if t.text == ":"), 0)
    named = LABELS & {t.low for t in tokens[:colon]}
    return colon + 1 if named and colon + 3 < len(tokens) else 0


def _told(tokens: Sequence[Token]) -> int:
    """Return where ", the working group was told." begins; 0."""
    reach = range(len(tokens) - 2, max(2, len(tokens) - LONGEST_TAIL), -1)
    comma = next((i for i in reach if tokens[i].text == ","), 0)
    lows = [t.low for t in tokens[comma + 1 :]]
    if not comma or lows[0] in ("and", "or", "with", "including", "among", "in", "of", "as"):
        return 0
    return comma if PASSED_ON & set(lows) else 0


def _inside(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Return where ", critics say," stands."""
    commas = [i for i, t in enumerate(tokens) if t.text == ","]
    for first, last in pairwise(commas):
        lows = [t.low for t in tokens[first + 1 : last]]
        if 1 < len(lows) <= INSIDE and lows[-1] in PASSED_ON:
            return first, last + 1
    return None


INSIDE = 5


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
