import csv
from io import StringIO

import httpx
import pytest

from domain.errors import InvalidInput
from domain.lead_state import LeadState, Stage
from tests.pages.standin import DONE
from tests.unit.api.door import LiveDoor

pytestmark = pytest.mark.anyio


async def test_a_list_has_rows_and_a_total(client: httpx.AsyncClient, door: LiveDoor) -> None:
    told = (await client.get("/api/v2/leads", params={"job_id": DONE, "page": 2, "page_size": 4})).json()
    assert set(told) == {"leads", "total"}
    assert (len(told["leads"]), told["total"]) == (4, len(door.stored))
    assert {"lead_id", "company_name", "website", "state", "stage", "scores"} <= set(told["leads"][0])


async def test_every_filter_reaches_the_door(client: httpx.AsyncClient, door: LiveDoor) -> None:
    asked = {
        "job_id": DONE,
        "text": "milch & käse",
        "stages": ["review", "won"],
        "states": ["COMPLETED"],
        "sectors": ["Catering"],
        "countries": ["DE", "AT"],
        "tiers": ["A"],
        "known": ["new"],
        "labels": ["good", "none"],
        "min_score": 0.5,
        "sort": "company_name",
        "descending": False,
        "page": 3,
        "page_size": 7,
    }
    await client.get("/api/v2/leads", params=asked)
    (where,) = door.asked
    assert where.stages == (Stage.REVIEW, Stage.WON)
    assert where.states == (LeadState.COMPLETED,)
    assert where.model_dump(mode="json") == asked


@pytest.mark.parametrize("bad", [{"page": 0}, {"page_size": 1001}, {"stages": "limbo"}, {"states": "completed"}, {"min_score": 2}, {"min_score": "nan"}])
async def test_a_filter_that_makes_no_sense_is_refused_by_name(client: httpx.AsyncClient, bad: dict[str, str]) -> None:
    answer = await client.get("/api/v2/leads", params=bad)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"].split(".")[0] == next(iter(bad))


async def test_a_lead_comes_with_facts_that_can_be_checked_against_the_stored_page(client: httpx.AsyncClient, door: LiveDoor) -> None:
    stored = next(lead for lead in door.stored.values() if lead.package and lead.facts)
    told = (await client.get(f"/api/v2/leads/{stored.row.lead_id}", params={"job_id": DONE})).json()
    assert set(told) == {"lead", "source", "package", "facts", "scores", "factors", "desk", "history", "merged", "rescored_under"}
    assert {"fact_id", "field", "value", "status", "verified", "evidence", "grounds", "rule", "confidence", "extractor", "role", "attrs"} == set(
        told["facts"][0]
    )
    quoted = [fact for fact in told["facts"] if fact["status"] == "quoted"]
    assert quoted
    for fact in quoted:
        for place in fact["evidence"]:
            source = (await client.get(f"/api/v2/pages/{place['page_sha256']}")).text
            assert source[place["start"] : place["end"]] == place["snippet"]
    assert all(fact["verified"] == (fact["status"] in ("quoted", "derived")) for fact in told["facts"])


async def test_the_facts_inside_the_package_have_the_same_shape(client: httpx.AsyncClient, door: LiveDoor) -> None:
    stored = next(lead for lead in door.stored.values() if lead.package and lead.package.lead_facts.facts)
    told = (await client.get(f"/api/v2/leads/{stored.row.lead_id}")).json()
    assert stored.package is not None
    inside = told["package"]["lead_facts"]["facts"]
    assert [fact["fact_id"] for fact in inside] == [fact.fact_id for fact in stored.package.lead_facts.facts]
    assert all("verified" in fact for fact in inside)
    assert {k: v for k, v in told["package"].items() if k != "lead_facts"} == stored.package.model_dump(mode="json", exclude={"lead_facts"})


async def test_factors_are_those_of_the_scores(client: httpx.AsyncClient, door: LiveDoor) -> None:
    stored = next(lead for lead in door.stored.values() if lead.package and any(s.factors for s in lead.package.ai_intelligence.scores))
    assert stored.package is not None
    told = (await client.get(f"/api/v2/leads/{stored.row.lead_id}")).json()
    assert [f["rule"] for f in told["factors"]] == [f.rule for s in stored.package.ai_intelligence.scores for f in s.factors]


async def test_a_lead_without_a_package_says_so(client: httpx.AsyncClient, door: LiveDoor) -> None:
    stored = next(lead for lead in door.stored.values() if lead.package is None)
    told = (await client.get(f"/api/v2/leads/{stored.row.lead_id}")).json()
    assert (told["package"], told["facts"], told["factors"], told["lead"]["code"]) == (None, [], [], stored.row.code)


async def test_things_of_another_user_are_not_there(client: httpx.AsyncClient, door: LiveDoor) -> None:
    stored = next(lead for lead in door.stored.values() if lead.facts and lead.facts.items[0].evidence)
    assert stored.facts is not None
    sha = stored.facts.items[0].evidence[0].page_sha256
    for path in (f"/api/v2/leads/{stored.row.lead_id}", f"/api/v2/pages/{sha}", "/api/v2/leads/ld_none"):
        answer = await client.get(path, params={"user_id": "eve"})
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert (await client.get("/api/v2/leads", params={"user_id": "eve"})).json() == {"leads": [], "total": 0}


async def test_a_page_is_plain_text_that_no_browser_runs(client: httpx.AsyncClient, door: LiveDoor) -> None:
    sha, source = next(iter(door.sources_of_pages.items()))
    answer = await client.get(f"/api/v2/pages/{sha}")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.text == source
    assert (await client.get("/api/v2/pages/..%2Fetc")).status_code in (404, 422)
    assert (await client.get("/api/v2/pages/" + "0" * 64)).status_code == 404


async def test_csv_comes_as_an_attachment_with_the_same_filters(client: httpx.AsyncClient, door: LiveDoor) -> None:
    answer = await client.get("/api/v2/leads.csv", params={"states": "COMPLETED"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="leads.csv"'
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert [row["website"] for row in rows] == [r.website for r in door._matching(door.exports[0][0])]
    assert len(rows) == sum(lead.row.state is LeadState.COMPLETED for lead in door.stored.values())


@pytest.mark.parametrize(("given", "wanted"), [({}, False), ({"unverified": "1"}, True), ({"unverified": "0"}, False)])
async def test_unverified_values_only_on_demand(client: httpx.AsyncClient, door: LiveDoor, given: dict[str, str], wanted: bool) -> None:
    await client.get("/api/v2/leads.csv", params=given)
    assert door.exports[0][1] is wanted


async def test_an_export_that_cannot_begin_is_a_problem_and_no_half_file(client: httpx.AsyncClient, door: LiveDoor) -> None:
    door.error = InvalidInput("There is no column “x”.", where="columns")
    answer = await client.get("/api/v2/leads.csv", params={"columns": "x"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


async def test_a_run_that_is_not_the_callers_is_not_there(client: httpx.AsyncClient) -> None:
    for path in ("/api/v2/leads", "/api/v2/leads.csv"):
        assert (await client.get(path, params={"job_id": "somebody-elses"})).status_code == 404
