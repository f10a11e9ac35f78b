"""From the click to the first lead and to the end of the sample run, as seen in Chromium.

python -m bench.browser [RUNS]
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from playwright.sync_api import Page, sync_playwright

from tests.conftest import free_port

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def wait_for_server(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address + "/api/health").close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("The server does not come up.")


def one_run(tab: Page, address: str) -> tuple[float, float]:
    """Return the seconds from the click on Start to the first complete lead, and to the end."""
    tab.goto(address)
    tab.get_by_role("button", name="Load the sample context").click()
    tab.get_by_role("button", name="Find leads").click()
    start = tab.get_by_role("button", name="Start", exact=True)
    start.wait_for()
    tab.wait_for_timeout(1_500)
    began = time.monotonic()
    start.click()
    tab.get_by_text(": complete", exact=False).first.wait_for()
    first = time.monotonic() - began
    tab.get_by_text("As many leads as you wanted").or_(tab.get_by_text("The source ran out")).first.wait_for()
    return first, time.monotonic() - began


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    figures = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            port = free_port()
            command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
            server = subprocess.Popen(command, env=os.environ | {"PROSPECTOR_DATA_DIR": folder}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                wait_for_server(f"http://127.0.0.1:{port}")
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
                figures.append(one_run(browser.new_page(), f"http://127.0.0.1:{port}"))
                browser.close()
            finally:
                server.terminate()
                server.wait(20)
        print(f"first lead after {figures[-1][0]:.1f} s, the end after {figures[-1][1]:.1f} s", flush=True)
    print(f"median of {runs}: first lead {statistics.median(f for f, _ in figures):.1f} s, end {statistics.median(e for _, e in figures):.1f} s")


if __name__ == "__main__":
    main()
