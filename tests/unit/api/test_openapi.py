"""The description of the API lists every route with its errors, and its page needs nothing from elsewhere."""

import re

import httpx
import lxml.html
import pytest

from api.docs import page
from domain.errors import RunAlreadyActive
from service.base import Health
from tests.pages.sample_leads import NOW
from tests.unit.api.door import LiveDoor

pytestmark = pytest.mark.anyio
ROUTES = {
    ("get", "/health"): set(),
    ("post", "/v2/execute_streaming_prospect"): {400, 409, 413, 424, 429},
    ("get", "/v2/runs"): set(),
    ("get", "/v2/runs/{job_id}"): {404},
    ("get", "/v2/runs/{job_id}/events"): {404},
    ("post", "/v2/runs/{job_id}/cancel"): {404},
    ("post", "/v2/runs/{job_id}/resume"): {404, 409, 429},
    ("post", "/v2/runs/{job_id}/retry_failed"): {404, 409, 429},
    ("get", "/v2/leads"): set(),
    ("get", "/v2/leads.csv"): set(),
    ("get", "/v2/leads/{lead_id}"): {404},
    ("get", "/v2/pages/{sha}"): {404},
}


async def test_every_route_is_described_with_its_error_statuses(client: httpx.AsyncClient) -> None:
    spec = (await client.get("/api/openapi.json")).json()
    assert {(verb, path) for path, verbs in spec["paths"].items() for verb in verbs} == set(ROUTES)
    for (verb, path), special in ROUTES.items():
        answers = spec["paths"][path][verb]["responses"]
        assert {str(s) for s in special | {200, 403, 421, 422, 500, 503}} <= set(answers), path
        problems = {s: a for s, a in answers.items() if int(s) >= 400 and "application/problem+json" in a.get("content", {})}
        assert {int(s) for s in problems} >= special | {403, 421, 422, 500}, path


async def test_every_reference_in_the_description_resolves(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/openapi.json")
    schemas = answer.json()["components"]["schemas"]
    wanted = set(re.findall(r'"#/components/schemas/([^"]+)"', answer.text))
    assert "Problem" in wanted
    assert wanted <= set(schemas)


async def test_the_docs_page_is_one_file_without_script_or_foreign_host(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/docs")
    html = lxml.html.document_fromstring(answer.text)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not {"script", "link", "img", "iframe", "form"} & {str(element.tag) for element in html.iter()}
    ids = {element.get("id") for element in html.xpath("//*[@id]")}
    targets = set(html.xpath("//@href|//@src"))
    assert all(target == "openapi.json" or target[1:] in ids for target in targets)
    text = html.text_content()
    assert all(f"{verb.upper()} {path}" in text for verb, path in ROUTES)


async def test_what_the_description_says_is_escaped() -> None:
    spec = {"info": {"title": "<b>", "version": "1"}, "paths": {}, "components": {"schemas": {"<i>": {"description": "<script>"}}}}
    assert not re.search("<(b|i|script)>", page(spec))


async def test_a_problem_type_leads_to_its_line_in_the_docs(client: httpx.AsyncClient, door: LiveDoor) -> None:
    door.error = RunAlreadyActive(job_id="x")
    told = (await client.post("/api/v2/execute_streaming_prospect", json={"business_context": {}, "source": {"kind": "saved"}})).json()
    path, _, anchor = told["type"].partition("#")
    assert f'id="{anchor}"' in (await client.get(path)).text


async def test_health_has_a_status_that_a_monitor_understands(client: httpx.AsyncClient, door: LiveDoor) -> None:
    assert (await client.get("/api/health")).json()["ok"] is True
    ill = Health(ok=False, version="0", data_dir_writable=False, active_runs=0, started_at=NOW, problems=("The disk is full.",))
    door.health = lambda: ill  # type: ignore[method-assign]
    answer = await client.get("/api/health")
    assert (answer.status_code, answer.json()["problems"]) == (503, ["The disk is full."])
