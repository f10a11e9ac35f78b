"""Do the meter's intervals hold what they say, and how fast is a slider? Run as ``python -m bench.meter [draws] [leads]``.

Coverage: samples are drawn (seeded) from populations whose true value is known, and it is counted how often the 95 % interval holds it.
For Wilson's interval the coverage is computed exactly and averaged over true shares from 0.05 to 0.95. Ends with 1 when a mean leaves
93 to 97.5 % (98.5 % with fewer than ten labels of the rarer kind), or a slider takes more than 0.3 s of processor time.
"""

import math
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import NormalDist

import numpy as np

from domain.auc import auc, auc_change, auc_interval
from domain.base import Principal
from domain.commands import SetLabel
from domain.context import BusinessContext
from domain.events import LeadEnrichmentEnd
from domain.lead import Hit, Lead, LeadOutcome
from domain.lead_state import LeadState
from domain.meter import LEAST_FOR_CHANGE, wilson
from domain.run import Limits, Quota, RunSpec, Source
from domain.score import AXES
from service.meter import ScoreChecks, Stock
from storage.base import StepResult
from storage.duckdb import DuckStore, open_store

LOW, HIGH, SLOW = 0.93, 0.975, 0.3
HIGH_OF_FEW = 0.985
"""With fewer than ten labels of the rarer kind an interval may be wider than it says, never narrower."""
SIZES = ((5, 5), (5, 15), (5, 20), (20, 5), (10, 10), (10, 40), (20, 20), (30, 100), (50, 50))
AREAS = (0.5, 0.6, 0.7, 0.8, 0.9)
Draw = Callable[[np.random.Generator, int, int], tuple[list[float], list[float]]]
ME = Principal()
RULES = {
    "prospect": ("sector_in_focus", "matches_ideal_customer", "size_in_range", "in_target_market", "reachable", "registered_business"),
    "buying_intent": ("invests_or_grows", "hires", "changes", "asks_for_offers", "knows_the_category"),
    "pain_alignment": ("shows_a_pain", *(f"pain:{n}" for n in range(8))),
    "urgency": ("recent_trigger", "date_ahead", "incident", "vacancy_now"),
}


def distance(area: float) -> float:
    """How far apart two normal curves of width 1 stand that give this area."""
    return math.sqrt(2) * NormalDist().inv_cdf(area)


def normal(area: float) -> tuple[Draw, float]:
    apart = distance(area)
    return lambda draw, m, n: (draw.normal(apart, 1, m).tolist(), draw.normal(0, 1, n).tolist()), area


def unequal(area: float) -> tuple[Draw, float]:
    apart = NormalDist().inv_cdf(area) * math.sqrt(1 + 4)
    return lambda draw, m, n: (draw.normal(apart, 2, m).tolist(), draw.normal(0, 1, n).tolist()), area


def exponential(area: float) -> tuple[Draw, float]:
    return lambda draw, m, n: (draw.exponential(area / (1 - area), m).tolist(), draw.exponential(1, n).tolist()), area


def tied(area: float) -> tuple[Draw, float]:
    """Scores in steps, as those of few factors are: about eight different ones."""
    apart = distance(area)

    def drawn(draw: np.random.Generator, m: int, n: int) -> tuple[list[float], list[float]]:
        return (np.round(draw.normal(apart, 1, m) * 1.5) / 1.5).tolist(), (np.round(draw.normal(0, 1, n) * 1.5) / 1.5).tolist()

    return drawn, auc(*drawn(np.random.default_rng(0), 40_000, 40_000))


def area_coverage(kind: Callable[[float], tuple[Draw, float]], sizes: tuple[int, int], draws: int, seed: int) -> list[float]:
    shares = []
    for area in AREAS:
        drawn, true = kind(area)
        draw = np.random.default_rng([seed, int(area * 100), *sizes])
        found = (auc_interval(*drawn(draw, *sizes)) for _ in range(draws))
        shares.append(sum(one.low <= true <= one.high for one in found) / draws)
    return shares


