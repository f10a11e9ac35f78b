"""The context page: sample, versions, unsaved changes, mistakes beside their field, drafted searches."""

from domain.base import Principal
from domain.context import BusinessContext
from tests.pages.conftest import open_page, texts
from tests.pages.standin import SAMPLE, Standin
from ui import context_form

WHO = Principal()


def button(app, label):
    return next(b for b in app.button if b.label == label)


def test_the_sample_is_one_click_away_and_saved(empty_door: Standin) -> None:
    app = open_page("context")
    button(app, "Load the sample context").click().run()
    assert app.text_area(key="ctx_business_description").value == SAMPLE.business_description
    assert app.text_area(key="ctx_pain_points").value.splitlines() == list(SAMPLE.pain_points)
    assert [v.name for v in empty_door.contexts(WHO)] == ["Sample: cold chain loggers"]
    button(app, "Load the sample context").click().run()
    assert [v.version for v in empty_door.contexts(WHO)] == [1]


def test_drafted_searches_follow_the_form(door: Standin) -> None:
    app = open_page("context")
    assert "1. Food production Manual temperature logs" in texts(app)
    app.text_area(key="ctx_pain_points").set_value("Rust in silos").run()
    assert "Food production Rust in silos" in texts(app)


def test_saving_makes_a_version_and_says_what_changed(door: Standin) -> None:
    app = open_page("context")
    app.text_area(key="ctx_industry_focus").set_value("Catering\nHospitals").run()
    assert "Unsaved changes: Industries" in texts(app)
    button(app, "Save as version 3").click().run()
    newest = door.contexts(WHO)[0]
    assert newest.version == 3
    assert newest.context.industry_focus == ("Catering", "Hospitals")
    assert "Version 3" in texts(app)
    assert "All changes are saved." in texts(app)
    assert "Version 3 saved." in app.success[0].value
    assert "+ Hospitals" in app.success[0].value
    app.text_input(key="ctx_location").set_value("Mars").run()
    assert not app.success


def test_a_mistake_stands_under_its_field_and_nothing_is_saved(door: Standin) -> None:
    app = open_page("context")
    app.number_input(key="ctx_company_size_min").set_value(900).run()
    assert "smaller than the lower one" in texts(app)
    assert "Employees, to" in app.error[0].value
    assert button(app, "Save as version 3" if any(b.label == "Save as version 3" for b in app.button) else "Save").disabled
    assert door.contexts(WHO)[0].version == 2


def test_a_context_needs_a_name(empty_door: Standin) -> None:
    app = open_page("context")
    app.text_area(key="ctx_business_description").set_value("We sail").run()
    button(app, "Save").click().run()
    assert "Give the context a name" in app.error[0].value
    assert not empty_door.saved


def test_finding_leads_saves_and_opens_the_run_page(door: Standin) -> None:
    app = open_page("context")
    app.text_area(key="ctx_value_proposition").set_value("Quiet nights").run()
    button(app, "Save and find leads").click().run()
    assert door.contexts(WHO)[0].version == 3
    assert app.title[0].value == "Run"
    assert app.selectbox(key="run_context").value == "ctx_cold"


def test_an_empty_context_cannot_search(empty_door: Standin) -> None:
    app = open_page("context")
    assert button(app, "Save and find leads").disabled
    assert "Say at least what you sell" in texts(app)


def test_an_older_version_comes_back_into_the_form(door: Standin) -> None:
    app = open_page("context")
    app.selectbox(key="ctx_version_2").select(1).run()
    button(app, "Load version 1").click().run()
    assert app.text_area(key="ctx_competitors").value == ""
    assert "Unsaved changes: Your competitors" in texts(app)


def test_a_context_can_be_deleted(door: Standin) -> None:
    app = open_page("context")
    next(b for b in app.button if b.label.startswith("Yes, delete")).click().run()
    assert not door.saved
    assert "Start with your business" in texts(app)


def test_a_link_opens_its_context(door: Standin) -> None:
    other = door.save_context(WHO, "Other", BusinessContext(business_description="Boats"))
    app = open_page("context", context=other.context_id)
    assert app.text_area(key="ctx_business_description").value == "Boats"


def test_a_line_that_is_no_address_is_doubted_but_kept(door: Standin) -> None:
    app = open_page("context")
    app.text_area(key="ctx_exclude_domains").set_value("not an address\nok.example").run()
    assert "Not a web address" in texts(app)
    assert not app.error


def test_problems_name_field_line_and_bound() -> None:
    from pydantic import ValidationError

    try:
        BusinessContext(pain_points=("ok", "x" * 301), location="y" * 5000, company_size_min=0)
    except ValidationError as error:
        found = context_form.problems(error)
    assert found["pain_points"] == "Line 2: Too long: at most 300 characters."
    assert found["location"] == "Too long: at most 4000 characters."
    assert found["company_size_min"] == "At least 1."


def test_changes_are_told_field_by_field() -> None:
    new = SAMPLE.model_copy(update={"industry_focus": ("Catering", "Zoos"), "location": "", "company_size_max": 90, "value_proposition": "Better"})
    told = context_form.changes(SAMPLE, new)
    assert any("Industries" in line and "Zoos" in line and "Pharmacy" in line for line in told)
    assert any("Locations**: emptied" in line for line in told)
    assert any("500" in line and "90" in line for line in told)
    assert any("reworded" in line for line in told)
    assert context_form.changes(SAMPLE, SAMPLE) == []
