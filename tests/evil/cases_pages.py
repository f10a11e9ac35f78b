"""Rows 12 and 13: pages that are hard on a parser, and pages whose bytes are not what they say."""

import os
from collections.abc import Callable

from tests.evil.answers import MB, Answer, company, endless, head, made, raw, reply
from tests.evil.table import Case, Verdict, fails, firm, survives

SCALE = float(os.environ.get("EVIL_SCALE", "0.1"))
"""Share of their full size (just below the limit of a page) that hostile pages have: a tenth in tests, all of it in the benchmark."""


def times(count: int) -> int:
    return int(count * SCALE)


def hostile(name: str, does: str, build: Callable[[], str], *, before: bool = False) -> Case:
    """A page of a company with something behind it (or before it) that a careless parser chokes on."""

    def whole() -> bytes:
        page, extra = company(firm(name)), build()
        return (extra + page if before else page.replace("</body></html>", extra)).encode("utf-8", "surrogatepass")

    if SCALE < 1:
        return survives(f"parse-{name}", 12, does, home=made(whole))
    return Case(f"parse-{name}", 12, does, {"/": made(whole)}, Verdict("COMPLETED|FAILED", "|parser_limit"))


PARSER = (
    survives(
        "parse-200mb",
        12,
        "has 200 MB of markup",
        home=endless(head(length=200 * MB) + company(firm("parse-200mb")).encode(), b"<div class=a><p>text</p></div>"),
    ),
    hostile("nested", "nests 100,000 elements", lambda: "<div>" * times(100_000)),
    hostile("nested-closed", "nests 100,000 elements and closes them", lambda: "<b>" * times(100_000) + "</b>" * times(100_000)),
    hostile("nested-tables", "nests 20,000 tables", lambda: "<table><tr><td>" * times(20_000)),
    hostile("nested-lists", "nests 50,000 lists with text", lambda: "<ul><li>x" * times(50_000)),
    hostile("misnested", "closes 100,000 elements in the wrong order", lambda: "<b><i>" * times(50_000) + "</b></i>" * times(50_000)),
    hostile("attributes", "has an element with 200,000 attributes", lambda: "<p " + " ".join(f"a{n}=1" for n in range(times(200_000))) + ">x"),
    hostile("same-attribute", "has an element with one attribute 300,000 times", lambda: "<p " + "class=x " * times(300_000) + ">x"),
    hostile("long-attribute", "has an attribute of 1.8 MB", lambda: f'<p title="{"x" * times(1_800_000)}">x'),
    hostile("open-quote", "never closes the quotes of an attribute", lambda: '<p title="' + "x > y < z " * times(150_000)),
    hostile("ampersands", "has 400,000 broken entities", lambda: "&amp" * times(400_000)),
    hostile("entities", "has 250,000 entities", lambda: "&hearts;" * times(240_000)),
    hostile("numbers", "has entities of huge numbers", lambda: "&#99999999999999999999;" * times(70_000)),
    hostile("half-entities", "begins 900,000 entities", lambda: "&#" * times(900_000)),
    hostile("open-declaration", "has 600,000 declarations that never end", lambda: "<!" * times(600_000)),
    hostile("open-comment", "has a comment that never ends", lambda: "<!--" + "- " * times(900_000)),
    hostile("many-comments", "begins 400,000 comments", lambda: "<!--" * times(400_000)),
    hostile("comment-ends", "almost ends its comment 400,000 times", lambda: "<!--" + "--!" * times(500_000)),
    hostile("open-cdata", "has a CDATA section that never ends", lambda: "<![CDATA[" * times(200_000)),
    hostile("open-instruction", "has instructions that never end", lambda: "<?xml " * times(300_000)),
    hostile("open-script", "has a script that never ends", lambda: "<script>" + "</scrip " * times(200_000)),
    hostile("many-scripts", "has 100,000 scripts", lambda: "<script>1</script>" * times(100_000)),
    hostile("script-strings", "has a script of quotes", lambda: "<script>" + "location.href=" * times(120_000) + "</script>"),
    hostile("open-title", "never ends its title", lambda: "<title>" + "word " * times(300_000), before=False),
    hostile("open-textarea", "never ends a text field", lambda: "<textarea>" + "</texta" * times(250_000)),
    hostile("links-in-links", "puts 300,000 broken links into each other", lambda: "<a <" * times(400_000)),
    hostile("links", "has 60,000 links", lambda: "".join(f"<a href=/p{n}>a</a>" for n in range(times(60_000)))),
    hostile("long-links", "has links of 100,000 characters", lambda: "".join(f"<a href='/{n}{'a' * times(100_000)}'>a</a>" for n in range(18))),
    hostile("open-tag", "has a tag that never ends", lambda: "<a" + " " * times(1_900_000)),
    hostile("angles", "is a sea of opening brackets", lambda: "<" * times(1_900_000)),
    hostile("closing", "closes 400,000 elements that were never open", lambda: "</a>" * times(400_000)),
    hostile("slashes", "has 900,000 slashes in a tag", lambda: "<p " + "/" * times(1_800_000)),
    hostile("equals", "has 900,000 equal signs in a tag", lambda: "<p " + "=" * times(1_800_000)),
    hostile("forms", "nests 50,000 forms", lambda: "<form><input name=email><textarea>" * times(30_000)),
    hostile("svg", "changes between SVG, MathML and HTML 40,000 times", lambda: "<svg><math><mi><p>" * times(40_000)),
    hostile("templates", "nests 60,000 templates", lambda: "<template>" * times(100_000)),
    hostile(
        "xml-bomb",
        "declares entities that grow",
        lambda: '<!DOCTYPE x [<!ENTITY a "aaaa">' + "".join(f'<!ENTITY b{n} "&b{n - 1};&b{n - 1};">' for n in range(1, 60)) + "]>&b59;",
    ),
    hostile("json-nested", "has data of 200,000 open brackets", lambda: '<script type="application/ld+json">' + "[" * times(200_000) + "</script>"),
    hostile("json-objects", "has data of deep objects", lambda: '<script type="application/ld+json">' + '{"a":' * times(100_000) + "</script>"),
    hostile(
        "json-number",
        "has data with a number of a million digits",
        lambda: '<script type="application/ld+json">{"@type":"Organization","name":' + "9" * times(1_000_000) + "}</script>",
    ),
    hostile("json-many", "has 30,000 pieces of data", lambda: '<script type="application/ld+json">{"@type":"Organization"}</script>' * times(30_000)),
    hostile("mails", "has 60,000 addresses", lambda: " ".join(f"a{n}@parse-mails.test" for n in range(times(60_000)))),
    hostile("mail-run", "has a local part of a megabyte", lambda: "a." * times(500_000) + "@parse-mail-run.test"),
    hostile("at-signs", "has 900,000 at signs", lambda: "a@" * times(900_000)),
    hostile("dots", "has a domain of a million dots", lambda: "x@" + "a." * times(800_000)),
    hostile("phones", "has 100,000 numbers", lambda: " ".join(f"+44 20 7946 {n % 10_000:04d}" for n in range(times(90_000)))),
    hostile("digits", "has a number of 1.8 million digits", lambda: "Tel. +" + "1" * times(1_800_000)),
    hostile("phone-run", "has a phone number of blanks and digits without end", lambda: "Tel. " + "1 - " * times(450_000)),
    hostile("copyright", "has 150,000 copyright lines", lambda: "© 2026 A Ltd. " * times(120_000)),
    hostile("names", "has 200,000 legal forms", lambda: "Ltd GmbH S.A. " * times(120_000)),
    hostile("words", "has one word of 1.8 million letters", lambda: "w" * times(1_800_000)),
    hostile("blanks", "has 1.8 million blanks before a full stop", lambda: "We need" + " " * times(1_800_000) + "."),
    hostile("dates", "has 150,000 dates", lambda: "12 March 2026, " * times(120_000)),
    hostile("titles", "has 60,000 headings", lambda: "<h1>Managing Director Ann Ash</h1>" * times(50_000)),
    hostile("combining", "has a letter with 500,000 accents", lambda: "a" + "\u0301" * times(500_000)),
    hostile("directions", "turns the reading direction 300,000 times", lambda: "\u202e\u202d" * times(300_000)),
    hostile("invisible", "has 600,000 invisible characters", lambda: "\u200b\u2060" * times(300_000)),
    hostile("tags-plane", "has text in the tag plane", lambda: "".join(chr(0xE0000 + 32 + n % 90) for n in range(times(400_000)))),
    fails("parse-controls", 12, "has more control characters than text", "wrong_type", made(lambda: (company("C Ltd") + "\x01\x08\x0b" * 3_000).encode())),
)

