"""One website's requests: each one counted, logged and archived, all of them together bounded in time."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, TypeVar

from domain.errors import ProspectorError, Refused, TryAgain
from domain.events import ToolCallEnd, ToolCallOutput, ToolCallStart
from domain.identity import canonical_url
from domain.lead import Lead
from domain.page import Page, sha256_of
from pipeline.extract.base import Interest, PageReading
from pipeline.once import Emit
from pipeline.parts import Parts, Request

AGENT = "harvester"
MAX_REQUESTS = 11  # with sitemaps and includes; robots.txt is the twelfth. Redirects and retries of one page belong to it
GONE = (0, 404, 410)
"""Answers that say that there is no such page (0: a saved site); others may be different another day."""

MISSING = 404
"""Status under which the archive remembers that there is no such page."""

MOVED = 301
"""Status under which the archive remembers where an address led: the content of such a page is the other address."""

MAX_UNANSWERED = 3
"""Pages that a website does not answer for before it is left alone; each has been asked for up to three times."""

MAX_TOO_HEAVY = 2
"""Pages that break the parser's limits; each holds a child process for seconds, and other websites wait for it."""

T = TypeVar("T")


class Over(NamedTuple):
    """Why nothing more is asked of a website: a code and a sentence, for every page that stays unread."""

    code: str
    message: str


