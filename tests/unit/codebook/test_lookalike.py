from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.codebook.loader import load_packaged
from sousveil.codebook.lookalike import is_veil, listed_names, look_alike, skeleton, spelled

LISTED = ("Huawei", "IBM", "NEC", "Hikvision", "Megvii", "China Telecom", "华为", "Яндекс")


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
        pytest.param("ꓧuawei", "two scripts", id="lisu"),
        pytest.param("Ꮋuawei", "two scripts", id="cherokee"),
        pytest.param("Hua\ue000wei", "nobody sees", id="private-use"),
        pytest.param(
            "hua-u0200b-wei", "zero width space", id="an-id-of-a-name-with-an-unseen-sign"
        ),
        pytest.param("u0feff-huawei", "zero width no-break space", id="an-id-with-it-first"),
        pytest.param("huawei-ue0041-ue0042", "nobody sees", id="an-id-with-two-at-its-end"),
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
        pytest.param("ꓠꓰꓚ", "NEC", id="all-lisu"),
        pytest.param("ɴᴇᴄ", "NEC", id="small-capitals"),
        pytest.param("Hua\u0338wei", "Huawei", id="an-accent-that-joins-no-letter"),
        pytest.param("hua-u00338-wei", "Huawei", id="an-id-with-such-an-accent"),
        pytest.param("ch1na-telecom", "China Telecom", id="an-id-of-two-words"),
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
        "パナソニック コネクト",
        "富士フイルム",
        "みずほ銀行",
        "キヤノンＩＴソリューションズ",
        "ＮＴＴデータ",
        "第１研究所",
        "삼성SDS",
        "Φ-sat",
        "Socie\u0301te\u0301 Ge\u0301ne\u0301rale",
        "Ọ̀yọ́ State",
        "Huawei\nTechnologies",
        "China-Telecom",
        "u2000",
        "unit-u1234",
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


def test_a_name_in_two_lines_is_looked_at_as_one() -> None:
    assert look_alike("China\nTelecom", LISTED) is None
    assert look_alike("Сhina\nTelecom") is not None


def test_an_accent_apart_from_its_letter_is_the_same_letter() -> None:
    assert look_alike("Te\u0301le\u0301com", ("Télécom",)) is None
    assert look_alike("Hua\u0301wei", LISTED) == "letters that make it look like Huawei"


def test_plain_letters_for_accents_are_no_disguise() -> None:
    assert look_alike("Telecom", ("Télécom",)) is None


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Hua\u200bwei", "Hua-u0200b-wei"),
        ("\ufeffHuawei", "-u0feff-Huawei"),
        ("Huawei\U000e0041", "Huawei-ue0041-"),
        ("Hua\u3164wei", "Hua-u03164-wei"),
        ("Huawei\u0338", "Huawei-u00338-"),
        ("Hua\u0301wei", "Huáwei"),
        ("Société", "Société"),
        ("هوش\u200cمصنوعی", "هوش\u200cمصنوعی"),
        ("Huawei Technologies", "Huawei Technologies"),
    ],
)
def test_what_an_id_would_lose_is_written_out(name: str, written: str) -> None:
    assert spelled(name) == written


@given(
    st.text(alphabet="Hu1-. \u200b\u200d\u00ad\ufeff\u0338\u3164\ue000\U000e0041ह個", max_size=20)
)
def test_an_id_is_as_odd_as_its_name(name: str) -> None:
    hidden = "nobody sees" in (look_alike(name) or "")
    assert hidden == ("nobody sees" in (look_alike(spelled(name)) or ""))


def test_signs_that_sit_on_letters_are_told_from_signs_of_their_own() -> None:
    assert [sign for sign in "a\u200b\u0301é1-'™ \n\u00ad" if is_veil(sign)] == [
        "\u200b",
        "\u0301",
        "\u00ad",
    ]


def test_no_listed_name_is_taken_for_another() -> None:
    listed = listed_names(load_packaged())
    assert len(listed) > 300
    assert [name for name in listed if look_alike(name, listed)] == []
