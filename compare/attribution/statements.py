"""Reported statements of one sentence: cue, source and content, before anybody knows who the source is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from compare.attribution.complements import Complement, complement_of
from compare.attribution.cues import Cue, CueIndex
from compare.attribution.grammar import Grammar
from compare.attribution.phrases import Clause, group_start, noun_like, source_left, source_right
from compare.attribution.sentences import Sentence
from compare.records import ClaimKind, Span

_DASHES = {"—", "–", "―", "--", "-"}
_SPLIT_WORDS = 4
_STRIP = " \t\n,;:—–-"


@dataclass(slots=True)
class Statement:
    """Spans of one reported statement; ``source_tokens`` and ``addressee`` are ranges in ``sentence``."""

    sentence: int
    content: list[Span]
    kind: ClaimKind
    cue: Span
    term: str
    stance: str
    source: Span | None = None
    source_tokens: tuple[int, int] | None = None
    addressee: tuple[int, int] | None = None
    frames: frozenset[str] = field(default_factory=frozenset)
    anaphoric: bool = False
    open_right: bool = False
    sourceless: bool = False


def clause_of(sentence: Sentence, index: CueIndex, grammar: Grammar, language: str) -> Clause:
    """The sentence with its cues marked."""
    cues: list[Cue] = []
    at = 0
    tokens = sentence.tokens
    while at < len(tokens):
        cue = index.phrase_at(tokens, at)
        if cue is None or cue.kind == "noun":
            cue = index.verb_at(tokens, at) or cue
        if cue:
            cues.append(cue)
            at = cue.last
        else:
            at += 1
    return Clause(tokens, cues, grammar, index, language)


def statements_in(clause: Clause, number: int, text: str) -> list[Statement]:
    """The statements of a sentence, in the order of their cues."""
    found: list[Statement] = []
    for cue in clause.cues:
        if cue.kind == "relay":
            continue
        reading = _READINGS.get(cue.kind, _verb_statement)
        statement = reading(clause, cue, number, text, found)
        if statement is not None and (statement.content or statement.anaphoric):
            found.append(statement)
    return found


def content_spans(clause: Clause, first: int, last: int, text: str) -> tuple[list[Span], ClaimKind]:
    """The spans of the words in tokens ``first:last`` and whether they are quoted."""
    tokens = clause.tokens
    while first < last and tokens[first].kind == "mark" and tokens[first].text not in {"(", "[", "$", "€", "…", "£", "'", "’"}:
        first += 1
    while last > first and tokens[last - 1].kind == "mark" and tokens[last - 1].text not in {")", "]", "%", "?", "!", "'", "’"}:
        last -= 1
    if last > first and tokens[last - 1].text in {"?", "!"} and last - first == 1:
        last -= 1
    if first >= last:
        return [], "indirect"
    quoted = [t for t in tokens[first:last] if t.kind == "quote" and t.quotation and not t.quotation.is_name(text)]
    plain = [t for t in tokens[first:last] if t.kind == "word" or (t.kind == "quote" and t not in quoted)]
    if quoted and not plain:
        return [span for t in quoted for span in _inside(t.quotation.parts, text)], "direct"  # type: ignore[union-attr]
    spans: list[Span] = []
    start = tokens[first].start
    for token in tokens[first:last]:
        if token in quoted and token.quotation and token.quotation.words(text) >= _SPLIT_WORDS:
            spans.append(Span(start, token.start))
            spans.extend(_inside(token.quotation.parts, text))
            start = token.end
    spans.append(Span(start, tokens[last - 1].end))
    spans = [s for s in (_stripped(span, text) for span in spans) if any(c.isalnum() for c in s.of(text))]
    return spans, "mixed" if quoted else "indirect"


def _inside(parts: tuple[Span, ...], text: str) -> list[Span]:
    spans = [_stripped(part, text) for part in parts]
    if spans and text[spans[-1].end - 1 : spans[-1].end] == "." and text[spans[-1].end - 3 : spans[-1].end] != "...":
        spans[-1] = Span(spans[-1].start, spans[-1].end - 1)
    return [span for span in spans if len(span)]


def _stripped(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _STRIP:
        start += 1
    while end > start and text[end - 1] in _STRIP:
        end -= 1
    return Span(start, end)


def _span(clause: Clause, first: int, last: int) -> Span:
    """The characters of tokens ``first:last``; of « -t-il » alone only the pronoun."""
    opening = clause.tokens[first]
    skip = opening.text.rindex("-") + 1 if last - first == 1 and opening.text.startswith("-") else 0
    return Span(opening.start + skip, clause.tokens[last - 1].end)


def _phrase_statement(
    clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]
) -> Statement | None:
    """``According to X, P`` and ``P, according to X`` with their sisters in the other languages."""
    source = source_right(clause, cue.last)
    return _phrase_of(clause, cue, number, text, before, source, source[1]) if source else None


def _phrase_of(
    clause: Clause, cue: Cue, number: int, text: str, before: list[Statement], source: tuple[int, int], after: int
) -> Statement:
    left = cue.first
    ranges: list[tuple[int, int]] = []
    while left > 0 and (clause.word(left - 1) in {","} | _DASHES or clause.word(left - 1) in {"but", "and", "however"} and left == 1):
        left -= 1
    if left > 0 and not (left == 1 and clause.is_adverb(0)):
        begin = _left_edge(clause, before, left)
        ranges.append((begin, left))
    if clause.word(after) in {","} | _DASHES or not ranges:
        end = _right_edge(clause, after, cue)
        if end > after + 1:
            ranges.append((after, end))
    spans, kind = _joined(clause, ranges, text)
    return Statement(
        number, spans, kind, _span(clause, cue.first, cue.last), cue.term, "neutral",
        source=_span(clause, *source), source_tokens=source, frames=frozenset({"clause"}),
    )


def _opinion_statement(clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]) -> Statement | None:
    """« Pour X, P » at the head of a sentence, where X can hold an opinion."""
    source = source_right(clause, cue.last)
    if cue.first > 0 or source is None or clause.word(source[1]) != "," or source[1] - source[0] > 12:
        return None
    tokens = clause.tokens[source[0] : source[1]]
    if not (tokens[0].capital or clause.index.noun_kind(tokens[0]) or (len(tokens) > 1 and clause.index.noun_kind(tokens[1]))):
        return None
    if any(t.kind == "quote" or t.text[:1].isdigit() for t in tokens):
        return None
    return _phrase_of(clause, cue, number, text, before, source, source[1])


def _own_statement(clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]) -> Statement | None:
    """``In his view, P``, «по его словам, P»: the possessive inside the phrase is the source."""
    statement = _phrase_of(clause, cue, number, text, before, (cue.last - 1, cue.last), cue.last)
    place = next((i for i in range(cue.first, cue.last) if clause.word(i) in clause.grammar.possessives), cue.first)
    statement.source, statement.source_tokens = _span(clause, place, place + 1), (place, place + 1)
    return statement


def _noun_statement(clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]) -> Statement | None:
    """``X's claim that P``, ``the claim by X that P``."""
    at = cue.first
    source = None
    after = cue.last
    if clause.word(at - 1).endswith(("'s", "s'")) and len(clause.word(at - 1)) > 2:
        source = source_left(clause, at)
    elif clause.word(at - 1) in clause.grammar.possessives:
        source = (at - 1, at)
    elif clause.word(after) in {"by", "from"}:
        source = source_right(clause, after + 1)
        after = source[1] if source else after
    if source is None or clause.word(after) not in {"that"}:
        return None
    spans, kind = content_spans(clause, after + 1, _right_edge(clause, after + 1, cue), text)
    return Statement(
        number, spans, kind, _span(clause, cue.first, cue.last), cue.term, "neutral",
        source=_span(clause, *source), source_tokens=source, frames=frozenset({"clause"}),
    )


