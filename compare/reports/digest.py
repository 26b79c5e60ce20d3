"""What every report tells, looked up once: letters of accounts, labels of claims, findings and words.

Nothing is measured here. A digest only follows the ids of a :class:`Comparison` and puts things in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
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
)
from compare.reports.accounts import Account, Quote, letter_of, quote_claim
from compare.reports.told import Told, tell_findings
from compare.reports.wording import STATE_ORDER, STATES, listed, plural


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
        self._pairs: dict[str, list[Pair]] = {}
        for match in comparison.matches:
            for id in match.claims:
                self._matches.setdefault(id, []).append(match)
            for pair in match.pairs:
                self._pairs.setdefault(pair.a, []).append(pair)
                self._pairs.setdefault(pair.b, []).append(pair)
        self._counterparts: dict[str, tuple[tuple[str, str], ...]] = {}
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

    def pairs_of(self, claim: str) -> Sequence[Pair]:
        return self._pairs.get(claim, ())

    def counterparts(self, claim: str) -> tuple[tuple[str, str], ...]:
        """The other claims of its matches that lie in other accounts, each with the relation to it."""
        if claim not in self._counterparts:
            self._counterparts[claim] = self._find_counterparts(claim)
        return self._counterparts[claim]

    def _find_counterparts(self, claim: str) -> tuple[tuple[str, str], ...]:
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

    def quotes(self, spans: Iterable[ClaimSpan], also: Iterable[str] = ()) -> tuple[Quote, ...]:
        """The claims of ``spans`` with those words marked, and the claims ``also`` in full; in order."""
        marked: dict[str, list[ClaimSpan]] = {id: [] for id in also}
        for span in spans:
            marked.setdefault(span.claim, []).append(span)
        return tuple(
            quote_claim(self.comparison.claim(id), self.label(id), self.account_of(id), marked[id])
            for id in sorted(marked, key=self._position)
        )

    # --- findings -------------------------------------------------------------------------------------

    @cached_property
    def findings(self) -> tuple[Told, ...]:
        """What to read first, by rank."""
        return tell_findings(self)

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


def _strongest_first(difference: FramingDifference) -> tuple[float, str]:
    return -difference.strength * difference.confidence, difference.id
