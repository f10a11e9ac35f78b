import pytest

from pipeline.extract.fields.signals import extract
from tests.unit.extract.one_page import run

SIGNALS = [
    ("We are hiring two warehouse clerks.", "en", "hiring"),
    ("Wir stellen ein: Kühlhausleitung (m/w/d).", "de", "hiring"),
    ("Nous recrutons un chef d'équipe.", "fr", "hiring"),
    ("Se busca encargado: ofertas de empleo abiertas.", "es", "hiring"),
    ("Stiamo assumendo un magazziniere.", "it", "hiring"),
    ("Lediga tjänster: lagerchef", "sv", "hiring"),
    ("Требуются водители: открытая вакансия", "ru", "hiring"),
    ("経験のあるスタッフを募集中です。", "ja", "hiring"),
    ("Zatrudnimy kierowcę od zaraz", "pl", "hiring"),
    ("Açık pozisyonlar: depo sorumlusu", "tr", "hiring"),
    ("Vacature chauffeur: wij zoeken jou", "nl", "hiring"),
    ("Volné pozice ve skladu", "cs", "hiring"),
    ("In May we opened a new warehouse in Leeds.", "en", "expansion"),
    ("Wir eröffnen eine zweite Filiale.", "de", "expansion"),
    ("Nous ouvrons un nouvel entrepôt.", "fr", "expansion"),
    ("Inauguramos una nueva planta en Murcia.", "es", "expansion"),
    ("Otwieramy nowy magazyn pod Łodzią.", "pl", "expansion"),
    ("Мы открыли новый склад в Твери.", "ru", "expansion"),
    ("Acme raised $4 million from two investors.", "en", "funding"),
    ("Das Unternehmen schließt Finanzierungsrunde ab.", "de", "funding"),
    ("Nuevo producto: queso curado en aceite", "es", "new_product"),
    ("Wij lanceren een nieuwe productlijn.", "nl", "new_product"),
    ("We won the regional food award.", "en", "award"),
    ("Wir haben den Innovationspreis gewonnen.", "de", "award"),
    ("Ausschreibung gewonnen: Schulessen", "de", "award"),
    ("Avviso: gara d'appalto per la mensa", "it", "tender"),
    ("Neuer Geschäftsführer ab Januar", "de", "leadership_change"),
    ("Jane Roe appointed managing director", "en", "leadership_change"),
    ("We are ISO 9001 certified.", "en", "certification"),
    ("Vi är certifierade enligt ISO 14001.", "sv", "certification"),
]


@pytest.mark.parametrize(("sentence", "language", "kind"), SIGNALS)
def test_sentences_show_their_kind(sentence, language, kind):
    found = run(extract, f"<main><p>{sentence}</p></main>", kind="news", language=language)
    assert [(c.value, c.attrs["kind"]) for c in found] == [(sentence, kind)]
    assert found[0].rule == ""


def test_only_the_sentence_is_quoted_with_the_date_near_it():
    html = "<main><p>Our story is long. In October 2026 we opened a new cold store in Hull. Visit us.</p></main>"
    (found,) = run(extract, html, kind="about", language="en")
    assert found.value == "In October 2026 we opened a new cold store in Hull."
    assert found.attrs["date"] == "2026-10"


def test_a_date_line_above_a_headline_is_its_date():
    html = "<main><p>3 November 2026</p><h2>New warehouse under construction</h2><p>It will be large.</p></main>"
    assert run(extract, html, kind="news", language="en")[0].attrs["date"] == "2026-11-03"


def test_old_events_are_history():
    assert run(extract, "<main><p>In 1998 we opened a new factory in Hull.</p></main>", kind="about", language="en") == []


def test_a_page_that_says_that_nothing_is_open_shows_no_hiring():
    html = "<main><h1>Join our team</h1><p>We are hiring often, but there are currently no open positions.</p></main>"
    assert run(extract, html, kind="careers", language="en") == []