def _joined(clause: Clause, ranges: list[tuple[int, int]], text: str) -> tuple[list[Span], ClaimKind]:
    spans: list[Span] = []
    kinds: set[ClaimKind] = set()
    for first, last in ranges:
        some, kind = content_spans(clause, first, last, text)
        if some:
            spans.extend(some)
            kinds.add(kind)
    if kinds == {"direct"} or not kinds - {"indirect"}:
        return spans, "direct" if kinds == {"direct"} else "indirect"
    return spans, "mixed"


def _verb_statement(clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]) -> Statement | None:
    if noun_like(clause, cue.first):
        return _noun_statement(clause, cue, number, text, before) if clause.index.is_report_noun(clause.tokens[cue.first]) else None
    if "document" in cue.frames:
        return _document_statement(clause, cue, number, text, before)
    start = group_start(clause, cue)
    grammar = clause.grammar
    passive = _is_passive(clause, cue, start)
    if cue.use == "infinitive" or (clause.language == "en" and cue.use == "base" and clause.word(cue.first - 1) == "to"):
        return _infinitive_statement(clause, cue, number, text)
    if passive:
        return _passive_statement(clause, cue, start, number, text, before)
    negated = any(clause.word(i) in grammar.negations for i in range(start, cue.first))
    if clause.language in ("ru", "uk", "fr") and cue.use == "participle" and not _has_auxiliary(clause, cue, start):
        if clause.language != "fr" or cue.first == 0:
            return None
    anaphoric = _is_anaphoric(clause, 0)
    source = None if cue.use == "gerund" or (anaphoric and start <= 3) else source_left(clause, start)
    if source and _generic(clause, source, cue):
        return None
    if clause.language == "fr" and clause.word(cue.first - 1).startswith("-") and clause.word(cue.first - 2) in grammar.auxiliaries:
        source, start = (cue.first - 1, cue.first), cue.first - 2
        return _inverted_pronoun(clause, cue, source, start, number, text, before)
    inverted = False
    trailing = source_right(clause, cue.last + (clause.word(cue.last) in _WITHIN))
    if source is None and cue.use in ("finite", "participle") and not (trailing and _closes(clause, start, trailing)):
        source = _shared_subject(clause, start, before)
    shared = source is not None and source[1] < start
    as_clause = not shared and clause.word((source[0] if source else start) - 1) in grammar.as_words
    boundary = source[0] if source and not shared else start
    quote_before = _quote_before(clause, boundary)
    if source is None and cue.use != "gerund":
        as_before = clause.word(start - 1) in grammar.as_words
        closing_cue = as_before or quote_before or clause.word(start - 1) in {","} | _DASHES or (anaphoric and start <= 3)
        begin = cue.last + 1 if closing_cue and clause.word(cue.last) in _WITHIN else cue.last
        right = source_right(clause, begin)
        if right is not None and not _inverts(clause, right):
            right = None
        if right is not None and (quote_before or as_before or _plausible(clause, right, text) or _closes(clause, start, right)):
            source, inverted = right, True
    after = source[1] if inverted and source else cue.last
    if source is None and cue.use == "gerund":
        source = _gerund_subject(clause, cue, start, before)
        if source is None:
            return None
    complement = complement_of(clause, cue, after)
    if complement and negated and complement.kind not in {"quote"} and cue.stance in {"neutral", "claim"}:
        return None
    if source is None or (cue.strength < 1 and not _somebody(clause, source)):
        return None
    if cue.use == "base" and clause.language == "en" and not _takes_base(clause, source, start, cue):
        return None
    ranges: list[tuple[int, int]] = []
    left_edge = boundary
    if as_clause:
        left_edge -= 1
    direct_left = _quote_before(clause, left_edge)
    closing = complement is None or complement.kind == "quote" or (complement.kind in {"clause"} and direct_left)
    if cue.use != "gerund" and not shared and left_edge > 0 and closing and cue.frames & {"clause", "quote"}:
        if direct_left or ("quote" not in cue.frames and _clause_before(clause, left_edge, text)):
            ranges.append((_left_edge(clause, before, left_edge), left_edge))
        elif complement is None and clause.word(left_edge - 1) == "," and left_edge <= 4 and clause.word(left_edge - 2) in grammar.be and _resumes(clause, after, False):
            ranges.append((0, left_edge))
    if as_clause and left_edge == 0 or (as_clause and not ranges):
        end = _right_edge(clause, after, cue)
        comma = _comma_after(clause, after)
        if comma is not None and end > comma + 1:
            ranges.append((comma + 1, end))
    elif complement is not None:
        fitted = _right_range(clause, cue, complement, bool(ranges), _documented(clause, source))
        if fitted and cue.use == "gerund" and source[0] > fitted[0]:
            fitted = (fitted[0], max(fitted[0], source[0] - 1))
        if fitted:
            ranges.append(fitted)
    elif ranges and (comma := _resumes(clause, after, direct_left)) is not None:
        end = _right_edge(clause, comma, cue)
        if end > comma + 1:
            ranges.append((comma, end))
    spans, kind = _joined(clause, ranges, text)
    if not spans and not anaphoric:
        return None
    return Statement(
        number, spans, kind, _span(clause, start, cue.last), cue.term, cue.stance,
        source=_span(clause, *source), source_tokens=source,
        addressee=complement.addressee if complement else _to_whom(clause, after), frames=cue.frames,
        anaphoric=anaphoric and inverted and not spans,
    )


