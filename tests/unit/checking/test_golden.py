"""What a check says, word by word; `python -m tests.unit.checking.test_golden` writes it anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sousveil.checking.article import check_text
from sousveil.checking.asked import asked, claim_type
from sousveil.checking.explain import change
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.model.time import parse_date
from sousveil.model.verdict import Check, Judged
from sousveil.storage import packaged

GOLDEN = Path(__file__).parent / "golden"
WRITTEN = GOLDEN / "reasons.txt"
RENEW = "Read what changed aloud, then run: python -m tests.unit.checking.test_golden"


@cache
def editions() -> tuple[Edition, ...]:
    return tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))


@cache
def codebook() -> Codebook:
    return load_packaged()


def sentences() -> list[tuple[str, str]]:
    lines = (GOLDEN / "sentences.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" | ", 1) for line in lines if line and not line.startswith("#"))
    return [(day.strip(), text) for day, text in pairs]


@cache
def checked(day: str, text: str) -> Check:
    return check_text(text, editions(), codebook(), parse_date(day) if day else None)


def told(day: str, text: str) -> str:
    """Return a sentence with all that is said of it."""
    return "\n".join([f"{day} | {text}", *_told(checked(day, text))])


def _told(check: Check) -> Iterator[str]:
    for judged in check.claims:
        verdict = judged.verdict
        words = "" if judged.question.type == "about" else f": {_asked(judged)}"
        yield f"  {claim_type(judged.question, codebook())} {verdict.outcome}{words}"
        yield f"    {verdict.reason}"
        repairs = () if verdict.repair is None else (verdict.repair, *verdict.repair.others)
        for repair in repairs:
            yield f"    > {repair.kind}: {change(repair)}"
            if repair.sentence is not None:
                yield f"      {repair.sentence}"


def _asked(judged: Judged) -> str:
    return asked(judged.question, codebook(), judged.verdict.edition)


def written() -> str:
    return "\n\n".join(told(day, text) for day, text in sentences()) + "\n"


def test_reasons_and_repairs_read_as_they_were_read_aloud() -> None:
    assert written() == WRITTEN.read_text(encoding="utf-8"), RENEW


@pytest.mark.parametrize(("day", "text"), sentences())
def test_reasons_are_sentences_without_ids(day: str, text: str) -> None:
    for judged in checked(day, text).claims:
        reason = judged.verdict.reason
        assert reason[:1].isupper() or reason[:1].isdigit()
        assert reason.endswith((".", "?"))
        assert not re.search(r"aigs-|\.\.|  |_|\b1 countries|\bthe the\b| [.,;]|%", reason), reason


@pytest.mark.parametrize(("day", "text"), sentences())
def test_a_sentence_that_is_offered_is_supported(day: str, text: str) -> None:
    for judged in checked(day, text).claims:
        repair = judged.verdict.repair
        for one in () if repair is None else (repair, *repair.others):
            if one.sentence is not None:
                assert checked(day, one.sentence).outcome == "supported", one.sentence
                assert one.source.startswith("AI Global Surveillance (AIGS) Index")


def test_at_least_fifty_reasons_and_repairs_of_every_outcome_are_kept() -> None:
    claims = [judged for day, text in sentences() for judged in checked(day, text).claims]
    assert len(claims) >= 50
    assert {str(c.verdict.outcome) for c in claims} == {
        "contradicted",
        "outdated",
        "depends",
        "unverifiable",
        "supported",
    }
    assert sum(c.verdict.repair is not None for c in claims) >= 30


if __name__ == "__main__":
    WRITTEN.write_text(written(), encoding="utf-8")
