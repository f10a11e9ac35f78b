"""The bench over HTTP: its server gives what is saved, its comparison sees every difference, its peers do honest work."""

import asyncio
import http.client
import shutil
import ssl
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.contact_worker import FIELDS, contact_fields
from bench.peers.fields import Seen, Site, choose, lead
from bench.web_sites import End, Ports, aliases, both, compare, differences, served

PAGE = (
    "<html lang=en><title>{name}</title><h1>{name}</h1><p>We make garden pumps.</p><a href=/inner>Contact</a>"
    "<a href='mailto:info@{host}'>info@{host}</a><footer>{name} Ltd, tel. {phone}</footer>"
)


def write(root: Path, host: str, path: str, phone: str = "+44 113 496 0000") -> None:
    file = root / host / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(PAGE.format(name=host.split(".")[0].title(), host=host, phone=phone).encode() + b"<!-- \xe4 -->")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sites")
    write(folder, "mill.example", "index.html")
    write(folder, "mill.example", "inner.html")
    write(folder, "deep.example", "en/home.html")
    write(folder, "deep.example", "en/more/inner/index.html")
    return folder


@pytest.fixture(scope="module")
def ports(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ports]:
    with served(root, tmp_path_factory.mktemp("server")) as ports:
        yield ports


def ask(ports: Ports, host: str, target: str) -> tuple[int, str, bytes]:
    """Return status, Location (else the content type) and body."""
    connection = http.client.HTTPConnection("127.0.0.1", ports.http, timeout=10)
    connection.request("GET", target, headers={"Host": host})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.getheader("Location") or answer.getheader("Content-Type") or "", body


def test_pages_go_out_as_they_are_saved(root: Path, ports: Ports) -> None:
    assert ask(ports, "mill.example", "/") == (200, "text/html", (root / "mill.example/index.html").read_bytes())
    assert ask(ports, "MILL.example:8080", "/inner.html") == (200, "text/html", (root / "mill.example/inner.html").read_bytes())


@pytest.mark.parametrize(
    ("host", "target", "place"),
    [
        ("mill.example", "/inner", "/inner.html"),
        ("mill.example", "/index.html", "/"),
        ("deep.example", "/", "/en/home.html"),
        ("deep.example", "/en/more/inner/", "/en/more/inner/index.html"),
        ("www.mill.example", "/inner", "//mill.example/inner.html"),
        ("s3-deep.example", "/", "/en/home.html"),
    ],
)
def test_other_spellings_lead_to_where_a_page_stands(ports: Ports, host: str, target: str, place: str) -> None:
    assert ask(ports, host, target) == (301, place, b"")


@pytest.mark.parametrize(("host", "target"), [("mill.example", "/none"), ("mill.example", "/robots.txt"), ("none.example", "/"), ("mill.example", "/../x")])
def test_what_is_not_saved_is_not_there(ports: Ports, host: str, target: str) -> None:
    assert ask(ports, host, target)[0] == 404


def test_an_alias_is_the_same_site_under_another_name(ports: Ports) -> None:
    body = ask(ports, "mill.example", "/")[2]
    assert ask(ports, "s12-mill.example", "/")[2] == body.replace(b"mill.example", b"s12-mill.example") != body
    assert ask(ports, "127.0.0.1", "http://s12-mill.example/")[2] == ask(ports, "s12-mill.example", "/")[2]


def test_over_tls_the_authority_vouches_for_every_host(ports: Ports) -> None:
    connection = http.client.HTTPSConnection("127.0.0.1", ports.https, timeout=10, context=_names_unchecked(ports.ca_file))
    connection.request("GET", "/", headers={"Host": "mill.example"})
    assert connection.getresponse().status == 200
    names = {value for kind, value in connection.sock.getpeercert()["subjectAltName"] if kind == "DNS"}
    assert names == {"mill.example", "www.mill.example", "deep.example", "www.deep.example"}
    connection.close()


