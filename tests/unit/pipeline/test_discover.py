"""Discovery: the best of a list is read first, the run says how it ordered, and an embedding that fails is no failure of the run."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

from domain.base import Principal
from domain.context import BusinessContext
from domain.errors import TryAgain
from domain.events import Event, StatusUpdate
from domain.run import Limits, SourceRow
from pipeline.discover import Candidates, find_and_extract_structured_leads
from pipeline.once import Done
from pipeline.parts import Parts, Request
from providers.embed.base import Embed
from providers.search.url_list import Search
from tests.unit.pipeline.test_budgeted_run import Unreached

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CONTEXT = BusinessContext(
    business_description="Frostwacht (frostwacht.example) makes loggers.",
    ideal_customer="Bakeries and caterers",
    competitors=("kaltwacht.example",),
    exclude_domains=("nichtdie.example",),
)


class Bag:
    """A tiny embedding made here: each word adds to one of some dozens of numbers, by its hash; words that are alike in their first letters share one."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.asked += texts
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        vector = [0.0] * 64
        for word in text.lower().split():
            vector[sha256(word[:4].encode()).digest()[0] % 64] += 1
        return vector


class Silent:
    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        raise TryAgain("The model is away.")


def rows(*cells: tuple[str, str]) -> list[SourceRow]:
    return [SourceRow(url=f"https://{host}/", line=n, extra={"Description": text} if text else {}) for n, (host, text) in enumerate(cells, 1)]


def discover(given: list[SourceRow], embed: Embed | None = None, context: BusinessContext = CONTEXT, **limits: int) -> tuple[list[str], list[str]]:
    """Return the hosts in their order, and what the run says of it."""
    events: list[Event] = []

    async def emit(event: Event) -> None:
        events.append(event)

    async def go() -> Done[Candidates]:
        nobody = Unreached()
        parts = Parts(Search(given), nobody, nobody, nobody, lambda: AT, embed=embed)
        return await find_and_extract_structured_leads(Request("r", Principal(), "c", 1, context, "", Limits(**limits), 1, AT), parts, emit)

    done = asyncio.run(go())
    assert done.leads == done.output.leads
    return [one.identity_key for one in done.output.leads], [e.status_message for e in done.events if isinstance(e, StatusUpdate)]


MIXED = rows(
    ("law.example", "A law firm for patents, litigation and contracts."),
    ("silent.example", ""),
    ("kaltwacht.example", "Loggers for bakeries and caterers."),
    ("bread.example", "Family bakery with bread and cakes for caterers."),
    ("nichtdie.example", "A bakery and caterer."),
    ("frostwacht.example", "Loggers for bakeries."),
)


def test_a_limited_run_takes_the_best_of_the_whole_list_and_says_so() -> None:
    given, said = discover(MIXED, max_sites=2)
    assert given == ["bread.example", "silent.example"]
    assert any("2 of 5 candidates come with words about them" in s and "The 1 without keep their places." in s for s in said)
    assert any("first 2 of 5" in s for s in said)
    assert any(s.startswith("2 that you exclude or that compete with you") for s in said)


def test_the_unwanted_come_last_and_the_analysts_own_website_not_at_all() -> None:
    given, _ = discover(MIXED)
    assert given == ["bread.example", "silent.example", "law.example", "kaltwacht.example", "nichtdie.example"]


def test_a_list_without_words_stays_as_it_is() -> None:
    given, said = discover(rows(("b.example", ""), ("a.example", ""), ("c.example", "")))
    assert given == ["b.example", "a.example", "c.example"]
    assert said == ["The candidates come without words about them, so they are read in the order in which they came."]


def test_one_candidate_needs_no_word_on_its_order() -> None:
    assert discover(rows(("b.example", "A bakery"))) == (["b.example"], [])


def test_an_embedding_is_asked_once_for_the_wish_and_for_those_with_words() -> None:
    bag = Bag()
    given, said = discover(rows(("a.example", "Schrauben und Muttern"), ("b.example", ""), ("c.example", "Bakersfield pastry cateringservice")), bag)
    assert given == ["c.example", "b.example", "a.example"]
    assert [text.split()[0] for text in bag.asked] == ["Bakeries", "Schrauben", "Bakersfield"]
    assert not any("did not answer" in s for s in said)


def test_an_embedding_that_does_not_answer_leaves_the_order_to_the_words_and_the_run_says_so() -> None:
    given, said = discover(MIXED, Silent())
    assert given == discover(MIXED)[0]
    assert said[0] == "The embedding did not answer, so words alone order the candidates. The model is away."


def test_no_candidate_at_all_is_said() -> None:
    given, said = discover([])
    assert given == []
    assert said[0].startswith("No website matches")
