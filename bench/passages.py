"""How well the claims of running text are found, on annotated passages.

    python bench/passages.py                    every part, short and long apart, with intervals
    python bench/passages.py dev-e --errors 20  one file, with what went wrong
    python bench/passages.py --floors           what `floors.json` is to hold

The parts that begin with `test` are never looked at to make a rule; only their scores are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from sousveil.codebook import loader
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text

FOLDER = Path(__file__).parent / "passages"
KEYS = {
    "supply": ("supplier", "recipient"),
    "use": ("user", "technology"),
    "finance": ("financier", "recipient"),
    "count": ("unit", "supplier", "technology", "group", "value"),
    "membership": ("country", "organisation"),
    "ownership": ("owner", "owned"),
}
STRICT = {
    "supply": ("polarity", "modality"),
    "use": ("polarity", "modality"),
    "finance": ("polarity", "modality"),
    "count": ("polarity", "bound", "denominator"),
    "membership": ("polarity",),
    "ownership": ("polarity",),
}
DEFAULT = {"polarity": "asserted", "modality": "deployed", "bound": "exact"}
Claim = dict[str, Any]


def passages(name: str) -> list[dict[str, Any]]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def predict(passage: dict[str, Any], codebook: Any) -> list[Claim]:
    text = Text(id="", snapshot="", content=passage["text"], reader="")
    found = claims(text, codebook, passage.get("lang"))
    return [schema_claim(claim, codebook) for claim in found]


def _plain(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    return float(value) if isinstance(value, int | float) else str(value).strip().lower() or None


def key(claim: Claim) -> tuple[Any, ...]:
    return (claim["type"], *(_plain(claim.get(k)) for k in KEYS[claim["type"]]))


def strict_key(claim: Claim) -> tuple[Any, ...]:
    return key(claim) + tuple(_plain(claim.get(k) or DEFAULT.get(k)) for k in STRICT[claim["type"]])


def compare(passage: dict[str, Any], found: list[Claim]) -> dict[str, Any]:
    """Return hits, false alarms and misses of one passage, at both levels."""
    gold = passage["claims"]
    found = [dict(claim) for claim in found]
    for wanted in gold:
        for claim in found:
            if claim["type"] != wanted["type"]:
                continue
            fix = {
                field: wanted.get(field)
                for field, ways in (wanted.get("accept") or {}).items()
                if isinstance(ways, list)
                and _plain(claim.get(field)) in [_plain(w) for w in ways if not isinstance(w, list)]
            }
            if claim.get("polarity") != wanted.get("polarity"):
                fix.pop("modality", None)
            if fix and key({**claim, **fix}) == key(wanted):
                claim.update(fix)
    real = [c for c in gold if not c.get("ignore")]
    open_ = {key(c) for c in gold if c.get("ignore")} - {key(c) for c in real}
    unsure = {strict_key(c) for c in gold if c.get("ignore")}
    found = [c for c in found if key(c) not in open_]
    result: dict[str, Any] = {"none": not real, "fired": bool(found), "id": passage["id"]}
    for level, of in (("relaxed", key), ("strict", strict_key)):
        due = {of(c) for c in real}
        got = {of(c) for c in found if level == "relaxed" or of(c) not in unsure or of(c) in due}
        result[level] = (due & got, got - due, due - got)
    matched = [(c, g) for c in found for g in real if key(c) == key(g)]
    result["pairs"] = matched
    result["verbatim"] = [
        passage["text"][c["evidence"]["start"] : c["evidence"]["end"]] == c["evidence"]["quote"]
        for c in found
    ]
    return result


def figures(
    results: Iterable[dict[str, Any]], level: str, kind: str | None = None
) -> tuple[int, int, int]:
    sums = [0, 0, 0]
    for result in results:
        for n, held in enumerate(result[level]):
            sums[n] += sum(kind is None or k[0] == kind for k in held)
    return sums[0], sums[1], sums[2]


def f1(counts: tuple[int, int, int]) -> tuple[float, float, float]:
    hits, alarms, misses = counts
    precision = hits / (hits + alarms) if hits + alarms else 0.0
    recall = hits / (hits + misses) if hits + misses else 0.0
    both = 2 * hits + alarms + misses
    return precision, recall, 2 * hits / both if both else 0.0


def interval(
    results: list[dict[str, Any]], level: str, seed: int = 7, times: int = 1000
) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of F1, over passages."""
    counts = [figures([r], level) for r in results]
    chance = random.Random(seed)
    drawn = []
    for _ in range(times):
        sample = chance.choices(counts, k=len(counts))
        drawn.append(
            f1((sum(c[0] for c in sample), sum(c[1] for c in sample), sum(c[2] for c in sample)))[2]
        )
    drawn.sort()
    return drawn[int(0.025 * times)], drawn[int(0.975 * times) - 1]


