"""The whole comparison measured on official readouts with gold by hand: links, omissions, framing.

A system claim hits a gold claim if they overlap by at least half of the shorter one. Links are counted as
pairs of gold claims: one is found if a pair of claims of one match hits both its ends. A pair of claims that
hits gold claims on both sides is right if it hits a link; precision is the share of those that are right, and
pairs that hit no gold claim on a side do not count. A gold claim counts as omitted if
every claim that hits it is reported absent from all other readouts. A framing difference is found if one
flag's spans overlap the gold span on each side, none longer than three times the gold span.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from compare.embedding import Encoder
from compare.errors import DocumentError
from compare.evaluation.figures import Figure, bootstrap
from compare.options import CompareOptions
from compare.pipeline import compare_readouts
from compare.records import Comparison, Readout
from compare.resources import Resources

KINDS = {"term_choice": "naming"}
"""Kinds of the gold under our names, where they differ."""
_LONGEST = 3


@dataclass
class Outcome:
    """What one event's comparison found of its gold: sets of gold ids, and counts."""

    links: set[tuple[str, str]]
    found: set[tuple[str, str]]
    told: int
    right: int
    omitted: set[str]
    reported: set[str]
    claims: int
    framing: Counter[str] = field(default_factory=Counter)
    framing_found: Counter[str] = field(default_factory=Counter)
    framing_kind_found: Counter[str] = field(default_factory=Counter)
    flags: int = 0
    words: int = 0


def score_readouts(
    data: Path,
    *,
    encoder: Encoder | None = None,
    resources: Resources | None = None,
    options: CompareOptions | None = None,
) -> list[Figure]:
    """Figures on ``readouts/*/gold.json`` below ``data``.

    The floor of omission F1 is that of reporting every gold claim as omitted; that of link F1 was measured
    with whole sentences, the cosine of multilingual-e5-small at .84, and the best match either way.

    Raises:
        DocumentError: the set is not there.
    """
    folder = data / "readouts"
    events = sorted(folder.glob("*/gold.json"))
    if not events:
        raise DocumentError(str(folder), "no event with gold.json", "give the folder of the measuring data")
    outcomes = []
    for path in events:
        gold = json.loads(path.read_text(encoding="utf-8"))
        comparison = _compare(path.parent, gold, encoder, resources, options)
        outcomes.append(outcome_of(comparison, gold))
    return figures_of_outcomes(outcomes)


def _compare(
    folder: Path,
    gold: dict[str, Any],
    encoder: Encoder | None,
    resources: Resources | None,
    options: CompareOptions | None,
) -> Comparison:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    told = {side["file"]: side for side in meta["sides"]}
    readouts = [
        Readout(
            source=side,
            text=(folder / name).read_text(encoding="utf-8"),
            language=told[name]["lang"],
            date=meta["date"],
        )
        for side, name in sorted(gold["files"].items())
    ]
    return compare_readouts(readouts, encoder=encoder, resources=resources, options=options)


def outcome_of(comparison: Comparison, gold: dict[str, Any]) -> Outcome:
    """What a comparison, whose readouts bear the names of the gold's sides, found of the gold."""
    hits = _hits(comparison, gold)
    links = {(min(a, b), max(a, b)) for link in gold["alignments"] for a, b in product(link["a"], link["b"])}
    joined = [
        {(min(a, b), max(a, b)) for a, b in product(hits.get(pair.a, ()), hits.get(pair.b, ()))}
        for match in comparison.matches
        for pair in match.pairs
    ]
    others = len(comparison.readouts) - 1
    absent = {each.claim for each in comparison.omissions if len(each.absent_from) == others}
    absences: dict[str, list[bool]] = {}
    for claim, ids in hits.items():
        for each in ids:
            absences.setdefault(each, []).append(claim in absent)
    outcome = Outcome(
        links=links,
        found=links & set().union(*joined),
        told=sum(bool(each) for each in joined),
        right=sum(bool(each & links) for each in joined),
        omitted={each for each in gold["only_in"] if each in absences},
        reported={each for each, values in absences.items() if all(values)},
        claims=len(absences),
        flags=len(comparison.framing),
        words=sum(len(readout.text.split()) for readout in comparison.readouts),
    )
    _count_framing(comparison, gold, outcome)
    return outcome


