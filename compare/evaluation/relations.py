"""Similarity and absence on public sets, with the encoder's cosine and lexical overlap beside each figure.

A scorer takes the folder of the measuring data, a judge, and ``limit``: the number of items of each part
that are read, from the beginning; None for all. AUC and Spearman are computed from ``similarity``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.embedding import Encoder
from compare.evaluation.figures import Figure, bootstrap, character_trigram_cosine, read_jsonl
from compare.relations import Judgement, RelationJudge, Statement

Floats = NDArray[np.float64]
Row = dict[str, Any]
Measure = Callable[[Floats, Floats], float]

NEAREST = 5
"""Sentences of the other text that a claim is read against, by cosine."""


def score_pairs(data: Path, name: str, judge: RelationJudge, limit: int | None = None) -> list[Figure]:
    """Spearman on ``stsb_multi``; AUC on ``ecbplus``, ``refresd``, ``paraphraser_ru`` and ``pawsx``.

    A figure for each pair of languages; on ``ecbplus`` another one without the pairs that tell of another
    action of the same event.
    """
    target, measure, title = SETS[name]
    parts: dict[str, list[Row]] = {}
    for row in read_jsonl(data / name / "dev.jsonl"):
        part = f"{row.get('lang_a', row.get('lang'))}-{row.get('lang_b', row.get('lang'))}"
        parts.setdefault(part, []).append(row)
    figures: list[Figure] = []
    for part, rows in sorted(parts.items()):
        figures += _figures(name, part, _spread(rows, limit), target, measure, title, judge)
    return figures


def _figures(
    name: str,
    part: str,
    rows: Sequence[Row],
    target: Callable[[Row], float],
    measure: Measure,
    title: str,
    judge: RelationJudge,
) -> list[Figure]:
    gold = np.array([target(row) for row in rows])
    languages = [(row.get("lang_a", row.get("lang")), row.get("lang_b", row.get("lang"))) for row in rows]
    texts = [(row["a"], row["b"]) for row in rows]
    judged = np.array([each.similarity for each in judge.judge_texts(texts, languages)])
    cosine = judge.cosines(texts, languages)
    lexical = np.array(character_trigram_cosine(texts))
    whole = np.ones(len(rows), dtype=bool)
    wanted = [(part, whole, title, judged), (part, whole, f"{title} of the cosine", cosine)]
    if name == "ecbplus":
        similar = np.array([row["label"] == 1 or "similar" in row["kind"] for row in rows])
        wanted.append((f"{part}, similar event", similar, title, judged))
    return [
        Figure(
            dataset=name,
            part=where,
            measure=what,
            value=measure(gold[kept], scores[kept]),
            n=int(kept.sum()),
            low=low,
            high=high,
            floor=measure(gold[kept], lexical[kept]),
            floor_name="character 3-grams",
        )
        for where, kept, what, scores in wanted
        for low, high in [_interval(gold[kept], scores[kept], measure)]
    ]


def _spread(rows: Sequence[Row], limit: int | None) -> Sequence[Row]:
    """At most ``limit`` rows, evenly spaced over all."""
    if limit is None or limit >= len(rows):
        return rows
    return [rows[at * len(rows) // limit] for at in range(limit)]


def _interval(gold: Floats, scores: Floats, measure: Measure) -> tuple[float, float]:
    def drawn(places: Sequence[int]) -> float:
        chosen = list(places)
        return measure(gold[chosen], scores[chosen])

    return bootstrap(range(len(gold)), drawn)


def area_under_curve(gold: Floats, scores: Floats) -> float:
    """Probability that a positive (gold > .5) scores above a negative one; ties count half."""
    from scipy.stats import rankdata  # type: ignore[import-untyped]

    positive = gold > 0.5
    many, few = int(positive.sum()), int((~positive).sum())
    if not many or not few:
        return 0.5
    ranks = rankdata(scores)
    return float((ranks[positive].sum() - many * (many + 1) / 2) / (many * few))


def spearman(gold: Floats, scores: Floats) -> float:
    """Spearman's rank correlation; 0 where one side does not vary."""
    from scipy.stats import rankdata

    if np.ptp(gold) == 0 or np.ptp(scores) == 0:
        return 0.0
    return float(np.corrcoef(rankdata(gold), rankdata(scores))[0, 1])


