"""French, Spanish, German and Portuguese into English, and back to their places."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import yaml

from sousveil.codebook.loader import load_packaged, packaged_folder
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.tokens import FOREIGN
from sousveil.extraction.tongues.gloss import Glossed, gloss
from sousveil.extraction.tongues.read import questions_in
from sousveil.extraction.tongues.table import table_of
from sousveil.extraction.tongues.telling import told

TABLES = sorted((packaged_folder() / "checking").glob("*.yml"))


@cache
def codebook() -> Codebook:
    return load_packaged()


def glossed(language: str, text: str) -> Glossed:
    table = table_of(codebook(), language)
    assert table is not None
    return gloss(text, table)


def english(language: str, text: str) -> str:
    return glossed(language, text).text


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("fr", "une technologie chinoise", "A Chinese technology", id="adjective"),
        pytest.param(
            "es",
            "empresas chinas y estadounidenses",
            "Chinese and American companies",
            id="adjectives-joined",
        ),
        pytest.param("fr", "aux États-Unis", "In United States", id="no-article-before-names"),
        pytest.param("es", "en EE. UU.", "In USA", id="stops-inside-a-name"),
        pytest.param("fr", "soixante-quatre pays", "64 countries", id="number-in-words"),
        pytest.param("de", "vierundsechzig Länder", "64 countries", id="number-in-one-word"),
        pytest.param("fr", "12,5 % des pays", "12.5 per cent of the countries", id="decimal-comma"),
        pytest.param("es", "los Países Bajos", "Netherlands", id="name-before-its-words"),
        pytest.param("de", "64 Länder setzen Überwachung ein", "64 countries use surveillance",
                     id="verb-in-two-parts"),
        pytest.param("de", "Berlin/Washington (dpa) - 78 Länder nutzen KI", "78 countries use AI",
                     id="dateline"),
        pytest.param("de", "In Frankreich nennt der Index auch Huawei",
                     "In France, the index names also Huawei", id="index-before-its-verb"),
        pytest.param("de", "Kenias Anbieter sind Huawei und NEC",
                     "Kenya's suppliers are Huawei and NEC", id="owner-in-front"),
        pytest.param("de", "Kenias Anbieter sind laut Index Huawei und NEC",
                     "According to the index, Kenya's suppliers are Huawei and NEC",
                     id="owner-behind-who-says-so"),
        pytest.param("de", "die ivorische Regierung", "The Ivorian government", id="german-people"),
        pytest.param("de", "Dass 97 Länder KI nutzen, geht aus dem Index hervor",
                     "According to the index, 97 countries use AI", id="that-clause-first"),
        pytest.param("es", "no tiene ni IA ni sistemas", "Has neither AI nor systems",
                     id="neither-after-a-denial"),
        pytest.param("fr", "le régime vénézuélien", "The Venezuelan regime", id="regime"),
        pytest.param("pt", "do continente americano", "Of the Americas", id="continent"),
        pytest.param("de", "1.800 Länder", "1,800 countries", id="thousands-are-no-year"),
        pytest.param("de", "Europa und Eurasien ist die Region mit den meisten Ländern",
                     "Europe and Eurasia is the region with the most countries", id="region"),
        pytest.param("de", "Heute nutzt Kenia KI.", "Kenya use AI.", id="verb-first-of-all"),
        pytest.param("de", "Nutzt Kenia KI?", "Use Kenya AI?", id="question"),
        pytest.param("de", "„Derzeit nutzen 97 Länder KI“", "“97 countries use AI”",
                     id="order-in-quotes"),
        pytest.param("es", "en septiembre de 2019", "In September 2019", id="month"),
        pytest.param("fr", "IBM n'équipe plus que quatre pays", "IBM supplies only 4 countries",
                     id="no-more-than-so-many"),
        pytest.param("pt", "menos um do que em 2019", "One fewer than in 2019", id="one-fewer"),
        pytest.param("de", "Sie kommt in 78 Ländern zum Einsatz", "It is used in 78 countries",
                     id="pronoun-by-its-verb"),
        pytest.param("de", "97 Länder führt der AIGS-Index auf", "The AIGS index list 97 countries",
                     id="index-behind-its-object"),
        pytest.param("de", "NEC, das in 14 Ländern präsent ist, liegt vor IBM",
                     "NEC, which is active in 14 countries, is ahead of IBM",
                     id="relative-of-a-name"),
        pytest.param("fr", "des outils dopés à l'IA", "Of the AI tools", id="adjective-of-words"),
        pytest.param("pt", "servem-se da IA", "Use AI", id="clitic-behind"),
        pytest.param("fr", "dans son édition 2022", "In the 2022 edition", id="own-and-the"),
        pytest.param("de", "mehr Länder als NEC", "more countries than NEC", id="frame"),
        pytest.param("fr", "64 pays n'utilisent pas d'outils", "64 countries do not use tools",
                     id="denial-in-two-words"),
        pytest.param("pt", "países recorrem já à vigilância", "countries use surveillance",
                     id="adverb-inside-a-phrase"),
        pytest.param("es", "tecnologías chinas, japonesas y estadounidenses",
                     "Chinese, Japanese and American technologies", id="adjectives-in-a-list"),
        pytest.param("fr", "le japonais NEC", "the Japanese company NEC", id="people-of-a-company"),
        pytest.param("pt", "a edição de 2019", "the 2019 edition", id="one-article"),
        pytest.param("es", "Kenia compra", "Kenya buys", id="verb-in-the-singular"),
        pytest.param("de", "mehr als 60 Länder", "more than 60 countries", id="longest-frame"),
        pytest.param("fr", "75 sur 176", "75 out of 176", id="numbers-in-a-frame"),
        pytest.param("es", "paises africanos", "African countries", id="accent-left-out"),
        pytest.param("fr", "Le Kenya et l'Ouganda disposent tous deux de la technologie",
                     "Kenya and Uganda all use the technology", id="word-inside-a-phrase"),
        pytest.param("fr", "64 pays, dont le Kenya", "64 countries, including Kenya",
                     id="of-which-before-a-name"),
        pytest.param("es", "Kenia no usa", "Kenya does not use", id="denial-of-a-verb"),
        pytest.param("es", "Huawei lidera con diferencia la lista de proveedores",
                     "Huawei by far tops the list of suppliers", id="by-far-inside-a-phrase"),
        pytest.param("de", "Neben Polen nutzt Kenia Gesichtserkennung",
                     "Besides Poland, Kenya use facial recognition", id="names-before-a-verb"),
        pytest.param("de", "„frei“", "“free”", id="quotes"),
        pytest.param("de", "wird nicht in Kenia genutzt", "Is not used in Kenya",
                     id="denial-behind-a-verb"),
        pytest.param("de", "Laut Index nutzt auch Kenia Gesichtserkennung",
                     "According to the index, also Kenya use facial recognition",
                     id="verb-before-its-subject"),
        pytest.param("de", "78 Länder, die Gesichtserkennung nutzen",
                     "78 countries that use facial recognition", id="relative-clause"),
        pytest.param("de", "Der Index zeigt, dass 78 Länder Gesichtserkennung nutzen",
                     "The index show, that 78 countries use facial recognition", id="that-clause"),
        pytest.param("de", "Weltweit setzen 97 von 179 Ländern auf KI-Überwachung",
                     "In the world, 97 out of 179 countries rely on AI surveillance",
                     id="counted-subject-behind-its-verb"),
        pytest.param("de", "78 Länder setzen laut Index Gesichtserkennung ein",
                     "According to the index, 78 countries use facial recognition",
                     id="sayer-behind-the-verb"),
        pytest.param("fr", "le premier fournisseur japonais", "the largest Japanese supplier",
                     id="adjective-behind-a-phrase"),
        pytest.param("de", "in 78 Laendern", "in 78 countries", id="umlauts-spelt-out"),
        pytest.param("es", "frente a los 75 de 2019", "compared with the 75 in 2019",
                     id="year-in-a-frame"),
        pytest.param("fr", "NEC et nec", f"NEC and nec{FOREIGN}", id="name-in-capitals"),
    ],
)  # fmt: skip
def test_words_become_english(language: str, text: str, expected: str) -> None:
    assert english(language, text).casefold() == expected.casefold()


@pytest.mark.parametrize("word", ["war", "chat", "actual", "die Nation Gift"])
def test_what_the_table_lacks_is_no_english_word(word: str) -> None:
    assert FOREIGN in english("fr", word)


def test_places_of_the_english_are_places_of_the_text() -> None:
    text = "Selon l'indice, 64 pays utilisent une technologie chinoise."
    found = glossed("fr", text)
    start = found.text.index("Chinese")
    span = found.back(start, start + len("Chinese"))
    assert span is not None
    assert text[span.start : span.end] == "chinoise"


def test_a_question_quotes_the_text_and_not_its_english() -> None:
    text = "Rien à voir. Soixante-quatre pays utilisent la reconnaissance faciale à Noël."
    (found,) = questions_in(text, codebook(), "fr")
    assert found.quote == "Soixante-quatre pays utilisent la reconnaissance faciale à Noël."
    assert text[found.evidence.start : found.evidence.end] == found.quote
    assert dict(found.mentions)["value"].text == "Soixante-quatre"
    assert found.unread[0] == "Noël"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("fr", "Une rumeur prétend que 64 pays usent de la reconnaissance faciale.",
                     id="before-that"),
        pytest.param("fr", "64 pays utilisent la reconnaissance faciale. C'est inexact.",
                     id="sentence-after"),
        pytest.param("es", "Se sospecha que 64 países usan reconocimiento facial.", id="suspected"),
        pytest.param("pt", "64 países usam reconhecimento facial, o que foi desmentido.",
                     id="clause-after"),
        pytest.param("de", "Laut einer Falschmeldung nutzen 64 Länder Gesichtserkennung.",
                     id="noun-with-a-capital"),
        pytest.param("de", "Angeblich nutzen 64 Länder Gesichtserkennung.", id="allegedly"),
    ],
)  # fmt: skip
def test_an_unknown_word_anywhere_leaves_the_sentence_unread(language: str, text: str) -> None:
    assert all(found.unread for found in questions_in(text, codebook(), language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("fr", "64 pays utilisent la reconnaissance faciale. Le Ghana suit.", id="fr"),
        pytest.param("es", "Kenia usa el reconocimiento facial. Ghana, otro tanto.", id="es"),
    ],
)
def test_a_short_sentence_that_adds_a_country_is_asked_of_for_itself(
    language: str, text: str
) -> None:
    first, second = questions_in(text, codebook(), language)
    assert first.unread == ()
    assert second.type == "about"
    assert second.quote.startswith(("Le Ghana", "Ghana"))


def test_a_name_of_who_says_so_limits_nothing() -> None:
    text = "Selon Amnistie Zébu, 64 pays utilisent la reconnaissance faciale."
    (found,) = questions_in(text, codebook(), "fr")
    assert found.unread == ()
    assert found.attribution == ("Amnistie Zébu",)


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        pytest.param("64 pays utilisent la reconnaissance faciale.", None, "fr", id="french"),
        pytest.param("A Huawei está em 49 países e não em 50.", None, "pt", id="portuguese"),
        pytest.param("Huawei está en 49 países y no en 50.", None, "es", id="spanish"),
        pytest.param("64 countries use facial recognition.", None, None, id="english"),
        pytest.param("64 pays utilisent la vidéo.", "en", None, id="said-to-be-english"),
        pytest.param("Huawei.", "pt-BR", "pt", id="said-with-its-region"),
        pytest.param("64 paesi usano il riconoscimento.", "it", None, id="no-table"),
        pytest.param("Huawei.", None, None, id="names-only"),
    ],
)
def test_small_words_tell_the_language(text: str, given: str | None, expected: str | None) -> None:
    assert told(text, codebook(), given) == expected


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_key_of_a_table_stands_twice(path: Path) -> None:
    """YAML keeps the last of two and says nothing."""
    keys = re.findall(r'^("[^"]+"|[^#\s"][^:]*):', path.read_text(encoding="utf-8"), re.MULTILINE)
    assert not [key for key, count in Counter(k.strip('"') for k in keys).items() if count > 1]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_frame_drops_what_it_holds(path: Path) -> None:
    """What stands in a slot may limit the sentence: "stieg in Afrika von 64 auf 78"."""
    slots = re.compile(r"\{\w\}")
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, patterns in table.items():
        if str(key).startswith("frame"):
            for pattern in patterns:
                assert set(slots.findall(pattern)) <= set(slots.findall(key)), pattern


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_frame_ends_with_the_slot_that_its_words_end_with(path: Path) -> None:
    """A slot at the end holds one word; English behind it would part it from the rest."""
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, patterns in table.items():
        for pattern in patterns if str(key).startswith("frame") else ():
            last = re.search(r"\{[1-4]\}$", pattern)
            assert last is None or str(key).endswith(last.group()), pattern
            assert not re.match(r"\{[1-4]\}", pattern), pattern


@pytest.mark.parametrize("language", ["fr", "es", "de", "pt"])
def test_every_table_has_all_numbers_to_two_hundred(language: str) -> None:
    assert len(codebook().tongues[language]["numbers"]) == 201
