"""Whether two records are one company, and on which grounds. Pure; a merge needs two grounds that agree and none that contradicts.

Names are compared in ``domain.company_name``, towns in ``domain.town``; which pairs are worth comparing is in ``domain.company_index``.
"""

import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from domain.base import Value
from domain.common_hosts import is_common
from domain.company_name import Alike, NameKey, compare_all, name_key
from domain.identity import fold
from domain.look_alike import shown_host
from domain.town import same_town, town_key

Side = Literal["same", "other", "unknown"]
#: Drawn alike in most fonts: of two that differ by nothing else one passes for the other.
_DRAWN_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("5", "s"))
_DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "æ": "ae", "ø": "oe"}
_BEHIND = re.compile(r"\s*[,(–|]\s*([^,()–|]{2,40}?)\s*\)?\s*$")
_ID = re.compile(r"[^0-9A-Z]")
_WORDS_OF_EU = """AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI GB CH NO"""
_EU = frozenset(_WORDS_OF_EU.split())


STRONG = frozenset(("same_id", "same_domain", "same_phone", "same_mail_domain"))
"""The grounds that a merge needs one of, but for a full name in one town."""


class Verdict(StrEnum):
    """What is said of a pair: one company, perhaps one (a person decides), or not."""

    SAME = "same"
    MAYBE = "maybe"
    DIFFERENT = "different"


class CompanyRecord(Value):
    """What is known of who a company is. All in normal form: registrable domains, E.164, ISO country, register ids as written.

    ``domains`` are its own only (website, where that forwards to, canonical); ``mail_domains`` no free-mail hosts; ``ids`` tax, VAT and
    register ids, each with its kind before a colon (``vat:DE123456788``).
    """

    record_id: str = ""
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    mail_domains: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    city: str = ""
    postcode: str = ""
    country: str = ""


class Ground(Value):
    """One reason for or against: the rule, and the values that it looked at (of one record, and of the other where they differ)."""

    rule: str
    value: str = ""
    other: str = ""
    against: bool = False


class Decision(Value):
    """A verdict and its grounds, the deciding one first."""

    verdict: Verdict
    grounds: tuple[Ground, ...] = ()

    @property
    def strong(self) -> bool:
        """True when more than name and town speak for it."""
        return any(ground.rule in STRONG for ground in self.grounds)

    def doubted(self) -> "Decision":
        """Return the decision left to a person."""
        return self.model_copy(update={"verdict": Verdict.MAYBE})


class Profile(NamedTuple):
    """A record made ready for comparing, once."""

    record: CompanyRecord
    names: tuple[NameKey, ...]
    town: str
    postcode: str
    ids: frozenset[str]


def profile(record: CompanyRecord) -> Profile:
    """Make a record ready for comparing; hosts that many companies use (free mail, networks, markets) are left out of it."""
    if any(map(is_common, (*record.domains, *record.mail_domains))):
        own = {field: tuple(host for host in getattr(record, field) if not is_common(host)) for field in ("domains", "mail_domains")}
        record = record.model_copy(update=own)
    town = town_key(record.city) if record.city else ""
    names = tuple(dict.fromkeys(key for name in record.names if (key := name_key(_without_town(name, town))).words or key.marks))
    postcode = _ID.sub("", record.postcode.upper().removeprefix(record.country.upper() + "-"))
    return Profile(record, names, town, postcode, frozenset(map(id_key, record.ids)))


def _without_town(name: str, town: str) -> str:
    """Leave out the company's own town where it stands behind the name, set apart ("Huber GmbH, Berlin", "Huber GmbH (Berlin)")."""
    behind = _BEHIND.search(name) if town else None
    return name[: behind.start()] if behind and behind.start() > 2 and town_key(behind.group(1)) == town else name


def id_key(written: str) -> str:
    """Return a register id for comparing: kind and the digits and letters, without blanks, dots and the country before a VAT id."""
    kind, _, number = written.rpartition(":")
    plain = _ID.sub("", number.upper())
    country = plain[:2] if kind == "vat" and plain[:2] in _EU else ""
    return f"{kind}{country.lower()}:{plain[len(country) :]}"


def decide(one: Profile, other: Profile, shared: Collection[str] = ()) -> Decision:
    """Say whether two records are one company.

    Args:
        shared: phones, domains, mail domains and ids that more than a few companies have (an agency's phone, an association's
            number, a market's domain): they are no ground. ``domain.company_index`` finds them.
    """
    pair = _Pair(one, other, shared)
    against = pair.against()
    if any(ground.rule not in _DOUBTS for ground in against):
        return Decision(verdict=Verdict.DIFFERENT, grounds=against)
    grounds = pair.grounds()
    strong = [ground for ground in grounds if ground.rule in STRONG]
    if not strong and not pair.named_there():
        return Decision(verdict=Verdict.DIFFERENT, grounds=against)
    verdict = Verdict.SAME if not against and pair.certain({ground.rule for ground in strong}) else Verdict.MAYBE
    return Decision(verdict=verdict, grounds=(*grounds, *against))


