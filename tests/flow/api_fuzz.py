"""Any request against a real installation with tokens on: what the test does in small and ``bench/api_fuzz.py`` in full.

schemathesis draws requests from the description, good ones and bad ones. Another tenant's lead lies in the same
store; its words, which no request holds, may stand in no answer.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisException
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount

from api.application import build
from api.guard import Guard
from domain.access import Scope
from domain.base import Principal
from domain.context import BusinessContext
from domain.lead import LeadFilter
from domain.run import Limits, Source, SourceRow
from providers.fetch.saved import Fetch
from service.base import RunOrder
from service.local import LocalProspector, open_local
from settings import ROOT, Settings
from tests.flow.conftest import settings_for, wait
from tests.unit.api.conftest import InThread

FUZZER = Principal(tenant="default", user="fuzz")
NEIGHBOUR = Principal(tenant="neighbour", user="ann")
CANARY = "zwielichtkanarien"
PAGE = f"""<!doctype html><html lang="en"><head><title>Zwielichtkanarien Werke</title></head><body><h1>Zwielichtkanarien Werke GmbH</h1>
<p>We make cages for canaries in Husum. Manual temperature logs are kept in our aviary.</p>
<p>E-mail: <a href="mailto:info@{CANARY}.example">info@{CANARY}.example</a>, phone +49 4841 555 0199</p></body></html>"""
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
    checks.allow_header_conformance,
]
HOSTS = sorted(site.name for site in (ROOT / "samples" / "web").iterdir() if site.is_dir())


class Ids(NamedTuple):
    """Ids to put into paths: the fuzzing tenant's own, and those of the neighbour."""

    own: dict[str, str]
    foreign: dict[str, str]


class Found(NamedTuple):
    """What came of it: requests by status, and each thing that was not as documented."""

    statuses: Counter[int]
    faults: list[str]


class Target(NamedTuple):
    """A served installation."""

    url: str
    secret: str
    ids: Ids


@contextmanager
def target(folder: Path) -> Iterator[Target]:
    """Serve an installation with a lead of each tenant; what may be started afterwards is so little that it ends at once."""
    (folder / "web" / f"{CANARY}.example").mkdir(parents=True)
    (folder / "web" / f"{CANARY}.example" / "index.html").write_text(PAGE, "utf-8")
    foreign = planted(settings_for(folder / "data", saved_web=str(folder / "web")), NEIGHBOUR, [f"{CANARY}.example"])
    options = settings_for(folder / "data", sites_per_day=12, leads_per_day=12, requests_per_minute=1_000_000, streams_per_token=100)
    own = planted(options, FUZZER, HOSTS[:2])
    service = open_local(options, made={("fetch", "web"): Fetch(options.saved_roots)})  # the live web is not asked
    _, secret = service.make_token(FUZZER, "fuzz", list(Scope))
    app = Starlette(routes=[Mount("/api", app=build(lambda: service, lambda: options))], middleware=[Middleware(Guard, tokens_on=service.tokens_on)])
    try:
        with InThread(app) as port:
            yield Target(f"http://127.0.0.1:{port}/api", secret, Ids(own, foreign))
    finally:
        service.close()


def planted(options: Settings, who: Principal, hosts: list[str]) -> dict[str, str]:
    """Make a run over saved hosts, and return the ids of what it left."""
    service = open_local(options)
    try:
        rows = tuple(SourceRow(url=f"https://{host}/", line=line) for line, host in enumerate(hosts, 1))
        context = BusinessContext(business_description=f"Notes of {who.user}", pain_points=("Manual temperature logs",))
        order = RunOrder(source=Source(kind="url_list", rows=rows), context=context, limits=Limits(max_leads=len(rows), max_sites=len(rows)), trigger="api")
        run = wait(service, service.start(who, order, f"run-of-{who.user}").job_id, who=who)
        assert run.completed, run
        return ids_of(service, who, run.job_id)
    finally:
        service.close()


def ids_of(service: LocalProspector, who: Principal, job_id: str) -> dict[str, str]:
    """Return one id for each parameter of a path."""
    rows = service.leads(who, LeadFilter(job_id=job_id)).leads
    second = next(row.lead_id for row in rows[::-1])
    stored = next(lead for row in rows if (lead := service.lead(who, row.lead_id)).package and lead.facts)
    assert stored.facts
    evidence = next(fact.evidence[0] for fact in stored.facts.items if fact.evidence)
    return {"job_id": job_id, "lead_id": stored.row.lead_id, "into_id": second, "sha": evidence.page_sha256}


