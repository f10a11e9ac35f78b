import socket
import ssl
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import trustme

from domain.errors import ProspectorError, Refused, TryAgain
from providers.net.client import Client, safe_context
from providers.net.guard import Guard
from providers.net.lookup import Address
from providers.net.robots import Robots
from tests.loopback import Site, fetcher, paths, reply, to

pytestmark = pytest.mark.anyio
DAY, NOW = timedelta(days=1), datetime.now(UTC)
CA, OTHER = trustme.CA(), trustme.CA()


def trusting() -> ssl.SSLContext:
    """What the client demands, with the test's authority trusted too."""
    context = safe_context()
    CA.configure_trust(context)
    return context


TRUSTING = trusting()


def serving(leaf: trustme.LeafCert, change: Callable[[ssl.SSLContext], None] = lambda _: None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # TLS 1.0 is deprecated: that is what is tested
        change(context)
    return context


def only(version: ssl.TLSVersion) -> Callable[[ssl.SSLContext], None]:
    def change(context: ssl.SSLContext) -> None:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = context.maximum_version = version

    return change


def self_signed() -> ssl.SSLContext:
    """A certificate that vouches for itself: the authority's own, shown as a server's."""
    alone = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with alone.cert_pem.tempfile() as cert, alone.private_key_pem.tempfile() as key:
        context.load_cert_chain(cert, key)
    return context


@contextmanager
def raw_server(talk: Callable[[socket.socket], object]) -> Iterator[Address]:
    """A server in a thread, for what asyncio does not send: alerts, and half handshakes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            client, _ = listener.accept()
            with client:
                client.recv(4_000, socket.MSG_PEEK)
                talk(client)
                client.shutdown(socket.SHUT_WR)
                while client.recv(4_000):
                    pass

        def quietly() -> None:
            with suppress(OSError):
                serve()

        thread = threading.Thread(target=quietly, daemon=True)
        thread.start()
        yield listener.getsockname()[:2]
        thread.join(5)


def shake_hands(context: ssl.SSLContext, client: socket.socket) -> None:
    copy = client.dup()
    with suppress(ssl.SSLError), context.wrap_socket(copy, server_side=True):
        pass


async def failure_at(address: Address, kind: type[ProspectorError], words: str) -> str:
    async def lead(host: str, port: int) -> list[Address]:
        return [address]

    client = Client("TestBot/1.0", Guard(lead, {address}), TRUSTING)
    with pytest.raises(kind, match=words) as caught:
        await client.get("https://good.test/", cap=1, seconds=5)
    await client.close()
    return caught.value.code


CASES: dict[str, tuple[Callable[[], ssl.SSLContext], str]] = {
    "expired": (lambda: serving(CA.issue_cert("good.test", not_before=NOW - 30 * DAY, not_after=NOW - DAY)), "has expired"),
    "not valid yet": (lambda: serving(CA.issue_cert("good.test", not_before=NOW + DAY, not_after=NOW + 30 * DAY)), "is not valid yet"),
    "self-signed": (self_signed, "self-signed"),
    "unknown authority": (lambda: serving(OTHER.issue_cert("good.test")), "do not trust|self-signed"),
    "another name": (lambda: serving(CA.issue_cert("else.test")), "another name"),
    "only its subdomains": (lambda: serving(CA.issue_cert("*.good.test")), "another name"),
}


@pytest.mark.parametrize("case", CASES)
async def test_a_certificate_that_proves_nothing_is_refused_and_the_reason_said(case: str) -> None:
    make, words = CASES[case]
    async with Site(lambda _: reply("<h1>secret"), make()) as site:
        with pytest.raises(Refused, match=words) as caught:
            await fetcher(site, verify=TRUSTING).fetch("https://good.test/")
        assert caught.value.code == "tls"
        assert "good.test" in caught.value.message
        assert site.asked == []


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
async def test_encryption_that_is_too_old_is_refused(version: ssl.TLSVersion) -> None:
    if not {ssl.TLSVersion.TLSv1: ssl.HAS_TLSv1, ssl.TLSVersion.TLSv1_1: ssl.HAS_TLSv1_1}[version]:
        pytest.skip(f"the OpenSSL of this machine cannot offer {version.name}")
    with raw_server(partial(shake_hands, serving(CA.issue_cert("good.test"), only(version)))) as address:
        assert await failure_at(address, Refused, "too old") == "tls"


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_a_good_certificate_passes(version: ssl.TLSVersion) -> None:
    names: list[str | None] = []

    def change(context: ssl.SSLContext) -> None:
        context.minimum_version = context.maximum_version = version
        context.sni_callback = lambda connection, name, own: names.append(name)

    async with Site(paths({"/": reply("<h1>hello")}), serving(CA.issue_cert("good.test"), change)) as site:
        fetch = fetcher(site, verify=TRUSTING)
        page = await fetch.fetch("https://good.test/")
        await fetch.close()
    assert (page.content, page.url) == ("<h1>hello", "https://good.test/")
    assert names == ["good.test"]


async def test_plain_http_behind_https_is_refused() -> None:
    with raw_server(lambda client: client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as address:
        assert await failure_at(address, Refused, "does not speak TLS") == "tls"


async def test_a_handshake_that_is_refused() -> None:
    with raw_server(lambda client: client.sendall(b"\x15\x03\x03\x00\x02\x02\x28")) as address:  # fatal alert: handshake_failure
        assert await failure_at(address, Refused, "no common way") == "tls"


async def test_a_handshake_that_breaks_off_may_be_retried() -> None:
    with raw_server(lambda client: None) as address:
        assert await failure_at(address, TryAgain, "No connection") == "network"


async def test_a_handshake_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("providers.net.client.CONNECT_SECONDS", 0.2)
    done = threading.Event()
    with raw_server(lambda client: done.wait(5)) as address:
        assert await failure_at(address, TryAgain, "No connection") == "timeout"
        done.set()


async def test_from_https_to_http_is_followed() -> None:
    async with Site(paths({"/": reply("plain")})) as plain, Site(paths({"/": to("http://good.test/")}), serving(CA.issue_cert("good.test"))) as tls:

        async def lead(host: str, port: int) -> list[tuple[str, int]]:
            return [tls.address if port == 443 else plain.address]

        fetch = fetcher(tls, plain, resolver=lead, verify=TRUSTING)
        page = await fetch.fetch("https://good.test/")
        await fetch.close()
    assert (page.url, page.content) == ("http://good.test/", "plain")


async def test_what_https_demands_when_nothing_is_said() -> None:
    context = safe_context()
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    async with Site(lambda _: reply("x"), serving(CA.issue_cert("good.test"))) as site:
        client = Client("TestBot/1.0", Guard(site.resolve, {site.address}))  # its own context: the test's authority is a stranger
        with pytest.raises(Refused) as caught:
            await Robots(client, time.monotonic).check("https://good.test/")
        assert caught.value.code == "tls"
