"""The API on a stand-in door: in process, and on a real server for what needs a socket."""

import threading
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount

from api.application import build
from api.guard import Guard
from tests.unit.api.door import LiveDoor


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def door() -> LiveDoor:
    return LiveDoor()


@pytest.fixture
def app(door: LiveDoor) -> Starlette:
    return Starlette(routes=[Mount("/api", app=build(lambda: door))], middleware=[Middleware(Guard)])


@pytest.fixture
async def client(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


class InThread(uvicorn.Server):
    """A server that a test starts and stops."""

    def __init__(self, app: Any) -> None:
        super().__init__(uvicorn.Config(app, port=0, log_level="warning", ws="none", lifespan="off", timeout_keep_alive=60))
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self) -> int:
        self.thread.start()
        while not self.started:
            time.sleep(0.005)
        port: int = self.servers[0].sockets[0].getsockname()[1]
        return port

    def __exit__(self, *_: object) -> None:
        self.should_exit = self.force_exit = True
        self.thread.join(10)


@pytest.fixture
def port(app: Starlette) -> Iterator[int]:
    with InThread(app) as port:
        yield port
