import time

import pytest

from pipeline.extract.base import PageContext
from pipeline.extract.fields import emails
from pipeline.extract.fields.emails import clean, kind_of
from pipeline.extract.markup import scan
from pipeline.extract.quote import Quoter
from tests.unit.extract.small_site import AT, facts_of, found, values


def mails(html: str, url: str = "https://muldenbau.de/kontakt") -> set[str]:
    return {c.value for c in found(html, "email", url) if c.role is None}


@pytest.mark.parametrize(
    "html",
    [
        '<a href="mailto:info@muldenbau.de?subject=Hi">schreiben</a>',
        '<a href="MAILTO:%69nfo@muldenbau.de">schreiben</a>',
        "<p>Mail: info@muldenbau.de.</p>",
        "<p>INFO@Muldenbau.DE</p>",
        "<p>info&#64;muldenbau.de</p>",
        "<p>info&commat;muldenbau&period;de</p>",
        "<p>info [at] muldenbau [dot] de</p>",
        "<p>info(at)muldenbau.de</p>",
        "<p>info {ät} muldenbau (punkt) de</p>",
        "<p>info at muldenbau dot de</p>",
        "<p>info [@] muldenbau.de</p>",
        "<p>お問い合わせinfo@muldenbau.de</p>",
        '<script type="application/ld+json">{"@type":"LocalBusiness","name":"x","email":"mailto:info@muldenbau.de"}</script>',
        '<div itemscope itemtype="https://schema.org/Organization"><span itemprop="name">X</span><meta itemprop="email" content="info@muldenbau.de"></div>',
    ],
)
def test_every_way_of_writing_an_address_is_read_and_its_quote_holds(html: str) -> None:
    assert values(facts_of({"/kontakt": html}), "email") == ["info@muldenbau.de"]


def test_coded_addresses_are_decoded() -> None:
    address, key = "info@muldenbau.de", 0x5A
    code = f"{key:02x}" + "".join(f"{ord(c) ^ key:02x}" for c in address)
    for html in (
        f'<a class="__cf_email__" data-cfemail="{code}" href="/x">[email&#160;protected]</a>',
        f'<span class="__cf_email__" data-cfemail="{code}">[email&#160;protected]</span>',
        f'<a href="/cdn-cgi/l/email-protection#{code}">write</a>',
    ):
        assert values(facts_of({"/kontakt": html}), "email") == [address]


@pytest.mark.parametrize(
    "address",
    [
        "you@example.com",
        "name@firma.de",
        "vorname.nachname@gmail.com",
        "max.mustermann@web.de",
        "john.doe@company.com",
        "logo@2x.png",
        "banner@3x.webp",
        "0123456789abcdef0123456789abcdef@sentry.io",
        "noreply@wixpress.com",
        "poststelle@lda.bayern.de",
        "contact@cnil.fr",
        "someone@host.invalid",
        "info@muldenbau.devermerkt",
    ],
)
def test_nobodys_addresses_are_left_out(address: str) -> None:
    assert clean(address, "muldenbau.de") == ""
    assert mails(f"<p>Mail {address} bitte</p>") == set()


def test_an_own_address_is_never_a_placeholder() -> None:
    assert clean("info@example.com", "example.com") == "info@example.com"
    assert clean("info@brotzeit.example", "brotzeit.example") == "info@brotzeit.example"
    assert clean("info@brotzeit.example", "muldenbau.de") == ""


@pytest.mark.parametrize(
    "credit",
    [
        "Website by",
        "Webdesign:",
        "Realisiert von",
        "Créé par",
        "Réalisation",
        "Diseño web:",
        "Realizzato da",
        "Desenvolvido por",
        "Website door",
        "Hemsida av",
        "Nettside av",
        "Design af",
        "Verkkosivut",
        "Projekt i wykonanie:",
        "Tvorba webu",
        "Разработка сайта",
        "Створення сайту",
        "Web tasarım",
    ],
)
def test_the_web_designers_address_is_a_third_partys(credit: str) -> None:
    html = f"""<main><p>info@muldenbau.de</p></main>
    <footer><p>{credit} <a href="https://pixelwerk.io">Pixelwerk</a> hallo@pixelwerk.io</p></footer>"""
    facts = facts_of({"/kontakt": html})
    assert values(facts, "email") == ["info@muldenbau.de"]
    assert values(facts, "email", "third_party") == ["hallo@pixelwerk.io"]


def test_free_mail_is_the_main_address_of_a_firm_that_gives_no_other() -> None:
    facts = facts_of({"/": "<footer>muldenbau.rossau@gmail.com</footer>", "/blog/2": "<p>Fragen Sie autor.frei@gmx.de</p>"})
    assert values(facts, "email") == ["muldenbau.rossau@gmail.com"]


def test_another_domain_is_main_only_where_the_site_gives_it_as_its_own() -> None:
    quote = "<p>“Very good work.” — Ana, ana@kundenfirma.com</p>"
    with_own = facts_of({"/": quote, "/kontakt": "<p>info@muldenbau.de</p>"})
    assert values(with_own, "email") == ["info@muldenbau.de"]
    without = facts_of({"/": f"{quote}<footer>post@rossauer-gruppe.de</footer>", "/kontakt": "<footer>post@rossauer-gruppe.de</footer>"})
    assert values(without, "email") == ["post@rossauer-gruppe.de"]


def test_people_stand_apart_from_the_office() -> None:
    facts = facts_of({"/kontakt": "<p>info@muldenbau.de</p><p>anna.keller@muldenbau.de</p>"})
    assert values(facts, "email") == ["info@muldenbau.de"]
    assert values(facts, "email", "person") == ["anna.keller@muldenbau.de"]
    assert values(facts_of({"/kontakt": "<p>anna.keller@muldenbau.de</p>"}), "email") == ["anna.keller@muldenbau.de"]


def test_kind_tells_office_from_person() -> None:
    assert [kind_of(a) for a in ("info@a.de", "sales.de@a.de", "biuro@firma.pl", "firma@firma.pl", "eva.maier@a.de")] == [
        "role",
        "role",
        "role",
        "role",
        "person",
    ]


def test_long_runs_take_linear_time() -> None:
    def seconds(n: int) -> float:
        markup = scan("<p>" + "a.b@" * n + " info [at] a " * n + "x" * n * 4 + "</p>", "https://muldenbau.de/")
        quoter = Quoter(markup.url, "0" * 64, AT, markup)
        began = time.process_time()
        list(emails.extract(markup, quoter, PageContext(url=markup.url, host="muldenbau.de")))
        return time.process_time() - began

    seconds(100)
    assert seconds(16_000) < 25 * max(seconds(2_000), 0.01)  # eight times the text; a quadratic reader takes 64 times as long
