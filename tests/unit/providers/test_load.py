import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import providers.search
from domain.errors import InvalidInput
from providers.fetch import saved as saved_fetch
from providers.load import load, names
from providers.search import saved as saved_search
from providers.search import url_list
from settings import Settings

SETTINGS = Settings(_env_file=None)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A second folder of search providers, as a newcomer would add files."""
    before = list(providers.search.__path__)
    providers.search.__path__ = [*before, str(tmp_path)]
    importlib.invalidate_caches()
    yield tmp_path
    providers.search.__path__ = before


def test_the_file_name_is_the_registry() -> None:
    assert {"saved", "url_list"} <= set(names("search"))
    assert "saved" in names("fetch")
    assert not {"base", "__init__", "charset_"} & set(names("fetch") + names("search"))


@pytest.mark.parametrize(
    ("kind", "name", "kind_of"), [("search", "saved", saved_search.Search), ("search", "url_list", url_list.Search), ("fetch", "saved", saved_fetch.Fetch)]
)
def test_a_known_provider_is_built(kind: str, name: str, kind_of: type) -> None:
    assert isinstance(load(kind, name, SETTINGS), kind_of)


@pytest.mark.parametrize("name", ["tavli", "", "base", "../fetch/saved", "saved.py", "Saved", "os"])
def test_an_unknown_name_is_told_the_known_ones(name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        load("search", name, SETTINGS)
    assert f"“{name}”" in caught.value.message
    assert all(known in caught.value.message for known in names("search"))
    assert (caught.value.code, caught.value.where) == ("no_provider", "PROSPECTOR_SEARCH")


def test_a_new_file_is_a_new_provider(folder: Path) -> None:
    (folder / "newcomer_one.py").write_text("def build(settings):\n    return ('built with', settings.concurrency)\n")
    assert "newcomer_one" in names("search")
    assert load("search", "newcomer_one", SETTINGS) == ("built with", SETTINGS.concurrency)


def test_a_file_that_begins_with_an_underscore_is_not_a_provider(folder: Path) -> None:
    (folder / "_shared.py").write_text("")
    assert "_shared" not in names("search")


def test_a_package_that_is_not_installed_is_named(folder: Path) -> None:
    (folder / "newcomer_two.py").write_text("import a_package_nobody_has\n")
    with pytest.raises(InvalidInput, match=r"newcomer_two.*a_package_nobody_has") as caught:
        load("search", "newcomer_two", SETTINGS)
    assert (caught.value.code, caught.value.where) == ("no_provider", "PROSPECTOR_SEARCH")
    assert "saved" in names("search")  # one that cannot be built does not hide the others


def test_a_defect_in_a_provider_is_not_taken_for_a_missing_package(folder: Path) -> None:
    (folder / "newcomer_three.py").write_text("1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        load("search", "newcomer_three", SETTINGS)
