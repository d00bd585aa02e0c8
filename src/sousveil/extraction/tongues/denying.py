"""Denials as English writes them: "does not use" for "not uses", "is not" for "not is"."""

from __future__ import annotations

from sousveil.extraction.tongues.pieces import Piece
from sousveil.model.noun import replace

ACTS = frozenset(
    "adopt appear belong buy come contain count cover deploy employ equip examine export feature"
    " have import include install list mention monitor name operate possess publish rank rate"
    " reach record rely score sell show supply tick use".split()
)
"""English verbs that are denied with "do"."""

IRREGULAR = {"has": "have", "supplies": "supply", "relies": "rely", "possesses": "possess",
             "publishes": "publish", "reaches": "reach", "buys": "buy"}  # fmt: skip
BEING = frozenset({"is", "are", "was", "were"})


def denied(run: list[Piece]) -> list[Piece]:
    """Put "not" where English has it; what is no verb here keeps it before itself."""
    made: list[Piece] = []
    for piece in run:
        first, space, rest = (piece.english or "").partition(" ")
        if made and first == "not":
            verb, blank, after = (made[-1].english or "").partition(" ")
            if verb in BEING and after != "not" and made[-1].kind != "denied":
                made[-1] = replace(made[-1], english=f"{verb} not{blank}{after}", kind="denied")
                continue
            if verb in ACTS:
                made[-1] = replace(made[-1], english=f"do not {verb}{blank}{after}", kind="denied")
                continue
        if not made or made[-1].english != "not":
            made.append(piece)
        elif first in BEING:
            made[-1:] = [replace(piece, english=f"{first} not{space}{rest}")]
        elif first in ACTS:
            made[-1] = replace(made[-1], english="do not")
            made.append(piece)
        elif (base := IRREGULAR.get(first, first.removesuffix("s"))) in ACTS:
            made[-1] = replace(made[-1], english="does not")
            made.append(replace(piece, english=f"{base}{space}{rest}"))
        else:
            made.append(piece)
    return made
