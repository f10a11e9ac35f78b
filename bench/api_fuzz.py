"""Fuzz the API: ``python -m bench.api_fuzz`` sends 20,000 requests drawn from its description, with tokens on and another tenant's lead planted."""

import sys
import tempfile
import time
from pathlib import Path

from tests.flow.api_fuzz import Fuzz, target

REQUESTS = 20_000
SEED = 20_261_121


def main() -> int:
    """Send the requests, print what came of them, and return the exit status. A number as argument: so many instead."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, target(Path(folder)) as served:
        fuzz = Fuzz(served, SEED)
        found = fuzz.go(total)
    errors = sum(count for status, count in found.statuses.items() if status >= 500 or not status)
    by_status = ", ".join(f"{status}: {count:,}" for status, count in sorted(found.statuses.items()))
    print(f"{fuzz.sent:,} requests in {time.monotonic() - began:.0f} s; answers {by_status}")
    print(f"server errors and broken answers: {errors}; kinds of undocumented answers or rows of another tenant: {len(found.faults)}")
    print("\n".join(found.faults))
    return 1 if errors or found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
