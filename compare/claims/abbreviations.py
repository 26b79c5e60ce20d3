"""Abbreviations, and what may follow them: whether a full stop after a word can end a sentence.

The forms in ``abbreviations.tsv`` were written for this project from general knowledge of the four languages'
orthography; none was taken from a corpus. Forms carry no final stop and no inner space (``т. д.`` is ``т.д``);
a form with a capital matches only as written.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

KINDS = ("before", "number", "month", "year", "end", "name")
"""before: something always follows, never an end. number: no end before a figure. month: a day or year belongs
to it. year: stands after a figure and may end. end: may end. name: ends only before a word that opens sentences."""

_SCRIPTS = {"en": "latin", "fr": "latin", "ru": "cyrillic", "uk": "cyrillic"}

_OPENERS = {
    "en": "The A An He She It They We You I His Her Their Our Its My This That These Those There Here But And Or "
    "So If When While As In On At By For From With After Before During Since Until However Moreover Also Then "
    "Now Both Each All No Not Some Such To Of Under Over According Although Because What Who Why How Where "
    "Yesterday Today Tomorrow Earlier Later Meanwhile Nevertheless Instead Thus Therefore",
    "fr": "Le La Les L Un Une Des De Du D Il Elle Ils Elles On Nous Vous Je Ce C Cet Cette Ces Son Sa Ses Leur "
    "Leurs Notre Nos Mais Et Ou Or Donc Car Si Quand Lorsque Comme En Dans Sur Sous Par Pour Avec Sans Après "
    "Avant Pendant Depuis Selon À A Au Aux Cependant Toutefois Ainsi Alors Aussi Puis Enfin Hier Demain "
    "Aujourd Chaque Tous Toutes Tout Aucun Qui Que Quel Quelle Pourquoi Comment Où Vers Chez Entre",
    "ru": "В Во На С Со К Ко По О Об Обо У За Из От До Для При Под Над Без После Перед Через Между И А Но Да Или "
    "Он Она Оно Они Мы Вы Я Ты Его Её Ее Их Наш Наша Наши Этот Эта Это Эти Тот Та То Те Там Тут Здесь Так Также "
    "Тем Тогда Затем Потом Если Когда Хотя Однако Поэтому Кроме Как Что Кто Где Почему Не Ни Все Всё Весь Вся "
    "Каждый Обе Оба Ранее Позже Вчера Сегодня Завтра Согласно Стороны",
    "uk": "У В Ув На З Із Зі До По Про О Об Від За Для При Під Над Без Після Перед Через Між І Й Та А Але Або Він "
    "Вона Воно Вони Ми Ви Я Ти Його Її Їх Їхній Наш Наша Наші Цей Ця Це Ці Той Те Ті Там Тут Так Також Тоді "
    "Потім Згодом Якщо Коли Хоча Проте Однак Тому Крім Як Що Хто Де Чому Не Ні Усі Всі Все Усе Кожен Обидва "
    "Обидві Раніше Пізніше Учора Вчора Сьогодні Завтра Згідно Сторони",
}


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, str]]:
    table: dict[str, dict[str, str]] = {language: {} for language in _SCRIPTS}
    rows = files("compare.claims").joinpath("abbreviations.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows[1:]:
        language, form, kind = row.split("\t")
        table[language][form] = kind
    return table


def script_of(word: str) -> str | None:
    """``latin`` or ``cyrillic`` by the first letter of the word that is one; None for other scripts."""
    for char in word:
        if char.isalpha():
            if "\u0400" <= char <= "\u052f":
                return "cyrillic"
            return "latin" if char < "\u0250" else None
    return None


def languages_for(language: str | None, script: str | None) -> tuple[str, ...]:
    """Whose rules read a word of this script in a text of this language, the likelier first."""
    if language is not None and _SCRIPTS.get(language) == script:
        return (language,)
    return tuple(each for each, its in _SCRIPTS.items() if its == script)


def kind_of(form: str, language: str | None) -> str | None:
    """The kind of the abbreviation ``form`` (no final stop, no inner space); None: an ordinary word."""
    table = _table()
    for each in languages_for(language, script_of(form)):
        kind = table[each].get(form) or table[each].get(form.casefold())
        if kind:
            return kind
    return None


@lru_cache(maxsize=8)
def _openers(language: str) -> frozenset[str]:
    return frozenset(_OPENERS[language].split())


def opens_sentence(word: str, language: str | None) -> bool:
    """True for a capitalised function word, which seldom follows an initial or acronym inside a sentence."""
    return any(word in _openers(each) for each in languages_for(language, script_of(word)))
