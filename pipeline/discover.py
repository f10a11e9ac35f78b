"""Context to candidates: drafted queries go to the search, hits become candidates in one order, each company once."""

import asyncio
from collections.abc import Iterable, Sequence

from domain.base import Value
from domain.context import BusinessContext
from domain.errors import InvalidInput, NeedsKey, QuotaReached, TryAgain
from domain.events import AgentEnd, AgentStart, StatusUpdate, ToolCallEnd, ToolCallOutput, ToolCallStart
from domain.evidence import Facts
from domain.identity import identity_key, lead_id, registrable_domain
from domain.lead import Hit, Lead
from pipeline.address import origin_of
from pipeline.once import Done, Emit
from pipeline.parts import Parts, Request
from pipeline.queries import draft_queries
from pipeline.rank.candidates import LIST, Order, ordered, words_of
from pipeline.rank.facts import wish_of
from pipeline.rank.nearness import nearness
from pipeline.screen import screen
from providers.embed.base import Embed
from providers.search.base import Listed

NAME = "discoverer"
DESCRIPTION = "Drafts search queries from the business context and gathers candidate companies."
RRF_K = 60  # Cormack, Clarke & Buettcher 2009: reciprocal rank fusion
MOST_EMBEDDED = 5_000
"""Candidates whose words are embedded at the most: a local model does some dozens a second."""


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
        if ranked[-1] and ranked[-1][0].source == LIST:
            break  # a list answers every query with the same rows
    found = await asyncio.to_thread(_candidates, ranked, request)
    order, note = await _ordered(found, request, parts)
    leads = order.leads[: request.limits.max_sites]
    call = {"tool_name": "search", "agent_name": NAME, "call_id": "search-all"}
    seconds = (parts.clock() - began).total_seconds()
    return Done(
        Candidates(leads=leads),
        leads=leads,
        events=(
            ToolCallOutput(**call, output_snippet=f"{len(leads)} candidate websites", is_final=True),
            *(StatusUpdate(status_message=told, agent_name=NAME) for told in (*note, *_notes(order, len(leads)))),
            AgentEnd(agent_name=NAME, execution_time_seconds=seconds, success=True, final_response=f"{len(leads)} candidate websites"),
        ),
    )


async def _ordered(found: list[Lead], request: Request, parts: Parts) -> tuple[Order, tuple[str, ...]]:
    """Put the candidates in the order of their fit; without the embedding, by words alone, when that does not answer."""
    context = request.context

    def unwanted(lead: Lead) -> bool:
        return screen(Facts(), (), lead, context) is not None

    near: Sequence[float] = ()
    note: tuple[str, ...] = ()
    if parts.embed is not None and len(found) > 1:
        try:
            near = await _near(found, context, parts.embed)
        except (TryAgain, NeedsKey, QuotaReached) as error:
            note = (f"The embedding did not answer, so words alone order the candidates. {error.message}",)
    return await asyncio.to_thread(ordered, found, context, unwanted, near), note


async def _near(found: list[Lead], context: BusinessContext, embed: Embed) -> list[float]:
    """Return how near each candidate is in meaning; 0 where it says nothing, or stands behind the first thousands."""
    said = {n: text for n, lead in enumerate(found[:MOST_EMBEDDED]) if (text := words_of(lead.hit))}
    wished = wish_of(context).text
    if not said or not wished:
        return []
    vectors = await embed.embed([wished, *said.values()])
    near = dict(zip(said, nearness(vectors[0], vectors[1:]), strict=True))
    return [near.get(n, 0.0) for n in range(len(found))]


def _notes(order: Order, taken: int) -> tuple[str, ...]:
    """Say how the candidates were ordered."""
    if not order.leads:
        return ("No website matches these queries. Widen the ideal customer or the industries, or paste a list of websites.",)
    said = []
    if len(order.leads) > 1:
        of = f"{order.told:,} of {len(order.leads):,} candidates come" if order.told < len(order.leads) else f"All {len(order.leads):,} candidates come"
        silent = f" The {order.silent:,} without keep their places." if order.silent and order.told else ""
        said.append(
            f"{of} with words about them and are read in the order in which these fit your ideal customer, best first.{silent}"
            if order.told
            else "The candidates come without words about them, so they are read in the order in which they came."
        )
    if order.last:
        said.append(f"{order.last:,} that you exclude or that compete with you stand last.")
    if taken < len(order.leads):
        said.append(f"The first {taken:,} of {len(order.leads):,} are taken: so many websites may this run read.")
    return tuple(said)


async def _search(query: str, call_id: str, request: Request, parts: Parts, emit: Emit) -> list[Hit]:
    began = parts.clock()
    call = {"tool_name": "search", "agent_name": NAME, "call_id": call_id}
    await emit(ToolCallStart(**call, tool_args={"query": query}))
    try:
        limit = request.limits.max_sites
        hits = await parts.search.search(query, max(limit, parts.search.size) if isinstance(parts.search, Listed) else limit)
    except Exception as error:
        seconds = (parts.clock() - began).total_seconds()
        code = getattr(error, "code", "internal_error")
        await emit(ToolCallEnd(**call, execution_time_seconds=seconds, success=False, error_type=code, error_message=str(error)))
        raise
    await emit(ToolCallOutput(**call, output_snippet=", ".join(h.title or h.url for h in hits[:3]) or "nothing", is_final=False))
    await emit(ToolCallEnd(**call, execution_time_seconds=(parts.clock() - began).total_seconds(), success=True))
    return hits


def _candidates(ranked: Iterable[list[Hit]], request: Request) -> list[Lead]:
    """Fuse the rankings by reciprocal rank and give each company once, in a stable order; the analyst's own website is none."""
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
    own = _own(request.context)
    order = sorted(points, key=lambda key: -points[key])
    return [_lead(key, best[key], request) for key in order if key not in own]


def _lead(key: str, hit: Hit, request: Request) -> Lead:
    return Lead(lead_id=lead_id(request.who.tenant, key), identity_key=key, website=origin_of(hit.url), hit=hit)


def _own(context: BusinessContext) -> frozenset[str]:
    """Return the websites that the business description names: the analyst's own."""
    words = context.business_description.lower().replace("/", " ").split()
    return frozenset(registrable_domain(w.strip("().,;:").removeprefix("www.")) for w in words if "." in w)