def change_coverage(sizes: tuple[int, int], alike: float, areas: tuple[float, float], draws: int) -> float:
    """Two scorings of the same leads whose errors go together by ``alike``."""
    m, n = sizes
    draw = np.random.default_rng([7, m, n, int(alike * 100), int(areas[1] * 100)])
    apart = [distance(area) for area in areas]
    held = 0
    for _ in range(draws):
        first = draw.normal(0, 1, m + n)
        second = alike * first + math.sqrt(1 - alike * alike) * draw.normal(0, 1, m + n)
        pair = [((s[:m] + a).tolist(), s[m:].tolist()) for s, a in zip((first, second), apart, strict=True)]
        found = auc_change(pair[0], pair[1])
        held += found.low - 1e-12 <= areas[1] - areas[0] <= found.high + 1e-12
    return held / draws


def wilson_coverage(trials: int) -> tuple[float, float]:
    """Return the exact mean and least coverage over true shares from 0.05 to 0.95."""
    bounds = [wilson(hits, trials) for hits in range(trials + 1)]
    shares = []
    for share in np.linspace(0.05, 0.95, 181):
        odds = [math.comb(trials, hits) * share**hits * (1 - share) ** (trials - hits) for hits in range(trials + 1)]
        shares.append(sum(odd for odd, one in zip(odds, bounds, strict=True) if one.low <= share <= one.high))
    return statistics.mean(shares), min(shares)


def coverage(draws: int) -> bool:
    """Print how often the intervals hold the true value; return whether all means are within bounds."""
    fine = True
    print(f"Area under the curve, {draws:,} draws for each of the areas {', '.join(map(str, AREAS))}: mean coverage % (least to most)")
    print(f"{'good, bad':>12}" + "".join(f"{name:>22}" for name in ("normal", "unequal width", "exponential", "tied")))
    for sizes in SIZES:
        cells = []
        for seed, kind in enumerate((normal, unequal, exponential, tied)):
            found = area_coverage(kind, sizes, draws, seed)
            fine &= LOW <= statistics.mean(found) <= (HIGH if min(sizes) >= LEAST_FOR_CHANGE else HIGH_OF_FEW)
            cells.append(f"{100 * statistics.mean(found):10.1f} ({100 * min(found):.1f}-{100 * max(found):.1f})")
        print(f"{sizes[0]:>6}, {sizes[1]:<4}" + "".join(f"{cell:>22}" for cell in cells))
    print("\nChange of the area, two scorings of the same leads: coverage %")
    cases = ((0.5, (0.7, 0.7)), (0.9, (0.7, 0.7)), (0.9, (0.7, 0.75)), (0.8, (0.6, 0.8)))
    print(f"{'good, bad':>12}" + "".join(f"{f'alike {alike}, {a} to {b}':>26}" for alike, (a, b) in cases))
    for sizes in ((5, 5), (10, 10), (10, 40), (20, 20), (50, 50)):
        shares = [change_coverage(sizes, alike, areas, draws) for alike, areas in cases]
        fine &= min(sizes) < LEAST_FOR_CHANGE or LOW <= statistics.mean(shares) <= HIGH
        print(f"{sizes[0]:>6}, {sizes[1]:<4}" + "".join(f"{100 * share:>26.1f}" for share in shares))
    print("\nPrecision (Wilson), exact, shares 0.05 to 0.95: mean and least coverage %")
    for trials in (3, 5, 8, 10, 20, 50):
        mean, least = wilson_coverage(trials)
        fine &= LOW <= mean <= HIGH
        print(f"{trials:>6} labelled {100 * mean:.1f}, least {100 * least:.1f}")
    return fine


