"""The same start from many clients at once, over HTTP and the real door: one run, and everybody is told of that one."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from api.application import build
from service.local import LocalProspector
from settings import ROOT
from tests.flow.conftest import WHO
from tests.flow.races import WAYS, faults, race
from tests.unit.api.conftest import InThread

RACERS = 25
HOSTS = sorted(site.name for site in (ROOT / "samples" / "web").iterdir() if site.is_dir())[:2]


@pytest.fixture
def port(service: LocalProspector) -> Iterator[int]:
    with InThread(Starlette(routes=[Mount("/api", app=build(lambda: service))])) as port:
        yield port


def test_racing_starts_make_one_run_each(service: LocalProspector, port: int) -> None:
    body = {"business_context": {"pain_points": ["Manual logs"]}, "source": {"kind": "url_list", "urls": HOSTS}, "wait_seconds": 60}
    for number, way in enumerate((*WAYS, "key")):
        before = {run.job_id for run in service.runs(WHO)}
        told = asyncio.run(race(port, number, RACERS, way, body, {}))
        assert not faults(told, way, {run.job_id for run in service.runs(WHO)} - before)
    assert [context.version for context in service.contexts(WHO)] == [1]
