"""What Prometheus reads: requests by route, their time, the event loop, jobs. No label comes from a text."""

from __future__ import annotations

import time
from collections.abc import Iterable

import anyio
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from service.store.engine import Store
from service.store.tables import STATES, Job

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Upper bounds of the request times that are counted, in seconds."""
LATE = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
"""Upper bounds of how late the event loop may be, in seconds."""
LOOK = 0.02
"""Seconds between two looks at the event loop: a block that is shorter by so much may go unseen."""


class Metrics:
    """The figures of one app; its registry is its own, so that several apps may live in a process."""

    def __init__(self, store: Store) -> None:
        self._registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._seconds = Histogram(
            "rashomon_request_seconds",
            "Time of requests, in seconds.",
            labels,
            registry=self._registry,
            buckets=BUCKETS,
        )
        self._files = Counter(
            "rashomon_files", "Files that were read, by outcome.", ("outcome",), registry=self._registry
        )
        self._late = Histogram(
            "rashomon_event_loop_late_seconds",
            "How late the event loop came to a task that was due, in seconds.",
            registry=self._registry,
            buckets=LATE,
        )
        self._latest = Gauge(
            "rashomon_event_loop_late_max_seconds",
            "The most that the event loop was late since the start, in seconds.",
            registry=self._registry,
        )
        ProcessCollector(registry=self._registry)
        self._registry.register(_Jobs(store))

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered; ``route`` is the template, such as ``/api/v1/jobs/{job_id}``."""
        self._seconds.labels(method, route, str(status)).observe(seconds)

    def file_read(self, outcome: str) -> None:
        """A file was ``read``, or ``refused``, or took too much (``stopped``)."""
        self._files.labels(outcome).inc()

    async def watch_loop(self) -> None:
        """Look again and again how late this event loop is; ends when it is cancelled."""
        most = 0.0
        while True:
            due = time.perf_counter() + LOOK
            await anyio.sleep(LOOK)
            late = max(0.0, time.perf_counter() - due)
            self._late.observe(late)
            if late > most:
                most = late
                self._latest.set(most)

    def exposition(self) -> bytes:
        """All figures in the text format of Prometheus."""
        return generate_latest(self._registry)


class _Jobs(Collector):
    def __init__(self, store: Store) -> None:
        self._store = store

    def collect(self) -> Iterable[GaugeMetricFamily]:
        family = GaugeMetricFamily("rashomon_jobs", "Jobs of all projects, by state.", labels=["state"])
        with self._store.session() as session:
            rows = session.execute(select(Job.state, func.count()).group_by(Job.state))
            counted = {row[0]: row[1] for row in rows}
        for state in STATES:
            family.add_metric([state], counted.get(state, 0))
        yield family
