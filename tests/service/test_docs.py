"""docs/service.md against a live service: every block is carried out as written, every route is told of."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.app import create_app
from service.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "service.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8470"
BLOCKS = re.findall(r"^```(sh|py)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
EVENTS = {
    "2031-01 call": {
        "norland.txt": "The call lasted 100 minutes. The President spoke of dialogue. They will meet in May.",
        "sudmark.txt": "L'entretien a duré deux heures. Le président a dénoncé des provocations.",
    },
    "2031-02 visit": {
        "norland.txt": "The ministers met on Friday. They did not sign the agreement on the valley.",
        "sudmark.txt": "Les ministres se sont rencontrés vendredi. Ils ont signé l'accord sur la vallée.",
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the blocks are carried out, one after the other."""
    path = tmp_path_factory.mktemp("docs")
    for event, accounts in EVENTS.items():
        (path / "events" / event).mkdir(parents=True)
        for name, text in accounts.items():
            (path / "events" / event / name).write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def live(folder: Path) -> Iterator[str]:
    """`rashomon serve`, on a free port."""
    environment = _environment() | {"RASHOMON_PORT": "0", "RASHOMON_DATABASE": f"sqlite:///{folder / 'r.db'}"}
    command = [sys.executable, "-c", "from compare.cli import main; main()", "serve"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    yield line.split()[-1]
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode == 0


def _environment() -> dict[str, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | {"PATH": path, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
@pytest.mark.parametrize("place", range(len(BLOCKS)))
def test_every_block_works_as_written(live: str, folder: Path, place: int) -> None:
    kind, block = BLOCKS[place]
    command = ["bash", "-e", "-c"] if kind == "sh" else [sys.executable, "-W", "error", "-c"]
    run = subprocess.run(
        [*command, block.replace(ADDRESS, live)],
        cwd=folder,
        env=_environment(),
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_blocks_left_what_the_page_promises(live: str, folder: Path) -> None:
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert [each["source"] for each in report["readouts"]] == ["Norland", "Sudmark"]
    assert "Sudmark" in (folder / "report.html").read_text(encoding="utf-8")
    assert len(json.loads((folder / "sides.json").read_text(encoding="utf-8"))["readouts"]) >= 2
    with (folder / "divergence.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["event"] in EVENTS]
    assert [(row["event"], row["a"], row["b"]) for row in rows] == [
        (event, "norland", "sudmark") for event in EVENTS
    ]
    assert all(0 <= float(row["divergence"]) <= 1 for row in rows)


def test_every_route_is_told_of() -> None:
    document = create_app(Settings(database="sqlite:///unused.db")).openapi()
    told = set(re.findall(r"`([A-Z]+) (/[^`?]*)`", PAGE.partition("## Routes")[2].partition("\n## ")[0]))
    routes = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in document["paths"].items()
        for method in methods
    }
    assert told == routes
