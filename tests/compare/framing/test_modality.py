"""Modality: stages held against each other where both bear on one act."""

from __future__ import annotations

import pytest

from compare.embedding import default_encoder
from compare.framing import modality
from compare.framing.reading import Reading, lexis_of
from compare.pipeline import compare_readouts
from compare.records import Readout
from corpora import load_resources

STAGES = {
    "en": ("Arlen undertook to reopen the northern bore.", "Arlen might reopen the northern bore."),
    "fr": ("L'Arlen s'est engagé à rouvrir le tunnel nord.", "L'Arlen pourrait rouvrir le tunnel nord."),
    "ru": ("Арлен обязался открыть северный тоннель.", "Арлен может открыть северный тоннель."),
    "uk": ("Арлен зобов'язався відкрити північний тунель.", "Арлен може відкрити північний тунель."),
}


@pytest.mark.parametrize("language", STAGES)
def test_a_promise_against_a_possibility_of_the_same_act(language: str) -> None:
    accounts = [
        Readout(source=source, text=text, language=language)
        for source, text in zip(("Arlen", "Velia"), STAGES[language], strict=True)
    ]
    found = compare_readouts(accounts, encoder=default_encoder(), resources=load_resources())
    assert "modality" in {flag.kind for flag in found.framing}


def test_stages_of_different_acts_are_not_held_against_each_other() -> None:
    accounts = [
        Readout(source="Arlen", text="Arlen undertook to reopen the northern bore.", language="en"),
        Readout(source="Velia", text="Velia might raise the price of grain next year.", language="en"),
    ]
    found = compare_readouts(accounts, encoder=default_encoder(), resources=load_resources())
    assert "modality" not in {flag.kind for flag in found.framing}


def test_a_month_is_no_possibility() -> None:
    lexis = lexis_of(load_resources())
    for text, cues in (("The ferry sails on 3 May.", []), ("The ferry may sail.", ["may"])):
        assert [mark.cue for mark in modality.find_marks(Reading(text, "en", lexis))] == cues
