"""Search by words and by meaning in four languages, the same answer on both databases."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from compare.embedding import Encoder
from compare.records import Claim, Comparison, Readout, Span, stable_id
from service.keys import create_key
from service.store.claims import ClaimFilters, facets_of, model_of, search_meaning, search_words
from service.store.comparisons import make_ready, save_comparison
from service.store.engine import Store
from service.store.tables import StoredClaim

VALLEY_EN = "President Ilves of Ardenia called for the withdrawal of all troops from the Sarn valley."
VALLEY_FR = "Le président de Borovie a condamné l'agression d'Ardénie dans la vallée de la Sarn."
VALLEY_RU = "Президент Северии призвал вывести все войска из долины Сарн."
VALLEY_UK = "Президент Сівєрії закликав вивести війська з долини Сарн."
FOOD = "Їжа та вода закінчуються."
ELU_SAYS = "L'Élu d'Ardénie a exprimé aujourd'hui sa déception."
COSTS = "Il coûte 3,5 millions."
ACCOUNTS = (
    ("Ardenia", "ardenia", "en", "2031-05-02", (VALLEY_EN, "The talks lasted two hours.")),
    ("Borovia", "borovia", "fr", "2031-05-02", (VALLEY_FR, "Les entretiens ont duré trois heures.")),
    ("Severia", None, "ru", "2031-05-03", (VALLEY_RU, "Переговоры продолжались два часа.")),
    ("Severia UA", "severia", "uk", "2031-05-04", (VALLEY_UK, FOOD)),
    ("Office of the Élu", "ardenia", "fr", "2031-05-05", (ELU_SAYS, COSTS)),
)


@pytest.fixture(scope="module")
def searched(store: Store, comparison: Comparison, encoder: Encoder) -> str:
    """A project with one comparison of five accounts in four languages, stored twice; each sentence is a claim."""
    readouts, claims = [], []
    for source, actor, language, date, sentences in ACCOUNTS:
        readout = Readout(source=source, text=" ".join(sentences), actor=actor, language=language, date=date)
        readouts.append(readout)
        for sentence in sentences:
            start = readout.text.index(sentence)
            span = Span(start, start + len(sentence))
            name = stable_id("cl", readout.id, span.start)
            claims.append(Claim(id=name, readout=readout.id, start=span.start, end=span.end, spans=(span,)))
    told = replace(
        comparison,
        event=None,
        readouts=tuple(readouts),
        claims=tuple(claims),
        matches=(),
        omissions=(),
        conflicts=(),
        framing=(),
        findings=(),
        divergence=replace(comparison.divergence, pairs=()),
    )
    ready = make_ready(told, encoder)
    project = create_key(store, "search", "a key", "admin")[0].project_id
    with store.begin() as session:
        save_comparison(session, project, None, ready)
        save_comparison(session, project, None, ready)
    return project


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("withdrawals", [VALLEY_EN]),
        ("TROOP Sarn", [VALLEY_EN]),
        ("troop hours", []),
        ("agression", [VALLEY_FR]),
        ("l’agression", [VALLEY_FR]),
        ("vallées", [VALLEY_FR]),
        ("ardenie", [ELU_SAYS, VALLEY_FR]),
        ("elu", [ELU_SAYS]),
        ("aujourd’hui", [ELU_SAYS]),
        ("3,5", [COSTS]),
        ("5", []),
        ("войскам", [VALLEY_RU]),
        ("долина", [VALLEY_UK, VALLEY_RU]),
        ("їжею", [FOOD]),
        ("ижа", []),
        ("", []),
        ("?! …", []),
        ('" OR claim_words', []),
        ("' | 'x' & !troop", []),
    ],
)
def test_words_in_any_form_accent_and_case(store: Store, searched: str, q: str, found: list[str]) -> None:
    with store.session() as session:
        assert [hit.claim.text for hit in search_words(session, searched, q)] == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (ClaimFilters(language="uk"), [VALLEY_UK]),
        (ClaimFilters(actor="severia"), [VALLEY_UK]),
        (ClaimFilters(actor="Severia"), [VALLEY_RU]),
        (ClaimFilters(since="2031-05-04"), [VALLEY_UK]),
        (ClaimFilters(until="2031-05-03"), [VALLEY_RU]),
        (ClaimFilters(until="2031-05-01"), []),
    ],
)
def test_filters_of_both_searches(
    store: Store, searched: str, encoder: Encoder, filters: ClaimFilters, found: list[str]
) -> None:
    vector = encoder.encode([VALLEY_RU], ["ru"])[0]
    with store.session() as session:
        by_words = search_words(session, searched, "долины", filters)
        by_meaning = search_meaning(session, searched, vector, filters, model=model_of(encoder))
    assert [hit.claim.text for hit in by_words] == found
    assert found == [] or by_meaning[0].claim.text == found[0]
    assert len(by_meaning) >= len(found)


@pytest.mark.parametrize(
    ("q", "language", "best"),
    [
        ("The head of Severia wants the army to leave the Sarn valley", "en", {VALLEY_RU, VALLEY_EN}),
        ("There is no more food and water", "en", {FOOD}),
        ("La nourriture et l'eau s'épuisent", "fr", {FOOD}),
        ("Елу разочарован", "ru", {ELU_SAYS}),
    ],
)
def test_meaning_across_languages(
    store: Store, searched: str, encoder: Encoder, q: str, language: str, best: set[str]
) -> None:
    with store.session() as session:
        vector = encoder.encode([q], [language])[0]
        hits = search_meaning(session, searched, vector, limit=len(best), model=model_of(encoder))
    assert {hit.claim.text for hit in hits} == best


def test_meaning_is_exact(store: Store, searched: str, encoder: Encoder) -> None:
    """The answer is that of all cosines, computed here once more; a claim of two reports is found once."""
    with store.session() as session:
        rows = session.query(StoredClaim).filter_by(project_id=searched).all()
        vector = encoder.encode(["Talks about the valley"], ["en"])[0]
        hits = search_meaning(session, searched, vector, limit=4, model=model_of(encoder))
    cosines = {
        row.claim_id: float(np.frombuffer(row.vector, np.float16).astype(np.float32) @ vector) for row in rows
    }
    nearest = sorted(cosines, key=cosines.__getitem__, reverse=True)[:4]
    assert [hit.claim.claim_id for hit in hits] == nearest
    assert [hit.score for hit in hits] == pytest.approx([cosines[id] for id in nearest], abs=1e-5)
    assert len(rows) == 2 * len(cosines)


def test_vectors_of_another_model_are_passed_over(store: Store, searched: str, encoder: Encoder) -> None:
    vector = encoder.encode([VALLEY_EN], ["en"])[0]
    with store.session() as session:
        assert search_meaning(session, searched, vector, model="another@1") == []


def test_another_project_finds_nothing(store: Store, searched: str, encoder: Encoder) -> None:
    vector = encoder.encode([VALLEY_EN], ["en"])[0]
    with store.session() as session:
        assert search_words(session, "pr-another", "troops") == []
        assert search_meaning(session, "pr-another", vector, model=model_of(encoder)) == []


def test_facets_heed_all_filters_but_their_own(store: Store, searched: str) -> None:
    with store.session() as session:
        everything = facets_of(session, searched, "", ClaimFilters())
        valley = facets_of(session, searched, "долина", ClaimFilters())
        filtered = facets_of(session, searched, "", ClaimFilters(language="fr", since="2031-05-05"))
        nothing = facets_of(session, "pr-another", "", ClaimFilters())
    assert everything.actors == (("ardenia", 4), ("borovia", 2), ("severia", 2))
    assert everything.languages == (("fr", 4), ("en", 2), ("ru", 2), ("uk", 2))
    assert everything.months == (("2031-05", 10),)
    assert (valley.languages, valley.actors) == ((("ru", 1), ("uk", 1)), (("severia", 1),))
    assert filtered.languages == (("fr", 2),)
    assert filtered.months == (("2031-05", 4),)
    assert filtered.sources == (("Office of the Élu", 2),)
    assert nothing.actors == ()
