"""Row 10: what robots.txt may look like, and what RFC 9309 makes of it. A forbidden path is never asked for."""

from tests.evil.answers import MISSING, Answer, company, drip, late, made, moved, reply, reset, subpage
from tests.evil.table import FAILED, Case, Verdict, firm, survives

ALL = "User-agent: *\nDisallow: /\n"
OURS = "User-agent: ProspectorBot\nDisallow: /\n"
CONTACT = "User-agent: *\nDisallow: /contact\n"


def text(body: str | bytes, kind: str = "text/plain", status: str = "200 OK") -> Answer:
    return reply(body, kind=kind, status=status)


def forbids(name: str, does: str, robots: Answer, code: str = "robots_disallowed", **more: object) -> Case:
    """Nothing of the site may be read."""
    paths = {"/": reply(company(firm(name))), "/robots.txt": robots, **more.pop("paths", {})}  # type: ignore[dict-item]
    return Case(f"robots-{name}", 10, does, paths, Verdict(FAILED, code, never=("/", "/sitemap.xml"), hits=8), **more)  # type: ignore[arg-type]


def allows(name: str, does: str, robots: Answer, **more: object) -> Case:
    """The whole site may be read."""
    paths = {"/contact": reply(subpage("Contact")), "/robots.txt": robots, **more.pop("paths", {})}  # type: ignore[dict-item]
    return survives(f"robots-{name}", 10, does, links=("/contact",), paths=paths, pages={"/contact": ""}, hits=18, **more)


def partly(name: str, does: str, robots: Answer, *closed: str) -> Case:
    """The home page may be read, the contact page may not."""
    hidden = closed or ("/contact",)
    paths = {"/robots.txt": robots, **{path: reply(subpage("Contact")) for path in hidden}}
    return survives(f"robots-{name}", 10, does, links=hidden, paths=paths, pages=dict.fromkeys(hidden, "robots_disallowed"), never=hidden)


def _chain(hops: int, last: Answer) -> dict[str, Answer]:
    return {**{f"/r{n}": moved(f"/r{n + 1}") for n in range(1, hops)}, f"/r{hops}": last}


