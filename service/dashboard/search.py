"""The search page: claims by words and by meaning, narrowed by who speaks, language and month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from service.api.caller import Caller, Reader
from service.api.given import IsoDate, Language
from service.api.services import Built, Services, in_few_threads, in_thread
from service.dashboard.errors import PageRoute
from service.dashboard.hits import ShownClaim, shown_claims
from service.dashboard.pages import page
from service.store.actors import actor_labels
from service.store.claims import ClaimFilters, Facets, Hit, facets_of, search_meaning, search_words
from service.store.rows import MAX_PAGE
from service.store.terms import variants_of

router = APIRouter(route_class=PageRoute)
MOST_HITS, MOST_VALUES = 30, 12
"""Claims of each list, and values of each facet."""
NEAR = 0.27
"""Cosine below which a claim is not shown as alike in meaning; questions about nothing in the example events
reach .25."""

By = Literal["both", "words", "meaning"]
Order = Literal["best", "oldest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is looked for; empty strings are nothing chosen."""

    q: str
    by: By
    actor: str
    language: str
    since: str
    until: str
    order: Order = "best"

    @property
    def filters(self) -> ClaimFilters:
        return ClaimFilters(
            actor=self.actor or None,
            language=self.language or None,
            since=self.since or None,
            until=self.until or None,
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.actor or self.language or self.since or self.until)

    def asked(self, **changes: str) -> dict[str, str]:
        found = {
            "q": self.q,
            "by": "" if self.by == "both" else self.by,
            "actor": self.actor,
            "language": self.language,
            "from": self.since,
            "to": self.until,
            "order": "" if self.order == "best" else self.order,
        } | changes
        return {name: value for name, value in found.items() if value}

    def address(self, **changes: str) -> str:
        """The page with some of the choices changed."""
        return f"/search?{urlencode(self.asked(**changes))}"

    def of_month(self, month: str) -> str:
        """The page narrowed to a month, or widened again if that is the choice already."""
        first, last = month_bounds(month)
        if (self.since, self.until) == (first, last):
            first = last = ""
        return self.address(**{"from": first, "to": last})

    def data(self, format: str) -> str:
        """The same claims from the API, which gives them best first."""
        return f"/api/v1/search?{urlencode(self.asked(limit=str(MOST_HITS), format=format, order=''))}"

    @property
    def looked_at(self) -> int:
        """The oldest of the claims that have the words need not be among the best."""
        return MOST_HITS if self.order == "best" else MAX_PAGE

    def ordered(self, hits: list[Hit]) -> list[Hit]:
        """As many as are shown, in the order asked for; those without a date come last."""
        if self.order == "oldest":
            hits = sorted(hits, key=lambda hit: hit.claim.date or "9999")
        return hits[:MOST_HITS]


@router.get("/search")
async def search(
    request: Request,
    caller: Reader,
    services: Built,
    q: Annotated[str, Query(max_length=1000)] = "",
    by: By = "both",
    actor: Annotated[str, Query(max_length=300)] = "",
    language: Language | Literal[""] = "",
    since: Annotated[IsoDate | Literal[""], Query(alias="from")] = "",
    until: Annotated[IsoDate | Literal[""], Query(alias="to")] = "",
    order: Order = "best",
) -> Response:
    """Claims that have the words, claims that mean the same; without a question, what there is to search."""
    q = q.replace("\x00", " ").strip()
    chosen = Choice(
        q=q,
        by=by,
        actor=actor.replace("\x00", ""),
        language=language,
        since=since,
        until=until,
        order=order,
    )
    asks = any(map(str.isalnum, q))
    words = meaning = None
    if asks and by != "meaning":
        words = await in_thread(_by_words, services, caller, chosen)
    if asks and by != "words":
        meaning = await in_few_threads(services, _by_meaning, services, caller, chosen)
    facets, labels = await in_thread(_facets, services, caller, chosen, bool(words))
    return page(
        request,
        "search.html",
        chosen=chosen,
        asks=asks,
        words=words,
        meaning=meaning,
        facets=facets,
        labels=labels,
        month_bounds=month_bounds,
        most_values=MOST_VALUES,
        most_hits=MOST_HITS,
    )


def month_bounds(month: str) -> tuple[str, str]:
    """First and last day of ``YYYY-MM``."""
    return f"{month}-01", f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


def _by_words(services: Services, caller: Caller, chosen: Choice) -> list[ShownClaim]:
    with services.store.session() as session:
        hits = chosen.ordered(
            search_words(session, caller.project, chosen.q, chosen.filters, chosen.looked_at)
        )
        marked = {term for variants in variants_of(chosen.q) for term in variants}
        return shown_claims(session, [hit.claim for hit in hits], marked)


def _by_meaning(services: Services, caller: Caller, chosen: Choice) -> list[ShownClaim]:
    vector, model = services.queries.encode(chosen.q, None)
    with services.store.session() as session:
        hits = search_meaning(session, caller.project, vector, chosen.filters, MOST_HITS, model=model)
        near = chosen.ordered([hit for hit in hits if hit.score >= NEAR])
        return shown_claims(session, [hit.claim for hit in near], (), [hit.score for hit in near])


def _facets(
    services: Services, caller: Caller, chosen: Choice, of_words: bool
) -> tuple[Facets, Mapping[str, str]]:
    """Of the claims that have the words; where there are none, of all claims."""
    with services.store.session() as session:
        facets = facets_of(session, caller.project, chosen.q if of_words else "", chosen.filters)
        return facets, actor_labels(session, caller.project)
