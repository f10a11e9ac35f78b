"""The order of a run's work: which sites are started, how many at once, and when it stops. Search, fetch and reader are never reached:
the fake ``once`` has every result already, as a resumed run would."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from domain.base import Principal
from domain.context import BusinessContext
from domain.errors import StorageProblem
from domain.events import Event, PipelineEnd, PipelineStart
from domain.lead import Hit, Lead, LeadOutcome
from domain.lead_state import LeadState
from domain.page import Page, PageArchive
from domain.run import Limits
from pipeline.discover import Candidates
from pipeline.extract.base import Interest, PageReading
from pipeline.once import Done, Key
from pipeline.parts import Parts, Request
from pipeline.run import run
from providers.search.url_list import Search

T = TypeVar("T", bound=BaseModel)
GOOD, BAD, NONE = LeadState.COMPLETED, LeadState.FAILED, LeadState.REJECTED
AT = datetime(2026, 11, 21, tzinfo=UTC)


class Unreached:
    """A fetcher, a reader and an archive that nobody should ask."""

    async def fetch(self, url: str, known: Page | None = None) -> Page:
        raise AssertionError(url)

    async def read(self, page: Page, interests: tuple[Interest, ...]) -> PageReading:
        raise AssertionError(page.url)

    async def resolve(self, readings: Any, host: str) -> Any:
        raise AssertionError(host)

    async def verify(self, facts: Any, pages: Any) -> Any:
        raise AssertionError(facts)

    def put(self, page: Page) -> None:
        raise AssertionError(page.url)

    def get(self, page_sha256: str) -> str | None:
        raise AssertionError(page_sha256)

    def recent(self, url: str, since: datetime) -> Page | None:
        raise AssertionError(url)

    def latest(self, url: str) -> Page | None:
        raise AssertionError(url)


def lead(number: int) -> Lead:
    host = f"firma{number}.example"
    return Lead(lead_id=f"ld_{number}", identity_key=host, website=f"https://{host}/", hit=Hit(url=host))


@dataclass
class Journal:
    """``once`` with all results stored: lead n ends as ``ends[n]`` after ``turns[n]`` turns of the loop."""

    ends: list[LeadState | BaseException]
    turns: list[int]
    started: list[int] = field(default_factory=list)
    completed: list[int] = field(default_factory=list)
    active: int = 0
    most: int = 0
    left: int = 0
    all_started: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, key: Key, output: type[T], step: Callable[..., Awaitable[Done[T]]], *args: object) -> T:
        if key.step == "discover":
            return output.model_validate(Candidates(leads=tuple(lead(n) for n in range(len(self.ends)))).model_dump())
        assert key.step == "lead"
        return output.model_validate((await self._end(int(key.lead_id.removeprefix("ld_")))).model_dump())

    async def _end(self, number: int) -> LeadOutcome:
        self.started.append(number)
        self.active += 1
        self.most = max(self.most, self.active)
        if len(self.started) == len(self.ends):
            self.all_started.set()
        try:
            for _ in range(self.turns[number % len(self.turns)]):
                await asyncio.sleep(0)
            end = self.ends[number]
            if isinstance(end, BaseException):
                raise end
            if end is GOOD:
                self.completed.append(number)
            return LeadOutcome(lead_id=f"ld_{number}", state=end)
        finally:
            self.active -= 1
            self.left += 1


def request(limits: Limits, attempt: int = 1) -> Request:
    return Request("run-1", Principal(), "c", 1, BusinessContext(), "query", limits, attempt, AT)


def parts(concurrency: int) -> Parts:
    nobody = Unreached()
    archive: PageArchive = nobody
    return Parts(Search(()), nobody, archive, nobody, lambda: AT, concurrency)


def work(journal: Journal, concurrency: int = 4, **limits: int) -> tuple[PipelineEnd, list[Event]]:
    events: list[Event] = []

    async def emit(event: Event) -> None:
        events.append(event)

    return asyncio.run(run(request(Limits(**limits)), parts(concurrency), emit, journal)), events


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from([GOOD, GOOD, BAD, NONE]), max_size=14),
    st.lists(st.integers(0, 6), min_size=1, max_size=14),
    st.integers(1, 6),
    st.integers(1, 5),
    st.integers(1, 16),
)
def test_the_first_good_leads_in_order_fill_the_goal_whatever_the_timing(
    ends: list[LeadState], turns: list[int], concurrency: int, max_leads: int, max_sites: int
) -> None:
    journal = Journal(list(ends), turns)
    end, _ = work(journal, concurrency, max_leads=max_leads, max_sites=max_sites)
    allowed = ends[:max_sites]
    good = [n for n, state in enumerate(allowed) if state is GOOD][:max_leads]
    needed = good[-1] + 1 if len(good) == max_leads else len(allowed)  # not one site more than the goal asks for
    assert sorted(journal.completed) == good
    assert journal.started == list(range(needed))
    assert journal.most <= min(concurrency, max_leads)
    assert end.total_leads_generated == len(good)
    assert end.outcome == ("completed" if len(good) == max_leads else "goal_unreached")
    assert (end.error_message is None) == (end.outcome == "completed")


def test_work_goes_on_side_by_side_up_to_the_concurrency() -> None:
    journal = Journal([GOOD] * 20, [3])
    work(journal, concurrency=5, max_leads=20)
    assert journal.most == 5


def test_a_run_without_candidates_ends_and_says_why() -> None:
    end, events = work(Journal([], [0]), max_leads=3)
    assert events == [PipelineStart(initial_query="query", max_leads_to_generate=3, attempt=1)]
    assert (end.outcome, end.success, end.total_leads_generated) == ("goal_unreached", True, 0)
    assert end.error_message is not None
    assert end.error_message.startswith("0 of 3 leads")


def test_an_error_of_the_run_itself_ends_it_and_leaves_nothing_going() -> None:
    journal = Journal([GOOD, StorageProblem("The disk is full."), GOOD, GOOD], [50, 1, 50, 50])
    with pytest.raises(StorageProblem, match="disk"):
        work(journal, max_leads=9)
    assert journal.active == 0
    assert journal.completed == []


def test_a_lead_that_another_worker_took_is_not_counted() -> None:
    end, _ = work(Journal([GOOD, asyncio.CancelledError(), GOOD], [1]), max_leads=3)
    assert (end.total_leads_generated, end.outcome) == (2, "goal_unreached")


def test_a_cancelled_run_stops_its_leads_and_waits_for_them() -> None:
    journal = Journal([GOOD] * 4, [10_000_000])

    async def cancelled() -> None:
        async def emit(event: Event) -> None:
            pass

        task = asyncio.create_task(run(request(Limits(max_leads=4)), parts(4), emit, journal))
        await journal.all_started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (journal.active, journal.left) == (0, 4)

    asyncio.run(cancelled())
    assert journal.completed == []


def test_the_attempt_is_told_at_both_ends() -> None:
    events: list[Event] = []

    async def emit(event: Event) -> None:
        events.append(event)

    end = asyncio.run(run(request(Limits(max_leads=1), attempt=3), parts(1), emit, Journal([GOOD], [0])))
    assert isinstance(events[0], PipelineStart)
    assert (events[0].attempt, end.attempt) == (3, 3)
