"""Whatever is sent to the API, it answers as its description says, and never with a row of another tenant."""

from pathlib import Path

import requests

from tests.flow.api_fuzz import Fuzz, target

REQUESTS = 2_000


def test_any_request_is_answered_as_described(tmp_path: Path) -> None:
    with target(tmp_path) as served:
        for path in ("/v2/leads", "/v2/runs", "/prospects", "/v2/tokens"):
            assert requests.get(served.url + path, timeout=30).status_code == 401, path
        fuzz = Fuzz(served, 1)
        found = fuzz.go(REQUESTS)
        assert fuzz.sent >= REQUESTS
        assert not found.faults, "\n".join(found.faults)
        assert {200, 400, 404, 422} <= set(found.statuses), found.statuses  # good and bad ones were sent
        assert not [status for status in found.statuses if status >= 500], found.statuses
