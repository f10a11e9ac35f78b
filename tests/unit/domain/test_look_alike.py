"""Look-alike hosts are other companies, shown in punycode with a warning; names of a language are shown in its letters."""

import pytest

from domain.identity import host_of, identity_key
from domain.look_alike import shown_host

#: What it looks like, and a name that is not it.
PAIRS = [
    ("apple.com", "аррӏе.com"),
    ("google.com", "gооgle.com"),
    ("google.com", "ɡoogle.com"),
    ("google.com", "gọọgle.com"),
    ("google.com", "ｇооgle.com"),
    ("paypal.com", "раураl.com"),
    ("microsoft.com", "microsоft.com"),
    ("amazon.com", "аmazon.com"),
    ("amazon.com", "αmazon.com"),
    ("amazon.com", "ᴀmazon.com"),
    ("scope.com", "ѕсоре.com"),
    ("ebay.com", "еbау.com"),
    ("github.com", "gıthub.com"),
    ("nokia.com", "νοκια.com"),
    ("ooo.com", "օօօ.com"),
    ("ooo.com", "ооо.com"),
    ("apple.com", "ꓮꓑꓑꓡꓰ.com"),
    ("apple.com", "ɑpple.com"),
    ("facebook.com", "faceЬook.com"),
    ("toyota.com", "тoyota.com"),
    ("twitter.com", "twіtter.com"),
    ("sony.com", "ṣony.com"),
    ("bmw.de", "ḅmw.de"),
    ("oracle.com", "оrаcle.com"),
    ("xn.com", "хn.com"),
    ("com.com", "сom.com"),
    ("firma.example", "fіrma.example"),
    ("shop.firma.example", "shop.firmа.example"),
    ("i-love.ws", "i❤.ws"),
    ("ns.com", "ոս.com"),
]
PLAIN = [
    "münchen.de",
    "straße.de",
    "café-lumière.fr",
    "логистика.com",
    "строймонтаж.рф",
    "сор.рф",
    "пример.бел",
    "東京製作所.jp",
    "ラーメン屋.jp",
    "서울식품.kr",
    "北京.中国",
    "ιστοσελίδα.gr",
    "αγορά.ευ",
    "müşteri.com.tr",
    "ısıtma.com.tr",
    "łódź.pl",
    "șțiri.ro",
    "việtnam.vn",
    "thờitrang.com",
    "مثال.com",
    "דוגמה.co.il",
    "ตัวอย่าง.com",
    "ąžuolas.lt",
    "ķekava.lv",
    "smörgåsbord.se",
    "ñandú.es",
    "l·l.cat",
    "հայաստան.հայ",
    "हिन्दी.com",
    "firma.example",
    "my-firma-24.de",
]


@pytest.mark.parametrize(("real", "other"), PAIRS)
def test_a_look_alike_is_shown_in_punycode_and_never_merged(real: str, other: str) -> None:
    assert identity_key(other) != identity_key(real)
    shown = shown_host(host_of(f"https://www.{other}/imprint"))
    assert shown.suspicious
    assert shown.text.isascii()
    assert "xn--" in shown.text
    assert not shown_host(host_of(real)).suspicious


def test_there_are_thirty_pairs() -> None:
    assert len(set(PAIRS)) == 30


@pytest.mark.parametrize("name", PLAIN)
def test_a_name_of_one_language_is_shown_in_its_letters(name: str) -> None:
    assert shown_host(host_of(name)) == (name, False)


@pytest.mark.parametrize("host", ["xn--.example", "xn--a.example", "xn--99zzzz99.example", "xn--ls8h.example"])
def test_punycode_of_no_name_stays_and_is_warned_of(host: str) -> None:
    assert shown_host(host) == (host, True)


def test_letters_are_mapped_as_browsers_do() -> None:
    assert host_of("https://FAẞ.example") == host_of("faß.example") == "xn--fa-hia.example"
    assert identity_key("FIRMA.EXAMPLE.") == identity_key("ｆｉｒｍａ。example") == "firma.example"
