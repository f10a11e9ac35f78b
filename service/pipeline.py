"""The pipeline for programs: one call, no store, no server. The same flow as a run in the app, its events as they happen."""

from collections.abc import AsyncIterator, Mapping
from typing import Any, Literal

from pydantic import Field

from domain.base import Principal, Value
from domain.context import BusinessContext
from domain.errors import InvalidInput
from domain.run import Limits, RunSpec, Source
from pipeline.extract.pool import ExtractPool
from pipeline.parts import Request
from pipeline.run import events_of
from service.parts import NoArchive, PartsMaker, utc_now
from service.rows import parse_rows
from settings import load


class Overrides(Value):
    """What ``config_overrides`` may hold. Without ``urls`` the saved web is searched; with them they are the candidates."""

    urls: tuple[str, ...] = ()
    fetch: Literal["saved", "web"] = "saved"
    max_sites: int = Field(default=1_000, ge=1, le=100_000)
    saved_web: str = ""
    concurrency: int | None = Field(default=None, ge=1, le=256)
    pages_per_site: int | None = Field(default=None, ge=1, le=20)
    job_id: str = "pipeline"


async def execute_agentic_pipeline(
    initial_query: str,
    business_context: BusinessContext | Mapping[str, Any],
    user_id: str,
    max_leads_to_generate: int,
    config_overrides: Mapping[str, Any] | None = None,
) -> AsyncIterator[dict[str, Any]]:
    """Run the pipeline without storage and yield its events as wire dicts (names and fields: ``domain.events``).

    ``lead_enrichment_end`` carries the whole package. Close early with ``contextlib.aclosing`` (or ``aclose()``):
    no task and no process is left behind.

    Args:
        initial_query: focus query on top of the context; may be empty.
        business_context: the context, or a mapping with its fields.
        user_id: goes into every event.
        max_leads_to_generate: stop when this many leads are COMPLETED.
        config_overrides: fields of :class:`Overrides`.

    Raises:
        pydantic.ValidationError: the context, a limit or an override is not usable.
        ProspectorError: the run as a whole could not go on.
    """
    overrides = Overrides.model_validate(dict(config_overrides or {}))
    context = business_context if isinstance(business_context, BusinessContext) else BusinessContext.model_validate(business_context)
    limits = Limits(max_leads=max_leads_to_generate, max_sites=overrides.max_sites)
    changes = {name: value for name in ("saved_web", "concurrency", "pages_per_site") if (value := getattr(overrides, name))}
    settings = load().model_copy(update=changes)
    spec = RunSpec(context_id="", context_version=0, source=_source(overrides), query=initial_query, limits=limits, trigger="api")
    maker = PartsMaker(settings)
    maker.check(spec.source)
    request = Request(overrides.job_id, Principal(user=user_id), "", 0, context, initial_query, limits, 1, utc_now())
    async with ExtractPool(settings.extract_workers) as reader:
        events = events_of(request, maker.make(spec, NoArchive(), reader))
        try:
            async for event in events:
                yield event
        finally:
            await events.aclose()  # type: ignore[attr-defined]
            await maker.close()


def _source(overrides: Overrides) -> Source:
    if not overrides.urls:
        return Source(kind="saved", fetch=overrides.fetch)
    parsed = parse_rows("\n".join(overrides.urls))
    first = next((problem for problem in parsed.problems if problem.kind == "unusable"), None)
    if first:
        raise InvalidInput(f"“{first.text}”: {first.problem}", code="bad_url", where=f"urls[{first.line - 1}]")
    return Source(kind="url_list", rows=parsed.rows, fetch=overrides.fetch)
