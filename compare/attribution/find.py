"""Who says what in a text: :func:`find_attributions`.

Source, cue and content after Pareti (2012, PARC) and Newell et al. (2018, PolNeAR): quotations, reported
clauses, ``according to``, noun objects of verbs of speech and attitude; rules over a closed grammar and the
reporting lexicons, one pass over the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from compare.attribution.actors import Gazetteer, build_gazetteer
from compare.attribution.cues import CueIndex, build_index
from compare.attribution.document import heading, interrupted, spoken_after, unlisted
from compare.attribution.grammar import Grammar, grammar_of
from compare.attribution.phrases import Clause, source_right
from compare.attribution.quotes import Quotation, find_quotations
from compare.attribution.sentences import Sentence, sentences_of
from compare.attribution.speakers import Speakers
from compare.attribution.statements import Statement, clause_of, statements_in
from compare.attribution.tokens import Token, tokens_of
from compare.records import Attribution, ChainLink, Span, sha256_of, stable_id
from compare.resources import Resources

_NESTED_WORDS = 5


@dataclass(slots=True)
class Reading:
    """Everything that was found in a text.

    ``labels`` names the actors that the gazetteer does not know; ``pointers`` are sentences that only say who
    reports what stands elsewhere (``This is reported by …``).
    """

    attributions: tuple[Attribution, ...]
    labels: dict[str, str]
    pointers: tuple[Span, ...] = ()


@dataclass(slots=True)
class _Resolved:
    statement: Statement
    actor: str | None
    via: str | None
    relayed: str | None = None
    relay_source: Span | None = None
    chain: tuple[ChainLink, ...] = ()
    reporter: tuple[ChainLink, ...] = ()


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
    speakers = Speakers(gazetteer, index, grammar)
    tokens = tokens_of(text, 0, len(text), find_quotations(text), code)
    tokens = _without_name_marks(_unglued(tokens, index, grammar, gazetteer), text, code, index, gazetteer)
    flat = _flat(tokens, text, code)
    speakers.survey(flat, text)
    pointers: list[Span] = []
    resolved = _read(tokens, text, code, index, grammar, speakers, pointers)
    return Reading(_attributions(resolved, text, gazetteer), dict(speakers.labels), tuple(pointers))


def _flat(tokens: list[Token], text: str, language: str) -> list[Token]:
    """The tokens with those inside quotations, for a survey of names."""
    flat: list[Token] = []
    for token in tokens:
        if token.kind == "quote" and token.quotation:
            for part in token.quotation.parts:
                flat.extend(tokens_of(text, part.start, part.end, [], language))
        else:
            flat.append(token)
    return flat


def _read(
    tokens: list[Token], text: str, language: str, index: CueIndex, grammar: Grammar, speakers: Speakers,
    pointers: list[Span] | None,
) -> list[_Resolved]:
    resolved: list[_Resolved] = []
    sentences = sentences_of(tokens, text, index)
    clauses = [clause_of(sentence, index, grammar, language) for sentence in sentences]
    last: _Resolved | None = None
    last_sentence = -10
    reported: set[int] = set()
    for number, (sentence, clause) in enumerate(zip(sentences, clauses, strict=True)):
        aside = interrupted(clause, number, text)
        statements = aside or statements_in(clause, number, text) or unlisted(clause, number, text)
        if not statements and pointers is not None:
            headed = heading(clause, sentence, number, text, speakers.gazetteer)
            statements = [headed] if headed else []
        if sentence.tokens[0].text in {"—", "–"} and sentence.opens:
            for statement in statements:
                if statement.content and statement.content[0].start <= sentence.tokens[0].end + 1:
                    statement.kind = "direct"
        if pointers is not None and any(s.anaphoric for s in statements):
            pointers.append(Span(sentence.tokens[0].start, sentence.tokens[-1].end))
        statements = [
            s for s in statements
            if not s.anaphoric or _fill(s, sentences, clauses, reported, number, text)
        ]
        if not statements:
            continued = spoken_after(sentence, text)
            if continued and last is not None and last.statement.kind != "indirect" or (
                continued and last is not None and sentence.paragraph == sentences[last_sentence].paragraph
            ):
                near = sentence.paragraph - sentences[last_sentence].paragraph
                if near == 0 and last.statement.kind != "indirect":
                    last.statement.content.extend(continued)
                    last_sentence = number
                elif near <= 1:
                    own = Statement(
                        number, continued, "direct", last.statement.cue, "", "neutral", source=last.statement.source,
                        frames=frozenset({"continued"}),
                    )
                    last = _Resolved(own, last.actor, last.via)
                    resolved.append(last)
                    last_sentence = number
            else:
                speakers.note(sentence.tokens, sentence.tokens[0].start)
        relays = _relays(clause, statements)
        for statement in statements:
            before = last
            last = _resolve(statement, clause, sentences, speakers, last, text)
            if statement.cue in relays:
                _relay(last, relays[statement.cue], clause, speakers)
            if before is not None and sentences[last_sentence].paragraph == sentence.paragraph:
                last.reporter = _reporter(before, last, speakers)
            if statement.content:
                resolved.append(last)
                reported.add(number)
            last_sentence = number
        for token in sentence.tokens if not aside else ():
            if token.kind == "quote" and token.quotation and token.quotation.words(text) >= _NESTED_WORDS:
                resolved.extend(_inside(token.quotation, text, language, index, grammar, speakers))
    return resolved


def _inside(
    quotation: Quotation, text: str, language: str, index: CueIndex, grammar: Grammar, speakers: Speakers
) -> list[_Resolved]:
    """Reported statements within a quotation."""
    found: list[_Resolved] = []
    for part in quotation.parts:
        inner = find_quotations(text, part.start, part.end)
        if len(inner) == 1 and inner[0].start == part.start and inner[0].end == part.end:
            continue
        tokens = tokens_of(text, part.start, part.end, inner, language)
        found.extend(_read(tokens, text, language, index, grammar, speakers, None))
    return found


def _fill(
    statement: Statement, sentences: Sequence[Sentence], clauses: Sequence[Clause], reported: set[int], number: int, text: str
) -> bool:
    """Gives ``This is reported by X`` the content that stands before it: the sentence, or the paragraph."""
    if statement.content:
        return True
    this = sentences[number]
    before = number - 1
    if before < 0:
        return False
    following = sentences[number + 1] if number + 1 < len(sentences) else None
    if following is not None and statement.stance == "neutral" and statement.term.startswith(_CONFIRM) and spoken_or_said(following):
        return True
    first = before
    while this.opens and first > 0 and sentences[first - 1].paragraph == sentences[before].paragraph:
        first -= 1
    spans = [
        span
        for at in range(first, before + 1)
        for span in [_told(clauses[at], sentences[at], text)]
        if at not in reported
    ]
    statement.content = spans
    return bool(spans)


def _reporter(before: _Resolved, now: _Resolved, speakers: Speakers) -> tuple[ChainLink, ...]:
    """In the paragraph of an office's account, the words of the principal are told by that office."""
    if before.reporter and before.actor == now.actor:
        return before.reporter
    office = speakers.gazetteer.by_id.get(before.actor or "")
    if office is None or office.kind == "person" or not now.actor or office.speaks_for != now.actor:
        return ()
    return (ChainLink(actor=office.id, source=before.statement.source, via=before.via),)


