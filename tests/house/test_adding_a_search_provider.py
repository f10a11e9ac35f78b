"""docs/adding-a-search-provider.md, followed word for word in a copy of the tree: one new file, chosen by its name, and a real search."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

PAGE = (ROOT / "docs" / "adding-a-search-provider.md").read_text("utf-8")
NOTES = "https://alp.example mountain cheese dairy\nhttps://wheel.example bicycle repair\nhttps://milk.example dairy farm\n"


def blocks(language: str) -> list[str]:
    """Return the code blocks of the page."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.S)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for room in ("domain", "providers"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "settings.py", tmp_path)
    return tmp_path


def follow(tree: Path, code: str, **env: str) -> "subprocess.CompletedProcess[str]":
    """Run code in the copy."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PROSPECTOR_")}
    return subprocess.run([sys.executable, "-c", code], cwd=tree, env=clean | env, capture_output=True, text=True, timeout=60, check=False)


def written(tree: Path) -> Path:
    """Do step 1 of the page: write the one file where the page says."""
    (name,) = set(re.findall(r"Save this as `([\w/]+\.py)`", PAGE))
    path = tree / name
    assert not path.exists()
    path.write_text(blocks("python")[0], "utf-8")
    return path


def test_the_steps_of_the_page_give_a_search_that_works(tree: Path) -> None:
    written(tree)
    (tree / "data").mkdir()
    (tree / "data" / "notebook.txt").write_text(NOTES, "utf-8")
    done = follow(tree, blocks("python")[1])
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["https://alp.example 2.0", "https://milk.example 1.0"]


def test_the_name_in_the_setting_chooses_it(tree: Path) -> None:
    written(tree)
    (setting,) = re.findall(r"^(PROSPECTOR_SEARCH)=(\w+) make run$", "\n".join(blocks("sh")), re.M)
    code = "from providers.load import load; from settings import Settings; s = Settings(); print(type(load('search', s.search, s)).__module__)"
    done = follow(tree, code, **{setting[0]: setting[1]})
    assert done.stdout.strip() == "providers.search.notebook", done.stderr


def test_its_failure_is_one_of_ours_and_no_empty_list(tree: Path) -> None:
    written(tree)
    done = follow(tree, blocks("python")[1])
    assert done.returncode != 0
    assert "domain.errors.TryAgain: notebook.txt cannot be read." in done.stderr


def test_without_the_file_there_is_no_such_provider(tree: Path) -> None:
    done = follow(tree, "from providers.load import load; from settings import Settings; load('search', 'notebook', Settings())")
    assert done.returncode != 0
    assert "There is no search provider “notebook” here." in done.stderr


def test_the_example_passes_the_checks_of_the_house(tree: Path) -> None:
    path = written(tree)
    for tool in (["ruff", "check", "--config", str(ROOT / "pyproject.toml")], ["ruff", "format", "--check", "--config", str(ROOT / "pyproject.toml")]):
        done = subprocess.run([sys.executable, "-m", *tool, str(path)], capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file=", str(path.relative_to(tree))],
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
