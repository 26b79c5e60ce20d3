"""The terms page: the contrasting vocabulary of two actors, and the claims behind every term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from service.api.caller import Reader
from service.api.given import Language, Tag
from service.api.services import Built
from service.dashboard.errors import PageRoute
from service.dashboard.hits import shown_claims
from service.dashboard.pages import page
from service.store.actors import actor_labels
from service.store.contrasts import (
    Speaker,
    TermContrast,
    TermCount,
    claims_with_term,
    common_languages,
    contrast_terms,
    speakers,
    usual_pair,
)

router = APIRouter(prefix="/terms", route_class=PageRoute)
SURE = 0.05
"""Corrected p below which a term is emphasised."""
MOST_TERMS, MOST_CLAIMS, MOST_SPEAKERS = 400, 20, 60
"""Terms of the chart and the table, claims of a term, and names to choose from; the data have all."""
FEW_CLAIMS = 3
"""A speaker with fewer claims is not offered: nothing of so little could be tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the visitor asks to see."""

    a: str
    b: str
    language: str

    def address(self, **changes: str) -> str:
        """The page with some of the choices changed."""
        asked = {"a": self.a, "b": self.b, "language": self.language} | changes
        return "/terms?" + urlencode({name: value for name, value in asked.items() if value})

    def claims(self, side: str, term: TermCount) -> str:
        """The claims behind a term of ``a`` or ``b``."""
        asked = {
            "name": self.a if side == "a" else self.b,
            "term": term.term,
            "language": term.language or "",
        }
        return f"/terms/claims?{urlencode(asked)}"

    def data(self, format: str) -> str:
        """The same figures from the API."""
        asked = {"a": self.a, "b": self.b, "language": self.language, "limit": "5000", "format": format}
        return "/api/v1/terms?" + urlencode({name: value for name, value in asked.items() if value})


@router.get("")
def terms(
    request: Request,
    caller: Reader,
    services: Built,
    a: Tag | Literal[""] = "",
    b: Tag | Literal[""] = "",
    language: Language | Literal[""] = "",
) -> Response:
    """The contrast of two actors in one language; without a choice, of those who say most in one."""
    with services.store.session() as session:
        labels = actor_labels(session, caller.project)
        names = speakers(session, caller.project)
        usual = usual_pair(session, caller.project)
        if usual and not (a and b):
            a = a or next((name for name in usual if name != b), usual[0])
            b = b or next((name for name in usual if name != a), usual[1])
        shared = common_languages(session, caller.project, a, b) if a != b else []
        language = language or (shared[0][0] if shared else "")
        found = contrast_terms(session, caller.project, a, b, language=language or None, limit=MOST_TERMS)
    tested = [term for term in found.terms if term.q is not None]
    return page(
        request,
        "terms.html",
        chosen=Choice(a=a, b=b, language=language),
        actors=_offered(names, labels, {a, b}, actor=True),
        sources=_offered(names, labels, {a, b}, actor=False),
        labels=labels,
        contrast=found,
        shared=shared,
        tested=tested,
        sure_below=SURE,
        sure=[term for term in tested if (term.q or 0.0) < SURE],
        rates=_rates(found),
        chart=_chart(found, tested, labels),
    )


@router.get("/claims")
def claims(
    request: Request,
    caller: Reader,
    services: Built,
    name: Annotated[Tag, Query(description="An actor, or a source.")],
    term: Annotated[str, Query(min_length=1, max_length=100)],
    language: Language | Literal[""] = "",
) -> Response:
    """The claims of one side that have a term: a page of its own, of which a script shows a piece."""
    with services.store.session() as session:
        labels = actor_labels(session, caller.project)
        found, count = claims_with_term(
            session, caller.project, name, term, language or None, limit=MOST_CLAIMS
        )
        shown = shown_claims(session, found, {term})
    return page(request, "terms_claims.html", name=name, labels=labels, term=term, claims=shown, count=count)


def _offered(
    names: Sequence[Speaker], labels: Mapping[str, str], chosen: set[str], *, actor: bool
) -> list[tuple[str, str]]:
    """Names to choose from, those who say most first."""
    told = [
        each for each in names if each.actor is actor and (each.claims >= FEW_CLAIMS or each.name in chosen)
    ]
    return [(each.name, labels.get(each.name, each.name)) for each in told[:MOST_SPEAKERS]]


def _rates(contrast: TermContrast) -> dict[str | None, tuple[int, int]]:
    """Words of both sides by language, for uses per 1,000 words."""
    return {each.language: (each.words_a, each.words_b) for each in contrast.languages}


def _chart(contrast: TermContrast, tested: Sequence[TermCount], labels: Mapping[str, str]) -> dict[str, Any]:
    """What is drawn: a dot a term that was tested."""
    words = {each.language: each.words_a + each.words_b for each in contrast.languages}
    return {
        "a": labels.get(contrast.a, contrast.a),
        "b": labels.get(contrast.b, contrast.b),
        "names": {"a": contrast.a, "b": contrast.b},
        "terms": [
            {
                "term": term.term,
                "form": term.form,
                "language": term.language,
                "rate": round(1000 * (term.count_a + term.count_b) / words[term.language], 3),
                "counts": [term.count_a, term.count_b],
                "effect": term.effect,
                "low": term.low,
                "high": term.high,
                "sure": (term.q or 0.0) < SURE,
            }
            for term in tested
        ],
    }
