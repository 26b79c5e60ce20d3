"""The service as it is run: real processes, real sockets, an orderly end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest

from compare.errors import OptionError
from service.serve import serve
from service.settings import Settings
from tests.service.api.conftest import PAIR

START = "from service.serve import serve; from service.settings import Settings; serve(Settings())"


@contextmanager
def running(folder: Path, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A service on a free port, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", START],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=os.environ | {"RASHOMON_DATABASE": "sqlite:///rashomon.db", "RASHOMON_PORT": "0", **environment},
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    try:
        assert line.startswith("Rashomon listens on http://127.0.0.1:"), process.communicate()[1]
        yield process, line.split()[-1]
    finally:
        process.kill()
        process.communicate()


def test_it_compares_follows_a_job_and_ends_in_order(tmp_path: Path) -> None:
    with (
        running(tmp_path) as (process, address),
        httpx.Client(base_url=f"{address}/api/v1", timeout=120) as client,
    ):
        report = client.post("/compare", json={"readouts": PAIR})
        assert report.status_code == 200, report.text
        assert report.json()["schema"] == "rashomon.comparison/1"

        event = client.post("/events", json={"title": "Call"}).json()
        for readout in PAIR:
            assert client.post(f"/events/{event['id']}/readouts", json=readout).status_code == 201
        job = client.post(f"/events/{event['id']}/comparisons").json()
        with client.stream("GET", f"/jobs/{job['id']}/events") as stream:
            states = [line for line in stream.iter_lines() if line.startswith("data: ")]
        assert '"state":"done"' in states[-1].replace(" ", "")
        children = _children(process.pid)
        assert children

        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=60)
        assert process.returncode == 0, log
        assert all("request_id" in line for line in log.splitlines() if '"event": "request"' in line)
        assert "dialogue" not in log
        assert _left(children) == []


def test_a_worker_that_is_killed_is_replaced_and_one_without_service_ends(tmp_path: Path) -> None:
    with running(tmp_path, RASHOMON_LEASE_SECONDS="2") as (process, address):
        (worker,) = _workers(process.pid)
        os.kill(worker, signal.SIGKILL)
        with httpx.Client(base_url=f"{address}/api/v1", timeout=120) as client:
            assert client.post("/compare", json={"readouts": PAIR}).status_code == 200
        (replaced,) = _workers(process.pid)
        assert replaced != worker
        process.kill()
        process.wait()
        assert _left([replaced]) == []


def test_another_address_than_loopback_needs_a_key(tmp_path: Path) -> None:
    with pytest.raises(
        OptionError, match=r"host = '0\.0\.0\.0': needs a key: make one with rashomon keys create"
    ):
        serve(Settings(database=f"sqlite:///{tmp_path / 'rashomon.db'}", host="0.0.0.0", port=0))


def test_an_address_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OptionError, match=f"127.0.0.1:{port}'?: cannot be listened on"):
            serve(Settings(database=f"sqlite:///{tmp_path / 'rashomon.db'}", port=port))


def _left(pids: list[int]) -> list[int]:
    """Those that are still there after they had time to end."""
    patience = time.monotonic() + 30
    while (left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]) and time.monotonic() < patience:
        time.sleep(0.1)
    return left


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()] + [
        int(each)
        for task in Path(f"/proc/{pid}/task").iterdir()
        if task.name != str(pid)
        for each in (task / "children").read_text().split()
    ]


def _workers(pid: int) -> list[int]:
    """The worker among the children of the service; it may just be about to be started."""
    patience = time.monotonic() + 30
    while True:
        found = [
            child for child in _children(pid) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
        ]
        if found or time.monotonic() > patience:
            return found
        time.sleep(0.1)
