"""Puts the parts of a run together from the settings: which search, which fetcher, which archive."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from domain.errors import InvalidInput
from domain.page import Page, PageArchive
from domain.run import RunSpec, Source
from pipeline.parts import Parts, Reader
from providers.embed.base import Embed
from providers.fetch.base import Fetch
from providers.load import load, names
from providers.search.base import Search
from providers.search.url_list import Search as UrlList
from service.base import SourceChoice
from settings import Settings


def utc_now() -> datetime:
    """Return the time, aware, in UTC."""
    return datetime.now(UTC)


class PartsMaker:
    """Keeps the providers of one installation and hands each run its parts. The search keeps its index from run to run."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = utc_now, made: Mapping[tuple[str, str], Any] | None = None) -> None:
        """``made``: providers by (kind, name) that are there already; tests hand in a fetcher whose names lead to a server of theirs."""
        self._settings = settings
        self._clock = clock
        self._made: dict[tuple[str, str], Any] = dict(made or {})

    def check(self, source: Source) -> None:
        """Raise InvalidInput when a run cannot be started from this source."""
        self._embed()
        if source.fetch not in names("fetch"):
            raise InvalidInput(f"There is no way “{source.fetch}” of getting pages. Choose web or saved.", code="no_provider", where="source.fetch")
        if source.kind == "saved":
            self._provider("search", self._settings.search)
        if source.kind == "url_list" and not source.rows:
            raise InvalidInput("The list has no usable website.", code="empty", where="source.urls")

    def make(self, spec: RunSpec, archive: PageArchive, reader: Reader) -> Parts:
        """Return the parts of a run."""
        search: Search = UrlList(spec.source.rows) if spec.source.kind == "url_list" else self._provider("search", self._settings.search)
        fetch: Fetch = self._provider("fetch", spec.source.fetch)
        return Parts(
            search=search,
            fetch=fetch,
            archive=archive,
            reader=reader,
            clock=self._clock,
            concurrency=self._in_flight(spec),
            pages_per_site=self._settings.pages_per_site,
            site_seconds=self._settings.site_seconds,
            embed=self._embed(),
        )

    def _embed(self) -> Embed | None:
        """Return the embedding that the settings name; none is the usual case."""
        embed: Embed | None = self._provider("embed", self._settings.embed) if self._settings.embed else None
        return embed

    def _in_flight(self, spec: RunSpec) -> int:
        """Saved pages cost no waiting: more leads in flight than the extraction can serve would only delay the first one."""
        if spec.source.fetch == "web":
            return self._settings.web_concurrency
        return min(self._settings.concurrency, 2 * self._settings.extract_workers)

    def choices(self) -> tuple[SourceChoice, ...]:
        """Return the sources and page origins that can be chosen, or why not."""
        roots = [root for root in self._settings.saved_roots if root.is_dir()]
        sites = sum(1 for root in roots for site in root.iterdir() if site.is_dir() and "." in site.name)
        why = "" if sites else "There is no saved website. Set PROSPECTOR_SAVED_WEB to a folder with one folder per website."
        web = "web" in names("fetch")
        return (
            SourceChoice(kind="saved", available=bool(sites), why_not=why, sites=sites),
            SourceChoice(kind="url_list", available=True),
            SourceChoice(kind="web", available=web, why_not="" if web else "The fetcher of the live web is not installed.", notice=self._manners()),
        )

    def _manners(self) -> str:
        """How websites are asked, and what their owners are told of who asks."""
        delay = self._settings.host_delay
        pace = f"at most one request each {delay:g} {'second' if delay == 1 else 'seconds'}" if delay else "one request at a time"
        known = "" if self._settings.contact_url else " Set PROSPECTOR_CONTACT_URL to a page about you: then websites see who asks, and fewer turn you away."
        return f"robots.txt is obeyed, and every website gets {pace}.{known}"

    async def close(self) -> None:
        """Let the providers close what they hold open in the running event loop: connections to websites."""
        for provider in self._made.values():
            if close := getattr(provider, "close", None):
                await close()

    def _provider(self, kind: str, name: str) -> Any:
        if (kind, name) not in self._made:
            self._made[kind, name] = load(kind, name, self._settings)
        return self._made[kind, name]


class NoArchive:
    """The archive of runs without a store: it keeps nothing. Evidence names its page by sha and URL all the same."""

    def put(self, page: Page) -> None:
        """Keep nothing."""

    def get(self, page_sha256: str) -> str | None:
        """Return nothing."""
        return None

    def recent(self, url: str, since: datetime) -> Page | None:
        """Return nothing: a run without a store has no earlier attempt."""
        return None

    def latest(self, url: str) -> Page | None:
        """Return nothing."""
        return None
