"""Who says what in a text: :func:`find_attributions`.

Source, cue and content after Pareti (2012, PARC) and Newell et al. (2018, PolNeAR): quotations, reported
clauses, ``according to``, noun objects of verbs of speech and attitude; rules over a closed grammar and the
reporting lexicons, one pass over the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from compare.attribution.actors import assigned_names, build_carriers, build_gazetteer
from compare.attribution.chains import attributions_of
from compare.attribution.cues import build_index
from compare.attribution.grammar import grammar_of
from compare.attribution.preparation import flat_tokens, tokens_with_names, unglued_tokens
from compare.attribution.quotes import find_quotations
from compare.attribution.reader import Reader
from compare.attribution.speakers import Speakers
from compare.attribution.tokens import tokens_of
from compare.records import Attribution, Span
from compare.resources import Resources


@dataclass(slots=True)
class Reading:
    """Everything that was found in a text.

    ``labels`` names the actors that the gazetteer does not know; ``pointers`` are sentences that only say who
    reports what stands elsewhere (``This is reported by …``).
    """

    attributions: tuple[Attribution, ...]
    labels: dict[str, str]
    pointers: tuple[Span, ...] = ()


def find_attributions(text: str, language: str | None, resources: Resources) -> tuple[Attribution, ...]:
    """The reported statements of a text, in text order; what the account says itself is not listed.

    Args:
        text: the text; offsets of the result are code points into it.
        language: ISO 639-1 code; None reads it as English.
        resources: gazetteer and the lexicons ``reporting_*``; empty resources leave a core of cues, every
            named source then gets an id of its own (``x-slug``) and no side.
    """
    return read_attributions(text, language, resources).attributions


def read_attributions(text: str, language: str | None, resources: Resources) -> Reading:
    """:func:`find_attributions` with the labels of the actors that only this text names."""
    code = language or "en"
    index = build_index(code, resources)
    grammar = grammar_of(code)
    gazetteer = build_gazetteer(resources)
    assigned = assigned_names(resources.assigned, grammar)
    speakers = Speakers(gazetteer, build_carriers(resources), index, grammar, assigned)
    tokens = tokens_of(text, 0, len(text), find_quotations(text), code)
    tokens = tokens_with_names(
        unglued_tokens(tokens, index, grammar, gazetteer), text, code, index, gazetteer
    )
    flat = flat_tokens(tokens, text, code)
    speakers.survey(flat, text)
    reader = Reader(text, code, index, grammar, speakers)
    found = attributions_of(reader.read(tokens), text, gazetteer, resources.merged)
    return Reading(found, dict(speakers.labels), tuple(reader.pointers))