def _names_unchecked(ca_file: str) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=ca_file)
    context.check_hostname = False  # it connects to an address, not to a name
    return context


def test_the_same_leads_from_disk_and_over_tls_and_a_changed_page_is_seen(root: Path, tmp_path: Path, ports: Ports, capsys: pytest.CaptureFixture[str]) -> None:
    disk = tmp_path / "disk"
    shutil.copytree(root, disk)
    for page in ("en/home.html", "en/more/inner/index.html"):
        write(disk, "deep.example", page, phone="+44 113 496 0999")
    ends = asyncio.run(both(disk, ["mill.example", "deep.example"], ports))
    assert compare(*ends, values=False) == 2  # one number from disk only, the other over HTTP only
    told = capsys.readouterr().out
    assert "from disk only: 1 phone" in told
    assert "over HTTP only: 1 phone" in told
    assert "0999" not in told


def test_every_kind_of_difference_is_told() -> None:
    fact = ("phone", "+441134960000", "quoted", "")
    one = End("completed", Counter([fact]), {"urgency": 0.5})
    assert list(differences(one, one, values=True)) == []
    assert len(list(differences(one, one._replace(state="lead_rejected duplicate"), values=False))) == 1
    assert len(list(differences(one, one._replace(scores={"urgency": 0.25}), values=False))) == 1
    assert len(list(differences(one, one._replace(facts=Counter([(*fact[:2], "unverified", "")])), values=False))) == 2


def test_a_lead_on_one_side_only_is_a_difference() -> None:
    end = End("completed", Counter(), {})
    assert compare({"ld_1": end, "ld_2": end}, {"ld_1": end}, values=False) == 1


def test_sites_are_multiplied_under_further_names() -> None:
    assert aliases(["a.example", "b.example"], 5) == ["a.example", "b.example", "s1-a.example", "s1-b.example", "s2-a.example"]


def test_the_contact_fields_are_there() -> None:
    assert {name for name, _ in contact_fields()} == FIELDS


def seen(url: str, text: str, *links: tuple[str, str], structured: str = "") -> Seen:
    return Seen(url, "Welcome | Mill", "", "en", text, list(links), [structured] if structured else [])


def test_peers_choose_pages_of_the_site_by_what_they_tell() -> None:
    links = [
        ("/blog", "News"),
        ("/x.pdf", "Contact"),
        ("/kontakt#top", ""),
        ("/kontakt", ""),
        ("http://other.example/about", "About"),
        ("/a", "About us"),
        ("/", "Home"),
    ]
    assert choose(seen("http://mill.example/", "", *links)) == ["http://mill.example/kontakt", "http://mill.example/a", "http://mill.example/blog"]


def test_peers_find_the_five_fields() -> None:
    links = [
        ("mailto:Info@mill.co.uk?subject=x", ""),
        ("tel:0113 496 0000", ""),
        ("https://www.facebook.com/mill/", ""),
        ("https://www.facebook.com/sharer.php", ""),
    ]
    page = seen(
        "http://mill.co.uk/", "Or call 0113 496 0999, sales@mill.co.uk.", *links, structured='{"@graph":[{"@type":"Organization","name":"Mill Works"}]}'
    )
    assert lead(Site("mill.co.uk", [page])) == {
        "host": "mill.co.uk",
        "company_name": "Mill Works",
        "country": "GB",
        "emails": ["info@mill.co.uk", "sales@mill.co.uk"],
        "phones": ["+441134960000", "+441134960999"],
        "socials": ["https://www.facebook.com/mill"],
    }


def test_peers_vote_on_the_region_where_the_host_names_none() -> None:
    page = seen("http://mill.example/", "Head office +49 30 901820, branch 030 901821")
    assert lead(Site("mill.example", [page]))["country"] == "DE"
    assert lead(Site("mill.example", [page]))["phones"] == ["+4930901820", "+4930901821"]
