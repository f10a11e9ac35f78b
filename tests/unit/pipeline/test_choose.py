"""Which pages of a site are read."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from pipeline.choose import choose, is_near_duplicate
from pipeline.extract.base import Link, PageReading
from pipeline.extract.likeness import simhash

AT = datetime(2026, 11, 21, tzinfo=UTC)
HOME = "https://www.firm.example/"


def home(*paths: str, url: str = HOME, language: str = "en", zones: dict[str, str] | None = None) -> PageReading:
    links = tuple(Link(url=path if "//" in path else url.rstrip("/") + path, zone=(zones or {}).get(path, "nav")) for path in paths)
    return PageReading(url=url, page_sha256="0" * 64, fetched_at=AT, kind="home", language=language, links=links)


def chosen(*paths: str, limit: int = 8, sitemap: tuple[str, ...] = (), language: str = "en", url: str = HOME) -> list[str]:
    found = choose(home(*paths, url=url, language=language), sitemap, limit)
    assert found[0] == url
    return [page.removeprefix("https://www.firm.example") for page in found[1:]]


def test_kinds_in_their_order_and_one_of_each_first() -> None:
    paths = ("/pumps", "/news", "/jobs", "/products", "/services", "/team", "/about", "/history/about-us", "/impressum", "/contact", "/contact/directions")
    assert chosen(*paths) == ["/contact", "/impressum", "/about", "/team", "/products", "/jobs", "/news"]
    assert chosen(*paths, limit=20)[7:] == ["/pumps", "/contact/directions", "/history/about-us", "/services"]
    assert chosen(*paths, limit=2) == ["/contact"]
    assert chosen(*paths, limit=1) == []


def test_home_alone_when_there_is_nothing_else() -> None:
    assert chosen() == []
    assert chosen("/", "/index.html", "http://firm.example/#top", "https://firm.example") == []


def test_privacy_stands_in_for_a_missing_imprint_and_is_left_out_otherwise() -> None:
    assert chosen("/privacy", "/contact", "/pumps") == ["/contact", "/privacy", "/pumps"]
    assert chosen("/terms", "/contact") == ["/contact", "/terms"]
    assert chosen("/privacy", "/terms", "/contact", "/imprint") == ["/contact", "/imprint"]


def test_carts_logins_and_blogs_are_not_read() -> None:
    assert chosen("/cart", "/login", "/blog", "/blog/pumps", "/contact") == ["/contact"]


@pytest.mark.parametrize(
    "path",
    [
        "/brochure.pdf",
        "/img/team.JPG",
        "/contact.vcf",
        "/data.xml",
        "/news/page/2",
        "/?p=17",
        "/products?page=3",
        "/products?sort=price",
        "/events/2026/05/",
        "/calendar?month=5",
        "/tag/pumps",
        "/category/pumps",
        "/author/jo",
        "/feed/",
        "/?s=pump",
        "/wp-admin/",
        "/x?add-to-cart=4",
        "/y;jsessionid=F00",
        "https://other.example/contact",
        "https://firm.example.org/contact",
        "mailto:info@firm.example",
        "javascript:void(0)",
        "https://[broken/",
        "/404.html",
    ],
)
def test_files_series_and_other_sites_are_left_out(path: str) -> None:
    assert chosen(path, "/contact") == ["/contact"]


def test_one_spelling_of_an_address() -> None:
    assert chosen("http://firm.example/contact/", "/contact?utm_source=x", "/Contact", "/contact#form", "/contact/index.html") == ["/contact/"]


def test_a_page_on_a_host_of_the_same_domain_comes_last_of_its_kind() -> None:
    found = choose(home("https://shop.example.com/contact", "/contact", url="https://www.example.com/"), (), 8)
    assert list(found) == ["https://www.example.com/", "https://www.example.com/contact", "https://shop.example.com/contact"]


def test_the_menu_goes_before_the_text_and_the_sitemap() -> None:
    found = choose(home("/pumps", "/valves", zones={"/pumps": "main"}), (HOME + "seals", HOME + "contact"), 8)
    assert list(found) == [HOME, HOME + "contact", HOME + "valves", HOME + "pumps", HOME + "seals"]


def test_doorway_pages_count_once() -> None:
    towns = tuple(f"/pump-repair-{town}" for town in ("leeds", "york", "hull", "derby", "bath"))
    assert chosen(*towns, "/contact") == ["/contact", "/pump-repair-leeds"]
    assert chosen(*(f"{town}-pumps" for town in ("/leeds", "/york", "/hull", "/derby")), "/contact") == ["/contact", "/leeds-pumps"]
    assert chosen(*(f"/towns/{n}x{n}" for n in range(30)), "/contact") == ["/contact", "/towns/0x0"]
    assert chosen(*(f"/boat?id={n}" for n in range(9)), "/contact") == ["/contact", "/boat?id=0"]
    assert chosen("/pump-repair-leeds", "/pump-repair-york", "/contact") == ["/contact", "/pump-repair-leeds", "/pump-repair-york"]


def test_translations_are_left_out() -> None:
    paths = ("/contact", "/de/kontakt", "/fr/contact", "/about", "/de/ueber-uns")
    assert chosen(*paths) == ["/contact", "/about"]
    assert chosen("/sv/kontakt", "/sv/om-oss", "/en/contact", language="sv") == ["/sv/kontakt", "/sv/om-oss"]
    assert chosen("/en/contact", "/en/about", language="sv") == ["/en/contact", "/en/about"]
    only = choose(home("https://www.firm.example/de/kontakt", "https://www.firm.example/en/contact", url=HOME + "de/", language="de"), (), 8)
    assert list(only) == [HOME + "de/", HOME + "de/kontakt"]


def test_many_links_take_no_time() -> None:
    paths = [f"/section-{n % 50}/item-{n}-of-many" for n in range(5_000)]
    assert len(choose(home(*paths), tuple(f"{HOME}x/{n}" for n in range(5_000)), 8)) <= 8


WORDS = "we make pumps and valves for water works in all sizes and deliver them with a warranty of ten years since our founding in the valley "


def reading(text: str, sha: str, words: int = 0) -> PageReading:
    return PageReading(url=HOME, page_sha256=sha, fetched_at=AT, words=words or len(text.split()), text_hash=simhash(text))


def test_near_duplicates() -> None:
    long = WORDS * 3 + " ".join(f"part{n}" for n in range(200))
    one = reading(long, "1")
    assert is_near_duplicate(reading(long, "1"), [one])
    assert is_near_duplicate(reading(long.upper(), "2"), [one])
    assert is_near_duplicate(reading(long + " leeds", "3"), [one])
    assert not is_near_duplicate(reading(" ".join(f"other{n}" for n in range(230)), "4"), [one])
    assert not is_near_duplicate(one, [])
    assert not is_near_duplicate(reading(long, "5", words=900), [one])


def test_pages_of_a_few_words_are_duplicates_only_when_equal() -> None:
    assert is_near_duplicate(reading("call us", "1"), [reading("call us", "2")])
    assert not is_near_duplicate(reading("call us now", "1"), [reading("call us", "2")])
    assert not is_near_duplicate(reading("", "1"), [reading("", "2")])
    assert is_near_duplicate(reading("", "1"), [reading("", "1")])


def test_likeness_falls_with_every_change() -> None:
    base = [f"word{n}" for n in range(100)]
    hashes = [simhash(" ".join(base[: 100 - k] + [f"new{n}" for n in range(k)])) for k in (0, 2, 30, 100)]
    apart = [(int(hashes[0], 16) ^ int(h, 16)).bit_count() for h in hashes]
    assert apart[0] == 0
    assert all(a < b for a, b in pairwise(apart))


def test_floods_of_posts_and_goods_leave_room_for_what_matters() -> None:
    posts = tuple(f"/blog/2026-{n:02}-how-to-store-oats" for n in range(40))
    goods = tuple(f"/shop/product-{n}" for n in range(60))
    matters = ("/kontakt", "/impressum", "/ueber-uns", "/team", "/karriere", "/aktuelles")
    found = chosen(*posts, *goods, *matters, sitemap=tuple(f"{HOME}news/post-{n}" for n in range(50)), language="de")
    assert set(matters) <= set(found)
    assert sum(path.startswith("/shop/") for path in found) <= 1
    assert not any(path.startswith("/blog/") for path in found)


@pytest.mark.parametrize(("landing", "prefix"), [(HOME, ""), (HOME + "fr/", "/fr")])
def test_a_site_in_four_languages_is_read_in_one(landing: str, prefix: str) -> None:
    paths = [f"{folder}/{name}" for folder in ("", "/en", "/fr", "/it") for name in ("kontakt", "about-us", "team", "products", "jobs")]
    found = choose(home(*(HOME.rstrip("/") + path for path in paths), url=landing, language="fr" if prefix else "de"), (), 8)[1:]
    assert found
    assert {path.removeprefix(HOME.rstrip("/")).rpartition("/")[0] for path in found} == {prefix}


def test_danish_about_us_is_no_language_folder() -> None:
    assert chosen("/om-os", "/kontakt", "/ydelser", language="da") == ["/kontakt", "/om-os", "/ydelser"]
