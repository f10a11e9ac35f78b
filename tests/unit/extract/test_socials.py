import pytest

from pipeline.extract.fields.socials import profile_of
from tests.unit.extract.small_site import facts_of, values


@pytest.mark.parametrize(
    ("link", "profile"),
    [
        ("https://www.facebook.com/muldenbau/", "https://facebook.com/muldenbau"),
        ("https://m.facebook.com/muldenbau?ref=page", "https://facebook.com/muldenbau"),
        ("https://de-de.facebook.com/muldenbau", "https://facebook.com/muldenbau"),
        ("https://www.facebook.com/profile.php?id=100081234567890&locale=de", "https://facebook.com/profile.php?id=100081234567890"),
        ("https://www.facebook.com/people/Muldenbau/100081234567", "https://facebook.com/people/Muldenbau/100081234567"),
        ("//instagram.com/mulden.bau", "https://instagram.com/mulden.bau"),
        ("https://www.linkedin.com/company/muldenbau/about/", "https://linkedin.com/company/muldenbau"),
        ("https://de.linkedin.com/in/anna-keller-12", "https://linkedin.com/in/anna-keller-12"),
        ("https://x.com/muldenbau", "https://x.com/muldenbau"),
        ("https://twitter.com/muldenbau", "https://twitter.com/muldenbau"),
        ("https://www.youtube.com/channel/UCabc_def-123", "https://youtube.com/channel/UCabc_def-123"),
        ("https://youtube.com/@muldenbau", "https://youtube.com/@muldenbau"),
        ("https://www.tiktok.com/@muldenbau?lang=de", "https://tiktok.com/@muldenbau"),
        ("https://www.xing.com/pages/muldenbau", "https://xing.com/pages/muldenbau"),
        ("https://www.pinterest.de/muldenbau", "https://pinterest.de/muldenbau"),
        ("https://vk.com/muldenbau", "https://vk.com/muldenbau"),
        ("https://t.me/muldenbau", "https://t.me/muldenbau"),
        ("https://line.me/R/ti/p/@muldenbau", "https://line.me/R/ti/p/@muldenbau"),
        ("facebook.com/muldenbau", "https://facebook.com/muldenbau"),
    ],
)
def test_profiles_in_one_spelling(link: str, profile: str) -> None:
    found = profile_of(link)
    assert found
    assert found.url == profile


@pytest.mark.parametrize(
    "link",
    [
        "https://www.facebook.com/sharer/sharer.php?u=https://muldenbau.de",
        "https://www.facebook.com/plugins/page.php?href=https://facebook.com/x",
        "https://twitter.com/intent/tweet?text=x",
        "https://x.com/share?url=x",
        "https://twitter.com/acme/status/123456",
        "https://www.linkedin.com/shareArticle?mini=true",
        "https://www.linkedin.com/",
        "https://www.instagram.com/p/Cabc123/",
        "https://www.youtube.com/watch?v=abc",
        "https://www.youtube.com/embed/abc",
        "https://pinterest.com/pin/create/button/",
        "https://t.me/share/url?url=x",
        "https://www.facebook.com/",
        "https://www.facebook.com/#",
        "https://facebook.com/yourpage",
        "https://t.me/+AbCdEfGhIj",
        "https://notfacebook.com/muldenbau",
        "https://[broken",
        "/facebook.com/x",
    ],
)
def test_what_is_no_profile(link: str) -> None:
    assert profile_of(link) is None


def test_same_as_and_links_become_facts_whose_quotes_hold() -> None:
    html = """<script type="application/ld+json">{"@type":"Organization","name":"M","sameAs":["https:\\/\\/www.facebook.com\\/muldenbau"]}</script>
    <footer><a href="https://www.instagram.com/muldenbau/?hl=de">Instagram</a></footer><p>Auch auf linkedin.com/company/muldenbau</p>"""
    assert set(values(facts_of({"/": html}), "social")) == {
        "https://facebook.com/muldenbau",
        "https://instagram.com/muldenbau",
        "https://linkedin.com/company/muldenbau",
    }


def test_people_and_designers_are_told_apart() -> None:
    html = """<main><a href="https://www.linkedin.com/in/anna-keller">Anna</a></main>
    <footer><a href="https://facebook.com/muldenbau">f</a><p>Webdesign: <a href="https://instagram.com/pixelwerk">Pixelwerk</a></p></footer>"""
    facts = facts_of({"/": html})
    assert values(facts, "social") == ["https://facebook.com/muldenbau"]
    assert values(facts, "social", "person") == ["https://linkedin.com/in/anna-keller"]
    assert values(facts, "social", "decoy") == ["https://instagram.com/pixelwerk"]


