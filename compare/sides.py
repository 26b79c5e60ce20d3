"""Articles in, the accounts to compare out: each article is taken apart by side or by source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from compare.attribution import split_article
from compare.attribution.split import NARRATION
from compare.errors import InputError
from compare.records import Document, Readout
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
    """The event as a single article tells of it: its title and date; None for several articles or no title."""
    if len(documents) != 1 or not documents[0].title:
        return None
    return {"title": documents[0].title, "date": documents[0].published, "participants": []}
