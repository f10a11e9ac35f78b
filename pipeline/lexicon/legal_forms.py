"""Legal forms of companies, as written after (or before) their names, and the countries that use them."""

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.lexicon.phrases import Phrases

FORMS: tuple[tuple[str, str], ...] = (
    ("GmbH & Co. KG | GmbH & Co KG | GmbH", "DE AT CH"),
    ("gGmbH | mbH | KGaA | OHG | UG (haftungsbeschränkt) | UG haftungsbeschränkt | GbR | e.K. | eK | e.Kfr. | PartG mbB | PartGmbB | eG", "DE"),
    ("e.V.", "DE"),
    ("e.U. | OG | KEG", "AT"),
    ("AG", "DE CH AT"),
    ("KG", "DE AT"),
    ("Sàrl | Sarl | S.à r.l.", "CH FR LU"),
    ("SARL | S.A.R.L. | SAS | S.A.S. | SASU | EURL | SCI | SNC | SCOP", "FR"),
    ("S.A. | SA", "FR ES CH BE PT LU PL GR AR"),
    ("S.r.l. | Srl | SRL | S.R.L. | S.r.l.s. | Srls | S.p.A. | SpA | S.n.c. | S.a.s. di", "IT"),
    ("Soc. Coop. | Società Cooperativa | società a responsabilità limitata", "IT"),
    ("S.L. | SL | S.L.U. | SLU | S.Coop. | Sociedad Limitada", "ES"),
    ("Ltda. | Ltda | LTDA", "BR CL CO PT"),
    ("Lda. | Lda | Unipessoal", "PT"),
    ("EIRELI", "BR"),
    ("S.A. de C.V. | SA de CV | S. de R.L. de C.V. | S.A.P.I. de C.V.", "MX"),
    ("S.A.C. | SAC | E.I.R.L. | EIRL | S.A.A.", "PE"),
    ("Ltd. | Ltd | LTD | Limited", "GB IE IN NZ HK"),
    ("PLC | plc | LLP | C.I.C.", "GB"),
    ("LLC | L.L.C. | Inc. | Inc | INC | Corp. | Corp | Corporation | PLLC", "US"),
    ("DAC | Teoranta", "IE"),
    ("Pty Ltd | Pty. Ltd. | Pty Limited | Pty", "AU ZA"),
    ("Pvt. Ltd. | Pvt Ltd | Private Limited | Pvt. Limited", "IN PK"),
    ("Pte. Ltd. | Pte Ltd | Pte", "SG"),
    ("Sdn. Bhd. | Sdn Bhd", "MY"),
    ("(Pty) Ltd | CC", "ZA"),
    ("B.V. | BV | V.O.F. | VOF | C.V. | N.V. | NV | Eenmanszaak", "NL BE"),
    ("BVBA | SPRL | CVBA | ASBL | VZW", "BE"),
    ("AB | Aktiebolag | HB | Handelsbolag", "SE"),
    ("AS | ASA | ANS | DA", "NO"),
    ("A/S | ApS | I/S | IVS | P/S", "DK"),
    ("Oy | OY | Oyj | Oy Ab | Ky | Tmi", "FI"),
    ("ehf. | ehf | hf.", "IS"),
    ("OÜ | AS", "EE"),
    ("SIA", "LV"),
    ("UAB", "LT"),
    ("Sp. z o.o. | sp. z o. o. | spółka z o.o. | Sp. k. | Sp. j. | S.C. | spółka cywilna", "PL"),
    ("s.r.o. | spol. s r.o. | spol. s r. o. | s. r. o.", "CZ SK"),
    ("a.s. | v.o.s. | o.p.s.", "CZ SK"),
    ("Kft. | Kft | Bt. | Zrt. | Zrt | Nyrt. | Kkt.", "HU"),
    ("S.R.L. | PFA | SRL-D", "RO"),
    ("d.o.o. | d.d. | j.d.o.o.", "HR SI RS BA"),
    ("ЕООД | ООД | ЕАД | АД", "BG"),
    ("EOOD | OOD", "BG"),
    ("Α.Ε. | ΑΕ | Ε.Π.Ε. | ΕΠΕ | Ι.Κ.Ε. | ΙΚΕ | Ο.Ε.", "GR"),
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
    ("S.A.S. | SAS", "CO"),
    ("SARL | SUARL | SARL AU", "MA TN"),
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


_FORMS = _collected()
LEGAL_FORM: Phrases[Form] = Phrases((min(form.spellings, key=len) if any(ord(c) > 0x2E80 for c in key) else key, form) for key, form in _FORMS.items())
"""Finds legal forms. A short one in the wrong case is a common word ("as", "og", "da"): ask :func:`is_written_as_form`."""


@lru_cache(maxsize=4_096)
def _letters(written: str) -> str:
    return re.sub(r"[\W_]+", "", written)


def is_written_as_form(form: Form, written: str, after: str) -> bool:
    """Say whether ``written`` (followed by ``after``) has the letters of the legal form in their case, so that it is not a common word."""
    letters = _letters(written)
    if len(letters) > 4:
        return True
    dotted = written + (after[:1] if after[:1] == "." else "")
    return any(_letters(s) == letters and ("." not in s or "." in dotted or len(letters) > 2) for s in form.spellings)
