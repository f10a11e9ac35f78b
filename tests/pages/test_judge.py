"""Calling leads good or bad: on a lead's page, on the board's cards and table; reasons, undo, the filter."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.base import Principal
from domain.commands import SetLabel, SetStage
from domain.identity import lead_id
from domain.lead import LeadFilter, LeadRow
from domain.lead_state import Stage
from tests.pages.conftest import open_page, texts
from tests.pages.standin import Standin
from ui.judge import Last, reason_words, wanted_judgement
from ui.kanban import column

WHO = Principal()
GOOD = lead_id("default", "ostermoor-feinkost.example")


def label_of(door: Standin) -> tuple[bool | None, str]:
    desk = door.stored[GOOD].desk
    return desk.label, desk.label_reason


def on_lead() -> AppTest:
    return open_page("lead", lead=GOOD)


def test_one_press_judges_and_the_same_again_takes_it_back(door: Standin) -> None:
    app = on_lead()
    app.button(key="lead_label_bad").click().run()
    assert label_of(door) == (False, "")
    app.button(key="lead_label_bad").click().run()
    assert label_of(door) == (None, "")


def test_reasons_are_keys_and_words_together(door: Standin) -> None:
    app = on_lead()
    app.button(key="lead_label_bad").click().run()
    pills = next(p for p in app.get("button_group") if p.key == f"lead_why_{GOOD}_False_keys")
    pills.set_value(["too_small", "no_need"]).run()
    app.text_input(key=f"lead_why_{GOOD}_False_text").set_value("told us so; in May").run()
    assert label_of(door) == (False, "too_small; no_need; told us so; in May")
    assert "Labelled Bad: Too small, No need, told us so; in May" in texts(app).replace("\\", "")
    next(b for b in app.button if b.label == "Undo").click().run()
    assert label_of(door) == (False, "too_small; no_need")
    app.button(key="lead_label_good").click().run()
    assert label_of(door) == (True, "")


def test_a_reason_that_is_too_long_is_cut_and_said(door: Standin) -> None:
    app = on_lead()
    app.button(key="lead_label_good").click().run()
    app.text_input(key=f"lead_why_{GOOD}_True_text").set_value("x" * 1_600).run()
    assert label_of(door) == (True, "x" * 1_500)
    assert "1,600 characters" in app.toast[0].value


def test_the_board_asks_why_after_a_press_and_takes_all_of_it_back(door: Standin) -> None:
    app = open_page("leads", view="columns")
    door.command(WHO, GOOD, SetLabel(good=False))
    app.session_state["judged_last"] = Last(GOOD, "Ostermoor **x**", False, SetLabel(good=None))
    app.run()
    assert "Ostermoor \\*\\*x\\*\\*\\: Bad" in texts(app)
    pills = next(p for p in app.get("button_group") if p.key == f"judge_{GOOD}_False_keys")
    pills.set_value(["wrong_country"]).run()
    assert label_of(door) == (False, "wrong_country")
    door.command(WHO, GOOD, SetStage(stage=Stage.WON))  # what was done meanwhile stays
    app.button(key="judge_undo").click().run()
    assert label_of(door) == (None, "")
    assert door.stored[GOOD].desk.stage is Stage.WON
    assert "judged_last" not in app.session_state


def test_the_way_back_of_a_move_leaves_a_judgement_made_after_it(door: Standin) -> None:
    app = open_page("leads", view="columns")
    moved = door.command(WHO, GOOD, SetStage(stage=Stage.WON))
    app.session_state["kanban_last"] = (GOOD, "Ostermoor", Stage.WON, moved.inverse)
    door.command(WHO, GOOD, SetLabel(good=True))
    app.run()
    next(b for b in app.button if b.label == "Undo").click().run()
    assert door.stored[GOOD].desk.stage is None
    assert label_of(door) == (True, "")


def test_done_puts_the_question_away(door: Standin) -> None:
    app = open_page("leads", view="columns")
    door.command(WHO, GOOD, SetLabel(good=True))
    app.session_state["judged_last"] = Last(GOOD, "Ostermoor", True, SetLabel(good=None))
    app.run()
    app.button(key="judge_done").click().run()
    assert not any(b.key == "judge_done" for b in app.button)
    assert label_of(door) == (True, "")


def rows(door: Standin) -> tuple[LeadRow, ...]:
    return door.leads(WHO, LeadFilter(page_size=100)).leads


@pytest.mark.parametrize("judged", [None, "x", {}, {"lead": "nobody", "good": True}, {"lead": GOOD}, {"lead": GOOD, "good": "yes"}, {"lead": GOOD, "good": 1}])
def test_only_a_real_judgement_of_a_lead_on_the_board_is_done(door: Standin, judged: object) -> None:
    assert wanted_judgement(judged, rows(door)) is None


def test_a_judgement_that_could_have_been_offered_is_done(door: Standin) -> None:
    found = wanted_judgement({"lead": GOOD, "good": False}, rows(door))
    assert found is not None
    assert (found[0].lead_id, found[1]) == (GOOD, False)


def test_cards_and_table_show_the_label(door: Standin) -> None:
    door.command(WHO, GOOD, SetLabel(good=False, reason="too_small; <b>no</b>"))
    data = column(Stage.QUALIFIED, door.leads(WHO, LeadFilter(stages=(Stage.QUALIFIED,))))
    card = next(card for card in data["cards"] if card["id"] == GOOD)
    assert (card["label"], card["why"]) == ("bad", "Too small, <b>no</b>")
    table = open_page("leads").dataframe[0].value
    assert dict(zip(table["company"], table["label"], strict=True))["Ostermoor Feinkost GmbH"] == ["Bad"]


def test_the_filter_finds_what_was_called_good_bad_or_nothing(door: Standin) -> None:
    door.command(WHO, GOOD, SetLabel(good=True))
    app = open_page("leads")
    app.multiselect(key="lf_labels").select("good").run()
    assert door.asked[-1].labels == ("good",)
    assert list(app.dataframe[0].value["company"]) == ["Ostermoor Feinkost GmbH"]
    next(b for b in app.button if b.label == "Clear all").click().run()
    assert door.asked[-1].labels == ()


def test_reasons_are_told_in_words() -> None:
    assert reason_words("great_fit; met in May", good=True) == "Great fit, met in May"
    assert reason_words("", good=None) == ""
