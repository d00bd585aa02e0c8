"""Sentences with their exact spans."""

from __future__ import annotations

from sousveil.extraction.sentences import LONGEST, sentences, spans_of


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


def test_a_company_name_does_not_end_a_sentence() -> None:
    assert split("Huawei Technologies Co. Ltd. supplies it. NEC Corp. does so too.") == [
        "Huawei Technologies Co. Ltd. supplies it.",
        "NEC Corp. does so too.",
    ]


def test_a_dotted_country_does_not_end_a_sentence() -> None:
    assert split("The U.S. supplies 32 countries. Japan supplies 17.") == [
        "The U.S. supplies 32 countries.",
        "Japan supplies 17.",
    ]


def test_items_of_a_list_are_sentences() -> None:
    assert split("Findings:\n• 75 countries\n• 64 countries") == [
        "Findings:",
        "• 75 countries",
        "• 64 countries",
    ]


def test_text_without_capitals_is_split_at_stops() -> None:
    assert split("safe cities: 64. smart policing: 69.") == [
        "safe cities: 64.",
        "smart policing: 69.",
    ]


def test_spans_count_code_points() -> None:
    text = "𝔸 first. Then 64 countries."
    (_, second) = sentences(text)
    assert text[second.start : second.end] == "Then 64 countries."


def test_what_is_too_long_for_a_sentence_is_cut_for_some_and_told_to_others() -> None:
    text = "It begins. " + "China and " * (LONGEST // 5) + "Ghana. It ends."
    first, run, last = spans_of(text)
    assert [s.end - s.start > LONGEST for s in (first, run, last)] == [False, True, False]
    assert text[run.start : run.end].endswith("and Ghana.")
    assert max(span.end - span.start for span in sentences(text)) <= LONGEST
