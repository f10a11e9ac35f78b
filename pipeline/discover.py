"""Context to candidates: drafted queries go to the search, hits become candidates in one order, each company once."""

from collections.abc import Iterable

from domain.base import Value
from domain.context import BusinessContext
from domain.errors import InvalidInput
from domain.events import AgentEnd, AgentStart, StatusUpdate, ToolCallEnd, ToolCallOutput, ToolCallStart
from domain.identity import identity_key, lead_id, registrable_domain
from domain.lead import Hit, Lead
from pipeline.address import origin_of
from pipeline.once import Done, Emit
from pipeline.parts import Parts, Request
from pipeline.queries import draft_queries

NAME = "discoverer"
DESCRIPTION = "Drafts search queries from the business context and gathers candidate companies."
RRF_K = 60  # Cormack, Clarke & Buettcher 2009: reciprocal rank fusion


class Candidates(Value):
    """The candidates of a run, in the order in which they are worked on."""

    leads: tuple[Lead, ...]


async def find_and_extract_structured_leads(request: Request, parts: Parts, emit: Emit) -> Done[Candidates]:
    """Search with every drafted query and return the candidates, best first.

    Raises:
        TryAgain, NeedsKey, QuotaReached: the search cannot answer.
    """
    began = parts.clock()
    await emit(AgentStart(agent_name=NAME, agent_description=DESCRIPTION, input_query=request.query))
    ranked: list[list[Hit]] = []
    for number, query in enumerate(draft_queries(request.context, request.query), 1):
        ranked.append(await _search(query.text, f"search-{number}", request, parts, emit))
        if ranked[-1] and ranked[-1][0].source == "url_list":
            break  # a list answers every query with the same rows
    leads = tuple(_candidates(ranked, request))[: request.limits.max_sites]
    call = {"tool_name": "search", "agent_name": NAME, "call_id": "search-all"}
    seconds = (parts.clock() - began).total_seconds()
    return Done(
        Candidates(leads=leads),
        leads=leads,
        events=(
            ToolCallOutput(**call, output_snippet=f"{len(leads)} candidate websites", is_final=True),
            *_notes(leads),
            AgentEnd(agent_name=NAME, execution_time_seconds=seconds, success=True, final_response=f"{len(leads)} candidate websites"),
        ),
    )


def _notes(leads: tuple[Lead, ...]) -> tuple[StatusUpdate, ...]:
    if leads:
        return ()
    return (StatusUpdate(status_message="No website matches these queries. Widen the ideal customer or the industries, or paste a list of websites."),)


async def _search(query: str, call_id: str, request: Request, parts: Parts, emit: Emit) -> list[Hit]:
    began = parts.clock()
    call = {"tool_name": "search", "agent_name": NAME, "call_id": call_id}
    await emit(ToolCallStart(**call, tool_args={"query": query}))
    try:
        hits = await parts.search.search(query, request.limits.max_sites)
    except Exception as error:
        seconds = (parts.clock() - began).total_seconds()
        code = getattr(error, "code", "internal_error")
        await emit(ToolCallEnd(**call, execution_time_seconds=seconds, success=False, error_type=code, error_message=str(error)))
        raise
    await emit(ToolCallOutput(**call, output_snippet=", ".join(h.title or h.url for h in hits[:3]) or "nothing", is_final=False))
    await emit(ToolCallEnd(**call, execution_time_seconds=(parts.clock() - began).total_seconds(), success=True))
    return hits


def _candidates(ranked: Iterable[list[Hit]], request: Request) -> Iterable[Lead]:
    """Fuse the rankings by reciprocal rank and give each company once, in a stable order."""
    points: dict[str, float] = {}
    best: dict[str, Hit] = {}
    for hits in ranked:
        for rank, hit in enumerate(hits):
            try:
                key = identity_key(hit.url)
            except InvalidInput:
                continue  # a list reports its bad rows before the run; a search that names no host names no company
            points[key] = points.get(key, 0.0) + 1 / (RRF_K + rank + 1)
            best.setdefault(key, hit)
    order = sorted(points, key=lambda key: -points[key])
    return (_lead(key, best[key], request) for key in order if not _own(key, request.context))


def _lead(key: str, hit: Hit, request: Request) -> Lead:
    return Lead(lead_id=lead_id(request.who.tenant, key), identity_key=key, website=origin_of(hit.url), hit=hit)


def _own(key: str, context: BusinessContext) -> bool:
    """Say whether the analyst's own website, named in the business description, is the candidate."""
    words = context.business_description.lower().replace("/", " ").split()
    return any("." in w and registrable_domain(w.strip("().,;:").removeprefix("www.")) == key for w in words)
