"""Framing measured on the project's own gold pairs, ``corpora/gold/framing`` (see the codebook there).

The whole comparison runs on each pair. A gold difference is found if one flag touches its words on every side
that it has words on, no span longer than three times the gold span. A flag is right if each of its spans lies
so on one and the same gold difference; what it shows on a side that the gold leaves empty is not judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.embedding import Encoder
from compare.errors import DocumentError
from compare.evaluation.figures import Figure, bootstrap, read_jsonl
from compare.framing import flag_texts
from compare.pipeline import compare_readouts
from compare.records import Comparison, FramingDifference, Readout
from compare.resources import Resources

PARTS = ("en", "fr", "ru", "uk", "across")
_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of one pair: gold differences with their fate, flags with theirs."""

    part: str
    kinds: tuple[tuple[str, bool, bool], ...]
    """For each gold difference its kind, whether a flag of any kind finds it, and one of its kind."""
    flags: tuple[tuple[str, bool], ...]
    """For each flag its kind and whether it is right."""
    words: int


def score_framing_gold(
    data: Path, limit: int | None = None, *, encoder: Encoder, resources: Resources
) -> list[Figure]:
    """Recall and precision by kind and by language, open and held-out part apart; flags on plain lines.

    Raises:
        DocumentError: the files are not there.
    """
    folder = data / "framing"
    figures = []
    for prefix, name in (("", "open"), ("heldout_", "held out")):
        files = [folder / f"{prefix}{part}.jsonl" for part in PARTS]
        if all(path.is_file() for path in files):
            judged = [
                judge_pair(row, part, encoder, resources)
                for part, path in zip(PARTS, files, strict=True)
                for row in read_jsonl(path, limit)
            ]
            figures += _figures(judged, name)
    if not figures:
        raise DocumentError(str(folder), "holds no gold pairs", "give --data corpora/gold")
    for path in sorted(folder.glob("dry*.jsonl")):
        figures += _plain(read_jsonl(path, limit), path.stem, resources, encoder)
    return figures


def judge_pair(row: dict[str, Any], part: str, encoder: Encoder, resources: Resources) -> Judged:
    """Compare the two accounts of a gold pair and hold the flags against its differences."""
    accounts = [
        Readout(source=side.upper(), text=row[side]["text"], language=row[side]["language"]) for side in "ab"
    ]
    found = compare_readouts(accounts, encoder=encoder, resources=resources)
    sides = dict(zip((account.id for account in accounts), "ab", strict=True))
    kinds = []
    for gold in row["differences"]:
        finders = {each.kind for each in found.framing if _finds(each, gold, found, sides)}
        kinds.append((gold["kind"], bool(finders), gold["kind"] in finders))
    flags = [
        (each.kind, any(_is_right(each, gold, found, sides) for gold in row["differences"]))
        for each in found.framing
    ]
    words = sum(len(account.text.split()) for account in accounts)
    return Judged(part, tuple(kinds), tuple(flags), words)


def _finds(flag: FramingDifference, gold: dict[str, Any], found: Comparison, sides: dict[str, str]) -> bool:
    touched = _touched(flag, gold, found, sides)
    return all(side in touched for side in "ab" if gold[side])


def _is_right(
    flag: FramingDifference, gold: dict[str, Any], found: Comparison, sides: dict[str, str]
) -> bool:
    touched = _touched(flag, gold, found, sides)
    return bool(touched) and all(
        side in touched or not gold[side]
        for side in (sides[found.claim(span.claim).readout] for span in flag.spans)
    )


def _touched(
    flag: FramingDifference, gold: dict[str, Any], found: Comparison, sides: dict[str, str]
) -> set[str]:
    touched = set()
    for span in flag.spans:
        side = sides[found.claim(span.claim).readout]
        words = gold[side]
        if (
            words
            and span.start < words["end"]
            and words["start"] < span.end
            and span.end - span.start <= _LONGEST * (words["end"] - words["start"])
        ):
            touched.add(side)
    return touched


def _figures(judged: Sequence[Judged], name: str) -> list[Figure]:
    figures = []
    for part in ("all", *PARTS):
        own = [each for each in judged if part in ("all", each.part)]
        figures += [
            _figure("recall, same kind", f"{name}, {part}", own, _same),
            _figure("recall, any kind", f"{name}, {part}", own, _any),
            _figure("precision", f"{name}, {part}", own, _precision),
        ]
    kinds = sorted({kind for each in judged for kind, _, _ in each.kinds})
    for kind in kinds:
        own = [_of_kind(each, kind) for each in judged]
        figures += [
            _figure("recall, same kind", f"{name}, {kind}", own, _same),
            _figure("precision", f"{name}, {kind}", own, _precision),
        ]
    return figures


def _of_kind(judged: Judged, kind: str) -> Judged:
    return Judged(
        judged.part,
        tuple(each for each in judged.kinds if each[0] == kind),
        tuple(each for each in judged.flags if each[0] == kind),
        judged.words,
    )


def _same(judged: Sequence[Judged]) -> float:
    return _share([same for each in judged for _, _, same in each.kinds])


def _any(judged: Sequence[Judged]) -> float:
    return _share([found for each in judged for _, found, _ in each.kinds])


def _precision(judged: Sequence[Judged]) -> float:
    return _share([right for each in judged for _, right in each.flags])


def _share(values: Sequence[bool]) -> float:
    return sum(values) / max(1, len(values))


def _figure(measure: str, part: str, judged: Sequence[Judged], value: Any) -> Figure:
    counted = sum(len(each.flags if measure == "precision" else each.kinds) for each in judged)
    low, high = bootstrap(judged, value) if counted else (None, None)
    return Figure(
        dataset="framing", measure=measure, part=part, value=value(judged), n=counted, low=low, high=high
    )


def _plain(rows: Sequence[dict[str, Any]], name: str, resources: Resources, encoder: Encoder) -> list[Figure]:
    """Flags per 100 words on lines in which nothing is to be flagged, by language."""
    told = flag_texts([row["text"] for row in rows], [row["language"] for row in rows], resources, encoder)
    figures = []
    for language in sorted({row["language"] for row in rows}):
        own = [(row, flags) for row, flags in zip(rows, told, strict=True) if row["language"] == language]
        words = sum(len(row["text"].split()) for row, _ in own)
        flagged = sum(len(flags.flags) for _, flags in own)
        figures.append(
            Figure(
                dataset="framing",
                measure="flags per 100 words",
                part=f"{name}, {language}",
                value=100 * flagged / max(1, words),
                n=words,
            )
        )
    return figures
