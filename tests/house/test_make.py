"""The Makefile and the scripts beside it: they list themselves, name only what exists, and fail with a sentence."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
SH = shutil.which("sh") or "/bin/sh"
#: Newer than GNU make 3.81, which macOS has.
TOO_NEW = (".ONESHELL", "::=", "!=", "$(file ", "&:", ".SHELLFLAGS")


def run(*command: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=ROOT, env=os.environ | env, capture_output=True, text=True, timeout=60, check=False)


def missing_modules(makefile: str) -> list[str]:
    """Return the ``python -m`` modules of ours that are no file."""
    names = re.findall(r"python -m ((?:api|bench|service)[\w.]*)", makefile)
    return [name for name in names if not (ROOT / (name.replace(".", "/") + ".py")).exists()]


@pytest.mark.skipif(not shutil.which("make"), reason="no make here")
def test_make_alone_lists_every_verb() -> None:
    told = run("make", "--no-print-directory").stdout
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.M)
    assert re.findall(r"^  make ([a-z-]+) +\S", told, re.M) == phony.split()


def test_what_the_verbs_run_exists() -> None:
    assert missing_modules(MAKEFILE) == []
    assert missing_modules("x:\n\tpython -m bench.nothing\n\tpython -m api.describe") == ["bench.nothing"]


@pytest.mark.skipif(not shutil.which("make"), reason="no make here")
def test_words_of_a_token_reach_the_program_as_they_are() -> None:
    told = run("make", "-n", "token", 'NAME=it\'s "$(date)"; rm x', "SCOPES=run,read", VENV=sys.prefix).stdout
    assert 'service.tokens make --name "$NAME" --scopes "$SCOPES"' in told
    assert "rm x" not in told.partition("service.tokens")[2]
    assert "service.tokens list\n" in run("make", "-n", "token", "LIST=1").stdout
    assert 'service.tokens revoke "$REVOKE"\n' in run("make", "-n", "token", "REVOKE=tk_0").stdout


def test_an_old_make_understands_it() -> None:
    assert [word for word in TOO_NEW if word in MAKEFILE] == []


@pytest.mark.parametrize("script", [".ci/run", ".ci/make-venv"])
def test_the_scripts_are_plain_sh(script: str) -> None:
    path = ROOT / script
    assert path.read_text("utf-8").startswith("#!/bin/sh\n")
    assert os.access(path, os.X_OK)
    assert run(SH, "-n", script).returncode == 0
    assert "set -eu" in path.read_text("utf-8")


def test_without_a_python_the_set_up_says_what_is_needed(tmp_path: Path) -> None:
    done = run(SH, ".ci/make-venv", str(tmp_path / "venv"), PATH=str(tmp_path), PYTHON="")
    assert done.returncode == 1
    assert "needs Python 3.11 or later" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_an_old_python_is_not_taken(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text(f"#!{SH}\nexit 1\n")  # what `sys.exit(sys.version_info < (3, 11))` gives on 3.10
    old.chmod(0o755)
    done = run(SH, ".ci/make-venv", str(tmp_path / "venv"), PATH=str(tmp_path), PYTHON="")
    assert done.returncode == 1
    assert "needs Python 3.11 or later" in done.stderr
