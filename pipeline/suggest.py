"""What a company's own website suggests for its business context. Pure rules; every suggestion is a quote or derived by a named rule from quotes."""

import re
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz

from domain.context import MAX_ITEM, Suggestion
from domain.evidence import Evidence, Fact, Facts, FactStatus
from domain.quoting import html_text
from pipeline.extract.base import PageReading
from pipeline.factors.places import countries_in, country_name, places_in
from pipeline.lexicon.terms import Hit, spoken
from pipeline.lexicon.words import word_matcher
from pipeline.said import TELLING, Sentence, clean, said, shows_customers

RULES = {
    "sector_of_customers": "the sector that these words belong to",
    "named_products": "names of products and services, put together",
    "named_places": "countries named in one sentence, put together",
    "whole_country": "the country of the company, served as a whole",
    "home_country": "the country that the pages speak for",
}
"""Rule -> what it does, for whoever wants to know why a value is not a quotation."""

EXTRACTOR = "draft"
REPEATED = ("product_service_description", "value_proposition")
"""Fields that a sentence is not suggested for when it stands in an earlier one already."""

ALIKE = 88  # of 100: two sentences that say the same
_DESCRIPTIONS, _BENEFITS, _CUSTOMERS, _OFFERS, _SECTORS, _PAINS, _PRODUCTS, _REGIONS = 2, 3, 3, 2, 6, 6, 8, 2
_SURE_BENEFIT = 2.0
_NEAR, _APART = 3, 3  # words between "for" and whom it is for, and between one kind of customer and the next
_TELLING_TRADE = 2.0  # strength of a word that names a trade and hardly anything else
_HEADED = 0.25  # weight that a sector has when a heading names it
_CLAUSE = re.compile(r"[.!?;:…|]|\s[–—-]\s")
_JOINS = {
    "en": "and|because|thanks to", "de": "und|weil|dank", "fr": "et|parce|grâce", "es": "y|porque|gracias", "it": "e|perché|grazie",
    "nl": "en|omdat|dankzij", "pt": "e|porque|graças", "sv": "och|eftersom|tack vare", "pl": "i|oraz|dzięki",
}  # fmt: skip
_PHRASES = {language: re.compile(rf"[.!?;:…|,()]|\s[–—-]\s|\s(?:{words})\s", re.I) for language, words in _JOINS.items()}
_LONGEST_PAIN_WORDS, _SHORTEST_PAIN = 12, 6
_PLACE = r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆ](?![A-ZÀ-ÖØ-ÞŁŚŻŹĆ]{3})[\w'’-]{1,40}"
_LINKED = r"(?:,? (?:and|und|et|y|e|en|och|i|of|the|de|de la|de l['’]|du|des|del|della|der|die|das) ?|, | & | )"
_MARKUP = re.compile(r"[<>]|\"\s?:|=[\"']|\bhref\b|\bcontent\b")
_PLACES = re.compile(rf"(?:\s{{0,2}}(?:the|der|dem|den|die|la|le|el|il|lo|de|het|o|a|van|l['’]))?\s{{0,2}}({_PLACE}(?:{_LINKED}{_PLACE}){{0,6}})")

Rule = Callable[[Facts, Sequence[PageReading], tuple[Sentence, ...]], Iterable[Suggestion]]


def suggest(facts: Facts, readings: Sequence[PageReading]) -> tuple[Suggestion, ...]:
    """Return suggestions in the order of the context's fields, the best first within a field; a field without ground gets none.

    ``readings`` were made with ``pipeline.said.wanted``, the home page first; ``facts`` are resolved from them and verified.
    """
    sentences = said(readings)
    rules: tuple[Rule, ...] = (_business, _offer, _value, _ideal, _industries, _pains, _location)
    taken: list[str] = []
    found: list[Suggestion] = []
    for rule in rules:
        for suggestion in rule(facts, readings, sentences):
            if suggestion.field not in REPEATED or not _is_known(suggestion.value, taken):
                found.append(suggestion)
                taken.append(suggestion.value)
    return tuple(found)


def _is_known(value: str, others: Sequence[str]) -> bool:
    return any(fuzz.ratio(value.casefold(), other.casefold()) >= ALIKE for other in others)


def _quote(field: str, value: str, sentence: str, evidence: Evidence) -> Suggestion:
    """A value that stands in the sentence word for word."""
    fact = Fact(field=field, value=value, status=FactStatus.QUOTED, evidence=(evidence,), confidence=0.8, extractor=EXTRACTOR)
    return Suggestion(field=field, value=value, sentence=sentence, fact=fact)


def _cue(words: str, evidence: Evidence) -> Fact:
    return Fact(field="cue", value=words, status=FactStatus.QUOTED, evidence=(evidence,), confidence=0.8, extractor=EXTRACTOR)


def _derived(field: str, value: str, sentence: str, rule: str, *grounds: Fact) -> Suggestion:
    fact = Fact(field=field, value=value, status=FactStatus.DERIVED, rule=rule, grounds=grounds, confidence=0.7, extractor=EXTRACTOR)
    return Suggestion(field=field, value=value, sentence=sentence, fact=fact)


def _best(sentences: Iterable[tuple[float, Sentence]], most: int) -> list[Sentence]:
    """The sentences with the highest marks, on the pages that tell most; none that says what a better one says."""
    found: list[Sentence] = []
    for mark, sentence in sorted(sentences, key=lambda pair: -pair[0] * TELLING[pair[1].kind]):
        known = [s.words for s in found]
        asks = sentence.words.endswith("?")
        if mark > 0 and not asks and len(found) < most and not _is_known(sentence.words, known) and not any(_within(sentence.words, k) for k in known):
            found.append(sentence)
    return found


def _after(sentence: Sentence, hit: Hit, stop: re.Pattern[str]) -> str:
    """What stands behind a cue, up to the end of the clause, without the articles before it."""
    starts, start = sentence.tokens.starts, sentence.tokens.ends[hit.last - 1]
    stops = {h.first for h in word_matcher("stop").hits(sentence.tokens.words) if spoken(h.term, sentence.language) == 1.0}
    first = next((i for i in range(hit.last, len(starts)) if i not in stops), len(starts))
    end = stop.search(sentence.words, start)
    behind = starts[first] if first < len(starts) else len(sentence.words)
    return sentence.words[behind : end.start() if end else None].strip(" ,'’\"»«„“”-–—")


# what the company is and sells


def _business(facts: Facts, readings: Sequence[PageReading], sentences: tuple[Sentence, ...]) -> Iterable[Suggestion]:
    language = readings[0].language[:2] if readings else ""
    telling = {r.page_sha256 for r in readings if r.kind in ("home", "about") and r.language[:2] in ("", language)}
    told = [f for f in facts.all("description") if f.verified and any(e.page_sha256 in telling for e in f.evidence)]
    elsewhere = {s.words.casefold() for s in sentences if any(s.hits(key, least=2.0) for key in ("benefit", "cure", "ails", "region"))}
    elsewhere |= {s.words.casefold() for s in sentences if _served(s, facts.value("sector"))[0]}
    values: list[str] = []
    for fact in told:
        evidence, value = next(e for e in fact.evidence if e.page_sha256 in telling), clean(fact.value)
        further = bool(values) and (value.casefold() in elsewhere or any(_within(value, v) for v in values) or _is_known(value, values))
        if not further and len(values) < _DESCRIPTIONS:
            values.append(value)
            yield _quote("business_description", value, value, evidence)


def _offer(facts: Facts, readings: Sequence[PageReading], sentences: tuple[Sentence, ...]) -> Iterable[Suggestion]:
    products = [f for f in facts.all("product") if f.verified and f.evidence][:_PRODUCTS]
    if products:
        names = tuple(dict.fromkeys(clean(f.value) for f in products))
        yield _derived("product_service_description", f"{', '.join(names)}.", " · ".join(names), "named_products", *products)
    folded = [clean(f.value).casefold() for f in products]
    marked = [(s.offers() + sum(name in s.words.casefold() for name in folded), s) for s in sentences if s.offers()]
    for sentence in _best(marked, _OFFERS):
        yield _quote("product_service_description", sentence.words, sentence.words, sentence.evidence)


def _value(facts: Facts, readings: Sequence[PageReading], sentences: tuple[Sentence, ...]) -> Iterable[Suggestion]:
    marked = [(s.strength("benefit") + s.strength("cure"), s) for s in sentences]
    for sentence in _best([(mark, s) for mark, s in marked if mark >= _SURE_BENEFIT], _BENEFITS):
        yield _quote("value_proposition", sentence.words, sentence.words, sentence.evidence)


# whom it sells to


def _served(sentence: Sentence, own: str) -> tuple[str, tuple[Hit, ...]]:
    """What a sentence says of customers, and the sectors named there; nothing when it names none.

    Behind a cue such as "our customers" the whole sentence counts; behind a mere "for" only what follows, and not the company's own trade alone.
    """
    for cue in sentence.hits("customers", least=2.0):
        named = _row(sentence, cue.last) or _row_before(sentence, cue.first)
        if named:
            return sentence.words, _trades(named)
    for cue in sentence.hits("aimed"):
        named = _row(sentence, cue.last)
        alone = len(named) == 1 and named[0].term.key != "people" and named[0].first > cue.last  # "for the restaurant", "for the shipping"
        if named and not alone and {h.term.key for h in named} != {own} and max(h.term.strength for h in named) >= _TELLING_TRADE:
            return _after(sentence, cue, _CLAUSE) if cue.first else sentence.words, _trades(named)
    return "", ()


def _named(sentence: Sentence) -> list[Hit]:
    return sorted((*sentence.sectors(), *sentence.hits("people")), key=lambda h: h.first)


def _row(sentence: Sentence, first: int) -> list[Hit]:
    """The kinds of customers named one after the other, right behind a place."""
    row: list[Hit] = []
    for hit in _named(sentence):
        if hit.first >= first and hit.first - (row[-1].last if row else first) <= (_APART if row else _NEAR):
            row.append(hit)
    return row


def _row_before(sentence: Sentence, last: int) -> list[Hit]:
    """The same right before a place: "hotels and bakeries trust us"."""
    row: list[Hit] = []
    for hit in reversed(_named(sentence)):
        if hit.last <= last and (row[-1].first if row else last) - hit.last <= _APART:
            row.append(hit)
    return row[::-1]


def _trades(named: Sequence[Hit]) -> tuple[Hit, ...]:
    return tuple(h for h in named if h.term.key != "people")


def _ideal(facts: Facts, readings: Sequence[PageReading], sentences: tuple[Sentence, ...]) -> Iterable[Suggestion]:
    known: list[str] = []
    named: set[str] = set()
    for sentence, words, trades in _customers(sentences, facts.value("sector")):
        keys = {hit.term.key for hit in trades}
        repeats = bool(known) and words != sentence.words and keys <= named  # a mere "for …" that names nobody new
        if len(known) < _CUSTOMERS and not repeats and not _is_known(words, known) and not any(_within(words, k) for k in known):
            known.append(words)
            named |= keys
            yield _quote("ideal_customer", words, sentence.words, sentence.evidence)


def _customers(sentences: Iterable[Sentence], own: str) -> list[tuple[Sentence, str, tuple[Hit, ...]]]:
    """The sentences that name customers, with what they say of them and the sectors named; those that say most first."""
    found = [(s, *_served(s, own)) for s in sentences if not s.words.endswith("?")]

    def mark(row: tuple[Sentence, str, tuple[Hit, ...]]) -> float:
        return (row[0].strength("customers") + len(row[0].hits("people")) + len(row[2]) / 2) * TELLING[row[0].kind]

    return sorted((row for row in found if row[1]), key=mark, reverse=True)


def _industries(facts: Facts, readings: Sequence[PageReading], sentences: tuple[Sentence, ...]) -> Iterable[Suggestion]:
    own = facts.value("sector")
    found: dict[str, tuple[float, Suggestion]] = {}
    for sentence, _, trades in _customers(sentences, own):
        for hit in trades:
            words = sentence.words[sentence.tokens.starts[hit.first] : sentence.tokens.ends[hit.last - 1]]
            suggestion = _derived("industry_focus", hit.term.key, sentence.words, "sector_of_customers", _cue(words, sentence.evidence))
            mark, first = found.get(hit.term.key, (0.0, suggestion))
            found[hit.term.key] = (mark + hit.term.strength, first)
    for label, weight, suggestion in _shown(readings, own):
        found.setdefault(label, (weight, suggestion))
    ranked = sorted(found.values(), key=lambda pair: -pair[0])
    yield from (suggestion for _, suggestion in ranked[:_SECTORS])


def _shown(readings: Sequence[PageReading], own: str) -> Iterable[tuple[str, float, Suggestion]]:
    """Sectors named on the page that shows customers."""
    for candidate in (c for r in readings if shows_customers(r) for c in r.candidates if c.field == "sector" and c.value != own and c.weight >= _HEADED):
        words = candidate.attrs.get("cue", "")
        ground = _cue(words, candidate.evidence)
        sentence = clean(html_text(candidate.evidence.snippet))
        yield candidate.value, candidate.weight, _derived("industry_focus", candidate.value, sentence, "sector_of_customers", ground)


# what hurts them


def _pains(facts: Facts, readings: Sequence[PageReading], sentences: tuple[Sentence, ...]) -> Iterable[Suggestion]:
    values: list[str] = []
    marked = sorted(((mark, pain, s) for s in sentences for mark, pain in _cured(s)), key=lambda m: -m[0] * TELLING[m[2].kind])
    for _, pain, sentence in marked:
        if len(values) < _PAINS and not _is_known(pain, values) and not any(_within(pain, v) for v in values):
            values.append(pain)
            yield _quote("pain_points", pain, sentence.words, sentence.evidence)


def _within(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def _cured(sentence: Sentence) -> Iterable[tuple[float, str]]:
    """The troubles that a sentence says are over: behind "no more", behind "without" when it is a known trouble; else a sentence that tells of one."""
    troubles = sentence.troubles()
    found = False
    for key in ("cure", "spare"):
        for cue in _outermost(sentence.hits(key)):
            clause = _after(sentence, cue, _PHRASES.get(sentence.language, _PHRASES["en"]))
            known = sum(cue.last <= h.first and sentence.tokens.starts[h.first] < sentence.tokens.ends[cue.last - 1] + len(clause) + 3 for h in troubles)
            sure = known or (key == "cure" and cue.term.strength >= 2.0)
            if sure and len(clause) >= _SHORTEST_PAIN and clause.count(" ") < _LONGEST_PAIN_WORDS:
                found = True
                yield cue.term.strength + 2 * known, clause
    if not found and troubles and sentence.hits("ails") and len(sentence.words) <= MAX_ITEM:
        yield sentence.strength("ails") / 2 + len(troubles), sentence.words


def _outermost(cues: Iterable[Hit]) -> list[Hit]:
    """Of several cues that begin at one word the longest."""
    longest: dict[int, Hit] = {}
    for cue in cues:
        longest[cue.first] = max(longest.get(cue.first, cue), cue, key=lambda h: h.last)
    return list(longest.values())


# where


def _location(facts: Facts, readings: Sequence[PageReading], sentences: tuple[Sentence, ...]) -> Iterable[Suggestion]:
    country = next((f for f in facts.all("country") if f.verified and f.quotes), None)
    nation = next((s for s in sentences if s.hits("nation")), None) if country else None
    marked = [(s.strength("region") + s.strength("nation"), s) for s in sentences if not nation or not s.hits("nation") or places_in(s.words)]
    named = {found.value.casefold(): found for s in reversed(_best(marked, len(sentences))) if (found := _region(s))}
    regions = tuple(reversed(named.values()))[:_REGIONS]
    yield from regions
    if country is None or any(country.value in countries_in(s.value) for s in regions):
        return
    name = country_name(country.value)
    if nation:
        hit = nation.hits("nation")[0]
        words = nation.words[nation.tokens.starts[hit.first] : nation.tokens.ends[hit.last - 1]]
        yield _derived("location", name, nation.words, "whole_country", _cue(words, nation.evidence), *country.grounds)
    elif not regions:
        yield _derived("location", name, _readable(country.quotes), "home_country", *(country.grounds or (country,)))


def _readable(quotes: Sequence[Evidence]) -> str:
    """What most reads like words, of several snippets; one cut out of a tag is the last choice."""
    texts = [clean(html_text(quote.snippet)) for quote in quotes]
    return max(texts, key=lambda text: (not _MARKUP.search(text), sum(c.isalpha() for c in text)))


def _region(sentence: Sentence) -> Suggestion | None:
    """The places that a sentence names as served: countries anywhere in it, else the names right behind the cue."""
    cues = sentence.hits("region")
    places = tuple(place.rstrip(".") for place in places_in(sentence.words)) if cues or sentence.hits("nation") else ()
    if len(places) > 1:
        return _derived("location", ", ".join(places), sentence.words, "named_places", *(_cue(place, sentence.evidence) for place in places))
    if places:
        return _quote("location", places[0], sentence.words, sentence.evidence)
    behind = (_PLACES.match(sentence.words[sentence.tokens.ends[cue.last - 1] :]) for cue in cues)
    named = next((found.group(1) for found in behind if found), "")
    return _quote("location", named, sentence.words, sentence.evidence) if named else None
