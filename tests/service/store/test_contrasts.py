"""Terms that set two actors apart: tested within a language, corrected over all, each claim once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compare.embedding import Encoder
from compare.records import Claim, Comparison, Readout, Span, stable_id
from service.keys import create_key
from service.store.comparisons import make_ready, save_comparison
from service.store.contrasts import LEAST_COUNT, claims_with_term, contrast_terms, speakers, usual_pair
from service.store.engine import Store

RAID = "The raid on the port was an act of aggression number {n}."
PATROL = "The patrol near the port was a routine exercise number {n}."
ACCOUNTS = (
    ("Ardenia Today", "ardenia", "en", [RAID.format(n=n) for n in range(1, 41)]),
    ("Borovia Herald", "borovia", "en", [PATROL.format(n=n) for n in range(1, 41)]),
    (
        "Borovia Herald FR",
        "borovia",
        "fr",
        ["La patrouille près du port était un exercice.", "L'Élu a parlé."],
    ),
    ("Severia", None, "ru", ["Переговоры о порте продолжались два часа."]),
)


@pytest.fixture(scope="module")
def told(store: Store, comparison: Comparison, encoder: Encoder) -> str:
    """A project with one comparison of four accounts, stored twice; each sentence is a claim."""
    readouts, claims = [], []
    for source, actor, language, sentences in ACCOUNTS:
        readout = Readout(
            source=source, text=" ".join(sentences), actor=actor, language=language, date="2031-05-02"
        )
        readouts.append(readout)
        for sentence in sentences:
            start = readout.text.index(sentence)
            span = Span(start, start + len(sentence))
            name = stable_id("cl", readout.id, span.start)
            claims.append(Claim(id=name, readout=readout.id, start=span.start, end=span.end, spans=(span,)))
    ready = make_ready(
        replace(
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
        ),
        encoder,
    )
    project = create_key(store, "contrasts", "a key", "admin")[0].project_id
    for _ in range(2):
        with store.begin() as session:
            save_comparison(session, project, None, ready)
    return project


def test_what_each_prefers_stands_at_the_ends(store: Store, told: str) -> None:
    with store.session() as session:
        found = contrast_terms(session, told, "ardenia", "borovia")
    terms = {(each.term, each.language): each for each in found.terms}
    raid, port, patrol = terms["raid", "en"], terms["port", "en"], terms["patrol", "en"]
    assert (raid.count_a, raid.count_b, raid.reports_a, raid.reports_b) == (40, 0, 1, 0)
    assert raid.effect > 0 > patrol.effect
    assert raid.low > 0 > patrol.high
    assert max(raid.q, patrol.q) < 0.05 < port.q
    assert port.low < 0 < port.high
    assert raid.p <= raid.q
    assert found.terms[0].term in {
        "raid",
        "patrol",
        "act",
        "aggression",
        "exercise",
        "routine",
        "on",
        "of",
        "near",
    }


def test_only_words_of_a_shared_language_that_are_used_enough_are_tested(store: Store, told: str) -> None:
    with store.session() as session:
        found = contrast_terms(session, told, "ardenia", "borovia")
    assert [(each.language, each.claims_a, each.claims_b) for each in found.languages] == [
        ("en", 40, 40),
        ("fr", 0, 2),
    ]
    tested = [each for each in found.terms if each.effect is not None]
    assert len(tested) == found.tested
    assert {each.language for each in tested} == {"en"}
    assert min(each.count_a + each.count_b for each in tested) >= LEAST_COUNT
    assert [each.z is None for each in found.terms] == sorted(each.z is None for each in found.terms)


def test_a_term_is_shown_as_it_is_written(store: Store, told: str) -> None:
    with store.session() as session:
        found = contrast_terms(session, told, "ardenia", "borovia")
    forms = {(each.term, each.language): each.form for each in found.terms}
    assert forms["elu", "fr"] == "élu"
    assert forms["be", "en"] == "was"


def test_the_usual_pair_shares_a_language(store: Store, told: str) -> None:
    with store.session() as session:
        assert usual_pair(session, told) == ("ardenia", "borovia")
        assert usual_pair(session, "pr-another") is None


def test_the_two_swapped_mirror_the_contrast(store: Store, told: str) -> None:
    with store.session() as session:
        there = contrast_terms(session, told, "ardenia", "borovia", language="en")
        back = contrast_terms(session, told, "borovia", "ardenia", language="en")
    assert [each.term for each in there.terms] == [each.term for each in back.terms]
    assert [each.effect for each in there.terms] == [-each.effect for each in back.terms]
    assert [(each.p, each.q) for each in there.terms] == [(each.p, each.q) for each in back.terms]


def test_another_project_and_unknown_names_have_no_terms(store: Store, told: str) -> None:
    with store.session() as session:
        assert contrast_terms(session, "pr-another", "ardenia", "borovia").terms == ()
        assert contrast_terms(session, told, "nobody", "no one").terms == ()
        assert contrast_terms(session, told, "ardenia", "nobody").tested == 0
        assert speakers(session, "pr-another") == []


def test_the_claims_behind_a_term(store: Store, told: str) -> None:
    with store.session() as session:
        claims, count = claims_with_term(session, told, "ardenia", "raid", "en", limit=3)
        part, _ = claims_with_term(session, told, "ardenia", "rai", "en")
        french, _ = claims_with_term(session, told, "borovia", "elu", "fr")
        source, _ = claims_with_term(session, told, "Severia", "порт", "ru")
    assert (len(claims), count) == (3, 40)
    assert all("raid" in claim.text for claim in claims)
    assert part == []
    assert [claim.text for claim in french] == ["L'Élu a parlé."]
    assert [claim.source for claim in source] == ["Severia"]


def test_who_speaks(store: Store, told: str) -> None:
    with store.session() as session:
        found = [(each.name, each.actor, each.claims) for each in speakers(session, told)]
    assert found == [
        ("borovia", True, 84),
        ("ardenia", True, 80),
        ("Ardenia Today", False, 80),
        ("Borovia Herald", False, 80),
        ("Borovia Herald FR", False, 4),
        ("Severia", False, 2),
    ]
