"""Rows 1 to 3: sites that are slow, endless, or packed so that they grow."""

import gzip
import zlib

from tests.evil.answers import (
    MB,
    brotli_bomb,
    company,
    drip,
    endless,
    gzip_bomb,
    head,
    late,
    made,
    moved,
    page,
    raw,
    reply,
    silent,
    stacked,
    subpage,
    zlib_bomb,
    zstd_bomb,
)
from tests.evil.table import COMPLETED, FAILED, Case, Verdict, fails, firm, survives

OK = b"HTTP/1.1 200 OK\r\n"
HTML = b"Content-Type: text/html\r\n"
CHUNKED = OK + HTML + b"Transfer-Encoding: chunked\r\n\r\n"
START = company("Half Way Ltd").encode()[:400]
HANGING = tuple(f"/{name}" for name in ("contact", "about", "team", "products", "careers", "news", "imprint", "privacy"))

SLOW = (
    fails("drip-head", 1, "sends its header a byte a second", "timeout", drip(OK, piece=b"x")),
    fails("drip-lines", 1, "sends one header line after the other, a second apart", "timeout", drip(OK, piece=b"X-More: 1\r\n")),
    fails("drip-body", 1, "sends its page a byte a second", "timeout", drip(head(length=100_000), piece=b"x")),
    fails("drip-chunks", 1, "sends chunks of one byte", "timeout", drip(CHUNKED, piece=b"1\r\nx\r\n", every=0.5)),
    fails(
        "drip-informed",
        1,
        "announces again and again that it is about to answer (1xx)",
        "timeout",
        drip(b"", piece=b"HTTP/1.1 102 Processing\r\n\r\n", every=0.5),
    ),
    fails(
        "drip-gzip",
        1,
        "sends a gzip stream a byte a second",
        "timeout",
        drip(head("200 OK", "Content-Encoding: gzip", length=5_000) + b"\x1f\x8b\x08\x08\0\0\0\0\0\3", piece=b"n"),
    ),
    fails("no-answer", 1, "takes the request and says nothing", "timeout", silent()),
    fails("half-page", 1, "sends half of its page, then nothing", "timeout", silent(head(length=9_000) + START)),
    fails("last-byte", 1, "keeps the last byte of its page for itself", "timeout", silent(head(length=len(START) + 1) + START)),
    fails("no-handshake", 1, "takes the connection and never speaks TLS", "timeout", reply(""), tls="silent", plain="closed"),
    fails("drip-handshake", 1, "sends its part of the TLS handshake a byte a second", "timeout", reply(""), tls="dripping", plain="closed"),
    fails("slow-name", 1, "has a name server that does not answer", "dns", reply(""), dns=("slow",)),
    fails(
        "robots-drips", 1, "sends its robots.txt a byte a second", "robots_unreachable", reply(""), paths={"/robots.txt": drip(head(length=900))}, never=("/",)
    ),
    survives("sitemap-drips", 1, "sends its sitemap a byte a second", paths={"/sitemap.xml": drip(head(length=900))}, pages={"/sitemap.xml": "timeout"}),
    survives(
        "contact-drips",
        1,
        "sends its contact page a byte a second",
        links=("/contact",),
        paths={"/contact": drip(head(length=900))},
        pages={"/contact": "timeout"},
    ),
    survives(
        "all-hang", 1, "answers on its home page only; all others hang", links=HANGING, paths={"*": silent(), "/robots.txt": reply("", kind="text/plain")}
    ),
    survives("late-home", 1, "thinks for two seconds, then is in order", home=late(2.0, reply(company(firm("late-home"))))),
    Case(
        "slow-hops",
        1,
        "redirects slowly from hop to hop",
        {"/": late(2.5, moved("/1")), "/1": late(2.5, moved("/2")), "/2": late(2.5, moved("/3")), "/3": late(2.5, moved("/4")), "/4": silent()},
        Verdict(FAILED, "timeout"),
    ),
)

