"""Every number goes down to its rule, its rows and quotes, and says who is left out and why."""

from __future__ import annotations

import html
import re
import shlex
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from click.testing import CliRunner
from tests.unit.web.test_pages import library

from sousveil.cli import cli
from sousveil.figures.published import recount
from sousveil.model.figure import Figure, Row, Rules
from sousveil.web.app import Site
from sousveil.web.explained import command, explain


@cache
def site() -> Site:
    return Site(library())


def page(address: str, query: str = "") -> str:
    status, body, _ = site().answer(address, tuple(parse_qsl(query)))
    assert status == 200, body
    return html.unescape(body.decode())


def refusal(address: str, query: str = "") -> str:
    status, body, _ = site().answer(address, tuple(parse_qsl(query)))
    assert status == 404
    return html.unescape(body.decode())


def test_a_named_figure_shows_value_print_rule_and_the_call_that_recounts_it() -> None:
    shown = page("number/aigs-2019/china-tech-bri/")
    assert '<span class="value">36</span>' in shown
    assert "36 of 63" in shown
    assert "report of September 2019, summary" in shown
    assert "sousveil count aigs-2019 --having origin=CHN --among bri" in shown
    assert library().of("aigs-2019").digest in shown


def test_belt_and_road_countries_without_the_tick_are_told_with_their_empty_cell() -> None:
    held = library().of("aigs-2019")
    told = explain(held.figures["china-tech-bri"].named.figure, held, held.edition, Rules())
    missed = {one.words: places for one, places in told.missed}
    without_tick = missed["with technology from China"]
    assert {one.country for one in without_tick} == set(held.edition.groups["bri"]) - {
        e.country for e in held.edition.entries if e.origin == "CHN" and e.kind == "origin"
    }
    assert {said.why for one in without_tick for said in one.said} == {"blank"}
    assert {said.heading for one in without_tick for said in one.said} == {"China AI Tech"}


def test_every_row_that_counts_has_a_quote_for_each_condition() -> None:
    for edition, held in library().held.items():
        for one in held.figures.values():
            if one.value is None or one.named.examined:
                continue
            told = explain(one.named.figure, held, held.edition, Rules())
            assert len(told.counted) == one.value, (edition, one.named.id)
            for row in told.counted:
                for condition, said in zip(told.conditions, row.said, strict=False):
                    if condition.row is not None or condition.group == "bri":
                        assert said, (edition, one.named.id, row.country)
                        assert all(words.quote and words.claim for words in said)


def test_a_mark_that_may_be_the_supplier_is_told_beside_the_rule_that_counts_it() -> None:
    shown = page("number/aigs-2019/supplier-huawei/")
    assert 'China\'s "Mult" is read as Huawei' in shown
    assert "a mark for several suppliers that are not named" in shown


def test_a_name_outside_the_headed_columns_is_a_near_miss() -> None:
    held = library().of("aigs-2022")
    within = {row["id"]: row["suppliers"] for row in held.rows}
    stray = next(
        entry
        for entry in held.edition.entries
        if "stray" in entry.marks and entry.supplier not in (None, *within[entry.country])
    )
    told = explain(Figure(having=(Row(supplier=stray.supplier),)), held, held.edition, Rules())
    why = {m.country: {said.why for said in m.said} for _, missed in told.missed for m in missed}
    assert why[stray.country] == {"stray"}


def test_the_query_of_the_map_is_counted_as_the_command_line_counts_it() -> None:
    shown = page("number/aigs-2019/", "technology=facial_recognition&origin=CHN&among=bri")
    assert '<span class="value">31</span>' in shown
    assert (
        "sousveil count aigs-2019 --having technology=facial_recognition --having origin=CHN "
        "--among bri"
    ) in shown


def test_names_are_understood_and_rules_heeded() -> None:
    shown = page("number/aigs-2019/", "having=supplier=Huawei&rule=mult=included")
    assert '<span class="value">50</span>' in shown
    assert "--rule mult=included" in shown


def test_one_of_several_regions_is_told_as_such() -> None:
    held = library().of("aigs-2019")
    shown = page("number/aigs-2019/", "region=AF&region=MENA")
    both = len(held.edition.groups["AF"]) + len(held.edition.groups["MENA"])
    assert f'<span class="value">{both}</span>' in shown
    assert "in Africa south of the Sahara or in the Middle East and North Africa" in shown
    assert "api/editions/aigs-2019/count?region=AF&region=MENA" in shown


def test_what_an_edition_did_not_ask_is_no_zero() -> None:
    shown = page("number/aigs-2019/social-media-surveillance/")
    assert "That is not zero." in shown
    assert not re.search(r'class="value"', shown)
    assert "No answer." in page("number/aigs-2019/", "origin=ISR")


def test_an_open_count_without_conditions_is_that_of_all() -> None:
    assert '<span class="value">75</span>' in page("number/aigs-2019/")


def test_the_countries_examined_are_listed_or_not() -> None:
    shown = page("number/aigs-2022/examined/")
    assert '<span class="value">179</span>' in shown
    assert shown.count("<td>not listed</td>") == 82
    assert "do not name the countries examined" in page("number/aigs-2019/examined/")


@pytest.mark.parametrize(
    ("address", "query", "said"),
    [
        ("number/aigs-2019/", "technology=teleporter", "'teleporter' is not in the list"),
        ("number/aigs-2019/", "rule=home=maybe", "cannot be 'maybe'"),
        ("number/aigs-2019/", "having=origin", "is no pair"),
        ("number/aigs-2019/", "region=bri", "is not in the list of regions"),
        ("number/aigs-2019/", "&".join(["technology=smart_city"] * 30), "too many conditions"),
        ("number/aigs-2019/", "technology=" + "x" * 300, "too long"),
        ("number/aigs-2019/", "status=planned", "filters of the map"),
        ("number/aigs-1999/", "", "There is no edition"),
        ("number/aigs-2019/nothing/", "", "There is no figure"),
    ],
)
def test_what_cannot_be_asked_is_answered_with_a_sentence(
    address: str, query: str, said: str
) -> None:
    assert said in refusal(address, query)


def test_the_call_counts_what_the_page_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    held = library().of("aigs-2022")
    for one in ("china-tech-bri", "supplier-huawei", "china-tech-abroad"):
        told = command(held.figures[one].named.figure, "aigs-2022", Rules())
        assert told is not None
        answer = CliRunner().invoke(cli, [*shlex.split(told)[1:], "--json"])
        assert f'"value": {held.figures[one].value},' in answer.output


def test_figures_agree_with_the_recount() -> None:
    for edition, held in library().held.items():
        shown = page(f"figures/{edition}/")
        for one in recount(library().codebook, held.edition):
            if one.value is not None:
                to = f'number/{edition}/{one.named.id}/index.html">{one.value}</a>'
                assert to in shown, one.named.id
        wrong = sum(one.agrees is False for one in held.figures.values())
        assert shown.count("differs") == wrong
