"""Runs: created, begun again, cancelled, interrupted; one going per user, a few per installation, quotas per day (UTC)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from domain.base import Principal
from domain.errors import InvalidInput, NotFound, QuotaReached, RunAlreadyActive
from domain.lead_state import LeadState
from domain.run import Limits, Quota, Run, RunSpec, RunStatus
from storage import project
from storage.part import Part
from storage.queries import load
from storage.text import aware, json_text
from storage.transaction import Transaction

SQL = load("runs")


class Runs(Part):
    """The runs of an installation. A user sees their own."""

    def create_run(self, who: Principal, spec: RunSpec, quota: Quota, job_id: str) -> Run:
        """Create a run, RUNNING, attempt 1.

        Raises:
            RunAlreadyActive: this user has one going.
            QuotaReached: the installation is busy, or less of the user's day is left than the run asks for.
            InvalidInput: the id is taken.
        """
        doc = json_text(spec)
        self.writer.do(lambda transaction: _create(transaction, who, spec, doc, quota, job_id))
        return self.run(who, job_id)

    def begin_attempt(self, who: Principal, job_id: str, quota: Quota, *, retry_failed: bool = False) -> Run:
        """Set a run RUNNING again, attempt + 1; with ``retry_failed`` its FAILED leads are open again.

        Raises:
            NotFound: no such run.
            RunAlreadyActive: this or another run of the user is going.
            QuotaReached: as for create_run.
        """
        self.writer.do(lambda transaction: _begin_attempt(transaction, who, job_id, quota, retry_failed))
        return self.run(who, job_id)

    def cancel(self, who: Principal, job_id: str) -> Run:
        """Mark a RUNNING run CANCELLED; no error when it is not running. Raises NotFound."""
        self.writer.do(lambda transaction: _cancel(transaction, who, job_id))
        return self.run(who, job_id)

    def interrupt_all(self) -> list[str]:
        """Mark every RUNNING run INTERRUPTED; return their ids."""
        return self.writer.do(_interrupt_all)

    def run(self, who: Principal, job_id: str) -> Run:
        """Return a run. Raises NotFound."""
        rows = self.database.query(SQL["run"], [who.tenant, who.user, job_id])
        if not rows:
            raise NotFound(f"There is no run {job_id}.")
        return _run_of(rows[0])

    def spec(self, who: Principal, job_id: str) -> RunSpec:
        """Return what the run was asked to do. Raises NotFound."""
        rows = self.database.query(SQL["spec"], [who.tenant, who.user, job_id])
        if not rows:
            raise NotFound(f"There is no run {job_id}.")
        return RunSpec.model_validate_json(rows[0][0])

    def runs(self, who: Principal, limit: int = 50, offset: int = 0) -> list[Run]:
        """Return the user's runs, newest first."""
        return [_run_of(row) for row in self.database.query(SQL["runs"], [who.tenant, who.user, max(0, limit), max(0, offset)])]

    def active_run(self, who: Principal) -> Run | None:
        """Return the user's RUNNING run, if there is one."""
        rows = self.database.query(SQL["active"], [who.tenant, who.user])
        return self.run(who, rows[0][0]) if rows else None


def _run_of(row: Sequence[Any]) -> Run:
    job_id, user, context_id, version, source, fetch, query, leads, sites, status, attempt, created, started, ended, message, *counts = row
    return Run(
        job_id=job_id,
        user=user,
        context_id=context_id,
        context_version=version,
        source_kind=source,
        fetch=fetch,
        query=query,
        limits=Limits(max_leads=leads, max_sites=sites),
        status=RunStatus(status),
        attempt=attempt,
        created_at=aware(created),
        started_at=aware(started),
        ended_at=aware(ended) if ended else None,
        message=message,
        sites=counts[0],
        completed=counts[1],
        failed=counts[2],
        rejected=counts[3],
    )


def _create(transaction: Transaction, who: Principal, spec: RunSpec, doc: str, quota: Quota, job_id: str) -> None:
    if transaction.query("select 1 from runs where job_id = ?", [job_id]):
        raise InvalidInput("This run id is taken. Choose another one.", code="job_id_taken", where="job_id")
    _refuse_second(transaction, who, quota)
    sites = min(spec.limits.max_sites, len(spec.source.rows)) if spec.source.kind == "url_list" else spec.limits.max_sites
    _refuse_beyond_day(transaction, who, quota, sites, min(spec.limits.max_leads, sites))
    run_no, now, limits = transaction.memory.take(transaction, "run_no"), transaction.now, spec.limits
    asked = (spec.context_id, spec.context_version, spec.source.kind, spec.source.fetch, spec.query, limits.max_leads, limits.max_sites)
    transaction.insert("runs", run_no, who.tenant, who.user, job_id, *asked, now, RunStatus.RUNNING, 1, False, now, None, "")
    transaction.insert("specs", run_no, doc)
    transaction.insert("attempts", run_no, 1, now, False, 0)


