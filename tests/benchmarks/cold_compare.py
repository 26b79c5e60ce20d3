"""Cold `rashomon compare` of two 20-claim readouts against a plain script that loads sentence-transformers.

    python tests/benchmarks/cold_compare.py [ROUNDS]

Both run as whole processes in turn, so that a change of the machine's speed hits both. The plain script does
only what anybody would write first: import sentence_transformers, load the bundled model, encode the same
sentences. Prints the median wall time and peak memory of each and the ratio, round by round.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOPICS = (
    "the northern crossing",
    "the detained crews",
    "the grain corridor",
    "the ceasefire line",
    "the gas contract",
    "the observer mission",
    "the exchange of prisoners",
    "the flooded villages",
    "the joint inquiry",
    "the sea lane",
)
PLAIN = """
import json, sys
import sentence_transformers
from compare.embedding import bundled_sentence_transformer
model = bundled_sentence_transformer()
model.encode(json.load(open(sys.argv[1])))
"""


def accounts() -> tuple[list[str], list[str]]:
    """Two accounts of twenty sentences each, invented."""
    first = [f"The two governments discussed {topic} at length." for topic in TOPICS]
    first += [
        f"The minister of Veldania welcomed progress on {topic} in round {n}."
        for n, topic in enumerate(TOPICS, 1)
    ]
    second = [f"Orsk's delegation warned that {topic} remained unresolved." for topic in TOPICS]
    second += [f"Veldania refused to put {topic} on paper in round {n}." for n, topic in enumerate(TOPICS, 1)]
    return first, second


def measure(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak resident memory (MiB) of a whole process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(process.stderr.read().decode() if process.stderr else f"status {status}")
    if process.stderr:
        process.stderr.close()
    process.returncode = 0
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first, second = accounts()
        (folder / "a.txt").write_text("\n".join(first))
        (folder / "b.txt").write_text("\n".join(second))
        (folder / "sentences.json").write_text(json.dumps(first + second))
        compare = [
            sys.executable,
            "-m",
            "compare.cli",
            "compare",
            str(folder / "a.txt"),
            str(folder / "b.txt"),
        ]
        compare += ["-o", str(folder / "report.html")]
        plain = [sys.executable, "-c", PLAIN, str(folder / "sentences.json")]
        os.environ["RASHOMON_CACHE"] = str(folder / "cache")
        measure(compare), measure(plain)  # bytecode and graphs are made once
        ratios, walls = [], []
        for _ in range(rounds):
            for stale in (folder / "cache").glob("embeddings*"):
                stale.unlink()
            ours, theirs = measure(compare), measure(plain)
            walls.append((ours, theirs))
            ratios.append(ours[0] / theirs[0])
            print(
                f"rashomon {ours[0]:.2f} s {ours[1]:.0f} MiB   plain {theirs[0]:.2f} s {theirs[1]:.0f} MiB   "
                f"ratio {ratios[-1]:.2f}"
            )
    print(
        f"median ratio {statistics.median(ratios):.2f} over {rounds} rounds "
        f"(rashomon {statistics.median(w[0][0] for w in walls):.2f} s, {statistics.median(w[0][1] for w in walls):.0f} MiB; "
        f"plain {statistics.median(w[1][0] for w in walls):.2f} s, {statistics.median(w[1][1] for w in walls):.0f} MiB)"
    )


if __name__ == "__main__":
    main()
