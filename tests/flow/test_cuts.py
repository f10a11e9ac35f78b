"""Streams of real runs, cut at random places by a proxy, live and ended: resumed by Last-Event-ID there is no gap and nothing twice."""

import asyncio
import random
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from api.application import build
from service.local import LocalProspector
from tests.flow.conftest import WHO, sample_order, wait
from tests.flow.stream_cuts import read_with_cuts
from tests.unit.api.conftest import InThread

CUTS = 60


@pytest.fixture
def port(service: LocalProspector) -> Iterator[int]:
    with InThread(Starlette(routes=[Mount("/api", app=build(lambda: service))])) as port:
        yield port


def test_sixty_cuts_of_the_streams_of_a_run(service: LocalProspector, port: int) -> None:
    path, choice = "/api/v2/runs/live/events", random.Random(5)
    service.start(WHO, sample_order(service, max_leads=4, max_sites=8), "live")
    live = asyncio.run(read_with_cuts(port, path, {}, choice, 20))
    wait(service, "live")
    stored = service.events_after(WHO, "live", limit=100_000)
    assert live.events == stored
    assert [event["seq"] for event in stored] == list(range(1, len(stored) + 1))
    cuts = live.cuts
    while cuts < CUTS:
        read = asyncio.run(read_with_cuts(port, path, {}, choice, CUTS - cuts))
        assert read.events == stored
        cuts += read.cuts
