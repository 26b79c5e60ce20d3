"""Articles in, the accounts to compare out: each article is taken apart by side or by source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from compare.attribution import split_article
from compare.attribution.split import NARRATION
from compare.errors import InputError
from compare.records import Claim, Document, Readout
from compare.resources import Resources


def sides_to_compare(
    articles: Sequence[Readout], resources: Resources, *, by: Literal["side", "source"] = "side"
) -> tuple[list[Readout], list[Document]]:
    """The readouts of every side that the articles quote, and the articles as documents.

    The narration of an article is nobody's account of the event, so it takes part only where an article
    quotes a single side. With several articles a readout's source names its article too.

    Raises:
        InputError: fewer than two accounts are found.
    """
    readouts: list[Readout] = []
    documents: list[Document] = []
    for article in articles:
        taken_apart = split_article(article, resources, by=by)
        sides = [readout for readout in taken_apart.readouts if readout.source != NARRATION]
        chosen = sides if len(sides) > 1 or len(articles) > 1 else list(taken_apart.readouts)
        documents.append(taken_apart.document)
        readouts += [
            replace(readout, source=f"{readout.source} ({article.source})") if len(articles) > 1 else readout
            for readout in chosen
        ]
    if len(readouts) < 2:
        raise InputError(
            f"{', '.join(article.source for article in articles)}: {len(readouts)} account found in it; "
            "give an article that quotes two sides, or compare separate files without --split"
        )
    return readouts, documents


def event_of(documents: Sequence[Document]) -> dict[str, Any] | None:
    """The event as a single article tells it: title and date; None for several articles or no title."""
    if len(documents) != 1 or not documents[0].title:
        return None
    return {"title": documents[0].title, "date": documents[0].published, "participants": []}


CONCEDING = frozenset({"admit", "agree", "accept", "concede", "promise", "assure"})
"""Stances of a cue by which somebody gives something: what he is said to have agreed to or admitted."""


def own_accounts(
    readouts: Sequence[Readout], claims: Sequence[Claim], resources: Resources
) -> dict[str, str]:
    """For each speaker of the claims the id of the readout that is his own account.

    It is the one that bears his id, else the only one of his side (by ``Readout.side``, or by a source that
    the gazetteer knows), else the one in which he speaks most; what others say that he conceded does not
    count, and where two readouts come first alike he has none.
    """
    side_of = {actor.id: actor.side for actor in resources.actors}
    by_side: dict[str, list[str]] = {}
    for readout in readouts:
        side = readout.side or side_of.get(readout.actor or "") or _side_of_source(readout.source, resources)
        if side:
            by_side.setdefault(side, []).append(readout.id)
    spoken: dict[str, Counter[str]] = {}
    for claim in claims:
        if claim.chain and claim.chain[-1].actor:
            told = spoken.setdefault(claim.chain[-1].actor, Counter())
            told[claim.readout] += claim.chain[-1].stance not in CONCEDING
    own = {}
    for actor, counts in sorted(spoken.items()):
        mine = by_side.get(side_of.get(actor) or "", [])
        most = [readout for readout, count in counts.items() if count == max(counts.values()) > 0]
        for choice in (mine, most):
            if len(choice) == 1:
                own[actor] = choice[0]
                break
    own.update({readout.actor: readout.id for readout in readouts if readout.actor})
    return own


def _side_of_source(source: str, resources: Resources) -> str | None:
    """The side of a source that bears a name of the gazetteer, where all who bear it are of one side."""
    wanted = source.casefold()
    sides = {
        actor.side
        for actor in resources.actors
        if wanted == actor.label.casefold()
        or any(wanted == name.casefold() for names in actor.names.values() for name in names)
    }
    return next(iter(sides)) if len(sides) == 1 else None
