"""A process whose files may not grow beyond a few MB: writes until the store says that the disk is full, then makes room and writes on.

On standard output: one JSON object with what was acknowledged, what was refused, and how it went on.
"""

import json
import os
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))
from domain.errors import StorageProblem
from domain.events import StatusUpdate
from storage.duckdb import open_store
from tests.contract.store_kit import ME, a_page, a_run


def main(folder: str, limit: int) -> None:
    store = open_store(Path(folder), clock=lambda: datetime.now(UTC))
    a_run(store)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    acknowledged, refused = 0, []
    for _ in range(1_500):
        batch = [store.append("j1", [StatusUpdate(status_message=os.urandom(8_000).hex())]) for _ in range(5)]
        for future in batch:
            error = future.exception(60)
            acknowledged += error is None
            if error is not None:
                refused.append([type(error).__name__, getattr(error, "code", str(error))])
        if len(refused) > 3:
            break
    try:
        store.archive("default").put(a_page(content=os.urandom(limit).hex()))
        page = "kept"
    except StorageProblem as error:
        page = error.code
    readable = len(store.events(ME, "j1", limit=100_000))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    later = [store.append("j1", [StatusUpdate(status_message=f"later {n}")]).exception(60) for n in range(3)]
    print(json.dumps({"acknowledged": acknowledged, "refused": refused, "readable": readable, "page": page, "later": [str(e) for e in later if e]}))
    sys.stdout.flush()
    if len(sys.argv) > 3:
        os.kill(os.getpid(), 9)
    store.close()


main(sys.argv[1], int(sys.argv[2]))
