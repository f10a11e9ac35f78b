"""Row 4: redirects of every kind, by header, by meta element and by script."""

from tests.evil.answers import MISSING, Exchange, company, gzip_bomb, head, moved, raw, reply, subpage
from tests.evil.table import COMPLETED, FAILED, REJECTED, Case, Verdict, fails, firm, survives

HOME = "/home"


def good(name: str) -> str:
    return company(firm(name))


def chain(name: str, hops: int, does: str, verdict: Verdict, status: str = "302 Found") -> Case:
    paths = {"/": moved("/1", status), **{f"/{n}": moved(f"/{n + 1}", status) for n in range(1, hops)}, f"/{hops}": reply(good(name))}
    return Case(name, 4, does, paths, verdict)


def by(name: str, status: str) -> Case:
    return survives(name, 4, f"redirects by {status}", home=moved(HOME, status), paths={HOME: reply(good(name))})


def leads_to(name: str, location: str, code: str = "blocked_url", does: str = "") -> Case:
    return fails(name, 4, does or f"redirects to {location[:60]}", code, moved(location))


def meta(url: str, text: str = "") -> str:
    return f'<!doctype html><meta charset=utf-8><meta http-equiv="refresh" content="0; url={url}"><title>Moving</title>{text}'


async def _bomb_redirect(to: Exchange) -> bool:
    """A redirect whose body is a gzip bomb."""
    bomb = gzip_bomb()
    await to.send(head("302 Found", f"Location: {HOME}", "Content-Encoding: gzip", length=len(bomb)) + bomb)
    return True


async def _further(to: Exchange) -> bool:
    """A redirect from every page to the next number."""
    if to.path == "/robots.txt":
        return await MISSING(to)
    return await moved(f"/{int(to.path.strip('/') or 0) + 1}")(to)


