"""Tokens and tickets: who is let in, for whom, how long; and the shell that makes them."""

import os
import secrets
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from domain.access import ALL_SCOPES, Scope
from domain.base import Principal
from domain.errors import InvalidInput, NotAllowed, NotFound, StorageProblem
from service.access import MAX_TOKENS, Access
from service.tokens import main
from storage.tokens import KEY, TOKENS

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ANNA, BERT = Principal(tenant="north", user="anna"), Principal(tenant="south", user="bert")


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(tmp_path: Path, clock: Clock) -> Access:
    return Access(tmp_path, clock, secrets.token_bytes)


def test_without_tokens_this_machine_needs_none(access: Access) -> None:
    caller = access.caller("")
    assert (access.on(), caller.who, caller.scopes, caller.token_id) == (False, Principal(), ALL_SCOPES, "")
    with pytest.raises(NotAllowed, match="No token is set up here"):
        access.caller("pr_tk_000000000000_" + "x" * 43)  # whoever shows one expects to be someone


def test_a_token_stands_for_its_principal_and_scopes(access: Access, tmp_path: Path) -> None:
    token, secret = access.make(ANNA, " crm ", [Scope.READ, Scope.RUN])
    caller = access.caller(secret)
    assert (caller.who, caller.scopes, caller.token_id) == (ANNA, {Scope.READ, Scope.RUN}, token.token_id)
    assert [caller.may(scope) for scope in (Scope.READ, Scope.RUN, Scope.ADMIN)] == [True, True, False]
    assert (token.name, token.created_at) == ("crm", NOW)
    assert secret.startswith(token.prefix)
    kept = (tmp_path / TOKENS).read_text()
    assert secret not in kept
    assert secret[len(token.prefix) :] not in kept


def test_secrets_have_256_random_bits(tmp_path: Path, clock: Clock) -> None:
    asked: list[int] = []

    def random(n: int) -> bytes:
        asked.append(n)
        return secrets.token_bytes(n)

    secret = Access(tmp_path, clock, random).make(ANNA, "x", [Scope.READ])[1]
    assert asked == [6, 32]
    assert len(secret) == len("pr_tk_0123456789ab_") + 43


def test_once_there_was_a_token_nobody_comes_in_without(access: Access, tmp_path: Path) -> None:
    token, secret = access.make(ANNA, "crm", [Scope.ADMIN])
    for wrong in ("", secret[:-1], secret + "x", secret.upper(), "pr_" + token.token_id, "Bearer " + secret, "\xe9" * 50, "\ud800"):
        with pytest.raises(NotAllowed):
            access.caller(wrong)
    access.revoke(token.token_id)
    for after in ("", secret):
        with pytest.raises(NotAllowed):
            access.caller(after)
    assert access.on()
    (tmp_path / TOKENS).unlink()  # the documented way back
    assert access.caller("").token_id == ""


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 61), letter=st.characters(codec="ascii"))
def test_one_wrong_letter_is_a_wrong_token(tmp_path: Path, place: int, letter: str) -> None:
    access = Access(tmp_path, lambda: NOW, lambda n: bytes(range(n)))
    if not access.on():
        access.make(ANNA, "x", [Scope.READ])
    secret = "pr_tk_000102030405_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    assert access.caller(secret).who == ANNA
    changed = secret[:place] + letter + secret[place + 1 :]
    if changed != secret:
        with pytest.raises(NotAllowed):
            access.caller(changed)


def test_a_revoked_token_is_refused_by_every_process_at_once(access: Access, tmp_path: Path, clock: Clock) -> None:
    server = Access(tmp_path, clock, secrets.token_bytes)
    token, secret = access.make(ANNA, "crm", [Scope.READ])
    assert server.caller(secret).who == ANNA
    clock.now += timedelta(hours=1)
    assert access.revoke(token.token_id).revoked_at == clock.now
    with pytest.raises(NotAllowed):
        server.caller(secret)
    clock.now += timedelta(hours=1)
    assert access.revoke(token.token_id).revoked_at == clock.now - timedelta(hours=1)


def test_a_tenant_sees_and_revokes_its_own_tokens_only(access: Access) -> None:
    first, secret = access.make(ANNA, "one", [Scope.READ])
    second, _ = access.make(BERT, "two", [Scope.READ])
    third, _ = access.make(ANNA, "three", [Scope.READ])
    assert access.tokens("north") == [third, first]
    assert access.tokens() == [third, second, first]
    for token_id, tenant in ((first.token_id, "south"), ("tk_000000000000", "north"), ("", None)):
        with pytest.raises(NotFound):
            access.revoke(token_id, tenant)
    assert access.caller(secret).who == ANNA
    with pytest.raises(NotFound):
        Access(Path("nowhere-at-all"), lambda: NOW, secrets.token_bytes).revoke("tk_000000000000")
    assert not Path("nowhere-at-all").exists()


@pytest.mark.parametrize(
    ("who", "name", "scopes"),
    [
        (ANNA, " ", [Scope.READ]),
        (ANNA, "x" * 121, [Scope.READ]),
        (ANNA, "two\nlines", [Scope.READ]),
        (ANNA, "x", []),
        (Principal(tenant="", user="x"), "x", [Scope.READ]),
        (Principal(tenant="x", user="a b"), "x", [Scope.READ]),
        (Principal(tenant="x", user="u" * 101), "x", [Scope.READ]),
    ],
)
def test_what_makes_no_token(access: Access, who: Principal, name: str, scopes: list[Scope]) -> None:
    with pytest.raises(InvalidInput):
        access.make(who, name, scopes)
    assert not access.on()


