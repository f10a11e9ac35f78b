"""Spellings of one name, names of one family, and names of others."""

import pytest

from domain.company_name import Alike, compare, compare_all, name_key, spelled


def alike(one: str, other: str) -> Alike:
    result = compare(name_key(one), name_key(other))
    assert compare(name_key(other), name_key(one)) is result
    return result


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller Kältetechnik GmbH", "MUELLER KAELTETECHNIK G.m.b.H."),
        ("Müller Kältetechnik GmbH", "Kältetechnik Müller"),
        ("Müller Kältetechnik GmbH", "Muller Kalte-Technik, Gesellschaft mit beschränkter Haftung"),
        ("Rüegg Uhrwerke AG", "Rueegg Uhrwerke"),
        ("Gebr. Huber & Söhne OHG", "Gebrüder Huber und Soehne"),
        ("O'Malley Joinery Ltd", "OMALLEY JOINERY LIMITED"),
        ("Sørensen Maskinfabrik A/S", "Soerensen Maskinfabrik Aktieselskab"),
        ("Růžička Pekárna s.r.o.", "Ruzicka Pekarna, spol. s r.o."),
        ("Żółkowski Chłodnictwo Sp. z o.o.", "Zolkowski Chlodnictwo spółka z ograniczoną odpowiedzialnością"),
        ("Yıldırım Gıda A.Ş.", "Yildirim Gida Anonim Şirketi"),
        ("S.A. Lefèvre", "Lefevre SA"),
        ("Ромашка ООО", "Romashka"),
        ("株式会社あおば", "あおば"),
        ("A.B.C. Werke GmbH", "ABC Werke GmbH"),
        ("St. Martin Brauerei", "Sankt Martin Brauerei"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert alike(one, other) is Alike.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hubermeier Maschinenbau GmbH", "Hubermeier Maschinenbua GmbH"),
        ("Hubermeier Metallverarbeitung", "Hubermeier Metallverarb."),
        ("Bergische Apparate Werke GmbH", "BAW GmbH"),
    ],
)
def test_slips_abbreviations_and_initials_are_close(one: str, other: str) -> None:
    assert alike(one, other) is Alike.CLOSE


def test_a_short_name_is_a_part_and_of_two_legal_names_another_company() -> None:
    assert alike("Huber", "Huber Metallbau GmbH") is Alike.PART
    assert alike("Huber GmbH", "Huber Metallbau GmbH") is Alike.AKIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Huber Logistik Nord GmbH", "Huber Logistik Süd GmbH"),
        ("Huber Logistik Nord GmbH", "Huber Logistik GmbH"),
        ("Alpha Fonds 1 GmbH", "Alpha Fonds 2 GmbH"),
        ("Alpha Fonds II", "Alpha Fonds III"),
        ("Huber Holding GmbH", "Huber GmbH"),
        ("Huber Holding GmbH", "Huber Stiftung GmbH"),
        ("Huber GmbH", "Huber AG"),
        ("Huber GmbH", "Huber GmbH & Co. KG"),
    ],
)
def test_sisters_are_akin_and_no_more(one: str, other: str) -> None:
    assert alike(one, other) is Alike.AKIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bauer Metallbau GmbH", "Huber Metallbau GmbH"),
        ("Bauer", "Baur"),
        ("Meier KG", "Maier KG"),
        ("Huber Immobilien Verwaltung", "Schmid Kältetechnik"),
        ("Druck24", "Druck25"),
    ],
)
def test_other_names(one: str, other: str) -> None:
    assert alike(one, other) is Alike.OTHER


def test_numbers_in_roman_and_arabic_are_one() -> None:
    assert alike("Alpha Fonds II GmbH", "Alpha Fonds 2 GmbH") is Alike.SAME


def test_a_name_of_nothing_but_a_form_or_mark_keeps_its_word() -> None:
    assert name_key("Holding AG").words == ("holding",)
    assert name_key("AG").words == ("ag",)
    assert name_key("!!!").words == ()


def test_full_legal_names_decide_before_brands() -> None:
    def keys(*names: str) -> list[object]:
        return [name_key(name) for name in names]

    franchise = compare_all(keys("Burgerwerk", "Meyer Gastro GmbH"), keys("Burgerwerk", "Schulz Gastro GmbH"))  # type: ignore[arg-type]
    assert franchise is Alike.AKIN
    assert compare_all(keys("Burgerwerk"), keys("Burgerwerk", "Schulz Gastro GmbH")) is Alike.SAME  # type: ignore[arg-type]
    assert compare_all((), keys("Burgerwerk")) is Alike.UNKNOWN  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["Müller", "Rueegg", "Queck", "Bauer", "Århus", "Łódź", "İzmir", "Straße", ""])
def test_spelling_twice_changes_nothing(text: str) -> None:
    assert spelled(spelled(text)) == spelled(text)
