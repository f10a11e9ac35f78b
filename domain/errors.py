"""Everything that can go wrong, as instructions to whoever catches it.

ProspectorError
├── InvalidInput       what the user gave cannot be used; the message names the field or line
├── NotFound           no such thing for this principal (also said of other people's things)
├── NotAllowed         who asks has shown no valid token, or one without the scope that this needs
├── NeedsKey           a key is missing or refused; the message names the variable
├── QuotaReached       a limit of the run, the user's day or an API is used up
├── RunAlreadyActive   the user has a run going; ``job_id`` says which, so that one can watch it
├── StorageProblem     the data folder cannot be used (locked, full, newer version); nothing was lost
├── TryAgain           a retry could cure it (timeout, 5xx, reset)
├── Refused            the outside said no (robots, 4xx, a check for humans, blocked address); asking again at once is pointless
└── Rejected           the candidate is no lead, and no retry cures that
"""

from typing import ClassVar


class ProspectorError(Exception):
    """Something went wrong in Prospector."""

    default_code: ClassVar[str] = "internal_error"

    def __init__(self, message: str = "", *, code: str = "") -> None:
        super().__init__(message or (self.__doc__ or "").splitlines()[0])
        self.code = code or self.default_code

    @property
    def message(self) -> str:
        """The sentence to show."""
        return str(self.args[0])


class InvalidInput(ProspectorError):
    """This input cannot be used. ``where`` names the field or line."""

    default_code = "invalid_input"

    def __init__(self, message: str = "", *, code: str = "", where: str = "") -> None:
        super().__init__(message, code=code)
        self.where = where


class NotFound(ProspectorError):
    """There is no such thing here."""

    default_code = "not_found"


class NotAllowed(ProspectorError):
    """This needs a token. ``code``: unauthenticated (none, unknown or revoked), scope_missing or user_mismatch."""

    default_code = "unauthenticated"


class NeedsKey(ProspectorError):
    """An API key is missing or was refused."""

    default_code = "key_missing"


class QuotaReached(ProspectorError):
    """A limit is used up."""

    default_code = "quota"


class RunAlreadyActive(ProspectorError):
    """A run is already going. Watch it, or cancel it first."""

    default_code = "run_active"

    def __init__(self, message: str = "", *, job_id: str = "") -> None:
        super().__init__(message)
        self.job_id = job_id


class StorageProblem(ProspectorError):
    """The data folder cannot be used right now. Nothing that was saved is lost."""

    default_code = "storage"


class TryAgain(ProspectorError):
    """This did not work now; trying again later may. ``retry_after`` is in seconds where known."""

    default_code = "timeout"

    def __init__(self, message: str = "", *, code: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, code=code)
        self.retry_after = retry_after


class Refused(ProspectorError):
    """The site or service refuses this request. ``status`` is that of its HTTP answer, 0 where there was none."""

    default_code = "refused"

    def __init__(self, message: str = "", *, code: str = "", status: int = 0) -> None:
        super().__init__(message, code=code)
        self.status = status


class Rejected(ProspectorError):
    """This candidate is not a lead. ``code`` is one of lead_state.REASON_CODES."""

    default_code = "not_a_company"
