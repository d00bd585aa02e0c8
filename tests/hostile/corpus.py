"""All the bad inputs, made by code alone; the same each time.

python -m hostile.corpus FOLDER      writes them, to be looked at
python -m hostile.corpus             counts them
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from . import bombs, broken, markup, odd, places
from .inputs import Input, Site, put

INPUTS: tuple[Input, ...] = (
    *broken.ALL,
    *bombs.ALL,
    *markup.ALL,
    *odd.ALL,
    *places.ALL,
)


def groups() -> dict[str, int]:
    """Return how many inputs each group has."""
    return dict(Counter(one.group for one in INPUTS))


def main(arguments: list[str]) -> None:
    for name, count in groups().items():
        print(f"{name:12} {count:4}")
    print(f"{'all':12} {len(INPUTS):4}")
    for folder in map(Path, arguments):
        site = Site(folder / "secret.txt", folder / "canary", "http://127.0.0.1:9/")
        for one in INPUTS:
            put(folder / f"{one.group}-{one.name}"[:100], one, site)


if __name__ == "__main__":
    main(sys.argv[1:])
