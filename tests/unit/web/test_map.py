"""The map's table, its filters, and what a browser is given to do the same."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from urllib.parse import parse_qsl

from reviewed import NAMES, claim, living, supply, table, use
from small import entry
from tests.unit.web.test_pages import library

from sousveil.figures.compute import compute
from sousveil.model.figure import Computed, Figure, Row
from sousveil.web.app import Site
from sousveil.web.library import Library
from sousveil.web.rows import not_asked

ROW = re.compile(r'<tr data-place="(\w+)"( hidden)?>(.*?)</tr>', re.DOTALL)


@cache
def site() -> Site:
    return Site(library())


def page(address: str, query: str = "", of: Site | None = None) -> str:
    status, body, _ = (of or site()).answer(address, tuple(parse_qsl(query)))
    assert status == 200, body
    return html.unescape(body.decode())


def shown(text: str) -> set[str]:
    return {code for code, hidden, _ in ROW.findall(text) if not hidden}


def props(text: str) -> dict[str, object]:
    found = re.search(r"data-props>(.*?)</script>", text, re.DOTALL)
    assert found is not None
    told: dict[str, object] = json.loads(found[1])
    return told


def test_all_places_are_in_the_table_and_those_that_match_are_shown() -> None:
    text = page("map/aigs-2019/", "technology=facial_recognition&origin=CHN&among=bri")
    asked = Figure(having=(Row(technology="facial_recognition"), Row(origin="CHN")), among=("bri",))
    told = compute(asked, library().of("aigs-2019").edition)
    assert isinstance(told, Computed)
    assert shown(text) == set(told.countries)
    assert len(ROW.findall(text)) == 75
    assert "31 of 75" in text


def test_the_count_leads_to_the_number_with_the_same_conditions() -> None:
    text = page("map/aigs-2019/", "origin=CHN&technology=facial_recognition")
    to = "number/aigs-2019/index.html?technology=facial_recognition&origin=CHN"
    assert f'data-number href="../../{to}"' in text
    assert 'data-number href="../../number/aigs-2019/index.html"' in page("map/aigs-2019/")


def test_files_are_narrowed_by_the_same_query() -> None:
    text = page("map/aigs-2019/", "among=bri")
    assert "figure/aigs-2019/map.csv?among=bri" in text


def test_chosen_filters_stay_chosen() -> None:
    text = page("map/aigs-2019/", "technology=smart_city&supplier=huawei&supplier=zte")
    assert 'value="smart_city" checked' in text
    assert re.search(r'value="huawei" selected', text)
    assert re.search(r'value="zte" selected', text)


def test_no_match_is_not_recorded_and_not_absent() -> None:
    text = page("map/aigs-2019/", "supplier=palantir&supplier=cloudwalk")
    assert shown(text) == set()
    assert "That is “not recorded”, not “absent”." in text


def test_what_an_edition_did_not_ask_is_said_so_instead_of_zero() -> None:
    text = page("map/aigs-2019/", "technology=social_media_surveillance")
    assert "did not ask about social media surveillance. That is not zero." in text
    assert "no answer" in text
    assert "0 of 75" not in text
    unasked = page("map/aigs-2019/", "origin=USA&origin=ISR")
    assert "has no column for technology from Israel" in unasked
    assert "not “absent”" not in text + unasked
    assert props(unasked)["empty_by_design"]["GBR"].endswith("from the United Kingdom.")  # type: ignore[index]


def test_a_count_and_what_was_not_asked_stand_together() -> None:
    text = page("map/aigs-2019/", "technology=social_media_surveillance")
    between = text[text.index("data-count>") : text.index("did not ask")]
    assert "<form" not in between and "<table" not in between
    assert "data-counted hidden" in text
    assert "data-counted>" in page("map/aigs-2019/")


def test_only_what_some_edition_asks_can_be_chosen() -> None:
    form = re.search(r"<form class=\"filters\".*?</form>", page("map/aigs-2019/"), re.DOTALL)
    assert form is not None
    offered = set(re.findall(r'name="technology" value="(\w+)"', form[0]))
    assert offered == library().asked
    assert "social_media_surveillance" in not_asked(library().of("aigs-2019"))


def test_the_browser_is_given_what_the_server_filters_by() -> None:
    told = props(page("map/aigs-2019/"))
    assert told["total"] == 75
    assert told["root"] == "../../"
    assert told["counted"] == ["recorded"]
    rows = {row["id"]: row for row in told["rows"]}  # type: ignore[attr-defined]
    assert rows["KEN"]["technologies"]["smart_city"] == "recorded"
    assert rows["KEN"]["href"] == "place/kenya/"
    assert "social_media_surveillance" in told["empty_by_design"]  # type: ignore[operator]
    assert told["numbers"]["origin=CHN&among=bri"] == "number/aigs-2019/china-tech-bri/"  # type: ignore[index]
    assert all(
        f'value">{library().of("aigs-2019").figures[to.split("/")[2]].value}<' in page(to)
        for to in told["numbers"].values()  # type: ignore[attr-defined]
        if library().of("aigs-2019").figures[to.split("/")[2]].value is not None
    )
    named = {id for row in rows.values() for id in (*row["suppliers"], *row["origins"])}
    assert named <= set(told["labels"])  # type: ignore[arg-type]


def test_states_of_a_living_edition_differ_in_shape_and_word() -> None:
    made = living(
        claim(supply(modality="planned"), text="a"),
        claim(use("PER", "smart_city"), text="b"),
        claim(use("PER", "smart_city"), text="c", denied=True),
        below=table(entry("KEN", technology="smart_city")),
    )
    live = Site(Library(NAMES, [made]))
    text = page("map/2026-1/", of=live)
    kenya = next(row for code, _, row in ROW.findall(text) if code == "KEN")
    assert "planned" in kenya and "recorded" in kenya
    assert shown(page("map/2026-1/", "technology=facial_recognition", live)) == set()
    assert "KEN" in shown(page("map/2026-1/", "status=planned", live))
