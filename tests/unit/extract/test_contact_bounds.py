"""What reads contacts stays within bounds on pages made to be slow, and gives up on no page."""

import time

import pytest

from pipeline.extract.base import PageContext
from pipeline.extract.fields import emails, phones, socials
from pipeline.extract.markup import scan
from pipeline.extract.quote import Quoter
from pipeline.extract.read import read
from pipeline.extract.resolve import resolve
from tests.unit.extract.one_page import AT
from tests.unit.extract.small_site import page as saved_page

PAGES = {
    "numbers in a series": "<p>Tel. " + "03727 914480/81/82/83 " * 8_000,
    "one long run": "<p>" + "1-2-3-4-5-6-7-8-9-0 " * 12_000,
    "numbers beside addresses": "<p>" + "03727 914480 post@rathaus-rossau.de " * 4_000,
    "labels": "<p>" + "Tel Fax Mobil IBAN " * 12_000 + "03727 914480",
    "letters for digits": "<p>" + "800-AAA-AAAA " * 20_000,
    "folded parts": '<div style="display:none"><p>Tel. 03727 914480</p></div><p>x</p>' * 4_000,
    "nested folded parts": "<div hidden>03727 914480 a@b.de" * 4_000,
    "quotes": "<script>" + "'a'+" * 4_000 + "'@'</script>",
    "many scripts": "<script>var a='info'+'@'+'b.de';</script>" * 6_000,
    "pictures": '<img alt="@">' + "a" * 300_000,
    "attributes": '<a data-user="a" data-name="b">x</a>' * 8_000,
    "tokens": "<a href=\"javascript:linkTo_UnCryptMailto('zzzzzzzzzzzzzzzzzz')\">x</a>" * 6_000,
    "turned round": "<p style='direction:rtl'>" + "ed.a.a.a.a@" * 20_000,
    "signs": "<p>" + "@ " * 100_000,
    "handles": "<p>" + "Instagram @ a " * 12_000 + "@b",
    "credits in one line": "<p>" + "© website by a " * 12_000,
    "network links": '<a href="https://facebook.com/sharer?u=1">x</a>' * 8_000,
    "a long title": "<title>" + "a" * 200_000 + "</title>" + '<a href="https://facebook.com/rathaus">rathaus rossau</a>' * 4_000,
    "placeholders": '<form><input placeholder="you@example.com">' * 4_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_time_grows_with_the_page_only(name: str) -> None:
    url = "https://quarzwerk.example/"
    markup = scan(PAGES[name], url)
    context = PageContext(url=url, host="quarzwerk.example", kind="home", language="de")
    quoter = Quoter(url, "0" * 64, AT, markup)
    started = time.process_time()
    for module in (emails, phones, socials):
        assert len(list(module.extract(markup, quoter, context))) < 8_000
    assert time.process_time() - started < 2


def test_many_contacts_are_decided_in_time() -> None:
    html = "".join(f"<p>Mitglied {n}: 03727 9{n:05}, post@mitglied{n}-rossau.de, Art.-Nr. 0351-448-{n:05}</p>" for n in range(3_000))
    reading = read(saved_page(html, "https://muldenbau.de/"), ())
    started = time.process_time()
    facts = resolve([reading], "muldenbau.de")
    assert time.process_time() - started < 3
    assert len([f for f in facts.items if f.role == "decoy"]) <= 20
