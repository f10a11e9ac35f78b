"""Two tenants in one installation: on no route, with no id of the other, does one learn anything of the other."""

import json
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.testclient import TestClient

from api.application import build
from api.guard import Guard
from domain.access import Scope
from domain.base import Principal
from domain.lead import LeadFilter
from domain.lead_state import LeadState
from domain.run import Limits, RunStatus, Source, SourceRow
from service.base import RunOrder
from service.local import LocalProspector, open_local
from settings import ROOT, Settings

pytestmark = pytest.mark.xdist_group("isolation")  # one process: what they share is made once

ANNA = Principal(tenant="north", user="anna")
BERT = Principal(tenant="south", user="bert")
COLLEAGUE = Principal(tenant="north", user="carl")


class Side(NamedTuple):
    """What one principal has: a token, ids of its things, and a word that stands in all its texts and nowhere else."""

    who: Principal
    secret: str
    canary: str
    ids: dict[str, str]


def filled_run(service: LocalProspector, who: Principal, canary: str, hosts: list[str]) -> Side:
    """Let a principal have a context, a run with leads, a corrected lead and a token."""
    _, context = service.sample_context()
    saved = service.save_context(who, f"Context {canary}", context.model_copy(update={"value_proposition": f"We promise {canary}."}))
    rows = tuple(SourceRow(url=f"https://{host}/", line=line) for line, host in enumerate(hosts, 1))
    order = RunOrder(source=Source(kind="url_list", rows=rows), context_id=saved.context_id, query=f"food {canary}", limits=Limits(max_leads=4, max_sites=4))
    run = service.start(who, order, f"run-{canary}")
    end = time.monotonic() + 60
    while service.run(who, run.job_id).status is RunStatus.RUNNING:
        assert time.monotonic() < end
        time.sleep(0.05)
    row, second, *_ = service.leads(who, LeadFilter(job_id=run.job_id, states=(LeadState.COMPLETED,))).leads
    facts = service.lead(who, row.lead_id).facts
    assert facts
    sha = next(quote.page_sha256 for fact in facts.items for quote in fact.evidence)
    token, secret = service.make_token(who, f"token {canary}", [Scope.ADMIN])
    ids = {"job_id": run.job_id, "lead_id": row.lead_id, "into_id": second.lead_id, "sha": sha, "token_id": token.token_id, "context_id": saved.context_id}
    return Side(who, secret, canary, ids)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalProspector]:
    opened = open_local(Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("two") / "data", requests_per_minute=100_000))  # type: ignore[call-arg]
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def sides(service: LocalProspector) -> tuple[Side, Side]:
    hosts = sorted(folder.name for folder in (ROOT / "samples" / "web").iterdir() if folder.is_dir())
    return filled_run(service, ANNA, "canarynorth", hosts[:4]), filled_run(service, BERT, "canarysouth", hosts[4:8])


@pytest.fixture(scope="module")
def client(service: LocalProspector) -> Iterator[TestClient]:
    options = Settings(_env_file=None, requests_per_minute=100_000)  # type: ignore[call-arg]
    app = Starlette(routes=[Mount("/api", app=build(lambda: service, lambda: options))], middleware=[Middleware(Guard, tokens_on=service.tokens_on)])
    with TestClient(app, base_url="http://localhost", client=("127.0.0.1", 5), raise_server_exceptions=False) as client:
        yield client


class Route(NamedTuple):
    """A route as the description tells it: its verb, its path, the ids in its path, and the ids that its query takes."""

    verb: str
    path: str
    inside: tuple[str, ...]
    asked: tuple[str, ...]


def routes() -> list[Route]:
    found = []
    for path, verbs in build(lambda: None).openapi()["paths"].items():  # type: ignore[arg-type, return-value]
        for verb, told in verbs.items():
            places = {place: tuple(p["name"] for p in told.get("parameters", []) if p["in"] == place) for place in ("path", "query")}
            found.append(Route(verb, path, places["path"], tuple(name for name in places["query"] if name.endswith("_id") and name != "user_id")))
    return found


ROUTES = routes()
BY_ID = [route for route in ROUTES if route.inside]


def url(route: Route, ids: dict[str, str]) -> str:
    return "/api" + route.path.format(**ids)


