"""The organisations that a page describes in JSON-LD and microdata (https://schema.org), each value with its place in the source."""

import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.extract.base import Candidate
from pipeline.extract.markup import Markup, Raw, Tag
from pipeline.extract.quote import Quoter
from pipeline.lexicon.phrases import word_set

EXTRACTOR = "structured"

_NOT_ORGANISATIONS = word_set(
    """person website webpage contactpage aboutpage collectionpage itempage searchresultspage profilepage faqpage qapage article newsarticle
    blogposting blog product productgroup offer aggregateoffer event jobposting imageobject videoobject mediaobject breadcrumblist listitem
    itemlist question answer review aggregaterating rating service postaladdress contactpoint geocoordinates openinghoursspecification
    searchaction readaction potentialaction entrypoint country place city state administrativearea geocircle monetaryamount quantitativevalue
    propertyvalue speakablespecification wpheader wpfooter wpsidebar sitenavigationelement webpageelement creativework softwareapplication
    webapplication course recipe howto howtostep dataset book movie brand offercatalog menu menuitem menusection"""
)
_MENTIONS = word_set(
    """author review reviews itemreviewed member memberof sponsor funder creator manufacturer brand alumniof affiliation employee employees founder
    founders performer organizer customer client worksfor parentorganization award isrelatedto issimilarto knowsabout copyrightholder seller
    offeredby potentialaction mentions subjectof translator editor contributor"""
)
_ORGANISATION_SIGNS = word_set("telephone email address legalname vatid taxid contactpoint sameas logo faxnumber")
_ADDRESS = word_set("streetaddress postalcode addresslocality addressregion addresscountry")
_WANTED = _ADDRESS | {"address", "name", "legalname", "alternatename", "telephone", "faxnumber", "email", "sameas", "url", "vatid", "taxid"}
_STRINGS = json.JSONDecoder(strict=False)
_MAX_NODES = 400
_MAX_DEPTH = 12


class Datum(NamedTuple):
    """One value: its property in lower case, the decoded text, its source offsets and decoder. Values of one address share ``group``."""

    prop: str
    text: str
    start: int
    end: int
    decoder: str
    group: int = 0


class Organisation(NamedTuple):
    """An organisation on a page. ``own`` is False where it is only mentioned (the author of a review, a member, a brand)."""

    types: frozenset[str]
    own: bool
    data: tuple[Datum, ...]

    def all(self, *props: str) -> tuple[Datum, ...]:
        """Return the values of these properties."""
        return tuple(d for d in self.data if d.prop in props)


@lru_cache(maxsize=2)
def organisations(markup: Markup) -> tuple[Organisation, ...]:
    """Return the organisations of a page; those of the last pages are remembered, since several extractors ask."""
    found = [o for obj, raw in markup.json_ld() for o in _Walk(raw).run(obj)]
    found.extend(_microdata(markup))
    return tuple(found)


@lru_cache(maxsize=2)
def site_names(markup: Markup) -> tuple[Datum, ...]:
    """Return the names of the WebSite nodes of a page."""
    names: list[Datum] = []
    for obj, raw in markup.json_ld():
        if isinstance(obj, dict) and "website" in _types(obj):
            names.extend(d for text in _texts(obj.get("name")) if (d := _placed(raw, "name", text, 0)))
    return tuple(names)


def quote(datum: Datum, quoter: Quoter, field: str, value: str, *, weight: float, role: str | None = None, attrs: dict[str, str] | None = None) -> Candidate:
    """Return a candidate for a structured value."""
    evidence = quoter.source(datum.start, datum.end, EXTRACTOR, decoder=datum.decoder)
    return Candidate(field=field, value=value, evidence=evidence, weight=weight, role=role, attrs={"how": "structured", **(attrs or {})})


def _types(node: dict[str, object]) -> frozenset[str]:
    said = node.get("@type")
    listed = said if isinstance(said, list) else [said]
    return frozenset(str(t).rsplit("/", 1)[-1].lower() for t in listed if t)


def _is_organisation(types: frozenset[str], node: dict[str, object]) -> bool:
    if types & _NOT_ORGANISATIONS or not types:
        return False
    return any(t.endswith(("organization", "business", "corporation", "store")) for t in types) or bool(_ORGANISATION_SIGNS & {k.lower() for k in node})


