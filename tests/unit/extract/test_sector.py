import pytest

from domain.evidence import FactStatus, checked
from pipeline.extract.fields.sector import extract
from pipeline.extract.resolve_sector import merge, resolve_sector
from pipeline.lexicon.sectors import SCHEMA_TYPES, sector_names, sector_words
from tests.unit.extract.one_page import run

PAGES = [
    ("<title>Praxis am Anger – Zahnarzt in Jena</title><h1>Ihre Zahnärztin</h1><p>Wir behandeln Patienten jeden Alters.</p>", "de", "Healthcare"),
    ("<title>Law firm Ashdown</title><h1>Solicitors for employment law</h1>", "en", "Legal Services"),
    ("<title>Transports Vallier</title><h1>Transport frigorifique et logistique</h1><p>Nos camions roulent la nuit.</p>", "fr", "Transportation & Logistics"),
    ("<title>Agenzia immobiliare Corsini</title><h1>Appartamenti in vendita</h1>", "it", "Real Estate"),
    ("<title>Talleres Munera</title><h1>Taller mecánico, neumáticos y chapa y pintura</h1>", "es", "Automotive"),
    ("<title>Måleri Sjölund</title><h1>Målare och totalentreprenad</h1><p>Renovering av badrum</p>", "sv", "Construction & Trades"),
    ("<title>Biuro rachunkowe Saldo</title><h1>Księgowość i doradztwo podatkowe</h1>", "pl", "Financial Services"),
    ("<title>Доставка грузов Вектор</title><h1>Грузоперевозки и складские услуги</h1>", "ru", "Transportation & Logistics"),
    ("<title>みなと法律事務所</title><h1>弁護士による法律相談</h1>", "ja", "Legal Services"),
    ("<title>Anadolu Sigorta Acentesi Yıldız</title><h1>Kasko ve trafik sigortası</h1>", "tr", "Insurance"),
    ("<title>Autokorjaamo Lahtinen</title><h1>Autohuolto ja rengashotelli</h1><p>Käytetyt autot</p>", "fi", "Automotive"),
    ("<title>Ügyvédi iroda Kiss</title><h1>Családjog és munkajog</h1>", "hu", "Legal Services"),
]


@pytest.mark.parametrize(("html", "language", "sector"), PAGES)
def test_the_words_of_a_page_show_the_sector(html, language, sector):
    found = run(extract, html, language=language)
    assert resolve_sector([(c, "home") for c in found])[0][0] == sector


def test_the_fact_is_derived_and_its_grounds_are_quotes_that_hold():
    html = PAGES[0][0]
    facts = merge([(c, "home") for c in run(extract, html, language="de")])
    assert facts[0].role is None
    assert facts[0].rule == "sector_vote"
    assert all(f.role == "secondary" for f in facts[1:])
    assert checked(facts[0], {facts[0].grounds[0].evidence[0].page_sha256: html}.get).status is FactStatus.DERIVED
    assert 0 < len(facts[0].grounds) <= 5


def test_schema_types_count_and_quote_their_name():
    html = '<script type="application/ld+json">{"@type":"Dentist","name":"x"}</script><p>Open Monday to Friday</p>'
    (found,) = run(extract, html, language="en")
    assert (found.value, found.attrs["cue"]) == ("Healthcare", "Dentist")


def test_too_little_says_nothing():
    assert merge([]) == ()
    assert merge([(c, "blog") for c in run(extract, "<p>We met at a hotel.</p>", kind="blog", language="en")]) == ()


def test_entities_in_a_title_are_read_and_still_quoted():
    found = run(extract, "<title>B&auml;ckerei &amp; Konditorei Z&uuml;rn, Gro&szlig;b&auml;ckerei</title>", language="de")
    assert any(c.value == "Manufacturing" for c in found)


def test_privacy_pages_are_silent():
    assert run(extract, PAGES[0][0], kind="privacy", language="de") == []


def test_repeating_a_word_on_many_pages_does_not_outvote_the_home_page():
    home = [(c, "home") for c in run(extract, PAGES[1][0], language="en")]
    blog = [(c, "blog") for c in run(extract, "<p>Our insurance covers it.</p>", kind="blog", language="en")] * 30
    assert resolve_sector(home + blog)[0][0] == "Legal Services"


def test_every_schema_type_leads_to_a_known_sector():
    assert set(SCHEMA_TYPES.values()) <= set(sector_names())
    assert len(sector_names()) == 26


def test_words_of_a_sector_are_readable():
    words = sector_words("Legal Services")
    assert {"law firm", "abogado", "Rechtsanwalt".lower()} <= set(words)
    assert not any(set("|!?=*") & set(word) for word in words)
    assert sector_words("No such sector") == ()


def _score(found, label):
    return max((float(c.attrs["score"]) for c in found if c.value == label), default=0.0)


@pytest.mark.parametrize(
    ("language", "title", "label"),
    [
        ("he", "אורן - הנוטריון", "Legal Services"),
        ("lt", "Odontologijos klinika Pušis", "Healthcare"),
        ("lv", "Kravu pārvadājumi Ozols", "Transportation & Logistics"),
        ("et", "Hambaravi Kask", "Healthcare"),
        ("sl", "Odvetniška pisarna Breza", "Legal Services"),
        ("vi", "Công ty luật Hoa Mai", "Legal Services"),
        ("id", "Jasa pengiriman Melati", "Transportation & Logistics"),
        ("ca", "Fusteria i reformes Roure", "Construction & Trades"),
        ("is", "Tannlæknastofan Birki", "Healthcare"),
        ("ka", "სასტუმრო მუხა", "Accommodation & Food"),
    ],
)
def test_a_trade_in_the_title_is_read_in_languages_without_sector_lists(language, title, label):
    found = run(extract, f"<title>{title}</title>", language=language)
    assert found[0].value == label


def test_a_short_word_of_another_language_counts_little():
    home, abroad = (run(extract, "<main><p>el</p></main>", language=language) for language in ("da", "es"))
    assert 0 < _score(abroad, "Energy & Utilities") < 0.2 * _score(home, "Energy & Utilities")


def test_a_consultancy_that_names_its_customers_in_a_heading_is_a_consultancy():
    found = run(extract, "<main><h1>Management consulting that factories trust</h1></main>", language="en")
    assert _score(found, "Business Consulting") > _score(found, "Manufacturing") > 0


def test_the_first_paragraphs_count_more_than_those_further_down():
    filler = "".join(f"<p>{n} words that tell nothing of any trade at all, long enough to stand.</p>" for n in ("Some", "More"))
    trade = "<p>We are a dentist in a small town on the coast of the sea.</p>"
    first, last = (run(extract, f"<main>{body}</main>", language="en") for body in (trade + filler, filler + trade))
    assert _score(first, "Healthcare") > _score(last, "Healthcare") > 0
