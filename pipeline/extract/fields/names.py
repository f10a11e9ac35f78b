"""Candidates for the company's brand and legal name: structured data, site name, title parts, logo, copyright line, imprint rows, lines with a legal form."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from domain.evidence import Evidence
from pipeline.extract.base import Candidate, PageContext
from pipeline.extract.fields.credits import credits_of
from pipeline.extract.fields.structured import organisations, quote, site_names
from pipeline.extract.markup import Block, Markup, Tag
from pipeline.extract.quote import Quoter
from pipeline.extract.resolve_domain import compact, label_of, loose
from pipeline.lexicon.labels import CREDIT, NAME_LABEL
from pipeline.lexicon.legal_forms import LEGAL_FORM, Form, form_at_end, is_in_postcode, is_written_as_form
from pipeline.lexicon.phrases import Hit, word_set
from pipeline.lexicon.spans import word_spans
from pipeline.lexicon.titles import is_useless, parts_of, without_greeting

EXTRACTOR = "names"
_LONGEST_NAME = 90
_LONGEST_LINE = 200
_MOST_WORDS = 9
_TLD = re.compile(r"\.[a-z]{2,}", re.I)
_COPYRIGHT = re.compile(r"©|\(c\)(?=\s{0,2}(?:\d{4}|[A-Z]))|copyright", re.I)
_LEAD_WORDS = (
    "copyright|by|von|par|de|av|af|and|the year|alle rechte vorbehalten|all rights reserved|tous droits réservés|todos los derechos reservados|"
    "todos os direitos reservados|tutti i diritti riservati|alle rechten voorbehouden|wszelkie prawa zastrzeżone|všechna práva vyhrazena|"
    "все права защищены|всі права захищені|tüm hakları saklıdır|版权所有|版權所有|כל הזכויות שמורות|جميع الحقوق محفوظة"
)
_YEARS = r"(?:19|20)\d\d(?:\s{0,2}[-–/]\s{0,2}(?:(?:19|20)?\d\d|present|heute))?(?!\d)"
_AROUND_COPYRIGHT = re.compile(rf"^(?:[\s©|,.:–—&-]|\(c\)|(?:{_LEAD_WORDS})(?!\w)|{_YEARS}){{1,12}}", re.I)
_RIGHTS = (
    "all rights|all right|alle rechte|tous droits|todos los|tutti i diritti|todos os|alla rättigheter|alle rettigheter|wszelkie|wszystkie|všechna|všetky|"
    "minden jog|toate drepturile|все права|усі права|всі права|tüm hakları|με επιφύλαξη|copyright|designed|created|powered|website|webdesign|made"
)
_AFTER_NAME = re.compile(rf"(?:\s{{0,2}}[|•·–—]|\s-\s|[.,;:]\s|\s?[.,]?\s{{0,2}}(?:\(?(?:{_RIGHTS}|©)|(?:19|20)\d\d\b)).*", re.I | re.S)
_LOGO_WORDS = re.compile(
    r"(?<!\w)(?:site logo|company logo|logo|logotype|logotipo|logotyp|logga|firmenlogo|white|black|weiß|icon|banner|image|bild|home|startseite|"
    r"brand|header|footer|логотип|ロゴ)(?!\w)",
    re.I,
)
_BRANDED = re.compile(r"(?<![a-z])(?:logo|brand|site-?title|sitename|site-?name|navbar-brand|branding)(?![a-z])", re.I)
_BAD = re.compile(r"[@{}<>=\[\]_｜]|https?:|www\.|\.(?:png|jpe?g|svg|webp|html?)\b|\d{5,}|[!?。！？]")
_QUOTES = '"“”„«»'
_BRAND_TAGS = frozenset(("a", "div", "span", "p", "h1", "h2", "strong", "b"))
_TAGS_OF_TOP = 400
_MOST_SPELLED = 4
_UP_TO_COMMA = 0.9
_LONGEST_SPELLED = 5
_HOME_PATHS = frozenset(("/", "index.html", "./", "/index.html", "index.php", "./index.html", "#", "home", "/home"))


def extract(markup: Markup, quoter: Quoter, page: PageContext) -> Iterable[Candidate]:
    """Yield ``company_name`` and ``legal_name`` candidates; ``attrs["source"]`` says where each stands."""
    for candidate in _candidates(markup, quoter, page):
        yield candidate
        first, comma, _ = candidate.value.partition(", ")
        if comma and candidate.field == "company_name" and (name := usable(first)) and form_at_end(candidate.value) == len(candidate.value):
            yield candidate.model_copy(update={"value": name, "weight": candidate.weight * _UP_TO_COMMA})


def _candidates(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    yield from _structured(markup, quoter)
    yield from _metas(markup, quoter)
    yield from _titles(markup, quoter, page)
    yield from _headings(markup, quoter, page)
    yield from _logos(markup, quoter)
    yield from _lines(markup, quoter, page)
    yield from _spelling_the_domain(markup, quoter, page)


def usable(name: str) -> str:
    """Return a name with white space and edge signs cleaned, or an empty string when it cannot be a company's."""
    bare = _unquoted(" ".join(name.split()).strip(" |–—-·•,:;*©®™°"))
    if not 2 <= len(bare) <= _LONGEST_NAME or len(bare.split()) > _MOST_WORDS or _BAD.search(bare):
        return ""
    return "" if is_useless(bare) or sum(c.isalpha() for c in bare) < (2 if bare.isascii() else 1) else bare


