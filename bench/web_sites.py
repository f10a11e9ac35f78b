"""The saved websites of a corpus, served over HTTP on this machine and read by the real fetcher: the same leads as from disk, and how fast.

    python -m bench.web_sites [CORPUS] [--quick] [--sites N] [--rounds N] [--peer-processes N] [--errors]

First every site is read twice, from disk and over TLS, and the leads are compared; any difference ends the bench with 1.
Then Prospector, crawlee and Scrapy read the same sites over plain HTTP, one after the other and round after round, each in a process
of its own. PROSPECTOR_PEERS_PYTHON names the interpreter that has crawlee and Scrapy (``make bench-web`` makes one).
"""

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bench.sites import score
from bench.web_ours import ends, live
from settings import Settings

GOALS = {"crawlee": 3.0, "scrapy": 2.0}
PEERS = ("crawlee", "scrapy")
OURS = {"prospector": "whole", "prospector, stored": "stored", "prospector, contacts only": "contacts"}
LISTS, SINGLES = ("emails", "phones", "socials"), ("company_name", "country")
ROOT = Path(__file__).resolve().parents[1]


class Ports(NamedTuple):
    """Where the loopback server listens, and the certificate of its authority."""

    http: int
    https: int
    ca_file: str


class Measure(NamedTuple):
    """One tool's passage over all sites: wall seconds and CPU seconds (user and system, all its processes) from its start to its end.

    ``loop_cpu``: those of Prospector's main process, where its event loop is; 0 for the others. ``load``: the machine's load average before.
    """

    pages: int
    seconds: float
    cpu: float
    loop_cpu: float
    load: float
    leads: list[dict[str, Any]]

    @property
    def rate(self) -> float:
        return self.pages / self.seconds


@contextlib.contextmanager
def served(root: Path, folder: Path) -> Iterator[Ports]:
    """Serve the sites from a process of its own."""
    ca_file = str(folder / "ca.pem")
    command = [sys.executable, "-m", "bench.web_server", str(root), ca_file]
    server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        if server.stdout is None or not (line := server.stdout.readline()):
            sys.exit("The loopback server does not start.")
        yield Ports(**json.loads(line), ca_file=ca_file)
    finally:
        server.communicate(timeout=30)


class End(NamedTuple):
    """How a lead ended: its state with its code, its facts (field, value, status, role) and scores."""

    state: str
    facts: Counter[tuple[str, ...]]
    scores: dict[str, float]


def ended(event: dict[str, Any]) -> End:
    package = event.get("final_package")
    if event["event_type"] == "lead_rejected" or package is None:
        return End(f"{event['event_type']} {event.get('reason_code') or event.get('error_type')}", Counter(), {})
    facts: Counter[tuple[str, ...]] = Counter((f["field"], f["value"], f["status"], f["role"] or "") for f in package["lead_facts"]["facts"])
    return End("completed", facts, {s["axis"]: s["value"] for s in package["ai_intelligence"]["scores"]})


async def both(root: Path, hosts: Sequence[str], ports: Ports) -> tuple[dict[str, End], dict[str, End]]:
    """Return the ends of all leads by their ids: from disk, and over TLS through the real fetcher."""
    settings = Settings(_env_file=None, saved_web=str(root), host_delay=0)
    disk = {event["lead_id"]: ended(event) async for event in ends(settings, hosts, {}, "saved")}
    fetch = live({"http": ports.http, "https": ports.https}, "https", ports.ca_file)
    try:
        return disk, {event["lead_id"]: ended(event) async for event in ends(settings, hosts, {("fetch", "web"): fetch}, "web")}
    finally:
        await fetch.close()


def differences(disk: End, web: End, *, values: bool) -> Iterator[str]:
    """Yield what differs between two ends of one lead, a line each; the values of facts only when they are asked for."""
    if disk.state != web.state:
        yield f"{disk.state} from disk, {web.state} over HTTP"
    for name, more in (("from disk only", disk.facts - web.facts), ("over HTTP only", web.facts - disk.facts)):
        by_field = Counter(fact[0] for fact in more.elements())
        for field, count in sorted(by_field.items()):
            said = [" ".join(fact[1:]) for fact in more if fact[0] == field] if values else ""
            yield f"{name}: {count} {field} {said}"
    for axis in sorted(disk.scores.keys() | web.scores.keys()):
        if disk.scores.get(axis) != web.scores.get(axis):
            yield f"{axis}: {disk.scores.get(axis)} from disk, {web.scores.get(axis)} over HTTP"


