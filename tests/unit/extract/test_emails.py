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
        "info@meusite.com",
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
    assert values(facts, "email", "decoy") == ["hallo@pixelwerk.io"]


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


_CLOAK = "var addy1 = '&#105;nf&#111;' + '&#64;';addy1 = addy1 + 'muldenbau' + '&#46;' + 'de';"
_REVERSED = "info@muldenbau.de"[::-1]
_MOVED = "".join(chr(ord(c) + 2) if c.islower() else c for c in "mailto:info@muldenbau.de").replace(":", ",").replace("@", "B").replace(".", "0")


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<p>Mail: info<img src="at.gif" alt="@">muldenbau.de</p>', "picture_for_the_sign"),
        (f"<p>Mail <script type='text/javascript'>{_CLOAK}</script></p>", "strings_joined"),
        ("<script>document.write('<a href=\"mai'+'lto:info'+'@'+'muldenbau.de\">x</a>');</script>", "strings_joined"),
        ('<script>var m = "info" + "@" + "muldenbau" + "." + "de";</script>', "strings_joined"),
        ('<a href="#" data-email="info@muldenbau.de">Mail</a>', ""),
        (f'<a href="#" data-email="{_REVERSED}">Mail</a>', "letters_turned_round"),
        ('<span class="m" data-user="info" data-domain="muldenbau.de"></span>', "parts_put_together"),
        ('<span data-name="info" data-domain="muldenbau" data-tld="de"></span>', "parts_put_together"),
        (f'<style>.r{{unicode-bidi:bidi-override;direction:rtl}}</style><p class="r">{_REVERSED}</p>', "letters_turned_round"),
        ("<p>Mail: info @ muldenbau.de</p>", "spaces_left_out"),
        (f"<a href=\"javascript:linkTo_UnCryptMailto('{_MOVED}');\">Mail</a>", "letters_moved"),
        (f'<a href="#" data-mailto-token="{_MOVED}" data-mailto-vector="2">Mail</a>', "letters_moved"),
    ],
)
def test_addresses_that_are_put_together_are_derived_by_a_named_rule(html: str, rule: str) -> None:
    facts = facts_of({"/kontakt": html})
    assert [(f.value, f.rule) for f in facts.all("email")] == [("info@muldenbau.de", rule)]


@pytest.mark.parametrize(
    "html",
    [
        "<p>info (kukac) muldenbau.de</p>",
        "<p>info[zavináč]muldenbau.de</p>",
        "<p>info (małpa) muldenbau (kropka) de</p>",
        "<p>info(собака)muldenbau.de</p>",
        "<p>info [arobase] muldenbau [point] de</p>",
        '<a href="mailto:?to=info@muldenbau.de">x</a>',
        '<a href="mailto:Muldenbau%20%3Cinfo@muldenbau.de%3E?subject=Hallo">x</a>',
        '<a href="mailto://info@muldenbau.de">x</a>',
    ],
)
def test_further_ways_of_writing_an_address(html: str) -> None:
    assert values(facts_of({"/kontakt": html}), "email") == ["info@muldenbau.de"]


def test_a_link_may_write_to_several() -> None:
    for sign in (",", ";", "%2C", "%3B"):
        facts = facts_of({"/kontakt": f'<a href="mailto:info@muldenbau.de{sign}verkauf@muldenbau.de?cc=x">x</a>'})
        assert set(values(facts, "email")) == {"info@muldenbau.de", "verkauf@muldenbau.de"}


