"""How a report names what it shows: accounts by letters, claims by labels, words by quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from compare.records import Claim, ClaimSpan, Readout


@dataclass(frozen=True, slots=True)
class Account:
    """A readout as a report names it: a letter, and its claims in the order of the text."""

    letter: str
    place: int
    readout: Readout
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        return self.readout.source


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a claim; ``marked`` where they are what is spoken of."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim with the words in it that are spoken of; ``start:end`` is the hull of those words."""

    claim: str
    label: str
    account: Account
    pieces: tuple[Piece, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        """The whole claim."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def words(self) -> str:
        """The marked words, the whole claim where none are marked."""
        return " … ".join(piece.text for piece in self.pieces if piece.marked) or self.text


def letter_of(place: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def quote_claim(claim: Claim, label: str, account: Account, spans: Iterable[ClaimSpan] = ()) -> Quote:
    """The claim with the words of ``spans`` marked; words that reach beyond it are quoted with it."""
    text = account.readout.text
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    at = min([claim.start, *(span.start for span in ordered)])
    end = max([claim.end, *(span.end for span in ordered)])
    pieces = []
    for span in ordered:
        if at < span.start:
            pieces.append(Piece(text[at : span.start], False))
        if max(at, span.start) < span.end:
            pieces.append(Piece(text[max(at, span.start) : span.end], True))
        at = max(at, span.end)
    if at < end:
        pieces.append(Piece(text[at:end], False))
    start = ordered[0].start if ordered else claim.start
    stop = max(span.end for span in ordered) if ordered else claim.end
    return Quote(claim.id, label, account, tuple(pieces), start, stop)
