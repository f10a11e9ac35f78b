"""Fictional leads with pages, facts and packages, as the door would give them: what the page tests look at."""

from datetime import UTC, datetime, timedelta

from domain.commands import Desk
from domain.evidence import Evidence, Fact, Facts, FactStatus
from domain.identity import host_of, lead_id
from domain.lead import Hit, Lead, LeadRow
from domain.lead_state import LeadState, Stage
from domain.package import (
    Absent,
    Analysis,
    ApproachPlan,
    ApproachStep,
    Briefing,
    BuyerPersona,
    ComprehensiveProspectPackage,
    ContactInformation,
    ContactPoint,
    Intelligence,
    Judgement,
    LeadFacts,
    MessageVariant,
    Objection,
    Objections,
    PainAnalysis,
    PainPoint,
    PersonalisedMessage,
    Provenance,
    PurchaseTriggers,
    Qualification,
    Questions,
    SectionOrigin,
    Statement,
    Strategies,
    Strategy,
    Trigger,
    ValueProposition,
    ValuePropositions,
)
from domain.page import sha256_of
from domain.score import AXES, Factor, FactorState, Score, total
from storage.base import StoredLead

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
SPITEFUL = "<img src=x onerror=\"document.title='owned'\"> **Bold** & Söhne"
TRACKER = "![pixel](https://tracker.example/p.png) $x^2$ :red[alarm] [click](javascript:alert(1))"

#: name, host, sector, country, city, strength 0–1, stage
COMPANIES: tuple[tuple[str, str, str, str, str, float, Stage], ...] = (
    ("Ostermoor Feinkost GmbH", "ostermoor-feinkost.example", "Food production", "DE", "Husum", 0.91, Stage.QUALIFIED),
    ("Kestrel & Vine Catering", "kestrelvine.example", "Catering", "GB", "Leeds", 0.86, Stage.CONTACTED),
    ("Fromagerie du Val d'Orsan", "valdorsan.example", "Food production", "FR", "Annecy", 0.82, Stage.REVIEW),
    ("Salumi Terrachiara S.r.l.", "terrachiara.example", "Food production", "IT", "Parma", 0.78, Stage.REVIEW),
    ("Wendelin Kühltransporte", "wendelin-kuehl.example", "Logistics", "DE", "Kassel", 0.74, Stage.MEETING),
    ("Bodegas Peñalora", "penalora.example", "Food production", "ES", "Logroño", 0.71, Stage.REVIEW),
    ("Northmere Seafood Ltd", "northmere.example", "Wholesale", "GB", "Grimsby", 0.68, Stage.REVIEW),
    ("Apotheke am Rosengarten", "rosengarten-apo.example", "Pharmacy", "AT", "Graz", 0.61, Stage.REVIEW),
    ("Hotel Silberhorn", "silberhorn.example", "Hospitality", "CH", "Thun", 0.57, Stage.REVIEW),
    ("Zuivel Merelbeek B.V.", "merelbeek.example", "Food production", "NL", "Sneek", 0.55, Stage.WON),
    ("Chłodnia Brzozowa", "brzozowa.example", "Logistics", "PL", "Radom", 0.49, Stage.REVIEW),
    ("Larkhill Pharmacies", "larkhill.example", "Pharmacy", "IE", "Cork", 0.44, Stage.LOST),
    ("Konditorei Abendstern", "abendstern.example", "Retail", "DE", "Passau", 0.38, Stage.REVIEW),
    (SPITEFUL, "spiteful.example", "Catering", "DE", "Bonn", 0.33, Stage.REVIEW),
    ("Taverna Elpida", "elpida.example", "Hospitality", "GR", "Volos", 0.24, Stage.REVIEW),
)
#: name, host, state, code, message
OTHERS: tuple[tuple[str, str, LeadState, str, str], ...] = (
    ("", "quiet-parking.example", LeadState.REJECTED, "parked_domain", "The page offers the domain for sale."),
    ("Pemberton Thermologging", "pemberton-loggers.example", LeadState.REJECTED, "competitor", "“Pemberton” is on your list of competitors."),
    ("The Weekly Ladle", "weekly-ladle.example", LeadState.REJECTED, "not_a_company", "A magazine: no imprint of a company, only articles."),
    ("Molkerei Hasengrund", "hasengrund.example", LeadState.FAILED, "timeout", "The site did not answer within 20 seconds."),
    ("", "brine-and-barrel.example", LeadState.FAILED, "robots_disallowed", "robots.txt asks not to be read."),
    ("Café Lumen", "cafe-lumen.example", LeadState.FAILED, "timeout", "The site did not answer within 20 seconds."),
)


