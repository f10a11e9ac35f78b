"""What is taken from a sitemap."""

import pytest

from pipeline.sitemap import MAX_ADDRESSES, addresses, best_part, is_index

BASE = "https://firm.example/"


def test_addresses_in_their_order() -> None:
    text = "<url><loc> https://firm.example/a?x=1&amp;y=2 </loc></url><URL><LOC><![CDATA[https://firm.example/b]]></LOC></URL><loc>x y</loc><loc></loc>"
    assert addresses(text) == ("https://firm.example/a?x=1&y=2", "https://firm.example/b")
    assert addresses("<html><p>Page not found</p></html>") == ()
    assert len(addresses("<loc>https://firm.example/</loc>" * (MAX_ADDRESSES + 9))) == MAX_ADDRESSES
    assert addresses("<loc>" * 50_000 + " " * 100_000) == ()


def test_what_is_an_index() -> None:
    assert is_index("<?xml version='1.0'?>\n<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>")
    assert is_index("<sm:sitemapindex>")
    assert not is_index("<urlset><url><loc>https://firm.example/sitemapindex</loc></url></urlset>")


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (("post-sitemap.xml", "page-sitemap.xml", "product-sitemap.xml"), "page-sitemap.xml"),
        (
            ("wp-sitemap-posts-post-1.xml", "wp-sitemap-posts-page-1.xml", "wp-sitemap-users-1.xml"),
            "wp-sitemap-posts-page-1.xml",
        ),
        (("sitemap-products.xml", "sitemap-pages.xml.gz", "sitemap-blogs.xml"), "sitemap-pages.xml.gz"),
        (("sitemap_products_1.xml?from=1&to=9", "sitemap_pages_1.xml"), "sitemap_pages_1.xml"),
        (("images.xml", "sitemap1.xml", "sitemap2.xml"), "sitemap1.xml"),
        (("news.xml", "unternehmen-seiten.xml"), "unternehmen-seiten.xml"),
        (("news.xml",), "news.xml"),
        ((), ""),
    ],
)
def test_the_part_about_the_company(names: tuple[str, ...], best: str) -> None:
    index = "<sitemapindex>" + "".join(f"<sitemap><loc>{BASE}{name}</loc></sitemap>" for name in names) + "</sitemapindex>"
    found = best_part(index, BASE)
    assert found.partition("?")[0] == (BASE + best if best else "")


def test_parts_elsewhere_are_left_alone() -> None:
    index = "<sitemap><loc>https://else.example/page.xml</loc></sitemap><sitemap><loc>file:///etc/passwd</loc></sitemap><loc>http://[x</loc>"
    assert best_part(index, BASE) == ""
    assert best_part(index + "<loc>/relative-pages.xml</loc>", BASE) == BASE + "relative-pages.xml"
