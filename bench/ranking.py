"""Ranking and industries on the labelled companies of a corpus, beside bm25s in the same run: python -m bench.ranking [CORPUS]

With PROSPECTOR_EMBED set, a further row shows the words fused with that embedding. The interval of a difference is a paired
bootstrap over the queries: it says how far other queries of the same kind could differ, not how good either ranker is.
A third of the queries and companies (by hash of their id) is "held": look at its figures, never at its errors, while anything is changed.
"""

import asyncio
import csv
import hashlib
import json
import math
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import bm25s
import duckdb
import numpy as np

from pipeline.rank.facts import Company, Wish
from pipeline.rank.fit import Ranking
from pipeline.rank.industry import industry_of
from pipeline.rank.nearness import nearness
from providers.load import load
from settings import Settings

STOP = "en"


def is_held(key: str) -> bool:
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 3 == 0


def ndcg(ranked: Sequence[str], rel: dict[str, int], need: int, k: int = 50) -> float:
    hits = [1 if rel.get(key, 0) >= need else 0 for key in ranked[:k]]
    ideal = sum(1 / math.log2(n + 2) for n in range(min(k, sum(v >= need for v in rel.values()))))
    return sum(hit / math.log2(n + 2) for n, hit in enumerate(hits)) / ideal if ideal else 0.0


def companies(corpus: Path) -> list[Company]:
    rows = duckdb.sql(f"select id, name, one_liner, long_description, team_size, regions, stage, is_hiring from '{corpus / 'companies.parquet'}'").fetchall()
    return [
        Company(key, name or "", line or "", text or "", int(size or 0), frozenset(regions or ()) - {"Unspecified"}, stage or "", hiring)
        for key, name, line, text, size, regions, stage, hiring in rows
    ]


def wish(query: dict, *, facts: bool) -> Wish:
    target = query["target"] if facts else {}
    low, high = target.get("team_size") or (0, 0)
    stages = frozenset({target["stage"]} if target.get("stage") else ())
    return Wish(query["icp"], low, high, frozenset(target.get("regions") or ()), stages, hiring=bool(target.get("is_hiring")))


class Plain:
    """bm25s as its documentation says: English stop words, a stemmer of plurals; with an exact filter by facts."""

    def __init__(self, given: Sequence[Company]) -> None:
        self.given = given
        self.index = bm25s.BM25()
        self.index.index(self._words([f"{c.name} {c.line} {c.text}" for c in given]), show_progress=False)

    def _words(self, texts: list[str]) -> list[list[str]]:
        stemmer = lambda words: [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words]  # noqa: E731
        return bm25s.tokenize(texts, stopwords=STOP, stemmer=stemmer, return_ids=False, show_progress=False)

    def rank(self, one: Wish) -> list[str]:
        scores = self.index.get_scores(self._words([one.text])[0])
        order = (self.given[n] for n in np.argsort(-scores, kind="stable") if scores[n] > 0)
        return [c.key for c in order if self._passes(c, one)][:100]

    def _passes(self, c: Company, one: Wish) -> bool:
        sized = not one.largest or one.smallest <= c.size <= one.largest
        placed = not one.places or bool(one.places & c.places)
        return sized and placed and (not one.stages or c.stage in one.stages) and (not one.hiring or bool(c.hiring))


Found = dict[str, float]
"""nDCG by query."""


def measured(rank: Callable[[Wish], Sequence[str]], queries: list[dict], *, facts: bool) -> Found:
    return {q["id"]: ndcg(rank(wish(q, facts=facts)), q["rel"], 3 if facts else 1) for q in queries}


def parts(found: Found) -> list[tuple[str, list[float]]]:
    held = [v for k, v in found.items() if is_held(k)]
    return [("tuned", [v for k, v in found.items() if not is_held(k)]), ("held", held), ("all", list(found.values()))]


def row(name: str, found: Found) -> None:
    print(f"{name:34}" + "  ".join(f"{part} {sum(values) / max(1, len(values)):.3f} ({len(values)})" for part, values in parts(found)))


