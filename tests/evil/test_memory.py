"""A gigabyte, sent or packed, costs the reader's process no more than 60 MB."""

import pytest

from tests.evil.memory import LARGE, grown
from tests.evil.world import web

LIMIT_MB = 60


@pytest.mark.timeout(240)
def test_a_gigabyte_costs_little_memory() -> None:
    with web() as served:
        measured = {name: grown(served, name) for name in LARGE}
    assert {name: found["ended"] for name, found in measured.items()} == LARGE
    assert {name: round(found["grew"]) for name, found in measured.items() if found["grew"] > LIMIT_MB} == {}
