"""Reads a text sentence by sentence and remembers whose words it is among."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from compare.attribution.chains import Resolved, reporting_office
from compare.attribution.clause import Clause, clause_of
from compare.attribution.content import Statement
from compare.attribution.cues import CueIndex
from compare.attribution.document import interrupted, spoken_after, unlisted
from compare.attribution.grammar import Grammar
from compare.attribution.headings import heading, opens_turn
from compare.attribution.leads import led_quotation
from compare.attribution.pointers import fill
from compare.attribution.quotes import Quotation, find_quotations
from compare.attribution.resolution import cite, cited_sources, resolve_statement
from compare.attribution.sentences import Sentence, sentences_of, without_stop
from compare.attribution.speakers import Speakers
from compare.attribution.statements import statements_in
from compare.attribution.tokens import Token, tokens_of
from compare.records import Span

_NESTED_WORDS = 5
_DEEPEST = 3
_MOST_PARTS = 40


@dataclass(slots=True)
class Reader:
    """One text, one language; ``pointers``: sentences that only say who reports what stands elsewhere."""

    text: str
    language: str
    index: CueIndex
    grammar: Grammar
    speakers: Speakers
    pointers: list[Span] = field(default_factory=list)

    def read(self, tokens: list[Token], depth: int = 0) -> list[Resolved]:
        """The statements in these tokens; ``depth`` counts the quotations around them."""
        sentences = sentences_of(tokens, self.text, self.index)
        clauses = [clause_of(sentence, self.index, self.grammar, self.language) for sentence in sentences]
        passage = _Passage(self, sentences, clauses, depth)
        for number in range(len(sentences)):
            passage.read(number)
        return passage.resolved

    def read_quotation(self, quotation: Quotation, depth: int) -> list[Resolved]:
        """Reported statements within a quotation, three quotations deep at most."""
        found: list[Resolved] = []
        if depth >= _DEEPEST or quotation.words(self.text) < _NESTED_WORDS:
            return found
        for part in quotation.parts:
            inner = find_quotations(self.text, part.start, part.end)
            if len(inner) == 1 and inner[0].start == part.start and inner[0].end == part.end:
                continue
            found.extend(
                self.read(tokens_of(self.text, part.start, part.end, inner, self.language), depth + 1)
            )
        return found


@dataclass(slots=True)
class _Passage:
    """A text, or the inside of a quotation, while it is read: ``last`` is the statement before."""

    reader: Reader
    sentences: Sequence[Sentence]
    clauses: Sequence[Clause]
    depth: int
    resolved: list[Resolved] = field(default_factory=list)
    reported: set[int] = field(default_factory=set)
    last: Resolved | None = None
    last_paragraph: int = -10
    turn: tuple[Statement, int] | None = None
    labels: set[str] = field(default_factory=set)

    def read(self, number: int) -> None:
        """Finds, fills and resolves the statements of one sentence."""
        sentence, clause = self.sentences[number], self.clauses[number]
        aside = interrupted(clause, number, self.reader.text)
        statements = self._filled(number, aside or self._statements(number))
        self._take_turn(number, statements)
        if not statements and not self._continued(number):
            self.reader.speakers.note(sentence.tokens, sentence.tokens[0].start)
        cited = cited_sources(clause, statements)
        for statement in statements:
            self._resolve(statement, clause, sentence, cited.get(statement.cue))
        for token in sentence.tokens if not aside else ():
            if token.quotation is not None:
                self.resolved.extend(self.reader.read_quotation(token.quotation, self.depth))

    def _statements(self, number: int) -> list[Statement]:
        sentence, clause, text = self.sentences[number], self.clauses[number], self.reader.text
        found = statements_in(clause, number, text) or unlisted(clause, number, text)
        gazetteer = self.reader.speakers.gazetteer
        if self.depth == 0 and (not found or opens_turn(clause, sentence, found)):
            headed = heading(clause, sentence, number, text, gazetteer, self.labels)
            found = [headed, *found] if headed else found
        if not found:
            led = led_quotation(clause, sentence, number, text, gazetteer)
            found = [led] if led else []
        if sentence.opens and sentence.tokens[0].text in {"—", "–"}:
            for statement in found:
                if statement.content and statement.content[0].start <= sentence.tokens[0].end + 1:
                    statement.kind = "direct"
        return found

    def _take_turn(self, number: int, statements: list[Statement]) -> None:
        """The sentences after ``Marsh: …`` on the same line are hers too."""
        sentence, clause = self.sentences[number], self.clauses[number]
        if self.turn is not None and self.turn[1] == sentence.paragraph:
            content = self.turn[0].content
            content[-1] = Span(content[-1].start, without_stop(self.reader.text, sentence))
        elif sentence.opens:
            first = statements[0] if statements else None
            headed = (
                first is not None and first.term == ":" and clause.kind(len(clause.tokens) - 1) != "quote"
            )
            self.turn = (first, sentence.paragraph) if first is not None and headed else None

    def _filled(self, number: int, statements: list[Statement]) -> list[Statement]:
        """Statements that point back (``This is reported by X``) get the content they point to, or go."""
        sentence = self.sentences[number]
        pointing = any(statement.anaphoric for statement in statements)
        if pointing and self.depth == 0:
            self.reader.pointers.append(Span(sentence.tokens[0].start, sentence.tokens[-1].end))
        return [
            statement
            for statement in statements
            if not statement.anaphoric
            or fill(statement, self.sentences, self.reported, number, self.reader.text)
        ]

    def _continued(self, number: int) -> bool:
        """A sentence that is nothing but quotation goes on with the words of the speaker before."""
        sentence = self.sentences[number]
        spans = spoken_after(sentence, self.reader.text)
        if not spans or self.last is None:
            return False
        distance = sentence.paragraph - self.last_paragraph
        statement = self.last.statement
        quoted = statement.kind != "indirect"
        if distance > 1 or (distance == 1 and not quoted):
            return quoted
        if distance == 0 and quoted and len(statement.content) < _MOST_PARTS:
            statement.content.extend(spans)
        else:
            again = Statement(number, spans, "direct", statement.cue, "", "neutral", source=statement.source)
            self.last = Resolved(again, self.last.actor, self.last.via)
            self.resolved.append(self.last)
        self.last_paragraph = sentence.paragraph
        return True

    def _resolve(
        self, statement: Statement, clause: Clause, sentence: Sentence, cited: tuple[int, int] | None
    ) -> None:
        before, speakers = self.last, self.reader.speakers
        now = resolve_statement(statement, clause, speakers, before, self.reader.text)
        if cited is not None:
            cite(now, cited, clause, speakers)
        if before is not None and self.last_paragraph == sentence.paragraph:
            now.reporter = reporting_office(before, now, speakers)
        if statement.content:
            self.resolved.append(now)
            self.reported.add(statement.sentence)
        self.last, self.last_paragraph = now, sentence.paragraph
