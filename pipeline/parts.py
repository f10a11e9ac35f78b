"""What a run is handed: the request, and the parts of the outside that it may use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.base import Principal
from domain.context import BusinessContext
from domain.evidence import Facts
from domain.page import Page, PageArchive
from domain.run import Limits
from pipeline.extract.base import Interest, PageReading
from providers.embed.base import Embed
from providers.fetch.base import Fetch
from providers.search.base import Search


class Reader(Protocol):
    """Parses and extracts, apart from the event loop (``pipeline.extract.pool.ExtractPool``)."""

    async def read(self, page: Page, interests: tuple[Interest, ...]) -> PageReading:
        """Read one page. Raises Refused(parser_limit) when it breaks a limit."""
        ...

    async def resolve(self, readings: Sequence[PageReading], host: str) -> Facts:
        """Decide over the pages of a site."""
        ...

    async def verify(self, facts: Facts, pages: Sequence[Page]) -> Facts:
        """Check every fact against the pages; what does not hold becomes unverified."""
        ...


@dataclass(frozen=True, slots=True)
class Request:
    """A run as the pipeline sees it. ``began`` is the start of its first attempt (aware UTC): pages kept since then are not fetched again."""

    job_id: str
    who: Principal
    context_id: str
    context_version: int
    context: BusinessContext
    query: str
    limits: Limits
    attempt: int
    began: datetime


@dataclass(frozen=True, slots=True)
class Parts:
    """The outside, injected."""

    search: Search
    fetch: Fetch
    archive: PageArchive
    reader: Reader
    clock: Callable[[], datetime]
    concurrency: int = 8
    pages_per_site: int = 8
    site_seconds: float = 60.0
    embed: Embed | None = None