_WRITTEN = ("write", "post", "tweet", "écrire", "publier", "написать", "писать", "написати", "писати")
_CONFIRM = ("confirm", "подтвер", "підтвер")


def spoken_or_said(sentence: Sentence) -> bool:
    """Whether a sentence begins with a quotation."""
    return sentence.tokens[0].kind == "quote"


_DURING = re.compile(
    r"\b(?:during|in|in the course of) which\b|\bau cours (?:duquel|de laquelle)\b|\bв (?:ходе|рамках) котор\w+\b|"
    r"\bво время котор\w+\b|\b(?:під час|у ході) як\w+\b",
    re.IGNORECASE,
)


def _told(clause: Clause, sentence: Sentence, text: str) -> Span:
    """What a sentence tells of an event: after ``had a call during which``, since the call itself is no claim of one side."""
    start, end = sentence.tokens[0].start, sentence.tokens[-1].end
    if found := _DURING.search(text, start, end):
        start = found.end()
        while start < end and text[start] in " ,":
            start += 1
    while end > start and text[end - 1] in ".!…":
        end -= 1
    return Span(start, end)


def _resolve(
    statement: Statement, clause: Clause, sentences: Sequence[Sentence], speakers: Speakers, last: _Resolved | None, text: str
) -> _Resolved:
    tokens = clause.tokens
    actor: str | None = None
    source = statement.source_tokens
    female = _female(text[statement.cue.start : statement.cue.end], clause.language)
    if source:
        actor = speakers.resolve(tokens, *source, position=statement.cue.start, female=female)
    taken = [source] if source else []
    for span in statement.content:
        inside = [i for i, t in enumerate(tokens) if span.start <= t.start < span.end]
        if inside:
            taken.append((inside[0], inside[-1] + 1))
    via = speakers.channel(tokens, taken)
    if via == actor:
        via = None
    if "tweet" in text[statement.cue.start : statement.cue.end].casefold() and "twitter" in speakers.gazetteer.by_id:
        via = "twitter"
    pronoun = source and source[1] - source[0] == 1 and tokens[source[0]].folded in clause.grammar.pronouns
    if via is None and pronoun and last is not None and last.actor == actor:
        via = last.via
    if via is None and pronoun and statement.term in _WRITTEN:
        via = speakers.written.get(actor or "")
    if via and actor:
        speakers.written[actor] = via
    found = _Resolved(statement, actor, via)
    _channel_cue(found, clause, text)
    return found


