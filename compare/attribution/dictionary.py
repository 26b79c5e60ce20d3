"""A split article as the dictionary that ``rashomon split --format json`` prints."""

from __future__ import annotations

from typing import Any

from compare.attribution.split import SplitArticle
from compare.records import Span


def split_to_dict(split: SplitArticle) -> dict[str, Any]:
    """The split by the contract of ``rashomon split --format json``; every span with start, end and text."""
    text = split.document.text

    def told(span: Span | None) -> dict[str, Any] | None:
        return None if span is None else {"start": span.start, "end": span.end, "text": span.of(text)}

    return {
        "text": text,
        "attributions": [
            {
                "id": one.id,
                "kind": one.kind,
                "source": told(one.source),
                "actor": one.actor,
                "side": one.side,
                "via": one.via,
                **({"candidates": list(one.candidates)} if one.candidates else {}),
                "cue": told(one.cue),
                "content": [told(span) for span in one.content],
                "chain": [
                    {
                        "actor": link.actor,
                        "source": told(link.source),
                        "cue": told(link.cue),
                        "via": link.via,
                        "stance": link.stance,
                    }
                    for link in one.chain
                ],
            }
            for one in split.attributions
        ],
        "readouts": [
            {
                "id": one.id,
                "source": one.source,
                "actor": one.actor,
                "side": one.side,
                "language": one.language,
                "title": one.title,
                "date": one.date,
                "url": one.url,
                "sha256": one.sha256,
                "text": one.text,
                "derived_from": None
                if one.derived_from is None
                else {
                    "document": one.derived_from.document,
                    "segments": [
                        {
                            "start": piece.start,
                            "end": piece.end,
                            "source_start": piece.source_start,
                            "source_end": piece.source_end,
                        }
                        for piece in one.derived_from.segments
                    ],
                },
                "translation_of": one.translation_of,
            }
            for one in split.readouts
        ],
    }
