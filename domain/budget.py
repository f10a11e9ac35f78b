"""The quotas of one run as a value: may I take another site, and is the goal reached?

A site is started only while completed + in flight < max_leads, so the goal is never overshot, and
the leads that fill it are the first good ones in the order of the source, whatever the timing.
"""

from domain.base import Value
from domain.lead_state import LeadState
from domain.run import Limits


class Budget(Value):
    """Counts of a run against its limits."""

    limits: Limits
    sites: int = 0
    in_flight: int = 0
    completed: int = 0

    @property
    def goal_reached(self) -> bool:
        """True when as many leads are COMPLETED as were asked for."""
        return self.completed >= self.limits.max_leads

    @property
    def sites_used_up(self) -> bool:
        """True when no further site may be taken in."""
        return self.sites >= self.limits.max_sites

    def may_start(self) -> bool:
        """Say whether another site may be started now."""
        return not self.sites_used_up and self.completed + self.in_flight < self.limits.max_leads

    def started(self) -> "Budget":
        """Return the budget after one more site was started."""
        return self.model_copy(update={"sites": self.sites + 1, "in_flight": self.in_flight + 1})

    def ended(self, state: LeadState) -> "Budget":
        """Return the budget after a started site ended in this state."""
        done = self.completed + (state is LeadState.COMPLETED)
        return self.model_copy(update={"in_flight": self.in_flight - 1, "completed": done})