def _inverted_pronoun(
    clause: Clause, cue: Cue, source: tuple[int, int], start: int, number: int, text: str, before: list[Statement]
) -> Statement | None:
    """« …, a-t-il dit », the pronoun inside the verb group."""
    ranges = []
    if start > 0 and (_quote_before(clause, start) or _clause_before(clause, start, text)):
        ranges.append((_left_edge(clause, before, start), start))
    if ranges and (comma := _resumes(clause, cue.last, True)) is not None:
        ranges.append((comma, _right_edge(clause, comma, cue)))
    spans, kind = _joined(clause, ranges, text)
    return Statement(
        number, spans, kind, _span(clause, start, cue.last), cue.term, cue.stance,
        source=_span(clause, *source), source_tokens=source, frames=cue.frames, addressee=_to_whom(clause, cue.last),
    ) if spans else None


def _takes_base(clause: Clause, source: tuple[int, int], start: int, cue: Cue) -> bool:
    """English: an uninflected verb needs a plural subject or a modal; else it is no predicate."""
    group = {clause.word(i) for i in range(start, cue.first)}
    if group & (clause.grammar.modals | {"do", "did", "does", "didn't", "don't", "doesn't", "'d", "'ll", "to"}):
        return True
    last = clause.word(source[1] - 1)
    if last in {"i", "we", "you", "they", "who"} or last.endswith("s") and not last.endswith("'s"):
        return True
    inside = {clause.word(i) for i in range(*source)}
    return bool(inside & {"and", "people", "police", "both", "many", "some", "most", "percent", "men", "women"})


