"""The dossier: what is known of a lead so far. It grows by one section a step and is frozen in between."""

from typing import Any

from domain.base import Value
from domain.context import BusinessContext
from domain.evidence import Facts
from domain.lead import Lead
from domain.package import (
    Absent,
    Analysis,
    ApproachPlan,
    Briefing,
    BuyerPersona,
    CompetitorIntelligence,
    ContactInformation,
    Objections,
    PainAnalysis,
    PersonalisedMessage,
    PurchaseTriggers,
    Qualification,
    Questions,
    Strategies,
    ValuePropositions,
)
from domain.page import PageRef


class Failure(Value):
    """A page of the site that could not be read."""

    url: str
    code: str
    message: str


class Site(Value):
    """What was read of a company's website: pages (by sha), what failed, and flags of the site as a whole."""

    pages: tuple[PageRef, ...]
    failures: tuple[Failure, ...] = ()
    flags: tuple[str, ...] = ()


class Harvest(Value):
    """The first step's output: the site as read and the facts in it."""

    site: Site
    facts: Facts


class Intake(Value):
    """The second step's output: which path the lead takes through the agents, and why."""

    path: str
    reason: str


_PENDING = Absent(absent="Not reached yet.")


class Dossier(Value):
    """A lead with its facts and the sections made so far."""

    lead: Lead
    context: BusinessContext
    site: Site
    facts: Facts
    intake: Intake = Intake(path="comprehensive", reason="")
    analysis: Analysis | Absent = _PENDING
    contacts: ContactInformation | Absent = _PENDING
    pains: PainAnalysis | Absent = _PENDING
    qualification: Qualification | Absent = _PENDING
    competitors: CompetitorIntelligence | Absent = _PENDING
    triggers: PurchaseTriggers | Absent = _PENDING
    persona: BuyerPersona | Absent = _PENDING
    strategies: Strategies | Absent = _PENDING
    approach: ApproachPlan | Absent = _PENDING
    propositions: ValuePropositions | Absent = _PENDING
    objections: Objections | Absent = _PENDING
    questions: Questions | Absent = _PENDING
    message: PersonalisedMessage | Absent = _PENDING
    briefing: Briefing | Absent = _PENDING

    def grown(self, **sections: Any) -> "Dossier":
        """Return the dossier with these sections filled in."""
        return self.model_copy(update=sections)

    @property
    def company_name(self) -> str:
        """The best name there is: the quoted one, else the domain."""
        return self.facts.value("company_name") or self.lead.identity_key
