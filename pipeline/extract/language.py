"""Which language a page is in: what ``<html lang>`` says, checked against function words and scripts, since one page in ten says it wrongly."""

import re
from collections import Counter

# Function words that are frequent in their language and rare in the neighbouring ones.
_FUNCTION_WORDS: dict[str, str] = {
    "en": "the and of to in is for with our we you your that this are from by have will can their which as at be or",
    "de": "und der die das ist für mit wir sie ihre unser auf den dem ein eine werden auch nicht von zu bei oder nach durch",
    "fr": "et le la les des une pour avec nous vous votre notre dans sur est sont par qui que aux du au pas plus ces",
    "es": "y el los las una para con nosotros su sus por del que es más como nuestro nuestra en está son desde también",
    "it": "e il gli di che per con una della delle nostri nostra sono è anche dei nel alla più dal del al questo come",
    "pt": "e o os as uma para com nós seu sua que não em do da dos das é mais como nossa nosso ao pela são você",
    "nl": "en de het een van voor met wij u uw ons onze is op zijn bij ook niet aan door om naar wordt kunnen worden dat",
    "sv": "och att det som för med vi är på av din du har inte till ett hos oss vår våra från eller kan om er den",
    "nb": "og å det som for med vi er på av din du har ikke til et hos oss vår våre fra eller kan deg dere noe også",
    "da": "og at det som for med vi er på af din du har ikke til et hos os vores fra eller kan dig jer også bliver være",
    "fi": "ja on ei se että joka sekä myös meidän voit kun tai ovat ole olemme kanssa mutta mukaan niin kaikki sen hän",
    "pl": "i w na z do się jest oraz dla nie że od przez nas jak to po za są które lub aby naszej nasze co także",
    "cs": "a v na se je pro s do že z jsou nebo jako od při po naše jsme také které ale vám nás být bude kde více",
    "sk": "a v na sa je pre s do že z sú alebo ako od pri po naše sme tiež ktoré ale vám nás byť bude kde viac",
    "hu": "és a az hogy nem is egy van vagy de meg már csak mint minden lehet kell ha azt ezt cégünk számára valamint",
    "ro": "și de la în cu pe pentru este sunt din care nu mai sau prin noastre vă ne un o ale fi au ce către",
    "tr": "ve bir bu için ile olarak da de en çok daha olan gibi her kadar sizin bizim ya değil sonra tüm olduğu ise",
    "id": "dan yang di untuk dengan kami ini anda dari dalam adalah pada tidak ke akan atau juga dapat kepada oleh",
    "vi": "và của các là cho với chúng tôi được trong có một những không bạn đến tại về khi để này từ cũng",
    "hr": "i u na je za se su s od da ili kao po naše nas vam koji koje te što nije biti iz o možete kako",
    "sl": "in je za na se z s ki so da pri po naše smo tudi kot ali od vam vas bo več kako lahko ter pa če naš",
    "et": "ja on ei see et mis meie ka või oma kui teie saab oleme siis kes välja ning kuid selle",
    "lt": "ir yra ne kad su iš į mūsų jūsų arba kaip už apie nuo taip pat tai bus gali mes dėl",
    "lv": "un ir ne ka ar no uz mūsu jūsu vai kā par lai pēc arī tas mēs var būt kas",
    "ru": "и в не на что с по для мы вы это как от из или к до наш наши у при также более ваш его",
    "uk": "і в не на що з по для ми ви це як від із або та до наш наші у при також більше ваш є й",
    "bg": "и в не на че с по за ние вие това как от или към до наш нашите при също повече вашия е са се",
    "el": "και το τα της των στην για με από που είναι την του μας σας στο δεν ένα μια οι η ο",
    "ar": "في من على إلى أن هذا التي مع عن أو ما هو كل نحن بعد لنا كان هي",
    "fa": "و در به از که این است با برای را ما آن شما یا خود هر تا می",
    "he": "של את על עם לא הוא זה אנחנו או כל גם אתם שלנו הם יש היא",
    "hi": "के और है में की से का को पर हैं यह हम एक लिए आप नहीं या",
}
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in _FUNCTION_WORDS.items():
    for _word in _words.split():
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _language)