def _relays(clause: Clause, statements: list[Statement]) -> dict[Span, tuple[int, int]]:
    """Whom a statement cites (``citing X``, «со ссылкой на X»): by the cue of the nearest statement."""
    found: dict[Span, tuple[int, int]] = {}
    for cue in clause.cues:
        if cue.kind != "relay" or not statements:
            continue
        place = clause.tokens[cue.first].start
        source = source_right(clause, cue.last)
        if source is not None:
            nearest = min(statements, key=lambda s: abs((s.source.end if s.source and s.source.end <= place else s.cue.end) - place))
            found[nearest.cue] = source
    return found


def _relay(found: _Resolved, source: tuple[int, int], clause: Clause, speakers: Speakers) -> None:
    tokens = clause.tokens
    found.relayed = speakers.resolve(tokens, *source, position=found.statement.cue.start)
    found.relay_source = Span(tokens[source[0]].start, tokens[source[1] - 1].end)
    if found.via == found.relayed:
        found.via = None


def _channel_cue(found: _Resolved, clause: Clause, text: str) -> None:
    """``In his Twitter account, X urged …``: the channel is what reports, and the verb belongs to the content."""
    statement = found.statement
    if not found.via or statement.source_tokens is None or statement.frames & {"clause"} and not statement.frames & {"infinitive"}:
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


def _attributions(resolved: list[_Resolved], text: str, gazetteer: Gazetteer) -> tuple[Attribution, ...]:
    digest = sha256_of(text)
    made: list[tuple[Attribution, _Resolved]] = []
    resolved = sorted(resolved, key=lambda r: (r.statement.content[0].start, -r.statement.content[-1].end))
    seen: set[tuple[Span, ...]] = set()
    open_: list[tuple[_Resolved, tuple[ChainLink, ...]]] = []
    for one in resolved:
        statement = one.statement
        spans = tuple(sorted(statement.content))
        if spans in seen:
            continue
        seen.add(spans)
        hull = Span(spans[0].start, spans[-1].end)
        open_ = [pair for pair in open_ if pair[0].statement.content[-1].end >= hull.end]
        outer = _outer(open_, hull, statement) or one.reporter
        if outer and statement.stance == "assess":
            continue
        via = one.via if all(one.via not in (above.actor, above.via) for above in outer) else None
        link = ChainLink(actor=one.actor, source=statement.source, cue=statement.cue, via=via, stance=statement.stance)
        chain = (*outer, link)
        if one.relay_source is not None:
            chain = (*chain, ChainLink(actor=one.relayed, source=one.relay_source))
        open_.append((one, chain))
        known = gazetteer.by_id.get(one.actor or "")
        made.append((
            Attribution(
                id=stable_id("a", digest, statement.kind, *((s.start, s.end) for s in spans)),
                kind=statement.kind, content=spans, source=statement.source, cue=statement.cue, actor=one.actor,
                side=known.side if known else None, via=via, chain=chain,
            ),
            one,
        ))
    return tuple(_with_inner_speaker(attribution, made) for attribution, _ in made)


