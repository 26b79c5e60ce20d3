"""Claims of a comparison through the judge, and the conflicts that come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from compare.alignment.proposals import Candidate
from compare.embedding.encoder import Encoder, Vectors
from compare.entailment import EntailmentModel, default_entailment
from compare.options import CompareOptions
from compare.records import Claim, ClaimSpan, Conflict, Match, Pair, Readout, Reason, Span
from compare.relations.context import context_of
from compare.relations.judge import RelationJudge
from compare.relations.statements import Judgement, Statement
from compare.resources import Resources

_BATCH = 256


def relate_claims(
    readouts: Sequence[Readout],
    claims: Sequence[Claim],
    candidates: Sequence[Candidate],
    *,
    encoder: Encoder,
    vectors: Vectors,
    resources: Resources,
    options: CompareOptions,
    progress: Callable[[int, int], None] | None = None,
    entailment: EntailmentModel | None = None,
) -> tuple[Pair, ...]:
    """A judged pair for each candidate, in the order of the candidates.

    Args:
        readouts: the accounts; their dates are what relative dates are read against.
        claims: what the candidates' numbers point into.
        candidates: pairs that alignment proposed; nothing else is read.
        encoder: kept for statements whose vectors are not known; the claims' are in ``vectors``.
        vectors: shape (len(claims), d), unit rows.
        resources: lexicons and gazetteer; with fewer of them fewer differences get a reason.
        options: settings.
        progress: called with (done, total) pairs.
        entailment: None takes the bundled model.
    """
    if not candidates:
        return ()
    judge = RelationJudge(encoder, entailment or default_entailment(), resources, options)
    by_id = {readout.id: readout for readout in readouts}
    principal = {actor.id: actor.speaks_for for actor in resources.actors if actor.speaks_for}
    statements = [_statement(claim, by_id[claim.readout], principal) for claim in claims]
    context = context_of(candidates, judge.bearings(statements), options)
    pairs: list[Pair] = []
    for start in range(0, len(candidates), _BATCH):
        batch = candidates[start : start + _BATCH]
        judged = judge.judge(
            [(statements[each.a], statements[each.b]) for each in batch],
            [each.cosine for each in batch],
            context[start : start + _BATCH],
        )
        pairs += [
            _pair(claims[each.a], claims[each.b], judgement)
            for each, judgement in zip(batch, judged, strict=True)
        ]
        if progress:
            progress(len(pairs), len(candidates))
    return tuple(pairs)


def find_conflicts(matches: Sequence[Match]) -> tuple[Conflict, ...]:
    """The pairs of matches that cannot both be true, one record for each reason; disagreements are none."""
    found = []
    for match in matches:
        for pair in match.pairs:
            if pair.relation == "conflict":
                found += [
                    Conflict(
                        match=match.id,
                        a=pair.a,
                        b=pair.b,
                        kind=reason.kind,
                        explanation=reason.explanation,
                        spans=reason.spans,
                    )
                    for reason in pair.reasons
                ]
    return tuple(found)


def _statement(claim: Claim, readout: Readout, principal: Mapping[str, str]) -> Statement:
    """The claim with those of its speakers that are not the account itself; a spokesman is his principal."""
    own = _responsible(readout.actor, principal)
    speakers = [_responsible(link.actor, principal) for link in claim.chain]
    return Statement(
        text=readout.text[claim.start : claim.end],
        language=readout.language,
        date=readout.date,
        speakers=tuple(speaker for speaker in speakers if speaker is not None and speaker != own),
        account=readout.id,
    )


def _responsible(actor: str | None, principal: Mapping[str, str]) -> str | None:
    seen: set[str] = set()
    while actor is not None and actor in principal and actor not in seen:
        seen.add(actor)
        actor = principal[actor]
    return actor


def _pair(a: Claim, b: Claim, judgement: Judgement) -> Pair:
    return Pair(
        a=a.id,
        b=b.id,
        relation=judgement.relation,
        confidence=judgement.confidence,
        similarity=judgement.similarity,
        probabilities=judgement.probabilities,
        reasons=tuple(
            Reason(
                kind=mark.kind,
                explanation=mark.explanation,
                spans=_placed(a, mark.spans_a) + _placed(b, mark.spans_b),
            )
            for mark in judgement.reasons
        ),
    )


def _placed(claim: Claim, spans: Sequence[Span]) -> tuple[ClaimSpan, ...]:
    return tuple(ClaimSpan(claim.id, claim.start + span.start, claim.start + span.end) for span in spans)
