"""Which language a text is in: lingua (Stahl 2021), asked in three steps so that a cold start stays short.

1. The script with most letters decides between {en, fr} and {ru, uk}; any other script is named at once.
2. Is it a neighbour (German, Polish, Bulgarian …)? Trigram models of the common languages of that script.
   A neighbour is named only when the two languages of ours are nearly ruled out, so that a short sentence
   full of foreign names stays what it is.
3. Between the two: function words, which names do not sway; on a tie trigrams, and n-grams of all lengths
   (slower to load) where trigrams leave a doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

LANGUAGES = ("en", "fr", "ru", "uk")
UNDETERMINED = "und"

SAMPLE = 9_000
"""Code points that are looked at; of a longer text its head, middle and tail."""
SURE = 0.95
"""Probability by trigrams alone from which n-grams of other lengths are not asked."""
NEIGHBOUR_WORDS = 3
"""A text with fewer words is taken for one of the four languages: too little to tell a neighbour by."""
NEIGHBOUR_BELOW = 0.01
"""A neighbour is named when our two languages of that script get less than this share of the probability.
Chosen on NTREX dev (600 sentences a language): 0–0.8 % of whole sentences are lost to a neighbour."""
NEIGHBOUR_BELOW_SHORT, SHORT = 0.0005, 30
"""The same for a text with fewer letters than ``SHORT``, where one name can tip the scales."""
FOREIGN_LETTERS = 0.04
"""Share of letters outside the alphabets of our languages (ӣ, ą, ř …) from which a text is foreign."""

_SCRIPTS = {
    "LATIN": (("en", "fr"), ("de", "es", "it", "pt", "nl", "pl", "ro", "cs", "tr", "sv", "hu", "fi", "ca")),
    "CYRILLIC": (("ru", "uk"), ("be", "bg", "sr", "mk")),
}
_ALPHABETS = {
    "LATIN": frozenset("abcdefghijklmnopqrstuvwxyzàâæçéèêëîïôœùûüÿ"),
    "CYRILLIC": frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ"),
}
_NO_BELARUSIAN, _NO_SOUTH_SLAVIC = frozenset("ищъ"), frozenset("іыэё")
_FUNCTION_WORDS = {
    "en": "the of and to in is was for that with by from at it he she they we be are were has have "
    "had not this an his her who will but you their which when what",
    "fr": "le la les l un une des du de et est dans qui que qu pour par sur au aux avec ce cette il "
    "elle ils elles été sont ne pas se à où son sa ses leur nous vous",
    "ru": "и что с со из от к ко как это но он она они его её их был была было были после также или "
    "если который которые мы только уже ещё",
    "uk": "і й та що з із зі від як це але він вона вони його її їх був була було були після також "
    "або якщо який які ми тільки вже ще щодо",
}
_UNMISTAKABLE = {
    *("the", "and", "with", "that", "from", "this", "which", "their", "they", "have", "has", "been", "of"),
    *("dans", "une", "du", "pour", "avec", "aux", "sont", "cette", "été", "elle", "ils", "leur"),
}
"""English and French function words that together fill no sentence of a neighbour."""
UNMISTAKABLE_SHARE, UNMISTAKABLE_COUNT = 0.12, 3
"""Share and number of words that are such from which no neighbour is asked for (and no model loaded)."""
_ONLY_UKRAINIAN = frozenset("їєґ")
_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language that most of ``text`` is in; ``und`` when nothing can be told.

    One of :data:`LANGUAGES`, or another code when the text is clearly in another language (a comparison
    then carries a warning). The same text always gives the same code.
    """
    sample = unicodedata.normalize("NFC", _sample(text)).replace("’", "'")
    script = _main_script(sample)
    if script is None:
        return UNDETERMINED
    if script not in _SCRIPTS:
        return _name_among_all(sample)
    ours, neighbours = _SCRIPTS[script]
    if _is_foreign(sample, script, ours, neighbours):
        named = _name_among_all(sample)
        return UNDETERMINED if named in ours else named
    if voted := _by_function_words(sample, ours):
        return voted
    by_trigrams = _detector(ours, True).compute_language_confidence_values(sample)[0]
    if by_trigrams.value >= SURE:
        return by_trigrams.language.iso_code_639_1.name.lower()
    found = _detector(ours, False).detect_language_of(sample)
    return found.iso_code_639_1.name.lower() if found else UNDETERMINED


