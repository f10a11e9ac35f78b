"""Sitemaps that are gzip files: unpacked up to the cap, at addresses that say so; a bomb or a broken file is refused or cut, not unpacked."""

import asyncio
import gzip

import pytest

from domain.errors import Refused
from domain.page import Page
from providers.fetch.web import MAX_BYTES
from tests.loopback import paths, reading, reply

SITEMAP = "<urlset><url><loc>http://firm.test/kontakt</loc></url></urlset>"


def fetched(path: str, body: bytes, kind: str) -> Page:
    async def one() -> Page:
        async with reading(paths({path: reply(body, kind=kind)})) as (_, fetch):
            return await fetch.fetch("http://firm.test" + path)

    return asyncio.run(one())


@pytest.mark.parametrize("kind", ["application/gzip", "application/x-gzip", "application/octet-stream", "text/xml", ""])
def test_a_packed_sitemap_is_read(kind: str) -> None:
    page = fetched("/page-sitemap.xml.gz", gzip.compress(SITEMAP.encode(), mtime=0), kind)
    assert (page.content, page.truncated) == (SITEMAP, False)


def test_a_file_of_that_name_may_be_unpacked_already() -> None:
    assert fetched("/sitemap.xml.gz", SITEMAP.encode(), "application/xml").content == SITEMAP


def test_a_bomb_is_cut_at_the_cap() -> None:
    page = fetched("/sitemap.xml.gz", gzip.compress(b"x" * 200_000_000, 9, mtime=0), "application/gzip")
    assert (len(page.content), page.truncated) == (MAX_BYTES, True)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/brochure.gz", gzip.compress(SITEMAP.encode(), mtime=0)),
        ("/sitemap.xml", gzip.compress(SITEMAP.encode(), mtime=0)),
        ("/sitemap.xml.gz", b"\x1f\x8b\x08 broken from the start"),
        ("/sitemap.xml.gz", gzip.compress(b"%PDF-1.7 and more", mtime=0)),
        ("/sitemap.xml.gz", b"PK\x03\x04 no gzip"),
    ],
)
def test_other_files_are_no_pages(path: str, body: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        fetched(path, body, "application/gzip")
    assert refusal.value.code == "wrong_type"


def test_a_file_of_a_hundred_thousand_files_is_refused_at_once() -> None:
    with pytest.raises(Refused) as refusal:
        fetched("/sitemap.xml.gz", gzip.compress(b"", mtime=0) * 90_000, "application/gzip")
    assert refusal.value.code == "wrong_type"
