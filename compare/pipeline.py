"""The order of the stages, and nothing else: this is the only file that knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from compare.alignment import find_omissions, group_matches, propose_pairs
from compare.attribution import derived_attributions, find_attributions
from compare.claims import extract_claims
from compare.divergence import measure_divergence
from compare.documents.language import LANGUAGES, detect_language
from compare.embedding import Encoder, default_encoder
from compare.errors import InputError
from compare.findings import rank_findings
from compare.framing import find_framing
from compare.framing.axes import place_on_axes
from compare.framing.names import table_of_names
from compare.options import CompareOptions
from compare.records import Actor, Attribution, Claim, Comparison, Document, Match, Readout, stable_id
from compare.relations import find_conflicts, relate_claims
from compare.resources import Axis, Resources
from compare.sides import own_accounts
from compare.signature import sign

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, what is done and what there is to do (units of that stage)."""

STAGES = ("claims", "embedding", "alignment", "relations", "framing", "divergence")


def compare_readouts(
    readouts: Sequence[Readout],
    *,
    encoder: Encoder | None = None,
    resources: Resources | None = None,
    options: CompareOptions | None = None,
    documents: Sequence[Document] = (),
    event: Mapping[str, Any] | None = None,
    axes: Sequence[Axis] = (),
    progress: Progress | None = None,
) -> Comparison:
    """Compare two or more accounts of one event.

    Args:
        readouts: the accounts, in the order in which the report shows them. The order changes no figure.
        encoder: embedding model; None takes the bundled one.
        resources: gazetteer and lexicons; None takes none, so that actors stay unresolved and the flags that
            need a lexicon are missing (a warning says so).
        options: settings; None takes the defaults.
        documents: the articles that ``Readout.derived_from`` refers to, if any.
        event: title, date and participants, copied into the result.
        axes: on which claims and accounts are placed, beside those that the resources hold.
        progress: called as each stage advances.

    Raises:
        InputError: fewer than two readouts, an empty or too long one, or a derived one without its document.
        OptionError: both poles of an axis mean the same.
    """
    encoder = encoder or default_encoder()
    resources = resources or Resources()
    options = options or CompareOptions()
    tell = progress or (lambda stage, done, total: None)
    by_document = {document.id: document for document in documents}
    _check(readouts, by_document, options)
    shown = _distinct([_with_language(readout) for readout in readouts])
    warnings = _warnings(shown, resources)

    canonical = sorted(shown, key=lambda readout: readout.id)
    claims: list[Claim] = []
    ambiguous: dict[str, list[str]] = {}
    for done, readout in enumerate(canonical):
        tell("claims", done, len(canonical))
        if readout.derived_from is None:
            attributions = find_attributions(readout.text, readout.language, resources)
        else:
            document = by_document[readout.derived_from.document]
            attributions = derived_attributions(readout, document, resources)
        claims.extend(extract_claims(readout, attributions))
        ambiguous[readout.id] = _ambiguous(readout, attributions, resources)
    warnings += [warning for readout in shown for warning in ambiguous[readout.id]]
    tell("claims", len(canonical), len(canonical))

    text_of = {readout.id: readout for readout in canonical}
    tell("embedding", 0, len(claims))
    vectors = encoder.encode(
        [text_of[claim.readout].text[claim.start : claim.end] for claim in claims],
        [text_of[claim.readout].language for claim in claims],
    )
    tell("embedding", len(claims), len(claims))

    tell("alignment", 0, 1)
    candidates = propose_pairs(canonical, claims, vectors, options)
    tell("alignment", 1, 1)
    pairs = relate_claims(
        canonical,
        claims,
        candidates,
        encoder=encoder,
        vectors=vectors,
        resources=resources,
        options=options,
        progress=lambda done, total: tell("relations", done, total),
    )
    matches = _in_order(group_matches(claims, pairs, options), shown, claims)
    omissions = find_omissions(canonical, claims, matches, pairs, vectors, options)
    conflicts = find_conflicts(matches)

    tell("framing", 0, 1)
    framing = find_framing(
        shown, claims, matches, vectors, encoder=encoder, resources=resources, options=options
    )
    names = table_of_names(shown, claims, resources)
    placed = place_on_axes((*resources.axes, *axes), shown, claims, vectors, encoder=encoder, options=options)
    tell("framing", 1, 1)
    tell("divergence", 0, 1)
    divergence = measure_divergence(shown, claims, matches, omissions, framing, vectors, options)
    tell("divergence", 1, 1)

    position = {readout.id: place for place, readout in enumerate(shown)}
    claims.sort(key=lambda claim: (position[claim.readout], claim.start, claim.end))
    signature = sign(
        encoder=encoder.name,
        revision=encoder.revision,
        runtime=encoder.runtime,
        resources=resources.hashes,
        options=options,
    )
    return Comparison(
        id=stable_id("c", signature.line, *(readout.id for readout in shown), *_asked(axes)),
        signature=signature,
        event=event,
        actors=_actors(shown, claims, resources),
        documents=tuple(documents),
        readouts=tuple(shown),
        claims=tuple(claims),
        matches=matches,
        omissions=omissions,
        conflicts=conflicts,
        framing=framing,
        findings=rank_findings(
            shown,
            claims,
            matches,
            omissions,
            conflicts,
            framing,
            options,
            own_accounts(shown, claims, resources),
        ),
        divergence=divergence,
        warnings=tuple(warnings),
        axes=placed,
        names=names,
    )


