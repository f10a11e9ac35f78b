import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from domain.errors import Refused, TryAgain
from providers.fetch.web import Fetch
from providers.net.client import Client
from providers.net.guard import Guard
from providers.net.pace import LONGEST_WAIT, Pace, spoken
from providers.net.retry_after import asked_wait
from providers.net.robots import Robots
from tests.loopback import CONTEXT, Asked, Site, Stream, paths, reading, reply, to

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now, self.slept = 100.0, list[float]()

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def pace_on(clock: Clock, delay: float = 1.0, chance: float = 0.0, backoff: float = 1.0) -> Pace:
    return Pace(delay, clock, clock.sleep, lambda: chance, backoff)


def fetch_on(clock: Clock, site: Site, delay: float = 0.5) -> Fetch:
    client = Client("TestBot/1.0", Guard(site.resolve, {site.address}), CONTEXT)
    return Fetch(client, Robots(client, clock), pace_on(clock, delay), lambda: NOW)


async def times(pace: Pace, clock: Clock, host: str, n: int, crawl_delay: float = 0.0, took: float = 0.0) -> list[float]:
    begun = []
    for _ in range(n):
        async with pace.turn(host, crawl_delay):
            begun.append(clock())
            clock.now += took
    return begun


async def test_the_pause_begins_when_the_request_has_ended() -> None:
    clock = Clock()
    assert await times(pace_on(clock), clock, "a.test", 3, took=2.0) == [100, 103, 106]


async def test_a_crawl_delay_is_kept_when_it_is_longer() -> None:
    clock = Clock()
    assert await times(pace_on(clock), clock, "a.test", 3, crawl_delay=10.0) == [100, 110, 120]
    assert await times(pace_on(clock), clock, "b.test", 3, crawl_delay=0.1) == [120, 121, 122]


async def test_a_crawl_delay_longer_than_anybody_waits_means_one_visit() -> None:
    clock = Clock()
    pace = pace_on(clock)
    async with pace.turn("a.test", 600):
        pass
    async with pace.turn("a.test", 600, onward=True):  # a redirect belongs to the visit
        assert clock() == 101
    with pytest.raises(TryAgain, match="10 minutes") as caught:
        await times(pace, clock, "a.test", 1)
    assert (caught.value.code, caught.value.retry_after) == ("rate_limited", 600)
    assert clock() == 101  # nobody waited
    clock.now += 601
    assert await times(pace, clock, "a.test", 1) == [702]


async def test_a_host_that_is_deferred_fails_fast_and_for_a_day_at_the_most() -> None:
    clock = Clock()
    pace = pace_on(clock)
    pace.defer("a.test", 1e9)
    with pytest.raises(TryAgain, match="24 hours") as caught:
        await times(pace, clock, "a.test", 1)
    assert caught.value.retry_after == 86_400
    assert await times(pace, clock, "b.test", 1) == [100]


async def test_a_host_deferred_while_somebody_waits_for_it() -> None:
    clock = Clock()
    pace = pace_on(clock)
    async with pace.turn("a.test"):
        waiting = asyncio.create_task(times(pace, clock, "a.test", 1))
        await asyncio.sleep(0.01)
        pace.defer("a.test", 500)
    with pytest.raises(TryAgain):
        await waiting


async def test_backing_off_doubles_is_spread_and_ends_at_a_minute_and_at_success() -> None:
    clock = Clock()
    pace = pace_on(clock, chance=1.0)
    waits = []
    for _ in range(8):
        pace.fail("a.test")
        waits.append(pace.waiting("a.test"))
    assert waits == [1.5, 3, 6, 12, 24, 48, 60, 60]
    assert all(wait <= LONGEST_WAIT for wait in waits)
    pace.succeed("a.test")
    clock.now += 60
    pace.fail("a.test")
    assert pace.waiting("a.test") == 1.5
    calm = pace_on(clock, chance=0.0)
    calm.fail("a.test")
    assert calm.waiting("a.test") == 1.0


