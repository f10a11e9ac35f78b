"""The evil sites at full size: every verdict, memory of each bomb, how long the event loop was held, and by how much hostile sites slow good ones.

python -m bench.evil [ROUNDS]       (default: 3 rounds of the comparison)
"""

import asyncio
import collections
import os
import statistics
import sys

os.environ["EVIL_SCALE"] = "1"  # before the tables are made; the server inherits it

from tests.evil.cases import CASES
from tests.evil.good import GOOD
from tests.evil.memory import LARGE, grown
from tests.evil.verdicts import problems
from tests.evil.world import Outcome, Web, run_all, web

GAP_SECONDS, HOLD_SECONDS, MEMORY_MB, SLOWER = 0.5, 60.0, 60.0, 10.0
MIXED_IN = ("no-answer", "drip-body", "all-hang", "endless-page", "gzip-bomb", "loop-self", "links-inside", "huge-head", "busy-hour", "trap-calendar")
"""One hostile site in thirty good ones, of each of the kinds that a run may meet."""


def verdicts(served: Web) -> bool:
    outcome = asyncio.run(run_all(served, CASES, site_seconds=HOLD_SECONDS))
    wrong = [problem for case in CASES for problem in problems(case, outcome, HOLD_SECONDS)]
    ends = collections.Counter(f"{site.state} {site.code}".strip() for site in outcome.sites.values())
    rows = collections.Counter(case.row for case in CASES)
    held = sorted(((site.seconds, host) for host, site in outcome.sites.items()), reverse=True)[:5]
    print(f"{len(CASES)} sites in {outcome.seconds:.0f} s, by row: " + ", ".join(f"{row}: {count}" for row, count in sorted(rows.items())))
    print("ends: " + ", ".join(f"{count} {end}" for end, count in ends.most_common()))
    print(f"verdicts wrong: {len(wrong)}; canary reached: {outcome.connections.get('canary', 0)} times")
    print(f"event loop held for {outcome.gap:.2f} s at the most, {outcome.work:.2f} s of it work (goal {GAP_SECONDS})")
    print("longest holds: " + ", ".join(f"{host} {seconds:.1f} s" for seconds, host in held) + f" (goal {HOLD_SECONDS:.0f})")
    for problem in wrong:
        print("PROBLEM", problem)
    return not wrong and outcome.gap <= GAP_SECONDS and held[0][0] <= HOLD_SECONDS and not outcome.connections.get("canary")


def memory(served: Web) -> bool:
    print("peak memory of the reader's process above its own before:")
    found = {name: grown(served, name) for name in LARGE}
    for name, each in found.items():
        print(f"  {name:20} {each['grew']:6.1f} MB  {each['ended']}, {each['size']:,} characters")
    return all(each["grew"] <= MEMORY_MB for each in found.values())


def rate(outcome: Outcome) -> float:
    """Return good sites a second, from the start of the run until the last good one has ended."""
    ends = [site.began + site.seconds for host, site in outcome.sites.items() if host.startswith("good-")]
    begins = min(site.began for site in outcome.sites.values())
    return len(ends) / (max(ends) - begins)


def slowdown(served: Web, rounds: int) -> bool:
    """Good sites alone and with hostile ones among them, one after the other, several times."""
    hostile = [case for case in CASES if case.name in MIXED_IN]
    step = len(GOOD) // len(hostile)
    mixed = [case for place, bad in enumerate(hostile) for case in (bad, *GOOD[place * step : (place + 1) * step])]
    pairs: list[tuple[float, float]] = []
    for _ in range(rounds):
        alone = rate(asyncio.run(run_all(served, GOOD, site_seconds=HOLD_SECONDS)))
        pairs.append((alone, rate(asyncio.run(run_all(served, mixed, site_seconds=HOLD_SECONDS)))))
        print(f"  good sites a second: {pairs[-1][0]:.1f} alone, {pairs[-1][1]:.1f} with {len(hostile)} hostile ones among {len(GOOD)}")
    drop = statistics.median(100 * (1 - among / alone) for alone, among in pairs)
    print(f"throughput of the good sites drops by {drop:.1f} % (goal {SLOWER:.0f})")
    return drop <= SLOWER


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with web() as served:
        fine = [verdicts(served), memory(served), slowdown(served, rounds)]
    sys.exit(0 if all(fine) else 1)


if __name__ == "__main__":
    main()
