"""The meter over HTTP: its figures, its orders, what it refuses; labels in lists and filters."""

import httpx
import pytest

from domain.base import Principal
from domain.commands import SetLabel
from tests.unit.api.door import LiveDoor

pytestmark = pytest.mark.anyio
WHO = Principal()


def label(door: LiveDoor, good: int, bad: int) -> None:
    ids = [lead_id for lead_id, lead in door.stored.items() if lead.package]
    for n, lead_id in enumerate(ids[: good + bad]):
        door.command(WHO, lead_id, SetLabel(good=n < good, reason="great_fit" if n < good else "bad_data; no site"))


async def test_figures_come_with_intervals_and_counts(client: httpx.AsyncClient, door: LiveDoor) -> None:
    label(door, 7, 6)
    told = (await client.get("/api/v2/meter?context_id=ctx_cold")).json()
    assert (told["context_version"], told["order"], told["weights"], told["stale"]) == (2, "prospect", {}, 0)
    meter = told["meter"]
    assert (meter["good"], meter["bad"], meter["ranked"]) == (7, 6, 15)
    assert meter["area"]["low"] < meter["area"]["value"] <= meter["area"]["high"] <= 1
    assert [cut["k"] for cut in meter["cuts"]] == [5, 10]
    assert all(cut["low"] <= cut["precision"]["value"] <= cut["high"] for cut in meter["cuts"])
    assert {"rule", "axis", "weight", "multiplier", "met", "not_met", "unknown", "good", "bad"} == set(told["rules"][0])


async def test_too_few_labels_are_no_figure_and_no_error(client: httpx.AsyncClient, door: LiveDoor) -> None:
    label(door, 2, 1)
    answer = await client.get("/api/v2/meter", params={"context_id": "ctx_cold", "order": "tier"})
    assert answer.status_code == 200
    meter = answer.json()["meter"]
    assert (meter["area"], meter["good_missing"], meter["bad_missing"], meter["good"]) == (None, 3, 4, 2)


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 422), ("?context_id=nothing", 404), ("?context_id=ctx_cold&order=luck", 422), ("?context_id=ctx_cold&k=3", 422), ("?context_id=", 422)],
)
async def test_what_cannot_be_answered_is_a_problem(client: httpx.AsyncClient, query: str, status: int) -> None:
    answer = await client.get(f"/api/v2/meter{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


async def test_labels_stand_in_lists_and_filter_them(client: httpx.AsyncClient, door: LiveDoor) -> None:
    label(door, 2, 3)
    bad = (await client.get("/api/v2/leads?labels=bad")).json()
    assert (bad["total"], {row["label"] for row in bad["leads"]}) == (3, {"bad"})
    assert bad["leads"][0]["label_reason"] == "bad_data; no site"
    both = (await client.get("/api/v2/leads?labels=bad&labels=good")).json()
    assert both["total"] == 5
    assert (await client.get("/api/v2/leads?labels=perhaps")).status_code == 422
    lead = (await client.get(f"/api/v2/leads/{bad['leads'][0]['lead_id']}")).json()
    assert (lead["desk"]["label"], lead["rescored_under"]) == (False, None)


async def test_scores_that_were_made_again_say_under_which_version(client: httpx.AsyncClient, door: LiveDoor) -> None:
    held = door.contexts(WHO)[0]
    door.save_context(WHO, held.name, held.context.model_copy(update={"weights": {"sector_in_focus": 0.0}}), held.context_id)
    assert (await client.get("/api/v2/meter?context_id=ctx_cold")).json()["stale"] == 15
    assert door.rescore(WHO, "ctx_cold") == 15
    lead_id = next(lead_id for lead_id, lead in door.stored.items() if lead.package)
    assert (await client.get(f"/api/v2/leads/{lead_id}")).json()["rescored_under"] == 3
