"""Actors corrected by hand: names given to an actor, sides set, actors that are one merged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType

from compare.resources import GazetteerActor, Resources

HASH_NAME = "corrections"
"""The name under which corrections stand among the hashes of a signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What a person knows of an actor that the texts do not tell.

    ``names`` are the words by which texts call this actor and nobody else (case, a leading article and case
    endings do not matter); None keeps what is known.
    """

    actor: str
    names: tuple[str, ...] = ()
    side: str | None = None
    label: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All corrections of a project; ``merges`` maps each merged id to the id that stays, without chains."""

    merges: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    assignments: tuple[Assignment, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of what they say; layout and order of the file do not count."""
        told = {
            "merges": dict(sorted(self.merges.items())),
            "assignments": sorted(
                (asdict(each) for each in self.assignments), key=lambda each: json.dumps(each)
            ),
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def corrected(resources: Resources, corrections: Corrections) -> Resources:
    """Resources that know the corrections; their ``hashes`` carry the digest, so that a signature shows it.

    Corrections that the resources have already stay, the new ones win where both speak of the same actor or
    name.
    """
    if not corrections.merges and not corrections.assignments:
        return resources
    actors = {actor.id: actor for actor in resources.actors}
    assigned = dict(resources.assigned)
    for one in corrections.assignments:
        actors[one.actor] = _assigned(actors.get(one.actor), one)
        assigned.update(dict.fromkeys(one.names, one.actor))
    merged = {**resources.merged, **corrections.merges}
    merged = {actor: _end(into, corrections.merges) for actor, into in merged.items()}
    earlier = resources.hashes.get(HASH_NAME, "")
    digest = hashlib.sha256((earlier + corrections.digest).encode()).hexdigest() if earlier else None
    return replace(
        resources,
        actors=tuple(actors.values()),
        merged=MappingProxyType({actor: into for actor, into in merged.items() if actor != into}),
        assigned=MappingProxyType(assigned),
        hashes=MappingProxyType({**resources.hashes, HASH_NAME: digest or corrections.digest}),
    )


def _assigned(known: GazetteerActor | None, one: Assignment) -> GazetteerActor:
    if known is None:
        label = one.label or (one.names[0] if one.names else one.actor)
        return GazetteerActor(id=one.actor, label=label, kind=one.kind or "person", side=one.side)
    return replace(
        known, side=one.side or known.side, label=one.label or known.label, kind=one.kind or known.kind
    )


def _end(into: str, merges: Mapping[str, str]) -> str:
    return merges.get(into, into)
