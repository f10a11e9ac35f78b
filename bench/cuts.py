"""Cut streams: ``python -m bench.cuts`` reads the stream of a run through a proxy that cuts it 500 times at random places, live at first."""

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount

from api.application import build
from service.local import LocalProspector, open_local
from tests.flow.conftest import WHO, sample_order, settings_for, wait
from tests.flow.stream_cuts import Read, read_with_cuts
from tests.unit.api.conftest import InThread

CUTS = 500
SEED = 20_261_121
PATH = "/api/v2/runs/cut/events"


def main() -> int:
    """Cut until there were enough cuts, print the figures, and return the exit status."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        service = open_local(settings_for(Path(folder) / "data"))
        try:
            with InThread(Starlette(routes=[Mount("/api", app=build(lambda: service))])) as port:
                reads, events = _read(service, port)
        finally:
            service.close()
    wrong = sum(read.events != events for read in reads)
    cuts, slowest = sum(read.cuts for read in reads), max(read.slowest for read in reads[1:])  # in the live one the next event may take its time
    print(f"{cuts} cuts in {len(reads)} readings of {len(events)} events, {time.monotonic() - began:.0f} s")
    print(f"readings with a gap or a repetition: {wrong}; slowest way back to the next event: {slowest:.2f} s")
    return 1 if wrong or cuts < CUTS else 0


def _read(service: LocalProspector, port: int) -> tuple[list[Read], list[dict[str, object]]]:
    choice = random.Random(SEED)
    service.start(WHO, sample_order(service, max_leads=10, max_sites=20), "cut")
    reads = [asyncio.run(read_with_cuts(port, PATH, {}, choice, 50))]
    wait(service, "cut", 300)
    while (done := sum(read.cuts for read in reads)) < CUTS:
        reads.append(asyncio.run(read_with_cuts(port, PATH, {}, choice, min(100, CUTS - done))))
    return reads, service.events_after(WHO, "cut", limit=1_000_000)


if __name__ == "__main__":
    sys.exit(main())
