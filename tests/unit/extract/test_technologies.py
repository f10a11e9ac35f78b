from pipeline.extract.fields.technologies import extract
from tests.unit.extract.one_page import run, values


def test_generator_and_addresses():
    html = """<meta name="generator" content="WordPress 6.5"><script src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>
    <link href="/WP-content/plugins/woocommerce/style.css" rel="stylesheet"><img src="data:image/png;base64,shopify"><p>We like Drupal and Shopify</p>"""
    found = run(extract, html)
    assert values(found) == ["WordPress", "WooCommerce", "Google Analytics", "Google Tag Manager"]
    assert found[0].rule == "tech_signature:WordPress"


def test_a_sign_is_a_piece_of_its_own():
    html = """<script src="https://enforce.com/a.js"></script><img src="https://air-force.com/b.png"><link href="/mybootstrapped.css"><script
    src="/js/PageExtJQueryFiles.js"></script><script src="/js/jquery1.6.4.min.js"></script><script src="/modules/ps_cart/x.js"></script>
    <iframe src="https://acme.my.force.com/form"></iframe>"""
    found = {one.value: one.attrs["cue"] for one in run(extract, html)}
    assert found == {"PrestaShop": "/modules/ps_cart", "Salesforce": "force.com", "jQuery": "jquery1"}
