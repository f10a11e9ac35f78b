"""What every screen stands in: page set-up, navigation, the door, who asks, and how an error is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import Page

from domain.base import Principal
from domain.errors import NotFound, ProspectorError, RunAlreadyActive
from service import holder
from service.base import Prospector
from ui.words import plain, say

ROOT = Path(__file__).resolve().parent
#: Page file -> icon, shown in the navigation, default.
PAGES: dict[str, tuple[str, bool, bool]] = {
    "context": (":material/target:", True, True),
    "run": (":material/travel_explore:", True, False),
    "leads": (":material/view_kanban:", True, False),
    "quality": (":material/balance:", True, False),
    "lead": (":material/apartment:", False, False),
}


def service() -> Prospector:
    """Return the open door. Raises StorageProblem when the data folder cannot be used."""
    return holder.get_service()


def who() -> Principal:
    """Return who sits before the screen: the one local user, as long as there is no login."""
    return Principal()


def navigate(position: str = "top") -> Page:
    """Set the pages up and return the one that was asked for. The files stand beside ui/, so that no page runs without the main script."""
    pages = {
        name: st.Page(
            f"../pages/{name}.py",
            title=say(f"{name}.title"),
            icon=icon,
            url_path=name,
            default=default,
            visibility="visible" if visible else "hidden",
            help=say(f"{name}.help"),
        )
        for name, (icon, visible, default) in PAGES.items()
    }
    st.session_state["_pages"] = pages
    return st.navigation(list(pages.values()), position="top" if position == "top" else "hidden")


def page(name: str, *, title: bool = True) -> None:
    """Begin a screen. Every page file calls this first; it also works when the file runs alone, without the main script."""
    if "_pages" not in st.session_state:
        set_up()
        navigate("hidden")
    if title:
        st.title(say(f"{name}.title"), anchor=False)
    with shown(stop=True):
        service()


def set_up() -> None:
    """Give the browser tab its name and icon."""
    st.set_page_config(page_title=say("app.name"), page_icon=str(ROOT / "icon.svg"), layout="wide")
    st.logo(str(ROOT / "logo.svg"), icon_image=str(ROOT / "icon.svg"), size="large")


def go(name: str, **params: str) -> NoReturn:
    """Show another page with these query parameters."""
    st.switch_page(st.session_state["_pages"][name], query_params=params)


def link(name: str, label: str, icon: str | None = None, **params: str) -> None:
    """Draw a link to another page with these query parameters."""
    st.page_link(st.session_state["_pages"][name], label=label, icon=icon, query_params=params)


def tell(error: ProspectorError) -> None:
    """Show an error by its sentence, with the way on where there is one."""
    st.error(plain(error.message), icon=":material/error:")
    if isinstance(error, RunAlreadyActive) and error.job_id:
        link("run", say("run.watch"), ":material/visibility:", run=error.job_id)


@contextmanager
def shown(*, stop: bool = False) -> Iterator[None]:
    """Show an error of Prospector that is raised inside instead of letting it through; with ``stop`` end the script there."""
    try:
        yield
    except ProspectorError as error:
        tell(error)
        if stop:
            st.stop()


def must_find(error: NotFound, name: str) -> NoReturn:
    """Say that a link leads nowhere, offer the page ``name`` instead, and end the script."""
    st.warning(plain(error.message), icon=":material/link_off:")
    link(name, say(f"{name}.title"), PAGES[name][0])
    st.stop()
