"""Framing measured on public sets.

Every scorer takes the folder of the measuring sets and gives figures with n, interval and a trivial floor.
Span figures count overlap: a flag is right if it touches a gold span, a gold span is found if a flag
touches it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.attribution import find_attributions
from compare.embedding import Encoder
from compare.evaluation.figures import Figure, bootstrap, read_jsonl
from compare.framing import TextFlags, flag_texts
from compare.resources import Resources

_BATCH = 64
_CHARGED = frozenset({"loaded_language", "epistemic_distance"})


def score_babe(
    data: Path, limit: int | None = None, *, encoder: Encoder, resources: Resources
) -> list[Figure]:
    """``babe``: macro-F1 of ``loaded`` at .5; floor: the majority class."""
    rows = read_jsonl(_file(data, "babe"), limit)
    told = _flagged([row["text"] for row in rows], ["en"] * len(rows), resources, encoder)
    pairs = [(row["label"] == 1, flags.loaded >= 0.5) for row, flags in zip(rows, told, strict=True)]
    most = sum(gold for gold, _ in pairs) * 2 >= len(pairs)
    floor = macro_f1([(gold, most) for gold, _ in pairs])
    return [_figure("babe", "macro-F1 of loaded", pairs, macro_f1, floor, "majority")]


def score_conll2010(
    data: Path, limit: int | None = None, *, encoder: Encoder, resources: Resources
) -> list[Figure]:
    """``conll2010_wiki``: F1 of ``hedged`` at .5; floor: every sentence hedged."""
    rows = read_jsonl(_file(data, "conll2010_wiki"), limit)
    told = _flagged([row["text"] for row in rows], ["en"] * len(rows), resources, None)
    pairs = [(row["label"] == 1, flags.hedged >= 0.5) for row, flags in zip(rows, told, strict=True)]
    floor = f1([(gold, True) for gold, _ in pairs])
    return [_figure("conll2010_wiki", "F1 of hedged", pairs, f1, floor, "all positive")]


@dataclass(frozen=True, slots=True)
class _Marked:
    """Characters of one text: in both, marked, gold, all."""

    both: int
    marked: int
    gold: int
    length: int


def score_unlp(
    data: Path, limit: int | None = None, *, encoder: Encoder, resources: Resources
) -> list[Figure]:
    """``unlp2025``: character F1 of the union of all flags, by language; floor: everything marked."""
    rows = read_jsonl(_file(data, "unlp2025"), limit)
    told = _flagged([row["text"] for row in rows], [row["lang"] for row in rows], resources, encoder)
    figures = []
    for language in ("", "uk", "ru"):
        texts = [
            _marked(row, flags)
            for row, flags in zip(rows, told, strict=True)
            if language in ("", row["lang"])
        ]
        whole = [_Marked(text.gold, text.length, text.gold, text.length) for text in texts]
        floor = _character_f1(whole)
        figures.append(
            _figure("unlp2025", "character F1", texts, _character_f1, floor, "everything marked", language)
        )
    return figures


def score_ptc(
    data: Path, limit: int | None = None, *, encoder: Encoder, resources: Resources
) -> list[Figure]:
    """``ptc``: overlap F1 of flags and propaganda spans; floor: every sentence a flag."""
    rows = read_jsonl(_file(data, "ptc"), limit)
    told = _flagged([row["text"] for row in rows], ["en"] * len(rows), resources, None)
    gold = [_spans(row["spans"]) for row in rows]
    ours = [[(flag.start, flag.end) for flag in flags.flags] for flags in told]
    lines = [_lines(row["text"]) for row in rows]
    pairs = list(zip(gold, ours, strict=True))
    floor = span_f1(list(zip(gold, lines, strict=True)))
    return [_figure("ptc", "span F1 (overlap)", pairs, span_f1, floor, "every line marked")]


def score_basil(
    data: Path, limit: int | None = None, *, encoder: Encoder, resources: Resources
) -> list[Figure]:
    """``basil``: overlap F1 of lexical spans, F1 of the sentences that hold one, and whose words they are.

    A loaded word inside a quotation should be given to its speaker, any other one left to the account; the
    words that one document attributes are read from the whole of it.
    """
    events = read_jsonl(_file(data, "basil"), limit)
    sentences = [
        sentence for event in events for document in event["docs"] for sentence in document["sentences"]
    ]
    told = _flagged([each["text"] for each in sentences], ["en"] * len(sentences), resources, encoder)
    gold = [_spans(span for span in each["spans"] if span["bias"] == "lex") for each in sentences]
    ours = [[(flag.start, flag.end) for flag in flags.flags if flag.kind in _CHARGED] for flags in told]
    pairs = list(zip(gold, ours, strict=True))
    whole = [(spans, [(0, len(each["text"]))]) for spans, each in zip(gold, sentences, strict=True)]
    decided = [(bool(spans), flags.loaded >= 0.5) for spans, flags in zip(gold, told, strict=True)]
    return [
        _figure(
            "basil", "lexical span F1 (overlap)", pairs, span_f1, span_f1(whole), "every sentence marked"
        ),
        _figure(
            "basil",
            "lexical sentence F1 of loaded",
            decided,
            f1,
            f1([(one, True) for one, _ in decided]),
            "all positive",
        ),
        *_holders([document["sentences"] for event in events for document in event["docs"]], resources),
    ]


def _holders(documents: Sequence[Sequence[dict[str, Any]]], resources: Resources) -> list[Figure]:
    """Shares of the gold lexical spans that go to the right holder; floor: all left to the account."""
    quoted: list[bool] = []
    told: list[bool] = []
    for sentences in documents:
        text, starts = "", []
        for sentence in sentences:
            starts.append(len(text))
            text += sentence["text"] + "\n"
        reported = [span for found in find_attributions(text, "en", resources) for span in found.content]
        for start, sentence in zip(starts, sentences, strict=True):
            for span in (span for span in sentence["spans"] if span["bias"] == "lex"):
                place = start + span["start"]
                speaker = any(each.start <= place < each.end for each in reported)
                (quoted if span["quote"] == "yes" else told).append(speaker == (span["quote"] == "yes"))
    return [
        _figure("basil", "loaded words in quotations given to the speaker", quoted, _share, 0.0, "none"),
        _figure("basil", "other loaded words left to the account", told, _share, 1.0, "all"),
    ]


def _share(right: Sequence[bool]) -> float:
    return sum(right) / max(1, len(right))


def f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    """F1 of the positive class over pairs (gold, decided)."""
    both = sum(gold and ours for gold, ours in pairs)
    total = sum(gold for gold, _ in pairs) + sum(ours for _, ours in pairs)
    return 2 * both / total if total else 0.0


def macro_f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Mean F1 of both classes."""
    return (f1(pairs) + f1([(not gold, not ours) for gold, ours in pairs])) / 2


