from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evidence import Fact, FactStatus
from domain.score import AXES, FactorState, Score
from pipeline.dossier import Dossier
from pipeline.factors.axis import Rule
from pipeline.factors.kin import shown_kinds, touches
from pipeline.factors.places import countries_in, country_name
from pipeline.factors.prospect import NOUNS
from pipeline.factors.signals import BASE, faded, read_signal
from pipeline.factors.terms import akin
from pipeline.factors.trouble import tells_of_burden, tells_of_incident
from pipeline.scoring import score, score_of, tier_of, why_here
from tests.factories import TODAY, make_context, make_dossier, make_fact, rich_dossier, rich_facts, thin_dossier


def axis(dossier: Dossier, name: str, today: date = TODAY) -> Score:
    return next(s for s in score(dossier, today) if s.axis == name)


def state(dossier: Dossier, rule: str) -> FactorState:
    return next(f.state for s in score(dossier, TODAY) for f in s.factors if f.rule == rule)


HELPFUL = (
    make_fact("sector", "Manufacturing", status="derived"),
    make_fact("employees", "120"),
    make_fact("country", "DE", status="derived"),
    make_fact("email", "info@harbour-dairy.example", kind="role"),
    make_fact("phone", "+441482000111"),
    make_fact("legal_name", "Harbour Dairy Ltd"),
    make_fact("description", "A dairy that makes butter."),
    make_fact("description", "Food producers trust our bakeries."),
    make_fact("product", "Cold food stores"),
    make_fact("company_name", "Quay Dairies"),
    make_fact("signal", "A new hall is being built.", kind="expansion", date="2026-10"),
    make_fact("signal", "A new hall was built.", kind="expansion", date="2019-10"),
    make_fact("signal", "We look for a fitter.", kind="hiring", date=""),
    make_fact("signal", "Tender for cold rooms.", kind="tender", date="2026-12-15"),
    make_fact("signal", "Five million for growth.", kind="funding", date="2026-05"),
    make_fact("signal", "Anna Reed is our new head.", kind="leadership_change", date="2026-08"),
    make_fact("passage", "We write the lists by hand.", interest="pain:0"),
    make_fact("passage", "The cooling failed and all was lost.", interest="pain:1"),
    make_fact("passage", "Loggers are something we look at.", interest="offer", mode="mentions"),
)


def test_silent_pages_leave_everything_unknown_and_nothing_not_met() -> None:
    states = {f.state for s in score(make_dossier(company_name="Quay Stores"), TODAY) for f in s.factors}
    assert states == {FactorState.UNKNOWN}


def test_a_pain_that_is_not_shown_is_unknown_and_leaves_its_share_of_the_interval_open() -> None:
    pains = axis(rich_dossier(), "pain_alignment")
    assert [f.state for f in pains.factors] == [FactorState.MET, FactorState.MET, FactorState.MET, FactorState.UNKNOWN]
    assert pains.high - pains.low == pytest.approx(1 / 5)


def test_a_contradiction_is_not_met_and_closes_the_interval_from_above() -> None:
    outside = axis(make_dossier(make_fact("employees", "9,000")), "prospect")
    silent = axis(make_dossier(company_name="Quay Stores"), "prospect")
    assert outside.high < silent.high == 1.0


@pytest.mark.parametrize(
    ("employees", "expected"),
    [("85", "met"), ("50-100", "met"), ("400-900", "met"), ("5", "not_met"), ("1,200", "not_met"), ("200+", "met"), ("several", "unknown")],
)
def test_size_in_range(employees: str, expected: str) -> None:
    assert state(make_dossier(make_fact("employees", employees)), "size_in_range") == expected


@pytest.mark.parametrize(("country", "expected"), [("GB", "met"), ("DE", "met"), ("FR", "not_met")])
def test_target_market(country: str, expected: str) -> None:
    assert state(make_dossier(make_fact("country", country, status="derived")), "in_target_market") == expected


def test_a_market_that_names_no_country_settles_nothing() -> None:
    dossier = make_dossier(make_fact("country", "FR"), context=make_context(target_market="wherever milk is made"))
    assert state(dossier, "in_target_market") == "unknown"


def test_a_town_named_in_the_market_is_in_it() -> None:
    dossier = make_dossier(make_fact("city", "Lyon"), context=make_context(target_market="Lyon and around"))
    assert state(dossier, "in_target_market") == "met"


def test_sector_outside_the_focus_counts_against_only_when_it_is_sure() -> None:
    assert state(make_dossier(make_fact("sector", "Insurance", confidence=0.8)), "sector_in_focus") == "not_met"
    assert state(make_dossier(make_fact("sector", "Insurance", confidence=0.3)), "sector_in_focus") == "unknown"


