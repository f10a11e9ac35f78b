import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.errors import InvalidInput, ProspectorError, Refused
from domain.page import Page, sha256_of
from pipeline.sitemap import addresses
from providers.fetch.saved import MAX_BYTES, Fetch, build
from settings import ROOT, Settings

HOST = "firma.example"
FILES = {
    "index.html": "home",
    "kontakt.html": "kontakt",
    "de/index.html": "deutsch",
    "de/leistungen/lager.html": "lager",
    "ueber-uns/index.htm": "ueber",
    "old.htm": "old",
    "shop.php": "shop",
    "blatt.xhtml": "blatt",
    "über uns.html": "umlaut",
    "50% mehr.html": "percent",
    "v1.2.html": "dotted",
    "sitemap.xml": "<urlset/>",
    "llms.txt": "text",
    "brochure.pdf": "%PDF",
    "logo.png": "png",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        write(tmp_path / "web" / HOST / name, content)
    write(tmp_path / "secret.html", "secret")
    write(tmp_path / "web" / "other.example" / "index.html", "other")
    return tmp_path / "web"


def write(file: Path, content: str | bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())


def get(root: Path, url: str) -> Page:
    return asyncio.run(Fetch([root]).fetch(url))


def refusal(root: Path, url: str) -> str:
    with pytest.raises(Refused) as caught:
        get(root, url)
    return caught.value.code


@pytest.mark.parametrize(
    ("path", "content", "found_at"),
    [
        ("", "home", ""),
        ("/", "home", ""),
        ("/index.html", "home", ""),
        ("/?utm=1#top", "home", ""),
        ("/kontakt", "kontakt", "kontakt.html"),
        ("/kontakt/", "kontakt", "kontakt.html"),
        ("/kontakt.html", "kontakt", "kontakt.html"),
        ("/kontakt.html?lang=de", "kontakt", "kontakt.html"),
        ("/de", "deutsch", "de/index.html"),
        ("/de/", "deutsch", "de/index.html"),
        ("/de/leistungen/lager", "lager", "de/leistungen/lager.html"),
        ("//de//leistungen/lager", "lager", "de/leistungen/lager.html"),
        ("/./de/./leistungen/lager", "lager", "de/leistungen/lager.html"),
        ("/ueber-uns", "ueber", "ueber-uns/index.htm"),
        ("/old", "old", "old.htm"),
        ("/shop.php?id=3", "shop", "shop.php"),
        ("/blatt", "blatt", "blatt.xhtml"),
        ("/%C3%BCber%20uns", "umlaut", "%C3%BCber%20uns.html"),
        ("/über uns.html", "umlaut", "%C3%BCber%20uns.html"),
        ("/50%25%20mehr", "percent", "50%25%20mehr.html"),
        ("/v1.2", "dotted", "v1.2.html"),
        ("/k%6Fntakt", "kontakt", "kontakt.html"),
    ],
)
def test_the_forms_of_a_path(root: Path, path: str, content: str, found_at: str) -> None:
    page = get(root, f"https://{HOST}{path}")
    assert (page.content, page.url) == (content, f"https://{HOST}/{found_at}")
    assert get(root, page.url).content == content  # where it was found, it is found again


@pytest.mark.parametrize("host", ["FIRMA.example", "www.firma.example", "firma.example.", "firma.example:8080", "user:word@firma.example"])
def test_the_forms_of_a_host(root: Path, host: str) -> None:
    assert get(root, f"http://{host}/kontakt").url == f"https://{HOST}/kontakt.html"


def test_a_folder_may_be_named_with_www(root: Path) -> None:
    write(root / "www.firma2.example" / "index.html", "two")
    assert get(root, "https://firma2.example/").content == "two"
    assert get(root, "https://www.firma2.example/").url == "https://firma2.example/"


def test_a_folder_may_be_named_in_punycode(root: Path) -> None:
    write(root / "xn--mnchen-3ya.example" / "index.html", "m")
    assert get(root, "https://münchen.example/").content == "m"


def test_a_page_says_what_was_read_and_when(root: Path) -> None:
    file = root / HOST / "kontakt.html"
    body = "<p>Größe</p>".encode("cp1252")
    file.write_bytes(body)
    os.utime(file, (1_700_000_000, 1_700_000_000))
    page = get(root, f"https://{HOST}/kontakt")
    assert page.content == "<p>Größe</p>"
    assert page.page_sha256 == sha256_of(page.content)
    assert page.fetched_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert (page.status, page.truncated, page.content_type) == (200, False, "text/html")


def test_an_unknown_site_and_an_unknown_page_are_told_apart(root: Path) -> None:
    assert refusal(root, "https://nobody.example/") == "not_saved"
    assert refusal(root, f"https://{HOST}/nothing") == "http_4xx"
    assert refusal(root, f"https://{HOST}/de/leistungen/") == "http_4xx"
    assert refusal(root, f"https://{HOST}/kontakt.html/more") == "http_4xx"


@pytest.mark.parametrize(("path", "kind"), [("sitemap.xml", "application/xml"), ("llms.txt", "text/plain"), ("shop.php", "text/html")])
def test_the_type_follows_the_file(root: Path, path: str, kind: str) -> None:
    assert get(root, f"https://{HOST}/{path}").content_type == kind


@pytest.mark.parametrize("path", ["brochure.pdf", "logo.png"])
def test_what_is_no_text_is_refused(root: Path, path: str) -> None:
    assert refusal(root, f"https://{HOST}/{path}") == "wrong_type"


@pytest.mark.parametrize(
    "path",
    [
        "../secret",
        "../../secret.html",
        "%2e%2e/secret",
        "%2E%2E%2Fsecret.html",
        "de/../../secret.html",
        "..",
        "de/..",
        "../other.example/index.html",
        "..\\secret.html",
        "%5c..%5csecret",
        "de\\index.html",
        "kontakt%00.html",
        "%00",
        "kontakt.html%00.png",
    ],
)
def test_a_path_that_leaves_the_folder_is_blocked(root: Path, path: str) -> None:
    assert refusal(root, f"https://{HOST}/{path}") == "blocked_url"


@pytest.mark.parametrize(
    "path", ["%252e%252e/secret.html", "//etc/passwd", "/%2Fetc/passwd", "C:/secret.html", "file:///etc/passwd", "~root/.profile", ".../secret"]
)
def test_a_path_that_only_looks_absolute_stays_inside(root: Path, path: str) -> None:
    assert refusal(root, f"https://{HOST}/{path}") == "http_4xx"


@pytest.mark.parametrize("url", ["https://../secret.html", "https://./", "secret", "file:///etc/passwd", "https:///web", "https://%2e%2e/secret.html"])
def test_a_host_cannot_be_a_way_out(root: Path, url: str) -> None:
    with pytest.raises((InvalidInput, Refused)):
        get(root, url)


def link_to_page(folder: Path, outside: Path) -> None:
    (folder / "way-out.html").symlink_to(outside / "secret.html")


def link_to_folder(folder: Path, outside: Path) -> None:
    (folder / "way-out").symlink_to(outside)
    write(outside / "index.html", "secret")


def link_to_neighbour(folder: Path, outside: Path) -> None:
    (folder / "way-out").symlink_to(folder.parent / "other.example")


@pytest.mark.parametrize("link", [link_to_page, link_to_folder, link_to_neighbour])
def test_a_link_that_leaves_the_folder_is_blocked(root: Path, link: Callable[[Path, Path], None]) -> None:
    link(root / HOST, root.parent)
    assert refusal(root, f"https://{HOST}/way-out") == "blocked_url"


def test_a_link_inside_the_folder_and_a_linked_root_are_fine(root: Path, tmp_path: Path) -> None:
    (root / HOST / "impressum.html").symlink_to(root / HOST / "kontakt.html")
    (tmp_path / "linked").symlink_to(root)
    assert get(tmp_path / "linked", f"https://{HOST}/impressum").content == "kontakt"


def test_a_link_to_nowhere_or_in_a_circle_is_no_page(root: Path) -> None:
    (root / HOST / "gone.html").symlink_to(root / "nowhere.html")
    (root / HOST / "circle.html").symlink_to(root / HOST / "circle.html")
    assert {refusal(root, f"https://{HOST}/gone"), refusal(root, f"https://{HOST}/circle")} == {"http_4xx"}


@pytest.mark.parametrize("path", ["x" * 300, "/".join(["y" * 200] * 30), "\ud800", "%ff%fe", "de/" + "ü" * 200])
def test_a_path_that_no_file_can_have_is_no_page(root: Path, path: str) -> None:
    assert refusal(root, f"https://{HOST}/{path}") == "http_4xx"


PRIVATE = "User-agent: *\nDisallow: /intern\n"
ROBOTS: dict[str, tuple[bytes, bool]] = {  # file, may /intern be read
    "all out": (b"User-agent: *\nDisallow: /\n", False),
    "a folder": (PRIVATE.encode(), False),
    "with a mark": (b"\xef\xbb\xbf" + PRIVATE.encode(), False),
    "with CRLF": (PRIVATE.replace("\n", "\r\n").encode(), False),
    "with CR": (PRIVATE.replace("\n", "\r").encode(), False),
    "a wildcard": (b"User-agent: *\nDisallow: /*tern\n", False),
    "an end": (b"User-agent: *\nDisallow: /*.php$\n", True),
    "for us by name": (b"User-agent: ProspectorBot\nDisallow: /intern\n\nUser-agent: *\nAllow: /\n", False),
    "for us in small letters": (b"user-agent: prospectorbot\ndisallow: /intern\n", False),
    "for another": (b"User-agent: OtherBot\nDisallow: /\n", True),
    "for all but us": (b"User-agent: ProspectorBot\nDisallow:\n\nUser-agent: *\nDisallow: /\n", True),
    "longer rule wins": (b"User-agent: *\nDisallow: /\nAllow: /intern\n", True),
    "empty": (b"", True),
    "a page instead of rules": (b"<!doctype html><html><body>404 not found</body></html>", True),
    "NUL and broken bytes": (b"\0\xff\xfeUser-agent: *\n\xff\nUser-agent: *\nDisallow: /intern\n", False),
}


@pytest.mark.parametrize(("rules", "allowed"), ROBOTS.values(), ids=ROBOTS)
def test_robots_of_a_saved_site_are_obeyed(root: Path, rules: bytes, allowed: bool) -> None:
    write(root / HOST / "robots.txt", rules)
    write(root / HOST / "intern.html", "intern")
    if allowed:
        assert get(root, f"https://{HOST}/intern").content == "intern"
    else:
        assert refusal(root, f"https://{HOST}/intern") == "robots_disallowed"


@pytest.mark.parametrize("path", ["intern/", "intern", "intern/index.html", "/intern/", "./intern/", "int%65rn/", "intern//index", "%2fintern/"])
def test_no_spelling_of_a_path_gets_around_the_robots(root: Path, path: str) -> None:
    write(root / HOST / "robots.txt", "User-agent: *\nDisallow: /intern/\n")
    write(root / HOST / "intern" / "index.html", "intern")
    assert refusal(root, f"https://{HOST}/{path}") == "robots_disallowed"


def test_the_robots_file_itself_may_always_be_read(root: Path) -> None:
    write(root / HOST / "robots.txt", "User-agent: *\nDisallow: /\n")
    page = get(root, f"https://{HOST}/robots.txt")
    assert (page.content_type, page.url) == ("text/plain", f"https://{HOST}/robots.txt")
    assert refusal(root, f"https://{HOST}/") == "robots_disallowed"
    assert refusal(root, "https://other.example/robots.txt") == "http_4xx"


def test_the_robots_of_one_site_do_not_bind_another(root: Path) -> None:
    write(root / HOST / "robots.txt", "User-agent: *\nDisallow: /\n")
    fetch = Fetch([root])

    async def both() -> str:
        with pytest.raises(Refused):
            await fetch.fetch(f"https://{HOST}/")
        return (await fetch.fetch("https://other.example/")).content

    assert asyncio.run(both()) == "other"


@pytest.mark.parametrize(
    ("files", "home"),
    [
        (["b/deep/index.html", "a.html", "z.html"], "a.html"),
        (["x/about.html", "x/index.html"], "x/index.html"),
        (["about.html", "home.html"], "home.html"),
        (["page.htm", "notes.txt"], "page.htm"),
        (["index.php"], "index.php"),
    ],
)
def test_a_site_without_an_index_begins_at_its_shallowest_page(tmp_path: Path, files: list[str], home: str) -> None:
    for name in files:
        write(tmp_path / HOST / name, name)
    page = get(tmp_path, f"https://{HOST}/")
    assert (page.content, page.url) == (home, f"https://{HOST}/{home}")


def test_a_site_without_any_page_has_no_home(tmp_path: Path) -> None:
    (tmp_path / HOST).mkdir()
    assert refusal(tmp_path, f"https://{HOST}/") == "http_4xx"


def test_a_large_page_is_cut_and_says_so(root: Path) -> None:
    write(root / HOST / "large.html", "<p>" + "ä" * 1_500_000)
    page = get(root, f"https://{HOST}/large")
    assert page.truncated
    assert len(page.content.encode()) <= MAX_BYTES + 3
    assert page.content.startswith("<p>äää")
    write(root / HOST / "fits.html", "x" * MAX_BYTES)
    assert not get(root, f"https://{HOST}/fits").truncated


def test_the_first_root_that_has_the_site_serves_it(root: Path, tmp_path: Path) -> None:
    write(tmp_path / "second" / HOST / "index.html", "second")
    write(tmp_path / "second" / "late.example" / "index.html", "late")
    fetch = Fetch([tmp_path / "missing", root, tmp_path / "second"])

    async def read() -> list[str]:
        return [(await fetch.fetch(f"https://{host}/")).content for host in (HOST, "late.example")]

    assert asyncio.run(read()) == ["home", "late"]


def test_no_root_has_no_site() -> None:
    with pytest.raises(Refused):
        asyncio.run(Fetch([]).fetch(f"https://{HOST}/"))


def test_many_reads_at_once(root: Path) -> None:
    fetch = Fetch([root])

    async def read() -> list[Page | BaseException]:
        return list(await asyncio.gather(*(fetch.fetch(f"https://{HOST}/{p}") for p in ("", "kontakt", "nothing") * 20), return_exceptions=True))

    results = asyncio.run(read())
    assert [r.content if isinstance(r, Page) else r.code for r in results if isinstance(r, Page | ProspectorError)] == ["home", "kontakt", "http_4xx"] * 20


def test_built_from_settings_it_reads_the_sample_web() -> None:
    page = asyncio.run(build(Settings(_env_file=None, saved_web="samples/web")).fetch("https://nordkuehl-logistik.example/kontakt"))
    assert page.content == (ROOT / "samples/web/nordkuehl-logistik.example/kontakt.html").read_text("utf-8")


def test_a_site_without_a_sitemap_lists_its_pages_nearest_first(tmp_path: Path) -> None:
    for name in ("index.html", "de/über uns.html", "contact.html", "logo.png"):
        write(tmp_path / HOST / name, name)
    listed = addresses(asyncio.run(Fetch([tmp_path]).fetch(f"https://{HOST}/sitemap.xml")).content)
    assert listed == (f"https://{HOST}/contact.html", f"https://{HOST}/index.html", f"https://{HOST}/de/%C3%BCber%20uns.html")


def test_a_sitemap_that_was_saved_is_the_one(root: Path) -> None:
    assert asyncio.run(Fetch([root]).fetch(f"https://{HOST}/sitemap.xml")).content == "<urlset/>"


@pytest.mark.skipif(os.name == "nt", reason="names of files are no bytes there")
def test_names_of_files_in_an_old_encoding_are_listed_and_found(tmp_path: Path) -> None:
    folder = tmp_path / HOST
    folder.mkdir()
    (folder / os.fsdecode(b"\xfcber.html")).write_text("alt")
    (folder / "index.html").write_text("home")
    fetch = Fetch([tmp_path])
    listed = addresses(asyncio.run(fetch.fetch(f"https://{HOST}/sitemap.xml")).content)
    assert set(listed) == {f"https://{HOST}/index.html", f"https://{HOST}/%FCber.html"}
    page = asyncio.run(fetch.fetch(f"https://{HOST}/%FCber.html"))
    assert (page.content, page.url) == ("alt", f"https://{HOST}/%FCber.html")
