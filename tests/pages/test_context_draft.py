"""Draft from my website: nothing is taken unasked, each suggestion shows its sentence, and what cannot be read is said."""

from domain.base import Principal
from domain.errors import Refused
from domain.page import sha256_of
from service.base import SourceChoice
from tests.pages.conftest import open_page, texts
from tests.pages.standin import OWN_SITE, Standin


def plainly(app) -> str:
    return texts(app).replace("\\", "").replace("\u2060", "")


def button(app, label):
    return next(b for b in app.button if b.label == label)


def read_site(app, url: str = "quillmere.example"):
    app.text_input(key="ctx_draft_url").set_value(url)
    button(app, "Read my website").click().run()
    assert not app.exception
    return app


def boxes(app) -> dict[str, bool]:
    return {box.label.replace("\\", ""): box.value for box in app.checkbox}


def test_suggestions_fill_an_empty_form_and_save_nothing(empty_door: Standin) -> None:
    app = read_site(open_page("context"))
    assert empty_door.read_sites == [("quillmere.example", "web")]
    assert all(boxes(app).values())
    assert len(boxes(app)) == 4
    button(app, "Take 4 over into the form").click().run()
    assert app.text_area(key="ctx_business_description").value == "Quillmere makes wireless alarms for cold rooms."
    assert app.text_area(key="ctx_pain_points").value == "hand-written temperature lists"
    assert app.text_area(key="ctx_industry_focus").value == "Food production"
    assert app.text_input(key="ctx_name").value == "quillmere.example"
    assert "4 suggestions are in the form now" in texts(app)
    assert not app.checkbox
    assert empty_door.saved == {}


def test_each_suggestion_shows_its_sentence_and_rule(empty_door: Standin) -> None:
    app = read_site(open_page("context"))
    shown = plainly(app)
    assert "“No more **hand-written temperature lists**: it is stored.” on /about/us" in shown
    assert "the industry that this word belongs to" in shown
    assert "about/us" in shown
    assert "[pharmacies](https://t.example)" in shown  # as text: every mark of Markdown is escaped
    assert "[pharmacies](https" not in texts(app)
    assert "No sentence was found for: Products and services, Value proposition, Locations" in shown


def test_a_page_that_failed_is_named_with_its_reason(empty_door: Standin) -> None:
    app = read_site(open_page("context"))
    assert any(e.label == "1 page could not be read" for e in app.expander)
    assert "no answer in time. It did not answer." in plainly(app)


def test_fields_with_text_are_kept_unless_asked(door: Standin) -> None:
    app = read_site(open_page("context"))
    assert not any(boxes(app).values())
    assert "Replaces the text in the form" in texts(app)
    assert "Added to the 3 lines in the form" in texts(app)
    assert button(app, "Take 0 over into the form").disabled
    before = app.text_area(key="ctx_business_description").value
    next(b for b in app.checkbox if b.label.startswith("hand")).check().run()
    button(app, "Take 1 over into the form").click().run()
    assert app.text_area(key="ctx_business_description").value == before
    assert app.text_area(key="ctx_pain_points").value.splitlines()[-1] == "hand-written temperature lists"
    assert len(app.text_area(key="ctx_pain_points").value.splitlines()) == 4
    assert "Unsaved changes" in texts(app)


def test_a_chosen_text_replaces_the_old_one(door: Standin) -> None:
    app = read_site(open_page("context"))
    next(b for b in app.checkbox if b.label.startswith("Quillmere")).check().run()
    button(app, "Take 1 over into the form").click().run()
    assert app.text_area(key="ctx_business_description").value == "Quillmere makes wireless alarms for cold rooms."
    assert door.context(None, "ctx_cold").context.business_description.startswith("We make")  # type: ignore[arg-type]


def test_a_site_that_cannot_be_read_says_why(empty_door: Standin) -> None:
    empty_door.unreadable = Refused("The robots.txt of shut.example does not let ProspectorBot read the site.", code="robots_disallowed")
    app = read_site(open_page("context"), "shut.example")
    assert "does not let ProspectorBot read the site" in app.error[0].value.replace("\\", "")
    assert not app.checkbox


def test_suggestions_can_be_dropped(empty_door: Standin) -> None:
    app = read_site(open_page("context"))
    button(app, "Drop these suggestions").click().run()
    assert not app.checkbox
    assert app.text_area(key="ctx_business_description").value == ""


def test_saved_pages_serve_without_a_network(empty_door: Standin) -> None:
    app = open_page("context")
    app.segmented_control(key="ctx_draft_fetch").select("saved")
    read_site(app)
    assert empty_door.read_sites == [("quillmere.example", "saved")]


def test_without_the_live_web_there_is_no_choice(empty_door: Standin) -> None:
    empty_door.web = SourceChoice(kind="web", available=False, why_not="no")
    read_site(open_page("context"))
    assert empty_door.read_sites == [("quillmere.example", "saved")]


def test_the_sentence_can_be_seen_on_its_page(empty_door: Standin) -> None:
    app = read_site(open_page("context"))
    asked: list[str] = []

    def page_source(who: Principal, sha: str) -> str:
        asked.append(sha)
        return OWN_SITE

    empty_door.page_source = page_source  # type: ignore[method-assign]
    next(b for b in app.button if b.label == "Show on the page").click().run()
    assert not app.exception
    assert asked == [sha256_of(OWN_SITE)]
    assert "characters" in plainly(app)
