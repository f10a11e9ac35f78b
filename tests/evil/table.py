"""What a row of the evil tables is: a site, what it does, and the verdict that a run over it must come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.evil.answers import MISSING, Answer, company, reply

MOST_HITS = 12
"""Requests that reach one site in one run at the most: robots.txt and eleven of the site reader."""

COMPLETED, FAILED, REJECTED = "COMPLETED", "FAILED", "REJECTED"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the lead of a site ends.

    Args:
        code: the reason or error; empty for a completed lead; several are separated by ``|`` where timing decides.
        pages: path -> code with which its fetch ended (empty: it was read).
        never: paths that are never asked for.
        hits: requests that reach the site at the most.
        facts: field -> value that must be among the verified facts.
    """

    state: str
    code: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    hits: int = MOST_HITS
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """A site at ``https://<name>.test/``.

    Args:
        row: the row of table 1 in reliability.md that it belongs to.
        paths: path (with query) -> what it answers; ``*`` for all others, else they are missing.
        dns: answers of the name server in turn, the last one stays: a listener ("tls"), ``fail``, ``empty``, ``slow``, or addresses separated by blanks.
            None: the server's listeners for https and http.
        tls: listener behind port 443; ``cert``: which certificate it shows.
        plain: listener behind port 80.
        also: further host names that lead to this site.
    """

    name: str
    row: int
    does: str
    paths: Mapping[str, Answer]
    expect: Verdict
    dns: tuple[str, ...] | None = None
    tls: str = "tls"
    plain: str = "plain"
    cert: str = "good"
    also: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        return f"{self.name}.test"

    def answer(self, path: str) -> Answer:
        return self.paths.get(path) or self.paths.get("*") or MISSING


def firm(name: str) -> str:
    """The company's name on the pages of a case."""
    return f"{name.replace('-', ' ').title()} Pumps Ltd"


def fails(name: str, row: int, does: str, code: str, home: Answer, **more: object) -> Case:
    """A site whose home page gives this failure."""
    limits = {key: more.pop(key) for key in ("hits", "never", "pages") if key in more}
    paths = {"/": home, **more.pop("paths", {})}  # type: ignore[dict-item]
    return Case(name, row, does, paths, Verdict(FAILED, code, **limits), **more)  # type: ignore[arg-type]


def survives(name: str, row: int, does: str, *, home: Answer | None = None, links: tuple[str, ...] = (), top: str = "", body: str = "", **more: object) -> Case:
    """A site that is a lead in spite of what it does on the side: home page of a company, linking to ``links``."""
    limits = {key: more.pop(key) for key in ("hits", "never", "pages", "facts") if key in more}
    paths = {"/": home or reply(company(firm(name), *links, top=top, body=body)), **more.pop("paths", {})}  # type: ignore[dict-item]
    return Case(name, row, does, paths, Verdict(COMPLETED, **limits), **more)  # type: ignore[arg-type]
