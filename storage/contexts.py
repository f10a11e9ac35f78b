"""Business contexts in versions; nothing that a run used ever changes."""

import hashlib
from typing import Any

from domain.base import Principal
from domain.context import BusinessContext, ContextVersion
from domain.errors import NotFound
from storage.part import Part
from storage.queries import load
from storage.text import aware, json_text
from storage.transaction import Transaction

SQL = load("contexts")


class Contexts(Part):
    """The contexts of each user."""

    def save_context(self, who: Principal, name: str, context: BusinessContext, context_id: str = "") -> ContextVersion:
        """Add a version (the first one without ``context_id``). Saving what is already the newest version returns it. Raises NotFound."""
        doc = json_text(context)
        saved, version = self.writer.do(lambda transaction: _save(transaction, who, name, doc, context_id))
        return self.context(who, saved, version)

    def contexts(self, who: Principal) -> list[ContextVersion]:
        """Return the newest version of each context of this user, by name."""
        return [_version_of(row) for row in self.database.query(SQL["listed"], [who.tenant, who.user])]

    def context(self, who: Principal, context_id: str, version: int | None = None) -> ContextVersion:
        """Return one version (default: the newest). Raises NotFound."""
        rows = self.database.query(SQL["versions"], [who.tenant, who.user, context_id])
        wanted = [row for row in rows if version is None or row[2] == version]
        if not wanted:
            raise NotFound(f"There is no context {context_id}" + (f" in version {version}." if version else "."))
        return _version_of(wanted[-1])

    def delete_context(self, who: Principal, context_id: str) -> None:
        """Hide a context from lists; saving a further version brings it back. Raises NotFound."""
        self.writer.do(lambda transaction: _hide(transaction, who, context_id))


def _version_of(row: tuple[Any, ...]) -> ContextVersion:
    context_id, name, version, created_at, doc = row[:5]
    context = BusinessContext.model_validate_json(doc)
    return ContextVersion(context_id=context_id, name=name, version=version, created_at=aware(created_at), context=context)


def _save(transaction: Transaction, who: Principal, name: str, doc: str, context_id: str) -> tuple[str, int]:
    rows = transaction.query(SQL["versions"], [who.tenant, who.user, context_id]) if context_id else []
    if context_id and not rows:
        raise NotFound(f"There is no context {context_id}.")
    if rows and (rows[-1][1], rows[-1][4], rows[-1][5]) == (name, doc, False):
        return context_id, rows[-1][2]
    if rows and rows[-1][5]:
        transaction.execute("update contexts set hidden = false where tenant = ? and context_id = ?", [who.tenant, context_id])
    version = rows[-1][2] + 1 if rows else 1
    saved = context_id or _new_id(transaction, who)
    transaction.insert("contexts", who.tenant, who.user, saved, version, name, transaction.now, False, doc)
    return saved, version


def _new_id(transaction: Transaction, who: Principal) -> str:
    count = transaction.query("select count(*) from contexts")[0][0]
    return "cx_" + hashlib.sha256(f"{who.tenant}\0{who.user}\0{count}".encode()).hexdigest()[:16]


def _hide(transaction: Transaction, who: Principal, context_id: str) -> None:
    rows = transaction.query(SQL["versions"], [who.tenant, who.user, context_id])
    if not rows or rows[-1][5]:
        raise NotFound(f"There is no context {context_id}.")
    transaction.execute("update contexts set hidden = true where tenant = ? and context_id = ?", [who.tenant, context_id])
