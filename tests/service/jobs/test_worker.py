"""The worker with the real engine: results, news, cancelling, stopping, failing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

import pytest

from compare.embedding import Encoder, Vectors
from compare.records import Comparison, Readout
from compare.reports.json import render_json
from compare.resources import Resources
from service.jobs import cancel, enqueue, events_since, get_job
from service.keys import local_project
from service.requests import CompareRequest
from service.settings import Settings
from service.store.comparisons import list_comparisons, load_report
from service.store.engine import Store
from service.store.tables import Job
from service.worker import RememberingEncoder, run_worker, work_once

Work = Callable[..., bool]


class PausingEncoder:
    """The real encoder, which stops at its first call until the test lets it go on."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.revision, self.runtime = encoder.name, encoder.revision, encoder.runtime
        self.dimension = encoder.dimension
        self.called, self.go_on = threading.Event(), threading.Event()

    def encode(self, texts: Sequence[str], languages: Sequence[str | None] | None = None) -> Vectors:
        self.called.set()
        assert self.go_on.wait(60)
        return self._encoder.encode(texts, languages)


@pytest.fixture
def project(fresh_store: Store) -> str:
    """The project of a store that the test has for itself."""
    return local_project(fresh_store).id


@pytest.fixture
def settings(fresh_store: Store) -> Settings:
    """A short lease, and no patience at a stop."""
    url = fresh_store.url.render_as_string(hide_password=False)
    return Settings(database=url, lease_seconds=1, shutdown_seconds=0.001, poll_seconds=0.05)


@pytest.fixture
def job(fresh_store: Store, project: str, readouts: tuple[Readout, ...], comparison: Comparison) -> Job:
    """The comparison of the three accounts as a job in the queue."""
    with fresh_store.begin() as session:
        return enqueue(session, project, None, CompareRequest(readouts=readouts, event=comparison.event))


@pytest.fixture
def work(fresh_store: Store, settings: Settings, encoder: Encoder, resources: Resources) -> Work:
    """Does one job, with an encoder and a stop of the test's choice."""

    def do(with_encoder: Encoder = encoder, stop: threading.Event | None = None) -> bool:
        return work_once(
            fresh_store, settings, with_encoder, resources, stop=stop or threading.Event(), name="worker"
        )

    return do


def test_a_job_gives_the_report_that_the_engine_gives(
    fresh_store: Store, project: str, job: Job, work: Work, comparison: Comparison
) -> None:
    assert work()
    assert not work()
    with fresh_store.session() as session:
        done = get_job(session, project, job.id)
        assert done.comparison_id is not None
        _, report = load_report(session, project, done.comparison_id)
        events = events_since(session, project, job.id)
    assert report == render_json(comparison).encode()
    stages = list(dict.fromkeys(event.data["stage"] for event in events))
    assert stages == [
        None,
        "claims",
        "embedding",
        "alignment",
        "relations",
        "framing",
        "divergence",
        "saving",
    ]
    assert [event.data["state"] for event in (events[0], events[1], events[-1])] == [
        "queued",
        "running",
        "done",
    ]


def test_the_lease_is_renewed_while_a_stage_takes_longer(
    fresh_store: Store, project: str, job: Job, work: Work, encoder: Encoder
) -> None:
    slow = PausingEncoder(encoder)
    worker = threading.Thread(target=work, args=(slow,))
    worker.start()
    assert slow.called.wait(60)
    time.sleep(2.5)  # two and a half leases
    assert not work(), "another worker took a job that is held"
    slow.go_on.set()
    worker.join()
    with fresh_store.session() as session:
        done = get_job(session, project, job.id)
    assert (done.state, done.attempts) == ("done", 1)


def test_a_job_cancelled_in_the_middle_leaves_no_report(
    fresh_store: Store, project: str, job: Job, work: Work, encoder: Encoder
) -> None:
    slow = PausingEncoder(encoder)
    worker = threading.Thread(target=work, args=(slow,))
    worker.start()
    assert slow.called.wait(60)
    with fresh_store.begin() as session:
        cancel(session, project, job.id)
    slow.go_on.set()
    worker.join()
    with fresh_store.session() as session:
        assert get_job(session, project, job.id).state == "cancelled"
        assert list_comparisons(session, project) == ([], None)
        assert events_since(session, project, job.id)[-1].data["state"] == "cancelled"


def test_a_stop_in_the_middle_puts_the_job_back(
    fresh_store: Store, project: str, job: Job, work: Work, encoder: Encoder
) -> None:
    slow, stop = PausingEncoder(encoder), threading.Event()
    worker = threading.Thread(target=work, args=(slow, stop))
    worker.start()
    assert slow.called.wait(60)
    stop.set()
    slow.go_on.set()
    worker.join()
    with fresh_store.session() as session:
        waiting = get_job(session, project, job.id)
    assert (waiting.state, waiting.attempts) == ("queued", 0)
    assert work()
    with fresh_store.session() as session:
        assert get_job(session, project, job.id).state == "done"


def test_texts_that_cannot_be_compared_fail_with_the_reason(
    fresh_store: Store, project: str, work: Work
) -> None:
    article = Readout(source="The Sarn Herald", text="It rained in the valley.", language="en")
    with fresh_store.begin() as session:
        job = enqueue(session, project, None, CompareRequest(readouts=(article,), split=True))
    assert work()
    with fresh_store.session() as session:
        failed = get_job(session, project, job.id)
    assert failed.state == "failed"
    assert failed.problem is not None
    assert failed.problem["title"] == "These texts cannot be compared"
    assert "The Sarn Herald: 1 account found in it" in failed.problem["detail"]


def test_a_worker_works_until_it_is_stopped(
    fresh_store: Store, project: str, job: Job, settings: Settings
) -> None:
    stop = threading.Event()
    worker = threading.Thread(target=run_worker, args=(settings,), kwargs={"stop": stop, "name": "worker"})
    worker.start()
    state = ""
    while state not in ("done", "failed"):
        stop.wait(0.1)
        with fresh_store.session() as session:
            state = get_job(session, project, job.id).state
    stop.set()
    worker.join()
    assert state == "done"


def test_a_remembering_encoder_gives_what_the_encoder_gives(encoder: Encoder) -> None:
    texts, languages = ["Talks.", "Переговоры.", "Talks."], ["en", "ru", "en"]
    remembering = RememberingEncoder(encoder)
    first = remembering.encode(texts, languages)
    again = remembering.encode(texts[::-1], languages[::-1])
    assert (first == encoder.encode(texts, languages)).all()
    assert (again == first[::-1]).all()
    assert remembering.encode([], []).shape == (0, encoder.dimension)
