"""The page archive and the pace of calls."""

import gzip
import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import StorageProblem
from domain.page import sha256_of
from storage.base import Store
from tests.contract.conftest import Opener
from tests.contract.store_kit import Clock, a_page, a_run, claimed, commit, complete, fact, fail, name, step

LONG_AGO = timedelta(days=40)


def test_a_page_comes_back_as_it_was(store: Store, clock: Clock) -> None:
    for content in ("", "<p>Müller & Söhne</p>", "lone \ud800 surrogate", "nul \x00 and \r\n", "長い" * 50_000):
        page = a_page(content=content)
        archive = store.archive("default")
        archive.put(page)
        assert archive.get(page.page_sha256) == content
        assert archive.recent(page.url, clock.now) == page
        clock.go(seconds=1)


def test_absent_pages_are_none(store: Store, clock: Clock) -> None:
    archive = store.archive("default")
    assert archive.get(sha256_of("never")) is None
    assert archive.get("../../../etc/passwd") is None
    assert archive.get("") is None
    assert archive.recent("https://never.example/", clock.now - timedelta(days=999)) is None


def test_recent_is_the_newest_and_not_too_old(opener: Opener, clock: Clock) -> None:
    store = opener()
    archive = store.archive("default")
    first = a_page(content="one", at=clock.now)
    archive.put(first)
    began = clock.now
    clock.go(hours=1)
    second = a_page(content="two", at=clock.now)
    archive.put(second)
    assert archive.recent(first.url, clock.now) == second
    assert archive.recent(first.url, clock.now + timedelta(seconds=1)) is None
    store.close()
    archive = opener().archive("default")
    assert archive.recent(first.url, began) == second
    assert archive.get(first.page_sha256) == "one"


def test_latest_is_the_newest_however_old_with_what_to_ask_by(opener: Opener, clock: Clock) -> None:
    store = opener()
    archive = store.archive("default")
    first = a_page(content="one", at=clock.now)
    archive.put(first)
    assert archive.latest(first.url) == first
    assert archive.latest("https://never.example/") is None
    assert store.archive("other").latest(first.url) is None
    store.close()
    clock.go(days=4_000)
    archive = opener().archive("default")
    found = archive.latest(first.url)
    assert found == first
    assert found
    assert (found.etag, found.last_modified) == (first.etag, first.last_modified)
    second = a_page(content="two", at=clock.now)
    archive.put(second)
    assert archive.latest(first.url) == second


def test_an_unchanged_page_is_the_same_body_with_a_new_time(opener: Opener, clock: Clock, tmp_path: Path) -> None:
    store = opener()
    archive = store.archive("default")
    first = a_page(content="one", at=clock.now)
    archive.put(first)
    clock.go(days=25)
    again = first.model_copy(update={"fetched_at": clock.now, "etag": '"2"'})
    archive.put(again)
    assert archive.latest(first.url) == again
    assert archive.recent(first.url, clock.now) == again
    assert len(list((tmp_path / "pages").rglob("*.gz"))) == 1
    store.close()
    store = opener()
    archive = store.archive("default")
    assert archive.latest(first.url) == again
    clock.go(days=10)
    store.purge_pages("default", clock.now - timedelta(days=30))  # type: ignore[attr-defined]
    assert archive.get(first.page_sha256) == "one"  # kept ten days ago: the age of its first copy does not count
    assert archive.latest(first.url) == again


def test_latest_is_none_when_the_body_is_gone(store: Store, clock: Clock, tmp_path: Path) -> None:
    page = a_page(content="one", at=clock.now)
    archive = store.archive("default")
    archive.put(page)
    (file,) = (tmp_path / "pages").rglob("*.gz")
    file.unlink()
    assert archive.latest(page.url) is None
    archive.put(page.model_copy(update={"fetched_at": clock.now + timedelta(hours=1)}))
    assert archive.get(page.page_sha256) == "one"
    clock.go(days=40)
    assert store.purge_pages("default", clock.now) == 1  # type: ignore[attr-defined]
    assert archive.latest(page.url) is None


