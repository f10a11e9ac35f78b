"""Whether the fetcher ever asks for a path that robots.txt closes, directly or by a redirect.

Run as ``python -m bench.robots [fetches]``. The sites are on this machine; each writes its rules in another way, and knows itself which paths are shut.
"""

import asyncio
import codecs
import random
import sys
import time
from collections import Counter
from collections.abc import Callable

from domain.errors import ProspectorError
from tests.loopback import Asked, Site, fetcher, reply, to

HOSTS = 60
AT_ONCE = 40
RULES: tuple[bytes, ...] = (
    b"User-agent: *\nDisallow: /shut",
    codecs.BOM_UTF8 + b"User-agent: *\r\nDisallow: /shut\r\n",
    b"user-agent: ProspectorBot/9 (x)\nDisallow: /shut\n\nUser-agent: *\nAllow: /",
    b"User-agent: A\nUser-agent: *\nUser-agent: B\nAllow: /open\nDisallow: /*hut/",
    "User-agent: *\nDisallow: /shut\n".encode("utf-16"),
    b"\0User-agent: *\0\nDisallow: /%73hut\n",
    b"# rules\rUser-agent: *\rAllow: /\rDisallow: /shut/\r",
    b"User-agent: *\nDisallow: /open/../shut\nDisallow: /shut\nAllow: /shut$\n",
    b"User-agent: *\nCrawl-delay: 0\nDisallow: /shut/*\nSitemap: /x\nDisallow: /y",
)
SHAPES = (
    "/open/{n}",
    "/shut/{n}",
    "/shut/{n}?x=1",
    "/open/../shut/{n}",
    "/%73hut/{n}",
    "/open/%2e%2e/shut/{n}",
    "/to/shut/{n}",
    "/to/open/{n}",
    "/far/{n}",
    "//shut/{n}",
)


def answer_of(hits: Counter[str]) -> Callable[[Asked], bytes]:
    """Return what the sites answer; ``hits`` counts pages that are open and pages that are shut."""

    def answer(asked: Asked) -> bytes:
        number = int(asked.host.removeprefix("h").partition(".")[0])
        if asked.path == "/robots.txt":
            return reply(RULES[number % len(RULES)], kind="text/plain")
        if asked.path.startswith("/to/"):
            return to(asked.path.removeprefix("/to"))
        if asked.path.startswith("/far/"):
            return to(f"http://h{(number + 1) % HOSTS}.test/shut/{asked.path.removeprefix('/far/')}")
        shut = asked.path.replace("%73", "s").startswith("/shut/")
        hits["disallowed" if shut else "allowed"] += 1
        return reply("page")

    return answer


async def main(fetches: int) -> bool:
    """Return whether no page was asked for that is shut."""
    hits: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    chance, gate = random.Random(309), asyncio.Semaphore(AT_ONCE)
    async with Site(answer_of(hits)) as site:
        fetch = fetcher(site)

        async def one(n: int) -> None:
            async with gate:
                try:
                    await fetch.fetch(f"http://h{chance.randrange(HOSTS)}.test{chance.choice(SHAPES).format(n=n)}")
                    ends["read"] += 1
                except ProspectorError as error:
                    ends[error.code] += 1

        began = time.monotonic()
        await asyncio.gather(*(one(n) for n in range(fetches)))
        took = time.monotonic() - began
        await fetch.close()
    told = ", ".join(f"{count} {what}" for what, count in ends.most_common())
    print(f"{fetches} fetches over {HOSTS} hosts in {took:.1f} s: {told}")
    print(f"pages asked for: {hits['allowed']} allowed, {hits['disallowed']} disallowed")
    return hits["disallowed"] == 0 and hits["allowed"] > 0 and set(ends) == {"read", "robots_disallowed"}


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)) else 1)
