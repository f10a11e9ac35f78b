"""docs/settings.md has one row for every option, word for word what settings.py says, and no other."""

import re
from pathlib import Path

from settings import Settings
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "settings.md"
ROW = re.compile(r"^\| `(PROSPECTOR_\w+)` \|.*$", re.M)


def rows() -> dict[str, str]:
    """Return the row that each option must have."""
    found = {}
    for name, field in Settings.model_fields.items():
        default = str(field.default) or "—"
        name_in_env = f"PROSPECTOR_{name.upper()}"
        found[name_in_env] = f"| `{name_in_env}` | `{default}` | {' '.join((field.description or '').split())} |"
    return found


def differences(text: str) -> list[str]:
    """Return what the page lacks, has too much, or says differently."""
    told, wanted = {m.group(1): m.group(0) for m in ROW.finditer(text)}, rows()
    lacking = [f"write: {row}" for name, row in wanted.items() if told.get(name) != row]
    return lacking + [f"no such option: {name}" for name in told if name not in wanted]


def test_every_option_is_documented_and_nothing_more() -> None:
    assert differences(PAGE.read_text("utf-8")) == []


def test_every_option_says_what_it_does() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_a_missing_changed_or_invented_row_is_seen() -> None:
    good = "\n".join(rows().values())
    first = next(iter(rows().values()))
    assert differences(good) == []
    assert differences(good.replace(first, "")) == [f"write: {first}"]
    assert differences(good.replace(first, first.replace("`data`", "`elsewhere`"))) == [f"write: {first}"]
    assert differences(good + "\n| `PROSPECTOR_MAGIC` | `1` | Does magic. |") == ["no such option: PROSPECTOR_MAGIC"]


def test_no_other_document_names_an_option_that_is_not_there() -> None:
    known = set(rows()) | {
        "PROSPECTOR_STRICT",
        "PROSPECTOR_CORPUS",
        "PROSPECTOR_URL",
        "PROSPECTOR_TOKEN",
        "PROSPECTOR_PEERS_PYTHON",
    }  # of tests, benchmarks and examples
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        assert set(re.findall(r"PROSPECTOR_[A-Z_]+[A-Z]", page.read_text("utf-8"))) <= known, Path(page).name