def _shared_subject(clause: Clause, start: int, before: list[Statement]) -> tuple[int, int] | None:
    """``X condemned A and demanded B``: the second verb has the subject of the first."""
    opener = start - 1
    while opener > 0 and clause.is_adverb(opener):
        opener -= 1
    if clause.word(opener) not in {"and", "but", "then", "or", "et", "mais", "puis", "и", "а", "но", "і", "й", "та", "але", ","}:
        return None
    for statement in reversed(before):
        if statement.source_tokens and statement.source_tokens[1] <= opener and statement.cue.end <= clause.tokens[opener].start:
            return statement.source_tokens
    return None


def _generic(clause: Clause, source: tuple[int, int], cue: Cue) -> bool:
    """``I think``, ``you know``, ``we want``: the voice that speaks anyway, reporting nobody."""
    words = [clause.word(i) for i in range(*source)]
    if len(words) == 1 and words[0] in {"i", "we", "you", "one", "it", "je", "j'", "nous", "on", "я", "мы", "ми"}:
        mild = cue.stance not in {"neutral", "stress", "claim"} or cue.strength < 1
        now = clause.language == "en" and (cue.use == "base" or clause.word(cue.first).endswith("ing"))
        return mild or now or words[0] in {"you", "one"}
    return False


def _somebody(clause: Clause, source: tuple[int, int]) -> bool:
    """Whether a subject looks like one that can speak, know or want."""
    tokens = clause.tokens[source[0] : source[1]]
    if len(tokens) == 1 and tokens[0].folded in clause.grammar.pronouns:
        return tokens[0].folded not in {"it", "which", "i", "we", "you"}
    return any(t.capital for t in tokens[-4:]) or any(clause.index.noun_kind(t) for t in tokens)


def _to_whom(clause: Clause, after: int) -> tuple[int, int] | None:
    at = after
    while at < len(clause.tokens) and clause.is_adverb(at):
        at += 1
    if at >= len(clause.tokens) or clause.kind(at) != "word":
        return None
    end = at
    while end < len(clause.tokens) and clause.kind(end) == "word" and end - at < 12:
        end += 1
    return (at, end)


def _is_passive(clause: Clause, cue: Cue, start: int) -> bool:
    if clause.language == "en":
        group = [clause.word(i) for i in range(start, cue.first)]
        if cue.use == "gerund":
            return False
        return bool(group) and any(w in clause.grammar.be for w in group) and cue.use == "finite"
    if clause.language == "fr":
        group = [clause.word(i) for i in range(start, cue.first)]
        return cue.use == "participle" and any(w in clause.grammar.be | {"été"} for w in group) and not any(
            w in {"s'", "se"} for w in group
        )
    return False


def _has_auxiliary(clause: Clause, cue: Cue, start: int) -> bool:
    return any(clause.word(i) in clause.grammar.auxiliaries for i in range(start, cue.first))


def _passive_statement(
    clause: Clause, cue: Cue, start: int, number: int, text: str, before: list[Statement]
) -> Statement | None:
    """``It is reported by X that P``; ``This is reported by X``; ``X was accused by Y of P``."""
    at = cue.last
    source = None
    if clause.word(at) in clause.grammar.by:
        source = source_right(clause, at + 1)
        after = source[1] if source else at
    else:
        after = at
    anaphoric = _is_anaphoric(clause, 0) and start <= 4
    if anaphoric:
        return Statement(
            number, [], "indirect", _span(clause, 0, (at + 1) if source else at), cue.term, cue.stance,
            source=_span(clause, *source) if source else None, source_tokens=source, anaphoric=True, frames=cue.frames,
            addressee=_after_to(clause, after),
        ) if source else None
    complement = complement_of(clause, cue, after)
    impersonal = clause.word(start - 1) in {"it", "il"}
    if complement and complement.kind in {"clause", "quote"} and (source or impersonal):
        end = _right_edge(clause, complement.start, cue)
        first = _after_complementiser(clause, complement.start)
        spans, kind = content_spans(clause, first, end, text)
        return Statement(
            number, spans, kind, _span(clause, start, cue.last), cue.term, cue.stance,
            source=_span(clause, *source) if source else None, source_tokens=source, frames=cue.frames,
            sourceless=source is None,
        )
    if source and "object" in cue.frames:
        subject = source_left(clause, start)
        if subject:
            end = _right_edge(clause, after, cue)
            spans, kind = _joined(clause, [subject, (after, end)], text)
            return Statement(
                number, spans, kind, _span(clause, start, at + 1), cue.term, cue.stance,
                source=_span(clause, *source), source_tokens=source, frames=cue.frames,
            )
    return None