async def test_one_request_at_a_time_to_one_host_and_many_hosts_at_once() -> None:
    pace, under_way, most = Pace(0.0, time.monotonic), {"a.test": 0, "b.test": 0}, {"a.test": 0, "b.test": 0}

    async def ask(host: str) -> None:
        async with pace.turn(host):
            under_way[host] += 1
            most[host] = max(most[host], under_way[host])
            together.append(sum(under_way.values()))
            await asyncio.sleep(0.002)
            under_way[host] -= 1

    together: list[int] = []
    await asyncio.gather(*(ask(host) for host in ("a.test", "b.test") * 10))
    assert most == {"a.test": 1, "b.test": 1}
    assert max(together) == 2


async def test_a_turn_given_up_frees_the_host() -> None:
    pace = Pace(0.0, time.monotonic)

    async def hang() -> None:
        async with pace.turn("a.test"):
            await asyncio.sleep(60)

    task = asyncio.create_task(hang())
    await asyncio.sleep(0.01)
    task.cancel()
    async with asyncio.timeout(2), pace.turn("a.test"):
        pass


async def test_what_is_over_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("providers.net.pace.KEPT", 10)
    clock = Clock()
    pace = pace_on(clock)
    pace._room = 10
    pace.defer("kept.test", 5_000)
    for n in range(200):
        async with pace.turn(f"h{n}.test"):
            clock.now += 1
    assert len(pace._hosts) < 25
    assert pace.waiting("kept.test") > 0


def test_a_pace_outlives_its_event_loop() -> None:
    pace = Pace(0.0, time.monotonic)

    async def leave_in_the_middle() -> None:
        async def hold() -> None:
            async with pace.turn("a.test"):
                await asyncio.Event().wait()

        holder = asyncio.create_task(hold())
        waiter = asyncio.create_task(hold())
        await asyncio.sleep(0.01)
        holder.cancel()
        waiter.cancel()

    for _ in range(3):
        asyncio.run(asyncio.wait_for(leave_in_the_middle(), 2))


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", 7.0),
        (" 0 ", 0.0),
        ("1000000000", 1e9),
        ("9" * 90, float("9" * 90)),
        ("9" * 900, None),
        ("-5", None),
        ("", None),
        ("soon", None),
        ("²", None),
        ("1.5", None),
        ("nan", None),
        ("Fri, 99 Foo 99999 99:99:99 GMT", None),
        ("Sat, 21 Nov 2026 12:00:00 +99999999999", None),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(days=90), usegmt=True), 0.0),
        ("Saturday, 21-Nov-26 12:00:30 GMT", 30.0),
        ("Sat Nov 21 12:00:30 2026", 30.0),
        ("Sat, 21 Nov 2026 12:00:30 -0000", 30.0),
    ],
)
def test_reading_retry_after(header: str, wait: float | None) -> None:
    assert asked_wait(header, NOW) == wait


def test_time_in_words() -> None:
    assert [spoken(s) for s in (0.1, 59.6, 119, 120, 3_599, 7_200, 86_400)] == [
        *("1 seconds", "60 seconds", "119 seconds", "2 minutes", "60 minutes", "2 hours", "24 hours")
    ]


BUSY = "429 Too Many Requests"


@pytest.mark.parametrize(
    ("status", "header", "waits"),
    [
        (BUSY, "Retry-After: 7", 7.0),
        ("503 Busy", "Retry-After: 7", 7.0),
        (BUSY, f"Retry-After: {format_datetime(NOW + timedelta(seconds=9), usegmt=True)}", 9.0),
        (BUSY, "Retry-After: -9", 1.0),
        (BUSY, "Retry-After: later", 1.0),
        (BUSY, "X: y", 1.0),
        ("500 Oops", "X: y", 1.0),
        ("502 Bad Gateway", "X: y", 1.0),
        ("522 Timed Out", "X: y", 1.0),
        ("408 Timeout", "X: y", 1.0),
    ],
)
async def test_a_site_that_is_not_ready_is_asked_again_when_it_wants_to(status: str, header: str, waits: float) -> None:
    answers = [reply("", header, status=status), reply("ready")]
    clock = Clock()
    async with Site(paths({"/": lambda _: answers.pop(0)})) as site:
        fetch = fetch_on(clock, site, delay=0.25)
        assert (await fetch.fetch("http://a.test/")).content == "ready"
        await fetch.close()
    assert site.paths == ["/", "/"]
    assert clock.slept == [0.25, waits]


