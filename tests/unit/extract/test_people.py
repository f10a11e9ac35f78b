import pytest

from pipeline.extract.fields.people import extract
from tests.unit.extract.one_page import run


def people(html, kind="team"):
    return [(c.value, c.attrs.get("department")) for c in run(extract, html, kind=kind, language="en")]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Managing director: Orla Fenwick</p>", [("Orla Fenwick", "management")]),
        ("<p>Geschäftsführer: Max von der Aue, Erika Lindquist</p>", [("Max von der Aue", "management"), ("Erika Lindquist", "management")]),
        ("<h3>Orla Fenwick</h3><p>Sales manager</p>", [("Orla Fenwick", "sales")]),
        ("<p>Orla Fenwick, Head of IT</p>", [("Orla Fenwick", "it")]),
        ("<p>Gérante : Mme Solange Prévert</p>", [("Mme Solange Prévert", "management")]),
        ("<p>Amministratore delegato: Dott. Piero Sabbatini</p>", [("Dott. Piero Sabbatini", "management")]),
        ("<p>Генеральный директор: Ирина Волкова</p>", [("Ирина Волкова", "management")]),
        ("<tr><td>代表取締役</td><td>森 花子</td></tr>", [("森 花子", "management")]),
        ("<p>Jan Kos – kierownik produkcji</p>", [("Jan Kos", "operations")]),
    ],
)
def test_names_beside_titles(html, expected):
    assert people(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>Managing director: Quarz Werk GmbH</p>",
        "<p>Our sales manager will call you back.</p>",
        "<h3>Food Safety</h3><p>Manager</p>",
        "<p>Orla Fenwick</p>",
        "<p>Geschäftsführer: Amtsgericht Hamburg</p>",
        "<nav>Orla Fenwick, CEO</nav>",
        "<p>Owner: owner@quarzwerk.example Orla Fenwick</p>",
        "<p>Owner: Stage V</p>",
        "<p>Director: Quarzwerk Example</p>",
    ],
)
def test_what_is_no_person(html):
    assert people(html) == []


def test_people_in_structured_data_need_a_title():
    founder, author = '{"@type":"Person","name":"Orla Fenwick","jobTitle":"CEO"}', '{"@type":"Person","name":"Ann Other"}'
    html = f'<script type="application/ld+json">{{"@type":"Organization","founder":{founder},"author":{author}}}</script>'
    assert people(html, kind="news") == [("Orla Fenwick", "management")]
