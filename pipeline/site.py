"""One website to pages read: home, sitemap, the pages worth reading, what they include from their own site. Every fetch is an event."""

import asyncio
from dataclasses import dataclass, field

from domain.errors import ProspectorError, Refused, Rejected, StorageProblem
from domain.identity import canonical_url, host_of, identity_key
from domain.lead import Lead
from domain.page import Page, PageRef
from pipeline.address import UNANSWERED, is_network, is_parking, origin_of, other_addresses, same_site
from pipeline.choose import alike, choose, is_near_duplicate
from pipeline.dossier import Failure, Site
from pipeline.extract.base import Interest, PageReading
from pipeline.landing import Landed
from pipeline.once import Emit
from pipeline.parts import Parts, Request
from pipeline.screen import FAILURES
from pipeline.sitemap import addresses, best_part, is_index
from pipeline.visit import MAX_REQUESTS, Over, Visit

MAX_FORWARDS = 2
MAX_DEPTH = 2  # links from the home page: the chosen pages are one, what they include is two
MAX_MIRRORS = 3  # pages that say what another one said: the site answers every address with the same
OPTIONS = 24  # pages chosen beforehand, for those that turn out to be no further page

HIDING = ("captcha", "login_wall")
"""Flags of pages that hide what they have. Prospector stops there; a person may look."""

UNREADABLE = frozenset({"parked", *FAILURES})
"""Flags of a home page that end the reading: nothing behind it would change what is said of the site."""


