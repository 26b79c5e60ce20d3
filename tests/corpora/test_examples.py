"""The example events: every account in the language that its name tells, loaded once, compared by the worker."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from compare.attribution import find_attributions
from compare.documents.language import detect_language
from compare.embedding import default_encoder
from compare.errors import RecordError
from corpora import example_events, load_resources
from corpora.example_events import EXAMPLE, ExampleEvent, read_example_events
from service.examples import load_examples
from service.jobs import list_jobs
from service.keys import local_project
from service.settings import Settings
from service.store.engine import Store, open_store
from service.store.events import EventFilters, delete_event, list_events
from service.store.readouts import list_readouts
from service.store.series import event_points
from service.worker import work_once

REAL = next(event for event in example_events() if event.name == EXAMPLE)
INVENTED = [event for event in example_events() if event.invented]
COMPARED = {"2031-01-14-basin-commission-session"}
"""Compared here; with the real event they hold all four languages and every kind of account."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'examples.db'}")
    yield opened
    opened.close()


@pytest.mark.parametrize("event", INVENTED, ids=lambda event: event.name)
def test_an_invented_event_is_told_by_several_in_several_languages(event: ExampleEvent) -> None:
    assert 3 <= len(event.readouts) <= 4
    assert len({readout.language for readout in event.readouts}) >= 2
    assert len({readout.actor for readout in event.readouts}) == len(event.readouts)
    assert event.name.startswith(event.date)
    known = {actor.id for actor in load_resources().actors}
    assert set(event.participants) <= known
    for readout in event.readouts:
        assert detect_language(readout.text) == readout.language, readout.source
        assert 80 <= len(re.findall(r"[\w’'-]+", readout.text)) <= 230, readout.source
        assert readout.actor in known
        assert event.date <= (readout.date or "") <= event.date[:8] + "31", readout.source


@pytest.mark.parametrize(
    ("language", "text", "actor", "side"),
    [
        ("en", "Velmarian Foreign Minister Damir Sevol said the talks would go on.", "sevol", "velmaria"),
        (
            "en",
            "The Thornmere Foreign Office said that no request had been received.",
            "thornmere-office",
            "thornmere",
        ),
        (
            "fr",
            "« Nous attendons », a déclaré Lucie Ferrandel, porte-parole de la diplomatie valombraise.",
            "ferrandel",
            "valombre",
        ),
        (
            "fr",
            "Le Premier ministre dovhorien Nazar Kvitan a déclaré que l’eau manquait.",
            "kvitan",
            "dovhoria",
        ),
        (
            "ru",
            "Официальный представитель МИД Вельмарии Ирина Валлек заявила, что датчики исправны.",
            "vallek",
            "velmaria",
        ),
        (
            "ru",
            "Президент Валомбрии Элен Маркадье заявила, что переговоры продолжатся.",
            "marcadier",
            "valombre",
        ),
        ("uk", "«Ми чекаємо», — сказав речник МЗС Довгорії Богдан Тесмар.", "tesmar", "dovhoria"),
        ("uk", "Глава МЗС Вельмарії Дамір Севол заявив, що потяги чекають.", "sevol", "velmaria"),
    ],
)
def test_who_speaks_for_an_invented_state_is_known(language: str, text: str, actor: str, side: str) -> None:
    known = {each.id: each for each in load_resources().actors}
    (found,) = {each.actor for each in find_attributions(text, language, load_resources())}
    assert (found, known[actor].side) == (actor, side)


def test_no_account_is_told_twice() -> None:
    texts = Counter(readout.sha256 for event in example_events() for readout in event.readouts)
    assert max(texts.values()) == 1


def test_the_real_event_is_told_by_both_sides_and_not_invented() -> None:
    assert not REAL.invented
    assert [readout.side for readout in REAL.readouts] == ["france", "russia"]


