"""Every extractor of what a company is stays within bounds on pages made to be slow."""

import time

import pytest

from domain.context import BusinessContext
from pipeline.extract.base import PageContext
from pipeline.extract.fields import contact_form, description, employees, founded, languages, passages, people, products, sector, signals, technologies
from pipeline.extract.markup import scan
from pipeline.extract.quote import Quoter
from pipeline.interests import interests
from tests.unit.extract.one_page import AT

MODULES = (contact_form, description, employees, founded, languages, passages, people, products, sector, signals, technologies)
INTERESTS = interests(BusinessContext(pain_points=("Spoiled goods",), product_service_description="temperature sensors"))
PAGES = {
    "one endless sentence": "<p>" + "we are hiring new warehouse manager 1974 founded 85 employees spoiled " * 4_000,
    "digits": "<p>" + "1 " * 60_000,
    "initials": "<p>" + "A. " * 50_000,
    "one word": "<p>" + "a" * 300_000,
    "forms": "<form><input name=a>" * 1_000,
    "titles": "<p>" + "CEO, " * 10_000,
    "headings": "<main>" + "<h2>Services</h2><h3>Roof</h3>" * 2_000,
    "owners": "<p>Owner: Ann Other</p>" * 3_000,
    "kana": "<p>" + "募集中設立従業員数" * 6_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_time_grows_with_the_page_only(name):
    url = "https://quarzwerk.example/"
    markup = scan(PAGES[name], url)
    page = PageContext(url=url, host="quarzwerk.example", kind="home", language="en", interests=INTERESTS)
    quoter = Quoter(url, "0" * 64, AT, markup)
    started = time.process_time()
    count = sum(len(list(module.extract(markup, quoter, page))) for module in MODULES)
    assert time.process_time() - started < 5
    assert count < 200
