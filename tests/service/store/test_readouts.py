"""Readouts: texts come back as they came, once each, with the way back into their document."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import func, select

from compare.attribution import split_article
from compare.errors import RecordError
from compare.records import Readout
from compare.resources import Resources
from service.store.engine import Store
from service.store.errors import NotFoundError
from service.store.events import create_event
from service.store.readouts import (
    add_readout,
    delete_readout,
    get_readout,
    list_readouts,
    to_readout,
    to_readouts,
)
from service.store.tables import StoredReadout, StoredText

TEXTS = (
    "Ardenia called for calm.\r\n\tBorovia did not.\n",
    "Les « pourparlers » n’ont rien donné — 3,5 heures.",
    "Переговоры шли два часа; Мінськ, ёлка, їжак.",
    "A NUL \x00 from a PDF, half a pair \ud800, an emoji 🕊️ and e\u0301.",
    "Одно слово " * 20_000,
)


@pytest.fixture
def event(store: Store, project: str) -> str:
    """The id of an event without readouts."""
    with store.begin() as session:
        return create_event(session, project, title="Talks").id


@pytest.mark.parametrize("text", TEXTS, ids=["lines", "french", "cyrillic", "odd", "long"])
def test_a_text_comes_back_as_it_came(store: Store, project: str, event: str, text: str) -> None:
    given = Readout(
        source="Ardenia",
        text=text,
        language="en",
        actor="ardenia",
        side="north",
        title="Statement",
        date="2031-05-02",
        url="https://ardenia.example/1",
        translation_of="r-0123456789abcdef",
    )
    with store.begin() as session:
        row, created = add_readout(session, project, event, given)
    with store.session() as session:
        kept = get_readout(session, project, event, row.id)
        assert (created, kept.text_sha256) == (True, given.sha256)
        assert to_readout(kept, session) == given


def test_the_same_source_and_text_is_one_readout_and_two_outlets_are_two(
    store: Store, project: str, event: str
) -> None:
    wire = "One wire text."
    with store.begin() as session:
        first, _ = add_readout(session, project, event, Readout(source="Ardenia Today", text=wire))
        again, created = add_readout(session, project, event, Readout(source="Ardenia Today", text=wire))
        other, new = add_readout(session, project, event, Readout(source="Borovia Today", text=wire))
    assert (again.id, created, new, other.position) == (first.id, False, True, 1)
    with store.session() as session:
        stored = select(func.count()).select_from(StoredText).where(StoredText.text == wire)
        assert session.scalar(stored) == 1
        assert [row.id for row in list_readouts(session, project, event)[0]] == [first.id, other.id]


def test_a_split_article_leads_back_into_its_document(
    store: Store, project: str, event: str, resources: Resources
) -> None:
    article = Readout(
        source="The Sarn Herald",
        text='Moscow said that the talks were useful. "We are worried", said Macron. It rained in Paris.',
        language="en",
        title="Two views",
        date="2031-05-02",
    )
    split = split_article(article, resources)
    with store.begin() as session:
        for readout in split.readouts:
            add_readout(session, project, event, readout, split.document)
    with store.session() as session:
        rows, _ = list_readouts(session, project, event)
        readouts, documents = to_readouts(rows, session)
    assert tuple(readouts) == tuple(split.readouts)
    assert documents == [split.document]
    for readout in readouts:
        assert readout.derived_from is not None
        for part in readout.derived_from.segments:
            whole = documents[0].text[part.source_start : part.source_end]
            assert readout.text[part.start : part.end] == whole


def test_pages_in_the_order_of_coming(store: Store, project: str, event: str) -> None:
    with store.begin() as session:
        for name in "EDCBA":
            add_readout(session, project, event, Readout(source=name, text="A text."))
        pages, cursor = [], None
        while True:
            rows, cursor = list_readouts(session, project, event, cursor=cursor, limit=2)
            pages.append("".join(row.source for row in rows))
            if cursor is None:
                break
    assert pages == ["ED", "CB", "A"]


def test_a_deleted_readout_takes_its_text_along(store: Store, project: str, event: str) -> None:
    alone = "Nobody else says this."
    with store.begin() as session:
        row, _ = add_readout(session, project, event, Readout(source="Ardenia", text=alone))
    with store.begin() as session:
        delete_readout(session, project, event, row.id)
    with store.session() as session:
        assert session.scalar(select(StoredText.sha256).where(StoredText.text == alone)) is None
        with pytest.raises(NotFoundError, match="there is no readout"):
            get_readout(session, project, event, row.id)


@pytest.mark.parametrize(
    ("readout", "problem"),
    [
        (Readout(source="Ardenia", text=" \n"), "the text of 'Ardenia' is empty"),
        (Readout(source="A" * 301, text="A text."), "source has 301 characters, more than 300"),
        (Readout(source="A\x00", text="A text."), "has a NUL character"),
        (Readout(source="Ardenia", text="A text.", date="May 2"), "date is 'May 2'"),
    ],
)
def test_what_cannot_be_stored_stores_nothing(
    store: Store, project: str, event: str, readout: Readout, problem: str
) -> None:
    with store.session() as session:
        before = session.scalar(select(func.count()).select_from(StoredText))
    with pytest.raises(RecordError, match=problem), store.begin() as session:
        add_readout(session, project, event, readout)
    with store.session() as session:
        assert list_readouts(session, project, event) == ([], None)
        assert session.scalar(select(func.count()).select_from(StoredText)) == before


def test_another_project_has_no_such_event(store: Store, project: str, event: str) -> None:
    with pytest.raises(NotFoundError), store.begin() as session:
        add_readout(session, "pr-another", event, Readout(source="Ardenia", text="A text."))
    with pytest.raises(NotFoundError), store.session() as session:
        list_readouts(session, "pr-another", event)


def test_one_text_from_many_hands_at_once(store: Store, project: str, event: str) -> None:
    """Uploads and deletions of one text at the same time: each readout that stays has its text."""
    text = "Everybody runs this wire text."
    trouble: list[BaseException] = []

    def come_and_go(name: str) -> None:
        try:
            for turn in range(8):
                with store.begin() as session:
                    row, _ = add_readout(session, project, event, Readout(source=f"{name} {turn}", text=text))
                if turn < 7:
                    with store.begin() as session:
                        delete_readout(session, project, event, row.id)
        except BaseException as error:
            trouble.append(error)

    threads = [threading.Thread(target=come_and_go, args=(name,)) for name in "ABCD"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trouble == []
    with store.session() as session:
        rows = session.scalars(select(StoredReadout).where(StoredReadout.event_id == event)).all()
        assert sorted(row.source for row in rows) == ["A 7", "B 7", "C 7", "D 7"]
        assert {to_readout(row, session).text for row in rows} == {text}