@pytest.mark.parametrize(("status", "code"), [(BUSY, "rate_limited"), ("500 Oops", "http_5xx"), ("503 Busy", "http_5xx")])
async def test_a_site_that_never_gets_ready_is_asked_three_times(status: str, code: str) -> None:
    clock = Clock()
    async with Site(paths({"/": reply("", status=status), "/other": reply("fine")})) as site:
        fetch = fetch_on(clock, site)
        with pytest.raises(TryAgain) as caught:
            await fetch.fetch("http://a.test/")
        assert caught.value.code == code
        assert site.paths == ["/"] * 3
        assert (await fetch.fetch("http://a.test/other")).content == "fine"
        await fetch.close()
    assert clock.slept == [0.5, 1, 2, 4]  # after robots.txt, two retries, and the back-off before the next page


@pytest.mark.parametrize("asked", ["1000000000", "61", format_datetime(NOW + timedelta(hours=3), usegmt=True)])
async def test_who_wants_more_than_a_minute_is_left_alone_at_once(asked: str) -> None:
    clock = Clock()
    async with Site(paths({"/": reply("", f"Retry-After: {asked}", status=BUSY)})) as site:
        fetch = fetch_on(clock, site)
        with pytest.raises(TryAgain) as caught:
            await fetch.fetch("http://a.test/")
        assert caught.value.code == "rate_limited"
        assert caught.value.retry_after == min(86_400, {"1000000000": 1e9, "61": 61}.get(asked, 10_800))
        for _ in range(3):
            with pytest.raises(TryAgain, match=r"a\.test wants to be left alone"):
                await fetch.fetch("http://a.test/more")
        assert site.paths == ["/"]
        with pytest.raises(Refused):  # another host is not touched by it
            await fetch.fetch("http://b.test/none")
        assert site.paths == ["/", "/none"]
        assert sum(clock.slept) <= 1.0
        await fetch.close()


async def test_waiting_within_one_fetch_ends_at_a_minute() -> None:
    clock = Clock()
    async with Site(paths({"/": reply("", "Retry-After: 40", status=BUSY)})) as site:
        fetch = fetch_on(clock, site)
        with pytest.raises(TryAgain):
            await fetch.fetch("http://a.test/")
        await fetch.close()
    assert site.paths == ["/", "/"]
    assert clock.slept == [0.5, 40]


async def test_every_request_to_a_host_keeps_the_pause_redirects_and_robots_too() -> None:
    table = {"/": to("/a"), "/a": to("http://b.test/"), "b.test/": reply("end"), "/robots.txt": reply("User-agent: *\nCrawl-delay: 0.3", kind="text/plain")}
    async with reading(paths({**table, "/c": reply("c")}), delay=0.1) as (site, fetch):
        await fetch.fetch("http://a.test/")
        await fetch.fetch("http://a.test/c")
        at = [asked.at for asked in site.asked if asked.host == "a.test"]
        assert [asked.path for asked in site.asked if asked.host == "a.test"] == ["/robots.txt", "/", "/a", "/c"]
    gaps = [later - earlier for earlier, later in pairwise(at)]
    assert all(gap >= 0.095 for gap in gaps)
    assert gaps[2] >= 0.29  # a second visit keeps the crawl delay, a redirect within the first one the short pause


