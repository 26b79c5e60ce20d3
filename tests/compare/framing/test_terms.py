"""Terms are found inflected, in several words, with gaps, and not across sentences."""

from __future__ import annotations

import pytest

from compare.framing.terms import TermMatcher
from compare.resources import LexiconEntry
from compare.words import words_of


@pytest.mark.parametrize(
    ("term", "language", "text", "found"),
    [
        ("puppet", "en", "The puppets danced.", ["puppets"]),
        ("phoned!", "en", "She phoned by phone.", ["phoned"]),
        ("provocat*", "en", "A provocative PROVOCATION.", ["provocative", "PROVOCATION"]),
        (
            "absence of … response",
            "en",
            "the absence of a substantive response",
            ["absence of a substantive response"],
        ),
        ("absence of … response", "en", "The absence of rain. A response came.", []),
        ("is|are widely|generally known", "en", "It is generally known.", ["is generally known"]),
        ("à l' initiative de|du", "fr", "à l’initiative du ministre", ["à l’initiative du"]),
        ("т. зв.", "uk", "Це т. зв. угода.", ["т. зв."]),
        ("так называем*", "ru", "так называемая «сделка»", ["так называемая"]),
        ("so called", "en", "so (called", []),
    ],
)
def test_one_term(term: str, language: str, text: str, found: list[str]) -> None:
    matcher = TermMatcher([LexiconEntry(term=term, language=language)], language)
    assert [text[hit.start : hit.end] for hit in matcher.find(text, words_of(text, language))] == found


def test_of_hits_that_overlap_the_longest_stays() -> None:
    entries = [
        LexiconEntry(term=term, language="en") for term in ("strongly", "strongly condemn*", "condemn*")
    ]
    text = "They strongly condemned it."
    hits = TermMatcher(entries, "en").find(text, words_of(text, "en"))
    assert [text[hit.start : hit.end] for hit in hits] == ["strongly condemned"]


def test_a_term_of_strength_0_takes_out_the_shorter_ones() -> None:
    entries = [
        LexiconEntry(term="regime", language="en"),
        LexiconEntry(term="sanctions regime", language="en", strength=0.0),
    ]
    text = "The regime answered the sanctions regime."
    hits = TermMatcher(entries, "en").find(text, words_of(text, "en"))
    assert [(hit.start, hit.end) for hit in hits] == [(4, 10)]
