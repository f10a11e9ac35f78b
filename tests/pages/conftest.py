"""Every page test opens the screens on the stand-in of the door."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from service import holder
from tests.pages.standin import Standin


@pytest.fixture
def door() -> Iterator[Standin]:
    standin = Standin()
    holder.set_service(standin)
    yield standin
    holder.set_service(None)


@pytest.fixture
def empty_door() -> Iterator[Standin]:
    standin = Standin(empty=True)
    holder.set_service(standin)
    yield standin
    holder.set_service(None)


def open_page(name: str, **params: str) -> AppTest:
    """Return a page opened through the main script, as a browser opens a link to it."""
    app = AppTest.from_file("../../ui/main.py", default_timeout=30)
    app.run()
    assert not app.exception, app.exception
    if name != "context" or params:
        app.switch_page(f"../pages/{name}.py")
        for key, value in params.items():
            app.query_params[key] = value
        app.run()
    return app


def texts(app: AppTest) -> str:
    """Return all sentences on the page in one string."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "error", "warning", "info", "success")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))
