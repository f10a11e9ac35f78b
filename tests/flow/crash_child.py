"""One life of the program in the crash test: opens the data folder, resumes or starts the run, ends when it has ended.

Every outside call goes into a ledger that is written before the call (O_APPEND, unbuffered), so that the parent can count repeats.
"""

import os
import sys
import time
from pathlib import Path

from domain.base import Principal
from domain.page import Page
from domain.run import RunStatus
from service.local import LocalProspector, open_local
from tests.flow.conftest import sample_order, settings_for

JOB = "crash"


class Ledger:
    """A fetcher that writes down what it is asked for, then asks the real one."""

    def __init__(self, real: object, file: Path) -> None:
        self._real = real
        self._file = os.open(file, os.O_APPEND | os.O_CREAT | os.O_WRONLY)

    async def fetch(self, url: str, known: Page | None = None) -> Page:
        os.write(self._file, f"{url}\n".encode())
        return await self._real.fetch(url, known)  # type: ignore[attr-defined,no-any-return]


def live(folder: Path) -> None:
    service: LocalProspector = open_local(settings_for(folder, concurrency=4))
    maker = service._parts
    maker._made["fetch", "saved"] = Ledger(maker._provider("fetch", "saved"), folder / "ledger.txt")
    who = Principal()
    if any(run.job_id == JOB for run in service.runs(who)):
        service.resume(who, JOB)
    else:
        service.start(who, sample_order(service), JOB)
    print("running", flush=True)
    while service.run(who, JOB).status is RunStatus.RUNNING:
        time.sleep(0.01)
    service.close()
    print("ended", flush=True)


if __name__ == "__main__":
    live(Path(sys.argv[1]))
