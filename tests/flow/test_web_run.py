"""A run over the live web, by the real door and a real client: the leads of the saved pages, robots.txt obeyed, unchanged pages not sent again."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from domain.base import Principal
from domain.lead import LeadFilter
from domain.run import Run, Source, SourceRow
from service.local import LocalProspector, open_local
from storage.base import StoredLead
from tests.evidence_check import problems
from tests.flow.conftest import list_order, settings_for, wait
from tests.flow.web_of_samples import GONE, SAMPLES, allowed, file_of, serving
from tests.loopback import Asked, Site, reply, to

pytestmark = pytest.mark.xdist_group("web_run")  # one process: what they share is made once

WHO = Principal()
GOLD = {g["host"]: g for g in map(json.loads, (Path(__file__).parents[1] / "gold" / "sample_sites.jsonl").read_text("utf-8").splitlines())}
WITH_RULES = sorted(folder.name for folder in SAMPLES.iterdir() if (folder / "robots.txt").is_file())
HOSTS = sorted({*WITH_RULES, *sorted(GOLD)[::4]} & set(GOLD))


class Ran(NamedTuple):
    """What two runs over the served samples left, and one over the saved ones."""

    service: LocalProspector
    site: Site
    saved: dict[str, StoredLead]
    first: dict[str, StoredLead]
    second: dict[str, StoredLead]
    asked_first: list[Asked]
    asked_second: list[Asked]


def by_web(service: LocalProspector, urls: list[str]) -> Run:
    order = list_order(service, [], max_leads=1_000)
    rows = tuple(SourceRow(url=url, line=n) for n, url in enumerate(urls, 1))
    return wait(service, service.start(WHO, order.model_copy(update={"source": Source(kind="url_list", rows=rows, fetch="web")})).job_id)


def leads_of(service: LocalProspector, job_id: str) -> dict[str, StoredLead]:
    rows = service.leads(WHO, LeadFilter(job_id=job_id, page_size=500)).leads
    stored = [service.lead(WHO, row.lead_id, job_id) for row in rows]
    return {s.lead.identity_key: s for s in stored}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    folder = tmp_path_factory.mktemp("web")
    with serving() as (site, fetch):
        service = open_local(settings_for(folder / "data", web_concurrency=8), made={("fetch", "web"): fetch})
        saved = wait(service, service.start(WHO, list_order(service, HOSTS, max_leads=1_000)).job_id)
        assert site.asked == []
        first = by_web(service, [f"http://{host}/" for host in HOSTS])
        cut = len(site.asked)
        second = by_web(service, [f"http://{host}/" for host in HOSTS])
        found = [leads_of(service, run.job_id) for run in (saved, first, second)]
        yield Ran(service, site, *found, site.asked[:cut], site.asked[cut:])
        service.close()


def told(stored: StoredLead) -> set[tuple[str, str]]:
    return {(f.field, f.value.replace("http://", "https://").removesuffix(".html")) for f in stored.facts.items} if stored.facts else set()


@pytest.mark.parametrize("host", HOSTS)
def test_a_served_site_ends_as_the_saved_one_with_the_same_facts(ran: Ran, host: str) -> None:
    saved, served = ran.saved[host], ran.first[host]
    assert (served.row.state, served.row.code) == (saved.row.state, saved.row.code), served.row.message
    assert told(served) == told(saved)
    assert served.row.scores == pytest.approx(saved.row.scores)


def test_there_was_something_to_compare(ran: Ran) -> None:
    assert sum(len(told(stored)) for stored in ran.first.values()) > 150
    assert {stored.row.state.value for stored in ran.first.values()} >= {"COMPLETED", "REJECTED"}


def test_robots_txt_is_obeyed(ran: Ran) -> None:
    assert [(asked.host, asked.path) for asked in ran.site.asked if not allowed(asked)] == []
    assert len(WITH_RULES) >= 2


def test_no_site_is_asked_more_than_twelve_times(ran: Ran) -> None:
    for host in HOSTS:
        assert 1 <= sum(asked.host.removeprefix("www.") == host for asked in ran.asked_first) <= 12


def test_evidence_holds_against_the_served_pages(ran: Ran) -> None:
    checked = 0
    for stored in ran.first.values():
        for fact in stored.facts.items if stored.facts else ():
            if fact.verified:
                checked += 1
                assert problems(fact.model_dump(mode="json"), lambda sha: ran.service.page_source(WHO, sha)) == [], fact
    assert checked > 100


def test_the_second_run_asks_whether_pages_have_changed_and_gets_none_again(ran: Ran) -> None:
    pages = [asked for asked in ran.asked_second if asked.path not in ("/robots.txt", "/sitemap.xml")]
    there = [asked for asked in pages if (asked.host, asked.path) in {(a.host, a.path) for a in ran.asked_first if "if-none-match" not in a.headers}]
    assert there
    sent = [(asked.host, asked.path) for asked in there if "if-none-match" not in asked.headers and file_of(asked.host, asked.path)]
    assert sent == []
    assert {host: told(stored) for host, stored in ran.second.items()} == {host: told(stored) for host, stored in ran.first.items()}
    assert all(ran.second[host].row.scores == pytest.approx(stored.row.scores) for host, stored in ran.first.items())


# hosts that are up to something


FIRM = (
    "<html lang=en><title>Brinkholm Pumps Ltd</title><nav><a href=/contact>Contact</a></nav><h1>Brinkholm Pumps Ltd</h1><p>We make pumps for water works in "
    "York. Write to <a href=mailto:office@brinkholm.example>office@brinkholm.example</a>, call <a href='tel:+441904000111'>+44 1904 000111</a>.</p>"
)
CHECK = "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"
HIDING = {
    "check403.example": (reply(CHECK, "cf-mitigated: challenge", status="403 Forbidden"), "captcha"),
    "check200.example": (reply(CHECK), "captcha"),
    "check503.example": (reply("<title>Verify</title><p>Verify you are human</p><div class='h-captcha'></div>", status="503 Busy"), "captcha"),
    "wall.example": (reply("<title>Login</title><form>Sign in <input type=password></form>"), "login_wall"),
    "script.example": (reply("<div id=root></div><script src=/main.js></script>"), "js_only_page"),
    "closed.example": (reply("no", status="403 Forbidden"), "http_4xx"),
}


def odd(asked: Asked) -> bytes:
    if asked.path == "/robots.txt":
        return GONE
    if asked.host in HIDING:
        return HIDING[asked.host][0]
    match asked.host:
        case "old-pumps.example" | "older-pumps.example":
            return to(f"http://www.brinkholm.example{asked.path}", "301 Moved Permanently")
        case "old-valves.example":
            return to("http://valves.example/")
        case "sold.example":
            return to("http://www.hugedomains.com/domain_profile.cfm?d=sold.example")
        case "www.hugedomains.com":
            return reply("<title>sold.example</title><p>Yours for 2,495.")
    return reply(FIRM) if asked.path == "/" else GONE


@pytest.fixture(scope="module")
def odd_ones(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, StoredLead], list[Asked]]:
    hosts = ("old-pumps.example", "older-pumps.example", "old-valves.example", "valves.example", "sold.example", *HIDING)
    with serving(odd) as (site, fetch):
        service = open_local(settings_for(tmp_path_factory.mktemp("odd") / "data"), made={("fetch", "web"): fetch})
        try:
            return leads_of(service, by_web(service, [f"http://{host}/" for host in hosts]).job_id), list(site.asked)
        finally:
            service.close()


def test_a_company_that_has_moved_is_read_where_it_is_now(odd_ones: tuple[dict[str, StoredLead], list[Asked]]) -> None:
    stored = odd_ones[0]["old-pumps.example"]
    assert (stored.lead.identity_key, stored.row.state.value) == ("old-pumps.example", "COMPLETED")
    assert stored.facts is not None
    email = stored.facts.all("email")[0]
    assert (email.value, email.evidence[0].url) == ("office@brinkholm.example", "http://www.brinkholm.example/")


def test_two_candidates_of_which_one_leads_to_the_other_are_one_lead(odd_ones: tuple[dict[str, StoredLead], list[Asked]]) -> None:
    leads, _ = odd_ones
    assert {host: (leads[host].row.state.value, leads[host].row.code) for host in ("old-valves.example", "valves.example", "sold.example")} == {
        "old-valves.example": ("REJECTED", "duplicate"),
        "valves.example": ("COMPLETED", ""),
        "sold.example": ("REJECTED", "parked_domain"),
    }


def test_two_candidates_that_lead_to_a_third_domain_are_one_lead(odd_ones: tuple[dict[str, StoredLead], list[Asked]]) -> None:
    leads, _ = odd_ones
    second = leads["older-pumps.example"].row
    assert (leads["old-pumps.example"].row.state.value, second.state.value, second.code) == ("COMPLETED", "REJECTED", "duplicate")
    assert "old-pumps.example" in second.message


@pytest.mark.parametrize("host", HIDING)
def test_what_hides_fails_by_name_and_is_not_pressed(odd_ones: tuple[dict[str, StoredLead], list[Asked]], host: str) -> None:
    leads, asked = odd_ones
    assert (leads[host].row.state.value, leads[host].row.code) == ("FAILED", HIDING[host][1])
    assert leads[host].row.message
    assert [a.path for a in asked if a.host == host] == ["/robots.txt", "/"]
