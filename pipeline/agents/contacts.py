"""Ways in, best first, and whom to talk to: role mailboxes before personal ones, named people with their titles."""

from datetime import date

from domain.base import Value
from domain.evidence import Fact
from domain.lead_state import LeadState
from domain.package import Absent, BuyerPersona, ContactInformation, ContactPoint, Statement
from pipeline.agents.base import RuleStep
from pipeline.agents.departments import DEPARTMENTS, MANAGEMENT, SMALL, UNSTATED, Department, decides, department_for, person_in, title_of, works_in
from pipeline.agents.wording import article, firsts, statement, where
from pipeline.dossier import Dossier
from pipeline.factors.grounds import Grounds, gather
from pipeline.factors.places import country_name
from pipeline.factors.prospect import size_of
from pipeline.factors.words import count, quote, when

OWN_ROLES = (None, "secondary", "person")
MAX_POINTS = 12

_FITTING = "quality qualit qm purchas einkauf achat compras acquist inkoop procure operations technik exploitation"
_GENERAL = "info contact kontakt office hello hallo hi mail post buero zentrale direction contacto contatti enquir admin"
_SALES = "sales vertrieb ventas vente vendit trade anfrage order bestell pedido commande commercial reception rezeption"
_ELSEWHERE = """
    job karriere career bewerb rh hr recrut empleo lavora vacature praca press presse media privacy datenschutz dpo dsb rgpd abuse webmaster
    newsletter noreply billing rechnung invoice buchhaltung support
"""
_RANKS = tuple((rank, tuple(names.split())) for rank, names in ((0, _FITTING), (1, _GENERAL), (2, _SALES), (4, _ELSEWHERE)))
"""Rank of a role mailbox by the beginning of its name; 3 for all others."""


class Output(Value):
    """The contacts and the persona."""

    contacts: ContactInformation | Absent
    persona: BuyerPersona | Absent


def by_rules(dossier: Dossier, today: date) -> Output:
    """Rank the ways in and choose whom to talk to."""
    grounds = gather(dossier.facts, dossier.context, today)
    return Output(contacts=_contacts(grounds, dossier), persona=_persona(grounds, dossier))


def mailbox_rank(mail: Fact) -> int:
    """Return how good a mailbox is for a first message: 0 (a fitting department) to 5 (a person's own)."""
    if mail.attrs.get("kind") == "person":
        return 5
    local = mail.value.partition("@")[0].lower()
    return next((rank for rank, names in _RANKS if local.startswith(names)), 3)


def _own(grounds: Grounds, field: str) -> tuple[Fact, ...]:
    found = [f for f in grounds.facts.all(field, any_role=True) if f.role in OWN_ROLES]
    return tuple(sorted(found, key=lambda f: OWN_ROLES.index(f.role)))


def _points(grounds: Grounds) -> tuple[tuple[ContactPoint, Fact], ...]:
    mails = sorted(_own(grounds, "email"), key=mailbox_rank)
    phones = _own(grounds, "phone")
    good, late = [m for m in mails if mailbox_rank(m) < 4], [m for m in mails if mailbox_rank(m) >= 4]
    rows = [ContactPoint(channel="email", value=m.value, kind=m.attrs.get("kind", "role"), fact_id=m.fact_id) for m in good]
    rows += [ContactPoint(channel="phone", value=p.value, kind=p.attrs.get("label", "") or p.attrs.get("kind", ""), fact_id=p.fact_id) for p in phones]
    rows += [ContactPoint(channel="form", value=f.value, fact_id=f.fact_id) for f in _own(grounds, "contact_form")[:2]]
    rows += [ContactPoint(channel="email", value=m.value, kind=m.attrs.get("kind", "role"), fact_id=m.fact_id) for m in late]
    rows += [ContactPoint(channel="social", value=s.value, kind=s.attrs.get("kind", ""), fact_id=s.fact_id) for s in _own(grounds, "social")]
    by_id = {f.fact_id: f for f in grounds.facts.items}
    return tuple((row, by_id[row.fact_id]) for row in rows[:MAX_POINTS])


def _contacts(grounds: Grounds, dossier: Dossier) -> ContactInformation | Absent:
    rows = _points(grounds)
    if not rows:
        return Absent(absent=f"No e-mail address, phone number, form or profile of the company stands on the {count(len(dossier.site.pages), 'page')} read.")
    return ContactInformation(
        points=tuple(point for point, _ in rows),
        address=_address(grounds),
        people=tuple(_person(p, dossier) for p in firsts(_own(grounds, "person"), 6)),
        best_first=_best_first(rows, dossier),
    )


