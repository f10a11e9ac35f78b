"""Trades of customers are told from the company's own."""

import pytest

from pipeline.extract.fields.sector import extract
from pipeline.extract.markup import scan
from pipeline.extract.resolve_sector import resolve_sector
from pipeline.extract.served import customer_blocks
from tests.unit.extract.one_page import run

OWN = [
    ("Booking software for hotels, clinics and law firms", "en", "IT Services & Software"),
    ("We help dentists and hotels to be found: search engine optimisation and branding", "en", "Marketing & Advertising"),
    ("Restaurant software, made in Leeds", "en", "IT Services & Software"),
    ("Steuerberatung für Ärzte, Apotheken und Restaurants", "de", "Financial Services"),
    ("Großhandel für Fliesen und Sanitär", "de", "Wholesale & Trade"),
    ("Logiciel de gestion pour restaurants et hôtels", "fr", "IT Services & Software"),
    ("Seguros para restaurantes, hoteles y talleres mecánicos", "es", "Insurance"),
    ("Оптовая торговля для ресторанов и магазинов", "ru", "Wholesale & Trade"),
]


@pytest.mark.parametrize(("words", "language", "sector"), OWN)
def test_what_is_offered_wins_over_whom_it_is_for(words, language, sector):
    found = run(extract, f"<title>{words}</title><main><h1>{words}</h1></main>", language=language)
    assert resolve_sector([(c, "home") for c in found])[0][0] == sector


def test_lines_below_a_heading_of_customers_are_theirs():
    markup = scan(
        "<main><h2>What we do</h2><p>Pumps</p><h2>Industries we serve</h2><ul><li>Hotels<li>Farms</ul><h2>Contact</h2><p>Leeds</p></main>", "https://x.example/"
    )
    assert [markup.blocks[n].text for n in sorted(customer_blocks(markup.blocks))] == ["Hotels", "Farms"]


def test_an_own_trade_after_for_counts_in_full_where_nothing_else_is_offered():
    found = run(extract, "<title>Ihr Partner für Gebäudereinigung</title>", language="de")
    assert resolve_sector([(c, "home") for c in found])[0][0] == "Facilities & Support Services"
