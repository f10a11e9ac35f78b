"""Whether any spelling of an address of this machine or its network gets through the fetcher, at any door; and whether a changing name does.

Run as ``python -m bench.ssrf [rebindings]``. Needs no network: what the guard lets through ends at a canary on this machine, which counts it.
"""

import asyncio
import sys

from tests.ssrf_doors import DOORS, rebind
from tests.ssrf_forms import FORMS, Canary


async def knock() -> bool:
    """Try every form at every door; print what was blocked and who was reached."""
    clean = True
    for name, door in DOORS.items():
        async with Canary() as canary:
            codes = await door(canary, FORMS)
            through = [form for form, code in zip(FORMS, codes, strict=True) if code != "blocked_url"]
            print(f"{name}: {len(FORMS) - len(through)} of {len(FORMS)} forms blocked, {canary.connections} connections to the canary")
            for form in through:
                print(f"    not blocked: {form}")
            clean = clean and not through and not canary.connections
    return clean


async def main(rebindings: int) -> bool:
    """Return whether nothing got through."""
    clean = await knock()
    tally = await rebind(rebindings)
    print(f"rebinding: {rebindings} connections to names that flip, {tally.lookups} lookups, {tally.refused} refused, {tally.connections} to the public answer")
    public = (rebindings + 1) // 2
    return clean and tally == (rebindings, public, rebindings - public)


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)) else 1)
