"""What a page, a list or a note says is only ever text: forty hostile strings wherever the analyst reads, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import start_app, stop_server
from tests.browser.hostile import HOSTILE, LOOK_ALIKE, PER_LEAD

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=45_000)
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufffd\x00-\x1f]")
#: Elements that only data could have brought: none of the screens has them.
INJECTED = ", ".join(
    (
        "iframe, object, embed, video, audio, base, math, .katex, form[action*=evil], link[href*=evil], [src*=evil], [href*=evil], [src=x], [srcdoc]",
        "a[href^=javascript], a[href^=data], a[href^=mailto], [onerror], [onload], [onclick], [onfocus], [ontoggle], [onbegin]",
        "meta[http-equiv=refresh], [data-testid=stMarkdownContainer] :is(img, del, table, blockquote, pre, h2 em)",
        "[data-testid=stMarkdownContainer] a[href^='http://www'], .stMarkdownColoredText:text-is('alarm')",
        ".stMarkdownBadge:text-is('x'), .stMarkdownColoredText:text-is('y'), [data-testid=stMarkdownContainer] [aria-label='home icon']",
    )
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    process, url = start_app(tmp_path_factory.mktemp("hostile"), "tests/browser/hostile_app.py")
    yield url
    stop_server(process)


@pytest.fixture
def reader(tab: Page) -> Page:
    """A tab in which nothing may ask a question or open a window."""

    def unwanted(what: object) -> None:
        pytest.fail(f"the page opened {what}")

    tab.on("dialog", unwanted)
    tab.context.on("page", unwanted)
    return tab


def words(text: str) -> str:
    """Return text as it is compared: without unseen marks and with single blanks."""
    return " ".join(UNSEEN.sub("", text).split())


def seen(tab: Page) -> str:
    """Return all the text of the page, shadow roots too."""
    script = """() => { const out = []; const walk = node => {
        if (node.nodeType === 3) out.push(node.data)
        if (node.nodeName === 'TEXTAREA' || node.nodeName === 'INPUT') out.push('\\n' + node.value + '\\n')
        if (node.shadowRoot) walk(node.shadowRoot)
        if (!['SCRIPT', 'STYLE'].includes(node.nodeName)) for (const child of node.childNodes) walk(child)
        const shown = node.nodeType === 1 && getComputedStyle(node).display
        if (shown && !shown.startsWith('inline')) out.push('\\n') }; walk(document.body); return out.join('') }"""
    return words(tab.evaluate(script))


def harmless(tab: Page) -> None:
    """Nothing ran, nothing was injected, no link leads where a string wanted it to."""
    assert tab.evaluate("window.__owned") is None
    assert tab.title() != "owned"
    found = tab.locator(INJECTED)
    assert found.count() == 0, found.first.evaluate("node => node.outerHTML.slice(0, 300)")
    expect(tab.get_by_test_id("stException")).to_have_count(0)


def test_what_must_not_be_there_would_be_seen(tab: Page, hostile: str) -> None:
    for hole in ("a href='javascript:1'", "iframe", "img onerror='1'", "math"):
        tab.goto(hostile + "/leads")
        harmless(tab)
        tab.evaluate("tag => { document.body.insertAdjacentHTML('beforeend', `<${tag}>x`) }", hole)
        with pytest.raises(AssertionError):
            harmless(tab)


def missing(tab: Page, texts: tuple[str, ...]) -> list[str]:
    """Return the texts that do not stand on the page as they were written."""
    shown = seen(tab)
    return [text for text in texts if words(text) not in shown]


def test_the_boards_show_names_as_text(reader: Page, hostile: str) -> None:
    reader.goto(hostile + "/leads")
    expect(reader.get_by_test_id("stDataFrame")).to_be_visible()
    reader.wait_for_timeout(1_000)
    harmless(reader)
    for lane in ("Rejected", "Failed"):
        reader.get_by_text(re.compile(lane)).first.click()
        reader.wait_for_timeout(1_500)
        harmless(reader)
    reader.goto(hostile + "/leads?view=columns")
    expect(reader.locator(".card button.title").nth(5)).to_be_visible()
    more = reader.get_by_role("button", name=re.compile("Show more"))
    if more.is_visible():
        more.click()
        expect(reader.locator("section[data-stage='review'] .card")).to_have_count(len(HOSTILE))
    assert missing(reader, HOSTILE) == []
    assert reader.get_by_text("look-alike address").count() == 1
    harmless(reader)
    reader.goto(hostile + "/leads?view=map")
    expect(reader.get_by_test_id("stPlotlyChart")).to_be_visible()
    dots = reader.locator(".js-plotly-plot .points path")
    for number in range(0, dots.count(), 8):
        dots.nth(number).hover(force=True)
    harmless(reader)


@pytest.mark.parametrize("number", range(len(HOSTILE) // PER_LEAD))
def test_a_lead_shows_facts_notes_and_messages_as_text(reader: Page, hostile: str, number: int) -> None:
    from domain.identity import lead_id

    mine = HOSTILE[number * PER_LEAD : (number + 1) * PER_LEAD]
    host = LOOK_ALIKE if number == 3 else f"h{number}.example"
    reader.goto(f"{hostile}/lead?lead={lead_id('default', host)}")
    expect(reader.locator(".score").first).to_be_visible()
    reader.get_by_text("History", exact=True).click()
    for tab_name in ("Overview", "Approach", "Message", "Facts"):
        reader.get_by_role("tab", name=re.compile(tab_name)).click()
        reader.wait_for_timeout(400)
        harmless(reader)
    for ask in reader.locator(".fact button.ask:visible").all()[:6]:
        ask.click()
    assert missing(reader, (*mine, HOSTILE[number])) == []
    reader.get_by_role("button", name="View in the stored page").first.click()
    expect(reader.get_by_role("dialog").locator("pre")).to_be_visible()
    harmless(reader)


def test_a_look_alike_address_is_shown_in_punycode_with_a_warning(reader: Page, hostile: str) -> None:
    from domain.identity import lead_id

    reader.goto(f"{hostile}/lead?lead={lead_id('default', LOOK_ALIKE)}")
    expect(reader.get_by_text("look-alike address")).to_be_visible()
    expect(reader.get_by_role("link", name=LOOK_ALIKE)).to_be_visible()


def test_contexts_runs_and_lists_show_what_was_given_as_text(reader: Page, hostile: str) -> None:
    reader.goto(hostile)
    expect(reader.get_by_label("Name of this context")).to_be_visible()
    reader.wait_for_timeout(1_000)
    assert missing(reader, HOSTILE[20:32]) == []
    reader.get_by_role("button", name=re.compile("Versions")).first.click()
    reader.wait_for_timeout(800)
    harmless(reader)
    reader.goto(hostile + "/run?run=run_done")
    expect(reader.locator(".rows .row").first).to_be_visible()
    assert missing(reader, HOSTILE[20:30]) == []
    harmless(reader)
    reader.goto(hostile + "/run")
    reader.get_by_text("My list of websites").click()
    box = reader.get_by_label("One website per line")
    box.fill(
        "name;website\n"
        + "\n".join(f'"{" ".join(t.split())[:200].replace(chr(34), chr(34) * 2)}";l{n}.example' for n, t in enumerate(HOSTILE))
        + "\n<script>;x"
    )
    box.press("Control+Enter")
    expect(reader.get_by_text(f"{len(HOSTILE)} usable rows.")).to_be_visible()
    reader.get_by_text("First rows").click()
    reader.get_by_text("1 line cannot be used").click()
    reader.wait_for_timeout(800)
    harmless(reader)


def test_the_file_that_is_downloaded_has_a_name_of_ours(reader: Page, hostile: str) -> None:
    reader.goto(hostile + "/leads")
    with reader.expect_download() as download:
        reader.get_by_role("button", name="Download CSV").click()
    assert download.value.suggested_filename == "leads.csv"
    assert Path(download.value.path()).stat().st_size > 0
