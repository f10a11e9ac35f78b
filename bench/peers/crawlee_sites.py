"""The websites of a task by crawlee's BeautifulSoupCrawler. Runs in the peers' environment.

python -m bench.peers.crawlee_sites TASK RESULT
"""

import asyncio
import json
import logging
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from crawlee import ConcurrencySettings, Request
from crawlee.configuration import Configuration
from crawlee.crawlers import BeautifulSoupCrawler, BeautifulSoupCrawlingContext
from crawlee.proxy_configuration import ProxyConfiguration
from crawlee.storage_clients import MemoryStorageClient

from bench.peers.fields import Seen, Site, choose, lead

CONCURRENCY = 16


def seen(url: str, soup: BeautifulSoup) -> Seen:
    """Return a page as BeautifulSoup over lxml saw it."""
    links = [(str(a["href"]), a.get_text(" ", strip=True)) for a in soup.find_all("a", href=True)]
    structured = [s.get_text() for s in soup.find_all("script", type="application/ld+json")]
    name = soup.find("meta", property="og:site_name")
    page = Seen(url, soup.title.get_text() if soup.title else "", str(name.get("content", "")) if name else "", _language(soup), "", links, structured)
    for tag in soup(["script", "style", "noscript", "template"]):
        tag.decompose()
    page.text = soup.get_text(" ", strip=True)
    return page


def _language(soup: BeautifulSoup) -> str:
    return str(soup.html.get("lang", "")) if soup.html else ""


async def crawl(hosts: list[str], proxy: str) -> tuple[int, list[dict[str, Any]]]:
    """Return the number of pages and the leads."""
    sites = {host: Site(host) for host in hosts}
    crawler = BeautifulSoupCrawler(
        parser="lxml",
        storage_client=MemoryStorageClient(),
        # The pool is told to keep going on a busy machine: its size is fixed, and memory and CPU do not shrink it.
        configuration=Configuration(max_used_cpu_ratio=1.0, max_event_loop_delay=timedelta(seconds=5), max_used_memory_ratio=1.0),
        concurrency_settings=ConcurrencySettings(min_concurrency=CONCURRENCY, desired_concurrency=CONCURRENCY, max_concurrency=CONCURRENCY),
        proxy_configuration=ProxyConfiguration(proxy_urls=[proxy]),
        respect_robots_txt_file=True,
        use_session_pool=False,
        max_request_retries=0,
        configure_logging=False,
    )

    @crawler.router.default_handler
    async def handle(context: BeautifulSoupCrawlingContext) -> None:
        site = sites[str(context.request.user_data["host"])]
        page = await asyncio.to_thread(seen, context.request.loaded_url or context.request.url, context.soup)
        site.pages.append(page)
        if context.request.user_data["home"]:
            await context.add_requests([_asked(url, site.host) for url in choose(page)])

    await crawler.run([_asked(f"http://{host}/", host, home=True) for host in hosts])
    return sum(len(site.pages) for site in sites.values()), [lead(site) for site in sites.values()]


def _asked(url: str, host: str, *, home: bool = False) -> Request:
    return Request.from_url(url, user_data={"host": host, "home": home})


def main(task_file: str, result_file: str) -> None:
    logging.disable(logging.CRITICAL)
    task = json.loads(Path(task_file).read_text("utf-8"))
    pages, leads = asyncio.run(crawl(task["hosts"], f"http://127.0.0.1:{task['port']}"))
    Path(result_file).write_text(json.dumps({"pages": pages, "leads": leads}), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
