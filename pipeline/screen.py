"""Decides whether a candidate is a lead at all, before the agents spend time on it. Pure; every reject names its ground."""

from collections.abc import Callable, Iterable
from typing import Literal

from domain.base import Value
from domain.context import BusinessContext
from domain.errors import InvalidInput
from domain.evidence import Fact, Facts
from domain.identity import fold, host_of, identity_key, normal_name
from domain.lead import Lead
from pipeline.factors.grounds import interests_of, shows, usable
from pipeline.factors.places import countries_in, country_name
from pipeline.factors.prospect import REGISTER_FIELDS, focus_matching, size_of
from pipeline.factors.words import quote

RIVAL_PASSAGES = 2
"""So many passages must sell what the analyst sells; one more where the context names no focus industry."""

EXCLUDED_PASSAGES = 2
"""A single sentence may say the opposite ("a tobacco-free house"); outside name, description and products it takes two."""

FAR_OUT_OF_SIZE = 2.0
"""A stated head count rejects only beyond this factor: below it, it lowers the score."""

SURE = 0.7
"""Confidence that a derived fact needs to reject a candidate."""

MUTE_FIELDS = frozenset({"company_name", "language", "technology", "contact_form"})
"""Fields that say nothing of what is behind a site: an error page has a title as well."""

COMPANY_FIELDS = (*REGISTER_FIELDS, "company_name", "phone", "email", "address", "product", "contact_form")

FAILURES: dict[str, tuple[str, str]] = {
    "captcha": ("captcha", "The site asks visitors to prove that they are human. Prospector does not solve that; open it in a browser and look yourself."),
    "login_wall": ("login_wall", "The site shows nothing before a login, and Prospector does not log in; open it in a browser and look yourself."),
    "js_only": ("js_only_page", "The page has no text without JavaScript, and Prospector reads pages without running them."),
    "empty": ("empty_page", "The page has no text to read."),
    "under_construction": ("empty_page", "The site is under construction: it has no content yet."),
}


class Verdict(Value):
    """Why a candidate ends here: a reject (no retry cures it) or a failure (one may)."""

    kind: Literal["reject", "failure"]
    code: str
    reason: str
    fact_ids: tuple[str, ...] = ()


def failure_of(flags: Iterable[str]) -> Verdict | None:
    """Return the failure that the flags of a site mean: it could be read later, or by another fetcher. Parked comes before empty."""
    given = set(flags)
    if "parked" in given:
        return None
    found = next((FAILURES[f] for f in FAILURES if f in given), None)
    return Verdict(kind="failure", code=found[0], reason=found[1]) if found else None


def screen(facts: Facts, flags: Iterable[str], lead: Lead, context: BusinessContext) -> Verdict | None:
    """Return why this candidate is no lead, or None.

    Without a single fact the site counts as not read yet: only what its domain decides is decided.
    Unverified facts decide nothing, and what a page that gives orders to AI programs says of itself rejects nobody by size or country.
    """
    good = usable(facts)
    given = frozenset(flags)
    checks: tuple[Callable[[], Verdict | None], ...] = (
        lambda: _excluded_domain(lead, context),
        lambda: _rival_domain(lead, context),
        lambda: _parked(given),
        lambda: _excluded_name(good, context),
        lambda: _rival_name(good, context),
        lambda: _excluded_word(good, context),
        lambda: _no_company(good, given) if facts.items or given else None,
        lambda: _sells_the_same(good, context),
        lambda: None if "instructs_ai" in given else _out_of_icp(good, context),
    )
    return next((verdict for check in checks if (verdict := check())), None)


def _reject(code: str, reason: str, *facts: Fact) -> Verdict:
    return Verdict(kind="reject", code=code, reason=reason, fact_ids=tuple(dict.fromkeys(f.fact_id for f in facts)))


def _domain(entry: str) -> str:
    try:
        return identity_key(host_of(entry)) if "." in entry and " " not in entry.strip() else ""
    except InvalidInput:
        return ""  # a name with a full stop in it, not a host


def _excluded_domain(lead: Lead, context: BusinessContext) -> Verdict | None:
    if lead.identity_key in {_domain(d) for d in (*context.exclude_domains, *context.exclude_companies)}:
        return _reject("excluded", f"{lead.identity_key} is on your list of excluded domains.")
    return None


def _rival_domain(lead: Lead, context: BusinessContext) -> Verdict | None:
    label = normal_name(lead.identity_key.partition(".")[0].replace("-", " "))
    for rival in context.competitors:
        name = normal_name(rival)
        if _domain(rival) == lead.identity_key or (len(name) >= 5 and name.replace(" ", "") == label.replace(" ", "")):
            return _reject("competitor", f"{lead.identity_key} is the website of {rival}, which is on your list of competitors.")
    return None


def _parked(flags: frozenset[str]) -> Verdict | None:
    if "parked" not in flags:
        return None
    return _reject("parked_domain", "The domain is parked: its page offers the domain itself, advertisements or the default page of its host, not a company.")


