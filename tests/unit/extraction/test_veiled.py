"""Suppliers whose names only look like listed ones, in running text."""

from __future__ import annotations

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.events.unlisted import slug
from sousveil.extraction.running import claims
from sousveil.model.claim import Claim, Count, Finance, Ownership, Supply
from sousveil.model.source import Text

BOOK = load_packaged()
KNOWN = BOOK.suppliers.keys() | BOOK.financiers.keys()

HUAWEI = {
    "cyrillic": "Нuawei",
    "cyrillic-last": "Huaweі",
    "greek": "Ηuawei",
    "lisu": "ꓧuawei",
    "zero-width-space": "Hua\u200bwei",
    "soft-hyphen": "Hua\u00adwei",
    "word-joiner": "Hua\u2060wei",
    "two-signs": "Hu\u200baw\u200bei",
    "sign-after-one-letter": "H\u200buawei",
    "sign-before": "\u200bHuawei",
    "sign-behind": "Huawei\u200b",
    "tags-behind": "Huawei\U000e0041\U000e0042",
    "turned-round": "\u202eiewauH\u202c",
    "accent-apart": "Hua\u0301wei",
    "accent-that-joins-nothing": "Hua\u0338wei",
    "dot-below": "Hụawei",
    "filler": "Hua\u3164wei",
    "private-use": "Hua\ue000wei",
    "mathematical": "𝐇uawei",
    "wide": "Ｈｕａｗｅｉ",
    "one-wide-letter": "Ｈuawei",
    "small-capitals": "ʜuawei",
}
IBM = {
    "all-cyrillic": "ІВМ",
    "small-l": "lBM",
    "all-small": "lbm",
    "one": "1BM",
    "cyrillic-first": "ІBM",
}
SENTENCES = [
    "{} supplied 300 cameras to Kenya in 2019.",
    "Peru bought facial recognition software from {}.",
    "Cameras in Nairobi were installed by {} Technologies in 2018.",
    "In 2018 Kenya signed a contract with {} for a safe city system.",
    "The government of Peru awarded the contract for 400 cameras to {}.",
    "NEC and {} supply cameras to Kenya.",
    "{}-made cameras watch the streets of Lima.",
    "{} won the tender in Peru. It delivered 200 cameras.",
]


def found(text: str) -> tuple[Claim, ...]:
    return claims(Text(id="sha256:0", snapshot="sha256:0", content=text, reader="given"), BOOK)


def suppliers(text: str) -> dict[str, tuple[str, ...]]:
    """Return the marks of each supplier whom a text names."""
    return {c.content.supplier: c.marks for c in found(text) if isinstance(c.content, Supply)}


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("disguise", HUAWEI)
def test_a_look_alike_supplies_under_a_name_of_its_own(disguise: str, sentence: str) -> None:
    plain = suppliers(sentence.format("Huawei"))
    assert plain.pop("huawei") == (), "the sentence says nothing"
    odd = suppliers(sentence.format(HUAWEI[disguise]))
    assert {name: marks for name, marks in odd.items() if name in KNOWN} == plain
    assert [marks for name, marks in odd.items() if name not in KNOWN] == [
        ("unlisted", "look-alike")
    ]


@pytest.mark.parametrize("name", [pytest.param(name, id=id) for id, name in IBM.items()])
def test_letters_that_only_together_make_a_listed_name(name: str) -> None:
    assert "ibm" in suppliers("IBM supplied 300 cameras to Kenya.")
    odd = suppliers(f"{name} supplied 300 cameras to Kenya.")
    assert list(odd.values()) == [("unlisted", "look-alike")]
    assert not odd.keys() & KNOWN


@pytest.mark.parametrize("name", ["China Тelecom", "China Tele\u200bcom", "China \u200bTelecom"])
def test_a_listed_name_of_several_words(name: str) -> None:
    assert "china-telecom" in suppliers("China Telecom supplied cameras to Kenya.")
    odd = suppliers(f"{name} supplied cameras to Kenya.")
    assert list(odd.values()) == [("unlisted", "look-alike")]
    assert "china-telecom" not in odd


