"""A company's own words beside those of the ideal customer: met with the facts they stand in, unknown when the pages are silent."""

import pytest

from domain.score import Factor, FactorState
from pipeline.dossier import Dossier
from pipeline.factors.prospect import is_of
from pipeline.scoring import score
from tests.factories import TODAY, make_context, make_dossier, make_fact


def factor(dossier: Dossier, rule: str = "words_of_ideal_customer") -> Factor:
    return next(f for s in score(dossier, TODAY) for f in s.factors if f.rule == rule)


CONTEXT = make_context(ideal_customer="Food producers, hotels and pharmacies", industry_focus=())


@pytest.mark.parametrize(
    "name", ["Hofmolkerei Tal", "Boulangerie du Port", "Caseificio Rossi", "Apotheke am Markt", "Eczane Deniz", "Pekařství a pekárna Novák"]
)
def test_the_name_of_a_company_tells_what_it_is_in_its_own_language(name: str) -> None:
    fact = make_fact("company_name", name)
    found = factor(make_dossier(fact, context=CONTEXT))
    assert found.state is FactorState.MET
    assert found.fact_ids == (fact.fact_id,)
    assert name in found.text


def test_the_telling_words_are_named_with_what_they_stand_for_and_their_facts() -> None:
    product, said = make_fact("product", "Sourdough from our bakery"), make_fact("passage", "We deliver to every hotel on the coast.", interest="pain:0")
    found = factor(make_dossier(product, said, make_fact("email", "info@harbour.example"), context=CONTEXT))
    assert "“bakery” (food producers)" in found.text
    assert "“hotel” (hotels)" in found.text
    assert set(found.fact_ids) == {product.fact_id, said.fact_id}


def test_what_stands_in_a_name_tells_more_than_what_a_sentence_speaks_of() -> None:
    named = factor(make_dossier(make_fact("product", "Bakery"), context=CONTEXT))
    spoken = factor(make_dossier(make_fact("description", "We supply every bakery of the town with flour."), context=CONTEXT))
    assert named.strength > spoken.strength > named.prior


def test_words_of_the_market_count_beside_the_kinds() -> None:
    bank = make_context(ideal_customer="Digital banks with current accounts", industry_focus=())
    fact = make_fact("description", "A neobank with debit card, savings account, deposits and account opening in minutes.")
    assert factor(make_dossier(fact, context=bank)).state is FactorState.MET
    one = make_fact("description", "We print cards of all kinds: a debit card, visiting cards, postcards and more for every day.")
    assert factor(make_dossier(one, context=bank)).state is FactorState.UNKNOWN


def test_half_a_phrase_is_no_match() -> None:
    assert factor(make_dossier(make_fact("product", "Food for thought: courses in rhetoric"), context=CONTEXT)).state is FactorState.UNKNOWN


@pytest.mark.parametrize(
    ("said", "why"), [("Lamps.", "too little"), ("We make lamps, shades, bulbs, sockets and switches for gardens, terraces and balconies.", "not those")]
)
def test_silence_and_other_words_are_unknown_and_never_a_no(said: str, why: str) -> None:
    found = factor(make_dossier(make_fact("description", said), context=CONTEXT))
    assert found.state is FactorState.UNKNOWN
    assert why in found.text


def test_terms_of_a_language_that_the_site_does_not_speak_do_not_count() -> None:
    words = make_fact("product", "Laks og apotek for alle")
    assert factor(make_dossier(words, make_fact("language", "no"), context=CONTEXT)).state is FactorState.MET
    assert factor(make_dossier(words, make_fact("language", "it"), context=CONTEXT)).state is FactorState.UNKNOWN


def test_without_an_ideal_customer_the_industries_speak_and_without_both_it_is_not_asked() -> None:
    dossier = make_dossier(make_fact("company_name", "Harbour Hotel"), context=make_context(ideal_customer="", industry_focus=("Hotels",)))
    assert factor(dossier).state is FactorState.MET
    silent = make_dossier(make_fact("company_name", "Harbour Hotel"), context=make_context(ideal_customer="", industry_focus=()))
    assert "words_of_ideal_customer" not in {f.rule for s in score(silent, TODAY) for f in s.factors}


def test_a_company_that_is_on_the_list_of_competitors_is_not_met_even_when_it_says_nothing_of_its_offer() -> None:
    fact = make_fact("company_name", "Tempwarden Deutschland GmbH")
    found = factor(make_dossier(fact), "no_rival_offer")
    assert (found.state, found.fact_ids) == (FactorState.NOT_MET, (fact.fact_id,))
    assert "Tempwarden" in found.text


@pytest.mark.parametrize(
    ("rival", "company", "same"),
    [
        ("Tempwarden", "TEMPWARDEN Ltd", True),
        ("Tempwarden", "Tempwarden Group", True),
        ("Tempwarden", "Tempwarden France SAS", True),
        ("Tempwarden", "Tempwarden Bakery", False),
        ("Apex", "Apex France", False),  # too short to tell one from another
        ("Apex", "Apex", True),
        ("Tempwarden", "Frost Tempwarden", False),
        ("", "Anything", False),
    ],
)
def test_a_competitor_is_known_by_its_name_with_a_country_or_its_group(rival: str, company: str, same: bool) -> None:
    assert is_of(rival, company) is same
