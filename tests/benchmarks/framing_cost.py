"""What framing takes of a comparison, in processor time: `python tests/benchmarks/framing_cost.py [EVENT]`.

Compares the accounts of an example event twice, so that everything is loaded the second time, and prints the
share of framing, and of the alignment of words inside it, in the processor time of the second comparison.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import compare.framing.differences as framing
import compare.pipeline as pipeline
from compare.documents import read_readout
from compare.embedding import default_encoder
from corpora import load_resources

EXAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "examples"


def timed(function: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    def call(*given: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return function(*given, **named)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - started

    return call


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("event", nargs="?", default="2031-02-25-leaders-call")
    files = sorted((EXAMPLES / parser.parse_args().event).glob("*.txt"))
    readouts = [read_readout(path) for path in files]
    encoder, resources = default_encoder(), load_resources()
    spent: dict[str, float] = {}
    pipeline.find_framing = timed(pipeline.find_framing, spent, "framing")
    framing.find_choices = timed(framing.find_choices, spent, "choices in one place")
    for _ in range(2):
        spent.clear()
        started = time.process_time()
        found = pipeline.compare_readouts(readouts, encoder=encoder, resources=resources)
        whole = time.process_time() - started
    print(f"{len(readouts)} accounts, {len(found.claims)} claims: {whole:.1f} s of processor time")
    for name, seconds in spent.items():
        print(f"  {name}: {seconds / whole:.2f} of it")


if __name__ == "__main__":
    main()
