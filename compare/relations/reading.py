"""What a close reader notes of one statement: tokens, names, numbers, dates, negations, scales, modality."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from compare.records import Span
from compare.relations.dates import DateReader, Moment
from compare.relations.names import names_of, skeleton
from compare.relations.polarity import Negation, Pole, negations_of, poles_of
from compare.relations.quantities import Quantity, QuantityReader
from compare.relations.statements import Statement
from compare.relations.tokens import Found, Phrases, Token, tokens_of
from compare.resources import Resources
from compare.words import LANGUAGES, lemma_of

_SHORT = 3


@dataclass(frozen=True)
class Reading:
    """One statement, read."""

    statement: Statement
    tokens: Sequence[Token]
    inner_names: Sequence[int]
    opening_names: Sequence[int]
    sure_names: Sequence[int]
    quantities: Sequence[Quantity]
    moments: Sequence[Moment]
    negations: Sequence[Negation]
    poles: Sequence[Pole]
    modality: Sequence[Found]
    mutual: Sequence[Found]
    exceptives: Sequence[Found] = ()
    limits: Sequence[Found] = ()
    converse: Sequence[Found] = ()
    participants: Sequence[int] = ()

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """Lemma of each token."""
        return tuple(lemma_of(token.folded, self.statement.language) for token in self.tokens)

    @cached_property
    def content(self) -> frozenset[str]:
        """Lemmas longer than three letters: a rough list of the words that carry content."""
        return frozenset(lemma for lemma in self.lemmas if len(lemma) > _SHORT)

    @cached_property
    def name_keys(self) -> frozenset[str]:
        """The names in one script and spelling."""
        keys = (skeleton(self.tokens[place].folded) for place in self.sure_names)
        return frozenset(key for key in keys if len(key) > 1)

    @cached_property
    def measures(self) -> frozenset[str]:
        """What is measured (``duration``, ``percent``, ``currency:usd`` …), mere counts left out."""
        return frozenset(each.dimension for each in self.quantities if each.dimension != "count")

    @property
    def name_places(self) -> list[int]:
        """Places of all capitalised tokens."""
        return sorted((*self.inner_names, *self.opening_names))

    def text_of(self, spans: Sequence[Span]) -> str:
        """The words of the spans, for an explanation."""
        return " … ".join(span.of(self.statement.text) for span in spans)


@lru_cache(maxsize=20_000)
def _common(word: str, language: str | None) -> bool:
    """Whether a word is in the dictionary of its language, so that a capital may only open the sentence."""
    if language not in LANGUAGES:
        return False
    import simplemma

    return simplemma.is_known(word, lang=language)


_NOUNS = ("quatre", "bre", "ntre", "ière", "aire", "oire")
_INFINITIVE = {"fr": ("er", "ir", "re", "oir"), "uk": ("ти", "тися", "тись"), "ru": ("ть", "ться", "ти")}


def _governing(found: Sequence[Found], tokens: Sequence[Token], language: str | None) -> list[Found]:
    """The words of modality, without those that lack the infinitive they need, and names of months."""
    return [
        each
        for each in found
        if not (tokens[each.first].capital and each.first)
        and (
            each.entry.attributes.get("needs") != "infinitive"
            or any(
                token.folded.endswith(_INFINITIVE.get(language or "", ()))
                and len(token.folded) > 3
                and not token.folded.endswith(_NOUNS)
                for token in tokens[each.last : each.last + 3]
            )
        )
    ]


_LASTED = re.compile(r"вш|л(?:ся|ась|ось|ись|а|о|и)?$|ed$")
"""Past forms and participles of a verb that goes on."""


def _lasted(found: Found, tokens: Sequence[Token], quantities: Sequence[Quantity]) -> bool:
    """Whether a word for what goes on tells how long it was: *продолжавшаяся час*."""
    if found.entry.subkind != "ongoing" or not _LASTED.search(tokens[found.last - 1].folded):
        return False
    after = {token.start for token in tokens[found.last : found.last + 2]}
    return any(each.dimension == "duration" and each.span.start in after for each in quantities)


class Reader:
    """Reads statements with the lexicons of the resources; built once."""

    def __init__(self, resources: Resources) -> None:
        numbers = Phrases(resources.lexicon("number_words"))
        self._dates = DateReader(Phrases(resources.lexicon("calendar")), numbers)
        self._quantities = QuantityReader(numbers, Phrases(resources.lexicon("units")))
        self._actors = frozenset(
            form.casefold() for actor in resources.actors for forms in actor.names.values() for form in forms
        )
        self._polarity = Phrases(resources.lexicon("polarity"))
        self._poles = Phrases(resources.lexicon("antonyms"))
        self._roles = Phrases(resources.lexicon("roles"))
        self._modality = Phrases(resources.lexicon("modality_aspect"))

    def _is_name(self, word: str, language: str | None) -> bool:
        return word in self._actors or not _common(word, language)

    def read(self, statement: Statement) -> Reading:
        """The reading of one statement; a text whose language is unknown is read as English."""
        text, language = statement.text, statement.language
        tokens = tokens_of(text, language)
        moments = self._dates.read(text, tokens, language, statement.date)
        inside, opening = names_of(tokens, text)
        negations = negations_of(text, tokens, language, self._polarity)
        limits = self._polarity.find(tokens, language)
        roles = self._roles.find(tokens, language)
        quantities = self._quantities.read(text, tokens, language, [moment.span for moment in moments])
        modality = _governing(self._modality.find(tokens, language), tokens, language)
        return Reading(
            statement=statement,
            tokens=tokens,
            inner_names=inside,
            opening_names=opening,
            sure_names=[
                *inside,
                *(place for place in opening if self._is_name(tokens[place].folded, language)),
            ],
            quantities=quantities,
            moments=moments,
            negations=negations,
            poles=poles_of(tokens, language, self._poles, negations),
            modality=[each for each in modality if not _lasted(each, tokens, quantities)],
            mutual=[each for each in roles if each.entry.subkind == "symmetric"],
            converse=[each for each in roles if each.entry.subkind == "converse"],
            participants=[each.first for each in roles if each.entry.subkind == "participant"],
            exceptives=[each for each in limits if each.entry.subkind == "exceptive"],
            limits=[each for each in limits if each.entry.subkind == "only"],
        )
