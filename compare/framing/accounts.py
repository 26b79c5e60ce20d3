"""The accounts side by side: their chunks, their vectors, and what in one answers to a stretch of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from compare.embedding.encoder import Encoder, Vectors
from compare.framing.naming import Name, names_of
from compare.framing.phrases import phrases_of, stands_alone
from compare.framing.reading import Lexis, Reading
from compare.options import CompareOptions
from compare.records import Claim, Match, Readout, Span

_LONGEST_SHOWN = 90
"""Characters of an answering stretch that is shown whole."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A phrase of a claim; ``row`` is its place among all chunks, ``whole`` the stretch that it is part of.

    ``telling``: does it say something by itself, or is it a name or a single word?
    """

    start: int
    end: int
    whole: Span
    claim: str
    row: int
    places: frozenset[str]
    concepts: frozenset[str]
    figures: bool
    telling: bool


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

    @cached_property
    def names(self) -> list[Name]:
        """Phrases that can stand for a referent."""
        return names_of(self.reading)

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
        self.has_lexicons = bool(lexis.resources.lexicons)
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
        words = " ".join(readout.text[start:end].split())
        return f"{readout.source} writes “{words}”"

    def matched(self, claim: str, other: str) -> str | None:
        """The match that holds both claims, if there is one."""
        return self._matched.get((claim, other))

    def told_alike(self, one: int, a: Span, other: int, b: Span) -> str | None:
        """The match of the claims in which two stretches stand, if they are matched."""
        left = self.accounts[one].claim_at(a.start, a.end)
        right = self.accounts[other].claim_at(b.start, b.end)
        return self.matched(left.id, right.id) if left and right else None

    def bond(self, one: Chunk, other: Chunk, *, concept: float = 0.12) -> float:
        """How likely two chunks are about one thing, 0..1.

        Cosine of the chunks and of their claims; places (the rarer, the more telling), concepts and figures
        in both; a match of the claims. ``concept`` is what a shared concept of the naming lexicon counts.
        """
        cosine = 0.6 * self.similarity(one, other) + 0.4 * self.claim_similarity(one.claim, other.claim)
        near = min(1.0, max(0.0, (cosine - self._options.framing_unrelated) / self._options.framing_spread))
        shared = max((self._rarity[place] for place in one.places & other.places), default=0.0)
        meant = concept if one.concepts & other.concepts else 0.0
        figures = 0.1 if one.figures and other.figures else 0.0
        matched = 0.12 if self.matched(one.claim, other.claim) else 0.0
        return min(1.0, 0.65 * near + 0.2 * shared + meant + figures + matched)

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """How few of the chunks name a place, 0..1."""
        chunks = [chunk for account in self.accounts for chunk in account.chunks]
        counts = Counter(place for chunk in chunks for place in chunk.places)
        return {place: 1.0 - count / len(chunks) for place, count in counts.items()}

    def referent(self, one: int, a: Name, other: int, b: Name) -> float:
        """How likely (0..1) two phrases of one concept mean one referent; 0 if they name different places."""
        if a.concept != b.concept or (a.places and b.places and not a.places & b.places):
            return 0.0
        first, second = self.chunk_at(one, a.start, a.end), self.chunk_at(other, b.start, b.end)
        if first is None or second is None:
            return 0.0
        shared = 0.2 if a.places & b.places else 0.0
        return min(1.0, self.bond(first, second) + shared)

    def renamed(self, place: int, start: int, end: int, other: int) -> Counterpart | None:
        """Another name that the account ``other`` has for what a stretch of the account ``place`` names."""
        own = [name for name in self.accounts[place].names if start <= name.head_start < end]
        bonds = [
            (round(self.referent(place, a, other, b), 6), -number, b)
            for a in own
            for number, b in enumerate(self.accounts[other].names)
            if a.head.casefold() != b.head.casefold()
        ]
        bond, _, found = max(bonds, key=lambda each: each[:2], default=(0.0, 0, None))
        if found is None or bond < self._options.framing_least_referent:
            return None
        mine, theirs = self.chunk_at(place, start, end), self.chunk_at(other, found.start, found.end)
        match = self.matched(mine.claim, theirs.claim) if mine and theirs else None
        return Counterpart(other, found.start, found.end, bond, match)

    def nearest(self, place: int, start: int, end: int, other: int) -> Counterpart | None:
        """The phrase of the account ``other`` that says nearly what a stretch of the account ``place`` says.

        A name or a single word answers nothing by itself.
        """
        own = [chunk for chunk in self.accounts[place].chunks if chunk.start < end and start < chunk.end]
        bonds = [
            (round(self.bond(chunk, each, concept=0.0), 6), -each.row, chunk, each)
            for chunk in own
            for each in self.accounts[other].chunks
            if each.telling and self._alike(chunk, each)
        ]
        if not bonds:
            return None
        bond, _, chunk, found = max(bonds, key=lambda each: each[:2])
        if bond < self._options.framing_least_answer:
            return None
        shown = found.whole if len(found.whole) <= _LONGEST_SHOWN else Span(found.start, found.end)
        return Counterpart(other, shown.start, shown.end, bond, self.matched(chunk.claim, found.claim))

    def _alike(self, one: Chunk, other: Chunk) -> bool:
        """Phrases of claims that are not matched must be the more alike."""
        more = 0.0 if self.matched(one.claim, other.claim) else self._options.framing_least_likeness / 4
        return self.similarity(one, other) >= self._options.framing_least_likeness + more

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
            for phrase in phrases_of(reading, span.start, span.end):
                start, end = phrase.start, phrase.end
                if start in taken:
                    continue
                chunks.append(
                    Chunk(
                        start=start,
                        end=end,
                        whole=phrase.whole,
                        claim=claim.id,
                        row=row + len(chunks),
                        places=frozenset(code for at, code in reading.referents if start <= at < end),
                        concepts=frozenset(each for at, each in concepts if start <= at < end),
                        figures=any(map(str.isdigit, reading.text[start:end])),
                        telling=stands_alone(reading, start, end),
                    )
                )
                taken.add(start)
    return chunks
