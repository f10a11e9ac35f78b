"""Row 11: sites without end (calendars, sessions, pages of pages), and pages that a person must get past (row 23): a reader takes its few pages and goes."""

import hashlib

from tests.evil.answers import MISSING, Answer, Exchange, company, moved, reply, subpage
from tests.evil.table import FAILED, REJECTED, Case, Verdict, survives


def _number(path: str) -> int:
    return int(hashlib.sha256(path.encode()).hexdigest()[:6], 16)


def growing(*patterns: str, same: bool = False) -> Answer:
    """Every page links to further ones; ``{n}`` in a pattern is a number that no other page has. ``same``: all pages say the same."""

    async def answer(to: Exchange) -> bool:
        if to.path in ("/robots.txt", "/sitemap.xml"):
            return await MISSING(to)
        links = "".join(f'<a href="{p.format(n=_number(to.path) + i, path=to.path.rstrip("/"))}">About our work {i}</a> ' for i in range(30) for p in patterns)
        words = "Nothing is planned on this day." if same else f"Page {_number(to.path)}: {hashlib.sha256(to.path.encode()).hexdigest()} " * 9
        if to.path == "/":
            return await reply(company("Endless Pumps Ltd", body=links))(to)
        return await reply(f"<!doctype html><html lang=en><title>{to.path[:40]}</title><h1>{to.path[:40]}</h1><p>{words}</p>{links}</html>")(to)

    return answer


def trap(name: str, does: str, *patterns: str, same: bool = False, **limits: object) -> Case:
    return survives(f"trap-{name}", 11, does, home=growing(*patterns, same=same), paths={"*": growing(*patterns, same=same)}, **limits)


async def _mirror(to: Exchange) -> bool:
    """The home page for every path: a soft 404."""
    if to.path == "/robots.txt":
        return await MISSING(to)
    return await reply(company("Mirror Pumps Ltd", *(f"/{word}" for word in ("contact", "about", "team", "products", "careers", "news", "imprint", "press"))))(
        to
    )


async def _almost_mirror(to: Exchange) -> bool:
    """The home page for every path, with a counter and the path in it."""
    if to.path == "/robots.txt":
        return await MISSING(to)
    menu = tuple(f"/{word}-{_number(to.path) % 999}" for word in ("contact", "about", "team", "products"))
    return await reply(company("Almost Mirror Ltd", "/contact", "/about", "/team", *menu, body=f"<p>Visitor {_number(to.path)} of {to.path}</p>"))(to)


async def _session(to: Exchange) -> bool:
    """Redirects every page to itself with a session of its own."""
    if to.path in ("/robots.txt", "/sitemap.xml"):
        return await MISSING(to)
    if "sid=" not in to.path:
        return await moved(f"{to.path}?sid={to.turn}")(to)
    return await reply(company("Session Pumps Ltd", "/contact", "/about", "/team"))(to)


def _sitemap(count: int, text: str) -> Answer:
    return reply("".join(f"<loc>{text.format(n=n)}</loc>" for n in range(count)), kind="text/xml")


