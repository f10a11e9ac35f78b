"""Ways in which numbers, addresses and profiles are written: labels behind, hours, words and signs for "@", handles beside a sign."""

import pytest

from pipeline.extract.fields.number_labels import nearest
from pipeline.lexicon.labels import CALLABLE
from tests.unit.extract.small_site import facts_of, found, values


@pytest.mark.parametrize(
    ("text", "host", "e164"),
    [
        ("2155 0123 (office)", "lunaworks.com.mt", "+35621550123"),
        ("22 555012 (24h)", "lunaworks.com.cy", "+35722555012"),
        ("2555 0123 (Viber, WhatsApp)", "menessbuve.lv", "+37125550123"),
        ("Dispatch 5555 0142 (mobile)", "kuuehitus.ee", "+37255550142"),
        ("Tālr. 6755 0123", "menessbuve.lv", "+37167550123"),
        ("Simu: 0712 845 679", "mweziworks.co.ke", "+254712845679"),
        ("PBX 2255-0123", "lunaobras.com.gt", "+50222550123"),
        ("Biuro 22 635 18 47 (9:00–17:00)", "ksiezycbud.pl", "+48226351847"),
        ("0120-624-077（8:00〜19:00）", "tsukikensetsu.jp", "+81120624077"),
        ("Oficina: 914-372-158.", "talleres-luna.es", "+34914372158"),
        ("Triq il-Kbira, Sliema SLM 1542. 2155 0123 (office)", "lunaworks.com.mt", "+35621550123"),
    ],
)
def test_numbers_of_small_countries_and_with_their_label_behind(text: str, host: str, e164: str) -> None:
    assert values(facts_of({"/contact": f"<p>{text}</p>"}, host), "phone") == [e164]


@pytest.mark.parametrize(
    "label",
    ["ტელ: ", "Tālrunis ", "Telefonas: ", "Simu: ", "PBX ", "טל: ", "الهاتف: ", "ስልክ: ", "Հեռ. ", "Ffôn: ", "Nazovite ", "Мобилен: ", "واتساب: ", "ფაქსი "],
)
def test_labels_of_small_countries_are_to_be_called(label: str) -> None:
    assert nearest(label) in CALLABLE


def test_a_label_holds_for_the_number_behind_or() -> None:
    labels = [(c.value, c.attrs["label"]) for c in found("<p>Tel. 091 555012 or 085-550 1234</p>", "phone", "https://lunaworks.ie/contact")]
    assert labels == [("091555012", "phone"), ("0855501234", "phone")]


def test_brackets_behind_a_number_tell_the_fax() -> None:
    facts = facts_of({"/contact": "<p>2155 0123 (office), 2155 0124 (fax)</p>"}, "lunaworks.com.mt")
    assert (values(facts, "phone"), values(facts, "phone", "fax")) == (["+35621550123"], ["+35621550124"])


def test_numbers_beside_the_firms_own_address_are_its_own_also_on_a_blog() -> None:
    html = "<article><h1>Besuch</h1><p>Anmeldung: Tel. 03727 914480 oder hof@muldenbau.de</p></article>"
    facts = facts_of({"/": "<p>Willkommen</p>", "/blog/besuch": html, "/blog/wein": "<p>Tel. 03727 914999</p>"})
    assert values(facts, "phone") == ["+493727914480"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Escríbenos: taller arroba muldenbau punto de", "words_for_the_signs"),
        ("taller arroba muldenbau.de", "words_for_the_signs"),
        ("taller at muldenbau punkt de", "words_for_the_signs"),
        ("sales at muldenbau.de, Mo-Fr", "words_for_the_signs"),
        ("E-mail taller◎muldenbau.de （◎を@に）", "another_sign_for_the_sign"),
        ("taller＠muldenbau.de", "another_sign_for_the_sign"),
    ],
)
def test_addresses_with_words_or_another_sign_for_the_sign(text: str, rule: str) -> None:
    facts = facts_of({"/kontakt": f"<p>{text}</p>"})
    assert [f.value.partition("@")[2] for f in facts.all("email")] == ["muldenbau.de"]
    assert facts.all("email")[0].rule in (rule, "")


