"""Public tools on given pages, one tool a call; run by the peers' interpreter. No Prospector in it.

    python -m bench.peers.page_tools TOOL < job.json > answer.json

A job is {"sites": [{"host", "pages": [[url, file], …]}], "stop": seconds}. The answer is {"rows": one prediction for each site, "pages",
"cpu": CPU seconds over all pages, "slowest": [seconds, file], "stopped": files that took longer than ``stop``}. Reading files and loading
the tool are not counted.
"""

import contextlib
import json
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from bench.peers.fields import Seen, Site, lead

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"\+?\d[\d\s().-]{7,18}\d")
_SOCIAL = re.compile(r"https?://(?:www\.)?(?:facebook|instagram|linkedin|twitter|x|youtube|tiktok)\.com/(?!share|intent|p/|watch|embed|plugins|dialog)\S{2,90}")
_TITLE = re.compile(r"\s[|–-]\s")

Row = dict[str, Any]
Pages = Sequence[tuple[str, str]]
"""URL and decoded HTML."""


def seen(url: str, html: str) -> Seen:
    """Return a page as BeautifulSoup over lxml sees it."""
    soup = BeautifulSoup(html, "lxml")
    meta = soup.find("meta", property="og:site_name")
    structured = [s.get_text() for s in soup.find_all("script", type="application/ld+json")]
    root = soup.find("html")
    return Seen(
        url=url,
        title=soup.title.get_text(" ") if soup.title else "",
        site_name=str(meta.get("content") or "") if meta else "",
        language=str(root.get("lang") or "") if root else "",
        text=soup.get_text(" "),
        links=[(str(a["href"]), a.get_text(" ")) for a in soup.find_all("a", href=True)],
        structured=structured,
    )


def combination(host: str, pages: Pages) -> Row:
    """Links, phonenumbers' matcher with a vote on the region, structured data, a name: see ``bench.peers.fields``."""
    return lead(Site(host, [seen(url, html) for url, html in pages]))


def regex(host: str, pages: Pages) -> Row:
    """Expressions over BeautifulSoup's text; the country from the domain, the name from the title."""
    texts, socials, titles = [], set(), []
    for _, html in pages:
        soup = BeautifulSoup(html, "lxml")
        texts.append(soup.get_text(" "))
        socials |= {str(a["href"]) for a in soup.find_all("a", href=_SOCIAL)}
        titles.append(soup.title.get_text() if soup.title else "")
    return _of_texts(host, texts, titles[0] if titles else "") | {"socials": sorted(socials)}


def trafilatura(host: str, pages: Pages) -> Row:
    """trafilatura's text and metadata, then the same expressions."""
    import trafilatura as tool

    texts = [tool.extract(html, url=url, favor_recall=True, include_links=True) or "" for url, html in pages]
    meta = tool.extract_metadata(pages[0][1], default_url=pages[0][0]) if pages else None
    return _of_texts(host, texts, str((meta.sitename or meta.title) if meta else "") or "")


def extruct(host: str, pages: Pages) -> Row:
    """JSON-LD, microdata and OpenGraph as extruct reads them."""
    import extruct as tool

    row: Row = {"host": host, "company_name": "", "country": "", "emails": [], "phones": [], "socials": []}
    for url, html in pages:
        with contextlib.suppress(ValueError, TypeError, AttributeError, LookupError):  # pages that break it count as empty, as in its own users' code
            found = tool.extract(html, base_url=url, syntaxes=["json-ld", "microdata", "opengraph"], uniform=True, errors="ignore")
            for node in _nodes([found.get("json-ld"), found.get("microdata"), found.get("opengraph")]):
                _add(row, node, host)
    return row


def extract_emails(host: str, pages: Pages) -> Row:
    """The extract-emails package on the source, as it does itself."""
    from extract_emails.data_extractors import EmailExtractor

    tool = EmailExtractor()
    return {"host": host, "emails": sorted({str(m).lower() for _, html in pages for m in tool.get_data(html)})}


