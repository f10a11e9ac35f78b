"""The run page: what is asked of the door, one run at a time, what a stopped or finished run offers."""

import json

from domain.access import Scope
from domain.base import Principal
from domain.events import EVENT
from domain.run import RunStatus
from service.base import RunOrder, SourceChoice
from tests.pages.conftest import open_page, texts
from tests.pages.standin import DONE, Standin
from ui.live import ENDED_LEADS, picture
from ui.words import group

WHO = Principal()


def labels(app) -> list[str]:
    return [b.label for b in app.button]


def button(app, label):
    return next(b for b in app.button if b.label == label)


def running(door: Standin) -> str:
    return door.start(WHO, RunOrder.model_validate({"source": {"kind": "saved"}, "context_id": "ctx_cold"})).job_id


def test_start_asks_the_door_and_shows_the_run(door: Standin) -> None:
    app = open_page("run", context="ctx_cold")
    app.text_input(key="run_query").set_value("in the Alps").run()
    app.number_input(key="run_max_leads").set_value(7).run()
    button(app, "Start").click().run()
    order = door.started[0]
    assert (order.context_id, order.source.kind, order.source.fetch, order.query, order.limits.max_leads) == ("ctx_cold", "saved", "saved", "in the Alps", 7)
    assert app.query_params["run"] == ["run_1"] or app.query_params["run"] == "run_1"
    assert "Stop this run" in labels(app)


def of_a_list(door: Standin):
    app = open_page("run")
    app.segmented_control(key="run_source").select("url_list").run()
    return app


def test_the_live_web_says_why_it_is_not_there(door: Standin) -> None:
    door.web = SourceChoice(kind="web", available=False, why_not="Reading live websites is not part of this version.")
    app = of_a_list(door)
    assert "Reading live websites is not part of this version" in texts(app).replace("\\", "")
    app.text_area(key="run_list_text").set_value("first.example").run()
    button(app, "Start").click().run()
    assert door.started[0].source.fetch == "saved"


def test_a_list_is_read_from_the_live_web_and_says_how(door: Standin) -> None:
    app = of_a_list(door)
    assert app.segmented_control(key="run_fetch").value == "web"
    assert "Set PROSPECTOR_CONTACT_URL" in texts(app).replace("\\", "")
    app.text_area(key="run_list_text").set_value("first.example").run()
    button(app, "Start").click().run()
    assert (door.started[0].source.kind, door.started[0].source.fetch) == ("url_list", "web")


def test_a_list_can_be_read_from_saved_pages(door: Standin) -> None:
    app = of_a_list(door)
    app.segmented_control(key="run_fetch").select("saved").run()
    assert "all others fail" in texts(app)
    app.text_area(key="run_list_text").set_value("first.example").run()
    button(app, "Start").click().run()
    assert door.started[0].source.fetch == "saved"


def test_what_the_saved_index_finds_is_read_where_it_was_found(door: Standin) -> None:
    app = open_page("run")
    assert [c.key for c in app.segmented_control] == ["run_source"]
    assert "PROSPECTOR_CONTACT_URL" not in texts(app).replace("\\", "")


def test_a_duplicate_is_no_problem(door: Standin) -> None:
    app = of_a_list(door)
    app.text_area(key="run_list_text").set_value("first.example\nsecond.example\nfirst.example").run()
    labels_shown = [e.label for e in app.expander]
    assert "1 line names a company of an earlier line: taken once" in labels_shown
    assert not any("cannot be used" in label for label in labels_shown)
    assert not button(app, "Start").disabled


def test_a_table_without_websites_still_offers_its_columns(door: Standin) -> None:
    app = of_a_list(door)
    app.text_area(key="run_list_text").set_value("Name;Shop\n:::;one.example\n:::;two.example").run()
    assert button(app, "Start").disabled
    assert app.error
    assert app.selectbox(key="run_list_column").value == "Name"
    app.selectbox(key="run_list_column").select("Shop").run()
    assert not app.error
    assert "2 usable rows." in texts(app)
    button(app, "Start").click().run()
    assert [r.url for r in door.started[0].source.rows] == ["https://one.example/", "https://two.example/"]


def test_a_pasted_list_shows_what_was_understood(door: Standin) -> None:
    app = open_page("run")
    app.segmented_control(key="run_source").select("url_list").run()
    assert button(app, "Start").disabled
    app.text_area(key="run_list_text").set_value("first.example\n:::\nhttps://second.example/x").run()
    assert "2 usable rows." in texts(app)
    assert any(e.label == "1 line cannot be used" for e in app.expander)
    button(app, "Start").click().run()
    assert [r.url for r in door.started[0].source.rows] == ["https://first.example/", "https://second.example/x"]


def test_an_uploaded_table_has_a_column_picker(door: Standin) -> None:
    app = open_page("run")
    app.segmented_control(key="run_source").select("url_list").run()
    app.segmented_control(key="run_list_way").select("Upload a CSV").run()
    app.file_uploader[0].upload("list.csv", b"Name;Website;Shop\nOne;one.example;shop.example\n").run()
    assert app.selectbox(key="run_list_column").value == "Website"
    assert "columns separated by semicolons" in texts(app).replace("\\", "")
    app.selectbox(key="run_list_column").select("Shop").run()
    button(app, "Start").click().run()
    assert [r.url for r in door.started[0].source.rows] == ["https://shop.example/"]