def compare(disk: dict[str, End], web: dict[str, End], *, values: bool) -> int:
    """Print how the leads compare and return the number of differences."""
    count = 0
    for lead_id in sorted(disk.keys() | web.keys()):
        one, other = (side.get(lead_id, End("missing", Counter(), {})) for side in (disk, web))
        for line in differences(one, other, values=values):
            count += 1
            print(f"DIFFERENCE {lead_id}: {line}")
    states = Counter(end.state for end in web.values())
    facts = sum(end.facts.total() for end in web.values())
    told = ", ".join(f"{n} {state}" for state, n in states.most_common())
    print(f"{len(web)} sites over TLS through the real fetcher: {told}; {facts} facts; {count} differences from the same run over saved pages")
    return count


def commands(peers_python: str, *, stored: bool) -> dict[str, list[str]]:
    """Return the programs to measure by name."""
    ours = {name: [sys.executable, "-m", "bench.web_ours", mode] for name, mode in OURS.items() if stored or mode != "stored"}
    if not peers_python:
        return ours
    peers = {name: [peers_python, "-m", f"bench.peers.{name}_sites"] for name in PEERS}
    return {"prospector": ours.pop("prospector"), **peers, **ours}


def measure(command: list[str], hosts: Sequence[str], port: int, folder: Path, processes: int = 1) -> Measure:
    """Run a program over all sites, its sites dealt out to so many processes."""
    began, load = time.monotonic(), os.getloadavg()[0]
    running = []
    for number in range(processes):
        task, result = folder / f"task{number}.json", folder / f"result{number}.json"
        task.write_text(json.dumps({"hosts": hosts[number::processes], "port": port}), "utf-8")
        running.append((subprocess.Popen([*command, str(task), str(result)], cwd=ROOT), result))
    cpu, loop_cpu, pages = 0.0, 0.0, 0
    leads: list[dict[str, Any]] = []
    for process, result in running:
        _, status, used = os.wait4(process.pid, 0)  # what it and the processes that it waited for have used
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}.")
        cpu += used.ru_utime + used.ru_stime
        told = json.loads(result.read_text("utf-8"))
        pages, leads, loop_cpu = pages + told["pages"], leads + told["leads"], loop_cpu + told.get("loop_cpu", 0.0)
    return Measure(pages, time.monotonic() - began, cpu, loop_cpu, load, leads)


def line(name: str, m: Measure) -> str:
    """One row of the table."""
    counts = [sum(len(lead[f]) for lead in m.leads) for f in LISTS] + [sum(bool(lead[f]) for lead in m.leads) for f in SINGLES]
    found = "".join(f"{count if m.leads else '-':>8}" for count in counts)  # the stored run is not read back
    return f"{name:28}{m.pages:7}{m.seconds:9.1f}{m.rate:9.1f}{m.cpu:8.1f}{m.pages / m.cpu:12.1f}{found}{m.load:7.1f}"


