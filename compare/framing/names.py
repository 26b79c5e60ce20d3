"""Who calls what by which name: a table of the names of one referent, account by account."""

from __future__ import annotations

from collections.abc import Sequence

from compare.framing.naming import Name, names_of
from compare.framing.reading import Reading, lexis_of
from compare.records import Claim, ClaimSpan, NamedReferent, NameUse, Readout
from compare.resources import Resources


def table_of_names(
    readouts: Sequence[Readout], claims: Sequence[Claim], resources: Resources
) -> tuple[NamedReferent, ...]:
    """Referents that the accounts name in different words, with each account's names and where they stand.

    A referent is a concept of the naming lexicon together with the places that its phrase names: the
    government of one state, the fighting in one region. Phrases that name no place are put together as the
    referent of that concept without a place, which may be several. Referents that have one name throughout,
    or none but plain names, are left out.
    """
    lexis = lexis_of(resources)
    uses: dict[tuple[str, tuple[str, ...]], dict[tuple[str, str], list[ClaimSpan]]] = {}
    charged: set[tuple[str, tuple[str, ...]]] = set()
    for readout in readouts:
        own = [claim for claim in claims if claim.readout == readout.id]
        for name in names_of(Reading(readout.text, readout.language, lexis)):
            claim = _holder(own, name)
            if claim is None:
                continue
            key = (name.concept, tuple(sorted(name.places)))
            words = _bare(readout, name)
            uses.setdefault(key, {}).setdefault((readout.id, words), []).append(
                ClaimSpan(claim.id, name.start, name.end)
            )
            if name.register != "plain":
                charged.add(key)
    found = []
    for key, names in sorted(uses.items()):
        accounts = {readout for readout, _ in names}
        if key in charged and len(accounts) > 1 and len({words for _, words in names}) > 1:
            told = tuple(
                NameUse(readout=readout, name=words, spans=tuple(spans))
                for (readout, words), spans in sorted(
                    names.items(), key=lambda each: (-len(each[1]), each[0])
                )
            )
            found.append(NamedReferent(concept=key[0], places=key[1], names=told))
    return tuple(found)


def _holder(claims: Sequence[Claim], name: Name) -> Claim | None:
    inside = [claim for claim in claims if claim.start <= name.start and name.end <= claim.end]
    return min(inside, key=lambda claim: (claim.end - claim.start, claim.id), default=None)


def _bare(readout: Readout, name: Name) -> str:
    """The phrase as it is counted: one space between words, no capital letters but those of names."""
    return " ".join(readout.text[name.start : name.end].split()).strip("“”«»„\"'").casefold()
