"""The description of the API lists every route with its errors, and its page needs nothing from elsewhere."""

import re

import httpx
import lxml.html
import pytest
from pydantic import BaseModel

from api import examples, examples_companies
from api.companies import DoublesOut, KnownIn, MergeOut
from api.docs import page
from api.enrichment import EnrichIn
from api.errors import Problem
from api.examples_meter import METER
from api.harvester import HarvestIn, HarvestOut, PendingOut
from api.meter import MeterOut
from api.models import LeadOut, LeadsOut, ProspectIn, RunIn, RunOut, RunsOut
from api.prospects import ProspectsOut
from domain.errors import RunAlreadyActive
from domain.known import KnownList
from domain.run import Run
from service.base import Health
from service.doubles import MergePreview
from tests.pages.sample_leads import NOW
from tests.unit.api.door import LiveDoor

pytestmark = pytest.mark.anyio
START = {400, 408, 409, 413, 415, 424}
ROUTES = {
    ("get", "/health"): set(),
    ("get", "/prospects"): set(),
    ("post", "/v2/execute_streaming_prospect"): START,
    ("post", "/v2/run_agentic_harvester"): START,
    ("post", "/v2/stream_agentic_harvester"): START,
    ("post", "/v2/stream_enrichment_pipeline"): START,
    ("get", "/v2/runs"): set(),
    ("get", "/v2/runs/{job_id}"): {404},
    ("get", "/v2/runs/{job_id}/events"): {404},
    ("post", "/v2/runs/{job_id}/cancel"): {404},
    ("post", "/v2/runs/{job_id}/resume"): {404, 409, 424},
    ("post", "/v2/runs/{job_id}/retry_failed"): {404, 409, 424},
    ("get", "/v2/leads"): set(),
    ("get", "/v2/leads.csv"): set(),
    ("get", "/v2/leads/{lead_id}"): {404},
    ("get", "/v2/meter"): {404},
    ("get", "/v2/duplicates"): set(),
    ("get", "/v2/leads/{lead_id}/duplicates"): {404},
    ("get", "/v2/leads/{lead_id}/merge_into/{into_id}"): {404},
    ("post", "/v2/leads/{lead_id}/merge_into/{into_id}"): {404},
    ("post", "/v2/leads/{lead_id}/unmerge"): {404},
    ("get", "/v2/known_companies"): {404},
    ("put", "/v2/known_companies"): {400, 408, 413, 415},
    ("delete", "/v2/known_companies"): {404},
    ("get", "/v2/pages/{sha}"): {404},
    ("get", "/v2/tokens"): set(),
    ("post", "/v2/tokens"): {400, 408, 413, 415},
    ("delete", "/v2/tokens/{token_id}"): {404},
}


async def test_every_route_is_described_with_its_error_statuses(client: httpx.AsyncClient) -> None:
    spec = (await client.get("/api/openapi.json")).json()
    assert {(verb, path) for path, verbs in spec["paths"].items() for verb in verbs} == set(ROUTES)
    for (verb, path), special in ROUTES.items():
        answers = spec["paths"][path][verb]["responses"]
        assert {str(s) for s in special | {401, 403, 421, 422, 429, 500, 503}} <= set(answers), path
        problems = {s: a for s, a in answers.items() if int(s) >= 400 and "application/problem+json" in a.get("content", {})}
        assert {int(s) for s in problems} >= special | {401, 403, 421, 422, 429, 500}, path


async def test_routes_have_known_tags_and_say_how_one_is_let_in(client: httpx.AsyncClient) -> None:
    spec = (await client.get("/api/openapi.json")).json()
    tags = {tag["name"] for tag in spec["tags"]}
    calls = [call for verbs in spec["paths"].values() for call in verbs.values()]
    assert {tag for call in calls for tag in call["tags"]} == tags
    assert set(spec["components"]["securitySchemes"]) == {"token", "ticket"}
    assert {"token": []} in spec["security"]
    assert {"ticket": []} in spec["paths"]["/v2/runs/{job_id}/events"]["get"]["security"]
    assert re.fullmatch(r"2\.\d+\.\d+", spec["info"]["version"])
    assert [server["url"] for server in spec["servers"]] == ["/api"]


