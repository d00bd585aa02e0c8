"""The five articles, from text to verdicts, where the articles are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sousveil.checking.article import as_plain, check_text
from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text
from sousveil.storage import packaged

SHARED = Path(__file__).parents[3] / "shared"

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the articles are not beside the project"
)

KYODO, ASIANEWS, WORLDWIDE, TECHNODE, HUAWEI = (
    "000_915b863682431f4d.txt",
    "001_6471bf282775bec0.txt",
    "002_529502e0fb79256b.txt",
    "003_5e03c684f45716ca.txt",
    "004_312a9d98b48a7554.txt",
)


def article(name: str) -> str:
    return (SHARED / "seeds" / name).read_text(encoding="utf-8")


def annotated(name: str) -> list[dict[str, Any]]:
    """Return the annotated counts of an article, with spans in the whole of it."""
    found = []
    path = SHARED / "extraction" / "seeds-claims.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        if passage["source"] == name:
            for claim in passage["claims"]:
                if claim["type"] == "count":
                    claim["evidence"]["start"] += passage["doc_start"]
                    claim["evidence"]["end"] += passage["doc_start"]
                    found.append(claim)
    return found


def identity(claim: dict[str, Any]) -> tuple[Any, ...]:
    evidence = claim["evidence"]
    return (
        claim["unit"],
        claim["supplier"],
        claim["group"],
        claim["value"],
        claim["bound"],
        claim["denominator"],
        (evidence["start"], evidence["end"], evidence["quote"]),
    )


@pytest.mark.parametrize("name", [KYODO, ASIANEWS, WORLDWIDE, TECHNODE, HUAWEI])
def test_every_annotated_count_is_found_with_its_words(name: str) -> None:
    codebook = load_packaged()
    text = Text(id="sha256:0", snapshot="sha256:0", content=article(name), reader="given")
    told = [claim for claim in claims(text, codebook) if claim.content.type == "count"]
    found = [schema_claim(claim, codebook) for claim in told]
    for claim in found:
        evidence = claim["evidence"]
        assert text.content[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert sorted(map(identity, found), key=str) == sorted(map(identity, annotated(name)), key=str)


def verdicts(name: str, as_of: str) -> list[tuple[float, str]]:
    editions = tuple(packaged.load_edition(e) for e in ("aigs-2019", "aigs-2022"))
    found = check_text(article(name), editions, load_packaged(), as_of)
    return [
        (j.question.value, str(j.verdict.outcome))
        for j in found.claims
        if j.question.type == "count" and j.question.unit == "countries"
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param(
            KYODO,
            [
                (60, "supported"),
                (60, "supported"),
                (63, "supported"),
                (36, "supported"),
                (50, "depends"),
                (14, "supported"),
                (11, "contradicted"),
            ],
            id="kyodo",
        ),
        pytest.param(
            ASIANEWS,
            [
                (63, "depends"),
                (63, "depends"),
                (63, "supported"),
                (36, "supported"),
                (50, "depends"),
                (14, "supported"),
                (11, "contradicted"),
            ],
            id="asianews",
        ),
        pytest.param(
            WORLDWIDE,
            [
                (60, "supported"),
                (75, "supported"),
                (64, "supported"),
                (56, "supported"),
                (52, "contradicted"),
                (60, "supported"),
                (63, "supported"),
                (36, "supported"),
                (50, "depends"),
                (14, "contradicted"),
                (11, "contradicted"),
            ],
            id="worldwide",
        ),
        pytest.param(
            TECHNODE,
            [(63, "supported"), (36, "contradicted"), (50, "depends")],
            id="technode",
        ),
        pytest.param(HUAWEI, [(60, "supported"), (75, "supported")], id="huawei"),
    ],
)
def test_the_articles_when_they_were_new(name: str, expected: list[tuple[float, str]]) -> None:
    assert verdicts(name, "2019-10-01") == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        pytest.param(KYODO, 60, "supported", id="a-bound-that-still-holds"),
        pytest.param(KYODO, 63, "outdated", id="chinese-technology"),
        pytest.param(KYODO, 11, "contradicted", id="ibm-was-never-eleven"),
        pytest.param(WORLDWIDE, 75, "outdated", id="the-denominator-no-longer-holds"),
        pytest.param(WORLDWIDE, 64, "outdated", id="facial-recognition"),
        pytest.param(WORLDWIDE, 52, "contradicted", id="smart-policing-was-never-52"),
        pytest.param(HUAWEI, 75, "outdated", id="countries"),
    ],
)
def test_numbers_of_2019_told_as_present_are_outdated_in_2023(
    name: str, value: float, expected: str
) -> None:
    assert {outcome for v, outcome in verdicts(name, "2023-01-01") if v == value} == {expected}


def test_the_repairs_name_the_word_that_was_dropped() -> None:
    editions = tuple(packaged.load_edition(e) for e in ("aigs-2019", "aigs-2022"))
    codebook = load_packaged()
    found = {}
    for name in (WORLDWIDE, TECHNODE):
        checked = as_plain(check_text(article(name), editions, codebook, "2019-10-01"), codebook)
        for claim in checked["claims"]:
            if claim["repair"]:
                found[claim["claim"]["value"]] = claim
    assert (
        found[36]["repair"].items()
        >= {
            "figure": "china-tech-bri",
            "value": 36,
            "edition": "aigs-2019",
            "words": "countries with technology from China in the Belt and Road Initiative",
            "missing": "from China",
        }.items()
    )
    assert found[36]["recomputed"]["value"] == 43
    assert not found[36]["published"]["faithful"]
    assert (found[14]["recomputed"]["value"], found[11]["recomputed"]["value"]) == (17, 32)
    assert (found[14]["repair"]["instead"], found[11]["repair"]["instead"]) == ("NEC", "IBM")
    assert not found[14]["published"]["faithful"]
    assert not found[11]["published"]["faithful"]


def test_smart_policing_52_is_faithful_to_a_report_that_its_own_table_contradicts() -> None:
    editions = tuple(packaged.load_edition(e) for e in ("aigs-2019", "aigs-2022"))
    found = check_text(article(WORLDWIDE), editions, load_packaged(), "2019-10-01")
    (judged,) = [j for j in found.claims if j.question.value == 52]
    assert judged.verdict.value == 53
    assert judged.verdict.published is not None
    assert judged.verdict.published.faithful
