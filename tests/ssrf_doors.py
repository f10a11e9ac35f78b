"""The doors through which an address reaches the fetcher, each to be knocked at with every form; and names that change their address."""

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from domain.errors import ProspectorError
from providers.fetch.web import Fetch
from providers.net.client import Client
from providers.net.guard import Guard
from providers.net.lookup import Address
from providers.net.pace import Pace
from providers.net.robots import Robots
from tests.loopback import CONTEXT, Asked, Site, reply, to
from tests.ssrf_forms import PUBLIC, Canary, resolve

NOTHING = reply("", status="404 Not Found")
Door = Callable[[Canary, Sequence[str]], Awaitable[list[str]]]


def client_through(guard: Guard) -> Client:
    return Client("TestBot/1.0", guard, CONTEXT)


async def codes_of(guard: Guard, urls: Sequence[str]) -> list[str]:
    """Return the code of the refusal of each URL; empty where a page came back."""
    client, codes = client_through(guard), []
    fetch = Fetch(client, Robots(client, time.monotonic), Pace(0, time.monotonic, backoff=0))
    for url in urls:
        try:
            await fetch.fetch(url)
            codes.append("")
        except ProspectorError as error:
            codes.append(error.code)
    await fetch.close()
    return codes


async def behind_front(canary: Canary, answer: Callable[[Asked], bytes], urls: Sequence[str]) -> list[str]:
    """Fetch from a site of this machine, ``<anything>.front.test``, the one thing opened."""
    async with Site(answer) as front:

        async def lead(host: str, port: int) -> list[Address]:
            return [front.address] if host.endswith(".front.test") else await resolve(host, port)

        return await codes_of(canary.guard(lead, {front.address}), urls)


def wire(form: str) -> str:
    return form.encode().decode("latin-1")


async def direct(canary: Canary, forms: Sequence[str]) -> list[str]:
    return await codes_of(canary.guard(), forms)


async def redirect(canary: Canary, forms: Sequence[str]) -> list[str]:
    hops = {f"/{n}": wire(form) for n, form in enumerate(forms)}
    return await behind_front(canary, lambda asked: to(hops[asked.path]) if asked.path in hops else NOTHING, [f"http://a.front.test{hop}" for hop in hops])


async def second_redirect(canary: Canary, forms: Sequence[str]) -> list[str]:
    hops = {f"/{n}": f"/to/{n}" for n in range(len(forms))} | {f"/to/{n}": wire(form) for n, form in enumerate(forms)}
    urls = [f"http://a.front.test/{n}" for n in range(len(forms))]
    return await behind_front(canary, lambda asked: to(hops[asked.path]) if asked.path in hops else NOTHING, urls)


async def robots_redirect(canary: Canary, forms: Sequence[str]) -> list[str]:
    table = {f"n{n}.front.test": wire(form) for n, form in enumerate(forms)}
    codes = await behind_front(canary, lambda asked: to(table[asked.host]) if asked.path == "/robots.txt" else reply("page"), [f"http://{h}/" for h in table])
    return ["blocked_url" if code == "robots_unreachable" else code for code in codes]  # the rules cannot be had, so nothing is read


DOORS: dict[str, Door] = {"direct": direct, "redirect": redirect, "second redirect": second_redirect, "redirect of robots.txt": robots_redirect}


class Rebinding(NamedTuple):
    """What became of connections to names that flip between a public address and one of this machine."""

    lookups: int
    connections: int
    refused: int


async def rebind(n: int, first: str = PUBLIC) -> Rebinding:
    """Connect n times, each lookup giving the other address than the one before."""
    both, lookups, refused = [PUBLIC, "127.0.0.1"], 0, 0

    async def flip(host: str, port: int) -> list[Address]:
        nonlocal lookups
        lookups += 1
        return [(both[(both.index(first) + lookups - 1) % 2], port)]

    async with Canary() as canary:
        client = client_through(canary.guard(flip))
        for k in range(n):
            try:
                await client.get(f"http://n{k}.test/", cap=100, seconds=5)
            except ProspectorError as error:
                refused += error.code == "blocked_url"
        await client.close()
        return Rebinding(lookups, canary.connections, refused)
