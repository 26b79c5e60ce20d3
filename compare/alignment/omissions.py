"""What an account does not contain: silence, never denial."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from compare.alignment.groups import link_strength
from compare.embedding.encoder import Vectors
from compare.options import CompareOptions
from compare.records import Claim, Match, Omission, Pair, Readout


def find_omissions(
    readouts: Sequence[Readout],
    claims: Sequence[Claim],
    matches: Sequence[Match],
    pairs: Sequence[Pair],
    vectors: Vectors,
    options: CompareOptions,
) -> tuple[Omission, ...]:
    """Every claim that has no counterpart in some other readout, with the readouts that lack it.

    ``confidence`` is one minus the strongest link (0..1, a probability) between the claim and any claim of
    the readouts in ``absent_from``: a near miss is reported with low confidence. ``adjusted`` multiplies it
    by ``min(1, √(2 m / (m + n)))``, m being the length in words of the shortest account in ``absent_from``
    and n that of the claim's own account: a short text leaves out more, and what a long text leaves out
    tells more.

    Returns:
        Omissions in the order of the claims.
    """
    length = {readout.id: max(1, len(readout.text.split())) for readout in readouts}
    readout_of = {claim.id: claim.readout for claim in claims}
    matched: dict[str, set[str]] = {claim.id: set() for claim in claims}
    for match in matches:
        present = {readout_of[claim] for claim in match.claims}
        for claim_id in match.claims:
            matched[claim_id] |= present
    nearest: dict[tuple[str, str], float] = {}
    for pair in pairs:
        for claim_id, other in ((pair.a, pair.b), (pair.b, pair.a)):
            key = (claim_id, readout_of[other])
            nearest[key] = max(nearest.get(key, 0.0), link_strength(pair))

    found = []
    for claim in claims:
        absent = [
            readout.id
            for readout in sorted(readouts, key=lambda readout: readout.id)
            if readout.id != claim.readout and readout.id not in matched[claim.id]
        ]
        if absent:
            confidence = 1.0 - max(nearest.get((claim.id, readout), 0.0) for readout in absent)
            shortest = min(length[readout] for readout in absent)
            allowance = min(1.0, sqrt(2.0 * shortest / (shortest + length[claim.readout])))
            found.append(
                Omission(
                    claim=claim.id,
                    absent_from=tuple(absent),
                    confidence=confidence,
                    adjusted=confidence * allowance,
                )
            )
    return tuple(found)