def package(lead_id: str, draw: random.Random) -> dict[str, object]:
    """A package with 24 factors at random and empty texts."""
    scores = []
    for axis in AXES:
        factors = [
            {"rule": rule, "axis": axis, "weight": draw.choice((1.0, 2.0, 3.0)), "state": draw.choice(("met", "not_met", "unknown")), "text": "t" * 120,
             "fact_ids": [], "prior": 0.3, "strength": round(draw.random(), 4)}
            for rule in RULES[axis]
        ]  # fmt: skip
        scores.append({"axis": axis, "value": draw.random(), "low": 0.0, "high": 1.0, "reason": "r", "factors": factors})
    values = {f"{axis}_score": 0.5 for axis in AXES}
    return {"lead_id": lead_id, "company_name": lead_id, "website": "https://x.example/", "lead_facts": {"facts": []}, "qualification": {"tier": "B"},
            "ai_intelligence": {**values, "scores": scores, "predictive_insights": []}}  # fmt: skip


def filled(folder: Path, leads: int) -> tuple[DuckStore, str]:
    """A store with this many completed leads under one context, every tenth of them labelled."""
    store = open_store(folder, clock=lambda: datetime.now(UTC))
    context_id = store.save_context(ME, "bench", BusinessContext(ideal_customer="x")).context_id
    run = RunSpec(context_id=context_id, context_version=1, source=Source(kind="saved"), limits=Limits(max_leads=100_000, max_sites=100_000))
    store.create_run(ME, run, Quota(leads_per_day=100_000, sites_per_day=100_000), "bench")
    url = "https://x.example/"
    ids = store.add_leads("bench", [Lead(lead_id=f"ld_{n:06}", identity_key=f"f{n}.example", website=url, hit=Hit(url=url)) for n in range(leads)])
    draw, waiting = random.Random(11), []
    for lead_id in ids:
        claim = store.claim("bench", lead_id, "bench")
        assert claim is not None
        done = LeadEnrichmentEnd(lead_id=lead_id, company_name=lead_id, success=True, final_package=package(lead_id, draw))
        result = StepResult(step="finalising", input_hash="h", output="{}", state=LeadState.COMPLETED)
        waiting.append(store.commit_step(claim, result, [done], LeadOutcome(lead_id=lead_id, state=LeadState.COMPLETED)))
    assert {one.result(60) for one in waiting} == {"ok"}
    for n, lead_id in enumerate(ids[::10]):
        store.command(ME, lead_id, SetLabel(good=n % 2 == 0), datetime.now(UTC))
    return store, context_id


class Door(ScoreChecks):
    def __init__(self, store: DuckStore) -> None:
        self._store, self._stock = store, Stock(store)


def timed(call: Callable[[], object]) -> tuple[float, float]:
    began, clock = time.process_time(), time.perf_counter()
    call()
    return time.process_time() - began, time.perf_counter() - clock


def sliders(leads: int) -> bool:
    """Print what a slider costs; return whether it is fast enough."""
    with tempfile.TemporaryDirectory() as folder:
        store, context_id = filled(Path(folder), leads)
        door = Door(store)
        first = timed(lambda: door.score_check(ME, context_id))
        moves = [timed(lambda n=n: (door.score_check(ME, context_id), door.what_if(ME, context_id, {"pain": n / 7, "hires": 2.0}, "tier"))) for n in range(20)]  # type: ignore[misc]
        read = timed(lambda: store.scorecards(ME, context_id))
        store.save_context(ME, "bench", BusinessContext(ideal_customer="x", weights={"pain": 2.0}), context_id)
        again = timed(lambda: door.rescore(ME, context_id))
        store.close()
    print(f"\n{leads:,} leads of {sum(map(len, RULES.values()))} factors, every tenth labelled; processor seconds (seconds of the clock)")
    rows: Sequence[tuple[str, tuple[float, float]]] = (
        ("first look", first),
        ("of it, reading the factors", read),
        ("a slider, median of 20", sorted(moves)[len(moves) // 2]),
        ("a slider, slowest", max(moves)),
        ("scoring all leads again", again),
    )
    for name, (cpu, clock) in rows:
        print(f"  {name:<28}{cpu:8.3f} ({clock:.3f})")
    return max(moves)[0] <= SLOW


def main(draws: int = 2_000, leads: int = 2_000) -> int:
    fine = coverage(draws)
    fast = sliders(leads)
    return 0 if fine and fast else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
