import pytest
from small import codebook, edition

from sousveil.edition.measures import measures_changed
from sousveil.model.edition import Edition

OLD = edition(origins=("CHN", "JPN"))
NEW = edition(name="new", origins=("CHN",))


def told(old: Edition, new: Edition) -> dict[str, tuple[str, str]]:
    return {m.id: (m.kind, m.what) for m in measures_changed(old, new, codebook())}


@pytest.mark.parametrize(
    ("old", "new", "id", "expected"),
    [
        pytest.param(
            edition(indicators={"fotn_score": {}}),
            edition(name="new", indicators={"fotn_score": {}}),
            "fotn_score",
            ("meaning", "The scale was turned round."),
            id="a-scale-turned-round",
        ),
        pytest.param(
            edition(indicators={"rank": {}}),
            edition(name="new", indicators={"rank": {}}),
            "rank",
            ("source", "old: SIPRI; new: unknown"),
            id="another-source",
        ),
        pytest.param(
            edition(indicators={"rank": {}}),
            edition(name="new"),
            "rank",
            ("not-asked", "new did not ask; its empty cells are no zeros"),
            id="an-indicator-no-longer-asked",
        ),
        pytest.param(
            edition(),
            edition(name="new", technologies=("facial_recognition", "social_media_surveillance")),
            "social_media_surveillance",
            ("not-asked", "old did not ask; its empty cells are no zeros"),
            id="a-category-not-asked-before",
        ),
        pytest.param(
            OLD,
            NEW,
            "suppliers",
            (
                "layout",
                "one cell 'Key Companies' in old, 2 columns 'Company 1' to 'Company 2' in new; "
                "a name may be missing for want of a column",
            ),
            id="columns-of-suppliers",
        ),
        pytest.param(
            OLD,
            NEW,
            "origin-JPN",
            (
                "layout",
                "a column of its own ('Japan Tech') in old; in new it is named in the column "
                "'Other Countries'",
            ),
            id="an-own-column-against-a-shared-one",
        ),
        pytest.param(
            OLD,
            NEW,
            "origins",
            (
                "not-asked",
                "new names any country ('Other Countries'); old asked about China, Japan only",
            ),
            id="other-origins-not-asked",
        ),
        pytest.param(
            edition(group_sources={"bri": "a list"}),
            edition(name="new"),
            "bri",
            ("list", "members in old: a list; in new: no list"),
            id="another-list-of-members",
        ),
    ],
)
def test_a_change_of_measure_is_told(
    old: Edition, new: Edition, id: str, expected: tuple[str, str]
) -> None:
    assert told(old, new)[id] == expected


def test_a_measure_with_one_source_for_all_editions_is_the_same() -> None:
    same = {"indicators": {"region": {}}}
    assert "region" not in told(edition(**same), edition(name="new", **same))