def _after_to(clause: Clause, at: int) -> tuple[int, int] | None:
    return _to_whom(clause, at) if at < len(clause.tokens) else None


def _infinitive_statement(clause: Clause, cue: Cue, number: int, text: str) -> Statement | None:
    """``went on to say that P``: the subject is that of the verb before."""
    complement = complement_of(clause, cue, cue.last)
    if complement is None or complement.kind not in {"clause", "quote"} or "clause" not in cue.frames:
        return None
    at = cue.first - 1
    steps = 0
    while at > 0 and steps < 8 and clause.kind(at - 1) == "word":
        source = source_left(clause, at)
        if source and (source[1] - source[0] <= 6) and (
            clause.word(source[0]) in clause.grammar.pronouns or clause.tokens[source[0]].capital or clause.index.noun_kind(clause.tokens[source[1] - 1])
        ) and clause.word(source[1]) not in clause.grammar.prepositions:
            end = _right_edge(clause, complement.start, cue)
            spans, kind = content_spans(clause, _after_complementiser(clause, complement.start), end, text)
            return Statement(
                number, spans, kind, _span(clause, source[1], cue.last), cue.term, cue.stance,
                source=_span(clause, *source), source_tokens=source, frames=cue.frames,
            )
        at -= 1
        steps += 1
    return None


def _document_statement(
    clause: Clause, cue: Cue, number: int, text: str, before: list[Statement]
) -> Statement | None:
    """«P, говорится в сообщении» and «В сообщении говорится, что P»."""
    grammar = clause.grammar
    source: tuple[int, int] | None = None
    after = cue.last
    boundary = cue.first
    if clause.word(cue.last) in grammar.prepositions:
        source = source_right(clause, cue.last + 1)
        after = source[1] if source else cue.last
    if source is None:
        at = cue.first - 1
        while at > 0 and clause.kind(at) == "word" and clause.word(at) not in grammar.prepositions:
            at -= 1
        while at > 0 and clause.kind(at - 1) == "word":
            at -= 1
        if clause.kind(at) != "word":
            at += 1
        if clause.word(at) in grammar.as_words:
            at += 1
        begin = at + 1 if clause.word(at) in grammar.prepositions else at
        if begin < cue.first:
            source, boundary = (begin, cue.first), at
    if source is None:
        return None
    if clause.word(boundary - 1) in grammar.as_words:
        boundary -= 1
    complement = complement_of(clause, cue, after)
    ranges: list[tuple[int, int]] = []
    if complement and complement.kind in {"clause", "quote", "colon"}:
        end = _right_edge(clause, complement.start, cue)
        ranges.append((_after_complementiser(clause, complement.start), end))
    elif boundary > 1 and (clause.word(boundary - 1) in {","} | _DASHES or clause.kind(boundary - 1) == "quote"):
        ranges.append((_left_edge(clause, before, boundary), boundary))
    elif (comma := _comma_after(clause, after)) is not None and clause.word(boundary) in grammar.as_words:
        ranges.append((comma + 1, _right_edge(clause, comma + 1, cue)))
    spans, kind = _joined(clause, ranges, text)
    return Statement(
        number, spans, kind, _span(clause, cue.first, cue.last), cue.term, "neutral",
        source=_span(clause, *source), source_tokens=source, frames=frozenset({"clause"}),
        anaphoric=not spans and _is_anaphoric(clause, 0),
    )


def _is_anaphoric(clause: Clause, at: int) -> bool:
    """``This is reported by``, «Об этом сообщает»: the content stands before the sentence."""
    return any(
        all(clause.word(at + i) == word for i, word in enumerate(words)) for words in clause.grammar.anaphors
    )


def _quote_before(clause: Clause, boundary: int) -> bool:
    at = boundary - 1
    while at >= 0 and (clause.word(at) in {",", "."} or clause.word(at) in _DASHES):
        at -= 1
    return at >= 0 and clause.kind(at) == "quote" and boundary - at <= 4


