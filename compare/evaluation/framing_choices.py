"""Fitting :mod:`compare.framing.choice_model`: the reading on lexicons, the weights on gold pairs.

The reading sees the terms of the lexicons and, as what they are not, phrases of plain sentences in which no
lexicon finds a word. The weights see the slots of the open gold pairs and of the English part of the held-out
ones, which is therefore no longer unseen; the other held-out parts are never read here. Translations and
paraphrases among the open hard pairs of this project show it what is no choice.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.embedding.encoder import Encoder
from compare.entailment.token_states import shared_token_states
from compare.framing.choice_model import LEXICONS, NONE, ChoiceModel, KindReading, features_of
from compare.framing.phrases import phrases_of
from compare.framing.reading import Lexis, Reading, lexis_of
from compare.framing.scores import SENTENCES
from compare.framing.slots import shown_sides, slots_of
from compare.framing.word_alignment import AlignedText, align
from compare.records import Span
from compare.resources import Resources
from compare.words import LANGUAGES

GOLD = Path(__file__).resolve().parents[2] / "corpora" / "gold" / "framing"
FITTED_ON = ("en", "fr", "ru", "uk", "across", "heldout_en")
HARD_PAIRS = GOLD.parents[2] / "tests" / "gold" / "pairs"
_LEAST_TERMS = 25
"""Terms that a kind must have to get a direction."""
_LONGEST_PLAIN = 50
_RIDGE = 1.0
_PENALTY = 0.03
"""Inverse strength of the penalty on standardised weights; of .003 to .1, best over ten folds."""
_SPAN = 3
_FOLDS = 10


def fit_choices(
    encoder: Encoder, resources: Resources, tell: Callable[[str], None] = lambda line: None
) -> ChoiceModel:
    """The reading and the weights anew; ``tell`` is given one line a figure."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
    from sklearn.model_selection import GroupKFold  # type: ignore[import-untyped]

    lexis = lexis_of(resources)
    reading = fit_reading(resources, lexis, tell)
    rows, kinds, groups, golds = _examples(encoder, lexis, reading)
    middle, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    scaled = (rows - middle) / spread

    def fitted(places: Any) -> Any:
        return LogisticRegression(C=_PENALTY, max_iter=5000).fit(scaled[places], kinds[places])

    unseen: list[tuple[float, str, int]] = []
    for train, test in GroupKFold(_FOLDS).split(scaled, kinds, groups):
        model = fitted(train)
        shares = model.predict_proba(scaled[test])
        none = list(model.classes_).index(NONE)
        for place, share in zip(test, shares, strict=True):
            sure = 1.0 - share[none]
            share[none] = 0.0
            unseen.append((sure, str(model.classes_[share.argmax()]), int(place)))
    every = len(set(golds) - {-1})
    for least in (0.4, 0.5, 0.6):
        flagged = [(kind, place) for sure, kind, place in unseen if sure >= least]
        right = [(kind, place) for kind, place in flagged if kinds[place] != NONE]
        same = {golds[place] for kind, place in right if kind == kinds[place]}
        tell(
            f"from {least}: {len(flagged)} flags, precision {len(right) / max(1, len(flagged)):.2f}, of the "
            f"{every} differences that a slot holds {len({golds[place] for _, place in right})} found, "
            f"{len(same)} by kind"
        )
    model = fitted(np.arange(len(kinds)))
    weights = model.coef_.T / spread[:, None]
    return ChoiceModel(
        reading=reading,
        outcomes=tuple(map(str, model.classes_)),
        weights=weights,
        bias=np.asarray(model.intercept_ - middle @ weights),
    )


def fit_reading(
    resources: Resources, lexis: Lexis, tell: Callable[[str], None] = lambda line: None
) -> KindReading:
    """Directions of the lexicons' kinds in the states of their terms.

    ``tell`` is given, for each language, how well the directions of the other languages rank its terms.
    """
    from sklearn.metrics import roc_auc_score  # type: ignore[import-untyped]

    labels: dict[tuple[str, str], set[str]] = {}
    for lexicon in LEXICONS:
        for entry in resources.lexicon(lexicon):
            if entry.language in LANGUAGES and entry.subkind != "status":
                register = entry.attributes.get("register", "plain")
                told = {"naming": register, "frames": entry.subkind, "hedges": entry.subkind}
                told["reporting_verbs"] = entry.subkind
                kind = f"{lexicon}:{told[lexicon]}" if lexicon in told else lexicon
                labels.setdefault((_plain(entry.term), entry.language), set()).add(kind)
    for text, language in _plain_texts():
        for phrase in _unknown_phrases(Reading(text, language, lexis)):
            labels.setdefault((phrase, language), {"plain"})
    keys = sorted(labels)
    counts = Counter(kind for kinds in labels.values() for kind in kinds)
    kinds = tuple(sorted(kind for kind, count in counts.items() if count >= _LEAST_TERMS))
    read = shared_token_states().read([text for text, _ in keys])
    states = np.array([middle.mean(axis=0) for middle, _ in read], dtype=np.float64)
    spoken = np.array([language for _, language in keys])
    means = np.array([states[spoken == language].mean(axis=0) for language in LANGUAGES])
    for language, mean in zip(LANGUAGES, means, strict=True):
        states[spoken == language] -= mean
    states /= np.maximum(np.linalg.norm(states, axis=1, keepdims=True), 1e-9)
    held = [np.array([kind in labels[key] for key in keys]) for kind in kinds]
    for language in LANGUAGES:
        own = spoken == language
        aucs = [
            roc_auc_score(each[own], states[own] @ _direction(states[~own], each[~own])[0])
            for each in held
            if 0 < each[own].sum() < own.sum() and each[~own].any()
        ]
        tell(f"without {language}: its terms are ranked with a mean AUC of {np.mean(aucs):.2f}")
    columns = [_direction(states, each) for each in held]
    directions = np.array([direction for direction, _ in columns]).T
    base = np.array([each for _, each in columns])
    spread = (states @ directions + base).std(axis=0)
    return KindReading(
        kinds,
        LANGUAGES,
        means.astype(np.float32),
        (directions / spread).astype(np.float32),
        (base / spread).astype(np.float32),
    )


