"""Whether 300 companies in five spellings become 300, and 150 pairs of near misses stay 300: python -m bench.same_company [COMPANIES] [RECORDS]

Beside the seed that rules are made by there is a held one: look at its figures, never at its errors, while anything is changed.
"""

import random
import sys
import time
from collections import Counter
from typing import NamedTuple

from bench.companies import LANDS, company, row, spellings
from bench.near_misses import crowd, near_misses
from domain.company_index import CompanyIndex, Pair
from domain.same_company import CompanyRecord, Verdict, decide, profile
from pipeline.identify import record_of_row

SEEDS = {"dev": 20_26, "held": 77_031}


class Outcome(NamedTuple):
    """Companies that stayed in several pieces, clusters of several companies, near misses called the same (alone, and among all)."""

    companies: int
    split: list[str]
    merged: list[tuple[str, ...]]
    near: int
    fooled: list[str]
    suggested: int
    known: Counter[str]


def clusters(ids: list[str], pairs: list[Pair]) -> dict[str, str]:
    """Return for each record the first of those that it is the same as, over any number of steps."""
    parent = {one: one for one in ids}

    def root(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for pair in pairs:
        if pair.decision.verdict is Verdict.SAME:
            a, b = sorted((root(pair.one), root(pair.other)))
            parent[b] = a
    return {one: root(one) for one in ids}


def measure(seed: int, companies: int = 300, near: int = 150) -> Outcome:
    """Put all into one index, as an installation would, and count."""
    rng, taken = random.Random(seed), set[str]()
    records: list[CompanyRecord] = []
    for key in range(companies):
        records += [record_of_row(f"c{key}/{n}", spelling) for n, spelling in enumerate(spellings(rng, company(rng, key, taken=taken)))]
    missed = list(near_misses(rng, taken, near))
    fooled = []
    known: Counter[str] = Counter()
    for number, (kind, one, other) in enumerate(missed):
        pair = record_of_row(f"n{number}a/0", one), record_of_row(f"n{number}b/0", other)
        verdict = decide(*map(profile, pair)).verdict
        known[verdict] += 1
        if verdict is Verdict.SAME:
            fooled.append(f"{kind}: {one} | {other}")
        records += pair
    records += [record_of_row(f"m{n}/0", one) for n, one in enumerate(crowd(rng, taken))]
    found = CompanyIndex(records).pairs()
    roots = clusters([r.record_id for r in records], found)
    groups: dict[str, set[str]] = {}
    pieces: dict[str, set[str]] = {}
    for one, top in roots.items():
        groups.setdefault(top, set()).add(one.partition("/")[0])
        pieces.setdefault(one.partition("/")[0], set()).add(top)
    split = [one for one, tops in pieces.items() if len(tops) > 1]
    merged = [tuple(sorted(group)) for group in groups.values() if len(group) > 1]
    return Outcome(companies, split, merged, near, fooled, sum(p.decision.verdict is Verdict.MAYBE for p in found), known)


def speed(count: int) -> None:
    """Say how long ``count`` records take, a tenth of them doubles."""
    rng = random.Random(5)
    rows = [row(company(rng, key, rng.choice(LANDS))) for key in range(count * 9 // 10)]
    rows += [spellings(rng, company(rng, key))[1] for key in range(count - len(rows))]
    records = [record_of_row(f"r{n}", one) for n, one in enumerate(rows)]
    began = time.process_time()
    index = CompanyIndex(records)
    built = time.process_time()
    pairs = index.pairs()
    done = time.process_time()
    one = time.process_time()
    for record in records[:200]:
        index.like(record)
    single = (time.process_time() - one) / 200
    same = sum(p.decision.verdict is Verdict.SAME for p in pairs)
    print(
        f"{count:,} records: index {built - began:.1f} s, all pairs {done - built:.1f} s CPU"
        f" ({same:,} same, {len(pairs) - same:,} maybe); one record {single * 1e3:.2f} ms"
    )


def main() -> int:
    companies = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    failed = False
    print("seed   companies  duplicates left  near misses  called the same  false merges in all  suggested to a person")
    for name, seed in SEEDS.items():
        found = measure(seed, companies)
        failed |= bool(found.split or found.merged or found.fooled)
        print(f"{name:6} {found.companies:9} {len(found.split):16} {found.near:12} {len(found.fooled):16} {len(found.merged):20} {found.suggested:23}")
        if name == "dev":
            for line in (*found.split[:10], *map(str, found.merged[:10]), *found.fooled[:10]):
                print("   ", line)
    speed(int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
