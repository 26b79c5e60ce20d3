"""Kill the service's processes with SIGKILL while clients use it, again and again, and look what is left.

    python tests/service/faults/soak.py run --rounds 50 --database sqlite:////tmp/soak.db --log soak.log

Each round one client uploads long texts, another orders comparisons; in the midst of it the workers, the web
process or all of them are killed and started anew. Clients repeat what was not answered, with the same
idempotency key. In the end everything that was answered must be there, whole and once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any, TextIO

import numpy as np
from sqlalchemy import func, select, text

from compare.embedding import Vectors
from service.settings import Settings
from service.store.engine import Store, open_store
from service.store.tables import Event, Job, JobEvent, JobText, StoredComparison, StoredReadout, StoredText

LEASE_SECONDS = 1.5
PATIENCE = 120.0
"""Seconds until something that should happen counts as lost."""
WORKERS = 2
UNIT = 200_000
"""Characters of an uploaded text, about."""


class TrigramEncoder:
    """Hashed character trigrams: a small encoder that starts at once, for what is not about meaning."""

    name, revision, runtime, dimension = "trigrams", "1", "numpy", 256

    def encode(self, texts: Sequence[str], languages: Sequence[str | None] | None = None) -> Vectors:
        """Vectors of shape (n, 256), float32, rows of unit length."""
        counts = np.full((len(texts), self.dimension), 1e-6, np.float32)
        for row, words in enumerate(texts):
            for start in range(len(words) - 2):
                counts[row, zlib.crc32(words[start : start + 3].encode()) % self.dimension] += 1
        vectors: Vectors = counts / np.linalg.norm(counts, axis=1, keepdims=True)
        return vectors


def main() -> int:
    """Run the soak, or one of the processes that it starts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("role", choices=("run", "web", "worker"))
    parser.add_argument("--database", required=True, help="URL; the soak needs an empty database")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20220212)
    parser.add_argument("--log", type=Path, help="also write the log here")
    parser.add_argument("--bundled", action="store_true", help="workers load the bundled encoder")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--name", default="worker")
    arguments = parser.parse_args()
    if arguments.role == "web":
        return run_web(arguments)
    if arguments.role == "worker":
        return run_one_worker(arguments)
    with open(arguments.log or os.devnull, "w", encoding="utf-8") as log:
        return Soak(arguments, log).run()


def settings_of(arguments: argparse.Namespace) -> Settings:
    """Short leases; as many attempts and requests as it takes."""
    return Settings(
        database=arguments.database,
        port=arguments.port,
        lease_seconds=LEASE_SECONDS,
        poll_seconds=0.1,
        max_attempts=100_000,
        requests_per_minute=1_000_000,
        shutdown_seconds=5,
    )


def run_web(arguments: argparse.Namespace) -> int:
    """The web part alone."""
    import uvicorn

    from service.app import create_app

    uvicorn.run(create_app(settings_of(arguments)), port=arguments.port, log_level="error", access_log=False)
    return 0


def run_one_worker(arguments: argparse.Namespace) -> int:
    """A worker that ends on SIGTERM."""
    from service.worker import run_worker

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    encoder = None if arguments.bundled else TrigramEncoder()
    run_worker(settings_of(arguments), stop=stop, name=arguments.name, encoder=encoder)
    return 0


