"""A whole installation in a temporary folder, over the sample web."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.base import Principal
from domain.run import Limits, Run, RunStatus, Source, SourceRow
from service.base import RunOrder
from service.local import LocalProspector, open_local
from settings import Settings

WHO = Principal()


def settings_for(folder: Path, **changes: object) -> Settings:
    return Settings(_env_file=None, data_dir=folder, **changes)  # type: ignore[call-arg,arg-type]


def wait(service: LocalProspector, job_id: str, seconds: float = 60, who: Principal = WHO) -> Run:
    end = time.monotonic() + seconds
    while (run := service.run(who, job_id)).status is RunStatus.RUNNING:
        assert time.monotonic() < end, f"still running after {seconds} s: {service.view(who, job_id)}"
        time.sleep(0.02)
    return run


def sample_order(service: LocalProspector, who: Principal = WHO, **limits: int) -> RunOrder:
    name, context = service.sample_context()
    saved = service.save_context(who, name, context)
    return RunOrder(source=Source(kind="saved"), context_id=saved.context_id, limits=Limits(**limits))


def list_order(service: LocalProspector, hosts: list[str], who: Principal = WHO, **limits: int) -> RunOrder:
    rows = tuple(SourceRow(url=f"https://{host}/", line=n) for n, host in enumerate(hosts, 1))
    return sample_order(service, who, **limits).model_copy(update={"source": Source(kind="url_list", rows=rows)})


@pytest.fixture
def service(tmp_path: Path) -> Iterator[LocalProspector]:
    opened = open_local(settings_for(tmp_path / "data"))
    yield opened
    opened.close()