#: What speaks against a merge without ruling it out: a person may know better.
_DOUBTS = frozenset(("akin_name", "other_name", "other_town_same_site", "other_branch"))


class _Pair:
    """Two records side by side."""

    def __init__(self, one: Profile, other: Profile, shared: Collection[str]) -> None:
        self.one, self.other = one, other
        a, b = one.record, other.record
        self.alike = compare_all(one.names, other.names)
        self.ids = _common(one.ids, other.ids, shared)
        self.domains = _common(a.domains, b.domains, shared)
        self.phones = _common(a.phones, b.phones, shared)
        self.mails = _common((*a.mail_domains, *a.domains), (*b.mail_domains, *b.domains), shared) - self.domains if a.mail_domains or b.mail_domains else set()
        self.two_sites = bool(a.domains and b.domains and not set(a.domains) & set(b.domains))
        self.place = _place(one, other)
        self.two_postcodes = bool(one.postcode and other.postcode and one.postcode != other.postcode)
        hosts = [{*side.domains, *side.mail_domains} for side in (a, b)]
        self.two_hosts = bool(hosts[0] and hosts[1] and not hosts[0] & hosts[1])
        self.two_phones = bool(a.phones and b.phones and not set(a.phones) & set(b.phones))

    def grounds(self) -> tuple[Ground, ...]:
        """Return what speaks for one company, the strongest first."""
        found = [Ground(rule="same_id", value=value.partition(":")[2]) for value in sorted(self.ids)[:2]]
        found += [Ground(rule="same_domain", value=value) for value in sorted(self.domains)[:2]]
        found += [Ground(rule="same_phone", value=value) for value in sorted(self.phones)[:2]]
        found += [Ground(rule="same_mail_domain", value=value) for value in sorted(self.mails)[:1]]
        if self.alike >= Alike.PART:
            rule = "same_name" if self.alike is Alike.SAME else "close_name"
            found.append(Ground(rule=rule, value=_first(self.one.record.names), other=_first(self.other.record.names)))
        if self.place == "same":
            found.append(Ground(rule="same_town", value=_town(self.one), other=_town(self.other)))
        return tuple(found)

    def against(self) -> tuple[Ground, ...]:
        """Return what speaks against it."""
        a, b = self.one.record, self.other.record
        found = list(self._other_ids())
        if not self.domains and (twins := _look_alike(a.domains, b.domains)):
            found.append(Ground(rule="look_alike_domain", value=twins[0], other=twins[1], against=True))
        if self._sisters():
            found.append(Ground(rule="sister_name", value=_first(a.names), other=_first(b.names), against=True))
        if a.country and b.country and a.country != b.country and not self.domains and not self.ids:
            found.append(Ground(rule="other_country", value=a.country, other=b.country, against=True))
        if self.place == "other":
            found += self._elsewhere()
        elif self.domains and self.two_postcodes and self.two_phones:
            found.append(Ground(rule="other_branch", value=_town(self.one), other=_town(self.other), against=True))
        if self.alike is Alike.AKIN:
            found.append(Ground(rule="akin_name", value=_first(a.names), other=_first(b.names), against=True))
        elif self.alike is Alike.OTHER:
            found.append(Ground(rule="other_name", value=_first(a.names), other=_first(b.names), against=True))
        return tuple(found)

    def _other_ids(self) -> Iterable[Ground]:
        """Ids of one kind that differ: two legal persons."""
        ones, others = _by_kind(self.one.ids), _by_kind(self.other.ids)
        for kind in sorted(ones.keys() & others.keys()):
            if not ones[kind] & others[kind]:
                yield Ground(rule="other_id", value=min(ones[kind]), other=min(others[kind]), against=True)

    def _sisters(self) -> bool:
        """Say whether both names carry marks that differ, as Nord and Süd or 1 and 2, or the town that each is in."""
        marks = [{mark for key in side.names for mark in key.marks} for side in (self.one, self.other)]
        return self.alike in (Alike.AKIN, Alike.OTHER) and (
            (bool(marks[0] - marks[1]) and bool(marks[1] - marks[0])) or (self.place == "other" and _names_town(self.one) and _names_town(self.other))
        )

    def _elsewhere(self) -> Iterable[Ground]:
        """Two towns: of two websites that is two companies, of one it is a branch, which may be a company of its own."""
        own_entity = self.alike in (Alike.AKIN, Alike.OTHER)
        doubt = bool(self.ids) or (bool(self.domains) and not own_entity)
        rule = "other_town_same_site" if doubt else "other_town"
        one_office = self.phones and self.alike is Alike.SAME and not self.two_postcodes  # a suburb, or a name that the tables do not know
        if not doubt or not one_office:
            yield Ground(rule=rule, value=_town(self.one), other=_town(self.other), against=True)

    def certain(self, strong: Collection[str]) -> bool:
        """Say whether the grounds are enough when nothing speaks against them. A name that is only close needs a ground that two firms do not share."""
        if "same_domain" in strong:
            return True
        if self.alike is Alike.UNKNOWN:
            return "same_id" in strong and "same_phone" in strong
        if "same_id" in strong:
            return True
        if "same_phone" in strong or "same_mail_domain" in strong:
            return not self.two_sites or self.alike is Alike.SAME or (self.alike is Alike.CLOSE and self.place == "same")
        return self.alike is Alike.SAME and not self.two_postcodes and self._telling()

    def _telling(self) -> bool:
        """Say whether one name and town are enough: a legal form or several words, and neither telephones nor hosts that differ."""
        if self.two_phones or self.two_hosts:
            return False
        return any(key.form for side in (self.one, self.other) for key in side.names) or max(len(key.words) for key in self.one.names) > 1

    def named_there(self) -> bool:
        """Say whether one name in one town is all that speaks for it."""
        return self.alike is Alike.SAME and self.place == "same"