@pytest.mark.parametrize("name", ["iFly\u200btek", "iFlytek\u200b", "iFlytеk", "іFlytek"])
def test_a_listed_name_that_begins_with_a_small_letter(name: str) -> None:
    assert "iflytek" in suppliers("iFlytek supplied cameras to Kenya.")
    odd = suppliers(f"{name} supplied cameras to Kenya.")
    assert list(odd.values()) == [("unlisted", "look-alike")]
    assert "iflytek" not in odd


def test_the_words_of_the_name_are_quoted_as_they_stand() -> None:
    (claim,) = found("Hik\u200bvision Co Ltd supplied 300 cameras to Kenya.")
    assert dict(claim.mentions)["supplier"].text == "Hik\u200bvision Co Ltd"
    assert isinstance(claim.content, Supply) and claim.content.supplier == "hik-u0200b-vision"


@pytest.mark.parametrize("name", ["Lumivex", "Lumi\u200bvex", "Lumіvex"])
def test_an_odd_name_that_looks_like_no_listed_one_is_marked_too(name: str) -> None:
    marks = ("unlisted",) if name.isascii() else ("unlisted", "look-alike")
    assert list(suppliers(f"{name} supplied 300 cameras to Kenya.").values()) == [marks]


def test_a_count_keeps_the_look_alike_apart() -> None:
    (claim,) = found("Hua\u200bwei supplies facial recognition technology to 61 countries.")
    assert isinstance(claim.content, Count)
    (row,) = claim.content.figure.having
    assert row.supplier == "hua-u0200b-wei"
    assert claim.marks == ("unlisted", "look-alike")


@pytest.mark.parametrize("name", HUAWEI.values(), ids=HUAWEI.keys())
def test_no_count_is_of_the_listed_supplier(name: str) -> None:
    told = found(f"{name} supplies facial recognition technology to 61 countries.")
    rows = [row for c in told if isinstance(c.content, Count) for row in c.content.figure.having]
    assert rows and not {row.supplier for row in rows} & KNOWN


def test_a_look_alike_owns_and_lends_under_a_name_of_its_own() -> None:
    for text in (
        "Нuawei owns 40 percent of Lumivex Ltd.",
        "China Eximbаnk lent Kenya 100 million dollars for the cameras.",
    ):
        (claim,) = found(text)
        assert isinstance(claim.content, Ownership | Finance)
        assert claim.marks == ("unlisted", "look-alike")
        assert not {
            getattr(claim.content, "owner", ""),
            getattr(claim.content, "financier", ""),
        } & (KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "日立製作所 Hitachi supplied cameras to Kenya.",
        "Hitachi (日立) supplied cameras to Kenya.",
        "Huawei™ supplied cameras to Kenya.",
        "Huawei\nsupplied cameras to Kenya.",
        "Huawei supplied cameras to Ken\u200bya and to Peru.",
        "Huawei supplied sur\u00adveil\u00adlance cam\u00aderas to Kenya.",
    ],
)
def test_plain_names_beside_odd_signs_stay_what_they_are(text: str) -> None:
    told = suppliers(text)
    assert told and all(name in KNOWN and marks == () for name, marks in told.items())


@pytest.mark.parametrize("place", ["Kenya\u200b", "\u200bKenya", "Peru\u0301"])
def test_a_place_with_an_unseen_sign_is_no_company(place: str) -> None:
    (claim,) = found(f"Huawei supplied cameras to {place}.")
    assert isinstance(claim.content, Supply) and claim.content.supplier == "huawei"


def test_no_unseen_sign_gives_an_id_of_the_codebook() -> None:
    forms = ("Huawei\u200b", "\ufeffHuawei", "Huawei\u0338", "Huawei\ufe0f", "Hua\u3164wei")
    assert not {slug(form) for form in forms} & KNOWN
    assert slug("Huawei") == "huawei"
    assert slug("Łódź Vision S.A.") == slug("Łódz\u0301 Vision S.A.") == "łódź-vision"
