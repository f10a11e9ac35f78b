"""A run over the evil sites: the server as a child process, a name server of its own, the real pipeline, and what came of every site."""

import asyncio
import ipaddress
import json
import re
import socket
import ssl
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from domain.base import Principal
from domain.context import BusinessContext
from domain.identity import lead_id
from domain.run import Limits, SourceRow
from pipeline.agents.base import AGENTS, step_named
from pipeline.extract.pool import ExtractPool
from pipeline.factors.places import countries_in
from pipeline.interests import interests
from pipeline.parts import Parts, Request
from pipeline.queries import draft_queries
from pipeline.run import events_of
from providers.fetch.web import Fetch
from providers.net.client import Client
from providers.net.guard import Guard
from providers.net.pace import Pace
from providers.net.robots import Robots
from providers.search.url_list import Search
from service.parts import NoArchive
from tests.evil.table import Case

ROOT = Path(__file__).resolve().parents[2]
CONTEXT = BusinessContext(ideal_customer="Small and medium-sized companies of any industry", business_description="We advise small companies.")
WHO = Principal()
BEAT = 0.02
OPENED = ("tls", "plain", "old", "too-old", "silent", "abort", "garbage", "dripping", "alert", "closed")


@dataclass(slots=True)
class Web:
    """The running server: its ports, its authority, and its log on request."""

    process: "subprocess.Popen[str]"
    ports: dict[str, int]
    authority: str

    def report(self, *, forget: bool = False) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
        """Return the hits per host and path, and the connections per listener; ``forget`` begins the log anew."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("the server has no pipes")
        said: dict[str, Any] = {}
        for word in ("report", *(["forget"] if forget else [])):
            self.process.stdin.write(word + "\n")
            self.process.stdin.flush()
            said = said or json.loads(self.process.stdout.readline())
            if word == "forget":
                self.process.stdout.readline()
        return said["hits"], said["connections"]

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cadata=self.authority)

    def openings(self) -> frozenset[tuple[str, int]]:
        """Everything but the canary."""
        return frozenset(("127.0.0.1", self.ports[name]) for name in OPENED)


@contextmanager
def web() -> Iterator[Web]:
    """Start the server; end it afterwards."""
    command = [sys.executable, "-m", "tests.evil.server"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            if process.stdout is None:
                raise RuntimeError("the server has no pipes")
            yield Web(process, **json.loads(process.stdout.readline()))
        finally:
            process.kill()


class Names:
    """The name server: each case's own answers, addresses as the system reads them, nothing else."""

    def __init__(self, cases: Iterable[Case], ports: Mapping[str, int]) -> None:
        self.asked: Counter[str] = Counter()
        self._cases = {host: case for case in cases for host in (case.host, *case.also)}
        self._ports = ports

    async def __call__(self, host: str, port: int) -> list[tuple[str, int]]:
        """Return the addresses of a host. Raises OSError when there are none."""
        self.asked[host] += 1
        case = self._cases.get(host)
        if case is not None:
            said = case.dns[min(self.asked[host], len(case.dns)) - 1] if case.dns else {443: case.tls, 80: case.plain}.get(port, "")
            return await self._told(said, port)
        if host == "localhost" or host.endswith(".canary.test"):
            return [("127.0.0.1", port if host == "localhost" else self._ports["canary"])]
        return [(_address(host), port)]

    async def _told(self, said: str, port: int) -> list[tuple[str, int]]:
        match said:
            case "fail" | "empty":
                if said == "fail":
                    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
                return []
            case "slow":
                await asyncio.sleep(3_600)
        return [("127.0.0.1", self._ports[word]) if word in self._ports else (word, port) for word in said.split()]


