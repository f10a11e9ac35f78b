"""Whatever is pasted into a field is stored and shown as it was written, or cut with a notice; no screen breaks on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.base import Principal
from domain.context import MAX_ITEM, MAX_ITEMS, MAX_TEXT, BusinessContext
from domain.run import Source
from service.base import RunOrder
from service.local import LocalProspector, open_local
from service.rows import parse_rows
from settings import Settings
from tests.pages.conftest import open_page, texts
from tests.pages.standin import Standin
from ui import context_form as form
from ui.lead_card import NOTE_LENGTH

WHO = Principal()
TEXTS = (
    "'; DROP TABLE leads; --",
    "1' OR '1'='1",
    "\"; SELECT * FROM read_csv('/etc/passwd') --",
    "ATTACH 'x.db'; COPY leads TO '/tmp/x'",
    "%s %d %(name)s %n",
    "{} {0} {name} {0.__class__.__mro__}",
    "{{7*7}} {% raw %} {# x #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "$$\\frac{a}{b}$$ $HOME `id` $(id)",
    "<script>alert(1)</script>",
    "![x](https://evil.example/p.png) [y](javascript:alert(1))",
    ":red[x] :material/delete: :smile:",
    "# heading\n- item\n> quote",
    "مرحبا بالعالم \u202eabc\u202c שלום",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ✈️ 🇩🇪",
    "Z̴̡̛a̵l̶g̷o̸ " + "\u0301" * 50,
    "zero\u200bwidth\u00adjoin\u2060er\ufeff",
    "\U000e0041\U000e0042 tags",
    "東京製作所　株式会社",
    "Łódź Straße façade ñandú İıŞş",
    "null None undefined NaN true -1 1e999",
    "\\x00 \\u0000 \\n \\\\",
    "C:\\path ../../etc/passwd file:///x",
    "=1+1 +49 @SUM(1) -2",
    "a" * 300,
    "tab\tin the middle",
    "https://user:pw@evil.example/?a=b&c=d#e",
    "&lt;b&gt; &amp;#0; &quot;",
    "quote \" and ' and ` and ´",
    "  leading and trailing  ",
)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[LocalProspector]:
    opened = open_local(Settings(_env_file=None, data_dir=tmp_path))  # type: ignore[call-arg]
    yield opened
    opened.close()


def test_there_are_thirty() -> None:
    assert len(set(TEXTS)) == 30


def test_every_field_of_a_context_takes_every_text(door: Standin) -> None:
    app = open_page("context")
    for text in TEXTS:
        for field in BusinessContext.model_fields:
            if field in form.LISTS or field not in form.SIZES | {"message_language", "weights"}:
                box = app.text_input if field in form.LINES else app.text_area
                box(key=form.key_of(field)).set_value(text)
        app.text_input(key="ctx_name").set_value(text[:120])
        app.run()
        assert not app.exception, text
        next(b for b in app.button if b.label.startswith("Save as")).click().run()
        assert not app.exception, text
        assert not app.error, text
        kept = door.contexts(WHO)[0].context
        assert kept.business_description == text.strip()
        assert kept.location == text.strip()
        assert kept.pain_points == tuple(dict.fromkeys(line.strip() for line in text.splitlines()))
        assert app.text_area(key="ctx_business_description").value in (text, text.strip())


@pytest.mark.parametrize("size", [MAX_TEXT + 1, 60_000, 1_000_000])
def test_a_text_too_long_is_cut_with_a_notice_and_searches_go_on(door: Standin, size: int) -> None:
    app = open_page("context")
    app.text_area(key="ctx_business_description").set_value("x" * size).run()
    assert not app.exception
    assert f"{size:,} characters: the first {MAX_TEXT:,} are used" in texts(app).replace("\\", "")
    assert "1. Food production Manual temperature logs" in texts(app)
    next(b for b in app.button if b.label.startswith("Save as")).click().run()
    assert len(door.contexts(WHO)[0].context.business_description) == MAX_TEXT
    assert len(app.text_area(key="ctx_business_description").value) in (size, MAX_TEXT)


def test_lists_too_long_are_cut_with_a_notice(door: Standin) -> None:
    app = open_page("context")
    app.text_area(key="ctx_pain_points").set_value("ok\n" + "y" * 999)
    app.text_area(key="ctx_exclude_words").set_value("\n".join(f"w{n}" for n in range(900))).run()
    shown = texts(app).replace("\\", "")
    assert f"Line 2 has 999 characters: the first {MAX_ITEM} are used." in shown
    assert f"900 lines: the first {MAX_ITEMS} are used." in shown


def test_one_field_that_cannot_be_used_leaves_the_searches_on(door: Standin) -> None:
    app = open_page("context")
    app.number_input(key="ctx_company_size_min").set_value(900).run()
    assert "smaller than the lower one" in texts(app)
    assert "1. Food production Manual temperature logs" in texts(app)


def test_every_note_and_tag_takes_every_text(door: Standin) -> None:
    lead_id = next(iter(door.stored))
    app = open_page("lead", lead=lead_id)
    for text in TEXTS:
        app.text_area(key="lead_note_text").set_value(text)
        next(b for b in app.button if b.label == "Add note").click().run()
        app.multiselect(key="lead_tags").set_value([text]).run()
        assert not app.exception, text
        desk = door.stored[lead_id].desk
        assert desk.notes[-1].text == text.strip()
        assert desk.tags == ((text.strip()[:60].strip(),) if text.strip() else ())
        assert text.strip() in [element.value for element in app.text]


def test_a_note_too_long_is_cut_with_a_notice(door: Standin) -> None:
    lead_id = next(iter(door.stored))
    app = open_page("lead", lead=lead_id)
    app.text_area(key="lead_note_text").set_value("n" * 1_000_000)
    next(b for b in app.button if b.label == "Add note").click().run()
    assert not app.exception
    assert len(door.stored[lead_id].desk.notes[-1].text) == NOTE_LENGTH
    assert "1,000,000 characters" in app.toast[0].value


def test_the_focus_and_the_list_of_a_run_take_every_text(door: Standin) -> None:
    door.parse_rows = parse_rows  # type: ignore[method-assign]
    app = open_page("run", context="ctx_cold")
    app.segmented_control(key="run_source").set_value("url_list").run()
    for text in (*TEXTS, "q" * 1_000_000):
        app.text_input(key="run_query").set_value(text)
        app.text_area(key="run_list_text").set_value(text[:300] + "\nok.example").run()
        assert not app.exception, text
    assert "1,000,000 characters: the first 500 are used." in texts(app)


def test_the_store_keeps_every_text_as_it_was_written(real: LocalProspector) -> None:
    whole = BusinessContext(pain_points=TEXTS, business_description="\n".join(TEXTS))
    for text in TEXTS:
        saved = real.save_context(WHO, text.strip(), whole.model_copy(update={"location": text}))
        read = real.context(WHO, saved.context_id)
        assert (read.name, read.context) == (saved.name, saved.context)
        assert read.context.location == text.strip()
        assert real.plan(read.context, text) is not None
    order = RunOrder(source=Source(kind="saved"), context_id=saved.context_id, query=TEXTS[0])
    assert real.run(WHO, real.start(WHO, order).job_id).query == TEXTS[0]


def test_a_nul_breaks_nothing_and_is_left_out(door: Standin, real: LocalProspector) -> None:
    app = open_page("context")
    app.text_area(key="ctx_business_description").set_value("a\0b\x1bc").run()
    next(b for b in app.button if b.label.startswith("Save as")).click().run()
    assert not app.exception
    assert door.contexts(WHO)[0].context.business_description == "abc"
    saved = real.save_context(WHO, "a\0b", BusinessContext(business_description="a\0b", pain_points=("c\0d",)))
    assert real.context(WHO, saved.context_id).context.pain_points == ("cd",)