def _clause_before(clause: Clause, boundary: int, text: str) -> bool:
    """Whether a whole clause and its comma stand before the source: ``P, he said``."""
    mark = clause.word(boundary - 1)
    if mark not in {","} | _DASHES | {"?", "!"}:
        return False
    words = [t for t in clause.tokens[: boundary - 1] if t.kind in ("word", "quote")]
    if len(words) < (3 if clause.language == "en" else 2):
        return False
    first = clause.word(0)
    if first in clause.grammar.prepositions - {"for"} and not any(
        clause.word(i) in {","} or clause.word(i) in clause.grammar.auxiliaries for i in range(boundary - 1)
    ) and len(words) < 9:
        return False
    return not (first in clause.grammar.subordinators and "," not in [clause.word(i) for i in range(boundary - 1)])


def _left_edge(clause: Clause, before: list[Statement], boundary: int) -> int:
    """Where the content left of a cue begins: the sentence, or what an earlier cue left."""
    position = clause.tokens[boundary - 1].start
    begin = 0
    for statement in before:
        if any(span.start <= position < span.end for span in statement.content):
            continue
        if statement.cue.end <= position:
            last = max(statement.cue.end, statement.source.end if statement.source else 0)
            if statement.content and statement.content[0].start < statement.cue.start:
                at = next((i for i, t in enumerate(clause.tokens) if t.start >= last), 0)
                begin = max(begin, at)
    if begin == 0 and clause.word(0) in {"and", "but", "so"} and clause.word(1) == ",":
        return 2
    return begin


def _right_edge(clause: Clause, start: int, cue: Cue) -> int:
    """Where the content right of a cue ends: the sentence, or the next cue that is not part of it."""
    tokens, grammar = clause.tokens, clause.grammar
    end = len(tokens)
    while end > start and tokens[end - 1].text in {".", "…"}:
        end -= 1
    for other in clause.cues:
        if other.first <= max(start, cue.first):
            continue
        begin = group_start(clause, other)
        before = clause.word(begin - 1)
        if other.kind == "relay" or other.kind == "according":
            if before in {",", "("} and not _continues(clause, other):
                return min(end, other.first - 1)
            continue
        if other.use == "gerund" and clause.language in ("en", "fr") and before == ",":
            return min(end, begin - 1)
        if other.use == "gerund" and clause.language in ("ru", "uk") and before == ",":
            return min(end, begin - 1)
        if before in {"and", "but", "et", "mais", "и", "і", "та", "а", "но", "але", "й", "or"} and other.use == cue.use:
            if "clause" in other.frames and "object" not in other.frames and complement_of(clause, other, other.last) is None:
                continue
            if clause.language == "en" and not (clause.word(other.last) in grammar.complementisers or "object" in other.frames or "infinitive" in other.frames or clause.kind(other.last) == "quote"):
                continue
            edge = begin - 1
            return min(end, edge - 1 if clause.word(edge - 1) == "," else edge)
        source = source_left(clause, begin)
        if source and other.use != "gerund" and "clause" in other.frames:
            opener = source[0] - 1
            if clause.word(opener) in {"while", "whereas", "although", "though", "but", "and", "mais", "а", "но", "але", "tandis", "et"} and clause.word(opener - 1) in {","} | grammar.conjunctions:
                if complement_of(clause, other, other.last) is not None:
                    return min(end, opener - 1)
            if clause.word(opener) == "," and complement_of(clause, other, other.last) is None and clause.ends(other.last):
                return min(end, opener)
            if clause.word(opener) in grammar.as_words and clause.word(opener - 1) == ",":
                return min(end, opener - 1)
        if source is None and before in {","} | _DASHES and "clause" in other.frames and other.use == "finite":
            right = source_right(clause, other.last + (clause.word(other.last) in _WITHIN))
            if right and (clause.ends(right[1]) or clause.word(right[1]) in {","} | _DASHES):
                return min(end, begin - 1)
    return end


def _continues(clause: Clause, cue: Cue) -> bool:
    return False