async def test_a_site_that_recovered_is_trusted_again() -> None:
    answers = [reply("", status="500 Oops"), reply("", status="500 Oops"), reply("a"), reply("", status="500 Oops"), reply("b")]
    clock = Clock()
    async with Site(paths({"/": lambda _: answers.pop(0)})) as site:
        fetch = fetch_on(clock, site)
        assert [(await fetch.fetch("http://a.test/")).content for _ in range(2)] == ["a", "b"]
        await fetch.close()
    assert clock.slept == [0.5, 1, 2, 0.5, 1]


async def test_a_site_that_wants_an_hour_between_visits_is_read_once_redirects_and_all() -> None:
    clock = Clock()
    table = {"/": to("/a"), "/a": reply("a"), "/robots.txt": reply("User-agent: *\nCrawl-delay: 3600", kind="text/plain")}
    async with Site(paths(table)) as site:
        fetch = fetch_on(clock, site)
        assert (await fetch.fetch("http://a.test/")).content == "a"
        with pytest.raises(TryAgain, match="60 minutes") as caught:
            await fetch.fetch("http://a.test/a")
        assert caught.value.code == "rate_limited"
        clock.now += 3600
        assert (await fetch.fetch("http://a.test/a")).content == "a"
        await fetch.close()
    assert site.paths == ["/", "/a", "/a"]
    assert clock.slept == [0.5, 0.5]


async def test_a_host_left_alone_is_not_held_for_one_without_rules() -> None:
    clock = Clock()
    async with Site(paths({"/": reply("x")})) as site:
        fetch = fetch_on(clock, site)
        fetch._pace.defer("a.test", 300)
        with pytest.raises(TryAgain) as caught:
            await fetch.fetch("http://a.test/")
        assert (caught.value.code, site.asked) == ("rate_limited", [])
        clock.now += 300.5
        assert (await fetch.fetch("http://a.test/")).content == "x"  # its robots.txt is asked for now, not remembered as out of reach
        await fetch.close()


async def test_a_redirect_waits_for_the_turn_of_the_host_that_it_leads_to() -> None:
    async def slow(asked: Asked) -> Stream:
        busy.append(+1)
        await asyncio.sleep(0.15)
        yield reply("slow")
        busy.append(-1)

    def second(asked: Asked) -> bytes:
        overlaps.append(sum(busy))
        return reply("second")

    busy: list[int] = []
    overlaps: list[int] = []
    table = {"b.test/slow": slow, "a.test/": to("http://b.test/second"), "b.test/second": second}
    async with reading(paths(table)) as (_, fetch):
        first = asyncio.create_task(fetch.fetch("http://b.test/slow"))
        await asyncio.sleep(0.08)
        assert (await fetch.fetch("http://a.test/")).content == "second"
        await first
    assert overlaps == [0]


async def test_slow_hosts_do_not_slow_others(monkeypatch: pytest.MonkeyPatch) -> None:
    for patience in ("fetch.web.FETCH_SECONDS", "net.robots.FETCH_SECONDS", "net.client.CONNECT_SECONDS"):  # the machine may be busy
        monkeypatch.setattr(f"providers.{patience}", 100)

    hanging: set[str] = set()
    all_hang = asyncio.Event()

    async def hang(asked: Asked) -> Stream:
        hanging.add(asked.host)
        if len(hanging) == 270:
            all_hang.set()
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
        await asyncio.sleep(100)

    def answer(asked: Asked) -> bytes | Stream:
        if asked.path == "/robots.txt":
            return reply("", status="404 Not Found")
        return hang(asked) if asked.host.startswith("slow") else reply("quick")

    async with reading(answer) as (_, fetch), asyncio.timeout(90):
        slow = [asyncio.create_task(fetch.fetch(f"http://slow{n}.test/")) for n in range(270)]
        await all_hang.wait()
        for n in range(5):
            assert (await fetch.fetch(f"http://quick{n}.test/")).content == "quick"
        assert not any(task.done() for task in slow)
        for task in slow:
            task.cancel()
        assert all(isinstance(error, asyncio.CancelledError) for error in await asyncio.gather(*slow, return_exceptions=True))