def _unquoted(name: str) -> str:
    """Take off quotation marks around the whole name, and one that has no other."""
    if len(name) > 2 and name[0] in "'‘‚" and name[-1] in "'’‘":
        name = name[1:-1].strip()
    marks = sum(c in _QUOTES for c in name)
    if marks == 1 or (marks == 2 and name[0] in _QUOTES and name[-1] in _QUOTES):
        return name.strip(_QUOTES + " ")
    return name


def _candidate(field: str, name: str, evidence: Evidence, weight: float, source: str) -> Candidate:
    return Candidate(field=field, value=name, evidence=evidence, weight=weight, attrs={"source": source})


def _structured(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    for organisation in organisations(markup):
        if not organisation.own:
            continue
        for datum in organisation.all("name", "legalname", "alternatename"):
            name = usable(datum.text)
            if name:
                field = "legal_name" if datum.prop == "legalname" else "company_name"
                yield quote(datum, quoter, field, name, weight=0.4 if datum.prop == "alternatename" else 0.8, attrs={"source": "structured"})
    for datum in site_names(markup):
        if name := usable(datum.text):
            yield quote(datum, quoter, "company_name", name, weight=0.6, attrs={"source": "site_name"})


def _metas(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    for meta, weight in (
        ("og:site_name", 0.65),
        ("application-name", 0.5),
        ("apple-mobile-web-app-title", 0.45),
        ("author", 0.3),
        ("publisher", 0.35),
        ("copyright", 0.35),
    ):
        attr = markup.meta(meta)
        if attr and (name := usable(attr.value)):
            yield _candidate("company_name", name, quoter.source(attr.start, attr.end, EXTRACTOR), weight, "meta")


def _titles(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    span = _title_span(markup)
    sources = [(markup.title, span)] if span else []
    og = markup.meta("og:title")
    if og and og.value != markup.title:
        sources.append((og.value, (og.start, og.end)))
    for title, (start, end) in sources:
        parts = parts_of(title)
        for place, part in enumerate(parts):
            edge = place in (0, len(parts) - 1)
            weight = (0.4 if page.kind == "home" else 0.3) * (1.0 if edge else 0.7)
            for said, share in _readings_of(part):
                name = usable(said)
                if name:
                    evidence = quoter.source(start, end, EXTRACTOR, pad=0)
                    yield _candidate("company_name", name, evidence, weight * share * (1.0 if len(name.split()) <= 5 else 0.6), "title")


def _readings_of(part: str) -> Iterator[tuple[str, float]]:
    """A title part as it is, and without its greeting ("Welcome to Acme")."""
    bare = without_greeting(part)
    yield part, 1.0 if bare == part else 0.3
    if bare != part:
        yield bare, 1.0


def _title_span(markup: Markup) -> tuple[int, int] | None:
    for tag in markup.by_name("title")[:3]:
        end = markup.source.find("</", tag.end, tag.end + 1_000)
        if end > tag.end:
            return tag.end, end
    return None


def _headings(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    """The first heading of the home page, where it is short enough for a name."""
    for tag in markup.by_name("h1")[:1] if page.kind == "home" else ():
        start, end = markup.element_text(tag)
        name = usable(without_greeting(markup.text[start:end].strip())) if end - start <= 50 else ""
        if name and len(name.split()) <= 4:
            yield _candidate("company_name", name, quoter.text(start, end, EXTRACTOR), 0.2, "heading")


def _logos(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    homeward = {tag.text_at for tag in markup.tags[:_TAGS_OF_TOP] if tag.name == "a" and tag.names and _is_brand(tag)}
    for tag in markup.by_name("img"):
        alt = tag.attr("alt")
        if not alt or not alt.value.strip() or len(alt.value) > 120:
            continue
        said = f"{tag.value('class')} {tag.value('id')} {tag.value('src')[-80:]} {alt.value}"
        said += " logo" if tag.text_at in homeward else ""  # the picture in the link that leads home
        if (tag.zone in ("header", "nav", "footer") and ("logo" in said.lower() or tag.zone == "header")) or _is_early_logo(tag, said):
            name = usable(_LOGO_WORDS.sub(" ", alt.value))
            if name:
                evidence = quoter.source(alt.start, alt.end, EXTRACTOR)
                yield _candidate("company_name", name, evidence, 0.45 if "logo" in said.lower() else 0.25, "logo")
    yield from _brands(markup, quoter)


def _brands(markup: Markup, quoter: Quoter) -> Iterator[Candidate]:
    """The text of elements that are marked as logo or brand; of nested ones the outermost."""
    covered = -1
    for tag in markup.tags[:_TAGS_OF_TOP]:
        if tag.name in _BRAND_TAGS and tag.names and not tag.hidden and tag.text_at >= covered and _is_brand(tag):
            start, end = markup.element_text(tag)
            covered = max(covered, end)
            name = usable(markup.text[start:end]) if 0 < end - start <= 60 and "\n" not in markup.text[start:end] else ""
            if name:
                yield _candidate("company_name", name, quoter.text(start, end, EXTRACTOR), 0.5, "brand")


def _is_early_logo(tag: Tag, said: str) -> bool:
    return tag.text_at < 300 and "logo" in said.lower()


@lru_cache(maxsize=8_192)
def _says_brand(words: str) -> bool:
    return _BRANDED.search(words) is not None


def _is_brand(tag: Tag) -> bool:
    if _says_brand(f"{tag.value('class')[:80]} {tag.value('id')[:40]}"):
        return True
    return tag.name == "a" and tag.zone in ("header", "nav") and tag.text_at < 40 and tag.value("href") in _HOME_PATHS


def _lines(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    credits = credits_of(markup, page.host)
    formed = _formed(markup)
    marked = frozenset(markup.lines_at([match.start() for match in _COPYRIGHT.finditer(markup.text)]))
    labelled = {hit.start: hit for hit in sorted(NAME_LABEL.find(markup.text), key=lambda h: h.end)}
    for index, block in enumerate(markup.blocks):
        if len(block.text) > _LONGEST_LINE:
            continue
        match = _COPYRIGHT.search(block.text) if index in marked else None
        if match and not credits.cover(block.start + match.start()):
            yield from _copyright(block, match, quoter)
        if page.kind in ("imprint", "contact", "about", "privacy", "terms", "legal") or block.zone == "footer":
            label = next((labelled[at] for at in range(block.start, block.start + 4) if at in labelled), None)
            if label and label.end <= block.end:
                yield from _row(markup, index, label, quoter)
    for hit in formed:
        if not credits.speaker(hit.start)[0]:
            yield from _with_form(markup, hit, quoter, page)


def _copyright(block: Block, match: re.Match[str], quoter: Quoter) -> Iterator[Candidate]:
    rest = block.text[match.start() :]
    lead = _AROUND_COPYRIGHT.match(rest)
    begin = lead.end() if lead else 0
    tail = rest[begin:]
    kept = _AFTER_NAME.sub("", tail)
    if tail[len(kept) : len(kept) + 1] == "." and form_at_end(kept) < len(kept):
        kept += "."
    name = usable(kept)
    if name and name[:1].isalnum() and not any(hit.start == 0 for hit in CREDIT.find(name)):
        at = block.start + match.start() + begin
        yield _candidate("company_name", name, quoter.text(at, at + len(tail), EXTRACTOR), 0.6, "copyright")


def _row(markup: Markup, index: int, label: Hit[str], quoter: Quoter) -> Iterator[Candidate]:
    """A row "Owner: Name", or the label alone on its line and the name on the next one."""
    block = markup.blocks[index]
    rest = markup.text[label.end : block.end]
    begin = len(rest) - len(rest.lstrip(" :：-–|"))
    if rest.strip(" :：-–|") and (begin and rest[:begin].strip()):
        start, end = label.end + begin, block.end
    elif not rest.strip(" :：-–|") and index + 1 < len(markup.blocks):
        start, end = markup.blocks[index + 1].start, markup.blocks[index + 1].end
    else:
        return
    name = usable(_first_part(markup.text[start:end])) if end - start <= 160 else ""
    if name:
        formed = any(True for _ in LEGAL_FORM.find(name))
        evidence = quoter.text(start, min(end, start + len(name) + 5), EXTRACTOR)
        yield _candidate("legal_name" if formed else "company_name", name, evidence, 0.6 if formed else 0.35, "imprint")


def _first_part(text: str) -> str:
    """What stands before the first comma or bar, with a legal form that follows a comma ("Acme, s.r.o., Street 1")."""
    cut = _CUT.search(text)
    if not cut:
        return text
    rest = text[cut.end() :]
    form = next(iter(LEGAL_FORM.find(rest[:40])), None)
    if form and form.start == 0 and is_written_as_form(form.meaning, rest[: form.end], rest[form.end : form.end + 1]):
        return text[: cut.end() + form.end + (rest[form.end : form.end + 1] == ".")]
    return text[: cut.start()]


def _formed(markup: Markup) -> list[Hit[Form]]:
    text = markup.text
    whole = (h for h in LEGAL_FORM.find(text) if not _GOES_ON.match(text, h.end) and not is_in_postcode(text, h.start, h.end))
    return [h for h in whole if is_written_as_form(h.meaning, text[h.start : h.end], text[h.end : h.end + 1])][:60]


def _with_form(markup: Markup, hit: Hit[Form], quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    """The words before a legal form that look like a name (for 株式会社 also those behind); with a dash before them also what stands before that."""
    block = markup.block_at(hit.start)
    if block is None:
        return
    leads = markup.text[hit.end : hit.end + 2].strip()[:1] in _OPENING
    finders = (_name_behind, _name_before) if leads else (_name_before, _name_behind)
    span = next((span for find in finders if (span := find(markup.text, block, hit))), None)
    own = page.kind in ("imprint", "contact", "terms") or block.zone == "footer"
    spans = [(span, 1.0)] if span else []
    if dashed := _with_dash(markup.text, block, hit):
        spans.append((dashed, 0.9))
    for (start, end), share in spans:
        name = usable(markup.text[start:end])
        if not name or len(name) - (hit.end - hit.start) < 2:
            continue
        strong = own or len(block.text) - len(name) <= 3
        evidence = quoter.text(start, end, EXTRACTOR)
        yield _candidate("legal_name", name, evidence, (0.55 if strong else 0.25) * share, "own_form" if own else "legal_form")
        if strong and share == 1.0:
            yield _candidate("company_name", name, evidence, 0.35, "legal_form")


def _with_dash(text: str, block: Block, hit: Hit[Form]) -> tuple[int, int] | None:
    """A name with a dash in it, from the beginning of its line or sentence ("Acme – Roofs, Ltd")."""
    found = _DASHED.search(text, max(block.start, hit.start - 80), hit.start)
    if not found or (found.start() > block.start and text[found.start() - 1] not in "\n:|·•©"):
        return None
    return found.start() + len(found.group()) - len(found.group().lstrip()), hit.end + (text[hit.end : hit.end + 1] == ".")


_RUN = re.compile(r"[\w・&＆･.-]{1,24}\Z")
_CASELESS = re.compile("[\u0590-\u06ff\u0900-\u0dff\u10a0-\u10ff]")
_OPENING = ("«", "„", "“", '"')
_FORM_FIRST = frozenset(("FR", "LV", "LT", "ID", "MA", "DZ"))
_GOES_ON = re.compile(r"\.[^\W\d_](?![^\W_])")
"""Behind a part of a longer abbreviation ("S.L" in "S.L.P.")."""
_DASHED = re.compile(r"(?:^|(?<=[:|·•©]))\s?[^\W\d_][\w'’&]{0,30}(?: [\w'’&]{1,30}){0,2} [–—-] (?:[\w'’&]{1,30},? ){1,4}\Z")
_CUT = re.compile(r",\s|\s[|–•]\s")
_OWNER = re.compile(r"Inh\.|Inhaber|owner|prop\.", re.I)
_CAPITAL_NOUNS = frozenset(("DE", "AT", "CH", "GB", "US"))
_JOINING = word_set(
    """& + und and et y e i og och en és a oraz и і та și si ve ja u ir un til po de of für do da di del du des la le les los las dos das dem den het van
    von ve am im zum zur beim vom bei auf in sur sous lès upon"""
)


def _name_before(text: str, block: Block, hit: Hit[Form]) -> tuple[int, int] | None:
    end = hit.end + (text[hit.end : hit.end + 1] == ".")
    before = text[block.start : hit.start].rstrip(" ,")
    pieces = re.split(r"[:|•·©–—,;()]\s|\s-\s|(?:19|20)\d\d(?:\s?[-–—])?\s", before)  # a year, or a span whose end a script writes
    if len(pieces) > 1 and _OWNER.match(pieces[-1]):  # "Firm, Inh. Name e.K." is one name
        pieces[-2:] = [before[len(before) - len(pieces[-1]) - len(pieces[-2]) - 2 :]]
    tokens = list(re.finditer(r"\S+", pieces[-1]))
    if not text[hit.start : hit.end].isascii() and text[hit.start - 1 : hit.start].isalnum():
        return _run_before(text, block, hit)
    base = block.start + len(before) - len(pieces[-1])
    begin = None
    for token in reversed(tokens[-8:]):
        word = token.group()
        if not (word[0].isupper() or _CASELESS.match(word) or word[0].isdigit() or word[0] in "„“\"«&+'" or word.casefold() in _JOINING):
            break
        if word.endswith(":") or (word.endswith((".", "!")) and len(word) > 6):
            break
        if word.casefold() not in _JOINING:
            begin = base + token.start()
    if begin is None and not hit.meaning.countries & _CAPITAL_NOUNS and 2 <= len(tokens) <= 4 and tokens[0].group()[0].isupper():
        begin = base + tokens[0].start()  # "Modrá voda s.r.o.": only the first word has a capital
    return (begin, end) if begin is not None else None


def _run_before(text: str, block: Block, hit: Hit[Form]) -> tuple[int, int] | None:
    """The letters right before a form of a script without spaces (月嵐有限公司)."""
    run = _RUN.search(text, max(block.start, hit.start - 24), hit.start)
    return (run.start(), hit.end) if run and len(run.group()) >= 2 else None


def _name_behind(text: str, block: Block, hit: Hit[Form]) -> tuple[int, int] | None:
    """Forms that may stand first: 株式会社…, ООО «…», ТОВ "…", SIA …, SARL …."""
    rest = text[hit.end : min(block.end, hit.end + 60)]
    quoted = re.match(r"\s?[«\"“„]([^»\"”“]{2,50})[»\"”“]", rest)
    if quoted:
        return hit.start, hit.end + quoted.end()
    if hit.meaning.countries & _FORM_FIRST and (named := re.match(r"\.? (?:[A-ZÀ-ÝĀ-Ž][\w'’&-]{1,30} ?){1,4}", rest)):
        return hit.start, hit.end + len(named.group().rstrip())
    if not rest.strip() or text[hit.start : hit.end].isascii():
        return None
    plain = re.match(r"\s?[^\s,.;:|()/]{2,30}", rest)
    return (hit.start, hit.end + plain.end()) if plain else None


def _spelling_the_domain(markup: Markup, quoter: Quoter, page: PageContext) -> Iterator[Candidate]:
    """Words of the text that, put together, are the word of the site's domain, as they are written there."""
    label = label_of(page.host)
    if len(label) < 3:
        return
    text, spans, seen = markup.text, word_spans(markup.text), 0
    begins = {first: (first.isupper() or first.isdigit()) and loose(label).startswith(loose(compact(first))) for first in set(text)}
    for index in [i for i, (start, _) in enumerate(spans) if begins[text[start]]]:
        if seen == _MOST_SPELLED:
            return
        start, end = spans[index][0], _spelled(text, spans[index : index + _LONGEST_SPELLED], label)
        if end and text[start - 1 : start] not in (".", "@", "/") and text[end : end + 1] not in ("@",) and not _TLD.match(text, end):
            seen += 1
            yield _candidate("company_name", text[start:end], quoter.text(start, end, EXTRACTOR), 0.45, "text")


def _spelled(text: str, spans: list[tuple[int, int]], label: str) -> int:
    """Return where the words that begin here have spelled the label, 0 when they do not."""
    letters, wanted = "", loose(label)
    for start, end in spans:
        letters += compact(text[start:end])
        said = loose(letters)
        if said == wanted:
            return end
        if not said or not wanted.startswith(said) or "\n" in text[end : end + 1]:
            return 0
    return 0
