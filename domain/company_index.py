"""Finds the pairs worth comparing among many records, by what companies share: 100,000 records take seconds. Pure, in memory."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from domain.company_name import Alike, compare_all
from domain.same_company import CompanyRecord, Decision, Profile, Verdict, decide, profile

FEW = 3
"""A value that more companies than these share (by their names) says nothing of who they are."""
CROWD = 60
"""A value of more records than these is looked at town by town only."""
HARD = frozenset(("other_id", "look_alike_domain", "sister_name", "other_country", "other_town", "other_town_same_site", "other_branch", "akin_name"))
"""Grounds against, of which one keeps two records apart that a third is the same as."""
_STRONG_KINDS = ("d", "p", "i")


class Pair(NamedTuple):
    """Two records, the smaller id first, and what is said of them."""

    one: str
    other: str
    decision: Decision


class CompanyIndex:
    """Records by what they can be found by; changed as records come and go."""

    def __init__(self, records: Iterable[CompanyRecord] = ()) -> None:
        self._profiles: dict[str, Profile] = {}
        self._found_by: dict[str, dict[str, None]] = {}
        self._shared: dict[str, bool] = {}
        for record in records:
            self.put(record)

    def __len__(self) -> int:
        return len(self._profiles)

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._profiles

    def record(self, record_id: str) -> CompanyRecord | None:
        """Return a record that is here, or None."""
        made = self._profiles.get(record_id)
        return made.record if made else None

    def put(self, record: CompanyRecord) -> None:
        """Add a record, or replace the one with its id."""
        self.drop(record.record_id)
        made = profile(record)
        self._profiles[record.record_id] = made
        for key in keys_of(made):
            self._found_by.setdefault(key, {})[record.record_id] = None
            self._shared.pop(key, None)

    def drop(self, record_id: str) -> None:
        """Take a record out; one that is not there is no error."""
        gone = self._profiles.pop(record_id, None)
        for key in keys_of(gone) if gone else ():
            bucket = self._found_by[key]
            bucket.pop(record_id, None)
            self._shared.pop(key, None)
            if not bucket:
                del self._found_by[key]

    def like(self, record: CompanyRecord) -> list[Pair]:
        """Return what is the same or may be, of the records here, for one that need not be among them; the same first."""
        made = profile(record)
        found = {other for key in keys_of(made) for other in self._near(key, made.town) if other != record.record_id}
        pairs = [Pair(record.record_id, other, self._decided(made, self._profiles[other])) for other in sorted(found)]
        return sorted((p for p in pairs if p.decision.verdict is not Verdict.DIFFERENT), key=lambda p: p.decision.verdict is not Verdict.SAME)

    def pairs(self) -> list[Pair]:
        """Return all pairs that are the same or may be, the same first.

        What is the same as two companies that contradict each other is the same as neither: such pairs may be, no more.
        """
        seen: set[tuple[str, str]] = set()
        found: list[Pair] = []
        for key, bucket in self._found_by.items():
            if len(bucket) < 2 or self.is_shared(key):
                continue
            for group in self._groups(bucket):
                for one, other in combinations(sorted(group), 2):
                    if (one, other) not in seen:
                        seen.add((one, other))
                        decision = self._decided(self._profiles[one], self._profiles[other])
                        if decision.verdict is not Verdict.DIFFERENT:
                            found.append(Pair(one, other, decision))
        return sorted(self._agreed(found), key=lambda p: (p.decision.verdict is not Verdict.SAME, p.one, p.other))

    def is_shared(self, key: str) -> bool:
        """Say whether more than a few companies are found by this key."""
        bucket = self._found_by.get(key, {})
        if len(bucket) <= FEW or key.partition(":")[0] not in (*_STRONG_KINDS, "m"):
            return False
        if key not in self._shared:
            self._shared[key] = _many_names(self._profiles[one] for one in bucket)
        return self._shared[key]

    def _decided(self, one: Profile, other: Profile) -> Decision:
        shared = {key.partition(":")[2] for side in (one, other) for key in keys_of(side) if self.is_shared(key)} if self._crowded(one, other) else ()
        return decide(one, other, shared)

    def _crowded(self, one: Profile, other: Profile) -> bool:
        record, second = one.record, other.record
        values = (*record.domains, *record.phones, *second.domains, *second.phones, *record.mail_domains, *second.mail_domains, *one.ids, *other.ids)
        return any(len(self._found_by.get(f"{kind}:{value}", ())) > FEW for value in values for kind in "dpmi")

    def _near(self, key: str, town: str) -> Iterator[str]:
        bucket = self._found_by.get(key, {})
        if self.is_shared(key):
            return
        for one in bucket:
            if len(bucket) <= CROWD or not town or self._profiles[one].town in ("", town):
                yield one

    def _groups(self, bucket: dict[str, None]) -> Iterable[list[str]]:
        if len(bucket) <= CROWD:
            return [list(bucket)]
        towns: dict[str, list[str]] = {}
        for one in bucket:
            towns.setdefault(self._profiles[one].town, []).append(one)
        return [group[: CROWD * 5] for group in towns.values()]

    def _agreed(self, found: list[Pair]) -> list[Pair]:
        """Take back what cannot all be true: first where only a name and a town speak for it, then the rest."""
        for firm in (False, True):
            torn = self._torn(found)
            found = [p._replace(decision=p.decision.doubted()) if _in_doubt(p, torn, firm=firm) else p for p in found] if torn else found
        return found

    def _torn(self, found: list[Pair]) -> set[str]:
        """Return the records that are the same as two others that contradict each other."""
        friends: dict[str, set[str]] = {}
        for pair in found:
            if pair.decision.verdict is Verdict.SAME:
                friends.setdefault(pair.one, set()).add(pair.other)
                friends.setdefault(pair.other, set()).add(pair.one)
        return {record for record, others in friends.items() if self._contradict(others, friends)}

    def _contradict(self, others: set[str], friends: dict[str, set[str]]) -> bool:
        few = sorted(others)[:CROWD]
        for one, other in combinations(few, 2):
            if other not in friends.get(one, ()):
                decision = self._decided(self._profiles[one], self._profiles[other])
                if HARD & {ground.rule for ground in decision.grounds}:
                    return True
        return False


def keys_of(made: Profile) -> tuple[str, ...]:
    """Return what a record is found by: each of its strong values, and each of its names with its town (or its postcode)."""
    record = made.record
    keys = [f"d:{domain}" for domain in record.domains]
    keys += [f"p:{phone}" for phone in record.phones]
    keys += [f"m:{domain}" for domain in {*record.mail_domains, *record.domains}]
    keys += [f"i:{one}" for one in made.ids]
    head = made.town.split(" ")[0]
    for name in made.names:
        letters = "".join(sorted(name.joined))
        keys += [f"n:{letters}|{place}" for place in (head, made.postcode) if place]
    return tuple(dict.fromkeys(keys))


def _in_doubt(pair: Pair, torn: set[str], *, firm: bool) -> bool:
    if pair.decision.verdict is not Verdict.SAME or not torn & {pair.one, pair.other}:
        return False
    return firm or not pair.decision.strong


def _many_names(profiles: Iterable[Profile]) -> bool:
    """Say whether records have more than a few names between them."""
    kept: list[Profile] = []
    for made in profiles:
        if made.names and not any(compare_all(made.names, other.names) >= Alike.PART for other in kept):
            kept.append(made)
            if len(kept) > FEW:
                return True
    return False
