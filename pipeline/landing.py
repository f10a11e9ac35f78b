"""Where the websites of a run lead: two candidates that come out at one third domain are one company, and the first of them in the list is the lead."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from domain.base import Value
from pipeline.once import Done, Key, Once, hashed

Landed = Callable[[str], Awaitable[str]]
"""Says at which registrable domain a candidate came out, and gives the identity key of the candidate whose site that is."""


class Owner(Value):
    """The candidate to which a domain belongs in this run: decided once, however often the run is taken up again."""

    identity_key: str


class Landings:
    """The candidates of a run in their order. Only one that comes out at another domain waits, and only for the front doors of those before it."""

    def __init__(self, candidates: Sequence[str], once: Once) -> None:
        self._order = {key: place for place, key in enumerate(candidates)}
        self._known = [asyncio.Event() for _ in candidates]
        self._domains: dict[str, str] = {}
        self._once = once

    def of(self, candidate: str) -> Landed:
        """Return what a candidate says its domain to."""

        async def landed(domain: str) -> str:
            return await self._landed(candidate, domain)

        return landed

    def ended(self, candidate: str) -> None:
        """Let those who wait go on: no more is to be heard of this candidate."""
        self._known[self._order[candidate]].set()

    async def _landed(self, candidate: str, domain: str) -> str:
        self._domains[candidate] = domain
        self.ended(candidate)
        if domain == candidate:
            return candidate
        key = Key(lead_id="", step=f"landing:{domain}", input_hash=hashed(domain))
        return (await self._once(key, Owner, self._first, candidate, domain)).identity_key

    async def _first(self, candidate: str, domain: str) -> Done[Owner]:
        """Return the first candidate that comes out at the domain, once all before this one have been heard of."""
        place = self._order[candidate]
        for known in self._known[:place]:
            await known.wait()
        before = (one for one in self._order if self._order[one] < place and self._domains.get(one) == domain)
        return Done(Owner(identity_key=next(before, candidate)))
