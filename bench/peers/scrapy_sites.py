"""The websites of a task by Scrapy, pages parsed by lxml. Runs in the peers' environment.

python -m bench.peers.scrapy_sites TASK RESULT
"""

import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import scrapy
from lxml import html
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response, TextResponse

from bench.peers.fields import Seen, Site, choose, lead

SETTINGS = {
    "CONCURRENT_REQUESTS": 32,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": True,
    "COOKIES_ENABLED": False,
    "RETRY_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_ENABLED": False,
}


def seen(url: str, body: bytes, encoding: str) -> Seen:
    """Return a page as lxml saw it."""
    root = html.document_fromstring(body, parser=html.HTMLParser(encoding=encoding)) if body.strip() else html.Element("html")
    links = [(a.get("href", ""), " ".join(a.text_content().split())) for a in root.iter("a") if a.get("href")]
    structured = [s.text or "" for s in root.xpath("//script[@type='application/ld+json']")]
    texts = root.xpath("//body//text()[not(parent::script or parent::style or parent::noscript or parent::template)]")
    return Seen(
        url=url,
        title="".join(root.xpath("//title/text()")[:1]),
        site_name="".join(root.xpath("//meta[@property='og:site_name']/@content")[:1]),
        language=root.get("lang") or "",
        text=" ".join(" ".join(texts).split()),
        links=links,
        structured=structured,
    )


class Sites(scrapy.Spider):
    """Reads the home page of each site, then the pages chosen there."""

    name = "sites"

    def __init__(self, sites: dict[str, Site], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sites = sites

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Yield the home pages."""
        for host in self.sites:
            yield scrapy.Request(f"http://{host}/", self.parse, cb_kwargs={"host": host, "home": True})

    def parse(self, response: Response, host: str, home: bool) -> Iterator[scrapy.Request]:
        """Keep a page; from a home page, go on to the pages chosen there."""
        if not isinstance(response, TextResponse):
            return
        page = seen(response.url, response.body, response.encoding)
        self.sites[host].pages.append(page)
        if home:
            for url in choose(page):
                yield scrapy.Request(url, self.parse, cb_kwargs={"host": host, "home": False})


def main(task_file: str, result_file: str) -> None:
    task = json.loads(Path(task_file).read_text("utf-8"))
    os.environ["http_proxy"] = f"http://127.0.0.1:{task['port']}"
    sites = {host: Site(host) for host in task["hosts"]}
    process = CrawlerProcess(SETTINGS)
    process.crawl(Sites, sites=sites)
    process.start()
    pages = sum(len(site.pages) for site in sites.values())
    Path(result_file).write_text(json.dumps({"pages": pages, "leads": [lead(site) for site in sites.values()]}), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
