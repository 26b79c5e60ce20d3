"""How far an act has come: told in another stage, or only in another tense."""

from __future__ import annotations

import pytest

from tests.compare.relations.conftest import Marks

ANOTHER_STAGE = [
    ("en", "Norland has promised to deliver grain to Orsk before the winter.",
     "ru", "Норландия уже поставила Орску зерно до наступления зимы."),
    ("fr", "Les inspecteurs doivent visiter la centrale de Berro dès lundi.",
     "fr", "Les inspecteurs peuvent visiter la centrale de Berro dès lundi."),
    ("uk", "Рада може скасувати мито на сталь із Тарвеси.",
     "en", "The council has cancelled the duty on steel from Tarvessa."),
]  # fmt: skip

ONLY_TENSE = [
    ("en", "The second round will take place in Clairvance on Monday.",
     "ru", "Второй раунд состоится в Клервансе в понедельник."),
    ("en", "The signature of the protocol is planned for Friday.",
     "uk", "Підписання протоколу заплановано на п'ятницю."),
    ("uk", "Комісія має чотири відділи та власну бібліотеку в Яриші.",
     "fr", "La commission compte quatre services et une bibliothèque à Yarych."),
    ("uk", "Розмова тривала сорок хвилин.",
     "en", "The conversation took forty minutes."),
    ("uk", "Розмова відбулася в середу й тривала 35 хвилин.",
     "ru", "Беседа, продолжавшаяся более часа, носила конструктивный характер."),
    ("fr", "La séance s'est ouverte par la lecture des noms des douze victimes.",
     "ru", "Заседание началось с оглашения имён двенадцати погибших."),
]  # fmt: skip


def stages(marks: Marks, language: str, a: str, other: str, b: str) -> list[str]:
    return [mark.explanation for mark in marks(language, a, other, b) if mark.kind == "modality"]


@pytest.mark.parametrize(("language", "a", "other", "b"), ANOTHER_STAGE)
def test_another_stage_is_marked(marks: Marks, language: str, a: str, other: str, b: str) -> None:
    assert len(stages(marks, language, a, other, b)) == 1


@pytest.mark.parametrize(("language", "a", "other", "b"), ONLY_TENSE)
def test_mere_tense_is_not(marks: Marks, language: str, a: str, other: str, b: str) -> None:
    assert stages(marks, language, a, other, b) == []


def test_what_would_have_been_does_not_contradict_what_is(marks: Marks) -> None:
    found = marks(
        "uk",
        "Без гребель рівень води був би нижчим на 0,9 метра.",
        "ru",
        "Уровень воды стоял на три метра выше обычного.",
    )
    assert [mark for mark in found if mark.effect == "conflict"] == []
