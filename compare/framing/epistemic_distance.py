"""Epistemic distance: alleged, so-called, scare quotes, the French conditional of hearsay, якобы, нібито."""

from __future__ import annotations

import re

from compare.framing.marks import Mark, distinct
from compare.framing.quotes import Quote
from compare.framing.reading import Reading
from compare.words import Word

KIND = "epistemic_distance"

_LONGEST_SCARE = 4
_HEARSAY = frozenset({"aurait", "auraient", "serait", "seraient"})
_PARTICIPLE = re.compile(r"(?:é|és|ée|ées|i|is|ie|ies|it|ite|ites|its|u|us|ue|ues|ert|erts|ort|ait|aits)$")
_IF = frozenset({"si", "s'il", "s'ils", "s'"})
_INTRODUCES_TITLE = re.compile(r"(?:[:=(]|\b[A-ZА-ЯЁЇІЄҐ]{2,})\s*$")
_BARE = 0.45
_OPENING = 0.25
"""What a capital letter takes at the opening of a sentence, where a name and a word look alike."""


def find_marks(reading: Reading) -> list[Mark]:
    """Marks of distance: lexicon terms, scare quotes and, in French, the conditional of hearsay."""
    return distinct([*_terms(reading), *_scare_quotes(reading), *_conditionals(reading)])


def _terms(reading: Reading) -> list[Mark]:
    marks = []
    for hit in reading.hits("epistemic"):
        if hit.entry.subkind == "status":
            continue
        end = hit.end
        if hit.entry.subkind == "alleged":
            _, end = reading.noun_phrase(hit.start, hit.end, left=0, right=3)
        marks.append(
            Mark(
                kind=KIND,
                subkind=hit.entry.subkind,
                start=hit.start,
                end=end,
                cue=reading.text[hit.start : hit.end],
                strength=hit.entry.strength,
                confidence=hit.entry.strength,
            )
        )
    return marks


def _scare_quotes(reading: Reading) -> list[Mark]:
    marks = []
    for quote in reading.quotes:
        confidence = _scare_confidence(reading, quote)
        if confidence > 0:
            marks.append(
                Mark(
                    kind=KIND,
                    subkind="scare_quotes",
                    start=quote.start,
                    end=quote.end,
                    cue=reading.text[quote.start : quote.end],
                    strength=0.8,
                    confidence=confidence,
                )
            )
    return marks


def _scare_confidence(reading: Reading, quote: Quote) -> float:
    """How surely these quotation marks are distance, not citation, a title or a term that is explained."""
    start, end = quote.inner
    words = reading.words_in(start, end)
    inner = reading.text[start:end].strip()
    sentence = reading.sentence_at(quote.start)
    opens = sentence.start >= quote.start - 1
    named = inner[:1].isupper() and (not opens or (len(words) > 1 and _all_capital(reading, words)))
    if not words or len(words) > _LONGEST_SCARE or named or inner[:1].isdigit():
        return 0.0
    if opens and quote.end >= sentence.end - 1:
        return 0.0  # a whole sentence is cited
    if (inner[-1:] in ".!?" and len(words) > 2) or _INTRODUCES_TITLE.search(reading.text[: quote.start]):
        return 0.0
    confidence = _BARE - (_OPENING if opens and inner[:1].isupper() else 0.0)
    if any(hit.entry.subkind == "status" and start <= hit.start < end for hit in reading.hits("epistemic")):
        confidence += 0.25
    if _distance_before(reading, quote):
        confidence += 0.3
    if quote.depth:
        confidence += 0.15
    if _is_reported(reading, quote):
        confidence -= 0.2
    return round(min(confidence, 0.95), 3)


def _all_capital(reading: Reading, words: list[Word]) -> bool:
    """Are all words of content written as names?"""
    return all(word.text[:1].isupper() for word in words if not reading.role(word))


def _distance_before(reading: Reading, quote: Quote) -> bool:
    return any(
        hit.entry.subkind in ("alleged", "claim") and 0 <= quote.start - hit.end <= 40
        for hit in reading.hits("epistemic")
    )


def _is_reported(reading: Reading, quote: Quote) -> bool:
    """Stands a verb of saying shortly before? Then the words may be cited."""
    return any(0 <= quote.start - hit.end <= 50 for hit in reading.hits("reporting_verbs"))


def _conditionals(reading: Reading) -> list[Mark]:
    if reading.language != "fr":
        return []
    marks = []
    words = reading.words
    for place, word in enumerate(words[:-1]):
        if word.folded not in _HEARSAY:
            continue
        sentence = reading.sentence_at(word.start)
        around = reading.words_in(sentence.start, sentence.end)
        if any(each.folded in _IF for each in around):
            continue
        after = [each for each in words[place + 1 : place + 4] if each.end <= sentence.end]
        participle = next((each for each in after if _PARTICIPLE.search(each.folded)), None)
        if participle is None:
            continue
        reported_future = word.folded.startswith("ser") and any(
            each.folded in ("que", "qu'") for each in around
        )
        confidence = 0.4 if reported_future else 0.75
        marks.append(
            Mark(
                kind=KIND,
                subkind="conditional",
                start=word.start,
                end=participle.end,
                cue=reading.text[word.start : participle.end],
                strength=0.6,
                confidence=confidence,
            )
        )
    return marks
