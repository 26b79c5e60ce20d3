"""What is denied in natural sentences, and signs of negation that deny nothing of the other account."""

from __future__ import annotations

import pytest

from tests.compare.relations.conftest import Marks

DENY = [
    ("uk", "Шлюзи над Ярошем відкрили без жодного попередження для мешканців низини.",
     "ru", "Жителям низины предупреждение об открытии шлюзов над Ярошем разослали за два часа."),
    ("fr", "La commission n'a pas approuvé le budget du canal de Sarn.",
     "en", "The budget for the Sarn canal was approved by the commission late on Friday."),
    ("en", "None of the twelve tank wagons leaked after the derailment at Hollin.",
     "fr", "Trois des douze wagons-citernes ont fui après le déraillement de Hollin."),
    ("ru", "Наблюдатели сообщили, что никто из моряков не пострадал.",
     "uk", "За даними спостерігачів, двоє моряків постраждали."),
    ("en", "Exports of timber from Orsk fell sharply last year.",
     "ru", "Вывоз леса из Орска в прошлом году резко вырос."),
]  # fmt: skip

AGREE = [
    ("en", "Norland has not ruled out sending instructors to Quorra.",
     "fr", "La Norlande n'exclut pas l'envoi d'instructeurs au Quorra."),
    ("fr", "Ni blocus ni sanction : le ministre parle d'une simple mesure technique.",
     "en", "It is not a sanction, the minister said, but a mere technical measure."),
    ("fr", "Un seul passage reste ouvert entre Orsk et Tarvessa.",
     "ru", "Между Орском и Тарвессой закрыты все переходы, кроме одного."),
    ("en", "Only one of the five bridges over the Sar is open.",
     "en", "All five bridges over the Sar but one are closed."),
    ("en", "The avalanche that buried the road to Ferrac injured nobody.",
     "en", "No one was hurt when the avalanche covered the road to Ferrac."),
    ("uk", "Замість чотирьох потягів на тиждень до Лиманця ходитимуть два.",
     "ru", "В Лиманец будут ходить два поезда в неделю."),
    ("fr", "La visite s'est achevée sans éclat et sans déclaration commune.",
     "en", "The visit ended on Thursday with a dinner at the palace."),
    ("en", "The blockade halted all grain traffic through Lindvar.",
     "uk", "Через блокаду рух зерна через Ліндвар зупинився."),
    ("ru", "Рабочие не повышали зарплату с прошлого года и ждут переговоров.",
     "en", "Wages there have stayed unchanged since last year."),
]  # fmt: skip


def denials(marks: Marks, language: str, a: str, other: str, b: str) -> list[str]:
    kinds = ("polarity", "antonym")
    return [
        mark.explanation
        for mark in marks(language, a, other, b)
        if mark.kind in kinds and mark.effect == "conflict" and mark.weight >= 0.3
    ]


@pytest.mark.parametrize(("language", "a", "other", "b"), DENY)
def test_one_denies_what_the_other_asserts(marks: Marks, language: str, a: str, other: str, b: str) -> None:
    assert len(denials(marks, language, a, other, b)) == 1


@pytest.mark.parametrize(("language", "a", "other", "b"), AGREE)
def test_neither_denies_what_the_other_asserts(
    marks: Marks, language: str, a: str, other: str, b: str
) -> None:
    assert denials(marks, language, a, other, b) == []
