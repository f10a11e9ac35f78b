"""For all tests: the network is shut except this machine, and the report says which versions ran."""

import ipaddress
import os
import shutil
import socket
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest

SHOWN = ("streamlit", "starlette", "fastapi", "sse-starlette", "uvicorn", "duckdb", "pandas", "pydantic", "httpx", "lxml", "google-genai", "tavily-python")


class NetworkShut(Exception):
    """A test tried to leave this machine. Not an OSError, so that no code takes it for a failed connection."""


def pytest_report_header() -> str:
    return "versions: " + ", ".join(f"{name} {version(name)}" for name in SHOWN)


def stays_here(address: object) -> bool:
    """Say whether a socket address, or a host name, stays on this machine."""
    if not isinstance(address, tuple):
        return not isinstance(address, str) or address.startswith(("/", "\0")) or address in ("", "localhost") or _is_loopback(address)
    return address[0] in ("", "localhost") or _is_loopback(str(address[0]))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


def _guarded(real: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not stays_here(address):
            raise NetworkShut(f"a test tried to connect to {address!r}")
        return real(self, address)

    return connect


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(autouse=True, scope="session")
def _shut_network() -> Any:
    patch = pytest.MonkeyPatch()
    lookup = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not stays_here(name):
            raise NetworkShut(f"a test tried to look up {name!r}")
        return lookup(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
    patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
    patch.setattr(socket, "getaddrinfo", getaddrinfo)
    send = socket.socket.sendto

    def sendto(self: socket.socket, data: Any, *where: Any) -> int:
        if self.family != socket.AF_UNIX and not stays_here(where[-1]):
            raise NetworkShut(f"a test tried to send to {where[-1]!r}")
        return send(self, data, *where)

    patch.setattr(socket.socket, "sendto", sendto)
    yield
    patch.undo()


BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser_path() -> str | None:
    """Return the browser of this system, if it has one."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tests in a browser run where there is one; with PROSPECTOR_STRICT=1 a missing one is a failure."""
    if item.get_closest_marker("browser") and not browser_path():
        if os.environ.get("PROSPECTOR_STRICT") == "1":
            pytest.fail(f"no browser here ({', '.join(BROWSERS)})", pytrace=False)
        pytest.skip("no browser here")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Make pytest-playwright drive the browser of this system."""
    return {**browser_type_launch_args, "executable_path": browser_path(), "args": ["--no-sandbox", "--disable-gpu"]}
