# ruff: noqa: E501 - one country a line
"""Legal forms of companies, as written after (or before) their names, and the countries that use them."""

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.lexicon.phrases import Phrases

FORMS: tuple[tuple[str, str], ...] = (
    ("GmbH & Co. KG | GmbH & Co KG | GmbH", "DE AT CH"),
    ("gGmbH | mbH | KGaA | OHG | UG (haftungsbeschränkt) | UG haftungsbeschränkt | GbR | e.K. | eK | e.Kfr. | PartG mbB | PartGmbB | eG", "DE"),
    ("e.V.", "DE"),
    ("e.U. | OG | KEG | Gen.m.b.H. | reg. Gen.m.b.H. | eGen | Ges.m.b.H. | GesmbH", "AT"),
    ("AG", "DE CH AT"),
    ("KG", "DE AT"),
    ("Sàrl | Sarl | S.à r.l.", "CH FR LU"),
    ("SARL | S.A.R.L. | SAS | S.A.S. | SASU | EURL | SCI | SNC | SCOP", "FR"),
    ("S.A. | SA", "FR ES CH BE PT LU PL GR AR RO BR CL UY MA SN CI"),
    ("S.r.l. | Srl | S.r.l.s. | Srls | S.p.A. | SpA | S.n.c. | S.a.s. di", "IT"),
    ("Soc. Coop. | Società Cooperativa | società a responsabilità limitata", "IT"),
    (
        "S.L. | SL | S.L.U. | SLU | S.L.P. | SLP | S.L.L. | S.Coop. | S.C.P. | Comunidad de Bienes | Sociedad Limitada | Sociedad Anónima | S.A.U. | S.C.A. | S.A.T. | Sdad. Coop. | S. Coop. V. | S. Coop. And. | Soc. Coop. And.",
        "ES",
    ),
    ("Ltda. | Ltda | LTDA", "BR CL CO PT"),
    ("Lda. | Lda | Unipessoal", "PT"),
    ("EIRELI", "BR"),
    ("S.A. de C.V. | SA de CV | S. de R.L. de C.V. | S.A.P.I. de C.V.", "MX"),
    ("S.A.C. | SAC | E.I.R.L. | EIRL | S.A.A.", "PE"),
    ("Ltd. | Ltd | LTD | Limited", "GB IE IN NZ HK CA NG KE MT CY GH PK BD IL BG"),
    ("PLC | plc | LLP | C.I.C.", "GB"),
    ("LLC | L.L.C.", "US AE"),
    ("Inc. | Inc | INC | Incorporated", "US CA PH"),
    ("Corp. | Corp | Corporation", "US CA PH"),
    ("PLLC | P.L.L.C. | LLLP", "US"),
    ("Ltée | Ltee | inc. | S.E.N.C.", "CA"),
    ("DAC | Teoranta", "IE"),
    ("Pty Ltd | Pty. Ltd. | Pty Limited | Pty", "AU ZA"),
    ("Pvt. Ltd. | Pvt Ltd | Private Limited | Pvt. Limited", "IN PK"),
    ("Pte. Ltd. | Pte Ltd | Pte", "SG"),
    ("Sdn. Bhd. | Sdn Bhd", "MY"),
    ("(Pty) Ltd | CC", "ZA"),
    ("B.V. | BV | V.O.F. | VOF | C.V. | N.V. | NV | Eenmanszaak | Maatschap", "NL BE"),
    ("Stichting | Coöperatie U.A. | B.V. i.o.", "NL"),
    ("BVBA | SPRL | CVBA | ASBL | VZW | CommV | Comm.V | SComm | BV/SRL | SRL/BV", "BE"),
    ("AB | Aktiebolag | HB | Handelsbolag", "SE"),
    ("AS | ASA | ANS | DA", "NO"),
    ("A/S | ApS | I/S | IVS | P/S", "DK"),
    ("Oy | OY | Oyj | Oy Ab | Ky | Tmi", "FI"),
    ("ehf. | ehf | hf.", "IS"),
    ("OÜ | AS", "EE"),
    ("SIA", "LV"),
    ("UAB", "LT"),
    (
        "Sp. z o.o. | sp. z o. o. | spółka z o.o. | Sp. k. | Sp. j. | S.C. | spółka cywilna | spółka z ograniczoną odpowiedzialnością | spółka komandytowa | spółka jawna | P.S.A. | sp.k. | sp.j.",
        "PL",
    ),
    ("s.r.o. | spol. s r.o. | spol. s r. o. | s. r. o.", "CZ SK"),
    ("a.s. | v.o.s. | o.p.s.", "CZ SK"),
    ("Kft. | Kft | Bt. | Zrt. | Zrt | Nyrt. | Kkt.", "HU"),
    ("SRL | S.R.L.", "IT RO MD AR BE PE UY BO DO"),
    ("PFA | SRL-D | S.A. România", "RO"),
    ("d.o.o. | d.d. | j.d.o.o.", "HR SI RS BA"),
    ("ЕООД | ООД | ЕАД | АД", "BG"),
    ("EOOD | OOD", "BG"),
    ("Ο.Ε. | ΟΕ | Ε.Ε. | ΕΕ | & ΣΙΑ | Μονοπρόσωπη Ι.Κ.Ε. | Α.Ε. | ΑΕ | Ε.Π.Ε. | ΕΠΕ | Ι.Κ.Ε. | ΙΚΕ | Ο.Ε.", "GR"),
    ("A.Ş. | AŞ | Ltd. Şti. | Ltd.Şti. | LTD. ŞTİ. | LTD.ŞTİ. | Limited Şirketi | Anonim Şirketi | Tic. Ltd. Şti.", "TR"),
    ("ООО | ЗАО | ОАО | ПАО | АО | ИП | НКО", "RU"),
    ("ТОВ | ФОП | ПП | ТзОВ | ПрАТ | Товариство з обмеженою відповідальністю", "UA"),
    ("ТОО", "KZ"),
    ("株式会社 | 有限会社 | 合同会社 | 合資会社 | 一般社団法人 | (株) | （株）| ㈱", "JP"),
    ("Co., Ltd. | Co.,Ltd.", "JP CN KR TH VN TW"),
    ("K.K.", "JP"),
    ("有限公司 | 有限责任公司 | 股份有限公司", "CN"),
    ("股份有限公司 | 有限公司", "TW"),
    ("주식회사 | 유한회사 | (주)", "KR"),
    ("PT.", "ID"),
    ("Công ty TNHH | Công ty cổ phần | TNHH", "VN"),
    ("FZE | FZCO | FZ-LLC | FZ LLC", "AE"),
    ('Ltd. (בע"מ) | בע״מ | בע"מ', "IL"),
    ("SpA | S.p.A. | EIRL", "CL"),
    ("S.A.S. | SAS", "CO AR"),
    ("SARL", "MA TN DZ SN CI CM LB"),
    ("SUARL", "TN SN"),
    ("SARL AU", "MA"),
    ("EURL | SPA | SNC", "DZ"),
    ("W.L.L. | WLL | S.P.C.", "BH QA KW"),
    ("L.L.C | DMCC | DWC-LLC | FZC", "AE"),
    ("S.A.O.C. | SAOG", "OM"),
    ("S.A.E.", "EG"),
    ("C.A.", "VE"),
    ("Cía. Ltda. | Cia. Ltda.", "EC"),
    ("S. de R.L.", "MX HN PA"),
    ("SH.P.K. | Sh.p.k. | SHPK", "AL XK"),
    ("ДООЕЛ | ДОО | DOOEL", "MK"),
    ("доо | д.о.о.", "RS ME"),
    ("MMC", "AZ"),
    ("МЧЖ | MChJ", "UZ"),
    ("ХХК", "MN"),
    ("ЧУП | ОДО | УП", "BY"),
    ("S.à r.l.-S | SCSp", "LU"),
    ("ש.מ | ע.ר.", "IL"),
    ("บริษัท | ห้างหุ้นส่วนจำกัด | จำกัด", "TH"),
    ("CV. | UD.", "ID"),
    ("Pvt | (Pvt) Ltd", "PK LK IN"),
    ("OPC", "PH IN"),
    ("Close Corporation | NPC", "ZA"),
)


