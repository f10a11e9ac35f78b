from pipeline.extract.fields.products import extract
from tests.unit.extract.one_page import run, values


def test_headings_below_an_announcing_heading():
    html = "<main><h2>Unsere Leistungen</h2><h3>Dachsanierung</h3><p>x</p><h3>Gauben und Fenster</h3><p>x</p><h2>Kontakt</h2><h3>Anfahrt</h3></main>"
    assert values(run(extract, html, language="de")) == ["Dachsanierung", "Gauben und Fenster"]


def test_list_items_below_an_announcing_heading_up_to_the_next_one():
    html = "<main><h2>Nos services</h2><ul><li>Pose de parquet</li><li>Ponçage</li><li>En savoir plus</li></ul>"
    html += "<h2>Horaires</h2><ul><li>Lundi matin</li></ul></main>"
    assert values(run(extract, html, language="fr")) == ["Pose de parquet", "Ponçage"]


def test_menu_entries_below_a_page_of_services():
    html = "<nav><a href='/services/roof-repair'>Roof repair</a><a href='/services/all'>All services</a><a href='/about/team'>Our team</a></nav>"
    assert values(run(extract, html, language="en")) == ["Roof repair"]


def test_structured_products_come_first():
    html = """<main><h2>Our products</h2><h3>Blue vase</h3><h3>Red bowl</h3></main>
    <script type="application/ld+json">
    {"@type":"Organization","makesOffer":[{"@type":"Offer","itemOffered":{"@type":"Service","name":"Glass engraving"}}]}</script>"""
    assert values(run(extract, html, language="en")) == ["Glass engraving", "Blue vase", "Red bowl"]


def test_japanese_headings():
    html = "<main><h2>事業内容</h2><ul><li>看板の製作</li><li>店舗の内装</li></ul></main>"
    assert values(run(extract, html, language="ja")) == ["看板の製作", "店舗の内装"]


def test_sentences_prices_and_menu_words_are_no_products():
    html = "<main><h2>Our services</h2><h3>Why choose us?</h3><h3>Contact</h3><h3>Only 49.90 today</h3><h3>We do it. Really.</h3><h3>Quarzwerk</h3></main>"
    assert run(extract, html, language="en") == []


def test_menu_entries_of_one_sector_on_the_home_page():
    html = "<nav><a href='/a.html'>Tyres</a><a href='/b.html'>Used cars</a><a href='/c.html'>Contact</a></nav>"
    assert values(run(extract, html, language="en")) == ["Tyres", "Used cars"]


def test_at_most_twelve():
    html = "<main><h2>Products</h2>" + "".join(f"<h3>Lamp model {chr(65 + n)}</h3>" for n in range(20)) + "</main>"
    assert len(run(extract, html, language="en")) == 12
