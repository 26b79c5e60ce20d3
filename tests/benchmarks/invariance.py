"""What a change that should not matter changes, in numbers: `python tests/benchmarks/invariance.py [--events N]`.

Runs over N example events, evenly spaced (default: all, more than half an hour). Order swapped, a readout given twice, sentences in another order, names spelt
otherwise: for each the share of linked pairs of claims that stay (Jaccard, by the claims' words), the share of
relations of these that stay, and how far the overall divergence moves.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from compare import Comparison, Readout, compare_readouts
from compare.embedding import default_encoder
from compare.options import CompareOptions
from compare.resources import Resources
from corpora import load_resources
from corpora.example_events import example_events

SPELLINGS = {
    "Kyiv": "Kiev",
    "Kiev": "Kyiv",
    "Київ": "Киев",
    "Zelenskyy": "Zelensky",
    "Donbas": "Donbass",
    "Mureva": "Moureva",
    "Velmaria": "Welmaria",
    "Dovhoria": "Dovgoria",
    "Вельмария": "Велмария",
    "Довгорія": "Довґорія",
    "Мурева": "Мурєва",
}
OPTIONS = CompareOptions(bootstrap_samples=0)


def swapped(readouts: Sequence[Readout]) -> list[Readout]:
    return list(reversed(readouts))


def twice(readouts: Sequence[Readout]) -> list[Readout]:
    return [*readouts, readouts[0]]


def shuffled(readouts: Sequence[Readout]) -> list[Readout]:
    """Each account's paragraphs, and the sentences in them, in another order."""
    from compare.claims.sentences import split_sentences

    draw = random.Random(1)
    out = []
    for readout in readouts:
        sentences = [span.of(readout.text) for span in split_sentences(readout.text, readout.language)]
        draw.shuffle(sentences)
        out.append(replace(readout, text="\n\n".join(sentences), derived_from=None))
    return out


def respelt(readouts: Sequence[Readout]) -> list[Readout]:
    """Names in another usual spelling, in the first account only."""
    first = re.sub("|".join(SPELLINGS), lambda found: SPELLINGS[found.group()], readouts[0].text)
    return [replace(readouts[0], text=first, derived_from=None), *readouts[1:]]


CHANGES: dict[str, Callable[[Sequence[Readout]], list[Readout]]] = {
    "order swapped": swapped,
    "a readout twice": twice,
    "sentences reordered": shuffled,
    "names respelt": respelt,
}


def pairs_of(comparison: Comparison) -> dict[frozenset[str], str]:
    """Linked pairs of claims by their words, names in one spelling, with their relation.

    Claims in the very same words are left out: a readout given twice has a link to itself for each.
    """
    told = {
        frozenset(
            _plain(comparison.text_of(comparison.claim(each))) for each in (pair.a, pair.b)
        ): pair.relation
        for match in comparison.matches
        for pair in match.pairs
    }
    return {words: relation for words, relation in told.items() if len(words) > 1}


def _plain(text: str) -> str:
    usual = {other: name for name, other in sorted(SPELLINGS.items())}
    return re.sub("|".join(usual), lambda found: usual[found.group()], text).casefold().strip(" .")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--events", type=int, help="number of example events")
    events = list(example_events())
    count = min(parser.parse_args().events or len(events), len(events))
    events = [events[at * len(events) // count] for at in range(count)]
    resources: Resources = load_resources()
    encoder = default_encoder()
    total: dict[str, list[tuple[float, float, float]]] = {name: [] for name in CHANGES}
    for event in events:
        readouts = [replace(each, derived_from=None) for each in event.readouts]
        plain = compare_readouts(readouts, encoder=encoder, resources=resources, options=OPTIONS)
        before = pairs_of(plain)
        for name, change in CHANGES.items():
            other = compare_readouts(change(readouts), encoder=encoder, resources=resources, options=OPTIONS)
            after = pairs_of(other)
            shared = before.keys() & after.keys()
            links = len(shared) / max(1, len(before.keys() | after.keys()))
            relations = sum(before[pair] == after[pair] for pair in shared) / max(1, len(shared))
            moved = abs((plain.divergence.overall.value or 0) - (other.divergence.overall.value or 0))
            total[name].append((links, relations, moved))
    print(f"{count} events")
    print(f"{'change':22}{'links kept':>12}{'relations kept':>16}{'divergence moved':>18}")
    for name, rows in total.items():
        links, relations, moved = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        print(f"{name:22}{links:12.3f}{relations:16.3f}{moved:18.3f}")


if __name__ == "__main__":
    main()
