"""One website to pages read: home, sitemap, the pages worth reading, what they include from their own site. Every fetch is an event."""

import asyncio
import html
import re
from dataclasses import dataclass, field
from datetime import datetime

from domain.errors import ProspectorError, Refused, Rejected, StorageProblem
from domain.events import ToolCallEnd, ToolCallOutput, ToolCallStart
from domain.identity import canonical_url, host_of, identity_key
from domain.lead import Lead
from domain.page import Page, PageRef, sha256_of
from pipeline.choose import choose, is_near_duplicate
from pipeline.dossier import Failure, Site
from pipeline.extract.base import Interest, PageReading
from pipeline.once import Emit
from pipeline.parts import Parts, Request

AGENT = "harvester"
MAX_REQUESTS = 12  # with sitemap and includes
MAX_FORWARDS = 2
MISSING = 404
_LOC = re.compile(r"<loc>\s{0,50}([^<\s]{1,2083})\s{0,50}</loc>", re.I)


@dataclass(slots=True)
class SiteReader:
    """Reads one site. ``known`` are the identity keys of all candidates of the run: a site that forwards to one of them is a duplicate."""

    lead: Lead
    request: Request
    parts: Parts
    emit: Emit
    interests: tuple[Interest, ...]
    known: frozenset[str]
    pages: list[Page] = field(default_factory=list)
    readings: list[PageReading] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    requests: int = 0

    async def read(self) -> Site:
        """Read the site; afterwards ``pages`` and ``readings`` hold what was read.

        Raises:
            ProspectorError: the home page could not be read (its code says why).
            Rejected: duplicate, when the site forwards to another candidate.
        """
        home = await self._home()
        for url in choose(home, await self._sitemap(home), self.parts.pages_per_site)[1:]:
            if self.requests >= MAX_REQUESTS:
                break
            await self._try(url)
        refs = tuple(_ref(reading) for reading in self.readings)
        flags = tuple(sorted({*home.flags, *(f for r in self.readings for f in r.flags if f == "instructs_ai")}))
        return Site(pages=refs, failures=tuple(self.failures), flags=flags)

    async def _home(self) -> PageReading:
        url = self.lead.website
        for _ in range(MAX_FORWARDS + 1):
            page = await self._fetch(url)
            reading = await self.parts.reader.read(page, self.interests)
            target = self._forward(reading)
            if not target:
                self.pages.append(page)
                self.readings.append(reading)
                await self._include(reading)
                return reading
            url = target
        raise Refused(f"{self.lead.website} forwards more than {MAX_FORWARDS} times.", code="redirects")

    def _forward(self, reading: PageReading) -> str:
        if not reading.refresh or canonical_url(reading.refresh) == reading.url:
            return ""
        key = identity_key(reading.refresh)
        if key != self.lead.identity_key and key in self.known:
            raise Rejected(f"The site forwards to {key}, which is a candidate of its own in this run.", code="duplicate")
        return canonical_url(reading.refresh)

    async def _sitemap(self, home: PageReading) -> tuple[str, ...]:
        try:
            page = await self._call(canonical_url("/sitemap.xml", home.url), optional=True)
        except StorageProblem:
            raise  # the disk is full: that is no property of this page, and the run has to say so
        except ProspectorError:
            return ()  # the log says why; the links of the home page do as well
        return tuple(html.unescape(loc) for loc in _LOC.findall(page.content)[:5_000]) if page else ()

    async def _try(self, url: str) -> None:
        try:
            page = await self._fetch(url)
            if any(page.page_sha256 == p.page_sha256 for p in self.pages):
                return
            reading = await self.parts.reader.read(page, self.interests)
        except StorageProblem:
            raise
        except ProspectorError as error:
            self.failures.append(Failure(url=url, code=error.code, message=error.message))
            return
        if is_near_duplicate(reading, self.readings):
            return
        self.pages.append(page)
        self.readings.append(reading)
        await self._include(reading)

    async def _include(self, reading: PageReading) -> None:
        host = host_of(reading.url)
        for url in reading.includes:
            if host_of(url) == host and self.requests < MAX_REQUESTS and all(url != p.url for p in self.pages):
                await self._try(url)

    async def _fresh(self, url: str) -> Page:
        """Fetch and keep a page; that there is none is kept as well, so that a further attempt need not ask again."""
        try:
            page = await self.parts.fetch.fetch(url)
        except Refused as error:
            if error.code != "http_4xx":
                raise
            page = Page(url=url, content="", page_sha256=sha256_of(""), fetched_at=self.parts.clock(), status=MISSING)
        await asyncio.to_thread(self.parts.archive.put, page)
        return page

    async def _kept(self, url: str) -> Page | None:
        """A further attempt takes what the attempt before had fetched: after a crash at most one call is repeated."""
        if self.request.attempt == 1:
            return None
        return await asyncio.to_thread(self.parts.archive.recent, url, self.request.began)

    async def _fetch(self, url: str) -> Page:
        page = await self._call(url)
        if page is None:
            raise Refused(f"{url} is not there.", code="http_4xx")
        return page

    async def _call(self, url: str, *, optional: bool = False) -> Page | None:
        """Fetch, keep and log one page. ``optional``: that there is none is an answer, not a failure."""
        self.requests += 1
        call = {"tool_name": "fetch", "agent_name": AGENT, "call_id": f"{self.lead.lead_id}-{self.requests}", "lead_id": self.lead.lead_id}
        await self.emit(ToolCallStart(**call, tool_args={"url": url}))
        began = self.parts.clock()
        page: Page | None = None
        try:
            page = await self._kept(url) or await self._fresh(url)
            if page.status == MISSING:
                page = None
                raise Refused(f"{url} is not there.", code="http_4xx")
        except ProspectorError as error:
            if not (optional and error.code == "http_4xx"):
                await self.emit(
                    ToolCallEnd(**call, execution_time_seconds=self._since(began), success=False, error_type=error.code, error_message=error.message)
                )
                raise
        found = f"{page.status}, {len(page.content):,} characters" if page else "there is none"
        await self.emit(ToolCallOutput(**call, output_snippet=found, is_final=True))
        await self.emit(ToolCallEnd(**call, execution_time_seconds=self._since(began), success=True))
        return page

    def _since(self, began: datetime) -> float:
        return (self.parts.clock() - began).total_seconds()


def _ref(reading: PageReading) -> PageRef:
    return PageRef(
        url=reading.url, page_sha256=reading.page_sha256, fetched_at=reading.fetched_at, kind=reading.kind, title=reading.title[:200], language=reading.language
    )
