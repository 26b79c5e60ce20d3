"""How far the accounts stand apart: four components, each 0..1, with bootstrap intervals over claims.

For two readouts A and B every claim *c* of A carries up to four values with respect to B:

omission
    1 − (probability that B contains it) where no match joins *c* to a claim of B, else 0.
content
    matched claims only: mean over the pairs of *c* with claims of B of
    ``p(conflict) + ½ p(reframed)``, both given that the pair is about one point; a disagreement of speakers
    counts as its ``p(conflict)``.
framing
    the strongest ``strength × confidence`` of a framing difference with a span in *c* that concerns B (the
    difference has a span in B, or has none outside A); 0 without one, and where B tells
    *c* in the same words.
emphasis
    matched claims only: mean of the distance between the relative places (0..1) of *c* and its counterparts
    and of ``|s − t| / (s + t)``, where s and t are the shares that their match takes of the matched words of
    A and B.

A component of a pair is the mean of two means, over the claims of A and over those of B, so that a long
account does not outweigh a short one. ``overall`` of a pair is ``o + (1 − o) s``: what is left out, and of
what is shared the part that is told otherwise, with o the omission and s the weighted mean (weights are
options) of content, framing and emphasis; components that cannot be computed, for want of matched claims,
are left out of s. Figures of the whole are means over the pairs of distinct texts, so that a text given
twice changes nothing.

Intervals: claims are drawn with replacement within each readout (Efron 1979); the draw of a readout depends
on the seed and the readout alone, so that neither order nor company changes an interval. A figure that
rests on fewer claims than ``interval_least_claims`` has none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from compare.embedding.encoder import Vectors
from compare.options import CompareOptions
from compare.records import (
    Claim,
    Divergence,
    FramingDifference,
    Interval,
    Match,
    Omission,
    Pair,
    PairDivergence,
    Readout,
)
from compare.statistics import Floats, bootstrap_draws, percentile_interval, row_means

COMPONENTS = ("omission", "content", "framing", "emphasis")


def measure_divergence(
    readouts: Sequence[Readout],
    claims: Sequence[Claim],
    matches: Sequence[Match],
    omissions: Sequence[Omission],
    framing: Sequence[FramingDifference],
    vectors: Vectors,
    options: CompareOptions,
) -> Divergence:
    """Divergence of all readouts and of each pair; formulas above. Identical texts give 0.

    ``Interval.n`` is the number of claims that a figure rests on. With ``bootstrap_samples`` 0 there are no
    intervals. Pairs come in the order of ``readouts``; the order changes no figure.
    """
    told = _Told(readouts, claims, matches, omissions, framing)
    draws = {
        readout.id: bootstrap_draws(
            len(told.claims_of[readout.id]), options.bootstrap_samples, options.seed, readout.id
        )
        for readout in readouts
        if told.claims_of[readout.id]
    }
    weights = {
        "content": options.weight_content,
        "framing": options.weight_framing,
        "emphasis": options.weight_emphasis,
    }
    least = options.interval_least_claims
    figures: dict[tuple[str, str], _Figures] = {}
    pairs = []
    for one, other in combinations([readout.id for readout in readouts], 2):
        a, b = sorted((one, other))
        figures[a, b] = _measure(told, a, b, draws, weights)
        pairs.append(_pair(one, other, figures[a, b], least))
    text = {readout.id: readout.sha256 for readout in readouts}
    first: dict[str, str] = {}
    for readout in sorted(text):
        first.setdefault(text[readout], readout)
    distinct = sorted(first.values())
    if len(distinct) > 1:
        counted = [figures[pair] for pair in combinations(distinct, 2)]
    else:
        counted = list(figures.values())[:1]
    used = {claim for figure in counted for claim in figure.bases["omission"]}
    return Divergence(
        overall=_interval(_mean([figure.overall for figure in counted]), len(used), least),
        components={
            name: _interval(
                _mean([figure.components[name] for figure in counted]),
                len({claim for figure in counted for claim in figure.bases[name]}),
                least,
            )
            for name in COMPONENTS
        },
        pairs=tuple(pairs),
    )


Replicated = tuple[float, Floats]
"""A figure and its bootstrap replicates; NaN where it cannot be computed."""


@dataclass(frozen=True, slots=True)
class _Figures:
    overall: Replicated
    components: Mapping[str, Replicated]
    bases: Mapping[str, frozenset[str]]


class _Told:
    """What the claims of one readout say with respect to another, as one value a claim (NaN: none)."""

    def __init__(
        self,
        readouts: Sequence[Readout],
        claims: Sequence[Claim],
        matches: Sequence[Match],
        omissions: Sequence[Omission],
        framing: Sequence[FramingDifference],
    ) -> None:
        self.claims_of: dict[str, list[Claim]] = {readout.id: [] for readout in readouts}
        for claim in claims:
            self.claims_of[claim.readout].append(claim)
        for told in self.claims_of.values():
            told.sort(key=lambda claim: (claim.start, claim.end, claim.id))
        self.claim = {claim.id: claim for claim in claims}
        self.words = {
            claim.id: max(1, len(readout.text[claim.start : claim.end].split()))
            for readout in readouts
            for claim in self.claims_of[readout.id]
        }
        self.match_of = {claim: match for match in matches for claim in match.claims}
        self.absent = {
            (omission.claim, readout): omission.confidence
            for omission in omissions
            for readout in omission.absent_from
        }
        self.place = {
            claim.id: (index + 0.5) / len(told)
            for told in self.claims_of.values()
            for index, claim in enumerate(told)
        }
        self.pairs_of: dict[tuple[str, str], list[Pair]] = {}
        for match in matches:
            for pair in match.pairs:
                for claim_id, other in ((pair.a, pair.b), (pair.b, pair.a)):
                    self.pairs_of.setdefault((claim_id, self.claim[other].readout), []).append(pair)
        self.framed: dict[tuple[str, str], float] = {}
        for difference in framing:
            self._note(difference, [readout.id for readout in readouts])

    def _note(self, difference: FramingDifference, readouts: Sequence[str]) -> None:
        touched = {self.claim[span.claim].readout for span in difference.spans}
        for span in difference.spans:
            own = self.claim[span.claim].readout
            for other in touched - {own} or set(readouts) - {own}:
                key = (span.claim, other)
                value = difference.strength * difference.confidence
                self.framed[key] = max(self.framed.get(key, 0.0), value)

    def values(self, component: str, own: str, other: str) -> Floats:
        """Shape (number of claims of ``own``,)."""
        rate = {
            "omission": self._omission,
            "content": self._content,
            "framing": self._framing,
            "emphasis": self._emphasis(own, other),
        }[component]
        return np.array([rate(claim.id, other) for claim in self.claims_of[own]], dtype=np.float64)

    def _omission(self, claim: str, other: str) -> float:
        return self.absent.get((claim, other), 0.0)

    def _framing(self, claim: str, other: str) -> float:
        if any(pair.similarity >= 1.0 for pair in self.pairs_of.get((claim, other), ())):
            return 0.0
        return self.framed.get((claim, other), 0.0)

    def _content(self, claim: str, other: str) -> float:
        pairs = self.pairs_of.get((claim, other), [])
        return float(np.mean([_severity(pair) for pair in pairs])) if pairs else float("nan")

    def _emphasis(self, own: str, other: str) -> Callable[[str, str], float]:
        share = {readout: self._shares(readout, own, other) for readout in (own, other)}

        def rate(claim: str, other: str) -> float:
            match = self.match_of.get(claim)
            counterparts = [c for c in match.claims if self.claim[c].readout == other] if match else []
            if match is None or not counterparts:
                return float("nan")
            moved = abs(self.place[claim] - float(np.mean([self.place[c] for c in counterparts])))
            s, t = share[own][match.id], share[other][match.id]
            return 0.5 * moved + 0.5 * abs(s - t) / (s + t)

        return rate

    def _shares(self, readout: str, own: str, other: str) -> dict[str, float]:
        words: dict[str, int] = {}
        for claim in self.claims_of[readout]:
            match = self.match_of.get(claim.id)
            if match and {own, other} <= {self.claim[c].readout for c in match.claims}:
                words[match.id] = words.get(match.id, 0) + self.words[claim.id]
        total = sum(words.values())
        return {match: count / total for match, count in words.items()}


def _severity(pair: Pair) -> float:
    linked = 1.0 - pair.probabilities["unrelated"]
    if linked <= 0.0:
        return 0.0
    return (pair.probabilities["conflict"] + 0.5 * pair.probabilities["reframed"]) / linked


def _measure(
    told: _Told,
    a: str,
    b: str,
    draws: Mapping[str, NDArray[np.int64]],
    weights: Mapping[str, float],
) -> _Figures:
    components: dict[str, Replicated] = {}
    bases: dict[str, frozenset[str]] = {}
    for name in COMPONENTS:
        halves = []
        base: set[str] = set()
        for own, other in ((a, b), (b, a)):
            if own not in draws:
                continue
            values = told.values(name, own, other)
            halves.append((float(_nanmean(values[None, :])[0]), _nanmean(values[draws[own]])))
            base |= {c.id for c, v in zip(told.claims_of[own], values, strict=True) if not np.isnan(v)}
        components[name] = _mean(halves)
        bases[name] = frozenset(base)
    shared = _mean([components[name] for name in weights], list(weights.values()))
    overall = _overall(components["omission"], shared)
    return _Figures(overall, components, bases)


def _overall(omission: Replicated, shared: Replicated) -> Replicated:
    value, replicates = omission
    told = 0.0 if np.isnan(shared[0]) else shared[0]
    otherwise = np.where(np.isnan(shared[1]), 0.0, shared[1])
    return value + (1.0 - value) * told, replicates + (1.0 - replicates) * otherwise


def _nanmean(rows: Floats) -> Floats:
    known = ~np.isnan(rows)
    return row_means(np.where(known, rows, 0.0), known.astype(np.float64))


def _mean(figures: Sequence[Replicated], weights: Sequence[float] | None = None) -> Replicated:
    """Weighted mean of figures and, replicate by replicate, of their replicates; NaN ones are left out."""
    if not figures:
        return float("nan"), np.empty(0)
    rows = np.array([[value, *replicate] for value, replicate in figures], dtype=np.float64).T
    known = ~np.isnan(rows)
    shares = known * np.array(weights if weights is not None else [1.0] * len(figures))
    means = row_means(np.where(known, rows, 0.0), shares)
    return float(means[0]), means[1:]


def _interval(figure: Replicated, n: int, least: int) -> Interval:
    value, replicates = figure
    if np.isnan(value):
        return Interval(value=None, n=0)
    if n < least or not np.isfinite(replicates).any():
        return Interval(value=value, n=n)
    low, high = percentile_interval(replicates)
    return Interval(value=value, low=min(low, value), high=max(high, value), n=n)


def _pair(one: str, other: str, figures: _Figures, least: int) -> PairDivergence:
    everything = frozenset().union(*figures.bases.values())
    return PairDivergence(
        a=one,
        b=other,
        overall=_interval(figures.overall, len(everything), least),
        components={
            name: _interval(figures.components[name], len(figures.bases[name]), least) for name in COMPONENTS
        },
    )
