import pytest
from small import codebook, edition, entry

from sousveil.edition.diff import Change, Diff, Moved, diff
from sousveil.model.edition import Edition


def compared(old: Edition, new: Edition, *moved: Moved) -> Diff:
    return diff(old, new, codebook(), moved)


def test_countries_are_added_and_dropped() -> None:
    found = compared(
        edition(countries=("KEN", "PER")), edition(name="new", countries=("CHN", "KEN"))
    )
    assert (found.countries_added, found.countries_dropped) == (("CHN",), ("PER",))


def test_an_equal_edition_has_no_changes() -> None:
    same = edition(entry("KEN", origin="CHN"), indicators={"rank": {"KEN": "5"}})
    found = compared(same, same)
    assert (found.changed_cells, found.measures_changed) == ((), ())


def test_only_figures_that_moved_are_told() -> None:
    still = Moved(id="a", label="a", old=1, new=1)
    moved = Moved(id="b", label="b", old=None, new=1)
    assert compared(edition(), edition(name="new"), still, moved).figures_moved == (moved,)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            edition(countries=("KEN",), indicators={"rank": {"KEN": "5"}}),
            edition(name="new", countries=("KEN",), indicators={"rank": {"KEN": "6"}}),
            Change(country="KEN", column="rank", old="5", new="6", comparable=True),
            id="indicator",
        ),
        pytest.param(
            edition(countries=("KEN",), indicators={"fotn_score": {"KEN": "32"}}),
            edition(name="new", countries=("KEN",), indicators={"fotn_score": {"KEN": "66"}}),
            Change(country="KEN", column="fotn_score", old="32", new="66", comparable=False),
            id="indicator-whose-scale-turned-round",
        ),
        pytest.param(
            edition(entry("KEN", technology="smart_city")),
            edition(name="new", countries=("KEN",)),
            Change(country="KEN", column="smart_city", old="1", new="", comparable=True),
            id="technology",
        ),
        pytest.param(
            edition(countries=("KEN",), groups={"bri": ()}),
            edition(name="new", countries=("KEN",), groups={"bri": ("KEN",)}),
            Change(country="KEN", column="bri", old="", new="1", comparable=True),
            id="membership",
        ),
        pytest.param(
            edition(countries=("KEN",), groups={"bri": ()}, group_sources={"bri": "a list"}),
            edition(
                name="new",
                countries=("KEN",),
                groups={"bri": ("KEN",)},
                group_sources={"bri": "another"},
            ),
            Change(country="KEN", column="bri", old="", new="1", comparable=False),
            id="membership-by-another-list",
        ),
        pytest.param(
            edition(entry("KEN", origin="CHN")),
            edition(entry("KEN", origin="USA"), name="new"),
            Change(country="KEN", column="origins", old="CHN", new="USA", comparable=True),
            id="origin",
        ),
        pytest.param(
            edition(entry("KEN", supplier="huawei", origin="CHN")),
            edition(
                entry("KEN", supplier="huawei", origin="CHN"),
                entry("KEN", supplier="nec", origin="JPN"),
                name="new",
            ),
            Change(
                country="KEN", column="suppliers", old="huawei", new="huawei; nec", comparable=True
            ),
            id="supplier",
        ),
    ],
)
def test_a_changed_cell_is_told(old: Edition, new: Edition, expected: Change) -> None:
    assert compared(old, new).changed_cells == (expected,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            edition(countries=("KEN",), indicators={"rank": {"KEN": "1097.5"}}),
            edition(name="new", countries=("KEN",), indicators={"rank": {"KEN": "1097.458"}}),
            id="a-number-that-was-rounded",
        ),
        pytest.param(
            edition(countries=("KEN",), technologies=()),
            edition(entry("KEN", technology="smart_city"), name="new"),
            id="a-technology-that-was-not-asked",
        ),
        pytest.param(
            edition(countries=("KEN",)),
            edition(entry("KEN", origin="PER"), name="new"),
            id="an-origin-that-was-not-asked",
        ),
        pytest.param(
            edition(countries=("KEN",)),
            edition(entry("KEN", "stray", supplier="nec", origin="JPN"), name="new"),
            id="a-name-outside-the-headings",
        ),
        pytest.param(
            edition(countries=("KEN",)),
            edition(name="new", countries=("KEN",), indicators={"rank": {"KEN": "5"}}),
            id="an-indicator-that-was-not-asked",
        ),
    ],
)
def test_what_cannot_be_compared_is_no_change(old: Edition, new: Edition) -> None:
    assert compared(old, new).changed_cells == ()
