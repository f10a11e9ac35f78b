"""Rows 7 to 9: broken connections and answers, certificates, and sites that ask to be left alone."""

from email.utils import formatdate

from tests.evil.answers import Answer, Exchange, company, fields, head, late, moved, raw, reply, reset, turns
from tests.evil.table import Case, fails, firm, survives

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BODY = company("Broken Ltd").encode()
SIZE = str(len(BODY)).encode()
ZIP = b"PK\x03\x04" + b"\0" * 600
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" + b"<<>>" * 200
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 600


def broken(name: str, does: str, *parts: bytes, code: str = "network") -> Case:
    return fails(name, 7, does, code, raw(*parts))


def typed(name: str, kind: str, body: bytes = BODY, code: str = "wrong_type", does: str = "") -> Case:
    return fails(name, 7, does or f"sends {kind or 'no type'}", code, reply(body, kind=kind))


def accepted(name: str, kind: str) -> Case:
    return survives(name, 7, f"calls its page {kind or 'nothing'}", home=reply(company(firm(name)), kind=kind))


def status(code: int, reason: str, verdict: str) -> Case:
    return fails(f"status-{code}", 7, f"answers {code} {reason}", verdict, reply(BODY, status=f"{code} {reason}"))


CONNECTION = (
    fails("refused", 7, "takes no connections", "network", reply(""), tls="closed", plain="closed", hits=0),
    fails("aborts", 7, "resets every connection", "network|robots_unreachable", reply(""), tls="abort", plain="abort", hits=0),
    fails("reset-head", 7, "resets in the middle of its header", "network", reset(b"HTTP/1.1 200 OK\r\nContent-Ty")),
    fails("reset-body", 7, "resets in the middle of its page", "network", reset(head(length=9_000) + BODY[:500])),
    fails("reset-robots", 7, "resets when asked for robots.txt", "robots_unreachable", reply(BODY), paths={"/robots.txt": reset()}, never=("/",)),
    fails("hangs-up", 7, "closes without an answer", "network", raw()),
    fails("cut-length", 7, "closes before the length that it announced", "network", raw(OK + b"Content-Length: 90000\r\n\r\n" + BODY)),
    fails("cut-chunk", 7, "closes in the middle of a chunk", "network", raw(OK + b"Transfer-Encoding: chunked\r\n\r\nfff\r\n" + BODY[:300])),
    fails("no-last-chunk", 7, "closes without the last chunk", "network", raw(OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(BODY) + BODY + b"\r\n")),
    survives("until-close", 7, "ends its page by closing", home=raw(OK + b"\r\n" + company(firm("until-close")).encode())),
    survives("contact-resets", 7, "resets on its contact page", links=("/contact",), paths={"/contact": reset()}, pages={"/contact": "network"}),
    survives("old-protocol", 7, "speaks HTTP/1.0", home=raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + company(firm("old-protocol")).encode())),
    survives(
        "bare-newlines",
        7,
        "ends its header lines with LF only",
        home=raw(b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + company(firm("bare-newlines")).encode()),
    ),
    survives(
        "too-much",
        7,
        "sends more than the length that it announced",
        home=raw(
            OK
            + b"Content-Length: %d\r\n\r\n" % len(company(firm("too-much")).encode())
            + company(firm("too-much")).encode()
            + b"HTTP/1.1 200 OK\r\n\r\n<h1>Smuggled Ltd</h1>" * 3
        ),
    ),
)

