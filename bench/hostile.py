"""Time to check texts made to be slow, in seconds a megabyte, and beside cutting them into words.

    python bench/hostile.py
    python bench/hostile.py numbers quotes --size 1000000

Each text is checked as one sentence without an end, and with a blank line every so many characters.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.tokens import tokens
from sousveil.model.edition import Edition
from sousveil.model.verdict import Check
from sousveil.storage import packaged

SIZE = 200_000  # characters of each text
PARTED = 1_000  # characters of a paragraph; the longest sentence of bench/passages has 389
MB = 1e6  # bytes of UTF-8

Make = Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What one text cost."""

    text: str
    shape: str
    """`endless` or `parted`."""

    seconds: float
    """Of computing, for a megabyte; the least of several rounds."""

    ratio: float
    """To the time that it takes to cut the same text into words."""

    claims: int
    uncheckable: int


def again(part: str, before: str = "", after: str = ".") -> Make:
    """Return what makes a text of so many characters out of one part, again and again."""
    return lambda size: before + (part * (size // len(part) + 1))[:size] + after


def numbered(size: int) -> str:
    """Return numbers in a row."""
    return " ".join(map(str, range(size // 6))) + "."


def named(size: int) -> str:
    """Return a list of the countries of the world, over and over."""
    names = [country.name for country in known()[0].countries.values()]
    many = size // 12
    return ", ".join(names[n % len(names)] for n in range(many)) + " use facial recognition."


TEXTS: dict[str, Make] = {
    "numbers": numbered,
    "numbers-of-countries": again("64 countries and "),
    "country-names": named,
    "one-country": again("China and "),
    "and": again("and "),
    "neither-nor": again("neither Kenya nor "),
    "more-than": again("more than "),
    "comparisons": again("more countries use Huawei than NEC and "),
    "factors": again("twice as many countries use Huawei as NEC, "),
    "clauses": again("Kenya uses it, and Ghana buys from Huawei, while Peru is a democracy, "),
    "clauses-with-signs": again("Kenya: Ghana; "),
    "clauses-without-verbs": again(", but Kenya "),
    "one-sentence": again("Kenya and Huawei use facial recognition from China and "),
    "sentences": again("Kenya uses smart policing. "),
    "lines": again("Kenya uses\n"),
    "not": again("not "),
    "denials": again("no country does not lack "),
    "only": again("only Kenya alone "),
    "lacks": again("no Kenya, without "),
    "limits": again("64 countries in part, thanks to "),
    "conditions": again("the ten biggest military spenders "),
    "frames": again("according to the index of the 2019 edition, "),
    "ranks": again("the second largest supplier after Huawei is "),
    "brackets": lambda size: "(" * (size // 2) + "64 countries" + ")" * (size // 2),
    "brackets-with-names": lambda size: "Kenya (" * (size // 14) + "Ghana )" * (size // 14),
    "emoji": again("\U0001f4f7 Kenya \U0001f469\u200d\U0001f469 uses Huawei "),
    "direction-marks": again("\u202eKenya\u202c uses \u200fHuawei\u200e and "),
    "look-alike-letters": again("\u041duawei supplies \u041aenya and "),
    "html-as-text": again("<p>64 countries</p><script>x()</script> Kenya &amp; Ghana "),
    "quotes": again("\u201cKenya uses Huawei "),
    "straight-quotes": again('"64 countries" '),
    "possessives": again("China's "),
    "french": again("64 pays utilisent la reconnaissance faciale et la Chine "),
    "unknown-words": again("Lorem ipsum dolor sit amet consectetur "),
}


def main() -> None:
    """Time the texts and print a table, the slowest last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="*", metavar="TEXT", help="names of texts [all]")
    parser.add_argument("--size", type=int, default=SIZE, help=f"characters of each [{SIZE}]")
    parser.add_argument("--rounds", type=int, default=3, help="times each is checked [3]")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    given = parser.parse_args()
    for name in given.texts:
        if name not in TEXTS:
            parser.error(f"There is no text {name}. There are: {', '.join(TEXTS)}.")
    if given.size < 1 or given.rounds < 1:
        parser.error("--size and --rounds must be at least 1.")
    timings = run(given.texts or list(TEXTS), given.size, given.rounds)
    if given.json:
        print(json.dumps({"size": given.size, "timings": [asdict(timing) for timing in timings]}))
        return
    print(f"{given.size:,} characters each, the best of {given.rounds} rounds")
    print(f"{'text':<24}{'shape':<9}{'s a MB':>8}{'ratio':>8}{'claims':>8}{'uncheckable':>13}")
    for t in sorted(timings, key=lambda timing: timing.seconds):
        counts = f"{t.claims:>8}{t.uncheckable:>13}"
        print(f"{t.text:<24}{t.shape:<9}{t.seconds:>8.2f}{t.ratio:>7.1f}x{counts}")


def run(names: list[str], size: int, rounds: int) -> list[Timing]:
    """Time some texts in both shapes."""
    check("64 countries use facial recognition. Kenya uses smart policing.")
    found = []
    for name in names:
        endless = TEXTS[name](size)
        found += [timed(name, "endless", endless, rounds)]
        found += [timed(name, "parted", parted(endless), rounds)]
    return found


def timed(name: str, shape: str, text: str, rounds: int) -> Timing:
    """Time one text."""
    words = min(seconds(lambda: tokens(text, 0, len(text))) for _ in range(rounds))
    taken = min(seconds(lambda: check(text)) for _ in range(rounds))
    answer = check(text)
    return Timing(
        text=name,
        shape=shape,
        seconds=taken / (len(text.encode()) / MB),
        ratio=taken / words,
        claims=len(answer.claims),
        uncheckable=len(answer.uncheckable),
    )


def parted(text: str, every: int = PARTED) -> str:
    """Return a text with a blank line wherever a paragraph has so many characters."""
    return re.sub(rf"(?s)(.{{{every}}}\S{{0,20}})", "\\1\n\n", text)


@cache
def known() -> tuple[Codebook, tuple[Edition, ...]]:
    """Return what a text is checked with."""
    return load_packaged(), tuple(map(packaged.load_edition, packaged.names()))


def check(text: str) -> Check:
    """Return what a check of a text finds."""
    codebook, editions = known()
    return check_text(text, editions, codebook, "2020-01-01")


def seconds(work: Callable[[], object]) -> float:
    """Return how long it takes to compute; the work of others on the machine is not counted."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    try:
        work()
        return time.process_time() - began
    finally:
        gc.enable()


if __name__ == "__main__":
    main()
