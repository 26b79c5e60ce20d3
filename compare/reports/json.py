"""The contract ``rashomon.comparison/1``: a comparison as plain data, and back.

The keys and their order are those of the design; ``docs/comparison.schema.json`` describes them. Figures are
rounded to 6 digits, the settings of the signature are kept as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from compare.records import (
    AxisPlacement,
    Claim,
    ClaimSpan,
    Comparison,
    Divergence,
    Document,
    FramingDifference,
    Interval,
    Match,
    Omission,
    Pair,
    Readout,
    Span,
)
from compare.reports.json_reading import comparison_from_dict

if TYPE_CHECKING:
    from compare.evaluation.figures import Figure

__all__ = ["claim_to_dict", "comparison_from_dict", "comparison_to_dict", "figure_to_dict", "render_json"]

DIGITS = 6
"""Digits after the point of every figure."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def render_json(comparison: Comparison) -> str:
    """The comparison as JSON text (RFC 8259): contract order, two spaces, one newline at the end."""
    text = json.dumps(comparison_to_dict(comparison), ensure_ascii=False, indent=2, allow_nan=False)
    # A lone surrogate cannot be encoded; JSON can still escape it.
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """The comparison as dicts, lists, strings, numbers, booleans and None, by ``rashomon.comparison/1``."""
    signature = comparison.signature
    spans = _SpanWriter(comparison)
    return {
        "schema": comparison.schema,
        "id": comparison.id,
        "signature": {
            "version": signature.version,
            "encoder": signature.encoder,
            "revision": signature.revision,
            "runtime": signature.runtime,
            "resources": dict(signature.resources),
            "options": _plain(signature.options),
            "seed": signature.seed,
            "line": signature.line,
        },
        "event": None if comparison.event is None else _plain(comparison.event),
        "actors": [{"id": actor.id, "label": actor.label, "side": actor.side} for actor in comparison.actors],
        "documents": [_document(document) for document in comparison.documents],
        "readouts": [_readout(readout) for readout in comparison.readouts],
        "claims": [claim_to_dict(claim, comparison.readout(claim.readout)) for claim in comparison.claims],
        "matches": [_match(match, spans) for match in comparison.matches],
        "omissions": [_omission(omission, spans) for omission in comparison.omissions],
        "conflicts": [
            {
                "match": conflict.match,
                "a": conflict.a,
                "b": conflict.b,
                "kind": conflict.kind,
                "spans": spans.write(conflict.spans),
                "explanation": conflict.explanation,
            }
            for conflict in comparison.conflicts
        ],
        "framing": [_framing(difference, spans) for difference in comparison.framing],
        "findings": [
            {"rank": finding.rank, "kind": finding.kind, "ref": finding.ref, "headline": finding.headline}
            for finding in comparison.findings
        ],
        "divergence": _divergence(comparison.divergence),
        "stability": None if comparison.stability is None else _figures(comparison.stability),
        "warnings": list(comparison.warnings),
        **_optional(comparison, spans),
    }


def claim_to_dict(claim: Claim, readout: Readout) -> dict[str, Any]:
    """One claim of ``readout`` as it stands in a comparison."""
    chain = [
        {
            "actor": link.actor,
            "source": _span(link.source),
            "cue": _span(link.cue),
            "via": link.via,
            "stance": link.stance,
        }
        for link in claim.chain
    ]
    return {
        "id": claim.id,
        "readout": claim.readout,
        "start": claim.start,
        "end": claim.end,
        "spans": [_span(span) for span in claim.spans],
        "text": readout.text[claim.start : claim.end],
        "kind": claim.kind,
        "attribution": {"chain": chain} if chain else None,
    }


def figure_to_dict(figure: Figure) -> dict[str, Any]:
    """One measured figure of an evaluation."""
    found: dict[str, Any] = _figures(asdict(figure))
    return found


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "sha256": document.sha256,
        "title": document.title,
        "url": document.url,
        "published": document.published,
        "retrieved": document.retrieved,
        "language": document.language,
        "text": document.text,
    }


def _readout(readout: Readout) -> dict[str, Any]:
    derived = readout.derived_from
    return {
        "id": readout.id,
        "source": readout.source,
        "actor": readout.actor,
        "side": readout.side,
        "language": readout.language,
        "title": readout.title,
        "date": readout.date,
        "url": readout.url,
        "sha256": readout.sha256,
        "text": readout.text,
        "derived_from": None
        if derived is None
        else {
            "document": derived.document,
            "segments": [
                {
                    "start": segment.start,
                    "end": segment.end,
                    "source_start": segment.source_start,
                    "source_end": segment.source_end,
                }
                for segment in derived.segments
            ],
        },
        "translation_of": readout.translation_of,
    }