def _texts(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            one = one.get("@value") or one.get("name")
        if isinstance(one, str | int | float) and not isinstance(one, bool) and str(one).strip():
            yield str(one)


class _Walk:
    """One walk through the nodes of a script."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.group = 0
        self.nodes = 0

    def run(self, root: object) -> Iterator[Organisation]:
        """Yield the organisations below a node, outer ones first."""
        waiting: list[tuple[object, bool, int]] = [(root, True, 0)]
        while waiting and self.nodes < _MAX_NODES:
            node, own, depth = waiting.pop(0)
            self.nodes += 1
            if isinstance(node, list):
                waiting.extend((child, own, depth) for child in node[:_MAX_NODES])
            elif isinstance(node, dict) and depth < _MAX_DEPTH:
                types = _types(node)
                if _is_organisation(types, node):
                    yield Organisation(types, own, tuple(self._data(node)))
                waiting.extend((v, own and k.lower() not in _MENTIONS, depth + 1) for k, v in node.items() if isinstance(v, dict | list))

    def _data(self, node: dict[str, object]) -> Iterator[Datum]:
        self.group += 1
        yield from self._values(node)
        for key, value in node.items():
            if key.lower() in ("address", "contactpoint", "contactpoints", "location"):
                for inner in value if isinstance(value, list) else [value]:
                    yield from self._part(inner)

    def _part(self, inner: object) -> Iterator[Datum]:
        self.group += 1
        if not isinstance(inner, dict):
            return
        yield from (d for d in self._values(inner) if d.prop not in ("name", "url"))
        address = inner.get("address")
        if isinstance(address, dict):
            yield from (d for d in self._values(address) if d.prop != "name")

    def _values(self, node: dict[str, object]) -> Iterator[Datum]:
        for key, value in node.items():
            if key.lower() in _WANTED:
                for text in _texts(value):
                    datum = _placed(self.raw, key, text, self.group)
                    if datum:
                        yield datum


def _placed(raw: Raw, key: str, text: str, group: int) -> Datum | None:
    """Find where a JSON value stands in its script: after its own key if it stands there more than once."""
    written = {json.dumps(text, ensure_ascii=False)[1:-1], json.dumps(text)[1:-1]}
    for form in (f for plain in written for f in (plain, plain.replace("/", "\\/"))):
        at = first = raw.text.find(form)
        for _ in range(20):
            if at < 0 or f'"{key}"' in raw.text[max(0, at - 60) : at]:
                break
            at = raw.text.find(form, at + 1)
        at = at if at >= 0 else first
        if at >= 0:
            return _datum(raw, key, text, at, at + len(form), group)
    span = _escaped(raw, key, text)
    return _datum(raw, key, text, *span, group) if span else None


def _datum(raw: Raw, key: str, text: str, start: int, end: int, group: int) -> Datum:
    return Datum(key.lower(), " ".join(html.unescape(text).split()), raw.start + start, raw.start + end, "json", group)


def _escaped(raw: Raw, key: str, text: str) -> tuple[int, int] | None:
    """Find a value written with unusual escapes ("\\u002B49"): read the strings behind its key until one says the same."""
    for match in islice(re.finditer(rf'"{re.escape(key)}"\s{{0,20}}:\s{{0,20}}(?:\[\s{{0,20}})?"', raw.text), 50):
        try:
            said, end = _STRINGS.raw_decode(raw.text, match.end() - 1)
        except ValueError:
            return None
        if said == text:
            return match.end(), end - 1
    return None


_ITEMSCOPE = ("itemscope", "itemScope", "ITEMSCOPE")


class _Scope(NamedTuple):
    tag: Tag
    end: int
    types: frozenset[str]
    own: bool
    parent: int


def _microdata(markup: Markup) -> Iterator[Organisation]:
    if not any(word in markup.source for word in _ITEMSCOPE):
        return
    scopes: list[_Scope] = []
    values: dict[int, list[Datum]] = {}
    for tag in markup.tags:
        if "itemscope" not in tag.names and "itemprop" not in tag.names:
            continue
        inside = next((i for i in range(len(scopes) - 1, -1, -1) if scopes[i].end + 1 >= tag.text_at), -1)
        if "itemscope" in tag.names:
            types = frozenset(t.rsplit("/", 1)[-1].lower() for t in tag.value("itemtype").split())
            outer_own = inside < 0 or scopes[inside].own
            scopes.append(_Scope(tag, markup.element_text(tag)[1], types, outer_own and tag.value("itemprop").lower() not in _MENTIONS, inside))
        elif inside >= 0 and tag.value("itemprop").lower() in _WANTED:
            holder = scopes[inside].parent if scopes[inside].types & {"postaladdress", "contactpoint"} and scopes[inside].parent >= 0 else inside
            datum = _microdatum(markup, tag, inside)
            if datum:
                values.setdefault(holder, []).append(datum)
    for index, data in values.items():
        scope = scopes[index]
        if _is_organisation(scope.types, {d.prop: d.text for d in data}):
            yield Organisation(scope.types, scope.own, tuple(data))


def _microdatum(markup: Markup, tag: Tag, group: int) -> Datum | None:
    prop = tag.value("itemprop").lower()
    content = tag.attr("content")
    attr = content or (tag.attr("href") if prop in ("sameas", "url", "email", "telephone") else None)
    if attr:
        return Datum(prop, attr.value.strip(), attr.start, attr.end, "html" if content else "url", group) if attr.value.strip() else None
    start, end = markup.element_text(tag)
    text = " ".join(markup.text[start:end].split())
    if not text or len(text) > 200:
        return None
    return Datum(prop, text, *markup.source_span(start, end), "html", group)
