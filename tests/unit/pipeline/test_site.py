"""A website on the live web: which address is asked, where it leads, what it hides, what it costs in requests and time."""

import time

import pytest

from domain.errors import ProspectorError, Refused, Rejected, StorageProblem, TryAgain
from pipeline.screen import FAILURES
from pipeline.visit import MAX_REQUESTS
from tests.unit.pipeline.one_site import HOME, Moved, Shelf, Web, told, visited

WWW = "https://www.firm.example/"
PLAIN = "http://firm.example/"
DNS = TryAgain("no such host", code="dns")
TLS = Refused("no valid certificate", code="tls")
FORBIDDEN = Refused("robots", code="robots_disallowed")


def network(code: str) -> TryAgain:
    return TryAgain("nobody there", code=code)


@pytest.mark.parametrize(
    ("table", "asked", "read"),
    [
        ({HOME: "x"}, [HOME], HOME),
        ({HOME: DNS, WWW: "x"}, [HOME, WWW], WWW),
        ({HOME: network("network"), WWW: DNS, PLAIN: "x"}, [HOME, WWW, PLAIN], PLAIN),
        ({HOME: network("timeout"), WWW: network("network"), PLAIN: "x"}, [HOME, WWW, PLAIN], PLAIN),
        ({HOME: TLS, WWW: "x"}, [HOME, WWW], WWW),
    ],
)
def test_where_nobody_answers_the_other_addresses_are_tried_once(table: dict[str, str | ProspectorError], asked: list[str], read: str) -> None:
    web = Web({url: told("home", "/contact", WWW + "about") if answer == "x" else answer for url, answer in table.items()})
    web.table |= {read + "contact": told("contact"), read + "about": told("about")}
    outcome = visited(web)
    assert web.asked[: len(asked)] == asked
    assert outcome.urls == [read, read + "contact", read + "about"]
    assert outcome.ends[: len(asked)] == ["ok" if web.table[u] == web.table[read] else web.table[u].code for u in asked]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("table", "asked", "code"),
    [
        ({HOME: DNS, WWW: DNS}, [HOME, WWW], "dns"),
        ({HOME: TLS, WWW: DNS, PLAIN: "x"}, [HOME, WWW], "tls"),
        ({HOME: TLS, WWW: TLS, PLAIN: "x"}, [HOME, WWW], "tls"),
        ({HOME: network("network"), WWW: TLS, PLAIN: "x"}, [HOME, WWW], "tls"),
        ({HOME: network("network"), WWW: FORBIDDEN, PLAIN: "x"}, [HOME, WWW], "robots_disallowed"),
        ({HOME: FORBIDDEN, WWW: "x", PLAIN: "x"}, [HOME], "robots_disallowed"),
        ({HOME: Refused("no", code="http_4xx"), WWW: "x"}, [HOME], "http_4xx"),
        ({HOME: TryAgain("no", code="http_5xx"), WWW: "x"}, [HOME], "http_5xx"),
        ({HOME: TryAgain("no", code="rate_limited"), WWW: "x"}, [HOME], "rate_limited"),
        ({HOME: network("timeout"), WWW: network("timeout"), PLAIN: network("network")}, [HOME, WWW, PLAIN], "timeout"),
    ],
)
def test_what_is_no_matter_of_spelling_stays_as_it_is(table: dict[str, str | ProspectorError], asked: list[str], code: str) -> None:
    web = Web({url: told("home") if answer == "x" else answer for url, answer in table.items()})
    outcome = visited(web)
    assert outcome.error
    assert (outcome.error.code, web.asked) == (code, asked)
    assert len(outcome.ends) == len(asked)


def test_a_website_given_with_www_http_or_port_is_asked_there() -> None:
    for website in (WWW, PLAIN, "http://www.firm.example:8080/"):
        assert visited(web := Web({website: told("home")}), website).urls == [website]
        assert web.asked[0] == website