def _begin_attempt(transaction: Transaction, who: Principal, job_id: str, quota: Quota, retry_failed: bool) -> None:
    run_no, attempt, max_leads, max_sites, sites, completed = _own(transaction, who, job_id)
    _refuse_second(transaction, who, quota)
    # Candidates were counted when they were taken in; a run that has its candidates asks for no further ones.
    _refuse_beyond_day(transaction, who, quota, 0 if sites else max_sites, max(0, min(max_leads, sites or max_leads) - completed))
    now = transaction.now
    after_step = transaction.memory.run(transaction, job_id).step_no
    transaction.insert("attempts", run_no, attempt + 1, now, retry_failed, after_step)
    if retry_failed:
        for entry_no, state, *columns in transaction.query(SQL["failed"], [run_no]):
            again = project.reopened(project.Passage(*columns), state or LeadState.HARVESTED, now)
            transaction.passage(entry_no, again, project.ENDING)
    transaction.execute(SQL["begin"], [attempt + 1, now, run_no])
    transaction.memory.forget(job_id)
    transaction.touched.add(job_id)


def _cancel(transaction: Transaction, who: Principal, job_id: str) -> None:
    run_no = _own(transaction, who, job_id)[0]
    run = transaction.memory.run(transaction, job_id)
    if run.running:
        transaction.execute("update runs set status = ?, ended_at = ? where run_no = ?", [RunStatus.CANCELLED, transaction.now, run_no])
        run.status = RunStatus.CANCELLED
        transaction.touched.add(job_id)


def _interrupt_all(transaction: Transaction) -> list[str]:
    ids = [row[0] for row in transaction.query(SQL["running"])]
    if ids:
        transaction.execute("update runs set status = ?, ended_at = ? where status = ?", [RunStatus.INTERRUPTED, transaction.now, RunStatus.RUNNING])
        for job_id in ids:
            transaction.memory.forget(job_id)
        transaction.touched.update(ids)
    return ids


def _own(transaction: Transaction, who: Principal, job_id: str) -> tuple[int, int, int, int, int, int]:
    rows = transaction.query(SQL["own"], [who.tenant, who.user, job_id])
    if not rows:
        raise NotFound(f"There is no run {job_id}.")
    run_no, attempt, max_leads, max_sites, sites, completed = rows[0]
    return run_no, attempt, max_leads, max_sites, sites, completed


def _refuse_second(transaction: Transaction, who: Principal, quota: Quota) -> None:
    going = transaction.query("select tenant, user_id, job_id from runs where status = ?", [RunStatus.RUNNING])
    for tenant, user, job_id in going:
        if (tenant, user) == (who.tenant, who.user):
            raise RunAlreadyActive(f"Your run {job_id} is still going. Watch it, or cancel it first.", job_id=job_id)
    if len(going) >= quota.active_runs:
        runs = "run is" if len(going) == 1 else "runs are"
        raise QuotaReached(f"{len(going)} {runs} going in this installation, which is as many as it allows. Start again when one of them has ended.")


def _refuse_beyond_day(transaction: Transaction, who: Principal, quota: Quota, sites: int, leads: int) -> None:
    now = transaction.now
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    used = transaction.query(SQL["used_today"], {"tenant": who.tenant, "user": who.user, "since": midnight})[0]
    until = _until(midnight + timedelta(days=1) - now)
    for what, spent, allowed, asked in (("websites", used[0], quota.sites_per_day, sites), ("leads", used[1], quota.leads_per_day, leads)):
        left = allowed - spent
        if left <= 0 < asked:
            raise QuotaReached(f"Your {allowed:,} {what} of today are used up. There are new ones at 00:00 UTC, in {until}.")
        if asked > left:
            raise QuotaReached(
                f"This run asks for up to {asked:,} {what}; {left:,} of your {allowed:,} per day are left. "
                f"Ask for at most {left:,}, or start it after 00:00 UTC, in {until}."
            )


def _until(wait: timedelta) -> str:
    minutes = -(-int(wait.total_seconds()) // 60)
    return f"{minutes // 60} h {minutes % 60} min"
