"""Small changes to a sentence whose effect on its meaning is known; each answers None where it cannot act."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

AUXILIARY = re.compile(
    r"\b(is|was|are|were|has|have|had|will|would|can|could|should|must|may|might|does|did|do)\b(?! not|n't)",
    re.I,
)
FRENCH_VERB = re.compile(
    r"(?<![\w'’])(?<!y )(?<!ne )(est|était|a|avait|aura|sont|étaient|ont|avaient|sera|seront|peut|peuvent|"
    r"doit|doivent|va|vont|pourrait|devrait|fait|reste|veut)\b(?!-)(?! pas)"
)
SLAVIC_VERB = {
    "ru": re.compile(
        r"(?<!не )\b(был[аои]?|будет|будут|может|могут|должн[аоы]|должен|является|являются|"
        r"\w{3,}(?:ал|ил|ел|ала|ила|ела|али|ели|ался|ился|алась|илась|ались|ились|ает|ают|ует|уют))\b"
    ),
    "uk": re.compile(
        r"(?<!не )\b(бу[влд][аоие]?|буде|будуть|може|можуть|має|мають|є|повинн[аіо]|"
        r"\w{3,}(?:ав|ив|ала|ила|али|или|ався|ився|алася|илася|алися|илися|ає|ають|ує|ують))\b"
    ),
}
NOT_VERBS = re.compile(
    "материал|канал|журнал|потенциал|персонал|финал|сигнал|капитал|держав|справ|прав|или|дела", re.I
)
NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?:[.,]\d{1,3})?(?![\w])")
NAMES = {
    "en": re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*"),
    "fr": re.compile(r"(?<=[a-zéèà,;] )[A-ZÉÈ][a-zéèçêîôûïë]+(?:[ -][A-ZÉÈ][a-zéèçêîôûïë]+)*"),
}
LISTED = re.compile(r"\s*(,|and|or|et|ou|,\s*and|,\s*et|&)?\s*")
COORDINATED = {
    "en": re.compile(
        r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)*|[a-z]{4,}) and ([A-Z][a-z]+(?: [A-Z][a-z]+)*|[a-z]{4,})\b"
    ),
    "fr": re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)*|[a-zéè]{5,}) et ([A-Z]\w+(?: [A-Z]\w+)*|[a-zéè]{5,})\b"),
    "ru": re.compile(r"\b(\w{5,}) и (\w{5,})\b"),
    "uk": re.compile(r"\b(\w{5,}) (?:і|та) (\w{5,})\b"),
}
OPENING = re.compile(
    r"^((?:In|On|At|After|Before|During|By|From|En|Au|Le|Après|Avant|Pendant|Depuis|В|Во|После|До|На|У|Після|На)"
    r" [^,.]{3,60}), ([^.]{15,})\.$"
)


def negate(text: str, language: str) -> str | None:
    """The sentence with its first finite verb denied."""
    if language == "en":
        return _replace_first(AUXILIARY, text, lambda verb: f"{verb} not")
    if language == "fr":
        return _replace_first(
            FRENCH_VERB, text, lambda verb: f"n'{verb} pas" if verb[0] in "aeéio" else f"ne {verb} pas"
        )
    for match in SLAVIC_VERB[language].finditer(text):
        if not NOT_VERBS.fullmatch(match.group()):
            return f"{text[: match.start()]}не {match.group()}{text[match.end() :]}"
    return None


def change_number(text: str, draw: random.Random) -> str | None:
    """The sentence with one number replaced by another of the same kind."""
    found = list(NUMBER.finditer(text))
    if not found:
        return None
    match = draw.choice(found)
    old = match.group()
    if re.fullmatch(r"(19|20)\d\d", old):
        new = str(int(old) + draw.choice([-11, -6, -3, -2, -1, 1, 2, 4, 7]))
    else:
        digits = list(old)
        places = [at for at, c in enumerate(digits) if c.isdigit()]
        at = draw.choice(places)
        digits[at] = draw.choice([c for c in "123456789" if c != digits[at]])
        new = "".join(digits)
    return f"{text[: match.start()]}{new}{text[match.end() :]}"


def swap_names(text: str, language: str, draw: random.Random) -> str | None:
    """The sentence with two names in each other's place, unless a list joins them."""
    if language not in NAMES:
        return None
    found = list(NAMES[language].finditer(text))
    options = [
        (left, right)
        for at, left in enumerate(found)
        for right in found[at + 1 :]
        if left.group() != right.group() and not LISTED.fullmatch(text[left.end() : right.start()])
    ]
    if not options:
        return None
    left, right = draw.choice(options)
    return _exchange(text, left.span(), right.span())