def _names(facts: Facts) -> tuple[Fact, ...]:
    return (*facts.all("company_name"), *facts.all("legal_name"))


def _same_name(entry: str, name: Fact) -> bool:
    wanted = normal_name(entry)
    return bool(wanted) and wanted == normal_name(name.value)


def _excluded_name(facts: Facts, context: BusinessContext) -> Verdict | None:
    for entry in context.exclude_companies:
        for name in _names(facts):
            if _same_name(entry, name):
                return _reject("excluded", f"{quote(name.value)} is on your list of excluded companies.", name)
    return None


def _rival_name(facts: Facts, context: BusinessContext) -> Verdict | None:
    for entry in context.competitors:
        for name in _names(facts):
            if _same_name(entry, name):
                return _reject("competitor", f"{quote(name.value)} is on your list of competitors.", name)
    return None


def _excluded_word(facts: Facts, context: BusinessContext) -> Verdict | None:
    for index, word in enumerate(context.exclude_words):
        for fact in (*_names(facts), *facts.all("description"), *facts.all("product")):
            if fold(word) and f" {_spaced(word)} " in f" {_spaced(fact.value)} ":
                return _reject("excluded", f"Your excluded word {quote(word)} stands in its {_noun(fact)}: {quote(fact.value, 140)}.", fact)
        passages = [p for p in facts.all("passage") if ("exclude", index) in interests_of(p)]
        if len(passages) >= EXCLUDED_PASSAGES:
            return _reject("excluded", f"Your excluded word {quote(word)} stands in several places, as in {quote(passages[0].value, 140)}.", *passages[:3])
    return None


def _spaced(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _noun(fact: Fact) -> str:
    return {"company_name": "name", "legal_name": "legal name"}.get(fact.field, fact.field)


def _no_company(facts: Facts, flags: frozenset[str]) -> Verdict | None:
    registered = [f for field in REGISTER_FIELDS for f in facts.all(field)]
    if "directory" in flags:
        return _reject("not_a_company", "The site is a directory: it lists other companies.")
    if "personal_blog" in flags and not registered:
        return _reject("not_a_company", "The site is a personal blog, and no legal name or register entry stands on it.")
    if not any(facts.all(field) for field in COMPANY_FIELDS):
        return _reject("not_a_company", "No name, address, product or way of contact of a company stands on the pages read.")
    if {f.field for f in facts.items if f.role != "decoy"} <= MUTE_FIELDS:
        return _reject("not_a_company", "A name stands on the pages read, and nothing that says what is behind it.")
    return None


def _sells_the_same(facts: Facts, context: BusinessContext) -> Verdict | None:
    tagged = [(key, p) for p in facts.all("passage") for key, _ in interests_of(p)]
    sells = [p for key, p in tagged if key == "offer" and p.attrs.get("mode") == "sells"]
    needed = RIVAL_PASSAGES + (not context.industry_focus)
    if len({p.fact_id for p in sells}) < needed or _has_pains(facts, sells, context):
        return None
    sectors = facts.all("sector", any_role=True)
    if context.industry_focus and any(focus_matching(s.value, context) for s in sectors):
        return None
    ground = "" if not sectors else f" and its sector, {quote(sectors[0].value)}, is not one that you sell to"
    return _reject("competitor", f"It sells what you sell ({quote(sells[0].value, 160)}){ground}.", *sells[:3], *sectors[:1])


def _has_pains(facts: Facts, sells: list[Fact], context: BusinessContext) -> bool:
    """A customer tells of its own pains; a sentence in which it sells, or that only touches a subject, is none."""
    others = [p for p in facts.all("passage") if p not in sells]
    return any(key == "pain" and 0 <= n < len(context.pain_points) and shows(context.pain_points[n], p) for p in others for key, n in interests_of(p))


def _out_of_icp(facts: Facts, context: BusinessContext) -> Verdict | None:
    return _wrong_size(facts, context) or _wrong_country(facts, context)


def _wrong_size(facts: Facts, context: BusinessContext) -> Verdict | None:
    stated = facts.all("employees")
    sizes = [size for f in stated if (size := size_of(f))]
    if not sizes:
        return None
    low, high = context.company_size_min, context.company_size_max
    if low and all(s[1] * FAR_OUT_OF_SIZE <= low for s in sizes):
        return _reject("out_of_icp", f"It states {stated[0].value} employees; you look for {low:,} or more.", *stated)
    if high and all(s[0] >= high * FAR_OUT_OF_SIZE for s in sizes):
        return _reject("out_of_icp", f"It states {stated[0].value} employees; you look for {high:,} at most.", *stated)
    return None


def _wrong_country(facts: Facts, context: BusinessContext) -> Verdict | None:
    wanted = countries_in(context.target_market)
    found = facts.all("country", any_role=True)
    if not wanted or not found or found[0].confidence < SURE or found[0].role is not None:
        return None
    if any(f.value.upper() in wanted for f in found):
        return None
    return _reject("out_of_icp", f"It is in {country_name(found[0].value)}, outside your target market {quote(context.target_market, 120)}.", found[0])