def test_a_side_line_in_the_focus_counts_less_than_the_main_line() -> None:
    side = axis(make_dossier(make_fact("sector", "Insurance"), make_fact("sector", "Manufacturing", role="secondary")), "prospect")
    main = axis(make_dossier(make_fact("sector", "Manufacturing")), "prospect")
    assert side.value < main.value


def test_unverified_facts_settle_nothing() -> None:
    doubtful = [f.model_copy(update={"status": FactStatus.UNVERIFIED, "evidence": ()}) for f in HELPFUL]
    assert all(f.state is FactorState.UNKNOWN for s in score(make_dossier(*doubtful), TODAY) for f in s.factors)


def test_selling_the_same_is_a_factor_against() -> None:
    dossier = make_dossier(make_fact("passage", "We sell temperature loggers.", interest="offer", mode="sells"))
    assert state(dossier, "no_rival_offer") == "not_met"


def test_without_pains_in_the_context_the_axis_says_so() -> None:
    pains = axis(rich_dossier(make_context(pain_points=())), "pain_alignment")
    assert (pains.value, pains.low, pains.high) == (0.0, 0.0, 1.0)
    assert "names no pain points" in pains.reason


@pytest.mark.parametrize("kind", sorted(BASE))
def test_a_signal_is_worth_half_after_its_half_life(kind: str) -> None:
    assert faded(kind, BASE[kind][1]) == pytest.approx(faded(kind, 0) / 2, abs=1e-4)
    assert faded(kind, -90) == faded(kind, 0)


@pytest.mark.parametrize(("iso", "age"), [("2026-11-21", 0), ("2026-11", 6), ("2026-12-01", -10), ("", None), ("soon", None), ("2026-13", None)])
def test_age_of_a_signal(iso: str, age: int | None) -> None:
    assert read_signal(make_fact("signal", "News.", kind="hiring", date=iso), TODAY).age == age


def test_the_same_page_is_worth_less_a_year_later() -> None:
    later = TODAY + timedelta(days=365)
    for name in ("buying_intent", "urgency"):
        assert axis(rich_dossier(), name, later).value < axis(rich_dossier(), name).value


def test_an_old_signal_is_unknown_not_a_no() -> None:
    old = make_dossier(make_fact("signal", "A new hall.", kind="expansion", date="2015-01"))
    assert state(old, "invests_or_grows") == "unknown"


def test_a_vacancy_close_to_the_offer_counts_more_than_any_other() -> None:
    close = make_dossier(make_fact("signal", "We seek a person for our temperature records.", kind="hiring", date="2026-11"))
    other = make_dossier(make_fact("signal", "We seek a gardener.", kind="hiring", date="2026-11"))
    assert axis(close, "buying_intent").value > axis(other, "buying_intent").value


def test_the_reason_names_the_strongest_what_speaks_against_and_the_unknown() -> None:
    dossier = make_dossier(make_fact("sector", "Manufacturing"), make_fact("employees", "9000"))
    reason = axis(dossier, "prospect").reason
    assert "“Manufacturing”" in reason
    assert "9000 employees is outside 10 to 500" in reason
    assert "5 of 7 unknown" in reason
    assert reason.endswith(".")


def test_every_reason_has_as_many_opening_as_closing_marks() -> None:
    long = make_fact("passage", "We write " + "very many " * 50 + "lists by hand.", interest="pain:0")
    for one in score(make_dossier(long, *rich_facts()), TODAY):
        assert one.reason.count("“") == one.reason.count("”")


def test_a_met_factor_never_counts_less_than_its_unknown() -> None:
    rule = Rule("rule", "urgency", 1.0, 0.4)
    assert score_of("urgency", (rule.met("", (), 0.01),)).value >= score_of("urgency", (rule.unknown(""),)).value


facts_given = st.lists(st.sampled_from((*HELPFUL, *rich_facts())), max_size=20, unique_by=lambda f: f.fact_id)
days = st.integers(-400, 4000).map(lambda n: TODAY + timedelta(days=n))


@settings(max_examples=60, deadline=None)
@given(facts_given, days)
def test_scores_stay_inside_their_interval(facts: list[Fact], today: date) -> None:
    scores = score(make_dossier(*facts), today)
    assert tuple(s.axis for s in scores) == AXES
    for one in scores:
        assert 0 <= one.low <= one.value <= one.high <= 1


