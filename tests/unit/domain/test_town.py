"""Towns in several languages, with districts and rivers."""

import pytest

from domain.town import same_town, town_key


@pytest.mark.parametrize(
    "names",
    [
        ("München", "Munich", "MUENCHEN", "Monaco di Baviera", "80331 München"),
        ("Den Haag", "The Hague", "'s-Gravenhage"),
        ("København", "Kopenhagen", "Copenhagen"),
        ("Sankt Gallen", "St. Gallen", "Saint-Gall"),
        ("Wien", "Vienna", "Vídeň", "A-1010 Wien"),
        ("Frankfurt am Main", "Frankfurt a. M.", "Frankfurt"),
        ("Łódź", "Lodz"),
        ("Praha 5", "Prague"),
        ("İzmir", "Izmir"),
    ],
)
def test_names_of_one_town(names: tuple[str, ...]) -> None:
    assert len({town_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Berlin", "Berlin-Mitte"), ("Frankfurt", "Frankfurt/Main"), ("København", "København K"), ("Köln-Ehrenfeld", "Köln")]
)
def test_a_district_lies_in_its_town(one: str, other: str) -> None:
    assert same_town(town_key(one), town_key(other))


@pytest.mark.parametrize(("one", "other"), [("Frankfurt am Main", "Frankfurt (Oder)"), ("Neustadt", "Neuss"), ("Monaco", "München"), ("York", "New York")])
def test_other_towns(one: str, other: str) -> None:
    assert not same_town(town_key(one), town_key(other))


def test_no_town_is_none() -> None:
    assert town_key("") == ""
    assert not same_town("", "berlin")
