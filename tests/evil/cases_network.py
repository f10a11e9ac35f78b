"""Rows 5 and 6: sites that want to lead the reader into a private network, by address, by name and by changing their mind."""

from tests.evil.answers import Answer, company, moved, page, reply
from tests.evil.table import FAILED, Case, Verdict, fails, firm, survives

#: Every spelling of an address that is not the public internet; the canary listens on {canary}, the others need no listener to be refused.
FORMS: dict[str, str] = {
    "loopback": "http://127.0.0.1:{canary}/",
    "loopback-80": "http://127.0.0.1/",
    "loopback-tls": "https://127.0.0.1/",
    "localhost": "http://localhost:{canary}/",
    "other-loopback": "http://127.9.8.7/",
    "zero": "http://0.0.0.0:{canary}/",
    "one-zero": "http://0/",
    "decimal": "http://2130706433/",
    "hex": "http://0x7f000001/",
    "octal": "http://0177.0.0.1/",
    "short": "http://127.1/",
    "mixed-radix": "http://0x7f.1/",
    "overflow": "http://4294967297/",
    "v6-loopback": "http://[::1]:{canary}/",
    "v6-any": "http://[::]/",
    "v6-mapped": "http://[::ffff:127.0.0.1]/",
    "v6-mapped-hex": "http://[::ffff:7f00:1]/",
    "v6-nat64": "http://[64:ff9b::7f00:1]/",
    "v6-6to4": "http://[2002:7f00:1::]/",
    "v6-unique": "http://[fd00::1]/",
    "v6-link": "http://[fe80::1]/",
    "v6-zone": "http://[fe80::1%25lo]/",
    "metadata": "http://169.254.169.254/latest/meta-data/",
    "metadata-azure": "http://168.63.129.16/",
    "metadata-oracle": "http://192.0.0.192/",
    "ten": "http://10.0.0.1/",
    "one-seven-two": "http://172.16.0.1/",
    "one-nine-two": "http://192.168.1.1/",
    "carrier": "http://100.64.0.1/",
    "benchmark": "http://198.18.0.1/",
    "multicast": "http://224.0.0.1/",
    "broadcast": "http://255.255.255.255/",
    "userinfo": "http://127.0.0.1:80@localhost:{canary}/",
    "userinfo-name": "https://inside-name.test@127.0.0.1/",
    "backslash": "http://127.0.0.1:{canary}\\@10.0.0.1/",
    "wide-digits": "http://１２７.0.0.1/",
    "circled": "http://①②⑦.0.0.1/",
    "name-inside": "http://intranet.canary.test/",
    "dotted": "http://127.0.0.1./",
}
EVERY = tuple(FORMS.values())


def inside(name: str, url: str) -> Case:
    return fails(f"inside-{name}", 5, f"redirects to {url}", "blocked_url|dns", moved(url))


def linked(urls: tuple[str, ...] = EVERY) -> str:
    return "".join(f'<li><a href="{url}">Contact us</a>' for url in urls)


def framed(urls: tuple[str, ...] = EVERY) -> str:
    return "".join(f'<iframe src="{url}contact.html"></iframe><div data-include="{url}footer.html"></div>' for url in urls)


def private(name: str, does: str, *dns: str) -> Case:
    return Case(f"resolves-{name}", 6, does, {}, Verdict(FAILED, "blocked_url", hits=0), dns=dns)


