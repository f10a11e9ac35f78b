"""The bench of identity in small: every spelling comes home, no near miss is taken for the same."""

import random

import pytest

from bench.companies import company, spellings
from bench.near_misses import KINDS, near_misses
from bench.same_company import measure


@pytest.mark.parametrize("seed", [1, 2])
def test_no_company_is_left_double_and_none_is_merged_with_another(seed: int) -> None:
    found = measure(seed, companies=60, near=2 * len(KINDS))
    assert found.split == []
    assert found.merged == []
    assert found.fooled == []
    assert found.near >= 40


def test_the_spellings_differ_and_the_near_misses_are_of_every_kind() -> None:
    rng = random.Random(3)
    rows = [row for key in range(20) for row in spellings(rng, company(rng, key))]
    assert len({row["name"] for row in rows}) > 50
    assert sum(not row["website"] for row in rows) > 10
    assert {kind for kind, _, _ in near_misses(rng, set(), len(KINDS))} == set(KINDS)
