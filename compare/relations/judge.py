"""The judge: reads pairs of statements in batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.documents.language import detect_language
from compare.embedding.encoder import Encoder
from compare.entailment import EntailmentModel, RelationReader, default_entailment
from compare.entailment.token_states import shared_token_states
from compare.options import CompareOptions
from compare.relations.answers import answers_of
from compare.relations.calibration import Calibration, bundled_calibration
from compare.relations.context import Bearing, stem_of
from compare.relations.decision import decide
from compare.relations.differences import marks_between
from compare.relations.evidence import FEATURES, Floats, features_of
from compare.relations.reading import Reader
from compare.relations.statements import Judgement, Mark, Statement, judgement_to_dict
from compare.relations.wording import States, wording_of
from compare.resources import Resources

_LEAST = 1e-3
"""Probability of a relation below which all are one: a model that is so sure is no surer."""
_SURE = 0.7
"""Weight of a difference of figures or dates from which on they are told of one thing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Features (n, len(FEATURES)), entailment a to b and b to a (n, 3), marks (n)."""

    features: Floats
    forth: Floats
    back: Floats
    marks: Sequence[Sequence[Mark]]


class RelationJudge:
    """Judges how two statements relate; built once, used for many batches."""

    def __init__(
        self,
        encoder: Encoder,
        entailment: EntailmentModel,
        resources: Resources | None = None,
        options: CompareOptions | None = None,
    ) -> None:
        self._encoder = encoder
        self._entailment = entailment
        self._relations = entailment if isinstance(entailment, RelationReader) else default_entailment()
        self._resources = resources or Resources()
        self._reader = Reader(self._resources)
        self._tokens = shared_token_states()
        self._options = options or CompareOptions()

    @cached_property
    def _calibration(self) -> Calibration:
        return bundled_calibration()

    def statement(self, text: str, language: str | None = None) -> Statement:
        """A bare text as a statement: its language, and the speaker whom most of it is attributed to."""
        from compare.attribution import find_attributions

        spoken = language or detect_language(text)
        speakers: tuple[str, ...] = ()
        for attribution in find_attributions(text, spoken, self._resources):
            reported = sum(len(span) for span in attribution.content)
            if attribution.source and 2 * reported >= len(text.strip()):
                speakers = (attribution.actor or attribution.source.of(text).casefold(),)
        return Statement(text=text, language=spoken, speakers=speakers)

    def judge(
        self,
        pairs: Sequence[tuple[Statement, Statement]],
        cosines: Sequence[float] | None = None,
        context: Floats | None = None,
    ) -> list[Judgement]:
        """A judgement for each pair, in order. The order of a pair swaps directions and spans, no figure.

        Args:
            pairs: statements to judge.
            cosines: shape (len(pairs),): the pairs' cosines if they are known, else they are encoded.
            context: shape (len(pairs),): what the rest of the accounts adds to the log-odds that a pair is
                about one point, see :func:`compare.relations.context.context_of`; None where there is none.
                With it a pair is related as soon as its probability reaches ``link_threshold``.
        """
        if not pairs:
            return []
        evidence = self.evidence(pairs, cosines)
        graded = self._calibration.similarities(evidence.features)
        shares = self._calibration.probabilities(evidence.features)
        figured = np.array([_figures_differ(marks) for marks in evidence.marks])
        contested = figured | (shares[:, 2] >= shares[:, 3])
        if context is not None:
            shares = _in_context(shares, context, figured, self._options)
        return [
            decide(
                a,
                b,
                float(graded[row]),
                shares[row],
                evidence.forth[row],
                evidence.back[row],
                evidence.marks[row],
                self._options,
                linked=None
                if context is None
                else bool(1.0 - shares[row, 3] >= self._options.link_threshold),
                contested=bool(contested[row]),
            )
            for row, (a, b) in enumerate(pairs)
        ]

    def bearings(self, statements: Sequence[Statement]) -> list[Bearing]:
        """What each statement can share with another one: see :mod:`compare.relations.context`."""
        readings = [self._reader.read(statement) for statement in statements]
        return [
            Bearing(
                names=reading.name_keys,
                measures=reading.measures,
                stems=frozenset(stem_of(lemma) for lemma in reading.content if lemma.isalpha()),
                language=reading.statement.language,
            )
            for reading in readings
        ]

    def evidence(
        self, pairs: Sequence[tuple[Statement, Statement]], cosines: Sequence[float] | None = None
    ) -> Evidence:
        """What the judgements rest on: features, entailment each way, and marks, a row a pair."""
        near = self._cosines(pairs) if cosines is None else np.asarray(cosines, dtype=np.float64)
        forth, back, told = self._read(pairs)
        states = self._states(pairs)
        readings = {statement: self._reader.read(statement) for pair in pairs for statement in pair}
        words = {text: self._tokens.words(text, len(state[0])) for text, state in states.items()}
        answers = [
            answers_of(
                readings[a].tokens,
                readings[b].tokens,
                (states[a.text][0], states[b.text][0]),
                (words[a.text], words[b.text]),
            )
            for a, b in pairs
        ]
        marks = [
            tuple(marks_between(readings[a], readings[b], answered))
            for (a, b), answered in zip(pairs, answers, strict=True)
        ]
        features = np.empty((len(pairs), len(FEATURES)))
        for row, (a, b) in enumerate(pairs):
            features[row] = features_of(
                readings[a],
                readings[b],
                float(near[row]),
                forth[row],
                back[row],
                told[row],
                marks[row],
                wording_of(states[a.text], states[b.text]),
                answers[row],
            )
        return Evidence(features, forth, back, marks)

    def judge_texts(
        self,
        pairs: Sequence[tuple[str, str]],
        languages: Sequence[tuple[str | None, str | None]] | None = None,
    ) -> list[Judgement]:
        """:meth:`judge` for bare texts with their languages (None: unknown)."""
        known = languages or [(None, None)] * len(pairs)
        return self.judge(
            [
                (Statement(text=a, language=lang_a), Statement(text=b, language=lang_b))
                for (a, b), (lang_a, lang_b) in zip(pairs, known, strict=True)
            ]
        )

    def cosines(
        self, pairs: Sequence[tuple[str, str]], languages: Sequence[tuple[str | None, str | None]]
    ) -> Floats:
        """The encoder's bare cosines, shape (len(pairs),): what similarity is measured against."""
        return self._cosines(
            [
                (Statement(text=a, language=lang_a), Statement(text=b, language=lang_b))
                for (a, b), (lang_a, lang_b) in zip(pairs, languages, strict=True)
            ]
        )

    def _cosines(self, pairs: Sequence[tuple[Statement, Statement]]) -> Floats:
        rows: dict[tuple[str, str | None], int] = {}
        for pair in pairs:
            for statement in pair:
                rows.setdefault((statement.text, statement.language), len(rows))
        vectors = self._encoder.encode([text for text, _ in rows], [language for _, language in rows])
        a = vectors[[rows[one.text, one.language] for one, _ in pairs]]
        b = vectors[[rows[other.text, other.language] for _, other in pairs]]
        cosines: Floats = np.round(np.einsum("ij,ij->i", a, b, dtype=np.float64), 6)
        return cosines

    def _states(self, pairs: Sequence[tuple[Statement, Statement]]) -> dict[str, States]:
        texts = sorted({statement.text for pair in pairs for statement in pair})
        return dict(zip(texts, self._tokens.read(texts), strict=True))

    def _read(self, pairs: Sequence[tuple[Statement, Statement]]) -> tuple[Floats, Floats, Floats]:
        """Labels a to b and b to a (n, 3), and the logarithms of the relations' probabilities (n, 4).

        The model reads a pair in both orders; the logarithms are the means of both.
        """
        rows: dict[tuple[str, str], int] = {}
        for a, b in pairs:
            rows.setdefault((a.text, b.text), len(rows))
            rows.setdefault((b.text, a.text), len(rows))
        labels, relations = (np.asarray(each, dtype=np.float64) for each in self._relations.read(list(rows)))
        if self._relations is not self._entailment:
            labels = np.asarray(self._entailment.predict(list(rows)), dtype=np.float64)
        forth = [rows[a.text, b.text] for a, b in pairs]
        back = [rows[b.text, a.text] for a, b in pairs]
        logarithms = np.log(np.maximum(relations, _LEAST))
        told: Floats = (logarithms[forth] + logarithms[back]) / 2
        return labels[forth], labels[back], told