TRAPS = (
    trap("calendar", "has a calendar without end", "/calendar/{n}/1", "/calendar/2026/{n}"),
    trap("calendar-query", "has a calendar in parameters", "/events?month={n}", "/events?date=2026-01-{n}"),
    trap("session", "gives each link a session id", "/about?PHPSESSID={n}", "/contact;jsessionid={n}"),
    trap("session-path", "gives each link a session id in its path", "/s{n}/about", "/s{n}/contact"),
    trap("pages", "has pages of pages", "/news/page/{n}", "/news?page={n}"),
    trap("permutations", "has every order of its parameters", "/products?a={n}&b=2&c=3", "/products?c=3&b=2&a={n}"),
    trap("filters", "has endless filters", "/products?colour={n}&size={n}&sort=up&price={n}"),
    trap("deep", "gets deeper with every link", "{path}/about", "{path}/contact/team"),
    trap("relative", "has relative links that pile up", "about/{n}/", "contact/../about/{n}/"),
    trap("dots", "has links with dots and slashes", "/./about/{n}", "//trap-dots.test//contact//{n}"),
    trap("letters", "spells its paths in ever new capitals", "/About{n}", "/ABOUT{n}", "/aBoUt{n}"),
    trap("same-days", "has an endless calendar of empty days", "/day/{n}", "/team/{n}", same=True),
    trap("long", "has links of 3,000 characters", "/about/" + "x" * 3_000 + "{n}"),
    trap("hosts", "has a host of its own for each link", "https://h{n}.trap-hosts.test/about"),
    Case("trap-mirror", 11, "sends its home page for every path", {"/": _mirror, "*": _mirror}, Verdict("COMPLETED")),
    Case("trap-almost-mirror", 11, "sends its home page with a counter for every path", {"/": _almost_mirror, "*": _almost_mirror}, Verdict("COMPLETED")),
    Case("trap-session-hops", 11, "redirects every page to a session of its own", {"*": _session}, Verdict("COMPLETED|FAILED", "|redirects", hits=26)),
    survives(
        "trap-sitemap",
        11,
        "has a sitemap of doorway pages",
        paths={"/sitemap.xml": _sitemap(20_000, "https://trap-sitemap.test/pumps-in-town-{n}"), "*": growing("/pumps-in-{n}")},
    ),
    survives(
        "trap-sitemap-index",
        11,
        "has a sitemap of sitemaps without end",
        paths={
            "/sitemap.xml": _sitemap(500, "https://trap-sitemap-index.test/sitemap{n}.xml"),
            "*": _sitemap(500, "https://trap-sitemap-index.test/sitemap1{n}.xml"),
        },
    ),
    survives(
        "trap-includes",
        11,
        "includes pieces in pieces without end",
        body='<div data-include="/piece.html"></div>' * 3,
        paths={"*": reply("<p>piece</p>" + "".join(f'<div data-include="/piece{n}.html"></div>' for n in range(40)))},
    ),
    survives(
        "trap-frames",
        11,
        "is a set of frames of frames",
        body="".join(f'<iframe src="/f{n}.html"></iframe>' for n in range(40)),
        paths={"*": reply("".join(f'<frame src="/g{n}.html">' for n in range(40)))},
    ),
    survives(
        "trap-files",
        11,
        "links to files that are no pages",
        links=tuple(f"/about.{kind}" for kind in ("pdf", "zip", "exe", "mp4", "docx", "iso", "dmg", "apk")),
    ),
    survives(
        "trap-actions",
        11,
        "has links that do something",
        links=("/logout", "/cart?add-to-cart=7", "/delete?action=delete&id=1", "/unsubscribe?u=1", "/wp-admin/post.php"),
        never=("/cart?add-to-cart=7", "/delete?action=delete&id=1", "/wp-admin/post.php"),
    ),
)

CAPTCHA = {
    "recaptcha": '<script src="https://www.google.com/recaptcha/api.js"></script><form><div class="g-recaptcha" data-sitekey="x"></div></form>'
    "<p>Confirm that you are not a robot.",
    "hcaptcha": '<script src="https://js.hcaptcha.com/1/api.js"></script><form><div class="h-captcha" data-sitekey="x"></div></form>'
    "<p>Please complete the security check.",
    "turnstile": '<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script><div class="cf-turnstile" data-sitekey="x"></div>'
    "<p>Verify you are human.",
}
CHALLENGE = (
    "<!doctype html><html lang=en-US><head><title>Just a moment...</title></head><body><div class=main-wrapper><h1>{host}</h1>"
    "<h2>Checking if the site connection is secure</h2><p>{host} needs to review the security of your connection before proceeding.</p>"
    "<noscript>Enable JavaScript and cookies to continue</noscript></div>"
    "<script>window._cf_chl_opt={cvId:'3',cType:'managed'};</script><script src=/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1></script></body></html>"
)
LOGIN = (
    "<!doctype html><html lang=en><title>Sign in</title><h1>Sign in</h1><form method=post action=/login>"
    "<input name=user><input type=password name=pw><button>Sign in</button></form></html>"
)
PARKED = (
    "<!doctype html><html lang=en><title>{host}</title><h1>{host}</h1><p>This domain is for sale. Buy this domain. Related searches: pumps, valves.</p></html>"
)


