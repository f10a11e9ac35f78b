import pytest

from pipeline.extract.fields.names import usable
from pipeline.extract.resolve_domain import compact, label_of, likeness
from pipeline.lexicon.legal_forms import without_form
from pipeline.lexicon.titles import is_useless, parts_of, without_greeting
from tests.unit.extract.name_cases import CASES
from tests.unit.extract.small_site import fact, facts_of, values


def brand(pages: dict[str, str], host: str = "muldenbau.de") -> str:
    return facts_of(pages, host).value("company_name")


@pytest.mark.parametrize(
    "html",
    [
        "<title>Startseite | Muldenbau</title>",
        "<title>Muldenbau – Tief- und Straßenbau in Mittelsachsen</title>",
        '<title>Home</title><meta property="og:site_name" content="Muldenbau">',
        '<title>Untitled</title><header><a class="navbar-brand" href="/">Muldenbau</a></header>',
        '<title>Willkommen</title><header><img class="logo" alt="Muldenbau Logo" src="a.png"></header>',
        "<title>Index</title><footer>© 2019–2026 Muldenbau. Alle Rechte vorbehalten.</footer>",
        "<title>Home</title><p>Seit 1991 baut Muldenbau Straßen.</p>",
        '<script type="application/ld+json">{"@type":"LocalBusiness","name":"Muldenbau"}</script>',
        '<div itemscope itemtype="http://schema.org/LocalBusiness"><h1 itemprop="name">Muldenbau</h1></div>',
    ],
)
def test_the_brand_is_found_wherever_it_stands(html: str) -> None:
    assert brand({"/": html}) == "Muldenbau"


def test_titles_of_several_pages_vote() -> None:
    pages = {
        "/": "<title>Nordlicht Kranverleih</title>",
        "/kontakt": "<title>Kontakt - Nordlicht Kranverleih</title>",
        "/krane": "<title>Mobilkrane - Nordlicht Kranverleih</title>",
    }
    assert brand(pages, "nlk24.com") == "Nordlicht Kranverleih"


def test_a_page_title_on_one_page_does_not_win_over_the_site() -> None:
    pages = {"/": "<title>Dachrinnen reinigen</title><footer>© Muldenbau</footer>", "/b": "<title>Keller abdichten</title><footer>© Muldenbau</footer>"}
    assert brand(pages, "mb-bau.info") == "Muldenbau"


@pytest.mark.parametrize(
    ("html", "legal"),
    [
        ("<h1>Impressum</h1><p>Muldenbau Tiefbau GmbH & Co. KG</p><p>Rossauer Weg 4</p>", "Muldenbau Tiefbau GmbH & Co. KG"),
        ("<h1>Impressum</h1><p>Angaben gemäß § 5 TMG:</p><p>Muldenbau GmbH</p>", "Muldenbau GmbH"),
        ("<footer>Raison sociale : Muldenbau SARL</footer>", "Muldenbau SARL"),
        ("<footer>Ragione sociale: Muldenbau S.r.l.</footer>", "Muldenbau S.r.l."),
        ("<footer>Muldenbau Sp. z o.o., ul. Polna 4</footer>", "Muldenbau Sp. z o.o."),
        ("<footer>Muldenbau s.r.o. IČO: 25184113</footer>", "Muldenbau s.r.o."),
        ("<footer>© 2026 Muldenbau AB</footer>", "Muldenbau AB"),
        ("<footer>Muldenbau B.V. | KvK 61442715</footer>", "Muldenbau B.V."),
        ("<footer>Muldenbau İnşaat San. ve Tic. Ltd. Şti.</footer>", "Muldenbau İnşaat San. ve Tic. Ltd. Şti."),
        ("<footer>ООО «Muldenbau»</footer>", "ООО «Muldenbau»"),
        ('<script type="application/ld+json">{"@type":"Organization","name":"Muldenbau","legalName":"Muldenbau Holding AG"}</script>', "Muldenbau Holding AG"),
        ("<footer><p>&copy; 1998-<script>y()</script><noscript>2012</noscript> Marlow Tools, Inc.</p></footer>", "Marlow Tools, Inc."),
    ],
)
def test_legal_names(html: str, legal: str) -> None:
    assert facts_of({"/impressum": html}).value("legal_name") == legal


