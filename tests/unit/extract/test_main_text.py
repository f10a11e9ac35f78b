"""The main part of a page: what is told, without menus and notices; all of it where nothing is marked."""

from pipeline.extract.main_text import WHOLE, ZONES, main_text
from pipeline.extract.markup import scan

PROSE = "We mill oats for bakeries in three counties, and our mill has stood by the same brook for more than a hundred years, as the beams tell."


def _read(html: str):
    return main_text(scan(html, "https://mill.example/"))


def test_menus_footers_and_notices_are_left_out_and_stay_in_the_page():
    page = scan(
        f"<nav><a href=/c>Contact</a></nav><main><h1>Oats</h1><p>{PROSE}</p><p>We use cookies to count visits.</p><button>Accept</button></main>"
        "<footer>Call 020 7946 0000</footer>",
        "https://mill.example/",
    )
    told = main_text(page)
    assert (told.text, told.way) == (f"Oats\n{PROSE}", ZONES)
    assert "020 7946 0000" in page.text


def test_a_page_that_marks_no_main_part_is_read_whole_and_says_so():
    told = _read(f"<header><p>{PROSE}</p></header><footer>Oats &amp; Sons</footer>")
    assert told.way == WHOLE
    assert PROSE in told.text
    assert "Oats & Sons" in told.text


def test_long_text_about_cookies_is_text():
    assert "biscuit" in _read(f"<main><p>{PROSE} {'Our cookies are biscuits of oats. ' * 20} biscuit</p></main>").text


def test_scripts_without_spaces_are_enough_by_their_letters():
    assert _read("<nav>会社概要</nav><main><p>" + "当社は百年前から小川のほとりで麦を挽いております。" * 3 + "</p></main>").way == ZONES


def test_an_empty_page_is_empty():
    assert _read("").text == ""
