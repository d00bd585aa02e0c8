"""What a pattern needs: no text that has the pattern lacks it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.codebook.needed import meets, needs, signs

WORDS = st.sampled_from(["a", "ab", "b c", "<n>", "<t>", "of", " "])
ONE_MORE = ("?", "+", "{0,1}", "{2}", "*?")


def _groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        some.map("".join),
        some.map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(ONE_MORE)).map(lambda two: f"(?:{two[0]}){two[1]}"),
        inner.map(lambda part: f"(?={part})"),
        inner.map(lambda part: f"(?!{part})"),
        st.sampled_from(["[^ab]", "[a-c]", "[ab]", ".", "\\S*", "^", "$"]),
        st.sampled_from(
            ["(?<=^ )", "(?<= )", "(?:(?<=^ )|(?<=a ))", "(?= )", "(?= $)", "(?= b|$)"]
        ),
    )


PATTERNS = st.recursive(WORDS, _groups, max_leaves=12)
EDGED = st.tuples(
    st.sampled_from(["", "(?<= )", "(?<= )(?<=^ )", "(?<= )(?:(?<=^ )|(?<=a ))"]),
    PATTERNS,
    st.sampled_from(["", "(?= )", "(?= $)(?= )", "(?= (?:b c|<n>))(?= )"]),
).map("".join)
TEXTS = st.lists(WORDS, max_size=8).map(lambda words: " " + "".join(words) + " ")


@given(EDGED, TEXTS)
def test_a_text_with_the_pattern_has_what_it_needs(pattern: str, text: str) -> None:
    if re.search(pattern, text):
        assert meets(signs(text), needs(pattern))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?<=^ )in (?:the )?index", " the index , in the index "),
        ("(?:lists|names) <n> (?:firms|vendors)", " it lists <n> countries "),
        ("most (?:of )*them", " many of them "),
        ("<t> in <n>(?: ,)? (?:and|but) <t> in <n>", " <t> in <n> , and not but <t> in more "),
        ("(?:<n> , ){3}and <n>", " <n> , <n> , and <n> "),
        ("(?<= )so(?= $)", " sofas "),
        ("(?:of )?<n> (?:have|with) <t>", " <t> of <n> "),
        ("(?<= )(?:in|out of) (?:the )?<n>(?= )", " in <t> out of <c> : <n> "),
        ("(?<= )(?<=^ )(?:after|behind)(?= )", " far behind "),
        ("(?<= )(?:(?<=^ )|(?<=index , ))so(?= )", " and so "),
        ("(?<= )closed(?= (?:and|[.,;]))(?= )", " the closed town , and more "),
        ("(?<= )listed(?: [.!])?(?= $)(?= )", " listed there . "),
    ],
)
def test_a_text_that_lacks_what_is_needed_is_told_apart(pattern: str, text: str) -> None:
    assert not meets(signs(text), needs(pattern))
