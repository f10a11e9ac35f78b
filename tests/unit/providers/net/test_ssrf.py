import asyncio

import pytest

from domain.errors import ProspectorError, TryAgain
from providers.net.addresses import is_public
from providers.net.guard import Blocked, Guard
from providers.net.lookup import Address
from tests.loopback import Site, reply
from tests.ssrf_doors import DOORS, Rebinding, client_through, codes_of, direct, rebind, redirect, robots_redirect, second_redirect
from tests.ssrf_forms import FORMS, PUBLIC, Canary

pytestmark = pytest.mark.anyio


def test_there_are_enough_forms() -> None:
    assert len(FORMS) == len(set(FORMS)) >= 80


@pytest.mark.parametrize("door", DOORS)
async def test_every_form_is_refused_and_the_canary_sees_nobody(door: str) -> None:
    async with Canary() as canary:
        codes = await DOORS[door](canary, FORMS)
        assert {form: code for form, code in zip(FORMS, codes, strict=True) if code != "blocked_url"} == {}
        assert canary.connections == 0


async def test_the_canary_sings() -> None:
    async with Canary() as canary:
        assert await direct(canary, ["http://public.test/"]) == ["robots_unreachable"]
        assert canary.connections == 1
        assert await redirect(canary, ["https://public.test:8443/"]) == ["network"]
        assert await second_redirect(canary, [f"http://{PUBLIC}:8080/"]) == ["robots_unreachable"]
        assert await robots_redirect(canary, ["http://public.test/"]) == ["blocked_url"]
        assert canary.connections == 4


@pytest.mark.parametrize("first", [PUBLIC, "127.0.0.1"])
async def test_a_name_that_changes_its_address_is_resolved_once_per_connection(first: str) -> None:
    tally = await rebind(100, first)
    # Only the public answers were connected to (and end at the canary, which hangs up): no later answer took the place of the one that was checked.
    assert tally == Rebinding(lookups=100, connections=50, refused=50)


async def test_the_socket_goes_to_the_address_that_was_checked() -> None:
    seen: list[Address] = []

    class Backend:
        async def connect_tcp(self, host: str, port: int, *rest: object) -> None:
            seen.append((host, port))
            raise Blocked("not really")

    async def lead(host: str, port: int) -> list[Address]:
        return [(PUBLIC, port)]

    with pytest.raises(ProspectorError):
        await client_through(Guard(lead, (), Backend())).get("https://rebind.test/", cap=1, seconds=5)  # type: ignore[arg-type]
    assert seen == [(PUBLIC, 443)]


async def test_socket_files_are_refused() -> None:
    with pytest.raises(Blocked):
        await Guard().connect_unix_socket("/run/x.sock")


async def test_a_kept_connection_is_not_resolved_again() -> None:
    lookups: list[str] = []

    async with Site(lambda _: reply("x")) as site:

        async def lead(host: str, port: int) -> list[Address]:
            lookups.append(host)
            return [site.address]

        assert await codes_of(Guard(lead, {site.address}), [f"http://a.test/{n}" for n in range(5)]) == [""] * 5
        assert (len(lookups), site.connections) == (1, 1)


@pytest.mark.parametrize("address", ["8.8.8.8", "192.0.1.1", "172.15.255.255", "100.63.255.255", "223.255.255.255", "2606:4700::1111", "2a00::1"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "",
            "x",
            "1.2.3",
            "0x7f.1",
            "1.2.3.4:80",
            "127.0.0.1",
            "192.0.0.192",
            "240.0.0.1",
            "::",
            "::1",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::1",
        ),
        *(
            "2001::1",
            "2001:10::1",
            "2001:20::1",
            "fec0::1",
            "fe80::1%eth0",
            "2606:4700::1111%lo",
            "2606:4700::200:5efe:7f00:1",
            "3ffe::1",
            "5f00::1",
            "ff0e::1",
        ),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


async def test_tries_both_families_and_gives_up_after_three() -> None:
    tried: list[str] = []

    class Backend:
        async def connect_tcp(self, host: str, port: int, *rest: object) -> None:
            tried.append(host)
            raise Blocked("refused")

    async def lead(host: str, port: int) -> list[Address]:
        return [(f"2606:4700::{n}", port) for n in range(1, 6)] + [(PUBLIC, port)]

    with pytest.raises(Blocked):
        await Guard(lead, (), Backend()).connect_tcp("many.test", 80, 1.0)  # type: ignore[arg-type]
    assert tried == ["2606:4700::1", PUBLIC, "2606:4700::2"]


async def test_no_name_is_looked_up_for_a_port_that_is_not_the_webs() -> None:
    async def never(host: str, port: int) -> list[Address]:
        raise AssertionError("looked up")

    with pytest.raises(Blocked):
        await Guard(never).connect_tcp("public.test", 22)


@pytest.mark.parametrize(("address", "allowed"), [(("10.0.0.5", 5432), True), ((PUBLIC, 5432), False), (("10.0.0.5", 80), False), (("10.0.0.6", 5432), False)])
async def test_an_opening_opens_one_address_at_one_port(address: Address, allowed: bool) -> None:
    async def lead(host: str, port: int) -> list[Address]:
        return [address]

    async with Canary() as canary:
        guard = Guard(lead, {("10.0.0.5", 5432)}, canary.guard()._inner)
        if allowed:
            await (await guard.connect_tcp("intranet.test", address[1])).aclose()
        else:
            with pytest.raises(Blocked):
                await guard.connect_tcp("intranet.test", address[1])
        assert canary.connections == (1 if allowed else 0)


async def test_a_name_server_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(host: str, port: int) -> list[Address]:
        await asyncio.sleep(60)
        return []

    monkeypatch.setattr("providers.net.guard.RESOLVE_SECONDS", 0.05)
    with pytest.raises(TryAgain) as caught:
        await client_through(Guard(hang)).get("http://slow.test/", cap=1, seconds=5)
    assert caught.value.code == "dns"
