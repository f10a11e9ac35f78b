"""Prospector on websites of a loopback server, in a process of its own so that its CPU can be counted: one run, its leads as JSON.

    python -m bench.web_ours MODE TASK RESULT      (TASK, RESULT: JSON files, see bench.web_sites)

Modes: ``whole`` (all facts, agents, scores; no store), ``stored`` (the same through the door, every step recorded), ``contacts``
(site reading and the five fields that the other tools find; no check of the quotes, no agents, no scores).
"""

import asyncio
import json
import resource
import ssl
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from domain.base import Principal
from domain.context import BusinessContext
from domain.errors import ProspectorError
from domain.events import Event
from domain.evidence import Facts
from domain.identity import lead_id
from domain.lead import Hit, Lead
from domain.page import Page
from domain.run import Limits, RunSpec, RunStatus, Source, SourceRow
from pipeline.extract.pool import ExtractPool
from pipeline.parts import Parts, Request
from pipeline.run import events_of
from pipeline.site import SiteReader
from providers.fetch.web import Fetch
from providers.net.client import Client
from providers.net.guard import Guard
from providers.net.pace import Pace
from providers.net.robots import Robots
from service.base import RunOrder
from service.local import open_local
from service.parts import NoArchive, PartsMaker, utc_now
from settings import Settings

WHO = Principal()
CONTEXT = BusinessContext(ideal_customer="Small and medium-sized companies of any industry", business_description="We advise small companies.")
CONTACT_WORKER = (sys.executable, "-m", "bench.contact_worker")


class Counted:
    """A fetcher that counts the pages it gives, sitemaps left out, and asks over ``scheme`` whatever scheme it is asked for."""

    def __init__(self, inner: Fetch, scheme: str, close: Callable[[], Awaitable[None]]) -> None:
        self._inner = inner
        self._scheme = scheme
        self.close = close
        self.pages = 0

    async def fetch(self, url: str, known: Page | None = None) -> Page:
        """Return the page at a URL."""
        page = await self._inner.fetch(url.replace("https:", f"{self._scheme}:", 1), known)
        self.pages += not url.endswith("/sitemap.xml")
        return page.model_copy(update={"url": page.url.replace("http:", "https:", 1)}) if self._scheme == "http" else page


def live(ports: Mapping[str, int], scheme: str, ca_file: str = "") -> Counted:
    """Return the fetcher of the live web, all names leading to the loopback server, without a pause between requests."""

    async def resolver(host: str, port: int) -> list[tuple[str, int]]:
        return [("127.0.0.1", ports["https" if port == 443 else "http"])]

    openings = [("127.0.0.1", port) for port in ports.values()]
    client = Client("ProspectorBot/1.0 (bench)", Guard(resolver, openings), ssl.create_default_context(cafile=ca_file) if ca_file else None)
    return Counted(Fetch(client, Robots(client, time.monotonic), Pace(0, time.monotonic)), scheme, client.close)


def spec_of(hosts: Sequence[str], fetch: str) -> RunSpec:
    rows = tuple(SourceRow(url=f"https://{host}/", line=n) for n, host in enumerate(hosts, 1))
    source = Source.model_validate({"kind": "url_list", "rows": rows, "fetch": fetch})
    return RunSpec(context_id="", context_version=0, source=source, limits=Limits(max_leads=len(hosts), max_sites=len(hosts)))


def request_of(spec: RunSpec) -> Request:
    return Request("bench", WHO, "", 0, CONTEXT, "", spec.limits, 1, utc_now())


async def ends(settings: Settings, hosts: Sequence[str], made: Mapping[tuple[str, str], Any], fetch: str) -> AsyncIterator[dict[str, Any]]:
    """Run the pipeline without a store and yield the last event of every lead."""
    spec = spec_of(hosts, fetch)
    async with ExtractPool(settings.extract_workers) as reader:
        parts = PartsMaker(settings, made=made).make(spec, NoArchive(), reader)
        async for event in events_of(request_of(spec), parts):
            if event["event_type"] in ("lead_enrichment_end", "lead_rejected"):
                yield event


