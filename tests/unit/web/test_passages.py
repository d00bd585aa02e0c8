"""Texts cut at passages that overlap, lie in each other, or cross lines."""

from __future__ import annotations

from sousveil.errors import Place
from sousveil.model.source import Piece
from sousveil.web.passages import Passage, lines, segments, window_of, windows


def passage(start: int, end: int, claim: str = "c") -> Passage:
    return Passage(start=start, end=end, claim=claim)


def test_nested_passages_are_cut_where_each_begins_and_ends() -> None:
    found = segments("abcdefgh", [passage(1, 7, "outer"), passage(3, 5, "inner")])
    assert [(one.text, [p.claim for p in one.passages], one.begins) for one in found] == [
        ("a", [], ()),
        ("bc", ["outer"], ("c=1-7",)),
        ("de", ["outer", "inner"], ("c=3-5",)),
        ("fg", ["outer"], ()),
        ("h", [], ()),
    ]


def test_overlapping_passages_keep_all_letters() -> None:
    found = segments("abcdef", [passage(0, 4), passage(2, 6)])
    assert "".join(one.text for one in found) == "abcdef"
    assert found[1].anchors == "c=0-4 c=2-6"


def test_two_claims_of_the_same_words_have_one_anchor() -> None:
    (found,) = segments("abc", [passage(0, 3, "one"), passage(0, 3, "two")])
    assert found.begins == ("c=0-3",)
    assert [p.claim for p in found.passages] == ["one", "two"]


def test_a_passage_over_two_lines_is_marked_in_both_and_begins_once() -> None:
    first, second = lines("ab\ncd", [passage(1, 4)])
    assert [one.text for one in first.segments if one.passages] == ["b"]
    assert [one.text for one in second.segments if one.passages] == ["c"]
    assert [one.begins for one in (*first.segments, *second.segments) if one.begins] == [("c=1-4",)]


def test_lines_are_numbered_from_the_beginning_and_tell_new_pages() -> None:
    pieces = [
        Piece(start=0, end=2, place=Place(page=1)),
        Piece(start=3, end=8, place=Place(page=2)),
    ]
    found = lines("ab\ncd\nef", [], pieces)
    assert [(one.number, one.page) for one in found] == [(1, 1), (2, 2), (3, None)]
    (last,) = lines("ab\ncd\nef", [], pieces, start=6)
    assert last.number == 3


def test_windows_end_with_lines_and_hold_everything() -> None:
    content = "aaa\nbbb\nccccccccc\nd"
    cut = windows(content, 8)
    assert "".join(content[a:b] for a, b in cut) == content
    assert cut[0] == (0, 8)
    assert window_of(9, cut) == 2


def test_a_text_that_fits_is_one_window() -> None:
    assert windows("abc", 8) == ((0, 3),)