def difference(ours: Found, theirs: Found) -> None:
    """Print what each part gains, the 95 % interval of that, and on how many queries."""
    for part, values in parts({key: ours[key] - theirs[key] for key in ours}):
        if not values:
            continue
        draws = np.random.default_rng(0).choice(values, (10_000, len(values))).mean(axis=1)
        low, high = np.quantile(draws, (0.025, 0.975))
        wins, losses = sum(v > 0.005 for v in values), sum(v < -0.005 for v in values)
        mean = sum(values) / len(values)
        print(f"  {part:6} {mean:+.3f}, 95 % of resamples within {low:+.3f} … {high:+.3f}; {wins} won, {losses} lost, {len(values) - wins - losses} even")


def each(ours: Found, theirs: Found) -> None:
    """Print every query that is not held, the largest loss first."""
    for key in sorted((k for k in ours if not is_held(k)), key=lambda k: ours[k] - theirs[k]):
        print(f"    {key:6} {theirs[key]:.3f} → {ours[key]:.3f}  {ours[key] - theirs[key]:+.3f}")


def compared(title: str, rows: dict[str, Callable[[Wish], Sequence[str]]], queries: list[dict], *, facts: bool) -> None:
    """Print a table whose first row is the one to beat."""
    print(f"\n{title}")
    found = {name: measured(rank, queries, facts=facts) for name, rank in rows.items()}
    first, *others = found
    row(first, found[first])
    for name in others:
        row(name, found[name])
        difference(found[name], found[first])
    each(found[others[0]], found[first])


def embedded(given: Sequence[Company], queries: list[dict]) -> dict[str, list[float]]:
    """Return for each query how near every company is to it, when an embedding is set."""
    settings = Settings()
    if not settings.embed:
        return {}
    embed = load("embed", settings.embed, settings)
    vectors = asyncio.run(embed.embed([q["icp"] for q in queries] + [f"{c.line} {c.text}" for c in given]))
    return {q["icp"]: nearness(vectors[n], vectors[len(queries) :]) for n, q in enumerate(queries)}


def main() -> None:
    corpus = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("PROSPECTOR_CORPUS", ""))
    if not (corpus / "companies.parquet").is_file():
        sys.exit("The corpus is absent: give its folder as argument or in PROSPECTOR_CORPUS.")
    given = companies(corpus)
    queries = [json.loads(line) for line in (corpus / "ranking_queries.jsonl").read_text("utf-8").splitlines()]
    plain = Plain(given)
    began = time.process_time()
    ours = Ranking(given)
    made = time.process_time() - began
    began = time.process_time()
    for q in queries:
        ours.rank(wish(q, facts=True))
    asked = (time.process_time() - began) / len(queries)
    near = embedded(given, queries)
    rows = {"prospector": lambda w: [r.key for r in ours.rank(w)]}
    if near:
        rows["prospector, fused with embedding"] = lambda w: [r.key for r in ours.rank(w, near=near[w.text])]
    compared("topical nDCG@50, text only", {"bm25s": plain.rank} | rows, queries, facts=False)
    compared("strict nDCG@50, with facts", {"bm25s + exact facts": plain.rank} | rows, queries, facts=True)
    print(f"\n{len(given):,} companies: {made:.2f} CPU-s to make ready, {1000 * asked:.0f} ms CPU a context, {made + asked:.2f} s together")
    gold = {r["id"]: r["industry"] for r in csv.DictReader((corpus / "industry_gold.csv").open(encoding="utf-8")) if r["industry"] != "Unspecified"}
    texts = {c.key: f"{c.line} {c.text}" for c in given}
    right = {key: industry_of(texts[key], ours.rarity) == label for key, label in gold.items()}
    for part, keys in (("tuned", [k for k in right if not is_held(k)]), ("held", [k for k in right if is_held(k)]), ("all", list(right))):
        print(f"industry, 8 labels, {part}: {sum(right[k] for k in keys) / len(keys):.3f} ({len(keys)})")


if __name__ == "__main__":
    main()