def found(host: str, facts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the five fields of a lead as the other tools give them: verified main values only."""
    main = [f for f in facts if f["role"] is None and f["status"] != "unverified"]

    def values(field: str) -> list[str]:
        return [f["value"] for f in main if f["field"] == field]

    first = {name: (values(name) or [""])[0] for name in ("company_name", "country")}
    return {"host": host, **first, "emails": values("email"), "phones": values("phone"), "socials": values("social")}


def _facts(facts: Facts) -> list[dict[str, Any]]:
    return [{"field": f.field, "value": f.value, "role": f.role, "status": f.status.value} for f in facts.items]


async def whole(settings: Settings, hosts: Sequence[str], fetch: Counted) -> list[dict[str, Any]]:
    """The whole way without a store."""
    by_id = {lead_id(WHO.tenant, host): host for host in hosts}
    leads = []
    async for end in ends(settings, hosts, {("fetch", "web"): fetch}, "web"):
        package = end.get("final_package")
        leads.append(found(by_id[end["lead_id"]], package["lead_facts"]["facts"] if package else ()))
    return leads


async def contacts(settings: Settings, hosts: Sequence[str], fetch: Counted) -> list[dict[str, Any]]:
    """Only what the other tools do: read the pages of each site, find the five fields, decide over the site."""
    spec = spec_of(hosts, "web")
    request, known, leads = request_of(spec), frozenset(hosts), []
    waiting = iter(hosts)

    async def quiet(event: Event) -> None:
        """Nobody listens."""

    async def work(parts: Parts) -> None:
        for host in waiting:
            url = f"https://{host}/"
            reader = SiteReader(Lead(lead_id=lead_id(WHO.tenant, host), identity_key=host, website=url, hit=Hit(url=url)), request, parts, quiet, (), known)
            try:
                await reader.read()
                facts = await parts.reader.resolve(reader.readings, host)
            except ProspectorError:
                leads.append(found(host, ()))
                continue
            leads.append(found(host, _facts(facts)))

    async with ExtractPool(settings.extract_workers, program=CONTACT_WORKER) as pool:
        parts = PartsMaker(settings, made={("fetch", "web"): fetch}).make(spec, NoArchive(), pool)
        async with asyncio.TaskGroup() as tasks:
            for _ in range(parts.concurrency):
                tasks.create_task(work(parts))
    return leads


def stored(settings: Settings, hosts: Sequence[str], fetch: Counted) -> list[dict[str, Any]]:
    """The whole way through the door: every event, page and lead is stored. No lead is read back: that would be an analyst's work, not the run's."""
    service = open_local(settings, made={("fetch", "web"): fetch})
    try:
        spec = spec_of(hosts, "web")
        job_id = service.start(WHO, RunOrder(source=spec.source, context=CONTEXT, context_name="bench", limits=spec.limits)).job_id
        while (run := service.run(WHO, job_id)).status is RunStatus.RUNNING:
            time.sleep(0.25)
    finally:
        service.close()
    if run.completed + run.failed + run.rejected != len(hosts):
        sys.exit(f"{run.completed} completed, {run.failed} failed, {run.rejected} rejected of {len(hosts)} sites: some were lost")
    return []


def main(mode: str, task_file: str, result_file: str) -> None:
    task = json.loads(Path(task_file).read_text("utf-8"))
    fetch = live({"http": task["port"]}, "http")
    ways: dict[str, Callable[..., Any]] = {"whole": whole, "contacts": contacts}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(_env_file=None, data_dir=Path(folder), host_delay=0)
        leads = stored(settings, task["hosts"], fetch) if mode == "stored" else asyncio.run(ways[mode](settings, task["hosts"], fetch))
    used = resource.getrusage(resource.RUSAGE_SELF)  # without the pool's processes
    Path(result_file).write_text(json.dumps({"pages": fetch.pages, "leads": leads, "loop_cpu": used.ru_utime + used.ru_stime}), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
