"""Load on the service as it is run: reads by many connections while a job runs, and memory over many comparisons.

    python tests/benchmarks/service_load.py [--connections 50] [--seconds 20] [--comparisons 500]

`rashomon serve` runs on loopback with a database of its own. The event loop's lateness is what the web process
measures itself (`/metrics`); beside it stands the lateness of an idle process at the same time, which is what
this computer takes away by itself. Memory is resident, of the web part and of the worker.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

START = "from service.serve import serve; from service.settings import read_settings; serve(read_settings())"
NORLAND = (
    "The two presidents spoke for 100 minutes on Monday. The President stressed that a sincere dialogue cannot "
    "go together with escalation. Norland will send 40 million in aid. They agreed to meet in May, call {n}. "
)
SUDMARK = (
    "Les deux présidents se sont entretenus pendant deux heures lundi. Le dirigeant du Sudmark a dénoncé des "
    "spéculations provocatrices sur une prétendue invasion. Aucune rencontre n'est prévue, appel {n}. "
)


class Service:
    """A running service and its address."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process, self.address = process, address

    def ask(self, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=600) as answer:
            content = answer.read()
        return json.loads(content) if answer.headers.get_content_type() == "application/json" else content

    def late(self) -> float:
        """The most that the event loop was late so far, in seconds."""
        told = self.ask("/metrics").decode()
        return float(re.findall(r"^rashomon_event_loop_late_max_seconds (\S+)$", told, re.MULTILINE)[0])

    def memory(self) -> dict[str, float]:
        """Resident MiB of the web part and of the worker."""
        children = subprocess.run(
            ["ps", "--ppid", str(self.process.pid), "-o", "pid=,args="],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        (worker,) = [int(line.split()[0]) for line in children if "spawn_main" in line]
        return {"web": _resident(self.process.pid), "worker": _resident(worker)}


@contextmanager
def running(folder: Path) -> Iterator[Service]:
    environment = {
        "RASHOMON_DATABASE": f"sqlite:///{folder / 'rashomon.db'}",
        "RASHOMON_PORT": "0",
        "RASHOMON_REQUESTS_PER_MINUTE": "100000000",
        "RASHOMON_ANSWER_AT_ONCE_SECONDS": "300",
        "RASHOMON_LOG_LEVEL": "warning",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=os.environ | environment,
    )
    assert process.stdout is not None
    line = next(line for line in process.stdout if "http://" in line)
    try:
        yield Service(process, re.findall(r"http://\S+", line)[0].rstrip("/"))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def fill(service: Service) -> list[str]:
    """Some events with reports, and the paths that are read."""
    for number in range(10):
        report = service.ask("/api/v1/compare", accounts(number))
    event = service.ask("/api/v1/events", {"title": "Call"})["id"]
    for each in accounts(0)["readouts"]:
        service.ask(f"/api/v1/events/{event}/readouts", each)
    newest = service.ask("/api/v1/comparisons?limit=1")["items"][0]["id"]
    assert report["schema"] == "rashomon.comparison/1"
    return [
        "/api/v1/events",
        f"/api/v1/events/{event}/readouts",
        "/api/v1/comparisons?limit=20",
        f"/api/v1/comparisons/{newest}",
        "/api/v1/divergence",
        "/api/v1/search?by=words&q=dialogue",
        "/api/v1/search?by=meaning&q=dialogue",
        "/api/v1/terms?a=Norland&b=Sudmark",
        "/api/v1/jobs",
        "/healthz",
    ]


def accounts(number: int, times: int = 1) -> dict[str, Any]:
    return {
        "readouts": [
            {"source": "Norland", "text": (NORLAND * times).format(n=number), "language": "en"},
            {"source": "Sudmark", "text": (SUDMARK * times).format(n=number), "language": "fr"},
        ],
        "options": {"bootstrap_samples": 0},
    }


def read_under_load(service: Service, paths: Sequence[str], connections: int, seconds: float) -> None:
    """Every connection asks for one path after the other, without a pause, while the worker compares."""
    over = threading.Event()

    def work() -> None:
        number = 1000
        while not over.is_set():
            service.ask("/api/v1/compare", accounts(number, times=10))
            number += 1

    worker = threading.Thread(target=work)
    stop, idle = multiprocessing.Event(), multiprocessing.Queue()
    control = multiprocessing.Process(target=_idle_lateness, args=(stop, idle))
    before = service.late()
    control.start()
    worker.start()
    times = asyncio.run(_read(service.address, paths, connections, seconds))
    stop.set()
    over.set()
    worker.join()
    control.join()
    flat = sorted(each for group in times.values() for each in group)
    print(
        f"{connections} connections, {seconds:.0f} s, a job running: {len(flat)} reads, "
        f"{len(flat) / seconds:.0f} a second"
    )
    print(
        f"  all: p50 {_share(flat, 0.5)} p95 {_share(flat, 0.95)} p99 {_share(flat, 0.99)} "
        f"max {flat[-1] * 1000:.0f} ms"
    )
    for path, group in times.items():
        ordered = sorted(group)
        print(f"  {path}: p50 {_share(ordered, 0.5)} p95 {_share(ordered, 0.95)} ({len(group)})")
    print(
        f"  event loop late at most {service.late() * 1000:.0f} ms (before the load {before * 1000:.0f} ms); "
        f"an idle process beside it {idle.get() * 1000:.0f} ms"
    )


async def _read(
    address: str, paths: Sequence[str], connections: int, seconds: float
) -> dict[str, list[float]]:
    host, port = address.removeprefix("http://").split(":")
    times: dict[str, list[float]] = {path: [] for path in paths}
    until = time.perf_counter() + seconds

    async def one(place: int) -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        while time.perf_counter() < until:
            path = paths[place % len(paths)]
            place += 1
            started = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            assert head.startswith("http/1.1 200"), (path, head)
            await reader.readexactly(int(re.findall(r"content-length: (\d+)", head)[0]))
            times[path].append(time.perf_counter() - started)
        writer.close()

    await asyncio.gather(*(one(place) for place in range(connections)))
    return times


def _idle_lateness(stop: Event, told: Any) -> None:
    async def watch() -> float:
        most = 0.0
        while not stop.is_set():
            due = time.perf_counter() + 0.02
            await asyncio.sleep(0.02)
            most = max(most, time.perf_counter() - due)
        return most

    told.put(asyncio.run(watch()))


def grow(service: Service, comparisons: int) -> None:
    """Memory after a tenth of the comparisons and after all of them."""
    first: dict[str, float] = {}
    started = time.perf_counter()
    for number in range(comparisons):
        service.ask("/api/v1/compare", accounts(number))
        if number + 1 == comparisons // 10:
            first = service.memory()
            print(f"after {number + 1} comparisons: {_told(first)}", flush=True)
    last = service.memory()
    print(
        f"after {comparisons} comparisons: {_told(last)}; {(time.perf_counter() - started) / comparisons:.2f} s each"
    )
    print("growth: " + ", ".join(f"{name} x{last[name] / first[name]:.2f}" for name in last))


def _told(memory: dict[str, float]) -> str:
    return ", ".join(f"{name} {size:.0f} MiB" for name, size in memory.items())


def _resident(pid: int) -> float:
    (kilobytes,) = re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(kilobytes) / 1024


def _share(ordered: Sequence[float], share: float) -> str:
    return f"{ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000:.0f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--comparisons", type=int, default=500)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as service:
        paths = fill(service)
        read_under_load(service, paths, arguments.connections, arguments.seconds)
        grow(service, arguments.comparisons)


if __name__ == "__main__":
    main()
