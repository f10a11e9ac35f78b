import asyncio
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from domain.identity import host_of
from domain.lead import Hit
from providers.search.saved import Search, build
from settings import Settings

SITES = {
    "kaese.example": "<title>Käserei am Hang</title><p>Käse, Käse und Milch aus den Alpen</p>",
    "milch.example": "<title>Milchhof</title><p>Milch frisch vom Hof, auch etwas Käse</p>",
    "kanzlei.example": "<title>Kanzlei</title><p>Rechtsanwälte für Mietrecht</p>",
}


@pytest.fixture
def web(tmp_path: Path) -> Path:
    for host, html in SITES.items():
        write(tmp_path / "web" / host / "index.html", html)
    return tmp_path / "web"


def write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def find(search: Search, query: str, limit: int = 10) -> list[Hit]:
    return asyncio.run(search.search(query, limit))


def hosts(search: Search, query: str, limit: int = 10) -> list[str]:
    return [host_of(hit.url) for hit in find(search, query, limit)]


def test_the_most_relevant_site_comes_first(web: Path) -> None:
    assert hosts(Search([web]), "Käse") == ["kaese.example", "milch.example"]
    assert hosts(Search([web]), "mietrecht") == ["kanzlei.example"]


def test_a_hit_says_where_it_comes_from(web: Path) -> None:
    (hit,) = find(Search([web]), "Rechtsanwälte")
    assert hit == Hit(url="https://kanzlei.example/", title="Kanzlei", query="Rechtsanwälte", source="saved", score=hit.score)
    assert hit.score > 0


def test_scores_fall(web: Path) -> None:
    scores = [hit.score for hit in find(Search([web]), "Käse Milch Hof")]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("query", ["KÄSE", "kase", "  käse!? ", "käse zzzunknown"])
def test_case_accents_and_unknown_words_do_not_matter(web: Path, query: str) -> None:
    assert hosts(Search([web]), query)[0] == "kaese.example"


@pytest.mark.parametrize("query", ["zzz", "", "   ", "?!", "x", "\0\ud800", "' OR 1=1 --"])
def test_words_that_no_site_has_give_nothing(web: Path, query: str) -> None:
    assert find(Search([web]), query) == []


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 1_000])
def test_the_limit(web: Path, limit: int) -> None:
    assert hosts(Search([web]), "käse", limit) == ["kaese.example", "milch.example"][:limit]


def test_a_site_that_is_added_is_found(web: Path) -> None:
    search = Search([web])
    assert hosts(search, "Speiseeis") == []
    write(web / "eis.example" / "index.html", "<p>Speiseeis</p>")
    assert hosts(search, "Speiseeis") == ["eis.example"]
    assert hosts(search, "mietrecht") == ["kanzlei.example"]


def test_a_site_in_an_empty_root_is_found_when_it_comes(tmp_path: Path) -> None:
    search = Search([tmp_path])
    assert hosts(search, "Speiseeis") == []
    write(tmp_path / "eis.example" / "index.html", "<p>Speiseeis</p>")
    assert hosts(search, "Speiseeis") == ["eis.example"]


BROKEN: dict[str, bytes] = {
    "empty": b"",
    "blank": b" \n ",
    "only a comment": b"<!-- Milch -->",
    "only a script": b"<script>Milch",
    "not html": bytes(range(256)) * 50,
    "NUL": b"\0\0\0",
    "open tags": b"<div " * 5_000,
    "deep": b"<div>" * 5_000,
    "an instruction": b"<?php echo 'Milch' ?>",
    "frameset": b"<frameset><frame src=x></frameset>",
    "only a template": b"<template><noscript><script>",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_does_not_hide_the_others(web: Path, broken: bytes) -> None:
    write(web / "aaa.example" / "index.html", broken)
    write(web / "milch.example" / "aaa.html", broken)
    search = Search([web])
    assert set(hosts(search, "Milch")) == {"milch.example", "kaese.example"}
    assert hosts(search, "Mietrecht") == ["kanzlei.example"]


def test_a_link_to_nowhere_does_not_hide_the_others(web: Path) -> None:
    (web / "milch.example" / "a.html").symlink_to(web / "nowhere")
    (web / "nowhere.example").symlink_to(web / "nowhere")
    (web / "milch.example" / "folder.html").mkdir()
    assert hosts(Search([web]), "Hof") == ["milch.example"]


def test_words_of_neighbouring_elements_are_two_words(web: Path) -> None:
    write(web / "dicht.example" / "index.html", "<table><tr><td>Tiefkühlung</td><td>Spedition</td></tr></table><ul><li>Lager<li>Umschlag</ul>")
    search = Search([web])
    assert {tuple(hosts(search, word)) for word in ("Tiefkühlung", "Spedition", "Lager", "Umschlag")} == {("dicht.example",)}


def test_only_what_can_be_read_counts(web: Path) -> None:
    hidden = "<script>var wortimskript</script><style>.wortimstil{}</style><!-- wortimkommentar --><template>wortimmuster</template>"
    write(web / "s.example" / "index.html", f"<title>Sichtbar</title>{hidden}<p>lesbar</p>")
    search = Search([web])
    assert hosts(search, "lesbar") == ["s.example"]
    assert find(search, "wortimskript wortimstil wortimkommentar wortimmuster") == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("index.html", '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Süßwaren</p></body></html>'.encode()),
        ("index.html", '<?xml version="1.0" encoding="ISO-8859-1"?><html><body><p>Süßwaren</p></body></html>'.encode("cp1252")),
        ("index.html", '<meta charset="iso-8859-1"><p>Süßwaren</p>'.encode("cp1252")),
        ("index.html", "\ufeff<p>Süßwaren</p>".encode("utf-16-le")),
        ("index.htm", "<p>Süßwaren</p>".encode()),
        ("index.php", "<p>Süßwaren</p>".encode()),
        ("de/produkte/liste.html", "<p>Süßwaren</p>".encode()),
    ],
)
def test_pages_of_every_kind_are_searched(web: Path, name: str, content: bytes) -> None:
    write(web / "suess.example" / name, content)
    assert hosts(Search([web]), "süßwaren") == ["suess.example"]


