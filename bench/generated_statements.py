"""Statements made from the tables by templates, each with its true answer from matrix.csv alone.

    python bench/generated_statements.py --count 500 --misses 20

The answers are computed here, over the rows of the exported table; nothing that counts in the
program is used for them. Templates stand in `statement_templates.yml`.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sousveil.checking.article import as_plain, check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.codec import to_plain
from sousveil.model.edition import Edition
from sousveil.storage import packaged

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.statement_kinds import KINDS
from bench.statement_tables import DATES, Case, NotAsked, Tables, tables

TEMPLATES = Path(__file__).parent / "statement_templates.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One statement with what is true of it."""

    kind: str
    phrasing: str
    text: str
    as_of: str
    verdict: str
    query: dict[str, Any]
    """The query as JSON; fields at their default are left out."""

    value: float | None = None
    """The right number, to one decimal; None where a verdict alone tells."""


def statements(
    known: Tables, count: int, seed: int = 2019, templates: Path = TEMPLATES
) -> Iterator[Made]:
    """Yield as many statements, every kind and phrasing in its turn."""
    chance = random.Random(seed)
    phrasings = yaml.safe_load(templates.read_text(encoding="utf-8"))
    pairs = [(kind, iter(itertools.cycle(says))) for kind, says in phrasings.items()]
    seen: set[tuple[str, str]] = set()
    edition = itertools.cycle(known.order)
    turns = itertools.cycle(pairs)
    while count > 0:
        kind, says = next(turns)
        told, where = next(says), next(edition)
        of_the_index, phrasing = told.startswith("*"), told.removeprefix("*")
        if chance.random() < 0.5:
            where = next(edition)
        for _ in range(50):
            case = KINDS[kind](known, where, chance)
            if case is None:
                continue
            text = phrasing.format(**case.slots)
            text = text[0].upper() + text[1:]
            if (text, where) not in seen:
                break
        else:
            continue
        seen.add((text, where))
        count -= 1
        if of_the_index:
            case = _of_the_index(case)
        yield Made(
            kind=kind,
            phrasing=phrasing,
            text=text,
            as_of=DATES[where],
            verdict=_verdict(known, where, case),
            query=case.query,
            value=None if case.value is None else round(case.value(known.rows(where)), 1),
        )


def found(made: Made) -> tuple[str, dict[str, Any], float | None, str]:
    """Return the verdict, the query and the value that a check gives, and its reason."""
    codebook, editions = _loaded()
    check = check_text(made.text, editions, codebook, made.as_of)
    if len(check.claims) != 1:
        return f"{len(check.claims)} claims, {check.outcome}", {}, None, ""
    (judged,), (plain,) = check.claims, as_plain(check, codebook)["claims"]
    asked = judged.question.query
    query: dict[str, Any] = plain["claim"]["query"]
    if asked is not None:
        query = {"asks": type(asked).__name__} | _spare(to_plain(asked))
        query.pop("beyond", None)  # how a group is taken, which no template says
        if len(judged.question.editions) > 1:
            query |= {"editions": list(judged.question.editions)}
        if query["asks"] == "Moved" and query["how"] == "kept":  # in both editions, said otherwise
            query = {**query, "asks": "Member", "listing": True}
            del query["how"]
    recomputed = plain["recomputed"]
    value = None if recomputed is None else recomputed["value"]
    return str(judged.verdict.outcome), query, value, judged.verdict.reason


def agrees(made: Made, verdict: str, query: dict[str, Any], value: float | None) -> bool:
    """Tell whether verdict, query and (where both have one) value are the same."""
    if verdict != made.verdict or query != made.query:
        return False
    return made.value is None or value is None or abs(made.value - value) < 0.05


def main() -> None:
    """Print the agreement by kind, and what does not agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=2019)
    parser.add_argument("--templates", type=Path, default=TEMPLATES, metavar="FILE")
    parser.add_argument("--misses", type=int, default=10, metavar="N", help="print N a phrasing")
    given = parser.parse_args()
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    missed: dict[tuple[str, str], list[str]] = {}
    wrong: list[str] = []
    for made in statements(tables(), given.count, given.seed, given.templates):
        verdict, query, value, reason = found(made)
        every[made.kind] += 1
        if agrees(made, verdict, query, value):
            right[made.kind] += 1
            continue
        if verdict == "supported" != made.verdict:
            wrong.append(f"    {made.text} [{made.as_of}] is {made.verdict}")
        missed.setdefault((made.kind, made.phrasing), []).append(
            f"    {made.text} [{made.as_of}]\n"
            f"      due   {made.verdict} {made.value} {made.query}\n"
            f"      found {verdict} {value} {query}\n      {reason}"
        )
    for kind in every:
        print(f"{kind:24} {right[kind]:4} of {every[kind]:4}")
    print(f"{'all':24} {right.total():4} of {every.total():4}")
    print(f"\nwrongly supported: {len(wrong)}", *wrong, sep="\n")
    for (kind, phrasing), ones in missed.items():
        print(f"\n{kind}: {phrasing}   ({len(ones)} missed)")
        print("\n".join(ones[: given.misses]))


def _verdict(known: Tables, where: str, case: Case) -> str:
    now = _status(known, where, case)
    if now in ("contradicted", "unverifiable") and not case.across and where != known.order[0]:
        before = _status(known, known.order[0], case)
        if before in ("supported", "depends"):
            return "outdated"
    return now


def _status(known: Tables, edition: str, case: Case) -> str:
    try:
        truths = [case.holds(rows) for rows in known.worlds[edition]]
    except NotAsked:
        return "unverifiable"
    if True in truths and (False in truths or None in truths):
        return "depends"
    if truths[0] is False and any(other(known.rows(edition)) for other in case.otherwise):
        return "depends"
    return {True: "supported", False: "contradicted", None: "unverifiable"}[truths[0]]


def _of_the_index(case: Case) -> Case:
    """Return the same said of the index itself, of which a blank is a fact."""
    return replace(
        case, query=case.query | {"listing": True}, holds=lambda rows: bool(case.holds(rows))
    )


def _spare(plain: Any) -> Any:
    """Drop what is empty or at its default."""
    if isinstance(plain, dict):
        spared = {key: _spare(value) for key, value in plain.items()}
        if spared.get("among") == "any" and len(spared["countries"]) == 1:
            del spared["among"]  # "one of the countries": no choice is left
        return {k: v for k, v in spared.items() if v not in (None, [], {}, False, "", 0, "exact")}
    return [_spare(part) for part in plain] if isinstance(plain, list | tuple) else plain


@cache
def _loaded() -> tuple[Codebook, tuple[Edition, ...]]:
    return load_packaged(), tuple(packaged.load_edition(name) for name in DATES)


if __name__ == "__main__":
    main()
