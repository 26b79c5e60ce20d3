"""The findings judged by hand: a sound file, and the precision that the documents quote from it.

``pytest -s tests/gold/framing/test_judged_findings.py`` prints precision at 5 and at 10: of the findings that
stand at most so high in their reports, the share judged right. A report with fewer findings gives fewer.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
GOLD = HERE.parents[2] / "corpora" / "gold" / "framing"
DOCUMENT = HERE.parents[2] / "docs" / "framing.md"
READOUTS = "readouts"
"""The set whose texts are not part of the project; the others are files of the gold."""
LONGEST = 8
FIRST = 10
MORE = "…"
NOTHING = "-"

Row = Mapping[str, str]


@cache
def rows() -> tuple[Row, ...]:
    lines = (HERE / "judged_findings.tsv").read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if not line.startswith("#")]
    return tuple(csv.DictReader(told, delimiter="\t", quoting=csv.QUOTE_NONE))


def precision(judged: Sequence[Row], most: int) -> tuple[int, int]:
    """How many of the findings up to a rank are right, and how many there are."""
    shown = [row for row in judged if int(row["rank"]) <= most]
    return sum(row["right"] == "1" for row in shown), len(shown)


def parts() -> dict[str, list[Row]]:
    """The findings of the readouts and of the pairs: all, by language, by kind, and without a lexicon."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        kind, _, subkind = row["kind"].partition("/")
        whole = READOUTS if row["set"] == READOUTS else "pairs"
        names = [whole, f"{whole}, {kind}"]
        if whole == "pairs":
            names.append(f"{whole}, {row['set'].removeprefix('heldout_')}")
        if subkind == "parallel":
            names.append(f"{whole}, from the alignment alone")
        for name in names:
            told[name].append(row)
    return dict(sorted(told.items()))


def figure(right: int, shown: int) -> str:
    return f"{right / shown:.2f} ({right} of {shown})" if shown else "none"


def test_every_judgement_is_whole() -> None:
    for row in rows():
        assert None not in row.values(), row
        assert all(value == value.strip() and value for value in row.values()), row
        assert row["right"] in {"0", "1"}, row
        assert len(row["reason"].split()) <= 2 * LONGEST, row
        assert all(len(row[side].split()) <= LONGEST for side in ("first", "second")), row


def test_each_report_is_judged_from_its_first_finding_on() -> None:
    ranks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in rows():
        ranks[row["set"], row["id"]].append(int(row["rank"]))
    assert all(told == list(range(1, len(told) + 1)) and len(told) <= FIRST for told in ranks.values())


def test_words_of_the_pairs_stand_in_their_texts() -> None:
    texts = {
        (path.stem, pair["id"]): " ".join(" ".join(pair[side]["text"] for side in "ab").split())
        for path in GOLD.glob("heldout_*.jsonl")
        for pair in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    }
    judged = [row for row in rows() if row["set"] != READOUTS]
    assert {row["set"] for row in judged} == {path.stem for path in GOLD.glob("heldout_*.jsonl")}
    for row in judged:
        for side in ("first", "second"):
            if row[side] != NOTHING:
                assert row[side].removesuffix(MORE).strip() in texts[row["set"], row["id"]], row


def test_the_documents_quote_these_figures() -> None:
    figures = {
        name: [figure(*precision(judged, most)) for most in (FIRST // 2, FIRST)]
        for name, judged in parts().items()
    }
    for name, (at_five, at_ten) in figures.items():
        print(f"{name}: at 5 {at_five}, at 10 {at_ten}")
    document = DOCUMENT.read_text(encoding="utf-8")
    for name in (READOUTS, "pairs"):
        for told in figures[name]:
            assert told in " ".join(document.split()), f"{name}: {told}"
