from __future__ import annotations

from pathlib import Path

import pytest
from small import codebook

from sousveil.codebook import loader
from sousveil.review.same import candidates, near_names, similar, subject

from .claims import claim, counted, finance, supply, use

BOOK = codebook()
LISTED = ("Huawei", "IBM", "NEC", "Hikvision", "Megvii", "华为", "Яндекс")


def test_similar_is_one_subject_or_one_country_and_a_near_name() -> None:
    one = supply("hikvision", "KEN")
    again = supply("hikvision", "KEN", "Kenya bought from Hikvision.")
    near = supply("hikvison", "KEN")
    others = [one, again, near, supply("hikvison", "PER"), supply("nec", "KEN"), use("KEN", "x")]
    assert [(s.claim, s.why) for s in similar(one, others)] == [
        (again, "the same subject"),
        (near, "the same country, and hikvison is near hikvision"),
    ]


def test_an_origin_is_near_no_other_origin() -> None:
    assert not list(similar(supply("country:CHN", "KEN"), [supply("country:CHE", "KEN")]))


def test_the_subject_of_a_count_is_its_query_without_the_number() -> None:
    assert subject(counted(36, origin="CHN").content) == subject(counted(37, origin="CHN").content)
    assert subject(counted(36, origin="CHN").content) != subject(counted(36, origin="JPN").content)


def test_near_names_are_proposed_best_first() -> None:
    assert near_names("Hikvison", ["NEC", "Hikvision", "Hikvison Ltd"])[0] == "Hikvision"
    assert near_names("Lumivex", LISTED) == ()


class TestCandidates:
    def test_only_what_the_codebook_lacks(self) -> None:
        claims = [
            supply("huawei", "KEN"),
            supply("country:CHN", "KEN"),
            supply("mult", "KEN"),
            finance("bank", "KEN"),
            supply("lumivex", "KEN", name="Lumivex"),
        ]
        assert [one.id for one in candidates(claims, BOOK)] == ["lumivex"]

    def test_how_often_where_and_near_what(self) -> None:
        claims = [
            supply("hitatchi", "PER", name="Hitatchi"),
            supply("lumivex", "KEN", name="Lumivex"),
            supply("lumivex", "PER", name="Lumivex"),
            supply("lumivex", "PER", "LUMIVEX AG sells to Peru.", name="LUMIVEX AG"),
        ]
        first, second = candidates(claims, BOOK)
        assert (first.name, len(first.claims), first.countries) == ("Lumivex", 3, ("KEN", "PER"))
        assert second.near == ("Hitachi",)

    def test_a_lender_belongs_to_the_financiers(self) -> None:
        (one,) = candidates([finance("lumibank", "KEN")], BOOK)
        assert one.vocabulary == "financiers"

    def test_a_look_alike_becomes_no_company(self) -> None:
        (one,) = candidates([supply("нuawei", "KEN", name="Нuawei")], BOOK)
        assert one.odd is not None
        assert one.near == ("Huawei",)
        assert one.yaml == ""

    def test_one_odd_form_among_many_is_enough(self) -> None:
        claims = [
            supply("lumivex", "KEN", name="Lumivex"),
            supply("lumivex", "PER", name="Lumіvex"),
        ]
        (one,) = candidates(claims, BOOK)
        assert one.odd is not None and one.yaml == ""

    def test_what_a_reader_marked_is_odd_whatever_its_letters(self) -> None:
        (one,) = candidates([supply("lumivex", "KEN", name="Lumivex", marks=("look-alike",))], BOOK)
        assert one.odd is not None

    @pytest.mark.parametrize(
        "name",
        [
            "Lumivex",
            'Lumi "vex" \\ Co',
            "no",
            "360",
            "- id: evil",
            "Lumi: vex #1",
            "鲁米",
            "Lumi\x85v",
        ],
    )
    def test_the_entry_is_one_that_a_project_can_load(self, name: str, tmp_path: Path) -> None:
        (one,) = candidates([supply("lumivex-9", "KEN", name=name)], BOOK)
        (tmp_path / "suppliers.yml").write_text(one.yaml, encoding="utf-8")
        book = loader.load_own(tmp_path)
        assert book.suppliers["lumivex-9"].name == one.name

    @pytest.mark.parametrize("id", ["鲁米", "no", "360", "_x", "é"])
    def test_any_id_becomes_one_of_the_codebook(self, id: str, tmp_path: Path) -> None:
        (one,) = candidates([claim(supply(id, "KEN").content, "They deliver.")], BOOK)
        (tmp_path / "suppliers.yml").write_text(one.yaml, encoding="utf-8")
        own = loader.load_own(tmp_path).suppliers.keys()
        assert len(own) == len(loader.load_packaged().suppliers) + 1
