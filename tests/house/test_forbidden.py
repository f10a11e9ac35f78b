"""What must stand nowhere: the quadratic HTML parser, raw HTML out of data, and errors that vanish."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, imports, modules, write

UNSAFE_WORDS = {"unsafe_allow_html", "unsafe_allow_javascript"}
#: Catching everything without raising again, each with its reason.
MAY_CATCH_ALL: dict[tuple[str, str], str] = {
    ("pipeline/extract/worker.py", "_answered"): "a defect while a page is parsed goes back to the parent process as the page's trouble, with its trace",
    ("pipeline/process.py", "process"): "a defect in one lead is logged and becomes that lead's FAILED (internal_error); the run goes on",
    ("service/local.py", "_warm_up"): "warming up is a courtesy: what is wrong is logged, and the first run says it in its own words",
    ("service/runners/thread.py", "_drive"): "a defect in a run is logged and becomes the run's FAILED (internal_error); the engine goes on",
    ("storage/eventlog.py", "ring"): "a subscriber's defect is logged; it must not reach the one writer",
    ("storage/writer.py", "_write"): "the error goes to whoever waits for this write; the one writer goes on",
}


def slow_parser(root: Path) -> list[str]:
    """Return the places that name or import ``html.parser`` (40 KB of hostile text take it 40 seconds)."""
    found = [f"{i.file}:{i.line}" for i in imports(root, outside=True) if i.module == "html.parser"]
    for name, tree in modules(root, outside=True):
        if not name.startswith("tests/house/"):
            found += [f"{name}:{n.lineno}" for n in ast.walk(tree) if isinstance(n, ast.Constant) and n.value == "html.parser"]
    return found


def raw_html(root: Path) -> list[str]:
    """Return the calls that give text which is no constant to the browser as HTML."""
    return [f"{name}:{call.lineno}" for name, tree in modules(root) for call in ast.walk(tree) if isinstance(call, ast.Call) and _is_raw(call)]


def _is_raw(call: ast.Call) -> bool:
    allows = any(k.arg in UNSAFE_WORDS and not (isinstance(k.value, ast.Constant) and k.value.value is False) for k in call.keywords)
    is_html = isinstance(call.func, ast.Attribute) and ast.unparse(call.func) in (
        "st.html",
        "streamlit.html",
        "components.html",
        "st.components.v1.html",
        "st.iframe",
    )
    texts = [*call.args, *(k.value for k in call.keywords if k.arg in ("body", "html"))]
    return (allows or is_html) and not all(isinstance(text, ast.Constant) for text in texts)


def swallowed(root: Path) -> list[str]:
    """Return the handlers that catch everything and neither raise nor stand in the list, and every ``suppress(Exception)``."""
    found = []
    for name, tree in modules(root):
        for function, node in _with_function(tree):
            if isinstance(node, ast.ExceptHandler) and _catches_all(node.type) and not _raises(node) and (name, function) not in MAY_CATCH_ALL:
                found.append(f"{name}:{node.lineno} in {function}")
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress") and any(_catches_all(arg) for arg in node.args):
                found.append(f"{name}:{node.lineno} in {function}")
    return found


def _catches_all(kind: ast.expr | None) -> bool:
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(k is None or (isinstance(k, ast.Name) and k.id in ("Exception", "BaseException")) for k in kinds)


def _raises(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def _with_function(tree: ast.AST, function: str = "module") -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else function
        yield inside, node
        yield from _with_function(node, inside)


def test_the_quadratic_parser_is_nowhere() -> None:
    assert slow_parser(ROOT) == []


def test_no_data_goes_out_as_html() -> None:
    assert raw_html(ROOT) == []


def test_no_error_vanishes() -> None:
    assert swallowed(ROOT) == []


def test_the_list_of_exceptions_is_not_stale() -> None:
    seen = {
        (name, function)
        for name, tree in modules(ROOT)
        for function, node in _with_function(tree)
        if isinstance(node, ast.ExceptHandler) and _catches_all(node.type)
    }
    assert set(MAY_CATCH_ALL) <= seen
    assert all(MAY_CATCH_ALL.values())


@pytest.mark.parametrize("text", ["from html.parser import HTMLParser", "import html.parser", 'soup = BeautifulSoup(text, "html.parser")'])
def test_the_parser_is_seen(tmp_path: Path, text: str) -> None:
    assert slow_parser(write(tmp_path, pipeline__x=text)) == ["pipeline/x.py:1"]


@pytest.mark.parametrize(
    "text", ["st.markdown(name, unsafe_allow_html=True)", "st.html(body)", "st.html(f'<b>{x}</b>')", "st.html(body=text)", "f('x' + y, unsafe_allow_html=flag)"]
)
def test_raw_html_is_seen(tmp_path: Path, text: str) -> None:
    assert raw_html(write(tmp_path, ui__x=text)) == ["ui/x.py:1"]


def test_constant_html_passes(tmp_path: Path) -> None:
    assert raw_html(write(tmp_path, ui__x='st.html("<hr>")\nst.markdown(x)\nst.markdown(x, unsafe_allow_html=False)')) == []


@pytest.mark.parametrize("line", ["except:", "except Exception:", "except BaseException as e:", "except (ValueError, Exception):"])
def test_a_swallowed_error_is_seen(tmp_path: Path, line: str) -> None:
    text = f"def f():\n    try:\n        g()\n    {line}\n        "
    assert swallowed(write(tmp_path, service__x=text + "log(1)")) == ["service/x.py:4 in f"]
    assert swallowed(write(tmp_path, service__x=text + "raise")) == []


def test_a_suppressed_error_is_seen(tmp_path: Path) -> None:
    assert swallowed(write(tmp_path, ui__x="with contextlib.suppress(Exception):\n    g()")) == ["ui/x.py:1 in module"]
    assert swallowed(write(tmp_path, ui__x="with contextlib.suppress(KeyError):\n    g()")) == []
