import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.context import BusinessContext
from domain.package import Absent, MessageVariant, PersonalisedMessage
from pipeline.agents import contacts, finalising
from pipeline.agents.finalising import LEAST, MOST, in_marks, shortened, word_count
from pipeline.agents.message_texts import KINDS, PAGES, WORDINGS
from pipeline.dossier import Dossier
from pipeline.factors.tongue import tongue_of
from tests.factories import TODAY, make_context, make_dossier, make_fact, make_site, rich_dossier, rich_facts

OFFERS = {
    "en": "Wireless temperature loggers with an alarm by phone, for cold rooms and vans.",
    "de": "Drahtlose Temperaturfühler mit Alarm am Telefon, für Kühlräume und Fahrzeuge.",
    "fr": "Des enregistreurs de température sans fil avec une alarme par téléphone, pour les chambres froides.",
    "es": "Registradores de temperatura con alarma por teléfono, para las cámaras y los vehículos.",
    "it": "Registratori di temperatura con un allarme per telefono, per le celle e i veicoli della ditta.",
    "nl": "Draadloze temperatuurmeters met een alarm per telefoon, voor koelcellen en wagens van het bedrijf.",
}
PAINS = {
    "en": "temperature lists by hand",
    "de": "Temperaturlisten von Hand",
    "fr": "relevés à la main",
    "es": "listas a mano",
    "it": "registri a mano",
    "nl": "lijsten met de hand",
}
OPT_OUTS = {"en": "“no”", "de": "„Nein“", "fr": "« non »", "es": "«no»", "it": "«no»", "nl": "“nee”"}
PAGE_KINDS = ("home", "about", "contact", "news", "careers", "products", "team")


def in_language(language: str, **changes: object) -> BusinessContext:
    return make_context(
        business_description="Coldmark is a maker of loggers.",
        product_service_description=OFFERS[language],
        value_proposition="",
        pain_points=(PAINS[language], "goods lost", "audits"),
        message_language=language,
        **changes,
    )


def message(dossier: Dossier) -> PersonalisedMessage:
    grown = contacts.STEP.grow(dossier, contacts.by_rules(dossier, TODAY))
    found = finalising.by_rules(grown, TODAY).message
    assert isinstance(found, PersonalisedMessage)
    return found


def text_of(variant: MessageVariant) -> str:
    return "\n".join(p.text for p in variant.paragraphs)


def test_the_whole_message_in_english() -> None:
    variant = message(rich_dossier()).variants[0]
    assert variant.subject == "A question about hand-written temperature lists"
    assert text_of(variant).splitlines() == [
        "Hello Sam Okafor,",
        "On the page about your company you write: “Three times a day somebody writes the temperatures on a list by hand.” "
        "That is a subject that we work on every day: hand-written temperature lists.",
        "In short, what we at Coldmark offer: wireless temperature loggers with an alarm by phone. No more hand-written temperature lists.",
        "How do you handle this today, and would a short call be worthwhile? If someone else in your company looks after it, a name would already help me.",
        "If this is of no interest to you, a short “no” is enough and I will not write again.",
        "Kind regards",
    ]


def test_a_pain_and_a_trigger_give_two_variants() -> None:
    variants = message(rich_dossier()).variants
    assert [v.name for v in variants] == ["Lead with the pain", "Lead with the trigger"]
    assert "you are expanding: “Our second cold store opens in March 2027.”" in text_of(variants[1])


def test_the_opening_names_its_fact_and_the_greeting_its_person() -> None:
    greeting, opening, offer, *_ = message(rich_dossier()).variants[0].paragraphs
    assert rich_dossier().facts.by_id(greeting.fact_ids)[0].value == "Sam Okafor"
    assert rich_dossier().facts.by_id(opening.fact_ids)[0].field == "passage"
    assert offer.fact_ids == ()


@pytest.mark.parametrize("language", sorted(WORDINGS))
def test_every_language_has_every_page_event_and_a_way_to_say_no(language: str) -> None:
    wording = WORDINGS[language]
    assert set(wording.pages) == set(PAGES)
    assert set(wording.events) == set(KINDS)
    assert OPT_OUTS[language] in wording.opt_out


@pytest.mark.parametrize("language", sorted(WORDINGS))
@pytest.mark.parametrize("kind", [k for k in KINDS if k != "other"])
def test_length_in_every_language_and_for_every_kind_of_signal(language: str, kind: str) -> None:
    signal = make_fact("signal", "Long news " + "of many words " * 12, page="news", kind=kind, date="2026-11")
    for site_language in (language, "xx"):
        dossier = make_dossier(signal, context=in_language(language), site=make_site(*PAGE_KINDS, language=site_language))
        for variant in message(dossier).variants:
            assert LEAST <= word_count(variant.paragraphs) <= MOST
            assert "{" not in text_of(variant)


sentence = st.lists(
    st.sampled_from(["the", "cold", "store", "writes", "many", "lists", "every", "day,", "and", "more;", "so:", "it", "goes", "on"]), min_size=1, max_size=60
).map(" ".join)


