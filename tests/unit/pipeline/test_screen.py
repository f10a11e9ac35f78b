import pytest

from domain.context import BusinessContext
from domain.evidence import Fact, Facts
from domain.lead_state import ERROR_TYPES, REASON_CODES
from pipeline.screen import Verdict, failure_of, screen
from tests.factories import make_context, make_fact, make_facts, make_lead, rich_facts


def judged(
    *facts: Fact, flags: tuple[str, ...] = (), context: BusinessContext | None = None, website: str = "https://harbour-dairy.example/"
) -> Verdict | None:
    return screen(make_facts(*facts), flags, make_lead(website), context or make_context())


def sells(n: int) -> list[Fact]:
    return [make_fact("passage", f"Our temperature loggers, line {i}.", interest="offer", mode="sells") for i in range(n)]


def test_a_good_lead_passes() -> None:
    assert judged(*rich_facts()) is None


def test_an_unread_site_is_judged_by_its_domain_only() -> None:
    assert screen(Facts(), (), make_lead(), make_context()) is None
    verdict = screen(Facts(), (), make_lead("https://frostpilot.example/"), make_context())
    assert verdict
    assert verdict.code == "competitor"


@pytest.mark.parametrize(
    ("flags", "code"),
    [(("js_only",), "js_only_page"), (("empty", "noindex"), "empty_page"), (("under_construction",), "empty_page")],
)
def test_what_a_retry_may_cure_is_a_failure(flags: tuple[str, ...], code: str) -> None:
    verdict = failure_of(flags)
    assert verdict
    assert (verdict.kind, verdict.code) == ("failure", code)
    assert verdict.code in ERROR_TYPES


@pytest.mark.parametrize("flags", [(), ("instructs_ai",), ("noindex", "login"), ("parked", "empty")])
def test_other_flags_are_no_failure(flags: tuple[str, ...]) -> None:
    assert failure_of(flags) is None


def test_a_parked_domain_is_rejected_even_when_it_is_empty() -> None:
    verdict = judged(flags=("parked", "empty"))
    assert verdict
    assert verdict.code == "parked_domain"


def test_a_directory_is_no_company() -> None:
    verdict = judged(*rich_facts(), flags=("directory",))
    assert verdict
    assert verdict.code == "not_a_company"


def test_a_blog_is_no_company_unless_it_has_a_legal_name() -> None:
    blog = judged(make_fact("company_name", "Crumbs"), flags=("personal_blog",))
    assert blog
    assert blog.code == "not_a_company"
    assert judged(make_fact("company_name", "Crumbs"), make_fact("legal_name", "Crumbs Ltd"), flags=("personal_blog",)) is None


def test_a_page_without_any_trace_of_a_company_is_none() -> None:
    verdict = judged(make_fact("language", "en"))
    assert verdict
    assert verdict.code == "not_a_company"


def test_unverified_facts_are_no_trace_of_a_company_and_reject_nobody() -> None:
    claim = make_fact("company_name", "Tempwarden", status="unverified")
    assert judged(claim, make_fact("phone", "+441482000111")) is None
    assert judged(claim).code == "not_a_company"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"competitors": ("harbour dairy GmbH",)}, "competitor"),
        ({"competitors": ("www.harbour-dairy.example",)}, "competitor"),
        ({"competitors": ("HarbourDairy",)}, "competitor"),
        ({"exclude_companies": ("Harbour Dairy Limited",)}, "excluded"),
        ({"exclude_companies": ("harbour-dairy.example",)}, "excluded"),
        ({"exclude_domains": ("https://www.harbour-dairy.example/butter",)}, "excluded"),
        ({"exclude_words": ("soft cheese",)}, "excluded"),
        ({"exclude_words": ("BUTTER",)}, "excluded"),
        ({"exclude_words": ("chee",)}, None),
        ({"exclude_companies": ("Harbour",)}, None),
        ({"competitors": ("Dairy",)}, None),
        ({"exclude_domains": ("dairy.example",)}, None),
    ],
)
def test_lists_of_the_context(changes: dict[str, tuple[str, ...]], code: str | None) -> None:
    verdict = judged(*rich_facts(), context=make_context(**changes))
    assert (verdict.code if verdict else None) == code


def test_an_excluded_domain_stands_for_all_its_hosts() -> None:
    verdict = judged(website="https://shop.example.com/", context=make_context(exclude_domains=("example.com",)))
    assert verdict
    assert verdict.code == "excluded"


