"""One article that quotes several sides, taken apart into one readout a side or a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from compare.attribution.chains import reach
from compare.attribution.find import read_attributions
from compare.attribution.grammar import Grammar, grammar_of
from compare.claims.speech_acts import act_start
from compare.records import Actor, Attribution, Derivation, Document, Readout, Segment, Span
from compare.resources import GazetteerActor, Resources

NARRATION = "narration"
_SEPARATOR = "\n\n"
_TELLING_WORDS = 4
_TRIM = ' \t\r\n,;:.—–-"“”«»'


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitArticle:
    """An article, its reported statements, and the readouts that they make; ``actors`` are all that they
    name."""

    document: Document
    attributions: tuple[Attribution, ...]
    readouts: tuple[Readout, ...]
    actors: tuple[Actor, ...]


def split_article(
    readout: Readout, resources: Resources, *, by: Literal["side", "source"] = "side"
) -> SplitArticle:
    """One derived readout a side (or a source), and one of narration: what nobody is quoted for.

    Each readout's text is the contents of its outermost statements joined by blank lines, sentences of one
    content that the article parts too; a content that is a mere noun phrase (*confirmed the call*) comes with
    its verb and subject. ``derived_from`` maps every piece back. Sources without a side form readouts of
    their own.
    """
    reading = read_attributions(readout.text, readout.language, resources)
    document = Document(
        id=readout.id,
        sha256=readout.sha256,
        text=readout.text,
        title=readout.title,
        url=readout.url,
        published=readout.date,
        language=readout.language,
    )
    known = {actor.id: actor for actor in resources.actors}
    actors = _actors(reading.attributions, known, reading.labels)
    groups: dict[str, list[list[Span]]] = {}
    names: dict[str, tuple[str, str | None, str | None]] = {}
    floor = 0
    acts: list[Span] = []
    for attribution in _outermost(reading.attributions, known):
        key, name = _group(attribution, readout.text, known, reading.labels, by)
        spans = list(attribution.content)
        spans[0] = Span(act_start(readout.text, attribution, floor, readout.language), spans[0].end)
        floor = spans[-1].end
        acts.append(spans[0])
        groups.setdefault(key, []).append(spans)
        names.setdefault(key, name)
    told = _narration(readout, reading.attributions, (*reading.pointers, *acts))
    if told:
        groups[NARRATION] = [[span] for span in told]
        names[NARRATION] = (NARRATION, None, None)
    readouts = tuple(_derived(readout, document, groups[key], *names[key]) for key in groups)
    return SplitArticle(
        document=document, attributions=reading.attributions, readouts=readouts, actors=actors
    )


def _outermost(attributions: tuple[Attribution, ...], known: dict[str, GazetteerActor]) -> list[Attribution]:
    """Those that no other one contains, so that no word is told twice; overlaps go to the earlier one.

    A carrier without a side (an agency, an outlet, a channel) that only passes on what somebody else is
    reported to say gives way to him.
    """
    ordered = sorted(attributions, key=lambda one: (one.content[0].start, -one.content[-1].end))
    kept: list[Attribution] = []
    end = -1
    for place, one in enumerate(ordered):
        if one.content[0].start < end or (_carries(one, known) and _passes_on(one, ordered, place)):
            continue
        kept.append(one)
        end = one.content[-1].end
    return kept


def _carries(one: Attribution, known: dict[str, GazetteerActor]) -> bool:
    actor = known.get(one.actor or "")
    return actor is not None and actor.side is None and actor.kind in ("agency", "outlet", "channel")


def _passes_on(one: Attribution, ordered: list[Attribution], place: int) -> bool:
    """Whether the statements inside make up most of the carrier's content."""
    told, end = 0, -1
    for other in ordered[place + 1 :]:
        if other.content[0].start >= one.content[-1].end:
            break
        if other.content[0].start >= end:
            told += reach(other)
            end = other.content[-1].end
    return told * 2 > sum(len(span) for span in one.content)


