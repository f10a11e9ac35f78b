"""What a server asks for that is not ready: the Retry-After header of RFC 9110, 10.2.3."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"[0-9]{1,100}")


def asked_wait(header: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, at least 0; None when there is none or it cannot be read (negative, garbage).

    Args:
        header: seconds, or a date as in RFC 9110, 5.6.7.
        now: aware UTC.
    """
    text = header.strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds())