def wall(name: str, does: str, html: str, code: str, *, state: str = FAILED, status: str = "200 OK", row: int = 23) -> Case:
    return Case(f"wall-{name}", row, does, {"/": reply(html.replace("{host}", f"wall-{name}.test"), status=status)}, Verdict(state, code, hits=6))


WALLS = (
    *(
        wall(name, f"asks for {name} before anything", f"<!doctype html><html lang=en><title>Security check</title>{html}</html>", "captcha")
        for name, html in CAPTCHA.items()
    ),
    wall("challenge", "is behind a browser challenge that answers 200", CHALLENGE, "captcha"),
    wall("challenge-403", "is behind a browser challenge that answers 403", CHALLENGE, "captcha|http_4xx", status="403 Forbidden"),
    wall("challenge-503", "is behind a browser challenge that answers 503", CHALLENGE, "captcha|rate_limited|http_5xx", status="503 Service Unavailable"),
    wall("login", "is a login and nothing else", LOGIN, "login_wall"),
    wall(
        "denied",
        "says that access is denied",
        "<!doctype html><html lang=en><title>Access denied</title><h1>Access denied</h1><p>You do not have permission to access this resource. "
        "Reference #18.2f5c.</p></html>",
        "http_4xx",
        status="403 Forbidden",
    ),
    wall(
        "script-only",
        "has no text without JavaScript",
        "<!doctype html><html><title>App</title><div id=root></div><script src=/app.js></script></html>",
        "js_only_page",
    ),
    wall(
        "noscript",
        "asks for JavaScript",
        "<!doctype html><html><title>Shop</title><noscript>Please enable JavaScript to use this site.</noscript><script src=/a.js></script></html>",
        "js_only_page",
    ),
    wall("empty", "has an empty page", "<!doctype html><html><title></title><body></body></html>", "empty_page"),
    wall("spaces", "has a page of white space", " \n\t" * 30_000, "empty_page"),
    wall(
        "building",
        "is under construction",
        "<!doctype html><html lang=en><title>Coming soon</title><h1>Coming soon</h1><p>This website is under construction.</p></html>",
        "empty_page",
    ),
    wall("parked", "is parked", PARKED, "parked_domain", state=REJECTED),
    wall(
        "server",
        "shows the page of a fresh web server",
        "<!doctype html><title>Welcome to nginx!</title><h1>It works!</h1>",
        "parked_domain|empty_page",
        state="REJECTED|FAILED",
    ),
    wall(
        "listing",
        "shows the files of a folder",
        "<!doctype html><title>Index of /</title><h1>Index of /</h1><a href=a.txt>a.txt</a>",
        "parked_domain",
        state=REJECTED,
    ),
    survives(
        "wall-form-captcha",
        23,
        "has a CAPTCHA in its contact form only",
        links=("/contact",),
        paths={"/contact": reply(subpage("Contact") + CAPTCHA["recaptcha"])},
    ),
    survives("wall-login-link", 23, "has a login beside its page", body="<form action=/login><input type=password name=pw></form>"),
    survives(
        "wall-paywall",
        23,
        "has pages for payers only",
        links=("/news",),
        paths={"/news": reply("pay", status="402 Payment Required")},
        pages={"/news": "http_4xx"},
    ),
)

CASES = (*TRAPS, *WALLS)