@settings(max_examples=60, deadline=None)
@given(facts_given, st.sampled_from(HELPFUL), days)
def test_one_more_good_fact_never_lowers_a_score(facts: list[Fact], more: Fact, today: date) -> None:
    kept = [f for f in facts if f.field not in ("employees", "sector", "country") or f.field != more.field]
    before = score(make_dossier(*kept), today)
    after = score(make_dossier(*kept, more), today)
    for one, other in zip(before, after, strict=True):
        assert other.value >= one.value - 1e-9
        assert other.low >= one.low - 1e-9


def test_tiers_from_a_to_d() -> None:
    assert tier_of(score(rich_dossier(), TODAY))[0] == "A"
    quiet = [f for f in rich_facts() if f.field not in ("passage", "signal")]
    hiring = make_fact("signal", "We seek a gardener.", kind="hiring", date="2026-09")
    assert tier_of(score(make_dossier(*quiet, hiring), TODAY))[0] == "B"
    assert tier_of(score(make_dossier(*quiet), TODAY))[0] == "C"
    assert tier_of(score(thin_dossier(), TODAY))[0] in ("C", "D")
    rival = make_fact("passage", "We sell temperature loggers.", interest="offer", mode="sells")
    assert tier_of(score(rich_dossier().grown(facts=make_dossier(*rich_facts(), rival).facts), TODAY))[0] == "D"


@pytest.mark.parametrize("wrong", [make_fact("employees", "9000"), make_fact("country", "FR"), make_fact("sector", "Insurance")])
def test_what_is_clearly_outside_allows_c_at_best(wrong: Fact) -> None:
    facts = [wrong if f.field == wrong.field else f for f in rich_facts()]
    tier, why = tier_of(score(make_dossier(*facts), TODAY))
    assert tier in ("C", "D")
    assert "outside what you look for" in why


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Germany, Austria and Switzerland", {"DE", "AT", "CH"}),
        ("DACH", {"DE", "AT", "CH"}),
        ("Frankreich und die Niederlande", {"FR", "NL"}),
        ("USA and the UK", {"US", "GB"}),
        ("get in touch with us", set()),
        ("worldwide, first of all Spain", set()),
        ("", set()),
    ],
)
def test_countries_in_free_text(text: str, codes: set[str]) -> None:
    assert countries_in(text) == codes


def test_country_names() -> None:
    assert (country_name("GB"), country_name("de"), country_name("??")) == ("United Kingdom", "Germany", "??")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A compressor failed over the weekend.", True),
        ("Die Charge haben wir zurückgerufen.", True),
        ("Trois tonnes perdues après la panne.", True),
        ("We write the list three times a day.", False),
        ("Our stone floor was laid in May.", False),
    ],
)
def test_words_of_an_incident(text: str, expected: bool) -> None:
    assert tells_of_incident(text) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("bakery", "bakeries", True),
        ("lebensmittel", "lebensmittelhersteller", True),
        ("contract", "contact", False),
        ("cold", "colds", True),
        ("food", "foot", False),
    ],
)
def test_kin_words(one: str, other: str, expected: bool) -> None:
    assert akin(one, other) is akin(other, one) is expected


@pytest.mark.parametrize(
    ("fact", "rule"),
    [
        (make_fact("sector", "Manufacturing", status="derived", confidence=0.05), "sector_in_focus"),
        (make_fact("signal", "Inheritance and succession", kind="leadership_change", confidence=0.2), "changes"),
        (make_fact("passage", "Lists by hand.", interest="pain:0", confidence=0.1), "pain:0"),
    ],
)
def test_a_reading_that_is_too_unsure_settles_nothing(fact: Fact, rule: str) -> None:
    assert state(make_dossier(fact), rule) == "unknown"


def test_a_less_sure_signal_counts_less() -> None:
    def strength(confidence: float) -> float:
        return read_signal(make_fact("signal", "A hall.", kind="expansion", date="2026-11", confidence=confidence), TODAY).strength

    assert strength(0.3) == pytest.approx(strength(0.6) / 2, abs=1e-4)
    assert strength(0.6) == strength(1.0)


@pytest.mark.parametrize(
    ("text", "given", "kind"),
    [
        ("We won the five-year contract of the schools.", "award", "contract_won"),
        ("Ausschreibung gewonnen: Prüfung für neun Gemeinden", "tender", "contract_won"),
        ("Nous avons remporté le marché des cantines.", "tender", "contract_won"),
        ("Wygrany przetarg na dostawy", "tender", "contract_won"),
        ("We won gold at the county fair.", "award", "award"),
        ("Tender for two cold rooms until May.", "tender", "tender"),
        ("A new contract for our people.", "hiring", "hiring"),
    ],
)
def test_a_contract_won_is_not_a_tender(text: str, given: str, kind: str) -> None:
    assert read_signal(make_fact("signal", text, kind=given), TODAY).kind == kind


