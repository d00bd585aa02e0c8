from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import codebook

from sousveil.codebook import loader
from sousveil.review.same import candidates, look_alike, near_names, similar, skeleton, subject

from .claims import claim, counted, finance, supply, use

BOOK = codebook()
LISTED = ("Huawei", "IBM", "NEC", "Hikvision", "Megvii", "华为", "Яндекс")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("Нuawei", "two scripts", id="cyrillic-first-letter"),
        pytest.param("Huaweі", "two scripts", id="cyrillic-last-letter"),
        pytest.param("Ηuawei", "two scripts", id="greek"),
        pytest.param("NЕC", "two scripts", id="cyrillic-in-the-middle"),
        pytest.param("Acme Нuawei Ltd", "two scripts", id="in-one-word-of-several"),
        pytest.param("Hua\u200bwei", "nobody sees", id="zero-width-space"),
        pytest.param("Hua\u00adwei", "nobody sees", id="soft-hyphen"),
        pytest.param("Hua\u2060wei", "nobody sees", id="word-joiner"),
        pytest.param("\ufeffHuawei", "nobody sees", id="byte-order-mark"),
        pytest.param("\u202eiewauH", "nobody sees", id="turned-round"),
        pytest.param("Hua\u200dwei", "nobody sees", id="joiner-between-latin-letters"),
        pytest.param("Huawei\ufe0f", "nobody sees", id="variation-selector"),
        pytest.param("Hua\u3164wei", "nobody sees", id="hangul-filler"),
        pytest.param("Hua\u034fwei", "nobody sees", id="grapheme-joiner"),
        pytest.param("𝐇uawei", "special form", id="mathematical"),
        pytest.param("Ｈuawei", "special form", id="one-wide-letter"),
    ],
)
def test_odd_letters_are_told_without_any_list(name: str, words: str) -> None:
    assert words in (look_alike(name) or "")


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        pytest.param("ІВМ", "IBM", id="all-cyrillic"),
        pytest.param("lBM", "IBM", id="small-l-for-I"),
        pytest.param("Hikvisi0n", "Hikvision", id="zero-for-o"),
        pytest.param("Hụawei", "Huawei", id="a-dot-below"),
        pytest.param("ＮＥＣ", "NEC", id="all-wide"),
        pytest.param("Rnegvii", "Megvii", id="rn-for-m"),
    ],
)
def test_letters_that_make_a_listed_name_are_told(name: str, listed: str) -> None:
    assert look_alike(name) is None
    assert look_alike(name, LISTED) == f"letters that make it look like {listed}"


@pytest.mark.parametrize(
    "name",
    [
        *LISTED,
        "huawei",
        "Сбербанк",
        "СОРМ",
        "华为Huawei",
        "NEC日本電気",
        "هوش\u200cمصنوعی",
        "क्\u200dष",
        "Société Générale",
        "Türk Telekom",
        "3M",
        "Société Яндекс",
        "Huawei-Сбербанк",
        "",
    ],
)
def test_honest_names_of_the_world_are_left_alone(name: str) -> None:
    assert look_alike(name, LISTED) is None


@given(st.text(alphabet=string.ascii_letters + " .-", max_size=20))
def test_plain_letters_are_never_odd(name: str) -> None:
    assert look_alike(name) is None


@given(st.text(max_size=30))
def test_any_text_has_an_answer(name: str) -> None:
    look_alike(name, LISTED)
    skeleton(name)


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
        book = loader.load(loader.packaged_folder(), tmp_path)
        assert book.suppliers["lumivex-9"].name == one.name

    @pytest.mark.parametrize("id", ["鲁米", "no", "360", "_x", "é"])
    def test_any_id_becomes_one_of_the_codebook(self, id: str, tmp_path: Path) -> None:
        (one,) = candidates([claim(supply(id, "KEN").content, "They deliver.")], BOOK)
        (tmp_path / "suppliers.yml").write_text(one.yaml, encoding="utf-8")
        own = loader.load(loader.packaged_folder(), tmp_path).suppliers.keys()
        assert len(own) == len(loader.load(loader.packaged_folder()).suppliers) + 1
