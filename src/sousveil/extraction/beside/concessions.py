"""Parts that grant something of what they stand beside: "dull as it is", "for all its fame".

They are opinions and deny nothing. A part is told by its shape; what its own words leave over is
returned, so that somebody else may ask whether those do no harm. Size and wealth are no opinions,
so two of them must stand there: "rich and poor alike". The words are in grammar.yml.
"""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.beside.comment_shapes import ARTICLES, Words
from sousveil.extraction.marks import Token

JOINING = frozenset({"and", "but", "yet", "or", ",", "if", "-"})
THOUGH = frozenset({"though", "as", "if", "while", "albeit"})
OF_IT = frozenset({"it", "they", "he", "she", "that", "this", "these", "those"})
BEING = frozenset(
    "is are was were be been may might must undoubtedly certainly no doubt seem seems sound sounds"
    " look looks appear indeed still all both now".split()
)
AS_EVER = (["as", "ever"], ["as", "always"], ["as", "usual"], ["as", "before"], ["alike"], ["both"])
POSSESSIVE = frozenset({"its", "their", "the", "this", "that", "these", "those", "his", "our"})
POINTING = frozenset({"that", "this", "a", "an", "the", "its", "their"})
WHATEVER = frozenset({"whatever", "however", "whichever"})
SO = frozenset({"so", "too", "as", "all", "now", "most", "more"})
OFTEN = frozenset({"often", "widely", "frequently", "readily", "easily", "long", "much"})
ENDINGS = ("ed", "en", "ght", "wn", "ld")
"""How the participle of "so often overlooked" may end."""

FIGURED = frozenset({"that", "which"})
SHOULD = (["should"], ["ought", "to"], ["must"], ["is", "bound", "to"], ["cannot", "but"])
FEW = 2
FOR_ALL = ("for", "all", "its")
SO_MUCH = ("on", "which", "so", "much")
LEANING = frozenset({"rests", "turns", "depends", "hinges", "hangs", "relies", "leans", "centres"})
MANY = frozenset(
    {"many", "some", "most", "all", "few", "several", "others", "everyone", "the", "those"}
)
OBSERVERS = frozenset(
    "one you we i many anyone everyone everybody readers critics sceptics cynics observers".split()
)
QUOTING = frozenset("quotes quote cites cite knows know mentions mention reads read about".split())
COMPARABLE = frozenset({"popular", "powerful", "dominant", "influential", "developed", "advanced"})
"""What a ranking may mean."""

FANCYING = frozenset(
    "itself on as to think of see call style present a an the leader pioneer model power"
    " beacon".split()
)
MIGHT = frozenset({"might", "would", "could", "may", "will"})


def granted(part: Sequence[Token], g: Words) -> Sequence[Token] | None:
    """Return the words that a concession leaves to be asked of; None where a part is none."""
    lows = [t.low for t in part]
    if not g["accusing"].isdisjoint(lows):
        return None
    if (
        _is_extreme(lows, g)
        or _describes(lows, g)
        or _was_imagined(lows, g)
        or _was_foreseen(lows, g)
    ):
        return ()
    if lows[:2] == ["for", "all"] and len(lows) > len(FOR_ALL) and lows[2] in POSSESSIVE:
        return _harmless(part[len(FOR_ALL) :], g)
    if lows[:3] == ["for", "so", "long"]:
        return part[3:]
    if lows[0] in FIGURED and "itself" in lows and lows[1] in ("prides", "likes", "fancies"):
        return [t for t in part[2:] if t.low not in FANCYING]
    if lows[0] in WHATEVER and len(lows) > FEW and g["comment_figure"].isdisjoint(lows):
        return [t for t in part[1:] if t.low not in BEING and t.low not in ("else", "one")]
    if len(lows) > FEW and lows[0] in SO and lows[1] in OFTEN and lows[2].endswith(ENDINGS):
        return [t for t in part[2:] if t.low != "together"]
    if lows[0] in g["trait_felt"] and "by" in lows[1:4]:
        return [t for t in _harmless(part[1:], g) if t.low not in MANY]
    if (
        len(lows) > FEW
        and lows[0] in FIGURED
        and lows[1] in OBSERVERS
        and QUOTING.issuperset(lows[2:])
    ):
        return ()
    if lows[1:4] in (["which", "so", "much"], ["whom", "so", "much"]) and lows[-1] in LEANING:
        return [t for t in part[len(SO_MUCH) :] if t.low not in g["talk"]]
    return _affects(part, lows, g)


