"""The examples of the API's description: requests that run as they stand, and what is answered. Companies are invented."""

from typing import Any

Examples = dict[str, Any]
CONTEXT: Examples = {
    "business_description": "We build wireless temperature loggers and the service around them.",
    "ideal_customer": "Food producers, caterers and pharmacies that keep goods chilled and are audited.",
    "industry_focus": ["Food production", "Pharmacy"],
    "pain_points": ["Manual temperature logs", "Alarms nobody sees at night"],
    "location": "Germany",
}
_SEARCH: Examples = {
    "business_context": CONTEXT,
    "user_search_query": "dairies",
    "max_leads_to_generate": 5,
    "max_sites": 20,
    "source": {"kind": "saved", "fetch": "saved"},
}
_LIST: Examples = {
    "business_context": CONTEXT,
    "source": {"kind": "url_list", "urls": ["nordmilch-kuehlung.example", "https://www.apotheke-am-see.example/"], "fetch": "web", "skip_bad_urls": True},
}
_AGAIN: Examples = {"job_id": "spring-dairies"}
PROSPECT: Examples = {
    "search": {"summary": "Search saved websites", "value": _SEARCH},
    "list": {"summary": "Work on a list, read from the live web", "value": _LIST},
    "watch": {"summary": "Watch a run that exists", "value": _AGAIN},
}
HARVEST: Examples = {
    "search": {"summary": "Search, wait at most two minutes", "value": _SEARCH | {"wait_seconds": 120}},
    "list": {"summary": "Work on a list, answer with whole packages", "value": _LIST | {"with_packages": True}},
    "again": {"summary": "Ask again after a 202", "value": _AGAIN},
}
ENRICHMENT: Examples = {
    "leads": {
        "summary": "Two companies of a CRM",
        "value": {
            "business_context": CONTEXT,
            "leads": [
                {"id": "crm-17", "company_name": "Nordmilch Kühlung", "website": "nordmilch-kuehlung.example"},
                {"id": "crm-18", "company_name": "Apotheke am See", "website": "https://www.apotheke-am-see.example/", "description": "Met at the fair."},
            ],
        },
    },
    "watch": {"summary": "Watch a run that exists", "value": _AGAIN},
}
_LEAD_ID = "ld_0f3a9c1b7d2e4f6a8b90"
_AT, _LATER = "2026-11-21T09:00:00Z", "2026-11-21T09:00:12Z"
_RUN: Examples = {
    "job_id": "spring-dairies",
    "user": "local",
    "context_id": "cx_5d0c1f8a9b7e6d42",
    "context_version": 1,
    "source_kind": "saved",
    "fetch": "saved",
    "query": "dairies",
    "limits": {"max_leads": 5, "max_sites": 20},
    "status": "completed",
    "attempt": 1,
    "created_at": _AT,
    "started_at": _AT,
    "ended_at": _LATER,
    "message": "",
    "sites": 7,
    "completed": 5,
    "failed": 1,
    "rejected": 1,
}
RUN = _RUN
RUNS: Examples = {"runs": [_RUN]}
_VIEW: Examples = {
    "job_id": "spring-dairies",
    "seq": 214,
    "attempt": 1,
    "running": False,
    "outcome": "completed",
    "message": "",
    "goal": 5,
    "candidates": 7,
    "started": 7,
    "counts": {"COMPLETED": 5, "FAILED": 1, "REJECTED": 1},
    "failures": {"timeout": 1},
    "rejects": {"parked_domain": 1},
    "percent": 100.0,
    "eta_seconds": None,
    "elapsed_seconds": 12.0,
    "leads": [],
}
RUN_VIEW: Examples = {"run": _RUN, "view": _VIEW}
_SCORES: Examples = {"prospect": 0.72, "buying_intent": 0.4, "pain_alignment": 0.66, "urgency": 0.5}
_INTERVALS: Examples = {"prospect": [0.6, 0.84], "buying_intent": [0.25, 0.6], "pain_alignment": [0.5, 0.8], "urgency": [0.4, 0.6]}
_ROW: Examples = {
    "lead_id": _LEAD_ID,
    "company_name": "Nordmilch Kühlung GmbH",
    "website": "https://nordmilch-kuehlung.example/",
    "state": "COMPLETED",
    "stage": "qualified",
    "code": "",
    "message": "",
    "sector": "Food production",
    "country": "DE",
    "city": "Husum",
    "email": "info@nordmilch-kuehlung.example",
    "phone": "+494841000000",
    "tier": "A",
    "scores": _SCORES,
    "intervals": _INTERVALS,
    "facts": 23,
    "verified": 22,
    "tags": [],
    "label": "good",
    "label_reason": "great_fit; audited in spring",
    "job_id": "spring-dairies",
    "known": "customer",
    "known_as": {"line": 2, "name": "Nordmilch Kühlung GmbH", "status": "Kunde", "rule": "same_domain", "value": "nordmilch-kuehlung.example"},
    "merged_into": "",
    "updated_at": _LATER,
}
LEADS: Examples = {"leads": [_ROW], "total": 1}
_FACT: Examples = {
    "fact_id": "3f9a1c0b7d2e",
    "field": "email",
    "value": "info@nordmilch-kuehlung.example",
    "status": "quoted",
    "verified": True,
    "evidence": [
        {
            "url": "https://nordmilch-kuehlung.example/kontakt",
            "snippet": "info@nordmilch-kuehlung.example",
            "start": 1204,
            "end": 1235,
            "page_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "fetched_at": _AT,
            "extractor": "emails",
            "decoder": "html",
        }
    ],
    "grounds": [],
    "rule": "",
    "confidence": 0.95,
    "extractor": "emails",
    "role": None,
    "attrs": {"kind": "role"},
}
LEAD: Examples = {
    "lead": _ROW,
    "source": {
        "url": "https://nordmilch-kuehlung.example/",
        "title": "",
        "snippet": "",
        "query": "dairies",
        "source": "saved",
        "score": 7.1,
        "line": None,
        "extra": {},
    },
    "package": None,
    "facts": [_FACT],
    "scores": [],
    "factors": [],
    "desk": {
        "stage": None,
        "notes": [],
        "tags": [],
        "corrections": {},
        "label": True,
        "label_reason": "great_fit; audited in spring",
        "merged_into": "",
    },
    "history": [],
    "merged": [],
    "rescored_under": None,
}
_LINKS: Examples = {
    "run": "/api/v2/runs/spring-dairies",
    "events": "/api/v2/runs/spring-dairies/events",
    "leads": "/api/v2/leads?job_id=spring-dairies&states=COMPLETED",
    "csv": "/api/v2/leads.csv?job_id=spring-dairies&states=COMPLETED",
    "cancel": "/api/v2/runs/spring-dairies/cancel",
}
HARVESTED: Examples = {
    "job_id": "spring-dairies",
    "status": "completed",
    "message": "",
    "leads": [
        {
            "company_name": "Nordmilch Kühlung GmbH",
            "website": "https://nordmilch-kuehlung.example/",
            "description": "Cold stores for dairies on the coast.",
            "enrichment": {
                "industry": "Food production",
                "company_size": "50-99",
                "contact_emails": ["info@nordmilch-kuehlung.example"],
                "contact_phones": ["+494841000000"],
                "qualification_summary": "In the focus industry; keeps goods chilled.",
            },
            "lead_id": _LEAD_ID,
            "country": "DE",
            "tier": "A",
            "stage": "qualified",
            "scores": _SCORES,
            "intervals": _INTERVALS,
            "package": None,
        }
    ],
    "total": 1,
    "failed": 1,
    "rejected": 1,
    "skipped": [],
    "links": _LINKS,
}
PENDING: Examples = {
    "job_id": "spring-dairies",
    "status": "running",
    "skipped": [{"index": 1, "url": "not a website", "problem": "“not a website” has no usable host name."}],
    "links": _LINKS,
}
PROSPECTS: Examples = {
    "prospects": [
        {
            "id": _LEAD_ID,
            "company_name": "Nordmilch Kühlung GmbH",
            "website": "https://nordmilch-kuehlung.example/",
            "industry": "Food production",
            "country": "DE",
            "city": "Husum",
            "status": "qualified",
            "score": 0.72,
            "tier": "A",
            "email": "info@nordmilch-kuehlung.example",
            "phone": "+494841000000",
            "tags": [],
            "updated_at": _LATER,
            "link": f"/api/v2/leads/{_LEAD_ID}",
        }
    ],
    "page": 1,
    "page_size": 50,
    "total": 1,
}
EVENT_FRAMES = (
    "retry: 2000\n\n"
    'id: 1\ndata: {"v":1,"event_type":"pipeline_start","timestamp":"2026-11-21T09:00:00Z","job_id":"spring-dairies","user_id":"local","seq":1,'
    '"initial_query":"dairies","max_leads_to_generate":5,"attempt":1}\n\n'
    ": ping - 2026-11-21 09:00:15.000000+00:00\n\n"
)
PROBLEM: Examples = {
    "type": "/api/docs#invalid_input",
    "title": "This input cannot be used",
    "status": 422,
    "detail": "Not as documented: source.urls.1",
    "instance": "/api/v2/execute_streaming_prospect",
    "code": "invalid_input",
    "errors": [{"where": "source.urls.1", "message": "“not a website” has no usable host name."}],
}


def answered(example: Examples, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """Return the ``responses`` of a route that answers with JSON like this."""
    return {status: {"content": {"application/json": {"example": example}}}}