@dataclass(slots=True)
class SiteReader:
    """Reads one site.

    ``known`` are the identity keys of all candidates of the run: a site that forwards to one of them is a duplicate. So is one that comes out
    where another candidate came out before, which ``landed`` knows.
    """

    lead: Lead
    request: Request
    parts: Parts
    emit: Emit
    interests: tuple[Interest, ...]
    known: frozenset[str]
    landed: Landed | None = None
    pages: list[Page] = field(default_factory=list)
    readings: list[PageReading] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    mirrors: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    visit: Visit = field(init=False)

    def __post_init__(self) -> None:
        self.visit = Visit(self.lead, self.request, self.parts, self.emit, self.interests)

    @property
    def domain(self) -> str:
        """The registrable domain at which the site was found in the end; what is on it belongs to the site."""
        return identity_key(self.readings[0].url) if self.readings else self.lead.identity_key

    async def read(self) -> Site:
        """Read the site; afterwards ``pages`` and ``readings`` hold what was read.

        Raises:
            ProspectorError: the home page could not be read (its code says why).
            Rejected: duplicate, when the site forwards to another candidate; parked_domain, not_a_company, when it leads to no site of its own.
        """
        home = await self._home()
        if not UNREADABLE & set(home.flags):
            await self._only_one(home)
            await self._include(home, depth=0)
            await self._inner(home)
        refs = tuple(_ref(reading) for reading in self.readings)
        flags = tuple(sorted({*home.flags, *(f for r in self.readings for f in r.flags if f == "instructs_ai")}))
        return Site(pages=refs, failures=tuple(self.failures), flags=flags)

    async def _home(self) -> PageReading:
        url, page = await self._arrived()
        for _ in range(MAX_FORWARDS + 1):
            self._look_where(page.url)
            page, reading = await self._up_to_date(url, page)
            if "captcha" in reading.flags:  # before its scripts and forwards are believed
                raise Refused(FAILURES["captcha"][1], code="captcha")
            if not reading.refresh or canonical_url(reading.refresh) == reading.url:
                self.pages.append(page)
                self.readings.append(reading)
                return reading
            url = canonical_url(reading.refresh)
            self._look_where(url)
            page = await self.visit.page(url, front=True)
        raise Refused(f"{self.lead.website} forwards more than {MAX_FORWARDS} times.", code="redirects")

    async def _only_one(self, home: PageReading) -> None:
        """Raise Rejected when another candidate of the run is this company: the site says whose it is by where it leads, or by its canonical address."""
        domain = await self._canonical_domain(home) or self.domain
        owner = await self.visit.aside(self.landed(domain)) if self.landed else self.lead.identity_key
        if owner != self.lead.identity_key:
            raise Rejected(f"The site leads to {domain}, and so does {owner}, which comes first among the candidates of this run.", code="duplicate")

    async def _canonical_domain(self, home: PageReading) -> str:
        """Return the other domain that the home page calls its own, where that shows the same; nothing for a leftover of a template."""
        try:
            domain = identity_key(home.canonical) if home.canonical else self.domain
            if domain == self.domain or is_network(home.canonical) or not self.visit.may_ask:
                return ""
            there = await self.visit.read(await self.visit.page(origin_of(home.canonical)))
        except StorageProblem:
            raise
        except ProspectorError:
            return ""  # nothing answers there: then this address is the only one
        if identity_key(there.url) != domain or not is_near_duplicate(home, [there]):
            return ""
        self._look_where(home.canonical)
        return domain

    async def _up_to_date(self, url: str, page: Page) -> tuple[Page, PageReading]:
        """Parse a front page; one that an attempt before had and that could not be read is asked for again, as that may have changed."""
        recalled = self.visit.recalled
        reading = await self.visit.read(page)
        if recalled and UNREADABLE & set(reading.flags):
            page = await self.visit.page(url, front=True, again=True)
            reading = await self.visit.read(page)
        return page, reading

    async def _arrived(self) -> tuple[str, Page]:
        """Fetch the front door; where nobody answers, the other addresses that a person would try. Return the address asked and the page."""
        website = self.lead.website
        try:
            return website, await self.visit.page(website, front=True)
        except ProspectorError as error:
            first = error
        for url in other_addresses(website, first.code) if self.visit.may_ask else ():
            try:
                return url, await self.visit.page(url, front=True)
            except ProspectorError as error:
                if error.code not in UNANSWERED or not self.visit.may_ask:
                    raise
        raise first

    def _look_where(self, url: str) -> None:
        """Raise Rejected when the front door leads to what is no site of this company's own."""
        key = identity_key(url)
        if key == self.lead.identity_key:
            return
        if is_parking(url):
            raise Rejected(f"The domain leads to {key}, where domains are sold or parked.", code="parked_domain")
        if key in self.known:
            raise Rejected(f"The site leads to {key}, which is a candidate of its own in this run.", code="duplicate")
        if is_network(url):
            raise Rejected(f"The domain leads to a page on {key}; there is no website of a company to read.", code="not_a_company")

    async def _inner(self, home: PageReading) -> None:
        linked = home.model_copy(update={"links": (*home.links, *(link for r in self.readings[1:] for link in r.links))})
        # In a thread: a large sitemap takes a second of work, and the other sites must not stand still for it.
        options = (await asyncio.to_thread(choose, linked, await self._sitemap(home), OPTIONS))[1:]
        read = 1
        for place, url in enumerate(options):
            if read >= self.parts.pages_per_site or self.visit.requests >= MAX_REQUESTS or len(self.mirrors) >= MAX_MIRRORS:
                return
            if self.visit.over:
                self._leave(options[place : place + self.parts.pages_per_site - read], self.visit.over)
                return
            if url not in self.asked and not any(alike(url, mirror) for mirror in self.mirrors):
                read += await self._try(url, depth=1)

    def _leave(self, urls: tuple[str, ...], why: Over) -> None:
        self.failures.extend(Failure(url=url, code=why.code, message=why.message) for url in urls)

    async def _sitemap(self, home: PageReading) -> tuple[str, ...]:
        if not self.visit.may_ask:
            return ()
        try:
            page = await self.visit.optional(canonical_url("/sitemap.xml", home.url))
            part = await asyncio.to_thread(best_part, page.content, home.url) if page and is_index(page.content) else ""
            page = await self.visit.optional(part) if part and self.visit.may_ask else page
        except StorageProblem:
            raise  # the disk is full: that is no property of this page, and the run has to say so
        except ProspectorError:
            return ()  # the log says why; the links of the home page do as well
        return await asyncio.to_thread(addresses, page.content) if page else ()

    async def _try(self, url: str, depth: int) -> bool:
        """Read a page; return whether it counts as one, as a page that says what another one said does not."""
        self.asked.add(url)
        try:
            page = await self.visit.page(url)
            reading = await self._told(page)
        except StorageProblem:
            raise
        except ProspectorError as error:
            self.failures.append(Failure(url=url, code=error.code, message=error.message))
            return True
        if reading is None or is_near_duplicate(reading, self.readings):
            self.mirrors.append(url)
            return False
        self.pages.append(page)
        self.readings.append(reading)
        await self._include(reading, depth)
        return True

    async def _told(self, page: Page) -> PageReading | None:
        """Parse an inner page; None when it is one that was read before.

        Raises:
            Refused: it leads away from the site, is there in name only, or hides behind a check or a login.
        """
        if not same_site(page.url, self.domain):
            raise Refused(f"This leads to {host_of(page.url)}, which is not read as a part of this website.", code="redirects")
        if any(page.page_sha256 == p.page_sha256 or canonical_url(page.url) == r.url for p, r in zip(self.pages, self.readings, strict=True)):
            return None
        reading = await self.visit.read(page)
        if "not_found" in reading.flags:
            raise Refused(f"{page.url} says that there is no such page.", code="http_4xx")
        hidden = next((flag for flag in HIDING if flag in reading.flags), "")
        if hidden == "captcha":
            self.visit.over = Over(*FAILURES["captcha"])
        if hidden:
            raise Refused(FAILURES[hidden][1], code=FAILURES[hidden][0])
        return reading

    async def _include(self, reading: PageReading, depth: int) -> None:
        host = host_of(reading.url)
        for url in reading.includes if depth < MAX_DEPTH else ():
            if host_of(url) == host and self.visit.may_ask and url not in self.asked and all(url != r.url for r in self.readings):
                await self._try(url, depth + 1)


def _ref(reading: PageReading) -> PageRef:
    return PageRef(
        url=reading.url, page_sha256=reading.page_sha256, fetched_at=reading.fetched_at, kind=reading.kind, title=reading.title[:200], language=reading.language
    )
