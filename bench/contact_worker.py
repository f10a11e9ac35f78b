"""The child process of the extraction pool with the extractors of contact fields alone: what the page work costs that other tools do too."""

import sys

from pipeline.extract import read, registry, worker

FIELDS = frozenset(("emails", "phones", "socials", "names", "country", "address"))
"""Files of pipeline/extract/fields that e-mails, phones, socials, name and country are decided by."""


def contact_fields() -> tuple[tuple[str, registry.Extract], ...]:
    """Return the extractors of contact fields."""
    return tuple((name, extract) for name, extract in registry.extractors() if name in FIELDS)


if __name__ == "__main__":
    read.extractors = contact_fields  # type: ignore[attr-defined, assignment]
    sys.exit(worker.main())
