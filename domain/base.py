"""The one base class of all values: frozen, strict about unknown fields, JSON in and out."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value; change it with ``model_copy(update=...)``."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Principal(Value):
    """Who asks. Goes into every call of the door and the store; every key begins with the tenant."""

    tenant: str = "default"
    user: str = "local"
