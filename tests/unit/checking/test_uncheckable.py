"""Sentences with numbers that cannot be judged are told, and change no verdict."""

from __future__ import annotations

from sousveil.checking.article import as_plain, check_text
from sousveil.codebook.loader import load_packaged
from sousveil.storage import packaged

COUNTED = "Facial recognition is used in 64 countries."
BESIDE = " The cameras cost 30 million dollars. Most were put up in 2017."


def test_a_sentence_of_money_is_told_and_the_verdict_stays() -> None:
    editions = tuple(packaged.load_edition(name) for name in packaged.names())
    codebook = load_packaged()
    alone, more = (
        as_plain(check_text(text, editions, codebook, "2019-10-01"), codebook)
        for text in (COUNTED, COUNTED + BESIDE)
    )
    assert alone["verdict"] == more["verdict"] == "supported"
    assert alone["uncheckable"] == []
    assert [(u["kind"], u["sentence"]["quote"]) for u in more["uncheckable"]] == [
        ("money", "The cameras cost 30 million dollars."),
        ("dates", "Most were put up in 2017."),
    ]
    for told in more["uncheckable"]:
        place = told["sentence"]
        assert (COUNTED + BESIDE)[place["start"] : place["end"]] == place["quote"]
        assert told["why"]