def test_a_redirect_within_the_company_is_its_site() -> None:
    for target in (WWW, HOME + "en/", "https://firm-group.example/"):
        web = Web(
            {HOME: Moved(target, told("home", "/contact"))}, other=lambda url: told(url.replace("/", "")) if "contact" in url else Refused(code="http_4xx")
        )
        outcome = visited(web)
        assert outcome.error is None
        assert outcome.urls[0] == target
        assert outcome.urls[1].endswith("/contact")
        assert outcome.reader.domain == target.split("/")[2].removeprefix("www.")


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("https://other.example/", "duplicate"),
        ("https://www.hugedomains.com/domain_profile.cfm?d=firm", "parked_domain"),
        ("https://sedo.com/search/details/?domain=firm.example", "parked_domain"),
        ("https://www.facebook.com/firm", "not_a_company"),
    ],
)
@pytest.mark.parametrize("how", ["redirect", "refresh", "script"])
def test_a_front_door_that_leads_elsewhere(target: str, code: str, how: str) -> None:
    pages = {"refresh": f"<meta http-equiv=refresh content='0; url={target}'>", "script": f"<script>location.href = '{target}'</script>"}
    web = Web({HOME: Moved(target, told("sale")) if how == "redirect" else pages[how], target: told("sale")})
    outcome = visited(web, known=("other.example",))
    assert isinstance(outcome.error, Rejected)
    assert outcome.error.code == code
    assert web.asked == [HOME]


def test_inner_pages_that_lead_off_the_site_are_not_read_as_the_sites() -> None:
    web = Web({HOME: told("home", "/contact", "/about"), HOME + "contact": Moved("https://booking.example/x", told("booking")), HOME + "about": told("about")})
    outcome = visited(web)
    assert outcome.urls == [HOME, HOME + "about"]
    assert outcome.failures == {HOME + "contact": "redirects"}
    assert any("https://booking.example/x" in str(event) for event in outcome.events)


def test_a_page_that_redirects_to_one_already_read_is_none() -> None:
    web = Web({HOME: told("home", "/contact", "/about"), HOME + "contact": Moved(HOME, told("home again", words=90)), HOME + "about": told("about")})
    outcome = visited(web)
    assert (outcome.urls, outcome.failures) == ([HOME, HOME + "about"], {})


# time


def test_when_the_time_is_over_what_was_read_is_used_and_the_rest_is_named() -> None:
    links = tuple(f"/{word}" for word in ("contact", "imprint", "about", "team", "products", "jobs", "news"))
    web = Web({HOME: told("home", *links)} | {HOME + link[1:]: told(link[1:]) for link in links}, slow={HOME + "about": 30.0})
    began = time.monotonic()
    outcome = visited(web, seconds=2.0)
    assert time.monotonic() - began < 20
    assert outcome.error is None
    assert outcome.urls == [HOME, HOME + "contact", HOME + "imprint"]
    assert outcome.failures[HOME + "about"] == "timeout"
    assert {code for url, code in outcome.failures.items() if url != HOME + "about"} == {"site_deadline"}
    assert set(outcome.urls) | set(outcome.failures) == {HOME, *(HOME + link[1:] for link in links)}
    assert len(outcome.calls) == len(outcome.ends)


@pytest.mark.parametrize(("seconds", "parsing"), [(30.0, 0.0), (0.0, 30.0)])
def test_a_home_page_that_takes_all_the_time_is_a_timeout(seconds: float, parsing: float) -> None:
    outcome = visited(Web({HOME: told("home", "/contact")}, seconds=seconds), seconds=0.2, parsing=parsing)
    assert outcome.error
    assert (type(outcome.error), outcome.error.code) == (TryAgain, "timeout")
    assert outcome.calls == [HOME]  # no other spelling is tried when there is no time left


def test_the_time_counts_over_all_requests_together() -> None:
    links = tuple(f"/{word}" for word in ("contact", "imprint", "about", "team", "products"))
    web = Web({HOME: told("home", *links)} | {HOME + link[1:]: told(link[1:]) for link in links}, seconds=0.4)
    outcome = visited(web, seconds=2.0)
    assert 1 <= len(outcome.urls) < 5
    assert "site_deadline" in outcome.failures.values()


