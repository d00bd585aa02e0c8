from small import cell, codebook, edition, entry, records

from sousveil.codebook.names import Names
from sousveil.edition.holdings import Term, holding, meanings, nearest

NAMES = Names(codebook())
HUAWEI = Term(kind="supplier", id="huawei", name="Huawei")
JAPAN = Term(kind="origin", id="JPN", name="Japan")


def test_a_country_is_an_origin_too() -> None:
    assert [term.kind for term in meanings("Japan", NAMES)] == ["country", "origin"]


def test_a_misprint_means_its_supplier() -> None:
    assert meanings("IBMN", NAMES) == (Term(kind="supplier", id="ibm", name="IBM"),)


def test_a_name_that_is_not_there_has_no_meaning_but_neighbours() -> None:
    assert meanings("Huawey", NAMES) == ()
    assert nearest("Huawey", NAMES) == (HUAWEI,)


def test_a_supplier_is_held_under_headings_and_apart_from_stray_cells() -> None:
    table = edition(entry("KEN", supplier="huawei", origin="CHN"), entry("PER", origin="CHN"))
    under, outside = (
        cell("KEN", "suppliers", "Huawei, ZTE", "huawei; zte"),
        cell("PER", "stray", "huawei"),
    )
    held = holding(HUAWEI, table, records(under, outside), codebook())
    assert (held.countries, held.only_stray, held.of) == (("KEN",), ("PER",), 2)
    assert held.cells == (under, outside)


def test_an_origin_is_held_by_a_tick_or_by_name() -> None:
    ticked, named = (
        cell("KEN", "japan_tech", "✔", "1"),
        cell("KEN", "other_countries", "UK, Japan", "GBR; JPN"),
    )
    old = holding(JAPAN, edition(countries=("KEN",)), records(ticked), codebook())
    new = holding(JAPAN, edition(name="new", countries=("KEN",)), records(named), codebook())
    assert (old.countries, new.countries) == (("KEN",), ("KEN",))


def test_an_origin_without_a_column_was_not_asked() -> None:
    peru = Term(kind="origin", id="PER", name="Peru")
    assert holding(peru, edition(), records(), codebook()).state == "not-asked"
    assert holding(peru, edition(name="new"), records(), codebook()).state == "not-recorded"


def test_a_technology_that_the_edition_did_not_ask_about_is_told_apart() -> None:
    term = Term(kind="technology", id="social_media_surveillance", name="social media surveillance")
    assert holding(term, edition(), records(), codebook()).state == "not-asked"


def test_a_country_that_was_examined_and_not_listed_is_told_apart() -> None:
    table = edition(countries=("KEN",), examined=("KEN", "PER"), examined_groups={"AF": ("PER",)})
    peru = holding(Term(kind="country", id="PER", name="Peru"), table, records(), codebook())
    china = holding(Term(kind="country", id="CHN", name="China"), table, records(), codebook())
    assert (peru.state, peru.groups, china.state) == ("examined", ("AF",), "not-recorded")


def test_every_listed_country_has_surveillance_of_any_kind() -> None:
    term = Term(kind="technology", id="ai_surveillance", name="AI surveillance")
    table = edition(countries=("KEN",))
    held = holding(term, table, records(cell("KEN", "country", "Kenya", "KEN")), codebook())
    assert (held.state, held.countries) == ("recorded", ("KEN",))
