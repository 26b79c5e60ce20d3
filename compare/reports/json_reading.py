"""Plain data by ``rashomon.comparison/1`` -> Comparison. Keys that are not known are passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compare.errors import RecordError
from compare.records import (
    SCHEMA,
    Actor,
    AxisPlacement,
    AxisStand,
    ChainLink,
    Claim,
    ClaimSpan,
    Comparison,
    Conflict,
    Derivation,
    Divergence,
    Document,
    Finding,
    FramingDifference,
    Interval,
    Match,
    NamedReferent,
    NameUse,
    Omission,
    Pair,
    PairDivergence,
    Readout,
    Reason,
    Segment,
    Span,
)
from compare.signature import Signature

_Dict = Mapping[str, Any]


def comparison_from_dict(data: _Dict) -> Comparison:
    """The comparison that ``comparison_to_dict`` wrote.

    Raises:
        RecordError: another schema, or a key that the contract requires is missing or of the wrong type.
    """
    schema = data.get("schema") if isinstance(data, Mapping) else None
    if schema != SCHEMA:
        way_out = f"give a comparison of schema {SCHEMA}"
        raise RecordError("comparison", None, f"schema is {schema!r}", way_out)
    try:
        return _comparison(data)
    except KeyError as error:
        problem = f"the key {error.args[0]!r} is missing"
        raise RecordError("comparison", None, problem, "see docs/comparison.schema.json") from error
    except (TypeError, ValueError, AttributeError) as error:
        problem = f"a value has the wrong type ({error})"
        raise RecordError("comparison", None, problem, "see docs/comparison.schema.json") from error


def _comparison(data: _Dict) -> Comparison:
    signature = data["signature"]
    return Comparison(
        id=data["id"],
        signature=Signature(
            version=signature["version"],
            encoder=signature["encoder"],
            revision=signature["revision"],
            runtime=signature["runtime"],
            resources=dict(signature["resources"]),
            options=dict(signature["options"]),
            seed=signature["seed"],
        ),
        event=data["event"],
        actors=tuple(Actor(id=each["id"], label=each["label"], side=each["side"]) for each in data["actors"]),
        documents=tuple(_document(each) for each in data["documents"]),
        readouts=tuple(_readout(each) for each in data["readouts"]),
        claims=tuple(_claim(each) for each in data["claims"]),
        matches=tuple(_match(each) for each in data["matches"]),
        omissions=tuple(_omission(each) for each in data["omissions"]),
        conflicts=tuple(_conflict(each) for each in data["conflicts"]),
        framing=tuple(_framing(each) for each in data["framing"]),
        findings=tuple(
            Finding(rank=each["rank"], kind=each["kind"], ref=each["ref"], headline=each["headline"])
            for each in data["findings"]
        ),
        divergence=_divergence(data["divergence"]),
        stability=data["stability"],
        warnings=tuple(data["warnings"]),
        axes=tuple(_axis(each) for each in data.get("axes", ())),
        names=tuple(_named(each) for each in data.get("names", ())),
        schema=data["schema"],
    )


def _document(data: _Dict) -> Document:
    return Document(
        id=data["id"],
        sha256=data["sha256"],
        text=data["text"],
        title=data["title"],
        url=data["url"],
        published=data["published"],
        retrieved=data["retrieved"],
        language=data["language"],
    )


def _readout(data: _Dict) -> Readout:
    derived = data["derived_from"]
    return Readout(
        source=data["source"],
        text=data["text"],
        language=data["language"],
        actor=data["actor"],
        side=data["side"],
        title=data["title"],
        date=data["date"],
        url=data["url"],
        derived_from=None
        if derived is None
        else Derivation(
            document=derived["document"],
            segments=tuple(
                Segment(each["start"], each["end"], each["source_start"], each["source_end"])
                for each in derived["segments"]
            ),
        ),
        translation_of=data["translation_of"],
    )


def _claim(data: _Dict) -> Claim:
    attribution = data["attribution"]
    return Claim(
        id=data["id"],
        readout=data["readout"],
        start=data["start"],
        end=data["end"],
        spans=tuple(Span(each["start"], each["end"]) for each in data["spans"]),
        kind=data["kind"],
        chain=()
        if attribution is None
        else tuple(
            ChainLink(
                actor=each["actor"],
                source=_span(each["source"]),
                cue=_span(each["cue"]),
                via=each["via"],
                stance=each["stance"],
            )
            for each in attribution["chain"]
        ),
    )


def _match(data: _Dict) -> Match:
    return Match(
        id=data["id"],
        claims=tuple(data["claims"]),
        relation=data["relation"],
        confidence=data["confidence"],
        pairs=tuple(
            Pair(
                a=each["a"],
                b=each["b"],
                relation=each["relation"],
                confidence=each["confidence"],
                # "similarity" is not among the keys that the contract names first: it may be absent.
                similarity=each.get("similarity", 0.0),
                probabilities=dict(each["probabilities"]),
                reasons=tuple(
                    Reason(
                        kind=reason["kind"],
                        explanation=reason["explanation"],
                        spans=_claim_spans(reason["spans"]),
                    )
                    for reason in each["reasons"]
                ),
            )
            for each in data["pairs"]
        ),
    )


def _omission(data: _Dict) -> Omission:
    return Omission(
        claim=data["claim"],
        absent_from=tuple(data["absent_from"]),
        confidence=data["confidence"],
        adjusted=data["adjusted"],
        spans=None if data["spans"] is None else _claim_spans(data["spans"]),
    )


def _conflict(data: _Dict) -> Conflict:
    return Conflict(
        match=data["match"],
        a=data["a"],
        b=data["b"],
        kind=data["kind"],
        explanation=data["explanation"],
        spans=_claim_spans(data["spans"]),
    )


def _framing(data: _Dict) -> FramingDifference:
    return FramingDifference(
        id=data["id"],
        kind=data["kind"],
        spans=_claim_spans(data["spans"]),
        strength=data["strength"],
        confidence=data["confidence"],
        explanation=data["explanation"],
        subkind=data["subkind"],
        match=data["match"],
        holder=data["holder"],
    )


def _axis(data: _Dict) -> AxisPlacement:
    return AxisPlacement(
        name=data["name"],
        low=tuple(data["low"]),
        high=tuple(data["high"]),
        claims={each["claim"]: each["position"] for each in data["claims"]},
        accounts=tuple(
            AxisStand(
                readout=each["readout"], position=_interval(each["position"]), pulls=tuple(each["pulls"])
            )
            for each in data["accounts"]
        ),
    )


def _named(data: _Dict) -> NamedReferent:
    return NamedReferent(
        concept=data["concept"],
        places=tuple(data["places"]),
        names=tuple(
            NameUse(readout=each["readout"], name=each["name"], spans=_claim_spans(each["spans"]))
            for each in data["names"]
        ),
    )


def _divergence(data: _Dict) -> Divergence:
    return Divergence(
        overall=_interval(data["overall"]),
        components=_intervals(data["components"]),
        pairs=tuple(
            PairDivergence(
                a=each["a"],
                b=each["b"],
                overall=_interval(each["overall"]),
                components=_intervals(each["components"]),
            )
            for each in data["pairs"]
        ),
        null=data["null"],
    )


def _intervals(data: _Dict) -> dict[str, Interval]:
    return {name: _interval(each) for name, each in data.items()}


def _interval(data: _Dict) -> Interval:
    return Interval(value=data["value"], low=data["low"], high=data["high"], n=data["n"])


def _span(data: _Dict | None) -> Span | None:
    return None if data is None else Span(data["start"], data["end"])


def _claim_spans(data: Iterable[_Dict]) -> tuple[ClaimSpan, ...]:
    return tuple(ClaimSpan(each["claim"], each["start"], each["end"]) for each in data)
