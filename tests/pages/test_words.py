"""Every text that a screen asks for is there, every text is asked for, and every code has a name."""

import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from domain.commands import COMMAND
from domain.context import BusinessContext
from domain.evidence import FactStatus
from domain.lead_state import ERROR_TYPES, REASON_CODES, LeadState, Stage
from domain.meter import REASONS, Label
from domain.progress import AGENTS
from domain.run import RunStatus
from domain.score import AXES, FactorState, group_of
from pipeline.factors.axis import Rule
from pipeline.factors.pain_alignment import pain_rule
from service.score_check import Order
from ui import words

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*ROOT.glob("ui/**/*.py"), *ROOT.glob("pages/*.py")])
SOURCE = "\n".join(path.read_text("utf-8") for path in FILES)
SCRIPTS = "\n".join(path.read_text("utf-8") for path in ROOT.glob("ui/components/*.js"))
#: Groups that are looked up by a code or sent whole to a browser part, and where the code comes from.
BY_CODE = (
    "agent", "axis", "channel", "command", "contact_kind", "context.change", "context.draft_added", "context.draft_failed", "context.draft_pages",
    "context.draft_rule", "context.draft_take", "context.draft_taken", "context.example", "context.field", "context.field_help",
    "context.group", "context.problem", "error", "event", "fact", "fact_group", "factor", "field", "kanban",
    "cue", "known.column", "known.status", "known.unusable", "label", "language", "lead.level", "lead.open_conflicts", "lead.part", "lead.section",
    "leads.sort_by", "live", "outcome", "quality.doubt_fitted", "quality.orders", "reason", "reasons.not_taken", "reject", "rule", "run.delimiter",
    "run.duplicate", "run.note", "run.outcome", "run.retry", "run.source_kind", "run.status", "run.unusable", "same.conflicts", "same.desk_facts",
    "same.desk_notes", "same.found", "same.ground", "same.parts", "same.verdict", "sheet", "stage", "state", "time", "tool", "why_not", "witness",
)  # fmt: skip


def asked() -> set[str]:
    return set(re.findall(r"""["']([a-z_]+(?:\.[a-zA-Z_]+)+)["']""", SOURCE))


def rules() -> set[str]:
    """The names that a context weighs its factors by: of every rule in pipeline/factors, all pains together."""
    modules = [import_module(f"pipeline.factors.{path.stem}") for path in ROOT.glob("pipeline/factors/*.py") if path.stem != "__init__"]
    found = {value.name for module in modules for value in vars(module).values() if isinstance(value, Rule)}
    assert len(found) > 12
    return {group_of(name) for name in (*found, pain_rule(0).name)}


def test_every_text_asked_for_is_there() -> None:
    table = words.table()
    groups = {key.rsplit(".", 1)[0] for key in table} | {key.split(".")[0] for key in table}
    literal = set(re.findall(r"""say\(\s*["']([\w.]+)["']""", SOURCE))
    assert literal
    assert {key for key in literal if key not in table} == set()
    counted = set(re.findall(r"""counted\(\s*["']([\w.]+)["']""", SOURCE))
    assert {key for key in counted if f"{key}.one" not in table or f"{key}.many" not in table} == set()
    named = set(re.findall(r"""(?:name_of|group)\(\s*["']([\w.]+)["']""", SOURCE))
    assert named <= groups


def test_every_text_is_asked_for() -> None:
    used = asked()
    pages = {f"{page}.{part}" for page in ("context", "run", "leads", "quality", "lead") for part in ("title", "help")}
    built = {key for key in words.table() if re.search(r"f[\"']" + re.escape(key.rsplit("_", 1)[0]) + r"_\{", SOURCE)}
    idle = {key for key in words.table() if key not in used | pages | built and key.rsplit(".", 1)[0] not in BY_CODE}
    assert idle == set()


