"""What every report tells, looked up once: letters of accounts, labels of claims, findings and words.

Nothing is measured here. A digest only follows the ids of a :class:`Comparison` and puts things in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from compare.records import (
    Claim,
    ClaimSpan,
    Comparison,
    Conflict,
    FramingDifference,
    Interval,
    Match,
    Omission,
    Pair,
    Readout,
)
from compare.reports.wording import STATE_ORDER, STATES, listed, plural


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding with all that a report needs to show it."""

    rank: int
    kind: str
    ref: str
    headline: str
    quotes: tuple[Quote, ...]
    absent_from: tuple[Account, ...] = ()
    subkind: str = ""
    relation: str = ""
    holder: str = ""
    strength: float | None = None
    confidence: float | None = None
    explanations: tuple[str, ...] = ()


class Digest:
    """A comparison with its cross-references resolved."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        by_readout: dict[str, list[Claim]] = {readout.id: [] for readout in comparison.readouts}
        for claim in comparison.claims:
            by_readout[claim.readout].append(claim)
        self.accounts = tuple(
            Account(
                letter_of(place),
                place,
                readout,
                tuple(sorted(by_readout[readout.id], key=lambda claim: (claim.start, -claim.end, claim.id))),
            )
            for place, readout in enumerate(comparison.readouts)
        )
        self._account = {account.readout.id: account for account in self.accounts}
        self._label = {
            claim.id: f"{account.letter}{number}"
            for account in self.accounts
            for number, claim in enumerate(account.claims, 1)
        }
        self._matches: dict[str, list[Match]] = {}
        for match in comparison.matches:
            for id in match.claims:
                self._matches.setdefault(id, []).append(match)
        self._omission = {omission.claim: omission for omission in comparison.omissions}
        self._framing: dict[str, list[FramingDifference]] = {}
        for difference in comparison.framing:
            for id in dict.fromkeys(span.claim for span in difference.spans):
                self._framing.setdefault(id, []).append(difference)
        self._difference = {difference.id: difference for difference in comparison.framing}
        self._divergence = {frozenset((pair.a, pair.b)): pair.overall for pair in comparison.divergence.pairs}
        self._actor = {actor.id: actor.label for actor in comparison.actors}

    # --- claims ---------------------------------------------------------------------------------------

    def label(self, claim: str) -> str:
        """``B3``: the third claim of the second account."""
        return self._label[claim]

    def account_of(self, claim: str) -> Account:
        return self._account[self.comparison.claim(claim).readout]

    def account(self, readout: str) -> Account:
        return self._account[readout]

    def matches_of(self, claim: str) -> Sequence[Match]:
        return self._matches.get(claim, ())

    def framing_of(self, claim: str) -> Sequence[FramingDifference]:
        return self._framing.get(claim, ())

    def omission_of(self, claim: str) -> Omission | None:
        return self._omission.get(claim)

    def absent_from(self, claim: str) -> tuple[Account, ...]:
        """The accounts that do not contain the claim, in the order of the report."""
        omission = self._omission.get(claim)
        found = [self._account[id] for id in omission.absent_from] if omission else []
        return tuple(sorted(found, key=lambda account: account.place))

    def pairs_of(self, claim: str) -> tuple[Pair, ...]:
        pairs = (pair for match in self.matches_of(claim) for pair in match.pairs)
        return tuple(pair for pair in pairs if claim in (pair.a, pair.b))

    def counterparts(self, claim: str) -> tuple[tuple[str, str], ...]:
        """The other claims of its matches that lie in other accounts, each with the relation to it."""
        own = self.comparison.claim(claim).readout
        direct = {(pair.b if pair.a == claim else pair.a): pair.relation for pair in self.pairs_of(claim)}
        found = {
            id: direct.get(id, match.relation)
            for match in self.matches_of(claim)
            for id in match.claims
            if self.comparison.claim(id).readout != own
        }
        return tuple(sorted(found.items(), key=lambda item: self._position(item[0])))

    def state(self, claim: str) -> str:
        """The strongest that can be said of a claim: a key of ``wording.STATES``."""
        relations = [pair.relation for pair in self.pairs_of(claim)]
        relations = relations or [match.relation for match in self.matches_of(claim)]
        known = [relation for relation in relations if relation in STATES]
        if known:
            return min(known, key=STATE_ORDER.index)
        return "only" if claim in self._omission else "open"

    def speaker(self, claim: Claim) -> str:
        """Whose words these are, outermost reporter first; empty where the account speaks itself."""
        names = []
        for link in claim.chain:
            if link.actor:
                names.append(self.actor_name(link.actor))
            elif link.source:
                names.append(" ".join(link.source.of(self.comparison.readout(claim.readout).text).split()))
        return " → ".join(dict.fromkeys(name for name in names if name))

    def actor_name(self, id: str) -> str:
        return self._actor.get(id, id)

    def _position(self, claim: str) -> tuple[int, int, int]:
        found = self.comparison.claim(claim)
        return (self._account[found.readout].place, found.start, -found.end)

    # --- words ----------------------------------------------------------------------------------------

    def quote(self, claim: str) -> Quote:
        """A whole claim."""
        found = self.comparison.claim(claim)
        piece = Piece(self.comparison.text_of(found), False)
        return Quote(claim, self.label(claim), self.account_of(claim), (piece,), found.start, found.end)

    def quotes(self, spans: Iterable[ClaimSpan], also: Iterable[str] = ()) -> tuple[Quote, ...]:
        """The claims of ``spans`` with those words marked, and the claims ``also`` in full; in order."""
        marked: dict[str, list[ClaimSpan]] = {id: [] for id in also}
        for span in spans:
            marked.setdefault(span.claim, []).append(span)
        return tuple(
            self._marked(id, marked[id]) if marked[id] else self.quote(id)
            for id in sorted(marked, key=self._position)
        )

    def _marked(self, id: str, spans: list[ClaimSpan]) -> Quote:
        claim = self.comparison.claim(id)
        text = self.comparison.readout(claim.readout).text
        at = min(claim.start, *(span.start for span in spans))
        end = max(claim.end, *(span.end for span in spans))
        pieces = []
        for span in sorted(spans, key=lambda span: (span.start, span.end)):
            if at < span.start:
                pieces.append(Piece(text[at : span.start], False))
            if max(at, span.start) < span.end:
                pieces.append(Piece(text[max(at, span.start) : span.end], True))
            at = max(at, span.end)
        if at < end:
            pieces.append(Piece(text[at:end], False))
        hull = min(span.start for span in spans), max(span.end for span in spans)
        return Quote(id, self.label(id), self.account_of(id), tuple(pieces), *hull)

    # --- findings -------------------------------------------------------------------------------------

    @cached_property
    def findings(self) -> tuple[Told, ...]:
        """What to read first, by rank."""
        framing = self._difference
        matches = {match.id: match for match in self.comparison.matches}
        told = []
        for finding in sorted(self.comparison.findings, key=lambda finding: finding.rank):
            start = Told(
                rank=finding.rank, kind=finding.kind, ref=finding.ref, headline=finding.headline, quotes=()
            )
            if difference := framing.get(finding.ref):
                told.append(self._tell_framing(start, difference))
            elif match := matches.get(finding.ref):
                told.append(self._tell_match(start, match))
            elif finding.ref in self._label:
                told.append(self._tell_claim(start, finding.ref))
            else:
                told.append(start)
        return tuple(_once(each) for each in told)

    def _tell_framing(self, start: Told, difference: FramingDifference) -> Told:
        return _with(
            start,
            quotes=self.quotes(difference.spans),
            subkind=difference.subkind or difference.kind,
            holder=difference.holder,
            strength=difference.strength,
            confidence=difference.confidence,
            explanations=(difference.explanation,),
        )

    def _tell_match(self, start: Told, match: Match) -> Told:
        conflicts = self.conflicts_of(match.id)
        if conflicts:
            spans = tuple(dict.fromkeys(span for conflict in conflicts for span in conflict.spans))
            claims = [id for conflict in conflicts for id in (conflict.a, conflict.b)]
            quotes = self.quotes(spans, also=claims)
            explanations = [conflict.explanation for conflict in conflicts]
        else:
            quotes = self.quotes((), also=match.claims)
            explanations = [reason.explanation for pair in match.pairs for reason in pair.reasons]
        return _with(
            start,
            quotes=quotes,
            subkind=conflicts[0].kind if conflicts else "",
            relation=match.relation,
            confidence=match.confidence,
            explanations=tuple(dict.fromkeys(explanations)),
        )

    def _tell_claim(self, start: Told, claim: str) -> Told:
        omission = self._omission.get(claim)
        spans = (omission.spans or ()) if omission else ()
        return _with(
            start,
            quotes=self.quotes(spans, also=[claim]),
            absent_from=self.absent_from(claim),
            confidence=omission.confidence if omission else None,
            strength=omission.adjusted if omission else None,
        )

    def difference(self, id: str) -> FramingDifference:
        """The framing difference with this id."""
        return self._difference[id]

    def reason_spans(self, pair: Pair) -> tuple[ClaimSpan, ...]:
        """The words that the reasons of a pair point at."""
        return tuple(dict.fromkeys(span for reason in pair.reasons for span in reason.spans))

    def divergence_of(self, one: Account, other: Account) -> Interval | None:
        """The overall divergence of two accounts; None if it was not measured."""
        return self._divergence.get(frozenset((one.readout.id, other.readout.id)))

    def conflicts_of(self, match: str) -> tuple[Conflict, ...]:
        return tuple(conflict for conflict in self.comparison.conflicts if conflict.match == match)

    @cached_property
    def disagreements(self) -> tuple[tuple[Match, Pair], ...]:
        """Pairs in which two speakers hold positions that do not go together."""
        return tuple(
            (match, pair)
            for match in self.comparison.matches
            for pair in match.pairs
            if pair.relation == "disagreement"
        )

    @cached_property
    def framing_by_kind(self) -> tuple[tuple[str, tuple[FramingDifference, ...]], ...]:
        """Framing differences by kind, the strongest first, in the order of the strongest of each kind."""
        kinds: dict[str, list[FramingDifference]] = {}
        for each in sorted(self.comparison.framing, key=_strongest_first):
            kinds.setdefault(each.kind, []).append(each)
        return tuple((kind, tuple(found)) for kind, found in kinds.items())

    def left_out(self, account: Account) -> tuple[Claim, ...]:
        """The claims of an account that some other account does not contain, in the order of the text."""
        return tuple(claim for claim in account.claims if claim.id in self._omission)

    # --- the whole ------------------------------------------------------------------------------------

    @property
    def signature(self) -> str:
        return self.comparison.signature.line

    @cached_property
    def title(self) -> str:
        """The event's title, else the sources."""
        event = self.comparison.event or {}
        if event.get("title"):
            return str(event["title"])
        names = [account.name for account in self.accounts]
        return listed(names) if len(names) < 5 else f"{len(names)} accounts of one event"

    @cached_property
    def states(self) -> Counter[str]:
        """Number of claims by state."""
        return Counter(self.state(claim.id) for claim in self.comparison.claims)

    @cached_property
    def summary(self) -> str:
        """The counts in one sentence."""
        phrases = {
            "same": "told alike",
            "reframed": "told differently",
            "conflict": "contradicted",
            "disagreement": "on which speakers disagree",
            "undecided": "uncertain",
            "only": "in one account only",
            "open": "not placed",
        }
        found = [f"{self.states[state]} {phrases[state]}" for state in phrases if self.states[state]]
        total = len(self.comparison.claims)
        return f"Of {plural(total, 'claim')}: {', '.join(found)}." if total else "No claim was found."

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """What a reader must know before anything else, then the warnings of the run."""
        notices = []
        if self.comparison.claims and not self.comparison.matches:
            notices.append(
                "No claim of one account was found in another. These texts may not tell of the same event."
            )
        elif self.states and set(self.states) == {"same"} and not self.comparison.framing:
            notices.append("The accounts say the same: no difference was found.")
        return (*notices, *self.comparison.warnings)


def letter_of(place: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _strongest_first(difference: FramingDifference) -> tuple[float, str]:
    return -difference.strength * difference.confidence, difference.id


def _once(told: Told) -> Told:
    """Without an explanation that the headline gives already."""
    return replace(told, explanations=tuple(each for each in told.explanations if each != told.headline))


def _with(told: Told, **changes: object) -> Told:
    return replace(told, **changes)  # type: ignore[arg-type]
