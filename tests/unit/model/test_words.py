from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.words import LONGEST, Word, blocks, fold, folded, plain, words

MIXED = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aéßıİŁœﬁ２ ’-_华为がｶﾞกำ้한국الصينوبكلـًहिन्दी𝐀😀™½ﷺ\u0301\u3099\u00ad\u200d"),
    ),
    max_size=80,
)


def found(text: str) -> list[str]:
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Smart-City cameras, 2019", ["smart", "city", "cameras", "2019"], id="english"
        ),
        pytest.param("l'Élysée", ["l", "elysee"], id="french"),
        pytest.param("e\u0301le\u0300ve", ["eleve"], id="decomposed"),
        pytest.param("Straße STRASSE", ["strasse", "strasse"], id="sharp-s"),
        pytest.param("ISPARTA Isparta ısparta İzmir", ["isparta"] * 3 + ["izmir"], id="turkish"),
        pytest.param("Łódź œuvre", ["lodz", "oeuvre"], id="letters-with-strokes"),
        pytest.param("ﬁne Ｈｕａｗｅｉ 𝐇𝐮𝐚", ["fine", "huawei", "hua"], id="ligature-width-astral"),
        pytest.param("Камеры ёлка", ["камеры", "елка"], id="russian"),
        pytest.param("sur\u00adveil", ["surveil"], id="soft-hyphen"),
        pytest.param("华为Huawei公司", ["华", "为", "huawei", "公", "司"], id="chinese"),
        pytest.param("\U00020000字", ["\U00020000", "字"], id="astral-han"),
        pytest.param("か\u3099 が ｶﾞ カ", ["か\u3099"] * 2 + ["カ\u3099", "カ"], id="japanese"),
        pytest.param("กินข้าว", ["กิ", "น", "ข้", "า", "ว"], id="thai-keeps-its-vowels"),
        pytest.param("हिन्दी में", ["हिन्दी", "में"], id="hindi-keeps-its-vowels"),
        pytest.param("كـــتاب كِتَاب", ["كتاب", "كتاب"], id="tatweel-and-harakat"),
        pytest.param(
            "أحمد إحمد مدينة مدينه", ["احمد", "احمد", "مدينه", "مدينه"], id="arabic-forms"
        ),
        pytest.param("٢٠١٩ २०१९", ["2019", "2019"], id="digits"),
        pytest.param("Huawei™ camera_one", ["huawei", "camera", "one"], id="signs"),
        pytest.param("… \u0301 ـ", [], id="nothing-but-marks"),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_composed_and_decomposed_hangul_are_the_same_syllables() -> None:
    text = "한국어 화웨이는"
    assert found(unicodedata.normalize("NFD", text)) == found(text)
    assert len(found("한국어")) == 3


@pytest.mark.parametrize("written", ["الصين", "والصين", "بالصين", "للصين", "وبالصين", "كالصين"])
def test_an_arabic_word_is_the_same_with_article_and_clitics(written: str) -> None:
    assert found(written) == ["صين"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("لهواوي", "هواوي", id="a-name-with-to"),
        pytest.param("ومصر", "مصر", id="and-before-three-letters"),
        pytest.param("بمصر", "بمصر", id="in-before-three-letters-stays"),
        pytest.param("الفلبين", "لبين", id="a-first-letter-like-a-clitic-goes"),
        pytest.param("بين", "بين", id="between-stays"),
    ],
)
def test_what_the_stemmer_can_and_cannot(written: str, expected: str) -> None:
    assert fold(written) == expected


def test_offsets_count_code_points_of_the_text_as_given() -> None:
    text = "😀 e\u0301te\u0301, والصين"
    assert list(words(text)) == [Word("ete", 2, 7), Word("صين", 9, 15)]


@given(MIXED)
def test_a_word_is_what_its_place_folds_to(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert word.folded == fold(text[word.start : word.end])
        end = word.end


@given(MIXED)
def test_the_fast_way_finds_the_same_words(text: str) -> None:
    assert list(folded(text)) == found(text)


@given(MIXED, st.integers(1, 9))
def test_no_word_lies_across_two_blocks(text: str, size: int) -> None:
    parts = [word for start, end in blocks(text, size) for word in words(text, start, end)]
    assert parts == list(words(text))


@given(MIXED)
def test_the_folded_text_has_every_folded_word(text: str) -> None:
    whole = plain(text)
    assert all(word.folded in whole for word in words(text) if len(word.folded) < 16)


def test_a_long_run_is_several_words() -> None:
    assert [len(word) for word in found("a" * 150)] == [LONGEST, LONGEST, 150 - 2 * LONGEST]


@pytest.mark.parametrize(
    "unit", ["a", "é", "e\u0301", "\u0301", "华", "و", "\u1161", "😀", "\u200d"]
)
def test_a_million_characters_without_spaces_end_in_seconds(unit: str) -> None:
    begin = time.perf_counter()
    assert sum(1 for _ in words(unit * 1_000_000)) <= 1_000_000
    assert time.perf_counter() - begin < 10