def test_a_site_that_wants_to_be_left_alone_is_left_alone() -> None:
    web = Web({HOME: told("home", "/contact", "/about", "/team"), HOME + "contact": told("contact"), HOME + "about": TryAgain("wait", code="rate_limited")})
    outcome = visited(web)
    assert outcome.urls == [HOME, HOME + "contact"]
    assert outcome.failures == {HOME + "about": "rate_limited", HOME + "team": "rate_limited"}
    assert HOME + "team" not in web.asked


def test_a_sitemap_that_says_so_counts_as_well() -> None:
    web = Web({HOME: told("home", "/contact"), HOME + "sitemap.xml": TryAgain("wait", code="rate_limited"), HOME + "contact": told("contact")})
    outcome = visited(web)
    assert (outcome.urls, outcome.failures) == ([HOME], {HOME + "contact": "rate_limited"})


def test_a_full_disk_is_not_the_sites_failure() -> None:
    class Full(Shelf):
        def put(self, page: object) -> None:
            raise StorageProblem("full", code="archive_full")

    outcome = visited(Web({HOME: told("home")}), shelf=Full())
    assert isinstance(outcome.error, StorageProblem)


# what hides


WALL = "<title>Login</title><form>Please log in <input type=password></form>"
CHECK = "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>"


def test_a_bot_check_ends_the_visit() -> None:
    web = Web({HOME: CHECK}, other=told)
    outcome = visited(web)
    assert outcome.error
    assert (outcome.error.code, outcome.error.message) == FAILURES["captcha"]
    assert web.asked == [HOME]


@pytest.mark.parametrize(
    ("content", "flag"), [(WALL, "login_wall"), ("<div id=root></div>", "js_only"), ("<p>This domain is for sale</p>", "parked"), ("<body></body>", "empty")]
)
def test_nothing_more_is_asked_where_there_is_nothing(content: str, flag: str) -> None:
    web = Web({HOME: content}, other=told)
    outcome = visited(web)
    assert flag in outcome.flags
    assert web.asked == [HOME]


def test_inner_pages_that_hide_are_failures_and_a_check_ends_the_visit() -> None:
    web = Web({HOME: told("home", "/contact", "/about", "/team"), HOME + "contact": WALL, HOME + "about": CHECK, HOME + "team": told("team")})
    outcome = visited(web)
    assert outcome.urls == [HOME]
    assert outcome.failures == {HOME + "contact": "login_wall", HOME + "about": "captcha", HOME + "team": "captcha"}
    assert HOME + "team" not in web.asked


# traps


def test_a_page_in_name_only_is_a_failure() -> None:
    web = Web({HOME: told("home", "/contact", "/about"), HOME + "contact": "<title>Page not found</title><p>Sorry.", HOME + "about": told("about")})
    outcome = visited(web)
    assert (outcome.urls, outcome.failures) == ([HOME, HOME + "about"], {HOME + "contact": "http_4xx"})


def test_a_site_that_answers_everything_with_its_home_page_is_that_page() -> None:
    links = tuple(f"/{word}" for word in ("contact", "imprint", "about", "team", "products", "jobs", "news", "x", "y", "z"))
    home = told("home", *links)
    web = Web({HOME: home}, other=lambda url: home + f"<!-- {url} -->")
    outcome = visited(web)
    assert (outcome.urls, outcome.failures) == ([HOME], {})
    assert len(web.asked) <= 5


def test_pages_that_say_the_same_do_not_take_the_place_of_others() -> None:
    pages = {f"/{word}": told(word) for word in ("contact", "imprint", "about", "team", "jobs", "news")} | {
        "/pumps-leeds": told("pumps"),
        "/pumps-york": told("pumps"),
    }
    web = Web({HOME: told("home", *pages, "/valves")} | {HOME + path[1:]: content for path, content in pages.items()} | {HOME + "valves": told("valves")})
    outcome = visited(web)
    assert len(outcome.urls) == 8
    assert len(web.asked) <= MAX_REQUESTS