def race(programs: dict[str, list[str]], hosts: Sequence[str], ports: Ports, folder: Path, rounds: int, processes: int) -> dict[str, list[Measure]]:
    """Run all programs in turn, round after round, and print a row for each passage."""
    print(f"\n{len(hosts)} sites over plain HTTP, no pause between requests, robots.txt obeyed by all")
    print(f"{os.cpu_count()} cores; Prospector in 1 + {Settings().extract_workers} processes, each peer in {processes}")
    heads = ("e-mails", "phones", "socials", "names", "country")
    print(f"{'':28}{'pages':>7}{'seconds':>9}{'pages/s':>9}{'CPU s':>8}{'pages/CPU s':>12}" + "".join(f"{h:>8}" for h in heads) + f"{'load':>7}")
    done: dict[str, list[Measure]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, command in programs.items():
            done[name].append(measure(command, hosts, ports.http, folder, processes if name in PEERS else 1))
            print(line(name, done[name][-1]), flush=True)
    return done


def verdict(done: dict[str, list[Measure]]) -> None:
    """Print how Prospector stands to each peer: medians over the rounds, by the clock and by CPU seconds, whole and contact fields only."""

    def median(name: str, figure: str) -> float:
        return statistics.median(m.rate if figure == "rate" else m.pages / m.cpu for m in done[name])

    for peer in (p for p in PEERS if p in done):
        for name in (n for n in OURS if n in done and n != "prospector, stored"):
            clock, cpu = (median(name, f) / median(peer, f) for f in ("rate", "cpu"))
            print(f"{name}: {clock:.2f} times {peer} by the clock, {cpu:.2f} times by CPU seconds (goal {GOALS[peer]:.0f} times by the clock)")
    for name in (n for n in OURS if n in done):
        share = sum(m.loop_cpu for m in done[name]) / sum(m.cpu for m in done[name])
        print(f"{name}: {share:.0%} of its CPU seconds in the main process, which is one core at the most; the rest in the processes that read pages")


def quality(corpus: Path, done: dict[str, list[Measure]], hosts: set[str], folder: Path) -> None:
    """Print what the corpus' scorer says of each program's fields on the sites under their own names."""
    print(f"\n{'scored on ' + str(len(hosts)) + ' sites':28}{'e-mail F1':>11}{'phone F1':>10}{'social F1':>11}{'name':>7}{'country':>9}{'decoys':>8}")
    for name, passages in ((n, p) for n, p in done.items() if p[0].leads):
        figures = score(corpus, [lead for lead in passages[0].leads if lead["host"] in hosts], folder)
        f1 = [figures[f]["F1"] for f in LISTS]
        decoys = sum(figures[f]["decoys"] for f in LISTS)
        print(f"{name:28}{f1[0]:11.3f}{f1[1]:10.3f}{f1[2]:11.3f}{figures['name_loose']:7.3f}{figures['country']:9.3f}{decoys:8}")


def aliases(hosts: Sequence[str], count: int) -> list[str]:
    """Return so many sites: the hosts, then each again under further names."""
    return [f"s{n // len(hosts)}-{hosts[n % len(hosts)]}" if n >= len(hosts) else hosts[n] for n in range(count)]


def peers_interpreter() -> str:
    """Return the interpreter of the peers' environment, or an empty string after a sentence that says what is missing."""
    named = os.environ.get("PROSPECTOR_PEERS_PYTHON", "")
    if named and subprocess.run([named, "-c", "import crawlee, scrapy, phonenumbers"], capture_output=True, check=False).returncode == 0:
        return named
    print(
        "crawlee and Scrapy are not measured: " + (f"{named} does not have them." if named else "PROSPECTOR_PEERS_PYTHON names no interpreter that has them.")
    )
    print("`make bench-web` makes an environment for them from requirements-bench.txt.\n")
    return ""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=Path(os.environ.get("PROSPECTOR_CORPUS", "../shared/corpus")))
    parser.add_argument("--quick", action="store_true", help="one round over each site once")
    parser.add_argument("--sites", type=int, default=130, help="sites in the throughput part, the same ones again under further names")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--peer-processes", type=int, default=1, help="processes that each peer's sites are dealt out to")
    parser.add_argument("--errors", action="store_true", help="print the values that differ")
    given = parser.parse_args()
    if not (given.corpus / "sites").is_dir():
        sys.exit(f"There is no corpus at {given.corpus}: give its folder as an argument or in PROSPECTOR_CORPUS.")
    return given


def main() -> None:
    given = arguments()
    root = (given.corpus / "sites").resolve()
    hosts = sorted(p.name for p in root.iterdir() if p.is_dir())
    peers_python = peers_interpreter()
    with tempfile.TemporaryDirectory() as name, served(root, folder := Path(name)) as ports:
        different = compare(*asyncio.run(both(root, hosts, ports)), values=given.errors)
        sites = aliases(hosts, len(hosts) if given.quick else max(given.sites, len(hosts)))
        programs = commands(peers_python, stored=not given.quick)
        done = race(programs, sites, ports, folder, 1 if given.quick else given.rounds, given.peer_processes)
        verdict(done)
        quality(given.corpus, done, set(hosts), folder)
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
