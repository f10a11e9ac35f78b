"""Two candidates of a run that come out at one third domain become one lead: the first in the list, whoever is faster and however often it is resumed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from domain.errors import Rejected
from pipeline.landing import Landings
from pipeline.once import Done, Key
from tests.unit.pipeline.one_site import HOME, Moved, Web, told, visited

HOSTS = ("a.example", "b.example", "c.example", "d.example")
THIRD = "third.example"


class Stored:
    """``once`` over a table that outlives a run, as the log does."""

    def __init__(self) -> None:
        self.steps: dict[str, Any] = {}
        self.ran = 0

    async def __call__(self, key: Key, output: type[Any], step: Callable[..., Awaitable[Done[Any]]], *args: object) -> Any:
        if key.step not in self.steps:
            self.ran += 1
            result = (await step(*args)).output
            self.steps.setdefault(key.step, result)
        return self.steps[key.step]


def owners(once: Stored, where: dict[str, str | None], turns: dict[str, int]) -> dict[str, str]:
    """Return the owner that each candidate is told, when they arrive after so many turns of the loop; one that leads nowhere ends unheard."""

    async def all_of_them() -> dict[str, str]:
        landings = Landings(HOSTS, once)
        found: dict[str, str] = {}

        async def one(host: str) -> None:
            for _ in range(turns.get(host, 0)):
                await asyncio.sleep(0)
            domain = where[host]
            if domain:
                found[host] = await landings.of(host)(domain)
            landings.ended(host)

        async with asyncio.timeout(5):
            await asyncio.gather(*map(one, HOSTS))
        return found

    return asyncio.run(all_of_them())


@pytest.mark.parametrize("turns", [{}, {"a.example": 50}, {"b.example": 9, "a.example": 20}, {"c.example": 30, "b.example": 40}])
def test_the_first_of_the_list_is_the_lead_whoever_comes_first(turns: dict[str, int]) -> None:
    where: dict[str, str | None] = {"a.example": "a.example", "b.example": THIRD, "c.example": None, "d.example": THIRD}
    assert owners(Stored(), where, turns) == {"a.example": "a.example", "b.example": "b.example", "d.example": "b.example"}


def test_different_domains_are_different_leads() -> None:
    where: dict[str, str | None] = {"a.example": "x.example", "b.example": "y.example", "c.example": "x.example", "d.example": "z.example"}
    assert owners(Stored(), where, {}) == {"a.example": "a.example", "b.example": "b.example", "c.example": "a.example", "d.example": "d.example"}


def test_nobody_waits_who_is_at_home() -> None:
    once = Stored()
    owners(once, dict(zip(HOSTS, HOSTS, strict=True)), {})
    assert once.ran == 0


def test_a_run_taken_up_again_decides_as_before() -> None:
    once = Stored()
    owners(once, {"a.example": None, "b.example": THIRD, "c.example": None, "d.example": None}, {})
    later = owners(once, {"a.example": THIRD, "b.example": None, "c.example": THIRD, "d.example": None}, {})
    assert later == {"a.example": "b.example", "c.example": "b.example"}


def landed(owner: str) -> tuple[list[str], Callable[[str], Awaitable[str]]]:
    said: list[str] = []

    async def tell(domain: str) -> str:
        said.append(domain)
        return owner or "firm.example"

    return said, tell


def test_the_second_site_is_rejected_with_the_first_named() -> None:
    said, tell = landed("older.example")
    outcome = visited(Web({HOME: Moved("https://third.example/", told("home"))}), landed=tell)
    assert said == [THIRD]
    assert isinstance(outcome.error, Rejected)
    assert (outcome.error.code, "older.example" in outcome.error.message, THIRD in outcome.error.message) == ("duplicate", True, True)


@pytest.mark.parametrize(
    ("other", "domain"),
    [
        (told("home"), THIRD),  # the same page under both addresses
        (told("a template"), "firm.example"),  # a canonical address left over from somebody else
        (None, "firm.example"),  # nothing answers there
    ],
)
def test_a_canonical_address_counts_where_the_same_stands_there(other: str | None, domain: str) -> None:
    said, tell = landed("")
    home = told("home").replace("<nav>", "<link rel=canonical href='https://third.example/start'><nav>")
    table: dict[str, Any] = {HOME: home} | ({"https://third.example/": other} if other else {})
    outcome = visited(Web(table), landed=tell)
    assert outcome.error is None
    assert said == [domain]
    assert outcome.reader.domain == "firm.example"


def test_a_canonical_address_of_another_candidate_is_a_duplicate() -> None:
    home = told("home").replace("<nav>", "<link rel=canonical href='https://other.example/'><nav>")
    outcome = visited(Web({HOME: home, "https://other.example/": told("home")}), known=("other.example",))
    assert isinstance(outcome.error, Rejected)
    assert outcome.error.code == "duplicate"
