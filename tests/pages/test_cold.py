"""Each page opens: through the main script, alone without it, and when there is nothing yet."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import open_page, texts
from tests.pages.standin import Standin

PAGES = ("context", "run", "leads", "quality", "lead")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_file_runs_alone(door: Standin, name: str) -> None:
    app = AppTest.from_file(f"../../pages/{name}.py", default_timeout=30).run()
    assert not app.exception
    assert app.title[0].value


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_through_the_main_script(door: Standin, name: str) -> None:
    app = open_page(name)
    assert not app.exception
    assert app.title[0].value


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("context", "Start with your business"),
        ("run", "A run needs a context"),
        ("leads", "No leads yet"),
        ("quality", "There is no context yet"),
        ("lead", "No lead is chosen"),
    ],
)
def test_an_empty_installation_says_what_to_do_next(empty_door: Standin, name: str, says: str) -> None:
    app = open_page(name)
    assert not app.exception
    assert says in texts(app)


@pytest.mark.parametrize(("name", "param", "way"), [("run", "run", "Run"), ("lead", "lead", "Leads"), ("context", "context", "Context")])
def test_a_dead_link_says_so_and_offers_a_way_on(door: Standin, name: str, param: str, way: str) -> None:
    app = open_page(name, **{param: "nothing"})
    assert not app.exception
    assert app.warning[0].value.startswith("There is no")
    assert [link.label for link in app.get("page_link")] == [way]
