"""The example of the meter in the API's description. The figures are those that its labels give."""

from typing import Any

METER: dict[str, Any] = {
    "context_id": "cx_5d0c1f8a9b7e6d42",
    "context_version": 3,
    "order": "prospect",
    "weights": {"size_in_range": 2.0},
    "meter": {
        "ranked": 64,
        "good": 9,
        "bad": 11,
        "unranked": 1,
        "base": {"value": 0.45, "low": 0.2582, "high": 0.6579},
        "area": {"value": 0.7475, "low": 0.4933, "high": 0.8922},
        "cuts": [
            {
                "k": 5,
                "labelled": 4,
                "good": 3,
                "precision": {"value": 0.75, "low": 0.3006, "high": 0.9544},
                "low": 0.6,
                "high": 0.8,
                "tied": 0,
                "lift": 1.6667,
            }
        ],
        "good_missing": 0,
        "bad_missing": 0,
    },
    "rules": [
        {
            "rule": "size_in_range",
            "axis": "prospect",
            "weight": 2.0,
            "multiplier": 2.0,
            "met": 31,
            "not_met": 9,
            "unknown": 24,
            "good": 0.81,
            "bad": 0.42,
        }
    ],
    "older": 0,
    "stale": 12,
}