CASES = (
    allows("empty", "has an empty robots.txt", text("")),
    allows("none", "has no robots.txt", MISSING),
    *(
        allows(f"{code}", f"answers {code} for robots.txt, which counts as none (2.3.1.3)", text(ALL, status=f"{code} No"))
        for code in (400, 401, 403, 410, 451)
    ),
    *(
        forbids(f"{code}", f"answers {code} for robots.txt, which forbids all (2.3.1.4)", text("", status=f"{code} Broken"), "robots_unreachable")
        for code in (500, 502, 503)
    ),
    forbids("timeout", "does not answer for robots.txt", drip(b""), "robots_unreachable"),
    forbids("reset", "resets the connection for robots.txt", reset(), "robots_unreachable"),
    forbids("all", "forbids all", text(ALL)),
    forbids("ours", "forbids this reader by name, and nobody else", text(f"User-agent: *\nAllow: /\n\n{OURS}")),
    forbids("case", "writes the reader's name and the fields in odd capitals", text("USER-AGENT: pRoSpEcToRbOt\nDISALLOW: /\n")),
    forbids("bom", "begins with a byte-order mark", text(b"\xef\xbb\xbf" + ALL.encode())),
    forbids("crlf", "ends its lines with CRLF", text(ALL.replace("\n", "\r\n"))),
    forbids("cr", "ends its lines with CR only", text(ALL.replace("\n", "\r"))),
    forbids("nul", "has NUL bytes between the lines", text(b"\0User-agent: *\0\nDisallow: /\n\0")),
    forbids("comments", "has comments and blanks everywhere", text("# hello\n  User-agent :  *  # all\n\n# more\nDisallow :  /  # everything\n")),
    forbids("latin", "has bytes that are no UTF-8", text(b"# caf\xe9 \xff\xfe\n" + ALL.encode())),
    forbids(
        "large",
        "has 600 KB of rules and forbids all in front",
        made(lambda: ALL.encode() + b"Disallow: /some/long/path/to/nowhere\n" * 16_000, kind="text/plain"),
    ),
    allows(
        "behind-limit",
        "forbids all behind the first 500 KiB, where nobody reads (2.5)",
        made(lambda: b"User-agent: Other\nDisallow: /x\n" + b"# filler filler filler filler filler\n" * 16_000 + b"\n" + ALL.encode(), kind="text/plain"),
    ),
    allows("html", "sends its home page in place of robots.txt", text(company("Soft Ltd"), "text/html")),
    forbids("html-type", "sends true rules as text/html", text(ALL, "text/html")),
    allows(
        "product",
        "forbids another reader whose name begins like ours",
        text("User-agent: ProspectorBotNot\nDisallow: /\n\nUser-agent: Prospector\nDisallow: /\n"),
    ),
    allows("other", "forbids everybody else by name", text("User-agent: Googlebot\nUser-agent: Bingbot\nDisallow: /\n")),
    forbids("moved-five", "redirects robots.txt five times", moved("/r1"), paths=_chain(4, text(ALL))),
    allows("moved-many", "redirects robots.txt more than five times, which counts as none (2.3.1.2)", moved("/r1"), paths=_chain(20, text(ALL))),
    forbids("moved-host", "redirects robots.txt to another host", moved("https://robots-all.test/robots.txt")),
    partly("path", "forbids its contact page", text(CONTACT)),
    partly("longest", "forbids a page by the longer of two rules", text("User-agent: *\nAllow: /con\nDisallow: /contact\n")),
    allows("longest-allow", "allows a page by the longer of two rules", text("User-agent: *\nDisallow: /con\nAllow: /contact\n")),
    partly("wildcard", "forbids by a pattern", text("User-agent: *\nDisallow: /*tact$\n")),
    partly("encoded", "forbids a path with encoded letters", text("User-agent: *\nDisallow: /%63ontact\n")),
    partly(
        "grouped", "names several readers over one rule", text("User-agent: Other\nUser-agent: ProspectorBot\nDisallow: /contact\n\nUser-agent: *\nAllow: /\n")
    ),
    partly(
        "two-groups",
        "spreads our rules over two groups, which count together (2.2.1)",
        text("User-agent: ProspectorBot\nDisallow: /nothing\n\nUser-agent: *\nAllow: /\n\nUser-agent: ProspectorBot\nDisallow: /contact\n"),
    ),
    allows("bad-delay", "asks for a crawl delay of rubbish", text("User-agent: *\nCrawl-delay: soon\nDisallow: /x\n")),
    allows("nan-delay", "asks for a crawl delay that is not a number", text("User-agent: *\nCrawl-delay: nan\nDisallow: /x\n")),
    allows("negative-delay", "asks for a negative crawl delay", text("User-agent: *\nCrawl-delay: -100\nDisallow: /x\n")),
    allows("short-delay", "asks for a crawl delay of half a second", text("User-agent: *\nCrawl-delay: 0.5\n")),
    survives(
        "robots-huge-delay",
        10,
        "asks for a crawl delay of a million seconds",
        links=("/contact",),
        paths={"/robots.txt": text("User-agent: *\nCrawl-delay: 1000000\n"), "/contact": reply(subpage("Contact"))},
    ),
    survives(
        "robots-inf-delay",
        10,
        "asks for an infinite crawl delay",
        links=("/contact",),
        paths={"/robots.txt": text("User-agent: *\nCrawl-delay: inf\n"), "/contact": reply(subpage("Contact"))},
    ),
    partly(
        "patterns",
        "has a pattern that takes a careless matcher for ever",
        text("User-agent: *\nDisallow: /" + "*a" * 400 + "*b\nDisallow: /contact\n"),
        "/contact",
        "/contact/" + "a" * 300,
    ),
    partly("sitemap", "forbids its sitemap", text("User-agent: *\nDisallow: /sitemap.xml\nDisallow: /contact\n"), "/contact"),
    allows("late", "takes two seconds for robots.txt", late(2.0, text(""))),
    allows("pdf", "sends a picture in place of robots.txt", text(b"\x89PNG\r\n\x1a\n" + b"\0\xff" * 900, "image/png")),
)