def _address(host: str) -> str:
    """Return the address that a literal stands for, as the system's resolver reads it: dotted, short, decimal, octal or hexadecimal."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return socket.inet_ntoa(socket.inet_aton(host))


@dataclass(slots=True)
class Ended:
    """What the events say of one site."""

    state: str = ""
    code: str = ""
    message: str = ""
    began: float = 0.0
    seconds: float = 0.0
    pages: dict[str, str] = field(default_factory=dict)
    calls: int = 0
    open_calls: set[str] = field(default_factory=set)
    package: dict[str, Any] = field(default_factory=dict)
    dirt: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """A run as seen from outside."""

    sites: dict[str, Ended]
    seconds: float
    gap: float
    work: float
    end: dict[str, Any]
    hits: dict[str, dict[str, int]]
    connections: dict[str, int]
    connects: Counter[tuple[str, int]]
    asked: Counter[str]


def fetcher(served: Web, names: Names, openings: Iterable[tuple[str, int]], delay: float = 0.0) -> tuple[Fetch, Client]:
    """Return the real fetcher of the live web whose names lead to the server."""
    client = Client("ProspectorBot/1.0 (+https://example.test/bot)", Guard(names, openings), served.trust())
    return Fetch(client, Robots(client, time.monotonic), Pace(delay, time.monotonic)), client


async def run_all(
    served: Web, cases: Sequence[Case], *, concurrency: int = 32, site_seconds: float = 60.0, opened: bool = True, pool: ExtractPool | None = None
) -> Outcome:
    """Run the pipeline once over all cases and return what came of them."""
    names = Names(cases, served.ports)
    fetch, client = fetcher(served, names, served.openings() if opened else ())
    request = Request("evil", WHO, "", 0, CONTEXT, "", Limits(max_leads=10_000, max_sites=10_000), 1, datetime.now(UTC))
    rows = [SourceRow(url=f"https://{case.host}/", line=n) for n, case in enumerate(cases, 1)]
    beating = Heartbeat()
    served.report(forget=True)
    _rehearse()
    async with pool or ExtractPool(2) as reader:
        await reader.start()
        parts = Parts(Search(rows), fetch, NoArchive(), reader, lambda: datetime.now(UTC), concurrency, 8, site_seconds)
        began, gathered = time.monotonic(), Gathered(cases)
        with Connects() as connects:
            task = asyncio.create_task(beating.beat())
            async for event in events_of(request, parts):
                gathered.take(event, time.monotonic())
            task.cancel()
        seconds = time.monotonic() - began
    await client.close()
    hits, connections = await asyncio.to_thread(served.report)
    return Outcome(gathered.sites, seconds, beating.gap, beating.work, gathered.end, hits, connections, connects.seen, names.asked)


def _rehearse() -> None:
    """Load what the app loads at its start."""
    countries_in("Germany")
    draft_queries(CONTEXT)
    interests(CONTEXT)
    for name in AGENTS:
        step_named(name)


class Heartbeat:
    """Measures for how long the event loop is not free at the most, by the clock (``gap``) and in CPU time of its thread (``work``; seconds).

    On a busy machine the clock also shows what other programs take; the CPU time does not.
    """

    def __init__(self) -> None:
        self.gap = self.work = 0.0

    async def beat(self) -> None:
        last, spent = time.monotonic(), time.thread_time()
        while True:
            await asyncio.sleep(BEAT)
            now, used = time.monotonic(), time.thread_time()
            self.gap, self.work = max(self.gap, now - last - BEAT), max(self.work, used - spent)
            last, spent = now, used


class Connects:
    """Counts the addresses that sockets of this process connect to while it is open; the audit hook of the interpreter misses none."""

    _open: "list[Connects]" = []
    _hooked = False

    def __init__(self) -> None:
        self.seen: Counter[tuple[str, int]] = Counter()

    def __enter__(self) -> "Connects":
        if not Connects._hooked:
            sys.addaudithook(_heard)
            Connects._hooked = True
        Connects._open.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        Connects._open.remove(self)


def _heard(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(args[1], tuple):
        for each in Connects._open:
            each.seen[str(args[1][0]), int(args[1][1])] += 1


_DIRTY = re.compile("[\ud800-\udfff\0]")


class Gathered:
    """Reads the events of a run into one :class:`Ended` per host."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._hosts = {lead_id(WHO.tenant, case.host): case.host for case in cases}
        self.sites: defaultdict[str, Ended] = defaultdict(Ended)
        self.end: dict[str, Any] = {}
        self._urls: dict[str, str] = {}

    def take(self, event: Mapping[str, Any], now: float) -> None:
        """Take one event that came at ``now`` (monotonic seconds)."""
        if event["event_type"] == "pipeline_end":
            self.end = dict(event)
        host = self._hosts.get(event.get("lead_id") or "")
        if host is None:
            return
        site = self.sites[host]
        site.began = site.began or now
        self._dirt(site, event)
        match event["event_type"]:
            case "tool_call_start":
                self._urls[event["call_id"]] = event["tool_args"]["url"]
                site.calls += 1
                site.open_calls.add(event["call_id"])
            case "tool_call_end":
                site.open_calls.remove(event["call_id"])
                site.pages[_path(self._urls[event["call_id"]], host)] = event["error_type"] or ""
            case "lead_rejected":
                self._ends(site, now, "REJECTED", event["reason_code"], event["reason"])
            case "lead_enrichment_end":
                state = "COMPLETED" if event["success"] else "FAILED"
                self._ends(site, now, state, event["error_type"] or "", event["error_message"] or "")
                site.package = event["final_package"] or {}

    @staticmethod
    def _ends(site: Ended, now: float, state: str, code: str, message: str) -> None:
        if site.state:
            site.dirt.append(f"ended twice: {site.state}, {state}")
        site.state, site.code, site.message, site.seconds = state, code, message, now - site.began

    @staticmethod
    def _dirt(site: Ended, event: Mapping[str, Any]) -> None:
        text = json.dumps(event, ensure_ascii=False)
        if _DIRTY.search(text) or "\\u0000" in text:
            site.dirt.append(f"NUL or surrogate in {event['event_type']}")


def _path(url: str, host: str) -> str:
    return url.removeprefix(f"https://{host}").removeprefix(f"http://{host}")