def test_loaded_twice_they_are_there_once(store: Store) -> None:
    project = local_project(store).id
    first, second = load_examples(store, project), load_examples(store, project)
    assert (first.created, len(first.jobs)) == (len(example_events()), len(example_events()))
    assert (second.events, second.created, second.jobs) == (first.events, 0, ())
    with store.session() as session:
        stored, _ = list_events(session, project, limit=500)
        assert len(stored) == len(example_events())
        assert {event.title for event in stored if "invented" not in event.tags} == {REAL.title}
        for event, example in zip(
            sorted(stored, key=lambda e: (e.date, e.title)), example_events(), strict=True
        ):
            rows, _ = list_readouts(session, project, event.id)
            assert [row.source for row in rows] == [readout.source for readout in example.readouts]


def test_three_loads_at_one_moment_store_them_once(store: Store) -> None:
    project = local_project(store).id
    with ThreadPoolExecutor(3) as pool:
        loads = list(pool.map(lambda _: load_examples(store, project), range(3)))
    assert sorted(load.created for load in loads) == [0, 0, len(example_events())]
    assert sum(len(load.jobs) for load in loads) == len(example_events())


def test_what_was_deleted_comes_back(store: Store) -> None:
    project = local_project(store).id
    first = load_examples(store, project)
    with store.begin() as session:
        delete_event(session, project, first.events[1])
    again = load_examples(store, project)
    assert (again.created, len(again.jobs), len(again.events)) == (1, 1, len(first.events))


def test_the_worker_compares_them(store: Store) -> None:
    project = local_project(store).id
    load_examples(store, project)
    compared = {event.title for event in INVENTED if event.name in COMPARED} | {REAL.title}
    with store.begin() as session:
        for event in list_events(session, project, limit=500)[0]:
            if event.title not in compared:
                delete_event(session, project, event.id)
    encoder, settings = default_encoder(), Settings()
    while work_once(store, settings, encoder, load_resources(), stop=Event(), name="w"):
        pass
    with store.session() as session:
        jobs, _ = list_jobs(session, project, limit=500)
        states = Counter(job.state for job in jobs)
        assert states == {"done": len(compared), "cancelled": len(example_events()) - len(compared)}
        points = event_points(session, project)
        assert [point.date for point in points] == ["2022-02-12", "2031-01-14"]
        assert {point.title for point in points if "invented" not in point.tags} == {REAL.title}
        assert {pair.sides for pair in points[1].pairs} == {
            ("dovhoria", "mureva-commission"),
            ("dovhoria", "velmaria"),
            ("mureva-commission", "velmaria"),
        }
        tagged, _ = list_events(session, project, EventFilters(tag="invented"), limit=500)
        assert {event.title for event in tagged} == compared - {REAL.title}


def test_the_command_lists_and_loads(tmp_path: Path) -> None:
    def rashomon(*words: str) -> str:
        command = [sys.executable, "-m", "compare.cli", "examples", *words]
        run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
        assert run.returncode == 0, run.stderr
        return run.stdout

    assert [line[:10] for line in rashomon("list").splitlines()] == [event.date for event in example_events()]
    number = len(example_events())
    url = f"sqlite:///{tmp_path / 'c.db'}"
    assert rashomon("load", "--database", url).startswith(f"{number} example events, {number} of them new")
    assert rashomon("load", "--database", url).startswith(f"{number} example events, 0 of them new; 0 comp")


@pytest.mark.parametrize(
    ("told", "file", "message"),
    [
        ("title = ", "velmaria-ministry.ru.txt", "e/event.toml: is not TOML"),
        ('title = "T"\nparticipants = []', "velmaria-ministry.ru.txt", "e/event.toml: invented is None"),
        (
            'title = "T"\ndate = 2031-01-01\nparticipants = []\ninvented = true',
            "nobody.ru.txt",
            "e/nobody.ru.txt: there is no actor 'nobody'",
        ),
    ],
)
def test_a_malformed_event_names_the_file(tmp_path: Path, told: str, file: str, message: str) -> None:
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "event.toml").write_text(told, encoding="utf-8")
    (tmp_path / "e" / file).write_text("Стороны обсудили положение.", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read_example_events(tmp_path, load_resources())
    assert str(caught.value).startswith(message)
