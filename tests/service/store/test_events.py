"""Events: filters, pages, versions, and what goes with them when they are deleted."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy import func, select

from compare.errors import RecordError
from compare.records import Readout
from service.jobs import enqueue, get_job
from service.requests import request_of_event
from service.store.engine import Store
from service.store.errors import ChangedError, NotFoundError
from service.store.events import (
    EventFilters,
    create_event,
    delete_event,
    get_event,
    list_events,
    update_event,
)
from service.store.readouts import add_readout
from service.store.tables import StoredText

EVENTS = (
    ("Talks on the Sarn valley", "2031-05-02", ("ardenia", "borovia"), ("talks", "war")),
    ("Переговоры в Ардене", "2031-06-01", ("severia",), ("переговоры",)),
    ("Appel entre Ilves et l'Élu", "2031-06-30", (), ("talks",)),
    ("A call of 100% certainty", None, ("borovia",), ()),
)


@pytest.fixture
def four_events(store: Store, project: str) -> str:
    """The project with the four events."""
    with store.begin() as session:
        for title, date, participants, tags in EVENTS:
            create_event(session, project, title=title, date=date, participants=participants, tags=tags)
        third = list_events(session, project, EventFilters(q="appel"))[0][0]
        add_readout(session, project, third.id, Readout(source="Radio Sarn", text="A call.", actor="severia"))
    return project


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (EventFilters(), (2, 1, 0, 3)),
        (EventFilters(actor="borovia"), (0, 3)),
        (EventFilters(actor="severia"), (2, 1)),
        (EventFilters(actor="Radio Sarn"), (2,)),
        (EventFilters(since="2031-06-01"), (2, 1)),
        (EventFilters(since="2031-05-03", until="2031-06-01"), (1,)),
        (EventFilters(tag="talks"), (2, 0)),
        (EventFilters(tag="переговоры"), (1,)),
        (EventFilters(tag="talk"), ()),
        (EventFilters(q="ПЕРЕГОВОРЫ"), (1,)),
        (EventFilters(q="élu"), (2,)),
        (EventFilters(q="100%"), (3,)),
        (EventFilters(q="1_0%"), ()),
        (EventFilters(q="talks", tag="war", actor="ardenia"), (0,)),
    ],
)
def test_filters(store: Store, four_events: str, filters: EventFilters, found: tuple[int, ...]) -> None:
    with store.session() as session:
        rows, cursor = list_events(session, four_events, filters)
    assert [row.title for row in rows] == [EVENTS[place][0] for place in found]
    assert cursor is None


def test_pages_follow_each_other_while_events_come_and_go(store: Store, four_events: str) -> None:
    with store.begin() as session:
        first, cursor = list_events(session, four_events, limit=2)
        delete_event(session, four_events, first[1].id)
        create_event(session, four_events, title="The newest", date="2031-12-31")
        second, end = list_events(session, four_events, cursor=cursor, limit=2)
    assert [row.title for row in first + second] == [EVENTS[place][0] for place in (2, 1, 0, 3)]
    assert (cursor is None, end) == (False, None)


@pytest.mark.parametrize("cursor", ["", "x", "WzFd", "WyIyMDMxLTA1LTAyIl0", "💥", "null", "W251bGxd"])
def test_a_cursor_from_elsewhere(store: Store, project: str, cursor: str) -> None:
    with store.session() as session, pytest.raises(RecordError, match="no cursor of this list"):
        list_events(session, project, cursor=cursor)


def test_a_change_needs_the_version_that_was_seen(store: Store, project: str) -> None:
    with store.begin() as session:
        event = create_event(session, project, title="Talks")
    with store.begin() as session:
        changed = update_event(session, project, event.id, {"title": "Беседы", "tags": ["x"]}, version=1)
    assert (changed.title, changed.tags, changed.version) == ("Беседы", ["x"], 2)
    with pytest.raises(ChangedError, match="has version 2, not 1"), store.begin() as session:
        update_event(session, project, event.id, {"title": "Lost"}, version=1)
    with store.begin() as session:
        update_event(session, project, event.id, {"date": "2031-05-02"})
    with store.session() as session:
        now = get_event(session, project, event.id)
        assert (now.title, now.date, now.version) == ("Беседы", "2031-05-02", 3)
        assert list_events(session, project, EventFilters(q="беседы"))[0] == [now]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": " "}, "title is empty"),
        ({"title": "x" * 501}, "title has 501 characters, more than 500"),
        ({"title": "a\x00b"}, "title has a NUL character"),
        ({"tags": ["\ud800"]}, "tags has a NUL character or half a surrogate pair"),
        ({"date": "20310502"}, "date is '20310502'; write it as YYYY-MM-DD"),
        ({"date": "2031-02-30"}, "write it as YYYY-MM-DD"),
        ({"id": "ev-1"}, "id cannot be changed"),
    ],
)
def test_values_that_an_event_cannot_have(
    store: Store, project: str, changes: dict[str, object], problem: str
) -> None:
    with store.begin() as session:
        event = create_event(session, project, title="Talks")
    with pytest.raises(RecordError, match=problem), store.begin() as session:
        update_event(session, project, event.id, changes)
    with store.session() as session:
        assert get_event(session, project, event.id).version == 1


@pytest.mark.parametrize("odd", ["a\x00b", "a\ud800b"])
def test_what_no_row_can_have_is_not_found(store: Store, project: str, odd: str) -> None:
    """SQLite can look for a NUL and finds none; what a database cannot look for is bad input."""
    with pytest.raises((RecordError, NotFoundError)), store.session() as session:
        get_event(session, project, odd)
    found = []
    with suppress(RecordError), store.session() as session:
        found = list_events(session, project, EventFilters(q=odd, actor=odd, tag=odd))[0]
    assert found == []


def test_another_project_sees_nothing(store: Store, project: str) -> None:
    with store.begin() as session:
        event = create_event(session, project, title="Talks")
    for act in (get_event, delete_event, lambda *place: update_event(*place, {"title": "Mine"})):
        with pytest.raises(NotFoundError, match="there is no event"), store.begin() as session:
            act(session, "pr-another", event.id)
    with store.session() as session:
        assert list_events(session, "pr-another") == ([], None)


def test_with_an_event_go_its_readouts_their_texts_and_its_jobs(store: Store, project: str) -> None:
    shared = "This text is in two events."
    with store.begin() as session:
        before = session.scalar(select(func.count()).select_from(StoredText))
        one, two = (create_event(session, project, title=title) for title in ("One", "Two"))
        for event in (one, two):
            add_readout(session, project, event.id, Readout(source="Ardenia", text=shared))
        add_readout(session, project, one.id, Readout(source="Borovia", text="This text is in one event."))
        job = enqueue(session, project, one.id, request_of_event(session, project, one.id))
    with store.begin() as session:
        delete_event(session, project, one.id)
    with store.session() as session:
        assert get_job(session, project, job.id).state == "cancelled"
        assert [event.title for event in list_events(session, project)[0]] == ["Two"]
        left = session.scalars(
            select(StoredText.text).where(StoredText.text.in_([shared, "This text is in one event."]))
        )
        assert left.all() == [shared]
        assert session.scalar(select(func.count()).select_from(StoredText)) == before + 1
