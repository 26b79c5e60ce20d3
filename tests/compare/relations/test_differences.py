"""Marks of difference: which check speaks, for what, and on which words."""

from __future__ import annotations

import pytest

from compare.relations.differences import marks_between
from compare.relations.names import same_name
from compare.relations.reading import Reader
from compare.relations.statements import Statement
from compare.resources import Resources
from corpora import load_resources

READER = Reader(load_resources())

CONFLICTS = [
    ("en", "The call lasted 100 minutes.", "They spoke for two hours.", "number", "100 minutes", "two hours"),
    ("en", "Norland will send troops.", "Norland will not send troops.", "polarity", "", "not"),
    (
        "en",
        "The call was on 12 February.",
        "The call was on February 13.",
        "date",
        "12 February",
        "February 13",
    ),
    ("en", "Exports rose sharply.", "Exports fell sharply.", "antonym", "rose", "fell"),
    ("en", "Norland attacked Veska.", "Veska attacked Norland.", "role", "Norland|Veska", "Veska|Norland"),
    ("ru", "Таллия атаковала Ворран.", "Ворран атаковал Таллию.", "role", "Таллия|Ворран", "Ворран|Таллию"),
    ("ru", "Никто не пострадал.", "Пострадали двенадцать человек.", "polarity", "Никто", ""),
    (
        "fr",
        "Il n'a pas confirmé l'accord.",
        "Il a confirmé l'accord.",
        "polarity",
        "pas|confirmé",
        "confirmé",
    ),
    ("uk", "Рада не схвалила угоду.", "Рада схвалила угоду.", "polarity", "не|схвалила", "схвалила"),
]


@pytest.mark.parametrize(("language", "a", "b", "kind", "words_a", "words_b"), CONFLICTS)
def test_conflict_marks(language: str, a: str, b: str, kind: str, words_a: str, words_b: str) -> None:
    one, two = (READER.read(Statement(text=text, language=language)) for text in (a, b))
    marks = [mark for mark in marks_between(one, two) if mark.kind == kind and mark.effect == "conflict"]
    assert len(marks) == 1
    assert "|".join(span.of(a) for span in marks[0].spans_a) == words_a
    assert "|".join(span.of(b) for span in marks[0].spans_b) == words_b
    mirrored = [mark for mark in marks_between(two, one) if mark.kind == kind and mark.effect == "conflict"]
    assert [(m.spans_b, m.spans_a, m.weight) for m in mirrored] == [
        (m.spans_a, m.spans_b, m.weight) for m in marks
    ]


NO_CONFLICT = [
    ("en", "Norland attacked Veska.", "Veska was attacked by Norland."),
    ("en", "President Aldan met President Moro.", "President Moro met President Aldan."),
    ("en", "Exports rose.", "Exports did not fall."),
    ("en", "The ceasefire holds in Orhan.", "Orhan is quiet."),
    ("en", "About 100 people were hurt.", "98 people were hurt."),
    ("en", "The attack was in February.", "The attack was on 12 February."),
    ("ru", "Таллию атаковал Ворран.", "Ворран атаковал Таллию."),
    ("uk", "Розмова тривала півтори години.", "Розмова тривала 90 хвилин."),
    ("fr", "La trêve a duré non seulement un jour.", "La trêve a duré un jour."),
]


@pytest.mark.parametrize(("language", "a", "b"), NO_CONFLICT)
def test_no_conflict_marks(language: str, a: str, b: str) -> None:
    one, two = (READER.read(Statement(text=text, language=language)) for text in (a, b))
    assert [mark for mark in marks_between(one, two) if mark.effect == "conflict"] == []


@pytest.mark.parametrize(
    ("language", "a", "other", "b"),
    [
        (
            "en",
            "President Voss of Veldania spoke by telephone with Chancellor Tolk of Orsk.",
            "ru",
            "Состоялся телефонный разговор канцлера Орска Миры Тольк с Арленом Воссом.",
        ),
        (
            "fr",
            "Le ministre Vaucourt s'est rendu à Tarvessa.",
            "ru",
            "В Тарвессе находился с визитом министр Вокур.",
        ),
    ],
)
def test_mutual_acts_and_places_change_no_roles(language: str, a: str, other: str, b: str) -> None:
    one, two = (
        READER.read(Statement(text=a, language=language)),
        READER.read(Statement(text=b, language=other)),
    )
    assert "role" not in [mark.kind for mark in marks_between(one, two)]


def test_figures_of_another_stage_do_not_contradict() -> None:
    one = READER.read(Statement(text="Norland has committed $3.7 billion.", language="en"))
    two = READER.read(Statement(text="Norland has already provided $3.4 billion.", language="en"))
    assert sorted((mark.kind, mark.effect) for mark in marks_between(one, two)) == [
        ("modality", "reframed"),
        ("number", "reframed"),
    ]


def test_relative_dates_are_read_against_the_day_of_the_account() -> None:
    one = READER.read(Statement(text="The call took place yesterday.", language="en", date="2022-02-13"))
    two = READER.read(Statement(text="L'appel a eu lieu le 12 février.", language="fr", date="2022-02-14"))
    (mark,) = [mark for mark in marks_between(one, two) if mark.kind == "date"]
    assert mark.effect == "same"


def test_without_lexicons_names_still_change_roles() -> None:
    reader = Reader(Resources())
    one = reader.read(Statement(text="Norland attacked Veska.", language="en"))
    two = reader.read(Statement(text="Veska attacked Norland.", language="en"))
    assert [mark.kind for mark in marks_between(one, two)] == ["role"]


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Kyiv", "Kiev", True),
        ("Kyiv", "Київ", True),
        ("Kyiv", "Киев", True),
        ("Zelenskyy", "Зеленский", True),
        ("Scholz", "Шольц", True),
        ("Macron", "Макроном", True),
        ("Kyiv", "Lviv", False),
        ("Macron", "Moro", False),
    ],
)
def test_names_across_scripts(one: str, two: str, expected: bool) -> None:
    assert same_name(one, two) is expected
    assert same_name(two, one) is expected
