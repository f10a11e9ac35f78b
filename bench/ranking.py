"""Ranking and industries on the labelled companies of a corpus, beside bm25s in the same run: python -m bench.ranking [CORPUS]

A third of the queries and companies (by hash of their id) is "held": look at its figures, never at its errors, while anything is changed.
"""

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

from pipeline.rank.fit import Company, Ranking, Wish
from pipeline.rank.industry import industry_of

STOP = "en"


def is_held(key: str) -> bool:
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 3 == 0


def ndcg(ranked: Sequence[str], rel: dict[str, int], need: int, k: int = 50) -> float:
    hits = [1 if rel.get(key, 0) >= need else 0 for key in ranked[:k]]
    ideal = sum(1 / math.log2(n + 2) for n in range(min(k, sum(v >= need for v in rel.values()))))
    return sum(hit / math.log2(n + 2) for n, hit in enumerate(hits)) / ideal if ideal else 0.0


def companies(corpus: Path) -> list[Company]:
    rows = duckdb.sql(f"select id, name, one_liner, long_description, team_size, regions, stage from '{corpus / 'companies.parquet'}'").fetchall()
    return [
        Company(key, name or "", line or "", text or "", int(size or 0), frozenset(regions or ()) - {"Unspecified"}, stage or "")
        for key, name, line, text, size, regions, stage in rows
    ]


def wish(query: dict, *, facts: bool) -> Wish:
    target = query["target"] if facts else {}
    low, high = target.get("team_size") or (0, 0)
    return Wish(query["icp"], low, high, frozenset(target.get("regions") or ()), frozenset({target["stage"]} if target.get("stage") else ()))


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
        return sized and (not one.places or bool(one.places & c.places)) and (not one.stages or c.stage in one.stages)


def table(name: str, rank: Callable[[Wish], Sequence[str]], queries: list[dict], *, facts: bool) -> None:
    need = 3 if facts else 1
    found = {q["id"]: ndcg(rank(wish(q, facts=facts)), q["rel"], need) for q in queries}
    parts = [("tuned", [v for k, v in found.items() if not is_held(k)]), ("held", [v for k, v in found.items() if is_held(k)]), ("all", list(found.values()))]
    print(f"{name:34}" + "  ".join(f"{part} {sum(values) / len(values):.3f} ({len(values)})" for part, values in parts))


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
    print("topical nDCG@50, text only")
    table("bm25s", plain.rank, queries, facts=False)
    table("prospector", lambda w: [r.key for r in ours.rank(w)], queries, facts=False)
    print("strict nDCG@50, with facts")
    table("bm25s + exact facts", plain.rank, queries, facts=True)
    table("prospector", lambda w: [r.key for r in ours.rank(w)], queries, facts=True)
    print(f"{len(given):,} companies: {made:.2f} CPU-s to make ready, {1000 * asked:.0f} ms CPU a context, {made + asked:.2f} s together")
    gold = {r["id"]: r["industry"] for r in csv.DictReader((corpus / "industry_gold.csv").open(encoding="utf-8")) if r["industry"] != "Unspecified"}
    texts = {c.key: f"{c.line} {c.text}" for c in given}
    right = {key: industry_of(texts[key], ours.rarity) == label for key, label in gold.items()}
    for part, keys in (("tuned", [k for k in right if not is_held(k)]), ("held", [k for k in right if is_held(k)]), ("all", list(right))):
        print(f"industry, 8 labels, {part}: {sum(right[k] for k in keys) / len(keys):.3f} ({len(keys)})")


if __name__ == "__main__":
    main()
