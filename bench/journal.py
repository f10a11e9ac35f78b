"""How many steps a second the store records: zero-work steps of leads in flight at once, each with two events and some output.

Run as ``python -m bench.journal [leads in flight] [steps] [repeats]``. When the goal is missed, it also says what a step costs where.
"""

import asyncio
import cProfile
import pstats
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from domain.base import Principal
from domain.events import AgentEnd, AgentStart
from domain.lead import Hit, Lead
from domain.lead_state import ORDER, LeadState
from domain.run import Quota, RunSpec, Source
from storage.base import Claim, StepResult
from storage.duckdb import DuckStore, open_store

GOAL = 2_000
STEPS_PER_LEAD = 10
OUTPUT = '{"text":"' + "x" * 290 + '"}'
ME = Principal()


def leads(count: int) -> list[Lead]:
    return [
        Lead(lead_id=f"ld_{n:020d}", identity_key=f"f{n}.example", website=f"https://f{n}.example/", hit=Hit(url=f"https://f{n}.example/"))
        for n in range(count)
    ]


async def work_on(store: DuckStore, claim: Claim) -> None:
    for n in range(STEPS_PER_LEAD):
        agent = f"agent_{n}"
        store.append(claim.job_id, [AgentStart(agent_name=agent, lead_id=claim.lead_id, state=LeadState.ANALYZING)])
        result = StepResult(step=agent, input_hash="0123456789abcdef", output=OUTPUT, state=ORDER[1 + n % 4])
        end = AgentEnd(agent_name=agent, execution_time_seconds=0.0, success=True, lead_id=claim.lead_id)
        answer = await asyncio.wrap_future(store.commit_step(claim, result, [end]))
        assert answer == "ok", answer


async def drive(store: DuckStore, job_id: str, ids: list[str], in_flight: int) -> float:
    claims = [claim for lead_id in ids if (claim := store.claim(job_id, lead_id, "bench"))]
    began = time.perf_counter()

    async def worker() -> None:
        while claims:
            await work_on(store, claims.pop())

    await asyncio.gather(*(worker() for _ in range(in_flight)))
    return time.perf_counter() - began


def once(in_flight: int, steps: int) -> float:
    """Return steps per second of one fresh store."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder), clock=lambda: datetime.now(UTC))
        store.create_run(ME, RunSpec(context_id="cx", context_version=1, source=Source(kind="saved")), Quota(), "bench")
        ids = store.add_leads("bench", leads(steps // STEPS_PER_LEAD))
        seconds = asyncio.run(drive(store, "bench", ids, in_flight))
        events = store.events(ME, "bench", limit=10_000_000)
        assert [e.seq for e in events] == list(range(1, 2 * len(ids) * STEPS_PER_LEAD + 1))
        store.close()
        return len(ids) * STEPS_PER_LEAD / seconds


def main(in_flight: int = 64, steps: int = 6_400, repeats: int = 5) -> None:
    rates = sorted(once(in_flight, steps) for _ in range(repeats))
    print(f"{in_flight} leads in flight, {steps} steps, {repeats} repeats")
    print(f"steps/s: median {statistics.median(rates):,.0f}, min {rates[0]:,.0f}, max {rates[-1]:,.0f} (goal {GOAL:,})")
    if statistics.median(rates) < GOAL:
        profile = cProfile.Profile()
        profile.runcall(once, in_flight, steps)
        pstats.Stats(profile).sort_stats("tottime").print_stats(15)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
