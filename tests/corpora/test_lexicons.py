"""The lexicons that framing reads cover the four languages, and every term of theirs finds itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.framing.terms import GAP, TermMatcher
from compare.words import words_of
from corpora import load_resources

LANGUAGES = ("en", "fr", "ru", "uk")
LEAST = {
    "loaded": 450,
    "epistemic": 120,
    "hedges": 100,
    "intensity": 100,
    "modality": 80,
    "blame": 150,
    "naming": 300,
    "frames": 150,
    "legal": 60,
    "tone": 40,
    "emphasis": 90,
    "places": 60,
    "initiative": 15,
    "transliterations": 10,
    "function_words": 130,
}


@pytest.mark.parametrize("name", sorted(LEAST))
def test_every_language_has_its_terms(name: str) -> None:
    entries = load_resources().lexicon(name)
    counts = {language: sum(entry.language == language for entry in entries) for language in LANGUAGES}
    assert min(counts.values()) >= LEAST[name]


@pytest.mark.parametrize("name", sorted(LEAST))
def test_every_term_finds_itself(name: str) -> None:
    lost = []
    for language in LANGUAGES:
        entries = [entry for entry in load_resources().lexicon(name) if entry.language == language]
        for entry in entries:
            parts = [_instance(part.split("|")[0]) for part in entry.term.split() if part != GAP]
            text = f"{' '.join(parts)}{'ab' if parts[-1].endswith(chr(39)) else ''}".replace("' ", "'")
            if not TermMatcher([replace(entry, strength=1.0)], language).find(text, words_of(text, language)):
                lost.append((language, entry.term))
    assert lost == []


def _instance(part: str) -> str:
    """A word that this part of a term must match; a stem that ends in a hyphen or apostrophe needs a rest."""
    bare = part.rstrip("*!")
    return f"{bare}ab" if bare != part and bare.endswith(("-", "'")) else bare


@pytest.mark.parametrize("name", ["emphasis", "intensity", "modality", "tone"])
def test_levels_lie_between_0_and_1(name: str) -> None:
    for entry in load_resources().lexicon(name):
        assert entry.attributes["scale"]
        assert 0 <= float(entry.attributes["level"]) <= 1
