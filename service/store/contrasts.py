"""The terms that set two actors apart: log-odds with an informative prior, language by language.

Two vocabularies are compared only within a language of which both use :data:`LEAST_WORDS`: across languages
every word would differ.
The prior is how often all claims of the project use the word in that language, scaled to 500 words (Monroe,
Colaresi & Quinn 2008). Words that both together use less than :data:`LEAST_COUNT` times are counted but not
tested: the choice rests on the sum alone, so that it favours nobody (independent filtering, Bourgon et al.
2010). All words tested, in all languages, are corrected together (Benjamini–Hochberg). The test takes every
use of a word for a new decision; uses that repeat one statement make it too sure, so each term also tells in
how many reports each side uses it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, and_, func, literal, select
from sqlalchemy.orm import Session

from compare.statistics import benjamini_hochberg, log_odds
from compare.words import words_of
from service.store.tables import StoredClaim

T = TypeVar("T", bound=Any)
LEAST_COUNT = 4
"""Uses by both together below which a word is not tested."""
LEAST_WORDS = 100
"""Words of each side in a language below which none of that language is tested."""
MOST_READ = 300
"""Claims of each side in which the written forms of terms are looked up."""
WIDTH = 1.959964
"""Standard errors on each side of a 95 % interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCount:
    """How often two actors use a term, and in how many reports; ``form`` is how it is mostly written.

    ``effect`` (log-odds, above 0: the first uses it more) with its 95 % interval, ``z``, two-sided ``p`` and
    corrected ``q`` are None where not tested.
    """

    term: str
    form: str
    language: str | None
    count_a: int
    count_b: int
    reports_a: int
    reports_b: int
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    z: float | None = None
    p: float | None = None
    q: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageTotal:
    """What two actors say in one language: claims, and all their words but numbers."""

    language: str | None
    claims_a: int
    claims_b: int
    words_a: int
    words_b: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TermContrast:
    """The terms of two actors, those tested first, by the size of z; and how many words were tested."""

    a: str
    b: str
    languages: tuple[LanguageTotal, ...]
    tested: int
    terms: tuple[TermCount, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whose words are stored: an actor who speaks, or the source of an account; and the number of
    claims in all reports."""

    name: str
    actor: bool
    claims: int


def contrast_terms(
    session: Session, project_id: str, a: str, b: str, *, language: str | None = None, limit: int = 500
) -> TermContrast:
    """How differently ``a`` and ``b`` use words.

    ``a`` and ``b`` are actors or, where nobody speaks under that name, sources.

    Args:
        language: only this one.
        limit: most terms that come back; all are tested and corrected for.
    """
    told_a, told_b = (_Words(_claims(session, project_id, name, language)) for name in (a, b))
    found: list[TermCount] = []
    for each in sorted(told_a.counts.keys() | told_b.counts.keys(), key=lambda name: name or ""):
        shared = min(told.words(each) for told in (told_a, told_b)) >= LEAST_WORDS
        prior = _background(session, project_id, each) if shared else None
        found += _in_language(each, told_a, told_b, prior)
    p_values = [term.p for term in found if term.p is not None]
    corrected = iter(benjamini_hochberg(p_values))
    terms = [term if term.p is None else replace(term, q=next(corrected)) for term in found]
    shown = sorted(terms, key=_most_telling)[:limit]
    forms = _forms(session, project_id, (a, b))
    return TermContrast(
        a=a,
        b=b,
        languages=tuple(_totals(told_a, told_b)),
        tested=len(p_values),
        terms=tuple(replace(each, form=forms.get((each.term, each.language), each.term)) for each in shown),
    )


def claims_with_term(
    session: Session, project_id: str, name: str, term: str, language: str | None, limit: int = 20
) -> tuple[list[StoredClaim], int]:
    """The claims of an actor (or source) that have exactly this term, newest first; and their number."""
    padded = literal(" ") + StoredClaim.terms + literal(" ")
    query = (
        select(StoredClaim)
        .where(_speaks(session, project_id, name), padded.contains(f" {term} ", autoescape=True))
        .where(StoredClaim.language.is_(None) if language is None else StoredClaim.language == language)
        .order_by(StoredClaim.date.desc(), StoredClaim.row.desc())
    )
    claims = list(_once(session.scalars(query)))
    return claims[:limit], len(claims)


def common_languages(session: Session, project_id: str, a: str, b: str) -> list[tuple[str, int, int]]:
    """The languages that both use and how many claims each has; that which the terser uses most first."""
    counts = []
    for name in (a, b):
        query = (
            select(StoredClaim.language, func.count())
            .where(_speaks(session, project_id, name), StoredClaim.language.is_not(None))
            .group_by(StoredClaim.language)
        )
        counts.append({str(language): count for language, count in session.execute(query)})
    shared = [(each, counts[0][each], counts[1][each]) for each in counts[0].keys() & counts[1].keys()]
    return sorted(shared, key=lambda each: (-min(each[1:]), each[0]))


def usual_pair(session: Session, project_id: str) -> tuple[str, str] | None:
    """The two actors (else sources) who have most claims in one language, by the one who has fewer."""
    for column in (StoredClaim.actor, StoredClaim.source):
        query = (
            select(column, StoredClaim.language, func.count())
            .where(StoredClaim.project_id == project_id, column.is_not(None))
            .group_by(column, StoredClaim.language)
        )
        told: dict[str | None, list[tuple[int, str]]] = {}
        for name, language, count in session.execute(query):
            told.setdefault(language, []).append((count, str(name)))
        best = [sorted(names, key=lambda each: (-each[0], each[1]))[:2] for names in told.values()]
        pairs = [(few, one, other) for (_, one), (few, other) in (two for two in best if len(two) == 2)]
        if pairs:
            _, one, other = max(pairs)
            return one, other
    return None


def speakers(session: Session, project_id: str) -> list[Speaker]:
    """Everybody whose words are stored: actors first, the most claims first."""
    found = []
    for column, actor in ((StoredClaim.actor, True), (StoredClaim.source, False)):
        count = func.count()
        query = (
            select(column, count)
            .where(StoredClaim.project_id == project_id, column.is_not(None))
            .group_by(column)
            .order_by(count.desc(), column)
        )
        found += [Speaker(str(name), actor, claims) for name, claims in session.execute(query)]
    return found


class _Words:
    """What somebody says, by language: uses of each term, reports that have it, claims."""

    def __init__(self, claims: Iterable[Row[Any]]) -> None:
        self.counts: dict[str | None, Counter[str]] = {}
        self.reports: dict[str | None, dict[str, set[str]]] = {}
        self.claims: Counter[str | None] = Counter()
        for claim in claims:
            language, words = claim.language, _words(claim.terms)
            self.counts.setdefault(language, Counter()).update(words)
            reports = self.reports.setdefault(language, {})
            for word in words:
                reports.setdefault(word, set()).add(claim.comparison_id)
            self.claims[language] += 1

    def words(self, language: str | None) -> int:
        return self.counts.get(language, Counter()).total()


def _in_language(
    language: str | None, told_a: _Words, told_b: _Words, prior: Counter[str] | None
) -> Iterator[TermCount]:
    a, b = (told.counts.get(language, Counter[str]()) for told in (told_a, told_b))
    tested = {} if prior is None else {each.term: each for each in log_odds(a, b, prior)}
    for term in sorted(a.keys() | b.keys()):
        reports = [len(told.reports.get(language, {}).get(term, ())) for told in (told_a, told_b)]
        figures: dict[str, float] = {}
        if term in tested and a[term] + b[term] >= LEAST_COUNT:
            contrast = tested[term]
            figures = {
                "effect": round(contrast.log_odds, 6),
                "low": round(contrast.log_odds - WIDTH * contrast.error, 6),
                "high": round(contrast.log_odds + WIDTH * contrast.error, 6),
                "z": round(contrast.z, 6),
                "p": contrast.p,
            }
        yield TermCount(
            term=term,
            form=term,
            language=language,
            count_a=a[term],
            count_b=b[term],
            reports_a=reports[0],
            reports_b=reports[1],
            **figures,
        )


def _totals(told_a: _Words, told_b: _Words) -> list[LanguageTotal]:
    """The languages, those with most words of the side that has fewer first."""
    totals = [
        LanguageTotal(
            language=each,
            claims_a=told_a.claims[each],
            claims_b=told_b.claims[each],
            words_a=told_a.words(each),
            words_b=told_b.words(each),
        )
        for each in told_a.counts.keys() | told_b.counts.keys()
    ]
    return sorted(totals, key=lambda total: (-min(total.words_a, total.words_b), total.language or ""))


def _most_telling(term: TermCount) -> tuple[bool, float, int, str, str]:
    together = term.count_a + term.count_b
    return (term.z is None, -abs(term.z or 0.0), -together, term.term, term.language or "")


def _claims(session: Session, project_id: str, name: str, language: str | None) -> Iterator[Row[Any]]:
    columns = (StoredClaim.claim_id, StoredClaim.comparison_id, StoredClaim.language, StoredClaim.terms)
    query = select(*columns).where(_speaks(session, project_id, name)).order_by(StoredClaim.row.desc())
    if language is not None:
        query = query.where(StoredClaim.language == language)
    return _once(session.execute(query))


def _background(session: Session, project_id: str, language: str | None) -> Counter[str]:
    query = (
        select(StoredClaim.claim_id, StoredClaim.terms)
        .where(StoredClaim.project_id == project_id, StoredClaim.language.is_not_distinct_from(language))
        .order_by(StoredClaim.row.desc())
    )
    found: Counter[str] = Counter()
    for row in _once(session.execute(query)):
        found.update(_words(row.terms))
    return found


def _forms(session: Session, project_id: str, names: Iterable[str]) -> dict[tuple[str, str | None], str]:
    """How the terms are mostly written in the newest claims, without capitals."""
    found: dict[tuple[str, str | None], Counter[str]] = {}
    for name in names:
        query = (
            select(StoredClaim.text, StoredClaim.terms, StoredClaim.language)
            .where(_speaks(session, project_id, name))
            .order_by(StoredClaim.row.desc())
            .limit(MOST_READ)
        )
        for text, terms, language in session.execute(query):
            for word, term in zip(words_of(text, language), terms.split(" "), strict=False):
                found.setdefault((term, language), Counter())[word.text.casefold()] += 1
    return {key: min(forms, key=lambda form: (-forms[form], form)) for key, forms in found.items()}


def _speaks(session: Session, project_id: str, name: str) -> ColumnElement[bool]:
    """The claims of the actor of this name or, if nobody speaks under it, of the source."""
    mine = StoredClaim.project_id == project_id
    actor = session.scalar(select(StoredClaim.row).where(mine, StoredClaim.actor == name).limit(1))
    return and_(mine, (StoredClaim.source if actor is None else StoredClaim.actor) == name)


def _words(terms: str) -> list[str]:
    return [term for term in terms.split(" ") if term and not term.isdecimal()]


def _once(newest_first: Iterable[T]) -> Iterator[T]:
    """A claim that stands in several reports counts in the newest."""
    seen: set[str] = set()
    for row in newest_first:
        if row.claim_id not in seen:
            seen.add(row.claim_id)
            yield row
