import asyncio
import codecs
import time
from datetime import UTC, datetime

import pytest

from domain.errors import InvalidInput, Refused, TryAgain
from domain.page import Page, sha256_of
from providers.fetch.web import build
from settings import Settings
from tests.loopback import Answerer, Asked, Site, endless, fetched, paths, reading, refused, reply, to


def test_a_page_as_it_was_read() -> None:
    page = fetched(paths({"/": reply("<h1>Grüße", 'ETag: "v1"', "Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT")}))
    assert (page.url, page.content, page.status, page.content_type, page.truncated) == ("http://a.test/", "<h1>Grüße", 200, "text/html", False)
    assert (page.page_sha256, page.etag, page.last_modified) == (sha256_of("<h1>Grüße"), '"v1"', "Sat, 21 Nov 2026 10:00:00 GMT")
    assert abs((datetime.now(UTC) - page.fetched_at).total_seconds()) < 60


def test_who_asks_says_so_and_carries_nothing_else() -> None:
    async def run() -> Site:
        answer = paths({"/": to("/next"), "/next": reply("x", "Set-Cookie: id=1; Path=/", "Set-Cookie: b=2")})
        async with reading(answer) as (site, fetch):
            for _ in range(2):
                await fetch.fetch("http://user:secret@a.test/")
            return site

    site = asyncio.run(run())
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/", "/next", "/", "/next"]
    assert all(asked.headers["user-agent"] == "TestBot/1.0 (+https://contact.test/)" for asked in site.asked)
    assert all({"cookie", "authorization", "referer"}.isdisjoint(asked.headers) for asked in site.asked)
    assert {name for asked in site.asked for name in asked.headers} == {"host", "user-agent", "accept", "accept-encoding"}
    assert {asked.headers["accept-encoding"] for asked in site.asked} == {"gzip"}


# conditional requests


def known_page(url: str = "http://a.test/", etag: str = '"v1"', last_modified: str = "Sat, 21 Nov 2026 10:00:00 GMT") -> Page:
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return Page(url=url, content="old", page_sha256=sha256_of("old"), fetched_at=at, etag=etag, last_modified=last_modified)


def conditional(asked: Asked) -> bytes:
    if asked.headers.get("if-none-match") == '"v1"' and asked.headers.get("if-modified-since"):
        return reply(b"", 'ETag: "v2"', status="304 Not Modified", kind="")
    return reply("new", 'ETag: "v2"')


def test_an_unchanged_page_is_not_sent_again() -> None:
    page = fetched(paths({"/": conditional}), known=known_page())
    assert (page.content, page.status, page.etag) == ("old", 200, '"v2"')
    assert page.fetched_at > known_page().fetched_at
    assert page.page_sha256 == known_page().page_sha256


def test_a_changed_page_is() -> None:
    assert fetched(paths({"/": conditional}), known=known_page(etag='"other"')).content == "new"


def test_validators_go_only_to_the_page_that_they_are_of() -> None:
    def strict(asked: Asked) -> bytes:
        assert "if-none-match" not in asked.headers
        return to("/") if asked.path == "/from" else reply("x")

    assert fetched(strict, known=known_page("http://a.test/elsewhere")).content == "x"
    assert fetched(paths({"/from": strict, "/": conditional}), "http://a.test/from", known_page()).content == "old"


@pytest.mark.parametrize("etag", ['"ü"', "v1", '"a\nb: c"', '"a', "W/x"])
def test_a_validator_that_is_none_is_not_sent(etag: str) -> None:
    def answer(asked: Asked) -> bytes:
        assert "if-none-match" not in asked.headers
        return reply("x", f"ETag: {etag.splitlines()[0]}")

    assert fetched(paths({"/": answer}), known=known_page(etag=etag, last_modified="ü")).etag == ""


