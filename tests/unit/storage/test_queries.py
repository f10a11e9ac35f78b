"""Named queries out of SQL files."""

from pathlib import Path

import pytest

from storage.queries import FOLDER, load, parse


def test_queries_are_found_by_name() -> None:
    text = "-- a word before\n-- first --\n-- what it is\nselect 1\n\n-- second --\nselect 2 -- not a name\n"
    assert parse(text) == {"first": "-- what it is\nselect 1", "second": "select 2 -- not a name"}


def test_a_name_stands_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        parse("-- a --\nselect 1\n-- a --\nselect 2")


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.sql")), ids=lambda path: path.stem)
def test_every_file_has_queries(file: Path) -> None:
    assert all(load(file.stem).values())
