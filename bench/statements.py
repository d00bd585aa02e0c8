"""Verdicts on statements, against the verdicts that people wrote beside them.

python bench/statements.py statements.jsonl --errors 10
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.model.time import parse_date
from sousveil.model.verdict import Outcome
from sousveil.storage import packaged

SEED = 2019
DRAWS = 2_000  # resamples of the bootstrap
MISSING, EXTRA = "missing", "extra"
"""A claim that only the people have, or only we."""

Value = float | None
"""The number of a claim, to one decimal; None for words about the subject without a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One claim with the outcome written beside it and the one that we found."""

    value: Value
    expected: str
    found: str
    reason: str = ""

    @property
    def right(self) -> bool:
        """True where both say the same."""
        return self.expected == self.found


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One statement with what was expected and what was found."""

    id: str
    text: str
    expected: str
    found: str
    pairs: tuple[Pair, ...]

    @property
    def right(self) -> bool:
        """True where the verdict on the text is the expected one."""
        return self.expected == self.found

    @property
    def wrongly_supported(self) -> bool:
        """True where the text, or a claim in it, is called supported and is not."""
        pairs = ((p.expected, p.found) for p in self.pairs if p.expected != EXTRA)
        return any(f == Outcome.SUPPORTED != e for e, f in ((self.expected, self.found), *pairs))


def main() -> None:
    """Judge the statements of each file and print how many come out right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JSON lines")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="print N misses")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    given = parser.parse_args()
    reports = []
    for path in given.files:
        try:
            judged = judge(lines(path))
        except (OSError, ValueError) as error:
            parser.error(f"{path}: {error}")
        reports.append(report(path, judged, given.errors))
    if given.json:
        print(json.dumps(reports, ensure_ascii=False))
        return
    for number, one in enumerate(reports):
        if number:
            print()
        _print(one)


def lines(path: Path) -> list[dict[str, Any]]:
    """Read statements; raise `ValueError` for a file or line that holds none."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        statement = json.loads(line)
        for name in ("id", "text", "verdict"):
            if name not in statement:
                raise ValueError(f"line {number} has no {name!r}.")
        found.append(statement)
    if not found:
        raise ValueError("there are no statements.")
    return found


def judge(statements: Sequence[dict[str, Any]]) -> list[Judged]:
    """Check every statement against the packaged editions."""
    codebook = load_packaged()
    loaded = (packaged.load_edition(name) for name in packaged.names())
    editions = tuple(sorted(loaded, key=lambda edition: edition.in_force))
    judged = []
    for statement in statements:
        as_of = statement.get("as_of")
        check = check_text(
            statement["text"],
            editions,
            codebook,
            parse_date(as_of) if as_of else None,
            lang=statement.get("lang"),
        )
        found = [
            (
                _value(None if j.question.type == "about" else j.question.value),
                str(j.verdict.outcome),
                j.verdict.reason,
            )
            for j in check.claims
        ]
        judged.append(
            Judged(
                id=str(statement["id"]),
                text=statement["text"],
                expected=statement["verdict"],
                found=str(check.outcome),
                pairs=pairs(statement["claims"], found) if "claims" in statement else (),
            )
        )
    return judged


def pairs(
    expected: Sequence[dict[str, Any]], found: Sequence[tuple[Value, str, str]]
) -> tuple[Pair, ...]:
    """Match claims by their value, each one once; of equal values those of equal outcome first."""
    left = list(found)
    made: list[Pair | None] = []
    for claim in expected:  # first those of the same outcome, so that order decides nothing
        value, outcome = _value(claim.get("value")), claim["outcome"]
        same = next((f for f in left if f[:2] == (value, outcome)), None)
        if same is not None:
            left.remove(same)
            made.append(Pair(value=value, expected=outcome, found=outcome, reason=same[2]))
        else:
            made.append(None)
    for place, claim in enumerate(expected):
        if made[place] is not None:
            continue
        value = _value(claim.get("value"))
        near = next((f for f in left if f[0] == value), None)
        if near is not None:
            left.remove(near)
        _, outcome, reason = near or (value, MISSING, "")
        made[place] = Pair(value=value, expected=claim["outcome"], found=outcome, reason=reason)
    extra = (Pair(value=v, expected=EXTRA, found=o, reason=r) for v, o, r in left)
    return (*(pair for pair in made if pair is not None), *extra)


