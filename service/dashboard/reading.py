"""The reading view: two to six accounts side by side, and what each passage has to do with the others."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from compare.reports import wording
from compare.reports.accounts import Account
from compare.reports.digest import Digest
from compare.reports.html.columns import columns
from service.api.caller import Reader
from service.api.parameters import Id
from service.api.services import Built
from service.dashboard.errors import PageRoute
from service.dashboard.pages import page
from service.dashboard.stored import load_stored

router = APIRouter(prefix="/comparisons/{comparison_id}", route_class=PageRoute)


@dataclass(frozen=True, slots=True)
class First:
    """One of the findings to read first: what it says, and the labels of the claims that it is about."""

    rank: int
    kind: str
    relation: str
    headline: str
    claims: tuple[str, ...]


@router.get("/read")
def read(
    request: Request,
    comparison_id: Id,
    caller: Reader,
    services: Built,
    claim: str | None = Query(None, max_length=60, description="Id of the claim to begin with."),
) -> Response:
    """The texts with their marks; ``claim`` is the id of a claim, or its label such as ``B3``."""
    stored = load_stored(services, caller, comparison_id)
    digest = stored.digest
    return page(
        request,
        "reading.html",
        stored=stored,
        digest=digest,
        columns=columns(digest),
        speakers=_speakers(digest),
        firsts=firsts(digest),
        states=[state for state in wording.STATE_ORDER if digest.states[state]],
        kinds=[kind for kind, _ in digest.framing_by_kind],
        glyphs=GLYPHS,
        chosen=_label(digest, claim),
    )


@router.get("/details")
def details(request: Request, comparison_id: Id, caller: Reader, services: Built) -> Response:
    """What the panel of the reading view shows, one article a claim: fetched once, after the texts."""
    stored = load_stored(services, caller, comparison_id)
    return page(request, "reading_details.html", stored=stored, digest=stored.digest, glyphs=GLYPHS)


GLYPHS = {state: word.glyph for state, word in wording.STATES.items()}


def firsts(digest: Digest) -> list[First]:
    """The findings in their order, each with its claims as the accounts stand."""
    return [
        First(
            told.rank,
            told.kind,
            told.relation,
            told.headline,
            tuple(dict.fromkeys(quote.label for quote in told.quotes)),
        )
        for told in digest.findings
    ]


def _speakers(digest: Digest) -> dict[str, str]:
    """Where the speaker changes within an account: the name, by the claim that it is told at."""
    return {id: name for account in digest.accounts for id, name in _changes(digest, account)}


def _changes(digest: Digest, account: Account) -> list[tuple[str, str]]:
    found, last = [], ""
    for claim in account.claims:
        name = digest.speaker(claim)
        if name and name != last:
            found.append((claim.id, name))
        last = name
    return found


def _label(digest: Digest, asked: str | None) -> str | None:
    """The label of the claim that is asked for by its id or its label, None if there is no such claim."""
    labels = {claim.id: digest.label(claim.id) for claim in digest.comparison.claims}
    return labels.get(asked or "") or (asked if asked in labels.values() else None)