def calendar(url: str) -> str:
    month = sum(map(ord, url)) % 97
    return told(f"month{month}", *(f"/cal/{year}/{m}" for year in (2026, 2027) for m in range(1, 13)), f"/cal/2028/{month}")


TRAPS = {
    "calendar": (tuple(f"/cal/2026/{m}" for m in range(1, 13)), calendar),
    "dashes": (tuple(f"/agenda/2026-{m:02}" for m in range(1, 13)), calendar),
    "pages": (tuple(f"/news/page/{n}" for n in range(2, 40)), lambda url: told("list" + url[-1], "/news/page/99")),
    "numbers": (tuple(f"/items/{n}" for n in range(2, 60)), lambda url: told("item" + url[-2:], "/items/99")),
    "parameters": (tuple(f"/shop?color={c}&size={s}" for c in range(6) for s in range(6)), lambda url: told("shop" + url[-1])),
    "permutations": (("/shop?a=1&b=2", "/shop?b=2&a=1", "/shop?a=1&b=2&c=3&d=4"), lambda url: told("shop")),
    "sessions": (tuple(f"/shop;jsessionid=A{n}" for n in range(9)) + tuple(f"/(S({n}abcdefghij))/shop" for n in range(9)), told),
    "ids": (tuple(f"/start?PHPSESSID={n}" for n in range(9)), lambda url: told("start")),
    "long": (tuple("/" + "x" * 2_100 + str(n) for n in range(9)), told),
    "deep": (("/a/b/c/d/e/f/g/h/i/j/k",), lambda url: told(str(len(url)), url[len(HOME) - 1 :] + "/more")),
}


@pytest.mark.parametrize("name", TRAPS)
def test_traps_cost_at_most_twelve_requests_and_crowd_nothing_out(name: str) -> None:
    links, other = TRAPS[name]
    web = Web({HOME: told("home", *links, "/contact", "/about"), HOME + "contact": told("contact"), HOME + "about": told("about")}, other=other)
    outcome = visited(web)
    assert outcome.urls[:3] == [HOME, HOME + "contact", HOME + "about"]
    assert len(outcome.urls) <= 5
    assert len(web.asked) <= 6
    assert all(len(url) <= 2_083 for url in web.asked)


def test_a_site_without_end_is_read_to_its_limits() -> None:
    web = Web({HOME: told("home", *(f"/{a}{b}{a}x" for a in "abcdefgh" for b in "opqrst"))}, other=lambda url: told(url.rsplit("/", 1)[-1], "/more" + url[-2:]))
    outcome = visited(web)
    assert len(outcome.urls) == 8
    assert len(web.asked) <= MAX_REQUESTS


def test_includes_are_followed_to_a_depth_of_two_and_asked_once() -> None:
    piece = "<div data-include='{}.html'></div>" + told("{}")
    web = Web({HOME: told("home", "/contact") + "<div data-include=p1.html></div>", HOME + "contact": told("contact") + "<div data-include=p1.html></div>"})
    web.table |= {f"{HOME}p{n}.html": piece.replace("{}.html", f"p{n + 1}.html").replace("{}", f"piece{n}") for n in range(1, 9)}
    outcome = visited(web)
    assert outcome.urls == [HOME, HOME + "p1.html", HOME + "p2.html", HOME + "contact"]
    assert len(web.asked) == len(set(web.asked))


def test_the_menu_may_stand_in_a_piece_of_the_home_page() -> None:
    web = Web({HOME: told("home") + "<div data-include=nav.html></div>", HOME + "nav.html": told("menu", "/contact"), HOME + "contact": told("contact")})
    assert visited(web).urls == [HOME, HOME + "nav.html", HOME + "contact"]


# sitemaps


def listed(*urls: str) -> str:
    return "<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>"


