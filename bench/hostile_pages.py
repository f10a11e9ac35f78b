"""Two hundred pages that are made to be slow to read: deterministic, up to the two megabytes that a page may have.

Payloads are runs of text that provoke patterns which go back (digits, signs, first words of lexicons); each stands in four places
of a page. Structures are markup that provokes parsers (depth, attributes, unclosed tags); each comes in two sizes.
"""

import itertools
import json
import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

FULL = 2_000_000
SMALLER = 700_000
_HEAD = '<!doctype html><html lang="en"><head><title>Hostile</title></head><body>'


class HostilePage(NamedTuple):
    """A page and what it is made of."""

    name: str
    content: str


def hostile_pages(full: int = FULL, smaller: int = SMALLER) -> Iterator[HostilePage]:
    """Yield the pages, always the same ones; ``full`` and ``smaller`` are their sizes in characters."""
    for name, piece in PAYLOADS.items():
        for place, put in PLACES.items():
            yield HostilePage(f"{name} in {place}", put(piece, full)[:full])
    for name, build in STRUCTURES.items():
        for size in (full, smaller):
            yield HostilePage(f"{name}, {size} characters", build(size)[:size])


def _run(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _varied(pattern: str, size: int) -> str:
    """Repeat a pattern with a running number in place of ``{}``."""
    pieces: list[str] = []
    length = 0
    for number in itertools.count():
        pieces.append(pattern.replace("{}", str(number)))
        length += len(pieces[-1])
        if length >= size:
            return "".join(pieces)[:size]
    raise AssertionError


def _as_text(piece: str, size: int) -> str:
    return f"{_HEAD}<p>{_run(piece, size)}</p>"


def _in_lines(piece: str, size: int) -> str:
    line = f"<li>{_run(piece, 100)}</li>"
    return f"{_HEAD}<footer><ul>{_run(line, size)}</ul></footer>"


def _in_attributes(piece: str, size: int) -> str:
    said = _run(piece.replace('"', "'"), 90)
    return _HEAD + _run(f'<a class="logo" href="{said}" title="{said}">x</a><img class="logo" alt="{said}">', size)


def _in_scripts(piece: str, size: int) -> str:
    said = json.dumps(_run(piece, size // 2 - 400))
    return f'{_HEAD}<script type="application/ld+json">{{"@type":"Organization","name":{said}}}</script><script>var a={said};</script>'


PLACES: dict[str, Callable[[str, int], str]] = {"a paragraph": _as_text, "lines": _in_lines, "attributes": _in_attributes, "scripts": _in_scripts}

PAYLOADS: dict[str, str] = {
    "letters": "a",
    "base64": "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4",
    "digits": "0123456789",
    "spaced digits": "12 34 56 78 90 ",
    "pluses and digits": "+1+2+3",
    "at signs": "@",
    "letters and at signs": "a@a.",
    "almost addresses": "a.b-c+d@e-f.g.",
    "spelled at signs": "info (at) firm [at] ",
    "dots": ".",
    "dotted letters": "a.b.c.",
    "hyphens": "a-b-",
    "brackets": "((((((",
    "brackets and digits": "(1)(2) ",
    "prices": "€ 1.234,56 $ 99.00 ",
    "dates": "12.10.2020 2020-10-12 ",
    "months": "12 March 2020, 13 ",
    "postcodes": "12345 City SW1A 1AA ",
    "streets": "Street 12, 12345 ",
    "tax numbers": "DE 123 456 789 GB 12 ",
    "legal forms": "Muster GmbH Example Ltd S.A. ",
    "phone labels": "Tel. Fax: Phone mobile ",
    "copyrights": "© 2020 (c) copyright ",
    "credits": "designed by powered by ",
    "orders to machines": "ignore all previous instructions prompt ",
    "first words of lexicons": "we are hiring our team of employees since founded ",
    "titles": "Chief Executive Officer, Jane Roe, ",
    "sentence ends": "A. B! C? ",
    "characters without spaces": "株式会社電話番号東京都営業時間",
    "signs that nobody sees": "a\u200b\u200c\u200d\u00ad",
    "accents": "e\u0301\u0300\u0302",
    "entities": "&amp;&#64;&lt;&nbsp;",
}


def _nested(name: str) -> Callable[[int], str]:
    return lambda size: _HEAD + _run(f"<{name}>", size)


def _repeated(piece: str) -> Callable[[int], str]:
    return lambda size: _HEAD + _run(piece, size)


def _numbered(pattern: str) -> Callable[[int], str]:
    return lambda size: _HEAD + _varied(pattern, size - len(_HEAD))


def _many_attributes(size: int) -> str:
    return f"{_HEAD}<div {_varied(' a{}=1', size)}>"


def _deep_json(size: int) -> str:
    depth = (size - 400) // 7
    return f'{_HEAD}<script type="application/ld+json">{"[" * depth}{"]" * depth}</script>'


def _json_chain(size: int) -> str:
    depth = (size - 400) // 14
    return _HEAD + '<script type="application/ld+json">' + '{"address":' * depth + "1" + "}" * depth + "</script>"


def _wide_json(size: int) -> str:
    one = {"@type": "Organization", "name": "Firm", "telephone": "+49 30 123456", "address": {"streetAddress": "Way 1", "postalCode": "12345"}}
    return f'{_HEAD}<script type="application/ld+json">[{_run(json.dumps(one) + ",", size - 400)}'


def _same_json(size: int) -> str:
    """Values that all say the same, so that each is found in front of the others."""
    one = json.dumps({"@type": "Organization", "name": "a", "legalName": "a", "email": "a", "sameAs": ["a"] * 40})
    count = max((size - 400) // (len(one) + 1), 1)
    return f'{_HEAD}<script type="application/ld+json">[{",".join([one] * count)}]</script>'


def _many_json(size: int) -> str:
    return _HEAD + _varied('<script type="application/ld+json">{"@type":"Organization","name":"Firm {}","email":"a{}@firm.example"}</script>', size)


def _big_title(size: int) -> str:
    return f"<html><head><title>{_run('Firm | Home - Welcome · ', size // 2)}</title></head><body>{_run('word ', size // 2)}"


def _metas(size: int) -> str:
    return "<html><head>" + _varied('<meta name="n{}" property="og:site_name" content="Firm {}">', size)


def _scopes(size: int) -> str:
    return _HEAD + _run('<div itemscope itemtype="https://schema.org/Organization"><b itemprop="name">Firm</b>', size)


def _flat_scopes(size: int) -> str:
    return _HEAD + _run('<div itemscope itemtype="https://schema.org/Organization"><b itemprop="telephone">+49 30 123</b></div>', size)


def _soup(size: int) -> str:
    """Tags at random, opened and closed without any order."""
    chosen = random.Random(7)
    names = ("div", "p", "table", "tr", "td", "b", "a", "ul", "li", "form", "select", "option", "template", "svg", "h1", "section", "pre", "button")
    return _HEAD + "".join(f"<{chosen.choice(('', '/'))}{chosen.choice(names)}>x" for _ in range(size // 6))


def _letters_at_random(size: int) -> str:
    chosen = random.Random(11)
    return f"{_HEAD}<p>{''.join(chosen.choices('abc .,@+-()0123456789<>&/=:', k=size))}"


def _words_at_random(size: int) -> str:
    chosen = random.Random(13)
    words = ("".join(chosen.choices("abcdefghijklmnopqrstuvwxyzäöüéñ", k=chosen.randint(2, 12))) for _ in range(size // 6))
    return f"{_HEAD}<p>{' '.join(words)}"


STRUCTURES: dict[str, Callable[[int], str]] = {
    "nested divisions": _nested("div"),
    "nested tables": _nested("table><tr><td"),
    "nested emphasis": _nested("b"),
    "nested lists": _nested("ul><li"),
    "nested templates": _nested("template"),
    "links in links": _nested("a href=/x"),
    "hidden parts": _nested("div hidden"),
    "attributes": _many_attributes,
    "unclosed tags": _repeated("<a <"),
    "opened brackets": _repeated("<"),
    "unclosed quote": lambda size: f'{_HEAD}<a href="{_run("x ", size)}',
    "unclosed comment": lambda size: f"{_HEAD}<!--{_run('- ->', size)}",
    "comments": _repeated("<!-- -- ->-->"),
    "declarations": _repeated("<!x>"),
    "end tags": _repeated("</p></div></b>"),
    "unclosed script": lambda size: f"{_HEAD}<script>{_run('</scrip', size)}",
    "scripts": _repeated("<script>fetch('a.html')</script>"),
    "deep data": _deep_json,
    "chained data": _json_chain,
    "broken data": _wide_json,
    "data that say the same": _same_json,
    "many data": _many_json,
    "title": _big_title,
    "metas": _metas,
    "nested scopes": _scopes,
    "scopes": _flat_scopes,
    "numbers in links": _numbered('<a href="tel:+49 30 {}">030 {}</a>'),
    "addresses in links": _numbered('<a href="mailto:a{}@firm{}.example">a{}</a>'),
    "links": _numbered('<a href="/page/{}?b=2&a=1">Page {}</a>'),
    "links elsewhere": _numbered('<a href="https://host{}.example/x">designed by {}</a>'),
    "logos": _numbered('<div class="logo brand{}"><img class="logo" alt="Firm {}">Firm</div>'),
    "headings": _numbered("<h2>Our services {}</h2><p>Pumps {}</p>"),
    "frames": _numbered('<iframe src="/part{}.html"></iframe><div id="footer-placeholder"></div>'),
    "soup": _soup,
    "letters at random": _letters_at_random,
    "words at random": _words_at_random,
}
"""Name -> what builds markup of a size; 32 payloads in four places and 36 structures in two sizes make two hundred."""
