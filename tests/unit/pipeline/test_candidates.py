"""Candidates in the order in which their words fit; who comes without words keeps its place, who is excluded comes last."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.context import BusinessContext
from domain.lead import Hit, Lead
from pipeline.rank.candidates import Order, heading_kind, ordered, told_of, words_of

CONTEXT = BusinessContext(
    ideal_customer="Bakeries, restaurants and caterers",
    company_size_min=10,
    company_size_max=500,
    target_market="Germany",
    competitors=("Kaltwacht",),
)


def row(host: str, **extra: str) -> Lead:
    return lead(host, Hit(url=f"{host}.example", source="url_list", extra={key.replace("_", " "): cell for key, cell in extra.items()}))


def found(host: str, title: str, snippet: str = "") -> Lead:
    return lead(host, Hit(url=f"{host}.example", source="tavily", title=title, snippet=snippet))


def lead(host: str, hit: Hit) -> Lead:
    return Lead(lead_id=f"ld_{host}", identity_key=f"{host}.example", website=f"https://{host}.example/", hit=hit)


def order(*leads: Lead, context: BusinessContext = CONTEXT, unwanted: str = "", near: tuple[float, ...] = ()) -> Order:
    return ordered(leads, context, lambda one: one.lead_id == f"ld_{unwanted}", near)


def hosts(given: Order) -> list[str]:
    return [one.lead_id.removeprefix("ld_") for one in given.leads]


LAW = row("law", Description="A law firm for patents, litigation and employment contracts.")
BREAD = row("bread", Description="Family bakery: bread, rolls and cakes from our own ovens for restaurants.")
CATERER = row("caterer", Industry="Catering", Description="We cook for weddings and cater for offices.")
BARE, NAMED = row("bare"), row("named", Company="Ostwind GmbH", City="Kiel", Contact="Maria Muster", Email="m@ostwind.example")


def test_rows_with_words_are_sorted_by_their_fit() -> None:
    assert hosts(order(LAW, CATERER, BREAD))[-1] == "law"


def test_rows_without_words_keep_their_places() -> None:
    given = order(BARE, LAW, NAMED, BREAD, row("last"))
    assert hosts(given) == ["bare", "bread", "named", "law", "last"]
    assert (given.told, given.silent, given.last) == (2, 3, 0)


def test_nothing_moves_without_words_or_without_a_wish() -> None:
    assert hosts(order(NAMED, BARE)) == ["named", "bare"]
    assert hosts(order(LAW, BREAD, context=BusinessContext())) == ["law", "bread"]
    assert hosts(order()) == []


def test_who_is_excluded_or_competes_comes_last_however_well_it_fits() -> None:
    rival = row("rival", Company="Kaltwacht", Description="Bakeries, restaurants and caterers trust us.")
    given = order(rival, BREAD, LAW, BARE, unwanted="bread")
    assert hosts(given) == ["law", "bare", "rival", "bread"]
    assert given.last == 2


def test_rows_in_other_languages_than_the_context_are_sorted_too() -> None:
    context = BusinessContext(ideal_customer="Food producers and pharmacies")
    law = row("kanzlei", Beschreibung="Kanzlei für Arbeitsrecht und Verträge")
    dairy, chemist = row("molkerei", Beschreibung="Hofmolkerei mit Käse und Quark"), row("farmacia", Descrizione="Farmacia con consegna a domicilio")
    given = hosts(order(law, dairy, chemist, context=context))
    assert given[-1] == "kanzlei"


def test_what_is_known_to_be_out_of_bounds_comes_behind_what_may_fit() -> None:
    bakery = "Bakery with bread, rolls and cakes for cafés and restaurants."
    small, abroad = row("small", Mitarbeiter="2", Description=bakery), row("abroad", Country="Chile", Description=bakery)
    good, open_ = row("good", Employees="11-50", Land="Deutschland", Description=bakery), row("open", Description=bakery)
    assert hosts(order(small, open_, abroad, good))[:2] == ["good", "open"]
    assert hosts(order(row("big", Employees="9,000"), BREAD)) == ["bread", "big"]  # also without words


def test_a_search_keeps_a_say_in_the_order_and_a_list_has_none() -> None:
    words = ("Bakery and café in the old town", "Restaurants and bakeries near the harbour", "A law firm for patents and contracts")
    one, two, three = (found(f"h{n}", title, "Read more about our house here today") for n, title in enumerate(words))
    assert hosts(order(three, one, two))[-1] == "h2"
    same = [found(f"s{n}", "Bakery and café in the old town", "with bread and cakes") for n in range(4)]
    assert hosts(order(*same)) == ["s0", "s1", "s2", "s3"]


def test_a_bare_title_tells_too_little_to_be_moved_by() -> None:
    assert not told_of(found("a", "Home").hit).told
    assert told_of(found("a", "Bakery", "bread and cakes from our own stone oven since").hit).told


def test_meaning_moves_what_words_do_not() -> None:
    a, b = row("a", Description="Wir liefern Brezeln und Torten aus Kiel."), row("b", Description="Schrauben und Muttern aus dem Werk in Hagen.")
    assert hosts(order(b, a, near=(0.1, 0.9))) == ["a", "b"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Company Name", "name"),
        ("Mitarbeiter", "size"),
        ("nombre_de_salariés", "size"),
        ("PAYS", "place"),
        ("Funding Stage", "stage"),
        ("Branche", "words"),
        ("E-Mail", "other"),
        ("Descripción", "words"),
        ("xyz", ""),
    ],
)
def test_headings_are_read_in_several_languages(heading: str, kind: str) -> None:
    assert heading_kind(heading) == kind


def test_cells_become_a_company() -> None:
    cells = {"Company": "Ostwind", "Employees": "1,200+", "Country": "Germany / France", "Stage": "Seed", "Hiring": "ja", "Industry": "Bakery", "Ort": "Kiel"}
    company, told = told_of(Hit(url="ostwind.example", source="url_list", extra=cells))
    assert (company.name, company.size, company.size_to, company.places, company.stage, company.hiring) == (
        *("Ostwind", 1_200, 10_000_000, frozenset({"Germany", "France"}), "Seed", True),
    )
    assert (company.line, told) == ("Bakery", True)


@pytest.mark.parametrize(
    ("written", "size", "size_to"),
    [
        ("1K-5K", 1_000, 5_000),
        ("10K+", 10_000, 10_000_000),
        ("1.5k", 1_500, 0),
        ("1\u202f000", 1_000, 0),
        ("1\u00a0000 - 5\u00a0000", 1_000, 5_000),
        ("1’200", 1_200, 0),
        ("1,00,000", 100_000, 0),
        ("500 1000", 500, 1_000),
        ("11 to 50 kg", 11, 50),
        ("n/a", 0, 0),
    ],
)
def test_head_counts_are_read_as_lists_write_them(written: str, size: int, size_to: int) -> None:
    company = told_of(Hit(url="a.example", source="url_list", extra={"Employees": written})).company
    assert (company.size, company.size_to) == (size, size_to)


@pytest.mark.parametrize("cell", ["https://ostwind.example/a-long-page/about-us-and-more", "m@ostwind.example", "Kiel", "2024-05-01", "+49 30 1234"])
def test_cells_of_unknown_columns_that_are_no_sentence_are_no_words(cell: str) -> None:
    assert words_of(Hit(url="a.example", source="url_list", extra={"Spalte 7": cell})) == ""


def test_a_sentence_in_a_column_of_unknown_name_counts() -> None:
    assert words_of(Hit(url="a.example", source="url_list", extra={"Spalte 7": "Bread, rolls and cakes from our own stone ovens"})).startswith("Bread")


CELLS = st.dictionaries(st.sampled_from(["Description", "Country", "Employees", "x"]), st.text(max_size=40), max_size=3)


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, max_size=12))
def test_every_candidate_comes_once_and_the_order_is_the_same_each_time(cells: list[dict[str, str]]) -> None:
    leads = [lead(f"h{n}", Hit(url=f"h{n}.example", source="url_list", extra=extra)) for n, extra in enumerate(cells)]
    first, second = order(*leads), order(*leads)
    assert first == second
    assert sorted(hosts(first)) == sorted(hosts(order(*reversed(leads)))) == sorted(f"h{n}" for n in range(len(cells)))
    silent = [n for n, one in enumerate(leads) if not told_of(one.hit).told and first.silent == len(leads) - first.told]
    assert all(first.leads[n] is leads[n] for n in silent)