@pytest.mark.parametrize(
    "text", ["Find us at muldenbau.de", "More info at muldenbau.de", "We arrive at boiling point in time", "Order at nordlicht.de, now", "a◎nordlicht.de"]
)
def test_prose_is_no_address(text: str) -> None:
    assert facts_of({"/kontakt": f"<p>{text}</p>"}).all("email", any_role=True) == ()


def test_an_address_is_not_read_cut_off_where_the_words_before_have_no_space() -> None:
    html = "<p>Contact:secretariat(at)ateliers-de-la-grande-vallee.example/achats-et-logistique(at)ateliers-de-la-grande-vallee.example</p>"
    found_here = {c.value.partition("@")[0] for c in found(html, "email", "https://ateliers-de-la-grande-vallee.example/contact") if c.attrs["how"] == "at"}
    assert found_here <= {"secretariat", "achats-et-logistique"}


@pytest.mark.parametrize(
    ("html", "profile"),
    [
        ('<i class="fab fa-instagram"></i> @mulden.bau', "https://instagram.com/mulden.bau"),
        ('<img src="/icons/tiktok.svg" alt=""> @muldenbau', "https://tiktok.com/@muldenbau"),
        ('<svg><use href="#icon-facebook"></use></svg> @muldenbau', "https://facebook.com/muldenbau"),
        ("Instagram (@mulden.bau)", "https://instagram.com/mulden.bau"),
        ("Facebook: /muldenbau", "https://facebook.com/muldenbau"),
        ("Facebook: /muldenbau</p><p>Muldenbau 2024", "https://facebook.com/muldenbau"),
        ("Follow us: fb.com/muldenbau", "https://facebook.com/muldenbau"),
        ('<a href="https://fb.com/muldenbau">f</a>', "https://facebook.com/muldenbau"),
        ("新浪微博：weibo.com/muldenbau", "https://weibo.com/muldenbau"),
    ],
)
def test_profiles_by_sign_short_address_and_slash(html: str, profile: str) -> None:
    assert values(facts_of({"/kontakt": f"<p>{html}</p>"}), "social") == [profile]


@pytest.mark.parametrize(
    "html", ['<i class="icon-star"></i> @muldenbau', '<i class="fab fa-instagram"></i> muldenbau', '<i class="notinstagramx"></i> @muldenbau']
)
def test_a_handle_needs_the_sign_of_a_network(html: str) -> None:
    assert values(facts_of({"/kontakt": f"<p>{html}</p>"}), "social") == []


@pytest.mark.parametrize("written", ["secrétariat@ateliers-lune.fr", "secrétariat(at)ateliers-lune.fr", "Courriel : secrétariat [arobase] ateliers-lune.fr"])
def test_a_name_with_accents_is_not_cut_at_them(written: str) -> None:
    facts = facts_of({"/contact": f"<p>{written}</p>"}, "ateliers-lune.fr")
    assert [(f.value, f.rule) for f in facts.all("email", any_role=True)] == [("secretariat@ateliers-lune.fr", "accents_left_out")]


def test_letters_of_scripts_without_spaces_are_no_part_of_an_address() -> None:
    assert values(facts_of({"/contact": "<p>邮箱info@yueliang.cn</p>"}, "yueliang.cn"), "email") == ["info@yueliang.cn"]


def test_the_nearest_address_says_whose_a_number_is() -> None:
    html = "<p>Presse: Agentur Laut, 0351 4960312, presse@agentur-laut.de. Wir selbst: 03727 914480, info@muldenbau.de</p>"
    assert values(facts_of({"/kontakt": html}), "phone") == ["+493727914480"]


def test_an_emergency_number_says_nothing_of_the_next_sentence() -> None:
    assert values(facts_of({"/kontakt": "<p>Notruf 112, Polizei 110. Tel. 03727 914480</p>"}), "phone") == ["+493727914480"]