UMLAUT = "Grünölfärberei Straße"
CYRILLIC = "Насосы и клапаны"
GREEK = "Αντλίες και βαλβίδες"
JAPANESE = "ポンプ製造"


def written(
    name: str, does: str, said: str, codec: str, kind: str = "text/html", meta: str = "", *, errors: str = "strict", front: bytes = b"", kept: str = ""
) -> Case:
    """A page whose name must come out as it was written. ``said`` is the name, ``codec`` how it is written, ``kind`` and ``meta`` what is declared."""
    page = company("NAME").replace('<meta charset="utf-8">', meta).replace("NAME", f"{said} GmbH")
    body = front + page.encode(codec, errors)
    return survives(f"bytes-{name}", 13, does, home=reply(body, kind=kind), facts={"company_name": kept or said})


def survives_bytes(name: str, does: str, body: bytes, kind: str = "text/html") -> Case:
    return survives(f"bytes-{name}", 13, does, home=reply(body, kind=kind))


def _with(name: str, extra: bytes) -> bytes:
    return company(firm(name)).encode().replace(b"</body>", extra + b"</body>")


def _untyped(body: bytes) -> Answer:
    return raw(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)


CHARSETS = (
    written("utf8", "declares UTF-8 and is", UMLAUT, "utf-8", "text/html; charset=utf-8"),
    written("none", "declares nothing and is UTF-8", UMLAUT, "utf-8"),
    written("none-1252", "declares nothing and is cp1252", UMLAUT, "cp1252"),
    written("lying", "declares UTF-8 and is cp1252", UMLAUT, "cp1252", "text/html; charset=utf-8"),
    written("latin1", "says latin-1 and means cp1252", "Ölmühle „Zum Löwen“", "cp1252", "text/html; charset=iso-8859-1", kept="Ölmühle „Zum Löwen“"),
    written("ascii", "says ASCII and is cp1252", UMLAUT, "cp1252", "text/html; charset=us-ascii"),
    written("latin2", "is ISO 8859-2", "Żółć i Gęś", "iso8859-2", "text/html; charset=iso-8859-2"),
    written(
        "cp1251", "is Windows Cyrillic by its meta element", CYRILLIC, "cp1251", meta='<meta http-equiv=Content-Type content="text/html; charset=windows-1251">'
    ),
    written("koi8", "is KOI8-R", CYRILLIC, "koi8-r", "text/html; charset=koi8-r"),
    written("greek", "is ISO 8859-7", GREEK, "iso8859-7", "text/html; charset=ISO-8859-7"),
    written("sjis", "is Shift JIS", JAPANESE, "shift_jis", meta='<meta charset="Shift_JIS">'),
    written("euc", "is EUC-JP", JAPANESE, "euc-jp", "text/html; charset=euc-jp"),
    written("gb", "says gb2312 and is GBK", "水泵厂", "gbk", "text/html; charset=gb2312"),
    written("big5", "is Big5", "水泵廠", "big5", "text/html; charset=big5"),
    written("bom", "has a byte-order mark and declares cp1252", UMLAUT, "utf-8", "text/html; charset=windows-1252", front=b"\xef\xbb\xbf"),
    written("utf16", "is UTF-16 with a mark", UMLAUT, "utf-16-le", front=b"\xff\xfe"),
    written("utf16-be", "is UTF-16 in the other order, with a mark", UMLAUT, "utf-16-be", front=b"\xfe\xff"),
    written("utf16-said", "declares UTF-16 and has no mark", UMLAUT, "utf-16-le", "text/html; charset=utf-16"),
    written("utf16-lie", "declares UTF-16 and is UTF-8", UMLAUT, "utf-8", "text/html; charset=utf-16"),
    written("bogus", "declares a charset that does not exist", UMLAUT, "utf-8", "text/html; charset=klingon-8"),
    written("long-name", "declares a charset of 5,000 letters", UMLAUT, "utf-8", f"text/html; charset={'x' * 5_000}"),
    written("rot13", "declares rot13", UMLAUT, "utf-8", "text/html; charset=rot13"),
    written("zlib", "declares zlib_codec", UMLAUT, "utf-8", "text/html; charset=zlib_codec"),
    written("utf7", "declares UTF-7", UMLAUT, "utf-8", "text/html; charset=utf-7"),
    written("idna", "declares idna", UMLAUT, "utf-8", "text/html; charset=idna"),
    written("escape", "declares unicode_escape", UMLAUT, "utf-8", "text/html; charset=unicode_escape"),
    written("meta-lies", "says UTF-8 in the header and cp1252 in the page", UMLAUT, "utf-8", "text/html; charset=utf-8", '<meta charset="windows-1252">'),
    written("entities", "writes its accents as entities", "Grünöl", "ascii", errors="xmlcharrefreplace"),
    survives_bytes("surrogates", "has lone surrogates", _with("bytes-surrogates", b"<p>\xed\xa0\x80\xed\xbf\xbf &#xD800; \\ud800</p>")),
    survives_bytes("nul", "has NUL bytes", _with("bytes-nul", b"<p>N\0U\0L &#0; \0\0\0</p>").replace(b"office@", b"of\0fice@")),
    survives_bytes("invalid", "has bytes that are nothing", _with("bytes-invalid", b"<p>" + bytes(range(128, 256)) * 20 + b"</p>")),
    survives_bytes("half", "ends in the middle of a character", company(firm("bytes-half")).encode() + b"<p>\xe2\x82"),
    survives_bytes("overlong", "has overlong characters", _with("bytes-overlong", b"<p>\xc0\xbcscript\xc0\xbe \xe0\x80\xaf \xf8\x88\x80\x80\x80</p>")),
    survives_bytes(
        "noncharacters", "has characters that are none", _with("bytes-noncharacters", "<p>\ufffe\uffff\U0010ffff\ufdd0 &#x1F; &#xFFFF;</p>".encode())
    ),
    survives("bytes-untyped", 13, "says nothing about its type", home=_untyped(company(firm("bytes-untyped")).encode())),
    survives("bytes-title", 13, "has controls in its title", home=reply(company("Con\x07trol\x1b[31m Ltd"))),
)

CASES = (*PARSER, *CHARSETS)
