"""The tests' network is shut: nothing but this machine can be reached."""

import asyncio
import socket

import httpx
import pytest

from tests.conftest import NetworkShut, free_port, stays_here


def test_a_foreign_address_is_not_reached() -> None:
    with socket.socket() as outside, pytest.raises(NetworkShut):
        outside.connect(("192.0.2.1", 80))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outside, pytest.raises(NetworkShut):
        outside.sendto(b"x", ("192.0.2.1", 53))


def test_a_foreign_name_is_not_looked_up() -> None:
    with pytest.raises(NetworkShut):
        socket.getaddrinfo("company.example", 443)
    with pytest.raises(NetworkShut):
        httpx.get("https://company.example/")


def test_asyncio_is_shut_too() -> None:
    async def leave() -> None:
        await asyncio.open_connection("192.0.2.1", 80)

    with pytest.raises(NetworkShut):
        asyncio.run(leave())


def test_this_machine_is_reached() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(("localhost", server.getsockname()[1]), timeout=2):
            pass
    with socket.socket() as nobody:
        assert nobody.connect_ex(("127.0.0.1", free_port())) != 0


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", ("127.0.0.1", 80), ("::1", 80, 0, 0), "", "/run/socket"])
def test_addresses_of_this_machine(address: object) -> None:
    assert stays_here(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "localhost.evil.example", ("10.0.0.1", 80), ("evil.example", 80), "0.0.0.0"])
def test_other_addresses(address: object) -> None:
    assert not stays_here(address)