FRONT = (company(firm("cut")) + " " * 100).encode()
BLANK = b" " * 99 + b"\n"  # little work for the parser: these are about the way there
NO_END = company(firm("no-end")).replace("</body></html>", "").encode()

LARGE = (
    survives("endless-page", 2, "never ends its page", home=endless(head() + NO_END, BLANK)),
    survives(
        "endless-chunks", 2, "sends chunk after chunk", home=endless(CHUNKED + b"%x\r\n" % len(NO_END) + NO_END + b"\r\n", b"10\r\n" + b"y" * 16 + b"\r\n")
    ),
    survives("huge-length", 2, "announces a hundred gigabytes and begins to send them", home=endless(head(length=10**11) + NO_END, BLANK)),
    survives("one-gigabyte", 2, "has a page of one gigabyte", home=endless(head(length=1_000 * MB) + NO_END, BLANK)),
    survives("three-megabytes", 2, "has a page above the limit; its beginning counts", home=reply(FRONT + BLANK * 30_000)),
    survives("long-line", 2, "has a page of one line of 3 MB", home=reply(FRONT + b"w" * 3 * MB)),
    fails(
        "endless-robots",
        2,
        "never ends its robots.txt, which forbids all",
        "robots_disallowed",
        reply(""),
        never=("/",),
        paths={"/robots.txt": endless(head(kind="text/plain") + b"User-agent: *\nDisallow: /\n", b"# and so on\n")},
    ),
    survives(
        "endless-sitemap",
        2,
        "never ends its sitemap",
        paths={"/sitemap.xml": endless(head(kind="text/xml"), b"<url><loc>https://endless-sitemap.test/x</loc></url>")},
    ),
    survives(
        "sitemap-million",
        2,
        "has a sitemap of 40,000 pages",
        paths={"/sitemap.xml": made(lambda: b"".join(b"<loc>https://sitemap-million.test/p%d</loc>" % n for n in range(40_000)), kind="text/xml")},
    ),
    fails("endless-chunk-size", 2, "never ends the size of its first chunk", "network|timeout", endless(CHUNKED, b"0")),
    fails(
        "endless-trailers",
        2,
        "never ends the trailers behind its page",
        "network",
        endless(CHUNKED + b"%x\r\n" % len(FRONT) + FRONT + b"\r\n0\r\n", b"X-T: 1\r\n"),
    ),
    fails("endless-head", 2, "never ends its header", "network|timeout", endless(OK, b"X-Pad: aaaaaaaaaaaaaaaa\r\n")),
    fails("endless-head-line", 2, "never ends its first header line", "network|timeout", endless(OK + b"X: ", b"a")),
    fails("endless-informed", 2, "sends interim answers as fast as it can", "network|timeout", endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")),
    survives("big-contact", 2, "has a contact page without end", links=("/contact",), paths={"/contact": endless(head(), BLANK)}, pages={"/contact": ""}),
)

GZIP = "Content-Encoding: gzip"
GOOD = company(firm("packed")).encode()


def refused(name: str, encoding: str, does: str, home: bytes = b"x" * 2_000) -> Case:
    return fails(name, 3, does, "wrong_type", made(lambda: home, f"Content-Encoding: {encoding}"))


def bomb(name: str, encoding: str, build: object) -> Case:
    return fails(name, 3, f"is a {encoding} bomb of a gigabyte", "wrong_type", made(build, f"Content-Encoding: {encoding}"))  # type: ignore[arg-type]


PACKED = (
    fails("gzip-bomb", 3, "is a gzip bomb of a gigabyte of zeros", "wrong_type", made(gzip_bomb, GZIP)),
    survives("gzip-bomb-behind", 3, "has a gzip bomb behind its page", home=made(lambda: gzip_bomb(NO_END, filler=BLANK), GZIP)),
    bomb("brotli-bomb", "br", brotli_bomb),
    bomb("zstd-bomb", "zstd", zstd_bomb),
    bomb("deflate-bomb", "deflate", zlib_bomb),
    bomb("raw-deflate-bomb", "deflate", lambda: zlib_bomb(wbits=-15)),
    bomb("gzip-in-gzip", "gzip, gzip", lambda: gzip.compress(gzip_bomb())),
    refused("five-fold", "gzip, gzip, gzip, gzip, gzip", "is packed five times", stacked(GOOD, 5)),
    refused("fifty-fold", ", ".join(["gzip"] * 50), "is packed fifty times", stacked(GOOD, 50)),
    refused("brotli-gzip", "br, gzip", "is packed by two methods"),
    refused("compress", "compress", "uses an encoding of the eighties"),
    refused("rot13", "rot13", "uses an encoding that is none"),
    refused("dictionary", "dcb", "uses a shared dictionary that nobody has"),
    fails("gzip-no-gzip", 3, "says gzip and sends plain text", "wrong_type", reply(GOOD, GZIP)),
    fails("gzip-rubbish", 3, "sends a gzip stream that breaks off into rubbish", "wrong_type", reply(gzip.compress(GOOD)[:40] + b"\xff" * 3_000, GZIP)),
    survives("gzip-good", 3, "is packed as it says", home=reply(gzip.compress(GOOD), GZIP)),
    survives("gzip-upper", 3, "writes GZIP in capitals", home=reply(gzip.compress(GOOD), "Content-Encoding: GZIP")),
    survives("x-gzip", 3, "says x-gzip", home=reply(gzip.compress(GOOD), "Content-Encoding: x-gzip")),
    survives("identity", 3, "says identity", home=reply(GOOD, "Content-Encoding: identity")),
    survives(
        "gzip-members",
        3,
        "is packed in two gzip members",
        home=reply(gzip.compress(GOOD[:900]) + gzip.compress(GOOD[900:]), GZIP),
        facts={"phone": "+441482000111"},
    ),
    survives("gzip-tail", 3, "has rubbish behind its gzip stream", home=reply(gzip.compress(GOOD) + b"\0" * 5_000, GZIP)),
    fails(
        "gzip-endless-name",
        3,
        "never ends the file name in its gzip header",
        "wrong_type|empty_page|timeout|network",
        endless(head("200 OK", GZIP) + b"\x1f\x8b\x08\x08\0\0\0\0\0\3", b"name"),
    ),
    fails("gzip-nothing", 3, "says gzip and sends nothing", "empty_page|wrong_type", reply(b"", GZIP)),
    fails(
        "robots-bomb",
        3,
        "has a gzip bomb for robots.txt that forbids all",
        "robots_disallowed",
        reply(""),
        never=("/",),
        paths={"/robots.txt": made(lambda: gzip_bomb(b"User-agent: *\nDisallow: /\n", filler=b"#\n"), GZIP, kind="text/plain")},
    ),
    survives("sitemap-bomb", 3, "has a gzip bomb for a sitemap", paths={"/sitemap.xml": made(gzip_bomb, GZIP, kind="text/xml")}),
    survives(
        "contact-bomb",
        3,
        "has a brotli bomb for a contact page",
        links=("/contact",),
        paths={"/contact": made(brotli_bomb, "Content-Encoding: br")},
        pages={"/contact": "wrong_type"},
    ),
    survives(
        "gzip-file",
        3,
        "sends its sitemap as a gzip file",
        paths={"/sitemap.xml": reply(gzip.compress(b"<loc>https://gzip-file.test/</loc>"), kind="application/gzip")},
    ),
    survives("gzip-cut", 3, "breaks off in the middle of its gzip stream", home=raw(head("200 OK", GZIP) + gzip.compress(GOOD)[:-90])),
    Case("zlib-as-gzip", 3, "says gzip and sends zlib", {"/": reply(zlib.compress(GOOD), GZIP)}, Verdict(FAILED, "wrong_type")),
    Case(
        "page-of-bombs",
        3,
        "links to bombs only",
        {"/": page(company(firm("page-of-bombs"), *HANGING)), "*": made(lambda: gzip_bomb(subpage("x").encode()), GZIP)},
        Verdict(COMPLETED),
    ),
)

CASES = (*SLOW, *LARGE, *PACKED)
