"""Holds what came of a site against its verdict; a problem is a sentence."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from domain.lead_state import ERROR_TYPES, REASON_CODES
from tests.evil.table import Case
from tests.evil.world import Ended, Outcome


def problems(case: Case, outcome: Outcome, hold: float = math.inf) -> list[str]:
    """Return what is not as the case expects it; ``hold``: seconds that the site may take the run, which only a quiet machine can keep."""
    site = outcome.sites.get(case.host)
    if site is None or not site.state:
        return [f"{case.name}: never ended"]
    found = [*_ending(case, site), *_pages(case, site), *_hits(case, outcome), *_facts(case, site), *site.dirt]
    if site.open_calls:
        found.append(f"calls without an end: {len(site.open_calls)}")
    if site.seconds > hold:
        found.append(f"held the run for {site.seconds:.1f} s")
    return [f"{case.name} (row {case.row}: {case.does}): {problem}" for problem in found]


def _ending(case: Case, site: Ended) -> Iterator[str]:
    expected = case.expect
    if site.state not in expected.state.split("|") or site.code not in expected.code.split("|"):
        yield f"{site.state} {site.code!r} ({site.message[:120]}), not {expected.state} {expected.code!r}"
    known = {"FAILED": ERROR_TYPES, "REJECTED": REASON_CODES, "COMPLETED": ("",)}.get(site.state, ())
    if site.code not in known or site.code == "internal_error":
        yield f"{site.code!r} is not a code of {site.state}"
    if site.state != "COMPLETED" and len(site.message) < 12:
        yield f"says nothing: {site.message!r}"


def _pages(case: Case, site: Ended) -> Iterator[str]:
    for path, code in case.expect.pages.items():
        if site.pages.get(path) != code:
            yield f"{path} ended with {site.pages.get(path)!r}, not {code!r} (asked for: {', '.join(site.pages)[:200]})"
    unknown = {code for code in site.pages.values() if code and code not in ERROR_TYPES}
    if unknown:
        yield f"unknown codes {sorted(unknown)}"


def _hits(case: Case, outcome: Outcome) -> Iterator[str]:
    hits = [(path, count) for host in (case.host, *case.also) for path, count in outcome.hits.get(host, {}).items()]
    total = sum(count for _, count in hits)
    if total > case.expect.hits:
        yield f"{total} requests, not {case.expect.hits} at the most: {dict(hits)}"
    forbidden = [path for path, _ in hits if path.partition(" ")[2] in case.expect.never]
    if forbidden:
        yield f"asked for {forbidden}"


def _facts(case: Case, site: Ended) -> Iterator[str]:
    facts: Sequence[dict[str, Any]] = site.package.get("lead_facts", {}).get("facts", ()) if case.expect.facts else ()
    for name, value in case.expect.facts.items():
        values = [f["value"] for f in facts if f["field"] == name]
        if not any(value in v for v in values):
            yield f"{name} is {values[:3]}, not {value!r}"
