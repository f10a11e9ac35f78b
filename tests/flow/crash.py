"""Kills the program with SIGKILL at random moments until the run is through, and compares it with a twin that was left alone."""

import collections
import json
import os
import random
import selectors
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from domain.base import Principal
from domain.lead import LeadFilter
from domain.lead_state import TERMINAL
from service.local import LocalProspector, open_local
from tests.flow.conftest import settings_for
from tests.flow.crash_child import JOB

ROOT = Path(__file__).resolve().parents[2]
WHO = Principal()
LONGEST = 120.0


@dataclass
class Verdict:
    """What a killed run left, against its twin."""

    kills: int = 0
    attempts: int = 0
    problems: list[str] = field(default_factory=list)
    repeated_calls: int = 0


def one_life(folder: Path, calls: int | None, pause: float = 0.0) -> bool:
    """Run the program until it ends (True), or until it was killed: ``pause`` seconds after so many further outside calls (False)."""
    before = _calls(folder)
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.flow.crash_child", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": "."},
    )
    assert child.stdout is not None
    with selectors.DefaultSelector() as ready, child:
        ready.register(child.stdout, selectors.EVENT_READ)
        assert child.stdout.readline() == b"running\n", "the program did not come up"
        latest = time.monotonic() + LONGEST
        while not ready.select(0.005):
            assert time.monotonic() < latest, "the run did not end by itself"
            if calls is not None and _calls(folder) - before >= calls:
                ready.select(pause)
                os.kill(child.pid, signal.SIGKILL)
                child.wait(30)
                return False
        child.wait(30)
        return True


def _calls(folder: Path) -> int:
    ledger = folder / "ledger.txt"
    return ledger.read_bytes().count(b"\n") if ledger.exists() else 0


def killed_run(folder: Path, rng: random.Random, most_kills: int) -> int:
    """Start the run and kill it again and again; return how many kills there were when it ended.

    The moments are drawn in outside calls and a pause after them, not in seconds, so that kills fall all over the run on any machine.
    """
    kills = 0
    while not (one_life(folder, rng.randint(0, 20), rng.uniform(0.0, 0.3)) if kills < most_kills else one_life(folder, None)):
        kills += 1
    return kills


def picture(service: LocalProspector) -> dict[str, Any]:
    """All that must be equal between a killed run and its twin: every lead's end and its package."""
    found = {}
    for row in service.leads(WHO, LeadFilter(job_id=JOB, page_size=10_000)).leads:
        stored = service.lead(WHO, row.lead_id, JOB)
        package = stored.package.model_dump(mode="json") if stored.package else None
        found[row.lead_id] = (row.state.value, row.code, json.dumps(package, sort_keys=True))
    return found


def compare(folder: Path, twin: dict[str, Any], kills: int) -> Verdict:
    """Open what the killed run left and check every promise."""
    service = open_local(settings_for(folder))
    try:
        verdict = Verdict(kills=kills, attempts=service.run(WHO, JOB).attempt)
        events = _all_events(service)
        say = verdict.problems.append
        if [e["seq"] for e in events] != list(range(1, len(events) + 1)):
            say("the sequence of events has a gap or a repeat")
        mine = picture(service)
        if mine.keys() != twin.keys():
            say(f"leads lost {sorted(twin.keys() - mine.keys())} or made up {sorted(mine.keys() - twin.keys())}")
        say_all = [f"{lead}: {mine[lead][:2]} instead of {twin[lead][:2]}" for lead in mine.keys() & twin.keys() if mine[lead] != twin[lead]]
        verdict.problems += say_all
        verdict.problems += _twice(events)
        if any(state not in {s.value for s in TERMINAL} for state, _, _ in mine.values()):
            say("a lead is not terminal")
        verdict.repeated_calls = _repeats(folder, verdict)
        return verdict
    finally:
        service.close()


def _all_events(service: LocalProspector) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while chunk := service.events_after(WHO, JOB, len(found)):
        found += chunk
    return found


def _twice(events: list[dict[str, Any]]) -> list[str]:
    once = ("lead_generated", "lead_enrichment_start", "lead_enrichment_end", "lead_rejected")
    ends = collections.Counter((e["lead_id"], e["event_type"]) for e in events if e["event_type"] in once)
    steps = collections.Counter((e["lead_id"], e["agent_name"]) for e in events if e["event_type"] == "agent_end" and e.get("lead_id"))
    return [f"{key} recorded {n} times" for counter in (ends, steps) for key, n in counter.items() if n > 1]


def _repeats(folder: Path, verdict: Verdict) -> int:
    """At most one repeated call per lead in flight at each crash (4 leads are in flight here)."""
    calls = collections.Counter((folder / "ledger.txt").read_text().split())
    sites: collections.Counter[str] = collections.Counter()
    for url, n in calls.items():
        sites[url.split("/")[2]] += n - 1
    repeated = sum(sites.values())
    if repeated > verdict.kills * 4:
        verdict.problems.append(f"{repeated} outside calls were repeated over {verdict.kills} kills")
    return repeated