CONNECTION = frozenset({"host", "content-length", "transfer-encoding", "connection", "expect"})
"""Headers that belong to the connection, not to a call."""


class Fuzz:
    """Sends requests and keeps what is wrong with the answers."""

    def __init__(self, target: Target, number: int) -> None:
        self.target = target
        self.found = Found(Counter(), [])
        self._number = number
        self._choice = random.Random(number)
        self._session = requests.Session()
        self._seen: set[str] = set()
        self._headers = {"Authorization": f"Bearer {target.secret}"}
        self._schema = schemathesis.openapi.from_dict(self._session.get(f"{target.url}/openapi.json").json())

    @property
    def sent(self) -> int:
        """How many requests were sent."""
        return sum(self.found.statuses.values())

    def go(self, total: int) -> Found:
        """Send about ``total`` requests, evenly over all operations; the same number draws the same requests."""
        operations = [operation.ok() for operation in self._schema.get_all_operations()]
        for place, operation in enumerate(operations):
            left = max(8, (total - self.sent) // (len(operations) - place))
            for mode, most in ((GenerationMode.NEGATIVE, left // 2), (GenerationMode.POSITIVE, left - left // 2)):
                self._drawn(operation, mode, most)
        positive = [operation for operation in operations if "{" in operation.path or operation.method == "get"]
        while self.sent < total:  # some operations have few different requests
            self._drawn(self._choice.choice(positive), GenerationMode.POSITIVE, min(50, total - self.sent))
        return self.found

    def _drawn(self, operation: Any, mode: GenerationMode, most: int) -> None:
        @seed(self._choice.randrange(2**32))
        @settings(max_examples=most, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy(generation_mode=mode))
        def send(case: Case) -> None:
            self._send(case)

        with suppress(HypothesisException):  # an operation that takes nothing has no bad requests
            send()

    def _send(self, case: Case) -> None:
        changed = self._changed(case)
        for name in [name for name in case.headers or () if name.lower() in CONNECTION]:
            del case.headers[name]  # tests of the guard ask under other names; here each request has to arrive
        try:
            response = case.call(base_url=self.target.url, session=self._session, headers=self._headers, timeout=30)
        except requests.RequestException as error:  # no whole answer
            self.found.statuses[0] += 1
            self._fault(f"{case.method} {case.path}: {type(error).__name__}", str(error)[:300], case)
            return
        self.found.statuses[response.status_code] += 1
        self._judge(case, response, [check for check in CHECKS if not changed or check is not checks.negative_data_rejection])

    def _changed(self, case: Case) -> bool:
        """Put real ids into some requests, and ask mostly in one's own name; say whether that took anything away that may have been bad."""
        replaced = bool(case.path_parameters) and not self._choice.randrange(3)
        for name in case.path_parameters if replaced else ():
            case.path_parameters[name] = self._choice.choice((self.target.ids.own, self.target.ids.foreign)).get(name, "tk_000000000000")
        if not self._choice.randrange(3):
            return replaced
        places = [place for place in (case.query, case.body) if isinstance(place, dict) and "user_id" in place]
        for place in places:
            del place["user_id"]
        return replaced or bool(places)

    def _judge(self, case: Case, response: Any, rules: list[Any]) -> None:
        try:
            case.validate_response(response, checks=rules, headers=self._headers)
        except BaseExceptionGroup as wrong:
            for failure in wrong.exceptions:
                self._fault(f"{case.method} {case.path}: {type(failure).__name__} {response.status_code}", str(failure), case)
        text = response.content.decode("utf-8", "replace")
        if CANARY in text.lower() or json.dumps("Notes of ann")[1:-1] in text:
            self._fault(f"{case.method} {case.path}: another tenant's words", text[:300], case)
        named = [value for value in self.target.ids.foreign.values() if value in case.path_parameters.values()]
        if named and response.status_code == 200:
            self._fault(f"{case.method} {case.path}: another tenant's id gave an answer", text[:300], case)

    def _fault(self, kind: str, detail: str, case: Case) -> None:
        if kind not in self._seen:  # one of a kind is enough to read
            self._seen.add(kind)
            self.found.faults.append(f"{kind}\n    {detail}\n    {case.as_curl_command(headers={})}")
