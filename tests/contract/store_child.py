"""A process that writes to a store until it is killed; on standard output it names each commit that was acknowledged.

Started as ``python store_child.py <store> <folder> <job_id> <lead ids…>``.
"""

import sys
import threading
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from storage.base import Commit
from tests.contract.conftest import STORES
from tests.contract.store_kit import ME, QUOTA, claimed, end, start, step

_lock = threading.Lock()


def tell(what: str, future: Future[Commit]) -> None:
    if future.result() == "ok":
        with _lock:
            sys.stdout.write(what + "\n")
            sys.stdout.flush()


def main(kind: str, folder: str, job_id: str, *leads: str) -> None:
    store = STORES[kind](Path(folder), clock=lambda: datetime.now(UTC))
    store.interrupt_all()
    attempt = store.begin_attempt(ME, job_id, QUOTA).attempt
    claims = [claimed(store, lead_id, job_id) for lead_id in leads]
    for n in range(1_000_000):
        claim = claims[n % len(claims)]
        events = [start(claim.lead_id, f"a{attempt}-{n}"), end(claim.lead_id, f"a{attempt}-{n}")]
        store.append(job_id, events[:1]).add_done_callback(partial(tell, f"event a{attempt}-{n}"))
        future = store.commit_step(claim, step(f"s{attempt}-{n}", output='{"text":"' + "x" * 300 + '"}'), events[1:])
        future.add_done_callback(partial(tell, f"step {claim.lead_id} s{attempt}-{n}"))
        if n % 40 == 0:
            future.result()


if __name__ == "__main__":
    main(*sys.argv[1:])
