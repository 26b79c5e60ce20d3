"""Poles on the pages: asked for on an event, drawn in its report and in the figures over events."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from compare.embedding import default_encoder
from compare.framing.axes import parse_axis
from compare.pipeline import compare_readouts
from compare.records import Interval, Readout
from corpora import load_resources
from service.dashboard.poles import strip_of
from service.jobs import list_jobs
from service.keys import local_project
from service.store.comparisons import make_ready, save_comparison
from service.store.engine import Store
from service.store.events import create_event
from service.store.readouts import add_readout
from tests.service.dashboard.conftest import NORLAND, SUDMARK, token_in

STANCE = "stance: dialogue, cooperation / confrontation, escalation"
READOUTS = [Readout(source="Norland", text=NORLAND), Readout(source="Sudmark", text=SUDMARK)]


@pytest.fixture
def event(store: Store) -> str:
    project = local_project(store).id
    with store.begin() as session:
        found = create_event(session, project, title="Call", date="2031-02-12").id
        for readout in READOUTS:
            add_readout(session, project, found, readout)
    return found


@pytest.fixture
def placed(store: Store, event: str) -> str:
    encoder = default_encoder()
    comparison = compare_readouts(
        READOUTS, encoder=encoder, resources=load_resources(), axes=[parse_axis(STANCE)]
    )
    ready, project = make_ready(comparison, encoder), local_project(store).id
    with store.begin() as session:
        return save_comparison(session, project, event, ready).id


def test_a_report_draws_each_account_between_the_poles(client: TestClient, placed: str) -> None:
    page = client.get(f"/comparisons/{placed}").text

    section = page[page.index('<section id="axes"') :].split("</section>")[0]
    assert "← dialogue, cooperation" in section
    assert "confrontation, escalation →" in section
    assert section.count('<circle class="dot"') == 2
    assert "pulled by" in section


def test_a_report_without_poles_has_no_such_section(client: TestClient, stored: str) -> None:
    assert 'id="axes"' not in client.get(f"/comparisons/{stored}").text


def test_the_series_draws_the_sides(client: TestClient, placed: str) -> None:
    page = client.get("/divergence").text

    section = page[page.index('id="by-axis"') :].split("</section>")[0]
    assert section.count('<circle class="dot"') == 2
    assert "Norland" in section


def test_poles_are_asked_for_and_kept_for_the_next_comparison(
    client: TestClient, store: Store, event: str, placed: str
) -> None:
    page = client.get(f"/events/{event}").text
    (field,) = re.findall(r'<textarea name="axes"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert html.unescape(field) == STANCE

    answer = client.post(
        f"/events/{event}/compare", data={"axes": f"{STANCE}\r\nwar/peace\r\n", "token": token_in(page)}
    )

    assert answer.status_code == 303
    project = local_project(store).id
    with store.session() as session:
        (job,), _ = list_jobs(session, project, event)
    assert job.request["axes"] == [STANCE, "war/peace"]


def test_a_slip_in_the_poles_is_told_on_the_page_with_what_was_written(
    client: TestClient, store: Store, event: str
) -> None:
    token = token_in(client.get(f"/events/{event}").text)
    answer = client.post(f"/events/{event}/compare", data={"axes": "<b>only one pole", "token": token})

    assert answer.status_code == 422
    assert "write two poles" in html.unescape(answer.text)
    assert "&lt;b&gt;only one pole" in answer.text
    project = local_project(store).id
    with store.session() as session:
        assert list_jobs(session, project, event)[0] == []


def test_the_scale_is_wide_enough_for_every_interval() -> None:
    strip = strip_of("x", ["a"], ["b"], [("A", Interval(value=-0.12, low=-0.31, high=0.05, n=4), ())])

    assert strip.reach == 0.4
    assert strip.share(-0.4) == pytest.approx(0)
    assert strip.share(0.4) == pytest.approx(1)
