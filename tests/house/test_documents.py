"""The documents tell the truth: links lead somewhere, commands exist, and no text names a machine."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files

LINK = re.compile(r"(?<!!)\[[^\]\n]{1,200}\]\(([^)\s]{1,300})\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.M)
MAKE = re.compile(r"(?:^|`|\s)make ([a-z][a-z-]+)", re.M)
VERB = re.compile(r"^([a-z][a-z-]*):.*## ", re.M)
TEXTS = (".md", ".py", ".toml", ".txt", ".sql", ".js", ".css", ".yml", ".json", "")
_ROOTS = ("home", "Users", "root", "work", "opt", "mnt", "private", "tmp/w")
MACHINE = re.compile(r"(?<![\w.:/}~-])/(?:" + "|".join(_ROOTS) + r")/\w|[A-Z]:\\\\?Users|--(?:extra-)?index-url|--find-links")


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)}


def broken_links(root: Path) -> list[str]:
    """Return the links of all .md files that lead nowhere; links to other websites are not followed."""
    found = []
    for page in files(root, ".md"):
        for target in LINK.findall(page.read_text("utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            aim = (page.parent / path).resolve() if path else page
            if not aim.exists() or (anchor and aim.suffix == ".md" and anchor not in anchors(aim.read_text("utf-8"))):
                found.append(f"{page.relative_to(root)}: {target}")
    return found


def unknown_verbs(root: Path) -> list[str]:
    """Return the ``make`` commands in code of the documents that the Makefile does not have."""
    verbs = set(VERB.findall((root / "Makefile").read_text("utf-8")))
    found = []
    for page in files(root, ".md"):
        code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", page.read_text("utf-8"), re.S))
        found += [f"{page.relative_to(root)}: make {verb}" for verb in MAKE.findall(code) if verb not in verbs]
    return found


def machine_paths(root: Path) -> list[str]:
    """Return the lines that name a folder or package registry of some machine."""
    found = []
    for path in files(root, *TEXTS):
        name = path.relative_to(root).as_posix()
        if name.startswith("tests/house/"):
            continue  # the pattern itself, and the examples below
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if MACHINE.search(line):
                found.append(f"{name}:{number}")
    return found


def test_links_lead_somewhere() -> None:
    assert broken_links(ROOT) == []


def test_commands_in_the_documents_exist() -> None:
    assert unknown_verbs(ROOT) == []


def test_texts_name_no_machine() -> None:
    assert machine_paths(ROOT) == []


def test_every_document_can_be_reached_from_the_readme() -> None:
    seen, todo = set(), [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        targets = [t.partition("#")[0] for t in LINK.findall(page.read_text("utf-8")) if not re.match(r"[a-z]+:", t)]
        todo += [(page.parent / target).resolve() for target in targets if target]
    assert set((ROOT / "docs").glob("*.md")) <= seen


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One two\n[x](b.md) [y](#one-two) [z](#three) [w](https://w.example) [v](a.md#one-two)")
    assert broken_links(tmp_path) == ["a.md: b.md", "a.md: #three"]


def test_an_unknown_verb_is_seen(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("run: x ## Run it\n")
    (tmp_path / "a.md").write_text("We make money. `make run` `make money`\n```\nmake haste\n```\n")
    assert sorted(unknown_verbs(tmp_path)) == ["a.md: make haste", "a.md: make money"]


@pytest.mark.parametrize(
    "text", ["see /home/eve/x", 'root = "/Users/eve"', "cd /work/tree", "pip install --index-url https://mirror.example", "C:\\Users\\eve"]
)
def test_a_machine_path_is_seen(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text)
    assert machine_paths(tmp_path) == ["a.md:1"]


@pytest.mark.parametrize("text", ["https://x.example/home/eve", "GET /api/v2/runs", "tests/work/x", "/{home}/x"])
def test_other_paths_pass(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text)
    assert machine_paths(tmp_path) == []
