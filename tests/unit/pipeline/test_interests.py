from domain.context import BusinessContext
from pipeline.interests import OFFER_NEEDS, expand, interests, sector_terms


def test_each_part_of_the_context_becomes_an_interest():
    context = BusinessContext(
        pain_points=("Late payments", "Staff turnover"),
        competitors=("Acme Corp.", "AG"),
        exclude_words=("crypto coins",),
        product_service_description="Dunning software",
    )
    found = {i.key: i for i in interests(context)}
    assert set(found) == {"pain:0", "pain:1", "offer", "competitor:0", "exclude:0"}  # "AG" is no name
    assert found["offer"].any_of == OFFER_NEEDS
    assert found["competitor:0"].terms == ("acme=",)
    assert found["exclude:0"].terms == ("crypto= coins=",)


def test_a_pain_is_told_in_many_languages():
    (pain,) = interests(BusinessContext(pain_points=("Late payments hurt our cash flow",)))
    languages = {mark for term in pain.terms for mark in term.partition("@")[2].split(".")}
    assert {"en", "de", "fr", "es", "it", "nl", "pl", "ru", "ja"} <= languages


def test_words_that_no_concept_knows_are_kept():
    (pain,) = interests(BusinessContext(pain_points=("Moldy archives",)))
    assert pain.terms == ("mold archiv",)
    (single,) = interests(BusinessContext(pain_points=("Limescale",)))
    assert single.terms == ("limesca",)


def test_nothing_comes_of_nothing():
    assert interests(BusinessContext()) == ()


def test_expanding_keeps_what_was_given_first_and_adds_readable_words():
    words = expand(["cold chain"])
    assert words[0] == "cold chain"
    assert "kühlkette" in words
    assert expand(["cold chain"], frozenset({"fr"}))[1:]
    assert "kühlkette" not in expand(["cold chain"], frozenset({"fr"}))
    assert expand(["xyzzy"]) == ("xyzzy",)


def test_words_of_a_sector():
    assert "spedition" in sector_terms("Transportation & Logistics")
