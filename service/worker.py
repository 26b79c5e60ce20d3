"""The worker: claims jobs one after the other, compares, saves. It loads the encoder once."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

import numpy as np

from compare.embedding import Encoder, Vectors, load_encoder
from compare.errors import RashomonError
from compare.pipeline import compare_readouts
from compare.records import Comparison
from compare.resources import Resources
from compare.sides import sides_to_compare
from corpora import load_resources
from service.corrections import with_corrections
from service.jobs import TEXTS_REFUSED, claim, fail, finish, heartbeat, hold, release, settle_cancelled
from service.requests import CompareRequest, read_request
from service.settings import Settings
from service.store.comparisons import make_ready, save_comparison
from service.store.engine import Store, open_store
from service.store.errors import DatabaseError, LeaseLostError
from service.store.tables import Job

BETWEEN_NEWS = 0.5
"""Seconds between two news of one stage; a new stage is told at once."""

log = logging.getLogger("rashomon.worker")


def run_worker(settings: Settings, *, stop: Event, name: str, encoder: Encoder | None = None) -> None:
    """Work until ``stop`` is set: then the job in hand gets ``shutdown_seconds`` to end, or goes back.

    Args:
        encoder: None loads the one that the settings name, once.

    Raises:
        ModelError: the encoder cannot be loaded.
        DatabaseError: the database cannot be opened.
    """
    store = open_store(settings.database)
    try:
        encoder = encoder or load_encoder(settings.model)
        resources = load_resources(settings.resources)
        while not stop.is_set():
            try:
                worked = work_once(store, settings, encoder, resources, stop=stop, name=name)
            except DatabaseError as error:
                log.warning("worker %s: %s", name, error)
                worked = False
            if not worked:
                stop.wait(settings.poll_seconds)
    finally:
        store.close()


def work_once(
    store: Store, settings: Settings, encoder: Encoder, resources: Resources, *, stop: Event, name: str
) -> bool:
    """Do one job, if there is one; was there?"""
    job = claim(store, name, settings.lease_seconds, max_attempts=settings.max_attempts)
    if job is None:
        return False
    log.info("job %s begun, attempt %d", job.id, job.attempts)
    watch = _Watch(store, job, settings, stop)
    try:
        with watch.beating():
            remembering = RememberingEncoder(encoder)
            with store.session() as session:
                request = read_request(session, job.request)
            comparison = compare_request(request, remembering, resources, watch)
            ready = make_ready(comparison, remembering)
            watch("saving", 0, 1)
        with store.begin() as session:
            hold(session, job)
            finish(session, job, save_comparison(session, job.project_id, job.event_id, ready))
        log.info("job %s done", job.id)
    except (LeaseLostError, _Stopped) as reason:
        _leave(store, job, reason)
    except DatabaseError:
        raise  # the lease runs out and the job is begun again
    except RashomonError as error:
        _fail(store, job, TEXTS_REFUSED, str(error))
    except Exception:
        log.exception("job %s broke the engine", job.id)
        _fail(store, job, "The comparison failed", "an error in the engine; the log of the worker has it")
    return True


def compare_request(
    request: CompareRequest, encoder: Encoder, resources: Resources, progress: _Watch | None = None
) -> Comparison:
    """The comparison that the request asks for.

    Raises:
        InputError: the texts cannot be compared.
    """
    resources = with_corrections(resources, request.corrections)
    readouts, documents = list(request.readouts), list(request.documents)
    if request.split:
        readouts, documents = sides_to_compare(readouts, resources)
    return compare_readouts(
        readouts,
        encoder=encoder,
        resources=resources,
        options=request.compare_options(),
        axes=request.parsed_axes(),
        documents=documents,
        event=request.event,
        progress=progress,
    )


class RememberingEncoder:
    """An encoder that keeps the vectors of one job, so that its claims are not encoded twice.

    What the engine asks for goes through untouched; only a text that was encoded before is not encoded again
    when :func:`make_ready` asks for the same texts.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[tuple[str, str | None], Vectors] = {}

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def revision(self) -> str:
        return self._encoder.revision

    @property
    def runtime(self) -> str:
        return self._encoder.runtime

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    def encode(self, texts: Sequence[str], languages: Sequence[str | None] | None = None) -> Vectors:
        """Vectors of shape (n, d), float32, rows of unit length."""
        keys = list(zip(texts, languages or [None] * len(texts), strict=True))
        if keys and all(key in self._known for key in keys):
            return np.stack([self._known[key] for key in keys])
        vectors = self._encoder.encode(texts, languages)
        self._known.update(zip(keys, vectors, strict=True))
        return vectors


class _Stopped(Exception):
    """The worker is told to stop and the job has had its time."""


class _Watch:
    """Called by the engine as it advances: tells the news, and stops the work when it is no longer wanted."""

    def __init__(self, store: Store, job: Job, settings: Settings, stop: Event) -> None:
        self._store = store
        self._job = job
        self._lease = settings.lease_seconds
        self._patience = settings.shutdown_seconds
        self._stop = stop
        self._stopped_at: float | None = None
        self._lost = Event()
        self._over = Event()
        self._stage: str | None = None
        self._told = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._lost.is_set():
            raise LeaseLostError(self._job.id, cancelled=False)
        if self._stop.is_set():
            self._stopped_at = self._stopped_at or time.monotonic()
            if time.monotonic() - self._stopped_at >= self._patience:
                raise _Stopped
        if stage == self._stage and time.monotonic() - self._told < BETWEEN_NEWS:
            return
        self._stage, self._told = stage, time.monotonic()
        if not heartbeat(self._store, self._job, self._lease, stage=stage, done=done, total=total):
            raise LeaseLostError(self._job.id, cancelled=False)

    @contextmanager
    def beating(self) -> Iterator[None]:
        """Renew the lease in the background: one stage may take longer than a lease."""
        thread = Thread(target=self._beat, name=f"heartbeat of {self._job.id}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _beat(self) -> None:
        while not self._over.wait(self._lease / 3):
            try:
                if not heartbeat(self._store, self._job, self._lease):
                    self._lost.set()
                    return
            except DatabaseError as error:
                log.warning("no heartbeat of job %s: %s", self._job.id, error)


def _leave(store: Store, job: Job, reason: Exception) -> None:
    with store.begin() as session:
        if isinstance(reason, _Stopped):
            try:
                release(session, job)
                log.info("job %s put back", job.id)
                return
            except LeaseLostError:
                pass
        if settle_cancelled(session, job) is not None:
            log.info("job %s cancelled", job.id)
        else:
            log.warning("job %s was taken over", job.id)


def _fail(store: Store, job: Job, title: str, detail: str) -> None:
    problem = {"type": "about:blank", "title": title, "detail": detail}
    try:
        with store.begin() as session:
            fail(session, job, problem)
    except LeaseLostError as reason:
        _leave(store, job, reason)
    log.info("job %s failed: %s", job.id, title)
