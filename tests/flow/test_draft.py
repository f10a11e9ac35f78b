"""Draft from a website by the real door: saved pages, a real client against a server of this machine, and every refusal in words."""

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.base import Principal
from domain.errors import InvalidInput, ProspectorError, QuotaReached, Refused, Rejected, TryAgain
from domain.lead_state import ERROR_TYPES, REASON_CODES
from domain.quoting import stands_in
from providers.fetch.web import Fetch
from providers.net.pace import Pace
from providers.net.robots import Robots
from service.base import ContextDraft
from service.draft import SAYS, website_of
from service.local import LocalProspector, open_local
from tests.flow.conftest import settings_for
from tests.flow.web_of_samples import serving
from tests.loopback import Answerer, Asked, Stream, reply
from tests.ssrf_doors import client_through
from tests.ssrf_forms import FORMS, Canary
from tests.unit.pipeline.draft_sites import SITES

WHO = Principal()
HOST = "quillmere-alarms.example"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalProspector, "Web"]]:
    web = Web()
    with serving(web) as (_, fetch):
        service = open_local(settings_for(tmp_path_factory.mktemp("draft") / "data", site_seconds=5), made={("fetch", "web"): fetch})
        service._runner.call(service._reader.start()).result(120)  # on a busy machine the processes alone take longer to start than a site may take here
        yield service, web
        service.close()


@pytest.fixture
def service(installation: tuple[LocalProspector, "Web"]) -> LocalProspector:
    return installation[0]


@pytest.fixture
def web(installation: tuple[LocalProspector, "Web"]) -> "Web":
    installation[1].answer = own_site
    return installation[1]


def checked(service: LocalProspector, draft: ContextDraft) -> None:
    """Open every snippet in the archive and find the value in it."""
    assert draft.suggestions
    for suggestion in draft.suggestions:
        assert suggestion.fact.verified
        for evidence in suggestion.fact.quotes:
            assert service.page_source(WHO, evidence.page_sha256)[evidence.start : evidence.end] == evidence.snippet
        if not suggestion.fact.rule:
            assert stands_in(suggestion.field, suggestion.value, suggestion.evidence.snippet, suggestion.evidence.decoder)


# saved pages


def test_a_saved_site_gives_a_draft_that_can_be_saved(service: LocalProspector) -> None:
    draft = service.draft_context(WHO, "nordkuehl.example", fetch="saved")
    checked(service, draft)
    assert "temperaturgeführte Ware" in draft.context.business_description
    assert {"Manufacturing", "Wholesale & Trade"} <= set(draft.context.industry_focus)
    assert draft.context.location == "Germany"
    assert len(draft.pages) > 2
    assert service.contexts(WHO) == []
    saved = service.save_context(WHO, "Mine", draft.context)
    assert service.plan(saved.context)


@pytest.mark.parametrize(
    ("site", "kind", "code", "says"),
    [
        ("coldroom24.example", Rejected, "parked_domain", "parked or for sale"),
        ("no-such-site.example", Refused, "not_saved", "not among the saved websites"),
    ],
)
def test_a_saved_site_that_gives_nothing_says_why(service: LocalProspector, site: str, kind: type[ProspectorError], code: str, says: str) -> None:
    with pytest.raises(kind) as caught:
        service.draft_context(WHO, site, fetch="saved")
    assert caught.value.code == code
    assert says in caught.value.message


def test_every_sample_site_gives_a_proved_draft_or_a_typed_refusal(service: LocalProspector) -> None:
    codes: dict[str, str] = {}
    for folder in sorted((Path(__file__).parents[2] / "samples" / "web").iterdir())[::4]:
        try:
            checked(service, service.draft_context(WHO, folder.name, fetch="saved"))
            codes[folder.name] = ""
        except ProspectorError as error:
            codes[folder.name] = error.code
    assert list(codes.values()).count("") >= 7
    assert set(codes.values()) <= {"", *SAYS}


# the live web


class Web:
    """The live web of the installation: a server that gives every name the answer of the moment."""

    answer: Answerer

    def __call__(self, asked: Asked) -> bytes | Stream:
        return self.answer(asked)


def own_site(asked: Asked) -> bytes:
    body = SITES[HOST].get(asked.path)
    links = '<p><a href="/about.html">About</a> <a href="/privacy.html">Privacy</a> <a href="/prices.html">Prices</a></p></main>'
    return reply(body.replace("</main>", links)) if body else reply("", status="404 Not Found")


def test_the_own_site_is_read_from_the_live_web(service: LocalProspector, web: Web) -> None:
    draft = service.draft_context(WHO, f"http://{HOST}/")
    checked(service, draft)
    assert draft.context.ideal_customer == "Our customers are bakeries, caterers and pharmacies with several cold rooms."
    assert draft.context.pain_points == ("hand-written temperature lists",)
    assert [f.code for f in draft.failures if f.url.endswith("/prices.html")] == ["http_4xx"]