def test_a_sentence_counts_less_than_a_product_since_it_may_speak_of_customers() -> None:
    itself = axis(make_dossier(make_fact("product", "Village bakery")), "prospect")
    about = axis(make_dossier(make_fact("description", "We began small. We deliver to every bakery of the town.")), "prospect")
    buyer = next(f for f in about.factors if f.rule == "matches_ideal_customer")
    assert buyer.text == "“We deliver to every bakery of the town” speaks of “bakeries”, as your ideal customer does."
    assert about.value < itself.value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We still write it down by hand.", True),
        ("Das bleibt mühsam und viel Papier.", True),
        ("Cada turno lo apunta a mano.", True),
        ("Codziennie ręcznie zapisujemy temperaturę.", True),
        ("Ninety-two freezers in three halls.", False),
        ("Our paper is recycled.", False),
    ],
)
def test_words_of_a_burden(text: str, expected: bool) -> None:
    assert tells_of_burden(text) is expected


def test_a_passage_that_only_touches_the_subject_leaves_the_pain_unknown_but_likelier() -> None:
    touch = make_fact("passage", "Ninety-two cold rooms under one roof.", interest="pain:1")
    touched = axis(make_dossier(touch), "pain_alignment")
    factor = next(f for f in touched.factors if f.rule == "pain:1")
    assert factor.state is FactorState.UNKNOWN
    assert factor.fact_ids == (touch.fact_id,)
    assert "without saying that it is a problem" in factor.text
    assert touched.value > axis(make_dossier(company_name="Quay Stores"), "pain_alignment").value
    assert touched.low == 0.0


def test_a_passage_in_another_language_shows_a_pain_by_its_concepts() -> None:
    context = make_context(pain_points=("temperature records",))
    shown = make_dossier(make_fact("passage", "Die Temperaturaufzeichnung macht uns zu schaffen.", interest="pain:0"), context=context)
    assert state(shown, "pain:0") == "met"


@pytest.mark.parametrize(
    ("kinds", "text", "share"),
    [
        ((("bakeries",),), "A small village bakery", 1.0),
        ((("refrigerated", "hauliers"),), "Unser Kühltransport fährt nachts", 1.0),
        ((("refrigerated", "displays"),), "Unser Kühltransport fährt nachts", 0.5),
        ((("pharmacies",),), "Die Apotheke am Markt", 1.0),
        ((("food", "producers"),), "Hofmolkerei im Tal", 1.0),
        ((("dairy", "equipment"),), "Hofmolkerei im Tal", None),  # the head of the phrase is the equipment
        ((("fabricants", "de", "meubles"),), "Usine de tables", 1.0),
        ((("check", "hand"),), "Handelsketten", None),
        ((("lebensmittelhersteller",),), "Wir sind ein Lebensmittelhersteller", 1.0),
        ((("clinics",),), "Lamps and shades", None),
    ],
)
def test_kinds_of_buyer_in_any_language(kinds: tuple[tuple[str, ...], ...], text: str, share: float | None) -> None:
    assert shown_kinds(kinds, text).get(0) == share


def test_a_vacancy_in_another_language_is_close_by_its_concept() -> None:
    assert touches("temperature records of the cold chain", "Qualitätsmanager Kühlkette (m/w/d)")
    assert not touches("temperature records of the cold chain", "Gärtnerin in Teilzeit")
    assert touches("zebrawidgets of all kinds", "Head of Zebrawidget sales")


def test_trouble_shows_only_the_pain_that_it_is_the_trouble_of() -> None:
    by_hand = make_fact("passage", "The temperatures of all cooling rooms are written down by hand.", interest="pain:1")
    assert state(make_dossier(by_hand), "pain:1") == "unknown"
    assert state(make_dossier(by_hand), "pain:0") == "met"


def test_a_mishap_does_not_show_a_burden() -> None:
    mishap = make_fact("passage", "All was lost after the outage.", interest="pain:0")
    assert state(make_dossier(mishap), "pain:0") == "unknown"
    assert state(make_dossier(mishap), "pain:1") == "met"  # shares "lost"


def test_why_here_names_what_fits_what_speaks_against_and_what_is_open() -> None:
    dossier = make_dossier(make_fact("sector", "Manufacturing"), make_fact("employees", "9000"))
    assert why_here(axis(dossier, "prospect")) == "Against it: size. Fits: sector. Open: kind of buyer, its wording, market."
    rules = {f.rule for d in (rich_dossier(), dossier) for f in axis(d, "prospect").factors}
    assert rules - set(NOUNS) == {"reachable", "registered_business"}
