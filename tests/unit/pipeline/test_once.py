import asyncio

import pytest

from domain.base import Value
from domain.context import BusinessContext
from domain.errors import TryAgain
from domain.events import Event, StatusUpdate
from domain.lead_state import LeadState
from pipeline.once import Done, InMemory, Key, hashed


class Sum(Value):
    total: int


KEY = Key(lead_id="ld_1", step="sum", input_hash="h")


def once_into(log: list[Event]) -> InMemory:
    async def emit(event: Event) -> None:
        log.append(event)

    return InMemory(emit)


async def add(a: int, b: int) -> Done[Sum]:
    return Done(Sum(total=a + b), state=LeadState.ANALYZING, events=(StatusUpdate(status_message="one"), StatusUpdate(status_message="two")))


def test_in_memory_runs_the_step_and_emits_its_events_in_order() -> None:
    log: list[Event] = []
    assert asyncio.run(once_into(log)(KEY, Sum, add, 2, 3)) == Sum(total=5)
    assert log == [StatusUpdate(status_message="one"), StatusUpdate(status_message="two")]


def test_in_memory_a_step_that_fails_emits_nothing_and_says_so() -> None:
    async def fail() -> Done[Sum]:
        raise TryAgain("No answer.")

    log: list[Event] = []
    with pytest.raises(TryAgain, match="No answer"):
        asyncio.run(once_into(log)(KEY, Sum, fail))
    assert log == []


def test_what_is_done_carries_what_belongs_to_it() -> None:
    done = Done(Sum(total=1))
    assert (done.output, done.state, done.events, done.outcome, done.leads) == (Sum(total=1), None, (), None, ())


def test_a_hash_is_short_stable_and_follows_every_part() -> None:
    context = BusinessContext(ideal_customer="bakers")
    assert hashed(context, "q") == hashed(BusinessContext(ideal_customer="bakers"), "q")
    assert len(hashed()) == len(hashed(context, "q", 7)) == 16
    others = [
        hashed(context, "q"),
        hashed("q", context),
        hashed(context),
        hashed(context, "Q"),
        hashed(context, "q", ""),
        hashed(BusinessContext(ideal_customer="x"), "q"),
    ]
    assert len(set(others)) == len(others)


def test_parts_do_not_run_into_each_other() -> None:
    assert hashed("ab", "c") != hashed("a", "bc")


def test_a_key_goes_through_json() -> None:
    assert Key.model_validate_json(KEY.model_dump_json()) == KEY
