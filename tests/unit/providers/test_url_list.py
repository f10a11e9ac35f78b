import asyncio

from domain.lead import Hit
from domain.run import SourceRow
from providers.search.url_list import Search, build
from settings import Settings

ROWS = [SourceRow(url=f"https://firma{n}.example/", line=n, extra={"City": "Köln"} if n == 2 else {}) for n in (1, 2, 5)]


def test_every_row_is_a_hit_in_its_order_whatever_the_query() -> None:
    hits = asyncio.run(Search(iter(ROWS)).search("cold rooms", 10))
    assert hits == [
        Hit(url="https://firma1.example/", query="cold rooms", source="url_list", line=1),
        Hit(url="https://firma2.example/", query="cold rooms", source="url_list", line=2, extra={"City": "Köln"}),
        Hit(url="https://firma5.example/", query="cold rooms", source="url_list", line=5),
    ]


def test_the_limit_takes_the_first_rows() -> None:
    assert [h.line for h in asyncio.run(Search(ROWS).search("", 2))] == [1, 2]
    assert asyncio.run(Search(ROWS).search("", 0)) == []


def test_a_list_can_be_asked_again() -> None:
    search = Search(iter(ROWS))
    assert asyncio.run(search.search("a", 9)) == [h.model_copy(update={"query": "a"}) for h in asyncio.run(search.search("b", 9))]


def test_built_from_settings_it_is_empty() -> None:
    assert asyncio.run(build(Settings(_env_file=None)).search("x", 9)) == []
