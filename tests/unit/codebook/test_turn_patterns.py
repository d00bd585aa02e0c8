"""Every pattern of turns.yml can be made, and finds all that its plain way asks for."""

import re
from pathlib import Path

import pytest

from sousveil.codebook.loader import load_own, load_packaged, packaged_folder
from sousveil.codebook.turns import Told, Turns, pack_turns, spelled_out, unpack_turns
from sousveil.codebook.vocabulary import Turn
from sousveil.errors import InvalidCodebook


def told(said: str, plain: str = "{n}", tried: str = "so") -> str:
    return f"counting:\n  - tried: '{tried}'\n    said: '{said}'\n    plain: '{plain}'\n"


def test_a_pattern_is_spelled_out() -> None:
    words = {"ONE": "(?:state|{MORE})", "MORE": "land"}
    assert spelled_out("<k:n> {ONE}", words) == r"(?<= )(?P<k><n>) (?:state|land)(?= )"


def test_every_packaged_turn_can_be_tried() -> None:
    book = load_packaged()
    assert {kind: bool(rows.rows) for kind, rows in book.turns.items()} == {
        "deeds": True,
        "listing": True,
        "counting": True,
    }
    for rows in book.turns.values():
        for row in rows.rows:
            told = Told(row, book.turn_words)
            assert not told.missing(), told.turn.said


def test_turns_are_tried_in_their_order_where_a_sign_stands() -> None:
    rows = [
        Turn(tried="so then", said="a", plain="first"),
        Turn(tried="^so", said="a", plain="second"),
        Turn(tried="then", said="a", plain="third"),
    ]
    turns = Turns(pack_turns(rows), {}, False)
    assert [told.plain for told in turns.tried({"then", "it"})] == [["first"], ["third"]]
    assert turns.tried({"it"}) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (told("so <n>"), "has no n"),
        (told("so <n:n> {STATES"), ""),
        (told("so <n:n> {NOTHING}"), "names 'NOTHING'"),
        (told("so (<n:n>"), "is no pattern"),
        (told("so <n:n>", tried=""), "has no words in tried"),
        ("sayings: []\n", "is no kind of turns"),
        ("counting:\n  - said: a\n", "tried"),
    ],
)
def test_a_wrong_turn_is_told(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "turns.yml").write_text(text, encoding="utf-8")
    if not says:
        load_own(tmp_path)
        return
    with pytest.raises(InvalidCodebook, match=says):
        load_own(tmp_path)


def test_a_project_adds_turns(tmp_path: Path) -> None:
    (tmp_path / "turns.yml").write_text(told("so <n:n> {STATES}"), encoding="utf-8")
    book = load_own(tmp_path)
    packaged = list(unpack_turns(load_packaged().turns["counting"]))
    assert list(unpack_turns(book.turns["counting"]))[:-1] == packaged
    assert list(unpack_turns(book.turns["counting"]))[-1].said == "so <n:n> {STATES}"


def test_no_words_have_the_name_of_others() -> None:
    """YAML takes the last of two, and turns of phrase would change unseen."""
    text = (packaged_folder() / "turns.yml").read_text(encoding="utf-8")
    names = re.findall(r"^  ([A-Z]+):", text, re.MULTILINE)
    assert len(names) > 50
    assert sorted(names) == sorted(set(names))
