"""The accounts side by side: their chunks, their vectors, and what in one answers to a stretch of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from compare.embedding.encoder import Encoder, Vectors
from compare.framing.reading import Lexis, Reading
from compare.options import CompareOptions
from compare.records import Claim, Match, Readout

_LONGEST_CHUNK = 9
_SHORTEST_CHUNK = 3


@dataclass(frozen=True, slots=True)
class Chunk:
    """A few words of a claim that belong together; ``row`` is its place among all chunks."""

    start: int
    end: int
    claim: str
    row: int
    places: frozenset[str]
    concepts: frozenset[str]
    figures: bool


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The words of another account that answer to a stretch; ``match`` if the claims are matched."""

    account: int
    start: int
    end: int
    bond: float
    match: str | None


@dataclass(frozen=True)
class Account:
    """One readout with its claims in order and its chunks."""

    readout: Readout
    reading: Reading
    claims: tuple[Claim, ...]
    chunks: tuple[Chunk, ...]

    def claim_at(self, start: int, end: int) -> Claim | None:
        """The claim that covers most of this stretch; of two that cover as much, the shorter one."""
        best: tuple[int, int, str] | None = None
        chosen = None
        for claim in self.claims:
            shared = sum(max(0, min(end, span.end) - max(start, span.start)) for span in claim.spans)
            key = (-shared, claim.end - claim.start, claim.id)
            if shared and (best is None or key < best):
                best, chosen = key, claim
        return chosen


class Accounts:
    """All accounts of a comparison in a canonical order, and the search for counterparts between them."""

    def __init__(
        self,
        readouts: Sequence[Readout],
        claims: Sequence[Claim],
        matches: Sequence[Match],
        vectors: Vectors,
        encoder: Encoder,
        lexis: Lexis,
        options: CompareOptions,
    ) -> None:
        self._encoder = encoder
        self._options = options
        self._vector = {claim.id: vectors[row] for row, claim in enumerate(claims)}
        self._matched: dict[tuple[str, str], str] = {
            (one, other): match.id for match in matches for one in match.claims for other in match.claims
        }
        rows = 0
        self.accounts: list[Account] = []
        for readout in sorted(readouts, key=lambda each: each.id):
            own = tuple(
                sorted(
                    (claim for claim in claims if claim.readout == readout.id),
                    key=lambda claim: (claim.start, claim.end, claim.id),
                )
            )
            reading = Reading(readout.text, readout.language, lexis)
            chunks = _chunks(reading, own, rows)
            rows += len(chunks)
            self.accounts.append(Account(readout, reading, own, tuple(chunks)))
        self.claim = {claim.id: claim for claim in claims}

    @cached_property
    def chunk_vectors(self) -> Vectors:
        """Vectors of all chunks, row by row."""
        texts, languages = [], []
        for account in self.accounts:
            for chunk in account.chunks:
                texts.append(account.readout.text[chunk.start : chunk.end])
                languages.append(account.readout.language)
        return self._encoder.encode(texts, languages)

    def chunk_at(self, place: int, start: int, end: int) -> Chunk | None:
        """The chunk of an account that shares most words with this stretch."""
        shared = [
            (min(end, chunk.end) - max(start, chunk.start), -chunk.row, chunk)
            for chunk in self.accounts[place].chunks
            if chunk.start < end and start < chunk.end
        ]
        return max(shared, key=lambda each: each[:2])[2] if shared else None

    def says(self, place: int, start: int, end: int) -> str:
        """``SOURCE writes “words”``."""
        readout = self.accounts[place].readout
        return f"{readout.source} writes “{readout.text[start:end]}”"

    def matched(self, claim: str, other: str) -> str | None:
        """The match that holds both claims, if there is one."""
        return self._matched.get((claim, other))

    def bond(self, one: Chunk, other: Chunk) -> float:
        """How likely two chunks are about one thing, 0..1.

        Cosine of the chunks and of their claims; places, concepts and figures in both; a match of the claims.
        """
        cosine = 0.6 * self.similarity(one, other) + 0.4 * self.claim_similarity(one.claim, other.claim)
        near = min(1.0, max(0.0, (cosine - self._options.framing_unrelated) / self._options.framing_spread))
        shared = 0.15 if one.places & other.places else 0.0
        concept = 0.12 if one.concepts & other.concepts else 0.0
        figures = 0.1 if one.figures and other.figures else 0.0
        matched = 0.12 if self.matched(one.claim, other.claim) else 0.0
        return min(1.0, 0.65 * near + shared + concept + figures + matched)

    def counterpart(self, place: int, start: int, end: int, other: int) -> Counterpart | None:
        """The chunk of the account ``other`` that comes nearest to a stretch of the account ``place``."""
        chunk = self.chunk_at(place, start, end)
        if chunk is None:
            return None
        bonds = [(round(self.bond(chunk, each), 6), -each.row, each) for each in self.accounts[other].chunks]
        if not bonds:
            return None
        bond, _, found = max(bonds, key=lambda each: each[:2])
        if bond < self._options.framing_least_bond:
            return None
        return Counterpart(other, found.start, found.end, bond, self.matched(chunk.claim, found.claim))

    def claim_similarity(self, one: str, other: str) -> float:
        """Cosine of two claims."""
        return float(np.dot(self._vector[one], self._vector[other]))

    def similarity(self, one: Chunk, other: Chunk) -> float:
        """Cosine of two chunks."""
        return float(np.dot(self.chunk_vectors[one.row], self.chunk_vectors[other.row]))


def _chunks(reading: Reading, claims: Sequence[Claim], row: int) -> list[Chunk]:
    chunks: list[Chunk] = []
    taken: set[int] = set()
    concepts = [
        (hit.start, sense.subkind)
        for hit in reading.hits("naming")
        for sense in reading.senses("naming", hit.entry.term)
        if sense.subkind != "government"
    ]
    for claim in claims:
        for span in claim.spans:
            for start, end in _pieces(reading, span.start, span.end):
                if start not in taken:
                    words = reading.text[start:end]
                    meant = frozenset(each for place, each in concepts if start <= place < end)
                    named = frozenset(code for place, code in reading.referents if start <= place < end)
                    chunks.append(
                        Chunk(
                            start,
                            end,
                            claim.id,
                            row + len(chunks),
                            named,
                            meant,
                            any(map(str.isdigit, words)),
                        )
                    )
                    taken.add(start)
    return chunks


def _pieces(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of at most nine words, broken at punctuation, conjunctions and, once long, prepositions."""
    words = [word for word in reading.words_in(start, end) if word.end <= end]
    pieces: list[list[int]] = []
    for place, word in enumerate(words):
        role = reading.role(word)
        fresh = (
            not pieces
            or _parted(reading.text[words[place - 1].end : word.start])
            or pieces[-1][2] >= _LONGEST_CHUNK
            or (role in ("conjunction", "relative") and pieces[-1][2] >= _SHORTEST_CHUNK)
            or (role in ("preposition", "locative") and pieces[-1][2] >= 2 * _SHORTEST_CHUNK - 1)
        )
        if fresh:
            pieces.append([word.start, word.end, 1])
        else:
            pieces[-1][1] = word.end
            pieces[-1][2] += 1
    return [(first, last) for first, last, _ in pieces]


def _parted(between: str) -> bool:
    return any(char in between for char in ".,;:!?()—–\n…")
