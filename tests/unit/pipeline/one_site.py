"""One website made of a table, read by the real reader: what is there, how it answers, how long it takes, and what the archive keeps of it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from domain.base import Principal
from domain.context import BusinessContext
from domain.errors import ProspectorError, Refused
from domain.events import Event, ToolCallEnd, ToolCallStart
from domain.evidence import Facts
from domain.page import Page, sha256_of
from domain.run import Limits
from pipeline.extract.base import Interest, PageReading
from pipeline.extract.read import read
from pipeline.landing import Landed
from pipeline.parts import Parts, Request
from pipeline.site import SiteReader
from providers.search.url_list import Search
from tests.factories import make_lead

AT = datetime(2026, 11, 21, tzinfo=UTC)
HOME = "https://firm.example/"
TEXT = "We make pumps and valves for the water works of this region, and you can visit us in our hall by the river at any time of the day."


def told(subject: str, *links: str, words: int = 60) -> str:
    """Return a page about a subject, unlike that about any other, with links in its menu."""
    menu = "".join(f"<a href='{link}'>{link.strip('/') or 'home'}</a> " for link in links)
    own = " ".join(f"{subject}{n}" for n in range(words))
    return f"<html lang=en><title>{subject}</title><nav>{menu}</nav><main><h1>{subject}</h1><p>{TEXT} {own}</p></main></html>"


@dataclass
class Moved:
    """An answer from another address."""

    url: str
    content: str


Answer = str | Moved | ProspectorError


@dataclass
class Web:
    """Answers from a table; what is not in it is answered by ``other``. ``seconds`` is how long each answer takes."""

    table: dict[str, Answer]
    other: Callable[[str], Answer] | None = None
    seconds: float = 0.0
    slow: dict[str, float] = field(default_factory=dict)
    validators: bool = False
    asked: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    async def fetch(self, url: str, known: Page | None = None) -> Page:
        self.asked.append(url)
        await asyncio.sleep(self.slow.get(url, self.seconds))
        answer = self.table.get(url) or (self.other(url) if self.other else Refused(f"{url} answers 404.", code="http_4xx"))
        if isinstance(answer, ProspectorError):
            raise answer
        where, content = (answer.url, answer.content) if isinstance(answer, Moved) else (url, answer)
        at = AT + timedelta(seconds=len(self.asked))
        etag = f'"{sha256_of(content)[:8]}"' if self.validators else ""
        if known is not None and etag and known.etag == etag:
            self.unchanged.append(url)
            return known.model_copy(update={"fetched_at": at})
        return Page(url=where, content=content, page_sha256=sha256_of(content), fetched_at=at, etag=etag)


@dataclass
class Shelf:
    """An archive in memory that never forgets."""

    pages: list[Page] = field(default_factory=list)

    def put(self, page: Page) -> None:
        self.pages.append(page)

    def get(self, page_sha256: str) -> str | None:
        return next((p.content for p in self.pages if p.page_sha256 == page_sha256), None)

    def recent(self, url: str, since: datetime) -> Page | None:
        return self.latest(url)

    def latest(self, url: str) -> Page | None:
        return next((p for p in reversed(self.pages) if p.url == url), None)


class InProcess:
    """The real reading, without child processes."""

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds

    async def read(self, page: Page, interests: tuple[Interest, ...]) -> PageReading:
        await asyncio.sleep(self._seconds)
        return read(page, interests)

    async def resolve(self, readings: Sequence[PageReading], host: str) -> Facts:
        raise AssertionError(host)

    async def verify(self, facts: Facts, pages: Sequence[Page]) -> Facts:
        raise AssertionError(facts)


@dataclass
class Outcome:
    """A site as read, or what was raised instead, and every event on the way."""

    reader: SiteReader
    events: list[Event]
    error: ProspectorError | None = None
    flags: tuple[str, ...] = ()

    @property
    def urls(self) -> list[str]:
        return [reading.url for reading in self.reader.readings]

    @property
    def failures(self) -> dict[str, str]:
        return {failure.url: failure.code for failure in self.reader.failures}

    @property
    def calls(self) -> list[str]:
        return [str(e.tool_args["url"]) for e in self.events if isinstance(e, ToolCallStart)]

    @property
    def ends(self) -> list[str]:
        return [e.error_type or "ok" for e in self.events if isinstance(e, ToolCallEnd)]


@cache
def _warm() -> None:
    """Load the lexicons, which is no part of the time of any website."""
    read(Page(url=HOME, content=told("home"), page_sha256=sha256_of(""), fetched_at=AT), ())


def visited(
    web: Web,
    website: str = HOME,
    *,
    shelf: Shelf | None = None,
    attempt: int = 1,
    known: Sequence[str] = (),
    seconds: float = 60.0,
    parsing: float = 0.0,
    landed: Landed | None = None,
) -> Outcome:
    """Read the site of a web as a run does."""
    _warm()
    events: list[Event] = []

    async def emit(event: Event) -> None:
        events.append(event)

    request = Request("run-1", Principal(), "c", 1, BusinessContext(), "", Limits(), attempt, AT)
    parts = Parts(Search(()), web, shelf or Shelf(), InProcess(parsing), lambda: AT, site_seconds=seconds)
    reader = SiteReader(make_lead(website), request, parts, emit, (), frozenset({*known, make_lead(website).identity_key}), landed)
    try:
        site = asyncio.run(reader.read())
    except ProspectorError as error:
        return Outcome(reader, events, error)
    return Outcome(reader, events, flags=site.flags)
