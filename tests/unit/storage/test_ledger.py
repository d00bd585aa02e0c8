from __future__ import annotations

import pytest

from sousveil.model.claim import Claim, Use
from sousveil.model.codec import claim_to_plain, to_plain, with_id
from sousveil.model.source import Finding, Span
from sousveil.storage.ledger import START, Head, log_hash, log_row, row, row_id, rows_digest

TEXT = "sha256:" + "1" * 64

KENYA = with_id(
    Claim(
        id="",
        text=TEXT,
        evidence=Span(0, 1),
        quote="x",
        content=Use(user="KEN", technology="smart_city"),
        rule="index-table/1",
    )
)


def test_a_claim_keeps_the_id_that_its_content_gives_it() -> None:
    assert row("claim", claim_to_plain(KENYA)).id == KENYA.id


def test_a_row_repeats_beside_its_body_what_it_is_looked_up_by() -> None:
    assert row("claim", claim_to_plain(KENYA)).drawn == {"text": TEXT}


def test_the_same_place_at_another_time_is_another_finding() -> None:
    first = Finding(snapshot=TEXT, source="reuters", location="a.txt", at="2026-01-01T00:00:00Z")
    later = Finding(snapshot=TEXT, source="reuters", location="a.txt", at="2026-01-02T00:00:00Z")
    assert row_id("finding", to_plain(first)) != row_id("finding", to_plain(later))


REFUSAL = {
    "document": TEXT,
    "location": "a.pdf",
    "code": "locked",
    "what": "The document is encrypted.",
    "at": "2026-01-01T00:00:00Z",
    "program": "0.1.0",
}


def test_the_same_refusal_at_another_time_is_the_same_refusal() -> None:
    first, later = (
        row("refusal", REFUSAL),
        row("refusal", {**REFUSAL, "at": "2026-01-02T00:00:00Z"}),
    )
    assert first.id == later.id
    assert first.drawn == {"document": TEXT}


@pytest.mark.parametrize("name", sorted(REFUSAL.keys() - {"at"}))
def test_another_refusal_has_another_id(name: str) -> None:
    assert row("refusal", REFUSAL).id != row("refusal", {**REFUSAL, name: "other"}).id


def test_the_digest_of_rows_does_not_depend_on_their_order() -> None:
    one, two = (row("setting", {"files": {}, "replaces": r}) for r in (None, "setting:1"))
    assert rows_digest([one, two]) == rows_digest([two, one])
    assert rows_digest([one]) != rows_digest([one, two])


def test_each_row_of_the_log_seals_all_before_it() -> None:
    rows = [row("claim", claim_to_plain(KENYA))]
    first = log_row(Head(0, START), "claim", rows, "2026-01-01T00:00:00Z")
    second = log_row(Head(first.seq, first.hash), "claim", rows, "2026-01-01T00:00:00Z")
    assert (first.seq, second.seq) == (1, 2)
    assert second.previous == first.hash == log_hash(first)
    assert second.hash != first.hash
