"""The websites of a request, each looked at: which can be worked on, which not and why."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from api.errors import MOST_ITEMS, bad_fields
from domain.errors import InvalidInput
from domain.identity import canonical_url, host_of
from domain.run import SourceRow

MAX_URL = 2_083


class Skipped(BaseModel):
    """A website of the request that was left out: its index from 0, what stands there (cut at 200 characters), and why."""

    index: int
    url: str
    problem: str


class Checked(NamedTuple):
    """The rows that can be worked on (``line`` counts from 1) and what was left out."""

    rows: tuple[SourceRow, ...]
    skipped: tuple[Skipped, ...]


def check_websites(given: Iterable[tuple[str, Mapping[str, str]]], place: tuple[str, ...], *, skip: bool, leaf: tuple[str, ...] = ()) -> Checked:
    """Return the given websites (address and other columns each) as rows.

    Args:
        given: in their order.
        place: where they stand in the body.
        skip: leave bad ones out instead of refusing all.
        leaf: the field within each that holds the address.

    Raises:
        RequestValidationError: some cannot be used and are not to be skipped, or nothing is left.
    """
    rows, skipped = [], []
    for index, (url, extra) in enumerate(given):
        try:
            rows.append(SourceRow(url=_website(url), line=index + 1, extra=dict(extra)))
        except InvalidInput as error:
            skipped.append(Skipped(index=index, url=_readable(url[:200]), problem=_readable(error.message)))
    if skipped and not (skip and rows):
        raise bad_fields(((*place, item.index, *leaf), item.problem) for item in skipped)
    return Checked(tuple(rows), tuple(skipped))


def require_all(**fields: object) -> None:
    """Raise RequestValidationError that names the fields which are None: a run cannot be started without them."""
    missing = [name for name, value in fields.items() if value is None]
    if missing:
        raise bad_fields(((name,), "This is needed to start a run. (It may be left out only with the job_id of a run that exists.)") for name in missing)


def accepted(skipped: tuple[Skipped, ...]) -> dict[str, Any]:
    """Return what is told of the websites left out: the first hundred, and how many there are."""
    return {"skipped": [item.model_dump() for item in skipped[:MOST_ITEMS]], "skipped_total": len(skipped)}


def _website(url: str) -> str:
    text = url.strip()
    if len(text) <= MAX_URL:
        host_of(text)
        text = canonical_url(text if "//" in text[:12] else f"https://{text}")
    if len(text) > MAX_URL:
        raise InvalidInput(f"This is longer than the {MAX_URL:,} characters that an address may have.", code="bad_url")
    return text


def _readable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
