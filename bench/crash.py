"""Two hundred kills with SIGKILL at random moments, each killed run against a twin left alone.

python -m bench.crash [KILLS] [SEED]
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from service.local import open_local
from tests.flow.conftest import settings_for
from tests.flow.crash import compare, killed_run, one_life, picture


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 200)
    began, kills, runs, repeated, problems = time.monotonic(), 0, 0, 0, []
    with tempfile.TemporaryDirectory() as name:
        twin_folder = Path(name) / "twin"
        one_life(twin_folder, None)
        service = open_local(settings_for(twin_folder))
        twin = picture(service)
        service.close()
        while kills < wanted:
            folder = Path(name) / f"run-{runs}"
            verdict = compare(folder, twin, killed_run(folder, rng, wanted - kills))
            kills, runs, repeated = kills + verdict.kills, runs + 1, repeated + verdict.repeated_calls
            problems += verdict.problems
            print(f"{kills} kills, {runs} runs, {len(problems)} problems, {repeated} repeated calls", flush=True)
    seconds = time.monotonic() - began
    print(f"{kills} kills over {runs} runs of {len(twin)} candidates in {seconds:.0f} s: {len(problems)} problems, {repeated} outside calls repeated")
    for problem in problems[:20]:
        print("PROBLEM", problem)
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
