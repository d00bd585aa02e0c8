"""Several claims in one sentence: what a later one leaves out is in the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from sousveil.extraction.statements.against import against
from sousveil.extraction.statements.alone_above import alone_above
from sousveil.extraction.statements.asides import with_asides
from sousveil.extraction.statements.beyond import beyond
from sousveil.extraction.statements.changes import change
from sousveil.extraction.statements.clause import VERBS
from sousveil.extraction.statements.cuts import CUTS, SMALL, cuts_of
from sousveil.extraction.statements.cutting import NOW
from sousveil.extraction.statements.each_region import in_each_region
from sousveil.extraction.statements.filling import filled, of_each, paired
from sousveil.extraction.statements.firms_at_home import firms_at_home
from sousveil.extraction.statements.firms_moved import firm_moved
from sousveil.extraction.statements.growth import by_share, gains
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.left_of import left_of
from sousveil.extraction.statements.overtaking import overtaking
from sousveil.extraction.statements.plainly import Reading, Stated, plainly
from sousveil.extraction.statements.spoken import Made, Spoken, spoken_of
from sousveil.extraction.statements.standing import standing
from sousveil.extraction.statements.sums import summed
from sousveil.extraction.statements.tails import said_again, tail
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Rank, Sole

AROUND = frozenset({"and", "while", "whereas", "but", "yet", "though", "that is"})
MOST_CUTS = 12
"""Of a sentence; what has more is a list, and no chain of claims."""

LEANING = frozenset(
    {
        "it",
        "they",
        "them",
        "of them",
        "of which",
        "of those",
        "of these",
        "where",
        "which",
        "whose",
        "its",
        "their",
        "there",
        "this",
        "these",
        "those",
        "the rest",
        "among them",
        "who",
    }
)


def chained(every: Sequence[Item], reading: Reading) -> list[Stated]:
    """Return what each claim of a sentence states; nothing unless all of it is read.

    A claim is read by the words before it: "Huawei leads with 49 countries, none of them Chad".
    Only sentences of two or more claims are taken.
    """
    whole = [item for item in every if item.low not in ENDS]
    if any(item.kind == "unknown" for item in whole):
        return []
    cuts = cuts_of(whole)
    if not LEAST_CUTS <= len(cuts) <= MOST_CUTS:
        return []
    found = (
        claims_from(whole, cuts, 0, None, reading)
        or _beside(whole, reading)
        or with_asides(whole, reading, _as_a_sentence)
        or _each_of(paired(whole, reading.codebook), reading)
    )
    return found if found is not None and (len(found) > 1 or _only_here(found)) else []


def _only_here(found: Sequence[Stated]) -> bool:
    """Tell whether a claim is one that nothing but the readers of chains reads."""
    query = found[0].query if found else None
    if isinstance(query, Rank):
        return query.above is not None
    if isinstance(query, Sole):
        return query.field in ("home", "away")
    grew = isinstance(query, Compare) and (query.by is not None or bool(query.gained))
    return grew or (isinstance(query, Compare) and bool(query.others))


def _each_of(runs: list[list[Item]], reading: Reading) -> list[Stated]:
    """Return what each of some claims states; nothing unless all are read."""
    said = [plainly(run, reading) for run in runs]
    return [one for each in said for one in each] if all(said) else []


def _as_a_sentence(run: list[Item], reading: Reading) -> list[Stated]:
    """Return what some items state, in one claim or in several."""
    cuts = cuts_of(run)
    said = plainly(run, reading)
    if said or len(cuts) > MOST_CUTS:
        return said
    return claims_from(run, cuts, 0, None, reading) or []


def _beside(whole: Sequence[Item], reading: Reading) -> list[Stated]:
    """Read a number set between commas or brackets: "two thirds, 14 of 20, have it"."""
    signs = [i for i, item in enumerate(whole) if item.kind == "sign" and item.low in CUTS]
    for first, last in pairwise([*signs, len(whole)]):
        aside = [item for item in whole[first + 1 : last] if item.low not in EXACTLY]
        numbers = [item for item in aside if item.kind in ("number", "share", "whole")]
        if not numbers or len(numbers) != len(aside) or len(aside) > LONGEST_ASIDE:
            continue
        rest = [*whole[:first], *whole[last + 1 :]]
        cuts = cuts_of(rest)
        said = claims_from(rest, cuts, 0, None, reading) or plainly(rest, reading)
        if not said:
            continue
        leading = [one for one in said if one.counted is not None]
        if len(leading) != 1 or leading[0].counted is None:
            continue
        again = said_again(aside, leading[0].counted, reading)
        if again is not None:
            return [*said, replace(leading[0], counted=again)]
    return []


EXACTLY = frozenset(
    {
        "or",
        "that is",
        "to be exact",
        "to be precise",
        "exactly",
        "precisely",
        "more precisely",
        "i.e",
        "namely",
        "just",
        "some",
        "of them",
        "in all",
        "altogether",
    }
)
LONGEST_ASIDE = 2  # a number, and the number it is of


ENDS = frozenset({".", "!", "…", '"', "“", "”"})
LEAST_CUTS = 2  # both ends of a sentence


def claims_from(
    whole: Sequence[Item], cuts: list[int], at: int, before: Spoken | None, reading: Reading
) -> list[Stated] | None:
    """Return what the claims from a cut on state; None unless all are read."""
    made = made_from(whole, cuts, at, before, reading)
    return None if made is None else [one for each in made for one in each.said]


def made_from(
    whole: Sequence[Item], cuts: list[int], at: int, before: Spoken | None, reading: Reading
) -> list[Made] | None:
    """Read the claims from a cut on, the longest first."""
    if at == len(cuts) - 1:
        return []
    for end in range(len(cuts) - 1, at, -1):
        alone = before is None and end == len(cuts) - 1
        lone = _alone if alone else _claim
        run = bare(whole[cuts[at] : cuts[end]])
        if not run or (end < len(cuts) and _says_nothing(run)):
            if end == at + 1:
                return made_from(whole, cuts, end, before, reading)
            continue
        if not reading.tries.spend():
            return None
        made = lone(run, before, reading)
        if made is None:
            continue
        rest = made_from(whole, cuts, end, made.spoken, reading)
        if rest is not None:
            return [made, *rest]
    return None


def _says_nothing(run: Sequence[Item]) -> bool:
    """Tell ", dear readers," and ", believe it or not,", which state nothing."""
    return len(run) < LONGEST_NOTHING and all(
        item.kind in ("word", "sign")
        and (not item.roles - {"idle", "frame"} or item.roles & {"frame", "index"})
        for item in run
    )


LONGEST_NOTHING = 4  # items


def bare(run: Sequence[Item]) -> list[Item]:
    """Return the items of a claim without the signs and joints around it."""
    made = list(run)
    while made and (made[0].kind == "sign" or made[0].low in AROUND):
        made = made[1:]
    while made and (made[-1].kind == "sign" or made[-1].low in AROUND):
        made = made[:-1]
    return made


def _alone(run: list[Item], before: Spoken | None, reading: Reading) -> Made | None:
    """Read a whole sentence as one claim, in the ways that nothing else reads."""
    return (
        change(run, reading, before)
        or by_share(run, reading, before)
        or gains(run, reading, before)
        or overtaking(run, reading, before)
        or firm_moved(run, reading, before)
        or firms_at_home(run, reading, before)
        or left_of(run, reading, before)
        or summed(run, reading, before)
        or in_each_region(run, reading, before)
        or alone_above(run, reading, before)
        or _of_each(run, before, reading)
    )


def _of_each(run: list[Item], before: Spoken | None, reading: Reading) -> Made | None:
    """Read "NEC and IBM both lost countries" as a claim on each."""
    made = [change(part, reading, None) or _plain(part, before, reading) for part in of_each(run)]
    read = [one for one in made if one is not None]
    if not read or len(read) < len(made):
        return None
    said = tuple(one for each in read for one in each.said)
    return Made(said=said, spoken=Spoken(run=tuple(run), editions=read[0].spoken.editions))


def _claim(run: list[Item], before: Spoken | None, reading: Reading) -> Made | None:
    """Return what one claim states, and what it speaks of."""
    if before is not None:
        readers: tuple[Callable[..., Made | None], ...] = (
            tail,
            beyond,
            standing,
            against,
            change,
            overtaking,
            filled,
        )
    else:
        readers = (
            change,
            by_share,
            gains,
            overtaking,
            firm_moved,
            left_of,
            summed,
            in_each_region,
            alone_above,
        )
    for reader in readers:
        made = reader(run, reading, before)
        if made is not None:
            return made
    if any(item.low in LEANING for item in run) and before is not None:
        return None
    return _plain(run, before, reading) or _of_each(run, before, reading)


def _plain(run: list[Item], before: Spoken | None, reading: Reading) -> Made | None:
    if not _finite(run):
        return None
    if before is not None and _of_the_list(run, before):
        run = [*run, Item(-1, -1, "in the index", "word", roles=frozenset({"listed"}))]
    said = plainly(run, reading)
    if not said:
        return None
    if before is not None and before.editions and not any(item.low in NOW for item in run):
        said = [s if s.editions else replace(s, editions=before.editions) for s in said]
    return Made(said=tuple(said), spoken=spoken_of(said[-1], run))


def _of_the_list(run: Sequence[Item], before: Spoken) -> bool:
    """Tell "24 came in" after "the list grew": it is the list that they came into."""
    compared, moved = before.compare, before.moved
    grew = compared is not None and compared.editions is not None and compared.left == Figure()
    left = moved is not None and moved.figure == Figure()
    return (grew or left) and any(item.roles & {"new", "gone"} for item in run)


TIMES = frozenset({"doubled", "tripled", "trebled", "quadrupled", "quintupled", "halved"})
GREW = frozenset({"gained", "grew", "rose", "lost", "fell", "shrank", "spread", "increased"})
COPULAS = frozenset({"is", "are", "was", "were"})
LEADS = frozenset({"tops", "leads", "heads", "top", "lead", "head", "topped", "led", "headed"})
PLACED = frozenset({"same", "ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5"})
BESIDE = frozenset({"ahead", "behind", "overtaken"})
INDEXES = frozenset({"index", "edition_first", "edition_last"})
FINITE = VERBS - {"most", "more", "fewer", "classed"}
STANDING = frozenset(
    {"stands", "stand", "sits", "sit", "ranks", "rank", "comes", "come", "took", "takes"}
    | {"brings", "bring", "brought", "finishes", "finished", "lies", "lands", "places"}
)


def _finite(run: Sequence[Item]) -> bool:
    """Tell whether some items have a subject and a verb: not "of the 22 democracies"."""
    if run[0].low in ("there is", "there are"):
        return True
    for i, item in enumerate(run):
        first = item.low.split(" ")[0]
        before = run[i - 1] if i else None
        if "military_rank" in item.roles and i + 1 < len(run) and run[i + 1].kind == "money":
            return i > 0  # "spends $50 billion on its military" is one item and the sum
        if before is not None and before.roles & INDEXES and "reported" in item.roles:
            return True
        if (
            first in STANDING
            or (first in COPULAS and item.roles & PLACED)
            or ("outdoing" in item.roles and first not in BESIDE)
            or (first in LEADS and "most" in item.roles)
        ):
            return i > 0
        if first in TIMES and item.roles & {"times_2", "times_3", "times_4", "times_5", "down"}:
            return i > 0
        if first in GREW and item.roles & {"most", "least"}:
            return i > 0
        if item.roles & {"lack", "none"} and not first.startswith("lack"):
            continue
        if not item.roles & FINITE or first in SMALL or first.endswith("ing"):
            continue
        noun = item.roles & {"country_noun", "origin_noun", "most", "least"}
        if noun and "be" not in item.roles and item.measured is None:
            continue
        after = run[i + 1] if i + 1 < len(run) else None
        adjective = first.endswith("ed") and after is not None
        if adjective and after is not None and "country_noun" in after.roles:
            continue
        return i > 0
    return False