class Form(NamedTuple):
    """A legal form: how it may be written and the countries it is used in."""

    spellings: frozenset[str]
    countries: frozenset[str]


def _collected() -> dict[str, Form]:
    merged: dict[str, tuple[set[str], set[str]]] = {}
    for block, countries in FORMS:
        for written in (part.strip() for part in re.split(r"\s\|\s?|\|", block)):
            spellings, where = merged.setdefault(_key(written), (set(), set()))
            spellings.add(written)
            where.update(countries.split())
    return {key: Form(frozenset(s), frozenset(c)) for key, (s, c) in merged.items()}


def _key(written: str) -> str:
    return " ".join(re.findall(r"\w+", written.casefold())) or written


def _entered(key: str, form: Form) -> list[str]:
    """Return the spellings that are looked for: in scripts without spaces every one, brackets and all, else the words."""
    return sorted(form.spellings, key=lambda spelling: (-len(spelling), spelling)) if any(ord(c) > 0x2E80 for c in key) else [key]


_FORMS = _collected()
_CJK = tuple(
    sorted((written for form in _FORMS.values() for written in form.spellings if ord(written[-1]) > 0x2E80 or ord(written[0]) > 0x2E80), key=len, reverse=True)
)
LEGAL_FORM: Phrases[Form] = Phrases((spelling, form) for key, form in _FORMS.items() for spelling in _entered(key, form))
"""Finds legal forms. A short one in the wrong case is a common word ("as", "og", "da"): ask :func:`is_written_as_form`."""


