"""Racing starts over the real door and HTTP: ``python -m bench.races`` lets 50 clients start at once, 20 times."""

import asyncio
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount

from api.application import build
from service.local import open_local
from settings import ROOT
from tests.flow.conftest import WHO, settings_for
from tests.flow.races import WAYS, faults, race
from tests.unit.api.conftest import InThread

RACES, RACERS = 20, 50
HOSTS = sorted(site.name for site in (ROOT / "samples" / "web").iterdir() if site.is_dir())[:2]


def main() -> int:
    """Run the races, print what came of each way, and return the exit status."""
    body = {"business_context": {"pain_points": ["Manual logs"]}, "source": {"kind": "url_list", "urls": HOSTS}, "wait_seconds": 120}
    wrong: list[str] = []
    runs, began = Counter[str](), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        service = open_local(settings_for(Path(folder) / "data"))
        try:
            with InThread(Starlette(routes=[Mount("/api", app=build(lambda: service))])) as port:
                for number in range(RACES):
                    way = WAYS[number % len(WAYS)]
                    before = {run.job_id for run in service.runs(WHO, 500)}
                    told = asyncio.run(race(port, number, RACERS, way, body, {}))
                    made = {run.job_id for run in service.runs(WHO, 500)} - before
                    runs[way] += len(made)
                    wrong += [f"race {number} ({way}): {fault}" for fault in faults(told, way, made)]
        finally:
            service.close()
    print(f"{RACES} races of {RACERS} in {time.monotonic() - began:.0f} s; runs made: {dict(runs)}; wrong: {len(wrong)}")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
