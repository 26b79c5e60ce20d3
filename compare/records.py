"""The vocabulary of a comparison: frozen values that hold offsets, not copies of text.

Offsets are code points, end exclusive, into the text of the readout that a record belongs to (for
:class:`Attribution`: into the text that was read). Ids are stable: a hash of source, text and spans.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from compare.signature import Signature

Relation = Literal["same", "reframed", "conflict", "disagreement", "undecided", "unrelated"]
ClaimKind = Literal["direct", "indirect", "mixed", "narration"]

SCHEMA = "rashomon.comparison/1"


def stable_id(prefix: str, *parts: object) -> str:
    """A short id that depends on nothing but ``parts``: ``prefix-`` and 16 hex digits of SHA-256."""
    digest = hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:16]}"


def sha256_of(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: code points, ``0 <= start <= end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """Number of code points that both spans cover (0 if none)."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text as it was given, before it was taken apart into readouts."""

    id: str
    sha256: str
    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    retrieved: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """``readout.text[start:end]`` equals ``document.text[source_start:source_end]``."""

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Derivation:
    """Where a readout that was split from a document comes from; segments are sorted and disjoint."""

    document: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, kw_only=True)
class Readout:
    """One account of an event: a source and its text, verbatim.

    ``language`` is an ISO 639-1 code, or None when it is still to be detected; ``date`` is ISO 8601
    (``YYYY-MM-DD``); ``actor`` is an id of the gazetteer; ``side`` groups actors.
    """

    source: str
    text: str
    language: str | None = None
    actor: str | None = None
    side: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    derived_from: Derivation | None = None
    translation_of: str | None = None

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text."""
        return sha256_of(self.text)

    @cached_property
    def id(self) -> str:
        """Stable id: the same source and text give the same id."""
        return stable_id("r", self.source, self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who speaks or is spoken of; ``side`` is the id of the camp, None when unknown."""

    id: str
    label: str
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One level of *who reports that whom said what*.

    ``source`` and ``cue`` are spans where the text names them, ``via`` the channel (an agency, a social
    network), ``stance`` the reporter's attitude as the reporting verb shows it (``neutral``, ``stress``,
    ``claim``, ``deny``, ``admit``, ``warn``, ``demand`` …).
    """

    actor: str | None
    source: Span | None = None
    cue: Span | None = None
    via: str | None = None
    stance: str = "neutral"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content of one reported statement (terms of Pareti 2012, PARC).

    ``content`` may be discontinuous; ``chain`` goes from the outermost reporter to the innermost
    speaker. ``actor`` is who is responsible for the words in this text: the account that a statement is
    reported by where the text names one, else the speaker. Where the source could be one of several,
    ``actor`` is None and ``candidates`` are their ids; ``side`` is then the one that all of them share.
    """

    id: str
    kind: ClaimKind
    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    actor: str | None = None
    side: str | None = None
    via: str | None = None
    chain: tuple[ChainLink, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One assertion: ``spans`` are its words, ``start:end`` their hull; ``readout`` an id.

    ``chain`` is empty where the account speaks in its own voice (kind ``narration``).
    """

    id: str
    readout: str
    start: int
    end: int
    spans: tuple[Span, ...]
    kind: ClaimKind = "narration"
    chain: tuple[ChainLink, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class ClaimSpan:
    """Words inside a claim; offsets into the text of the claim's readout."""

    claim: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a relation was chosen: ``kind`` names the check (number, date, polarity, modality, role …)."""

    kind: str
    explanation: str
    spans: tuple[ClaimSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims of two readouts and how they relate.

    ``similarity`` (0..1) is the graded estimate that they mean the same; ``probabilities`` sum to 1 over
    same, reframed, conflict and unrelated; ``confidence`` (0..1) belongs to ``relation``.
    """

    a: str
    b: str
    relation: Relation
    confidence: float
    similarity: float
    probabilities: Mapping[str, float]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Claims of two or more readouts about one point; ``relation`` is the strongest of its pairs."""

    id: str
    claims: tuple[str, ...]
    relation: Relation
    confidence: float
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """A claim that the readouts ``absent_from`` do not contain. Silence, never denial.

    ``confidence`` (0..1) that it is absent; ``adjusted`` is the same after allowing for the length of the
    other account (a short text leaves out more). ``spans``: the part that is absent, None for the whole.
    """

    claim: str
    absent_from: tuple[str, ...]
    confidence: float
    adjusted: float
    spans: tuple[ClaimSpan, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two claims of one match that cannot both be true, and the words that clash."""

    match: str
    a: str
    b: str
    kind: str
    explanation: str
    spans: tuple[ClaimSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FramingDifference:
    """A choice of words (``kind``, ``subkind``) with the words on both sides where both exist.

    ``holder`` tells whether the account itself or a speaker whom it quotes chose them; ``strength`` and
    ``confidence`` are 0..1.
    """

    id: str
    kind: str
    spans: tuple[ClaimSpan, ...]
    strength: float
    confidence: float
    explanation: str
    subkind: str | None = None
    match: str | None = None
    holder: Literal["account", "speaker"] = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A line of the summary: ``ref`` is the id of what it tells of (match, claim or framing difference)."""

    rank: int
    kind: str
    ref: str
    headline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUse:
    """A name as one account (``readout``: its id) uses it, and every place where it stands."""

    readout: str
    name: str
    spans: tuple[ClaimSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedReferent:
    """A referent that accounts name differently: a concept of the naming lexicon and its places."""

    concept: str
    places: tuple[str, ...]
    names: tuple[NameUse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with its 95 % bootstrap interval and the number of claims it rests on; None: not computed."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisStand:
    """Where an account stands on an axis, -1..1, and the claims that pull it there."""

    readout: str
    position: Interval
    pulls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisPlacement:
    """Positions of claims (by id) and accounts on the axis from the pole ``low`` to the pole ``high``."""

    name: str
    low: tuple[str, ...]
    high: tuple[str, ...]
    claims: Mapping[str, float]
    accounts: tuple[AxisStand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairDivergence:
    """Divergence of two readouts, 0 (alike) to 1, overall and by component."""

    a: str
    b: str
    overall: Interval
    components: Mapping[str, Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """How far the accounts stand apart, 0..1; components: omission, content, framing, emphasis."""

    overall: Interval
    components: Mapping[str, Interval]
    pairs: tuple[PairDivergence, ...] = ()
    null: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The one result: everything that a report shows; see ``docs/comparison.schema.json``."""

    id: str
    signature: Signature
    readouts: tuple[Readout, ...]
    claims: tuple[Claim, ...]
    matches: tuple[Match, ...]
    omissions: tuple[Omission, ...]
    conflicts: tuple[Conflict, ...]
    framing: tuple[FramingDifference, ...]
    findings: tuple[Finding, ...]
    divergence: Divergence
    actors: tuple[Actor, ...] = ()
    documents: tuple[Document, ...] = ()
    event: Mapping[str, Any] | None = None
    stability: Mapping[str, Any] | None = None
    warnings: tuple[str, ...] = ()
    axes: tuple[AxisPlacement, ...] = ()
    names: tuple[NamedReferent, ...] = ()
    schema: str = field(default=SCHEMA)

    @cached_property
    def _readouts(self) -> dict[str, Readout]:
        return {readout.id: readout for readout in self.readouts}

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    def readout(self, id: str) -> Readout:
        """The readout with this id; KeyError if there is none."""
        return self._readouts[id]

    def claim(self, id: str) -> Claim:
        """The claim with this id; KeyError if there is none."""
        return self._claims[id]

    def text_of(self, item: Claim | ClaimSpan) -> str:
        """The words of a claim (its hull) or of a span inside a claim."""
        claim = item if isinstance(item, Claim) else self.claim(item.claim)
        return self.readout(claim.readout).text[item.start : item.end]

    def to_dict(self) -> dict[str, Any]:
        """The comparison by the contract ``rashomon.comparison/1``, figures rounded to 6 digits."""
        from compare.reports.json import comparison_to_dict

        return comparison_to_dict(self)

    def to_dataframe(self, table: Literal["claims", "matches", "framing"] = "claims") -> Any:
        """One table as a ``pandas.DataFrame``.

        Raises:
            MissingExtraError: pandas is not installed (extra ``dataframe``).
        """
        from compare.reports.dataframe import comparison_to_dataframe

        return comparison_to_dataframe(self, table)

    def _repr_html_(self) -> str:
        from compare.reports.html import render_notebook

        return render_notebook(self)