class Soak:
    """One run: its processes, its clients, and what was answered to them."""

    def __init__(self, arguments: argparse.Namespace, log: TextIO) -> None:
        self._arguments = arguments
        self._log = log
        self._random = random.Random(arguments.seed)
        self._port = _free_port()
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._killed: Counter[str] = Counter()
        self._interrupted = 0
        self._problems: list[str] = []
        self.events: dict[str, str] = {}
        self.uploads: dict[str, str] = {}
        self.jobs: dict[str, str] = {}

    def run(self) -> int:
        """All rounds and the look at what is left; 0 if nothing is missing."""
        store = open_store(self._arguments.database)
        names = ["web", *(f"worker-{number}" for number in range(WORKERS))]
        try:
            for name in names:
                self._start(name)
            self._until(self._answers, "the web process answers")
            for number in range(self._arguments.rounds):
                self._round(number, store, names)
            self._until(lambda: self._unfinished(store) == 0, "all jobs end")
        finally:
            for process in self._processes.values():
                process.terminate()
            for process in self._processes.values():
                process.wait()
        problems = self._problems + self._look(store)
        store.close()
        self._say(
            f"{self._arguments.rounds} rounds: killed {dict(sorted(self._killed.items()))}, "
            f"{self._interrupted} requests interrupted; answered and found: {len(self.events)} events, "
            f"{len(self.uploads)} uploads, {len(self.jobs)} jobs"
        )
        for problem in problems:
            self._say(f"PROBLEM: {problem}")
        self._say("ok" if not problems else f"{len(problems)} problems")
        return 1 if problems else 0

    def _round(self, number: int, store: Store, names: Sequence[str]) -> None:
        clients = [
            threading.Thread(target=self._use, args=(use, number)) for use in (self._upload, self._order)
        ]
        for client in clients:
            client.start()
        kind = ("worker", "web", "all")[number % 3]
        if kind != "web":
            self._until(lambda: self._running(store) > 0, "a job runs")
        time.sleep(self._random.uniform(0, 1.0))
        victims = [name for name in names if kind == "all" or name.startswith(kind)]
        if kind == "worker":
            victims = self._random.sample(victims, self._random.randint(1, len(victims)))
        running = self._running(store)
        for name in victims:
            self._processes[name].send_signal(signal.SIGKILL)
        for name in victims:
            self._processes[name].wait()
            self._killed[name.split("-")[0]] += 1
        for name in victims:
            self._start(name)
        for client in clients:
            client.join()
        self._say(f"round {number + 1}: killed {', '.join(victims)} while {running} jobs ran")

    def _use(self, use: Callable[[int], None], number: int) -> None:
        try:
            use(number)
        except BaseException as error:
            self._problems.append(f"a client gave up: {error!r}")

    def _upload(self, number: int) -> None:
        event = self._create(f"upload {number}")
        for part in range(6):
            sentence = f"Account {part} of event {number} tells of the talks in the Sarn valley. "
            words = sentence * (UNIT // len(sentence))
            body = {"source": f"source {part}", "text": words, "language": "en"}
            answer = self._post(f"/events/{event}/readouts", body)
            for item in answer["items"]:
                self.uploads[item["id"]] = hashlib.sha256(words.encode()).hexdigest()

    def _order(self, number: int) -> None:
        event = self._create(f"order {number}")
        for source, hours in (("Ardenia", "two"), ("Borovia", "three")):
            words = f"{source} said that the talks on event {number} lasted {hours} hours."
            self._post(f"/events/{event}/readouts", {"source": source, "text": words, "language": "en"})
        self.jobs[self._post(f"/events/{event}/comparisons", {})["id"]] = event

    def _create(self, title: str) -> str:
        event = str(self._post("/events", {"title": title})["id"])
        self.events[event] = title
        return event

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send until it is answered, always with the same idempotency key."""
        key = hashlib.sha256(f"{path} {body}".encode()).hexdigest()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}/api/v1{path}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json", "Idempotency-Key": key},
        )
        end = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                    found: dict[str, Any] = json.load(answer)
                    return found
            except urllib.error.HTTPError as refusal:
                raise SystemExit(f"{path}: {refusal.code} {refusal.read()!r}") from refusal
            except (OSError, HTTPException, ValueError):
                if time.monotonic() > end:
                    raise
                self._interrupted += 1
                time.sleep(0.2)

    def _look(self, store: Store) -> list[str]:
        """What is missing, broken or there twice."""
        problems = []
        with store.session() as session:
            titles = Counter(session.scalars(select(Event.title)))
            there = {row.id: row.text_sha256 for row in session.scalars(select(StoredReadout))}
            reports = Counter(session.scalars(select(StoredComparison.event_id)))
            ends = Counter(
                event.job_id for event in session.scalars(select(JobEvent)) if event.data["state"] == "done"
            )
            for event, title in self.events.items():
                if titles[title] != 1 or session.get(Event, event) is None:
                    problems.append(f"event {event} ({title}) is there {titles[title]} times")
            for upload, digest in self.uploads.items():
                if there.get(upload) != digest:
                    problems.append(f"upload {upload} is lost or another text")
            for job, event in self.jobs.items():
                state = session.get_one(Job, job).state
                if (state, reports[event], ends[job]) != ("done", 1, 1):
                    problems.append(
                        f"job {job} is {state}, {reports[event]} reports, ended {ends[job]} times"
                    )
            if reports.total() != len(self.jobs):
                problems.append(f"{reports.total()} reports of {len(self.jobs)} jobs")
            if session.scalar(select(func.count()).select_from(JobText)):
                problems.append("texts of jobs that have ended are still kept")
            for row in session.scalars(select(StoredText)):
                if hashlib.sha256(row.text.encode()).hexdigest() != row.sha256:
                    problems.append(f"text {row.sha256} is damaged")
            if store.dialect == "sqlite":
                found = session.execute(text("PRAGMA integrity_check")).scalars().all()
                problems += [] if found == ["ok"] else [f"integrity: {line}" for line in found]
                loose = session.execute(text("PRAGMA foreign_key_check")).all()
                problems += [f"foreign key: {tuple(row)}" for row in loose]
        if store.dialect == "sqlite":
            with store.begin() as session:  # raises if the index of words and the claims differ
                session.execute(
                    text("INSERT INTO claim_words (claim_words, rank) VALUES ('integrity-check', 1)")
                )
        return problems

    def _start(self, name: str) -> None:
        role = name.split("-")[0]
        command = [sys.executable, __file__, role, "--database", self._arguments.database, "--name", name]
        command += ["--port", str(self._port), *(["--bundled"] if self._arguments.bundled else [])]
        self._processes[name] = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/readyz", timeout=5):
                return True
        except OSError:
            return False

    def _running(self, store: Store) -> int:
        with store.session() as session:
            return session.scalar(select(func.count()).where(Job.state == "running")) or 0

    def _unfinished(self, store: Store) -> int:
        with store.session() as session:
            return session.scalar(select(func.count()).where(Job.state.in_(("queued", "running")))) or 0

    def _until(self, condition: Any, what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise SystemExit(f"waited {PATIENCE:.0f} s in vain until {what}")
            time.sleep(0.02)

    def _say(self, line: str) -> None:
        for where in (sys.stdout, self._log):
            print(line, file=where, flush=True)


def _free_port() -> int:
    """A port below those that outgoing connections take: a client that knocks often enough would meet itself."""
    for port in random.Random(os.getpid()).sample(range(20_000, 30_000), 100):
        with socket.socket() as found:
            if found.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise SystemExit("no free port between 20000 and 30000")


if __name__ == "__main__":
    raise SystemExit(main())