def asked(client: TestClient, side: Side, route: Route, ids: dict[str, str], query: dict[str, str] | None = None, body: Any = None) -> tuple[int, str]:
    answer = client.request(route.verb, url(route, ids), params=query or {}, json=body, headers={"Authorization": f"Bearer {side.secret}"})
    return answer.status_code, answer.text + json.dumps(dict(answer.headers))


def test_every_id_in_a_path_is_known_here(sides: tuple[Side, Side]) -> None:
    """A route with a new kind of id has to be given one of each tenant above."""
    assert {name for route in ROUTES for name in (*route.inside, *route.asked)} <= set(sides[0].ids)
    assert len(BY_ID) >= 7


def test_what_is_mine_is_found(client: TestClient, sides: tuple[Side, Side]) -> None:
    """That nothing of the other is found means something only as long as one's own is. Before the other tests, whose POSTs change it."""
    for mine in sides:
        for route in BY_ID:
            if route.verb == "get":
                status, text = asked(client, mine, route, mine.ids)
                assert status in (200, 204), (route, text)
        (runs,) = [route for route in ROUTES if route.path == "/v2/runs"]
        assert mine.canary in asked(client, mine, runs, {})[1]


@pytest.mark.parametrize("route", BY_ID, ids=lambda route: f"{route.verb} {route.path}")
def test_an_id_of_the_other_is_not_found(client: TestClient, sides: tuple[Side, Side], route: Route) -> None:
    for mine, other in (sides, sides[::-1]):
        for guess in (other.ids, {**other.ids, "job_id": other.ids["lead_id"]}, {name: value[:-1] + "0" for name, value in other.ids.items()}):
            status, text = asked(client, mine, route, guess)
            assert status == 404, text
            assert other.canary not in text.replace(guess["job_id"], "")  # the id that was asked for may be said again


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.verb} {route.path}")
def test_no_answer_holds_anything_of_the_other(client: TestClient, sides: tuple[Side, Side], route: Route) -> None:
    for mine, other in (sides, sides[::-1]):
        queries: list[dict[str, str]] = [{}, {name: other.ids[name] for name in route.asked}, {"user_id": other.who.user}, {"tenant": other.who.tenant}]
        bodies = [None] if route.verb in ("get", "delete") else [{}, smuggled(other, mine), {"user_id": other.who.user, "tenant": other.who.tenant}]
        for query in queries:
            for body in bodies:
                ids = mine.ids if route.verb == "get" else {**mine.ids, "token_id": "tk_000000000000"}
                status, text = asked(client, mine, route, ids, query, body)
                assert status < 500, text
                assert other.canary not in text.replace(other.ids["job_id"], ""), (query, body)
                if "user_id" in query and route.path != "/health" and "user_id" in taken(route):
                    assert status in (403, 422), text


def taken(route: Route) -> set[str]:
    told = build(lambda: None).openapi()["paths"][route.path][route.verb]  # type: ignore[arg-type, return-value]
    return {p["name"] for p in told.get("parameters", [])}


def smuggled(other: Side, mine: Side) -> dict[str, Any]:
    """A body that names the other's run, in the shape that most POSTs take."""
    return {"business_context": {"ideal_customer": "food"}, "source": {"kind": "url_list", "urls": []}, "job_id": other.ids["job_id"], "user_id": mine.who.user}


def test_the_other_is_untouched(client: TestClient, service: LocalProspector, sides: tuple[Side, Side]) -> None:
    for mine, other in (sides, sides[::-1]):
        before = (service.run(other.who, other.ids["job_id"]), service.tokens(other.who), service.contexts(other.who))
        for route in BY_ID:
            asked(client, mine, route, other.ids, body={} if route.verb == "post" else None)
        assert (service.run(other.who, other.ids["job_id"]), service.tokens(other.who), service.contexts(other.who)) == before


def test_a_colleague_sees_leads_but_no_runs_of_mine(client: TestClient, service: LocalProspector, sides: tuple[Side, Side]) -> None:
    _, secret = service.make_token(COLLEAGUE, "colleague", [Scope.READ, Scope.RUN])
    mine = sides[0]
    carl = Side(COLLEAGUE, secret, "", {})
    for route in BY_ID:
        if route.inside == ("job_id",):
            assert asked(client, carl, route, mine.ids)[0] == 404
    (lead,) = [route for route in BY_ID if route.path == "/v2/leads/{lead_id}"]
    assert asked(client, carl, lead, mine.ids)[0] == 200
