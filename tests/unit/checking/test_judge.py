"""Verdicts on small editions: outcome, alternatives, repair, and what was printed."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.small import codebook, edition, entry

from sousveil.checking.judge import judge
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.model.figure import Figure, PublishedFigure, Row
from sousveil.model.noun import replace
from sousveil.model.question import Question
from sousveil.model.source import Span
from sousveil.model.verdict import Outcome, Verdict

CHINA, JAPAN = Figure(having=(Row(origin="CHN"),)), Figure(having=(Row(origin="JPN"),))
FACES = Figure(having=(Row(technology="facial_recognition"),))

OLD = edition(
    entry("CHN", origin="CHN"),
    entry("KEN", origin="CHN"),
    entry("KEN", technology="facial_recognition"),
    entry("PER", origin="JPN"),
    entry("PER", supplier="nec", origin="JPN"),
    entry("KEN", supplier="hitachi", origin="JPN"),
    entry("USA", supplier="hitachi", origin="JPN"),
    entry("USA", origin="JPN"),
    name="aigs-2019",
    origins=("CHN", "JPN", "USA"),
)
NEW = edition(
    *(entry(c, origin="CHN") for c in ("CHN", "KEN", "PER")),
    *(entry(c, technology="facial_recognition") for c in ("KEN", "PER", "USA")),
    name="aigs-2022",
)
NEW = replace(NEW, in_force="2022-06-01")


def book(*published: PublishedFigure) -> Codebook:
    return replace(codebook(), published=published)


def verdict(figure: Figure, value: float, as_of: str | None = "2019-10-01", **more: Any) -> Verdict:
    printed = more.pop("published", ())
    question = Question(
        **{"type": "count", "evidence": Span(0, 0), "quote": "", "figure": figure, "value": value}
        | more
    )
    editions: tuple[Edition, ...] = (OLD, NEW)
    return judge(question, editions, book(*printed), as_of)


@pytest.mark.parametrize(
    ("figure", "value", "as_of", "more", "outcome"),
    [
        pytest.param(CHINA, 2, "2019-10-01", {}, "supported", id="recount-agrees"),
        pytest.param(CHINA, 5, "2019-10-01", {}, "contradicted", id="no-rule-gives-it"),
        pytest.param(CHINA, 1, "2019-10-01", {}, "depends", id="home-market-left-out-gives-it"),
        pytest.param(
            CHINA, 2, "2019-10-01", {"leans": ("home",)}, "depends", id="sold-to-leans-abroad"
        ),
        pytest.param(
            CHINA, 1, "2019-10-01", {"rules": (("home", "excluded"),)}, "supported", id="abroad"
        ),
        pytest.param(
            CHINA,
            2,
            "2019-10-01",
            {"rules": (("home", "excluded"),)},
            "contradicted",
            id="abroad-named-is-no-rule-to-doubt",
        ),
        pytest.param(FACES, 1, "2023-01-01", {}, "outdated", id="an-earlier-edition-has-it"),
        pytest.param(
            FACES, 1, "2023-01-01", {"editions": ("aigs-2019",)}, "supported", id="edition-named"
        ),
        pytest.param(
            FACES, 3, "2019-10-01", {}, "contradicted", id="a-later-edition-does-not-help"
        ),
        pytest.param(FACES, 1, "2018-01-01", {}, "unverifiable", id="before-the-first-edition"),
        pytest.param(FACES, 3, None, {}, "supported", id="without-a-date-the-newest-holds"),
        pytest.param(
            FACES, 1, "2019-10-01", {"unread": ("airports",)}, "unverifiable", id="unread-word"
        ),
        pytest.param(FACES, 1, "2019-10-01", {"unit": "cities"}, "unverifiable", id="unit"),
        pytest.param(
            FACES,
            1,
            "2019-10-01",
            {"examples": ("PER",)},
            "unverifiable",
            id="example-not-recorded",
        ),
        pytest.param(
            Figure(having=(Row(technology="facial_recognition", origin="CHN"),)),
            1,
            "2019-10-01",
            {},
            "unverifiable",
            id="fields-not-linked",
        ),
        pytest.param(
            Figure(having=(Row(technology="spyware"),)),
            1,
            "2019-10-01",
            {},
            "unverifiable",
            id="not-asked",
        ),
        pytest.param(
            Figure(having=(Row(supplier="huawei"),)),
            4,
            "2019-10-01",
            {},
            "unverifiable",
            id="never-named-is-no-zero",
        ),
    ],
)
def test_outcome(
    figure: Figure, value: float, as_of: str | None, more: dict[str, Any], outcome: str
) -> None:
    assert verdict(figure, value, as_of, **more).outcome is Outcome(outcome)


def test_words_left_unread_are_told_once() -> None:
    unread = ("stake", "systems", "countries ' systems", "systems")
    why = verdict(FACES, 1, "2019-10-01", unread=unread).reason
    assert why.startswith("""The number may be limited by "stake" and "countries' systems":""")


def test_depends_shows_what_the_other_rule_gives() -> None:
    other = next(a for a in verdict(CHINA, 1).alternatives if a.rule == "home")
    assert (other.rule, other.setting, other.value, other.bears_out) == (
        "home",
        "excluded",
        1,
        True,
    )


def test_a_company_taken_for_its_country_is_named() -> None:
    repair = verdict(JAPAN, 1).repair
    assert repair is not None
    assert (repair.dropped, repair.instead, repair.value) == ("Japan", "NEC", 1)


def test_of_two_companies_with_the_number_none_is_named() -> None:
    tied = replace(OLD, entries=tuple(e for e in OLD.entries if e.id != "USA-hitachi-JPN"))
    question = Question(type="count", evidence=Span(0, 0), quote="", figure=JAPAN, value=1)
    repair = judge(question, (tied,), book(), None).repair
    assert repair is not None
    assert (repair.kind, repair.dropped, repair.instead) == ("value", "1", "2")


def test_an_outdated_number_is_repaired_by_its_edition() -> None:
    repair = verdict(FACES, 1, "2023-01-01").repair
    assert repair is not None
    assert (repair.missing, repair.edition) == ("in the 2019 edition", "aigs-2019")


def test_a_share_of_the_countries_examined_is_not_held_against_their_number() -> None:
    """Of "more than half of the 176 countries studied" 176 is no share in per cent."""
    found = verdict(Figure(), 50, type="share", bound="min", examined=True)
    assert found.outcome is Outcome.UNVERIFIABLE
    assert found.value is None
