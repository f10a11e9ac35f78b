"""Companies in the order of their fit: text, words of the same market, known facts; unknown is not no."""

import numpy as np
import pytest

from domain.context import BusinessContext
from pipeline.rank.facts import LEAST_UNKNOWN, MOST_UNKNOWN, UNFIT, Company, Wish, known, plain_name, size_share, stage_of, wish_of
from pipeline.rank.fit import Ranking, fused
from pipeline.rank.index import FieldIndex
from pipeline.rank.industry import INDUSTRIES, industry_of
from pipeline.rank.markets import called, markets, widened
from pipeline.rank.nearness import nearness
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


@pytest.mark.parametrize(
    ("places", "fits"),
    [
        ({"Kenya"}, True),
        ({"Africa", "Kenya"}, True),
        ({"North Africa"}, True),
        ({"EMEA"}, None),  # may be there
        ({"EMEA", "Germany"}, False),  # the region says no more than the country in it
        ({"Remote"}, None),
        ({"Peru"}, False),
        (set(), None),
    ],
)
def test_places_are_compared_through_the_regions_they_lie_in(places: set[str], fits: bool | None) -> None:
    (found,) = known((Company("c", "C", places=frozenset(places)),), Wish("", places=frozenset({"Africa"}))).fits
    assert found is fits


def test_a_name_of_a_place_that_no_table_has_is_compared_as_it_stands() -> None:
    companies = (Company("a", "A", places=frozenset({"Sector Nine"})), Company("b", "B", places=frozenset({"Remote"})))
    assert known(companies, Wish("", places=frozenset({"sector nine"}))).fits == (True, None)


@pytest.mark.parametrize(("size", "to", "share"), [(50, 0, 1.0), (11, 50, 1.0), (501, 0, 0.25), (2_000, 0, UNFIT), (1, 4, UNFIT), (0, 0, None), (0, 20, 1.0)])
def test_a_size_just_outside_counts_more_than_one_far_off(size: int, to: int, share: float | None) -> None:
    found = size_share(size, to, 20, 500)
    assert found == (share if share is None else pytest.approx(share, abs=0.001))


def test_an_unknown_counts_as_likely_as_the_others_make_it_but_never_as_a_no_or_a_yes() -> None:
    def unknown(*sizes: int) -> float:
        companies = [Company(str(n), "", size=size) for n, size in enumerate(sizes)]
        return float(known([*companies, Company("?", "")], Wish("", smallest=10)).shares[-1])

    assert unknown(*[50] * 40) == MOST_UNKNOWN
    assert unknown(*[1] * 400) == LEAST_UNKNOWN
    assert UNFIT < LEAST_UNKNOWN < MOST_UNKNOWN < 1


def test_stages_are_compared_by_what_they_mean() -> None:
    assert [stage_of(s) for s in ("Seed", "pre-seed stage", "Series B", "Scale-up", "Growth", "dormant")] == [
        "early",
        "early",
        "growth",
        "growth",
        "growth",
        "dormant",
    ]
    companies = (Company("a", "A", stage="Series C"), Company("b", "B", stage="Seed"), Company("c", "C"))
    assert known(companies, Wish("", stages=frozenset({"growth"}))).fits == (True, False, None)


@pytest.mark.parametrize("written", ["Unknown", "n/a", "-", "Grant", "Private", ""])
def test_what_names_no_stage_is_unknown_and_no_other_stage(written: str) -> None:
    assert known([Company("a", "A", stage=written)], Wish("", stages=frozenset({"early"}))).fits == (None,)


def test_a_name_that_is_only_like_a_competitors_is_none_of_a_competitor() -> None:
    wish = wish_of(BusinessContext(ideal_customer="Banks", competitors=("Striper Ltd", "Our Scout", "Make", "The Company")))
    others = [plain_name(name) for name in ("Stripe", "Scout", "Maker", "", "GmbH")]
    assert not wish.rivals.intersection(others)
    assert {plain_name("Striper"), plain_name("MAKE, Inc."), plain_name("our scout GmbH")} <= wish.rivals


def test_hiring_is_asked_only_where_the_wish_asks() -> None:
    companies = (Company("a", "A", hiring=True), Company("b", "B", hiring=False), Company("c", "C"))
    assert known(companies, Wish("", hiring=True)).fits == (True, False, None)
    assert known(companies, Wish("")).fits == (True, True, True)


def test_a_context_says_in_words_which_stage_and_place_and_whether_they_hire() -> None:
    wish = wish_of(BusinessContext(ideal_customer="Growth-stage payment companies that are hiring", target_market="Kenya and West Africa"))
    assert (wish.stages, wish.hiring, wish.places) == (frozenset({"growth"}), True, frozenset({"Kenya", "West Africa"}))
    plain = wish_of(BusinessContext(ideal_customer="Recruiting software and hiring platforms", target_market="worldwide, from Kenya"))
    assert (plain.stages, plain.hiring, plain.places) == (frozenset(), False, frozenset())


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
    documents = [[["bakery", "sourdough"]], [["bakery", "sourdough", "rye"]], [["sourdough"]], *[[["steel"]]] * 30]
    index = FieldIndex(documents, (1.0,))
    assert index.score({"bakery": 1.0})[2] == 0
    assert index.score(index.with_feedback({"bakery": 1.0}))[2] > 0
    assert index.score(index.with_feedback({"nothing": 1.0})).sum() == 0
    short = FieldIndex(documents[:9], (1.0,))
    assert short.with_feedback({"bakery": 1.0}) == {"bakery": 1.0}


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


def test_meaning_is_fused_with_words_by_reciprocal_rank() -> None:
    words_say, meaning_says = np.array([3.0, 2.0, 0.0]), np.array([0.1, 0.9, 0.5])
    assert np.allclose(fused(words_say, meaning_says), [1 / 61 + 1 / 63, 1 / 62 + 1 / 61, 1 / 62])
    assert fused(words_say, np.zeros(3)).argmax() == 0


def test_what_only_the_meaning_finds_is_ranked_too() -> None:
    assert "drones" not in keys(Wish("neobank"))
    ranked = Ranking(ALL).rank(Wish("neobank"), near=[0.0, 0.9, 0.0, 0.8])
    assert ranked[0].key == "bank"
    assert "drones" in [r.key for r in ranked]


def test_nearness_is_the_cosine_and_no_vector_is_near_to_nothing() -> None:
    assert nearness([1.0, 0.0], [[2.0, 0.0], [0.0, 3.0], [0.0, 0.0], [1.0, 1.0]]) == pytest.approx([1.0, 0.0, 0.0, 0.5**0.5])
    assert nearness([1.0], []) == []


def test_no_companies_are_ranked_as_none() -> None:
    assert keys(Wish("neobank", smallest=5, places=frozenset({"Kenya"})), ()) == []


def test_a_company_whose_words_are_wholly_of_the_market_comes_before_one_that_names_it_in_passing() -> None:
    wholly = Company("wholly", "A", "Dental clinic", "Our dentists and patients: primary care, doctors, nurses.")
    passing = Company("passing", "B", "Dental clinic", "Freight forwarding, trucking, warehousing, customs and parcels.")
    assert [r.key for r in Ranking((passing, wholly)).rank(Wish("dental clinics, doctors"))] == ["wholly", "passing"]
