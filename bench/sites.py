"""All saved sites of a corpus through the whole pipeline, by the door: every site a lead or a typed reject, the scorer's figures, the evidence check.

    python -m bench.sites [CORPUS]      (default: PROSPECTOR_CORPUS, else ../shared/corpus)

The corpus folder holds sites/<host>/…html and score.py; nothing of it is kept: the run lives in a temporary folder.
"""

import collections
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from domain.base import Principal
from domain.context import BusinessContext
from domain.lead import LeadFilter
from domain.lead_state import TERMINAL
from domain.run import Limits, RunStatus, Source, SourceRow
from service.base import RunOrder
from service.local import LocalProspector, open_local
from settings import Settings
from storage.base import StoredLead
from tests.evidence_check import problems

WHO = Principal()
CONTEXT = BusinessContext(ideal_customer="Small and medium-sized companies of any industry", business_description="We advise small companies.")
PUBLISHED = {  # dev rows of the corpus README: the public tools on the same sites, at most 5 pages each
    "regex over text": {"emails": 1.0, "phones": 0.776, "socials": 0.884, "name_loose": 0.69, "country": 0.68},
    "careful combination": {"emails": 1.0, "phones": 0.954, "socials": 0.977, "name_loose": 0.81, "country": 0.92},
}


def corpus_path() -> Path:
    """Return the corpus folder, or end with a sentence that says what is missing."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 and not sys.argv[1].startswith("--") else os.environ.get("PROSPECTOR_CORPUS", "../shared/corpus"))
    if not (path / "sites").is_dir():
        sys.exit(f"There is no corpus at {path}: give its folder as an argument or in PROSPECTOR_CORPUS.")
    return path


def run_all(corpus: Path, folder: Path) -> tuple[LocalProspector, list[StoredLead], float]:
    """Run every site and return the door, what is stored of each lead, and the seconds it took."""
    hosts = sorted(p.name for p in (corpus / "sites").iterdir() if p.is_dir())
    service = open_local(Settings(_env_file=None, data_dir=folder, saved_web=str((corpus / "sites").resolve())))  # type: ignore[call-arg]
    rows = tuple(SourceRow(url=f"https://{host}/", line=n) for n, host in enumerate(hosts, 1))
    order = RunOrder(source=Source(kind="url_list", rows=rows), context=CONTEXT, context_name="bench", limits=Limits(max_leads=len(hosts)))
    began = time.monotonic()
    run = service.start(WHO, order)
    while service.run(WHO, run.job_id).status is RunStatus.RUNNING:
        time.sleep(0.05)
    seconds = time.monotonic() - began
    page = service.leads(WHO, LeadFilter(job_id=run.job_id, page_size=10_000))
    if page.total != len(hosts):
        sys.exit(f"{page.total} leads for {len(hosts)} sites: some were lost")
    return service, [service.lead(WHO, row.lead_id, run.job_id) for row in page.leads], seconds


def prediction(stored: StoredLead) -> dict[str, Any]:
    """Return the scorer's row for a lead: verified main values only."""
    facts = stored.facts
    if facts is None:
        return {"host": stored.lead.identity_key}
    sectors = [f.value for f in facts.all("sector", any_role=True) if f.verified]
    named = {field: [f.value for f in facts.all(field) if f.verified] for field in ("email", "phone", "social")}
    return {
        "host": stored.lead.identity_key,
        "company_name": facts.value("company_name"),
        "country": facts.value("country"),
        "sector": facts.value("sector"),
        "sectors": sectors[:3],
        "emails": named["email"],
        "phones": named["phone"],
        "socials": named["social"],
    }


def score(corpus: Path, rows: list[dict[str, Any]], folder: Path, *, errors: bool = False) -> dict[str, Any]:
    """Return what the corpus' own scorer says of predictions."""
    file = folder / "predictions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    command = [sys.executable, str(corpus / "score.py"), "sites", str(file), "--gold", str(corpus)] + (["--errors"] if errors else [])
    scored = subprocess.run(command, capture_output=True, text=True, check=True)
    if errors:
        print(scored.stderr)
    return dict(json.loads(scored.stdout))


def evidence(service: LocalProspector, leads: list[StoredLead]) -> tuple[int, int, list[str]]:
    """Return (facts marked verified, facts unverified, what the independent check finds wrong)."""
    verified = unverified = 0
    wrong: list[str] = []
    for stored in leads:
        for fact in stored.facts.items if stored.facts else ():
            verified += fact.verified
            unverified += not fact.verified
            if fact.verified:
                wrong += [f"{fact.field}: {p}" for p in problems(fact.model_dump(mode="json"), lambda sha: service.page_source(WHO, sha))]
    return verified, unverified, wrong


def below_regex(figures: dict[str, Any]) -> list[str]:
    """Return the columns in which we do not beat plain regex (e-mails: in which we are worse)."""
    ours = {k: figures[k]["F1"] for k in ("emails", "phones", "socials")} | {k: figures[k] for k in ("name_loose", "country")}
    regex = PUBLISHED["regex over text"]
    worse = [k for k in ours if ours[k] < regex[k] or (ours[k] == regex[k] and k != "emails")]
    return [f"{k}: {ours[k]:.3f} against {regex[k]:.3f} of plain regex" for k in worse]


def table(figures: dict[str, Any]) -> None:
    """Print our figures beside the published rows."""
    ours = {k: figures[k]["F1"] for k in ("emails", "phones", "socials")} | {k: figures[k] for k in ("name_loose", "country")}
    rows = {**PUBLISHED, "prospector (this run)": ours}
    print(f"{'':24}" + "".join(f"{c:>12}" for c in ours))
    for name, row in rows.items():
        print(f"{name:24}" + "".join(f"{row[c]:12.3f}" for c in ours))
    counts = {k: {c: figures[k][c] for c in ("tp", "fp", "fn", "decoys")} for k in ("emails", "phones", "socials")}
    print("counts:", json.dumps(counts))
    print(f"sector {figures['sector']:.3f}, top three {figures['sector_top3']:.3f}, name exact {figures['name_exact']:.3f}")


def main() -> None:
    corpus = corpus_path()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        service, leads, seconds = run_all(corpus, folder / "data")
        try:
            ends = collections.Counter(f"{s.row.state.value} {s.row.code}".strip() for s in leads)
            print(f"{len(leads)} sites in {seconds:.1f} s: " + ", ".join(f"{n} {end}" for end, n in ends.most_common()))
            open_ends = [s.row.website for s in leads if s.row.state not in TERMINAL]
            verified, unverified, wrong = evidence(service, leads)
            print(f"facts: {verified} quoted or derived, {unverified} unverified; the independent check objects to {len(wrong)}")
            figures = score(corpus, [prediction(s) for s in leads], folder, errors="--errors" in sys.argv)
            table(figures)
        finally:
            service.close()
    behind = below_regex(figures)
    for problem in [*wrong[:20], *behind, *(f"not ended: {site}" for site in open_ends)]:
        print("PROBLEM", problem)
    sys.exit(1 if wrong or open_ends or behind else 0)


if __name__ == "__main__":
    main()
