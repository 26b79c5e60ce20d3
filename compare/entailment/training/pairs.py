"""The pairs that the adapter learns from: given ones, code-switched, and made from parallel sentences.

Sources: labelled English pairs; parallel sentences (a record with ``doc`` and one text a language); the
frames, antonyms and dictionary in this folder, written for this project.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from compare.entailment.token_states import TokenStates
from compare.entailment.training import edits
from compare.entailment.training.examples import Example, read_examples
from compare.entailment.training.word_pairs import word_pairs

LANGUAGES = ("en", "fr", "ru", "uk")
ENTAILED = (1.0, 0.0, 0.0)
OPEN = (0.0, 1.0, 0.0)
CONTRADICTED = (0.0, 0.0, 1.0)
SWAPPED = (0.0, 0.35, 0.65)
"""Exchanged roles contradict a claim as a rule, not by logic: both may have happened."""

PLACES = {
    "latin": (
        "Tareno",
        "Velmonto",
        "Kostu",
        "Darvi",
        "Eldoro",
        "Maruki",
        "Sanvi",
        "Norelo",
        "Bralu",
        "Okendo",
    ),
    "cyrillic": (
        "Тарено",
        "Вельмонто",
        "Косту",
        "Дарви",
        "Эльдоро",
        "Маруки",
        "Санви",
        "Норело",
        "Бралу",
        "Окендо",
    ),
}
TIMES = {
    language: (*line.split("|"), "")
    for language, line in {
        "en": " on Monday| on Friday| in March| in 2019| in 2021| on 12 February| last night",
        "fr": " lundi| vendredi| en mars| en 2019| en 2021| le 12 février| la nuit dernière",
        "ru": " в понедельник| в пятницу| в марте| в 2019 году| в 2021 году| 12 февраля| прошлой ночью",
        "uk": " у понеділок| у п'ятницю| у березні| у 2019 році| у 2021 році| 12 лютого| минулої ночі",
    }.items()
}


Words = Mapping[str, Mapping[str, str]]
"""English word -> language -> word."""


def given_pairs(
    examples: Sequence[Example], words: Words, switched: float, draw: random.Random
) -> Iterator[Example]:
    """The labelled pairs; a share has words of another language on one side or, three times in five, both."""
    for example in examples:
        if draw.random() >= switched:
            yield example
            continue
        way = draw.random()
        share = draw.choice([0.5, 0.8, 1.0])
        first = draw.choice(["fr", "ru", "ru", "uk"])
        premise, hypothesis = example.premise, example.hypothesis
        if way < 0.8:
            premise = edits.switch_words(premise, first, words, share, draw)
        if way < 0.6 or way >= 0.8:
            hypothesis = edits.switch_words(hypothesis, first, words, share, draw)
        yield Example(premise, hypothesis, example.target)


def parallel_pairs(rows: Sequence[Mapping[str, str]], draw: random.Random) -> Iterator[Example]:
    """Translations, neighbours and changed translations of parallel sentences, in any two languages."""
    for at, row in enumerate(rows):
        for _ in range(3):
            left, right = draw.sample(LANGUAGES, 2)
            yield Example(row[left], row[right], ENTAILED)
        near = draw.choice([other for other in rows[max(0, at - 3) : at + 4] if other is not row])
        left, right = draw.choice(LANGUAGES), draw.choice(LANGUAGES)
        yield Example(row[left], near[right], OPEN)
        for language in LANGUAGES:
            yield from _changed(row, language, draw)


def _changed(row: Mapping[str, str], language: str, draw: random.Random) -> Iterator[Example]:
    """One sentence changed, against itself or a translation, in either order."""
    text = row[language]
    other = row[draw.choice(LANGUAGES)]
    changes: list[tuple[Callable[[], str | None], tuple[float, float, float], float]] = [
        (lambda: edits.negate(text, language), CONTRADICTED, 0.6),
        (lambda: edits.change_number(text, draw), CONTRADICTED, 0.6),
        (lambda: edits.swap_names(text, language, draw), SWAPPED, 0.8),
        (lambda: edits.swap_numbers(text), SWAPPED, 0.5),
        (lambda: edits.turn_to_antonym(text, language, draw), CONTRADICTED, 0.5),
        (lambda: edits.reorder(text, language), ENTAILED, 1.0),
        (lambda: edits.swap_distant_words(text, draw), (0.0, 0.5, 0.5), 0.4),
    ]
    for change, target, share in changes:
        if draw.random() > share:
            continue
        new = change()
        if new is not None and new != text:
            yield from _either_order(new, other, target, draw)
    denied = edits.negate(text, language)
    second = draw.choice(LANGUAGES)
    denied_too = edits.negate(row[second], second)
    if denied and denied_too and second != language and draw.random() < 0.4:
        yield Example(denied, denied_too, ENTAILED)


def scrambled_pairs(examples: Sequence[Example], words: Words, draw: random.Random) -> Iterator[Example]:
    """English premises against themselves with words exchanged (other meaning) or turned round (the same)."""
    for example in examples:
        text = example.premise
        if not 8 <= len(text.split()) <= 35:
            continue
        name = edits.swap_names(text, "en", draw)
        options: list[tuple[str | None, tuple[float, float, float]]] = [
            (edits.reorder(text, "en"), ENTAILED),
            (name or edits.swap_distant_words(text, draw), (0.0, 0.5, 0.5)),
            (edits.negate(text, "en") if draw.random() < 0.2 else None, CONTRADICTED),
            (edits.change_number(text, draw) if draw.random() < 0.4 else None, CONTRADICTED),
        ]
        language = draw.choice(["fr", "ru", "uk"])
        for new, target in options:
            if new is None or new == text:
                continue
            if draw.random() < 0.3:
                share = draw.choice([0.5, 1.0])
                new = edits.switch_words(new, language, words, share, draw)
            yield from _either_order(new, text, target, draw)
        if draw.random() < 0.2:
            yield from _either_order(
                edits.switch_words(text, language, words, 1.0, draw), text, ENTAILED, draw
            )


def frame_pairs(count: int, draw: random.Random) -> Iterator[Example]:
    """Short statements about invented places: who did what to whom, when, whether at all."""
    frames = _frames()
    for _ in range(count):
        frame = frames[draw.choice(sorted(frames))]
        left, right = draw.choice(LANGUAGES), draw.choice(LANGUAGES)
        first, second = draw.sample(range(len(PLACES["latin"])), 2)
        when = draw.randrange(len(TIMES["en"]))
        way = draw.choice(["same", "same", "swap", "swap", "deny", "time", "less", "more"])
        if way == "time" and when == 7:
            way = "more"
        other_when = {"time": (when + 1 + draw.randrange(6)) % 7, "less": 7}.get(way, when)
        if way == "more":
            when, other_when = 7, draw.randrange(7)
        form = 2 if way == "deny" else draw.randrange(2)
        target = {
            "same": ENTAILED,
            "less": ENTAILED,
            "more": OPEN,
            "deny": CONTRADICTED,
            "swap": SWAPPED,
        }.get(way, (0.0, 0.3, 0.7))
        roles = (second, first) if way == "swap" else (first, second)
        premise = _fill(frame[left][draw.randrange(2)], left, first, second, when)
        hypothesis = _fill(frame[right][form], right, *roles, other_when)
        if "{t}" not in frame[left][0] and way in {"time", "more", "less"}:
            target = ENTAILED
        if way == "deny" and draw.random() < 0.5:
            premise, hypothesis = hypothesis, premise
        yield Example(premise, hypothesis, target)


def _frames() -> dict[str, dict[str, list[str]]]:
    """Frame -> language -> statement, its converse, its denial."""
    frames: dict[str, dict[str, list[str]]] = {}
    for line in Path(__file__).with_name("frames.tsv").read_text(encoding="utf-8").splitlines():
        name, language, *forms = line.split("\t")
        frames.setdefault(name, {})[language] = forms
    return frames


def _fill(form: str, language: str, a: int, b: int, when: int) -> str:
    names = PLACES["cyrillic" if language in {"ru", "uk"} else "latin"]
    return form.replace("{a}", names[a]).replace("{b}", names[b]).replace("{t}", TIMES[language][when])


def _either_order(
    new: str, old: str, target: tuple[float, float, float], draw: random.Random
) -> Iterator[Example]:
    yield Example(new, old, target) if draw.random() < 0.5 else Example(old, new, target)


def write_pairs(
    labelled: Path, parallel: Path, output: Path, seed: int, share_made: float = 1.0, switched: float = 0.3
) -> dict[str, int]:
    """Makes all pairs and writes them as JSONL; how many of each part.

    Of the pairs that are made rather than given, ``share_made`` (0..1) stay, drawn at random; ``switched``
    (0..1) of the given ones have words of another language, by the dictionary of this folder and by what the
    parallel sentences add to it.

    Long texts are left out, since time goes with length: labelled pairs above 42 words, parallel sentences
    above 20 English words; of labelled pairs from Wikipedia (labels made in part by machine) 35 % stay.
    """
    draw = random.Random(seed)
    examples = read_examples(labelled)
    sources = [json.loads(line).get("source", "") for line in labelled.open(encoding="utf-8")]
    rows = [json.loads(line) for line in parallel.open(encoding="utf-8")]
    words = word_pairs(rows, LANGUAGES[1:], TokenStates()) | edits.dictionary()
    kept = [
        example
        for example, source in zip(examples, sources, strict=True)
        if len(f"{example.premise} {example.hypothesis}".split()) <= 42
        and ("wiki" not in source or draw.random() < 0.35)
    ]
    short = [example for example in examples if len(example.premise.split()) <= 22]
    encyclopedic = [
        example
        for example, source in zip(examples, sources, strict=True)
        if "wiki" in source and len(example.premise.split()) <= 22
    ]
    parts = {
        "given": list(given_pairs(kept, words, switched, draw)),
        "parallel": list(parallel_pairs([row for row in rows if len(row["en"].split()) <= 20], draw)),
        "scrambled": list(
            scrambled_pairs(draw.sample(encyclopedic, 4200) + draw.sample(short, 1500), words, draw)
        ),
        "frames": list(frame_pairs(2600, draw)),
    }
    for part in ("parallel", "scrambled", "frames"):
        parts[part] = draw.sample(parts[part], round(share_made * len(parts[part])))
    with output.open("w", encoding="utf-8") as file:
        for part, made in parts.items():
            for each in made:
                record = {
                    "premise": each.premise,
                    "hypothesis": each.hypothesis,
                    "target": each.target,
                    "part": part,
                }
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return {part: len(made) for part, made in parts.items()}
