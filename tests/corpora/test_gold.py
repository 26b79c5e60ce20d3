"""The framing gold is well formed: spans tell their words, kinds and languages are known, the counts hold."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).resolve().parents[2] / "corpora" / "gold" / "framing"
LANGUAGES = ("en", "fr", "ru", "uk")
SUBKINDS: dict[str, set[str]] = {
    "naming": {"transliteration"},
    "epistemic_distance": {"hearsay", "so_called", "scare_quotes", "conditional", "distancing_verb"},
    "blame_agency": {"passive", "nominalisation", "impersonal", "reversed", "cause"},
    "intensity": {"quantifier"},
    "modality": set(),
    "loaded_language": set(),
    "frame": set(),
    "emphasis": set(),
    "initiative": set(),
    "tone": set(),
    "legal": set(),
}
PAIRED = (*LANGUAGES, "across", *(f"heldout_{name}" for name in (*LANGUAGES, "across")))
# a Russian text has letters that Ukrainian lacks, and the other way round
FOREIGN = {
    "ru": re.compile("[іїєґ]", re.I),
    "uk": re.compile("[ыэъё]", re.I),
    "en": re.compile("[а-я]", re.I),
}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", PAIRED)
def test_every_span_tells_its_words(name: str) -> None:
    for row in rows(name):
        for difference in row["differences"]:
            sides = [(row[side]["text"], difference[side]) for side in ("a", "b") if difference[side]]
            assert sides, row["id"]
            for text, span in sides:
                assert text[span["start"] : span["end"]] == span["text"], row["id"]
                assert span["text"] == span["text"].strip() != "", row["id"]


@pytest.mark.parametrize("name", PAIRED)
def test_kinds_and_holders_are_those_of_the_codebook(name: str) -> None:
    for row in rows(name):
        for difference in row["differences"]:
            assert difference["kind"] in SUBKINDS, row["id"]
            assert difference.get("subkind") in {None, *SUBKINDS[difference["kind"]]}, row["id"]
            assert difference.get("holder", "account") in {"account", "speaker"}, row["id"]


@pytest.mark.parametrize("name", PAIRED)
def test_languages_are_those_of_the_file(name: str) -> None:
    own = name.removeprefix("heldout_")
    for row in rows(name):
        languages = (row["a"]["language"], row["b"]["language"])
        assert set(languages) <= set(LANGUAGES), row["id"]
        assert (languages[0] != languages[1]) if own == "across" else languages == (own, own), row["id"]
        for side in ("a", "b"):
            foreign = FOREIGN.get(row[side]["language"])
            assert foreign is None or not foreign.search(row[side]["text"]), row["id"]


def test_ids_and_heldout_texts_are_unique() -> None:
    pairs = [row for name in PAIRED for row in rows(name)]
    lines = [*rows("dry"), *rows("dry_heldout")]
    shut = [row for name in PAIRED if name.startswith("heldout_") for row in rows(name)]
    ids = [row["id"] for row in (*pairs, *lines)]
    texts = [row[side]["text"] for row in shut for side in ("a", "b")] + [row["text"] for row in lines]
    assert [one for one, count in Counter(ids + texts).items() if count > 1] == []


@pytest.mark.parametrize("name", [name for name in PAIRED if name.startswith("heldout_")])
def test_each_heldout_file_is_large_enough_and_has_every_kind(name: str) -> None:
    pairs = rows(name)
    kinds = Counter(difference["kind"] for row in pairs for difference in row["differences"])
    assert len(pairs) >= 22
    assert sum(not row["differences"] for row in pairs) >= 4
    assert {kind: kinds[kind] for kind in SUBKINDS if kinds[kind] < 2} == {}
    assert any(one.get("holder") == "speaker" for row in pairs for one in row["differences"])


def test_across_holds_every_pair_of_languages() -> None:
    found = Counter(frozenset((row["a"]["language"], row["b"]["language"])) for row in rows("heldout_across"))
    assert all(found[frozenset(pair)] >= 3 for pair in combinations(LANGUAGES, 2)), found


@pytest.mark.parametrize("language", LANGUAGES)
def test_fifty_dry_lines_a_language(language: str) -> None:
    lines = [row for name in ("dry", "dry_heldout") for row in rows(name) if row["language"] == language]
    assert len(lines) >= 50


def test_the_codebook_defines_every_kind_and_subkind() -> None:
    codebook = (GOLD / "CODEBOOK.md").read_text(encoding="utf-8")
    named = {name for kind, narrower in SUBKINDS.items() for name in (kind, *narrower)}
    assert {name for name in named if f"`{name}`" not in codebook} == set()