@pytest.mark.parametrize("name", ["live", "kanban", "sheet"])
def test_every_text_of_a_browser_part_is_used(name: str) -> None:
    taken = SCRIPTS + "\n".join(re.findall(rf"{name}\.(\w+)", SOURCE))
    assert {key for key in words.group(name) if not re.search(rf"\b{key}\b", taken)} == set()


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("stage", Stage),
        ("state", LeadState),
        ("error", ERROR_TYPES),
        ("reject", REASON_CODES),
        ("agent", AGENTS),
        ("run.status", RunStatus),
        ("run.outcome", [s for s in RunStatus if s is not RunStatus.RUNNING]),
        ("axis", AXES),
        ("factor", FactorState),
        ("fact", FactStatus),
        ("label", get_args(Label)),
        ("reason", [key for keys in REASONS.values() for key in keys]),
        ("rule", rules()),
        ("quality.orders", get_args(Order)),
        ("context.field", BusinessContext.model_fields),
        ("context.field_help", BusinessContext.model_fields),
    ],
)
def test_every_code_has_a_name(name: str, codes: object) -> None:
    assert {str(code) for code in codes} <= set(words.group(name))  # type: ignore[attr-defined]


def test_every_command_has_a_sentence() -> None:
    schema = COMMAND.json_schema()
    kinds = set(schema["discriminator"]["mapping"])
    assert kinds <= set(words.group("command"))


@pytest.mark.parametrize("text", ["![p](https://t.example/p.png)", "<b>x</b>", ":red[x] $y$ `z` **w**", "a\n# b", "1. x", "https://x.example", "a -> b"])
def test_plain_leaves_no_mark_of_markdown_alone(text: str) -> None:
    shown = words.plain(text).replace(words.JOINER, "")
    assert re.sub(r"\\(.)", "", shown) == re.sub(r"[^\w ]", "", " ".join(text.split()))
    assert re.sub(r"\\(.)", r"\1", shown) == " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    ["See https://x.example/a", "HTTP://x.example", "www.x.example", "me@x.example", ":smile: :+1:", ":material_home:", ":streamlit:", "a -> b", "a -- b >= c"],
)
def test_plain_leaves_nothing_that_the_renderer_finds_in_finished_text(text: str) -> None:
    finished = re.sub(r"\\(.)", r"\1", words.plain(text))
    later = r"https?://[-.\w]|www(?=\.)|[-.\w+]+@[-\w]+\.|:[\w+-]+:|(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"
    assert not re.search(later, finished, re.I)
    assert finished.replace(words.JOINER, "") == text


def test_plain_keeps_marks_of_direction_from_turning_what_follows() -> None:
    assert words.plain("safe\u202efdp.exe\u2066x") == "safe\ufffdfdp\\.exe\ufffdx"


def test_names_that_a_table_takes_for_lists_or_icons_stay_text() -> None:
    assert [words.verbatim(t).replace(words.JOINER, "") for t in ("[a, b]", ":material/x: y", "Acme")] == ["[a, b]", ":material/x: y", "Acme"]
    assert words.verbatim("Acme") == "Acme"
    assert not words.verbatim(" [a]").strip().startswith("[")


def test_an_unknown_key_is_a_defect_and_an_unknown_code_is_readable() -> None:
    with pytest.raises(KeyError):
        words.say("no.such_key")
    assert words.name_of("error", "brand_new") == "brand new"


@pytest.mark.parametrize(("seconds", "text"), [(None, "–"), (3.4, "3 s"), (250, "4 min 10 s"), (7260, "2 h 1 min")])
def test_durations(seconds: float | None, text: str) -> None:
    assert words.duration(seconds) == text


def test_no_screen_lets_html_through() -> None:
    assert "unsafe_allow_html" not in SOURCE
    assert "st.html(" not in SOURCE
    assert "innerHTML" not in SCRIPTS
    assert "insertAdjacentHTML" not in SCRIPTS


def test_page_files_stay_short() -> None:
    assert {p.name: n for p in ROOT.glob("pages/*.py") if (n := len(p.read_text("utf-8").splitlines())) > 150} == {}
