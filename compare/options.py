"""The settings of a comparison: frozen, keyword-only, each with its unit, source and how it was fitted.

A threshold is a field here, never a bare number in the middle of code. ``metadata["help"]`` of a field is
the line that the documentation prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from compare.errors import OptionError


def setting(default: Any, help: str, low: float | None = None, high: float | None = None) -> Any:
    """A field with a help line and, for numbers, the closed range that it may take."""
    return field(default=default, metadata={"help": help, "low": low, "high": high})


@dataclass(frozen=True, kw_only=True)
class CompareOptions:
    """All that a caller may set. Raises :class:`OptionError` for a value outside its range."""

    seed: int = setting(20220212, "Seed of every random draw (bootstrap).", 0, 2**32 - 1)
    bootstrap_samples: int = setting(
        1000, "Number of bootstrap samples for each interval; 0: none.", 0, 100_000
    )
    max_characters: int = setting(
        500_000,
        "Longest readout that one comparison takes, in characters: about an hour of encoding on two cores.",
        1,
    )
    # --- alignment -----------------------------------------------------------------------------------
    candidates_per_claim: int = setting(
        2, "Nearest claims that alignment keeps per claim, other readout and direction (readouts).", 1, 50
    )
    candidate_floor: float = setting(
        0.2, "Lowest cosine of a candidate pair; it keeps 97 % of the links in ecbplus dev.", -1, 1
    )
    candidate_margin: float = setting(
        0.15, "How far below a claim's nearest neighbour a candidate may lie (cosine; readouts).", 0, 2
    )
    link_trust: float = setting(
        0.6, "Weight of a pair's own log-odds of a link, read without its accounts (readouts).", 0, 2
    )
    link_rank: float = setting(
        0.8,
        "What ln(1 + rank) takes from the log-odds of a link; rank 0: nearest both ways (readouts).",
        0,
        5,
    )
    link_name: float = setting(
        0.3, "What a shared name that only these two claims bear adds to the log-odds (readouts).", 0, 5
    )
    link_measure: float = setting(
        0.8,
        "What a kind of measure (duration …) that only these two give adds (log-odds; by judgement).",
        0,
        5,
    )
    link_word: float = setting(
        1.4, "What a shared word that only these two claims bear adds to the log-odds (readouts).", 0, 5
    )
    link_prior: float = setting(
        -1.75, "Log-odds of a link where the pair alone is undecided and shares nothing (readouts).", -10, 10
    )
    link_threshold: float = setting(
        0.26, "Lowest probability of a link that is reported: best F1 on the pairs of readouts.", 0, 1
    )
    parallel: int = setting(
        0, "1: the readouts are translations of one text, so that no two links cross; 0: any order.", 0, 1
    )
    group_linkage: float = setting(
        0.2, "Lowest mean link probability over the pairs of a group (readouts).", 0, 1
    )
    # --- relations -----------------------------------------------------------------------------------
    conflict_rarity: float = setting(
        3.0, "How much rarer conflicts are between accounts than in the data of the calibration.", 1, 1000
    )
    undecided_below: float = setting(
        0.4, "A relation whose probability is lower is undecided (hard pairs: half of those are wrong).", 0, 1
    )
    # --- framing -------------------------------------------------------------------------------------
    findings_most: int = setting(40, "Number of findings that a report leads with, at most.", 1, 10_000)
    findings_omission: float = setting(
        0.6, "Weight (0..1) of an omission among the findings, beside a difference of framing.", 0, 1
    )
    framing_unrelated: float = setting(
        0.12,
        "Cosine of two stretches (with their claims) that share nothing; median of 10 pairs of readouts.",
        -1,
        1,
    )
    framing_spread: float = setting(
        0.45, "Cosine above the unrelated at which two stretches surely answer to each other.", 0.01, 2
    )
    framing_least_weight: float = setting(
        0.2, "Least strength times confidence (0..1) of a choice that is reported; by judgement.", 0, 1
    )
    framing_least_bond: float = setting(
        0.3,
        "Least bond (0..1: cosine, shared places, matched claims) of stretches that answer to each other.",
        0,
        1,
    )
    framing_least_answer: float = setting(
        0.55,
        "Least bond (0..1) at which a phrase is shown as what another account says instead; by judgement.",
        0,
        1,
    )
    framing_least_referent: float = setting(
        0.35,
        "Least bond (0..1) at which another name is shown as what another account says (readouts).",
        0,
        1,
    )
    framing_least_likeness: float = setting(
        0.45,
        "Least cosine of a choice's phrase and the phrase that is shown as its answer; by judgement.",
        -1,
        1,
    )
    framing_least_choice: float = setting(
        0.35,
        "Least probability (0..1) that words in one place of two accounts are a choice (gold pairs).",
        0,
        1,
    )
    framing_alone_factor: float = setting(
        0.8, "Factor (0..1) on the confidence of a choice that no other account answers.", 0, 1
    )
    framing_frame_gap: float = setting(
        0.15, "Least difference (share of framing words) by which an account dwells on a dimension.", 0, 1
    )
    framing_place_gap: float = setting(
        0.55, "Least difference of place (0 first claim, 1 last) for a flag of emphasis; by judgement.", 0, 1
    )
    framing_share_gap: float = setting(
        0.25, "Least difference of share of the text for a flag of emphasis; by judgement.", 0, 1
    )
    framing_least_claims: int = setting(
        3, "Number of claims below which an account shows no emphasis.", 1, 1000
    )
    framing_flags_per_100_words: float = setting(
        6.0, "Most framing differences reported per 100 words of all accounts; by judgement.", 0, 100
    )
    framing_least_flags: int = setting(5, "Framing differences that even a short text may have.", 0, 1000)
    # --- divergence ----------------------------------------------------------------------------------
    interval_least_claims: int = setting(
        5,
        "Number of claims below which a figure has no interval: a bootstrap of so few is too narrow.",
        1,
        1000,
    )
    weight_content: float = setting(0.5, "Weight of content in the divergence of what is shared.", 0, 1)
    weight_framing: float = setting(0.3, "Weight of framing in the divergence of what is shared.", 0, 1)
    weight_emphasis: float = setting(0.2, "Weight of emphasis in the divergence of what is shared.", 0, 1)

    def __post_init__(self) -> None:
        for each in fields(self):
            low, high = each.metadata.get("low"), each.metadata.get("high")
            value = getattr(self, each.name)
            if (low is not None and value < low) or (high is not None and value > high):
                raise OptionError(each.name, value, f"must lie between {low} and {high}")


def parse_options(assignments: Sequence[str]) -> CompareOptions:
    """Options from ``NAME=VALUE`` strings.

    Raises:
        OptionError: an unknown name, a value of another type, or one outside its range.
    """
    known = {each.name: each for each in fields(CompareOptions)}
    values: dict[str, Any] = {}
    defaults = CompareOptions()
    for assignment in assignments:
        name, _, text = assignment.partition("=")
        if name not in known:
            raise OptionError(name, text, f"no such option; there are {', '.join(sorted(known))}")
        kind: type = type(getattr(defaults, name))
        try:
            values[name] = kind(text)
        except ValueError as error:
            raise OptionError(name, text, f"must be of type {kind.__name__}") from error
    return CompareOptions(**values)
