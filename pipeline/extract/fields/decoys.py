"""What looked like a contact and was not taken: a candidate of field ``decoy`` with what it looked like and why it is none."""

from domain.evidence import Evidence
from pipeline.extract.base import Candidate

FIELD = "decoy"
REASONS = frozenset(
    (
        "placeholder",
        "tax_id",
        "bank",
        "date",
        "price",
        "reference_number",
        "web_designer",
        "authority",
        "share_link",
        "embed",
        "template",
        "invalid_number",
        "third_party",
    )
)
"""Why something is no contact of the company: a closed list."""


MOST = 20
"""Decoys of a kind on one page; more say nothing further, and would take the room of contacts."""


def decoy(field: str, value: str, evidence: Evidence, why: str) -> Candidate:
    """Return the candidate for a value that looked like an ``email``, a ``phone`` or a ``social`` profile."""
    assert why in REASONS
    return Candidate(field=FIELD, value=value, evidence=evidence, weight=0.5, role=FIELD, attrs={"of": field, "why": why})
