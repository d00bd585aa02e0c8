"""What a whole sentence speaks of, in one claim or in several, for the sentence behind it."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.chains import ENDS, MOST_CUTS, bare, made_from
from sousveil.extraction.statements.cuts import cuts_of
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, plainly
from sousveil.extraction.statements.spoken import Made, Spoken, spoken_of
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Rank


def spoken_last(every: Sequence[Item], reading: Reading) -> Spoken | None:
    """Return what a sentence speaks of, for the sentence behind it."""
    run = bare([item for item in every if item.low not in ENDS])
    if not run or any(item.kind == "unknown" for item in run):
        return None
    said = plainly(run, reading)
    if len(said) == 1:
        return spoken_of(said[-1], run)
    cuts = cuts_of(run)
    made = made_from(run, cuts, 0, None, reading) if len(cuts) <= MOST_CUTS else None
    return _of_several(made) if made else None


def _of_several(made: Sequence[Made]) -> Spoken:
    """Return what the claims speak of; "of them" may mean more than one of several sets."""
    spoken = [each.spoken for each in made]
    base = next((one for one in spoken if one.counted is not None), spoken[-1])
    rank = next((one.rank for one in reversed(spoken) if one.rank is not None), None)
    said = [one for each in made for one in each.said]
    sets = {one.counted.figure for one in said if one.counted is not None}
    alike = all(one.counted is not None or isinstance(one.query, Rank | Compare) for one in said)
    if len(sets) == 1 and alike:
        return replace(base, rank=rank)
    told = replace(base, them=None, whole=None, whole_size=None, member=None, sole=None, part=None)
    return replace(told, rank=rank, moved=None, indicator=None, compare=None)