def test_the_profile_in_the_footer_goes_before_another_in_the_text() -> None:
    html = """<main><a href="https://instagram.com/kundin.zeigt">Kundin</a></main><footer><a href="https://instagram.com/muldenbau">i</a></footer>"""
    facts = facts_of({"/": html})
    assert values(facts, "social") == ["https://instagram.com/muldenbau"]
    assert values(facts, "social", "secondary") == ["https://instagram.com/kundin.zeigt"]


def test_a_profile_on_a_blog_alone_is_somebody_elses() -> None:
    facts = facts_of({"/": "<p>Hallo</p>", "/blog/eins": '<p><a href="https://instagram.com/gastautor">Gast</a></p>'})
    assert values(facts, "social") == []
    assert values(facts, "social", "decoy") == ["https://instagram.com/gastautor"]


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("Instagram: @mulden.bau", "https://instagram.com/mulden.bau"),
        ("IG @mulden.bau", "https://instagram.com/mulden.bau"),
        ("Folgen Sie uns auf Instagram @mulden.bau!", "https://instagram.com/mulden.bau"),
        ("@mulden.bau auf TikTok", "https://tiktok.com/@mulden.bau"),
        ("Facebook: muldenbau", "https://facebook.com/muldenbau"),
        ("Instagram: Folgen Sie uns", ""),
        ("Facebook: Rathaus", ""),
        ("@mulden.bau og Facebook", ""),
        ("info@mulden.bau auf Instagram", ""),
    ],
)
def test_handles_in_the_text(text: str, profile: str) -> None:
    facts = facts_of({"/": f"<footer><p>{text}</p></footer>"})
    assert [(f.value, f.rule) for f in facts.all("social")] == ([(profile, "handle_in_text")] if profile else [])


@pytest.mark.parametrize(
    ("html", "value", "why"),
    [
        ('<a href="https://www.facebook.com/sharer/sharer.php?u=x">Teilen</a>', "https://facebook.com/sharer/sharer.php", "share_link"),
        ('<a href="https://twitter.com/intent/tweet?text=x">Teilen</a>', "https://twitter.com/intent/tweet", "share_link"),
        ('<a href="https://www.linkedin.com/shareArticle?mini=true">Teilen</a>', "https://linkedin.com/shareArticle", "share_link"),
        ('<iframe src="https://www.youtube.com/embed/abc123"></iframe>', "https://youtube.com/embed/abc123", "embed"),
        ('<a href="https://www.instagram.com/p/Cabc123/">Bild</a>', "https://instagram.com/p/Cabc123", "embed"),
        ('<a href="https://www.facebook.com/">f</a>', "https://facebook.com", "template"),
        ('<a href="https://www.facebook.com/yourpage">f</a>', "https://facebook.com/yourpage", "template"),
        ('<a href="https://www.facebook.com/wix">f</a>', "https://facebook.com/wix", "template"),
        ('<p>Designed by Pixel Werk</p><a href="https://twitter.com/pixelwerk">t</a>', "https://twitter.com/pixelwerk", "web_designer"),
        ('<a href="https://twitter.com/bauverbandrossau">Folgen Sie dem Bauverband Rossau</a>', "https://twitter.com/bauverbandrossau", "third_party"),
    ],
)
def test_links_to_networks_that_are_not_the_firms_are_kept_with_their_reason(html: str, value: str, why: str) -> None:
    facts = facts_of({"/": f"<footer>{html}</footer>"})
    assert facts.all("social") == ()
    assert [(f.value, f.role, f.attrs["why"]) for f in facts.all("social", any_role=True)] == [(value, "decoy", why)]


def test_a_builders_profile_is_its_own_on_its_own_site() -> None:
    assert values(facts_of({"/": '<footer><a href="https://facebook.com/wix">f</a></footer>'}, "wix.com"), "social") == ["https://facebook.com/wix"]


def test_signs_of_networks_behind_a_credit_are_the_firms() -> None:
    html = """<footer><p>Webdesign Pixelwerk, 0351 4487291</p><div><a href="https://facebook.com/muldenbau"><svg></svg></a>
    <a href="https://instagram.com/muldenbau"><svg></svg></a></div></footer>"""
    assert values(facts_of({"/": html}), "social") == ["https://facebook.com/muldenbau", "https://instagram.com/muldenbau"]
