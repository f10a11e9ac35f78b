"""The screens in a real browser on the real server: the whole way, cold links, two tabs, a reload in the middle, the board, spiteful pages."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from domain.identity import lead_id

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=45_000)
GOLD = Path(__file__).parents[1] / "gold" / "sample_sites.jsonl"
ENDED = re.compile("As many leads as you wanted|The source ran out")


def no_error(tab: Page) -> None:
    expect(tab.get_by_test_id("stException")).to_have_count(0)


def begin_run(tab: Page, server: str) -> str:
    """Load the sample context, start a run on it; return the address of the run."""
    tab.goto(server)
    tab.get_by_role("button", name="Load the sample context").click()
    tab.get_by_role("button", name="Find leads").click()
    tab.get_by_role("button", name="Start", exact=True).click()
    tab.wait_for_url(re.compile(r"/run\?run="))
    expect(tab.get_by_role("progressbar")).to_be_visible()
    return tab.url


def wait_for_end(tab: Page) -> None:
    expect(tab.get_by_text(ENDED)).to_be_visible(timeout=120_000)


@pytest.fixture(scope="module")
def finished(chromium: Browser, server: str) -> str:
    """A run on the sample web that is over; returns its address."""
    context = chromium.new_context()
    context.set_default_timeout(45_000)
    tab = context.new_page()
    address = begin_run(tab, server)
    wait_for_end(tab)
    context.close()
    return address


def test_the_whole_way_from_sample_to_csv(tab: Page, fresh_server: str) -> None:
    begin_run(tab, fresh_server)
    wait_for_end(tab)
    expect(tab.get_by_text("ended", exact=True)).to_be_visible()
    expect(tab.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "100")
    tab.get_by_role("button", name="Open the board").click()
    expect(tab.get_by_role("heading", name="Leads")).to_be_visible()
    expect(tab.get_by_test_id("stDataFrame")).to_be_visible()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert len(rows) >= 15
    assert all(row["website"] and row["company_name"] and row["state"] == "COMPLETED" for row in rows)
    gold = {g["host"]: g for g in map(json.loads, GOLD.read_text("utf-8").splitlines())}
    planted = [(gold[host], row) for row in rows if (host := row["website"].removeprefix("https://").strip("/")) in gold]
    assert len(planted) >= 15
    for site, row in planted:
        assert site["kind"] == "lead"
        assert not {row["email"], row["email_2"], row["email_3"]} & set(site["emails_decoy"])
        assert not {row["phone"], row["phone_2"], row["phone_3"]} & set(site["phones_decoy"])
    tab.get_by_role("radio", name="Columns").or_(tab.get_by_role("button", name="Columns")).first.click()
    first = tab.locator("section[data-stage='qualified'] .card button.title").first
    name = first.inner_text()
    first.click()
    expect(tab.get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(tab.locator(".score").first).to_be_visible()
    no_error(tab)


@pytest.mark.parametrize(("path", "says"), [("/lead?lead=nothing", "There is no"), ("/leads?view=columns", "No leads yet")])
def test_a_cold_link_goes_through_the_main_script(tab: Page, fresh_server: str, path: str, says: str) -> None:
    tab.goto(fresh_server + path)
    expect(tab.get_by_text(says).first).to_be_visible()
    expect(tab.get_by_role("link", name="Context").first).to_be_visible()  # the navigation is there: no page ran alone
    no_error(tab)


def test_two_tabs_watch_one_run_and_a_reload_goes_on(tab: Page, server: str) -> None:
    address = begin_run(tab, server)
    second = tab.context.new_page()
    second.goto(address)
    expect(second.get_by_role("progressbar")).to_be_visible()
    tab.reload()
    expect(tab.get_by_role("progressbar")).to_be_visible()
    for one in (tab, second):
        wait_for_end(one)
        expect(one.get_by_text("ended", exact=True)).to_be_visible()
        no_error(one)
    assert tab.locator(".rows .row").count() == second.locator(".rows .row").count() > 20


def test_a_second_start_offers_to_watch_and_a_stopped_run_goes_on(tab: Page, server: str) -> None:
    begin_run(tab, server)
    tab.get_by_role("button", name="Stop this run").click()
    expect(tab.get_by_text("You stopped this run")).to_be_visible()
    tab.get_by_role("button", name="Go on").click()
    expect(tab.get_by_role("button", name="Stop this run")).to_be_visible()
    other = tab.context.new_page()
    other.goto(server + "/run")
    expect(other.get_by_role("link", name="Watch the running one")).to_be_visible()
    expect(other.get_by_role("button", name="Start", exact=True)).to_have_count(0)
    wait_for_end(tab)


def test_cards_move_by_menu_keys_and_mouse_and_back(tab: Page, server: str, finished: str) -> None:
    tab.goto(server + "/leads?view=columns")
    source, won = tab.locator("section[data-stage='review']"), tab.locator("section[data-stage='won']")
    expect(source.locator(".card button.title").nth(2)).to_be_visible()
    names = source.locator(".card button.title").all_inner_texts()[:3]
    card = tab.locator("article", has=tab.get_by_role("button", name=f"Open {names[0]}", exact=True))
    card.locator("select").select_option("won")
    expect(won.get_by_role("button", name=f"Open {names[0]}", exact=True)).to_be_visible()
    title = tab.get_by_role("button", name=f"Open {names[1]}", exact=True)
    title.press("ArrowRight")
    expect(tab.locator("section[data-stage='qualified']").get_by_role("button", name=f"Open {names[1]}", exact=True)).to_be_visible()
    expect(tab.get_by_role("button", name=f"Open {names[1]}", exact=True)).to_be_focused()
    tab.locator("article", has=tab.get_by_role("button", name=f"Open {names[2]}", exact=True)).drag_to(won)
    expect(won.get_by_role("button", name=f"Open {names[2]}", exact=True)).to_be_visible()
    tab.get_by_role("button", name="Undo").click()
    expect(source.get_by_role("button", name=f"Open {names[2]}", exact=True)).to_be_visible()
    tab.reload()
    expect(won.get_by_role("button", name=f"Open {names[0]}", exact=True)).to_be_visible()


def test_a_footnote_opens_its_quote_and_the_quote_its_page(tab: Page, server: str, finished: str) -> None:
    tab.goto(server + "/leads?view=columns")
    tab.locator("section[data-stage='qualified'] .card button.title").first.click()
    note = tab.locator(".item sup button").first
    note.click()
    expect(note).to_have_attribute("aria-expanded", "true")
    quote = tab.locator(".item .card .quote").first
    snippet = quote.locator("pre").inner_text()
    quote.get_by_role("button", name="View in the stored page").click()
    page = tab.get_by_role("dialog").locator("pre")
    expect(page.locator("mark")).to_be_visible()
    assert page.locator("mark").inner_text().split() == snippet.split()


def test_a_spiteful_site_is_only_text(tab: Page, server: str, finished: str) -> None:
    for path in (finished.removeprefix(server), "/leads?view=columns", "/leads?view=map", "/leads"):
        tab.goto(server + path)
        tab.wait_for_timeout(2_500)
        assert tab.title() != "owned"
        assert tab.locator("img[src='x']").count() == 0
        no_error(tab)
    tab.goto(server + "/leads?view=columns")
    card = tab.locator("article", has_text="spiteful").or_(tab.locator("article", has_text="Gelato")).filter(has_text=re.compile("img|Spiteful", re.I)).first
    card.locator("button.title").click()
    tab.get_by_role("tab", name="Facts").click()
    expect(tab.locator(".fact").first).to_be_visible()
    for ask in tab.locator(".fact button.ask:visible").all():
        ask.click()
    expect(tab.locator(".fact", has_text="img src=x").first).to_be_visible()  # the source is quoted, as text
    assert tab.title() != "owned"
    assert tab.locator("img[src='x']").count() == 0
    no_error(tab)


def test_a_pasted_list_runs(tab: Page, server: str) -> None:
    tab.goto(server)
    tab.get_by_role("button", name="Load the sample context").click()
    tab.get_by_role("button", name="Find leads").click()
    tab.get_by_text("My list of websites").click()
    tab.get_by_text("Saved pages").click()
    box = tab.get_by_label("One website per line")
    box.fill("gelati-borgofiore.example\nthis is no address\nnobody-here.example")
    box.press("Control+Enter")
    expect(tab.get_by_text("2 usable rows.")).to_be_visible()
    tab.get_by_text("1 line cannot be used").click()
    expect(tab.get_by_test_id("stDataFrame").last).to_be_visible()
    tab.get_by_role("button", name="Start", exact=True).click()
    wait_for_end(tab)
    expect(tab.get_by_text("page not saved").first).to_be_visible()
    expect(tab.get_by_role("button", name="Retry the 1 failed lead")).to_be_visible()


def test_a_value_is_chosen_among_two_and_the_choice_taken_back(tab: Page, server: str, finished: str) -> None:
    lead = lead_id("default", "brackenmoor-creamery.example")
    tab.goto(f"{server}/lead?lead={lead}")
    tab.get_by_role("tab", name="Reasons").click()
    options = tab.locator(".conflict", has_text="Founded").locator(".option")
    second = options.nth(1).locator(".value").inner_text()
    tab.get_by_role("button", name=f"Choose this: {second}").click()
    expect(tab.locator(".option.chosen .value")).to_have_text(second)
    expect(tab.get_by_text("to settle")).to_have_count(0)
    tab.get_by_role("button", name="Undo").click()
    expect(tab.locator(".option.chosen")).to_have_count(0)
    witness = tab.locator(".why .cue button.line").first
    witness.click()
    expect(tab.locator(".why .cue .quote mark").first).to_be_visible()
    no_error(tab)
