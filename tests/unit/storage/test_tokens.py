"""The token file: private, whole or not at all, seen by every process at once, and closed when it is damaged."""

import os
import secrets
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
from filelock import FileLock

from domain.access import Scope, Token
from domain.base import Principal
from domain.errors import StorageProblem
from storage import tokens as module
from storage.tokens import KEY, TOKENS, TokenFile, ticket_key

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def token(number: int, name: str = "crm") -> Token:
    return Token(token_id=f"tk_{number:012x}", name=name, who=Principal(), scopes=frozenset({Scope.READ}), prefix="pr_", sha256="0" * 64, created_at=NOW)


def add(file: TokenFile, number: int, name: str = "crm") -> None:
    file.change(lambda tokens: (*tokens, token(number, name)))


def test_without_a_file_there_are_no_tokens(tmp_path: Path) -> None:
    file = TokenFile(tmp_path)
    assert (file.exists(), file.all()) == (False, ())
    assert list(tmp_path.iterdir()) == []


def test_tokens_stay(tmp_path: Path) -> None:
    file = TokenFile(tmp_path / "new" / "data")
    add(file, 1)
    add(file, 2)
    assert [t.token_id for t in TokenFile(tmp_path / "new" / "data").all()] == ["tk_000000000001", "tk_000000000002"]
    assert file.all() == TokenFile(tmp_path / "new" / "data").all()


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_only_the_owner_may_read_them(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        add(TokenFile(tmp_path), 1)
        ticket_key(tmp_path, secrets.token_bytes)
    finally:
        os.umask(before)
    assert {name: (tmp_path / name).stat().st_mode & 0o777 for name in (TOKENS, KEY)} == {TOKENS: 0o600, KEY: 0o600}


def test_what_another_process_writes_is_seen_at_the_next_look(tmp_path: Path) -> None:
    here, other = TokenFile(tmp_path), TokenFile(tmp_path)
    for number in range(60):  # many writes within one tick of the clock, each of the same size
        other.change(lambda _, n=number: (token(n),))  # type: ignore[misc]
        assert [t.token_id for t in here.all()] == [f"tk_{number:012x}"]


def test_the_file_is_read_only_when_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, reads = TokenFile(tmp_path), []
    add(file, 1)
    parse = module._parsed
    monkeypatch.setattr(module, "_parsed", lambda path: reads.append(path) or parse(path))
    for _ in range(5):
        file.all()
    assert len(reads) == 1
    add(file, 2)
    file.all()
    assert len(reads) == 2


def test_deleting_the_file_turns_tokens_off(tmp_path: Path) -> None:
    file = TokenFile(tmp_path)
    add(file, 1)
    (tmp_path / TOKENS).unlink()
    assert (file.exists(), file.all()) == (False, ())


def test_a_file_without_tokens_keeps_them_on(tmp_path: Path) -> None:
    file = TokenFile(tmp_path)
    file.change(lambda _: ())
    assert (file.exists(), file.all()) == (True, ())


WHOLE = '{"version":1,"tokens":[]}'
TOKEN = token(1).model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        WHOLE[:-1],
        '{"version":2,"tokens":[]}',
        '{"version":1,"tokens":[{}]}',
        f'{{"version":1,"tokens":[{TOKEN},{TOKEN}]}}',
        '{"version":1,"tokens":[],"more":1}',
        "\x00" * 50,
    ],
)
def test_a_damaged_file_lets_nobody_in_and_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    file = TokenFile(tmp_path)
    add(file, 7)
    assert len(file.all()) == 1
    (tmp_path / TOKENS).write_text(text)
    assert file.exists()
    with pytest.raises(StorageProblem, match="Put back a copy of it; or delete it") as problem:
        file.all()
    assert problem.value.code == "tokens_damaged"
    with pytest.raises(StorageProblem):
        add(file, 8)
    assert (tmp_path / TOKENS).read_text() == text


def test_every_cut_of_a_file_is_damage(tmp_path: Path) -> None:
    file = TokenFile(tmp_path)
    add(file, 1)
    whole = (tmp_path / TOKENS).read_bytes().rstrip()
    for end in range(len(whole)):
        (tmp_path / TOKENS).write_bytes(whole[:end])
        with pytest.raises(StorageProblem):
            file.all()


def test_a_folder_in_its_place_lets_nobody_in(tmp_path: Path) -> None:
    (tmp_path / TOKENS).mkdir()
    file = TokenFile(tmp_path)
    assert file.exists()
    with pytest.raises(StorageProblem, match="damaged"):
        file.all()


def test_a_link_that_leads_nowhere_is_not_no_file(tmp_path: Path) -> None:
    (tmp_path / TOKENS).symlink_to(tmp_path / "gone")
    assert TokenFile(tmp_path).exists()


def test_a_write_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = TokenFile(tmp_path)
    add(file, 1)
    before = (tmp_path / TOKENS).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(StorageProblem, match="No space left on device"):
        add(file, 2)
    assert (tmp_path / TOKENS).read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".tmp"] == []


def test_a_lock_that_is_held_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.05)
    with FileLock(tmp_path / "tokens.lock"), pytest.raises(StorageProblem, match="Try again"):
        add(TokenFile(tmp_path), 1)


CHILD = """
import sys
from pathlib import Path
from tests.unit.storage.test_tokens import add
from storage.tokens import TokenFile
file = TokenFile(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 8):
    add(file, number)
"""


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    children = [subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path), str(start)], cwd=ROOT) for start in (0, 100)]
    file = TokenFile(tmp_path)
    threads = [Thread(target=lambda s=start: [add(file, s + n) for n in range(7)]) for start in (200, 300)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 30
    while any(child.poll() is None for child in children) and time.monotonic() < end:
        file.all()  # never half a file
    for thread in threads:
        thread.join()
    assert [child.wait() for child in children] == [0, 0]
    assert len(file.all()) == 30


def test_the_key_of_tickets_is_made_once(tmp_path: Path) -> None:
    keys: set[bytes] = set()
    threads = [Thread(target=lambda: keys.add(ticket_key(tmp_path, secrets.token_bytes))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 1
    assert keys == {(tmp_path / KEY).read_bytes()}
    assert len(keys.pop()) == 32


@pytest.mark.parametrize("body", [b"", b"short", b"x" * 33])
def test_a_damaged_key_signs_nothing(tmp_path: Path, body: bytes) -> None:
    (tmp_path / KEY).write_bytes(body)
    with pytest.raises(StorageProblem, match="Delete it"):
        ticket_key(tmp_path, secrets.token_bytes)