def swap_numbers(text: str) -> str | None:
    """The sentence with its first two different numbers in each other's place."""
    found = list(NUMBER.finditer(text))
    if len(found) < 2 or found[0].group() == found[1].group():
        return None
    return _exchange(text, found[0].span(), found[1].span())


def reorder(text: str, language: str) -> str | None:
    """The sentence with a list turned round or its opening moved to the end: the same meaning."""
    opening = OPENING.match(text)
    if opening:
        first, rest = opening.groups()
        return f"{rest[0].upper()}{rest[1:]} {first[0].lower()}{first[1:]}."
    match = COORDINATED[language].search(text)
    if match is None or not _alike(match.group(1), match.group(2), language):
        return None
    return _exchange(text, match.span(1), match.span(2))


def _alike(left: str, right: str, language: str) -> bool:
    """Two names, or two words that may be of one kind (in English and French: with one ending)."""
    if left[0].isupper() or right[0].isupper() or language in SLAVIC_VERB:
        return left[0].isupper() == right[0].isupper()
    return left[-1] == right[-1]


def turn_to_antonym(text: str, language: str, draw: random.Random) -> str | None:
    """The sentence with one word replaced by its opposite."""
    opposites = antonyms()[language]
    found = [match for match in re.finditer(r"\w+", text) if match.group().lower() in opposites]
    if not found:
        return None
    match = draw.choice(found)
    new = opposites[match.group().lower()]
    new = new.capitalize() if match.group()[0].isupper() else new
    return f"{text[: match.start()]}{new}{text[match.end() :]}"


def swap_distant_words(text: str, draw: random.Random) -> str | None:
    """The sentence with two long words in each other's place (as PAWS, Zhang et al. 2019, scrambles)."""
    found = [m for m in re.finditer(r"\b\w{4,}\b", text) if not FUNCTION_WORDS.fullmatch(m.group())]
    pairs = [
        (left, right)
        for at, left in enumerate(found)
        for right in found[at + 1 :]
        if left.group()[0].isupper() == right.group()[0].isupper()
        and left.group()[-2:] == right.group()[-2:]
        and not LISTED.fullmatch(text[left.end() : right.start()])
        and left.group() != right.group()
    ]
    if not pairs:
        return None
    left, right = draw.choice(pairs)
    return _exchange(text, left.span(), right.span())


FUNCTION_WORDS = re.compile(
    "that|this|with|from|have|been|were|which|their|there|when|where|what|into|over|also|after|before|more|than|"
    "dans|avec|pour|cette|sont|plus|leur|mais|être|avait|после|перед|этот|было|были|если|чтобы|також|після",
    re.I,
)


def switch_words(
    text: str, language: str, words: Mapping[str, Mapping[str, str]], share: float, draw: random.Random
) -> str:
    """English with a share of its common words put into another language, word by word (Qin et al. 2020)."""

    def replace(match: re.Match[str]) -> str:
        entry = words.get(match.group().lower().replace("’", "'"))
        if entry is None or draw.random() > share:
            return match.group()
        new = entry.get(language, match.group())
        return new.capitalize() if match.group()[0].isupper() else new

    switched = re.sub(r"[A-Za-z]+(?:['’][a-z]+)?", replace, text)
    return re.sub(r"\s+", " ", switched).strip()


@cache
def antonyms() -> dict[str, dict[str, str]]:
    """Language -> word -> its opposite, both ways."""
    found: dict[str, dict[str, str]] = {}
    for language, left, right in _rows("antonyms.tsv"):
        found.setdefault(language, {}).setdefault(left, right)
        found[language].setdefault(right, left)
    return found


@cache
def dictionary() -> dict[str, dict[str, str]]:
    """English word -> language -> word; an article has no counterpart in Russian and Ukrainian ("")."""
    return {
        english: {
            "fr": french,
            "ru": "" if russian == "-" else russian,
            "uk": "" if ukrainian == "-" else ukrainian,
        }
        for english, french, russian, ukrainian in _rows("words.tsv")
    }


def _rows(name: str) -> Sequence[list[str]]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line]


def _replace_first(pattern: re.Pattern[str], text: str, change: Callable[[str], str]) -> str | None:
    match = pattern.search(text)
    if match is None:
        return None
    return f"{text[: match.start()]}{change(match.group())}{text[match.end() :]}"


def _exchange(text: str, left: tuple[int, int], right: tuple[int, int]) -> str:
    a, b = text[slice(*left)], text[slice(*right)]
    return f"{text[: left[0]]}{b}{text[left[1] : right[0]]}{a}{text[right[1] :]}"
