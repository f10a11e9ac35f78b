"""Does a page give orders to a language model? Pages are quoted as data whatever they say; this only warns whoever reads the lead."""

import re
from itertools import islice

import ahocorasick

from pipeline.extract.flag_words import phrases

_MAX = 500_000  # characters of source
_MOST = 5_000  # places that are looked at
_BEFORE, _AFTER = 80, 60

# What is to be forgotten; near it must stand the verb and a word for "earlier" or "all". Stems, in some twenty languages.
_ORDERS = phrases("""instruction · prompt · guideline · anweisung · befehl · vorgaben · consigne · instruccion · istruzion · instruç · instrucoes
    instructie · aanwijzing · instruktion · instruks · ohjee · ohjei · instrukcj · polece · pokyn · инструкц · указани · інструкц
    вказів · talimat · yönerge · οδηγί · utasítás · 指示 · 命令 · プロンプト · 指令 · 提示词 · 지시 · 명령 · تعليمات""")
_IGNORE = re.compile(
    r"\b(?:ignore|disregard|override|bypass|ignorier|missachte|ignorez|ignora|trascura|desconsidere|negeer|ignorera|ignorer|ohita|zignoruj|ignoruj"
    r"|игнорир|проигнорир|ігнору|yok say|dikkate alma|αγνόησ|hagyd figyelmen|ignoră)|無視|忽略|无视|무시|تجاهل"
)
# These are said of much else ("do not forget our guidelines"): only with a word for "earlier".
_FORGET = re.compile(
    r"\b(?:forget|vergiss|oubliez|oublie|olvida|dimentica|esqueça|vergeet|glöm|glem|unohda|zapomnij|zapomeň|забудь|unut|ξέχασ|felejtsd|uită)"
    r"|忘れ|忘记|잊어"
)
_EARLIER = re.compile(
    r"\b(?:previous|prior|above|earlier|preceding|vorherig|bisherig|obig|précédent|antérieur|anterior|previas|precedent|vorige|eerdere|tidigare|tidligere"
    r"|aiem|poprzedni|předchoz|предыдущ|попередн|önceki|προηγούμεν|előző|korábbi|anterioar)|以前|これまで|上記|之前|以上|이전|السابق"
)
_ALL = re.compile(
    r"\b(?:all|any|your|alle|deine|toutes|vos|todas|tus|tutte|tue|suas|alla|kaikki|wszystkie|všechny|все|всі|tüm|όλες|összes|toate)|すべて|所有|모든|جميع"
)
_SENTENCE_END = re.compile(r"[.!?。！？<>\n]")
_MARKS = ("<|im_start|>", "[/inst]", "<<sys>>", "<|system|>", "system prompt:")

# Who is spoken to, behind one of these openings.
_OPENINGS = phrases("""attention · note to · note for · message to · message for · instructions for · instructions to · notice to · notice for
    hinweis an · hinweis für · achtung · nachricht an · anweisung an · anweisung für · note à · note aux · message aux · nota para
    aviso para · mensaje para · nota per · messaggio per · mensagem para · bericht voor · meddelande till · besked til · wiadomość dla
    zpráva pro · внимание · сообщение для · увага · повідомлення для · dikkat · if you are · wenn du · wenn sie · si vous êtes
    si tu es · si eres · se sei · se você é · als je · om du är · hvis du er · jos olet · jeśli jesteś · pokud jsi · если ты · если вы
    якщо ти · якщо ви · eğer bir""")
_MACHINE = re.compile(
    r"[\s:,!(]{0,4}(?:(?:all|any|an?|the|alle|die|eine?|les?|une?|l[ao]s?|una?|de|een|en|et|om|og)\s{1,3}){0,3}"
    r"(?:ai|a\.i\.|ki|ia|llms?|chatgpt|gpt|large language models?|language models?|sprachmodelle?|modèles? de langage|modelos? de lenguaje"
    r"|modelos? de linguagem|modell[oi] linguistic[oi]|taalmodel(?:len)?|språkmodell(?:er)?|sprogmodel(?:ler)?"
    r"|ии|ші|языков\w{0,4} модел\w{0,3}|yapay zeka)(?![\w-])"
)


_MARK, _ORDER, _OPENING = range(3)


def _automaton() -> ahocorasick.Automaton:
    """Finds all these words in one walk through a text; each speaks with its kind and length."""
    found = ahocorasick.Automaton()
    for kind, words in ((_OPENING, _OPENINGS), (_ORDER, _ORDERS), (_MARK, _MARKS)):
        for word in words:
            found.add_word(word, (kind, len(word)))
    found.make_automaton()
    return found


_PLACES = _automaton()


def _forgets(text: str, start: int, end: int) -> bool:
    """Say whether the sentence around a word for orders tells somebody to ignore them."""
    before = _SENTENCE_END.split(text[max(start - _BEFORE, 0) : start])[-1]
    sentence = before + text[start:end] + _SENTENCE_END.split(text[end : end + _AFTER])[0]
    earlier = _EARLIER.search(sentence) is not None
    return (earlier and _FORGET.search(sentence) is not None) or (_IGNORE.search(sentence) is not None and (earlier or _ALL.search(sentence) is not None))


def instructs_machines(source: str) -> bool:
    """Say whether the source of a page (comments and hidden text too) tells a language model what to do."""
    text = source[:_MAX].lower()
    for last, (kind, length) in islice(_PLACES.iter(text), _MOST):
        end = last + 1
        if kind == _MARK or (kind == _ORDER and _forgets(text, end - length, end)) or (kind == _OPENING and _MACHINE.match(text, end)):
            return True
    return False
