"""What marks a joint of a sentence in each of the four languages: closed word classes and verb forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from compare.words import Word, lemma_of

LONG = 6
"""Words of a relative clause, a tail or a parallel object that is an assertion of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The function words of one language and its test for finite verbs."""

    language: str
    coordinators: frozenset[str]
    contrasts: frozenset[str]
    also: tuple[tuple[str, ...], ...]
    complementizers: frozenset[str]
    relatives: frozenset[str]
    pronouns: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    auxiliaries: frozenset[str]
    tail: re.Pattern[str]
    not_tail: frozenset[str]
    relative_length: int

    def is_finite(self, word: Word) -> bool:
        """Whether the word is (likely) a finite verb; nouns that look alike may pass in English and French."""
        return _finite(word.folded, self.language)

    def joint(self, words: Sequence[Word], last: int, place: int, comma: bool) -> int | None:
        """Where the next clause begins if it is cut off before ``words[place]``; None: no joint."""
        folded = words[place].folded
        rest = len(words) - place
        for phrase in self.also:
            if tuple(word.folded for word in words[place : place + len(phrase)]) == phrase:
                begin = place + len(phrase)
                return begin if rest - len(phrase) >= LONG - 1 or comma and rest >= LONG else None
        if folded in self.coordinators:
            return self._coordinated(words, last, place, comma)
        if not comma:
            return None
        if folded in self.contrasts and rest >= LONG and self._verb_near(words, place + 1, 8):
            return place + 1
        if self._is_relative(words, place) and rest >= self.relative_length and self._runs_on(words, place):
            return place
        if self._is_tail(words, place) and rest >= LONG - 1 and self._verb_between(words, last, place):
            return place
        return None

    def _coordinated(self, words: Sequence[Word], last: int, place: int, comma: bool) -> int | None:
        begin = place + 1
        if begin >= len(words):
            return None
        following = words[begin].folded
        if following in self.complementizers:
            return begin
        if not self._verb_between(words, last, place):
            return None
        if self.is_finite(words[begin]) and not self.is_finite(words[place - 1]):
            return begin
        if comma and self._verb_near(words, begin, 7):
            return begin
        if following in self.pronouns and self._verb_near(words, begin + 1, 4):
            return begin
        return None

    def _is_relative(self, words: Sequence[Word], place: int) -> bool:
        if words[place].folded in self.relatives:
            return True
        return (
            words[place].folded in self.prepositions
            and place + 1 < len(words)
            and words[place + 1].folded in self.relatives
            and words[place + 1].folded not in self.complementizers
        )

    def _runs_on(self, words: Sequence[Word], place: int) -> bool:
        return self._verb_near(words, place + 1, 8)

    def _is_tail(self, words: Sequence[Word], place: int) -> bool:
        folded = words[place].folded
        if folded in self.not_tail:
            return False
        return self.tail.fullmatch(folded) is not None and (
            self.language == "en" or _from_verb(folded, self.language)
        )

    def _verb_near(self, words: Sequence[Word], start: int, reach: int) -> bool:
        return self._verb_between(words, start, min(len(words), start + reach))

    def _verb_between(self, words: Sequence[Word], start: int, end: int) -> bool:
        return any(self.is_finite(word) for word in words[start:end])


_INFINITIVE = {
    "fr": re.compile(r".{2,}(?:er|ir|re|oir)"),
    "ru": re.compile(r".+(?:ть|ться|ти|тись|чь|чься)"),
    "uk": re.compile(r".+(?:ти|тися)"),
}
_NOT_FINITE = {
    "fr": re.compile(r".+(?:er|ir|re|oir|ant|é|ée|és|ées|ments?)"),
    "ru": re.compile(r".+(?:ть|ться|ти|тись|чь|чься|в|вши|вшись|ясь|[^аеиоуы]я|ая|ее|ие|ия|ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем|ые|ых|их|ую|юю|ыми|ими|щая|щее|ен|ан|ян|ена|ано|ены|аны|тым|тый)"),
    "uk": re.compile(r".+(?:ти|тися|ши|шись|чи|чись|ий|ого|ому|им|их|ими|ої|ій|на|не|ні|но|то|ття|ння)"),
}
_ENGLISH_PAST = re.compile(r".{2,}ed")
_IRREGULAR = frozenset(
    "said met held spoke told made took gave went came began saw thought found left kept sent brought built led "
    "drew set put laid became felt fell grew knew lost meant paid read ran rose sought shared showed stood "
    "struck won wrote broke chose drove fought forgot got heard hit hung hurt lay rang sang sank sat shot shut "
    "slept spent spread stuck swore taught threw understood woke wore withdrew undertook".split()
)


@lru_cache(maxsize=50_000)
def _finite(folded: str, language: str) -> bool:
    auxiliaries = _GRAMMARS[language].auxiliaries
    if folded in auxiliaries:
        return True
    if language == "en":
        return folded in _IRREGULAR or (_ENGLISH_PAST.fullmatch(folded) is not None and lemma_of(folded, "en") != folded)
    if len(folded) < 3 or _NOT_FINITE[language].fullmatch(folded):
        return False
    return _from_verb(folded, language)


def _from_verb(folded: str, language: str) -> bool:
    lemma = lemma_of(folded, language)
    return lemma != folded and _INFINITIVE[language].fullmatch(lemma) is not None


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_GRAMMARS = {
    "en": Grammar(
        language="en",
        coordinators=_words("and but or yet so"),
        contrasts=_words("while whereas although though because since but"),
        also=(("as", "well", "as"),),
        complementizers=_words("that how whether why"),
        relatives=_words("which who whom whose where"),
        pronouns=_words("he she it they we you i this these that those there"),
        prepositions=_words("of in to for by with from at on during after under through over"),
        determiners=_words("the a an its their his her our this these those"),
        auxiliaries=_words(
            "is are was were am has have had will would shall should can could may might must do does did isn't "
            "aren't wasn't weren't won't can't cannot don't didn't doesn't hasn't haven't"
        ),
        tail=re.compile(r"[a-z]{3,}ing"),
        not_tail=_words("including regarding concerning according during following pending being excluding "
                        "nothing something anything everything morning evening king spring"),
        relative_length=LONG,
    ),
    "fr": Grammar(
        language="fr",
        coordinators=_words("et mais ou or"),
        contrasts=_words("tandis alors bien car puisque quoique"),
        also=(("ainsi", "que"), ("de", "même", "que")),
        complementizers=_words("que qu' comment"),
        relatives=_words("qui dont où lequel laquelle lesquels lesquelles auquel duquel"),
        pronouns=_words("il elle ils elles on nous vous je j' ce c' cela ceci"),
        prepositions=_words("de à dans par pour avec sur sous chez après avant depuis entre vers"),
        determiners=_words("le la les l' un une des du ces cette ce son sa ses leur leurs notre nos"),
        auxiliaries=_words(
            "est sont était étaient sera seront serait seraient fut furent a ont avait avaient aura auront aurait "
            "auraient doit doivent devra devront peut peuvent pourra pourront va vont fait font"
        ),
        tail=re.compile(r"\w{3,}ant"),
        not_tail=_words("durant pendant suivant avant devant cependant maintenant autant concernant important"),
        relative_length=LONG,
    ),
    "ru": Grammar(
        language="ru",
        coordinators=_words("и а но или однако"),
        contrasts=_words("хотя поскольку тогда"),
        also=(("а", "также"), ("так", "же", "как")),
        complementizers=_words("что чтобы как"),
        relatives=_words(
            "который которая которое которые которого которой которых которому которым которыми которую котором "
            "что где куда"
        ),
        pronouns=_words("он она оно они мы вы я ты это"),
        prepositions=_words("в во на с со о об к по из у для от до при через после за под над между"),
        determiners=frozenset(),
        auxiliaries=_words("есть нет был была было были будет будут может могут должен должна должно должны нужно "
                           "необходимо надо следует готов готова готовы"),
        tail=re.compile(r"\w{3,}(?:в|вши|вшись|я|ясь|а|ась)"),
        not_tail=_words("для хотя несмотря включая исходя"),
        relative_length=LONG + 2,
    ),
    "uk": Grammar(
        language="uk",
        coordinators=_words("і й та але або а проте однак"),
        contrasts=_words("хоча оскільки тоді бо"),
        also=(("а", "також"), ("так", "само", "як")),
        complementizers=_words("що щоб як"),
        relatives=_words(
            "який яка яке які якого якої яких якому якій яким якими яку що де куди"
        ),
        pronouns=_words("він вона воно вони ми ви я ти це"),
        prepositions=_words("в у на з зі із про до по від для при через після за під над між о об"),
        determiners=frozenset(),
        auxiliaries=_words("є немає був була було були буде будуть може можуть повинен повинна повинно повинні "
                           "потрібно необхідно треба слід має мають готовий готова готові"),
        tail=re.compile(r"\w{3,}(?:ши|шись|чи|чись)"),
        not_tail=_words("включаючи незважаючи виходячи починаючи"),
        relative_length=LONG + 2,
    ),
}


def grammar_for(language: str | None) -> Grammar | None:
    """The grammar of one of the four languages; None for any other."""
    return _GRAMMARS.get(language or "")
