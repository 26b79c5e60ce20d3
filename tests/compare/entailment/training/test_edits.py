"""Each edit changes what it says, and keeps off where it cannot."""

from __future__ import annotations

import random

import pytest

from compare.entailment.training import edits


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The envoy was in Tareno.", "The envoy was not in Tareno."),
        ("en", "The envoy was not in Tareno.", None),
        ("en", "The envoy left Tareno.", None),
        ("fr", "Le ministre a signé l'accord.", "Le ministre n'a pas signé l'accord."),
        ("fr", "Le traité sera signé.", "Le traité ne sera pas signé."),
        ("fr", "Il y a un accord.", None),
        ("ru", "Министр подписал договор.", "Министр не подписал договор."),
        ("ru", "Министр не был там.", None),
        ("ru", "Этот журнал новый.", None),
        ("uk", "Міністр підписав договір.", "Міністр не підписав договір."),
    ],
)
def test_negate(language: str, text: str, expected: str | None) -> None:
    assert edits.negate(text, language) == expected


@pytest.mark.parametrize(
    "text", ["The call lasted 105 minutes.", "Le 12 février, 3,5 millions.", "В 2019 году."]
)
def test_change_number_changes_one_number_and_nothing_else(text: str) -> None:
    for seed in range(20):
        new = edits.change_number(text, random.Random(seed))
        assert new is not None
        assert new != text
        assert edits.NUMBER.sub("#", new) == edits.NUMBER.sub("#", text)


def test_change_number_without_a_number() -> None:
    assert edits.change_number("No number here.", random.Random(0)) is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The army of Tareno attacked Darvi.", "The army of Darvi attacked Tareno."),
        ("en", "The talks of Tareno and Darvi failed.", None),
        ("en", "The leader of Tareno left.", None),
        ("fr", "L'armée de Tareno a attaqué Darvi.", "L'armée de Darvi a attaqué Tareno."),
        ("ru", "Армия Тарено напала на Дарви.", None),
    ],
)
def test_swap_names(language: str, text: str, expected: str | None) -> None:
    assert edits.swap_names(text, language, random.Random(0)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "In March, the talks failed in Tareno.", "The talks failed in Tareno in March."),
        ("en", "Tareno and Darvi agreed.", "Darvi and Tareno agreed."),
        ("fr", "Les accords de Tareno et Darvi.", "Les accords de Darvi et Tareno."),
        ("ru", "Обсудили торговлю и безопасность.", "Обсудили безопасность и торговлю."),
        ("uk", "Обговорили торгівлю та безпеку.", "Обговорили безпеку та торгівлю."),
        ("en", "The talks failed.", None),
    ],
)
def test_reorder_keeps_the_meaning(language: str, text: str, expected: str | None) -> None:
    assert edits.reorder(text, language) == expected


def test_antonyms_go_both_ways() -> None:
    draw = random.Random(0)
    assert edits.turn_to_antonym("Prices rose.", "en", draw) == "Prices fell."
    assert edits.turn_to_antonym("Prices fell.", "en", draw) == "Prices rose."
    assert edits.turn_to_antonym("Envoys met.", "en", draw) is None


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "Le gouvernement est dans le ville."),
        ("ru", "правительство есть в город."),
        ("uk", "уряд є в місто."),
    ],
)
def test_switch_words(language: str, expected: str) -> None:
    text = "The government is in the city."
    switched = edits.switch_words(text, language, edits.dictionary(), 1.0, random.Random(0))
    assert switched == expected