def source_of(name: str, host: str, city: str) -> str:
    """Return the stored source of a company's only page."""
    return (
        f"<html><body><h1>{name}</h1>\n<p>Family business from {city}, 85 employees, HACCP certified.</p>\n"
        f"<p>After the recall in September 2026 we are renewing the monitoring of our cold rooms.</p>\n"
        f'<p>{TRACKER}</p>\n<footer>Mail: <a href="mailto:office@{host}">office@{host}</a> · Tel. (0 48 41) 55 01-20 · Fax 55 01-29</footer></body></html>'
    )


def _quoted(field: str, value: str, words: str, source: str, host: str, **more: object) -> Fact:
    at = source.index(words)
    start, end = max(0, at - 24), min(len(source), at + len(words) + 24)
    evidence = Evidence(
        url=f"https://{host}/imprint",
        snippet=source[start:end],
        start=start,
        end=end,
        page_sha256=sha256_of(source),
        fetched_at=NOW - timedelta(hours=2),
        extractor="contacts",
    )
    return Fact(field=field, value=value, status=FactStatus.QUOTED, evidence=(evidence,), confidence=0.9, extractor="contacts").model_copy(update=more)


def facts_of(name: str, host: str, sector: str, country: str, city: str) -> Facts:
    """Return the facts of a company as its page gives them."""
    source = source_of(name, host, city)
    phone = _quoted("phone", "+4948415501" + "20", "(0 48 41) 55 01-20", source, host)
    own = _quoted("company_name", name, name, source, host, confidence=0.97)
    return Facts(
        items=(
            own,
            _quoted("email", f"office@{host}", f"office@{host}", source, host, attrs={"kind": "role"}),
            phone,
            _quoted("phone", "+494841550129", "Fax 55 01-29", source, host, role="fax"),
            _quoted("city", city, city, source, host, confidence=0.8),
            Fact(field="country", value=country, status=FactStatus.DERIVED, rule="calling_code_and_suffix", grounds=(phone,), confidence=0.85),
            Fact(field="sector", value=sector, status=FactStatus.DERIVED, rule="sector_cues", grounds=(own,), confidence=0.7),
            _quoted("employees", "85", "85 employees", source, host, confidence=0.75),
            _quoted("certification", "HACCP", "HACCP", source, host),
            _quoted("signal", "the recall in September 2026", "the recall in September 2026", source, host, attrs={"kind": "recall", "date": "2026-09"}),
            _quoted("description", TRACKER, TRACKER, source, host, confidence=0.4),
            Fact(field="technology", value="Paper temperature logs", status=FactStatus.UNVERIFIED, confidence=0.3, extractor="model"),
        )
    )


def _score(axis: str, strength: float, ids: dict[str, str]) -> Score:
    factors = (
        Factor(
            rule="sector_in_focus",
            axis=axis,
            weight=3,
            state=FactorState.MET if strength > 0.3 else FactorState.NOT_MET,
            text="The sector is one of yours",
            fact_ids=(ids["sector"],),
            strength=min(1, strength + 0.1),
        ),  # type: ignore[arg-type]
        Factor(
            rule="size_in_range",
            axis=axis,
            weight=2,
            state=FactorState.MET if strength > 0.5 else FactorState.UNKNOWN,
            text="85 employees: inside your range 20–500",
            fact_ids=(ids["employees"],),
        ),  # type: ignore[arg-type]
        Factor(
            rule="pain_named",
            axis=axis,
            weight=2,
            state=FactorState.MET if strength > 0.7 else FactorState.NOT_MET,
            text="The pages speak of a recall",
            fact_ids=(ids["signal"],),
        ),  # type: ignore[arg-type]
        Factor(rule="decision_maker_named", axis=axis, weight=1, state=FactorState.UNKNOWN, text="Whether a head of quality is named"),  # type: ignore[arg-type]
    )
    value, low, high = total(factors)
    return Score(axis=axis, value=value, low=low, high=high, reason="Sector and size fit; who decides is not named on the pages.", factors=factors)  # type: ignore[arg-type]


