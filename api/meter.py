"""The honest meter over HTTP: how the scores under a context agree with what the analyst called good and bad."""

from typing import Annotated, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel

from api.access import Door, Reader
from api.errors import documented
from api.examples import answered
from api.examples_meter import METER
from domain.meter import Meter
from service.score_check import Order, RuleTally, ScoreCheck

router = APIRouter(tags=["leads"])


class MeterOut(BaseModel):
    """Precision among the first k leads and the area under the ROC curve, each with its interval of 95 %, and the factors behind the scores.

    ``older``: leads whose pages were read for a version of the context that differs in more than weights. ``stale``: leads that lists
    still show with scores by other weights. Only labelled leads count, and those are mostly the ones that stood on top: read ``low`` and
    ``high`` beside ``precision``.
    """

    context_id: str
    context_version: int
    order: Order
    weights: dict[str, float]
    meter: Meter
    rules: list[RuleTally]
    older: int
    stale: int

    @classmethod
    def of(cls, check: ScoreCheck) -> Self:
        """Return a check as the API shows it."""
        held = check.context
        return cls(
            context_id=held.context_id,
            context_version=held.version,
            order=check.order,
            weights=held.context.weights,
            meter=check.meter,
            rules=list(check.rules),
            older=check.older,
            stale=check.stale,
        )


@router.get("/v2/meter", summary="Check the scores against the labels", responses=documented(404) | answered(METER))
def meter(
    door: Door,
    who: Reader,
    context_id: Annotated[str, Query(min_length=1, max_length=100, description="One of your contexts; `context_id` of a run names it.")],
    order: Annotated[Order, Query(description="What leads are put in order by; `tier`: by tier, then by prospect score.")] = "prospect",
) -> MeterOut:
    """Return how well the order of a context's leads, at the weights of its newest version, agrees with their labels.

    ``meter.area`` is null while there are fewer than five labels of either kind; ``good_missing`` and ``bad_missing`` say how many it takes.
    """
    return MeterOut.of(door.score_check(who, context_id, order))