def doors() -> tuple[Case, ...]:
    sitemap = "<urlset>" + "".join(f"<url><loc>{url}contact</loc></url>" for url in EVERY) + "</urlset>"
    refresh = '<meta http-equiv="refresh" content="0; url={}">'
    canonical = '<link rel="canonical" href="http://127.0.0.1:{canary}/"><base href="http://127.0.0.1:{canary}/">'
    return (
        survives("links-inside", 5, "links to every private address", home=page(company(firm("links-inside"), body=linked()))),
        survives("frames-inside", 5, "puts private pages into frames", home=page(company(firm("frames-inside"), body=framed()))),
        survives("sitemap-inside", 5, "has private addresses in its sitemap", paths={"/sitemap.xml": page(sitemap, "X-Kind: sitemap")}),
        survives("canonical-inside", 5, "calls a private address its own", home=page(company(firm("canonical-inside"), "/contact", top=canonical))),
        fails("refresh-inside", 5, "forwards to a private address by a meta element", "blocked_url", page(refresh.format("http://127.0.0.1:{canary}/"))),
        fails("refresh-metadata", 5, "forwards to the metadata service", "blocked_url", page(refresh.format("http://169.254.169.254/"))),
        fails(
            "script-inside", 5, "forwards to a private address by a script", "blocked_url", page("<script>location.href='http://127.0.0.1:{canary}/'</script>")
        ),
        fails(
            "robots-inside",
            5,
            "redirects its robots.txt to a private address",
            "robots_unreachable",
            reply(""),
            never=("/",),
            paths={"/robots.txt": moved("http://127.0.0.1:{canary}/robots.txt")},
        ),
        survives(
            "contact-inside",
            5,
            "redirects its contact page to a private address",
            links=("/contact",),
            paths={"/contact": moved("http://127.0.0.1:{canary}/")},
            pages={"/contact": "blocked_url"},
        ),
        survives(
            "sitemap-moved",
            5,
            "redirects its sitemap to a private address",
            paths={"/sitemap.xml": moved("http://10.0.0.1/sitemap.xml")},
            pages={"/sitemap.xml": "blocked_url"},
        ),
        survives(
            "robots-names-inside",
            5,
            "names a private sitemap in robots.txt",
            paths={"/robots.txt": page("User-agent: *\nSitemap: http://127.0.0.1:{canary}/s.xml\n", "X-Kind: robots")},
        ),
        survives(
            "entity-inside",
            5,
            "has a sitemap with external entities",
            paths={
                "/sitemap.xml": page('<!DOCTYPE u [<!ENTITY x SYSTEM "http://127.0.0.1:{canary}/x">]><urlset><url><loc>&x;</loc></url></urlset>', "X-Kind: xml")
            },
        ),
        survives(
            "form-inside",
            5,
            "has a form that posts to a private address",
            body='<form action="http://127.0.0.1/" method=post><input name=email><textarea name=message></textarea></form>',
        ),
        fails(
            "second-hop-inside",
            5,
            "redirects inside at its fourth hop",
            "blocked_url|dns",
            moved("/1"),
            paths={"/1": moved("/2"), "/2": moved("/3"), "/3": moved("http://[::1]:{canary}/")},
        ),
    )


def _home(name: str) -> dict[str, Answer]:
    return {"/": reply(company(firm(name)))}


NAMES = (
    private("loopback", "has a name that leads to this machine", "127.0.0.1"),
    private("ten", "has a name that leads into a private network", "10.1.2.3"),
    private("metadata", "has a name that leads to the metadata service", "169.254.169.254"),
    private("v6", "has a name that leads to ::1", "::1"),
    private("mapped", "has a name that leads to a mapped address", "::ffff:10.0.0.1"),
    private("unique", "has a name that leads to fd00::", "fd12:3456::1"),
    private("zero", "has a name that leads to 0.0.0.0", "0.0.0.0"),
    private("canary", "has a name that leads to a port of this machine that was not opened", "canary"),
    private("mixed", "has one public address and one private one", "tls 10.0.0.1"),
    private("mixed-last", "has a private address behind many good ones", "tls tls tls tls tls tls tls 192.168.0.1"),
    Case(
        "rebinds",
        6,
        "leads to itself first and to this machine from the second question on",
        {**_home("rebinds"), "/robots.txt": reply("", "Connection: close", kind="text/plain")},
        Verdict(FAILED, "blocked_url"),
        dns=("tls", "canary"),
    ),
    survives(
        "rebinds-later",
        6,
        "changes to a private address when its pages are read",
        links=("/contact", "/about", "/team"),
        dns=("tls", "tls", "10.0.0.1"),
        paths={"/contact": reply(company("Other Ltd"), "Connection: close")},
    ),
    fails(
        "rebinds-redirect",
        6,
        "redirects to a name that leads to this machine",
        "blocked_url",
        moved("https://resolves-canary.test/"),
    ),
    fails("name-fails", 7, "has a name that nobody knows", "dns", reply(""), dns=("fail",), hits=0),
    fails("name-empty", 7, "has a name without addresses", "dns", reply(""), dns=("empty",), hits=0),
    fails(
        "name-goes",
        7,
        "has a name that is unknown from the second question on",
        "dns",
        reply("", "Connection: close"),
        dns=("tls", "fail"),
        paths={"/robots.txt": reply("", "Connection: close", kind="text/plain")},
    ),
)

CASES = (*(inside(name, url) for name, url in FORMS.items()), *doors(), *NAMES)