def _address(grounds: Grounds) -> Statement | None:
    facts = grounds.facts
    address, city, country = facts.first("address"), facts.first("city"), facts.first("country")
    if address:
        return statement(address.value, address)
    named = [f for f in (city, country) if f]
    values = [country_name(f.value) if f is country else f.value for f in named]
    return statement(", ".join(values), *named) if named else None


def _person(person: Fact, dossier: Dossier) -> Statement:
    title = title_of(person)
    return statement(f"{person.value}{', ' + title if title else ''} ({where(person, dossier)})", person)


def _best_first(rows: tuple[tuple[ContactPoint, Fact], ...], dossier: Dossier) -> Statement:
    point, fact = rows[0]
    why = {
        "email": "a mailbox of the company, not of a person" if mailbox_rank(fact) < 4 else "the only kind of address given",
        "phone": "no general mailbox is given",
        "form": "neither a mailbox nor a phone number is given",
        "social": "nothing else is given",
    }[point.channel]
    second = next((p for p, _ in rows[1:] if p.channel != point.channel and p.channel in ("phone", "email", "form")), None)
    facts = [fact, *(f for p, f in rows if p is second)]
    also = "" if second is None else f", then {'the contact form' if second.channel == 'form' else second.value}"
    return statement(f"Start with {point.value}, found {where(fact, dossier)} ({why}){also}.", *facts)


def _persona(grounds: Grounds, dossier: Dossier) -> BuyerPersona | Absent:
    people = _own(grounds, "person")
    wanted = department_for(grounds)
    if wanted is None and not people:
        return Absent(absent="Your context names no pain or offer that points to a department, and no person was recognised on the pages read.")
    employees = grounds.facts.first("employees")
    size = size_of(employees) if employees else None
    fitting = person_in(people, wanted) if wanted else None
    chief = next((p for p in people if decides(p)), None)
    small = size is not None and size[1] < SMALL
    person = fitting or chief or next((p for p in people if title_of(p)), None)
    department = wanted if wanted and (person is fitting if person else not small) else _department_of(person)
    return BuyerPersona(
        title=(title_of(person) if person else "") or department.title,
        department=department.noun,
        named=_person(person, dossier) if person else None,
        why=_why(grounds, wanted, person, fitting, employees if small else None),
        cares_about=_cares(grounds),
    )


def _department_of(person: Fact | None) -> Department:
    if person is None or decides(person):
        return MANAGEMENT
    return next((d for d in DEPARTMENTS.values() if works_in(person, d)), UNSTATED)


def _why(grounds: Grounds, wanted: Department | None, person: Fact | None, fitting: Fact | None, small: Fact | None) -> Statement:
    subject = f"Your offer and pains belong to {wanted.noun.lower()}" if wanted else "Your context points to no department"
    if person is not None and person is fitting:
        return statement(f"{subject}, and {person.value} is named there.", person)
    if person is not None and decides(person):
        size = f", which with {small.value} employees decides on most purchases itself" if small else ""
        nobody = "; nobody is named there, but" if wanted else ", but"
        return statement(f"{subject}{nobody} {person.value} is named for the management{size}.", person, *([small] if small else []))
    if person is not None:
        return statement(f"{subject}; {person.value} ({title_of(person)}) is the only person named with a title, and may pass you on.", person)
    if small:
        return statement(f"{subject}, and no person was recognised on the pages; with {small.value} employees, ask for the management.", small)
    return statement(f"{subject}, and no person was recognised on the pages: ask for {article((wanted or MANAGEMENT).title.lower())}.")


def _cares(grounds: Grounds) -> tuple[str, ...]:
    pains = [grounds.context.pain_points[i] for i, _ in grounds.shown][:4]
    news = [f"{s.noun}{' of ' + when(s.date) if s.date else ''}: {quote(s.fact.value, 120)}" for s in grounds.fresh[:2]]
    return (*pains, *news)


def _told(output: Output) -> str:
    ways = output.contacts.absent if isinstance(output.contacts, Absent) else output.contacts.best_first.text
    whom = "nobody to name" if isinstance(output.persona, Absent) else f"{output.persona.title} ({output.persona.department})"
    return f"{ways} Talk to: {whom}."


STEP = RuleStep(
    name="contacts",
    state=LeadState.ANALYZING,
    description="Ranks the ways in and chooses whom to talk to.",
    output=Output,
    by_rules=by_rules,
    told=_told,
)
