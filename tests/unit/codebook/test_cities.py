import pytest

from sousveil.codebook.cities import country_of, is_city, pack_cities
from sousveil.codebook.loader import load_packaged

CITIES = pack_cities(
    {"Nice": ("FRA", "city"), "Nicosia": ("CYP", "city"), "Nisporeni": ("MDA", "region")}
)


@pytest.mark.parametrize(
    ("name", "country"),
    [("Nice", "FRA"), ("nice", None), ("Nic", None), ("Nicosia", "CYP"), ("Nisporeni", None)],
)
def test_a_city_is_known_as_its_name_is_written(name: str, country: str | None) -> None:
    assert country_of(name, CITIES) == country


@pytest.mark.parametrize(("low", "is_one"), [("nice", True), ("nico", False), ("nisporeni", False)])
def test_the_name_of_a_city_is_told_in_lower_case(low: str, is_one: bool) -> None:
    assert is_city(low, CITIES) is is_one


def test_every_packaged_city_is_found() -> None:
    book = load_packaged()
    for name, (iso3, level) in book.places.items():
        assert country_of(name, book.cities) == (iso3 if level == "city" else None), name
