"""Older databases are brought to today's tables with what their logs already say; a gap in the numbers is filled later."""

from pathlib import Path

import duckdb

from domain.commands import SetLabel
from storage.connection import FILE
from storage.duckdb import open_store
from storage.migrate import Migration, applied_to, open_migrated, shipped
from tests.contract.store_kit import ME, Clock, a_run, complete, name
from tests.contract.test_store_scored import of_package

CLOCK = Clock()


def test_a_database_from_before_labels_and_factors_gets_them_from_its_logs(tmp_path: Path) -> None:
    store = open_store(tmp_path, clock=CLOCK)
    a_run(store, leads=4)
    complete(store, name(0), **of_package())
    complete(store, name(1))
    for n, good in ((0, True), (1, False), (2, True)):
        store.command(ME, name(n), SetLabel(good=good, reason=f"because {n}"), CLOCK.now)
    store.undo(ME, name(2), CLOCK.now)
    cards, labels = store.scorecards(ME, "cx"), store.database.query("select * from labels order by lead_id")
    assert (len(cards), len(labels)) == (2, 2)
    store.close()
    with duckdb.connect(str(tmp_path / FILE)) as old:
        for statement in ("drop table labels", "drop table rescores", "alter table run_leads drop column factors", "delete from migrations where number = 3"):
            old.execute(statement)
    again = open_store(tmp_path, clock=CLOCK)
    assert again.database.query("select * from labels order by lead_id") == labels
    assert again.scorecards(ME, "cx") == cards
    assert len(list((tmp_path / "backups").iterdir())) == 1
    again.close()


def test_a_number_that_was_left_out_is_applied_when_it_comes(tmp_path: Path) -> None:
    path = tmp_path / FILE
    first, last = (Migration(n, f"m{n}", f"create table m{n} (n integer)") for n in (1, 3))
    open_migrated(path, [first, last], CLOCK).close()
    between = Migration(2, "m2", "create table m2 (n integer)")
    open_migrated(path, [first, between, last], CLOCK).close()
    assert applied_to(path) == {1, 2, 3}
    with duckdb.connect(str(path), read_only=True) as database:
        assert database.execute("select count(*) from m2").fetchall() == [(0,)]


def test_the_numbers_of_the_shipped_ones_are_unique_and_in_order() -> None:
    numbers = [m.number for m in shipped()]
    assert numbers == sorted(set(numbers))
