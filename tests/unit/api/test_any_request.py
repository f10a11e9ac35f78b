"""Whatever comes in, the answer is one that the description lists, and never a defect of ours."""

import asyncio
import json
from typing import Any
from urllib.parse import quote_from_bytes

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.application import build
from domain.errors import InvalidInput
from tests.unit.api.door import LiveDoor

DOOR = LiveDoor()
DOOR.error = InvalidInput("Nothing starts here.")
API = build(lambda: DOOR)
SPEC = API.openapi()["paths"]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.sampled_from(["saved", "url_list", "web", "\x00", "x" * 5000])
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4), max_leaves=12)
FIELDS = ("business_context", "user_id", "job_id", "user_search_query", "max_leads_to_generate", "max_sites", "source")
BODIES = st.fixed_dictionaries({}, optional={name: JSON for name in FIELDS}) | st.fixed_dictionaries(
    {"business_context": st.dictionaries(st.sampled_from(["pain_points", "location", "company_size_min", "message_language"]), JSON)},
    optional={"source": st.fixed_dictionaries({"kind": st.sampled_from(["saved", "url_list"])}, optional={"urls": st.lists(JSON, max_size=4), "fetch": JSON})},
)
NAMES = sorted({parameter["name"] for verbs in SPEC.values() for call in verbs.values() for parameter in call.get("parameters", [])} - {"Last-Event-ID"})
PATHS = sorted(path for path, verbs in SPEC.items() if "get" in verbs)
WORDS = st.binary(max_size=20).map(quote_from_bytes) | st.text(max_size=20).map(lambda t: quote_from_bytes(t.encode("utf-8", "surrogatepass")))
CALM = settings(max_examples=80, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def answer(method: str, path: str, **more: Any) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(API)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, **more)

    return asyncio.run(ask())


def documented(method: str, path: str, status: int) -> bool:
    return str(status) in SPEC[path][method]["responses"]


@CALM
@given(BODIES)
def test_any_json_body(body: dict[str, Any]) -> None:
    raw = json.dumps(body).encode("utf-8", "surrogatepass")
    told = answer("POST", "/v2/execute_streaming_prospect", content=raw, headers={"content-type": "application/json"})
    assert told.status_code in (400, 422)
    assert told.headers["content-type"] == "application/problem+json"


@CALM
@given(st.binary(max_size=200))
def test_any_bytes_as_body(raw: bytes) -> None:
    assert answer("POST", "/v2/execute_streaming_prospect", content=raw, headers={"content-type": "application/json"}).status_code in (400, 422)


@CALM
@given(st.sampled_from(PATHS), WORDS, st.lists(st.tuples(st.sampled_from(NAMES), WORDS), max_size=4))
def test_any_path_and_query(path: str, word: str, query: list[tuple[str, str]]) -> None:
    word = word if word.strip(".%2F") else "x"
    url = path.replace("{job_id}", word).replace("{lead_id}", word).replace("{sha}", word)
    told = answer("GET", f"{url}?{'&'.join(f'{name}={value}' for name, value in query)}")
    assert documented("get", path, told.status_code) or told.status_code in (404, 422), (url, told.status_code)
    assert told.status_code < 500