def _with_inner_speaker(one: Attribution, made: list[tuple[Attribution, _Resolved]]) -> Attribution:
    """Where every statement inside a long content has one and the same speaker, he ends its chain."""
    inner = [
        other for other, _ in made
        if other is not one and len(other.chain) == len(one.chain) + 1 and other.chain[: len(one.chain)] == one.chain
        and any(s.start <= other.content[0].start and other.content[-1].end <= s.end for s in one.content)
    ]
    speakers = {other.chain[-1].actor for other in inner}
    if len(inner) < 1 or len(speakers) != 1 or one.actor in speakers or None in speakers:
        return one
    inside = sum(len(s) for other in inner for s in other.content)
    if inside * 2 < sum(len(s) for s in one.content):
        return one
    return replace(one, chain=(*one.chain, ChainLink(actor=inner[0].chain[-1].actor)))


def _outer(
    open_: list[tuple[_Resolved, tuple[ChainLink, ...]]], hull: Span, statement: Statement
) -> tuple[ChainLink, ...]:
    """The chain of the smallest statement that contains this one, cue included."""
    best: tuple[ChainLink, ...] = ()
    size = None
    for other, chain in open_:
        content = other.statement.content
        if any(s.start <= statement.cue.start and statement.cue.end <= s.end for s in content) and any(
            s.start <= hull.start and hull.end <= s.end for s in content
        ):
            length = content[-1].end - content[0].start
            if size is None or length < size:
                best, size = chain, length
    return best


_GLUED = re.compile(r"^([A-ZА-ЯЁЇІЄҐ][\w’'-]{2,}?)(reported|said|stated|announced|declared|added|stressed|заявил|сообщил|повідомив|заявив)(that|что|що)?$")


def _unglued(tokens: list[Token], index: CueIndex, grammar: Grammar, gazetteer: Gazetteer) -> list[Token]:
    """Takes a run-together ``Kremlinreportedthat`` apart, where its head is a known name."""
    whole: list[Token] = []
    for token in tokens:
        match = _GLUED.match(token.text) if token.kind == "word" and len(token.text) > 9 else None
        if match is None:
            whole.append(token)
            continue
        pieces = []
        for group in (1, 2, 3):
            if match.group(group):
                start, end = token.start + match.start(group), token.start + match.end(group)
                pieces.append(Token(start, end, match.group(group), match.group(group).casefold(), "word"))
        known = bool(gazetteer.matches(pieces, 0, 1)) or match.group(3) is not None
        whole.extend(pieces if known else [token])
    return whole


def _without_name_marks(
    tokens: list[Token], text: str, language: str, index: CueIndex, gazetteer: Gazetteer
) -> list[Token]:
    """Reads «Интерфакс» and агентство «Норпресс» as names: the marks become part of the first and last word."""
    plain: list[Token] = []
    for token in tokens:
        quotation = token.quotation
        if quotation is None or len(quotation.parts) != 1 or not quotation.is_name(text):
            plain.append(token)
            continue
        part = quotation.parts[0]
        inner = [t for t in tokens_of(text, part.start, part.end, [], language) if t.kind == "word"]
        matches = gazetteer.matches(inner, 0, len(inner))
        whole = bool(matches) and matches[0].last - matches[0].first == len(inner)
        titled = bool(plain) and index.noun_kind(plain[-1]) in ("institution", "document")
        if not inner or not (whole or titled):
            plain.append(token)
            continue
        inner[0].start, inner[-1].end = token.start, token.end
        plain.extend(inner)
    return plain
