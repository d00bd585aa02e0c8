"""Sentences a second of the extractor, as ratios to what a competent user would run instead.

python bench/sentences.py --sentences 6000

Needs the extra `bench` (ahocorasick_rs, spaCy); without them only our own speed is printed.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import news
from sousveil.codebook import loader
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.running import claims
from sousveil.extraction.sentences import sentences
from sousveil.model.source import Text

PASSAGES = Path(__file__).parent / "passages"
SHARES = (0.05, 0.25, 1.0)
ARTICLE = 20  # sentences of a text, about
PARAGRAPH = (2, 5)  # news sentences of a paragraph
EXTRAS = ("ahocorasick_rs", "spacy")
NAMES = ("country", "demonym", "capital", "place", "supplier", "financier", "technology")
SPLIT = re.compile(r"""(?<=[.!?])["”’')\]]*\s+(?=["“‘'(\[]?[A-Z0-9])|\n\s*\n""")
SHORT = 3  # letters: names as short as this must stand in capitals
Run = Callable[[list[str]], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Texts with a share of sentences that have to do with the subject."""

    share: float
    texts: list[str]
    sentences: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What the repetitions gave for one way to read one corpus."""

    share: float
    way: str
    rate: float
    """Sentences a second of one processor, by the median time."""

    lowest: float
    highest: float
    ratio: float
    """Our rate over this one's, by the medians."""

    found: int
    """Claims, pairs or names."""


def main() -> None:
    """Make the corpora, read them in turn, print the rates and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=6000, help="of each corpus [6000]")
    parser.add_argument("--rounds", type=int, default=5, help="times each is read [5]")
    parser.add_argument("--seed", type=int, default=31, help="of the corpora [31]")
    parser.add_argument("--share", type=float, action="append", help="of relevant sentences")
    parser.add_argument("--apart", action="store_true", help="articles are relevant or are not")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    given = parser.parse_args()
    if min(given.sentences, given.rounds) < 1 or not all(0 <= s <= 1 for s in given.share or ()):
        parser.error("--sentences and --rounds must be at least 1, --share from 0 to 1.")
    codebook = loader.load(loader.packaged_folder())
    ways = readers(codebook)
    timings: list[Timing] = []
    for share in given.share or SHARES:
        made = corpus(share, given.sentences, given.seed, given.apart)
        timings += measure(made, ways, given.rounds)
    if given.json:
        print(json.dumps([asdict(t) for t in timings], indent=1))
    else:
        print_table(timings)


def corpus(share: float, size: int, seed: int, apart: bool = False) -> Corpus:
    """Return texts of about `ARTICLE` sentences: paragraphs of news, with passages among them.

    Passages stand in paragraphs of their own, in random articles and at random places; where they
    stand `apart`, in articles that hold nothing else.
    """
    chance = random.Random(f"{seed} {share}")
    frames, passages = news.frames(), relevant()
    chance.shuffle(passages)
    due, held, drawn, at = round(share * size), 0, [], 0
    while held < due:
        text, count = passages[at % len(passages)]
        drawn.append((text, count))
        held, at = held + count, at + 1
    plain = max(0, size - held)
    paragraphs: list[tuple[str, int]] = list(drawn)
    while plain > 0:
        count = min(plain, chance.randint(*PARAGRAPH))
        words = [news.sentence(chance.choice(frames), chance) for _ in range(count)]
        paragraphs.append((" ".join(words), count))
        plain -= count
    if not apart:
        chance.shuffle(paragraphs)
    texts: list[str] = []
    article: list[str] = []
    filled = 0
    for text, count in paragraphs:
        article.append(text)
        filled += count
        if filled >= ARTICLE:
            texts.append("\n\n".join(article))
            article, filled = [], 0
    if article:
        texts.append("\n\n".join(article))
    return Corpus(share=share, texts=texts, sentences=sum(1 for t in texts for _ in sentences(t)))


def relevant() -> list[tuple[str, int]]:
    """Return the English passages for work on the rules, each with its number of sentences."""
    found = []
    for path in sorted(PASSAGES.glob("dev-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("lang", "en") == "en":
                found.append((row["text"], sum(1 for _ in sentences(row["text"]))))
    return found


def readers(codebook: Codebook) -> dict[str, Run]:
    """Return the ways to read, ours first."""
    missing = [name for name in EXTRAS if find_spec(name) is None]
    if missing:
        print(
            f"Not compared for want of {' and '.join(missing)}: pip install 'sousveil[bench]'.",
            file=sys.stderr,
        )

    def ours(texts: list[str]) -> int:
        held = (Text(id="", snapshot="", content=t, reader="") for t in texts)
        return sum(len(claims(text, codebook, "en")) for text in held)

    ways: dict[str, Run] = {"sousveil": ours}
    if "ahocorasick_rs" not in missing:
        ways["names and co-occurrence (ahocorasick_rs)"] = Gazetteer(codebook).read
    if "spacy" not in missing:
        ways["names alone (spaCy PhraseMatcher)"] = phrase_matcher(codebook)
    return ways


def names(codebook: Codebook) -> Iterator[tuple[str, str, str]]:
    """Yield every name of the codebook with its kind and id."""
    for country in codebook.countries.values():
        if country.kind != "region":
            for name in (country.name, *country.names, *country.historic):
                yield name, "country", country.iso3
            for kind, held in (("demonym", country.demonyms), ("capital", country.capitals)):
                for name in held:
                    yield name, kind, country.iso3
    for name, (iso3, _) in codebook.places.items():
        yield name, "place", iso3
    for supplier in codebook.suppliers.values():
        for name in (supplier.name, *supplier.aliases):
            yield name, "supplier", supplier.id
    for financier in codebook.financiers.values():
        for name in (financier.name, *financier.aliases):
            yield name, "financier", financier.id
    for technology in codebook.technologies.values():
        for name in (*technology.phrases, *technology.systems):
            yield name, "technology", technology.id


class Gazetteer:
    """Names by an automaton, sentences by a regular expression, pairs by co-occurrence."""

    def __init__(self, codebook: Codebook) -> None:
        import ahocorasick_rs as aho

        known: dict[str, tuple[str, str, bool]] = {}
        for name, kind, term in names(codebook):
            low = name.lower()
            if len(low) == len(name):
                known.setdefault(low, (kind, term, kind != "technology"))
        self.terms = list(known.values())
        self.finder = aho.AhoCorasick(
            list(known),
            matchkind=aho.MatchKind.LeftmostLongest,
            implementation=aho.Implementation.DFA,
        )

    def read(self, texts: list[str]) -> int:
        """Return how many pairs of a supplier and a country the sentences hold."""
        return sum(len(set(self.pairs(text))) for text in texts)

    def pairs(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield each sentence's number with a supplier and a country that it names."""
        low = text.lower()
        if len(low) != len(text):
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        ends = [match.start() for match in SPLIT.finditer(text)]
        held: dict[int, tuple[set[str], set[str]]] = {}
        last = len(text)
        for which, start, end in self.finder.find_matches_as_indexes(low):
            if (start and low[start - 1].isalnum()) or (end < last and low[end].isalnum()):
                continue
            kind, term, proper = self.terms[which]
            if proper:
                first = text[start]
                if first.islower() or (end - start <= SHORT and not text[start:end].isupper()):
                    continue
            at = bisect_right(ends, start)
            suppliers, countries = held.setdefault(at, (set(), set()))
            if kind in ("supplier", "financier"):
                suppliers.add(term)
            elif kind != "technology":
                countries.add(term)
        for at, (suppliers, countries) in held.items():
            for supplier in suppliers:
                for country in countries:
                    yield at, supplier, country


def phrase_matcher(codebook: Codebook) -> Run:
    """Return a reader by spaCy's blank English pipeline: names alone."""
    import spacy
    from spacy.matcher import PhraseMatcher

    blank: Any = spacy.blank("en")
    matcher = PhraseMatcher(blank.vocab, attr="LOWER")
    by_kind: dict[str, list[Any]] = {kind: [] for kind in NAMES}
    for name, kind, _ in names(codebook):
        by_kind[kind].append(blank.make_doc(name))
    for kind, docs in by_kind.items():
        matcher.add(kind, docs)
    return lambda texts: sum(len(matcher(blank.make_doc(text))) for text in texts)


def measure(made: Corpus, ways: dict[str, Run], rounds: int) -> list[Timing]:
    """Read a corpus in every way, in turn: A B C, A B C; once beforehand, uncounted."""
    found = {way: read(made.texts) for way, read in ways.items()}
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, read in ways.items():
            gc.collect()
            start = time.process_time()
            read(made.texts)
            times[way].append(time.process_time() - start)
    rates = {way: made.sentences / median(held) for way, held in times.items()}
    ours = next(iter(rates.values()))
    return [
        Timing(
            share=made.share,
            way=way,
            rate=rates[way],
            lowest=made.sentences / max(held),
            highest=made.sentences / min(held),
            ratio=ours / rates[way],
            found=found[way],
        )
        for way, held in times.items()
    ]


def print_table(timings: list[Timing]) -> None:
    """Print a row for each share and way."""
    head = ("relevant", "way", "sentences/s", "lowest-highest", "ours over it", "found")
    rows = [
        (
            f"{t.share:.0%}",
            t.way,
            f"{t.rate:,.0f}",
            f"{t.lowest:,.0f}-{t.highest:,.0f}",
            f"{t.ratio:.2f}",
            str(t.found),
        )
        for t in timings
    ]
    for share, way, rate, spread, ratio, found in (head, *rows):
        print(f"{share:>8}  {way:<42} {rate:>11}  {spread:<15}  {ratio:>12}  {found:>6}")


if __name__ == "__main__":
    main()
