"""Figures and times of day in natural sentences: which are held against each other, and which are not."""

from __future__ import annotations

import pytest

from tests.compare.relations.conftest import Marks

DIFFER = [
    ("uk", "Семеро людей загинули, коли прорвало греблю над Ярошем.",
     "ru", "В Яроше при прорыве плотины погибли пять человек.", "number"),
    ("ru", "Двухчасовая беседа министров прошла в Тальме.",
     "en", "The ministers' conversation in Talma was over within forty minutes.", "number"),
    ("en", "Twenty-eight hydrological gauges along the Sar fell silent overnight.",
     "uk", "Уночі перестали передавати дані 26 гідрологічних датчиків на річці Сар.", "number"),
    ("fr", "Près de 46 millions d'euros restent gelés sur les comptes de Velmo.",
     "ru", "На счетах «Вельмо» заморожено 52 млн евро.", "number"),
    ("uk", "Шлюзи відкрили о четвертій ранку, коли місто ще спало.",
     "ru", "Шлюзы открыли в 5:10, город ещё спал.", "date"),
    ("en", "Two thirds of the deputies backed the treaty with Orsk.",
     "fr", "La moitié des députés ont approuvé le traité avec Orsk.", "number"),
]  # fmt: skip

DO_NOT_DIFFER = [
    ("fr", "Après onze heures de pourparlers, les délégations ont quitté Tarvessa sans accord.",
     "en", "The delegations left Tarvessa without a deal, four months after the ceasefire."),
    ("ru", "Закрыты два из пяти мостов через Сар.",
     "en", "Traffic over two bridges across the Sar has stopped."),
    ("fr", "Une vingtaine de passagers ont été blessés dans la collision de Marn.",
     "en", "Eighteen passengers were hurt in the collision at Marn."),
    ("en", "Thirty-four of the fifty mayors of Polk have joined the new government.",
     "fr", "À Polk, seize des cinquante maires refusent encore de suivre le gouvernement."),
    ("en", "They spoke for two thirds of an hour about the grain.",
     "uk", "Розмова про зерно тривала сорок хвилин."),
    ("ru", "Забастовка докеров длилась полторы недели.",
     "fr", "La grève des dockers a duré onze jours."),
    ("fr", "Les Bastiens ont voté à 54 % contre l'adhésion à l'Union.",
     "uk", "За вступ до Союзу проголосували 46 відсотків бастійців."),
    ("en", "The minister resigned nine days before the vote.",
     "uk", "Міністр пішов у відставку трохи більше ніж за тиждень до голосування."),
    ("en", "Four diplomats were given two days to leave the capital.",
     "ru", "В столице за два года построили семь школ."),
    ("uk", "За тиждень порт прийняв 240 вагонів проти 410 торік за той самий час.",
     "en", "Shippers put their losses at the port at 1.5 million thalers a day."),
    ("ru", "Плотину прорвало в пятом часу утра.",
     "en", "The dam gave way at half past four, at 4:30 in the morning."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "a", "other", "b", "kind"), DIFFER)
def test_figures_of_one_thing_differ(
    marks: Marks, language: str, a: str, other: str, b: str, kind: str
) -> None:
    found = [mark for mark in marks(language, a, other, b) if mark.effect == "conflict"]
    assert kind in [mark.kind for mark in found]


@pytest.mark.parametrize(("language", "a", "other", "b"), DO_NOT_DIFFER)
def test_figures_of_two_things_or_of_one_value_do_not(
    marks: Marks, language: str, a: str, other: str, b: str
) -> None:
    found = marks(language, a, other, b)
    assert [mark for mark in found if mark.kind in ("number", "date") and mark.effect == "conflict"] == []