def test_of_a_sitemap_index_the_part_about_the_company_is_taken() -> None:
    parts = "".join(f"<sitemap><loc>{HOME}{name}-sitemap.xml</loc></sitemap>" for name in ("post", "product", "page", "category"))
    web = Web({HOME: told("home"), HOME + "sitemap.xml": f"<?xml version='1.0'?><sitemapindex>{parts}</sitemapindex>", HOME + "contact": told("contact")})
    web.table[HOME + "page-sitemap.xml"] = listed(HOME + "contact", "https://else.example/about")
    outcome = visited(web)
    assert outcome.urls == [HOME, HOME + "contact"]
    assert web.asked == [HOME, HOME + "sitemap.xml", HOME + "page-sitemap.xml", HOME + "contact"]


def test_a_sitemap_index_goes_one_level_deep_and_never_off_the_site() -> None:
    index = "<sitemapindex><sitemap><loc>{}</loc></sitemap></sitemapindex>"
    web = Web({HOME: told("home"), HOME + "sitemap.xml": index.format("https://else.example/page.xml")}, other=told)
    assert visited(web).urls == [HOME]
    assert web.asked == [HOME, HOME + "sitemap.xml"]
    web = Web({HOME: told("home"), HOME + "sitemap.xml": index.format(HOME + "a.xml"), HOME + "a.xml": index.format(HOME + "b.xml")}, other=told)
    visited(web)
    assert HOME + "b.xml" not in web.asked


# a further run, a further attempt


def test_a_second_run_asks_whether_pages_have_changed() -> None:
    pages: dict[str, str | Moved | ProspectorError] = {
        HOME: told("home", "/contact", "/about"),
        HOME + "contact": told("contact"),
        HOME + "about": Moved(HOME + "us", told("about")),
    }
    shelf, web = Shelf(), Web(pages, validators=True)
    first = visited(web, shelf=shelf)
    assert web.unchanged == []
    second = visited(web, shelf=shelf)
    assert web.unchanged == [HOME, HOME + "contact", HOME + "about"]
    assert second.urls == first.urls == [HOME, HOME + "contact", HOME + "us"]
    assert [r.page_sha256 for r in second.reader.readings] == [r.page_sha256 for r in first.reader.readings]
    assert all(new.fetched_at > old.fetched_at for new, old in zip(second.reader.readings, first.reader.readings, strict=True))
    web.table[HOME + "contact"] = told("contact changed")
    visited(web, shelf=shelf)
    assert web.unchanged[3:] == [HOME, HOME + "about"]


def test_a_page_of_which_the_server_gave_nothing_to_ask_by_is_fetched_anew() -> None:
    shelf, web = Shelf(), Web({HOME: told("home", "/contact")})
    for _ in range(2):
        visited(web, shelf=shelf)
    assert web.unchanged == []
    assert web.asked.count(HOME + "contact") == 2  # that it was not there is not remembered from run to run


def test_a_further_attempt_asks_for_nothing_twice_redirects_included() -> None:
    web = Web(
        {HOME: Moved(WWW, told("home", "/contact", "/gone", "/about")), WWW + "contact": told("contact"), WWW + "about": Moved(WWW + "us", told("about"))}
    )
    shelf = Shelf()
    first = visited(web, shelf=shelf)
    asked = len(web.asked)
    second = visited(web, shelf=shelf, attempt=2)
    assert len(web.asked) == asked
    assert (second.urls, second.failures) == (first.urls, first.failures)


@pytest.mark.parametrize("content", [CHECK, WALL, "<div id=root></div>", ""])
def test_a_further_attempt_asks_again_for_a_home_page_that_could_not_be_read(content: str) -> None:
    shelf, web = Shelf(), Web({HOME: content or "<body></body>"})
    visited(web, shelf=shelf)
    web.table[HOME] = told("home", "/contact")
    assert visited(web, shelf=shelf, attempt=2).urls == [HOME]
    assert web.asked[:2] == [HOME, HOME]


def test_a_further_attempt_asks_again_at_a_door_where_nobody_was() -> None:
    shelf, web = Shelf(), Web({HOME: Refused("gone", code="http_4xx")})
    assert visited(web, shelf=shelf).error
    web.table[HOME] = told("home")
    assert visited(web, shelf=shelf, attempt=2).urls == [HOME]