def report(path: Path, judged: Sequence[Judged], errors: int) -> dict[str, Any]:
    """Return what one file comes to, as plain data."""
    texts = [(int(j.right), 1) for j in judged]
    claims = [
        (sum(p.right for p in j.pairs), sum(p.expected != EXTRA for p in j.pairs)) for j in judged
    ]
    every = [pair for j in judged for pair in j.pairs]
    missed = [j for j in judged if not j.right or not all(p.right for p in j.pairs)]
    return {
        "file": str(path),
        "texts": _share(texts),
        "claims": _share(claims),
        "missing": sum(p.found == MISSING for p in every),
        "extra": sum(p.expected == EXTRA for p in every),
        "wrong_supported": [j.id for j in judged if j.wrongly_supported],
        "confusion_texts": _confusion((j.expected, j.found) for j in judged),
        "confusion_claims": _confusion((p.expected, p.found) for p in every),
        "errors": [_miss(j) for j in missed[: max(0, errors)]],
        "misses": len(missed),
    }


def interval(counted: Sequence[tuple[int, int]]) -> tuple[float, float] | None:
    """Return the bootstrap 95 % interval of right over all, drawing whole texts.

    None where there is nothing to be right about.
    """
    if not sum(whole for _, whole in counted):
        return None
    dice = random.Random(SEED)
    shares: list[float] = []
    while len(shares) < DRAWS:
        drawn = dice.choices(counted, k=len(counted))
        if whole := sum(of for _, of in drawn):
            shares.append(sum(right for right, _ in drawn) / whole)
    shares.sort()
    return shares[round(0.025 * (DRAWS - 1))], shares[round(0.975 * (DRAWS - 1))]


def _share(counted: Sequence[tuple[int, int]]) -> dict[str, Any]:
    right, of = sum(r for r, _ in counted), sum(o for _, o in counted)
    return {"right": right, "of": of, "interval": interval(counted)}


def _confusion(cells: Any) -> dict[str, dict[str, int]]:
    """Return expected outcome to found outcome to number, without the zeros."""
    counted: dict[str, dict[str, int]] = {}
    for (expected, found), number in sorted(Counter(cells).items()):
        counted.setdefault(expected, {})[found] = number
    return counted


def _miss(judged: Judged) -> dict[str, Any]:
    return {
        "id": judged.id,
        "text": judged.text,
        "expected": judged.expected,
        "found": judged.found,
        "claims": [
            {"value": p.value, "expected": p.expected, "found": p.found, "reason": p.reason}
            for p in judged.pairs
            if not p.right
        ],
    }


def _value(given: Any) -> Value:
    return None if given is None else round(float(given), 1)


def _print(one: dict[str, Any]) -> None:
    print(one["file"])
    for name in ("texts", "claims"):
        share = one[name]
        line = f"  {name} right  {share['right']} of {share['of']}"
        if share["interval"] is not None:
            low, high = share["interval"]
            percent = 100 * share["right"] / share["of"]
            line += f", {percent:.1f} % [{100 * low:.1f}, {100 * high:.1f}]"
        if name == "claims":
            line += f"; {one['missing']} missing, {one['extra']} extra"
        print(line)
    wrong = one["wrong_supported"]
    print(f"  wrong supported  {len(wrong)}" + (f": {', '.join(wrong)}" if wrong else ""))
    _print_confusion("texts", one["confusion_texts"])
    _print_confusion("claims", one["confusion_claims"])
    if one["errors"]:
        print(f"  first {len(one['errors'])} of {one['misses']} misses")
    for miss in one["errors"]:
        print(f"    {miss['id']}: expected {miss['expected']}, found {miss['found']}")
        print(f"      {' '.join(miss['text'].split())}")
        for claim in miss["claims"]:
            value = "no number" if claim["value"] is None else f"{claim['value']:g}"
            print(f"      {value}: expected {claim['expected']}, found {claim['found']}")
            if claim["reason"]:
                print(f"        {claim['reason']}")


def _print_confusion(name: str, table: dict[str, dict[str, int]]) -> None:
    words = [*(str(outcome) for outcome in Outcome), MISSING, EXTRA]
    words += sorted({w for row in table.values() for w in row} | set(table) - set(words))
    words = list(dict.fromkeys(words))
    columns = [w for w in words if any(w in row for row in table.values())]
    title = f"{name}: expected \\ found"
    print(f"  {title:<26}" + "".join(f"{column:>14}" for column in columns))
    for expected in (w for w in words if w in table):
        cells = "".join(f"{table[expected].get(column, 0):>14}" for column in columns)
        print(f"    {expected:<24}{cells}")


if __name__ == "__main__":
    main()
