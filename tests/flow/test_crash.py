"""Twenty kills with SIGKILL at random moments: no lead lost, no result twice, a gapless sequence, the same leads as a twin left alone."""

import random
from pathlib import Path

import pytest

from service.local import open_local
from tests.flow.conftest import settings_for
from tests.flow.crash import compare, killed_run, one_life, picture

KILLS = 20


@pytest.mark.timeout(420)
def test_twenty_kills_leave_the_run_as_if_nothing_had_happened(tmp_path: Path) -> None:
    assert one_life(tmp_path / "twin", None)
    service = open_local(settings_for(tmp_path / "twin"))
    twin = picture(service)
    service.close()
    assert len(twin) > 20
    rng, kills, runs = random.Random(20), 0, 0
    while kills < KILLS:
        folder = tmp_path / f"killed-{runs}"
        made = killed_run(folder, rng, KILLS - kills)
        verdict = compare(folder, twin, made)
        assert verdict.problems == []
        assert made <= verdict.attempts <= made + 1  # a kill after the last commit needs no further attempt
        kills, runs = kills + made, runs + 1