def line(label: str, results: list[dict[str, Any]], times: int) -> None:
    if not results:
        return
    cells = []
    for level in ("relaxed", "strict"):
        precision, recall, both = f1(figures(results, level))
        low, high = interval(results, level, times=times) if times else (0.0, 0.0)
        cells.append(
            f"{level} P {precision:.3f} R {recall:.3f} F1 {both:.3f} [{low:.2f}-{high:.2f}]"
        )
    none = [r for r in results if r["none"]]
    print(
        f"{label:<24} n {len(results):<4} {'   '.join(cells)}   "
        f"none: {sum(r['fired'] for r in none)} of {len(none)} fire"
    )


def rate(results: list[dict[str, Any]], test: Callable[[Claim, Claim], bool | None]) -> str:
    held = [v for r in results for c, g in r["pairs"] if (v := test(c, g)) is not None]
    return f"{sum(held) / len(held):.3f} of {len(held)}" if held else "-"


def report(
    name: str, results: list[dict[str, Any]], tags: dict[str, list[str]], times: int
) -> None:
    long = [r for r in results if "longform" in tags[r["id"]]]
    short = [r for r in results if "longform" not in tags[r["id"]]]
    line(name, results, times)
    line("  short", short, times)
    line("  long", long, times)
    for kind in KEYS:
        relaxed, strict = figures(results, "relaxed", kind), figures(results, "strict", kind)
        if sum(relaxed):
            p, r, f = f1(relaxed)
            print(
                f"    {kind:<11} relaxed P {p:.2f} R {r:.2f} F1 {f:.3f}   "
                f"strict F1 {f1(strict)[2]:.3f}   n {relaxed[0] + relaxed[2]}"
            )
    print(
        "    matched: polarity",
        rate(results, lambda c, g: c.get("polarity") == g.get("polarity")),
        "  modality",
        rate(
            results,
            lambda c, g: (
                c["modality"] in [g["modality"], *((g.get("accept") or {}).get("modality") or [])]
                if "modality" in g
                else None
            ),
        ),
        "  evidence verbatim",
        f"{sum(sum(r['verbatim']) for r in results)} of {sum(len(r['verbatim']) for r in results)}",
    )


def floors(parts: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Return what each part has now, to be held."""
    return {
        name: {
            "sha256": hashlib.sha256((FOLDER / f"{name}.jsonl").read_bytes()).hexdigest(),
            "relaxed": int(f1(figures(results, "relaxed"))[2] * 1000) / 1000,
            "strict": int(f1(figures(results, "strict"))[2] * 1000) / 1000,
            "fired": sum(r["fired"] for r in results if r["none"]),
        }
        for name, results in parts.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--floors", action="store_true")
    given = parser.parse_args()
    codebook = loader.load(loader.packaged_folder())
    names = given.names or sorted(path.stem for path in FOLDER.glob("*.jsonl"))
    parts: dict[str, list[dict[str, Any]]] = {}
    tags: dict[str, list[str]] = {}
    for name in names:
        rows = passages(name)
        tags |= {r["id"]: r.get("tags", []) for r in rows}
        parts[name] = [compare(row, predict(row, codebook)) for row in rows]
    if given.floors:
        print(json.dumps(floors(parts), indent=1))
        return
    for name, results in parts.items():
        report(name, results, tags, given.times)
        if given.errors and not name.startswith("test"):
            texts = {r["id"]: r["text"] for r in passages(name)}
            for result in [r for r in results if r["strict"][1] or r["strict"][2]][: given.errors]:
                print(result["id"], texts[result["id"]])
                print("    alarms", sorted(map(str, result["strict"][1])))
                print("    missed", sorted(map(str, result["strict"][2])))
    tests = [
        r
        for n, results in parts.items()
        if n.startswith("test") and "rom" not in n
        for r in results
    ]
    if len(names) > 3 and tests:
        report("ALL ENGLISH TEST PARTS", tests, tags, given.times)


if __name__ == "__main__":
    main()
