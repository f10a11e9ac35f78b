"""Examples of the routes under "companies". Companies are invented."""

from api.examples import LEADS, Examples

_ROW: Examples = LEADS["leads"][0]
_OTHER: Examples = _ROW | {
    "lead_id": "ld_7c1e5a90b3d2f4688a10",
    "company_name": "Nordmilch Kuehlung",
    "website": "https://nordmilch.example/",
    "email": "",
    "facts": 9,
    "verified": 9,
}
_DECISION: Examples = {
    "verdict": "same",
    "grounds": [
        {"rule": "same_phone", "value": "+494841000000", "other": "", "against": False},
        {"rule": "same_name", "value": "Nordmilch Kühlung GmbH", "other": "Nordmilch Kuehlung", "against": False},
        {"rule": "same_town", "value": "25813 Husum", "other": "Husum", "against": False},
    ],
}
DOUBLES: Examples = {"pairs": [{"into": _ROW, "other": _OTHER, "decision": _DECISION}], "total": 1}
_DESK: Examples = {"stage": None, "notes": [], "tags": ["fair"], "corrections": {}, "label": None, "label_reason": "", "merged_into": ""}
PREVIEW: Examples = {
    "into": _ROW,
    "other": _OTHER,
    "decision": _DECISION,
    "fields": [
        {"field": "employees", "into": ["50-99"], "other": ["120"], "conflict": True},
        {"field": "phone", "into": ["+494841000000"], "other": ["+494841000000"], "conflict": False},
    ],
    "sources": ["https://nordmilch-kuehlung.example/", "https://nordmilch.example/"],
    "facts": 27,
    "desk": _DESK,
}
MERGED: Examples = {
    "record": {
        "seq": 1,
        "at": "2026-11-21T09:05:00Z",
        "user": "local",
        "command": {"kind": "merge_into", "lead_id": _ROW["lead_id"]},
        "inverse": {"kind": "unmerge", "lead_id": ""},
        "undoes": None,
    },
    "lead": _ROW,
}
KNOWN: Examples = {
    "list_no": 3,
    "user": "local",
    "uploaded_at": "2026-11-21T09:00:00Z",
    "file_name": "crm.csv",
    "companies": 2,
    "customers": 1,
    "columns": {"name": "Firma", "website": "Webseite", "city": "Ort", "status": "Status"},
    "unusable": [
        {
            "line": 4,
            "text": "Huber",
            "problem": "Only a name: without a website, telephone, business e-mail, tax id or town a company cannot be told from others of its name.",
        }
    ],
    "unusable_count": 1,
}
_CSV = "Firma;Webseite;Ort;Status\nNordmilch Kühlung GmbH;nordmilch-kuehlung.example;Husum;Kunde\nApotheke am See;;Kiel;Interessent\nHuber;;;Kunde\n"
KNOWN_IN: Examples = {"export": {"summary": "Three lines of a CRM", "value": {"csv": _CSV, "file_name": "crm.csv"}}}
