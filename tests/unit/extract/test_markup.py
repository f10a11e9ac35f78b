"""The scanner on HTML as it is found: what is seen, where it stands in the source, and how long it takes."""

import time
from collections.abc import Callable

import pytest

from pipeline.extract.markup import Markup, scan
from pipeline.extract.scanner import MAX_TAGS

URL = "https://firm.example/"


def read(source: str) -> Markup:
    return scan(source, URL)


SEEN = [
    ("<p>one<p>two", "one\ntwo"),
    ("<p>a<b>b</b>c <i>d</i></p>", "abc d"),
    ("one<br>two<BR/>three", "one\ntwo\nthree"),
    ("<table><tr><td>a<td>b<tr><th>c</table>d", "a\nb\nc\nd"),
    ("<ul><li>a<li>b</ul>", "a\nb"),
    ("  a \n\t b&nbsp;&#160; c  ", "a b c"),
    ("caf&eacute; &amp; &lt;b&gt; &copy 2026 &unknown; &", "café & <b> © 2026 &unknown; &"),
    ("in&shy;for\u00adma\u200btion\ufeff \u202a+49\u202c", "information +49"),
    ("&#x41;&#66;&#0;&#x110000;", "AB\ufffd\ufffd"),
    ("a < b > c <3 <<< d", "a < b > c <3 <<< d"),
    ("a</>b</ x>c<?php echo 1 ?>d<!doctype html>e<![CDATA[f]]>g", "abcdeg"),
    ("a<!-- b --> c<!-->d<!--->e<!-- f --!>g", "a cdeg"),
    ("a<!-- never closed <p>b", "a"),
    ("a<script>if (a</b>1) '</p>'</script>b", "ab"),
    ("a<script><!-- </script> b", "a b"),
    ("a<script>never closed</p>", "a"),
    ("a<SCRIPT>x</sCript >b", "ab"),
    ("a<style>p{}</style><title>T</title><textarea><p>x</textarea><noscript><p>y</noscript>b", "ab"),
    ("a<iframe><p>x</iframe>b", "a\nb"),
    ("<div hidden>a<div>b</div></div>c", "c"),
    ('<div style="color:red; DISPLAY : none">a</div>b', "b"),
    ("<span style='visibility:hidden'>a</span>b", "b"),
    ('<p>a<i aria-hidden="true">icon</i>b', "ab"),
    ("<template><p>a</template>b", "b"),
    ("<select><option>Austria<option>Belgium</select>b", "b"),
    ("<a href=x>One</a><a href=y>Two</a>", "One Two"),
    ("<strong>Title</strong><span>Text</span><i>x</i>", "Title Text x"),
    ("<b>info</b><b>@firm</b><b>.de</b><b>,</b> (<i>a</i><i>)</i>", "info@firm.de, (a)"),
    ("PM<sub>10</sub><a href=x", "PM10"),
    ("write<a href=x>us</a>now", "writeusnow"),
    ("<pre>a\n b  c\nd</pre>", "a\nb c\nd"),
    ("<div>a<p>b</div>c", "a\nb\nc"),
    ("<b>a<div>b</b>c</div>d", "a\nbc\nd"),
    ("<table><td>a</div>b</table>c", "ab\nc"),
    ("<table><td><table><tr><td>a</tr></table>b</td></table>c", "a\nb\nc"),
    ('<p title="a > b">c', "c"),
    ("<p title='never closed>a</p>b", ""),
    ("a<p", "a"),
    ("a<p class=", "a"),
    ("a</p", "a"),
    ("<p/>a<br / >b", "a\nb"),
    ("<p\nclass=x\n>a</p\n>b", "a\nb"),
    ("</div></p>a</body></html>b", "ab"),
    ("<svg><title>icon</title><text>x</text></svg>y", "xy"),
    ("\x00a\x00b", "ab"),
    ("電話：０３&#12288;１２３４", "電話：０３ １２３４"),
    ("", ""),
    ("<", "<"),
    ("<>", "<>"),
    ("&#55357;&#56832;", "\ufffd\ufffd"),
]


@pytest.mark.parametrize(("source", "text"), SEEN)
def test_visible_text(source: str, text: str) -> None:
    assert read(source).text == text


