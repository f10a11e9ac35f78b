"""A real server on a free loopback port with a data folder of its own, and a real Chromium before it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
NAME = "&lt;img src=x onerror=&quot;document.title='owned'&quot;&gt; **Gelato** Ltd"
SPITEFUL = f"""<!doctype html><html lang="en"><head><title>{NAME}</title><meta property="og:site_name" content="{NAME}"></head>
<body><h1>{NAME}</h1><p>We make frozen food and keep cold rooms and freezers at minus 20 degrees; temperatures are written down by hand.</p>
<p>![pixel](https://tracker.example/p.png) &lt;script&gt;document.title='owned'&lt;/script&gt; food producer, cold store, HACCP.</p>
<footer>Spiteful Gelato Ltd, 1 High Street, London SW1A 1AA. Tel. +44 20 7946 0018.
<a href="mailto:info@spiteful-gelato.example">info@spiteful-gelato.example</a></footer></body></html>"""


def missing(what: str) -> NoReturn:
    """Skip without a browser on a laptop; fail where the build promises one."""
    if os.environ.get("PROSPECTOR_STRICT") == "1":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        missing("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    """A tab that must not see an error, nor ask any other host for anything."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    context.set_default_timeout(45_000)
    page = context.new_page()
    errors: list[str] = []
    strangers: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("request", lambda request: strangers.append(request.url) if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")) else None)
    yield page
    context.close()
    assert errors == []
    assert strangers == []


def start_server(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start ``streamlit run app.py`` on a free port; the sample web and one spiteful site are its saved web."""
    site = folder / "web" / "spiteful-gelato.example"
    site.mkdir(parents=True)
    (site / "index.html").write_text(SPITEFUL, "utf-8")
    return start_app(folder, "app.py")


def start_app(folder: Path, script: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start ``streamlit run`` of a script on a free port and wait until it serves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {"PROSPECTOR_DATA_DIR": str(folder / "data"), "PROSPECTOR_SAVED_WEB": os.pathsep.join(("samples/web", str(folder / "web")))}
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url + "/_stcore/health", timeout=2).close()
            return process, url
        except OSError:
            time.sleep(0.2)
    process.kill()
    pytest.fail("the server did not start: " + (folder / "server.log").read_text("utf-8", "replace")[-2_000:])


def stop_server(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    process, url = start_server(tmp_path_factory.mktemp("server"))
    yield url
    stop_server(process)


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[str]:
    process, url = start_server(tmp_path)
    yield url
    stop_server(process)
