"""Who does it to whom in natural sentences: exchanged, kept, and not told at all."""

from __future__ import annotations

import pytest

from tests.compare.relations.conftest import Marks

EXCHANGED = [
    ("en", "Velmaria accused Dovhoria of firing first on the fishing boats.",
     "en", "Dovhoria accuses Velmaria of having opened fire on the fishermen."),
    ("fr", "La Velmarie a prêté deux brise-glaces à la Dovhorie pour l'hiver.",
     "en", "Dovhoria has lent Velmaria two icebreakers for the winter."),
    ("ru", "Вельмария предоставила Довгории кредит на восстановление плотины.",
     "ru", "Довгория предоставила Вельмарии кредит на ремонт плотины."),
    ("uk", "Орськ звинуватив Тарвесу у порушенні перемир'я на річці Сар.",
     "ru", "Тарвеса обвинила Орск в нарушении перемирия на реке Сар."),
    ("en", "The patrol of Ilmar fired on the guards near the ford.",
     "en", "The guards near the ford fired on the patrol of Ilmar."),
]  # fmt: skip

KEPT = [
    ("en", "Velmaria sold Dovhoria two icebreakers in the spring.",
     "en", "Dovhoria bought two icebreakers from Velmaria in the spring."),
    ("fr", "Marcadier a remis une note de protestation à Vaucourt.",
     "en", "Vaucourt received a note of protest from Marcadier."),
    ("ru", "Ноту протеста Вокуру вручил Тольк.",
     "uk", "Тольк вручив Вокуру ноту протесту."),
    ("en", "Velmaria attacked the convoy of Dovhoria.",
     "uk", "Конвой Довгорії атакувала Вельмарія."),
]  # fmt: skip

NEITHER = [
    ("uk", "Делегацію очолювали Дроздан і Севол.",
     "ru", "Делегацию возглавил Севол, в неё вошёл и Дроздан."),
    ("uk", "Рішення Вельмарії закрити кордон набуло чинності, сказали в Довгорії.",
     "ru", "Гражданам Довгории рекомендовано покинуть Вельмарию до пятницы."),
    ("en", "President Voss spoke by telephone with Chancellor Tolk for an hour.",
     "ru", "Состоялся часовой телефонный разговор канцлера Толька с президентом Воссом."),
    ("fr", "Le ministre Vaucourt s'est rendu à Tarvessa mardi.",
     "ru", "В Тарвессе во вторник находился с визитом министр Вокур."),
]  # fmt: skip


def roles(marks: Marks, language: str, a: str, other: str, b: str) -> set[str]:
    return {mark.effect for mark in marks(language, a, other, b) if mark.kind == "role"}


@pytest.mark.parametrize(("language", "a", "other", "b"), EXCHANGED)
def test_roles_are_exchanged(marks: Marks, language: str, a: str, other: str, b: str) -> None:
    assert roles(marks, language, a, other, b) == {"conflict"}


@pytest.mark.parametrize(("language", "a", "other", "b"), KEPT)
def test_the_same_roles_in_other_words(marks: Marks, language: str, a: str, other: str, b: str) -> None:
    assert roles(marks, language, a, other, b) <= {"note"}


@pytest.mark.parametrize(("language", "a", "other", "b"), NEITHER)
def test_lists_places_and_mutual_acts_have_no_roles(
    marks: Marks, language: str, a: str, other: str, b: str
) -> None:
    assert "conflict" not in roles(marks, language, a, other, b)


def test_an_act_told_from_its_other_end_is_known_as_the_same(marks: Marks) -> None:
    assert roles(marks, *KEPT[0]) == {"note"}