SETS: Mapping[str, tuple[Callable[[Row], float], Measure, str]] = {
    "stsb_multi": (lambda row: float(row["score"]), spearman, "Spearman"),
    "ecbplus": (lambda row: float(row["label"]), area_under_curve, "AUC same event"),
    "refresd": (lambda row: float(row["label"] == "equivalent"), area_under_curve, "AUC equivalent"),
    "paraphraser_ru": (lambda row: float(row["label"] == 1), area_under_curve, "AUC same"),
    "pawsx": (lambda row: float(row["label"]), area_under_curve, "AUC same"),
}
"""Target, measure and its name."""


def score_absence(
    data: Path, name: str, judge: RelationJudge, encoder: Encoder, limit: int | None = None
) -> list[Figure]:
    """AUC of "no sentence of the other text supports this claim" on ``propsegment`` or ``wice``.

    The score of a claim is one minus its strongest support: see :func:`support`.
    """
    rows = _spread(read_jsonl(data / name / "dev.jsonl"), limit)
    if name == "propsegment":
        texts = {
            document["doc"]: document["sentences"]
            for document in read_jsonl(data / "propsegment" / "dev_docs.jsonl")
        }
        claims = [(row["proposition"], texts[row["premise_doc"]]) for row in rows]
        gold = np.array([float(row["label"].lower() not in ("entailed", "entailment")) for row in rows])
    else:
        claims = [(row["claim"], row["sentences"][1:]) for row in rows]
        gold = np.array([float(row["label"] == "not_supported") for row in rows])
    return _absence(name, claims, gold, judge, encoder)


def _absence(
    name: str, claims: Sequence[tuple[str, list[str]]], gold: Floats, judge: RelationJudge, encoder: Encoder
) -> list[Figure]:
    found = support(claims, judge, encoder)
    figures = []
    for what in ("judged", "cosine"):
        scores = 1.0 - found[what]
        low, high = _interval(gold, scores, area_under_curve)
        lexical = np.array(
            [
                1.0 - max(character_trigram_cosine((claim, sentence) for sentence in sentences), default=0.0)
                for claim, sentences in claims
            ]
        )
        figures.append(
            Figure(
                dataset=name,
                part="en",
                measure="AUC absent" if what == "judged" else "AUC absent of the cosine",
                value=area_under_curve(gold, scores),
                n=len(gold),
                low=low,
                high=high,
                floor=area_under_curve(gold, lexical),
                floor_name="best character 3-grams",
            )
        )
    return figures


def support(
    claims: Sequence[tuple[str, list[str]]], judge: RelationJudge, encoder: Encoder
) -> Mapping[str, Floats]:
    """Strongest support of each claim by a sentence of its text: ``judged`` and ``cosine``, shape (n,).

    The NEAREST sentences by cosine are judged; ``judged`` is the highest mean of their similarity to
    the claim and of the entailment from sentence to claim. Chosen on ``propsegment`` dev: with the
    probability of a link in place of the similarity its AUC is .848, not .903.
    """
    texts = sorted({text for claim, sentences in claims for text in (claim, *sentences)})
    row = {text: place for place, text in enumerate(texts)}
    vectors = encoder.encode(texts, ["en"] * len(texts))
    pairs: list[tuple[str, str]] = []
    owners: list[int] = []
    best = np.full(len(claims), -1.0)
    for place, (claim, sentences) in enumerate(claims):
        cosines = vectors[[row[sentence] for sentence in sentences]] @ vectors[row[claim]]
        best[place] = float(cosines.max())
        for near in np.argsort(-cosines, kind="stable")[:NEAREST]:
            pairs.append((sentences[near], claim))
            owners.append(place)
    judged = np.zeros(len(claims))
    for owner, each in zip(owners, judge.judge_texts(pairs, [("en", "en")] * len(pairs)), strict=True):
        told = (each.similarity + each.entailment["a_to_b"]["entailment"]) / 2
        judged[owner] = max(judged[owner], told)
    return {"judged": judged, "cosine": best}


HELD_OUT: Mapping[str, tuple[str, str, Callable[[Row], bool], tuple[str, str]]] = {
    "paraphraser_ru": ("train.jsonl", "same", lambda row: row["label"] == 1, ("a", "b")),
    "sick": ("train.jsonl", "conflict", lambda row: row["label"] == "contradiction", ("a", "b")),
    "fever_symmetric": (
        "dev.jsonl",
        "conflict",
        lambda row: row["label"] == "REFUTES",
        ("evidence", "claim"),
    ),
}
"""Files that the calibration was not fitted on: the outcome, which rows have it, and the two texts."""
PRIOR = 0.03
"""Share of conflicts among linked claims of two accounts, by judgement."""


