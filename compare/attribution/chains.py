"""Resolved statements to attributions: chains of who reports whom, and stable ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from compare.attribution.actors import Gazetteer
from compare.attribution.content import Statement
from compare.attribution.speakers import Speakers
from compare.records import Attribution, ChainLink, Span, sha256_of, stable_id


@dataclass(slots=True)
class Resolved:
    statement: Statement
    actor: str | None
    via: str | None
    relayed: str | None = None
    relay_source: Span | None = None
    chain: tuple[ChainLink, ...] = ()
    reporter: tuple[ChainLink, ...] = ()
    candidates: tuple[str, ...] = ()


def attributions_of(
    resolved: list[Resolved], text: str, gazetteer: Gazetteer, merged: Mapping[str, str]
) -> tuple[Attribution, ...]:
    """The statements as attributions in text order; ``merged`` maps ids of actors to those that stay."""
    digest = sha256_of(text)
    made: list[Attribution] = []
    resolved = sorted(resolved, key=lambda r: (r.statement.content[0].start, -r.statement.content[-1].end))
    seen: set[tuple[Span, ...]] = set()
    open_: list[tuple[Resolved, tuple[ChainLink, ...]]] = []
    for one in resolved:
        statement = one.statement
        spans = tuple(sorted(statement.content))
        if spans in seen:
            continue
        seen.add(spans)
        hull = Span(spans[0].start, spans[-1].end)
        open_ = [pair for pair in open_ if pair[0].statement.content[-1].end >= hull.end]
        outer = _outer(open_, hull, statement) or one.reporter
        if outer and statement.stance == "assess" and "clause" not in statement.frames:
            continue
        via = one.via if all(one.via not in (above.actor, above.via) for above in outer) else None
        link = ChainLink(
            actor=one.actor, source=statement.source, cue=statement.cue, via=via, stance=statement.stance
        )
        chain = (*outer, link)
        if one.relay_source is not None:
            chain = (*chain, ChainLink(actor=one.relayed, source=one.relay_source))
        open_.append((one, chain))
        actor = merged.get(one.actor or "", one.actor)
        candidates = tuple(sorted({merged.get(each, each) for each in one.candidates}))
        if actor is None and len(candidates) == 1:
            actor, candidates = candidates[0], ()
        made.append(
            Attribution(
                id=stable_id("a", digest, statement.kind, *((s.start, s.end) for s in spans)),
                kind=statement.kind,
                content=spans,
                source=statement.source,
                cue=statement.cue,
                actor=actor,
                side=_side(gazetteer, candidates if actor is None else (actor,)),
                via=merged.get(via or "", via),
                chain=chain,
                candidates=candidates if actor is None else (),
            )
        )
    told = _with_inner_speakers(made)
    return tuple(replace(one, chain=_merged(one.chain, merged)) for one in told) if merged else told


def _side(gazetteer: Gazetteer, actors: tuple[str, ...]) -> str | None:
    """The side that all of these actors are on."""
    sides = {gazetteer.by_id[each].side if each in gazetteer.by_id else None for each in actors}
    return next(iter(sides)) if len(sides) == 1 else None


def _merged(chain: tuple[ChainLink, ...], merged: Mapping[str, str]) -> tuple[ChainLink, ...]:
    """The chain with merged actors; who reported himself under another id does so no more."""
    links: list[ChainLink] = []
    for place, link in enumerate(chain):
        actor = merged.get(link.actor or "", link.actor)
        before = chain[place - 1].actor if place else None
        if links and actor is not None and links[-1].actor == actor and before != link.actor:
            links.pop()
        links.append(replace(link, actor=actor, via=merged.get(link.via or "", link.via)))
    return tuple(links)


def _with_inner_speakers(made: list[Attribution]) -> tuple[Attribution, ...]:
    """Where the statements inside a content have one speaker and fill most of it, he ends its chain."""
    inside: dict[int, list[Attribution]] = {}
    open_: list[int] = []
    for place, one in enumerate(made):
        while open_ and made[open_[-1]].content[-1].end < one.content[-1].end:
            open_.pop()
        if open_:
            outer = made[open_[-1]]
            if len(one.chain) == len(outer.chain) + 1 and one.chain[: len(outer.chain)] == outer.chain:
                inside.setdefault(open_[-1], []).append(one)
        open_.append(place)
    return tuple(_ended(one, inside.get(place, [])) for place, one in enumerate(made))


def _ended(one: Attribution, inner: list[Attribution]) -> Attribution:
    speakers = {other.chain[-1].actor for other in inner}
    if len(speakers) != 1 or None in speakers or one.actor in speakers:
        return one
    told = sum(reach(other) for other in inner)
    if told * 2 < sum(len(span) for span in one.content):
        return one
    return replace(one, chain=(*one.chain, ChainLink(actor=inner[0].chain[-1].actor)))


def reach(one: Attribution) -> int:
    """Characters from the first to the last word of a statement, source and cue included."""
    spans = [*one.content, *(span for span in (one.source, one.cue) if span is not None)]
    return max(span.end for span in spans) - min(span.start for span in spans)


def _outer(
    open_: list[tuple[Resolved, tuple[ChainLink, ...]]], hull: Span, statement: Statement
) -> tuple[ChainLink, ...]:
    """The chain of the smallest statement that contains this one, cue included."""
    best: tuple[ChainLink, ...] = ()
    size = None
    for other, chain in open_:
        content, cue = other.statement.content, other.statement.cue
        whole = Span(min(content).start, max(content).end)
        holds = (
            whole.start <= min(hull.start, statement.cue.start)
            and max(hull.end, statement.cue.end) <= whole.end
        )
        if not holds or hull.start <= cue.start < hull.end:
            continue
        if size is None or len(whole) < size:
            best, size = chain, len(whole)
    return best


def reporting_office(before: Resolved, now: Resolved, speakers: Speakers) -> tuple[ChainLink, ...]:
    """In the paragraph of an office's account, the words of the principal are told by that office."""
    if before.reporter and before.actor == now.actor:
        return before.reporter
    office = speakers.gazetteer.by_id.get(before.actor or "")
    if office is None or office.kind == "person" or not now.actor or office.speaks_for != now.actor:
        return ()
    return (ChainLink(actor=office.id, source=before.statement.source, via=before.via),)
