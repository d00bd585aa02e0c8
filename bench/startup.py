"""Times of whole processes, as ratios to the bare interpreter in the same run.

python bench/startup.py --rounds 15
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

ARTICLE = Path(__file__).with_name("article.txt")
SOUSVEIL = Path(sys.executable).with_name("sousveil")

EXITS = {0, 1}  # 1 is the bad news of `check`, not a failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command to time, and how many bare starts it may take; None where there is no goal."""

    name: str
    words: tuple[str, ...]
    ambition: int | None = None
    floor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What the rounds gave for one command."""

    command: str
    milliseconds: float
    """Median over the rounds."""

    fastest: float
    slowest: float
    ratio: float
    """Median over the median of the bare interpreter."""

    ambition: int | None
    floor: int | None


BARE = Command(name="python -c pass", words=(sys.executable, "-c", "pass"))
COMMANDS = (
    BARE,
    Command(name="sousveil --help", words=(str(SOUSVEIL), "--help"), ambition=6, floor=10),
    Command(
        name="sousveil check ARTICLE",
        words=(str(SOUSVEIL), "check", str(ARTICLE)),
        ambition=12,
        floor=25,
    ),
    Command(
        name="sousveil count",
        words=(str(SOUSVEIL), "count", "aigs-2019", "--having", "origin=CHN", "--json"),
    ),
)


def main() -> None:
    """Time the commands and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="times each command is run [15]")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    given = parser.parse_args()
    if given.rounds < 1:
        parser.error("--rounds must be at least 1.")
    if not SOUSVEIL.exists():
        parser.error(f"There is no {SOUSVEIL}. Install sousveil for this interpreter.")
    timings = run(given.rounds)
    if given.json:
        print(json.dumps({"rounds": given.rounds, "timings": [asdict(t) for t in timings]}))
        return
    print(
        f"{given.rounds} rounds, interleaved; article of {len(ARTICLE.read_text().split())} words"
    )
    print(f"{'command':<24}{'ratio':>8}{'ambition':>10}{'floor':>8}{'ms':>9}   min-max")
    for t in timings:
        goals = f"{_goal(t.ambition):>10}{_goal(t.floor):>8}"
        spread = f"{t.fastest:.1f}-{t.slowest:.1f}"
        print(f"{t.command:<24}{t.ratio:>7.1f}x{goals}{t.milliseconds:>9.1f}   {spread}")


def run(rounds: int) -> list[Timing]:
    """Time all commands in turn, round after round."""
    taken: dict[str, list[float]] = {command.name: [] for command in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:  # no project at or above it
        for command in COMMANDS:  # writes the bytecode, warms the disc cache; not counted
            seconds(command, folder)
        for _ in range(rounds):
            for command in COMMANDS:
                taken[command.name].append(seconds(command, folder))
    bare = median(taken[BARE.name])
    return [
        Timing(
            command=command.name,
            milliseconds=1000 * median(taken[command.name]),
            fastest=1000 * min(taken[command.name]),
            slowest=1000 * max(taken[command.name]),
            ratio=median(taken[command.name]) / bare,
            ambition=command.ambition,
            floor=command.floor,
        )
        for command in COMMANDS
    ]


def seconds(command: Command, folder: str) -> float:
    """Run one command to its end; stop where it did not do its work."""
    start = time.perf_counter()
    done = subprocess.run(
        command.words, cwd=folder, env=_environment(), capture_output=True, check=False
    )
    taken = time.perf_counter() - start
    if done.returncode not in EXITS or done.stderr:
        said = done.stderr.decode(errors="replace").strip()
        raise SystemExit(f"{command.name}: exit code {done.returncode}. {said}")
    return taken


def _environment() -> dict[str, str]:
    """Return the environment without what would hide the bytecode or name a project."""
    unwanted = ("PYTHONDONTWRITEBYTECODE", "SOUSVEIL_PROJECT")
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def _goal(times: int | None) -> str:
    return "" if times is None else f"{times}x"


if __name__ == "__main__":
    main()
