import pytest

from domain.context import BusinessContext
from pipeline.extract.fields.passages import extract
from pipeline.interests import interests
from tests.unit.extract.one_page import run

CONTEXT = BusinessContext(
    product_service_description="Wireless temperature sensors and automatic HACCP records for cold rooms",
    pain_points=("Manual temperature checks take staff hours", "Spoiled goods after a fridge failure"),
    competitors=("Kelvinia GmbH",),
    exclude_words=("tobacco",),
)
INTERESTS = interests(CONTEXT)


def met(html, **where):
    found = run(extract, f"<main>{html}</main>", interests=INTERESTS, **where)
    return [(key, c.value) for c in found for key in c.attrs["interest"].split(",")]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Jede Schicht führt die Temperaturliste von Hand.", "de"),
        ("Le relevé de température se fait deux fois par jour.", "fr"),
        ("El control de temperatura se apunta cada mañana.", "es"),
        ("Il controllo della temperatura si scrive a mano.", "it"),
        ("De temperatuurregistratie gaat op papier.", "nl"),
        ("Temperaturkontroll görs varje morgon i butiken.", "sv"),
        ("Pomiar temperatury zapisujemy w zeszycie.", "pl"),
        ("Журнал температур заполняем вручную каждый день.", "ru"),
        ("毎朝の温度記録は手書きです。", "ja"),
        ("Sıcaklık takibi her vardiyada elle yapılır.", "tr"),
        ("O controlo de temperatura é feito duas vezes.", "pt"),
    ],
)
def test_an_english_pain_finds_sentences_of_other_languages(sentence, language):
    assert ("pain:0", sentence) in met(f"<p>{sentence}</p>", language=language)


def test_words_of_a_third_language_do_not_count():
    assert met("<p>The fire brigade came for a visit last week.</p>", language="en") == []  # Turkish "fire" is wastage


def test_the_trouble_is_strong_and_its_setting_weak():
    found = run(
        extract,
        "<main><p>We have six walk-in freezer rooms on site.</p><p>Spoiled goods cost us a week of margin.</p></main>",
        interests=INTERESTS,
        language="en",
    )
    strengths = {c.value: c.attrs["strength"] for c in found if "pain:1" in c.attrs["interest"]}
    assert strengths == {"We have six walk-in freezer rooms on site.": "weak", "Spoiled goods cost us a week of margin.": "strong"}


def test_at_most_two_passages_an_interest_and_none_twice():
    lines = "".join(f"<p>Spoiled goods were found on day {n} again.</p>" for n in range(9)) + "<p>Spoiled goods were found on day 1 again.</p>"
    found = [value for key, value in met(lines, language="en") if key == "pain:1"]
    assert len(found) == len(set(found)) == 2


def test_selling_and_using_are_told_apart():
    def mode(html, **where):
        return {c.attrs["mode"] for c in run(extract, html, interests=INTERESTS, language="en", **where) if "offer" in c.attrs["interest"]}

    assert mode("<main><p>We manufacture sensors that keep your HACCP records.</p></main>") == {"sells"}
    assert mode("<title>Data logger and temperature monitoring for food</title>") == {"sells"}
    assert mode("<main><p>Each morning the chef writes the HACCP temperature log for the inspector.</p></main>") == {"mentions"}
    assert mode("<main><p>All our kitchens follow HACCP.</p></main>") == set()


def test_competitors_and_excluded_words_are_found_by_name():
    found = met("<p>Our loggers are from Kelvinia and do well.</p><p>We also sell tobacco and papers.</p>", language="en")
    assert [key for key, _ in found] == ["competitor:0", "exclude:0"]


def test_addresses_are_no_passages():
    assert met("<p>Write to spoiled@freezer.example if you like it.</p>", language="en") == []


def test_without_interests_nothing_is_quoted():
    assert run(extract, "<p>Spoiled goods</p>") == []


def test_a_sentence_that_meets_several_interests_comes_once():
    (found,) = run(extract, "<main><p>Spoiled goods and no temperature log to show for it.</p></main>", interests=INTERESTS, language="en")
    assert found.attrs["interest"] == "pain:0,pain:1"
