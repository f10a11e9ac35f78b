from typing import Any

import pytest
from pydantic import ValidationError

from domain.context import MAX_ITEMS, MAX_TEXT, BusinessContext, ContextVersion


def test_every_field_may_be_empty() -> None:
    context = BusinessContext()
    assert context.is_empty
    assert context.message_language == "en"


@pytest.mark.parametrize(
    "filled",
    [
        {"business_description": "x"},
        {"product_service_description": "x"},
        {"ideal_customer": "x"},
        {"industry_focus": ("x",)},
        {"pain_points": ("x",)},
    ],
)
def test_one_field_that_says_whom_to_look_for_is_enough(filled: dict[str, Any]) -> None:
    assert not BusinessContext.model_validate(filled).is_empty


@pytest.mark.parametrize(
    "filled", [{"location": "Utrecht"}, {"competitors": ("x",)}, {"exclude_words": ("x",)}, {"company_size_min": 5}, {"pain_points": (" ", "\0")}]
)
def test_limits_alone_do_not_say_whom_to_look_for(filled: dict[str, Any]) -> None:
    assert BusinessContext.model_validate(filled).is_empty


def test_text_is_stored_as_written_but_for_control_characters() -> None:
    raw = "  '; DROP TABLE--\n\t{{7*7}} {0} \u202eمرحبا 👩🏽‍🔬\r\0\x1b  "
    assert BusinessContext(ideal_customer=raw).ideal_customer == "'; DROP TABLE--\n\t{{7*7}} {0} \u202eمرحبا 👩🏽‍🔬"


def test_items_are_cleaned_and_each_stays_once_in_its_place() -> None:
    context = BusinessContext(pain_points=(" b ", "a", "", "b", "\0", "a\0"))
    assert context.pain_points == ("b", "a")


def test_items_may_come_as_a_list() -> None:
    assert BusinessContext.model_validate({"competitors": ["a", "b"]}).competitors == ("a", "b")


@pytest.mark.parametrize(
    "bad",
    [
        {"ideal_customer": "x" * (MAX_TEXT + 1)},
        {"pain_points": tuple(map(str, range(MAX_ITEMS + 1)))},
        {"pain_points": ("x" * 301,)},
        {"pain_points": "not a list"},
        {"ideal_customer": "\ud800"},
        {"company_size_min": 0},
        {"company_size_max": 10_000_001},
        {"company_size_min": 50, "company_size_max": 49},
        {"message_language": "english"},
        {"message_language": "DE"},
        {"idealCustomer": "x"},
    ],
)
def test_what_cannot_be_used_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BusinessContext.model_validate(bad)


@pytest.mark.parametrize("sizes", [(1, 1), (10, 500), (None, 5), (5, None)])
def test_sizes_in_order_are_taken(sizes: tuple[int | None, int | None]) -> None:
    context = BusinessContext(company_size_min=sizes[0], company_size_max=sizes[1])
    assert (context.company_size_min, context.company_size_max) == sizes


def test_the_longest_text_and_list_are_taken() -> None:
    context = BusinessContext(ideal_customer="x" * MAX_TEXT, pain_points=tuple(map(str, range(MAX_ITEMS))))
    assert (len(context.ideal_customer), len(context.pain_points)) == (MAX_TEXT, MAX_ITEMS)


def test_a_context_is_frozen_and_goes_through_json() -> None:
    context = BusinessContext(ideal_customer="Bäcker", pain_points=("a", "b"), company_size_min=3)
    with pytest.raises(ValidationError):
        context.ideal_customer = "x"  # type: ignore[misc]
    assert BusinessContext.model_validate_json(context.model_dump_json()) == context


def test_a_version_goes_through_json() -> None:
    version = ContextVersion.model_validate({"context_id": "c", "name": "n", "version": 2, "created_at": "2026-11-21T08:00:00Z", "context": {"location": "x"}})
    assert ContextVersion.model_validate_json(version.model_dump_json()) == version


@pytest.mark.parametrize(
    "weights", [{"sector_in_focus": -0.1}, {"sector_in_focus": 3.01}, {"": 1.0}, {"x" * 61: 1.0}, {f"r{n}": 1.0 for n in range(101)}, {"r": "much"}]
)
def test_weights_out_of_bounds_are_refused(weights: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BusinessContext.model_validate({"weights": weights})


def test_weights_are_kept_also_of_rules_that_there_are_not_and_stay_out_of_what_has_none() -> None:
    context = BusinessContext(weights={"pain": 0, "a_rule_to_come": 3})
    assert BusinessContext.model_validate_json(context.model_dump_json()).weights == {"pain": 0.0, "a_rule_to_come": 3.0}
    assert "weights" not in BusinessContext().model_dump()  # so that what was stored before there were any is still the same