def _right_range(clause: Clause, cue: Cue, complement: Complement, has_left: bool, documented: bool) -> tuple[int, int] | None:
    frames, kind, start = cue.frames, complement.kind, complement.start
    end = _right_edge(clause, start, cue)
    if kind == "quote":
        if not frames & {"clause", "quote", "object", "infinitive"}:
            return None
        if has_left and clause.kind(start) == "quote":
            return (start, end)
        return (start, end)
    if kind == "colon":
        return (start, end) if frames & {"clause", "quote"} else None
    if kind == "clause":
        if not frames & {"clause"} and not frames & {"object"}:
            return None
        return (_after_complementiser(clause, start), end)
    if kind == "infinitive":
        return (complement.addressee[0] if complement.addressee else start, end)
    if has_left:
        return None
    if clause.language == "en":
        if "object" in frames or "infinitive" in frames and "addressee" not in frames:
            return (start, end) if end - start >= 2 else None
        if "addressee" in frames and "infinitive" in frames:
            to = next((i for i in range(start, min(end, start + 16)) if clause.word(i) == "to"), None)
            return (start, end) if to is not None else None
        if cue.term in _INFORM and not has_left and (about := _about(clause, start, end)) is not None:
            return (about, end)
        if cue.term == "tell":
            told = _told_clause(clause, start, end)
            return (told, end) if told is not None else None
        if cue.term in _MARKED:
            return None
        if "clause" in frames and cue.strength < 0.9 and documented:
            return (start, end) if end - start >= 4 else None
        if "clause" in frames and "quote" not in frames and clause.grammar.bare and cue.strength >= 0.9 and _clausal(clause, start, end):
            return (start, end)
        return None
    if frames & {"infinitive", "object"} and end - start >= 2:
        return (start, end)
    if clause.language in ("ru", "uk") and "clause" in frames and clause.word(start) in {"о", "об", "обо", "про"}:
        return (start + 1, end) if end - start >= 3 and not clause.is_anaphor(start) else None
    return None


_WITHIN = frozenset("in by from в у на при dans à chez".split())
_INFORM = frozenset("inform notify brief tell remind assure advise warn".split())


_MARKED = frozenset("write tweet agree read".split())


def _documented(clause: Clause, source: tuple[int, int]) -> bool:
    return any(clause.index.noun_kind(t) == "document" for t in clause.tokens[source[0] : source[1]])


def _told_clause(clause: Clause, start: int, end: int) -> int | None:
    """``told reporters he would go``: the token after whom it was told to."""
    for at in range(start + 1, min(end, start + 8)):
        word = clause.word(at)
        if word in {"he", "she", "they", "it", "there", "we", "i", "you"}:
            return at
        if word in clause.grammar.prepositions and word != "of":
            return None
        if clause.kind(at) != "word":
            return None
    return None


def _about(clause: Clause, start: int, end: int) -> int | None:
    """``informed X of P``: the token after the preposition, if only the addressee stands before it."""
    for at in range(start + 1, min(end - 1, start + 8)):
        word = clause.word(at)
        if word in {"of", "about", "on"} and clause.word(at - 1) not in {"president", "minister", "government", "leader", "people"} and not (
            word == "of" and clause.tokens[at + 1].capital
        ) and not clause.is_time(at + 1):
            return at + 1
        if word in clause.grammar.auxiliaries or word == ",":
            return None
    return None


def _clausal(clause: Clause, start: int, end: int) -> bool:
    """Whether words after ``said`` look like a clause: long enough and with something finite in it."""
    if end - start < 3:
        return False
    first = clause.word(start)
    if first in clause.grammar.pronouns - {"who", "himself", "herself"}:
        return True
    window = range(start, min(end, start + 18))
    if any(clause.word(i) in clause.grammar.auxiliaries for i in window):
        return first not in {"of", "about", "on"}
    if any(clause.kind(i) == "quote" for i in window):
        return first not in clause.grammar.prepositions
    return any(
        clause.kind(i) == "word" and i > start and (clause.word(i).endswith(("ed", "s"))) for i in window
    ) and first not in clause.grammar.prepositions


def _after_complementiser(clause: Clause, at: int) -> int:
    """Drops ``that`` and its sisters; a question word stays."""
    if clause.word(at) in {"that", "que", "qu'", "что", "що", "мовляв"}:
        return at + 1
    return at


def _comma_after(clause: Clause, at: int) -> int | None:
    for i in range(at, min(len(clause.tokens), at + 14)):
        if clause.word(i) in {","}:
            return i
    return None


def _resumes(clause: Clause, at: int, quoted: bool) -> int | None:
    """``P1, he said, P2``: the token after the comma that closes the cue, if words follow."""
    comma = _comma_after(clause, at)
    if comma is None or comma + 3 >= len(clause.tokens):
        return None
    following = clause.tokens[comma + 1]
    if following.kind == "quote":
        return comma + 1
    if quoted:
        return None
    if following.folded in clause.grammar.determiners and clause.index.noun_kind(clause.tokens[comma + 2]):
        return None
    if any(cue.first == comma + 1 for cue in clause.cues) or following.folded.endswith("ing"):
        return None
    return None if following.folded in clause.grammar.relatives else comma + 1


