"""Filters mean one thing: to the vectors, to the figures, and to an address."""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from reviewed import claim, made, supply, table, use
from small import entry

from sousveil.codebook.loader import load_packaged
from sousveil.figures.compute import compute
from sousveil.model.edition import Edition
from sousveil.model.figure import ANY_TECHNOLOGY, Computed, Figure, Unanswerable
from sousveil.model.policy import Policy
from sousveil.storage.packaged import load_edition, names
from sousveil.web import filters
from sousveil.web.filters import Filters, counted, figure, matches, parse, rows, written

VECTORS = json.loads((Path(__file__).parents[2] / "fixtures" / "filters.json").read_text("utf-8"))


def found(chosen: Filters, edition: Edition) -> tuple[str, ...]:
    states = counted(edition)
    return tuple(sorted(row["id"] for row in rows(edition) if matches(chosen, row, states)))


def agrees(chosen: Filters, edition: Edition) -> bool:
    """Compare with the figure; return whether the edition can answer it."""
    regions, regimes = (set(edition.indicators.get(k, {}).values()) for k in ("region", "regime"))
    asked = figure(chosen, regions, regimes)
    assert asked is not None
    answer = compute(asked, edition)
    if isinstance(answer, Unanswerable):
        assert found(chosen, edition) == answer.countries, (chosen, answer.reason)
        return False
    assert found(chosen, edition) == answer.countries, chosen
    return True


def single(edition: Edition) -> list[Filters]:
    """Return a filter for every value that the edition has, and for some that it has not."""
    held = rows(edition)
    values = {
        "technology": {t for row in held for t in row["technologies"]}
        | {ANY_TECHNOLOGY, "social_media_surveillance"},
        "supplier": {s for row in held for s in row["suppliers"]} | {"nobody"},
        "origin": {e.origin for e in edition.entries if e.origin} | {"XXX"},
        "among": {*edition.groups},
        "region": {row["region"] for row in held},
        "regime": {row["regime"] for row in held},
    }
    return [
        Filters(**{key: (value,)}) for key, several in values.items() for value in sorted(several)
    ]


def both(one: Filters, other: Filters) -> Filters:
    return Filters(
        **{key: tuple(sorted({*getattr(one, key), *getattr(other, key)})) for key in filters.KEYS}
    )


def test_there_are_vectors_for_every_key() -> None:
    assert len(VECTORS["vectors"]) >= 60
    assert {key for v in VECTORS["vectors"] for key in parse_qs(v["query"])} >= {*filters.KEYS}
    assert tuple(VECTORS["counted"]) == filters.COUNTED


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda v: v["query"] or "nothing")
def test_vector(vector: dict[str, object]) -> None:
    chosen = parse(parse_qs(str(vector["query"]), keep_blank_values=True))
    assert [row["id"] for row in VECTORS["rows"] if matches(chosen, row)] == vector["places"]
    assert written(chosen) == vector["written"]
    assert parse(parse_qs(written(chosen))) == chosen


@pytest.mark.parametrize("name", names())
def test_every_single_filter_finds_what_the_figure_counts(name: str) -> None:
    edition = load_edition(name)
    answered = [agrees(chosen, edition) for chosen in single(edition)]
    assert sum(answered) > 60


@pytest.mark.parametrize("name", names())
def test_two_filters_find_what_the_figure_counts(name: str) -> None:
    edition = load_edition(name)
    pairs = list(combinations(single(edition), 2))
    sample = random.Random(2019).sample(pairs, 400)
    answered = [agrees(both(*pair), edition) for pair in sample]
    assert sum(answered) > 200
    assert sum(bool(found(both(*pair), edition)) for pair in sample) > 40


@pytest.mark.parametrize(
    ("query", "edition", "value"),
    [
        ("", "aigs-2019", 75),
        ("technology=facial_recognition", "aigs-2019", 64),
        ("origin=CHN", "aigs-2019", 63),
        ("origin=CHN&among=bri", "aigs-2019", 36),
        ("technology=social_media_surveillance", "aigs-2022", 38),
        ("origin=CHN&among=bri", "aigs-2022", 53),
    ],
)
def test_the_figures_of_the_index_come_out(query: str, edition: str, value: int) -> None:
    assert len(found(parse(parse_qs(query)), load_edition(edition))) == value


@pytest.mark.parametrize("name", names())
def test_named_figures_have_the_filters_that_find_them(name: str) -> None:
    edition = load_edition(name)
    regions, regimes = ({*edition.indicators[k].values()} for k in ("region", "regime"))
    figures = [one for one in load_packaged().figures.values() if not one.examined]
    known = {one.id: filters.of(one.figure, regions, regimes) for one in figures}
    assert known["facial-recognition"] == Filters(technology=("facial_recognition",))
    assert known["china-tech-bri"] == Filters(origin=("CHN",), among=("bri",))
    assert known["china-tech-abroad"] is None
    assert sum(chosen is not None for chosen in known.values()) > 10
    for one in figures:
        chosen = known[one.id]
        if chosen is not None:
            answer = compute(one.figure, edition)
            assert found(chosen, edition) == answer.countries, one.id


def test_what_lies_in_two_regions_has_no_filters() -> None:
    assert filters.of(Figure(among=("AF", "EUR")), {"AF", "EUR"}, set()) is None
    assert filters.of(Figure(among=("AF", "bri")), {"AF", "EUR"}, set()) == Filters(
        among=("bri",), region=("AF",)
    )


def test_two_regions_are_all_the_others_left_out() -> None:
    asked = figure(Filters(region=("AF", "EUR")), ("AF", "EUR", "MENA", "WHA"), ())
    assert asked is not None
    assert (asked.among, asked.outside) == ((), ("MENA", "WHA"))


def test_no_figure_counts_what_does_not_count() -> None:
    assert figure(Filters(status=("planned",)), (), ()) is None


@pytest.mark.parametrize(
    "policy",
    [Policy(), Policy(contracted=True), Policy(disputed=True), Policy(min_origins=2)],
    ids=["default", "contracted", "disputed", "two origins"],
)
def test_a_living_edition_counts_by_its_policy(policy: Policy) -> None:
    edition = made(
        claim(supply()),
        claim(supply(country="PER", modality="planned", technology="smart_city")),
        claim(supply(country="JPN", modality="contracted"), text="b"),
        claim(use(country="USA"), text="c"),
        claim(use(country="USA"), text="d", denied=True),
        claim(use(country="PER", technology="smart_city", modality="trial"), text="e"),
        below=table(
            entry("KEN", technology="smart_city"),
            entry("PER", technology="facial_recognition"),
            entry("KEN", origin="CHN"),
        ),
        policy=policy,
    )
    for technology in ("facial_recognition", "smart_city"):
        chosen = Filters(technology=(technology,))
        answer = compute(figure(chosen, (), ()), edition)  # type: ignore[arg-type]
        assert isinstance(answer, Computed)
        assert found(chosen, edition) == answer.countries
    states = {state for row in rows(edition) for state in row["technologies"].values()}
    assert "recorded" in states or policy.min_origins == 2
    assert states <= {*filters.STATES}