def _asked(axes: Sequence[Axis]) -> list[str]:
    """The axes of one run, which no data file and no setting of the signature tells of."""
    return [f"{axis.name}:{','.join(axis.low)}/{','.join(axis.high)}" for axis in axes]


def _with_language(readout: Readout) -> Readout:
    return readout if readout.language else replace(readout, language=detect_language(readout.text))


def _distinct(readouts: list[Readout]) -> list[Readout]:
    """The same source with the same text, given twice, is shown as two accounts with two names."""
    seen: Counter[str] = Counter()
    distinct = []
    for readout in readouts:
        seen[readout.id] += 1
        again = seen[readout.id]
        distinct.append(readout if again == 1 else replace(readout, source=f"{readout.source} ({again})"))
    return distinct


def _check(readouts: Sequence[Readout], documents: Mapping[str, Document], options: CompareOptions) -> None:
    if len(readouts) < 2:
        raise InputError(f"{len(readouts)} readout given; a comparison needs two or more")
    for readout in readouts:
        if not readout.text.strip():
            raise InputError(f"{readout.source}: the readout is empty; give a text")
        if len(readout.text) > options.max_characters:
            raise InputError(
                f"{readout.source}: {len(readout.text):,} characters, more than max_characters = "
                f"{options.max_characters:,}; cut the text or raise the setting"
            )
        if readout.derived_from and readout.derived_from.document not in documents:
            raise InputError(
                f"{readout.source}: derived from document {readout.derived_from.document}, not given; "
                "pass it in documents"
            )


def _warnings(readouts: Sequence[Readout], resources: Resources) -> list[str]:
    warnings = []
    for readout in readouts:
        if readout.language not in LANGUAGES:
            warnings.append(
                f"{readout.source}: language {readout.language or 'unknown'} is outside "
                f"{', '.join(LANGUAGES)}; claims and flags are less reliable"
            )
    if len({readout.sha256 for readout in readouts}) < len(readouts):
        warnings.append("two readouts have the same text")
    if not resources.lexicons:
        warnings.append("no lexicons were given, so that framing flags are missing")
    return warnings


def _ambiguous(readout: Readout, attributions: Sequence[Attribution], resources: Resources) -> list[str]:
    """A warning for each source that could be one of several, once for each wording."""
    labels = {actor.id: actor.label for actor in resources.actors}
    told = []
    for one in attributions:
        if one.candidates:
            words = f"“{one.source.of(readout.text)}”" if one.source else "a source"
            named = ", ".join(labels.get(each, each) for each in one.candidates)
            told.append(f"{readout.source}: {words} could be any of {named}; --actors FILE can tell which")
    return list(dict.fromkeys(told))


def _in_order(
    matches: Sequence[Match], readouts: Sequence[Readout], claims: Sequence[Claim]
) -> tuple[Match, ...]:
    """The same matches, told in the order of the readouts; no figure changes."""
    place = {readout.id: index for index, readout in enumerate(readouts)}
    position = {claim.id: (place[claim.readout], claim.start, claim.end) for claim in claims}
    ordered = [
        replace(
            match,
            claims=tuple(sorted(match.claims, key=position.__getitem__)),
            pairs=tuple(
                sorted(
                    (
                        pair if position[pair.a] < position[pair.b] else replace(pair, a=pair.b, b=pair.a)
                        for pair in match.pairs
                    ),
                    key=lambda pair: (position[pair.a], position[pair.b]),
                )
            ),
        )
        for match in matches
    ]
    return tuple(sorted(ordered, key=lambda match: position[match.claims[0]]))


def _actors(readouts: Sequence[Readout], claims: Sequence[Claim], resources: Resources) -> tuple[Actor, ...]:
    """The actors that the readouts and the attributions name, in the order of their ids."""
    named = {readout.actor for readout in readouts}
    named |= {link.actor for claim in claims for link in claim.chain}
    named |= {link.via for claim in claims for link in claim.chain}
    known = {actor.id: actor for actor in resources.actors}
    found = [
        Actor(id=name, label=known[name].label, side=known[name].side)
        if name in known
        else Actor(id=name, label=name)
        for name in sorted(name for name in named if name)
    ]
    return tuple(found)
