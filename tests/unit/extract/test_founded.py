import pytest

from pipeline.extract.fields.founded import extract
from tests.unit.extract.one_page import run, values

YEARS = [
    "Founded in 1974 by two brothers.",
    "Wir wurden 1974 gegründet.",
    "Gegründet 1974",
    "Entreprise fondée en 1974.",
    "Empresa fundada en 1974.",
    "Fondata nel 1974 a Parma.",
    "Empresa fundada em 1974.",
    "Opgericht in 1974.",
    "Företaget grundades 1974.",
    "Grundlagt i 1974.",
    "Stiftet i 1974.",
    "Yritys on perustettu 1974.",
    "Firma założona w 1974 roku.",
    "Společnost byla založena v roce 1974.",
    "Cégünk 1974-ben alapítva.",
    "Fondată în 1974.",
    "Şirketimiz 1974 yılında kuruldu.",
    "Компания основана в 1974 году.",
    "Компанія заснована у 1974 році.",
    "1974年創業",
    "Familienbetrieb seit 1974",
    "Depuis 1974, la même famille.",
    "Since 1974",
]


@pytest.mark.parametrize("sentence", YEARS)
def test_a_year_beside_words_of_founding(sentence):
    assert values(run(extract, f"<p>{sentence}</p>", kind="about")) == ["1974"]


@pytest.mark.parametrize(
    "sentence",
    [
        "© 1974 All rights reserved",
        "Tel. 040 1974 33",
        "Our model 1974 is blue.",
        "seit Februar 2026",
        "Founded in 2095",
        "Since 2025 with a new shop",
        "In 1974 it rained.",
    ],
)
def test_other_years_are_left_alone(sentence):
    assert run(extract, f"<p>{sentence}</p>", kind="about") == []


def test_structured_data_and_table_cells():
    html = '<script type="application/ld+json">{"@type":"Organization","foundingDate":"1987-05-01"}</script>'
    assert values(run(extract, html)) == ["1987"]
    assert values(run(extract, "<table><tr><td>設立</td><td>1987年4月</td></tr></table>", kind="about")) == ["1987"]


def test_posts_are_not_asked():
    assert run(extract, "<p>Founded in 1974</p>", kind="blog") == []