CASES = (
    fails("loop-self", 4, "redirects to itself", "redirects", moved("/")),
    fails("loop-two", 4, "redirects between two pages", "redirects", moved("/b"), paths={"/b": moved("/")}),
    fails("loop-growing", 4, "redirects to an ever longer address", "redirects", moved("/?a=1"), paths={"*": moved("?a=1&b=2")}),
    fails(
        "loop-hosts",
        4,
        "redirects between two hosts of its own",
        "redirects",
        moved("https://www.loop-hosts.test/x"),
        paths={"/x": moved("https://loop-hosts.test/")},
        also=("www.loop-hosts.test",),
    ),
    fails(
        "loop-scheme",
        4,
        "redirects from https to http and back",
        "redirects",
        moved("http://loop-scheme.test/x"),
        paths={"/x": moved("https://loop-scheme.test/")},
    ),
    chain("chain-five", 5, "redirects five times", Verdict(COMPLETED)),
    chain("chain-six", 6, "redirects six times", Verdict(FAILED, "redirects", never=("/6",))),
    chain("chain-hundred", 100, "redirects a hundred times", Verdict(FAILED, "redirects", never=("/6", "/7"))),
    *(by(f"by-{status[:3]}", status) for status in ("301 Moved Permanently", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect")),
    survives(
        "to-www", 4, "redirects to its www. host", home=moved("https://www.to-www.test/home"), paths={HOME: reply(good("to-www"))}, also=("www.to-www.test",)
    ),
    survives("downgraded", 4, "redirects from https to http", home=moved("http://downgraded.test/home"), paths={HOME: reply(good("downgraded"))}),
    survives("relative", 4, "redirects with a relative address", home=moved("home"), paths={HOME: reply(good("relative"))}),
    survives("schemeless", 4, "redirects with //host/path", home=moved("//schemeless.test/home"), paths={HOME: reply(good("schemeless"))}),
    survives("fragment", 4, "redirects to an address with a fragment", home=moved("/home#top"), paths={HOME: reply(good("fragment"))}),
    survives("refresh-once", 4, "forwards by a meta element", home=reply(meta("/home")), paths={HOME: reply(good("refresh-once"))}),
    fails("refresh-loop", 4, "forwards by meta elements in a circle", "redirects", reply(meta("/b")), paths={"/b": reply(meta("/c")), "/c": reply(meta("/"))}),
    survives(
        "refresh-self", 4, "reloads itself every second", home=reply(good("refresh-self").replace("<head>", '<head><meta http-equiv=refresh content="1">'))
    ),
    survives("refresh-script", 4, "forwards to javascript: by a meta element", home=reply(meta("javascript:alert(1)", good("refresh-script")))),
    survives("refresh-file", 4, "forwards to file: by a meta element", home=reply(meta("file:///etc/passwd", good("refresh-file")))),
    fails(
        "script-loop",
        4,
        "forwards by scripts in a circle",
        "redirects|js_only_page|empty_page",
        reply("<script>location.href='/b'</script>"),
        paths={"/b": reply("<script>window.location='/c'</script>"), "/c": reply("<script>location.replace('/')</script>")},
    ),
    Case("to-candidate", 4, "forwards to another candidate of the run", {"/": reply(meta("https://relative.test/"))}, Verdict(REJECTED, "duplicate")),
    Case("moved-candidate", 4, "redirects to another candidate of the run", {"/": moved("https://schemeless.test/home")}, Verdict(REJECTED, "duplicate")),
    leads_to("to-file", "file:///etc/passwd"),
    leads_to("to-data", "data:text/html,<h1>Data Ltd</h1>"),
    leads_to("to-script", "javascript:alert(1)"),
    leads_to("to-gopher", "gopher://to-gopher.test/1"),
    leads_to("to-ftp", "ftp://to-ftp.test/"),
    leads_to("to-mail", "mailto:a@to-mail.test"),
    leads_to("to-port", "https://to-port.test:22/", does="redirects to the port of ssh"),
    leads_to("to-odd-port", "https://to-odd-port.test:8444/"),
    leads_to("to-nowhere", "https://", code="blocked_url|redirects"),
    leads_to("to-blanks", "https://exa mple .test/", code="blocked_url|dns"),
    leads_to("to-brackets", "https://[::g]/", code="blocked_url"),
    leads_to("to-long", "https://to-long.test/" + "a" * 10_000, code="http_4xx|blocked_url|redirects", does="redirects to an address of 10,000 characters"),
    leads_to("to-missing", "/nothing", code="http_4xx"),
    leads_to("to-nobody", "https://nobody-has-this-name.test/", code="dns"),
    leads_to("to-long-label", f"https://{'a' * 64}.test/", code="blocked_url|dns"),
    fails("no-location", 4, "redirects without saying where", "redirects", reply("moved", status="302 Found")),
    fails("empty-location", 4, "redirects to nothing", "http_4xx|redirects", moved("")),
    fails("two-locations", 4, "redirects to two places at once", "http_4xx|blocked_url|redirects|network|dns", moved("/a", "302 Found", "Location: /b")),
    fails("choices", 4, "answers 300 with a choice", "http_4xx", reply("choose", status="300 Multiple Choices")),
    fails("unchanged", 4, "answers 304 to a request without conditions", "http_5xx", raw(head("304 Not Modified"))),
    fails(
        "byte-location",
        4,
        "redirects to bytes that are no text",
        "http_4xx|blocked_url|dns|network",
        raw(b"HTTP/1.1 302 Found\r\nLocation: /\xff\xfe\x80\r\nContent-Length: 0\r\n\r\n"),
    ),
    fails(
        "to-forbidden",
        4,
        "redirects to a page that robots.txt forbids",
        "robots_disallowed",
        moved("/secret"),
        never=("/secret",),
        paths={"/robots.txt": reply("User-agent: *\nDisallow: /secret\n", kind="text/plain"), "/secret": reply(good("to-forbidden"))},
    ),
    fails(
        "to-forbidden-host",
        4,
        "redirects to a host of its own whose robots.txt forbids all",
        "robots_disallowed",
        moved("https://closed.to-forbidden-host.test/in"),
        never=("/in",),
        also=("closed.to-forbidden-host.test",),
        paths={"/robots.txt": reply("User-agent: *\nDisallow: /in\n", kind="text/plain"), "/in": reply(good("to-forbidden-host"))},
    ),
    survives(
        "contact-loops",
        4,
        "has a contact page that redirects to itself",
        links=("/contact",),
        paths={"/contact": moved("/contact")},
        pages={"/contact": "redirects"},
        hits=18,
    ),
    survives("redirect-bomb", 4, "sends a gzip bomb with its redirect", home=_bomb_redirect, paths={HOME: reply(good("redirect-bomb"))}),
    survives("away", 4, "redirects its contact page to another company's site", links=("/contact",), paths={"/contact": moved("https://relative.test/home")}),
    survives(
        "all-redirect",
        4,
        "redirects all its pages five times",
        links=("/contact/", "/about/", "/team/", "/products/", "/careers/", "/news/"),
        paths={
            f"/{n}/{'x/' * i}": moved(f"/{n}/{'x/' * (i + 1)}") if i < 5 else reply(subpage(n))
            for n in ("contact", "about", "team", "products", "careers", "news")
            for i in range(6)
        },
        hits=60,
    ),
    fails("all-away", 4, "redirects each request to a fresh path", "redirects", moved("/0"), paths={"*": _further}),
)