@settings(max_examples=80, deadline=None)
@given(sentence, sentence, sentence, sentence, st.sampled_from(sorted(WORDINGS)), st.sampled_from(["en", "de", ""]))
def test_no_message_is_too_short_or_too_long(passage: str, offer: str, value: str, pain: str, language: str, site_language: str) -> None:
    context = make_context(product_service_description=offer, value_proposition=value, pain_points=(pain[:300],), message_language=language)
    facts = (make_fact("passage", f"{passage} by hand", page="about", interest="pain:0"), make_fact("signal", passage + ".", page="news", kind="hiring"))
    found = contacts.by_rules(make_dossier(*facts, context=context), TODAY)
    dossier = contacts.STEP.grow(make_dossier(*facts, context=context, site=make_site(*PAGE_KINDS, language=site_language)), found)
    result = finalising.by_rules(dossier, TODAY).message
    if isinstance(result, PersonalisedMessage):
        for variant in result.variants:
            assert LEAST <= word_count(variant.paragraphs) <= MOST, text_of(variant)


@pytest.mark.parametrize("language", sorted(WORDINGS))
def test_a_passage_in_another_language_is_not_mixed_in(language: str) -> None:
    foreign = make_fact("passage", "Trzy razy dziennie ktoś ręcznie zapisuje temperaturę.", page="about", interest="pain:0")
    variant = message(make_dossier(foreign, context=in_language(language), site=make_site(*PAGE_KINDS, language="pl"))).variants[0]
    assert "Trzy razy" not in text_of(variant)
    assert PAINS[language] in text_of(variant)
    assert variant.paragraphs[1].fact_ids == (foreign.fact_id,)


@pytest.mark.parametrize("language", sorted(WORDINGS))
def test_a_passage_in_the_message_language_is_quoted(language: str) -> None:
    own = make_fact("passage", "Abc by hand ghi.", page="about", interest="pain:0")
    variant = message(make_dossier(own, context=in_language(language), site=make_site(*PAGE_KINDS, language=language))).variants[0]
    opening, closing = WORDINGS[language].marks
    assert f"{opening}Abc by hand ghi.{closing}" in text_of(variant)


def test_a_mishap_is_not_quoted_at_them() -> None:
    mishap = make_fact("passage", "In July the compressor failed and all was lost.", page="news", interest="pain:1")
    variant = message(make_dossier(mishap)).variants[0]
    assert "compressor" not in text_of(variant)
    assert "goods lost after a cooling failure" in text_of(variant)


def test_an_offer_in_another_language_stands_in_marks_and_is_said_so() -> None:
    variant = message(rich_dossier(make_context(message_language="de"))).variants[0]
    assert variant.name == "Lead with the pain (your offer still in English)"
    assert "„Wireless temperature loggers with an alarm by phone“" in text_of(variant)
    assert "hand-written temperature lists" not in text_of(variant)
    assert "Three times a day" not in text_of(variant)


def test_a_product_is_enough_to_ask_about() -> None:
    (variant,) = message(make_dossier(make_fact("product", "Salted butter", page="products"))).variants
    assert "On your products page I read about “Salted butter”." in text_of(variant)


@pytest.mark.parametrize(
    ("context", "why"),
    [
        (make_context(), "No verified pain, trigger or product"),
        (make_context(product_service_description="", value_proposition=""), "does not say what you offer"),
        (make_context(message_language="pl"), "no wording in the message language “pl”"),
    ],
)
def test_without_ground_there_is_no_message(context: BusinessContext, why: str) -> None:
    found = finalising.by_rules(make_dossier(make_fact("phone", "+441482000222"), context=context), TODAY).message
    assert isinstance(found, Absent)
    assert why in found.absent


def test_an_unverified_pain_is_no_ground() -> None:
    ghost = make_fact("passage", "We write lists by hand.", status="unverified", interest="pain:0")
    assert isinstance(finalising.by_rules(make_dossier(ghost), TODAY).message, Absent)


def test_without_a_named_person_nobody_is_addressed_by_name() -> None:
    dossier = make_dossier(*(f for f in rich_facts() if f.field != "person"))
    assert message(dossier).variants[0].paragraphs[0].text == "Hello,"


@pytest.mark.parametrize(("language", "text"), sorted(OFFERS.items()))
def test_the_language_of_the_offer(language: str, text: str) -> None:
    assert tongue_of(text) == language


def test_no_language_without_small_words() -> None:
    assert tongue_of("Temperatur Logger") == ""


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("one two three", 5, "one two three"),
        ("one two, three four five six", 4, "one two …"),
        ("one two three four five six", 4, "one two three four …"),
        ("One two three. Four five six", 4, "One two three."),
    ],
)
def test_shortening_keeps_whole_clauses(text: str, words: int, expected: str) -> None:
    assert shortened(text, words) == expected


def test_nobody_is_written_to_who_lies_outside_and_shows_no_need() -> None:
    outside = (make_fact("product", "Policies", page="products"), make_fact("sector", "Insurance", status="derived"))
    found = finalising.by_rules(make_dossier(*outside), TODAY).message
    assert isinstance(found, Absent)
    assert "“Insurance” is not among" in found.absent
    need = make_fact("passage", "We write lists by hand.", page="about", interest="pain:0")
    assert isinstance(finalising.by_rules(make_dossier(*outside, need), TODAY).message, PersonalisedMessage)


@pytest.mark.parametrize(
    ("text", "language", "quoted"),
    [
        ("Readings by hand are a lot of biro.", "en", "“Readings by hand are a lot of biro.”"),
        ("“A lot of biro,” says the manager.", "en", "‘“A lot of biro,” says the manager.’"),
        ("„Viel Papier“, sagt die Leitung.", "de", "‚„Viel Papier“, sagt die Leitung.‘"),
    ],
)
def test_a_quotation_within_a_quotation_has_other_marks(text: str, language: str, quoted: str) -> None:
    assert in_marks(text, WORDINGS[language].marks) == quoted
