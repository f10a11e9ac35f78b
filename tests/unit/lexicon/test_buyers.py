"""Kinds of buyer: named by the head of a phrase, with those that a wider one holds, in every language of the table."""

import pytest

from pipeline.lexicon.buyers import WITHIN, buyer_terms, buyers_of
from pipeline.lexicon.tables import table


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("village bakeries", "bakery"),
        ("Bäckereien", "bakery"),
        ("Hofmolkerei", "dairy"),
        ("boulangeries artisanales", "bakery"),
        ("farmacias", "pharmacy"),
        ("aziende agricole", "farm"),
        ("koeltransport", "haulier"),
        ("firmy transportowe", "haulier"),
        ("panifici", "bakery"),
        ("firma transportowa", "haulier"),
        ("eczaneler", "pharmacy"),
        ("стоматологии", "dentist"),
        ("lampshades", ""),
        ("", ""),
    ],
)
def test_a_phrase_names_its_kind(phrase: str, kind: str) -> None:
    assert kind in (buyers_of(phrase.split()) or ("",))


def test_what_stands_before_the_head_names_nothing() -> None:
    assert "bakery" not in buyers_of(("bakery", "equipment", "dealers"))
    assert "joiner" not in buyers_of(("muebles", "usados", "talleres"))
    assert "manufacturer" in buyers_of(("fabricants", "de", "meubles"))


def test_a_wider_kind_holds_the_narrower_and_not_the_other_way_round() -> None:
    assert {"food_producer", "dairy", "bakery"} <= set(buyers_of(("food", "producers")))
    assert "food_producer" not in buyers_of(("bakeries",))


def test_every_kind_that_another_holds_is_in_the_table() -> None:
    kinds = set(table("buyers")["en"])
    assert set(WITHIN) <= kinds
    assert {kind for held in WITHIN.values() for kind in held} <= kinds
    assert {t.key for t in buyer_terms(kinds)} == kinds