def _common(ones: Iterable[str], others: Iterable[str], shared: Collection[str]) -> set[str]:
    return {value for value in set(ones) & set(others) if value not in shared}


def _by_kind(ids: Iterable[str]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for one in ids:
        kinds.setdefault(one.partition(":")[0], set()).add(one.partition(":")[2])
    return kinds


def _first(names: tuple[str, ...]) -> str:
    return names[0] if names else ""


def _town(side: Profile) -> str:
    return " ".join(part for part in (side.record.postcode, side.record.city) if part)


def _names_town(side: Profile) -> bool:
    return bool(side.town) and any(word and word in side.town.split() for key in side.names for word in (*key.words, town_key(" ".join(key.words[-1:]))))


def _place(one: Profile, other: Profile) -> Side:
    """Say whether two records lie in one town. A postcode decides where there are two; country is not looked at here."""
    if one.postcode and one.postcode == other.postcode:
        return "same"
    if one.town and other.town:
        if not same_town(one.town, other.town):
            return "other"
        return "other" if _far_postcodes(one.postcode, other.postcode) else "same"
    if one.postcode and other.postcode:
        return "other" if _far_postcodes(one.postcode, other.postcode) else "unknown"
    return "unknown"


def _far_postcodes(one: str, other: str) -> bool:
    """Say whether two postcodes of one form begin differently: a town of that name elsewhere."""
    return bool(one and other) and len(one) == len(other) and one[0] != other[0]


def _look_alike(ones: Iterable[str], others: Iterable[str]) -> tuple[str, str] | None:
    """Return two domains of which one passes for the other."""
    return next(((a, b) for a in ones for b in others if looks_alike(a, b)), None)


def looks_alike(one: str, other: str) -> bool:
    """Say whether two registrable domains differ by so little that one passes for the other: letters drawn alike, or a slip of the keys.

    The same word under two endings, with or without hyphen or umlaut is how one company names two domains, and is not meant.
    """
    if one == other:
        return False
    if shown_host(one).suspicious != shown_host(other).suspicious:
        return True
    a, b = (_label(host) for host in (one, other))
    if _plain_forms(a) & _plain_forms(b):
        return False
    if _drawn(a) == _drawn(b):
        return True
    return min(len(a), len(b)) >= 5 and OSA.distance(a, b, score_cutoff=1) <= 1


def _plain_forms(label: str) -> set[str]:
    """How a label may be written without hyphens and umlauts: ``müller`` as ``muller`` and ``mueller``, but ``mueller`` not as ``muller``."""
    letters = label.replace("-", "")
    return {letters, fold(letters), "".join(_DIGRAPHS.get(c, c) for c in letters)}


def _label(host: str) -> str:
    return shown_host(host).text.partition(".")[0]


def _drawn(label: str) -> str:
    for drawn, like in _DRAWN_ALIKE:
        label = label.replace(drawn, like)
    return label