@pytest.mark.parametrize(
    ("html", "value", "why"),
    [
        ('<form><input type="email" name="mail" placeholder="ihre@mailadresse.de"></form>', "ihre@mailadresse.de", "placeholder"),
        ("<p>Mail max.mustermann@web.de</p>", "max.mustermann@web.de", "placeholder"),
        ("<p>hallo@yourdomain.com</p>", "hallo@yourdomain.com", "placeholder"),
        ("<p>0123456789abcdef0123456789abcdef@sentry.io</p>", "0123456789abcdef0123456789abcdef@sentry.io", "template"),
        ("<p>support@wixpress.com</p>", "support@wixpress.com", "template"),
        ("<p>poststelle@lda.bayern.de</p>", "poststelle@lda.bayern.de", "authority"),
        ("<p>Zuständige Aufsichtsbehörde: amt@landesamt-rossau.de</p>", "amt@landesamt-rossau.de", "authority"),
        ("<p>Berufshaftpflicht: Post@versicherer-rossau.de</p>", "post@versicherer-rossau.de", "third_party"),
        ("<footer><p>© Muldenbau. Designed & Managed by Web Ways, leads@webways-rossau.de</p></footer>", "leads@webways-rossau.de", "web_designer"),
    ],
)
def test_addresses_that_are_nobodys_here_are_kept_with_their_reason(html: str, value: str, why: str) -> None:
    facts = facts_of({"/kontakt": f"<p>info@muldenbau.de</p>{html}"})
    assert values(facts, "email") == ["info@muldenbau.de"]
    assert [(f.value, f.attrs["why"]) for f in facts.all("email", any_role=True)[1:]] == [(value, why)]


def test_file_names_are_no_addresses_and_no_decoys() -> None:
    assert facts_of({"/": "<p>logo@2x.png banner@3x.webp</p>"}).all("email", any_role=True) == ()


def test_a_first_name_at_the_own_domain_is_no_placeholder() -> None:
    assert clean("max@muldenbau.de", "muldenbau.de") == "max@muldenbau.de"
    assert clean("max@gmx.de", "muldenbau.de") == ""


def test_the_word_before_an_address_is_its_label_and_not_a_name() -> None:
    facts = facts_of({"/kontakt": "<p>info@muldenbau.de</p><p>Redaktionsbuero: redaktionsbuero@muldenbau.de</p><p>Anna Keller keller@muldenbau.de</p>"})
    assert set(values(facts, "email")) == {"info@muldenbau.de", "redaktionsbuero@muldenbau.de"}
    assert values(facts, "email", "person") == ["keller@muldenbau.de"]


def test_the_mail_domain_that_the_titles_name_is_the_firms_own() -> None:
    html = "<title>Rossauer Gruppe – Kontakt</title><p>post@rossauer-gruppe.de</p><p>einkauf@rossauer-gruppe.de</p><p>amt@rathaus-rossau.de</p>"
    facts = facts_of({"/leistungen": html}, "bagger-und-mulden.de")
    assert set(values(facts, "email")) == {"post@rossauer-gruppe.de", "einkauf@rossauer-gruppe.de"}
    assert values(facts, "email", "decoy") == ["amt@rathaus-rossau.de"]


def test_a_page_without_a_known_host_takes_the_addresses_that_it_gives() -> None:
    facts = facts_of({"/": "<p>post@rossauer-gruppe.de</p><p>amt@rathaus-rossau.de</p>"}, "page.example")
    assert set(values(facts, "email")) == {"post@rossauer-gruppe.de", "amt@rathaus-rossau.de"}
    own = facts_of({"/": "<p>info@muldenbau.example</p><p>amt@rathaus-rossau.de</p>"}, "muldenbau.example")
    assert values(own, "email") == ["info@muldenbau.example"]


def test_addresses_in_folded_parts_are_read_but_traps_are_not() -> None:
    html = '<div style="display:none"><h3>Werk Nord</h3><p>nord@muldenbau.de</p></div><span style="display:none">falle@muldenbau.de</span>'
    assert values(facts_of({"/kontakt": html}), "email") == ["nord@muldenbau.de"]


def test_two_spelled_addresses_in_a_line_do_not_cut_each_other() -> None:
    html = "<p>Tel. 03727 914480 sekretariat(at)muldenbau.de — Lohnbuchhaltung und auch Personal: lohn(at)muldenbau.de</p>"
    facts = facts_of({"/kontakt": html})
    assert set(values(facts, "email")) == {"sekretariat@muldenbau.de", "lohn@muldenbau.de"}
    assert len(facts.all("email", any_role=True)) == 2