ANSWERS = (
    broken("garbage-length", "announces a length that is no number", OK + b"Content-Length: many\r\n\r\n" + BODY),
    broken("negative-length", "announces a negative length", OK + b"Content-Length: -5\r\n\r\n" + BODY),
    broken("enormous-length", "announces a length of thirty digits", OK + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n" + BODY, code="network|timeout"),
    broken("two-lengths", "announces two different lengths", OK + b"Content-Length: 5\r\nContent-Length: 900\r\n\r\n" + BODY),
    broken("bad-chunk", "sends a chunk size that is no number", OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + BODY),
    broken("negative-chunk", "sends a negative chunk size", OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n" + BODY),
    broken("huge-chunk", "sends a chunk size of 2^64", OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 17 + b"\r\n" + BODY),
    broken("odd-transfer", "uses a transfer encoding that nobody knows", OK + b"Transfer-Encoding: rot13\r\n\r\n" + BODY),
    broken("huge-head", "sends a header of 10 MB", OK, *([b"X-Pad: " + b"a" * 99_990 + b"\r\n"] * 100), b"\r\n" + BODY),
    broken("many-heads", "sends 100,000 header lines", OK, b"X-A: b\r\n" * 100_000, b"\r\n" + BODY),
    broken("no-header", "speaks HTTP/0.9: a page without a header", BODY),
    broken("http-two", "answers in HTTP/2", b"\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x80\0\x04\0\x01\0\0\0\x05\0\xff\xff\xff"),
    broken("bad-status", "sends a status that is no number", b"HTTP/1.1 abc OK\r\n\r\n"),
    broken("status-line-cut", "sends half a status line", b"HTTP/1."),
    broken("status-999", "answers 999", b"HTTP/1.1 999 Request denied\r\nContent-Length: 2\r\n\r\nno", code="http_4xx|http_5xx|network"),
    broken("status-000", "answers 000", b"HTTP/1.1 000 Nothing\r\nContent-Length: 2\r\n\r\nno", code="http_4xx|network"),
    broken("status-99", "answers 99", b"HTTP/1.1 99 Little\r\n\r\n"),
    broken("other-protocol", "answers in another protocol", b"ICY 200 OK\r\n\r\n" + BODY),
    broken("ssh", "greets like an ssh server", b"SSH-2.0-OpenSSH_9.2\r\n"),
    broken("nul-header", "sends NUL in a header name", OK + b"X\0Y: 1\r\n\r\n" + BODY),
    broken("no-colon", "sends a header line without a colon", OK + b"nonsense\r\n\r\n" + BODY),
    broken("blank-name", "sends a header without a name", OK + b": value\r\n\r\n" + BODY),
    broken("switches", "switches protocols unasked", b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", code="network|timeout|http_4xx"),
    broken("response-first", "answers 200 with nothing at all", OK + b"Content-Length: 0\r\n\r\n", code="empty_page"),
    status(204, "No Content", "http_4xx|empty_page"),
    survives("status-206", 7, "answers 206 without having been asked for a part", home=reply(company(firm("status-206")), status="206 Partial Content")),
    *(
        status(code, reason, "http_4xx")
        for code, reason in (
            (400, "Bad Request"),
            (401, "Unauthorized"),
            (402, "Payment Required"),
            (403, "Forbidden"),
            (404, "Not Found"),
            (410, "Gone"),
            (418, "Teapot"),
            (451, "Unavailable For Legal Reasons"),
        )
    ),
    *(
        status(code, reason, "http_5xx")
        for code, reason in ((500, "Internal Server Error"), (502, "Bad Gateway"), (504, "Gateway Timeout"), (522, "Timed Out"))
    ),
)

TYPES = (
    typed("pdf", "application/pdf", PDF),
    typed("pdf-as-html", "text/html", PDF, does="sends a PDF and calls it a page"),
    typed("zip-as-html", "text/html", ZIP, does="sends a ZIP file and calls it a page"),
    typed("png-as-html", "text/html", PNG, does="sends a picture and calls it a page"),
    typed("picture", "image/png", PNG),
    typed("film", "video/mp4", b"\0\0\0\x20ftypisom" + b"\0" * 900),
    typed("json", "application/json", b'{"company": "Json Ltd"}'),
    typed("program", "application/octet-stream", b"MZ\x90" + b"\0" * 900),
    typed("stream", "text/event-stream", b"data: 1\n\n"),
    typed("script", "application/javascript", b"alert(1)"),
    typed("multipart", "multipart/x-mixed-replace; boundary=x", b"--x\r\n\r\n"),
    accepted("type-rubbish", ";;;===,,"),
    accepted("untyped", ""),
    accepted("xhtml", "application/xhtml+xml"),
    accepted("capital-type", "TEXT/HTML;CHARSET=UTF-8"),
    accepted("quoted-charset", 'text/html; charset="utf-8"; x=y'),
    accepted("plain-text", "text/plain; charset=utf-8"),
)


def cert(name: str, does: str, **more: str) -> Case:
    return fails(f"cert-{name}", 8, does, "tls", reply(company(firm(name))), never=("/",), **more)


TLS = (
    cert("expired", "shows a certificate that has expired", cert="expired"),
    cert("future", "shows a certificate that is not valid yet", cert="future"),
    cert("unknown", "shows a certificate of an authority that nobody trusts", cert="unknown"),
    cert("wrong", "shows the certificate of somebody else", cert="wrong"),
    cert("parent", "shows a certificate for its www. host only", cert="parent"),
    cert("old", "speaks nothing newer than TLS 1.0", tls="old"),
    cert("version", "refuses every version of TLS that is offered", tls="too-old"),
    cert("garbage", "speaks something else on the port of TLS", tls="garbage", plain="garbage"),
    cert("plain", "speaks HTTP on the port of TLS", tls="plain", plain="closed"),
    cert("alert", "answers every handshake with an alert", tls="alert"),
    fails("cert-hop", 8, "redirects to a host whose certificate has expired", "tls", moved("https://cert-expired.test/x")),
)


def asks(name: str, does: str, retry_after: str | None, *, code: int = 429, hits: int = 4, verdict: str = "rate_limited") -> Case:
    lines = () if retry_after is None else (f"Retry-After: {retry_after}",)
    return fails(f"busy-{name}", 9, does, verdict, reply("later", *lines, status=f"{code} Later"), hits=hits)


async def _in_two_seconds(to: Exchange) -> bool:
    import time

    return await reply("later", *fields(Retry_After=formatdate(time.time() + 2, usegmt=True)), status="503 Later")(to)


def relents(name: str, does: str, first: Answer) -> Case:
    return survives(f"busy-{name}", 9, does, home=turns(first, reply(company(firm(name)))), hits=6)


BUSY = (
    asks("seconds", "answers 429 with Retry-After: 1 for ever", "1"),
    asks("none", "answers 429 without a Retry-After", None),
    asks("zero", "answers 429 with Retry-After: 0", "0"),
    asks("negative", "answers 429 with a negative Retry-After", "-10"),
    asks("garbage", "answers 429 with a Retry-After of rubbish", "soon!"),
    asks("fraction", "answers 429 with half a second", "0.5"),
    asks("digits", "answers 429 with digits of another script", "٣"),
    asks("two", "answers 429 with two values", "1, 2"),
    asks("hour", "answers 429 with Retry-After: 3600", "3600", hits=2),
    asks("eternity", "answers 429 with Retry-After: 1000000000", "1000000000", hits=2),
    asks("beyond", "answers 429 with five thousand digits", "9" * 5_000),
    asks("next-year", "answers 503 with a date a year ahead", "Sun, 21 Nov 2027 08:00:00 GMT", code=503, hits=2),
    asks("far-date", "answers 503 with a date in the year 9999", "Fri, 31 Dec 9999 23:59:59 GMT", code=503, hits=2),
    asks("past", "answers 503 with a date long past", "Sun, 06 Nov 1994 08:49:37 GMT", code=503),
    asks("bad-date", "answers 503 with a date that does not exist", "Mon, 32 Foo 2026 99:99:99 GMT", code=503, verdict="http_5xx"),
    asks("503-none", "answers 503 without a Retry-After", None, code=503, verdict="http_5xx"),
    relents("relents", "answers 429 once, with a second to wait", reply("later", *fields(Retry_After=1), status="429 Later")),
    relents("relents-date", "answers 503 once, with a date two seconds ahead", _in_two_seconds),
    fails(
        "busy-robots",
        9,
        "answers 429 when asked for robots.txt",
        "robots_unreachable",
        reply(BODY),
        paths={"/robots.txt": reply("", status="429 Later")},
        never=("/",),
    ),
    survives(
        "busy-contact",
        9,
        "answers 429 on its contact page",
        links=("/contact",),
        pages={"/contact": "rate_limited"},
        paths={"/contact": reply("", *fields(Retry_After=3600), status="429 Later")},
    ),
    survives(
        "busy-sitemap",
        9,
        "answers 503 for its sitemap",
        pages={"/sitemap.xml": "rate_limited"},
        paths={"/sitemap.xml": reply("", *fields(Retry_After=9000), status="503 Later")},
    ),
    survives(
        "slow-but-busy",
        9,
        "thinks a second, then asks for another",
        home=turns(late(1.0, reply("", *fields(Retry_After=1), status="503 Later")), reply(company(firm("slow-but-busy")))),
        hits=6,
    ),
)

CASES = (*CONNECTION, *ANSWERS, *TYPES, *TLS, *BUSY)
