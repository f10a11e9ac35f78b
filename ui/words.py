"""Every label and sentence on the screens, by key and with parameters; the texts of a language stand in ui/languages/<language>.toml."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGE = "en"


@cache
def table(language: str = LANGUAGE) -> Mapping[str, str]:
    """Return all texts of a language under dotted keys (``run.start``)."""
    with (Path(__file__).parent / "languages" / f"{language}.toml").open("rb") as file:
        return dict(_flat(tomllib.load(file)))


def _flat(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        name = f"{prefix}{key}"
        pairs += _flat(value, name + ".") if isinstance(value, dict) else [(name, value)]
    return pairs


def say(key: str, **params: object) -> str:
    """Return the text of a key with its parameters filled in. Raises KeyError for an unknown key: a defect of the caller."""
    text = table()[key]
    return text.format(**params) if params else text


def name_of(group: str, code: object) -> str:
    """Return the name of a code (``stage.review``), or the code itself, readable, when the texts do not know it."""
    return table().get(f"{group}.{code}") or str(code).replace("_", " ")


def group(name: str) -> dict[str, str]:
    """Return the texts of one group by their last key, for a component that picks them in the browser."""
    return {key[len(name) + 1 :]: text for key, text in table().items() if key.startswith(name + ".")}


def counted(key: str, n: int, **params: object) -> str:
    """Return the singular (``key.one``) or plural (``key.many``) text of a count ``n``."""
    return say(f"{key}.{'one' if n == 1 else 'many'}", n=f"{n:,}", **params)


def plain(text: object) -> str:
    """Return text that Markdown shows as it is: one line, every ASCII punctuation mark escaped, so that no link, image or colour can come of it.

    Where the renderer would still find a web or e-mail address, an icon or an arrow in the finished text, an unseen word joiner stands between
    (where it does no harm to an address that is copied: UTS #46 passes over it).
    """
    whole = " ".join(_MISLEADING.sub("\ufffd", str(text)).split())
    return "".join(f"\\{c}" if c in _MARKS else c for c in _FOUND_LATER.sub(_apart, whole))


def verbatim(text: object) -> str:
    """Return text for a cell or button that takes a list in brackets or an icon name at its beginning for more than text."""
    held = str(text)
    return JOINER + held if held.lstrip().startswith(("[", ":")) else held


def _apart(match: re.Match[str]) -> str:
    found = match.group()
    return found + JOINER if found[-1] in "/wW@:" else found[0] + JOINER + found[1:]


JOINER = "\u2060"
_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# The renderer's own passes over the text, after the escapes are gone: addresses, emoji and icons, arrows and dashes.
_FOUND_LATER = re.compile(r"https?://|www(?=\.)|@(?=[\w-])|:(?=[\w+-]{1,60}:)|(?<!\S)(?:<->|->|<-|--|>=|<=|~=)(?!\S)", re.I)
# Marks that turn the direction of what follows them, also outside their own text.
_MISLEADING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def duration(seconds: float | None) -> str:
    """Return a span of time in words (``4 min 10 s``); a dash when it is not known."""
    if seconds is None:
        return "–"
    whole = round(seconds)
    if whole < 60:
        return say("time.seconds", s=whole)
    if whole < 3600:
        return say("time.minutes", m=whole // 60, s=whole % 60)
    return say("time.hours", h=whole // 3600, m=whole % 3600 // 60)