def _direction(states: NDArray[np.float64], held: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """Ridge regression of the phrases of one kind (1) against the rest (−1), each half of the weight."""
    weight = np.where(held, 0.5 / held.sum(), 0.5 / (~held).sum())
    mean = weight @ states
    centred = states - mean
    gram = (centred * weight[:, None]).T @ centred
    ridge = _RIDGE * np.trace(gram) / len(gram) * np.eye(len(gram))
    direction = np.linalg.solve(gram + ridge, centred.T @ (weight * np.where(held, 1.0, -1.0)))
    return direction, -float(mean @ direction)


def _plain(term: str) -> str:
    """A term as it would stand in a text: the first of its forms, no signs."""
    bare = term.replace("!", "").replace("…", " ").replace("*", "")
    return " ".join(word.split("|")[0] for word in bare.split())


def _plain_texts() -> Iterator[tuple[str, str]]:
    for line in (GOLD / "dry.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], row["language"]
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    for line in [each for each in lines if not each.startswith("#")][1:]:
        language, label, text = line.split("\t")
        if label != "loaded":
            yield text, language


def _unknown_phrases(reading: Reading) -> Iterator[str]:
    """Phrases and words of content in which no lexicon knows a word."""
    hits = [(hit.start, hit.end) for lexicon in LEXICONS for hit in reading.hits(lexicon)]
    spans = [(each.start, each.end) for each in phrases_of(reading, 0, len(reading.text))]
    spans += [(word.start, word.end) for word in reading.words if not reading.role(word)]
    for start, end in spans:
        if end - start <= _LONGEST_PLAIN and not any(low < end and start < high for low, high in hits):
            yield reading.text[start:end]


def _examples(
    encoder: Encoder, lexis: Lexis, reading: KindReading
) -> tuple[NDArray[np.float64], NDArray[np.str_], list[str], list[int]]:
    """Features of the slots of all pairs, their kinds, their pairs, and the difference in each (−1: none)."""
    tokens = shared_token_states()
    rows, kinds, groups, golds = [], [], [], []
    seen = 0
    for name, texts, differences in _pairs():
        one, other = (
            AlignedText(Reading(text, language, lexis), tokens, encoder) for language, text in texts
        )
        slots = slots_of(one, other, align(one, other))
        if slots:
            rows.append(features_of(one, other, slots, reading, encoder, tokens))
        for slot in slots:
            spans = shown_sides(one, other, slot)
            place = next((at for at, gold in enumerate(differences) if _holds(spans, gold)), None)
            kinds.append(NONE if place is None else differences[place]["kind"])
            golds.append(-1 if place is None else seen + place)
            groups.append(name)
        seen += len(differences)
    return np.vstack(rows), np.array(kinds), groups, golds


_Texts = tuple[tuple[str, str], tuple[str, str]]


def _pairs() -> Iterator[tuple[str, _Texts, list[dict[str, Any]]]]:
    """Name, texts with their languages, and differences: none in what says the same in other words."""
    for part in FITTED_ON:
        for line in (GOLD / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
            pair = json.loads(line)
            a, b = ((pair[side]["language"], pair[side]["text"]) for side in "ab")
            yield f"{part} {pair['id']}", (a, b), pair["differences"]
    for path in sorted([*HARD_PAIRS.glob("open_*.jsonl"), *HARD_PAIRS.glob("plain_*.jsonl")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            pair = json.loads(line)
            if pair["kind"] in ("translation", "paraphrase") and pair["relation"] == ["same"]:
                yield pair["id"], ((pair["lang_a"], pair["a"]), (pair["lang_b"], pair["b"])), []


def _holds(spans: tuple[Span, Span], gold: dict[str, Any]) -> bool:
    """Do the words shown touch a difference on each side that it has words on, none too long for it?"""
    return all(
        span.start < gold[side]["end"]
        and gold[side]["start"] < span.end
        and len(span) <= _SPAN * (gold[side]["end"] - gold[side]["start"])
        for span, side in zip(spans, "ab", strict=True)
        if gold[side]
    )
