import pytest
from small import codebook, edition, entry

from sousveil.figures.published import bears_out, recount
from sousveil.model.figure import PublishedFigure

KENYA = edition(entry("KEN", origin="CHN"), entry("PER", origin="USA"))


def printed(figure: str, value: int, bound: str = "exact", edition: str = "old") -> PublishedFigure:
    return PublishedFigure(figure=figure, edition=edition, value=value, bound=bound, where="p. 1")


@pytest.mark.parametrize(
    ("recounted", "bound", "expected"),
    [
        pytest.param(52, "exact", True, id="equal"),
        pytest.param(53, "exact", False, id="off-by-one"),
        pytest.param(53, "min", True, id="at-least-is-borne-out-by-more"),
        pytest.param(51, "min", False, id="at-least-is-not-borne-out-by-fewer"),
        pytest.param(51, "max", True, id="at-most-is-borne-out-by-fewer"),
        pytest.param(53, "max", False, id="at-most-is-not-borne-out-by-more"),
        pytest.param(53, "approx", None, id="about-is-not-judged"),
    ],
)
def test_a_recount_bears_out_a_print(recounted: int, bound: str, expected: bool | None) -> None:
    assert bears_out(recounted, printed("china-tech", 52, bound)) is expected


def test_headlines_come_first() -> None:
    assert [one.named.id for one in recount(codebook(), KENYA)] == [
        "countries",
        "examined",
        "china-tech",
    ]


def test_without_a_print_there_is_nothing_to_agree_with() -> None:
    by_id = {one.named.id: one for one in recount(codebook(), KENYA)}
    assert (by_id["china-tech"].value, by_id["china-tech"].agrees) == (1, None)


def test_the_print_of_another_edition_is_not_compared() -> None:
    book = codebook([printed("china-tech", 1, edition="new")])
    assert all(one.published is None for one in recount(book, KENYA))


def test_countries_that_no_file_names_cannot_be_recounted() -> None:
    book = codebook([printed("examined", 176)])
    examined = next(one for one in recount(book, KENYA) if one.named.examined)
    assert (examined.value, examined.agrees) == (None, None)
    assert examined.reason == "The files of old do not name the countries examined."


def test_countries_examined_are_recounted_where_a_file_names_them() -> None:
    looked_at = edition(entry("KEN", origin="CHN"), examined=("KEN", "PER"))
    examined = next(one for one in recount(codebook(), looked_at) if one.named.examined)
    assert (examined.value, examined.countries) == (2, ("KEN", "PER"))
