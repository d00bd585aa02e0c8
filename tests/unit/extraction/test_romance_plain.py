"""Plain sentences told by journalists in French, Spanish and Portuguese, with what they claim."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text

FIELDS = {
    "supply": ("supplier", "recipient", "polarity", "modality"),
    "use": ("user", "technology", "polarity", "modality"),
    "finance": ("financier", "recipient", "polarity", "modality"),
    "count": ("unit", "supplier", "technology", "group", "value", "bound", "denominator"),
    "membership": ("country", "organisation", "polarity"),
    "ownership": ("owner", "owned", "polarity"),
}
DEFAULT = {"polarity": "asserted", "modality": "deployed", "bound": "exact"}


@pytest.fixture(scope="module")
def book() -> Codebook:
    """Return the codebook from its sources."""
    return load_packaged()


def told(claim: dict[str, Any]) -> str:
    """Return a claim in a few words."""
    given = (claim.get(field) for field in FIELDS[claim["type"]])
    names = FIELDS[claim["type"]]
    values = [DEFAULT.get(f) if v is None else v for f, v in zip(names, given, strict=True)]
    return " ".join(
        [claim["type"], *(f"{v:g}" if isinstance(v, float) else str(v) for v in values)]
    )


def read(text: str, language: str, book: Codebook) -> str:
    """Return the claims of a text, in a few words each."""
    found = claims(Text(id="", snapshot="", content=text, reader=""), book, language)
    return "; ".join(sorted({told(schema_claim(c, book)) for c in found}))


TABLE = Path(__file__).with_name("romance_plain.tsv")
PLAIN = [tuple(line.split("\t")) for line in TABLE.read_text(encoding="utf-8").splitlines()]
"""Language, sentence, claims."""


@pytest.mark.parametrize(("language", "text", "want"), PLAIN)
def test_plain_sentences(language: str, text: str, want: str, book: Codebook) -> None:
    assert read(text, language, book) == want


NUMBERS = [
    ("fr", "Soixante-quinze pays utilisent des drones.", "75 exact"),
    ("fr", "Soixante et onze pays utilisent des drones.", "71 exact"),
    ("fr", "Quatre-vingts pays utilisent des drones.", "80 exact"),
    ("fr", "Quatre-vingt-dix-huit pays utilisent des drones.", "98 exact"),
    ("fr", "Une vingtaine de pays utilisent des drones.", "20 approx"),
    ("es", "Treinta y cuatro países usan drones.", "34 exact"),
    ("es", "Una docena de Estados usa drones.", "12 approx"),
    ("pt", "Setenta e cinco países usam drones.", "75 exact"),
    ("pt", "Uma dezena de países usa drones.", "10 approx"),
]


@pytest.mark.parametrize(("language", "text", "want"), NUMBERS)
def test_numbers_of_several_words_are_one(
    language: str, text: str, want: str, book: Codebook
) -> None:
    assert read(text, language, book) == f"count countries None drones None {want} None"


def test_dozens_that_nobody_counted_are_no_number(book: Codebook) -> None:
    assert read("Des dizaines de pays utilisent des drones.", "fr", book) == ""


FRONTED = [
    ("Las cámaras de Quito las instaló Dahua.", "supply dahua ECU asserted deployed"),
    ("A Quito le suministró Dahua las cámaras.", "supply dahua ECU asserted deployed"),
    ("A Guatemala le vendió Taiwán 500 cámaras.", "supply country:TWN GTM asserted deployed"),
    ("El contrato para las cámaras de Lima lo ganó Dahua.", "supply dahua PER asserted contracted"),
]


@pytest.mark.parametrize(("text", "want"), FRONTED)
def test_objects_may_stand_first(text: str, want: str, book: Codebook) -> None:
    assert read(text, "es", book) == want


PAID = [
    ("es", "Honduras pagó 5 millones de dólares a Cellebrite por programas de extracción."),
    ("fr", "Le Bénin a payé 5 millions d'euros à Thales pour des caméras."),
    ("pt", "O Brasil pagou 5 milhões de reais à Cellebrite por equipamentos."),
]


@pytest.mark.parametrize(("language", "text"), PAID)
def test_who_is_paid_lends_nothing(language: str, text: str, book: Codebook) -> None:
    assert "finance" not in read(text, language, book)


HUAWEI = "supply huawei BEN asserted deployed"
DENIED = "supply dahua TCD negated deployed"
MORE = [
    ("fr", "Les caméras de la police béninoise viennent de Huawei.", HUAWEI),
    ("fr", "Le Bénin vient d'acheter des caméras à Huawei.", HUAWEI),
    ("fr", "Interrogée, Dahua assure ne pas avoir livré de caméras au Tchad.", DENIED),
    ("es", "Preguntada por el diario, Dahua asegura que no entregó cámaras a Chad.", DENIED),
    ("es", "El gobierno húngaro admitió que compró Pegasus.", "use HUN spyware asserted deployed"),
    (
        "pt",
        "O governo húngaro admitiu ter comprado o Pegasus.",
        "use HUN spyware asserted deployed",
    ),
    ("pt", "A Dahua afirma ter vendido câmeras ao Chade.", "supply dahua TCD asserted deployed"),
]


@pytest.mark.parametrize(("language", "text", "want"), MORE)
def test_who_comes_from_whom_and_who_says_it(
    language: str, text: str, want: str, book: Codebook
) -> None:
    assert read(text, language, book) == want


def test_a_contract_won_is_nothing_taken_down(book: Codebook) -> None:
    text = "Thales décroche le marché des passeports biométriques du Gabon."
    assert read(text, "fr", book) == "supply thales GAB asserted contracted"
