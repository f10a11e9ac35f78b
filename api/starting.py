"""The one way in which every route starts a run, or finds the one that the same request started before."""

from typing import Annotated, NamedTuple

from anyio.to_thread import run_sync
from fastapi import Depends

from api.access import Called, Door, principal_for, require
from api.idempotency import IdempotencyKey, idempotent
from api.models import RunIn
from api.websites import Checked
from domain.access import Scope
from domain.base import Principal
from domain.errors import InvalidInput, NotFound, RunAlreadyActive
from domain.run import Run
from service.base import Prospector

TAKEN = "job_id_taken"


class Begun(NamedTuple):
    """A run that goes (or has ended), for whom, and the websites of the request."""

    who: Principal
    run: Run
    websites: Checked


class Starter:
    """Starts what a body asks for, in the name of who calls.

    Needs the scope ``run``, and ``read`` as well where a ``job_id`` may name a run that is there already.
    """

    def __init__(self, door: Door, caller: Called, idempotency_key: IdempotencyKey = None) -> None:
        require(caller, Scope.RUN)
        self.door = door
        self._caller = caller
        self._key = idempotency_key

    async def begin(self, body: RunIn) -> Begun:
        """Start the run that ``body`` asks for, or find the one of its name or of its Idempotency-Key; the same request twice at once starts it once.

        Raises:
            InvalidInput, QuotaReached, RunAlreadyActive: as the door does; not when the run in the way is the one asked for.
            RequestValidationError: websites are bad, or the run is a new one and the body does not say enough.
        """
        return await run_sync(self._begin, body)

    def _begin(self, body: RunIn) -> Begun:
        who = principal_for(self._caller, body.user_id)
        if self._key and body.job_id:
            raise InvalidInput("Give the Idempotency-Key or a job_id, not both: each of them names the run.", where="Idempotency-Key")
        if body.job_id:
            require(self._caller, Scope.READ)  # the run may be an older one, and what it found is answered
        websites = body.checked()
        run = self._keyed(who, self._key, body, websites) if self._key else start_or_find(self.door, who, body, websites)
        return Begun(who, run, websites)

    def _keyed(self, who: Principal, key: str, body: RunIn, websites: Checked) -> Run:
        job_id, request_hash = idempotent(who, key, body)
        order = body.order(websites).model_copy(update={"request_hash": request_hash})
        return self.door.start(who, order, job_id)


Starts = Annotated[Starter, Depends()]


def start_or_find(door: Prospector, who: Principal, body: RunIn, websites: Checked) -> Run:
    """Return the user's run of this ``job_id`` if there is one, else a new run. Raises as ``Starter.begin`` does."""
    if body.job_id:
        try:
            return door.run(who, body.job_id)
        except NotFound:
            pass  # the usual case: the caller names a new run
    try:
        return door.start(who, body.order(websites), body.job_id or "")
    except (RunAlreadyActive, InvalidInput) as refusal:
        same = refusal.job_id == body.job_id if isinstance(refusal, RunAlreadyActive) else refusal.code == TAKEN
        if not (body.job_id and same):
            raise
        return _own(door, who, body.job_id, refusal)  # the same request came twice at once


def _own(door: Prospector, who: Principal, job_id: str, refusal: InvalidInput | RunAlreadyActive) -> Run:
    try:
        return door.run(who, job_id)
    except NotFound:
        raise refusal from None  # the name is taken by somebody else's run