def package_of(name: str, host: str, sector: str, city: str, strength: float, facts: Facts) -> ComprehensiveProspectPackage:
    """Return a whole package whose statements point at the facts."""
    ids = {fact.field: fact.fact_id for fact in reversed(facts.items)}
    recall = Statement(text="The company had a recall in September 2026 and is renewing the monitoring of its cold rooms.", fact_ids=(ids["signal"],))
    size = Statement(text=f"85 employees in {city}.", fact_ids=(ids["employees"], ids["city"]))
    own = Statement(text="Sensors that write the temperature log by themselves.")
    scores = tuple(_score(axis, strength, ids) for axis in AXES)
    level = "high" if strength > 0.7 else "medium" if strength > 0.45 else "low"
    judged = Judgement(level=level, reason=size)  # type: ignore[arg-type]
    return ComprehensiveProspectPackage(
        lead_id=lead_id("default", host),
        company_name=name,
        website=f"https://{host}/",
        lead_facts=LeadFacts(facts=facts.items),
        analysis=Analysis(
            sector=sector,
            main_services=(Statement(text=f"{sector} from {city}.", fact_ids=(ids["sector"], ids["city"])),),
            recent_activities=(recall,),
            potential_challenges=(recall,),
            size_estimate=size,
            culture=(),
            relevance=Statement(text="Works with chilled goods every day.", fact_ids=(ids["sector"],)),
            diagnosis=recall,
            opportunity_fit=own,
        ),
        contact_information=ContactInformation(
            points=(
                ContactPoint(channel="email", value=f"office@{host}", kind="role", fact_id=ids["email"]),
                ContactPoint(channel="phone", value="+494841550120", fact_id=ids["phone"]),
            ),
            address=None,
            people=(),
            best_first=Statement(text=f"Write to office@{host}.", fact_ids=(ids["email"],)),
        ),
        pain_point_analysis=PainAnalysis(
            category="Food safety",
            points=(
                PainPoint(
                    pain="Manual temperature logs",
                    description=recall,
                    impact="A gap in the log makes a whole batch unsaleable.",
                    how_we_help="Sensors log every five minutes.",
                ),
            ),
            urgency=level,  # type: ignore[arg-type]
            investigative_questions=("Who signs the HACCP log today?",),
        ),
        qualification=Qualification(
            tier="A" if strength > 0.7 else "B" if strength > 0.5 else "C" if strength > 0.3 else "D",
            fit=judged,
            readiness=judged,
            authority=Judgement(level="unknown", reason=Statement(text="No one responsible is named on the pages read.")),
            budget=judged,
            reasons=(size, recall),
        ),
        competitor_intelligence=Absent(absent="None of your competitors is named on the pages read."),
        purchase_triggers=PurchaseTriggers(triggers=(Trigger(kind="recall", statement=recall, date="2026-09", strength=0.8),)),
        buyer_persona=BuyerPersona(
            title="Head of quality", department="Quality", named=None, why=recall, cares_about=("A log that holds in an audit", "Fewer night calls")
        ),
        strategies=Strategies(
            options=(
                Strategy(name="Audit-proof log", channel="email", rationale=recall, score=0.82),
                Strategy(name="Pilot in one cold room", channel="phone", rationale=size, score=0.64),
            ),
            evaluation="The first one speaks to what the company itself wrote about.",
            action_plan=(recall, own),
        ),
        approach_plan=ApproachPlan(
            steps=(
                ApproachStep(day=1, channel="email", action="Send the first message.", fact_ids=(ids["email"],)),
                ApproachStep(day=4, channel="phone", action="Call and ask who keeps the log.", fact_ids=(ids["phone"],)),
                ApproachStep(day=11, channel="email", action="Send the one-page comparison."),
            )
        ),
        value_propositions=ValuePropositions(propositions=(ValueProposition(tied_to="Manual temperature logs", statement=recall),)),
        objections=Objections(items=(Objection(objection="We already have loggers.", answer="Keep them; we read them out.", because=recall),)),
        strategic_questions=Questions(questions=("Which cold room worries you most?", "Who is called at night?")),
        personalised_message=PersonalisedMessage(
            variants=(
                MessageVariant(
                    name="Short", language="en", subject="Your cold rooms after September", paragraphs=(Statement(text="Good morning,"), recall, own)
                ),
                MessageVariant(
                    name="With a question", language="en", subject="Who keeps the log?", paragraphs=(recall, own, Statement(text="May I call you on Tuesday?"))
                ),
            )
        ),
        internal_briefing=Briefing(
            headline=f"{sector}, {city}: cold rooms are being renewed after a recall.",
            points=(size, recall),
            unknowns=("Who decides", "Which system is in use"),
        ),
        ai_intelligence=Intelligence(
            prospect_score=scores[0].value,
            buying_intent_score=scores[1].value,
            pain_alignment_score=scores[2].value,
            urgency_score=scores[3].value,
            scores=scores,
            predictive_insights=(recall,),
        ),
        provenance=Provenance(
            path="full",
            path_reason="The score of the first look was above 0.4.",
            context_id="ctx_cold",
            context_version=2,
            pages=4,
            origins=(SectionOrigin(section="analysis"), SectionOrigin(section="personalised_message")),
        ),
    )


