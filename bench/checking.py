"""Times of a check: single statements, articles, and the same inside a project with many claims.

    python bench/checking.py --claims 1000000

All in one run, as ratios to the time that the same machine needs only to cut the text into words.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles

from sousveil.checking.article import check_text
from sousveil.cli.check import in_order
from sousveil.cli.editions import Shelf
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.tokens import tokens
from sousveil.model.claim import Claim, Use
from sousveil.model.codec import claim_to_plain, with_id
from sousveil.model.edition import Edition
from sousveil.model.ids import digest
from sousveil.model.source import Span
from sousveil.project import LEDGER, Project
from sousveil.storage import packaged
from sousveil.storage.ledger import Row, row
from sousveil.storage.ledger_sql import open_ledger

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.generated_statements import statements
from bench.statement_tables import tables

AT = "2026-01-01T00:00:00Z"
BATCH = 20_000  # claims of one transaction
ARTICLES = 100
OPENED = 25  # articles for each of which everything is opened anew
SENTENCES = 30  # statements of one article, between paragraphs that state nothing
SEED = 2019

FILLER = Path(__file__).with_name("article.txt")

Check = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What the rounds gave for one way of checking one kind of text."""

    what: str
    texts: int
    p50: float
    """Milliseconds of computing, as `p99` is."""

    p99: float
    per_second: float
    """Texts a second, by the median."""

    ratio: float
    """Median over the median time to cut the same texts into words."""


def main() -> None:
    """Time all of it and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="times each text is checked [3]")
    parser.add_argument("--claims", type=int, default=1_000_000, help="of the ledger [1000000]")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    given = parser.parse_args()
    if given.rounds < 1 or given.claims < 1:
        parser.error("--rounds and --claims must be at least 1.")
    singles = [made.text for made in statements(tables(), 500)]
    articles = made_articles(singles)
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        for path, claims in ((small, 1), (large, given.claims)):
            Project.create(path).close()
            fill(path / LEDGER, claims)
        size = (large / LEDGER).stat().st_size
        timings = run(singles, articles, small, large, given.rounds)
    if given.json:
        told = {"claims": given.claims, "rounds": given.rounds, "ledger_bytes": size}
        print(json.dumps(told | {"timings": [asdict(timing) for timing in timings]}))
        return
    print(
        f"{given.rounds} rounds, interleaved; a ledger of {given.claims:,} claims, "
        f"{size / 1e6:,.0f} MB"
    )
    print(f"{'what':<44}{'texts':>6}{'p50 ms':>9}{'p99 ms':>9}{'a second':>10}{'ratio':>8}")
    for t in timings:
        numbers = f"{t.p50:>9.2f}{t.p99:>9.2f}{t.per_second:>10.1f}{t.ratio:>7.1f}x"
        print(f"{t.what:<44}{t.texts:>6}{numbers}")


def made_articles(singles: list[str]) -> list[str]:
    """Return articles: statements in paragraphs, between what states nothing."""
    chance = random.Random(SEED)
    filler = FILLER.read_text(encoding="utf-8").split("\n\n")
    articles = []
    for _ in range(ARTICLES):
        told = chance.sample(singles, SENTENCES)
        paragraphs = [" ".join(told[i : i + 3]) for i in range(0, SENTENCES, 3)]
        both = [part for pair in zip(paragraphs, chance.choices(filler, k=10), strict=True)
                for part in pair]  # fmt: skip
        articles.append("\n\n".join(both))
    return articles


def run(
    singles: list[str], articles: list[str], small: Path, large: Path, rounds: int
) -> list[Timing]:
    """Time every way in turn, text after text, round after round."""
    codebook = load_packaged()
    editions = tuple(map(packaged.load_edition, packaged.names()))
    ways: list[tuple[str, list[str], Check]] = [
        ("statement", singles, lambda text: check_text(text, editions, codebook)),
        ("article", articles, lambda text: check_text(text, editions, codebook)),
        ("article, editions opened for it", articles[:OPENED], lambda text: opened(text, None)),
        ("article, in a project of one claim", articles[:OPENED], lambda text: opened(text, small)),
        (
            "article, in the project of many claims",
            articles[:OPENED],
            lambda text: opened(text, large),
        ),
    ]
    for _, texts, check in ways:  # loads what is loaded once; not counted
        check(texts[0])
    gc.collect()
    gc.freeze()  # what is loaded once is not walked through for each text
    taken: dict[str, list[float]] = {what: [] for what, _, _ in ways}
    words: dict[str, list[float]] = {what: [] for what, _, _ in ways}
    for together in (ways[:2], ways[2:]):  # what is opened anew drives out what is kept
        for _ in range(rounds):
            for number in range(len(singles)):
                for what, texts, check in together:
                    if number < len(texts):
                        text = texts[number]
                        words[what].append(seconds(lambda text: tokens(text, 0, len(text)), text))
                        taken[what].append(seconds(check, text))
    return [
        Timing(
            what=what,
            texts=len(texts),
            p50=1000 * median(taken[what]),
            p99=1000 * quantiles(taken[what], n=100)[98],
            per_second=1 / median(taken[what]),
            ratio=median(taken[what]) / median(words[what]),
        )
        for what, texts, _ in ways
    ]


def opened(text: str, folder: Path | None) -> object:
    """Open a project, or nothing, and its editions, and check a text: as each call does."""
    if folder is None:
        return check_text(text, _packaged(), load_packaged())
    with Project.open(folder) as project:
        editions, codebook = _of_project(project)
        return check_text(text, editions, codebook)


def _packaged() -> tuple[Edition, ...]:
    return in_order(Shelf(None))


def _of_project(project: Project) -> tuple[tuple[Edition, ...], Codebook]:
    editions = (project.edition(name) for name in packaged.names())
    return tuple(sorted(editions, key=lambda edition: edition.in_force)), project.codebook


def seconds(check: Check, text: str) -> float:
    """Return how long one check computes; what others do on the machine is not counted."""
    start = time.process_time()
    check(text)
    return time.process_time() - start


def fill(path: Path, claims: int) -> None:
    """Write so many claims of one made-up text into a ledger."""
    content = "Kenya uses smart policing. "
    text = digest(content.encode())
    ledger = open_ledger(path)
    try:
        with ledger.writing(AT) as writer:
            writer.append([row("text", _text(content))])
        for first in range(0, claims, BATCH):
            with ledger.writing(AT) as writer:
                writer.append(_claims(text, range(first, min(first + BATCH, claims))))
    finally:
        ledger.close()


def _text(content: str) -> dict[str, str]:
    return {
        "id": digest(content.encode()),
        "snapshot": digest(content.encode()),
        "content": content,
        "reader": "made/1",
    }


def _claims(text: str, numbers: Iterable[int]) -> list[Row]:
    return [
        row(
            "claim",
            claim_to_plain(
                with_id(
                    Claim(
                        id="",
                        text=text,
                        evidence=Span(0, 26),
                        quote="Kenya uses smart policing.",
                        content=Use(user="KEN", technology="smart_policing"),
                        rule=f"made/{number}",
                    )
                )
            ),
        )
        for number in numbers
    ]


if __name__ == "__main__":
    main()