@lru_cache(maxsize=4_096)
def _letters(written: str) -> str:
    return re.sub(r"[\W_]+", "", written)


def form_at_end(name: str) -> int:
    """Return where the legal form at the end of a name begins, with the signs before it; the length of the name when there is none, or nothing before it."""
    for hit in LEGAL_FORM.find(name):
        if name[hit.end :].strip(" .)") == "" and is_written_as_form(hit.meaning, name[hit.start : hit.end], name[hit.end : hit.end + 1]):
            begin = len(name[: hit.start].rstrip(" ,.-–("))
            return begin if begin >= 2 else len(name)
    return len(name)


def without_form(name: str) -> str:
    """Return a name without the legal form at its end or beginning ("ООО «Луна»" → "Луна"); unchanged when hardly anything would be left."""
    bare = name[: form_at_end(name)].strip()
    for hit in LEGAL_FORM.find(bare):
        if hit.start == 0 and is_written_as_form(hit.meaning, bare[: hit.end], bare[hit.end : hit.end + 1]):
            rest = bare[hit.end :].strip(" .«»\"“”„'")
            if len(rest) >= 2 and (rest[0].isupper() or rest[0].isdigit() or not rest[0].isascii()):
                return rest
    cjk = next((form for form in _CJK if bare.startswith(form) or bare.endswith(form)), "")
    rest = bare.removeprefix(cjk).removesuffix(cjk).strip() if cjk else bare
    return rest if len(rest) >= 2 else name


_POSTCODE_BEFORE = re.compile(r"(?<!\d)\d{4} ?\Z")


def is_in_postcode(text: str, start: int, end: int) -> bool:
    """Say whether two capitals are the end of a Dutch postcode ("4455 AB") and no legal form."""
    return end - start == 2 and text[start:end].isupper() and _POSTCODE_BEFORE.search(text, max(0, start - 6), start) is not None


def is_written_as_form(form: Form, written: str, after: str) -> bool:
    """Say whether ``written`` (followed by ``after``) has the letters of the legal form in their case, so that it is not a common word."""
    letters = _letters(written)
    if len(letters) > 4:
        return True
    if written.count(".") >= min(2, len(letters) - 1) > 0:
        return True  # "S.P.A." is no spa
    dotted = written + (after[:1] if after[:1] == "." else "")
    return any(_letters(s) == letters and ("." not in s or "." in dotted or len(letters) > 2) for s in form.spellings)