def test_the_designers_firm_is_not_the_company() -> None:
    html = '<title>Home</title><p>Muldenbau</p><footer>Website by <a href="https://pixelwerk.io">Pixelwerk Media GmbH</a></footer>'
    facts = facts_of({"/": html})
    assert facts.value("company_name") == "Muldenbau"
    assert values(facts, "legal_name") == []


@pytest.mark.parametrize(
    "word", ["Home", "Startseite", "Untitled document", "Accueil", "Inicio", "Главная", "Anasayfa", "ホーム", "Kontakt", "Datenschutzerklärung"]
)
def test_useless_titles(word: str) -> None:
    assert is_useless(word)
    assert usable(word) == ""


def test_title_parts() -> None:
    assert parts_of("Kontakt | Muldenbau – Tiefbau") == ("Kontakt", "Muldenbau", "Tiefbau")
    assert parts_of("Blu-ray-Verleih Nord") == ("Blu-ray-Verleih Nord",)


def test_common_words_are_no_legal_forms() -> None:
    assert values(facts_of({"/impressum": "<p>Muldenbau as usual: quality as standard, og så videre</p>"}), "legal_name") == []


def test_likeness_to_a_domain() -> None:
    assert label_of("www.mulden-bau.co.uk") == "muldenbau"
    assert likeness("Mulden Bau GmbH", "muldenbau") == 1.0
    assert likeness("Мульденбау", "muldenbau") > 0.8
    assert likeness("Nord Licht Kran", "nlk") > 0.8
    assert likeness("Muldenbau Mittweida", "muldenbau") > likeness("Mittweida Tiefbau", "muldenbau")
    assert likeness("Ganz Anderes", "muldenbau") == 0.0
    assert compact("Ørsted Øl") == "orstedol"


@pytest.mark.parametrize("name", CASES)
def test_a_name_that_is_hard_to_see(name: str) -> None:
    host, expected, legal, pages = CASES[name]
    facts = facts_of(pages, host)
    assert (facts.value("company_name"), facts.value("legal_name")) == (expected, legal)


def test_a_name_says_what_speaks_for_it() -> None:
    pages = {
        "/": "<title>Muldenbau</title><footer>© Muldenbau</footer>",
        "/k": "<title>Kontakt - Muldenbau</title><footer>© Muldenbau</footer>",
    }
    won = fact(facts_of(pages), "company_name")
    told = {source: int(n) for source, n, _, _ in (w.split(":") for w in won.attrs["witnesses"].split())}
    assert told == {"title": 2, "copyright": 2, "text": 2}
    assert (won.attrs["alike"], won.attrs["domain"]) == ("1.00", "muldenbau")
    places = {(e.page_sha256, str(e.start)) for e in won.evidence}
    assert {(sha, start) for _, _, sha, start in (w.split(":") for w in won.attrs["witnesses"].split())} <= places


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Mulden Bau GmbH & Co. KG", "Mulden Bau"), ("ООО «Луна»", "Луна"),
        ("株式会社月建", "月建"), ("SIA Ozols", "Ozols"), ("Luna, s.r.o.", "Luna"), ("Luna S.p.A.", "Luna"),
        ("Luna", "Luna"), ("AG", "AG"), ("Stein & Moos", "Stein & Moos"), ("Sa Calobra", "Sa Calobra"),
    ],
)  # fmt: skip
def test_the_name_without_its_form(name: str, bare: str) -> None:
    assert without_form(name) == bare


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Welcome to Acme", "Acme"),
        ("Herzlich willkommen bei Acme", "Acme"),
        ("Bienvenue chez Acme", "Acme"),
        ("About Acme", "Acme"),
        ("Aboutique", "Aboutique"),
    ],
)
def test_titles_that_greet(title: str, bare: str) -> None:
    assert without_greeting(title) == bare


def test_letters_that_are_romanised_in_several_ways() -> None:
    assert likeness("Müller Söhne", "muellersoehne") == likeness("Müller Söhne", "mullersohne") == 1.0
    assert likeness("Ясень-Инструмент", "yaseninstrument") == 1.0


def test_a_legal_name_alone_gives_the_name() -> None:
    facts = facts_of({"/": "<title>首页</title>", "/contact": "<title>联系我们</title><p>青石陶艺有限公司</p>"}, "baichu.example")
    assert (facts.value("company_name"), facts.value("legal_name")) == ("青石陶艺", "青石陶艺有限公司")
