"""Choices that show only side by side: other names, spellings, frames, stages, agents."""

from __future__ import annotations

from itertools import combinations

from compare.framing import blame_agency, frame, modality, naming
from compare.framing.accounts import Accounts, Chunk
from compare.framing.drafts import Draft, Place
from compare.framing.naming import Name
from compare.options import CompareOptions


def find_contrasts(accounts: Accounts, options: CompareOptions) -> list[Draft]:
    """Contrasts of every two accounts."""
    drafts = []
    for one, other in combinations(range(len(accounts.accounts)), 2):
        drafts.extend(_namings(accounts, one, other, options))
        drafts.extend(_spellings(accounts, one, other))
        drafts.extend(_chunk_contrasts(accounts, one, other, options))
    return drafts


def _says(accounts: Accounts, place: int, start: int, end: int) -> str:
    readout = accounts.accounts[place].readout
    return f"{readout.source} writes “{readout.text[start:end]}”"


def _namings(accounts: Accounts, one: int, other: int, options: CompareOptions) -> list[Draft]:
    drafts = []
    left = naming.names_of(accounts.accounts[one].reading)
    right = naming.names_of(accounts.accounts[other].reading)
    for a in left:
        for b in right:
            if (
                a.concept != b.concept
                or a.register == b.register == "plain"
                or a.head.casefold() == b.head.casefold()
            ):
                continue
            bond = _bond(accounts, one, a, other, b)
            if bond < options.framing_least_bond:
                continue
            strength = max(a.strength, b.strength)
            first, second = ((one, a), (other, b)) if a.strength >= b.strength else ((other, b), (one, a))
            drafts.append(
                Draft(
                    kind=naming.KIND,
                    subkind=a.concept,
                    places=(
                        Place(first[0], first[1].start, first[1].end),
                        Place(second[0], second[1].start, second[1].end),
                    ),
                    strength=strength,
                    confidence=min(0.95, bond),
                    explanation=(
                        f"{_says(accounts, first[0], first[1].start, first[1].end)}; "
                        f"{_says(accounts, second[0], second[1].start, second[1].end)}: "
                        f"two names for what may be one referent ({a.concept.replace('_', ' ')})."
                    ),
                )
            )
    return drafts


def _bond(accounts: Accounts, one: int, a: Name, other: int, b: Name) -> float:
    """How likely two phrases of one concept mean one referent: shared places, related claims, near vectors."""
    if a.places and b.places and not a.places & b.places:
        return 0.0
    first, second = accounts.chunk_at(one, a.start, a.end), accounts.chunk_at(other, b.start, b.end)
    if first is None or second is None:
        return 0.0
    shared = 0.3 if a.places & b.places else 0.0
    related = 0.25 if second.claim in dict(accounts.matched_claims(first.claim, other)) else 0.0
    return max(0.0, accounts.similarity(first, second)) * 0.6 + shared + related


def _spellings(accounts: Accounts, one: int, other: int) -> list[Draft]:
    drafts = []
    right = naming.spellings_of(accounts.accounts[other].reading)
    seen: set[str] = set()
    for a in naming.spellings_of(accounts.accounts[one].reading):
        b = next((each for each in right if each.name == a.name and each.tradition != a.tradition), None)
        if b is None or a.name in seen:
            continue
        seen.add(a.name)
        drafts.append(
            Draft(
                kind=naming.KIND,
                subkind="transliteration",
                places=(Place(one, a.start, a.end), Place(other, b.start, b.end)),
                strength=a.strength,
                confidence=0.9,
                explanation=(
                    f"{_says(accounts, one, a.start, a.end)} ({a.tradition}); "
                    f"{_says(accounts, other, b.start, b.end)} ({b.tradition}): two forms of one name."
                ),
            )
        )
    return drafts


