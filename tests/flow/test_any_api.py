"""Whatever is sent to the API, it answers as its description says, and never with a row of another tenant."""

from collections.abc import Iterator

import pytest
import requests

from tests.flow.api_fuzz import Fuzz, Target, target

PARTS, REQUESTS = 4, 500


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with target(tmp_path_factory.mktemp("any_api")) as served:
        yield served


@pytest.mark.parametrize("number", range(PARTS))
def test_any_request_is_answered_as_described(served: Target, number: int) -> None:
    fuzz = Fuzz(served, number)
    found = fuzz.go(REQUESTS)
    assert fuzz.sent >= REQUESTS
    assert not found.faults, "\n".join(found.faults)
    assert {200, 404, 422} <= set(found.statuses), found.statuses  # good and bad ones were sent
    assert not [status for status in found.statuses if status >= 500], found.statuses


def test_nobody_without_a_token_is_answered(served: Target) -> None:
    for path in ("/v2/leads", "/v2/runs", "/prospects", "/v2/tokens"):
        assert requests.get(served.url + path, timeout=30).status_code == 401, path