def _match(match: Match, spans: _SpanWriter) -> dict[str, Any]:
    return {
        "id": match.id,
        "claims": list(match.claims),
        "relation": match.relation,
        "confidence": _figure(match.confidence),
        "pairs": [_pair(pair, spans) for pair in match.pairs],
    }


def _pair(pair: Pair, spans: _SpanWriter) -> dict[str, Any]:
    return {
        "a": pair.a,
        "b": pair.b,
        "relation": pair.relation,
        "confidence": _figure(pair.confidence),
        "similarity": _figure(pair.similarity),
        "probabilities": _figures(pair.probabilities),
        "reasons": [
            {"kind": reason.kind, "spans": spans.write(reason.spans), "explanation": reason.explanation}
            for reason in pair.reasons
        ],
    }


def _omission(omission: Omission, spans: _SpanWriter) -> dict[str, Any]:
    return {
        "claim": omission.claim,
        "absent_from": list(omission.absent_from),
        "spans": None if omission.spans is None else spans.write(omission.spans),
        "confidence": _figure(omission.confidence),
        "adjusted": _figure(omission.adjusted),
    }


def _framing(difference: FramingDifference, spans: _SpanWriter) -> dict[str, Any]:
    return {
        "id": difference.id,
        "match": difference.match,
        "kind": difference.kind,
        "subkind": difference.subkind,
        "holder": difference.holder,
        "spans": spans.write(difference.spans),
        "strength": _figure(difference.strength),
        "confidence": _figure(difference.confidence),
        "explanation": difference.explanation,
    }


def _optional(comparison: Comparison, spans: _SpanWriter) -> dict[str, Any]:
    """Keys that stand only where there is something to tell."""
    found: dict[str, Any] = {}
    if comparison.axes:
        found["axes"] = [_axis(axis) for axis in comparison.axes]
    if comparison.names:
        found["names"] = [
            {
                "concept": referent.concept,
                "places": list(referent.places),
                "names": [
                    {
                        "readout": use.readout,
                        "name": use.name,
                        "count": len(use.spans),
                        "spans": spans.write(use.spans),
                    }
                    for use in referent.names
                ],
            }
            for referent in comparison.names
        ]
    return found


def _axis(axis: AxisPlacement) -> dict[str, Any]:
    return {
        "name": axis.name,
        "low": list(axis.low),
        "high": list(axis.high),
        "accounts": [
            {"readout": each.readout, "position": _interval(each.position), "pulls": list(each.pulls)}
            for each in axis.accounts
        ],
        "claims": [{"claim": claim, "position": _figure(value)} for claim, value in axis.claims.items()],
    }


def _divergence(divergence: Divergence) -> dict[str, Any]:
    return {
        "overall": _interval(divergence.overall),
        "components": {name: _interval(each) for name, each in divergence.components.items()},
        "pairs": [
            {
                "a": pair.a,
                "b": pair.b,
                "overall": _interval(pair.overall),
                "components": {name: _interval(each) for name, each in pair.components.items()},
            }
            for pair in divergence.pairs
        ],
        "null": None if divergence.null is None else _figures(divergence.null),
    }


class _SpanWriter:
    """Spans inside claims, each with the words that it covers."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison

    def write(self, spans: Iterable[ClaimSpan]) -> list[dict[str, Any]]:
        return [
            {
                "claim": span.claim,
                "start": span.start,
                "end": span.end,
                "text": self._comparison.text_of(span),
            }
            for span in spans
        ]


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _interval(interval: Interval) -> dict[str, Any]:
    return {
        "value": _figure(interval.value),
        "low": _figure(interval.low),
        "high": _figure(interval.high),
        "n": interval.n,
    }


def _figure(value: float | None) -> float | None:
    # Adding zero turns -0.0 into 0.0, so that equal figures give equal bytes.
    return None if value is None else round(float(value), DIGITS) + 0.0


def _figures(values: Any) -> Any:
    if isinstance(values, Mapping):
        return {str(key): _figures(value) for key, value in values.items()}
    if isinstance(values, (list, tuple)):
        return [_figures(value) for value in values]
    return _figure(values) if isinstance(values, float) else values


def _plain(values: Any) -> Any:
    if isinstance(values, Mapping):
        return {str(key): _plain(value) for key, value in values.items()}
    return [_plain(value) for value in values] if isinstance(values, (list, tuple)) else values