def test_an_unusable_list_says_why(door: Standin) -> None:
    app = open_page("run")
    app.segmented_control(key="run_source").select("url_list").run()
    app.text_area(key="run_list_text").set_value(":::").run()
    assert "No line holds a web address" in app.error[0].value
    assert button(app, "Start").disabled


def test_one_run_at_a_time(door: Standin) -> None:
    job_id = running(door)
    app = open_page("run")
    assert "Start" not in labels(app)
    assert not app.selectbox
    assert any(link.label == "Watch the running one" for link in app.get("page_link"))
    assert "A run is going already" in texts(app)
    assert job_id == "run_1"


def test_a_run_that_began_meanwhile_is_offered_to_watch(door: Standin) -> None:
    app = open_page("run")
    start = button(app, "Start").click()
    running(door)
    door.active_run, seen = (lambda who: None), door.active_run
    try:
        door.start = lambda who, order, job_id="": (_ for _ in ()).throw(__import__("domain.errors").errors.RunAlreadyActive(job_id="run_1"))  # type: ignore[method-assign]
        start.run()
    finally:
        door.active_run = seen  # type: ignore[method-assign]
    assert "already going" in app.error[0].value
    assert any(link.label == "Watch the running one" for link in app.get("page_link"))


def test_stop_then_go_on(door: Standin) -> None:
    app = open_page("run", run=running(door))
    button(app, "Stop this run").click().run()
    assert door.stored_runs["run_1"].status is RunStatus.CANCELLED
    assert "You stopped this run" in texts(app)
    button(app, "Go on").click().run()
    assert door.stored_runs["run_1"].status is RunStatus.RUNNING


def test_a_finished_run_offers_board_retry_and_csv(door: Standin) -> None:
    app = open_page("run", run=DONE)
    assert "Retry the 3 failed leads" in labels(app)
    assert [b.label for b in app.get("download_button")] == ["Download CSV"]
    shown = texts(app).replace("\\", "")
    assert "no answer in time: 2" in shown
    assert "robots.txt forbids it: 1" in shown
    assert "domain for sale: 1" in shown
    button(app, "Retry the 3 failed leads").click().run()
    assert door.stored_runs[DONE].attempt == 2
    assert door.stored_runs[DONE].status is RunStatus.RUNNING


def test_the_board_opens_with_this_run(door: Standin) -> None:
    app = open_page("run", run=DONE)
    button(app, "Open the board").click().run()
    assert app.title[0].value == "Leads"
    assert app.selectbox(key="lf_run").value == DONE


def test_history_lists_the_runs(door: Standin) -> None:
    table = open_page("run").dataframe[0].value
    assert list(table["context"]) == ["Cold chain loggers (version 2)"]
    assert list(table["completed"]) == [15]


def test_the_live_part_gets_small_data_and_no_packages(door: Standin) -> None:
    events = [
        *door.events[DONE],
        {"seq": 999, "event_type": "lead_enrichment_end", "timestamp": "2026-11-21T09:00:00Z", "success": True, "final_package": {"x": "y" * 9000}},
    ]
    data = picture(door.run(WHO, DONE), door.view(WHO, DONE), events)
    assert len(data["events"]) == 200
    assert "final_package" not in json.dumps(data)
    assert data["url"] == f"/api/v2/runs/{DONE}/events"
    view = door.view(WHO, DONE)
    many = view.model_copy(update={"leads": tuple(lead.model_copy(update={"lead_id": f"{n}{lead.lead_id}"}) for n in range(60) for lead in view.leads)})
    assert len(picture(door.run(WHO, DONE), many, [])["view"]["leads"]) == ENDED_LEADS


def test_every_kind_of_event_has_a_sentence_of_its_own_fields() -> None:
    import re
    from typing import get_args

    extra = {"lead", "agent", "tool", "what", "seconds", "error", "reject", "outcome"}
    templates = group("event")
    for model in get_args(get_args(EVENT._type)[0]):
        kind = model.model_fields["event_type"].default
        used = {f for key, text in templates.items() if key in (kind, kind + "_failed") for f in re.findall(r"{(\w+)}", text)}
        assert kind in templates
        assert used <= set(model.model_fields) | extra, kind


def test_a_stream_gets_a_ticket_where_tokens_are_set_up(door: Standin) -> None:
    job_id = running(door)
    assert not open_page("run", run=job_id).exception
    assert door.tickets == {}
    door.make_token(WHO, "crm", [Scope.READ])
    assert not open_page("run", run=job_id).exception
    assert list(door.tickets.values()) == [(WHO, job_id)]
    door.cancel(WHO, job_id)
    open_page("run", run=job_id)
    assert len(door.tickets) == 1  # nothing to follow any more
    run = door.run(WHO, job_id)
    assert picture(run, door.view(WHO, job_id), [], "t1")["ticket"] == "t1"
