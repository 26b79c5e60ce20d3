"""Reports: immutable and whole, listed in pages, and as a series of divergence."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import replace

import pytest
from alembic import command
from sqlalchemy import func, select

from compare.embedding import Encoder
from compare.errors import RecordError
from compare.records import Comparison
from compare.reports.json import comparison_from_dict, render_json
from service.keys import create_key
from service.store.actors import actor_labels
from service.store.comparisons import (
    ReadyComparison,
    get_comparison,
    list_comparisons,
    load_report,
    make_ready,
    save_comparison,
)
from service.store.engine import Store
from service.store.errors import NotFoundError
from service.store.events import create_event, delete_event
from service.store.migrations import configuration
from service.store.tables import PairFigures, StoredClaim


@pytest.fixture(scope="session")
def ready(comparison: Comparison, encoder: Encoder) -> ReadyComparison:
    """The comparison of the three accounts, made ready once."""
    return make_ready(comparison, encoder)


def test_a_report_comes_back_byte_for_byte(
    store: Store, project: str, comparison: Comparison, ready: ReadyComparison
) -> None:
    with store.begin() as session:
        saved = save_comparison(session, project, None, ready)
    with store.session() as session:
        row, report = load_report(session, project, saved.id)
    assert report == render_json(comparison).encode()
    assert (row.digest, row.engine_id) == (hashlib.sha256(report).hexdigest(), comparison.id)
    assert (row.title, row.date) == ("Talks on the Sarn valley", "2031-05-02")
    assert comparison_from_dict(json.loads(report)).claims == comparison.claims


def test_claims_are_kept_with_their_speaker_terms_and_vector(
    store: Store, project: str, comparison: Comparison, ready: ReadyComparison, encoder: Encoder
) -> None:
    with store.begin() as session:
        save_comparison(session, project, None, ready)
    with store.session() as session:
        query = select(StoredClaim).where(StoredClaim.project_id == project)
        kept = {claim.claim_id: claim for claim in session.scalars(query)}
    assert kept.keys() == {claim.id for claim in comparison.claims}
    for claim in comparison.claims:
        assert kept[claim.id].text == comparison.text_of(claim)
        assert len(kept[claim.id].vector) == 2 * encoder.dimension
    talks = next(claim for claim in kept.values() if claim.text.startswith("The talks lasted two hours"))
    assert (talks.source, talks.actor, talks.language) == ("Ardenia", "ardenia", "en")
    assert (talks.date, talks.terms) == ("2031-05-02", "the talk last two hour")


def test_pages_newest_first(store: Store, project: str, ready: ReadyComparison) -> None:
    with store.begin() as session:
        event = create_event(session, project, title="Talks").id
    saved = []
    for place in range(5):
        with store.begin() as session:
            saved.append(save_comparison(session, project, event if place % 2 else None, ready).id)
    found, cursor = [], None
    with store.session() as session:
        while True:
            rows, cursor = list_comparisons(session, project, cursor=cursor, limit=2)
            found += [row.id for row in rows]
            if cursor is None:
                break
        of_event = [row.id for row in list_comparisons(session, project, event)[0]]
    assert found == saved[::-1]
    assert of_event == [saved[3], saved[1]]


def test_another_project_has_no_such_report(store: Store, project: str, ready: ReadyComparison) -> None:
    with store.begin() as session:
        saved = save_comparison(session, project, None, ready)
    with store.session() as session:
        with pytest.raises(NotFoundError, match="there is no comparison"):
            load_report(session, "pr-another", saved.id)
        assert list_comparisons(session, "pr-another") == ([], None)
    with pytest.raises(NotFoundError, match="there is no event"), store.begin() as session:
        save_comparison(session, project, "ev-nowhere", ready)


def test_figures_of_the_whole_and_labels_lie_beside_the_report(
    store: Store, project: str, comparison: Comparison, ready: ReadyComparison
) -> None:
    with store.begin() as session:
        saved = save_comparison(session, project, None, ready).id
        save_comparison(
            session, project, None, replace(ready, labels={**ready.labels, "ardenia": "Ardenia!"})
        )
    told = comparison.to_dict()
    with store.session() as session:
        figures = get_comparison(session, project, saved).figures
        labels = actor_labels(session, project)
        assert actor_labels(session, "pr-another") == {}
    assert figures == {"overall": told["divergence"]["overall"], **told["divergence"]["components"]}
    assert labels == {**{each["id"]: each["label"] for each in told["actors"]}, "ardenia": "Ardenia!"}


def test_a_database_of_the_first_version_gets_figures_and_labels(
    fresh_store: Store, ready: ReadyComparison
) -> None:
    project = create_key(fresh_store, "old", "a key", "admin")[0].project_id
    with fresh_store.begin() as session:
        saved = save_comparison(session, project, None, ready).id
    with fresh_store.begin() as session:
        command.downgrade(configuration(session.connection()), "0001")
    with fresh_store.begin() as session:
        command.upgrade(configuration(session.connection()), "head")
    with fresh_store.session() as session:
        row, report = load_report(session, project, saved)
        assert row.figures == ready.figures
        assert actor_labels(session, project) == ready.labels
        assert session.scalar(select(func.count()).select_from(StoredClaim)) == len(ready.claims)
    assert report == zlib.decompress(ready.report)


def test_with_an_event_go_its_reports_figures_and_claims(
    store: Store, project: str, ready: ReadyComparison
) -> None:
    with store.begin() as session:
        event = create_event(session, project, title="Talks").id
        saved = save_comparison(session, project, event, ready)
    with store.begin() as session:
        delete_event(session, project, event)
    with store.session() as session:
        for table in (PairFigures, StoredClaim):
            rows = select(func.count()).select_from(table).where(table.comparison_id == saved.id)
            assert session.scalar(rows) == 0


def test_what_cannot_be_stored_is_refused(store: Store, project: str, ready: ReadyComparison) -> None:
    long = replace(ready, title="x" * 501)
    with pytest.raises(RecordError, match="title has 501 characters"), store.begin() as session:
        save_comparison(session, project, None, long)
    with store.session() as session:
        assert list_comparisons(session, project) == ([], None)
