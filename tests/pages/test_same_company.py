"""Possibly the same company: the box on a lead, the pairs on the board, merged leads with their way back, and the list of known companies."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.base import Principal
from domain.identity import lead_id
from domain.lead import KnownAs
from domain.same_company import Decision, Ground, Verdict
from service.doubles import Double
from tests.pages.conftest import open_page, texts
from tests.pages.standin import Standin
from ui.known import why_known
from ui.words import say

SPITE = "![x](https://t.example/x.png) :red[x]"


@pytest.fixture
def pair(door: Standin) -> tuple[str, str]:
    """Two leads that are one company by a telephone, under a spiteful name."""
    one, two, *_ = (lead.row for lead in door.stored.values() if lead.package)
    grounds = (Ground(rule="same_phone", value="+4930555010"), Ground(rule="other_name", value=one.company_name, other=SPITE, against=True))
    door.doubles = (Double(into=one, other=two, decision=Decision(verdict=Verdict.MAYBE, grounds=grounds)),)
    return one.lead_id, two.lead_id


def button(app: AppTest, key: str) -> object:
    return next(b for b in app.button if b.key == key)


@pytest.mark.parametrize("side", [0, 1])
def test_a_lead_tells_what_it_may_be_and_why(door: Standin, pair: tuple[str, str], side: int) -> None:
    app = open_page("lead", lead=pair[side])
    shown = texts(app).replace("\\", "").replace("\u2060", "")
    assert say("same.title") in shown
    assert door.stored[pair[1 - side]].row.company_name in shown
    assert "Same telephone: +4930555010" in shown
    assert "Another name" in shown
    assert not any("![x](" in str(c.value) for c in app.caption)


def test_a_lead_without_doubles_says_nothing_of_them(door: Standin) -> None:
    app = open_page("lead", lead=lead_id("default", "ostermoor-feinkost.example"))
    assert say("same.title") not in texts(app)


def test_the_preview_shows_both_and_merges(door: Standin, pair: tuple[str, str]) -> None:
    app = open_page("lead", lead=pair[0])
    app = button(app, f"compare_{pair[1]}").click().run()  # type: ignore[attr-defined]
    shown = texts(app).replace("\\", "")
    assert say("same.stays") in shown
    assert say("same.leaves") in shown
    assert door.stored[pair[1]].row.merged_into == ""  # nothing happens before it is wanted


def test_a_merged_lead_leads_to_the_one_it_is_part_of_and_back(door: Standin, pair: tuple[str, str]) -> None:
    door.merge(Principal(), pair[1], pair[0])
    app = open_page("lead", lead=pair[1])
    assert say("same.part_of").replace(".", "\\.")[:40].replace("\\", "") in texts(app).replace("\\", "")
    desk = [b.label for b in app.button]
    assert desk.index(say("same.open_whole")) < desk.index(say("label.good"))  # first what the page is, then what can be done with it
    whole = open_page("lead", lead=pair[0])
    assert "One further website" in texts(whole)
    facts = next(tab.label for tab in whole.tabs if "Facts" in tab.label)
    assert f"of {facts[7:-1]} values verified" in texts(whole).replace("\\", "")  # the head counts what the tab shows, parts included
    button(whole, f"unmerge_{pair[1]}").click().run()  # type: ignore[attr-defined]
    assert door.stored[pair[1]].row.merged_into == ""
    assert door.stored[pair[0]].merged == ()


def test_the_board_lists_all_pairs(door: Standin, pair: tuple[str, str]) -> None:
    app = open_page("leads", view="pairs")
    shown = texts(app).replace("\\", "")
    assert "1 pair may be one company" in shown
    assert all(door.stored[one].row.company_name in shown for one in pair)
    door.doubles = ()
    assert say("same.none") in texts(open_page("leads", view="pairs"))


def test_a_list_of_known_companies_is_shown_as_understood(door: Standin) -> None:
    door.set_known(Principal(), "Company,Website,Status\nOstermoor,ostermoor.example,Customer\nX,,\n", "crm.csv")
    shown = texts(open_page("leads")).replace("\\", "")
    assert "crm.csv · companies: 1 · customers: 1 · uploaded" in shown
    assert "Name ← Company" in shown
    app = open_page("leads")
    forget = next(b for b in app.button if b.label == say("known.forget"))
    forget.click().run()
    assert door.known_told is None


def test_a_lead_says_that_it_is_a_customer_and_by_which_line(door: Standin) -> None:
    lead = next(lead for lead in door.stored.values() if lead.package)
    said = KnownAs(line=17, name=SPITE, status="Kunde", rule="same_domain", value="ostermoor.example")
    door._keep(lead.model_copy(update={"row": lead.row.model_copy(update={"known": "customer", "known_as": said})}))
    app = open_page("lead", lead=lead.row.lead_id)
    badge = next(str(m.value) for m in app.markdown if "customer" in str(m.value))
    assert "Line 17" in badge
    assert "![x](" not in badge
    board = open_page("leads")
    assert say("known.filter") in [m.label for m in board.multiselect]
    row = lead.row.model_copy(update={"known": "new", "known_as": said})
    assert "may be line 17" in why_known(row)
    assert why_known(row.model_copy(update={"known_as": None})) == say("known.not_in_list")
