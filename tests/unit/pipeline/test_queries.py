import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.context import BusinessContext
from pipeline.queries import MAX_LENGTH, customer_passages, draft_queries, ranked
from tests.factories import make_context


def texts(context: BusinessContext, query: str = "", limit: int = 12) -> list[str]:
    return [q.text for q in draft_queries(context, query, limit)]


def test_the_ideal_customer_comes_first_when_there_is_no_focus_query() -> None:
    assert texts(make_context())[0] == "Food producers, dairies, bakeries and cold stores with 10 to 500 employees in the United Kingdom and Germany."


def test_the_focus_query_is_on_top_and_then_with_what_fits_it_best() -> None:
    first, second, *_ = draft_queries(make_context(), "village bakery")
    assert first.text == "village bakery"
    assert second.text == "village bakery bakeries"
    assert "relevance" in second.why


def test_the_offer_never_gets_into_a_query() -> None:
    words = {w for text in texts(make_context(), limit=100) for w in text.lower().split()}
    assert not words & {"wireless", "loggers", "coldmark", "software", "alarm"}


def test_industries_pains_and_the_market_are_asked_for() -> None:
    found = " | ".join(texts(make_context(), limit=100))
    assert "Wholesale & Trade" in found
    assert "goods lost after a cooling failure" in found
    assert "United Kingdom" in found


def test_a_market_of_many_countries_is_not_named() -> None:
    found = " ".join(texts(make_context(target_market="Europe", ideal_customer="bakeries"), limit=100))
    assert "Europe" not in found


def test_excluded_words_names_and_competitors_are_taken_out() -> None:
    context = make_context(ideal_customer="Bakeries, Tempwarden users and tobacco shops.", exclude_words=("tobacco",), exclude_companies=("Quay Stores",))
    found = " ".join(texts(context, "bakeries like Quay Stores", limit=100)).lower()
    assert "tobacco" not in found
    assert "tempwarden" not in found
    assert "quay stores" not in found
    assert "bakeries like" in found


def test_without_a_customer_the_audience_of_the_offer_is_asked_for() -> None:
    only_offer = BusinessContext(product_service_description="Temperature loggers for bakeries and dairies.")
    (drafted,) = draft_queries(only_offer)
    assert drafted.text == "bakeries and dairies"
    assert "no ideal customer" in drafted.why


def test_with_nothing_but_a_product_the_query_says_what_to_expect() -> None:
    (drafted,) = draft_queries(BusinessContext(product_service_description="Temperature loggers"))
    assert "expect competitors" in drafted.why


def test_an_empty_context_gives_no_query_but_the_focus() -> None:
    assert draft_queries(BusinessContext()) == ()
    assert texts(BusinessContext(), "  cold   stores ") == ["cold stores"]


def test_every_query_says_why_and_for_what() -> None:
    for drafted in draft_queries(make_context(), "cold stores"):
        assert drafted.why.endswith(".")
        assert drafted.terms


def test_relevance_ranks_the_pieces_that_share_words_with_the_query() -> None:
    passages = ranked(customer_passages(make_context()), "failure of the cooling")
    assert passages[0].text == "goods lost after a cooling failure"
    assert passages[0].relevance > 0
    assert passages[-1].relevance == 0


@pytest.mark.parametrize("limit", [1, 3, 12])
def test_the_limit_holds(limit: int) -> None:
    assert len(draft_queries(make_context(), "cold stores", limit)) <= limit


words = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=900)


@settings(max_examples=60, deadline=None)
@given(words, words, st.lists(words.map(lambda w: w[:300]), max_size=4), words)
def test_queries_are_short_and_all_different(ideal: str, query: str, pains: list[str], market: str) -> None:
    context = BusinessContext(ideal_customer=ideal, pain_points=tuple(pains), target_market=market, exclude_words=("a.b",))
    drafted = draft_queries(context, query)
    assert all(0 < len(q.text) <= MAX_LENGTH for q in drafted)
    assert len({q.text.casefold() for q in drafted}) == len(drafted)


def test_the_languages_of_the_market_get_a_query_of_their_own_words() -> None:
    found = [q for q in draft_queries(make_context(), limit=100) if "language “de”" in q.why]
    assert len(found) == 1
    assert "hersteller" in found[0].text
    assert "großhandel" in found[0].text
    assert not any("language “en”" in q.why for q in draft_queries(make_context(), limit=100))