def _hits(comparison: Comparison, gold: dict[str, Any]) -> dict[str, list[str]]:
    """Gold ids that each claim hits."""
    side_of = {readout.id: readout.source for readout in comparison.readouts}
    hits: dict[str, list[str]] = {}
    for claim in comparison.claims:
        for each in gold["claims"][side_of[claim.readout]]:
            shared = min(claim.end, each["end"]) - max(claim.start, each["start"])
            if 2 * shared >= min(claim.end - claim.start, each["end"] - each["start"]):
                hits.setdefault(claim.id, []).append(each["id"])
    return hits


def _count_framing(comparison: Comparison, gold: dict[str, Any], outcome: Outcome) -> None:
    file_of = {readout.id: gold["files"][readout.source] for readout in comparison.readouts}
    for each in gold["framing"]:
        kind = KINDS.get(each["kind"], each["kind"])
        outcome.framing[kind] += 1
        finders = []
        for flag in comparison.framing:
            spans = [
                (file_of[comparison.claim(span.claim).readout], span.start, span.end) for span in flag.spans
            ]
            if all(_overlaps(spans, each, side) for side in ("a", "b") if each.get(f"{side}_span")):
                finders.append(flag.kind)
        outcome.framing_found[kind] += bool(finders)
        outcome.framing_kind_found[kind] += kind in finders


def _overlaps(spans: Sequence[tuple[str, int, int]], gold: dict[str, Any], side: str) -> bool:
    file, low, high = gold[f"{side}_file"], gold[f"{side}_start"], gold[f"{side}_end"]
    return any(
        name == file and start < high and low < end and end - start <= _LONGEST * (high - low)
        for name, start, end in spans
    )


def figures_of_outcomes(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Precision, recall and F1 over the events together; intervals are drawn over events."""

    def figure(measure: str, rate: Callable[[Sequence[Outcome]], float], n: int, **more: Any) -> Figure:
        low, high = bootstrap(outcomes, rate)
        value = rate(outcomes)
        return Figure(
            dataset="readouts", measure=measure, part="en", value=value, n=n, low=low, high=high, **more
        )

    links = sum(len(each.links) for each in outcomes)
    omitted = sum(len(each.omitted) for each in outcomes)
    claims = sum(each.claims for each in outcomes)
    all_omitted = 2 * omitted / (omitted + claims) if claims else 0.0
    figures = [
        figure("link precision", lambda all_: _links(all_)[0], links),
        figure("link recall", lambda all_: _links(all_)[1], links),
        figure("link F1", lambda all_: _links(all_)[2], links, floor=0.33, floor_name="cosine of sentences"),
        figure(
            "omission F1",
            _omission_f1,
            omitted,
            floor=all_omitted,
            floor_name="every claim omitted",
        ),
    ]
    total: Counter[str] = sum((each.framing for each in outcomes), Counter())
    found: Counter[str] = sum((each.framing_found for each in outcomes), Counter())
    named: Counter[str] = sum((each.framing_kind_found for each in outcomes), Counter())
    for kind in sorted(total):
        figures.append(
            Figure(dataset="readouts", measure="framing recall, any kind", part=kind,
                   value=found[kind] / total[kind], n=total[kind])
        )  # fmt: skip
        figures.append(
            Figure(dataset="readouts", measure="framing recall, same kind", part=kind,
                   value=named[kind] / total[kind], n=total[kind])
        )  # fmt: skip
    words = sum(each.words for each in outcomes)
    figures.append(
        Figure(dataset="readouts", measure="framing recall, any kind", part="all",
               value=found.total() / max(1, total.total()), n=total.total())
    )  # fmt: skip
    figures.append(
        Figure(dataset="readouts", measure="flags per 100 words", part="en",
               value=100 * sum(each.flags for each in outcomes) / max(1, words), n=words)
    )  # fmt: skip
    return figures


def _links(outcomes: Sequence[Outcome]) -> tuple[float, float, float]:
    precision = sum(each.right for each in outcomes) / max(1, sum(each.told for each in outcomes))
    recall = sum(len(each.found) for each in outcomes) / max(1, sum(len(each.links) for each in outcomes))
    return precision, recall, 2 * precision * recall / max(1e-12, precision + recall)


def _omission_f1(outcomes: Sequence[Outcome]) -> float:
    right = sum(len(each.omitted & each.reported) for each in outcomes)
    reported = sum(len(each.reported) for each in outcomes)
    return _prf(right, reported, sum(len(each.omitted) for each in outcomes))[2]


def _prf(right: int, found: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / max(1, found), right / max(1, gold)
    return precision, recall, 2 * right / max(1, found + gold)