def score_calibration(data: Path, name: str, judge: RelationJudge, limit: int | None = None) -> list[Figure]:
    """How far the probability of ``same`` or ``conflict`` can be trusted, on one of :data:`HELD_OUT`.

    Expected calibration error (10 equal bins, Guo et al. 2017) at the prevalence of the set, which the note
    states; of a conflict also after both are corrected to a prevalence of 3 % (Saerens et al. 2002).
    """
    file, outcome, positive, (one, other) = HELD_OUT[name]
    rows = _spread(read_jsonl(data / name / file), limit)
    language = "ru" if name.endswith("_ru") else "en"
    judged = judge.judge_texts([(row[one], row[other]) for row in rows], [(language, language)] * len(rows))
    return calibration_of(
        name, outcome, [each.probabilities[outcome] for each in judged], [positive(row) for row in rows]
    )


def calibration_of(
    name: str, outcome: str, probabilities: Sequence[float], gold: Sequence[bool]
) -> list[Figure]:
    """Calibration error of an outcome's probabilities, shape (n,), and of a conflict's at :data:`PRIOR`."""
    p, y = np.array(probabilities, dtype=np.float64), np.array(gold, dtype=np.float64)
    prevalence = float(y.mean())
    figures = [
        Figure(
            dataset=name,
            measure=f"ECE of {outcome}",
            value=_calibration_error(p, y, np.ones(len(y))),
            n=len(y),
            floor=abs(0.5 - prevalence),
            floor_name="always one half",
            note=f"prevalence {prevalence:.2f}",
        )
    ]
    if outcome == "conflict" and 0 < prevalence < 1:
        odds = p / np.maximum(1 - p, 1e-12) * (PRIOR / (1 - PRIOR)) / (prevalence / (1 - prevalence))
        weights = np.where(y > 0, PRIOR / prevalence, (1 - PRIOR) / (1 - prevalence))
        figures.append(
            Figure(
                dataset=name,
                measure=f"ECE of {outcome} at a prior of {PRIOR:.0%}",
                value=_calibration_error(odds / (1 + odds), y, weights),
                n=len(y),
                floor=PRIOR,
                floor_name="never",
            )
        )
    return figures


def _calibration_error(p: Floats, y: Floats, weights: Floats) -> float:
    bins = np.minimum((p * 10).astype(int), 9)
    gaps = [abs(float((weights * (y - p))[bins == each].sum())) for each in range(10)]
    return sum(gaps) / float(weights.sum())


def judge_hard_pairs(rows: Sequence[Row], judge: RelationJudge) -> list[Judgement]:
    """The judgements of hard pairs, a claim in quotation belonging to the speaker that its row names."""

    def told(row: Row, side: str) -> Statement:
        speaker = row.get(f"speaker_{side}")
        return Statement(text=row[side], language=row[f"lang_{side}"], speakers=(speaker,) if speaker else ())

    return judge.judge([(told(row, "a"), told(row, "b")) for row in rows])


def score_hard_pairs(rows: Sequence[Row], judged: Sequence[Judgement]) -> list[Figure]:
    """Share of hard pairs (``{"kind","relation":[allowed],"lang_a","lang_b","a","b"}``) judged as allowed.

    By kind and by pair of languages; the floor is that of one relation for all pairs, the best one. Then how
    far the probabilities of ``same`` and ``conflict`` can be trusted, the first label counting.
    """
    parts: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(rows):
        languages = row["lang_a"] if row["lang_a"] == row["lang_b"] else "mixed"
        for key in ((row["kind"], languages), (row["kind"], "all"), ("all", languages), ("all", "all")):
            parts.setdefault(key, []).append(place)
    right = np.array([each.relation in row["relation"] for each, row in zip(judged, rows, strict=True)])
    allowed = {
        name: np.array([name in row["relation"] for row in rows])
        for name in sorted({name for row in rows for name in row["relation"]})
    }
    figures = [
        Figure(
            dataset="hard pairs",
            measure=f"accuracy, {kind}",
            part=languages,
            value=float(right[places].mean()),
            n=len(places),
            floor=max(float(each[places].mean()) for each in allowed.values()),
            floor_name="one relation for all",
        )
        for (kind, languages), places in sorted(parts.items())
    ]
    first = ["conflict" if row["relation"][0] == "disagreement" else row["relation"][0] for row in rows]
    for outcome in ("same", "conflict"):
        found = [each.probabilities[outcome] for each in judged]
        figures += calibration_of("hard pairs", outcome, found, [name == outcome for name in first])
    return figures