_WORD = re.compile(r"[^\W\d_]{1,40}")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u4e00-\u9fff\u0e00-\u0e7f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Letters that only one of the Cyrillic languages has.
_CYRILLIC_LETTERS = {"ru": re.compile("[ыэё]"), "uk": re.compile("[іїєґ]")}
# Letters of the Latin script that few languages have: they tell neighbours apart where a page has few words.
_LATIN_LETTERS = {
    **{"pl": "łąęśźńż", "cs": "ěřůč", "sk": "ľĺŕôč", "hr": "ćđčšž", "sl": "čšž", "hu": "őű", "ro": "ățșş", "tr": "ğışç", "lt": "ėįųūš", "lv": "ļķņģāēīšž"},
    **{"et": "õäü", "de": "ßäöü", "es": "ñ¿¡", "pt": "ãõç", "fr": "œçèê", "da": "æø", "nb": "æø", "sv": "åäö", "fi": "äö"},
}
_LATIN_OF = {letter: tuple(language for language, letters in _LATIN_LETTERS.items() if letter in letters) for letter in {*"".join(_LATIN_LETTERS.values())}}
_LATIN = re.compile(f"[{''.join(sorted(_LATIN_OF))}]")
_MOST_LETTERS = 4  # of one kind that count, so that letters never outvote the words of a page that has many
_BY_SCRIPT = frozenset(("ja", "ko", "zh", "th"))
_READ = 12_000  # characters that are looked at
_ALIASES = {
    "no": "nb",
    "nn": "nb",
    "iw": "he",
    "in": "id",
    "cz": "cs",
    "ua": "uk",
    "gr": "el",
    "jp": "ja",
    "cn": "zh",
    "kr": "ko",
    "dk": "da",
    "se": "sv",
    "bs": "hr",
    "sr": "hr",
}
_FEWEST = 7  # function words under which nothing is said


def _by_script(text: str) -> str:
    if text.isascii() or not _UNSPACED.search(text):
        return ""
    size = max(len(text), 1)
    kana, hangul, han, thai = (len(script.findall(text)) for script in (_KANA, _HANGUL, _HAN, _THAI))
    if kana > 0.05 * size:
        return "ja"
    if hangul > 0.1 * size:
        return "ko"
    if thai > 0.2 * size:
        return "th"
    return "zh" if han > 0.1 * size else ""


def _cyrillic(text: str, counts: Counter[str]) -> None:
    """Let letters speak where Cyrillic text has few function words."""
    if _CYRILLIC.search(text) and len(_CYRILLIC.findall(text)) > 0.4 * len(text):
        for language, letters in _CYRILLIC_LETTERS.items():
            counts[language] += len(letters.findall(text))


def guess(text: str) -> Counter[str]:
    """Return how much in a text speaks for each language: its function words, or its letters where a script says it all."""
    text = text[:_READ].lower()
    script = _by_script(text)
    if script:
        return Counter({script: len(text)})
    counts: Counter[str] = Counter()
    for word, times in Counter(filter(_LANGUAGES_OF.__contains__, _WORD.findall(text))).items():
        for language in _LANGUAGES_OF[word]:
            counts[language] += min(times, 12)
    if not text.isascii():
        _cyrillic(text, counts)
        for letter, many in Counter(_LATIN.findall(text)).items():
            for language in _LATIN_OF[letter]:
                counts[language] += min(many, _MOST_LETTERS)
    return counts


def language_of(said: str, text: str) -> str:
    """Return the ISO 639-1 language of a page (empty: unknown): what it says of itself, unless its words clearly say otherwise."""
    counts = guess(text)
    best, hits = max(counts.items(), key=lambda item: item[1], default=("", 0))
    said = _ALIASES.get(said, said) if re.fullmatch(r"[a-z]{2}", said) else ""
    if not said:
        return best if hits >= _FEWEST else ""
    if said in _FUNCTION_WORDS or said in _BY_SCRIPT:
        clear = hits >= 2 * _FEWEST and counts[said] * 2 <= hits
        return best if clear or (hits >= _FEWEST // 2 and counts[said] * 4 <= hits) else said
    return best if hits >= 5 * _FEWEST else said
