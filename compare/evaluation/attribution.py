"""Who says what, against PolNeAR and hand-made gold: precision, recall and F1 of content with source.

A gold attribution is found if one predicted content overlaps its content by at least half of the shorter one
and the sources overlap (where the gold names a source); each prediction finds one gold attribution at most.
``exact`` asks for the same content words: marks, quotation marks and ``that`` at the edges are no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.attribution import find_attributions
from compare.attribution.quotes import find_quotations
from compare.errors import DocumentError
from compare.evaluation.figures import Figure, bootstrap, read_jsonl
from compare.records import Attribution, Span
from compare.resources import Resources

KINDS = ("direct", "mixed", "indirect")
FLOOR = "every quotation, with the nearest capitalised words as its source"
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[^\W\d_a-zа-яіїєґà-ÿ]\w+(?:\s[^\W\d_a-zа-яіїєґà-ÿ]\w+)*")
_EDGE = re.compile(r"^(?:that|que|qu['’]|что|що)(?=\W)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hits:
    """Counts of one text and one kind.

    ``content``: the content was found; ``found``, ``right``: its source too; ``exact``: the same words.
    """

    gold: int = 0
    predicted: int = 0
    found: int = 0
    right: int = 0
    exact: int = 0
    content: int = 0

    def __add__(self, other: Hits) -> Hits:
        return Hits(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.found + other.found,
            self.right + other.right,
            self.exact + other.exact,
            self.content + other.content,
        )

    def precision(self) -> float:
        """Share of the predictions that are right, 0..1."""
        return self.found / max(1, self.predicted)

    def recall(self) -> float:
        """Share of the gold that is found, 0..1."""
        return self.found / max(1, self.gold)

    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where nothing is found."""
        return 2 * self.found / max(1, self.gold + self.predicted)


def score_polnear(data: Path, resources: Resources, limit: int | None = None) -> list[Figure]:
    """F1 by kind on ``data/polnear/dev.jsonl``, the exact F1, and the source accuracy given the content."""
    return score_file(data / "polnear" / "dev.jsonl", "polnear", resources, limit)


def score_file(path: Path, dataset: str, resources: Resources, limit: int | None = None) -> list[Figure]:
    """The figures of one JSONL file with ``text``, ``lang`` or ``language``, and ``attributions``.

    Raises:
        DocumentError: the file is missing or holds no text.
    """
    rows = read_jsonl(path, limit)
    if not rows:
        raise DocumentError(str(path), "holds no text", "give a file with one text a line")
    by_text = [score_text(row, resources) for row in rows]
    floors = [hits_of(row, _quotations_with_a_name(row["text"])) for row in rows]
    figures = []
    for kind in KINDS:
        hits = [one[kind] for one in by_text]
        total = sum_of(hits)
        low, high = bootstrap(hits, lambda some: sum_of(some).f1())
        figures.append(
            Figure(
                dataset=dataset,
                measure="F1",
                part=kind,
                value=total.f1(),
                low=low,
                high=high,
                n=total.gold,
                floor=sum_of(one[kind] for one in floors).f1(),
                floor_name=FLOOR,
                note=f"precision {total.precision():.3f}, recall {total.recall():.3f}",
            )
        )
        figures.append(
            Figure(
                dataset=dataset,
                measure="exact F1",
                part=kind,
                n=total.gold,
                value=2 * total.exact / max(1, total.gold + total.predicted),
            )
        )
        figures.append(
            Figure(
                dataset=dataset,
                measure="source accuracy given content",
                part=kind,
                n=total.content,
                value=total.right / max(1, total.content),
            )
        )
    whole = [sum_of(one.values()) for one in by_text]
    low, high = bootstrap(whole, lambda some: sum_of(some).f1())
    total = sum_of(whole)
    figures.append(
        Figure(
            dataset=dataset,
            measure="F1",
            part="all",
            value=total.f1(),
            low=low,
            high=high,
            n=total.gold,
            floor=sum_of(sum_of(one.values()) for one in floors).f1(),
            floor_name=FLOOR,
        )
    )
    return figures


def score_text(row: dict[str, Any], resources: Resources) -> dict[str, Hits]:
    """The hits in one text by kind: a prediction counts with the kind of the gold it finds, else its own."""
    text, language = row["text"], row.get("language") or row.get("lang")
    return hits_of(row, find_attributions(text, language, resources))


def hits_of(row: dict[str, Any], found: Sequence[Attribution]) -> dict[str, Hits]:
    """The hits of these attributions in one row by kind."""
    text = row["text"]
    gold = [one for one in row["attributions"] if one["content"]]
    pairs = _paired(gold, found, text)
    hits = {kind: Hits() for kind in KINDS}
    taken = set()
    for index, one in enumerate(gold):
        kind = one["type"]
        match = pairs.get(index)
        hits[kind] += Hits(gold=1)
        if match is None:
            continue
        place, sourced = match
        taken.add(place)
        exact = sourced and _words(_gold_spans(one), text) == _words(found[place].content, text)
        hits[kind] += Hits(predicted=1, found=int(sourced), right=int(sourced), exact=int(exact), content=1)
    for place, other in enumerate(found):
        if place not in taken:
            hits[other.kind] += Hits(predicted=1)
    return hits


def _quotations_with_a_name(text: str) -> list[Attribution]:
    """The floor: each quotation is somebody's words, and the nearest capitalised words are his name."""
    names = [Span(*match.span()) for match in _NAME.finditer(text)]
    found = []
    for quotation in find_quotations(text):
        if quotation.words(text) < 3:
            continue
        outside = [name for name in names if name.end <= quotation.start or name.start >= quotation.end]
        nearest = min(
            outside,
            key=lambda name: (max(quotation.start - name.end, name.start - quotation.end), name.start),
            default=None,
        )
        found.append(Attribution(id="", kind="direct", content=quotation.parts, source=nearest))
    return found


def _paired(
    gold: list[dict[str, Any]], found: Sequence[Attribution], text: str
) -> dict[int, tuple[int, bool]]:
    """Gold index → (prediction index, whether the source overlaps too); the best overlaps first."""
    candidates = []
    for index, one in enumerate(gold):
        spans = _gold_spans(one)
        sources = [Span(s["start"], s["end"]) for s in one["source"]]
        for place, other in enumerate(found):
            overlap = sum(a.overlap(b) for a in spans for b in other.content)
            shorter = min(sum(map(len, spans)), sum(map(len, other.content)))
            if overlap * 2 < shorter or not overlap:
                continue
            sourced = not sources or (
                other.source is not None and any(s.overlap(other.source) for s in sources)
            )
            longer = max(sum(map(len, spans)), sum(map(len, other.content)))
            candidates.append((not sourced, -overlap / longer, index, place))
    pairs: dict[int, tuple[int, bool]] = {}
    used: set[int] = set()
    for unsourced, _, index, place in sorted(candidates):
        if index not in pairs and place not in used:
            pairs[index] = (place, not unsourced)
            used.add(place)
    return pairs


def _gold_spans(one: dict[str, Any]) -> list[Span]:
    return [Span(span["start"], span["end"]) for span in one["content"]]


def _words(spans: Iterable[Span], text: str) -> list[str]:
    joined = " ".join(span.of(text) for span in sorted(spans))
    return re.findall(r"\w+", _EDGE.sub("", joined.lstrip("“”«»\"'‘’ ").casefold()))


def sum_of(hits: Iterable[Hits]) -> Hits:
    """All hits together."""
    total = Hits()
    for one in hits:
        total = total + one
    return total