def selectolax(host: str, pages: Pages) -> Row:
    """Parse, text and links only, by lexbor: what the fastest parser costs before any field is looked for."""
    from selectolax.lexbor import LexborHTMLParser

    for _, html in pages:
        tree = LexborHTMLParser(html)
        text = tree.body.text(separator=" ") if tree.body else ""
        _ = len(text), [a.attributes.get("href") for a in tree.css("a[href]")]
    return {"host": host}


def soup(host: str, pages: Pages) -> Row:
    """Parse and text only, by BeautifulSoup over lxml."""
    for _, html in pages:
        BeautifulSoup(html, "lxml").get_text(" ")
    return {"host": host}


TOOLS: dict[str, Callable[[str, Pages], Row]] = {
    "regex": regex,
    "combination": combination,
    "extruct": extruct,
    "trafilatura": trafilatura,
    "extract-emails": extract_emails,
    "bs4 parse": soup,
    "lexbor parse": selectolax,
}


def _of_texts(host: str, texts: Sequence[str], title: str) -> Row:
    import phonenumbers

    ending = host.rsplit(".", 1)[-1].upper()
    country = {"UK": "GB"}.get(ending, ending)
    phones = set()
    for written in (m for text in texts for m in _PHONE.findall(text)):
        with contextlib.suppress(phonenumbers.NumberParseException):
            number = phonenumbers.parse(written, country if len(country) == 2 else "US")
            if phonenumbers.is_valid_number(number):
                phones.add(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    emails = {m.lower() for text in texts for m in _MAIL.findall(text)}
    return {"host": host, "company_name": _TITLE.split(title)[0].strip(), "country": country, "emails": sorted(emails), "phones": sorted(phones)}


def _nodes(value: object) -> Iterator[Row]:
    todo = [value]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            yield one
            todo += one.values()
        elif isinstance(one, list):
            todo += one


def _add(row: Row, node: Row, host: str) -> None:
    import phonenumbers

    said = {str(k).removeprefix("og:"): v for k, v in node.items()}
    row["company_name"] = row["company_name"] or str(said.get("site_name") or (said.get("name") if _is_organisation(said) else "") or "")
    country = said.get("addressCountry")
    row["country"] = row["country"] or (country if isinstance(country, str) and len(country) == 2 else "")
    row["emails"] += [str(m).removeprefix("mailto:").lower() for m in _listed(said.get("email"))]
    row["socials"] += [str(u) for u in _listed(said.get("sameAs"))]
    for written in _listed(said.get("telephone")):
        with contextlib.suppress(phonenumbers.NumberParseException):
            ending = host.rsplit(".", 1)[-1].upper()
            number = phonenumbers.parse(str(written), {"UK": "GB"}.get(ending, ending) if len(ending) == 2 else None)
            row["phones"].append(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _is_organisation(node: Row) -> bool:
    return bool(re.search(r"organi[sz]ation|business|corporation|store|company|service", str(node.get("@type", "")), re.I))


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


class _TooLong(Exception):
    pass


def _stop(*_: object) -> None:
    raise _TooLong


def run(tool: str, job: Row) -> Row:
    """Return the answer to a job."""
    look, stop = TOOLS[tool], int(job.get("stop", 60))
    signal.signal(signal.SIGALRM, _stop)
    rows, stopped, slowest, cpu, count = [], [], (0.0, ""), 0.0, 0
    given = [(s["host"], [(url, Path(file).read_text("utf-8", errors="replace")) for url, file in s["pages"]], s["pages"][0][1]) for s in job["sites"]]
    if given:
        look(given[0][0], given[0][1][:1])  # what is loaded at the first call is not the pages' cost
    for host, pages, file in given:
        began = time.process_time()
        signal.alarm(stop * len(pages))
        try:
            rows.append(look(host, pages))
        except _TooLong:
            stopped.append(file)
            rows.append({"host": host})
        finally:
            signal.alarm(0)
        seconds = time.process_time() - began
        slowest = max(slowest, (seconds / len(pages), file))
        cpu, count = cpu + seconds, count + len(pages)
    return {"rows": rows, "pages": count, "cpu": cpu, "slowest": slowest, "stopped": stopped}


if __name__ == "__main__":
    json.dump(run(sys.argv[1], json.load(sys.stdin)), sys.stdout)
