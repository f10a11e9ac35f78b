"""Walks the JSON-LD of a page and finds where its values stand in the source."""

import json
from collections.abc import Iterator

from pipeline.extract.markup import Markup, Raw

_MOST = 400


def nodes(markup: Markup) -> Iterator[tuple[dict[str, object], frozenset[str], Raw]]:
    """Yield the JSON-LD nodes of a page, inner ones too, with their types in lower case and the script they stand in."""
    waiting: list[tuple[object, Raw]] = list(markup.json_ld())
    for _ in range(_MOST):
        if not waiting:
            return
        item, raw = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend((child, raw) for child in item[:_MOST])
        elif isinstance(item, dict):
            said = item.get("@type")
            types = frozenset(str(t).rsplit("/", 1)[-1].lower() for t in (said if isinstance(said, list) else [said]) if t)
            yield item, types, raw
            waiting.extend((child, raw) for child in item.values() if isinstance(child, dict | list))


def placed(raw: Raw, text: str) -> tuple[int, int] | None:
    """Return the source offsets of a JSON string in its script, None when it is written in a way we do not look for."""
    for quoted in (json.dumps(text, ensure_ascii=False), json.dumps(text), json.dumps(text, ensure_ascii=False).replace("/", "\\/")):
        at = raw.text.find(quoted)
        if at >= 0:
            return raw.start + at + 1, raw.start + at + len(quoted) - 1
    return None
