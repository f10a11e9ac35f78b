"""Who in a company a subject belongs to: departments by the words of the context and of people's titles, in six languages."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from domain.evidence import Fact
from domain.identity import fold
from pipeline.factors.grounds import Grounds


class Department(NamedTuple):
    """A department: its name, the title of whoever leads it, and folded beginnings of words that speak of it."""

    noun: str
    title: str
    words: str


DEPARTMENTS: dict[str, Department] = {
    "quality": Department(
        "Quality & compliance",
        "Quality manager",
        "qualit qm qhse haccp calidad kwaliteit jakosc hygien audit complian conform safety sicherheit gdp certif zertifi qualitat kvalitet kalite recall",
    ),
    "production": Department(
        "Production & operations",
        "Operations manager",
        "productio produkti produzion producc fertigung werkleit betriebsleit plant factory manufactur operations production usine fabrik stabiliment uretim",
    ),
    "logistics": Department(
        "Logistics & fleet",
        "Logistics manager",
        "logist fuhrpark fleet warehous lager almacen magazzin magazijn entrepot transport disposit dispo vehicle fahrzeug spedition haulage lojistik",
    ),
    "purchasing": Department("Purchasing", "Head of purchasing", "purchas procure einkauf achat compras acquist inkoop buyer sourcing supplier lieferant"),
    "technical": Department(
        "Technical services",
        "Technical manager",
        "technik technical technique tecnic maintenance instandhalt wartung facilit haustechnik energy energie engineer refrigerat kaltetechnik",
    ),
    "it": Department("IT", "Head of IT", "software informatik informatique informatic cyber cloud cto cio server data network netzwerk ransomware"),
    "finance": Department("Finance", "Head of finance", "financ kaufmann accounting buchhalt invoic rechnung comptab contab cfo controlling treasury boekhoud"),
    "hr": Department("Human resources", "Head of HR", "hr personalleit personalabteil recruit vacanc bewerb recrut seleccion payroll onboarding talent"),
    "sales": Department("Sales & marketing", "Head of sales", "sales vertrieb vente ventas vendit verkoop marketing commercial crm leads"),
    "kitchen": Department("Kitchen", "Head chef", "kitchen kuche kuchenchef cuisine cocina cucina keuken sous-chef catering"),
    "laboratory": Department("Laboratory", "Head of laboratory", "laborator laboratoire laborleit labormedizin"),
}
MANAGEMENT = Department(
    "Management",
    "Managing director",
    "geschaftsfuhr geschaftsleit managing ceo owner inhaber founder grunder president vorstand prokurist directeur directrice gerant gerente director "
    "amministrator titolare eigenaar bestuurder partner principal verkstallande vd wlasciciel prezes mudur genel patron chairman",
)

UNSTATED = Department("Department not stated", "Contact", "")

SMALL = 50
"""Below this head count the management decides on most purchases itself."""

SHOWN_WEIGHT, PAIN_WEIGHT = 4, 2
_SHORT = 3


@lru_cache(maxsize=4_096)
def speaks_of(text: str, department: Department) -> int:
    """Return how many words of a text speak of a department; short words must stand whole."""
    words = re.findall(r"[^\W_]+", fold(text))
    stems = department.words.split()
    return sum(any(w == s if len(s) <= _SHORT else w.startswith(s) for s in stems) for w in words)


def department_for(grounds: Grounds) -> Department | None:
    """Return the department that the pains and the offer belong to: shown pains count most, then the other pains, then the offer."""
    shown = {i for i, _ in grounds.shown}
    points = dict.fromkeys(DEPARTMENTS, 0)
    for key, department in DEPARTMENTS.items():
        for i, pain in enumerate(grounds.context.pain_points):
            points[key] += speaks_of(pain, department) * (SHOWN_WEIGHT if i in shown else PAIN_WEIGHT)
        points[key] += speaks_of(grounds.context.product_service_description, department)
    best = max(points, key=lambda key: points[key])
    return DEPARTMENTS[best] if points[best] else None


EXTRACTED = {"operations": ("production", "logistics"), "marketing": ("sales",), "service": ("technical",)}
"""Department keys that extraction gives to people, where they are not the keys above."""


def title_of(person: Fact) -> str:
    """Return the title of a person as the page gives it, else the name of the department, else nothing."""
    key = person.attrs.get("department", "")
    named = MANAGEMENT if key == "management" else DEPARTMENTS.get(next(iter(EXTRACTED.get(key, (key,)))))
    return person.attrs.get("title", "") or (named.noun if named else "")


def decides(person: Fact) -> bool:
    """Say whether a person is of the management: by the department found with the title, else by the title."""
    key = person.attrs.get("department", "")
    return key == "management" if key else speaks_of(person.attrs.get("title", ""), MANAGEMENT) > 0


def works_in(person: Fact, department: Department) -> bool:
    """Say whether a person works in a department: by the department found with the title, or by the title."""
    key = person.attrs.get("department", "")
    keys = EXTRACTED.get(key, (key,))
    return any(DEPARTMENTS.get(k) is department for k in keys) or speaks_of(person.attrs.get("title", ""), department) > 0


def person_in(people: Iterable[Fact], department: Department) -> Fact | None:
    """Return the first person who works in a department."""
    return next((p for p in people if works_in(p, department)), None)
