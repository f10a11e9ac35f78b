from pipeline.extract.fields.technologies import extract
from tests.unit.extract.one_page import run, values


def test_generator_and_addresses():
    html = """<meta name="generator" content="WordPress 6.5"><script src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>
    <link href="/WP-content/plugins/woocommerce/style.css" rel="stylesheet"><img src="data:image/png;base64,shopify"><p>We like Drupal and Shopify</p>"""
    found = run(extract, html)
    assert values(found) == ["WordPress", "WooCommerce", "Google Analytics", "Google Tag Manager"]
    assert found[0].rule == "tech_signature:WordPress"