def _chunk_contrasts(accounts: Accounts, one: int, other: int, options: CompareOptions) -> list[Draft]:
    """Chunks of related claims that tell one thing by another frame, stage or agent."""
    drafts = []
    for a in accounts.accounts[one].chunks:
        related = dict(accounts.related_claims(a.claim, other))
        for b in accounts.accounts[other].chunks:
            if b.claim not in related:
                continue
            similarity = accounts.similarity(a, b)
            if similarity < options.framing_chunk_similarity:
                continue
            bond = min(1.0, similarity + (0.2 if related[b.claim] else 0.0))
            for contrast in (_frames, _modality, _agents):
                draft = contrast(accounts, one, a, other, b, bond, related[b.claim])
                if draft is not None:
                    drafts.append(draft)
    return drafts


def _frames(
    accounts: Accounts, one: int, a: Chunk, other: int, b: Chunk, bond: float, match: str | None
) -> Draft | None:
    left = frame.frames_of(accounts.accounts[one].reading, a.start, a.end)
    right = frame.frames_of(accounts.accounts[other].reading, b.start, b.end)
    if not left or not right or set(left) & set(right):
        return None
    first, second = max(left, key=left.__getitem__), max(right, key=right.__getitem__)
    return Draft(
        kind=frame.KIND,
        subkind=f"{min(first, second)}/{max(first, second)}",
        places=(Place(one, a.start, a.end), Place(other, b.start, b.end)),
        strength=0.5,
        confidence=bond * 0.8,
        explanation=(
            f"{_says(accounts, one, a.start, a.end)} ({first.replace('_', ' ')}); "
            f"{_says(accounts, other, b.start, b.end)} ({second.replace('_', ' ')}): one point, two frames."
        ),
        match=match,
    )


def _modality(
    accounts: Accounts, one: int, a: Chunk, other: int, b: Chunk, bond: float, match: str | None
) -> Draft | None:
    left = [m for m in modality.find_marks(accounts.accounts[one].reading) if a.start <= m.start < a.end]
    right = [m for m in modality.find_marks(accounts.accounts[other].reading) if b.start <= m.start < b.end]
    if not left or not right:
        return None
    first = max(left, key=lambda m: (m.strength, -m.start))
    second = max(right, key=lambda m: (m.strength, -m.start))
    if first.subkind == second.subkind or abs(first.level - second.level) < 0.25:
        return None
    return Draft(
        kind=modality.KIND,
        subkind=f"{min(first.subkind, second.subkind)}/{max(first.subkind, second.subkind)}",
        places=(Place(one, a.start, a.end), Place(other, b.start, b.end)),
        strength=abs(first.level - second.level),
        confidence=bond,
        explanation=(
            f"{_says(accounts, one, a.start, a.end)} ({first.subkind}: “{first.cue}”); "
            f"{_says(accounts, other, b.start, b.end)} ({second.subkind}: “{second.cue}”)."
        ),
        match=match,
    )


def _agents(
    accounts: Accounts, one: int, a: Chunk, other: int, b: Chunk, bond: float, match: str | None
) -> Draft | None:
    left, right = accounts.accounts[one].reading, accounts.accounts[other].reading
    acts = [m for m in blame_agency.find_marks(left) if a.start <= m.start < a.end]
    deeds = [m for m in blame_agency.find_marks(right) if b.start <= m.start < b.end]
    if not acts or not deeds:
        return None
    mine = blame_agency.roles_of(left, a.start, a.end)
    theirs = blame_agency.roles_of(right, b.start, b.end)
    reversed_roles = bool(mine.agents & theirs.patients or mine.patients & theirs.agents)
    other_agent = bool(mine.agents and theirs.agents and not mine.agents & theirs.agents)
    deleted = bool(mine.agents) != bool(theirs.agents)
    if not (reversed_roles or other_agent or deleted):
        return None
    subkind = "agent_reversed" if reversed_roles else "other_agent" if other_agent else "agent_deleted"
    return Draft(
        kind=blame_agency.KIND,
        subkind=subkind,
        places=(Place(one, a.start, a.end), Place(other, b.start, b.end)),
        strength=0.9 if reversed_roles else 0.7 if other_agent else 0.5,
        confidence=bond,
        explanation=(
            f"{_says(accounts, one, a.start, a.end)}; {_says(accounts, other, b.start, b.end)}: "
            "who does it to whom is told otherwise."
        ),
        match=match,
    )
