"""Kinds of pages by URL and by words, over languages and spellings."""

import pytest

from pipeline.extract.page_kinds import KINDS, PHRASES, page_kind, plain, words_kind
from pipeline.extract.page_words import PAGE_WORDS

BY_URL = [
    ("/", "home"),
    ("/index.html", "home"),
    ("/de/", "home"),
    ("/en-us/index.php", "home"),
    ("/contact", "contact"),
    ("/contact-us.html", "contact"),
    ("/ContactUs.aspx", "contact"),
    ("/kontakt/anfahrt", "contact"),
    ("/de/kontaktformular.php", "contact"),
    ("/nous-contacter/", "contact"),
    ("/p%C5%99%C3%ADpad/kontakty", "contact"),
    ("/%D0%BA%D0%BE%D0%BD%D1%82%D0%B0%D0%BA%D1%82%D1%8B/", "contact"),
    ("/お問い合わせ", "contact"),
    ("/contact-lenses-for-sports", "other"),
    ("/impressum", "imprint"),
    ("/mentions-legales.html", "imprint"),
    ("/aviso-legal", "imprint"),
    ("/ueber-uns", "about"),
    ("/über_uns/", "about"),
    ("/uber-uns", "about"),
    ("/om-oss", "about"),
    ("/quienes-somos", "about"),
    ("/o-kompanii/", "about"),
    ("/hakkimizda.html", "about"),
    ("/about/team", "team"),
    ("/zespol", "team"),
    ("/produkty/pompy", "products"),
    ("/leistungen/", "products"),
    ("/services/roof-cleaning", "products"),
    ("/karriere", "careers"),
    ("/jobs/welder-m-f-d", "careers"),
    ("/careers2.html", "careers"),
    ("/aktuelles/", "news"),
    ("/news/contact-with-our-new-pump", "news"),
    ("/blog/about-us-and-you", "blog"),
    ("/datenschutz", "privacy"),
    ("/polityka-prywatnosci", "privacy"),
    ("/agb.html", "terms"),
    ("/warenkorb", "cart"),
    ("/mein-konto/", "login"),
    ("/wp-login.php", "login"),
    ("/pumps", "other"),
    ("/?page_id=4", "other"),
]


@pytest.mark.parametrize(("path", "kind"), BY_URL)
def test_kind_by_url(path: str, kind: str) -> None:
    assert page_kind(f"https://firm.example{path}") == kind


BY_WORDS = [
    ("Contact us", "contact"),
    ("  KONTAKT  & Anfahrt ", "contact"),
    ("Fale Conosco", "contact"),
    ("Yhteystiedot", "contact"),
    ("Επικοινωνία", "contact"),
    ("联系我们", "contact"),
    ("اتصل بنا", "contact"),
    ("Chi siamo", "about"),
    ("O společnosti", "about"),
    ("About Birkhahn", "about"),
    ("Про нас", "about"),
    ("会社概要", "about"),
    ("株式会社の会社概要はこちら", "about"),
    ("Ons team", "team"),
    ("Szolgáltatásaink", "products"),
    ("Våra tjänster", "products"),
    ("採用情報", "careers"),
    ("Lediga jobb", "careers"),
    ("Çerez Politikası", "privacy"),
    ("Read more about how our pumps are made in the valley", "other"),
    ("", "other"),
]


@pytest.mark.parametrize(("words", "kind"), BY_WORDS)
def test_kind_by_words(words: str, kind: str) -> None:
    assert words_kind(words) == kind


def test_words_decide_where_the_path_says_nothing() -> None:
    assert page_kind("https://firm.example/p/17", "Kontakt") == "contact"
    assert page_kind("https://firm.example/impressum", "Kontakt") == "imprint"
    assert page_kind("https://firm.example/?page_id=4", "Impressum") == "imprint"


def test_the_lexicon_is_consistent() -> None:
    assert set(PHRASES.values()) == set(PAGE_WORDS)
    assert set(PAGE_WORDS) < set(KINDS)
    phrases = [plain(phrase) for block in PAGE_WORDS.values() for line in block.splitlines() for phrase in line.split("·")]
    assert "" not in phrases


def test_long_words_are_no_kind() -> None:
    assert words_kind("contact " * 10_000) == "other"
    assert page_kind("https://firm.example/" + "contact-" * 500) == "other"