def _inverts(clause: Clause, source: tuple[int, int]) -> bool:
    """English: ``said X`` is an inversion only if nothing but a mark, a preposition or an aside follows X."""
    if clause.language != "en":
        return True
    after = clause.word(source[1])
    if clause.word(source[0]) in clause.grammar.pronouns:
        return clause.ends(source[1]) or after in {",", "."}
    return clause.ends(source[1]) or clause.kind(source[1]) != "word" or after in clause.grammar.prepositions | clause.grammar.relatives | {
        "as", "when", "while", "during",
    } or clause.is_time(source[1])


def _closes(clause: Clause, start: int, source: tuple[int, int]) -> bool:
    """Whether cue and source are the tail of the sentence: «…, сообщает оператор.»"""
    if clause.language == "en" or clause.word(start - 1) not in {","} | _DASHES:
        return False
    return clause.ends(source[1]) or clause.word(source[1]) == ","


def _plausible(clause: Clause, source: tuple[int, int], text: str) -> bool:
    """An inverted source must look like somebody: a name, a role noun, a pronoun."""
    tokens = clause.tokens[source[0] : source[1]]
    if any(t.capital for t in tokens) or clause.word(source[0]) in clause.grammar.pronouns:
        return clause.language != "en" or _quote_before(clause, source[0] - 1) or clause.word(source[0] - 2) in {",", "as"}
    return any(clause.index.noun_kind(t) for t in tokens) and clause.language != "en"


def _gerund_subject(clause: Clause, cue: Cue, start: int, before: list[Statement]) -> tuple[int, int] | None:
    """``…, adding that P``: the source of the statement before, else the subject of the sentence."""
    if clause.language == "en":
        if any(clause.word(i) in clause.grammar.be for i in range(start, cue.first)):
            return source_left(clause, start)
        opener = clause.word(cue.first - 1)
        if start > 0 and opener in {"by", "in"} and "clause" not in cue.frames:
            return None
        if start > 0 and opener not in {",", "and", "by", "in", "while", "or", "—", "–"} and not clause.tokens[cue.first - 1].folded.endswith("ly"):
            statement = before[-1] if before else None
            if cue.strength < 1 or statement is not None:
                return None
            return source_left(clause, start) if clause.tokens[start - 1].capital or clause.index.noun_kind(clause.tokens[start - 1]) else None
    for statement in reversed(before):
        if statement.source_tokens:
            return statement.source_tokens
    if start == 0:
        comma = _comma_after(clause, cue.last)
        begin = comma + 1 if comma is not None else None
    else:
        begin = 0
    return None if begin is None else _subject_at(clause, begin, start if start else len(clause.tokens))


def _subject_at(clause: Clause, begin: int, stop: int) -> tuple[int, int] | None:
    """The noun phrase at the head of a clause: up to the first word that looks finite."""
    grammar = clause.grammar
    at = begin
    while at < stop and (clause.is_adverb(at) or clause.word(at) in grammar.conjunctions | {","}):
        at += 1
    if clause.word(at) in {"this", "last", "next", "that"} and clause.word(at + 1) in grammar.times:
        at += 2
    while at < stop and (clause.is_time(at) and not clause.word(at)[:1].isdigit()):
        at += 1
    if clause.word(at) in {"there", "it", "il", "this", "that"}:
        return None
    if clause.word(at) in grammar.prepositions - grammar.determiners:
        comma = _comma_after(clause, at)
        if comma is None or comma >= stop - 1:
            return None
        at = comma + 1
    if clause.word(at) in grammar.pronouns and clause.word(at) not in grammar.determiners:
        return (at, at + 1)
    end = at
    while end < stop and clause.kind(end) == "word" and end - at < 12:
        word = clause.word(end)
        if word in grammar.auxiliaries or (end > at and word in grammar.pronouns and word not in grammar.determiners) or (end > at and not clause.tokens[end].capital and _finite_looking(clause, end)):
            break
        end += 1
    while end > at and clause.is_adverb(end - 1):
        end -= 1
    return (at, end) if at < end else None


def _finite_looking(clause: Clause, at: int) -> bool:
    word = clause.word(at)
    if any(cue.first == at and cue.kind == "verb" and cue.use == "finite" for cue in clause.cues):
        return True
    if clause.language == "en":
        return word.endswith("ed") or word in {"met", "spoke", "held", "made", "took", "went", "came", "began", "gave", "left", "sent", "put", "spoke", "won", "lost"}
    if clause.language == "fr":
        return word in clause.grammar.auxiliaries
    return word.endswith(("л", "ла", "ли", "ло", "лся", "лась", "лись", "в", "вся", "лися", "ся", "ет", "ит", "ють", "є"))


_READINGS = {"according": _phrase_statement, "own": _own_statement, "opinion": _opinion_statement, "noun": _noun_statement}