@dataclass(slots=True)
class Visit:
    """The requests to one website. The time that it may take begins with the first of them; ``over`` says why no further one is made."""

    lead: Lead
    request: Request
    parts: Parts
    emit: Emit
    interests: tuple[Interest, ...]
    requests: int = 0
    over: Over | None = None
    recalled: bool = False
    too_heavy: int = 0
    unanswered: int = 0
    _until: float = field(default=0.0)

    @property
    def may_ask(self) -> bool:
        """True as long as another request may be made."""
        return self.over is None and self.requests < MAX_REQUESTS

    async def page(self, url: str, *, front: bool = False, again: bool = False) -> Page:
        """Return the page at a URL, archived; ``page.url`` is where it was found.

        Args:
            front: it is a front door. That nobody is there is not remembered: a further attempt has to ask again.
            again: ask even if an attempt before had this page; ``recalled`` says that the last page came from there.

        Raises:
            ProspectorError: it cannot be read (the code says why); TryAgain(timeout) when the website's time is over.
        """
        page = await self._call(url, front=front, again=again)
        if page is None:
            raise Refused(f"{url} is not there.", code="http_4xx")
        return page

    async def optional(self, url: str) -> Page | None:
        """Return the page at a URL, None where there is none: that is an answer, not a failure. Raises as ``page`` does."""
        return await self._call(url, optional=True)

    async def read(self, page: Page) -> PageReading:
        """Parse a page. Raises Refused(parser_limit), or TryAgain(timeout) when that takes as long as a website may take.

        The website's clock stands still meanwhile: on a busy machine most of this time goes to the pages of other sites, which are read before.
        """
        clock = asyncio.get_running_loop().time
        until, began = self._until, clock()
        self._until = began + self.parts.site_seconds
        try:
            return await self._within(self.parts.reader.read(page, self.interests))
        except Refused as error:
            self.too_heavy += error.code == "parser_limit"
            if self.too_heavy == MAX_TOO_HEAVY:
                self.over = Over(error.code, f"{MAX_TOO_HEAVY} pages of this website were too heavy to read; the others are left alone.")
            raise
        finally:
            self._until = until + clock() - began if until else 0.0

    async def aside(self, work: Awaitable[T]) -> T:
        """Wait for something that is not this website's doing: its clock stands still meanwhile."""
        clock = asyncio.get_running_loop().time
        until, began = self._until, clock()
        try:
            return await work
        finally:
            self._until = until + clock() - began if until else 0.0

    async def _within(self, work: Awaitable[T]) -> T:
        """Wait for a fetch or a parse, never for the archive: a thread that writes goes on writing when nobody waits for it any more."""
        loop = asyncio.get_running_loop()
        self._until = self._until or loop.time() + self.parts.site_seconds
        try:
            async with asyncio.timeout_at(self._until):
                return await work
        except TimeoutError as error:
            message = f"The {self.parts.site_seconds:.0f} seconds that one website may take were over before this page was read."
            self.over = Over("site_deadline", message)
            raise TryAgain(message, code="timeout") from error

    async def _call(self, url: str, *, front: bool = False, again: bool = False, optional: bool = False) -> Page | None:
        self.requests += 1
        call = {"tool_name": "fetch", "agent_name": AGENT, "call_id": f"{self.lead.lead_id}-{self.requests}", "lead_id": self.lead.lead_id}
        await self.emit(ToolCallStart(**call, tool_args={"url": url}))
        began = self.parts.clock()
        page: Page | None = None
        try:
            page = None if again else await self._kept(url)
            self.recalled = page is not None
            page = page or await self._fresh(url, front=front)
            if page.status == MISSING:
                page = None
                raise Refused(f"{url} is not there.", code="http_4xx")
        except Exception as error:
            told = (error.code, error.message) if isinstance(error, ProspectorError) else ("internal_error", type(error).__name__)
            if not (optional and told[0] == "http_4xx"):
                seconds = self._since(began)
                await self.emit(ToolCallEnd(**call, execution_time_seconds=seconds, success=False, error_type=told[0], error_message=told[1]))
                raise
        await self.emit(ToolCallOutput(**call, output_snippet=_found(page, url), is_final=True))
        await self.emit(ToolCallEnd(**call, execution_time_seconds=self._since(began), success=True))
        return page

    async def _fresh(self, url: str, *, front: bool) -> Page:
        """Fetch and archive a page. That there is none is kept as well, so that a further attempt need not ask again."""
        known = await self._known(url)
        try:
            page = await self._within(self.parts.fetch.fetch(url, known))
        except Refused as error:
            if error.code != "http_4xx" or front or error.status not in GONE:
                raise
            page = Page(url=url, content="", page_sha256=sha256_of(""), fetched_at=self.parts.clock(), status=MISSING)
        except TryAgain as error:
            self.unanswered += not front and error.code in ("http_5xx", "timeout", "network")
            if error.code == "rate_limited":
                self.over = Over("rate_limited", f"Not asked for: {error.message}")
            elif self.unanswered == MAX_UNANSWERED and not self.over:
                self.over = Over(error.code, f"Not asked for: {MAX_UNANSWERED} other pages of this website did not answer.")
            raise
        await asyncio.to_thread(self.parts.archive.put, page)
        if page.url != url:
            await asyncio.to_thread(self.parts.archive.put, _signpost(url, page))
        return page

    async def _kept(self, url: str) -> Page | None:
        """A further attempt takes what the attempt before had fetched: after a crash at most one call is repeated."""
        if self.request.attempt == 1:
            return None
        page = await asyncio.to_thread(self.parts.archive.recent, url, self.request.began)
        if page and page.status == MOVED:
            page = await asyncio.to_thread(self.parts.archive.recent, page.content, self.request.began)
        return None if page and page.status == MOVED else page

    async def _known(self, url: str) -> Page | None:
        """The page of an earlier run, where its server gave it something to ask by whether it has changed (RFC 9110, 8.8)."""
        page = await asyncio.to_thread(self.parts.archive.latest, url)
        if page and page.status == MOVED:
            page = await asyncio.to_thread(self.parts.archive.latest, page.content)
        usable = page is not None and page.status not in (MOVED, MISSING) and (page.etag or page.last_modified)
        return page if usable else None

    def _since(self, began: datetime) -> float:
        return (self.parts.clock() - began).total_seconds()


def _signpost(url: str, page: Page) -> Page:
    """What the archive keeps of an address that led to a page: so that neither is asked for twice."""
    return Page(
        url=url, content=page.url, page_sha256=sha256_of(page.url), fetched_at=page.fetched_at, content_type="text/uri-list", status=MOVED, truncated=False
    )


def _found(page: Page | None, url: str) -> str:
    if page is None:
        return "there is none"
    where = "" if canonical_url(page.url) == canonical_url(url) else f", found at {page.url}"
    return f"{page.status}, {len(page.content):,} characters{where}"
