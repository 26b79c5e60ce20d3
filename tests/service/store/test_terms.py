"""The terms that claims and queries meet in."""

from __future__ import annotations

import pytest

from service.store.terms import LONGEST, fold, places_of, terms_of, variants_of


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The talks lasted two hours.", "en", "the talk last two hour"),
        ("L’Élysée a duré 3,5 heures aujourd'hui", "fr", "le elysee avoir durer 3,5 heure aujourd'hui"),
        ("Войскам, войска, войско; ещё", "ru", "войско войско войско еще"),
        ("Їжак й йод", "uk", "їжак й йод"),
        ("Gespräche über Ardenien", "de", "gesprache uber ardenien"),
        ("… — !", "en", ""),
    ],
)
def test_terms(text: str, language: str, found: str) -> None:
    assert " ".join(terms_of(text, language)) == found


def test_a_word_without_end_is_cut() -> None:
    assert [len(term) for term in terms_of("x" * 10_000, "en")] == [LONGEST]


def test_a_query_stands_for_its_lemma_in_every_language() -> None:
    assert variants_of("l'agression войскам") == [
        ["agression", "l'agression"],
        ["войскам", "войско"],
    ]


@pytest.mark.parametrize(
    ("word", "folded"), [("ÉLYSÉE", "elysee"), ("Ёлка", "елка"), ("Йод", "йод"), ("ʼ", "'")]
)
def test_folding(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_places_of_terms_in_a_text() -> None:
    text = "Les entretiens d’hier, l'entretien"
    assert [text[start:end] for start, end in places_of(text, "fr", {"entretien"})] == [
        "entretiens",
        "entretien",
    ]
    assert places_of(text, "fr", set()) == []