def test_keeping_a_page_again_is_free(opener: Opener, clock: Clock) -> None:
    store = opener(archive_quota_bytes=400)
    archive = store.archive("default")
    for _ in range(50):
        archive.put(a_page(content="x" * 1_000))
        archive.put(a_page("https://other.example/", "x" * 1_000))
    store.close()
    store = opener(archive_quota_bytes=400)
    assert store.archive("default").recent("https://other.example/", clock.now) is not None


def test_a_full_archive_says_so(opener: Opener, tmp_path: Path) -> None:
    store = opener(archive_quota_bytes=300)
    archive = store.archive("default")
    archive.put(a_page(content="one"))
    with pytest.raises(StorageProblem) as refusal:
        archive.put(a_page(content="".join(chr(33 + k * 7 % 90) for k in range(2_000)) + json.dumps(list(range(500)))))
    assert refusal.value.code == "archive_full"
    archive.put(a_page(content="two"))
    assert not list(tmp_path.rglob("*.tmp"))


def test_bodies_are_gzip_files_by_name(store: Store, tmp_path: Path) -> None:
    page = a_page(content="<p>hello</p>")
    store.archive("default").put(page)
    (file,) = (tmp_path / "pages").rglob("*.gz")
    assert file == tmp_path / "pages" / "default" / page.page_sha256[:2] / f"{page.page_sha256}.html.gz"
    assert gzip.decompress(file.read_bytes()).decode() == "<p>hello</p>"


def test_a_body_that_was_cut_off_is_absent(store: Store, tmp_path: Path, clock: Clock) -> None:
    page = a_page(content="hello" * 100)
    archive = store.archive("default")
    archive.put(page)
    (file,) = (tmp_path / "pages").rglob("*.gz")
    file.write_bytes(file.read_bytes()[:20])
    assert archive.get(page.page_sha256) is None
    assert archive.recent(page.url, clock.now) is None


def test_purge_leaves_what_leads_need(store: Store, clock: Clock) -> None:
    """Evidence of packages and of facts, whatever became of the lead; pages that an open lead still reads; and what is new."""
    a_run(store, leads=3)
    archive = store.archive("default")
    pages = {key: a_page(f"https://{key}.example/", f"<p>{key}</p>") for key in ("package", "facts", "open", "loose", "seen", "new", "shared")}
    other = store.archive("other")
    for key, page in pages.items():
        if key != "new":
            archive.put(page)
            other.put(page)
    complete(store, name(0), sha=pages["package"].page_sha256)
    seen = {"pages": [{"url": "u", "page_sha256": pages["seen"].page_sha256}]}
    harvest = json.dumps({"site": seen, "facts": {"items": [fact("city", "Ulm", sha=pages["facts"].page_sha256)]}})
    commit(store, claimed(store, name(1)), step(output=harvest))
    fail(store, name(1))
    commit(store, claimed(store, name(2)), step(output=json.dumps({"site": {"pages": [{"url": "u", "page_sha256": pages["open"].page_sha256}]}})))
    clock.go(days=40)
    archive.put(pages["new"])
    archive.put(a_page("https://elsewhere.example/", "<p>shared</p>", clock.now))
    assert store.purge_pages("default", clock.now - timedelta(days=30)) == 2  # type: ignore[attr-defined]
    left = {key for key, page in pages.items() if archive.get(page.page_sha256) is not None}
    assert left == {"package", "facts", "open", "new", "shared"}
    assert archive.recent(pages["loose"].url, clock.now - LONG_AGO * 2) is None
    assert all(other.get(page.page_sha256) for key, page in pages.items() if key != "new")
    archive.put(pages["loose"])
    assert archive.get(pages["loose"].page_sha256) == "<p>loose</p>"


