"""The ComprehensiveProspectPackage: what the analyst gets for a lead. Every section is made from facts or says why it is not there."""

from typing import Literal

from domain.base import Value
from domain.evidence import Fact
from domain.score import Score

Level = Literal["high", "medium", "low", "unknown"]


class Statement(Value):
    """A sentence and the facts (by fact_id) that carry it. Without ``fact_ids`` it speaks of the analyst's own business or asks a question."""

    text: str
    fact_ids: tuple[str, ...] = ()


class Absent(Value):
    """A section that could not be made, and why."""

    absent: str


class LeadFacts(Value):
    """The facts with their evidence, decoys and secondary values included (by role)."""

    facts: tuple[Fact, ...]


class Analysis(Value):
    """What the company is and how it stands to the analyst's offer."""

    sector: str
    main_services: tuple[Statement, ...]
    recent_activities: tuple[Statement, ...]
    potential_challenges: tuple[Statement, ...]
    size_estimate: Statement | None
    culture: tuple[Statement, ...]
    relevance: Statement
    diagnosis: Statement | None
    opportunity_fit: Statement


class ContactPoint(Value):
    """One way to reach the company; ``kind`` is role or person for e-mails, else the label found beside it."""

    channel: Literal["email", "phone", "social", "form"]
    value: str
    kind: str = ""
    fact_id: str = ""


class ContactInformation(Value):
    """Ways in, best first."""

    points: tuple[ContactPoint, ...]
    address: Statement | None
    people: tuple[Statement, ...]
    best_first: Statement


class PainPoint(Value):
    """One pain: what the company's own pages show of it, what it costs, how the offer helps."""

    pain: str
    description: Statement
    impact: str
    how_we_help: str


class PainAnalysis(Value):
    """The analyst's pains that this company's pages give ground for."""

    category: str
    points: tuple[PainPoint, ...]
    urgency: Level
    investigative_questions: tuple[str, ...]


class Judgement(Value):
    """A level with its reason."""

    level: Level
    reason: Statement


class Qualification(Value):
    """Tier A (work it now) to D (leave it), with the reasons."""

    tier: Literal["A", "B", "C", "D"]
    fit: Judgement
    readiness: Judgement
    authority: Judgement
    budget: Judgement
    reasons: tuple[Statement, ...]


class CompetitorIntelligence(Value):
    """The analyst's competitors as named on the lead's pages."""

    mentions: tuple[Statement, ...]


class Trigger(Value):
    """A buying signal with its date (ISO, where stated) and strength 0–1 after decay."""

    kind: str
    statement: Statement
    date: str
    strength: float


class PurchaseTriggers(Value):
    """Signals on the lead's pages that make now a good time."""

    triggers: tuple[Trigger, ...]


class BuyerPersona(Value):
    """Whom to talk to."""

    title: str
    department: str
    named: Statement | None
    why: Statement
    cares_about: tuple[str, ...]


class Strategy(Value):
    """One way of approaching the lead."""

    name: str
    channel: str
    rationale: Statement
    score: float


class Strategies(Value):
    """Options, how they compare, and the plan that follows."""

    options: tuple[Strategy, ...]
    evaluation: str
    action_plan: tuple[Statement, ...]


class ApproachStep(Value):
    """One contact in the sequence; ``day`` counts from the first."""

    day: int
    channel: str
    action: str
    fact_ids: tuple[str, ...] = ()


class ApproachPlan(Value):
    """The contact sequence."""

    steps: tuple[ApproachStep, ...]


class ValueProposition(Value):
    """What the offer does about one pain or trigger."""

    tied_to: str
    statement: Statement


class ValuePropositions(Value):
    """Value propositions, strongest first."""

    propositions: tuple[ValueProposition, ...]


class Objection(Value):
    """An objection to expect and the answer."""

    objection: str
    answer: str
    because: Statement


class Objections(Value):
    """Objections and answers."""

    items: tuple[Objection, ...]


class Questions(Value):
    """Questions whose answers the pages do not give, most valuable first."""

    questions: tuple[str, ...]


class MessageVariant(Value):
    """A first message; each paragraph names the facts it uses."""

    name: str
    language: str
    subject: str
    paragraphs: tuple[Statement, ...]


class PersonalisedMessage(Value):
    """The first message and its variants. Nothing is sent without a human."""

    variants: tuple[MessageVariant, ...]


class Briefing(Value):
    """The one-page internal briefing."""

    headline: str
    points: tuple[Statement, ...]
    unknowns: tuple[str, ...]


class Intelligence(Value):
    """The four scores, with factors, and what they say."""

    prospect_score: float
    buying_intent_score: float
    pain_alignment_score: float
    urgency_score: float
    scores: tuple[Score, ...]
    predictive_insights: tuple[Statement, ...]


class SectionOrigin(Value):
    """Where one section comes from."""

    section: str
    source: Literal["rules", "model"] = "rules"
    model: str = ""
    prompt_version: str = ""
    cost_usd: float = 0.0


class Provenance(Value):
    """Which parts came from rules and which from a model; which path was taken and why; the context version used."""

    path: str
    path_reason: str
    context_id: str
    context_version: int
    pages: int
    origins: tuple[SectionOrigin, ...]


class ComprehensiveProspectPackage(Value):
    """Everything about one lead in one run."""

    lead_id: str
    company_name: str
    website: str
    lead_facts: LeadFacts
    analysis: Analysis | Absent
    contact_information: ContactInformation | Absent
    pain_point_analysis: PainAnalysis | Absent
    qualification: Qualification | Absent
    competitor_intelligence: CompetitorIntelligence | Absent
    purchase_triggers: PurchaseTriggers | Absent
    buyer_persona: BuyerPersona | Absent
    strategies: Strategies | Absent
    approach_plan: ApproachPlan | Absent
    value_propositions: ValuePropositions | Absent
    objections: Objections | Absent
    strategic_questions: Questions | Absent
    personalised_message: PersonalisedMessage | Absent
    internal_briefing: Briefing | Absent
    ai_intelligence: Intelligence
    provenance: Provenance
