"""Who a statement's source is, through which channel it came, and whom it cites."""

from __future__ import annotations

from compare.attribution.chains import Resolved
from compare.attribution.clause import Clause
from compare.attribution.content import Statement
from compare.attribution.phrases import source_right
from compare.attribution.speakers import Speakers
from compare.records import Span

_WRITTEN = ("write", "post", "tweet", "écrire", "publier", "написать", "писать", "написати", "писати")


def resolve_statement(
    statement: Statement,
    clause: Clause,
    speakers: Speakers,
    last: Resolved | None,
    text: str,
) -> Resolved:
    tokens = clause.tokens
    actor: str | None = None
    source = statement.source_tokens
    female = _female(text[statement.cue.start : statement.cue.end], clause.language)
    if source:
        actor = speakers.resolve(tokens, *source, position=statement.cue.start, female=female)
    elif statement.source_words:
        words = statement.source_words
        actor = speakers.resolve(words, 0, len(words), position=statement.cue.start, female=female)
    candidates = speakers.candidates if actor is None and (source or statement.source_words) else ()
    taken = [source] if source else []
    for span in statement.content:
        inside = [i for i, t in enumerate(tokens) if span.start <= t.start < span.end]
        if inside:
            taken.append((inside[0], inside[-1] + 1))
    via = speakers.identities.channel(tokens, taken)
    if via is None:
        via = _told_to(statement, clause, speakers)
    if via == actor:
        via = None
    if (
        "tweet" in text[statement.cue.start : statement.cue.end].casefold()
        and "twitter" in speakers.gazetteer.by_id
    ):
        via = "twitter"
    pronoun = source and source[1] - source[0] == 1 and tokens[source[0]].folded in clause.grammar.pronouns
    if via is None and pronoun and last is not None and last.actor == actor:
        via = last.via
    if via is None and pronoun and statement.term in _WRITTEN:
        via = speakers.written.get(actor or "")
    if via and actor:
        speakers.written[actor] = via
    found = Resolved(statement, actor, via, candidates=candidates)
    _channel_cue(found, clause, text)
    return found


def cited_sources(clause: Clause, statements: list[Statement]) -> dict[Span, tuple[int, int]]:
    """Whom a statement cites (``citing X``, «со ссылкой на X»): by the cue of the nearest statement."""
    found: dict[Span, tuple[int, int]] = {}
    for cue in clause.cues:
        if cue.kind != "relay" or not statements:
            continue
        place = clause.tokens[cue.first].start
        source = source_right(clause, cue.last)
        if source is not None:
            nearest = min(
                statements,
                key=lambda s: abs(
                    (s.source.end if s.source and s.source.end <= place else s.cue.end) - place
                ),
            )
            found[nearest.cue] = source
    return found


def cite(found: Resolved, source: tuple[int, int], clause: Clause, speakers: Speakers) -> None:
    tokens = clause.tokens
    found.relayed = speakers.resolve(tokens, *source, position=found.statement.cue.start)
    found.relay_source = Span(tokens[source[0]].start, tokens[source[1] - 1].end)
    if found.via == found.relayed:
        found.via = None


_TO = frozenset(("to", "à", "au"))


def _told_to(statement: Statement, clause: Clause, speakers: Speakers) -> str | None:
    """``confirmed the call to Interfax``: the agency at the end is no part of the content."""
    if not statement.content or statement.kind == "direct":
        return None
    tokens, last = clause.tokens, statement.content[-1]
    inside = [at for at, token in enumerate(tokens) if last.start < token.start < last.end]
    to = next((at for at in reversed(inside[-6:]) if tokens[at].folded in _TO), None)
    if to is None:
        return None
    via = speakers.identities.channel(tokens[to : inside[-1] + 1], [])
    if via is None or len(inside) - inside.index(to) > 5:
        return None
    statement.content[-1] = Span(last.start, tokens[to - 1].end)
    return via


def _channel_cue(found: Resolved, clause: Clause, text: str) -> None:
    """``In his Twitter account, X urged …``: the channel is what reports, and the verb belongs to the
    content."""
    statement = found.statement
    if (
        not found.via
        or statement.source_tokens is None
        or (statement.frames & {"clause"} and not statement.frames & {"infinitive"})
    ):
        return
    first = statement.source_tokens[0]
    if first < 3 or clause.word(first - 1) != "," or clause.word(0) not in clause.grammar.prepositions:
        return
    if not statement.content or statement.content[0].start < statement.cue.end:
        return
    statement.content[0] = Span(statement.cue.start, statement.content[0].end)
    statement.cue = Span(clause.tokens[0].start, clause.tokens[first - 2].end)


def _female(cue: str, language: str) -> bool | None:
    if language not in ("ru", "uk"):
        return None
    last = cue.split(" ")[-1].casefold()
    if last.endswith(("ла", "лась", "лася")):
        return True
    if last.endswith(("л", "лся", "в", "вся")):
        return False
    return None