def finished_lead(name: str, host: str, sector: str, country: str, city: str, strength: float, stage: Stage, job_id: str, order: int) -> StoredLead:
    """Return a COMPLETED lead with its package."""
    facts = facts_of(name, host, sector, country, city)
    package = package_of(name, host, sector, city, strength, facts)
    assert not isinstance(package.qualification, Absent)
    scores = {f"{s.axis}": s for s in package.ai_intelligence.scores}
    factor = {"prospect": 1.0, "buying_intent": 0.8, "pain_alignment": 0.9 - (order % 4) * 0.2, "urgency": 0.6}
    row = LeadRow(
        lead_id=package.lead_id,
        company_name=name,
        website=package.website,
        state=LeadState.COMPLETED,
        stage=stage,
        sector=sector,
        country=country,
        city=city,
        email=f"office@{host}",
        phone="+494841550120",
        tier=package.qualification.tier,
        scores={f"{axis}_score": round(strength * factor[axis], 2) for axis in scores},
        intervals={f"{axis}_score": (round(strength * factor[axis] * 0.8, 2), round(min(1.0, strength * factor[axis] + 0.12), 2)) for axis in scores},
        facts=len(facts.items),
        verified=sum(f.verified for f in facts.items),
        tags=("cold chain",) if strength > 0.7 else (),
        job_id=job_id,
        updated_at=NOW - timedelta(minutes=order),
    )
    lead = Lead(lead_id=row.lead_id, identity_key=host_of(host), website=row.website, hit=Hit(url=row.website, query=f"{sector} {city}"))
    return StoredLead(row=row, lead=lead, facts=facts, package=package, desk=Desk(tags=row.tags), history=())


def other_lead(name: str, host: str, state: LeadState, code: str, message: str, job_id: str) -> StoredLead:
    """Return a REJECTED or FAILED lead."""
    stage = Stage.REJECTED if state is LeadState.REJECTED else Stage.ENRICHING
    row = LeadRow(
        lead_id=lead_id("default", host),
        company_name=name,
        website=f"https://{host}/",
        state=state,
        stage=stage,
        code=code,
        message=message,
        job_id=job_id,
        updated_at=NOW,
    )
    lead = Lead(lead_id=row.lead_id, identity_key=host, website=row.website, hit=Hit(url=row.website))
    return StoredLead(row=row, lead=lead, facts=None, package=None, desk=Desk(), history=())
