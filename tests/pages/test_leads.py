"""The board: what it asks of the door, lanes, columns, moves from outside, chart."""

import pandas as pd
import pytest

from domain.lead_state import Stage
from tests.pages.conftest import open_page, texts
from tests.pages.sample_leads import SPITEFUL
from tests.pages.standin import Standin
from ui.charts import NAMED, name_spots, score_map, top_right
from ui.kanban import column, score_of, wanted_move
from ui.lead_filter import WORKED


def test_the_table_shows_one_page_best_first(door: Standin) -> None:
    app = open_page("leads")
    table = app.dataframe[0].value
    assert list(table["company"][:2]) == ["Ostermoor Feinkost GmbH", "Kestrel & Vine Catering"]
    assert SPITEFUL in set(table["company"])
    assert len(table) == 15
    asked = door.asked[-1]
    assert (asked.sort, asked.descending, asked.page, asked.page_size, asked.stages) == ("prospect_score", True, 1, 50, WORKED)
    assert "1–15 of 15" in texts(app)


def test_filters_reach_the_door(door: Standin) -> None:
    app = open_page("leads")
    app.text_input(key="lf_text").set_value(" kestrel ").run()
    app.multiselect(key="lf_sectors").select("Catering").run()
    app.slider(key="lf_min").set_value(0.5).run()
    app.selectbox(key="lf_sort").select("company_name").run()
    asked = door.asked[-1]
    assert (asked.text, asked.sectors, asked.min_score, asked.sort, asked.descending) == ("kestrel", ("Catering",), 0.5, "company_name", False)
    assert list(app.dataframe[0].value["company"]) == ["Kestrel & Vine Catering"]
    next(b for b in app.button if b.label == "Clear all").click().run()
    assert door.asked[-1].sectors == ()


def test_no_match_says_so(door: Standin) -> None:
    app = open_page("leads")
    app.text_input(key="lf_text").set_value("zzz").run()
    assert "No lead matches" in app.info[0].value


@pytest.mark.parametrize(
    ("lane", "reasons"), [("rejected", {"domain for sale", "competitor", "not a company"}), ("failed", {"no answer in time", "robots.txt forbids it"})]
)
def test_rejected_and_failed_ones_keep_their_reasons(door: Standin, lane: str, reasons: set[str]) -> None:
    app = open_page("leads")
    app.segmented_control(key="leads_lane").select(lane).run()
    assert set(app.dataframe[0].value["reason"]) == reasons


def test_pages_of_fifty(door: Standin) -> None:
    lead = next(iter(door.stored.values()))
    for number in range(120):
        row = lead.row.model_copy(update={"lead_id": f"ld_{number}", "company_name": f"Clone {number:03}"})
        door.stored[row.lead_id] = lead.model_copy(update={"row": row})
    app = open_page("leads")
    assert "1–50 of 135" in texts(app)
    app.get("pagination")[0].set_value(3).run()
    assert "101–135 of 135" in texts(app)
    app.text_input(key="lf_text").set_value("Clone").run()
    assert "1–50 of 120" in texts(app)


def test_the_csv_leaves_unverified_values_out_by_default(door: Standin) -> None:
    app = open_page("leads")
    assert app.checkbox(key="csv_unverified").value is False
    assert [b.label for b in app.get("download_button")] == ["Download CSV"]


def test_a_link_opens_the_columns(door: Standin) -> None:
    app = open_page("leads", view="columns")
    assert not app.exception
    assert {asked.stages for asked in door.asked} >= {(stage,) for stage in Stage}
    assert all(asked.page_size == 30 for asked in door.asked)


def test_a_link_opens_the_chart(door: Standin) -> None:
    app = open_page("leads", view="map")
    assert not app.exception
    assert "Each dot is a company" in texts(app)


def test_columns_count_and_average(door: Standin) -> None:
    from domain.base import Principal
    from domain.lead import LeadFilter

    page = door.leads(Principal(), LeadFilter(stages=(Stage.REVIEW,), page_size=3))
    data = column(Stage.REVIEW, page)
    assert (data["total"], len(data["cards"]), data["mean"]) == (10, 3, "Ø 0.77")
    assert data["cards"][0]["title"] == "Fromagerie du Val d'Orsan"
    failed = column(Stage.ENRICHING, door.leads(Principal(), LeadFilter(stages=(Stage.ENRICHING,))))
    assert not failed["open"]
    assert {c["text"] for card in failed["cards"] for c in card["chips"]} == {"Failed: no answer in time", "Failed: robots.txt forbids it"}
    assert not any(card["movable"] for card in failed["cards"])


@pytest.mark.parametrize(
    ("moved", "result"),
    [
        ({"lead": "a", "to": "won"}, ("a", Stage.WON)),
        ({"lead": "b", "to": "won"}, None),
        ({"lead": "a", "to": "enriching"}, None),
        ({"lead": "a", "to": "moon"}, None),
        ({"to": "won"}, None),
        ("a", None),
        (None, None),
    ],
)
def test_only_a_real_move_is_done(moved: object, result: object) -> None:
    assert wanted_move(moved, {"a"}) == result


def test_names_in_the_chart_are_neither_cut_nor_over_each_other() -> None:
    crowd = pd.DataFrame({"name": ["Kaltquell Feinkost am Hafen"] * 9, "prospect": [0.9] * 8 + [1.0], "pain": [0.5] * 8 + [1.0]})
    spots = name_spots(crowd)
    assert spots[8] == "middle left"  # in the corner every other place would be cut
    assert len(spots) == len({spots[index] for index in spots if index != 8}) + 1  # no two names of one dot in one place
    apart = pd.DataFrame({"name": ["Nord"] * 20, "prospect": [n / 20 for n in range(20)], "pain": [0.5] * 20})
    assert list(name_spots(apart).values()).count("bottom center") == len(name_spots(apart)) == NAMED


def test_the_chart_escapes_names_and_counts_its_corner(door: Standin) -> None:
    rows = [v.row for v in door.stored.values() if v.row.scores]
    table = pd.DataFrame(
        [
            {"lead_id": r.lead_id, "name": r.company_name, "prospect": score_of(r), "pain": score_of(r, "pain_alignment"), "tier": r.tier, "sector": r.sector}
            for r in rows
        ]
    )
    figure = score_map(table)
    drawn = " ".join(text for trace in figure.data for text in (*trace.hovertext, *trace.text))
    assert "<img" not in drawn
    assert "&lt;img" in drawn
    assert sum(len(trace.x) for trace in figure.data) == len(rows)
    assert top_right(table) == 3