def _figures_differ(marks: Sequence[Mark]) -> bool:
    """Whether figures or dates told of one thing differ: a check shows it, whatever the reading says."""
    return any(
        mark.kind in ("number", "date") and mark.effect == "conflict" and mark.weight >= _SURE
        for mark in marks
    )


def _in_context(
    shares: Floats, context: Floats, figured: NDArray[np.bool_], options: CompareOptions
) -> Floats:
    """Shares (n, 4) whose log-odds of a link are multiplied by ``link_trust`` and raised by ``context`` (n,).

    Among what is linked the odds of a conflict are divided by ``conflict_rarity``, but for the pairs whose
    figures differ (``figured``, shape (n,)): a correction of the prior (Saerens et al. 2002, "Adjusting the
    Outputs of a Classifier to New a Priori Probabilities"), which is another one where a check shows them.
    """
    linked = np.clip(1.0 - shares[:, 3], 1e-9, 1.0 - 1e-9)
    apart = 1.0 / (1.0 + np.exp(options.link_trust * np.log(linked / (1.0 - linked)) + context))
    shares = shares.copy()
    shares[~figured, 2] /= options.conflict_rarity
    shares[:, :3] *= (linked / np.maximum(shares[:, :3].sum(axis=1), 1e-12))[:, None]
    moved = shares * ((1.0 - apart) / np.maximum(1.0 - shares[:, 3], 1e-12))[:, None]
    moved[:, 3] = apart
    return moved


def judge_records(judge: RelationJudge, records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records ``{"id","a","b","lang_a"?,"lang_b"?}`` to the answers of ``rashomon relate``, in order.

    A language that is missing or null is detected. Where a text reports somebody's words, they are that
    speaker's claim, so that two speakers disagree rather than contradict each other.
    """
    judged = judge.judge(
        [
            (
                judge.statement(record["a"], record.get("lang_a")),
                judge.statement(record["b"], record.get("lang_b")),
            )
            for record in records
        ]
    )
    return [
        {"id": record.get("id"), **judgement_to_dict(judgement)}
        for record, judgement in zip(records, judged, strict=True)
    ]
