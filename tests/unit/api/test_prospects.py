"""Flat rows for simple clients: what is filtered, and that a row says no more than the lead does."""

import httpx
import pytest

from domain.lead_state import Stage
from tests.unit.api.door import LiveDoor

pytestmark = pytest.mark.anyio
URL = "/api/prospects"


async def test_rows_are_flat_and_say_what_the_lead_says(client: httpx.AsyncClient, door: LiveDoor) -> None:
    told = (await client.get(URL)).json()
    assert (told["page"], told["page_size"], told["total"]) == (1, 50, len(door.stored))
    for row in told["prospects"]:
        lead = door.stored[row["id"]].row
        assert (row["company_name"], row["industry"], row["status"], row["email"]) == (lead.company_name, lead.sector, lead.stage, lead.email)
        assert row["score"] == lead.scores.get("prospect")
        assert not any(isinstance(value, dict) for value in row.values())
        assert (await client.get(row["link"])).json()["lead"]["lead_id"] == row["id"]


async def test_filters_reach_the_door(client: httpx.AsyncClient, door: LiveDoor) -> None:
    sector = next(lead.row.sector for lead in door.stored.values() if lead.row.sector)
    await client.get(URL, params={"search": "milch & käse", "industry": sector.upper(), "status": "review", "page": 2, "page_size": 7})
    where = door.asked[-1]
    assert (where.text, where.sectors, where.stages, where.page, where.page_size) == ("milch & käse", (sector,), (Stage.REVIEW,), 2, 7)


async def test_an_industry_that_no_lead_has_finds_nothing(client: httpx.AsyncClient) -> None:
    assert (await client.get(URL, params={"industry": "Alchemy"})).json()["total"] == 0


@pytest.mark.parametrize("bad", [{"status": "limbo"}, {"page": 0}, {"page_size": 1_001}, {"search": "x" * 201}])
async def test_what_makes_no_sense_is_refused_by_name(client: httpx.AsyncClient, bad: dict[str, str]) -> None:
    answer = await client.get(URL, params=bad)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, next(iter(bad)))
