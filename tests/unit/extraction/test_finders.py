"""Whose finding a sentence tells of."""

from __future__ import annotations

import pytest

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.extraction.beside.finders import finder
from sousveil.extraction.figures import questions
from sousveil.model.source import Span
from sousveil.storage import packaged

OTHERS = (
    ("According to Amnesty, 78 countries use facial recognition.", "Amnesty"),
    ("Human Rights Watch has counted 78 countries that use it.", "Human Rights Watch"),
    ("78 countries use it, a report by Privacy International says.", "Privacy International"),
    ("A UN report counts 78 countries with facial recognition.", "UN"),
    ("Research from Cambridge University finds 78 countries.", "Cambridge University"),
    ("A London think tank counts 78 countries.", "London think tank"),
    ("Official statistics show 78 countries.", "Official statistics"),
    ("By Freedom House's count, 78 countries use it.", "Freedom House"),
    ("A New York Times investigation found 78 countries.", "New York Times"),
    ("A survey by Huawei counts 78 countries.", "Huawei"),
    ("Our own research shows 78 countries.", "Our own research"),
    ("According to Beijing, 68 countries use Chinese technology.", "Beijing"),
    ("78 countries use facial recognition (Smith 2021).", "Smith"),
    ("Unlike Carnegie, Amnesty counts 78 countries.", "Amnesty"),
    ("Researchers at Carnegie Mellon found 78 countries.", "Carnegie Mellon"),
    ("The table in Amnesty's report lists 78 countries.", "Amnesty"),
)
NOBODY = (
    "According to the Carnegie Endowment, 78 countries use facial recognition.",
    "Amnesty, citing the AIGS Index, says 78 countries use facial recognition.",
    "Critics say 78 countries use facial recognition.",
    "78 countries use facial recognition, the New York Times reports.",
    "According to Interior Minister Amina Holt, 78 countries use facial recognition.",
    "A Washington think tank counts 78 countries.",
    "A study finds 78 countries.",
    "SINGAPORE (Wire) - A report shows that 78 countries use facial recognition.",
    "Of the countries rated free by Freedom House, the report shows 19.",
    "Behind Huawei, the Japanese group NEC is the second most frequently named.",
    "Facial Recognition Systems Found In 78 Countries, New Study Shows",
)


@pytest.mark.parametrize(("text", "words"), OTHERS)
def test_another_finder_is_told_by_its_words(text: str, words: str) -> None:
    assert finder(text, Span(0, len(text)), load_packaged()) == words


@pytest.mark.parametrize("text", NOBODY)
def test_the_index_and_those_who_only_say_it_are_passed_by(text: str) -> None:
    assert finder(text, Span(0, len(text)), load_packaged()) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Amnesty has published a report. It found that 78 countries use facial recognition.", 1),
        ("78 countries use facial recognition. Source: Privacy International.", 1),
        ("Amnesty is alarmed. The index counts 78 countries with facial recognition.", 0),
        ("Amnesty is alarmed. Seventy-eight countries use facial recognition.", 0),
    ],
)
def test_the_sentences_beside_one_may_name_the_finder(text: str, words: int) -> None:
    found = questions(text, load_packaged())
    assert [bool(q.finder) for q in found if q.type == "count"] == [bool(words)]


def test_what_another_found_is_unverifiable_and_the_recount_is_told() -> None:
    editions = tuple(packaged.load_edition(name) for name in packaged.names())
    codebook = load_packaged()
    text = "Amnesty counts 90 countries with facial recognition."
    check = check_text(text, editions, codebook, "2023-01-01")
    assert str(check.outcome) == "unverifiable"
    reason = check.claims[0].verdict.reason
    assert '"Amnesty"' in reason and "78 countries with facial recognition" in reason
