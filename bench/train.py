"""The weights of the event extractor, learned from the passages that are there to be learned from.

    python bench/train.py                     writes src/sousveil/codebook/data/weights/*.csv
    python bench/train.py --project FOLDER    learns from what reviewers decided in a project as
                                              well, and writes FOLDER/codebook/weights/*.csv

Needs scikit-learn (`pip install -e '.[train]'`). The test passages are never read here.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sousveil.codebook import loader
from sousveil.extraction.events import lexicon
from sousveil.extraction.events.features import accept_features
from sousveil.extraction.events.find import find_events
from sousveil.extraction.events.weights import BIAS
from sousveil.extraction.schema import schema_claim

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.generated import sentences

PASSAGES = Path(__file__).parent / "passages"
WEIGHTS = loader.packaged_folder() / "weights"
KEYS = {
    "supply": ("supplier", "recipient"),
    "use": ("user", "technology"),
    "finance": ("financier", "recipient"),
}
STRENGTH = {"supply": 0.15, "use": 0.15, "finance": 0.3}
GENERATED = 0.3
"""What a generated sentence weighs beside one that somebody wrote."""

LEAST = 0.015
"""Weights nearer to zero are left out."""


def passages() -> Iterator[dict[str, Any]]:
    for path in sorted(PASSAGES.glob("dev-*.jsonl")):
        if "rom" not in path.name:
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)


def wanted(passage: dict[str, Any]) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """Return the claims of a passage under every key that is right for them."""
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for claim in passage["claims"]:
        if claim["type"] not in KEYS:
            continue
        accept = claim.get("accept", {})
        ways = [[claim[k], *accept.get(k, [])] for k in KEYS[claim["type"]]]
        for key in itertools.product(*ways):
            found.setdefault((claim["type"], *(str(k).lower() for k in key)), []).append(claim)
    return found


def examples() -> Iterator[tuple[int, str, set[str], int]]:
    """Yield passage, type, features and 1 or 0 for each possible event; debatable ones not.

    The number of a generated sentence is below 0.
    """
    words = lexicon.build(loader.load(loader.packaged_folder()), "en")
    generated = ((-1, passage) for passage in sentences())
    for number, passage in itertools.chain(enumerate(passages()), generated):
        gold = wanted(passage)
        events = find_events(passage["text"], words).events
        for event in events:
            if event.type not in KEYS:
                continue
            held = gold.get((event.type, *(k.lower() for k in event.keys)), [])
            span = event.stage.scene.span
            real = [c for c in held if not c.get("ignore")]
            here = [
                c
                for c in real
                if c["evidence"]["start"] < span.end and c["evidence"]["end"] > span.start
            ]
            if held and not here:
                continue
            features = {f for f in accept_features(event) if not lexical(f)}
            yield number, event.type, features, int(bool(here))


def decided(folder: Path) -> Iterator[tuple[int, str, set[str], int]]:
    """Yield the same for the claims that people accepted or rejected in a project.

    What nobody has decided about says nothing.
    """
    from sousveil.project import Project

    with Project.open(folder) as project:
        words = lexicon.build(project.codebook, "en")
        good, bad = project.accepted(), project.rejected()
        of_text: dict[str, dict[tuple[str, ...], list[tuple[dict[str, Any], int]]]] = {}
        for claim in project.claims():
            if claim.id in good or claim.id in bad:
                plain = schema_claim(claim, project.codebook)
                if plain["type"] in KEYS:
                    keys = (str(plain[k]).lower() for k in KEYS[plain["type"]])
                    said = of_text.setdefault(claim.text, {})
                    said.setdefault((plain["type"], *keys), []).append(
                        (plain["evidence"], int(claim.id in good))
                    )
        for number, (id, said) in enumerate(sorted(of_text.items())):
            text = project.text(id)
            for event in find_events(text.content, words).events if text is not None else ():
                held = said.get((event.type, *(k.lower() for k in event.keys)), [])
                span = event.stage.scene.span
                words_of_it = [
                    right
                    for where, right in held
                    if where["start"] < span.end and where["end"] > span.start
                ]
                if words_of_it:
                    features = {f for f in accept_features(event) if not lexical(f)}
                    yield number, event.type, features, max(words_of_it)


def lexical(feature: str) -> bool:
    """Tell whether a feature names a single word; such weights say little on other texts."""
    return feature.rpartition(":")[2].startswith(("lem=", "w=", "a=", "v2=")) or "lem=" in feature


def learn(rows: list[tuple[int, str, set[str], int]], kind: str) -> dict[str, float]:
    """Return the weights of a regularised logistic regression."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    mine = [row for row in rows if row[1] == kind]
    vectors = DictVectorizer()
    table = vectors.fit_transform([dict.fromkeys(sorted(row[2]), 1.0) for row in mine])
    table.indices = table.indices.astype("int32")
    table.indptr = table.indptr.astype("int32")
    model = LogisticRegression(C=STRENGTH[kind], solver="liblinear", random_state=0)
    heavy = [GENERATED if row[0] < 0 else 1.0 for row in mine]
    model.fit(table, [row[3] for row in mine], sample_weight=heavy)
    found = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    kept = {name: round(float(w), 3) for name, w in found.items() if abs(w) >= LEAST}
    return {BIAS: round(float(model.intercept_[0]), 3), **dict(sorted(kept.items()))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--project", type=Path, help="learn from its reviewers as well")
    given = parser.parse_args()
    rows = list(examples())
    target = WEIGHTS
    if given.project is not None:
        more = list(decided(given.project))
        print(len(more), "events that people decided about in", given.project)
        rows += more
        target = given.project / "codebook" / "weights"
    target.mkdir(parents=True, exist_ok=True)
    for kind in KEYS:
        weights = learn(rows, kind)
        with (target / f"{kind}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("feature", "weight"))
            writer.writerows(weights.items())
        print(kind, len(weights) - 1, "weights from", sum(r[1] == kind for r in rows), "events")


if __name__ == "__main__":
    main()