def test_there_is_an_end_to_tokens(access: Access, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_TOKENS == 1_000
    monkeypatch.setattr("service.access.MAX_TOKENS", 3)
    made = [access.make(ANNA, f"t{n}", [Scope.READ])[0] for n in range(3)]
    with pytest.raises(InvalidInput, match="Revoke those"):
        access.make(ANNA, "more", [Scope.READ])
    for turn in range(6):  # the newest revoked ones stay on the list; those in use are never dropped
        access.revoke(made[-1].token_id)
        made.append(access.make(ANNA, f"again{turn}", [Scope.READ])[0])
    names = [token.name for token in access.tokens()]
    assert [names.count(name) for name in ("t0", "t1", "again5", "t2", "again0")] == [1, 1, 1, 0, 0]
    assert len(names) == 6


def test_a_damaged_file_lets_nobody_in(access: Access, tmp_path: Path) -> None:
    _, secret = access.make(ANNA, "crm", [Scope.READ])
    assert access.trouble() == ""
    (tmp_path / TOKENS).write_text("{")
    for shown in ("", secret):
        with pytest.raises((StorageProblem, NotAllowed)):
            access.caller(shown)
    assert "make token" in access.trouble()


def test_a_ticket_is_for_one_run_and_ten_minutes(access: Access, clock: Clock) -> None:
    ticket = access.ticket(ANNA, "run-1")
    assert access.ticket_holder(ticket, "run-1") == ANNA
    for other in ("run-2", "", "run-1\0", "RUN-1"):
        with pytest.raises(NotAllowed):
            access.ticket_holder(ticket, other)
    clock.now += timedelta(minutes=9, seconds=59)
    assert access.ticket_holder(ticket, "run-1") == ANNA
    clock.now += timedelta(seconds=2)
    with pytest.raises(NotAllowed, match="too old"):
        access.ticket_holder(ticket, "run-1")


def test_a_ticket_of_another_installation_or_key_is_forged(access: Access, tmp_path: Path) -> None:
    other = Access(tmp_path / "other", lambda: NOW, secrets.token_bytes)
    ticket = access.ticket(ANNA, "run-1")
    with pytest.raises(NotAllowed):
        other.ticket_holder(ticket, "run-1")
    (tmp_path / KEY).unlink()
    with pytest.raises(NotAllowed):
        access.ticket_holder(ticket, "run-1")


@hypothesis_settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 120), letter=st.text("abcdefXYZ019-_.=", min_size=0, max_size=2))
def test_no_changed_ticket_holds(tmp_path: Path, place: int, letter: str) -> None:
    access = Access(tmp_path, lambda: NOW, lambda n: bytes(n))
    ticket = access.ticket(ANNA, "run-1")
    changed = ticket[:place] + letter + ticket[place + 1 :]
    if changed != ticket:
        with pytest.raises(NotAllowed):
            access.ticket_holder(changed, "run-1")


@given(text=st.text(max_size=200))
def test_anything_else_is_no_ticket(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    access = Access(tmp_path_factory.getbasetemp(), lambda: NOW, lambda n: bytes(n))
    with pytest.raises(NotAllowed):
        access.ticket_holder(text, "run-1")


# the shell


def test_the_shell_makes_lists_and_revokes(access: Access, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"], access) == 0
    assert "There is no token." in capsys.readouterr().out
    assert main(["make", "--name", "crm", "--scopes", "run, READ", "--tenant", "north", "--user", "anna"], access) == 0
    made = capsys.readouterr()
    secret = made.out.strip()
    caller = access.caller(secret)
    assert (caller.who, caller.scopes) == (ANNA, {Scope.RUN, Scope.READ})
    assert secret not in made.err
    assert main(["list"], access) == 0
    listed = capsys.readouterr().out
    assert secret not in listed
    assert "north/anna" in listed
    assert "in use  crm" in listed
    assert main(["revoke", caller.token_id], access) == 0
    assert "revoked 2026-11-21" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["make"], "Give the token a name"),
        (["make", "--name", "crm"], "at least one scope"),
        (["make", "--name", "crm", "--scopes", "run,write"], "“write” is not a scope"),
        (["revoke", "tk_000000000000"], "There is no token tk_000000000000"),
    ],
)
def test_what_the_shell_cannot_do_it_says(access: Access, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    assert main(arguments, access) == 1
    said = capsys.readouterr()
    assert told in said.err
    assert said.out == ""
    assert not access.on()


def test_the_program_works_beside_an_open_installation(tmp_path: Path) -> None:
    env = os.environ | {"PROSPECTOR_DATA_DIR": str(tmp_path)}
    server = Access(tmp_path, lambda: datetime.now(UTC), secrets.token_bytes)
    assert not server.on()
    done = subprocess.run(
        [sys.executable, "-m", "service.tokens", "make", "--name", "crm", "--scopes", "read"], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert server.caller(done.stdout.strip()).who == Principal()
    wrong = subprocess.run(
        [sys.executable, "-m", "service.tokens", "list"], cwd=ROOT, env=env | {"PROSPECTOR_CONCURRENCY": "x"}, capture_output=True, text=True, check=False
    )
    assert wrong.returncode == 1
    assert wrong.stderr.startswith("A setting cannot be used. PROSPECTOR_CONCURRENCY: ")
