"""Jobs: one holder at a time, the newest fence writes, every text is kept as long as it is needed."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from compare.errors import OptionError, RecordError
from compare.records import Readout
from service.jobs import (
    cancel,
    claim,
    enqueue,
    events_since,
    fail,
    finish,
    get_job,
    heartbeat,
    hold,
    list_jobs,
    release,
    settle_cancelled,
)
from service.keys import local_project
from service.requests import CompareRequest, read_request, request_of_event
from service.store.comparisons import ReadyComparison, list_comparisons, save_comparison
from service.store.engine import Store
from service.store.errors import LeaseLostError, NotFoundError
from service.store.events import create_event
from service.store.readouts import add_readout, delete_readout
from service.store.tables import Job, JobText, StoredText

REQUEST = CompareRequest(
    readouts=(
        Readout(
            source="Ardenia", text="The talks lasted two hours. \x00 \ud800", language="en", actor="ardenia"
        ),
        Readout(source="Borovia", text="The talks lasted three hours.", date="2031-05-02"),
    ),
    event={"title": "Talks"},
    options={"seed": 7},
)
LEASE = 60.0
READY = ReadyComparison(
    engine_id="c-1",
    title="Talks",
    date=None,
    digest="0" * 64,
    signature="s",
    report=b"",
    figures={},
    labels={},
    pairs=(),
    claims=(),
)


@pytest.fixture
def project(fresh_store: Store) -> str:
    """The project of a store that the test has for itself."""
    return local_project(fresh_store).id


@pytest.fixture
def add(fresh_store: Store, project: str) -> Callable[[], Job]:
    """Puts a job into the queue."""

    def put() -> Job:
        with fresh_store.begin() as session:
            return enqueue(session, project, None, REQUEST)

    return put


def states(store: Store, job: Job) -> list[str]:
    """What the stream of a job's events says of its state."""
    with store.session() as session:
        events = events_since(session, job.project_id, job.id)
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    return [event.data["state"] for event in events]


def run_out(store: Store, job: Job) -> None:
    """Let the lease of a job run out now."""
    with store.begin() as session:
        row = session.get_one(Job, job.id)
        row.lease_until = row.created


def end(store: Store, job: Job) -> None:
    """Save a comparison and end the job, as a worker does."""
    with store.begin() as session:
        hold(session, job)
        finish(session, job, save_comparison(session, job.project_id, None, READY))


def test_a_job_from_the_queue_to_its_end(fresh_store: Store, project: str, add: Callable[[], Job]) -> None:
    job = add()
    held = claim(fresh_store, "one", LEASE)
    assert held is not None
    assert (held.id, held.state, held.fence, held.attempts, held.worker) == (job.id, "running", 1, 1, "one")
    assert claim(fresh_store, "two", LEASE) is None
    assert heartbeat(fresh_store, held, LEASE, stage="claims", done=1, total=2)
    end(fresh_store, held)
    assert not heartbeat(fresh_store, held, LEASE)
    with fresh_store.session() as session:
        done = get_job(session, project, job.id)
        (report,) = list_comparisons(session, project)[0]
        assert (done.state, done.comparison_id, done.lease_until) == ("done", report.id, None)
        later = events_since(session, project, job.id, 2)
    assert states(fresh_store, job) == ["queued", "running", "running", "done"]
    assert [(event.number, event.data["stage"], event.data["done"]) for event in later] == [
        (3, "claims", 1),
        (4, "claims", 1),
    ]


def test_a_request_comes_back_as_it_was_made(fresh_store: Store, add: Callable[[], Job]) -> None:
    job = add()
    with fresh_store.session() as session:
        request = read_request(session, session.get_one(Job, job.id).request)
    assert request == REQUEST
    assert request.compare_options().seed == 7


def test_a_request_is_fixed_when_it_is_made(fresh_store: Store, project: str) -> None:
    with fresh_store.begin() as session:
        event = create_event(session, project, title="Talks", date="2031-05-02").id
        rows = [add_readout(session, project, event, readout)[0] for readout in REQUEST.readouts]
        job = enqueue(session, project, event, request_of_event(session, project, event, options={"seed": 8}))
        delete_readout(session, project, event, rows[0].id)
    with fresh_store.session() as session:
        request = read_request(session, session.get_one(Job, job.id).request)
    assert request.readouts == REQUEST.readouts
    assert request.event == {"title": "Talks", "date": "2031-05-02", "participants": []}


