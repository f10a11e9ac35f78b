"""CRM exports in many shapes: columns by their headings, customers by their word, what cannot be used by line, and nothing about people."""

import pytest

from domain.errors import InvalidInput
from service import crm
from service.crm import read_known
from service.crm_words import is_customer

GERMAN = """Firma;Ansprechpartner;Webseite;Telefon;E-Mail;PLZ;Ort;Land;Kundenstatus
Huber Metallbau GmbH;Erika Probst;www.huber.example;030 5550100;erika@huber.example;10115;Berlin;Deutschland;Bestandskunde
Zur Linde;;;;linde@gmail.com;;Köln;Deutschland;Interessent
Nur ein Name;;;;;;;;Kunde
;Erika Probst;;;;;;;
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_an_export_in_any_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    upload = read_known(GERMAN.replace(";", delimiter).encode(encoding), "crm.csv")
    assert [(c.line, c.name, c.customer) for c in upload.companies] == [(2, "Huber Metallbau GmbH", True), (3, "Zur Linde", False)]
    assert upload.companies[0].record.phones == ("+49305550100",)
    assert upload.companies[1].record.city == "Köln"
    assert (upload.told.companies, upload.told.customers, upload.told.unusable_count) == (2, 1, 2)
    assert [one.line for one in upload.told.unusable] == [4, 5]
    assert upload.told.columns["name"] == "Firma"


def test_nothing_about_people_is_kept() -> None:
    upload = read_known(GERMAN)
    kept = upload.told.model_dump_json() + "".join(c.model_dump_json() for c in upload.companies)
    assert not {word for word in ("Probst", "erika", "linde@", "gmail") if word in kept}


@pytest.mark.parametrize("heading", ["Mobile", "Handy"])
def test_a_mobile_number_is_that_of_a_person(heading: str) -> None:
    upload = read_known(f"Company,Website,{heading}\nHuber,huber.example,+49 151 55501234\n")
    assert upload.companies[0].record.phones == ()
    assert "phone" not in upload.told.columns


@pytest.mark.parametrize("cell", ["erika.probst@gmail.com", "Erika <erika@gmail.com>"])
def test_an_address_in_the_column_of_websites_is_not_told_again(cell: str) -> None:
    upload = read_known(f"Company,Website\nHuber,huber.example\n,{cell}\n")
    assert upload.told.unusable_count == 1
    assert "gmail" not in upload.told.model_dump_json()


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        ("Company name,Company Domain Name,Phone Number,City,Country/Region,Lifecycle Stage", {"name", "website", "phone", "city", "country", "status"}),
        ("Account Name,Website,Phone,Billing City,Billing Country,Type", {"name", "website", "phone", "city", "country", "status"}),
        ("Raison sociale,Site web,Téléphone,Ville,Pays,Statut", {"name", "website", "phone", "city", "country", "status"}),
        ("Ragione sociale,Sito web,Telefono,Città,Paese,Stato cliente", {"name", "website", "phone", "city", "country", "status"}),
        ("Nazwa firmy,Strona WWW,Telefon,Miasto,Kraj,Status", {"name", "website", "phone", "city", "country", "status"}),
        ("会社名,ホームページ,電話番号,都市,国,ステータス", {"name", "website", "phone", "city", "country", "status"}),
        ("Компания,Сайт,Телефон,Город,Страна,Статус", {"name", "website", "phone", "city", "country", "status"}),
    ],
)
def test_headings_in_many_languages(head: str, columns: set[str]) -> None:
    upload = read_known(f"{head}\nHuber,huber.example,+49 30 5550100,Berlin,DE,Customer\n")
    assert set(upload.told.columns) == columns
    assert upload.companies[0].customer


def test_a_list_without_headings_is_read_by_what_stands_in_it() -> None:
    upload = read_known("Huber Metallbau;huber.example;info@huber.example\nLinde;linde.example;x@linde.example\n")
    assert [(c.name, c.record.domains) for c in upload.companies] == [("Huber Metallbau", ("huber.example",)), ("Linde", ("linde.example",))]


@pytest.mark.parametrize("data", [b"", b"Firma;Ort\n", b"Notiz;Betrag\nx;12\n", b"Firma;Status\nHuber;Kunde\n", b"\x89PNG....", b"PK\x05\x06"])
def test_what_cannot_be_used_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(InvalidInput) as told:
        read_known(data)
    assert told.value.message


@pytest.mark.parametrize(
    "word",
    [
        "Customer", "kunde", "Bestandskunde", "Client actif", "Cliente", "klant", "Kund", "Asiakas",
        "Zákazník", "Ügyfél", "müşteri", "Клиент", "顧客", "고객", "Closed Won", "Πελάτης",
    ],
)  # fmt: skip
def test_words_for_a_customer(word: str) -> None:
    assert is_customer(word)


@pytest.mark.parametrize(
    "word",
    [
        "Kein Kunde", "Ex-Kunde", "Former customer", "Potential customer", "Prospect", "Lead", "Closed lost",
        "Interessent", "бывший клиент", "潜在顧客", "ancien client", "", "No", "MQL",
    ],
)  # fmt: skip
def test_words_for_anything_else(word: str) -> None:
    assert not is_customer(word)


def test_yes_and_no_are_understood_by_their_heading() -> None:
    assert is_customer("ja", "Kunde")
    assert not is_customer("nein", "Kunde")
    assert not is_customer("ja", "Newsletter")


def test_lines_beyond_the_most_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crm, "MAX_COMPANIES", 2)
    upload = read_known("Company,Website\n" + "".join(f"Firm {n},firm-{n}.example\n" for n in range(5)))
    assert (upload.told.companies, upload.told.unusable_count) == (2, 3)
    assert [(one.line, "3 lines" in one.problem) for one in upload.told.unusable] == [(4, True)]
    assert read_known("Company,Website\nA,a.example\nB,b.example\n").told.unusable == ()