@pytest.mark.parametrize("source", [source for source, _ in SEEN])
def test_every_piece_of_text_has_its_place_in_the_source(source: str) -> None:
    page = read(source)
    for block in page.blocks:
        assert page.text[block.start : block.end] == block.text
        assert "\n" not in block.text
    for at, char in enumerate(page.text):
        start, end = page.source_span(at, at + 1)
        assert 0 <= start <= end <= len(source)
        if char not in " \n" and "&" not in source:
            assert source[start:end] == char
    assert "\n".join(block.text for block in page.blocks) == page.text


def test_a_span_covers_references_whole_and_nothing_else() -> None:
    page = read("<p>Tel. <b>030</b>&nbsp;12&ndash;34 &amp; more</p>")
    start = page.text.index("030")
    assert page.source[slice(*page.source_span(start, start + 9))] == "030</b>&nbsp;12&ndash;34"
    amp = page.text.index("&")
    assert page.source[slice(*page.source_span(amp, amp + 1))] == "&amp;"
    assert page.source_span(4, 4) == (page.source_span(4, 4)[0],) * 2


def test_attributes_with_their_places() -> None:
    source = "<a HREF=\"/x?a=1&copy=2&amp;b\" class='x y' id=z&gt; data-e='' checked href=second =odd x = y>"
    tag = read(source).tags[0]
    assert {name: attr.value for name, attr in tag.attrs.items()} == {
        "href": "/x?a=1&copy=2&b",
        "class": "x y",
        "id": "z>",
        "data-e": "",
        "checked": "",
        "=odd": "",
        "x": "y",
    }
    assert source[tag.attrs["href"].start : tag.attrs["href"].end] == "/x?a=1&copy=2&amp;b"
    assert source[tag.attrs["class"].start : tag.attrs["class"].end] == "x y"
    assert (tag.start, tag.end) == (0, len(source))
    assert tag.value("class") == "x y"
    assert tag.value("none") == ""


def test_elements_and_their_text() -> None:
    page = read("<div><h1> A <b>b</b></h1><p>c<p>d</div>e<i>f")

    def text(name: str) -> list[str]:
        return [page.text[slice(*page.element_text(tag))] for tag in page.by_name(name)]

    assert text("h1") == ["A b"]
    assert text("p") == ["c", "d"]
    assert text("div") == ["A b\nc\nd"]
    assert text("b") == ["b"]
    assert text("i") == ["f"]
    assert text("nothing") == []
    assert [page.text[tag.text_at :][:1] for tag in page.tags] == ["A", "A", "b", "c", "d", "f"]


def test_blocks_know_their_element() -> None:
    page = read("<h2>a</h2><ul><li><a>b</a></ul><table><td>c</table><address>d<br>e</address>f")
    assert [(block.text, block.tag) for block in page.blocks] == [("a", "h2"), ("b", "li"), ("c", "td"), ("d", "address"), ("e", "address"), ("f", "body")]


ZONES = [
    ("<nav>a</nav>", "nav"),
    ("<div class='main-menu'>a</div>", "nav"),
    ("<ul id=navbar><li>a</ul>", "nav"),
    ("<header>a</header>", "header"),
    ("<header><nav>a</nav></header>", "nav"),
    ("<footer><nav>a</nav></footer>", "footer"),
    ("<div class='site-footer dark'><p>a</div>", "footer"),
    ("<div id=footerWrap>a</div>", "footer"),
    ("<div role=contentinfo>a</div>", "footer"),
    ("<aside>a</aside>", "aside"),
    ("<div class=cookie-banner>a</div>", "aside"),
    ("<body class='has-sidebar no-footer nav'><p>a", "main"),
    ("<article><header><h1>a</h1></header></article>", "main"),
    ("<div class='menu'><main>a</main></div>", "main"),
    ("<div class='menuette barefooted'>a</div>", "main"),
    ("<nav>x</nav>a", "main"),
]


@pytest.mark.parametrize(("source", "zone"), ZONES)
def test_zones(source: str, zone: str) -> None:
    page = read(source)
    assert page.zone_at(page.text.index("a")) == zone


def test_head_meta_and_scripts() -> None:
    page = read(
        "<html lang='de-AT'><head><title>A &amp;\n B</title><meta name=Description content='x &quot;y&quot;'><meta property='og:site_name' content=Firm>"
        "<script src=a.js></script><script type='application/ld+json'>{}</script><style>p{}</style></head><body><title>no</title>"
        "<noscript>n</noscript><template>t</template>"
    )
    assert (page.title, page.lang) == ("A & B", "de")
    description, name = page.meta("description"), page.meta("OG:site_name")
    assert description is not None
    assert name is not None
    assert description.value == 'x "y"'
    assert page.source[description.start : description.end] == "x &quot;y&quot;"
    assert page.meta("robots") is None
    assert [(raw.kind, raw.text) for raw in page.raws] == [
        ("script", ""),
        ("application/ld+json", "{}"),
        ("style", "p{}"),
        ("noscript", "n"),
        ("template", "t"),
    ]
    assert all(page.source[raw.start : raw.end] == raw.text for raw in page.raws)