def _sample(text: str) -> str:
    if len(text) <= SAMPLE:
        return text
    third = SAMPLE // 3
    middle = (len(text) - third) // 2
    return "\n".join((text[:third], text[middle : middle + third], text[-third:]))


def _main_script(text: str) -> str | None:
    """First word of the Unicode names of most letters: LATIN, CYRILLIC, ARABIC, CJK …"""
    letters = Counter(letter for letter in text if letter.isalpha())
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, "UNKNOWN").split()[0]] += count
    return min(scripts, key=lambda script: (-scripts[script], script)) if scripts else None


def _is_foreign(text: str, script: str, ours: tuple[str, ...], neighbours: tuple[str, ...]) -> bool:
    words = _WORD.findall(text.lower())
    letters = [letter for word in words for letter in word if unicodedata.name(letter, "").startswith(script)]
    if len(words) < NEIGHBOUR_WORDS or _ONLY_UKRAINIAN.intersection(letters):
        return False
    certain = sum(word in _UNMISTAKABLE for word in words)
    if certain >= UNMISTAKABLE_COUNT and certain >= UNMISTAKABLE_SHARE * len(words):
        return False
    if sum(letter not in _ALPHABETS[script] for letter in letters) > FOREIGN_LETTERS * len(letters):
        return True
    if script == "CYRILLIC":
        neighbours = _possible(neighbours, letters)
    if not neighbours:
        return False
    values = _detector(ours + neighbours, True).compute_language_confidence_values(text)
    share = sum(each.value for each in values if each.language.iso_code_639_1.name.lower() in ours)
    return share < (NEIGHBOUR_BELOW_SHORT if len(letters) < SHORT else NEIGHBOUR_BELOW)


def _by_function_words(text: str, ours: tuple[str, ...]) -> str | None:
    """The language with most function words, which proper names do not sway; None on a tie or without any."""
    words = Counter(_WORD.findall(text.lower()))
    first, second = (sum(words[word] for word in _distinctive(code, ours)) for code in ours)
    return None if first == second else ours[0] if first > second else ours[1]


def _distinctive(code: str, ours: tuple[str, ...]) -> list[str]:
    others = {word for other in ours if other != code for word in _FUNCTION_WORDS[other].split()}
    return [word for word in _FUNCTION_WORDS[code].split() if word not in others]


def _possible(neighbours: tuple[str, ...], letters: list[str]) -> tuple[str, ...]:
    """Cyrillic neighbours whose alphabets have all the letters of the text that tell them apart."""
    if _NO_SOUTH_SLAVIC.intersection(letters):
        neighbours = ("be",)
    return () if neighbours == ("be",) and _NO_BELARUSIAN.intersection(letters) else neighbours


def _name_among_all(text: str) -> str:
    found = _detector((), True).detect_language_of(text)
    return found.iso_code_639_1.name.lower() if found else UNDETERMINED


@lru_cache(maxsize=8)
def _detector(codes: tuple[str, ...], trigrams_only: bool) -> LanguageDetector:
    """Detector of the languages ``codes`` (none: all that lingua knows); models load on first use."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    if codes:
        wanted = [getattr(IsoCode639_1, code.upper()) for code in codes]
        builder = LanguageDetectorBuilder.from_iso_codes_639_1(*wanted)
    else:
        builder = LanguageDetectorBuilder.from_all_languages()
    return (builder.with_low_accuracy_mode() if trigrams_only else builder).build()
