"""What a list of known companies says of a lead."""

from typing import Any

import pytest

from domain.company_index import CompanyIndex
from domain.known import KnownCompany, judged
from domain.same_company import CompanyRecord

LEAD = CompanyRecord(record_id="ld", names=("Huber Metallbau GmbH",), domains=("huber.example",), phones=("+4930555010",), city="Berlin", country="DE")


def company(line: int, name: str, *, customer: bool = False, **more: Any) -> KnownCompany:
    return KnownCompany(line=line, name=name, status="Kunde", customer=customer, record=CompanyRecord(record_id=str(line), names=(name,), **more))


def said(*companies: KnownCompany) -> tuple[str, int, str]:
    by_line = {str(one.line): one for one in companies}
    status, found = judged(CompanyIndex(one.record for one in companies).like(LEAD), by_line)
    return status, found.line if found else 0, found.rule if found else ""


@pytest.mark.parametrize(
    ("listed", "status", "line", "rule"),
    [
        (company(2, "Huber", domains=("huber.example",)), "known", 2, "same_domain"),
        (company(2, "Ein anderer Name AG", domains=("huber.example",), customer=True), "customer", 2, "same_domain"),
        (company(2, "Huber Metallbau GmbH", city="Berlin", phones=("+4930555099",), customer=True), "customer", 2, "same_name"),
        (company(2, "Zur Linde", phones=("+4930555010",), customer=True), "new", 2, "same_phone"),
        (company(2, "Huber Metallbau GmbH", city="Hamburg", customer=True), "new", 0, ""),
        (company(2, "Huber Metallbau Nord GmbH", city="Berlin", phones=("+4930555010",), customer=True), "new", 2, "same_phone"),
    ],
)
def test_new_known_or_customer_and_by_which_line(listed: KnownCompany, status: str, line: int, rule: str) -> None:
    assert said(listed) == (status, line, rule)


def test_a_customer_goes_before_a_known_one_and_the_first_line_before_later_ones() -> None:
    site = {"domains": ("huber.example",)}
    assert said(company(2, "Huber", **site), company(9, "Huber", customer=True, **site), company(5, "Huber", customer=True, **site))[:2] == ("customer", 5)


def test_an_empty_list_knows_nobody() -> None:
    assert said() == ("new", 0, "")