def test_hidden_tags_are_kept_and_marked() -> None:
    page = read("<div hidden><a href=x>a</a></div><a href=y>b</a>")
    assert [(tag.value("href"), tag.hidden) for tag in page.by_name("a")] == [("x", True), ("y", False)]


def _ld(body: str) -> list[object]:
    return [item for item, _ in read(f"<script type='application/ld+json'>{body}</script>").json_ld()]


def test_json_ld_is_flattened_and_broken_json_left_out() -> None:
    assert _ld('[{"a":1},[{"b":2}],"c"]') == [{"a": 1}, {"b": 2}]
    assert _ld('{"@context":"x","@graph":[{"a":1},{"b":2}]}') == [{"a": 1}, {"b": 2}]
    assert _ld('<!-- {"a":1} -->') == [{"a": 1}]
    assert _ld('//<![CDATA[\n{"a":"x\ny"}\n//]]>') == [{"a": "x\ny"}]
    assert _ld('{"a":1};') == [{"a": 1}]
    assert _ld("{broken") == []
    assert _ld("[" * 100_000) == []
    assert _ld('{"a":"\\ud83d\\ude00 \\ud83d"}') == [{"a": "😀 \ufffd"}]


def test_the_limit_cuts_the_page() -> None:
    page = scan("<p>abc</p>" * 10, URL, limit=14)
    assert page.text == "abc\na"


HOSTILE: dict[str, Callable[[int], str]] = {
    "tag in tag": lambda n: "<a " * (n // 3),
    "comments": lambda n: "<!--" * (n // 4),
    "half comments": lambda n: "<!- " * (n // 4),
    "bogus end tags": lambda n: "</ " * (n // 3),
    "attributes": lambda n: "<a " + "x=y " * (n // 4) + ">",
    "names of attributes": lambda n: "<a " + "x " * (n // 2) + ">",
    "equal signs": lambda n: "<a" + " =" * (n // 2) + ">",
    "slashes": lambda n: "<a" + "/" * n + ">",
    "quotes": lambda n: "<a b='\" c=" * (n // 10),
    "nested blocks": lambda n: "<div>" * (n // 5),
    "nested inline": lambda n: "<b>" * (n // 7) + "</i></b>" * (n // 14),
    "end tags against a wall": lambda n: "<div><table><td>" + "<i>" * (n // 6) + "</div>" * (n // 12),
    "paragraphs in spans": lambda n: "<p><span>" * (n // 9),
    "lists": lambda n: "<ul><li>" * (n // 8),
    "cells": lambda n: "<td>" * (n // 4),
    "tables": lambda n: "<table><tr><td>" * (n // 15),
    "angle brackets": lambda n: "<" * n,
    "ampersands": lambda n: "&" * n,
    "references": lambda n: "&amp" * (n // 4),
    "white space": lambda n: " \n" * (n // 2),
    "words": lambda n: "a " * (n // 2),
    "scripts never closed": lambda n: "<script>" * (n // 8),
    "half closed scripts": lambda n: "<script></scrip" * (n // 15),
    "titles": lambda n: "<title></title>" * (n // 15),
    "class words": lambda n: '<i class="' + "foot-nav-" * (n // 9) + '">',
    "templates": lambda n: "<template>a</template>" * (n // 22),
    "links": lambda n: "<a href=x>y</a>" * (n // 15),
}


def _seconds(source: str) -> float:
    best = 9.0
    for _ in range(2):
        began = time.process_time()
        read(source).json_ld()
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_page_and_not_faster(name: str) -> None:
    small, large = _seconds(HOSTILE[name](10_000)), _seconds(HOSTILE[name](40_000))
    assert large < 10 * small + 0.1  # a quadratic scanner needs 16 times as long
    assert large < 1.0


def test_deep_nesting_and_many_attributes_end_soon() -> None:
    assert 5_000 < len(read("<div>" * 100_000 + "x").tags) <= MAX_TAGS
    assert len(read("<a " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x").tags[0].attrs) == 256