def test_one_passage_with_an_excluded_word_may_say_the_opposite_two_do_not() -> None:
    context = make_context(exclude_words=("tobacco",))
    one = make_fact("passage", "Ours is a tobacco free house.", interest="exclude:0")
    two = make_fact("passage", "Tobacco of all kinds in the shop.", interest="exclude:0")
    assert judged(*rich_facts(), one, context=context) is None
    verdict = judged(*rich_facts(), one, two, context=context)
    assert verdict
    assert verdict.code == "excluded"
    assert set(verdict.fact_ids) == {one.fact_id, two.fact_id}


def test_who_sells_the_same_and_is_no_customer_is_a_competitor() -> None:
    other = make_fact("sector", "IT Services & Software", status="derived")
    name = make_fact("company_name", "Haldenworks")
    verdict = judged(name, other, *sells(2))
    assert verdict
    assert verdict.code == "competitor"
    assert "IT Services & Software" in verdict.reason
    assert other.fact_id in verdict.fact_ids


def test_a_customer_that_also_sells_it_or_says_so_once_is_none() -> None:
    name = make_fact("company_name", "Haldenworks")
    in_focus = make_fact("sector", "Manufacturing", status="derived")
    outside = make_fact("sector", "IT Services & Software", status="derived")
    pain = make_fact("passage", "We write the lists by hand.", interest="pain:0")
    assert judged(name, in_focus, *sells(3)) is None
    assert judged(name, outside, *sells(1)) is None
    assert judged(name, outside, *sells(3), pain) is None


def test_without_a_focus_it_takes_one_passage_more() -> None:
    context = make_context(industry_focus=())
    name = make_fact("company_name", "Haldenworks")
    assert judged(name, *sells(2), context=context) is None
    assert judged(name, *sells(3), context=context) is not None


@pytest.mark.parametrize(
    ("employees", "code"),
    [
        ("85", None),
        ("501", None),
        ("900", None),
        ("1,000", "out_of_icp"),
        ("20,000", "out_of_icp"),
        ("8", None),
        ("5", "out_of_icp"),
        ("1-5", "out_of_icp"),
        ("4-30", None),
    ],
)
def test_size_rejects_only_far_outside(employees: str, code: str | None) -> None:
    verdict = judged(make_fact("company_name", "Quay Stores"), make_fact("employees", employees))
    assert (verdict.code if verdict else None) == code


def test_country_rejects_only_when_it_is_sure() -> None:
    name = make_fact("company_name", "Quay Stores")
    sure = judged(name, make_fact("country", "FR", confidence=0.9))
    assert sure
    assert sure.code == "out_of_icp"
    assert "France" in sure.reason
    assert judged(name, make_fact("country", "FR", confidence=0.5)) is None
    assert judged(name, make_fact("country", "FR", confidence=0.9), make_fact("country", "DE", role="secondary")) is None
    assert judged(name, make_fact("country", "FR", confidence=0.9), context=make_context(target_market="")) is None


def test_the_sector_alone_never_rejects() -> None:
    assert judged(make_fact("company_name", "Quay Stores"), make_fact("sector", "Insurance", confidence=1.0)) is None


def test_every_reject_has_a_known_code_and_one_sentence() -> None:
    verdicts = [
        judged(flags=("parked",)),
        judged(*rich_facts(), flags=("directory",)),
        judged(*rich_facts(), context=make_context(exclude_words=("butter",))),
        judged(make_fact("company_name", "Quay"), make_fact("employees", "90000")),
    ]
    for verdict in verdicts:
        assert verdict
        assert verdict.kind == "reject"
        assert verdict.code in REASON_CODES
        assert verdict.reason.endswith(".")
        assert "\n" not in verdict.reason


def test_what_a_page_orders_an_ai_to_believe_rejects_nobody() -> None:
    facts = (make_fact("company_name", "Quay Stores"), make_fact("employees", "5000"), make_fact("country", "FR", confidence=0.9))
    assert judged(*facts) is not None
    assert judged(*facts, flags=("instructs_ai",)) is None


def test_a_page_with_nothing_but_a_name_is_no_company() -> None:
    verdict = judged(make_fact("company_name", "Access denied"))
    assert verdict
    assert verdict.code == "not_a_company"
    assert judged(make_fact("company_name", "Holm"), make_fact("phone", "+4930123456")) is None


def test_what_only_looked_like_a_contact_is_no_trace_of_a_company() -> None:
    verdict = judged(make_fact("company_name", "Holm"), make_fact("email", "you@example.com", role="decoy", why="placeholder"))
    assert verdict
    assert verdict.code == "not_a_company"
