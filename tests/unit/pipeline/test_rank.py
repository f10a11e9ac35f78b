"""Companies in the order of their fit: text, words of the same market, known facts; unknown is not no."""

import pytest

from domain.context import BusinessContext
from pipeline.rank.fit import Company, Ranking, Wish, wish_of
from pipeline.rank.index import FieldIndex
from pipeline.rank.industry import INDUSTRIES, industry_of
from pipeline.rank.markets import called, markets, widened
from pipeline.rank.words import pairs, stem, words

BAKERY = Company("bakery", "Brotzeit", "A family bakery with nine shops", "Bread and cakes for the neighbourhood.", 85, frozenset({"Germany"}))
BANK = Company("bank", "Halm", "The neobank for craftsmen", "Open an account in minutes and get a debit card.", 300, frozenset({"Germany"}))
LENDER = Company("lender", "Ostwind", "Working capital loans for shops", "Credit lines for merchants.", 40, frozenset({"France"}))
DRONES = Company("drones", "Libelle", "Drones that inspect wind turbines", "Autonomous flights and reports.")
ALL = (BAKERY, BANK, LENDER, DRONES)


def keys(wish: Wish, companies: tuple[Company, ...] = ALL) -> list[str]:
    return [r.key for r in Ranking(companies).rank(wish)]


def test_words_of_the_same_market_find_what_the_wish_does_not_say() -> None:
    assert "neobank" in " ".join(widened("digital banks"))
    assert keys(Wish("challenger institutions that offer current accounts"))[0] == "bank"


def test_what_is_known_not_to_fit_comes_behind_what_may_fit() -> None:
    twin = BANK._replace(key="small", size=3)
    unknown = BANK._replace(key="unknown", size=0)
    assert keys(Wish("digital bank", smallest=50), (twin, unknown, BANK)) == ["bank", "unknown", "small"]


def test_places_and_stages_are_compared_only_where_known() -> None:
    abroad, nowhere = BANK._replace(key="abroad", places=frozenset({"Chile"})), BANK._replace(key="nowhere", places=frozenset())
    ranked = Ranking((abroad, nowhere, BANK)).rank(Wish("neobank", places=frozenset({"Germany"})))
    assert [(r.key, r.fits) for r in ranked] == [("bank", True), ("nowhere", None), ("abroad", False)]


def test_a_rival_of_the_analyst_comes_behind() -> None:
    rival = BANK._replace(key="rival", name="Rivalbank")
    assert keys(Wish("neobank", rivals=frozenset({"rivalbank"})), (rival, BANK)) == ["bank", "rival"]


def test_a_context_becomes_a_wish_without_its_offer() -> None:
    context = BusinessContext(ideal_customer="bakeries", product_service_description="ovens", company_size_min=5, competitors=("Backfix GmbH",))
    wish = wish_of(context)
    assert wish.text.strip() == "bakeries"
    assert (wish.smallest, wish.largest) == (5, 0)
    assert "oven" not in wish.text


def test_feedback_brings_words_of_the_best_hits() -> None:
    documents = [[["bakery", "sourdough"]], [["bakery", "sourdough", "rye"]], [["sourdough"]], [["steel"]]]
    index = FieldIndex(documents, (1.0,))
    assert index.score({"bakery": 1.0})[2] == 0
    assert index.score(index.with_feedback({"bakery": 1.0}))[2] > 0
    assert index.score(index.with_feedback({"nothing": 1.0})).sum() == 0


def test_a_field_of_more_weight_counts_more() -> None:
    index = FieldIndex([[["bread"], ["steel"]], [["steel"], ["bread"]]], (3.0, 1.0))
    first, second = index.score({"bread": 1.0})
    assert first > second


@pytest.mark.parametrize(("one", "other"), [("banks", "bank"), ("lending", "lend"), ("companies", "company"), ("robotics", "robotic")])
def test_endings_go(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_common_words_are_left_out() -> None:
    assert words("We are the platform for Bäckereien & Cafés") == [stem("backereien"), stem("cafes")]
    assert pairs(["a", "b", "c"]) == ["a_b", "b_c"]
    assert words("") == []


def test_a_market_is_called_by_its_words_and_none_by_others() -> None:
    assert max(called(words("telemedicine for patients")), key=called(words("telemedicine for patients")).__getitem__) == "telehealth"
    assert called(words("xyzzy")) == {}
    assert all(terms for terms in markets().values())


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("Loans and credit lines for small merchants", "Fintech"),
        ("Therapy for anxiety and depression with licensed therapists", "Healthcare"),
        ("Online courses and tutoring for pupils", "Education"),
        ("Satellites and rockets", "Industrials"),
        ("Software for property managers, landlords and tenants", "Real Estate and Construction"),
        ("A dating app to meet people nearby", "Consumer"),
        ("Observability for developers and devops", "B2B"),
        ("", "B2B"),
    ],
)
def test_the_industry_of_a_directory_text(text: str, industry: str) -> None:
    assert industry_of(text) == industry
    assert industry in INDUSTRIES
