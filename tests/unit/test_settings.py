import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from settings import ROOT, Settings, load


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [n for n in os.environ if n.startswith("PROSPECTOR_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default_that_needs_no_key() -> None:
    options = load()
    assert options.search == "saved"
    assert options.data_path == ROOT / "data"
    assert options.saved_roots == (ROOT / "samples" / "web",)
    assert options.saved_roots[0].is_dir()


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PROSPECTOR_CONCURRENCY=3\nPROSPECTOR_EXTRACT_WORKERS=4\nOTHER=1\n")
    monkeypatch.setenv("PROSPECTOR_CONCURRENCY", "5")
    options = load()
    assert (options.concurrency, options.extract_workers) == (5, 4)


def test_relative_paths_begin_at_the_project_and_absolute_ones_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PROSPECTOR_SAVED_WEB", os.pathsep.join(["samples/web", str(tmp_path), ""]))
    monkeypatch.setenv("PROSPECTOR_DATA_DIR", str(tmp_path / "d"))
    options = load()
    assert options.saved_roots == (ROOT / "samples" / "web", tmp_path)
    assert options.data_path == tmp_path / "d"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CONCURRENCY", "0"),
        ("CONCURRENCY", "257"),
        ("CONCURRENCY", "many"),
        ("EXTRACT_WORKERS", "0"),
        ("PAGES_PER_SITE", "21"),
        ("ACTIVE_RUNS", "0"),
        ("ARCHIVE_QUOTA_MB", "1"),
        ("PAGE_RETENTION_DAYS", "0"),
        ("LEADS_PER_DAY", "-1"),
    ],
)
def test_an_impossible_value_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"PROSPECTOR_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        load()


def test_settings_do_not_change_once_read() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().concurrency = 9  # type: ignore[misc]
