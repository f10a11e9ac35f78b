"""Sixty and more bad files and texts, made here: what of each must be kept, and what must be said of which line or field."""

import gzip
import io
import zipfile
from typing import NamedTuple


class BadList(NamedTuple):
    """A list as someone gives it: the websites that must be kept (hosts, in order) and what is said, by line and kind."""

    name: str
    data: str | bytes
    kept: str
    said: dict[int, str] = {}
    refused: str = ""


def zipped(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"\0" * size)
    return out.getvalue()


def table(rows: str, mark: str = ";", end: str = "\r\n") -> str:
    return end.join(mark.join(row.split(";")) for row in rows.split("/"))


GERMAN = "Firma;Webseite;Größe/Müller;mueller.example;12/Straße AG;strasse.example;40"
RUSSIAN = "Компания;Сайт;Город/Рога и копыта;roga.example;Москва/Завод холодильного оборудования;zavod.example;Нижний Новгород"
JAPANESE = "会社名;ホームページ;所在地/東京製作所;tokyo.example;東京都千代田区/株式会社大阪冷凍食品;osaka.example;大阪府大阪市"
TWO, RU, JP = "mueller.example strasse.example", "roga.example zavod.example", "tokyo.example osaka.example"

ENCODINGS = [
    *(
        BadList(f"German in {code}", table(GERMAN).encode(code), TWO)
        for code in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac-roman")
    ),
    *(BadList(f"Russian in {code}", table(RUSSIAN).encode(code), RU) for code in ("cp1251", "koi8-r", "utf-16-be")),
    *(BadList(f"Japanese in {code}", table(JAPANESE, ",").encode(code), JP) for code in ("cp932", "euc-jp")),
    BadList("Polish in cp1250", "Firma;Strona www\nSpółka Wrocław;wroclaw.example\n".encode("cp1250"), "wroclaw.example"),
    BadList("one cp1252 line in UTF-8", "Müller;a.example\nSöhne;b.example\n".encode() + "Käse;c.example\n".encode("cp1252"), "a.example b.example c.example"),
    BadList("a NUL in the middle", b"a.example\0\nb\0.example\n", "a.example b.example"),
    BadList(
        "marks of direction, zero width and a late mark", "\u200fa.example\u200e\n\u202eb.example  \n\ufeffc\u200b.example\n", "a.example b.example c.example"
    ),
    BadList("lone surrogate", "a.example\n\ud800\nb.example", "a.example b.example", {2: "unusable"}),
]
SHAPES = [
    *(BadList(f"cut by {mark!r}", table(GERMAN, mark), TWO) for mark in (",", ";", "\t", "|")),
    BadList("delimiter named in the first line", "sep=|\nname|website\nA|a.example\n", "a.example"),
    BadList("lone CR line ends", "name,website\rA,a.example\rB,b.example\r", "a.example b.example"),
    BadList("all three line ends", "a.example\r\nb.example\rc.example\nd.example", "a.example b.example c.example d.example"),
    BadList("a quote never closed", 'name,website\n"Acme,a.example\n"Beta",b.example\nC,c.example\n', "a.example b.example c.example", {2: "note"}),
    BadList("a quote never closed at the end", 'name,website\nB,b.example\n"Acme,a.example', "b.example a.example", {3: "note"}),
    BadList("quotes inside quotes", 'name,website\n"Acme "The Best" Ltd",a.example\n24" screens,s.example\n', "a.example s.example"),
    BadList("a cell over two lines", 'website,note\na.example,"two\nlines"\nbad site,x\n', "a.example", {4: "unusable"}),
    BadList("a comma too many", "name,website,city\nAcme, Inc.,a.example,Berlin\nB,b.example,X\n", "a.example b.example", {2: "note"}),
    BadList("a short row", "name,website,city\nA\nB,b.example,X\n", "b.example", {2: "unusable"}),
    BadList("titles above the heading", "Export 2026;;\n;;\nname;website;x\nA;a.example;1\n", "a.example", {1: "note"}),
    BadList("no heading", "a.example,Anna\nb.example,Bert\n", "a.example b.example"),
    BadList("two columns of one name", "url,name,name\na.example,1,2\n", "a.example", {1: "note"}),
    BadList("ten thousand columns", ",".join(["x"] * 9_999 + ["website"]) + "\n" + ",".join(["y"] * 9_999 + ["a.example"]), "a.example", {1: "note"}),
    BadList("a cell of 50,000 characters", "website,note\na.example," + "x" * 50_000 + "\n", "a.example", {2: "note"}),
    BadList("a line of 1.5 million characters", "name,website\nA,a.example," + "x" * 1_500_000 + "\nB,b.example\n", "a.example b.example", {2: "note"}),
    BadList("trailing blanks and empty lines", "\n  a.example  \n\n\t\nb.example\u00a0\n\n", "a.example b.example"),
    BadList("all in one line", "a.example, b.example; c.example d.example", "a.example b.example c.example d.example", {1: "note"}),
    BadList("JSON", '["a.example",\n"b.example"]\n', "a.example b.example"),
    BadList("no column of websites", "a,b\n1,2\n3,4\n", "", {1: "unusable", 2: "unusable", 3: "unusable"}),
    *(
        BadList(f"heading in {language}", f"x;{word}\n1;a.example\n2;b.example\n", "a.example b.example")
        for language, word in (("Greek", "Ιστοσελίδα"), ("Korean", "홈페이지"), ("Arabic", "موقع"), ("Portuguese", "Página web"), ("Hungarian", "Weboldal"))
    ),
]
CELLS = [
    BadList("schemes and slashes", "http:/a.example\nhttps:\\\\b.example\nhttp//c.example\nHTTPS://D.example", "a.example b.example c.example d.example"),
    BadList("other schemes", "javascript:alert(1)\ndata:text/html,x\nftp://f.example\na.example", "a.example", {1: "unusable", 2: "unusable", 3: "unusable"}),
    BadList("a path of this machine", "file:///etc/passwd\n../../x.csv\nC:\\x.csv\na.example", "a.example", {1: "unusable", 2: "unusable", 3: "unusable"}),
    BadList("machines", "127.0.0.1\nhttp://[::1]/\n0x7f.1\nlocalhost\n10.0.0.1:80\na.example", "a.example", dict.fromkeys(range(1, 6), "unusable")),
    BadList("endings alone", "co.uk\n.com\nGmbH & Co.KG\nz.B.\na.example", "a.example", dict.fromkeys(range(1, 5), "unusable")),
    BadList("logins", "https://user:pw@a.example\nuser:pw@b.example\nc.example", "c.example", {1: "unusable", 2: "unusable"}),
    BadList("e-mail addresses", "info@a.example\nmailto:x@b.example?subject=y\nme@gmail.com", "a.example b.example", {1: "note", 2: "note", 3: "unusable"}),
    BadList("only e-mail addresses in the table", "name,email\nA,info@a.example\nB,x@gmail.com\n", "a.example", {2: "note", 3: "unusable"}),
    BadList("two websites in a cell", "name;website\nA;a.example / b.example\n", "a.example b.example", {2: "note"}),
    BadList("names and websites", "Acme GmbH & Co.KG - a.example\nBeta Ltd (https://b.example/x)\nGamma Inc\n", "a.example b.example", {3: "unusable"}),
    BadList("Markdown and HTML", '- [Acme](https://a.example)\n<a href="https://b.example">Beta</a>\n', "a.example b.example"),
    BadList("formulas", 'website,note\n"=HYPERLINK(""https://a.example"",""A"")","=1+1"\nb.example,"\'=1+1"\n', "a.example b.example"),
    BadList("nothing in many words", "website;x\nn/a;1\n-;2\n#N/A;3\nkeine;4\na.example;5\n", "a.example", dict.fromkeys(range(2, 6), "unusable")),
    BadList(
        "one company often",
        "a.example\nwww.a.example/de\nHTTP://A.EXAMPLE.\nshop.b.de\nb.de",
        "a.example shop.b.de",
        {2: "duplicate", 3: "duplicate", 5: "duplicate"},
    ),
    BadList(
        "addresses too long",
        "https://a.example/" + "x" * 5_000 + "\n" + "y" * 3_000 + "\nb.example/" + "ü" * 900,
        "a.example b.example",
        {1: "note", 2: "unusable"},
    ),
    BadList(
        "hosts that cannot be",
        "-a.example\na..example\n" + "x" * 64 + ".example\nü" + "x" * 70 + ".example\na b.c d\nok.example",
        "ok.example",
        dict.fromkeys(range(1, 6), "unusable"),
    ),
    BadList("names of a language", "пример.рф\nhttps://münchen.example/ä\n例え。jp", "xn--e1afmkfd.xn--p1ai xn--mnchen-3ya.example xn--r8jz45g.jp"),
    BadList(
        "SQL, templates and scripts",
        "'; DROP TABLE leads;--\n{{7*7}}\n{0.__class__}\n<script>alert(1)</script>\na.example",
        "a.example",
        dict.fromkeys(range(1, 5), "unusable"),
    ),
    BadList("words before the port", "a.example:8080\nb.example:99999\nc.example:x", "a.example", {2: "unusable", 3: "unusable"}),
    BadList("comments", "# my list\na.example\n#b.example", "a.example"),
]
REFUSED = [
    BadList("nothing", "", "", refused="nothing in it"),
    BadList("blanks", " \n\t\n\0\n", "", refused="nothing in it"),
    BadList("a byte-order mark", b"\xef\xbb\xbf", "", refused="nothing in it"),
    BadList("a heading alone", "name,website\n", "", refused="no row below"),
    BadList("a heading of a list alone", "Website\n", "", refused="no website in it"),
    BadList("Excel", zipped("xl/worksheets/sheet1.xml", 10_000), "", refused="save the sheet as CSV"),
    BadList("a bomb of 100 MB in an archive", zipped("list.csv", 100_000_000), "", refused="Unpack it"),
    BadList("gzip", gzip.compress(b"a.example\n"), "", refused="Unpack it"),
    BadList("old Excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "", refused="save the sheet as CSV"),
    BadList("PDF", b"%PDF-1.7\n%\xe2\xe3", "", refused="a PDF"),
    BadList("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "", refused="an image"),
    BadList("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF", "", refused="an image"),
    BadList("WebP", b"RIFF\x10\0\0\0WEBPVP8 ", "", refused="an image"),
    BadList("a program", b"\x7fELF\x02\x01\x01" + b"\0" * 60, "", refused="a program"),
    BadList("any other binary", bytes(range(256)) * 20, "", refused="binary data"),
    BadList("a web page", b"\n<!DOCTYPE html><html><a href='https://a.example'>x</a></html>", "", refused="a web page"),
    BadList("53 MB", b"a.example\n" * 5_300_000, "", refused="larger than 50 MB"),
]
BAD_LISTS = [*ENCODINGS, *SHAPES, *CELLS, *REFUSED]