def test_texts_stay_while_the_job_may_run(fresh_store: Store, add: Callable[[], Job]) -> None:
    def kept() -> tuple[int | None, int | None]:
        with fresh_store.session() as session:
            return tuple(
                session.scalar(select(func.count()).select_from(table)) for table in (StoredText, JobText)
            )

    add(), add()
    assert kept() == (2, 4)
    for left in ((2, 2), (0, 0)):
        held = claim(fresh_store, "one", LEASE)
        assert held is not None
        end(fresh_store, held)
        assert kept() == left


def test_the_oldest_job_comes_first(fresh_store: Store, project: str, add: Callable[[], Job]) -> None:
    jobs = [add().id for _ in range(4)]
    claimed = [claim(fresh_store, "one", LEASE) for _ in range(4)]
    assert [job.id for job in claimed if job] == jobs
    with fresh_store.session() as session:
        first, cursor = list_jobs(session, project, limit=3)
        second, last = list_jobs(session, project, cursor=cursor, limit=3)
    assert [job.id for job in first + second] == jobs[::-1]
    assert last is None


def test_a_silent_worker_loses_its_job_and_every_write(
    fresh_store: Store, project: str, add: Callable[[], Job]
) -> None:
    job = add()
    silent = claim(fresh_store, "silent", LEASE)
    assert silent is not None
    run_out(fresh_store, job)
    fresh = claim(fresh_store, "fresh", LEASE)
    assert fresh is not None
    assert (fresh.id, fresh.fence, fresh.attempts) == (job.id, 2, 2)
    assert not heartbeat(fresh_store, silent, LEASE, stage="claims", done=1, total=2)
    for write in (
        lambda: end(fresh_store, silent),
        lambda: _begin(fresh_store, fail, silent, {"title": "no"}),
        lambda: _begin(fresh_store, release, silent),
    ):
        with pytest.raises(LeaseLostError, match="held by another worker"):
            write()
    with fresh_store.begin() as session:
        assert settle_cancelled(session, silent) is None
        assert list_comparisons(session, project) == ([], None)
    end(fresh_store, fresh)
    with pytest.raises(LeaseLostError):
        end(fresh_store, fresh)
    with fresh_store.session() as session:
        assert len(list_comparisons(session, project)[0]) == 1


def test_a_late_worker_goes_on_while_nobody_took_over(fresh_store: Store, add: Callable[[], Job]) -> None:
    job = add()
    late = claim(fresh_store, "late", LEASE)
    assert late is not None
    run_out(fresh_store, job)
    assert heartbeat(fresh_store, late, LEASE)
    assert claim(fresh_store, "other", LEASE) is None
    end(fresh_store, late)


def test_a_job_that_silences_its_workers_is_given_up(
    fresh_store: Store, project: str, add: Callable[[], Job]
) -> None:
    job = add()
    for attempt in (1, 2):
        held = claim(fresh_store, "one", LEASE, max_attempts=2)
        assert held is not None
        assert held.attempts == attempt
        run_out(fresh_store, job)
    assert claim(fresh_store, "one", LEASE, max_attempts=2) is None
    with fresh_store.session() as session:
        failed = get_job(session, project, job.id)
    assert failed.state == "failed"
    assert failed.problem is not None
    assert failed.problem["detail"] == "its worker fell silent 2 times; do the texts need too much memory?"


def test_a_released_job_waits_again_and_has_lost_no_attempt(
    fresh_store: Store, add: Callable[[], Job]
) -> None:
    add()
    held = claim(fresh_store, "one", LEASE)
    assert held is not None
    _begin(fresh_store, release, held)
    again = claim(fresh_store, "two", LEASE)
    assert again is not None
    assert (again.id, again.fence, again.attempts) == (held.id, 2, 1)


