import pytest

from pipeline.extract.fields.employees import extract
from tests.unit.extract.one_page import run, values

COUNTS = [
    ("We have 85 employees in two plants.", "85"),
    ("Wir sind 85 Mitarbeiter.", "85"),
    ("rund 1.250 Mitarbeitende", "1250"),
    ("Nos 85 salariés", "85"),
    ("Somos 85 trabajadores", "85"),
    ("85 dipendenti", "85"),
    ("85 colaboradores", "85"),
    ("85 medewerkers", "85"),
    ("Vi är 85 anställda", "85"),
    ("85 ansatte", "85"),
    ("Zatrudniamy 85 pracowników", "85"),
    ("85 zaměstnanců", "85"),
    ("85 сотрудников", "85"),
    ("85 співробітників", "85"),
    ("85 çalışan", "85"),
    ("従業員数 85名", "85"),
    ("85 työntekijää", "85"),
    ("85 angajați", "85"),
    ("50–100 employees", "50-100"),
    ("50 bis 100 Mitarbeiter", "50-100"),
    ("a team of 12 people", "12"),
    ("Unser Team von 12 Fachleuten", "12"),
    ("85 dedicated employees", "85"),
    ("Number of employees: 85", "85"),
    ("1,200 employees", "1200"),
]


@pytest.mark.parametrize(("sentence", "count"), COUNTS)
def test_a_number_beside_words_for_staff(sentence, count):
    assert values(run(extract, f"<p>{sentence}</p>", kind="about")) == [count]


@pytest.mark.parametrize(
    "sentence",
    [
        "For companies with up to 50 employees",
        "Tel. 040 123 45 Mitarbeiter",
        "für 20 Personen",
        "table for 8 people",
        "1 employee",
        "In 2019 employees moved",
        "set the number of employees to 5000",
        "Employees: 90 % are local",
    ],
)
def test_numbers_that_are_no_head_count(sentence):
    assert run(extract, f"<p>{sentence}</p>", kind="about") == []


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ('"120"', "120"),
        ("120", "120"),
        ('{"@type":"QuantitativeValue","value":120}', "120"),
        ('{"minValue":50,"maxValue":100}', "50-100"),
        ('"11-50"', "11-50"),
    ],
)
def test_structured_data(value, count):
    html = f'<script type="application/ld+json">{{"@type":"Organization","numberOfEmployees":{value}}}</script>'
    assert values(run(extract, html)) == [count]
