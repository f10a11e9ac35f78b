import asyncio
import codecs
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from domain.errors import ProspectorError, Refused, TryAgain
from providers.net.client import Client
from providers.net.guard import Guard
from providers.net.lookup import Address
from providers.net.robots import MAX_BYTES, Robots, parse
from tests.loopback import CONTEXT, MISSING, Answerer, Asked, Site, Stream, paths, reading, reply, to

pytestmark = pytest.mark.anyio
ALLOWED, DISALLOWED, UNREACHABLE = "", "robots_disallowed", "robots_unreachable"
CLOSED = "User-agent: *\nDisallow: /closed\n"


def text(body: str | bytes, *headers: str, status: str = "200 OK") -> bytes:
    return reply(body, *headers, status=status, kind="text/plain")


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at /robots.txt (or elsewhere, by path), and what becomes of a page."""

    does: str
    expect: str
    robots: bytes | Callable[[Asked], bytes | Stream]
    page: str = "/closed/x"
    more: tuple[tuple[str, bytes], ...] = ()


def chain(n: int, end: bytes) -> dict[str, bytes]:
    """n redirects from /robots.txt to what stands at the end."""
    names = ["/robots.txt", *(f"/r{k}" for k in range(1, n + 1))]
    return {names[k]: to(names[k + 1], "301 Moved") for k in range(n)} | {names[n]: end}


async def _cut(asked: Asked) -> Stream:
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nUser-agent: *\n"


async def _drop(asked: Asked) -> Stream:
    yield b""


BIG = "User-agent: *\n" + "Disallow: /closed\n" + "# padding padding\n" * 40_000
LATE = "User-agent: *\n" + "#" * (MAX_BYTES - 30) + "\nDisallow: /clos"
TABLE = [
    Row("200 that disallows", DISALLOWED, text(CLOSED)),
    Row("200 that allows the rest", ALLOWED, text(CLOSED), "/open"),
    Row("the longest rule wins", ALLOWED, text("User-agent: *\nDisallow: /closed\nAllow: /closed/x")),
    Row("404 allows", ALLOWED, text(CLOSED, status="404 Not Found")),
    Row("401 allows", ALLOWED, text(CLOSED, status="401 Unauthorized")),
    Row("403 allows", ALLOWED, text(CLOSED, status="403 Forbidden")),
    Row("410 allows", ALLOWED, text("", status="410 Gone")),
    Row("429 says nothing about rules", UNREACHABLE, text("", status="429 Too Many Requests"), "/open"),
    Row("500 disallows", UNREACHABLE, text("", status="500 Oops"), "/open"),
    Row("503 with a page of HTML disallows", UNREACHABLE, reply("<h1>Busy</h1>", status="503 Busy"), "/open"),
    Row("a connection that drops disallows", UNREACHABLE, _drop, "/open"),
    Row("an answer that is cut disallows", UNREACHABLE, _cut, "/open"),
    Row("a broken packing disallows", UNREACHABLE, text("xx", "Content-Encoding: gzip"), "/open"),
    Row("brotli disallows", UNREACHABLE, text("xx", "Content-Encoding: br"), "/open"),
    Row("700 KB are read up to 500 KiB", DISALLOWED, text(BIG)),
    Row("a rule cut in two by the limit is no rule", ALLOWED, text(LATE + "ed-but-not-this\n"), "/closed/x"),
    Row("a byte-order mark", DISALLOWED, text(codecs.BOM_UTF8 + CLOSED.encode())),
    Row("UTF-16, as an old editor writes it", DISALLOWED, text(codecs.BOM_UTF16_LE + CLOSED.encode("utf-16-le"))),
    Row("CRLF", DISALLOWED, text(CLOSED.replace("\n", "\r\n"))),
    Row("CR alone", DISALLOWED, text(CLOSED.replace("\n", "\r"))),
    Row("NUL bytes", DISALLOWED, text("\0User-agent: *\n\0Disallow: /closed\0\n")),
    Row("a soft 404 in HTML has no rules", ALLOWED, reply("<!doctype html><title>Not found</title><p>User-agent: *\n<p>Disallow: /")),
    Row("empty", ALLOWED, text("")),
    Row("an empty Disallow allows", ALLOWED, text("User-agent: *\nDisallow:\n")),
    Row("garbage", ALLOWED, text(bytes(range(256)) * 20)),
    Row("five redirects are followed", DISALLOWED, chain(5, b"")["/robots.txt"], more=tuple(chain(5, text(CLOSED)).items())),
    Row("six are too many: unavailable, which allows", ALLOWED, chain(6, b"")["/robots.txt"], more=tuple(chain(6, text(CLOSED)).items())),
    Row("a redirect to another host", DISALLOWED, to("http://other.test/rules"), more=(("other.test/rules", text(CLOSED)),)),
    Row("a redirect without a target", UNREACHABLE, text("", status="302 Found"), "/open"),
    Row("a redirect into the machine", UNREACHABLE, to("http://127.0.0.1:1/"), "/open"),
    Row("a redirect to a file", UNREACHABLE, to("file:///etc/passwd"), "/open"),
    Row("a group for us goes before the one for all", ALLOWED, text("User-agent: *\nDisallow: /\n\nUser-agent: ProspectorBot\nDisallow: /other")),
    Row("our name in any case, with a version", DISALLOWED, text("User-agent: prospectorBOT/2.1 (x)\nDisallow: /")),
    Row("the beginning of our name is another robot", ALLOWED, text("User-agent: Prospector\nDisallow: /")),
    Row("a name that ours ends with is another robot", ALLOWED, text("User-agent: bot\nDisallow: /")),
    Row("several names share a group", DISALLOWED, text("User-agent: GoogleBot\nUser-agent: ProspectorBot\nUser-agent: x\nDisallow: /")),
    Row("a group for others does not end in ours", ALLOWED, text("User-agent: *\nDisallow: /a\nUser-agent: GPTBot\nDisallow: /")),
    Row("wildcards and an end", DISALLOWED, text("User-agent: *\nDisallow: /*.php$"), "/shop/x.php"),
    Row("the end is the end", ALLOWED, text("User-agent: *\nDisallow: /*.php$"), "/shop/x.php?y=1"),
    Row("the query counts, as the site wrote it", DISALLOWED, text("User-agent: *\nDisallow: /*?z=1&a="), "/s?z=1&a=2"),
    Row("escapes are read", DISALLOWED, text("User-agent: *\nDisallow: /gr%c3%b6%c3%9fe"), "/größe"),
    Row("a path that only looks open", DISALLOWED, text(CLOSED), "/open/../closed/x"),
    Row("a path that only looks open, in disguise", DISALLOWED, text(CLOSED), "/open/%2e%2E/closed/x"),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.does)
async def test_what_robots_txt_allows(row: Row) -> None:
    table = {"site.test/robots.txt": row.robots, **{("" if "." in path.split("/")[0] else "site.test") + path: answer for path, answer in row.more}}
    async with reading(paths({"*": b"", **table, "other.test/robots.txt": MISSING})) as (site, fetch):
        code = ""
        try:
            await fetch.fetch(f"http://site.test{row.page}")
        except ProspectorError as error:
            code = "" if error.code == "http_4xx" else error.code  # it was asked for
        assert code == row.expect
        reached = [a for a in site.asked if a.host == "site.test" and a.path not in table and "site.test" + a.path not in table]
        assert len(reached) == (1 if row.expect == ALLOWED else 0)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def robots_over(answer: Answerer, clock: Callable[[], float] = time.monotonic) -> AsyncIterator[tuple[Site, Robots]]:
    async with Site(answer) as site:
        client = Client("TestBot/1.0", Guard(site.resolve, {site.address}), CONTEXT)
        yield site, Robots(client, clock)
        await client.close()


async def test_rules_are_kept_for_a_day_and_per_origin() -> None:
    clock = Clock()
    async with robots_over(lambda _: text(CLOSED), clock) as (site, robots):
        for _ in range(3):
            await robots.check("http://a.test/open")
        assert len(site.asked) == 1
        clock.now += 24 * 3600 + 1
        await robots.check("http://a.test/open")
        assert len(site.asked) == 2
        await robots.check("http://a.test:8080/open")
        await robots.check("http://b.test/open")
        assert [asked.headers["host"] for asked in site.asked[2:]] == ["a.test:8080", "b.test"]


async def test_a_failure_is_asked_again_after_a_minute() -> None:
    clock, answers = Clock(), [text("", status="500 Oops"), text(CLOSED)]
    async with robots_over(lambda _: answers.pop(0), clock) as (site, robots):
        for _ in range(2):
            with pytest.raises(Refused) as caught:
                await robots.check("http://a.test/open")
            assert caught.value.code == UNREACHABLE
        assert len(site.asked) == 1
        clock.now += 61
        assert await robots.check("http://a.test/open") == 0.0


@pytest.mark.parametrize(("asked", "after"), [("600", 600), ("5", 60), ("-1", 60), ("1000000000", 24 * 3600)])
async def test_a_busy_site_is_asked_for_its_rules_when_it_wants_to(asked: str, after: int) -> None:
    clock, answers = Clock(), [text("", f"Retry-After: {asked}", status="429 Slow"), text(CLOSED)]
    async with robots_over(lambda _: answers.pop(0), clock) as (_, robots):
        for later in (0, after - 1):
            clock.now += later
            with pytest.raises(Refused):
                await robots.check("http://a.test/open")
        clock.now += 2
        assert await robots.check("http://a.test/open") == 0.0


async def test_many_at_once_ask_once() -> None:
    async with robots_over(lambda _: text(CLOSED)) as (site, robots):
        await asyncio.gather(*(robots.check(f"http://a.test/{n}") for n in range(30)))
        assert len(site.asked) == 1


@pytest.mark.parametrize(
    ("rules", "rest"),
    [
        ("Crawl-delay: 7", 7.0),
        ("Crawl-delay: 0.5", 0.5),
        ("Crawl-delay: -3", 0.0),
        ("Crawl-delay: soon", 0.0),
        ("Crawl-delay: inf", 0.0),
        ("Request-rate: 1/20", 20.0),
        ("Request-rate: 1/" + "9" * 400, 86_400.0),
        ("Request-rate: " + "9" * 400 + "/1", 0.0),
        ("Request-rate: 2/1m\nCrawl-delay: 3", 30.0),
        ("", 0.0),
    ],
)
async def test_the_rest_that_a_site_asks_for(rules: str, rest: float) -> None:
    async with robots_over(lambda _: text(f"User-agent: *\n{rules}\n")) as (_, robots):
        assert await robots.check("http://a.test/") == rest


@pytest.mark.parametrize(("code", "kind"), [("dns", TryAgain), ("blocked_url", Refused), ("network", TryAgain)])
async def test_where_nobody_is_there_the_reason_is_said(code: str, kind: type[ProspectorError]) -> None:
    async def lead(host: str, port: int) -> list[Address]:
        if code == "dns":
            raise OSError("no such name")
        return [("10.0.0.1", port)] if code == "blocked_url" else [closed]

    async with Site(lambda _: b"") as site:
        closed = site.address  # nobody listens there any more
    robots = Robots(Client("TestBot/1.0", Guard(lead, {closed}), CONTEXT), time.monotonic)
    for _ in range(2):  # the second time from memory
        with pytest.raises(kind) as caught:
            await robots.check("http://a.test/")
        assert caught.value.code == code
        assert "a.test" in caught.value.message


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "body",
    [
        "".join(f"User-agent: a{n}\n" for n in range(17_000)) + "".join(f"Disallow: /{n}\n" for n in range(17_000)),
        "".join(f"user agent a{n}\n" for n in range(17_000)) + "".join(f"Disallow: /{n}\n" for n in range(17_000)),
        "User\u00a0agent:\u00a0x\n" * 15_000 + "Disallow: /a*b$\n" * 15_000,
        "User-agent: *\n" + "Disallow: /*x*y*z$\n" * 26_000,
        "User-agent:" + " " * 500_000,
        "user" + " " * 500_000,
        "User-agent: *\nDisallow: /" + "%c3" * 160_000,
        "User-agent: *\nDisallow: /" + "*a" * 250_000,
    ],
    ids=["names and rules", "names without a colon", "odd blanks", "wildcards", "blanks", "more blanks", "escapes", "stars"],
)
def test_half_a_megabyte_made_to_hurt_is_read_in_time(body: str) -> None:
    began = time.process_time()
    rules = parse(body.encode()[:MAX_BYTES])
    rules.can_fetch("http://a.test/" + "a" * 2_000, "ProspectorBot")
    assert time.process_time() - began < 3.0  # 17,000 names with 17,000 rules would take minutes


async def test_a_long_one_is_parsed_beside_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[bool] = []

    def watched(body: bytes, truncated: bool) -> object:
        threads.append(threading.current_thread() is threading.main_thread())
        return parse(body, truncated)

    monkeypatch.setattr("providers.net.robots.parse", watched)
    for length in (100, 60_000):
        async with robots_over(lambda _, n=length: text(CLOSED + "#" * n)) as (_, robots):  # type: ignore[misc]
            assert await robots.check("http://a.test/") == 0.0
    assert threads == [True, False]


async def test_memory_for_rules_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("providers.net.robots.KEPT", 3)
    async with robots_over(lambda _: text(CLOSED)) as (site, robots):
        for n in [0, 1, 2, 3, 3, 2, 1, 0]:
            await robots.check(f"http://h{n}.test/")
        assert [asked.host for asked in site.asked] == [f"h{n}.test" for n in (0, 1, 2, 3, 0)]
    monkeypatch.setattr("providers.net.robots.KEPT_BYTES", 2 * len(CLOSED))
    async with robots_over(lambda _: text(CLOSED)) as (site, robots):
        for n in [0, 1, 2, 2, 1, 0]:
            await robots.check(f"http://h{n}.test/")
        assert [asked.host for asked in site.asked] == [f"h{n}.test" for n in (0, 1, 2, 0)]