def status(line: str) -> Answerer:
    return lambda asked: reply("", status=line) if asked.path != "/robots.txt" else reply("", status="404 Not Found")


def shut(asked: Asked) -> bytes:
    return reply("User-agent: *\nDisallow: /\n", kind="text/plain") if asked.path == "/robots.txt" else own_site(asked)


def text(body: str, kind: str = "text/html") -> Answerer:
    return lambda asked: reply(body, kind=kind) if asked.path == "/" else reply("", status="404 Not Found")


JS_ONLY = '<html><body><div id="root"></div><script src="/app.js"></script></body></html>'
PARKED = "<html><head><title>plain.example is for sale</title></head><body><h1>This domain is for sale</h1><p>Buy this domain now.</p></body></html>"


@pytest.mark.parametrize(
    ("answer", "kind", "code", "says"),
    [
        (shut, Refused, "robots_disallowed", "Allow it there"),
        (status("404 Not Found"), Refused, "http_4xx", "Look at the address"),
        (status("500 Oops"), TryAgain, "http_5xx", "Try again later"),
        (text(JS_ONLY), Refused, "js_only_page", "without JavaScript"),
        (text(PARKED), Rejected, "parked_domain", "parked or for sale"),
        (text("%PDF-1.7", kind="application/pdf"), Refused, "wrong_type", "home page"),
        (text("<html><body></body></html>"), Refused, "empty_page", "no text"),
    ],
)
def test_a_site_that_cannot_be_read_says_what_to_do(
    service: LocalProspector, web: Web, answer: Answerer, kind: type[ProspectorError], code: str, says: str
) -> None:
    web.answer = answer
    host = f"{code.replace('_', '-')}.example"
    with pytest.raises(kind) as caught:
        service.draft_context(WHO, f"http://{host}/")
    assert caught.value.code == code
    assert says in caught.value.message
    assert host in caught.value.message or code == "wrong_type"


def late(seconds: float, begun: threading.Event) -> Answerer:
    async def stream(body: bytes) -> Stream:
        begun.set()
        await asyncio.sleep(seconds)
        yield body

    def answer(asked: Asked) -> bytes | Stream:
        given = own_site(asked)
        return stream(given.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)) if asked.path == "/" else given

    return answer


def test_one_website_at_a_time_and_the_next_one_afterwards(service: LocalProspector, web: Web) -> None:
    begun = threading.Event()
    web.answer = late(2.0, begun)
    drafts: list[ContextDraft] = []
    first = threading.Thread(target=lambda: drafts.append(service.draft_context(WHO, "http://slow.example/")))
    first.start()
    assert begun.wait(10)
    with pytest.raises(QuotaReached, match="being read for you already"):
        service.draft_context(WHO, "http://slow.example/")
    first.join(20)
    assert drafts
    web.answer = own_site
    assert service.draft_context(WHO, "http://slow.example/").suggestions


def test_a_site_that_hangs_ends_in_time(service: LocalProspector, web: Web) -> None:
    web.answer = late(30.0, threading.Event())
    began = time.monotonic()
    with pytest.raises(TryAgain) as caught:
        service.draft_context(WHO, "http://hangs.example/")
    assert caught.value.code == "timeout"
    assert time.monotonic() - began < 12


# addresses


NO_WEBSITES = ("", "   ", "not a website", "ftp://firm.example/", "mailto:me@firm.example", "me@firm.example", "https://u:p@firm.example/", "x" * 3_000)


@pytest.mark.parametrize("url", NO_WEBSITES)
def test_what_is_no_website_is_said_at_once(service: LocalProspector, url: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        service.draft_context(WHO, url)
    assert caught.value.where == "url"


def test_a_scheme_is_not_asked_for() -> None:
    assert website_of(" www.firm.example ") == "https://www.firm.example/"
    assert website_of("HTTP://Firm.example/a#b") == "http://firm.example/a"


def test_a_fetcher_that_there_is_not_is_refused(service: LocalProspector) -> None:
    with pytest.raises(InvalidInput, match="live web or from saved"):
        service.draft_context(WHO, "firm.example", fetch="carrier-pigeon")


def test_no_form_of_an_inner_address_gets_a_connection(tmp_path: Path) -> None:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    canary = Canary()
    asyncio.run_coroutine_threadsafe(canary.__aenter__(), loop).result(10)
    client = client_through(canary.guard())
    fetch = Fetch(client, Robots(client, time.monotonic), Pace(0, time.monotonic, backoff=0))
    service = open_local(settings_for(tmp_path / "data"), made={("fetch", "web"): fetch})
    try:
        for form in FORMS:
            with pytest.raises((InvalidInput, Refused)):
                service.draft_context(WHO, form)
        assert canary.connections == 0
    finally:
        service.close()
        asyncio.run_coroutine_threadsafe(canary.__aexit__(None, None, None), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def test_every_refusal_that_is_told_has_a_known_code() -> None:
    assert set(SAYS) <= {*map(str, ERROR_TYPES), *map(str, REASON_CODES)}