def test_the_title_is_of_the_home_page_in_one_line(web: Path) -> None:
    write(web / "t.example" / "a.html", "<title>Not me</title><p>einhorn</p>")
    write(web / "t.example" / "index.html", f"<title>\n Home \n  &amp; more {'x' * 300}</title><p>einhorn</p>")
    (hit,) = find(Search([web]), "einhorn")
    assert hit.title.startswith("Home & more xxx")
    assert len(hit.title) == 200


def test_a_host_counts_once_and_the_first_root_has_it(web: Path, tmp_path: Path) -> None:
    write(tmp_path / "second" / "www.kaese.example" / "index.html", "<p>Käse einhorn</p>")
    write(tmp_path / "second" / "eis.example" / "index.html", "<p>Käse Eis</p>")
    search = Search([tmp_path / "missing", web, tmp_path / "second"])
    assert sorted(hosts(search, "Käse")) == ["eis.example", "kaese.example", "milch.example"]
    assert find(search, "einhorn") == []


def test_folders_that_are_no_hosts_are_not_searched(web: Path) -> None:
    for name in (".git", "notes", "..."):
        write(web / name / "index.html", "<p>einhorn</p>")
    write(web / "file.example", "einhorn")
    assert find(Search([web]), "einhorn") == []


@pytest.mark.parametrize("roots", [[], ["missing"], ["missing", "gone"]])
def test_no_folder_at_all_is_an_error_and_not_an_empty_result(tmp_path: Path, roots: list[str]) -> None:
    with pytest.raises(InvalidInput) as caught:
        find(Search([tmp_path / r for r in roots]), "x")
    assert (caught.value.code, caught.value.where) == ("not_saved", "PROSPECTOR_SAVED_WEB")
    assert all(r in caught.value.message for r in roots)


def test_many_searches_at_once_build_one_index(web: Path) -> None:
    search = Search([web])

    async def ask() -> list[list[Hit]]:
        return list(await asyncio.gather(*(search.search(q, 5) for q in ("käse", "mietrecht", "zzz") * 10)))

    results = asyncio.run(ask())
    assert [len(r) for r in results] == [2, 1, 0] * 10


@pytest.fixture(scope="module")
def sample() -> Search:
    return build(Settings(_env_file=None, saved_web="samples/web"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("temperaturgeführte Transporte Kühlhaus Fuhrpark", "nordkuehl-logistik.example"),
        ("dairy creamery cheese raw milk", "brackenmoor-creamery.example"),
        ("Labor Probenlogistik Medizin", "medlab-isartal.example"),
        ("Hotel Zimmer Kulinarik", "alpenhotel-steinfeder.example"),
        ("produits de la mer marée", "maree-du-ponant.example"),
    ],
)
def test_over_the_sample_web_the_relevant_site_is_among_the_first_three(sample: Search, query: str, expected: str) -> None:
    assert expected in hosts(sample, query, 3)


def test_over_the_sample_web_a_word_in_one_site_finds_that_site_alone(sample: Search) -> None:
    assert hosts(sample, "STEINFEDER xylophonstimmer", 40) == ["alpenhotel-steinfeder.example"]
    assert find(sample, "xylophonstimmer quantenfrisör") == []
