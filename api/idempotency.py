"""The Idempotency-Key: a POST that starts work can be sent again after a broken connection, and starts one run only."""

import hashlib
import json
from typing import Annotated, NamedTuple

from fastapi import Header
from pydantic import BaseModel

from domain.base import Principal

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$",
        description="Any text of the caller's own, as a UUID. The same key with the same body gives the run that it started; with another body, 422. "
        "It holds for as long as its run is stored.",
    ),
]


class Idempotent(NamedTuple):
    """What a key comes to: the id of the run that it starts, and the hash of what was asked for."""

    job_id: str
    request_hash: str


def idempotent(who: Principal, key: str, body: BaseModel) -> Idempotent:
    """Return what this key and body of this principal come to; keys of different principals never meet.

    The hash is that of the parsed body, so that spelling, order of fields and left-out defaults make no difference.
    """
    name = json.dumps([who.tenant, who.user, key])
    asked = json.dumps(body.model_dump(mode="json"), sort_keys=True, ensure_ascii=True)
    return Idempotent("ik-" + _sha256(name)[:32], _sha256(asked))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