@pytest.mark.parametrize("known", [None, known_page(etag="", last_modified=""), known_page("http://a.test/other")])
def test_not_modified_without_having_been_asked_is_an_error(known: Page | None) -> None:
    with pytest.raises(TryAgain, match="not modified") as caught:
        fetched(paths({"/": reply(b"", status="304 Not Modified", kind="")}), known=known)
    assert caught.value.code == "http_5xx"


# redirects


def chain(n: int) -> Answerer:
    return paths({f"/{k}": to(f"/{k + 1}", f"30{(1, 2, 3, 7, 8)[k % 5]} Moved") for k in range(n)} | {f"/{n}": reply("there")})


def test_five_redirects_are_followed_and_six_are_not() -> None:
    assert fetched(chain(5), "http://a.test/0").url == "http://a.test/5"
    assert refused(chain(6), "http://a.test/0").code == "redirects"
    assert refused(paths({"/": to("/")})).code == "redirects"


@pytest.mark.parametrize(
    "where",
    ["file:///etc/passwd", "data:text/html,x", "javascript:alert(1)", "gopher://a.test/", "ftp://a.test/", "http://[", "http://a.test:x/", "mailto:x"],
)
def test_a_redirect_out_of_the_web_is_refused(where: str) -> None:
    error = refused(paths({"/": to(where)}))
    assert (error.code, "http://a.test/ redirects to" in error.message) == ("blocked_url", True)


def test_a_redirect_keeps_the_query_as_the_site_wrote_it() -> None:
    table = {"/": to("/s?z=1&sid=7&a=ü&q"), "/s?z=1&sid=7&a=%C3%BC&q": reply("found")}
    page = fetched(paths(table))
    assert (page.content, page.url) == ("found", "http://a.test/s?a=%C3%BC&q=&z=1")


def test_a_redirect_to_another_host_asks_that_host_for_its_rules() -> None:
    closed = reply("User-agent: *\nDisallow: /shut", kind="text/plain")
    table = {"a.test/": to("http://b.test/shut"), "a.test/open": to("http://b.test/open"), "b.test/robots.txt": closed, "b.test/shut": reply("x")}

    async def run() -> list[str]:
        async with reading(paths({**table, "b.test/open": reply("y")})) as (site, fetch):
            with pytest.raises(Refused) as caught:
                await fetch.fetch("http://a.test/")
            assert caught.value.code == "robots_disallowed"
            assert (await fetch.fetch("http://a.test/open")).url == "http://b.test/open"
            return [asked.host + asked.path for asked in site.asked]

    assert asyncio.run(run()) == ["a.test/robots.txt", "a.test/", "b.test/robots.txt", "a.test/open", "b.test/open"]


def test_a_redirect_that_leads_nowhere() -> None:
    assert refused(paths({"/": reply("", status="302 Found")})).code == "redirects"
    assert refused(paths({"/": reply("", status="300 Choose")})).code == "http_4xx"


# what a server may say


@pytest.mark.parametrize(
    ("status", "code"), [("400 x", "http_4xx"), ("401 x", "http_4xx"), ("403 x", "http_4xx"), ("404 x", "http_4xx"), ("410 x", "http_4xx")]
)
def test_statuses_that_no_retry_cures(status: str, code: str) -> None:
    error = refused(paths({"/": reply("body", "Content-Encoding: br", status=status)}))
    assert (type(error), error.code, status[:3] in error.message) == (Refused, "http_4xx", True)


@pytest.mark.parametrize("status", ["403 Forbidden", "503 Busy", "429 Slow"])
def test_a_question_for_a_human_is_left_to_one(status: str) -> None:
    body = "<title>Just a moment...</title><p>Verify you are human</p><script>window._cf_chl_opt={}</script>"
    answers: list[Asked] = []
    error = refused(paths({"/": lambda asked: answers.append(asked) or reply(body, "cf-mitigated: challenge", status=status)}))  # type: ignore[func-returns-value]
    assert (error.code, len(answers)) == ("captcha", 1)


