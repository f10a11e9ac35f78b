"""An Idempotency-Key in the whole installation: the same request is one run, whenever and how often it comes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import BaseModel

from api.idempotency import Idempotent, idempotent
from domain.base import Principal
from domain.errors import InvalidInput, NotFound
from service.base import RunOrder
from service.local import LocalProspector, open_local
from tests.flow.conftest import WHO, list_order, sample_order, settings_for, wait

OTHER = Principal(tenant="other", user="local")


class Body(BaseModel):
    a: int
    b: str = "left out"
    c: dict[str, int] = {}


def keyed(service: LocalProspector, key: str, body: Body, who: Principal = WHO) -> tuple[RunOrder, str]:
    job_id, request_hash = idempotent(who, key, body)
    return sample_order(service, who, max_leads=1, max_sites=2).model_copy(update={"request_hash": request_hash}), job_id


def test_a_key_comes_to_the_same_for_the_same_request_of_the_same_person_only() -> None:
    one = idempotent(WHO, "k", Body(a=1, c={"x": 1, "y": 2}))
    assert one == idempotent(WHO, "k", Body.model_validate_json('{"c": {"y": 2, "x": 1}, "b": "left out", "a": 1}'))
    assert idempotent(WHO, "k", Body(a=2)).job_id == one.job_id
    assert idempotent(WHO, "k", Body(a=2)).request_hash != one.request_hash
    people = [WHO, OTHER, Principal(tenant="default", user="anna"), Principal(tenant="defaul", user="tlocal"), Principal(tenant='default", "local', user="")]
    ids = {idempotent(who, key, Body(a=1)).job_id for who in people for key in ("k", "K", " k", "k" * 200)}
    assert len(ids) == 20
    assert all(len(job_id) == 35 and job_id.startswith("ik-") for job_id in ids)
    assert isinstance(one, Idempotent)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalProspector]:
    """One installation for all; each test is another user."""
    opened = open_local(settings_for(tmp_path_factory.mktemp("keys") / "data"))
    yield opened
    opened.close()


def test_the_same_request_again_is_the_same_run(service: LocalProspector) -> None:
    who = Principal(user="again")
    order, job_id = keyed(service, "monday", Body(a=1), who)
    first = service.start(who, order, job_id)
    assert service.start(who, order, job_id).job_id == first.job_id == job_id  # while it goes
    ended = wait(service, job_id, who=who)
    assert service.start(who, order, job_id) == ended  # and after it
    assert len(service.runs(who)) == 1
    theirs, their_id = keyed(service, "monday", Body(a=1), OTHER)
    assert service.start(OTHER, theirs, their_id).job_id == their_id != job_id
    with pytest.raises(NotFound):
        service.run(OTHER, job_id)
    wait(service, their_id, who=OTHER)


def test_another_request_under_a_used_key_is_refused(service: LocalProspector) -> None:
    who = Principal(user="other")
    order, job_id = keyed(service, "monday", Body(a=1), who)
    service.start(who, order, job_id)
    other, same_id = keyed(service, "monday", Body(a=2), who)
    assert same_id == job_id
    contexts = service.contexts(who)
    with pytest.raises(InvalidInput) as mismatch:
        service.start(who, other.model_copy(update={"context_id": "", "context": service.sample_context()[1], "context_name": "New"}), job_id)
    assert mismatch.value.code == "idempotency_mismatch"
    assert service.contexts(who) == contexts  # nothing was begun
    wait(service, job_id, who=who)
    new, new_id = keyed(service, "tuesday", Body(a=2), who)
    assert service.start(who, new, new_id).job_id != job_id
    wait(service, new_id, who=who)


def test_the_same_request_many_times_at_once_is_one_run(service: LocalProspector) -> None:
    who = Principal(user="burst")
    order, job_id = keyed(service, "burst", Body(a=1), who)
    with ThreadPoolExecutor(8) as pool:
        runs = list(pool.map(lambda _: service.start(who, order, job_id), range(16)))
    assert {run.job_id for run in runs} == {job_id}
    assert len(service.runs(who)) == 1
    assert wait(service, job_id, who=who).attempt == 1


def test_without_a_hash_a_taken_id_is_refused(service: LocalProspector) -> None:
    who = Principal(user="plain")
    order = list_order(service, ["no-such-site.example"], who)
    service.start(who, order, "mine")
    wait(service, "mine", who=who)
    with pytest.raises(InvalidInput) as taken:
        service.start(who, order, "mine")
    assert taken.value.code == "job_id_taken"


def test_a_key_holds_across_a_restart(tmp_path: Path) -> None:
    first = open_local(settings_for(tmp_path))
    order, job_id = keyed(first, "k", Body(a=1))
    first.start(WHO, order, job_id)
    first.close()
    again = open_local(settings_for(tmp_path))
    try:
        assert again.start(WHO, order, job_id).job_id == job_id
        assert len(again.runs(WHO)) == 1
    finally:
        again.close()