@pytest.mark.parametrize(
    "html",
    [
        "<nav><a href='/jobs'>Join our team</a></nav>",
        "<main><p>Wir suchen für Sie die beste Lösung.</p></main>",
        "<main><p>Are you hiring? We are hiring?</p></main>",
    ],
)
def test_menus_questions_and_offers_are_no_signals(html):
    assert run(extract, html, language="de" if "Wir" in html else "en") == []


def test_job_postings_in_structured_data():
    html = '<script type="application/ld+json">{"@type":"JobPosting","title":"Quality manager","datePosted":"2026-11-03T08:00"}</script>'
    (found,) = run(extract, html, kind="careers", language="en")
    assert (found.value, found.attrs["kind"], found.attrs["date"]) == ("Quality manager", "hiring", "2026-11-03")


def test_a_sentence_with_tags_inside_is_quoted_as_it_reads():
    (found,) = run(extract, "<main><p>We are <b>hiring</b> a <a href='/x'>driver</a>, now.</p></main>", kind="careers", language="en")
    assert found.value.startswith("We are hiring a driver")


@pytest.mark.parametrize(("until", "titles"), [("2026-12-31", ["Fitter"]), ("2026-11-20T23:59", []), ("2026-11", ["Fitter"]), ("soon", ["Fitter"])])
def test_a_posting_that_has_run_out_is_no_signal(until, titles):
    html = f'<script type="application/ld+json">{{"@type":"JobPosting","title":"Fitter","datePosted":"2026-09-01","validThrough":"{until}"}}</script>'
    assert [c.value for c in run(extract, html, kind="careers", language="en")] == titles


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("We are not hiring at the moment.", "en"),
        ("There are no open roles, but join our team later.", "en"),
        ("Wir haben zurzeit keine freien Stellen.", "de"),
        ("Aktuálně nemáme volná místa ve výrobě.", "cs"),
        ("Actualmente no hay vacantes en el taller.", "es"),
        ("現在、社員募集は行っておりません。", "ja"),
    ],
)
def test_denied_openings_are_no_hiring(sentence, language):
    assert run(extract, f"<main><p>{sentence}</p></main>", kind="careers", language=language) == []


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("We help growing firms to open new plants abroad.", "en"),
        ("Our client Hollin Foods raised $40 million.", "en"),
        ("Wir begleiten Sie auf dem Weg zur ISO 9001.", "de"),
        ("Nous aidons les PME à ouvrir de nouvelles usines.", "fr"),
        ("ISO 9001 belgesi almanıza yardımcı oluyoruz.", "tr"),
        ("ISO9001の認証を取得できるよう支援します。", "ja"),
    ],
)
def test_what_customers_do_or_get_help_with_is_no_signal(sentence, language):
    assert run(extract, f"<main><p>{sentence}</p></main>", kind="news", language=language) == []


@pytest.mark.parametrize("kind", ["home", "about", "products"])
def test_bare_words_prove_nothing_on_pages_that_tell_no_news(kind):
    assert run(extract, "<main><p>We built software around a busy warehouse and its expansion.</p></main>", kind=kind, language="en") == []


def test_a_state_since_a_year_is_not_dated_by_it():
    (found,) = run(extract, "<main><p>We have been ISO 9001 certified since 2012.</p></main>", kind="about", language="en")
    assert "date" not in found.attrs


def test_norwegian_pages_find_norwegian_words():
    (found,) = run(extract, '<html lang="no"><main><p>Vi er sertifisert etter ISO 14001.</p></main>', kind="about")
    assert found.attrs["kind"] == "certification"


def test_a_row_of_links_tells_of_no_opening() -> None:
    menu = '<div><b>Brook</b> Haulage <a href="/">Home</a><a href="/s">Services</a><a href="/v">Current vacancies</a><a href="/c">Contact</a></div>'
    told = "<p>Current vacancies: a driver for our depot in Leeds.</p>"
    values = [c.value for c in run(extract, f"<body>{menu}{told}</body>", kind="careers", language="en")]
    assert values == ["Current vacancies: a driver for our depot in Leeds."]