def test_cancelling(fresh_store: Store, project: str, add: Callable[[], Job]) -> None:
    waiting, running, ended = add(), add(), add()
    _begin(fresh_store, cancel, project, waiting.id)
    held = claim(fresh_store, "one", LEASE)
    assert held is not None
    assert held.id == running.id
    last = claim(fresh_store, "one", LEASE)
    assert last is not None
    end(fresh_store, last)
    for job in (running, ended):
        _begin(fresh_store, cancel, project, job.id)
    assert not heartbeat(fresh_store, held, LEASE)
    with pytest.raises(LeaseLostError, match="was cancelled"):
        end(fresh_store, held)
    with fresh_store.begin() as session:
        assert settle_cancelled(session, held) is not None
    assert [states(fresh_store, job)[-1] for job in (waiting, running, ended)] == [
        "cancelled",
        "cancelled",
        "done",
    ]
    with fresh_store.session() as session:
        assert len(list_comparisons(session, project)[0]) == 1


def test_a_cancelled_job_of_a_dead_worker_ends_cancelled(
    fresh_store: Store, project: str, add: Callable[[], Job]
) -> None:
    job = add()
    claim(fresh_store, "dead", LEASE)
    _begin(fresh_store, cancel, project, job.id)
    run_out(fresh_store, job)
    assert claim(fresh_store, "one", LEASE) is None
    assert states(fresh_store, job) == ["queued", "running", "cancelled"]


def test_another_project_has_no_such_job(fresh_store: Store, add: Callable[[], Job]) -> None:
    job = add()
    for act in (get_job, events_since, cancel):
        with pytest.raises(NotFoundError, match="there is no job"):
            _begin(fresh_store, act, "pr-another", job.id)
    with fresh_store.session() as session:
        assert list_jobs(session, "pr-another") == ([], None)


def test_many_workers_never_take_one_job_twice(
    fresh_store: Store, project: str, add: Callable[[], Job]
) -> None:
    jobs = {add().id for _ in range(24)}
    taken: list[str] = []
    trouble: list[BaseException] = []

    def work(name: str) -> None:
        try:
            while (job := claim(fresh_store, name, LEASE)) is not None or len(taken) < len(jobs):
                if job is None:
                    time.sleep(0.01)
                    continue
                heartbeat(fresh_store, job, LEASE, stage="claims", done=1, total=1)
                end(fresh_store, job)
                taken.append(job.id)
        except BaseException as error:
            trouble.append(error)

    threads = [threading.Thread(target=work, args=(f"worker {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trouble == []
    assert Counter(taken) == Counter(jobs)
    with fresh_store.session() as session:
        assert len(list_comparisons(session, project, limit=100)[0]) == 24


@pytest.mark.parametrize(
    ("request_", "problem"),
    [
        (CompareRequest(readouts=(Readout(source="A" * 301, text="x"),) * 2), "a source has 301 characters"),
        (CompareRequest(readouts=(Readout(source="A\x00", text="x"),) * 2), "request has a NUL"),
        (CompareRequest(readouts=REQUEST.readouts[:1]), "there are 1; a comparison needs two or more"),
        (CompareRequest(readouts=REQUEST.readouts, options={"speed": 3}), "speed"),
    ],
)
def test_requests_that_cannot_be_stored(
    fresh_store: Store, project: str, request_: CompareRequest, problem: str
) -> None:
    with pytest.raises(RecordError, match=problem), fresh_store.begin() as session:
        enqueue(session, project, None, request_)
    with fresh_store.session() as session:
        assert list_jobs(session, project) == ([], None)
        assert session.scalar(select(func.count()).select_from(StoredText)) == 0


def test_options_that_do_not_exist() -> None:
    with pytest.raises(RecordError, match="speed"):
        CompareRequest(readouts=(), options={"speed": 3}).compare_options()
    with pytest.raises(OptionError, match="link_threshold"):
        CompareRequest(readouts=(), options={"link_threshold": 3}).compare_options()


def test_an_event_with_one_readout_cannot_be_compared(fresh_store: Store, project: str) -> None:
    with fresh_store.begin() as session:
        event = create_event(session, project, title="Talks").id
        add_readout(session, project, event, REQUEST.readouts[1])
    with pytest.raises(RecordError, match="has 1 readouts"), fresh_store.session() as session:
        request_of_event(session, project, event)


def _begin(store: Store, act: Callable[..., object], *arguments: object) -> None:
    with store.begin() as session:
        act(session, *arguments)
