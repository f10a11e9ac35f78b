"""Many clients that start the same run at the same moment, over HTTP. Shared by the test and ``bench/races.py``."""

import asyncio
from collections import Counter
from typing import Any, NamedTuple

import httpx

START = "/api/v2/run_agentic_harvester"
#: How the racers name the run that they want: by a key, by its id, or not at all (then all but one are refused).
WAYS = ("key", "job_id", "none")


class Race(NamedTuple):
    """What a race came to: answers by status, the ids of the runs that racers were told of, and the errors of the server."""

    statuses: Counter[int]
    jobs: set[str]


async def race(port: int, number: int, racers: int, way: str, body: dict[str, Any], headers: dict[str, str]) -> Race:
    """Let ``racers`` clients, each on a connection of its own that is open already, start at once."""
    name = f"race-{way}-{number}"
    headers = headers | ({"Idempotency-Key": name} if way == "key" else {})
    body = body | ({"job_id": name} if way == "job_id" else {})
    connections = httpx.Limits(max_connections=racers, max_keepalive_connections=racers)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=120, limits=connections) as client:
        await asyncio.gather(*(client.get("/api/health") for _ in range(racers)))
        answers = await asyncio.gather(*(client.post(START, json=body) for _ in range(racers)))
    return Race(Counter(answer.status_code for answer in answers), {job for answer in answers if (job := answer.json().get("job_id"))})


def faults(told: Race, way: str, made: set[str]) -> list[str]:
    """Return what is wrong with a race that made these runs.

    Where nothing says that the racers mean the same, the first one goes and those that come while it goes are told of it;
    one that comes after its end may start another.
    """
    found = []
    if told.jobs != made:
        found.append(f"runs {sorted(made)}, but racers were told of {sorted(told.jobs)}")
    if way != "none" and (len(made) != 1 or set(told.statuses) != {200}):
        found.append(f"{len(made)} runs, answers {dict(told.statuses)}")
    if way == "none" and (not set(told.statuses) <= {200, 409} or told.statuses[200] != len(made)):
        found.append(f"{len(made)} runs without a name, answers {dict(told.statuses)}")
    return found