def test_purging_makes_room(opener: Opener, clock: Clock) -> None:
    store = opener(archive_quota_bytes=100)
    archive = store.archive("default")
    archive.put(a_page(content="one"))
    archive.put(a_page(content="two"))
    clock.go(days=40)
    assert store.purge_pages("default", clock.now) == 2
    archive.put(a_page(content="one"))
    archive.put(a_page(content="four"))


# pacing


def test_without_a_rate_nobody_waits(store: Store) -> None:
    assert [store.reserve("tavily") for _ in range(100)] == [0.0] * 100
    assert store.reserve("host:firm.example") == 0.0


def test_hosts_are_paced_apart(opener: Opener) -> None:
    store = opener(rates={"host:*": (1, 2.0), "host:slow.example": (1, 10.0)})
    assert [store.reserve("host:a.example"), store.reserve("host:b.example"), store.reserve("host:a.example")] == [0.0, 0.0, 2.0]
    assert [store.reserve("host:slow.example"), store.reserve("host:slow.example")] == [0.0, 10.0]


def test_waiting_time_passes_with_the_clock(opener: Opener, clock: Clock) -> None:
    store = opener(rates={"api": (10, 1.0)})
    waits = [store.reserve("api") for _ in range(3)]
    clock.go(seconds=0.15)
    assert [*waits, store.reserve("api")] == pytest.approx([0.0, 0.1, 0.2, 0.15], abs=1e-5)
    clock.go(hours=1)
    assert store.reserve("api", 5) == 0.0
    assert store.reserve("api") == pytest.approx(0.5)
    with pytest.raises(ValueError, match="booked"):
        store.reserve("api", 0)


RATES = {f"host:{calls}-{window}": (calls, window) for calls in (1, 2, 3, 7, 20) for window in (0.5, 1.0, 60.0)}


@pytest.fixture
def paced(opener: Opener) -> Store:
    return opener(rates=RATES)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(api=st.sampled_from(list(RATES)), moves=st.lists(st.tuples(st.floats(0, 5), st.integers(1, 3)), min_size=1, max_size=60))
def test_no_window_holds_more_than_the_rate(paced: Store, clock: Clock, api: str, moves: list[tuple[float, int]]) -> None:
    """Any window that is open at one end holds n calls at the most; n + k - 1 where k were booked at once."""
    clock.go(days=1)
    calls, window = RATES[api]
    made: list[float] = []
    for pause, n in moves:
        clock.go(seconds=pause * window / calls)
        made += [clock.now.timestamp() + paced.reserve(api, n)] * n
    most = max(n for _, n in moves)
    for start in made:
        assert sum(start <= at < start + window - 1e-5 for at in made) <= calls + most - 1


def test_paid_calls_are_remembered_over_a_restart(opener: Opener, clock: Clock) -> None:
    rates = {"paid": (1, 3600.0), "quick": (100, 1.0), "host:*": (1, 60.0)}
    store = opener(rates=rates)
    for _ in range(3):
        store.reserve("paid")
    for _ in range(300):
        store.reserve("quick")
    store.reserve("host:a.example")
    store.close()
    clock.go(minutes=30)
    store = opener(rates=rates)
    assert store.reserve("paid") == pytest.approx(2.5 * 3600)
    assert store.reserve("host:a.example") == 0.0


def test_a_clock_set_back_does_not_stop_anybody(opener: Opener, clock: Clock) -> None:
    store = opener(rates={"api": (1, 10.0)})
    store.reserve("api")
    clock.go(days=-1)
    assert store.reserve("api") == pytest.approx(10.0)
    clock.go(days=2)
    assert store.reserve("api") == 0.0


def test_purge_of_all_tenants(store: Store, clock: Clock) -> None:
    for tenant in ("default", "north"):
        store.archive(tenant).put(a_page("https://loose.example/", "<p>loose</p>"))
    clock.go(days=40)
    assert store.purge_pages("", clock.now - timedelta(days=30)) == 2
    assert store.archive("north").latest("https://loose.example/") is None
