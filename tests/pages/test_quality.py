"""The page Score check: what it says with no, few and enough labels; sliders, saving, scoring again."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.base import Principal
from domain.commands import SetLabel
from tests.pages.conftest import open_page, texts
from tests.pages.standin import Standin
from ui.charts import label_spread, rule_bars
from ui.score_check import chosen_weights

WHO = Principal()
SLIDER = "qw_ctx_cold_2_"


def labelled(door: Standin, good: int, bad: int) -> None:
    ids = [lead_id for lead_id, lead in door.stored.items() if lead.package]
    for n, lead_id in enumerate(ids[: good + bad]):
        door.command(WHO, lead_id, SetLabel(good=n < good))


def metrics(app: AppTest) -> dict[str, str]:
    return {m.label: m.value for m in app.metric}


def test_without_labels_it_says_how_many_it_takes(door: Standin) -> None:
    app = open_page("quality")
    assert not app.exception
    assert metrics(app)["Your labels"] == "0 good · 0 bad"
    assert metrics(app)["Good above bad (AUC)"] == "–"
    assert "label 5 more good and 5 more bad leads" in app.info[0].value
    assert "none labelled" in texts(app)
    assert any(link.label == "Label leads on the board" for link in app.get("page_link"))


@pytest.mark.parametrize(("good", "bad", "says"), [(3, 7, "label 2 more good"), (7, 3, "label 2 more bad")])
def test_too_few_of_one_kind_are_named(door: Standin, good: int, bad: int, says: str) -> None:
    labelled(door, good, bad)
    app = open_page("quality")
    assert says in app.info[0].value
    assert metrics(app)["Your labels"] == f"{good} good · {bad} bad"


def test_enough_labels_give_figures_with_intervals_and_bounds(door: Standin) -> None:
    labelled(door, 7, 7)
    app = open_page("quality")
    assert not app.info
    assert 0.5 < float(metrics(app)["Good above bad (AUC)"]) <= 1
    shown = texts(app)
    assert "95 %:" in shown
    assert "all 5:" in shown
    assert "14 of 15 leads labelled" in shown
    assert "flatter or wrong the rest" in shown
    assert not app.warning


def test_a_slider_shows_the_new_order_and_doubts_it(door: Standin) -> None:
    labelled(door, 7, 7)
    app = open_page("quality")
    assert app.button(key="quality_save").disabled
    app.slider(key=f"{SLIDER}sector_in_focus").set_value(0.0).run()
    assert any("fitting 1 weight to 7 labels" in w.value for w in app.warning)
    assert "Change in" in texts(app)
    app.slider(key=f"{SLIDER}pain_named").set_value(3.0).run()
    told = [w.value for w in app.warning]
    assert any("fewer than ten labels" in w for w in told)
    assert any("2 weights to 7 labels" in w for w in told)
    assert "was" in app.metric[1].delta
    assert "Sector in your focus 1 → 0" in texts(app)
    assert "leads change places" in texts(app)
    table = app.dataframe[0].value
    assert list(table["place"]) == list(range(1, 16))
    app.button(key="quality_reset").click().run()
    assert app.slider(key=f"{SLIDER}sector_in_focus").value == 1.0
    assert not app.warning


def test_weights_are_saved_as_a_version_and_kept_by_the_context_page(door: Standin) -> None:
    app = open_page("quality")
    app.slider(key=f"{SLIDER}sector_in_focus").set_value(2.0).run()
    app.button(key="quality_save").click().run()
    newest = door.contexts(WHO)[0]
    assert (newest.version, newest.context.weights) == (3, {"sector_in_focus": 2.0})
    assert "Version 3 saved" in app.success[0].value
    assert "Sector in your focus 1 → 2" in app.success[0].value
    assert app.slider(key="qw_ctx_cold_3_sector_in_focus").value == 2.0
    form = open_page("context")
    assert "Weights: Sector in your focus 1 → 2" in texts(form)
    form.text_input(key="ctx_location").set_value("Mars").run()
    next(b for b in form.button if b.label == "Save as version 4").click().run()
    assert door.contexts(WHO)[0].context.weights == {"sector_in_focus": 2.0}


def test_an_open_form_does_not_lose_weights_that_were_set_meanwhile(door: Standin) -> None:
    app = open_page("context")
    app.text_input(key="ctx_location").set_value("Mars").run()
    app.switch_page("../pages/quality.py").run()
    app.slider(key=f"{SLIDER}sector_in_focus").set_value(0.5).run()
    app.button(key="quality_save").click().run()
    app.switch_page("../pages/context.py").run()
    next(b for b in app.button if b.label == "Save as version 4").click().run()
    newest = door.contexts(WHO)[0].context
    assert (newest.weights, newest.location) == ({"sector_in_focus": 0.5}, "Mars")


def test_the_board_is_scored_again_on_a_press(door: Standin) -> None:
    app = open_page("quality")
    assert not any(b.key == "quality_rescore" for b in app.button)
    app.slider(key=f"{SLIDER}sector_in_focus").set_value(0.0).run()
    app.button(key="quality_save").click().run()
    assert "15 leads on the board" in texts(app)
    app.button(key="quality_rescore").click().run()
    assert "15 leads were scored again by version 3" in app.success[0].value
    assert not any(b.key == "quality_rescore" for b in app.button)
    lead = next(lead for lead in door.stored.values() if lead.package)
    assert lead.rescore is not None
    assert lead.row.scores["prospect_score"] == lead.rescore.scores["prospect"][0]


def test_every_order_has_its_sliders(door: Standin) -> None:
    labelled(door, 7, 7)
    app = open_page("quality")
    for order in ("buying_intent", "tier", "prospect"):
        app.segmented_control(key="quality_order").select(order).run()
        assert not app.exception
        assert len({s.key for s in app.slider}) == len(app.slider) >= 4


def test_the_views_of_the_new_order(door: Standin) -> None:
    labelled(door, 3, 2)
    app = open_page("quality")
    app.segmented_control(key="quality_show").select("labelled").run()
    assert len(app.dataframe[0].value) == 5
    app.segmented_control(key="quality_show").select("moves").run()
    assert not app.dataframe


def test_unknown_rules_of_a_context_survive_saving(door: Standin) -> None:
    version = door.contexts(WHO)[0]
    door.save_context(WHO, version.name, version.context.model_copy(update={"weights": {"a_rule_to_come": 2.5}}), version.context_id)
    check = door.score_check(WHO, version.context_id)
    assert chosen_weights(check) == {"a_rule_to_come": 2.5}


def test_charts_escape_names_and_hold_every_labelled_lead() -> None:
    import pandas as pd

    rows = [{"name": "<img src=x>", "label": label, "score_before": 0.2, "score_after": 0.6} for label in ("good", "bad", "bad")]
    figure = label_spread(pd.DataFrame(rows), before=True)
    assert [len(trace.x) for trace in figure.data] == [1, 1, 2, 2]
    assert "<img" not in " ".join(text for trace in figure.data for text in trace.hovertext)
    bars = rule_bars(pd.DataFrame([{"rule": "a", "difference": 0.3}, {"rule": "b", "difference": -0.2}]))
    assert list(bars.data[0].y) == ["b", "a"]