def _harmless(part: Sequence[Token], g: Words) -> Sequence[Token]:
    """Return what is granted; of talk without its topic: "the talk of an urban revolution"."""
    if g["talk"].isdisjoint(t.low for t in part[:3]):
        return part
    return [t for t in part if t.low not in g["doubting"] and t.low not in g["sector"]]


def _was_foreseen(lows: Sequence[str], g: Words) -> bool:
    """Tell "as one might have expected"."""
    if len(lows) <= FEW + 1 or lows[0] != "as" or lows[1] not in OBSERVERS or lows[2] not in MIGHT:
        return False
    return lows[-1] in g["foreseen"] and {"well", "have", "indeed"}.issuperset(lows[3:-1])


def _describes(lows: Sequence[str], g: Words) -> bool:
    """Tell "dull as it is", "discreet as ever" and "rich and poor alike"."""
    many = 0
    however = at = int(lows[0] == "however")
    if len(lows) > FEW and lows[0] in POINTING and lows[-1] in g["trait_noun"]:
        at = 1  # "that venerable firm"
    traits = g["trait"] | g["trait_of_size"]
    while at < len(lows) and (
        lows[at] in traits or lows[at] in g["trait_degree"] or (many and lows[at] in JOINING)
    ):
        if lows[at] in THOUGH and lows[at + 1 : at + 2] and lows[at + 1] in OF_IT:
            break
        many += lows[at] in traits
        at += 1
    rest = list(lows[at:])
    if not many or (many == 1 and not g["trait_of_size"].isdisjoint(lows)):
        return False
    if not rest:
        return (many > 1 or bool(however)) and lows[-1] in traits
    if g["trait_noun"].issuperset(rest):
        return True  # "very different countries"
    if rest in AS_EVER:
        return True
    return rest[0] in THOUGH and len(rest) > FEW and rest[1] in OF_IT and BEING.issuperset(rest[2:])


def _is_extreme(lows: Sequence[str], g: Words) -> bool:
    """Tell "the most contested of these tools" from "the most widespread of these tools"."""
    if lows[0] not in ("the", "that") or lows[1:2] != ["most"] or len(lows) <= FEW:
        return False
    felt = (g["trait"] | g["comment_adjective"] | g["trait_felt"]) - COMPARABLE
    return lows[2] in felt and lows[3:4] == ["of"] and g["kind"].issuperset(lows[4:])


def _was_imagined(lows: Sequence[str], g: Words) -> bool:
    """Tell "once the stuff of science fiction"."""
    before, found, of = " ".join(lows).partition("the stuff of ")
    return bool(found) and g["imagined"].issuperset((before + of).split())


def _affects(part: Sequence[Token], lows: Sequence[str], g: Words) -> Sequence[Token] | None:
    """Return what is left of "a figure that ought to give ministers pause": whom it affects."""
    at = next((i for i, low in enumerate(lows) if low in FIGURED), 0)
    known = g["comment_figure"] | g["comment_adjective"] | ARTICLES
    if not at or not known.issuperset(lows[:at]) or g["comment_figure"].isdisjoint(lows[:at]):
        return None
    how = next((m for m in SHOULD if lows[at + 1 : at + 1 + len(m)] == m), None)
    rest = part[at + 1 + len(how) :] if how is not None else ()
    if not rest:
        return None
    if rest[0].low in ("give", "cost") and rest[-1].low in g["given"]:
        return ()
    return rest if rest[0].low in g["comment_verb"] else None
