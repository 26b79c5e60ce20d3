"""Claim splitting measured on PropSegmEnt (Chen et al. 2023) and on the readouts with gold by hand.

PropSegmEnt's propositions are sets of tokens, some discontinuous and overlapping, so that boundaries cannot
be compared. A claim is read as the set of the tokens that lie inside it. Of a sentence, each gold proposition
is compared with the claim that fits it best by token-set F1 (mean: recall), each claim with the proposition
that fits it best (mean: precision); the figure is their harmonic mean over all propositions and claims. The
floor is the whole sentence as one claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.attribution import find_attributions
from compare.claims import extract_claims, split_clauses, split_sentences
from compare.evaluation.figures import Figure, bootstrap, read_jsonl
from compare.records import Readout, Span
from compare.resources import Resources

_Sets = list[frozenset[int]]


@dataclass(frozen=True, slots=True)
class _Fit:
    """Sums over one item: best fits of gold and of claims, and how many there are of each."""

    gold_fit: float
    gold: int
    claim_fit: float
    claims: int


def score_propsegment(data: Path, limit: int | None = None) -> list[Figure]:
    """Token-set F1 of the claims on ``propsegment/*_segmentation.jsonl``; floor: the sentence as one claim.

    Args:
        data: folder of the measuring sets.
        limit: only the first rows.
    Raises:
        DocumentError: the set is not there.
    """
    folder = data / "propsegment"
    path = next(iter(sorted(folder.glob("*_segmentation.jsonl"))), folder / "dev_segmentation.jsonl")
    rows = [row for row in read_jsonl(path, limit) if row["propositions"]]
    ours = [_fit_of(row, _claim_spans) for row in rows]
    whole = [_fit_of(row, lambda text: [Span(0, len(text))]) for row in rows]
    matched = [_share_matched(row, _claim_spans) for row in rows]
    matched_whole = [_share_matched(row, lambda text: [Span(0, len(text))]) for row in rows]
    low, high = bootstrap(ours, _f1)
    return [
        Figure(
            dataset="propsegment",
            measure="token-set F1",
            part="en",
            value=_f1(ours),
            n=len(rows),
            low=low,
            high=high,
            floor=_f1(whole),
            floor_name="sentence",
        ),
        Figure(
            dataset="propsegment",
            measure="recall of propositions (Jaccard >= .5)",
            part="en",
            value=_ratio(matched),
            n=sum(gold for _, gold in matched),
            floor=_ratio(matched_whole),
            floor_name="sentence",
        ),
    ]


def score_clauses(rows: Sequence[dict[str, Any]], split: Callable[[str], list[Span]] | None = None) -> float:
    """Token-set F1 of any way to cut these rows into clauses; None: the claims' own way."""
    return _f1([_fit_of(row, split or _claim_spans) for row in rows])


def score_readout_claims(data: Path, resources: Resources) -> list[Figure]:
    """Recall and precision of the gold claims of ``readouts``; floor: sentences.

    A claim hits a gold claim if they overlap by at least half of the shorter. Recall counts a claim of the
    system for one gold claim only (the one it covers most), so that one long sentence does not find all its
    gold claims; precision is measured where the gold is exhaustive.
    """
    ours: list[tuple[int, int, int, int]] = []
    floor: list[tuple[int, int, int, int]] = []
    for text, gold, exhaustive in _readouts_with_gold(data / "readouts"):
        attributions = find_attributions(text, "en", resources)
        told = extract_claims(Readout(source="", text=text, language="en"), attributions)
        claims = [Span(claim.start, claim.end) for claim in told]
        ours.append(_hits(claims, gold, exhaustive))
        floor.append(_hits(split_sentences(text, "en"), gold, exhaustive))
    n = sum(row[1] for row in ours)
    return [
        Figure(
            dataset="readouts",
            measure="claim recall (one to one)",
            part="en",
            value=_rate(ours, 0, 1),
            n=n,
            floor=_rate(floor, 0, 1),
            floor_name="sentences",
        ),
        Figure(
            dataset="readouts",
            measure="claim precision",
            part="en",
            value=_rate(ours, 2, 3),
            n=sum(row[3] for row in ours),
            floor=_rate(floor, 2, 3),
            floor_name="sentences",
        ),
    ]


def _claim_spans(text: str) -> list[Span]:
    return [
        clause for sentence in split_sentences(text, "en") for clause in split_clauses(text, sentence, "en")
    ]


def _token_spans(text: str, tokens: Sequence[str]) -> list[Span]:
    spans = []
    position = 0
    for token in tokens:
        at = text.find(token, position)
        start = at if at >= 0 else position
        spans.append(Span(start, start + len(token)))
        position = start + len(token)
    return spans


def _sets(row: dict[str, Any], split: Callable[[str], list[Span]]) -> tuple[_Sets, _Sets]:
    tokens = _token_spans(row["text"], row["tokens"])
    words = {index for index, token in enumerate(row["tokens"]) if any(char.isalnum() for char in token)}
    gold = [frozenset(proposition["tokens"]) & words for proposition in row["propositions"]]
    claims = [
        frozenset(index for index in words if span.overlap(tokens[index]) > 0) for span in split(row["text"])
    ]
    return [each for each in gold if each], [each for each in claims if each]


def _fit_of(row: dict[str, Any], split: Callable[[str], list[Span]]) -> _Fit:
    gold, claims = _sets(row, split)
    return _Fit(
        sum(max((_overlap_f1(each, claim) for claim in claims), default=0.0) for each in gold),
        len(gold),
        sum(max((_overlap_f1(each, claim) for each in gold), default=0.0) for claim in claims),
        len(claims),
    )


def _share_matched(row: dict[str, Any], split: Callable[[str], list[Span]]) -> tuple[int, int]:
    gold, claims = _sets(row, split)
    hit = sum(any(2 * len(each & claim) >= len(each | claim) for claim in claims) for each in gold)
    return hit, len(gold)


def _overlap_f1(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def _f1(fits: Sequence[_Fit]) -> float:
    recall = sum(fit.gold_fit for fit in fits) / max(1, sum(fit.gold for fit in fits))
    precision = sum(fit.claim_fit for fit in fits) / max(1, sum(fit.claims for fit in fits))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _ratio(pairs: Sequence[tuple[int, int]]) -> float:
    return sum(hit for hit, _ in pairs) / max(1, sum(total for _, total in pairs))


def _readouts_with_gold(folder: Path) -> Iterator[tuple[str, list[Span], bool]]:
    import json

    for path in sorted(folder.glob("*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for side, claims in gold["claims"].items():
            text = (path.parent / gold["files"][side]).read_text(encoding="utf-8")
            spans = sorted(Span(claim["start"], claim["end"]) for claim in claims)
            yield text, spans, gold["coverage"][side]["exhaustive"]


def _hits(claims: Sequence[Span], gold: Sequence[Span], exhaustive: bool) -> tuple[int, int, int, int]:
    """Gold claims with a claim of their own, gold claims, claims that hit (exhaustive gold), claims there."""
    pairs = sorted(
        (
            (claim.overlap(each) / (len(claim) + len(each)), claim, each)
            for claim in claims
            for each in gold
            if 2 * claim.overlap(each) >= min(len(claim), len(each))
        ),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    used: set[Span] = set()
    found: set[Span] = set()
    for _, claim, each in pairs:
        if claim not in used and each not in found:
            used.add(claim)
            found.add(each)
    hitting = len({claim for _, claim, _ in pairs}) if exhaustive else 0
    return len(found), len(gold), hitting, len(claims) if exhaustive else 0


def _rate(rows: Sequence[tuple[int, int, int, int]], hit: int, total: int) -> float:
    return sum(row[hit] for row in rows) / max(1, sum(row[total] for row in rows))