def _group(
    one: Attribution, text: str, known: dict[str, GazetteerActor], labels: dict[str, str], by: str
) -> tuple[str, tuple[str, str | None, str | None]]:
    if one.actor is None and not (by == "side" and one.side):
        name = one.source.of(text) if one.source else "unattributed"
        return f"?{name.casefold()}", (name, None, None)
    if by == "side" and one.side:
        state = known.get(one.side)
        shown = state.label if state else _state_label(one.side, known)
        return f"side:{one.side}", (shown, None, one.side)
    label = known[one.actor].label if one.actor in known else labels.get(one.actor or "", one.actor or "")
    return f"actor:{one.actor}", (label, one.actor, one.side)


def _state_label(side: str, known: dict[str, GazetteerActor]) -> str:
    state = next((a for a in known.values() if a.side == side and a.kind == "state"), None)
    return state.label if state else side.replace("-", " ").title()


def _actors(
    attributions: tuple[Attribution, ...], known: dict[str, GazetteerActor], labels: dict[str, str]
) -> tuple[Actor, ...]:
    ids = {link.actor for one in attributions for link in one.chain}
    ids |= {link.via for one in attributions for link in one.chain}
    ids |= {each for one in attributions for each in one.candidates}
    return tuple(
        Actor(id=id, label=known[id].label, side=known[id].side)
        if id in known
        else Actor(id=id, label=labels.get(id, id))
        for id in sorted(name for name in ids if name)
    )


def _narration(
    readout: Readout, attributions: tuple[Attribution, ...], others: tuple[Span, ...]
) -> list[Span]:
    """The stretches between statements, without sources, cues and ``others``, that still tell something (four
    words or more)."""
    text = readout.text
    taken = sorted(
        [
            span
            for one in attributions
            for span in (*one.content, *(s for s in (one.source, one.cue) if s is not None))
        ]
        + list(others)
    )
    spans: list[Span] = []
    start = 0
    for span in [*taken, Span(len(text), len(text))]:
        if span.start > start:
            spans.extend(_lines(text, start, span.start))
        start = max(start, span.end)
    trimmed = [_without_loose_ends(text, span, grammar_of(readout.language)) for span in spans]
    return [span for span in trimmed if len(span.of(text).split()) >= _TELLING_WORDS]


def _without_loose_ends(text: str, span: Span, grammar: Grammar) -> Span:
    """Drops what only led to the statement that was cut out (``… during which``)."""
    loose = (
        grammar.prepositions
        | grammar.relatives
        | grammar.complementisers
        | grammar.conjunctions
        | grammar.subordinators
    )
    end = span.end
    while end > span.start:
        begin = end
        while begin > span.start and not text[begin - 1].isspace():
            begin -= 1
        if text[begin:end].casefold() not in loose or end == len(text) or text[end : end + 1] in ".!?":
            break
        end = begin
        while end > span.start and text[end - 1] in _TRIM:
            end -= 1
    return Span(span.start, end)


def _lines(text: str, start: int, end: int) -> list[Span]:
    spans = []
    at = start
    while at <= end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        first, last = at, stop
        while first < last and text[first] in _TRIM:
            first += 1
        while last > first and text[last - 1] in _TRIM:
            last -= 1
        if first < last:
            spans.append(Span(first, last))
        at = stop + 1
    return spans


def _derived(
    readout: Readout,
    document: Document,
    contents: list[list[Span]],
    source: str,
    actor: str | None,
    side: str | None,
) -> Readout:
    pieces: list[str] = []
    segments: list[Segment] = []
    length = 0
    for spans in contents:
        for number, span in enumerate(spans):
            glue = (
                (_glue(document.text, spans[number - 1], span) if number else _SEPARATOR) if segments else ""
            )
            pieces.append(glue)
            length += len(glue)
            segments.append(Segment(length, length + len(span), span.start, span.end))
            pieces.append(span.of(document.text))
            length += len(span)
    return Readout(
        source=source,
        text="".join(pieces),
        language=readout.language,
        actor=actor,
        side=side,
        title=readout.title,
        date=readout.date,
        url=readout.url,
        derived_from=Derivation(document.id, tuple(segments)),
    )


def _glue(text: str, before: Span, after: Span) -> str:
    """What joins two parts of one content: a blank line if the article puts them in different sentences."""
    between = text[before.end : after.start]
    opens = text[after.start : after.start + 1].isupper() or not text[after.start : after.start + 1].isalpha()
    stopped = any(mark in ".!?…" for mark in text[before.end - 1] + between)
    return _SEPARATOR if "\n\n" in between or (stopped and opens) else " "