def span_f1(pairs: Sequence[tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]]) -> float:
    """F1 of spans that touch, over pairs (gold spans, our spans) of one text each."""
    found = sum(_hit(span, ours) for gold, ours in pairs for span in gold)
    right = sum(_hit(span, gold) for gold, ours in pairs for span in ours)
    recall = found / max(1, sum(len(gold) for gold, _ in pairs))
    precision = right / max(1, sum(len(ours) for _, ours in pairs))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _hit(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _character_f1(texts: Sequence[_Marked]) -> float:
    total = sum(text.marked + text.gold for text in texts)
    return 2 * sum(text.both for text in texts) / total if total else 0.0


def _marked(row: dict[str, Any], flags: TextFlags) -> _Marked:
    gold = _characters(_spans(row["spans"]))
    ours = _characters([(flag.start, flag.end) for flag in flags.flags])
    return _Marked(len(gold & ours), len(ours), len(gold), len(row["text"]))


def _characters(spans: Sequence[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _spans(spans: Any) -> list[tuple[int, int]]:
    return [(span["start"], span["end"]) for span in spans]


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((start, start + len(line.rstrip())))
        start += len(line)
    return found


def _flagged(
    texts: Sequence[str], languages: Sequence[str | None], resources: Resources, encoder: Encoder | None
) -> list[TextFlags]:
    found: list[TextFlags] = []
    for start in range(0, len(texts), _BATCH):
        end = start + _BATCH
        found.extend(flag_texts(texts[start:end], languages[start:end], resources, encoder))
    return found


def _file(data: Path, name: str) -> Path:
    """The development split where it lies there, else the first split."""
    chosen = data / name / "dev.jsonl"
    return chosen if chosen.is_file() else next(iter(sorted((data / name).glob("*.jsonl"))), chosen)


def _figure(
    dataset: str,
    measure: str,
    items: Sequence[Any],
    value: Callable[[Sequence[Any]], float],
    floor: float | None,
    floor_name: str,
    part: str = "",
) -> Figure:
    low, high = bootstrap(items, value) if items else (None, None)
    return Figure(
        dataset=dataset,
        measure=measure,
        part=part,
        value=value(items),
        n=len(items),
        low=low,
        high=high,
        floor=floor,
        floor_name=floor_name,
    )