@pytest.mark.parametrize(
    "kind", ["text/html", "TEXT/HTML;charset=UTF-8", "application/xhtml+xml", "text/plain", "application/xml", "text/html, text/html", "", "*/*"]
)
def test_kinds_that_are_read(kind: str) -> None:
    page = fetched(paths({"/": reply("<h1>x", kind=kind)}))
    assert page.content == "<h1>x"
    assert page.content_type == (kind.partition(";")[0].partition(",")[0].lower() if "/" in kind and "*" not in kind else "text/html")


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "video/mp4", "application/json", "application/octet-stream", "text/css", "nonsense"])
def test_other_kinds_are_refused_unread(kind: str) -> None:
    began = time.monotonic()
    error = refused(paths({"/": endless(kind)}))
    assert (error.code, kind in error.message) == ("wrong_type", True)
    assert time.monotonic() - began < 5


BINARIES = [b"%PDF-1.7\n%x", b"PK\x03\x04zip", b"\x89PNG\r\n\x1a\n", b"GIF89a..", b"\xff\xd8\xff\xe0", b"\x1f\x8b\x08\0"]
BINARIES += [b"\0\0\0\x18ftypmp42", b"MZ\x90\0", b"\x7fELF\x02"]


@pytest.mark.parametrize("body", [*BINARIES, b"RIFF....WEBP", bytes(range(32)) * 30, b"wOF2" + b"\0" * 90], ids=lambda b: repr(b[:8]))
def test_a_file_that_calls_itself_a_page(body: bytes) -> None:
    assert refused(paths({"/": reply(body)})).code == "wrong_type"


@pytest.mark.parametrize("body", [b"<p>a\0b\x0bc" + b"x" * 200, b"BMW, MZ and ID cards: RIF", b"", b"\x1b$B0l\x1b(B text"])
def test_odd_bytes_in_a_page_do_not_make_it_a_file(body: bytes) -> None:
    assert fetched(paths({"/": reply(body)})).status == 200


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("Größe".encode("cp1252"), "text/html", "Größe"),
        ("Größe".encode("cp1252"), "text/html; charset=iso-8859-1", "Größe"),
        ("Łódź".encode("iso8859-2"), 'text/html; Charset="ISO-8859-2"', "Łódź"),
        (b'<meta charset="windows-1251">' + "Казань".encode("cp1251"), "text/html", '<meta charset="windows-1251">Казань'),
        ("Größe".encode(), "text/html; charset=rot13", "Größe"),
        (codecs.BOM_UTF16_LE + "Größe <p> und mehr".encode("utf-16-le"), "text/html", "Größe <p> und mehr"),
        ("Größe <p> und mehr".encode("utf-16-le"), "text/html; charset=utf-16", "Größe <p> und mehr"),
    ],
)
def test_the_charset_of_a_page(body: bytes, kind: str, text: str) -> None:
    assert fetched(paths({"/": reply(body, kind=kind)})).content == text


# building


def test_no_proxy_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    assert fetched(lambda _: reply("x")).content == "x"


def test_the_fetcher_of_the_settings_names_its_contact() -> None:
    async def run(contact: str) -> str:
        async with Site(lambda _: reply("x")) as site:
            fetch = build(Settings(contact_url=contact, host_delay=0, openings=f"127.0.0.1:{site.port}"))
            await fetch.fetch(f"http://127.0.0.1:{site.port}/")
            await fetch.close()
            return site.asked[0].headers["user-agent"]

    assert asyncio.run(run("https://firm.test/bot")) == "ProspectorBot/1.0 (+https://firm.test/bot)"
    assert asyncio.run(run("")) == "ProspectorBot/1.0 (no contact given)"


@pytest.mark.parametrize("contact", ["https://x.test/\r\nX: y", "https://bücher.test/", "a b", "https://x.test/)"])
def test_a_contact_that_cannot_stand_in_a_header(contact: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        build(Settings(contact_url=contact))
    assert caught.value.where == "PROSPECTOR_CONTACT_URL"