@pytest.mark.parametrize(
    ("shape", "values"),
    [
        (ProspectIn, examples.PROSPECT),
        (HarvestIn, examples.HARVEST),
        (EnrichIn, examples.ENRICHMENT),
        (Run, {"": {"value": examples.RUN}}),
        (RunsOut, {"": {"value": examples.RUNS}}),
        (RunOut, {"": {"value": examples.RUN_VIEW}}),
        (LeadsOut, {"": {"value": examples.LEADS}}),
        (LeadOut, {"": {"value": examples.LEAD}}),
        (DoublesOut, {"": {"value": examples_companies.DOUBLES}}),
        (MergePreview, {"": {"value": examples_companies.PREVIEW}}),
        (MergeOut, {"": {"value": examples_companies.MERGED}}),
        (KnownIn, examples_companies.KNOWN_IN),
        (KnownList, {"": {"value": examples_companies.KNOWN}}),
        (HarvestOut, {"": {"value": examples.HARVESTED}}),
        (PendingOut, {"": {"value": examples.PENDING}}),
        (MeterOut, {"": {"value": METER}}),
        (ProspectsOut, {"": {"value": examples.PROSPECTS}}),
        (Problem, {"": {"value": examples.PROBLEM}}),
    ],
)
def test_examples_have_the_shape_that_they_are_examples_of(shape: type[BaseModel], values: dict[str, dict[str, object]]) -> None:
    for example in values.values():
        value = shape.model_validate(example["value"])
        if not issubclass(shape, RunIn | KnownIn):  # what is answered is answered whole
            assert set(value.model_dump(exclude_none=shape is Problem)) - {"job_id", "link"} <= set(example["value"]), shape


async def test_every_body_and_the_main_answers_have_an_example(client: httpx.AsyncClient) -> None:
    spec = (await client.get("/api/openapi.json")).json()
    for path in ("execute_streaming_prospect", "run_agentic_harvester", "stream_agentic_harvester", "stream_enrichment_pipeline"):
        call = spec["paths"][f"/v2/{path}"]["post"]
        assert len(call["requestBody"]["content"]["application/json"]["examples"]) >= 2
        assert all("example" in content for content in call["responses"]["200"]["content"].values())
    for path in ("/prospects", "/v2/leads", "/v2/leads/{lead_id}", "/v2/meter", "/v2/runs", "/v2/runs/{job_id}"):
        assert "example" in spec["paths"][path]["get"]["responses"]["200"]["content"]["application/json"], path


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


async def test_problems_that_come_before_any_route_lead_there_too(client: httpx.AsyncClient) -> None:
    docs = (await client.get("/api/docs")).text
    for method, path in (("PUT", "/api/v2/runs"), ("GET", "/api/v2/nowhere"), ("GET", "/api/v2/leads?x=1"), ("POST", "/api/v2/run_agentic_harvester")):
        told = (await client.request(method, path, content=b"{", headers={"content-type": "application/json"})).json()
        assert f'id="{told["type"].partition("#")[2]}"' in docs, told


async def test_health_has_a_status_that_a_monitor_understands(client: httpx.AsyncClient, door: LiveDoor) -> None:
    assert (await client.get("/api/health")).json()["ok"] is True
    ill = Health(ok=False, version="0", data_dir_writable=False, active_runs=0, started_at=NOW, problems=("The disk is full.",))
    door.health = lambda: ill  # type: ignore[method-assign]
    answer = await client.get("/api/health")
    assert (answer.status_code, answer.json()["problems"]) == (503, ["The disk is full."])
