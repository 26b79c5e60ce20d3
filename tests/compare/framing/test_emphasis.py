"""Emphasis: how much room a topic has, by words and by order, in four languages."""

from __future__ import annotations

import pytest

from compare.embedding import default_encoder
from compare.pipeline import compare_readouts
from compare.records import Comparison, Readout
from corpora import load_resources

TOLD = {
    "en": (
        "The fate of the port workers dominated the talks in Lume. A communiqué followed.",
        "The ministers signed a schedule. The fate of the port workers was mentioned in passing.",
    ),
    "fr": (
        "Le sort des ouvriers du port a dominé les entretiens de Lume. Un communiqué a suivi.",
        "Les ministres ont signé un calendrier. Le sort des ouvriers du port a été évoqué en passant.",
    ),
    "ru": (
        "Центральной темой переговоров в Луме стала судьба портовых рабочих. Затем вышло коммюнике.",
        "Министры подписали график. Судьба портовых рабочих была упомянута вскользь.",
    ),
    "uk": (
        "Центральною темою переговорів у Лумі стала доля портових робітників. Потім вийшло комюніке.",
        "Міністри підписали графік. Долю портових робітників згадали побіжно.",
    ),
}
ORDER = (
    "The sirens failed for an hour in Lume. Boats reached the island at noon. Divers searched the harbour. "
    "Four hundred people were brought to safety.",
    "Four hundred people were brought to safety. Boats reached the island at noon. Divers searched the harbour. "
    "The sirens failed for an hour in Lume.",
)


def compared(texts: tuple[str, str], *languages: str) -> tuple[Comparison, list[list[str]]]:
    """The comparison, and the words of each flag of emphasis."""
    readouts = [
        Readout(source=source, text=text, language=language)
        for source, text, language in zip(("Arlen", "Velia"), texts, languages, strict=True)
    ]
    found = compare_readouts(readouts, encoder=default_encoder(), resources=load_resources())
    text = {claim.id: next(r.text for r in readouts if r.id == claim.readout) for claim in found.claims}
    return found, [
        [text[span.claim][span.start : span.end] for span in flag.spans]
        for flag in found.framing
        if flag.kind == "emphasis"
    ]


@pytest.mark.parametrize("language", TOLD)
def test_words_tell_what_led_and_what_was_mentioned_in_passing(language: str) -> None:
    found, flags = compared(TOLD[language], language, language)
    told = [flag for flag in found.framing if (flag.kind, flag.subkind) == ("emphasis", "prominence")]
    assert len(told) == len(flags) == 1
    assert all(words in told[0].explanation for words in flags[0])


def test_words_of_one_account_are_held_against_the_order_of_the_other() -> None:
    found, flags = compared(
        (
            "The ministers signed a schedule in Lume. The fate of the port workers was mentioned in passing.",
            "The fate of the port workers moved the ministers. They signed a schedule. A communiqué followed.",
        ),
        "en",
        "en",
    )
    told = [flag for flag in found.framing if (flag.kind, flag.subkind) == ("emphasis", "prominence")]
    assert len(told) == 1
    assert any("in passing" in words for words in flags)
    assert told[0].explanation.endswith("what has little room in one opens the other.")


def test_it_is_told_across_languages() -> None:
    _, flags = compared((TOLD["en"][0], TOLD["uk"][1]), "en", "uk")
    assert flags == [["dominated the talks", "побіжно"]]


def test_what_leads_one_account_and_closes_the_other_is_told() -> None:
    found, flags = compared(ORDER, "en", "en")
    assert {flag.subkind for flag in found.framing if flag.kind == "emphasis"} == {"place"}
    assert all(len(words) == 2 for words in flags)
    assert {min(words)[:8] for words in flags} <= {"Four hun", "The sire"}


def test_the_same_weight_in_both_accounts_is_no_difference() -> None:
    one = TOLD["en"][0]
    assert not compared((one, one.replace("talks", "meeting")), "en", "en")[1]
